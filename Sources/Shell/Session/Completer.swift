// This file finds what a half-typed text can go on with.

import Glibc
import Lang

/// Completion of names, attributes of live objects, keyword arguments, dictionary keys, file names, commands.
final class Completer {
    struct Candidate {
        let text: String
        /// Added behind a single candidate: a closing quote, `=`, `/`.
        var suffix = ""
        /// What a list of candidates shows, where it is shorter.
        var label: String?
        var shown: String { label ?? text }
    }
    struct Completion {
        /// What of the candidate is typed already.
        let typed: String
        var candidates: [Candidate]
    }

    private static let keywords = [
        "False", "None", "True", "and", "as", "assert", "break", "case", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]
    /// Commands whose argument is a statement rather than a file.
    private static let statementCommands = ["%time ", "%timeit "]

    func complete(_ before: String) -> Completion {
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let trimmed = line.trimmed
        if trimmed.hasPrefix("%"), !trimmed.contains(" ") { return matching(trimmed, Commands.names.map { Candidate(text: $0, suffix: " ") }) }
        if trimmed.hasPrefix("%") || trimmed.hasPrefix("!"), !Completer.statementCommands.contains(where: { trimmed.hasPrefix($0) }) { return argument(line, trimmed) }
        let open = Opened(before)
        if let string = open.string {
            let subject = String(before[..<string.start])
            if subject.hasSuffix("["), let keys = dictionaryKeys(of: String(subject.dropLast())) {
                return matching(string.text, keys.compactMap(\.asString).map { Candidate(text: $0, suffix: "\(string.quote)]") })
            }
            return file(string.text)
        }
        let word = Completer.trailing(line, Completer.isDotted)
        if let i = importPrefix(line) { return matching(i.typed, i.names.map { Candidate(text: $0) }) }
        if line.hasSuffix("["), let keys = dictionaryKeys(of: String(before.dropLast())), !keys.isEmpty {
            return Completion(typed: "", candidates: keys.compactMap { k in (try? Operators.repr(k)).map { Candidate(text: $0, suffix: "]") } })
        }
        if let dot = word.lastIndex(of: ".") {
            let typed = String(word[word.index(after: dot)...])
            let owner = String(before.dropLast(typed.count + 1))
            guard let value = owned(owner) else { return Completion(typed: typed, candidates: []) }
            var names = Builtins.names(of: value)
            if !typed.hasPrefix("_") { names = names.filter { !$0.hasPrefix("_") } }
            return matching(typed, names.map { Candidate(text: $0) })
        }
        var names = Set(Completer.keywords)
        for n in Interpreter.shared.main.globals.names { names.insert(n.text) }
        for n in (try? Interpreter.shared.importModule("builtins"))?.globals.names ?? [] { names.insert(n.text) }
        // A deleted name stays in the table without a value.
        var candidates = names.filter { word.hasPrefix("_") || !$0.hasPrefix("_") }.filter { Completer.keywords.contains($0) || value(of: $0) != nil }.sorted().map { Candidate(text: $0) }
        if let f = calledFunction(open) { candidates = parameters(of: f).map { Candidate(text: $0 + "=") } + candidates }
        return matching(word, candidates)
    }

    private func matching(_ typed: String, _ all: [Candidate]) -> Completion {
        var seen = Set<String>()
        return Completion(typed: typed, candidates: all.filter { $0.text.hasPrefix(typed) && seen.insert($0.text).inserted })
    }

    private static func isDotted(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" || c == "." }

    static func trailing(_ s: String, _ belongs: (Character) -> Bool) -> String {
        var i = s.endIndex
        while i > s.startIndex, belongs(s[s.index(before: i)]) { i = s.index(before: i) }
        return String(s[i...])
    }

    /// The argument of a command: its own words, else a file.
    private func argument(_ line: String, _ trimmed: String) -> Completion {
        let (name, _) = CommandSyntax.split(trimmed)
        let typed = Completer.trailing(line) { $0 != " " && $0 != "=" }
        switch name {
        case "%figure": return matching(typed, FigureDisplay.Mode.allCases.map { Candidate(text: $0.rawValue) })
        case "%help": return matching(typed, Commands.names.map { Candidate(text: $0) })
        case "%env":
            var names: [String] = []
            var p = environ
            while let e = p.pointee {
                names.append(String(String(cString: e).prefix { $0 != "=" }))
                p += 1
            }
            return matching(typed, names.sorted().map { Candidate(text: $0) })
        default: return file(typed)
        }
    }

    // MARK: Values

    /// The value of a dotted name. `safely`: no code of the user's runs, properties included.
    func value(of dotted: String, safely: Bool = false) -> Value? {
        let parts = dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, ReplayParameter.isIdentifier(first) else { return nil }
        var v: Value
        if let g = Interpreter.shared.main.globals.get(Name(first)), !g.isUnbound { v = g }
        else if let b = (try? Interpreter.shared.importModule("builtins"))?.globals.get(Name(first)), !b.isUnbound { v = b }
        else { return nil }
        for p in parts.dropFirst() {
            guard ReplayParameter.isIdentifier(p), let next = attribute(p, of: v, safely: safely) else { return nil }
            v = next
        }
        return v
    }

    private func attribute(_ name: String, of v: Value, safely: Bool) -> Value? {
        if safely, !(v.asObject is ModuleObject), !(v.asObject is TypeObject), let member = v.type.lookup(Name(name)), member.asObject is PropertyObject { return nil }
        return (try? Operators.attributeIfPresent(v, Name(name))) ?? nil
    }

    /// The value of what stands before a dot: a dotted name, a literal, an item of a list or dictionary by a literal.
    private func owned(_ text: String) -> Value? {
        if let quote = text.last, quote == "'" || quote == "\"" { return .string("") }
        if text.hasSuffix("]") {
            var depth = 0
            var i = text.endIndex
            while i > text.startIndex {
                i = text.index(before: i)
                if text[i] == "]" { depth += 1 }
                if text[i] == "[" { depth -= 1 }
                if depth == 0 { break }
            }
            let subject = String(text[..<i]), index = String(text[text.index(after: i)...].dropLast())
            let name = Completer.trailing(subject, Completer.isDotted)
            if name.isEmpty { return subject.last.map { " =([{,:".contains($0) } ?? true ? .list([]) : nil }
            guard let container = value(of: name), let key = literal(index), container.asObject is ListObject || container.asObject is DictObject || container.asObject is TupleObject else { return nil }
            return try? Operators.getItem(container, key)
        }
        if text.hasSuffix("}") { return .object(DictObject()) }
        let name = Completer.trailing(text, Completer.isDotted)
        return name.isEmpty ? nil : value(of: name)
    }

    private func literal(_ s: String) -> Value? {
        let t = s.trimmed
        if let n = Int(t) { return .int(n) }
        if t.count >= 2, let q = t.first, q == "'" || q == "\"", t.last == q, !t.contains("\\") { return .string(String(t.dropFirst().dropLast())) }
        return nil
    }

    private func dictionaryKeys(of subject: String) -> [Value]? {
        let name = Completer.trailing(subject, Completer.isDotted)
        guard !name.isEmpty, let v = value(of: name) else { return nil }
        if let d: DictObject = v.cast() { return d.entries.map(\.key) }
        // A table's columns.
        if let columns = attribute("columns", of: v, safely: false), let items = try? Operators.items(of: columns) { return items }
        return nil
    }

    // MARK: Files and modules

    private static func entries(_ folder: String) -> [String] {
        guard let d = opendir(folder) else { return [] }
        defer { closedir(d) }
        var out: [String] = []
        while let e = readdir(d) {
            out.append(withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
        }
        return out
    }

    private func file(_ typed: String) -> Completion {
        let slash = typed.lastIndex(of: "/")
        let shownFolder = slash.map { String(typed[...$0]) } ?? ""
        let prefix = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        var folder = shownFolder.isEmpty ? "." : shownFolder
        if folder.hasPrefix("~/"), let h = getenv("HOME") { folder = String(cString: h) + folder.dropFirst(1) }
        var out: [Candidate] = []
        for name in Completer.entries(folder) {
            if name == "." || name == ".." || !name.hasPrefix(prefix) || name.hasPrefix(".") && !prefix.hasPrefix(".") { continue }
            var s = stat()
            let isFolder = stat(folder + "/" + name, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
            out.append(Candidate(text: shownFolder + name, suffix: isFolder ? "/" : "", label: name + (isFolder ? "/" : "")))
        }
        return Completion(typed: typed, candidates: out.sorted { $0.text < $1.text })
    }

    /// `import x`, `from x import y`.
    private func importPrefix(_ line: String) -> (typed: String, names: [String])? {
        let words = line.trimmed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let endsInBlank = line.hasSuffix(" ")
        if words.first == "from", words.count >= 4 || words.count == 3 && endsInBlank, words[2] == "import" {
            guard let m = try? Interpreter.shared.importModule(words[1]) else { return nil }
            let typed = Completer.trailing(line) { $0.isLetter || $0.isNumber || $0 == "_" }
            return (typed, m.globals.names.map(\.text).filter { !$0.hasPrefix("_") }.sorted())
        }
        guard words[0] == "import" && (words.count >= 2 || endsInBlank) || words[0] == "from" && (words.count == 2 || words.count == 1 && endsInBlank) else { return nil }
        let typed = Completer.trailing(line, Completer.isDotted)
        var names = ModuleTable.shared.names
        for folder in Interpreter.shared.path {
            for name in Completer.entries(folder) {
                for ext in [".vnb", ".py"] where name.hasSuffix(ext) { names.append(String(name.dropLast(ext.count))) }
            }
        }
        return (typed, Set(names).filter { ReplayParameter.isIdentifier($0.replacing(".", with: "_")) }.sorted())
    }

    // MARK: Calls

    /// The callable whose parentheses are open at the end of the text.
    private func calledFunction(_ open: Opened, safely: Bool = false) -> Value? {
        guard let bracket = open.brackets.last, bracket.character == "(" else { return nil }
        let name = Completer.trailing(bracket.before, Completer.isDotted)
        return name.isEmpty ? nil : value(of: name, safely: safely)
    }

    func signature(_ before: String, safely: Bool) -> String? {
        guard let f = calledFunction(Opened(before), safely: safely) else { return nil }
        return Help.signature(of: f)
    }

    private func parameters(of f: Value) -> [String] {
        guard let text = Help.signature(of: f), let open = text.firstIndex(of: "(") else { return [] }
        var names: [String] = []
        var depth = 0
        var atStart = true
        var name = ""
        for c in text[text.index(after: open)...] {
            if atStart {
                if c.isLetter || c.isNumber || c == "_" {
                    name.append(c)
                    continue
                }
                if c == " " && name.isEmpty { continue }
                if !name.isEmpty, name != "self" { names.append(name) }
                name = ""
                atStart = false
            }
            if "([{".contains(c) { depth += 1 }
            if ")]}".contains(c) {
                depth -= 1
                if depth < 0 { break }
            }
            if c == ",", depth == 0 { atStart = true }
        }
        return names
    }
}

/// Which brackets and which string are open at the end of a text.
struct Opened {
    struct Bracket {
        let character: Character
        /// What stands before it.
        let before: String
    }
    private(set) var brackets: [Bracket] = []
    private(set) var string: (quote: Character, start: String.Index, text: String)?

    init(_ text: String) {
        var i = text.startIndex
        func next(_ n: Int = 1) { i = text.index(i, offsetBy: n, limitedBy: text.endIndex) ?? text.endIndex }
        while i < text.endIndex {
            let c = text[i]
            switch c {
            case "#":
                while i < text.endIndex, text[i] != "\n" { next() }
                continue
            case "'", "\"":
                let start = i
                let mark = text[i...].hasPrefix(String(repeating: c, count: 3)) ? String(repeating: c, count: 3) : String(c)
                next(mark.count)
                let inside = i
                var isClosed = false
                while i < text.endIndex {
                    if text[i] == "\\" {
                        next(2)
                        continue
                    }
                    if text[i...].hasPrefix(mark) {
                        isClosed = true
                        break
                    }
                    // A plain string ends with its line.
                    if mark.count == 1, text[i] == "\n" {
                        isClosed = true
                        break
                    }
                    next()
                }
                if !isClosed {
                    string = (c, start, String(text[inside...]))
                    return
                }
                next(mark.count)
                continue
            case "(", "[", "{": brackets.append(Bracket(character: c, before: String(text[..<i])))
            case ")", "]", "}": _ = brackets.popLast()
            default: break
            }
            next()
        }
    }
}

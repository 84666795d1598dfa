// This file finds what a half-typed text can go on with.

import Glibc
import Lang

/// Completion of names, attributes of live objects, keyword arguments, dictionary keys, file names, commands.
final class Completer {
    struct Candidate {
        let text: String
        /// Added behind a single candidate: a closing quote, `=`, `/`.
        var suffix = ""
    }
    struct Completion {
        /// What of the candidate is typed already.
        let typed: String
        var candidates: [Candidate]
    }

    private static let keywords = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    func complete(_ before: String) -> Completion {
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let trimmed = line.trimmed
        if trimmed.hasPrefix("%"), !trimmed.contains(" ") { return matching(trimmed, Commands.names.map { Candidate(text: $0, suffix: " ") }) }
        if trimmed.hasPrefix("%") || trimmed.hasPrefix("!") { return file(String(trimmed[trimmed.index(after: trimmed.lastIndex(of: " ") ?? trimmed.startIndex)...])) }
        if let open = openString(line) {
            let subject = String(line[..<open.start])
            if subject.hasSuffix("["), let keys = dictionaryKeys(of: String(subject.dropLast())) {
                return matching(open.text, keys.map { Candidate(text: $0, suffix: "\(open.quote)]") })
            }
            return file(open.text)
        }
        let word = Completer.trailing(line) { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        if let i = importPrefix(line) { return matching(i.typed, i.names.map { Candidate(text: $0) }) }
        if let dot = word.lastIndex(of: ".") {
            let owner = String(word[..<dot]), typed = String(word[word.index(after: dot)...])
            guard let value = value(of: owner) else { return Completion(typed: typed, candidates: []) }
            var names = Builtins.names(of: value)
            if !typed.hasPrefix("_") { names = names.filter { !$0.hasPrefix("_") } }
            return matching(typed, names.map { Candidate(text: $0) })
        }
        var names = Set(Completer.keywords)
        for n in Interpreter.shared.main.globals.names { names.insert(n.text) }
        for n in (try? Interpreter.shared.importModule("builtins"))?.globals.names ?? [] { names.insert(n.text) }
        var candidates = names.filter { word.hasPrefix("_") || !$0.hasPrefix("_") }.sorted().map { Candidate(text: $0) }
        if let f = calledFunction(line) { candidates = parameters(of: f).map { Candidate(text: $0 + "=") } + candidates }
        return matching(word, candidates)
    }

    private func matching(_ typed: String, _ all: [Candidate]) -> Completion {
        var seen = Set<String>()
        return Completion(typed: typed, candidates: all.filter { $0.text.hasPrefix(typed) && seen.insert($0.text).inserted })
    }

    static func trailing(_ s: String, _ belongs: (Character) -> Bool) -> String {
        var i = s.endIndex
        while i > s.startIndex, belongs(s[s.index(before: i)]) { i = s.index(before: i) }
        return String(s[i...])
    }

    /// The value of a dotted name, found without running any code of the user's but properties.
    func value(of dotted: String) -> Value? {
        let parts = dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, ReplayParameter.isIdentifier(first) else { return nil }
        var v: Value
        if let g = Interpreter.shared.main.globals.get(Name(first)), !g.isUnbound { v = g }
        else if let b = (try? Interpreter.shared.importModule("builtins"))?.globals.get(Name(first)) { v = b }
        else { return nil }
        for p in parts.dropFirst() {
            guard ReplayParameter.isIdentifier(p), let next = (try? Operators.attributeIfPresent(v, Name(p))) ?? nil else { return nil }
            v = next
        }
        return v
    }

    /// A string that is open at the end of the line: its quote, where it begins, its text.
    private func openString(_ line: String) -> (quote: Character, start: String.Index, text: String)? {
        var quote: Character?
        var start = line.startIndex
        var i = line.startIndex
        while i < line.endIndex {
            let c = line[i]
            if let q = quote {
                if c == "\\" {
                    i = line.index(after: i)
                    if i == line.endIndex { break }
                } else if c == q {
                    quote = nil
                }
            } else if c == "'" || c == "\"" {
                quote = c
                start = i
            } else if c == "#" {
                return nil
            }
            i = line.index(after: i)
        }
        guard let quote else { return nil }
        return (quote, start, String(line[line.index(after: start)...]))
    }

    private func dictionaryKeys(of subject: String) -> [String]? {
        let name = Completer.trailing(subject) { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        guard let v = value(of: name) else { return nil }
        if let d: DictObject = v.cast() { return d.entries.compactMap { $0.key.asString } }
        // A table's columns.
        if let columns = (try? Operators.attributeIfPresent(v, "columns")) ?? nil, let items = try? Operators.items(of: columns) { return items.compactMap(\.asString) }
        return nil
    }

    private func file(_ typed: String) -> Completion {
        let slash = typed.lastIndex(of: "/")
        let shownFolder = slash.map { String(typed[...$0]) } ?? ""
        let prefix = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        var folder = shownFolder.isEmpty ? "." : shownFolder
        if folder.hasPrefix("~/"), let h = getenv("HOME") { folder = String(cString: h) + folder.dropFirst(1) }
        guard let d = opendir(folder) else { return Completion(typed: typed, candidates: []) }
        defer { closedir(d) }
        var out: [Candidate] = []
        while let e = readdir(d) {
            let name = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if name == "." || name == ".." || !name.hasPrefix(prefix) || name.hasPrefix(".") && !prefix.hasPrefix(".") { continue }
            var s = stat()
            let isFolder = stat(folder + "/" + name, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
            out.append(Candidate(text: shownFolder + name, suffix: isFolder ? "/" : ""))
        }
        return Completion(typed: typed, candidates: out.sorted { $0.text < $1.text })
    }

    /// `import x`, `from x import y`.
    private func importPrefix(_ line: String) -> (typed: String, names: [String])? {
        let words = line.trimmed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if words.first == "from", words.count >= 4, words[2] == "import" {
            guard let m = try? Interpreter.shared.importModule(words[1]) else { return nil }
            let typed = Completer.trailing(line) { $0.isLetter || $0.isNumber || $0 == "_" }
            return (typed, m.globals.names.map(\.text).filter { !$0.hasPrefix("_") }.sorted())
        }
        guard words.count >= 2, words[0] == "import" || words[0] == "from" && words.count == 2 else { return nil }
        let typed = Completer.trailing(line) { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        var names = ModuleTable.shared.names
        for folder in Interpreter.shared.path {
            guard let d = opendir(folder) else { continue }
            while let e = readdir(d) {
                let name = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
                for ext in [".vnb", ".py"] where name.hasSuffix(ext) { names.append(String(name.dropLast(ext.count))) }
            }
            closedir(d)
        }
        return (typed, Array(Set(names)).sorted())
    }

    /// The callable whose parentheses are open at the end of the line.
    private func calledFunction(_ line: String) -> Value? {
        var depth = 0
        var i = line.endIndex
        while i > line.startIndex {
            i = line.index(before: i)
            let c = line[i]
            if c == ")" || c == "]" || c == "}" { depth += 1 }
            if c == "(" || c == "[" || c == "{" {
                if depth == 0 {
                    if c != "(" { return nil }
                    let name = Completer.trailing(String(line[..<i])) { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                    return name.isEmpty ? nil : value(of: name)
                }
                depth -= 1
            }
        }
        return nil
    }

    func signature(_ before: String) -> String? {
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard let f = calledFunction(line) else { return nil }
        return Help.signature(of: f)
    }

    private func parameters(of f: Value) -> [String] {
        guard let text = Help.signature(of: f), let open = text.firstIndex(of: "(") else { return [] }
        return text[text.index(after: open)...].split(separator: ",").compactMap { part in
            let name = String(part).trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return name.isEmpty || name == "self" ? nil : String(name)
        }
    }
}

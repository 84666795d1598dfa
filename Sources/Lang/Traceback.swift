// This file prints exceptions as CPython 3.11 does: traceback, underlined spans, chain, notes, groups.

/// Prints one exception and what led to it.
public struct TracebackPrinter {
    private var out = ""
    private var groupDepth = 0
    private var needsClose = false
    private var seen: Set<ObjectIdentifier> = []

    private static let repetitions = 3
    private static let entryLimit = 1000
    private static let groupWidth = 15
    private static let groupNesting = 10

    /// The whole text, with a line end.
    public static func text(_ exception: ExceptionObject) -> String {
        var p = TracebackPrinter()
        p.chain(exception)
        return p.out
    }

    /// The last line (or lines): `TypeError: …`, as `traceback.format_exception_only` gives it, without the end of the last line.
    public static func summary(_ exception: ExceptionObject) -> String {
        var p = TracebackPrinter()
        p.message(exception)
        return String(p.out.dropLast())
    }

    /// The lines of a stack, one text an entry, as `traceback.format_tb` gives them.
    public static func lines(of entries: [TracebackEntry]) -> [String] {
        entries.map { e in
            var p = TracebackPrinter()
            p.entry(e)
            return p.out
        }
    }

    // MARK: Lines

    private var margin: String { groupDepth > 0 ? "| " : "" }
    private var indent: String { String(repeating: " ", count: 2 * groupDepth) }

    private mutating func line(_ s: String, margin m: String? = nil) {
        out += indent + (m ?? margin) + s + "\n"
    }

    private mutating func chain(_ e: ExceptionObject) {
        seen.insert(ObjectIdentifier(e))
        if let cause = e.cause {
            if !seen.contains(ObjectIdentifier(cause)) {
                chain(cause)
                line("")
                line("The above exception was the direct cause of the following exception:")
                line("")
            }
        } else if let context = e.context, !e.suppressContext, !seen.contains(ObjectIdentifier(context)) {
            chain(context)
            line("")
            line("During handling of the above exception, another exception occurred:")
            line("")
        }
        if e.type.isSubtype(of: Exceptions.baseExceptionGroup), let members = TracebackPrinter.members(e) {
            group(e, members)
        } else {
            single(e, isGroup: false)
        }
    }

    static func members(_ e: ExceptionObject) -> [ExceptionObject]? {
        guard let v = try? Operators.attributeIfPresent(.object(e), "exceptions"), let items = try? Operators.items(of: v) else {
            guard e.args.count > 1, let items = try? Operators.items(of: e.args[1]) else { return nil }
            return items.compactMap { $0.cast(ExceptionObject.self) }
        }
        return items.compactMap { $0.cast(ExceptionObject.self) }
    }

    private mutating func group(_ e: ExceptionObject, _ members: [ExceptionObject]) {
        if groupDepth > TracebackPrinter.groupNesting {
            line("... (max_group_depth is \(TracebackPrinter.groupNesting))")
            return
        }
        let outermost = groupDepth == 0
        if outermost { groupDepth = 1 }
        single(e, isGroup: true)
        let shown = min(members.count, TracebackPrinter.groupWidth)
        let count = members.count > shown ? shown + 1 : shown
        for i in 0..<count {
            let isLast = i == count - 1
            if isLast { needsClose = true }
            let truncated = i >= shown
            out += indent + (i == 0 ? "+-" : "  ") + "+---------------- \(truncated ? "..." : String(i + 1)) ----------------\n"
            groupDepth += 1
            if truncated {
                let rest = members.count - shown
                line("and \(rest) more exception\(rest == 1 ? "" : "s")")
            } else {
                chain(members[i])
            }
            if isLast, needsClose {
                out += indent + "+------------------------------------\n"
                needsClose = false
            }
            groupDepth -= 1
        }
        if outermost { groupDepth = 0 }
    }

    private mutating func single(_ e: ExceptionObject, isGroup: Bool) {
        if !e.traceback.isEmpty {
            line((isGroup ? "Exception Group " : "") + "Traceback (most recent call last):", margin: isGroup && groupDepth == 1 ? "+ " : nil)
            entries(e.traceback.suffix(TracebackPrinter.entryLimit))
        }
        message(e)
    }

    private mutating func entries(_ list: ArraySlice<TracebackEntry>) {
        var last: TracebackEntry?
        var count = 0
        func repeated(_ p: inout TracebackPrinter) {
            let more = count - TracebackPrinter.repetitions
            if more > 0 { p.line("  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]") }
        }
        for e in list {
            if let l = last, l.source === e.source, l.span.line == e.span.line, l.function == e.function {
                // The same line again.
            } else {
                repeated(&self)
                last = e
                count = 0
            }
            count += 1
            if count <= TracebackPrinter.repetitions { entry(e) }
        }
        repeated(&self)
    }

    /// `File "name"`, or `Cell 3` in a notebook.
    static func location(_ source: Source) -> String {
        source.isCell ? source.name.prefix(1).uppercased() + source.name.dropFirst() : "File \"\(source.name)\""
    }

    private mutating func entry(_ e: TracebackEntry) {
        line("  \(TracebackPrinter.location(e.source)), line \(e.span.line), in \(e.function)")
        let text = Array(e.source.line(Int(e.span.line)).unicodeScalars)
        let lead = text.prefix { $0 == " " || $0 == "\t" || $0 == "\u{C}" }.count
        guard lead < text.count else { return }
        line("    " + TracebackPrinter.string(text[lead...]))
        if let marks = TracebackPrinter.marks(e, text, lead) { line("    " + marks) }
    }

    private static func string<S: Sequence<Unicode.Scalar>>(_ s: S) -> String {
        var t = String.UnicodeScalarView()
        t.append(contentsOf: s)
        return String(t)
    }

    /// The line of `^` and `~` under a source line; nil when it would say nothing.
    private static func marks(_ e: TracebackEntry, _ text: [Unicode.Scalar], _ lead: Int) -> String? {
        let s = e.span
        guard s.line > 0, s.endLine > 0, s.column >= 0, s.endColumn >= 0 else { return nil }
        func characters(_ column: Int32) -> Int {
            var bytes = 0
            for (i, c) in text.enumerated() {
                if bytes >= column { return i }
                bytes += UTF8.width(c)
            }
            return text.count
        }
        let start = characters(s.column)
        var end: Int
        var anchors: (Int, Int)?
        if s.line == s.endLine {
            end = characters(s.endColumn)
            if start < end { anchors = Self.anchors(text[start..<end]).map { ($0.0 + start, $0.1 + start) } }
        } else {
            end = text.count
            while end > start, [" ", "\t", "\u{C}"].contains(text[end - 1]) { end -= 1 }
        }
        guard end > start else { return nil }
        if end - start == text.count - lead, anchors == nil { return nil }
        var marks = String(repeating: " ", count: max(0, start - lead))
        for i in max(start, lead)..<end {
            if let (a, b) = anchors { marks += i >= a && i < b ? "^" : "~" } else { marks += "^" }
        }
        return marks
    }

    /// Where the operator or the subscript of a stretch of source lies, in characters.
    private static func anchors(_ segment: ArraySlice<Unicode.Scalar>) -> (Int, Int)? {
        let text = string(segment)
        guard let module = try? Parser.parse(Source(name: "<segment>", text: text)), module.body.count == 1, case .expression(let e) = module.body[0].kind else {
            return nil
        }
        let bytes = Array(text.utf8)
        func characters(_ byte: Int) -> Int { bytes.prefix(byte).reduce(0) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 } }
        func isBlank(_ b: UInt8) -> Bool { b == 32 || b == 9 || b == 12 }
        switch e.kind {
        case .binary(_, let left, let right):
            var i = Int(left.span.endColumn)
            let end = Int(right.span.column)
            while i < end, i < bytes.count {
                if isBlank(bytes[i]) {
                    i += 1
                    continue
                }
                var j = i + 1
                if j < end, !isBlank(bytes[j]) { j += 1 }
                return (characters(i), characters(j))
            }
            return nil
        case .subscript_(let value, let index): return (characters(Int(value.span.endColumn)), characters(Int(index.span.endColumn) + 1))
        default: return nil
        }
    }

    // MARK: The message

    private mutating func message(_ e: ExceptionObject) {
        if e.type.isSubtype(of: Exceptions.syntaxError), let shown = syntax(e) {
            line(shown)
        } else {
            let name = e.type.module == "__main__" ? e.type.qualifiedPath : e.type.qualifiedName
            var text: String
            do { text = try Operators.str(.object(e)) } catch { text = "<exception str() failed>" }
            if let hint = Suggestions.hint(for: e) { text += hint }
            line(text.isEmpty ? name : name + ": " + text)
        }
        for note in e.notes {
            for l in note.split(separator: "\n", omittingEmptySubsequences: false) { line(String(l)) }
        }
    }

    /// The file, line and caret of a SyntaxError; returns its message line. nil: not of the usual shape.
    private mutating func syntax(_ e: ExceptionObject) -> String? {
        guard e.args.count == 2, let message = e.args[0].asString, let details = e.args[1].cast(TupleObject.self)?.items, details.count >= 4,
            let file = details[0].asString ?? (details[0].isNone ? "<string>" : nil), case .int(let number) = details[1]
        else { return nil }
        let cell = file.lowercased().hasPrefix("cell ") ? file.prefix(1).uppercased() + file.dropFirst() : nil
        line("  \(cell ?? "File \"\(file)\""), line \(number)")
        if let text = details[3].asString, case .int(let offset) = details[2] {
            var endOffset = -1
            if details.count >= 6, case .int(let endLine) = details[4], case .int(let end) = details[5] {
                // An indentation error gets a single caret.
                endOffset = e.type.isSubtype(of: Exceptions.indentationError) ? -1 : endLine > number ? text.utf8.count : end
            }
            underline(text, offset, endOffset)
        }
        return e.type.qualifiedName + ": " + message
    }

    private mutating func underline(_ text: String, _ offset: Int, _ endOffset: Int) {
        var t = Array(text.unicodeScalars)
        while let last = t.last, last == "\n" { t.removeLast() }
        if let cut = t.firstIndex(of: "\n") { t = Array(t[..<cut]) }
        let lead = t.prefix { $0 == " " || $0 == "\t" || $0 == "\u{C}" }.count
        line("    " + TracebackPrinter.string(t[lead...]))
        guard offset >= 1 else { return }
        var start = offset - 1 - lead
        let end = min(endOffset, t.count + 1) - 1 - lead
        guard start >= 0 else { return }
        start = min(start, t.count - lead)
        line("    " + String(repeating: " ", count: start) + String(repeating: "^", count: end > start ? end - start : 1))
    }
}

/// "Did you mean" for exceptions on their way to the screen (the exception's own text stays as it is).
public enum Suggestions {
    /// `. Did you mean: 'name'?`, or nil.
    static func hint(for e: ExceptionObject) -> String? {
        guard let text = e.args.first?.asString else { return nil }
        let found: String?
        if e.type === Exceptions.nameError {
            guard let n = quoted(text, after: "name "), text.hasSuffix("is not defined") else { return nil }
            found = name(n, e)
        } else if e.type === Exceptions.attributeError {
            found = attribute(text, e)
        } else {
            return nil
        }
        return found.map { ". Did you mean: '\($0)'?" }
    }

    private static func quoted(_ text: String, after start: String) -> String? {
        guard text.hasPrefix(start + "'") else { return nil }
        let rest = text.dropFirst(start.count + 1)
        guard let end = rest.firstIndex(of: "'") else { return nil }
        return String(rest[..<end])
    }

    /// Local names of the function that raised, then globals, then builtins.
    private static func name(_ n: String, _ e: ExceptionObject) -> String? {
        if let last = e.traceback.last, last.function != "<module>", let tree = try? Parser.parse(last.source), (try? Resolver.resolve(tree)) != nil {
            var names: [String] = []
            ScopeFinder(line: last.span.line, names: &names).visit(tree.body)
            if let hit = NearestName.find(n, among: names) { return hit }
        }
        if let hit = NearestName.find(n, among: Interpreter.shared.main.globals.names.map(\.text)) { return hit }
        return NearestName.find(n, among: builtinNames())
    }

    private static func attribute(_ text: String, _ e: ExceptionObject) -> String? {
        guard let object = e.subject, let wanted = e.attributeName else { return nil }
        var names: Set<String> = []
        if let o = object.asObject {
            if let a = o.attributes { names.formUnion(a.names.map(\.text)) }
            names.formUnion(o.dynamicNames())
            if let t = o as? TypeObject { for c in t.mro { names.formUnion(c.namespace.names.map(\.text)) } }
            if let m = o as? ModuleObject { names.formUnion(m.globals.names.map(\.text)) }
        }
        for c in object.type.mro { names.formUnion(c.namespace.names.map(\.text)) }
        return NearestName.find(wanted, among: names.sorted())
    }

    /// Set by the builtins when they are made.
    public static var builtinNames: () -> [String] = { Exceptions.all.map(\.name) }
}

/// Collects the names of the innermost function around a line.
private struct ScopeFinder {
    let line: Int32
    let names: UnsafeMutablePointer<[String]>

    init(line: Int32, names: UnsafeMutablePointer<[String]>) {
        self.line = line
        self.names = names
    }

    func visit(_ body: [Stmt]) {
        for s in body where s.span.line <= line && line <= s.span.endLine || isFunction(s) { visit(s) }
    }

    private func isFunction(_ s: Stmt) -> Bool {
        if case .function(let f) = s.kind { return f.span.line <= line && line <= f.span.endLine } else { return false }
    }

    private func visit(_ s: Stmt) {
        switch s.kind {
        case .function(let f):
            names.pointee = f.scope.localOrder + f.scope.freeOrder
            visit(f.body)
        case .class_(let c): visit(c.body)
        case .if_(_, let a, let b), .while_(_, let a, let b), .for_(_, _, let a, let b):
            visit(a)
            visit(b)
        case .with(_, let a): visit(a)
        case .try_(let a, let handlers, let b, let c, _):
            visit(a)
            for h in handlers { visit(h.body) }
            visit(b)
            visit(c)
        case .match(_, let cases): for c in cases { visit(c.body) }
        default: break
        }
    }
}

// This file checks a program without running it: what does not parse, what lies outside the subset, which imports lead nowhere.

import Glibc

/// Checks the cells of a notebook (or one file) as they would be read, in order.
public struct Checker {
    /// One thing that is wrong.
    public struct Finding {
        public enum Kind: String { case syntax = "syntax", subset = "outside the subset", unresolved = "unresolved import" }
        public let kind: Kind
        public let source: Source
        public let line: Int
        /// Counted from 1, in characters as CPython counts them; 0 when unknown.
        public let column: Int
        public let message: String
    }

    /// Folders where modules lie as files.
    public let path: [String]
    /// A module file is checked once, however often it is imported.
    private var seen: Set<String> = []
    public private(set) var findings: [Finding] = []
    /// Reads a module file's code; nil: it cannot be read.
    private let read: (String) -> String?

    public init(path: [String], read: @escaping (String) -> String?) {
        self.path = path
        self.read = read
    }

    /// Adds what is wrong with one text.
    public mutating func check(_ source: Source) {
        let tree: ModuleNode
        do {
            tree = try Parser.parse(source)
            _ = try Resolver.resolve(tree)
        } catch let e as PythonError {
            note(e, source)
            return
        } catch {
            return
        }
        imports(tree.body, tree.source, isGuarded: false)
    }

    private mutating func note(_ e: PythonError, _ source: Source) {
        var line = 1
        var column = 0
        var message = (try? Operators.str(.object(e.exception))) ?? e.exception.type.name
        if e.exception.args.count == 2, let details = e.exception.args[1].cast(TupleObject.self)?.items, details.count >= 3 {
            message = e.exception.args[0].asString ?? message
            if case .int(let l) = details[1] { line = l }
            if case .int(let c) = details[2] { column = c }
        }
        let isSubset = message.hasPrefix("cells do not support")
        if !isSubset { message = e.exception.type.name + ": " + message }
        findings.append(Finding(kind: isSubset ? .subset : .syntax, source: source, line: line, column: column, message: message))
    }

    private mutating func imports(_ body: [Stmt], _ source: Source, isGuarded: Bool) {
        for s in body {
            switch s.kind {
            case .import_(let names):
                for a in names where !isGuarded {
                    if case .missing(let why) = find(a.name) { add(why, source, a.span) }
                }
            case .importFrom(let module, let level, let names, let star):
                guard !isGuarded, level == 0, module != "__future__" else { continue }
                switch find(module) {
                case .missing(let why): add(why, source, s.span)
                case .native(let m):
                    guard !star else { continue }
                    for a in names where m.globals.get(Name(a.name)) == nil && m.lazy[a.name] == nil {
                        if case .missing = find(module + "." + a.name) {
                            let instead = m.absent[a.name].map { "; use \($0)" } ?? ""
                            add("cannot import name '\(a.name)' from '\(module)'\(instead)", source, a.span)
                        }
                    }
                case .file(let file, let code):
                    if seen.insert(file).inserted {
                        let before = findings.count
                        check(Source(name: file, text: code))
                        _ = before
                    }
                    guard !star, let names2 = Checker.bindings(code) else { continue }
                    for a in names where !names2.contains(a.name) {
                        if case .missing = find(module + "." + a.name) { add("cannot import name '\(a.name)' from '\(module)' (\(file))", source, a.span) }
                    }
                case .folder: break
                }
            case .if_(_, let a, let b), .while_(_, let a, let b), .for_(_, _, let a, let b):
                imports(a, source, isGuarded: isGuarded)
                imports(b, source, isGuarded: isGuarded)
            case .with(_, let a): imports(a, source, isGuarded: isGuarded)
            case .try_(let a, let handlers, let b, let c, _):
                // `try: import x` with a handler for its failure is no mistake.
                let caught = handlers.contains { h in
                    guard let t = h.type else { return true }
                    let names = ["ImportError", "ModuleNotFoundError", "Exception"]
                    switch t.kind {
                    case .name(let n): return names.contains(n)
                    case .tuple(let items): return items.contains { if case .name(let n) = $0.kind { return names.contains(n) } else { return false } }
                    default: return false
                    }
                }
                imports(a, source, isGuarded: isGuarded || caught)
                for h in handlers { imports(h.body, source, isGuarded: isGuarded) }
                imports(b, source, isGuarded: isGuarded)
                imports(c, source, isGuarded: isGuarded)
            case .function(let f): imports(f.body, source, isGuarded: isGuarded)
            case .class_(let c): imports(c.body, source, isGuarded: isGuarded)
            case .match(_, let cases): for c in cases { imports(c.body, source, isGuarded: isGuarded) }
            default: break
            }
        }
    }

    private mutating func add(_ message: String, _ source: Source, _ span: Span) {
        findings.append(Finding(kind: .unresolved, source: source, line: Int(span.line), column: Int(span.column) + 1, message: message))
    }

    private enum Found {
        case native(ModuleObject)
        case file(String, String)
        case folder
        case missing(String)
    }

    private func find(_ name: String) -> Found {
        if let m = try? ModuleTable.shared.module(name) { return .native(m) }
        let relative = name.split(separator: ".").joined(separator: "/")
        for folder in path {
            let base = folder.isEmpty ? relative : folder + "/" + relative
            for file in [base + ".vnb", base + ".py", base + "/__init__.vnb", base + "/__init__.py"] {
                if let text = read(file) { return .file(file, text) }
            }
            var info = stat()
            if stat(base, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return .folder }
        }
        return .missing("No module named '\(name)'")
    }

    /// The names that a module's text binds at its top level; nil when that cannot be told (a star import, an error).
    private static func bindings(_ text: String) -> Set<String>? {
        guard let tree = try? Parser.parse(Source(name: "<module>", text: text)), let scope = try? Resolver.resolve(tree) else { return nil }
        for s in tree.body {
            if case .importFrom(_, _, _, star: true) = s.kind { return nil }
        }
        return Set(scope.symbols.keys)
    }
}

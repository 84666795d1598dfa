// This file finds out what every name of a tree is: a register, a cell, a captured name or a global; and the errors that need no running.

/// Fills the `FunctionScope` of every function, class, lambda and comprehension of a module.
///
/// Two passes, because a name can be bound after an inner function uses it: the first walks the tree and notes bindings and uses by scope,
/// the second decides, from the outside in. `__private` names of a class stand in `symbols`, `localOrder` and `freeOrder` in their mangled form.
/// A comprehension's first iterable belongs to the enclosing scope; a walrus in a comprehension binds in the nearest scope that is none.
public enum Resolver {
    /// - Returns: the module's own scope, parent of all others (which hold it weakly: keep it while they are in use).
    /// - Throws: `PythonError` with CPython's SyntaxErrors (`'return' outside function`, `no binding for nonlocal 'x' found`, …).
    public static func resolve(_ module: ModuleNode) throws -> FunctionScope {
        let scope = FunctionScope(kind: .module, name: "<module>")
        let info = ScopeInfo(scope, parent: nil)
        let walker = ScopeWalker(source: module.source, info: info)
        try walker.checkFuture(module.body)
        try walker.statements(module.body)
        try info.decide(source: module.source)
        try walker.refuseEvaluation(module: info)
        return scope
    }
}

/// What the first pass notes about one scope.
final class ScopeInfo {
    let scope: FunctionScope
    let parent: ScopeInfo?
    var children: [ScopeInfo] = []
    var parameters: [String] = []
    var parameterSet: Set<String> = []
    /// Names in order of first binding (parameters not among them).
    var bindings: [String] = []
    var bound: Set<String> = []
    var used: [String] = []
    var usedSet: Set<String> = []
    var annotated: Set<String> = []
    var globals: Set<String> = []
    var nonlocals: [(name: String, span: Span)] = []
    var nonlocalSet: Set<String> = []
    /// Where a name was first declared `global` or `nonlocal`.
    var directives: [String: Span] = [:]
    /// The class whose `__private` names are mangled here.
    let mangling: String?
    var comprehensionKind: ComprehensionKind?
    /// Iteration variables of a comprehension.
    var iterationNames: Set<String> = []
    /// Names bound by a walrus in a comprehension.
    var walrusNames: Set<String> = []
    var loopDepth = 0
    /// Inside an `except*` block.
    var starHandlers = 0

    init(_ scope: FunctionScope, parent: ScopeInfo?, mangling: String? = nil) {
        self.scope = scope
        self.parent = parent
        self.mangling = mangling ?? parent?.mangling
        scope.parent = parent?.scope
        parent?.children.append(self)
    }

    var isFunction: Bool {
        switch scope.kind {
        case .function, .lambda, .comprehension: return true
        case .module, .class_: return false
        }
    }

    func use(_ n: String) {
        if usedSet.insert(n).inserted { used.append(n) }
    }

    func bind(_ n: String) {
        if !parameterSet.contains(n), bound.insert(n).inserted { bindings.append(n) }
    }

    private func binds(_ n: String) -> Bool {
        (bound.contains(n) || parameterSet.contains(n)) && !globals.contains(n) && !nonlocalSet.contains(n)
    }

    // MARK: The second pass

    func decide(source: Source) throws {
        switch scope.kind {
        case .module:
            for n in bindings + used { scope.symbols[n] = .global }
        case .class_:
            for n in globals { scope.symbols[n] = .global }
            for n in bindings where !globals.contains(n) && !nonlocalSet.contains(n) { scope.symbols[n] = .className }
        default:
            for n in globals { scope.symbols[n] = .global }
            for n in parameters + bindings where binds(n) && scope.symbols[n] == nil {
                scope.symbols[n] = .local
                scope.localOrder.append(n)
            }
        }
        for (n, span) in nonlocals {
            guard capture(n) else { throw SyntaxErrors.error("no binding for nonlocal '\(n)' found", span, source: source) }
        }
        for n in used where scope.symbols[n] == nil {
            if !capture(n) { scope.symbols[n] = .global }
        }
        for c in children { try c.decide(source: source) }
    }

    /// Looks for the function that binds `n` outside this scope and makes every scope on the way hand it through. false: it is global.
    private func capture(_ n: String) -> Bool {
        var path: [ScopeInfo] = [self]
        var outer = parent
        while let o = outer {
            if o.scope.kind == .class_, n == "__class__" {
                o.scope.symbols[n] = .cell
                self.scope.usesClassCell = true
                break
            }
            // A class that says `global` says so for its methods.
            if o.scope.kind == .class_, o.globals.contains(n) { return false }
            if o.isFunction {
                if o.globals.contains(n) { return false }
                if o.binds(n) {
                    o.scope.symbols[n] = .cell
                    break
                }
                // `nonlocal` there: the search goes on.
            }
            path.append(o)
            outer = o.parent
        }
        guard outer != nil else { return false }
        for s in path {
            if !s.scope.freeOrder.contains(n) { s.scope.freeOrder.append(n) }
            // A class may bind the name for itself and still hand the outer one to its methods.
            if s.scope.symbols[n] != .className { s.scope.symbols[n] = .free }
        }
        return true
    }
}

/// The first pass.
final class ScopeWalker {
    private let source: Source
    private var current: ScopeInfo
    private var evaluations: [(name: String, scope: ScopeInfo, span: Span)] = []
    private var importsStar = false
    private var futureAnnotations = false

    init(source: Source, info: ScopeInfo) {
        self.source = source
        current = info
    }

    private func error(_ message: String, _ span: Span) -> PythonError { SyntaxErrors.error(message, span, source: source) }

    /// Calls of `eval` and its like that mean the builtins: not in the subset.
    func refuseEvaluation(module: ScopeInfo) throws {
        for (name, scope, span) in evaluations {
            guard scope.scope.symbols[name] == .global, !module.bound.contains(name), !importsStar else { continue }
            guard Interpreter.shared.main.globals.get(Name(name)) == nil else { continue }
            throw error("cells do not support \(name)(); write \(ScopeWalker.evaluators[name]!)", span)
        }
    }

    static let evaluators = [
        "eval": "the expression itself, or json.loads() for data", "exec": "the code itself, or a function",
        "compile": "a function",
    ]

    /// `__name` inside a class stands for `_Class__name`.
    private func mangle(_ n: String) -> String {
        guard let c = current.mangling else { return n }
        return ScopeWalker.mangle(n, in: c)
    }

    static func mangle(_ n: String, in className: String) -> String {
        guard n.utf8.starts(with: "__".utf8), !n.hasSuffix("__"), !n.utf8.contains(46) else { return n }
        let stripped = className.drop { $0 == "_" }
        return stripped.isEmpty ? n : "_" + stripped + n
    }

    private func use(_ n: String) {
        let m = mangle(n)
        current.use(m)
        if m == "super", current.isFunction { current.use("__class__") }
    }

    private func bind(_ n: String, _ span: Span) throws {
        if n == "__debug__" { throw error("cannot assign to __debug__", span) }
        current.bind(mangle(n))
    }

    func checkFuture(_ body: [Stmt]) throws {
        var early = true
        for (i, s) in body.enumerated() {
            if case .importFrom(module: "__future__", level: 0, names: let names, star: _) = s.kind {
                if !early { throw error("from __future__ imports must occur at the beginning of the file", s.span) }
                if names.contains(where: { $0.name == "annotations" }) { futureAnnotations = true }
                continue
            }
            if i == 0, case .expression(let e) = s.kind, case .constant(.string) = e.kind { continue }
            early = false
        }
    }

    // MARK: Statements

    func statements(_ body: [Stmt]) throws {
        for s in body { try statement(s) }
    }

    private func loop(_ body: [Stmt]) throws {
        current.loopDepth += 1
        let stars = current.starHandlers
        current.starHandlers = 0
        try statements(body)
        current.starHandlers = stars
        current.loopDepth -= 1
    }

    private func statement(_ s: Stmt) throws {
        switch s.kind {
        case .expression(let e): try expression(e)
        case .assign(let targets, let value):
            try expression(value)
            for t in targets { try target(t) }
        case .augAssign(let t, _, let value):
            if case .name(let n) = t.kind {
                use(n)
                try bind(n, t.span)
            } else {
                try expression(t)
            }
            try expression(value)
        case .annAssign(let t, let annotation, let value, let simple):
            if case .name(let n) = t.kind {
                let m = mangle(n)
                if simple, current.scope.kind != .module, current.globals.contains(m) || current.nonlocalSet.contains(m) {
                    throw error("annotated name '\(n)' can't be \(current.globals.contains(m) ? "global" : "nonlocal")", s.span)
                }
                if simple {
                    try bind(n, t.span)
                    current.annotated.insert(m)
                } else if value != nil {
                    try bind(n, t.span)
                }
            } else {
                try expression(t)
            }
            try self.annotation(annotation)
            if let value { try expression(value) }
        case .delete(let items):
            for t in items { try deletion(t) }
        case .pass: break
        case .break_:
            if current.starHandlers > 0 {
                throw error("'break', 'continue' and 'return' cannot appear in an except* block", s.span)
            }
            if current.loopDepth == 0 { throw error("'break' outside loop", s.span) }
        case .continue_:
            if current.starHandlers > 0 { throw error("'break', 'continue' and 'return' cannot appear in an except* block", s.span) }
            if current.loopDepth == 0 { throw error("'continue' not properly in loop", s.span) }
        case .return_(let e):
            if current.scope.kind != .function { throw error("'return' outside function", s.span) }
            if current.starHandlers > 0 { throw error("'break', 'continue' and 'return' cannot appear in an except* block", s.span) }
            if let e { try expression(e) }
        case .raise(let e, let cause):
            if let e { try expression(e) }
            if let cause { try expression(cause) }
        case .global(let names):
            for n in names { try declare(n, isGlobal: true, s.span) }
        case .nonlocal(let names):
            if current.scope.kind == .module { throw error("nonlocal declaration not allowed at module level", s.span) }
            for n in names { try declare(n, isGlobal: false, s.span) }
        case .assert(let e, let message):
            try expression(e)
            if let message { try expression(message) }
        case .import_(let names):
            for a in names {
                let n = a.asName ?? String(a.name.split(separator: ".", maxSplits: 1).first ?? "")
                try bind(n, a.span)
            }
        case .importFrom("__future__", 0, _, _) where current.scope.kind != .module:
            throw error("from __future__ imports must occur at the beginning of the file", s.span)
        case .importFrom(_, _, let names, let star):
            if star { importsStar = true }
            if star, current.scope.kind != .module {
                let end = Int(s.span.endColumn)
                throw error(
                    "import * only allowed at module level",
                    Span(line: Int(s.span.endLine), column: end - 1, endLine: Int(s.span.endLine), endColumn: end))
            }
            for a in names { try bind(a.asName ?? a.name, a.span) }
        case .if_(let test, let body, let orElse):
            try expression(test)
            try statements(body)
            try statements(orElse)
        case .while_(let test, let body, let orElse):
            try expression(test)
            try loop(body)
            try statements(orElse)
        case .for_(let t, let iterable, let body, let orElse):
            try target(t)
            try expression(iterable)
            try loop(body)
            try statements(orElse)
        case .with(let items, let body):
            for item in items {
                try expression(item.context)
                if let t = item.target { try target(t) }
            }
            try statements(body)
        case .try_(let body, let handlers, let orElse, let finally, let isStar):
            try statements(body)
            for h in handlers {
                if let t = h.type { try expression(t) }
                if let n = h.name { try bind(n, h.span) }
                if isStar { current.starHandlers += 1 }
                try statements(h.body)
                if isStar { current.starHandlers -= 1 }
            }
            try statements(orElse)
            try statements(finally)
        case .function(let f):
            try bind(f.name, s.span)
            for d in f.decorators { try expression(d) }
            try defaults(f.parameters)
            try annotations(f.parameters)
            if let r = f.returns { try annotation(r) }
            try within(f.scope) {
                try self.parameters(f.parameters)
                try self.statements(f.body)
            }
        case .class_(let c):
            try bind(c.name, s.span)
            for d in c.decorators { try expression(d) }
            try arguments(c.arguments)
            let outer = current
            current = ScopeInfo(c.scope, parent: outer, mangling: c.name)
            defer { current = outer }
            try statements(c.body)
        case .match(let subject, let cases):
            try expression(subject)
            for (i, c) in cases.enumerated() {
                if i < cases.count - 1, c.guardTest == nil, let (n, span) = irrefutable(c.pattern) {
                    throw error(n.map { "name capture '\($0)' makes remaining patterns unreachable" } ?? "wildcard makes remaining patterns unreachable", span)
                }
                var names: [String] = []
                try pattern(c.pattern, &names)
                if let g = c.guardTest { try expression(g) }
                try statements(c.body)
            }
        }
    }

    /// `global` and `nonlocal`.
    private func declare(_ name: String, isGlobal: Bool, _ span: Span) throws {
        let n = mangle(name)
        let word = isGlobal ? "global" : "nonlocal"
        if current.parameterSet.contains(n) { throw error("name '\(name)' is parameter and \(word)", span) }
        if current.usedSet.contains(n) { throw error("name '\(name)' is used prior to \(word) declaration", span) }
        if current.annotated.contains(n) { throw error("annotated name '\(name)' can't be \(word)", span) }
        if current.bound.contains(n) { throw error("name '\(name)' is assigned to before \(word) declaration", span) }
        if isGlobal {
            if current.nonlocalSet.contains(n) { throw error("name '\(name)' is nonlocal and global", current.directives[n] ?? span) }
            current.globals.insert(n)
            if current.directives[n] == nil { current.directives[n] = span }
        } else {
            if current.globals.contains(n) { throw error("name '\(name)' is nonlocal and global", current.directives[n] ?? span) }
            if current.directives[n] == nil { current.directives[n] = span }
            if current.nonlocalSet.insert(n).inserted { current.nonlocals.append((n, span)) }
        }
    }

    private func within(_ scope: FunctionScope, _ body: () throws -> Void) throws {
        let outer = current
        current = ScopeInfo(scope, parent: outer)
        defer { current = outer }
        try body()
    }

    // MARK: Parameters

    private func defaults(_ p: Parameters) throws {
        for x in p.positionalOnly + p.regular + p.keywordOnly {
            if let d = x.defaultValue { try expression(d) }
        }
    }

    private func annotations(_ p: Parameters) throws {
        for x in p.positionalOnly + p.regular + [p.varArgs].compactMap({ $0 }) + p.keywordOnly + [p.varKeywords].compactMap({ $0 }) {
            if let a = x.annotation { try annotation(a) }
        }
    }

    private func annotation(_ e: Expr) throws {
        if futureAnnotations { return }
        if case .starred(let inner) = e.kind { return try expression(inner) }
        try expression(e)
    }

    private func parameters(_ p: Parameters) throws {
        for x in p.positionalOnly + p.regular + p.keywordOnly + [p.varArgs, p.varKeywords].compactMap({ $0 }) {
            if x.name == "__debug__" { throw error("cannot assign to __debug__", x.span) }
            let n = mangle(x.name)
            if !current.parameterSet.insert(n).inserted { throw error("duplicate argument '\(x.name)' in function definition", x.span) }
            current.parameters.append(n)
        }
    }

    // MARK: Targets

    private func target(_ e: Expr) throws {
        if case .starred = e.kind { throw error("starred assignment target must be in a list or tuple", e.span) }
        try innerTarget(e)
    }

    private func innerTarget(_ e: Expr) throws {
        switch e.kind {
        case .name(let n): try bind(n, e.span)
        case .starred(let inner): try innerTarget(inner)
        case .list(let items), .tuple(let items):
            var stars = 0
            for i in items {
                if case .starred = i.kind { stars += 1 }
            }
            if stars > 1 { throw error("multiple starred expressions in assignment", e.span) }
            for i in items { try innerTarget(i) }
        case .attribute(let object, let name, _):
            if name == "__debug__" { throw error("cannot assign to __debug__", e.span) }
            try expression(object)
        default: try expression(e)
        }
    }

    private func deletion(_ e: Expr) throws {
        switch e.kind {
        case .name(let n):
            if n == "__debug__" { throw error("cannot delete __debug__", e.span) }
            try bind(n, e.span)
        case .list(let items), .tuple(let items):
            for i in items { try deletion(i) }
        default: try expression(e)
        }
    }

    // MARK: Expressions

    private func elements(_ items: [Expr]) throws {
        for i in items {
            if case .starred(let inner) = i.kind { try expression(inner) } else { try expression(i) }
        }
    }

    private func arguments(_ items: [CallArgument]) throws {
        var names: Set<String> = []
        for a in items {
            switch a {
            case .positional(let e), .starred(let e), .doubleStarred(let e): try expression(e)
            case .keyword(let n, let e, let span):
                if n == "__debug__" { throw error("cannot assign to __debug__", span) }
                if !names.insert(n).inserted { throw error("keyword argument repeated: \(n)", span) }
                try expression(e)
            }
        }
    }

    private func expression(_ e: Expr) throws {
        switch e.kind {
        case .constant: break
        case .name(let n): use(n)
        case .namedExpr(let t, let value):
            try expression(value)
            if case .name(let n) = t.kind { try walrus(n, t.span, whole: e.span) }
        case .binary(_, let a, let b):
            try expression(a)
            try expression(b)
        case .subscript_(let a, let b):
            try expression(a)
            if case .tuple(let items) = b.kind { try elements(items) } else { try expression(b) }
        case .unary(_, let a), .attribute(let a, _, _): try expression(a)
        case .boolean(_, let items): for i in items { try expression(i) }
        case .compare(let a, _, let rest):
            try expression(a)
            for i in rest { try expression(i) }
        case .conditional(let test, let body, let orElse):
            try expression(test)
            try expression(body)
            try expression(orElse)
        case .lambda(let p, let body, let scope):
            try defaults(p)
            try within(scope) {
                try self.parameters(p)
                try self.expression(body)
            }
        case .call(let f, let items):
            if case .name(let n) = f.kind, ScopeWalker.evaluators[n] != nil { evaluations.append((n, current, e.span)) }
            try expression(f)
            try arguments(items)
        case .slice(let a, let b, let c):
            for x in [a, b, c] { if let x { try expression(x) } }
        case .list(let items), .tuple(let items), .set(let items): try elements(items)
        case .dict(let pairs):
            for p in pairs {
                if let k = p.key { try expression(k) }
                try expression(p.value)
            }
        case .starred: throw error("can't use starred expression here", e.span)
        case .comprehension(let kind, let element, let value, let clauses, let scope):
            try comprehension(kind, element, value, clauses, scope)
        case .joinedString(let parts): try self.parts(parts)
        case .yield(let v):
            try yields(e)
            if let v { try expression(v) }
        case .yieldFrom(let v):
            try yields(e)
            try expression(v)
        }
    }

    private func parts(_ items: [StringPart]) throws {
        for case .value(let e, _, let format) in items {
            try expression(e)
            if let format { try parts(format) }
        }
    }

    private func yields(_ e: Expr) throws {
        if let kind = current.comprehensionKind {
            let words: String
            switch kind {
            case .list: words = "list comprehension"
            case .set: words = "set comprehension"
            case .dict: words = "dict comprehension"
            case .generator: words = "generator expression"
            }
            throw error("'yield' inside \(words)", e.span)
        }
        guard current.isFunction else { throw error("'yield' outside function", e.span) }
        current.scope.isGenerator = true
    }

    private var inIterable = 0

    private func comprehension(_ kind: ComprehensionKind, _ element: Expr, _ value: Expr?, _ clauses: [Comprehension], _ scope: FunctionScope) throws {
        inIterable += 1
        try expression(clauses[0].iterable)
        inIterable -= 1
        try within(scope) {
            current.comprehensionKind = kind
            scope.isGenerator = kind == .generator
            for (i, c) in clauses.enumerated() {
                var names: Set<String> = []
                collectNames(c.target, into: &names)
                if let (n, span) = firstName(c.target, in: current.walrusNames) {
                    throw error("comprehension inner loop cannot rebind assignment expression target '\(n)'", span)
                }
                current.iterationNames.formUnion(names)
                try target(c.target)
                if i > 0 {
                    inIterable += 1
                    try expression(c.iterable)
                    inIterable -= 1
                }
                for x in c.conditions { try expression(x) }
            }
            if let value {
                try expression(element)
                try expression(value)
            } else {
                try expression(element)
            }
        }
    }

    private func firstName(_ e: Expr, in names: Set<String>) -> (String, Span)? {
        switch e.kind {
        case .name(let n): return names.contains(mangle(n)) ? (n, e.span) : nil
        case .starred(let inner): return firstName(inner, in: names)
        case .list(let items), .tuple(let items): return items.lazy.compactMap { self.firstName($0, in: names) }.first
        default: return nil
        }
    }

    private func collectNames(_ e: Expr, into names: inout Set<String>) {
        switch e.kind {
        case .name(let n): names.insert(mangle(n))
        case .starred(let inner): collectNames(inner, into: &names)
        case .list(let items), .tuple(let items): for i in items { collectNames(i, into: &names) }
        default: break
        }
    }

    /// `name := value`: inside comprehensions it binds in the scope around them.
    private func walrus(_ name: String, _ span: Span, whole: Span) throws {
        if inIterable > 0 { throw error("assignment expression cannot be used in a comprehension iterable expression", whole) }
        guard current.scope.kind == .comprehension else { return try bind(name, span) }
        if name == "__debug__" { throw error("cannot assign to __debug__", span) }
        let n = mangle(name)
        current.walrusNames.insert(n)
        var s = current
        while s.scope.kind == .comprehension {
            if s.iterationNames.contains(n) { throw error("assignment expression cannot rebind comprehension iteration variable '\(name)'", span) }
            // Used here, bound outside.
            s.use(n)
            guard let p = s.parent else { return }
            s = p
        }
        if s.scope.kind == .class_ { throw error("assignment expression within a comprehension cannot be used in a class body", span) }
        if s.globals.contains(n) || s.scope.kind == .module {
            var c: ScopeInfo? = current
            while let x = c, x.scope.kind == .comprehension {
                x.globals.insert(n)
                c = x.parent
            }
            s.bind(n)
            return
        }
        if !s.nonlocalSet.contains(n) { s.bind(n) }
    }

    // MARK: Patterns

    /// The name (nil: `_`) of a pattern that matches everything.
    private func irrefutable(_ p: Pattern) -> (String?, Span)? {
        switch p.kind {
        case .capture(nil, let n): return (n, p.span)
        case .capture(let inner?, _): return irrefutable(inner)
        case .or(let items): return items.last.flatMap(irrefutable)
        default: return nil
        }
    }

    private func pattern(_ p: Pattern, _ names: inout [String]) throws {
        func store(_ n: String, _ span: Span? = nil) throws {
            if names.contains(n) { throw error("multiple assignments to name '\(n)' in pattern", span ?? p.span) }
            names.append(n)
            try bind(n, p.span)
        }
        switch p.kind {
        case .value(let e): try expression(e)
        case .singleton: break
        case .sequence(let items):
            var stars = 0
            for i in items {
                if case .star = i.kind { stars += 1 }
            }
            if stars > 1 { throw error("multiple starred names in sequence pattern", p.span) }
            for i in items { try pattern(i, &names) }
        case .mapping(let keys, let patterns, let rest):
            var seen: Set<String> = []
            for k in keys {
                try expression(k)
                if let (key, shown) = constantKey(k), !seen.insert(key).inserted {
                    throw error("mapping pattern checks duplicate key (\(shown))", p.span)
                }
            }
            for x in patterns { try pattern(x, &names) }
            if let rest { try store(rest) }
        case .class_(let type, let positional, let keywordNames, let keywordPatterns):
            try expression(type)
            var seen: Set<String> = []
            for (i, n) in keywordNames.enumerated() where !seen.insert(n).inserted {
                throw error("attribute name repeated in class pattern: \(n)", keywordPatterns[i].span)
            }
            for x in positional + keywordPatterns { try pattern(x, &names) }
        case .star(let n): if let n { try store(n) }
        case .capture(let inner, let n):
            if let inner { try pattern(inner, &names) }
            if let n { try store(n, inner?.span) }
        case .or(let items):
            for (i, x) in items.enumerated() where i < items.count - 1 {
                if let (n, span) = irrefutable(x) {
                    throw error(
                        n.map { "name capture '\($0)' makes remaining patterns unreachable" } ?? "wildcard makes remaining patterns unreachable", span)
                }
            }
            var common: Set<String>?
            var all = names
            for x in items {
                var own = names
                try pattern(x, &own)
                let added = Set(own.dropFirst(names.count))
                if let c = common, c != added { throw error("alternative patterns bind different names", x.span) }
                if common == nil {
                    common = added
                    all = own
                }
            }
            names = all
        }
    }

    /// What tells equal literal keys (`0`, `False`, `-0.0`), and how `repr` shows the key.
    private func constantKey(_ e: Expr) -> (String, String)? {
        switch e.kind {
        case .constant(let c):
            switch c {
            case .string(let s): return ("s" + s, "'\(s)'")
            case .bytes(let b): return ("b\(b)", "b'" + String(decoding: b, as: UTF8.self) + "'")
            case .int(let i): return ("n\(Double(i))\(abs(i) > 1 << 53 ? String(i) : "")", String(i))
            case .bigInt(let i): return ("n\(i)", "\(i)")
            case .bool(let b): return (b ? "n1.0" : "n0.0", b ? "True" : "False")
            case .none: return ("None", "None")
            case .float(let f): return ("n\(f == 0 ? 0 : f)", "\(f)")
            case .ellipsis: return ("...", "Ellipsis")
            }
        case .unary(.negate, let inner):
            switch inner.kind {
            case .constant(.int(let i)): return ("n\(i == 0 ? 0.0 : -Double(i))", String(0 - i))
            case .constant(.float(let f)): return ("n\(f == 0 ? 0 : -f)", "\(-f)")
            default: return nil
            }
        default: return nil
        }
    }
}

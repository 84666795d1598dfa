// This file defines the compiler's core: one `CodeBuilder` a function, registers, places of names, jumps, blocks.

/// Where a name lives.
enum Place {
    case local(Int)
    /// A register that holds a cell.
    case cell(Int)
    case free(Int)
    case global
    case className
}

/// A jump target; jumps to it are patched when it is placed.
final class Label {
    var position: Int?
    var uses: [Int] = []
}

/// What a `return`, `break` or `continue` has to undo on its way out.
final class Block {
    enum Kind {
        case loop(breakTo: Label, continueTo: Label, state: Int?)
        /// `try` with handlers: nothing to undo, but its range ends.
        case handlers
        case finally([Stmt])
        case with(Int, Span)
        /// Inside a handler: `popException`.
        case handling(Int)
        /// `except … as name`: unbind it.
        case unbind(String, Span)
    }
    let kind: Kind
    /// Where the current stretch of protected instructions began; nil: no range of its own.
    var start: Int?
    let target: Label?
    let register: Int
    init(_ kind: Kind, start: Int? = nil, target: Label? = nil, register: Int = 0) {
        self.kind = kind
        self.start = start
        self.target = target
        self.register = register
    }
}

/// Compiles one function body (or module, or class body) to a `Code`.
final class CodeBuilder {
    let source: Source
    let name: String
    let qualifiedName: String
    let kind: FunctionScope.Kind
    let scope: FunctionScope
    let parent: CodeBuilder?
    var definitionSpan: Span
    var doc: String?

    var instructions: [Instruction] = []
    var spans: [Span] = []
    var constants: [Value] = []
    private var constantIndex: [ConstantKey: Int] = [:]
    var cacheCount = 0
    var handlers: [HandlerRange] = []
    private var handlerLabels: [(index: Int, label: Label)] = []
    var inlined: [(start: Int, end: Int, name: String, span: Span)] = []

    var localNames: [String] = []
    var freeNames: [String] = []
    var captures: [Int] = []
    var cellNames: [Int: String] = [:]
    var parameterCount = 0
    var positionalCount = 0
    var positionalOnlyCount = 0
    var keywordOnlyCount = 0
    var hasVarArgs = false
    var hasVarKeywords = false
    var isGenerator = false

    /// Places of this scope's own names.
    var places: [String: Place] = [:]
    /// Inlined comprehensions that are being compiled, outermost first, with the places of their own names.
    var comprehensions: [(scope: FunctionScope, places: [String: Place], registers: Range<Int>)] = []
    var firstTemp = 0
    var nextTemp = 0
    var maxRegister = 0
    /// Registers of locals that certainly hold a value here.
    var assigned: Set<Int> = []
    /// Locals that are deleted somewhere: never taken for certainly assigned.
    var deletable: Set<String> = []
    var hasNamedExpression = false
    var unreachable = false
    var blocks: [Block] = []
    /// The span that new instructions get.
    var span: Span
    var annotationsAsText: Bool
    /// In a class body: the innermost class's name, for `__private` names.
    var className: String?

    private enum ConstantKey: Hashable {
        case int(Int), string(String), name(Int32), float(UInt64), bool(Bool), none, bytes([UInt8])
    }

    init(source: Source, scope: FunctionScope, name: String, qualifiedName: String, span: Span, parent: CodeBuilder?) {
        self.source = source
        self.scope = scope
        self.name = name
        self.qualifiedName = qualifiedName
        self.kind = scope.kind
        self.parent = parent
        definitionSpan = span
        self.span = span
        annotationsAsText = parent?.annotationsAsText ?? false
        className = parent?.className
    }

    // MARK: Entry points

    /// The code of a module. `wantsValue`: the last expression statement is returned.
    static func compile(_ node: ModuleNode, scope: FunctionScope, wantsValue: Bool) throws -> Code {
        let all = Span(line: 1, column: 0, endLine: 1, endColumn: 0)
        let b = CodeBuilder(source: node.source, scope: scope, name: "<module>", qualifiedName: "<module>", span: all, parent: nil)
        for s in node.body {
            if case .importFrom(module: "__future__", level: 0, names: let names, star: _) = s.kind, names.contains(where: { $0.name == "annotations" }) {
                b.annotationsAsText = true
            }
        }
        b.prepare(body: node.body)
        b.isGenerator = false
        var body = node.body
        if let d = CodeBuilder.docString(body) { b.doc = d }
        if b.doc != nil, !wantsValue {
            let r = b.constant(.string(b.doc!), into: b.temp())
            b.storeName("__doc__", from: r, isTemp: true)
            b.nextTemp = b.firstTemp
        }
        if CodeBuilder.hasAnnotations(body) { b.emit(.setupAnnotations) }
        var last: Expr?
        if wantsValue, let s = body.last, case .expression(let e) = s.kind {
            last = e
            body.removeLast()
        }
        try b.statements(body)
        if let last {
            b.span = last.span
            let r = try b.expression(last)
            b.emit(.return_, b: r, e: r < b.firstTemp ? 1 : 0)
        } else {
            let r = b.temp()
            b.emit(.clear, a: r, b: 1)
            b.emit(.return_, b: r)
        }
        let code = try b.finish()
        code.wantsValue = wantsValue
        code.linkTree()
        return code
    }

    func finish() throws -> Code {
        for (i, l) in handlerLabels { handlers[i].target = Int32(l.position!) }
        if maxRegister >= 60000 || constants.count > Int(Int32.max) { throw PythonError(Exceptions.syntaxError, "too many locals or temporaries in one function") }
        return Code(self)
    }

    static func docString(_ body: [Stmt]) -> String? {
        if let s = body.first, case .expression(let e) = s.kind, case .constant(.string(let d)) = e.kind { return d }
        return nil
    }

    static func hasAnnotations(_ body: [Stmt]) -> Bool {
        body.contains { s in
            switch s.kind {
            case .annAssign: return true
            case .if_(_, let a, let b), .while_(_, let a, let b), .for_(_, _, let a, let b): return hasAnnotations(a) || hasAnnotations(b)
            case .with(_, let a): return hasAnnotations(a)
            case .try_(let a, let h, let b, let c, _): return hasAnnotations(a) || hasAnnotations(b) || hasAnnotations(c) || h.contains { hasAnnotations($0.body) }
            default: return false
            }
        }
    }

    /// Gives registers to the scope's names. `parameters`: in the machine's order.
    func prepare(body: [Stmt], parameters: [String] = []) {
        let captured = CaptureScan(scope: scope)
        captured.statements(body)
        prepare(captured, parameters: parameters)
    }

    func prepare(_ captured: CaptureScan, parameters: [String]) {
        deletable = captured.deleted
        hasNamedExpression = captured.hasNamedExpression
        freeNames = scope.freeOrder
        for (i, n) in freeNames.enumerated() { places[n] = .free(i) }
        parameterCount = parameters.count
        localNames = parameters
        if kind == .function || kind == .lambda || kind == .comprehension {
            for n in scope.localOrder where !parameters.contains(n) && scope.symbols[n] != .global && scope.symbols[n] != .free { localNames.append(n) }
            for (n, s) in scope.symbols.sorted(by: { $0.key < $1.key }) where (s == .local || s == .cell) && !localNames.contains(n) { localNames.append(n) }
        } else {
            // A class body or module keeps its names in a table; only cells (of `__class__`) have registers.
            for (n, s) in scope.symbols.sorted(by: { $0.key < $1.key }) where s == .cell || s == .local { localNames.append(n) }
            if kind == .class_, captured.freeInside.contains("__class__"), !localNames.contains("__class__") { localNames.append("__class__") }
        }
        firstTemp = localNames.count
        nextTemp = firstTemp
        maxRegister = firstTemp
        for (i, n) in localNames.enumerated() {
            let isCell = captured.freeInside.contains(n) && (scope.symbols[n] == .cell || scope.symbols[n] == .local || n == "__class__")
            if isCell {
                places[n] = .cell(i)
                cellNames[i] = n
                emit(i < parameterCount ? .makeCell : .newCell, a: i)
            } else {
                places[n] = .local(i)
                if i < parameterCount, !deletable.contains(n) { assigned.insert(i) }
            }
        }
    }

    // MARK: Emission

    @discardableResult
    func emit(_ op: Opcode, a: Int = 0, b: Int = 0, c: Int = 0, d: Int = 0, e: Int = 0) -> Int {
        instructions.append(
            Instruction(
                op: op, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b), c: UInt16(truncatingIfNeeded: c), d: Int32(truncatingIfNeeded: d),
                e: Int32(truncatingIfNeeded: e)))
        spans.append(span)
        return instructions.count - 1
    }

    func newCache() -> Int {
        cacheCount += 1
        return cacheCount - 1
    }

    func nameIndex(_ n: String) -> Int { Int(Name(n).id) }

    func place(_ l: Label) {
        l.position = instructions.count
        for u in l.uses { instructions[u].d = Int32(instructions.count) }
        l.uses = []
        unreachable = false
    }

    /// Emits a jump; `d` is its target.
    func jump(_ op: Opcode, to l: Label, a: Int = 0, b: Int = 0, c: Int = 0) {
        let i = emit(op, a: a, b: b, c: c, d: l.position ?? 0)
        if l.position == nil { l.uses.append(i) }
        if op == .jump { unreachable = true }
    }

    var here: Int { instructions.count }

    func temp() -> Int {
        let r = nextTemp
        nextTemp += 1
        if nextTemp > maxRegister { maxRegister = nextTemp }
        return r
    }
    func temps(_ n: Int) -> Int {
        let r = nextTemp
        nextTemp += n
        if nextTemp > maxRegister { maxRegister = nextTemp }
        return r
    }
    /// Whether a register's value may be taken out: not a local's, nor an inlined comprehension's variable.
    func isTemp(_ r: Int) -> Bool { r >= firstTemp && !inlinedRegisters.contains { $0.contains(r) } }
    /// Registers of the variables of the inlined comprehensions around.
    var inlinedRegisters: [Range<Int>] { comprehensions.map(\.registers) }

    func constantNumber(_ v: Value) -> Int {
        let key: ConstantKey?
        switch v {
        case .none: key = ConstantKey.none
        case .bool(let b): key = .bool(b)
        case .int(let i): key = .int(i)
        case .float(let f): key = .float(f.bitPattern)
        case .object(let o): key = o.kind == .str ? .string(v.asString!) : nil
        case .unbound: key = nil
        }
        if let key, let i = constantIndex[key] { return i }
        constants.append(v)
        if let key { constantIndex[key] = constants.count - 1 }
        return constants.count - 1
    }

    @discardableResult
    func constant(_ v: Value, into r: Int) -> Int {
        if case .int(let i) = v, i >= -1_000_000_000, i <= 1_000_000_000 {
            emit(.int, a: r, d: i)
        } else {
            emit(.const, a: r, d: constantNumber(v))
        }
        return r
    }

    func number(of code: Code) -> Int {
        constants.append(.object(code))
        return constants.count - 1
    }

    // MARK: Names

    /// `__private` names inside a class are mangled.
    func mangle(_ n: String) -> String {
        guard let c = className, n.utf8.starts(with: "__".utf8), !n.hasSuffix("__"), !n.utf8.contains(UInt8(ascii: ".")) else { return n }
        let stripped = c.drop { $0 == "_" }
        return stripped.isEmpty ? n : "_" + stripped + n
    }

    func find(_ n: String) -> Place {
        for c in comprehensions.reversed() {
            switch c.scope.symbols[n] {
            case .local?, .cell?:
                if let p = c.places[n] { return p }
            case .global?: return .global
            default: break
            }
        }
        if !comprehensions.isEmpty, kind == .class_ {
            // A comprehension does not see the class's names.
            if let i = freeNames.firstIndex(of: n) { return .free(i) }
            return .global
        }
        if kind == .class_, scope.symbols[n] == .className { return .className }
        if let p = places[n] { return p }
        switch scope.symbols[n] {
        case .className?: return .className
        case .global?: return kind == .class_ ? .className : .global
        default: return kind == .class_ ? .className : .global
        }
    }

    /// A name's value: the local's own register when it may be read in place, else a copy in `dst` or a temporary.
    func loadName(_ n: String, into dst: Int?) -> Int {
        switch find(n) {
        case .local(let r):
            if !assigned.contains(r) {
                emit(.checkBound, a: r)
                if r >= firstTemp || !deletable.contains(localNames[r]) { assigned.insert(r) }
            }
            if let dst {
                emit(.move, a: dst, b: r)
                return dst
            }
            if hasNamedExpression {
                let t = temp()
                emit(.move, a: t, b: r)
                return t
            }
            return r
        case .cell(let r):
            let t = dst ?? temp()
            emit(.loadCell, a: t, b: r)
            return t
        case .free(let i):
            let t = dst ?? temp()
            emit(.loadFree, a: t, b: i)
            return t
        case .global:
            let t = dst ?? temp()
            emit(.loadGlobal, a: t, d: nameIndex(n), e: newCache())
            return t
        case .className:
            let t = dst ?? temp()
            emit(.loadName, a: t, d: nameIndex(n), e: newCache())
            return t
        }
    }

    /// Stores a register's value in a name; a temporary is emptied.
    func storeName(_ n: String, from r: Int, isTemp: Bool) {
        switch find(n) {
        case .local(let l):
            if l != r { emit(isTemp ? .take : .move, a: l, b: r) }
            markAssigned(l)
        case .cell(let l): emit(.storeCell, a: l, b: r, c: isTemp ? 1 : 0)
        case .free(let i): emit(.storeFree, a: i, b: r, c: isTemp ? 1 : 0)
        case .global:
            // `global x` in a class body stores in the globals.
            emit(.storeGlobal, b: r, c: isTemp ? 1 : 0, d: nameIndex(n), e: newCache())
        case .className:
            if kind == .class_, scope.symbols[n] == .global {
                emit(.storeGlobal, b: r, c: isTemp ? 1 : 0, d: nameIndex(n), e: newCache())
            } else {
                emit(.storeName, b: r, d: nameIndex(n))
                if isTemp { emit(.clear, a: r, b: 1) }
            }
        }
    }

    func markAssigned(_ r: Int) {
        if r >= firstTemp || !deletable.contains(localNames[r]) { assigned.insert(r) }
    }

    func deleteName(_ n: String) {
        switch find(n) {
        case .local(let l):
            emit(.deleteLocal, a: l)
            assigned.remove(l)
        case .cell(let l): emit(.deleteCell, a: l)
        case .free(let i): emit(.deleteFree, a: i)
        case .global: emit(.deleteGlobal, d: nameIndex(n))
        case .className:
            if scope.symbols[n] == .global { emit(.deleteGlobal, d: nameIndex(n)) } else { emit(.deleteName, d: nameIndex(n)) }
        }
    }

    // MARK: Blocks

    func push(_ b: Block) { blocks.append(b) }

    /// Ends the innermost block and its range.
    func pop() {
        let b = blocks.removeLast()
        closeRange(b)
    }

    private func closeRange(_ b: Block) {
        guard let start = b.start else { return }
        if case .handling(let r) = b.kind { cleanupRange(start: start, register: r) }
        b.start = nil
        guard let l = b.target else { return }
        if here > start {
            handlers.append(HandlerRange(start: Int32(start), end: Int32(here), target: -1, register: Int32(b.register)))
            handlerLabels.append((handlers.count - 1, l))
        }
    }

    /// Closes the range of a block whose handler only restores the exception being handled.
    func cleanupRange(start: Int, register: Int) {
        if here > start { handlers.append(HandlerRange(start: Int32(start), end: Int32(here), target: -1, register: Int32(register))) }
    }

    /// Emits what leaving the blocks above `depth` requires, with the ranges of those blocks interrupted; then goes on inside them.
    func unwind(to depth: Int, body: () throws -> Void) throws {
        let saved = blocks
        let savedAssigned = assigned
        var reopened: [Block] = []
        while blocks.count > depth {
            let b = blocks.removeLast()
            if b.start != nil {
                closeRange(b)
                reopened.append(b)
            }
            switch b.kind {
            case .loop(_, _, let state):
                if let state { emit(.clear, a: state, b: 3) }
            case .handlers: break
            case .finally(let stmts): try statements(stmts)
            case .with(let r, let s):
                let old = span
                span = s
                emit(.withExit, a: r)
                span = old
            case .handling(let r): emit(.popException, a: r)
            case .unbind(let n, let s):
                let old = span
                span = s
                unbindHandlerName(n)
                span = old
            }
        }
        try body()
        for b in reopened { b.start = here }
        blocks = saved
        assigned = savedAssigned
    }

    /// `name = None; del name`, at the end of an `except … as name`.
    func unbindHandlerName(_ n: String) {
        let t = temp()
        emit(.const, a: t, d: constantNumber(.none))
        let was = assigned
        storeName(n, from: t, isTemp: true)
        deleteName(n)
        assigned = was
        if case .local(let l) = find(n) { assigned.remove(l) }
        nextTemp -= 1
    }
}

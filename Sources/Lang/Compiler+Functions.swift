// This file compiles definitions: functions, lambdas, classes, comprehensions.

extension CodeBuilder {
    /// `f.<locals>.g`, `C.m`
    func innerName(_ n: String) -> String {
        switch kind {
        case .module: return n
        case .class_: return qualifiedName + "." + n
        default: return qualifiedName + ".<locals>." + n
        }
    }

    /// Sets the counts from the parameter list; the names in the machine's order.
    func declare(_ p: Parameters) -> [String] {
        positionalOnlyCount = p.positionalOnly.count
        positionalCount = p.positionalOnly.count + p.regular.count
        keywordOnlyCount = p.keywordOnly.count
        hasVarArgs = p.varArgs != nil
        hasVarKeywords = p.varKeywords != nil
        isGenerator = scope.isGenerator
        var names = (p.positionalOnly + p.regular + p.keywordOnly).map { mangle($0.name) }
        if let v = p.varArgs { names.append(mangle(v.name)) }
        if let v = p.varKeywords { names.append(mangle(v.name)) }
        return names
    }

    func lambdaBody(_ p: Parameters, _ body: Expr) throws {
        let names = declare(p)
        let scan = CaptureScan(scope: scope)
        scan.expression(body)
        prepare(scan, parameters: names)
        let r = try expression(body)
        emit(.return_, b: r, e: isTemp(r) ? 0 : 1)
    }

    func function(_ f: FunctionNode, into d: Int) throws {
        let base = temps(f.decorators.count)
        for (i, x) in f.decorators.enumerated() { _ = try expression(x, into: base + i) }
        // The definition's own span is its `def` line, for errors in defaults and decorators.
        let b = CodeBuilder(source: source, scope: f.scope, name: f.name, qualifiedName: innerName(f.name), span: f.span, parent: self)
        b.doc = CodeBuilder.docString(f.body)
        let names = b.declare(f.parameters)
        b.prepare(body: f.body, parameters: names)
        try b.statements(f.body)
        if !b.unreachable {
            let t = b.temp()
            b.emit(.const, a: t, d: b.constantNumber(.none))
            b.emit(.return_, b: t)
        }
        try makeFunction(b, f.parameters, into: d)
        try annotations(f, of: d)
        for (i, x) in f.decorators.enumerated().reversed() {
            // Each decorator is called with what the next one gave.
            span = x.span
            let t = temps(2)
            emit(.take, a: t, b: base + i)
            emit(.take, a: t + 1, b: d)
            emit(.call, a: d, b: t, c: 1)
            nextTemp -= 2
        }
    }

    private func annotations(_ f: FunctionNode, of d: Int) throws {
        var list: [(String, Expr)] = []
        let p = f.parameters
        for x in p.positionalOnly + p.regular { if let a = x.annotation { list.append((x.name, a)) } }
        if let x = p.varArgs, let a = x.annotation { list.append((x.name, a)) }
        for x in p.keywordOnly { if let a = x.annotation { list.append((x.name, a)) } }
        if let x = p.varKeywords, let a = x.annotation { list.append((x.name, a)) }
        if let a = f.returns { list.append(("return", a)) }
        if list.isEmpty { return }
        let mark = nextTemp
        let base = temps(list.count * 2)
        for (i, (n, a)) in list.enumerated() {
            emit(.const, a: base + 2 * i, d: constantNumber(Name(mangle(n)).value))
            try annotationValue(a, into: base + 2 * i + 1)
        }
        emit(.dict, a: base, b: base, c: list.count)
        emit(.setAnnotations, a: d, b: base)
        nextTemp = mark
    }

    /// Makes the function object of what `b` built, with its defaults.
    func makeFunction(_ b: CodeBuilder, _ p: Parameters, into d: Int) throws {
        resolveCaptures(of: b)
        let code = try b.finish()
        let mark = nextTemp
        var defaults = 65535
        let given = (p.positionalOnly + p.regular).compactMap { $0.defaultValue }
        if !given.isEmpty {
            let base = temps(given.count)
            for (i, e) in given.enumerated() { _ = try expression(e, into: base + i) }
            emit(.tuple, a: base, b: base, c: given.count)
            nextTemp = base + 1
            defaults = base
        }
        var keywordDefaults = 65535
        let named = p.keywordOnly.filter { $0.defaultValue != nil }
        if !named.isEmpty {
            let base = temps(named.count * 2)
            for (i, x) in named.enumerated() {
                emit(.const, a: base + 2 * i, d: constantNumber(Name(mangle(x.name)).value))
                _ = try expression(x.defaultValue!, into: base + 2 * i + 1)
            }
            emit(.dict, a: base, b: base, c: named.count)
            keywordDefaults = base
        }
        emit(.makeFunction, a: d, b: defaults, c: keywordDefaults, d: number(of: code))
        nextTemp = mark
    }

    /// How the cells that `b` captures are found here. Must be known before `b` is finished.
    func resolveCaptures(of b: CodeBuilder) {
        b.captures = b.freeNames.map { n in
            switch find(n) {
            case .cell(let r): return r
            case .free(let i): return -1 - i
            default:
                if let i = freeNames.firstIndex(of: n) { return -1 - i }
                if case .cell(let r)? = places[n] { return r }
                fatalError("internal error: \(b.qualifiedName) captures \(n), which is no cell of \(qualifiedName)")
            }
        }
    }

    // MARK: Classes

    func classStatement(_ c: ClassNode, into d: Int) throws {
        let base0 = temps(c.decorators.count)
        for (i, x) in c.decorators.enumerated() { _ = try expression(x, into: base0 + i) }
        let s = span
        let b = CodeBuilder(source: source, scope: c.scope, name: c.name, qualifiedName: innerName(c.name), span: c.span, parent: self)
        b.className = c.name
        b.doc = CodeBuilder.docString(c.body)
        b.prepare(body: c.body)
        let t = b.temp()
        b.constant(.string(b.qualifiedName), into: t)
        b.emit(.storeName, b: t, d: b.nameIndex("__qualname__"))
        if let d = b.doc {
            b.constant(.string(d), into: t)
            b.emit(.storeName, b: t, d: b.nameIndex("__doc__"))
        }
        b.emit(.clear, a: t, b: 1)
        if CodeBuilder.hasAnnotations(c.body) { b.emit(.setupAnnotations) }
        b.nextTemp = b.firstTemp
        try b.statements(c.body)
        let r = b.temp()
        if case .cell(let cell)? = b.places["__class__"] {
            b.emit(.move, a: r, b: cell)
        } else {
            b.emit(.const, a: r, d: b.constantNumber(.none))
        }
        b.emit(.return_, b: r)
        let mark = nextTemp
        let base = temps(3)
        try makeFunction(b, Parameters(), into: base)
        var positional: [Expr] = []
        emit(.clear, a: base + 2, b: 1)
        var keywords = false
        for a in c.arguments {
            switch a {
            case .positional(let e): positional.append(e)
            case .starred(let e): positional.append(Expr(.starred(e), e.span))
            case .keyword(let n, let e, _):
                if !keywords { emit(.dict, a: base + 2, b: base + 2, c: 0) }
                keywords = true
                let t = temps(2)
                emit(.const, a: t, d: constantNumber(Name(n).value))
                _ = try expression(e, into: t + 1)
                emit(.dictSet, a: base + 2, b: t, c: t + 1)
                nextTemp -= 2
            case .doubleStarred(let e):
                if !keywords { emit(.dict, a: base + 2, b: base + 2, c: 0) }
                keywords = true
                let t = temp()
                _ = try expression(e, into: t)
                emit(.dictUpdate, a: base + 2, b: t)
                nextTemp -= 1
            }
        }
        _ = try display(positional, .tuple, into: base + 1)
        span = s
        emit(.makeClass, a: d, b: base, d: constantNumber(Name(c.name).value))
        nextTemp = mark
        for (i, x) in c.decorators.enumerated().reversed() {
            span = x.span
            let t = temps(2)
            emit(.take, a: t, b: base0 + i)
            emit(.take, a: t + 1, b: d)
            emit(.call, a: d, b: t, c: 1)
            nextTemp -= 2
        }
    }

    // MARK: Comprehensions

    func comprehension(
        _ e: Expr, _ kind: ComprehensionKind, _ element: Expr, _ value: Expr?, _ clauses: [Comprehension], _ scope: FunctionScope, into dst: Int?
    ) throws -> Int {
        if kind == .generator { return try generatorExpression(e, element, clauses, scope, into: dst) }
        let mark = nextTemp
        let result = temp()
        // The first iterable belongs to the scope outside.
        let state = temps(3)
        _ = try expression(clauses[0].iterable, into: state)
        let before = assigned
        let start = here
        // Registers for the comprehension's own names.
        var own: [String: Place] = [:]
        let scan = CaptureScan(scope: scope)
        scan.expression(element)
        value.map(scan.expression)
        for (i, c) in clauses.enumerated() {
            scan.expression(c.target)
            if i > 0 { scan.expression(c.iterable) }
            c.conditions.forEach(scan.expression)
        }
        let names = scope.symbols.filter { $0.value == .local || $0.value == .cell }.keys.sorted()
        let firstOwn = temps(names.count)
        for (i, n) in names.enumerated() {
            let r = firstOwn + i
            assigned.remove(r)
            if scan.freeInside.contains(n) {
                own[n] = .cell(r)
                cellNames[r] = n
                emit(.newCell, a: r)
            } else {
                own[n] = .local(r)
                emit(.clear, a: r, b: 1)
            }
        }
        comprehensions.append((scope, own, firstOwn..<(firstOwn + names.count)))
        let wasNamed = hasNamedExpression
        hasNamedExpression = hasNamedExpression || scan.hasNamedExpression
        emit(kind == .list ? .list : kind == .set ? .set : .dict, a: result, b: result, c: 0)
        span = e.span
        emit(.forPrepare, a: state, b: state)
        try clause(0, clauses, state: state) {
            switch kind {
            case .list:
                let t = temp()
                let r = try expression(element, into: t)
                span = e.span
                emit(.listAppend, a: result, b: r)
                nextTemp = t
            case .set:
                let t = temp()
                let r = try expression(element, into: t)
                span = e.span
                emit(.setAdd, a: result, b: r)
                nextTemp = t
            default:
                let t = temps(2)
                _ = try expression(element, into: t)
                _ = try expression(value!, into: t + 1)
                span = e.span
                emit(.dictSet, a: result, b: t, c: t + 1)
                nextTemp = t
            }
        }
        comprehensions.removeLast()
        hasNamedExpression = wasNamed
        if !names.isEmpty { emit(.clear, a: firstOwn, b: names.count) }
        for n in names {
            if case .cell(let r)? = own[n] { cellNames[r] = nil }
        }
        assigned = before
        inlined.append((start, here, kind == .list ? "<listcomp>" : kind == .set ? "<setcomp>" : "<dictcomp>", e.span))
        span = e.span
        nextTemp = mark + 1
        if let dst {
            emit(.take, a: dst, b: result)
            nextTemp = mark
            return dst
        }
        return result
    }

    /// The loop of clause `i` over the prepared state, with the inner clauses and `body` inside.
    private func clause(_ i: Int, _ clauses: [Comprehension], state: Int, _ body: () throws -> Void) throws {
        let c = clauses[i]
        let top = Label(), next = Label()
        let mark = nextTemp
        jump(.jump, to: next)
        place(top)
        var item = 0
        if case .name(let n) = c.target.kind, case .local(let r) = find(mangle(n)) {
            item = r
            assigned.insert(r)
        } else {
            item = temp()
            try store(c.target, from: item)
        }
        for test in c.conditions { try condition(test, ifTrue: false, to: next) }
        if i + 1 < clauses.count {
            let inner = temps(3)
            _ = try expression(clauses[i + 1].iterable, into: inner)
            span = clauses[i + 1].iterable.span
            emit(.forPrepare, a: inner, b: inner)
            try clause(i + 1, clauses, state: inner, body)
        } else {
            try body()
        }
        place(next)
        span = c.iterable.span
        jump(.forNext, to: top, a: state, b: item)
        nextTemp = mark
    }

    private func generatorExpression(_ e: Expr, _ element: Expr, _ clauses: [Comprehension], _ scope: FunctionScope, into dst: Int?) throws -> Int {
        let d = dst ?? temp()
        let mark = nextTemp
        let b = CodeBuilder(source: source, scope: scope, name: "<genexpr>", qualifiedName: innerName("<genexpr>"), span: e.span, parent: self)
        let scan = CaptureScan(scope: scope)
        scan.expression(element)
        for (i, c) in clauses.enumerated() {
            scan.expression(c.target)
            if i > 0 { scan.expression(c.iterable) }
            c.conditions.forEach(scan.expression)
        }
        b.positionalCount = 1
        b.isGenerator = true
        b.prepare(scan, parameters: [".0"])
        let state = b.temps(3)
        b.emit(.take, a: state, b: 0)
        b.span = clauses[0].iterable.span
        b.emit(.forPrepare, a: state, b: state)
        try b.clause(0, clauses, state: state) {
            let t = b.temp()
            _ = try b.expression(element, into: t)
            b.span = element.span
            b.emit(.yield, a: t, b: t)
            b.emit(.clear, a: t, b: 1)
            b.nextTemp = t
        }
        let t = b.temp()
        b.emit(.const, a: t, d: b.constantNumber(.none))
        b.emit(.return_, b: t)
        let call = temps(2)
        try makeFunction(b, Parameters(), into: call)
        // An iterable that is none is refused here, before the generator is made.
        _ = try expression(clauses[0].iterable, into: call + 1)
        span = clauses[0].iterable.span
        emit(.yieldFromIterator, a: call + 1, b: call + 1, c: 1)
        span = e.span
        emit(.call, a: d, b: call, c: 1)
        nextTemp = mark
        return d
    }
}

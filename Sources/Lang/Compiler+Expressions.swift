// This file compiles expressions.

extension CodeBuilder {
    /// Compiles `e`; the result is in the returned register: `dst` when given, else a local's own register or a new temporary.
    func expression(_ e: Expr, into dst: Int? = nil) throws -> Int {
        let outer = span
        span = e.span
        defer { span = outer }
        switch e.kind {
        case .constant(let c):
            return constant(CodeBuilder.value(of: c), into: dst ?? temp())
        case .name(let n):
            return loadName(mangle(n), into: dst)
        case .namedExpr(let target, let value):
            let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
            _ = try expression(value, into: t)
            if case .name(let n) = target.kind { storeName(mangle(n), from: t, isTemp: false) }
            if let dst, dst != t {
                emit(.move, a: dst, b: t)
                return dst
            }
            return t
        case .binary(let op, let a, let b):
            return try binary(op, a, b, into: dst)
        case .unary(let op, let a):
            if op == .negate, case .constant(let c) = a.kind {
                switch c {
                case .int(let i) where i != Int.min: return constant(.int(-i), into: dst ?? temp())
                case .float(let f): return constant(.float(-f), into: dst ?? temp())
                default: break
                }
            }
            let mark = nextTemp
            let r = try expression(a)
            span = e.span
            nextTemp = mark
            let d = dst ?? temp()
            let code: Opcode
            switch op {
            case .negate: code = .negate
            case .plus: code = .plus
            case .invert: code = .invert
            case .not: code = .not
            }
            emit(code, a: d, b: r, d: isTemp(r) && r != d ? 1 : 0)
            return d
        case .boolean(let isAnd, let items):
            let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
            let end = Label()
            // Only the first operand is certain to be evaluated.
            var certain = assigned
            for (i, x) in items.enumerated() {
                _ = try expression(x, into: t)
                if i == 0 { certain = assigned }
                if i < items.count - 1 { jump(isAnd ? .jumpFalse : .jumpTrue, to: end, b: t) }
            }
            place(end)
            assigned = certain
            if let dst, dst != t {
                emit(.take, a: dst, b: t)
                return dst
            }
            return t
        case .compare(let left, let ops, let rest):
            return try compare(left, ops, rest, into: dst)
        case .conditional(let test, let body, let orElse):
            let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
            let no = Label(), end = Label()
            try condition(test, ifTrue: false, to: no)
            let before = assigned
            _ = try expression(body, into: t)
            jump(.jump, to: end)
            place(no)
            let a = assigned
            assigned = before
            _ = try expression(orElse, into: t)
            assigned.formIntersection(a)
            place(end)
            if let dst, dst != t {
                emit(.take, a: dst, b: t)
                return dst
            }
            return t
        case .lambda(let p, let body, let scope):
            let d = dst ?? temp()
            let mark = nextTemp
            let b = CodeBuilder(source: source, scope: scope, name: "<lambda>", qualifiedName: innerName("<lambda>"), span: e.span, parent: self)
            try b.lambdaBody(p, body)
            try makeFunction(b, p, into: d)
            nextTemp = mark
            return d
        case .call(let f, let args):
            return try call(f, args, span: e.span, into: dst)
        case .attribute(let x, let n, _):
            let mark = nextTemp
            let r = try expression(x)
            span = e.span
            nextTemp = mark
            let d = dst ?? temp()
            emit(.getAttribute, a: d, b: r, c: isTemp(r) && r != d ? 1 : 0, d: nameIndex(mangle(n)), e: newCache())
            return d
        case .subscript_(let x, let i):
            let mark = nextTemp
            let r = try expression(x)
            let k = try expression(i)
            span = e.span
            nextTemp = mark
            let d = dst ?? temp()
            emit(.getItem, a: d, b: r, c: k, d: clearFlags(r, k, d))
            return d
        case .slice(let a, let b, let c):
            let d = dst ?? temp()
            let mark = nextTemp
            if let s = CodeBuilder.constantSlice(a, b, c) {
                emit(.const, a: d, d: constantNumber(s))
                return d
            }
            let t = temps(3)
            for (i, x) in [a, b, c].enumerated() {
                if let x { _ = try expression(x, into: t + i) } else { emit(.const, a: t + i, d: constantNumber(.none)) }
            }
            emit(.slice, a: d, b: t)
            nextTemp = mark
            return d
        case .list(let items):
            return try display(items, .list, into: dst)
        case .tuple(let items):
            if let v = CodeBuilder.constantTuple(items) { return constant(v, into: dst ?? temp()) }
            return try display(items, .tuple, into: dst)
        case .set(let items):
            // Three or more constants lie ready as a frozenset, made from the items of another, as in CPython: that decides the new set's order.
            if items.count > 2, case .object(let o)? = CodeBuilder.constantTuple(items), let t = o as? TupleObject,
                let first = try? SetObject(t.items), let s = try? SetObject(first.items, type: Types.frozenset)
            {
                let d = dst ?? temp()
                emit(.set, a: d, b: d, c: 0)
                let t = constant(.object(s), into: temp())
                emit(.setUpdate, a: d, b: t)
                nextTemp -= 1
                return d
            }
            return try display(items, .set, into: dst)
        case .dict(let pairs):
            return try dictDisplay(pairs, into: dst)
        case .starred(let x):
            _ = x
            throw syntaxError("can't use starred expression here", e.span)
        case .comprehension(let kind, let element, let value, let clauses, let scope):
            return try comprehension(e, kind, element, value, clauses, scope, into: dst)
        case .joinedString(let parts):
            return try joined(parts, into: dst)
        case .yield(let v):
            let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
            if let v {
                _ = try expression(v, into: t)
            } else {
                emit(.const, a: t, d: constantNumber(.none))
            }
            span = e.span
            emit(.yield, a: t, b: t)
            if let dst, dst != t {
                emit(.take, a: dst, b: t)
                return dst
            }
            return t
        case .yieldFrom(let x):
            let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
            let mark = nextTemp
            let it = temp()
            _ = try expression(x, into: it)
            span = e.span
            emit(.yieldFromIterator, a: it, b: it)
            emit(.const, a: t, d: constantNumber(.none))
            let again = Label(), end = Label()
            place(again)
            jump(.send, to: end, a: t, b: it)
            emit(.yield, a: t, b: t, c: 1, d: it)
            jump(.jump, to: again)
            place(end)
            emit(.clear, a: it, b: 1)
            nextTemp = mark
            if let dst, dst != t {
                emit(.take, a: dst, b: t)
                return dst
            }
            return t
        }
    }

    func syntaxError(_ m: String, _ s: Span) -> PythonError { SyntaxErrors.error(m, s, source: source) }

    static func value(of c: Constant) -> Value {
        switch c {
        case .none: return .none
        case .bool(let b): return .bool(b)
        case .int(let i): return .int(i)
        case .bigInt(let b): return .object(BigIntObject(b))
        case .float(let f): return .float(f)
        case .string(let s): return s.utf8.count <= 24 ? Name(s).value : .string(s)
        case .bytes(let b): return .object(BytesObject(b))
        case .ellipsis: return .object(Singleton.ellipsisObject)
        }
    }

    /// `()`, of which there is one.
    private static let emptyTuple = Value.tuple([])

    static func constantTuple(_ items: [Expr]) -> Value? {
        if items.isEmpty { return emptyTuple }
        var values: [Value] = []
        for i in items {
            switch i.kind {
            case .constant(let c): values.append(value(of: c))
            case .unary(.negate, let x):
                switch x.kind {
                case .constant(.int(let n)) where n != Int.min: values.append(.int(-n))
                case .constant(.float(let f)): values.append(.float(-f))
                default: return nil
                }
            case .tuple(let inner):
                guard let v = constantTuple(inner) else { return nil }
                values.append(v)
            default: return nil
            }
        }
        return .tuple(values)
    }

    func clearFlags(_ b: Int, _ c: Int, _ dst: Int) -> Int {
        (isTemp(b) && b != dst ? 1 : 0) | (isTemp(c) && c != dst ? 2 : 0)
    }

    /// A small integer constant.
    func smallInt(_ e: Expr) -> Int? {
        switch e.kind {
        case .constant(.int(let i)): return i >= -32768 && i <= 32767 ? i : nil
        case .unary(.negate, let x):
            if case .constant(.int(let i)) = x.kind, i <= 32768 { return -i }
            return nil
        default: return nil
        }
    }

    static let binaryOpcodes: [Opcode] = [.add, .sub, .mul, .matmul, .truediv, .floordiv, .mod, .pow, .lshift, .rshift, .and, .or, .xor]
    static let compareOpcodes: [Opcode] = [.lt, .le, .eq, .ne, .gt, .ge, .isSame, .isNot, .contains, .notContains]

    func binary(_ op: BinaryOperator, _ a: Expr, _ b: Expr, into dst: Int?) throws -> Int {
        let s = span
        let mark = nextTemp
        let l = try expression(a)
        if let i = smallInt(b), let code = CodeBuilder.immediate(op) {
            span = s
            nextTemp = mark
            let d = dst ?? temp()
            emit(code, a: d, b: l, c: isTemp(l) && l != d ? 1 : 0, d: i)
            return d
        }
        let r = try expression(b)
        span = s
        nextTemp = mark
        let d = dst ?? temp()
        emit(CodeBuilder.binaryOpcodes[Int(op.rawValue)], a: d, b: l, c: r, d: clearFlags(l, r, d))
        return d
    }

    static func immediate(_ op: BinaryOperator) -> Opcode? {
        switch op {
        case .add: return .addInt
        case .sub: return .subInt
        case .mul: return .mulInt
        case .floordiv: return .floordivInt
        case .mod: return .modInt
        default: return nil
        }
    }

    func compare(_ left: Expr, _ ops: [CompareOperator], _ rest: [Expr], into dst: Int?) throws -> Int {
        let s = span
        if ops.count == 1 {
            let mark = nextTemp
            let l = try expression(left)
            let r = try expression(rest[0])
            span = s
            nextTemp = mark
            let d = dst ?? temp()
            emit(CodeBuilder.compareOpcodes[Int(ops[0].rawValue)], a: d, b: l, c: r, d: clearFlags(l, r, d))
            return d
        }
        let t = dst.flatMap { isTemp($0) ? $0 : nil } ?? temp()
        let mark = nextTemp
        let end = Label()
        var l = try expression(left)
        for (i, op) in ops.enumerated() {
            let r = try expression(rest[i])
            span = s
            // The right operand is the next left one, so it must stay.
            let last = i == ops.count - 1
            emit(CodeBuilder.compareOpcodes[Int(op.rawValue)], a: t, b: l, c: r, d: (isTemp(l) ? 1 : 0) | (last && isTemp(r) ? 2 : 0))
            if !last { jump(.jumpFalse, to: end, b: t) }
            l = r
        }
        place(end)
        nextTemp = mark
        if let dst, dst != t {
            emit(.take, a: dst, b: t)
            return dst
        }
        return t
    }

    /// Jumps to `label` when the truth of `e` is `ifTrue`; falls through otherwise.
    func condition(_ e: Expr, ifTrue: Bool, to label: Label) throws {
        let outer = span
        span = e.span
        defer { span = outer }
        switch e.kind {
        case .unary(.not, let x):
            try condition(x, ifTrue: !ifTrue, to: label)
        case .boolean(let isAnd, let items):
            let saved = assigned
            var first: Set<Int>?
            if isAnd == ifTrue {
                // All items (and/true) or none (or/false) decide together: leave at the first that says otherwise.
                let out = Label()
                for x in items.dropLast() {
                    try condition(x, ifTrue: !ifTrue, to: out)
                    if first == nil { first = assigned }
                }
                try condition(items.last!, ifTrue: ifTrue, to: label)
                place(out)
            } else {
                for x in items {
                    try condition(x, ifTrue: ifTrue, to: label)
                    if first == nil { first = assigned }
                }
            }
            assigned = first ?? saved
        case .compare(let left, let ops, let rest) where ops.count == 1:
            let mark = nextTemp
            let sense = ifTrue ? 1 : 0
            if case .constant(.none) = rest[0].kind, ops[0] == .isSame || ops[0] == .isNot {
                let l = try expression(left)
                nextTemp = mark
                jump(.jumpNone, to: label, a: (ops[0] == .isSame) == ifTrue ? 1 : 0, b: l, c: isTemp(l) ? 1 : 0)
                return
            }
            if let i = smallInt(rest[0]), ops[0].rawValue < 6 {
                let l = try expression(left)
                nextTemp = mark
                let code: [Opcode] = [.jumpLtInt, .jumpLeInt, .jumpEqInt, .jumpNeInt, .jumpGtInt, .jumpGeInt]
                jump(code[Int(ops[0].rawValue)], to: label, a: sense | (isTemp(l) ? 2 : 0), b: l, c: i)
                return
            }
            let l = try expression(left)
            let r = try expression(rest[0])
            span = e.span
            nextTemp = mark
            let clears = (isTemp(l) ? 2 : 0) | (isTemp(r) ? 4 : 0)
            switch ops[0] {
            case .lt: jump(.jumpLt, to: label, a: sense | clears, b: l, c: r)
            case .le: jump(.jumpLe, to: label, a: sense | clears, b: l, c: r)
            case .eq: jump(.jumpEq, to: label, a: sense | clears, b: l, c: r)
            case .ne: jump(.jumpNe, to: label, a: sense | clears, b: l, c: r)
            case .gt: jump(.jumpGt, to: label, a: sense | clears, b: l, c: r)
            case .ge: jump(.jumpGe, to: label, a: sense | clears, b: l, c: r)
            case .isSame: jump(.jumpIs, to: label, a: sense | clears, b: l, c: r)
            case .isNot: jump(.jumpIs, to: label, a: (1 - sense) | clears, b: l, c: r)
            case .contains: jump(.jumpIn, to: label, a: sense | clears, b: l, c: r)
            case .notContains: jump(.jumpIn, to: label, a: (1 - sense) | clears, b: l, c: r)
            }
        case .constant(let c):
            let truth: Bool
            switch c {
            case .none: truth = false
            case .bool(let b): truth = b
            case .int(let i): truth = i != 0
            case .float(let f): truth = f != 0
            case .string(let s): truth = !s.isEmpty
            case .bytes(let b): truth = !b.isEmpty
            case .bigInt, .ellipsis: truth = true
            }
            if truth == ifTrue { jump(.jump, to: label) }
        default:
            let mark = nextTemp
            let r = try expression(e)
            nextTemp = mark
            jump(ifTrue ? .jumpTrue : .jumpFalse, to: label, b: r, c: isTemp(r) ? 1 : 0)
        }
    }

    // MARK: Displays

    func display(_ items: [Expr], _ kind: Opcode, into dst: Int?) throws -> Int {
        let s = span
        let mark = nextTemp
        let hasStar = items.contains { if case .starred = $0.kind { return true } else { return false } }
        if !hasStar, items.count <= 200 {
            let base = temps(items.count)
            for (i, x) in items.enumerated() { _ = try expression(x, into: base + i) }
            span = s
            nextTemp = mark
            let d = dst ?? temp()
            emit(kind, a: d, b: base, c: items.count)
            return d
        }
        // In pieces; a tuple is gathered in a list first.
        let d = temp()
        let whole = span
        emit(kind == .set ? .set : .list, a: d, b: d, c: 0)
        for x in items {
            let t = temp()
            if case .starred(let inner) = x.kind {
                _ = try expression(inner, into: t)
                span = whole
                emit(kind == .set ? .setUpdate : .listExtend, a: d, b: t)
            } else {
                _ = try expression(x, into: t)
                emit(kind == .set ? .setAdd : .listAppend, a: d, b: t)
            }
            nextTemp -= 1
        }
        span = s
        if kind == .tuple { emit(.listToTuple, a: d) }
        if let dst, dst != d {
            emit(.take, a: dst, b: d)
            nextTemp = mark
            return dst
        }
        return d
    }

    func dictDisplay(_ pairs: [(key: Expr?, value: Expr)], into dst: Int?) throws -> Int {
        let s = span
        let mark = nextTemp
        if pairs.count <= 100, pairs.allSatisfy({ $0.key != nil }) {
            let base = temps(pairs.count * 2)
            for (i, p) in pairs.enumerated() {
                _ = try expression(p.key!, into: base + 2 * i)
                _ = try expression(p.value, into: base + 2 * i + 1)
            }
            span = s
            nextTemp = mark
            let d = dst ?? temp()
            emit(.dict, a: d, b: base, c: pairs.count)
            return d
        }
        let d = temp()
        emit(.dict, a: d, b: d, c: 0)
        for p in pairs {
            let t = temps(2)
            if let k = p.key {
                _ = try expression(k, into: t)
                _ = try expression(p.value, into: t + 1)
                emit(.dictSet, a: d, b: t, c: t + 1)
            } else {
                _ = try expression(p.value, into: t)
                span = s
                emit(.dictUpdate, a: d, b: t)
            }
            nextTemp -= 2
        }
        span = s
        if let dst, dst != d {
            emit(.take, a: dst, b: d)
            nextTemp = mark
            return dst
        }
        return d
    }

    func joined(_ parts: [StringPart], into dst: Int?) throws -> Int {
        let s = span
        let mark = nextTemp
        if parts.isEmpty { return constant(.string(""), into: dst ?? temp()) }
        let base = temps(parts.count)
        for (i, p) in parts.enumerated() {
            switch p {
            case .literal(let text): constant(.string(text), into: base + i)
            case .value(let e, let conversion, let format):
                _ = try expression(e, into: base + i)
                var spec = -1
                let m = nextTemp
                if let format, !format.isEmpty { spec = try joined(format, into: temp()) }
                span = s
                let c: Int
                switch conversion {
                case "r": c = 1
                case "s": c = 2
                case "a": c = 3
                default: c = 0
                }
                emit(.format, a: base + i, b: base + i, c: c, d: spec)
                nextTemp = m
            }
        }
        span = s
        nextTemp = mark
        let d = dst ?? temp()
        if parts.count == 1 {
            if d != base { emit(.take, a: d, b: base) }
        } else {
            emit(.buildString, a: d, b: base, c: parts.count)
        }
        return d
    }

    // MARK: Calls

    func call(_ f: Expr, _ args: [CallArgument], span s: Span, into dst: Int?) throws -> Int {
        let mark = nextTemp
        var positional = 0
        var names: [String] = []
        var simple = args.count < 200
        for a in args {
            switch a {
            case .positional: positional += 1
            case .keyword(let n, _, _): names.append(n)
            default: simple = false
            }
        }
        if case .name("super") = f.kind, args.isEmpty, let (cls, me) = superOperands() {
            let base = temps(3)
            _ = loadName("super", into: base)
            emit(.move, a: base + 1, b: cls)
            emit(.move, a: base + 2, b: me)
            nextTemp = mark
            let d = dst ?? temp()
            emit(.call, a: d, b: base, c: 2)
            return d
        }
        if simple {
            var isMethod = false
            let base: Int
            if case .attribute(let x, let n, let nameSpan) = f.kind {
                isMethod = true
                base = temps(2)
                if case .call(let g, let none) = x.kind, none.isEmpty, case .name("super") = g.kind, let (cls, me) = superOperands() {
                    span = f.span
                    emit(.superMethod, a: base, b: cls, c: me, d: nameIndex(mangle(n)), e: newCache())
                    nextTemp = base + 2
                } else {
                    let r = try expression(x)
                    nextTemp = base + 2
                    span = f.span
                    emit(.loadMethod, a: base, b: r, c: isTemp(r) ? 0 : 1, d: nameIndex(mangle(n)), e: newCache())
                }
                _ = nameSpan
            } else {
                base = temp()
                _ = try expression(f, into: base)
            }
            for a in args {
                let t = temp()
                switch a {
                case .positional(let e), .keyword(_, let e, _): _ = try expression(e, into: t)
                default: break
                }
            }
            // Keyword values stand after the positional ones only when written so; otherwise they are sorted apart.
            if !names.isEmpty, !inOrder(args) { return try spreadCall(f, args, span: s, mark: mark, into: dst) }
            span = s
            nextTemp = mark
            let d = dst ?? temp()
            if names.isEmpty {
                emit(isMethod ? .callMethod : .call, a: d, b: base, c: args.count, e: newCache())
            } else {
                constants.append(.object(KeywordNames(names.map { Name($0) })))
                let k = constants.count - 1
                emit(isMethod ? .callMethodKeywords : .callKeywords, a: d, b: base, c: args.count, d: k)
            }
            return d
        }
        return try spreadCall(f, args, span: s, mark: mark, into: dst)
    }

    private func inOrder(_ args: [CallArgument]) -> Bool {
        var seen = false
        for a in args {
            if case .keyword = a { seen = true } else if seen { return false }
        }
        return true
    }

    /// Registers of `__class__` and of the first parameter, when `super()` can mean something here.
    private func superOperands() -> (Int, Int)? {
        guard kind == .function || kind == .lambda, positionalCount > 0 || hasVarArgs else { return nil }
        guard freeNames.contains("__class__"), comprehensions.isEmpty || true else { return nil }
        let c = temp()
        emit(.loadFree, a: c, b: freeNames.firstIndex(of: "__class__")!)
        if positionalCount == 0 { return nil }
        let me: Int
        if cellNames[0] != nil {
            me = temp()
            emit(.loadCell, a: me, b: 0)
        } else {
            me = 0
        }
        return (c, me)
    }

    private func spreadCall(_ f: Expr, _ args: [CallArgument], span s: Span, mark: Int, into dst: Int?) throws -> Int {
        nextTemp = mark
        let base = temps(3)
        _ = try expression(f, into: base)
        // `f(*x)` alone passes x itself.
        if args.count >= 1, case .starred(let only) = args[0], !args.dropFirst().contains(where: { if case .starred = $0 { return true } else if case .positional = $0 { return true } else { return false } }) {
            _ = try expression(only, into: base + 1)
            emit(.nop)
        } else {
            emit(.list, a: base + 1, b: base + 1, c: 0)
            for a in args {
                switch a {
                case .positional(let e):
                    let t = try expression(e, into: temp())
                    emit(.listAppend, a: base + 1, b: t)
                    nextTemp = base + 3
                case .starred(let e):
                    let t = try expression(e, into: temp())
                    span = s
                    emit(.listExtend, a: base + 1, b: t, c: 1, d: base)
                    nextTemp = base + 3
                default: break
                }
            }
        }
        let hasKeywords = args.contains { if case .keyword = $0 { return true } else if case .doubleStarred = $0 { return true } else { return false } }
        if hasKeywords {
            emit(.dict, a: base + 2, b: base + 2, c: 0)
            var spread = false
            for a in args {
                switch a {
                case .keyword(let n, let e, _):
                    let t = temps(2)
                    emit(.const, a: t, d: constantNumber(Name(n).value))
                    _ = try expression(e, into: t + 1)
                    if spread {
                        // The mapping before may hold the name already.
                        span = s
                        emit(.dict, a: t, b: t, c: 1)
                        emit(.dictMerge, a: base + 2, b: t, c: base)
                    } else {
                        emit(.dictSet, a: base + 2, b: t, c: t + 1)
                    }
                    nextTemp = base + 3
                case .doubleStarred(let e):
                    spread = true
                    let t = try expression(e, into: temp())
                    span = s
                    emit(.dictMerge, a: base + 2, b: t, c: base)
                    nextTemp = base + 3
                default: break
                }
            }
        } else {
            emit(.clear, a: base + 2, b: 1)
        }
        span = s
        nextTemp = mark
        let d = dst ?? temp()
        emit(.callSpread, a: d, b: base)
        return d
    }
}

extension CodeBuilder {
    /// A slice whose parts are absent or integers written out, made once; nil for any other.
    static func constantSlice(_ a: Expr?, _ b: Expr?, _ c: Expr?) -> Value? {
        func part(_ x: Expr?) -> Value? {
            guard let x else { return Value.none }
            switch x.kind {
            case .constant(let c):
                let v = value(of: c)
                if case .int = v { return v }
                return v.isNone ? v : nil
            case .unary(.negate, let y):
                if case .constant(.int(let i)) = y.kind, i != Int.min { return .int(-i) }
                return nil
            default: return nil
            }
        }
        guard let x = part(a), let y = part(b), let z = part(c) else { return nil }
        return .object(SliceObject(x, y, z))
    }
}

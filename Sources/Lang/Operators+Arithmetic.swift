// This file defines binary, in-place, unary operators and comparisons: dunder methods of cell classes, reflected forms, native doors.

extension Operators {
    public static func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
        if let v = try binaryIfSupported(op, a, b) { return v }
        if op == .mul, let v = try repeated(a, b) ?? repeated(b, a) { return v }
        throw unsupported(Names.symbol(op), op, a, b)
    }

    /// A sequence times an object with `__index__`; nil when they are not that.
    static func repeated(_ sequence: Value, _ count: Value, inPlace: Bool = false) throws -> Value? {
        guard case .object(let o) = sequence, [.str, .list, .tuple, .bytes].contains(o.kind), case .object(let p) = count, p.kind == .instance,
            p.type.lookup("__index__") != nil
        else { return nil }
        let n = Value.int(try index(count))
        if inPlace, let r = try o.inPlace(.mul, n) { return r }
        return try o.binary(.mul, n, reflected: false)
    }

    static func unsupported(_ symbol: String, _ op: BinaryOperator, _ a: Value, _ b: Value) -> PythonError {
        // A sequence says more about what it wants.
        if op == .add, case .object(let o) = a, let m = concatenation(o, b) { return typeError(m) }
        if op == .mul, symbol == "*" || symbol == "*=" {
            for (x, y) in [(a, b), (b, a)] {
                if case .object(let o) = x, [.str, .list, .tuple, .bytes].contains(o.kind) {
                    if case .object(let p) = y, [.str, .list, .tuple, .bytes].contains(p.kind) || p.kind == .other { }
                    return typeError("can't multiply sequence by non-int of type '\(y.typeName)'")
                }
            }
        }
        if op == .rshift, case .object(let f) = a, let n = f as? NativeFunction, n.name == "print" {
            return typeError("unsupported operand type(s) for >>: '\(a.typeName)' and '\(b.typeName)'. Did you mean \"print(<message>, file=<output_stream>)\"?")
        }
        return typeError("unsupported operand type(s) for \(symbol): '\(a.typeName)' and '\(b.typeName)'")
    }

    private static func concatenation(_ o: Object, _ b: Value) -> String? {
        switch o.kind {
        case .str: return "can only concatenate str (not \"\(b.typeName)\") to str"
        case .list: return "can only concatenate list (not \"\(b.typeName)\") to list"
        case .tuple: return "can only concatenate tuple (not \"\(b.typeName)\") to tuple"
        case .bytes: return "can't concat \(b.typeName) to bytes"
        default: return nil
        }
    }

    private static func native(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        if case .object(let o) = a { return try o.binary(op, b, reflected: false) }
        if case .object(let p) = b { return p.kind == .bigInt ? try IntArithmetic.binary(op, a, b) : nil }
        return try IntArithmetic.binary(op, a, b)
    }

    private static func nativeReflected(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        if case .object(let p) = b { return try p.binary(op, a, reflected: true) }
        return nil
    }

    /// `__add__ = None`: the operation is called all the same, as in CPython.
    private static func blocked() -> PythonError { typeError("'NoneType' object is not callable") }

    /// nil: neither side supports it.
    static func binaryIfSupported(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        let cellA: Bool, cellB: Bool
        if case .object(let o) = a { cellA = o.type.overrides.contains(.binary) } else { cellA = false }
        if case .object(let o) = b { cellB = o.type.overrides.contains(.binary) } else { cellB = false }
        if !cellA, !cellB {
            if let v = try native(op, a, b) { return v }
            if let v = try nativeReflected(op, a, b) { return v }
            // Native classes whose operators are written as methods.
            if case .object(let o) = a, o.kind == .instance || o.kind == .other || o.kind == .intInstance, let f = o.type.lookup(Names.binary[Int(op.rawValue)]), !f.isNone {
                let r = try callSpecial(f, a, [b])
                if !r.isNotImplemented { return r }
            }
            if case .object(let o) = b, o.kind == .instance || o.kind == .other || o.kind == .intInstance, let f = o.type.lookup(Names.reflected[Int(op.rawValue)]),
                !f.isNone
            {
                let r = try callSpecial(f, b, [a])
                if !r.isNotImplemented { return r }
            }
            return nil
        }
        let ta = a.type, tb = b.type
        let i = Int(op.rawValue)
        func forward() throws -> Value? {
            if cellA {
                guard let f = ta.lookup(Names.binary[i]) else { return nil }
                if f.isNone { throw blocked() }
                if f.asObject is NativeFunction, !ta.isDefinedInHeap(Names.binary[i]), !isPlainInstance(a) { return try native(op, a, b) }
                let r = try callSpecial(f, a, [b])
                return r.isNotImplemented ? nil : r
            }
            return try native(op, a, b)
        }
        func backward() throws -> Value? {
            if cellB {
                guard let f = tb.lookup(Names.reflected[i]) else { return nil }
                if f.isNone { throw blocked() }
                if f.asObject is NativeFunction, !tb.isDefinedInHeap(Names.reflected[i]), !isPlainInstance(b) { return try nativeReflected(op, a, b) }
                let r = try callSpecial(f, b, [a])
                return r.isNotImplemented ? nil : r
            }
            return try nativeReflected(op, a, b)
        }
        // The right operand goes first when its type derives from the left one's and has another reflected method.
        if ta !== tb, tb.isSubtype(of: ta), cellB, let f = tb.lookup(Names.reflected[i]) {
            let g = ta.lookup(Names.reflected[i])
            if g == nil || !same(f, g!) {
                if let v = try backward() { return v }
                return try forward()
            }
        }
        if let v = try forward() { return v }
        if ta === tb, cellA { return nil }
        return try backward()
    }

    public static func inPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
        if case .object(let o) = a {
            let i = Int(op.rawValue)
            if o.type.overrides.contains(.inPlace), let f = o.type.lookup(Names.inPlace[i]) {
                if f.isNone { throw blocked() }
                let r = try callSpecial(f, a, [b])
                if !r.isNotImplemented { return r }
            } else if op == .add, o.kind == .list, case .object(let p) = b, p.type.isHeap, p.type.overrides.contains(.binary),
                p.type.isDefinedInHeap(Names.reflected[i]), let r = try special(b, Names.reflected[i], [a]), !r.isNotImplemented
            {
                return r
            } else if let r = try o.inPlace(op, b) {
                return r
            }
        }
        if let v = try binaryIfSupported(op, a, b) { return v }
        if op == .mul, let v = try repeated(a, b, inPlace: true) ?? repeated(b, a) { return v }
        throw unsupported(Names.inPlaceSymbol(op), op, a, b)
    }

    public static func unary(_ op: UnaryOperator, _ a: Value) throws -> Value {
        if op == .not { return .bool(try !isTrue(a)) }
        if case .object(let o) = a {
            if o.type.overrides.contains(.unary), let f = o.type.lookup(Names.unary[Int(op.rawValue)]) { return try callSpecial(f, a) }
            if let r = try o.unary(op) { return r }
            if o.kind == .instance || o.kind == .other, let f = o.type.lookup(Names.unary[Int(op.rawValue)]), !f.isNone { return try callSpecial(f, a) }
        } else if let r = IntArithmetic.unary(op, a) {
            return r
        }
        let symbol = op == .negate ? "-" : op == .plus ? "+" : "~"
        throw typeError("bad operand type for unary \(symbol): '\(a.typeName)'")
    }

    // MARK: Comparison

    private static let mirrored: [CompareOperator] = [.gt, .ge, .eq, .ne, .lt, .le]

    private static func compareForward(_ op: CompareOperator, _ a: Value, _ b: Value) throws -> Value? {
        guard case .object(let o) = a else {
            if case .object(let p) = b, p.kind != .bigInt { return nil }
            return IntArithmetic.compare(op, a, b).map(Value.bool)
        }
        if o.type.overrides.contains(.compare), let f = o.type.override(Names.compare[Int(op.rawValue)]) {
            if f.isNone { throw blocked() }
            let r = try callSpecial(f, a, [b])
            return r.isNotImplemented ? nil : r
        }
        // object.__ne__ inverts the class's own __eq__, before the other side is asked.
        if op == .ne, o.kind == .instance, o.type.overrides.contains(.compare), let f = o.type.override(Names.compare[Int(CompareOperator.eq.rawValue)]), !f.isNone {
            let r = try callSpecial(f, a, [b])
            return r.isNotImplemented ? nil : .bool(try !isTrue(r))
        }
        if o.kind != .instance, let r = try o.compare(op, b) { return r }
        // A native class whose comparison is written as a method.
        if o.kind == .instance || o.kind == .other, let f = o.type.lookup(Names.compare[Int(op.rawValue)]), !f.isNone,
            let d = o.type.definer(of: Names.compare[Int(op.rawValue)]), d !== Types.object
        {
            let r = try callSpecial(f, a, [b])
            return r.isNotImplemented ? nil : r
        }
        return nil
    }

    /// The six orderings, identity and membership; the result may be any value (an array).
    public static func compare(_ op: CompareOperator, _ a: Value, _ b: Value) throws -> Value {
        switch op {
        case .isSame: return .bool(same(a, b))
        case .isNot: return .bool(!same(a, b))
        case .contains: return .bool(try contains(b, a))
        case .notContains: return .bool(try !contains(b, a))
        default: break
        }
        if case .object = a {} else if case .object = b {} else {
            // Numbers, None.
            if let r = IntArithmetic.compare(op, a, b) { return .bool(r) }
        }
        if case .object(let x) = a, case .object(let y) = b, x.kind == .str, y.kind == .str, op == .eq || op == .ne,
            !x.type.overrides.contains(.compare), !y.type.overrides.contains(.compare)
        {
            return .bool(unsafeDowncast(x, to: StrObject.self).sameText(as: unsafeDowncast(y, to: StrObject.self)) == (op == .eq))
        }
        try Machine.checkNativeStack()
        let back = mirrored[Int(op.rawValue)]
        let ta = a.type, tb = b.type
        var triedBack = false
        if ta !== tb, tb.isSubtype(of: ta), tb.overrides.contains(.compare) {
            triedBack = true
            if let r = try compareForward(back, b, a) { return r }
        }
        if let r = try compareForward(op, a, b) { return r }
        if !triedBack, let r = try compareForward(back, b, a) { return r }
        if op == .eq { return .bool(same(a, b)) }
        if op == .ne {
            // The negation of `__eq__` where only that is defined.
            if case .object(let o) = a, o.kind != .instance, o.type.overrides.contains(.compare), let r = try compareForward(.eq, a, b) { return .bool(try !isTrue(r)) }
            return .bool(!same(a, b))
        }
        throw typeError("'\(Names.symbol(op))' not supported between instances of '\(a.typeName)' and '\(b.typeName)'")
    }
}

extension TypeObject {
    /// What a cell class of the MRO (not a native one) has under the name of a dunder method; a function made by native code for the class counts.
    func override(_ name: Name) -> Value? {
        guard let f = lookup(name) else { return nil }
        if case .object(let o) = f, o.kind == .nativeFunction, !isDefinedInHeap(name) { return nil }
        return f
    }

    /// Whether a cell class of the MRO (or a native one whose behaviour is written as methods) defines the name.
    func isDefinedInHeap(_ name: Name) -> Bool {
        for t in mro where t.namespace.get(name) != nil { return t.isHeap || !t.nativeOverrides.isEmpty }
        return false
    }
}

// This file defines the built-in functions on numbers.

import BigInt

extension Builtins {
    /// `round(x, digits)`.
    static func round(_ v: Value, _ digits: Value) throws -> Value {
        guard let n = Number(v) else {
            let r = digits.isNone || digits.isUnbound ? try special(v, "__round__") : try special(v, "__round__", digits)
            if let r { return r }
            if case .object(let o) = v, !o.type.isHeap, let d = try o.toFloat() { return try round(.float(d), digits) }
            throw typeError("type \(v.typeName) doesn't define __round__ method")
        }
        if digits.isNone || digits.isUnbound {
            if case .float(let d) = n { return try FloatRounding.round(d) }
            return try NumberConversion.plain(n)
        }
        let d = try Operators.index(digits)
        if case .float(let x) = n { return .float(try FloatRounding.round(x, digits: d)) }
        if d >= 0 { return try NumberConversion.plain(n) }
        if d < -100_000 { return .int(0) }
        // Half to even, in integers.
        let unit = BigInt(10).power(-d)
        let (q, r) = IntArithmetic.floorDivide(n.bigInt!, unit)
        let twice = r * 2
        let up = twice > unit || (twice == unit && !(q % 2).isZero)
        return IntArithmetic.normalized((up ? q + 1 : q) * unit)
    }

    /// `min` and `max`.
    private static func extreme(_ name: String, _ a: Arguments, _ better: CompareOperator) throws -> Value {
        let rest = a.rest(0)
        let key = a[1], fallback = a[2]
        let source: Value
        if rest.count == 1 {
            source = rest[0]
        } else if rest.isEmpty {
            throw typeError("\(name) expected at least 1 argument, got 0")
        } else {
            if !fallback.isUnbound { throw typeError("Cannot specify a default for \(name)() with multiple positional arguments") }
            source = .tuple(rest)
        }
        let it = try Operators.iterator(source)
        guard var best = try Operators.next(it) else {
            if !fallback.isUnbound { return fallback }
            throw valueError("\(name)() arg is an empty sequence")
        }
        if key.isNone {
            while let v = try Operators.next(it) {
                if case .int(let x) = v, case .int(let y) = best {
                    if better == .lt ? x < y : x > y { best = v }
                } else if try Operators.isTrue(Operators.compare(better, v, best)) {
                    best = v
                }
            }
            return best
        }
        var bestKey = try Operators.call(key, CallArguments([best]))
        while let v = try Operators.next(it) {
            let k = try Operators.call(key, CallArguments([v]))
            if try Operators.isTrue(Operators.compare(better, k, bestKey)) {
                best = v
                bestKey = k
            }
        }
        return best
    }

    /// `sum(iterable, start)`: integers exactly, floats left to right.
    static func sum(_ iterable: Value, _ start: Value) throws -> Value {
        if start.asString != nil { throw typeError("sum() can't sum strings [use ''.join(seq) instead]") }
        if case .object(let o) = start, o.kind == .bytes {
            throw typeError("sum() can't sum \(start.typeName) [use b''.join(seq) instead]")
        }
        var total = start
        // Lists and tuples of integers without an iterator, as far as the sum fits.
        if case .object(let o) = iterable, o.type === Types.list || o.type === Types.tuple, case .int(var n) = start {
            let array = itemsOf(Unmanaged.passUnretained(o).toOpaque())
            let p = (array + Layout.arrayItems).assumingMemoryBound(to: Value.self)
            let count = countOf(array)
            var i = 0
            while i < count, (p + i).tag == Tag.int, case let (r, overflow) = n.addingReportingOverflow((p + i).intBits), !overflow {
                n = r
                i += 1
            }
            if i == count { return .int(n) }
        }
        let it = try Operators.iterator(iterable)
        while let v = try Operators.next(it) {
            switch (total, v) {
            case (.int(let x), .int(let y)):
                let (r, o) = x.addingReportingOverflow(y)
                total = o ? IntArithmetic.normalized(BigInt(x) + BigInt(y)) : .int(r)
            case (.float(let x), .float(let y)): total = .float(x + y)
            case (.float(let x), .int(let y)): total = .float(x + Double(y))
            default: total = try Operators.binary(.add, total, v)
            }
        }
        return total
    }

    private static func integer(_ v: Value) throws -> Number {
        var v = v
        if case .object(let o) = v, o.kind != .bigInt, o.kind != .intInstance {
            if o.type.isHeap, let r = try special(v, "__index__") { v = r } else if let r = try o.index() { v = r }
        }
        if let n = Number(v) { if case .float = n {} else { return n } }
        throw typeError("'\(v.typeName)' object cannot be interpreted as an integer")
    }

    static func declareNumbers(_ m: ModuleObject) {
        m.function("abs(x, /)", "The absolute value.") { a in
            if let r = IntArithmetic.absolute(a[0]) {
                if case .object(let o) = a[0], o.type.isHeap, let r = try special(a[0], "__abs__") { return r }
                return r
            }
            if let r = try special(a[0], "__abs__") { return r }
            throw typeError("bad operand type for abs(): '\(a[0].typeName)'")
        }
        m.function("round(number, ndigits=None)", "The number rounded to digits after the point, half to even.") { a in
            // So many digits that only the sign matters.
            if case .float = a[0], case .object(let o) = a[1], o.kind == .bigInt {
                return try round(a[0], .int(Operators.isTrue(Operators.compare(.lt, a[1], .int(0))) ? -400 : 400))
            }
            return try round(a[0], a[1])
        }
        m.function("divmod(x, y, /)", "The pair (x // y, x % y).") { a in
            if let r = try IntArithmetic.divmod(a[0], a[1]) { return r }
            if let r = try special(a[0], "__divmod__", a[1]), !r.isNotImplemented { return r }
            if let r = try special(a[1], "__rdivmod__", a[0]), !r.isNotImplemented { return r }
            if case .object(let o) = a[0], o.kind == .other {
                return .tuple([try Operators.binary(.floordiv, a[0], a[1]), try Operators.binary(.mod, a[0], a[1])])
            }
            throw typeError("unsupported operand type(s) for divmod(): '\(a[0].typeName)' and '\(a[1].typeName)'")
        }
        m.function("pow(base, exp, mod=None)", "base ** exp, modulo mod when it is given.") { a in
            if a[2].isNone { return try Operators.binary(.pow, a[0], a[1]) }
            if Number(a[0]) == nil || a[0].type.isHeap && a[0].type.isDefinedInHeap("__pow__"), let r = try special(a[0], "__pow__", a[1], a[2]), !r.isNotImplemented { return r }
            return try IntArithmetic.power(a[0], a[1], modulus: a[2])
        }
        for (name, doc, better) in [("min", "The smallest item.", CompareOperator.lt), ("max", "The largest item.", .gt)] {
            let f = m.function("\(name)(*args, key=None, default=...)", doc) { try extreme(name, $0, better) }
            f.fast2 = { x, y in
                if case .int(let a) = x, case .int(let b) = y { return better == .lt ? (b < a ? y : x) : (b > a ? y : x) }
                return try Operators.isTrue(Operators.compare(better, y, x)) ? y : x
            }
        }
        m.function("sum(iterable, /, start=0)", "The sum of the items.") { a in try sum(a[0], a[1]) }.fast1 = { try sum($0, .int(0)) }
        for (name, radix, prefix) in [("bin", 2, "0b"), ("oct", 8, "0o"), ("hex", 16, "0x")] {
            m.function("\(name)(number, /)", "The integer in base \(radix).") { a in
                switch try integer(a[0]) {
                case .int(let i): return .string((i < 0 ? "-" : "") + prefix + String(i.magnitude, radix: radix))
                case .big(let b): return .string((b.sign == .minus ? "-" : "") + prefix + String(b.magnitude, radix: radix))
                case .float: return .none
                }
            }
        }
        let chr = m.function("chr(i, /)", "The text of one code point.") { a in
            guard case .int(let i) = try NumberConversion.plain(integer(a[0])), i >= 0, i <= 0x10FFFF else { throw valueError("chr() arg not in range(0x110000)") }
            guard let c = Unicode.Scalar(UInt32(i)) else { throw valueError("chr(): cells have no texts of lone surrogates") }
            return StrObject.single(c)
        }
        chr.fast1 = { v in
            if case .int(let i) = v, i >= 0, i < 256 { return Machine.latin[i] }
            return try chr.body(Arguments(values: [v], signature: chr.signature))
        }
        let ord = m.function("ord(c, /)", "The code point of a text of one.") { a in
            if case .object(let o) = a[0], o.kind == .str {
                let s = unsafeDowncast(o, to: StrObject.self)
                if s.count == 1 { return .int(Int(s.value.unicodeScalars.first!.value)) }
                throw typeError("ord() expected a character, but string of length \(s.count) found")
            }
            if let b = a[0].asBytes {
                if b.count == 1 { return .int(Int(b[0])) }
                throw typeError("ord() expected a character, but string of length \(b.count) found")
            }
            throw typeError("ord() expected string of length 1, but \(a[0].typeName) found")
        }
        ord.fast1 = { v in
            if case .object(let o) = v, o.kind == .str {
                let raw = Unmanaged.passUnretained(o).toOpaque()
                if Machine.smallCount(raw) == 1, Machine.isSmall(raw) { return .int(Int(Machine.smallByte(raw, 0))) }
            }
            return try ord.body(Arguments(values: [v], signature: ord.signature))
        }
    }
}

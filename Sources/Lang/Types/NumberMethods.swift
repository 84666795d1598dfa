// This file declares the constructors and methods of `int`, `bool` and `float`.

import BigInt
import Glibc

enum NumberMethods {
    /// The integer that a method was called on.
    private static func integer(_ v: Value) throws -> Number {
        guard let n = Number(v) else { throw typeError("descriptor requires an 'int' object but received a '\(v.typeName)'") }
        if case .float = n { throw typeError("descriptor requires an 'int' object but received a 'float'") }
        return n
    }
    private static func double(_ v: Value) throws -> Double {
        guard let n = Number(v) else { throw typeError("descriptor requires a 'float' object but received a '\(v.typeName)'") }
        return try n.double()
    }

    /// `int(x)`.
    static func toInt(_ v: Value) throws -> Value {
        switch v {
        case .int: return v
        case .bool(let b): return .int(b ? 1 : 0)
        case .float(let d): return try IntArithmetic.integer(d)
        case .object(let o):
            if o.kind == .bigInt { return v }
            if o.kind == .str {
                let s = unsafeDowncast(o, to: StrObject.self).value
                if let r = try IntText.parse(s, base: 10) { return r }
                throw valueError("invalid literal for int() with base 10: \(StrObject.repr(s))")
            }
            if o.kind == .bytes, let b = v.asBytes {
                if let r = try IntText.parse(String(decoding: b, as: UTF8.self), base: 10) { return r }
                throw valueError("invalid literal for int() with base 10: \(BytesObject.repr(b))")
            }
            if let r = try NumberConversion.toInt(o), let n = Number(r) {
                if case .float(let d) = n { return try IntArithmetic.integer(d) }
                return try NumberConversion.plain(n)
            }
            if let b = v.asBytes {
                if let r = try IntText.parse(String(decoding: b, as: UTF8.self), base: 10) { return r }
                throw valueError("invalid literal for int() with base 10: \(BytesObject.repr(b))")
            }
        default: break
        }
        throw typeError("int() argument must be a string, a bytes-like object or a real number, not '\(v.typeName)'")
    }

    /// `float(x)`.
    static func toFloat(_ v: Value) throws -> Double {
        switch v {
        case .int(let i): return Double(i)
        case .bool(let b): return b ? 1 : 0
        case .float(let d): return d
        case .object(let o):
            if o.kind == .str || o.kind == .bytes {
                let s = v.asString ?? String(decoding: v.asBytes ?? [], as: UTF8.self)
                if let d = IntText.parseFloat(s) { return d }
                throw valueError("could not convert string to float: \(o.kind == .str ? StrObject.repr(s) : BytesObject.repr(v.asBytes!))")
            }
            if let d = try NumberConversion.toFloat(o) { return d }
        default: break
        }
        throw typeError("float() argument must be a string or a real number, not '\(v.typeName)'")
    }

    private static let arithmetic = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow"]

    static func declare() {
        declareInt()
        declareFloat()
        let b = Types.bool
        b.constructor("bool(x=False, /)") { _, a in .bool(try Operators.isTrue(a[0])) }
        NativeSlots.declare(b, ["__repr__", "__and__", "__or__", "__xor__"])
    }

    private static func declareInt() {
        let t = Types.int
        t.doc = "An integer of any size."
        t.constructor("int(x=0, /, base=...)") { cls, a in
            var r: Value
            if a.has(1) {
                let base = try Operators.index(a[1])
                if base != 0 && (base < 2 || base > 36) { throw valueError("int() base must be >= 2 and <= 36, or 0") }
                let s: String
                let shown: String
                if let x = a[0].asString {
                    s = x
                    shown = StrObject.repr(x)
                } else if let x = a[0].asBytes {
                    s = String(decoding: x, as: UTF8.self)
                    shown = BytesObject.repr(x)
                } else {
                    throw typeError("int() can't convert non-string with explicit base")
                }
                guard let v = try IntText.parse(s, base: base) else { throw valueError("invalid literal for int() with base \(base): \(shown)") }
                r = v
            } else {
                r = try toInt(a[0])
            }
            if cls !== Types.int { r = .object(IntInstance(r, type: cls)) }
            return r
        }
        let both = arithmetic + ["lshift", "rshift", "and", "or", "xor"]
        NativeSlots.declare(t, both.flatMap { ["__\($0)__", "__r\($0)__"] })
        t.method("__pow__(self, value, mod=None, /)") { a in
            if Number(a[1]) == nil { return .notImplemented }
            if case .float = a[1] { return .notImplemented }
            return a[2].isNone ? try IntArithmetic.binary(.pow, a[0], a[1]) ?? .notImplemented : try IntArithmetic.power(a[0], a[1], modulus: a[2])
        }
        NativeSlots.declare(
            t,
            [
                "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__neg__", "__pos__", "__invert__", "__abs__", "__bool__", "__int__", "__index__",
                "__float__", "__trunc__", "__hash__", "__repr__", "__format__",
            ])
        t.method("__divmod__(self, value, /)") { a in try IntArithmetic.divmod(a[0], a[1]) ?? .notImplemented }
        t.method("__rdivmod__(self, value, /)") { a in try IntArithmetic.divmod(a[1], a[0]) ?? .notImplemented }
        t.method("__round__(self, ndigits=None, /)") { a in try Builtins.round(NumberConversion.plain(integer(a[0])), a[1]) }
        t.method1("__floor__(self, /)") { try NumberConversion.plain(integer($0)) }
        t.method1("__ceil__(self, /)") { try NumberConversion.plain(integer($0)) }
        t.method1("bit_length(self, /)", "The number of bits of the magnitude.") { v in
            switch try integer(v) {
            case .int(let i): return .int(64 - i.magnitude.leadingZeroBitCount)
            case .big(let b): return .int(b.magnitude.bitWidth)
            case .float: return .int(0)
            }
        }
        t.method1("bit_count(self, /)", "The number of ones in the magnitude.") { v in
            switch try integer(v) {
            case .int(let i): return .int(i.magnitude.nonzeroBitCount)
            case .big(let b): return .int(b.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
            case .float: return .int(0)
            }
        }
        t.method1("conjugate(self, /)") { try NumberConversion.plain(integer($0)) }
        t.method1("is_integer(self, /)") { _ in .bool(true) }
        t.namespace.remove("is_integer")  // 3.12's
        t.method1("as_integer_ratio(self, /)", "A pair: the integer and 1.") { .tuple([try NumberConversion.plain(integer($0)), .int(1)]) }
        for name in ["real", "numerator", "imag", "denominator"] {
            ValueProperty.declare(t, name) { v in
                name == "imag" ? .int(0) : (name == "denominator" ? .int(1) : try NumberConversion.plain(integer(v)))
            }
        }
        t.method("to_bytes(self, length=1, byteorder='big', *, signed=False)", "The integer as bytes.") { a in
            let b = try integer(a[0]).bigInt!
            let n = try a.int(1)
            if n < 0 { throw valueError("length argument must be non-negative") }
            let order = try a.string(2)
            if order != "big" && order != "little" { throw valueError("byteorder must be either 'little' or 'big'") }
            let signed = try a.bool(3)
            let negative = b.sign == .minus
            if negative, !signed { throw overflowError("can't convert negative int to unsigned") }
            let bits = negative ? (b + 1).magnitude.bitWidth : b.magnitude.bitWidth
            if bits + (signed ? 1 : 0) > n * 8 && !(b.isZero) { throw overflowError("int too big to convert") }
            var m = negative ? (BigUInt(1) << (n * 8)) - b.magnitude : b.magnitude
            var out: [UInt8] = []
            out.reserveCapacity(n)
            for w in m.words where out.count < n {
                var w = w
                for _ in 0..<8 where out.count < n {
                    out.append(UInt8(truncatingIfNeeded: w))
                    w >>= 8
                }
            }
            while out.count < n { out.append(0) }
            m = 0
            return .bytes(order == "big" ? out.reversed() : out)
        }
        t.classMethod("from_bytes(cls, bytes, byteorder='big', *, signed=False)", "The integer that bytes spell.") { a in
            var b = try BytesMethods.from(a[1])
            let order = try a.string(2)
            if order != "big" && order != "little" { throw valueError("byteorder must be either 'little' or 'big'") }
            if order == "little" { b.reverse() }
            var m = BigUInt(0)
            for chunk in stride(from: 0, to: b.count, by: 7) {
                var w: UInt = 0
                let end = min(chunk + 7, b.count)
                for x in b[chunk..<end] { w = w << 8 | UInt(x) }
                m = (m << (8 * (end - chunk))) + BigUInt(w)
            }
            var r = BigInt(m)
            if try a.bool(3), let first = b.first, first & 0x80 != 0 { r -= BigInt(1) << (8 * b.count) }
            let v = IntArithmetic.normalized(r)
            let cls: TypeObject = try a.object(0)
            return cls === Types.int ? v : try Operators.call(a[0], CallArguments([v]))
        }
    }

    private static func declareFloat() {
        let t = Types.float
        t.doc = "A floating-point number of 64 bits."
        t.constructor("float(x=0.0, /)") { cls, a in
            if cls === Types.float, case .float = a[0] { return a[0] }
            let d = try toFloat(a[0])
            return cls === Types.float ? .float(d) : .object(FloatInstance(d, type: cls))
        }
        NativeSlots.declare(t, arithmetic.flatMap { ["__\($0)__", "__r\($0)__"] })
        NativeSlots.declare(
            t,
            [
                "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__neg__", "__pos__", "__abs__", "__bool__", "__int__", "__float__", "__trunc__",
                "__hash__", "__repr__", "__format__",
            ])
        t.method("__divmod__(self, value, /)") { a in try IntArithmetic.divmod(a[0], a[1]) ?? .notImplemented }
        t.method("__rdivmod__(self, value, /)") { a in try IntArithmetic.divmod(a[1], a[0]) ?? .notImplemented }
        t.method("__round__(self, ndigits=None, /)") { a in try Builtins.round(.float(double(a[0])), a[1]) }
        t.method1("__floor__(self, /)") { try IntArithmetic.integer(double($0).rounded(.down)) }
        t.method1("__ceil__(self, /)") { try IntArithmetic.integer(double($0).rounded(.up)) }
        t.method1("is_integer(self, /)", "Whether the value is an integer.") { v in
            let d = try double(v)
            return .bool(d.isFinite && d == d.rounded(.towardZero))
        }
        t.method1("conjugate(self, /)") { .float(try double($0)) }
        ValueProperty.declare(t, "real") { .float(try double($0)) }
        ValueProperty.declare(t, "imag") { _ in .float(0) }
        t.method1("as_integer_ratio(self, /)", "The exact fraction: numerator and denominator.") { v in
            let (n, d) = try ratio(double(v))
            return .tuple([IntArithmetic.normalized(n), IntArithmetic.normalized(d)])
        }
        t.method1("hex(self, /)", "The exact value in hexadecimal.") { .string(hex(try double($0))) }
        t.classMethod("fromhex(cls, string, /)", "The float that a hexadecimal text spells.") { a in
            let d = try fromHex(a.string(1))
            return a[0].asObject === Types.float ? d : try Operators.call(a[0], d)
        }
    }

    private static func fromHex(_ given: String) throws -> Value {
            let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{0B}", "\u{0C}"]
            var kept = given.unicodeScalars[...]
            while let c = kept.first, blanks.contains(c) { kept.removeFirst() }
            while let c = kept.last, blanks.contains(c) { kept.removeLast() }
            let s = String(kept).lowercased()
            if ["inf", "+inf", "infinity", "+infinity"].contains(s) { return .float(.infinity) }
            if ["-inf", "-infinity"].contains(s) { return .float(-.infinity) }
            if ["nan", "+nan", "-nan"].contains(s) { return .float(.nan) }
            var t = s
            let negative = t.hasPrefix("-")
            if t.hasPrefix("-") || t.hasPrefix("+") { t.removeFirst() }
            if t.hasPrefix("0x") { t.removeFirst(2) }
            let ok = t.utf8.contains { ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) }
            let bad = valueError("invalid hexadecimal floating-point string")
            if !ok || t.hasPrefix("p") { throw bad }
            let text = "0x" + t
            var end: UnsafeMutablePointer<CChar>?
            var length = 0
            let d = text.withCString { p -> Double in
                let r = strtod(p, &end)
                length = end! - UnsafeMutablePointer(mutating: p)
                return r
            }
            if length != text.utf8.count { throw bad }
            if d.isInfinite { throw overflowError("hexadecimal value too large to represent as a float") }
            return .float(negative ? -d : d)
    }

    /// The exact fraction of a finite double, in lowest terms.
    static func ratio(_ d: Double) throws -> (BigInt, BigInt) {
        if d.isNaN { throw valueError("cannot convert NaN to integer ratio") }
        if d.isInfinite { throw overflowError("cannot convert Infinity to integer ratio") }
        if d == 0 { return (0, 1) }
        var e: Int32 = 0
        var m = frexp(d, &e)
        m = ldexp(m, 53)
        var n = BigInt(Int(m))
        var k = Int(e) - 53
        while k < 0, n.magnitude.words[0] & 1 == 0 {
            n >>= 1
            k += 1
        }
        return k >= 0 ? (n << k, 1) : (n, BigInt(1) << -k)
    }

    static func hex(_ d: Double) -> String {
        if !d.isFinite { return Format.repr(d) }
        let sign = d.sign == .minus ? "-" : ""
        if d == 0 { return sign + "0x0.0p+0" }
        let bits = d.bitPattern & 0xF_FFFF_FFFF_FFFF
        let h = String(bits, radix: 16)
        let digits = String(repeating: "0", count: 13 - h.utf8.count) + h
        let raw = Int((d.bitPattern >> 52) & 0x7FF)
        let e = raw == 0 ? -1022 : raw - 1023
        return "\(sign)0x\(raw == 0 ? 0 : 1).\(digits)p\(e < 0 ? "-" : "+")\(abs(e))"
    }
}

/// Properties of types whose instances are not objects (int, float).
enum ValueProperty {
    static func declare(_ t: TypeObject, _ name: String, _ get: @escaping (Value) throws -> Value) {
        let f = NativeFunction("\(name)(self, /)", isMethod: true) { a in try get(a[0]) }
        f.fast1 = get
        t.namespace.set(Name(name), .object(PropertyObject(.object(f))))
    }
}

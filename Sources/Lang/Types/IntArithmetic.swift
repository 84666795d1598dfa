// This file defines arithmetic and comparison of bool, int (of any size) and float by Python's rules.

import BigInt
import Glibc

/// A number taken out of a value.
public enum Number {
    case int(Int)
    case big(BigInt)
    case float(Double)

    /// The number in a bool, int, float or an instance of a subclass of them; nil for anything else.
    @inline(__always) public init?(_ v: Value) {
        switch v {
        case .int(let i): self = .int(i)
        case .float(let d): self = .float(d)
        case .bool(let b): self = .int(b ? 1 : 0)
        case .object(let o):
            switch o.kind {
            case .bigInt: self = .big(unsafeDowncast(o, to: BigIntObject.self).value)
            case .intInstance:
                guard let n = Number(unsafeDowncast(o, to: IntInstance.self).value) else { return nil }
                self = n
            case .floatInstance: self = .float(unsafeDowncast(o, to: FloatInstance.self).value)
            default: return nil
            }
        default: return nil
        }
    }

    var bigInt: BigInt? {
        switch self {
        case .int(let i): return BigInt(i)
        case .big(let b): return b
        case .float: return nil
        }
    }

    /// The value as a double. Throws OverflowError for an integer that is too large.
    func double() throws -> Double {
        switch self {
        case .int(let i): return Double(i)
        case .float(let d): return d
        case .big(let b): return try IntArithmetic.double(b)
        }
    }
}

/// Python's arithmetic over bool, int and float. Integers that fit in 64 bits come back as `.int`, larger ones as `BigIntObject`.
public enum IntArithmetic {
    /// A value from an integer of any size.
    static func unsigned(_ u: UInt) -> Value { u <= UInt(Int.max) ? .int(Int(u)) : normalized(BigInt(u)) }
    public static func normalized(_ b: BigInt) -> Value {
        if b.magnitude.words.count <= 1 || b == BigInt(Int.min) {
            if let i = Int(exactly: b) { return .int(i) }
        }
        return .object(BigIntObject(b))
    }

    /// `a op b`; nil when one of them is no number (or the operation does not exist for them).
    public static func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        if case .int(let x) = a, case .int(let y) = b { return try ints(op, x, y) }
        if case .float(let x) = a, case .float(let y) = b { return try floats(op, x, y) }
        if case .bool(let x) = a, case .bool(let y) = b {
            switch op {
            case .and: return .bool(x && y)
            case .or: return .bool(x || y)
            case .xor: return .bool(x != y)
            default: break
            }
        }
        guard let m = Number(a), let n = Number(b) else { return nil }
        switch (m, n) {
        case (.int(let x), .int(let y)): return try ints(op, x, y)
        case (.float(let x), _): return try floats(op, x, try n.double())
        case (_, .float(let y)): return try floats(op, try m.double(), y)
        default: return try bigs(op, m.bigInt!, n.bigInt!)
        }
    }

    static func ints(_ op: BinaryOperator, _ x: Int, _ y: Int) throws -> Value? {
        switch op {
        case .add:
            let (r, o) = x.addingReportingOverflow(y)
            return o ? normalized(BigInt(x) + BigInt(y)) : .int(r)
        case .sub:
            let (r, o) = x.subtractingReportingOverflow(y)
            return o ? normalized(BigInt(x) - BigInt(y)) : .int(r)
        case .mul:
            let (r, o) = x.multipliedReportingOverflow(by: y)
            return o ? normalized(BigInt(x) * BigInt(y)) : .int(r)
        case .truediv:
            if y == 0 { throw zeroDivisionError("division by zero") }
            let limit = 1 << 53
            if x.magnitude <= limit, y.magnitude <= limit { return .float(Double(x) / Double(y)) }
            return .float(try trueDivide(BigInt(x), BigInt(y)))
        case .floordiv:
            if y == 0 { throw zeroDivisionError("integer division or modulo by zero") }
            if y == -1 { return x == Int.min ? normalized(-BigInt(x)) : .int(-x) }
            let q = x / y
            return .int((x % y != 0) && ((x < 0) != (y < 0)) ? q - 1 : q)
        case .mod:
            if y == 0 { throw zeroDivisionError("integer modulo by zero") }
            if y == -1 { return .int(0) }
            let r = x % y
            return .int(r != 0 && ((r < 0) != (y < 0)) ? r + y : r)
        case .pow:
            if y < 0 {
                if x == 0 { throw zeroDivisionError("0.0 cannot be raised to a negative power") }
                return .float(try power(Double(x), Double(y)))
            }
            return try power(x, y)
        case .lshift:
            if y < 0 { throw valueError("negative shift count") }
            if x == 0 { return .int(0) }
            if y < 63, x.magnitude >> UInt(63 - y) == 0 { return .int(x << y) }
            return try shiftLeft(BigInt(x), y)
        case .rshift:
            if y < 0 { throw valueError("negative shift count") }
            return .int(x >> min(y, 63))
        case .and: return .int(x & y)
        case .or: return .int(x | y)
        case .xor: return .int(x ^ y)
        case .matmul: return nil
        }
    }

    private static func power(_ base: Int, _ exponent: Int) throws -> Value {
        if exponent == 0 { return .int(1) }
        if base == 0 || base == 1 { return .int(base) }
        if base == -1 { return .int(exponent & 1 == 0 ? 1 : -1) }
        if base == 2 { return try ints(.lshift, 1, exponent)! }
        var result = 1
        var b = base
        var e = exponent
        while true {
            if e & 1 == 1 {
                let (r, o) = result.multipliedReportingOverflow(by: b)
                if o { break }
                result = r
            }
            e >>= 1
            if e == 0 { return .int(result) }
            let (s, o) = b.multipliedReportingOverflow(by: b)
            if o { break }
            b = s
        }
        return normalized(try bigPower(BigInt(base), exponent))
    }

    /// Powers and shifts beyond this many bits are refused: they would fill the memory.
    static let maximumBits = 1 << 33

    static func bigPower(_ base: BigInt, _ exponent: Int) throws -> BigInt {
        if base.magnitude.bitWidth.multipliedReportingOverflow(by: exponent).overflow || base.magnitude.bitWidth * exponent > maximumBits {
            throw PythonError(Exceptions.memoryError, args: [])
        }
        // Right to left, so that an interrupt is seen between squarings.
        var result = BigInt(1)
        var b = base
        var e = exponent
        while e > 0 {
            try Interpreter.checkInterrupt()
            if e & 1 == 1 { result = try product(result, b) }
            e >>= 1
            if e > 0 { b = try product(b, b) }
        }
        return result
    }

    /// A product. That of very large numbers is cut (Karatsuba's three products of halves) until a piece takes little time, so that an interrupt is seen between them.
    static func product(_ x: BigInt, _ y: BigInt) throws -> BigInt {
        let a = x.magnitude, b = y.magnitude
        if min(a.bitWidth, b.bitWidth) < 1 << 18 { return x * y }
        return BigInt(sign: x.sign == y.sign ? .plus : .minus, magnitude: try product(a, b))
    }
    private static func product(_ a: BigUInt, _ b: BigUInt) throws -> BigUInt {
        if min(a.bitWidth, b.bitWidth) < 1 << 18 { return a * b }
        try Interpreter.checkInterrupt()
        let half = (max(a.bitWidth, b.bitWidth) / 2 + 63) / 64 * 64
        func split(_ x: BigUInt) -> (low: BigUInt, high: BigUInt) {
            let high = x >> half
            return (x - (high << half), high)
        }
        let (a0, a1) = split(a), (b0, b1) = split(b)
        let low = try product(a0, b0)
        if b1.isZero { return low + (try product(a1, b0) << half) }
        if a1.isZero { return low + (try product(a0, b1) << half) }
        let high = try product(a1, b1)
        let middle = try product(a0 + a1, b0 + b1) - low - high
        return low + (middle << half) + (high << (2 * half))
    }

    static func shiftLeft(_ x: BigInt, _ n: Int) throws -> Value {
        if n > maximumBits { throw overflowError("too many digits in integer") }
        return normalized(x << n)
    }

    static func bigs(_ op: BinaryOperator, _ x: BigInt, _ y: BigInt) throws -> Value? {
        switch op {
        case .add: return normalized(x + y)
        case .sub: return normalized(x - y)
        case .mul: return normalized(try product(x, y))
        case .truediv:
            if y.isZero { throw zeroDivisionError("division by zero") }
            return .float(try trueDivide(x, y))
        case .floordiv:
            if y.isZero { throw zeroDivisionError("integer division or modulo by zero") }
            return normalized(floorDivide(x, y).quotient)
        case .mod:
            if y.isZero { throw zeroDivisionError("integer modulo by zero") }
            return normalized(floorDivide(x, y).remainder)
        case .pow:
            if y.sign == .minus, !y.isZero {
                if x.isZero { throw zeroDivisionError("0.0 cannot be raised to a negative power") }
                return .float(try power(try double(x), try double(y)))
            }
            if x == 0 || x == 1 { return y.isZero ? .int(1) : normalized(x) }
            if x == -1 { return .int(y.magnitude.words[0] & 1 == 0 ? 1 : -1) }
            guard let e = Int(exactly: y) else { throw PythonError(Exceptions.memoryError, args: []) }
            return normalized(try bigPower(x, e))
        case .lshift:
            if y.sign == .minus, !y.isZero { throw valueError("negative shift count") }
            if x.isZero { return .int(0) }
            guard let n = Int(exactly: y) else { throw overflowError("too many digits in integer") }
            return try shiftLeft(x, n)
        case .rshift:
            if y.sign == .minus, !y.isZero { throw valueError("negative shift count") }
            guard let n = Int(exactly: y) else { return .int(x.sign == .minus && !x.isZero ? -1 : 0) }
            // Rounded to minus infinity: the package's own shift of a negative number is not.
            return x.sign == .minus && !x.isZero ? normalized(-BigInt((x.magnitude - 1) >> n) - 1) : normalized(x >> n)
        case .and: return normalized(bitwise(x, y, &))
        case .or: return normalized(bitwise(x, y, |))
        case .xor: return normalized(bitwise(x, y, ^))
        case .matmul: return nil
        }
    }

    /// A bitwise operation on integers as infinite two's complements. (The package's own lose the sign at a word's edge.)
    private static func bitwise(_ x: BigInt, _ y: BigInt, _ op: (UInt, UInt) -> UInt) -> BigInt {
        let n = max(x.magnitude.words.count, y.magnitude.words.count) + 1
        let a = complement(x, n), b = complement(y, n)
        var words = [UInt](repeating: 0, count: n)
        for i in 0..<n { words[i] = op(a[i], b[i]) }
        guard words[n - 1] >> UInt(UInt.bitWidth - 1) == 1 else { return BigInt(sign: .plus, magnitude: BigUInt(words: words)) }
        negate(&words)
        return BigInt(sign: .minus, magnitude: BigUInt(words: words))
    }
    /// The number's two's complement in `n` words, more than its magnitude has.
    private static func complement(_ x: BigInt, _ n: Int) -> [UInt] {
        var words = Array(x.magnitude.words)
        words += [UInt](repeating: 0, count: n - words.count)
        if x.sign == .minus { negate(&words) }
        return words
    }
    private static func negate(_ words: inout [UInt]) {
        var carry = true
        for i in words.indices {
            words[i] = ~words[i]
            if carry {
                words[i] &+= 1
                carry = words[i] == 0
            }
        }
    }

    /// Division rounded to minus infinity; the remainder has the divisor's sign.
    public static func floorDivide(_ x: BigInt, _ y: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        let (q, r) = x.quotientAndRemainder(dividingBy: y)
        if !r.isZero, (r.sign == .minus) != (y.sign == .minus) { return (q - 1, r + y) }
        return (q, r)
    }

    static func floats(_ op: BinaryOperator, _ x: Double, _ y: Double) throws -> Value? {
        switch op {
        case .add: return .float(x + y)
        case .sub: return .float(x - y)
        case .mul: return .float(x * y)
        case .truediv:
            if y == 0 { throw zeroDivisionError("float division by zero") }
            return .float(x / y)
        case .floordiv:
            if y == 0 { throw zeroDivisionError("float floor division by zero") }
            return .float(divmod(x, y).0)
        case .mod:
            if y == 0 { throw zeroDivisionError("float modulo") }
            return .float(mod(x, y))
        case .pow: return .float(try power(x, y))
        default: return nil
        }
    }

    static func mod(_ x: Double, _ y: Double) -> Double {
        var r = fmod(x, y)
        if r != 0 {
            if (y < 0) != (r < 0) { r += y }
        } else {
            r = copysign(0, y)
        }
        return r
    }

    static func divmod(_ x: Double, _ y: Double) -> (Double, Double) {
        var r = fmod(x, y)
        var d = (x - r) / y
        if r != 0 {
            if (y < 0) != (r < 0) {
                r += y
                d -= 1
            }
        } else {
            r = copysign(0, y)
        }
        var q: Double
        if d != 0 {
            q = d.rounded(.down)
            if d - q > 0.5 { q += 1 }
        } else {
            q = copysign(0, x / y)
        }
        return (q, r)
    }

    /// `divmod(a, b)`; nil when one is no number.
    public static func divmod(_ a: Value, _ b: Value) throws -> Value? {
        guard let m = Number(a), let n = Number(b) else { return nil }
        switch (m, n) {
        case (.int, .int(0)): throw zeroDivisionError("integer division or modulo by zero")
        case (.int, .int): return .tuple([try binary(.floordiv, a, b)!, try binary(.mod, a, b)!])
        case (.float, _), (_, .float):
            let x = try m.double(), y = try n.double()
            if y == 0 { throw zeroDivisionError("float divmod()") }
            let (q, r) = divmod(x, y)
            return .tuple([.float(q), .float(r)])
        default:
            let y = n.bigInt!
            if y.isZero { throw zeroDivisionError("integer division or modulo by zero") }
            let (q, r) = floorDivide(m.bigInt!, y)
            return .tuple([normalized(q), normalized(r)])
        }
    }

    static func power(_ x: Double, _ y: Double) throws -> Double {
        if x == 0, y < 0, y.isFinite { throw zeroDivisionError("0.0 cannot be raised to a negative power") }
        if x < 0, x.isFinite, y.isFinite, y != y.rounded() {
            throw valueError("a negative number raised to a fractional power is complex, and cells have no complex numbers")
        }
        let r = Glibc.pow(x, y)
        if r.isInfinite, x.isFinite, y.isFinite {
            throw PythonError(Exceptions.overflowError, args: [.int(34), .string("Numerical result out of range")])
        }
        return r
    }

    /// `pow(base, exponent, modulus)` over integers.
    public static func power(_ base: Value, _ exponent: Value, modulus: Value) throws -> Value {
        guard let b = Number(base)?.bigInt, let e = Number(exponent)?.bigInt, let m = Number(modulus)?.bigInt else {
            if Number(base) != nil, Number(exponent) != nil, Number(modulus) != nil {
                throw typeError("pow() 3rd argument not allowed unless all arguments are integers")
            }
            throw typeError("unsupported operand type(s) for ** or pow(): '\(base.typeName)', '\(exponent.typeName)', '\(modulus.typeName)'")
        }
        if m.isZero { throw valueError("pow() 3rd argument cannot be 0") }
        let modulus = BigInt(m.magnitude)
        if modulus == 1 { return .int(0) }
        var x = floorDivide(b, modulus).remainder
        var n = e
        if e.sign == .minus, !e.isZero {
            guard let inverse = x.inverse(modulus) else { throw valueError("base is not invertible for the given modulus") }
            x = inverse
            n = -e
        }
        var r: BigInt
        if let xs = Int(exactly: x), let ms = Int(exactly: modulus), ms < 1 << 31, let ns = Int(exactly: n) {
            var result = 1 % ms, x = xs, k = ns
            while k > 0 {
                if k & 1 == 1 { result = result * x % ms }
                x = x * x % ms
                k >>= 1
            }
            r = BigInt(result)
        } else {
            r = x.power(n, modulus: modulus)
        }
        if m.sign == .minus, !r.isZero { r += m }
        return normalized(r)
    }

    /// The quotient of two integers, rounded once to the nearest double.
    static func trueDivide(_ x: BigInt, _ y: BigInt) throws -> Double {
        if x.isZero { return y.sign == .minus ? -0.0 : 0 }
        let negative = (x.sign == .minus) != (y.sign == .minus)
        let a = x.magnitude, b = y.magnitude
        // Scale so that the quotient has at least 66 bits; what is left over is kept as a sticky bit.
        let shift = 66 - (a.bitWidth - b.bitWidth)
        let (n, d) = shift > 0 ? (a << shift, b) : (a, b << -shift)
        let (q, r) = n.quotientAndRemainder(dividingBy: d)
        guard let v = scaled(q, sticky: !r.isZero, exponent: -shift) else { throw overflowError("integer division result too large for a float") }
        return negative ? -v : v
    }

    /// `m * 2^exponent` (a little more when `sticky`), rounded half to even; nil beyond the largest double.
    static func scaled(_ m: BigUInt, sticky: Bool, exponent: Int) -> Double? {
        if m.isZero { return 0 }
        let bits = m.bitWidth
        // The exponent of the leading bit decides how many bits are kept (fewer for subnormal numbers).
        let top = bits + exponent - 1
        if top > 1023 { return nil }
        let keep = top >= -1022 ? 53 : 53 - (-1022 - top)
        if keep < 0 { return 0 }
        let drop = bits - keep
        if drop <= 0 { return Glibc.ldexp(Double(UInt64(m)), Int32(exponent)) }
        var head = UInt64(m >> drop)
        let rest = m & ((BigUInt(1) << drop) - 1)
        let half = BigUInt(1) << (drop - 1)
        if rest > half || (rest == half && (sticky || head & 1 == 1)) { head += 1 }
        let v = Glibc.ldexp(Double(head), Int32(drop + exponent))
        return v.isInfinite ? nil : v
    }

    /// Throws OverflowError beyond the largest double.
    public static func double(_ b: BigInt) throws -> Double {
        guard let v = scaled(b.magnitude, sticky: false, exponent: 0) else { throw overflowError("int too large to convert to float") }
        return b.sign == .minus ? -v : v
    }

    /// The integer part of a double. Throws for infinities and nan.
    public static func integer(_ d: Double) throws -> Value {
        if d.isNaN { throw valueError("cannot convert float NaN to integer") }
        if d.isInfinite { throw overflowError("cannot convert float infinity to integer") }
        if d.magnitude < 9.2e18 { return .int(Int(d)) }
        return normalized(bigInt(d))
    }

    /// The integer part of a finite double.
    public static func bigInt(_ d: Double) -> BigInt {
        let d = d.rounded(.towardZero)
        if d.magnitude < 9.2e18 { return BigInt(Int(d)) }
        let e = Int(d.exponent) - 52
        let m = BigInt(UInt64(d.magnitude.significand * 4503599627370496.0)) << e
        return d < 0 ? -m : m
    }

    // MARK: Comparison

    /// -1, 0 or 1; nil for nan.
    static func order(_ x: Int, _ d: Double) -> Int? {
        if d.isNaN { return nil }
        if d >= 9223372036854775808.0 { return -1 }
        if d < -9223372036854775808.0 { return 1 }
        let t = d.rounded(.towardZero)
        let i = Int(t)
        if x != i { return x < i ? -1 : 1 }
        return t == d ? 0 : (d > t ? -1 : 1)
    }
    static func order(_ x: BigInt, _ d: Double) -> Int? {
        if d.isNaN { return nil }
        if d.isInfinite { return d > 0 ? -1 : 1 }
        let i = bigInt(d)
        if x != i { return x < i ? -1 : 1 }
        let t = d.rounded(.towardZero)
        return t == d ? 0 : (d > t ? -1 : 1)
    }

    /// `a op b` for the six orderings; nil when one of them is no number.
    public static func compare(_ op: CompareOperator, _ a: Value, _ b: Value) -> Bool? {
        if case .int(let x) = a, case .int(let y) = b { return holds(op, x < y ? -1 : (x == y ? 0 : 1)) }
        guard let m = Number(a), let n = Number(b) else { return nil }
        switch (m, n) {
        case (.int(let x), .int(let y)): return holds(op, x < y ? -1 : (x == y ? 0 : 1))
        case (.float(let x), .float(let y)):
            switch op {
            case .lt: return x < y
            case .le: return x <= y
            case .eq: return x == y
            case .ne: return x != y
            case .gt: return x > y
            case .ge: return x >= y
            default: return nil
            }
        case (.int(let x), .float(let y)): return holds(op, order(x, y))
        case (.float(let x), .int(let y)): return holds(op, order(y, x).map { -$0 })
        case (.big(let x), .float(let y)): return holds(op, order(x, y))
        case (.float(let x), .big(let y)): return holds(op, order(y, x).map { -$0 })
        default:
            let x = m.bigInt!, y = n.bigInt!
            return holds(op, x < y ? -1 : (x == y ? 0 : 1))
        }
    }

    @inline(__always) static func holds(_ op: CompareOperator, _ order: Int?) -> Bool? {
        guard let o = order else { return op == .ne }
        switch op {
        case .lt: return o < 0
        case .le: return o <= 0
        case .eq: return o == 0
        case .ne: return o != 0
        case .gt: return o > 0
        case .ge: return o >= 0
        default: return nil
        }
    }

    /// `-x`, `+x`, `~x` of a number; nil when it is none (or `~` of a float).
    public static func unary(_ op: UnaryOperator, _ a: Value) -> Value? {
        guard let n = Number(a) else { return nil }
        switch (op, n) {
        case (.negate, .int(let i)): return i == Int.min ? normalized(-BigInt(i)) : .int(-i)
        case (.negate, .float(let d)): return .float(-d)
        case (.negate, .big(let b)): return normalized(-b)
        case (.plus, .int(let i)): return .int(i)
        case (.plus, .float(let d)): return .float(d)
        case (.plus, .big(let b)): return normalized(b)
        case (.invert, .int(let i)): return .int(~i)
        case (.invert, .big(let b)): return normalized(-b - 1)
        default: return nil
        }
    }

    /// `abs(x)`; nil when it is no number.
    public static func absolute(_ a: Value) -> Value? {
        guard let n = Number(a) else { return nil }
        switch n {
        case .int(let i): return i == Int.min ? normalized(-BigInt(i)) : .int(Swift.abs(i))
        case .float(let d): return .float(d.magnitude)
        case .big(let b): return normalized(BigInt(b.magnitude))
        }
    }
}

// This file defines `int` and `bool`: large integers, instances of subclasses, methods, reading and writing digits.

import BigInt
import Glibc

/// An integer beyond 64 bits.
public final class BigIntObject: Object {
    public let value: BigInt
    public init(_ value: BigInt) {
        self.value = value
        super.init(type: Types.int, kind: .bigInt)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        reflected ? try IntArithmetic.binary(op, other, .object(self)) : try IntArithmetic.binary(op, .object(self), other)
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? { IntArithmetic.unary(op, .object(self)) }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        IntArithmetic.compare(op, .object(self), other).map(Value.bool)
    }
    public override func hash() throws -> Int { Hashing.bigInt(value) }
    public override func isTrue() throws -> Bool { !value.isZero }
    public override func index() throws -> Value? { .object(self) }
    public override func toInt() throws -> Value? { .object(self) }
    public override func toFloat() throws -> Double? { try IntArithmetic.double(value) }
    public override func repr() throws -> String { try IntText.decimal(value) }
    public override func format(_ spec: String) throws -> String? { try Format.number(.object(self), spec) }
}

/// An instance of a cell's subclass of `int`.
public final class IntInstance: Object {
    /// `.int` or a `BigIntObject`.
    public let value: Value
    public init(_ value: Value, type: TypeObject) {
        self.value = value
        super.init(type: type, kind: .intInstance)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        reflected ? try IntArithmetic.binary(op, other, value) : try IntArithmetic.binary(op, value, other)
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? { IntArithmetic.unary(op, value) }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? { IntArithmetic.compare(op, value, other).map(Value.bool) }
    public override func hash() throws -> Int {
        if case .object(let o) = value { return try o.hash() }
        return Hashing.simple(value)
    }
    public override func isTrue() throws -> Bool {
        if case .int(let i) = value { return i != 0 }
        return true
    }
    public override func index() throws -> Value? { value }
    public override func toInt() throws -> Value? { value }
    public override func toFloat() throws -> Double? { try Number(value)?.double() }
    public override func repr() throws -> String { try IntText.decimal(value) }
    public override func format(_ spec: String) throws -> String? { try Format.number(value, spec) }
}

/// An instance of a cell's subclass of `float`.
public final class FloatInstance: Object {
    public let value: Double
    public init(_ value: Double, type: TypeObject) {
        self.value = value
        super.init(type: type, kind: .floatInstance)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        reflected ? try IntArithmetic.binary(op, other, .float(value)) : try IntArithmetic.binary(op, .float(value), other)
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? { IntArithmetic.unary(op, .float(value)) }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        IntArithmetic.compare(op, .float(value), other).map(Value.bool)
    }
    public override func hash() throws -> Int { Hashing.float(value) }
    public override func isTrue() throws -> Bool { value != 0 }
    public override func toFloat() throws -> Double? { value }
    public override func toInt() throws -> Value? { try IntArithmetic.integer(value) }
    public override func repr() throws -> String { Format.repr(value) }
    public override func format(_ spec: String) throws -> String? { try Format.number(.float(value), spec) }
}

/// Integers from text and to text.
public enum IntText {
    /// CPython's guard against quadratic conversions (`sys.set_int_max_str_digits`); 0: none.
    public static var maximumDigits = 4300

    public static func decimal(_ v: Value) throws -> String {
        switch v {
        case .int(let i): return String(i)
        case .bool(let b): return b ? "1" : "0"
        case .object(let o):
            if o.kind == .bigInt { return try decimal(unsafeDowncast(o, to: BigIntObject.self).value) }
            if o.kind == .intInstance { return try decimal(unsafeDowncast(o, to: IntInstance.self).value) }
            return try Operators.repr(v)
        default: return try Operators.repr(v)
        }
    }

    public static func decimal(_ b: BigInt) throws -> String {
        if maximumDigits > 0, b.magnitude.bitWidth > maximumDigits * 10 / 3 {
            let s = b.description
            if s.utf8.count - (s.hasPrefix("-") ? 1 : 0) > maximumDigits {
                throw valueError("Exceeds the limit (\(maximumDigits) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit")
            }
            return s
        }
        return b.description
    }

    /// The integer that `text` spells in `base` (0: by its prefix); nil when it spells none. Spaces around it and single underscores in it are allowed.
    public static func parse(_ text: String, base: Int) throws -> Value? {
        var s = Substring(text).unicodeScalars
        while let c = s.first, StrObject.isSpace(c) { s.removeFirst() }
        while let c = s.last, StrObject.isSpace(c) { s.removeLast() }
        var negative = false
        if let c = s.first, c == "+" || c == "-" {
            negative = c == "-"
            s.removeFirst()
        }
        var digits: [UInt8] = []
        digits.reserveCapacity(s.count)
        for c in s {
            if c.isASCII {
                digits.append(UInt8(c.value))
            } else if c.properties.numericType == .decimal, let v = c.properties.numericValue {
                digits.append(48 + UInt8(v))
            } else {
                return nil
            }
        }
        var base = base
        var from = 0
        if digits.count >= 2, digits[0] == 48 {
            let p = digits[1] | 32
            let prefixed = p == 120 ? 16 : (p == 111 ? 8 : (p == 98 ? 2 : 0))
            if prefixed != 0, base == 0 || base == prefixed {
                base = prefixed
                from = 2
                if from < digits.count, digits[from] == 95 { from += 1 }
            }
        }
        if base == 0 {
            // Leading zeros are allowed in zero only.
            if digits.first == 48, digits.contains(where: { $0 != 48 && $0 != 95 }) { return nil }
            base = 10
        }
        if from >= digits.count { return nil }
        var small = 0
        var overflow = false
        var wasUnderscore = true
        var clean: [UInt8] = []
        for d in digits[from...] {
            if d == 95 {
                if wasUnderscore { return nil }
                wasUnderscore = true
                continue
            }
            wasUnderscore = false
            let v: Int
            switch d {
            case 48...57: v = Int(d) - 48
            case 97...122: v = Int(d) - 87
            case 65...90: v = Int(d) - 55
            default: return nil
            }
            if v >= base { return nil }
            clean.append(d)
            if !overflow {
                let (m, o1) = small.multipliedReportingOverflow(by: base)
                let (n, o2) = m.addingReportingOverflow(v)
                if o1 || o2 { overflow = true } else { small = n }
            }
        }
        if wasUnderscore { return nil }
        if !overflow { return .int(negative ? -small : small) }
        if maximumDigits > 0, clean.count > maximumDigits, base & (base - 1) != 0 {
            throw valueError(
                "Exceeds the limit (\(maximumDigits) digits) for integer string conversion: value has \(clean.count) digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        }
        let b = base == 10 || base & (base - 1) == 0 ? BigInt(String(decoding: clean, as: UTF8.self), radix: base) : parse(clean[...], base)
        guard let b else { return nil }
        return IntArithmetic.normalized(negative ? -b : b)
    }

    /// The value of checked digits in a base that is no power of two: halves, put together.
    private static func parse(_ digits: ArraySlice<UInt8>, _ base: Int) -> BigInt {
        if digits.count <= 11 {
            var n = 0
            for d in digits { n = n &* base &+ (d <= 57 ? Int(d) - 48 : Int(d | 32) - 87) }
            return BigInt(n)
        }
        let low = digits.count / 2
        return parse(digits.dropLast(low), base) * BigInt(base).power(low) + parse(digits.suffix(low), base)
    }

    /// An integer of at most 18 ASCII digits and a sign; nil: look otherwise.
    static func shortDecimal(_ s: StrObject) -> Int? {
        s.withBytes { p -> Int? in
            var i = 0
            let n = p.count
            guard n > 0, n <= 19 else { return nil }
            let negative = p[0] == 45
            if negative || p[0] == 43 { i = 1 }
            guard i < n, n - i <= 18 else { return nil }
            var v = 0
            while i < n {
                let d = p[i] &- 48
                if d > 9 { return nil }
                v = v &* 10 &+ Int(d)
                i += 1
            }
            return negative ? 0 &- v : v
        }
    }

    /// A float of at most 40 plain characters; nil: look otherwise.
    static func shortFloat(_ s: StrObject) -> Double? {
        s.withBytes { p -> Double? in
            let n = p.count
            guard n > 0, n <= 40 else { return nil }
            var digits = 0, points = 0
            for (i, b) in p.enumerated() {
                if b >= 48 && b <= 57 {
                    digits += 1
                } else if b == 46 {
                    points += 1
                } else if !((b == 45 || b == 43) && i == 0) {
                    return nil
                }
            }
            guard digits > 0, points <= 1 else { return nil }
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { c in
                for i in 0..<n { c[i] = CChar(bitPattern: p[i]) }
                c[n] = 0
                return strtod(c.baseAddress!, nil)
            }
        }
    }

    /// The float that `text` spells (`inf`, `nan` and underscores included); nil when it spells none.
    public static func parseFloat(_ text: String) -> Double? {
        var s = Substring(text).unicodeScalars
        while let c = s.first, StrObject.isSpace(c) { s.removeFirst() }
        while let c = s.last, StrObject.isSpace(c) { s.removeLast() }
        var out: [UInt8] = []
        var previous: UInt8 = 0
        for c in s {
            var b: UInt8
            if c.isASCII {
                b = UInt8(c.value)
            } else if c.properties.numericType == .decimal, let v = c.properties.numericValue {
                b = 48 + UInt8(v)
            } else {
                return nil
            }
            if b == 95 {
                if !(previous >= 48 && previous <= 57) { return nil }
            } else {
                if previous == 95, !(b >= 48 && b <= 57) { return nil }
                if b >= 65 && b <= 90 { b |= 32 }
                out.append(b)
            }
            previous = b
        }
        if previous == 95 || out.isEmpty { return nil }
        var i = 0
        var negative = false
        if out[0] == 43 || out[0] == 45 {
            negative = out[0] == 45
            i = 1
        }
        let word = String(decoding: out[i...], as: UTF8.self)
        switch word {
        case "inf", "infinity": return negative ? -Double.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        // Only what Python allows reaches strtod: digits, a point, an exponent.
        var seenDigit = false, seenPoint = false, seenExponent = false
        var k = i
        while k < out.count {
            let b = out[k]
            if b >= 48 && b <= 57 {
                seenDigit = true
            } else if b == 46 {
                if seenPoint || seenExponent { return nil }
                seenPoint = true
            } else if b == 101 {
                if seenExponent || !seenDigit { return nil }
                seenExponent = true
                seenDigit = false
                if k + 1 < out.count, out[k + 1] == 43 || out[k + 1] == 45 { k += 1 }
            } else {
                return nil
            }
            k += 1
        }
        if !seenDigit { return nil }
        return Double.parse(out)
    }
}

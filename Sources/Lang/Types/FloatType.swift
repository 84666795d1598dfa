// This file defines the float type's own reading and rounding.

import BigInt
import Glibc

extension Double {
    /// The double nearest to the decimal number in `bytes` (already checked).
    static func parse(_ bytes: [UInt8]) -> Double? {
        var text = bytes.map { CChar(bitPattern: $0) }
        text.append(0)
        return text.withUnsafeBufferPointer { strtod($0.baseAddress!, nil) }
    }
}

/// Rounding and exact decimal digits of floats.
public enum FloatRounding {
    /// `round(x, digits)`: half to even on the exact binary value, as CPython rounds.
    public static func round(_ x: Double, digits: Int) throws -> Double {
        if !x.isFinite || digits > 323 { return x }
        if digits < -308 { return copysign(0, x) }
        let text = digits >= 0 ? Format.printf("%.\(digits)f", x) : nil
        let r: Double
        if let text {
            r = strtod(text, nil)
        } else {
            // Fewer digits than the integer part has: exact in integers.
            let b = IntArithmetic.bigInt(x)
            let unit = BigInt(10).power(-digits)
            let (q, rest) = IntArithmetic.floorDivide(b, unit)
            let fraction = x - x.rounded(.towardZero)
            let twice = rest * 2
            var up = twice > unit
            if twice == unit { up = fraction > 0 || (fraction == 0 && !(q % 2).isZero) }
            if fraction < 0 && twice == unit { up = false }
            r = copysign(try IntArithmetic.double((up ? q + 1 : q) * unit), x)
        }
        if r.isInfinite { throw overflowError("rounded value too large to represent") }
        return r
    }

    /// `round(x)` to an integer, half to even.
    public static func round(_ x: Double) throws -> Value { try IntArithmetic.integer(x.rounded(.toNearestOrEven)) }
}

// This file defines operations of two operands, element by element.

import Glibc

/// An operation of two operands of one type with a result of that type.
public enum BinaryKernelOp: UInt8, CaseIterable {
    /// `+` (bool: or), `-`, `*` (bool: and), true division (floats only).
    case add, subtract, multiply, divide
    /// Rounded down; the remainder has the divisor's sign. An integer divided by 0 gives 0.
    case floorDivide, remainder
    /// As C: rounded to zero, the dividend's sign.
    case truncDivide, fmod
    case power
    /// NaN wins.
    case maximum, minimum
    /// NaN loses.
    case fmax, fmin
    case bitAnd, bitOr, bitXor, shiftLeft, shiftRight
    /// Floats only.
    case arctan2, hypot, copysign, logaddexp, logaddexp2, nextafter, heaviside
    /// Integers only.
    case gcd, lcm
}

public enum CompareKernelOp: UInt8, CaseIterable {
    case equal, notEqual, less, lessEqual, greater, greaterEqual
    /// By truth.
    case logicalAnd, logicalOr, logicalXor
}

/// Elementwise operations with broadcasting. Results are row-major and new unless `into` is given; `into` may be an operand itself.
/// Operands are converted to the computing dtype first; float16 and bfloat16 compute in float32 and round once.
public enum Elementwise {
    /// `a op b`, computed in and of type `dtype`.
    /// - Throws: `broadcast`; `dtype` when the operation does not take the type; `outOfMemory`.
    public static func binary(_ op: BinaryKernelOp, _ a: Tensor, _ b: Tensor, dtype: DType, into out: Tensor? = nil) throws -> Tensor {
        if dtype == .float32 || dtype == .bfloat16 {
            if out == nil { if let r = try Pointwise.elementwise(op, a, b), r.dtype == dtype { return r } }
            else if op == .add, out === a, try Pointwise.accumulate(into: a, b) { return a }
        }
        let shape = a.shape == b.shape ? a.shape : try Shape.broadcast(a.shape, b.shape)
        if let out {
            if try out.shape != shape && Shape.broadcast(out.shape, shape) != out.shape { throw KernelError.broadcast(out.shape, shape) }
            if out.dtype != dtype || out.mayOverlap(a) || out.mayOverlap(b) {
                try copy(from: try binary(op, a, b, dtype: dtype), to: out)
                return out
            }
        }
        if dtype == .float16 || dtype == .bfloat16 {
            let r = try cast(try binary(op, a, b, dtype: .float32), dtype)
            guard let out else { return r }
            try copy(from: r, to: out)
            return out
        }
        let x = try cast(a, dtype), y = try cast(b, dtype)
        let r = try out ?? Tensor(empty: shape, dtype)
        let nest = Nest(r.shape, [try x.strides(broadcastTo: r.shape), try y.strides(broadcastTo: r.shape), r.strides])
        if nest.isEmpty { return r }
        let done = nest.shared(x, y, r) { nest in
            switch dtype {
            case .bool: return boolBinary(op, x, y, r, nest)
            case .uint8: return integerBinary(op, UInt8.self, x, y, r, nest)
            case .int8: return integerBinary(op, Int8.self, x, y, r, nest)
            case .int16: return integerBinary(op, Int16.self, x, y, r, nest)
            case .uint16: return integerBinary(op, UInt16.self, x, y, r, nest)
            case .int32: return integerBinary(op, Int32.self, x, y, r, nest)
            case .uint32: return integerBinary(op, UInt32.self, x, y, r, nest)
            case .int64: return integerBinary(op, Int64.self, x, y, r, nest)
            case .uint64: return integerBinary(op, UInt64.self, x, y, r, nest)
            case .float32: return floatBinary(op, Float.self, x, y, r, nest)
            default: return floatBinary(op, Double.self, x, y, r, nest)
            }
        }
        if !done { throw KernelError.dtype(operation: "\(op)", dtype) }
        return r
    }

    /// A comparison computed in `dtype`; the result is bool.
    public static func compare(_ op: CompareKernelOp, _ a: Tensor, _ b: Tensor, dtype: DType, into out: Tensor? = nil) throws -> Tensor {
        let shape = a.shape == b.shape ? a.shape : try Shape.broadcast(a.shape, b.shape)
        if let out {
            try copy(from: try compare(op, a, b, dtype: dtype), to: out)
            return out
        }
        let dtype: DType = op.rawValue >= CompareKernelOp.logicalAnd.rawValue ? .bool : dtype == .float16 || dtype == .bfloat16 ? .float32 : dtype
        let x = try cast(a, dtype), y = try cast(b, dtype)
        let r = try Tensor(empty: shape, .bool)
        let nest = Nest(shape, [try x.strides(broadcastTo: shape), try y.strides(broadcastTo: shape), r.strides])
        if nest.isEmpty { return r }
        nest.shared(x, y, r) { nest in
            switch dtype {
            case .bool, .uint8: comparison(op, UInt8.self, x, y, r, nest)
            case .int8: comparison(op, Int8.self, x, y, r, nest)
            case .int16: comparison(op, Int16.self, x, y, r, nest)
            case .uint16: comparison(op, UInt16.self, x, y, r, nest)
            case .int32: comparison(op, Int32.self, x, y, r, nest)
            case .uint32: comparison(op, UInt32.self, x, y, r, nest)
            case .int64: comparison(op, Int64.self, x, y, r, nest)
            case .uint64: comparison(op, UInt64.self, x, y, r, nest)
            case .float32: comparison(op, Float.self, x, y, r, nest)
            default: comparison(op, Double.self, x, y, r, nest)
            }
            return true
        }
        return r
    }

    /// `cond ? a : b`, of type `dtype` (both are converted).
    public static func where_(_ cond: Tensor, _ a: Tensor, _ b: Tensor, dtype: DType) throws -> Tensor {
        let shape = try Shape.broadcast(cond.shape, Shape.broadcast(a.shape, b.shape))
        let c = try cast(cond, .bool), x = try cast(a, dtype), y = try cast(b, dtype)
        let r = try Tensor(empty: shape, dtype)
        let nest = Nest(
            shape, [try c.strides(broadcastTo: shape), try x.strides(broadcastTo: shape), try y.strides(broadcastTo: shape), r.strides])
        nest.shared(c, x, y, r) { (try? dtype.dispatchBytes(Select(c: c, x: x, y: y, r: r, nest: $0))) != nil }
        return r
    }

    /// `min(max(t, low), high)`, NaN kept; a missing bound is not applied. Computed in `t`'s dtype.
    public static func clamp(_ t: Tensor, _ low: Tensor?, _ high: Tensor?, dtype: DType? = nil, into out: Tensor? = nil) throws -> Tensor {
        var r = t
        let dtype = dtype ?? t.dtype
        if let low { r = try binary(.maximum, r, low, dtype: dtype, into: high == nil ? out : nil) }
        if let high { r = try binary(.minimum, r, high, dtype: dtype, into: out) }
        return r === t ? try cast(t, dtype).clone() : r
    }

    /// Writes `value` (broadcast, converted) where `mask` (broadcast) is true.
    public static func copy(from value: Tensor, to t: Tensor, where mask: Tensor) throws {
        let m = try cast(mask, .bool), v = try cast(value.mayOverlap(t) ? value.clone() : value, t.dtype)
        let nest = Nest(t.shape, [try m.strides(broadcastTo: t.shape), try v.strides(broadcastTo: t.shape), t.strides])
        if !nest.isEmpty { try t.dtype.dispatchBytes(CopyWhere(m: m, v: v, t: t, nest: nest)) }
    }

    private struct CopyWhere: BytesVisitor {
        let m: Tensor, v: Tensor, t: Tensor
        let nest: Nest
        func visit<T>(_: T.Type) throws {
            let m: UnsafeMutablePointer<UInt8> = m.typed(), v: UnsafeMutablePointer<T> = v.typed(), t: UnsafeMutablePointer<T> = t.typed()
            let s = nest.inner
            nest.rows { at in
                var p = m + at[0], q = v + at[1], o = t + at[2]
                for _ in 0..<nest.count {
                    if p.pointee != 0 { o.pointee = q.pointee }
                    p += s[0]
                    q += s[1]
                    o += s[2]
                }
            }
        }
    }

    private struct Select: BytesVisitor {
        let c: Tensor, x: Tensor, y: Tensor, r: Tensor
        let nest: Nest
        func visit<T>(_: T.Type) throws {
            let c: UnsafeMutablePointer<UInt8> = c.typed(), x: UnsafeMutablePointer<T> = x.typed(), y: UnsafeMutablePointer<T> = y.typed()
            let r: UnsafeMutablePointer<T> = r.typed()
            let s = nest.inner
            nest.rows { at in
                var p = c + at[0], q = x + at[1], w = y + at[2], o = r + at[3]
                for _ in 0..<nest.count {
                    o.pointee = p.pointee != 0 ? q.pointee : w.pointee
                    p += s[0]
                    q += s[1]
                    w += s[2]
                    o += s[3]
                }
            }
        }
    }
}

// MARK: Loops

@inline(__always)
private func each2<T>(_ x: Tensor, _ y: Tensor, _ r: Tensor, _ nest: Nest, _: T.Type, _ f: (T, T) -> T) {
    let a: UnsafeMutablePointer<T> = x.typed(), b: UnsafeMutablePointer<T> = y.typed(), o: UnsafeMutablePointer<T> = r.typed()
    nest.rows { at in row2(nest.count, a + at[0], nest.inner[0], b + at[1], nest.inner[1], o + at[2], nest.inner[2], f) }
}

private func boolBinary(_ op: BinaryKernelOp, _ x: Tensor, _ y: Tensor, _ r: Tensor, _ nest: Nest) -> Bool {
    switch op {
    case .add, .bitOr, .maximum, .fmax: each2(x, y, r, nest, UInt8.self) { $0 | $1 }
    case .multiply, .bitAnd, .minimum, .fmin: each2(x, y, r, nest, UInt8.self) { $0 & $1 }
    case .bitXor: each2(x, y, r, nest, UInt8.self) { $0 ^ $1 }
    default: return false
    }
    return true
}

extension FixedWidthInteger {
    /// Python's `//`; 0 for a divisor of 0.
    @inline(__always) func floorDivided(by b: Self) -> Self {
        if b == 0 { return 0 }
        let (q, overflow) = dividedReportingOverflow(by: b)
        if overflow { return self }
        return q &* b != self && (self < 0) != (b < 0) ? q &- 1 : q
    }
    /// Python's `%`; 0 for a divisor of 0.
    @inline(__always) func floorRemainder(_ b: Self) -> Self {
        if b == 0 { return 0 }
        let r = remainderReportingOverflow(dividingBy: b).partialValue
        return r != 0 && (r < 0) != (b < 0) ? r &+ b : r
    }
    /// Modulo the type's size. A negative exponent gives 0 (1 for base 1, ±1 for base -1).
    func wrappingPower(_ e: Self) -> Self {
        if e < 0 { return self == 1 ? 1 : Self.isSigned && self == 0 &- 1 ? (e & 1 == 0 ? 1 : self) : 0 }
        var base = self, e = e, r: Self = 1
        while e > 0 {
            if e & 1 == 1 { r = r &* base }
            base = base &* base
            e >>= 1
        }
        return r
    }
    func greatestCommonDivisor(_ b: Self) -> Self {
        var a = magnitude, b = b.magnitude
        while b != 0 { (a, b) = (b, a % b) }
        return Self(truncatingIfNeeded: a)
    }
}

@_specialize(where T == Int64)
private func integerBinary<T: IntegerElement>(_ op: BinaryKernelOp, _: T.Type, _ x: Tensor, _ y: Tensor, _ r: Tensor, _ nest: Nest) -> Bool {
    switch op {
    case .add: each2(x, y, r, nest, T.self) { $0 &+ $1 }
    case .subtract: each2(x, y, r, nest, T.self) { $0 &- $1 }
    case .multiply: each2(x, y, r, nest, T.self) { $0 &* $1 }
    case .floorDivide: each2(x, y, r, nest, T.self) { $0.floorDivided(by: $1) }
    case .remainder: each2(x, y, r, nest, T.self) { $0.floorRemainder($1) }
    case .truncDivide: each2(x, y, r, nest, T.self) { $1 == 0 ? 0 : $0.dividedReportingOverflow(by: $1).partialValue }
    case .fmod: each2(x, y, r, nest, T.self) { $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).partialValue }
    case .power: each2(x, y, r, nest, T.self) { $0.wrappingPower($1) }
    case .maximum, .fmax: each2(x, y, r, nest, T.self) { $0 > $1 ? $0 : $1 }
    case .minimum, .fmin: each2(x, y, r, nest, T.self) { $0 < $1 ? $0 : $1 }
    case .bitAnd: each2(x, y, r, nest, T.self) { $0 & $1 }
    case .bitOr: each2(x, y, r, nest, T.self) { $0 | $1 }
    case .bitXor: each2(x, y, r, nest, T.self) { $0 ^ $1 }
    case .shiftLeft: each2(x, y, r, nest, T.self) { $1 >= 0 && $1 < T.bitWidth ? $0 &<< $1 : 0 }
    case .shiftRight: each2(x, y, r, nest, T.self) { $1 >= 0 && $1 < T.bitWidth ? $0 &>> $1 : ($0 < 0 ? 0 &- 1 : 0) }
    case .gcd: each2(x, y, r, nest, T.self) { $0.greatestCommonDivisor($1) }
    case .lcm:
        each2(x, y, r, nest, T.self) {
            let g = $0.greatestCommonDivisor($1)
            return g == 0 ? 0 : T(truncatingIfNeeded: (T(truncatingIfNeeded: $0.magnitude).floorDivided(by: g) &* T(truncatingIfNeeded: $1.magnitude)))
        }
    default: return false
    }
    return true
}

/// The mathematical functions of C for a float type.
protocol FloatElement: CastElement, BinaryFloatingPoint {
    static func pow(_ x: Self, _ y: Self) -> Self
    static func fmod(_ x: Self, _ y: Self) -> Self
    static func arctan2(_ x: Self, _ y: Self) -> Self
    static func hypot(_ x: Self, _ y: Self) -> Self
    static func nextafter(_ x: Self, _ y: Self) -> Self
    static func exp(_ x: Self) -> Self
    static func log(_ x: Self) -> Self
    static func log1p(_ x: Self) -> Self
    static func exp2(_ x: Self) -> Self
    static func log2(_ x: Self) -> Self
    static func expm1(_ x: Self) -> Self
    static func log10(_ x: Self) -> Self
    static func sin(_ x: Self) -> Self
    static func cos(_ x: Self) -> Self
    static func tan(_ x: Self) -> Self
    static func asin(_ x: Self) -> Self
    static func acos(_ x: Self) -> Self
    static func atan(_ x: Self) -> Self
    static func sinh(_ x: Self) -> Self
    static func cosh(_ x: Self) -> Self
    static func tanh(_ x: Self) -> Self
    static func asinh(_ x: Self) -> Self
    static func acosh(_ x: Self) -> Self
    static func atanh(_ x: Self) -> Self
    static func cbrt(_ x: Self) -> Self
    static func erf(_ x: Self) -> Self
    static func erfc(_ x: Self) -> Self
    static func lgamma(_ x: Self) -> Self
}
extension Float: FloatElement {
    @inline(__always) static func pow(_ x: Float, _ y: Float) -> Float { Glibc.powf(x, y) }
    @inline(__always) static func fmod(_ x: Float, _ y: Float) -> Float { Glibc.fmodf(x, y) }
    @inline(__always) static func arctan2(_ x: Float, _ y: Float) -> Float { Glibc.atan2f(x, y) }
    @inline(__always) static func hypot(_ x: Float, _ y: Float) -> Float { Glibc.hypotf(x, y) }
    @inline(__always) static func nextafter(_ x: Float, _ y: Float) -> Float { Glibc.nextafterf(x, y) }
    @inline(__always) static func exp(_ x: Float) -> Float { Glibc.expf(x) }
    @inline(__always) static func log(_ x: Float) -> Float { Glibc.logf(x) }
    @inline(__always) static func log1p(_ x: Float) -> Float { Glibc.log1pf(x) }
    @inline(__always) static func exp2(_ x: Float) -> Float { Glibc.exp2f(x) }
    @inline(__always) static func log2(_ x: Float) -> Float { Glibc.log2f(x) }
    @inline(__always) static func expm1(_ x: Float) -> Float { Glibc.expm1f(x) }
    @inline(__always) static func log10(_ x: Float) -> Float { Glibc.log10f(x) }
    @inline(__always) static func sin(_ x: Float) -> Float { Glibc.sinf(x) }
    @inline(__always) static func cos(_ x: Float) -> Float { Glibc.cosf(x) }
    @inline(__always) static func tan(_ x: Float) -> Float { Glibc.tanf(x) }
    @inline(__always) static func asin(_ x: Float) -> Float { Glibc.asinf(x) }
    @inline(__always) static func acos(_ x: Float) -> Float { Glibc.acosf(x) }
    @inline(__always) static func atan(_ x: Float) -> Float { Glibc.atanf(x) }
    @inline(__always) static func sinh(_ x: Float) -> Float { Glibc.sinhf(x) }
    @inline(__always) static func cosh(_ x: Float) -> Float { Glibc.coshf(x) }
    @inline(__always) static func tanh(_ x: Float) -> Float { Glibc.tanhf(x) }
    @inline(__always) static func asinh(_ x: Float) -> Float { Glibc.asinhf(x) }
    @inline(__always) static func acosh(_ x: Float) -> Float { Glibc.acoshf(x) }
    @inline(__always) static func atanh(_ x: Float) -> Float { Glibc.atanhf(x) }
    @inline(__always) static func cbrt(_ x: Float) -> Float { Glibc.cbrtf(x) }
    @inline(__always) static func erf(_ x: Float) -> Float { Glibc.erff(x) }
    @inline(__always) static func erfc(_ x: Float) -> Float { Glibc.erfcf(x) }
    @inline(__always) static func lgamma(_ x: Float) -> Float { Glibc.lgammaf(x) }
}
extension Double: FloatElement {
    @inline(__always) static func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
    @inline(__always) static func fmod(_ x: Double, _ y: Double) -> Double { Glibc.fmod(x, y) }
    @inline(__always) static func arctan2(_ x: Double, _ y: Double) -> Double { Glibc.atan2(x, y) }
    @inline(__always) static func hypot(_ x: Double, _ y: Double) -> Double { Glibc.hypot(x, y) }
    @inline(__always) static func nextafter(_ x: Double, _ y: Double) -> Double { Glibc.nextafter(x, y) }
    @inline(__always) static func exp(_ x: Double) -> Double { Glibc.exp(x) }
    @inline(__always) static func log(_ x: Double) -> Double { Glibc.log(x) }
    @inline(__always) static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
    @inline(__always) static func exp2(_ x: Double) -> Double { Glibc.exp2(x) }
    @inline(__always) static func log2(_ x: Double) -> Double { Glibc.log2(x) }
    @inline(__always) static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
    @inline(__always) static func log10(_ x: Double) -> Double { Glibc.log10(x) }
    @inline(__always) static func sin(_ x: Double) -> Double { Glibc.sin(x) }
    @inline(__always) static func cos(_ x: Double) -> Double { Glibc.cos(x) }
    @inline(__always) static func tan(_ x: Double) -> Double { Glibc.tan(x) }
    @inline(__always) static func asin(_ x: Double) -> Double { Glibc.asin(x) }
    @inline(__always) static func acos(_ x: Double) -> Double { Glibc.acos(x) }
    @inline(__always) static func atan(_ x: Double) -> Double { Glibc.atan(x) }
    @inline(__always) static func sinh(_ x: Double) -> Double { Glibc.sinh(x) }
    @inline(__always) static func cosh(_ x: Double) -> Double { Glibc.cosh(x) }
    @inline(__always) static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
    @inline(__always) static func asinh(_ x: Double) -> Double { Glibc.asinh(x) }
    @inline(__always) static func acosh(_ x: Double) -> Double { Glibc.acosh(x) }
    @inline(__always) static func atanh(_ x: Double) -> Double { Glibc.atanh(x) }
    @inline(__always) static func cbrt(_ x: Double) -> Double { Glibc.cbrt(x) }
    @inline(__always) static func erf(_ x: Double) -> Double { Glibc.erf(x) }
    @inline(__always) static func erfc(_ x: Double) -> Double { Glibc.erfc(x) }
    @inline(__always) static func lgamma(_ x: Double) -> Double { Glibc.lgamma(x) }
}

extension FloatElement {
    /// NumPy's `divmod` (npy_divmod): quotient rounded down and remainder with the divisor's sign, consistent with each other.
    @inline(__always) static func divmod(_ a: Self, _ b: Self) -> (Self, Self) {
        var mod = fmod(a, b)
        if b == 0 { return (a / b, mod) }
        var div = (a - mod) / b
        if mod != 0 {
            if (b < 0) != (mod < 0) {
                mod += b
                div -= 1
            }
        } else {
            mod = b.sign == .minus ? -0.0 : 0.0
        }
        if div != 0 {
            var floor = div.rounded(.down)
            if div - floor > 0.5 { floor += 1 }
            return (floor, mod)
        }
        return ((a / b).sign == .minus ? -0.0 : 0.0, mod)
    }
    @inline(__always) static func logaddexp(_ x: Self, _ y: Self) -> Self {
        if x == y { return x + log(2) }
        let d = x - y
        if d > 0 { return x + log1p(exp(-d)) }
        if d <= 0 { return y + log1p(exp(d)) }
        return d
    }
    @inline(__always) static func logaddexp2(_ x: Self, _ y: Self) -> Self {
        if x == y { return x + 1 }
        let d = x - y
        let log2e = Self(1.442695040888963407359924681001892137)
        if d > 0 { return x + log1p(exp2(-d)) * log2e }
        if d <= 0 { return y + log1p(exp2(d)) * log2e }
        return d
    }
}

private func floatBinary<T: FloatElement>(_ op: BinaryKernelOp, _: T.Type, _ x: Tensor, _ y: Tensor, _ r: Tensor, _ nest: Nest) -> Bool {
    switch op {
    case .add: each2(x, y, r, nest, T.self) { $0 + $1 }
    case .subtract: each2(x, y, r, nest, T.self) { $0 - $1 }
    case .multiply: each2(x, y, r, nest, T.self) { $0 * $1 }
    case .divide: each2(x, y, r, nest, T.self) { $0 / $1 }
    case .floorDivide: each2(x, y, r, nest, T.self) { T.divmod($0, $1).0 }
    case .remainder: each2(x, y, r, nest, T.self) { T.divmod($0, $1).1 }
    case .truncDivide: each2(x, y, r, nest, T.self) { ($0 / $1).rounded(.towardZero) }
    case .fmod: each2(x, y, r, nest, T.self) { T.fmod($0, $1) }
    case .power: each2(x, y, r, nest, T.self) { T.pow($0, $1) }
    case .maximum: each2(x, y, r, nest, T.self) { $0 >= $1 || $0 != $0 ? $0 : $1 }
    case .minimum: each2(x, y, r, nest, T.self) { $0 <= $1 || $0 != $0 ? $0 : $1 }
    case .fmax: each2(x, y, r, nest, T.self) { $0 >= $1 || $1 != $1 ? $0 : $1 }
    case .fmin: each2(x, y, r, nest, T.self) { $0 <= $1 || $1 != $1 ? $0 : $1 }
    case .arctan2: each2(x, y, r, nest, T.self) { T.arctan2($0, $1) }
    case .hypot: each2(x, y, r, nest, T.self) { T.hypot($0, $1) }
    case .copysign: each2(x, y, r, nest, T.self) { T(signOf: $1, magnitudeOf: $0) }
    case .logaddexp: each2(x, y, r, nest, T.self) { T.logaddexp($0, $1) }
    case .logaddexp2: each2(x, y, r, nest, T.self) { T.logaddexp2($0, $1) }
    case .nextafter: each2(x, y, r, nest, T.self) { T.nextafter($0, $1) }
    case .heaviside: each2(x, y, r, nest, T.self) { $0 != $0 ? $0 : $0 == 0 ? $1 : $0 < 0 ? 0 : 1 }
    default: return false
    }
    return true
}

private func comparison<T: Comparable>(_ op: CompareKernelOp, _: T.Type, _ x: Tensor, _ y: Tensor, _ r: Tensor, _ nest: Nest) {
    @inline(__always) func each(_ f: (T, T) -> Bool) {
        let a: UnsafeMutablePointer<T> = x.typed(), b: UnsafeMutablePointer<T> = y.typed(), o: UnsafeMutablePointer<UInt8> = r.typed()
        nest.rows { at in row2(nest.count, a + at[0], nest.inner[0], b + at[1], nest.inner[1], o + at[2], nest.inner[2]) { f($0, $1) ? 1 : 0 } }
    }
    switch op {
    case .equal: each { $0 == $1 }
    case .notEqual: each { $0 != $1 }
    case .less: each { $0 < $1 }
    case .lessEqual: each { $0 <= $1 }
    case .greater: each { $0 > $1 }
    case .greaterEqual: each { $0 >= $1 }
    case .logicalAnd, .logicalOr, .logicalXor:
        let a: UnsafeMutablePointer<UInt8> = x.typed(), b: UnsafeMutablePointer<UInt8> = y.typed(), o: UnsafeMutablePointer<UInt8> = r.typed()
        nest.rows { at in
            row2(nest.count, a + at[0], nest.inner[0], b + at[1], nest.inner[1], o + at[2], nest.inner[2]) {
                op == .logicalAnd ? $0 & $1 : op == .logicalOr ? $0 | $1 : $0 ^ $1
            }
        }
    }
}

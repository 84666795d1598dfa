// This file defines operations of one operand, element by element.

import Glibc

/// An operation of one operand with a result of the same type.
public enum UnaryKernelOp: UInt8, CaseIterable {
    /// Every number.
    case negative, absolute, sign, square
    /// Integers and bool: bitwise not.
    case invert
    /// Every number (identity for integers). `rint` rounds half to even.
    case floor, ceil, trunc, rint
    /// Floats only, from here on.
    case sqrt, rsqrt, cbrt, reciprocal, exp, exp2, expm1, log, log2, log10, log1p
    case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh, arcsinh, arccosh, arctanh
    case sigmoid, erf, erfc, erfinv, lgamma, digamma, i0, sinc
}

public enum TestKernelOp: UInt8, CaseIterable { case isnan, isinf, isfinite, isposinf, isneginf, signbit, not }

extension Elementwise {
    /// `op(a)`, computed in and of type `dtype` (default: `a`'s).
    /// - Throws: `dtype` when the operation does not take the type.
    public static func unary(_ op: UnaryKernelOp, _ a: Tensor, dtype: DType? = nil, into out: Tensor? = nil) throws -> Tensor {
        let dtype = dtype ?? a.dtype
        if out == nil, (dtype == .float32 || dtype == .bfloat16) && dtype == a.dtype, let r = try Pointwise.elementwise(op, a) { return r }
        if let out {
            if out.dtype != dtype || out.mayOverlap(a) || out.shape != a.shape {
                if try Shape.broadcast(out.shape, a.shape) != out.shape { throw KernelError.broadcast(out.shape, a.shape) }
                try copy(from: try unary(op, a, dtype: dtype), to: out)
                return out
            }
        }
        if dtype == .float16 || dtype == .bfloat16 {
            let r = try cast(try unary(op, a, dtype: .float32), dtype)
            guard let out else { return r }
            try copy(from: r, to: out)
            return out
        }
        let x = try cast(a, dtype)
        let r = try out ?? Tensor(empty: a.shape, dtype)
        let nest = Nest(r.shape, [x.strides, r.strides])
        if nest.isEmpty { return r }
        if dtype == .bool {
            switch op {
            case .invert: each1(x, r, nest, UInt8.self) { $0 ^ 1 }
            case .absolute, .square, .floor, .ceil, .trunc, .rint: try copy(from: x, to: r)
            default: throw KernelError.dtype(operation: "\(op)", dtype)
            }
            return r
        }
        let done = nest.shared(x, r) { nest in
            switch dtype {
            case .uint8: return integerUnary(op, UInt8.self, x, r, nest)
            case .int8: return integerUnary(op, Int8.self, x, r, nest)
            case .int16: return integerUnary(op, Int16.self, x, r, nest)
            case .uint16: return integerUnary(op, UInt16.self, x, r, nest)
            case .int32: return integerUnary(op, Int32.self, x, r, nest)
            case .uint32: return integerUnary(op, UInt32.self, x, r, nest)
            case .int64: return integerUnary(op, Int64.self, x, r, nest)
            case .uint64: return integerUnary(op, UInt64.self, x, r, nest)
            case .float32: return floatUnary(op, Float.self, x, r, nest)
            default: return floatUnary(op, Double.self, x, r, nest)
            }
        }
        if !done { throw KernelError.dtype(operation: "\(op)", dtype) }
        return r
    }

    /// `isnan` and the like: a bool tensor.
    public static func test(_ op: TestKernelOp, _ a: Tensor) throws -> Tensor {
        if op == .not {
            let t = try cast(a, .bool)
            return try unary(.invert, t)
        }
        if !a.dtype.isFloat {
            if op == .signbit { return try compare(.less, a, try Tensor.scalar(0), dtype: a.dtype.isSigned ? a.dtype : .uint8) }
            return try Tensor.full(a.shape, op == .isfinite ? 1 : 0, .bool)
        }
        if a.dtype == .float16 || a.dtype == .bfloat16 { return try test(op, try cast(a, .float32)) }
        let r = try Tensor(empty: a.shape, .bool)
        let nest = Nest(r.shape, [a.strides, r.strides])
        nest.shared(a, r) { nest in
            if a.dtype == .float32 { floatTest(op, Float.self, a, r, nest) } else { floatTest(op, Double.self, a, r, nest) }
            return true
        }
        return r
    }
}

@inline(__always)
private func each1<T>(_ x: Tensor, _ r: Tensor, _ nest: Nest, _: T.Type, _ f: (T) -> T) {
    let a: UnsafeMutablePointer<T> = x.typed(), o: UnsafeMutablePointer<T> = r.typed()
    nest.rows { at in row1(nest.count, a + at[0], nest.inner[0], o + at[1], nest.inner[1], f) }
}

private func integerUnary<T: IntegerElement>(_ op: UnaryKernelOp, _: T.Type, _ x: Tensor, _ r: Tensor, _ nest: Nest) -> Bool {
    switch op {
    case .negative: each1(x, r, nest, T.self) { 0 &- $0 }
    case .absolute: each1(x, r, nest, T.self) { $0 < 0 ? 0 &- $0 : $0 }
    case .sign: each1(x, r, nest, T.self) { $0 < 0 ? 0 &- 1 : $0 == 0 ? 0 : 1 }
    case .square: each1(x, r, nest, T.self) { $0 &* $0 }
    case .invert: each1(x, r, nest, T.self) { ~$0 }
    case .floor, .ceil, .trunc, .rint: each1(x, r, nest, T.self) { $0 }
    case .reciprocal: each1(x, r, nest, T.self) { $0 == 1 ? 1 : T.isSigned && $0 == 0 &- 1 ? $0 : $0 == 0 && T.isSigned ? T.min : 0 }
    default: return false
    }
    return true
}

private func floatUnary<T: FloatElement>(_ op: UnaryKernelOp, _: T.Type, _ x: Tensor, _ r: Tensor, _ nest: Nest) -> Bool {
    switch op {
    case .negative: each1(x, r, nest, T.self) { -$0 }
    case .absolute: each1(x, r, nest, T.self) { $0.magnitude }
    case .sign: each1(x, r, nest, T.self) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 == 0 ? 0 : $0 }
    case .square: each1(x, r, nest, T.self) { $0 * $0 }
    case .floor: each1(x, r, nest, T.self) { $0.rounded(.down) }
    case .ceil: each1(x, r, nest, T.self) { $0.rounded(.up) }
    case .trunc: each1(x, r, nest, T.self) { $0.rounded(.towardZero) }
    case .rint: each1(x, r, nest, T.self) { $0.rounded(.toNearestOrEven) }
    case .sqrt: each1(x, r, nest, T.self) { $0.squareRoot() }
    case .rsqrt: each1(x, r, nest, T.self) { 1 / $0.squareRoot() }
    case .cbrt:
        // One step of Newton's method puts the last place right (cbrt(27) is 3).
        each1(x, r, nest, T.self) {
            let y = T.cbrt($0)
            if y == 0 || !y.isFinite { return y }
            return y - (y * y * y - $0) / (3 * y * y)
        }
    case .reciprocal: each1(x, r, nest, T.self) { 1 / $0 }
    case .exp: each1(x, r, nest, T.self) { T.exp($0) }
    case .exp2: each1(x, r, nest, T.self) { T.exp2($0) }
    case .expm1: each1(x, r, nest, T.self) { T.expm1($0) }
    case .log: each1(x, r, nest, T.self) { T.log($0) }
    case .log2: each1(x, r, nest, T.self) { T.log2($0) }
    case .log10: each1(x, r, nest, T.self) { T.log10($0) }
    case .log1p: each1(x, r, nest, T.self) { T.log1p($0) }
    case .sin: each1(x, r, nest, T.self) { T.sin($0) }
    case .cos: each1(x, r, nest, T.self) { T.cos($0) }
    case .tan: each1(x, r, nest, T.self) { T.tan($0) }
    case .arcsin: each1(x, r, nest, T.self) { T.asin($0) }
    case .arccos: each1(x, r, nest, T.self) { T.acos($0) }
    case .arctan: each1(x, r, nest, T.self) { T.atan($0) }
    case .sinh: each1(x, r, nest, T.self) { T.sinh($0) }
    case .cosh: each1(x, r, nest, T.self) { T.cosh($0) }
    case .tanh: each1(x, r, nest, T.self) { T.tanh($0) }
    case .arcsinh: each1(x, r, nest, T.self) { T.asinh($0) }
    case .arccosh: each1(x, r, nest, T.self) { T.acosh($0) }
    case .arctanh: each1(x, r, nest, T.self) { T.atanh($0) }
    case .sigmoid: each1(x, r, nest, T.self) { 1 / (1 + T.exp(-$0)) }
    case .erf: each1(x, r, nest, T.self) { T.erf($0) }
    case .erfc: each1(x, r, nest, T.self) { T.erfc($0) }
    case .erfinv: each1(x, r, nest, T.self) { T(SpecialFunctions.erfinv(Double($0))) }
    case .lgamma: each1(x, r, nest, T.self) { T.lgamma($0) }
    case .digamma: each1(x, r, nest, T.self) { T(SpecialFunctions.digamma(Double($0))) }
    case .i0: each1(x, r, nest, T.self) { T(SpecialFunctions.i0(Double($0))) }
    case .sinc:
        each1(x, r, nest, T.self) {
            let y = T.pi * ($0 == 0 ? T(1.0e-20) : $0)
            return T.sin(y) / y
        }
    case .invert: return false
    }
    return true
}

private func floatTest<T: FloatElement>(_ op: TestKernelOp, _: T.Type, _ x: Tensor, _ r: Tensor, _ nest: Nest) {
    @inline(__always) func each(_ f: (T) -> Bool) {
        let a: UnsafeMutablePointer<T> = x.typed(), o: UnsafeMutablePointer<UInt8> = r.typed()
        nest.rows { at in row1(nest.count, a + at[0], nest.inner[0], o + at[1], nest.inner[1]) { f($0) ? 1 : 0 } }
    }
    switch op {
    case .isnan: each { $0 != $0 }
    case .isinf: each { $0.magnitude == .infinity }
    case .isfinite: each { $0.magnitude < .infinity }
    case .isposinf: each { $0 == .infinity }
    case .isneginf: each { $0 == -.infinity }
    case .signbit: each { $0.sign == .minus }
    case .not: each { $0 == 0 }
    }
}

/// Functions that C's library lacks.
public enum SpecialFunctions {
    /// The inverse of erf: Giles' approximation refined by two steps of Newton's method.
    public static func erfinv(_ y: Double) -> Double {
        if y.isNaN || y.magnitude > 1 { return .nan }
        if y == 1 { return .infinity }
        if y == -1 { return -.infinity }
        let w = -Glibc.log((1 - y) * (1 + y))
        var x: Double
        if w < 5 {
            let v = w - 2.5
            var p = 2.81022636e-08
            for c in [3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727, 1.50140941] { p = c + p * v }
            x = p * y
        } else {
            let v = w.squareRoot() - 3
            var p = -0.000200214257
            for c in [0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406, 2.83297682] { p = c + p * v }
            x = p * y
        }
        for _ in 0..<2 { x -= (Glibc.erf(x) - y) / (2 / Double.pi.squareRoot() * Glibc.exp(-x * x)) }
        return x
    }
    /// The derivative of log Γ, by recurrence and the asymptotic series (Abramowitz and Stegun 6.3.18).
    public static func digamma(_ x: Double) -> Double {
        if x == 0 { return x.sign == .minus ? .infinity : -.infinity }
        if x < 0 {
            if x == x.rounded(.down) { return .nan }
            return digamma(1 - x) - Double.pi / Glibc.tan(Double.pi * x)
        }
        var x = x, r = 0.0
        while x < 10 {
            r -= 1 / x
            x += 1
        }
        let z = 1 / (x * x)
        let series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760 - z / 12))))))
        return r + Glibc.log(x) - 0.5 / x - series
    }
    /// The modified Bessel function of order 0, by its power series, or asymptotically for large arguments.
    public static func i0(_ x: Double) -> Double {
        let a = x.magnitude
        if a < 30 {
            var term = 1.0, sum = 1.0, k = 1.0
            let q = a * a / 4
            while term > sum * 1e-17 {
                term *= q / (k * k)
                sum += term
                k += 1
            }
            return sum
        }
        var term = 1.0, sum = 1.0
        for k in 1..<30 {
            let next = term * Double((2 * k - 1) * (2 * k - 1)) / (8 * a * Double(k))
            if next > term { break }
            term = next
            sum += term
        }
        return Glibc.exp(a) / (2 * Double.pi * a).squareRoot() * sum
    }
}

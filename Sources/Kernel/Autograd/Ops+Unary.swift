// This file defines operations of one operand, with gradients.

import CKernel

extension Ops {
    /// Integers become the default float, as PyTorch's float functions make them.
    @inline(__always) static func floating(_ t: Tensor) -> DType { t.dtype.isFloat ? t.dtype : Promotion.defaultFloat }

    /// What PyTorch says of a type that one of its kernels does not take.
    static func refused(_ kernel: String, _ dtype: DType) -> KernelError { .notImplemented("\"\(kernel)\" not implemented for '\(dtype.torchScalarName)'") }
    /// Refuses whole numbers where PyTorch's kernel does.
    static func requireFloat(_ t: Tensor, _ kernel: String) throws { if !t.dtype.isFloat { throw refused(kernel, t.dtype) } }

    /// A float function whose gradient is `g * derivative(input)`.
    private static func fromInput(
        _ op: UnaryKernelOp, _ name: String, _ t: Tensor, _ derivative: @escaping (_ x: Tensor, _ g: Tensor) throws -> Tensor
    ) throws -> Tensor {
        let out = try Elementwise.unary(op, t, dtype: floating(t))
        if Autograd.needed(t) {
            let s = Saved(t)
            Autograd.record(name, [t], [s], out) { n, g in [try derivative(s.value(n), g)] }
        }
        return out
    }


    /// A float function whose gradient is `g * derivative(output)`.
    private static func fromOutput(
        _ op: UnaryKernelOp, _ name: String, _ t: Tensor, _ derivative: @escaping (_ y: Tensor, _ g: Tensor) throws -> Tensor
    ) throws -> Tensor {
        let out = try Elementwise.unary(op, t, dtype: floating(t))
        if Autograd.needed(t) {
            let s = Saved(output: out)
            Autograd.record(name, [t], [s], out) { n, g in [try derivative(s.value(n), g)] }
        }
        return out
    }

    public static func neg(_ t: Tensor) throws -> Tensor {
        if t.dtype == .bool {
            throw KernelError.notImplemented("Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.")
        }
        let out = try Elementwise.unary(.negative, t)
        if Autograd.needed(t) { Autograd.record("NegBackward0", [t], [], out) { _, g in [try neg(g)] } }
        return out
    }
    public static func abs(_ t: Tensor) throws -> Tensor {
        if t.dtype == .bool { throw refused("abs_cpu", t.dtype) }
        let out = try Elementwise.unary(.absolute, t)
        if Autograd.needed(t) {
            let s = Saved(t)
            Autograd.record("AbsBackward0", [t], [s], out) { n, g in [try mul(g, sign(s.value(n)))] }
        }
        return out
    }
    public static func sign(_ t: Tensor) throws -> Tensor { try step(.sign, "SignBackward0", t) }
    public static func floor(_ t: Tensor) throws -> Tensor { try step(.floor, "FloorBackward0", t) }
    public static func ceil(_ t: Tensor) throws -> Tensor { try step(.ceil, "CeilBackward0", t) }
    public static func trunc(_ t: Tensor) throws -> Tensor { try step(.trunc, "TruncBackward0", t) }
    public static func round(_ t: Tensor, decimals: Int = 0) throws -> Tensor {
        if decimals == 0 { return try step(.rint, "RoundBackward0", t) }
        let scale = Operand.float(_pow10(decimals.magnitude))
        return try Autograd.noGrad {
            decimals > 0
                ? try div(.tensor(step(.rint, "RoundBackward1", mul(.tensor(t), scale))), scale)
                : try mul(.tensor(step(.rint, "RoundBackward1", div(.tensor(t), scale))), scale)
        }
    }
    private static func _pow10(_ n: UInt) -> Double { (0..<n).reduce(1.0) { x, _ in x * 10 } }
    /// Piecewise constant: the gradient is 0.
    private static func step(_ op: UnaryKernelOp, _ name: String, _ t: Tensor) throws -> Tensor {
        if t.dtype == .bool {
            if op == .sign { return try t.clone() }
            throw refused(["floor": "floor_vml_cpu", "ceil": "ceil_vml_cpu", "trunc": "trunc_vml_cpu"]["\(op)"] ?? "round_vml_cpu", t.dtype)
        }
        let out = try Elementwise.unary(op, t)
        if Autograd.needed(t) { Autograd.record(name, [t], [], out) { _, g in [try Tensor.zeros(g.shape, g.dtype)] } }
        return out
    }
    public static func invert(_ t: Tensor) throws -> Tensor {
        if t.dtype.isFloat { throw KernelError.type("~ (operator.invert) is only implemented on integer and Boolean-type tensors") }
        return try Elementwise.unary(.invert, t)
    }

    public static func exp(_ t: Tensor) throws -> Tensor { try fromOutput(.exp, "ExpBackward0", t) { y, g in try mul(g, y) } }
    public static func exp2(_ t: Tensor) throws -> Tensor { try fromOutput(.exp2, "Exp2Backward0", t) { y, g in try mul(mul(g, y), 0.6931471805599453) } }
    public static func expm1(_ t: Tensor) throws -> Tensor { try fromOutput(.expm1, "Expm1Backward0", t) { y, g in try mul(g, add(.tensor(y), .int(1))) } }
    public static func log(_ t: Tensor) throws -> Tensor { try fromInput(.log, "LogBackward0", t) { x, g in try div(g, x) } }
    public static func log2(_ t: Tensor) throws -> Tensor { try fromInput(.log2, "Log2Backward0", t) { x, g in try div(g, mul(x, 0.6931471805599453)) } }
    public static func log10(_ t: Tensor) throws -> Tensor { try fromInput(.log10, "Log10Backward0", t) { x, g in try div(g, mul(x, 2.302585092994046)) } }
    public static func log1p(_ t: Tensor) throws -> Tensor { try fromInput(.log1p, "Log1PBackward0", t) { x, g in try div(g, add(.tensor(x), .int(1))) } }
    public static func sqrt(_ t: Tensor) throws -> Tensor { try fromOutput(.sqrt, "SqrtBackward0", t) { y, g in try div(g, mul(y, 2)) } }
    public static func rsqrt(_ t: Tensor) throws -> Tensor { try fromOutput(.rsqrt, "RsqrtBackward0", t) { y, g in try mul(mul(g, pow(y, 3)), -0.5) } }
    public static func reciprocal(_ t: Tensor) throws -> Tensor {
        try fromOutput(.reciprocal, "ReciprocalBackward0", t) { y, g in try neg(mul(g, mul(y, y))) }
    }
    public static func square(_ t: Tensor) throws -> Tensor { try pow(.tensor(t), .int(2)) }
    public static func sin(_ t: Tensor) throws -> Tensor { try fromInput(.sin, "SinBackward0", t) { x, g in try mul(g, cos(x)) } }
    public static func cos(_ t: Tensor) throws -> Tensor { try fromInput(.cos, "CosBackward0", t) { x, g in try neg(mul(g, sin(x))) } }
    public static func tan(_ t: Tensor) throws -> Tensor { try fromOutput(.tan, "TanBackward0", t) { y, g in try mul(g, add(.tensor(mul(y, y)), .int(1))) } }
    public static func asin(_ t: Tensor) throws -> Tensor { try fromInput(.arcsin, "AsinBackward0", t) { x, g in try mul(g, rsqrt(sub(.int(1), .tensor(mul(x, x))))) } }
    public static func acos(_ t: Tensor) throws -> Tensor { try fromInput(.arccos, "AcosBackward0", t) { x, g in try neg(mul(g, rsqrt(sub(.int(1), .tensor(mul(x, x)))))) } }
    public static func atan(_ t: Tensor) throws -> Tensor { try fromInput(.arctan, "AtanBackward0", t) { x, g in try div(g, add(.tensor(mul(x, x)), .int(1))) } }
    public static func sinh(_ t: Tensor) throws -> Tensor { try fromInput(.sinh, "SinhBackward0", t) { x, g in try mul(g, cosh(x)) } }
    public static func cosh(_ t: Tensor) throws -> Tensor { try fromInput(.cosh, "CoshBackward0", t) { x, g in try mul(g, sinh(x)) } }
    public static func tanh(_ t: Tensor) throws -> Tensor {
        if let y = try fusedActivation("TanhBackward0", t, CK_TANH, gradient: CK_TANH_GRAD, fromOutput: true) { return y }
        return try fromOutput(.tanh, "TanhBackward0", t) { y, g in try mul(g, sub(.int(1), .tensor(mul(y, y)))) }
    }
    public static func asinh(_ t: Tensor) throws -> Tensor { try fromInput(.arcsinh, "AsinhBackward0", t) { x, g in try mul(g, rsqrt(add(.tensor(mul(x, x)), .int(1)))) } }
    public static func acosh(_ t: Tensor) throws -> Tensor { try fromInput(.arccosh, "AcoshBackward0", t) { x, g in try mul(g, rsqrt(sub(.tensor(mul(x, x)), .int(1)))) } }
    public static func atanh(_ t: Tensor) throws -> Tensor { try fromInput(.arctanh, "AtanhBackward0", t) { x, g in try div(g, sub(.int(1), .tensor(mul(x, x)))) } }
    public static func erf(_ t: Tensor) throws -> Tensor {
        try fromInput(.erf, "ErfBackward0", t) { x, g in try mul(mul(g, exp(neg(mul(x, x)))), 1.1283791670955126) }
    }
    public static func erfc(_ t: Tensor) throws -> Tensor {
        try fromInput(.erfc, "ErfcBackward0", t) { x, g in try mul(mul(g, exp(neg(mul(x, x)))), -1.1283791670955126) }
    }
    public static func erfinv(_ t: Tensor) throws -> Tensor {
        try fromOutput(.erfinv, "ErfinvBackward0", t) { y, g in try mul(mul(g, exp(mul(y, y))), 0.886226925452758) }
    }
    public static func lgamma(_ t: Tensor) throws -> Tensor { try fromInput(.lgamma, "LgammaBackward0", t) { x, g in try mul(g, Elementwise.unary(.digamma, x)) } }
    public static func digamma(_ t: Tensor) throws -> Tensor { try Elementwise.unary(.digamma, t, dtype: floating(t)) }
    public static func sigmoid(_ t: Tensor) throws -> Tensor {
        if let y = try fusedActivation("SigmoidBackward0", t, CK_SIGMOID, gradient: CK_SIGMOID_GRAD, fromOutput: true) { return y }
        return try fromOutput(.sigmoid, "SigmoidBackward0", t) { y, g in try mul(g, mul(y, sub(.int(1), .tensor(y)))) }
    }
    public static func logit(_ t: Tensor, eps: Double? = nil) throws -> Tensor {
        let x = try eps.map { try clamp(t, .float($0), .float(1 - $0)) } ?? t
        return try log(div(x, sub(.int(1), .tensor(x))))
    }
    public static func nanToNum(_ t: Tensor, nan: Double, posinf: Double?, neginf: Double?) throws -> Tensor {
        if !t.dtype.isFloat { return try t.clone() }
        let largest: Double
        switch t.dtype {
        case .float16: largest = 65504
        case .bfloat16: largest = 3.3895313892515355e38
        case .float32: largest = Double(Float.greatestFiniteMagnitude)
        default: largest = Double.greatestFiniteMagnitude
        }
        var out = try where_(Elementwise.test(.isnan, t), .tensor(Tensor.scalar(nan, t.dtype)), .tensor(t))
        out = try where_(Elementwise.test(.isposinf, t), .tensor(Tensor.scalar(posinf ?? largest, t.dtype)), .tensor(out))
        return try where_(Elementwise.test(.isneginf, t), .tensor(Tensor.scalar(neginf ?? -largest, t.dtype)), .tensor(out))
    }
}

// This file defines activations with gradients: each is a function of one number and its derivative.

import CKernel
import Glibc

extension Ops {
    /// Names of PyTorch's kernels by those of its gradients.
    private static let kernels = [
        "GeluBackward0": "GeluKernelImpl", "SiluBackward0": "silu_cpu", "EluBackward0": "elu_cpu", "LeakyReluBackward0": "leaky_relu_cpu", "SoftplusBackward0": "softplus_cpu", "MishBackward0": "mish_cpu",
        "HardswishBackward0": "hardswish_cpu", "HardsigmoidBackward0": "hardsigmoid_cpu", "LogSigmoidBackward0": "log_sigmoid_cpu",
    ]
    /// Applies `f`; the gradient is `g * df(x, f(x))`.
    private static func activation(
        _ name: String, _ x: Tensor, float f: @escaping (Float) -> Float, _ df: @escaping (Float, Float) -> Float,
        double f64: @escaping (Double) -> Double, _ df64: @escaping (Double, Double) -> Double
    ) throws -> Tensor {
        try requireFloat(x, kernels[name] ?? name)
        if x.dtype == .float16 || x.dtype == .bfloat16 {
            return try cast(activation(name, cast(x, .float32), float: f, df, double: f64, df64), x.dtype)
        }
        let xc = try x.contiguous()
        let out = try Tensor(empty: x.shape, x.dtype)
        let n = x.count
        if x.dtype == .float32 {
            let p = xc.elements(Float.self).baseAddress!, o = out.elements(Float.self).baseAddress!
            for i in 0..<n { o[i] = f(p[i]) }
        } else {
            let p = xc.elements(Double.self).baseAddress!, o = out.elements(Double.self).baseAddress!
            for i in 0..<n { o[i] = f64(p[i]) }
        }
        if Autograd.needed(x) {
            let s = Saved(x), so = Saved(output: out)
            Autograd.record(name, [x], [s, so], out) { node, g in
                let x = try s.value(node), y = try so.value(node)
                if Autograd.isEnabled { throw KernelError.notImplemented("the second derivative of \(name) is not available; compose it of torch.exp, torch.tanh and torch.erf") }
                let xc = try x.contiguous(), yc = try y.contiguous(), gc = try g.contiguous()
                let r = try Tensor(empty: x.shape, x.dtype)
                if x.dtype == .float32 {
                    let p = xc.elements(Float.self).baseAddress!, q = yc.elements(Float.self).baseAddress!, d = gc.elements(Float.self).baseAddress!, o = r.elements(Float.self).baseAddress!
                    for i in 0..<n { o[i] = d[i] * df(p[i], q[i]) }
                } else {
                    let p = xc.elements(Double.self).baseAddress!, q = yc.elements(Double.self).baseAddress!, d = gc.elements(Double.self).baseAddress!, o = r.elements(Double.self).baseAddress!
                    for i in 0..<n { o[i] = d[i] * df64(p[i], q[i]) }
                }
                return [r]
            }
        }
        return out
    }
    /// One formula for both types.
    private static func activation(_ name: String, _ x: Tensor, _ f: @escaping (Double) -> Double, _ df: @escaping (Double, Double) -> Double) throws -> Tensor {
        try activation(name, x, float: { Float(f(Double($0))) }, { Float(df(Double($0), Double($1))) }, double: f, df)
    }

    /// max(x, 0).
    public static func relu(_ x: Tensor) throws -> Tensor {
        if x.dtype == .bool { throw KernelError.runtime("Boolean inputs not supported for relu") }
        if let y = try fusedActivation("ReluBackward0", x, CK_RELU, gradient: CK_RELU_GRAD, fromOutput: true) { return y }
        let out = try Elementwise.binary(.maximum, x, Tensor.scalar(0, x.dtype), dtype: x.dtype)
        if Autograd.needed(x) {
            let so = Saved(output: out)
            Autograd.record("ReluBackward0", [x], [so], out) { n, g in
                [try where_(compare(.greater, .tensor(so.value(n)), .int(0)), .tensor(g), .tensor(Tensor.zeros([], g.dtype)))]
            }
        }
        return out
    }

    /// x Φ(x), Φ the normal distribution; `tanh`: its approximation √(2/π)(x + 0.044715 x³).
    public static func gelu(_ x: Tensor, tanh approximate: Bool = false) throws -> Tensor {
        if approximate {
            let k = 0.7978845608028654, c = 0.044715
            return try activation(
                "GeluBackward0", x, float: { v in 0.5 * v * (1 + tanhf(Float(k) * (v + Float(c) * v * v * v))) },
                { v, _ in
                    let t = tanhf(Float(k) * (v + Float(c) * v * v * v))
                    return 0.5 * (1 + t) + 0.5 * v * (1 - t * t) * Float(k) * (1 + 3 * Float(c) * v * v)
                },
                double: { v in 0.5 * v * (1 + Glibc.tanh(k * (v + c * v * v * v))) },
                { v, _ in
                    let t = Glibc.tanh(k * (v + c * v * v * v))
                    return 0.5 * (1 + t) + 0.5 * v * (1 - t * t) * k * (1 + 3 * c * v * v)
                })
        }
        if let y = try fusedActivation("GeluBackward0", x, CK_GELU, gradient: CK_GELU_GRAD, fromOutput: false) { return y }
        let r = 0.7071067811865476, q = 0.3989422804014327
        return try activation(
            "GeluBackward0", x, float: { v in 0.5 * v * (1 + erff(v * Float(r))) }, { v, _ in 0.5 * (1 + erff(v * Float(r))) + v * expf(-0.5 * v * v) * Float(q) },
            double: { v in 0.5 * v * (1 + Glibc.erf(v * r)) }, { v, _ in 0.5 * (1 + Glibc.erf(v * r)) + v * Glibc.exp(-0.5 * v * v) * q })
    }
    /// x σ(x).
    public static func silu(_ x: Tensor) throws -> Tensor {
        try activation(
            "SiluBackward0", x, float: { v in v / (1 + expf(-v)) },
            { v, _ in
                let s = 1 / (1 + expf(-v))
                return s * (1 + v * (1 - s))
            },
            double: { v in v / (1 + Glibc.exp(-v)) },
            { v, _ in
                let s = 1 / (1 + Glibc.exp(-v))
                return s * (1 + v * (1 - s))
            })
    }
    public static func leakyRelu(_ x: Tensor, _ slope: Double) throws -> Tensor {
        let s = Float(slope)
        return try activation("LeakyReluBackward0", x, float: { $0 > 0 ? $0 : $0 * s }, { v, _ in v > 0 ? 1 : s }, double: { $0 > 0 ? $0 : $0 * slope }, { v, _ in v > 0 ? 1 : slope })
    }
    /// alpha (exp(x) - 1) below 0.
    public static func elu(_ x: Tensor, _ alpha: Double, scale: Double = 1, inputScale: Double = 1) throws -> Tensor {
        try activation("EluBackward0", x, { $0 > 0 ? scale * $0 : scale * alpha * Glibc.expm1($0 * inputScale) }, { v, y in v > 0 ? scale : inputScale * (y + scale * alpha) })
    }
    public static func softplus(_ x: Tensor, beta: Double = 1, threshold: Double = 20) throws -> Tensor {
        try activation("SoftplusBackward0", x, { $0 * beta > threshold ? $0 : Glibc.log1p(Glibc.exp($0 * beta)) / beta }, { v, _ in v * beta > threshold ? 1 : 1 / (1 + Glibc.exp(-v * beta)) })
    }
    public static func hardtanh(_ x: Tensor, _ low: Double, _ high: Double) throws -> Tensor {
        if x.dtype == .bool { throw KernelError.notImplemented("Bool inputs not supported for hardtanh") }
        if !x.dtype.isFloat { return try clamp(x, .int(Int(limited: low)), .int(Int(limited: high))) }
        return try activation("HardtanhBackward0", x, { Swift.min(Swift.max($0, low), high) }, { v, _ in v > low && v < high ? 1 : 0 })
    }
    public static func mish(_ x: Tensor) throws -> Tensor {
        func softplus(_ v: Double) -> Double { v > 20 ? v : Glibc.log1p(Glibc.exp(v)) }
        return try activation(
            "MishBackward0", x, { $0 * Glibc.tanh(softplus($0)) },
            { v, _ in
                let t = Glibc.tanh(softplus(v)), s = 1 / (1 + Glibc.exp(-v))
                return t + v * s * (1 - t * t)
            })
    }
    public static func logSigmoid(_ x: Tensor) throws -> Tensor {
        try activation("LogSigmoidBackward0", x, { Swift.min($0, 0) - Glibc.log1p(Glibc.exp(-Swift.abs($0))) }, { v, _ in 1 / (1 + Glibc.exp(v)) })
    }
    public static func hardsigmoid(_ x: Tensor) throws -> Tensor {
        try activation("HardsigmoidBackward0", x, { Swift.min(Swift.max($0 + 3, 0), 6) / 6 }, { v, _ in v > -3 && v < 3 ? 1 / 6 : 0 })
    }
    public static func hardswish(_ x: Tensor) throws -> Tensor {
        try activation("HardswishBackward0", x, { $0 * Swift.min(Swift.max($0 + 3, 0), 6) / 6 }, { v, _ in v <= -3 ? 0 : v >= 3 ? 1 : v / 3 + 0.5 })
    }
    public static func threshold(_ x: Tensor, _ limit: Double, _ value: Double) throws -> Tensor {
        try activation("ThresholdBackward0", x, { $0 > limit ? $0 : value }, { v, _ in v > limit ? 1 : 0 })
    }
    public static func hardshrink(_ x: Tensor, _ l: Double) throws -> Tensor {
        try activation("HardshrinkBackward0", x, { $0 > l || $0 < -l ? $0 : 0 }, { v, _ in v > l || v < -l ? 1 : 0 })
    }
    public static func softshrink(_ x: Tensor, _ l: Double) throws -> Tensor {
        try activation("SoftshrinkBackward0", x, { $0 > l ? $0 - l : $0 < -l ? $0 + l : $0 * 0 }, { v, _ in v > l || v < -l ? 1 : 0 })
    }
    public static func prelu(_ x: Tensor, _ weight: Tensor) throws -> Tensor {
        var w = weight
        if weight.count > 1, x.rank >= 2 {
            guard weight.count == x.shape[1] else {
                throw KernelError.runtime("Mismatch of parameter numbers and input channel size. Found parameter numbers = \(weight.count) and channel size = \(x.shape[1]).")
            }
            w = try reshape(weight, [weight.count] + [Int](repeating: 1, count: x.rank - 2))
        }
        let out = try where_(compare(.greater, .tensor(x), .int(0)), .tensor(x), .tensor(mul(x, w)))
        out.gradient?.node?.name = "PreluKernelBackward0"
        return out
    }
    /// Halves of an axis: a σ(b).
    public static func glu(_ x: Tensor, _ axis: Int) throws -> Tensor {
        let a = try dim(axis, x.rank), n = x.shape[a]
        try requireFloat(x, "glu_cpu")
        if n % 2 != 0 { throw KernelError.runtime("Halving dimension must be even, but dimension \(a) is size \(n)") }
        let out = try mul(slice(x, a, start: 0, count: n / 2), sigmoid(slice(x, a, start: n / 2, count: n / 2)))
        out.gradient?.node?.name = "GluBackward0"
        return out
    }

    /// Zeroes elements with probability `p` and scales the rest by 1/(1-p).
    public static func dropout(_ x: Tensor, _ p: Double, training: Bool, perChannel: Bool = false, _ g: TorchGenerator = .shared) throws -> Tensor {
        if !(p >= 0 && p <= 1) { throw KernelError.runtime("dropout probability has to be between 0 and 1, but got \(TorchRandom.shortest(p))") }
        if !training || p == 0 || x.count == 0 { return x }
        if p == 1 { return try mul(x, Tensor.zeros([], x.dtype)) }
        let shape = perChannel && x.rank >= 2 ? Array(x.shape[..<2]) + [Int](repeating: 1, count: x.rank - 2) : x.shape
        let noise = try Tensor(empty: shape, x.dtype)
        try TorchRandom.bernoulli(noise, 1 - p, g)
        _ = try Elementwise.binary(.divide, noise, Tensor.scalar(1 - p, x.dtype), dtype: x.dtype, into: noise)
        return try mul(x, noise)
    }
}

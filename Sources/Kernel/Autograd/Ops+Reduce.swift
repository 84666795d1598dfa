// This file defines reductions, cumulative operations and softmax, with gradients.

extension Ops {
    /// A reduced gradient with the reduced axes back as size 1.
    private static func restore(_ g: Tensor, _ rank: Int, _ axes: [Int], keepdim: Bool) throws -> Tensor {
        if keepdim || rank == 0 { return g }
        var shape = g.shape
        for a in axes.sorted() { shape.insert(1, at: a) }
        return try reshape(g, shape)
    }
    private static func all(_ axes: [Int]?, _ rank: Int) throws -> [Int] {
        guard let axes, !axes.isEmpty else { return Array(0..<rank) }
        if rank == 0 {
            for a in axes { _ = try dim(a, 0) }
            return []
        }
        return try dims(axes, rank)
    }

    public static func sum(_ t: Tensor) throws -> Tensor { try sum(t, nil, keepdim: false) }
    /// The sum over axes (nil or empty: all). Integers and bool give int64.
    public static func sum(_ t: Tensor, _ axes: [Int]?, keepdim: Bool, dtype: DType? = nil) throws -> Tensor {
        let d = dtype ?? (t.dtype.isFloat ? t.dtype : .int64)
        let a = try all(axes, t.rank)
        let fused = !keepdim && (d == .float32 || d == t.dtype) && t.rank >= 3 && a.count == t.rank - 1 && !a.contains(1) ? try FusedMaps.channelSums(t).map { try Elementwise.cast($0, d) } : nil
        let out = try fused ?? Reduce.sum(t, axes: a, keepDims: keepdim, dtype: d)
        if Autograd.needed(t) {
            let shape = t.shape
            Autograd.record(axes == nil || axes!.isEmpty ? "SumBackward0" : "SumBackward1", [t], [], out) { _, g in
                [try expand(restore(g, shape.count, a, keepdim: keepdim), shape)]
            }
        }
        return out
    }

    public static func mean(_ t: Tensor, _ axes: [Int]? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
        let d = dtype ?? t.dtype
        if !d.isFloat {
            throw KernelError.notImplemented("mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: \(d.torchScalarName)")
        }
        let a = try all(axes, t.rank)
        let out = try Reduce.mean(t, axes: a, keepDims: keepdim, dtype: d)
        if Autograd.needed(t) {
            let shape = t.shape
            let n = a.map { shape[$0] }.reduce(1, *)
            Autograd.record(axes == nil || axes!.isEmpty ? "MeanBackward0" : "MeanBackward1", [t], [], out) { _, g in
                [try div(.tensor(expand(restore(g, shape.count, a, keepdim: keepdim), shape)), .int(n))]
            }
        }
        return out
    }

    public static func prod(_ t: Tensor, _ axis: Int? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
        let d = dtype ?? (t.dtype.isFloat ? t.dtype : .int64)
        let a = try axis.map { [try dim($0, t.rank)] } ?? Array(0..<t.rank)
        let out = try Reduce.prod(t, axes: t.rank == 0 ? [] : a, keepDims: keepdim, dtype: d)
        if Autograd.needed(t) {
            let s = Saved(t), so = Saved(output: out)
            let rank = t.rank
            Autograd.record(axis == nil ? "ProdBackward0" : "ProdBackward1", [t], [s, so], out) { n, g in
                let x = try s.value(n)
                let y = try restore(so.value(n), rank, a, keepdim: keepdim), gg = try restore(g, rank, a, keepdim: keepdim)
                let direct = try div(mul(gg, y), x)
                if try !Elementwise.compare(.equal, x, Tensor.scalar(0, x.dtype), dtype: x.dtype).booleans().contains(true) { return [direct] }
                // A zero among the factors: the product of the others, by products from both sides.
                return try Autograd.noGrad {
                    let flat = axis == nil ? try reshape(x, [-1]) : x
                    let k = axis == nil ? 0 : a[0]
                    let n = flat.shape[k]
                    var one = flat.shape
                    one[k] = 1
                    let unit = try Tensor.full(one, 1, flat.dtype)
                    let before = try cat([unit, slice(Reduce.cumprod(flat, axis: k, dtype: flat.dtype), k, start: 0, count: n - 1)], k)
                    let reversed = try flip(flat, [k])
                    let after = try flip(cat([unit, slice(Reduce.cumprod(reversed, axis: k, dtype: flat.dtype), k, start: 0, count: n - 1)], k), [k])
                    return [try mul(gg, reshape(mul(before, after), x.shape))]
                }
            }
        }
        return out
    }

    /// `torch.var` with `correction`.
    public static func variance(_ t: Tensor, _ axes: [Int]? = nil, correction: Double = 1, keepdim: Bool = false) throws -> Tensor {
        guard t.dtype.isFloat else { throw KernelError.runtime("std and var only support floating point and complex dtypes") }
        let a = try all(axes, t.rank)
        let out = try Reduce.variance(t, axes: a, keepDims: keepdim, correction: correction, dtype: t.dtype)
        if Autograd.needed(t) {
            let s = Saved(t)
            let n = Double(a.map { t.shape[$0] }.reduce(1, *)), rank = t.rank
            Autograd.record("VarBackward0", [t], [s], out) { node, g in
                let x = try s.value(node)
                let centered = try sub(.tensor(x), .tensor(mean(x, a.isEmpty ? nil : a, keepdim: true)))
                return [try mul(mul(restore(g, rank, a, keepdim: keepdim), 2 / (n - correction)), centered)]
            }
        }
        return out
    }
    public static func std(_ t: Tensor, _ axes: [Int]? = nil, correction: Double = 1, keepdim: Bool = false) throws -> Tensor {
        let out = try Elementwise.unary(.sqrt, Autograd.noGrad { try variance(t, axes, correction: correction, keepdim: keepdim) })
        if Autograd.needed(t) {
            let a = try all(axes, t.rank)
            let s = Saved(t), so = Saved(output: out)
            let n = Double(a.map { t.shape[$0] }.reduce(1, *)), rank = t.rank
            Autograd.record("StdBackward0", [t], [s, so], out) { node, g in
                let x = try s.value(node), y = try so.value(node)
                let scale = try div(.tensor(g), .tensor(mul(y, n - correction)))
                let safe = try maskedFill(scale, compare(.equal, .tensor(y), .int(0)), .int(0))
                return [try mul(restore(safe, rank, a, keepdim: keepdim), sub(.tensor(x), .tensor(mean(x, a.isEmpty ? nil : a, keepdim: true))))]
            }
        }
        return out
    }

    /// The largest (smallest) element of all: equal elements share the gradient.
    public static func extremum(_ t: Tensor, largest: Bool) throws -> Tensor {
        if t.count == 0 {
            throw KernelError.runtime("\(largest ? "max" : "min")(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.")
        }
        let out = largest ? try Reduce.max(t) : try Reduce.min(t)
        if Autograd.needed(t) {
            let s = Saved(t), so = Saved(output: out)
            Autograd.record(largest ? "MaxBackward1" : "MinBackward1", [t], [s, so], out) { n, g in
                let m = try cast(compare(.equal, .tensor(s.value(n)), .tensor(so.value(n))), g.dtype)
                return [try mul(m, div(g, sum(m)))]
            }
        }
        return out
    }
    /// Values and indices along an axis.
    public static func extremum(_ t: Tensor, _ axis: Int, keepdim: Bool = false, largest: Bool) throws -> (values: Tensor, indices: Tensor) {
        let a = try dim(axis, t.rank)
        if t.rank == 0 { return (try clone(t), try Tensor.scalar(0)) }
        if t.shape[a] == 0 { throw KernelError.indexMessage("\(largest ? "max" : "min")(): Expected reduction dim \(a) to have non-zero size.") }
        let index = largest ? try Reduce.argmax(t, axis: a, keepDims: true) : try Reduce.argmin(t, axis: a, keepDims: true)
        var values = try Indexing.gather(t, axis: a, index: index)
        var indices = index
        if !keepdim {
            values = try Movement.squeeze(values, axes: [a])
            indices = try Movement.squeeze(indices, axes: [a])
        }
        if Autograd.needed(t) {
            let shape = t.shape, si = Saved(index)
            Autograd.record(largest ? "MaxBackward0" : "MinBackward0", [t], [si], values) { n, g in
                let z = try Tensor.zeros(shape, g.dtype)
                return [try scatter(z, a, si.value(n), restore(g, shape.count, [a], keepdim: keepdim))]
            }
        }
        return (values, indices)
    }
    /// `torch.amax`, `amin`: equal elements share the gradient.
    public static func amax(_ t: Tensor, _ axes: [Int], keepdim: Bool, largest: Bool) throws -> Tensor {
        let a = try all(axes, t.rank)
        let out = largest ? try Reduce.max(t, axes: a, keepDims: keepdim) : try Reduce.min(t, axes: a, keepDims: keepdim)
        if Autograd.needed(t) {
            let s = Saved(t), so = Saved(output: out)
            let rank = t.rank
            Autograd.record(largest ? "AmaxBackward0" : "AminBackward0", [t], [s, so], out) { n, g in
                let m = try cast(compare(.equal, .tensor(s.value(n)), .tensor(restore(so.value(n), rank, a, keepdim: keepdim))), g.dtype)
                return [try mul(m, div(restore(g, rank, a, keepdim: keepdim), sum(m, a, keepdim: true)))]
            }
        }
        return out
    }
    public static func arg(_ t: Tensor, _ axis: Int?, keepdim: Bool, largest: Bool) throws -> Tensor {
        if t.dtype == .bool { throw KernelError.notImplemented("\(largest ? "argmax" : "argmin")(): does not support bool input") }
        if t.count == 0, axis == nil {
            throw KernelError.indexMessage("\(largest ? "argmax" : "argmin")(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.")
        }
        let a = try axis.map { try dim($0, t.rank) }
        if t.rank == 0 { return try Tensor.scalar(0) }
        if let a, t.shape[a] == 0 { throw KernelError.indexMessage("\(largest ? "argmax" : "argmin")(): Expected reduction dim \(a) to have non-zero size.") }
        return largest ? try Reduce.argmax(t, axis: a, keepDims: keepdim) : try Reduce.argmin(t, axis: a, keepDims: keepdim)
    }
    /// The lower median; along an axis with its index.
    public static func median(_ t: Tensor) throws -> Tensor {
        if t.count == 0 { return try Tensor.scalar(Double.nan, t.dtype) }
        return try Autograd.needed(t) ? kthvalue(reshape(t, [-1]), (t.count + 1) / 2, 0).values : kthvalue(Movement.reshape(t, [-1]), (t.count + 1) / 2, 0).values
    }
    public static func kthvalue(_ t: Tensor, _ k: Int, _ axis: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
        let a = try dim(axis, t.rank)
        if t.rank == 0 { return (try clone(t), try Tensor.scalar(0)) }
        guard k >= 1, k <= t.shape[a] else { throw KernelError.runtime("kthvalue(): selected number k out of range for dimension \(a)") }
        let order = try Sort.argsort(t, axis: a)
        let index = try Movement.slice(order, axis: a, start: k - 1, step: 1, count: 1).clone()
        let v = try gather(t, a, index)
        if keepdim { return (v, index) }
        return (try squeeze(v, [a]), try squeeze(index, [a]))
    }

    public static func any(_ t: Tensor, _ axes: [Int]? = nil, keepdim: Bool = false) throws -> Tensor { try Reduce.any(t, axes: all(axes, t.rank), keepDims: keepdim) }
    public static func every(_ t: Tensor, _ axes: [Int]? = nil, keepdim: Bool = false) throws -> Tensor { try Reduce.all(t, axes: all(axes, t.rank), keepDims: keepdim) }

    public static func cumsum(_ t: Tensor, _ axis: Int, dtype: DType? = nil) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let d = dtype ?? (t.dtype.isFloat ? t.dtype : .int64)
        if t.rank == 0 { return try cast(clone(t), d) }
        let out = try Reduce.cumsum(t, axis: a, dtype: d)
        if Autograd.needed(t) { Autograd.record("CumsumBackward0", [t], [], out) { _, g in [try flip(cumsum(flip(g, [a]), a), [a])] } }
        return out
    }
    public static func cumprod(_ t: Tensor, _ axis: Int, dtype: DType? = nil) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let d = dtype ?? (t.dtype.isFloat ? t.dtype : .int64)
        if t.rank == 0 { return try cast(clone(t), d) }
        let out = try Reduce.cumprod(t, axis: a, dtype: d)
        if Autograd.needed(t) {
            let s = Saved(t), so = Saved(output: out)
            Autograd.record("CumprodBackward0", [t], [s, so], out) { n, g in
                [try div(flip(cumsum(flip(mul(g, so.value(n)), [a]), a), [a]), s.value(n))]
            }
        }
        return out
    }

    // MARK: Norms

    /// `torch.norm(p)` over axes (nil: all); `p` may be infinite.
    public static func norm(_ t: Tensor, _ p: Double = 2, _ axes: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
        guard t.dtype.isFloat else {
            throw KernelError.runtime("linalg.vector_norm: Expected a floating point or complex tensor as input. Got \(t.dtype.torchScalarName)")
        }
        let a = try all(axes, t.rank)
        let out = try Autograd.noGrad { () throws -> Tensor in
            let m = try Elementwise.unary(.absolute, t)
            switch p {
            case .infinity: return try Reduce.max(m, axes: a, keepDims: keepdim)
            case -.infinity: return try Reduce.min(m, axes: a, keepDims: keepdim)
            case 0: return try Reduce.sum(Elementwise.compare(.notEqual, m, Tensor.scalar(0, m.dtype), dtype: m.dtype), axes: a, keepDims: keepdim, dtype: t.dtype)
            case 1: return try Reduce.sum(m, axes: a, keepDims: keepdim, dtype: t.dtype)
            case 2: return try Elementwise.unary(.sqrt, Reduce.sum(Elementwise.unary(.square, m), axes: a, keepDims: keepdim, dtype: t.dtype))
            default:
                return try pow(Reduce.sum(pow(m, p), axes: a, keepDims: keepdim, dtype: t.dtype), 1 / p)
            }
        }
        if Autograd.needed(t) {
            let s = Saved(t), so = Saved(output: out)
            let rank = t.rank
            Autograd.record("LinalgVectorNormBackward0", [t], [s, so], out) { n, g in
                let x = try s.value(n)
                let y = try restore(so.value(n), rank, a, keepdim: keepdim), gg = try restore(g, rank, a, keepdim: keepdim)
                switch p {
                case 0: return [try Tensor.zeros(x.shape, x.dtype)]
                case 1: return [try mul(gg, sign(x))]
                case 2: return [try mul(x, maskedFill(div(gg, y), compare(.equal, .tensor(y), .int(0)), .int(0)))]
                case .infinity, -.infinity:
                    let m = try cast(compare(.equal, .tensor(abs(x)), .tensor(y)), g.dtype)
                    return [try mul(mul(m, sign(x)), div(gg, sum(m, a, keepdim: true)))]
                default:
                    let scale = try maskedFill(div(gg, pow(y, p - 1)), compare(.equal, .tensor(y), .int(0)), .int(0))
                    return [try mul(mul(sign(x), pow(abs(x), p - 1)), scale)]
                }
            }
        }
        return out
    }

    // MARK: Softmax

    public static func softmax(_ t: Tensor, _ axis: Int, dtype: DType? = nil) throws -> Tensor {
        let x = try dtype.map { try cast(t, $0) } ?? t
        let a = try dim(axis, x.rank)
        try requireFloat(x, a == x.rank - 1 ? "softmax_lastdim_kernel_impl" : "softmax_kernel_impl")
        let out = try Softmax.forward(x, axis: a, log: false)
        if Autograd.needed(x) {
            if out.isKernelOrdered, a == 2, x.recipe?.again != nil { out.canBeMadeAgain(from: [x]) { try Softmax.forward($0[0], axis: a, log: false) } }
            let so = Saved(output: out)
            Autograd.record("SoftmaxBackward0", [x], [so], out) { n, g in
                let y = try so.value(n)
                if !Autograd.isEnabled { return [try Softmax.backward(g, output: y, axis: a, log: false)] }
                let gy = try mul(g, y)
                return [try sub(.tensor(gy), .tensor(mul(y, sum(gy, [a], keepdim: true))))]
            }
        }
        return out
    }
    public static func logSoftmax(_ t: Tensor, _ axis: Int, dtype: DType? = nil) throws -> Tensor {
        let x = try dtype.map { try cast(t, $0) } ?? t
        let a = try dim(axis, x.rank)
        try requireFloat(x, a == x.rank - 1 ? "log_softmax_lastdim_kernel_impl" : "log_softmax_kernel_impl")
        let out = try Softmax.forward(x, axis: a, log: true)
        if Autograd.needed(x) {
            let so = Saved(output: out)
            Autograd.record("LogSoftmaxBackward0", [x], [so], out) { n, g in
                let y = try so.value(n)
                if !Autograd.isEnabled { return [try Softmax.backward(g, output: y, axis: a, log: true)] }
                return [try sub(.tensor(g), .tensor(mul(exp(y), sum(g, [a], keepdim: true))))]
            }
        }
        return out
    }
    public static func logsumexp(_ t: Tensor, _ axes: [Int], keepdim: Bool = false) throws -> Tensor {
        let a = try all(axes, t.rank)
        let x = t.dtype.isFloat ? t : try cast(t, Promotion.defaultFloat)
        let out = try Autograd.noGrad { () throws -> Tensor in
            let m = try Reduce.max(x, axes: a, keepDims: true)
            let safe = try where_(Elementwise.test(.isfinite, m), .tensor(m), .tensor(Tensor.zeros([], m.dtype)))
            let s = try Reduce.sum(exp(sub(.tensor(x), .tensor(safe))), axes: a, keepDims: true, dtype: x.dtype)
            let r = try add(log(s), safe)
            return keepdim ? r : try Movement.squeeze(r, axes: a)
        }
        if Autograd.needed(x) {
            let s = Saved(x), so = Saved(output: out)
            let rank = x.rank
            Autograd.record("LogsumexpBackward0", [x], [s, so], out) { n, g in
                [try mul(restore(g, rank, a, keepdim: keepdim), exp(sub(.tensor(s.value(n)), .tensor(restore(so.value(n), rank, a, keepdim: keepdim)))))]
            }
        }
        return out
    }
}

/// Softmax and its logarithm along an axis, in one pass a row; sums in double for double, else in float.
public enum Softmax {
    /// `exp(x - max) / sum` or its logarithm; of `x`'s dtype, row-major.
    public static func forward(_ x: Tensor, axis: Int, log: Bool) throws -> Tensor {
        if x.dtype == .bfloat16, let y = try FusedMaps.softmax(x, axis: axis, log: log) { return y }
        if x.dtype == .float16 || x.dtype == .bfloat16 { return try Elementwise.cast(forward(Elementwise.cast(x, .float32), axis: axis, log: log), x.dtype) }
        if let y = try FusedMaps.softmax(x, axis: axis, log: log) { return y }
        let input = try x.contiguous()
        let out = try Tensor(empty: x.shape, x.dtype)
        let (outer, n, inner) = layout(x.shape, axis)
        if x.count == 0 { return out }
        if x.dtype == .float32 {
            run(input.elements(Float.self).baseAddress!, out.elements(Float.self).baseAddress!, outer, n, inner, log, { Float.exp($0) }, { Float.log($0) })
        } else {
            run(input.elements(Double.self).baseAddress!, out.elements(Double.self).baseAddress!, outer, n, inner, log, { Double.exp($0) }, { Double.log($0) })
        }
        return out
    }
    /// The gradient of the input from that of the output and the output.
    public static func backward(_ g: Tensor, output y: Tensor, axis: Int, log: Bool) throws -> Tensor {
        if y.dtype == .bfloat16, let r = try FusedMaps.softmaxBackward(g, output: y, axis: axis, log: log) { return r }
        if y.dtype == .float16 || y.dtype == .bfloat16 {
            return try Elementwise.cast(backward(Elementwise.cast(g, .float32), output: Elementwise.cast(y, .float32), axis: axis, log: log), y.dtype)
        }
        if let r = try FusedMaps.softmaxBackward(g, output: y, axis: axis, log: log) { return r }
        let gc = try g.contiguous(), yc = try y.contiguous()
        let out = try Tensor(empty: y.shape, y.dtype)
        let (outer, n, inner) = layout(y.shape, axis)
        if y.count == 0 { return out }
        if y.dtype == .float32 {
            runBackward(gc.elements(Float.self).baseAddress!, yc.elements(Float.self).baseAddress!, out.elements(Float.self).baseAddress!, outer, n, inner, log) { Float.exp($0) }
        } else {
            runBackward(gc.elements(Double.self).baseAddress!, yc.elements(Double.self).baseAddress!, out.elements(Double.self).baseAddress!, outer, n, inner, log) { Double.exp($0) }
        }
        return out
    }
    static func layout(_ shape: [Int], _ axis: Int) -> (Int, Int, Int) {
        if shape.isEmpty { return (1, 1, 1) }
        return (shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *))
    }

    @inline(__always)
    private static func run<T: BinaryFloatingPoint>(
        _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ outer: Int, _ n: Int, _ inner: Int, _ log: Bool, _ exp: (T) -> T, _ ln: (T) -> T
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let base = o * n * inner + i
                var m = -T.infinity
                for k in 0..<n {
                    let v = x[base + k * inner]
                    if v > m || v != v { m = v }
                }
                var s: T = 0
                for k in 0..<n {
                    let e = exp(x[base + k * inner] - m)
                    s += e
                    if !log { y[base + k * inner] = e }
                }
                if log {
                    let l = ln(s)
                    for k in 0..<n { y[base + k * inner] = x[base + k * inner] - m - l }
                } else {
                    let r = 1 / s
                    for k in 0..<n { y[base + k * inner] *= r }
                }
            }
        }
    }
    @inline(__always)
    private static func runBackward<T: BinaryFloatingPoint>(
        _ g: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ out: UnsafeMutablePointer<T>, _ outer: Int, _ n: Int, _ inner: Int, _ log: Bool,
        _ exp: (T) -> T
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let base = o * n * inner + i
                var s: T = 0
                if log {
                    for k in 0..<n { s += g[base + k * inner] }
                    for k in 0..<n { out[base + k * inner] = g[base + k * inner] - exp(y[base + k * inner]) * s }
                } else {
                    for k in 0..<n { s += g[base + k * inner] * y[base + k * inner] }
                    for k in 0..<n { out[base + k * inner] = (g[base + k * inner] - s) * y[base + k * inner] }
                }
            }
        }
    }
}

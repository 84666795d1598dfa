// This file defines group, layer, instance and batch normalization with gradients.
//
// All are one kernel: the elements fall into groups, each is shifted and scaled to mean 0 and variance 1, then every element is scaled and shifted by
// the weight and bias of its channel. Sums run in double.

/// What computes normalizations. Fast implementations replace `Normalization.backend`.
public protocol NormalizationBackend {
    /// x seen as (groups, size): y = (x - mean) rstd w + b, where element (g, i) has the channel `channel(g, i)` of the layout.
    func forward(_ x: Tensor, _ layout: NormalizationLayout, weight: Tensor?, bias: Tensor?, eps: Double) throws -> (y: Tensor, mean: Tensor, rstd: Tensor)
    /// The gradients of x, weight, bias.
    func backward(_ g: Tensor, _ x: Tensor, _ layout: NormalizationLayout, weight: Tensor?, mean: Tensor, rstd: Tensor, needs: (Bool, Bool, Bool)) throws -> (Tensor?, Tensor?, Tensor?)
}

/// Which elements are normalized together. The input is row-major.
public enum NormalizationLayout {
    /// (N, C, S): groups of C/groups channels of one sample; the weight has C elements.
    case group(n: Int, c: Int, s: Int, groups: Int)
    /// (M, D): rows; the weight has D elements.
    case layer(m: Int, d: Int)
    /// (N, C, S): one channel over all samples; the weight has C elements.
    case batch(n: Int, c: Int, s: Int)
}

public enum Normalization {
    public static var backend: NormalizationBackend = PlainNormalization()
}

public struct PlainNormalization: NormalizationBackend {
    public init() {}

    /// Calls `body(group, start, count, channel, channelStep)` for the contiguous runs of a layout.
    @inline(__always)
    private func runs(_ layout: NormalizationLayout, _ body: (_ group: Int, _ start: Int, _ count: Int, _ channel: Int, _ step: Int) -> Void) {
        switch layout {
        case .group(let n, let c, let s, let groups):
            let per = c / groups
            for i in 0..<n { for ch in 0..<c { body(i * groups + ch / per, (i * c + ch) * s, s, ch, 0) } }
        case .layer(let m, let d): for i in 0..<m { body(i, i * d, d, 0, 1) }
        case .batch(let n, let c, let s): for i in 0..<n { for ch in 0..<c { body(ch, (i * c + ch) * s, s, ch, 0) } }
        }
    }
    private func counts(_ layout: NormalizationLayout) -> (groups: Int, size: Int) {
        switch layout {
        case .group(let n, let c, let s, let groups): return (n * groups, c / groups * s)
        case .layer(let m, let d): return (m, d)
        case .batch(let n, let c, let s): return (c, n * s)
        }
    }

    public func forward(_ x: Tensor, _ layout: NormalizationLayout, weight: Tensor?, bias: Tensor?, eps: Double) throws -> (y: Tensor, mean: Tensor, rstd: Tensor) {
        x.dtype == .float32 ? try run(Float.self, x, layout, weight, bias, eps) : try run(Double.self, x, layout, weight, bias, eps)
    }
    private func run<T: BinaryFloatingPoint>(_: T.Type, _ x: Tensor, _ layout: NormalizationLayout, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double) throws -> (y: Tensor, mean: Tensor, rstd: Tensor) {
        let (groups, size) = counts(layout)
        let y = try Tensor(empty: x.shape, x.dtype), mean = try Tensor.zeros([groups], .float64), rstd = try Tensor.zeros([groups], .float64)
        let p = x.pointer.assumingMemoryBound(to: T.self), o = y.pointer.assumingMemoryBound(to: T.self)
        let m = mean.elements(Double.self), r = rstd.elements(Double.self)
        runs(layout) { g, start, count, _, _ in
            var s = 0.0
            for i in 0..<count { s += Double(p[start + i]) }
            m[g] += s
        }
        for g in 0..<groups { m[g] /= Double(size) }
        runs(layout) { g, start, count, _, _ in
            var s = 0.0
            let mu = m[g]
            for i in 0..<count {
                let d = Double(p[start + i]) - mu
                s += d * d
            }
            r[g] += s
        }
        for g in 0..<groups { r[g] = 1 / (r[g] / Double(size) + eps).squareRoot() }
        let w = try weight?.contiguous(), b = try bias?.contiguous()
        let wp = w?.pointer.assumingMemoryBound(to: T.self), bp = b?.pointer.assumingMemoryBound(to: T.self)
        runs(layout) { g, start, count, ch, step in
            let mu = T(m[g]), rs = T(r[g])
            if step == 0 {
                let scale = rs * (wp?[ch] ?? 1), shift = (bp?[ch] ?? 0) - mu * scale
                for i in 0..<count { o[start + i] = p[start + i] * scale + shift }
            } else {
                for i in 0..<count { o[start + i] = (p[start + i] - mu) * rs * (wp?[i] ?? 1) + (bp?[i] ?? 0) }
            }
        }
        return (y, mean, rstd)
    }

    public func backward(
        _ g: Tensor, _ x: Tensor, _ layout: NormalizationLayout, weight: Tensor?, mean: Tensor, rstd: Tensor, needs: (Bool, Bool, Bool)
    ) throws -> (Tensor?, Tensor?, Tensor?) {
        x.dtype == .float32
            ? try back(Float.self, g, x, layout, weight, mean, rstd, needs) : try back(Double.self, g, x, layout, weight, mean, rstd, needs)
    }
    private func back<T: BinaryFloatingPoint>(
        _: T.Type, _ g: Tensor, _ x: Tensor, _ layout: NormalizationLayout, _ weight: Tensor?, _ mean: Tensor, _ rstd: Tensor, _ needs: (Bool, Bool, Bool)
    ) throws -> (Tensor?, Tensor?, Tensor?) {
        let (groups, size) = counts(layout)
        let channels: Int
        switch layout {
        case .group(_, let c, _, _), .batch(_, let c, _): channels = c
        case .layer(_, let d): channels = d
        }
        let gp = g.pointer.assumingMemoryBound(to: T.self), p = x.pointer.assumingMemoryBound(to: T.self)
        let m = mean.elements(Double.self), r = rstd.elements(Double.self)
        let w = try weight?.contiguous()
        let wp = w?.pointer.assumingMemoryBound(to: T.self)
        // With h = (x - mean) rstd: dx = rstd (w g - mean(w g) - h mean(w g h)).
        var sum1 = [Double](repeating: 0, count: groups), sum2 = sum1
        var dw = [Double](repeating: 0, count: channels), db = dw
        runs(layout) { k, start, count, ch, step in
            let mu = m[k], rs = r[k]
            var a = 0.0, b = 0.0
            if step == 0 {
                for i in 0..<count {
                    let d = Double(gp[start + i])
                    a += d
                    b += d * (Double(p[start + i]) - mu) * rs
                }
                db[ch] += a
                dw[ch] += b
                let s = wp.map { Double($0[ch]) } ?? 1
                a *= s
                b *= s
            } else {
                for i in 0..<count {
                    let d = Double(gp[start + i]), h = (Double(p[start + i]) - mu) * rs
                    db[i] += d
                    dw[i] += d * h
                    let s = wp.map { Double($0[i]) } ?? 1
                    a += d * s
                    b += d * s * h
                }
            }
            sum1[k] += a
            sum2[k] += b
        }
        var gx: Tensor?
        if needs.0 {
            let out = try Tensor(empty: x.shape, x.dtype)
            let o = out.pointer.assumingMemoryBound(to: T.self)
            let n = Double(size)
            runs(layout) { k, start, count, ch, step in
                let mu = m[k], rs = r[k], a = sum1[k] / n, b = sum2[k] / n
                for i in 0..<count {
                    let s = wp.map { Double($0[step == 0 ? ch : i]) } ?? 1
                    let h = (Double(p[start + i]) - mu) * rs
                    o[start + i] = T(rs * (Double(gp[start + i]) * s - a - h * b))
                }
            }
            gx = out
        }
        return (gx, needs.1 ? try Tensor.of(dw, x.dtype) : nil, needs.2 ? try Tensor.of(db, x.dtype) : nil)
    }
}

extension Ops {
    private static func normalize(_ x: Tensor, _ layout: NormalizationLayout, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double, _ name: String) throws -> (Tensor, Tensor, Tensor) {
        if x.dtype == .float16 || x.dtype == .bfloat16 {
            let (y, m, r) = try normalize(cast(x, .float32), layout, weight.map { try cast($0, .float32) }, bias.map { try cast($0, .float32) }, eps, name)
            return (try cast(y, x.dtype), m, r)
        }
        try requireFloat(x, ["NativeLayerNormBackward0": "LayerNormKernelImpl", "NativeGroupNormBackward0": "GroupNormKernelImpl"][name] ?? "batch_norm")
        let xc = try contiguous(x)
        let w = try weight.map { try cast($0, x.dtype) }, b = try bias.map { try cast($0, x.dtype) }
        let (y, mean, rstd) = try Normalization.backend.forward(xc, layout, weight: w, bias: b, eps: eps)
        if Autograd.needed([xc] + [w, b].compactMap { $0 }) {
            let sx = Saved(xc), sw = w.map { Saved($0) }, sm = Saved(mean), sr = Saved(rstd)
            Autograd.record(name, [xc, w, b], [sx, sw, sm, sr], y) { n, g in
                if Autograd.isEnabled { throw KernelError.notImplemented("the second derivative of \(name) is not available") }
                let (gx, gw, gb) = try Normalization.backend.backward(
                    g.contiguous(), sx.value(n), layout, weight: sw?.value(n), mean: sm.value(n), rstd: sr.value(n), needs: (n.needs(0), n.needs(1), n.needs(2)))
                return [gx, gw, gb]
            }
        }
        return (y, mean, rstd)
    }

    /// `F.group_norm`: x (N, C, ...).
    public static func groupNorm(_ x: Tensor, _ groups: Int, _ weight: Tensor?, _ bias: Tensor?, eps: Double = 1e-5) throws -> Tensor {
        guard x.rank >= 2 else { throw KernelError.runtime("Expected at least 2 dimensions for input tensor but received \(x.rank)") }
        let (n, c) = (x.shape[0], x.shape[1])
        guard groups > 0, c % groups == 0 else {
            throw KernelError.runtime("Expected number of channels in input to be divisible by num_groups, but got input of shape \(x.shape) and num_groups=\(groups)")
        }
        for (what, t) in [("weight", weight), ("bias", bias)] {
            if let t, t.shape != [c] {
                throw KernelError.runtime("Expected \(what) to be a vector of size equal to the number of channels in input, but got \(what) of shape \(t.shape) and input of shape \(x.shape)")
            }
        }
        if FusedNormalization.takes(x), [weight, bias].allSatisfy({ $0.map { $0.dtype == .float32 || $0.dtype == x.dtype } ?? true }) {
            return try fusedGroupNorm(x, groups, weight, bias, eps: eps)
        }
        return try normalize(x, .group(n: n, c: c, s: x.shape[2...].reduce(1, *), groups: groups), weight, bias, eps, "NativeGroupNormBackward0").0
    }
    /// `F.layer_norm` over the last axes.
    public static func layerNorm(_ x: Tensor, _ shape: [Int], _ weight: Tensor?, _ bias: Tensor?, eps: Double = 1e-5) throws -> Tensor {
        guard x.rank >= shape.count, Array(x.shape.suffix(shape.count)) == shape else {
            let stars = shape.map { String($0) }.joined(separator: ", ")
            throw KernelError.runtime("Given normalized_shape=\(shape), expected input with shape [*, \(stars)], but got input of size\(x.shape)")
        }
        let d = shape.reduce(1, *)
        let w = try weight.map { try reshape($0, [d]) }, b = try bias.map { try reshape($0, [d]) }
        return try normalize(x, .layer(m: d == 0 ? 0 : x.count / d, d: d), w, b, eps, "NativeLayerNormBackward0").0
    }
    /// `F.batch_norm`: x (N, C, ...). In training the running statistics are updated in place.
    public static func batchNorm(
        _ x: Tensor, _ runningMean: Tensor?, _ runningVariance: Tensor?, _ weight: Tensor?, _ bias: Tensor?, training: Bool, momentum: Double, eps: Double
    ) throws -> Tensor {
        guard x.rank >= 2 else { throw KernelError.runtime("batch_norm expects at least 2 dimensions, got \(x.shape)") }
        let (n, c) = (x.shape[0], x.shape[1]), s = x.shape[2...].reduce(1, *)
        for (what, t) in [("running_mean", runningMean), ("running_var", runningVariance), ("weight", weight), ("bias", bias)] {
            if let t, t.count != c { throw KernelError.runtime("\(what) should contain \(c) elements not \(t.count)") }
        }
        try requireFloat(x, "batch_norm")
        let axes = [1, c] + [Int](repeating: 1, count: x.rank - 2)
        if training {
            if n * s <= 1 { throw KernelError.value("Expected more than 1 value per channel when training, got input size torch.Size(\(x.shape))") }
            let (y, mean, rstd) = try normalize(x, .batch(n: n, c: c, s: s), weight, bias, eps, "NativeBatchNormBackward0")
            if let runningMean, let runningVariance {
                let m = mean.elements(Double.self), r = rstd.elements(Double.self)
                let old1 = try runningMean.doubles(), old2 = try runningVariance.doubles()
                let count = Double(n * s)
                let new1 = (0..<c).map { momentum * m[$0] + (1 - momentum) * old1[$0] }
                let new2 = (0..<c).map { i -> Double in
                    let variance = 1 / (r[i] * r[i]) - eps
                    return momentum * variance * count / (count - 1) + (1 - momentum) * old2[i]
                }
                try copyData(Tensor.of(new1), into: runningMean)
                try copyData(Tensor.of(new2), into: runningVariance)
                runningMean.storage.version += 1
                runningVariance.storage.version += 1
            }
            return y
        }
        guard let runningMean, let runningVariance else { throw KernelError.runtime("Expected running_mean and running_var to be defined when training=False") }
        let scale = try rsqrt(add(.tensor(runningVariance), .float(eps)))
        var y = try mul(sub(.tensor(x), .tensor(reshape(runningMean, Array(axes.dropFirst())))), reshape(scale, Array(axes.dropFirst())))
        if let weight { y = try mul(y, reshape(weight, Array(axes.dropFirst()))) }
        if let bias { y = try add(y, reshape(bias, Array(axes.dropFirst()))) }
        y.gradient?.node?.name = "NativeBatchNormBackward0"
        return y
    }
    /// `F.instance_norm` without running statistics.
    public static func instanceNorm(_ x: Tensor, _ weight: Tensor?, _ bias: Tensor?, eps: Double) throws -> Tensor {
        guard x.rank >= 3 else { throw KernelError.value("Expected more than 1 spatial element when training, got input size torch.Size(\(x.shape))") }
        try requireFloat(x, "batch_norm")
        return try groupNorm(x, x.shape[1], weight, bias, eps: eps)
    }
}

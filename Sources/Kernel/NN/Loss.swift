// This file defines losses with PyTorch's reductions and checks.

/// How a loss is reduced.
public enum Reduction: String { case none, mean, sum }

extension Ops {
    private static func reduce(_ t: Tensor, _ r: Reduction, _ name: String) throws -> Tensor {
        let out: Tensor
        switch r {
        case .none: out = t
        case .mean: out = try mean(t)
        case .sum: out = try sum(t)
        }
        out.gradient?.node?.name = name
        return out
    }
    private static func pair(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
        if a.shape == b.shape { return (a, b) }
        let s = try broadcastShape(a.shape, b.shape)
        return (try expand(a, s), try expand(b, s))
    }
    /// Throws PyTorch's RuntimeError.
    static func broadcastShape(_ a: [Int], _ b: [Int]) throws -> [Int] {
        do { return try Shape.broadcast(a, b) } catch { throw KernelError.runtime(Ops.broadcastMessage(a, b)) }
    }
    public static func broadcastMessage(_ a: [Int], _ b: [Int]) -> String {
        let n = max(a.count, b.count)
        for i in stride(from: n - 1, through: 0, by: -1) {
            let x = i - (n - a.count) >= 0 ? a[i - (n - a.count)] : 1, y = i - (n - b.count) >= 0 ? b[i - (n - b.count)] : 1
            if x != y && x != 1 && y != 1 { return "The size of tensor a (\(x)) must match the size of tensor b (\(y)) at non-singleton dimension \(i)" }
        }
        return "The size of tensor a must match the size of tensor b"
    }

    public static func mseLoss(_ x: Tensor, _ y: Tensor, _ r: Reduction) throws -> Tensor {
        let (a, b) = try pair(x, y)
        if !Promotion.result(.tensor(a), .tensor(b)).isFloat { throw refused("mse_cpu", a.dtype) }
        return try reduce(square(sub(.tensor(a), .tensor(b))), r, "MseLossBackward0")
    }
    public static func l1Loss(_ x: Tensor, _ y: Tensor, _ r: Reduction) throws -> Tensor {
        let (a, b) = try pair(x, y)
        return try reduce(abs(sub(.tensor(a), .tensor(b))), r, r == .none ? "AbsBackward0" : r == .mean ? "MeanBackward0" : "SumBackward0")
    }
    public static func smoothL1Loss(_ x: Tensor, _ y: Tensor, _ r: Reduction, beta: Double) throws -> Tensor {
        if beta < 0 { throw KernelError.runtime("smooth_l1_loss does not support negative values for beta.") }
        if beta == 0 { return try l1Loss(x, y, r) }
        let (a, b) = try pair(x, y)
        let d = try sub(.tensor(a), .tensor(b)), m = try abs(d)
        let t = try where_(compare(.less, .tensor(m), .float(beta)), .tensor(mul(square(d), 0.5 / beta)), .tensor(sub(.tensor(m), .float(0.5 * beta))))
        return try reduce(t, r, "SmoothL1LossBackward0")
    }
    public static func huberLoss(_ x: Tensor, _ y: Tensor, _ r: Reduction, delta: Double) throws -> Tensor {
        if delta <= 0 { throw KernelError.runtime("huber_loss does not support non-positive values for delta.") }
        let (a, b) = try pair(x, y)
        let d = try sub(.tensor(a), .tensor(b)), m = try abs(d)
        let t = try where_(compare(.lessEqual, .tensor(m), .float(delta)), .tensor(mul(square(d), 0.5)), .tensor(mul(sub(.tensor(m), .float(0.5 * delta)), delta)))
        return try reduce(t, r, "HuberLossBackward0")
    }

    public static func binaryCrossEntropy(_ x: Tensor, _ y: Tensor, weight: Tensor?, _ r: Reduction) throws -> Tensor {
        if x.shape != y.shape {
            throw KernelError.value("Using a target size (torch.Size(\(y.shape))) that is different to the input size (torch.Size(\(x.shape))) is deprecated. Please ensure they have the same size.")
        }
        try requireFloat(x, "binary_cross_entropy")
        let outside = try logical(.logicalOr, .tensor(compare(.less, .tensor(x), .int(0))), .tensor(compare(.greater, .tensor(x), .int(1))))
        if try Reduce.any(outside).booleans()[0] { throw KernelError.runtime("all elements of input should be between 0 and 1") }
        guard x.dtype == y.dtype else { throw KernelError.runtime("Found dtype \(y.dtype.torchScalarName) but expected \(x.dtype.torchScalarName)") }
        // The logarithms stop at -100.
        let a = try mul(.tensor(y), .tensor(clamp(log(x), .float(-100), nil))), b = try mul(sub(.int(1), .tensor(y)), clamp(log1p(neg(x)), .float(-100), nil))
        var t = try neg(add(a, b))
        if let weight { t = try mul(t, weight) }
        return try reduce(t, r, "BinaryCrossEntropyBackward0")
    }
    public static func binaryCrossEntropyWithLogits(_ x: Tensor, _ y: Tensor, weight: Tensor?, posWeight: Tensor?, _ r: Reduction) throws -> Tensor {
        if x.shape != y.shape { throw KernelError.value("Target size (torch.Size(\(y.shape))) must be the same as input size (torch.Size(\(x.shape)))") }
        let l = try logSigmoid(x)
        var t: Tensor
        if let posWeight {
            let w = try add(.tensor(mul(sub(.tensor(posWeight), .int(1)), y)), .int(1))
            t = try sub(.tensor(mul(sub(.int(1), .tensor(y)), x)), .tensor(mul(w, l)))
        } else {
            t = try sub(.tensor(mul(sub(.int(1), .tensor(y)), x)), .tensor(l))
        }
        if let weight { t = try mul(t, weight) }
        return try reduce(t, r, "BinaryCrossEntropyWithLogitsBackward0")
    }
    public static func klDiv(_ x: Tensor, _ y: Tensor, _ r: Reduction, logTarget: Bool, batchMean: Bool) throws -> Tensor {
        let t: Tensor
        if logTarget {
            t = try mul(exp(y), sub(.tensor(y), .tensor(x)))
        } else {
            let e = try where_(compare(.equal, .tensor(y), .int(0)), .tensor(Tensor.zeros([], y.dtype)), .tensor(mul(y, log(y))))
            t = try sub(.tensor(e), .tensor(mul(y, x)))
        }
        if batchMean {
            let s = try sum(t)
            return try div(.tensor(s), .int(x.rank > 0 ? x.shape[0] : 1))
        }
        return try reduce(t, r, r == .none ? "SubBackward0" : r == .mean ? "MeanBackward0" : "SumBackward0")
    }

    /// `F.nll_loss`: x (N, C, d...) or (C), target (N, d...) or () of int64.
    public static func nllLoss(_ x: Tensor, _ target: Tensor, weight: Tensor?, ignore: Int, _ r: Reduction) throws -> Tensor {
        if x.rank == 0 { throw KernelError.runtime("input tensor should be 1D or 2D") }
        guard target.dtype == .int64 || target.dtype == .uint8 else {
            throw KernelError.runtime("expected target dtype to be Long or Byte, but got \(target.dtype.torchScalarName)")
        }
        try requireFloat(x, "nll_loss_out_frame")
        let c = x.rank == 1 ? x.shape[0] : x.shape[1]
        if x.rank == 1 {
            if target.rank > 0 && target.count != 1 { throw KernelError.value("Expected target size [], got \(target.shape)") }
        } else {
            if x.shape[0] != target.shape.first {
                throw KernelError.value("Expected input batch_size (\(x.shape[0])) to match target batch_size (\(target.shape.first ?? 0)).")
            }
            let wanted = [x.shape[0]] + Array(x.shape[2...])
            if target.shape != wanted { throw KernelError.runtime("Expected target size \(wanted), got \(target.shape)") }
        }
        if let weight {
            guard weight.shape == [c] else { throw KernelError.runtime("weight tensor should be defined either for all \(c) classes or no classes but got weight tensor of shape: \(weight.shape)") }
            guard weight.dtype == x.dtype else { throw KernelError.runtime("expected scalar type \(x.dtype.torchScalarName) but found \(weight.dtype.torchScalarName)") }
        }
        let (outer, inner) = x.rank <= 1 ? (1, 1) : (x.shape[0], x.shape[2...].reduce(1, *))
        let index = try target.integers(), w = try weight?.doubles()
        for t in index where t != ignore && (t < 0 || t >= c) { throw KernelError.indexMessage("Target \(t) is out of bounds.") }
        let wide = try x.dtype == .float64 ? x.contiguous() : Elementwise.cast(x, .float32).contiguous()
        func value(_ at: Int) -> Double { wide.dtype == .float64 ? wide.elements(Double.self)[at] : Double(wide.elements(Float.self)[at]) }
        var losses = [Double](repeating: 0, count: index.count), total = 0.0, sum = 0.0
        for i in 0..<outer {
            for j in 0..<inner {
                let t = index[i * inner + j]
                if t == ignore { continue }
                let weight = w?[t] ?? 1
                let l = -value((i * c + t) * inner + j) * weight
                losses[i * inner + j] = l
                sum += l
                total += weight
            }
        }
        let out: Tensor
        switch r {
        case .none: out = try Movement.reshape(Tensor.of(losses, x.dtype), x.rank == 1 ? [] : target.shape)
        case .sum: out = try Tensor.scalar(sum, x.dtype)
        case .mean: out = try Tensor.scalar(sum / total, x.dtype)
        }
        if Autograd.needed(x) {
            let shape = x.shape, dtype = x.dtype
            Autograd.record(x.rank > 2 ? "NllLoss2DBackward0" : "NllLossBackward0", [x], [], out) { n, g in
                if Autograd.isEnabled {
                    // Linear in x: the same weights gathered from the gradient of the gradient.
                    let mask = try nllWeights(shape, index, w, ignore, outer, c, inner, r == .mean ? total : 1, dtype)
                    return [try mul(r == .none && g.rank > 0 ? unsqueeze(g, 1) : g, mask)]
                }
                let z = try Tensor.zeros(shape, dtype == .float64 ? .float64 : .float32)
                let gs = try g.doubles()
                for i in 0..<outer {
                    for j in 0..<inner {
                        let t = index[i * inner + j]
                        if t == ignore { continue }
                        let v = -(w?[t] ?? 1) * (r == .none ? gs[i * inner + j] : r == .mean ? gs[0] / total : gs[0])
                        if dtype == .float64 { z.elements(Double.self)[(i * c + t) * inner + j] = v } else { z.elements(Float.self)[(i * c + t) * inner + j] = Float(v) }
                    }
                }
                return [try Elementwise.cast(z, dtype)]
            }
        }
        return out
    }
    private static func nllWeights(_ shape: [Int], _ index: [Int], _ w: [Double]?, _ ignore: Int, _ outer: Int, _ c: Int, _ inner: Int, _ total: Double, _ dtype: DType) throws -> Tensor {
        let z = try Tensor.zeros(shape, .float64)
        for i in 0..<outer { for j in 0..<inner where index[i * inner + j] != ignore { z.elements(Double.self)[(i * c + index[i * inner + j]) * inner + j] = -(w?[index[i * inner + j]] ?? 1) / total } }
        return try Elementwise.cast(z, dtype)
    }

    /// `F.cross_entropy`: class indices, or probabilities of x's shape.
    public static func crossEntropy(_ x: Tensor, _ target: Tensor, weight: Tensor?, ignore: Int, _ r: Reduction, smoothing: Double) throws -> Tensor {
        if smoothing < 0 || smoothing > 1 { throw KernelError.runtime("label_smoothing must be between 0.0 and 1.0. Got: \(TorchRandom.shortest(smoothing))") }
        let axis = x.rank <= 1 ? 0 : 1
        if x.rank == 0 { throw KernelError.indexMessage("Dimension out of range (expected to be in range of [-1, 0], but got 1)") }
        let l = try logSoftmax(x, axis)
        let c = x.shape[axis]
        if target.shape == x.shape && target.dtype.isFloat {
            var t = target
            if smoothing > 0 { t = try add(.tensor(mul(target, 1 - smoothing)), .float(smoothing / Double(c))) }
            var p = try mul(l, t)
            if let weight { p = try mul(p, reshape(weight, x.rank <= 1 ? [c] : [c] + [Int](repeating: 1, count: x.rank - 2))) }
            switch r {
            case .none: return try neg(sum(p, [axis], keepdim: false))
            case .sum: return try neg(sum(p))
            case .mean: return try div(.tensor(neg(sum(p))), .int(max(x.rank <= 1 ? 1 : x.count / c, 1)))
            }
        }
        if target.dtype.isFloat { throw KernelError.runtime("expected target dtype to be Long or Byte, but got \(target.dtype.torchScalarName)") }
        let nll = try nllLoss(l, target, weight: weight, ignore: ignore, r)
        if smoothing == 0 { return nll }
        // smoothing: (1 - e) nll + e / C * sum over classes of -w l.
        var s = try neg(weight.map { try sum(mul(l, reshape($0, x.rank <= 1 ? [c] : [c] + [Int](repeating: 1, count: x.rank - 2))), [axis], keepdim: false) } ?? sum(l, [axis], keepdim: false))
        let ignored = try compare(.equal, .tensor(target), .int(ignore))
        s = try maskedFill(s, ignored, .int(0))
        let smooth: Tensor
        switch r {
        case .none: smooth = s
        case .sum: smooth = try sum(s)
        case .mean:
            if let weight {
                let used = try maskedFill(Movement.reshape(Indexing.take(weight, Movement.reshape(maskedFill(target, ignored, .int(0)), [-1]), axis: 0), target.shape), ignored, .int(0))
                smooth = try div(sum(s), sum(used))
            } else {
                let kept = try sum(logical(.logicalXor, .tensor(ignored), .bool(true)))
                smooth = try div(.tensor(sum(s)), .tensor(kept))
            }
        }
        return try add(mul(nll, 1 - smoothing), mul(smooth, smoothing / Double(c)))
    }

    public static func cosineSimilarity(_ a: Tensor, _ b: Tensor, _ axis: Int, eps: Double) throws -> Tensor {
        let (x, y) = try pair(a, b)
        let d = try dim(axis, x.rank)
        let nx = try clamp(norm(x, 2, [d], keepdim: true), .float(eps), nil), ny = try clamp(norm(y, 2, [d], keepdim: true), .float(eps), nil)
        return try sum(mul(div(x, nx), div(y, ny)), [d], keepdim: false)
    }
}

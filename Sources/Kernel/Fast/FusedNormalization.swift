// This file defines group normalization of the kernel's maps: one pass for the statistics, the rest put off.
//
// y = (x - mean)·rstd·γ + β is one product and sum with vectors of channels, so it joins the activation behind it in one pass
// (see Recipe.swift). Backward: one pass for Σ g and Σ g·(x - mean) of every sample and channel, from which all three gradients follow.

import CKernel

enum FusedNormalization {
    /// Whether `x` is a map that this does.
    static func takes(_ x: Tensor) -> Bool { x.rank >= 3 && Pointwise.isWidth(x.dtype) && x.isKernelOrdered && x.isChannelsLast && x.count >= Pointwise.smallest }

    /// What the backward pass needs besides x.
    final class Statistics {
        let groups: Int
        /// (N, groups).
        var mean: [Double] = [], rstd: [Double] = []
        init(_ groups: Int) { self.groups = groups }
    }

    private static func values(_ t: Tensor?, _ c: Int, or fill: Float) throws -> [Float] {
        guard let t else { return [Float](repeating: fill, count: c) }
        let u = try Elementwise.cast(t, .float32).contiguous()
        return Array(UnsafeBufferPointer(start: u.floats, count: c))
    }

    /// x (N, C, …) in channels-last order -> the same shape. Sums run in float within pieces that fit the cache, in double above.
    static func forward(_ x: Tensor, groups: Int, weight: Tensor?, bias: Tensor?, eps: Double) throws -> (Tensor, Statistics) {
        let n = x.shape[0], c = x.shape[1], s = x.count / (n * c), per = c / groups
        try x.computed()
        // The first position of each sample as a pivot: squares of values far from 0 would lose the variance.
        var pivot = [Float](repeating: 0, count: n * c)
        if x.dtype == .bfloat16 {
            let p = x.quietPointer.assumingMemoryBound(to: UInt16.self)
            for i in 0..<n { for k in 0..<c { pivot[i * c + k] = Float(bitPattern: UInt32(p[i * s * c + k]) << 16) } }
        } else {
            let p = x.floats
            for i in 0..<n { for k in 0..<c { pivot[i * c + k] = p[i * s * c + k] } }
        }
        let (sum, square) = try Pointwise.sums(x, nil, minus: Recipe.Vector(pivot))
        let w = try values(weight, c, or: 1), b = try values(bias, c, or: 0)
        let stats = Statistics(groups)
        stats.mean = [Double](repeating: 0, count: n * groups)
        stats.rstd = stats.mean
        var scale = [Float](repeating: 0, count: n * c), shift = scale
        for i in 0..<n {
            for g in 0..<groups {
                var total = 0.0
                for k in g * per..<(g + 1) * per { total += sum[i * c + k] + Double(pivot[i * c + k]) * Double(s) }
                let mean = total / Double(per * s)
                var deviation = 0.0
                for k in g * per..<(g + 1) * per {
                    let m = sum[i * c + k] / Double(s), d = m + Double(pivot[i * c + k]) - mean
                    deviation += max(square[i * c + k] - sum[i * c + k] * m, 0) + d * d * Double(s)
                }
                let r = 1 / (deviation / Double(per * s) + eps).squareRoot()
                stats.mean[i * groups + g] = mean
                stats.rstd[i * groups + g] = r
                for k in g * per..<(g + 1) * per {
                    scale[i * c + k] = Float(r * Double(w[k]))
                    shift[i * c + k] = Float(Double(b[k]) - mean * r * Double(w[k]))
                }
            }
        }
        let y = try Pointwise.make(Recipe(CK_FMA, .tensor(x), .channels(Recipe.Vector(scale), step: c), .channels(Recipe.Vector(shift), step: c), dtype: x.dtype), like: x)
        return (y, stats)
    }

    /// The gradients of x (put off), weight and bias.
    static func backward(_ g: Tensor, _ x: Tensor, _ stats: Statistics, weight: Tensor?, needs: (Bool, Bool, Bool)) throws -> (Tensor?, Tensor?, Tensor?) {
        let n = x.shape[0], c = x.shape[1], s = x.count / (n * c), groups = stats.groups, per = c / groups
        var means = [Float](repeating: 0, count: n * c)
        for i in 0..<n { for k in 0..<c { means[i * c + k] = Float(stats.mean[i * groups + k / per]) } }
        let (sum, product) = try Pointwise.sums(g, x, minus: Recipe.Vector(means))
        let w = try values(weight, c, or: 1)
        var dw = [Double](repeating: 0, count: c), db = dw
        var a = [Float](repeating: 0, count: n * c), b = a, d = a
        for i in 0..<n {
            for q in 0..<groups {
                let m = stats.mean[i * groups + q], r = stats.rstd[i * groups + q]
                var c1 = 0.0, c2 = 0.0
                for k in q * per..<(q + 1) * per {
                    // The mean was rounded to float in the pass: what is left of it.
                    let p = product[i * c + k] + (Double(means[i * c + k]) - m) * sum[i * c + k]
                    dw[k] += r * p
                    db[k] += sum[i * c + k]
                    c1 += Double(w[k]) * sum[i * c + k]
                    c2 += Double(w[k]) * r * p
                }
                c1 /= Double(per * s)
                c2 /= Double(per * s)
                for k in q * per..<(q + 1) * per {
                    a[i * c + k] = Float(r * Double(w[k]))
                    b[i * c + k] = Float(-r * r * c2)
                    d[i * c + k] = Float(-r * c1 + m * r * r * c2)
                }
            }
        }
        var gx: Tensor?
        if needs.0 {
            // dx = a·g + (b·x + d).
            let inner = try Pointwise.make(Recipe(CK_FMA, .tensor(x), .channels(Recipe.Vector(b), step: c), .channels(Recipe.Vector(d), step: c)), like: x)
            gx = try Pointwise.make(Recipe(CK_FMA, .tensor(g), .channels(Recipe.Vector(a), step: c), .tensor(inner), dtype: x.dtype), like: x)
        }
        return (gx, needs.1 ? try Tensor.of(dw, .float32) : nil, needs.2 ? try Tensor.of(db, .float32) : nil)
    }
}

extension Ops {
    /// `groupNorm` of one of the kernel's maps.
    static func fusedGroupNorm(_ x: Tensor, _ groups: Int, _ weight: Tensor?, _ bias: Tensor?, eps: Double) throws -> Tensor {
        let (y, stats) = try FusedNormalization.forward(x, groups: groups, weight: weight, bias: bias, eps: eps)
        if Autograd.needed([x] + [weight, bias].compactMap { $0 }) {
            let sx = Saved(x), sw = weight.map { Saved($0) }
            Autograd.record("NativeGroupNormBackward0", [x, weight, bias], [sx, sw], y) { n, g in
                if Autograd.isEnabled { throw KernelError.notImplemented("the second derivative of NativeGroupNormBackward0 is not available") }
                let x = try sx.value(n)
                let ordered = Pointwise.isWidth(g.dtype) && g.shape == x.shape && g.strides == x.strides ? g : try g.channelsLast()
                let (a, b, c) = try FusedNormalization.backward(ordered, x, stats, weight: sw?.value(n), needs: (n.needs(0), n.needs(1), n.needs(2)))
                return [a, b, c]
            }
        }
        return y
    }

    /// An activation of one of the kernel's maps: put off, its gradient too. `fromOutput`: the gradient reads the result.
    static func fusedActivation(_ name: String, _ x: Tensor, _ op: ck_op, gradient: ck_op, fromOutput: Bool) throws -> Tensor? {
        guard Pointwise.takes(x) else { return nil }
        let out = try Pointwise.unary(op, x)
        if Autograd.needed(x) {
            let s = fromOutput ? Saved(output: out) : Saved(x)
            Autograd.record(name, [x], [s], out) { n, g in
                if Autograd.isEnabled { throw KernelError.notImplemented("the second derivative of \(name) is not available; compose it of torch.exp, torch.tanh and torch.erf") }
                let v = try s.value(n)
                let ordered = Pointwise.isWidth(g.dtype) && g.shape == v.shape && g.strides == v.strides ? g : try laidOut(g, like: v)
                return [try Pointwise.binary(gradient, v, ordered)]
            }
        }
        return out
    }
    /// The same values in the order of `t`.
    static func laidOut(_ g: Tensor, like t: Tensor) throws -> Tensor {
        let r = Tensor(storage: try Storage(byteCount: g.count * g.dtype.size), dtype: g.dtype, shape: t.shape, strides: t.strides)
        r.isKernelOrdered = true
        try Elementwise.copy(from: g, to: r)
        return r
    }
}

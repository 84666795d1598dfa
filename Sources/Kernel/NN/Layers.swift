// This file defines the functional forms of the remaining layers: embedding, padding, interpolation, pixel shuffle, attention.

import Glibc

extension Ops {
    /// `F.embedding`: rows of `weight` (V, D) at `index` (any shape).
    public static func embedding(_ index: Tensor, _ weight: Tensor, padding: Int? = nil) throws -> Tensor {
        guard index.dtype == .int64 || index.dtype == .int32 else {
            throw KernelError.runtime("Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.\(index.dtype.torchTensorName) instead (while checking arguments for embedding)")
        }
        guard weight.rank == 2 else { throw KernelError.runtime("'weight' must be 2-D") }
        let rows = try index.integers()
        for i in rows where i < 0 || i >= weight.shape[0] { throw KernelError.indexMessage("index out of range in self") }
        let out = try Indexing.take(weight, index, axis: 0)
        if Autograd.needed(weight) {
            let shape = weight.shape
            Autograd.record("EmbeddingBackward0", [weight], [], out) { _, g in
                let z = try Tensor.zeros(shape, g.dtype)
                let flat = try Movement.reshape(g, [rows.count, shape[1]])
                for (k, i) in rows.enumerated() where i != padding { try accumulate(into: Movement.select(z, axis: 0, index: i), Movement.select(flat, axis: 0, index: k)) }
                return [z]
            }
        }
        return out
    }

    /// How `F.pad` fills.
    public enum PadMode: String { case constant, reflect, replicate, circular }
    /// `F.pad`: `widths` are pairs from the last axis on.
    public static func pad(_ x: Tensor, _ widths: [Int], _ mode: PadMode = .constant, value: Double = 0) throws -> Tensor {
        if widths.count % 2 != 0 { throw KernelError.runtime("Padding length must be divisible by 2") }
        if widths.count / 2 > x.rank { throw KernelError.runtime("Padding length should be less than or equal to two times the input dimension but got padding length \(widths.count) and input of dimension \(x.rank)") }
        var pairs = [(Int, Int)](repeating: (0, 0), count: x.rank)
        for k in 0..<widths.count / 2 { pairs[x.rank - 1 - k] = (widths[2 * k], widths[2 * k + 1]) }
        if let large = widths.first(where: { $0.magnitude > 1 << 40 }) { throw KernelError.runtime("padding of \(large) is out of range") }
        for (n, p) in zip(x.shape, pairs) where n + p.0 + p.1 < 0 {
            throw KernelError.runtime("The input size \(n), plus negative padding \(p.0) and \(p.1) resulted in a negative output size, which is invalid. Check dimension of your input.")
        }
        if mode == .constant {
            let out = try Movement.pad(x, pairs, value: value)
            if Autograd.needed(x) { Autograd.record("ConstantPadNdBackward0", [x], [], out) { _, g in [try pad(g, widths.map { -$0 }, .constant)] } }
            return out
        }
        var out = x
        for axis in 0..<x.rank where pairs[axis] != (0, 0) {
            let n = x.shape[axis], (a, b) = pairs[axis]
            if mode == .reflect, a >= n || b >= n {
                throw KernelError.runtime("Argument #\(4): Padding size should be less than the corresponding input dimension, but got: padding (\(a), \(b)) at dimension \(axis) of input \(x.shape)")
            }
            if mode == .circular, a > n || b > n { throw KernelError.runtime("Padding value causes wrapping around more than once.") }
            let index = (-a..<(n + b)).map { i -> Int in
                switch mode {
                case .reflect: return i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i
                case .replicate: return min(max(i, 0), n - 1)
                default: return ((i % n) + n) % n
                }
            }
            out = try indexSelect(out, axis, Tensor.of(index))
        }
        out.gradient?.node?.name = mode == .reflect ? "ReflectionPad2DBackward0" : mode == .replicate ? "ReplicationPad2DBackward0" : "CopySlices"
        return out
    }

    /// How `F.interpolate` samples.
    public enum Interpolation: String {
        case nearest, linear, bilinear, bicubic, area
        case nearestExact = "nearest-exact"
    }
    /// `F.interpolate` of (N, C, spatial...): every axis is a sparse product of source positions and weights.
    /// - Parameter scales: given factors, which position samples where `recompute_scale_factor` is off.
    public static func interpolate(_ x: Tensor, _ size: [Int], scales: [Double?], _ mode: Interpolation, alignCorners: Bool) throws -> Tensor {
        if mode == .area { return try adaptiveAveragePool(x, size, spatial: size.count) }
        if !x.dtype.isFloat, x.dtype != .uint8 || mode != .nearest && mode != .nearestExact {
            let near = mode == .nearest || mode == .nearestExact
            if x.dtype == .uint8, mode != .linear { throw KernelError.notImplemented("interpolate of uint8 in mode \(mode.rawValue) is not available; use x.float() and round") }
            throw refused(mode == .bicubic ? "compute_indices_weights_cubic" : size.count == 2 ? "upsample_\(near ? "nearest" : "bilinear")2d_channels_last" : "compute_indices_weights_\(near ? "nearest" : "linear")", x.dtype)
        }
        var out = x
        for (k, target) in size.enumerated() {
            let axis = k + 2, n = x.shape[axis]
            if target <= 0 || n <= 0 { throw KernelError.runtime("Input and output sizes should be greater than 0, but got input (H: \(n)) output (H: \(target))") }
            var taps: [[(Int, Double)]] = []
            let single = x.dtype != .float64
            let ratio: Double
            if alignCorners && mode != .nearest && mode != .nearestExact {
                ratio = target > 1 ? Double(n - 1) / Double(target - 1) : 0
            } else {
                ratio = scales[k].map { 1 / $0 } ?? Double(n) / Double(target)
            }
            let r = single ? Double(Float(ratio)) : ratio
            for o in 0..<target {
                switch mode {
                case .nearest: taps.append([(min(Int((single ? Double(Float(o) * Float(r)) : Double(o) * r).rounded(.down)), n - 1), 1)])
                case .nearestExact: taps.append([(min(Int((single ? Double((Float(o) + 0.5) * Float(r)) : (Double(o) + 0.5) * r).rounded(.down)), n - 1), 1)])
                default:
                    var s = alignCorners ? r * Double(o) : r * (Double(o) + 0.5) - 0.5
                    if mode == .bicubic {
                        let base = Int(s.rounded(.down)), f = s - s.rounded(.down)
                        func near(_ t: Double) -> Double { ((-0.75 + 2) * t - (-0.75 + 3)) * t * t + 1 }
                        func far(_ t: Double) -> Double { ((-0.75 * t + 5 * 0.75) * t - 8 * 0.75) * t + 4 * 0.75 }
                        let w = [far(f + 1), near(f), near(1 - f), far(2 - f)]
                        taps.append((0..<4).map { (min(max(base - 1 + $0, 0), n - 1), w[$0]) })
                    } else {
                        s = Swift.max(s, 0)
                        let base = min(Int(s), n - 1), f = s - Double(base)
                        taps.append([(base, 1 - f), (min(base + 1, n - 1), f)])
                    }
                }
            }
            out = try resample(out, axis, taps, n)
        }
        let names: [Interpolation: String] = [
            .nearest: "UpsampleNearest\(size.count)DBackward0", .nearestExact: "UpsampleNearestExact\(size.count)DBackward0", .linear: "UpsampleLinear1DBackward0",
            .bilinear: "UpsampleBilinear2DBackward0", .bicubic: "UpsampleBicubic2DBackward0",
        ]
        out.gradient?.node?.name = names[mode] ?? "UpsampleBackward0"
        return out
    }
    /// Every output position of an axis is a weighted sum of input positions.
    private static func resample(_ x: Tensor, _ axis: Int, _ taps: [[(Int, Double)]], _ n: Int) throws -> Tensor {
        let out = try weigh(x, axis, taps.count) { o in taps[o] }
        if Autograd.needed(x) {
            var back = [[(Int, Double)]](repeating: [], count: n)
            for (o, list) in taps.enumerated() { for (i, w) in list { back[i].append((o, w)) } }
            Autograd.record("UpsampleBackward0", [x], [], out) { _, g in [try resample(g, axis, back, taps.count)] }
        }
        return out
    }
    private static func weigh(_ x: Tensor, _ axis: Int, _ target: Int, _ taps: (Int) -> [(Int, Double)]) throws -> Tensor {
        let wide = try x.dtype == .float64 || x.dtype == .float32 ? x.contiguous() : Elementwise.cast(x, .float32).contiguous()
        var shape = x.shape
        let (outer, n, inner) = Softmax.layout(shape, axis)
        shape[axis] = target
        let out = try Tensor.zeros(shape, wide.dtype)
        func run<T: BinaryFloatingPoint>(_: T.Type) {
            let a = wide.pointer.assumingMemoryBound(to: T.self), o = out.pointer.assumingMemoryBound(to: T.self)
            for t in 0..<target {
                for (i, w) in taps(t) {
                    let w = T(w)
                    for q in 0..<outer {
                        let from = a + (q * n + i) * inner, to = o + (q * target + t) * inner
                        for z in 0..<inner { to[z] += w * from[z] }
                    }
                }
            }
        }
        if wide.dtype == .float32 { run(Float.self) } else { run(Double.self) }
        return try Elementwise.cast(out, x.dtype)
    }

    /// `F.pixel_shuffle`: (..., C r², H, W) -> (..., C, H r, W r).
    public static func pixelShuffle(_ x: Tensor, _ r: Int) throws -> Tensor {
        guard x.rank >= 3 else { throw KernelError.runtime("pixel_shuffle expects input to have at least 3 dimensions, but got input with \(x.rank) dimension(s)") }
        let lead = Array(x.shape.dropLast(3)), c = x.shape[x.rank - 3], h = x.shape[x.rank - 2], w = x.shape[x.rank - 1]
        guard r > 0, c % (r * r) == 0 else { throw KernelError.runtime("pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=\(c) is not divisible by \(r * r)") }
        let k = lead.count
        let t = try reshape(x, lead + [c / (r * r), r, r, h, w])
        return try reshape(permute(t, Array(0..<k) + [k, k + 3, k + 1, k + 4, k + 2]), lead + [c / (r * r), h * r, w * r])
    }
    public static func pixelUnshuffle(_ x: Tensor, _ r: Int) throws -> Tensor {
        guard x.rank >= 3 else { throw KernelError.runtime("pixel_unshuffle expects input to have at least 3 dimensions, but got input with \(x.rank) dimension(s)") }
        let lead = Array(x.shape.dropLast(3)), c = x.shape[x.rank - 3], h = x.shape[x.rank - 2], w = x.shape[x.rank - 1]
        guard r > 0, h % r == 0, w % r == 0 else { throw KernelError.runtime("pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=\(h) is not divisible by \(r)") }
        let k = lead.count
        let t = try reshape(x, lead + [c, h / r, r, w / r, r])
        return try reshape(permute(t, Array(0..<k) + [k, k + 2, k + 4, k + 1, k + 3]), lead + [c * r * r, h / r, w / r])
    }

    /// `F.scaled_dot_product_attention`: softmax(q kᵀ scale + mask) v.
    public static func attention(_ q: Tensor, _ k: Tensor, _ v: Tensor, mask: Tensor?, dropout p: Double, causal: Bool, scale: Double?) throws -> Tensor {
        let s = scale ?? 1 / Double(q.shape[q.rank - 1]).squareRoot()
        var scores = try matmul(mul(q, s), transpose(k, -2, -1))
        if causal {
            let (l, m) = (scores.shape[scores.rank - 2], scores.shape[scores.rank - 1])
            let lower = try Movement.triangle(Tensor.full([l, m], 1, .bool), k: 0, lower: true)
            scores = try maskedFill(scores, Elementwise.unary(.invert, lower), .float(-.infinity))
        }
        if let mask {
            scores = mask.dtype == .bool ? try maskedFill(scores, Elementwise.unary(.invert, mask), .float(-.infinity)) : try add(scores, mask)
        }
        return try matmul(dropout(softmax(scores, -1), p, training: p > 0), v)
    }

    /// Divides by the p-norm along an axis.
    public static func normalize(_ x: Tensor, p: Double, _ axis: Int, eps: Double) throws -> Tensor {
        try div(x, expand(clamp(norm(x, p, [axis], keepdim: true), .float(eps), nil), x.shape))
    }
    /// All distances of rows: (..., P, M), (..., R, M) -> (..., P, R).
    public static func cdist(_ a: Tensor, _ b: Tensor, p: Double) throws -> Tensor {
        for (t, what) in [(a, "X1"), (b, "X2")] where !t.dtype.isFloat { throw KernelError.runtime("cdist only supports floating-point dtypes, \(what) got: \(t.dtype.torchScalarName)") }
        guard a.rank >= 2, b.rank >= 2 else { throw KernelError.runtime("cdist only supports at least 2D tensors, X1 got: \(a.rank)D") }
        guard a.shape.last == b.shape.last else { throw KernelError.runtime("X1 and X2 must have the same number of columns. X1: \(a.shape.last!) X2: \(b.shape.last!)") }
        let out = try norm(sub(.tensor(unsqueeze(a, -2)), .tensor(unsqueeze(b, -3))), p, [-1])
        out.gradient?.node?.name = "CdistBackward0"
        return out
    }
}

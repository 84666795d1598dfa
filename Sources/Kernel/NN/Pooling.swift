// This file defines pooling in one and two dimensions, with gradients.

extension Ops {
    private static func windowed(_ x: Tensor, _ spatial: Int, _ name: String, _ body: (Tensor) throws -> Tensor) throws -> Tensor {
        guard x.rank == spatial + 1 || x.rank == spatial + 2 else {
            throw KernelError.runtime("Expected \(spatial + 1)D or \(spatial + 2)D (batch mode) tensor expected for input, but got: \(x.shape)")
        }
        var t = x
        if x.rank == spatial + 1 { t = try unsqueeze(t, 0) }
        if spatial == 1 { t = try unsqueeze(t, 2) }
        var r = try body(t)
        if spatial == 1 { r = try squeeze(r, [2]) }
        if x.rank == spatial + 1 { r = try squeeze(r, [0]) }
        return r
    }
    /// The pooled size of an axis.
    private static func pooled(_ n: Int, _ k: Int, _ s: Int, _ p: Int, _ d: Int, _ ceil: Bool) throws -> Int {
        if k <= 0 { throw KernelError.runtime("kernel size should be greater than zero, but got kH: \(k) kW: \(k)") }
        if s <= 0 { throw KernelError.runtime("stride should not be zero") }
        if p < 0 || p > k / 2 { throw KernelError.runtime("pad should be at most half of effective kernel size, but got pad=\(p), kernel_size=\(k) and dilation=\(d)") }
        let span = n + 2 * p - d * (k - 1) - 1
        var out = (span + (ceil ? s - 1 : 0)) / s + 1
        if span < 0 && !ceil { out = span >= -s ? 0 : out }
        if ceil && (out - 1) * s >= n + p { out -= 1 }
        return out
    }
    /// Both pooled sizes of planes; too small ones are PyTorch's RuntimeError.
    private static func pooled(_ x: Tensor, _ k: [Int], _ s: [Int], _ p: [Int], _ d: [Int], _ ceil: Bool) throws -> (Int, Int) {
        let (c, h, w) = (x.shape[1], x.shape[2], x.shape[3])
        guard [k, s, p, d].allSatisfy({ $0.count >= 2 }) else { throw KernelError.runtime("kernel_size, stride, padding and dilation must each be one int or a tuple of ints") }
        guard [k, s, p, d].allSatisfy({ $0.allSatisfy { $0.magnitude < 1 << 31 } }) else { throw KernelError.runtime("integer out of range") }
        let oh = try pooled(h, k[0], s[0], p[0], d[0], ceil), ow = try pooled(w, k[1], s[1], p[1], d[1], ceil)
        if oh < 1 || ow < 1 { throw KernelError.runtime("Given input size: (\(c)x\(h)x\(w)). Calculated output size: (\(c)x\(oh)x\(ow)). Output size is too small") }
        return (oh, ow)
    }

    /// `F.max_pool2d` (`spatial` 2) and `max_pool1d`; kernel and the rest have `spatial` entries. Also the flat indices into each plane (int64).
    public static func maxPool(
        _ x: Tensor, _ kernel: [Int], stride: [Int], padding: [Int], dilation: [Int], ceil: Bool, spatial: Int
    ) throws -> (values: Tensor, indices: () throws -> Tensor) {
        let one = spatial == 1 ? [1] : []
        let k = one + kernel, s = one + stride, p = (spatial == 1 ? [0] : []) + padding, d = one + dilation
        var indices: Tensor?, places: Tensor?
        let out = try windowed(x, spatial, "max_pool") { t in
            if t.dtype == .float16 || t.dtype == .bfloat16 && !(t.isKernelOrdered && isHalving(t, k, s, p, d, ceil)) {
                return try cast(maxPlanes(cast(t, .float32), k, s, p, d, ceil, &indices, &places), t.dtype)
            }
            return try maxPlanes(t, k, s, p, d, ceil, &indices, &places)
        }
        let width = x.shape.last ?? 1
        // Places in bytes become indices only when somebody wants them.
        return (out, { [places, indices] in try Movement.reshape(places.map { try FusedMaps.flatIndices($0, width: width) } ?? indices!, out.shape) })
    }
    /// 2×2 windows side by side over a map in the kernel's order.
    private static func isHalving(_ x: Tensor, _ k: [Int], _ s: [Int], _ p: [Int], _ d: [Int], _ ceil: Bool) -> Bool {
        k == [2, 2] && s == [2, 2] && p == [0, 0] && d == [1, 1] && x.shape[2] >= 2 && x.shape[3] >= 2 && (!ceil || x.shape[2] % 2 == 0 && x.shape[3] % 2 == 0)
            && Pointwise.isWidth(x.dtype) && x.isChannelsLast && x.count > 0
    }
    private static func maxPlanes(_ x: Tensor, _ k: [Int], _ s: [Int], _ p: [Int], _ d: [Int], _ ceil: Bool, _ indices: inout Tensor?, _ places: inout Tensor?) throws -> Tensor {
        let (h, w) = (x.shape[2], x.shape[3])
        let (oh, ow) = try pooled(x, k, s, p, d, ceil)
        if x.isKernelOrdered, isHalving(x, k, s, p, d, ceil) {
            let (y, which) = try FusedMaps.maxPool(x)
            places = which
            if Autograd.needed(x) {
                let sw = Saved(which), shape = x.shape
                Autograd.record("MaxPool2DWithIndicesBackward0", [x], [sw], y) { n, g in
                    if Autograd.isEnabled { throw KernelError.notImplemented("the second derivative of MaxPool2DWithIndicesBackward0 is not available") }
                    return [try FusedMaps.maxPoolBackward(g, sw.value(n), shape: shape)]
                }
            }
            return y
        }
        let planes = x.shape[0] * x.shape[1]
        let wide = x.dtype.isFloat ? x : try Elementwise.cast(x, .float64)
        let xc = try wide.contiguous()
        let out = try Tensor(empty: [x.shape[0], x.shape[1], oh, ow], wide.dtype), index = try Tensor(empty: [planes, oh * ow], .int64)
        func run<T: BinaryFloatingPoint>(_: T.Type) {
            let q = index.elements(Int.self).baseAddress!
            let a = xc.elements(T.self).baseAddress!, o = out.elements(T.self).baseAddress!
            for plane in 0..<planes {
                let base = a + plane * h * w
                for y in 0..<oh {
                    for z in 0..<ow {
                        var best = -T.infinity, at = -1
                        for i in 0..<k[0] {
                            let sy = y * s[0] - p[0] + i * d[0]
                            if sy < 0 || sy >= h { continue }
                            for j in 0..<k[1] {
                                let sx = z * s[1] - p[1] + j * d[1]
                                if sx < 0 || sx >= w { continue }
                                let v = base[sy * w + sx]
                                if v > best || v != v || at < 0 {
                                    best = v
                                    at = sy * w + sx
                                }
                            }
                        }
                        o[(plane * oh + y) * ow + z] = best
                        q[(plane * oh + y) * ow + z] = at
                    }
                }
            }
        }
        if planes * oh * ow > 0 { if xc.dtype == .float32 { run(Float.self) } else { run(Double.self) } }
        indices = index
        let result = x.dtype.isFloat ? out : try Elementwise.cast(out, x.dtype)
        if Autograd.needed(x) {
            let si = Saved(index), shape = x.shape
            Autograd.record("MaxPool2DWithIndicesBackward0", [x], [si], result) { n, g in
                let z = try Tensor.zeros([planes, h * w], g.dtype)
                return [try reshape(scatterAdd(z, 1, si.value(n), reshape(g, [planes, oh * ow])), shape)]
            }
        }
        return result
    }

    /// `F.avg_pool2d` and `avg_pool1d`.
    public static func averagePool(
        _ x: Tensor, _ kernel: [Int], stride: [Int], padding: [Int], ceil: Bool, countPadding: Bool, divisor: Int?, spatial: Int
    ) throws -> Tensor {
        let one = spatial == 1 ? [1] : []
        let k = one + kernel, s = one + stride, p = (spatial == 1 ? [0] : []) + padding
        return try windowed(x, spatial, "avg_pool") { t in
            let (h, w) = (t.shape[2], t.shape[3])
            let (oh, ow) = try pooled(t, k, s, p, [1, 1], ceil)
            var rows: [(Int, Int)] = [], columns: [(Int, Int)] = [], rowCounts: [Int] = [], columnCounts: [Int] = []
            for y in 0..<oh {
                let a = y * s[0] - p[0], b = min(a + k[0], h + p[0])
                rows.append((max(a, 0), min(b, h)))
                rowCounts.append(countPadding ? b - a : min(b, h) - max(a, 0))
            }
            for z in 0..<ow {
                let a = z * s[1] - p[1], b = min(a + k[1], w + p[1])
                columns.append((max(a, 0), min(b, w)))
                columnCounts.append(countPadding ? b - a : min(b, w) - max(a, 0))
            }
            return try average(t, rows, columns, { y, z in divisor ?? rowCounts[y] * columnCounts[z] }, "AvgPool2DBackward0")
        }
    }
    /// `F.adaptive_avg_pool2d` and 1d; nil sizes keep the input's.
    public static func adaptiveAveragePool(_ x: Tensor, _ size: [Int?], spatial: Int) throws -> Tensor {
        try windowed(x, spatial, "adaptive_avg_pool") { t in
            let (h, w) = (t.shape[2], t.shape[3])
            try outputs(size, spatial)
            let oh = spatial == 1 ? 1 : size[0] ?? h, ow = (spatial == 1 ? size[0] : size[1]) ?? w
            if oh == 1 && ow == 1 && h * w > 0 {
                let r = try mean(t, [-1, -2], keepdim: true)
                return r
            }
            let rows = bins(h, oh), columns = bins(w, ow)
            return try average(t, rows, columns, { y, z in (rows[y].1 - rows[y].0) * (columns[z].1 - columns[z].0) }, "AdaptiveAvgPool2DBackward0")
        }
    }
    /// Refuses a wrong number of output sizes and negative ones.
    private static func outputs(_ size: [Int?], _ spatial: Int) throws {
        guard size.count == spatial else { throw KernelError.runtime("adaptive pooling: output_size must be \(spatial)") }
        if size.contains(where: { ($0 ?? 0) < 0 || ($0 ?? 0) > 1 << 31 }) { throw KernelError.runtime("adaptive pooling: elements of output_size must be greater than or equal to 0 but received {\(size.map { "\($0 ?? -1)" }.joined(separator: ", "))}") }
    }
    private static func bins(_ n: Int, _ out: Int) -> [(Int, Int)] { (0..<out).map { ($0 * n / out, (($0 + 1) * n + out - 1) / out) } }
    public static func adaptiveMaxPool(_ x: Tensor, _ size: [Int?], spatial: Int) throws -> Tensor {
        try windowed(x, spatial, "adaptive_max_pool") { t in
            let (h, w) = (t.shape[2], t.shape[3])
            try outputs(size, spatial)
            let rows = bins(h, spatial == 1 ? 1 : size[0] ?? h), columns = bins(w, (spatial == 1 ? size[0] : size[1]) ?? w)
            return try stack(rows.map { r in
                try stack(columns.map { c in
                    try extremum(flatten(slice(slice(t, 2, start: r.0, count: r.1 - r.0), 3, start: c.0, count: c.1 - c.0), 2), 2, largest: true).values
                }, 2)
            }, 2)
        }
    }

    /// Averages of int64, cut off towards zero as PyTorch cuts them.
    private static func wholeAverage(_ x: Tensor, _ rows: [(Int, Int)], _ columns: [(Int, Int)], _ count: (Int, Int) -> Int) throws -> Tensor {
        let (h, w, planes) = (x.shape[2], x.shape[3], x.shape[0] * x.shape[1]), a = try x.integers()
        var out: [Int] = []
        for plane in 0..<planes {
            for (y, r) in rows.enumerated() {
                for (z, c) in columns.enumerated() {
                    var s = 0
                    for i in r.0..<max(r.1, r.0) { for j in c.0..<max(c.1, c.0) { s &+= a[(plane * h + i) * w + j] } }
                    out.append(s / count(y, z))
                }
            }
        }
        return try Movement.reshape(Tensor.of(out), [x.shape[0], x.shape[1], rows.count, columns.count])
    }
    private static func average(_ x: Tensor, _ rows: [(Int, Int)], _ columns: [(Int, Int)], _ count: @escaping (Int, Int) -> Int, _ name: String) throws -> Tensor {
        if x.dtype == .float16 || x.dtype == .bfloat16 { return try cast(average(cast(x, .float32), rows, columns, count, name), x.dtype) }
        if !x.dtype.isFloat {
            guard x.dtype == .int64, name == "AvgPool2DBackward0" else { throw refused(name == "AvgPool2DBackward0" ? "avg_pool2d" : "adaptive_avg_pool2d", x.dtype) }
            return try wholeAverage(x, rows, columns, count)
        }
        let (h, w, oh, ow) = (x.shape[2], x.shape[3], rows.count, columns.count)
        let planes = x.shape[0] * x.shape[1]
        let xc = try x.contiguous()
        let out = try Tensor(empty: [x.shape[0], x.shape[1], oh, ow], x.dtype)
        func run<T: BinaryFloatingPoint>(_: T.Type, _ a: Tensor, _ o: Tensor, back: Bool) {
            let a = a.elements(T.self).baseAddress!, o = o.elements(T.self).baseAddress!
            for plane in 0..<planes {
                for y in 0..<oh {
                    for z in 0..<ow {
                        let c = T(count(y, z)), at = (plane * oh + y) * ow + z
                        if back {
                            let g = a[at] / c
                            for i in rows[y].0..<max(rows[y].1, rows[y].0) { for j in columns[z].0..<max(columns[z].1, columns[z].0) { o[(plane * h + i) * w + j] += g } }
                        } else {
                            var s: T = 0
                            for i in rows[y].0..<max(rows[y].1, rows[y].0) { for j in columns[z].0..<max(columns[z].1, columns[z].0) { s += a[(plane * h + i) * w + j] } }
                            o[at] = s / c
                        }
                    }
                }
            }
        }
        if x.count > 0 && out.count > 0 { if x.dtype == .float32 { run(Float.self, xc, out, back: false) } else { run(Double.self, xc, out, back: false) } }
        if Autograd.needed(x) {
            let shape = x.shape
            Autograd.record(name, [x], [], out) { _, g in
                let r = try Tensor.zeros(shape, g.dtype), gc = try g.contiguous()
                if r.count > 0 { if g.dtype == .float32 { run(Float.self, gc, r, back: true) } else { run(Double.self, gc, r, back: true) } }
                return [r]
            }
        }
        return out
    }
}

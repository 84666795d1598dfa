// This file defines convolutions of bfloat16 maps in channels-last order, on processors that multiply bfloat16.
//
// 3×3 goes through Winograd's transform in float32, which reads and writes the maps as they are: at a quarter of the products it is
// faster than direct products in bfloat16 (on a Zen 4 core 280 to 320 GFLOP/s against at most 190), and rounds once. 1×1 kernels and
// kernels as large as their stride are products in bfloat16 with float32 sums (CKernel/bf16.c). Everything else is computed in float32.
// Letters as in FastConvolution.swift.

import CKernel

struct HalfConvolution {
    /// Whether products of bfloat16 are computed natively here.
    static var isAvailable: Bool { ck_has_bf16() != 0 && ck_isa() == 2 }

    /// What a geometry is done by.
    private enum Way { case winograd, product, windows }
    private static func way(_ c: Int, _ o: Int, _ h: Int, _ w: Int, _ k: (Int, Int), _ g: ConvolutionGeometry) -> Way? {
        if g.groups != 1 || g.dilation != (1, 1) { return nil }
        if FastConvolution.usesWinograd, k == (3, 3), g.stride == (1, 1), g.padding == (1, 1), c % 16 == 0, o % 16 == 0, h >= 4, w >= 4 { return .winograd }
        if !isAvailable { return nil }
        if k == (1, 1), g.stride == (1, 1), g.padding == (0, 0) { return .product }
        // Windows that touch without overlapping.
        if g.stride == k, g.padding == (0, 0), h % k.0 == 0, w % k.1 == 0 { return .windows }
        return nil
    }
    @inline(__always) static func bits(_ t: Tensor) -> UnsafeMutablePointer<UInt16> { t.quietPointer.assumingMemoryBound(to: UInt16.self) }
    private static func matrix(_ p: UnsafePointer<UInt16>, row: Int, column: Int) -> ck_bf16_matrix { ck_bf16_matrix(at: p, batch: 0, row: Int64(row), column: Int64(column)) }
    /// A map as bfloat16 in channels-last order.
    private static func map(_ t: Tensor) throws -> Tensor {
        if t.isChannelsLast, t.dtype == .bfloat16 {
            try t.computed()
            return t
        }
        let out = try Tensor(channelsLast: t.shape, .bfloat16)
        try Elementwise.copy(from: t, to: out)
        return out
    }
    private static func wide(_ t: Tensor) throws -> Tensor { try Elementwise.cast(t, .float32).contiguous() }
    private static func check(_ status: Int32, _ bytes: Int) throws -> Bool {
        if status < 0 { throw KernelError.outOfMemory(bytes: bytes) }
        return status == 0
    }

    /// nil: not done here.
    static func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor? {
        guard x.dtype == .bfloat16, w.dtype == .bfloat16 else { return nil }
        let (n, c, h, wd) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]), (o, kh, kw) = (w.shape[0], w.shape[2], w.shape[3])
        guard let way = way(c, o, h, wd, (kh, kw), geo) else { return nil }
        let x = try map(x), bias = try bias.map { try wide($0) }
        let (oh, ow) = geo.outputSize((h, wd), (kh, kw))
        let out = try Tensor(channelsLast: [n, o, oh, ow], .bfloat16), k = c * kh * kw, positions = n * oh * ow
        switch way {
        case .winograd:
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 1)
            let w = try wide(w)
            _ = try check(ck_conv3_forward(&s, bits(x), w.floats, bias?.floats, bits(out)), 36 * c * o * 4)
        case .product:
            let w = try w.contiguous()
            guard try check(
                ck_bf16_product(1, Int64(positions), Int64(o), Int64(c), matrix(bits(x), row: c, column: 1), matrix(bits(w), row: 1, column: c), bits(out), 0, Int64(o), 0, bias?.floats), c * o * 2)
            else { return nil }
        case .windows:
            let columns = try windows(x, (kh, kw), oh, ow), w = try windowOrder(w)
            guard try check(
                ck_bf16_product(1, Int64(positions), Int64(o), Int64(k), matrix(bits(columns), row: k, column: 1), matrix(bits(w), row: 1, column: k), bits(out), 0, Int64(o), 0, bias?.floats),
                k * o * 2)
            else { return nil }
        }
        return out
    }

    static func backwardInput(_ g: Tensor, _ w: Tensor, inputShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor? {
        guard g.dtype == .bfloat16, w.dtype == .bfloat16 else { return nil }
        let (n, c, h, wd) = (inputShape[0], inputShape[1], inputShape[2], inputShape[3]), (o, kh, kw) = (w.shape[0], w.shape[2], w.shape[3])
        guard let way = way(c, o, h, wd, (kh, kw), geo) else { return nil }
        let g = try map(g), (oh, ow) = (g.shape[2], g.shape[3])
        let out = try Tensor(channelsLast: inputShape, .bfloat16), k = c * kh * kw, positions = n * oh * ow
        switch way {
        case .winograd:
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 1)
            let w = try wide(w)
            _ = try check(ck_conv3_backward_data(&s, bits(g), w.floats, bits(out)), 36 * c * o * 4)
        case .product:
            let w = try w.contiguous()
            guard try check(
                ck_bf16_product(1, Int64(positions), Int64(c), Int64(o), matrix(bits(g), row: o, column: 1), matrix(bits(w), row: c, column: 1), bits(out), 0, Int64(c), 0, nil), c * o * 2)
            else { return nil }
        case .windows:
            let columns = try Tensor(empty: [positions, k], .bfloat16), w = try windowOrder(w)
            guard try check(
                ck_bf16_product(1, Int64(positions), Int64(k), Int64(o), matrix(bits(g), row: o, column: 1), matrix(bits(w), row: k, column: 1), bits(columns), 0, Int64(k), 0, nil), k * o * 2)
            else { return nil }
            move(columns, out, (kh, kw), oh, ow, toImage: true)
        }
        return out
    }

    static func backwardWeight(_ g: Tensor, _ x: Tensor, weightShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor? {
        guard g.dtype == .bfloat16, x.dtype == .bfloat16 else { return nil }
        let (n, c, h, wd) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]), (o, kh, kw) = (weightShape[0], weightShape[2], weightShape[3])
        guard let way = way(c, o, h, wd, (kh, kw), geo) else { return nil }
        let g = try map(g), x = try map(x), (oh, ow) = (g.shape[2], g.shape[3]), k = c * kh * kw, positions = n * oh * ow
        switch way {
        case .winograd:
            let out = try Tensor(empty: weightShape, .float32)
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 1)
            _ = try check(ck_conv3_backward_weight(&s, bits(x), bits(g), out.floats), 36 * c * o * 4)
            return try Elementwise.cast(out, .bfloat16)
        case .product, .windows:
            let columns = way == .windows ? try windows(x, (kh, kw), oh, ow) : x
            let sums = try Tensor(empty: [o, kh * kw, c], .bfloat16)
            guard try check(
                ck_bf16_product(1, Int64(o), Int64(k), Int64(positions), matrix(bits(g), row: 1, column: o), matrix(bits(columns), row: k, column: 1), bits(sums), 0, Int64(k), 0, nil), k * o * 4)
            else { return nil }
            if way == .product { return sums.view(shape: weightShape, strides: Shape.contiguousStrides(weightShape), offset: 0) }
            return try Movement.reshape(Movement.swapAxes(sums, 1, 2).contiguous(), weightShape)
        }
    }

    // MARK: Windows

    /// Weights (O, C, KH, KW) as (O, KH, KW, C).
    private static func windowOrder(_ w: Tensor) throws -> Tensor {
        try Movement.swapAxes(Movement.reshape(w.contiguous(), [w.shape[0], w.shape[1], w.shape[2] * w.shape[3]]), 1, 2).contiguous()
    }
    /// Every window a row (KH, KW, C).
    private static func windows(_ x: Tensor, _ kernel: (Int, Int), _ oh: Int, _ ow: Int) throws -> Tensor {
        let out = try Tensor(empty: [x.shape[0] * oh * ow, kernel.0 * kernel.1 * x.shape[1]], .bfloat16)
        move(out, x, kernel, oh, ow, toImage: false)
        return out
    }
    /// Copies between rows of windows and the image that they tile: one row of a window is KW·C numbers in a row in both.
    private static func move(_ columns: Tensor, _ image: Tensor, _ kernel: (Int, Int), _ oh: Int, _ ow: Int, toImage: Bool) {
        let n = image.shape[0], c = image.shape[1], w = image.shape[3], run = kernel.1 * c, k = kernel.0 * run
        let a = bits(columns), b = bits(image)
        Threads.parallel(n * oh, grain: max(1, 65536 / (ow * k))) { rows in
            for r in rows {
                for i in 0..<kernel.0 {
                    let line = b + (r * kernel.0 + i) * w * c
                    for j in 0..<ow {
                        let p = a + (r * ow + j) * k + i * run, q = line + j * run
                        if toImage { q.update(from: p, count: run) } else { p.update(from: q, count: run) }
                    }
                }
            }
        }
    }
}

extension BLAS {
    /// A product of bfloat16 vectors, matrices or stacks of matrices, where the processor multiplies bfloat16 and the orders in memory
    /// need no copies of the larger operand; else nil. Shapes fit. Sums are float32, the result is bfloat16.
    static func halfMatmul(_ a: Tensor, _ b: Tensor) throws -> Tensor? {
        guard HalfConvolution.isAvailable, a.dtype == .bfloat16, b.dtype == .bfloat16, a.rank >= 2, b.rank >= 2 else { return nil }
        let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
        guard m * n * k >= 1 << 12, a.rank <= 3, b.rank <= 3 else { return nil }
        let count = max(a.rank == 3 ? a.shape[0] : 1, b.rank == 3 ? b.shape[0] : 1)
        // Stacks of the same size, or one matrix for all.
        for t in [a, b] where t.rank == 3 && t.shape[0] != count && t.shape[0] != 1 { return nil }
        try a.computed()
        try b.computed()
        func matrix(_ t: Tensor) -> ck_bf16_matrix {
            ck_bf16_matrix(
                at: HalfConvolution.bits(t), batch: t.rank == 3 && t.shape[0] > 1 ? Int64(t.strides[0]) : 0, row: Int64(t.strides[t.rank - 2]), column: Int64(t.strides[t.rank - 1]))
        }
        func turned(_ x: ck_bf16_matrix) -> ck_bf16_matrix { ck_bf16_matrix(at: x.at, batch: x.batch, row: x.column, column: x.row) }
        // As in matmul: a map times a matrix stays a map, its positions the rows.
        let byColumns = b.isKernelOrdered && b.rank > 2 && b.strides[b.rank - 2] == 1 && k > 1 && m > 1 && n > 1
        let shape = a.rank == 3 || b.rank == 3 ? [count, m, n] : [m, n]
        var strides = Shape.contiguousStrides(shape)
        if byColumns {
            strides[shape.count - 1] = m
            strides[shape.count - 2] = 1
        }
        let out = Tensor(storage: try Storage(byteCount: shape.reduce(1, *) * 2), dtype: .bfloat16, shape: shape, strides: strides)
        out.isKernelOrdered = byColumns || a.isKernelOrdered && a.rank > 2 && a.strides[a.rank - 1] == 1
        let p = HalfConvolution.bits(out), x = matrix(a), y = matrix(b), each = Int64(m * n)
        let status = byColumns
            ? ck_bf16_product(Int64(count), Int64(n), Int64(m), Int64(k), turned(y), turned(x), p, each, Int64(m), 0, nil)
            : ck_bf16_product(Int64(count), Int64(m), Int64(n), Int64(k), x, y, p, each, Int64(n), 0, nil)
        if status < 0 { throw KernelError.outOfMemory(bytes: k * n * 4) }
        return status == 0 ? out : nil
    }
}

// This file defines the convolutions of float32 maps in channels-last order.
//
// 3×3 at stride 1 goes through Winograd's transform (CKernel/winograd.c), 1×1 is one matrix product, a kernel as large as its
// stride one product and a scatter, everything else unfolds pieces of the image that stay in the cache. Letters as in
// NN/Convolution.swift; P: positions of the output, K: elements of a window, ordered (KH, KW, C).

import CKernel

/// Convolutions of float32 maps; others go to the plain ones.
public struct FastConvolution: ConvolutionBackend {
    private let plain = PlainConvolution()
    public init() {}

    /// Off: no transforms that round differently from a plain sum (`KERNEL_WINOGRAD=0`, tests).
    nonisolated(unsafe) public static var usesWinograd: Bool = getenv("KERNEL_WINOGRAD").map { String(cString: $0) } != "0"

    /// Whether a convolution is cheap enough to be computed twice: 1×1 with at most this many channels.
    public static let cheapChannels = 128
    /// Elements from which on a map is worth computing twice.
    nonisolated(unsafe) static var largeMap = 1 << 18
    static func isCheap(_ x: Tensor, _ w: Tensor, _ g: ConvolutionGeometry) -> Bool {
        w.shape[2] == 1 && w.shape[3] == 1 && g == ConvolutionGeometry() && Pointwise.isWidth(x.dtype) && w.shape[1] <= cheapChannels && x.count >= largeMap
    }
    private func takes(_ t: Tensor...) -> Bool { BLAS.isAvailable && t.allSatisfy { Pointwise.isWidth($0.dtype) && $0.count > 0 } }
    private func winograd(_ cin: Int, _ cout: Int, _ h: Int, _ w: Int, _ k: (Int, Int), _ g: ConvolutionGeometry) -> Bool {
        FastConvolution.usesWinograd && k == (3, 3) && g.stride == (1, 1) && g.padding == (1, 1) && g.dilation == (1, 1) && g.groups == 1 && cin % 16 == 0
            && cout % 16 == 0 && h >= 4 && w >= 4
    }
    private func isProduct(_ k: (Int, Int), _ g: ConvolutionGeometry) -> Bool { k == (1, 1) && g.stride == (1, 1) && g.padding == (0, 0) && g.groups == 1 }

    /// float32, row-major.
    private func wide(_ t: Tensor) throws -> Tensor { try Elementwise.cast(t, .float32).contiguous() }
    /// The result in the operands' dtype: bfloat16 maps are computed in float32 and rounded once.
    private func narrow(_ t: Tensor, _ dtype: DType) throws -> Tensor { t.dtype == dtype ? t : try Elementwise.cast(t, dtype) }

    public func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        guard takes(x, w), bias == nil || takes(bias!) else { return try plain.forward(x, w, bias: bias, geo) }
        if let y = try HalfConvolution.forward(x, w, bias: bias, geo) { return y }
        return try narrow(wideForward(x.channelsLast(), wide(w), bias: bias.map { try wide($0) }, geo), x.dtype)
    }
    private func wideForward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        let (n, c, h, wd) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]), (o, kh, kw) = (w.shape[0], w.shape[2], w.shape[3])
        let (oh, ow) = geo.outputSize((h, wd), (kh, kw))
        let out = try Tensor(channelsLast: [n, o, oh, ow])
        if out.count == 0 { return out }
        if winograd(c, o, h, wd, (kh, kw), geo) {
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 0)
            if ck_conv3_forward(&s, x.floats, w.floats, bias?.floats, out.floats) != 0 { throw KernelError.outOfMemory(bytes: 36 * c * o * 4) }
            return out
        }
        let wk = isProduct((kh, kw), geo) ? w : try windowOrder(w)
        try eachPiece(n * oh * ow, geo, c, (kh, kw)) { range, columns in
            for q in 0..<geo.groups {
                let cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw
                let a: BLASMatrix<Float>
                if isProduct((kh, kw), geo) {
                    a = BLASMatrix(UnsafePointer(x.floats + range.lowerBound * c), rows: range.count, columns: k, rowStep: c, columnStep: 1)
                } else {
                    unfold(x.floats, columns, range, q * cg, cg, (h, wd, c), (kh, kw), (oh, ow), geo)
                    a = BLASMatrix(UnsafePointer(columns), rows: range.count, columns: k, rowStep: k, columnStep: 1)
                }
                let b = BLASMatrix(UnsafePointer(wk.floats + q * og * k), rows: k, columns: og, rowStep: 1, columnStep: k)
                let y = out.floats + range.lowerBound * o + q * og
                // The bias first, the products on top: one pass less over the result.
                if let bias {
                    let v = bias.floats + q * og
                    for i in 0..<range.count { (y + i * o).update(from: v, count: og) }
                }
                try BLAS.gemm(a, b, into: y, ldc: o, beta: bias == nil ? 0 : 1, threaded: false)
            }
        }
        return out
    }

    public func backwardInput(_ g: Tensor, _ w: Tensor, inputShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        guard takes(g, w) else { return try plain.backwardInput(g, w, inputShape: inputShape, geo) }
        if let y = try HalfConvolution.backwardInput(g, w, inputShape: inputShape, geo) { return y }
        return try narrow(wideBackwardInput(g.channelsLast(), wide(w), inputShape: inputShape, geo), g.dtype)
    }
    private func wideBackwardInput(_ g: Tensor, _ w: Tensor, inputShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        let (n, c, h, wd) = (inputShape[0], inputShape[1], inputShape[2], inputShape[3]), (o, kh, kw) = (w.shape[0], w.shape[2], w.shape[3])
        let (oh, ow) = (g.shape[2], g.shape[3])
        let out = try Tensor(channelsLast: inputShape)
        if winograd(o, c, h, wd, (kh, kw), geo) {
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 0)
            if ck_conv3_backward_data(&s, g.floats, w.floats, out.floats) != 0 { throw KernelError.outOfMemory(bytes: 36 * c * o * 4) }
            return out
        }
        if isProduct((kh, kw), geo) {
            try eachPiece(n * oh * ow, geo, c, (kh, kw)) { range, _ in
                try BLAS.gemm(
                    BLASMatrix(UnsafePointer(g.floats + range.lowerBound * o), rows: range.count, columns: o, rowStep: o, columnStep: 1),
                    BLASMatrix(UnsafePointer(w.floats), rows: o, columns: c, rowStep: c, columnStep: 1), into: out.floats + range.lowerBound * c, ldc: c, threaded: false)
            }
            return out
        }
        let wk = try windowOrder(w), cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw
        // Windows that do not overlap and cover everything write each element once; others add, one image at a time.
        let once = geo.stride == (kh, kw) && geo.padding == (0, 0) && geo.dilation == (1, 1) && h == oh * kh && wd == ow * kw
        if !once { memset(out.floats, 0, out.count * 4) }
        func body(_ range: Range<Int>, _ columns: UnsafeMutablePointer<Float>) throws {
            for q in 0..<geo.groups {
                try BLAS.gemm(
                    BLASMatrix(UnsafePointer(g.floats + range.lowerBound * o + q * og), rows: range.count, columns: og, rowStep: o, columnStep: 1),
                    BLASMatrix(UnsafePointer(wk.floats + q * og * k), rows: og, columns: k, rowStep: k, columnStep: 1), into: columns, ldc: k, threaded: false)
                fold(columns, out.floats, range, q * cg, cg, (h, wd, c), (kh, kw), (oh, ow), geo, add: !once)
            }
        }
        if once {
            try eachPiece(n * oh * ow, geo, c, (kh, kw), body)
        } else {
            let step = pieceSize(oh * ow, k)
            try Threads.parallelThrowing(n) { images in
                let columns = try Arena.shared.allocate(step * k * 4), p = columns.assumingMemoryBound(to: Float.self)
                defer { Arena.shared.free(columns, step * k * 4) }
                for i in images { for at in stride(from: 0, to: oh * ow, by: step) { try body(i * oh * ow + at..<i * oh * ow + min(at + step, oh * ow), p) } }
            }
        }
        return out
    }

    public func backwardWeight(_ g: Tensor, _ x: Tensor, weightShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        guard takes(g, x) else { return try plain.backwardWeight(g, x, weightShape: weightShape, geo) }
        if let y = try HalfConvolution.backwardWeight(g, x, weightShape: weightShape, geo) { return y }
        return try narrow(wideBackwardWeight(g.channelsLast(), x.channelsLast(), weightShape: weightShape, geo), g.dtype)
    }
    private func wideBackwardWeight(_ g: Tensor, _ x: Tensor, weightShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        let (n, c, h, wd) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]), (o, kh, kw) = (weightShape[0], weightShape[2], weightShape[3])
        let (oh, ow) = (g.shape[2], g.shape[3]), positions = n * oh * ow
        let out = try Tensor(empty: weightShape, .float32)
        if winograd(c, o, h, wd, (kh, kw), geo) {
            var s = ck_conv3_size(n: Int64(n), h: Int64(h), w: Int64(wd), cin: Int64(c), cout: Int64(o), half: 0)
            if ck_conv3_backward_weight(&s, x.floats, g.floats, out.floats) != 0 { throw KernelError.outOfMemory(bytes: 36 * c * o * 4) }
            return out
        }
        if isProduct((kh, kw), geo) {
            try BLAS.gemm(
                BLASMatrix(UnsafePointer(g.floats), rows: o, columns: positions, rowStep: 1, columnStep: o),
                BLASMatrix(UnsafePointer(x.floats), rows: positions, columns: c, rowStep: c, columnStep: 1), into: out.floats, ldc: c)
            return out
        }
        // Partial sums over parts of the positions, as many as memory for them allows (by size alone), added in order.
        let cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw, size = o * k
        let parts = max(1, min(32, (8 << 20) / max(size, 1), (positions + 511) / 512)), per = (positions + parts - 1) / parts
        let sums = try Arena.shared.allocate(parts * size * 4), p = sums.assumingMemoryBound(to: Float.self)
        defer { Arena.shared.free(sums, parts * size * 4) }
        let step = min(pieceSize(per, k), per)
        try Threads.parallelThrowing(parts) { range in
            let columns = try Arena.shared.allocate(step * k * 4), q0 = columns.assumingMemoryBound(to: Float.self)
            defer { Arena.shared.free(columns, step * k * 4) }
            for part in range {
                let d = p + part * size
                memset(d, 0, size * 4)
                for at in stride(from: part * per, to: min((part + 1) * per, positions), by: step) {
                    let piece = at..<min(at + step, (part + 1) * per, positions)
                    for q in 0..<geo.groups {
                        unfold(x.floats, q0, piece, q * cg, cg, (h, wd, c), (kh, kw), (oh, ow), geo)
                        try BLAS.gemm(
                            BLASMatrix(UnsafePointer(g.floats + at * o + q * og), rows: og, columns: piece.count, rowStep: 1, columnStep: o),
                            BLASMatrix(UnsafePointer(q0), rows: piece.count, columns: k, rowStep: k, columnStep: 1), into: d + q * og * k, ldc: k, beta: 1, threaded: false)
                    }
                }
            }
        }
        // (O, KH, KW, C) to (O, C, KH, KW).
        let y = out.floats
        Threads.parallel(o, grain: max(1, 16384 / k)) { rows in
            for r in rows {
                for t in 0..<kh * kw {
                    for i in 0..<cg {
                        var s: Float = 0
                        for part in 0..<parts { s += p[part * size + r * k + t * cg + i] }
                        y[r * k + i * kh * kw + t] = s
                    }
                }
            }
        }
        return out
    }

    // MARK: Windows

    /// Weights (O, C, KH, KW) as (O, KH, KW, C).
    private func windowOrder(_ w: Tensor) throws -> Tensor {
        let (o, c, t) = (w.shape[0], w.shape[1], w.shape[2] * w.shape[3])
        let out = try Tensor(empty: [o, t, c], .float32), a = w.floats, b = out.floats
        Threads.parallel(o, grain: max(1, 16384 / (c * t))) { rows in
            for r in rows { for i in 0..<c { for j in 0..<t { b[(r * t + j) * c + i] = a[(r * c + i) * t + j] } } }
        }
        return out
    }
    /// Positions whose windows take about 256 KB.
    private func pieceSize(_ positions: Int, _ k: Int) -> Int { max(16, min(positions, 65536 / max(k, 1), 1024)) }
    /// Calls `body` with pieces of the positions and memory for their windows, on all threads.
    private func eachPiece(_ positions: Int, _ geo: ConvolutionGeometry, _ c: Int, _ kernel: (Int, Int), _ body: (Range<Int>, UnsafeMutablePointer<Float>) throws -> Void) throws {
        let k = c / geo.groups * kernel.0 * kernel.1, product = isProduct(kernel, geo), step = product ? min(positions, 1024) : pieceSize(positions, k)
        let bytes = product ? 64 : step * k * 4
        try Threads.parallelThrowing(positions, grain: step) { range in
            let columns = try Arena.shared.allocate(bytes)
            defer { Arena.shared.free(columns, bytes) }
            try body(range, columns.assumingMemoryBound(to: Float.self))
        }
    }
    /// Windows of the positions, one a row (KH, KW, channels first..<first + cg).
    private func unfold(
        _ x: UnsafePointer<Float>, _ columns: UnsafeMutablePointer<Float>, _ positions: Range<Int>, _ first: Int, _ cg: Int, _ size: (h: Int, w: Int, c: Int),
        _ kernel: (Int, Int), _ output: (Int, Int), _ geo: ConvolutionGeometry
    ) {
        var o = columns
        for p in positions {
            let n = p / (output.0 * output.1), y = p / output.1 % output.0, z = p % output.1
            let image = x + n * size.h * size.w * size.c + first
            for i in 0..<kernel.0 {
                let sy = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                for j in 0..<kernel.1 {
                    let sx = z * geo.stride.1 - geo.padding.1 + j * geo.dilation.1
                    if sy >= 0 && sy < size.h && sx >= 0 && sx < size.w {
                        let s = image + (sy * size.w + sx) * size.c
                        if cg == 1 { o[0] = s[0] } else { o.update(from: s, count: cg) }
                    } else {
                        for q in 0..<cg { o[q] = 0 }
                    }
                    o += cg
                }
            }
        }
    }
    /// The reverse: rows of windows into the image.
    private func fold(
        _ columns: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>, _ positions: Range<Int>, _ first: Int, _ cg: Int, _ size: (h: Int, w: Int, c: Int),
        _ kernel: (Int, Int), _ output: (Int, Int), _ geo: ConvolutionGeometry, add: Bool
    ) {
        var s = columns
        for p in positions {
            let n = p / (output.0 * output.1), y = p / output.1 % output.0, z = p % output.1
            let image = x + n * size.h * size.w * size.c + first
            for i in 0..<kernel.0 {
                let sy = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                for j in 0..<kernel.1 {
                    let sx = z * geo.stride.1 - geo.padding.1 + j * geo.dilation.1
                    if sy >= 0 && sy < size.h && sx >= 0 && sx < size.w {
                        let d = image + (sy * size.w + sx) * size.c
                        if add { for q in 0..<cg { d[q] += s[q] } } else { d.update(from: s, count: cg) }
                    }
                    s += cg
                }
            }
        }
    }
}

import Glibc

// This file defines softmax, max-pooling and joining of the kernel's maps (channels last, float32).

import CKernel

enum FusedMaps {
    /// Rows of channels at even steps: (N, C, positions…) or (N, C, L) with channels next to each other. Gives the steps, in elements.
    static func rows(_ t: Tensor, _ dtype: DType = .float32) -> (sample: Int, row: Int)? {
        t.isKernelOrdered && t.dtype == dtype ? steps(t) : nil
    }
    /// The same for a tensor of any origin and dtype.
    static func steps(_ t: Tensor) -> (sample: Int, row: Int)? {
        guard t.rank >= 3, t.shape[1] == 1 || t.strides[1] == 1, t.count > 0 else { return nil }
        let step = t.strides[t.rank - 1]
        var expected = step
        for i in stride(from: t.rank - 1, through: 2, by: -1) {
            if t.shape[i] != 1 && t.strides[i] != expected { return nil }
            expected *= t.shape[i]
        }
        return step >= t.shape[1] ? (t.strides[0], step) : nil
    }

    /// A map between float32 and bfloat16, in channels-last order without gaps; nil for anything else.
    static func cast(_ t: Tensor, _ dtype: DType) throws -> Tensor? {
        let wide = t.dtype == .bfloat16 && dtype == .float32
        guard wide || t.dtype == .float32 && dtype == .bfloat16 else { return nil }
        if t.count > 0, t.isContiguous, !t.isChannelsLast || t.rank < 3 {
            let out = try Tensor(empty: t.shape, dtype)
            out.isKernelOrdered = t.isKernelOrdered
            convert(out, 0, t.count, t, 0, t.count, 1, t.count, wide)
            return out
        }
        guard let r = rows(t, t.dtype) else { return nil }
        let out = try Tensor(channelsLast: t.shape, dtype)
        let n = t.shape[0], c = t.shape[1], positions = t.count / (n * c)
        if r.sample == positions * r.row || n == 1 {
            convert(out, 0, c, t, 0, r.row, n * positions, c, wide)
        } else {
            for i in 0..<n { convert(out, i * positions * c, c, t, i * r.sample, r.row, positions, c, wide) }
        }
        return out
    }
    private static func convert(_ to: Tensor, _ toAt: Int, _ toStep: Int, _ from: Tensor, _ fromAt: Int, _ fromStep: Int, _ rows: Int, _ c: Int, _ wide: Bool) {
        if wide {
            ck_widen_rows(to.floats + toAt, Int64(toStep), from.quietPointer.assumingMemoryBound(to: UInt16.self) + fromAt, Int64(fromStep), Int64(rows), Int64(c))
        } else {
            ck_narrow_rows(to.quietPointer.assumingMemoryBound(to: UInt16.self) + toAt, Int64(toStep), from.floats + fromAt, Int64(fromStep), Int64(rows), Int64(c))
        }
    }

    /// Softmax of a map over its positions (N, C, L; axis 2) or its channels (axis 1); nil where the order is another.
    static func softmax(_ x: Tensor, axis: Int, log: Bool) throws -> Tensor? {
        if axis == 2, x.rank == 3, !log, Pointwise.isWidth(x.dtype), let r = rows(x, x.dtype) {
            try x.computed()
            let out = try Tensor(channelsLast: x.shape, x.dtype)
            ck_softmax_positions(x.quietPointer, Int64(x.shape[0]), Int64(x.shape[2]), Int64(x.shape[1]), Int64(r.sample), Int64(r.row), out.quietPointer, half(x))
            return out
        }
        if axis == 1, x.rank >= 3, x.dtype == .float32, x.isKernelOrdered, x.isChannelsLast, x.count > 0 {
            let out = try Tensor(channelsLast: x.shape)
            ck_softmax_rows(x.floats, Int64(x.count / x.shape[1]), Int64(x.shape[1]), log ? 1 : 0, out.floats)
            return out
        }
        return nil
    }
    static func softmaxBackward(_ g: Tensor, output y: Tensor, axis: Int, log: Bool) throws -> Tensor? {
        guard Pointwise.isWidth(y.dtype), y.isKernelOrdered, y.rank >= 3, y.isChannelsLast, y.count > 0 else { return nil }
        if axis == 2, y.rank == 3, !log {
            let g = g.dtype == y.dtype && steps(g) != nil ? g : try Ops.laidOut(g.dtype == y.dtype ? g : Elementwise.cast(g, y.dtype), like: y)
            guard let r = steps(g) else { return nil }
            try g.computed()
            try y.computed()
            let out = try Tensor(channelsLast: y.shape, y.dtype)
            ck_softmax_positions_backward(
                g.quietPointer, Int64(r.sample), Int64(r.row), y.quietPointer, Int64(y.shape[0]), Int64(y.shape[2]), Int64(y.shape[1]), out.quietPointer, half(y))
            return out
        }
        if axis == 1, y.dtype == .float32 {
            let g = try g.channelsLast(), out = try Tensor(channelsLast: y.shape)
            ck_softmax_rows_backward(g.floats, y.floats, Int64(y.count / y.shape[1]), Int64(y.shape[1]), log ? 1 : 0, out.floats)
            return out
        }
        return nil
    }

    /// 2×2 max-pooling at stride 2 with the places of the maxima in bytes, of float32 or bfloat16.
    static func maxPool(_ x: Tensor) throws -> (Tensor, which: Tensor) {
        let x = try ordered(x), (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
        let out = try Tensor(channelsLast: [n, c, h / 2, w / 2], x.dtype), which = try Tensor(channelsLast: out.shape, .uint8)
        ck_maxpool2(x.quietPointer, Int64(n), Int64(h), Int64(w), Int64(c), out.quietPointer, which.quietPointer.assumingMemoryBound(to: UInt8.self), half(x))
        return (out, which)
    }
    static func maxPoolBackward(_ g: Tensor, _ which: Tensor, shape: [Int]) throws -> Tensor {
        let g = try ordered(g), out = try Tensor(channelsLast: shape, g.dtype)
        ck_maxpool2_backward(
            g.quietPointer, which.quietPointer.assumingMemoryBound(to: UInt8.self), Int64(shape[0]), Int64(shape[2]), Int64(shape[3]), Int64(shape[1]), out.quietPointer, half(g))
        return out
    }
    /// 1 for bfloat16, 0 for float32: what the C loops ask for.
    @inline(__always) static func half(_ t: Tensor) -> Int32 { t.dtype == .bfloat16 ? 1 : 0 }
    /// Computed, in channels-last order; bfloat16 stays, anything else becomes float32.
    private static func ordered(_ t: Tensor) throws -> Tensor {
        guard t.dtype == .bfloat16 else { return try t.channelsLast() }
        if !t.isChannelsLast {
            let r = try Tensor(channelsLast: t.shape, .bfloat16)
            try Elementwise.copy(from: t, to: r)
            return r
        }
        try t.computed()
        return t
    }
    /// The places as PyTorch's flat indices into each plane, row-major.
    static func flatIndices(_ which: Tensor, width: Int) throws -> Tensor {
        let out = try Tensor(empty: which.shape, .int64), q = out.elements(Int.self).baseAddress!
        let p = which.quietPointer.assumingMemoryBound(to: UInt8.self), (n, c, h, w) = (which.shape[0], which.shape[1], which.shape[2], which.shape[3])
        for i in 0..<n { for k in 0..<c { for y in 0..<h { for z in 0..<w {
            let v = Int(p[((i * h + y) * w + z) * c + k])
            q[((i * c + k) * h + y) * w + z] = (2 * y + v / 2) * width + 2 * z + v % 2
        } } } }
        return out
    }

    /// Maps of one dtype side by side along the channels: (N, Cᵢ, …) -> (N, ΣCᵢ, …); nil where the order is another.
    static func join(_ parts: [Tensor]) throws -> Tensor? {
        guard let first = parts.first, first.rank >= 3, Pointwise.isWidth(first.dtype), parts.allSatisfy({ rows($0, first.dtype) != nil }) else { return nil }
        var shape = first.shape
        shape[1] = parts.reduce(0) { $0 + $1.shape[1] }
        let out = try Tensor(channelsLast: shape, first.dtype)
        try copy(parts, into: out.quietPointer, step: shape[1])
        return out
    }
    /// (N, C, L) tensors as (N, parts, C, L), each in channels-last order: the gradient of a map whose channels were taken apart.
    static func stack(_ parts: [Tensor]) throws -> Tensor? {
        guard let first = parts.first, first.rank == 3, Pointwise.isWidth(first.dtype), parts.allSatisfy({ rows($0, first.dtype) != nil }) else { return nil }
        let (n, c, l, k) = (first.shape[0], first.shape[1], first.shape[2], parts.count)
        let out = Tensor(
            storage: try Storage(byteCount: n * c * l * k * first.dtype.size), dtype: first.dtype, shape: [n, k, c, l], strides: [k * c * l, c, 1, k * c])
        out.isKernelOrdered = true
        try copy(parts, into: out.quietPointer, step: k * c)
        return out
    }
    private static func copy(_ parts: [Tensor], into p: UnsafeMutableRawPointer, step: Int) throws {
        var at = 0
        for t in parts {
            guard let r = steps(t) else { continue }
            try t.computed()
            let size = t.dtype.size, c = t.shape[1], positions = t.count / (t.shape[0] * c)
            func rows(_ first: Int, _ from: Int, _ count: Int) {
                ck_copy_rows(p + (at + first * step) * size, Int64(step * size), t.quietPointer + from * size, Int64(r.row * size), Int64(count), Int64(c * size))
            }
            if r.sample == positions * r.row || t.shape[0] == 1 {
                rows(0, 0, t.shape[0] * positions)
            } else {
                for i in 0..<t.shape[0] { rows(i * positions, i * r.sample, positions) }
            }
            at += c
        }
    }
    /// Sums of every channel over samples and positions (C), as float32; nil where the order is another.
    static func channelSums(_ t: Tensor) throws -> Tensor? {
        guard t.rank >= 3, Pointwise.isWidth(t.dtype), t.isKernelOrdered, t.isChannelsLast, t.count > 0 else { return nil }
        try t.computed()
        let c = t.shape[1]
        var sums = [Double](repeating: 0, count: c)
        if ck_column_sums(t.quietPointer, Int64(t.count / c), Int64(c), &sums, half(t)) != 0 { throw KernelError.outOfMemory(bytes: 0) }
        return try Tensor.of(sums, .float32)
    }
}

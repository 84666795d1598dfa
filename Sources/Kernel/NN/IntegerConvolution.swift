// This file convolves whole numbers, which wrap around as the type of the input wraps. Without gradients.

/// `conv2d` and `conv_transpose2d` of integers, as PyTorch's CPU kernels take them: int64 whole, the smaller types only where the kernel is not spread out and not transposed.
enum IntegerConvolution {
    /// Refuses what PyTorch refuses, in its words.
    static func check(_ dtype: DType, dilation: [Int], transposed: Bool) throws {
        if dtype == .int64 { return }
        if transposed { throw Ops.refused("slow_conv_transpose2d_out_cpu", dtype) }
        if dilation.contains(where: { $0 != 1 }) { throw Ops.refused("slow_conv_dilated<>", dtype) }
        if dtype == .bool { throw Ops.refused("slow_conv2d_cpu", dtype) }
    }

    /// x (N, C, H, W), w (O, C / groups, KH, KW), out (N, O, OH, OW).
    static func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        let (n, h, wd) = (x.shape[0], x.shape[2], x.shape[3]), (outs, ins, kh, kw) = (w.shape[0], w.shape[1], w.shape[2], w.shape[3])
        let (oh, ow) = geo.outputSize((h, wd), (kh, kw))
        let a = try x.integers(), k = try w.integers(), b = try bias?.integers()
        var out = [Int](repeating: 0, count: n * outs * oh * ow)
        for image in 0..<n {
            for o in 0..<outs {
                let first = o / (outs / geo.groups) * ins
                for y in 0..<oh {
                    for z in 0..<ow {
                        var sum = b?[o] ?? 0
                        for c in 0..<ins {
                            for i in 0..<kh {
                                let r = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                                if r < 0 || r >= h { continue }
                                for j in 0..<kw {
                                    let s = z * geo.stride.1 - geo.padding.1 + j * geo.dilation.1
                                    if s < 0 || s >= wd { continue }
                                    sum &+= a[((image * x.shape[1] + first + c) * h + r) * wd + s] &* k[((o * ins + c) * kh + i) * kw + j]
                                }
                            }
                        }
                        out[((image * outs + o) * oh + y) * ow + z] = sum
                    }
                }
            }
        }
        return try Elementwise.cast(Movement.reshape(Tensor.of(out), [n, outs, oh, ow]), x.dtype)
    }

    /// x (N, C, H, W), w (C, O / groups, KH, KW), out of the given shape (N, O, OH, OW).
    static func transposed(_ x: Tensor, _ w: Tensor, _ shape: [Int], bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        let (n, channels, h, wd) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]), (outs, kh, kw) = (w.shape[1], w.shape[2], w.shape[3]), (oh, ow) = (shape[2], shape[3])
        let a = try x.integers(), k = try w.integers(), b = try bias?.integers()
        var out = [Int](repeating: 0, count: shape.reduce(1, *))
        if let b { for i in 0..<out.count { out[i] = b[i / (oh * ow) % shape[1]] } }
        for image in 0..<n {
            for c in 0..<channels {
                let first = c / (channels / geo.groups) * outs
                for y in 0..<h {
                    for z in 0..<wd {
                        let v = a[((image * channels + c) * h + y) * wd + z]
                        for o in 0..<outs {
                            for i in 0..<kh {
                                let r = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                                if r < 0 || r >= oh { continue }
                                for j in 0..<kw {
                                    let s = z * geo.stride.1 - geo.padding.1 + j * geo.dilation.1
                                    if s < 0 || s >= ow { continue }
                                    out[((image * shape[1] + first + o) * oh + r) * ow + s] &+= v &* k[((c * outs + o) * kh + i) * kw + j]
                                }
                            }
                        }
                    }
                }
            }
        }
        return try Elementwise.cast(Movement.reshape(Tensor.of(out), shape), x.dtype)
    }
}

// This file defines convolutions in two dimensions: the face that fast implementations plug into, a plain implementation, the gradients.
//
// Letters: N batch, C input channels, O output channels, H W height and width, K the kernel.

/// Strides and the like of a convolution, for (height, width).
public struct ConvolutionGeometry: Hashable {
    public var stride: (Int, Int)
    public var padding: (Int, Int)
    public var dilation: (Int, Int)
    public var groups: Int

    public init(stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1) {
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
    }
    public static func == (a: Self, b: Self) -> Bool {
        a.stride == b.stride && a.padding == b.padding && a.dilation == b.dilation && a.groups == b.groups
    }
    public func hash(into h: inout Hasher) {
        for v in [stride.0, stride.1, padding.0, padding.1, dilation.0, dilation.1, groups] { h.combine(v) }
    }
    /// The output's size for an input's and a kernel's.
    public func outputSize(_ input: (Int, Int), _ kernel: (Int, Int)) -> (Int, Int) {
        (
            (input.0 + 2 * padding.0 - dilation.0 * (kernel.0 - 1) - 1) / stride.0 + 1,
            (input.1 + 2 * padding.1 - dilation.1 * (kernel.1 - 1) - 1) / stride.1 + 1
        )
    }
}

/// What computes convolutions. Tensors are float32, float64 or bfloat16, of any strides; results are new. All sizes are checked by the caller.
public protocol ConvolutionBackend {
    /// x (N, C, H, W), w (O, C/groups, KH, KW), bias (O) -> (N, O, OH, OW).
    func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geometry: ConvolutionGeometry) throws -> Tensor
    /// The gradient of x from that of the output.
    func backwardInput(_ g: Tensor, _ w: Tensor, inputShape: [Int], _ geometry: ConvolutionGeometry) throws -> Tensor
    /// The gradient of w.
    func backwardWeight(_ g: Tensor, _ x: Tensor, weightShape: [Int], _ geometry: ConvolutionGeometry) throws -> Tensor
}

/// Convolutions by unfolding windows and matrix products.
public struct PlainConvolution: ConvolutionBackend {
    public init() {}

    private func wide(_ t: Tensor) throws -> Tensor {
        try (t.dtype == .float64 ? t : Elementwise.cast(t, .float32)).contiguous()
    }
    private func narrow(_ t: Tensor, like: Tensor) throws -> Tensor { try Elementwise.cast(t, like.dtype) }

    public func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        let xc = try wide(x), wc = try wide(w)
        let (n, c) = (xc.shape[0], xc.shape[1]), (h, wd) = (xc.shape[2], xc.shape[3])
        let (o, kh, kw) = (wc.shape[0], wc.shape[2], wc.shape[3])
        let (oh, ow) = geo.outputSize((h, wd), (kh, kw))
        let cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw
        let out = try Tensor(empty: [n, o, oh, ow], xc.dtype)
        let columns = try Tensor(empty: [k, oh * ow], xc.dtype)
        for i in 0..<n {
            for q in 0..<geo.groups {
                try Autograd.poll()
                let part = Movement.select(Movement.slice(xc, axis: 1, start: q * cg, step: 1, count: cg), axis: 0, index: i)
                unfold(part, columns, cg, h, wd, kh, kw, oh, ow, geo)
                let wq = try Movement.reshape(Movement.slice(wc, axis: 0, start: q * og, step: 1, count: og), [og, k])
                let r = try Linalg.matmul(wq, columns, dtype: xc.dtype)
                try Elementwise.copy(from: Movement.reshape(r, [og, oh, ow]), to: Movement.select(Movement.slice(out, axis: 1, start: q * og, step: 1, count: og), axis: 0, index: i))
            }
        }
        if let bias { _ = try Elementwise.binary(.add, out, Movement.reshape(wide(bias), [1, o, 1, 1]), dtype: out.dtype, into: out) }
        return try narrow(out, like: x)
    }

    public func backwardInput(_ g: Tensor, _ w: Tensor, inputShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        let gc = try wide(g), wc = try wide(w)
        let (n, c) = (inputShape[0], inputShape[1]), (h, wd) = (inputShape[2], inputShape[3])
        let (o, kh, kw) = (wc.shape[0], wc.shape[2], wc.shape[3]), (oh, ow) = (gc.shape[2], gc.shape[3])
        let cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw
        let out = try Tensor.zeros(inputShape, gc.dtype)
        for i in 0..<n {
            for q in 0..<geo.groups {
                try Autograd.poll()
                let wq = try Movement.reshape(Movement.slice(wc, axis: 0, start: q * og, step: 1, count: og), [og, k])
                let gq = try Movement.reshape(Movement.select(Movement.slice(gc, axis: 1, start: q * og, step: 1, count: og), axis: 0, index: i), [og, oh * ow])
                let columns = try Linalg.matmul(Movement.transpose(wq), gq, dtype: gc.dtype).contiguous()
                let part = Movement.select(Movement.slice(out, axis: 1, start: q * cg, step: 1, count: cg), axis: 0, index: i)
                fold(columns, part, cg, h, wd, kh, kw, oh, ow, geo)
            }
        }
        return try narrow(out, like: g)
    }

    public func backwardWeight(_ g: Tensor, _ x: Tensor, weightShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        let gc = try wide(g), xc = try wide(x)
        let (n, c) = (xc.shape[0], xc.shape[1]), (h, wd) = (xc.shape[2], xc.shape[3])
        let (o, kh, kw) = (weightShape[0], weightShape[2], weightShape[3]), (oh, ow) = (gc.shape[2], gc.shape[3])
        let cg = c / geo.groups, og = o / geo.groups, k = cg * kh * kw
        let out = try Tensor.zeros([o, k], gc.dtype)
        let columns = try Tensor(empty: [k, oh * ow], xc.dtype)
        for i in 0..<n {
            for q in 0..<geo.groups {
                try Autograd.poll()
                let part = Movement.select(Movement.slice(xc, axis: 1, start: q * cg, step: 1, count: cg), axis: 0, index: i)
                unfold(part, columns, cg, h, wd, kh, kw, oh, ow, geo)
                let gq = try Movement.reshape(Movement.select(Movement.slice(gc, axis: 1, start: q * og, step: 1, count: og), axis: 0, index: i), [og, oh * ow])
                let r = try Linalg.matmul(gq, Movement.transpose(columns), dtype: gc.dtype)
                let target = Movement.slice(out, axis: 0, start: q * og, step: 1, count: og)
                _ = try Elementwise.binary(.add, target, r, dtype: gc.dtype, into: target)
            }
        }
        return try narrow(Movement.reshape(out, weightShape), like: g)
    }

    /// Windows of one image as columns (C KH KW, OH OW). `part` is row-major.
    func unfold(_ part: Tensor, _ columns: Tensor, _ c: Int, _ h: Int, _ w: Int, _ kh: Int, _ kw: Int, _ oh: Int, _ ow: Int, _ geo: ConvolutionGeometry) {
        if part.dtype == .float32 { spread(Float.self, part, columns, c, h, w, kh, kw, oh, ow, geo) } else { spread(Double.self, part, columns, c, h, w, kh, kw, oh, ow, geo) }
    }
    func fold(_ columns: Tensor, _ part: Tensor, _ c: Int, _ h: Int, _ w: Int, _ kh: Int, _ kw: Int, _ oh: Int, _ ow: Int, _ geo: ConvolutionGeometry) {
        if part.dtype == .float32 { gather(Float.self, columns, part, c, h, w, kh, kw, oh, ow, geo) } else { gather(Double.self, columns, part, c, h, w, kh, kw, oh, ow, geo) }
    }
    private func spread<T: BinaryFloatingPoint>(_: T.Type, _ part: Tensor, _ columns: Tensor, _ c: Int, _ h: Int, _ w: Int, _ kh: Int, _ kw: Int, _ oh: Int, _ ow: Int, _ geo: ConvolutionGeometry) {
        let x = part.pointer.assumingMemoryBound(to: T.self)
        var o = columns.pointer.assumingMemoryBound(to: T.self)
        for ch in 0..<c {
            for i in 0..<kh {
                for j in 0..<kw {
                    for y in 0..<oh {
                        let sy = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                        if sy < 0 || sy >= h {
                            for k in 0..<ow { o[k] = 0 }
                        } else {
                            let row = x + (ch * h + sy) * w
                            var sx = j * geo.dilation.1 - geo.padding.1
                            for k in 0..<ow {
                                o[k] = sx >= 0 && sx < w ? row[sx] : 0
                                sx += geo.stride.1
                            }
                        }
                        o += ow
                    }
                }
            }
        }
    }
    private func gather<T: BinaryFloatingPoint>(_: T.Type, _ columns: Tensor, _ part: Tensor, _ c: Int, _ h: Int, _ w: Int, _ kh: Int, _ kw: Int, _ oh: Int, _ ow: Int, _ geo: ConvolutionGeometry) {
        let x = part.pointer.assumingMemoryBound(to: T.self)
        var o = columns.pointer.assumingMemoryBound(to: T.self)
        for ch in 0..<c {
            for i in 0..<kh {
                for j in 0..<kw {
                    for y in 0..<oh {
                        let sy = y * geo.stride.0 - geo.padding.0 + i * geo.dilation.0
                        if sy >= 0 && sy < h {
                            let row = x + (ch * h + sy) * w
                            var sx = j * geo.dilation.1 - geo.padding.1
                            for k in 0..<ow {
                                if sx >= 0 && sx < w { row[sx] += o[k] }
                                sx += geo.stride.1
                            }
                        }
                        o += ow
                    }
                }
            }
        }
    }
}

/// The convolution in use.
public enum Convolution {
    public static var backend: ConvolutionBackend = FastConvolution()
}

extension Ops {
    /// A convolution, linear in x and in w; differentiable any number of times: the three directions are each other's gradients.
    static func convolve(_ x: Tensor, _ w: Tensor, bias: Tensor?, _ geo: ConvolutionGeometry) throws -> Tensor {
        let out = try Convolution.backend.forward(x, w, bias: bias, geo)
        let all = [x, w, bias].compactMap { $0 }
        if Autograd.needed(all) {
            // A product with few channels takes less time to make again than memory is worth (11 ms for 67 MB at 64 channels).
            if FastConvolution.isCheap(x, w, geo), out.isKernelOrdered {
                out.canBeMadeAgain(from: [x, w] + (bias.map { [$0] } ?? [])) { try Convolution.backend.forward($0[0], $0[1], bias: $0.count > 2 ? $0[2] : nil, geo) }
            }
            let sx = Saved(x), sw = Saved(w)
            let xs = x.shape, ws = w.shape
            Autograd.record("ConvolutionBackward0", [x, w, bias], [sx, sw], out) { n, g in
                [
                    n.needs(0) ? try convolveBackInput(g, sw.value(n), xs, geo) : nil,
                    n.needs(1) ? try convolveBackWeight(g, sx.value(n), ws, geo) : nil,
                    n.needs(2) ? try sum(g, [0, 2, 3], keepdim: false) : nil,
                ]
            }
        }
        return out
    }
    static func convolveBackInput(_ g: Tensor, _ w: Tensor, _ inputShape: [Int], _ geo: ConvolutionGeometry, bias: Tensor? = nil) throws -> Tensor {
        let out = try Convolution.backend.backwardInput(g, w, inputShape: inputShape, geo)
        if let bias { _ = try Elementwise.binary(.add, out, Movement.reshape(bias, [1, bias.count, 1, 1]), dtype: out.dtype, into: out) }
        if Autograd.needed([g, w] + [bias].compactMap { $0 }) {
            let sg = Saved(g), sw = Saved(w)
            let ws = w.shape
            Autograd.record("ConvolutionBackward0", [g, w, bias], [sg, sw], out) { n, gg in
                [
                    n.needs(0) ? try convolve(gg, sw.value(n), bias: nil, geo) : nil, n.needs(1) ? try convolveBackWeight(sg.value(n), gg, ws, geo) : nil,
                    n.needs(2) ? try sum(gg, [0, 2, 3], keepdim: false) : nil,
                ]
            }
        }
        return out
    }
    static func convolveBackWeight(_ g: Tensor, _ x: Tensor, _ weightShape: [Int], _ geo: ConvolutionGeometry) throws -> Tensor {
        let out = try Convolution.backend.backwardWeight(g, x, weightShape: weightShape, geo)
        if Autograd.needed(g, x) {
            let sg = Saved(g), sx = Saved(x)
            let xs = x.shape
            Autograd.record("ConvolutionBackwardBackward0", [g, x], [sg, sx], out) { n, gw in
                [n.needs(0) ? try convolve(sx.value(n), gw, bias: nil, geo) : nil, n.needs(1) ? try convolveBackInput(sg.value(n), gw, xs, geo) : nil]
            }
        }
        return out
    }

    /// `F.conv2d` (`spatial` 2) and `F.conv1d` (1), with PyTorch's checks; an input without batch axis is accepted.
    public static func conv(
        _ x: Tensor, _ w: Tensor, _ bias: Tensor?, stride: [Int], padding: [Int], dilation: [Int], groups: Int, spatial: Int, transposed: Bool = false, outputPadding: [Int] = [0, 0]
    ) throws -> Tensor {
        let name = "conv\(transposed ? "_transpose" : "")\(spatial)d"
        if x.rank != spatial + 2 && x.rank != spatial + 1 {
            throw KernelError.runtime("Expected \(spatial + 1)D (unbatched) or \(spatial + 2)D (batched) input to \(name), but got input of size: \(x.shape)")
        }
        if w.rank != spatial + 2 { throw KernelError.runtime("expected weight of \(spatial + 2) dimensions for \(name), but got \(w.shape)") }
        if x.rank == spatial + 1 {
            return try squeeze(conv(unsqueeze(x, 0), w, bias, stride: stride, padding: padding, dilation: dilation, groups: groups, spatial: spatial, transposed: transposed, outputPadding: outputPadding), [0])
        }
        if x.dtype != w.dtype { throw KernelError.runtime("Input type (\(x.dtype.torchTypeName)) and bias type (\(w.dtype.torchTypeName)) should be the same") }
        if !x.dtype.isFloat { try IntegerConvolution.check(x.dtype, dilation: dilation, transposed: transposed) }
        for s in stride where s <= 0 { throw KernelError.runtime("non-positive stride is not supported") }
        for d in dilation where d <= 0 { throw KernelError.runtime("dilation should be greater than zero, but got \(dilation)") }
        for p in padding where p < 0 { throw KernelError.runtime("negative padding is not supported") }
        if groups <= 0 { throw KernelError.runtime("non-positive groups is not supported") }
        let channels = transposed ? w.shape[0] : w.shape[1] * groups
        if x.shape[1] != channels {
            throw KernelError.runtime(
                transposed
                    ? "Given transposed=1, weight of size \(w.shape), expected input\(x.shape) to have \(channels) channels, but got \(x.shape[1]) channels instead"
                    : "Given groups=\(groups), weight of size \(w.shape), expected input\(x.shape) to have \(channels) channels, but got \(x.shape[1]) channels instead")
        }
        if !transposed && w.shape[0] % groups != 0 {
            throw KernelError.runtime("Given groups=\(groups), expected weight to be at least \(groups) at dimension 0, but got weight of size \(w.shape) instead")
        }
        if spatial == 1 {
            let r = try conv(
                unsqueeze(x, 2), unsqueeze(w, 2), bias, stride: [1, stride[0]], padding: [0, padding[0]], dilation: [1, dilation[0]], groups: groups, spatial: 2, transposed: transposed,
                outputPadding: [0, outputPadding[0]])
            return try squeeze(r, [2])
        }
        let geo = ConvolutionGeometry(stride: (stride[0], stride[1]), padding: (padding[0], padding[1]), dilation: (dilation[0], dilation[1]), groups: groups)
        if transposed {
            let h = (x.shape[2] - 1) * stride[0] - 2 * padding[0] + dilation[0] * (w.shape[2] - 1) + outputPadding[0] + 1
            let wd = (x.shape[3] - 1) * stride[1] - 2 * padding[1] + dilation[1] * (w.shape[3] - 1) + outputPadding[1] + 1
            if h <= 0 || wd <= 0 { throw KernelError.runtime("Given input size per channel: \(Array(x.shape[2...])). Calculated output size per channel: (\(h) x \(wd)). Output size is too small") }
            let shape = [x.shape[0], w.shape[1] * groups, h, wd]
            if !x.dtype.isFloat { return try IntegerConvolution.transposed(x, w, shape, bias: bias, geo) }
            return try convolveBackInput(x, w, shape, geo, bias: bias)
        }
        let padded = (x.shape[2] + 2 * padding[0], x.shape[3] + 2 * padding[1])
        let kernel = (dilation[0] * (w.shape[2] - 1) + 1, dilation[1] * (w.shape[3] - 1) + 1)
        if padded.0 < kernel.0 || padded.1 < kernel.1 {
            throw KernelError.runtime("Calculated padded input size per channel: (\(padded.0) x \(padded.1)). Kernel size: (\(kernel.0) x \(kernel.1)). Kernel size can't be greater than actual input size")
        }
        return try x.dtype.isFloat ? convolve(x, w, bias: bias, geo) : IntegerConvolution.forward(x, w, bias: bias, geo)
    }

    /// Refuses windows that PyTorch refuses, and sizes whose sums would leave the range.
    private static func windows(_ kernel: [Int], _ dilation: [Int], _ padding: [Int], _ stride: [Int]) throws {
        guard kernel.count == 2, dilation.count == 2, padding.count == 2, stride.count == 2 else { throw KernelError.runtime("It is expected that kernel_size, dilation, padding and stride equal to 2") }
        func shown(_ v: [Int], _ name: String) -> String { "\(name)_height: \(v[0]) \(name)_width: \(v[1])" }
        let limit = 1 << 31
        if !kernel.allSatisfy({ $0 > 0 && $0 < limit }) { throw KernelError.runtime("kernel size should be greater than zero, but got \(shown(kernel, "kernel"))") }
        if !dilation.allSatisfy({ $0 > 0 && $0 < limit }) { throw KernelError.runtime("dilation should be greater than zero, but got \(shown(dilation, "dilation"))") }
        if !padding.allSatisfy({ $0 >= 0 && $0 < limit }) { throw KernelError.runtime("padding should be non-negative, but got \(shown(padding, "pad"))") }
        if !stride.allSatisfy({ $0 > 0 && $0 < limit }) { throw KernelError.runtime("stride should be greater than zero, but got \(shown(stride, "stride"))") }
    }

    /// `F.unfold`: (N, C, H, W) -> (N, C KH KW, L).
    public static func unfold(_ x: Tensor, _ kernel: [Int], dilation: [Int], padding: [Int], stride: [Int]) throws -> Tensor {
        try requireFloat(x, "im2col_out_cpu")
        if x.dtype == .float16 || x.dtype == .bfloat16 { return try cast(unfold(cast(x, .float32), kernel, dilation: dilation, padding: padding, stride: stride), x.dtype) }
        guard x.rank == 4 else { throw KernelError.runtime("Input Error: Only unbatched (3D) or batched (4D) input Tensors supported. Got \(x.rank)D") }
        try windows(kernel, dilation, padding, stride)
        let geo = ConvolutionGeometry(stride: (stride[0], stride[1]), padding: (padding[0], padding[1]), dilation: (dilation[0], dilation[1]))
        let (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
        let (oh, ow) = geo.outputSize((h, w), (kernel[0], kernel[1]))
        guard oh > 0, ow > 0 else { throw KernelError.runtime("Given input with spatial size (\(h), \(w)), kernel_size=(\(kernel[0]), \(kernel[1])), calculated shape of the array of sliding blocks as (\(oh), \(ow)), but its components must be at least one.") }
        let xc = try x.contiguous()
        let out = try Tensor(empty: [n, c * kernel[0] * kernel[1], oh * ow], x.dtype)
        for i in 0..<n { PlainConvolution().unfold(Movement.select(xc, axis: 0, index: i), Movement.select(out, axis: 0, index: i), c, h, w, kernel[0], kernel[1], oh, ow, geo) }
        if Autograd.needed(x) {
            Autograd.record("Im2ColBackward0", [x], [], out) { _, g in [try fold(g, [h, w], kernel, dilation: dilation, padding: padding, stride: stride)] }
        }
        return out
    }
    /// `F.fold`: the sum of windows, (N, C KH KW, L) -> (N, C, H, W).
    public static func fold(_ x: Tensor, _ size: [Int], _ kernel: [Int], dilation: [Int], padding: [Int], stride: [Int]) throws -> Tensor {
        try requireFloat(x, "col2im_out_cpu")
        if x.dtype == .float16 || x.dtype == .bfloat16 { return try cast(fold(cast(x, .float32), size, kernel, dilation: dilation, padding: padding, stride: stride), x.dtype) }
        try windows(kernel, dilation, padding, stride)
        guard x.rank == 3 else { throw KernelError.runtime("Expected 3D (batched) input for fold, but got \(x.shape)") }
        let geo = ConvolutionGeometry(stride: (stride[0], stride[1]), padding: (padding[0], padding[1]), dilation: (dilation[0], dilation[1]))
        let (oh, ow) = geo.outputSize((size[0], size[1]), (kernel[0], kernel[1]))
        let c = x.shape[1] / (kernel[0] * kernel[1])
        guard x.shape[1] % (kernel[0] * kernel[1]) == 0, x.shape[2] == oh * ow else {
            throw KernelError.runtime("Given output_size=(\(size[0]), \(size[1])), kernel_size=(\(kernel[0]), \(kernel[1])), expected input's size at dimension 2 to match the calculated number of sliding blocks \(oh) * \(ow) = \(oh * ow), but got input.size(2)=\(x.shape[2]).")
        }
        let xc = try x.contiguous()
        let out = try Tensor.zeros([x.shape[0], c, size[0], size[1]], x.dtype)
        for i in 0..<x.shape[0] { PlainConvolution().fold(Movement.select(xc, axis: 0, index: i), Movement.select(out, axis: 0, index: i), c, size[0], size[1], kernel[0], kernel[1], oh, ow, geo) }
        if Autograd.needed(x) {
            Autograd.record("Col2ImBackward0", [x], [], out) { _, g in [try unfold(g, kernel, dilation: dilation, padding: padding, stride: stride)] }
        }
        return out
    }
}

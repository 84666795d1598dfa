// This file declares `torch.nn.functional` and what its functions share with the layers.

import Kernel
import Lang

enum TorchNNFunctional {
    /// The input of a layer. Throws PyTorch's TypeError.
    static func input(_ v: Value, _ function: String) throws -> Tensor {
        if let o = v.asObject as? TensorObject { return o.tensor }
        throw typeError("\(function)(): argument 'input' (position 1) must be Tensor, not \(v.typeName)")
    }
    /// An int repeated, or a sequence of n ints.
    static func tuple(_ v: Value, _ n: Int) throws -> [Int] {
        let s = try Convert.shape(from: v)
        if s.count == 1 { return [Int](repeating: s[0], count: n) }
        return s
    }
    static func optionalSizes(_ v: Value, _ n: Int) throws -> [Int?] {
        if v.isNone { return [Int?](repeating: nil, count: n) }
        if let o = v.asObject, o.kind == .tuple || o.kind == .list { return try Operators.items(of: v).map { $0.isNone ? nil : try Operators.index($0) } }
        return [Int?](repeating: try Operators.index(v), count: n)
    }
    static func reduction(_ v: Value) throws -> Reduction {
        guard let s = v.asString, let r = Reduction(rawValue: s) else { throw valueError("\(try Operators.str(v)) is not a valid value for reduction") }
        return r
    }
    static func reduced(_ t: Tensor, _ v: Value) throws -> Tensor {
        switch try reduction(v) {
        case .none: return t
        case .mean: return try Ops.mean(t)
        case .sum: return try Ops.sum(t)
        }
    }
    /// The dimension that softmax takes when none is given.
    static func softmaxDim(_ v: Value, _ x: Tensor) throws -> Int { v.isNone ? (x.rank == 0 || x.rank == 1 || x.rank == 3 ? 0 : 1) : try Operators.index(v) }

    /// `padding='same'`: what one side lacks is padded first.
    static func samePadding(_ x: Tensor, _ mode: String, _ kernel: [Int], _ dilation: [Int], _ stride: [Int]) throws -> (Tensor, [Int]) {
        if mode == "valid" { return (x, kernel.map { _ in 0 }) }
        guard mode == "same" else { throw valueError("Invalid padding string '\(mode)', should be one of {'valid', 'same'}") }
        if stride.contains(where: { $0 != 1 }) { throw valueError("padding='same' is not supported for strided convolutions") }
        var x = x
        var widths: [Int] = [], sym: [Int] = [], odd = false
        for (k, d) in zip(kernel, dilation) {
            let total = d * (k - 1)
            sym.append(total / 2)
            widths.insert(contentsOf: [0, total % 2], at: 0)
            odd = odd || total % 2 == 1
        }
        if odd { x = try Ops.pad(x, widths, .constant) }
        return (x, sym)
    }

    static func interpolate(_ x: Tensor, _ size: Value, _ scale: Value, _ modeName: String, _ align: Value, _ recompute: Value) throws -> Tensor {
        guard let mode = Ops.Interpolation(rawValue: modeName) else {
            throw notImplementedError("Input Error: Only 3D, 4D and 5D input Tensors supported (got \(x.rank)D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got \(modeName))")
        }
        let n = x.rank - 2
        guard n >= 1 else { throw valueError("Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of \(Array(x.shape.dropFirst(2)))") }
        if !align.isNone, mode == .nearest || mode == .area || mode == .nearestExact {
            throw valueError("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear")
        }
        if (mode == .bilinear || mode == .bicubic) && n != 2 || mode == .linear && n != 1 {
            throw notImplementedError("Got \(x.rank)D input, but \(modeName) mode needs \(mode == .linear ? 3 : 4)D input")
        }
        if !size.isNone && !scale.isNone { throw valueError("only one of size or scale_factor should be defined") }
        var target: [Int], scales = [Double?](repeating: nil, count: n)
        if !size.isNone {
            target = try tuple(size, n)
            if target.count != n { throw valueError("Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of \(Array(x.shape.dropFirst(2))) and output size of \(target). Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.") }
        } else if !scale.isNone {
            let f: [Double]
            if let o = scale.asObject, o.kind == .tuple || o.kind == .list { f = try Operators.items(of: scale).map { try Operators.toDouble($0) } } else { f = [Double](repeating: try Operators.toDouble(scale), count: n) }
            target = zip(x.shape.dropFirst(2), f).map { Int((Double($0) * $1).rounded(.down)) }
            if !(try Operators.isTrue(recompute)) { scales = f }
        } else { throw valueError("either size or scale_factor should be defined") }
        return try Ops.interpolate(x, target, scales: scales, mode, alignCorners: !align.isNone && Operators.isTrue(align))
    }

    static func make() throws -> ModuleObject {
        let f = ModuleObject("torch.nn.functional", doc: "Functional forms of the layers.")
        let b = TorchBuilder(module: f)
        func one(_ d: String, _ doc: String, _ body: @escaping (Tensor, Arguments) throws -> Tensor) { b.function(d, doc) { a in Torch.value(try body(Torch.tensor(a, 0), a)) } }
        one("linear(input, weight, bias=None)", "x Wᵀ + b.") { x, a in try Autocast.linear(x, Torch.tensor(a, 1), Torch.tensorIfGiven(a, 2)) }
        for n in [1, 2] {
            one("conv\(n)d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)", "A convolution.") { x, a in
                let w = try Torch.tensor(a, 1), stride = try tuple(a[3], n), dilation = try tuple(a[5], n)
                var x = x, padding: [Int]
                if let s = a[4].asString { (x, padding) = try samePadding(x, s, Array(w.shape.dropFirst(2)), dilation, stride) } else { padding = try tuple(a[4], n) }
                return try Autocast.conv(x, w, Torch.tensorIfGiven(a, 2), stride: stride, padding: padding, dilation: dilation, groups: a.int(6), spatial: n)
            }
            one("conv_transpose\(n)d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)", "A transposed convolution.") { x, a in
                try Autocast.conv(
                    x, Torch.tensor(a, 1), Torch.tensorIfGiven(a, 2), stride: tuple(a[3], n), padding: tuple(a[4], n), dilation: tuple(a[7], n), groups: a.int(6), spatial: n,
                    transposed: true, outputPadding: tuple(a[5], n))
            }
            b.function("max_pool\(n)d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)", "The largest of each window.") { a in
                let k = try tuple(a[1], n)
                let (v, i) = try Ops.maxPool(Torch.tensor(a, 0), k, stride: a.given(2) ? tuple(a[2], n) : k, padding: tuple(a[3], n), dilation: tuple(a[4], n), ceil: a.bool(5), spatial: n)
                return try a.bool(6) ? Torch.tuple([v, i()]) : Torch.value(v)
            }
            one("avg_pool\(n)d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)", "The mean of each window.") { x, a in
                let k = try tuple(a[1], n)
                return try Ops.averagePool(x, k, stride: a.given(2) ? tuple(a[2], n) : k, padding: tuple(a[3], n), ceil: a.bool(4), countPadding: a.bool(5), divisor: a.given(6) ? a.int(6) : nil, spatial: n)
            }
            one("adaptive_avg_pool\(n)d(input, output_size)", "Means for an output size.") { x, a in try Ops.adaptiveAveragePool(x, optionalSizes(a[1], n), spatial: n) }
            one("adaptive_max_pool\(n)d(input, output_size)", "Extremes for an output size.") { x, a in try Ops.adaptiveMaxPool(x, optionalSizes(a[1], n), spatial: n) }
        }
        b.function("relu(input, inplace=False)", "max(x, 0).") { a in
            if try a.bool(1) {
                try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.relu($0) }
                return a[0]
            }
            return Torch.value(try Ops.relu(Torch.tensor(a, 0)))
        }
        one("relu6(input, inplace=False)", "x limited to [0, 6].") { x, _ in try Ops.hardtanh(x, 0, 6) }
        one("gelu(input, *, approximate='none')", "x Φ(x).") { x, a in try Ops.gelu(x, tanh: a.string(1) == "tanh") }
        one("silu(input, inplace=False)", "x σ(x).") { x, _ in try Ops.silu(x) }
        one("mish(input, inplace=False)", "x tanh(softplus(x)).") { x, _ in try Ops.mish(x) }
        one("leaky_relu(input, negative_slope=0.01, inplace=False)", "x, or a fraction below 0.") { x, a in try Ops.leakyRelu(x, a.float(1)) }
        one("elu(input, alpha=1.0, inplace=False)", "x, or alpha (exp(x) - 1) below 0.") { x, a in try Ops.elu(x, a.float(1)) }
        one("celu(input, alpha=1.0, inplace=False)", "A smooth ELU.") { x, a in try Ops.elu(x, a.float(1), inputScale: 1 / a.float(1)) }
        one("selu(input, inplace=False)", "The self-normalizing ELU.") { x, _ in try Ops.elu(x, 1.6732632423543772848170429916717, scale: 1.0507009873554804934193349852946) }
        one("softplus(input, beta=1.0, threshold=20.0)", "log(1 + exp(x)).") { x, a in try Ops.softplus(x, beta: a.float(1), threshold: a.float(2)) }
        one("softsign(input)", "x / (1 + |x|).") { x, _ in try Ops.div(x, Ops.add(.tensor(Ops.abs(x)), .int(1))) }
        one("tanhshrink(input)", "x - tanh(x).") { x, _ in try Ops.sub(.tensor(x), .tensor(Ops.tanh(x))) }
        one("logsigmoid(input)", "log σ(x).") { x, _ in try Ops.logSigmoid(x) }
        one("hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)", "x limited to a range.") { x, a in try Ops.hardtanh(x, a.float(1), a.float(2)) }
        one("hardsigmoid(input, inplace=False)", "A piecewise sigmoid.") { x, _ in try Ops.hardsigmoid(x) }
        one("hardswish(input, inplace=False)", "x times a piecewise sigmoid.") { x, _ in try Ops.hardswish(x) }
        one("hardshrink(input, lambd=0.5)", "0 near 0.") { x, a in try Ops.hardshrink(x, a.float(1)) }
        one("softshrink(input, lambd=0.5)", "Shrunk to 0.") { x, a in try Ops.softshrink(x, a.float(1)) }
        one("threshold(input, threshold, value, inplace=False)", "x above a threshold, else a value.") { x, a in try Ops.threshold(x, a.float(1), a.float(2)) }
        one("prelu(input, weight)", "x, or a learned fraction below 0.") { x, a in try Ops.prelu(x, Torch.tensor(a, 1)) }
        one("glu(input, dim=-1)", "a σ(b) of the halves.") { x, a in try Ops.glu(x, a.int(1)) }
        one("tanh(input)", "The hyperbolic tangent.") { x, _ in try Ops.tanh(x) }
        one("sigmoid(input)", "1 / (1 + exp(-x)).") { x, _ in try Ops.sigmoid(x) }
        one("softmax(input, dim=None, _stacklevel=3, dtype=None)", "exp(x) over its sum.") { x, a in try Ops.softmax(x, softmaxDim(a[1], x), dtype: TorchDType.from(a[3])) }
        one("softmin(input, dim=None, _stacklevel=3, dtype=None)", "Softmax of -x.") { x, a in try Ops.softmax(Ops.neg(x), softmaxDim(a[1], x)) }
        one("log_softmax(input, dim=None, _stacklevel=3, dtype=None)", "The logarithm of softmax.") { x, a in try Ops.logSoftmax(x, softmaxDim(a[1], x), dtype: TorchDType.from(a[3])) }
        one("gumbel_softmax(logits, tau=1.0, hard=False, eps=1e-10, dim=-1)", "Samples of a categorical distribution.") { x, a in
            let e = try Tensor(empty: x.shape, x.dtype)
            try TorchRandom.exponential(e)
            let y = try Ops.softmax(Ops.div(.tensor(Ops.add(x, Ops.neg(Ops.log(e)))), .float(a.float(1))), a.int(4))
            guard try a.bool(2) else { return y }
            let d = try Ops.dim(a.int(4), x.rank)
            let index = try Ops.arg(y, d, keepdim: true, largest: true)
            let hard = try Ops.scatter(Tensor.zeros(x.shape, x.dtype), d, index, Tensor.scalar(1, x.dtype))
            return try Ops.add(Ops.sub(.tensor(hard), .tensor(y.alias())), y)
        }
        for (n, perChannel) in [("dropout", false), ("dropout1d", true), ("dropout2d", true)] {
            b.function("\(n)(input, p=0.5, training=True, inplace=False)", "Zeroes elements at random.") { a in
                let x = try Torch.tensor(a, 0), p = try a.float(1)
                if p < 0 || p > 1 { throw valueError("dropout probability has to be between 0 and 1, but got \(try Operators.str(a[1]))") }
                let r = try Ops.dropout(x, p, training: a.bool(2), perChannel: perChannel)
                return r === x ? a[0] : Torch.value(r)
            }
        }
        one("embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0)", "Rows of a table.") { x, a in try Ops.embedding(x, Torch.tensor(a, 1), padding: a.given(2) ? a.int(2) : nil) }
        one("one_hot(tensor, num_classes=-1)", "A 1 at each class.") { x, a in try Ops.oneHot(x, a.int(1)) }
        one("layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)", "Normalizes the last dimensions.") { x, a in
            try Ops.layerNorm(x, Convert.shape(from: a[1]), Torch.tensorIfGiven(a, 2), Torch.tensorIfGiven(a, 3), eps: a.float(4))
        }
        one("group_norm(input, num_groups, weight=None, bias=None, eps=1e-05)", "Normalizes groups of channels.") { x, a in
            try Ops.groupNorm(x, a.int(1), Torch.tensorIfGiven(a, 2), Torch.tensorIfGiven(a, 3), eps: a.float(4))
        }
        one("batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05)", "Normalizes channels over the batch.") { x, a in
            try Ops.batchNorm(
                x, Torch.tensorIfGiven(a, 1), Torch.tensorIfGiven(a, 2), Torch.tensorIfGiven(a, 3), Torch.tensorIfGiven(a, 4), training: a.bool(5), momentum: a.float(6), eps: a.float(7))
        }
        one("instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05)", "Normalizes channels of each sample.") { x, a in
            try Ops.instanceNorm(x, Torch.tensorIfGiven(a, 3), Torch.tensorIfGiven(a, 4), eps: a.float(7))
        }
        one("normalize(input, p=2.0, dim=1, eps=1e-12)", "Divides by the norm.") { x, a in try Ops.normalize(x, p: a.float(1), a.int(2), eps: a.float(3)) }
        one("pad(input, pad, mode='constant', value=None)", "Padding around.") { x, a in
            guard let mode = Ops.PadMode(rawValue: try a.string(2)) else { throw notImplementedError("Unrecognised padding mode \(try a.string(2))") }
            return try Ops.pad(x, Convert.shape(from: a[1]), mode, value: a.float(3, or: 0))
        }
        for n in ["interpolate", "upsample"] {
            one("\(n)(input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False)", "Scales maps.") { x, a in
                try interpolate(x, a[1], a[2], a.string(3), a[4], a[5])
            }
        }
        one("pixel_shuffle(input, upscale_factor)", "Channels to pixels.") { x, a in try Ops.pixelShuffle(x, a.int(1)) }
        one("pixel_unshuffle(input, downscale_factor)", "Pixels to channels.") { x, a in try Ops.pixelUnshuffle(x, a.int(1)) }
        one("unfold(input, kernel_size, dilation=1, padding=0, stride=1)", "Windows as columns.") { x, a in
            try Ops.unfold(x, tuple(a[1], 2), dilation: tuple(a[2], 2), padding: tuple(a[3], 2), stride: tuple(a[4], 2))
        }
        one("fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1)", "The sum of windows.") { x, a in
            try Ops.fold(x, tuple(a[1], 2), tuple(a[2], 2), dilation: tuple(a[3], 2), padding: tuple(a[4], 2), stride: tuple(a[5], 2))
        }
        one("scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None)", "softmax(q kᵀ / √d) v.") { x, a in
            try Ops.attention(x, Torch.tensor(a, 1), Torch.tensor(a, 2), mask: Torch.tensorIfGiven(a, 3), dropout: a.float(4), causal: a.bool(5), scale: a.given(6) ? a.float(6) : nil)
        }
        one("cosine_similarity(x1, x2, dim=1, eps=1e-08)", "The cosine of the angle.") { x, a in try Ops.cosineSimilarity(x, Torch.tensor(a, 1), a.int(2), eps: a.float(3)) }
        one("pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False)", "The norm of the difference.") { x, a in
            try Ops.norm(Ops.add(.tensor(Ops.sub(.tensor(x), .tensor(Torch.tensor(a, 1)))), .float(a.float(3))), a.float(2), [-1], keepdim: a.bool(4))
        }
        // Losses
        one("mse_loss(input, target, size_average=None, reduce=None, reduction='mean')", "The squared error.") { x, a in try Ops.mseLoss(x, Torch.tensor(a, 1), reduction(a[4])) }
        one("l1_loss(input, target, size_average=None, reduce=None, reduction='mean')", "The absolute error.") { x, a in try Ops.l1Loss(x, Torch.tensor(a, 1), reduction(a[4])) }
        one("smooth_l1_loss(input, target, size_average=None, reduce=None, reduction='mean', beta=1.0)", "Squared near 0, absolute beyond.") { x, a in
            try Ops.smoothL1Loss(x, Torch.tensor(a, 1), reduction(a[4]), beta: a.float(5))
        }
        one("huber_loss(input, target, reduction='mean', delta=1.0)", "Squared near 0, absolute beyond.") { x, a in try Ops.huberLoss(x, Torch.tensor(a, 1), reduction(a[2]), delta: a.float(3)) }
        one("binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction='mean')", "The loss of probabilities.") { x, a in
            try Ops.binaryCrossEntropy(x, Torch.tensor(a, 1), weight: Torch.tensorIfGiven(a, 2), reduction(a[5]))
        }
        one("binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None)", "The loss of logits.") { x, a in
            try Ops.binaryCrossEntropyWithLogits(x, Torch.tensor(a, 1), weight: Torch.tensorIfGiven(a, 2), posWeight: Torch.tensorIfGiven(a, 6), reduction(a[5]))
        }
        one("nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean')", "The negative log likelihood.") { x, a in
            try Ops.nllLoss(x, Torch.tensor(a, 1), weight: Torch.tensorIfGiven(a, 2), ignore: a.int(4), reduction(a[6]))
        }
        one("cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0)", "log_softmax and nll_loss.") { x, a in
            try Ops.crossEntropy(x, Torch.tensor(a, 1), weight: Torch.tensorIfGiven(a, 2), ignore: a.int(4), reduction(a[6]), smoothing: a.float(7))
        }
        one("kl_div(input, target, size_average=None, reduce=None, reduction='mean', log_target=False)", "The Kullback-Leibler divergence.") { x, a in
            let batch = try a.string(4) == "batchmean"
            return try Ops.klDiv(x, Torch.tensor(a, 1), batch ? .sum : reduction(a[4]), logTarget: a.bool(5), batchMean: batch)
        }
        f.absent = ["ctc_loss": "not available", "max_unpool2d": "use F.interpolate", "multi_head_attention_forward": "use nn.MultiheadAttention"]
        TorchExtra.functional(f)
        return f
    }
}

/// `torch.nn.init`.
enum TorchInit {
    /// (fan in, fan out) of a weight's shape.
    static func fans(_ s: [Int]) -> (Int, Int) {
        let field = s.dropFirst(2).reduce(1, *)
        return (s.count > 1 ? s[1] * field : 1, s[0] * field)
    }
    static func gain(_ name: String, _ parameter: Double?) throws -> Double {
        switch name {
        case "linear", "sigmoid", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d": return 1
        case "tanh": return 5.0 / 3
        case "relu": return 2.0.squareRoot()
        case "leaky_relu":
            let a = parameter ?? 0.01
            return (2 / (1 + a * a)).squareRoot()
        case "selu": return 0.75
        default: throw valueError("Unsupported nonlinearity \(name)")
        }
    }
    private static func checked(_ t: Tensor) throws -> (Int, Int) {
        if t.rank < 2 { throw valueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions") }
        return fans(t.shape)
    }
    static func kaimingUniform(_ t: Tensor, a: Double = 0, fanOut: Bool = false, nonlinearity: String = "leaky_relu", _ g: TorchGenerator = .shared) throws {
        if t.shape.contains(0) { return }
        let (i, o) = try checked(t)
        let std = try gain(nonlinearity, a) / Double(fanOut ? o : i).squareRoot()
        let bound = 3.0.squareRoot() * std
        try TorchRandom.uniform(t, -bound, bound, g)
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.nn.init", doc: "Initial values of parameters.")
        func filler(_ d: String, _ doc: String, _ body: @escaping (Tensor, Arguments) throws -> Void) {
            m.function(d, doc) { a in
                try PythonErrors.asTorch { try Autograd.noGrad { try body(Torch.tensor(a, 0), a) } }
                return a[0]
            }
        }
        m.function("calculate_gain(nonlinearity, param=None)", "The recommended gain of a nonlinearity.") { a in .float(try gain(a.string(0), a.given(1) ? a.float(1) : nil)) }
        func fan(_ t: Tensor, _ v: Value) throws -> Double {
            let mode = v.asString?.lowercased() ?? ""
            guard mode == "fan_in" || mode == "fan_out" else { throw valueError("Mode \(mode) not supported, please use one of ['fan_in', 'fan_out']") }
            let (i, o) = try checked(t)
            return Double(mode == "fan_in" ? i : o)
        }
        filler("uniform_(tensor, a=0.0, b=1.0, generator=None)", "Uniform numbers.") { t, a in try TorchRandom.uniform(t, a.float(1), a.float(2), TorchGeneratorObject.from(a[3])) }
        filler("normal_(tensor, mean=0.0, std=1.0, generator=None)", "Normal numbers.") { t, a in try TorchRandom.normal(t, a.float(1), a.float(2), TorchGeneratorObject.from(a[3])) }
        filler("constant_(tensor, val)", "One number.") { t, a in
            try Elementwise.fill(t, a.float(1))
            t.storage.version += 1
        }
        filler("ones_(tensor)", "Ones.") { t, _ in try Elementwise.fill(t, 1) }
        filler("zeros_(tensor)", "Zeros.") { t, _ in try Elementwise.fill(t, 0) }
        filler("eye_(tensor)", "The identity.") { t, _ in
            try Elementwise.fill(t, 0)
            try Elementwise.fill(Movement.diagonal(t), 1)
        }
        filler("xavier_uniform_(tensor, gain=1.0, generator=None)", "Glorot's uniform numbers.") { t, a in
            let (i, o) = try checked(t)
            let bound = 3.0.squareRoot() * (try a.float(1) * (2.0 / Double(i + o)).squareRoot())
            try TorchRandom.uniform(t, -bound, bound, TorchGeneratorObject.from(a[2]))
        }
        filler("xavier_normal_(tensor, gain=1.0, generator=None)", "Glorot's normal numbers.") { t, a in
            let (i, o) = try checked(t)
            try TorchRandom.normal(t, 0, a.float(1) * (2.0 / Double(i + o)).squareRoot(), TorchGeneratorObject.from(a[2]))
        }
        filler("kaiming_uniform_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)", "He's uniform numbers.") { t, a in
            let std = try gain(a.string(3), a.float(1)) / fan(t, a[2]).squareRoot(), bound = 3.0.squareRoot() * std
            try TorchRandom.uniform(t, -bound, bound, TorchGeneratorObject.from(a[4]))
        }
        filler("kaiming_normal_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)", "He's normal numbers.") { t, a in
            try TorchRandom.normal(t, 0, gain(a.string(3), a.float(1)) / fan(t, a[2]).squareRoot(), TorchGeneratorObject.from(a[4]))
        }
        filler("trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)", "Normal numbers of a range.") { t, a in
            let mean = try a.float(1), std = try a.float(2), low = try a.float(3), high = try a.float(4), g = try TorchGeneratorObject.from(a[5])
            func cdf(_ x: Double) throws -> Double { try Elementwise.unary(.erf, Tensor.scalar(x / 2.0.squareRoot())).double(at: 0) / 2 + 0.5 }
            guard try cdf((high - mean) / std) - cdf((low - mean) / std) > 0.3 else {
                throw notImplementedError("trunc_normal_ of a range that holds less than 0.3 of the numbers is not available; use normal_ and clamp_")
            }
            // What falls outside is drawn again, all of it at once.
            let l = t.dtype == .float32 ? Double(Float(low)) : low, u = t.dtype == .float32 ? Double(Float(high)) : high
            try TorchRandom.normal(t, mean, std, g)
            func isOut(_ v: Double) -> Bool { v < l || v > u }
            for _ in 0..<10_000 {
                let outside = try t.doubles().enumerated().filter { isOut($0.element) }.map { $0.offset }
                if outside.isEmpty { break }
                let fresh = try Tensor(empty: t.shape, t.dtype)
                try TorchRandom.normal(fresh, mean, std, g)
                let o = try Tensor(empty: [t.count], .bool)
                for k in 0..<t.count { o.elements(Bool.self)[k] = false }
                for k in outside { o.elements(Bool.self)[k] = true }
                try Elementwise.copy(from: Autograd.noGrad { try Ops.where_(Ops.reshape(o, t.shape), .tensor(fresh), .tensor(t.alias())) }, to: t)
            }
        }
        TorchExtra.initializers(m)
        return m
    }
}

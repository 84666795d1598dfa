// This file declares the layers of `torch.nn`: constructor, initial weights, forward, printed form.

import Kernel
import Lang

/// Declares layers from one line each.
struct LayerBuilder {
    let module: ModuleObject

    /// - Parameters:
    ///   - parameters: of `__init__`, without self.
    ///   - extra: what `repr` shows.
    ///   - inputs: of `forward`, without self; argument 1 is the first.
    @discardableResult
    func layer(
        _ name: String, _ file: String, _ doc: String, _ parameters: String, base: TypeObject? = nil, _ start: @escaping (ModuleInstance, Arguments) throws -> Void,
        extra: @escaping (ModuleInstance) throws -> String = { _ in "" }, inputs: String = "input", _ forward: @escaping (ModuleInstance, Arguments) throws -> Value
    ) -> TypeObject {
        let t = TypeObject.native(name, module: "torch.nn.modules." + file, base: base ?? NNTypes.module, doc: doc)
        t.initializer("__init__(self\(parameters.isEmpty ? "" : ", " + parameters))") { a in
            let m = try a.object(0, ModuleInstance.self)
            m.isInitialized = true
            try PythonErrors.asTorch { try start(m, a) }
        }
        t.method("forward(self\(inputs.isEmpty ? "" : ", " + inputs))", doc) { a in
            let m = try a.object(0, ModuleInstance.self)
            return try PythonErrors.asTorch { try forward(m, a) }
        }
        t.method("extra_repr(self)", "") { a in .string(try extra(a.object(0, ModuleInstance.self))) }
        module.type(t)
        return t
    }
}

extension ModuleInstance {
    /// `name=value` of attributes, as `extra_repr` writes them.
    func fields(_ names: String...) throws -> String { try names.map { "\($0)=\(try Operators.repr(get(Name($0))))" }.joined(separator: ", ") }
    func text(_ name: String) throws -> String { try Operators.repr(get(Name(name))) }
}

enum TorchNNLayers {
    /// The dtype of a layer's parameters.
    private static func dtype(_ v: Value) throws -> DType { try TorchDType.from(v) ?? Promotion.defaultFloat }
    private static func repeated(_ v: Value, _ n: Int) throws -> Value {
        if let o = v.asObject, o.kind == .tuple || o.kind == .list { return .tuple(try Operators.items(of: v)) }
        return .tuple([Value](repeating: .int(try Operators.index(v)), count: n))
    }

    static func declare(_ nn: ModuleObject) {
        NNModuleMethods.declareContainers()
        let b = LayerBuilder(module: nn)
        for t in [NNTypes.module, NNTypes.sequential, NNTypes.moduleList, NNTypes.moduleDict, NNTypes.parameterList, NNTypes.parameterDict] { nn.type(t) }
        nn.type(TorchTypes.parameter)
        linears(b)
        convolutions(b)
        norms(b)
        activations(b)
        pools(b)
        shapes(b)
        losses(b)
        TorchAttention.declare(b)
    }

    private static func linears(_ b: LayerBuilder) {
        b.layer("Identity", "linear", "Gives its input.", "*args, **kwargs", { _, _ in }) { _, a in a[1] }
        b.layer(
            "Linear", "linear", "x Wᵀ + b.", "in_features, out_features, bias=True, device=None, dtype=None",
            { m, a in
                let i = try a.int(1), o = try a.int(2), d = try dtype(a[5])
                m.set("in_features", a[1])
                m.set("out_features", a[2])
                let w = try Tensor(empty: [o, i], d)
                try TorchInit.kaimingUniform(w, a: 5.0.squareRoot())
                try m.setParameter("weight", w)
                if try a.bool(3) {
                    let bias = try Tensor(empty: [o], d), bound = i > 0 ? 1 / Double(i).squareRoot() : 0
                    try TorchRandom.uniform(bias, -bound, bound)
                    try m.setParameter("bias", bias)
                } else { try m.setParameter("bias", nil) }
            }, extra: { m in try m.fields("in_features", "out_features") + ", bias=\(m.parameter("bias") != nil ? "True" : "False")" }
        ) { m, a in
            guard let w = m.parameter("weight") else { throw attributeError("'Linear' object has no attribute 'weight'") }
            return Torch.value(try Autocast.linear(TorchNNFunctional.input(a[1], "linear"), w, m.parameter("bias")))
        }
        b.layer(
            "Bilinear", "linear", "x₁ W x₂ + b.", "in1_features, in2_features, out_features, bias=True, device=None, dtype=None",
            { m, a in
                let i = try a.int(1), j = try a.int(2), o = try a.int(3), d = try dtype(a[6])
                for (n, k) in [("in1_features", 1), ("in2_features", 2), ("out_features", 3)] { m.set(Name(n), a[k]) }
                let bound = 1 / Double(i).squareRoot()
                let w = try Tensor(empty: [o, i, j], d)
                try TorchRandom.uniform(w, -bound, bound)
                try m.setParameter("weight", w)
                if try a.bool(4) {
                    let bias = try Tensor(empty: [o], d)
                    try TorchRandom.uniform(bias, -bound, bound)
                    try m.setParameter("bias", bias)
                } else { try m.setParameter("bias", nil) }
            }, extra: { m in try m.fields("in1_features", "in2_features", "out_features") + ", bias=\(m.parameter("bias") != nil ? "True" : "False")" }, inputs: "input1, input2"
        ) { m, a in
            let r = try Ops.einsum("...i,oij,...j->...o", [Torch.tensor(a, 1), m.parameter("weight")!, Torch.tensor(a, 2)])
            return Torch.value(try m.parameter("bias").map { try Ops.add(r, $0) } ?? r)
        }
        let embedding = b.layer(
            "Embedding", "sparse", "Rows of a table by index.",
            "num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None",
            { m, a in
                let n = try a.int(1), d = try a.int(2)
                m.set("num_embeddings", a[1])
                m.set("embedding_dim", a[2])
                var padding = a[3]
                if a.given(3) {
                    var p = try a.int(3)
                    if p < 0 && p &+ n < 0 || p >= n { throw PythonError(Exceptions.assertionError, "Padding_idx must be within num_embeddings") }
                    if p < 0 { p += n }
                    padding = .int(p)
                }
                m.set("padding_idx", padding)
                if let w = a[8].asObject as? TensorObject {
                    try m.setParameter("weight", w.tensor.alias())
                    if try a.bool(9) { try m.parameter("weight")!.setRequiresGrad(false) }
                    return
                }
                let w = try Tensor(empty: [n, d], dtype(a[11]))
                try TorchRandom.normal(w)
                if case .int(let p) = padding { try Elementwise.fill(Movement.select(w, axis: 0, index: p), 0) }
                try m.setParameter("weight", w)
            },
            extra: { m in
                try m.text("num_embeddings") + ", " + m.text("embedding_dim") + (m.get("padding_idx").isNone ? "" : ", padding_idx=" + m.text("padding_idx"))
            }
        ) { m, a in
            Torch.value(try Ops.embedding(Torch.tensor(a, 1), m.parameter("weight")!, padding: m.get("padding_idx").isNone ? nil : m.int("padding_idx")))
        }
        embedding.classMethod("from_pretrained(cls, embeddings, freeze=True, padding_idx=None)", "An embedding over given rows.") { a in
            let t = try Torch.tensor(a, 1)
            let r = try Operators.call(a[0], CallArguments([.int(t.shape[0]), .int(t.shape[1])], keywords: [("_weight", a[1]), ("padding_idx", a[3]), ("_freeze", a[2])]))
            return r
        }
    }

    private static func convolutions(_ b: LayerBuilder) {
        for n in [1, 2] {
            for transposed in [false, true] {
                let name = "Conv\(transposed ? "Transpose" : "")\(n)d"
                let parameters =
                    transposed
                    ? "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None"
                    : "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None"
                b.layer(
                    name, "conv", transposed ? "A transposed convolution." : "A convolution.", parameters,
                    { m, a in
                        let (dilation, groups, bias, mode, type) = transposed ? (9, 7, 8, 10, 12) : (6, 7, 8, 9, 11)
                        let c = try a.int(1), o = try a.int(2), g = try a.int(groups)
                        if g <= 0 { throw valueError("groups must be a positive integer") }
                        if c % g != 0 { throw valueError("in_channels must be divisible by groups") }
                        if o % g != 0 { throw valueError("out_channels must be divisible by groups") }
                        m.set("in_channels", a[1])
                        m.set("out_channels", a[2])
                        m.set("kernel_size", try repeated(a[3], n))
                        m.set("stride", try repeated(a[4], n))
                        if let s = a[5].asString {
                            guard s == "same" || s == "valid" else { throw valueError("Invalid padding string '\(s)', should be one of {'valid', 'same'}") }
                            m.set("padding", a[5])
                        } else { m.set("padding", try repeated(a[5], n)) }
                        m.set("output_padding", transposed ? try repeated(a[6], n) : .tuple([Value](repeating: .int(0), count: n)))
                        m.set("dilation", try repeated(a[dilation], n))
                        m.set("groups", a[groups])
                        m.set("padding_mode", a[mode])
                        let k = try m.ints("kernel_size"), d = try dtype(a[type])
                        let w = try Tensor(empty: (transposed ? [c, o / g] : [o, c / g]) + k, d)
                        try TorchInit.kaimingUniform(w, a: 5.0.squareRoot())
                        try m.setParameter("weight", w)
                        if try a.bool(bias) {
                            let fan = TorchInit.fans(w.shape).0
                            let t = try Tensor(empty: [o], d)
                            if fan != 0 {
                                let bound = 1 / Double(fan).squareRoot()
                                try TorchRandom.uniform(t, -bound, bound)
                            }
                            try m.setParameter("bias", t)
                        } else { try m.setParameter("bias", nil) }
                    },
                    extra: { m in
                        var s = try "\(m.text("in_channels")), \(m.text("out_channels")), kernel_size=\(m.text("kernel_size")), stride=\(m.text("stride"))"
                        if m.get("padding").asString != nil { s += try ", padding=\(Operators.str(m.get("padding")))" } else if try m.ints("padding").contains(where: { $0 != 0 }) { s += try ", padding=\(m.text("padding"))" }
                        if try m.ints("dilation").contains(where: { $0 != 1 }) { s += try ", dilation=\(m.text("dilation"))" }
                        if try m.ints("output_padding").contains(where: { $0 != 0 }) { s += try ", output_padding=\(m.text("output_padding"))" }
                        if try m.int("groups") != 1 { s += try ", groups=\(m.text("groups"))" }
                        if m.parameter("bias") == nil { s += ", bias=False" }
                        if try m.get("padding_mode").asString != "zeros" { s += try ", padding_mode=\(Operators.str(m.get("padding_mode")))" }
                        return s
                    }, inputs: transposed ? "input, output_size=None" : "input"
                ) { m, a in
                    guard let w = m.parameter("weight") else { throw attributeError("'\(name)' object has no attribute 'weight'") }
                    var x = try TorchNNFunctional.input(a[1], name)
                    let dilation = try m.ints("dilation"), kernel = try m.ints("kernel_size"), stride = try m.ints("stride")
                    var padding: [Int]
                    var outputPadding = try m.ints("output_padding")
                    if let s = m.get("padding").asString {
                        (x, padding) = try TorchNNFunctional.samePadding(x, s, kernel, dilation, stride)
                    } else { padding = try m.ints("padding") }
                    if let mode = m.get("padding_mode").asString, mode != "zeros", let p = Ops.PadMode(rawValue: mode) {
                        x = try Ops.pad(x, padding.reversed().flatMap { [$0, $0] }, p)
                        padding = padding.map { _ in 0 }
                    }
                    if transposed, a.given(2) {
                        let wanted = try Convert.shape(from: a[2]).suffix(n)
                        for (i, size) in wanted.enumerated() {
                            let least = (x.shape[x.rank - n + i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + 1
                            outputPadding[i] = size - least
                            if outputPadding[i] < 0 || outputPadding[i] >= max(stride[i], dilation[i]) {
                                throw valueError("requested an output size of \(Array(wanted)), but valid sizes range from \(least) to \(least + max(stride[i], dilation[i]) - 1) (for an input of \(Array(x.shape.suffix(n))))")
                            }
                        }
                    }
                    return Torch.value(
                        try Autocast.conv(
                            x, w, m.parameter("bias"), stride: stride, padding: padding, dilation: dilation, groups: m.int("groups"), spatial: n, transposed: transposed,
                            outputPadding: outputPadding))
                }
            }
        }
    }

    private static func norms(_ b: LayerBuilder) {
        func affine(_ m: ModuleInstance, _ shape: [Int], _ on: Bool, _ d: DType, bias: Bool = true) throws {
            try m.setParameter("weight", on ? Tensor.full(shape, 1, d) : nil)
            try m.setParameter("bias", on && bias ? Tensor.zeros(shape, d) : nil)
        }
        b.layer(
            "GroupNorm", "normalization", "Normalizes groups of channels.", "num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None, *, bias=True",
            { m, a in
                let g = try a.int(1), c = try a.int(2)
                if g == 0 || c % g != 0 { throw valueError("num_channels (\(c)) must be divisible by num_groups (\(g))") }
                for (n, k) in [("num_groups", 1), ("num_channels", 2), ("eps", 3), ("affine", 4)] { m.set(Name(n), a[k]) }
                try affine(m, [c], a.bool(4), dtype(a[6]), bias: a.bool(7))
            }, extra: { m in try "\(m.text("num_groups")), \(m.text("num_channels")), eps=\(m.text("eps")), affine=\(m.text("affine")), bias=\(m.parameter("bias") != nil ? "True" : "False")" }
        ) { m, a in Torch.value(try Ops.groupNorm(Torch.tensor(a, 1), m.int("num_groups"), m.parameter("weight"), m.parameter("bias"), eps: m.double("eps"))) }
        b.layer(
            "LayerNorm", "normalization", "Normalizes the last dimensions.", "normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None",
            { m, a in
                let s = try Convert.shape(from: a[1])
                m.set("normalized_shape", .tuple(s.map(Value.int)))
                m.set("eps", a[2])
                m.set("elementwise_affine", a[3])
                try affine(m, s, a.bool(3), dtype(a[6]), bias: a.bool(4))
            }, extra: { m in try "\(m.text("normalized_shape")), eps=\(m.text("eps")), elementwise_affine=\(m.text("elementwise_affine")), bias=\(m.parameter("bias") != nil ? "True" : "False")" }
        ) { m, a in Torch.value(try Ops.layerNorm(Torch.tensor(a, 1), m.ints("normalized_shape"), m.parameter("weight"), m.parameter("bias"), eps: m.double("eps"))) }
        b.layer(
            "RMSNorm", "normalization", "Divides by the root of the mean square.", "normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None",
            { m, a in
                let s = try Convert.shape(from: a[1])
                m.set("normalized_shape", .tuple(s.map(Value.int)))
                m.set("eps", a[2])
                m.set("elementwise_affine", a[3])
                try m.setParameter("weight", a.bool(3) ? Tensor.full(s, 1, dtype(a[5])) : nil)
            }, extra: { m in try "\(m.text("normalized_shape")), eps=\(m.text("eps")), elementwise_affine=\(m.text("elementwise_affine"))" }
        ) { m, a in
            let x = try Torch.tensor(a, 1), k = try m.ints("normalized_shape").count
            let eps = try m.get("eps").isNone ? (x.dtype == .float64 ? 2.220446049250313e-16 : 1.1920928955078125e-07) : m.double("eps")
            let r = try Ops.rsqrt(Ops.add(.tensor(Ops.mean(Ops.square(x), Array(x.rank - k..<x.rank), keepdim: true)), .float(eps)))
            let y = try Ops.mul(x, r)
            return Torch.value(try m.parameter("weight").map { try Ops.mul(y, $0) } ?? y)
        }
        for n in [1, 2] {
            b.layer(
                "BatchNorm\(n)d", "batchnorm", "Normalizes channels over the batch.", "num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None",
                { m, a in
                    let c = try a.int(1), d = try dtype(a[7])
                    for (k, i) in [("num_features", 1), ("eps", 2), ("momentum", 3), ("affine", 4), ("track_running_stats", 5)] { m.set(Name(k), a[i]) }
                    try affine(m, [c], a.bool(4), d)
                    let track = try a.bool(5)
                    m.setBuffer("running_mean", track ? try Tensor.zeros([c], d) : nil)
                    m.setBuffer("running_var", track ? try Tensor.full([c], 1, d) : nil)
                    m.setBuffer("num_batches_tracked", track ? try Tensor.scalar(0) : nil)
                }, extra: { m in try "\(m.text("num_features")), eps=\(m.text("eps")), momentum=\(m.text("momentum")), affine=\(m.text("affine")), bias=\(m.parameter("bias") != nil ? "True" : "False"), track_running_stats=\(m.text("track_running_stats"))" }
            ) { m, a in
                let x = try Torch.tensor(a, 1)
                if n == 1 ? x.rank != 2 && x.rank != 3 : x.rank != 4 {
                    throw valueError(n == 1 ? "expected 2D or 3D input (got \(x.rank)D input)" : "expected 4D input (got \(x.rank)D input)")
                }
                let mean = m.buffer("running_mean"), variance = m.buffer("running_var")
                let training = m.isTraining || mean == nil
                var momentum = m.get("momentum").isNone ? 0.0 : try m.double("momentum")
                if m.isTraining, let count = m.buffer("num_batches_tracked") {
                    let k = count.integer(at: 0) + 1
                    try Elementwise.fill(count, k)
                    if m.get("momentum").isNone { momentum = 1 / Double(k) }
                }
                return Torch.value(try Ops.batchNorm(x, m.isTraining || !training ? mean : nil, m.isTraining || !training ? variance : nil, m.parameter("weight"), m.parameter("bias"), training: training, momentum: momentum, eps: m.double("eps")))
            }
            b.layer(
                "InstanceNorm\(n)d", "instancenorm", "Normalizes channels of each sample.", "num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None",
                { m, a in
                    for (k, i) in [("num_features", 1), ("eps", 2), ("momentum", 3), ("affine", 4), ("track_running_stats", 5)] { m.set(Name(k), a[i]) }
                    try affine(m, [a.int(1)], a.bool(4), dtype(a[7]))
                }, extra: { m in try "\(m.text("num_features")), eps=\(m.text("eps")), momentum=\(m.text("momentum")), affine=\(m.text("affine")), bias=\(m.parameter("bias") != nil ? "True" : "False"), track_running_stats=\(m.text("track_running_stats"))" }
            ) { m, a in Torch.value(try Ops.instanceNorm(Torch.tensor(a, 1), m.parameter("weight"), m.parameter("bias"), eps: m.double("eps"))) }
        }
    }

    private static func activations(_ b: LayerBuilder) {
        func simple(_ name: String, _ doc: String, _ parameters: String = "", _ keep: [String] = [], extra: ((ModuleInstance) throws -> String)? = nil, _ f: @escaping (Tensor, ModuleInstance) throws -> Tensor) {
            b.layer(
                name, "activation", doc, parameters, { m, a in for (i, k) in keep.enumerated() { m.set(Name(k), a[i + 1]) } },
                extra: { m in try extra?(m) ?? "" }
            ) { m, a in Torch.value(try f(TorchNNFunctional.input(a[1], name.lowercased()), m)) }
        }
        func inplace(_ m: ModuleInstance) throws -> String { try m.bool("inplace") ? "inplace=True" : "" }
        func with(_ s: String, _ m: ModuleInstance) throws -> String { try m.bool("inplace") ? s + ", inplace=True" : s }
        b.layer("ReLU", "activation", "max(x, 0).", "inplace=False", { m, a in m.set("inplace", a[1]) }, extra: inplace) { m, a in
            if try m.bool("inplace"), let o = a[1].asObject as? TensorObject {
                try Torch.changeInPlace(o) { try Ops.relu($0) }
                return a[1]
            }
            return Torch.value(try Ops.relu(TorchNNFunctional.input(a[1], "relu")))
        }
        simple("ReLU6", "x limited to [0, 6].", "inplace=False", ["inplace"], extra: inplace) { x, _ in try Ops.hardtanh(x, 0, 6) }
        simple("GELU", "x Φ(x).", "approximate='none'", ["approximate"], extra: { try $0.fields("approximate") }) { x, m in try Ops.gelu(x, tanh: m.get("approximate").asString == "tanh") }
        simple("Tanh", "The hyperbolic tangent.") { x, _ in try Ops.tanh(x) }
        simple("Sigmoid", "1 / (1 + exp(-x)).") { x, _ in try Ops.sigmoid(x) }
        simple("SiLU", "x σ(x).", "inplace=False", ["inplace"], extra: inplace) { x, _ in try Ops.silu(x) }
        simple("Mish", "x tanh(softplus(x)).", "inplace=False", ["inplace"], extra: inplace) { x, _ in try Ops.mish(x) }
        simple("LeakyReLU", "x, or a fraction of it below 0.", "negative_slope=0.01, inplace=False", ["negative_slope", "inplace"], extra: { try with($0.fields("negative_slope"), $0) }) { x, m in try Ops.leakyRelu(x, m.double("negative_slope")) }
        simple("ELU", "x, or alpha (exp(x) - 1) below 0.", "alpha=1.0, inplace=False", ["alpha", "inplace"], extra: { try with($0.fields("alpha"), $0) }) { x, m in try Ops.elu(x, m.double("alpha")) }
        simple("CELU", "x, or alpha (exp(x / alpha) - 1) below 0.", "alpha=1.0, inplace=False", ["alpha", "inplace"], extra: { try with($0.fields("alpha"), $0) }) { x, m in try Ops.elu(x, m.double("alpha"), inputScale: 1 / m.double("alpha")) }
        simple("SELU", "The self-normalizing ELU.", "inplace=False", ["inplace"], extra: inplace) { x, _ in try Ops.elu(x, 1.6732632423543772848170429916717, scale: 1.0507009873554804934193349852946) }
        simple("Softplus", "log(1 + exp(x)).", "beta=1.0, threshold=20.0", ["beta", "threshold"], extra: { try $0.fields("beta", "threshold") }) { x, m in try Ops.softplus(x, beta: m.double("beta"), threshold: m.double("threshold")) }
        simple("Softsign", "x / (1 + |x|).") { x, _ in try Ops.div(x, Ops.add(.tensor(Ops.abs(x)), .int(1))) }
        simple("Tanhshrink", "x - tanh(x).") { x, _ in try Ops.sub(.tensor(x), .tensor(Ops.tanh(x))) }
        simple("LogSigmoid", "log σ(x).") { x, _ in try Ops.logSigmoid(x) }
        simple("Hardtanh", "x limited to a range.", "min_val=-1.0, max_val=1.0, inplace=False", ["min_val", "max_val", "inplace"], extra: { try with($0.fields("min_val", "max_val"), $0) }) { x, m in try Ops.hardtanh(x, m.double("min_val"), m.double("max_val")) }
        simple("Hardsigmoid", "A piecewise sigmoid.", "inplace=False", ["inplace"]) { x, _ in try Ops.hardsigmoid(x) }
        simple("Hardswish", "x times a piecewise sigmoid.", "inplace=False", ["inplace"]) { x, _ in try Ops.hardswish(x) }
        simple("Hardshrink", "0 near 0.", "lambd=0.5", ["lambd"], extra: { try m_text($0, "lambd") }) { x, m in try Ops.hardshrink(x, m.double("lambd")) }
        simple("Softshrink", "Shrunk to 0.", "lambd=0.5", ["lambd"], extra: { try m_text($0, "lambd") }) { x, m in try Ops.softshrink(x, m.double("lambd")) }
        simple("Threshold", "x above a threshold, else a value.", "threshold, value, inplace=False", ["threshold", "value", "inplace"], extra: { try with($0.fields("threshold", "value"), $0) }) { x, m in try Ops.threshold(x, m.double("threshold"), m.double("value")) }
        simple("GLU", "a σ(b) of the halves.", "dim=-1", ["dim"], extra: { try $0.fields("dim") }) { x, m in try Ops.glu(x, m.int("dim")) }
        simple("Softmax", "exp(x) over its sum.", "dim=None", ["dim"], extra: { try $0.fields("dim") }) { x, m in try Ops.softmax(x, TorchNNFunctional.softmaxDim(m.get("dim"), x)) }
        simple("LogSoftmax", "The logarithm of softmax.", "dim=None", ["dim"], extra: { try $0.fields("dim") }) { x, m in try Ops.logSoftmax(x, TorchNNFunctional.softmaxDim(m.get("dim"), x)) }
        simple("Softmin", "Softmax of -x.", "dim=None", ["dim"], extra: { try $0.fields("dim") }) { x, m in try Ops.softmax(Ops.neg(x), TorchNNFunctional.softmaxDim(m.get("dim"), x)) }
        simple("Softmax2d", "Softmax over channels.") { x, _ in try Ops.softmax(x, -3) }
        b.layer(
            "PReLU", "activation", "x, or a learned fraction of it below 0.", "num_parameters=1, init=0.25, device=None, dtype=None",
            { m, a in
                m.set("num_parameters", a[1])
                try m.setParameter("weight", Tensor.full([a.int(1)], a.float(2), dtype(a[4])))
            }, extra: { try $0.fields("num_parameters") }
        ) { m, a in Torch.value(try Ops.prelu(Torch.tensor(a, 1), m.parameter("weight")!)) }
        for (n, perChannel) in [("Dropout", false), ("Dropout1d", true), ("Dropout2d", true)] {
            b.layer(
                n, "dropout", "Zeroes elements at random in training.", "p=0.5, inplace=False",
                { m, a in
                    let p = try a.float(1)
                    if p < 0 || p > 1 { throw valueError("dropout probability has to be between 0 and 1, but got \(try Operators.str(a[1]))") }
                    m.set("p", a[1])
                    m.set("inplace", a[2])
                }, extra: { try $0.fields("p", "inplace") }
            ) { m, a in
                let x = try Torch.tensor(a, 1), r = try Ops.dropout(x, m.double("p"), training: m.isTraining, perChannel: perChannel)
                return r === x ? a[1] : Torch.value(r)
            }
        }
    }
    private static func m_text(_ m: ModuleInstance, _ n: String) throws -> String { try m.text(n) }

    private static func pools(_ b: LayerBuilder) {
        for n in [1, 2] {
            b.layer(
                "MaxPool\(n)d", "pooling", "The largest of each window.", "kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False",
                { m, a in
                    m.set("kernel_size", a[1])
                    m.set("stride", a.given(2) ? a[2] : a[1])
                    for (k, i) in [("padding", 3), ("dilation", 4), ("return_indices", 5), ("ceil_mode", 6)] { m.set(Name(k), a[i]) }
                }, extra: { try $0.fields("kernel_size", "stride", "padding", "dilation", "ceil_mode") }
            ) { m, a in
                func list(_ k: Name) throws -> [Int] { try TorchNNFunctional.tuple(m.get(k), n) }
                let (v, i) = try Ops.maxPool(
                    Torch.tensor(a, 1), list("kernel_size"), stride: list("stride"), padding: list("padding"), dilation: list("dilation"), ceil: m.bool("ceil_mode"), spatial: n)
                return try m.bool("return_indices") ? Torch.tuple([v, i()]) : Torch.value(v)
            }
            b.layer(
                "AvgPool\(n)d", "pooling", "The mean of each window.", "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None",
                { m, a in
                    m.set("kernel_size", n == 1 ? try repeated(a[1], 1) : a[1])
                    let stride = a.given(2) ? a[2] : a[1]
                    m.set("stride", n == 1 ? try repeated(stride, 1) : stride)
                    m.set("padding", n == 1 ? try repeated(a[3], 1) : a[3])
                    for (k, i) in [("ceil_mode", 4), ("count_include_pad", 5), ("divisor_override", 6)] { m.set(Name(k), a[i]) }
                }, extra: { try $0.fields("kernel_size", "stride", "padding") }
            ) { m, a in
                func list(_ k: Name) throws -> [Int] { try TorchNNFunctional.tuple(m.get(k), n) }
                return Torch.value(
                    try Ops.averagePool(
                        Torch.tensor(a, 1), list("kernel_size"), stride: list("stride"), padding: list("padding"), ceil: m.bool("ceil_mode"),
                        countPadding: m.bool("count_include_pad"), divisor: m.get("divisor_override").isNone ? nil : m.int("divisor_override"), spatial: n))
            }
            for (kind, f) in [("Avg", { try Ops.adaptiveAveragePool($0, $1, spatial: $2) }), ("Max", { try Ops.adaptiveMaxPool($0, $1, spatial: $2) })] as [(String, (Tensor, [Int?], Int) throws -> Tensor)] {
                b.layer("Adaptive\(kind)Pool\(n)d", "pooling", "Windows for an output size.", "output_size", { m, a in m.set("output_size", a[1]) }, extra: { try $0.fields("output_size") }) { m, a in
                    Torch.value(try f(Torch.tensor(a, 1), TorchNNFunctional.optionalSizes(m.get("output_size"), n), n))
                }
            }
        }
    }

    private static func shapes(_ b: LayerBuilder) {
        b.layer("Flatten", "flatten", "Dimensions merged into one.", "start_dim=1, end_dim=-1", { m, a in
            m.set("start_dim", a[1])
            m.set("end_dim", a[2])
        }, extra: { try $0.fields("start_dim", "end_dim") }) { m, a in Torch.value(try Ops.flatten(Torch.tensor(a, 1), m.int("start_dim"), m.int("end_dim"))) }
        b.layer("Unflatten", "flatten", "A dimension split.", "dim, unflattened_size", { m, a in
            m.set("dim", a[1])
            m.set("unflattened_size", a[2])
        }, extra: { try $0.fields("dim", "unflattened_size") }) { m, a in Torch.value(try Ops.unflatten(Torch.tensor(a, 1), m.int("dim"), m.ints("unflattened_size"))) }
        b.layer("Upsample", "upsampling", "Scales maps up.", "size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None", { m, a in
            for (k, i) in [("size", 1), ("mode", 3), ("align_corners", 4)] { m.set(Name(k), a[i]) }
            m.set("scale_factor", try { () throws -> Value in
                if case .int(let i) = a[2] { return .float(Double(i)) }
                if a[2].asObject is TupleObject { return .tuple(try Operators.items(of: a[2]).map { .float(try Operators.toDouble($0)) }) }
                return a[2]
            }())
        }, extra: { m in try (m.get("scale_factor").isNone ? m.fields("size") : m.fields("scale_factor")) + ", " + m.fields("mode") }) { m, a in
            Torch.value(try TorchNNFunctional.interpolate(Torch.tensor(a, 1), m.get("size"), m.get("scale_factor"), m.get("mode").asString ?? "nearest", m.get("align_corners"), .none))
        }
        for (n, up) in [("PixelShuffle", true), ("PixelUnshuffle", false)] {
            let key = up ? "upscale_factor" : "downscale_factor"
            b.layer(n, "pixelshuffle", "Channels to pixels or back.", key, { m, a in m.set(Name(key), a[1]) }, extra: { try $0.fields(key) }) { m, a in
                Torch.value(try up ? Ops.pixelShuffle(Torch.tensor(a, 1), m.int(Name(key))) : Ops.pixelUnshuffle(Torch.tensor(a, 1), m.int(Name(key))))
            }
        }
        for n in [1, 2] {
            for (kind, mode) in [("Zero", Ops.PadMode.constant), ("Constant", .constant), ("Reflection", .reflect), ("Replication", .replicate), ("Circular", .circular)] {
                b.layer("\(kind)Pad\(n)d", "padding", "Padding around.", kind == "Constant" ? "padding, value" : "padding", { m, a in
                    m.set("padding", try repeated(a[1], 2 * n))
                    if kind == "Constant" { m.set("value", a[2]) }
                }, extra: { m in try kind == "Constant" ? m.fields("padding", "value") : m.text("padding") }) { m, a in
                    Torch.value(try Ops.pad(Torch.tensor(a, 1), m.ints("padding"), mode, value: kind == "Constant" ? m.double("value") : 0))
                }
            }
        }
        b.layer("Unfold", "fold", "Windows as columns.", "kernel_size, dilation=1, padding=0, stride=1", { m, a in for (k, i) in [("kernel_size", 1), ("dilation", 2), ("padding", 3), ("stride", 4)] { m.set(Name(k), a[i]) } }, extra: { try $0.fields("kernel_size", "dilation", "padding", "stride") }) { m, a in
            func p(_ k: Name) throws -> [Int] { try TorchNNFunctional.tuple(m.get(k), 2) }
            return Torch.value(try Ops.unfold(Torch.tensor(a, 1), p("kernel_size"), dilation: p("dilation"), padding: p("padding"), stride: p("stride")))
        }
        b.layer("Fold", "fold", "The sum of windows.", "output_size, kernel_size, dilation=1, padding=0, stride=1", { m, a in for (k, i) in [("output_size", 1), ("kernel_size", 2), ("dilation", 3), ("padding", 4), ("stride", 5)] { m.set(Name(k), a[i]) } }, extra: { try $0.fields("output_size", "kernel_size", "dilation", "padding", "stride") }) { m, a in
            func p(_ k: Name) throws -> [Int] { try TorchNNFunctional.tuple(m.get(k), 2) }
            return Torch.value(try Ops.fold(Torch.tensor(a, 1), p("output_size"), p("kernel_size"), dilation: p("dilation"), padding: p("padding"), stride: p("stride")))
        }
        b.layer("CosineSimilarity", "distance", "The cosine of the angle.", "dim=1, eps=1e-08", { m, a in
            m.set("dim", a[1])
            m.set("eps", a[2])
        }, inputs: "x1, x2") { m, a in Torch.value(try Ops.cosineSimilarity(Torch.tensor(a, 1), Torch.tensor(a, 2), m.int("dim"), eps: m.double("eps"))) }
        b.layer("PairwiseDistance", "distance", "The norm of the difference.", "p=2.0, eps=1e-06, keepdim=False", { m, a in for (k, i) in [("norm", 1), ("eps", 2), ("keepdim", 3)] { m.set(Name(k), a[i]) } }, inputs: "x1, x2") { m, a in
            let d = try Ops.add(.tensor(Ops.sub(.tensor(Torch.tensor(a, 1)), .tensor(Torch.tensor(a, 2)))), .float(m.double("eps")))
            return Torch.value(try Ops.norm(d, m.double("norm"), [-1], keepdim: m.bool("keepdim")))
        }
    }

    private static func losses(_ b: LayerBuilder) {
        func loss(_ name: String, _ parameters: String, _ keep: [String], weights: [String] = [], _ f: @escaping (ModuleInstance, Tensor, Tensor, Reduction) throws -> Tensor) {
            b.layer(
                name, "loss", "A loss.", parameters,
                { m, a in
                    let names = a.signature.parameters.map { $0.name.text }
                    for k in keep + ["reduction"] { if let i = names.firstIndex(of: k) { m.set(Name(k), a[i]) } }
                    for w in weights { if let i = names.firstIndex(of: w) { m.buffers.set(Name(w), a[i]) } }
                }, inputs: "input, target"
            ) { m, a in
                let r = try TorchNNFunctional.reduction(m.get("reduction"))
                return Torch.value(try f(m, Torch.tensor(a, 1), Torch.tensor(a, 2), r))
            }
        }
        loss("MSELoss", "size_average=None, reduce=None, reduction='mean'", []) { _, x, y, r in try Ops.mseLoss(x, y, r) }
        loss("L1Loss", "size_average=None, reduce=None, reduction='mean'", []) { _, x, y, r in try Ops.l1Loss(x, y, r) }
        loss("SmoothL1Loss", "size_average=None, reduce=None, reduction='mean', beta=1.0", ["beta"]) { m, x, y, r in try Ops.smoothL1Loss(x, y, r, beta: m.double("beta")) }
        loss("HuberLoss", "reduction='mean', delta=1.0", ["delta"]) { m, x, y, r in try Ops.huberLoss(x, y, r, delta: m.double("delta")) }
        loss("BCELoss", "weight=None, size_average=None, reduce=None, reduction='mean'", [], weights: ["weight"]) { m, x, y, r in try Ops.binaryCrossEntropy(x, y, weight: m.buffer("weight"), r) }
        loss("BCEWithLogitsLoss", "weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None", [], weights: ["weight", "pos_weight"]) { m, x, y, r in
            try Ops.binaryCrossEntropyWithLogits(x, y, weight: m.buffer("weight"), posWeight: m.buffer("pos_weight"), r)
        }
        loss("NLLLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'", ["ignore_index"], weights: ["weight"]) { m, x, y, r in
            try Ops.nllLoss(x, y, weight: m.buffer("weight"), ignore: m.int("ignore_index"), r)
        }
        loss("CrossEntropyLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0", ["ignore_index", "label_smoothing"], weights: ["weight"]) { m, x, y, r in
            try Ops.crossEntropy(x, y, weight: m.buffer("weight"), ignore: m.int("ignore_index"), r, smoothing: m.double("label_smoothing"))
        }
        b.layer("KLDivLoss", "loss", "The Kullback-Leibler divergence.", "size_average=None, reduce=None, reduction='mean', log_target=False", { m, a in
            m.set("reduction", a[3])
            m.set("log_target", a[4])
        }, inputs: "input, target") { m, a in
            let batch = m.get("reduction").asString == "batchmean"
            return Torch.value(try Ops.klDiv(Torch.tensor(a, 1), Torch.tensor(a, 2), batch ? .sum : TorchNNFunctional.reduction(m.get("reduction")), logTarget: m.bool("log_target"), batchMean: batch))
        }
        for (n, parameters) in [("CosineEmbeddingLoss", "margin=0.0, reduction='mean'"), ("MarginRankingLoss", "margin=0.0, reduction='mean'")] {
            b.layer(n, "loss", "A loss of pairs.", parameters, { m, a in
                m.set("margin", a[1])
                m.set("reduction", a[2])
            }, inputs: "input1, input2, target") { m, a in
                let x = try Torch.tensor(a, 1), y = try Torch.tensor(a, 2), t = try Torch.tensor(a, 3), margin = try m.double("margin")
                let l: Tensor
                if n == "CosineEmbeddingLoss" {
                    let c = try Ops.cosineSimilarity(x, y, -1, eps: 1e-8)
                    l = try Ops.where_(Ops.compare(.equal, .tensor(t), .int(1)), .tensor(Ops.sub(.int(1), .tensor(c))), .tensor(Ops.clamp(Ops.sub(.tensor(c), .float(margin)), .int(0), nil)))
                } else {
                    l = try Ops.clamp(Ops.add(.tensor(Ops.mul(Ops.neg(t), Ops.sub(.tensor(x), .tensor(y)))), .float(margin)), .int(0), nil)
                }
                return Torch.value(try TorchNNFunctional.reduced(l, m.get("reduction")))
            }
        }
        b.layer("TripletMarginLoss", "loss", "Anchor nearer to the positive than to the negative.", "margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'", { m, a in
            for (k, i) in [("margin", 1), ("p", 2), ("eps", 3), ("swap", 4), ("reduction", 7)] { m.set(Name(k), a[i]) }
        }, inputs: "anchor, positive, negative") { m, a in
            func distance(_ i: Int, _ j: Int) throws -> Tensor {
                try Ops.norm(Ops.add(.tensor(Ops.sub(.tensor(Torch.tensor(a, i)), .tensor(Torch.tensor(a, j)))), .float(m.double("eps"))), m.double("p"), [-1])
            }
            var far = try distance(1, 3)
            if try m.bool("swap") { far = try Ops.minimum(.tensor(far), .tensor(distance(2, 3))) }
            return Torch.value(try TorchNNFunctional.reduced(Ops.clamp(Ops.add(.tensor(Ops.sub(.tensor(distance(1, 2)), .tensor(far))), .float(m.double("margin"))), .int(0), nil), m.get("reduction")))
        }
    }
}

// This file joins the parts of torch and numpy that are written in the cell language (Cells/torch_*.py, numpy_extra.py) to their native modules: each name is read at its first use.

import Lang

enum TorchExtra {
    /// Names of a module that come from a cell module: `name` or `name=the name there`.
    private static func join(_ m: ModuleObject, _ source: String, _ names: String) {
        for entry in names.split(separator: " ") {
            let parts = entry.split(separator: "=")
            let name = String(parts[0]), there = String(parts.last!)
            if m.globals.get(Name(name)) != nil { continue }
            m.absent[name] = nil
            m.lazy[name] = { try read(source, there) }
        }
    }
    private static func read(_ source: String, _ name: String) throws -> Value {
        guard let m = try ModuleTable.shared.module(source), let v = m.globals.get(Name(name)) else { throw attributeError("module '\(source)' has no attribute '\(name)'") }
        if let t = v.asObject as? TypeObject { t.module = source == "numpy._extra" || source == "numpy._more" ? "numpy" : source == "torch._nn" || (source == "torch._more" && name.first!.isUppercase) ? "torch.nn.modules" : source == "torch._optim" ? "torch.optim" : "torch" }
        return v
    }

    static func torch(_ m: ModuleObject) {
        // Modules that `import torch` brings along.
        for name in ["accelerator", "distributions", "func", "testing"] {
            m.absent[name] = nil
            m.lazy[name] = {
                guard let found = try ModuleTable.shared.module("torch." + name) else { throw importError("No module named 'torch.\(name)'") }
                return .object(found)
            }
        }
        join(
            m, "torch._more",
            "matrix_power inner addbmm float_power quantile nanquantile median searchsorted histogram take_along_dim diff gradient diag_embed diagonal_scatter atleast_1d atleast_2d atleast_3d "
                + "frexp nextafter typename")
        join(
            m, "torch._extra",
            "inverse det logdet slogdet svd=torch_svd qr pinverse cholesky_inverse matrix_exp block_diag diagflat heaviside nanmean nanmedian addr chain_matmul "
                + "fill trapezoid trapz cumulative_trapezoid xlogy sinc logaddexp2 ldexp real conj resolve_conj positive isreal is_signed is_same_size hsplit vsplit dsplit split_with_sizes "
                + "select_scatter slice_scatter rsub scalar_tensor range=range_ frombuffer unravel_index pdist renorm hann_window hamming_window blackman_window bartlett_window "
                + "vander vmap compile cholesky is_inference")
        join(
            m, "torch.nn.functional",
            "conv1d conv2d conv_transpose1d conv_transpose2d max_pool1d max_pool2d avg_pool1d adaptive_avg_pool1d batch_norm layer_norm group_norm instance_norm dropout embedding "
                + "cosine_similarity pairwise_distance pixel_shuffle pixel_unshuffle celu selu prelu rrelu relu_ threshold kl_div binary_cross_entropy_with_logits cosine_embedding_loss "
                + "hinge_embedding_loss margin_ranking_loss triplet_margin_loss poisson_nll_loss alpha_dropout channel_shuffle hardshrink rms_norm bilinear embedding_bag conv3d max_pool3d")
    }
    /// A function of `torch._more` called for what a native function does not take itself.
    static func call(_ name: String, _ a: [Value]) throws -> Value { try Operators.call(read("torch._more", name), CallArguments(a)) }

    static func numpy(_ m: ModuleObject) {
        join(
            m, "numpy._more",
            "unwrap trim_zeros indices cross poly polyadd polysub polymul polydiv matvec vecmat isfortran require diag_indices_from bitwise_count astype typename")
        join(m, "numpy._extra", "nditer kaiser packbits unpackbits broadcast mask_indices unique_counts unique_inverse unique_all")
    }
    static func numpyLinalg(_ m: ModuleObject) { join(m, "numpy._more", "tensorsolve tensorinv vecdot=linalg_vecdot") }
    static func linalg(_ m: ModuleObject) {
        join(m, "torch._more", "norm matrix_norm cond matrix_power qr lstsq solve_triangular inv_ex solve_ex tensorsolve tensorinv")
        join(m, "torch._extra", "inv det slogdet solve cholesky eigh eigvalsh eigvals svd svdvals pinv matrix_rank matrix_exp cross diagonal matmul vecdot vander=linalg_vander LinAlgError")
        m.absent["eig"] = "use torch.linalg.eigh for symmetric matrices"
    }
    static func functional(_ m: ModuleObject) {
        join(m, "torch._more", "max_unpool2d")
        join(
            m, "torch._nn",
            "hinge_embedding_loss poisson_nll_loss gaussian_nll_loss multi_margin_loss soft_margin_loss multilabel_soft_margin_loss multilabel_margin_loss triplet_margin_with_distance_loss "
                + "cosine_embedding_loss margin_ranking_loss triplet_margin_loss local_response_norm lp_pool2d lp_pool1d channel_shuffle bilinear embedding_bag affine_grid grid_sample rms_norm rrelu "
                + "alpha_dropout pdist relu_ conv3d max_pool3d avg_pool3d")
    }
    static func nn(_ m: ModuleObject) {
        join(m, "torch._more", "MaxUnpool2d")
        join(
            m, "torch._nn",
            "HingeEmbeddingLoss PoissonNLLLoss GaussianNLLLoss MultiMarginLoss SoftMarginLoss MultiLabelSoftMarginLoss MultiLabelMarginLoss TripletMarginWithDistanceLoss LocalResponseNorm "
                + "ChannelShuffle UpsamplingNearest2d UpsamplingBilinear2d LPPool2d RReLU AlphaDropout DataParallel EmbeddingBag RNNBase LSTM GRU RNN LSTMCell GRUCell RNNCell "
                + "TransformerDecoderLayer TransformerDecoder Transformer Conv3d MaxPool3d AvgPool3d")
    }
    static func initializers(_ m: ModuleObject) { join(m, "torch._nn", "orthogonal_ sparse_ dirac_") }
    static func optim(_ m: ModuleObject) { join(m, "torch._optim", "Adadelta Adamax NAdam RAdam Rprop ASGD LBFGS") }
    static func schedulers(_ m: ModuleObject) { join(m, "torch._optim", "CyclicLR ChainedScheduler") }
    static func autogradFunctional(_ m: ModuleObject) { join(m, "torch._extra", "jacobian hessian vjp jvp") }

    static func sequences(_ m: ModuleObject) {
        join(m, "torch._nn", "pad_sequence unpad_sequence pack_padded_sequence pad_packed_sequence pack_sequence PackedSequence")
    }

    /// Methods of Tensor that are functions of the cell module: name → name there.
    private static let methods: [String: String] = {
        var t: [String: String] = [:]
        for entry in (
            "inverse=inverse det logdet slogdet svd=torch_svd pinverse matrix_exp cholesky cholesky_inverse diagflat heaviside nanmean nanmedian addr xlogy sinc logaddexp2 ldexp conj "
                + "resolve_conj positive isreal is_signed is_same_size hsplit vsplit dsplit split_with_sizes select_scatter slice_scatter renorm new_empty_strided tril_ triu_ cumsum_ cumprod_ "
                + "is_inference untyped_storage addmm_ clamp_min_ clamp_max_ nan_to_num_ put_ geometric_ cauchy_ log_normal_ sum_to_size resize_ map_").split(separator: " ")
        {
            let p = entry.split(separator: "=")
            t[String(p[0])] = String(p.last!)
        }
        return t
    }()
    private static let moreMethods: Set<String> = [
        "qr", "matrix_power", "inner", "addbmm", "float_power", "quantile", "nanquantile", "median", "histogram", "take_along_dim", "diff", "diag_embed", "diagonal_scatter", "frexp", "nextafter",
    ]
    /// A method of tensors that is written in the cell language, bound.
    static func method(_ self: TensorObject, _ name: Name) throws -> Value? {
        let more = moreMethods.contains(name.text)
        guard let there = more ? name.text : methods[name.text], let m = try ModuleTable.shared.module(more ? "torch._more" : "torch._extra"), let f = m.globals.get(Name(there)) else { return nil }
        // Bound here: the type may have looked the name up before and keep that there is none.
        return .object(BoundMethod(f, .object(self)))
    }
}

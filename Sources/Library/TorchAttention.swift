// This file declares attention and transformer layers, composed of the simpler ones.

import Kernel
import Lang

enum TorchAttention {
    private static func call(_ m: ModuleInstance, _ name: Name, _ x: Tensor) throws -> Tensor {
        guard let c = m.modules.get(name) else { throw attributeError("'\(m.type.name)' object has no attribute '\(name)'") }
        guard let t = try Operators.call(c, Torch.value(x)).asObject as? TensorObject else { throw typeError("a layer gave no tensor") }
        return t.tensor
    }
    private static func make(_ b: LayerBuilder, _ type: String, _ positional: [Value], _ keywords: [(Name, Value)] = []) throws -> Value {
        try Operators.call(b.module[type]!, CallArguments(positional, keywords: keywords.map { (name: $0.0, value: $0.1) }))
    }

    static func declare(_ b: LayerBuilder) {
        b.layer(
            "MultiheadAttention", "activation", "Attention of several heads.",
            "embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None",
            { m, a in
                let e = try a.int(1), h = try a.int(2)
                if e <= 0 || h <= 0 { throw valueError("embed_dim and num_heads must be greater than 0, got embed_dim=\(e) and num_heads=\(h) instead") }
                if e % h != 0 { throw PythonError(Exceptions.assertionError, "embed_dim must be divisible by num_heads") }
                for (k, i) in [("embed_dim", 1), ("num_heads", 2), ("dropout", 3), ("batch_first", 9)] { m.set(Name(k), a[i]) }
                m.set("head_dim", .int(e / h))
                let w = try Tensor(empty: [3 * e, e], Promotion.defaultFloat)
                // The order of draws: out_proj's own, then the packed projection.
                let bias = try a.bool(4)
                let out = ModuleInstance(type: outProjection(b))
                try out.type.initialize?(.object(out), CallArguments([.int(e), .int(e)], keywords: [("bias", .bool(bias))]))
                try m.setParameter("in_proj_weight", w)
                try m.setParameter("in_proj_bias", bias ? Tensor.zeros([3 * e], w.dtype) : nil)
                m.modules.set("out_proj", .object(out))
                let bound = (6.0 / Double(4 * e)).squareRoot()
                try Autograd.noGrad { try TorchRandom.uniform(w, -bound, bound) }
                if let ob = out.parameter("bias") { try Autograd.noGrad { try Elementwise.fill(ob, 0) } }
            }, inputs: "query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False"
        ) { m, a in
            var q = try Torch.tensor(a, 1), k = try Torch.tensor(a, 2), v = try Torch.tensor(a, 3)
            let e = try m.int("embed_dim"), h = try m.int("num_heads"), d = e / h
            let batched = q.rank == 3
            if try !batched || !m.bool("batch_first") {
                if batched { (q, k, v) = (try Ops.transpose(q, 0, 1), try Ops.transpose(k, 0, 1), try Ops.transpose(v, 0, 1)) } else {
                    (q, k, v) = (try Ops.unsqueeze(q, 0), try Ops.unsqueeze(k, 0), try Ops.unsqueeze(v, 0))
                }
            }
            if q.shape[2] != e { throw PythonError(Exceptions.assertionError, "was expecting embedding dimension of \(e), but got \(q.shape[2])") }
            let w = try Ops.split(m.parameter("in_proj_weight")!, size: e, 0), bias = try m.parameter("in_proj_bias").map { try Ops.split($0, size: e, 0) }
            func heads(_ x: Tensor, _ i: Int) throws -> Tensor {
                let p = try Ops.linear(x, w[i], bias?[i])
                return try Ops.transpose(Ops.reshape(p, [x.shape[0], x.shape[1], h, d]), 1, 2)
            }
            let qh = try heads(q, 0), kh = try heads(k, 1), vh = try heads(v, 2)
            var scores = try Ops.matmul(Ops.mul(qh, 1 / Double(d).squareRoot()), Ops.transpose(kh, -2, -1))
            if let mask = try Torch.tensorIfGiven(a, 6) {
                let full = mask.rank == 3 ? try Ops.reshape(mask, [q.shape[0], h, mask.shape[1], mask.shape[2]]) : mask
                scores = full.dtype == .bool ? try Ops.maskedFill(scores, full, .float(-.infinity)) : try Ops.add(scores, full)
            }
            if let padding = try Torch.tensorIfGiven(a, 4) {
                let p = try Ops.reshape(padding, [k.shape[0], 1, 1, k.shape[1]])
                scores = p.dtype == .bool ? try Ops.maskedFill(scores, p, .float(-.infinity)) : try Ops.add(scores, p)
            }
            let weights = try Ops.dropout(Ops.softmax(scores, -1), m.double("dropout"), training: m.isTraining)
            // Positions first, as PyTorch has them whatever batch_first says.
            let joined = try Ops.reshape(Ops.permute(Ops.matmul(weights, vh), [2, 0, 1, 3]), [q.shape[1], q.shape[0], e])
            var out = try call(m, "out_proj", joined)
            if !batched { out = try Ops.squeeze(out, [1]) } else if try m.bool("batch_first") { out = try Ops.transpose(out, 0, 1) }
            guard try a.bool(5) else { return .tuple([Torch.value(out), .none]) }
            var shown = try a.bool(7) ? Ops.mean(weights, [1]) : weights
            if !batched { shown = try Ops.squeeze(shown, [0]) }
            return Torch.tuple([out, shown])
        }
        b.layer(
            "TransformerEncoderLayer", "transformer", "Attention and a feed-forward network with residuals.",
            "d_model, nhead, dim_feedforward=2048, dropout=0.1, activation='relu', layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None",
            { m, a in
                m.set("norm_first", a[8])
                m.set("activation", a[5])
                m.modules.set("self_attn", try make(b, "MultiheadAttention", [a[1], a[2]], [("dropout", a[4]), ("batch_first", a[7]), ("bias", a[9])]))
                m.modules.set("linear1", try make(b, "Linear", [a[1], a[3]], [("bias", a[9])]))
                m.modules.set("dropout", try make(b, "Dropout", [a[4]]))
                m.modules.set("linear2", try make(b, "Linear", [a[3], a[1]], [("bias", a[9])]))
                for n in ["norm1", "norm2"] { m.modules.set(Name(n), try make(b, "LayerNorm", [a[1]], [("eps", a[6]), ("bias", a[9])])) }
                for n in ["dropout1", "dropout2"] { m.modules.set(Name(n), try make(b, "Dropout", [a[4]])) }
            }, inputs: "src, src_mask=None, src_key_padding_mask=None, is_causal=False"
        ) { m, a in
            var x = try Torch.tensor(a, 1)
            func attention(_ t: Tensor) throws -> Tensor {
                let r = try Operators.call(
                    m.modules.get("self_attn")!,
                    CallArguments([Torch.value(t), Torch.value(t), Torch.value(t)], keywords: [("attn_mask", a[2]), ("key_padding_mask", a[3]), ("need_weights", .bool(false))]))
                return try call(m, "dropout1", ((r.asObject as! TupleObject).items[0].asObject as! TensorObject).tensor)
            }
            func feed(_ t: Tensor) throws -> Tensor {
                let h = try call(m, "linear1", t)
                let act: Tensor
                if let s = m.get("activation").asString { act = s == "gelu" ? try Ops.gelu(h) : try Ops.relu(h) } else {
                    act = (try Operators.call(m.get("activation"), Torch.value(h)).asObject as! TensorObject).tensor
                }
                return try call(m, "dropout2", call(m, "linear2", call(m, "dropout", act)))
            }
            if try m.bool("norm_first") {
                x = try Ops.add(x, attention(call(m, "norm1", x)))
                return Torch.value(try Ops.add(x, feed(call(m, "norm2", x))))
            }
            x = try call(m, "norm1", Ops.add(x, attention(x)))
            return Torch.value(try call(m, "norm2", Ops.add(x, feed(x))))
        }
        b.layer(
            "TransformerEncoder", "transformer", "A stack of encoder layers.", "encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True",
            { m, a in
                let layer = try a.object(1, ModuleInstance.self)
                let list = ModuleInstance(type: NNTypes.moduleList)
                list.isInitialized = true
                for _ in 0..<(try a.int(2)) { list.appendItem(.object(try NNModuleMethods.copy(layer))) }
                m.modules.set("layers", .object(list))
                m.set("num_layers", a[2])
                if a[3].asObject is ModuleInstance { m.modules.set("norm", a[3]) } else { m.set("norm", .none) }
            }, inputs: "src, mask=None, src_key_padding_mask=None, is_causal=None"
        ) { m, a in
            var x = a[1]
            for l in (m.modules.get("layers")!.asObject as! ModuleInstance).modules.values {
                x = try Operators.call(l, CallArguments([x], keywords: [("src_mask", a[2]), ("src_key_padding_mask", a[3])]))
            }
            if let n = m.modules.get("norm") { x = try Operators.call(n, x) }
            return x
        }
    }
    private static var projection: TypeObject?
    /// The linear layer that prints under its own class name.
    private static func outProjection(_ b: LayerBuilder) -> TypeObject {
        if let t = projection { return t }
        let t = TypeObject.native("NonDynamicallyQuantizableLinear", module: "torch.nn.modules.linear", base: b.module["Linear"]!.asObject as? TypeObject)
        projection = t
        return t
    }
}

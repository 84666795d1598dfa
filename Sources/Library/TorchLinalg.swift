// This file declares `torch.linalg` and `torch.special`.

import Kernel
import Lang

enum TorchLinalg {
    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.linalg", doc: "Linear algebra.")
        let b = TorchBuilder(module: m)
        b.function("vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None)", "The norm of vectors.") { a in
            Torch.value(try Ops.norm(Torch.tensor(a, 0), TorchMath.order(a[1]), TorchMath.dims(a, 2, "vector_norm"), keepdim: a.bool(3)))
        }
        b.function("multi_dot(tensors)", "The product of several matrices.") { a in
            let ts = try Torch.tensors(a[0], "multi_dot")
            if ts.count < 2 { throw runtimeError("multi_dot(): expected at least 2 tensors but got \(ts.count)") }
            return Torch.value(try ts.dropFirst().reduce(ts[0]) { try Ops.matmul($0, $1) })
        }
        TorchExtra.linalg(m)
        return m
    }
    static func makeSpecial() throws -> ModuleObject {
        let m = ModuleObject("torch.special", doc: "Special functions.")
        let b = TorchBuilder(module: m)
        for (n, f) in [
            ("erf", { try Ops.erf($0) }), ("erfc", { try Ops.erfc($0) }), ("erfinv", { try Ops.erfinv($0) }), ("expit", { try Ops.sigmoid($0) }), ("gammaln", { try Ops.lgamma($0) }),
            ("digamma", { try Ops.digamma($0) }), ("exp2", { try Ops.exp2($0) }), ("expm1", { try Ops.expm1($0) }), ("log1p", { try Ops.log1p($0) }),
        ] as [(String, (Tensor) throws -> Tensor)] {
            b.function("\(n)(input)", "A special function.") { a in Torch.value(try f(Torch.tensor(a, 0))) }
        }
        b.function("logit(input, eps=None)", "log(x / (1 - x)).") { a in Torch.value(try Ops.logit(Torch.tensor(a, 0), eps: a.given(1) ? a.float(1) : nil)) }
        b.function("softmax(input, dim, *, dtype=None)", "exp(x) over its sum.") { a in Torch.value(try Ops.softmax(Torch.tensor(a, 0), a.int(1))) }
        return m
    }
}

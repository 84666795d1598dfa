// This file declares the methods and properties of `torch.Tensor` that are no functions of `torch`: facts, conversions, autograd, filling.

import Kernel
import Lang

enum TorchTensorMethods {
    static func declare(_ b: TorchBuilder) {
        facts(b)
        conversions(b)
        autograd(b)
        filling(b)
    }
    private static func tensor(_ o: Object) -> Tensor { (o as! TensorObject).tensor }

    private static func facts(_ b: TorchBuilder) {
        let t = TorchTypes.tensor
        t.property("shape", "The sizes.", get: { Torch.size(tensor($0).shape) })
        t.property("dtype", "The element type.", get: { TorchDType.of(tensor($0).dtype) })
        t.property("device", "Where the memory is.", get: { _ in .object(TorchDevice.cpu) })
        t.property("ndim", "The number of dimensions.", get: { .int(tensor($0).rank) })
        t.property("T", "Transposed.", get: { o in
            try PythonErrors.asTorch {
                let x = tensor(o)
                return Torch.value(x.rank == 2 ? try Ops.transpose(x, 0, 1, name: "PermuteBackward0") : try Ops.permute(x, Array((0..<x.rank).reversed())))
            }
        })
        t.property("mT", "The last two dimensions exchanged.", get: { o in try PythonErrors.asTorch { Torch.value(try Ops.transpose(tensor(o), -2, -1)) } })
        t.property("is_cuda", "Whether it is on a GPU.", get: { _ in .bool(false) })
        t.property("is_sparse", "Whether it is sparse.", get: { _ in .bool(false) })
        t.property("layout", "Always strided.", get: { _ in .string("torch.strided") })
        t.property("itemsize", "Bytes an element takes.", get: { .int(tensor($0).dtype.size) })
        t.property("nbytes", "Bytes of all elements.", get: { .int(tensor($0).dtype.size * tensor($0).count) })
        t.property("_version", "How often it was changed in place.", get: { .int(tensor($0).storage.version) })
        b.both("numel(input)", "The number of elements.") { a in .int(try Torch.tensor(a, 0).count) }
        b.method("nelement(self)", "The number of elements.") { a in .int(try Torch.tensor(a, 0).count) }
        b.method("element_size(self)", "Bytes an element takes.") { a in .int(try Torch.tensor(a, 0).dtype.size) }
        b.method("dim(self)", "The number of dimensions.") { a in .int(try Torch.tensor(a, 0).rank) }
        b.method("ndimension(self)", "The number of dimensions.") { a in .int(try Torch.tensor(a, 0).rank) }
        b.method("size(self, dim=None)", "The sizes, or one of them.") { a in
            let t = try Torch.tensor(a, 0)
            if !a.given(1) { return Torch.size(t.shape) }
            if t.rank == 0 { throw indexError("Dimension specified as \(try a.int(1)) but tensor has no dimensions") }
            return .int(t.shape[try Ops.dim(a.int(1), t.rank)])
        }
        b.method("stride(self, dim=None)", "The steps in elements.") { a in
            let t = try Torch.tensor(a, 0)
            if a.given(1), t.rank == 0 { throw indexError("Dimension specified as \(try a.int(1)) but tensor has no dimensions") }
            return a.given(1) ? .int(t.strides[try Ops.dim(a.int(1), t.rank)]) : .tuple(t.strides.map(Value.int))
        }
        b.method("storage_offset(self)", "The place of the first element.") { a in .int(try Torch.tensor(a, 0).offset) }
        b.method("data_ptr(self)", "The address of the first element.") { a in .int(Int(bitPattern: try Torch.tensor(a, 0).pointer)) }
        b.method("is_contiguous(self, memory_format=None)", "Whether it is row-major without gaps.") { a in .bool(try Torch.tensor(a, 0).isContiguous) }
        b.method("get_device(self)", "-1: the processor.") { _ in .int(-1) }
        b.method("is_shared(self)", "Whether other processes see the memory.") { _ in .bool(false) }
        b.method("__len__(self)", "") { a in .int(try Operators.length(a[0])) }
    }

    private static func conversions(_ b: TorchBuilder) {
        for (n, d) in [
            ("float", .float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16), ("long", .int64), ("int", .int32), ("short", .int16), ("char", .int8),
            ("byte", .uint8), ("bool", .bool),
        ] as [(String, DType)] {
            b.method("\(n)(self, memory_format=None)", "As \(d.name).") { a in
                let t = try Torch.tensor(a, 0)
                return t.dtype == d ? a[0] : Torch.value(try Ops.cast(t, d))
            }
        }
        b.method("to(self, *args, dtype=None, device=None, non_blocking=False, copy=False, memory_format=None)", "Of another dtype (or on another device, of which there is one).") { a in
            let t = try Torch.tensor(a, 0)
            var d = try TorchDType.from(a[2], function: "to")
            try TorchDevice.check(a[3])
            for v in a.rest(1) {
                if let x = v.asObject as? TorchDType { d = x.dtype } else if let o = v.asObject as? TensorObject { d = o.tensor.dtype } else if case .bool = v {} else if let ty = v.asObject as? TypeObject {
                    d = try TorchDType.from(.object(ty), function: "to")
                } else { try TorchDevice.check(v) }
            }
            if let d, d != t.dtype { return Torch.value(try Ops.cast(t, d)) }
            return try a.bool(5) ? Torch.value(Ops.clone(t)) : a[0]
        }
        b.method("type(self, dtype=None)", "The type's name, or the tensor as another type.") { a in
            let t = try Torch.tensor(a, 0)
            if !a.given(1) { return .string("torch." + t.dtype.torchTensorName) }
            if let s = a[1].asString {
                guard let d = DType.allCases.first(where: { "torch." + $0.torchTensorName == s }) else { throw valueError("invalid type: '\(s)'") }
                return Torch.value(try Ops.cast(t, d))
            }
            return Torch.value(try Ops.cast(t, TorchDType.from(a[1], function: "type") ?? t.dtype))
        }
        b.method("type_as(self, other)", "As another's dtype.") { a in
            let t = try Torch.tensor(a, 0), d = try Torch.tensor(a, 1).dtype
            return t.dtype == d ? a[0] : Torch.value(try Ops.cast(t, d))
        }
        for n in ["cpu", "pin_memory", "share_memory_"] { b.method("\(n)(self, memory_format=None)", "Itself: the memory is the processor's.") { a in a[0] } }
        b.method("cuda(self, device=None)", "There is no GPU.") { _ in throw PythonError(Exceptions.assertionError, "Torch not compiled with CUDA enabled") }
        b.method("item(self)", "The only element as a number.") { a in
            let t = try Torch.tensor(a, 0)
            if t.count != 1 { throw runtimeError("a Tensor with \(t.count) elements cannot be converted to Scalar") }
            return Convert.python(t)
        }
        b.method("tolist(self)", "Nested lists of numbers.") { a in Convert.list(try Torch.tensor(a, 0)) }
        b.method("numpy(self, *, force=False)", "An array over the same memory.") { a in
            let t = try Torch.tensor(a, 0)
            if t.requiresGrad, try !a.bool(1) { throw runtimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.") }
            if t.dtype == .bfloat16 { throw typeError("Got unsupported ScalarType BFloat16") }
            return Convert.ndarray(t.alias())
        }
        b.method("__array__(self, dtype=None)", "An array over the same memory.") { a in
            let t = try Torch.tensor(a, 0)
            if t.requiresGrad { throw runtimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.") }
            return Convert.ndarray(t.alias())
        }
        b.both("clone(input, *, memory_format=None)", "A copy.") { a in Torch.value(try Ops.clone(Torch.tensor(a, 0))) }
        b.method("contiguous(self, memory_format=None)", "Row-major; itself when it is.") { a in
            let t = try Torch.tensor(a, 0)
            return t.isContiguous ? a[0] : Torch.value(try Ops.contiguous(t))
        }
        for (n, f) in [("__deepcopy__(self, memo=None)", 0), ("__copy__(self)", 1)] {
            b.method(n, "A copy.") { a in
                let o = try a.object(0, TensorObject.self)
                if o.tensor.edgeNode() != nil && f == 0 {
                    throw runtimeError("Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001")
                }
                let c = try o.tensor.clone()
                if o.tensor.requiresGrad { try c.setRequiresGrad(true) }
                if let g = o.tensor.gradient?.grad { c.ensureGradient().grad = try g.clone() }
                return .object(TensorObject(c, type: o.type))
            }
        }
    }

    private static func autograd(_ b: TorchBuilder) {
        let t = TorchTypes.tensor
        t.property(
            "requires_grad", "Whether a backward pass gives it a gradient.", get: { .bool(tensor($0).requiresGrad) },
            set: { o, v in try PythonErrors.asTorch { try tensor(o).setRequiresGrad(Operators.isTrue(v)) } })
        t.property("grad", "The gradient, or None.", get: { ($0 as! TensorObject).grad }, set: { try ($0 as! TensorObject).setGrad($1) })
        t.property("grad_fn", "The function that made it, or None.", get: { o in tensor(o).edgeNode().map { .object(GradFunction($0)) } ?? .none })
        t.property("is_leaf", "Whether no recorded function made it.", get: { .bool(tensor($0).isLeaf) })
        t.property("retains_grad", "Whether a non-leaf keeps its gradient.", get: { .bool(tensor($0).gradient?.retainsGrad ?? false) })
        t.property(
            "data", "The same memory without history.", get: { Torch.value(tensor($0).alias()) },
            set: { o, v in
                guard let x = v.asObject as? TensorObject else { throw typeError("Variable data has to be a tensor, but got \(v.typeName)") }
                let me = o as! TensorObject
                let n = x.tensor.alias()
                n.autograd = me.tensor.autograd
                me.tensor = n
            })
        b.both("detach(input)", "The same memory without history.") { a in Torch.value(try Torch.tensor(a, 0).alias()) }
        b.method("detach_(self)", "Drops the history.") { a in
            try Torch.tensor(a, 0).autograd = nil
            return a[0]
        }
        b.method("requires_grad_(self, requires_grad=True)", "Sets whether a gradient is wanted.") { a in
            try Torch.tensor(a, 0).setRequiresGrad(a.bool(1))
            return a[0]
        }
        b.method("backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None)", "Adds the gradients of the graph's leaves to their `grad`.") { a in
            let t = try Torch.tensor(a, 0), create = try a.bool(3)
            let inputs = try a.given(4) ? (a[4].asObject is TensorObject ? [Torch.tensor(a, 4)] : Torch.tensors(a[4], "backward")) : nil
            try Autograd.backward([t], gradients: [Torch.tensorIfGiven(a, 1)], retainGraph: a.bool(2, or: create), createGraph: create, inputs: inputs)
            return .none
        }
        b.method("retain_grad(self)", "A non-leaf keeps its gradient.") { a in
            try Autograd.retainGrad(Torch.tensor(a, 0))
            return .none
        }
        b.method("register_hook(self, hook)", "Calls the hook with the gradient; what it returns replaces it.") { a in
            let t = try Torch.tensor(a, 0), f = a[1]
            let id = try Autograd.addHook(t) { g in
                let r = try Operators.call(f, Torch.value(g))
                return (r.asObject as? TensorObject)?.tensor
            }
            return .object(RemovableHandle { Autograd.removeHook(t, id) })
        }
    }

    private static func filling(_ b: TorchBuilder) {
        b.method("copy_(self, src, non_blocking=False)", "Copies the elements of another, broadcast.") { a in
            let s = try Torch.operand(a[1], "copy_", "other", 1)
            let o = try a.object(0, TensorObject.self)
            let source = try s.tensor ?? Tensor.scalar(s.double, o.tensor.dtype)
            try Autograd.checkInPlace(o.tensor)
            try Ops.setIndex(o.tensor, [.ellipsis], .tensor(Ops.cast(source, o.tensor.dtype)))
            return a[0]
        }
        b.method("fill_(self, value)", "Sets every element.") { a in
            let v = try Torch.operand(a[1], "fill_", "value", 1)
            try Torch.changeInPlace(a.object(0, TensorObject.self)) { t in
                if case .int(let i) = v { return try Tensor.full(t.shape, i, t.dtype) }
                return try Tensor.full(t.shape, v.double, t.dtype)
            }
            return a[0]
        }
        b.method("zero_(self)", "Sets every element to 0.") { a in
            try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Tensor.zeros($0.shape, $0.dtype) }
            return a[0]
        }
        b.method("fill_diagonal_(self, value, wrap=False)", "Sets the diagonal.") { a in
            let t = try Torch.tensor(a, 0)
            try Autograd.checkInPlace(t)
            let value = try Torch.operand(a[1], "fill_diagonal_", "fill_value", 1).double
            try Elementwise.fill(Movement.diagonal(t), value)
            if try a.bool(2), t.rank == 2, t.shape[0] > t.shape[1] + 1 {
                // Further diagonals below, each after a row between.
                let w = t.shape[1]
                for top in stride(from: w + 1, to: t.shape[0], by: w + 1) {
                    try Elementwise.fill(Movement.diagonal(Movement.slice(t, axis: 0, start: top, step: 1, count: t.shape[0] - top)), value)
                }
            }
            t.storage.version += 1
            return a[0]
        }
        b.method("apply_(self, callable)", "Applies a function of the language to every element.") { a in
            let t = try Torch.tensor(a, 0), f = a[1]
            let flat = try t.contiguous()
            let r = try (0..<t.count).map { try Operators.toDouble(Operators.call(f, Convert.python(flat, at: $0))) }
            try Elementwise.copy(from: Movement.reshape(Tensor.of(r), t.shape), to: t)
            t.storage.version += 1
            return a[0]
        }
        b.method("resize_(self, *sizes)", "Changes the shape of the object.") { a in
            let o = try a.object(0, TensorObject.self), s = try Torch.sizes(a.rest(1), "resize_")
            let n = try Shape.count(s)
            if n > 1 << 44 { throw runtimeError("Storage size calculation overflowed with sizes=\(s)") }
            if n * o.tensor.dtype.size <= o.tensor.storage.byteCount - o.tensor.offset * o.tensor.dtype.size {
                o.tensor = o.tensor.view(shape: s, strides: Shape.contiguousStrides(s), offset: o.tensor.offset)
            } else {
                let new = try Tensor.zeros(s, o.tensor.dtype)
                try Elementwise.copy(from: Movement.reshape(o.tensor, [-1]), to: new.view(shape: [o.tensor.count], strides: [1], offset: 0))
                o.tensor = new
            }
            return a[0]
        }
    }
}

/// What `register_hook` gives: `remove()` takes the hook away.
final class RemovableHandle: Object {
    private var removal: (() -> Void)?
    init(_ removal: @escaping () -> Void) {
        self.removal = removal
        super.init(type: RemovableHandle.type_)
    }
    func remove() {
        removal?()
        removal = nil
    }
    static let type_ = TypeObject.native("RemovableHandle", module: "torch.utils.hooks", subclassable: false) { t in
        t.method("remove(self)", "Takes the hook away.") { a in
            (a[0].asObject as! RemovableHandle).remove()
            return .none
        }
    }
    override func enter() throws -> Value? { .object(self) }
    override func exit(_ error: PythonError?) throws -> Bool {
        remove()
        return false
    }
}

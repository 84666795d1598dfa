// This file declares the type objects of torch.

import Kernel
import Lang

/// The types of torch's objects.
public enum TorchTypes {
    public static let tensor: TypeObject = {
        let t = TypeObject.native("Tensor", module: "torch", doc: "A multi-dimensional array of one dtype that can take part in autograd.") { t in
            t.constructor("Tensor(*data, device=None)") { cls, a in
                let rest = a.rest(0)
                return try PythonErrors.asTorch {
                    if rest.isEmpty { return .object(TensorObject(try Tensor(empty: [0], .float32), type: cls)) }
                    if rest.count == 1 {
                        if let o = rest[0].asObject, !(o is NumpyScalar) {
                            if let t = o as? TensorObject { return .object(TensorObject(t.tensor.dtype == .float32 ? t.tensor.alias() : try Elementwise.cast(t.tensor, .float32), type: cls)) }
                            if o is NDArray || ((o.kind == .list || o.kind == .tuple) && o.type !== size) {
                                return .object(TensorObject(try Torch.makeTensor(rest[0], dtype: .float32), type: cls))
                            }
                        }
                        if case .float = rest[0] { throw typeError("new(): data must be a sequence (got float)") }
                    }
                    let t = try Tensor.zeros(Torch.sizes(rest, "new"), .float32)
                    return .object(TensorObject(t, type: cls))
                }
            }
        }
        return t
    }()
    public static let parameter = TypeObject.native("Parameter", module: "torch.nn.parameter", base: tensor, doc: "A tensor that modules register as their parameter.") { t in
        t.constructor("Parameter(data=None, requires_grad=True)") { cls, a in
            try PythonErrors.asTorch {
                let source = a.given(0) ? try Torch.tensor(a, 0) : try Tensor(empty: [0], Promotion.defaultFloat)
                let p = source.alias()
                if try a.bool(1) { try p.setRequiresGrad(true) }
                return .object(TensorObject(p, type: cls))
            }
        }
    }
    public static let dtype = TypeObject.native("dtype", module: "torch", subclassable: false) { t in
        t.property("is_floating_point", "Whether it is a float type.", get: { .bool(($0 as! TorchDType).dtype.isFloat) })
        t.property("is_complex", "Whether it is a complex type.", get: { _ in .bool(false) })
        t.property("is_signed", "Whether it has negative numbers.", get: { .bool(($0 as! TorchDType).dtype.isSigned) })
        t.property("itemsize", "Bytes an element takes.", get: { .int(($0 as! TorchDType).dtype.size) })
    }
    public static let device = TypeObject.native("device", module: "torch", subclassable: false) { t in
        t.constructor("device(type, index=None)") { _, a in
            if let d = a[0].asObject as? TorchDevice { return .object(d) }
            guard let s = a[0].asString else { throw typeError("device(): argument 'type' (position 1) must be str, not \(a[0].typeName)") }
            let d = try TorchDevice.parse(s)
            return .object(a.given(1) ? TorchDevice(d.deviceType, try a.int(1)) : d)
        }
        t.property("type", "`cpu` or another kind.", get: { .string(($0 as! TorchDevice).deviceType) })
        t.property("index", "The number of the device, or None.", get: { ($0 as! TorchDevice).number.map(Value.int) ?? .none })
    }
    public static let gradFunction = TypeObject.native("Node", module: "torch.autograd.graph", subclassable: false) { t in
        t.method("name(self)", "The function's name.") { a in .string((a[0].asObject as! GradFunction).node.name) }
        t.property("next_functions", "The functions of the inputs.", get: { o in
            .tuple((o as! GradFunction).node.edges.map { e in
                guard let e else { return .tuple([.none, .int(0)]) }
                return .tuple([.object(GradFunction(e.node)), .int(e.index)])
            })
        })
    }
    public static let generator = TypeObject.native("Generator", module: "torch._C", subclassable: false) { t in
        t.constructor("Generator(device='cpu')") { _, a in
            try TorchDevice.check(a[0])
            return .object(TorchGeneratorObject(TorchGenerator()))
        }
        t.method("manual_seed(self, seed)", "Starts the stream anew.") { a in
            (a[0].asObject as! TorchGeneratorObject).generator.seed(UInt64(bitPattern: Int64(try a.int(1))))
            return a[0]
        }
        t.method("seed(self)", "Starts the stream anew from the system's entropy.") { a in
            let s = UInt64.random(in: 0...UInt64(Int64.max))
            (a[0].asObject as! TorchGeneratorObject).generator.seed(s)
            return .int(Int(s))
        }
        t.method("initial_seed(self)", "The seed it was started with.") { a in .int(Int(truncatingIfNeeded: (a[0].asObject as! TorchGeneratorObject).generator.initialSeed)) }
        t.method("get_state(self)", "The state as a uint8 tensor.") { a in try TorchRandomFunctions.state((a[0].asObject as! TorchGeneratorObject).generator) }
        t.method("set_state(self, state)", "Restores a state.") { a in
            try PythonErrors.asTorch { try TorchRandomFunctions.restore((a[0].asObject as! TorchGeneratorObject).generator, Torch.tensor(a, 1)) }
            return a[0]
        }
        t.property("device", "The device.", get: { _ in .object(TorchDevice.cpu) })
    }
    /// `torch.Size`: a tuple that prints itself.
    public static let size: TypeObject = {
        let t = TypeObject.native("Size", module: "torch", base: Types.tuple) { t in
            t.constructor("Size(sizes=())") { cls, a in .object(TupleObject(try a.items(0).map { .int(try Operators.index($0)) }, type: cls)) }
            t.method("__repr__(self)", "") { a in
                .string("torch.Size([" + (try (a[0].asObject as! TupleObject).items.map(Operators.repr).joined(separator: ", ")) + "])")
            }
            t.method("__getitem__(self, key)", "") { a in
                let o = a[0].asObject as! TupleObject
                guard let r = try o.getItem(a[1]) else { return .none }
                if let s = r.asObject as? TupleObject { return .object(TupleObject(s.items, type: TorchTypes.size)) }
                return r
            }
            t.method("numel(self)", "The product of the sizes.") { a in .int(try (a[0].asObject as! TupleObject).items.map { try Operators.index($0) }.reduce(1, *)) }
            t.method("__add__(self, other)", "") { a in
                guard let other = a[1].asObject as? TupleObject else { throw typeError("can only concatenate tuple (not \"\(a[1].typeName)\") to tuple") }
                return .object(TupleObject((a[0].asObject as! TupleObject).items + other.items, type: TorchTypes.size))
            }
        }
        t.overrides.formUnion([.repr, .getItem, .binary])
        return t
    }()

    private static var returnTypes: [String: TypeObject] = [:]
    /// The type of a result with named fields: `torch.return_types.max`.
    static func returnType(_ name: String, _ fields: [String]) -> TypeObject {
        if let t = returnTypes[name] { return t }
        let t = TypeObject.native(name, module: "torch.return_types", base: Types.tuple) { t in
            for (i, f) in fields.enumerated() { t.property(f, "", get: { ($0 as! TupleObject).items[i] }) }
            t.method("__repr__(self)", "") { a in
                let items = (a[0].asObject as! TupleObject).items
                let parts = try zip(fields, items).map { "\($0)=\(try Operators.repr($1))" }
                return .string("torch.return_types.\(name)(\n" + parts.joined(separator: ",\n") + ")")
            }
        }
        t.overrides.insert(.repr)
        returnTypes[name] = t
        return t
    }
}

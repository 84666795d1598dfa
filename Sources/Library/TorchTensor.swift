// This file defines `torch.Tensor` as an object of the language, and the small types around it: dtype, device, Size, grad functions.

import Glibc
import Kernel
import Lang

/// A `torch.Tensor` (or a `Parameter`, by its type).
public final class TensorObject: Object, TensorHolder {
    public var tensor: Tensor
    /// The object given for `grad` last time, so that `t.grad is t.grad`.
    private var gradObject: TensorObject?

    /// The same, for saved sessions: nil once the gradient is another.
    var savedGradObject: TensorObject? {
        get { gradObject?.tensor === tensor.gradient?.grad ? gradObject : nil }
        set { gradObject = newValue }
    }

    public init(_ t: Tensor, type: TypeObject? = nil) {
        tensor = t
        super.init(type: type ?? TorchTypes.tensor)
    }

    /// `t.grad`.
    var grad: Value {
        guard let g = tensor.gradient?.grad else {
            gradObject = nil
            return .none
        }
        if let o = gradObject, o.tensor === g { return .object(o) }
        let o = TensorObject(g)
        gradObject = o
        return .object(o)
    }
    func setGrad(_ v: Value) throws {
        gradObject = nil
        if v.isNone {
            tensor.gradient?.grad = nil
            return
        }
        guard let o = v.asObject as? TensorObject else { throw typeError("assigned grad expected to be a Tensor or None but got grad of type \(v.typeName)") }
        guard o.tensor.shape == tensor.shape else { throw runtimeError("assigned grad has data of a different size") }
        tensor.ensureGradient().grad = o.tensor
        gradObject = o
    }

    public override var allowsAttributes: Bool { true }
    public override func dynamicAttribute(_ name: Name) throws -> Value? { try TorchExtra.method(self, name) }
    public override func traverse(_ visit: (Value) -> Void) { if let g = gradObject { visit(.object(g)) } }
    public override func clearReferences() { gradObject = nil }

    // MARK: Operators

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        guard let o = try Torch.operandIfPossible(other) else { return nil }
        return try PythonErrors.asTorch {
            let me = Operand.tensor(tensor)
            return Torch.value(try Torch.apply(op, reflected ? o : me, reflected ? me : o))
        }
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard let o = try Torch.operandIfPossible(other) else { return nil }
        if op == .matmul { return nil }
        return try PythonErrors.asTorch {
            try Torch.changeInPlace(self) { try Torch.apply(op, .tensor($0), o) }
            return .object(self)
        }
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? {
        try PythonErrors.asTorch {
            switch op {
            case .negate: return Torch.value(try Ops.neg(tensor))
            case .plus: return .object(self)
            case .invert: return Torch.value(try Ops.invert(tensor))
            case .not: return nil
            }
        }
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard let o = try Torch.operandIfPossible(other) else { return nil }
        let k: CompareKernelOp
        switch op {
        case .lt: k = .less
        case .le: k = .lessEqual
        case .eq: k = .equal
        case .ne: k = .notEqual
        case .gt: k = .greater
        case .ge: k = .greaterEqual
        default: return nil
        }
        return try PythonErrors.asTorch { Torch.value(try Ops.compare(k, .tensor(tensor), o)) }
    }
    public override func isTrue() throws -> Bool {
        switch tensor.count {
        case 1: return tensor.dtype.isFloat ? tensor.double(at: 0) != 0 : tensor.integer(at: 0) != 0
        case 0: throw runtimeError("Boolean value of Tensor with no values is ambiguous")
        default: throw runtimeError("Boolean value of Tensor with more than one value is ambiguous")
        }
    }
    public override func length() throws -> Int? {
        if tensor.rank == 0 { throw typeError("len() of a 0-d tensor") }
        return tensor.shape[0]
    }
    public override func getItem(_ key: Value) throws -> Value? {
        try PythonErrors.asTorch {
            if case .int(let i) = key {
                if tensor.rank == 0 { throw indexError("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number") }
                let n = tensor.shape[0]
                if i < -n || i >= n { throw indexError("index \(i) is out of bounds for dimension 0 with size \(n)") }
                return Torch.value(try Ops.select(tensor, 0, i))
            }
            return Torch.value(try Ops.index(tensor, Torch.indexItems(key)))
        }
    }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        try PythonErrors.asTorch {
            let v: Operand
            if let o = try Torch.operandIfPossible(value) { v = o } else {
                guard value.asObject?.kind == .list || value.asObject?.kind == .tuple else {
                    throw typeError("can't assign a \(value.typeName) to a torch.\(tensor.dtype.torchTensorName)")
                }
                v = .tensor(try Torch.makeTensor(value, dtype: nil))
            }
            try Ops.setIndex(tensor, Torch.indexItems(key), v)
            return true
        }
    }
    public override func contains(_ item: Value) throws -> Bool? {
        guard let o = try Torch.operandIfPossible(item) else {
            throw runtimeError("Tensor.__contains__ only supports Tensor or scalar, but you passed in a \(try Operators.str(.object(item.type))).")
        }
        return try PythonErrors.asTorch { try Ops.any(Ops.compare(.equal, .tensor(tensor), o)).booleans()[0] }
    }
    public override func iterate() throws -> Value? {
        if tensor.rank == 0 { throw typeError("iteration over a 0-d tensor") }
        let parts = try PythonErrors.asTorch { try Ops.unbind(tensor, 0) }
        var i = 0
        return .object(
            NativeIterator {
                guard i < parts.count else { return nil }
                i += 1
                return Torch.value(parts[i - 1])
            })
    }
    public override func index() throws -> Value? {
        guard tensor.count == 1, !tensor.dtype.isFloat else { throw typeError("only integer tensors of a single element can be converted to an index") }
        return .int(tensor.integer(at: 0))
    }
    private func single() throws {
        if tensor.count != 1 { throw valueError("only one element tensors can be converted to Python scalars") }
    }
    public override func toFloat() throws -> Double? {
        try single()
        return tensor.dtype.isFloat ? tensor.double(at: 0) : Double(tensor.integer(at: 0))
    }
    public override func toInt() throws -> Value? {
        try single()
        if tensor.dtype.isFloat {
            let d = tensor.double(at: 0)
            if d.isNaN { throw valueError("cannot convert float NaN to integer") }
            if d.isInfinite { throw overflowError("cannot convert float infinity to integer") }
            guard let i = Int(exactly: d.rounded(.towardZero)) else { throw overflowError("value cannot be converted to type int64_t without overflow") }
            return .int(i)
        }
        return .int(tensor.integer(at: 0))
    }
    public override func repr() throws -> String {
        let text = try PythonErrors.asTorch { try TorchPrint.text(tensor) }
        return type.isSubtype(of: TorchTypes.parameter) ? "Parameter containing:\n" + text : text
    }
    public override func format(_ spec: String) throws -> String? {
        if tensor.rank == 0 { return try Operators.format(Convert.python(tensor), spec) }
        return spec.isEmpty ? try Operators.str(.object(self)) : nil
    }
}

extension Tensor {
    /// The state of autograd, made when missing.
    func ensureGradient() -> Gradient {
        if let g = gradient { return g }
        let g = Gradient()
        autograd = g
        return g
    }
}

/// `torch.float32` and the like: one object each.
public final class TorchDType: Object {
    public let dtype: DType
    init(_ d: DType) {
        dtype = d
        super.init(type: TorchTypes.dtype)
    }
    private static let all: [TorchDType] = DType.allCases.map { TorchDType($0) }
    public static func of(_ d: DType) -> Value { .object(all[Int(d.rawValue)]) }
    public override func repr() throws -> String { "torch.\(dtype.name)" }
    /// nil for None. Throws TypeError.
    public static func from(_ v: Value, function: String = "") throws -> DType? {
        if v.isNone || v.isUnbound { return nil }
        if let d = v.asObject as? TorchDType { return d.dtype }
        if let t = v.asObject as? TypeObject {
            if t === Types.float { return .float64 }
            if t === Types.int { return .int64 }
            if t === Types.bool { return .bool }
        }
        throw typeError("\(function)(): argument 'dtype' must be torch.dtype, not \(v.typeName)")
    }
}

/// `torch.device`.
public final class TorchDevice: Object {
    let deviceType: String
    let number: Int?
    init(_ kind: String, _ number: Int? = nil) {
        deviceType = kind
        self.number = number
        super.init(type: TorchTypes.device)
    }
    static let cpu = TorchDevice("cpu")
    /// Parses `"cpu"`, `"cuda:0"`. Throws RuntimeError for a malformed name.
    static func parse(_ s: String) throws -> TorchDevice {
        let parts = s.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let known = ["cpu", "cuda", "mps", "meta", "xpu", "hpu", "xla", "mtia"]
        guard parts.count <= 2, known.contains(parts[0]) else {
            throw runtimeError("Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at start of device string: \(parts[0])")
        }
        if parts.count == 2 {
            guard let n = Int(parts[1]), n >= 0 else { throw runtimeError("Invalid device string: '\(s)'") }
            return TorchDevice(parts[0], n)
        }
        return TorchDevice(parts[0])
    }
    /// Checks that a device argument names the processor. Throws what PyTorch throws on a machine without the accelerator.
    static func check(_ v: Value) throws {
        if v.isNone || v.isUnbound { return }
        let d: TorchDevice
        if let o = v.asObject as? TorchDevice { d = o } else if let s = v.asString { d = try parse(s) } else if case .int = v { d = TorchDevice("cuda") } else {
            throw typeError("device(): argument 'type' (position 1) must be str, not \(v.typeName)")
        }
        switch d.deviceType {
        case "cpu": return
        case "cuda": throw PythonError(Exceptions.assertionError, "Torch not compiled with CUDA enabled")
        default: throw runtimeError("PyTorch is not linked with support for \(d.deviceType) devices")
        }
    }
    public override func repr() throws -> String { number == nil ? "device(type='\(deviceType)')" : "device(type='\(deviceType)', index=\(number!))" }
    public override func str() throws -> String? { number == nil ? deviceType : "\(deviceType):\(number!)" }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard let d = other.asObject as? TorchDevice, op == .eq || op == .ne else { return nil }
        return .bool((d.deviceType == deviceType && d.number == number) == (op == .eq))
    }
    public override func hash() throws -> Int { try Operators.hash(.string(deviceType + "\(number ?? -1)")) }
}

/// What `grad_fn` gives.
final class GradFunction: Object {
    let node: Node
    init(_ n: Node) {
        node = n
        super.init(type: GradFunction.type(n.name))
    }
    private static var types: [String: TypeObject] = [:]
    /// One type for each kind of node, as PyTorch has it: `type(y.grad_fn).__name__` is `AddBackward0`.
    private static func type(_ name: String) -> TypeObject {
        if let t = types[name] { return t }
        let t = TypeObject.native(name, module: "builtins", base: TorchTypes.gradFunction, subclassable: false) { _ in }
        types[name] = t
        return t
    }
    override func repr() throws -> String { "<\(node.name) object at \(Object.address(self))>" }
}

/// `torch.Generator`.
final class TorchGeneratorObject: Object {
    let generator: TorchGenerator
    init(_ g: TorchGenerator) {
        generator = g
        super.init(type: TorchTypes.generator)
    }
    static let shared = TorchGeneratorObject(.shared)
    override func repr() throws -> String { "<torch._C.Generator object at \(Object.address(self))>" }
    /// The generator of an argument; the default one for None.
    static func from(_ v: Value) throws -> TorchGenerator {
        if v.isNone || v.isUnbound { return .shared }
        guard let g = v.asObject as? TorchGeneratorObject else { throw typeError("expected a torch.Generator, got \(v.typeName)") }
        return g.generator
    }
}

/// Shared pieces of the torch modules.
public enum Torch {
    @inline(__always) public static func value(_ t: Tensor) -> Value { .object(TensorObject(t)) }
    public static func size(_ s: [Int]) -> Value { .object(TupleObject(s.map(Value.int), type: TorchTypes.size)) }
    static func tuple(_ ts: [Tensor]) -> Value { .tuple(ts.map(value)) }

    /// A number or tensor; nil for anything else. Arrays of NumPy become tensors over their memory.
    static func operandIfPossible(_ v: Value) throws -> Operand? {
        switch v {
        case .int(let i): return .int(i)
        case .float(let d): return .float(d)
        case .bool(let b): return .bool(b)
        case .none, .unbound: return nil
        case .object(let o):
            if let t = o as? TensorObject { return .tensor(t.tensor) }
            if let s = o as? NumpyScalar {
                let t = try s.tensor()
                if t.dtype == .bool { return .bool(t.integer(at: 0) != 0) }
                return t.dtype.isFloat ? .float(t.double(at: 0)) : .int(t.integer(at: 0))
            }
            if let a = o as? NDArray { return .tensor(try Convert.tensor(from: .object(a))) }
            switch o.kind {
            case .intInstance: return .int(try Operators.index(v))
            case .floatInstance: return .float(try Operators.toDouble(v))
            case .bigInt: throw overflowError("Overflow when unpacking long")
            default: return nil
            }
        }
    }
    static func operand(_ v: Value, _ function: String, _ name: String, _ position: Int) throws -> Operand {
        if let o = try operandIfPossible(v) { return o }
        throw typeError("\(function)(): argument '\(name)' (position \(position)) must be Tensor, not \(v.typeName)")
    }

    static func apply(_ op: BinaryOperator, _ a: Operand, _ b: Operand) throws -> Tensor {
        switch op {
        case .add: return try Ops.add(a, b)
        case .sub: return try Ops.sub(a, b)
        case .mul: return try Ops.mul(a, b)
        case .truediv: return try Ops.div(a, b)
        case .floordiv: return try Ops.div(a, b, rounding: .floor)
        case .mod: return try Ops.remainder(a, b)
        case .pow: return try Ops.pow(a, b)
        case .matmul:
            guard let x = a.tensor, let y = b.tensor else { throw typeError("matmul(): argument 'other' must be Tensor, not \(a.tensor == nil ? name(a) : name(b))") }
            return try Autocast.matmul(x, y)
        case .and: return try Ops.plain(.bitAnd, a, b)
        case .or: return try Ops.plain(.bitOr, a, b)
        case .xor: return try Ops.plain(.bitXor, a, b)
        case .lshift: return try Ops.plain(.shiftLeft, a, b)
        case .rshift: return try Ops.plain(.shiftRight, a, b)
        }
    }
    private static func name(_ o: Operand) -> String {
        switch o {
        case .int: return "int"
        case .float: return "float"
        case .bool: return "bool"
        case .tensor: return "Tensor"
        }
    }

    /// An in-place operation on an object.
    static func changeInPlace(_ o: TensorObject, _ f: (Tensor) throws -> Tensor) throws {
        let t = o.tensor
        try Autograd.inPlace(t) { try f(t) }
    }

    /// A subscript as index items.
    static func indexItems(_ key: Value) throws -> [IndexItem] {
        if case .object(let o) = key, o.kind == .tuple { return try unsafeDowncast(o, to: TupleObject.self).items.map(indexItem) }
        // A list of slices and the like counts as one advanced index.
        return [try indexItem(key)]
    }
    static func indexItem(_ v: Value) throws -> IndexItem {
        switch v {
        case .int(let i): return .index(i)
        case .bool(let b): return .tensor(try Tensor.scalar(b))
        case .none: return .newAxis
        case .float, .unbound: throw indexError("only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(v.typeName))")
        case .object(let o):
            if let s = o as? SliceObject {
                func bound(_ v: Value) throws -> Int? {
                    if v.isNone { return nil }
                    guard let i = try Operators.clampedIndex(v) else { throw typeError("slice indices must be integers or None or have an __index__ method") }
                    return i
                }
                return .slice(start: try bound(s.start), stop: try bound(s.stop), step: try bound(s.step))
            }
            if o.type === Types.ellipsis { return .ellipsis }
            if let t = o as? TensorObject {
                if t.tensor.rank == 0, t.tensor.dtype.isInteger { return .index(t.tensor.integer(at: 0)) }
                return .tensor(t.tensor)
            }
            if let s = o as? NumpyScalar { return .index(try Operators.index(.object(s))) }
            if o is NDArray || o.kind == .list || o.kind == .tuple || o.kind == .range {
                let t = try makeTensor(v, dtype: nil)
                if t.count == 0 { return .tensor(try Elementwise.cast(t, .int64)) }
                return .tensor(t)
            }
            if let i = try Operators.clampedIndex(v) { return .index(i) }
            if v.asString != nil { throw typeError("new(): invalid data type 'str'") }
            throw indexError("only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(v.typeName))")
        }
    }

    /// `torch.tensor(data)`: a copy; floats become the default dtype, integers int64.
    static func makeTensor(_ v: Value, dtype: DType?) throws -> Tensor {
        switch v {
        case .int(let i): return try Tensor.scalar(i, dtype ?? .int64)
        case .float(let d): return try Tensor.scalar(d, dtype ?? Promotion.defaultFloat)
        case .bool(let b): return try dtype.map { try Tensor.scalar(b ? 1 : 0, $0) } ?? Tensor.scalar(b)
        case .object(let o):
            if let t = o as? TensorObject { return try copy(t.tensor, dtype) }
            if let s = o as? NumpyScalar { return try copy(s.tensor(), dtype) }
            if o is NDArray { return try copy(Convert.tensor(from: v), dtype) }
            if o.kind == .list || o.kind == .tuple || o.kind == .range { return try nested(v, dtype) }
            if o.kind == .intInstance { return try Tensor.scalar(Operators.index(v), dtype ?? .int64) }
            if o.kind == .floatInstance { return try Tensor.scalar(Operators.toDouble(v), dtype ?? Promotion.defaultFloat) }
            if o.kind == .bigInt { throw runtimeError("Overflow when unpacking long long") }
        default: break
        }
        if v.isNone { throw runtimeError("Could not infer dtype of NoneType") }
        if v.asString != nil { throw typeError("new(): invalid data type 'str'") }
        throw runtimeError("Could not infer dtype of \(v.typeName)")
    }
    private static func copy(_ t: Tensor, _ dtype: DType?) throws -> Tensor {
        if let d = dtype, d != t.dtype { return try Elementwise.cast(t, d) }
        return try t.clone()
    }
    private static func nested(_ v: Value, _ dtype: DType?) throws -> Tensor {
        // The shape follows the first items; then every level is checked.
        var shape: [Int] = []
        var probe = v
        var leafTensor: Tensor?
        while case .object(let o) = probe {
            if o.kind == .list || o.kind == .tuple || o.kind == .range {
                let items = try Operators.items(of: probe)
                shape.append(items.count)
                guard let first = items.first else { break }
                probe = first
            } else {
                if let t = try (o as? TensorObject)?.tensor ?? (o is NDArray ? Convert.tensor(from: probe) : nil) {
                    leafTensor = t
                    shape += t.shape
                }
                break
            }
        }
        let count = try Shape.count(shape)
        var ints = [Int](), doubles = [Double]()
        var kind = 0 // 0 bool, 1 int, 2 float
        var found: DType?
        doubles.reserveCapacity(count)
        func leaf(_ v: Value) throws {
            switch v {
            case .bool(let b):
                ints.append(b ? 1 : 0)
                doubles.append(b ? 1 : 0)
            case .int(let i):
                ints.append(i)
                doubles.append(Double(i))
                kind = max(kind, 1)
            case .float(let d):
                ints.append(d.isFinite && abs(d) < 9e18 ? Int(d) : 0)
                doubles.append(d)
                kind = 2
            case .object(let o):
                if let s = o as? NumpyScalar {
                    let t = try s.tensor()
                    doubles.append(t.double(at: 0))
                    ints.append(t.integer(at: 0))
                    if found == nil && (t.dtype == .float64 || t.dtype.isInteger) { found = t.dtype }
                    kind = max(kind, t.dtype.isFloat ? 2 : t.dtype == .bool ? 0 : 1)
                } else if let t = (o as? TensorObject)?.tensor {
                    if t.count != 1 { throw valueError("only one element tensors can be converted to Python scalars") }
                    doubles.append(t.double(at: 0))
                    ints.append(t.integer(at: 0))
                    kind = max(kind, t.dtype.isFloat ? 2 : t.dtype == .bool ? 0 : 1)
                } else if o.kind == .intInstance || o.kind == .bigInt {
                    let i = try Operators.index(v)
                    ints.append(i)
                    doubles.append(Double(i))
                    kind = max(kind, 1)
                } else if o.kind == .floatInstance {
                    let d = try Operators.toDouble(v)
                    ints.append(0)
                    doubles.append(d)
                    kind = 2
                } else {
                    throw typeError(o.kind == .str ? "new(): invalid data type 'str'" : "must be real number, not \(v.typeName)")
                }
            case .none: throw typeError("must be real number, not NoneType")
            case .unbound: throw typeError("must be real number")
            }
        }
        func walk(_ v: Value, _ axis: Int) throws {
            if axis == shape.count {
                if case .object(let o) = v, o.kind == .list || o.kind == .tuple { throw typeError("'\(v.typeName)' object cannot be interpreted as an integer") }
                return try leaf(v)
            }
            if case .object(let o) = v {
                if let t = try (o as? TensorObject)?.tensor ?? (o is NDArray ? Convert.tensor(from: v) : nil) {
                    guard t.shape == Array(shape[axis...]) else {
                        throw valueError("expected sequence of length \(shape[axis]) at dim \(axis) (got \(t.shape.first ?? 0))")
                    }
                    doubles += try t.doubles()
                    ints += t.dtype.isFloat ? [Int](repeating: 0, count: t.count) : try t.integers()
                    kind = max(kind, t.dtype.isFloat ? 2 : t.dtype == .bool ? 0 : 1)
                    return
                }
                if o.kind == .list || o.kind == .tuple || o.kind == .range {
                    let items = try Operators.items(of: v)
                    if items.count != shape[axis] { throw valueError("expected sequence of length \(shape[axis]) at dim \(axis) (got \(items.count))") }
                    for i in items { try walk(i, axis + 1) }
                    return
                }
            }
            throw typeError("not a sequence")
        }
        try walk(v, 0)
        let d: DType
        if let dtype { d = dtype } else if doubles.isEmpty { d = Promotion.defaultFloat } else if let t = leafTensor { d = t.dtype } else if kind == 2 {
            d = found == .float64 ? .float64 : Promotion.defaultFloat
        } else {
            d = kind == 0 ? .bool : found ?? .int64
        }
        let flat = kind == 2 || d.isFloat ? try Tensor.of(doubles, d) : try Elementwise.cast(Tensor.of(ints), d)
        return try Movement.reshape(flat, shape)
    }

    /// The tensor of an argument. Throws PyTorch's TypeError.
    static func tensor(_ a: Arguments, _ i: Int) throws -> Tensor {
        if let o = a[i].asObject as? TensorObject { return o.tensor }
        throw typeError("\(a.signature.functionName)(): argument '\(a.name(i) == "self" ? "input" : a.name(i))' (position \(i + 1)) must be Tensor, not \(a[i].typeName)")
    }
    static func tensorIfGiven(_ a: Arguments, _ i: Int) throws -> Tensor? { a.given(i) ? try tensor(a, i) : nil }
    /// A list of tensors.
    static func tensors(_ v: Value, _ function: String) throws -> [Tensor] {
        if let o = v.asObject, o.kind == .list || o.kind == .tuple {
            return try Operators.items(of: v).enumerated().map { i, x in
                guard let t = x.asObject as? TensorObject else { throw typeError("expected Tensor as element \(i) in argument 0, but got \(x.typeName)") }
                return t.tensor
            }
        }
        throw typeError("\(function)(): argument 'tensors' (position 1) must be tuple of Tensors, not \(v.typeName)")
    }
    /// Sizes given as numbers or as one sequence.
    static func sizes(_ rest: [Value], _ function: String) throws -> [Int] {
        if rest.count == 1, case .object(let o) = rest[0], !(o is NumpyScalar), o.kind == .list || o.kind == .tuple || (o as? TensorObject)?.tensor.rank ?? 0 > 0 {
            return try Operators.items(of: rest[0]).map { try size($0, function) }
        }
        return try rest.map { try size($0, function) }
    }
    private static func size(_ v: Value, _ function: String) throws -> Int {
        switch v {
        case .int(let i): return i
        case .float, .none, .bool, .unbound: throw typeError("\(function)(): argument 'size' (position 1) must be tuple of ints, not \(v.typeName)")
        case .object(let o):
            if o.kind == .str { throw typeError("\(function)(): argument 'size' (position 1) must be tuple of ints, not str") }
            return try Operators.index(v)
        }
    }
    /// An int or a sequence of ints; nil for None.
    static func dims(_ v: Value) throws -> [Int]? {
        if v.isNone || v.isUnbound { return nil }
        return try Convert.shape(from: v)
    }

    /// A named tuple of results, as `torch.return_types.max`.
    static func results(_ name: String, _ fields: [String], _ values: [Tensor]) -> Value {
        .object(TupleObject(values.map(value), type: TorchTypes.returnType(name, fields)))
    }

    /// `%.4f` and the like.
    static func cformat(_ format: String, _ value: Double) -> String {
        withVaList([value]) { args in
            var buffer = [CChar](repeating: 0, count: 400)
            vsnprintf(&buffer, buffer.count, format, args)
            return String(cString: buffer)
        }
    }
}

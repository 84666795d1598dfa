// This file defines `numpy.ndarray` and how arrays are made of values.

import BigInt
import Kernel
import Lang

/// The values that an array of strings or objects points to; shared by its views.
final class ValuePool {
    var values: [Value]
    init(_ values: [Value]) { self.values = values }
}

/// `numpy.ndarray`. Arrays of numbers are a kernel tensor; arrays of strings and objects are an int64 tensor of places in a pool of values,
/// so that views, indexing and movement are the same for all.
public final class NDArray: Object, TensorHolder {
    public internal(set) var tensor: Tensor
    public internal(set) var elementKind: NumpyKind
    var pool: ValuePool?
    /// What this is a view of.
    var base: Value = .none
    var isWriteable = true

    public static let type_ = NumpyArrayType.make()

    public init(_ tensor: Tensor, type: TypeObject? = nil) {
        self.tensor = tensor
        elementKind = .number(tensor.dtype)
        super.init(type: type ?? NDArray.type_)
    }
    init(_ places: Tensor, _ kind: NumpyKind, _ pool: ValuePool) {
        tensor = places
        elementKind = kind
        self.pool = pool
        super.init(type: NDArray.type_)
    }
    /// An array of strings or objects.
    static func of(_ values: [Value], shape: [Int], kind: NumpyKind) throws -> NDArray {
        var kind = kind
        if case .string(0) = kind { kind = .string(width(values)) }
        let t = try Tensor(empty: shape, .int64)
        let p = t.elements(Int.self)
        for i in 0..<t.count { p[i] = i }
        return NDArray(t, kind, ValuePool(values))
    }
    static func width(_ values: [Value]) -> Int { values.reduce(1) { max($0, $1.asString?.unicodeScalars.count ?? 1) } }

    public var isNumeric: Bool { pool == nil }
    var dtype: DTypeObject { .of(elementKind) }
    var shape: [Int] { tensor.shape }

    /// Another array over the given tensor, with this one's kind and pool.
    func with(_ t: Tensor) -> NDArray {
        if let pool { return NDArray(t, elementKind, pool) }
        return NDArray(t)
    }
    /// A view, that remembers what it is a view of.
    func view(_ t: Tensor) -> NDArray {
        let a = with(t)
        a.base = base.isNone ? .object(self) : base
        a.isWriteable = isWriteable
        return a
    }
    /// The result of an operation that may or may not share memory.
    func viewOrCopy(_ t: Tensor) -> NDArray { t.storage === tensor.storage ? view(t) : with(t) }

    /// The element at an offset (in elements) as a scalar value.
    func element(_ offset: Int) -> Value {
        guard let pool else { return NumpyScalar.of(tensor, at: offset) }
        let v = pool.values[tensor.typed(Int.self, offset)]
        if case .string = elementKind, let s = v.asString { return .object(StrObject(s, type: NumpyTypes.str)) }
        return v
    }
    /// The element as Python's own value.
    func pythonElement(_ offset: Int) -> Value {
        guard let pool else { return Convert.python(tensor, at: offset) }
        return pool.values[tensor.typed(Int.self, offset)]
    }
    /// A scalar for an array without axes, else the array.
    var scalarOrSelf: Value { tensor.rank == 0 ? element(0) : .object(self) }

    /// All elements as Python's own values, in row-major order.
    func values() throws -> [Value] {
        if let pool { return try tensor.integers().map { pool.values[$0] } }
        let t = try tensor.contiguous()
        return (0..<t.count).map { Convert.python(t, at: $0) }
    }
    func strings() throws -> [String] { try values().map { try $0.asString ?? Operators.str($0) } }

    // MARK: Making

    /// `np.asarray(v)`: arrays and tensors as they are, anything else as NumPy reads it.
    static func from(_ v: Value, dtype: NumpyKind? = nil) throws -> NDArray {
        if let a = v.asObject as? NDArray { return try dtype.map { try a.cast(to: $0) } ?? a }
        if let h = v.asObject as? TensorHolder {
            if let t = h as? Object, t.type.lookup("requires_grad") != nil, let g = try Operators.attributeIfPresent(v, "requires_grad"), try Operators.isTrue(g) {
                throw runtimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
            }
            let a = NDArray(h.tensor)
            return try dtype.map { try a.cast(to: $0) } ?? a
        }
        // Anything that makes an array of itself: images, series.
        if let o = v.asObject, o.kind == .other || o.kind == .instance, !(o is NumpyScalar), o.type.lookup("__array__") != nil {
            let r = try Operators.callMethod(v, "__array__")
            guard let a = r.asObject as? NDArray else { throw valueError("object __array__ method not producing an array") }
            return try dtype.map { try a.cast(to: $0) } ?? a
        }
        return try ArrayBuilder.build(v, dtype)
    }

    /// The array with elements of another kind; itself when they are of that kind.
    func cast(to k: NumpyKind) throws -> NDArray {
        if k == elementKind { return self }
        switch (elementKind, k) {
        case (.number, .number(let d)): return NDArray(try Elementwise.cast(tensor, d))
        case (.string(let n), .string(let m)):
            if m == 0 { return self }
            if m >= n { return NDArray(try tensor.clone(), k, pool!) }
            return try NDArray.of(try strings().map { .string(String(String.UnicodeScalarView($0.unicodeScalars.prefix(m)))) }, shape: shape, kind: k)
        case (.number(let d), .string(let m)):
            let v = try NDArray(try tensor.contiguous()).elementTexts()
            let natural = d == .bool ? 5 : d.isFloat ? (d == .float64 ? 32 : 32) : [1: d.isSigned ? 4 : 3, 2: d.isSigned ? 6 : 5, 4: d.isSigned ? 11 : 10, 8: d.isSigned ? 21 : 20][d.size]!
            return try NDArray.of(v.map { .string(m == 0 ? $0 : String($0.prefix(m))) }, shape: shape, kind: .string(m == 0 ? natural : m))
        case (.object, .string(let m)):
            let v = try values().map { try Operators.str($0) }
            return try NDArray.of(v.map { .string(m == 0 ? $0 : String($0.prefix(m))) }, shape: shape, kind: k)
        case (_, .object):
            return try NDArray.of(try values(), shape: shape, kind: .object)
        case (.string, .number(let d)):
            let out = try Tensor(empty: shape, .float64)
            let p = out.elements(Double.self)
            if d.isFloat || d == .bool {
                for (i, s) in try strings().enumerated() {
                    if d == .bool { p[i] = s.isEmpty ? 0 : 1 } else {
                        guard let x = NumpyText.float(s) else { throw valueError("could not convert string to float: np.str_(\(try Operators.repr(.string(s))))") }
                        p[i] = x
                    }
                }
                return NDArray(try Elementwise.cast(out, d))
            }
            let ints = try Tensor(empty: shape, .int64)
            let q = ints.elements(Int.self)
            for (i, s) in try strings().enumerated() { q[i] = try Operators.index(try Operators.call(.object(Types.int), .object(StrObject(s, type: NumpyTypes.str)))) }
            return NDArray(try Elementwise.cast(ints, d))
        case (.object, .number(let d)):
            let t = try Tensor(empty: shape, d)
            for (i, v) in try values().enumerated() { try ArrayBuilder.store(v, into: t, at: i) }
            return NDArray(t)
        default: return self
        }
    }
    /// The texts of the elements, as `str` of a scalar.
    func elementTexts() throws -> [String] {
        if pool != nil { return try strings() }
        let t = try tensor.contiguous()
        return (0..<t.count).map { (NumpyScalar.of(t, at: $0).asObject as! NumpyScalar).text }
    }

    // MARK: Object

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        try Ufunc.operatorBinary(op, .object(self), other, reflected: reflected)
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        try PythonErrors.asNumpy {
            if op == .matmul {
                let r = try NumpyLinalg.matmul(.object(self), other)
                try assign(to: self, r)
                return .object(self)
            }
            guard let name = Ufunc.operatorNames[op] else { return nil }
            return try Ufunc.named(name).call([.object(self), other], out: self)
        }
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? {
        switch op {
        case .negate: return try Ufunc.call("negative", [.object(self)])
        case .plus: return try Ufunc.call("positive", [.object(self)])
        case .invert: return try Ufunc.call("invert", [.object(self)])
        case .not: return .bool(try !isTrue())
        }
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? { try Ufunc.operatorCompare(op, .object(self), other) }
    public override func hash() throws -> Int { throw typeError("unhashable type: 'numpy.ndarray'") }
    public override func isTrue() throws -> Bool {
        if tensor.count == 0 { throw valueError("The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.") }
        if tensor.count > 1 { throw valueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()") }
        return try Operators.isTrue(pythonElement(0))
    }
    public override func length() throws -> Int? {
        guard let n = shape.first else { throw typeError("len() of unsized object") }
        return n
    }
    public override func iterate() throws -> Value? {
        if tensor.rank == 0 { throw typeError("iteration over a 0-d array") }
        var i = 0
        return .object(
            NativeIterator(holding: [.object(self)]) { [self] in
                if i >= tensor.shape[0] { return nil }
                defer { i += 1 }
                return tensor.rank == 1 ? element(i * tensor.strides[0]) : .object(view(Movement.select(tensor, axis: 0, index: i)))
            })
    }
    public override func getItem(_ key: Value) throws -> Value? { try subscripted(key) }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool { try assign(key, value) }
    public override func deleteItem(_ key: Value) throws -> Bool { throw valueError("cannot delete array elements") }
    public override func contains(_ item: Value) throws -> Bool? {
        guard let r = try Ufunc.operatorCompare(.eq, .object(self), item), let h = r.asObject else { return false }
        if let s = h as? NumpyScalar { return s.bits != 0 }
        if let a = h as? NDArray { return try Reduce.any(a.tensor).integer(at: 0) != 0 }
        return false
    }
    public override func index() throws -> Value? {
        guard tensor.rank == 0, case .number(let d) = elementKind, d.isInteger else {
            throw typeError("only integer scalar arrays can be converted to a scalar index")
        }
        return pythonElement(0)
    }
    private func single() throws -> Value {
        if tensor.rank != 0 { throw typeError("only 0-dimensional arrays can be converted to Python scalars") }
        return pythonElement(0)
    }
    public override func toFloat() throws -> Double? { try Operators.toDouble(try single()) }
    public override func toInt() throws -> Value? { try Operators.call(.object(Types.int), try single()) }
    public override func repr() throws -> String { try NumpyPrint.repr(self) }
    public override func str() throws -> String? { try NumpyPrint.str(self) }
    public override func format(_ spec: String) throws -> String? {
        if tensor.rank == 0 { return try Operators.format(element(0), spec) }
        if spec.isEmpty { return try NumpyPrint.str(self) }
        throw typeError("unsupported format string passed to numpy.ndarray.__format__")
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(base)
        if elementKind == .object { pool?.values.forEach(visit) }
    }
    public override func clearReferences() {
        base = .none
        if elementKind == .object { pool?.values = pool!.values.map { _ in .none } }
    }
}

/// Reads nested sequences into arrays.
enum ArrayBuilder {
    /// What the leaves found so far have in common.
    private struct Found {
        var number: DType?
        var string = false
        var object = false
        var big = false
        mutating func add(_ d: DType) { number = number.map { DType.promote($0, d) } ?? d }
    }

    static func build(_ v: Value, _ dtype: NumpyKind?) throws -> NDArray {
        // Flat lists of floats or of ints are by far the most common.
        if let fast = try flat(v, dtype) { return fast }
        if let fast = try stacked(v, dtype) { return fast }
        var shape: [Int] = []
        var leaves: [Value] = []
        var ragged = false
        try discover(v, 0, &shape, dtype == .object)
        func collect(_ v: Value, _ depth: Int) throws {
            if depth == shape.count {
                if depth < 32, dtype != .object, isSequence(v) { ragged = true }
                leaves.append(v)
                return
            }
            if let a = v.asObject as? NDArray {
                if a.shape != Array(shape[depth...]) { ragged = true } else { leaves += try elements(a) }
                return
            }
            if let h = v.asObject as? TensorHolder {
                if h.tensor.shape != Array(shape[depth...]) { ragged = true } else { leaves += try elements(NDArray(h.tensor)) }
                return
            }
            guard isSequence(v) else {
                ragged = true
                return
            }
            let items = try Operators.items(of: v)
            if items.count != shape[depth] {
                ragged = true
                return
            }
            for x in items { try collect(x, depth + 1) }
        }
        try collect(v, 0)
        if ragged {
            // How deep the sizes agree.
            var depth = 0
            func agree(_ v: Value, _ d: Int, _ until: Int) throws -> Bool {
                guard isSequence(v), try Operators.length(v) == shape[d] else { return false }
                if d + 1 == until { return true }
                for x in try Operators.items(of: v) where try !agree(x, d + 1, until) { return false }
                return true
            }
            for until in stride(from: 1, through: shape.count, by: 1) { if try agree(v, 0, until) { depth = until } else { break } }
            if dtype == .object {
                func take(_ v: Value, _ d: Int) throws { if d == depth { leaves.append(v) } else { for x in try Operators.items(of: v) { try take(x, d + 1) } } }
                leaves = []
                try take(v, 0)
                return try NDArray.of(leaves, shape: Array(shape.prefix(depth)), kind: .object)
            }
            throw valueError(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(depth) dimensions. The detected shape was \(try Operators.repr(Convert.shape(Array(shape.prefix(depth))))) + inhomogeneous part."
            )
        }
        var found = Found()
        for x in leaves { classify(x, &found) }
        let kind: NumpyKind
        if let dtype { kind = dtype } else if found.object || (found.big && (found.string)) { kind = .object } else if found.string {
            kind = .string(0)
        } else if found.big {
            kind = try bigKind(leaves)
        } else {
            kind = .number(found.number ?? .float64)
        }
        switch kind {
        case .object: return try NDArray.of(leaves.map { ($0.asObject as? NumpyScalar)?.python ?? $0 }, shape: shape, kind: .object)
        case .string(let n):
            let texts: [Value] = try leaves.map { x in
                let s = try x.asString ?? Operators.str(x)
                return .string(n == 0 ? s : String(String.UnicodeScalarView(s.unicodeScalars.prefix(n))))
            }
            var width = n
            if n == 0 {
                width = NDArray.width(texts)
                if let d = found.number { width = max(width, d == .bool ? 5 : d.isFloat ? 32 : 21) }
            }
            return try NDArray.of(texts, shape: shape, kind: .string(width))
        case .number(let d):
            let t = try Tensor(empty: shape, d)
            for (i, x) in leaves.enumerated() { try store(x, into: t, at: i) }
            return NDArray(t)
        }
    }
    /// A list of arrays (or tensors) of numbers of one shape: copied as memory.
    private static func stacked(_ v: Value, _ dtype: NumpyKind?) throws -> NDArray? {
        let items: [Value]
        if let l = v.asObject as? ListObject { items = l.items } else if let t = v.asObject as? TupleObject { items = t.items } else { return nil }
        var parts: [Tensor] = [], common: DType?
        parts.reserveCapacity(items.count)
        for x in items {
            let t: Tensor
            if let a = x.asObject as? NDArray, a.isNumeric { t = a.tensor } else if !(x.asObject is NDArray), let h = x.asObject as? TensorHolder { t = h.tensor } else { return nil }
            guard t.rank > 0, t.shape == (parts.first ?? t).shape else { return nil }
            common = common.map { DType.promote($0, t.dtype) } ?? t.dtype
            parts.append(t)
        }
        guard var target = common else { return nil }
        if let dtype {
            guard case .number(let d) = dtype else { return nil }
            target = d
        }
        return NDArray(try Movement.stack(parts, axis: 0, dtype: target))
    }
    private static func elements(_ a: NDArray) throws -> [Value] {
        let c = a.with(try a.tensor.contiguous())
        return (0..<c.tensor.count).map { c.element($0) }
    }

    private static func flat(_ v: Value, _ dtype: NumpyKind?) throws -> NDArray? {
        let items: [Value]
        switch v {
        case .object(let o):
            if let l = o as? ListObject { items = l.items } else if let t = o as? TupleObject { items = t.items } else if let r = o as? RangeObject {
                let t = try Tensor(empty: [r.count], .int64)
                let p = t.elements(Int.self)
                for i in 0..<r.count { p[i] = r.start + i * r.step }
                return try NDArray(t).cast(to: dtype ?? .number(.int64))
            } else { return nil }
        case .float(let d):
            guard case .number(let n) = dtype ?? .number(.float64) else { return nil }
            if !n.isFloat && n != .bool && !d.isFinite { return nil }
            return NDArray(try Tensor.scalar(d, n))
        default: return nil
        }
        guard let first = items.first else { return nil }
        if case .float = first {
            let t = try Tensor(empty: [items.count], .float64)
            let p = t.elements(Double.self)
            for (i, x) in items.enumerated() {
                switch x {
                case .float(let d): p[i] = d
                case .int(let n): p[i] = Double(n)
                default: return nil
                }
            }
            if let dtype {
                if case .number(let d) = dtype, !d.isFloat, d != .bool { return nil }
                return try NDArray(t).cast(to: dtype)
            }
            return NDArray(t)
        }
        if case .int = first {
            if let dtype { guard case .number(.int64) = dtype else { return nil } }
            let t = try Tensor(empty: [items.count], .int64)
            let p = t.elements(Int.self)
            for (i, x) in items.enumerated() {
                guard case .int(let n) = x else { return nil }
                p[i] = n
            }
            return NDArray(t)
        }
        return nil
    }

    /// Whether NumPy looks inside.
    static func isSequence(_ v: Value) -> Bool {
        guard let o = v.asObject else { return false }
        switch o.kind {
        case .list, .tuple, .range: return true
        case .str, .bytes, .dict, .set, .bigInt, .intInstance, .floatInstance, .type, .function, .nativeFunction, .module, .exception, .generator, .slice: return false
        default:
            if let a = o as? NDArray { return a.tensor.rank > 0 }
            if let h = o as? TensorHolder { return h.tensor.rank > 0 }
            if o is NumpyScalar || o is DTypeObject { return false }
            // Anything with a length and items, such as a Series.
            if o.type.isHeap { return o.type.lookup("__len__") != nil && o.type.lookup("__getitem__") != nil }
            return false
        }
    }
    /// The shape along the first elements.
    private static func discover(_ v: Value, _ depth: Int, _ shape: inout [Int], _ object: Bool) throws {
        if let a = v.asObject as? NDArray {
            shape += a.shape
            return
        }
        if let h = v.asObject as? TensorHolder {
            shape += h.tensor.shape
            return
        }
        if depth >= 64 || !isSequence(v) { return }
        let n = try Operators.length(v)
        shape.append(n)
        if n > 0 { try discover(try Operators.getItem(v, .int(0)), depth + 1, &shape, object) }
    }
    private static func classify(_ v: Value, _ f: inout Found) {
        switch v {
        case .bool: f.add(.bool)
        case .int: f.add(.int64)
        case .float: f.add(.float64)
        case .none, .unbound: f.object = true
        case .object(let o):
            if let s = o as? NumpyScalar { f.add(s.dtype) } else if o.kind == .str { f.string = true } else if o.kind == .bigInt {
                f.big = true
            } else if o.kind == .floatInstance {
                f.add(.float64)
            } else if o.kind == .intInstance {
                f.add(.int64)
            } else if let a = o as? NDArray, a.tensor.rank == 0 {
                if case .number(let d) = a.elementKind { f.add(d) } else if case .string = a.elementKind { f.string = true } else { f.object = true }
            } else if let h = o as? TensorHolder, h.tensor.rank == 0 {
                f.add(h.tensor.dtype)
            } else {
                f.object = true
            }
        }
    }
    /// Integers beyond int64: uint64 when they fit, else objects; floats when floats are among them.
    private static func bigKind(_ leaves: [Value]) throws -> NumpyKind {
        var hasFloat = false, fits = true
        for v in leaves {
            if case .float = v { hasFloat = true }
            if let b = v.asObject as? BigIntObject, b.value.sign == .minus || b.value.bitWidth > 65 { fits = false }
            if let b = v.asObject as? BigIntObject, b.value > BigInt(UInt.max) { fits = false }
            if case .int(let i) = v, i < 0 { fits = false }
        }
        return hasFloat ? .number(.float64) : fits ? .number(.uint64) : .object
    }

    /// Writes a Python value to an element of a tensor (place in elements from its first), with NumPy's checks.
    static func store(_ v: Value, into t: Tensor, at i: Int) throws {
        let d = t.dtype
        switch v {
        case .float(let x):
            if !d.isFloat && d != .bool && !x.isFinite {
                if x.isNaN { throw valueError("cannot convert float NaN to integer") }
                throw overflowError("cannot convert float infinity to integer")
            }
            if d == .float64 { t.pointer.assumingMemoryBound(to: Double.self)[i] = x } else { try put(try Tensor.scalar(x, d), t, i) }
        case .int(let n):
            if d == .int64 { t.pointer.assumingMemoryBound(to: Int.self)[i] = n } else if d == .float64 {
                t.pointer.assumingMemoryBound(to: Double.self)[i] = Double(n)
            } else {
                try put(try NumpyOperand.scalar(v, d), t, i)
            }
        case .bool(let b): try put(try Tensor.scalar(b ? 1 : 0, d), t, i)
        case .object(let o):
            if let s = o as? NumpyScalar { try put(try Elementwise.cast(try s.tensor(), d), t, i) } else if let s = v.asString {
                if d.isFloat {
                    guard let x = NumpyText.float(s) else { throw valueError("could not convert string to float: \(try Operators.repr(v))") }
                    try put(try Tensor.scalar(x, d), t, i)
                } else {
                    try store(try Operators.call(.object(Types.int), v), into: t, at: i)
                }
            } else if o.kind == .bigInt {
                try put(try NumpyOperand.scalar(v, d), t, i)
            } else if let a = o as? NDArray, a.tensor.rank == 0, a.isNumeric {
                try put(try Elementwise.cast(a.tensor, d), t, i)
            } else if let h = o as? TensorHolder, h.tensor.rank == 0, !(o is NDArray) {
                try put(try Elementwise.cast(h.tensor, d), t, i)
            } else if isSequence(v) {
                throw valueError("setting an array element with a sequence.")
            } else if let x = try NumberConversion.toFloat(o) {
                try put(try Tensor.scalar(x, d), t, i)
            } else {
                throw typeError(d.isFloat ? "float() argument must be a string or a real number, not '\(v.typeName)'" : "int() argument must be a string, a bytes-like object or a real number, not '\(v.typeName)'")
            }
        case .none:
            if d.isFloat { try put(try Tensor.scalar(.nan, d), t, i) } else if d == .bool { try put(try Tensor.scalar(0, d), t, i) } else {
                throw typeError("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
            }
        case .unbound: throw typeError("an element is missing")
        }
    }
    private static func put(_ s: Tensor, _ t: Tensor, _ i: Int) throws {
        let n = t.dtype.size
        (t.pointer + i * n).copyMemory(from: s.pointer, byteCount: n)
    }
}

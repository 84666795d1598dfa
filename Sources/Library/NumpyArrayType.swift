// This file declares the type `numpy.ndarray`: its attributes and methods.

import Glibc
import Kernel
import Lang

enum NumpyArrayType {
    static func make() -> TypeObject {
        TypeObject.native("ndarray", module: "numpy", doc: "An array of elements of one type.") { t in
            t.constructor("ndarray(shape, dtype=None, buffer=None, offset=0, strides=None, order=None)") { _, a in
                try PythonErrors.asNumpy { .object(NDArray(try Tensor.zeros(try Convert.shape(from: a[0]), try NumpyTypes.number(a[1]) ?? .float64))) }
            }
            NativeSlots.declare(t, [
                "__len__", "__iter__", "__getitem__", "__setitem__", "__contains__", "__neg__", "__pos__", "__invert__", "__bool__", "__repr__", "__str__",
                "__format__", "__add__", "__radd__", "__iadd__", "__sub__", "__rsub__", "__isub__", "__mul__", "__rmul__", "__imul__", "__truediv__",
                "__rtruediv__", "__itruediv__", "__floordiv__", "__rfloordiv__", "__ifloordiv__", "__mod__", "__rmod__", "__imod__", "__pow__", "__rpow__", "__ipow__",
                "__matmul__", "__rmatmul__", "__and__", "__rand__", "__or__", "__ror__", "__xor__", "__rxor__", "__lshift__", "__rshift__", "__lt__", "__le__", "__eq__", "__ne__",
                "__gt__", "__ge__",
            ])
            t.reportedName = "numpy.ndarray"
            attributes(t)
            methods(t)
            movement(t)
            reductions(t)
        }
    }
    @inline(__always) static func this(_ o: Object) -> NDArray { o as! NDArray }
    static func this(_ a: Arguments) throws -> NDArray {
        if let x = a[0].asObject as? NDArray { return x }
        throw typeError("descriptor '\(a.signature.functionName)' for 'numpy.ndarray' objects doesn't apply to a '\(a[0].typeName)' object")
    }

    private static func attributes(_ t: TypeObject) {
        t.property("shape", get: { Convert.shape(this($0).shape) }, set: { o, v in
            let x = this(o)
            try PythonErrors.asNumpy {
                let s = try Movement.resolve(try Convert.shape(from: v), count: x.tensor.count, from: x.shape)
                guard let view = Movement.viewed(x.tensor, s) else {
                    throw attributeError("Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.")
                }
                x.tensor = view
            }
        })
        t.property("ndim") { .int(this($0).tensor.rank) }
        t.property("size") { .int(this($0).tensor.count) }
        t.property("dtype") { .object(this($0).dtype) }
        t.property("itemsize") { .int(this($0).dtype.itemSize) }
        t.property("nbytes") { .int(this($0).dtype.itemSize * this($0).tensor.count) }
        t.property("strides") { o in Convert.shape(this(o).tensor.strides.map { $0 * this(o).dtype.itemSize }) }
        t.property("T") { o in .object(this(o).view(Movement.transpose(this(o).tensor))) }
        t.property("mT") { o in
            if this(o).tensor.rank < 2 { throw valueError("matrix transpose with ndim < 2 is undefined") }
            return .object(this(o).view(try Movement.swapAxes(this(o).tensor, -1, -2)))
        }
        t.property("real") { o in .object(this(o)) }
        t.property("imag") { o in try PythonErrors.asNumpy { .object(NDArray(try Tensor.zeros(this(o).shape, this(o).tensor.dtype))) } }
        t.property("base") { this($0).base }
        t.property("flat", get: { o in try FlatIterator.make(this(o)) }, set: { o, v in
            _ = try this(o).setItem(.ellipsis, try PythonErrors.asNumpy { .object(try NumpyMovement.resized(try NDArray.from(v), this(o).shape)) })
        })
        t.property("flags") { o in .object(FlagsObject(this(o))) }
        t.property("data") { o in .string("<memory at \(Object.address(o))>") }
        t.property("ctypes") { _ in throw attributeError("'numpy.ndarray' object has no attribute 'ctypes'") }
        t.constant("__array_priority__", .float(0))
        t.constant("__hash__", .none)
    }

    private static func method(_ t: TypeObject, _ declaration: String, _ doc: String = "", _ body: @escaping (NDArray, Arguments) throws -> Value) {
        t.method(declaration, doc) { a in
            let x = try this(a)
            return try PythonErrors.asNumpy { try body(x, a) }
        }
    }

    private static func methods(_ t: TypeObject) {
        method(t, "astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True)", "A copy with elements of another type.") { x, a in
            let k = try NumpyTypes.dtype(from: a[1]).value
            if try a.string(3) == "safe" || a.string(3) == "same_kind", case .number(let from) = x.elementKind, case .number(let to) = k {
                let fine = try a.string(3) == "safe" ? from.castsSafely(to: to) : from.castsSameKind(to: to)
                if !fine { throw typeError("Cannot cast array data from dtype('\(from.name)') to dtype('\(to.name)') according to the rule '\(try a.string(3))'") }
            }
            let r = try x.cast(to: k)
            if r !== x { return .object(r) }
            return try a.bool(5) ? .object(x.with(try x.tensor.clone())) : .object(x)
        }
        method(t, "copy(self, order='C')", "A copy.") { x, _ in
            if x.elementKind == .object || x.pool != nil { return .object(try NDArray.of(try x.values(), shape: x.shape, kind: x.elementKind)) }
            return .object(NDArray(try x.tensor.clone()))
        }
        method(t, "__copy__(self)") { x, _ in .object(x.with(try x.tensor.clone())) }
        method(t, "__deepcopy__(self, memo=None)") { x, a in
            if x.isNumeric { return .object(NDArray(try x.tensor.clone())) }
            guard let deep = try ModuleTable.shared.module("copy")?["deepcopy"] else { throw importError("No module named 'copy'") }
            return .object(try NDArray.of(x.values().map { try Operators.call(deep, CallArguments(a.given(1) ? [$0, a[1]] : [$0])) }, shape: x.shape, kind: x.elementKind))
        }
        method(t, "__array__(self, dtype=None, copy=None)") { x, a in .object(a.given(1) ? try x.cast(to: try NumpyTypes.dtype(from: a[1]).value) : x) }
        method(t, "__reduce__(self)") { x, _ in
            .tuple([try ModuleTable.shared.module("numpy")!["array"]!, .tuple([try tolist(x), .string(x.dtype.text)])])
        }
        method(t, "tolist(self)", "Nested lists of Python's own values.") { x, _ in try tolist(x) }
        method(t, "item(self, *args)", "One element as Python's own value.") { x, a in
            let args = a.rest(1)
            if args.isEmpty {
                if x.tensor.count != 1 { throw valueError("can only convert an array of size 1 to a Python scalar") }
                return x.pythonElement(0)
            }
            if args.count == 1, !(args[0].asObject is TupleObject) {
                let flat = x.with(try Movement.reshape(x.tensor, [x.tensor.count]))
                let i = try Operators.index(args[0]), n = flat.shape[0]
                let k = i < 0 ? i + n : i
                if k < 0 || k >= n { throw indexError("index \(i) is out of bounds for axis 0 with size \(n)") }
                return flat.pythonElement(k * flat.tensor.strides[0])
            }
            let key = args.count == 1 ? args[0] : .tuple(args)
            let r = try x.getItem(key)!
            return (r.asObject as? NumpyScalar)?.python ?? r
        }
        method(t, "fill(self, value)", "Sets every element.") { x, a in
            _ = try x.setItem(.ellipsis, a[1])
            return .none
        }
        method(t, "tobytes(self, order='C')", "The elements' bytes.") { x, a in
            guard x.isNumeric else { throw notImplementedError("tobytes: arrays of texts and objects are not supported here") }
            let order = try a.string(1), transposed = Movement.transpose(x.tensor)
            let c = try order == "F" || (order == "A" && transposed.isContiguous && !x.tensor.isContiguous) ? transposed.contiguous() : x.tensor.contiguous()
            return .object(BytesObject(Array(UnsafeRawBufferPointer(start: c.pointer, count: c.count * c.dtype.size))))
        }
        method(t, "view(self, dtype=None, type=None)", "The same memory, possibly read as another type.") { x, a in
            guard a.given(1), let d = try? NumpyTypes.dtype(from: a[1]), case .number(let n) = d.value, x.isNumeric else { return .object(x.view(x.tensor)) }
            let s = x.tensor.dtype.size
            if n.size == s { return .object(x.view(x.tensor.view(shape: x.shape, strides: x.tensor.strides, offset: x.tensor.offset, dtype: n))) }
            guard let last = x.shape.last, x.tensor.strides.last == 1 || last == 1 else {
                throw valueError("To change to a dtype of a different size, the last axis must be contiguous")
            }
            if last * s % n.size != 0 {
                throw valueError("When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.")
            }
            let shape = x.shape.dropLast() + [last * s / n.size]
            let strides = x.tensor.strides.dropLast().map { $0 * s / n.size } + [1]
            return .object(x.view(x.tensor.view(shape: Array(shape), strides: strides, offset: x.tensor.offset * s / n.size, dtype: n)))
        }
        method(t, "clip(self, min=None, max=None, out=None, **kwargs)", "Limited to a range.") { x, a in try NumpyMath.clip(.object(x), a[1], a[2], out: a[3]) }
        method(t, "round(self, decimals=0, out=None)", "Rounded half to even.") { x, a in try NumpyMath.round(.object(x), decimals: try a.int(1), out: a[2].asObject as? NDArray) }
        method(t, "dot(self, b, out=None)", "The dot product.") { x, a in try NumpyReduce.into(try NumpyLinalg.dot(.object(x), a[1]), a[2]) }
        method(t, "conj(self)") { x, _ in .object(x) }
        method(t, "conjugate(self)") { x, _ in .object(x) }
        method(t, "nonzero(self)", "The indices of the elements that are not zero.") { x, _ in try NumpyMovement.nonzero(x) }
        method(t, "sort(self, axis=-1, kind=None, order=None, stable=None)", "Sorts in place.") { x, a in
            try x.checkWriteable()
            let s = try NumpySets.sort(x, axis: try a.int(1))
            if x.isNumeric { try Elementwise.copy(from: s.tensor, to: x.tensor) } else { try x.assign(to: x, .object(s)) }
            return .none
        }
        method(t, "argsort(self, axis=-1, kind=None, order=None, stable=None)", "The indices that sort.") { x, a in
            .object(NDArray(try NumpySets.argsort(x, axis: a.given(1) ? try a.int(1) : nil)))
        }
        method(t, "searchsorted(self, v, side='left', sorter=None)") { x, a in try NumpySets.searchsorted(x, a[1], side: try a.string(2), sorter: a[3]) }
        method(t, "partition(self, kth, axis=-1, kind='introselect', order=None)") { x, a in
            try Elementwise.copy(from: try Sort.sort(x.tensor, axis: try a.int(2)), to: x.tensor)
            return .none
        }
        method(t, "argpartition(self, kth, axis=-1, kind='introselect', order=None)") { x, a in .object(NDArray(try NumpySets.argsort(x, axis: a.given(2) ? try a.int(2) : nil))) }
        method(t, "setflags(self, write=None, align=None, uic=None)") { x, a in
            if a.given(1) { x.isWriteable = try a.bool(1) }
            return .none
        }
        method(t, "tofile(self, fid, sep='', format='%s')") { x, a in
            let c = try x.tensor.contiguous()
            try NumpyFile.write(try a.string(1), Array(UnsafeRawBufferPointer(start: c.pointer, count: c.count * c.dtype.size)))
            return .none
        }
        method(t, "byteswap(self, inplace=False)") { x, a in
            guard x.isNumeric else { throw notImplementedError("byteswap: arrays of texts and objects are not supported here") }
            let c = try x.tensor.clone()
            let p = c.pointer.assumingMemoryBound(to: UInt8.self), n = c.dtype.size
            for i in 0..<c.count { for k in 0..<n / 2 { swap(&p[i * n + k], &p[i * n + n - 1 - k]) } }
            if try a.bool(1) {
                try x.checkWriteable(output: false)
                try Elementwise.copy(from: c, to: x.tensor)
                return .object(x)
            }
            return .object(NDArray(c))
        }
        t.method("__round__(self, ndigits=0)") { a in try PythonErrors.asNumpy { try NumpyMath.round(a[0], decimals: try a.int(1, or: 0), out: nil) } }
        t.method("__abs__(self)") { a in try Ufunc.call("absolute", [a[0]]) }
        t.method("__divmod__(self, other)") { a in .tuple([try Ufunc.call("floor_divide", [a[0], a[1]]), try Ufunc.call("remainder", [a[0], a[1]])]) }
        t.method("__rdivmod__(self, other)") { a in .tuple([try Ufunc.call("floor_divide", [a[1], a[0]]), try Ufunc.call("remainder", [a[1], a[0]])]) }
        t.method("__int__(self)") { a in try this(a).toInt()! }
        t.method("__float__(self)") { a in .float(try this(a).toFloat()!) }
        t.method("__index__(self)") { a in try this(a).index()! }
    }
    static func tolist(_ x: NDArray) throws -> Value {
        if x.isNumeric { return Convert.list(x.tensor) }
        func rows(_ axis: Int, _ o: Int) -> Value {
            if axis == x.tensor.rank { return x.pythonElement(o) }
            return .list((0..<x.shape[axis]).map { rows(axis + 1, o + $0 * x.tensor.strides[axis]) })
        }
        return rows(0, 0)
    }

    /// A shape given as one tuple or as several ints.
    static func shapeArguments(_ v: [Value]) throws -> [Int] {
        if v.count == 1 { return try Convert.shape(from: v[0]) }
        return try v.map { try Operators.index($0) }
    }

    private static func movement(_ t: TypeObject) {
        method(t, "reshape(self, *shape, order='C', copy=None)", "The elements in another shape; a view where possible.") { x, a in
            try NumpyMovement.reshape(x, try shapeArguments(a.rest(1)), order: try a.string(2))
        }
        method(t, "ravel(self, order='C')", "One axis; a view where possible.") { x, a in try NumpyMovement.ravel(x, order: try a.string(1)) }
        method(t, "flatten(self, order='C')", "One axis; a copy.") { x, a in
            let r = try NumpyMovement.ravel(x, order: try a.string(1)).asObject as! NDArray
            return .object(x.with(try r.tensor.clone()))
        }
        method(t, "transpose(self, *axes)", "Axes in another order.") { x, a in
            let v = a.rest(1)
            if v.isEmpty || (v.count == 1 && v[0].isNone) { return .object(x.view(Movement.transpose(x.tensor))) }
            return .object(x.view(try Movement.permute(x.tensor, try shapeArguments(v))))
        }
        method(t, "swapaxes(self, axis1, axis2, /)") { x, a in .object(x.view(try Movement.swapAxes(x.tensor, try a.int(1), try a.int(2)))) }
        method(t, "squeeze(self, axis=None)") { x, a in .object(x.view(try Movement.squeeze(x.tensor, axes: try Convert.axes(from: a[1])))) }
        method(t, "repeat(self, repeats, axis=None)") { x, a in try NumpyMovement.repeated(x, a[1], a[2]) }
        method(t, "take(self, indices, axis=None, out=None, mode='raise')") { x, a in try NumpyMovement.take(x, a[1], axis: a[2], mode: try a.string(4)) }
        method(t, "put(self, indices, values, mode='raise')") { x, a in
            try NumpyMovement.put(x, a[1], a[2])
            return .none
        }
        method(t, "compress(self, condition, axis=None, out=None)") { x, a in try NumpyMovement.compress(a[1], x, axis: a[2]) }
        method(t, "choose(self, choices, out=None, mode='raise')") { x, a in try NumpyMovement.choose(x, a[1], mode: try a.string(3)) }
        method(t, "diagonal(self, offset=0, axis1=0, axis2=1)") { x, a in
            let d = x.view(try Movement.diagonal(x.tensor, offset: try a.int(1), axis1: try a.int(2), axis2: try a.int(3)))
            d.isWriteable = false
            return .object(d)
        }
        method(t, "trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None)") { x, a in
            let d = try Movement.diagonal(x.tensor, offset: try a.int(1), axis1: try a.int(2), axis2: try a.int(3))
            return try Ufunc.named("add").reduce(.object(NDArray(d)), axis: .int(-1), dtype: a[4], out: a[5], keepDims: false, initial: .unbound, mask: .bool(true))
        }
        method(t, "resize(self, *new_shape, refcheck=True)") { x, a in
            let s = try shapeArguments(a.rest(1))
            let n = try Shape.count(s)
            let out = try Tensor.zeros(s, x.tensor.dtype)
            let flat = try x.tensor.contiguous()
            out.pointer.copyMemory(from: flat.pointer, byteCount: min(n, flat.count) * flat.dtype.size)
            x.tensor = out
            return .none
        }
    }

    private static func reductions(_ t: TypeObject) {
        for (name, ufunc) in [("sum", "add"), ("prod", "multiply"), ("max", "maximum"), ("min", "minimum")] {
            let hasType = name == "sum" || name == "prod"
            method(t, "\(name)(self, axis=None, \(hasType ? "dtype=None, " : "")out=None, keepdims=False, initial=..., where=True)") { x, a in
                let k = hasType ? 1 : 0
                return try Ufunc.named(ufunc).reduce(
                    .object(x), axis: a[1], dtype: hasType ? a[2] : .none, out: a[2 + k], keepDims: try a.bool(3 + k), initial: a[4 + k], mask: a[5 + k])
            }
        }
        for (name, ufunc) in [("any", "logical_or"), ("all", "logical_and")] {
            method(t, "\(name)(self, axis=None, out=None, keepdims=False, *, where=True)") { x, a in
                try Ufunc.named(ufunc).reduce(.object(x), axis: a[1], dtype: .none, out: a[2], keepDims: try a.bool(3), initial: .unbound, mask: a[4])
            }
        }
        method(t, "mean(self, axis=None, dtype=None, out=None, keepdims=False, *, where=True)") { x, a in
            try NumpyReduce.mean(.object(x), axis: a[1], dtype: a[2], out: a[3], keepDims: try a.bool(4), mask: a[5])
        }
        for (name, root) in [("std", true), ("var", false)] {
            method(t, "\(name)(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=...)") { x, a in
                try NumpyReduce.variance(
                    .object(x), axis: a[1], dtype: a[2], out: a[3], ddof: a.has(8) ? try a.float(8) : try a.float(4), keepDims: try a.bool(5), mask: a[6], root: root)
            }
        }
        for (name, largest) in [("argmax", true), ("argmin", false)] {
            method(t, "\(name)(self, axis=None, out=None, *, keepdims=False)") { x, a in
                try NumpyReduce.arg(.object(x), axis: a[1], largest: largest, out: a[2], keepDims: try a.bool(3))
            }
        }
        for (name, ufunc) in [("cumsum", "add"), ("cumprod", "multiply")] {
            method(t, "\(name)(self, axis=None, dtype=None, out=None)") { x, a in try NumpyMath.cumulative(ufunc, x, axis: a[1], dtype: a[2], out: a[3]) }
        }
        method(t, "ptp(self, axis=None, out=None, keepdims=False)") { x, a in try NumpyMath.ptp(.object(x), a[1], try a.bool(3)) }
    }
}

/// `a.flags`.
final class FlagsObject: Object {
    let array: NDArray
    static let type_ = TypeObject.native("flagsobj", module: "numpy._core.multiarray") { t in
        for (n, f) in [
            ("c_contiguous", { (x: NDArray) in x.tensor.isContiguous }), ("f_contiguous", { Movement.transpose($0.tensor).isContiguous }),
            ("owndata", { $0.base.isNone }), ("writeable", { $0.isWriteable }), ("contiguous", { $0.tensor.isContiguous }), ("aligned", { _ in true }),
        ] as [(String, (NDArray) -> Bool)] {
            t.property(n, get: { .bool(f(($0 as! FlagsObject).array)) }, set: { o, v in
                if n == "writeable" { (o as! FlagsObject).array.isWriteable = try Operators.isTrue(v) }
            })
        }
    }
    init(_ a: NDArray) {
        array = a
        super.init(type: FlagsObject.type_)
    }
    private var table: [(String, Bool)] {
        [
            ("C_CONTIGUOUS", array.tensor.isContiguous), ("F_CONTIGUOUS", Movement.transpose(array.tensor).isContiguous), ("OWNDATA", array.base.isNone),
            ("WRITEABLE", array.isWriteable), ("ALIGNED", true), ("WRITEBACKIFCOPY", false),
        ]
    }
    override func getItem(_ key: Value) throws -> Value? {
        for (n, v) in table where n == key.asString || String(n.first!) == key.asString { return .bool(v) }
        throw keyError(.string("Unknown flag"))
    }
    override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        if key.asString == "WRITEABLE" || key.asString == "W" { array.isWriteable = try Operators.isTrue(value) }
        return true
    }
    override func repr() throws -> String { table.map { "  \($0.0) : \($0.1 ? "True" : "False")\n" }.joined() }
}

/// `a.flat`.
final class FlatIterator: Object {
    let array: NDArray
    let flat: NDArray
    var at = 0
    static let type_ = TypeObject.native("flatiter", module: "numpy") { t in
        t.property("base") { .object(($0 as! FlatIterator).array) }
        t.property("index") { .int(($0 as! FlatIterator).at) }
        t.method("copy(self)") { a in .object((a[0].asObject as! FlatIterator).flat) }
    }
    static func make(_ a: NDArray) throws -> Value {
        try PythonErrors.asNumpy { .object(FlatIterator(a, a.viewOrCopy(try Movement.reshape(a.tensor, [a.tensor.count])))) }
    }
    init(_ a: NDArray, _ f: NDArray) {
        array = a
        flat = f
        super.init(type: FlatIterator.type_)
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        if at >= flat.shape[0] { return nil }
        defer { at += 1 }
        return flat.element(at * flat.tensor.strides[0])
    }
    override func length() throws -> Int? { flat.shape[0] }
    override func getItem(_ key: Value) throws -> Value? { try flat.getItem(key) }
    override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        _ = try flat.setItem(key, value)
        if flat.tensor.storage !== array.tensor.storage {
            try PythonErrors.asNumpy { try Elementwise.copy(from: try Movement.reshape(flat.tensor, array.shape), to: array.tensor) }
        }
        return true
    }
    override func traverse(_ visit: (Value) -> Void) { visit(.object(array)) }
}

extension NumpyReduce {
    /// A computed value, copied into `out` when that is given.
    static func into(_ v: Value, _ out: Value) throws -> Value {
        if out.isNone || out.isUnbound { return v }
        guard let o = out.asObject as? NDArray else { throw typeError("'out' must be an array") }
        try Elementwise.copy(from: try Convert.tensor(from: v), to: o.tensor)
        return out
    }
}

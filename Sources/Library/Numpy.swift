// This file makes the module `numpy`: its table of names. The topics have files of their own (`Numpy+*.swift`).

import Glibc
import Kernel
import Lang

enum Numpy {
    /// Registers `numpy` and its submodules.
    static func register(_ table: ModuleTable) {
        table.register("numpy") { try make() }
        table.register("numpy.linalg") { NumpyLinalg.module() }
        table.register("numpy.random") { NumpyRandomModule.make() }
        table.register("numpy.fft") { NumpyFFT.module() }
        table.register("numpy.testing") { NumpyTesting.module() }
        table.register("numpy.exceptions") {
            let m = ModuleObject("numpy.exceptions")
            for t in [NumpyExceptions.axisError, NumpyExceptions.visibleDeprecationWarning, NumpyExceptions.complexWarning, NumpyExceptions.dTypePromotionError] { m.type(t) }
            return m
        }
        table.register("numpy.typing") {
            let m = ModuleObject("numpy.typing")
            m.constant("ArrayLike", .object(Types.object))
            m.constant("NDArray", .object(NDArray.type_))
            m.constant("DTypeLike", .object(Types.object))
            return m
        }
    }

    /// The table under construction.
    struct Table {
        let m: ModuleObject
        /// A function whose kernel errors become NumPy's.
        func callAsFunction(_ declaration: String, _ doc: String = "", _ body: @escaping (Arguments) throws -> Value) {
            m.function(declaration, doc) { a in try PythonErrors.asNumpy { try body(a) } }
        }
        func alias(_ name: String, _ of: String) { if let v = m[of] { m.constant(name, v) } }
    }

    private static func make() throws -> ModuleObject {
        let m = ModuleObject("numpy", doc: "Arrays of numbers, strings and objects.")
        m.constant("__version__", .string("2.4.6"))
        let f = Table(m: m)
        m.type(NDArray.type_)
        m.type(NumpyTypes.dtype)
        m.type(Ufunc.type_)
        for d in DType.allCases where d != .bfloat16 { m.type(NumpyTypes.scalar(d)) }
        m.constant("bool_", .object(NumpyTypes.scalar(.bool)))
        for (n, d) in [
            ("int_", DType.int64), ("intp", .int64), ("intc", .int32), ("longlong", .int64), ("long", .int64), ("short", .int16), ("byte", .int8), ("ubyte", .uint8), ("ushort", .uint16),
            ("uint", .uint64), ("uintp", .uint64), ("uintc", .uint32), ("ulonglong", .uint64), ("ulong", .uint64), ("half", .float16), ("single", .float32), ("double", .float64),
        ] { m.constant(n, .object(NumpyTypes.scalar(d))) }
        for t in [
            NumpyTypes.generic, NumpyTypes.number, NumpyTypes.integer, NumpyTypes.signedInteger, NumpyTypes.unsignedInteger, NumpyTypes.inexact, NumpyTypes.floating,
            NumpyTypes.complexFloating, NumpyTypes.flexible, NumpyTypes.character, NumpyTypes.str, NumpyTypes.object,
        ] { m.type(t) }
        for (n, v) in [("pi", Double.pi), ("e", 2.718281828459045), ("inf", .infinity), ("nan", .nan), ("euler_gamma", 0.5772156649015329)] { m.constant(n, .float(v)) }
        m.constant("newaxis", .none)
        m.constant("True_", NumpyScalar.bool(true))
        m.constant("False_", NumpyScalar.bool(false))
        for (n, u) in Ufunc.all { m.constant(n, .object(u)) }
        creation(f)
        reductions(f)
        manipulation(f)
        mathematics(f)
        setsAndSearch(f)
        logic(f)
        types(f)
        printing(f)
        files(f)
        for name in ["linalg", "random", "fft", "exceptions", "testing", "typing"] { if let s = try ModuleTable.shared.module("numpy." + name) { m.constant(name, .object(s)) } }
        GridObject.declare(m)
        m.type(PolynomialObject.type_)
        m.constant("char", .object(NumpyChar.module("numpy.char")))
        m.constant("strings", .object(NumpyChar.module("numpy.strings")))
        m.constant("lib", .object(NumpyStrides.lib()))
        m.absent = [
            "complex64": "complex numbers are not supported; keep real and imaginary parts in two arrays",
            "complex128": "complex numbers are not supported; keep real and imaginary parts in two arrays",
            "datetime64": "use datetime.datetime objects", "timedelta64": "use datetime.timedelta objects", "matrix": "use a two-dimensional array", "memmap": "use np.load",
            "ma": "use a bool mask beside the array", "recarray": "use pandas.DataFrame",
        ]
        TorchExtra.numpy(m)
        return m
    }

    // MARK: Creation

    private static func creation(_ f: Table) {
        func ordered(_ x: NDArray, _ order: Value) throws -> NDArray {
            guard let o = order.asString, o == "F" || o == "f", x.isNumeric, x.tensor.rank > 1 else { return x }
            return x.with(Movement.transpose(try Movement.transpose(x.tensor).contiguous()))
        }
        f("array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None)", "An array of a sequence's elements.") { a in
            let k = a.given(1) ? try NumpyTypes.dtype(from: a[1]).value : nil
            if let x = a[0].asObject as? NDArray {
                let r = try k.map { try x.cast(to: $0) } ?? x
                let copying = try a.bool(2, or: false)
                let copied = r === x && copying ? (x.isNumeric ? NDArray(try x.tensor.clone()) : try NDArray.of(try x.values(), shape: x.shape, kind: x.elementKind)) : r
                return .object(try ordered(try ranked(copied, try a.int(5)), a[3]))
            }
            var r = try NDArray.from(a[0], dtype: k)
            if a[0].asObject is TensorHolder, try a.bool(2), let h = a[0].asObject as? TensorHolder, r.tensor.storage === h.tensor.storage { r = NDArray(try r.tensor.clone()) }
            return .object(try ordered(try ranked(r, try a.int(5)), a[3]))
        }
        for name in ["asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "asarray_chkfinite"] {
            f("\(name)(a, dtype=None, order=None, *, device=None, copy=None, like=None)", "The argument as an array, without a copy where possible.") { a in
                var r = try NDArray.from(a[0], dtype: a.given(1) ? try NumpyTypes.dtype(from: a[1]).value : nil)
                if name == "asarray" { r = try ordered(r, a[2]) }
                if name == "ascontiguousarray" {
                    r = r.tensor.isContiguous && r.tensor.rank > 0 ? r : r.with(try NumpyMovement.raised(try r.tensor.contiguous(), 1))
                } else if name == "asfortranarray" {
                    r = r.with(Movement.transpose(try Movement.transpose(r.tensor).contiguous()))
                }
                if a.given(4), try a.bool(4) { r = r.with(try r.tensor.clone()) }
                return .object(r)
            }
        }
        f("zeros(shape, dtype=None, order='C', *, device=None, like=None)", "An array of zeros.") { a in try NumpyMake.zeros(try Convert.shape(from: a[0]), dtype: a[1]) }
        f("empty(shape, dtype=None, order='C', *, device=None, like=None)", "An array (of zeros, here).") { a in
            if a.given(1), try NumpyTypes.dtype(from: a[1]).value == .object { return try NumpyMake.full(try Convert.shape(from: a[0]), try emptyObject(), dtype: a[1]) }
            return try NumpyMake.zeros(try Convert.shape(from: a[0]), dtype: a[1])
        }
        f("ones(shape, dtype=None, order='C', *, device=None, like=None)", "An array of ones.") { a in try NumpyMake.zeros(try Convert.shape(from: a[0]), dtype: a[1], one: true) }
        f("full(shape, fill_value, dtype=None, order='C', *, device=None, like=None)", "An array of one value.") { a in try NumpyMake.full(try Convert.shape(from: a[0]), a[1], dtype: a[2]) }
        func like(_ a: Arguments, _ dtype: Int, _ shape: Int) throws -> ([Int], Value) {
            let x = try NDArray.from(a[0])
            return (a.given(shape) ? try Convert.shape(from: a[shape]) : x.shape, a.given(dtype) ? a[dtype] : .object(x.dtype))
        }
        for name in ["zeros_like", "empty_like", "ones_like"] {
            f("\(name)(a, dtype=None, order='K', subok=True, shape=None, *, device=None)", "An array of another's shape and type.") { a in
                let (s, d) = try like(a, 1, 4)
                return try NumpyMake.zeros(s, dtype: d, one: name == "ones_like")
            }
        }
        f("full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None)", "An array of another's shape and type, of one value.") { a in
            let (s, d) = try like(a, 2, 5)
            if case .number(let n) = try NumpyTypes.dtype(from: d).value, !n.isFloat, case .float(let x) = a[1] { return try NumpyMake.full(s, .float(x), dtype: d) }
            return try NumpyMake.full(s, a[1], dtype: d)
        }
        f("eye(N, M=None, k=0, dtype=None, order='C', *, device=None, like=None)", "Ones on a diagonal.") { a in
            let n = try a.int(0)
            return Convert.ndarray(try NumpyMake.eye(n, try a.int(1, or: n), try a.int(2), try NumpyTypes.number(a[3]) ?? .float64))
        }
        f("identity(n, dtype=None, *, like=None)", "The identity matrix.") { a in Convert.ndarray(try NumpyMake.eye(try a.int(0), try a.int(0), 0, try NumpyTypes.number(a[1]) ?? .float64)) }
        f("arange(start=..., stop=None, step=None, dtype=None, *, device=None, like=None)", "Evenly spaced values within a half-open interval.") { a in try NumpyMake.arange(a) }
        f("linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None)", "Evenly spaced values over an interval.") { a in
            let n = try a.int(2)
            if n < 0 { throw valueError("Number of samples, \(n), must be non-negative.") }
            let x = try Convert.tensor(from: a[0]), y = try Convert.tensor(from: a[1])
            var d = try NumpyTypes.number(a[5]) ?? .float64
            if !a.given(5), x.dtype == .float32 || y.dtype == .float32, x.dtype.isFloat && y.dtype.isFloat, !(a[0].asObject == nil && a[1].asObject == nil) { d = NumpyOperand.common([try NumpyOperand(a[0]), try NumpyOperand(a[1])]) }
            if x.rank > 0 || y.rank > 0 {
                let shape = try Shape.broadcast(x.shape, y.shape)
                let p = try Movement.expand(try Elementwise.cast(x, .float64), to: shape).doubles(), q = try Movement.expand(try Elementwise.cast(y, .float64), to: shape).doubles()
                let t = try Tensor(empty: [n, p.count], .float64)
                for (i, (s, e)) in zip(p, q).enumerated() {
                    for (k, v) in NumpyMake.linspace(s, e, n, endpoint: try a.bool(3)).0.enumerated() { t.elements(Double.self)[k * p.count + i] = v }
                }
                return Convert.ndarray(try Movement.moveAxis(try Elementwise.cast(try Movement.reshape(t, [n] + shape), d), from: 0, to: try a.int(6)))
            }
            let (values, step) = NumpyMake.linspace(x.double(at: 0), y.double(at: 0), n, endpoint: try a.bool(3))
            var t = try Tensor.of(values)
            if !d.isFloat { t = try Elementwise.unary(.floor, t) }
            let r = Convert.ndarray(try Elementwise.cast(t, d))
            return try a.bool(4) ? .tuple([r, NumpyScalar.float64(step)]) : r
        }
        f("logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)", "Values evenly spaced on a logarithmic scale.") { a in
            let (v, _) = NumpyMake.linspace(try a.float(0), try a.float(1), try a.int(2), endpoint: try a.bool(3))
            let base = try a.float(4)
            return Convert.ndarray(try Elementwise.cast(try Tensor.of(v.map { pow(base, $0) }), try NumpyTypes.number(a[5]) ?? .float64))
        }
        f("geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)", "A geometric progression.") { a in
            let s = try a.float(0), e = try a.float(1), n = try a.int(2), end = try a.bool(3)
            if s == 0 || e == 0 { throw valueError("Geometric sequence cannot include zero") }
            let sign: Double = s < 0 && e < 0 ? -1 : 1
            let ls = log10(s * sign), le = log10(e * sign)
            var v = NumpyMake.linspace(ls, le, n, endpoint: end).0.map { pow(10, $0) * sign }
            if n > 0 {
                v[0] = s
                if n > 1 && end { v[n - 1] = e }
            }
            return Convert.ndarray(try Elementwise.cast(try Tensor.of(v), try NumpyTypes.number(a[4]) ?? .float64))
        }
        f("meshgrid(*xi, copy=True, sparse=False, indexing='xy')", "Coordinate arrays.") { a in try NumpyMake.meshgrid(a.rest(0), indexing: try a.string(3), sparse: try a.bool(2)) }
        f("fromfunction(function, shape, *, dtype=None, like=None, **kwargs)", "A function called on index arrays.") { a in
            let t = try NumpyMake.indices(try Convert.shape(from: a[1]), try NumpyTypes.number(a[2]) ?? .float64)
            return try Operators.call(a[0], CallArguments(t.map { Convert.ndarray($0) }, keywords: a.keywords(4).map { (Name($0.name), $0.value) }))
        }
        f("fromiter(iter, dtype, count=-1, *, like=None)", "An array of an iterable's items.") { a in
            var v = try a.items(0)
            if try a.int(2) >= 0 { v = Array(v.prefix(try a.int(2))) }
            return .object(try NDArray.from(.list(v), dtype: try NumpyTypes.dtype(from: a[1]).value))
        }
        f("frombuffer(buffer, dtype=None, count=-1, offset=0, *, like=None)", "An array over bytes.") { a in
            guard let b = a[0].asObject as? BytesObject else { throw typeError("a bytes-like object is required, not '\(a[0].typeName)'") }
            return Convert.ndarray(try NumpyFile.array(b.items, offset: try a.int(3), count: try a.int(2), try NumpyTypes.number(a[1]) ?? .float64))
        }
        f("fromstring(string, dtype=None, count=-1, *, sep, like=None)", "An array of the numbers in a text.") { a in
            let s = try a.string(0), sep = try a.string(3)
            let words = sep == " " ? s.split(whereSeparator: { $0.isWhitespace }).map(String.init) : s.split(separator: Character(sep)).map(String.init)
            let v = try words.map { w -> Value in
                guard let x = NumpyText.float(w) else { throw valueError("string or file could not be read to its end due to unmatched data") }
                return .float(x)
            }
            return .object(try NDArray.from(.list(v)).cast(to: .number(try NumpyTypes.number(a[1]) ?? .float64)))
        }
        f("copy(a, order='K', subok=False)", "A copy.") { a in
            let x = try NDArray.from(a[0])
            return .object(x.isNumeric ? NDArray(try x.tensor.clone()) : try NDArray.of(try x.values(), shape: x.shape, kind: x.elementKind))
        }
        f("copyto(dst, src, casting='same_kind', where=True)", "Copies into an array.") { a in
            let x = try a.object(0, NDArray.self)
            let v = try NumpyOperand(a[1]).tensor(x.tensor.dtype)
            if case .bool(true) = a[3] {
                guard let fits = try? Movement.expand(v, to: x.shape) else { throw KernelError.broadcastInto(v.shape, x.shape, advanced: false) }
                try Elementwise.copy(from: fits, to: x.tensor)
            } else { try Elementwise.copy(from: v, to: x.tensor, where: try Convert.tensor(from: a[3])) }
            return .none
        }
        f("diag(v, k=0)", "A diagonal, or a matrix with it.") { a in
            let x = try NDArray.from(a[0]), k = try a.int(1)
            if x.tensor.rank == 2 {
                let d = x.view(try Movement.diagonal(x.tensor, offset: k))
                d.isWriteable = false
                return .object(d)
            }
            if x.tensor.rank != 1 { throw valueError("Input must be 1- or 2-d.") }
            let n = x.tensor.count + k.magnitude.asInt
            let t = try Tensor.zeros([n, n], x.tensor.dtype)
            try Elementwise.copy(from: x.tensor, to: try Movement.diagonal(t, offset: k))
            return .object(NDArray(t))
        }
        f("diagflat(v, k=0)", "A matrix with the flattened argument on a diagonal.") { a in
            let x = try Convert.tensor(from: a[0]), k = try a.int(1)
            let n = x.count + k.magnitude.asInt
            let t = try Tensor.zeros([n, n], x.dtype)
            try Elementwise.copy(from: try Movement.reshape(x, [x.count]), to: try Movement.diagonal(t, offset: k))
            return Convert.ndarray(t)
        }
        f("diagonal(a, offset=0, axis1=0, axis2=1)", "A diagonal.") { a in try Operators.callMethod(.object(try NDArray.from(a[0])), "diagonal", a[1], a[2], a[3]) }
        f("fill_diagonal(a, val, wrap=False)", "Sets the diagonal.") { a in
            let x = try a.object(0, NDArray.self)
            if x.tensor.rank < 2 { throw valueError("array must be at least 2-d") }
            if x.tensor.rank > 2, Set(x.shape).count > 1 { throw valueError("All dimensions of input must be of equal length") }
            if x.tensor.rank == 2, try a.bool(2), x.shape[0] > x.shape[1] {
                // The flattened array in steps of a row and one.
                let w = x.shape[1], steps = Array(stride(from: 0, to: x.shape[0] * w, by: w + 1))
                let values = try NumpyOperand(a[1]).tensor(x.tensor.dtype)
                for (k, at) in steps.enumerated() {
                    let one = Movement.select(Movement.select(x.tensor, axis: 0, index: at / w), axis: 0, index: at % w)
                    try Elementwise.copy(from: values.count <= 1 ? try Movement.reshape(values, []) : Movement.select(try Movement.reshape(values, [values.count]), axis: 0, index: k % values.count), to: one)
                }
                return .none
            }
            let n = x.shape.min() ?? 0
            let d = x.tensor.view(shape: [n], strides: [x.tensor.strides.reduce(0, +)], offset: x.tensor.offset)
            try Indexing.set(d, [.ellipsis], try NumpyOperand(a[1]).tensor(x.tensor.dtype))
            return .none
        }
        f("tri(N, M=None, k=0, dtype=None, *, like=None)", "Ones at and below a diagonal.") { a in
            let n = try a.int(0), m = try a.int(1, or: n)
            return Convert.ndarray(try Movement.triangle(try Tensor.full([n, m], 1, try NumpyTypes.number(a[3]) ?? .float64), k: try a.int(2), lower: true))
        }
        for (name, lower) in [("tril", true), ("triu", false)] {
            f("\(name)(m, k=0)", "A triangle.") { a in
                var t = try Convert.tensor(from: a[0])
                if t.rank == 1 { t = try Movement.expand(t, to: [t.count, t.count]) }
                return Convert.ndarray(try Movement.triangle(t, k: try a.int(1), lower: lower))
            }
            f("\(name)_indices(n, k=0, m=None)", "The indices of a triangle.") { a in
                let n = try a.int(0), m = try a.int(2, or: n)
                let t = try Movement.triangle(try Tensor.full([n, m], 1, .bool), k: try a.int(1), lower: lower)
                return .tuple(try Indexing.nonzero(t).map { Convert.ndarray($0) })
            }
            f("\(name)_indices_from(arr, k=0)", "The indices of a triangle.") { a in
                let s = try Convert.tensor(from: a[0]).shape
                let t = try Movement.triangle(try Tensor.full(s, 1, .bool), k: try a.int(1), lower: lower)
                return .tuple(try Indexing.nonzero(t).map { Convert.ndarray($0) })
            }
        }
        f("diag_indices(n, ndim=2)", "The indices of a diagonal.") { a in
            let n = try a.int(0)
            return .tuple(try (0..<(try a.int(1))).map { _ in Convert.ndarray(try Tensor.of(Array(0..<max(n, 0)))) })
        }
        f("vander(x, N=None, increasing=False)", "A Vandermonde matrix.") { a in
            let x = try Convert.tensor(from: a[0]), n = try a.int(1, or: x.count)
            let p = try Elementwise.cast(try Tensor.of(try a.bool(2) ? Array(0..<n) : (0..<n).reversed()), x.dtype)
            return Convert.ndarray(try Elementwise.binary(.power, try Movement.reshape(x, [x.count, 1]), p, dtype: x.dtype))
        }
        for (name, g) in [
            ("hanning", { 0.5 + 0.5 * cos(Double.pi * $0) }), ("hamming", { 0.54 + 0.46 * cos(Double.pi * $0) }),
            ("blackman", { 0.42 + 0.5 * cos(Double.pi * $0) + 0.08 * cos(2 * Double.pi * $0) }), ("bartlett", { $0 <= 0 ? 1 + $0 : 1 - $0 }),
        ] as [(String, (Double) -> Double)] {
            f("\(name)(M)", "A window.") { a in
                let n = try a.int(0)
                if n < 1 { return Convert.ndarray(try Tensor(empty: [0], .float64)) }
                if n == 1 { return Convert.ndarray(try Tensor.of([1.0])) }
                return Convert.ndarray(try Tensor.of((0..<n).map { g(Double(1 - n + 2 * $0) / Double(n - 1)) }))
            }
        }
    }
    static func emptyObject() throws -> Value { .object(try NDArray.of([.none], shape: [], kind: .object)) }
    /// At least `n` axes, new ones in front.
    private static func ranked(_ x: NDArray, _ n: Int) throws -> NDArray {
        if x.tensor.rank >= n { return x }
        return x.with(try Movement.reshape(x.tensor, [Int](repeating: 1, count: n - x.tensor.rank) + x.shape))
    }
}
extension UInt {
    var asInt: Int { Int(clamping: self) }
}

/// `np.mgrid`, `np.ogrid`, `np.r_`, `np.c_`, `np.s_`.
final class GridObject: Object {
    let name: String
    static let type_ = TypeObject.native("nd_grid", module: "numpy.lib._index_tricks_impl")
    init(_ name: String) {
        self.name = name
        super.init(type: GridObject.type_)
    }
    static func declare(_ m: ModuleObject) { for n in ["mgrid", "ogrid", "r_", "c_", "s_", "index_exp"] { m.constant(n, .object(GridObject(n))) } }

    /// `start:stop:step` as numbers; an imaginary step is not supported.
    private static func range(_ v: Value) throws -> Tensor {
        guard let s = v.asObject as? SliceObject else { return try NumpyMovement.raised(try Convert.tensor(from: v), 1) }
        let numpy = try ModuleTable.shared.module("numpy")!
        let r = try Operators.call(numpy["arange"]!, s.start.isNone ? .int(0) : s.start, s.stop, s.step.isNone ? .int(1) : s.step)
        return try Convert.tensor(from: r)
    }
    override func getItem(_ key: Value) throws -> Value? {
        try PythonErrors.asNumpy {
            let keys = (key.asObject as? TupleObject)?.items ?? [key]
            switch name {
            case "s_": return key
            case "index_exp": return .tuple(keys)
            case "mgrid", "ogrid":
                let ranges = try keys.map { try GridObject.range($0) }
                if !(key.asObject is TupleObject) { return Convert.ndarray(ranges[0]) }
                let shape = ranges.map { $0.count }
                let d = ranges.reduce(DType.int64) { DType.promote($0, $1.dtype) }
                let grids = try ranges.enumerated().map { i, r in
                    var s = [Int](repeating: 1, count: shape.count)
                    s[i] = r.count
                    return try Movement.reshape(try Elementwise.cast(r, d), s)
                }
                if name == "ogrid" { return .tuple(grids.map { Convert.ndarray($0) }) }
                return Convert.ndarray(try Movement.stack(try grids.map { try Movement.expand($0, to: shape) }, axis: 0, dtype: d))
            default:
                if name == "c_" {
                    return try NumpyMovement.stacked("column_stack", .list(try keys.map { v in v.asObject is SliceObject ? Convert.ndarray(try GridObject.range(v)) : v }))
                }
                let parts = try keys.map { v -> Value in
                    if v.asObject is SliceObject { return Convert.ndarray(try GridObject.range(v)) }
                    let x = try NDArray.from(v)
                    return .object(x.with(try NumpyMovement.raised(x.tensor, 1)))
                }
                return try NumpyMovement.concatenate(.list(parts), axis: .int(0))
            }
        }
    }
}

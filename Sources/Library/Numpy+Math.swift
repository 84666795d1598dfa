// This file lists NumPy's numeric, set, logic, type, printing and file functions.

import Glibc
import Kernel
import Lang

extension Numpy {
    static func mathematics(_ f: Table) {
        for name in ["round", "around", "round_"] where name != "round_" {
            f("\(name)(a, decimals=0, out=None)", "Rounded half to even.") { a in try NumpyMath.round(a[0], decimals: try a.int(1), out: a[2].asObject as? NDArray) }
        }
        f("fix(x, out=None)", "Rounded towards zero.") { a in try NumpyReduce.into(try Ufunc.named("trunc").call([a[0]], out: nil), a[1]) }
        f("clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None, **kwargs)", "Limited to a range.") { a in
            if let o = a[0].asObject, !(o is NDArray), !(o is NumpyScalar), o is TensorHolder { return try Operators.callMethod(a[0], "clip", a[1], a[2]) }
            return try NumpyMath.clip(a[0], a.given(1) ? a[1] : a[4], a.given(2) ? a[2] : a[5], out: a[3])
        }
        f("diff(a, n=1, axis=-1, prepend=..., append=...)", "Differences of neighbours.") { a in try NumpyMath.diff(a[0], n: try a.int(1), axis: try a.int(2), prepend: a[3], append: a[4]) }
        f("ediff1d(ary, to_end=None, to_begin=None)", "Differences of the flattened array.") { a in
            let t = try Convert.tensor(from: a[0])
            let d = try Convert.tensor(from: try NumpyMath.diff(.object(NDArray(try Movement.reshape(t, [t.count]))), n: 1, axis: 0, prepend: .none, append: .none))
            var parts: [Value] = [Convert.ndarray(d)]
            if a.given(2) { parts.insert(.object(NDArray(try NumpyMovement.raised(try NumpyOperand(a[2]).tensor(d.dtype), 1))), at: 0) }
            if a.given(1) { parts.append(.object(NDArray(try NumpyMovement.raised(try NumpyOperand(a[1]).tensor(d.dtype), 1)))) }
            return try NumpyMovement.concatenate(.list(parts), axis: .int(0))
        }
        f("gradient(f, *varargs, axis=None, edge_order=1)", "Central differences.") { a in try NumpyMath.gradient(a[0], a.rest(1), axis: a[2], edgeOrder: try a.int(3)) }
        f("interp(x, xp, fp, left=None, right=None, period=None)", "Linear interpolation.") { a in try NumpyMath.interp(a[0], a[1], a[2], left: a[3], right: a[4], period: a[5]) }
        f("convolve(a, v, mode='full')", "The convolution.") { a in try NumpyMath.convolve(a[0], a[1], mode: try a.string(2), correlate: false) }
        f("correlate(a, v, mode='valid')", "The cross-correlation.") { a in try NumpyMath.convolve(a[0], a[1], mode: try a.string(2), correlate: true) }
        f("trapezoid(y, x=None, dx=1.0, axis=-1)", "The integral by trapezoids.") { a in try NumpyMath.trapezoid(a[0], x: a[1], dx: try a.float(2), axis: try a.int(3)) }
        f("polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)", "A polynomial of least squares.") { a in try NumpyMath.polyfit(a[0], a[1], try a.int(2), weights: a[5]) }
        f("polyval(p, x)", "A polynomial's values.") { a in try NumpyMath.polyval(a[0], a[1]) }
        f("roots(p)", "A polynomial's roots.") { a in try NumpyMath.roots(a[0]) }
        func coefficients(_ v: Value) throws -> Tensor { try NumpyMovement.raised(try Convert.tensor(from: v), 1) }
        f("_polyadd(a1, a2)", "The sum of polynomials.") { a in try polySum(try coefficients(a[0]), try coefficients(a[1]), .add) }
        f("_polysub(a1, a2)", "The difference of polynomials.") { a in try polySum(try coefficients(a[0]), try coefficients(a[1]), .subtract) }
        f("polyder(p, m=1)", "A polynomial's derivative.") { a in
            var t = try coefficients(a[0])
            if t.rank != 1 { throw valueError("the coefficients of a polynomial are an array of one dimension, and this has \(t.rank)") }
            if try a.int(1) < 0 { throw valueError("Order of derivative must be positive (see polyint)") }
            for _ in 0..<min(try a.int(1), t.count + 1) {
                let n = t.count - 1
                t = try Elementwise.binary(.multiply, Movement.slice(t, axis: 0, start: 0, step: 1, count: max(n, 0)), try Tensor.of(Array((1..<max(n + 1, 1)).reversed())), dtype: t.dtype)
            }
            return Convert.ndarray(t)
        }
        f("polyint(p, m=1, k=None)", "A polynomial's integral.") { a in
            let t = try NumpyMath.floats(a[0])
            let n = t.count
            let q = try Elementwise.binary(.divide, t, try Tensor.of((1..<n + 1).reversed().map(Double.init)), dtype: .float64)
            return Convert.ndarray(try Movement.concat([q, try Tensor.of([0.0])], axis: 0, dtype: .float64))
        }
        f("dot(a, b, out=None)", "The dot product.") { a in try NumpyReduce.into(try NumpyLinalg.dot(a[0], a[1]), a[2]) }
        f("vdot(a, b, /)", "The dot product of the flattened arguments.") { a in
            let x = try Convert.tensor(from: a[0]), y = try Convert.tensor(from: a[1])
            return try NumpyLinalg.dot(.object(NDArray(try Movement.reshape(x, [x.count]))), .object(NDArray(try Movement.reshape(y, [y.count]))))
        }
        f("inner(a, b, /)", "The sum of products over the last axes.") { a in
            let x = try NumpyOperand(a[0]), y = try NumpyOperand(a[1])
            let d = NumpyOperand.common([x, y])
            let p = try x.tensor(d), q = try y.tensor(d)
            if p.rank == 0 || q.rank == 0 { return Convert.result(try Elementwise.binary(.multiply, p, q, dtype: d)) }
            if p.shape.last! != q.shape.last! { throw KernelError.dot(p.shape, q.shape, p.rank - 1, q.rank - 1) }
            return Convert.result(try Linalg.tensordot(p, q, [p.rank - 1], [q.rank - 1], dtype: d))
        }
        f("matmul(x1, x2, /, out=None)", "The product of matrices.") { a in try NumpyReduce.into(try NumpyLinalg.matmul(a[0], a[1]), a[2]) }
        f("vecdot(x1, x2, /, *, axis=-1)", "Sums of products.") { a in
            let p = try Ufunc.named("multiply").call([a[0], a[1]], out: nil)
            return try Ufunc.named("add").reduce(p, axis: a[2], dtype: .none, out: .none, keepDims: false, initial: .unbound, mask: .bool(true))
        }
        f("outer(a, b, out=None)", "All products.") { a in
            let x = try NumpyOperand(a[0]), y = try NumpyOperand(a[1])
            let d = NumpyOperand.common([x, y])
            return Convert.ndarray(try Linalg.outer(try x.tensor(d), try y.tensor(d), dtype: d))
        }
        f("tensordot(a, b, axes=2)", "Sums of products over axes.") { a in try NumpyLinalg.tensordot(a[0], a[1], a[2]) }
        f("einsum(*operands, out=None, dtype=None, order='K', casting='safe', optimize=False)", "Einstein's summation.") { a in try NumpyReduce.into(try NumpyLinalg.einsum(a.rest(0)), a[1]) }
        f("kron(a, b)", "The Kronecker product.") { a in try NumpyLinalg.kron(a[0], a[1]) }
        f("_cross(a, b)", "The cross product along the last axis.") { a in try NumpyLinalg.cross(a[0], a[1], axis: -1) }
        f("cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)", "Covariances.") { a in
            let c = try NumpyMath.cov(a[0], y: a[1], rowvar: try a.bool(2), bias: try a.bool(3), ddof: a[4], fweights: a[5], aweights: a[6])
            return .object(NDArray(c))
        }
        f("corrcoef(x, y=None, rowvar=True, *, dtype=None)", "Correlation coefficients.") { a in try NumpyMath.corrcoef(a[0], y: a[1], rowvar: try a.bool(2)) }
        f("histogram(a, bins=10, range=None, density=None, weights=None)", "Counts in bins.") { a in
            try NumpyMath.histogram(a[0], bins: a[1], range: a[2], density: try a.bool(3, or: false), weights: a[4])
        }
        f("histogram_bin_edges(a, bins=10, range=None, weights=None)", "The edges of bins.") { a in
            Convert.ndarray(try Tensor.of(try NumpyMath.edges(try Convert.tensor(from: a[0]).doubles(), a[1], range: a[2])))
        }
        f("histogram2d(x, y, bins=10, range=None, density=None, weights=None)", "Counts in two-dimensional bins.") { a in
            let (h, e) = try NumpyMath.histogram2d([try NumpyMath.floats(a[0]).doubles(), try NumpyMath.floats(a[1]).doubles()], bins: a[2], range: a[3], density: try a.bool(4, or: false), weights: a[5])
            return .tuple([Convert.ndarray(h)] + (try e.map { Convert.ndarray(try Tensor.of($0)) }))
        }
        f("histogramdd(sample, bins=10, range=None, density=None, weights=None)", "Counts in bins of several dimensions.") { a in
            var s = try NumpyMath.floats(a[0])
            if s.rank < 2 { s = try Movement.reshape(s, [s.count, 1]) }
            if s.rank > 2 { throw valueError("too many values to unpack (expected 2)") }
            let cols = try (0..<s.shape[1]).map { try Movement.select(s, axis: 1, index: $0).doubles() }
            let (h, e) = try NumpyMath.histogram2d(cols, bins: a[1], range: a[2], density: try a.bool(3, or: false), weights: a[4])
            return .tuple([Convert.ndarray(h), .list(try e.map { Convert.ndarray(try Tensor.of($0)) })])
        }
        f("bincount(x, /, weights=None, minlength=0)", "Counts of small integers.") { a in try NumpyMath.bincount(a[0], weights: a[1], minLength: try a.int(2)) }
        f("digitize(x, bins, right=False)", "The bins of values.") { a in try NumpyMath.digitize(a[0], a[1], right: try a.bool(2)) }
        f("nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)", "NaN and infinities replaced.") { a in
            let t = try Convert.tensor(from: a[0])
            if !t.dtype.isFloat { return Convert.result(try t.clone()) }
            let d = t.dtype
            let top = d == .float32 ? Double(Float.greatestFiniteMagnitude) : d == .float16 ? 65504 : Double.greatestFiniteMagnitude
            var r = try Elementwise.where_(try Elementwise.test(.isnan, t), try Tensor.scalar(try a.float(2), d), t, dtype: d)
            r = try Elementwise.where_(try Elementwise.test(.isposinf, t), try Tensor.scalar(try a.float(3, or: top), d), r, dtype: d)
            r = try Elementwise.where_(try Elementwise.test(.isneginf, t), try Tensor.scalar(try a.float(4, or: -top), d), r, dtype: d)
            if !(try a.bool(1)), let x = a[0].asObject as? NDArray {
                try Elementwise.copy(from: r, to: x.tensor)
                return a[0]
            }
            return Convert.result(r)
        }
        f("sinc(x)", "sin(pi x) / (pi x).") { a in Convert.result(try Elementwise.unary(.sinc, try NumpyMath.floats(a[0]))) }
        f("i0(x)", "The modified Bessel function of order 0.") { a in Convert.result(try Elementwise.unary(.i0, try NumpyMath.floats(a[0]))) }
        f("divmod(x1, x2, /)", "Quotient and remainder.") { a in .tuple([try Ufunc.named("floor_divide").call([a[0], a[1]], out: nil), try Ufunc.named("remainder").call([a[0], a[1]], out: nil)]) }
        f("modf(x, /)", "Fractions and whole parts.") { a in
            let t = try NumpyMath.floats(a[0])
            let w = try Elementwise.unary(.trunc, t)
            let part = try Elementwise.binary(.copysign, try Elementwise.where_(try Elementwise.test(.isinf, t), try Tensor.scalar(0, t.dtype), try Elementwise.binary(.subtract, t, w, dtype: t.dtype), dtype: t.dtype), t, dtype: t.dtype)
            return .tuple([Convert.result(part), Convert.result(w)])
        }
        f("frexp(x, /)", "Mantissas and exponents.") { a in
            let t = try NumpyMath.floats(a[0])
            let v = try t.doubles().map { Glibc.frexp($0) }
            return .tuple([Convert.result(try Movement.reshape(try Tensor.of(v.map { $0.0 }, t.dtype), t.shape)), Convert.result(try Elementwise.cast(try Movement.reshape(try Tensor.of(v.map { $0.1 }), t.shape), .int32))])
        }
        f("ldexp(x1, x2, /)", "Mantissas times powers of two.") { a in
            try Ufunc.named("multiply").call([a[0], try Ufunc.named("power").call([.float(2), a[1]], out: nil)], out: nil)
        }
        f("spacing(x, /)", "The distance to the next float.") { a in
            let t = try NumpyMath.floats(a[0])
            if t.dtype == .float32 { return Convert.result(try Movement.reshape(try Tensor.of(try t.doubles().map { Double(Float($0).ulp) }, .float32), t.shape)) }
            return Convert.result(try Movement.reshape(try Tensor.of(try t.doubles().map { $0.ulp }), t.shape))
        }
        for n in ["real", "conj", "conjugate", "real_if_close"] { f("\(n)(val, /)", "The argument: numbers here are real.") { a in a[0].asObject == nil ? a[0] : .object(try NDArray.from(a[0])) } }
        f("imag(val)", "Zeros: numbers here are real.") { a in
            let t = try Convert.tensor(from: a[0])
            return Convert.result(try Tensor.zeros(t.shape, t.dtype))
        }
        f("angle(z, deg=False)", "0 or pi.") { a in
            let t = try NumpyMath.floats(a[0])
            let r = try Elementwise.binary(.arctan2, try Tensor.scalar(0.0), t, dtype: .float64)
            return Convert.result(try a.bool(1) ? try Elementwise.binary(.multiply, r, try Tensor.scalar(180 / Double.pi), dtype: .float64) : r)
        }
    }
    private static func polySum(_ x: Tensor, _ y: Tensor, _ op: BinaryKernelOp) throws -> Value {
        let n = max(x.count, y.count), d = DType.promote(x.dtype, y.dtype)
        return Convert.ndarray(try Elementwise.binary(op, try Movement.pad(x, [(n - x.count, 0)], value: 0), try Movement.pad(y, [(n - y.count, 0)], value: 0), dtype: d))
    }

    // MARK: Sets and searching

    static func setsAndSearch(_ f: Table) {
        f("sort(a, axis=-1, kind=None, order=None, *, stable=None)", "A sorted copy.") { a in .object(try NumpySets.sort(try NDArray.from(a[0]), axis: a.given(1) ? try a.int(1) : nil)) }
        f("argsort(a, axis=-1, kind=None, order=None, *, stable=None)", "The indices that sort.") { a in Convert.ndarray(try NumpySets.argsort(try NDArray.from(a[0]), axis: a.given(1) ? try a.int(1) : nil)) }
        f("partition(a, kth, axis=-1, kind='introselect', order=None)", "Sorted around an element (fully sorted, here).") { a in .object(try NumpySets.sort(try NDArray.from(a[0]), axis: a.given(2) ? try a.int(2) : nil)) }
        f("argpartition(a, kth, axis=-1, kind='introselect', order=None)", "The indices that sort around an element.") { a in Convert.ndarray(try NumpySets.argsort(try NDArray.from(a[0]), axis: a.given(2) ? try a.int(2) : nil)) }
        f("lexsort(keys, axis=-1)", "The indices that sort by the last key first.") { a in Convert.ndarray(try NumpySets.lexsort(try a.items(0).map { try NDArray.from($0) })) }
        f("sort_complex(a)", "A sorted copy.") { a in .object(try NumpySets.sort(try NDArray.from(a[0]), axis: -1)) }
        f("searchsorted(a, v, side='left', sorter=None)", "Where values would be inserted.") { a in try NumpySets.searchsorted(try NDArray.from(a[0]), a[1], side: try a.string(2), sorter: a[3]) }
        f("unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True)", "The distinct elements, sorted.") { a in
            try NumpySets.unique(try NDArray.from(a[0]), index: try a.bool(1), inverse: try a.bool(2), counts: try a.bool(3), axis: a[4])
        }
        f("unique_values(x, /)", "The distinct elements.") { a in try NumpySets.unique(try NDArray.from(a[0]), index: false, inverse: false, counts: false, axis: .none) }
        for name in ["isin", "in1d"] where name == "isin" {
            f("isin(element, test_elements, assume_unique=False, invert=False, *, kind=None)", "Whether elements are among others.") { a in
                let r = try NumpySets.isin(try NDArray.from(a[0]), try NDArray.from(a[1]), invert: try a.bool(3))
                return .object(NDArray(r))
            }
        }
        for n in ["union1d", "setdiff1d", "setxor1d"] { f("\(n)(ar1, ar2, assume_unique=False)", "A set operation.") { a in try NumpySets.combine(n, a[0], a[1]) } }
        f("intersect1d(ar1, ar2, assume_unique=False, return_indices=False)", "The common elements.") { a in
            let r = try NumpySets.combine("intersect1d", a[0], a[1])
            guard try a.bool(3) else { return r }
            func first(_ v: Value) throws -> Value {
                let x = try NDArray.from(v)
                let (u, i, _, _) = try NumpySets.uniqueParts(x)
                let m = try NumpySets.isin(u, r.asObject as! NDArray, invert: false)
                return Convert.ndarray(try Indexing.get(try Tensor.of(i), [.tensor(m)]))
            }
            return .tuple([r, try first(a[0]), try first(a[1])])
        }
    }

    // MARK: Logic

    static func logic(_ f: Table) {
        f("isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether elements are nearly equal.") { a in Convert.result(try NumpyMath.isclose(a[0], a[1], rtol: try a.float(2), atol: try a.float(3), equalNaN: try a.bool(4))) }
        f("allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether all elements are nearly equal.") { a in
            .bool(try Reduce.all(try NumpyMath.isclose(a[0], a[1], rtol: try a.float(2), atol: try a.float(3), equalNaN: try a.bool(4))).integer(at: 0) != 0)
        }
        f("array_equal(a1, a2, equal_nan=False)", "Whether shapes and elements are equal.") { a in .bool(try NumpyMath.arrayEqual(a[0], a[1], equalNaN: try a.bool(2))) }
        f("array_equiv(a1, a2)", "Whether elements are equal after broadcasting.") { a in .bool(try NumpyMath.arrayEqual(a[0], a[1], equalNaN: false, equivalent: true)) }
        for (n, op) in [("isposinf", TestKernelOp.isposinf), ("isneginf", .isneginf)] { f("\(n)(x, out=None)", "A test.") { a in
                let r = try Elementwise.test(op, try Convert.tensor(from: a[0]))
                guard a.given(1), let out = a[1].asObject as? NDArray else { return Convert.result(r) }
                try Elementwise.copy(from: r, to: out.tensor)
                return a[1]
            } }
        f("isreal(x)", "Whether numbers are real: all here are.") { a in Convert.result(try Tensor.full(try Convert.tensor(from: a[0]).shape, 1, .bool)) }
        f("iscomplex(x)", "Whether numbers are complex: none here are.") { a in Convert.result(try Tensor.full(try Convert.tensor(from: a[0]).shape, 0, .bool)) }
        f("isrealobj(x)", "True.") { _ in .bool(true) }
        f("iscomplexobj(x)", "False.") { _ in .bool(false) }
        f("isscalar(element)", "Whether the argument is a scalar.") { a in
            switch a[0] {
            case .int, .float, .bool: return .bool(true)
            case .object(let o): return .bool(o is NumpyScalar || o.kind == .str || o.kind == .bytes || o.kind == .bigInt || o.kind == .intInstance || o.kind == .floatInstance)
            default: return .bool(false)
            }
        }
        f("iterable(y)", "Whether the argument can be iterated.") { a in .bool((try? Operators.iterator(a[0])) != nil) }
        f("ndim(a)", "The number of axes.") { a in .int(try NDArray.from(a[0]).tensor.rank) }
        f("shape(a)", "The shape.") { a in Convert.shape(try NDArray.from(a[0]).shape) }
        f("size(a, axis=None)", "The number of elements.") { a in
            let x = try NDArray.from(a[0])
            if a.given(1), x.tensor.rank == 0 { throw KernelError.axis(try a.int(1), dimensions: 0) }
            return .int(a.given(1) ? x.shape[try Shape.axis(try a.int(1), rank: x.tensor.rank)] : x.tensor.count)
        }
        f("shares_memory(a, b, /, max_work=None)", "Whether arrays share memory.") { a in .bool(try NumpyArrayType.share(try NDArray.from(a[0]).tensor, try NDArray.from(a[1]).tensor)) }
        f("may_share_memory(a, b, /, max_work=None)", "Whether arrays may share memory.") { a in .bool(try NumpyArrayType.share(try NDArray.from(a[0]).tensor, try NDArray.from(a[1]).tensor)) }
    }

    // MARK: Types

    static func types(_ f: Table) {
        f("result_type(*arrays_and_dtypes)", "The common type.") { a in
            var ops: [NumpyOperand] = []
            for v in a.rest(0) {
                if v.asObject is TypeObject || v.asObject is DTypeObject || v.asString != nil {
                    guard case .number(let d) = try NumpyTypes.dtype(from: v).value else { return .object(try NumpyTypes.dtype(from: v)) }
                    ops.append(try NumpyOperand(.object(NDArray(try Tensor.zeros([], d)))))
                } else { ops.append(try NumpyOperand(v)) }
            }
            return .object(DTypeObject.of(NumpyOperand.common(ops)))
        }
        f("promote_types(type1, type2)", "The smallest type for both.") { a in
            let x = try NumpyTypes.dtype(from: a[0]).value, y = try NumpyTypes.dtype(from: a[1]).value
            if case .number(let p) = x, case .number(let q) = y { return .object(DTypeObject.of(DType.promote(p, q))) }
            return .object(x == .object || y == .object ? DTypeObject.objectType : DTypeObject.of(.string(21)))
        }
        f("can_cast(from_, to, casting='safe')", "Whether a conversion is allowed.") { a in
            guard case .number(let p) = try NumpyTypes.dtype(from: a[0]).value, case .number(let q) = try NumpyTypes.dtype(from: a[1]).value else { return .bool(true) }
            switch try a.string(2) {
            case "safe": return .bool(p.castsSafely(to: q))
            case "same_kind": return .bool(p.castsSameKind(to: q))
            case "no", "equiv": return .bool(p == q)
            default: return .bool(true)
            }
        }
        f("issubdtype(arg1, arg2)", "Whether a type is of a kind.") { a in
            func type(_ v: Value) throws -> TypeObject {
                if let t = v.asObject as? TypeObject, t.isSubtype(of: NumpyTypes.generic) { return t }
                return NumpyTypes.type(of: try NumpyTypes.dtype(from: v).value)
            }
            let t = try type(a[0])
            if let u = a[1].asObject as? TypeObject, u === Types.float { return .bool(t === NumpyTypes.scalar(.float64)) }
            return .bool(t.isSubtype(of: try type(a[1])))
        }
        f("isdtype(dtype, kind)", "Whether a type is of a kind.") { a in
            let d = try NumpyTypes.dtype(from: a[0]).value
            guard case .number(let n) = d else { return .bool(false) }
            func one(_ v: Value) throws -> Bool {
                switch v.asString {
                case "bool": return n == .bool
                case "signed integer": return n.isInteger && n.isSigned
                case "unsigned integer": return n.isInteger && !n.isSigned
                case "integral": return n.isInteger
                case "real floating": return n.isFloat
                case "numeric": return n != .bool
                default: return try NumpyTypes.dtype(from: v).value == d
                }
            }
            if let t = a[1].asObject as? TupleObject { return .bool(try t.items.contains { try one($0) }) }
            return .bool(try one(a[1]))
        }
        f("min_scalar_type(a)", "The smallest type that holds a number.") { a in
            switch a[0] {
            case .int(let i):
                let order: [DType] = i < 0 ? [.int8, .int16, .int32, .int64] : [.uint8, .uint16, .uint32, .uint64]
                return .object(DTypeObject.of(order.first { $0.integerRange!.contains(i) }!))
            case .float: return .object(DTypeObject.of(.float16))
            case .bool: return .object(DTypeObject.of(.bool))
            default: return .object(try NDArray.from(a[0]).dtype)
            }
        }
        f("common_type(*arrays)", "The common float type.") { a in
            .object(NumpyTypes.scalar(try a.rest(0).reduce(DType.float16) { DType.promote($0, { $0.isFloat ? $0 : .float64 }(try Convert.tensor(from: $1).dtype)) }))
        }
        f.m.type(InfoObject.finfo)
        f.m.type(InfoObject.iinfo)
        f.m.type(ErrorState.type_)
        f("seterr(all=None, divide=None, over=None, under=None, invalid=None)", "How floating-point errors are told; gives how they were.") { a in
            let old = FloatingErrors.value
            try FloatingErrors.set(all: a[0], [a[1], a[2], a[3], a[4]])
            return old
        }
        f("geterr()", "How floating-point errors are told.") { _ in FloatingErrors.value }
    }

    // MARK: Printing

    private static func options(_ a: [(name: String, value: Value)], _ o: inout PrintOptions) throws {
        for (k, v) in a where !v.isNone || k == "precision" || k == "formatter" {
            switch k {
            case "precision": if !v.isNone { o.precision = try Operators.index(v) }
            case "threshold":
                if case .float(let d) = v { o.threshold = d.isInfinite ? Int.max : Int(limited: d) } else { o.threshold = try Operators.index(v) }
            case "edgeitems": o.edgeItems = min(max(try Operators.index(v), 0), 1 << 40)
            case "linewidth", "max_line_width":
                if case .float(let d) = v { o.lineWidth = min(max(Int(limited: d), 0), 1 << 40) } else { o.lineWidth = min(max(try Operators.index(v), 0), 1 << 40) }
            case "suppress", "suppress_small": o.suppress = try Operators.isTrue(v)
            case "nanstr": o.nan = v.asString ?? "nan"
            case "infstr": o.inf = v.asString ?? "inf"
            case "sign": o.sign = v.asString ?? "-"
            case "floatmode": o.floatMode = v.asString ?? "maxprec"
            case "formatter":
                o.formatter = [:]
                if let d = v.asObject as? DictObject { for e in d.entries { if let n = e.key.asString { o.formatter[n] = e.value } } }
            default: break
            }
        }
    }
    private static func dictionary(_ o: PrintOptions) -> Value {
        let f = DictObject(o.formatter.map { ($0.key, $0.value) })
        return .object(DictObject([
            ("edgeitems", .int(o.edgeItems)), ("threshold", .int(o.threshold)), ("floatmode", .string(o.floatMode)), ("precision", o.precision.map { .int($0) } ?? .none),
            ("suppress", .bool(o.suppress)), ("linewidth", .int(o.lineWidth)), ("nanstr", .string(o.nan)), ("infstr", .string(o.inf)), ("sign", .string(o.sign)),
            ("formatter", o.formatter.isEmpty ? .none : .object(f)), ("legacy", .bool(false)), ("override_repr", .none),
        ]))
    }
    static func printing(_ f: Table) {
        let names = "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None"
        let keys = ["precision", "threshold", "edgeitems", "linewidth", "suppress", "nanstr", "infstr", "formatter", "sign", "floatmode"]
        func pairs(_ a: Arguments, _ from: Int = 0) -> [(name: String, value: Value)] { keys.enumerated().map { ($0.element, a[$0.offset + from]) } }
        f("set_printoptions(\(names))", "How arrays are printed.") { a in
            try options(pairs(a).filter { $0.name != "formatter" || !$0.value.isNone }, &NumpyPrint.options)
            if a[7].isNone { NumpyPrint.options.formatter = [:] }
            return .none
        }
        f("get_printoptions()", "How arrays are printed.") { _ in dictionary(NumpyPrint.options) }
        f("printoptions(\(names))", "How arrays are printed within a `with`.") { a in
            var o = NumpyPrint.options
            try options(pairs(a).filter { $0.name != "formatter" || !$0.value.isNone }, &o)
            return .object(PrintScope(o, dictionary(o)))
        }
        f("array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None)", "An array as text.") { a in
            var o = NumpyPrint.options
            try options([("linewidth", a[1]), ("precision", a[2]), ("suppress", a[3]), ("threshold", a[7]), ("edgeitems", a[8]), ("sign", a[9]), ("floatmode", a[10])].filter { !$0.1.isNone }, &o)
            if a.given(6) { try options([("formatter", a[6])], &o) }
            let x = try NDArray.from(a[0])
            if x.tensor.rank == 0 { return .string(try NumpyPrint.str(x)) }
            return .string(try NumpyPrint.array(x, separator: try a.string(4), prefix: try a.string(5), suffix: try a.string(11), o))
        }
        f("array_repr(arr, max_line_width=None, precision=None, suppress_small=None)", "An array's repr.") { a in try scoped(a) { .string(try NumpyPrint.repr($0)) } }
        f("array_str(a, max_line_width=None, precision=None, suppress_small=None)", "An array's str.") { a in try scoped(a) { .string(try NumpyPrint.str($0)) } }
        f("format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)", "A float without exponent.") { a in
            let t = try NumpyMath.floats(a[0])
            if t.count != 1 { throw typeError("only 0-dimensional arrays can be converted to Python scalars") }
            let s = NumpyPrint.positional(t.double(at: 0), t.dtype, precision: a.given(1) ? try a.int(1) : nil, unique: try a.bool(2), keepZeros: try a.string(4) == "k", minDigits: try a.int(8, or: 0))
            return .string(trimmed(s, try a.string(4)))
        }
        f("format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)", "A float with exponent.") { a in
            let t = try NumpyMath.floats(a[0])
            if t.count != 1 { throw typeError("only 0-dimensional arrays can be converted to Python scalars") }
            let s = NumpyPrint.scientific(t.double(at: 0), t.dtype, precision: a.given(1) ? try a.int(1) : nil, unique: try a.bool(2), keepZeros: try a.string(3) == "k", minDigits: try a.int(7, or: 0), expDigits: try a.int(6, or: 2))
            let parts = s.split(separator: "e")
            return .string(trimmed(String(parts[0]), try a.string(3)) + "e" + parts[1])
        }
        f("binary_repr(num, width=None)", "A number in binary.") { a in
            let n = try a.int(0)
            if n >= 0 {
                let s = String(n, radix: 2)
                return .string(String(repeating: "0", count: max(try a.int(1, or: 0) - s.count, 0)) + s)
            }
            if !a.given(1) { return .string("-" + String(n.magnitude, radix: 2)) }
            let w = try a.int(1)
            return .string(String(String(UInt(bitPattern: n), radix: 2).suffix(w)))
        }
        f("base_repr(number, base=2, padding=0)", "A number in another base.") { a in
            let n = try a.int(0), s = String(n.magnitude, radix: try a.int(1)).uppercased()
            return .string((n < 0 ? "-" : "") + String(repeating: "0", count: try a.int(2)) + s)
        }
        f("info(object=None)", "Help.") { _ in .none }
        f("show_config()", "Nothing to show.") { _ in .none }
    }
    private static func trimmed(_ s: String, _ trim: String) -> String {
        switch trim {
        case "0": return s.hasSuffix(".") ? s + "0" : s
        case "-": return s.hasSuffix(".") ? String(s.dropLast()) : s
        default: return s
        }
    }
    private static func scoped(_ a: Arguments, _ body: (NDArray) throws -> Value) throws -> Value {
        let saved = NumpyPrint.options
        defer { NumpyPrint.options = saved }
        try options([("linewidth", a[1]), ("precision", a[2]), ("suppress", a[3])].filter { !$0.1.isNone }, &NumpyPrint.options)
        return try body(try NDArray.from(a[0]))
    }
}

extension NumpyArrayType {
    static func share(_ a: Tensor, _ b: Tensor) -> Bool {
        guard a.storage === b.storage, a.count > 0, b.count > 0 else { return false }
        if a.offset == b.offset && a.shape == b.shape && a.strides == b.strides { return true }
        func places(_ t: Tensor) -> Set<Int> {
            var s: Set<Int> = [t.offset]
            for (n, st) in zip(t.shape, t.strides) { s = Set(s.flatMap { o in (0..<n).map { o + $0 * st } }) }
            return s
        }
        if a.count < 100_000 && b.count < 100_000 { return !places(a).isDisjoint(with: places(b)) }
        return true
    }
}

/// `np.printoptions(...)`.
final class PrintScope: Object {
    let options: PrintOptions
    let shown: Value
    var saved: [PrintOptions] = []
    static let type_ = TypeObject.native("printoptions", module: "numpy") { t in NativeSlots.declare(t, ["__enter__", "__exit__"]) }
    init(_ o: PrintOptions, _ v: Value) {
        options = o
        shown = v
        super.init(type: PrintScope.type_)
    }
    override func enter() throws -> Value? {
        saved.append(NumpyPrint.options)
        NumpyPrint.options = options
        return shown
    }
    override func exit(_ error: PythonError?) throws -> Bool {
        if let o = saved.popLast() { NumpyPrint.options = o }
        return false
    }
}

/// `np.finfo`, `np.iinfo`.
final class InfoObject: Object {
    let d: DType
    static let finfo = make("finfo", true), iinfo = make("iinfo", false)
    init(_ d: DType, _ t: TypeObject) {
        self.d = d
        super.init(type: t)
    }
    private static func make(_ name: String, _ float: Bool) -> TypeObject {
        TypeObject.native(name, module: "numpy") { t in
            t.constructor("\(name)(dtype)") { cls, a in
                var d: DType
                if let s = a[0].asObject as? NumpyScalar { d = s.dtype } else if case .float = a[0] { d = .float64 } else if case .int = a[0] { d = .int64 } else if let x = a[0].asObject as? NDArray { d = x.tensor.dtype } else {
                    d = try NumpyTypes.number(a[0]) ?? .float64
                }
                if float && !d.isFloat { throw valueError("data type <class 'numpy.\(d.name)'> not inexact") }
                if !float && !d.isInteger { throw valueError("Invalid integer data type '\(NumpyTypes.kindCharacter(.number(d)))'.") }
                if d == .bfloat16 { d = .float16 }
                return .object(InfoObject(d, cls))
            }
            func property(_ n: String, _ get: @escaping (DType) -> Value) { t.property(n) { get(($0 as! InfoObject).d) } }
            property("dtype") { .object(DTypeObject.of($0)) }
            property("bits") { .int($0.size * 8) }
            if float {
                func value(_ n: String, _ h: Double, _ s: Double, _ x: Double) { property(n) { .object(NumpyScalar($0 == .float16 ? h : $0 == .float32 ? s : x, $0)) } }
                value("eps", 0.000976562, Double(Float.ulpOfOne), Double.ulpOfOne)
                value("epsneg", 0.000488281, Double(Float.ulpOfOne) / 2, Double.ulpOfOne / 2)
                value("max", 65504, Double(Float.greatestFiniteMagnitude), .greatestFiniteMagnitude)
                value("min", -65504, -Double(Float.greatestFiniteMagnitude), -.greatestFiniteMagnitude)
                value("tiny", 6.103515625e-05, Double(Float.leastNormalMagnitude), .leastNormalMagnitude)
                value("smallest_normal", 6.103515625e-05, Double(Float.leastNormalMagnitude), .leastNormalMagnitude)
                value("smallest_subnormal", 5.960464477539063e-08, Double(Float.leastNonzeroMagnitude), .leastNonzeroMagnitude)
                value("resolution", 0.001, 1e-6, 1e-15)
                property("precision") { .int($0 == .float16 ? 3 : $0 == .float32 ? 6 : 15) }
                property("nmant") { .int($0 == .float16 ? 10 : $0 == .float32 ? 23 : 52) }
                property("nexp") { .int($0 == .float16 ? 5 : $0 == .float32 ? 8 : 11) }
                property("maxexp") { .int($0 == .float16 ? 16 : $0 == .float32 ? 128 : 1024) }
                property("minexp") { .int($0 == .float16 ? -14 : $0 == .float32 ? -126 : -1022) }
            } else {
                property("max") { $0 == .uint64 ? (NumpyScalar(.uint64, bits: -1)).python : .int($0.integerRange!.upperBound) }
                property("min") { .int($0.integerRange!.lowerBound) }
                property("kind") { .string(String(NumpyTypes.kindCharacter(.number($0)))) }
            }
        }
    }
    override func str() throws -> String? {
        guard d.isInteger else {
            let single = d == .float32
            let line = String(repeating: "-", count: 63)
            let rows = single
                ? ["precision = 6   resolution = 1e-06", "machep = -23   eps =        1.1920929e-07", "negep =  -24   epsneg =     5.9604645e-08", "minexp = -126   tiny =       1.1754944e-38", "maxexp = 128   max =        3.4028235e+38",
                    "nexp =   8   min =        -max", "smallest_normal = 1.1754944e-38   smallest_subnormal = 1e-45"]
                : ["precision = 15   resolution = 1e-15", "machep = -52   eps =        2.220446049250313e-16", "negep =  -53   epsneg =     1.1102230246251565e-16", "minexp = -1022   tiny =       2.2250738585072014e-308",
                    "maxexp = 1024   max =        1.7976931348623157e+308", "nexp =  11   min =        -max", "smallest_normal = 2.2250738585072014e-308   smallest_subnormal = 5e-324"]
            if d != .float16 { return "Machine parameters for \(d.name)\n\(line)\n\(rows.joined(separator: "\n"))\n\(line)\n" }
            return nil
        }
        let high = d == .uint64 ? "18446744073709551615" : String(d.integerRange!.upperBound)
        let line = String(repeating: "-", count: 63)
        return "Machine parameters for \(d.name)\n\(line)\nmin = \(d.integerRange!.lowerBound)\nmax = \(high)\n\(line)\n"
    }
    override func repr() throws -> String {
        if type === InfoObject.iinfo || type.isSubtype(of: InfoObject.iinfo) {
            let high = d == .uint64 ? "18446744073709551615" : String(d.integerRange!.upperBound)
            return "iinfo(min=\(d.integerRange!.lowerBound), max=\(high), dtype=\(d.name))"
        }
        let m = NumpyPrint.scalar(d == .float16 ? 65504 : d == .float32 ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude, d)
        return "finfo(resolution=\(d == .float16 ? "0.001" : d == .float32 ? "1e-06" : "1e-15"), min=-\(m), max=\(m), dtype=\(d.name))"
    }
}

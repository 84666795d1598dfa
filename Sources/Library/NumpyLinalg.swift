// This file defines NumPy's products of matrices and `numpy.linalg`.

import Glibc
import Kernel
import Lang

enum NumpyLinalg {
    private static func common(_ a: Value, _ b: Value) throws -> (Tensor, Tensor, DType) {
        let x = try NumpyOperand(a), y = try NumpyOperand(b)
        if x.isPooled || y.isPooled { throw typeError("products of arrays of objects or texts are not supported here") }
        let d = NumpyOperand.common([x, y])
        return (try x.tensor(d), try y.tensor(d), d)
    }
    static func matmul(_ a: Value, _ b: Value) throws -> Value {
        if let x = a.asObject as? NDArray, !x.isNumeric {
            throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc 'matmul' did not contain a loop with signature matching types (dtype('\(x.dtype.text)'), dtype('\(x.dtype.text)')) -> None")
        }
        let (x, y, d) = try common(a, b)
        return Convert.result(try Linalg.matmul(x, y, dtype: d))
    }
    static func dot(_ a: Value, _ b: Value) throws -> Value {
        let (x, y, d) = try common(a, b)
        return Convert.result(try Linalg.dot(x, y, dtype: d))
    }
    static func tensordot(_ a: Value, _ b: Value, _ axes: Value) throws -> Value {
        if try NumpyOperand(a).isPooled || NumpyOperand(b).isPooled { throw notImplementedError("tensordot of arrays of objects is not supported here") }
        let (x, y, d) = try common(a, b)
        if case .int(let n) = axes, n < 0 || n > min(x.rank, y.rank) { throw valueError("shape-mismatch for sum") }
        if case .int(let n) = axes { return Convert.result(try Linalg.tensordot(x, y, Array(x.rank - n..<x.rank), Array(0..<n), dtype: d)) }
        let pair = try Operators.items(of: axes)
        guard pair.count == 2 else { throw valueError("axes must be an int or a pair") }
        return Convert.result(try Linalg.tensordot(x, y, try Convert.shape(from: pair[0]), try Convert.shape(from: pair[1]), dtype: d))
    }
    static func einsum(_ args: [Value]) throws -> Value {
        guard let s = args.first?.asString else { throw typeError("einsum takes its subscripts as a string here") }
        let ops = try args.dropFirst().map { try NumpyOperand($0) }
        let d = NumpyOperand.common(ops)
        return Convert.result(try Linalg.einsum(s, try ops.map { try $0.tensor(d) }, dtype: d))
    }
    static func cross(_ a: Value, _ b: Value, axis: Int) throws -> Value {
        let (x, y, d) = try common(a, b)
        let p = try Movement.moveAxis(x, from: axis, to: -1), q = try Movement.moveAxis(y, from: axis, to: -1)
        guard let n = p.shape.last, let m = q.shape.last, n == 2 || n == 3, m == 2 || m == 3 else {
            throw valueError("Both input arrays must be (arrays of) 3-dimensional vectors, but they are \(x.shape.last ?? 0) and \(y.shape.last ?? 0) dimensional instead.")
        }
        func part(_ t: Tensor, _ i: Int) throws -> Tensor { i < t.shape.last! ? Movement.select(t, axis: t.rank - 1, index: i) : try Tensor.scalar(0, d) }
        func minor(_ i: Int, _ j: Int) throws -> Tensor {
            try Elementwise.binary(
                .subtract, try Elementwise.binary(.multiply, try part(p, i), try part(q, j), dtype: d),
                try Elementwise.binary(.multiply, try part(p, j), try part(q, i), dtype: d), dtype: d)
        }
        if n == 2 && m == 2 { return Convert.ndarray(try minor(0, 1)) }
        let shape = try Shape.broadcast(Array(p.shape.dropLast()), Array(q.shape.dropLast()))
        let parts = try [minor(1, 2), minor(2, 0), minor(0, 1)].map { try Movement.expand($0, to: shape) }
        return Convert.result(try Movement.moveAxis(try Movement.stack(parts, axis: -1, dtype: d), from: -1, to: axis))
    }
    static func kron(_ a: Value, _ b: Value) throws -> Value {
        let (x, y, d) = try common(a, b)
        let rank = max(x.rank, y.rank)
        func padded(_ t: Tensor) throws -> Tensor { try Movement.reshape(t, [Int](repeating: 1, count: rank - t.rank) + t.shape) }
        let p = try padded(x), q = try padded(y)
        let s = (0..<rank).flatMap { [p.shape[$0], 1] }, u = (0..<rank).flatMap { [1, q.shape[$0]] }
        let r = try Elementwise.binary(.multiply, try Movement.reshape(p, s), try Movement.reshape(q, u), dtype: d)
        return Convert.result(try Movement.reshape(r, zip(p.shape, q.shape).map { $0 * $1 }))
    }

    // MARK: linalg

    private static func matrices(_ v: Value, square: Bool) throws -> Tensor {
        let a = try NDArray.from(v)
        guard a.isNumeric else { throw PythonError(NumpyExceptions.uFuncTypeError, "Cannot cast ufunc input from dtype('O') to dtype('float64') with casting rule 'same_kind'") }
        var t = a.tensor
        if t.rank < 2 { throw PythonError(NumpyExceptions.linAlgError, "\(t.rank)-dimensional array given. Array must be at least two-dimensional") }
        if square && t.shape[t.rank - 1] != t.shape[t.rank - 2] { throw PythonError(NumpyExceptions.linAlgError, "Last 2 dimensions of the array must be square") }
        if t.dtype != .float32 && t.dtype != .float64 { t = try Elementwise.cast(t, .float64) }
        return t
    }
    /// Calls `body` for each matrix of a stack and stacks the results.
    private static func each(_ t: Tensor, _ body: (Tensor) throws -> [Tensor]) throws -> [Tensor] {
        if t.rank == 2 { return try body(t).map { try $0.contiguous() } }
        let batch = Array(t.shape.dropLast(2)), n = batch.reduce(1, *)
        let flat = try Movement.reshape(t, [n] + t.shape.suffix(2))
        var out: [[Tensor]] = []
        for i in 0..<n {
            for (k, r) in try body(Movement.select(flat, axis: 0, index: i)).enumerated() {
                if out.count <= k { out.append([]) }
                out[k].append(r)
            }
        }
        return try out.map { rs in try Movement.reshape(try Movement.stack(rs, axis: 0, dtype: rs[0].dtype), batch + rs[0].shape) }
    }
    /// A determinant as sign and logarithm of its size, from LU.
    private static func logDet(_ m: Tensor) throws -> (sign: Double, log: Double, det: Double) {
        let f = try LAPACK.lu(m)
        var sign = 1.0, log = 0.0
        for (i, p) in f.pivots.enumerated() where Int(p) != i + 1 { sign = -sign }
        var accSign = sign
        for i in 0..<m.shape[0] {
            let x = f.lu.double(at: i * f.lu.strides[0] + i * f.lu.strides[1])
            if x == 0 { return (0, -.infinity, 0) }
            if x < 0 { accSign = -accSign }
            log += Glibc.log(x.magnitude)
        }
        return (accSign, log, accSign * Glibc.exp(log))
    }
    static func norm(_ v: Value, ord: Value, axis: Value, keepDims: Bool) throws -> Value {
        var t = try Convert.tensor(from: v)
        if !t.dtype.isFloat { t = try Elementwise.cast(t, .float64) }
        let d = t.dtype
        if ord.isNone && axis.isNone {
            // sqrt(dot(x, x)) of the flattened array.
            let f = try Movement.reshape(t, [t.count])
            let s = f.count == 0 ? try Tensor.scalar(0, d) : try Linalg.matmul(f, f, dtype: d)
            let r = try Elementwise.unary(.sqrt, s)
            return Convert.result(keepDims ? try Movement.reshape(r, [Int](repeating: 1, count: t.rank)) : r)
        }
        let axes = try Reduce.axes(try Convert.axes(from: axis), rank: t.rank)
        func vector(_ t: Tensor, _ axes: [Int], _ p: Double?, _ keep: Bool) throws -> Tensor {
            let a = try Elementwise.unary(.absolute, t)
            guard let p else {
                return try Elementwise.unary(.sqrt, try Reduce.sum(try Elementwise.binary(.multiply, t, t, dtype: d), axes: axes, keepDims: keep, dtype: d))
            }
            if p == .infinity { return try Reduce.max(a, axes: axes, keepDims: keep) }
            if p == -.infinity { return try Reduce.min(a, axes: axes, keepDims: keep) }
            if p == 0 { return try Reduce.sum(try Elementwise.test(.not, try Elementwise.test(.not, t)), axes: axes, keepDims: keep, dtype: d) }
            if p == 1 { return try Reduce.sum(a, axes: axes, keepDims: keep, dtype: d) }
            if p == 2 { return try vector(t, axes, nil, keep) }
            let s = try Reduce.sum(try Elementwise.binary(.power, a, try Tensor.scalar(p, d), dtype: d), axes: axes, keepDims: keep, dtype: d)
            return try Elementwise.binary(.power, s, try Tensor.scalar(1 / p, d), dtype: d)
        }
        if axes.count == 1 {
            if ord.asString != nil { throw valueError("Invalid norm order '\(ord.asString!)' for vectors") }
            return Convert.result(try vector(t, axes, ord.isNone ? nil : try Operators.toDouble(ord), keepDims))
        }
        if axes.count != 2 { throw valueError("Improper number of dimensions to norm.") }
        if ord.isNone || ord.asString == "fro" { return Convert.result(try vector(t, axes, nil, keepDims)) }
        var (row, column) = (axes[0], axes[1])
        func finish(_ r: Tensor) throws -> Value { Convert.result(keepDims ? try Movement.reshape(r, Reduce.shape(t.shape, axes: axes, keepDims: true)) : r) }
        if ord.asString == "nuc" || (try? Operators.toDouble(ord)).map({ $0.magnitude == 2 }) == true {
            let rest = (0..<t.rank).filter { !axes.contains($0) }
            let s = try each(try Movement.permute(t, rest + [row, column])) { [try LAPACK.svd($0, full: false).s] }[0]
            if ord.asString == "nuc" { return try finish(try Reduce.sum(s, axes: [-1], dtype: d)) }
            return try finish(try Operators.toDouble(ord) > 0 ? Reduce.max(s, axes: [-1]) : Reduce.min(s, axes: [-1]))
        }
        if ord.asString != nil { throw valueError("Invalid norm order for matrices.") }
        let p = try Operators.toDouble(ord)
        let a = try Elementwise.unary(.absolute, t)
        if p.isInfinite { swap(&row, &column) }
        guard p.isInfinite || p.magnitude == 1 else { throw valueError("Invalid norm order for matrices.") }
        // Sums down the rows (or columns), then the extreme of those.
        let s = try Reduce.sum(a, axes: [row], keepDims: true, dtype: d)
        let r = p > 0 ? try Reduce.max(s, axes: [column], keepDims: true) : try Reduce.min(s, axes: [column], keepDims: true)
        return Convert.result(keepDims ? r : try Movement.squeeze(r, axes: axes))
    }
    private static func named(_ type: TypeObject, _ values: [Value]) -> Value { .object(TupleObject(values, type: type)) }
    /// Result tuples with names, as `SVDResult(U=…, S=…, Vh=…)`.
    private static func resultType(_ name: String, _ fields: [String]) -> TypeObject {
        let t = TypeObject.native(name, module: "numpy.linalg", base: Types.tuple) { t in
            for (i, f) in fields.enumerated() { t.property(f) { ($0 as! TupleObject).items[i] } }
            t.method("__repr__(self)") { a in
                let items = (a[0].asObject as! TupleObject).items
                return .string(name + "(" + (try zip(fields, items).map { "\($0)=\(try Operators.repr($1))" }.joined(separator: ", ")) + ")")
            }
        }
        t.overrides = [.repr]
        return t
    }
    private static let svdType = resultType("SVDResult", ["U", "S", "Vh"])
    private static let qrType = resultType("QRResult", ["Q", "R"])
    private static let eighType = resultType("EighResult", ["eigenvalues", "eigenvectors"])
    private static let eigType = resultType("EigResult", ["eigenvalues", "eigenvectors"])
    private static let slogdetType = resultType("SlogdetResult", ["sign", "logabsdet"])

    static func solve(_ a: Value, _ b: Value) throws -> Value {
        let m = try matrices(a, square: true)
        var y = try Convert.tensor(from: b)
        let d: DType = m.dtype == .float32 && y.dtype == .float32 ? .float32 : .float64
        y = try Elementwise.cast(y, d)
        let x = try Elementwise.cast(m, d)
        let n = x.shape[x.rank - 1]
        let vector = y.rank == 1
        if vector { y = try Movement.unsqueeze(y, axis: 1) }
        if y.rank < 2 || y.shape[y.rank - 2] != n {
            throw valueError("solve\(vector ? "1" : ""): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \(vector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)") (size \(y.rank < 2 ? 0 : y.shape[y.rank - 2]) is different from \(n))")
        }
        if x.rank == 2 && y.rank == 2 {
            let r = try LAPACK.solve(x, y).contiguous()
            return Convert.result(vector ? try Movement.reshape(r, [n]) : r)
        }
        let batch = try Shape.broadcast(Array(x.shape.dropLast(2)), Array(y.shape.dropLast(2)))
        let xs = try Movement.reshape(try Movement.expand(x, to: batch + x.shape.suffix(2)), [batch.reduce(1, *)] + x.shape.suffix(2))
        let ys = try Movement.reshape(try Movement.expand(y, to: batch + y.shape.suffix(2)), [batch.reduce(1, *)] + y.shape.suffix(2))
        let rs = try (0..<xs.shape[0]).map { try LAPACK.solve(Movement.select(xs, axis: 0, index: $0), Movement.select(ys, axis: 0, index: $0)) }
        return Convert.result(try Movement.reshape(try Movement.stack(rs, axis: 0, dtype: d), batch + (vector ? [n] : Array(y.shape.suffix(2)))))
    }
    static func pinv(_ v: Value, rcond: Double?) throws -> Value {
        let t = try matrices(v, square: false)
        let r = try each(t) { m in
            let (u, s, vt) = try LAPACK.svd(m, full: false)
            let values = try s.doubles()
            let cutoff = (rcond ?? Double(max(m.shape[0], m.shape[1])) * (m.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne)) * (values.max() ?? 0)
            let inverse = try Tensor.of(values.map { $0 > cutoff ? 1 / $0 : 0 }, m.dtype)
            let scaled = try Elementwise.binary(.multiply, try Movement.unsqueeze(inverse, axis: 1), Movement.transpose(u), dtype: m.dtype)
            return [try Linalg.matmul(Movement.transpose(vt), scaled, dtype: m.dtype)]
        }[0]
        return Convert.result(r)
    }
    static func rank(_ v: Value, tol: Value) throws -> Value {
        let t = try Convert.tensor(from: v)
        if t.rank < 2 { return NumpyScalar.int64(try t.doubles().contains { $0 != 0 } ? 1 : 0) }
        let m = try matrices(v, square: false)
        let r = try each(m) { m in
            let s = try LAPACK.svd(m, full: false).s.doubles()
            let cutoff = tol.isNone ? (s.max() ?? 0) * Double(max(m.shape[0], m.shape[1])) * (m.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne) : try Operators.toDouble(tol)
            return [try Tensor.scalar(s.filter { $0 > cutoff }.count)]
        }[0]
        return Convert.result(r)
    }
    static func power(_ v: Value, _ n: Int) throws -> Value {
        let a = try NDArray.from(v)
        var t = a.tensor
        if t.rank < 2 || t.shape[t.rank - 1] != t.shape[t.rank - 2] { throw PythonError(NumpyExceptions.linAlgError, "Last 2 dimensions of the array must be square") }
        if n < 0 { t = try each(try matrices(v, square: true)) { [try LAPACK.inverse($0)] }[0] }
        let k = t.shape[t.rank - 1]
        var e = n.magnitude
        var r = try Movement.expand(NumpyMake.eye(k, k, 0, t.dtype), to: t.shape).clone()
        if e == 0 { return Convert.result(r) }
        var base = t, first = true
        while e > 0 {
            if e & 1 == 1 {
                r = first ? base : try Linalg.matmul(r, base, dtype: t.dtype)
                first = false
            }
            e >>= 1
            if e > 0 { base = try Linalg.matmul(base, base, dtype: t.dtype) }
        }
        return Convert.result(r)
    }

    static func module() -> ModuleObject {
        let m = ModuleObject("numpy.linalg", doc: "Linear algebra.")
        func function(_ declaration: String, _ doc: String, _ body: @escaping (Arguments) throws -> Value) { m.function(declaration, doc) { a in try PythonErrors.asNumpy { try body(a) } } }
        m.type(NumpyExceptions.linAlgError)
        TorchExtra.numpyLinalg(m)
        function("inv(a)", "The inverse of a square matrix.") { a in Convert.result(try each(try matrices(a[0], square: true)) { [try LAPACK.inverse($0)] }[0]) }
        function("solve(a, b)", "The x with a @ x = b.") { a in try solve(a[0], a[1]) }
        function("det(a)", "The determinant.") { a in
            Convert.result(try each(try matrices(a[0], square: true)) { m in
                // By the logarithm, as NumPy computes it.
                [try Tensor.scalar(try logDet(m).det, m.dtype)]
            }[0])
        }
        function("slogdet(a)", "Sign and logarithm of the determinant.") { a in
            let r = try each(try matrices(a[0], square: true)) { m in
                let x = try logDet(m)
                return [try Tensor.scalar(x.sign, m.dtype), try Tensor.scalar(x.log, m.dtype)]
            }
            return named(slogdetType, r.map { Convert.result($0) })
        }
        function("norm(x, ord=None, axis=None, keepdims=False)", "The norm of a vector or matrix.") { a in try norm(a[0], ord: a[1], axis: a[2], keepDims: try a.bool(3)) }
        function("vector_norm(x, /, *, axis=None, keepdims=False, ord=2)", "The norm of vectors.") { a in
            if !a.given(1) { return try norm(.object(NDArray(try Movement.reshape(try Convert.tensor(from: a[0]), [try Convert.tensor(from: a[0]).count]))), ord: a[3], axis: .int(0), keepDims: false) }
            return try norm(a[0], ord: a[3], axis: a[1], keepDims: try a.bool(2))
        }
        function("matrix_norm(x, /, *, keepdims=False, ord='fro')", "The norm of matrices.") { a in try norm(a[0], ord: a[2], axis: .tuple([.int(-2), .int(-1)]), keepDims: try a.bool(1)) }
        function("svd(a, full_matrices=True, compute_uv=True, hermitian=False)", "Singular values.") { a in
            let t = try matrices(a[0], square: false)
            if !(try a.bool(2)) { return Convert.result(try each(t) { [try LAPACK.svd($0, full: false).s] }[0]) }
            let full = try a.bool(1)
            let r = try each(t) { m in
                let r = try LAPACK.svd(m, full: full)
                return [r.u, r.s, r.vt]
            }
            return named(svdType, r.map { Convert.result($0) })
        }
        function("svdvals(x, /)", "Singular values.") { a in Convert.result(try each(try matrices(a[0], square: false)) { [try LAPACK.svd($0, full: false).s] }[0]) }
        function("qr(a, mode='reduced')", "QR decomposition.") { a in
            let t = try matrices(a[0], square: false), mode = try a.string(1)
            if mode == "complete" {
                guard let m = try ModuleTable.shared.module("numpy._more"), let f = m["qr_complete"] else { throw importError("No module named 'numpy._more'") }
                return named(qrType, try Operators.items(of: Operators.call(f, a[0])))
            }
            let r = try each(t) { m in
                let r = try LAPACK.qr(m)
                return [r.q, r.r]
            }
            return mode == "r" ? Convert.result(r[1]) : named(qrType, r.map { Convert.result($0) })
        }
        function("eigh(a, UPLO='L')", "Eigenvalues and vectors of a symmetric matrix.") { a in
            let upper = try a.string(1) == "U"
            let r = try each(try matrices(a[0], square: true)) { m in
                let r = try LAPACK.eigh(m, upper: upper)
                return [r.values, r.vectors]
            }
            return named(eighType, r.map { Convert.result($0) })
        }
        function("eigvalsh(a, UPLO='L')", "Eigenvalues of a symmetric matrix.") { a in
            let upper = try a.string(1) == "U"
            return Convert.result(try each(try matrices(a[0], square: true)) { [try LAPACK.eigh($0, upper: upper).values] }[0])
        }
        func real(_ r: (real: Tensor, imaginary: Tensor, vectors: Tensor)) throws {
            if try r.imaginary.doubles().contains(where: { $0 != 0 }) {
                throw notImplementedError("the eigenvalues are complex; complex arrays are not supported here")
            }
        }
        function("eig(a)", "Eigenvalues and vectors.") { a in
            let r = try each(try matrices(a[0], square: true)) { m in
                let r = try LAPACK.eig(m)
                try real(r)
                return [r.real, r.vectors]
            }
            return named(eigType, r.map { Convert.result($0) })
        }
        function("eigvals(a)", "Eigenvalues.") { a in
            Convert.result(try each(try matrices(a[0], square: true)) { m in
                let r = try LAPACK.eig(m)
                try real(r)
                return [r.real]
            }[0])
        }
        function("cholesky(a, /, *, upper=False)", "The lower L with L @ L.T = a.") { a in
            let l = try each(try matrices(a[0], square: true)) { [try LAPACK.cholesky($0)] }[0]
            return Convert.result(try a.bool(1) ? try Movement.swapAxes(l, -1, -2).contiguous() : l)
        }
        function("lstsq(a, b, rcond=None)", "The x of least squares.") { a in
            let m = try matrices(a[0], square: false)
            var y = try Elementwise.cast(try Convert.tensor(from: a[1]), m.dtype)
            let vector = y.rank == 1
            if y.rank == 0 || y.rank > 2 { throw PythonError(NumpyExceptions.linAlgError, "\(y.rank)-dimensional array given. Array must be two-dimensional") }
            if vector { y = try Movement.unsqueeze(y, axis: 1) }
            if y.shape[0] != m.shape[0] { throw PythonError(NumpyExceptions.linAlgError, "Incompatible dimensions") }
            let n = m.shape[1], rows = m.shape[0]
            let rcond = a.given(2) ? try a.float(2) : Double(max(rows, n)) * (m.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne)
            let r = try LAPACK.lstsq(m, y, rcond: rcond)
            var residuals = try Tensor(empty: [0], m.dtype)
            if r.rank == n && rows > n {
                let tail = r.work.view(shape: [rows - n, y.shape[1]], strides: r.work.strides, offset: r.work.offset + n * r.work.strides[0])
                residuals = try Reduce.sum(try Elementwise.unary(.square, tail), axes: [0], dtype: m.dtype)
            }
            let x = try r.x.contiguous()
            return .tuple([Convert.ndarray(vector ? try Movement.reshape(x, [n]) : x), Convert.ndarray(residuals), NumpyScalar.int64(r.rank), Convert.ndarray(r.singular)])
        }
        function("pinv(a, rcond=None, hermitian=False)", "The pseudo-inverse.") { a in try pinv(a[0], rcond: a.given(1) ? try a.float(1) : nil) }
        function("matrix_rank(A, tol=None, hermitian=False)", "The rank.") { a in try rank(a[0], tol: a[1]) }
        function("matrix_power(a, n)", "A matrix to an integer power.") { a in try power(a[0], try a.int(1)) }
        function("cond(x, p=None)", "The condition number.") { a in
            let s = try each(try matrices(a[0], square: false)) { m in [try LAPACK.svd(m, full: false).s] }[0]
            let n = s.shape.last!
            if a.given(1), try a[1].asString != nil || a.float(1).magnitude != 2 {
                let axes = Value.tuple([.int(-2), .int(-1)])
                let i = Convert.result(try each(try matrices(a[0], square: true)) { [try LAPACK.inverse($0)] }[0])
                return try Operators.binary(.mul, try norm(a[0], ord: a[1], axis: axes, keepDims: false), try norm(i, ord: a[1], axis: axes, keepDims: false))
            }
            let smallest = try a.given(1) && a.float(1) == -2
            let high = Movement.select(s, axis: s.rank - 1, index: 0), low = Movement.select(s, axis: s.rank - 1, index: n - 1)
            return Convert.result(try Elementwise.binary(.divide, smallest ? low : high, smallest ? high : low, dtype: s.dtype))
        }
        function("multi_dot(arrays)", "The product of several matrices.") { a in
            let v = try a.items(0)
            guard var r = v.first else { throw valueError("Expecting at least two arrays.") }
            for x in v.dropFirst() { r = try dot(r, x) }
            return r
        }
        function("matmul(x1, x2, /)", "The product of matrices.") { a in try matmul(a[0], a[1]) }
        function("outer(x1, x2, /)", "All products.") { a in
            let (x, y, d) = try common(a[0], a[1])
            return Convert.ndarray(try Linalg.outer(x, y, dtype: d))
        }
        function("cross(x1, x2, /, *, axis=-1)", "The cross product.") { a in try cross(a[0], a[1], axis: try a.int(2)) }
        function("trace(x, /, *, offset=0, dtype=None)", "The sum of the diagonal.") { a in try Operators.callMethod(.object(try NDArray.from(a[0])), "trace", a[1], .int(-2), .int(-1)) }
        function("diagonal(x, /, *, offset=0)", "The diagonal.") { a in .object(NDArray(try Movement.diagonal(try Convert.tensor(from: a[0]), offset: try a.int(1), axis1: -2, axis2: -1))) }
        return m
    }
}

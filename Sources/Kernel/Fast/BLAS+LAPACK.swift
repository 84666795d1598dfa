// This file defines decompositions of matrices on OpenBLAS's LAPACK.

import Glibc
import CKernel

/// LAPACK's routines on 2-D tensors of float32 or float64 (results have the operand's dtype). LAPACK counts by columns: operands
/// are copied into column order, and a row-major result is its transposed view.
/// All throw `runtime` when the library is missing, `dtype` for other element types, `value` for wrong shapes.
public enum LAPACK {
    /// What LAPACK itself found wrong.
    public enum Failure: Error {
        /// A pivot is zero: the matrix has no inverse.
        case singular
        /// Not positive definite.
        case notPositiveDefinite
        /// The iteration did not converge.
        case noConvergence
    }

    private static func columns(_ a: Tensor) throws -> Tensor {
        guard a.rank == 2 else { throw KernelError.value("a matrix is needed, not \(a.rank) dimensions") }
        guard a.dtype == .float32 || a.dtype == .float64 else { throw KernelError.dtype(operation: "linalg", a.dtype) }
        guard BLAS.isAvailable else { throw KernelError.runtime("linear algebra needs OpenBLAS: \(BLAS.warning)") }
        let m = a.shape[0], n = a.shape[1]
        let out = Tensor(storage: try Storage(byteCount: max(m * n, 1) * a.dtype.size), dtype: a.dtype, shape: [m, n], strides: [1, max(m, 1)])
        func copy<T>(_: T.Type) {
            let s = a.pointer.assumingMemoryBound(to: T.self), d = out.pointer.assumingMemoryBound(to: T.self)
            for j in 0..<n { for i in 0..<m { d[j * m + i] = s[i * a.strides[0] + j * a.strides[1]] } }
        }
        if a.dtype == .float32 { copy(Float.self) } else { copy(Double.self) }
        return out
    }
    private static func square(_ a: Tensor) throws {
        guard a.rank == 2, a.shape[0] == a.shape[1] else { throw KernelError.value("Last 2 dimensions of the array must be square") }
    }
    private static func column(_ rows: Int, _ cols: Int, _ t: DType) throws -> Tensor {
        Tensor(storage: try Storage(byteCount: max(rows * cols, 1) * t.size), dtype: t, shape: [rows, cols], strides: [1, max(rows, 1)])
    }
    private static func d(_ t: Tensor) -> UnsafeMutablePointer<Double> { t.pointer.assumingMemoryBound(to: Double.self) }
    private static func s(_ t: Tensor) -> UnsafeMutablePointer<Float> { t.pointer.assumingMemoryBound(to: Float.self) }
    private static func check(_ info: Int32, _ name: String, positive: Failure) throws {
        if info == 0 { return }
        if info > 0 { throw positive }
        if info == -1001 { throw KernelError.outOfMemory(bytes: 0) }
        throw KernelError.runtime("\(name): argument \(-info) is invalid")
    }

    /// About how many operations a decomposition takes.
    private static func work(_ a: Tensor, _ factor: Int) -> Int { a.rank == 2 ? (a.shape[0] * a.shape[1]).multipliedReportingOverflow(by: min(a.shape[0], a.shape[1]) * factor).partialValue : 0 }

    /// A = U·diag(S)·Vᵀ. `full`: square U and V. Returns (U M×K, S K, Vᵀ K×N), K = min(M, N) (M and N when full).
    public static func svd(_ a: Tensor, full: Bool) throws -> (u: Tensor, s: Tensor, vt: Tensor) {
        try LongWork.leaving(cost: work(a, 20)) {
            let c = try columns(a), m = a.shape[0], n = a.shape[1], k = min(m, n)
            let u = try column(m, full ? m : k, a.dtype), values = try Tensor(empty: [k], a.dtype), vt = try column(full ? n : k, n, a.dtype)
            if k == 0 { return (u, values, vt) }
            let job = CChar(full ? 65 : 83), lda = Int32(m), ldvt = Int32(full ? n : k)
            let info = a.dtype == .float64
                ? ck_dgesdd(job, Int32(m), Int32(n), d(c), lda, d(values), d(u), lda, d(vt), ldvt)
                : ck_sgesdd(job, Int32(m), Int32(n), s(c), lda, s(values), s(u), lda, s(vt), ldvt)
            try check(info, "svd", positive: .noConvergence)
            return (u, values, vt)
        }
    }
    /// Eigenvalues, rising, and eigenvectors (columns) of a symmetric matrix; reads the lower triangle.
    public static func eigh(_ a: Tensor, upper: Bool = false) throws -> (values: Tensor, vectors: Tensor) {
        try LongWork.leaving(cost: work(a, 10)) {
            try square(a)
            let c = try columns(a), n = a.shape[0], w = try Tensor(empty: [n], a.dtype)
            if n == 0 { return (w, c) }
            let uplo = CChar(upper ? 85 : 76)
            let info = a.dtype == .float64 ? ck_dsyevd(86, uplo, Int32(n), d(c), Int32(n), d(w)) : ck_ssyevd(86, uplo, Int32(n), s(c), Int32(n), s(w))
            try check(info, "eigh", positive: .noConvergence)
            return (w, c)
        }
    }
    /// Eigenvalues of any square matrix (real and imaginary parts) and right eigenvectors in LAPACK's packed form: a complex pair
    /// takes two columns, real and imaginary part.
    public static func eig(_ a: Tensor) throws -> (real: Tensor, imaginary: Tensor, vectors: Tensor) {
        try LongWork.leaving(cost: work(a, 25)) {
            try square(a)
            let c = try columns(a), n = a.shape[0], re = try Tensor(empty: [n], a.dtype), im = try Tensor(empty: [n], a.dtype), v = try column(n, n, a.dtype)
            if n == 0 { return (re, im, v) }
            let info = a.dtype == .float64
                ? ck_dgeev(78, 86, Int32(n), d(c), Int32(n), d(re), d(im), nil, 1, d(v), Int32(n))
                : ck_sgeev(78, 86, Int32(n), s(c), Int32(n), s(re), s(im), nil, 1, s(v), Int32(n))
            try check(info, "eig", positive: .noConvergence)
            return (re, im, v)
        }
    }
    /// P·A = L·U in place of a copy: (L below the diagonal and U, row exchanges counted from 1).
    public static func lu(_ a: Tensor) throws -> (lu: Tensor, pivots: [Int32], singular: Bool) {
        try LongWork.leaving(cost: work(a, 1)) {
            let c = try columns(a), m = a.shape[0], n = a.shape[1]
            var pivots = [Int32](repeating: 0, count: max(min(m, n), 1))
            if min(m, n) == 0 { return (c, [], false) }
            let info = a.dtype == .float64 ? ck_dgetrf(Int32(m), Int32(n), d(c), Int32(m), &pivots) : ck_sgetrf(Int32(m), Int32(n), s(c), Int32(m), &pivots)
            if info < 0 { try check(info, "lu", positive: .singular) }
            return (c, pivots, info > 0)
        }
    }
    /// X with A·X = B; B is N×K.
    public static func solve(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        try square(a)
        guard b.rank == 2, b.shape[0] == a.shape[0], b.dtype == a.dtype else { throw KernelError.value("solve: shapes \(a.shape) and \(b.shape) do not fit") }
        let f = try lu(a), x = try columns(b), n = a.shape[0]
        if f.singular { throw Failure.singular }
        if n == 0 || b.shape[1] == 0 { return x }
        let info = a.dtype == .float64
            ? ck_dgetrs(78, Int32(n), Int32(b.shape[1]), d(f.lu), Int32(n), f.pivots, d(x), Int32(n))
            : ck_sgetrs(78, Int32(n), Int32(b.shape[1]), s(f.lu), Int32(n), f.pivots, s(x), Int32(n))
        try check(info, "solve", positive: .singular)
        return x
    }
    /// A⁻¹.
    public static func inverse(_ a: Tensor) throws -> Tensor {
        try LongWork.leaving(cost: work(a, 2)) {
            try square(a)
            let f = try lu(a), n = a.shape[0]
            if f.singular { throw Failure.singular }
            if n == 0 { return f.lu }
            // A·X = 1, as NumPy's and PyTorch's inverses have it: its roundings are not those of getri.
            let x = try column(n, n, a.dtype)
            memset(x.pointer, 0, n * n * a.dtype.size)
            for i in 0..<n { if a.dtype == .float64 { d(x)[i * n + i] = 1 } else { s(x)[i * n + i] = 1 } }
            let info = a.dtype == .float64
                ? ck_dgetrs(78, Int32(n), Int32(n), d(f.lu), Int32(n), f.pivots, d(x), Int32(n)) : ck_sgetrs(78, Int32(n), Int32(n), s(f.lu), Int32(n), f.pivots, s(x), Int32(n))
            try check(info, "inv", positive: .singular)
            return x
        }
    }
    /// A = Q·R with K = min(M, N) columns of Q.
    public static func qr(_ a: Tensor) throws -> (q: Tensor, r: Tensor) {
        try LongWork.leaving(cost: work(a, 3)) {
            let c = try columns(a), m = a.shape[0], n = a.shape[1], k = min(m, n)
            let r = try column(k, n, a.dtype), tau = try Tensor(empty: [max(k, 1)], a.dtype)
            if k == 0 { return (try column(m, k, a.dtype), r) }
            try check(a.dtype == .float64 ? ck_dgeqrf(Int32(m), Int32(n), d(c), Int32(m), d(tau)) : ck_sgeqrf(Int32(m), Int32(n), s(c), Int32(m), s(tau)), "qr", positive: .singular)
            func upper<T: BinaryFloatingPoint>(_: T.Type) {
                let x = c.pointer.assumingMemoryBound(to: T.self), y = r.pointer.assumingMemoryBound(to: T.self)
                for j in 0..<n { for i in 0..<k { y[j * k + i] = i <= j ? x[j * m + i] : 0 } }
            }
            if a.dtype == .float64 { upper(Double.self) } else { upper(Float.self) }
            try check(a.dtype == .float64 ? ck_dorgqr(Int32(m), Int32(k), Int32(k), d(c), Int32(m), d(tau)) : ck_sorgqr(Int32(m), Int32(k), Int32(k), s(c), Int32(m), s(tau)), "qr", positive: .singular)
            return (c.view(shape: [m, k], strides: [1, max(m, 1)], offset: 0), r)
        }
    }
    /// The lower L with A = L·Lᵀ.
    public static func cholesky(_ a: Tensor) throws -> Tensor {
        try LongWork.leaving(cost: work(a, 1)) {
            try square(a)
            let c = try columns(a), n = a.shape[0]
            if n == 0 { return c }
            try check(a.dtype == .float64 ? ck_dpotrf(76, Int32(n), d(c), Int32(n)) : ck_spotrf(76, Int32(n), s(c), Int32(n)), "cholesky", positive: .notPositiveDefinite)
            func clear<T: BinaryFloatingPoint>(_: T.Type) {
                let x = c.pointer.assumingMemoryBound(to: T.self)
                for j in 1..<max(n, 1) { for i in 0..<j { x[j * n + i] = 0 } }
            }
            if a.dtype == .float64 { clear(Double.self) } else { clear(Float.self) }
            return c
        }
    }
    /// The X of least norm that minimises |A·X − B|, the rank, and the singular values. `rcond` < 0: machine precision.
    public static func lstsq(_ a: Tensor, _ b: Tensor, rcond: Double) throws -> (x: Tensor, rank: Int, singular: Tensor, work: Tensor) {
        try LongWork.leaving(cost: work(a, 10)) {
            guard b.rank == 2, b.shape[0] == a.shape[0], b.dtype == a.dtype else { throw KernelError.value("lstsq: shapes \(a.shape) and \(b.shape) do not fit") }
            let c = try columns(a), m = a.shape[0], n = a.shape[1], k = b.shape[1], ldb = max(m, n, 1)
            let w = try column(ldb, k, a.dtype), values = try Tensor(empty: [max(min(m, n), 1)], a.dtype)
            func fill<T: BinaryFloatingPoint>(_: T.Type) {
                let x = b.pointer.assumingMemoryBound(to: T.self), y = w.pointer.assumingMemoryBound(to: T.self)
                for j in 0..<k { for i in 0..<ldb { y[j * ldb + i] = i < m ? x[i * b.strides[0] + j * b.strides[1]] : 0 } }
            }
            if a.dtype == .float64 { fill(Double.self) } else { fill(Float.self) }
            var rank: Int32 = 0
            if min(m, n) > 0 && k > 0 {
                let info = a.dtype == .float64
                    ? ck_dgelsd(Int32(m), Int32(n), Int32(k), d(c), Int32(m), d(w), Int32(ldb), d(values), rcond, &rank)
                    : ck_sgelsd(Int32(m), Int32(n), Int32(k), s(c), Int32(m), s(w), Int32(ldb), s(values), Float(rcond), &rank)
                try check(info, "lstsq", positive: .noConvergence)
            }
            return (w.view(shape: [n, k], strides: [1, ldb], offset: 0), Int(rank), values.view(shape: [min(m, n)], strides: [1], offset: 0), w)
        }
    }
}

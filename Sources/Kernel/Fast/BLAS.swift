// This file defines matrix products on OpenBLAS. LAPACK: see BLAS+LAPACK.swift.

import CKernel

/// An element type that OpenBLAS multiplies.
public protocol BLASElement: BinaryFloatingPoint {
    static var dtype: DType { get }
    /// Row-major C = alpha·op(A)·op(B) + beta·C on the calling thread.
    static func product(
        _ ta: Bool, _ tb: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Self, _ a: UnsafePointer<Self>, _ lda: Int, _ b: UnsafePointer<Self>,
        _ ldb: Int, _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)
}
extension Float: BLASElement {
    public static var dtype: DType { .float32 }
    @inline(__always) public static func product(
        _ ta: Bool, _ tb: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int, _ b: UnsafePointer<Float>,
        _ ldb: Int, _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
    ) {
        // Tall by small: our own kernels need no packing of the tall one.
        if alpha == 1, beta == 0 || beta == 1, m * n * k >= 1 << 15, min(m, n) * (ta ? 1 : k) <= 1 << 17,
            ck_gemm(
                Int64(m), Int64(n), Int64(k), a, ta ? 1 : Int64(lda), ta ? Int64(lda) : 1, b, tb ? 1 : Int64(ldb), tb ? Int64(ldb) : 1, c, Int64(ldc), beta == 1 ? 1 : 0) == 0
        {
            return
        }
        ck_sgemm(ta ? 1 : 0, tb ? 1 : 0, Int64(m), Int64(n), Int64(k), alpha, a, Int64(lda), b, Int64(ldb), beta, c, Int64(ldc))
    }
}
extension Double: BLASElement {
    public static var dtype: DType { .float64 }
    @inline(__always) public static func product(
        _ ta: Bool, _ tb: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Double, _ a: UnsafePointer<Double>, _ lda: Int, _ b: UnsafePointer<Double>,
        _ ldb: Int, _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ ldc: Int
    ) {
        ck_dgemm(ta ? 1 : 0, tb ? 1 : 0, Int64(m), Int64(n), Int64(k), alpha, a, Int64(lda), b, Int64(ldb), beta, c, Int64(ldc))
    }
}

/// A matrix in memory: any steps, also 0 and negative ones.
public struct BLASMatrix<T> {
    public var base: UnsafePointer<T>
    public var rows: Int, columns: Int
    /// Elements from one row, and one column, to the next.
    public var rowStep: Int, columnStep: Int
    public init(_ base: UnsafePointer<T>, rows: Int, columns: Int, rowStep: Int, columnStep: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.rowStep = rowStep
        self.columnStep = columnStep
    }
    /// How the library can read it: (transposed?, leading dimension); nil when it must be copied.
    @inline(__always) var layout: (Bool, Int)? {
        if columnStep == 1 || columns <= 1, rowStep >= max(columns, 1) || rows <= 1 { return (false, max(rows <= 1 ? columns : rowStep, max(columns, 1))) }
        if rowStep == 1 || rows <= 1, columnStep >= max(rows, 1) || columns <= 1 { return (true, max(columns <= 1 ? rows : columnStep, max(rows, 1))) }
        return nil
    }
}

/// Products of matrices. Work is split over threads by the sizes alone, so the bits do not depend on the number of threads.
public enum BLAS {
    /// Whether the library could be loaded (loads it).
    public static var isAvailable: Bool { ck_blas_load() != 0 }
    /// The kernel family that OpenBLAS chose.
    public static var core: String { String(cString: ck_blas_core()) }
    /// A line for `shell doctor` where the library runs below the processor's abilities; empty otherwise.
    public static var warning: String { String(cString: ck_blas_warning()) }

    /// C = alpha·A·B + beta·C; C is row-major with `ldc` elements from row to row. Throws `runtime` where there is no OpenBLAS and
    /// `outOfMemory`.
    public static func gemm<T: BLASElement>(
        _ a: BLASMatrix<T>, _ b: BLASMatrix<T>, into c: UnsafeMutablePointer<T>, ldc: Int, alpha: T = 1, beta: T = 0, threaded: Bool = true
    ) throws {
        let m = a.rows, n = b.columns, k = a.columns
        if m == 0 || n == 0 { return }
        if k == 0 {
            for i in 0..<m { for j in 0..<n { c[i * ldc + j] = beta == 0 ? 0 : beta * c[i * ldc + j] } }
            return
        }
        guard m <= Int(Int32.max), n <= Int(Int32.max), k <= Int(Int32.max) else { throw KernelError.value("matrix too large for a product: \(m)x\(k) by \(k)x\(n)") }
        guard isAvailable else { throw KernelError.runtime("matrix products need OpenBLAS: \(warning)") }
        guard let (ta, lda) = a.layout else {
            let copy = try packed(a)
            defer { copy.deallocate() }
            return try gemm(BLASMatrix(copy, rows: m, columns: k, rowStep: k, columnStep: 1), b, into: c, ldc: ldc, alpha: alpha, beta: beta, threaded: threaded)
        }
        guard let (tb, ldb) = b.layout else {
            let copy = try packed(b)
            defer { copy.deallocate() }
            return try gemm(a, BLASMatrix(copy, rows: k, columns: n, rowStep: n, columnStep: 1), into: c, ldc: ldc, alpha: alpha, beta: beta, threaded: threaded)
        }
        let work = m * n * k
        if !threaded || work < 1 << 18 {
            T.product(ta, tb, m, n, k, alpha, a.base, lda, b.base, ldb, beta, c, ldc)
        } else if k >= 4096 && k >= 4 * max(m, n) && m * n <= 1 << 20 {
            // A long sum of small outer products (a weight gradient): partial sums over pieces of k, added in their order.
            let step = max(2048, ((k + 31) / 32 + 63) / 64 * 64), parts = (k + step - 1) / step
            let sums = try Arena.shared.allocate(parts * m * n * MemoryLayout<T>.stride)
            defer { Arena.shared.free(sums, parts * m * n * MemoryLayout<T>.stride) }
            let p = sums.bindMemory(to: T.self, capacity: parts * m * n)
            Threads.parallel(parts) { range in
                for i in range {
                    let at = i * step, count = min(step, k - at)
                    T.product(ta, tb, m, n, count, alpha, a.base + at * a.columnStep, lda, b.base + at * b.rowStep, ldb, 0, p + i * m * n, n)
                }
            }
            Threads.parallel(m, grain: max(1, 16384 / n)) { range in
                for i in range {
                    let row = c + i * ldc
                    if beta == 0 { for j in 0..<n { row[j] = p[i * n + j] } } else { for j in 0..<n { row[j] = beta * row[j] + p[i * n + j] } }
                    for q in 1..<max(parts, 1) {
                        let s = p + q * m * n + i * n
                        for j in 0..<n { row[j] += s[j] }
                    }
                }
            }
        } else if m >= n {
            // Pieces of rows: at most 64 of them, each worth its own packing of B.
            let step = max(min(96, m), ((m + 63) / 64 + 15) / 16 * 16)
            let width = BLAS.width(n, step * k)
            Threads.parallel(m, grain: step) { r in
                for at in stride(from: 0, to: n, by: width) where work <= BLAS.longProduct || !LongWork.isInterrupted {
                    T.product(
                        ta, tb, r.count, min(width, n - at), k, alpha, a.base + r.lowerBound * a.rowStep, lda, b.base + at * b.columnStep, ldb, beta, c + r.lowerBound * ldc + at, ldc)
                }
            }
            if work > BLAS.longProduct { try LongWork.check() }
        } else {
            let step = max(min(96, n), ((n + 63) / 64 + 15) / 16 * 16)
            let height = BLAS.width(m, step * k)
            Threads.parallel(n, grain: step) { r in
                for at in stride(from: 0, to: m, by: height) where work <= BLAS.longProduct || !LongWork.isInterrupted {
                    T.product(
                        ta, tb, min(height, m - at), r.count, k, alpha, a.base + at * a.rowStep, lda, b.base + r.lowerBound * b.columnStep, ldb, beta, c + at * ldc + r.lowerBound, ldc)
                }
            }
            if work > BLAS.longProduct { try LongWork.check() }
        }
    }

    /// A product of more multiplications than this looks at the interrupt flag between its pieces.
    private static let longProduct = 1 << 33
    /// Into pieces of how many of `n` a piece of a product is cut, each of `each` multiplications for one: about a twentieth of a second's work.
    private static func width(_ n: Int, _ each: Int) -> Int {
        let limit = 1 << 31
        return n * each <= limit ? n : max(256, limit / max(each, 1) / 64 * 64)
    }

    /// `count` products of one size, `aStep`/`bStep`/`cStep` elements apart (0: shared).
    public static func batched<T: BLASElement>(
        _ count: Int, _ a: BLASMatrix<T>, step aStep: Int, _ b: BLASMatrix<T>, step bStep: Int, into c: UnsafeMutablePointer<T>, ldc: Int,
        step cStep: Int, alpha: T = 1, beta: T = 0
    ) throws {
        try batched(count, a, b, into: c, ldc: ldc, alpha: alpha, beta: beta) { ($0 * aStep, $0 * bStep, $0 * cStep) }
    }

    /// `count` products of one size; `offsets(i)`: where the i-th operands and result begin, in elements from the bases.
    public static func batched<T: BLASElement>(
        _ count: Int, _ a: BLASMatrix<T>, _ b: BLASMatrix<T>, into c: UnsafeMutablePointer<T>, ldc: Int, alpha: T = 1, beta: T = 0,
        offsets: (Int) -> (Int, Int, Int)
    ) throws {
        func one(_ i: Int, threaded: Bool) throws {
            let (x, y, z) = offsets(i)
            var p = a, q = b
            p.base += x
            q.base += y
            try gemm(p, q, into: c + z, ldc: ldc, alpha: alpha, beta: beta, threaded: threaded)
        }
        let work = a.rows * max(a.columns, 1) * b.columns
        // Few and big: threads inside each product. Otherwise: products side by side.
        if count < 4 && work >= 1 << 20 || count == 1 {
            for i in 0..<count { try one(i, threaded: true) }
        } else {
            try Threads.parallelThrowing(count, grain: max(1, (1 << 18) / max(work, 1))) { for i in $0 { try one(i, threaded: false) } }
        }
    }

    private static func packed<T>(_ m: BLASMatrix<T>) throws -> UnsafeMutablePointer<T> {
        let p = UnsafeMutablePointer<T>.allocate(capacity: max(m.rows * m.columns, 1))
        for i in 0..<m.rows { for j in 0..<m.columns { p[i * m.columns + j] = m.base[i * m.rowStep + j * m.columnStep] } }
        return p
    }
}

extension BLAS {
    /// `torch.matmul`/`np.matmul` of float32 or float64: vectors, matrices and stacks of them with broadcasting, any strides.
    ///
    /// Shape: (…, M, K) × (…, K, N) → (…, M, N); a vector counts as one row on the left, one column on the right.
    /// Throws `dtype` for other element types, `value` when inner sizes differ, `broadcast` for the stacks.
    public static func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.dtype == b.dtype else { throw KernelError.type("matmul: dtypes \(a.dtype.name) and \(b.dtype.name) differ") }
        switch a.dtype {
        case .float32: return try matmul(a, b, Float.self)
        case .float64: return try matmul(a, b, Double.self)
        default: throw KernelError.dtype(operation: "matmul", a.dtype)
        }
    }

    private static func matmul<T: BLASElement>(_ a: Tensor, _ b: Tensor, _: T.Type) throws -> Tensor {
        guard a.rank > 0, b.rank > 0 else { throw KernelError.value("matmul: Input operand does not have enough dimensions") }
        let aShape = a.rank == 1 ? [1] + a.shape : a.shape, aStrides = a.rank == 1 ? [0] + a.strides : a.strides
        let bShape = b.rank == 1 ? b.shape + [1] : b.shape, bStrides = b.rank == 1 ? b.strides + [0] : b.strides
        let m = aShape[aShape.count - 2], k = aShape[aShape.count - 1], n = bShape[bShape.count - 1]
        guard bShape[bShape.count - 2] == k else { throw KernelError.value("matmul: inner sizes differ: \(a.shape) and \(b.shape)") }
        let batch = try Shape.broadcast(Array(aShape.dropLast(2)), Array(bShape.dropLast(2)))
        var shape = batch
        if a.rank > 1 { shape.append(m) }
        if b.rank > 1 { shape.append(n) }
        // Maps stay in channels-last order: with columns of the right operand together in memory, so are those of the result.
        let byColumns = b.isKernelOrdered && b.rank > 2 && bStrides[b.rank - 2] == 1 && k > 1 && m > 1 && n > 1
        var strides = Shape.contiguousStrides(shape)
        if byColumns {
            strides[shape.count - 1] = m
            strides[shape.count - 2] = 1
        }
        let out = Tensor(storage: try Storage(byteCount: try Shape.count(shape) * T.dtype.size), dtype: T.dtype, shape: shape, strides: strides)
        // A map is the result when positions are its rows or columns; a sum over positions is a plain matrix.
        out.isKernelOrdered = byColumns || a.isKernelOrdered && a.rank > 2 && aStrides[a.rank - 1] == 1
        let count = batch.reduce(1, *)
        if count == 0 || m == 0 || n == 0 { return out }
        let pa = UnsafePointer(a.pointer.assumingMemoryBound(to: T.self)), pb = UnsafePointer(b.pointer.assumingMemoryBound(to: T.self))
        let pc = out.pointer.assumingMemoryBound(to: T.self)
        let ra = aStrides[aStrides.count - 2], ca = aStrides[aStrides.count - 1]
        let rb = bStrides[bStrides.count - 2], cb = bStrides[bStrides.count - 1]
        var am = BLASMatrix(pa, rows: m, columns: k, rowStep: ra, columnStep: ca)
        let bm = BLASMatrix(pb, rows: k, columns: n, rowStep: rb, columnStep: cb)
        // A stack against one matrix is one tall product when the stack's rows follow each other evenly.
        if !byColumns, bShape.count == 2 || bShape.dropLast(2).allSatisfy({ $0 == 1 }), aShape.count > 2 {
            var even = true, step = ra * m
            for d in stride(from: aShape.count - 3, through: 0, by: -1) where aShape[d] != 1 {
                if aStrides[d] != step { even = false }
                step = aStrides[d] * aShape[d]
            }
            if even && aShape.dropLast(2).reduce(1, *) == count {
                am.rows = m * count
                try gemm(am, bm, into: pc, ldc: n)
                return out
            }
        }
        func offset(_ i: Int, _ s: [Int], _ st: [Int]) -> Int {
            var i = i, o = 0
            for d in stride(from: batch.count - 1, through: 0, by: -1) {
                let j = i % batch[d]
                i /= batch[d]
                let q = d - (batch.count - (s.count - 2))
                if q >= 0 && s[q] != 1 { o += j * st[q] }
            }
            return o
        }
        if byColumns {
            let at = BLASMatrix(pa, rows: k, columns: m, rowStep: ca, columnStep: ra), bt = BLASMatrix(pb, rows: n, columns: k, rowStep: cb, columnStep: rb)
            try batched(count, bt, at, into: pc, ldc: m) { (offset($0, bShape, bStrides), offset($0, aShape, aStrides), $0 * m * n) }
            return out
        }
        try batched(count, am, bm, into: pc, ldc: n) { (offset($0, aShape, aStrides), offset($0, bShape, bStrides), $0 * m * n) }
        return out
    }
}

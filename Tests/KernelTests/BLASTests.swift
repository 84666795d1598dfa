import Glibc
import Testing
@testable import Kernel

/// A tensor of small varied numbers.
func sample(_ shape: [Int], _ dtype: DType = .float32, seed: Int = 1) -> Tensor {
    let t = try! Tensor(empty: shape, dtype)
    var s = UInt64(truncatingIfNeeded: seed &* 7919 &+ 17)
    for i in 0..<t.count {
        s = s &* 6364136223846793005 &+ 1442695040888963407
        let v = Double(Int(s >> 40) % 2001 - 1000) / 1000
        if dtype == .float32 { t.elements(Float.self)[i] = Float(v) } else { t.elements(Double.self)[i] = v }
    }
    return t
}
/// The element at an index, as Double, through the strides.
func at(_ t: Tensor, _ index: [Int]) -> Double {
    var o = 0
    for (i, s) in zip(index, t.strides) { o += i * s }
    return t.dtype == .float32 ? Double(t.pointer.assumingMemoryBound(to: Float.self)[o]) : t.pointer.assumingMemoryBound(to: Double.self)[o]
}

@Suite struct BLASTests {
    @Test(arguments: [(3, 4, 5), (24, 16, 9000), (300, 7, 64), (7, 300, 64), (129, 131, 257), (1, 1, 1), (1000, 64, 64)])
    func productsEqualPlainSums(m: Int, n: Int, k: Int) throws {
        for dtype in [DType.float32, .float64] {
            for (ta, tb) in [(false, false), (true, false), (false, true), (true, true)] {
                var a = sample(ta ? [k, m] : [m, k], dtype), b = sample(tb ? [n, k] : [k, n], dtype, seed: 2)
                if ta { a = a.view(shape: [m, k], strides: [1, m], offset: 0) }
                if tb { b = b.view(shape: [k, n], strides: [1, k], offset: 0) }
                let c = try BLAS.matmul(a, b)
                let tolerance = dtype == .float32 ? 1e-5 * Double(k).squareRoot() * 3 + 1e-6 : 1e-11
                for i in stride(from: 0, to: m, by: max(1, m / 3)) {
                    for j in stride(from: 0, to: n, by: max(1, n / 3)) {
                        var s = 0.0
                        for p in 0..<k { s += at(a, [i, p]) * at(b, [p, j]) }
                        #expect(abs(at(c, [i, j]) - s) < tolerance, "\(m)x\(n)x\(k) \(ta) \(tb)")
                    }
                }
            }
        }
    }
    @Test func sameBitsWithOneThreadAndMany() throws {
        for (m, n, k) in [(64, 64, 50_000), (500, 300, 200), (96, 2000, 64)] {
            let a = sample([m, k]), b = sample([k, n], seed: 3)
            let before = Threads.count
            defer { Threads.count = before }
            Threads.count = 1
            let x = try BLAS.matmul(a, b)
            Threads.count = 8
            let y = try BLAS.matmul(a, b)
            #expect(memcmp(x.pointer, y.pointer, x.count * 4) == 0)
        }
    }
    @Test func stacksBroadcast() throws {
        let a = sample([2, 1, 3, 4], .float64), b = sample([5, 4, 6], .float64, seed: 2)
        let c = try BLAS.matmul(a, b)
        #expect(c.shape == [2, 5, 3, 6])
        var s = 0.0
        for p in 0..<4 { s += at(a, [1, 0, 2, p]) * at(b, [4, p, 5]) }
        #expect(abs(at(c, [1, 4, 2, 5]) - s) < 1e-12)
        #expect(try BLAS.matmul(sample([3]), sample([3])).shape == [])
        #expect(throws: KernelError.self) { try BLAS.matmul(sample([2, 3]), sample([4, 2])) }
        // Reversed and repeated rows are copied first.
        let r = a.view(shape: [3, 4], strides: [-4, 1], offset: 8), z = b.view(shape: [4, 6], strides: [6, 2], offset: 0)
        let d = try BLAS.matmul(r, z)
        var q = 0.0
        for p in 0..<4 { q += at(a, [0, 0, 2, p]) * b.elements(Double.self)[p * 6 + 2 * 2] }
        #expect(abs(at(d, [0, 2]) - q) < 1e-12)
    }
    @Test func decompositions() throws {
        for dtype in [DType.float32, .float64] {
            let tol = dtype == .float32 ? 1e-4 : 1e-11
            let a = sample([6, 4], dtype)
            let (u, s, vt) = try LAPACK.svd(a, full: false)
            for i in 0..<6 { for j in 0..<4 {
                let v = (0..<4).reduce(0.0) { $0 + at(u, [i, $1]) * at(s, [$1]) * at(vt, [$1, j]) }
                #expect(abs(v - at(a, [i, j])) < tol)
            } }
            let (q, r) = try LAPACK.qr(a)
            for i in 0..<6 { for j in 0..<4 { #expect(abs((0..<4).reduce(0.0) { $0 + at(q, [i, $1]) * at(r, [$1, j]) } - at(a, [i, j])) < tol) } }
            let m = try BLAS.matmul(a.view(shape: [4, 6], strides: [1, 4], offset: 0), a)
            let (w, v) = try LAPACK.eigh(m)
            for i in 0..<4 { for j in 0..<4 { #expect(abs((0..<4).reduce(0.0) { $0 + at(v, [i, $1]) * at(w, [$1]) * at(v, [j, $1]) } - at(m, [i, j])) < tol * 4) } }
            let l = try LAPACK.cholesky(m)
            for i in 0..<4 { for j in 0..<4 { #expect(abs((0..<4).reduce(0.0) { $0 + at(l, [i, $1]) * at(l, [j, $1]) } - at(m, [i, j])) < tol * 4) } }
            let inv = try LAPACK.inverse(m)
            for i in 0..<4 { for j in 0..<4 { #expect(abs((0..<4).reduce(0.0) { $0 + at(m, [i, $1]) * at(inv, [$1, j]) } - (i == j ? 1 : 0)) < tol * 20) } }
            let b = sample([6, 2], dtype, seed: 5)
            let x = try LAPACK.lstsq(a, b, rcond: -1).x, y = try LAPACK.solve(m, try BLAS.matmul(a.view(shape: [4, 6], strides: [1, 4], offset: 0), b))
            for i in 0..<4 { for j in 0..<2 { #expect(abs(at(x, [i, j]) - at(y, [i, j])) < tol * 20) } }
            #expect(throws: LAPACK.Failure.self) { try LAPACK.inverse(try Tensor(zeroed: [3, 3], dtype)) }
        }
    }
}
private extension Tensor {
    convenience init(zeroed shape: [Int], _ t: DType) throws {
        try self.init(empty: shape, t)
        memset(pointer, 0, count * t.size)
    }
}

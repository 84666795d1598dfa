// This file defines the rules of shapes: sizes, strides, broadcasting, axes.

public enum Shape {
    /// Number of elements. Throws `outOfMemory` when it overflows, `value` for a negative size.
    public static func count(_ shape: [Int]) throws -> Int {
        var n = 1
        for s in shape {
            if s < 0 { throw KernelError.value("negative dimensions are not allowed") }
            let (p, o) = n.multipliedReportingOverflow(by: s)
            if o { throw KernelError.outOfMemory(bytes: Int.max) }
            n = p
        }
        return n
    }
    /// Row-major strides, in elements.
    public static func contiguousStrides(_ shape: [Int]) -> [Int] {
        var strides = [Int](repeating: 1, count: shape.count)
        var s = 1
        for i in stride(from: shape.count - 1, through: 0, by: -1) {
            strides[i] = s
            s *= max(shape[i], 1)
        }
        return strides
    }
    /// The common shape of two. Throws `broadcast`.
    public static func broadcast(_ a: [Int], _ b: [Int]) throws -> [Int] {
        let n = max(a.count, b.count)
        var out = [Int](repeating: 1, count: n)
        for i in 0..<n {
            let x = i < n - a.count ? 1 : a[i - (n - a.count)]
            let y = i < n - b.count ? 1 : b[i - (n - b.count)]
            if x == y || y == 1 { out[i] = x } else if x == 1 { out[i] = y } else { throw KernelError.broadcast(a, b) }
        }
        return out
    }
    /// A possibly negative axis as 0..<rank. Throws `axis`.
    public static func axis(_ axis: Int, rank: Int) throws -> Int {
        if axis < -(1 << 40) || axis > 1 << 40 { throw KernelError.axis(axis, dimensions: rank) }
        let r = axis < 0 ? axis + rank : axis
        if r < 0 || r >= max(rank, 1) { throw KernelError.axis(axis, dimensions: rank) }
        return r
    }
}

extension Int {
    /// A number as an integer: cut off at both ends of the range, 0 for NaN.
    public init(limited v: Double) { self = v.isNaN ? 0 : v >= 9.2e18 ? .max : v <= -9.2e18 ? .min : Int(v) }
}

// This file defines the walk over strided operands that every elementwise operation shares.

/// Several operands of one (broadcast) shape, with axes of size 1 dropped and axes that all operands cross evenly merged,
/// so that a contiguous operation becomes one row.
struct Nest {
    /// Sizes of the outer axes; the innermost is `count`.
    private(set) var outer: [Int] = []
    /// Length of a row.
    private(set) var count = 1
    /// `outerStrides[axis * operands + operand]`, in elements.
    private(set) var outerStrides: [Int] = []
    /// Steps along a row, one an operand.
    private(set) var inner: [Int]
    private(set) var operands: Int
    private(set) var isEmpty = false
    /// Offsets of the first row, one an operand; empty: all 0.
    private var base: [Int] = []

    init(_ shape: [Int], _ strides: [[Int]]) {
        operands = strides.count
        inner = [Int](repeating: 0, count: strides.count)
        var sizes: [Int] = []
        var steps: [[Int]] = []
        for axis in 0..<shape.count {
            let n = shape[axis]
            if n == 0 { isEmpty = true }
            if n == 1 { continue }
            let s = strides.map { $0[axis] }
            if let last = steps.last, zip(last, s).allSatisfy({ $0 == $1 &* n }) {
                sizes[sizes.count - 1] *= n
                steps[steps.count - 1] = s
            } else {
                sizes.append(n)
                steps.append(s)
            }
        }
        if let n = sizes.popLast(), let s = steps.popLast() {
            count = n
            inner = s
        }
        outer = sizes
        outerStrides = steps.flatMap { $0 }
    }

    /// Calls `body` with the operands' offsets (in elements) of each row.
    @inline(__always) func rows(_ body: (UnsafePointer<Int>) throws -> Void) rethrows {
        if isEmpty { return }
        let k = operands
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: k + max(outer.count, 1)) { scratch in
            let at = scratch.baseAddress!
            let index = at + k
            for i in 0..<k { at[i] = base.isEmpty ? 0 : base[i] }
            for i in 0..<max(outer.count, 1) { index[i] = 0 }
            let depth = outer.count
            try outer.withUnsafeBufferPointer { outer in
                try outerStrides.withUnsafeBufferPointer { steps in
                    while true {
                        try body(UnsafePointer(at))
                        var axis = depth - 1
                        while axis >= 0 {
                            index[axis] += 1
                            if index[axis] < outer[axis] {
                                for i in 0..<k { at[i] &+= steps[axis &* k &+ i] }
                                break
                            }
                            for i in 0..<k { at[i] &-= steps[axis &* k &+ i] &* (outer[axis] - 1) }
                            index[axis] = 0
                            axis -= 1
                        }
                        if axis < 0 { return }
                    }
                }
            }
        }
    }

    /// Elements from which on a walk is shared out, and those of a piece.
    private static let large = 1 << 17, piece = 1 << 15

    /// Runs loops over the walk: over all of it, or where it is large over pieces on the pool of threads. For loops whose elements do
    /// not depend on each other. `body` gives whether it has such a loop (the same for all pieces).
    @discardableResult
    func shared(_ operands: Tensor..., body: (Nest) -> Bool) -> Bool {
        if isEmpty { return true }
        guard outer.reduce(count, &*) >= Nest.large else { return body(self) }
        // What is put off is computed here, once.
        for t in operands { _ = t.pointer }
        let parts = pieces()
        return withUnsafeTemporaryAllocation(of: Bool.self, capacity: parts.count) { done in
            done.initialize(repeating: true)
            let flags = done.baseAddress!
            Threads.parallel(parts.count) { range in for i in range { flags[i] = body(parts[i]) } }
            return done[0]
        }
    }
    /// The walk in pieces: long rows are cut, else the first axis is.
    private func pieces() -> [Nest] {
        let byRow = count >= Nest.large || outer.isEmpty
        let n = byRow ? count : outer[0]
        let rest = outer.dropFirst(byRow ? 0 : 1).reduce(byRow ? 1 : count, &*)
        let step = max(Nest.piece / max(rest, 1), 1)
        return stride(from: 0, to: n, by: step).map { first in
            var part = self
            let size = min(step, n - first)
            if byRow { part.count = size } else { part.outer[0] = size }
            part.base = (0..<operands).map { (base.isEmpty ? 0 : base[$0]) + first * (byRow ? inner[$0] : outerStrides[$0]) }
            return part
        }
    }
}

extension Tensor {
    /// Strides of this tensor seen with a larger (broadcast) shape: 0 along the axes it is repeated on.
    func strides(broadcastTo target: [Int]) throws -> [Int] {
        if target == shape { return strides }
        guard target.count >= shape.count else { throw KernelError.broadcast(shape, target) }
        var out = [Int](repeating: 0, count: target.count)
        let pad = target.count - shape.count
        for i in 0..<shape.count {
            if shape[i] == target[i + pad] { out[i + pad] = strides[i] } else if shape[i] != 1 { throw KernelError.broadcast(shape, target) }
        }
        return out
    }
    @inline(__always) func typed<T>(_: T.Type = T.self) -> UnsafeMutablePointer<T> { pointer.assumingMemoryBound(to: T.self) }

    /// Whether the two may touch the same memory without being the same view.
    func mayOverlap(_ other: Tensor) -> Bool {
        guard storage === other.storage || storage.base == other.storage.base, count > 0, other.count > 0 else { return false }
        if offset == other.offset && strides == other.strides && shape == other.shape && dtype == other.dtype { return false }
        func span(_ t: Tensor) -> (Int, Int) {
            var low = t.offset, high = t.offset
            for (n, s) in zip(t.shape, t.strides) { if s < 0 { low += (n - 1) * s } else { high += (n - 1) * s } }
            return (low * t.dtype.size, (high + 1) * t.dtype.size)
        }
        let a = span(self), b = span(other)
        return a.0 < b.1 && b.0 < a.1
    }
}

/// One operand, one result: `o[i] = f(a[i])` along a row.
@inline(__always)
func row1<A, R>(_ n: Int, _ a: UnsafeMutablePointer<A>, _ sa: Int, _ o: UnsafeMutablePointer<R>, _ so: Int, _ f: (A) -> R) {
    if sa == 1 && so == 1 {
        for i in 0..<n { o[i] = f(a[i]) }
    } else {
        var a = a, o = o
        for _ in 0..<n {
            o.pointee = f(a.pointee)
            a += sa
            o += so
        }
    }
}

/// Two operands, one result, along a row.
@inline(__always)
func row2<A, B, R>(
    _ n: Int, _ a: UnsafeMutablePointer<A>, _ sa: Int, _ b: UnsafeMutablePointer<B>, _ sb: Int, _ o: UnsafeMutablePointer<R>, _ so: Int, _ f: (A, B) -> R
) {
    if so == 1 {
        if sa == 1 && sb == 1 {
            for i in 0..<n { o[i] = f(a[i], b[i]) }
            return
        }
        if sa == 1 && sb == 0 {
            let y = b.pointee
            for i in 0..<n { o[i] = f(a[i], y) }
            return
        }
        if sa == 0 && sb == 1 {
            let x = a.pointee
            for i in 0..<n { o[i] = f(x, b[i]) }
            return
        }
    }
    var a = a, b = b, o = o
    for _ in 0..<n {
        o.pointee = f(a.pointee, b.pointee)
        a += sa
        b += sb
        o += so
    }
}

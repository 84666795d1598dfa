// This file defines products of matrices and sums of products.

/// Linear algebra on tensors.
public enum Linalg {
    /// NumPy's and PyTorch's `matmul`: last two axes are matrices, the others broadcast; a vector counts as a row (left) or a column (right).
    /// - Throws: `matmul` when the inner sizes differ, `value` for scalars, `broadcast`.
    public static func matmul(_ a: Tensor, _ b: Tensor, dtype: DType) throws -> Tensor {
        if a.rank == 0 || b.rank == 0 { throw KernelError.matmulScalar(operand: a.rank == 0 ? 0 : 1) }
        if dtype == .float16 || dtype == .bfloat16 { return try Elementwise.cast(try matmul(a, b, dtype: .float32), dtype) }
        let x = try Elementwise.cast(a.rank == 1 ? Movement.unsqueeze(a, axis: 0) : a, dtype)
        let y = try Elementwise.cast(b.rank == 1 ? Movement.unsqueeze(b, axis: 1) : b, dtype)
        let m = x.shape[x.rank - 2], k = x.shape[x.rank - 1], n = y.shape[y.rank - 1]
        if y.shape[y.rank - 2] != k { throw KernelError.matmul(a.shape, b.shape) }
        let batch = try Shape.broadcast(Array(x.shape.dropLast(2)), Array(y.shape.dropLast(2)))
        // Tiny products do not load the library.
        if dtype == .float32 || dtype == .float64, m * n * k * batch.reduce(1, *) >= 8192, BLAS.isAvailable {
            var r = try BLAS.matmul(x, y)
            if b.rank == 1 { r = try Movement.squeeze(r, axes: [-1]) }
            if a.rank == 1 { r = try Movement.squeeze(r, axes: [b.rank == 1 ? -1 : -2]) }
            return r
        }
        let out = try Tensor(empty: batch + [m, n], dtype)
        let xb = try Movement.expand(x, to: batch + [m, k]), yb = try Movement.expand(y, to: batch + [k, n])
        let nest = Nest(batch, [Array(xb.strides.dropLast(2)), Array(yb.strides.dropLast(2)), Array(out.strides.dropLast(2))])
        if out.count > 0 {
            try nest.rows { at in
                for i in 0..<nest.count {
                    try product(
                        xb.view(shape: [m, k], strides: Array(xb.strides.suffix(2)), offset: xb.offset + at[0] + i * nest.inner[0]),
                        yb.view(shape: [k, n], strides: Array(yb.strides.suffix(2)), offset: yb.offset + at[1] + i * nest.inner[1]),
                        out.view(shape: [m, n], strides: [n, 1], offset: at[2] + i * nest.inner[2]))
                }
            }
        }
        var r = out
        if b.rank == 1 { r = try Movement.squeeze(r, axes: [-1]) }
        if a.rank == 1 { r = try Movement.squeeze(r, axes: [b.rank == 1 ? -1 : -2]) }
        return r
    }

    /// One product of two matrices into a row-major one.
    static func product(_ a: Tensor, _ b: Tensor, _ o: Tensor) throws {
        switch o.dtype {
        case .float32: fused(Float.self, a, b, o)
        case .float64: fused(Double.self, a, b, o)
        case .int64, .uint64: loops(UInt64.self, a, b, o, 0, { $0 &+ $1 }, { $0 &* $1 })
        case .int32, .uint32: loops(UInt32.self, a, b, o, 0, { $0 &+ $1 }, { $0 &* $1 })
        case .int16, .uint16: loops(UInt16.self, a, b, o, 0, { $0 &+ $1 }, { $0 &* $1 })
        case .int8, .uint8: loops(UInt8.self, a, b, o, 0, { $0 &+ $1 }, { $0 &* $1 })
        case .bool: loops(UInt8.self, a, b, o, 0, { $0 | $1 }, { $0 & $1 })
        case .float16, .bfloat16: throw KernelError.dtype(operation: "matmul", o.dtype)
        }
    }
    /// Sums by fused multiply-add in the order of the inner axis, as OpenBLAS's kernels do for small sizes, so that small products agree with NumPy's to the bit.
    private static func fused<T: BinaryFloatingPoint>(_: T.Type, _ a: Tensor, _ b: Tensor, _ o: Tensor) {
        let m = a.shape[0], k = a.shape[1], n = b.shape[1]
        let p: UnsafeMutablePointer<T> = a.typed(), q: UnsafeMutablePointer<T> = b.typed(), r: UnsafeMutablePointer<T> = o.typed()
        let a0 = a.strides[0], a1 = a.strides[1], b0 = b.strides[0], b1 = b.strides[1]
        if T.self == Double.self && m == 1 && n == 1 && k >= 16 {
            // OpenBLAS's ddot: four vectors of eight (then of four) partial sums.
            let x = UnsafeMutableRawPointer(p).assumingMemoryBound(to: Double.self), y = UnsafeMutableRawPointer(q).assumingMemoryBound(to: Double.self)
            UnsafeMutableRawPointer(r).assumingMemoryBound(to: Double.self).pointee = dot(x, a1, y, b0, k)
            return
        }
        for i in 0..<m {
            for j in 0..<n {
                var s: T = 0
                for l in 0..<k { s = s.addingProduct(p[i &* a0 &+ l &* a1], q[l &* b0 &+ j &* b1]) }
                r[i &* n &+ j] = s
            }
        }
    }
    private static func dot(_ x: UnsafeMutablePointer<Double>, _ sx: Int, _ y: UnsafeMutablePointer<Double>, _ sy: Int, _ n: Int) -> Double {
        let whole = n & ~15, wide = whole & ~31
        var acc = [Double](repeating: 0, count: 16)
        var i = 0
        if wide > 0 {
            var w = [Double](repeating: 0, count: 32)
            while i < wide {
                for l in 0..<32 { w[l] = w[l].addingProduct(x[(i + l) &* sx], y[(i + l) &* sy]) }
                i += 32
            }
            for v in 0..<4 { for l in 0..<4 { acc[4 * v + l] = w[8 * v + l] + w[8 * v + 4 + l] } }
        }
        while i < whole {
            for l in 0..<16 { acc[l] = acc[l].addingProduct(x[(i + l) &* sx], y[(i + l) &* sy]) }
            i += 16
        }
        var four = [0.0, 0.0, 0.0, 0.0]
        for l in 0..<4 { four[l] = ((acc[l] + acc[4 + l]) + acc[8 + l]) + acc[12 + l] }
        var s = (four[0] + four[2]) + (four[1] + four[3])
        while i < n {
            s = s.addingProduct(x[i &* sx], y[i &* sy])
            i += 1
        }
        return s
    }
    @inline(__always)
    private static func loops<T>(_: T.Type, _ a: Tensor, _ b: Tensor, _ o: Tensor, _ zero: T, _ add: (T, T) -> T, _ multiply: (T, T) -> T) {
        let m = a.shape[0], k = a.shape[1], n = b.shape[1]
        let p: UnsafeMutablePointer<T> = a.typed(), q: UnsafeMutablePointer<T> = b.typed(), r: UnsafeMutablePointer<T> = o.typed()
        let a0 = a.strides[0], a1 = a.strides[1], b0 = b.strides[0], b1 = b.strides[1]
        for i in 0..<m {
            let row = r + i * n
            for j in 0..<n { row[j] = zero }
            for l in 0..<k {
                let x = p[i * a0 + l * a1]
                let y = q + l * b0
                if b1 == 1 { for j in 0..<n { row[j] = add(row[j], multiply(x, y[j])) } } else {
                    for j in 0..<n { row[j] = add(row[j], multiply(x, y[j &* b1])) }
                }
            }
        }
    }

    /// NumPy's `dot`: as `matmul` up to two axes; scalars multiply; for more, the sum over the last axis of `a` and the last but one of `b`.
    public static func dot(_ a: Tensor, _ b: Tensor, dtype: DType) throws -> Tensor {
        if a.rank == 0 || b.rank == 0 { return try Elementwise.binary(.multiply, a, b, dtype: dtype) }
        let axis = b.rank == 1 ? 0 : b.rank - 2
        if a.shape[a.rank - 1] != b.shape[axis] { throw KernelError.dot(a.shape, b.shape, a.rank - 1, axis) }
        if a.rank <= 2 && b.rank <= 2 { return try matmul(a, b, dtype: dtype) }
        return try tensordot(a, b, [a.rank - 1], [axis], dtype: dtype)
    }
    /// The sum of products over pairs of axes.
    public static func tensordot(_ a: Tensor, _ b: Tensor, _ axesA: [Int], _ axesB: [Int], dtype: DType) throws -> Tensor {
        let ca = try axesA.map { try Shape.axis($0, rank: a.rank) }, cb = try axesB.map { try Shape.axis($0, rank: b.rank) }
        if ca.count != cb.count { throw KernelError.value("shape-mismatch for sum") }
        for (i, j) in zip(ca, cb) where a.shape[i] != b.shape[j] { throw KernelError.value("shape-mismatch for sum") }
        let ra = (0..<a.rank).filter { !ca.contains($0) }, rb = (0..<b.rank).filter { !cb.contains($0) }
        let k = ca.reduce(1) { $0 * a.shape[$1] }
        let m = ra.reduce(1) { $0 * a.shape[$1] }, n = rb.reduce(1) { $0 * b.shape[$1] }
        let x = try Movement.reshape(try Movement.permute(a, ra + ca), [m, k])
        let y = try Movement.reshape(try Movement.permute(b, cb + rb), [k, n])
        return try Movement.reshape(try matmul(x, y, dtype: dtype), ra.map { a.shape[$0] } + rb.map { b.shape[$0] })
    }
    /// All products of the flattened operands: (n, m).
    public static func outer(_ a: Tensor, _ b: Tensor, dtype: DType) throws -> Tensor {
        try Elementwise.binary(.multiply, try Movement.reshape(a, [a.count, 1]), try Movement.reshape(b, [1, b.count]), dtype: dtype)
    }

    // MARK: einsum

    /// Einstein's summation: `"ij,jk->ik"`, with `...` for broadcast axes; without `->` the letters that occur once, in order.
    public static func einsum(_ subscripts: String, _ operands: [Tensor], dtype: DType) throws -> Tensor {
        let text = subscripts.filter { $0 != " " }
        var halves = [text, ""]
        var explicit = false
        if let r = text.firstRange(of: "->") {
            halves = [String(text[..<r.lowerBound]), String(text[r.upperBound...])]
            explicit = true
        }
        let inputs = halves[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if inputs.count != operands.count {
            throw KernelError.value(
                inputs.count > operands.count
                    ? "fewer operands provided to einstein sum function than specified in the subscripts string"
                    : "more operands provided to einstein sum function than specified in the subscripts string")
        }
        // Ellipsis axes get labels that are no letters.
        var labels: [[Character]] = []
        var dots = 0
        func ellipsisLabels(_ n: Int) -> [Character] { (0..<n).map { Character(UnicodeScalar(0xE000 + UInt32(64 - n + $0))!) } }
        for (s, t) in zip(inputs, operands) {
            var ls: [Character] = []
            if let r = s.firstRange(of: "...") {
                let before = s[..<r.lowerBound], after = s[r.upperBound...]
                let n = t.rank - before.count - after.count
                if n < 0 { throw einsumRank(t, s) }
                dots = max(dots, n)
                ls = Array(before) + ellipsisLabels(n) + Array(after)
            } else {
                ls = Array(s)
            }
            for c in ls where !c.isLetter && c.unicodeScalars.first!.value < 0xE000 {
                throw KernelError.value("invalid subscript '\(c)' in einstein sum subscripts string, subscripts must be letters")
            }
            if ls.count != t.rank { throw einsumRank(t, s) }
            labels.append(ls)
        }
        var output: [Character]
        if explicit {
            if let r = halves[1].firstRange(of: "...") {
                output = Array(halves[1][..<r.lowerBound]) + ellipsisLabels(dots) + Array(halves[1][r.upperBound...])
            } else {
                output = Array(halves[1])
            }
            for c in output where !labels.contains(where: { $0.contains(c) }) {
                throw KernelError.value("einstein sum subscripts string included output subscript '\(c)' which never appeared in an input")
            }
        } else {
            var counts: [Character: Int] = [:]
            for l in labels.joined() { counts[l, default: 0] += 1 }
            output = ellipsisLabels(dots) + counts.filter { $0.value == 1 && $0.key.isLetter }.keys.sorted()
        }
        // Sizes; 1 broadcasts.
        var size: [Character: Int] = [:]
        for (ls, t) in zip(labels, operands) {
            for (l, n) in zip(ls, t.shape) {
                if let s = size[l], s != n, s != 1, n != 1 {
                    throw KernelError.value(
                        "operands could not be broadcast together with remapped shapes [original->remapped]: \(einsumShapes(operands, labels, output))")
                }
                size[l] = max(size[l] ?? 1, n) == 1 ? n : (size[l] == nil || size[l] == 1 ? n : size[l]!)
            }
        }
        // Each operand: diagonals for repeated letters, then sums over letters that nobody else needs.
        var parts: [(Tensor, [Character])] = []
        for (i, t) in operands.enumerated() {
            var t = try Elementwise.cast(t, dtype), ls = labels[i]
            var k = 0
            while k < ls.count {
                if let j = ls[(k + 1)...].firstIndex(of: ls[k]) {
                    if t.shape[k] != t.shape[j] {
                        throw KernelError.value("dimensions in single operand for collapsing index '\(ls[k])' don't match (\(t.shape[k]) != \(t.shape[j]))")
                    }
                    let l = ls[k]
                    t = try Movement.diagonal(t, axis1: k, axis2: j)
                    ls.remove(at: j)
                    ls.remove(at: k)
                    ls.append(l)
                } else {
                    k += 1
                }
            }
            parts.append((t, ls))
        }
        while parts.count > 1 {
            let (a, la) = parts.removeFirst(), (b, lb) = parts.removeFirst()
            let needed = Set(output).union(parts.flatMap { $0.1 })
            parts.insert(try contract(a, la, b, lb, needed, dtype), at: 0)
        }
        var (t, ls) = parts[0]
        let drop = ls.enumerated().filter { !output.contains($0.element) }.map { $0.offset }
        if !drop.isEmpty {
            t = try Reduce.sum(t, axes: drop, dtype: dtype)
            ls = ls.filter { output.contains($0) }
        }
        return try Movement.permute(t, output.map { ls.firstIndex(of: $0)! })
    }
    private static func einsumRank(_ t: Tensor, _ s: String) -> KernelError {
        t.rank < s.filter { $0 != "." }.count
            ? .value("einstein sum subscripts string contains too many subscripts for operand 0")
            : .value("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
    }
    /// Each operand's shape, and as the axes of the sum see it: the output's letters, then the others.
    private static func einsumShapes(_ operands: [Tensor], _ labels: [[Character]], _ output: [Character]) -> String {
        var order = output
        for l in labels.joined() where !order.contains(l) { order.append(l) }
        func text(_ parts: [String]) -> String { "(" + parts.joined(separator: ",") + (parts.count == 1 ? ",)" : ")") }
        return zip(operands, labels).map { t, ls in
            var mapped = order.map { l in ls.firstIndex(of: l).map { String(t.shape[$0]) } ?? "newaxis" }
            while mapped.first == "newaxis" { mapped.removeFirst() }
            return text(t.shape.map(String.init)) + "->" + text(mapped)
        }.joined(separator: " ") + " "
    }
    /// The product of two labelled tensors, summed over what is not needed later, as one batched matrix product.
    private static func contract(_ a: Tensor, _ la: [Character], _ b: Tensor, _ lb: [Character], _ needed: Set<Character>, _ dtype: DType) throws -> (
        Tensor, [Character]
    ) {
        func presum(_ t: Tensor, _ l: [Character], _ other: [Character]) throws -> (Tensor, [Character]) {
            let drop = l.indices.filter { !needed.contains(l[$0]) && !other.contains(l[$0]) }
            if drop.isEmpty { return (t, l) }
            return (try Reduce.sum(t, axes: drop, dtype: dtype), l.indices.filter { !drop.contains($0) }.map { l[$0] })
        }
        var (x, lx) = try presum(a, la, lb)
        var (y, ly) = try presum(b, lb, la)
        // Shared axes broadcast from size 1.
        for (i, l) in lx.enumerated() {
            if let j = ly.firstIndex(of: l), x.shape[i] != y.shape[j] {
                var s = x.shape, u = y.shape
                s[i] = max(s[i], u[j])
                u[j] = s[i]
                x = try Movement.expand(x, to: s)
                y = try Movement.expand(y, to: u)
            }
        }
        let shared = lx.filter { ly.contains($0) }
        let batch = shared.filter { needed.contains($0) }, sum = shared.filter { !needed.contains($0) }
        let fx = lx.filter { !shared.contains($0) }, fy = ly.filter { !shared.contains($0) }
        func size(_ t: Tensor, _ l: [Character], _ of: [Character]) -> [Int] { of.map { t.shape[l.firstIndex(of: $0)!] } }
        let bs = size(x, lx, batch), ss = size(x, lx, sum), xs = size(x, lx, fx), ys = size(y, ly, fy)
        if sum.isEmpty {
            // No sum: an elementwise product.
            let p = try Movement.permute(x, (batch + fx).map { lx.firstIndex(of: $0)! }), q = try Movement.permute(y, (batch + fy).map { ly.firstIndex(of: $0)! })
            let pe = p.view(shape: bs + xs + fy.map { _ in 1 }, strides: p.strides + fy.map { _ in 0 }, offset: p.offset)
            let qe = q.view(
                shape: bs + fx.map { _ in 1 } + ys, strides: Array(q.strides.prefix(bs.count)) + fx.map { _ in 0 } + Array(q.strides.dropFirst(bs.count)),
                offset: q.offset)
            lx = batch + fx + fy
            ly = []
            return (try Elementwise.binary(.multiply, pe, qe, dtype: dtype), lx)
        }
        let k = ss.reduce(1, *), m = xs.reduce(1, *), n = ys.reduce(1, *), c = bs.reduce(1, *)
        let p = try Movement.reshape(try Movement.permute(x, (batch + fx + sum).map { lx.firstIndex(of: $0)! }), [c, m, k])
        let q = try Movement.reshape(try Movement.permute(y, (batch + sum + fy).map { ly.firstIndex(of: $0)! }), [c, k, n])
        return (try Movement.reshape(try matmul(p, q, dtype: dtype), bs + xs + ys), batch + fx + fy)
    }
}

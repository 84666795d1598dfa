// This file defines operations that move or re-view elements without computing.

/// Views where the layout allows, copies where it does not.
public enum Movement {
    /// `reshape`; one size may be -1. A view when the strides allow, else a copy.
    /// - Throws: `reshape` when the numbers of elements differ.
    public static func reshape(_ t: Tensor, _ shape: [Int]) throws -> Tensor {
        let target = try resolve(shape, count: t.count, from: t.shape)
        if let v = viewed(t, target) { return v }
        let c = try t.clone()
        return c.view(shape: target, strides: Shape.contiguousStrides(target), offset: c.offset)
    }

    /// The view of another shape, nil when it needs a copy. `shape` has no -1 and the right number of elements.
    public static func viewed(_ t: Tensor, _ shape: [Int]) -> Tensor? {
        if t.isContiguous || t.count == 0 { return t.view(shape: shape, strides: Shape.contiguousStrides(shape), offset: t.offset) }
        // Match blocks of old axes that are contiguous among themselves with blocks of new axes of the same size.
        let old = zip(t.shape, t.strides).filter { $0.0 != 1 }
        var strides = [Int](repeating: 0, count: shape.count)
        var i = 0, j = 0
        while i < old.count && j < shape.count {
            var a = old[i].0, b = shape[j], ie = i + 1, je = j + 1
            while a != b {
                if a < b {
                    if ie >= old.count { return nil }
                    a *= old[ie].0
                    ie += 1
                } else {
                    if je >= shape.count { return nil }
                    b *= shape[je]
                    je += 1
                }
            }
            for k in i..<max(ie - 1, i) where old[k].1 != old[k + 1].0 * old[k + 1].1 { return nil }
            var s = old[ie - 1].1
            for k in stride(from: je - 1, through: j, by: -1) {
                strides[k] = s
                s *= shape[k]
            }
            i = ie
            j = je
        }
        // What is left of the new shape has size 1.
        var last = j > 0 ? strides[j - 1] : 1
        while j < shape.count {
            if shape[j] != 1 { return nil }
            strides[j] = last
            last = strides[j]
            j += 1
        }
        return t.view(shape: shape, strides: strides, offset: t.offset)
    }

    /// Replaces one -1. Throws `reshape`, `value`.
    public static func resolve(_ shape: [Int], count: Int, from: [Int]) throws -> [Int] {
        var known = 1, unknown: Int?
        for (i, s) in shape.enumerated() {
            if s == -1 {
                if unknown != nil { throw KernelError.value("can only specify one unknown dimension") }
                unknown = i
            } else if s < 0 {
                throw KernelError.reshape(from, shape)
            } else {
                let (p, o) = known.multipliedReportingOverflow(by: s)
                if o { throw KernelError.reshape(from, shape) }
                known = p
            }
        }
        var out = shape
        if let u = unknown {
            if known == 0 || count % known != 0 { throw KernelError.reshape(from, shape) }
            out[u] = count / known
        } else if known != count {
            throw KernelError.reshape(from, shape)
        }
        return out
    }

    /// Axes in another order. Throws `axis`, `value` for a repeated axis.
    public static func permute(_ t: Tensor, _ axes: [Int]) throws -> Tensor {
        if axes.count != t.rank { throw KernelError.value("axes don't match array") }
        var seen = [Bool](repeating: false, count: t.rank)
        let order = try axes.map { a -> Int in
            let r = a < 0 ? a + t.rank : a
            if r < 0 || r >= t.rank { throw KernelError.axis(a, dimensions: t.rank) }
            if seen[r] { throw KernelError.value("repeated axis in transpose") }
            seen[r] = true
            return r
        }
        return t.view(shape: order.map { t.shape[$0] }, strides: order.map { t.strides[$0] }, offset: t.offset)
    }
    /// All axes reversed.
    public static func transpose(_ t: Tensor) -> Tensor { t.view(shape: t.shape.reversed(), strides: t.strides.reversed(), offset: t.offset) }
    public static func swapAxes(_ t: Tensor, _ a: Int, _ b: Int) throws -> Tensor {
        let a = try Shape.axis(a, rank: t.rank), b = try Shape.axis(b, rank: t.rank)
        var shape = t.shape, strides = t.strides
        if t.rank > 0 {
            shape.swapAt(a, b)
            strides.swapAt(a, b)
        }
        return t.view(shape: shape, strides: strides, offset: t.offset)
    }
    public static func moveAxis(_ t: Tensor, from: Int, to: Int) throws -> Tensor {
        let f = try Shape.axis(from, rank: t.rank), d = try Shape.axis(to, rank: t.rank)
        var order = Array(0..<t.rank)
        if t.rank == 0 { return t }
        order.remove(at: f)
        order.insert(f, at: d)
        return try permute(t, order)
    }

    /// A view repeated along axes of size 1 (and new leading axes). Throws `broadcast`.
    public static func expand(_ t: Tensor, to shape: [Int]) throws -> Tensor {
        t.view(shape: shape, strides: try t.strides(broadcastTo: shape), offset: t.offset)
    }

    /// A view of `count` elements of an axis, from `start` by `step` (may be negative).
    public static func slice(_ t: Tensor, axis: Int, start: Int, step: Int, count: Int) -> Tensor {
        var shape = t.shape, strides = t.strides
        let offset = count == 0 ? t.offset : t.offset + start * strides[axis]
        shape[axis] = count
        strides[axis] *= step
        return t.view(shape: shape, strides: strides, offset: offset)
    }
    /// The view without an axis, at one index of it (0 <= index < size).
    public static func select(_ t: Tensor, axis: Int, index: Int) -> Tensor {
        var shape = t.shape, strides = t.strides
        let offset = t.offset + index * strides[axis]
        shape.remove(at: axis)
        strides.remove(at: axis)
        return t.view(shape: shape, strides: strides, offset: offset)
    }
    public static func flip(_ t: Tensor, axes: [Int]) throws -> Tensor {
        var r = t
        for a in axes where t.rank > 0 {
            let axis = try Shape.axis(a, rank: t.rank)
            r = slice(r, axis: axis, start: max(r.shape[axis] - 1, 0), step: -1, count: r.shape[axis])
        }
        return r
    }
    public static func unsqueeze(_ t: Tensor, axis: Int) throws -> Tensor {
        let a = axis < 0 ? axis + t.rank + 1 : axis
        if a < 0 || a > t.rank { throw KernelError.axis(axis, dimensions: t.rank + 1) }
        var shape = t.shape, strides = t.strides
        strides.insert(a < t.rank ? strides[a] * shape[a] : 1, at: a)
        shape.insert(1, at: a)
        return t.view(shape: shape, strides: strides, offset: t.offset)
    }
    /// Without the axes of size 1 (all, or those named: `value` when one has another size).
    public static func squeeze(_ t: Tensor, axes: [Int]? = nil) throws -> Tensor {
        var drop = Set<Int>()
        if let axes {
            for a in axes {
                let r = try Shape.axis(a, rank: t.rank)
                if t.rank > 0 && t.shape[r] != 1 {
                    throw KernelError.value("cannot select an axis to squeeze out which has size not equal to one")
                }
                drop.insert(r)
            }
        } else {
            for (i, n) in t.shape.enumerated() where n == 1 { drop.insert(i) }
        }
        let keep = (0..<t.rank).filter { !drop.contains($0) }
        return t.view(shape: keep.map { t.shape[$0] }, strides: keep.map { t.strides[$0] }, offset: t.offset)
    }
    /// The diagonal of two axes, as a last axis. A view.
    public static func diagonal(_ t: Tensor, offset: Int = 0, axis1: Int = 0, axis2: Int = 1) throws -> Tensor {
        if t.rank < 2 { throw KernelError.value("diag requires an array of at least two dimensions") }
        let a = try Shape.axis(axis1, rank: t.rank), b = try Shape.axis(axis2, rank: t.rank)
        if a == b { throw KernelError.value("axis1 and axis2 cannot be the same") }
        let rows = t.shape[a], columns = t.shape[b]
        let n = offset >= 0 ? max(min(rows, columns - min(offset, columns)), 0) : max(min(rows - min(-max(offset, -rows), rows), columns), 0)
        let start = n == 0 ? 0 : offset >= 0 ? offset * t.strides[b] : -offset * t.strides[a]
        let keep = (0..<t.rank).filter { $0 != a && $0 != b }
        return t.view(
            shape: keep.map { t.shape[$0] } + [n], strides: keep.map { t.strides[$0] } + [t.strides[a] + t.strides[b]], offset: t.offset + start)
    }

    /// Tensors one after another along an axis, all converted to `dtype`. `shape` mismatches throw `value` with NumPy's words.
    public static func concat(_ parts: [Tensor], axis: Int, dtype: DType) throws -> Tensor {
        guard let first = parts.first else { throw KernelError.value("need at least one array to concatenate") }
        if first.rank == 0 { throw KernelError.value("zero-dimensional arrays cannot be concatenated") }
        let a = try Shape.axis(axis, rank: first.rank)
        var shape = first.shape
        for (i, p) in parts.enumerated().dropFirst() {
            if p.rank != first.rank {
                throw KernelError.value(
                    "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.rank) dimension(s) and the array at index \(i) has \(p.rank) dimension(s)"
                )
            }
            for d in 0..<first.rank where d != a && p.shape[d] != first.shape[d] {
                throw KernelError.value(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \(d), the array at index 0 has size \(first.shape[d]) and the array at index \(i) has size \(p.shape[d])"
                )
            }
            shape[a] += p.shape[a]
        }
        if a == 1, dtype == .float32 || dtype == .bfloat16, parts.allSatisfy({ $0.dtype == dtype && $0.isKernelOrdered }), let out = try FusedMaps.join(parts) { return out }
        let out = try Tensor(empty: shape, dtype)
        var at = 0
        for p in parts {
            try Elementwise.copy(from: p, to: slice(out, axis: a, start: at, step: 1, count: p.shape[a]))
            at += p.shape[a]
        }
        return out
    }
    /// Tensors of one shape along a new axis.
    public static func stack(_ parts: [Tensor], axis: Int, dtype: DType) throws -> Tensor {
        guard let first = parts.first else { throw KernelError.value("need at least one array to stack") }
        let a = axis < 0 ? axis + first.rank + 1 : axis
        if a < 0 || a > first.rank { throw KernelError.axis(axis, dimensions: first.rank + 1) }
        for p in parts where p.shape != first.shape { throw KernelError.value("all input arrays must have the same shape") }
        if a == 1, dtype == .float32 || dtype == .bfloat16, parts.allSatisfy({ $0.dtype == dtype && $0.isKernelOrdered }), let out = try FusedMaps.stack(parts) { return out }
        return try concat(try parts.map { try unsqueeze($0, axis: a) }, axis: a, dtype: dtype)
    }
    /// Views of consecutive pieces of an axis.
    public static func split(_ t: Tensor, sizes: [Int], axis: Int) throws -> [Tensor] {
        let a = try Shape.axis(axis, rank: t.rank)
        var at = 0
        return sizes.map { n in
            let p = slice(t, axis: a, start: at, step: 1, count: n)
            at += n
            return p
        }
    }
    /// Each element of an axis `counts[i]` times (one count: the same for all).
    public static func repeatElements(_ t: Tensor, counts: [Int], axis: Int) throws -> Tensor {
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 { throw KernelError.axis(axis, dimensions: 0) }
        let n = t.shape[a]
        if counts.count != 1 && counts.count != n {
            throw KernelError.value("operands could not be broadcast together with shape (\(n),) (\(counts.count),)")
        }
        var index: [Int] = [], total = 0
        for i in 0..<n {
            let c = counts.count == 1 ? counts[0] : counts[i]
            if c < 0 { throw KernelError.value("repeats may not contain negative values.") }
            total += min(c, 1 << 40)
            // Memory that there is not is an error, not the end of the program.
            if total > 1 << 26, total > index.capacity { _ = try Tensor(empty: [2 * total], .int64) }
            for _ in 0..<c { index.append(i) }
        }
        return try Indexing.take(t, try Tensor.of(index), axis: a)
    }
    /// The whole tensor repeated along each axis.
    public static func tile(_ t: Tensor, _ repeats: [Int]) throws -> Tensor {
        let rank = max(t.rank, repeats.count)
        let reps = [Int](repeating: 1, count: rank - repeats.count) + repeats
        let shape = [Int](repeating: 1, count: rank - t.rank) + t.shape
        let source = try reshape(t, shape)
        let out = try Tensor(empty: zip(shape, reps).map { $0 * $1 }, t.dtype)
        // The target seen as (reps0, shape0, reps1, shape1, ...).
        var s: [Int] = [], st: [Int] = []
        for i in 0..<rank {
            s += [reps[i], shape[i]]
            st += [out.strides[i] * shape[i], out.strides[i]]
        }
        var src = [Int](), srcStrides = [Int]()
        for i in 0..<rank {
            src += [1, shape[i]]
            srcStrides += [0, source.strides[i]]
        }
        try Elementwise.copy(from: source.view(shape: src, strides: srcStrides, offset: source.offset), to: out.view(shape: s, strides: st, offset: out.offset))
        return out
    }
    /// Filled with a constant around. `widths` are (before, after) for each axis; negative widths crop.
    public static func pad(_ t: Tensor, _ widths: [(Int, Int)], value: Double) throws -> Tensor {
        var shape = t.shape
        for (i, w) in widths.enumerated() { shape[i] += w.0 + w.1 }
        let out = try Tensor.full(shape, value, t.dtype)
        var inside = out, source = t
        for (i, w) in widths.enumerated() {
            let skip = max(-w.0, 0), skipEnd = max(-w.1, 0)
            let n = t.shape[i] - skip - skipEnd
            if n <= 0 { return out }
            inside = slice(inside, axis: i, start: max(w.0, 0), step: 1, count: n)
            source = slice(source, axis: i, start: skip, step: 1, count: n)
        }
        try Elementwise.copy(from: source, to: inside)
        return out
    }
    /// Shifted along an axis, what leaves at one end enters at the other.
    public static func roll(_ t: Tensor, shift: Int, axis: Int) throws -> Tensor {
        let a = try Shape.axis(axis, rank: t.rank)
        let n = t.shape[a]
        let out = try Tensor(empty: t.shape, t.dtype)
        if n == 0 { return out }
        let k = shift.floorRemainder(n)
        try Elementwise.copy(from: slice(t, axis: a, start: 0, step: 1, count: n - k), to: slice(out, axis: a, start: k, step: 1, count: n - k))
        if k > 0 { try Elementwise.copy(from: slice(t, axis: a, start: n - k, step: 1, count: k), to: slice(out, axis: a, start: 0, step: 1, count: k)) }
        return out
    }
    /// The elements on and below (`lower`) or on and above the `k`-th diagonal of the last two axes, zeros elsewhere.
    public static func triangle(_ t: Tensor, k: Int, lower: Bool) throws -> Tensor {
        if t.rank < 2 { throw KernelError.value("input array must be 2-d") }
        let out = try t.clone()
        let n = out.shape[out.rank - 2], m = out.shape[out.rank - 1]
        let size = out.dtype.size
        if out.count == 0 { return out }
        for b in 0..<out.count / (n * m) {
            for i in 0..<n {
                // Columns to clear: after i + k, or before it.
                let cut = lower ? min(max(i &+ k &+ 1, 0), m) : min(max(i &+ k, 0), m)
                let row = out.pointer + ((b * n + i) * m) * size
                if lower { (row + cut * size).initializeMemory(as: UInt8.self, repeating: 0, count: (m - cut) * size) } else {
                    row.initializeMemory(as: UInt8.self, repeating: 0, count: cut * size)
                }
            }
        }
        return out
    }
}

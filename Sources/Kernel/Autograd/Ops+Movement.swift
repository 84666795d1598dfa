// This file defines views and other movements of elements, with gradients.

extension Ops {
    /// Gives a view its history and notes what it is a view of.
    private static func viewOf(_ t: Tensor, _ out: Tensor, _ name: String, multi: Bool = false, _ backward: @escaping (Node, Tensor) throws -> Tensor) throws -> Tensor {
        let out = out === t ? t.alias() : out
        if Autograd.needed(t) { Autograd.record(name, [t], [], out) { n, g in [try backward(n, g)] } }
        if out.storage === t.storage { Autograd.noteView(out, of: t, multi: multi) }
        return out
    }

    /// `t.reshape(shape)`: a view where the strides allow. One size may be -1.
    public static func reshape(_ t: Tensor, _ shape: [Int]) throws -> Tensor {
        let target = try resolve(shape, t)
        let from = t.shape
        if let v = Movement.viewed(t, target) { return try viewOf(t, v, "ViewBackward0") { _, g in try reshape(g, from) } }
        let c = try clone(t)
        return try viewOf(c, Movement.reshape(c, target), "UnsafeViewBackward0") { _, g in try reshape(g, from) }
    }
    /// `t.view(shape)`. Throws `runtime` where it would need a copy.
    public static func view(_ t: Tensor, _ shape: [Int]) throws -> Tensor {
        let target = try resolve(shape, t)
        guard let v = Movement.viewed(t, target) else {
            // PyTorch's result would be row-major, and a view of it possible.
            if t.isKernelOrdered { return try reshape(t, shape) }
            throw KernelError.runtime(
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.")
        }
        let from = t.shape
        return try viewOf(t, v, "ViewBackward0") { _, g in try reshape(g, from) }
    }
    /// Replaces one -1. Throws PyTorch's RuntimeErrors.
    static func resolve(_ shape: [Int], _ t: Tensor) throws -> [Int] {
        var known = 1, hole = -1
        for (i, n) in shape.enumerated() {
            if n == -1 {
                if hole >= 0 { throw KernelError.runtime("only one dimension can be inferred") }
                hole = i
            } else if n < 0 {
                throw KernelError.runtime("invalid shape dimension \(n)")
            } else {
                let (p, o) = known.multipliedReportingOverflow(by: n)
                if o { throw KernelError.runtime("shape '\(shape)' is invalid for input of size \(t.count)") }
                known = p
            }
        }
        let count = t.count
        if hole >= 0 {
            if known == 0 && count == 0 {
                throw KernelError.runtime("cannot reshape tensor of 0 elements into shape \(shape) because the unspecified dimension size -1 can be any value and is ambiguous")
            }
            guard known > 0, count % known == 0 else { throw KernelError.runtime("shape '\(shape)' is invalid for input of size \(count)") }
            var s = shape
            s[hole] = count / known
            return s
        }
        guard known == count else { throw KernelError.runtime("shape '\(shape)' is invalid for input of size \(count)") }
        return shape
    }

    public static func flatten(_ t: Tensor, _ start: Int = 0, _ end: Int = -1) throws -> Tensor {
        if t.rank == 0 { return try reshape(t, [1]) }
        let a = try dim(start, t.rank), b = try dim(end, t.rank)
        if a > b { throw KernelError.runtime("flatten() has invalid args: start_dim cannot come after end_dim") }
        if a == b { return t }
        return try reshape(t, Array(t.shape[..<a]) + [t.shape[a...b].reduce(1, *)] + Array(t.shape[(b + 1)...]))
    }
    public static func unflatten(_ t: Tensor, _ axis: Int, _ sizes: [Int]) throws -> Tensor {
        let a = try dim(axis, t.rank)
        var s = sizes
        if let h = s.firstIndex(of: -1) {
            let known = s.filter { $0 != -1 }.reduce(1, *)
            if known > 0 { s[h] = t.shape[a] / known }
        }
        guard s.reduce(1, *) == t.shape[a] else {
            throw KernelError.runtime("unflatten: Provided sizes \(sizes) don't multiply up to the size of dim \(a) (\(t.shape[a])) in the input tensor")
        }
        return try view(t, Array(t.shape[..<a]) + s + Array(t.shape[(a + 1)...]))
    }

    /// A possibly negative dimension. Throws PyTorch's IndexError.
    public static func dim(_ d: Int, _ rank: Int) throws -> Int {
        let n = max(rank, 1)
        if d < -n || d >= n { throw KernelError.indexMessage("Dimension out of range (expected to be in range of [\(-n), \(n - 1)], but got \(d))") }
        return d < 0 ? d + n : d
    }
    static func dims(_ list: [Int], _ rank: Int) throws -> [Int] {
        var out: [Int] = []
        for d in list {
            let r = try dim(d, rank)
            if out.contains(r) { throw KernelError.runtime("dim \(r) appears multiple times in the list of dims") }
            out.append(r)
        }
        return out
    }

    public static func permute(_ t: Tensor, _ axes: [Int]) throws -> Tensor {
        if axes.count != t.rank {
            throw KernelError.runtime("permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = \(t.rank) is not equal to len(dims) = \(axes.count)")
        }
        var order: [Int] = []
        for a in axes {
            let r = try dim(a, t.rank)
            if order.contains(r) { throw KernelError.runtime("permute(): duplicate dims are not allowed.") }
            order.append(r)
        }
        var inverse = [Int](repeating: 0, count: order.count)
        for (i, a) in order.enumerated() { inverse[a] = i }
        return try viewOf(t, t.view(shape: order.map { t.shape[$0] }, strides: order.map { t.strides[$0] }, offset: t.offset), "PermuteBackward0") { _, g in
            try permute(g, inverse)
        }
    }
    public static func transpose(_ t: Tensor, _ a: Int, _ b: Int, name: String = "TransposeBackward0") throws -> Tensor {
        let i = try dim(a, t.rank), j = try dim(b, t.rank)
        var shape = t.shape, strides = t.strides
        if t.rank > 0 {
            shape.swapAt(i, j)
            strides.swapAt(i, j)
        }
        return try viewOf(t, t.view(shape: shape, strides: strides, offset: t.offset), name) { _, g in try transpose(g, i, j, name: name) }
    }
    /// `t.t()`.
    public static func t(_ x: Tensor) throws -> Tensor {
        if x.rank > 2 { throw KernelError.runtime("t() expects a tensor with <= 2 dimensions, but self is \(x.rank)D") }
        return x.rank < 2 ? x : try transpose(x, 0, 1, name: "TBackward0")
    }
    public static func movedim(_ t: Tensor, _ from: [Int], _ to: [Int]) throws -> Tensor {
        guard from.count == to.count else { throw KernelError.runtime("movedim: Invalid source or destination dims: source (\(from) dims) should contain the same number of dims as destination (\(to) dims)") }
        let s = try dims(from, t.rank), d = try dims(to, t.rank)
        var order = [Int](repeating: -1, count: t.rank)
        for (x, y) in zip(s, d) { order[y] = x }
        var rest = (0..<t.rank).filter { !s.contains($0) }.makeIterator()
        for i in order.indices where order[i] < 0 { order[i] = rest.next()! }
        return try permute(t, order)
    }

    /// `t.expand(shape)`; -1 keeps a size.
    public static func expand(_ t: Tensor, _ shape: [Int]) throws -> Tensor {
        if shape.count < t.rank {
            throw KernelError.runtime("expand(torch.\(t.dtype.torchTensorName){\(t.shape)}, size=\(shape)): the number of sizes provided (\(shape.count)) must be greater or equal to the number of dimensions in the tensor (\(t.rank))")
        }
        let lead = shape.count - t.rank
        var target = shape, strides = [Int](repeating: 0, count: shape.count)
        for i in shape.indices {
            if i < lead {
                if shape[i] < 0 { throw KernelError.runtime("The expanded size of the tensor (\(shape[i])) isn't allowed in a leading, non-existing dimension \(i)") }
                continue
            }
            let n = t.shape[i - lead]
            if shape[i] == -1 || shape[i] == n {
                target[i] = n
                strides[i] = t.strides[i - lead]
            } else if n != 1 {
                throw KernelError.runtime("The expanded size of the tensor (\(shape[i])) must match the existing size (\(n)) at non-singleton dimension \(i).  Target sizes: \(shape).  Tensor sizes: \(t.shape)")
            }
        }
        let from = t.shape
        return try viewOf(t, t.view(shape: target, strides: strides, offset: t.offset), "ExpandBackward0") { _, g in try sumTo(g, from) }
    }

    public static func unsqueeze(_ t: Tensor, _ axis: Int) throws -> Tensor {
        let n = t.rank + 1
        if axis < -n || axis >= n { throw KernelError.indexMessage("Dimension out of range (expected to be in range of [\(-n), \(n - 1)], but got \(axis))") }
        let a = axis < 0 ? axis + n : axis
        var shape = t.shape, strides = t.strides
        shape.insert(1, at: a)
        strides.insert(a < t.rank ? t.strides[a] * t.shape[a] : 1, at: a)
        return try viewOf(t, t.view(shape: shape, strides: strides, offset: t.offset), "UnsqueezeBackward0") { _, g in try squeeze(g, [a]) }
    }
    /// Without the axes of size 1: all, or those of `axes` that have it.
    public static func squeeze(_ t: Tensor, _ axes: [Int]? = nil) throws -> Tensor {
        let chosen = try axes.map { try dims($0, t.rank) } ?? Array(0..<t.rank)
        let keep = (0..<t.rank).filter { !(t.shape[$0] == 1 && chosen.contains($0)) }
        let from = t.shape
        let name = axes == nil ? "SqueezeBackward0" : axes!.count == 1 ? "SqueezeBackward1" : "SqueezeBackward2"
        return try viewOf(t, t.view(shape: keep.map { t.shape[$0] }, strides: keep.map { t.strides[$0] }, offset: t.offset), name) { _, g in try reshape(g, from) }
    }

    public static func select(_ t: Tensor, _ axis: Int, _ index: Int) throws -> Tensor {
        if t.rank == 0 { throw KernelError.indexMessage("select() cannot be applied to a 0-dim tensor.") }
        let a = try dim(axis, t.rank), n = t.shape[a]
        if index < -n || index >= n { throw KernelError.indexMessage("select(): index \(index) out of range for tensor of size \(t.shape) at dimension \(a)") }
        let i = index < 0 ? index + n : index
        let from = t.shape
        return try viewOf(t, Movement.select(t, axis: a, index: i), "SelectBackward0") { _, g in
            let z = try Tensor.zeros(from, g.dtype)
            try copyData(g, into: Movement.select(z, axis: a, index: i))
            if Autograd.needed(g) { Autograd.record("SelectBackwardBackward0", [g], [], z) { _, gg in [try select(gg, a, i)] } }
            return z
        }
    }
    /// `t[..., start:start + count*step:step, ...]` of an axis; the bounds are within it.
    public static func slice(_ t: Tensor, _ axis: Int, start: Int, step: Int = 1, count: Int) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let from = t.shape
        return try viewOf(t, Movement.slice(t, axis: a, start: start, step: step, count: count), "SliceBackward0") { _, g in
            let z = try Tensor.zeros(from, g.dtype)
            try copyData(g, into: Movement.slice(z, axis: a, start: start, step: step, count: count))
            if Autograd.needed(g) { Autograd.record("SliceBackwardBackward0", [g], [], z) { _, gg in [try slice(gg, a, start: start, step: step, count: count)] } }
            return z
        }
    }
    public static func narrow(_ t: Tensor, _ axis: Int, _ start: Int, _ length: Int) throws -> Tensor {
        if t.rank == 0 { throw KernelError.runtime("narrow() cannot be applied to a 0-dim tensor.") }
        let a = try dim(axis, t.rank), n = t.shape[a]
        if length < 0 { throw KernelError.runtime("narrow(): length must be non-negative.") }
        if start < -n || start > n { throw KernelError.indexMessage("start out of range (expected to be in range of [\(-n), \(n)], but got \(start))") }
        let s = start < 0 ? start + n : start
        if s + length > n { throw KernelError.runtime("start (\(s)) + length (\(length)) exceeds dimension size (\(n)).") }
        return try slice(t, a, start: s, count: length)
    }
    public static func diagonal(_ t: Tensor, offset: Int = 0, _ axis1: Int = 0, _ axis2: Int = 1) throws -> Tensor {
        let a = try dim(axis1, t.rank), b = try dim(axis2, t.rank)
        let from = t.shape
        return try viewOf(t, Movement.diagonal(t, offset: offset, axis1: a, axis2: b), "DiagonalBackward0") { _, g in
            let z = try Tensor.zeros(from, g.dtype)
            try copyData(g, into: Movement.diagonal(z, offset: offset, axis1: a, axis2: b))
            return z
        }
    }
    /// `torch.diag`.
    public static func diag(_ t: Tensor, _ offset: Int = 0) throws -> Tensor {
        if t.rank == 2 { return try clone(diagonal(t, offset: offset)) }
        guard t.rank == 1 else { throw KernelError.runtime("diag(): Supports 1D or 2D tensors. Got \(t.rank)D") }
        if offset.magnitude > 1 << 31 { throw KernelError.runtime("diag(): diagonal \(offset) is out of range") }
        let n = t.shape[0] + Swift.abs(offset)
        let z = try Tensor.zeros([n, n], t.dtype)
        try copyData(t, into: Movement.diagonal(z, offset: offset))
        if Autograd.needed(t) { Autograd.record("DiagEmbedBackward0", [t], [], z) { _, g in [try clone(diagonal(g, offset: offset))] } }
        return z
    }

    /// `torch.cat`.
    public static func cat(_ parts: [Tensor], _ axis: Int = 0) throws -> Tensor {
        guard let first = parts.first else { throw KernelError.runtime("torch.cat(): expected a non-empty list of Tensors") }
        // Empty one-dimensional tensors are skipped, as PyTorch does for old programs.
        let used = parts.filter { !($0.rank == 1 && $0.shape[0] == 0) }
        for p in parts where p.rank == 0 { _ = p; throw KernelError.runtime("zero-dimensional tensor (at position \(parts.firstIndex { $0.rank == 0 }!)) cannot be concatenated") }
        let dtype = Promotion.result(parts.map { .tensor($0) })
        guard let lead = used.first else { return try Tensor(empty: first.shape, dtype) }
        let a = try dim(axis, lead.rank)
        for (i, p) in used.enumerated() {
            if p.rank != lead.rank { throw KernelError.runtime("Tensors must have same number of dimensions: got \(lead.rank) and \(p.rank)") }
            for k in 0..<p.rank where k != a && p.shape[k] != lead.shape[k] {
                throw KernelError.runtime("Sizes of tensors must match except in dimension \(a). Expected size \(lead.shape[k]) but got size \(p.shape[k]) for tensor number \(i) in the list.")
            }
        }
        let out = try Movement.concat(used, axis: a, dtype: dtype)
        if Autograd.needed(used) {
            let sizes = used.map { $0.shape[a] }
            Autograd.record("CatBackward0", used, [], out) { n, g in
                var at = 0
                return try sizes.enumerated().map { i, size in
                    defer { at += size }
                    return n.needs(i) ? try slice(g, a, start: at, count: size) : nil
                }
            }
        }
        return out
    }
    /// `torch.stack`.
    public static func stack(_ parts: [Tensor], _ axis: Int = 0) throws -> Tensor {
        guard let first = parts.first else { throw KernelError.runtime("stack expects a non-empty TensorList") }
        for (i, p) in parts.enumerated() where p.shape != first.shape {
            throw KernelError.runtime("stack expects each tensor to be equal size, but got \(first.shape) at entry 0 and \(p.shape) at entry \(i)")
        }
        let n = first.rank + 1
        if axis < -n || axis >= n { throw KernelError.indexMessage("Dimension out of range (expected to be in range of [\(-n), \(n - 1)], but got \(axis))") }
        let a = axis < 0 ? axis + n : axis
        let dtype = Promotion.result(parts.map { .tensor($0) })
        let out = try Movement.stack(parts, axis: a, dtype: dtype)
        if Autograd.needed(parts) {
            Autograd.record("StackBackward0", parts, [], out) { n, g in try parts.indices.map { n.needs($0) ? try select(g, a, $0) : nil } }
        }
        return out
    }

    /// `torch.split` by sizes.
    public static func split(_ t: Tensor, sizes: [Int], _ axis: Int) throws -> [Tensor] {
        let a = try dim(axis, t.rank)
        if t.rank == 0 { throw KernelError.runtime("split expects at least a 1-dimensional tensor") }
        if let negative = sizes.first(where: { $0 < 0 }) { throw KernelError.runtime("split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=\(sizes) with \(negative)") }
        if sizes.reduce(0, { $0 &+ min($1, 1 << 40) }) != t.shape[a] {
            throw KernelError.runtime("split_with_sizes expects split_sizes to sum exactly to \(t.shape[a]) (input tensor's size at dimension \(a)), but got split_sizes=\(sizes)")
        }
        return try pieces(t, sizes, a, "SplitWithSizesBackward0")
    }
    /// `torch.split` by one size.
    public static func split(_ t: Tensor, size: Int, _ axis: Int) throws -> [Tensor] {
        if t.rank == 0 { throw KernelError.runtime("split expects at least a 1-dimensional tensor") }
        let a = try dim(axis, t.rank)
        if size < 0 { throw KernelError.runtime("split expects split_size be non-negative, but got split_size=\(size)") }
        let n = t.shape[a]
        if size == 0 && n != 0 { throw KernelError.runtime("split_size can only be 0 if dimension size is 0, but got dimension size of \(n)") }
        var sizes: [Int] = []
        var at = 0
        while at < n {
            sizes.append(min(size, n - at))
            at += size
        }
        return try pieces(t, sizes.isEmpty ? [0] : sizes, a, "SplitBackward0")
    }
    public static func chunk(_ t: Tensor, _ chunks: Int, _ axis: Int) throws -> [Tensor] {
        if t.rank == 0 { throw KernelError.runtime("chunk expects at least a 1-dimensional tensor") }
        if chunks <= 0 { throw KernelError.runtime("chunk expects `chunks` to be greater than 0, got: \(chunks)") }
        let a = try dim(axis, t.rank)
        return try split(t, size: max((t.shape[a] + chunks - 1) / chunks, 1), a)
    }
    private static func pieces(_ t: Tensor, _ sizes: [Int], _ a: Int, _ name: String) throws -> [Tensor] {
        var outs: [Tensor] = []
        var at = 0
        for s in sizes {
            outs.append(Movement.slice(t, axis: a, start: at, step: 1, count: s))
            at += s
        }
        try finishViews(t, outs, name) { gs in
            var parts: [Tensor] = []
            for (i, g) in gs.enumerated() {
                var shape = t.shape
                shape[a] = sizes[i]
                parts.append(try g ?? Tensor.zeros(shape, t.dtype))
            }
            return try cat(parts, a)
        }
        return outs
    }
    public static func unbind(_ t: Tensor, _ axis: Int = 0) throws -> [Tensor] {
        if t.rank == 0 { throw KernelError.runtime("Dimension specified as \(axis) but tensor has no dimensions") }
        let a = try dim(axis, t.rank)
        let outs = (0..<t.shape[a]).map { Movement.select(t, axis: a, index: $0) }
        var shape = t.shape
        shape.remove(at: a)
        let dtype = t.dtype
        try finishViews(t, outs, "UnbindBackward0") { gs in try stack(gs.map { try $0 ?? Tensor.zeros(shape, dtype) }, a) }
        return outs
    }
    private static func finishViews(_ t: Tensor, _ outs: [Tensor], _ name: String, _ backward: @escaping ([Tensor?]) throws -> Tensor) throws {
        let needed = Autograd.needed(t)
        if needed && !outs.isEmpty { Autograd.record(name, [t], [], outputs: outs) { _, gs in [try backward(gs)] } }
        for o in outs { Autograd.noteView(o, of: t, multi: needed) }
    }

    public static func flip(_ t: Tensor, _ axes: [Int]) throws -> Tensor {
        let d = try dims(axes, t.rank)
        let out = try Movement.flip(t, axes: d).clone()
        if Autograd.needed(t) { Autograd.record("FlipBackward0", [t], [], out) { _, g in [try flip(g, d)] } }
        return out
    }
    /// `torch.roll`; without axes the flattened tensor is shifted.
    public static func roll(_ t: Tensor, _ shifts: [Int], _ axes: [Int]) throws -> Tensor {
        if axes.isEmpty {
            guard shifts.count == 1 else { throw KernelError.runtime("shifts and dimensions must align. shifts: \(shifts.count), dims:0") }
            return try reshape(roll(flatten(t), shifts, [0]), t.shape)
        }
        guard shifts.count == axes.count else { throw KernelError.runtime("shifts and dimensions must align. shifts: \(shifts.count), dims:\(axes.count)") }
        if t.rank == 0 { return try t.clone() }
        var out = t.alias()
        for (s, a) in zip(shifts, axes) { out = try Movement.roll(out, shift: s, axis: dim(a, t.rank)) }
        if out.storage === t.storage { out = try out.clone() }
        if Autograd.needed(t) { Autograd.record("RollBackward0", [t], [], out) { _, g in [try roll(g, shifts.map { 0 &- $0 }, axes)] } }
        return out
    }
    /// `t.repeat(counts)`.
    public static func tile(_ t: Tensor, _ counts: [Int]) throws -> Tensor {
        if counts.count < t.rank {
            throw KernelError.runtime("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
        }
        for c in counts where c < 0 { throw KernelError.runtime("Trying to create tensor with negative dimension \(c): \(counts)") }
        let lead = counts.count - t.rank
        let padded = [Int](repeating: 1, count: lead) + t.shape
        // Repeat by expanding: each axis becomes (count, size).
        var wide: [Int] = [], source: [Int] = []
        for (c, n) in zip(counts, padded) {
            wide += [c, n]
            source += [1, n]
        }
        let out = try Elementwise.cast(Movement.expand(Movement.reshape(t, source), to: wide), t.dtype).clone()
        let result = try Movement.reshape(out, zip(counts, padded).map { $0 * $1 })
        if Autograd.needed(t) {
            let from = t.shape
            Autograd.record("RepeatBackward0", [t], [], result) { _, g in
                [try reshape(sum(reshape(g, wide), Array(stride(from: 0, to: wide.count, by: 2)), keepdim: false), from)]
            }
        }
        return result
    }
    /// `torch.repeat_interleave`.
    public static func repeatInterleave(_ t: Tensor, _ counts: [Int], _ axis: Int?) throws -> Tensor {
        let x = axis == nil || t.rank == 0 ? try flatten(t) : t
        let a = try dim(axis ?? 0, x.rank)
        let n = x.shape[a]
        if counts.count != 1 && counts.count != n {
            throw KernelError.runtime("repeats must have the same size as input along dim, but got repeats.size(0) = \(counts.count) and input.size(\(a)) = \(n)")
        }
        var index: [Int] = [], total = 0
        for i in 0..<n {
            let c = counts.count == 1 ? counts[0] : counts[i]
            if c < 0 { throw KernelError.runtime("repeats can not be negative") }
            total += min(c, 1 << 40)
            if total > index.capacity {
                // Memory that there is not is an error, not the end of the program.
                if total > 1 << 26 { _ = try Tensor(empty: [2 * total], .int64) }
            }
            index += [Int](repeating: i, count: c)
        }
        return try indexSelect(x, a, Tensor.of(index))
    }
    /// `torch.tril` and `torch.triu`.
    public static func triangle(_ t: Tensor, _ k: Int, lower: Bool) throws -> Tensor {
        if t.rank < 2 { throw KernelError.runtime("\(lower ? "tril" : "triu"): input tensor must have at least 2 dimensions") }
        let out = try Movement.triangle(t, k: k, lower: lower)
        if Autograd.needed(t) { Autograd.record(lower ? "TrilBackward0" : "TriuBackward0", [t], [], out) { _, g in [try triangle(g, k, lower: lower)] } }
        return out
    }

    /// `Tensor.unfold(axis, size, step)`: windows of an axis as a last axis. A view.
    public static func windows(_ t: Tensor, _ axis: Int, _ size: Int, _ step: Int) throws -> Tensor {
        let a = try dim(axis, t.rank)
        guard size <= t.shape[a] else { throw KernelError.runtime("maximum size for tensor at dimension \(a) is \(t.shape[a]) but size is \(size)") }
        guard step > 0 else { throw KernelError.runtime("step is \(step) but must be > 0") }
        let n = (t.shape[a] - size) / step + 1
        var shape = t.shape, strides = t.strides
        shape[a] = n
        let s = strides[a]
        strides[a] = s * step
        let from = t.shape
        return try viewOf(t, t.view(shape: shape + [size], strides: strides + [s], offset: t.offset), "UnfoldBackward0") { _, g in
            let z = try Tensor.zeros(from, g.dtype)
            for k in 0..<size {
                let part = Movement.slice(z, axis: a, start: k, step: step, count: n)
                try accumulate(into: part, Movement.select(g, axis: g.rank - 1, index: k))
            }
            return z
        }
    }
    /// `as_strided`. Throws `runtime` when it would leave the storage.
    public static func asStrided(_ t: Tensor, _ shape: [Int], _ strides: [Int], _ offset: Int?) throws -> Tensor {
        guard shape.count == strides.count else { throw KernelError.runtime("mismatch in length of strides and shape") }
        let o = offset ?? t.offset
        var last = o
        for (n, s) in zip(shape, strides) {
            if s < 0 { throw KernelError.runtime("as_strided: Negative strides are not supported at the moment, got strides: \(strides)") }
            if n < 0 { throw KernelError.runtime("Trying to create tensor with negative dimension \(n): \(shape)") }
            let (p, f) = max(n - 1, 0).multipliedReportingOverflow(by: s)
            let (q, g) = last.addingReportingOverflow(p)
            if f || g { throw KernelError.runtime("setStorage: sizes \(shape), strides \(strides) overflow") }
            last = q
        }
        if o < 0 || (!shape.contains(0) && (last + 1) * t.dtype.size > t.storage.byteCount) {
            throw KernelError.runtime("setStorage: sizes \(shape), strides \(strides), storage offset \(o), and itemsize \(t.dtype.size) requiring a storage size of \((last + 1) * t.dtype.size) are out of bounds for storage of size \(t.storage.byteCount)")
        }
        let from = t.shape, fromStrides = t.strides, fromOffset = t.offset
        return try viewOf(t, t.view(shape: shape, strides: strides, offset: o), "AsStridedBackward0") { _, g in
            let z = try Tensor.zeros(from, g.dtype)
            guard fromStrides == z.strides else { return try scatterView(g, shape: shape, strides: strides, offset: o - fromOffset, into: from, baseStrides: fromStrides) }
            // Windows may overlap: every element is added.
            let target = z.view(shape: shape, strides: strides, offset: o - fromOffset)
            let values = try g.doubles()
            var index = [Int](repeating: 0, count: shape.count)
            for v in values {
                var at = target.offset
                for (i, s) in zip(index, strides) { at += i * s }
                let cell = z.view(shape: [], strides: [], offset: at)
                try Elementwise.fill(cell, cell.double(at: 0) + v)
                var k = shape.count - 1
                while k >= 0 {
                    index[k] += 1
                    if index[k] < shape[k] { break }
                    index[k] = 0
                    k -= 1
                }
            }
            return z
        }
    }

    /// `t.detach()`: the same memory without history.
    public static func detach(_ t: Tensor) -> Tensor { t.alias() }
}

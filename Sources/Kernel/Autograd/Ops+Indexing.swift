// This file defines reading and writing through indices, with gradients.

extension Ops {
    /// `t[items]`: slices, integers and new axes are views, tensors copy.
    public static func index(_ t: Tensor, _ items: [IndexItem]) throws -> Tensor {
        let (view, advanced) = try views(t, items)
        guard let advanced else { return view === t ? t.alias(recording: t) : view }
        return try gatherIndices(view, advanced)
    }

    private static func gatherIndices(_ view: Tensor, _ advanced: [IndexItem]) throws -> Tensor {
        let plan = try checkedPlan(view, advanced)
        let out = try Indexing.gather(plan)
        if Autograd.needed(view) {
            let shape = view.shape
            Autograd.record("IndexBackward0", [view], [], out) { _, g in
                let z = try Tensor.zeros(shape, g.dtype)
                try Indexing.scatter(try Indexing.plan(z, advanced), g, combine: .add)
                if Autograd.needed(g) { Autograd.record("IndexPutBackward0", [g], [], z) { _, gg in [try gatherIndices(gg, advanced)] } }
                return [z]
            }
        }
        return out
    }
    private static func checkedPlan(_ t: Tensor, _ items: [IndexItem]) throws -> IndexPlan {
        for i in items {
            if case .tensor(let x) = i, x.dtype.isFloat {
                throw KernelError.indexMessage("tensors used as indices must be long, int, byte or bool tensors")
            }
        }
        do { return try Indexing.plan(t, items) } catch KernelError.index(let i, let axis, let size) {
            throw KernelError.indexMessage("index \(i) is out of bounds for dimension \(axis) with size \(size)")
        }
    }

    /// Applies everything but tensors, one after another as PyTorch does. nil: nothing is left; else one item an axis of the view.
    private static func views(_ t: Tensor, _ items: [IndexItem]) throws -> (Tensor, [IndexItem]?) {
        var taken = 0
        for i in items {
            switch i {
            case .slice, .index: taken += 1
            case .tensor(let x): taken += x.dtype == .bool || x.dtype == .uint8 ? x.rank : 1
            default: break
            }
        }
        if taken > t.rank { throw KernelError.indexMessage("too many indices for tensor of dimension \(t.rank)") }
        var view = t, axis = 0
        var left: [IndexItem] = []
        var hasTensor = false
        for i in items {
            switch i {
            case .slice(let start, let stop, let step):
                if let s = step, s <= 0 { throw KernelError.value("step must be greater than zero") }
                let n = view.shape[axis]
                let r = try Indexing.resolve(start, stop, step, n)
                if !(r.start == 0 && r.step == 1 && r.count == n) { view = try slice(view, axis, start: r.start, step: r.step, count: r.count) }
                axis += 1
                left.append(.slice(start: nil, stop: nil, step: nil))
            case .index(let k):
                if view.rank == 0 { throw KernelError.indexMessage("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number") }
                let n = view.shape[axis]
                if k < -n || k >= n {
                    // The dimension named is that of the tensor as given.
                    throw KernelError.indexMessage("index \(k) is out of bounds for dimension \(axis + (t.rank - view.rank)) with size \(n)")
                }
                view = try select(view, axis, k)
            case .newAxis:
                view = try unsqueeze(view, axis)
                axis += 1
                left.append(.slice(start: nil, stop: nil, step: nil))
            case .ellipsis:
                let skip = t.rank - taken
                axis += skip
                for _ in 0..<skip { left.append(.slice(start: nil, stop: nil, step: nil)) }
            case .tensor(let x):
                hasTensor = true
                if x.dtype == .bool || x.dtype == .uint8 {
                    for k in 0..<x.rank where axis + k < view.rank && x.shape[k] != view.shape[axis + k] {
                        throw KernelError.indexMessage("The shape of the mask \(x.shape) at index \(k) does not match the shape of the indexed tensor \(view.shape) at index \(axis + k)")
                    }
                    left.append(.tensor(x.dtype == .bool ? x : try Elementwise.cast(x, .bool)))
                    axis += x.rank
                } else {
                    left.append(.tensor(x))
                    axis += 1
                }
            }
        }
        return (view, hasTensor ? left : nil)
    }

    /// `t[items] = value`.
    public static func setIndex(_ t: Tensor, _ items: [IndexItem], _ value: Operand) throws {
        try Autograd.checkInPlace(t)
        let v = try value.asTensor(t.dtype)
        let (view, advanced) = try Autograd.noGrad { try views(t, items) }
        let target: Tensor
        if let advanced {
            let plan = try checkedPlan(view, advanced)
            do { try Indexing.scatter(plan, trim(v, plan.shape.count)) } catch KernelError.broadcast {
                throw KernelError.runtime("shape mismatch: value tensor of shape \(v.shape) cannot be broadcast to indexing result of shape \(plan.shape)")
            }
            target = view
            t.storage.version += 1
            if Autograd.isEnabled, t.requiresGrad || v.requiresGrad {
                let node = Node(
                    "IndexPutBackward0", edges: [Autograd.edge(t), Autograd.edge(v)], outputs: [(t.shape, t.dtype)], saved: [],
                    backward: { n, gs in
                        guard let g = gs[0] else { return [] }
                        let copy = try clone(g)
                        let part = try Autograd.noGrad { try views(copy, items).0 }
                        let p = try Indexing.plan(part, advanced)
                        let taken = n.needs(1) ? try Indexing.gather(p) : nil
                        if n.needs(0) { try Indexing.scatter(p, Tensor.zeros([], g.dtype)) }
                        return [n.needs(0) ? copy : nil, taken]
                    })
                assign(node, to: t)
            }
            _ = target
            return
        }
        let fitted = try trim(v, view.rank)
        do { try Elementwise.copy(from: fitted, to: view) } catch KernelError.broadcast {
            throw KernelError.runtime(mismatch(view.shape, fitted.shape))
        }
        t.storage.version += 1
        if Autograd.isEnabled, t.requiresGrad || v.requiresGrad {
            let node = Node(
                "CopySlices", edges: [Autograd.edge(t), Autograd.edge(v)], outputs: [(t.shape, t.dtype)], saved: [],
                backward: { n, gs in
                    guard let g = gs[0] else { return [] }
                    let copy = try clone(g)
                    let part = try Autograd.noGrad { try views(copy, items).0 }
                    let taken = n.needs(1) ? try part.clone() : nil
                    try Elementwise.fill(part, 0)
                    return [n.needs(0) ? copy : nil, taken]
                })
            assign(node, to: t)
        }
    }
    private static func mismatch(_ target: [Int], _ value: [Int]) -> String {
        let lead = target.count - value.count
        for k in stride(from: value.count - 1, through: 0, by: -1) where k + lead >= 0 && value[k] != 1 && value[k] != target[k + lead] {
            return "The expanded size of the tensor (\(target[k + lead])) must match the existing size (\(value[k])) at non-singleton dimension \(k + lead).  Target sizes: \(target).  Tensor sizes: \(value)"
        }
        return "shape mismatch: value tensor of shape \(value) cannot be broadcast to indexing result of shape \(target)"
    }
    /// Leading axes of size 1 beyond the target's rank do not count.
    private static func trim(_ v: Tensor, _ rank: Int) throws -> Tensor {
        var shape = v.shape
        while shape.count > rank, shape.first == 1 { shape.removeFirst() }
        return shape.count == v.rank ? v : try Movement.reshape(v, shape)
    }
    /// Makes a node the history of a tensor that was changed through it, and of the base it is a view of.
    private static func assign(_ node: Node, to t: Tensor) {
        let r = t.alias()
        let g = Gradient()
        g.node = node
        r.autograd = g
        Autograd.rebase(t, to: r)
    }

    // MARK: Named forms

    static func checkIndex(_ index: Tensor, _ name: String) throws {
        guard index.dtype == .int64 || (index.dtype == .int32 && name.hasPrefix("index_select")) else {
            throw KernelError.runtime("\(name): Expected dtype int64 for index")
        }
    }

    public static func indexSelect(_ t: Tensor, _ axis: Int, _ index: Tensor) throws -> Tensor {
        let a = try dim(axis, t.rank)
        guard index.dtype == .int64 || index.dtype == .int32 else { throw KernelError.runtime("index_select(): Expected dtype int32 or int64 for index") }
        guard index.rank <= 1 else { throw KernelError.indexMessage("index_select(): Index is supposed to be a vector") }
        let flat = index.rank == 0 ? try Movement.reshape(index, [1]) : index
        let out: Tensor
        do { out = try Indexing.take(t, flat, axis: a) } catch KernelError.index { throw KernelError.indexMessage("index out of range in self") } catch KernelError.indexMessage { throw KernelError.indexMessage("index out of range in self") }
        if Autograd.needed(t) {
            let shape = t.shape, si = Saved(flat)
            Autograd.record("IndexSelectBackward0", [t], [si], out) { n, g in [try indexAdd(Tensor.zeros(shape, g.dtype), a, si.value(n), g)] }
        }
        return out
    }
    private static func along(_ axis: Int, _ index: Tensor) -> [IndexItem] {
        [IndexItem](repeating: .slice(start: nil, stop: nil, step: nil), count: axis) + [.tensor(index)]
    }
    public static func indexAdd(_ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor, alpha: Double = 1) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let out = try clone(t)
        let s = alpha == 1 ? source : try mul(source, alpha)
        try Indexing.scatter(Indexing.plan(out, along(a, index)), s, combine: .add)
        if Autograd.needed(t, s) {
            let si = Saved(index)
            let r = out.alias()
            Autograd.record("IndexAddBackward0", [t, s], [si], r) { n, g in [n.needs(0) ? g : nil, n.needs(1) ? try indexSelect(g, a, si.value(n)) : nil] }
            return r
        }
        return out
    }
    public static func indexFill(_ t: Tensor, _ axis: Int, _ index: Tensor, _ value: Double) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let r = try t.clone()
        try Indexing.scatter(Indexing.plan(r, along(a, index)), Tensor.scalar(value, t.dtype))
        if Autograd.needed(t) { Autograd.record("IndexFillBackward0", [t], [], r) { _, g in [try indexFill(g, a, index, 0)] } }
        return r
    }
    public static func indexCopy(_ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        let a = try dim(axis, t.rank)
        let r = try t.clone()
        try Indexing.scatter(Indexing.plan(r, along(a, index)), source)
        if Autograd.needed(t, source) {
            Autograd.record("IndexCopyBackward0", [t, source], [], r) { n, g in [n.needs(0) ? try indexFill(g, a, index, 0) : nil, n.needs(1) ? try indexSelect(g, a, index) : nil] }
        }
        return r
    }

    /// `torch.gather`.
    public static func gather(_ t: Tensor, _ axis: Int, _ index: Tensor) throws -> Tensor {
        let a = try dim(axis, t.rank)
        guard index.dtype == .int64 || index.dtype == .int32 else { throw KernelError.runtime("gather(): Expected dtype int32/int64 for index") }
        if t.rank == 0 && index.rank == 0 { return try clone(t) }
        guard index.rank == t.rank else { throw KernelError.runtime("Index tensor must have the same number of dimensions as input tensor") }
        for k in 0..<t.rank where k != a && index.shape[k] > t.shape[k] {
            throw KernelError.runtime("Size does not match at dimension \(k) expected index \(index.shape) to be no larger than self \(t.shape) apart from dimension \(a)")
        }
        try bounds(index, t.shape[a], a)
        let out = try Indexing.gather(crop(t, index.shape, except: a), axis: a, index: index)
        if Autograd.needed(t) {
            let shape = t.shape, si = Saved(index)
            Autograd.record("GatherBackward0", [t], [si], out) { n, g in [try scatterAdd(Tensor.zeros(shape, g.dtype), a, si.value(n), g)] }
        }
        return out
    }
    private static func bounds(_ index: Tensor, _ size: Int, _ axis: Int) throws {
        for i in try index.integers() where i < 0 || i >= size { throw KernelError.indexMessage("index \(i) is out of bounds for dimension \(axis) with size \(size)") }
    }
    private static func crop(_ t: Tensor, _ shape: [Int], except a: Int) -> Tensor {
        var v = t
        for k in 0..<t.rank where k != a && shape[k] < t.shape[k] { v = Movement.slice(v, axis: k, start: 0, step: 1, count: shape[k]) }
        return v
    }
    /// `torch.scatter` of a tensor.
    public static func scatter(_ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        try scattered(t, axis, index, source, nil, "ScatterBackward0") { n, g, a, i in
            [n.needs(0) ? try scatter(g, a, i, Tensor.zeros(i.shape, g.dtype)) : nil, n.needs(1) ? try gather(g, a, i) : nil]
        }
    }
    public static func scatterAdd(_ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        try scattered(t, axis, index, source, .add, "ScatterAddBackward0") { n, g, a, i in [n.needs(0) ? g : nil, n.needs(1) ? try gather(g, a, i) : nil] }
    }
    /// `scatter_reduce` without gradient.
    public static func scatterReduce(_ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor, _ op: BinaryKernelOp) throws -> Tensor {
        try scattered(t, axis, index, source, op, "ScatterReduceBackward0") { _, g, _, _ in [g, nil] }
    }
    private static func scattered(
        _ t: Tensor, _ axis: Int, _ index: Tensor, _ source: Tensor, _ op: BinaryKernelOp?, _ name: String,
        _ backward: @escaping (Node, Tensor, Int, Tensor) throws -> [Tensor?]
    ) throws -> Tensor {
        let a = try dim(axis, t.rank)
        guard index.dtype == .int64 || index.dtype == .int32 else { throw KernelError.runtime("scatter(): Expected dtype int32/int64 for index") }
        guard index.rank == t.rank || index.count == 0 else { throw KernelError.runtime("Index tensor must have the same number of dimensions as self tensor") }
        guard source.dtype == t.dtype else { throw KernelError.runtime("scatter(): Expected self.dtype to be equal to src.dtype") }
        let out = try t.clone()
        if index.count > 0 && t.rank > 0 {
            for k in 0..<t.rank where (k != a && index.shape[k] > t.shape[k]) || (source.rank > 0 && index.shape[k] > source.shape[k]) {
                throw KernelError.runtime("Expected index \(index.shape) to be no larger than self \(t.shape) apart from dimension \(a) and to be no larger size than src \(source.shape)")
            }
            try bounds(index, t.shape[a], a)
            let src = source.rank == 0 ? try Movement.expand(source, to: index.shape) : crop(source, index.shape, except: -1)
            try Indexing.scatter(crop(out, index.shape, except: a), axis: a, index: index, src, combine: op)
        }
        if Autograd.needed(t, source) {
            let si = Saved(index)
            Autograd.record(name, [t, source], [si], out) { n, g in try backward(n, g, a, si.value(n)) }
        }
        return out
    }

    public static func take(_ t: Tensor, _ index: Tensor) throws -> Tensor { try reshape(indexSelect(flatten(t), 0, Movement.reshape(index, [-1])), index.shape) }
    public static func maskedSelect(_ t: Tensor, _ mask: Tensor) throws -> Tensor {
        guard mask.dtype == .bool else { throw KernelError.runtime("masked_select: expected BoolTensor for mask") }
        let shape = try Shape.broadcast(t.shape, mask.shape)
        return try index(expand(t, shape), [.tensor(Movement.expand(mask, to: shape).contiguous())])
    }
    public static func nonzero(_ t: Tensor) throws -> Tensor {
        if t.rank == 0 { return try Tensor(empty: [t.double(at: 0) != 0 ? 1 : 0, 0], .int64) }
        return try Movement.stack(Indexing.nonzero(t), axis: 1, dtype: .int64)
    }
    public static func sort(_ t: Tensor, _ axis: Int = -1, descending: Bool = false) throws -> (values: Tensor, indices: Tensor) {
        let a = try dim(axis, t.rank)
        if t.rank == 0 { return (try clone(t), try Tensor.scalar(0)) }
        let order = try Sort.argsort(t, axis: a, descending: descending)
        let values = try Indexing.gather(t, axis: a, index: order)
        if Autograd.needed(t) {
            let si = Saved(order), shape = t.shape
            Autograd.record("SortBackward0", [t], [si], values) { n, g in [try scatter(Tensor.zeros(shape, g.dtype), a, si.value(n), g)] }
        }
        return (values, order)
    }
    public static func topk(_ t: Tensor, _ k: Int, _ axis: Int = -1, largest: Bool = true) throws -> (values: Tensor, indices: Tensor) {
        if t.dtype == .bool { throw KernelError.notImplemented("topk does not support bool dtypes on CPU") }
        let a = try dim(axis, t.rank)
        if t.rank == 0 { return (try clone(t), try Tensor.scalar(0)) }
        guard k >= 0, k <= t.shape[a] else { throw KernelError.runtime("selected index k out of range") }
        let (values, index) = try Sort.topk(t, k: k, axis: a, largest: largest)
        if Autograd.needed(t) {
            let si = Saved(index), shape = t.shape
            Autograd.record("TopkBackward0", [t], [si], values) { n, g in [try scatter(Tensor.zeros(shape, g.dtype), a, si.value(n), g)] }
        }
        return (values, index)
    }
    public static func oneHot(_ t: Tensor, _ classes: Int = -1) throws -> Tensor {
        guard t.dtype == .int64 else { throw KernelError.runtime("one_hot is only applicable to index tensor of type LongTensor.") }
        let values = try t.integers()
        if values.isEmpty {
            if classes <= 0 { throw KernelError.runtime("Can not infer total number of classes from empty tensor.") }
            return try Tensor(empty: t.shape + [classes], .int64)
        }
        if values.contains(where: { $0 < 0 }) { throw KernelError.runtime("Class values must be non-negative.") }
        let top = values.max()!
        if classes == 0 || classes < -1 { throw KernelError.runtime("num_classes should be positive") }
        if classes != -1 && top >= classes { throw KernelError.runtime("Class values must be smaller than num_classes.") }
        let n = classes == -1 ? top + 1 : classes
        let out = try Tensor.zeros(t.shape + [n], .int64)
        let p = out.pointer.assumingMemoryBound(to: Int.self)
        for (i, v) in values.enumerated() { p[i * n + v] = 1 }
        return out
    }
    public static func bincount(_ t: Tensor, weights: Tensor? = nil, minlength: Int = 0) throws -> Tensor {
        if t.dtype.isFloat || t.dtype == .bool { throw refused("bincount_cpu", t.dtype) }
        guard t.rank == 1, t.dtype.isInteger else { throw KernelError.runtime("bincount only supports 1-d non-negative integral inputs.") }
        let v = try t.integers()
        if v.contains(where: { $0 < 0 }) { throw KernelError.runtime("bincount only supports 1-d non-negative integral inputs.") }
        let n = max((v.max() ?? -1) + 1, minlength)
        guard let weights else {
            let out = try Tensor.zeros([n], .int64)
            let p = out.pointer.assumingMemoryBound(to: Int.self)
            for i in v { p[i] += 1 }
            return out
        }
        guard weights.shape == t.shape else { throw KernelError.runtime("weights should be 1-d and have the same length as input") }
        let out = try Tensor.zeros([n], weights.dtype == .float32 ? .float32 : .float64)
        try Indexing.scatter(Indexing.plan(out, [.tensor(t)]), Elementwise.cast(weights, out.dtype), combine: .add)
        return out
    }
}


extension Tensor {
    /// An alias that carries the history on (`x[...]` of nothing).
    func alias(recording t: Tensor) -> Tensor {
        let a = alias()
        if Autograd.needed(t) { Autograd.record("AliasBackward0", [t], [], a) { _, g in [g] } }
        Autograd.noteView(a, of: t)
        return a
    }
}

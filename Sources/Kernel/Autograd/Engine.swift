// This file defines the backward walk.

extension Autograd {
    /// Polled between nodes; the host throws to stop the walk.
    public static var poll: () throws -> Void = {}

    /// The state of one node during a walk.
    private struct Pending {
        let node: Node
        var waiting = 0
        var gradients: [Tensor?]
        /// Whether the sum in a slot was made by the walk, so that it may be added to in place.
        var owned: [Bool]
        var needed = true
    }

    /// Walks the graph from `roots`, latest node first, adding into the leaves' `grad`, or giving the gradients of `inputs` instead.
    ///
    /// Iterative; every node drops what it kept as soon as it has run (unless `retainGraph`), and every gradient once it was passed on.
    /// - Throws: PyTorch's RuntimeErrors, whatever a hook throws, `interrupted`.
    @discardableResult
    static func walk(_ roots: [(edge: Edge, gradient: Tensor)], inputs: [Edge?]? = nil, retainGraph: Bool, createGraph: Bool) throws -> [Tensor?] {
        var index: [ObjectIdentifier: Int] = [:]
        var states: [Pending] = []
        var stack: [Int] = []
        func visit(_ n: Node) -> Int {
            let id = ObjectIdentifier(n)
            if let i = index[id] { return i }
            let i = states.count
            index[id] = i
            states.append(Pending(node: n, gradients: [], owned: []))
            stack.append(i)
            return i
        }
        for r in roots { _ = visit(r.edge.node) }
        while let i = stack.popLast() {
            let node = states[i].node
            for e in node.edges {
                guard let e else { continue }
                states[visit(e.node)].waiting += 1
            }
        }
        // Where gradients of `inputs` are wanted, only the nodes on the way to them run.
        var wanted: [Int: [(slot: Int, output: Int)]] = [:]
        var results = [Tensor?](repeating: nil, count: inputs?.count ?? 0)
        if let inputs {
            for i in states.indices { states[i].needed = false }
            for (slot, e) in inputs.enumerated() {
                guard let e, let i = index[ObjectIdentifier(e.node)] else { continue }
                wanted[i, default: []].append((slot, e.index))
                states[i].needed = true
            }
            // A node is needed when one of its edges leads to a needed one; later nodes have higher sequence numbers.
            let order = states.indices.sorted { states[$0].node.sequence < states[$1].node.sequence }
            for i in order where !(states[i].node is AccumulateGrad) && !states[i].needed {
                states[i].needed = states[i].node.edges.contains { e in
                    guard let e, let j = index[ObjectIdentifier(e.node)] else { return false }
                    return states[j].needed
                }
            }
        }

        func add(_ g: Tensor, to i: Int, output: Int) throws {
            let slots = states[i].node.outputs.count
            if states[i].gradients.isEmpty {
                states[i].gradients = [Tensor?](repeating: nil, count: slots)
                states[i].owned = [Bool](repeating: false, count: slots)
            }
            if let old = states[i].gradients[output] {
                if states[i].owned[output] && !isEnabled {
                    try Ops.accumulate(into: old, g)
                } else {
                    states[i].gradients[output] = try Ops.add(old, g)
                    states[i].owned[output] = true
                }
            } else {
                states[i].gradients[output] = g
            }
        }

        // A heap of ready nodes by sequence.
        var heap: [(UInt64, Int)] = []
        func push(_ i: Int) {
            heap.append((states[i].node.sequence, i))
            var c = heap.count - 1
            while c > 0, heap[(c - 1) / 2].0 < heap[c].0 {
                heap.swapAt(c, (c - 1) / 2)
                c = (c - 1) / 2
            }
        }
        func pop() -> Int {
            let top = heap[0].1
            let last = heap.removeLast()
            if !heap.isEmpty {
                heap[0] = last
                var p = 0
                while true {
                    var m = p
                    for c in [2 * p + 1, 2 * p + 2] where c < heap.count && heap[c].0 > heap[m].0 { m = c }
                    if m == p { break }
                    heap.swapAt(p, m)
                    p = m
                }
            }
            return top
        }

        let previous = isEnabled
        isEnabled = createGraph
        defer { isEnabled = previous }

        for r in roots { try add(r.gradient, to: index[ObjectIdentifier(r.edge.node)]!, output: r.edge.index) }
        var started: Set<Int> = []
        for r in roots {
            let i = index[ObjectIdentifier(r.edge.node)]!
            if states[i].waiting == 0, started.insert(i).inserted { push(i) }
        }

        while !heap.isEmpty {
            try poll()
            let i = pop()
            let node = states[i].node
            var gradients = states[i].gradients
            states[i].gradients = []
            if gradients.isEmpty { gradients = [Tensor?](repeating: nil, count: node.outputs.count) }
            let hasGradient = gradients.contains { $0 != nil }
            if hasGradient && !node.hooks.isEmpty {
                for h in node.hooks {
                    if let g = gradients[h.output], let replaced = try h.call(g) { gradients[h.output] = replaced }
                }
            }
            for r in node.retained {
                if let t = r.tensor.tensor, let g = gradients[r.output] {
                    let s = t.makeGradient()
                    s.grad = try s.grad.map { try Ops.add($0, g) } ?? g
                }
            }
            if let slots = wanted[i] {
                for s in slots { results[s.slot] = gradients[s.output] }
            }
            var out: [Tensor?] = []
            let isEnd = inputs != nil && (node is AccumulateGrad || !states[i].needed)
            if hasGradient && !isEnd {
                out = try node.apply(gradients)
                gradients = []
                if !retainGraph { node.release() }
            }
            for (k, e) in node.edges.enumerated() {
                guard let e, let j = index[ObjectIdentifier(e.node)] else { continue }
                if k < out.count, let g = out[k], inputs == nil || states[j].needed {
                    try add(fit(g, to: e.node.outputs[e.index], node: node, k), to: j, output: e.index)
                    out[k] = nil
                }
                states[j].waiting -= 1
                if states[j].waiting == 0 { push(j) }
            }
        }
        return results
    }

    /// Sums over broadcast axes, casts to the input's dtype.
    private static func fit(_ g: Tensor, to meta: (shape: [Int], dtype: DType), node: Node, _ k: Int) throws -> Tensor {
        var g = g
        if g.shape != meta.shape {
            guard let s = try? Shape.broadcast(meta.shape, g.shape), s == g.shape else {
                throw KernelError.runtime(
                    "Function \(node.name) returned an invalid gradient at index \(k) - got \(g.shape) but expected shape compatible with \(meta.shape)")
            }
            g = try Ops.sumTo(g, meta.shape)
        }
        if g.dtype != meta.dtype { g = try Ops.cast(g, meta.dtype) }
        return g
    }

    // MARK: Faces

    /// `torch.autograd.backward`: gradients of the sum of `roots` (each weighted by its entry of `gradients`) are added to the leaves.
    public static func backward(_ roots: [Tensor], gradients: [Tensor?]? = nil, retainGraph: Bool = false, createGraph: Bool = false, inputs: [Tensor]? = nil) throws {
        let starts = try rootEdges(roots, gradients)
        if let inputs {
            let found = try walk(starts, inputs: inputs.map(edge), retainGraph: retainGraph, createGraph: createGraph)
            for (t, g) in zip(inputs, found) {
                guard let g else { continue }
                let s = t.makeGradient()
                s.grad = try s.grad.map { try Ops.add($0, g) } ?? Ops.contiguousCopy(g)
            }
            return
        }
        try walk(starts, retainGraph: retainGraph, createGraph: createGraph)
    }

    /// `torch.autograd.grad`: the gradients of `inputs`; nil for one that the roots do not depend on.
    public static func gradients(of roots: [Tensor], _ gradients: [Tensor?]? = nil, inputs: [Tensor], retainGraph: Bool, createGraph: Bool) throws -> [Tensor?] {
        for t in inputs where !t.requiresGrad { throw KernelError.runtime("One of the differentiated Tensors does not require grad") }
        return try walk(rootEdges(roots, gradients), inputs: inputs.map(edge), retainGraph: retainGraph, createGraph: createGraph)
    }

    private static func rootEdges(_ roots: [Tensor], _ gradients: [Tensor?]?) throws -> [(edge: Edge, gradient: Tensor)] {
        var starts: [(edge: Edge, gradient: Tensor)] = []
        for (i, r) in roots.enumerated() {
            let given = gradients.flatMap { i < $0.count ? $0[i] : nil }
            guard let e = edge(r) else {
                throw KernelError.runtime("element \(i) of tensors does not require grad and does not have a grad_fn")
            }
            if let g = given {
                if g.shape != r.shape {
                    throw KernelError.runtime(
                        "Mismatch in shape: grad_output[\(i)] has a shape of torch.Size(\(g.shape)) and output[\(i)] has a shape of torch.Size(\(r.shape)).")
                }
                starts.append((e, g.dtype == r.dtype ? g : try Ops.cast(g, r.dtype)))
            } else {
                if r.count != 1 { throw KernelError.runtime("grad can be implicitly created only for scalar outputs") }
                starts.append((e, try Ops.full(r.shape, 1, r.dtype)))
            }
        }
        return starts
    }

    // MARK: Hooks

    private static var hookCounter = 0

    /// Calls `hook` with the gradient of `t`; it may give another. Returns what `removeHook` takes.
    public static func addHook(_ t: Tensor, _ hook: @escaping (Tensor) throws -> Tensor?) throws -> Int {
        guard t.requiresGrad else { throw KernelError.runtime("cannot register a hook on a tensor that doesn't require gradient") }
        hookCounter += 1
        let g = t.makeGradient()
        if let n = t.edgeNode() {
            n.hooks.append((g.outputIndex, hookCounter, hook))
        } else {
            g.leafHooks.append((hookCounter, hook))
        }
        return hookCounter
    }
    public static func removeHook(_ t: Tensor, _ id: Int) {
        t.gradient?.leafHooks.removeAll { $0.id == id }
        t.gradient?.node?.hooks.removeAll { $0.id == id }
    }
    /// `retain_grad()`: a non-leaf keeps its gradient.
    public static func retainGrad(_ t: Tensor) throws {
        guard t.requiresGrad else { throw KernelError.runtime("can't retain_grad on Tensor that has requires_grad=False") }
        guard let n = t.edgeNode(), let g = t.gradient, !g.retainsGrad else { return }
        g.retainsGrad = true
        n.retained.append((g.outputIndex, Node.WeakTensor(tensor: t)))
    }
}

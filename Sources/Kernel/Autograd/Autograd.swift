// This file defines when and how operations are recorded for the backward pass.
//
// A differentiable operation computes its result with the eager kernels, then calls `Autograd.record` with its inputs, what it keeps and the function that turns the
// gradient of the result into those of the inputs. The walk (`Engine.swift`) sums gradients over broadcast axes and casts them to the inputs' dtypes,
// so gradient functions need not.

/// Autograd's state of one tensor.
public final class Gradient: AutogradState {
    /// Set on leaves by `requires_grad_()`.
    public var requiresGrad = false
    public var grad: Tensor?
    /// The function that made the tensor; nil for leaves.
    public var node: Node?
    public var outputIndex = 0
    public var retainsGrad = false
    weak var accumulator: AccumulateGrad?
    var leafHooks: [(id: Int, call: (Tensor) throws -> Tensor?)] = []
    /// The tensor that this one is a view of, for changes in place.
    public var base: Tensor?
    /// How often the history was replaced by a change in place; a view compares it with its base's.
    var rebases = 0
    var baseRebases = 0
    /// Made under `no_grad` as a view; or by an operation with several outputs: PyTorch forbids to change such views in place.
    public var isMultiView = false
    /// Made in inference mode.
    public var isInference = false

    public override init() { super.init() }
}

extension Tensor {
    @inline(__always) public var gradient: Gradient? {
        guard let a = autograd else { return nil }
        return unsafeDowncast(a, to: Gradient.self)
    }
    func makeGradient() -> Gradient {
        if let g = gradient { return g }
        let g = Gradient()
        autograd = g
        return g
    }
    /// Whether a backward pass gives it a gradient or passes through it.
    @inline(__always) public var requiresGrad: Bool {
        guard let g = gradient else { return false }
        if g.requiresGrad || g.node != nil { return true }
        if let b = g.base, b.gradient?.node != nil, g.baseRebases != b.gradient!.rebases { return true }
        return false
    }
    public var isLeaf: Bool { gradient == nil || edgeNode() == nil }
    /// The gradient function, brought up to date for views of a tensor that was changed in place.
    public func edgeNode() -> Node? {
        guard let g = gradient else { return nil }
        Autograd.refreshView(self, g)
        return g.node
    }
    /// The same memory and shape, without history.
    public func alias() -> Tensor { view(shape: shape, strides: strides, offset: offset) }

    /// Sets `requires_grad`. Throws PyTorch's RuntimeErrors for integers and non-leaves.
    public func setRequiresGrad(_ on: Bool) throws {
        if !on {
            if edgeNode() != nil {
                throw KernelError.runtime(
                    "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach()."
                )
            }
            gradient?.requiresGrad = false
            return
        }
        if !dtype.isFloat { throw KernelError.runtime("only Tensors of floating point dtype can require gradients") }
        if edgeNode() == nil { makeGradient().requiresGrad = true }
    }
}

public enum Autograd {
    /// Grad mode (`torch.no_grad` clears it).
    public static var isEnabled = true
    /// Inference mode (implies no grad mode).
    public static var isInference = false

    /// Runs a body without recording.
    @inline(__always) public static func noGrad<T>(_ body: () throws -> T) rethrows -> T {
        let old = isEnabled
        isEnabled = false
        defer { isEnabled = old }
        return try body()
    }

    @inline(__always) public static func needed(_ a: Tensor) -> Bool { isEnabled && a.requiresGrad }
    @inline(__always) public static func needed(_ a: Tensor, _ b: Tensor) -> Bool { isEnabled && (a.requiresGrad || b.requiresGrad) }
    public static func needed(_ all: [Tensor]) -> Bool { isEnabled && all.contains { $0.requiresGrad } }

    /// Where the gradient of `t` goes; nil when it needs none.
    public static func edge(_ t: Tensor) -> Edge? {
        guard let g = t.gradient else { return nil }
        refreshView(t, g)
        if let n = g.node { return Edge(node: n, index: g.outputIndex) }
        guard g.requiresGrad else { return nil }
        if let a = g.accumulator { return Edge(node: a, index: 0) }
        let a = AccumulateGrad(t)
        g.accumulator = a
        return Edge(node: a, index: 0)
    }

    /// Gives `output` a history. Call only when `needed`.
    /// - Parameters:
    ///   - inputs: in the order of the gradients that `backward` returns; nil for what never has a gradient.
    ///   - saved: everything that `backward` reads from the forward pass; dropped after the walk passed.
    @discardableResult public static func record(
        _ name: String, _ inputs: [Tensor?], _ saved: [Saved?] = [], _ output: Tensor, _ backward: @escaping (Node, Tensor) throws -> [Tensor?]
    ) -> Tensor {
        let node = Node(
            name, edges: inputs.map { $0.flatMap(edge) }, outputs: [(output.shape, output.dtype)], saved: saved.compactMap { $0 },
            backward: { n, g in
                guard let g0 = g[0] else { return [] }
                return try backward(n, g0)
            })
        let g = output.makeGradient()
        g.node = node
        g.outputIndex = 0
        return output
    }

    /// The same for several outputs; missing gradients come as nil.
    public static func record(
        _ name: String, _ inputs: [Tensor?], _ saved: [Saved?] = [], outputs: [Tensor], _ backward: @escaping Node.Backward
    ) {
        let node = Node(
            name, edges: inputs.map { $0.flatMap(edge) }, outputs: outputs.map { ($0.shape, $0.dtype) }, saved: saved.compactMap { $0 }, backward: backward)
        for (i, o) in outputs.enumerated() where o.dtype.isFloat {
            let g = o.makeGradient()
            g.node = node
            g.outputIndex = i
        }
    }

    /// Notes that `view` shares `source`'s memory, for changes in place.
    static func noteView(_ view: Tensor, of source: Tensor, multi: Bool = false) {
        guard isEnabled else { return }
        let b = source.gradient?.base ?? source
        let g = view.makeGradient()
        g.base = b
        g.baseRebases = b.gradient?.rebases ?? 0
        if g.node == nil, b.gradient == nil { g.baseRebases = 0 }
        g.isMultiView = multi
    }

    /// A view whose base was changed in place gets a history from the base's new one.
    static func refreshView(_ t: Tensor, _ g: Gradient) {
        guard let b = g.base, let bg = b.gradient, bg.rebases != g.baseRebases, bg.node != nil else { return }
        g.baseRebases = bg.rebases
        let shape = t.shape, strides = t.strides, offset = t.offset
        let baseShape = b.shape, baseStrides = b.strides, baseOffset = b.offset
        let node = Node(
            "AsStridedBackward0", edges: [Edge(node: bg.node!, index: bg.outputIndex)], outputs: [(shape, t.dtype)], saved: [],
            backward: { _, gs in
                guard let gv = gs[0] else { return [] }
                return [try Ops.scatterView(gv, shape: shape, strides: strides, offset: offset - baseOffset, into: baseShape, baseStrides: baseStrides)]
            })
        g.node = node
        g.outputIndex = 0
    }

    // MARK: In place

    /// Checks that `x` may be changed in place now. Throws PyTorch's RuntimeErrors.
    public static func checkInPlace(_ x: Tensor) throws {
        for (n, s) in zip(x.shape, x.strides) where n > 1 && s == 0 {
            throw KernelError.runtime(
                "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation."
            )
        }
        guard isEnabled, let g = x.gradient else { return }
        if g.requiresGrad && g.node == nil {
            throw KernelError.runtime("a leaf Variable that requires grad is being used in an in-place operation.")
        }
        if let b = g.base, let bg = b.gradient, bg.requiresGrad, bg.node == nil {
            throw KernelError.runtime("a view of a leaf Variable that requires grad is being used in an in-place operation.")
        }
        if g.isMultiView, g.node != nil {
            throw KernelError.runtime(
                "Output \(g.outputIndex) of \(g.node!.name) is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one."
            )
        }
    }

    /// Changes `x` in place to the value of `compute`, which may record a history from `x`'s present one.
    /// - Throws: PyTorch's RuntimeErrors for leaves, for a result that would change `x`'s shape or dtype kind.
    public static func inPlace(_ x: Tensor, _ compute: () throws -> Tensor) throws {
        try checkInPlace(x)
        let r = try compute()
        if r.shape != x.shape {
            throw KernelError.runtime("output with shape \(x.shape) doesn't match the broadcast shape \(r.shape)")
        }
        if !Promotion.canCast(r.dtype, to: x.dtype) {
            throw KernelError.runtime("result type \(r.dtype.torchScalarName) can't be cast to the desired output type \(x.dtype.torchScalarName)")
        }
        if isEnabled, let n = r.gradient?.node {
            for s in n.saved { try s.moved(to: x) }
        }
        try Ops.copyData(r, into: x)
        x.storage.version += 1
        if isEnabled, r.requiresGrad || x.requiresGrad { rebase(x, to: r) }
    }

    /// `x` (and the base that it is a view of) now has the history of `r`, whose values were written over it.
    static func rebase(_ x: Tensor, to r: Tensor) {
        let shape = x.shape, strides = x.strides
        if let b = x.gradient?.base {
            let offset = x.offset - b.offset
            let baseShape = b.shape, baseStrides = b.strides
            let bg = b.makeGradient()
            let node = Node(
                "CopySlices", edges: [edge(b), edge(r)], outputs: [(b.shape, b.dtype)], saved: [],
                backward: { n, gs in
                    guard let g = gs[0] else { return [] }
                    return [
                        n.needs(0) ? try Ops.zeroView(g, shape: shape, strides: strides, offset: offset, baseStrides: baseStrides) : nil,
                        n.needs(1) ? try Ops.gatherView(g, shape: shape, strides: strides, offset: offset, baseShape: baseShape, baseStrides: baseStrides) : nil,
                    ]
                })
            bg.node = node
            bg.outputIndex = 0
            bg.requiresGrad = false
            bg.rebases += 1
            if let g = x.gradient { refreshView(x, g) }
            return
        }
        let g = x.makeGradient()
        if let rg = r.gradient, let n = rg.node {
            g.node = n
            g.outputIndex = rg.outputIndex
        } else if let e = edge(r) {
            let node = Node("CopyBackwards", edges: [e], outputs: [(x.shape, x.dtype)], saved: [], backward: { _, gs in [gs[0]] })
            g.node = node
            g.outputIndex = 0
        } else {
            g.node = nil
        }
        g.rebases += 1
    }
}

// This file defines the graph that a backward pass walks: nodes, edges, what a node keeps from the forward pass.

/// A function in the graph: takes the gradients of its outputs, gives those of its inputs.
///
/// Nodes point to the nodes of their inputs (`edges`), never forward, so a graph is freed with its last output.
public class Node {
    public typealias Backward = (Node, [Tensor?]) throws -> [Tensor?]

    /// PyTorch's name of the function, as `grad_fn` prints it.
    public internal(set) var name: String
    /// Rises with every node; the walk takes the latest ready node first.
    public let sequence: UInt64
    /// One an input; nil where the input needs no gradient.
    public internal(set) var edges: [Edge?]
    /// Shapes and dtypes of the outputs; gradients are summed and cast to them.
    public internal(set) var outputs: [(shape: [Int], dtype: DType)]
    var backward: Backward?
    var saved: [Saved]
    /// Hooks on outputs: (output, identifier, hook). A hook may give another gradient.
    var hooks: [(output: Int, id: Int, call: (Tensor) throws -> Tensor?)] = []
    /// Outputs whose gradient is kept (`retain_grad`).
    var retained: [(output: Int, tensor: WeakTensor)] = []

    struct WeakTensor { weak var tensor: Tensor? }

    private static var counter: UInt64 = 0

    init(_ name: String, edges: [Edge?], outputs: [(shape: [Int], dtype: DType)], saved: [Saved], sequence: UInt64? = nil, backward: Backward?) {
        self.name = name
        self.edges = edges
        self.outputs = outputs
        self.saved = saved
        self.backward = backward
        if let sequence {
            self.sequence = sequence
        } else {
            Node.counter &+= 1
            self.sequence = Node.counter
        }
    }

    /// Whether input `i` needs a gradient.
    @inline(__always) public func needs(_ i: Int) -> Bool { edges[i] != nil }

    /// Runs the function. The gradients come in the order of the outputs.
    func apply(_ gradients: [Tensor?]) throws -> [Tensor?] {
        guard let backward else { throw Saved.freed }
        return try backward(self, gradients)
    }

    /// Drops what was kept from the forward pass.
    func release() {
        for s in saved { s.drop() }
    }

    // A chain of a million nodes must not be freed by a million nested calls: the first deinit empties a queue of what the others leave.
    private static var dying: [([Edge?], Backward?, [Saved])] = []
    private static var isDraining = false

    deinit {
        Node.dying.append((edges, backward, saved))
        if Node.isDraining { return }
        edges = []
        backward = nil
        saved = []
        Node.isDraining = true
        while let last = Node.dying.popLast() { _ = last }
        Node.isDraining = false
    }
}

/// Output `index` of `node`.
public struct Edge {
    public let node: Node
    public let index: Int
}

/// The end of the graph at a leaf: adds the gradient to the tensor's `grad`.
final class AccumulateGrad: Node {
    let variable: Tensor

    init(_ variable: Tensor) {
        self.variable = variable
        super.init("AccumulateGrad", edges: [], outputs: [(variable.shape, variable.dtype)], saved: [], sequence: .max, backward: nil)
    }

    override func apply(_ gradients: [Tensor?]) throws -> [Tensor?] {
        guard var g = gradients[0], let state = variable.gradient else { return [] }
        for h in state.leafHooks { if let replaced = try h.call(g) { g = replaced } }
        if let old = state.grad {
            if Autograd.isEnabled {
                state.grad = try Ops.add(old, g)
            } else {
                try Ops.accumulate(into: old, g)
            }
        } else {
            // A gradient may be shared with another input (`a + b`) or be an expanded scalar: the leaf gets its own memory.
            state.grad = Autograd.isEnabled ? g : try Ops.contiguousCopy(g)
        }
        return []
    }
}

/// A tensor that a node keeps from the forward pass, with PyTorch's checks: it must neither have been changed in place nor freed.
public final class Saved {
    var tensor: Tensor?
    private var version: Int
    private let isOutput: Bool
    private var output = 0
    /// Whether a kept input had a history that what is kept has not.
    private var lostHistory = false

    /// Keeps an input.
    public init(_ t: Tensor) {
        // A map that can be computed again is not kept, its recipe is.
        tensor = t.kept
        // The history of a view holds its base, which is not to be kept here.
        lostHistory = tensor !== t && t.requiresGrad
        version = tensor!.isComputed ? tensor!.storage.version : -1
        isOutput = false
    }

    /// Keeps an output, without the edge to its node (which would be a cycle).
    public init(output t: Tensor, index: Int = 0) {
        tensor = t.recipe == nil ? t.alias() : t.kept
        version = tensor!.isComputed ? tensor!.storage.version : -1
        isOutput = true
        output = index
    }

    /// The tensor. Throws when it was changed in place or freed since.
    public func value(_ node: Node) throws -> Tensor {
        guard let t = tensor else { throw Saved.freed }
        if version < 0 ? !t.isCurrent : t.storage.version != version {
            let origin = (isOutput ? node.name : t.gradient?.node?.name).map { $0.components(arrow: "Backward")[0] }
            let from = origin.map { ", which is output \(isOutput ? output : t.gradient?.outputIndex ?? 0) of \($0), is at version" } ?? " is at version"
            throw KernelError.runtime(
                "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.\(t.dtype.torchTensorName) \(t.shape)]\(from) \(t.storage.version); expected version \(version) instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False)."
            )
        }
        if isOutput && Autograd.isEnabled {
            let u = t.alias()
            let g = Gradient()
            g.node = node
            g.outputIndex = output
            u.autograd = g
            return u
        }
        if Autograd.isEnabled, lostHistory {
            throw KernelError.notImplemented("\(node.name): a gradient of this gradient is not available, its operands are computed again")
        }
        return t
    }

    func drop() {
        tensor = nil
    }

    /// After an in-place operation computed aside: an output now lies in `target`; an input that shares its memory must keep its old values.
    func moved(to target: Tensor) throws {
        guard let t = tensor else { return }
        if isOutput {
            tensor = target.alias()
            version = target.storage.version + 1
        } else if t.isComputed, t.storage === target.storage {
            let copy = try Ops.contiguousCopy(t)
            copy.autograd = t.autograd
            tensor = copy
            version = 0
        }
    }

    static let freed = KernelError.runtime(
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward."
    )
}

extension DType {
    /// The name of PyTorch's legacy tensor type: `FloatTensor`.
    public var torchTensorName: String {
        switch self {
        case .bool: return "BoolTensor"
        case .uint8: return "ByteTensor"
        case .int8: return "CharTensor"
        case .int16: return "ShortTensor"
        case .int32: return "IntTensor"
        case .int64: return "LongTensor"
        case .float16: return "HalfTensor"
        case .bfloat16: return "BFloat16Tensor"
        case .float32: return "FloatTensor"
        case .float64: return "DoubleTensor"
        case .uint16: return "UInt16Tensor"
        case .uint32: return "UInt32Tensor"
        case .uint64: return "UInt64Tensor"
        }
    }
    /// The name PyTorch's messages use: `Float`.
    public var torchScalarName: String { String(torchTensorName.dropLast(6)) }
}

// This file says what a tensor's history is, and makes one that has been freed, for sessions that are saved and restored.

/// A tensor's history as far as it can be saved: the graph itself lives and dies with its run.
public enum History {
    case none
    /// A backward pass went through: only the name of the function is left.
    case freed(function: String)
    /// A backward pass can still start here.
    case live(function: String)

    /// The history of `t`.
    public init(of t: Tensor) {
        guard let node = t.edgeNode() else {
            self = .none
            return
        }
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(node)]
        var open = [node]
        var dropped = node.backward == nil && !(node is AccumulateGrad)
        while let n = open.popLast() {
            for s in n.saved {
                if s.tensor != nil {
                    self = .live(function: node.name)
                    return
                }
                dropped = true
            }
            if n.backward == nil, !(n is AccumulateGrad) { dropped = true }
            for e in n.edges { if let m = e?.node, seen.insert(ObjectIdentifier(m)).inserted { open.append(m) } }
        }
        self = dropped ? .freed(function: node.name) : .live(function: node.name)
    }

    /// Gives `t` a history that has been freed: a backward pass from it fails as PyTorch's second one does.
    public static func restoreFreed(_ t: Tensor, function: String, output: Int) {
        let node = Node(function, edges: [], outputs: [], saved: [], backward: nil)
        node.outputs = (0...max(output, 0)).map { _ in (t.shape, t.dtype) }
        let g = t.makeGradient()
        g.node = node
        g.outputIndex = output
    }

    /// What views keep for changes in place.
    public static func viewState(_ g: Gradient) -> (rebases: Int, baseRebases: Int) { (g.rebases, g.baseRebases) }
    public static func setViewState(_ g: Gradient, rebases: Int, baseRebases: Int) { (g.rebases, g.baseRebases) = (rebases, baseRebases) }
    /// Whether hooks hang on a leaf, which have no saved form.
    public static func hasHooks(_ t: Tensor) -> Bool { !(t.gradient?.leafHooks.isEmpty ?? true) }
}

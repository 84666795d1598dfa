// This file defines the differentiable operations of torch: the ones that the backward walk itself needs.
//
// `Ops` is one namespace over several files by topic. Every function takes and gives tensors with PyTorch's dtypes and shapes,
// records itself when a gradient is needed, and is safe to call inside a backward pass that is itself recorded.

/// Differentiable operations with PyTorch's semantics.
public enum Ops {
    /// `a + b` of one dtype.
    public static func add(_ a: Tensor, _ b: Tensor) throws -> Tensor { try add(.tensor(a), .tensor(b)) }

    /// Adds without history into memory that nobody else reads.
    static func accumulate(into a: Tensor, _ b: Tensor) throws {
        _ = try Elementwise.binary(.add, a, b, dtype: a.dtype, into: a)
        a.storage.version += 1
    }

    /// A row-major copy without history.
    static func contiguousCopy(_ t: Tensor) throws -> Tensor { try t.clone() }

    /// Writes values, no history, no version.
    static func copyData(_ from: Tensor, into to: Tensor) throws { try Elementwise.copy(from: from, to: to) }

    public static func full(_ shape: [Int], _ value: Double, _ dtype: DType) throws -> Tensor { try Tensor.full(shape, value, dtype) }

    /// `t.to(dtype)`; itself when it has the dtype.
    public static func cast(_ t: Tensor, _ dtype: DType) throws -> Tensor {
        if t.dtype == dtype { return t }
        let out = try Elementwise.cast(t, dtype)
        if dtype.isFloat, Autograd.needed(t) {
            let from = t.dtype
            Autograd.record("ToCopyBackward0", [t], [], out) { _, g in [try cast(g, from)] }
        }
        return out
    }

    /// A copy with history.
    public static func clone(_ t: Tensor) throws -> Tensor {
        let out = try t.clone()
        if Autograd.needed(t) { Autograd.record("CloneBackward0", [t], [], out) { _, g in [g] } }
        return out
    }

    /// Row-major, with history.
    public static func contiguous(_ t: Tensor) throws -> Tensor { t.isContiguous ? t : try clone(t) }

    /// The sum over the axes along which `shape` was broadcast.
    public static func sumTo(_ t: Tensor, _ shape: [Int]) throws -> Tensor {
        if t.shape == shape { return t }
        let lead = t.rank - shape.count
        var axes = Array(0..<lead)
        for i in 0..<shape.count where shape[i] == 1 && t.shape[i + lead] != 1 { axes.append(i + lead) }
        let s = try sum(t, axes, keepdim: true)
        return s.shape == shape ? s : try reshape(s, shape)
    }

    // MARK: Views by geometry, for changes in place

    /// The part of a base's gradient that belongs to a view, row-major.
    static func gatherView(_ g: Tensor, shape: [Int], strides: [Int], offset: Int, baseShape: [Int], baseStrides: [Int]) throws -> Tensor {
        let laid = try layOut(g, baseShape, baseStrides)
        return try laid.view(shape: shape, strides: strides, offset: laid.offset + offset).clone()
    }
    /// A base's gradient with the part of a view set to 0.
    static func zeroView(_ g: Tensor, shape: [Int], strides: [Int], offset: Int, baseStrides: [Int]) throws -> Tensor {
        let laid = try layOut(g, g.shape, baseStrides, copy: true)
        try Elementwise.fill(laid.view(shape: shape, strides: strides, offset: laid.offset + offset), 0)
        return laid
    }
    /// A gradient of a base's shape that is 0 outside a view.
    static func scatterView(_ g: Tensor, shape: [Int], strides: [Int], offset: Int, into base: [Int], baseStrides: [Int]) throws -> Tensor {
        let zero = try layOut(try Tensor.zeros(base, g.dtype), base, baseStrides)
        try Elementwise.copy(from: g, to: zero.view(shape: shape, strides: strides, offset: zero.offset + offset))
        return zero
    }
    /// The same values with the strides of the base, so that a view's geometry means the same elements.
    private static func layOut(_ g: Tensor, _ shape: [Int], _ strides: [Int], copy: Bool = false) throws -> Tensor {
        if g.strides == strides && !copy { return g.alias() }
        var extent = 1
        for (n, s) in zip(shape, strides) { extent += (n - 1) * Swift.abs(s) }
        let t = Tensor(storage: try Storage(byteCount: max(extent, 1) * g.dtype.size), dtype: g.dtype, shape: shape, strides: strides)
        try Elementwise.copy(from: g, to: t)
        return t
    }
}

// This file defines tensors: strided views of storage, shared by NumPy's arrays and PyTorch's tensors.

/// A strided view of a storage. Arrays of `numpy` and tensors of `torch` both hold one; views share `storage`.
public final class Tensor {
    /// The memory; nil while the elements are not computed yet.
    private var held: Storage?
    /// How the elements are computed from others, for results of pointwise operations (see `Recipe`).
    var recipe: Recipe?
    /// The memory. Computes the elements first where that was put off.
    public var storage: Storage {
        if let held { return held }
        compute()
        return held!
    }
    /// In the order that the kernel chose for its results (channels last), which a cell does not see: PyTorch's result would be row-major.
    public var isKernelOrdered = false
    public let dtype: DType
    /// Sizes, outermost first; empty for a scalar.
    public let shape: [Int]
    /// Steps in elements (may be 0 or negative).
    public let strides: [Int]
    /// Of the first element, in elements.
    public let offset: Int
    /// Autograd's state, for tensors that require a gradient or come from ones that do.
    public var autograd: AutogradState?

    public init(storage: Storage, dtype: DType, shape: [Int], strides: [Int], offset: Int = 0) {
        held = storage
        self.dtype = dtype
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }

    /// A result that is computed when its memory is first asked for. `strides`: dense in some order of the axes.
    /// Throws `outOfMemory` when there is no reserve for it.
    init(recipe: Recipe, shape: [Int], strides: [Int], offset: Int = 0) throws {
        try MemoryFailure.prepare(shape.reduce(1, *) * recipe.dtype.size)
        self.recipe = recipe
        dtype = recipe.dtype
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }
    /// Whether the memory exists.
    @inline(__always) var isComputed: Bool { held != nil }
    /// The memory for reading by code that knows recipes.
    var quietPointer: UnsafeMutableRawPointer { storage.quietBase + offset * dtype.size }
    /// Computes the elements now, where nothing can be thrown: a failure is noted (see `MemoryFailure`).
    func compute() {
        do { try computed() } catch { held = MemoryFailure.stand(for: self, error) }
    }
    /// Forgets memory that was never filled.
    func putOffAgain() { if recipe != nil { held = nil } }
    /// Takes memory with the computed elements.
    func adopt(_ s: Storage) { if held == nil { held = s } }
    /// Computes the elements now. Throws `outOfMemory`.
    func computed() throws {
        if held != nil { return }
        // Another tensor may have the same result in memory, unchanged.
        if let o = recipe?.original, let s = o.held, s.version == 0 { held = s } else { held = try Pointwise.run(self) }
        // What the backward pass keeps has been made again: what it was made from is not needed any more.
        if let r = recipe, r.twin === self { recipe = nil }
    }

    /// Uninitialised, row-major. Throws `outOfMemory`.
    public convenience init(empty shape: [Int], _ dtype: DType) throws {
        let n = try Shape.count(shape)
        let (bytes, overflow) = n.multipliedReportingOverflow(by: dtype.size)
        if overflow { throw KernelError.outOfMemory(bytes: Int.max) }
        self.init(storage: try Storage(byteCount: bytes), dtype: dtype, shape: shape, strides: Shape.contiguousStrides(shape))
    }

    public var rank: Int { shape.count }
    /// Number of elements.
    public var count: Int { shape.reduce(1, *) }
    /// The address of the first element.
    public var pointer: UnsafeMutableRawPointer { storage.base + offset * dtype.size }
    /// Row-major without gaps.
    public var isContiguous: Bool {
        var expected = 1
        for i in stride(from: shape.count - 1, through: 0, by: -1) {
            if shape[i] != 1 && strides[i] != expected && count != 0 { return false }
            expected *= shape[i]
        }
        return true
    }
    /// Another view of the same storage.
    public func view(shape: [Int], strides: [Int], offset: Int, dtype: DType? = nil) -> Tensor {
        let t = Tensor(storage: storage, dtype: dtype ?? self.dtype, shape: shape, strides: strides, offset: offset)
        t.isKernelOrdered = isKernelOrdered
        // A view of what can be made again can be made again.
        if let recipe, recipe.again != nil, dtype == nil || dtype == self.dtype {
            t.canBeMadeAgain(from: [self]) { $0[0].view(shape: shape, strides: strides, offset: offset) }
        }
        return t
    }
    /// The elements as a typed buffer; only for contiguous tensors of that element type.
    public func elements<T>(_: T.Type = T.self) -> UnsafeMutableBufferPointer<T> {
        UnsafeMutableBufferPointer(start: pointer.assumingMemoryBound(to: T.self), count: count)
    }
}

/// Autograd's state of a tensor (see `Autograd/`).
open class AutogradState {
    public init() {}
}

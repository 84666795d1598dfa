// This file defines tensors: strided views of storage, shared by NumPy's arrays and PyTorch's tensors.

/// A strided view of a storage. Arrays of `numpy` and tensors of `torch` both hold one; views share `storage`.
public final class Tensor {
    public let storage: Storage
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
        self.storage = storage
        self.dtype = dtype
        self.shape = shape
        self.strides = strides
        self.offset = offset
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
        Tensor(storage: storage, dtype: dtype ?? self.dtype, shape: shape, strides: strides, offset: offset)
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

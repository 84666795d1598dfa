// This file defines the memory that tensors are views of.

import Glibc

/// A block of memory shared by the tensors that view it; 64-byte aligned, returned to the arena with its last user.
public final class Storage {
    public let base: UnsafeMutableRawPointer
    public let byteCount: Int
    private let release: ((UnsafeMutableRawPointer, Int) -> Void)?
    /// Rises with every in-place change through any view (PyTorch's version check).
    public var version = 0

    /// Uninitialised memory. Throws `KernelError.outOfMemory`.
    public init(byteCount: Int) throws {
        self.byteCount = byteCount
        base = try Arena.shared.allocate(byteCount)
        release = { Arena.shared.free($0, $1) }
    }

    /// Foreign memory (a file mapping, another library's buffer).
    public init(base: UnsafeMutableRawPointer, byteCount: Int, release: ((UnsafeMutableRawPointer, Int) -> Void)?) {
        self.base = base
        self.byteCount = byteCount
        self.release = release
    }

    deinit { release?(base, byteCount) }
}

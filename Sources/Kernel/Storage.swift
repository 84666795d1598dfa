// This file defines the memory that tensors are views of.

import Glibc

/// A block of memory shared by the tensors that view it; 64-byte aligned, returned to the arena with its last user.
public final class Storage {
    private let memory: UnsafeMutableRawPointer
    public let byteCount: Int
    private let release: ((UnsafeMutableRawPointer, Int) -> Void)?
    /// Rises with every in-place change through any view (PyTorch's version check).
    public var version = 0
    /// Tensors that will read this memory when they are computed (see `Recipe`).
    private var readers: [Reader] = []
    private struct Reader { weak var tensor: Tensor? }

    /// Uninitialised memory. Throws `KernelError.outOfMemory`.
    public init(byteCount: Int) throws {
        self.byteCount = byteCount
        memory = try Arena.shared.allocate(byteCount)
        release = nil
    }

    /// Foreign memory (a file mapping, another library's buffer).
    public init(base: UnsafeMutableRawPointer, byteCount: Int, release: ((UnsafeMutableRawPointer, Int) -> Void)?) {
        self.memory = base
        self.byteCount = byteCount
        self.release = release ?? { _, _ in }
    }

    /// The first byte, for reading and writing: what still has to be computed from this memory is computed first.
    @inline(__always) public var base: UnsafeMutableRawPointer {
        if !readers.isEmpty { computeReaders() }
        return memory
    }
    /// The first byte, for code that only reads, or writes what no recipe reads.
    @inline(__always) var quietBase: UnsafeMutableRawPointer { memory }

    /// Notes that `t` will read this memory later.
    func willBeRead(by t: Tensor) {
        if readers.count >= 16 { readers.removeAll { $0.tensor == nil || $0.tensor!.isComputed } }
        readers.append(Reader(tensor: t))
    }
    private func computeReaders() {
        let list = readers
        readers = []
        for r in list { r.tensor?.compute() }
    }

    deinit {
        if let release { release(memory, byteCount) } else { Arena.shared.free(memory, byteCount) }
    }
}

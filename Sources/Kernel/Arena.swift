// This file defines where tensor memory comes from.

import Glibc

/// The allocator of tensor memory.
public final class Arena {
    public static let shared = Arena()

    /// 64-byte aligned, uninitialised. Throws `KernelError.outOfMemory`.
    public func allocate(_ byteCount: Int) throws -> UnsafeMutableRawPointer {
        var p: UnsafeMutableRawPointer?
        guard posix_memalign(&p, 64, max(byteCount, 64)) == 0, let p else { throw KernelError.outOfMemory(bytes: byteCount) }
        return p
    }
    public func free(_ p: UnsafeMutableRawPointer, _ byteCount: Int) { Glibc.free(p) }
}

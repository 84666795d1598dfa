// This file defines what happens when memory runs out for a result that was put off.
//
// A put-off result is computed where its memory is first asked for, which cannot fail. So a reserve as large as the largest result
// that is put off is set aside (address space only; its pages are never touched while there is memory). When the result cannot be
// computed, the tensor gets the reserve, whatever it holds; the failure is noted and thrown before the operation's result reaches the
// program; then the tensor is put off again.

import CKernel
import Glibc

/// Out of memory, met where nothing can be thrown.
public enum MemoryFailure {
    nonisolated(unsafe) private static var reserve: (base: UnsafeMutableRawPointer, size: Int)?
    nonisolated(unsafe) private static var bytes: Int?
    nonisolated(unsafe) private static var affected: [Weak] = []
    nonisolated(unsafe) private static var lent = false
    private struct Weak { weak var tensor: Tensor? }

    /// Makes the reserve at least `n` bytes. Throws `outOfMemory`.
    @inline(__always) static func prepare(_ n: Int) throws {
        if let r = reserve, r.size >= n { return }
        try grow(n)
    }
    private static func grow(_ n: Int) throws {
        // In steps, so that a network's growing maps do not ask for one mapping each.
        let size = (n + (4 << 20) - 1) & ~((4 << 20) - 1)
        func map() -> UnsafeMutableRawPointer? {
            let p = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            return p == MAP_FAILED ? nil : p
        }
        var p = map()
        if p == nil, Arena.shared.trim() > 0 { p = map() }
        guard let p else { throw KernelError.outOfMemory(bytes: n) }
        // Once it was lent, a view may still stand on the old one.
        if let r = reserve, !lent { munmap(r.base, r.size) }
        reserve = (p, size)
    }

    /// Memory for a tensor whose elements could not be computed; the failure is thrown by the next `check`.
    static func stand(for t: Tensor, _ error: Error) -> Storage {
        let n = t.count * t.dtype.size
        guard let r = reserve, r.size >= n else { fatalError("out of memory: \(n) bytes for a put-off result, and no reserve") }
        if bytes == nil { if case KernelError.outOfMemory(let b)? = error as? KernelError, b > 0 { bytes = b } else { bytes = n } }
        affected.append(Weak(tensor: t))
        lent = true
        ck_interrupted = 2
        return Storage(base: r.base, byteCount: r.size, release: nil)
    }

    /// The failure since the last call; the tensors concerned are put off again.
    public static func take() -> KernelError? {
        guard let n = bytes else { return nil }
        bytes = nil
        for w in affected { w.tensor?.putOffAgain() }
        affected = []
        if ck_interrupted == 2 { ck_interrupted = 0 }
        return .outOfMemory(bytes: n)
    }
    /// Throws the failure since the last call.
    @inline(__always) public static func check() throws {
        if bytes != nil, let e = take() { throw e }
    }
}

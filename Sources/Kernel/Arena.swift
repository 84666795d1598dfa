// This file defines where tensor memory comes from.

import CKernel

/// The caching allocator of tensor memory: blocks come from huge-page segments, go back to free lists and are reused at once;
/// nothing returns to the system before `trim()` or exhaustion. Thread-safe.
public final class Arena: Sendable {
    public static let shared = Arena()

    /// What the arena has done.
    public struct Counters: Sendable {
        /// Bytes in use by tensors, and the most that ever were since `resetPeak()`.
        public let current: Int, peak: Int
        /// Bytes mapped from the system, and the most that ever were.
        public let reserved: Int, peakReserved: Int
        /// Blocks handed out since the start, blocks in use now, mappings held.
        public let allocations: Int, live: Int, segments: Int
    }

    /// 64-byte aligned, uninitialised. Throws `KernelError.outOfMemory`.
    public func allocate(_ byteCount: Int) throws -> UnsafeMutableRawPointer {
        guard byteCount >= 0, let p = ck_arena_allocate(byteCount) else { throw KernelError.outOfMemory(bytes: byteCount) }
        return p
    }
    /// Gives a block back; `byteCount` as it was asked for.
    public func free(_ p: UnsafeMutableRawPointer, _ byteCount: Int) { ck_arena_free(p, byteCount) }

    public var counters: Counters {
        var c = ck_arena_counters()
        ck_arena_count(&c)
        return Counters(
            current: Int(c.current), peak: Int(c.peak), reserved: Int(c.reserved), peakReserved: Int(c.peak_reserved),
            allocations: Int(c.allocations), live: Int(c.live), segments: Int(c.segments))
    }
    /// Forgets the highest use so far (`torch.cuda.reset_peak_memory_stats`).
    public func resetPeak() { ck_arena_reset_peak() }
    /// Unmaps what no tensor uses (`torch.cuda.empty_cache`). Returns the bytes given back.
    @discardableResult public func trim() -> Int { Int(ck_arena_trim()) }
    /// Fills blocks with NaN patterns when handed out and when freed, so that use of either shows (tests, `CHECK=1`).
    public func poison(_ on: Bool) { ck_arena_poison(on ? 1 : 0) }
    /// Whether the lists are whole (tests).
    var isWhole: Bool { ck_arena_check() == 0 }
}

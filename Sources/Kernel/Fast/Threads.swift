// This file defines parallel loops: the Swift face of the one pool of threads.

import CKernel

/// Loops over pieces of a range on the pool of threads. The pieces depend on the sizes given, never on the number of threads,
/// so a sum kept per piece has the same bits on every machine.
public enum Threads {
    /// The workers a loop may use. At first the processors that the affinity mask and the cgroup's quota allow, or what
    /// `OMP_NUM_THREADS` says; `torch.set_num_threads` and `--threads` set it (1 to 512).
    public static var count: Int {
        get { Int(ck_threads()) }
        set { ck_set_threads(Int32(clamping: newValue)) }
    }

    /// Whether results must not depend on the machine (`torch.use_deterministic_algorithms(True)`, `--deterministic`).
    /// Loops always split their work by sizes alone, and no result is added up in the order in which threads finish, so this
    /// holds in either mode; what is set here is what `torch.are_deterministic_algorithms_enabled` answers.
    nonisolated(unsafe) public static var isDeterministic = false

    /// Processors that the affinity mask leaves, and those that the cgroup's quota is worth (nil: none set).
    public static var allowed: (affinity: Int, quota: Int?) {
        let q = Int(ck_quota_count())
        return (Int(ck_affinity_count()), q > 0 ? q : nil)
    }

    /// Calls `body` with pieces of `0..<n` of at most `grain` items, on several threads when there is more than one piece.
    /// Loops inside loops run on their own thread alone.
    public static func parallel(_ n: Int, grain: Int = 1, _ body: (Range<Int>) -> Void) {
        if n <= 0 { return }
        if n <= grain { return body(0..<n) }
        withoutActuallyEscaping(body) { body in
            var box = Body(run: body)
            withUnsafeMutablePointer(to: &box) { p in
                ck_parallel({ context, begin, end, _ in
                    context!.assumingMemoryBound(to: Body.self).pointee.run(Int(begin)..<Int(end))
                }, p, Int64(n), Int64(grain))
            }
        }
    }

    /// As `parallel`, stopping at the first error, which is thrown.
    public static func parallelThrowing(_ n: Int, grain: Int = 1, _ body: (Range<Int>) throws -> Void) throws {
        let failure = FirstError()
        parallel(n, grain: grain) { range in
            if failure.error != nil { return }
            do { try body(range) } catch { failure.set(error) }
        }
        if let e = failure.error { throw e }
    }

    /// Runs `body` with all loops that it starts kept on the calling thread: for background workers, beside which the main
    /// thread trains.
    public static func serially<R>(_ body: () throws -> R) rethrows -> R {
        let before = ck_serial(1)
        defer { _ = ck_serial(before) }
        return try body()
    }

    private struct Body { let run: (Range<Int>) -> Void }
    private final class FirstError: @unchecked Sendable {
        private var lock = pthread_mutex_t()
        private(set) var error: Error?
        init() { pthread_mutex_init(&lock, nil) }
        deinit { pthread_mutex_destroy(&lock) }
        func set(_ e: Error) {
            pthread_mutex_lock(&lock)
            if error == nil { error = e }
            pthread_mutex_unlock(&lock)
        }
    }
}

import Glibc

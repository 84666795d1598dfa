// This file lets an interrupt end work that takes seconds: large products, decompositions, sorts.

import CKernel
import Glibc

/// Work that polls the interrupt flag itself.
public enum LongWork {
    /// Set by a host whose `Autograd.poll` throws when the flag is set; without it an interrupt is left to the host.
    public static var isInterruptible = false
    static var isInterrupted: Bool { isInterruptible && ck_interrupted != 0 }

    /// Marks the threads that `leaving` starts: the interrupt is the host thread's alone, a job that was left must not take it.
    private static let mark: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
    private static var isOnItsOwn: Bool { pthread_getspecific(mark) != nil }

    /// Throws what the host's poll throws.
    static func check() throws { if isInterrupted, !isOnItsOwn { try Autograd.poll() } }

    /// Runs work that cannot be stopped on a thread of its own; an interrupt leaves it to end there, and its result is dropped.
    /// `body` must own all it touches. Small work (`cost`, in operations) runs at once.
    static func leaving<T>(cost: Int, _ body: @escaping () throws -> T) throws -> T {
        guard isInterruptible, cost > 1 << 26, !isOnItsOwn else { return try body() }
        let job = Job(body)
        let raw = Unmanaged.passRetained(job).toOpaque()
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 64 << 20)
        defer { pthread_attr_destroy(&attributes) }
        let status = pthread_create(&thread, &attributes, { p in
            pthread_setspecific(LongWork.mark, p)
            Unmanaged<AnyJob>.fromOpaque(p!).takeRetainedValue().run()
            return nil
        }, raw)
        if status != 0 {
            Unmanaged<AnyJob>.fromOpaque(raw).release()
            return try body()
        }
        pthread_detach(thread)
        while !job.wait(milliseconds: 20) { try check() }
        try check()
        return try job.result!.get()
    }

    private class AnyJob {
        func run() {}
    }
    private final class Job<T>: AnyJob {
        private let body: () throws -> T
        private(set) var result: Result<T, Error>?
        private var lock = pthread_mutex_t()
        private var condition = pthread_cond_t()
        init(_ body: @escaping () throws -> T) {
            self.body = body
            pthread_mutex_init(&lock, nil)
            pthread_cond_init(&condition, nil)
        }
        deinit {
            pthread_mutex_destroy(&lock)
            pthread_cond_destroy(&condition)
        }
        override func run() {
            let r = Result { try body() }
            pthread_mutex_lock(&lock)
            result = r
            pthread_cond_signal(&condition)
            pthread_mutex_unlock(&lock)
        }
        /// Whether it has ended, after at most so long.
        func wait(milliseconds: Int) -> Bool {
            var until = timespec()
            clock_gettime(CLOCK_REALTIME, &until)
            until.tv_nsec += milliseconds * 1_000_000
            until.tv_sec += until.tv_nsec / 1_000_000_000
            until.tv_nsec %= 1_000_000_000
            pthread_mutex_lock(&lock)
            defer { pthread_mutex_unlock(&lock) }
            if result == nil { pthread_cond_timedwait(&condition, &lock, &until) }
            return result != nil
        }
    }
}

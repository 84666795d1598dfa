// This file runs one cell: the same for a replay and for the interactive session.

import Glibc
import Lang

/// Runs cells in the interpreter's `__main__`.
final class CellRunner {
    /// How a cell ended.
    struct Outcome {
        /// The value of a last expression that is to be shown; `.unbound` when there is none.
        var value: Value = .unbound
        var error: PythonError?
        var seconds: Double = 0
        /// The watchdog stopped it.
        var timedOut = false
    }

    let interpreter = Interpreter.shared
    /// Seconds a cell may take; nil: any.
    var timeout: Double?

    /// Runs a cell's text. `name` is what tracebacks call it (`Cell 3`).
    func run(_ text: String, name: String) -> Outcome {
        var outcome = Outcome()
        let began = Clock.now()
        let watchdog = timeout.map { Watchdog(seconds: $0) }
        do {
            let hidden = CellRunner.isHidden(text)
            let source = Source(name: name, text: CommandSyntax.translate(text), isCell: true)
            let value = try interpreter.run(source, in: interpreter.main, wantsValue: true)
            if !hidden, !value.isNone { outcome.value = value }
        } catch let e as PythonError {
            outcome.error = e
        } catch {
            outcome.error = PythonError(Exceptions.systemError, "internal error: \(error)")
        }
        if let w = watchdog {
            w.cancel()
            outcome.timedOut = w.fired
        }
        outcome.seconds = Clock.now() - began
        return outcome
    }

    /// A `;` at the end of the last line hides the cell's value.
    static func isHidden(_ text: String) -> Bool {
        var rest = Substring(text)
        while let l = rest.last, l == "\n" || l == " " || l == "\t" { rest.removeLast() }
        guard rest.last == ";" else { return false }
        // A comment's semicolon hides nothing.
        let line = rest.split(separator: "\n").last ?? ""
        return !line.contains("#")
    }
}

/// Monotonic time in seconds.
enum Clock {
    static func now() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_MONOTONIC, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
    }

    /// Wall-clock time in ISO 8601, UTC, as nbformat's `execution` metadata has it.
    static func stamp() -> String {
        var t = timespec()
        clock_gettime(CLOCK_REALTIME, &t)
        var parts = tm()
        gmtime_r(&t.tv_sec, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let micro = String(t.tv_nsec / 1000)
        return String(cString: buffer) + "." + String(repeating: "0", count: 6 - micro.count) + micro + "Z"
    }
}

/// A thread that asks for an interrupt when a cell has run too long, and again every second until it ends.
final class Watchdog {
    private final class State {
        var lock = pthread_mutex_t()
        var condition = pthread_cond_t()
        var cancelled = false
        var fired = false
        let seconds: Double
        init(seconds: Double) {
            self.seconds = seconds
            pthread_mutex_init(&lock, nil)
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            pthread_cond_init(&condition, &attributes)
        }
    }
    private let state: State
    private var thread = pthread_t()

    init(seconds: Double) {
        state = State(seconds: seconds)
        pthread_create(
            &thread, nil,
            { raw in
                let s = Unmanaged<State>.fromOpaque(raw!).takeRetainedValue()
                var until = timespec()
                clock_gettime(CLOCK_MONOTONIC, &until)
                let whole = min(max(s.seconds, 0), 1e9)
                until.tv_sec += Int(whole)
                until.tv_nsec += Int((whole - whole.rounded(.down)) * 1e9)
                if until.tv_nsec >= 1_000_000_000 {
                    until.tv_nsec -= 1_000_000_000
                    until.tv_sec += 1
                }
                pthread_mutex_lock(&s.lock)
                while !s.cancelled {
                    if pthread_cond_timedwait(&s.condition, &s.lock, &until) == ETIMEDOUT, !s.cancelled {
                        s.fired = true
                        Interrupts.request()
                        until.tv_sec += 1
                    }
                }
                pthread_mutex_unlock(&s.lock)
                return nil
            }, Unmanaged.passRetained(state).toOpaque())
    }

    func cancel() {
        pthread_mutex_lock(&state.lock)
        state.cancelled = true
        pthread_cond_signal(&state.condition)
        pthread_mutex_unlock(&state.lock)
        pthread_join(thread, nil)
        if state.fired { Interrupts.clear() }
    }
    var fired: Bool { state.fired }
}

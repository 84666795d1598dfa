// This file runs the interpreter's work on a thread of its own with a large stack, and turns errors into messages and exit statuses.

import Glibc
import Lang
import Library

enum Host {
    /// Runs `body` where the interpreter lives. Errors of the host are printed; the result is the exit status.
    static func run(_ body: @escaping () throws -> Int32) -> Int32 {
        Interrupts.install()
        registerLibrary()
        final class Work {
            let body: () throws -> Int32
            var status: Int32 = 0
            init(_ body: @escaping () throws -> Int32) { self.body = body }
        }
        let work = Work(body)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        // Address space only: pages are touched as recursion needs them.
        pthread_attr_setstacksize(&attributes, 512 << 20)
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, &attributes,
            { raw in
                let w = Unmanaged<Work>.fromOpaque(raw!).takeUnretainedValue()
                w.status = Host.perform(w.body)
                return nil
            }, Unmanaged.passUnretained(work).toOpaque())
        if failed != 0 { return perform(body) }
        pthread_join(thread, nil)
        return work.status
    }

    private static func perform(_ body: () throws -> Int32) -> Int32 {
        do { return try body() } catch let e as PythonError {
            if e.isInstance(of: Exceptions.systemExit) { return Exit.status(of: e) }
            Standard.write(Interpreter.shared.traceback(e), to: 2)
            return e.isInstance(of: Exceptions.keyboardInterrupt) ? 130 : 1
        } catch {
            Standard.write("shell: \(error)\n", to: 2)
            return 1
        }
    }
}

// This file runs the interpreter's work on a thread of its own with a large stack, and turns errors into messages and exit statuses.

import Glibc
import Lang
import Library

enum Host {
    /// Runs `body` where the interpreter lives. Errors of the host are printed; the result is the exit status.
    static func run(_ body: @escaping () throws -> Int32) -> Int32 {
        Interrupts.install()
        registerLibrary()
        var status: Int32 = 0
        Interpreter.runOnLargeStack {
            Interrupts.wakeThisThread()
            status = perform(body)
        }
        return status
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

// This file turns SIGINT into an interrupt of the running cell.

import CKernel
import Glibc
import Lang

/// The interrupt flag that the machine and the kernel poll.
enum Interrupts {
    /// One flag for both: the machine polls the kernel's.
    static func install() {
        withUnsafeMutablePointer(to: &ck_interrupted) { Interpreter.interruptRequested = $0 }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in ck_interrupted = 1 }
        // Without SA_RESTART a blocking read or sleep returns at once.
        action.sa_flags = 0
        sigaction(SIGINT, &action, nil)
        signal(SIGPIPE, SIG_IGN)
    }
    static func request() { ck_interrupted = 1 }
    static func clear() { ck_interrupted = 0 }
}

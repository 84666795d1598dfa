// This file turns SIGINT into an interrupt of the running cell.

import CEdit
import CKernel
import Glibc
import Kernel
import Lang
import Plot

/// The interrupt flag that the machine, the kernel and the wait for gnuplot poll.
enum Interrupts {
    /// One flag for all of them: the kernel's.
    static func install() {
        withUnsafeMutablePointer(to: &ck_interrupted) { Interpreter.interruptRequested = $0 }
        Gnuplot.shared.interrupt = UnsafePointer(Interpreter.interruptRequested)
        Autograd.poll = { try Interpreter.checkInterrupt() }
        LongWork.isInterruptible = true
        ce_watch_interrupts()
    }
    /// The calling thread runs cells: SIGINT wakes it from a wait.
    static func wakeThisThread() { ce_interrupt_here() }
    static func request() { ce_request_interrupt() }
    static func clear() { ck_interrupted = 0 }
}

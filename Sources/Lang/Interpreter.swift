// This file defines the face of the language to its hosts: run a cell, import a module, print.

import Glibc

/// The one interpreter of a process (values are confined to its thread).
public final class Interpreter {
    public static let shared = Interpreter()

    /// The globals of the cells (`__main__`).
    public let main = ModuleObject("__main__")
    /// Where `print` and `sys.stdout` write; the session and the replay replace it.
    public var output: (String) -> Void = { s in
        var s = s
        s.withUTF8 { p in
            var rest = UnsafeRawBufferPointer(p)
            while rest.count > 0 {
                let n = write(1, rest.baseAddress, rest.count)
                if n <= 0 { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[n...])
            }
        }
    }
    public var errorOutput: (String) -> Void = { s in
        var s = s
        s.withUTF8 { p in _ = write(2, p.baseAddress, p.count) }
    }
    /// Reads a line of standard input for `input()`, without its end; nil at the end of input. The prompt is already written.
    public var readLine: () throws -> String? = { Swift.readLine() }
    /// Folders that `import name` searches for `name.vnb`, `name.py` and packages.
    public var path: [String] = ["."]
    public var arguments: [String] = [""]
    /// Turns a module file's text into the code of its module (`.vnb`: its code cells). Set by the host that knows notebook files.
    public var moduleText: (_ path: String, _ text: String) throws -> String = { _, text in text }

    /// Set from a signal handler to raise KeyboardInterrupt at the next safe point; polled by the machine's loop and by every native operation that can take long.
    public static var interruptRequested: UnsafeMutablePointer<sig_atomic_t> = {
        let p = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        p.pointee = 0
        return p
    }()

    /// Throws KeyboardInterrupt when one is requested (and clears the request).
    @inline(__always) public static func checkInterrupt() throws {
        if interruptRequested.pointee != 0 { try raiseInterrupt() }
    }
    static func raiseInterrupt() throws {
        interruptRequested.pointee = 0
        throw PythonError(Exceptions.keyboardInterrupt, args: [])
    }

    /// Parses, compiles and runs a text in `module`'s globals.
    /// - Returns: the value of a last expression statement when `wantsValue`, else `.none`; `.unbound` when there is none.
    /// - Throws: `PythonError` (SyntaxError included).
    public func run(_ source: Source, in module: ModuleObject, wantsValue: Bool = false) throws -> Value { .unbound }

    /// `import name`: native modules first, then files on `path`. Throws ModuleNotFoundError.
    public func importModule(_ name: String) throws -> ModuleObject {
        if let m = try ModuleTable.shared.module(name) { return m }
        throw PythonError(Exceptions.moduleNotFoundError, "No module named '\(name)'")
    }

    /// An exception as CPython 3.11 prints it, traceback, chain and notes included.
    public func traceback(_ error: PythonError) -> String { TracebackPrinter.text(error.exception) }
}

// This file defines `shell exec` and `shell -c`.

import ArgumentParser
import Glibc
import Lang
import Library

/// `shell exec FILE`: a `.py` or `.vnb` file as one program.
struct Exec: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a .py or .vnb file as one program.",
        discussion: """
            Exit status 1 and a traceback on an uncaught exception; otherwise what the program passed to sys.exit, or 0.

            Examples:
              shell exec prepare.py --pages 10
              shell -c "print(6 * 7)"
            """)
    @ArgumentParser.Argument(help: "The file, or - for standard input.") var file: String
    @ArgumentParser.Argument(parsing: .captureForPassthrough, help: "Arguments of the program (sys.argv).") var arguments: [String] = []

    func run() throws {
        throw ExitCode(
            Host.run {
                let text: String
                do { text = try NotebookFile.text(of: file) } catch let e as NotebookError {
                    Standard.write("shell: can't open file '\(file)': \(e)\n", to: 2)
                    return 2
                }
                return try Program.run(text, name: Program.absolute(file), arguments: [file] + arguments)
            })
    }
}

enum Program {
    /// What a program's file is called in tracebacks and in `__file__`: its whole path, as in CPython.
    static func absolute(_ file: String) -> String {
        if file == "-" { return "<stdin>" }
        if file.hasPrefix("/") { return file }
        guard let c = getcwd(nil, 0) else { return file }
        defer { free(c) }
        return String(cString: c) + "/" + (file.hasPrefix("./") ? String(file.dropFirst(2)) : file)
    }

    /// Runs a text as a program.
    static func run(_ text: String, name: String, arguments: [String]) throws -> Int32 {
        let interpreter = Interpreter.shared
        interpreter.arguments = arguments
        SearchPath.install(notebook: name == "<string>" ? nil : name)
        interpreter.main.globals.set("__file__", .string(name))
        do { _ = try interpreter.run(Source(name: name, text: text), in: interpreter.main) } catch let e as PythonError {
            if interpreter.exitHandlers.isEmpty { throw e }
            // The exception is shown before what `atexit` does, as in CPython.
            if !e.isInstance(of: Exceptions.systemExit) { Standard.write(interpreter.traceback(e), to: 2) }
            interpreter.runExitHandlers()
            if e.isInstance(of: Exceptions.systemExit) { throw e }
            return e.isInstance(of: Exceptions.keyboardInterrupt) ? 130 : 1
        }
        interpreter.runExitHandlers()
        try Figures.showOpen()
        return 0
    }
}

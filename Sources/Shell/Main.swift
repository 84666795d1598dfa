// The program's entry.

import ArgumentParser
import Glibc
import Lang
import Library

@main
struct Shell: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "A notebook-style scripting host.", subcommands: [Exec.self])
}

/// `shell exec FILE`: a `.py` file as one program.
struct Exec: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run a .py or .vnb file as one program.")
    @Argument(help: "The file.") var file: String
    @Argument(parsing: .captureForPassthrough, help: "Arguments of the program (sys.argv).") var arguments: [String] = []

    func run() throws {
        registerLibrary()
        guard let f = fopen(file, "r") else {
            fputs("shell: can't open file '\(file)': \(String(cString: strerror(errno)))\n", stderr)
            throw ExitCode(2)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = fread(&buffer, 1, buffer.count, f), n > 0 { bytes += buffer[..<n] }
        fclose(f)
        let interpreter = Interpreter.shared
        interpreter.arguments = [file] + arguments
        do {
            _ = try interpreter.run(Source(name: file, text: String(decoding: bytes, as: UTF8.self)), in: interpreter.main)
        } catch let e as PythonError {
            fputs(interpreter.traceback(e), stderr)
            throw ExitCode(1)
        }
    }
}

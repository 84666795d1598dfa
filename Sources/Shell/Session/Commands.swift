// This file defines the session's commands: `%time`, `%run`, `!ls`, `name?` and so on; one table.

import Glibc
import Kernel
import Lang
import Library

enum Commands {
    /// What a command works with: the session (nil in a replay).
    nonisolated(unsafe) static weak var session: TerminalSession?
    nonisolated(unsafe) static var notebook: Notebook?

    struct Command {
        let name: String
        let usage: String
        let summary: String
        let run: (_ argument: String, _ body: String?) throws -> Value
    }

    static let table: [Command] = [
        Command(name: "%time", usage: "%time STATEMENT, %%time", summary: "Run once and print how long it took.") { a, body in
            let text = body ?? a
            let began = Clock.now()
            let cpu = clock()
            let v = try Interpreter.shared.run(Source(name: "time", text: text, isCell: true), in: Interpreter.shared.main, wantsValue: true)
            let wall = Clock.now() - began
            Interpreter.shared.output("CPU time: \(timeText(Double(clock() - cpu) / 1e6)), wall time: \(timeText(wall))\n")
            return v.isUnbound ? .none : v
        },
        Command(name: "%timeit", usage: "%timeit [-n N] [-r R] STATEMENT, %%timeit", summary: "Run many times and print the time of one.") { a, body in
            try timeIt(a, body)
        },
        Command(name: "%run", usage: "%run FILE", summary: "Run a .py or .vnb file in this session.") { a, _ in
            let path = a.trimmed
            let text: String
            do { text = try NotebookFile.text(of: path) } catch { throw PythonError(Exceptions.fileNotFoundError, "\(error)") }
            if path.hasSuffix(".py") && !text.contains("# %%") {
                _ = try Interpreter.shared.run(Source(name: path, text: text), in: Interpreter.shared.main)
            } else {
                let n = try load(path)
                for (number, i) in n.codeCells where !n.cells[i].hasTag("skip") {
                    _ = try Interpreter.shared.run(Source(name: "\(path) cell \(number)", text: CommandSyntax.translate(n.cells[i].source), isCell: true), in: Interpreter.shared.main)
                }
            }
            return .none
        },
        Command(name: "%who", usage: "%who", summary: "The names of this session.") { _, _ in
            let names = variables().map(\.name)
            Interpreter.shared.output(names.isEmpty ? "no names\n" : names.joined(separator: "  ") + "\n")
            return .none
        },
        Command(name: "%whos", usage: "%whos", summary: "The names of this session with types, shapes and bytes.") { _, _ in
            Interpreter.shared.output(whos())
            return .none
        },
        Command(name: "%reset", usage: "%reset", summary: "Forget all names of this session.") { _, _ in
            for v in variables() { Interpreter.shared.main.globals.remove(Name(v.name)) }
            Interpreter.shared.collectGarbage()
            return .none
        },
        Command(name: "%history", usage: "%history [N]", summary: "The cells of this session, or the last N.") { a, _ in
            let cells = session?.cells ?? []
            let n = Int(a.trimmed) ?? cells.count
            for c in cells.suffix(n) { Interpreter.shared.output("[\(c.number)] \(c.source)\n") }
            return .none
        },
        Command(name: "%save", usage: "%save FILE", summary: "Write the cells that ran without an error as a notebook (.vnb or .ipynb).") { a, _ in
            guard let session else { throw runtimeError("%save works in a session") }
            let path = a.trimmed
            guard let format = NotebookFormat(path: path) else { throw valueError("%save: expected a file name that ends in .vnb, .ipynb, .py or .md, found '\(path)'") }
            do { try NotebookFile.write(session.notebook(), to: path, as: format) } catch { throw PythonError(Exceptions.osError, "\(error)") }
            session.isSaved = true
            Interpreter.shared.output("\(path): \(session.goodCells.count) cells\n")
            return .none
        },
        Command(name: "%cell", usage: "%cell [N]", summary: "Run code cell N of the notebook that is open; without N, list its cells.") { a, _ in
            guard let n = notebook else { throw runtimeError("no notebook is open: start with `shell NOTEBOOK`, or use %run FILE") }
            let cells = n.codeCells
            if a.trimmed.isEmpty {
                for c in cells { Interpreter.shared.output("[\(c.number)] \(n.cells[c.index].heading)\n") }
                return .none
            }
            guard let k = Int(a.trimmed), k >= 1, k <= cells.count else { throw valueError("%cell: the notebook has cells 1 to \(cells.count), found '\(a.trimmed)'") }
            let source = n.cells[cells[k - 1].index].source
            Interpreter.shared.output(source + "\n")
            let v = try Interpreter.shared.run(Source(name: "Cell \(k)", text: CommandSyntax.translate(source), isCell: true), in: Interpreter.shared.main, wantsValue: true)
            return v.isUnbound ? .none : v
        },
        Command(name: "%cd", usage: "%cd [FOLDER]", summary: "Change the current folder.") { a, _ in
            var path = a.trimmed
            if path.isEmpty || path == "~" { path = getenv("HOME").map { String(cString: $0) } ?? "/" }
            if path.hasPrefix("~/"), let h = getenv("HOME") { path = String(cString: h) + path.dropFirst(1) }
            if chdir(path) != 0 { throw osError(errno, path: path) }
            if let c = getcwd(nil, 0) {
                Interpreter.shared.output(String(cString: c) + "\n")
                free(c)
            }
            return .none
        },
        Command(name: "%pwd", usage: "%pwd", summary: "The current folder.") { _, _ in
            guard let c = getcwd(nil, 0) else { throw osError(errno, path: nil) }
            defer { free(c) }
            return .string(String(cString: c))
        },
        Command(name: "%ls", usage: "%ls [PATH]", summary: "List a folder.") { a, _ in
            _ = try ShellCommand.run("ls -C " + a, capture: false)
            return .none
        },
        Command(name: "%env", usage: "%env [NAME[=VALUE]]", summary: "Show or set environment variables.") { a, _ in
            let text = a.trimmed
            if text.isEmpty {
                var p = environ
                while let e = p.pointee {
                    Interpreter.shared.output(String(cString: e) + "\n")
                    p += 1
                }
            } else if let eq = text.firstIndex(of: "=") {
                setenv(String(text[..<eq]), String(text[text.index(after: eq)...]), 1)
            } else {
                guard let v = getenv(text) else { throw keyError(.string(text)) }
                return .string(String(cString: v))
            }
            return .none
        },
        Command(name: "%figure", usage: "%figure [auto|kitty|sixel|text|off]", summary: "How figures are shown in the terminal.") { a, _ in
            let how = a.trimmed
            if how.isEmpty {
                Interpreter.shared.output("figures: \(FigureDisplay.mode.rawValue)\n")
                return .none
            }
            guard let m = FigureDisplay.Mode(rawValue: how) else { throw valueError("%figure: expected auto, kitty, sixel, text or off, found '\(how)'") }
            FigureDisplay.mode = m
            return .none
        },
        Command(name: "%matplotlib", usage: "%matplotlib [inline]", summary: "Accepted: figures are always shown.") { _, _ in .none },
        Command(name: "%precision", usage: "%precision N", summary: "Digits that arrays are printed with.") { a, _ in
            let m = try Interpreter.shared.importModule("numpy")
            if let f = m["set_printoptions"] { _ = try Operators.call(f, CallArguments([], keywords: [("precision", .int(Int(a.trimmed) ?? 8))])) }
            return .none
        },
        Command(name: "%%writefile", usage: "%%writefile FILE", summary: "Write the cell's text to a file.") { a, body in
            do { try NotebookFile.replace(a.trimmed, with: (body ?? "") + "\n") } catch { throw PythonError(Exceptions.osError, "\(error)") }
            Interpreter.shared.output("wrote \(a.trimmed)\n")
            return .none
        },
        Command(name: "%%bash", usage: "%%bash", summary: "Run the cell's text by sh.") { _, body in
            let r = try ShellCommand.run(body ?? "", capture: false)
            if r.status != 0 { throw runtimeError("the command ended with exit status \(r.status)") }
            return .none
        },
        Command(name: "%help", usage: "%help", summary: "This list.") { _, _ in
            Interpreter.shared.output(help)
            return .none
        },
        Command(name: "%lsmagic", usage: "%lsmagic", summary: "The names of the commands.") { _, _ in
            Interpreter.shared.output(names.joined(separator: "  ") + "\n")
            return .none
        },
    ]

    static var names: [String] { table.map(\.name) + ["%%time", "%%timeit"] }

    static var help: String {
        let width = table.map(\.usage.count).max() ?? 0
        let lines = table.map { $0.usage + String(repeating: " ", count: width - $0.usage.count + 2) + $0.summary }
        return lines.joined(separator: "\n") + """


            !COMMAND      run by sh; x = !COMMAND keeps its lines
            NAME?         signature and doc string; NAME?? the source
            STATEMENT;    a semicolon hides the value; _, __, Out[n] hold earlier values
            Tab completes, Alt-? shows a signature, Ctrl-R searches, Ctrl-J or Alt-Enter begins a new line, Ctrl-D leaves

            """
    }

    /// Defines the builtin that command lines call.
    static func install() {
        guard let builtins = try? Interpreter.shared.importModule("builtins") else { return }
        builtins.function("\(CommandSyntax.function)(name, argument='', body=None)", "Runs a command of the session.") { a in
            let name = try a.string(0), argument = try a.string(1)
            let body = a.given(2) ? try a.string(2) : nil
            switch name {
            case "!":
                let r = try ShellCommand.run(argument, capture: false)
                Interpreter.shared.main.globals.set("_exit_code", .int(Int(r.status)))
                return .none
            case "=!":
                let r = try ShellCommand.run(argument, capture: true)
                Interpreter.shared.main.globals.set("_exit_code", .int(Int(r.status)))
                var lines = r.output.split(separator: "\n", omittingEmptySubsequences: false).map { Value.string(String($0)) }
                if r.output.hasSuffix("\n") || r.output.isEmpty { lines.removeLast() }
                return .list(lines)
            case "?", "??":
                guard let v = Completer().value(of: argument) else { throw PythonError(Exceptions.nameError, "name '\(argument)' is not defined") }
                Interpreter.shared.output(name == "?" ? Help.short(v, name: argument) : Help.full(v, name: argument))
                return .none
            default: break
            }
            let plain = name.hasPrefix("%%") ? String(name.dropFirst()) : name
            guard let c = table.first(where: { $0.name == name }) ?? table.first(where: { $0.name == plain }) else {
                throw PythonError(Exceptions.nameError, "there is no command '\(name)'; %help lists them")
            }
            return try c.run(argument, body)
        }
    }

    static func load(_ path: String) throws -> Notebook {
        do { return try NotebookFile.read(path) } catch { throw PythonError(Exceptions.valueError, "\(error)") }
    }

    /// The session's own names, without modules' machinery.
    static func variables() -> [(name: String, value: Value)] {
        let g = Interpreter.shared.main.globals
        return zip(g.names, g.values).filter { !$0.1.isUnbound && !$0.0.text.hasPrefix("_") && !["In", "Out"].contains($0.0.text) }.map { ($0.0.text, $0.1) }.sorted { $0.0 < $1.0 }
    }

    static func whos() -> String {
        var rows: [[String]] = []
        for (name, v) in variables() {
            var info = ""
            if let shape = (try? Operators.attributeIfPresent(v, "shape")) ?? nil, let dtype = (try? Operators.attributeIfPresent(v, "dtype")) ?? nil,
                let sizes = try? Operators.items(of: shape).map(Operators.index), let kind = try? Operators.str(dtype)
            {
                let bytes = (((try? Operators.attributeIfPresent(v, "nbytes")) ?? nil)).flatMap { try? Operators.index($0) }
                info = (sizes.isEmpty ? "scalar" : sizes.map(String.init).joined(separator: "×")) + " \(kind)" + (bytes.map { ", \($0) bytes" } ?? "")
            } else if v.asObject is FunctionObject || v.asObject is TypeObject || v.asObject is ModuleObject {
                info = (try? Operators.repr(v)) ?? ""
            } else if let n = try? Operators.length(v), v.asString == nil {
                info = "n=\(n)"
            } else {
                info = (try? Operators.repr(v)) ?? ""
            }
            info = info.replacing("\n", with: " ")
            rows.append([name, v.typeName, info.count > 60 ? String(info.prefix(59)) + "…" : info])
        }
        if rows.isEmpty { return "no names\n" }
        let w0 = max(rows.map(\.[0].count).max()!, 4), w1 = max(rows.map(\.[1].count).max()!, 4)
        func line(_ r: [String]) -> String { r[0] + String(repeating: " ", count: w0 - r[0].count + 2) + r[1] + String(repeating: " ", count: w1 - r[1].count + 2) + r[2] + "\n" }
        return line(["name", "type", "value"]) + rows.map(line).joined()
    }

    private static func timeIt(_ argument: String, _ body: String?) throws -> Value {
        var words = argument.split(separator: " ").map(String.init)
        var loops: Int?, repeats = 7
        while let w = words.first, w.hasPrefix("-"), words.count > 1 {
            let n: Int?
            if w.count > 2 {
                n = Int(w.dropFirst(2))
                words.removeFirst()
            } else {
                n = Int(words[1])
                words.removeFirst(2)
            }
            if w.hasPrefix("-n") { loops = n } else if w.hasPrefix("-r") { repeats = max(n ?? 7, 1) } else { throw valueError("%timeit: expected -n N or -r R, found '\(w)'") }
        }
        let text = body ?? words.joined(separator: " ")
        if text.isEmpty { throw valueError("%timeit: expected a statement") }
        // One function runs the loop, so that a run costs no compilation.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "        " + $0 }.joined(separator: "\n")
        let module = ModuleObject("timeit")
        for (n, v) in zip(Interpreter.shared.main.globals.names, Interpreter.shared.main.globals.values) { module.globals.set(n, v) }
        _ = try Interpreter.shared.run(Source(name: "timeit", text: "def _timeit(_n):\n    for _i in range(_n):\n\(lines)\n", isCell: true), in: module)
        guard let f = module["_timeit"] else { return .none }
        func time(_ n: Int) throws -> Double {
            let began = Clock.now()
            _ = try Operators.call(f, .int(n))
            return Clock.now() - began
        }
        var n = loops ?? 1
        if loops == nil { while try time(n) < 0.1, n < 100_000_000 { n *= 10 } }
        let times = try (0..<repeats).map { _ in try time(n) / Double(n) }
        let mean = times.reduce(0, +) / Double(repeats)
        let deviation = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repeats)).squareRoot()
        Interpreter.shared.output("\(timeText(mean)) ± \(timeText(deviation)) per loop (mean ± deviation of \(repeats) run\(repeats == 1 ? "" : "s"), \(n) loop\(n == 1 ? "" : "s") each)\n")
        return .none
    }

    static func timeText(_ s: Double) -> String {
        if s >= 1 { return Duration.text(s) }
        if s >= 1e-3 { return "\(Duration.fixed(s * 1e3, s < 0.1 ? 2 : 0)) ms" }
        if s >= 1e-6 { return "\(Duration.fixed(s * 1e6, 2)) µs" }
        return "\(Duration.fixed(s * 1e9, 1)) ns"
    }
}

/// Runs a line by `sh`.
enum ShellCommand {
    /// The output (empty unless captured) and the exit status. Throws KeyboardInterrupt.
    static func run(_ command: String, capture: Bool) throws -> (output: String, status: Int32) {
        var pipeEnds: [Int32] = [0, 0]
        guard pipe(&pipeEnds) == 0 else { throw osError(errno, path: nil) }
        for end in pipeEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], 1)
        if !capture { posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], 2) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGINT)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var pid: pid_t = 0
        let words: [String] = ["sh", "-c", command]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (w: String) in strdup(w) }
        arguments.append(nil)
        let status = posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, environ)
        arguments.forEach { free($0) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        close(pipeEnds[1])
        if status != 0 {
            close(pipeEnds[0])
            throw osError(status, path: "/bin/sh")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var interrupted = false
        while true {
            let n = read(pipeEnds[0], &buffer, buffer.count)
            if n == 0 { break }
            if n < 0 {
                if errno != EINTR { break }
                if Interpreter.interruptRequested.pointee != 0, !interrupted {
                    interrupted = true
                    kill(pid, SIGINT)
                }
                continue
            }
            if capture { bytes += buffer[..<n] } else { Interpreter.shared.output(String(decoding: buffer[..<n], as: UTF8.self)) }
        }
        close(pipeEnds[0])
        var result: Int32 = 0
        while waitpid(pid, &result, 0) < 0, errno == EINTR {}
        try Interpreter.checkInterrupt()
        let code = result & 0x7F == 0 ? (result >> 8) & 0xFF : 128 + (result & 0x7F)
        return (String(decoding: bytes, as: UTF8.self), code)
    }
}

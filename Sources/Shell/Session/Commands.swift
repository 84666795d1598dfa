// This file defines the session's commands: `%time`, `%run`, `!ls`, `name?` and so on; one table.

import Glibc
import Kernel
import Lang
import Library

enum Commands {
    /// What a command works with: the session (nil in a replay).
    nonisolated(unsafe) static weak var session: TerminalSession?
    nonisolated(unsafe) static var notebook: Notebook?

    static var names: [String] { table.map(\.name) + ["%%time", "%%timeit"] }
    static func named(_ name: String) -> Command? {
        let plain = name.hasPrefix("%%") ? String(name.dropFirst()) : name
        return table.first { $0.name == name } ?? table.first { $0.name == plain }
    }

    static var help: String {
        let width = table.map(\.usage.count).max() ?? 0
        let lines = table.map { $0.usage + String(repeating: " ", count: width - $0.usage.count + 2) + $0.summary }
        return lines.joined(separator: "\n") + """


            %help NAME    more on a command, with examples
            !COMMAND      run by sh; x = !COMMAND keeps its lines
            NAME?         signature and doc string; NAME?? the source
            STATEMENT;    a semicolon hides the value; _, __, Out[n] hold earlier values, In[n] earlier cells
            Keys          Tab completes, Up walks the cells that begin as typed, Ctrl-R searches them, Ctrl-J or Alt-Enter begins a new line,
                          Alt-? shows a signature, Ctrl-C interrupts, Ctrl-D leaves

            """
    }

    /// The page of one command.
    static func page(_ c: Command) -> String {
        var out = c.usage + "\n    " + c.summary + "\n"
        if !c.details.isEmpty { out += "\n" + c.details.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n") + "\n" }
        if !c.examples.isEmpty { out += "\nExamples\n" + c.examples.map { "    " + $0.replacing("\n", with: "\n    ") + "\n" }.joined() }
        return out
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
            guard let c = named(name) else {
                let near = NearestName.find(name, among: names)
                throw PythonError(Exceptions.nameError, "there is no command '\(name)'\(near.map { "; the nearest is \($0)" } ?? ""); %help lists them")
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
        return zip(g.names, g.values).filter { !$0.1.isUnbound && !$0.0.text.hasPrefix("_") && !Session.names.contains($0.0.text) }.map { ($0.0.text, $0.1) }.sorted { $0.0 < $1.0 }
    }

    /// A table of the session's names; those of one type where it is given.
    static func whos(type: String = "") -> String {
        var rows: [[String]] = []
        for (name, v) in variables() where type.isEmpty || v.typeName == type {
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

    static func timeIt(_ argument: String, _ body: String?) throws -> Value {
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

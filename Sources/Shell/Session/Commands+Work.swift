// This file does the work of the commands that take more than a line.

import Glibc
import Lang
import Library

extension Commands {
    static func runFile(_ argument: String) throws {
        let words = argument.split(separator: " ").map(String.init)
        guard let path = words.first else { throw valueError("%run: expected a file") }
        let text: String
        do { text = try NotebookFile.text(of: path) } catch { throw PythonError(Exceptions.fileNotFoundError, "\(error)") }
        let interpreter = Interpreter.shared
        let arguments = interpreter.arguments
        defer { interpreter.arguments = arguments }
        interpreter.arguments = words
        if path.hasSuffix(".py") && !text.contains("# %%") {
            _ = try interpreter.run(Source(name: path, text: text), in: interpreter.main)
        } else {
            let n = try load(path)
            for (number, i) in n.codeCells where !n.cells[i].hasTag("skip") {
                _ = try interpreter.run(Source(name: "\(path) cell \(number)", text: CommandSyntax.translate(n.cells[i].source), isCell: true), in: interpreter.main)
            }
        }
    }

    /// Numbers and ranges such as `2-5,9`.
    static func numbers(_ text: String, command: String) throws -> Set<Int> {
        var out = Set<Int>()
        for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let a = ends.first ?? nil, let b = ends.last ?? nil, a <= b, b - a < 100_000 else { throw valueError("\(command): expected numbers and ranges such as 2-5,9, found '\(part)'") }
            out.formUnion(a...b)
        }
        return out
    }

    static func history(_ argument: String) {
        let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
        if words.first == "-g" {
            let text = words.count > 1 ? words[1].trimmed : ""
            session?.history.refresh()
            var seen = Set<String>()
            for c in session?.history.cells ?? [] where c.contains(text) && !c.hasPrefix("%history") && seen.insert(c).inserted { Interpreter.shared.output(c + "\n") }
            return
        }
        let cells = session?.cells ?? []
        let n = max(0, Int(argument.trimmed) ?? cells.count)
        for c in cells.suffix(n) { Interpreter.shared.output("[\(c.number)] \(c.source)\n") }
    }

    static func save(_ argument: String) throws {
        guard let session else { throw runtimeError("%save works in a session") }
        let (path, rest) = CommandSyntax.split(argument.trimmed)
        guard let format = NotebookFormat(path: path) else { throw valueError("%save: expected a file name that ends in .vnb, .ipynb, .py or .md, found '\(path)'") }
        var n = session.notebook()
        if !rest.isEmpty {
            let wanted = try numbers(rest, command: "%save")
            n.cells = session.goodCells.filter { wanted.contains($0.number) }.map { Cell(kind: .code, source: $0.source) }
        }
        do { try NotebookFile.write(n, to: path, as: format) } catch { throw PythonError(Exceptions.osError, "\(error)") }
        if rest.isEmpty { session.isSaved = true }
        Interpreter.shared.output("\(path): \(n.cells.count) cell\(n.cells.count == 1 ? "" : "s")\n")
    }

    static func cell(_ argument: String) throws -> Value {
        guard let n = notebook else { throw runtimeError("no notebook is open: start with `shell NOTEBOOK`, or use %open NOTEBOOK") }
        let cells = n.codeCells
        if argument.trimmed.isEmpty {
            for c in cells { Interpreter.shared.output("[\(c.number)] \(n.cells[c.index].heading)\n") }
            return .none
        }
        let wanted = try numbers(argument.trimmed, command: "%cell").sorted()
        guard let last = wanted.last, wanted[0] >= 1, last <= cells.count else { throw valueError("%cell: the notebook has cells 1 to \(cells.count), found '\(argument.trimmed)'") }
        var value = Value.none
        for k in wanted {
            let source = n.cells[cells[k - 1].index].source
            Interpreter.shared.output(source + "\n")
            let v = try Interpreter.shared.run(Source(name: "Cell \(k)", text: CommandSyntax.translate(source), isCell: true), in: Interpreter.shared.main, wantsValue: true)
            value = v.isUnbound || CellRunner.isHidden(source) ? .none : v
        }
        return value
    }

    static func currentFolder() -> String {
        guard let c = getcwd(nil, 0) else { return "." }
        defer { free(c) }
        return String(cString: c)
    }
    nonisolated(unsafe) private static var previousFolder: String?

    static func changeFolder(_ argument: String) throws {
        var path = argument.trimmed
        if path.count >= 2, let q = path.first, q == "'" || q == "\"", path.last == q { path = String(path.dropFirst().dropLast()) }
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        if path.isEmpty || path == "~" { path = home }
        if path == "-" {
            guard let p = previousFolder else { throw runtimeError("%cd -: there is no folder before this one") }
            path = p
        }
        if path.hasPrefix("~/") { path = home + path.dropFirst(1) }
        let here = currentFolder()
        if chdir(path) != 0 { throw osError(errno, path: path) }
        previousFolder = here
        Interpreter.shared.output(currentFolder() + "\n")
    }

    static func environment(_ argument: String) throws -> Value {
        let text = argument.trimmed
        if text.isEmpty {
            var lines: [String] = []
            var p = environ
            while let e = p.pointee {
                lines.append(String(cString: e))
                p += 1
            }
            Interpreter.shared.output(lines.sorted().map { $0 + "\n" }.joined())
        } else if let eq = text.firstIndex(of: "=") {
            let name = String(text[..<eq]).trimmed
            if name.isEmpty { throw valueError("%env: expected NAME=VALUE, found '\(text)'") }
            // Through os.environ, which keeps a copy of its own.
            let value = Value.string(String(text[text.index(after: eq)...]).trimmed)
            if let environ = try Interpreter.shared.importModule("os")["environ"] { try Operators.setItem(environ, .string(name), value) } else { setenv(name, value.asString ?? "", 1) }
        } else {
            guard let v = getenv(text) else { throw keyError(.string(text)) }
            return .string(String(cString: v))
        }
        return .none
    }

    /// Whether `%%capture` takes what is printed.
    nonisolated(unsafe) private(set) static var isCapturing = false

    static func capture(_ name: String, _ body: String) throws {
        let interpreter = Interpreter.shared
        let output = interpreter.output
        var text = ""
        interpreter.output = { text += $0 }
        isCapturing = true
        defer {
            isCapturing = false
            interpreter.output = output
            if ReplayParameter.isIdentifier(name) { interpreter.main.globals.set(Name(name), .string(text)) }
        }
        _ = try interpreter.run(Source(name: "capture", text: CommandSyntax.translate(body), isCell: true), in: interpreter.main)
    }

    /// Prints a value with nothing left out.
    static func showAll(_ argument: String) throws {
        let interpreter = Interpreter.shared
        let text = argument.trimmed.isEmpty ? "_" : argument.trimmed
        let value = try interpreter.run(Source(name: "all", text: text, isCell: true), in: interpreter.main, wantsValue: true)
        if value.isUnbound { throw valueError("%all: expected an expression, found '\(text)'") }
        var undo: [() -> Void] = []
        defer { undo.reversed().forEach { $0() } }
        func option(_ module: String, _ function: String, _ on: [(name: Name, value: Value)], _ off: [(name: Name, value: Value)]) {
            // A module that was not imported printed nothing.
            guard let loaded = ModuleTable.shared.loadedModules[module], let f = loaded[function] else { return }
            if (try? Operators.call(f, CallArguments([], keywords: on))) != nil { undo.append { _ = try? Operators.call(f, CallArguments([], keywords: off)) } }
        }
        option("numpy", "set_printoptions", [("threshold", .int(1 << 60))], [("threshold", .int(1000))])
        option("torch", "set_printoptions", [("profile", .string("full"))], [("profile", .string("default"))])
        let long: String
        if let whole = (try Operators.attributeIfPresent(value, "to_string")), ModuleTable.shared.loadedModules["pandas"] != nil { long = try Operators.str(Operators.call(whole, CallArguments([]))) } else { long = try Operators.repr(value) }
        interpreter.output(long + "\n")
    }
}

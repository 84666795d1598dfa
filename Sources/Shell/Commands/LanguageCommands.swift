// This file defines `shell check`, `shell tokens` and `shell ast`: what the language's stages make of a text, without running it.

import ArgumentParser
import Lang
import Library

/// `shell check NOTEBOOK`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report, without running, syntax errors, what lies outside the subset, and imports that lead nowhere.",
        discussion: """
            One line a finding: FILE: cell N, line L: kind: message. Exit status 1 when there is any.

            Examples:
              shell check notebooks/multitask.vnb
            """)
    @ArgumentParser.Argument(help: "Notebooks or .py files.") var files: [String]

    func run() throws {
        throw ExitCode(
            Host.run {
                var count = 0
                for file in files { count += try Check.findings(in: file) { Standard.write($0 + "\n", to: 1) } }
                return count > 0 ? 1 : 0
            })
    }

    /// Reports what is wrong with a file, modules it imports from its folder included; returns how much that is.
    static func findings(in file: String, report: (String) -> Void) throws -> Int {
        SearchPath.install(notebook: file)
        var checker = Checker(path: Interpreter.shared.path) { path in
            guard let text = try? NotebookFile.text(of: path) else { return nil }
            return try? Interpreter.shared.moduleText(path, text)
        }
        let text = try NotebookFile.text(of: file)
        let isNotebook = !file.hasSuffix(".py") || text.contains("# %%")
        if isNotebook {
            let notebook = try NotebookFile.read(file)
            for (number, index) in notebook.codeCells {
                checker.check(Source(name: "cell \(number)", text: CommandSyntax.translate(notebook.cells[index].source), isCell: true))
            }
        } else {
            checker.check(Source(name: file, text: text))
        }
        for f in checker.findings {
            let place = f.source.isCell ? "\(file): \(f.source.name), line \(f.line)" : "\(f.source.name): line \(f.line)"
            report("\(place): \(f.kind.rawValue): \(f.message)")
        }
        return checker.findings.count
    }
}

/// `shell tokens FILE`
struct Tokens: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the tokens of a file.", discussion: "Examples:\n  echo 'x = 1' | shell tokens -")
    @ArgumentParser.Argument(help: "The file, or - for standard input.") var file: String

    func run() throws { Standard.write(Scanner.list(try NotebookFile.text(of: file)), to: 1) }
}

/// `shell ast FILE`
struct Ast: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the syntax tree of a file, as CPython's ast names it, with positions.", discussion: "Examples:\n  echo 'x = 1' | shell ast -")
    @ArgumentParser.Argument(help: "The file, or - for standard input.") var file: String

    func run() throws {
        throw ExitCode(
            Host.run {
                Standard.write(SyntaxDump.text(try Parser.parse(Source(name: file, text: try NotebookFile.text(of: file)))), to: 1)
                return 0
            })
    }
}

/// `shell dis FILE`
struct Dis: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the bytecode of a file.", discussion: "Examples:\n  echo 'x = 1' | shell dis -")
    @ArgumentParser.Argument(help: "The file, or - for standard input.") var file: String

    func run() throws {
        throw ExitCode(
            Host.run {
                let code = try Interpreter.shared.compile(Source(name: file, text: try NotebookFile.text(of: file)))
                Standard.write(Disassembler.text(code), to: 1)
                return 0
            })
    }
}

// This file runs a session whose input is no terminal: cells are blocks, ended as in the terminal.

import Lang

final class PipedSession {
    private let runner = CellRunner()
    private var number = 0
    private var status: Int32 = 0

    /// Reads to the end of the input. The status is 1 when a cell failed.
    func run() throws -> Int32 {
        var figures = 0
        Figures.install(folder: "out/session", name: { [unowned self] in "\(self.number)-\(figures + 1)" }, shown: { f in
            figures += 1
            Interpreter.shared.output(FigureDisplay.text(f))
        })
        var cell: [String] = []
        var isBlockEnded = false
        func flush() {
            let text = cell.joined(separator: "\n")
            cell = []
            if text.allSatisfy(\.isWhitespace) { return }
            number += 1
            figures = 0
            let outcome = runner.run(text, name: "Cell \(number)")
            var error = outcome.error
            if error == nil {
                do { try Figures.showOpen() } catch let e as PythonError { error = e } catch {}
            }
            if error == nil, !outcome.value.isUnbound {
                do {
                    let shown = try Operators.repr(outcome.value)
                    Session.remember(outcome.value, number: number)
                    Interpreter.shared.output(shown + "\n")
                } catch let e as PythonError { error = e } catch {}
            }
            if let error {
                if error.isInstance(of: Exceptions.systemExit) {
                    exitStatus = Exit.status(of: error)
                    return
                }
                Interpreter.shared.errorOutput(CommandSyntax.restored(Interpreter.shared.traceback(error)))
                status = 1
            }
        }
        while let line = readLine(strippingNewline: true) {
            // A file's block may hold blank lines: it ends where a line follows that is no part of it.
            if isBlockEnded, !Completeness.continuesBlock(line) { flush() }
            isBlockEnded = false
            if let s = exitStatus { return s }
            cell.append(line)
            if Completeness.isComplete(cell) { if cell.count > 1, line.isEmpty { isBlockEnded = true } else { flush() } }
            if let s = exitStatus { return s }
        }
        flush()
        return exitStatus ?? status
    }
    private var exitStatus: Int32?
}

enum Completeness {
    /// Whether a line behind a blank one still belongs to the block above.
    static func continuesBlock(_ line: String) -> Bool {
        if let c = line.first, c == " " || c == "\t" { return true }
        let word = line.prefix { $0.isLetter }
        return line.isEmpty || ["else", "elif", "except", "finally"].contains(word)
    }

    /// Whether the lines typed so far are a whole cell: complete at once, or an indented block ended by a blank line.
    static func isComplete(_ lines: [String]) -> Bool {
        let last = lines.last ?? ""
        let text = lines.joined(separator: "\n")
        if text.allSatisfy(\.isWhitespace) { return true }
        // A cell that is a command's body ends with a blank line.
        if text.hasPrefix("%%") { return lines.count > 1 && last.isEmpty }
        guard (try? Parser.parse(Source(name: "cell", text: CommandSyntax.translate(text)))) != nil else { return last.isEmpty }
        let isBlock = last.first == " " || last.first == "\t" || last.hasSuffix(":") || lines.count > 1
        return !isBlock || last.isEmpty
    }
}

// This file runs a session whose input is no terminal: cells are blocks, ended as in the terminal.

import Lang

final class PipedSession {
    private let runner = CellRunner()
    private var number = 0
    private var status: Int32 = 0

    /// Reads to the end of the input. The status is 1 when a cell failed.
    func run() throws -> Int32 {
        var cell: [String] = []
        func flush() {
            let text = cell.joined(separator: "\n")
            cell = []
            if text.trimmed.isEmpty { return }
            number += 1
            let outcome = runner.run(text, name: "Cell \(number)")
            var error = outcome.error
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
                Interpreter.shared.errorOutput(Interpreter.shared.traceback(error))
                status = 1
            }
        }
        while let line = readLine(strippingNewline: true) {
            cell.append(line)
            if Completeness.isComplete(cell) { flush() }
            if let s = exitStatus { return s }
        }
        flush()
        return exitStatus ?? status
    }
    private var exitStatus: Int32?
}

enum Completeness {
    /// Whether the lines typed so far are a whole cell: complete at once, or an indented block ended by a blank line.
    static func isComplete(_ lines: [String]) -> Bool {
        let last = lines.last ?? ""
        let text = lines.joined(separator: "\n")
        if text.trimmed.isEmpty { return true }
        guard (try? Parser.parse(Source(name: "cell", text: CommandSyntax.translate(text)))) != nil else { return last.isEmpty }
        let isBlock = last.first == " " || last.first == "\t" || last.hasSuffix(":") || lines.count > 1
        return !isBlock || last.isEmpty
    }
}

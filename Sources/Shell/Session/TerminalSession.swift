// This file is the interactive session on a terminal.

import CEdit
import Glibc
import Lang
import Library

final class TerminalSession {
    struct TypedCell {
        let number: Int
        let source: String
        let failed: Bool

        /// Whether it is part of the work: no command, no question.
        var isWork: Bool { !failed && !source.hasPrefix("%") && !source.hasPrefix("!") && !source.hasSuffix("?") && !source.hasPrefix("?") }
    }
    private(set) var cells: [TypedCell] = []
    /// Whether every good cell has been written by `%save`.
    var isSaved = true
    private let runner = CellRunner()
    private let editor: LineEditor
    private var number = 1
    /// The column of the last thing a cell printed: 0 at the start of a line.
    private var atLineStart = true
    private var figures = 0
    private let isColoured = Colour.isWanted(1)

    init?() {
        guard let e = LineEditor(history: SessionHistory(), completer: Completer()) else { return nil }
        editor = e
        Commands.session = self
    }

    var goodCells: [TypedCell] { cells.filter(\.isWork) }
    var history: SessionHistory { editor.history }

    func notebook() -> Notebook {
        var n = Notebook()
        n.cells = goodCells.map { Cell(kind: .code, source: $0.source) }
        return n
    }

    /// Runs to the end of the session. The result is the exit status.
    func run(opening path: String?) throws -> Int32 {
        let interpreter = Interpreter.shared
        interpreter.output = { [unowned self] s in
            Standard.write(s, to: 1)
            if let last = s.utf8.last { self.atLineStart = last == 10 }
        }
        interpreter.errorOutput = { [unowned self] s in
            Standard.write(s, to: 2)
            if let last = s.utf8.last { self.atLineStart = last == 10 }
        }
        interpreter.readLine = { [unowned self] in
            let line = try TerminalSession.readLine()
            // The user's own Enter ended the line.
            self.atLineStart = true
            return line
        }
        Figures.install(folder: "out/session", name: { [unowned self] in "\(self.number)-\(self.figures + 1)" }, shown: { [unowned self] f in self.show(f) })
        if let path {
            Commands.notebook = try NotebookFile.read(path)
            Standard.write("\(path): \(Commands.notebook!.codeCells.count) code cells; %cell N runs one, %cell lists them\n", to: 1)
        } else {
            Standard.write("shell — %help lists commands, Ctrl-D leaves\n", to: 1)
        }
        startUp()
        while true {
            switch editor.read(.numbered(number, isColoured: isColoured)) {
            case .interrupted:
                // The line is given up; the session goes on.
                continue
            case .end:
                Standard.write("\n", to: 1)
                if mayLeave() { return 0 }
            case .cell(let text):
                if text.allSatisfy(\.isWhitespace) { continue }
                editor.remember(text)
                if ["exit", "quit"].contains(text.trimmed) {
                    if mayLeave() { return 0 }
                    continue
                }
                if let status = step(text) { return status }
            }
        }
    }

    /// Asks before cells are lost.
    private func mayLeave() -> Bool {
        if isSaved || goodCells.isEmpty { return true }
        let answer = editor.ask("cells have run that are not saved; leave? [y/N, or a file name to save them] ")?.trimmed
        guard let answer else {
            // Ctrl-D once more is a yes, Ctrl-C a no.
            if !editor.wasInterrupted { Standard.write("\n", to: 1) }
            return !editor.wasInterrupted
        }
        if answer.lowercased() == "y" || answer.lowercased() == "yes" { return true }
        if answer.isEmpty || ["n", "no"].contains(answer.lowercased()) { return false }
        guard let format = NotebookFormat(path: answer) else {
            Standard.write("not saved: expected y, n, or a file name that ends in .vnb, .ipynb, .py or .md\n", to: 1)
            return false
        }
        do {
            try NotebookFile.write(notebook(), to: answer, as: format)
            Standard.write("\(answer): \(goodCells.count) cells\n", to: 1)
            return true
        } catch {
            Standard.write("\(error)\n", to: 2)
            return false
        }
    }
    /// `$XDG_CONFIG_HOME/shell/startup.py` (`~/.config/shell/startup.py`).
    static var startUpFile: String? {
        let base = getenv("XDG_CONFIG_HOME").flatMap { $0.pointee == 0 ? nil : String(cString: $0) } ?? getenv("HOME").map { String(cString: $0) + "/.config" }
        return base.map { $0 + "/shell/startup.py" }
    }

    /// The start-up file runs before the first prompt.
    private func startUp() {
        guard let path = TerminalSession.startUpFile, access(path, R_OK) == 0, let text = try? NotebookFile.text(of: path) else { return }
        do {
            _ = try Interpreter.shared.run(Source(name: path, text: CommandSyntax.translate(text), isCell: true), in: Interpreter.shared.main)
        } catch let e as PythonError {
            report(e)
        } catch {}
        newLine()
    }

    /// Runs a cell; a status when it asked to leave.
    private func step(_ text: String) -> Int32? {
        figures = 0
        Interrupts.clear()
        Session.rememberInput(text, number: number)
        var outcome = runner.run(text, name: "Cell \(number)")
        if outcome.error == nil {
            do { try Figures.showOpen() } catch let e as PythonError { outcome.error = e } catch {}
        }
        if outcome.error == nil, !outcome.value.isUnbound {
            do {
                let shown = try Operators.repr(outcome.value)
                Session.remember(outcome.value, number: number)
                newLine()
                let label = isColoured ? "\u{1B}[31mOut[\(number)]:\u{1B}[0m" : "Out[\(number)]:"
                Standard.write(label + (shown.contains("\n") ? "\n" : " ") + Display.cut(shown) + "\n", to: 1)
                atLineStart = true
            } catch let e as PythonError { outcome.error = e } catch {}
        }
        if let e = outcome.error, e.isInstance(of: Exceptions.keyboardInterrupt) {
            // The terminal has echoed the key.
            Standard.write("\n", to: 1)
            atLineStart = true
            // Figures that were begun would come with the next cell.
            if let close = ModuleTable.shared.loadedModules["matplotlib.pyplot"]?["close"] { _ = try? Operators.call(close, CallArguments([.string("all")])) }
        }
        newLine()
        if let e = outcome.error {
            if e.isInstance(of: Exceptions.systemExit) { return Exit.status(of: e) }
            report(e)
        }
        cells.append(TypedCell(number: number, source: text, failed: outcome.error != nil))
        if cells.last!.isWork { isSaved = false }
        number += 1
        return nil
    }

    private func report(_ e: PythonError) {
        let text = CommandSyntax.restored(Interpreter.shared.traceback(e))
        Standard.write(Colour.isWanted(2) ? Colour.traceback(text) : text, to: 2)
    }

    private func newLine() {
        if !atLineStart { Standard.write("\n", to: 1) }
        atLineStart = true
    }

    private func show(_ figure: ShownFigure) {
        figures += 1
        newLine()
        Standard.write(FigureDisplay.text(figure), to: 1)
    }

    /// A line of standard input for `input()`; an interrupt raises.
    private static func readLine() throws -> String? {
        var bytes: [UInt8] = []
        while true {
            try Interpreter.checkInterrupt()
            if ce_wait(0, -1) < 0 { continue }
            var c: UInt8 = 0
            let n = read(0, &c, 1)
            if n < 0 {
                if errno == EINTR { continue }
                return nil
            }
            if n == 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if c == 10 { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(c)
        }
    }
}

/// Colour, on a terminal that wants it (`NO_COLOR` and `TERM=dumb` do not).
enum Colour {
    static func isWanted(_ fd: Int32) -> Bool {
        if isatty(fd) == 0 { return false }
        if let n = getenv("NO_COLOR"), n.pointee != 0 { return false }
        guard let term = getenv("TERM").map({ String(cString: $0) }) else { return false }
        return !term.isEmpty && term != "dumb"
    }

    /// The exception's name stands out.
    static func traceback(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for i in lines.indices {
            let line = lines[i]
            guard let first = line.first, first.isLetter, let end = line.firstIndex(where: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }) ?? Optional(line.endIndex) else { continue }
            let name = line[..<end]
            if ["Error", "Interrupt", "Exception", "Warning", "Exit", "Iteration"].contains(where: { name.hasSuffix($0) }) { lines[i] = "\u{1B}[1;31m\(name)\u{1B}[0m\(line[end...])" }
        }
        return lines.joined(separator: "\n")
    }
}

// This file is the interactive session on a terminal.

import Glibc
import Lang
import Library

final class TerminalSession {
    struct TypedCell {
        let number: Int
        let source: String
        let failed: Bool
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
    private let isColoured = isatty(1) != 0 && getenv("NO_COLOR") == nil

    init?() {
        guard let e = LineEditor(history: SessionHistory(), completer: Completer()) else { return nil }
        editor = e
        Commands.session = self
    }

    var goodCells: [TypedCell] { cells.filter { !$0.failed && !$0.source.hasPrefix("%") && !$0.source.hasSuffix("?") } }

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
        interpreter.errorOutput = { s in Standard.write(s, to: 2) }
        interpreter.readLine = { try TerminalSession.readLine() }
        Figures.install(folder: "out/session", name: { [unowned self] in "\(self.number)-\(self.figures)" }, shown: { [unowned self] f in self.show(f) })
        if let path {
            Commands.notebook = try NotebookFile.read(path)
            Standard.write("\(path): \(Commands.notebook!.codeCells.count) code cells; %cell N runs one, %cell lists them\n", to: 1)
        } else {
            Standard.write("shell — %help lists commands, Ctrl-D leaves\n", to: 1)
        }
        startUp()
        while true {
            switch editor.read(prompt: "In [\(number)]: ") {
            case .interrupted:
                // The line is cleared; the session goes on.
                Standard.write("^C\n", to: 1)
            case .end:
                Standard.write("\n", to: 1)
                if isSaved || goodCells.isEmpty { return 0 }
                let answer = editor.ask("cells have run that are not saved; leave? [y/N, or a file name to save them] ")?.trimmed
                guard let answer else {
                    Standard.write("\n", to: 1)
                    return 0
                }
                if answer.lowercased() == "y" || answer.lowercased() == "yes" { return 0 }
                if let format = NotebookFormat(path: answer) {
                    do {
                        try NotebookFile.write(notebook(), to: answer, as: format)
                        return 0
                    } catch { Standard.write("\(error)\n", to: 2) }
                }
            case .cell(let text):
                if text.trimmed.isEmpty { continue }
                editor.remember(text)
                if let status = step(text) { return status }
            }
        }
    }

    /// `$XDG_CONFIG_HOME/shell/startup.py` (`~/.config/shell/startup.py`), run before the first prompt.
    private func startUp() {
        let base = getenv("XDG_CONFIG_HOME").map { String(cString: $0) } ?? getenv("HOME").map { String(cString: $0) + "/.config" }
        guard let base else { return }
        let path = base + "/shell/startup.py"
        guard access(path, R_OK) == 0, let text = try? NotebookFile.text(of: path) else { return }
        do { _ = try Interpreter.shared.run(Source(name: path, text: text), in: Interpreter.shared.main) } catch let e as PythonError {
            Standard.write(Interpreter.shared.traceback(e), to: 2)
        } catch {}
    }

    /// Runs a cell; a status when it asked to leave.
    private func step(_ text: String) -> Int32? {
        figures = 0
        Interrupts.clear()
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
        newLine()
        if let e = outcome.error {
            if e.isInstance(of: Exceptions.systemExit) { return Exit.status(of: e) }
            Standard.write(Interpreter.shared.traceback(e), to: 2)
        }
        cells.append(TypedCell(number: number, source: text, failed: outcome.error != nil))
        if outcome.error == nil, !text.hasPrefix("%"), !text.hasSuffix("?") { isSaved = false }
        number += 1
        return nil
    }

    private func newLine() {
        if !atLineStart { Standard.write("\n", to: 1) }
        atLineStart = true
    }

    private func show(_ figure: ShownFigure) {
        figures += 1
        newLine()
        switch FigureDisplay.effective {
        case .kitty: Standard.write(FigureDisplay.kitty(figure.png), to: 1)
        case .sixel, .text: Standard.write(TerminalPicture.draw(figure.png, as: FigureDisplay.effective), to: 1)
        case .auto, .off: break
        }
        Standard.write("figure: \(figure.path)\n", to: 1)
    }

    /// A line of standard input for `input()`; an interrupt raises.
    private static func readLine() throws -> String? {
        var bytes: [UInt8] = []
        while true {
            var c: UInt8 = 0
            let n = read(0, &c, 1)
            if n < 0 {
                if errno == EINTR {
                    try Interpreter.checkInterrupt()
                    continue
                }
                return nil
            }
            if n == 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if c == 10 { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(c)
        }
    }
}

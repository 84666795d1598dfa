// This file writes a replay's printed output to a file, without colours and with progress lines in their last state.

import Glibc
import Lang

final class LogReporter: ReplayReporter {
    private let fd: Int32
    init(path: String) throws {
        fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if fd < 0 { throw NotebookError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
    }
    deinit { close(fd) }
    private func line(_ s: String) { Standard.write(s + "\n", to: fd) }
    func started(_ run: ReplayRun) { line("\(Clock.stamp()) \(run.path): \(run.total) code cells") }
    func cellStarted(_ cell: ReplayCell) { line("\(Clock.stamp()) [\(cell.number)] \(cell.cell.heading)") }
    func printed(_ text: String, isError: Bool, in cell: ReplayCell) { Standard.write(text.replacing("\r", with: "\n"), to: fd) }
    func showed(_ figure: ShownFigure, in cell: ReplayCell) { line("figure: \(figure.path)") }
    func valued(_ repr: String, in cell: ReplayCell) { line("Out[\(cell.number)]: \(repr)") }
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell) { line(traceback) }
    func cellEnded(_ cell: ReplayCell) { line("\(Clock.stamp()) [\(cell.number)] \(cell.status.rawValue), \(Duration.text(cell.seconds))") }
    func notSaved(_ reason: String, after cell: ReplayCell) { line("\(Clock.stamp()) not saved after cell \(cell.number): \(reason)") }
    func resumed(after cell: Int, of run: ReplayRun) { line("\(Clock.stamp()) resumed after cell \(cell)") }
    func ended(_ run: ReplayRun) { line("\(Clock.stamp()) \(run.okCount) of \(run.total) cells ok, \(Duration.text(run.seconds))") }
}

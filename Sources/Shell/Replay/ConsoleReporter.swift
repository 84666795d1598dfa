// This file prints a replay for people: each cell's heading, output, value, time; a closing summary.

import Glibc
import Lang

final class ConsoleReporter: ReplayReporter {
    private let isTerminal = isatty(1) != 0
    private let quiet: Bool
    /// Whether the last thing printed ended its line.
    private var atLineStart = true

    init(quiet: Bool) { self.quiet = quiet }

    private func write(_ s: String) {
        Standard.write(s, to: 1)
        if let last = s.utf8.last { atLineStart = last == 10 }
    }
    private func line(_ s: String) {
        if !atLineStart { write("\n") }
        write(s + "\n")
    }
    private func faint(_ s: String) -> String { isTerminal ? "\u{1B}[2m\(s)\u{1B}[0m" : s }
    private func bold(_ s: String) -> String { isTerminal ? "\u{1B}[1m\(s)\u{1B}[0m" : s }

    func started(_ run: ReplayRun) {
        if quiet { return }
        line(faint("\(run.path): \(run.total) code cells"))
    }
    func cellStarted(_ cell: ReplayCell) {
        if quiet { return }
        let width = String(cell.number).count < 2 ? " " : ""
        line(bold("[\(width)\(cell.number)]") + " " + cell.cell.heading)
    }
    func printed(_ text: String, isError: Bool, in cell: ReplayCell) {
        if quiet { return }
        if isError {
            Standard.write(text, to: 2)
        } else {
            write(text)
        }
    }
    func showed(_ figure: ShownFigure, in cell: ReplayCell) {
        if quiet { return }
        line(faint("figure: \(figure.path)"))
    }
    func valued(_ repr: String, in cell: ReplayCell) {
        if quiet { return }
        // A value of several lines begins on its own line, as IPython shows it.
        line((isTerminal ? "\u{1B}[31mOut[\(cell.number)]:\u{1B}[0m" : "Out[\(cell.number)]:") + (repr.contains("\n") ? "\n" : " ") + repr)
    }
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell) {
        if !atLineStart { write("\n") }
        Standard.write(traceback.hasSuffix("\n") ? traceback : traceback + "\n", to: 2)
    }
    func cellEnded(_ cell: ReplayCell) {
        if quiet { return }
        switch cell.status {
        case .skipped: line(faint("     skipped"))
        case .expectedFailure: line(faint("     raised as expected, \(Duration.text(cell.seconds))"))
        case .failed: line(faint("     failed after \(Duration.text(cell.seconds))"))
        default: if cell.seconds >= 0.05 { line(faint("     \(Duration.text(cell.seconds))")) }
        }
    }
    func notSaved(_ reason: String, after cell: ReplayCell) {
        if !atLineStart { write("\n") }
        Standard.write("not saved after cell \(cell.number): \(reason); a resumed run would start at an earlier cell\n", to: 2)
    }
    func resumed(after cell: Int, of run: ReplayRun) {
        if quiet { return }
        line(faint(cell == 0 ? "nothing to resume: from the first cell" : "resumed after cell \(cell)"))
    }
    func ended(_ run: ReplayRun) {
        var words = ["\(run.okCount) of \(run.cells.filter { $0.status != .skipped }.count) cells ok", Duration.text(run.seconds)]
        if run.figureCount > 0 { words.append("\(run.figureCount) figure\(run.figureCount == 1 ? "" : "s") in \(run.outputFolder)") }
        words.append("peak memory \(Memory.text(Memory.peak()))")
        line(bold(words.joined(separator: ", ")))
        guard let stop = run.stop else { return }
        let place = run.stoppedAt.map { "cell \($0.number) (\($0.cell.heading))" } ?? "the run"
        let after = run.stoppedAt.map { " after \(Duration.text($0.seconds))" } ?? ""
        let why: String
        switch stop {
        case .exception(let e) where e.isInstance(of: Exceptions.memoryError): why = "ran out of memory (peak \(Memory.text(Memory.peak())))"
        case .exception(let e): why = "raised \(e.exception.type.name)"
        case .timeout(let s): why = "took longer than its \(Duration.text(s))"
        case .interrupt: why = "was interrupted"
        case .exit(let s): why = "called sys.exit(\(s))"
        }
        Standard.write("stopped: \(place) \(why)\(after)\n", to: 2)
        if case .exit = stop { return }
        if !run.hint.isEmpty { Standard.write("to go on: \(run.hint)\n", to: 2) }
    }
}

/// Unbuffered standard streams.
enum Standard {
    static func write(_ s: String, to fd: Int32) {
        var s = s
        s.withUTF8 { p in
            var done = 0
            while done < p.count {
                let n = Glibc.write(fd, p.baseAddress! + done, p.count - done)
                if n < 0 {
                    if errno == EINTR { continue }
                    return
                }
                done += n
            }
        }
    }
}

enum Duration {
    /// `0.05 s`, `12.3 s`, `2 min 14 s`.
    static func text(_ s: Double) -> String {
        if s < 10 { return "\(fixed(s, 2)) s" }
        if s < 120 { return "\(fixed(s, 1)) s" }
        let whole = Int(s.rounded())
        if whole < 7200 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
    static func fixed(_ d: Double, _ places: Int) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        _ = withVaList([d]) { vsnprintf(&buffer, buffer.count, "%.\(places)f", $0) }
        return String(cString: buffer)
    }
}

enum Memory {
    /// Peak resident memory of this process, in bytes.
    static func peak() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
    static func text(_ bytes: Int) -> String {
        bytes < 1_000_000_000 ? "\(bytes / 1_000_000) MB" : "\(Duration.fixed(Double(bytes) / 1e9, 2)) GB"
    }
}

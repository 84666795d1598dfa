// This file replays a notebook: its code cells in order through the same runner as the session's.

import Glibc
import Kernel
import Lang
import Library

struct ReplayOptions {
    var parameters: [ReplayParameter] = []
    /// Numbers of code cells to run; nil: all.
    var cells: Set<Int>?
    /// Seconds a cell may take.
    var timeout: Double?
    var allowErrors = false
    var seed: Int?
    /// Where figures go.
    var outputFolder: String?
    /// More folders that `import` searches.
    var searchPath: [String] = []
    /// Where the session is saved after every cell; nil: nowhere.
    var snapshotPath: String?
    /// Go on where a stopped run was.
    var resume = false
    var threads: Int?
    var deterministic = false
}

final class Replayer {
    let run: ReplayRun
    let options: ReplayOptions
    let reporters: [ReplayReporter]
    private let runner = CellRunner()
    private var current: ReplayCell?
    private(set) var snapshots: SnapshotFolder?
    /// The last saved session and its cell.
    var saved: (session: String, cell: Int)?

    init(path: String, notebook: Notebook, options: ReplayOptions, reporters: [ReplayReporter]) throws {
        let prepared = try notebook.with(options.parameters)
        self.options = options
        self.reporters = reporters
        let cells = prepared.codeCells.map { ReplayCell(number: $0.number, index: $0.index, cell: prepared.cells[$0.index]) }
        if let wanted = options.cells, let bad = wanted.first(where: { $0 < 1 || $0 > cells.count }) {
            throw NotebookError("\(path): there is no code cell \(bad): the notebook has \(cells.count)")
        }
        let folder = options.outputFolder ?? "out/" + Replayer.stem(path)
        run = ReplayRun(path: path, notebook: prepared, cells: cells, total: cells.count, outputFolder: folder)
        runner.timeout = options.timeout
        snapshots = options.snapshotPath.map { SnapshotFolder(path: $0) }
    }

    /// The file's name without folder and extension.
    static func stem(_ path: String) -> String {
        if path == "-" { return "stdin" }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// Runs the cells. The result's `stop` is nil when every cell ran. Throws `NotebookError` when a run cannot be resumed.
    func replay() throws -> ReplayRun {
        let interpreter = Interpreter.shared
        let began = Clock.now()
        interpreter.output = { [unowned self] s in self.printed(s, isError: false) }
        interpreter.errorOutput = { [unowned self] s in self.printed(s, isError: true) }
        interpreter.readLine = {
            throw PythonError(Exceptions.eofError, "input() has nobody to ask in a replay: give the value as a parameter (-p NAME=VALUE)")
        }
        Figures.install(folder: run.outputFolder, name: { [unowned self] in self.figureName() }, shown: { [unowned self] f in self.showed(f) })
        SearchPath.install(notebook: run.path, extra: options.searchPath)
        Commands.install()
        try snapshots?.lock()
        Replayer.registerEnvironment()
        var done = 0
        if options.resume { done = try resume() } else { snapshots?.forget() }
        reporters.forEach { $0.started(run) }
        if options.resume { reporters.forEach { $0.resumed(after: done, of: run) } }
        if let n = options.threads { Threads.count = n }
        if options.deterministic { Threads.isDeterministic = true }
        if done == 0, let seed = options.seed { seedAll(seed) }
        for cell in run.cells where cell.number > done {
            if cell.cell.hasTag("skip") || !(options.cells?.contains(cell.number) ?? true) {
                cell.status = .skipped
                if cell.cell.hasTag("skip") {
                    reporters.forEach { $0.cellStarted(cell) }
                    reporters.forEach { $0.cellEnded(cell) }
                }
                continue
            }
            step(cell)
            if run.stop != nil { break }
        }
        run.seconds = Clock.now() - began
        run.snapshotSeconds = snapshots?.seconds ?? 0
        closeSnapshots()
        reporters.forEach { $0.ended(run) }
        return run
    }

    private func step(_ cell: ReplayCell) {
        current = cell
        cell.status = .running
        cell.startedAt = Clock.stamp()
        Supervisor.note(cell: cell.number, heading: cell.cell.heading)
        reporters.forEach { $0.cellStarted(cell) }
        var outcome = runner.run(cell.cell.source, name: "Cell \(cell.number)")
        if outcome.error == nil {
            do { try Figures.showOpen() } catch let e as PythonError { outcome.error = e } catch {}
        }
        if outcome.error == nil, !outcome.value.isUnbound {
            do {
                let text = try Operators.repr(outcome.value)
                Session.remember(outcome.value, number: cell.number)
                reporters.forEach { $0.valued(text, in: cell) }
            } catch let e as PythonError { outcome.error = e } catch {}
        }
        cell.seconds = outcome.seconds
        cell.endedAt = Clock.stamp()
        if let error = outcome.error {
            if error.isInstance(of: Exceptions.systemExit) {
                let status = Exit.status(of: error)
                cell.status = status == 0 ? .ok : .failed
                run.stop = .exit(status: status)
                run.stoppedAt = cell
            } else {
                let traceback = Interpreter.shared.traceback(error)
                reporters.forEach { $0.failed(traceback, error, in: cell) }
                let expected = cell.cell.hasTag("raises-exception")
                cell.status = expected ? .expectedFailure : .failed
                if !expected {
                    if outcome.timedOut, let s = options.timeout {
                        stop(.timeout(seconds: s), cell)
                    } else if error.isInstance(of: Exceptions.keyboardInterrupt) {
                        run.stop = .interrupt
                        run.stoppedAt = cell
                    } else {
                        stop(.exception(error), cell)
                    }
                }
            }
        } else {
            cell.status = .ok
        }
        reporters.forEach { $0.cellEnded(cell) }
        current = nil
        if run.stop == nil { saveSession(after: cell) }
    }

    private var firstFailure: StopReason?
    private func stop(_ reason: StopReason, _ cell: ReplayCell) {
        if options.allowErrors {
            failedCells.append(cell.number)
            return
        }
        run.stop = reason
        run.stoppedAt = cell
    }
    /// Cells that failed and were passed over by `--allow-errors`.
    var failedCells: [Int] = []

    private func printed(_ text: String, isError: Bool) {
        guard let current else { return Standard.write(text, to: isError ? 2 : 1) }
        reporters.forEach { $0.printed(text, isError: isError, in: current) }
    }

    private func figureName() -> String {
        let n = current?.number ?? 0, k = current?.figures.count ?? 0
        return (n < 10 ? "0" : "") + "\(n)-" + (k < 10 ? "0" : "") + "\(k)"
    }
    private func showed(_ figure: ShownFigure) {
        guard let current else { return }
        current.figures.append(figure)
        reporters.forEach { $0.showed(figure, in: current) }
    }

    private func seedAll(_ seed: Int) {
        let text = "import random as _r\nimport numpy as _n\nimport torch as _t\n_r.seed(\(seed))\n_n.random.seed(\(seed % (1 << 32)))\n_t.manual_seed(\(seed))\ndel _r, _n, _t\n"
        _ = try? Interpreter.shared.run(Source(name: "--seed", text: text), in: Interpreter.shared.main)
    }
}

/// The exit status that `sys.exit` asks for.
enum Exit {
    static func status(of error: PythonError) -> Int32 {
        switch error.exception.args.first ?? .none {
        case .none: return 0
        case .int(let i): return Int32(truncatingIfNeeded: i & 0xFF)
        case .bool(let b): return b ? 1 : 0
        case let v:
            Standard.write(((try? Operators.str(v)) ?? "") + "\n", to: 2)
            return 1
        }
    }
}

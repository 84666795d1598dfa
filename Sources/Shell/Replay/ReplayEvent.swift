// This file defines what a replay tells its reporters.

import Lang

/// A figure that a cell showed.
struct ShownFigure {
    let path: String
    let png: [UInt8]
}

/// Why a run ended early.
enum StopReason {
    case exception(PythonError)
    case timeout(seconds: Double)
    case interrupt
    /// `sys.exit(status)` in a cell.
    case exit(status: Int32)

    /// The program's exit status: 1 exception, 124 timeout, 130 interrupt.
    var status: Int32 {
        switch self {
        case .exception: return 1
        case .timeout: return 124
        case .interrupt: return 130
        case .exit(let s): return s
        }
    }
    var word: String {
        switch self {
        case .exception: return "exception"
        case .timeout: return "timeout"
        case .interrupt: return "interrupt"
        case .exit: return "exit"
        }
    }
}

/// Follows a replay. Calls come in the order: `started`, for each cell `cellStarted`, outputs, `cellEnded`, then `ended`.
protocol ReplayReporter: AnyObject {
    func started(_ run: ReplayRun)
    func cellStarted(_ cell: ReplayCell)
    func printed(_ text: String, isError: Bool, in cell: ReplayCell)
    func showed(_ figure: ShownFigure, in cell: ReplayCell)
    func valued(_ repr: String, in cell: ReplayCell)
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell)
    func cellEnded(_ cell: ReplayCell)
    /// The session could not be saved after a cell.
    func notSaved(_ reason: String, after cell: ReplayCell)
    /// The run goes on where a stopped one was, after that cell.
    func resumed(after cell: Int, of run: ReplayRun)
    func ended(_ run: ReplayRun)
}
extension ReplayReporter {
    func started(_ run: ReplayRun) {}
    func cellStarted(_ cell: ReplayCell) {}
    func printed(_ text: String, isError: Bool, in cell: ReplayCell) {}
    func showed(_ figure: ShownFigure, in cell: ReplayCell) {}
    func valued(_ repr: String, in cell: ReplayCell) {}
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell) {}
    func cellEnded(_ cell: ReplayCell) {}
    func notSaved(_ reason: String, after cell: ReplayCell) {}
    func resumed(after cell: Int, of run: ReplayRun) {}
    func ended(_ run: ReplayRun) {}
}

/// A code cell on its way through a replay.
final class ReplayCell {
    enum Status: String { case waiting, running, ok, failed, skipped, expectedFailure = "raised as expected" }
    /// Among the code cells, from 1.
    let number: Int
    /// Among all cells, from 0.
    let index: Int
    let cell: Cell
    var status = Status.waiting
    var seconds = 0.0
    var figures: [ShownFigure] = []
    var startedAt = ""
    var endedAt = ""

    init(number: Int, index: Int, cell: Cell) {
        self.number = number
        self.index = index
        self.cell = cell
    }
}

/// A replay as a whole.
final class ReplayRun {
    let path: String
    var notebook: Notebook
    let cells: [ReplayCell]
    /// Number of code cells in the notebook.
    let total: Int
    /// Seconds that saving the session took.
    var snapshotSeconds = 0.0
    /// How to go on after this run has stopped.
    var hint = ""
    let outputFolder: String
    var seconds = 0.0
    var stop: StopReason?
    var stoppedAt: ReplayCell?

    init(path: String, notebook: Notebook, cells: [ReplayCell], total: Int, outputFolder: String) {
        self.path = path
        self.notebook = notebook
        self.cells = cells
        self.total = total
        self.outputFolder = outputFolder
    }
    var okCount: Int { cells.filter { $0.status == .ok || $0.status == .expectedFailure }.count }
    var figureCount: Int { cells.reduce(0) { $0 + $1.figures.count } }
}

// This file prints a replay for programs: one JSON object a line.

import Lang

/// `--json`: events `run_started`, `cell_started`, `output`, `figure`, `value`, `error`, `cell_ended`, `run_ended`.
final class EventReporter: ReplayReporter {
    private func emit(_ event: String, _ members: [(String, JSON)]) {
        Standard.write(JSON.pairs([("event", .string(event)), ("time", .string(Clock.stamp()))] + members).serialized(indent: nil) + "\n", to: 1)
    }
    func started(_ run: ReplayRun) { emit("run_started", [("notebook", .string(run.path)), ("cells", .int(run.total)), ("output_folder", .string(run.outputFolder))]) }
    func cellStarted(_ cell: ReplayCell) { emit("cell_started", [("cell", .int(cell.number)), ("heading", .string(cell.cell.heading))]) }
    func printed(_ text: String, isError: Bool, in cell: ReplayCell) {
        emit("output", [("cell", .int(cell.number)), ("stream", .string(isError ? "stderr" : "stdout")), ("text", .string(text))])
    }
    func showed(_ figure: ShownFigure, in cell: ReplayCell) { emit("figure", [("cell", .int(cell.number)), ("path", .string(figure.path))]) }
    func valued(_ repr: String, in cell: ReplayCell) { emit("value", [("cell", .int(cell.number)), ("text", .string(repr))]) }
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell) {
        emit("error", [("cell", .int(cell.number)), ("type", .string(error.exception.type.name)), ("traceback", .string(traceback))])
    }
    func cellEnded(_ cell: ReplayCell) {
        emit("cell_ended", [("cell", .int(cell.number)), ("status", .string(cell.status.rawValue)), ("seconds", .double(cell.seconds)), ("figures", .int(cell.figures.count))])
    }
    func notSaved(_ reason: String, after cell: ReplayCell) { emit("not_saved", [("cell", .int(cell.number)), ("reason", .string(reason))]) }
    func resumed(after cell: Int, of run: ReplayRun) { emit("resumed", [("after", .int(cell))]) }
    func ended(_ run: ReplayRun) {
        emit(
            "run_ended",
            [
                ("ok", .int(run.okCount)), ("cells", .int(run.total)), ("seconds", .double(run.seconds)), ("figures", .int(run.figureCount)),
                ("peak_bytes", .int(Memory.peak())), ("snapshot_seconds", .double(run.snapshotSeconds)), ("stopped", run.stop.map { .string($0.word) } ?? .null), ("status", .int(Int(run.stop?.status ?? 0))),
            ])
    }
}

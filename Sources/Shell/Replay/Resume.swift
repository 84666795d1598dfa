// This file defines how a run's state and finished cells are kept and taken up again.

import Glibc
import Lang

extension Replayer {
    /// What `run.json` says. `session`: the saved session that belongs to it; nil before the first.
    func manifest(session: String?, after cell: Int, stopped: JSON = .null) -> JSON {
        .pairs([
            ("version", .int(1)), ("notebook", .string(run.path)), ("parameters", .string(parameterText)), ("seed", options.seed.map { .int($0) } ?? .null),
            ("cell", .int(cell)), ("session", session.map { .string($0) } ?? .null),
            ("cells", .array(run.cells.filter { $0.number <= cell }.map { c in
                .pairs([
                    ("number", .int(c.number)), ("source", .string(Replayer.hash(c.cell.source))), ("status", .string(c.status.rawValue)), ("seconds", .double(c.seconds)),
                    ("started", .string(c.startedAt)), ("ended", .string(c.endedAt)), ("figures", .array(c.figures.map { .string($0.path) })),
                ])
            })),
            ("stopped", stopped),
        ])
    }
    var parameterText: String { options.parameters.map { "\($0.name)=\($0.source)" }.joined(separator: "\n") }

    static func hash(_ s: String) -> String {
        var s = s
        return s.withUTF8 { ContentHash.key(UnsafeRawBufferPointer($0)) }
    }

    /// The outputs of a finished cell, in a file of their own.
    func saveOutputs(_ cell: ReplayCell, in folder: SnapshotFolder) {
        let c = run.notebook.cells[cell.index]
        let json = JSON.pairs([("outputs", .array(c.outputs)), ("execution_count", c.executionCount.map { .int($0) } ?? .null)])
        folder.write("cell-\(cell.number).json", json.serialized(indent: nil))
    }

    /// Saves the session after a cell; prints why when it cannot be.
    func saveSession(after cell: ReplayCell) {
        guard let folder = snapshots else { return }
        saveOutputs(cell, in: folder)
        let reason = folder.save(cell: cell.number) { session in
            saved = (session, cell.number)
            return manifest(session: session, after: cell.number)
        }
        if let reason, folder.isNew(reason) {
            reporters.forEach { $0.notSaved(reason, after: cell) }
        }
    }

    /// Notes why the run stops. Completed: the folder has served its purpose.
    func closeSnapshots() {
        guard let folder = snapshots else { return }
        guard let stop = run.stop else {
            // A run of the first cells only can be gone on with.
            if let last = saved?.cell, last < run.total, run.cells.contains(where: { $0.number > last && !$0.cell.hasTag("skip") }) { return }
            return folder.remove()
        }
        if case .exit(0) = stop { return folder.remove() }
        if saved == nil { return folder.remove() }
        folder.note(manifest(session: saved?.session, after: saved?.cell ?? 0, stopped: .pairs([("cell", run.stoppedAt.map { .int($0.number) } ?? .null), ("why", .string(stop.word))])))
    }

    /// Takes up the state that a stopped run left. Gives the cell after which to go on, 0 when there is nothing. Throws `NotebookError`.
    func resume() throws -> Int {
        guard let folder = snapshots, let m = try folder.read(), let session = m["session"]?.text, let last = m["cell"]?.integer, last > 0 else { return 0 }
        guard m["version"]?.integer == 1 else { throw NotebookError("\(folder.path): saved by another version of the program") }
        let given = m["parameters"]?.text ?? ""
        if given != parameterText {
            let shown = given.split(separator: "\n").joined(separator: ", ")
            throw NotebookError("\(folder.path): that run had \(given.isEmpty ? "no parameters" : "the parameters \(shown)"); give the same, or run without --resume")
        }
        var byNumber: [Int: ReplayCell] = [:]
        for c in run.cells { byNumber[c.number] = c }
        let done = m["cells"]?.items ?? []
        for d in done {
            guard let n = d["number"]?.integer, let c = byNumber[n], d["source"]?.text == Replayer.hash(c.cell.source) else {
                throw NotebookError("\(folder.path): cell \(d["number"]?.integer ?? 0) has changed since that run; run without --resume, or with --from after loading what it needs")
            }
        }
        try folder.restore(session: session)
        for d in done {
            guard let n = d["number"]?.integer, let c = byNumber[n], let status = d["status"]?.text.flatMap(ReplayCell.Status.init(rawValue:)) else { continue }
            c.status = status
            c.seconds = d["seconds"].flatMap { if case .number(let s) = $0 { return Double(s) } else { return nil } } ?? 0
            c.startedAt = d["started"]?.text ?? ""
            c.endedAt = d["ended"]?.text ?? ""
            c.figures = (d["figures"]?.items ?? []).compactMap(\.text).map { ShownFigure(path: $0, png: []) }
            if status == .failed { failedCells.append(n) }
            guard status != .skipped, let text = try? NotebookFile.text(of: folder.path + "/cell-\(n).json"), let j = try? JSON(parsing: text) else { continue }
            run.notebook.cells[c.index].outputs = j["outputs"]?.items ?? []
            run.notebook.cells[c.index].executionCount = j["execution_count"]?.integer
            if !c.startedAt.isEmpty { Recorder.stamp(c, in: run) }
        }
        saved = (session, last)
        return last
    }

    /// Variables of the environment that cells changed belong to the state.
    static func registerEnvironment() {
        func all() -> [String: String] {
            var out: [String: String] = [:]
            var p = environ
            while let s = p.pointee {
                let text = String(cString: s)
                if let e = text.firstIndex(of: "=") { out[String(text[..<e])] = String(text[text.index(after: e)...]) }
                p += 1
            }
            return out
        }
        let atStart = all()
        Snapshot.registerState("environment") { w in
            let now = all()
            let changed = now.filter { atStart[$0.key] != $0.value }.sorted { $0.key < $1.key }, gone = atStart.keys.filter { now[$0] == nil }.sorted()
            w.integer(changed.count)
            for (k, v) in changed {
                w.string(k)
                w.string(v)
            }
            w.integer(gone.count)
            gone.forEach(w.string)
        } restore: { r in
            var lines: [String] = []
            for _ in 0..<(try r.integer()) { lines.append("os.environ[\(ReplayParameter.quoted(try r.string()))] = \(ReplayParameter.quoted(try r.string()))") }
            for _ in 0..<(try r.integer()) { lines.append("os.environ.pop(\(ReplayParameter.quoted(try r.string())), None)") }
            if lines.isEmpty { return }
            let scratch = ModuleObject("environment")
            _ = try Interpreter.shared.run(Source(name: "environment", text: "import os\n" + lines.joined(separator: "\n") + "\n"), in: scratch)
        }
    }
}

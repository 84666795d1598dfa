// This file keeps a replay's outputs in the notebook and writes it after every cell.

import Lang

/// Fills the run's notebook with outputs as nbformat has them; `-o` writes it atomically after every cell.
final class Recorder: ReplayReporter {
    private let path: String?
    private let format: NotebookFormat
    private unowned var run: ReplayRun!
    /// What could not be written; reported once at the end.
    private(set) var failure: String?

    init(path: String?) {
        self.path = path
        format = path.flatMap { NotebookFormat(path: $0) } ?? .ipynb
    }

    func started(_ run: ReplayRun) {
        self.run = run
        for c in run.cells where c.status != .skipped && c.seconds == 0 && c.endedAt.isEmpty {
            run.notebook.cells[c.index].outputs = []
            run.notebook.cells[c.index].executionCount = nil
        }
        save()
    }

    private func add(_ output: JSON, _ cell: ReplayCell) { run.notebook.cells[cell.index].outputs.append(output) }

    func printed(_ text: String, isError: Bool, in cell: ReplayCell) {
        let name = isError ? "stderr" : "stdout"
        let outputs = run.notebook.cells[cell.index].outputs
        if var last = outputs.last, last["output_type"]?.text == "stream", last["name"]?.text == name {
            last["text"] = .string(Recorder.overwritten((last["text"]?.joinedText ?? "") + text))
            run.notebook.cells[cell.index].outputs[outputs.count - 1] = last
        } else {
            add(.pairs([("name", .string(name)), ("output_type", .string("stream")), ("text", .string(Recorder.overwritten(text)))]), cell)
        }
    }

    /// What a terminal would show of text with carriage returns: a progress line is kept once, in its last state.
    static func overwritten(_ text: String) -> String {
        guard text.contains("\r") else { return text }
        return text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard let r = line.dropLast(line.last == "\r" ? 1 : 0).lastIndex(of: "\r") else { return String(line) }
            return String(line[line.index(after: r)...])
        }.joined(separator: "\n")
    }

    func showed(_ figure: ShownFigure, in cell: ReplayCell) {
        let data = JSON.pairs([("image/png", .string(Base64.encode(figure.png))), ("text/plain", .string("<Figure \(figure.path)>"))])
        add(.pairs([("data", data), ("metadata", .emptyObject), ("output_type", .string("display_data"))]), cell)
    }
    func valued(_ repr: String, in cell: ReplayCell) {
        add(
            .pairs([
                ("data", .pairs([("text/plain", .string(repr))])), ("execution_count", .int(cell.number)), ("metadata", .emptyObject),
                ("output_type", .string("execute_result")),
            ]), cell)
    }
    func failed(_ traceback: String, _ error: PythonError, in cell: ReplayCell) {
        let lines = traceback.split(separator: "\n", omittingEmptySubsequences: false).map { JSON.string(String($0)) }
        add(
            .pairs([
                ("ename", .string(error.exception.type.name)), ("evalue", .string((try? Operators.str(.object(error.exception))) ?? "")),
                ("output_type", .string("error")), ("traceback", .array(lines)),
            ]), cell)
    }
    func cellEnded(_ cell: ReplayCell) {
        if cell.status == .skipped { return }
        run.notebook.cells[cell.index].executionCount = cell.number
        Recorder.stamp(cell, in: run)
        save()
    }
    /// When the cell ran, in nbformat's words.
    static func stamp(_ cell: ReplayCell, in run: ReplayRun) {
        run.notebook.cells[cell.index].metadata["execution"] = .pairs([
            ("iopub.execute_input", .string(cell.startedAt)), ("shell.execute_reply", .string(cell.endedAt)),
        ])
    }
    func ended(_ run: ReplayRun) {
        save()
        if let failure { Standard.write("shell: \(failure)\n", to: 2) }
    }

    private func save() {
        guard let path else { return }
        do { try NotebookFile.write(run.notebook, to: path, as: format) } catch { failure = "\(error)" }
    }
}

enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var i = 0
        while i < bytes.count {
            let a = bytes[i], b = i + 1 < bytes.count ? bytes[i + 1] : 0, c = i + 2 < bytes.count ? bytes[i + 2] : 0
            out.append(alphabet[Int(a >> 2)])
            out.append(alphabet[Int((a & 3) << 4 | b >> 4)])
            out.append(i + 1 < bytes.count ? alphabet[Int((b & 15) << 2 | c >> 6)] : 61)
            out.append(i + 2 < bytes.count ? alphabet[Int(c & 63)] : 61)
            i += 3
        }
        return String(decoding: out, as: UTF8.self)
    }
}

// This file keeps the history of typed cells: one file for all sessions, a cell a line.

import Glibc

/// `$XDG_STATE_HOME/shell/history` (`~/.local/state/shell/history`): each line a JSON string with one whole cell. Sessions that run at once append to the same file.
final class SessionHistory {
    private(set) var cells: [String] = []
    private let path: String?
    /// Entries kept when the file is read.
    private static let limit = 20_000

    init() {
        path = SessionHistory.file()
        guard let path, let text = try? NotebookFile.text(of: path) else { return }
        for line in text.split(separator: "\n").suffix(SessionHistory.limit) {
            if case .string(let cell)? = try? JSON(parsing: String(line)) { cells.append(cell) }
        }
    }

    private static func file() -> String? {
        if let p = getenv("SHELL_HISTORY") { return String(cString: p) }
        let base: String
        if let s = getenv("XDG_STATE_HOME"), s.pointee != 0 { base = String(cString: s) } else if let h = getenv("HOME") { base = String(cString: h) + "/.local/state" } else { return nil }
        let folder = base + "/shell"
        try? Figures.makeFolder(folder)
        return folder + "/history"
    }

    /// Adds a cell to the list and, in one write, to the file.
    func add(_ cell: String) {
        if cells.last == cell || cell.hasPrefix(" ") && !cell.contains("\n") { return }
        cells.append(cell)
        guard let path else { return }
        let fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if fd < 0 { return }
        Standard.write(JSON.string(cell).serialized(indent: nil) + "\n", to: fd)
        close(fd)
    }
}

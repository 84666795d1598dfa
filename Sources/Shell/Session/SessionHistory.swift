// This file keeps the history of typed cells: one file for all sessions, a cell a line.

import Glibc

/// `$XDG_STATE_HOME/shell/history` (`~/.local/state/shell/history`): each line a JSON string with one whole cell. Sessions that run at once append to the same file,
/// and each sees what the others have added when it next asks for a cell.
final class SessionHistory {
    private(set) var cells: [String] = []
    private let path: String?
    /// How much of the file has been read.
    private var offset = 0
    /// Entries kept when the file is read.
    private static let limit = 20_000

    init() {
        path = SessionHistory.file()
        refresh()
        if cells.count > SessionHistory.limit { cells.removeFirst(cells.count - SessionHistory.limit) }
    }

    /// Where the history is, or would be.
    static func location() -> String? {
        if let p = getenv("SHELL_HISTORY"), p.pointee != 0 { return String(cString: p) }
        let base: String
        if let s = getenv("XDG_STATE_HOME"), s.pointee != 0 { base = String(cString: s) } else if let h = getenv("HOME"), h.pointee != 0 { base = String(cString: h) + "/.local/state" } else { return nil }
        return base + "/shell/history"
    }

    private static func file() -> String? {
        guard let path = location() else { return nil }
        try? Figures.makeFolder(SearchPath.folder(of: path))
        return path
    }

    /// Reads what has been added to the file since the last time; returns it.
    @discardableResult func refresh() -> [String] {
        guard let path else { return [] }
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        if fd < 0 { return [] }
        defer { close(fd) }
        var s = stat()
        guard fstat(fd, &s) == 0, s.st_mode & S_IFMT == S_IFREG else { return [] }
        // A file that has become shorter was replaced or emptied.
        if s.st_size < offset { offset = 0 }
        let size = Int(s.st_size) - offset
        if size <= 0 { return [] }
        var bytes = [UInt8](repeating: 0, count: size)
        var got = 0
        while got < size {
            let n = bytes.withUnsafeMutableBytes { pread(fd, $0.baseAddress! + got, size - got, offset + got) }
            if n <= 0 { break }
            got += n
        }
        // A line that is being written is read the next time.
        guard let end = bytes[..<got].lastIndex(of: 10) else { return [] }
        offset += end + 1
        var added: [String] = []
        for line in bytes[..<end].split(separator: 10) {
            if case .string(let cell)? = try? JSON(parsing: String(decoding: line, as: UTF8.self)) { added.append(cell) }
        }
        cells += added
        return added
    }

    /// Adds a cell to the file, in one write, and so to the list.
    func add(_ cell: String) {
        if cells.last == cell || cell.hasPrefix(" ") && !cell.contains("\n") { return }
        guard let path else {
            cells.append(cell)
            return
        }
        let fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if fd < 0 {
            cells.append(cell)
            return
        }
        Standard.write(JSON.string(cell).serialized(indent: nil) + "\n", to: fd)
        close(fd)
    }
}

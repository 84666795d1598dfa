// This file opens notebook files, whatever their format, and replaces files atomically.

import Glibc

/// The formats a notebook can be read from and written to.
enum NotebookFormat: String, CaseIterable {
    /// Percent-format text (`.vnb`).
    case vnb
    /// Jupyter (`.ipynb`).
    case ipynb
    /// Percent-format text under Python's extension.
    case py
    /// Markdown with fenced code cells.
    case md

    init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
}

enum NotebookFile {
    /// Reads a notebook; `-` is standard input, its format told by its first character. Throws `NotebookError` naming the file.
    static func read(_ path: String) throws -> Notebook {
        let text = try text(of: path)
        let isJSON = text.first { !$0.isWhitespace } == "{"
        switch NotebookFormat(path: path) {
        case .ipynb: return try JupyterFormat.read(text, name: path)
        case .vnb, .py: return try PercentFormat.read(text, name: path)
        case .md: return try MarkdownFormat.read(text, name: path)
        case nil:
            if isJSON { return try JupyterFormat.read(text, name: path) }
            if path == "-" || text.contains("# %%") { return try PercentFormat.read(text, name: path) }
            throw NotebookError("\(path): not a notebook: expected a .vnb or .ipynb file, or text with '# %%' lines")
        }
    }

    static func serialize(_ notebook: Notebook, as format: NotebookFormat) -> String {
        switch format {
        case .ipynb: return JupyterFormat.write(notebook)
        case .vnb, .py: return PercentFormat.write(notebook)
        case .md: return MarkdownFormat.write(notebook)
        }
    }

    /// A file's text. Throws `NotebookError` for a missing file or one that is not UTF-8.
    static func text(of path: String) throws -> String {
        let fd = path == "-" ? 0 : open(path, O_RDONLY)
        if fd < 0 { throw NotebookError("\(path): \(String(cString: strerror(errno)))") }
        defer { if fd != 0 { close(fd) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = Glibc.read(fd, &buffer, buffer.count)
            if n == 0 { break }
            if n < 0 {
                if errno == EINTR { continue }
                throw NotebookError("\(path): \(String(cString: strerror(errno)))")
            }
            bytes += buffer[..<n]
        }
        guard let text = String(validatingUTF8: bytes.map { CChar(bitPattern: $0) } + [0]), text.utf8.count == bytes.count else {
            throw NotebookError("\(path): not a notebook: the file is not UTF-8 text")
        }
        return text
    }

    /// Replaces a file by a complete new one, or leaves it as it was: temporary file in the same folder, fsync, rename. Throws `NotebookError`.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let temporary = "\(path).\(getpid()).tmp"
        let fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if fd < 0 { throw NotebookError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
        var done = 0
        var failure: Int32 = 0
        bytes.withUnsafeBytes { p in
            while done < p.count {
                let n = Glibc.write(fd, p.baseAddress! + done, p.count - done)
                if n < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                done += n
            }
        }
        if failure == 0, fsync(fd) != 0, errno != EINVAL { failure = errno }
        close(fd)
        if failure == 0, rename(temporary, path) != 0 { failure = errno }
        if failure != 0 {
            unlink(temporary)
            throw NotebookError("\(path): cannot be written: \(String(cString: strerror(failure)))")
        }
    }
    static func replace(_ path: String, with text: String) throws { try replace(path, with: Array(text.utf8)) }
}

// This file owns the gnuplot process: the only file of the target with side effects.

import CGnuplot
import Glibc

/// One gnuplot process, started at the first drawing and kept; a fresh one after a failure.
public final class Gnuplot {
    public static let shared = Gnuplot()

    /// What is run; `GNUPLOT` in the environment chooses another.
    public var command: String = getenv("GNUPLOT").map { String(cString: $0) } ?? "gnuplot"
    /// How long gnuplot may be silent.
    public var timeout = 60.0
    /// Polled while waiting; the host sets its own flag.
    public var interrupt: UnsafePointer<sig_atomic_t>?

    private var process: OpaquePointer?
    private var serial = 0

    public init() {}
    deinit { close() }

    /// The process's id while one runs.
    public var pid: pid_t? { process.map { cgnuplot_pid($0) } }

    private func open() throws -> OpaquePointer {
        if let p = process { return p }
        var code: Int32 = 0
        guard let p = cgnuplot_open(command, &code) else {
            if code == ENOENT || code == EACCES || code == ENOTDIR { throw PlotError.gnuplotMissing(command: command) }
            throw PlotError.runtime("cannot start gnuplot: " + String(cString: strerror(code)))
        }
        process = p
        return p
    }

    /// Ends the process.
    public func close(kill: Bool = false) {
        if let p = process { cgnuplot_close(p, kill ? 1 : 0) }
        process = nil
    }

    /// Runs a script and returns what gnuplot printed (warnings).
    /// Throws `gnuplotMissing`, `gnuplotDied`, `gnuplotHung`, `interrupted`.
    @discardableResult public func run(_ script: [UInt8]) throws -> String {
        do {
            return try attempt(script)
        } catch PlotError.gnuplotDied(let words) where words.isEmpty && serial > 1 {
            // It may have died since the last figure: once more with a fresh one.
            return try attempt(script)
        }
    }

    private func attempt(_ script: [UInt8]) throws -> String {
        let p = try open()
        cgnuplot_clear(p)
        serial += 1
        let marker = "end of figure \(serial)"
        // gnuplot reads its standard input a byte at a time, a file in blocks: the script goes into a file in memory.
        let file = cgnuplot_memory(script, script.count)
        defer { if file >= 0 { Glibc.close(file) } }
        var r: Int32
        if file >= 0 {
            let line = "load \"/proc/\(getpid())/fd/\(file)\"\n"
            r = cgnuplot_send(p, line, line.utf8.count, timeout, interrupt)
        } else {
            r = script.withUnsafeBytes { b in cgnuplot_send(p, b.baseAddress?.assumingMemoryBound(to: CChar.self), b.count, timeout, interrupt) }
        }
        if r == Int32(CGNUPLOT_OK.rawValue) {
            let tail = "\nprint \"\(marker)\"\n"
            r = cgnuplot_send(p, tail, tail.utf8.count, timeout, interrupt)
        }
        if r == Int32(CGNUPLOT_OK.rawValue) { r = cgnuplot_wait(p, marker, timeout, interrupt) }
        let words = Gnuplot.tidy(String(cString: cgnuplot_words(p)))
        switch r {
        case Int32(CGNUPLOT_OK.rawValue): return words
        case Int32(CGNUPLOT_INTERRUPTED.rawValue):
            close(kill: true)
            throw PlotError.interrupted
        case Int32(CGNUPLOT_TIMEOUT.rawValue):
            close(kill: true)
            throw PlotError.gnuplotHung(seconds: timeout, words: words)
        default:
            close(kill: true)
            throw PlotError.gnuplotDied(words)
        }
    }

    /// The first few lines of gnuplot's words, without blank ones.
    static func tidy(_ s: String) -> String {
        let lines = s.split(separator: "\n").map { String($0.filter { $0 != "\r" }) }.filter { !$0.allSatisfy { $0 == " " } }
        return lines.prefix(4).joined(separator: "\n")
    }

    /// Runs a script that writes `path`; the file appears whole or not at all.
    ///
    /// `script` makes the text for the name that gnuplot writes to; `complete` says whether the bytes are a whole file of the kind.
    /// Throws `file` for a folder that cannot be written or a disk that is full, `gnuplotSaid` with gnuplot's words.
    public func write(to path: String, script: (String) -> [UInt8], complete: ([UInt8]) -> Bool) throws {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        if name.isEmpty { throw PlotError.file(errno: EISDIR, path: path) }
        var info = stat()
        if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { throw PlotError.file(errno: EISDIR, path: path) }
        let temporary = folder + ".\(name.prefix(60)).\(getpid()).part"
        let fd = Glibc.open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o666)
        if fd < 0 { throw PlotError.file(errno: errno, path: path) }
        Glibc.close(fd)
        defer { unlink(temporary) }
        let words = try run(script(temporary))
        guard let bytes = Gnuplot.read(temporary), complete(bytes) else {
            if let code = Gnuplot.writeFailure(temporary) { throw PlotError.file(errno: code, path: path) }
            close()
            throw PlotError.gnuplotSaid(words.isEmpty ? "no figure was written" : words)
        }
        let done = Glibc.open(temporary, O_RDONLY | O_CLOEXEC)
        if done >= 0 {
            Glibc.close(done)
        }
        if rename(temporary, path) != 0 { throw PlotError.file(errno: errno, path: path) }
    }

    /// Why a file there cannot grow: tries to write a block. nil: it can.
    private static func writeFailure(_ path: String) -> Int32? {
        let fd = Glibc.open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o666)
        if fd < 0 { return errno }
        defer { Glibc.close(fd) }
        let block = [UInt8](repeating: 0, count: 65536)
        if Glibc.write(fd, block, block.count) < block.count { return errno == 0 ? ENOSPC : errno }
        return fsync(fd) != 0 ? errno : nil
    }

    /// A whole file, nil when it cannot be read.
    public static func read(_ path: String) -> [UInt8]? {
        let fd = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if fd < 0 { return nil }
        defer { Glibc.close(fd) }
        var info = stat()
        fstat(fd, &info)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(info.st_size))
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = Glibc.read(fd, &buffer, buffer.count)
            if n < 0 { return nil }
            if n == 0 { return bytes }
            bytes += buffer[..<n]
        }
    }

    /// The file's bytes for a script that writes into a temporary file of ours.
    public func bytes(script: (String) -> [UInt8], suffix: String, complete: ([UInt8]) -> Bool) throws -> [UInt8] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        serial += 1
        let path = "\(folder)/figure-\(getpid())-\(serial)\(suffix)"
        defer { unlink(path) }
        try write(to: path, script: script, complete: complete)
        return Gnuplot.read(path) ?? []
    }
}

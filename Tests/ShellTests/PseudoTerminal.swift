// This file drives the session through a real pseudo-terminal: keys in, screen out.

import Foundation
import Glibc

// glibc declares these only with _GNU_SOURCE, which the Swift module does not set.
@_silgen_name("posix_openpt") private func posix_openpt(_ flags: Int32) -> Int32
@_silgen_name("grantpt") private func grantpt(_ fd: Int32) -> Int32
@_silgen_name("unlockpt") private func unlockpt(_ fd: Int32) -> Int32
@_silgen_name("ptsname") private func ptsname(_ fd: Int32) -> UnsafeMutablePointer<CChar>?
@_silgen_name("posix_spawn_file_actions_addchdir_np") private func addChdir(_ a: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ path: UnsafePointer<CChar>) -> Int32
private let spawnSetSid: Int16 = 0x80

/// A program on a pseudo-terminal. What it prints is kept as text, escape sequences removed.
final class PseudoTerminal {
    private let master: Int32
    private var pid: pid_t = 0
    private(set) var raw: [UInt8] = []
    /// What a user sees.
    private(set) var shown: Screen

    init(_ arguments: [String] = [], folder: URL, columns: UInt16 = 90, rows: UInt16 = 30, environment: [String: String] = [:], program: String = BuiltProgram.path) throws {
        setlocale(LC_CTYPE, "C.UTF-8")
        shown = Screen(columns: Int(columns), rows: Int(rows))
        master = posix_openpt(O_RDWR | O_NOCTTY)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { throw POSIXError(.ENXIO) }
        let slave = String(cString: name)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        // The first terminal that a session's leader opens becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        _ = addChdir(&actions, folder.path)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        // A test runner may block or ignore signals; the program starts as from a terminal.
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, spawnSetSid | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        // Nothing of the test's own surroundings: they may have no terminal, no home, any locale.
        var variables = [
            "TERM": "xterm-256color", "HOME": folder.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "SHELL_HISTORY": folder.appendingPathComponent("history").path,
            "NO_COLOR": "1", "SHELL_FIGURES": "off", "PAGER": "cat",
        ]
        if let l = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] { variables["LD_LIBRARY_PATH"] = l }
        for (k, v) in environment { variables[k] = v.isEmpty ? nil : v }
        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { (s: String) in strdup(s) }
        argv.append(nil)
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { (k, v) in strdup("\(k)=\(v)") }
        envp.append(nil)
        let status = posix_spawn(&pid, program, &actions, &attributes, argv, envp)
        if status != 0 { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EIO) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        kill(pid, SIGKILL)
        var s: Int32 = 0
        waitpid(pid, &s, 0)
        close(master)
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        // The terminal takes a few thousand bytes at a time.
        while sent < bytes.count {
            let n = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress! + sent, bytes.count - sent) }
            if n > 0 { sent += n } else {
                pump()
                usleep(2000)
            }
        }
    }

    /// Reads until `text` has been printed after the last match; false when it does not come in time.
    @discardableResult func wait(for text: String, seconds: Double = 20) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            pump()
            if let r = screen.range(of: text, range: screen.index(screen.startIndex, offsetBy: min(mark, screen.count))..<screen.endIndex) {
                mark = screen.distance(from: screen.startIndex, to: r.upperBound)
                return true
            }
            usleep(3000)
        }
        return false
    }
    private var mark = 0

    private func pump() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = read(master, &buffer, buffer.count), n > 0 {
            raw += buffer[..<n]
            shown.feed(buffer[..<n])
        }
    }

    /// Everything printed, without escape sequences and carriage returns.
    var screen: String {
        var out: [UInt8] = []
        var i = 0
        while i < raw.count {
            if raw[i] == 0x1B, i + 1 < raw.count {
                if raw[i + 1] == UInt8(ascii: "[") {
                    i += 2
                    while i < raw.count, !(0x40...0x7E).contains(raw[i]) { i += 1 }
                    i += 1
                    continue
                }
                i += 2
                continue
            }
            if raw[i] != 13, raw[i] != 7 { out.append(raw[i]) }
            i += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Reads until the screen is as `condition` wants it; false when it does not come so in time.
    @discardableResult func settle(seconds: Double = 20, _ condition: (Screen) -> Bool) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            pump()
            if condition(shown) { return true }
            usleep(3000)
        }
        return false
    }
    /// Reads until a line of the screen is `line`.
    @discardableResult func shows(_ line: String, seconds: Double = 20) -> Bool { settle(seconds: seconds) { $0.lines.contains(line) } }
    /// Reads until the screen's last line is `line`.
    @discardableResult func endsWith(_ line: String, seconds: Double = 20) -> Bool { settle(seconds: seconds) { $0.lines.last == line } }

    var processID: pid_t { pid }
    /// Waits until the program has stopped (Ctrl-Z), and lets it go on.
    func waitForStop(seconds: Double = 10) -> Bool {
        let limit = Date().addingTimeInterval(seconds)
        var s: Int32 = 0
        while Date() < limit {
            pump()
            if waitpid(pid, &s, WNOHANG | WUNTRACED) == pid { return s & 0xFF == 0x7F }
            usleep(5000)
        }
        return false
    }
    func goOn() { kill(pid, SIGCONT) }

    func resize(columns: UInt16, rows: UInt16) {
        shown.resize(columns: Int(columns), rows: Int(rows))
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The exit status, nil when the program does not end in time.
    func end(seconds: Double = 10) -> Int32? {
        let limit = Date().addingTimeInterval(seconds)
        var s: Int32 = 0
        while Date() < limit {
            pump()
            if waitpid(pid, &s, WNOHANG) == pid { return s & 0x7F == 0 ? (s >> 8) & 0xFF : 128 + (s & 0x7F) }
            usleep(5000)
        }
        return nil
    }
}

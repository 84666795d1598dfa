// This file runs commands of the system shell.

import CEdit
import Glibc
import Lang

/// Runs a line by `sh`.
enum ShellCommand {
    /// The output (empty unless captured) and the exit status. In a session on a terminal the command has the terminal itself, unless its output is wanted.
    /// An interrupt ends the command. Throws KeyboardInterrupt.
    static func run(_ command: String, capture: Bool, program: String = "/bin/sh") throws -> (output: String, status: Int32) {
        let hasTerminal = !capture && Commands.session != nil && !Commands.isCapturing
        var ends: [Int32] = [-1, -1]
        if !hasTerminal {
            guard pipe(&ends) == 0 else { throw osError(errno, path: nil) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        if !hasTerminal {
            posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
            if !capture { posix_spawn_file_actions_adddup2(&actions, ends[1], 2) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGINT)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var pid: pid_t = 0
        let words: [String] = [SearchPath.folder(of: program).isEmpty ? program : String(program.split(separator: "/").last!), "-c", command]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (w: String) in strdup(w) }
        arguments.append(nil)
        let status = posix_spawn(&pid, program, &actions, &attributes, &arguments, environ)
        arguments.forEach { free($0) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        if ends[1] >= 0 { close(ends[1]) }
        if status != 0 {
            if ends[0] >= 0 { close(ends[0]) }
            throw osError(status, path: program)
        }
        if hasTerminal { return ("", try wait(for: pid, mayKill: false)) }
        defer { close(ends[0]) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if ce_wait(ends[0], -1) < 0 { break }
            let n = read(ends[0], &buffer, buffer.count)
            if n < 0, errno == EINTR { continue }
            if n <= 0 { break }
            bytes += buffer[..<n]
            if !capture {
                // A character that is not whole yet waits for its rest.
                let whole = wholeCharacters(bytes)
                Interpreter.shared.output(String(decoding: bytes[..<whole], as: UTF8.self))
                bytes.removeFirst(whole)
            }
        }
        let code = try wait(for: pid, mayKill: true)
        if !capture, !bytes.isEmpty {
            Interpreter.shared.output(String(decoding: bytes, as: UTF8.self))
            bytes = []
        }
        return (String(decoding: bytes, as: UTF8.self), code)
    }

    /// How many of the bytes form whole characters.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        var i = bytes.count - 1
        while i >= 0, bytes.count - i < 4, bytes[i] & 0xC0 == 0x80 { i -= 1 }
        guard i >= 0 else { return bytes.count }
        let c = bytes[i]
        let length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1
        return bytes.count - i < length ? i : bytes.count
    }

    /// The exit status. When interrupted, a command without the terminal is asked to end, then made to.
    private static func wait(for pid: pid_t, mayKill: Bool) throws -> Int32 {
        var result: Int32 = 0
        var turns = 0
        while true {
            let interrupted = mayKill && Interpreter.interruptRequested.pointee != 0
            let r = waitpid(pid, &result, interrupted ? WNOHANG : 0)
            if r == pid || r < 0 && errno != EINTR { break }
            if interrupted {
                if turns == 0 { kill(pid, SIGINT) }
                if turns == 20 { kill(pid, SIGTERM) }
                if turns == 30 { kill(pid, SIGKILL) }
                turns += 1
                usleep(10_000)
            }
        }
        // The terminal interrupts the command and this process at once, but the command may be gone before this process's handler has run (in another thread).
        if result & 0x7F == SIGINT {
            for _ in 0..<50 where Interpreter.interruptRequested.pointee == 0 { usleep(10_000) }
        }
        try Interpreter.checkInterrupt()
        return result & 0x7F == 0 ? (result >> 8) & 0xFF : 128 + (result & 0x7F)
    }
}

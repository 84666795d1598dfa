// This file runs a replay in a process of its own, so that something is left to say why it ended when it is killed or crashes.

import CKernel
import Glibc

/// What the replaying process shows its supervisor: a page of memory that both have.
struct SharedProgress {
    /// The running cell's number, 0 before the first.
    var cell: Int32 = 0
    /// Whether the run has said itself how it ended.
    var ended: Int32 = 0
    /// When the cell started (monotonic seconds).
    var started = 0.0
    /// The cell's heading, UTF-8, ended by 0.
    var heading: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}

enum Supervisor {
    nonisolated(unsafe) static var progress: UnsafeMutablePointer<SharedProgress>?
    nonisolated(unsafe) private static var child: pid_t = 0

    /// Runs `body` in a child process and gives its exit status; where the child is killed, prints what is known, with `hint` on how to go on, and gives 128 + signal.
    static func run(json: Bool, hint: String, _ body: () -> Int32) -> Int32 {
        let size = MemoryLayout<SharedProgress>.stride
        guard getenv("SHELL_UNSUPERVISED") == nil, let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), page != MAP_FAILED else { return body() }
        progress = page.bindMemory(to: SharedProgress.self, capacity: 1)
        progress!.initialize(to: SharedProgress())
        let oomBefore = Memory.oomKills()
        let parent = getpid()
        child = fork()
        if child < 0 { return body() }
        if child == 0 {
            _ = ck_die_with(parent)
            let status = body()
            exit(status)
        }
        // The keyboard's signals reach the child itself; the others are handed on.
        signal(SIGINT, SIG_IGN)
        signal(SIGQUIT, SIG_IGN)
        for s in [SIGTERM, SIGHUP, SIGUSR1, SIGUSR2] { signal(s) { n in kill(Supervisor.child, n) } }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        let number = status & 0x7F
        if number == 0 { return (status >> 8) & 0xFF }
        let peak = Int(usage.ru_maxrss) * 1024
        report(signal: number, peak: peak, outOfMemory: number == SIGKILL && Memory.oomKills() > oomBefore, json: json, hint: hint)
        return 128 + number
    }

    private static func report(signal number: Int32, peak: Int, outOfMemory: Bool, json: Bool, hint: String) {
        let p = progress!.pointee
        let name = strsignal(number).map { String(cString: $0) } ?? ""
        let heading = withUnsafeBytes(of: p.heading) { b in String(decoding: b.prefix { $0 != 0 }, as: UTF8.self) }
        let seconds = Clock.now() - p.started
        if json {
            Standard.write(
                JSON.pairs([
                    ("event", .string("run_killed")), ("time", .string(Clock.stamp())), ("signal", .int(Int(number))), ("cell", p.cell > 0 ? .int(Int(p.cell)) : .null),
                    ("out_of_memory", .bool(outOfMemory)), ("peak_bytes", .int(peak)), ("status", .int(128 + Int(number))),
                ]).serialized(indent: nil) + "\n", to: 1)
        }
        let place = p.cell > 0 ? "cell \(p.cell) (\(heading))" : "the run"
        let crash = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV].contains(number)
        var why = crash ? "crashed the program with signal \(number) (\(name))" : "was killed by signal \(number) (\(name))"
        if outOfMemory { why = "was killed by the system: out of memory" } else if number == SIGKILL, let all = Memory.limit(), peak > all / 10 * 9 { why += ", very likely for memory" }
        let after = p.cell > 0 ? " after \(Duration.text(seconds))" : ""
        Standard.write("\nstopped: \(place) \(why)\(after); peak memory \(Memory.text(peak))\n", to: 2)
        if !hint.isEmpty { Standard.write("to go on: \(hint)\n", to: 2) }
    }

    /// Notes which cell runs.
    static func note(cell: Int, heading: String) {
        guard let p = progress else { return }
        p.pointee.cell = Int32(clamping: cell)
        p.pointee.started = Clock.now()
        withUnsafeMutableBytes(of: &p.pointee.heading) { b in
            b.initializeMemory(as: UInt8.self, repeating: 0)
            var n = 0
            // Whole characters only.
            for ch in heading {
                let u = Array(String(ch).utf8)
                if n + u.count >= b.count { break }
                for x in u {
                    b[n] = x
                    n += 1
                }
            }
        }
    }
}

extension Memory {
    /// What the machine or the group allows, in bytes.
    static func limit() -> Int? {
        if let s = word("/sys/fs/cgroup/memory.max"), let n = Int(s) { return n }
        let pages = sysconf(Int32(_SC_PHYS_PAGES)), size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size : nil
    }
    /// How often the kernel has killed in this group for memory.
    static func oomKills() -> Int {
        guard let f = fopen("/sys/fs/cgroup/memory.events", "r") else { return 0 }
        defer { fclose(f) }
        var line = [CChar](repeating: 0, count: 128)
        while fgets(&line, 128, f) != nil {
            let parts = String(cString: line).split(whereSeparator: { $0 == " " || $0 == "\n" })
            if parts.count == 2, parts[0] == "oom_kill" { return Int(parts[1]) ?? 0 }
        }
        return 0
    }
    private static func word(_ path: String) -> String? {
        guard let f = fopen(path, "r") else { return nil }
        defer { fclose(f) }
        var line = [CChar](repeating: 0, count: 64)
        guard fgets(&line, 64, f) != nil else { return nil }
        return String(cString: line).split(separator: "\n").first.map(String.init)
    }
}

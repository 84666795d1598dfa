// This file defines `shell doctor`: what the program finds on this machine, what is missing, and the line that installs it.

import ArgumentParser
import CEdit
import CKernel
import Glibc
import Lang
import Plot

// glibc declares it in a header that the Swift module leaves out.
@_silgen_name("gnu_get_libc_version") private func gnu_get_libc_version() -> UnsafePointer<CChar>

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the machine: processor, BLAS, threads, gnuplot, fonts, terminal, files.",
        discussion: """
            Prints one line a fact. What is missing or slow is marked with ! and followed by the line that mends it.

            Exit status: 0 nothing is missing; 1 something is.

            Examples:
              shell doctor
              shell doctor --json | jq .blas
            """)
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        var r = Examination()
        r.examine()
        Standard.write(json ? r.json() : r.text(), to: 1)
        throw ExitCode(r.isHealthy ? 0 : 1)
    }
}

/// The findings, in order.
struct Examination {
    struct Finding {
        let section: String
        let name: String
        let value: String
        /// What mends it; nil when all is well.
        var remedy: String?
    }
    private(set) var findings: [Finding] = []
    private var section = ""
    var isHealthy: Bool { findings.allSatisfy { $0.remedy == nil } }

    private mutating func add(_ name: String, _ value: String, remedy: String? = nil) { findings.append(Finding(section: section, name: name, value: value, remedy: remedy)) }

    mutating func examine() {
        section = "program"
        add("version", Shell.configuration.version)
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let n = readlink("/proc/self/exe", &path, path.count - 1)
        add("path", n > 0 ? String(cString: path) : CommandLine.arguments[0])
        #if DEBUG
            add("build", "debug: cells and training run many times slower", remedy: "swift build -c release --product shell")
        #else
            add("build", "release")
        #endif
        add("notebooks", SearchPath.installed.isEmpty ? "none beside the program" : SearchPath.installed.joined(separator: ", "))
        machine()
        kernel()
        gnuplot()
        fonts()
        terminal()
        files()
    }

    private mutating func machine() {
        section = "machine"
        var u = utsname()
        uname(&u)
        func text<T>(_ field: T) -> String { withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) } }
        add("system", "\(text(u.sysname)) \(text(u.release)) \(text(u.machine)), glibc \(String(cString: gnu_get_libc_version()))")
        let cpu = Examination.contents("/proc/cpuinfo")
        let model = cpu.split(separator: "\n").first { $0.hasPrefix("model name") }.map { String($0.split(separator: ":", maxSplits: 1).last ?? "").trimmed }
        add("processor", model ?? "unknown")
        let meminfo = Examination.contents("/proc/meminfo")
        func kilobytes(_ key: String) -> Int { meminfo.split(separator: "\n").first { $0.hasPrefix(key) }.flatMap { Int($0.filter(\.isNumber)) } ?? 0 }
        var memory = "\(kilobytes("MemTotal") / 1024) MiB, \(kilobytes("MemAvailable") / 1024) MiB free"
        if let limit = Int(Examination.contents("/sys/fs/cgroup/memory.max").trimmingSuffix("\n")) { memory += ", limited to \(limit >> 20) MiB" }
        add("memory", memory)
        let pages = Examination.contents("/sys/kernel/mm/transparent_hugepage/enabled")
        if let open = pages.firstIndex(of: "["), let close = pages.firstIndex(of: "]") { add("huge pages", String(pages[pages.index(after: open)..<close])) }
    }

    private mutating func kernel() {
        section = "kernel"
        let isa = ["baseline (SSE2): much slower than AVX2", "AVX2 with FMA", "AVX-512"][min(max(Int(ck_isa()), 0), 2)]
        add("instructions", isa + (ck_has_bf16() != 0 ? ", bfloat16 products" : ""))
        let quota = ck_quota_count()
        var threads = "\(ck_threads()) in use; \(ck_affinity_count()) by the affinity mask, " + (quota > 0 ? "\(quota) by the cgroup's quota" : "no quota")
        if let o = getenv("OMP_NUM_THREADS") { threads += ", OMP_NUM_THREADS=\(String(cString: o))" }
        add("threads", threads)
        // One loop loads the pool.
        ck_parallel({ _, _, _, _ in }, nil, 64, 1)
        if ck_openmp_loaded() != 0 || ck_threads() == 1 { add("thread pool", ck_openmp_loaded() != 0 ? "libgomp" : "one thread") } else {
            add("thread pool", "libgomp is missing: everything runs on one thread", remedy: Examination.install("libgomp1"))
        }
        if ck_blas_load() != 0 {
            let warning = String(cString: ck_blas_warning())
            add("BLAS", "OpenBLAS, kernels for \(String(cString: ck_blas_core()))", remedy: nil)
            if !warning.isEmpty { add("BLAS", warning, remedy: "OPENBLAS_CORETYPE chooses the kernels; unset it, or install a newer libopenblas0") }
        } else {
            add("BLAS", "libopenblas.so.0 is missing: linear algebra and large products do not work", remedy: Examination.install("libopenblas0-pthread"))
        }
    }

    private mutating func gnuplot() {
        section = "figures"
        let command = Gnuplot.shared.command
        guard let version = Examination.output(of: command, ["--version"]), version.hasPrefix("gnuplot") else {
            add("gnuplot", "'\(command)' does not run: there are no figures without it", remedy: Examination.install("gnuplot-nox"))
            return
        }
        add("gnuplot", version.trimmingSuffix("\n"))
        let list = Examination.output(of: command, ["-e", "set terminal"]) ?? ""
        let known = Set(list.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        let wanted = ["png", "pngcairo", "svg", "pdfcairo", "dumb", "sixelgd", "kittycairo"]
        add("terminals", wanted.filter(known.contains).joined(separator: " "), remedy: known.contains("png") || known.contains("pngcairo") ? nil : Examination.install("gnuplot-nox"))
    }

    private mutating func fonts() {
        section = "fonts"
        let own = getenv("FONT_PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        let folders = own + ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu-sans-fonts", "/usr/local/share/fonts"]
        if let f = folders.first(where: { access($0 + "/DejaVuSans.ttf", R_OK) == 0 }) { add("DejaVu", f) } else {
            add("DejaVu", "not found: text in figures is measured by rule of thumb", remedy: Examination.install("fonts-dejavu-core"))
        }
    }

    private mutating func terminal() {
        section = "terminal"
        guard isatty(1) != 0 else {
            add("output", "no terminal")
            return
        }
        var size = winsize()
        _ = ioctl(1, UInt(TIOCGWINSZ), &size)
        let term = getenv("TERM").map { String(cString: $0) } ?? ""
        add("TERM", term.isEmpty ? "not set: the session edits without cursor movement" : term, remedy: term.isEmpty ? "export TERM=xterm-256color" : nil)
        add("size", "\(size.ws_col) × \(size.ws_row)")
        setlocale(LC_CTYPE, "")
        add("character set", String(cString: nl_langinfo(nl_item(CODESET))) + (String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8" ? "" : " (the session takes C.UTF-8)"))
        add("colour", Colour.isWanted(1) ? "yes" : "no")
        add("pictures", FigureDisplay.effective.rawValue)
    }

    private mutating func files() {
        section = "files"
        let history = SessionHistory.location()
        add("history", history ?? "nowhere: neither HOME nor XDG_STATE_HOME is set", remedy: history == nil ? "export HOME=…" : nil)
        if let h = history, access(h, F_OK) == 0, access(h, W_OK) != 0 { add("history", "\(h) cannot be written", remedy: "chmod u+w '\(h)'") }
        if let s = TerminalSession.startUpFile { add("start-up file", s + (access(s, R_OK) == 0 ? "" : " (none)")) }
        if let e = LineEditor.settingsFile { add("editing settings", e + (access(e, R_OK) == 0 ? "" : " (none)")) }
    }

    // MARK: Output

    func text() -> String {
        var out = ""
        var last = ""
        let width = findings.map(\.name.count).max() ?? 0
        for f in findings {
            if f.section != last { out += (last.isEmpty ? "" : "\n") + f.section + "\n" }
            last = f.section
            out += (f.remedy == nil ? "  " : "! ") + f.name + String(repeating: " ", count: width - f.name.count + 2) + f.value + "\n"
            if let r = f.remedy { out += String(repeating: " ", count: width + 4) + "→ " + r + "\n" }
        }
        let bad = findings.filter { $0.remedy != nil }.count
        return out + "\n" + (bad == 0 ? "nothing is missing" : "\(bad) thing\(bad == 1 ? "" : "s") to mend (marked !)") + "\n"
    }

    func json() -> String {
        func quoted(_ s: String) -> String { JSON.string(s).serialized(indent: nil) }
        let rows = findings.map { f in
            "  {\"section\": \(quoted(f.section)), \"name\": \(quoted(f.name)), \"value\": \(quoted(f.value)), \"remedy\": \(f.remedy.map(quoted) ?? "null")}"
        }
        return "{\"healthy\": \(isHealthy), \"findings\": [\n" + rows.joined(separator: ",\n") + "\n]}\n"
    }

    // MARK: Means

    private static func contents(_ path: String) -> String { (try? NotebookFile.text(of: path)) ?? "" }

    /// The line that installs a Debian package.
    private static func install(_ package: String) -> String { (geteuid() == 0 ? "" : "sudo ") + "apt-get install -y \(package)" }

    /// What a program prints on both streams; nil when it does not start.
    private static func output(of command: String, _ arguments: [String]) -> String? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        defer { posix_spawn_file_actions_destroy(&actions) }
        var pid: pid_t = 0
        let words: [String] = [command] + arguments
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { (w: String) in strdup(w) }
        argv.append(nil)
        let status = posix_spawnp(&pid, command, &actions, nil, &argv, environ)
        argv.forEach { free($0) }
        close(ends[1])
        defer { close(ends[0]) }
        if status != 0 { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 8192)
        while case let n = read(ends[0], &buffer, buffer.count), n > 0 { bytes += buffer[..<n] }
        var s: Int32 = 0
        waitpid(pid, &s, 0)
        return s == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

extension String {
    func trimmingSuffix(_ s: String) -> String { hasSuffix(s) ? String(dropLast(s.count)) : self }
}

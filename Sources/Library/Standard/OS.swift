// This file defines the modules `os` and `os.path`.

import Glibc
import Lang

/// Path texts, as `posixpath` handles them.
enum Paths {
    static func join(_ parts: [String]) -> String {
        var path = parts.first ?? ""
        for p in parts.dropFirst() {
            if p.hasPrefix("/") { path = p } else if path.isEmpty || path.hasSuffix("/") { path += p } else { path += "/" + p }
        }
        return path
    }
    static func split(_ p: String) -> (String, String) {
        guard let i = p.utf8.lastIndex(of: 47) else { return ("", p) }
        var head = String(p[...i])
        let tail = String(p[p.index(after: i)...])
        if !head.utf8.allSatisfy({ $0 == 47 }) { while head.hasSuffix("/") { head.removeLast() } }
        return (head, tail)
    }
    static func splitExtension(_ p: String) -> (String, String) {
        let (_, tail) = split(p)
        let lead = tail.utf8.prefix { $0 == 46 }.count
        guard let i = p.utf8.lastIndex(of: 46), let t = tail.utf8.lastIndex(of: 46), tail.utf8.distance(from: tail.utf8.startIndex, to: t) >= lead, lead < tail.utf8.count
        else { return (p, "") }
        return (String(p[..<i]), String(p[i...]))
    }
    static func normalize(_ p: String) -> String {
        if p.isEmpty { return "." }
        let slashes = p.hasPrefix("/") ? (p.hasPrefix("//") && !p.hasPrefix("///") ? 2 : 1) : 0
        var out: [Substring] = []
        for c in p.split(separator: "/") where c != "." {
            if c != ".." || (slashes == 0 && out.isEmpty) || out.last == ".." { out.append(c) } else if !out.isEmpty { out.removeLast() }
        }
        let s = String(repeating: "/", count: slashes) + out.joined(separator: "/")
        return s.isEmpty ? "." : s
    }
    static func current() throws -> String {
        guard let c = getcwd(nil, 0) else { throw osError(errno, path: nil) }
        defer { free(c) }
        return String(cString: c)
    }
    static func absolute(_ p: String) throws -> String { normalize(p.hasPrefix("/") ? p : join([try current(), p])) }
    /// The real path; what does not exist is kept as it is.
    static func real(_ p: String) throws -> String {
        if let r = realpath(p, nil) {
            defer { free(r) }
            return String(cString: r)
        }
        let a = try absolute(p)
        let (head, tail) = split(a)
        if head == a || tail.isEmpty { return a }
        return join([try real(head), tail])
    }
    static func expandUser(_ p: String) -> String {
        guard p.hasPrefix("~") else { return p }
        let user = p.prefix { $0 != "/" }.dropFirst()
        var home: String?
        if user.isEmpty {
            home = getenv("HOME").map { String(cString: $0) } ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) }
        } else {
            home = getpwnam(String(user)).map { String(cString: $0.pointee.pw_dir) }
        }
        guard var h = home else { return p }
        while h.hasSuffix("/") { h.removeLast() }
        let r = h + p.dropFirst(user.count + 1)
        return r.isEmpty ? "/" : r
    }
    static func relative(_ p: String, to start: String) throws -> String {
        let a = try absolute(start).split(separator: "/"), b = try absolute(p).split(separator: "/")
        var n = 0
        while n < a.count, n < b.count, a[n] == b[n] { n += 1 }
        let parts = [String](repeating: "..", count: a.count - n) + b[n...].map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
    static func status(_ p: String, follow: Bool = true) -> stat? {
        var s = stat()
        return (follow ? stat(p, &s) : lstat(p, &s)) == 0 ? s : nil
    }
    static func isDirectory(_ p: String) -> Bool { status(p).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }
    static func list(_ p: String) throws -> [String] {
        guard let d = opendir(p) else { throw osError(errno, path: p) }
        defer { closedir(d) }
        var out: [String] = []
        while let e = readdir(d) {
            let name = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if name != "." && name != ".." { out.append(name) }
        }
        return out
    }
}

enum OSModule {
    static let statFields = ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"]
    static let statType = NamedTuples.type(
        "os.stat_result", statFields + ["st_atime_", "st_mtime_", "st_ctime_", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blocks", "st_blksize"])

    static func value(_ s: stat) -> Value {
        func time(_ t: timespec) -> Value { .float(Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9) }
        func ns(_ t: timespec) -> Value { .int(t.tv_sec * 1_000_000_000 + t.tv_nsec) }
        return .object(
            TupleObject(
                [
                    .int(Int(s.st_mode)), .int(Int(s.st_ino)), .int(Int(s.st_dev)), .int(Int(s.st_nlink)), .int(Int(s.st_uid)), .int(Int(s.st_gid)),
                    .int(Int(s.st_size)), time(s.st_atim), time(s.st_mtim), time(s.st_ctim), .none, .none, .none, ns(s.st_atim), ns(s.st_mtim), ns(s.st_ctim),
                    .int(Int(s.st_blocks)), .int(Int(s.st_blksize)),
                ], type: statType))
    }

    static func text(_ v: Value) throws -> String { try FileObject.path(v) }

    /// The kernel's list of processors that this process may use, such as `0-3,6`.
    private static func allowedProcessors() -> String {
        guard let f = fopen("/proc/self/status", "r") else { return "0" }
        defer { fclose(f) }
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), f) != nil {
            let s = String(cString: line)
            if s.hasPrefix("Cpus_allowed_list:") { return s.dropFirst(18).filter { $0 == "," || $0 == "-" || $0.isNumber } }
        }
        return "0"
    }
    private static func check(_ r: Int32, _ path: String?, _ second: String? = nil) throws {
        if r != 0 {
            let e = errno
            if let second, let path {
                let base = osError(e, path: path)
                throw PythonError(base.exception.type, args: base.exception.args + [.none, .string(second)])
            }
            throw osError(e, path: path)
        }
    }

    static func path() throws -> ModuleObject {
        if let m = pathModule { return m }
        let m = ModuleObject("posixpath", doc: "Path texts.")
        pathModule = m
        m.constant("sep", .string("/"))
        m.constant("pathsep", .string(":"))
        m.constant("curdir", .string("."))
        m.constant("pardir", .string(".."))
        m.constant("extsep", .string("."))
        m.constant("altsep", .none)
        func one(_ name: String, _ doc: String, _ f: @escaping (String) throws -> Value) {
            m.function("\(name)(path)", doc) { a in try f(text(a[0])) }.fast1 = { try f(text($0)) }
        }
        m.function("join(a, *p)", "The paths joined.") { a in
            .string(Paths.join(try ([a[0]] + a.rest(1)).map { try FileObject.path($0, "join() argument must be str, bytes, or os.PathLike object") }))
        }
        one("split", "Head and tail.") {
            let (h, t) = Paths.split($0)
            return .tuple([.string(h), .string(t)])
        }
        one("splitext", "Root and extension.") {
            let (h, t) = Paths.splitExtension($0)
            return .tuple([.string(h), .string(t)])
        }
        one("splitdrive", "Drive (none here) and path.") { .tuple([.string(""), .string($0)]) }
        one("basename", "The last part.") { .string(Paths.split($0).1) }
        one("dirname", "All but the last part.") { .string(Paths.split($0).0) }
        one("normpath", "Without needless parts.") { .string(Paths.normalize($0)) }
        one("normcase", "The path itself.") { .string($0) }
        one("abspath", "The absolute path.") { .string(try Paths.absolute($0)) }
        m.function("realpath(filename, *, strict=False)", "The path without links.") { a in
            let p = try text(a[0])
            if try a.bool(1), Paths.status(p) == nil { throw osError(errno, path: p) }
            return .string(try Paths.real(p))
        }
        one("expanduser", "With the home folder for ~.") { .string(Paths.expandUser($0)) }
        one("expandvars", "With environment variables filled in.") { p in
            var out = ""
            let u = Array(p)
            var i = 0
            while i < u.count {
                if u[i] == "$", i + 1 < u.count {
                    var j = i + 1
                    let brace = u[j] == "{"
                    if brace { j += 1 }
                    let from = j
                    while j < u.count, brace ? u[j] != "}" : (u[j].isLetter || u[j].isNumber || u[j] == "_") { j += 1 }
                    let name = String(u[from..<j])
                    if brace { j += 1 }
                    if !name.isEmpty, let v = getenv(name) {
                        out += String(cString: v)
                        i = j
                        continue
                    }
                }
                out.append(u[i])
                i += 1
            }
            return .string(out)
        }
        one("isabs", "Whether the path is absolute.") { .bool($0.hasPrefix("/")) }
        one("exists", "Whether it exists.") { .bool(Paths.status($0) != nil) }
        one("lexists", "Whether it exists, links not followed.") { .bool(Paths.status($0, follow: false) != nil) }
        one("isfile", "Whether it is a file.") { .bool(Paths.status($0).map { $0.st_mode & S_IFMT == S_IFREG } ?? false) }
        one("isdir", "Whether it is a folder.") { .bool(Paths.isDirectory($0)) }
        one("islink", "Whether it is a link.") { .bool(Paths.status($0, follow: false).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false) }
        one("ismount", "Whether it is a mount point.") { .bool($0 == "/") }
        func status(_ p: String) throws -> stat {
            guard let s = Paths.status(p) else { throw osError(errno, path: p) }
            return s
        }
        one("getsize", "The size in bytes.") { .int(Int(try status($0).st_size)) }
        one("getmtime", "When it was changed.") { p in
            let t = try status(p).st_mtim
            return .float(Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9)
        }
        one("getatime", "When it was read.") { p in
            let t = try status(p).st_atim
            return .float(Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9)
        }
        one("getctime", "When its entry was changed.") { p in
            let t = try status(p).st_ctim
            return .float(Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9)
        }
        m.function("relpath(path, start='.')", "The path as seen from a folder.") { a in
            let p = try text(a[0])
            if p.isEmpty { throw valueError("no path specified") }
            return .string(try Paths.relative(p, to: a.given(1) ? text(a[1]) : "."))
        }
        m.function("commonprefix(m, /)", "The longest common beginning.") { a in
            let all = try a.items(0).map(text)
            guard let low = all.min(), let high = all.max() else { return .string("") }
            return .string(String(zip(low, high).prefix { $0 == $1 }.map { $0.0 }))
        }
        m.function("commonpath(paths, /)", "The longest common folder.") { a in
            let all = try a.items(0).map(text)
            if all.isEmpty { throw valueError("commonpath() arg is an empty sequence") }
            let absolute = all[0].hasPrefix("/")
            if all.contains(where: { $0.hasPrefix("/") != absolute }) { throw valueError("Can't mix absolute and relative paths") }
            let parts = all.map { $0.split(separator: "/").filter { $0 != "." } }
            var n = 0
            while parts.allSatisfy({ n < $0.count && $0[n] == parts[0][n] }) { n += 1 }
            return .string((absolute ? "/" : "") + parts[0][..<n].joined(separator: "/"))
        }
        m.function("samefile(f1, f2, /)", "Whether two paths are one file.") { a in
            let x = try status(try text(a[0])), y = try status(try text(a[1]))
            return .bool(x.st_ino == y.st_ino && x.st_dev == y.st_dev)
        }
        return m
    }
    private static var pathModule: ModuleObject?

    static func make() throws -> ModuleObject {
        let m = ModuleObject("os", doc: "The operating system.")
        guard let p = try ModuleTable.shared.module("os.path") else { throw importError("os.path") }
        m.constant("path", .object(p))
        m.constant("name", .string("posix"))
        m.constant("sep", .string("/"))
        m.constant("pathsep", .string(":"))
        m.constant("linesep", .string("\n"))
        m.constant("curdir", .string("."))
        m.constant("pardir", .string(".."))
        m.constant("extsep", .string("."))
        m.constant("devnull", .string("/dev/null"))
        m.constant("error", .object(Exceptions.osError))
        m.constant("environ", .object(try Environment()))
        for (n, v) in [
            ("F_OK", F_OK), ("R_OK", R_OK), ("W_OK", W_OK), ("X_OK", X_OK), ("O_RDONLY", O_RDONLY), ("O_WRONLY", O_WRONLY), ("O_RDWR", O_RDWR), ("O_CREAT", O_CREAT),
            ("O_EXCL", O_EXCL), ("O_TRUNC", O_TRUNC), ("O_APPEND", O_APPEND), ("SEEK_SET", SEEK_SET), ("SEEK_CUR", SEEK_CUR), ("SEEK_END", SEEK_END),
        ] { m.constant(n, .int(Int(v))) }
        m.constant("stat_result", .object(statType))
        m.function("getcwd()", "The current folder.") { _ in .string(try Paths.current()) }
        m.function("chdir(path)", "Changes the current folder.") { a in
            let p = try text(a[0])
            try check(Glibc.chdir(p), p)
            return .none
        }
        m.function("listdir(path=None)", "The names in a folder.") { a in .list(try Paths.list(a.given(0) ? text(a[0]) : ".").map(Value.string)) }
        m.function("scandir(path=None)", "The entries of a folder.") { a in
            let p = a.given(0) ? try text(a[0]) : "."
            return .object(DirectoryScan(try Paths.list(p).map { .object(DirectoryEntry(p, $0)) }))
        }
        m.function("mkdir(path, mode=511, *, dir_fd=None)", "Makes a folder.") { a in
            let p = try text(a[0])
            try check(Glibc.mkdir(p, mode_t(truncatingIfNeeded: a.int(1))), p)
            return .none
        }
        m.function("makedirs(name, mode=511, exist_ok=False)", "Makes a folder and those above it.") { a in
            let p = try text(a[0])
            let exists = try a.bool(2)
            func make(_ p: String, last: Bool) throws {
                let (h, t) = Paths.split(p)
                if t.isEmpty, !h.isEmpty, h != p, h != "/" { return try make(h, last: last) }
                if !h.isEmpty, Paths.status(h) == nil { try make(h, last: false) }
                if Glibc.mkdir(p, 0o777) != 0 {
                    let e = errno
                    if Paths.isDirectory(p), !last || exists { return }
                    throw osError(e, path: p)
                }
            }
            try make(p, last: true)
            return .none
        }
        for name in ["remove", "unlink"] {
            m.function("\(name)(path, *, dir_fd=None)", "Removes a file.") { a in
                let p = try text(a[0])
                try check(Glibc.unlink(p), p)
                return .none
            }
        }
        m.function("rmdir(path, *, dir_fd=None)", "Removes an empty folder.") { a in
            let p = try text(a[0])
            try check(Glibc.rmdir(p), p)
            return .none
        }
        m.function("removedirs(name)", "Removes empty folders upwards.") { a in
            var p = try text(a[0])
            try check(Glibc.rmdir(p), p)
            while case let h = Paths.split(p).0, !h.isEmpty, Glibc.rmdir(h) == 0 { p = h }
            return .none
        }
        for name in ["rename", "replace"] {
            m.function("\(name)(src, dst)", "Renames; an existing file is replaced.") { a in
                let s = try text(a[0]), d = try text(a[1])
                try check(Glibc.rename(s, d), s, d)
                return .none
            }
        }
        m.function("symlink(src, dst, target_is_directory=False)", "Makes a symbolic link.") { a in
            let s = try text(a[0]), d = try text(a[1])
            try check(Glibc.symlink(s, d), s, d)
            return .none
        }
        m.function("link(src, dst)", "Makes a hard link.") { a in
            let s = try text(a[0]), d = try text(a[1])
            try check(Glibc.link(s, d), s, d)
            return .none
        }
        m.function("readlink(path)", "Where a link points.") { a in
            let p = try text(a[0])
            var buffer = [CChar](repeating: 0, count: 4097)
            let n = Glibc.readlink(p, &buffer, 4096)
            if n < 0 { throw osError(errno, path: p) }
            return .string(String(cString: buffer))
        }
        m.function("chmod(path, mode)", "Changes the permissions.") { a in
            let p = try text(a[0])
            try check(Glibc.chmod(p, mode_t(truncatingIfNeeded: a.int(1))), p)
            return .none
        }
        m.function("access(path, mode)", "Whether a file may be used.") { a in .bool(Glibc.access(try text(a[0]), Int32(clamping: try a.int(1))) == 0) }
        m.function("utime(path, times=None)", "Sets the times of a file.") { a in
            let p = try text(a[0])
            var t: [timeval] = []
            if a.given(1) {
                for v in try a.items(1) {
                    let s = try Operators.toDouble(v)
                    t.append(timeval(tv_sec: Int(s.rounded(.down)), tv_usec: Int((s - s.rounded(.down)) * 1e6)))
                }
                if t.count != 2 { throw typeError("utime: 'times' must be either a tuple of two ints or None") }
            }
            try check(t.isEmpty ? utimes(p, nil) : utimes(p, t), p)
            return .none
        }
        for (name, follow) in [("stat", true), ("lstat", false)] {
            m.function("\(name)(path, *, dir_fd=None, follow_symlinks=True)", "What is known of a file.") { a in
                let p = try text(a[0])
                guard let s = Paths.status(p, follow: try follow && a.bool(2)) else { throw osError(errno, path: p) }
                return value(s)
            }
        }
        m.function("walk(top, topdown=True, onerror=None, followlinks=False)", "Folder, subfolders and files, of a whole tree.") { a in
            let down = try a.bool(1), links = try a.bool(3)
            let onError = a[2]
            // A stack of folders to visit; in top-down order the caller may change the list of subfolders.
            var stack: [(path: String, visited: (dirs: ListObject, files: Value)?)] = [(try text(a[0]), nil)]
            var pending: (path: String, dirs: ListObject)?
            return .object(
                NativeIterator {
                    if let p = pending {
                        pending = nil
                        for d in p.dirs.items.reversed() {
                            let q = Paths.join([p.path, try Operators.str(d)])
                            if links || Paths.status(q, follow: false).map({ $0.st_mode & S_IFMT != S_IFLNK }) ?? false { stack.append((q, nil)) }
                        }
                    }
                    while let top = stack.popLast() {
                        if let v = top.visited { return .tuple([.string(top.path), .object(v.dirs), v.files]) }
                        let names: [String]
                        do {
                            names = try Paths.list(top.path)
                        } catch let e as PythonError {
                            if !onError.isNone { _ = try Operators.call(onError, .object(e.exception)) }
                            continue
                        }
                        let dirs = ListObject(names.filter { Paths.isDirectory(Paths.join([top.path, $0])) }.map(Value.string))
                        let files = Value.list(names.filter { !Paths.isDirectory(Paths.join([top.path, $0])) }.map(Value.string))
                        if down {
                            pending = (top.path, dirs)
                            return .tuple([.string(top.path), .object(dirs), files])
                        }
                        stack.append((top.path, (dirs, files)))
                        for d in dirs.items.reversed() {
                            let q = Paths.join([top.path, d.asString!])
                            if links || Paths.status(q, follow: false).map({ $0.st_mode & S_IFMT != S_IFLNK }) ?? false { stack.append((q, nil)) }
                        }
                    }
                    return nil
                })
        }
        m.function("fspath(path)", "The path as text.") { a in
            if a[0].asString != nil || a[0].asBytes != nil { return a[0] }
            return .string(try text(a[0]))
        }
        m.function("fsencode(filename)", "The path as bytes.") { a in .bytes(Array(try text(a[0]).utf8)) }
        m.function("fsdecode(filename)", "The path as text.") { a in .string(try text(a[0])) }
        m.function("getenv(key, default=None)", "An environment variable.") { a in
            try (m["environ"]!.asObject as! DictObject).get(a[0]) ?? a[1]
        }
        m.function("putenv(key, value, /)", "Sets an environment variable.") { a in
            setenv(try a.string(0), try a.string(1), 1)
            return .none
        }
        m.function("unsetenv(key, /)", "Removes an environment variable.") { a in
            Glibc.unsetenv(try a.string(0))
            return .none
        }
        m.function("getpid()", "This process's number.") { _ in .int(Int(Glibc.getpid())) }
        m.function("getppid()", "The parent process's number.") { _ in .int(Int(Glibc.getppid())) }
        m.function("getuid()", "The user's number.") { _ in .int(Int(Glibc.getuid())) }
        m.function("getlogin()", "The user's name.") { _ in .string(Glibc.getpwuid(Glibc.getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user") }
        m.function("umask(mask, /)", "Sets the mask of new files.") { a in .int(Int(Glibc.umask(mode_t(truncatingIfNeeded: try a.int(0))))) }
        m.function("cpu_count()", "How many processors there are.") { _ in .int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
        m.function("sched_getaffinity(pid, /)", "The processors that this process may use.") { _ in
            let out = SetObject()
            for part in allowedProcessors().split(separator: ",") {
                let ends = part.split(separator: "-").compactMap { Int($0) }
                if let a = ends.first, let b = ends.last, a <= b { for i in a...b { try out.add(.int(i)) } }
            }
            return .object(out)
        }
        m.function("getloadavg()", "The system's load.") { _ in
            var l = [0.0, 0.0, 0.0]
            Glibc.getloadavg(&l, 3)
            return .tuple(l.map(Value.float))
        }
        m.function("urandom(n, /)", "Random bytes of the system.") { a in
            let n = try a.int(0)
            if n < 0 { throw valueError("negative argument not allowed") }
            var b = [UInt8](repeating: 0, count: n)
            var i = 0
            while i < n {
                b.withUnsafeMutableBytes { p in _ = getentropy(p.baseAddress! + i, Swift.min(256, n - i)) }
                i += 256
            }
            return .bytes(b)
        }
        m.function("system(command)", "Runs a shell command.") { a in .int(Int(Glibc.system(try a.string(0)))) }
        m.function("strerror(code, /)", "The words for an error number.") { a in .string(String(cString: Glibc.strerror(Int32(clamping: try a.int(0))))) }
        m.function("get_terminal_size(fd=1, /)", "Columns and lines.") { a in
            var w = winsize()
            if ioctl(Int32(clamping: try a.int(0)), UInt(TIOCGWINSZ), &w) != 0 { throw osError(errno, path: nil) }
            return .object(NamedTuples.make("os.terminal_size", ["columns", "lines"], [.int(Int(w.ws_col)), .int(Int(w.ws_row))]))
        }
        m.function("isatty(fd, /)", "Whether a descriptor is a terminal.") { a in .bool(Glibc.isatty(Int32(clamping: try a.int(0))) != 0) }
        m.function("open(path, flags, mode=511)", "Opens a descriptor.") { a in
            let p = try text(a[0])
            let fd = Glibc.open(p, Int32(clamping: try a.int(1)), mode_t(truncatingIfNeeded: try a.int(2)))
            if fd < 0 { throw osError(errno, path: p) }
            return .int(Int(fd))
        }
        m.function("close(fd)", "Closes a descriptor.") { a in
            try check(Glibc.close(Int32(clamping: try a.int(0))), nil)
            return .none
        }
        m.function("read(fd, n, /)", "Reads bytes of a descriptor.") { a in
            let n = try a.int(1)
            if n < 0 { throw osError(EINVAL, path: nil) }
            var b = [UInt8](repeating: 0, count: n)
            var r = 0
            while true {
                r = Glibc.read(Int32(clamping: try a.int(0)), &b, n)
                if r >= 0 { break }
                if errno != EINTR { throw osError(errno, path: nil) }
                try Interpreter.checkInterrupt()
            }
            return .bytes(Array(b[..<r]))
        }
        m.function("write(fd, data, /)", "Writes bytes to a descriptor.") { a in
            guard let b = a[1].asBytes else { throw typeError("a bytes-like object is required, not '\(a[1].typeName)'") }
            let r = Glibc.write(Int32(clamping: try a.int(0)), b, b.count)
            if r < 0 { throw osError(errno, path: nil) }
            return .int(r)
        }
        m.function("fsync(fd)", "Waits until a file is on the disk.") { a in
            let fd = try (a[0].asObject != nil ? Operators.index(Operators.callMethod(a[0], "fileno")) : a.int(0))
            try check(Glibc.fsync(Int32(clamping: fd)), nil)
            return .none
        }
        m.function("kill(pid, signal, /)", "Sends a signal.") { a in
            try check(Glibc.kill(pid_t(clamping: try a.int(0)), Int32(clamping: try a.int(1))), nil)
            return .none
        }
        m.function("_exit(status)", "Ends the process at once.") { a in Glibc._exit(Int32(truncatingIfNeeded: try a.int(0))) }
        m.function("uname()", "What the system is.") { _ in
            var u = utsname()
            Glibc.uname(&u)
            func s<T>(_ t: T) -> Value { withUnsafeBytes(of: t) { .string(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)) } }
            return .object(
                NamedTuples.make(
                    "posix.uname_result", ["sysname", "nodename", "release", "version", "machine"], [s(u.sysname), s(u.nodename), s(u.release), s(u.version), s(u.machine)]))
        }
        m.constant(
            "PathLike", .object(TypeObject.native("PathLike", module: "os")))
        if let t = m["PathLike"]?.asObject as? TypeObject { Builtins.typeChecks[ObjectIdentifier(t)] = { $0.lookup("__fspath__") != nil } }
        return m
    }
}

/// `os.environ`: a dict whose changes reach the process.
final class EnvironmentType {
    static let type = TypeObject.native("_Environ", module: "os", base: Types.dict, subclassable: false) { t in
        t.make = { _, _ in .object(DictObject()) }
        t.initialize = nil
    }
}
func Environment() throws -> DictObject {
    let d = EnvironmentDict.make()
    var p = environ
    while let e = p.pointee {
        let s = String(cString: e)
        if let i = s.firstIndex(of: "=") { try d.set(.string(String(s[..<i])), .string(String(s[s.index(after: i)...]))) }
        p += 1
    }
    d.onChange = { k, v in
        guard let name = k.asString else { throw typeError("str expected, not \(k.typeName)") }
        if let v {
            guard let s = v.asString else { throw typeError("str expected, not \(v.typeName)") }
            setenv(name, s, 1)
        } else {
            unsetenv(name)
        }
    }
    return d
}
enum EnvironmentDict { static func make() -> DictObject { DictObject(type: EnvironmentType.type) } }

/// `os.DirEntry`
final class DirectoryEntry: Object {
    let folder: String, name: String
    static let entryType = TypeObject.native("DirEntry", module: "posix", subclassable: false) { t in
        func of(_ v: Value) throws -> DirectoryEntry {
            guard let e = v.asObject as? DirectoryEntry else { throw typeError("a DirEntry is required") }
            return e
        }
        t.property("name") { .string(($0 as! DirectoryEntry).name) }
        t.property("path") { .string(($0 as! DirectoryEntry).path) }
        t.method("is_dir(self, *, follow_symlinks=True)") { a in .bool(Paths.status(try of(a[0]).path, follow: try a.bool(1)).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false) }
        t.method("is_file(self, *, follow_symlinks=True)") { a in .bool(Paths.status(try of(a[0]).path, follow: try a.bool(1)).map { $0.st_mode & S_IFMT == S_IFREG } ?? false) }
        t.method("is_symlink(self)") { a in .bool(Paths.status(try of(a[0]).path, follow: false).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false) }
        t.method("stat(self, *, follow_symlinks=True)") { a in
            guard let s = Paths.status(try of(a[0]).path, follow: try a.bool(1)) else { throw osError(errno, path: try of(a[0]).path) }
            return OSModule.value(s)
        }
        t.method("__fspath__(self)") { a in .string(try of(a[0]).path) }
    }
    var path: String { Paths.join([folder, name]) }
    init(_ folder: String, _ name: String) {
        self.folder = folder
        self.name = name
        super.init(type: DirectoryEntry.entryType)
    }
    override func repr() throws -> String { "<DirEntry \(StrObject.repr(name))>" }
}

/// What `os.scandir` returns.
final class DirectoryScan: Object {
    private var entries: [Value]
    static let scanType = TypeObject.native("ScandirIterator", module: "posix", subclassable: false) { t in
        t.method("close(self)") { _ in .none }
        NativeSlots.declare(t, ["__iter__", "__next__", "__enter__", "__exit__"])
    }
    init(_ e: [Value]) {
        entries = e.reversed()
        super.init(type: DirectoryScan.scanType)
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? { entries.popLast() }
    override func enter() throws -> Value? { .object(self) }
    override func exit(_ error: PythonError?) throws -> Bool { false }
}

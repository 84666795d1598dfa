// This file keeps a run's state in a folder beside its output, so that `--resume` can go on where the run was cut off.
//
//     NAME.resume/session      the session after the last finished cell (Lang's Snapshot), large buffers by key
//     NAME.resume/buffers/KEY  a buffer; KEY is made of its contents, so an unchanged one is not written again
//     NAME.resume/run.json     which cells have finished, what they printed, which `session` belongs to it
//
// `run.json` is replaced last and names the session's file, so that whatever moment the run is killed at, it speaks of complete files.

import Glibc
import Lang

final class SnapshotFolder {
    let path: String
    private var written: Set<String> = []
    private var sequence = 0
    private(set) var seconds = 0.0
    private(set) var bytesWritten = 0
    /// Reasons already told.
    private var told: Set<String> = []

    init(path: String) { self.path = path }

    static func path(output: String?, outputFolder: String) -> String { (output ?? outputFolder) + ".resume" }

    // MARK: Saving

    /// Saves the session after a cell. The result says why it could not be; nil: it was.
    func save(cell: Int, manifest: (String) -> JSON) -> String? {
        let began = Clock.now()
        defer { seconds += Clock.now() - began }
        do {
            try Figures.makeFolder(path + "/buffers")
            var used: Set<String> = []
            let bytes = try Snapshot.save { p in
                let key = ContentHash.key(p)
                used.insert(key)
                if self.written.insert(key).inserted { try self.store(key, p) }
                return key
            }
            sequence += 1
            let name = "session-\(cell)-\(sequence)"
            try bytes.withUnsafeBytes { try SnapshotFolder.replace(path + "/" + name, $0) }
            bytesWritten += bytes.count
            try replaceText("run.json", manifest(name).serialized(indent: nil) + "\n")
            clean(keep: name, used)
            return nil
        } catch let e as SnapshotError { return e.description } catch let e as PythonError {
            return TracebackPrinter.summary(e.exception)
        } catch { return "\(error)" }
    }

    /// Notes the state without saving the session: the cell that runs, how a run ended.
    func note(_ manifest: JSON) {
        guard (try? Figures.makeFolder(path)) != nil else { return }
        try? replaceText("run.json", manifest.serialized(indent: nil) + "\n")
    }

    /// A file of the folder; its absence is no failure of the run.
    func write(_ name: String, _ text: String) {
        guard (try? Figures.makeFolder(path)) != nil else { return }
        try? replaceText(name, text)
    }
    private func replaceText(_ name: String, _ text: String) throws {
        var t = text
        try t.withUTF8 { try SnapshotFolder.replace(path + "/" + name, UnsafeRawBufferPointer($0)) }
    }

    /// Replaces a file as a whole. Not forced to the disk: a killed process leaves what it wrote, and a machine that loses power in the middle is told by the
    /// contents' hashes.
    static func replace(_ path: String, _ p: UnsafeRawBufferPointer) throws {
        let temporary = "\(path).tmp"
        let fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if fd < 0 { throw NotebookError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
        var done = 0
        while done < p.count {
            let n = Glibc.write(fd, p.baseAddress! + done, p.count - done)
            if n < 0 {
                if errno == EINTR { continue }
                let e = errno
                close(fd)
                unlink(temporary)
                throw NotebookError("\(path): cannot be written: \(String(cString: strerror(e)))")
            }
            done += n
        }
        close(fd)
        if rename(temporary, path) != 0 {
            let e = errno
            unlink(temporary)
            throw NotebookError("\(path): cannot be written: \(String(cString: strerror(e)))")
        }
    }

    private var lockFile: Int32 = -1
    /// The folder above, when it was made for this one.
    private var madeParent: String?
    /// Keeps other runs off the folder; waits a while for one that is being killed. Throws `NotebookError` when another run has it.
    func lock() throws {
        let parent = SearchPath.folder(of: path)
        if access(parent, F_OK) != 0 { madeParent = parent }
        do { try Figures.makeFolder(path) } catch { throw NotebookError("\(path): cannot be made") }
        lockFile = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if lockFile < 0 { throw NotebookError("\(path)/lock: \(String(cString: strerror(errno)))") }
        for _ in 0..<300 {
            if flock(lockFile, LOCK_EX | LOCK_NB) == 0 { return }
            usleep(50_000)
        }
        throw NotebookError("\(path): another run is using it")
    }

    private func store(_ key: String, _ p: UnsafeRawBufferPointer) throws {
        let file = path + "/buffers/" + key
        // Contents decide the name, so a file of that name and size is that file.
        var s = stat()
        if stat(file, &s) == 0, s.st_size == p.count { return }
        try SnapshotFolder.replace(file, p)
        bytesWritten += p.count
    }

    /// Removes what no saved session refers to any more.
    private func clean(keep: String, _ used: Set<String>) {
        for old in written.subtracting(used) { unlink(path + "/buffers/" + old) }
        written = used
        for f in SnapshotFolder.names(path) where f.hasPrefix("session-") && f != keep { unlink(path + "/" + f) }
    }

    static func names(_ path: String) -> [String] {
        guard let d = opendir(path) else { return [] }
        defer { closedir(d) }
        var out: [String] = []
        while let e = readdir(d) {
            let n = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if n != "." && n != ".." { out.append(n) }
        }
        return out
    }

    /// Takes the folder away: the run is complete.
    func remove() {
        // First what makes the rest count.
        unlink(path + "/run.json")
        for n in SnapshotFolder.names(path + "/buffers") { unlink(path + "/buffers/" + n) }
        rmdir(path + "/buffers")
        for n in SnapshotFolder.names(path) { unlink(path + "/" + n) }
        rmdir(path)
        // Fails where something else lies in it.
        if let madeParent { rmdir(madeParent) }
    }

    /// What an earlier run left counts no more.
    func forget() {
        for n in SnapshotFolder.names(path + "/buffers") { unlink(path + "/buffers/" + n) }
        for n in ["run.json"] + SnapshotFolder.names(path) where n != "lock" && n != "buffers" { unlink(path + "/" + n) }
    }

    /// Whether a reason is new (each is told once).
    func isNew(_ reason: String) -> Bool { told.insert(reason).inserted }

    // MARK: Restoring

    private static func bytes(of path: String) throws -> [UInt8] {
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        if fd < 0 { throw NotebookError("\(path): \(String(cString: strerror(errno)))") }
        defer { close(fd) }
        var s = stat()
        guard fstat(fd, &s) == 0 else { throw NotebookError("\(path): \(String(cString: strerror(errno)))") }
        return try [UInt8](unsafeUninitializedCapacity: Int(s.st_size)) { p, n in
            while n < p.count {
                let k = Glibc.read(fd, p.baseAddress! + n, p.count - n)
                if k < 0, errno == EINTR { continue }
                if k <= 0 { throw NotebookError("\(path): cannot be read") }
                n += k
            }
        }
    }

    /// nil: there is nothing to resume.
    func read() throws -> JSON? {
        guard access(path + "/run.json", F_OK) == 0 else { return nil }
        do { return try JSON(parsing: NotebookFile.text(of: path + "/run.json")) } catch {
            throw NotebookError("\(path)/run.json: \(error)")
        }
    }

    /// Makes the session what it was. Throws `NotebookError`.
    func restore(session: String) throws {
        let bytes: [UInt8]
        do { bytes = try SnapshotFolder.bytes(of: path + "/" + session) } catch { throw NotebookError("\(path)/\(session): cannot be read") }
        do {
            try Snapshot.restore(bytes) { key in
                guard !key.contains("/") else { throw SnapshotError(path: "", reason: "a key that is none: \(key)") }
                let b: [UInt8]
                do { b = try SnapshotFolder.bytes(of: self.path + "/buffers/" + key) } catch { throw SnapshotError(path: key, reason: "the buffer is missing") }
                self.written.insert(key)
                guard b.withUnsafeBytes({ ContentHash.key($0) }) == key else { throw SnapshotError(path: key, reason: "the buffer is damaged") }
                return b
            }
        } catch let e as SnapshotError { throw NotebookError("\(path)/\(session): \(e)") } catch let e as PythonError {
            throw NotebookError("\(path)/\(session): \(TracebackPrinter.summary(e.exception))")
        }
    }
}

/// A name made of contents: 128 bits of two multiplicative hashes over different keys, and the length.
enum ContentHash {
    static func key(_ p: UnsafeRawBufferPointer) -> String {
        let (a, b) = hash(p)
        func hex(_ x: UInt64) -> String {
            let s = String(x, radix: 16)
            return String(repeating: "0", count: 16 - s.count) + s
        }
        return hex(a) + hex(b) + "-" + String(p.count)
    }

    /// Four lanes of 8 bytes each; every step mixes a word by a full multiplication, folded.
    static func hash(_ p: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
        @inline(__always) func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
            let r = x.multipliedFullWidth(by: y)
            return r.high ^ r.low
        }
        let k: (UInt64, UInt64, UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0xD6E8_FEB8_6659_FD93)
        var a = k.0, b = k.1, c = k.2, d = k.3
        let n = p.count
        var i = 0
        while i + 32 <= n {
            let w0 = p.loadUnaligned(fromByteOffset: i, as: UInt64.self), w1 = p.loadUnaligned(fromByteOffset: i + 8, as: UInt64.self)
            let w2 = p.loadUnaligned(fromByteOffset: i + 16, as: UInt64.self), w3 = p.loadUnaligned(fromByteOffset: i + 24, as: UInt64.self)
            a = fold(a ^ w0, k.1 ^ w1)
            b = fold(b ^ w2, k.2 ^ w3)
            c = (c &+ w0 &* k.3 &+ w2) &* k.0
            c ^= c >> 29
            d = (d &+ w1 &* k.0 &+ w3) &* k.1
            d ^= d >> 31
            i += 32
        }
        var tail: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &tail) { t in
            var j = 0
            while i < n {
                t[j] = p[i]
                i += 1
                j += 1
            }
        }
        a = fold(a ^ tail.0, k.1 ^ tail.1)
        b = fold(b ^ tail.2, k.2 ^ tail.3)
        c = (c &+ tail.0 &* k.3 &+ tail.2) &* k.0
        d = (d &+ tail.1 &* k.0 &+ tail.3) &* k.1
        let length = UInt64(n)
        return (fold(a ^ length ^ (d >> 17), b ^ k.3) ^ c, fold(c ^ (c >> 32), d ^ k.0) ^ fold(b ^ length, k.2 ^ a))
    }
}

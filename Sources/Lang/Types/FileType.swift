// This file defines the objects that `open` returns.

import Glibc

/// An open file: text (with an encoding and line ends) or binary.
public final class FileObject: Object {
    var descriptor: Int32
    public let name: Value
    public let mode: String
    let isText: Bool
    let canRead: Bool
    let canWrite: Bool
    let encoding: String
    let errors: String
    /// nil: universal line ends, written as `\n`.
    let newline: String?
    private var input: [UInt8] = []
    private var inputPosition = 0
    private var atEnd = false
    private var output: [UInt8] = []
    /// Text decoded ahead, for encodings whose lines cannot be found by bytes.
    private var wide: String.UnicodeScalarView?
    public var isClosed: Bool { descriptor < 0 }
    private let lineBuffered: Bool

    private static var writers: [ObjectIdentifier: Unmanaged<FileObject>] = [:]
    private static let flushAtExit: Void = {
        atexit { for f in FileObject.writers.values { try? f.value.flush() } }
    }()

    init(_ descriptor: Int32, name: Value, mode: String, isText: Bool, canRead: Bool, canWrite: Bool, encoding: String, errors: String, newline: String?, lineBuffered: Bool)
    {
        self.descriptor = descriptor
        self.name = name
        self.mode = mode
        self.isText = isText
        self.canRead = canRead
        self.canWrite = canWrite
        self.encoding = encoding
        self.errors = errors
        self.newline = newline
        self.lineBuffered = lineBuffered
        super.init(type: isText ? FileTypes.text : (canRead && canWrite ? FileTypes.random : (canWrite ? FileTypes.writer : FileTypes.reader)))
        if canWrite {
            _ = FileObject.flushAtExit
            FileObject.writers[ObjectIdentifier(self)] = Unmanaged.passUnretained(self)
        }
    }
    deinit {
        if descriptor >= 0 {
            try? flush()
            Glibc.close(descriptor)
        }
        if canWrite { FileObject.writers[ObjectIdentifier(self)] = nil }
    }

    /// The path in a `str`, `bytes` or anything with `__fspath__`.
    public static func path(_ v: Value, _ what: String = "expected str, bytes or os.PathLike object") throws -> String {
        if let s = v.asString { return s }
        if let b = v.asBytes { return String(decoding: b, as: UTF8.self) }
        if let r = try Builtins.special(v, "__fspath__"), let s = r.asString { return s }
        throw typeError("\(what), not \(v.typeName)")
    }

    static func open(_ a: Arguments) throws -> FileObject {
        let mode = try a.string(1)
        let letters = Set(mode)
        if mode.count != letters.count || !letters.isSubset(of: Set("rwaxbt+")) { throw valueError("invalid mode: '\(mode)'") }
        let kinds = letters.intersection(Set("rwax"))
        if letters.contains("b"), letters.contains("t") { throw valueError("can't have text and binary mode at once") }
        if kinds.count != 1 { throw valueError("must have exactly one of create/read/write/append mode") }
        let binary = letters.contains("b"), plus = letters.contains("+")
        if binary {
            if a.given(3) { throw valueError("binary mode doesn't take an encoding argument") }
            if a.given(4) { throw valueError("binary mode doesn't take an errors argument") }
            if a.given(5) { throw valueError("binary mode doesn't take a newline argument") }
        }
        let encodingName = try a.string(3, or: "utf-8")
        guard let encoding = Encodings.canonical(encodingName) else { throw Encodings.unknown(encodingName) }
        let newline = a.given(5) ? try a.string(5) : nil
        if let n = newline, !["", "\n", "\r", "\r\n"].contains(n) { throw valueError("illegal newline value: \(n)") }
        let kind = kinds.first!
        var flags: Int32
        switch kind {
        case "r": flags = plus ? O_RDWR : O_RDONLY
        case "w": flags = (plus ? O_RDWR : O_WRONLY) | O_CREAT | O_TRUNC
        case "a": flags = (plus ? O_RDWR : O_WRONLY) | O_CREAT | O_APPEND
        default: flags = (plus ? O_RDWR : O_WRONLY) | O_CREAT | O_EXCL
        }
        flags |= O_CLOEXEC
        var fd: Int32
        if case .int(let n) = a[0] {
            fd = Int32(clamping: n)
        } else {
            let p = try path(a[0])
            if p.utf8.contains(0) { throw valueError("embedded null byte") }
            repeat { fd = Glibc.open(p, flags, 0o666) } while fd < 0 && errno == EINTR
            if fd < 0 { throw Exceptions.osError(errno, path: p) }
            var st = stat()
            if fstat(fd, &st) == 0, st.st_mode & S_IFMT == S_IFDIR {
                Glibc.close(fd)
                throw Exceptions.osError(EISDIR, path: p)
            }
        }
        if kind == "a" { lseek(fd, 0, SEEK_END) }
        return FileObject(
            fd, name: a[0], mode: mode, isText: !binary, canRead: kind == "r" || plus, canWrite: kind != "r" || plus, encoding: encoding,
            errors: try a.string(4, or: "strict"), newline: newline, lineBuffered: (try? a.int(2)) == 1)
    }

    // MARK: Bytes

    func checkOpen() throws { if descriptor < 0 { throw valueError("I/O operation on closed file.") } }
    private func checkReadable() throws {
        try checkOpen()
        if !canRead { throw PythonError(FileTypes.unsupported, isText ? "not readable" : "read") }
        if !output.isEmpty { try flush() }
    }
    private func checkWritable() throws {
        try checkOpen()
        if !canWrite { throw PythonError(FileTypes.unsupported, isText ? "not writable" : "write") }
    }

    /// Reads more bytes into the buffer; false at the end.
    private func fill() throws -> Bool {
        try Interpreter.checkInterrupt()
        if inputPosition > 0, inputPosition == input.count {
            input.removeAll(keepingCapacity: true)
            inputPosition = 0
        }
        let size = 65536
        let old = input.count
        input.append(contentsOf: repeatElement(0, count: size))
        var n = 0
        defer { input.removeSubrange((old + max(0, n))...) }
        while true {
            n = input.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + old, size) }
            if n >= 0 || errno != EINTR { break }
            try Interpreter.checkInterrupt()
        }
        if n < 0 { throw Exceptions.osError(errno, path: nil) }
        return n > 0
    }

    func readBytes(_ n: Int) throws -> [UInt8] {
        try checkReadable()
        if n < 0 {
            while try fill() {}
            let out = inputPosition == 0 ? input : Array(input[inputPosition...])
            input = []
            inputPosition = 0
            return out
        }
        while input.count - inputPosition < n, try fill() {}
        let end = min(inputPosition + n, input.count)
        let out = Array(input[inputPosition..<end])
        inputPosition = end
        return out
    }

    /// A line's bytes with its end; empty at the end of the file. `\r` ends lines too when `universal`.
    private func lineBytes(universal: Bool, limit: Int = -1) throws -> [UInt8] {
        var scan = inputPosition
        while true {
            while scan < input.count {
                let b = input[scan]
                scan += 1
                if b == 10 || (limit >= 0 && scan - inputPosition >= limit) {
                    let out = Array(input[inputPosition..<scan])
                    inputPosition = scan
                    return out
                }
                if universal, b == 13 {
                    if scan == input.count { _ = try fillKeeping(&scan) }
                    if scan < input.count, input[scan] == 10 { scan += 1 }
                    let out = Array(input[inputPosition..<scan])
                    inputPosition = scan
                    return out
                }
            }
            if try !fillKeeping(&scan) {
                let out = Array(input[inputPosition...])
                inputPosition = input.count
                return out
            }
        }
    }
    private func fillKeeping(_ scan: inout Int) throws -> Bool {
        if inputPosition > 1 << 16 {
            input.removeSubrange(..<inputPosition)
            scan -= inputPosition
            inputPosition = 0
        }
        let atEnd = inputPosition == input.count
        let r = try fill()
        if atEnd, inputPosition == 0 { scan = 0 }
        return r
    }

    func write(_ bytes: [UInt8]) throws {
        if inputPosition < input.count {
            lseek(descriptor, off_t(inputPosition - input.count), SEEK_CUR)
            input = []
            inputPosition = 0
        }
        output += bytes
        if output.count > 65536 || (lineBuffered && bytes.contains(10)) { try flush() }
    }
    public func flush() throws {
        var done = 0
        while done < output.count {
            let n = output.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, output.count - done) }
            if n < 0 {
                if errno == EINTR { continue }
                let e = errno
                output = []
                throw Exceptions.osError(e, path: nil)
            }
            done += n
        }
        output.removeAll(keepingCapacity: true)
    }
    public func close() throws {
        if descriptor < 0 { return }
        defer {
            if descriptor > 2 { Glibc.close(descriptor) }
            descriptor = -1
        }
        try flush()
    }

    func position() -> Int { Int(lseek(descriptor, 0, SEEK_CUR)) - (input.count - inputPosition) + output.count }

    func seek(_ offset: Int, _ whence: Int) throws -> Int {
        try checkOpen()
        if isText, whence != 0, offset != 0 {
            throw PythonError(FileTypes.unsupported, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks")
        }
        try flush()
        let target = whence == 1 ? position() + offset : offset
        input = []
        inputPosition = 0
        wide = nil
        if whence == 0, offset < 0 { throw valueError("negative seek value \(offset)") }
        let r = lseek(descriptor, off_t(target), whence == 2 ? SEEK_END : SEEK_SET)
        if r < 0 { throw Exceptions.osError(errno, path: nil) }
        return Int(r)
    }

    // MARK: Text

    private func decode(_ b: [UInt8]) throws -> String { try Encodings.decode(b, encoding, errors) }
    private var isByteEncoding: Bool { encoding == "utf-8" || encoding == "ascii" || encoding == "latin-1" }
    private func translate(_ s: String) -> String {
        if newline != nil || !s.utf8.contains(13) { return s }
        var out: [UInt8] = []
        var previous: UInt8 = 0
        for b in s.utf8 {
            if b == 13 { out.append(10) } else if !(b == 10 && previous == 13) { out.append(b) }
            previous = b
        }
        return String(decoding: out, as: UTF8.self)
    }
    private func wideText() throws {
        if wide == nil { wide = translate(try decode(readBytes(-1))).unicodeScalars }
    }

    func readText(_ n: Int) throws -> String {
        try checkReadable()
        if !isByteEncoding {
            try wideText()
            let s = n < 0 ? String(wide!) : String(String.UnicodeScalarView(wide!.prefix(n)))
            wide = n < 0 ? String.UnicodeScalarView() : String.UnicodeScalarView(wide!.dropFirst(n))
            return s
        }
        if n < 0 { return translate(try decode(readBytes(-1))) }
        var out: [UInt8] = []
        var count = 0
        while count < n {
            let first = try readBytes(1)
            guard let b = first.first else { break }
            out.append(b)
            if encoding == "utf-8", b >= 0xC0 { out += try readBytes(b >= 0xF0 ? 3 : (b >= 0xE0 ? 2 : 1)) }
            if b == 13, newline == nil {
                if try inputPosition < input.count || fill(), inputPosition < input.count, input[inputPosition] == 10 { out.append(try readBytes(1)[0]) }
            }
            count += 1
        }
        return translate(try decode(out))
    }

    /// A line with its end, empty at the end of the file.
    func readLine(_ limit: Int = -1) throws -> Value {
        try checkReadable()
        if !isText { return .bytes(try lineBytes(universal: false, limit: limit)) }
        if !isByteEncoding {
            try wideText()
            let end = wide!.firstIndex(of: "\n").map { wide!.index(after: $0) } ?? wide!.endIndex
            let s = String(wide![..<end])
            wide = String.UnicodeScalarView(wide![end...])
            return .string(s)
        }
        if newline == "\r\n" || newline == "\r" {
            let rest = Array(newline!.utf8)
            var out: [UInt8] = []
            while let b = try readBytes(1).first {
                out.append(b)
                if out.suffix(rest.count).elementsEqual(rest) { break }
            }
            return .string(try decode(out))
        }
        var line = try lineBytes(universal: newline != "\n")
        if newline == nil {
            if line.count >= 2, line[line.count - 2] == 13, line[line.count - 1] == 10 { line.removeSubrange((line.count - 2)..<(line.count - 1)) }
            if line.last == 13 { line[line.count - 1] = 10 }
        }
        if limit >= 0, line.count > limit {
            // The rest of the line goes back.
            let s = String(String.UnicodeScalarView(try decode(line).unicodeScalars.prefix(limit)))
            inputPosition -= line.count - s.utf8.count
            return .string(s)
        }
        return .string(try decode(line))
    }

    func write(_ v: Value) throws -> Value {
        try checkWritable()
        if isText {
            guard case .object(let o) = v, o.kind == .str else { throw typeError("write() argument must be str, not \(v.typeName)") }
            let s = unsafeDowncast(o, to: StrObject.self)
            var text = s.value
            if newline == "\r\n" || newline == "\r", text.utf8.contains(10) { text = text.replacing("\n", with: newline!) }
            try write(encoding == "utf-8" ? Array(text.utf8) : Encodings.encode(text, encoding, errors))
            return .int(s.count)
        }
        guard let b = v.asBytes else { throw typeError("a bytes-like object is required, not '\(v.typeName)'") }
        try write(b)
        return .int(b.count)
    }

    // MARK: Operations

    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? {
        try checkOpen()
        return .object(self)
    }
    public override func next() throws -> Value? {
        let line = try readLine()
        if let s = line.asString { return s.isEmpty ? nil : line }
        return line.asBytes?.isEmpty == true ? nil : line
    }
    public override func enter() throws -> Value? {
        try checkOpen()
        return .object(self)
    }
    public override func exit(_ error: PythonError?) throws -> Bool {
        try close()
        return false
    }
    public override func repr() throws -> String {
        let n = try Operators.repr(name)
        if isText { return "<_io.TextIOWrapper name=\(n) mode='\(mode)' encoding='\(encoding == "utf-8" ? "UTF-8" : encoding)'>" }
        return "<\(type.qualifiedName) name=\(n)>"
    }
}

/// The types of files.
public enum FileTypes {
    /// `io.UnsupportedOperation`
    public static let unsupported = TypeObject.native("UnsupportedOperation", module: "io", base: Exceptions.osError)
    public static let text = make("TextIOWrapper")
    public static let reader = make("BufferedReader")
    public static let writer = make("BufferedWriter")
    public static let random = make("BufferedRandom")

    private static func of(_ v: Value) throws -> FileObject {
        guard let f = v.asObject as? FileObject else { throw typeError("a file is required, not '\(v.typeName)'") }
        return f
    }
    private static func make(_ name: String) -> TypeObject {
        TypeObject.native(name, module: "_io", subclassable: false) { t in
            t.method("read(self, size=-1, /)", "The rest of the file, or so many characters (bytes).") { a in
                let f = try of(a[0])
                let n = try a.int(1, or: -1)
                return f.isText ? .string(try f.readText(n)) : .bytes(try f.readBytes(n))
            }
            t.method("readline(self, size=-1, /)", "The next line with its end; empty at the end.") { a in try of(a[0]).readLine(a.int(1, or: -1)) }
            t.method("readlines(self, hint=-1, /)", "All lines.") { a in
                let f = try of(a[0])
                var out: [Value] = []
                while let l = try f.next() { out.append(l) }
                return .list(out)
            }
            t.method2("write(self, text, /)", "Writes and returns how much.") { f, v in try of(f).write(v) }
            t.method("writelines(self, lines, /)", "Writes each text.") { a in
                let f = try of(a[0])
                let it = try Operators.iterator(a[1])
                while let l = try Operators.next(it) { _ = try f.write(l) }
                return .none
            }
            t.method1("close(self, /)", "Writes what is left and closes.") { v in
                try of(v).close()
                return .none
            }
            t.method1("flush(self, /)", "Writes what is buffered.") { v in
                try of(v).checkOpen()
                try of(v).flush()
                return .none
            }
            t.method("seek(self, offset, whence=0, /)", "Moves to a position.") { a in .int(try of(a[0]).seek(a.int(1), a.int(2))) }
            t.method1("tell(self, /)", "The position.") { v in
                try of(v).checkOpen()
                return .int(try of(v).position())
            }
            t.method("truncate(self, size=None, /)", "Cuts the file.") { a in
                let f = try of(a[0])
                try f.checkOpen()
                try f.flush()
                let n = try a.int(1, or: f.position())
                if ftruncate(f.descriptor, off_t(n)) != 0 { throw Exceptions.osError(errno, path: nil) }
                return .int(n)
            }
            t.method1("fileno(self, /)") { v in
                try of(v).checkOpen()
                return .int(Int(try of(v).descriptor))
            }
            t.method1("isatty(self, /)") { v in .bool(isatty(try of(v).descriptor) != 0) }
            t.method1("readable(self, /)") { .bool(try of($0).canRead) }
            t.method1("writable(self, /)") { .bool(try of($0).canWrite) }
            t.method1("seekable(self, /)") { .bool(lseek(try of($0).descriptor, 0, SEEK_CUR) >= 0) }
            t.method("readinto(self, buffer, /)") { a in
                guard let b = a[1].asObject as? BytesObject else { throw typeError("readinto() argument must be read-write bytes-like object") }
                let data = try of(a[0]).readBytes(b.items.count)
                b.items.replaceSubrange(0..<data.count, with: data)
                return .int(data.count)
            }
            t.property("name") { ($0 as! FileObject).name }
            t.property("mode") { .string(($0 as! FileObject).mode) }
            t.property("closed") { .bool(($0 as! FileObject).isClosed) }
            t.property("encoding") { o in
                let f = o as! FileObject
                return .string(f.encoding == "utf-8" ? "UTF-8" : f.encoding)
            }
            t.property("errors") { .string(($0 as! FileObject).errors) }
            t.property("newlines") { _ in .none }
            NativeSlots.declare(t, ["__iter__", "__next__", "__enter__", "__exit__"])
        }
    }
}

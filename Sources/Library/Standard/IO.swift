// This file defines the module `io`.

import Lang

/// `io.StringIO` and `io.BytesIO`: a file in memory.
final class MemoryFile: Object {
    let isText: Bool
    /// Code points of a text, or bytes.
    var units: [UInt32] = []
    var position = 0
    var isClosed = false
    init(isText: Bool, type: TypeObject) {
        self.isText = isText
        super.init(type: type)
    }
    override var allowsAttributes: Bool { true }
    func check() throws { if isClosed { throw valueError("I/O operation on closed file" + (isText ? "" : ".")) } }
    func value(_ u: ArraySlice<UInt32>) -> Value {
        if !isText { return .bytes(u.map { UInt8($0) }) }
        var s = String.UnicodeScalarView()
        for x in u { s.append(Unicode.Scalar(x) ?? "\u{FFFD}") }
        return .string(String(s))
    }
    func units(of v: Value) throws -> [UInt32] {
        if isText {
            guard let s = v.asString else { throw typeError("string argument expected, got '\(v.typeName)'") }
            return s.unicodeScalars.map { $0.value }
        }
        guard let b = v.asBytes else { throw typeError("a bytes-like object is required, not '\(v.typeName)'") }
        return b.map { UInt32($0) }
    }
    func write(_ v: Value) throws -> Value {
        try check()
        let new = try units(of: v)
        if position > units.count { units += [UInt32](repeating: 0, count: position - units.count) }
        let end = min(units.count, position + new.count)
        units.replaceSubrange(position..<end, with: new)
        position += new.count
        return .int(new.count)
    }
    func read(_ n: Int) throws -> Value {
        try check()
        if position >= units.count { return value([]) }
        let end = n < 0 ? units.count : min(units.count, position + n)
        defer { position = end }
        return value(units[position..<end])
    }
    func line(_ limit: Int = -1) throws -> ArraySlice<UInt32> {
        try check()
        if position >= units.count { return [] }
        var end = position
        while end < units.count {
            end += 1
            if units[end - 1] == 10 || (limit >= 0 && end - position >= limit) { break }
        }
        defer { position = end }
        return units[position..<end]
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? {
        try check()
        return .object(self)
    }
    override func next() throws -> Value? {
        let l = try line()
        return l.isEmpty ? nil : value(l)
    }
    override func enter() throws -> Value? {
        try check()
        return .object(self)
    }
    override func exit(_ error: PythonError?) throws -> Bool {
        isClosed = true
        return false
    }
}

enum IOModule {
    private static func of(_ v: Value) throws -> MemoryFile {
        guard let f = v.asObject as? MemoryFile else { throw typeError("a memory file is required, not '\(v.typeName)'") }
        return f
    }
    private static func make(_ name: String, isText: Bool) -> TypeObject {
        TypeObject.native(name, module: "_io") { t in
            t.make = { cls, _ in .object(MemoryFile(isText: isText, type: cls)) }
            let initializer = t.method(isText ? "__init__(self, initial_value='', newline='\\n')" : "__init__(self, initial_bytes=b'')") { a in
                let f = try of(a[0])
                f.units = a.given(1) ? try f.units(of: a[1]) : []
                f.position = 0
                return .none
            }
            t.initialize = { v, a in _ = try initializer.call(CallArguments([v] + a.positional, keywords: a.keywords)) }
            t.method("write(self, s, /)", "Writes at the position.") { a in try of(a[0]).write(a[1]) }.fast2 = { try of($0).write($1) }
            t.method("writelines(self, lines, /)") { a in
                for l in try a.items(1) { _ = try of(a[0]).write(l) }
                return .none
            }
            t.method("getvalue(self)", "Everything written.") { a in
                try of(a[0]).check()
                return try of(a[0]).value(of(a[0]).units[...])
            }
            t.method("read(self, size=-1, /)", "The rest, or so much.") { a in try of(a[0]).read(a.int(1, or: -1)) }
            if !isText {
                t.method("read1(self, size=-1, /)", "The rest, or so much.") { a in try of(a[0]).read(a.int(1, or: -1)) }
                t.method("readinto(self, buffer, /)", "Reads into a bytearray and returns how much.") { a in
                    let room = try Operators.length(a[1])
                    let got = try of(a[0]).read(room)
                    let n = try Operators.length(got)
                    guard case .object(let o) = a[1], o.type.lookup("__setitem__") != nil else { throw typeError("readinto() argument must be read-write bytes-like object, not \(a[1].typeName)") }
                    try Operators.setItem(a[1], .object(SliceObject(.int(0), .int(n), .none)), got)
                    return .int(n)
                }
                t.method("readinto1(self, buffer, /)", "As readinto.") { a in try Operators.callMethod(a[0], "readinto", a[1]) }
            }
            t.method("readline(self, size=-1, /)", "The next line.") { a in try of(a[0]).value(of(a[0]).line(a.int(1, or: -1))) }
            t.method("readlines(self, hint=-1, /)", "All lines.") { a in
                var out: [Value] = []
                while let l = try of(a[0]).next() { out.append(l) }
                return .list(out)
            }
            t.method("seek(self, pos, whence=0, /)", "Moves the position.") { a in
                let f = try of(a[0])
                try f.check()
                let n = try a.int(1)
                switch try a.int(2) {
                case 0:
                    if n < 0 { throw valueError("Negative seek position \(n)") }
                    f.position = n
                case 1:
                    if isText, n != 0 { throw PythonError(Exceptions.osError, "Can't do nonzero cur-relative seeks") }
                    f.position = max(0, f.position + n)
                case 2:
                    if isText, n != 0 { throw PythonError(Exceptions.osError, "Can't do nonzero cur-relative seeks") }
                    f.position = max(0, f.units.count + n)
                default: throw valueError("Invalid whence (\(try a.int(2)), should be 0, 1 or 2)")
                }
                return .int(f.position)
            }
            t.method("tell(self)", "The position.") { a in
                try of(a[0]).check()
                return .int(try of(a[0]).position)
            }
            t.method("truncate(self, pos=None, /)", "Cuts at the position.") { a in
                let f = try of(a[0])
                let n = try a.int(1, or: f.position)
                if n < f.units.count { f.units.removeSubrange(n...) }
                return .int(n)
            }
            t.method("close(self)") { a in
                try of(a[0]).isClosed = true
                return .none
            }
            for (n, v) in [("readable", true), ("writable", true), ("seekable", true), ("isatty", false)] { t.method("\(n)(self)") { _ in .bool(v) } }
            t.method("flush(self)") { a in
                try of(a[0]).check()
                return .none
            }
            t.method("fileno(self)") { _ in throw PythonError(FileTypes.unsupported, "fileno") }
            if !isText { t.method("getbuffer(self)") { a in try of(a[0]).value(of(a[0]).units[...]) } }
            t.property("closed") { .bool(($0 as! MemoryFile).isClosed) }
            NativeSlots.declare(t, ["__iter__", "__next__", "__enter__", "__exit__"])
        }
    }
    static let stringIO = make("StringIO", isText: true)
    static let bytesIO = make("BytesIO", isText: false)

    static func make() -> ModuleObject {
        let m = ModuleObject("io", doc: "Files in memory and on disk.")
        m.type(stringIO)
        m.type(bytesIO)
        m.constant("open", Builtins.module["open"]!)
        m.constant("UnsupportedOperation", .object(FileTypes.unsupported))
        m.constant("TextIOWrapper", .object(FileTypes.text))
        m.constant("BufferedReader", .object(FileTypes.reader))
        m.constant("BufferedWriter", .object(FileTypes.writer))
        m.constant("DEFAULT_BUFFER_SIZE", .int(8192))
        m.constant("SEEK_SET", .int(0))
        m.constant("SEEK_CUR", .int(1))
        m.constant("SEEK_END", .int(2))
        let all = [stringIO, bytesIO, FileTypes.text, FileTypes.reader, FileTypes.writer, FileTypes.random, StandardStreams.output.type!]
        for (name, types) in [
            ("IOBase", all), ("TextIOBase", [stringIO, FileTypes.text, StandardStreams.output.type!]), ("RawIOBase", []),
            ("BufferedIOBase", [bytesIO, FileTypes.reader, FileTypes.writer, FileTypes.random]),
        ] {
            let t = TypeObject.native(name, module: "io")
            m.type(t)
            Builtins.typeChecks[ObjectIdentifier(t)] = { x in types.contains { x.isSubtype(of: $0) } }
        }
        return m
    }
}

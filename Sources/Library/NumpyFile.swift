// This file reads and writes NumPy's files: .npy, .npz and text.

import CZlib
import Glibc
import Kernel
import Lang

enum NumpyFile {
    // MARK: Bytes

    static func read(_ path: String) throws -> [UInt8] {
        let fd = open(path, O_RDONLY)
        if fd < 0 { throw osError(errno, path: path) }
        defer { close(fd) }
        var info = stat()
        if fstat(fd, &info) != 0 { throw osError(errno, path: path) }
        if info.st_mode & S_IFMT == S_IFDIR { throw osError(EISDIR, path: path) }
        var out = [UInt8](repeating: 0, count: Int(info.st_size))
        var at = 0
        while at < out.count {
            let n = out.withUnsafeMutableBytes { Glibc.read(fd, $0.baseAddress! + at, $0.count - at) }
            if n < 0 { throw osError(errno, path: path) }
            if n == 0 { break }
            at += n
        }
        out.removeLast(out.count - at)
        return out
    }
    /// Replaces a file whole or not at all.
    static func write(_ path: String, _ bytes: [UInt8]) throws {
        let temporary = path + ".tmp\(getpid())"
        let fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if fd < 0 { throw osError(errno, path: path) }
        var at = 0
        while at < bytes.count {
            let n = bytes.withUnsafeBytes { Glibc.write(fd, $0.baseAddress! + at, $0.count - at) }
            if n <= 0 {
                let e = errno
                close(fd)
                unlink(temporary)
                throw osError(e, path: path)
            }
            at += n
        }
        close(fd)
        if rename(temporary, path) != 0 {
            let e = errno
            unlink(temporary)
            throw osError(e, path: path)
        }
    }
    /// An array over a copy of bytes.
    static func array(_ bytes: [UInt8], offset: Int, count: Int, _ d: DType) throws -> Tensor {
        if offset < 0 || offset > bytes.count { throw valueError("offset must be non-negative and no greater than buffer length (\(bytes.count))") }
        let available = bytes.count - offset
        var n = count
        if n < 0 {
            if available % d.size != 0 { throw valueError("buffer size must be a multiple of element size") }
            n = available / d.size
        } else if n > available / d.size {
            throw valueError("buffer is smaller than requested size")
        }
        let t = try Tensor(empty: [n], d)
        bytes.withUnsafeBytes { p in if n > 0 { t.pointer.copyMemory(from: p.baseAddress! + offset, byteCount: n * d.size) } }
        return t
    }

    // MARK: .npy

    static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

    static func encode(_ x: NDArray) throws -> [UInt8] {
        if x.elementKind == .object { throw valueError("Object arrays cannot be saved when allow_pickle=False") }
        let fortran = !x.tensor.isContiguous && Movement.transpose(x.tensor).isContiguous
        let t = fortran ? Movement.transpose(x.tensor) : try x.tensor.contiguous()
        var header = "{'descr': '\(NumpyTypes.arrayInterface(x.elementKind))', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(try Operators.repr(Convert.shape(x.shape))), }"
        let total = 10 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - total % 64) % 64) + "\n"
        var out = magic + [1, 0, UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)] + Array(header.utf8)
        if case .string(let width) = x.elementKind {
            for s in try x.with(t).strings() {
                let u = Array(s.unicodeScalars)
                for i in 0..<width {
                    let v = i < u.count ? u[i].value : 0
                    for k in 0..<4 { out.append(UInt8(truncatingIfNeeded: v >> UInt32(8 * k))) }
                }
            }
        } else {
            out += Array(UnsafeRawBufferPointer(start: t.pointer, count: t.count * t.dtype.size))
        }
        return out
    }
    static func decode(_ b: [UInt8], path: String) throws -> NDArray {
        func bad(_ m: String) -> PythonError { valueError(m) }
        if b.isEmpty { throw PythonError(Exceptions.eofError, "No data left in file") }
        guard b.count >= 10, Array(b[0..<6]) == magic else {
            throw bad("This file contains pickled (object) data. If you trust the file you can load it unsafely using the `allow_pickle=` keyword argument or `pickle.load()`.")
        }
        let major = b[6]
        var start = 10
        var length = Int(b[8]) | Int(b[9]) << 8
        if major >= 2 {
            guard b.count >= 12 else { throw bad("EOF: reading array header length, expected 4 bytes got \(b.count - 8)") }
            length = Int(b[8]) | Int(b[9]) << 8 | Int(b[10]) << 16 | Int(b[11]) << 24
            start = 12
        }
        if !(1...3).contains(major) { throw bad("we only support format version (1,0), (2,0), and (3,0), not (\(major), \(b[7]))") }
        if length > 10000 { throw bad("Header info length (\(length)) is large and may not be safe to load securely.\nTo allow loading, adjust `max_header_size` or fully trust the `.npy` file using `allow_pickle=True`.\nFor safety against large resource use or crashes, sandboxing may be necessary.") }
        guard start + length <= b.count else { throw bad("EOF: reading array header, expected \(length) bytes got \(b.count - start)") }
        let header = String(decoding: b[start..<start + length], as: UTF8.self)
        let fields = try Header.parse(header)
        let body = b.count - start - length
        let n: Int
        do { n = try Shape.count(fields.shape) } catch { throw bad("Header does not contain a valid shape: \(header)") }
        let places: Tensor
        switch fields.kind {
        case .object: throw valueError("Object arrays cannot be loaded when allow_pickle=False")
        case .number(let d):
            let (bytes, overflow) = n.multipliedReportingOverflow(by: d.size)
            if overflow || bytes > body { throw bad("cannot reshape array of size \(body / d.size) into shape \(shapeText(fields.shape))") }
            let t = try Tensor(empty: [n], d)
            b.withUnsafeBytes { p in if n > 0 { t.pointer.copyMemory(from: p.baseAddress! + start + length, byteCount: bytes) } }
            if fields.swapped {
                let p = t.pointer.assumingMemoryBound(to: UInt8.self)
                for i in 0..<n { for k in 0..<d.size / 2 { swap(&p[i * d.size + k], &p[i * d.size + d.size - 1 - k]) } }
            }
            if d == .bool {
                let p = t.elements(UInt8.self)
                for i in 0..<n where p[i] > 1 { p[i] = 1 }
            }
            places = t
            let shaped = fields.fortran ? Movement.transpose(try Movement.reshape(places, fields.shape.reversed())) : try Movement.reshape(places, fields.shape)
            return NDArray(shaped)
        case .string(let width):
            let (bytes, overflow) = n.multipliedReportingOverflow(by: 4 * width)
            if overflow || bytes > body { throw bad("cannot reshape array of size \(width == 0 ? 0 : body / (4 * width)) into shape \(shapeText(fields.shape))") }
            var values: [Value] = []
            for i in 0..<n {
                var s = String.UnicodeScalarView()
                for k in 0..<width {
                    let o = start + length + (i * width + k) * 4
                    let v = UInt32(b[o]) | UInt32(b[o + 1]) << 8 | UInt32(b[o + 2]) << 16 | UInt32(b[o + 3]) << 24
                    if v == 0 { continue }
                    guard let u = Unicode.Scalar(v) else { throw bad("codepoint \(v) in the file is no character") }
                    s.append(u)
                }
                values.append(.string(String(s)))
            }
            let x = try NDArray.of(values, shape: [n], kind: fields.kind)
            let shaped = fields.fortran ? Movement.transpose(try Movement.reshape(x.tensor, fields.shape.reversed())) : try Movement.reshape(x.tensor, fields.shape)
            return x.with(shaped)
        }
    }
    /// The dictionary at the head of a .npy file.
    private struct Header {
        var kind: NumpyKind
        var swapped: Bool
        var fortran: Bool
        var shape: [Int]

        static func parse(_ s: String) throws -> Header {
            func bad() -> PythonError { valueError("Cannot parse header: \((try? Operators.repr(.string(s))) ?? s)") }
            func field(_ name: String) -> Substring? {
                guard let r = s.firstRange(of: "'\(name)':") else { return nil }
                var rest = s[r.upperBound...]
                while rest.first == " " { rest.removeFirst() }
                return rest
            }
            guard let d = field("descr"), let f = field("fortran_order"), let p = field("shape") else { throw bad() }
            guard d.first == "'", let end = d.dropFirst().firstIndex(of: "'") else { throw bad() }
            let descr = String(d[d.index(after: d.startIndex)..<end])
            let fortran: Bool
            if f.hasPrefix("True") { fortran = true } else if f.hasPrefix("False") { fortran = false } else { throw bad() }
            guard p.first == "(", let close = p.firstIndex(of: ")") else { throw bad() }
            var shape: [Int] = []
            for part in p[p.index(after: p.startIndex)..<close].split(separator: ",") {
                let t = part.filter { $0 != " " && $0 != "L" }
                if t.isEmpty { continue }
                guard let n = Int(t), n >= 0 else { throw valueError("shape is not valid: \(p[...close])") }
                shape.append(n)
            }
            if shape.count > 64 { throw bad() }
            guard let c = descr.first else { throw bad() }
            let swapped = c == ">"
            guard let kind = NumpyTypes.kind(named: swapped ? String(descr.dropFirst()) : descr) else { throw valueError("descr is not a valid dtype descriptor: '\(descr)'") }
            if case .string = kind, swapped { throw bad() }
            return Header(kind: kind, swapped: swapped, fortran: fortran, shape: shape)
        }
    }

    // MARK: .npz

    /// A ZIP archive of named members, stored or deflated.
    static func zip(_ members: [(String, [UInt8])], compress: Bool) throws -> [UInt8] {
        var out: [UInt8] = [], directory: [UInt8] = []
        func le(_ v: Int, _ n: Int) -> [UInt8] { (0..<n).map { UInt8(truncatingIfNeeded: v >> (8 * $0)) } }
        for (name, data) in members {
            let crc = Int(data.withUnsafeBytes { crc32(0, $0.bindMemory(to: UInt8.self).baseAddress, uInt(data.count)) })
            let body = compress ? try deflated(data) : data
            let n = Array(name.utf8)
            // 1980-01-01: the same bytes for the same arrays.
            let common = le(20, 2) + le(0, 2) + le(compress ? 8 : 0, 2) + le(0, 2) + le(33, 2) + le(crc, 4) + le(body.count, 4) + le(data.count, 4) + le(n.count, 2) + le(0, 2)
            let at = out.count
            if data.count > 0xffff_fff0 || at > 0xffff_fff0 { throw valueError("arrays beyond 4 GiB do not fit into a .npz file here; use .npy") }
            out += [0x50, 0x4b, 3, 4] + common + n + body
            directory += [0x50, 0x4b, 1, 2] + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0o600 << 16, 4) + le(at, 4) + n
        }
        let start = out.count
        out += directory
        out += [0x50, 0x4b, 5, 6] + le(0, 4) + le(members.count, 2) + le(members.count, 2) + le(directory.count, 4) + le(start, 4) + le(0, 2)
        return out
    }
    private static func deflated(_ data: [UInt8]) throws -> [UInt8] {
        var s = z_stream()
        guard deflateInit2_(&s, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw runtimeError("cannot compress") }
        defer { deflateEnd(&s) }
        var input = data
        var out = [UInt8](repeating: 0, count: Int(deflateBound(&s, uLong(data.count))))
        let n = out.count
        let produced: Int = input.withUnsafeMutableBufferPointer { p in
            out.withUnsafeMutableBufferPointer { q in
                s.next_in = p.baseAddress
                s.avail_in = uInt(p.count)
                s.next_out = q.baseAddress
                s.avail_out = uInt(n)
                return deflate(&s, Z_FINISH) == Z_STREAM_END ? n - Int(s.avail_out) : -1
            }
        }
        if produced < 0 { throw runtimeError("cannot compress") }
        return Array(out[..<produced])
    }
    private static func inflated(_ data: ArraySlice<UInt8>, size: Int) throws -> [UInt8] {
        // Deflate expands at most about 1032 times.
        if size > data.count * 1040 + 1024 { throw badZip("compressed member claims \(size) bytes") }
        var s = z_stream()
        guard inflateInit2_(&s, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw runtimeError("cannot decompress") }
        defer { inflateEnd(&s) }
        var input = Array(data), out = [UInt8](repeating: 0, count: max(size, 1))
        let fine = input.withUnsafeMutableBufferPointer { p in
            out.withUnsafeMutableBufferPointer { q in
                s.next_in = p.baseAddress
                s.avail_in = uInt(p.count)
                s.next_out = q.baseAddress
                s.avail_out = uInt(size)
                return inflate(&s, Z_FINISH) == Z_STREAM_END && s.avail_out == 0
            }
        }
        if !fine { throw badZip("Error -3 while decompressing data") }
        out.removeLast(out.count - size)
        return out
    }
    static let badZipFile = TypeObject.native("BadZipFile", module: "zipfile", base: Exceptions.exception)
    private static func badZip(_ m: String) -> PythonError { PythonError(badZipFile, m) }

    /// The members of an archive: name, and a function that reads and checks one.
    static func members(_ b: [UInt8]) throws -> [(name: String, read: () throws -> [UInt8])] {
        func le(_ at: Int, _ n: Int) throws -> Int {
            guard at >= 0, at + n <= b.count else { throw badZip("File is not a zip file") }
            return (0..<n).reduce(0) { $0 | Int(b[at + $1]) << (8 * $1) }
        }
        var end = b.count - 22
        while end >= 0, end >= b.count - 22 - 65535, !(b[end] == 0x50 && b[end + 1] == 0x4b && b[end + 2] == 5 && b[end + 3] == 6) { end -= 1 }
        if end < 0 || end < b.count - 22 - 65535 { throw badZip("File is not a zip file") }
        let count = try le(end + 10, 2)
        var at = try le(end + 16, 4)
        var out: [(name: String, read: () throws -> [UInt8])] = []
        var names = Set<String>()
        for _ in 0..<count {
            guard try le(at, 4) == 0x0201_4b50 else { throw badZip("Bad magic number for central directory") }
            let flags = try le(at + 8, 2), method = try le(at + 10, 2), crc = try le(at + 16, 4)
            var packed = try le(at + 20, 4), size = try le(at + 24, 4)
            let n = try le(at + 28, 2), extra = try le(at + 30, 2), comment = try le(at + 32, 2)
            var local = try le(at + 42, 4)
            guard at + 46 + n + extra <= b.count else { throw badZip("File is not a zip file") }
            let name = String(decoding: b[(at + 46)..<(at + 46 + n)], as: UTF8.self)
            if !names.insert(name).inserted { throw badZip("Duplicate name in archive: \(name)") }
            // ZIP64 sizes, as NumPy writes them.
            var e = at + 46 + n
            let stop = e + extra
            while e + 4 <= stop {
                let id = try le(e, 2), length = try le(e + 2, 2)
                if id == 1 {
                    var p = e + 4
                    if size == 0xffff_ffff { size = try le(p, 8); p += 8 }
                    if packed == 0xffff_ffff { packed = try le(p, 8); p += 8 }
                    if local == 0xffff_ffff { local = try le(p, 8) }
                }
                e += 4 + length
            }
            let (place, bytes, total) = (local, packed, size)
            out.append((name, {
                if flags & 1 != 0 { throw runtimeError("File '\(name)' is encrypted, password required for extraction") }
                guard try le(place, 4) == 0x0403_4b50 else { throw badZip("Bad magic number for file header") }
                let start = place + 30 + (try le(place + 26, 2)) + (try le(place + 28, 2))
                guard bytes >= 0, total >= 0, start >= 0, start <= b.count, bytes <= b.count - start else { throw badZip("Bad CRC-32 for file '\(name)'") }
                let raw = b[start..<start + bytes]
                let data: [UInt8]
                switch method {
                case 0:
                    if bytes != total { throw badZip("Bad CRC-32 for file '\(name)'") }
                    data = Array(raw)
                case 8: data = try inflated(raw, size: total)
                default: throw notImplementedError("That compression method is not supported")
                }
                let found = Int(data.withUnsafeBytes { crc32(0, $0.bindMemory(to: UInt8.self).baseAddress, uInt(data.count)) })
                if found != crc { throw badZip("Bad CRC-32 for file '\(name)'") }
                return data
            }))
            at += 46 + n + extra + comment
        }
        return out
    }
    static func load(_ path: String) throws -> Value {
        let b = try read(path)
        if b.count >= 4, b[0] == 0x50, b[1] == 0x4b { return .object(ArchiveObject(try members(b), path)) }
        return .object(try decode(b, path: path))
    }

    // MARK: Text

    /// The text of a file by its path, of an open one, or of lines.
    private static func text(_ v: Value) throws -> String {
        if v.asString == nil, let o = v.asObject {
            if let read = try? Operators.attribute(v, "read"), Operators.isCallable(read) {
                let all = try Operators.call(read)
                return all.asString ?? String(decoding: (all.asObject as? BytesObject)?.items ?? [], as: UTF8.self)
            }
            if o is ListObject || o is TupleObject { return try Operators.items(of: v).map { $0.asString ?? "" }.joined(separator: "\n") }
        }
        let path = try Numpy.path(v)
        if access(path, F_OK) != 0 { throw PythonError(Exceptions.fileNotFoundError, "\(path) not found.") }
        return String(decoding: try read(path), as: UTF8.self)
    }

    static func loadText(_ source: Value, delimiter: String?, skip: Int, columns: [Int]?, dtype: NumpyKind, comments: String?, unpack: Bool, missing: Double? = nil, maxRows: Int? = nil) throws -> Value {
        let text = try self.text(source)
        var rows: [[String]] = []
        for (i, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }).enumerated() where i >= skip {
            var line = raw
            if let c = comments, !c.isEmpty, let r = line.firstRange(of: c) { line = line[..<r.lowerBound] }
            let trimmed = line.drop { $0.isWhitespace }
            if trimmed.allSatisfy({ $0.isWhitespace }) { continue }
            if let m = maxRows, rows.count >= m { break }
            var cells: [String]
            if let d = delimiter { cells = line.split(separator: d, omittingEmptySubsequences: false).map { $0.trimmingSpaces } } else { cells = line.split { $0.isWhitespace }.map(String.init) }
            if let columns { cells = try columns.map { c in
                let k = c < 0 ? c + cells.count : c
                if k < 0 || k >= cells.count { throw valueError("invalid column index \(c) at row \(rows.count + 1) with \(cells.count) columns") }
                return cells[k]
            } }
            if let first = rows.first, first.count != cells.count { throw valueError("the number of columns changed from \(first.count) to \(cells.count) at row \(rows.count + 1); use `usecols` to select a subset and avoid this error") }
            rows.append(cells)
        }
        let width = rows.first?.count ?? 0
        var shape = [rows.count, width]
        if width == 1 || rows.count == 1 { shape = [rows.count * width] }
        if shape == [1] { shape = [] }
        if rows.isEmpty { shape = [0] }
        var x: NDArray
        if case .number(let d) = dtype {
            let t = try Tensor(empty: shape, d)
            for (i, c) in rows.joined().enumerated() {
                guard let v = NumpyText.float(c) ?? missing else { throw valueError("could not convert string '\(c)' to \(d.name) at row \(i / max(width, 1)), column \(i % max(width, 1) + 1).") }
                try ArrayBuilder.store(.float(v), into: t, at: i)
            }
            x = NDArray(t)
        } else {
            x = try NDArray.of(rows.joined().map { .string($0) }, shape: shape, kind: dtype)
        }
        if unpack { x = x.with(Movement.transpose(x.tensor)) }
        return .object(x)
    }
}
extension Substring {
    var trimmingSpaces: String {
        var s = self
        while let c = s.first, c.isWhitespace { s.removeFirst() }
        while let c = s.last, c.isWhitespace { s.removeLast() }
        return String(s)
    }
}

/// What `np.load` gives for an archive.
final class ArchiveObject: Object {
    let members: [(name: String, read: () throws -> [UInt8])]
    let path: String
    static let type_ = TypeObject.native("NpzFile", module: "numpy.lib.npyio") { t in
        NativeSlots.declare(t, ["__getitem__", "__len__", "__iter__", "__contains__", "__enter__", "__exit__", "__repr__"])
        t.property("files") { .list(($0 as! ArchiveObject).names.map { .string($0) }) }
        t.method("keys(self)") { a in .list((a[0].asObject as! ArchiveObject).names.map { .string($0) }) }
        t.method("values(self)") { a in
            let x = a[0].asObject as! ArchiveObject
            return .list(try x.names.map { try x.getItem(.string($0))! })
        }
        t.method("items(self)") { a in
            let x = a[0].asObject as! ArchiveObject
            return .list(try x.names.map { .tuple([.string($0), try x.getItem(.string($0))!]) })
        }
        t.method("get(self, key, default=None)") { a in
            let x = a[0].asObject as! ArchiveObject
            return x.names.contains(a[1].asString ?? "") ? try x.getItem(a[1])! : a[2]
        }
        t.method("close(self)") { _ in .none }
    }
    init(_ m: [(name: String, read: () throws -> [UInt8])], _ path: String) {
        members = m
        self.path = path
        super.init(type: ArchiveObject.type_)
    }
    var names: [String] { members.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name } }
    override func getItem(_ key: Value) throws -> Value? {
        guard let k = key.asString, let i = names.firstIndex(of: k) ?? members.firstIndex(where: { $0.name == k }) else {
            throw keyError(.string("\(key.asString ?? "") is not a file in the archive"))
        }
        return try PythonErrors.asNumpy { .object(try NumpyFile.decode(try members[i].read(), path: path)) }
    }
    override func length() throws -> Int? { members.count }
    override func contains(_ item: Value) throws -> Bool? { names.contains(item.asString ?? "") }
    override func iterate() throws -> Value? { try Operators.iterator(.list(names.map { .string($0) })) }
    override func enter() throws -> Value? { .object(self) }
    override func exit(_ error: PythonError?) throws -> Bool { false }
    override func repr() throws -> String { "NpzFile '\(path)' with keys: " + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? "..." : "") }
}

extension Numpy {
    /// A path argument: a str or an object with a path.
    fileprivate static func path(_ v: Value) throws -> String {
        if let s = v.asString { return s }
        if let o = v.asObject, o.type.lookup("__fspath__") != nil { return try Operators.callMethod(v, "__fspath__").asString ?? "" }
        if let o = v.asObject, o.type.lookup("name") != nil, let s = try Operators.attribute(v, "name").asString { return s }
        throw typeError("expected str, bytes or os.PathLike object, not \(v.typeName)")
    }
    static func files(_ f: Table) {
        f("save(file, arr, allow_pickle=True)", "Writes a .npy file.") { a in
            let x = try NDArray.from(a[1])
            let bytes = try NumpyFile.encode(x)
            if a[0].asString == nil, let o = a[0].asObject, o.type.lookup("write") != nil {
                _ = try Operators.callMethod(a[0], "write", .object(BytesObject(bytes)))
                return .none
            }
            var p = try path(a[0])
            if !p.hasSuffix(".npy") { p += ".npy" }
            try NumpyFile.write(p, bytes)
            return .none
        }
        for (name, compress) in [("savez", false), ("savez_compressed", true)] {
            f("\(name)(file, *args, allow_pickle=True, **kwds)", "Writes a .npz file.") { a in
                var p = try path(a[0])
                if !p.hasSuffix(".npz") { p += ".npz" }
                var named: [(String, Value)] = []
                for (n, v) in a.keywords(3) { named.append((n, v)) }
                for (i, v) in a.rest(1).enumerated() {
                    if named.contains(where: { $0.0 == "arr_\(i)" }) { throw valueError("Cannot use un-named variables and keyword arr_\(i)") }
                    named.append(("arr_\(i)", v))
                }
                try NumpyFile.write(p, try NumpyFile.zip(try named.map { ($0.0 + ".npy", try NumpyFile.encode(try NDArray.from($0.1))) }, compress: compress))
                return .none
            }
        }
        f("load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', *, max_header_size=10000)", "Reads a .npy or .npz file.") { a in
            if a[0].asString == nil, let o = a[0].asObject, o.type.lookup("read") != nil, let b = try Operators.callMethod(a[0], "read").asObject as? BytesObject {
                return .object(try NumpyFile.decode(b.items, path: ""))
            }
            return try NumpyFile.load(try path(a[0]))
        }
        f("loadtxt(fname, dtype=None, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None)", "Reads numbers from a text file.") { a in
            let k: NumpyKind = a.given(1) ? try NumpyTypes.dtype(from: a[1]).value : .number(.float64)
            return try NumpyFile.loadText(
                a[0], delimiter: a.given(3) ? try a.string(3) : nil, skip: try a.int(5), columns: a.given(6) ? try Convert.shape(from: a[6]) : nil, dtype: k,
                comments: a.given(2) ? try a.string(2) : nil, unpack: try a.bool(7), maxRows: a.given(10) ? try a.int(10) : nil)
        }
        f("genfromtxt(fname, dtype=None, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, **kwargs)", "Reads numbers from a text file; what is no number is NaN.") { a in
            let k: NumpyKind = a.given(1) ? try NumpyTypes.dtype(from: a[1]).value : .number(.float64)
            return try NumpyFile.loadText(
                a[0], delimiter: a.given(3) ? try a.string(3) : nil, skip: try a.int(4), columns: a.given(9) ? try Convert.shape(from: a[9]) : nil, dtype: k,
                comments: a.given(2) ? try a.string(2) : nil, unpack: false, missing: try a.float(8, or: .nan))
        }
        f("savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\\n', header='', footer='', comments='# ', encoding=None)", "Writes numbers to a text file.") { a in
            let x = try NDArray.from(a[1])
            let m = x.tensor.rank < 2 ? x.with(try Movement.reshape(x.tensor, [x.tensor.count, 1])) : x
            if m.tensor.rank > 2 { throw valueError("Expected 1D or 2D array, got \(m.tensor.rank)D array instead") }
            let values = try m.values()
            let columns = m.shape[1]
            let formats: [String] = try a[2].asString.map { [$0] } ?? a.items(2).map { $0.asString ?? "%s" }
            var out = ""
            let comment = try a.string(7)
            let newline = try a.string(4) == "\\n" ? "\n" : try a.string(4)
            func block(_ s: String) -> String {
                if s.isEmpty { return "" }
                let lines = s.split(separator: "\n", omittingEmptySubsequences: false).map { comment + String($0) }
                return lines.joined(separator: "\n") + "\n"
            }
            out += block(try a.string(5))
            for r in 0..<m.shape[0] {
                var cells: [String] = []
                for c in 0..<columns {
                    let v = values[r * columns + c]
                    cells.append(try Operators.str(try Operators.binary(.mod, .string(formats.count == 1 ? formats[0] : formats[min(c, formats.count - 1)]), .tuple([v]))))
                }
                out += cells.joined(separator: try a.string(3)) + newline
            }
            out += block(try a.string(6))
            if a[0].asString == nil, let o = a[0].asObject, o.type.lookup("write") != nil {
                do { _ = try Operators.callMethod(a[0], "write", .string(out)) } catch {
                    _ = try Operators.callMethod(a[0], "write", .object(BytesObject(Array(out.utf8))))
                }
                return .none
            }
            try NumpyFile.write(try path(a[0]), Array(out.utf8))
            return .none
        }
        f("fromfile(file, dtype=None, count=-1, sep='', offset=0, *, like=None)", "Reads a binary file of numbers.") { a in
            Convert.ndarray(try NumpyFile.array(try NumpyFile.read(try path(a[0])), offset: try a.int(4), count: try a.int(2), try NumpyTypes.number(a[1]) ?? .float64))
        }
    }
}

/// `numpy.fft`: what needs no complex numbers.
enum NumpyFFT {
    static func module() -> ModuleObject {
        let m = ModuleObject("numpy.fft", doc: "Frequencies. Transforms need complex arrays, which are not supported.")
        let f = Numpy.Table(m: m)
        f("fftfreq(n, d=1.0, device=None)", "The frequencies of a transform.") { a in
            let n = try a.int(0), d = try a.float(1)
            let half = (n - 1) / 2 + 1
            let unit = 1 / (Double(n) * d)
            var out = [Double](repeating: 0, count: max(n, 0))
            for i in out.indices { out[i] = Double(i < half ? i : i - n) * unit }
            return Convert.ndarray(try Tensor.of(out))
        }
        f("rfftfreq(n, d=1.0, device=None)", "The frequencies of a real transform.") { a in
            let n = try a.int(0), d = try a.float(1)
            let unit = 1 / (Double(n) * d)
            var out = [Double](repeating: 0, count: max(n, 0) / 2 + 1)
            for i in out.indices { out[i] = Double(i) * unit }
            return Convert.ndarray(try Tensor.of(out))
        }
        for (name, sign) in [("fftshift", 1), ("ifftshift", -1)] {
            f("\(name)(x, axes=None)", "The zero frequency moved.") { a in
                let x = try NDArray.from(a[0])
                var t = x.tensor
                for axis in try Reduce.axes(try Convert.axes(from: a[1]), rank: t.rank) {
                    let n = t.shape[axis]
                    t = try Movement.roll(t, shift: sign > 0 ? n / 2 : -(n / 2), axis: axis)
                }
                return .object(x.with(t))
            }
        }
        for n in ["fft", "ifft", "rfft", "irfft", "fft2", "ifft2", "fftn", "ifftn", "rfft2", "irfft2"] { m.absent[n] = "complex arrays are not supported here" }
        return m
    }
}

/// `numpy.testing`
enum NumpyTesting {
    static func module() -> ModuleObject {
        let m = ModuleObject("numpy.testing", doc: "Assertions on arrays.")
        let f = Numpy.Table(m: m)
        func fail(_ a: Arguments, _ what: String) -> PythonError { PythonError(Exceptions.assertionError, "\n" + what) }
        f("assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True)", "Raises unless nearly equal.") { a in
            let r = try NumpyMath.isclose(a[0], a[1], rtol: try a.float(2), atol: try a.float(3), equalNaN: try a.bool(4))
            if try Reduce.all(r).integer(at: 0) == 0 {
                let bad = r.count - (try Reduce.sum(r, dtype: .int64).integer(at: 0))
                throw fail(a, "Not equal to tolerance rtol=\(try Operators.str(a[2])), atol=\(try Operators.str(a[3]))\n\(try a.string(5))\nMismatched elements: \(bad) / \(r.count)")
            }
            return .none
        }
        for n in ["assert_array_equal", "assert_equal"] {
            f("\(n)(actual, desired, err_msg='', verbose=True, *, strict=False)", "Raises unless equal.") { a in
                if !(try NumpyMath.arrayEqual(a[0], a[1], equalNaN: true, equivalent: true)) { throw fail(a, "Arrays are not equal\n\(try a.string(2))") }
                return .none
            }
        }
        for n in ["assert_almost_equal", "assert_array_almost_equal"] {
            f("\(n)(actual, desired, decimal=\(n == "assert_almost_equal" ? 7 : 6), err_msg='', verbose=True)", "Raises unless nearly equal.") { a in
                let r = try NumpyMath.isclose(a[0], a[1], rtol: 0, atol: 1.5 * pow(10, -Double(try a.int(2))), equalNaN: true)
                if try Reduce.all(r).integer(at: 0) == 0 { throw fail(a, "Arrays are not almost equal to \(try a.int(2)) decimals\n\(try a.string(3))") }
                return .none
            }
        }
        return m
    }
}

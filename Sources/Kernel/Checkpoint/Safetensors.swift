// This file reads and writes safetensors files: a length, a header of JSON, the tensors' bytes.
//
// Source: the format's description in the safetensors repository. Tensors must cover the data exactly, without holes or overlaps.

public enum Safetensors {
    private static let names: [(String, DType)] = [
        ("BOOL", .bool), ("U8", .uint8), ("I8", .int8), ("I16", .int16), ("U16", .uint16), ("F16", .float16), ("BF16", .bfloat16), ("I32", .int32), ("U32", .uint32), ("F32", .float32),
        ("F64", .float64), ("I64", .int64), ("U64", .uint64),
    ]

    /// Writes tensors (each row-major in the file) and text metadata.
    public static func write(_ tensors: [(String, Tensor)], metadata: [(String, String)], to sink: ByteSink) throws {
        func order(_ d: DType) -> Int { names.firstIndex { $0.1 == d }! }
        let sorted = tensors.sorted { order($0.1.dtype) != order($1.1.dtype) ? order($0.1.dtype) > order($1.1.dtype) : $0.0 < $1.0 }
        var header = "{", at = 0
        if !metadata.isEmpty { header += "\"__metadata__\":{" + metadata.map { "\(JSONText.quoted($0.0)):\(JSONText.quoted($0.1))" }.joined(separator: ",") + "}" }
        for (n, t) in sorted {
            let size = t.count * t.dtype.size
            if header.utf8.count > 1 { header += "," }
            header += "\(JSONText.quoted(n)):{\"dtype\":\"\(names.first { $0.1 == t.dtype }!.0)\",\"shape\":[\(t.shape.map(String.init).joined(separator: ","))],\"data_offsets\":[\(at),\(at + size)]}"
            at += size
        }
        header += "}"
        while header.utf8.count % 8 != 0 { header += " " }
        let text = Array(header.utf8)
        try withUnsafeBytes(of: UInt64(text.count).littleEndian) { try sink.write($0) }
        try text.withUnsafeBytes { try sink.write($0) }
        for (_, t) in sorted {
            let c = try t.contiguous()
            try sink.write(UnsafeRawBufferPointer(start: c.pointer, count: c.count * c.dtype.size))
        }
    }

    /// Reads a file's tensors, in the order of their bytes. Throws `CheckpointError`.
    public static func read(_ bytes: UnsafeRawBufferPointer) throws -> (tensors: [(String, Tensor)], metadata: [(String, String)]) {
        func bad(_ s: String) -> CheckpointError { .damaged("Error while deserializing header: " + s) }
        guard let base = bytes.baseAddress, bytes.count >= 8 else { throw bad("header too small") }
        let file = ByteReader(base: base, count: bytes.count)
        let length: Int
        do { length = try file.u64(0) } catch { throw bad("header too large") }
        guard length <= 100_000_000 else { throw bad("header too large") }
        guard length <= bytes.count - 8 else { throw bad("invalid header length") }
        guard length >= 2, try file.u8(8) == 0x7b else { throw bad("invalid start character in header") }
        let text = UnsafeRawBufferPointer(rebasing: bytes[8..<8 + length])
        guard String(validating: text, as: UTF8.self) != nil else { throw bad("invalid UTF-8 in header") }
        var json = JSONText(text)
        let root: JSONText.Value
        do { root = try json.document() } catch { throw bad("invalid JSON in header") }
        guard case .object(let entries) = root else { throw bad("invalid JSON in header") }
        var metadata: [(String, String)] = []
        var found: [(name: String, dtype: DType, shape: [Int], start: Int, end: Int)] = []
        for (name, v) in entries {
            guard case .object(let fields) = v else { throw bad("entry '\(name)' is no object") }
            if name == "__metadata__" {
                for (k, x) in fields {
                    guard case .string(let s) = x else { throw bad("metadata '\(k)' is no text") }
                    metadata.append((k, s))
                }
                continue
            }
            var dtype: DType?, shape: [Int]?, offsets: [Int]?
            for (k, x) in fields {
                switch (k, x) {
                case ("dtype", .string(let s)): dtype = names.first { $0.0 == s }?.1
                case ("shape", .array(let a)): shape = try a.map { try integer($0, bad) }
                case ("data_offsets", .array(let a)): offsets = try a.map { try integer($0, bad) }
                default: throw bad("tensor '\(name)' has an unknown or malformed field '\(k)'")
                }
            }
            guard let dtype, let shape, let o = offsets, o.count == 2 else { throw bad("tensor '\(name)' lacks dtype, shape or data_offsets") }
            found.append((name, dtype, shape, o[0], o[1]))
        }
        found.sort { $0.start != $1.start ? $0.start < $1.start : $0.end < $1.end }
        let data = bytes.count - 8 - length
        var at = 0
        for f in found {
            var size = f.dtype.size
            for n in f.shape {
                let (p, o) = size.multipliedReportingOverflow(by: n)
                if o { throw bad("tensor '\(f.name)' overflows") }
                size = p
            }
            guard f.start == at, f.end >= f.start else { throw bad("tensor '\(f.name)' has invalid offsets") }
            guard f.end - f.start == size else { throw bad("tensor '\(f.name)' does not fit its offsets") }
            guard f.end <= data else { throw bad("tensor '\(f.name)' lies outside the file") }
            at = f.end
        }
        guard at == data else { throw bad("the file is not fully covered by its tensors") }
        let tensors = try found.map { f -> (String, Tensor) in
            let t = try Tensor(empty: f.shape, f.dtype)
            if f.end > f.start { t.pointer.copyMemory(from: base + 8 + length + f.start, byteCount: f.end - f.start) }
            if f.dtype == .bool { for b in t.elements(UInt8.self) where b > 1 { throw bad("tensor '\(f.name)' holds a bool that is neither 0 nor 1") } }
            return (f.name, t)
        }
        return (tensors, metadata)
    }
    private static func integer(_ v: JSONText.Value, _ bad: (String) -> CheckpointError) throws -> Int {
        guard case .number(let s) = v, let i = Int(s), i >= 0 else { throw bad("a size is no whole number") }
        return i
    }
}

/// A strict JSON reader for headers: no duplicate keys, limited depth.
struct JSONText {
    indirect enum Value {
        case null, bool(Bool), number(String), string(String), array([Value]), object([(String, Value)])
    }
    private let b: UnsafeRawBufferPointer
    private var at = 0
    struct Malformed: Error {}

    init(_ b: UnsafeRawBufferPointer) { self.b = b }

    mutating func document() throws -> Value {
        let v = try value(0)
        space()
        if at != b.count { throw Malformed() }
        return v
    }
    private mutating func space() { while at < b.count, [0x20, 0x09, 0x0a, 0x0d].contains(b[at]) { at += 1 } }
    private mutating func expect(_ c: Character) throws {
        guard at < b.count, b[at] == c.asciiValue! else { throw Malformed() }
        at += 1
    }
    private mutating func word(_ s: String) throws { for c in s { try expect(c) } }
    private mutating func value(_ depth: Int) throws -> Value {
        if depth > 60 { throw Malformed() }
        space()
        guard at < b.count else { throw Malformed() }
        switch b[at] {
        case UInt8(ascii: "{"):
            at += 1
            var out: [(String, Value)] = []
            var seen: Set<String> = []
            space()
            if at < b.count, b[at] == UInt8(ascii: "}") {
                at += 1
                return .object([])
            }
            while true {
                space()
                let k = try string()
                guard seen.insert(k).inserted else { throw Malformed() }
                space()
                try expect(":")
                out.append((k, try value(depth + 1)))
                space()
                guard at < b.count else { throw Malformed() }
                at += 1
                if b[at - 1] == UInt8(ascii: "}") { return .object(out) }
                if b[at - 1] != UInt8(ascii: ",") { throw Malformed() }
            }
        case UInt8(ascii: "["):
            at += 1
            var out: [Value] = []
            space()
            if at < b.count, b[at] == UInt8(ascii: "]") {
                at += 1
                return .array([])
            }
            while true {
                out.append(try value(depth + 1))
                space()
                guard at < b.count else { throw Malformed() }
                at += 1
                if b[at - 1] == UInt8(ascii: "]") { return .array(out) }
                if b[at - 1] != UInt8(ascii: ",") { throw Malformed() }
            }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        default:
            let start = at
            while at < b.count, (b[at] >= 0x30 && b[at] <= 0x39) || [0x2d, 0x2b, 0x2e, 0x65, 0x45].contains(b[at]) { at += 1 }
            if at == start { throw Malformed() }
            return .number(String(decoding: b[start..<at], as: UTF8.self))
        }
    }
    private mutating func string() throws -> String {
        try expect("\"")
        var out: [UInt8] = []
        while true {
            guard at < b.count else { throw Malformed() }
            let c = b[at]
            at += 1
            if c == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
            if c < 0x20 { throw Malformed() }
            if c != UInt8(ascii: "\\") {
                out.append(c)
                continue
            }
            guard at < b.count else { throw Malformed() }
            at += 1
            switch b[at - 1] {
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(b[at - 1])
            case UInt8(ascii: "u"):
                func unit() throws -> UInt32 {
                    guard at + 4 <= b.count, let v = UInt32(String(decoding: b[at..<at + 4], as: UTF8.self), radix: 16) else { throw Malformed() }
                    at += 4
                    return v
                }
                var v = try unit()
                if v >= 0xd800 && v < 0xdc00 {
                    try word("\\u")
                    let low = try unit()
                    guard low >= 0xdc00 && low < 0xe000 else { throw Malformed() }
                    v = 0x10000 + ((v - 0xd800) << 10) + (low - 0xdc00)
                }
                guard let s = UnicodeScalar(v) else { throw Malformed() }
                out += Array(String(s).utf8)
            default: throw Malformed()
            }
        }
    }
    static func quoted(_ s: String) -> String {
        var out = "\""
        for c in s.unicodeScalars {
            switch c {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default:
                if c.value < 0x20 {
                    let h = String(c.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - h.count) + h
                } else { out.unicodeScalars.append(c) }
            }
        }
        return out + "\""
    }
}

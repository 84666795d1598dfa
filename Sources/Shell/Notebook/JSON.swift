// This file defines JSON values that keep the order of keys and the spelling of numbers, so that a notebook read and written is the same notebook.

/// A JSON value.
enum JSON: Equatable {
    case null
    case bool(Bool)
    /// A number in its own spelling.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    struct Member: Equatable {
        var key: String
        var value: JSON
    }

    static func int(_ i: Int) -> JSON { .number(String(i)) }
    static func double(_ d: Double) -> JSON { d.isFinite ? .number("\(d)") : .null }

    /// The member of an object; setting nil removes it, a new one goes to the end.
    subscript(key: String) -> JSON? {
        get {
            guard case .object(let m) = self else { return nil }
            return m.first { $0.key == key }?.value
        }
        set {
            guard case .object(var m) = self else { return }
            if let i = m.firstIndex(where: { $0.key == key }) {
                if let v = newValue { m[i].value = v } else { m.remove(at: i) }
            } else if let v = newValue {
                m.append(Member(key: key, value: v))
            }
            self = .object(m)
        }
    }
    var members: [Member] { if case .object(let m) = self { return m } else { return [] } }
    var items: [JSON]? { if case .array(let a) = self { return a } else { return nil } }
    var text: String? { if case .string(let s) = self { return s } else { return nil } }
    var integer: Int? { if case .number(let n) = self { return Int(n) } else { return nil } }
    var boolean: Bool? { if case .bool(let b) = self { return b } else { return nil } }
    var isEmpty: Bool {
        switch self {
        case .object(let m): return m.isEmpty
        case .array(let a): return a.isEmpty
        default: return false
        }
    }
    static var emptyObject: JSON { .object([]) }
    /// nbformat's multi-line text: a string or a list of strings to be joined.
    var joinedText: String? {
        switch self {
        case .string(let s): return s
        case .array(let a):
            var out = ""
            for i in a {
                guard case .string(let s) = i else { return nil }
                out += s
            }
            return out
        default: return nil
        }
    }
}

extension Array where Element == JSON.Member {
    init(pairs: [(String, JSON)]) { self = pairs.map { JSON.Member(key: $0.0, value: $0.1) } }
}
extension JSON {
    static func pairs(_ p: [(String, JSON)]) -> JSON { .object(p.map { Member(key: $0.0, value: $0.1) }) }
}

/// What is wrong with a JSON text, and where.
struct JSONError: Error, CustomStringConvertible {
    let message: String
    let line: Int
    let column: Int
    var description: String { "\(message): line \(line) column \(column)" }
}

extension JSON {
    /// Parses a whole text. Throws `JSONError`.
    init(parsing text: String) throws {
        var p = JSONParser(Array(text.utf8))
        self = try p.whole()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var i = 0
    var depth = 0
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func fail(_ message: String) -> JSONError {
        let before = bytes[..<min(i, bytes.count)]
        let line = before.reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
        let column = (before.lastIndex(of: 10).map { i - $0 - 1 } ?? i) + 1
        return JSONError(message: message, line: line, column: column)
    }

    mutating func space() {
        while i < bytes.count, bytes[i] == 32 || bytes[i] == 10 || bytes[i] == 13 || bytes[i] == 9 { i += 1 }
    }

    mutating func whole() throws -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { i = 3 }
        let v = try value()
        space()
        if i < bytes.count { throw fail("Extra data") }
        return v
    }

    mutating func value() throws -> JSON {
        space()
        guard i < bytes.count else { throw fail("Expecting value") }
        depth += 1
        defer { depth -= 1 }
        if depth > 512 { throw fail("Nested too deeply") }
        switch bytes[i] {
        case UInt8(ascii: "{"):
            i += 1
            var members: [JSON.Member] = []
            space()
            if i < bytes.count, bytes[i] == UInt8(ascii: "}") {
                i += 1
                return .object([])
            }
            while true {
                space()
                guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") else { throw fail("Expecting property name enclosed in double quotes") }
                let key = try string()
                space()
                guard i < bytes.count, bytes[i] == UInt8(ascii: ":") else { throw fail("Expecting ':' delimiter") }
                i += 1
                members.append(JSON.Member(key: key, value: try value()))
                space()
                guard i < bytes.count else { throw fail("Expecting ',' delimiter") }
                if bytes[i] == UInt8(ascii: "}") {
                    i += 1
                    return .object(members)
                }
                guard bytes[i] == UInt8(ascii: ",") else { throw fail("Expecting ',' delimiter") }
                i += 1
            }
        case UInt8(ascii: "["):
            i += 1
            var items: [JSON] = []
            space()
            if i < bytes.count, bytes[i] == UInt8(ascii: "]") {
                i += 1
                return .array([])
            }
            while true {
                items.append(try value())
                space()
                guard i < bytes.count else { throw fail("Expecting ',' delimiter") }
                if bytes[i] == UInt8(ascii: "]") {
                    i += 1
                    return .array(items)
                }
                guard bytes[i] == UInt8(ascii: ",") else { throw fail("Expecting ',' delimiter") }
                i += 1
            }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = i
            while i < bytes.count, "+-.eE0123456789".utf8.contains(bytes[i]) { i += 1 }
            let s = String(decoding: bytes[start..<i], as: UTF8.self)
            guard Double(s) != nil else { throw fail("Expecting value") }
            return .number(s)
        default: throw fail("Expecting value")
        }
    }

    mutating func word(_ w: String, _ v: JSON) throws -> JSON {
        guard bytes[i...].starts(with: w.utf8) else { throw fail("Expecting value") }
        i += w.utf8.count
        return v
    }

    mutating func hex4() throws -> UInt32 {
        guard i + 4 <= bytes.count, let v = UInt32(String(decoding: bytes[i..<i + 4], as: UTF8.self), radix: 16) else { throw fail("Invalid \\uXXXX escape") }
        i += 4
        return v
    }

    mutating func string() throws -> String {
        i += 1
        var out: [UInt8] = []
        while true {
            guard i < bytes.count else { throw fail("Unterminated string") }
            let c = bytes[i]
            i += 1
            if c == UInt8(ascii: "\"") { break }
            if c < 32 { throw fail("Invalid control character") }
            if c != UInt8(ascii: "\\") {
                out.append(c)
                continue
            }
            guard i < bytes.count else { throw fail("Unterminated string") }
            let e = bytes[i]
            i += 1
            switch e {
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(e)
            case UInt8(ascii: "u"):
                var u = try hex4()
                if (0xD800..<0xDC00).contains(u), i + 6 <= bytes.count, bytes[i] == UInt8(ascii: "\\"), bytes[i + 1] == UInt8(ascii: "u") {
                    let mark = i
                    i += 2
                    let low = try hex4()
                    if (0xDC00..<0xE000).contains(low) { u = 0x10000 + (u - 0xD800) << 10 + (low - 0xDC00) } else { i = mark }
                }
                out += Array(String(Character(Unicode.Scalar(u) ?? "\u{FFFD}")).utf8)
            default: throw fail("Invalid \\escape")
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension JSON {
    /// The text as Python's `json.dumps` makes it: `indent` spaces a level, or one line with `", "` and `": "` when nil. Not ASCII only.
    func serialized(indent: Int? = 1) -> String {
        var out = ""
        write(to: &out, indent: indent, level: 0)
        return out
    }

    private func write(to out: inout String, indent: Int?, level: Int) {
        func newline(_ level: Int) {
            if let indent {
                out += "\n"
                out += String(repeating: " ", count: indent * level)
            }
        }
        switch self {
        case .null: out += "null"
        case .bool(let b): out += b ? "true" : "false"
        case .number(let n): out += n
        case .string(let s): JSON.quote(s, to: &out)
        case .array(let a):
            if a.isEmpty {
                out += "[]"
                return
            }
            out += "["
            for (i, v) in a.enumerated() {
                if i > 0 { out += indent == nil ? ", " : "," }
                newline(level + 1)
                v.write(to: &out, indent: indent, level: level + 1)
            }
            newline(level)
            out += "]"
        case .object(let m):
            if m.isEmpty {
                out += "{}"
                return
            }
            out += "{"
            for (i, e) in m.enumerated() {
                if i > 0 { out += indent == nil ? ", " : "," }
                newline(level + 1)
                JSON.quote(e.key, to: &out)
                out += ": "
                e.value.write(to: &out, indent: indent, level: level + 1)
            }
            newline(level)
            out += "}"
        }
    }

    static func quote(_ s: String, to out: inout String) {
        out += "\""
        var s = s
        // Runs without anything to escape (a figure's base64 is one) are copied whole.
        s.withUTF8 { u in
            var start = 0
            for i in u.indices {
                let c = u[i]
                if c >= 32, c != 34, c != 92, c != 127 { continue }
                if i > start { out += String(decoding: u[start..<i], as: UTF8.self) }
                start = i + 1
                switch c {
                case 34: out += "\\\""
                case 92: out += "\\\\"
                case 10: out += "\\n"
                case 13: out += "\\r"
                case 9: out += "\\t"
                case 8: out += "\\b"
                case 12: out += "\\f"
                default:
                    let h = String(c, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - h.count) + h
                }
            }
            if start < u.count { out += String(decoding: u[start...], as: UTF8.self) }
        }
        out += "\""
    }
}

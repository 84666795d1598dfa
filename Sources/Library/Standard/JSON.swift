// This file defines the module `json`.

import BigInt
import Glibc
import Lang

enum JSONModule {
    // MARK: Writing

    struct Options {
        var skipKeys = false, ascii = true, checkCircular = true, allowNaN = true, sortKeys = false
        var indent: String?
        var item = ", ", key = ": "
        var defaultFunction: Value = .none
    }

    final class Writer {
        let o: Options
        var out = ""
        var active: [ObjectIdentifier] = []
        init(_ o: Options) { self.o = o }

        static func quoted(_ s: String, ascii: Bool) -> String {
            var s = s
            let plain = s.withUTF8 { $0.allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 && ($0 < 127 || (!ascii && $0 > 127)) } }
            if plain { return "\"" + s + "\"" }
            var out = "\""
            func hex(_ v: UInt16) {
                let h = String(v, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - h.utf8.count) + h
            }
            for c in s.unicodeScalars {
                switch c {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\t": out += "\\t"
                case "\u{8}": out += "\\b"
                case "\u{c}": out += "\\f"
                default:
                    if c.value < 32 { hex(UInt16(c.value)) } else if c.value < 127 || !ascii { out.unicodeScalars.append(c) } else {
                        for u in String(c).utf16 { hex(u) }
                    }
                }
            }
            return out + "\""
        }

        func float(_ d: Double) throws -> String {
            if d.isFinite { return Format.repr(d) }
            if !o.allowNaN { throw valueError("Out of range float values are not JSON compliant") }
            return d.isNaN ? "NaN" : (d > 0 ? "Infinity" : "-Infinity")
        }

        private func enter(_ x: Object) throws {
            if active.count > 900 { throw PythonError(Exceptions.recursionError, "maximum recursion depth exceeded while encoding a JSON object") }
            if o.checkCircular, active.contains(ObjectIdentifier(x)) { throw valueError("Circular reference detected") }
            active.append(ObjectIdentifier(x))
        }
        private func line(_ level: Int) { if let i = o.indent { out += "\n" + String(repeating: i, count: level) } }

        func write(_ v: Value, _ level: Int) throws {
            switch v {
            case .none: out += "null"
            case .bool(let b): out += b ? "true" : "false"
            case .int(let i): out += String(i)
            case .float(let d): out += try float(d)
            case .unbound: break
            case .object(let x):
                try Interpreter.checkInterrupt()
                switch x.kind {
                case .str: out += Writer.quoted(v.asString!, ascii: o.ascii)
                case .bigInt, .intInstance: out += try IntText.decimal(v)
                case .floatInstance: out += try float((x as! FloatInstance).value)
                case .list, .tuple:
                    let items = try x.kind == .list ? (x as! ListObject).items : (x as! TupleObject).items
                    if items.isEmpty {
                        out += "[]"
                        return
                    }
                    try enter(x)
                    out += "["
                    for (i, e) in items.enumerated() {
                        if i > 0 { out += o.item }
                        line(level + 1)
                        try write(e, level + 1)
                    }
                    line(level)
                    out += "]"
                    active.removeLast()
                case .dict:
                    let d = x as! DictObject
                    if d.count == 0 {
                        out += "{}"
                        return
                    }
                    try enter(x)
                    out += "{"
                    var entries = d.entries
                    if o.sortKeys {
                        let order = try Sorting.mergeSort(Array(0..<entries.count).count < 2 ? [] : Array(0..<entries.count)) { try Operators.less(entries[$0].key, entries[$1].key) }
                        if !order.isEmpty { entries = order.map { entries[$0] } }
                    }
                    var first = true
                    for (k, e) in entries {
                        let name: String
                        switch k {
                        case .none: name = "null"
                        case .bool(let b): name = b ? "true" : "false"
                        case .int(let i): name = String(i)
                        case .float(let d): name = try float(d)
                        default:
                            if let s = k.asString { name = s } else if Number(k) != nil { name = try IntText.decimal(k) } else if o.skipKeys { continue } else {
                                throw typeError("keys must be str, int, float, bool or None, not \(k.typeName)")
                            }
                        }
                        if !first { out += o.item }
                        first = false
                        line(level + 1)
                        out += Writer.quoted(name, ascii: o.ascii) + o.key
                        try write(e, level + 1)
                    }
                    line(level)
                    out += "}"
                    active.removeLast()
                default:
                    if o.defaultFunction.isNone { throw typeError("Object of type \(v.typeName) is not JSON serializable") }
                    try enter(x)
                    try write(Operators.call(o.defaultFunction, v), level)
                    active.removeLast()
                }
            }
        }
    }

    static func options(_ a: Arguments, _ i: Int) throws -> Options {
        var o = Options()
        o.skipKeys = try a.bool(i)
        o.ascii = try a.bool(i + 1)
        o.checkCircular = try a.bool(i + 2)
        o.allowNaN = try a.bool(i + 3)
        if a.given(i + 5) {
            if let s = a[i + 5].asString { o.indent = s } else { o.indent = String(repeating: " ", count: max(0, try a.int(i + 5))) }
            o.item = ","
        }
        if a.given(i + 6) {
            let s = try a.items(i + 6)
            guard s.count == 2, let x = s[0].asString, let y = s[1].asString else { throw valueError("separators must be a pair of texts") }
            (o.item, o.key) = (x, y)
        }
        o.defaultFunction = a[i + 7]
        o.sortKeys = try a.bool(i + 8)
        return o
    }

    static func dump(_ v: Value, _ a: Arguments, _ i: Int) throws -> String {
        let o = try options(a, i)
        // An encoder class: its `default` method.
        var options = o
        if a.given(i + 4) {
            let encoder = try Operators.call(a[i + 4], CallArguments([], keywords: [
                ("skipkeys", .bool(o.skipKeys)), ("ensure_ascii", .bool(o.ascii)), ("check_circular", .bool(o.checkCircular)), ("allow_nan", .bool(o.allowNaN)),
                ("sort_keys", .bool(o.sortKeys)), ("indent", a[i + 5]), ("separators", a[i + 6]), ("default", a[i + 7]),
            ]))
            if encoder.type.lookup("encode").map({ Operators.same($0, encoderType.lookup("encode")!) }) == false {
                return try Operators.str(Operators.callMethod(encoder, "encode", v))
            }
            options.defaultFunction = try Operators.attribute(encoder, "default")
        }
        let w = Writer(options)
        try w.write(v, 0)
        return w.out
    }

    static let parameters =
        "skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw"

    // MARK: Reading

    static let decodeError = TypeObject.native("JSONDecodeError", module: "json.decoder", base: Exceptions.valueError)

    struct Reader {
        let b: [UInt8]
        let text: String
        var i = 0
        var depth = 0
        var objectHook: Value = .none, pairsHook: Value = .none, parseFloat: Value = .none, parseInt: Value = .none, parseConstant: Value = .none
        var strict = true

        init(_ s: String) {
            text = s
            b = Array(s.utf8)
        }

        func error(_ message: String, _ at: Int) -> PythonError {
            let position = String(decoding: b[..<min(at, b.count)], as: UTF8.self).unicodeScalars.count
            return JSONModule.error(message, text, position)
        }
        mutating func space() { while i < b.count, b[i] == 32 || b[i] == 10 || b[i] == 13 || b[i] == 9 { i += 1 } }

        mutating func value() throws -> Value {
            guard i < b.count else { throw error("Expecting value", i) }
            try Interpreter.checkInterrupt()
            let at = i
            depth += 1
            defer { depth -= 1 }
            if depth > 990 { throw PythonError(Exceptions.recursionError, "maximum recursion depth exceeded while decoding a JSON object") }
            func word(_ s: String) -> Bool { b[i...].starts(with: s.utf8) }
            switch b[i] {
            case 34:
                i += 1
                return .string(try string(at))
            case 123: return try object()
            case 91: return try array()
            case 110 where word("null"):
                i += 4
                return .none
            case 116 where word("true"):
                i += 4
                return .bool(true)
            case 102 where word("false"):
                i += 5
                return .bool(false)
            case 78 where word("NaN"):
                i += 3
                return try constant("NaN", .nan)
            case 73 where word("Infinity"):
                i += 8
                return try constant("Infinity", .infinity)
            case 45 where word("-Infinity"):
                i += 9
                return try constant("-Infinity", -.infinity)
            case 45, 48...57: return try number(at)
            default: throw error("Expecting value", at)
            }
        }
        private func constant(_ s: String, _ d: Double) throws -> Value {
            parseConstant.isNone ? .float(d) : try Operators.call(parseConstant, .string(s))
        }

        private mutating func number(_ at: Int) throws -> Value {
            func digit() -> Bool { i < b.count && b[i] >= 48 && b[i] <= 57 }
            if b[i] == 45 { i += 1 }
            guard digit() else { throw error("Expecting value", at) }
            if b[i] == 48 { i += 1 } else { while digit() { i += 1 } }
            var isFloat = false
            if i + 1 < b.count, b[i] == 46, b[i + 1] >= 48, b[i + 1] <= 57 {
                isFloat = true
                i += 1
                while digit() { i += 1 }
            }
            if i < b.count, b[i] | 32 == 101 {
                var k = i + 1
                if k < b.count, b[k] == 43 || b[k] == 45 { k += 1 }
                if k < b.count, b[k] >= 48, b[k] <= 57 {
                    isFloat = true
                    i = k
                    while digit() { i += 1 }
                }
            }
            let s = String(decoding: b[at..<i], as: UTF8.self)
            if isFloat {
                if !parseFloat.isNone { return try Operators.call(parseFloat, .string(s)) }
                return .float(strtod(s, nil))
            }
            if !parseInt.isNone { return try Operators.call(parseInt, .string(s)) }
            if let n = Int(s) { return .int(n) }
            return try IntText.parse(s, base: 10) ?? .none
        }

        /// The rest of a text whose quote at `at` is read.
        private mutating func string(_ at: Int) throws -> String {
            var out: [UInt8] = []
            while true {
                let from = i
                while i < b.count, b[i] != 34, b[i] != 92, b[i] >= 32 { i += 1 }
                if from == i, false { break }
                out.append(contentsOf: b[from..<i])
                guard i < b.count else { throw error("Unterminated string starting at", at) }
                if b[i] == 34 {
                    i += 1
                    return String(decoding: out, as: UTF8.self)
                }
                if b[i] < 32 {
                    if strict { throw error("Invalid control character at", i) }
                    out.append(b[i])
                    i += 1
                    continue
                }
                i += 1
                guard i < b.count else { throw error("Unterminated string starting at", at) }
                let c = b[i]
                i += 1
                switch c {
                case 34, 92, 47: out.append(c)
                case 98: out.append(8)
                case 102: out.append(12)
                case 110: out.append(10)
                case 114: out.append(13)
                case 116: out.append(9)
                case 117:
                    var u = try hex(i - 1)
                    if u >= 0xD800, u < 0xDC00, i + 1 < b.count, b[i] == 92, b[i + 1] == 117 {
                        let back = i
                        i += 2
                        let low = try hex(i - 1)
                        if low >= 0xDC00, low < 0xE000 { u = 0x10000 + (u - 0xD800) << 10 + (low - 0xDC00) } else { i = back }
                    }
                    out += Array(String(Unicode.Scalar(u) ?? "\u{FFFD}").utf8)
                default: throw error("Invalid \\escape", i - 2)
                }
            }
        }
        private mutating func hex(_ at: Int) throws -> UInt32 {
            var v: UInt32 = 0
            for k in 0..<4 {
                guard i + k < b.count, let d = Character(Unicode.Scalar(b[i + k])).hexDigitValue else { throw error("Invalid \\uXXXX escape", at) }
                v = v << 4 | UInt32(d)
            }
            i += 4
            return v
        }

        private mutating func array() throws -> Value {
            i += 1
            var items: [Value] = []
            space()
            if i < b.count, b[i] == 93 {
                i += 1
                return .list([])
            }
            while true {
                items.append(try value())
                space()
                guard i < b.count else { throw error("Expecting ',' delimiter", i) }
                if b[i] == 93 {
                    i += 1
                    return .list(items)
                }
                if b[i] != 44 { throw error("Expecting ',' delimiter", i) }
                i += 1
                space()
            }
        }

        private mutating func object() throws -> Value {
            i += 1
            let d = DictObject()
            var pairs: [Value] = []
            space()
            if i < b.count, b[i] == 125 {
                i += 1
            } else {
                while true {
                    guard i < b.count, b[i] == 34 else { throw error("Expecting property name enclosed in double quotes", i) }
                    let at = i
                    i += 1
                    let key = Value.string(try string(at))
                    space()
                    guard i < b.count, b[i] == 58 else { throw error("Expecting ':' delimiter", i) }
                    i += 1
                    space()
                    let v = try value()
                    if pairsHook.isNone { try d.set(key, v) } else { pairs.append(.tuple([key, v])) }
                    space()
                    guard i < b.count else { throw error("Expecting ',' delimiter", i) }
                    if b[i] == 125 {
                        i += 1
                        break
                    }
                    if b[i] != 44 { throw error("Expecting ',' delimiter", i) }
                    i += 1
                    space()
                }
            }
            if !pairsHook.isNone { return try Operators.call(pairsHook, .list(pairs)) }
            return objectHook.isNone ? .object(d) : try Operators.call(objectHook, .object(d))
        }
    }

    static func error(_ message: String, _ text: String, _ position: Int) -> PythonError {
        let u = Array(text.unicodeScalars.prefix(position))
        let line = u.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        let column = position - (u.lastIndex(of: "\n") ?? -1)
        let e = PythonError(decodeError, "\(message): line \(line) column \(column) (char \(position))")
        let t = Attributes()
        for (n, v) in [("msg", Value.string(message)), ("doc", .string(text)), ("pos", .int(position)), ("lineno", .int(line)), ("colno", .int(column))] { t.set(Name(n), v) }
        e.exception.attributes = t
        return e
    }

    static func load(_ v: Value, _ a: Arguments, _ i: Int) throws -> Value {
        let s: String
        if let x = v.asString {
            if x.unicodeScalars.first == "\u{FEFF}" { throw error("Unexpected UTF-8 BOM (decode using utf-8-sig)", x, 0) }
            s = x
        } else if let x = v.asBytes {
            s = try Encodings.decode(x, "utf-8-sig", "strict")
        } else {
            throw typeError("the JSON object must be str, bytes or bytearray, not \(v.typeName)")
        }
        var r = Reader(s)
        r.objectHook = a[i + 1]
        r.parseFloat = a[i + 2]
        r.parseInt = a[i + 3]
        r.parseConstant = a[i + 4]
        r.pairsHook = a[i + 5]
        if let kw = a[i + 6].asObject as? DictObject, let s = try kw.get(.string("strict")) { r.strict = try Operators.isTrue(s) }
        r.space()
        let v = try r.value()
        r.space()
        if r.i < r.b.count { throw r.error("Extra data", r.i) }
        return v
    }

    static let loadParameters = "cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw"

    /// `json.JSONEncoder`, to be subclassed with a `default` method.
    static let encoderType = TypeObject.native("JSONEncoder", module: "json.encoder") { t in
        t.make = { cls, _ in .object(EncoderObject(type: cls)) }
        t.method("__init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)") { a in
            (a[0].asObject as? EncoderObject)?.arguments = a.values
            return .none
        }
        t.initialize = { v, c in _ = try Operators.call(t.lookup("__init__")!, CallArguments([v] + c.positional, keywords: c.keywords)) }
        t.method("default(self, o)") { a in
            if let e = a[0].asObject as? EncoderObject, e.arguments.count == 9, !e.arguments[8].isNone { return try Operators.call(e.arguments[8], a[1]) }
            throw typeError("Object of type \(a[1].typeName) is not JSON serializable")
        }
        t.method("encode(self, o)") { a in
            let w = Writer(try (a[0].asObject as! EncoderObject).options(a[0]))
            try w.write(a[1], 0)
            return .string(w.out)
        }
        t.method("iterencode(self, o)") { a in
            let w = Writer(try (a[0].asObject as! EncoderObject).options(a[0]))
            try w.write(a[1], 0)
            return .list([.string(w.out)])
        }
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("json", doc: "JSON texts.")
        m.function("dumps(obj, *, \(parameters))", "The JSON text of an object.") { a in .string(try dump(a[0], a, 1)) }
        m.function("dump(obj, fp, *, \(parameters))", "Writes the JSON text of an object to a file.") { a in
            _ = try Operators.callMethod(a[1], "write", .string(try dump(a[0], a, 2)))
            return .none
        }
        m.function("loads(s, *, \(loadParameters))", "The object of a JSON text.") { a in try load(a[0], a, 1) }
        m.function("load(fp, *, \(loadParameters))", "The object of a JSON file.") { a in try load(Operators.callMethod(a[0], "read"), a, 1) }
        m.type(decodeError)
        m.type(encoderType)
        m.type(
            TypeObject.native("JSONDecoder", module: "json.decoder") { t in
                t.make = { cls, a in
                    let o = EncoderObject(type: cls)
                    o.keywords = a.keywords
                    return .object(o)
                }
                t.method("decode(self, s)") { a in
                    try Operators.call(m["loads"]!, CallArguments([a[1]], keywords: (a[0].asObject as? EncoderObject)?.keywords ?? []))
                }
                t.method("raw_decode(self, s, idx=0)") { a in
                    let s = try a.string(1)
                    let u = Array(s.unicodeScalars)
                    let from = min(max(0, try a.int(2)), u.count)
                    var r = Reader(String(String.UnicodeScalarView(u[from...])))
                    let v = try r.value()
                    return .tuple([v, .int(from + String(decoding: r.b[..<r.i], as: UTF8.self).unicodeScalars.count)])
                }
            })
        let d = ModuleObject("json.decoder")
        d.type(decodeError)
        m.constant("decoder", .object(d))
        return m
    }
}

final class EncoderObject: Object {
    var arguments: [Value] = []
    var keywords: [(name: Name, value: Value)] = []
    override var allowsAttributes: Bool { true }
    func options(_ me: Value) throws -> JSONModule.Options {
        var o = JSONModule.Options()
        if arguments.count == 9 {
            o.skipKeys = try Operators.isTrue(arguments[1])
            o.ascii = try Operators.isTrue(arguments[2])
            o.checkCircular = try Operators.isTrue(arguments[3])
            o.allowNaN = try Operators.isTrue(arguments[4])
            o.sortKeys = try Operators.isTrue(arguments[5])
            if !arguments[6].isNone {
                o.indent = try arguments[6].asString ?? String(repeating: " ", count: max(0, Operators.index(arguments[6])))
                o.item = ","
            }
            if !arguments[7].isNone {
                let s = try Operators.items(of: arguments[7])
                if s.count == 2, let x = s[0].asString, let y = s[1].asString { (o.item, o.key) = (x, y) }
            }
        }
        o.defaultFunction = try Operators.attribute(me, "default")
        return o
    }
}

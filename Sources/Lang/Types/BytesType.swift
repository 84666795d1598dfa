// This file defines `bytes` and `bytearray`.

import Glibc

/// A `bytes`, or a `bytearray` when the type says so.
public final class BytesObject: Object {
    public var items: [UInt8]

    public init(_ items: [UInt8], type: TypeObject? = nil) {
        self.items = items
        super.init(type: type ?? Types.bytes, kind: .bytes)
    }
    public var isMutable: Bool { type.isSubtype(of: Types.bytearray) }
    /// A plain result type: bytes or bytearray.
    var plainType: TypeObject { isMutable ? Types.bytearray : Types.bytes }
    func same(_ items: [UInt8]) -> Value { .object(BytesObject(items, type: plainType)) }

    public override func length() throws -> Int? { items.count }
    public override func isTrue() throws -> Bool { !items.isEmpty }
    public override func hash() throws -> Int {
        if isMutable { throw typeError("unhashable type: '\(type.name)'") }
        return items.withUnsafeBufferPointer { Hashing.bytes($0) }
    }
    public override func iterate() throws -> Value? {
        var i = 0
        return .object(
            NativeIterator(type: IteratorTypes.bytes, holding: [.object(self)]) { [self] in
                if i >= items.count { return nil }
                i += 1
                return .int(Int(items[i - 1]))
            })
    }
    public override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice {
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: items.count)
            return same((0..<n).map { items[start + $0 * step] })
        }
        guard var i = try Operators.clampedIndex(key) else {
            throw typeError("\(isMutable ? "bytearray" : "byte") indices must be integers or slices, not \(key.typeName)")
        }
        if i < 0 { i += items.count }
        if i < 0 || i >= items.count { throw indexError(isMutable ? "bytearray index out of range" : "index out of range") }
        return .int(Int(items[i]))
    }
    static func byte(_ v: Value) throws -> UInt8 {
        let i = try Operators.index(v)
        if i < 0 || i > 255 { throw valueError("byte must be in range(0, 256)") }
        return UInt8(i)
    }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        if !isMutable { return false }
        if case .object(let o) = key, o.kind == .slice {
            let new = try BytesMethods.from(value)
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: items.count)
            if step == 1 {
                items.replaceSubrange(start..<start + n, with: new)
            } else {
                if new.count != n { throw valueError("attempt to assign bytes of size \(new.count) to extended slice of size \(n)") }
                for i in 0..<n { items[start + i * step] = new[i] }
            }
            return true
        }
        guard var i = try Operators.clampedIndex(key) else { throw typeError("bytearray indices must be integers or slices, not \(key.typeName)") }
        if i < 0 { i += items.count }
        if i < 0 || i >= items.count { throw indexError("bytearray index out of range") }
        items[i] = try BytesObject.byte(value)
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool {
        if !isMutable { return false }
        let l = ListObject(items.map { .int(Int($0)) })
        _ = try l.deleteItem(key)
        items = try l.items.map(BytesObject.byte)
        return true
    }
    public override func contains(_ item: Value) throws -> Bool? {
        if let b = item.asBytes { return BytesMethods.find(items, b, 0, items.count) >= 0 }
        guard case .int(let i) = item else { throw typeError("a bytes-like object is required, not '\(item.typeName)'") }
        if i < 0 || i > 255 { throw valueError("byte must be in range(0, 256)") }
        return items.contains(UInt8(i))
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        // bytes compare with bytes and bytearray alone, a bytearray with every buffer.
        if !(self.type === Types.bytearray), case .object(let o) = other, o is ArrayObject { return nil }
        guard let b = other.asBytes else { return nil }
        if op == .eq || op == .ne { return .bool((items == b) == (op == .eq)) }
        return IntArithmetic.holds(op, items.lexicographicallyPrecedes(b) ? -1 : (items == b ? 0 : 1)).map(Value.bool)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            if let b = other.asBytes { return same(items + b) }
            if other.isPlainBuiltin { throw typeError("can't concat \(other.typeName) to \(type.name)") }
            return nil
        case .mul:
            guard let n = try repeatCount(other, reflected: reflected) else { return nil }
            if n <= 0 { return same([]) }
            if items.count.multipliedReportingOverflow(by: n).overflow || items.count * n > 1 << 36 { throw PythonError(Exceptions.memoryError, args: []) }
            var out: [UInt8] = []
            out.reserveCapacity(items.count * n)
            for _ in 0..<n { out += items }
            return same(out)
        case .mod:
            if reflected { return nil }
            let text = String(String.UnicodeScalarView(items.map { Unicode.Scalar($0) }))
            return same(try PercentFormat.format(text, other, bytes: true).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        default: return nil
        }
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard isMutable, op == .add else { return nil }
        items += try BytesMethods.from(other)
        return .object(self)
    }
    public override func repr() throws -> String {
        let body = BytesObject.repr(items)
        return isMutable ? "\(type.name)(\(body))" : body
    }
    static func repr(_ items: [UInt8]) -> String {
        let quote: UInt8 = items.contains(39) && !items.contains(34) ? 34 : 39
        var out: [UInt8] = [98, quote]
        for b in items {
            switch b {
            case 10: out += [92, 110]
            case 13: out += [92, 114]
            case 9: out += [92, 116]
            case 92: out += [92, 92]
            case quote: out += [92, quote]
            case 32...126: out.append(b)
            default:
                let h = Array("0123456789abcdef".utf8)
                out += [92, 120, h[Int(b >> 4)], h[Int(b & 15)]]
            }
        }
        out.append(quote)
        return String(decoding: out, as: UTF8.self)
    }
}

extension Value {
    /// The bytes of a `bytes` or `bytearray`, else nil.
    public var asBytes: [UInt8]? {
        guard case .object(let o) = self else { return nil }
        if o.kind == .bytes { return unsafeDowncast(o, to: BytesObject.self).items }
        if o.kind != .other { return nil }
        if let m = o as? MemoryViewObject { return try? m.contents() }
        return (o as? ArrayObject)?.bytes
    }
    /// A `bytes`.
    public static func bytes(_ items: [UInt8]) -> Value { .object(BytesObject(items)) }
}

enum BytesMethods {
    static func of(_ v: Value) throws -> BytesObject { try receiver(v, .bytes) }

    /// Bytes of a bytes-like object or of an iterable of integers.
    static func from(_ v: Value) throws -> [UInt8] {
        if let b = v.asBytes { return b }
        if v.asString != nil { throw typeError("cannot convert '\(v.typeName)' object to bytes") }
        if case .object(let o) = v, o.kind == .bigInt { throw overflowError("cannot fit 'int' into an index-sized integer") }
        if !Sequences.isIterable(v) { throw typeError("cannot convert '\(v.typeName)' object to bytes") }
        return try Operators.items(of: v).map {
            guard case .object(let o) = $0, o.kind == .str else {
                let i = try Operators.index($0)
                if i < 0 || i > 255 { throw valueError("bytes must be in range(0, 256)") }
                return UInt8(i)
            }
            throw typeError("'str' object cannot be interpreted as an integer")
        }
    }
    static func like(_ v: Value) throws -> [UInt8] {
        if let b = v.asBytes { return b }
        throw typeError("a bytes-like object is required, not '\(v.typeName)'")
    }

    static func find(_ h: [UInt8], _ n: [UInt8], _ from: Int, _ to: Int) -> Int {
        if from > to || to - from < n.count { return -1 }
        return h.withUnsafeBufferPointer { h in
            n.withUnsafeBufferPointer { n in TextSearch.find(UnsafeBufferPointer(rebasing: h[..<to]), n, from: from) }
        }
    }

    static func construct(_ cls: TypeObject, _ a: [Value]) throws -> [UInt8] {
        if !a[1].isUnbound || !a[2].isUnbound {
            guard let s = a[0].asString else { throw typeError("encoding without a string argument") }
            return try Encodings.encode(s, a[1].asString ?? "utf-8", a[2].asString ?? "strict")
        }
        switch a[0] {
        case .unbound: return []
        case .int(let n):
            if n < 0 { throw valueError("negative count") }
            if n > 1 << 36 { throw PythonError(Exceptions.memoryError, args: []) }
            return [UInt8](repeating: 0, count: n)
        case .object(let o):
            if o.kind == .str { throw typeError("string argument without an encoding") }
            if o.type.isHeap, o.type.lookup("__bytes__") != nil, let b = try Operators.callMethod(a[0], "__bytes__").asBytes { return b }
            return try from(a[0])
        default: return try from(a[0])
        }
    }

    /// Start and stop of `find(sub, start, end)`.
    static func bounds(_ a: Arguments, _ n: Int) throws -> (Int, Int) {
        (try Sequences.clip(a[2], n, default: 0), try Sequences.clip(a[3], n, default: n))
    }
    static func needle(_ v: Value) throws -> [UInt8] {
        if case .int(let i) = v {
            if i < 0 || i > 255 { throw valueError("byte must be in range(0, 256)") }
            return [UInt8(i)]
        }
        return try like(v)
    }

    static func declare() {
        for t in [Types.bytes, Types.bytearray] { declare(t) }
        let m = Types.bytearray
        m.method2("append(self, item, /)") { s, v in
            try of(s).items.append(BytesObject.byte(v))
            return .none
        }
        m.method2("extend(self, iterable, /)") { s, v in
            try of(s).items += from(v)
            return .none
        }
        m.method("insert(self, index, item, /)") { a in
            let b = try of(a[0])
            var i = try a.int(1)
            if i < 0 { i = max(0, i + b.items.count) }
            b.items.insert(try BytesObject.byte(a[2]), at: min(i, b.items.count))
            return .none
        }
        m.method("pop(self, index=-1, /)") { a in
            let b = try of(a[0])
            var i = try a.int(1)
            if b.items.isEmpty { throw indexError("pop from empty bytearray") }
            if i < 0 { i += b.items.count }
            if i < 0 || i >= b.items.count { throw indexError("pop index out of range") }
            return .int(Int(b.items.remove(at: i)))
        }
        m.method("remove(self, value, /)") { a in
            let b = try of(a[0])
            guard let i = b.items.firstIndex(of: try BytesObject.byte(a[1])) else { throw valueError("value not found in bytearray") }
            b.items.remove(at: i)
            return .none
        }
        m.method1("clear(self, /)") { v in
            try of(v).items = []
            return .none
        }
        m.method1("reverse(self, /)") { v in
            try of(v).items.reverse()
            return .none
        }
        m.method1("copy(self, /)") { v in try of(v).same(of(v).items) }
        NativeSlots.declare(m, ["__setitem__", "__delitem__", "__iadd__"])
        m.constant("__hash__", .none)
        NativeSlots.declare(Types.bytes, ["__hash__"])
    }

    private static func declare(_ t: TypeObject) {
        t.constructor("\(t.name)(source=..., encoding=..., errors=...)") { cls, a in .object(BytesObject(try construct(cls, a.values), type: cls)) }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__mul__", "__rmul__",
                "__mod__", "__repr__",
            ])
        BytesCaseMethods.declare(t) { try of($0) }
        t.method("decode(self, encoding='utf-8', errors='strict')", "The text that the bytes encode.") { a in
            .string(try Encodings.decode(of(a[0]).items, a.string(1), a.string(2)))
        }
        t.method("hex(self, sep=..., bytes_per_sep=1)", "Two hexadecimal digits a byte.") { a in
            let b = try of(a[0]).items
            let group = try a.int(2)
            let sep: String
            if let s = a[1].asString { sep = s } else if let s = a[1].asBytes { sep = String(decoding: s, as: UTF8.self) } else { sep = "" }
            var out = ""
            for (i, x) in b.enumerated() {
                if i > 0, !sep.isEmpty, group != 0 {
                    let k = group > 0 ? b.count - i : i
                    if k % abs(group) == 0 { out += sep }
                }
                out += (x < 16 ? "0" : "") + String(x, radix: 16)
            }
            return .string(out)
        }
        t.classMethod("fromhex(cls, string, /)", "Bytes from hexadecimal digits.") { a in
            let cls: TypeObject = try a.object(0)
            var out: [UInt8] = []
            var high: UInt8?
            for (i, c) in try a.string(1).unicodeScalars.enumerated() {
                if StrObject.isSpace(c), high == nil { continue }
                guard c.isASCII, let d = Character(c).hexDigitValue else {
                    throw valueError("non-hexadecimal number found in fromhex() arg at position \(i)")
                }
                if let h = high {
                    out.append(h << 4 | UInt8(d))
                    high = nil
                } else {
                    high = UInt8(d)
                }
            }
            if high != nil { throw valueError("non-hexadecimal number found in fromhex() arg at position \(try a.string(1).unicodeScalars.count)") }
            if cls.isHeap, !cls.overrides.isDisjoint(with: [.new, .initialize]) { return try Operators.call(a[0], .bytes(out)) }
            return .object(BytesObject(out, type: cls))
        }
        t.method("find(self, sub, start=..., end=..., /)") { a in
            let h = try of(a[0]).items
            let (f, e) = try bounds(a, h.count)
            return .int(find(h, try needle(a[1]), f, e))
        }
        t.method("rfind(self, sub, start=..., end=..., /)") { a in
            let h = try of(a[0]).items, n = try needle(a[1])
            let (f, e) = try bounds(a, h.count)
            if f > e { return .int(-1) }
            return .int(
                h.withUnsafeBufferPointer { h in n.withUnsafeBufferPointer { TextSearch.findLast(UnsafeBufferPointer(rebasing: h[..<e]), $0, from: f) } })
        }
        t.method("index(self, sub, start=..., end=..., /)") { a in
            let h = try of(a[0]).items
            let (f, e) = try bounds(a, h.count)
            let i = find(h, try needle(a[1]), f, e)
            if i < 0 { throw valueError("subsection not found") }
            return .int(i)
        }
        t.method("count(self, sub, start=..., end=..., /)") { a in
            let h = try of(a[0]).items, n = try needle(a[1])
            let (f, e) = try bounds(a, h.count)
            if f > e { return .int(0) }
            if n.isEmpty { return .int(e - f + 1) }
            var total = 0
            var at = f
            while case let i = find(h, n, at, e), i >= 0 {
                total += 1
                at = i + n.count
            }
            return .int(total)
        }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            t.method("\(name)(self, prefix, start=..., end=..., /)") { a in
                let h = try of(a[0]).items
                let (f, e) = try bounds(a, h.count)
                var options = [a[1]]
                if case .object(let o) = a[1], o.kind == .tuple { options = unsafeDowncast(o, to: TupleObject.self).items }
                for o in options {
                    guard let n = o.asBytes else { throw typeError("\(name) first arg must be bytes or a tuple of bytes, not \(o.typeName)") }
                    if f > e || e - f < n.count { continue }
                    if atEnd ? Array(h[(e - n.count)..<e]) == n : Array(h[f..<f + n.count]) == n { return .bool(true) }
                }
                return .bool(false)
            }
        }
        t.method("join(self, iterable, /)") { a in
            let sep = try of(a[0])
            var out: [UInt8] = []
            for (i, v) in try a.items(1).enumerated() {
                guard let b = v.asBytes else { throw typeError("sequence item \(i): expected a bytes-like object, \(v.typeName) found") }
                if i > 0 { out += sep.items }
                out += b
            }
            return sep.same(out)
        }
        t.method("replace(self, old, new, count=-1, /)") { a in
            let b = try of(a[0]), old = try like(a[1]), new = try like(a[2])
            var left = try a.int(3)
            var out: [UInt8] = []
            var at = 0
            if old.isEmpty {
                for x in b.items {
                    if left != 0 {
                        out += new
                        left -= 1
                    }
                    out.append(x)
                }
                if left != 0 { out += new }
                return b.same(out)
            }
            while left != 0, case let i = find(b.items, old, at, b.items.count), i >= 0 {
                out += b.items[at..<i]
                out += new
                at = i + old.count
                left -= 1
            }
            out += b.items[at...]
            return b.same(out)
        }
        func isSpace(_ b: UInt8) -> Bool { b == 32 || (b >= 9 && b <= 13) }
        for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
            t.method("\(name)(self, bytes=None, /)") { a in
                let b = try of(a[0])
                let set: [UInt8]? = a.given(1) ? try like(a[1]) : nil
                var i = 0, j = b.items.count
                func out(_ x: UInt8) -> Bool { set?.contains(x) ?? isSpace(x) }
                if left { while i < j, out(b.items[i]) { i += 1 } }
                if right { while j > i, out(b.items[j - 1]) { j -= 1 } }
                if i == 0, j == b.items.count, b.type === Types.bytes { return a[0] }
                return b.same(Array(b.items[i..<j]))
            }
        }
        t.method("split(self, sep=None, maxsplit=-1)") { a in
            let b = try of(a[0])
            var left = try a.int(2)
            var out: [Value] = []
            if !a.given(1) {
                var i = 0
                let n = b.items.count
                while true {
                    while i < n, isSpace(b.items[i]) { i += 1 }
                    if i >= n { break }
                    if left == 0 {
                        out.append(b.same(Array(b.items[i...])))
                        break
                    }
                    let from = i
                    while i < n, !isSpace(b.items[i]) { i += 1 }
                    out.append(b.same(Array(b.items[from..<i])))
                    left -= 1
                }
                return .list(out)
            }
            let sep = try like(a[1])
            if sep.isEmpty { throw valueError("empty separator") }
            var at = 0
            while left != 0, case let i = find(b.items, sep, at, b.items.count), i >= 0 {
                out.append(b.same(Array(b.items[at..<i])))
                at = i + sep.count
                left -= 1
            }
            out.append(b.same(Array(b.items[at...])))
            return .list(out)
        }
        t.method("splitlines(self, keepends=False)") { a in
            let b = try of(a[0])
            var out: [Value] = []
            var from = 0
            var i = 0
            let keep = try a.bool(1)
            while i < b.items.count {
                if b.items[i] == 10 || b.items[i] == 13 {
                    var end = i + 1
                    if b.items[i] == 13, end < b.items.count, b.items[end] == 10 { end += 1 }
                    out.append(b.same(Array(b.items[from..<(keep ? end : i)])))
                    from = end
                    i = end
                } else {
                    i += 1
                }
            }
            if from < b.items.count { out.append(b.same(Array(b.items[from...]))) }
            return .list(out)
        }
        t.method("partition(self, sep, /)") { a in
            let b = try of(a[0]), sep = try like(a[1])
            if sep.isEmpty { throw valueError("empty separator") }
            let i = find(b.items, sep, 0, b.items.count)
            if i < 0 { return .tuple([b.same(b.items), b.same([]), b.same([])]) }
            return .tuple([b.same(Array(b.items[..<i])), b.same(sep), b.same(Array(b.items[(i + sep.count)...]))])
        }
        t.method1("upper(self, /)") { v in try of(v).same(of(v).items.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }) }
        t.method1("lower(self, /)") { v in try of(v).same(of(v).items.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }) }
        func test(_ name: String, _ f: @escaping (UInt8) -> Bool) {
            t.method1("\(name)(self, /)") { v in
                let b = try of(v).items
                return .bool(!b.isEmpty && b.allSatisfy(f))
            }
        }
        test("isdigit") { $0 >= 48 && $0 <= 57 }
        test("isalpha") { ($0 | 32) >= 97 && ($0 | 32) <= 122 }
        test("isalnum") { ($0 >= 48 && $0 <= 57) || (($0 | 32) >= 97 && ($0 | 32) <= 122) }
        test("isspace", isSpace)
        t.method1("isascii(self, /)") { v in .bool(try of(v).items.allSatisfy { $0 < 128 }) }
        t.method("removeprefix(self, prefix, /)") { a in
            let b = try of(a[0]), p = try like(a[1])
            return b.same(b.items.starts(with: p) ? Array(b.items.dropFirst(p.count)) : b.items)
        }
        t.method("removesuffix(self, suffix, /)") { a in
            let b = try of(a[0]), p = try like(a[1])
            return b.same(!p.isEmpty && b.items.count >= p.count && Array(b.items.suffix(p.count)) == p ? Array(b.items.dropLast(p.count)) : b.items)
        }
        for (name, mode) in [("ljust", 0), ("rjust", 1), ("center", 2)] {
            t.method("\(name)(self, width, fillchar=None, /)") { a in
                let b = try of(a[0])
                let f = a.given(2) ? try like(a[2]).first ?? 32 : 32
                let n = try a.int(1) - b.items.count
                if n <= 0 { return b.same(b.items) }
                try Sequences.checkSize(n)
                let left = mode == 0 ? 0 : (mode == 1 ? n : n / 2 + (n & (b.items.count + n) & 1))
                return b.same([UInt8](repeating: f, count: left) + b.items + [UInt8](repeating: f, count: n - left))
            }
        }
        t.method("zfill(self, width, /)") { a in
            let b = try of(a[0])
            let n = try a.int(1) - b.items.count
            if n <= 0 { return b.same(b.items) }
            try Sequences.checkSize(n)
            let zeros = [UInt8](repeating: 48, count: n)
            if let c = b.items.first, c == 43 || c == 45 { return b.same([c] + zeros + b.items.dropFirst()) }
            return b.same(zeros + b.items)
        }
        t.method("translate(self, table, /, delete=b'')") { a in
            let b = try of(a[0])
            let table: [UInt8]? = a.given(1) ? try like(a[1]) : nil
            if let t = table, t.count != 256 { throw valueError("translation table must be 256 characters long") }
            let delete = a[2].asBytes ?? []
            return b.same(b.items.filter { !delete.contains($0) }.map { table?[Int($0)] ?? $0 })
        }
        t.staticMethod("maketrans(frm, to, /)") { a in
            let f = try like(a[0]), to = try like(a[1])
            if f.count != to.count { throw valueError("maketrans arguments must have same length") }
            var table = (0..<256).map { UInt8($0) }
            for (x, y) in zip(f, to) { table[Int(x)] = y }
            return .bytes(table)
        }
    }
}

/// Text encodings: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32.
public enum Encodings {
    /// The canonical name, nil when it is not known.
    public static func canonical(_ name: String) -> String? {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "u8", "cp65001": return "utf-8"
        case "utf-8-sig": return "utf-8-sig"
        case "ascii", "us-ascii", "646": return "ascii"
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "8859": return "latin-1"
        case "utf-16", "utf16": return "utf-16"
        case "utf-16-le", "utf-16le": return "utf-16-le"
        case "utf-16-be", "utf-16be": return "utf-16-be"
        case "utf-32", "utf32": return "utf-32"
        case "utf-32-le", "utf-32le": return "utf-32-le"
        case "utf-32-be", "utf-32be": return "utf-32-be"
        default: return nil
        }
    }
    static func unknown(_ name: String) -> PythonError { PythonError(Exceptions.lookupError, "unknown encoding: \(name)") }

    public static func encode(_ s: String, _ encoding: String, _ errors: String) throws -> [UInt8] {
        guard let e = canonical(encoding) else { throw unknown(encoding) }
        func wide(_ size: Int, big: Bool, mark: Bool) -> [UInt8] {
            var out: [UInt8] = []
            func put(_ v: UInt32) {
                let bytes = (0..<size).map { UInt8(truncatingIfNeeded: v >> UInt32($0 * 8)) }
                out += big ? bytes.reversed() : bytes
            }
            if mark { put(0xFEFF) }
            if size == 2 { for u in s.utf16 { put(UInt32(u)) } } else { for c in s.unicodeScalars { put(c.value) } }
            return out
        }
        switch e {
        case "utf-8": return Array(s.utf8)
        case "utf-8-sig": return [0xEF, 0xBB, 0xBF] + Array(s.utf8)
        case "utf-16": return wide(2, big: false, mark: true)
        case "utf-16-le": return wide(2, big: false, mark: false)
        case "utf-16-be": return wide(2, big: true, mark: false)
        case "utf-32": return wide(4, big: false, mark: true)
        case "utf-32-le": return wide(4, big: false, mark: false)
        case "utf-32-be": return wide(4, big: true, mark: false)
        default: break
        }
        let limit: UInt32 = e == "ascii" ? 128 : 256
        var out: [UInt8] = []
        let u = Array(s.unicodeScalars)
        var i = 0
        while i < u.count {
            let c = u[i]
            if c.value < limit {
                out.append(UInt8(c.value))
                i += 1
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": out.append(63)
            case "backslashreplace":
                var t = ""
                StrObject.escape(c, quote: "\0", ascii: true, into: &t)
                out += Array(t.utf8)
            case "xmlcharrefreplace": out += Array("&#\(c.value);".utf8)
            default:
                var j = i
                while j + 1 < u.count, u[j + 1].value >= limit { j += 1 }
                let reason = "ordinal not in range(\(limit))"
                throw PythonError(Exceptions.unicodeEncodeError, args: [.string(e), .string(s), .int(i), .int(j + 1), .string(reason)])
            }
            i += 1
        }
        return out
    }

    public static func decode(_ b: [UInt8], _ encoding: String, _ errors: String) throws -> String {
        guard let e = canonical(encoding) else { throw unknown(encoding) }
        func failure(_ i: Int, _ j: Int, _ reason: String) -> PythonError {
            PythonError(Exceptions.unicodeDecodeError, args: [.string(e), .bytes(b), .int(i), .int(j), .string(reason)])
        }
        switch e {
        case "latin-1": return String(String.UnicodeScalarView(b.map { Unicode.Scalar($0) }))
        case "ascii":
            var out = String.UnicodeScalarView()
            for (i, x) in b.enumerated() {
                if x < 128 {
                    out.append(Unicode.Scalar(x))
                } else {
                    switch errors {
                    case "ignore": break
                    case "replace": out.append("\u{FFFD}")
                    case "backslashreplace": out.append(contentsOf: "\\x\(String(x, radix: 16))".unicodeScalars)
                    default: throw failure(i, i + 1, "ordinal not in range(128)")
                    }
                }
            }
            return String(out)
        case "utf-8", "utf-8-sig":
            var b = b
            if e == "utf-8-sig", b.starts(with: [0xEF, 0xBB, 0xBF]) { b.removeFirst(3) }
            if let s = String(validating: b, as: UTF8.self) { return s }
            return try utf8(b, errors, failure)
        default:
            var big = e.hasSuffix("be")
            var from = 0
            let size = e.hasPrefix("utf-16") ? 2 : 4
            func unit(_ i: Int) -> UInt32 {
                var v: UInt32 = 0
                for k in 0..<size { v |= UInt32(b[i + k]) << UInt32(8 * (big ? size - 1 - k : k)) }
                return v
            }
            if e == "utf-16" || e == "utf-32", b.count >= size {
                if unit(0) == 0xFEFF {
                    from = size
                } else {
                    big = true
                    if unit(0) == 0xFEFF { from = size } else { big = false }
                }
            }
            if (b.count - from) % size != 0 { throw failure(b.count - 1, b.count, "truncated data") }
            let units = stride(from: from, to: b.count, by: size).map(unit)
            if size == 2 { return String(decoding: units.map { UInt16($0) }, as: UTF16.self) }
            var out = String.UnicodeScalarView()
            for (i, v) in units.enumerated() {
                guard let c = Unicode.Scalar(v) else { throw failure(i * 4, i * 4 + 4, "code point not in range(0x110000)") }
                out.append(c)
            }
            return String(out)
        }
    }

    /// UTF-8 with errors in it: reports or mends each maximal bad stretch as CPython does.
    private static func utf8(_ b: [UInt8], _ errors: String, _ failure: (Int, Int, String) -> PythonError) throws -> String {
        var out: [UInt8] = []
        var i = 0
        while i < b.count {
            let x = b[i]
            if x < 128 {
                out.append(x)
                i += 1
                continue
            }
            var length = 0
            var low: UInt8 = 0x80, high: UInt8 = 0xBF
            switch x {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, low) = (3, 0xA0)
            case 0xED: (length, high) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, low) = (4, 0x90)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, high) = (4, 0x8F)
            default: break
            }
            var n = 1
            while n < length, i + n < b.count {
                let y = b[i + n]
                if n == 1 ? (y < low || y > high) : (y < 0x80 || y > 0xBF) { break }
                n += 1
            }
            if length > 0, n == length {
                out += b[i..<i + n]
                i += n
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": out += [0xEF, 0xBF, 0xBD]
            case "backslashreplace": for y in b[i..<i + n] { out += Array(("\\x" + String(y, radix: 16)).utf8) }
            case "surrogateescape": out += [0xEF, 0xBF, 0xBD]
            default:
                let reason = length == 0 ? "invalid start byte" : (i + n >= b.count ? "unexpected end of data" : "invalid continuation byte")
                throw failure(i, i + n, reason)
            }
            i += n
        }
        return String(decoding: out, as: UTF8.self)
    }
}

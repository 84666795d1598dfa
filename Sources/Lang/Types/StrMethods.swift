// This file declares the methods of `str`: search, split, join, strip, padding, encoding.

import Glibc

enum StrMethods {
    @inline(__always) static func of(_ v: Value) throws -> StrObject { try receiver(v, .str) }

    /// A `str` argument.
    static func text(_ v: Value, _ what: String) throws -> StrObject {
        if case .object(let o) = v, o.kind == .str { return unsafeDowncast(o, to: StrObject.self) }
        throw typeError("\(what) must be str, not \(v.typeName)")
    }

    static func declare() {
        let t = Types.str
        t.doc = "A text: a sequence of Unicode code points."
        t.constructor("str(object=..., encoding=..., errors=...)") { cls, a in
            let s: String
            if a[0].isUnbound {
                s = ""
            } else if a[1].isUnbound, a[2].isUnbound {
                if cls === Types.str, case .object(let o) = a[0], o.kind == .str, o.type === Types.str { return a[0] }
                s = try Operators.str(a[0])
            } else {
                guard let b = a[0].asBytes else { throw typeError("decoding to str: need a bytes-like object, \(a[0].typeName) found") }
                s = try Encodings.decode(b, a[1].asString ?? "utf-8", a[2].asString ?? "strict")
            }
            return .object(StrObject(s, type: cls))
        }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__mul__", "__rmul__",
                "__mod__", "__hash__", "__repr__", "__str__", "__format__",
            ])
        declareSearch(t)
        declareSplit(t)
        declareStrip(t)
        declareCase(t)
        declareTests(t)
        declareOther(t)
    }

    // MARK: Search

    /// A search within code points `start` to `end`: the byte range and its first code point, nil when start lies beyond end.
    private static func range(_ s: StrObject, _ a: Arguments) throws -> (from: Int, to: Int)? {
        if !a.has(2), !a.has(3) { return (0, s.value.utf8.count) }
        let n = s.count
        // A start beyond the end finds nothing, not even the empty text.
        if a.has(2), case .int(let k) = a[2], k > n { return nil }
        let f = try Sequences.clip(a[2], n, default: 0), e = try Sequences.clip(a[3], n, default: n)
        if f > e { return nil }
        return s.isASCII ? (f, e) : (s.byteOffset(ofCodePoint: f), s.byteOffset(ofCodePoint: e))
    }

    /// The code point index of the first (last) match, -1 for none.
    private static func find(_ a: Arguments, last: Bool) throws -> Int {
        let s = try of(a[0]), sub = try text(a[1], "\(a.signature.functionName)() argument 1")
        guard let (from, to) = try range(s, a) else { return -1 }
        let b = s.withBytes { h in
            sub.withBytes { n -> Int in
                let h = UnsafeBufferPointer(rebasing: h[..<to])
                return last ? TextSearch.findLast(h, n, from: from) : TextSearch.find(h, n, from: from)
            }
        }
        return b < 0 ? -1 : s.codePointIndex(ofByte: b)
    }

    private static func declareSearch(_ t: TypeObject) {
        t.method("find(self, sub, start=..., end=..., /)", "The lowest index of the text within this one, -1 for none.") { .int(try find($0, last: false)) }
        t.method("rfind(self, sub, start=..., end=..., /)", "The highest index of the text within this one, -1 for none.") { .int(try find($0, last: true)) }
        t.method("index(self, sub, start=..., end=..., /)", "As find, but raises ValueError.") { a in
            let i = try find(a, last: false)
            if i < 0 { throw valueError("substring not found") }
            return .int(i)
        }
        t.method("rindex(self, sub, start=..., end=..., /)", "As rfind, but raises ValueError.") { a in
            let i = try find(a, last: true)
            if i < 0 { throw valueError("substring not found") }
            return .int(i)
        }
        t.method("count(self, sub, start=..., end=..., /)", "The number of matches that do not overlap.") { a in
            let s = try of(a[0]), sub = try text(a[1], "count() argument 1")
            guard let (from, to) = try range(s, a) else { return .int(0) }
            return .int(
                s.withBytes { h in
                    sub.withBytes { n in
                        let h = UnsafeBufferPointer(rebasing: h[from..<to])
                        if n.count == 0 { return h.reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
                        return TextSearch.count(h, n)
                    }
                })
        }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            func test(_ s: StrObject, _ o: StrObject, _ from: Int, _ to: Int) -> Bool {
                s.withBytes { h in
                    o.withBytes { n in
                        if to - from < n.count { return false }
                        if n.count == 0 { return true }
                        let at = atEnd ? to - n.count : from
                        return UnsafeBufferPointer(rebasing: h[at..<at + n.count]).elementsEqual(n)
                    }
                }
            }
            let f = t.method("\(name)(self, prefix, start=..., end=..., /)") { a in
                let s = try of(a[0])
                guard let (from, to) = try range(s, a) else { return .bool(false) }
                if case .object(let o) = a[1], o.kind == .tuple {
                    for v in unsafeDowncast(o, to: TupleObject.self).items {
                        guard case .object(let p) = v, p.kind == .str else { throw typeError("tuple for \(name) must only contain str, not \(v.typeName)") }
                        if test(s, unsafeDowncast(p, to: StrObject.self), from, to) { return .bool(true) }
                    }
                    return .bool(false)
                }
                guard case .object(let p) = a[1], p.kind == .str else {
                    throw typeError("\(name) first arg must be str or a tuple of str, not \(a[1].typeName)")
                }
                return .bool(test(s, unsafeDowncast(p, to: StrObject.self), from, to))
            }
            _ = f
        }
        t.method("replace(self, old, new, count=-1, /)", "A copy with the old text replaced, at most count times.") { a in
            let s = try of(a[0]), old = try text(a[1], "replace() argument 1"), new = try text(a[2], "replace() argument 2")
            return .string(try replace(s, old, new, try a.int(3)))
        }
    }

    static func replace(_ s: StrObject, _ old: StrObject, _ new: StrObject, _ count: Int) throws -> String {
        var left = count
        if old.value.isEmpty {
            var out = ""
            for c in s.value.unicodeScalars {
                if left != 0 {
                    out += new.value
                    left -= 1
                }
                out.unicodeScalars.append(c)
            }
            if left != 0 { out += new.value }
            return out
        }
        return try s.withBytes { h in
            try old.withBytes { o in
                try new.withBytes { n in
                    var at = 0
                    var out: [UInt8] = []
                    var changed = false
                    while left != 0, case let i = TextSearch.find(h, o, from: at), i >= 0 {
                        if !changed {
                            out.reserveCapacity(h.count)
                            changed = true
                        }
                        out.append(contentsOf: UnsafeBufferPointer(rebasing: h[at..<i]))
                        out.append(contentsOf: n)
                        at = i + o.count
                        left -= 1
                        if left & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
                    }
                    if !changed { return s.value }
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: h[at...]))
                    return String(decoding: out, as: UTF8.self)
                }
            }
        }
    }

    // MARK: Split and join

    @inline(__always) private static func make(_ p: UnsafeBufferPointer<UInt8>, _ a: Int, _ b: Int) -> Value {
        a == b ? StrObject.empty : .string(String(decoding: UnsafeBufferPointer(rebasing: p[a..<b]), as: UTF8.self))
    }

    static func splitSpaces(_ s: StrObject, _ maximum: Int) -> [Value] {
        var out: [Value] = []
        var left = maximum
        if s.isASCII {
            s.withBytes { p in
                func space(_ b: UInt8) -> Bool { b == 32 || (b >= 9 && b <= 13) || (b >= 28 && b <= 31) }
                var i = 0
                let n = p.count
                while true {
                    while i < n, space(p[i]) { i += 1 }
                    if i >= n { break }
                    if left == 0 {
                        out.append(make(p, i, n))
                        break
                    }
                    let from = i
                    while i < n, !space(p[i]) { i += 1 }
                    out.append(make(p, from, i))
                    left -= 1
                }
            }
            return out
        }
        let u = s.scalars
        var i = 0
        let n = u.count
        while true {
            while i < n, StrObject.isSpace(u[i]) { i += 1 }
            if i >= n { break }
            if left == 0 {
                out.append(.string(String(String.UnicodeScalarView(u[i..<n]))))
                break
            }
            let from = i
            while i < n, !StrObject.isSpace(u[i]) { i += 1 }
            out.append(.string(String(String.UnicodeScalarView(u[from..<i]))))
            left -= 1
        }
        return out
    }

    static func split(_ s: StrObject, _ separator: StrObject, _ maximum: Int) -> [Value] {
        let ascii = s.isASCII
        func make(_ h: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Value {
            ascii && to - from <= 15 ? .string(Machine.smallText(to - from) { h[from + $0] }) : StrMethods.make(h, from, to)
        }
        return s.withBytes { h in
            separator.withBytes { n in
                var out: [Value] = []
                out.reserveCapacity(6)
                var left = maximum
                var at = 0
                while left != 0, case let i = TextSearch.find(h, n, from: at), i >= 0 {
                    out.append(make(h, at, i))
                    at = i + n.count
                    left -= 1
                }
                out.append(make(h, at, h.count))
                return out
            }
        }
    }

    private static func separator(_ v: Value) throws -> StrObject {
        guard case .object(let o) = v, o.kind == .str else { throw typeError("must be str or None, not \(v.typeName)") }
        let s = unsafeDowncast(o, to: StrObject.self)
        if s.value.isEmpty { throw valueError("empty separator") }
        return s
    }

    static func lines(_ s: StrObject, keepEnds: Bool) -> [Value] {
        var out: [Value] = []
        let u = s.value.unicodeScalars
        var from = u.startIndex
        var i = u.startIndex
        while i < u.endIndex {
            let c = u[i]
            let after = u.index(after: i)
            if StrObject.isLineBreak(c) {
                var end = after
                if c == "\r", end < u.endIndex, u[end] == "\n" { end = u.index(after: end) }
                out.append(.string(String(u[from..<(keepEnds ? end : i)])))
                from = end
                i = end
            } else {
                i = after
            }
        }
        if from < u.endIndex { out.append(.string(String(u[from...]))) }
        return out
    }

    private static func declareSplit(_ t: TypeObject) {
        let words = t.method("split(self, sep=None, maxsplit=-1)", "The words between separators (between spaces for None).") { a in
            let s = try of(a[0])
            if !a.given(1) { return .list(splitSpaces(s, try a.int(2))) }
            return .list(split(s, try separator(a[1]), try a.int(2)))
        }
        words.fast1 = { .list(splitSpaces(try of($0), -1)) }
        words.fast2 = { s, sep in .list(sep.isNone ? splitSpaces(try of(s), -1) : split(try of(s), try separator(sep), -1)) }
        t.method("rsplit(self, sep=None, maxsplit=-1)", "As split, from the right.") { a in
            let s = try of(a[0])
            var left = try a.int(2)
            if left < 0 { return .list(a.given(1) ? split(s, try separator(a[1]), -1) : splitSpaces(s, -1)) }
            var out: [Value] = []
            if !a.given(1) {
                let u = s.scalars
                var j = u.count
                while true {
                    while j > 0, StrObject.isSpace(u[j - 1]) { j -= 1 }
                    if j == 0 { break }
                    if left == 0 {
                        out.append(.string(String(String.UnicodeScalarView(u[..<j]))))
                        break
                    }
                    let end = j
                    while j > 0, !StrObject.isSpace(u[j - 1]) { j -= 1 }
                    out.append(.string(String(String.UnicodeScalarView(u[j..<end]))))
                    left -= 1
                }
                return .list(out.reversed())
            }
            let sep = try separator(a[1])
            s.withBytes { h in
                sep.withBytes { n in
                    var end = h.count
                    while left != 0, case let i = TextSearch.findLast(UnsafeBufferPointer(rebasing: h[..<end]), n), i >= 0 {
                        out.append(make(h, i + n.count, end))
                        end = i
                        left -= 1
                    }
                    out.append(make(h, 0, end))
                }
            }
            return .list(out.reversed())
        }
        t.method("splitlines(self, keepends=False)", "The lines.") { a in .list(lines(try of(a[0]), keepEnds: try a.bool(1))) }
        for (name, last) in [("partition", false), ("rpartition", true)] {
            t.method("\(name)(self, sep, /)") { a in
                let s = try of(a[0])
                let sep = try text(a[1], "\(name)() argument")
                if sep.value.isEmpty { throw valueError("empty separator") }
                return s.withBytes { h in
                    sep.withBytes { n in
                        let i = last ? TextSearch.findLast(h, n) : TextSearch.find(h, n, from: 0)
                        if i < 0 {
                            return .tuple(
                                last ? [StrObject.empty, StrObject.empty, .string(s.value)] : [.string(s.value), StrObject.empty, StrObject.empty])
                        }
                        return .tuple([make(h, 0, i), .string(sep.value), make(h, i + n.count, h.count)])
                    }
                }
            }
        }
        let join: (Value, Value) throws -> Value = { s, items in
            let sep = try of(s).value
            if !Sequences.isIterable(items) { throw typeError("can only join an iterable") }
            let parts = try Operators.items(of: items)
            if parts.count == 1, case .object(let o) = parts[0], o.kind == .str, !o.type.isHeap { return parts[0] }
            var size = parts.isEmpty ? 0 : sep.utf8.count * (parts.count - 1)
            for (i, v) in parts.enumerated() {
                guard case .object(let o) = v, o.kind == .str else { throw typeError("sequence item \(i): expected str instance, \(v.typeName) found") }
                size += unsafeDowncast(o, to: StrObject.self).value.utf8.count
            }
            if size == 0 { return StrObject.empty }
            var between = sep
            return .string(String(unsafeUninitializedCapacity: size) { out in
                between.withUTF8 { gap in
                    var at = out.baseAddress!
                    var first = true
                    for v in parts {
                        if !first {
                            if gap.count == 1 { at.pointee = gap[0] } else if gap.count > 0 { memcpy(at, gap.baseAddress!, gap.count) }
                            at += gap.count
                        }
                        first = false
                        guard case .object(let o) = v else { continue }
                        let s = unsafeDowncast(o, to: StrObject.self)
                        s.withBytes { p in
                            if p.count == 1 { at.pointee = p[0] } else if p.count > 0 { memcpy(at, p.baseAddress!, p.count) }
                            at += p.count
                        }
                    }
                }
                return size
            })
        }
        t.method2("join(self, iterable, /)", "The texts of the iterable with this one between them.", join)
    }

    // MARK: Strip and pad

    private static func declareStrip(_ t: TypeObject) {
        for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
            func strip(_ v: Value, _ characters: Value) throws -> Value {
                let s = try of(v)
                var set: [Unicode.Scalar]?
                if !characters.isNone {
                    guard let c = characters.asString else { throw typeError("\(name) arg must be None or str") }
                    set = Array(c.unicodeScalars)
                }
                let u = s.value.unicodeScalars
                func out(_ c: Unicode.Scalar) -> Bool { set?.contains(c) ?? StrObject.isSpace(c) }
                var i = u.startIndex, j = u.endIndex
                if left { while i < j, out(u[i]) { i = u.index(after: i) } }
                if right {
                    while j > i {
                        let k = u.index(before: j)
                        if !out(u[k]) { break }
                        j = k
                    }
                }
                if i == u.startIndex, j == u.endIndex, !s.type.isHeap { return v }
                return .string(String(u[i..<j]))
            }
            let f = t.method("\(name)(self, chars=None, /)") { a in try strip(a[0], a[1]) }
            f.fast1 = { try strip($0, .none) }
            f.fast2 = { try strip($0, $1) }
        }
        t.method("removeprefix(self, prefix, /)") { a in
            let s = try of(a[0]), p = try text(a[1], "removeprefix() argument")
            return s.value.utf8.starts(with: p.value.utf8) ? .string(String(s.value.unicodeScalars.dropFirst(p.count))) : .string(s.value)
        }
        t.method("removesuffix(self, suffix, /)") { a in
            let s = try of(a[0]), p = try text(a[1], "removesuffix() argument")
            if p.value.isEmpty || p.value.utf8.count > s.value.utf8.count || !s.value.utf8.suffix(p.value.utf8.count).elementsEqual(p.value.utf8) {
                return .string(s.value)
            }
            return .string(String(s.value.unicodeScalars.dropLast(p.count)))
        }
        for (name, mode) in [("ljust", 0), ("rjust", 1), ("center", 2)] {
            t.method("\(name)(self, width, fillchar=' ', /)") { a in
                let s = try of(a[0])
                let fill = try text(a[2], "The fill character")
                if fill.count != 1 { throw typeError("The fill character must be exactly one character long") }
                let width = try a.int(1)
                let n = width - s.count
                if n <= 0 { return .string(s.value) }
                try Sequences.checkSize(n)
                let left = mode == 0 ? 0 : (mode == 1 ? n : n / 2 + (n & width & 1))
                return .string(String(repeating: fill.value, count: left) + s.value + String(repeating: fill.value, count: n - left))
            }
        }
        t.method("zfill(self, width, /)") { a in
            let s = try of(a[0])
            let n = try a.int(1) - s.count
            if n <= 0 { return .string(s.value) }
            try Sequences.checkSize(n)
            let zeros = String(repeating: "0", count: n)
            if let c = s.value.utf8.first, c == 43 || c == 45 {
                return .string(String(s.value.unicodeScalars.prefix(1)) + zeros + String(s.value.unicodeScalars.dropFirst()))
            }
            return .string(zeros + s.value)
        }
        t.method("expandtabs(self, tabsize=8)") { a in
            let size = try a.int(1)
            var out = String.UnicodeScalarView()
            var column = 0
            for c in try of(a[0]).value.unicodeScalars {
                if c == "\t" {
                    if size > 0 {
                        let n = size - column % size
                        try Sequences.checkSize(n)
                        for _ in 0..<n { out.append(" ") }
                        column += n
                    }
                } else {
                    out.append(c)
                    column = c == "\n" || c == "\r" ? 0 : column + 1
                }
            }
            return .string(String(out))
        }
    }

    // MARK: Other

    private static func declareOther(_ t: TypeObject) {
        t.method("format(self, /, *args, **kwargs)", "Fills the replacement fields.") { a in
            let named = a[2].asObject as! DictObject
            return .string(
                try StrFormat.format(of(a[0]).value, positional: a.rest(1)) { name in
                    if let v = try named.get(.string(name)) { return v }
                    throw keyError(.string(name))
                })
        }
        t.method("format_map(self, mapping, /)", "Fills the replacement fields from a mapping.") { a in
            .string(try StrFormat.format(of(a[0]).value, positional: []) { try Operators.getItem(a[1], .string($0)) })
        }
        t.method("encode(self, encoding='utf-8', errors='strict')", "The text as bytes.") { a in
            .bytes(try Encodings.encode(of(a[0]).value, a.string(1), a.string(2)))
        }
        t.method("translate(self, table, /)", "Replaces each code point by what the table says.") { a in
            var out = String.UnicodeScalarView()
            for c in try of(a[0]).value.unicodeScalars {
                let key = Value.int(Int(c.value))
                let v: Value
                do {
                    v = try Operators.getItem(a[1], key)
                } catch let e as PythonError where e.isInstance(of: Exceptions.lookupError) {
                    out.append(c)
                    continue
                }
                switch v {
                case .none: break
                case .int(let i):
                    guard i >= 0, i <= 0x10FFFF, let d = Unicode.Scalar(UInt32(i)) else { throw valueError("character mapping must be in range(0x110000)") }
                    out.append(d)
                default:
                    guard let s = v.asString else { throw typeError("character mapping must return integer, None or str") }
                    out.append(contentsOf: s.unicodeScalars)
                }
            }
            return .string(String(out))
        }
        t.staticMethod("maketrans(x, y=..., z=..., /)", "A table for translate.") { a in
            let d = DictObject()
            if a[1].isUnbound {
                guard let m = a[0].asObject as? DictObject else { throw typeError("if you give only one argument to maketrans it must be a dict") }
                for (k, v) in m.entries {
                    if let s = k.asString {
                        guard s.unicodeScalars.count == 1 else { throw valueError("string keys in translate table must be of length 1") }
                        try d.set(.int(Int(s.unicodeScalars.first!.value)), v)
                    } else if Number(k)?.bigInt != nil {
                        try d.set(k, v)
                    } else {
                        throw typeError("keys in translate table must be strings or integers")
                    }
                }
                return .object(d)
            }
            let x = Array(try a.string(0).unicodeScalars), y = Array(try a.string(1).unicodeScalars)
            if x.count != y.count { throw valueError("the first two maketrans arguments must have equal length") }
            for (c, e) in zip(x, y) { try d.set(.int(Int(c.value)), .int(Int(e.value))) }
            if a.has(2) { for c in try a.string(2).unicodeScalars { try d.set(.int(Int(c.value)), .none) } }
            return .object(d)
        }
    }
}

// This file defines the module `re`: its functions, patterns' methods and match objects.

import CPCRE2
import Lang

/// `re.Match`
final class ReMatch: Object {
    let pattern: RePattern
    let subject: ReSubject
    /// Byte offsets, two a group.
    let spans: [Int]
    let pos: Int, endpos: Int
    init(_ pattern: RePattern, _ subject: ReSubject, _ spans: [Int], pos: Int, endpos: Int) {
        self.pattern = pattern
        self.subject = subject
        self.spans = spans
        self.pos = pos
        self.endpos = endpos
        super.init(type: ReModule.matchType)
    }
    func group(_ i: Int, _ fallback: Value = .none) -> Value { spans[2 * i] < 0 ? fallback : subject.text(spans[2 * i], spans[2 * i + 1]) }
    func index(_ v: Value) throws -> Int {
        if let s = v.asString {
            if let i = pattern.index(ofName: s) { return i }
            throw indexError("no such group")
        }
        guard case .object(let o) = v, o.kind != .bigInt, o.kind != .intInstance else {
            if case .int(let i) = v, i >= 0, i <= pattern.groups { return i }
            if case .bool(let b) = v, (b ? 1 : 0) <= pattern.groups { return b ? 1 : 0 }
            throw indexError("no such group")
        }
        throw indexError("no such group")
    }
    func start(_ i: Int) -> Int { subject.position(spans[2 * i]) }
    func end(_ i: Int) -> Int { subject.position(spans[2 * i + 1]) }
    override func getItem(_ key: Value) throws -> Value? { group(try index(key)) }
    override func isTrue() throws -> Bool { true }
    override func repr() throws -> String { "<re.Match object; span=(\(start(0)), \(end(0))), match=\(try Operators.repr(group(0)))>" }
    /// The group that closed last.
    var lastIndex: Int? { (1..<(pattern.groups + 1)).filter { spans[2 * $0] >= 0 }.max { pattern.closes[$0] < pattern.closes[$1] } }
}

enum ReModule {
    static let errorType = TypeObject.native("error", module: "re", base: Exceptions.exception)

    static func error(_ message: String, _ pattern: String, _ at: Int, _ isBytes: Bool) -> PythonError {
        let u = Array(pattern.unicodeScalars.prefix(at))
        let line = u.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        let column = at - (u.lastIndex(of: "\n") ?? -1)
        var text = "\(message) at position \(at)"
        if pattern.unicodeScalars.contains("\n") { text += " (line \(line), column \(column))" }
        let e = PythonError(errorType, text)
        let t = Attributes()
        for (n, v) in [("msg", Value.string(message)), ("pattern", .string(pattern)), ("pos", .int(at)), ("lineno", .int(line)), ("colno", .int(column))] { t.set(Name(n), v) }
        e.exception.attributes = t
        return e
    }

    static let flagList: [(String, String, Int)] = [
        ("IGNORECASE", "I", 2), ("LOCALE", "L", 4), ("MULTILINE", "M", 8), ("DOTALL", "S", 16), ("UNICODE", "U", 32), ("VERBOSE", "X", 64), ("DEBUG", "", 128),
        ("ASCII", "A", 256),
    ]
    static func flagNames(_ f: Int) -> String { flagList.filter { f & $0.2 != 0 }.map { "re." + $0.0 }.joined(separator: "|") }

    // MARK: Compiling

    private static var cache: [String: RePattern] = [:]
    static func compile(_ v: Value, _ flags: Value) throws -> RePattern {
        let f = try flags.isUnbound || flags.isNone ? 0 : Operators.index(flags)
        if let p = v.asObject as? RePattern {
            if f != 0 { throw valueError("cannot process flags argument with a compiled pattern") }
            return p
        }
        if let s = v.asString {
            let key = "\(f)/" + s
            // Swift's equality of texts is by normal forms: the pattern is compared again.
            if let p = cache[key], StrObject.same(p.pattern.asString!, s) { return p }
            let p = try RePattern(v, flags: f)
            if cache.count > 512 { cache = [:] }
            cache[key] = p
            return p
        }
        return try RePattern(v, flags: f)
    }

    // MARK: Matching

    struct Range { let subject: ReSubject, from: Int, to: Int, pos: Int, endpos: Int }
    static func range(_ p: RePattern, _ text: Value, _ pos: Value = .unbound, _ endpos: Value = .unbound) throws -> Range {
        let s = try ReSubject(text)
        if s.isBytes != p.isBytes {
            throw typeError(p.isBytes ? "cannot use a bytes pattern on a string-like object" : "cannot use a string pattern on a bytes-like object")
        }
        let n = s.count
        let a = pos.isUnbound ? 0 : max(0, min(n, try Operators.index(pos)))
        let b = endpos.isUnbound ? n : max(0, min(n, try Operators.clampedIndex(endpos) ?? n))
        return Range(subject: s, from: s.offset(a), to: s.offset(b), pos: a, endpos: b)
    }
    static func single(_ p: RePattern, _ r: Range, anchored: Bool = false, whole: Bool = false) throws -> Value {
        if r.from > r.to { return .none }
        guard let spans = try p.match(r.subject, from: r.from, to: r.to, anchored: anchored, whole: whole) else { return .none }
        return .object(ReMatch(p, r.subject, spans, pos: r.pos, endpos: r.endpos))
    }
    /// Goes through the matches as Python does: an empty one may follow another, but not stand twice at one place.
    struct Walker {
        let pattern: RePattern, range: Range
        var at: Int
        var mustAdvance = false
        init(_ p: RePattern, _ r: Range) {
            pattern = p
            range = r
            at = r.from
        }
        mutating func next() throws -> [Int]? {
            if at > range.to { return nil }
            guard let s = try pattern.match(range.subject, from: at, to: range.to, notEmptyAtStart: mustAdvance) else {
                at = range.to + 1
                return nil
            }
            mustAdvance = s[0] == s[1]
            at = s[1]
            return s
        }
    }

    // MARK: Replacing

    enum Piece { case literal(Value), group(Int) }
    /// The pieces of a replacement text.
    static func template(_ p: RePattern, _ v: Value) throws -> [Piece] {
        let isBytes = v.asBytes != nil
        let text = v.asString ?? String(String.UnicodeScalarView((v.asBytes ?? []).map { Unicode.Scalar($0) }))
        let u = Array(text.unicodeScalars)
        var out: [Piece] = []
        var literal = String.UnicodeScalarView()
        func flush() {
            if literal.isEmpty { return }
            let s = String(literal)
            out.append(.literal(isBytes ? .bytes(s.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) : .string(s)))
            literal = String.UnicodeScalarView()
        }
        func fail(_ m: String, _ at: Int) -> PythonError { error(m, text, at, isBytes) }
        func digit(_ i: Int) -> Bool { i < u.count && u[i].value >= 48 && u[i].value <= 57 }
        func octal(_ i: Int) -> Bool { i < u.count && u[i].value >= 48 && u[i].value <= 55 }
        func use(_ n: Int, _ at: Int) throws {
            if n > p.groups { throw fail("invalid group reference \(n)", at) }
            flush()
            out.append(.group(n))
        }
        var i = 0
        while i < u.count {
            if u[i] != "\\" {
                literal.append(u[i])
                i += 1
                continue
            }
            let start = i
            guard i + 1 < u.count else { throw fail("bad escape (end of pattern)", start) }
            let c = u[i + 1]
            i += 2
            switch c {
            case "g":
                guard i < u.count, u[i] == "<" else { throw fail("missing <", i) }
                var name = String.UnicodeScalarView()
                var j = i + 1
                while j < u.count, u[j] != ">" {
                    name.append(u[j])
                    j += 1
                }
                if j >= u.count { throw fail(name.isEmpty ? "missing group name" : "missing >, unterminated name", i + 1) }
                let n = String(name)
                if n.isEmpty { throw fail("missing group name", i + 1) }
                if let k = Int(n), k >= 0 {
                    try use(k, i + 1)
                } else {
                    if !StrObject.isName(n) { throw fail("bad character in group name \(StrObject.repr(n))", i + 1) }
                    guard let k = p.index(ofName: n) else { throw indexError("unknown group name \(StrObject.repr(n))") }
                    try use(k, i + 1)
                }
                i = j + 1
            case "0":
                var v = 0
                var n = 0
                while n < 2, octal(i) {
                    v = v * 8 + Int(u[i].value - 48)
                    i += 1
                    n += 1
                }
                literal.append(Unicode.Scalar(UInt8(v & 255)))
            case "1"..."9":
                var n = Int(c.value - 48)
                if digit(i) {
                    if c.value <= 51, octal(i), octal(i + 1) {
                        let v = n * 64 + Int(u[i].value - 48) * 8 + Int(u[i + 1].value - 48)
                        literal.append(Unicode.Scalar(UInt8(v & 255)))
                        i += 2
                        continue
                    }
                    n = n * 10 + Int(u[i].value - 48)
                    i += 1
                }
                try use(n, start + 1)
            case "n": literal.append("\n")
            case "t": literal.append("\t")
            case "r": literal.append("\r")
            case "a": literal.append("\u{7}")
            case "b": literal.append("\u{8}")
            case "f": literal.append("\u{c}")
            case "v": literal.append("\u{b}")
            case "\\": literal.append("\\")
            default:
                if c.isASCII, StrObject.isLetter(c) { throw fail("bad escape \\\(c)", start) }
                literal.append("\\")
                literal.append(c)
            }
        }
        flush()
        return out
    }

    static func bytes(_ v: Value) throws -> [UInt8] {
        if let s = v.asString { return Array(s.utf8) }
        if let b = v.asBytes { return b }
        throw typeError("expected str instance, \(v.typeName) found")
    }
    static func expand(_ pieces: [Piece], _ s: ReSubject, _ spans: [Int], into out: inout [UInt8]) throws {
        for piece in pieces {
            switch piece {
            case .literal(let v): out += try bytes(v)
            case .group(let n): if spans[2 * n] >= 0 { out += s.bytes[spans[2 * n]..<spans[2 * n + 1]] }
            }
        }
    }

    static func substitute(_ p: RePattern, _ replacement: Value, _ text: Value, _ count: Int) throws -> (Value, Int) {
        let r = try range(p, text)
        var pieces: [Piece]?
        if !Operators.isCallable(replacement) {
            guard replacement.asString != nil || replacement.asBytes != nil else { throw typeError("decoding to str: need a bytes-like object, \(replacement.typeName) found") }
            pieces = try template(p, replacement)
        }
        var out: [UInt8] = []
        var last = 0
        var n = 0
        var w = Walker(p, r)
        while count == 0 || n < count, let spans = try w.next() {
            try Interpreter.checkInterrupt()
            out += r.subject.bytes[last..<spans[0]]
            if let pieces {
                try expand(pieces, r.subject, spans, into: &out)
            } else {
                let v = try Operators.call(replacement, .object(ReMatch(p, r.subject, spans, pos: r.pos, endpos: r.endpos)))
                if v.asString == nil && v.asBytes == nil { if !v.isNone { throw typeError("sequence item \(n): expected str instance, \(v.typeName) found") } } else { out += try bytes(v) }
            }
            last = spans[1]
            n += 1
        }
        if n == 0 { return (text, 0) }
        out += r.subject.bytes[last...]
        return (p.isBytes ? .bytes(out) : .string(String(decoding: out, as: UTF8.self)), n)
    }

    static func split(_ p: RePattern, _ text: Value, _ maximum: Int) throws -> Value {
        let r = try range(p, text)
        var out: [Value] = []
        var last = 0
        var w = Walker(p, r)
        var n = 0
        while maximum == 0 || n < maximum, let s = try w.next() {
            out.append(r.subject.text(last, s[0]))
            for g in 0..<p.groups { out.append(s[2 * g + 2] < 0 ? .none : r.subject.text(s[2 * g + 2], s[2 * g + 3])) }
            last = s[1]
            n += 1
        }
        out.append(r.subject.text(last, r.subject.bytes.count))
        return .list(out)
    }

    static func findAll(_ p: RePattern, _ r: Range) throws -> Value {
        var out: [Value] = []
        var w = Walker(p, r)
        while let s = try w.next() {
            func g(_ i: Int) -> Value { s[2 * i] < 0 ? r.subject.text(0, 0) : r.subject.text(s[2 * i], s[2 * i + 1]) }
            switch p.groups {
            case 0: out.append(g(0))
            case 1: out.append(g(1))
            default: out.append(.tuple((1...p.groups).map(g)))
            }
        }
        return .list(out)
    }
    static func findIter(_ p: RePattern, _ r: Range) -> Value {
        var w = Walker(p, r)
        return .object(
            NativeIterator(type: IteratorTypes.callableIterator, holding: [r.subject.value]) {
                guard let s = try w.next() else { return nil }
                return .object(ReMatch(p, r.subject, s, pos: r.pos, endpos: r.endpos))
            })
    }

    // MARK: Types

    static let patternType = TypeObject.native("Pattern", module: "re", subclassable: false) { t in
        func of(_ v: Value) throws -> RePattern {
            guard let p = v.asObject as? RePattern else { throw typeError("a compiled pattern is required, not '\(v.typeName)'") }
            return p
        }
        t.method("match(self, string, pos=..., endpos=...)", "A match at the beginning.") { a in try single(of(a[0]), range(of(a[0]), a[1], a[2], a[3]), anchored: true) }
        t.method("fullmatch(self, string, pos=..., endpos=...)", "A match of the whole.") { a in try single(of(a[0]), range(of(a[0]), a[1], a[2], a[3]), whole: true) }
        t.method("search(self, string, pos=..., endpos=...)", "The first match anywhere.") { a in try single(of(a[0]), range(of(a[0]), a[1], a[2], a[3])) }
        t.method("findall(self, string, pos=..., endpos=...)", "The texts of all matches.") { a in try findAll(of(a[0]), range(of(a[0]), a[1], a[2], a[3])) }
        t.method("finditer(self, string, pos=..., endpos=...)", "All matches.") { a in findIter(try of(a[0]), try range(of(a[0]), a[1], a[2], a[3])) }
        t.method("split(self, string, maxsplit=0)", "The texts between matches.") { a in try split(of(a[0]), a[1], a.int(2)) }
        t.method("sub(self, repl, string, count=0)", "The text with matches replaced.") { a in try substitute(of(a[0]), a[1], a[2], a.int(3)).0 }
        t.method("subn(self, repl, string, count=0)", "As sub, with the number of replacements.") { a in
            let (s, n) = try substitute(of(a[0]), a[1], a[2], a.int(3))
            return .tuple([s, .int(n)])
        }
        t.property("pattern") { ($0 as! RePattern).pattern }
        t.property("flags") { .int(($0 as! RePattern).flags) }
        t.property("groups") { .int(($0 as! RePattern).groups) }
        t.property("groupindex") { o in .object(MappingProxy(DictObject((o as! RePattern).names.map { ($0.name, .int($0.index)) }))) }
        t.method("__copy__(self)") { $0[0] }
        t.method("__deepcopy__(self, memo)") { $0[0] }
    }

    static let matchType = TypeObject.native("Match", module: "re", subclassable: false) { t in
        func of(_ v: Value) throws -> ReMatch {
            guard let m = v.asObject as? ReMatch else { throw typeError("a match is required, not '\(v.typeName)'") }
            return m
        }
        t.method("group(self, *groups)", "One or several groups.") { a in
            let m = try of(a[0])
            let g = a.rest(1)
            if g.isEmpty { return m.group(0) }
            if g.count == 1 { return m.group(try m.index(g[0])) }
            return .tuple(try g.map { m.group(try m.index($0)) })
        }
        t.method("groups(self, default=None)", "All groups.") { a in
            let m = try of(a[0])
            return .tuple((0..<m.pattern.groups).map { m.group($0 + 1, a[1]) })
        }
        t.method("groupdict(self, default=None)", "The named groups.") { a in
            let m = try of(a[0])
            return .object(DictObject(m.pattern.names.map { ($0.name, m.group($0.index, a[1])) }))
        }
        t.method("start(self, group=0, /)", "Where a group begins.") { a in .int(try of(a[0]).start(of(a[0]).index(a[1]))) }
        t.method("end(self, group=0, /)", "Where a group ends.") { a in .int(try of(a[0]).end(of(a[0]).index(a[1]))) }
        t.method("span(self, group=0, /)", "Where a group begins and ends.") { a in
            let m = try of(a[0])
            let i = try m.index(a[1])
            return .tuple([.int(m.start(i)), .int(m.end(i))])
        }
        t.method("expand(self, template)", "A replacement text filled in.") { a in
            let m = try of(a[0])
            var out: [UInt8] = []
            try expand(template(m.pattern, a[1]), m.subject, m.spans, into: &out)
            return m.pattern.isBytes ? .bytes(out) : .string(String(decoding: out, as: UTF8.self))
        }
        t.property("string") { ($0 as! ReMatch).subject.value }
        t.property("re") { .object(($0 as! ReMatch).pattern) }
        t.property("pos") { .int(($0 as! ReMatch).pos) }
        t.property("endpos") { .int(($0 as! ReMatch).endpos) }
        t.property("lastindex") { ($0 as! ReMatch).lastIndex.map(Value.int) ?? .none }
        t.property("lastgroup") { o in
            let m = o as! ReMatch
            guard let i = m.lastIndex, let n = m.pattern.names.first(where: { $0.index == i }) else { return .none }
            return .string(n.name)
        }
        t.property("regs") { o in
            let m = o as! ReMatch
            return .tuple((0...m.pattern.groups).map { .tuple([.int(m.start($0)), .int(m.end($0))]) })
        }
        NativeSlots.declare(t, ["__getitem__"])
        t.method("__copy__(self)") { $0[0] }
        t.method("__deepcopy__(self, memo)") { $0[0] }
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("re", doc: "Regular expressions.")
        m.constant("error", .object(errorType))
        m.constant("Pattern", .object(patternType))
        m.constant("Match", .object(matchType))
        let flagType = TypeObject.native("RegexFlag", module: "re", base: Types.int)
        m.type(flagType)
        for (long, short, value) in flagList {
            let v = Value.object(ReFlag(value, flagType))
            m.constant(long, v)
            if !short.isEmpty { m.constant(short, v) }
        }
        m.constant("NOFLAG", .object(ReFlag(0, flagType)))
        m.function("compile(pattern, flags=0)", "A compiled pattern.") { a in .object(try compile(a[0], a[1])) }
        m.function("match(pattern, string, flags=0)", "A match at the beginning.") { a in
            let p = try compile(a[0], a[2])
            return try single(p, range(p, a[1]), anchored: true)
        }
        m.function("fullmatch(pattern, string, flags=0)", "A match of the whole.") { a in
            let p = try compile(a[0], a[2])
            return try single(p, range(p, a[1]), whole: true)
        }
        m.function("search(pattern, string, flags=0)", "The first match anywhere.") { a in
            let p = try compile(a[0], a[2])
            return try single(p, range(p, a[1]))
        }
        m.function("findall(pattern, string, flags=0)", "The texts of all matches.") { a in
            let p = try compile(a[0], a[2])
            return try findAll(p, range(p, a[1]))
        }
        m.function("finditer(pattern, string, flags=0)", "All matches.") { a in
            let p = try compile(a[0], a[2])
            return findIter(p, try range(p, a[1]))
        }
        m.function("split(pattern, string, maxsplit=0, flags=0)", "The texts between matches.") { a in try split(compile(a[0], a[3]), a[1], a.int(2)) }
        m.function("sub(pattern, repl, string, count=0, flags=0)", "The text with matches replaced.") { a in
            try substitute(compile(a[0], a[4]), a[1], a[2], a.int(3)).0
        }
        m.function("subn(pattern, repl, string, count=0, flags=0)", "As sub, with the number of replacements.") { a in
            let (s, n) = try substitute(compile(a[0], a[4]), a[1], a[2], a.int(3))
            return .tuple([s, .int(n)])
        }
        m.function("escape(pattern)", "The text with special characters escaped.") { a in
            let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".unicodeScalars)
            if let b = a[0].asBytes { return .bytes(b.flatMap { special.contains(Unicode.Scalar($0)) ? [92, $0] : [$0] }) }
            var out = String.UnicodeScalarView()
            for c in try a.string(0).unicodeScalars {
                if special.contains(c) { out.append("\\") }
                out.append(c)
            }
            return .string(String(out))
        }
        m.function("purge()", "Forgets compiled patterns.") { _ in
            cache = [:]
            return .none
        }
        return m
    }
}

/// A flag: an integer that shows its name.
final class ReFlag: Object {
    let value: Int
    init(_ value: Int, _ type: TypeObject) {
        self.value = value
        super.init(type: type)
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        let o: Int
        if let f = other.asObject as? ReFlag { o = f.value } else if case .int(let i) = other { o = i } else { return nil }
        switch op {
        case .or: return .object(ReFlag(value | o, type))
        case .and: return .object(ReFlag(value & o, type))
        case .xor: return .object(ReFlag(value ^ o, type))
        default: return try IntArithmetic.binary(op, .int(reflected ? o : value), .int(reflected ? value : o))
        }
    }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        IntArithmetic.compare(op, .int(value), (other.asObject as? ReFlag).map { .int($0.value) } ?? other).map(Value.bool)
    }
    override func unary(_ op: UnaryOperator) throws -> Value? { op == .invert ? .object(ReFlag(511 & ~value, type)) : IntArithmetic.unary(op, .int(value)) }
    override func hash() throws -> Int { value }
    override func isTrue() throws -> Bool { value != 0 }
    override func index() throws -> Value? { .int(value) }
    override func toInt() throws -> Value? { .int(value) }
    override func str() throws -> String? { try repr() }
    override func repr() throws -> String { value == 0 ? "re.NOFLAG" : ReModule.flagNames(value) }
}

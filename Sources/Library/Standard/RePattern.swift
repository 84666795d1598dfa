// This file translates Python's regular expressions to PCRE2's and holds compiled patterns.

import CPCRE2
import Lang

/// Flags as Python numbers them.
struct ReFlags {
    static let ignoreCase = 2, locale = 4, multiline = 8, dotAll = 16, unicode = 32, verbose = 64, ascii = 256, debug = 128
}

/// Reads a Python pattern: reports its errors in Python's words and spells it for PCRE2.
struct ReTranslator {
    let u: [Unicode.Scalar]
    let isBytes: Bool
    var i = 0
    var out = ""
    var flags: Int
    /// Groups in order: their names and where they close.
    var names: [String: Int] = [:]
    var order: [(name: String, index: Int)] = []
    var closes: [Int] = [0]
    var groups = 0
    private var open: [(position: Int, group: Int, isLookBehind: Bool, verbose: Bool)] = []
    /// Whether something stands before that a quantifier can repeat: 0 nothing, 1 an item, 2 a repeated item.
    private var repeatable = 0

    init(_ text: String, flags: Int, isBytes: Bool) {
        u = Array(text.unicodeScalars)
        self.flags = flags
        self.isBytes = isBytes
    }

    func error(_ message: String, _ at: Int) -> PythonError { ReModule.error(message, String(String.UnicodeScalarView(u)), at, isBytes) }

    mutating func run() throws {
        try leadingFlags()
        var verbose = flags & ReFlags.verbose != 0
        while i < u.count {
            let c = u[i]
            if verbose {
                if c == " " || (c.value >= 9 && c.value <= 13) {
                    i += 1
                    continue
                }
                if c == "#" {
                    while i < u.count, u[i] != "\n" { i += 1 }
                    continue
                }
            }
            switch c {
            case "\\": try escape(inClass: false)
            case "[": try characterClass()
            case "(": try group(&verbose)
            case ")":
                guard let g = open.popLast() else { throw error("unbalanced parenthesis", i) }
                if g.group > 0 { closes[g.group] = i }
                verbose = g.verbose
                out += ")"
                i += 1
                repeatable = 1
            case "*", "+", "?": try quantifier(String(c), from: i, length: 1)
            case "{":
                // `{m}`, `{m,}`, `{,n}`, `{m,n}`; anything else is the character.
                var j = i + 1
                var low = "", high = ""
                var comma = false
                while j < u.count, u[j].value >= 48, u[j].value <= 57 {
                    low.unicodeScalars.append(u[j])
                    j += 1
                }
                if j < u.count, u[j] == "," {
                    comma = true
                    j += 1
                    while j < u.count, u[j].value >= 48, u[j].value <= 57 {
                        high.unicodeScalars.append(u[j])
                        j += 1
                    }
                }
                if j < u.count, u[j] == "}", !(low.isEmpty && !comma) {
                    let a = Int(low) ?? 0
                    if comma, let b = Int(high), b < a { throw error("min repeat greater than max repeat", i + 1) }
                    if a > 65535 || (Int(high) ?? 0) > 65535 { throw overflowError("the repetition number is too large") }
                    try quantifier("{\(a)\(comma ? "," + high : "")}", from: i, length: j + 1 - i)
                } else {
                    out += "\\{"
                    i += 1
                    repeatable = 1
                }
            case "|":
                out += "|"
                i += 1
                repeatable = 0
            case "^":
                out += "^"
                i += 1
                repeatable = 0
            case "$":
                out += "$"
                i += 1
                repeatable = 1
            case "#", " ":
                out += "\\"
                out.unicodeScalars.append(c)
                i += 1
                repeatable = 1
            case "\n", "\t", "\r", "\u{b}", "\u{c}":
                out += "\\x{\(String(c.value, radix: 16))}"
                i += 1
                repeatable = 1
            default:
                out.unicodeScalars.append(c)
                i += 1
                repeatable = 1
            }
        }
        if let g = open.last { throw error("missing ), unterminated subpattern", g.position) }
    }

    /// `(?imsx…)` at the beginning sets flags of the whole pattern.
    private mutating func leadingFlags() throws {
        while i + 2 < u.count, u[i] == "(", u[i + 1] == "?", "aiLmsux".unicodeScalars.contains(u[i + 2]) {
            var j = i + 2
            var found = 0
            while j < u.count, let f = ReTranslator.flag(u[j]) {
                found |= f
                j += 1
            }
            guard j < u.count, u[j] == ")" else { return }
            flags |= found
            i = j + 1
        }
    }
    static func flag(_ c: Unicode.Scalar) -> Int? {
        switch c {
        case "i": return ReFlags.ignoreCase
        case "L": return ReFlags.locale
        case "m": return ReFlags.multiline
        case "s": return ReFlags.dotAll
        case "u": return ReFlags.unicode
        case "x": return ReFlags.verbose
        case "a": return ReFlags.ascii
        default: return nil
        }
    }

    private mutating func quantifier(_ text: String, from: Int, length: Int) throws {
        if repeatable == 0 { throw error("nothing to repeat", from) }
        if repeatable == 2 { throw error("multiple repeat", from) }
        out += text
        i += length
        repeatable = 2
        if i < u.count, u[i] == "?" || u[i] == "+" {
            out.unicodeScalars.append(u[i])
            i += 1
        }
    }

    private mutating func group(_ verbose: inout Bool) throws {
        let start = i
        func push(_ t: inout ReTranslator, _ group: Int, look: Bool = false) { t.open.append((start, group, look, verbose)) }
        repeatable = 0
        guard i + 1 < u.count, u[i + 1] == "?" else {
            groups += 1
            closes.append(0)
            push(&self, groups)
            out += "("
            i += 1
            return
        }
        guard i + 2 < u.count else { throw error("unexpected end of pattern", i + 2) }
        let c = u[i + 2]
        switch c {
        case ":", "=", "!", ">":
            push(&self, 0)
            out += "(?"
            out.unicodeScalars.append(c)
            i += 3
        case "#":
            var j = i + 3
            while j < u.count, u[j] != ")" { j += 1 }
            if j >= u.count { throw error("missing ), unterminated comment", start) }
            i = j + 1
            repeatable = 1
        case "<":
            guard i + 3 < u.count else { throw error("unexpected end of pattern", i + 3) }
            guard u[i + 3] == "=" || u[i + 3] == "!" else { throw error("unknown extension ?<\(u[i + 3])", i + 1) }
            push(&self, 0, look: true)
            out += "(?<"
            out.unicodeScalars.append(u[i + 3])
            i += 4
        case "P":
            guard i + 3 < u.count else { throw error("unexpected end of pattern", i + 3) }
            if u[i + 3] == "<" {
                let name = try self.name(from: i + 4, until: ">")
                if let old = names[name] {
                    throw error("redefinition of group name \(StrObject.repr(name)) as group \(groups + 1); was group \(old)", i + 4)
                }
                groups += 1
                closes.append(0)
                names[name] = groups
                order.append((name, groups))
                push(&self, groups)
                // Names are ours: PCRE2 limits their length and letters.
                out += "("
                i += 5 + name.unicodeScalars.count
            } else if u[i + 3] == "=" {
                let name = try self.name(from: i + 4, until: ")")
                guard let n = names[name] else { throw error("unknown group name \(StrObject.repr(name))", i + 4) }
                if open.contains(where: { $0.group == n }) { throw error("cannot refer to an open group", i + 4) }
                out += "\\g{\(n)}"
                i += 5 + name.unicodeScalars.count
                repeatable = 1
            } else {
                throw error("unknown extension ?P\(u[i + 3])", i + 1)
            }
        case "(":
            let name = try self.name(from: i + 3, until: ")", orNumber: true)
            let n: Int
            if let k = Int(name) {
                if k == 0 { throw error("bad group number", i + 3) }
                n = k
            } else {
                guard let k = names[name] else { throw error("unknown group name \(StrObject.repr(name))", i + 3) }
                n = k
            }
            push(&self, 0)
            out += "(?(\(n))"
            i += 4 + name.unicodeScalars.count
        default:
            // Flags for a part: `(?i:…)`, `(?s-i:…)`.
            var j = i + 2
            var on = "", off = ""
            var negative = false
            var set = 0, unset = 0
            while j < u.count, let f = u[j] == "-" ? 0 : ReTranslator.flag(u[j]) {
                if u[j] == "-" {
                    if negative { throw error("missing flag", j) }
                    negative = true
                } else {
                    if f != ReFlags.unicode, f != ReFlags.locale, f != ReFlags.ascii {
                        if negative { off.unicodeScalars.append(u[j]) } else { on.unicodeScalars.append(u[j]) }
                    }
                    if negative { unset |= f } else { set |= f }
                }
                j += 1
            }
            if j >= u.count { throw error("missing -, : or )", j) }
            if u[j] == ")", j > i + 2, !negative { throw error("global flags not at the start of the expression", start) }
            guard u[j] == ":" , j > i + 2 else {
                let bad = u[j]
                if j == i + 2 { throw error("unknown extension ?\(bad)", i + 1) }
                throw error(StrObject.isLetter(bad) ? "unknown flag" : "missing -, : or )", j)
            }
            push(&self, 0)
            if set & ReFlags.verbose != 0 { verbose = true }
            if unset & ReFlags.verbose != 0 { verbose = false }
            on.removeAll { $0 == "x" }
            off.removeAll { $0 == "x" }
            out += "(?\(on)\(off.isEmpty ? "" : "-" + off):"
            i = j + 1
        }
    }

    private func name(from: Int, until end: Unicode.Scalar, orNumber: Bool = false) throws -> String {
        var j = from
        var s = String.UnicodeScalarView()
        while j < u.count, u[j] != end {
            s.append(u[j])
            j += 1
        }
        if j >= u.count { throw error(s.isEmpty ? "missing group name" : "missing \(end), unterminated name", from) }
        let t = String(s)
        if t.isEmpty { throw error("missing group name", from) }
        if orNumber, t.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) { return t }
        if !StrObject.isName(t) { throw error("bad character in group name \(StrObject.repr(t))", from) }
        return t
    }

    private func hex(_ from: Int, _ n: Int) -> UInt32? {
        guard from + n <= u.count else { return nil }
        var v: UInt32 = 0
        for k in from..<from + n {
            guard u[k].isASCII, let d = Character(u[k]).hexDigitValue else { return nil }
            v = v << 4 | UInt32(d)
        }
        return v
    }
    private mutating func put(_ v: UInt32) { out += "\\x{\(String(v, radix: 16))}" }

    /// An escape; returns its code point when it stands for one.
    @discardableResult private mutating func escape(inClass: Bool) throws -> UInt32? {
        let start = i
        guard i + 1 < u.count else { throw error("bad escape (end of pattern)", i) }
        let c = u[i + 1]
        i += 2
        if !inClass { repeatable = 1 }
        func single(_ v: UInt32, _ length: Int = 0) -> UInt32 {
            put(v)
            i += length
            return v
        }
        switch c {
        case "x":
            guard let v = hex(i, 2) else { throw error("incomplete escape \(text(start, min(i + 2, u.count)))", start) }
            return single(v, 2)
        case "u" where !isBytes:
            guard let v = hex(i, 4) else { throw error("incomplete escape \(text(start, min(i + 4, u.count)))", start) }
            return single(v, 4)
        case "U" where !isBytes:
            guard let v = hex(i, 8), v <= 0x10FFFF else { throw error("incomplete escape \(text(start, min(i + 8, u.count)))", start) }
            return single(v, 8)
        case "a": return single(7)
        case "f": return single(12)
        case "n": return single(10)
        case "r": return single(13)
        case "t": return single(9)
        case "v": return single(11)
        case "d", "D", "w", "W", "s", "S":
            out += "\\\(c)"
            return nil
        case "b":
            if inClass { return single(8) }
            out += "\\b"
            return nil
        case "B" where !inClass, "A" where !inClass:
            out += "\\\(c)"
            if c == "A" { repeatable = 0 }
            return nil
        case "Z" where !inClass:
            out += "\\z"
            return nil
        case "0":
            var v: UInt32 = 0
            var n = 0
            while n < 2, i < u.count, u[i].value >= 48, u[i].value <= 55 {
                v = v * 8 + u[i].value - 48
                i += 1
                n += 1
            }
            put(v)
            return v
        case "1"..."9":
            if inClass || (c.value <= 51 && i + 1 < u.count && isOctal(u[i]) && isOctal(u[i + 1])) {
                guard isOctal(c), i + 1 < u.count, isOctal(u[i]), isOctal(u[i + 1]) else { throw error("bad escape \\\(c)", start) }
                let v = (c.value - 48) * 64 + (u[i].value - 48) * 8 + u[i + 1].value - 48
                if v > 255 { throw error("octal escape value \(text(start, i + 2)) outside of range 0-0o377", start) }
                return single(v, 2)
            }
            var n = Int(c.value - 48)
            if i < u.count, u[i].value >= 48, u[i].value <= 57 {
                n = n * 10 + Int(u[i].value - 48)
                i += 1
            }
            if n > groups { throw error("invalid group reference \(n)", start + 1) }
            if open.contains(where: { $0.group == n }) { throw error("cannot refer to an open group", start) }
            out += "\\g{\(n)}"
            return nil
        default:
            if c.isASCII, StrObject.isLetter(c) { throw error("bad escape \\\(c)", start) }
            return single(c.value)
        }
    }
    private func isOctal(_ c: Unicode.Scalar) -> Bool { c.value >= 48 && c.value <= 55 }
    private func text(_ a: Int, _ b: Int) -> String { String(String.UnicodeScalarView(u[a..<b])) }

    private mutating func characterClass() throws {
        let start = i
        i += 1
        out += "["
        repeatable = 1
        if i < u.count, u[i] == "^" {
            out += "^"
            i += 1
        }
        var first = true
        while true {
            guard i < u.count else { throw error("unterminated character set", start) }
            if u[i] == "]", !first {
                i += 1
                out += "]"
                return
            }
            first = false
            let at = i
            let low = try classItem()
            if i + 1 < u.count, u[i] == "-", u[i + 1] != "]" {
                i += 1
                out += "-"
                let high = try classItem()
                guard let a = low, let b = high, a <= b else { throw error("bad character range \(text(at, i))", at) }
            } else if i < u.count, u[i] == "-", i + 1 >= u.count {
                throw error("unterminated character set", start)
            }
        }
    }
    private mutating func classItem() throws -> UInt32? {
        let c = u[i]
        if c == "\\" { return try escape(inClass: true) }
        i += 1
        if c.isASCII, !StrObject.isLetter(c), !(c.value >= 48 && c.value <= 57) { put(c.value) } else { out.unicodeScalars.append(c) }
        return c.value
    }
}

extension StrObject {
    static func isLetter(_ c: Unicode.Scalar) -> Bool { (c.value | 32) >= 97 && (c.value | 32) <= 122 }
    static func isName(_ s: String) -> Bool {
        var first = true
        for c in s.unicodeScalars {
            if !(first ? c == "_" || c.properties.isXIDStart : c.properties.isXIDContinue) { return false }
            first = false
        }
        return !first
    }
}

/// `re.Pattern`: a compiled expression.
final class RePattern: Object {
    let pattern: Value
    let isBytes: Bool
    let flags: Int
    let groups: Int
    let names: [(name: String, index: Int)]
    let closes: [Int]
    private let code: OpaquePointer
    /// What `code` was compiled from.
    private let source: (bytes: [UInt8], length: Int, options: UInt32)
    private var watched: OpaquePointer?
    private let data: OpaquePointer
    private let context: OpaquePointer

    init(_ pattern: Value, flags: Int) throws {
        self.pattern = pattern
        let text: String
        if let s = pattern.asString {
            text = s
            isBytes = false
        } else if let b = pattern.asBytes {
            text = String(String.UnicodeScalarView(b.map { Unicode.Scalar($0) }))
            isBytes = true
        } else {
            throw typeError("first argument must be string or compiled pattern")
        }
        var t = ReTranslator(text, flags: flags, isBytes: isBytes)
        try t.run()
        if t.flags & ReFlags.ascii != 0, t.flags & ReFlags.unicode != 0 { throw valueError("ASCII and UNICODE flags are incompatible") }
        if !isBytes, t.flags & ReFlags.locale != 0 { throw valueError("cannot use LOCALE flag with a str pattern") }
        if isBytes, t.flags & ReFlags.unicode != 0 { throw valueError("cannot use UNICODE flag with a bytes pattern") }
        self.flags = t.flags | (isBytes || t.flags & ReFlags.ascii != 0 ? 0 : ReFlags.unicode)
        groups = t.groups
        names = t.order
        closes = t.closes
        var options: UInt32 = UInt32(PCRE2_NEVER_BACKSLASH_C)
        if !isBytes {
            options |= UInt32(PCRE2_UTF)
            if t.flags & ReFlags.ascii == 0 { options |= UInt32(PCRE2_UCP) }
        }
        if t.flags & ReFlags.ignoreCase != 0 { options |= UInt32(PCRE2_CASELESS) }
        if t.flags & ReFlags.multiline != 0 { options |= UInt32(PCRE2_MULTILINE) }
        if t.flags & ReFlags.dotAll != 0 { options |= UInt32(PCRE2_DOTALL) }
        var number: Int32 = 0
        var offset: Int = 0
        let compile = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(compile) }
        pcre2_set_newline_8(compile, UInt32(PCRE2_NEWLINE_LF))
        var bytes = isBytes ? t.out.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : Array(t.out.utf8)
        let length = bytes.count
        bytes.append(0)
        guard let code = pcre2_compile_8(bytes, length, options, &number, &offset, compile) else {
            var buffer = [UInt8](repeating: 0, count: 256)
            pcre2_get_error_message_8(number, &buffer, buffer.count)
            let words = String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            if words.contains("lookbehind") { throw PythonError(ReModule.errorType, "look-behind requires fixed-width pattern") }
            throw PythonError(ReModule.errorType, words)
        }
        self.code = code
        source = (bytes, length, options)
        data = pcre2_match_data_create_from_pattern_8(code, nil)
        context = pcre2_match_context_create_8(nil)
        super.init(type: ReModule.patternType)
    }
    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
        if let w = watched { pcre2_code_free_8(w) }
    }

    /// The pattern compiled once more to call back at each of its items, for a match that takes long.
    private func watchedCode() throws -> OpaquePointer {
        if let w = watched { return w }
        var number: Int32 = 0
        var offset: Int = 0
        let compile = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(compile) }
        pcre2_set_newline_8(compile, UInt32(PCRE2_NEWLINE_LF))
        guard let w = pcre2_compile_8(source.bytes, source.length, source.options | UInt32(PCRE2_AUTO_CALLOUT), &number, &offset, compile) else { throw PythonError(Exceptions.memoryError, args: []) }
        pcre2_set_callout_8(context, { _, _ in Interpreter.interruptRequested.pointee != 0 ? Int32(PCRE2_ERROR_CALLOUT) : 0 }, nil)
        watched = w
        return w
    }

    /// Byte offsets of the match and its groups (-1 for a group that took no part); nil for no match.
    /// A match that takes many steps is begun again with a call at each of them that sees an interrupt.
    func match(_ subject: ReSubject, from: Int, to: Int, anchored: Bool = false, whole: Bool = false, notEmptyAtStart: Bool = false) throws -> [Int]? {
        var options: UInt32 = subject.checked ? UInt32(PCRE2_NO_UTF_CHECK) : 0
        if anchored || whole { options |= UInt32(PCRE2_ANCHORED) }
        if whole { options |= UInt32(PCRE2_ENDANCHORED) }
        if notEmptyAtStart { options |= UInt32(PCRE2_NOTEMPTY_ATSTART) }
        var limit: UInt32 = 5_000_000
        var code = code
        while true {
            pcre2_set_match_limit_8(context, limit)
            pcre2_set_depth_limit_8(context, limit)
            pcre2_set_heap_limit_8(context, 4_000_000)
            let r = subject.bytes.withUnsafeBufferPointer { p -> Int32 in
                var empty: UInt8 = 0
                return withUnsafePointer(to: &empty) { e in pcre2_match_8(code, p.baseAddress ?? e, to, from, options, data, context) }
            }
            if r == PCRE2_ERROR_NOMATCH { return nil }
            if r == PCRE2_ERROR_MATCHLIMIT || r == PCRE2_ERROR_DEPTHLIMIT {
                try Interpreter.checkInterrupt()
                limit = UInt32.max
                code = try watchedCode()
                continue
            }
            if r < 0 {
                if r == PCRE2_ERROR_CALLOUT {
                    try Interpreter.checkInterrupt()
                    continue
                }
                if r == PCRE2_ERROR_HEAPLIMIT || r == PCRE2_ERROR_NOMEMORY { throw PythonError(Exceptions.memoryError, args: []) }
                throw runtimeError("internal error in regular expression engine (\(r))")
            }
            let v = pcre2_get_ovector_pointer_8(data)!
            return (0..<(groups + 1) * 2).map { v[$0] == Int.max || v[$0] == -1 || Int32($0 / 2) >= r ? -1 : Int(bitPattern: UInt(v[$0])) }
        }
    }

    override func hash() throws -> Int { try Operators.hash(pattern) ^ flags }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let p = other.asObject as? RePattern else { return nil }
        return .bool((try flags == p.flags && isBytes == p.isBytes && Operators.equal(pattern, p.pattern)) == (op == .eq))
    }
    override func repr() throws -> String {
        var s = "re.compile(" + (try Operators.repr(pattern))
        let shown = ReModule.flagNames(flags & ~(isBytes ? 0 : ReFlags.unicode))
        if !shown.isEmpty { s += ", " + shown }
        return s + ")"
    }
    func index(ofName n: String) -> Int? { names.first { $0.name == n }?.index }
}

/// A text being searched: its bytes, and code point positions when it is not ASCII.
final class ReSubject {
    let value: Value
    let bytes: [UInt8]
    let isASCII: Bool
    let isBytes: Bool
    var checked = true
    private lazy var starts: [Int32] = {
        // Code point number of each byte offset.
        var out = [Int32](repeating: 0, count: bytes.count + 1)
        var n: Int32 = -1
        for (i, b) in bytes.enumerated() {
            if b & 0xC0 != 0x80 { n += 1 }
            out[i] = n
        }
        out[bytes.count] = n + 1
        return out
    }()
    private lazy var offsets: [Int32] = {
        var out: [Int32] = []
        for (i, b) in bytes.enumerated() where b & 0xC0 != 0x80 { out.append(Int32(i)) }
        out.append(Int32(bytes.count))
        return out
    }()

    init(_ v: Value) throws {
        value = v
        if case .object(let o) = v, o.kind == .str {
            let s = unsafeDowncast(o, to: StrObject.self)
            bytes = Array(s.value.utf8)
            isASCII = s.isASCII
            isBytes = false
        } else if let b = v.asBytes {
            bytes = b
            isASCII = true
            isBytes = true
        } else {
            throw typeError("expected string or bytes-like object, got '\(v.typeName)'")
        }
    }
    var count: Int { isASCII ? bytes.count : Int(starts[bytes.count]) }
    /// Code point index of a byte offset.
    func position(_ byte: Int) -> Int { isASCII || byte < 0 ? byte : Int(starts[byte]) }
    /// Byte offset of a code point index.
    func offset(_ position: Int) -> Int { isASCII ? position : Int(offsets[position]) }
    func text(_ a: Int, _ b: Int) -> Value {
        if isBytes { return .bytes(a < b ? Array(bytes[a..<b]) : []) }
        return a < b ? .string(String(decoding: bytes[a..<b], as: UTF8.self)) : StrObject.empty
    }
}

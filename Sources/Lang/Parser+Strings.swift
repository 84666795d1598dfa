// This file reads string literals: prefixes, escapes, concatenation and f-strings.

extension ParserCore {
    /// `strings: STRING+`
    func strings() throws -> Expr {
        let start = position
        var literals: [Token] = []
        while kind == .string {
            literals.append(token)
            advance()
        }
        if kind == .error { throw mismatch() }
        let whole = span(from: start)
        var parts: [StringPart] = []
        var data: [UInt8] = []
        var isBytes: Bool?
        var isFormatted = false
        for t in literals {
            var i = t.start
            var raw = false, b = false, f = false
            prefix: while true {
                switch bytes[i] | 32 {
                case 114: raw = true
                case 98: b = true
                case 102: f = true
                case 117: break
                default: break prefix
                }
                i += 1
            }
            if let known = isBytes, known != b { throw problemHere("cannot mix bytes and nonbytes literals") }
            isBytes = b
            let quote = bytes[i]
            let triple = t.end - i >= 6 && bytes[i + 1] == quote && bytes[i + 2] == quote
            let from = i + (triple ? 3 : 1)
            let to = t.end - (triple ? 3 : 1)
            if b {
                for k in from..<to where bytes[k] >= 0x80 { throw problem("bytes can only contain ASCII literal characters", t.span) }
                data += try raw ? withoutMargin(from, to) : bytesLiteral(from, to, t)
            } else if f {
                isFormatted = true
                var cursor = from
                parts += try formatted(&cursor, to, raw: raw, level: 0, t)
            } else {
                parts.append(.literal(try raw ? String(decoding: withoutMargin(from, to), as: UTF8.self) : textLiteral(from, to, t)))
            }
        }
        if isBytes == true { return Expr(.constant(.bytes(data)), whole) }
        if !isFormatted {
            var s = ""
            for case .literal(let piece) in parts { s += piece }
            return Expr(.constant(.string(s)), whole)
        }
        return Expr(.joinedString(merged(parts)), whole)
    }

    /// Joins adjacent literals and drops empty ones.
    private func merged(_ parts: [StringPart]) -> [StringPart] {
        var result: [StringPart] = []
        for part in parts {
            if case .literal(let s) = part {
                if s.isEmpty { continue }
                if case .literal(let before)? = result.last {
                    result[result.count - 1] = .literal(before + s)
                    continue
                }
            }
            result.append(part)
        }
        return result
    }

    /// The bytes of a literal's body; in an indented cell the lines' common indentation is no part of it.
    private func withoutMargin(_ from: Int, _ to: Int) -> [UInt8] {
        guard !margin.isEmpty, bytes[from..<to].contains(10) else { return Array(bytes[from..<to]) }
        var result: [UInt8] = []
        var i = from
        while i < to {
            result.append(bytes[i])
            i += 1
            if bytes[i - 1] == 10, i + margin.count <= to, bytes[i..<(i + margin.count)].elementsEqual(margin) { i += margin.count }
        }
        return result
    }

    // MARK: Escapes

    private func hexValue(_ c: UInt8) -> UInt32? {
        switch c {
        case 48...57: return UInt32(c - 48)
        case 65...70: return UInt32(c - 55)
        case 97...102: return UInt32(c - 87)
        default: return nil
        }
    }

    private func textLiteral(_ from: Int, _ to: Int, _ t: Token) throws -> String {
        let body = withoutMargin(from, to)
        guard body.contains(92) else { return String(decoding: body, as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(body.count)
        func put(_ v: UInt32) throws {
            guard let s = Unicode.Scalar(v) else {
                throw problem("cells do not support lone surrogates in a literal; write the character itself or \\U with its code point", t.span)
            }
            out += Array(String(Character(s)).utf8)
        }
        func bad(_ what: String, _ at: Int, _ end: Int) -> SyntaxFailure {
            // Positions count in the text with every non-ASCII character spelled as a ten-character escape, as CPython's decoder sees it.
            func position(_ i: Int) -> Int {
                var n = 0
                var k = 0
                while k < i, k < body.count {
                    if body[k] < 0x80 {
                        n += 1
                    } else if body[k] & 0xC0 != 0x80 {
                        n += 10
                    }
                    k += 1
                }
                return n
            }
            return problemHere("(unicode error) 'unicodeescape' codec can't decode bytes in position \(position(at))-\(position(end)): \(what)")
        }
        var i = 0
        while i < body.count {
            let c = body[i]
            if c != 92 {
                out.append(c)
                i += 1
                continue
            }
            let at = i
            i += 1
            guard i < body.count else {
                out.append(92)
                break
            }
            let e = body[i]
            i += 1
            switch e {
            case 10: break
            case 92, 39, 34: out.append(e)
            case 97: out.append(7)
            case 98: out.append(8)
            case 102: out.append(12)
            case 110: out.append(10)
            case 114: out.append(13)
            case 116: out.append(9)
            case 118: out.append(11)
            case 48...55:
                var v = UInt32(e - 48)
                var n = 1
                while n < 3, i < body.count, body[i] >= 48, body[i] <= 55 {
                    v = v * 8 + UInt32(body[i] - 48)
                    i += 1
                    n += 1
                }
                try put(v)
            case 120, 117, 85:
                let wanted = e == 120 ? 2 : e == 117 ? 4 : 8
                var v: UInt32 = 0
                var n = 0
                while n < wanted, i < body.count, let h = hexValue(body[i]) {
                    v = v << 4 | h
                    i += 1
                    n += 1
                }
                if n < wanted {
                    let shape = e == 120 ? "\\xXX" : e == 117 ? "\\uXXXX" : "\\UXXXXXXXX"
                    throw bad("truncated \(shape) escape", at, i - 1)
                }
                if v > 0x10FFFF { throw bad("illegal Unicode character", at, i - 1) }
                try put(v)
            case 78:
                var end = i
                if i < body.count, body[i] == 123 {
                    end = i + 1
                    while end < body.count, body[end] != 125 { end += 1 }
                    if end < body.count, end > i + 1 {
                        let name = String(decoding: body[(i + 1)..<end], as: UTF8.self)
                        guard let s = UnicodeNames.scalar(named: name) else { throw bad("unknown Unicode character name", at, end) }
                        try put(s.value)
                        i = end + 1
                        break
                    }
                }
                throw bad("malformed \\N character escape", at, min(end, body.count) - 1)
            default:
                out.append(92)
                i -= 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func bytesLiteral(_ from: Int, _ to: Int, _ t: Token) throws -> [UInt8] {
        let body = withoutMargin(from, to)
        guard body.contains(92) else { return body }
        var out: [UInt8] = []
        var i = 0
        while i < body.count {
            let c = body[i]
            if c != 92 {
                out.append(c)
                i += 1
                continue
            }
            let at = i
            i += 1
            guard i < body.count else { break }
            let e = body[i]
            i += 1
            switch e {
            case 10: break
            case 92, 39, 34: out.append(e)
            case 97: out.append(7)
            case 98: out.append(8)
            case 102: out.append(12)
            case 110: out.append(10)
            case 114: out.append(13)
            case 116: out.append(9)
            case 118: out.append(11)
            case 48...55:
                var v = Int(e - 48)
                var n = 1
                while n < 3, i < body.count, body[i] >= 48, body[i] <= 55 {
                    v = v * 8 + Int(body[i] - 48)
                    i += 1
                    n += 1
                }
                out.append(UInt8(truncatingIfNeeded: v))
            case 120:
                guard i + 1 < body.count, let a = hexValue(body[i]), let b = hexValue(body[i + 1]) else {
                    throw problemHere("(value error) invalid \\x escape at position \(at)")
                }
                out.append(UInt8(a << 4 | b))
                i += 2
            default:
                out.append(92)
                i -= 1
            }
        }
        return out
    }

    // MARK: f-strings

    /// Parts up to `end`, or up to the `}` that ends a nested format.
    private func formatted(_ i: inout Int, _ end: Int, raw: Bool, level: Int, _ t: Token) throws -> [StringPart] {
        var parts: [StringPart] = []
        var literalStart = i
        func flush(_ to: Int) throws {
            if to > literalStart {
                parts.append(.literal(try raw ? String(decoding: withoutMargin(literalStart, to), as: UTF8.self) : textLiteral(literalStart, to, t)))
            }
        }
        while i < end {
            let c = bytes[i]
            if !raw, c == 92, i + 1 < end {
                if bytes[i + 1] == 78, i + 2 < end, bytes[i + 2] == 123 {
                    // \N{name}: its braces are no expression.
                    i += 3
                    while i < end, bytes[i] != 125 { i += 1 }
                    if i < end { i += 1 }
                    continue
                }
                if bytes[i + 1] == 123 || bytes[i + 1] == 125 {
                    // `\{`: the backslash stays, the brace counts.
                    i += 1
                    continue
                }
                i += 2
                continue
            }
            if c == 123 || c == 125 {
                if level == 0, i + 1 < end, bytes[i + 1] == c {
                    try flush(i + 1)
                    i += 2
                    literalStart = i
                    continue
                }
                if c == 125 {
                    if level == 0 { throw formatProblem("single '}' is not allowed") }
                    try flush(i)
                    return merged(parts)
                }
                try flush(i)
                parts += try replacement(&i, end, raw: raw, level: level, t)
                literalStart = i
                continue
            }
            i += 1
        }
        try flush(i)
        if level > 0 { throw formatProblem("expecting '}'") }
        return parts
    }

    private func formatProblem(_ message: String) -> SyntaxFailure { problemHere("f-string: " + message) }

    /// `{expression[=][!conversion][:format]}`; `i` is at the `{`.
    private func replacement(_ i: inout Int, _ end: Int, raw: Bool, level: Int, _ t: Token) throws -> [StringPart] {
        if level >= 2 { throw formatProblem("expressions nested too deeply") }
        i += 1
        let start = i
        var quote: UInt8 = 0
        var isTriple = false
        var open: [UInt8] = []
        scan: while i < end {
            let c = bytes[i]
            if c == 92 { throw problemHere("f-string expression part cannot include a backslash") }
            if quote != 0 {
                if c == quote {
                    if !isTriple {
                        quote = 0
                    } else if i + 2 < end, bytes[i + 1] == c, bytes[i + 2] == c {
                        i += 2
                        quote = 0
                    }
                }
                i += 1
                continue
            }
            switch c {
            case 39, 34:
                isTriple = i + 2 < end && bytes[i + 1] == c && bytes[i + 2] == c
                if isTriple { i += 2 }
                quote = c
            case 40, 91, 123:
                if open.count >= Scanner.maximumBrackets { throw formatProblem("too many nested parenthesis") }
                open.append(c)
            case 35: throw problemHere("f-string expression part cannot include '#'")
            case _ where open.isEmpty && (c == 33 || c == 58 || c == 125 || c == 61 || c == 60 || c == 62):
                if i + 1 < end, bytes[i + 1] == 61, c == 33 || c == 61 || c == 60 || c == 62 {
                    i += 2
                    continue scan
                }
                if c == 60 || c == 62 { break }
                break scan
            case 41, 93, 125:
                let shown = Character(UnicodeScalar(c))
                guard let o = open.popLast() else { throw formatProblem("unmatched '\(shown)'") }
                guard (o == 40 && c == 41) || (o == 91 && c == 93) || (o == 123 && c == 125) else {
                    throw formatProblem("closing parenthesis '\(shown)' does not match opening parenthesis '\(Character(UnicodeScalar(o)))'")
                }
            default: break
            }
            i += 1
        }
        if quote != 0 { throw formatProblem("unterminated string") }
        if let o = open.last { throw formatProblem("unmatched '\(Character(UnicodeScalar(o)))'") }
        if i >= end { throw formatProblem("expecting '}'") }
        let value = try fragmentValue(from: start, to: i, t)
        var parts: [StringPart] = []
        var showsText = false
        if bytes[i] == 61 {
            i += 1
            while i < end, bytes[i] == 32 || (bytes[i] >= 9 && bytes[i] <= 13) { i += 1 }
            if i >= end { throw formatProblem("expecting '}'") }
            showsText = true
            parts.append(.literal(String(decoding: withoutMargin(start, i), as: UTF8.self)))
        }
        var conversion: Character?
        if bytes[i] == 33 {
            i += 1
            if i >= end { throw formatProblem("expecting '}'") }
            let c = bytes[i]
            i += 1
            guard c == 115 || c == 114 || c == 97 else { throw formatProblem("invalid conversion character: expected 's', 'r', or 'a'") }
            conversion = Character(UnicodeScalar(c))
            if i >= end { throw formatProblem("expecting '}'") }
        }
        var format: [StringPart]?
        if bytes[i] == 58 {
            i += 1
            if i >= end { throw formatProblem("expecting '}'") }
            format = try formatted(&i, end, raw: raw, level: level + 1, t)
        }
        guard i < end, bytes[i] == 125 else { throw formatProblem("expecting '}'") }
        i += 1
        if showsText, conversion == nil, format == nil { conversion = "r" }
        parts.append(.value(value, conversion: conversion, format: format))
        return parts
    }

    private func fragmentValue(from: Int, to: Int, _ t: Token) throws -> Expr {
        if bytes[from..<to].allSatisfy({ $0 == 32 || ($0 >= 9 && $0 <= 13) }) {
            let next = Character(UnicodeScalar(bytes[to]))
            throw formatProblem(next == "}" ? "empty expression not allowed" : "expression required before '\(next)'")
        }
        return try nested {
            // Where the expression begins, by lines.
            var line = Int(t.span.line)
            var lineStart = t.start - Int(t.span.column)
            for k in t.start..<from where bytes[k] == 10 {
                line += 1
                lineStart = k + 1
            }
            let inner = ParserCore(fragmentOf: self, from: from, to: to, line: line, lineStart: lineStart)
            do {
                return try inner.fragmentExpression()
            } catch let failure as SyntaxFailure {
                throw inner.error(for: failure)
            }
        }
    }

    /// A whole f-string expression: the fragment's tokens are wrapped in parentheses.
    func fragmentExpression() throws -> Expr {
        let e = try starExpressions()
        if kind == .newline { advance() }
        try expect(.endMarker)
        return e
    }
}

/// Unicode characters by name, for `\N{...}`.
public enum UnicodeNames {
    private static var known: [String: Unicode.Scalar?] = [:]

    /// The scalar with this name or alias (in any case); a first look-up walks the code points.
    public static func scalar(named name: String) -> Unicode.Scalar? {
        let wanted = name.uppercased()
        if let hit = known[wanted] { return hit }
        var found: Unicode.Scalar?
        let ideograph = "CJK UNIFIED IDEOGRAPH-"
        if wanted.hasPrefix(ideograph), let v = UInt32(wanted.dropFirst(ideograph.count), radix: 16), let s = Unicode.Scalar(v) {
            found = s.properties.isUnifiedIdeograph ? s : nil
        } else {
            search: for range in [0x20..<0x3400, 0xA000..<0xAC00, 0xF900..<0x17000, 0x1AFF0..<0x20000, 0xE0000..<0xE0200] as [Range<UInt32>] {
                for v in range {
                    guard let s = Unicode.Scalar(v) else { continue }
                    if s.properties.name == wanted || s.properties.nameAlias == wanted {
                        found = s
                        break search
                    }
                }
            }
        }
        known[wanted] = .some(found)
        return found
    }
}

// This file turns text into tokens, with CPython 3.11's rules and error messages.

/// The scanner. It runs over the whole text at once; after an error the last token has kind `.error` and `problem` says why.
public struct Scanner {
    let bytes: [UInt8]
    private(set) var tokens: [Token] = []
    private(set) var problem: SyntaxProblem?

    private var position: Int
    private let limit: Int
    private var line: Int
    private var lineStart: Int
    private var indents: [Int] = [0]
    private var alternateIndents: [Int] = [0]
    /// Open brackets: the character, its line and its byte offset.
    private var brackets: [(character: UInt8, line: Int, offset: Int, column: Int)] = []
    /// Whitespace that every line of an indented cell begins with; skipped.
    private let margin: [UInt8]

    static let maximumBrackets = 200
    static let maximumIndents = 100

    /// Scans a whole text. `margin`: see `Scanner.margin(of:)`.
    init(_ bytes: [UInt8], margin: [UInt8] = []) {
        self.bytes = bytes
        self.margin = margin
        position = 0
        limit = bytes.count
        line = 1
        lineStart = 0
        scanFile()
    }

    /// Scans an expression that lies inside an f-string: line ends count for nothing.
    init(expressionIn bytes: [UInt8], from: Int, to: Int, line: Int, lineStart: Int) {
        self.bytes = bytes
        margin = []
        position = from
        limit = to
        self.line = line
        self.lineStart = lineStart
        scanExpression()
    }

    /// The indentation of a cell's first line of code: a cell may be pasted indented as a whole.
    static func margin(of bytes: [UInt8]) -> [UInt8] {
        var i = 0
        while i < bytes.count {
            var j = i
            while j < bytes.count, bytes[j] == 32 || bytes[j] == 9 { j += 1 }
            if j >= bytes.count { return [] }
            if bytes[j] != 10, bytes[j] != 35 { return Array(bytes[i..<j]) }
            while j < bytes.count, bytes[j] != 10 { j += 1 }
            i = j + 1
        }
        return []
    }

    /// The tokens of a text, one a line, as `shell tokens` prints them: position, kind, text. An error ends the list.
    public static func list(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let scanner = Scanner(bytes)
        var out = ""
        for t in scanner.tokens where t.kind != .error {
            let s = t.span
            let kind: String
            switch t.kind {
            case .endMarker, .newline, .indent, .dedent, .name, .number, .string, .unknown: kind = t.kind.spelling
            default: kind = t.kind.isKeyword ? "KEYWORD" : "OP"
            }
            let shown = t.kind == .newline || t.start >= t.end ? "" : " " + String(decoding: bytes[t.start..<t.end], as: UTF8.self)
            out += "\(s.line):\(s.column)-\(s.endLine):\(s.endColumn) \(kind)\(shown)\n"
        }
        if let p = scanner.problem { out += "\(p.line):\(p.offset) \(p.message)\n" }
        return out
    }

    // MARK: Positions

    private func at(_ i: Int) -> UInt8 { i < limit ? bytes[i] : 0 }

    /// Characters of the line before byte `i`.
    private func characters(before i: Int, from start: Int) -> Int {
        var n = 0
        var k = start
        while k < i, k < bytes.count {
            if bytes[k] & 0xC0 != 0x80 { n += 1 }
            k += 1
        }
        return n
    }

    private mutating func add(_ kind: TokenKind, _ start: Int, _ end: Int, line startLine: Int? = nil, column: Int? = nil) {
        let span = Span(
            line: startLine ?? line, column: column ?? (start - lineStart), endLine: line, endColumn: max(0, end - lineStart))
        tokens.append(Token(kind: kind, start: start, end: end, span: span, level: brackets.count))
    }

    /// Stops with an error at `cursor` (exclusive end of what was read, as CPython's tokenizer counts).
    private mutating func fail(_ message: String, at cursor: Int, kind: SyntaxProblem.Kind = .syntax, endOffset: Int? = nil, incomplete: Bool = false) {
        let offset = characters(before: cursor, from: lineStart)
        problem = SyntaxProblem(
            kind: kind, message: message, line: line, offset: offset, endLine: line, endOffset: endOffset ?? offset, isIncomplete: incomplete)
        add(.error, min(cursor, limit), min(cursor, limit))
    }

    private mutating func failUnclosed() {
        guard let b = brackets.last else { return }
        let start = b.offset - b.column
        let offset = characters(before: b.offset, from: start)
        problem = SyntaxProblem(
            message: "'\(Character(UnicodeScalar(b.character)))' was never closed", line: b.line, offset: offset + 1, endLine: b.line, endOffset: 0,
            isIncomplete: true)
        add(.error, limit, limit)
    }

    /// The innermost bracket still open at the end, for `'(' was never closed`.
    var unclosedLine: Int? { problem?.isIncomplete == true && problem!.message.hasSuffix("was never closed") ? problem!.line : nil }

    // MARK: Whole texts

    private mutating func scanFile() {
        tokens.reserveCapacity(bytes.count / 3 + 8)
        if limit >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            position = 3
            lineStart = 3
        }
        var atLineStart = true
        while true {
            if atLineStart {
                atLineStart = false
                skipMargin()
                guard scanIndentation() else { return }
            }
            skipBlanks()
            if position >= limit {
                finish()
                return
            }
            let c = bytes[position]
            if c == 35 {
                while position < limit, bytes[position] != 10 { position += 1 }
                continue
            }
            if c == 10 {
                if brackets.isEmpty {
                    if let last = tokens.last?.kind, last != .newline, last != .indent, last != .dedent { add(.newline, position, position + 1) }
                    atLineStart = true
                }
                position += 1
                line += 1
                lineStart = position
                if !brackets.isEmpty { skipMargin() }
                continue
            }
            if c == 92 {
                guard scanContinuation() else { return }
                continue
            }
            guard scanToken(c) else { return }
        }
    }

    private mutating func scanExpression() {
        while true {
            skipBlanks()
            if position >= limit {
                add(.endMarker, limit, limit)
                return
            }
            let c = bytes[position]
            if c == 10 {
                position += 1
                line += 1
                lineStart = position
                continue
            }
            guard scanToken(c) else { return }
        }
    }

    private mutating func skipBlanks() {
        while position < limit, bytes[position] == 32 || bytes[position] == 9 || bytes[position] == 12 { position += 1 }
    }

    private mutating func skipMargin() {
        guard !margin.isEmpty, position + margin.count <= limit else { return }
        for (i, b) in margin.enumerated() where bytes[position + i] != b { return }
        position += margin.count
    }

    private mutating func finish() {
        if !brackets.isEmpty {
            failUnclosed()
            return
        }
        if let last = tokens.last?.kind, last != .newline, last != .indent, last != .dedent { add(.newline, limit, limit) }
        // The end belongs to the last line, after its line end (also when that is missing).
        var end = limit + 1
        if limit > 0, bytes[limit - 1] == 10 {
            line -= 1
            lineStart = limit - 1
            while lineStart > 0, bytes[lineStart - 1] != 10 { lineStart -= 1 }
            end = limit
        }
        lineStart -= end - limit
        while indents.count > 1 {
            indents.removeLast()
            add(.dedent, limit, limit)
        }
        add(.endMarker, limit, limit)
    }

    /// Reads the indentation of a line and adds INDENT or DEDENT tokens; nothing for a blank line.
    private mutating func scanIndentation() -> Bool {
        var column = 0
        var alternate = 0
        var i = position
        scan: while i < limit {
            switch bytes[i] {
            case 32:
                column += 1
                alternate += 1
            case 9:
                column = (column / 8 + 1) * 8
                alternate += 1
            case 12:
                column = 0
                alternate = 0
            case 92 where i + 2 < limit:
                // A backslash right after the indentation joins the next line; that line's own blanks count for nothing.
                guard i + 1 < limit, bytes[i + 1] == 10 else { break scan }
                i += 2
                line += 1
                lineStart = i
                while i < limit, bytes[i] == 32 || bytes[i] == 9 { i += 1 }
                break scan
            default: break scan
            }
            i += 1
        }
        if i >= limit || bytes[i] == 10 || bytes[i] == 35 {
            position = i
            return true
        }
        position = i
        if column == indents.last! {
            if alternate != alternateIndents.last! { return tabFailure() }
        } else if column > indents.last! {
            if indents.count >= Scanner.maximumIndents {
                fail("too many levels of indentation", at: i, kind: .indentation, endOffset: 0)
                problem!.offset = 1
                return false
            }
            if alternate <= alternateIndents.last! { return tabFailure() }
            indents.append(column)
            alternateIndents.append(alternate)
            add(.indent, i, i)
        } else {
            while column < indents.last! {
                indents.removeLast()
                alternateIndents.removeLast()
                if column < indents.last! || column == indents.last! { add(.dedent, i, i) }
            }
            if column != indents.last! {
                let end = lineEnd(from: i)
                fail("unindent does not match any outer indentation level", at: end, kind: .indentation, endOffset: -1)
                problem!.offset += 1
                return false
            }
            if alternate != alternateIndents.last! { return tabFailure() }
        }
        return true
    }

    private mutating func tabFailure() -> Bool {
        fail("inconsistent use of tabs and spaces in indentation", at: position, kind: .tab, endOffset: 0)
        problem!.offset = 1
        return false
    }

    private func lineEnd(from i: Int) -> Int {
        var i = i
        while i < limit, bytes[i] != 10 { i += 1 }
        return i
    }

    private mutating func scanContinuation() -> Bool {
        if position + 1 >= limit {
            position += 1
            fail("unexpected EOF while parsing", at: position, endOffset: -1, incomplete: true)
            problem!.offset += 1
            return false
        }
        guard bytes[position + 1] == 10 else {
            fail("unexpected character after line continuation character", at: position + 1, endOffset: 0)
            problem!.offset += 1
            return false
        }
        position += 2
        line += 1
        lineStart = position
        if position >= limit {
            line -= 1
            lineStart = position - 2
            while lineStart > 0, bytes[lineStart - 1] != 10 { lineStart -= 1 }
            if brackets.isEmpty {
                fail("unexpected EOF while parsing", at: position - 1, endOffset: -1, incomplete: true)
                problem!.offset += 1
            } else {
                failUnclosed()
            }
            return false
        }
        skipMargin()
        return true
    }

    // MARK: Tokens

    /// One token that begins with `c`. false: an error was recorded.
    private mutating func scanToken(_ c: UInt8) -> Bool {
        let start = position
        if c >= 0x80 || c == 95 || (c | 32) >= 97 && (c | 32) <= 122 { return scanName() }
        if c >= 48 && c <= 57 { return scanNumber() }
        if c == 46, at(start + 1) >= 48, at(start + 1) <= 57 { return scanNumber() }
        if c == 34 || c == 39 { return scanString(start: start) }
        let c2 = at(start + 1)
        let c3 = at(start + 2)
        var kind: TokenKind
        var length = 1
        switch c {
        case 40, 91, 123:
            if brackets.count >= Scanner.maximumBrackets {
                fail("too many nested parentheses", at: start + 1)
                return false
            }
            brackets.append((c, line, start, start - lineStart))
            kind = c == 40 ? .lpar : c == 91 ? .lsqb : .lbrace
        case 41, 93, 125:
            let shown = Character(UnicodeScalar(c))
            guard let open = brackets.popLast() else {
                fail("unmatched '\(shown)'", at: start + 1)
                return false
            }
            guard (open.character == 40 && c == 41) || (open.character == 91 && c == 93) || (open.character == 123 && c == 125) else {
                let opened = Character(UnicodeScalar(open.character))
                fail(
                    open.line == line
                        ? "closing parenthesis '\(shown)' does not match opening parenthesis '\(opened)'"
                        : "closing parenthesis '\(shown)' does not match opening parenthesis '\(opened)' on line \(open.line)", at: start + 1)
                return false
            }
            kind = c == 41 ? .rpar : c == 93 ? .rsqb : .rbrace
        case 58: (kind, length) = c2 == 61 ? (.colonEqual, 2) : (.colon, 1)
        case 44: kind = .comma
        case 59: kind = .semi
        case 46: (kind, length) = c2 == 46 && c3 == 46 ? (.ellipsis, 3) : (.dot, 1)
        case 43: (kind, length) = c2 == 61 ? (.plusEqual, 2) : (.plus, 1)
        case 45: (kind, length) = c2 == 61 ? (.minusEqual, 2) : c2 == 62 ? (.rarrow, 2) : (.minus, 1)
        case 42:
            if c2 == 42 {
                (kind, length) = c3 == 61 ? (.doubleStarEqual, 3) : (.doubleStar, 2)
            } else {
                (kind, length) = c2 == 61 ? (.starEqual, 2) : (.star, 1)
            }
        case 47:
            if c2 == 47 {
                (kind, length) = c3 == 61 ? (.doubleSlashEqual, 3) : (.doubleSlash, 2)
            } else {
                (kind, length) = c2 == 61 ? (.slashEqual, 2) : (.slash, 1)
            }
        case 37: (kind, length) = c2 == 61 ? (.percentEqual, 2) : (.percent, 1)
        case 38: (kind, length) = c2 == 61 ? (.amperEqual, 2) : (.amper, 1)
        case 124: (kind, length) = c2 == 61 ? (.vbarEqual, 2) : (.vbar, 1)
        case 94: (kind, length) = c2 == 61 ? (.circumflexEqual, 2) : (.circumflex, 1)
        case 64: (kind, length) = c2 == 61 ? (.atEqual, 2) : (.at, 1)
        case 126: kind = .tilde
        case 60:
            if c2 == 60 {
                (kind, length) = c3 == 61 ? (.leftShiftEqual, 3) : (.leftShift, 2)
            } else {
                (kind, length) = c2 == 61 ? (.lessEqual, 2) : c2 == 62 ? (.notEqual, 2) : (.less, 1)
                // `<>` is a token that no grammar rule takes.
                if c2 == 62 { kind = .unknown }
            }
        case 62:
            if c2 == 62 {
                (kind, length) = c3 == 61 ? (.rightShiftEqual, 3) : (.rightShift, 2)
            } else {
                (kind, length) = c2 == 61 ? (.greaterEqual, 2) : (.greater, 1)
            }
        case 61: (kind, length) = c2 == 61 ? (.eqEqual, 2) : (.equal, 1)
        case 33: (kind, length) = c2 == 61 ? (.notEqual, 2) : (.unknown, 1)
        case 36, 63, 96: kind = .unknown
        case 92:
            fail("unexpected character after line continuation character", at: start + 1)
            return false
        case 35:
            fail("f-string expression part cannot include '#'", at: start + 1)
            return false
        default:
            fail("invalid non-printable character U+\(Scanner.hex(UInt32(c)))", at: start + 1)
            return false
        }
        position = start + length
        add(kind, start, position)
        return true
    }

    static func hex(_ v: UInt32) -> String {
        let s = String(v, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - s.count)) + s
    }

    /// The scalar that begins at byte `i` and its length.
    private func scalar(at i: Int) -> (Unicode.Scalar, Int) {
        let b = bytes[i]
        let n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
        guard i + n <= bytes.count else { return ("\u{FFFD}", 1) }
        var v = UInt32(n == 1 ? b : n == 2 ? b & 0x1F : n == 3 ? b & 0x0F : b & 0x07)
        for k in 1..<max(n, 2) where k < n { v = v << 6 | UInt32(bytes[i + k] & 0x3F) }
        return (Unicode.Scalar(v) ?? "\u{FFFD}", n)
    }

    private mutating func scanName() -> Bool {
        let start = position
        var i = position
        // A string prefix?
        if i + 1 < limit, bytes[i] < 0x80 {
            var sawB = false, sawR = false, sawU = false, sawF = false
            var k = i
            prefix: while k < limit {
                switch bytes[k] | 32 {
                case 98 where !(sawB || sawU || sawF): sawB = true
                case 117 where !(sawB || sawU || sawR || sawF): sawU = true
                case 114 where !(sawR || sawU): sawR = true
                case 102 where !(sawF || sawB || sawU): sawF = true
                default: break prefix
                }
                k += 1
            }
            if k > i, k < limit, bytes[k] == 34 || bytes[k] == 39 {
                position = k
                return scanString(start: start)
            }
        }
        while i < limit {
            let c = bytes[i]
            if c < 0x80 {
                guard c == 95 || (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 122) else { break }
                i += 1
            } else {
                let (s, n) = scalar(at: i)
                let ok = i == start ? s.properties.isXIDStart : s.properties.isXIDContinue
                if !ok {
                    let printable: Bool
                    switch s.properties.generalCategory {
                    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: printable = false
                    default: printable = true
                    }
                    position = i + n
                    fail(
                        printable
                            ? "invalid character '\(Character(s))' (U+\(Scanner.hex(s.value)))"
                            : "invalid non-printable character U+\(Scanner.hex(s.value))", at: i + n)
                    return false
                }
                i += n
            }
        }
        position = i
        var kind = TokenKind.name
        if i - start <= 8, bytes[start] < 0x80 {
            let text = String(decoding: bytes[start..<i], as: UTF8.self)
            if let k = TokenKind.keywords[text] { kind = k }
        }
        add(kind, start, i)
        return true
    }

    // MARK: Numbers

    private func isDigit(_ c: UInt8) -> Bool { c >= 48 && c <= 57 }
    private func isHex(_ c: UInt8) -> Bool { isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102) }
    private func isNameByte(_ c: UInt8) -> Bool { c >= 0x80 || c == 95 || isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122) }

    /// A number may touch a keyword (`1if x else 2`) but no other name.
    private mutating func checkEnd(_ i: Int, _ kind: String) -> Bool {
        let c = at(i)
        func follows(_ s: StaticString) -> Bool {
            let n = s.utf8CodeUnitCount
            guard i + n <= limit else { return false }
            for k in 0..<n where bytes[i + k] != s.utf8Start[k] { return false }
            return true
        }
        if follows("and") || follows("else") || follows("for") || follows("if") || follows("in") || follows("is") || follows("or") || follows("not") { return true }
        if c < 0x80, isNameByte(c) {
            fail("invalid \(kind) literal", at: i)
            return false
        }
        return true
    }

    /// Digits with single underscores between them; nil after an error.
    private mutating func digits(_ i: Int) -> Int? {
        var i = i
        while true {
            while isDigit(at(i)) { i += 1 }
            if at(i) != 95 { return i }
            i += 1
            if !isDigit(at(i)) {
                fail("invalid decimal literal", at: i)
                return nil
            }
        }
    }

    private mutating func scanNumber() -> Bool {
        let start = position
        var i = start
        func imaginary(_ s: inout Scanner) -> Bool {
            s.fail("cells do not support complex numbers; write two floats", at: i + 1)
            return false
        }
        if at(i) == 48 {
            let c = at(i + 1) | 32
            if c == 120 || c == 111 || c == 98 {
                let name = c == 120 ? "hexadecimal" : c == 111 ? "octal" : "binary"
                let top: UInt8 = c == 111 ? 55 : 49
                i += 2
                while true {
                    if at(i) == 95 { i += 1 }
                    let good = c == 120 ? isHex(at(i)) : (at(i) >= 48 && at(i) <= top)
                    if !good {
                        if c != 120, isDigit(at(i)) {
                            fail("invalid digit '\(Character(UnicodeScalar(at(i))))' in \(name) literal", at: i + 1)
                        } else {
                            fail("invalid \(name) literal", at: i)
                        }
                        return false
                    }
                    while c == 120 ? isHex(at(i)) : (at(i) >= 48 && at(i) <= top) { i += 1 }
                    if at(i) != 95 { break }
                }
                if c != 120, isDigit(at(i)) {
                    fail("invalid digit '\(Character(UnicodeScalar(at(i))))' in \(name) literal", at: i + 1)
                    return false
                }
                guard checkEnd(i, name) else { return false }
                position = i
                add(.number, start, i)
                return true
            }
            // Zeros only, unless it turns out to be a float.
            while at(i) == 48 || at(i) == 95 {
                if at(i) == 95 {
                    i += 1
                    if !isDigit(at(i)) {
                        fail("invalid decimal literal", at: i)
                        return false
                    }
                    if at(i) != 48 { break }
                }
                i += 1
            }
            let zerosEnd = i
            if isDigit(at(i)) {
                guard let j = digits(i) else { return false }
                i = j
                let c = at(i)
                if c != 46, c | 32 != 101, c | 32 != 106 {
                    fail(
                        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", at: start + 1,
                        endOffset: characters(before: zerosEnd, from: lineStart) + 1)
                    return false
                }
            }
        } else if at(i) != 46 {
            guard let j = digits(i) else { return false }
            i = j
        }
        if at(i) == 46 {
            i += 1
            if isDigit(at(i)) {
                guard let j = digits(i) else { return false }
                i = j
            }
        }
        if at(i) | 32 == 101 {
            var k = i + 1
            if at(k) == 43 || at(k) == 45 {
                k += 1
                if !isDigit(at(k)) {
                    fail("invalid decimal literal", at: k)
                    return false
                }
            } else if !isDigit(at(k)) {
                guard checkEnd(i, "decimal") else { return false }
                position = i
                add(.number, start, i)
                return true
            }
            guard let j = digits(k) else { return false }
            i = j
        }
        if at(i) | 32 == 106 { return imaginary(&self) }
        guard checkEnd(i, "decimal") else { return false }
        position = i
        add(.number, start, i)
        return true
    }

    // MARK: Strings

    /// `position` is at the opening quote, `start` at the prefix.
    private mutating func scanString(start: Int) -> Bool {
        let quote = bytes[position]
        let startLine = line
        let startLineOffset = lineStart
        let column = start - lineStart
        var i = position + 1
        var triple = false
        if at(i) == quote {
            if at(i + 1) == quote, i + 1 < limit {
                triple = true
                i += 2
            } else {
                position = i + 1
                add(.string, start, position)
                return true
            }
        }
        while true {
            if i >= limit || (!triple && bytes[i] == 10) {
                let detected = line - (i >= limit && i > 0 && bytes[i - 1] == 10 && line > startLine ? 1 : 0)
                let atEnd = i >= limit
                line = startLine
                lineStart = startLineOffset
                let kind = triple ? "unterminated triple-quoted string literal" : "unterminated string literal"
                fail("\(kind) (detected at line \(detected))", at: start + 1, incomplete: triple || (atEnd && i > 0 && bytes[i - 1] == 92))
                return false
            }
            let c = bytes[i]
            if c == 92 {
                i += 1
                if i < limit {
                    if bytes[i] == 10 {
                        line += 1
                        lineStart = i + 1
                    }
                    i += 1
                }
                continue
            }
            if c == 10 {
                line += 1
                i += 1
                lineStart = i
                continue
            }
            if c == quote {
                if !triple {
                    i += 1
                    break
                }
                if at(i + 1) == quote, at(i + 2) == quote, i + 2 < limit {
                    i += 3
                    break
                }
            }
            i += 1
        }
        position = i
        add(.string, start, i, line: startLine, column: column)
        return true
    }
}

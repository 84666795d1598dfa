// This file defines the parser's face and its core: the token cursor, failures, and how a failure becomes a SyntaxError.

import BigInt

/// Turns a text into a syntax tree.
public enum Parser {
    /// Whether a text is a whole program.
    public enum Completeness: Equatable {
        case complete
        /// More lines are needed: an open bracket or triple quote, a block without its end, a backslash at the end.
        case incomplete
        case invalid
    }

    /// Parses a whole text.
    /// - Throws: `PythonError` with a SyntaxError (IndentationError, TabError), worded as CPython 3.11 words it.
    public static func parse(_ source: Source) throws -> ModuleNode {
        let source = normalised(source)
        let core = ParserCore(source)
        do {
            return ModuleNode(body: try core.file(), source: source)
        } catch let failure as SyntaxFailure {
            throw core.error(for: failure)
        }
    }

    /// Parses a single expression (what `eval` would take), for tools that need one.
    public static func parseExpression(_ source: Source) throws -> Expr {
        let source = normalised(source)
        let core = ParserCore(source)
        do {
            return try core.wholeExpression()
        } catch let failure as SyntaxFailure {
            throw core.error(for: failure)
        }
    }

    /// Whether a session should run `text` now or read more lines. A block is complete after an empty line.
    public static func completeness(_ text: String) -> Completeness {
        let source = normalised(Source(name: "<input>", text: text, isCell: true))
        let core = ParserCore(source)
        do {
            _ = try core.file()
        } catch let failure as SyntaxFailure {
            if let p = core.scanProblem, p.isIncomplete { return .incomplete }
            if case .problem(let p) = failure, p.isIncomplete { return .incomplete }
            // Only the end of the text was wrong: a block or a clause is still to come.
            return core.isOnlyTooShort ? .incomplete : .invalid
        } catch {
            return .invalid
        }
        guard core.endsInBlock else { return .complete }
        // The last statement is a block, which could go on: an empty line ends it.
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let last = lines.last, last.utf8.allSatisfy({ $0 == 32 || $0 == 9 }) {
            lines.removeLast()
            if let before = lines.last, before.utf8.allSatisfy({ $0 == 32 || $0 == 9 }) || text.utf8.last == 10 { return .complete }
            return .complete
        }
        return lines.count <= 1 && !core.lastBlockIsIndented ? .complete : .incomplete
    }

    /// Line ends as `\n`, no byte order mark.
    static func normalised(_ source: Source) -> Source {
        var text = source.text
        let changed = text.utf8.contains(13)
        if !changed { return source }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previousWasReturn = false
        text.withUTF8 { p in
            for b in p {
                if b == 13 {
                    bytes.append(10)
                } else if !(b == 10 && previousWasReturn) {
                    bytes.append(b)
                }
                previousWasReturn = b == 13
            }
        }
        return Source(name: source.name, text: String(decoding: bytes, as: UTF8.self), isCell: source.isCell)
    }
}

/// How a production ends without a tree.
enum SyntaxFailure: Error {
    /// The tokens do not fit; another alternative may.
    case mismatch
    /// The text is wrong and this says why.
    case problem(SyntaxProblem)
}

/// The cursor over the tokens, and what all productions share. The productions are in extensions, one function each.
///
/// As CPython's parser, it reads a text twice when it is wrong: the second time `diagnosing` is set and productions look for known mistakes;
/// if none is found the error is `invalid syntax` at the furthest token that the first reading looked at.
final class ParserCore {
    let source: Source
    let bytes: [UInt8]
    let tokens: [Token]
    let scanProblem: SyntaxProblem?
    private let scanUnclosedLine: Int?
    var position = 0
    /// The furthest token looked at.
    var furthest = 0
    var diagnosing = false
    var depth = 0
    /// Set inside an f-string: the byte range of the expression whose text errors show.
    var fragment: (start: Int, end: Int)?
    /// Results of `disjunction` by position, for the second reading (keeps it from growing exponentially).
    var memo: [Int: (Expr, Int)?] = [:]
    var isDecidingLength = false

    static let maximumDepth = 900
    /// Operators in one chain (`a + b + …`): the tree leans to one side, and every later stage walks it recursively.
    static let maximumChain = 1000

    init(_ source: Source) {
        self.source = source
        bytes = Array(source.text.utf8)
        let scanner = Scanner(bytes, margin: source.isCell ? Scanner.margin(of: bytes) : [])
        tokens = scanner.tokens
        scanProblem = scanner.problem
        scanUnclosedLine = scanner.unclosedLine
        margin = source.isCell ? Scanner.margin(of: bytes) : []
    }
    let margin: [UInt8]

    /// A parser for the expression between two bytes of an f-string of `outer`, as if it stood in parentheses.
    init(fragmentOf outer: ParserCore, from: Int, to: Int, line: Int, lineStart: Int) {
        source = outer.source
        bytes = outer.bytes
        margin = outer.margin
        depth = outer.depth
        fragment = (from, to)
        let scanner = Scanner(expressionIn: bytes, from: from, to: to, line: line, lineStart: lineStart)
        let last = scanner.tokens.last!
        let open = Token(
            kind: .lpar, start: from - 1, end: from, span: Span(line: line, column: from - 1 - lineStart, endLine: line, endColumn: from - lineStart), level: 1)
        var list = [open]
        list += scanner.tokens.dropLast().map { Token(kind: $0.kind, start: $0.start, end: $0.end, span: $0.span, level: $0.level + 1) }
        if last.kind == .error {
            list.append(last)
        } else {
            let s = last.span
            let line = Int(s.endLine), column = Int(s.endColumn)
            list.append(
                Token(
                    kind: .rpar, start: to, end: to + 1, span: Span(line: line, column: column, endLine: line, endColumn: column + 1), level: 0))
            list.append(
                Token(
                    kind: .newline, start: to + 1, end: to + 1, span: Span(line: line, column: column + 1, endLine: line, endColumn: column + 1), level: 0))
            list.append(
                Token(
                    kind: .endMarker, start: to + 1, end: to + 1, span: Span(line: line, column: column + 1, endLine: line, endColumn: column + 1), level: 0))
        }
        tokens = list
        scanProblem = scanner.problem
        scanUnclosedLine = nil
    }

    // MARK: The cursor

    var kind: TokenKind {
        if position > furthest { furthest = position }
        return tokens[position].kind
    }
    func kind(ahead n: Int) -> TokenKind {
        let i = min(position + n, tokens.count - 1)
        if i > furthest { furthest = i }
        return tokens[i].kind
    }
    var token: Token { tokens[position] }

    func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    @discardableResult func accept(_ k: TokenKind) -> Bool {
        guard kind == k else { return false }
        advance()
        return true
    }

    func expect(_ k: TokenKind) throws {
        guard kind == k else { throw mismatch() }
        advance()
    }

    /// `&&':'`: fails at once, in the first reading too.
    func expectForced(_ k: TokenKind) throws {
        guard kind == k else {
            if kind == .error { throw mismatch() }
            throw problem("expected '\(k.spelling)'", token.span)
        }
        advance()
    }

    func text(_ t: Token) -> String { String(decoding: bytes[t.start..<t.end], as: UTF8.self) }

    func isName(_ t: Token, _ s: StaticString) -> Bool {
        guard t.kind == .name, t.end - t.start == s.utf8CodeUnitCount else { return false }
        for i in 0..<s.utf8CodeUnitCount where bytes[t.start + i] != s.utf8Start[i] { return false }
        return true
    }

    func name() throws -> String {
        guard kind == .name else { throw mismatch() }
        let s = text(token)
        advance()
        return s
    }

    /// The span from token `start` to the last token read that is not layout.
    func span(from start: Int) -> Span {
        var i = position - 1
        while i > start {
            switch tokens[i].kind {
            case .newline, .indent, .dedent, .endMarker:
                i -= 1
                continue
            default: break
            }
            break
        }
        return tokens[start].span.to(tokens[max(i, start)].span)
    }

    /// Counts nesting; deep texts are refused before they can exhaust the stack.
    func nested<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        if depth > ParserCore.maximumDepth {
            throw SyntaxFailure.problem(
                SyntaxProblem(kind: .memory, message: "too many nested expressions", line: 1, offset: 1, endLine: 1, endOffset: -1))
        }
        return try body()
    }

    func tooLong() -> SyntaxFailure {
        .problem(
            SyntaxProblem(
                kind: .recursion, message: "maximum recursion depth exceeded during compilation", line: 1, offset: 1, endLine: 1, endOffset: -1))
    }

    /// Tries a production; nil and back at the start when the tokens do not fit.
    func attempt<T>(_ body: () throws -> T) throws -> T? {
        let start = position
        do {
            return try body()
        } catch SyntaxFailure.mismatch {
            if tokens[furthest].kind == .error, !diagnosing { throw SyntaxFailure.mismatch }
            position = start
            return nil
        }
    }

    // MARK: Failures

    func mismatch() -> SyntaxFailure {
        if tokens[position].kind == .error, let p = scanProblem { return .problem(p) }
        return .mismatch
    }

    /// The 1-based offset that CPython 3.11 gives for a byte column: it counts bytes too, also where a line is not ASCII.
    func characterOffset(line: Int, column: Int) -> Int { min(column, source.line(line).utf8.count) + 1 }

    /// A known mistake in a known place.
    func problem(_ message: String, _ span: Span, kind: SyntaxProblem.Kind = .syntax) -> SyntaxFailure {
        .problem(
            SyntaxProblem(
                kind: kind, message: message, line: Int(span.line), offset: characterOffset(line: Int(span.line), column: Int(span.column)),
                endLine: Int(span.endLine), endOffset: characterOffset(line: Int(span.endLine), column: Int(span.endColumn))))
    }

    /// A known mistake, shown at the furthest token.
    func problemHere(_ message: String, kind: SyntaxProblem.Kind = .syntax) -> SyntaxFailure {
        .problem(problemAt(tokens[furthest], message, kind: kind))
    }

    private func problemAt(_ t: Token, _ message: String, kind: SyntaxProblem.Kind) -> SyntaxProblem {
        if t.kind == .error, let p = scanProblem { return p }
        let s = t.span
        let offset = characterOffset(line: Int(s.line), column: Int(s.column))
        switch t.kind {
        case .indent, .dedent, .endMarker:
            // Layout has no extent.
            let lineLength = source.line(Int(s.line)).utf8.count
            let past = max(0, Int(s.column) - lineLength)
            return SyntaxProblem(kind: kind, message: message, line: Int(s.line), offset: offset - 1 + past, endLine: Int(s.line), endOffset: -1)
        default:
            return SyntaxProblem(
                kind: kind, message: message, line: Int(s.line), offset: offset, endLine: Int(s.endLine),
                endOffset: characterOffset(line: Int(s.endLine), column: Int(s.endColumn)))
        }
    }

    /// What lies outside the subset: `cells do not support X; write Y`.
    func refuse(_ what: String, write: String, _ span: Span) -> SyntaxFailure {
        problem("cells do not support \(what); write \(write)", span)
    }

    /// The exception for a failed first reading: reads again to find out why.
    func error(for failure: SyntaxFailure) -> PythonError {
        var found: SyntaxProblem
        switch failure {
        case .problem(let p): found = p
        case .mismatch:
            let last = furthest
            found = diagnose() ?? generic(tokens[last])
        }
        // The scanner's hard errors go before the parser's; so does a bracket left open on an earlier line.
        if let s = scanProblem, found.kind != .indentation || found.message != "unexpected indent" {
            if let open = scanUnclosedLine {
                if Int(tokens[furthest].span.line) > open { found = s }
            } else if !s.isSoft {
                found = s
            }
        }
        return SyntaxErrors.error(located(found), source: source)
    }

    /// Inside an f-string the error shows the expression in parentheses.
    func located(_ p: SyntaxProblem) -> SyntaxProblem {
        guard let f = fragment, p.kind == .syntax, p.text == nil, p != scanProblem else { return p }
        var p = p
        if !p.message.hasPrefix("f-string") { p.message = "f-string: " + p.message }
        let body = String(decoding: bytes[f.start..<f.end], as: UTF8.self)
        let open = tokens[0].span
        if p.line == Int(open.line), p.endLine == p.line {
            let base = characterOffset(line: p.line, column: Int(open.column)) - 1
            p.offset -= base
            if p.endOffset > 0 { p.endOffset -= base }
            p.text = "(" + body + ")"
        }
        return p
    }

    private func generic(_ t: Token) -> SyntaxProblem {
        let kind: SyntaxProblem.Kind = t.kind == .indent || t.kind == .dedent ? .indentation : .syntax
        let message = t.kind == .indent ? "unexpected indent" : t.kind == .dedent ? "unexpected unindent" : "invalid syntax"
        return problemAt(t, message, kind: kind)
    }

    /// The second reading. nil: no known mistake.
    private func diagnose() -> SyntaxProblem? {
        diagnosing = true
        position = 0
        depth = 0
        furthest = 0
        do {
            if fragment != nil { _ = try fragmentExpression() } else { _ = try file() }
        } catch SyntaxFailure.problem(let p) {
            return p
        } catch {}
        return nil
    }

    /// The text is right as far as it goes: the furthest token is its end.
    var isOnlyTooShort: Bool {
        switch tokens[furthest].kind {
        case .endMarker: return true
        case .dedent:
            return tokens[furthest...].allSatisfy { $0.kind == .dedent || $0.kind == .endMarker }
        default: return false
        }
    }

    /// The last statement is a compound one.
    var endsInBlock = false
    /// Its body stands on lines of its own.
    var lastBlockIsIndented: Bool { tokens.count > 1 && tokens[tokens.count - 2].kind == .dedent }
}

/// Makes SyntaxError exceptions.
enum SyntaxErrors {
    static func error(_ p: SyntaxProblem, source: Source) -> PythonError {
        switch p.kind {
        case .memory: return PythonError(Exceptions.memoryError, p.message)
        case .recursion: return PythonError(Exceptions.recursionError, p.message)
        case .value: return PythonError(Exceptions.valueError, p.message)
        default: break
        }
        let type = p.kind == .indentation ? Exceptions.indentationError : p.kind == .tab ? Exceptions.tabError : Exceptions.syntaxError
        return make(
            type, p.message, file: source.name, line: p.line, offset: p.offset, text: p.text ?? (source.line(p.line) + "\n"), endLine: p.endLine,
            endOffset: p.endOffset)
    }

    /// A SyntaxError at a span of a source, for the resolver.
    static func error(_ message: String, _ span: Span, source: Source) -> PythonError {
        func offset(_ line: Int32, _ column: Int32) -> Int { min(Int(column), source.line(Int(line)).utf8.count) + 1 }
        return make(
            Exceptions.syntaxError, message, file: source.name, line: Int(span.line), offset: offset(span.line, span.column),
            text: source.line(Int(span.line)) + "\n", endLine: Int(span.endLine), endOffset: offset(span.endLine, span.endColumn))
    }

    static func make(_ type: TypeObject, _ message: String, file: String, line: Int, offset: Int, text: String, endLine: Int, endOffset: Int) -> PythonError {
        PythonError(
            type,
            args: [
                .string(message),
                .tuple([.string(file), .int(line), .int(offset), .string(text), .int(endLine), .int(endOffset)]),
            ])
    }
}

// This file defines tokens and the table of their spellings.

/// What a token is. Operators and keywords have one kind each.
public enum TokenKind: UInt8, CaseIterable {
    case endMarker, newline, indent, dedent, name, number, string
    /// A character that begins no token (`$`, `?`, `!`).
    case unknown
    /// The scanner stopped here; the parser reports its error when it gets this far.
    case error
    case lpar, rpar, lsqb, rsqb, lbrace, rbrace, colon, comma, semi, dot, ellipsis, rarrow, colonEqual, equal, at
    case plus, minus, star, slash, doubleSlash, percent, doubleStar, vbar, amper, circumflex, tilde, leftShift, rightShift
    case less, greater, eqEqual, notEqual, lessEqual, greaterEqual
    case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, doubleStarEqual, vbarEqual, amperEqual, circumflexEqual
    case leftShiftEqual, rightShiftEqual, atEqual
    case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwAsync, kwAwait, kwBreak, kwClass, kwContinue, kwDef, kwDel, kwElif, kwElse, kwExcept
    case kwFinally, kwFor, kwFrom, kwGlobal, kwIf, kwImport, kwIn, kwIs, kwLambda, kwNonlocal, kwNot, kwOr, kwPass, kwRaise, kwReturn, kwTry
    case kwWhile, kwWith, kwYield

    /// The token's text, or a description in capitals where it varies.
    public var spelling: String { TokenKind.spellings[Int(rawValue)] }

    public var isKeyword: Bool { rawValue >= TokenKind.kwFalse.rawValue }

    /// The operator of an augmented assignment.
    var augmentedOperator: BinaryOperator? {
        switch self {
        case .plusEqual: return .add
        case .minusEqual: return .sub
        case .starEqual: return .mul
        case .atEqual: return .matmul
        case .slashEqual: return .truediv
        case .doubleSlashEqual: return .floordiv
        case .percentEqual: return .mod
        case .doubleStarEqual: return .pow
        case .leftShiftEqual: return .lshift
        case .rightShiftEqual: return .rshift
        case .amperEqual: return .and
        case .vbarEqual: return .or
        case .circumflexEqual: return .xor
        default: return nil
        }
    }

    private static let spellings: [String] = [
        "ENDMARKER", "NEWLINE", "INDENT", "DEDENT", "NAME", "NUMBER", "STRING", "UNKNOWN", "ERROR",
        "(", ")", "[", "]", "{", "}", ":", ",", ";", ".", "...", "->", ":=", "=", "@",
        "+", "-", "*", "/", "//", "%", "**", "|", "&", "^", "~", "<<", ">>",
        "<", ">", "==", "!=", "<=", ">=",
        "+=", "-=", "*=", "/=", "//=", "%=", "**=", "|=", "&=", "^=",
        "<<=", ">>=", "@=",
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
        "while", "with", "yield",
    ]

    /// Keywords by spelling.
    static let keywords: [String: TokenKind] = {
        var table: [String: TokenKind] = [:]
        for kind in allCases where kind.isKeyword { table[kind.spelling] = kind }
        return table
    }()

    /// Every keyword, for completion.
    public static var keywordSpellings: [String] { allCases.filter(\.isKeyword).map(\.spelling) }
}

/// One token: its kind and where it lies (byte offsets into the text, and a span).
public struct Token {
    public let kind: TokenKind
    public let start: Int
    public let end: Int
    public let span: Span
    /// Open brackets after this token.
    let level: Int
}

/// Why a text does not scan or parse, before it becomes a Python exception.
/// Offsets count characters from 1, as `SyntaxError.offset` does; 0 and -1 as CPython uses them.
struct SyntaxProblem: Equatable {
    enum Kind { case syntax, indentation, tab, value, memory, recursion }
    var kind: Kind = .syntax
    var message: String
    var line: Int
    var offset: Int
    var endLine: Int
    var endOffset: Int
    /// The line to show, when it is not the source's own (an f-string's expression).
    var text: String?
    /// More text could make it right: an open bracket, an open triple quote, a backslash at the end.
    var isIncomplete = false
    /// An error of the scanner that does not go before an earlier one of the parser.
    var isSoft: Bool { kind != .syntax || message.hasPrefix("unexpected ") || message.hasPrefix("cells do not") || message.hasSuffix("was never closed") }
}

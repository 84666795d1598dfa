// This file defines source texts and positions in them.

/// A text handed to the scanner: a cell, a file or the argument of `-c`.
public final class Source {
    /// What a traceback calls it: a path, or `cell 3`.
    public let name: String
    /// The text, with `\n` line ends.
    public let text: String
    /// The text's lines without their ends, for tracebacks (made on first use).
    public private(set) lazy var lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    /// How a traceback's location line begins: `File "name"` for files, `Cell 3` for a notebook's cells.
    public var isCell: Bool

    public init(name: String, text: String, isCell: Bool = false) {
        self.name = name
        self.text = text
        self.isCell = isCell
    }

    /// Line `number`, counted from 1; empty outside the text.
    public func line(_ number: Int) -> String {
        number >= 1 && number <= lines.count ? String(lines[number - 1]) : ""
    }
}

/// A stretch of source text: lines from 1, columns in UTF-8 bytes from 0, the end exclusive (as CPython's `ast` nodes have them).
public struct Span: Equatable {
    public var line: Int32
    public var column: Int32
    public var endLine: Int32
    public var endColumn: Int32

    public init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = Int32(line)
        self.column = Int32(column)
        self.endLine = Int32(endLine)
        self.endColumn = Int32(endColumn)
    }

    public static let none = Span(line: 0, column: 0, endLine: 0, endColumn: 0)

    /// The span from the start of `self` to the end of `other`.
    public func to(_ other: Span) -> Span {
        Span(line: Int(line), column: Int(column), endLine: Int(other.endLine), endColumn: Int(other.endColumn))
    }
}

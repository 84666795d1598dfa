// What a terminal shows after it has printed some bytes: the part of ECMA-48 and xterm that the session uses.

import Glibc

@_silgen_name("wcwidth") private func wcwidth(_ c: Int32) -> Int32

/// A terminal's screen. Rows that leave it at the top are kept in `scrolled`.
struct Screen {
    private(set) var columns: Int
    private(set) var rows: Int
    private var cells: [[Character]]
    private(set) var scrolled: [String] = []
    private(set) var row = 0
    private(set) var column = 0
    private var saved = (0, 0)
    /// Behind the last column, where the next character wraps.
    private var isPending = false
    private var rest: [UInt8] = []
    /// Stands in the second cell of a wide character.
    private static let half: Character = "\u{0}"

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The lines shown, without blanks at their ends, and without blank lines at the end.
    var lines: [String] {
        var out = cells.map { Screen.text($0) }
        while out.last == "" { out.removeLast() }
        return out
    }
    private static func text(_ line: [Character]) -> String {
        var s = String(line.filter { $0 != half })
        while s.last == " " { s.removeLast() }
        return s
    }

    mutating func resize(columns: Int, rows: Int) {
        // As a terminal that wraps nothing anew: lines are cut or filled.
        cells = cells.map { Array(($0 + Array(repeating: " ", count: max(0, columns - $0.count))).prefix(columns)) }
        while cells.count < rows { cells.append(Array(repeating: " ", count: columns)) }
        while cells.count > rows {
            if cells.last?.allSatisfy({ $0 == " " }) ?? false, row < cells.count - 1 { cells.removeLast() } else {
                scrolled.append(Screen.text(cells.removeFirst()))
                row = max(0, row - 1)
            }
        }
        self.columns = columns
        self.rows = rows
        column = min(column, columns - 1)
        isPending = false
    }

    private mutating func lineFeed() {
        isPending = false
        if row + 1 < rows { row += 1 } else {
            scrolled.append(Screen.text(cells.removeFirst()))
            cells.append(Array(repeating: " ", count: columns))
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let w = Int(wcwidth(Int32(bitPattern: scalar.value)))
        if w < 0 { return }
        if w == 0 {
            // A combining mark joins the character before.
            var c = column - (isPending ? 0 : 1)
            if c >= 0, cells[row][c] == Screen.half { c -= 1 }
            if c >= 0 { cells[row][c] = Character(String(cells[row][c]) + String(scalar)) }
            return
        }
        if isPending || column + w > columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = Character(scalar)
        if w == 2 { cells[row][column + 1] = Screen.half }
        column += w
        if column >= columns {
            column = columns - 1
            isPending = true
        }
    }

    mutating func feed(_ bytes: some Collection<UInt8>) {
        let b = rest + bytes
        rest = []
        var i = 0
        while i < b.count {
            let c = b[i]
            switch c {
            case 13: (column, isPending) = (0, false)
            case 10: lineFeed()
            case 8: (column, isPending) = (max(0, column - 1), false)
            case 9: (column, isPending) = (min(columns - 1, (column / 8 + 1) * 8), false)
            case 27:
                guard let n = escape(b[i...]) else {
                    rest = Array(b[i...])
                    return
                }
                i += n
                continue
            case 0..<32, 127: break
            default:
                let length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1
                if i + length > b.count {
                    rest = Array(b[i...])
                    return
                }
                for s in String(decoding: b[i..<i + length], as: UTF8.self).unicodeScalars { put(s) }
                i += length
                continue
            }
            i += 1
        }
    }

    /// How many bytes a sequence has; nil when its end is not there yet.
    private mutating func escape(_ b: ArraySlice<UInt8>) -> Int? {
        let s = b.startIndex
        guard b.count >= 2 else { return nil }
        switch b[s + 1] {
        case UInt8(ascii: "7"):
            saved = (row, column)
            return 2
        case UInt8(ascii: "8"):
            (row, column) = (min(saved.0, rows - 1), min(saved.1, columns - 1))
            isPending = false
            return 2
        case UInt8(ascii: "["):
            guard let end = b[(s + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
            control(b[end], String(decoding: b[(s + 2)..<end], as: UTF8.self))
            return end - s + 1
        case UInt8(ascii: "_"), UInt8(ascii: "P"), UInt8(ascii: "]"):
            // A string: to its terminator.
            var i = s + 2
            while i < b.endIndex {
                if b[i] == 7 { return i - s + 1 }
                if b[i] == 27, i + 1 < b.endIndex, b[i + 1] == UInt8(ascii: "\\") { return i - s + 2 }
                i += 1
            }
            return nil
        case UInt8(ascii: "("), UInt8(ascii: ")"): return b.count >= 3 ? 3 : nil
        default: return 2
        }
    }

    private mutating func control(_ final: UInt8, _ parameters: String) {
        if parameters.hasPrefix("?") { return }
        let values = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let n = max(1, values.first ?? 1)
        isPending = false
        func blank(_ r: Int, _ from: Int, _ to: Int) { for c in max(0, from)..<max(from, min(to, columns)) { cells[r][c] = " " } }
        switch final {
        case UInt8(ascii: "A"): row = max(0, row - n)
        case UInt8(ascii: "B"): row = min(rows - 1, row + n)
        case UInt8(ascii: "C"): column = min(columns - 1, column + n)
        case UInt8(ascii: "D"): column = max(0, column - n)
        case UInt8(ascii: "G"): column = min(columns - 1, n - 1)
        case UInt8(ascii: "H"): (row, column) = (min(rows, n) - 1, min(columns, max(1, values.count > 1 ? values[1] : 1)) - 1)
        case UInt8(ascii: "J"):
            let all = values.first == 2
            blank(row, all ? 0 : column, columns)
            for r in (all ? 0 : row + 1)..<max(row + 1, rows) { blank(r, 0, columns) }
        case UInt8(ascii: "K"): blank(row, values.first == 2 ? 0 : column, columns)
        case UInt8(ascii: "P"):
            cells[row].removeSubrange(column..<min(columns, column + n))
            cells[row] += Array(repeating: " ", count: columns - cells[row].count)
        case UInt8(ascii: "@"):
            cells[row].insert(contentsOf: Array(repeating: " ", count: n), at: column)
            cells[row] = Array(cells[row].prefix(columns))
        case UInt8(ascii: "X"): blank(row, column, column + n)
        default: break
        }
    }
}

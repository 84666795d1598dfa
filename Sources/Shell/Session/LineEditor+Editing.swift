// This file moves the cursor and cuts, in texts of several lines: libedit's own commands know one line only.

import CEdit

extension LineEditor {
    enum Target { case left, right, wordLeft, wordRight, blankLeft, lineStart, lineEnd, start, end }

    private static let moved = Int32(CE_CURSOR), changed = Int32(CE_REFRESH), nothing = Int32(CE_ERROR)

    /// How many scalars from the cursor to a target: negative to the left. A grapheme is passed as a whole.
    private func distance(to target: Target) -> Int {
        let (all, before) = text()
        let after = all.unicodeScalars.dropFirst(before.unicodeScalars.count)
        func isWord(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }
        func left(_ belongs: (Character) -> Bool) -> Int {
            var rest = Substring(before)
            while let c = rest.last, !belongs(c) { rest.removeLast() }
            while let c = rest.last, belongs(c) { rest.removeLast() }
            return rest.unicodeScalars.count - before.unicodeScalars.count
        }
        switch target {
        case .left: return -(before.last?.unicodeScalars.count ?? 0)
        case .right: return String(String.UnicodeScalarView(after)).first?.unicodeScalars.count ?? 0
        case .wordLeft: return left(isWord)
        case .blankLeft: return left { !$0.isWhitespace }
        case .wordRight:
            let rest = Substring(String(String.UnicodeScalarView(after)))
            var n = rest
            while let c = n.first, !isWord(c) { n.removeFirst() }
            while let c = n.first, isWord(c) { n.removeFirst() }
            return rest.unicodeScalars.count - n.unicodeScalars.count
        case .lineStart: return -before.unicodeScalars.reversed().prefix { $0 != "\n" }.count
        case .lineEnd: return after.prefix { $0 != "\n" }.count
        case .start: return -before.unicodeScalars.count
        case .end: return after.count
        }
    }

    func go(to target: Target) -> Int32 {
        let n = distance(to: target)
        if n == 0 { return target == .left || target == .right ? LineEditor.nothing : LineEditor.moved }
        ce_move(Int32(n))
        return LineEditor.moved
    }

    /// Removes scalars beside the cursor and returns them.
    private func remove(_ n: Int) -> String {
        let (all, before) = text()
        let scalars = Array(all.unicodeScalars), at = before.unicodeScalars.count
        let range = n < 0 ? max(0, at + n)..<at : at..<min(scalars.count, at + n)
        if n > 0 { ce_move(Int32(range.count)) }
        ce_delete(Int32(range.count))
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars[range])
        return String(out)
    }

    func cut(to target: Target) -> Int32 {
        var n = distance(to: target)
        // At a line's end its newline goes, as in Emacs.
        if n == 0, target == .lineEnd { n = distance(to: .right) }
        if n == 0 { return LineEditor.nothing }
        cut = remove(n)
        return LineEditor.changed
    }

    func yank() -> Int32 {
        if cut.isEmpty { return LineEditor.nothing }
        return ce_insert(cut) != 0 ? LineEditor.changed : LineEditor.nothing
    }

    func deleteRight() -> Int32 {
        let n = distance(to: .right)
        if n == 0 { return LineEditor.nothing }
        _ = remove(n)
        return LineEditor.changed
    }

    func backspace() -> Int32 {
        let (_, before) = text()
        if before.isEmpty { return LineEditor.nothing }
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let blank = !line.isEmpty && line.allSatisfy { $0 == " " }
        ce_delete(blank ? Int32((line.count - 1) % 4 + 1) : 1)
        return LineEditor.changed
    }

    /// What a terminal sends between the marks of a bracketed paste, as it is.
    func paste() -> Int32 {
        var bytes: [UInt8] = []
        let end = Array("\u{1B}[201~".utf8)
        while true {
            let c = ce_getc(2000)
            if c < 0 { break }
            bytes.append(UInt8(truncatingIfNeeded: c))
            if c == 126, bytes.suffix(end.count).elementsEqual(end) {
                bytes.removeLast(end.count)
                break
            }
        }
        var s = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        s = s.replacing("\t", with: "    ")
        s.unicodeScalars.removeAll { ($0.value < 32 && $0 != "\n") || $0.value == 127 }
        // The newline behind the last line of a copied block is not part of it.
        while s.last == "\n" { s.removeLast() }
        if text().all.isEmpty { s = Pasted.cleaned(s) }
        if s.isEmpty { return LineEditor.nothing }
        return ce_insert(s) != 0 ? LineEditor.changed : LineEditor.nothing
    }

    /// Moves the cursor a line up or down, keeping its column.
    func move(lines: Int, _ all: String, _ before: String) -> Int32 {
        let rows = all.split(separator: "\n", omittingEmptySubsequences: false).map { $0.unicodeScalars.count }
        let above = before.split(separator: "\n", omittingEmptySubsequences: false)
        let row = above.count - 1, column = above[row].unicodeScalars.count
        let target = row + lines
        guard target >= 0, target < rows.count else { return LineEditor.nothing }
        func start(_ r: Int) -> Int { rows[..<r].reduce(0) { $0 + $1 + 1 } }
        ce_move(Int32(start(target) + min(column, rows[target]) - start(row) - column))
        return LineEditor.moved
    }
}

/// What is pasted from elsewhere: a block's common indent goes, and the prompts of a session.
enum Pasted {
    static func cleaned(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = lines.first ?? ""
        if first.hasPrefix(">>> ") || first.hasPrefix("In [") && first.contains("]: ") {
            lines = lines.map { line in
                for p in [">>> ", "... ", "..."] where line.hasPrefix(p) { return String(line.dropFirst(p.count)) }
                if line.hasPrefix("In ["), let r = line.range(ofFirst: "]: ") { return String(line[r...]) }
                let bare = line.drop { $0 == " " }
                if bare.hasPrefix("...: ") { return String(bare.dropFirst(5)) }
                return bare == "...:" ? "" : line
            }
        }
        let indents = lines.filter { !$0.trimmed.isEmpty }.map { $0.prefix { $0 == " " }.count }
        if let n = indents.min(), n > 0 { lines = lines.map { String($0.dropFirst(min(n, $0.prefix { $0 == " " }.count))) } }
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// The index behind the first occurrence of a mark.
    func range(ofFirst mark: String) -> String.Index? {
        var i = startIndex
        while i < endIndex {
            if self[i...].hasPrefix(mark) { return index(i, offsetBy: mark.count) }
            i = index(after: i)
        }
        return nil
    }
}

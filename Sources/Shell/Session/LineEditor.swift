// This file edits a cell on the terminal through libedit: multi-line text, history by prefix, search, completion, pasting.

import CEdit
import Glibc
import Lang

/// The editor of the session; there is one, since libedit's callbacks carry no context.
final class LineEditor {
    nonisolated(unsafe) private static var current: LineEditor!
    let history: SessionHistory
    private let completer: Completer
    /// Where Up and Down are in the history, and the text they started from.
    private var place: Int?
    private var typed = ""
    private var lastCompletion = ""

    init?(history: SessionHistory, completer: Completer) {
        self.history = history
        self.completer = completer
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        guard ce_open("shell") != 0 else { return nil }
        LineEditor.current = self
        ce_add("shell-enter", "End the cell, or begin its next line", { _ in LineEditor.current.enter() })
        ce_add("shell-newline", "Begin a new line", { _ in LineEditor.current.newline() })
        ce_add("shell-complete", "Complete, or indent", { _ in LineEditor.current.complete() })
        ce_add("shell-up", "The line above, or an older cell that begins so", { _ in LineEditor.current.up() })
        ce_add("shell-down", "The line below, or a newer cell that begins so", { _ in LineEditor.current.down() })
        ce_add("shell-search", "Search the history", { _ in LineEditor.current.search() })
        ce_add("shell-paste", "Insert pasted text", { _ in LineEditor.current.paste() })
        ce_add("shell-backspace", "Delete a character, or an indent", { _ in LineEditor.current.backspace() })
        ce_add("shell-help", "The signature of the function being called", { _ in LineEditor.current.signature() })
        ce_add("shell-end", "End of input on an empty line, else delete", { _ in LineEditor.current.endOfInput() })
        for (key, command) in [
            ("^]", "ed-newline"), ("^M", "shell-enter"), ("^J", "shell-newline"), ("\\e^M", "shell-newline"), ("\\e^J", "shell-newline"), ("^I", "shell-complete"), ("\\e[A", "shell-up"),
            ("\\eOA", "shell-up"), ("^P", "shell-up"), ("\\e[B", "shell-down"), ("\\eOB", "shell-down"), ("^N", "shell-down"), ("^R", "shell-search"),
            ("\\e[200~", "shell-paste"), ("^?", "shell-backspace"), ("^H", "shell-backspace"), ("^D", "shell-end"), ("\\e[3~", "ed-delete-next-char"),
            ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"), ("\\eOH", "ed-move-to-beg"), ("\\eOF", "ed-move-to-end"), ("\\e[1~", "ed-move-to-beg"),
            ("\\e[4~", "ed-move-to-end"), ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"), ("\\e[C", "ed-next-char"), ("\\e[D", "ed-prev-char"),
            ("\\e?", "shell-help"),
        ] {
            ce_bind(key, command)
        }
        ce_source()
        for cell in history.cells.suffix(2000) { ce_add_history(cell) }
    }

    deinit { ce_close() }

    enum Input { case cell(String), interrupted, end }

    /// Reads one cell.
    func read(prompt: String) -> Input {
        place = nil
        ce_set_prompt(prompt)
        var interrupted: Int32 = 0
        guard let line = ce_read(&interrupted) else { return interrupted != 0 ? .interrupted : .end }
        var text = String(cString: line)
        while text.last == "\n" { text.removeLast() }
        return .cell(text)
    }

    /// Asks a question with one line of answer.
    func ask(_ question: String) -> String? {
        asking = true
        defer { asking = false }
        if case .cell(let s) = read(prompt: question) { return s }
        return nil
    }
    private var asking = false

    func remember(_ cell: String) {
        history.add(cell)
        ce_add_history(cell)
    }

    // MARK: Text under edit

    private func text() -> (all: String, before: String) {
        var cursor = 0
        guard let p = ce_line(&cursor) else { return ("", "") }
        defer { free(p) }
        let bytes = UnsafeRawBufferPointer(start: p, count: strlen(p))
        return (String(decoding: bytes, as: UTF8.self), String(decoding: bytes[..<min(cursor, bytes.count)], as: UTF8.self))
    }

    private func enter() -> Int32 {
        let (all, before) = text()
        if asking || Completeness.endsCell(all, before: before) {
            // The cursor goes to the end, so that output starts below the cell.
            ce_move(Int32(all.unicodeScalars.count - before.unicodeScalars.count))
            ce_accept()
            return Int32(CE_CURSOR)
        }
        return newline()
    }

    private func newline() -> Int32 {
        let (_, before) = text()
        return ce_insert("\n" + Completeness.indent(after: before)) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR)
    }

    private func backspace() -> Int32 {
        let (_, before) = text()
        if before.isEmpty { return Int32(CE_ERROR) }
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let blank = !line.isEmpty && line.allSatisfy { $0 == " " }
        ce_delete(blank ? Int32((line.count - 1) % 4 + 1) : 1)
        return Int32(CE_REFRESH)
    }

    private func endOfInput() -> Int32 {
        let (all, before) = text()
        if all.isEmpty { return Int32(CE_EOF) }
        if before.utf8.count < all.utf8.count {
            ce_move(1)
            ce_delete(1)
            return Int32(CE_REFRESH)
        }
        return Int32(CE_ERROR)
    }

    private func paste() -> Int32 {
        var bytes: [UInt8] = []
        let end = Array("\u{1B}[201~".utf8)
        while true {
            let c = ce_getc(2000)
            if c < 0 { break }
            bytes.append(UInt8(truncatingIfNeeded: c))
            if bytes.suffix(end.count).elementsEqual(end) {
                bytes.removeLast(end.count)
                break
            }
        }
        var s = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        s = s.replacing("\t", with: "    ")
        s.unicodeScalars.removeAll { $0.value < 32 && $0 != "\n" }
        // The newline behind the last line of a copied block is not part of it.
        while s.last == "\n" { s.removeLast() }
        return ce_insert(s) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR)
    }

    // MARK: History

    private func up() -> Int32 {
        let (all, before) = text()
        if before.contains("\n"), place == nil { return move(lines: -1, all, before) }
        return walk(-1, all)
    }
    private func down() -> Int32 {
        let (all, before) = text()
        if all.dropFirst(before.count).contains("\n"), place == nil { return move(lines: 1, all, before) }
        return walk(1, all)
    }

    /// Moves the cursor a line up or down, keeping its column.
    private func move(lines: Int, _ all: String, _ before: String) -> Int32 {
        let rows = all.split(separator: "\n", omittingEmptySubsequences: false).map { $0.unicodeScalars.count }
        let above = before.split(separator: "\n", omittingEmptySubsequences: false)
        let row = above.count - 1, column = above[row].unicodeScalars.count
        let target = row + lines
        guard target >= 0, target < rows.count else { return Int32(CE_ERROR) }
        func start(_ r: Int) -> Int { rows[..<r].reduce(0) { $0 + $1 + 1 } }
        ce_move(Int32(start(target) + min(column, rows[target]) - start(row) - column))
        return Int32(CE_CURSOR)
    }

    /// The next older or newer cell that begins with what was typed.
    private func walk(_ step: Int, _ all: String) -> Int32 {
        let cells = history.cells
        if place == nil || place.map({ $0 < cells.count && cells[$0] != all }) ?? false {
            typed = all
            place = cells.count
        }
        var i = place! + step
        while i >= 0, i < cells.count, !cells[i].hasPrefix(typed) || cells[i] == all { i += step }
        if i < 0 { return Int32(CE_ERROR) }
        if i >= cells.count {
            place = nil
            ce_replace(typed)
            return Int32(CE_REFRESH)
        }
        place = i
        ce_replace(cells[i])
        return Int32(CE_REFRESH)
    }

    /// Incremental search backwards: typing narrows, Ctrl-R goes to older ones, Enter or an arrow takes, Escape or Ctrl-G gives up.
    private func search() -> Int32 {
        let original = text().all
        var query = ""
        var index = history.cells.count
        var found = ""
        func look(from: Int) {
            var i = min(from, history.cells.count - 1)
            while i >= 0 {
                if history.cells[i].contains(query), history.cells[i] != found {
                    index = i
                    found = history.cells[i]
                    return
                }
                i -= 1
            }
            Standard.write("\u{07}", to: 1)
        }
        func show() {
            let first = found.split(separator: "\n").first.map(String.init) ?? ""
            let more = found.contains("\n") ? " …" : ""
            Standard.write("\r\u{1B}[J(search `\(query)'): \(first)\(more)", to: 1)
        }
        Standard.write("\r\n", to: 1)
        show()
        loop: while true {
            let c = ce_getc(-1)
            switch c {
            case 18:
                look(from: index - 1)
            case 8, 127:
                if !query.isEmpty { query.removeLast() }
                found = ""
                if !query.isEmpty { look(from: history.cells.count - 1) }
            case -1, 7, 3:
                found = original
                break loop
            case 27:
                // An arrow takes what was found; a bare Escape gives up.
                let next = ce_getc(50)
                if next < 0 { found = original } else { while ce_getc(20) >= 0 {} }
                break loop
            case 13, 10: break loop
            default:
                if c >= 32 {
                    var bytes = [UInt8(truncatingIfNeeded: c)]
                    let extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0
                    for _ in 0..<extra { bytes.append(UInt8(truncatingIfNeeded: ce_getc(50))) }
                    query += String(decoding: bytes, as: UTF8.self)
                    if !found.contains(query) || found.isEmpty {
                        found = ""
                        look(from: history.cells.count - 1)
                    }
                }
            }
            show()
        }
        Standard.write("\r\u{1B}[J\u{1B}[A\r", to: 1)
        ce_replace(found.isEmpty ? original : found)
        return Int32(CE_REDISPLAY)
    }

    // MARK: Completion

    private func complete() -> Int32 {
        let (_, before) = text()
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        if line.allSatisfy({ $0 == " " }) {
            // At the start of a line Tab indents.
            return ce_insert(String(repeating: " ", count: 4 - line.count % 4)) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR)
        }
        let c = completer.complete(before)
        if c.candidates.isEmpty { return Int32(CE_ERROR) }
        let common = c.candidates.dropFirst().reduce(c.candidates[0].text) { a, b in a.commonPrefix(with2: b.text) }
        let addition = String(common.dropFirst(c.typed.count))
        if c.candidates.count == 1 {
            let closing = c.candidates[0].suffix
            return ce_insert(addition + closing) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR)
        }
        if !addition.isEmpty {
            _ = ce_insert(addition)
            return Int32(CE_REFRESH)
        }
        show(c.candidates.map(\.text))
        return Int32(CE_REDISPLAY)
    }

    private func show(_ names: [String]) {
        var size = winsize()
        let width = ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
        let shown = names.prefix(200)
        let column = min((shown.map(\.count).max() ?? 1) + 2, width)
        let across = max(1, width / column)
        let rows = (shown.count + across - 1) / across
        var out = "\r\n"
        for r in 0..<rows {
            for c in 0..<across where c * rows + r < shown.count {
                let name = shown[c * rows + r]
                out += name + String(repeating: " ", count: max(0, column - name.count))
            }
            out += "\r\n"
        }
        if names.count > shown.count { out += "… and \(names.count - shown.count) more\r\n" }
        Standard.write(out, to: 1)
    }

    private func signature() -> Int32 {
        guard let s = completer.signature(text().before) else { return Int32(CE_ERROR) }
        Standard.write("\r\n\(s)\r\n", to: 1)
        return Int32(CE_REDISPLAY)
    }
}

extension String {
    func commonPrefix(with2 other: String) -> String {
        var out = ""
        for (a, b) in zip(self, other) {
            if a != b { break }
            out.append(a)
        }
        return out
    }
}

extension Completeness {
    /// Whether Enter ends the cell: the text is complete, and where it ends in a block, the cursor stands on a blank line at its end.
    static func endsCell(_ all: String, before: String) -> Bool {
        let text = CommandSyntax.translate(all)
        if all.trimmed.isEmpty { return true }
        let lines = all.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.last ?? ""
        let atEnd = before.utf8.count == all.utf8.count
        switch Parser.completeness(text) {
        case .incomplete: return false
        case .invalid:
            // Something is wrong already: running shows where. A typed block still waits for its blank line.
            return lines.count == 1 || last.allSatisfy { $0 == " " }
        case .complete:
            if lines.count == 1 { return true }
            let isOpenBlock = last.first == " " || last.allSatisfy { $0 == " " }
            if !isOpenBlock { return atEnd }
            return last.allSatisfy { $0 == " " }
        }
    }

    /// The spaces that a new line begins with: those of the line before, four more after a colon, four fewer after what leaves a block.
    static func indent(after before: String) -> String {
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        var n = line.prefix { $0 == " " }.count
        let code = String(line).trimmed
        if code.hasSuffix(":") { n += 4 }
        let first = code.prefix { $0.isLetter }
        if ["return", "pass", "break", "continue", "raise"].contains(first) { n = max(0, n - 4) }
        return String(repeating: " ", count: n)
    }
}

// This file edits a cell on the terminal through libedit: its keys, reading, and when Enter ends a cell.

import CEdit
import Glibc
import Lang

/// The editor of the session; there is one, since libedit's callbacks carry no context.
final class LineEditor {
    nonisolated(unsafe) static var current: LineEditor!
    let history: SessionHistory
    let completer: Completer
    /// Where Up and Down are in the history, and the text they started from.
    var place: Int?
    var typed = ""
    /// The incremental search under way.
    var search: Search?
    /// What was cut last.
    var cut = ""
    private var asking = false
    /// Whether Ctrl-C ended the last read.
    private(set) var wasInterrupted = false

    init?(history: SessionHistory, completer: Completer) {
        self.history = history
        self.completer = completer
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        guard ce_open("shell") != 0 else { return nil }
        LineEditor.current = self
        let settings = LineEditor.settings()
        // Choosing an editor clears all bindings, so it comes before ours, and the user's own bindings after them.
        let vi = settings.last { $0.contains("bind") && ($0.hasSuffix("-v") || $0.hasSuffix("-e")) }.map { $0.hasSuffix("-v") } ?? false
        ce_set_vi(vi ? 1 : 0)
        bindKeys(vi: vi)
        for line in settings where !(line.contains("bind") && (line.hasSuffix("-v") || line.hasSuffix("-e"))) {
            LineEditor.leaveSpecials(of: line)
            ce_line_of_settings(line)
        }
        for cell in history.cells.suffix(2000) { ce_add_history(cell) }
    }

    deinit { ce_close() }

    /// `$EDITRC`, else `~/.editrc`.
    static var settingsFile: String? { getenv("EDITRC").map { String(cString: $0) } ?? getenv("HOME").map { String(cString: $0) + "/.editrc" } }

    private static func settings() -> [String] {
        guard let path = settingsFile, let text = try? NotebookFile.text(of: path) else { return [] }
        return text.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// A key that the user binds by its escape sequence is not ours.
    private static func leaveSpecials(of line: String) {
        for (sequences, key) in [
            (["[A", "OA"], CE_UP), (["[B", "OB"], CE_DOWN), (["[C", "OC"], CE_RIGHT), (["[D", "OD"], CE_LEFT), (["[H", "OH", "[1~"], CE_HOME), (["[F", "OF", "[4~"], CE_END), (["[3~"], CE_DELETE),
            (["[1;5C"], CE_WORD_RIGHT), (["[1;5D"], CE_WORD_LEFT),
        ] where line.contains("bind") && sequences.contains(where: { line.contains("\\e" + $0) || line.contains("^[" + $0) || line.contains("\\033" + $0) }) {
            ce_ignore_special(Int32(key))
        }
    }

    private func bindKeys(vi: Bool) {
        ce_add("shell-enter", "End the cell, or begin its next line", { _ in LineEditor.current.enter() })
        ce_add("shell-newline", "Begin a new line", { _ in LineEditor.current.newline() })
        ce_add("shell-complete", "Complete, or indent", { _ in LineEditor.current.complete() })
        ce_add("shell-up", "The line above, or an older cell that begins so", { _ in LineEditor.current.up() })
        ce_add("shell-down", "The line below, or a newer cell that begins so", { _ in LineEditor.current.down() })
        ce_add("shell-search", "Search the history", { _ in LineEditor.current.beginSearch() })
        ce_add("shell-capture", "A key of the search", { _ in LineEditor.current.searchKey() })
        ce_add("shell-special", "A key that is an escape sequence", { _ in LineEditor.current.special() })
        ce_add("shell-backspace", "Delete a character, or an indent", { _ in LineEditor.current.backspace() })
        ce_add("shell-open", "Insert an opening bracket and show the signature", { _ in LineEditor.current.openBracket() })
        ce_add("shell-help", "The signature of the function being called", { _ in LineEditor.current.signature() })
        ce_add("shell-end", "End of input on an empty line, else delete", { _ in LineEditor.current.endOfInput() })
        ce_add("shell-line-start", "Go to the line's start", { _ in LineEditor.current.go(to: .lineStart) })
        ce_add("shell-line-end", "Go to the line's end", { _ in LineEditor.current.go(to: .lineEnd) })
        ce_add("shell-cut-end", "Cut to the line's end", { _ in LineEditor.current.cut(to: .lineEnd) })
        ce_add("shell-cut-start", "Cut to the line's start", { _ in LineEditor.current.cut(to: .lineStart) })
        ce_add("shell-cut-word", "Cut the word before", { _ in LineEditor.current.cut(to: .blankLeft) })
        ce_add("shell-cut-left", "Cut the name before", { _ in LineEditor.current.cut(to: .wordLeft) })
        ce_add("shell-cut-right", "Cut the name after", { _ in LineEditor.current.cut(to: .wordRight) })
        ce_add("shell-yank", "Insert what was cut", { _ in LineEditor.current.yank() })
        ce_add("shell-clear", "Clear the screen", { _ in LineEditor.current.clear() })
        ce_add("shell-word-left", "Go a name to the left", { _ in LineEditor.current.go(to: .wordLeft) })
        ce_add("shell-word-right", "Go a name to the right", { _ in LineEditor.current.go(to: .wordRight) })
        var keys = [
            (CE_ACCEPT_KEY, "ed-newline"), (CE_SPECIAL_KEY, "shell-special"), (CE_CAPTURE_KEY, "shell-capture"), ("^M", "shell-enter"), ("^J", "shell-newline"), ("^I", "shell-complete"),
            ("^R", "shell-search"), ("^L", "shell-clear"),
        ]
        if vi {
            for (key, command) in keys + [("k", "shell-up"), ("j", "shell-down"), ("^D", "shell-end")] { ce_bind_vi_command(key, command) }
        }
        keys += [("^P", "shell-up"), ("^N", "shell-down"), ("^?", "shell-backspace"), ("^H", "shell-backspace"), ("^D", "shell-end"), ("(", "shell-open")]
        if !vi {
            keys += [
                ("^A", "shell-line-start"), ("^E", "shell-line-end"), ("^K", "shell-cut-end"), ("^U", "shell-cut-start"), ("^W", "shell-cut-word"), ("^Y", "shell-yank"),
                ("\\ed", "shell-cut-right"), ("\\e^?", "shell-cut-left"), ("\\e^H", "shell-cut-left"), ("\\eb", "shell-word-left"), ("\\ef", "shell-word-right"), ("\\e?", "shell-help"),
            ]
        }
        for (key, command) in keys { ce_bind(key, command) }
    }

    enum Input { case cell(String), interrupted, end }

    /// The prompts before a cell's first line and before each further one, and the columns they take.
    struct Prompts {
        let first: String
        let next: String
        let width: Int

        static func numbered(_ number: Int, isColoured: Bool) -> Prompts {
            let first = "In [\(number)]: "
            let next = String(repeating: " ", count: max(0, first.count - 5)) + "...: "
            let (a, b) = isColoured ? ("\u{1B}[32m", "\u{1B}[0m") : ("", "")
            return Prompts(first: a + first + b, next: a + next + b, width: first.count)
        }
    }

    /// Reads one cell.
    func read(_ prompts: Prompts) -> Input {
        history.refresh().forEach { ce_add_history($0) }
        place = nil
        search = nil
        ce_set_prompt(prompts.first, prompts.next, Int32(prompts.width))
        var interrupted: Int32 = 0
        defer { wasInterrupted = interrupted != 0 }
        guard let line = ce_read(&interrupted) else { return interrupted != 0 ? .interrupted : .end }
        var text = String(cString: line)
        while text.last == "\n" { text.removeLast() }
        return .cell(text)
    }

    /// Asks a question with one line of answer.
    func ask(_ question: String) -> String? {
        asking = true
        defer { asking = false }
        if case .cell(let s) = read(Prompts(first: question, next: "", width: 0)) { return s }
        return nil
    }

    func remember(_ cell: String) {
        history.add(cell)
    }

    // MARK: Text under edit

    /// The whole text, and what stands before the cursor.
    func text() -> (all: String, before: String) {
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

    func newline() -> Int32 {
        if asking { return Int32(CE_ERROR) }
        let (_, before) = text()
        return ce_insert("\n" + Completeness.indent(after: before)) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR)
    }

    private func endOfInput() -> Int32 {
        if text().all.isEmpty { return Int32(CE_EOF) }
        return deleteRight()
    }

    /// Escape sequences, decoded.
    private func special() -> Int32 {
        switch Int(ce_special()) {
        case CE_UP: return up()
        case CE_DOWN: return down()
        case CE_LEFT: return go(to: .left)
        case CE_RIGHT: return go(to: .right)
        case CE_HOME: return go(to: .lineStart)
        case CE_END: return go(to: .lineEnd)
        case CE_FIRST: return go(to: .start)
        case CE_LAST: return go(to: .end)
        case CE_DELETE: return deleteRight()
        case CE_WORD_LEFT: return go(to: .wordLeft)
        case CE_WORD_RIGHT: return go(to: .wordRight)
        case CE_DELETE_WORD: return cut(to: .wordRight)
        case CE_ALT_ENTER: return newline()
        case CE_PASTE: return paste()
        default: return Int32(CE_ERROR)
        }
    }

    private func clear() -> Int32 {
        ce_clear_screen()
        return Int32(CE_NORMAL)
    }
}

extension Completeness {
    /// Whether Enter ends the cell: the text is complete, and where it ends in a block, the cursor stands on a blank line at its end.
    static func endsCell(_ all: String, before: String) -> Bool {
        if all.trimmed.isEmpty { return true }
        let lines = all.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.last ?? ""
        // A cell that is a command's body ends with a blank line.
        if all.hasPrefix("%%") { return lines.count > 1 && last.allSatisfy { $0 == " " } }
        let text = CommandSyntax.translate(all)
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

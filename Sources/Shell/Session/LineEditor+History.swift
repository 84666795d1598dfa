// This file walks and searches the history of cells while one is typed.

import CEdit

extension LineEditor {
    func up() -> Int32 {
        let (all, before) = text()
        if before.contains("\n"), !isWalking(all, before) { return move(lines: -1, all, before) }
        return walk(-1, all, before)
    }

    func down() -> Int32 {
        let (all, before) = text()
        if all.utf8.count > before.utf8.count, String(all.utf8.dropFirst(before.utf8.count))?.contains("\n") ?? false, !isWalking(all, before) { return move(lines: 1, all, before) }
        return walk(1, all, before)
    }

    /// Whether the text is a history entry as Up or Down left it.
    private func isWalking(_ all: String, _ before: String) -> Bool {
        guard let p = place else { return false }
        return all.utf8.count == before.utf8.count && (p < history.cells.count ? history.cells[p] == all : typed == all)
    }

    /// The next older or newer cell that begins with what was typed.
    private func walk(_ step: Int, _ all: String, _ before: String) -> Int32 {
        let cells = history.cells
        if !isWalking(all, before) {
            typed = all
            place = cells.count
        }
        var i = place! + step
        while i >= 0, i < cells.count, !cells[i].hasPrefix(typed) || cells[i] == all { i += step }
        if i < 0 || i > cells.count { return Int32(CE_ERROR) }
        place = i
        ce_replace(i == cells.count ? typed : cells[i])
        return Int32(CE_REFRESH)
    }

    /// An incremental search backwards.
    struct Search {
        let original: String
        var query = ""
        var index: Int
        var found: String?
        var failed = false
    }

    /// Typing narrows, Ctrl-R goes to older ones, Enter or an arrow takes what is shown, Escape or Ctrl-G gives up. Any other key takes it and does its work.
    func beginSearch() -> Int32 {
        search = Search(original: text().all, index: history.cells.count)
        ce_capture(1)
        showSearch()
        return Int32(CE_REFRESH)
    }

    private func showSearch() {
        guard let s = search else { return }
        ce_status((s.failed ? "no cell has: " : "search: ") + s.query + "▏")
    }

    private func look(from start: Int) {
        guard var s = search else { return }
        defer { search = s }
        var i = min(start, history.cells.count - 1)
        s.failed = true
        while i >= 0 {
            let cell = history.cells[i]
            if cell.contains(s.query), cell != s.found {
                s.index = i
                s.found = cell
                s.failed = false
                ce_replace(cell)
                // The cursor stands where the match begins.
                if let at = cell.range(ofFirst: s.query) { ce_move(-Int32(cell[at...].unicodeScalars.count + s.query.unicodeScalars.count)) }
                return
            }
            i -= 1
        }
    }

    private func endSearch(keeping: Bool) -> Int32 {
        if let s = search, !keeping { ce_replace(s.original) }
        search = nil
        place = nil
        ce_capture(0)
        let (all, before) = text()
        ce_move(Int32(all.unicodeScalars.count - before.unicodeScalars.count))
        return Int32(CE_REFRESH)
    }

    func searchKey() -> Int32 {
        let c = ce_getc(-1)
        guard search != nil else { return Int32(CE_NORMAL) }
        switch c {
        case 18:
            if !search!.query.isEmpty { look(from: search!.index - 1) }
        case 8, 127:
            if search!.query.isEmpty { return endSearch(keeping: false) }
            search!.query.removeLast()
            search!.found = nil
            if search!.query.isEmpty { ce_replace(search!.original) } else { look(from: history.cells.count - 1) }
        case -1, 7: return endSearch(keeping: false)
        case 27:
            // An arrow takes what was found; a bare Escape gives up.
            let next = ce_getc(50)
            if next < 0 { return endSearch(keeping: false) }
            ce_unget(next)
            ce_unget(27)
            return endSearch(keeping: true)
        case 13, 10: return endSearch(keeping: true)
        case 0..<32:
            ce_unget(c)
            return endSearch(keeping: true)
        default:
            var bytes = [UInt8(truncatingIfNeeded: c)]
            let extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0
            for _ in 0..<extra { bytes.append(UInt8(truncatingIfNeeded: ce_getc(50))) }
            search!.query += String(decoding: bytes, as: UTF8.self)
            search!.found = nil
            look(from: min(search!.index, history.cells.count - 1))
        }
        showSearch()
        return Int32(CE_REFRESH)
    }
}

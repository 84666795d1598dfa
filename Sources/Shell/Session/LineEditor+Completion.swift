// This file shows what the completer finds: in the text, and in the lines below it.

import CEdit

extension LineEditor {
    func complete() -> Int32 {
        let (_, before) = text()
        let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        if line.allSatisfy({ $0 == " " }) {
            // At the start of a line Tab indents.
            return inserted(String(repeating: " ", count: 4 - line.count % 4))
        }
        let c = completer.complete(before)
        if c.candidates.isEmpty { return Int32(CE_ERROR) }
        let common = c.candidates.dropFirst().reduce(c.candidates[0].text) { $0.commonPrefix(with: $1.text) }
        let addition = String(common.unicodeScalars.dropFirst(c.typed.unicodeScalars.count))
        if c.candidates.count == 1 {
            let closing = c.candidates[0].suffix
            return addition.isEmpty && closing.isEmpty ? Int32(CE_NORMAL) : inserted(addition + closing)
        }
        if !addition.isEmpty { return inserted(addition) }
        ce_status(columns(c.candidates.map(\.shown)))
        return Int32(CE_REFRESH)
    }

    private func inserted(_ s: String) -> Int32 { ce_insert(s) != 0 ? Int32(CE_REFRESH) : Int32(CE_ERROR) }

    /// Names in columns, as many rows as the screen has room for.
    private func columns(_ names: [String]) -> String {
        let width = Int(ce_columns()) - 1
        let limit = max(3, Int(ce_rows()) / 2)
        let column = min((names.map(\.count).max() ?? 1) + 2, width)
        let across = max(1, width / column)
        var shown = names[...]
        if shown.count > across * limit { shown = shown.prefix(across * (limit - 1)) }
        let rows = (shown.count + across - 1) / across
        var lines: [String] = []
        for r in 0..<rows {
            var line = ""
            for c in 0..<across where c * rows + r < shown.count {
                let name = shown[c * rows + r].prefix(width)
                line += name + String(repeating: " ", count: max(0, column - name.count))
            }
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        if names.count > shown.count { lines.append("… and \(names.count - shown.count) more") }
        return lines.joined(separator: "\n")
    }

    func openBracket() -> Int32 {
        let result = inserted("(")
        if let s = completer.signature(text().before, safely: true) { showLine(s) }
        return result
    }

    func signature() -> Int32 {
        guard let s = completer.signature(text().before, safely: false) else { return Int32(CE_ERROR) }
        showLine(s)
        return Int32(CE_REFRESH)
    }

    private func showLine(_ s: String) {
        let width = Int(ce_columns()) - 1
        ce_status(s.count > width ? String(s.prefix(width - 1)) + "…" : s)
    }
}

extension String {
    func commonPrefix(with other: String) -> String {
        var out = String.UnicodeScalarView()
        for (a, b) in zip(unicodeScalars, other.unicodeScalars) {
            if a != b { break }
            out.append(a)
        }
        return String(out)
    }
}

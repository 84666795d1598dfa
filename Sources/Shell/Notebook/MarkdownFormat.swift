// This file reads and writes Markdown notebooks: text with fenced code cells.
//
//     ---
//     jupyter: …
//     ---
//     Text of a Markdown cell.
//
//     ```python id="c1" tags=["parameters"]
//     code
//     ```
//
//     <!-- #raw id="r" -->
//     raw text
//     <!-- #endraw -->
//
// Markdown cells that follow each other, have metadata or hold fences of their own stand between `<!-- #region … -->` and `<!-- #endregion -->`, jupytext's marks.

enum MarkdownFormat {
    static func write(_ notebook: Notebook) -> String {
        var blocks: [String] = []
        if !notebook.metadata.isEmpty {
            // The same header as percent text, without the comment marks.
            let header = Header.write(notebook.metadata).split(separator: "\n").map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }
            blocks.append(header.joined(separator: "\n"))
        }
        for cell in notebook.cells {
            let options = (cell.title.map { " " + $0 } ?? "") + PercentFormat.options(of: cell)
            switch cell.kind {
            case .code:
                let fence = fence(for: cell.source)
                blocks.append(fence + "python" + options + "\n" + (cell.source.isEmpty ? "" : cell.source + "\n") + fence)
            case .raw:
                blocks.append("<!-- #raw\(options) -->\n" + (cell.source.isEmpty ? "" : cell.source + "\n") + "<!-- #endraw -->")
            case .markdown:
                // Always marked, so that borders between cells and blank lines inside are never guessed.
                blocks.append("<!-- #region\(options) -->\n" + (cell.source.isEmpty ? "" : cell.source + "\n") + "<!-- #endregion -->")
            }
        }
        return blocks.joined(separator: "\n\n") + (blocks.isEmpty ? "" : "\n")
    }

    private static func fence(for source: String) -> String {
        var n = 3
        for line in source.split(separator: "\n") {
            let ticks = line.drop { $0 == " " }.prefix { $0 == "`" }.count
            n = max(n, ticks + 1 > 3 ? ticks + 1 : 3)
        }
        return String(repeating: "`", count: n)
    }

    /// Reads a text. Unmarked prose becomes Markdown cells, fences of `python` (or without a language name) code cells. Throws `NotebookError`.
    static func read(_ text: String, name: String) throws -> Notebook {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { l in l.last == "\r" ? String(l.dropLast()) : String(l) }
        if text.hasSuffix("\n") { lines.removeLast() }
        var notebook = Notebook()
        var i = 0
        if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
            notebook.metadata = try Header.read(lines[1..<end].joined(separator: "\n"), name: name)
            i = end + 1
        }
        var prose: [String] = []
        func flush() {
            var p = prose[...]
            while let f = p.first, f.trimmed.isEmpty { p.removeFirst() }
            while let l = p.last, l.trimmed.isEmpty { p.removeLast() }
            prose = []
            if !p.isEmpty { notebook.cells.append(Cell(kind: .markdown, source: p.joined(separator: "\n"))) }
        }
        func marked(_ open: String, _ close: String, _ kind: Cell.Kind) throws -> Bool {
            let line = lines[i]
            guard line.hasPrefix("<!-- " + open), line.hasSuffix("-->") else { return false }
            let rest = line.dropFirst(5 + open.count).dropLast(3)
            guard rest.isEmpty || rest.first == " " else { return false }
            guard let end = lines[(i + 1)...].firstIndex(of: "<!-- \(close) -->") else { throw NotebookError("\(name): line \(i + 1): '\(open)' has no '\(close)'") }
            flush()
            var cell = PercentFormat.cell(fromOptions: String(rest), kind: kind)
            cell.source = lines[(i + 1)..<end].joined(separator: "\n")
            notebook.cells.append(cell)
            i = end + 1
            return true
        }
        while i < lines.count {
            if try marked("#region", "#endregion", .markdown) || marked("#raw", "#endraw", .raw) { continue }
            let line = lines[i]
            let ticks = line.prefix { $0 == "`" }.count
            let info = String(line.dropFirst(ticks))
            if ticks >= 3, info == "python" || info.hasPrefix("python ") || info == "py" {
                let fence = String(repeating: "`", count: ticks)
                guard let end = lines[(i + 1)...].firstIndex(of: fence) else { throw NotebookError("\(name): line \(i + 1): the code fence has no end") }
                flush()
                var cell = PercentFormat.cell(fromOptions: String(info.drop { $0 != " " }), kind: .code)
                cell.source = lines[(i + 1)..<end].joined(separator: "\n")
                notebook.cells.append(cell)
                i = end + 1
                continue
            }
            prose.append(line)
            i += 1
        }
        flush()
        return notebook
    }
}

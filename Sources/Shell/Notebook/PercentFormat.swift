// This file reads and writes percent-format text (`.vnb`, `.py`): https://jupytext.readthedocs.io, "The percent format".
//
//     # ---
//     # jupyter:
//     #   kernelspec: …
//     # ---
//     # %% [markdown] id="intro"
//     # Text in comment lines.
//     # %% Title id="c1" tags=["parameters"]
//     code
//
// What jupytext leaves out is kept as metadata on the cell's line: `id`. Notebook metadata lies in the header as JSON values under `jupyter:`, keys this
// program does not know included. A code line that would read as a marker or a command is written after `# ` and read back without it (`escape`).

enum PercentFormat {
    // MARK: Reading

    /// Reads a text. Throws `NotebookError` naming `name`.
    static func read(_ text: String, name: String) throws -> Notebook {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in line.last == "\r" ? String(line.dropLast()) : String(line) }
        if text.hasSuffix("\n") { lines.removeLast() }
        if text.isEmpty { lines = [] }
        var notebook = Notebook()
        var i = 0
        while i < lines.count, lines[i].allSatisfy({ $0 == " " }) { i += 1 }
        if i < lines.count, lines[i] == "# ---" {
            guard let end = lines[(i + 1)...].firstIndex(of: "# ---") else { throw NotebookError("\(name): line \(i + 1): the header that begins with '# ---' has no end") }
            let header = lines[(i + 1)..<end].map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : $0 == "#" ? "" : $0 }
            notebook.metadata = try Header.read(header.joined(separator: "\n"), name: name)
            i = end + 1
        } else {
            i = 0
        }
        var current: Cell?
        var body: [String] = []
        func flush(isLast: Bool = false) {
            guard var cell = current else {
                // Text before the first marker is a code cell of its own, unless it is blank.
                let text = trimBlank(body).joined(separator: "\n")
                if !text.isEmpty { notebook.cells.append(Cell(kind: .code, source: text)) }
                return
            }
            cell.source = source(of: isLast ? body : trimOne(body), kind: cell.kind, cell: &cell)
            notebook.cells.append(cell)
        }
        while i < lines.count {
            if let marker = Marker(lines[i]) {
                flush()
                current = marker.cell
                body = []
            } else {
                body.append(lines[i])
            }
            i += 1
        }
        flush(isLast: true)
        return notebook
    }

    /// The blank line before the next marker separates the cells and belongs to neither.
    private static func trimOne(_ lines: [String]) -> [String] {
        if lines.count > 0, lines[lines.count - 1].isEmpty { return Array(lines.dropLast()) }
        return lines
    }
    private static func trimBlank(_ lines: [String]) -> [String] {
        var l = lines[...]
        while let f = l.first, f.allSatisfy({ $0 == " " }) { l.removeFirst() }
        while let f = l.last, f.allSatisfy({ $0 == " " }) { l.removeLast() }
        return Array(l)
    }

    private static func source(of lines: [String], kind: Cell.Kind, cell: inout Cell) -> String {
        switch kind {
        case .code:
            return lines.map(unescape).joined(separator: "\n")
        case .markdown, .raw:
            // One triple-quoted string, as jupytext's other cell marker.
            if let first = lines.first, first.hasPrefix("\"\"\"") || first.hasPrefix("'''") || first.hasPrefix("r\"\"\"") {
                let quote = first.contains("\"\"\"") ? "\"\"\"" : "'''"
                let whole = lines.joined(separator: "\n")
                if let open = whole.range(of: quote), let close = whole.range(of: quote, after: open.upperBound), whole[close.upperBound...].allSatisfy({ $0 == "\n" || $0 == " " }) {
                    var inner = whole[open.upperBound..<close.lowerBound]
                    if inner.first == "\n" { inner.removeFirst() }
                    if inner.last == "\n" { inner.removeLast() }
                    return String(inner)
                }
            }
            return lines.map { l in l.hasPrefix("# ") ? String(l.dropFirst(2)) : l == "#" ? "" : l.hasPrefix("#") ? String(l.dropFirst()) : l }.joined(separator: "\n")
        }
    }

    /// A `# %%` line.
    private struct Marker {
        var cell: Cell
        init?(_ line: String) {
            guard line.hasPrefix("# %%") || line.hasPrefix("#%%") else { return nil }
            var rest = line.drop { $0 != "%" }.dropFirst(2)
            // `# %%%` opens a sub-cell in jupytext; it is a cell here.
            while rest.first == "%" { rest.removeFirst() }
            if let f = rest.first, f != " " { return nil }
            // `# %%time` is a commented magic of a code cell, caught above.
            var kind = Cell.Kind.code
            var title = ""
            var metadata: [JSON.Member] = []
            var words = String(rest).trimmed
            // key=value pairs at the end.
            if let start = Marker.metadataStart(words) {
                metadata = Marker.pairs(String(words[start...]))
                words = String(words[..<start]).trimmed
            }
            if words.hasPrefix("[markdown] ") || words.hasPrefix("[raw] ") {
                // A type before the title is read too.
                kind = words.hasPrefix("[raw]") ? .raw : .markdown
                words = String(words.drop { $0 != " " }).trimmed
            }
            for (mark, k) in [("[markdown]", Cell.Kind.markdown), ("[md]", .markdown), ("[raw]", .raw)] where words.hasSuffix(mark) {
                kind = k
                words = String(words.dropLast(mark.count)).trimmed
                break
            }
            title = words
            cell = Cell(kind: kind, source: "", title: title.isEmpty ? nil : title)
            var object = JSON.object(metadata)
            if let id = object["id"]?.text, Marker.isId(id) {
                cell.id = id
                object["id"] = nil
            }
            if let a = object["attachments"], kind != .code {
                cell.attachments = a
                object["attachments"] = nil
            }
            cell.metadata = object
        }

        static func isId(_ s: String) -> Bool { !s.isEmpty && s.count <= 64 && s.utf8.allSatisfy { ($0 | 32 >= 97 && $0 | 32 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 95 } }

        /// Where `key=value` pairs begin: the first word of the form `name=` whose value parses to the end of the line.
        static func metadataStart(_ s: String) -> String.Index? {
            var i = s.startIndex
            while i < s.endIndex {
                if i == s.startIndex || s[s.index(before: i)] == " ", complete(String(s[i...])) { return i }
                i = s.index(after: i)
            }
            return nil
        }
        static func complete(_ s: String) -> Bool { split(s) != nil }
        static func pairs(_ s: String) -> [JSON.Member] { split(s) ?? [] }

        /// Splits `a=1 b="x"` completely, or not at all.
        static func split(_ text: String) -> [JSON.Member]? {
            var members: [JSON.Member] = []
            var rest = Substring(text)
            while true {
                rest = rest.drop { $0 == " " }
                if rest.isEmpty { return members.isEmpty ? nil : members }
                let key: String
                if rest.first == "\"" {
                    // A key that is no plain word is quoted.
                    guard let end = jsonEnd(rest.dropFirst(0)), case .string(let k)? = try? JSON(parsing: String(rest[..<end])) else { return nil }
                    key = k
                    rest = rest[end...]
                } else {
                    key = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." || $0 == ":" || $0 == "/" })
                    rest = rest.dropFirst(key.count)
                }
                guard !key.isEmpty, rest.first == "=" else { return nil }
                rest = rest.dropFirst()
                guard let end = jsonEnd(rest) else { return nil }
                let text = String(rest[..<end])
                if let v = try? JSON(parsing: text) {
                    members.append(JSON.Member(key: key, value: v))
                } else if text.hasPrefix("'"), text.hasSuffix("'"), text.count > 1 {
                    members.append(JSON.Member(key: key, value: .string(String(text.dropFirst().dropLast()))))
                } else if text == "True" || text == "False" || text == "None" {
                    members.append(JSON.Member(key: key, value: text == "None" ? .null : .bool(text == "True")))
                } else {
                    return nil
                }
                rest = rest[end...]
                if let f = rest.first, f != " " { return nil }
            }
        }

        /// The end of the JSON value at the start of `s`.
        static func jsonEnd(_ s: Substring) -> Substring.Index? {
            var depth = 0
            var quote: Character?
            var i = s.startIndex
            while i < s.endIndex {
                let c = s[i]
                if let q = quote {
                    if c == "\\" {
                        i = s.index(after: i)
                        if i == s.endIndex { return nil }
                    } else if c == q {
                        quote = nil
                        if depth == 0 { return s.index(after: i) }
                    }
                } else if c == "\"" || c == "'" {
                    quote = c
                } else if c == "[" || c == "{" {
                    depth += 1
                } else if c == "]" || c == "}" {
                    depth -= 1
                    if depth == 0 { return s.index(after: i) }
                } else if c == " ", depth == 0 {
                    return i
                }
                i = s.index(after: i)
            }
            return quote == nil && depth == 0 && i != s.startIndex ? i : nil
        }
    }

    // MARK: Writing

    /// The text of a notebook; outputs are not part of it.
    static func write(_ notebook: Notebook) -> String {
        var out = ""
        if !notebook.metadata.isEmpty { out += Header.write(notebook.metadata) }
        for (i, cell) in notebook.cells.enumerated() {
            if i > 0 || !out.isEmpty { out += "\n" }
            out += markerLine(cell) + "\n"
            switch cell.kind {
            case .code:
                for line in lines(cell.source) { out += escape(line) + "\n" }
            case .markdown, .raw:
                for line in lines(cell.source) { out += line.isEmpty ? "#\n" : "# " + line + "\n" }
            }
        }
        return out
    }

    private static func lines(_ s: String) -> [String] {
        s.isEmpty ? [] : s.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func markerLine(_ cell: Cell) -> String {
        var line = "# %%"
        if let t = cell.title, !t.isEmpty { line += " " + t }
        switch cell.kind {
        case .code: break
        case .markdown: line += " [markdown]"
        case .raw: line += " [raw]"
        }
        return line + options(of: cell)
    }

    /// A cell's id, metadata and attachments as ` key=value` pairs.
    static func options(of cell: Cell) -> String {
        var line = ""
        var members: [JSON.Member] = []
        if let id = cell.id { members.append(JSON.Member(key: "id", value: .string(id))) }
        members += cell.metadata.members
        if let a = cell.attachments { members.append(JSON.Member(key: "attachments", value: a)) }
        for m in members {
            let plain = !m.key.isEmpty && m.key.allSatisfy { $0.isLetter || $0.isNumber || "_-.:/".contains($0) }
            line += " " + (plain ? m.key : JSON.string(m.key).serialized(indent: nil)) + "=" + m.value.serialized(indent: nil)
        }
        return line
    }

    /// A cell of a kind from what follows its marker: a title and `key=value` pairs.
    static func cell(fromOptions text: String, kind: Cell.Kind) -> Cell {
        let type = kind == .code ? "" : kind == .markdown ? "[markdown] " : "[raw] "
        return Marker("# %% " + type + text.trimmed)?.cell ?? Cell(kind: kind, source: "")
    }

    /// A code line that would read as a marker, or as an escaped one, gets `# ` before it; reading takes it away.
    private static func escape(_ line: String) -> String { isEscapable(line) ? "# " + line : line }
    private static func unescape(_ line: String) -> String {
        line.hasPrefix("# ") && isEscapable(String(line.dropFirst(2))) ? String(line.dropFirst(2)) : line
    }
    private static func isEscapable(_ line: String) -> Bool {
        var rest = Substring(line)
        while rest.hasPrefix("# #") { rest = rest.dropFirst(2) }
        if rest.hasPrefix("# %%") || rest.hasPrefix("#%%") { return true }
        // Commands: `%time f()` and `!ls` stand in comments, as jupytext writes them.
        while rest.hasPrefix("# ") { rest = rest.dropFirst(2) }
        return isCommand(rest)
    }

    /// A line that a session takes as a command: `%name …`, `%%name …`, `!command`.
    static func isCommand(_ line: Substring) -> Bool {
        if line.hasPrefix("!") { return line.count > 1 && !line.hasPrefix("!=") }
        guard line.hasPrefix("%") else { return false }
        let rest = line.drop { $0 == "%" }
        return rest.first?.isLetter ?? false
    }
}

extension String {
    var trimmed: String {
        var s = Substring(self)
        while let f = s.first, f == " " || f == "\t" { s.removeFirst() }
        while let f = s.last, f == " " || f == "\t" { s.removeLast() }
        return String(s)
    }

    func range(of needle: String, after start: Index? = nil) -> Range<Index>? {
        var i = start ?? startIndex
        while i < endIndex {
            if self[i...].hasPrefix(needle) { return i..<index(i, offsetBy: needle.count) }
            i = index(after: i)
        }
        return nil
    }
}

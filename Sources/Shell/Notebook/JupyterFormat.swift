// This file reads and writes `.ipynb`: https://nbformat.readthedocs.io, version 4 (written as 4.5).

enum JupyterFormat {
    /// Reads nbformat 4. Throws `NotebookError` naming `name` and the cell.
    static func read(_ text: String, name: String) throws -> Notebook {
        let json: JSON
        do { json = try JSON(parsing: text) } catch let e as JSONError { throw NotebookError("\(name): not a notebook: \(e)") }
        guard case .object = json else { throw NotebookError("\(name): not a notebook: expected a JSON object with 'cells'") }
        guard let version = json["nbformat"]?.integer else { throw NotebookError("\(name): not a notebook: there is no 'nbformat'") }
        guard version == 4 else { throw NotebookError("\(name): nbformat \(version) is not read here, only 4; open and save it in Jupyter to convert it") }
        guard let cells = json["cells"]?.items else { throw NotebookError("\(name): not a notebook: there is no list 'cells'") }
        var notebook = Notebook()
        notebook.metadata = json["metadata"] ?? .emptyObject
        notebook.minorVersion = json["nbformat_minor"]?.integer ?? 5
        for (i, c) in cells.enumerated() {
            guard let type = c["cell_type"]?.text, let kind = Cell.Kind(rawValue: type) else {
                throw NotebookError("\(name): cell \(i + 1): cell_type must be 'code', 'markdown' or 'raw', found \(c["cell_type"]?.serialized(indent: nil) ?? "nothing")")
            }
            guard let source = c["source"]?.joinedText else { throw NotebookError("\(name): cell \(i + 1): there is no text 'source'") }
            var cell = Cell(kind: kind, source: source, id: c["id"]?.text, metadata: c["metadata"] ?? .emptyObject)
            if let t = cell.metadata["title"]?.text {
                cell.title = t
                cell.metadata["title"] = nil
            }
            cell.outputs = c["outputs"]?.items ?? []
            cell.executionCount = c["execution_count"]?.integer
            cell.attachments = c["attachments"]
            notebook.cells.append(cell)
        }
        return notebook
    }

    /// The text, as nbformat writes it (1 space a level, text split after newlines), with an id for every cell.
    static func write(_ notebook: Notebook) -> String {
        var used = Set<String>()
        var cells: [JSON] = []
        for (i, c) in notebook.cells.enumerated() {
            var id = c.id ?? CellId.derived(from: c, index: i)
            while used.contains(id) { id = CellId.derived(from: c, index: i, salt: used.count) }
            used.insert(id)
            var metadata = c.metadata
            if let t = c.title { metadata["title"] = .string(t) }
            var members: [(String, JSON)] = [("cell_type", .string(c.kind.rawValue))]
            if let a = c.attachments { members.append(("attachments", a)) }
            if c.kind == .code { members.append(("execution_count", c.executionCount.map { .int($0) } ?? .null)) }
            members.append(("id", .string(id)))
            members.append(("metadata", metadata))
            if c.kind == .code { members.append(("outputs", .array(c.outputs.map(splitOutput)))) }
            members.append(("source", splitLines(c.source)))
            cells.append(.pairs(members))
        }
        let top = JSON.pairs([("cells", .array(cells)), ("metadata", notebook.metadata), ("nbformat", .int(4)), ("nbformat_minor", .int(5))])
        return top.serialized(indent: 1) + "\n"
    }

    /// A text as nbformat stores it: a list of lines with their ends.
    static func splitLines(_ s: String) -> JSON {
        var out: [JSON] = []
        var line = ""
        for u in s.unicodeScalars {
            line.unicodeScalars.append(u)
            if u == "\n" {
                out.append(.string(line))
                line = ""
            }
        }
        if !line.isEmpty { out.append(.string(line)) }
        return .array(out)
    }

    private static func splitOutput(_ output: JSON) -> JSON {
        var o = output
        if let t = o["text"]?.text { o["text"] = splitLines(t) }
        if case .object(let data)? = o["data"] {
            o["data"] = .object(
                data.map { m in
                    if m.key.hasPrefix("text/") || m.key == "image/svg+xml", let t = m.value.text { return JSON.Member(key: m.key, value: splitLines(t)) }
                    return m
                })
        }
        return o
    }
}

/// Ids for cells that have none: derived from the text and the position, so that converting twice gives the same file.
enum CellId {
    static func derived(from cell: Cell, index: Int, salt: Int = 0) -> String {
        // FNV-1a, 64 bits.
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for b in "\(index)/\(salt)/\(cell.kind.rawValue)/\(cell.source)".utf8 {
            h ^= UInt64(b)
            h = h &* 0x100_0000_01b3
        }
        let hex = String(h, radix: 16)
        return "cell-" + String(repeating: "0", count: 16 - hex.count) + hex
    }
}

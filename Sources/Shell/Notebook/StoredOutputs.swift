// This file keeps outputs beside a text notebook, which has no room for them.

/// `NOTEBOOK.outputs.json`: outputs and execution counts by cell id.
enum StoredOutputs {
    static func path(for notebook: String) -> String { notebook + ".outputs.json" }

    static func extract(_ notebook: Notebook) -> JSON {
        var cells: [JSON.Member] = []
        for (i, c) in notebook.cells.enumerated() where !c.outputs.isEmpty || c.executionCount != nil {
            let id = c.id ?? CellId.derived(from: c, index: i)
            cells.append(
                JSON.Member(key: id, value: .pairs([("execution_count", c.executionCount.map { .int($0) } ?? .null), ("outputs", .array(c.outputs))])))
        }
        return .object(cells)
    }

    static func merge(_ stored: JSON, into notebook: Notebook) -> Notebook {
        var n = notebook
        for i in n.cells.indices where n.cells[i].kind == .code {
            let id = n.cells[i].id ?? CellId.derived(from: n.cells[i], index: i)
            guard let s = stored[id] else { continue }
            n.cells[i].outputs = s["outputs"]?.items ?? []
            n.cells[i].executionCount = s["execution_count"]?.integer
        }
        return n
    }
}

extension NotebookFile {
    /// Writes a notebook and, for a text format, its outputs beside it. Throws `NotebookError`.
    static func write(_ notebook: Notebook, to path: String, as format: NotebookFormat) throws {
        if format != .ipynb {
            let stored = StoredOutputs.extract(notebook)
            if !stored.isEmpty { try replace(StoredOutputs.path(for: path), with: stored.serialized(indent: 1) + "\n") }
        }
        try replace(path, with: serialize(notebook, as: format))
    }

    /// Reads a notebook with the outputs that are stored beside it.
    static func readWithOutputs(_ path: String) throws -> Notebook {
        let n = try read(path)
        if NotebookFormat(path: path) == .ipynb || path == "-" { return n }
        guard let text = try? text(of: StoredOutputs.path(for: path)), let stored = try? JSON(parsing: text) else { return n }
        return StoredOutputs.merge(stored, into: n)
    }
}

// This file defines the notebook: the one model behind every file format.

/// A notebook: cells and metadata, whatever file it came from.
struct Notebook: Equatable {
    var cells: [Cell] = []
    /// nbformat's notebook metadata (`kernelspec`, `language_info`, foreign keys), in order.
    var metadata: JSON = .emptyObject
    var minorVersion = 5

    /// The code cells with their positions, numbered from 1 in order.
    var codeCells: [(number: Int, index: Int)] {
        var n = 0
        return cells.indices.compactMap { i in
            guard cells[i].kind == .code else { return nil }
            n += 1
            return (n, i)
        }
    }
}

/// A cell of a notebook.
struct Cell: Equatable {
    enum Kind: String { case code, markdown, raw }
    var kind: Kind
    /// The text, without a newline at its end unless the cell has an empty last line.
    var source: String
    /// nbformat's id: 1 to 64 of letters, digits, `-` and `_`. nil: the file has none.
    var id: String?
    /// The title on a `# %%` line.
    var title: String?
    /// Cell metadata in order, `tags` included.
    var metadata: JSON = .emptyObject
    /// nbformat outputs.
    var outputs: [JSON] = []
    var executionCount: Int?
    /// Markdown and raw cells' attachments.
    var attachments: JSON?

    init(kind: Kind, source: String, id: String? = nil, title: String? = nil, metadata: JSON = .emptyObject) {
        self.kind = kind
        self.source = source
        self.id = id
        self.title = title
        self.metadata = metadata
    }

    var tags: [String] { metadata["tags"]?.items?.compactMap(\.text) ?? [] }
    func hasTag(_ tag: String) -> Bool { tags.contains(tag) }

    /// What a run shows of the cell: its title, or its first line that says something.
    var heading: String {
        if let title, !title.isEmpty { return title }
        for line in source.split(separator: "\n") {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if !text.isEmpty { return String(text) }
        }
        return ""
    }
}

/// Why a file is no notebook; the message names the file and, where there is one, the place.
struct NotebookError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

// This file defines `shell convert` and `shell diff`.

import ArgumentParser

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Convert a notebook between .vnb, .ipynb, .py and .md, losing nothing.",
        discussion: """
            Cell ids, metadata known or not, attachments and raw cells are kept in every format. Outputs live in .ipynb; for the text formats they are left in the file OUT.outputs.json \
            beside the text and come back with it.

            Examples:
              shell convert analysis.ipynb analysis.vnb
              shell convert analysis.vnb --to md
              shell convert --test-strict analysis.ipynb
            """)
    @ArgumentParser.Argument(help: "The notebook to read.") var input: String
    @ArgumentParser.Argument(help: "The file to write; its extension tells the format.") var output: String?
    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The same as the second argument.", valueName: "FILE")) var outputOption: String?
    @Option(help: "The format to write, where OUTPUT does not tell (vnb, ipynb, py, md); the result goes beside the input.") var to: String?
    @Flag(help: "Convert there and back and compare; write nothing.") var testStrict = false

    func run() throws {
        do {
            let notebook = try NotebookFile.readWithOutputs(input)
            if testStrict {
                for format in NotebookFormat.allCases {
                    if let difference = try RoundTrip.difference(notebook, through: format) {
                        Standard.write("\(input): \(format.rawValue): \(difference)\n", to: 2)
                        throw ExitCode(1)
                    }
                }
                Standard.write("\(input): \(notebook.cells.count) cells, the same after a round trip through \(NotebookFormat.allCases.map(\.rawValue).joined(separator: ", "))\n", to: 1)
                return
            }
            guard let path = try outputOption.map({ try Convert.only($0, output) }) ?? output ?? to.map({ SearchPath.folder(of: input) + "/" + Replayer.stem(input) + "." + $0 }) else {
                throw ValidationError("give the file to write, or --to FORMAT")
            }
            guard let format = NotebookFormat(path: path) else { throw NotebookError("\(path): expected the extension .vnb, .ipynb, .py or .md") }
            try NotebookFile.write(notebook, to: path, as: format)
        } catch let e as NotebookError {
            Standard.write("shell: \(e)\n", to: 2)
            throw ExitCode(1)
        }
    }

    /// The output named by an option, where no other was named by an argument.
    static func only(_ option: String, _ argument: String?) throws -> String {
        if let argument, argument != option { throw ValidationError("two files to write: '\(argument)' and --output '\(option)'") }
        return option
    }
}

/// Whether a notebook survives a format.
enum RoundTrip {
    /// nil when nothing is lost; else what differs first.
    static func difference(_ notebook: Notebook, through format: NotebookFormat) throws -> String? {
        let text = NotebookFile.serialize(notebook, as: format)
        var back: Notebook
        switch format {
        case .ipynb: back = try JupyterFormat.read(text, name: "round trip")
        case .vnb, .py: back = try PercentFormat.read(text, name: "round trip")
        case .md: back = try MarkdownFormat.read(text, name: "round trip")
        }
        if format != .ipynb { back = StoredOutputs.merge(StoredOutputs.extract(notebook), into: back) }
        return difference(notebook, back)
    }

    /// Compares what a format must keep: everything but ids that were not there.
    static func difference(_ a: Notebook, _ b: Notebook) -> String? {
        if a.metadata != b.metadata { return "the notebook's metadata differ: \(a.metadata.serialized(indent: nil)) and \(b.metadata.serialized(indent: nil))" }
        if a.cells.count != b.cells.count { return "\(a.cells.count) cells became \(b.cells.count)" }
        for (i, (x, y)) in zip(a.cells, b.cells).enumerated() {
            if x.kind != y.kind { return "cell \(i + 1): kind \(x.kind) became \(y.kind)" }
            if x.source != y.source || Array(x.source.utf8) != Array(y.source.utf8) { return "cell \(i + 1): the source differs" }
            if let id = x.id, id != y.id { return "cell \(i + 1): id '\(id)' became \(y.id ?? "nothing")" }
            if x.title != y.title { return "cell \(i + 1): the title differs" }
            if x.metadata != y.metadata { return "cell \(i + 1): the metadata differ" }
            if x.attachments != y.attachments { return "cell \(i + 1): the attachments differ" }
            if x.outputs.map(normal) != y.outputs.map(normal) { return "cell \(i + 1): the outputs differ" }
            if x.executionCount != y.executionCount { return "cell \(i + 1): the execution count differs" }
        }
        return nil
    }

    /// nbformat allows a text as a string or as a list of lines; keys come in any order.
    private static func normal(_ v: JSON) -> JSON {
        switch v {
        case .array(let a):
            if !a.isEmpty, let joined = v.joinedText { return .string(joined) }
            return .array(a.map(normal))
        case .object(let m): return .object(m.map { JSON.Member(key: $0.key, value: normal($0.value)) }.sorted { $0.key < $1.key })
        default: return v
        }
    }
}

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Compare two notebooks cell by cell.", discussion: "Exit status 0: the same; 1: they differ.\n\nExamples:\n  shell diff yesterday.ipynb today.ipynb")
    @ArgumentParser.Argument(help: "A notebook.") var a: String
    @ArgumentParser.Argument(help: "Another.") var b: String
    @Flag(help: "Compare outputs too.") var outputs = false

    func run() throws {
        let x: Notebook, y: Notebook
        do { (x, y) = (try NotebookFile.read(a), try NotebookFile.read(b)) } catch {
            Standard.write("shell: \(error)\n", to: 2)
            throw ExitCode(2)
        }
        let changes = NotebookDiff.changes(x, y, outputs: outputs)
        for c in changes { Standard.write(c, to: 1) }
        if !changes.isEmpty { throw ExitCode(1) }
    }
}

enum NotebookDiff {
    /// One text a cell that differs: cells are matched by id or equal text in order, lines by their longest common subsequence.
    static func changes(_ a: Notebook, _ b: Notebook, outputs: Bool) -> [String] {
        var out: [String] = []
        let pairs = align(a.cells, b.cells) { x, y in (x.id != nil && x.id == y.id) || (x.kind == y.kind && x.source == y.source) }
        var i = 0
        while i < pairs.count {
            switch pairs[i] {
            case (let m?, let n?): append(a.cells[m], b.cells[n], m, n)
            case (let m?, nil):
                // A cell that goes where another of its kind comes is one that changed.
                if i + 1 < pairs.count, case (nil, let n?) = pairs[i + 1], a.cells[m].kind == b.cells[n].kind {
                    append(a.cells[m], b.cells[n], m, n)
                    i += 1
                } else {
                    out.append("- cell \(m + 1) (\(a.cells[m].kind.rawValue))\n" + lines(a.cells[m].source).map { "  - \($0)\n" }.joined())
                }
            case (nil, let n?): out.append("+ cell \(n + 1) (\(b.cells[n].kind.rawValue))\n" + lines(b.cells[n].source).map { "  + \($0)\n" }.joined())
            default: break
            }
            i += 1
        }
        func append(_ x: Cell, _ y: Cell, _ m: Int, _ n: Int) {
            var text = ""
            if x.source != y.source {
                let p = lines(x.source), q = lines(y.source)
                for pair in align(p, q, ==) {
                    switch pair {
                    case (let k?, nil): text += "  - \(p[k])\n"
                    case (nil, let k?): text += "  + \(q[k])\n"
                    default: break
                    }
                }
            }
            if x.metadata != y.metadata { text += "  metadata: \(x.metadata.serialized(indent: nil)) -> \(y.metadata.serialized(indent: nil))\n" }
            if x.title != y.title { text += "  title: \(x.title ?? "") -> \(y.title ?? "")\n" }
            if outputs, x.outputs != y.outputs { text += "  outputs differ\n" }
            if !text.isEmpty { out.append("~ cell \(m + 1)\(m == n ? "" : " -> \(n + 1)") (\(y.kind.rawValue))\n" + text) }
        }
        return out
    }

    static func lines(_ s: String) -> [String] { s.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// Longest common subsequence: pairs of positions, nil where one side has nothing.
    static func align<T>(_ a: [T], _ b: [T], _ same: (T, T) -> Bool) -> [(Int?, Int?)] {
        var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                table[i][j] = same(a[i], b[j]) ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1])
            }
        }
        var out: [(Int?, Int?)] = []
        var i = 0, j = 0
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, same(a[i], b[j]) {
                out.append((i, j))
                i += 1
                j += 1
            } else if j >= b.count || (i < a.count && table[i + 1][j] >= table[i][j + 1]) {
                out.append((i, nil))
                i += 1
            } else {
                out.append((nil, j))
                j += 1
            }
        }
        return out
    }
}

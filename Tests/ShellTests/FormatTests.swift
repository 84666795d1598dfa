// Notebook formats: what goes through one comes back the same.

import Foundation
import Testing

@testable import Shell

@Suite struct FormatTests {
    /// Odd notebooks: titles with brackets, metadata of every kind, markers and commands inside cells, blank lines at ends, empty cells.
    static let odd: [Notebook] = {
        var out: [Notebook] = []
        func cell(_ kind: Cell.Kind, _ source: String, id: String? = nil, title: String? = nil, _ metadata: JSON = .emptyObject) -> Cell {
            Cell(kind: kind, source: source, id: id, title: title, metadata: metadata)
        }
        let values: [JSON] = [.null, .bool(true), .number("1.50"), .string("a \"b\" = c"), .array([.int(1), .string("x y")]), .pairs([("k", .array([])), ("é", .emptyObject)])]
        for (i, v) in values.enumerated() {
            var n = Notebook()
            n.metadata = .pairs([("kernelspec", .pairs([("name", .string("python3")), ("v", v)])), ("odd key \(i)", v)])
            n.cells = [
                cell(.markdown, "# Title\n\ntext with ``` and # %% inside\n", id: "m\(i)", .pairs([("x", v)])),
                cell(.code, "x = 1\n# %% no marker\n%time x\n# %time y\n!ls\n# !ls\n\n", id: "c\(i)", title: "A [title] x", .pairs([("tags", .array([.string("a b")])), ("foreign", v)])),
                cell(.raw, "raw <!-- #endraw \ntext", .pairs([("format", .string("text/plain"))])), cell(.code, ""), cell(.code, "\n\n"), cell(.markdown, ""),
                cell(.code, "s = '''\n# %% in a string\n'''"), cell(.code, "# a comment only"),
            ]
            n.cells[0].attachments = .pairs([("i.png", .pairs([("image/png", .string("aGk="))]))])
            n.cells[1].outputs = [.pairs([("name", .string("stdout")), ("output_type", .string("stream")), ("text", .string("a\nb"))])]
            n.cells[1].executionCount = i
            out.append(n)
        }
        return out
    }()

    @Test(arguments: NotebookFormat.allCases) func oddNotebooksSurvive(_ format: NotebookFormat) throws {
        for n in FormatTests.odd {
            let lost = try RoundTrip.difference(n, through: format)
            #expect(lost == nil)
        }
    }

    @Test func notebooksOfTheRepositorySurvive() throws {
        let folder = BuiltProgram.root.appendingPathComponent("notebooks")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!.compactMap { $0 as? URL }.filter { $0.pathExtension == "vnb" }
        #expect(files.count >= 5)
        for f in files {
            let n = try NotebookFile.read(f.path)
            for format in NotebookFormat.allCases {
                let lost = try RoundTrip.difference(n, through: format)
                #expect(lost == nil, "\(f.lastPathComponent) \(format)")
            }
        }
    }

    /// A check that the comparison itself can fail.
    @Test func differencesAreSeen() {
        var a = FormatTests.odd[0], b = a
        b.cells[1].source += " "
        #expect(RoundTrip.difference(a, b)?.contains("cell 2") == true)
        b = a
        b.cells[1].metadata["foreign"] = .string("other")
        #expect(RoundTrip.difference(a, b)?.contains("metadata") == true)
        a.cells.removeLast()
        #expect(RoundTrip.difference(a, b) != nil)
    }

    @Test func jsonKeepsNumbersAndOrder() throws {
        let text = "{\"b\": 1.50, \"a\": [1e3, -0, \"\\u00e9\\n\\ud83d\\ude00\"], \"c\": {}}"
        let json = try JSON(parsing: text)
        #expect(json.serialized(indent: nil) == "{\"b\": 1.50, \"a\": [1e3, -0, \"é\\n😀\"], \"c\": {}}")
        for bad in ["", "{", "[1,]", "{\"a\" 1}", "\"\u{1}\"", "tru", "1 2", "{\"a\":}"] { #expect(throws: JSONError.self) { _ = try JSON(parsing: bad) } }
    }

    @Test func commandsBecomeCallsOnTheirLine() {
        #expect(CommandSyntax.translate("x = 1\n%time f(x)\n!ls -l\ny = !pwd\nf?") == "x = 1\n__command__(\"%time\", \"f(x)\")\n__command__(\"!\", \"ls -l\")\ny = __command__(\"=!\", \"pwd\")\n__command__(\"?\", \"f\")")
        for plain in ["a = b % c", "s = '''\n%time\n'''", "x = (1\n% 2)", "a != b", "print('what?')"] { #expect(CommandSyntax.translate(plain) == plain) }
    }

    @Test func progressLinesAreKeptInTheirLastState() {
        #expect(Recorder.overwritten("a\rbb\rccc\nnext") == "ccc\nnext")
        #expect(Recorder.overwritten("a\r\nb") == "a\nb")
    }
}

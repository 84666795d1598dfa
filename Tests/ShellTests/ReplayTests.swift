// Replay: one small notebook for each behaviour.

import Foundation
import Testing

@Suite struct ReplayTests {
    private func replay(_ notebook: String, _ arguments: [String] = [], name: String = "n.vnb") throws -> BuiltProgram.Result {
        try BuiltProgram.withFolder { folder in
            try folder.write(name, notebook)
            return try BuiltProgram.run(["run", name] + arguments, in: folder)
        }
    }

    @Test func printsOutputsAndValuesAndEndsWithZero() throws {
        let r = try replay("# %% First\nx = 3\nprint('hello', x)\n\n# %%\nx * 2\n")
        #expect(r.status == 0)
        #expect(r.output.contains("[ 1] First\nhello 3\n"))
        #expect(r.output.contains("Out[2]: 6\n"))
        #expect(r.output.contains("2 of 2 cells ok"))
        #expect(r.errors.isEmpty)
    }

    @Test func stopsAtAFailingCellWithATracebackAndStatusOne() throws {
        let r = try replay("# %%\na = 1\n\n# %%\na / 0\n\n# %%\nprint('not reached')\n")
        #expect(r.status == 1)
        #expect(r.errors.contains("Cell 2, line 1, in <module>\n    a / 0\n    ~~^~~\nZeroDivisionError: division by zero\n"))
        #expect(r.errors.contains("stopped: cell 2 (a / 0) raised ZeroDivisionError"))
        #expect(!r.output.contains("not reached"))
    }

    @Test func allowErrorsGoesOnAndStillFails() throws {
        let r = try replay("# %%\n1 / 0\n\n# %%\nprint('reached')\n", ["--allow-errors"])
        #expect(r.status == 1)
        #expect(r.output.contains("reached"))
    }

    @Test func parametersComeAfterTheTaggedCell() throws {
        let n = "# %% tags=[\"parameters\"]\nn = 1\ns = 'a'\n\n# %%\nprint(n + 1, s)\n"
        #expect(try replay(n, ["-p", "n=41", "-r", "s=7"]).output.contains("42 7\n"))
        #expect(try replay(n, ["-p", "s=[1, 2]"]).output.contains("2 [1, 2]\n"))
    }

    @Test func parametersReplaceTheFirstAssignmentWhereNoCellIsTagged() throws {
        let n = "# %%\nepochs = 6\n\n# %%\nprint(epochs)\nepochs = 2\nprint(epochs)\n"
        #expect(try replay(n, ["-p", "epochs=1"]).output.contains("1\n2\n"))
        let missing = try replay(n, ["-p", "nothing=1"])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("'nothing'"))
    }

    @Test func parametersComeFromAFile() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %% tags=[\"parameters\"]\na = 0\nb = ''\n\n# %%\nprint(a, b)\n")
            try folder.write("p.yaml", "a: 5\nb: text\n")
            #expect(try BuiltProgram.run(["run", "n.vnb", "--params", "p.yaml"], in: folder).output.contains("5 text\n"))
            try folder.write("p.json", "{\"a\": [1, 2.5], \"b\": true}")
            #expect(try BuiltProgram.run(["run", "n.vnb", "--params", "p.json"], in: folder).output.contains("[1, 2.5] True\n"))
        }
    }

    @Test func tagsSkipAndRaisesException() throws {
        let r = try replay("# %% tags=[\"skip\"]\nprint('skipped cell')\n\n# %% tags=[\"raises-exception\"]\n1 / 0\n\n# %%\nprint('after')\n")
        #expect(r.status == 0)
        #expect(!r.output.contains("skipped cell\n     "))
        #expect(r.output.contains("after"))
    }

    @Test func aTimeoutHasItsOwnStatus() throws {
        let r = try replay("# %%\nwhile True:\n    pass\n", ["--timeout", "0.3"])
        #expect(r.status == 124)
        #expect(r.errors.contains("took longer than its 0.30 s"))
    }

    @Test func sysExitIsTheExitStatus() throws {
        #expect(try replay("# %%\nimport sys\nsys.exit(7)\n").status == 7)
        #expect(try replay("# %%\nimport sys\nsys.exit()\n\n# %%\nprint('no')\n").status == 0)
    }

    @Test func cellsFromAndUntilChoose() throws {
        let n = "# %%\nprint('one')\n\n# %%\nprint('two')\n\n# %%\nprint('three')\n"
        let r = try replay(n, ["--cells", "1,3"])
        #expect(r.output.contains("one\n") && r.output.contains("three\n") && !r.output.contains("two\n"))
        let s = try replay(n, ["--from", "2", "--until", "2"])
        #expect(!s.output.contains("one\n") && s.output.contains("two\n") && !s.output.contains("three\n"))
        #expect(try replay(n, ["--cells", "9"]).status == 1)
    }

    @Test func inputFailsAtOnce() throws {
        let r = try replay("# %%\ninput('name? ')\n")
        #expect(r.status == 1)
        #expect(r.errors.contains("EOFError"))
    }

    @Test func writesTheNotebookWithItsOutputs() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %% [markdown]\n# # T\n\n# %% id=\"a\"\nprint('x')\n\n# %%\n[1, 2]\n\n# %%\n1 / 0\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "-o", "out.ipynb"], in: folder)
            #expect(r.status == 1)
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent("out.ipynb"))) as! [String: Any]
            let cells = json["cells"] as! [[String: Any]]
            #expect(cells.count == 4)
            #expect(cells[1]["id"] as? String == "a")
            #expect(((cells[1]["outputs"] as! [[String: Any]])[0]["text"] as? [String]) == ["x\n"])
            #expect((((cells[2]["outputs"] as! [[String: Any]])[0]["data"] as! [String: Any])["text/plain"] as? [String]) == ["[1, 2]"])
            #expect((cells[3]["outputs"] as! [[String: Any]])[0]["ename"] as? String == "ZeroDivisionError")
        }
    }

    @Test func eventsAreJSONLines() throws {
        let r = try replay("# %%\nprint('x')\n", ["--json"])
        let events = try r.output.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as! [String: Any] }
        #expect(events.map { $0["event"] as! String } == ["run_started", "cell_started", "output", "cell_ended", "run_ended"])
        #expect(events.last?["status"] as? Int == 0)
    }

    @Test func readsStandardInputAndJupyterFiles() throws {
        try BuiltProgram.withFolder { folder in
            #expect(try BuiltProgram.run(["run", "-"], in: folder, input: "# %%\nprint(6 * 7)\n").output.contains("42\n"))
            try folder.write("n.ipynb", "{\"cells\":[{\"cell_type\":\"code\",\"metadata\":{},\"execution_count\":null,\"outputs\":[],\"source\":[\"print(1 +\\n\",\" 1)\"]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":4}")
            #expect(try BuiltProgram.run(["run", "n.ipynb"], in: folder).output.contains("2\n"))
        }
    }

    @Test(arguments: [("missing.vnb", nil as String?, "No such file"), ("x.ipynb", "not json", "not a notebook"), ("x.ipynb", "{\"nbformat\": 3, \"worksheets\": []}", "nbformat 3"), ("x.txt", "hello", "not a notebook")])
    func whatIsNoNotebookIsSaid(_ name: String, _ text: String?, _ message: String) throws {
        try BuiltProgram.withFolder { folder in
            if let text { try folder.write(name, text) }
            let r = try BuiltProgram.run(["run", name], in: folder)
            #expect(r.status == 1)
            #expect(r.errors.contains(name) && r.errors.contains(message), "\(r.errors)")
        }
    }

    @Test func modulesLieBesideTheNotebook() throws {
        try BuiltProgram.withFolder { folder in
            try FileManager.default.createDirectory(at: folder.appendingPathComponent("nb/scripts"), withIntermediateDirectories: true)
            try folder.write("nb/scripts/tools.vnb", "# %% [markdown]\n# Tools\n\n# %%\nimport os\nBASE = 10\n\n# %%\ndef twice(x):\n    return 2 * x\n")
            try folder.write("nb/n.vnb", "# %%\nfrom scripts.tools import *\nprint(twice(BASE), os.sep)\n")
            #expect(try BuiltProgram.run(["run", "nb/n.vnb"], in: folder).output.contains("20 /\n"))
        }
    }
}

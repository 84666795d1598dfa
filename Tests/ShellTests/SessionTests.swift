// The interactive session, through a pseudo-terminal: cells, values, leaving, the start-up file, pipes.

import Foundation
import Testing

@Suite(.serialized) struct SessionTests {
    @Test func valuesAreNumbered() throws {
        try withSession { t, _ in
            t.cell("x = 41", then: 2)
            t.cell("x + 1", then: 3)
            t.expect("Out[2]: 42")
            t.cell("_ * 2", then: 4)
            t.expect("Out[3]: 84")
            t.cell("Out[2] + __", then: 5)
            t.expect("Out[4]: 84")
            t.cell("In[2]", then: 6)
            t.expect("Out[5]: 'x + 1'")
        }
    }

    @Test func aSemicolonHidesAValue() throws {
        try withSession { t, _ in
            t.cell("5;", then: 2)
            #expect(!t.screen.contains("Out[1]"))
            t.cell("6  # no ;", then: 3)
            t.expect("Out[2]: 6")
        }
    }

    @Test func aBlockEndsWithABlankLineAndIsIndented() throws {
        try withSession { t, _ in
            t.cell("def f(a):\rreturn a * 2\r", then: 2)
            #expect(Array(t.shown.lines.dropFirst().prefix(3)) == ["In [1]: def f(a):", "   ...:     return a * 2", "   ...:"])
            t.cell("f(21)", then: 3)
            t.expect("Out[2]: 42")
        }
    }

    @Test func aNestedBlockIsDedentedAfterReturn() throws {
        try withSession { t, _ in
            t.send("def f(a):\rif a:\rreturn 1\rreturn 2\r")
            t.expect("   ...:         return 1")
            t.expect("   ...:     return 2")
            t.cell("", then: 2)
            t.cell("f(1), f(0)", then: 3)
            t.expect("Out[2]: (1, 2)")
        }
    }

    @Test func anOpenBracketContinues() throws {
        try withSession { t, _ in
            t.cell("[1,\r2]", then: 2)
            t.expect("   ...: 2]")
            t.expect("Out[1]: [1, 2]")
            t.cell("s = '''a\rb'''", then: 3)
            t.cell("s", then: 4)
            t.expect("Out[3]: 'a\\nb'")
        }
    }

    @Test func errorsKeepTheSession() throws {
        try withSession { t, _ in
            t.cell("keep = 3", then: 2)
            t.cell("1 / 0", then: 3)
            t.expect("ZeroDivisionError: division by zero")
            t.cell("x = = 1", then: 4)
            t.expect("SyntaxError: invalid syntax")
            t.cell("keep * 7", then: 5)
            t.expect("Out[4]: 21")
        }
    }

    @Test func outputWithoutANewlineEndsBeforeThePrompt() throws {
        try withSession { t, _ in
            t.cell("print('no end', end='')", then: 2)
            t.expect("no end")
            t.cell("1", then: 3)
            #expect(t.shown.lines.suffix(3) == ["In [2]: 1", "Out[2]: 1", "In [3]:"])
        }
    }

    @Test func whatIsTypedWhileACellRunsIsRunNext() throws {
        try withSession { t, _ in
            t.cell("import time", then: 2)
            t.send("print('begun'); time.sleep(1)\r")
            #expect(t.wait(for: "begun\n"))
            t.send("6 * 7\r")
            #expect(t.wait(for: "Out[3]: 42"))
        }
    }

    @Test func inputReadsALine() throws {
        try withSession { t, _ in
            t.send("name = input('who? ')\r")
            #expect(t.wait(for: "who? "))
            usleep(100_000)
            t.send("Ada\r")
            #expect(t.wait(for: "In [2]: "))
            t.cell("name", then: 3)
            t.expect("Out[2]: 'Ada'")
        }
    }

    @Test func longValuesAreCutAndCanBeSeenWhole() throws {
        try withSession(rows: 30) { t, _ in
            t.cell("'x' * 50000", then: 2)
            t.expectText("more characters: %all shows the value whole")
            t.cell("print('\\n' * 40); list(range(4))", then: 3)
            t.cell("%all", then: 4)
            t.expect("[0, 1, 2, 3]")
        }
    }

    @Test func aTableIsShownAsATable() throws {
        try withSession { t, _ in
            t.cell("import pandas as pd", then: 2)
            t.cell("pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})", then: 3)
            t.expect("Out[2]:")
            t.expect("   a  b")
            t.expect("0  1  x")
        }
    }

    @Test func colourIsForTerminalsThatWantIt() throws {
        try withSession(environment: ["NO_COLOR": ""]) { t, _ in
            t.cell("1", then: 2)
            #expect(String(decoding: t.raw, as: UTF8.self).contains("\u{1B}[31mOut[1]:\u{1B}[0m"))
            t.cell("_", then: 3)
            t.expect("Out[2]: 1")
        }
        try withSession { t, _ in
            t.cell("1", then: 2)
            #expect(!String(decoding: t.raw, as: UTF8.self).contains("\u{1B}[3"))
        }
    }

    @Test func aDumbTerminalWorks() throws {
        try withSession(environment: ["TERM": "dumb"]) { t, _ in
            t.cell("6 * 7", then: 2)
            t.expectText("Out[1]: 42")
            #expect(!String(decoding: t.raw, as: UTF8.self).contains("\u{1B}[?2004h"))
        }
    }

    @Test func aFigureLeavesItsPath() throws {
        try withSession { t, folder in
            t.cell("import matplotlib.pyplot as plt", then: 2)
            t.send("plt.plot([1, 2]); plt.show()\r")
            #expect(t.wait(for: "figure: out/session/2-1.png", seconds: 60))
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("out/session/2-1.png").path))
        }
    }

    @Test func theStartUpFileRunsFirst() throws {
        try withSession(files: [".config/shell/startup.py": "import math\nstarted = math.floor(7.5)\n"]) { t, _ in
            t.cell("started", then: 2)
            t.expect("Out[1]: 7")
        }
    }

    @Test func aFaultyStartUpFileIsReported() throws {
        try withSession(files: [".config/shell/startup.py": "1 / 0\n"]) { t, _ in
            t.expectText("ZeroDivisionError")
            t.cell("2", then: 2)
            t.expect("Out[1]: 2")
        }
    }

    @Test func controlDLeaves() throws {
        try withSession { t, _ in
            t.send(Key.control("d"))
            #expect(t.end() == 0)
        }
    }

    @Test func controlDAsksWhenCellsAreNotSaved() throws {
        try withSession { t, _ in
            t.cell("x = 1", then: 2)
            t.send(Key.control("d"))
            #expect(t.wait(for: "leave?"))
            t.send("n\r")
            #expect(t.wait(for: "In [2]: "))
            t.send(Key.control("d"))
            #expect(t.wait(for: "leave?"))
            t.send("y\r")
            #expect(t.end() == 0)
        }
    }

    @Test func controlDAfterControlCAsksToo() throws {
        try withSession { t, _ in
            t.cell("x = 1", then: 2)
            t.send(Key.control("c"))
            #expect(t.wait(for: "In [2]: "))
            t.send(Key.control("d"))
            #expect(t.wait(for: "leave?"))
            t.send(Key.control("c"))
            #expect(t.wait(for: "In [2]: "))
            t.send(Key.control("d"))
            #expect(t.wait(for: "leave?"))
            t.send(Key.control("d"))
            #expect(t.end() == 0)
        }
    }

    @Test func leavingCanSave() throws {
        try withSession { t, folder in
            t.cell("x = 1", then: 2)
            t.send("exit\r")
            #expect(t.wait(for: "leave?"))
            t.send("kept.vnb\r")
            #expect(t.end() == 0)
            try #expect(folder.read("kept.vnb").contains("x = 1"))
        }
    }

    @Test func commandsAloneNeedNoSaving() throws {
        try withSession { t, _ in
            t.cell("%who", then: 2)
            t.send(Key.control("d"))
            #expect(t.end() == 0)
        }
    }

    @Test func sysExitLeavesWithItsStatus() throws {
        try withSession { t, _ in
            t.cell("import sys", then: 2)
            t.send("sys.exit(7)\r")
            #expect(t.end() == 7)
        }
    }

    @Test func aNotebookIsAtHand() throws {
        try withSession(["n.vnb"], files: ["n.vnb": "# %% One\nfirst = 1\nprint('cell one')\n\n# %% Two\nfirst + 1\n"]) { t, _ in
            t.expect("n.vnb: 2 code cells; %cell N runs one, %cell lists them")
            t.cell("%cell 1", then: 2)
            t.expect("cell one")
            t.cell("%cell 2", then: 3)
            t.expect("Out[2]: 2")
            t.cell("%cell 3", then: 4)
            t.expectText("the notebook has cells 1 to 2")
        }
    }

    @Test func aPipeWorksToo() throws {
        try BuiltProgram.withFolder { folder in
            let r = try BuiltProgram.run([], in: folder, input: "x = 2\nfor i in range(2):\n    print(i)\n\nx * 21\n")
            #expect(r.output == "0\n1\n42\n")
            #expect(r.status == 0)
            let blank = try BuiltProgram.run([], in: folder, input: "def f(a):\n    b = a\n\n    return b + 1\n\n\nif f(1) == 2:\n    print('two')\n\nelse:\n    print('other')\n\nf(4)\n")
            #expect(blank.output == "two\n5\n")
            #expect(blank.errors == "")
            let failing = try BuiltProgram.run([], in: folder, input: "1 / 0\n2 + 2\n")
            #expect(failing.output == "4\n")
            #expect(failing.status == 1)
            let commands = try BuiltProgram.run([], in: folder, input: "x = !echo hi\nx\n%%writefile f.txt\nline\n\n!cat f.txt\n")
            #expect(commands.output == "['hi']\nwrote f.txt\nline\n")
        }
    }
}

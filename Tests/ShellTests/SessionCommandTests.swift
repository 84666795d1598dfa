// The session's commands, completion and help, through a pseudo-terminal.

import Foundation
import Testing

@Suite(.serialized) struct SessionCommandTests {
    // MARK: Completion

    /// Types a text with Tab at its end and expects the line.
    private func completes(_ t: PseudoTerminal, _ typed: String, to line: String, number: Int, location: SourceLocation = #_sourceLocation) {
        t.send(typed + Key.tab)
        t.expectLast("In [\(number)]: " + line, location: location)
        t.send(Key.control("u"))
        t.expectLast("In [\(number)]:", location: location)
    }

    @Test func tabCompletesNames() throws {
        try withSession { t, _ in
            t.cell("something_long = 5", then: 2)
            completes(t, "somet", to: "something_long", number: 2)
            completes(t, "1 + somet", to: "1 + something_long", number: 2)
            completes(t, "enumer", to: "enumerate", number: 2)
            completes(t, "contin", to: "continue", number: 2)
            completes(t, "del something_long; zz", to: "del something_long; zz", number: 2)
        }
    }

    @Test func tabCompletesAttributesOfLiveObjects() throws {
        try withSession { t, _ in
            t.cell("class P:\r    def __init__(self):\r        self.wanted_field = 1\r", then: 2)
            t.cell("p = P(); ps = [p]", then: 3)
            completes(t, "p.wan", to: "p.wanted_field", number: 3)
            completes(t, "ps[0].wan", to: "ps[0].wanted_field", number: 3)
            completes(t, "'abc'.startsw", to: "'abc'.startswith", number: 3)
            completes(t, "[].app", to: "[].append", number: 3)
        }
    }

    @Test func tabCompletesModulesAndTheirMembers() throws {
        try withSession { t, _ in
            completes(t, "import matplotl", to: "import matplotlib", number: 1)
            completes(t, "from math import fact", to: "from math import factorial", number: 1)
            t.cell("import json", then: 2)
            completes(t, "json.loa", to: "json.load", number: 2)
            t.send("json.loa" + Key.tab + Key.tab)
            t.expectLast("load   loads")
        }
    }

    @Test func tabCompletesKeywordArguments() throws {
        try withSession { t, _ in
            t.cell("def fit(data, learning_rate=(1, 2), epochs=3): pass", then: 2)
            completes(t, "fit([1], learn", to: "fit([1], learning_rate=", number: 2)
            completes(t, "fit(epo", to: "fit(epochs=", number: 2)
            completes(t, "sorted([1], ke", to: "sorted([1], key=", number: 2)
        }
    }

    @Test func tabCompletesFilesInStrings() throws {
        try withSession(files: ["data/first.csv": "", "data/other.csv": ""]) { t, _ in
            completes(t, "open('da", to: "open('data/", number: 1)
            completes(t, "open('data/fi", to: "open('data/first.csv", number: 1)
            completes(t, "%run data/o", to: "%run data/other.csv", number: 1)
            completes(t, "!cat data/o", to: "!cat data/other.csv", number: 1)
        }
    }

    @Test func tabCompletesKeys() throws {
        try withSession { t, _ in
            t.cell("d = {'first key': 1, 7: 2}", then: 2)
            completes(t, "d['fir", to: "d['first key']", number: 2)
            t.send("d[" + Key.tab)
            t.expectLast("'first key'  7")
        }
    }

    @Test func tabCompletesCommands() throws {
        try withSession { t, _ in
            completes(t, "%timei", to: "%timeit", number: 1)
            completes(t, "%figure kit", to: "%figure kitty", number: 1)
        }
    }

    @Test func candidatesAreListedBelowAndGoAway() throws {
        try withSession { t, _ in
            t.cell("qq1 = qq2 = 1", then: 2)
            t.send("qq" + Key.tab)
            t.expectLast("qq1  qq2")
            t.expect("In [2]: qq")
            t.expectCursor(2, 10)
            t.send("1")
            t.expectLast("In [2]: qq1")
        }
    }

    @Test func tabIndentsAtALinesStart() throws {
        try withSession { t, _ in
            t.send("\t\tx")
            t.expectLast("In [1]:         x")
        }
    }

    @Test func aBracketShowsTheSignature() throws {
        try withSession { t, _ in
            t.cell("def fit(data, rate=0.1): pass", then: 2)
            t.send("fit(")
            t.expectLast("fit(data, rate=0.1)")
            t.send("1")
            t.expectLast("In [2]: fit(1")
            t.send(", " + Key.escape + "?")
            t.expectLast("fit(data, rate=0.1)")
        }
    }

    // MARK: Help

    @Test func helpOfANameAndItsSource() throws {
        try withSession { t, _ in
            t.cell("def area(r):\r\"Of a circle.\"\rreturn 3 * r * r\r", then: 2)
            t.cell("area?", then: 3)
            t.expect("Signature: area(r)")
            t.expect("Doc:       Of a circle.")
            t.cell("area??", then: 4)
            t.expectText("return 3 * r * r")
            t.cell("len?", then: 5)
            t.expectText("Signature: len(")
            t.cell("nothing_such?", then: 6)
            t.expectText("NameError: name 'nothing_such' is not defined")
        }
    }

    @Test func everyCommandHasAPage() throws {
        try withSession(rows: 60) { t, _ in
            t.cell("%help", then: 2)
            t.expectText("%timeit [-n N] [-r R]")
            t.cell("%help timeit", then: 3)
            t.expectText("%timeit sorted(values)")
            t.cell("%nonsense", then: 4)
            t.expectText("there is no command '%nonsense'")
            t.cell("%tme 1", then: 5)
            t.expectText("the nearest is %time")
            // The traceback shows what was typed.
            t.expect("    %tme 1")
        }
    }

    // MARK: Commands

    @Test func timing() throws {
        try withSession { t, _ in
            t.cell("%time sum(range(1000))", then: 2)
            t.expectText("wall time")
            t.expect("Out[1]: 499500")
            t.cell("%timeit -n 10 -r 2 len('abc')", then: 3)
            t.expectText("per loop (mean ± deviation of 2 runs, 10 loops each)")
            t.cell("%%time\rtotal = 0\rfor i in range(5): total += i\r", then: 4)
            t.cell("total", then: 5)
            t.expect("Out[4]: 10")
        }
    }

    @Test func namesAndTheirSizes() throws {
        try withSession { t, _ in
            t.cell("import numpy as np", then: 2)
            t.cell("a = np.zeros((3, 4)); value = [1, 2, 3]", then: 3)
            t.cell("%who", then: 4)
            t.expect("a  np  value")
            t.cell("%whos", then: 5)
            t.expect("a      numpy.ndarray  3×4 float64, 96 bytes")
            t.expect("value  list           n=3")
            t.cell("%who list", then: 6)
            t.expect("value")
            t.cell("%reset", then: 7)
            t.cell("%who", then: 8)
            t.expect("no names")
        }
    }

    @Test func runningFiles() throws {
        let files = ["a.py": "import sys\nfrom_file = sys.argv[1:]\n", "b.vnb": "# %% One\ncount = 2\n\n# %% tags=[\"skip\"]\ncount = 3\n", "bad.py": "def f():\n    1 / 0\nf()\n"]
        try withSession(files: files) { t, _ in
            t.cell("%run a.py one two", then: 2)
            t.cell("from_file", then: 3)
            t.expect("Out[2]: ['one', 'two']")
            t.cell("%run b.vnb", then: 4)
            t.cell("count", then: 5)
            t.expect("Out[4]: 2")
            t.cell("%run bad.py", then: 6)
            t.expectText("ZeroDivisionError")
            t.cell("%run missing.py", then: 7)
            t.expectText("FileNotFoundError")
        }
    }

    @Test func historyAndSaving() throws {
        try withSession { t, folder in
            t.cell("one = 1", then: 2)
            t.cell("1 / 0", then: 3)
            t.cell("two = 2", then: 4)
            t.cell("%history 2", then: 5)
            t.expect("[2] 1 / 0")
            t.expect("[3] two = 2")
            t.cell("%history -g one", then: 6)
            t.cell("%save all.vnb", then: 7)
            t.expect("all.vnb: 2 cells")
            t.cell("%save second.ipynb 3", then: 8)
            t.expect("second.ipynb: 1 cell")
            let all = try folder.read("all.vnb")
            #expect(all.contains("one = 1") && all.contains("two = 2") && !all.contains("1 / 0"))
            let second = try folder.read("second.ipynb")
            #expect(second.contains("two = 2") && !second.contains("one = 1"))
            // Saved: leaving asks nothing.
            t.send(Key.control("d"))
            #expect(t.end() == 0)
        }
    }

    @Test func foldersAndVariables() throws {
        try withSession(files: ["sub/x.txt": "inside\n"]) { t, _ in
            t.cell("%cd sub", then: 2)
            t.cell("open('x.txt').read()", then: 3)
            t.expect("Out[2]: 'inside\\n'")
            t.cell("%cd -", then: 4)
            t.cell("import os; os.path.exists('sub/x.txt')", then: 5)
            t.expect("Out[4]: True")
            t.cell("%env MINE=some value", then: 6)
            t.cell("os.environ['MINE']", then: 7)
            t.expect("Out[6]: 'some value'")
            t.cell("%env MINE", then: 8)
            t.expect("Out[7]: 'some value'")
            t.cell("!echo $MINE", then: 9)
            t.expect("some value")
            t.cell("%cd nowhere", then: 10)
            t.expectText("FileNotFoundError")
        }
    }

    @Test func systemCommands() throws {
        try withSession { t, _ in
            t.cell("!echo to the terminal; test -t 1 && echo it is one", then: 2)
            t.expect("to the terminal")
            t.expect("it is one")
            t.cell("x = !echo a; echo b", then: 3)
            t.cell("x", then: 4)
            t.expect("Out[3]: ['a', 'b']")
            t.cell("for i in range(2):\r    !echo turn\r", then: 5)
            t.expect("turn")
            t.cell("!exit 3", then: 6)
            t.cell("_exit_code", then: 7)
            t.expect("Out[6]: 3")
        }
    }

    @Test func cellsForOtherReaders() throws {
        try withSession { t, folder in
            t.cell("%%writefile helper.py\rdef twice(x):\r    return 2 * x\r", then: 2)
            t.cell("from helper import twice", then: 3)
            t.cell("twice(4)", then: 4)
            t.expect("Out[3]: 8")
            t.cell("%%bash\rfor i in 1 2; do echo n$i; done\r", then: 5)
            t.expect("n2")
            t.cell("%%capture log\rprint('quiet')\r", then: 6)
            t.cell("log", then: 7)
            t.expect("Out[6]: 'quiet\\n'")
            t.cell("%%timeit -n 2 -r 2\rfor i in range(3): pass\r", then: 8)
            t.expectText("per loop")
        }
    }

    @Test func howFiguresAreShown() throws {
        try withSession { t, _ in
            t.cell("%figure", then: 2)
            t.expect("figures: off")
            t.cell("%figure text", then: 3)
            t.cell("import matplotlib.pyplot as plt", then: 4)
            t.send("plt.figure(figsize=(1, 1)); plt.plot([1, 2])\r")
            #expect(t.wait(for: "figure: out/session/4-1.png", seconds: 60))
            #expect(t.screen.contains("▀"))
            t.send("%figure kitty\r")
            #expect(t.wait(for: "In [6]: "))
            t.send("plt.figure(figsize=(1, 1)); plt.plot([1, 2])\r")
            #expect(t.wait(for: "figure: out/session/6-1.png", seconds: 60))
            #expect(String(decoding: t.raw, as: UTF8.self).contains("\u{1B}_Ga=T,f=100,"))
            t.send("%figure sixel\r")
            #expect(t.wait(for: "In [8]: "))
            t.send("plt.figure(figsize=(1, 1)); plt.plot([1, 2])\r")
            #expect(t.wait(for: "figure: out/session/8-1.png", seconds: 60))
            #expect(String(decoding: t.raw, as: UTF8.self).contains("\u{1B}Pq"))
            t.send("%figure painted\r")
            #expect(t.wait(for: "expected auto, kitty, sixel, text or off"))
        }
    }
}

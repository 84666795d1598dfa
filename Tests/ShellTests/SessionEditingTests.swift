// Editing in the session, through a pseudo-terminal: keys in, screen out.

import Foundation
import Testing

@Suite(.serialized) struct SessionEditingTests {
    @Test func controlJBeginsANewLine() throws {
        try withSession { t, _ in
            t.send("a = 1\nb = a + 1\nb")
            t.expectLast("   ...: b")
            t.cell("", then: 2)
            t.expect("Out[1]: 2")
        }
    }

    @Test func altEnterBeginsANewLine() throws {
        try withSession { t, _ in
            t.send("a = 1" + Key.altEnter + "a + 1")
            t.expectLast("   ...: a + 1")
            t.cell("", then: 2)
            t.expect("Out[1]: 2")
        }
    }

    @Test func everyLineHasItsPrompt() throws {
        try withSession(columns: 40) { t, _ in
            t.send("a = 1\nb = '" + String(repeating: "x", count: 30) + "'\nc")
            t.expectLast("   ...: c")
            #expect(t.shown.lines.suffix(4) == ["In [1]: a = 1", "   ...: b = '" + String(repeating: "x", count: 27), "        xxx'", "   ...: c"])
            t.expectCursor(t.shown.lines.count - 1, 9)
        }
    }

    @Test func promptsFitLongNumbers() throws {
        try withSession { t, _ in
            for n in 1...9 { t.cell("\(n)", then: n + 1) }
            t.send("a = 1\na")
            t.expectLast("    ...: a")
            t.expect("In [10]: a = 1")
        }
    }

    @Test func arrowsHomeAndEndMoveInLines() throws {
        try withSession { t, _ in
            t.send("abc\ndefgh")
            t.expectLast("   ...: defgh")
            t.expectCursor(2, 13)
            t.send(Key.home)
            t.expectCursor(2, 8)
            t.send(Key.right + Key.right + Key.up)
            t.expectCursor(1, 10)
            t.send(Key.end)
            t.expectCursor(1, 11)
            t.send(Key.down)
            t.expectCursor(2, 11)
            t.send(Key.left + "X")
            t.expectLast("   ...: deXfgh")
            t.send(Key.control("a") + "Y" + Key.control("e") + "Z")
            t.expectLast("   ...: YdeXfghZ")
        }
    }

    @Test func wordsAreJumpedAndCut() throws {
        try withSession { t, _ in
            t.send("one two.three")
            t.send(Key.wordLeft)
            t.expectCursor(1, 16)
            t.send(Key.wordLeft)
            t.expectCursor(1, 12)
            t.send(Key.wordRight)
            t.expectCursor(1, 15)
            t.send(Key.control("e") + Key.control("w"))
            t.expectLast("In [1]: one")
            t.send(Key.control("y") + "!")
            t.expectLast("In [1]: one two.three!")
            t.send(Key.control("u"))
            t.expectLast("In [1]:")
            t.send(Key.control("y"))
            t.expectLast("In [1]: one two.three!")
            t.send(Key.escape + "\u{7F}")
            t.expectLast("In [1]: one two.")
        }
    }

    @Test func controlKCutsToTheLinesEnd() throws {
        try withSession { t, _ in
            t.send("abc = 1\ndef" + Key.up + Key.home + Key.right + Key.control("k"))
            t.expect("In [1]: a")
            t.expect("   ...: def")
            t.send(Key.control("k"))
            t.expectLast("In [1]: adef")
        }
    }

    @Test func deletingRemovesAnIndentAtOnce() throws {
        try withSession { t, _ in
            t.send("if 1:\r")
            t.expectCursor(2, 12)
            t.send(Key.backspace)
            t.expectCursor(2, 8)
            t.send("x" + Key.backspace + "y" + Key.home + Key.delete)
            t.expectCursor(2, 8)
            t.expectLast("   ...:")
        }
    }

    @Test func controlDDeletesWhereThereIsText() throws {
        try withSession { t, _ in
            t.send("abc" + Key.home + Key.control("d"))
            t.expectLast("In [1]: bc")
            t.send(Key.end + Key.control("d"))
            t.cell(" = 2", then: 2)
            t.cell("bc", then: 3)
            t.expect("Out[2]: 2")
        }
    }

    @Test func controlLClearsTheScreen() throws {
        try withSession { t, _ in
            t.cell("1", then: 2)
            t.send("a\nb" + Key.control("l"))
            #expect(t.settle { $0.lines == ["In [2]: a", "   ...: b"] }, "\(t.shown.lines)")
            t.expectCursor(1, 9)
        }
    }

    @Test func wideCharactersKeepTheCursorRight() throws {
        try withSession { t, _ in
            t.send("s = '漢字'")
            t.expectCursor(1, 18)
            t.send(Key.left + Key.left)
            t.expectCursor(1, 15)
            t.send("é")
            t.expectLast("In [1]: s = '漢é字'")
            t.cell("", then: 2)
            t.cell("len(s), s", then: 3)
            t.expect("Out[2]: (3, '漢é字')")
        }
    }

    @Test func wideCharactersWrapWhole() throws {
        try withSession(columns: 30) { t, _ in
            // 22 columns: a wide character does not fit into the last one.
            t.send("'" + String(repeating: "漢", count: 12) + "'")
            t.expectLast("        漢漢'")
            t.expect("In [1]: '" + String(repeating: "漢", count: 10))
            t.cell("", then: 2)
            t.expectText("漢")
        }
    }

    @Test func resizingDrawsAnew() throws {
        try withSession(columns: 60) { t, _ in
            t.send("a = 1\nb = '" + String(repeating: "y", count: 30) + "'")
            t.expectLast("   ...: b = '" + String(repeating: "y", count: 30) + "'")
            t.resize(columns: 35, rows: 20)
            #expect(t.settle { $0.lines.suffix(3) == ["In [1]: a = 1", "   ...: b = '" + String(repeating: "y", count: 22), "        " + String(repeating: "y", count: 8) + "'"] }, "\(t.shown.lines)")
            t.cell("", then: 2)
            t.cell("len(b)", then: 3)
            t.expect("Out[2]: 30")
        }
    }

    @Test func suspendingLeavesTheScreenRight() throws {
        // A job of an interactive shell can be stopped; the leader of a session cannot.
        try BuiltProgram.withFolder { folder in
            try folder.write("job.sh", "set -m\n\"$1\"\necho stopped; stty -a | tr ' ' '\\n' | grep -x -e icanon -e -icanon\nfg >/dev/null\necho ended\n")
            let t = try PseudoTerminal(["job.sh", BuiltProgram.path], folder: folder, program: "/bin/bash")
            #expect(t.wait(for: "In [1]: "))
            t.send("a = 5\nb = 6")
            t.expectLast("   ...: b = 6")
            t.send(Key.control("z"))
            #expect(t.wait(for: "stopped"), "\(t.screen)")
            #expect(t.wait(for: "icanon"))
            #expect(t.settle { $0.lines.suffix(2) == ["In [1]: a = 5", "   ...: b = 6"] }, "\(t.shown.lines)")
            t.cell("\na + b", then: 2)
            t.expect("Out[1]: 11")
        }
    }

    @Test func aPastedBlockIsOneCell() throws {
        try withSession { t, _ in
            t.send(Key.paste("def h():\n    a = 1\n\n    return a + 1\n\nprint('pasted', h())\n"))
            t.expectLast("   ...: print('pasted', h())")
            t.cell("", then: 2)
            t.expect("pasted 2")
        }
    }

    @Test func pastedPromptsAndIndentsAreTakenOff() throws {
        try withSession { t, _ in
            t.send(Key.paste("    q = 1\n    if q:\n        q = 2\n"))
            t.expect("In [1]: q = 1")
            t.expectLast("   ...:     q = 2")
            t.send("\r\r")
            #expect(t.wait(for: "In [2]: "))
            t.send(Key.paste(">>> for i in range(2):\n...     q += i\n...\n>>> q\n"))
            t.expectLast("   ...: q")
            t.cell("", then: 3)
            t.expect("Out[2]: 3")
        }
    }

    @Test func aLongPasteIsWhole() throws {
        try withSession(rows: 12) { t, _ in
            let lines = (0..<60).map { "v\($0) = \($0)" }
            t.send(Key.paste(lines.joined(separator: "\n")))
            t.expectLast("   ...: v59 = 59")
            t.cell("", then: 2)
            t.cell("v0 + v59", then: 3)
            t.expect("Out[2]: 59")
        }
    }

    @Test func viKeysByTheSettingsFile() throws {
        try withSession(files: [".editrc": "bind -v\n"]) { t, _ in
            t.send("abc = 1")
            t.expectLast("In [1]: abc = 1")
            t.send(Key.escape)
            usleep(120_000)
            t.send("0xiz")
            t.expectLast("In [1]: zbc = 1")
            t.send("\r")
            #expect(t.wait(for: "In [2]: "))
            t.send("z" + Key.up)
            t.expectLast("In [2]: zbc = 1")
            t.send(Key.escape)
            usleep(120_000)
            t.send("A + 1\r")
            #expect(t.wait(for: "In [3]: "))
            t.cell("zbc", then: 4)
            t.expect("Out[3]: 2")
        }
    }

    @Test func theUsersBindingsWin() throws {
        try withSession(files: [".editrc": "# mine\nshell:bind ^T ed-move-to-beg\nbind \"\\e[A\" ed-move-to-beg\n"]) { t, _ in
            t.send("bc" + Key.control("t") + "a")
            t.expectLast("In [1]: abc")
            t.send(Key.end + Key.up + "Z")
            t.expectLast("In [1]: Zabc")
        }
    }

    // MARK: History

    @Test func upWalksCellsWithTheTypedPrefix() throws {
        try withSession { t, _ in
            t.cell("alpha = 1", then: 2)
            t.cell("alpha += 1", then: 3)
            t.cell("beta = 2", then: 4)
            t.send("al" + Key.up)
            t.expectLast("In [4]: alpha += 1")
            t.send(Key.up)
            t.expectLast("In [4]: alpha = 1")
            t.send(Key.down)
            t.expectLast("In [4]: alpha += 1")
            t.send(Key.down)
            t.expectLast("In [4]: al")
        }
    }

    @Test func aWholeCellComesBackFromHistory() throws {
        try withSession { t, _ in
            t.cell("def f():\rreturn 5\r", then: 2)
            t.cell("def f(): return 6", then: 3)
            t.send(Key.up + Key.up)
            t.expectLast("   ...:     return 5")
            t.expect("In [3]: def f():")
            t.cell("\r", then: 4)
            t.cell("f()", then: 5)
            t.expect("Out[4]: 5")
        }
    }

    @Test func aRecalledCellIsEditedInItsLines() throws {
        try withSession { t, _ in
            t.cell("u = 1\nv = 2", then: 2)
            t.send(Key.up + Key.left + Key.up + Key.backspace + "7")
            t.expectLast("   ...: v = 2")
            t.expectText("u =7")
        }
    }

    @Test func controlRSearches() throws {
        try withSession { t, _ in
            t.cell("needle = 99", then: 2)
            t.cell("hay = 1", then: 3)
            t.send(Key.control("r") + "need")
            t.expect("In [3]: needle = 99")
            t.expectLast("search: need▏")
            t.send("\r")
            t.expectLast("In [3]: needle = 99")
            t.cell(" + 1", then: 4)
            t.cell("needle", then: 5)
            t.expect("Out[4]: 100")
        }
    }

    @Test func controlRGoesOnToOlderCells() throws {
        try withSession { t, _ in
            t.cell("x1 = 1", then: 2)
            t.cell("y = 5", then: 3)
            t.cell("x2 = 2", then: 4)
            t.send(Key.control("r") + "x")
            t.expect("In [4]: x2 = 2")
            t.send(Key.control("r"))
            t.expect("In [4]: x1 = 1")
            t.send("zz")
            t.expectLast("no cell has: xzz▏")
            t.send(Key.backspace + Key.backspace)
            t.send(Key.control("g"))
            t.expectLast("In [4]:")
        }
    }

    @Test func escapeGivesASearchUp() throws {
        try withSession { t, _ in
            t.cell("found = 1", then: 2)
            t.send("mine" + Key.control("r") + "fo")
            t.expect("In [2]: found = 1")
            t.send(Key.escape)
            t.expectLast("In [2]: mine")
        }
    }

    @Test func historyIsKeptBetweenSessions() throws {
        try BuiltProgram.withFolder { folder in
            do {
                let t = try PseudoTerminal(folder: folder)
                #expect(t.wait(for: "In [1]: "))
                t.cell("remembered = 3", then: 2)
            }
            let t = try PseudoTerminal(folder: folder)
            #expect(t.wait(for: "In [1]: "))
            t.send(Key.up)
            t.expectLast("In [1]: remembered = 3")
        }
    }

    @Test func sessionsShareTheirHistory() throws {
        try BuiltProgram.withFolder { folder in
            let a = try PseudoTerminal(folder: folder), b = try PseudoTerminal(folder: folder)
            #expect(a.wait(for: "In [1]: "))
            #expect(b.wait(for: "In [1]: "))
            a.cell("from_a = 1\nsecond = 2", then: 2)
            b.cell("from_b = 2", then: 2)
            a.cell("other = 3", then: 3)
            a.send("from_b" + Key.up)
            a.expectLast("In [3]: from_b = 2")
            b.send("from_a" + Key.up)
            b.expect("In [2]: from_a = 1")
            b.expectLast("   ...: second = 2")
            // One cell a line, as JSON.
            let lines = try folder.read("history").split(separator: "\n")
            #expect(lines == ["\"from_a = 1\\nsecond = 2\"", "\"from_b = 2\"", "\"other = 3\""])
        }
    }

    @Test func theHistoryFileIsInTheStateFolder() throws {
        try withSession(environment: ["SHELL_HISTORY": ""]) { t, folder in
            t.cell("kept = 1", then: 2)
            try #expect(folder.read(".local/state/shell/history") == "\"kept = 1\"\n")
        }
    }
}

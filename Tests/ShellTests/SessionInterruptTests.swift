// Ctrl-C in the session, through a pseudo-terminal. How fast it is measures Benchmarks/interrupts; here it must come at all, on any machine.

import Foundation
import Testing

@Suite(.serialized) struct SessionInterruptTests {
    @Test func interruptWhileTypingClearsTheLine() throws {
        try withSession { t, _ in
            t.send("garbage(((\nmore")
            t.expectLast("   ...: more")
            t.send(Key.control("c"))
            t.expect("   ...: more^C")
            t.expectLast("In [1]:")
            t.cell("1 + 1", then: 2)
            t.expect("Out[1]: 2")
        }
    }

    @Test func interruptStopsACellAndKeepsNames() throws {
        try withSession { t, _ in
            t.cell("keep = 7", then: 2)
            interrupt(t, "while True: pass", number: 2)
            t.cell("keep", then: 4)
            t.expect("Out[3]: 7")
        }
    }

    @Test func twoQuickInterruptsDoNoHarm() throws {
        try withSession { t, _ in
            t.cell("import time", then: 2)
            t.send("print('begun'); time.sleep(60)\r")
            #expect(t.wait(for: "begun\n"))
            t.send(Key.control("c") + Key.control("c"))
            #expect(t.wait(for: "KeyboardInterrupt"))
            #expect(t.wait(for: "In [3]: "))
            t.send("\r6 * 7\r")
            t.expectText("]: 42")
        }
    }

    /// Types a cell that would run for minutes, interrupts it when it has begun, and waits for the next prompt.
    private func interrupt(_ t: PseudoTerminal, _ statement: String, number: Int, location: SourceLocation = #_sourceLocation) {
        // A loop on one line waits for the blank line behind it.
        t.send("print('begun')\n" + statement + (statement.hasPrefix("while") ? "\r\r" : "\r"))
        #expect(t.wait(for: "begun\n"), "\(t.shown.lines)", sourceLocation: location)
        usleep(50_000)
        t.send(Key.control("c"))
        #expect(t.wait(for: "KeyboardInterrupt"), "\(t.shown.lines)", sourceLocation: location)
        #expect(t.wait(for: "In [\(number + 1)]: "), "\(t.shown.lines)", sourceLocation: location)
    }

    @Test(arguments: [
        ("", "[0 for i in range(10 ** 12)]"),
        ("", "sum(i for i in range(10 ** 12))"),
        ("", "x = 3 ** (10 ** 9)"),
        ("import time", "time.sleep(600)"),
        ("import re", "re.match('(a|aa)+$', 'a' * 90 + 'b')"),
        ("import torch; a = torch.rand(2000, 2000)", "while True: a @ a"),
        ("import numpy as np; a = np.random.rand(1500, 1500)", "while True: np.linalg.inv(a)"),
        ("import random; x = [random.random() for i in range(100000)]", "while True: sorted(x, key=lambda v: -v)"),
        ("", "!sleep 600"),
        ("", "x = !sleep 600"),
        ("import time; g = (time.sleep(600) for i in range(2))", "list(g)"),
    ])
    func interruptStops(_ preparation: String, _ statement: String) throws {
        try withSession { t, _ in
            var number = 1
            if !preparation.isEmpty {
                number = 2
                t.cell(preparation, then: 2)
            }
            interrupt(t, statement, number: number)
            t.cell("'alive'", then: number + 2)
            t.expect("Out[\(number + 1)]: 'alive'")
        }
    }

    @Test func interruptStopsInput() throws {
        try withSession { t, _ in
            t.send("input('? ')\r")
            #expect(t.wait(for: "? "))
            usleep(100_000)
            t.send("half" + Key.control("c"))
            #expect(t.wait(for: "KeyboardInterrupt"))
            t.cell("1", then: 3)
            t.expect("Out[2]: 1")
        }
    }

    @Test func anInterruptCanBeCaught() throws {
        try withSession { t, _ in
            // Pasted, since typed lines are indented as they come.
            t.send(Key.paste("import time\ntry:\n    print('begun'); time.sleep(600)\nexcept KeyboardInterrupt:\n    print('caught')\n") + "\r\r")
            #expect(t.wait(for: "begun\n"), "\(t.shown.lines)")
            t.send(Key.control("c"))
            #expect(t.wait(for: "caught\n"), "\(t.shown.lines)")
            #expect(t.wait(for: "In [2]: "))
        }
    }

    @Test func figuresGoOnAfterAnInterrupt() throws {
        try withSession { t, folder in
            t.cell("import matplotlib.pyplot as plt", then: 2)
            t.send("print('begun')\nwhile True: plt.plot([1, 2]); plt.savefig('f.png'); plt.close()\r\r")
            #expect(t.wait(for: "begun\n"))
            #expect({
                for _ in 0..<2000 {
                    if FileManager.default.fileExists(atPath: folder.appendingPathComponent("f.png").path) { return true }
                    usleep(10_000)
                }
                return false
            }())
            t.send(Key.control("c"))
            #expect(t.wait(for: "KeyboardInterrupt"), "\(t.shown.lines)")
            #expect(t.wait(for: "In [3]: "))
            t.cell("plt.plot([1, 2]); plt.savefig('g.png')", then: 4)
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("g.png").path))
        }
    }
}

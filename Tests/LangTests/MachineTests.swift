// Tests of the machine: cycles are collected, sessions are saved and read back, what cannot be saved is refused by name.

import XCTest

@testable import Lang

final class MachineTests: XCTestCase {
    private var output = ""

    /// Runs a text in the globals of the cells; what it prints.
    @discardableResult private func run(_ text: String) throws -> String {
        let interpreter = Interpreter.shared
        let old = interpreter.output
        var out = ""
        interpreter.output = { out += $0 }
        defer { interpreter.output = old }
        do {
            _ = try interpreter.run(Source(name: "<test>", text: text), in: interpreter.main)
        } catch let e as PythonError {
            XCTFail(interpreter.traceback(e))
        }
        return out
    }

    func testCyclesAreCollected() throws {
        try run("class N: pass\n")
        _ = GarbageCollector.collect()
        let before = Interpreter.shared.trackedObjects
        try run(
            """
            def make(n):
                for _ in range(n):
                    a, b = N(), N()
                    a.other, b.other = b, [a]
                    a.method = {'self': a}
                    f = lambda: f
            make(30000)
            """)
        _ = GarbageCollector.collect()
        // `make` itself, its code and table stay.
        XCTAssertLessThan(Interpreter.shared.trackedObjects - before, 200)
    }

    /// The memory that a process holds, in bytes.
    private var residentBytes: Int {
        guard let f = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(f) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, f) != nil else { return 0 }
        let parts = String(cString: line).split(separator: " ")
        return parts.count > 1 ? (Int(parts[1]) ?? 0) * 4096 : 0
    }

    func testALongSessionDoesNotGrow() throws {
        // Defines, runs and drops 100,000 objects on cycles, ten times over.
        let round = """
            class Node:
                def __init__(self, i):
                    self.i = i
                    self.items = [self]
                def total(self): return self.i + len(self.items)
            def work(n):
                s = 0
                for i in range(n // 4):
                    a, b = Node(i), Node(i + 1)
                    a.other, b.other = b, {'back': a}
                    f = lambda: (f, a)
                    s += a.total() + b.total()
                return s
            checksum = work(100000)
            """
        try run(round)
        _ = GarbageCollector.collect()
        let (first, firstObjects) = (residentBytes, Interpreter.shared.trackedObjects)
        for _ in 1..<10 { try run(round) }
        _ = GarbageCollector.collect()
        XCTAssertEqual(try run("print(checksum)"), "625050000\n")
        XCTAssertLessThan(Interpreter.shared.trackedObjects - firstObjects, 500)
        // What the allocator keeps in pieces is allowed; ten rounds of leaks would be some 200 MB.
        XCTAssertLessThan(residentBytes - first, 8 << 20)
    }

    func testReachableCyclesAreKept() throws {
        try run("class N: pass\nroot = N(); root.me = [root, {'k': root}]; root.value = 5\n")
        _ = GarbageCollector.collect()
        XCTAssertEqual(try run("print(root.me[1]['k'].value, root.me[0] is root)"), "5 True\n")
    }

    func testSessionComesBack() throws {
        try run(
            """
            def counter():
                n = 0
                def inc():
                    nonlocal n
                    n += 1
                    return n
                return inc
            inc = counter(); inc()
            class A:
                shared = [1]
                def __init__(self, v): self.v = v
                def get(self): return self.v
            a = A(3); a.me = a; cycle = []; cycle.append((cycle, a))
            table = {1: a, 'k': {3, 4}, (1, 2): 10 ** 30}
            bound = a.get
            """)
        let saved = try Snapshot.save()
        try run("inc(); inc(); a.v = 0; del cycle, table")
        try Snapshot.restore(saved)
        XCTAssertEqual(
            try run("print(inc(), a.get(), a.me is a, cycle[0][0] is cycle, cycle[0][1] is a, table[1] is a, table[(1, 2)], table['k'], bound(), A.shared)"),
            "2 3 True True True True 1000000000000000000000000000000 {3, 4} 3 [1]\n")
    }

    func testLiveGeneratorIsRefusedByName() throws {
        try run("def g(): yield 1\nbox = {'items': [g()]}\n")
        defer { _ = try? run("del box") }
        XCTAssertThrowsError(try Snapshot.save()) { e in
            XCTAssertEqual((e as? SnapshotError)?.path, "box['items'][0]")
        }
    }

    func testDamagedSnapshotIsRefused() throws {
        let saved = try Snapshot.save()
        XCTAssertThrowsError(try Snapshot.restore(Array(saved.prefix(saved.count / 2))))
    }

    func testEveryJumpLandsInside() throws {
        let code = try Interpreter.shared.compile(
            Source(
                name: "<test>",
                text: """
                    def f(x):
                        for i in range(x):
                            try:
                                if i == 2: continue
                                while i: i -= 1
                            except ValueError: break
                            finally: x += 1
                        return [y for y in range(x) if y % 2]
                    """))
        func check(_ c: Code) {
            for (i, x) in c.instructions.enumerated() where x.op.isJump {
                let target = i + 1 + Int(x.d)
                XCTAssert(target >= 0 && target < c.instructionCount, "\(c.name) \(i)")
            }
            for h in c.handlers { XCTAssert(h.start < h.end && h.target < Int32(c.instructionCount)) }
            c.inner.forEach(check)
        }
        check(code)
    }
}

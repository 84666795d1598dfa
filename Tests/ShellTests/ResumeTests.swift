// Runs that stop and go on: `--resume`, the saved session, runs that are killed, `--check`.

import Foundation
import Glibc
import Testing

@Suite struct ResumeTests {
    /// The outputs of a notebook's code cells, without times.
    private func outputs(_ folder: URL, _ name: String) throws -> [NSArray] {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(name))) as! [String: Any]
        return (json["cells"] as! [[String: Any]]).filter { $0["cell_type"] as? String == "code" }.map { $0["outputs"] as! NSArray }
    }

    /// A cell that kills the program the first time.
    private static let killer = "# %%\nimport os as _os\nif not _os.environ.get('SHELL_RESUME'): _os.kill(_os.getpid(), 9)\n"

    /// Runs `before`, is killed, resumes and runs `after`: the outputs are those of a run that nobody killed.
    private func survives(_ before: String, _ after: String, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\n\(before)\n\n\(ResumeTests.killer)\n# %%\n\(after)\n")
            let killed = try BuiltProgram.run(["run", "n.vnb", "-o", "out.ipynb"], in: folder)
            #expect(killed.status == 137, "\(killed.errors)", sourceLocation: sourceLocation)
            #expect(killed.errors.contains("stopped: cell 2 (import os as _os) was killed by signal 9"), sourceLocation: sourceLocation)
            #expect(!killed.errors.contains("not saved"), "\(killed.errors)", sourceLocation: sourceLocation)
            let resumed = try BuiltProgram.run(["run", "n.vnb", "-o", "out.ipynb", "--resume"], in: folder)
            #expect(resumed.status == 0, "\(resumed.errors)", sourceLocation: sourceLocation)
            #expect(resumed.output.contains("resumed after cell 1"), sourceLocation: sourceLocation)
            let whole = try BuiltProgram.run(["run", "n.vnb", "-o", "whole.ipynb"], in: folder, environment: ["SHELL_RESUME": "1"])
            #expect(whole.status == 0, "\(whole.errors)", sourceLocation: sourceLocation)
            let a = try outputs(folder, "out.ipynb"), b = try outputs(folder, "whole.ipynb")
            #expect(a == b, comment, sourceLocation: sourceLocation)
            #expect(b.last?.count ?? 0 > 0, "the last cell prints", sourceLocation: sourceLocation)
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out.ipynb.resume").path), "a complete run leaves no folder", sourceLocation: sourceLocation)
        }
    }

    @Test func functionsClassesAndClosures() throws {
        try survives(
            """
            import dataclasses, enum, collections, functools
            class A:
                made = 0
                def __init__(self, x): self.x = x; A.made += 1
                @property
                def double(self): return 2 * self.x
                @classmethod
                def count(cls): return cls.made
            class B(A):
                def __repr__(self): return f'B({self.x})'
            @dataclasses.dataclass(order=True)
            class Item:
                key: int
                tags: list = dataclasses.field(default_factory=list)
            class Colour(enum.Enum):
                RED = 1
                BLUE = 'b'
            class Bits(enum.Flag):
                ONE = 1
                TWO = 2
            Pair = collections.namedtuple('Pair', 'left right', defaults=[0])
            def counter():
                n = 0
                def step(k=1):
                    nonlocal n
                    n += k
                    return n
                return step
            step = counter(); step(3)
            twice = functools.partial(lambda a, b: a * b, 2)
            @functools.lru_cache(maxsize=None)
            def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
            fib(30)
            b = B(4); same = b; loop = [b]; loop.append(loop)
            groups = collections.defaultdict(list); groups['x'].append(1)
            """,
            """
            groups['y'].append(b)
            print(step(), twice(21), fib.cache_info(), b.double, same is b, loop[1] is loop, B.count(), isinstance(b, A))
            print(Item(1) < Item(2), Item(3, [1]), Colour('b'), Colour.RED is Colour(1), Bits.ONE | Bits.TWO, Pair(1)._replace(right=2), dict(groups))
            """)
    }

    @Test func tensorsSharingMemoryModelsAndOptimizers() throws {
        try survives(
            """
            import torch
            import numpy as np
            from torch import nn
            torch.manual_seed(1)
            base = torch.arange(12.).reshape(3, 4)
            row, turned = base[1], base.t()
            array = np.arange(6); part = array[::2]
            leaf = torch.ones(3, requires_grad=True)
            (leaf * 2).sum().backward()
            net = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.2), nn.BatchNorm1d(8), nn.Linear(8, 1))
            first = net[0].weight
            optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
            schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps=50)
            x, y = torch.randn(32, 4), torch.randn(32, 1)
            loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=8, shuffle=True)
            def train(n):
                for _ in range(n):
                    for a, b in loader:
                        loss = ((net(a) - b) ** 2).mean()
                        optimizer.zero_grad(); loss.backward(); optimizer.step(); schedule.step()
                return loss
            loss = train(2)
            """,
            """
            row += 100; part[0] = 7
            print(base, turned, array, leaf.grad, loss)
            loss = train(3)
            print(loss, first is net[0].weight, first.sum(), optimizer.param_groups[0]['lr'], net[2].running_mean)
            try:
                loss.backward()
            except RuntimeError as e:
                print(str(e)[:60])
            """)
    }

    @Test func randomStreams() throws {
        try survives(
            "import random, numpy as np, torch\nrandom.seed(1); np.random.seed(2); torch.manual_seed(3)\nrandom.gauss(0, 1); np.random.normal(); torch.randn(3)\nown = random.Random(4); rng = np.random.default_rng(5); state = np.random.RandomState(6); g = torch.Generator().manual_seed(7)\nown.random(); rng.integers(10); state.rand(); torch.rand(1, generator=g)",
            "print(random.gauss(0, 1), random.random(), np.random.normal(), np.random.rand(), torch.randn(2), own.random(), rng.random(), rng.integers(100), state.normal(), torch.rand(2, generator=g))")
    }

    @Test func figuresImagesAndTables() throws {
        try survives(
            """
            import numpy as np, pandas as pd
            import matplotlib.pyplot as plt
            from PIL import Image, ImageDraw
            plt.rcParams['lines.linewidth'] = 3
            fig, (left, right) = plt.subplots(1, 2, figsize=(5, 2.5))
            line, = left.plot([1, 3, 2], 'o-', label='a'); left.legend(); left.set_yscale('log')
            right.imshow(np.arange(6.).reshape(2, 3), cmap='plasma'); right.set_xticks([0, 2], ['x', 'y'])
            left.yaxis.set_major_formatter(lambda v, i: f'{v:.0f}!')
            plt.close(fig)
            image = Image.new('RGB', (20, 10), 'navy'); ImageDraw.Draw(image).rectangle([2, 2, 8, 8], fill='gold')
            table = pd.DataFrame({'n': [1, 2, 3], 's': list('abc')}, index=[5, 6, 7])
            """,
            """
            import hashlib
            line.set_color('tab:red'); left.set_title('changed')
            fig.savefig('f.png', dpi=50)
            print(hashlib.sha256(open('f.png', 'rb').read()).hexdigest(), line.get_linewidth(), left.get_figure() is fig)
            print(image.size, image.getpixel((3, 3)), table.groupby('s').n.sum().to_dict(), isinstance(table, pd.DataFrame))
            plt.plot([1, 2]); plt.show()
            """)
    }

    @Test func modulesOfCellsAndSettings() throws {
        try BuiltProgram.withFolder { folder in
            try FileManager.default.createDirectory(at: folder.appendingPathComponent("scripts"), withIntermediateDirectories: true)
            try folder.write("scripts/tools.vnb", "# %%\nTOTAL = 0\ndef add(n):\n    global TOTAL\n    TOTAL += n\n    return TOTAL\n")
            let before = "# %%\nimport os, numpy as np, torch\nfrom scripts.tools import add\nimport scripts.tools as tools\nadd(5); np.set_printoptions(precision=2); torch.set_default_dtype(torch.float64); os.environ['MINE'] = 'yes'\n"
            try folder.write("n.vnb", before + "\n" + ResumeTests.killer + "\n# %%\nprint(add(1), tools.TOTAL, np.array([1.23456]), torch.ones(1).dtype, os.environ['MINE'])\n")
            #expect(try BuiltProgram.run(["run", "n.vnb"], in: folder).status == 137)
            let r = try BuiltProgram.run(["run", "n.vnb", "--resume"], in: folder)
            #expect(r.output.contains("6 6 [1.23] torch.float64 yes\n"), "\(r.output)\(r.errors)")
        }
    }

    @Test func whatCannotBeSavedIsNamedAndTheRunGoesOn() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\na = 1\n\n# %%\ndef g(): yield 1\nlive = [g()]\n\n# %%\na += 1\n1 / 0\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "-o", "o.ipynb"], in: folder)
            #expect(r.status == 1)
            #expect(r.errors.contains("not saved after cell 2: live[0]: a live generator ('g') cannot be saved"), "\(r.errors)")
            // The state is that after cell 1.
            let s = try BuiltProgram.run(["run", "n.vnb", "-o", "o.ipynb", "--resume"], in: folder)
            #expect(s.output.contains("resumed after cell 1"))
        }
    }

    @Test func aFailedCellIsRunAgain() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nprint('first'); n = 1\n\n# %%\nn += 1\nopen('needed.txt').read()\n\n# %%\nprint(n)\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "-o", "o.ipynb"], in: folder)
            #expect(r.status == 1)
            #expect(r.errors.contains("stopped: cell 2 (n += 1) raised FileNotFoundError after "))
            #expect(r.errors.contains("to go on: shell run n.vnb -o o.ipynb --resume\n"))
            try folder.write("needed.txt", "here")
            let s = try BuiltProgram.run(["run", "n.vnb", "-o", "o.ipynb", "--resume"], in: folder)
            #expect(s.status == 0)
            #expect(!s.output.contains("first\n") && s.output.contains("2\n"), "\(s.output)")
            #expect(try outputs(folder, "o.ipynb")[0].count == 1, "the first cell's output is kept")
        }
    }

    @Test func aChangedCellOrParameterIsRefused() throws {
        try BuiltProgram.withFolder { folder in
            let n = "# %%\nk = 1\n\n# %%\n1 / 0\n"
            try folder.write("n.vnb", n)
            #expect(try BuiltProgram.run(["run", "n.vnb", "-p", "k=5"], in: folder).status == 1)
            #expect(try BuiltProgram.run(["run", "n.vnb", "--resume"], in: folder).errors.contains("that run had the parameters k=5"))
            try folder.write("n.vnb", n.replacingOccurrences(of: "k = 1", with: "k = 1  # changed"))
            #expect(try BuiltProgram.run(["run", "n.vnb", "-p", "k=5", "--resume"], in: folder).errors.contains("cell 1 has changed"))
            #expect(try BuiltProgram.run(["run", "n.vnb", "--no-snapshots"], in: folder).status == 1)
        }
    }

    @Test func withNothingLeftItStartsAtTheFirstCell() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nprint('one')\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "--resume"], in: folder)
            #expect(r.status == 0)
            #expect(r.output.contains("nothing to resume: from the first cell") && r.output.contains("one\n"))
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out").path), "nothing is left")
        }
    }

    /// SIGKILL from outside at a few moments, of the supervisor: no file is half-written, and the endings are equal.
    @Test func killedFromOutsideItResumesToTheSameBytes() throws {
        try BuiltProgram.withFolder { folder in
            let cells = (1...6).map { i in
                "# %%\nimport time, torch, numpy as np\nif 'w' not in globals():\n    torch.manual_seed(0); w = torch.randn(2000); log = []\nw = w * 0.9 + torch.randn(2000); log.append(float(w.sum())); time.sleep(0.05)\nprint(\(i), log)\n"
            }
            try folder.write("n.vnb", cells.joined(separator: "\n"))
            #expect(try BuiltProgram.run(["run", "n.vnb", "-o", "whole.ipynb"], in: folder).status == 0)
            let wanted = try outputs(folder, "whole.ipynb")
            for (round, delay) in [0.05, 0.15, 0.25, 0.4, 0.6].enumerated() {
                let name = "k\(round).ipynb"
                let process = Process()
                process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
                process.arguments = ["run", "n.vnb", "-q", "-o", name]
                process.currentDirectoryURL = folder
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                usleep(UInt32(delay * 1e6))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) { _ = try outputs(folder, name) }
                let r = try BuiltProgram.run(["run", "n.vnb", "-o", name, "--resume"], in: folder)
                #expect(r.status == 0, "\(r.errors)")
                #expect(try outputs(folder, name) == wanted, "killed after \(delay) s")
            }
        }
    }

    // MARK: --check

    @Test func checkNamesTheCellsThatDiffer() throws {
        try BuiltProgram.withFolder { folder in
            let n = "# %% id=\"a\"\nprint('loss', 0.123456)\n\n# %% id=\"b\"\nprint('same')\n\n# %% id=\"c\"\nimport matplotlib.pyplot as plt\nplt.plot([1, 2, 3]); plt.show()\n"
            try folder.write("n.vnb", n)
            #expect(try BuiltProgram.run(["run", "n.vnb", "-o", "n.vnb"], in: folder).status == 0)
            let same = try BuiltProgram.run(["run", "n.vnb", "--check"], in: folder)
            #expect(same.status == 0, "\(same.errors)")
            #expect(same.output.contains("check: the outputs of 3 cells are as stored"))
            // Within the tolerance, then beyond it.
            try folder.write("n.vnb", n.replacingOccurrences(of: "0.123456)", with: "0.1234561)"))
            #expect(try BuiltProgram.run(["run", "n.vnb", "--check"], in: folder).status == 0)
            try folder.write("n.vnb", n.replacingOccurrences(of: "0.123456)", with: "0.2)").replacingOccurrences(of: "[1, 2, 3]", with: "[3, 1, 2]"))
            let r = try BuiltProgram.run(["run", "n.vnb", "--check"], in: folder)
            #expect(r.status == 3)
            #expect(r.errors.contains("differs: cell 1 (print('loss', 0.2)): line 1: stored 'loss 0.123456', now 'loss 0.2'"), "\(r.errors)")
            #expect(r.errors.contains("differs: cell 3 (import matplotlib.pyplot as plt): the figure: root mean square difference"))
            #expect(!r.errors.contains("cell 2"))
            #expect(r.errors.contains("check: 2 of 3 cells differ"))
        }
    }

    @Test func checkNeedsStoredOutputs() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nprint(1)\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "--check"], in: folder)
            #expect(r.status == 1 && r.errors.contains("stores no outputs to check against"))
        }
    }

    // MARK: Options

    @Test func threadsAndDeterminismReachTheKernel() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nimport torch\nprint(torch.get_num_threads(), torch.are_deterministic_algorithms_enabled())\ntorch.set_num_threads(1)\nprint(torch.get_num_threads())\n")
            #expect(try BuiltProgram.run(["run", "n.vnb", "--threads", "3", "--deterministic"], in: folder).output.contains("3 True\n1\n"))
            #expect(try BuiltProgram.run(["run", "n.vnb", "--threads", "0"], in: folder).errors.contains("--threads 0"))
        }
    }

    @Test func aSeedGivesTheSameNumbers() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nimport random, numpy as np, torch\nprint(random.random(), np.random.rand(), torch.rand(1).item())\n")
            func line() throws -> String { try BuiltProgram.run(["run", "n.vnb", "--seed", "7"], in: folder).output.split(separator: "\n").map(String.init)[2] }
            #expect(try line() == line())
        }
    }

    @Test func theFolderAndTheLogAreAsAsked() throws {
        try BuiltProgram.withFolder { folder in
            try FileManager.default.createDirectory(at: folder.appendingPathComponent("work"), withIntermediateDirectories: true)
            try folder.write("n.vnb", "# %%\nimport os\nprint(os.path.basename(os.getcwd()))\nos.chdir('/')\n\n# %%\nprint('end')\n")
            let r = try BuiltProgram.run(["run", "n.vnb", "--cwd", "work", "--log", "run.log", "-o", "o.ipynb"], in: folder)
            #expect(r.status == 0, "\(r.errors)")
            #expect(r.output.contains("work\n"))
            #expect(try folder.read("run.log").contains("2 of 2 cells ok"))
            #expect(try outputs(folder, "o.ipynb").count == 2, "a cell that changes the folder does not move the output")
        }
    }

    @Test func aCrashOrAnotherSignalIsNamed() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write("n.vnb", "# %%\nimport os\nos.kill(os.getpid(), 11)\n")
            let r = try BuiltProgram.run(["run", "n.vnb"], in: folder)
            #expect(r.status == 139)
            #expect(r.errors.contains("stopped: cell 1 (import os) crashed the program with signal 11"), "\(r.errors)")
            #expect(r.errors.contains("peak memory "))
        }
    }
}

// What goes wrong with a notebook's files: each fault names the file and the cell, has Python's exception type, gives exit status 1 (or the tool's own), and
// leaves what was written before as it was. The faults are made in a folder with small pages, read by the repository's own notebooks/scripts.

import Foundation
import Testing

@Suite struct NotebookFaultTests {
    /// Two pages of 300×240 with masks, one picture that is no document, and the table of labels.
    private static let pages = """
        # %% Pages
        import os
        import numpy as np
        from PIL import Image
        for folder in ['images', 'masks', 'nondocs']:
            os.makedirs(f'data/{folder}', exist_ok=True)
        rng = np.random.RandomState(0)
        for name in ['a.png', 'b.png']:
            page = np.full((300, 240), 255, dtype=np.uint8)
            mask = np.zeros((300, 240), dtype=np.uint8)
            for y in range(20, 280, 20):
                page[y:y + 8, 20:200] = rng.randint(0, 120, (8, 180)).astype(np.uint8)
                mask[y:y + 8, 20:200] = 3
            Image.fromarray(page).save(f'data/images/{name}')
            Image.fromarray(mask).save(f'data/masks/{name}')
        Image.fromarray(rng.randint(0, 255, (200, 200)).astype(np.uint8)).save('data/nondocs/x.png')
        with open('data/labeled-sample.csv', 'w') as file:
            file.write('source,label\\na.png,1\\nb.png,2\\n')

        """

    private func replay(_ fault: String, _ arguments: [String] = [], environment: [String: String] = [:], then look: (URL) throws -> Void = { _ in }) throws -> BuiltProgram.Result {
        try BuiltProgram.withFolder { folder in
            let scripts = BuiltProgram.root.appendingPathComponent("notebooks/scripts")
            try FileManager.default.createSymbolicLink(at: folder.appendingPathComponent("scripts"), withDestinationURL: scripts)
            try folder.write("n.vnb", Self.pages + fault)
            let r = try BuiltProgram.run(["run", "n.vnb"] + arguments, in: folder, environment: environment)
            try look(folder)
            return r
        }
    }

    /// The stop is in cell 2, with status 1, an exception of that type and words.
    private func expect(_ r: BuiltProgram.Result, _ type: String, _ words: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(r.status == 1, "\(r.output)\(r.errors)", sourceLocation: sourceLocation)
        #expect(r.errors.contains("Cell 2, line "), "\(r.errors)", sourceLocation: sourceLocation)
        #expect(r.errors.contains("\n\(type): "), "\(r.errors)", sourceLocation: sourceLocation)
        for w in words { #expect(r.errors.contains(w), "\(w) is not in: \(r.errors)", sourceLocation: sourceLocation) }
        #expect(r.errors.contains("stopped: cell 2"), "\(r.errors)", sourceLocation: sourceLocation)
    }

    @Test func thePagesAreGood() throws {
        let r = try replay("# %%\nfrom scripts.dataset import *\nprint(load_page('a').shape, load_mask('b', (300, 240)).max(), len(read_labels()), make_negative_sample(16).shape)\n")
        #expect(r.status == 0, "\(r.errors)")
        #expect(r.output.contains("(300, 240) 3 2 (16, 16, 1)"))
    }

    @Test func aMissingFile() throws {
        expect(try replay("# %%\nfrom scripts.dataset import *\nload_page('nothing')\n"), "FileNotFoundError", ["./data/images/nothing.png"])
        expect(try replay("# %%\nfrom PIL import Image\nImage.open('nothing.png')\n"), "FileNotFoundError", ["[Errno 2] No such file or directory: ", "nothing.png"])
        expect(try replay("# %%\nimport torch\ntorch.load('nothing.pt')\n"), "FileNotFoundError", ["nothing.pt"])
    }

    @Test func aMaskOfAnotherSize() throws {
        expect(
            try replay("# %%\nfrom scripts.dataset import *\nImage.fromarray(np.zeros((10, 10), dtype=np.uint8)).save('data/masks/a.png')\nload_mask('a', load_page('a').shape)\n"),
            "ValueError", ["./data/masks/a.png", "(10, 10)", "(300, 240)"])
    }

    @Test func aClassIndexOutOfRange() throws {
        expect(
            try replay("# %%\nfrom scripts.dataset import *\nImage.fromarray(np.full((300, 240), 7, dtype=np.uint8)).save('data/masks/a.png')\nload_mask('a', load_page('a').shape)\n"),
            "ValueError", ["./data/masks/a.png", "class 7", "0 to 3"])
        expect(
            try replay("# %%\nimport torch\ntorch.nn.functional.cross_entropy(torch.zeros(2, 3), torch.tensor([0, 5]))\n"), "IndexError", ["Target 5 is out of bounds."])
    }

    @Test func aTruncatedPicture() throws {
        expect(
            try replay("# %%\nfrom scripts.dataset import *\nwhole = open('data/images/a.png', 'rb').read()\nwith open('data/images/a.png', 'wb') as f:\n    f.write(whole[:len(whole) // 2])\nload_page('a')\n"),
            "OSError", ["./data/images/a.png", "truncated"])
    }

    @Test func aTableWithoutItsColumn() throws {
        expect(
            try replay("# %%\nfrom scripts.dataset import *\nwith open('data/labeled-sample.csv', 'w') as f:\n    f.write('source,kind\\na.png,1\\n')\nread_labels()\n"), "KeyError",
            ["labeled-sample.csv has no column label", "kind"])
        expect(try replay("# %%\nimport pandas as pd\npd.read_csv('data/labeled-sample.csv')['kind']\n"), "KeyError", ["'kind'"])
    }

    @Test func noGnuplot() throws {
        let r = try replay("# %%\nfrom matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.show()\n", environment: ["GNUPLOT": "/nonexistent/gnuplot"])
        #expect(r.status == 1)
        #expect(r.errors.contains("/nonexistent/gnuplot"), "\(r.errors)")
        #expect(r.errors.contains("cell 2"), "\(r.errors)")
    }

    /// A limit on the size of files stands in for a full disk: writing fails in the same places.
    @Test func aFullDiskWhileSaving() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write(
                "n.vnb",
                """
                # %%
                import torch
                torch.save({'w': torch.ones(10)}, 'model.pt')

                # %%
                torch.save({'w': torch.ones(1000000)}, 'model.pt')

                """)
            let r = try BuiltProgram.runShell("ulimit -f 64; exec \"$0\" run n.vnb", in: folder)
            expect(r, "OSError", ["model.pt"])
            let check = try BuiltProgram.run(["-c", "import torch; print(torch.load('model.pt')['w'].sum().item())"], in: folder)
            #expect(check.output == "10.0\n", "\(check.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("part") || $0.contains("tmp") }.isEmpty)
        }
    }

    @Test func aFullDiskWhileDrawing() throws {
        try BuiltProgram.withFolder { folder in
            try folder.write(
                "n.vnb",
                """
                # %%
                import numpy as np
                from matplotlib import pyplot as plt
                plt.figure(figsize=(1, 1))
                plt.savefig('figure.png')

                # %%
                plt.figure(figsize=(12, 12))
                plt.imshow(np.random.rand(1200, 1200, 3))
                plt.savefig('figure.png')

                """)
            let r = try BuiltProgram.runShell("ulimit -f 200; exec \"$0\" run n.vnb", in: folder)
            #expect(r.status == 1, "\(r.output)\(r.errors)")
            #expect(r.errors.contains("stopped: cell 2"), "\(r.errors)")
            let check = try BuiltProgram.run(["-c", "from PIL import Image; print(Image.open('figure.png').size)"], in: folder)
            #expect(check.output == "(100, 100)\n", "\(check.output)\(check.errors)")
        }
    }
}

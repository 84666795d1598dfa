// This file reads files that the real libraries wrote (Tests/Oracle/record_files.py) and files that were damaged on purpose.

import Foundation
import Lang
import Testing
@testable import Library

extension ProgramTests {
    private static let files = String(folder.dropLast("Programs".count)) + "Files"

    /// What a program prints, its traceback last.
    private static func printed(_ text: String) -> String {
        var out = ""
        Interpreter.runOnLargeStack {
            registerLibrary()
            NumpyPrint.options = PrintOptions()
            let interpreter = Interpreter.shared
            let before = interpreter.output
            interpreter.output = { out += $0 }
            defer { interpreter.output = before }
            for n in interpreter.main.globals.names where !n.text.hasPrefix("__") { interpreter.main.globals.remove(n) }
            do {
                _ = try interpreter.run(Source(name: "files.py", text: text), in: interpreter.main)
            } catch let e as PythonError {
                out += interpreter.traceback(e)
            } catch let e {
                out += "\(e)"
            }
        }
        return out
    }

    /// A checkpoint and a .safetensors of PyTorch, and PNG and JPEG files of each kind, read to the last bit.
    @Test func filesOfTheOriginalsAreRead() throws {
        let want = try #require(Self.read(Self.files + "/read.out")), program = try #require(Self.read(Self.files + "/read.py"))
        let got = Self.printed("folder = '\(Self.files)'\n" + program)
        let w = want.split(separator: "\n", omittingEmptySubsequences: false), g = got.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(w.count > 150)
        for (k, (x, y)) in zip(w, g).enumerated() where x != y {
            Issue.record("line \(k + 1): want \(x), got \(y)")
            break
        }
        #expect(w.count == g.count)
    }

    /// Cut, overwritten and lengthened files give an error of a plain kind; where a checksum guards the data, what loads is what was saved.
    @Test func damagedFilesAreRefused() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("damaged-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let got = Self.printed("folder = '\(place.path)'\n" + Self.damage)
        #expect(got == "480 damaged files: 0 wrong loads, odd errors []\n", "\(got)")
    }

    private static let damage = """
        import os
        import random
        import numpy as np
        import pandas as pd
        import torch
        from PIL import Image
        from safetensors.torch import load_file, save_file

        path = os.path.join(folder, 'x')
        state = {'w': torch.arange(24.0).reshape(4, 6), 'h': torch.ones(3).half(), 'n': [1, 'a', {'k': 2.5}]}
        pixels = (np.arange(20 * 16 * 3) * 7 % 256).astype(np.uint8).reshape(20, 16, 3)
        table = pd.DataFrame({'a': [1, 2, 3], 'b': [0.5, 1.5, None], 'c': ['x', 'y', 'z']})

        def same_state(v): return torch.equal(v['w'], state['w']) and torch.equal(v['h'], state['h']) and v['n'] == state['n']

        # Of each kind: writer, reader, and what must hold of anything that loads.
        kinds = {
            'pt': (lambda p: torch.save(state, p), lambda p: torch.load(p, weights_only=True), same_state),
            'npz': (lambda p: np.savez(p, a=np.arange(30)), lambda p: np.load(p)['a'], lambda v: np.array_equal(v, np.arange(30))),
            'png': (lambda p: Image.fromarray(pixels).save(p), lambda p: np.array(Image.open(p)), lambda v: np.array_equal(v, pixels)),
            'safetensors': (lambda p: save_file({'w': state['w']}, p), load_file, lambda v: True),
            'npy': (lambda p: np.save(p, np.arange(30.0)), np.load, lambda v: True),
            'jpg': (lambda p: Image.fromarray(pixels).save(p), lambda p: np.array(Image.open(p)), lambda v: True),
            'json': (lambda p: open(p, 'w').write('{"a": [1, 2.5, null], "b": "text"}'), lambda p: __import__('json').load(open(p)), lambda v: True),
            'csv': (lambda p: table.to_csv(p, index=False), pd.read_csv, lambda v: True)}
        plain = (ValueError, RuntimeError, OSError, EOFError, KeyError, TypeError, IndexError, MemoryError, UnicodeError, ImportError, NotImplementedError)
        random.seed(4)
        count = wrong = 0
        odd = []
        for kind, (write, read, holds) in kinds.items():
            name = path + '.' + kind
            write(name)
            good = open(name, 'rb').read()
            assert holds(read(name)), kind
            for trial in range(60):
                data = bytearray(good)
                how = trial % 4
                if how == 0:
                    data = data[:random.randrange(len(data))]
                elif how == 1:
                    for _ in range(random.randint(1, 4)):
                        data[random.randrange(len(data))] = random.randrange(256)
                elif how == 2:
                    at = random.randrange(len(data))
                    data = data[:at] + bytes(random.randrange(256) for _ in range(random.randint(1, 12))) + data[at:]
                else:
                    at = random.randrange(len(data))
                    data[at:at + 8] = random.choice([b'\\xff' * 8, b'\\x00' * 8, (2 ** 62).to_bytes(8, 'little'), (2 ** 31).to_bytes(8, 'little')])
                with open(name, 'wb') as f:
                    f.write(bytes(data))
                count += 1
                try:
                    value = read(name)
                except plain as e:
                    if 'internal' in str(e):
                        odd.append(f'{kind} {trial}: {type(e).__name__} {e}')
                except Exception as e:
                    if type(e).__name__ not in ('BadZipFile', 'UnpicklingError', 'SafetensorError', 'ParserError', 'EmptyDataError'):
                        odd.append(f'{kind} {trial}: {type(e).__name__} {e}')
                else:
                    if not holds(value):
                        wrong += 1
                        odd.append(f'{kind} {trial}: loads something else')
        print(f'{count} damaged files: {wrong} wrong loads, odd errors {odd[:8]}')
        """
}

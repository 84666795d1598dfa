// This file runs the multi-task notebook on the tiny pages and compares it with the record of the same run under CPython and PyTorch
// (Tests/Oracle/golden/notebook.json, made by Tests/Oracle/record_notebook.py).

import Foundation
import Testing

@Suite(.serialized) struct NotebookRecordTests {
    struct Record: Decodable {
        struct Cell: Decodable {
            let first: String
            let printed: String
            let trained: Bool
        }
        let settings: [String: Double]
        let cells: [Cell]
        let weights: [String: String]
        let training: [Double]
    }
    struct Run: Decodable {
        let weights: [String: String]
        let training: [Double]
    }

    private static let oracle = BuiltProgram.root.appendingPathComponent("Tests/Oracle")
    private static func record() throws -> Record {
        try JSONDecoder().decode(Record.self, from: Data(contentsOf: oracle.appendingPathComponent("golden/notebook.json")))
    }
    private static func text(_ x: Double) -> String { x == x.rounded() ? String(Int(x)) : String(x) }

    /// The notebook with a cell after the model is made that keeps the hashes of its weights' bytes, and one at the end that writes them and the losses.
    private static func source() throws -> String {
        let plain = try String(contentsOf: BuiltProgram.root.appendingPathComponent("notebooks/multitask.vnb"), encoding: .utf8)
        let made = try #require(plain.range(of: "MultitaskUNet(encoder"))
        let next = try #require(plain.range(of: "\n# %%", range: made.upperBound..<plain.endIndex))
        let hashes = """

            # %%
            import hashlib
            initial = {name: hashlib.sha256(value.numpy().tobytes()).hexdigest()[:16] for name, value in model.state_dict().items()}

            """
        let end = """

            # %%
            import json
            with open('run.json', 'w') as file:
                json.dump({'weights': initial, 'training': [x[0] if isinstance(x, list) else x for x in trainer.loss_history['training']][:20]}, file)

            """
        return String(plain[..<next.lowerBound]) + hashes + String(plain[next.lowerBound...]) + end
    }

    /// The initial weights of seed 0 are PyTorch's to the last bit, and so are the first ten losses, on the same pages.
    @Test func theNotebookGivesTheRecordedNumbers() throws {
        let record = try Self.record()
        #expect(record.weights.count > 100 && record.training.count == 20)
        try BuiltProgram.withFolder { folder in
            let pages = try BuiltProgram.run(["run", "-q", Self.oracle.appendingPathComponent("tiny_data.vnb").path, "--cwd", folder.path], in: folder)
            #expect(pages.status == 0, "\(pages.errors)")
            try Self.source().write(to: folder.appendingPathComponent("notebook.vnb"), atomically: true, encoding: .utf8)
            let settings = record.settings.sorted { $0.key < $1.key }.flatMap { ["-p", "\($0.key)=\(Self.text($0.value))"] }
            let run = try BuiltProgram.run(
                ["run", "-q", "--seed", "0", "--cwd", folder.path, "--scripts", BuiltProgram.root.appendingPathComponent("notebooks").path] + settings + ["notebook.vnb"], in: folder, seconds: 900)
            #expect(run.status == 0, "\(run.output.suffix(1000))\(run.errors.suffix(1000))")
            let found = try JSONDecoder().decode(Run.self, from: Data(contentsOf: folder.appendingPathComponent("run.json")))
            #expect(Set(found.weights.keys) == Set(record.weights.keys))
            // Bit for bit.
            for (name, hash) in record.weights { #expect(found.weights[name] == hash, "\(name)") }
            #expect(found.training.count == record.training.count)
            // Small differences of rounding grow with the steps: Tests/Oracle/exchange.py shows all of them.
            for (i, (x, y)) in zip(found.training, record.training).prefix(10).enumerated() { #expect(abs(x - y) <= 1e-4 * abs(y), "loss \(i + 1): \(x), recorded \(y)") }
        }
    }
}

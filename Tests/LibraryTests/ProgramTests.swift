// This file runs the programs below Programs/ and compares what they print with what CPython and the real libraries printed (the .out files beside them;
// Tests/Oracle/record_programs.py makes those).

import Foundation
import Lang
import Library
import XCTest

final class ProgramTests: XCTestCase {
    /// Every `.py` file that has an `.out` file beside it.
    static func programs() -> [URL] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Programs")
        guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return [] }
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "py" }.sorted { $0.path < $1.path }
    }

    /// What a program prints; an exception's traceback comes last.
    static func output(of text: String, name: String) -> String {
        let interpreter = Interpreter.shared
        var out = ""
        let saved = interpreter.output
        interpreter.output = { out += $0 }
        defer { interpreter.output = saved }
        do {
            _ = try interpreter.run(Source(name: name, text: text), in: ModuleObject("__main__"))
        } catch let e as PythonError {
            out += interpreter.traceback(e)
        } catch {
            out += "\(error)"
        }
        return out
    }

    func testProgramsPrintWhatTheOriginalsPrint() throws {
        registerLibrary()
        let programs = Self.programs()
        XCTAssertGreaterThan(programs.count, 20, "no programs found")
        for p in programs {
            let want = try String(contentsOf: p.deletingPathExtension().appendingPathExtension("out"), encoding: .utf8)
            let got = Self.output(of: try String(contentsOf: p, encoding: .utf8), name: p.lastPathComponent)
            if got == want { continue }
            let w = want.split(separator: "\n", omittingEmptySubsequences: false), g = got.split(separator: "\n", omittingEmptySubsequences: false)
            let line = zip(w, g).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(w.count, g.count)
            XCTFail("\(p.lastPathComponent) line \(line + 1): want \(line < w.count ? w[line] : "(end)"), got \(line < g.count ? g[line] : "(end)")")
        }
    }
}

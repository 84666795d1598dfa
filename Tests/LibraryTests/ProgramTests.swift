// This file runs the programs below Programs/ and compares what they print with what CPython and the real libraries printed (the .out files beside them;
// Tests/Oracle/record_programs.py makes those).

import Glibc
import Lang
import Testing
@testable import Library

/// The interpreter is one, and belongs to one thread.
@Suite(.serialized) struct ProgramTests {
    static let folder: String = {
        let here = #filePath
        return String(here[..<here.lastIndex(of: "/")!]) + "/Programs"
    }()

    /// `numpy/views`, … : every `.py` file one folder down.
    static let names: [String] = {
        func entries(_ path: String) -> [String] {
            var out: [String] = []
            guard let d = opendir(path) else { return out }
            defer { closedir(d) }
            while let e = readdir(d) {
                let name = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
                if !name.hasPrefix(".") { out.append(name) }
            }
            return out.sorted()
        }
        return entries(folder).flatMap { f in entries(folder + "/" + f).filter { $0.hasSuffix(".py") }.map { f + "/" + $0.dropLast(3) } }
    }()

    static func read(_ path: String) -> String? {
        guard let f = fopen(path, "r") else { return nil }
        defer { fclose(f) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = fread(&buffer, 1, buffer.count, f), n > 0 { bytes += buffer[..<n] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a program prints; an exception's traceback comes last.
    static func output(of name: String) -> String {
        var out = ""
        Interpreter.runOnLargeStack {
            registerLibrary()
            NumpyPrint.options = PrintOptions()
            let interpreter = Interpreter.shared
            let before = interpreter.output
            interpreter.output = { out += $0 }
            defer { interpreter.output = before }
            let main = interpreter.main
            for n in main.globals.names where !n.text.hasPrefix("__") || n.text == "__annotations__" { main.globals.remove(n) }
            do {
                _ = try interpreter.run(Source(name: name + ".py", text: read(folder + "/" + name + ".py") ?? ""), in: main)
            } catch let e as PythonError {
                out += interpreter.traceback(e)
            } catch let e {
                out += "\(e)"
            }
        }
        return out
    }

    @Test func programsAreThere() { #expect(Self.names.count > 20) }

    @Test(arguments: names) func printsWhatTheOriginalPrints(_ name: String) throws {
        let want = try #require(Self.read(Self.folder + "/" + name + ".out"), "\(name).out is missing")
        let got = Self.output(of: name)
        if got == want { return }
        let w = want.split(separator: "\n", omittingEmptySubsequences: false), g = got.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(w, g).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(w.count, g.count)
        Issue.record("\(name).py line \(line + 1) of the output: want \(line < w.count ? w[line] : "(end)"), got \(line < g.count ? g[line] : "(end)")")
    }
}

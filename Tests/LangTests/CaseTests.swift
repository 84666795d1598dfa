// This file runs the programs of `Cases` and compares what they print with what CPython printed (`NAME.out`, recorded by Tests/Oracle/record_cases.py),
// and with `python3` itself where it is present.

import Glibc
import Testing

import Lang
import Library

/// The interpreter is one, and belongs to one thread.
@Suite(.serialized) struct CaseTests {
    static let folder: String = {
        let here = #filePath
        return String(here[..<here.lastIndex(of: "/")!]) + "/Cases"
    }()

    static let names: [String] = {
        var out: [String] = []
        guard let d = opendir(folder) else { return out }
        defer { closedir(d) }
        while let e = readdir(d) {
            let name = withUnsafePointer(to: &e.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if name.hasSuffix(".py") { out.append(String(name.dropLast(3))) }
        }
        return out.sorted()
    }()

    static func read(_ path: String) -> [UInt8]? {
        guard let f = fopen(path, "r") else { return nil }
        defer { fclose(f) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = fread(&buffer, 1, buffer.count, f), n > 0 { bytes += buffer[..<n] }
        return bytes
    }

    /// Runs a program on a thread with a stack like the program's own; returns what it printed and how it failed.
    static func run(_ name: String) -> (output: String, error: String?) {
        var output = ""
        var error: String?
        Interpreter.runOnLargeStack {
            registerLibrary()
            let interpreter = Interpreter.shared
            let before = interpreter.output
            interpreter.output = { output += $0 }
            defer { interpreter.output = before }
            let main = interpreter.main
            for n in main.globals.names where !n.text.hasPrefix("__") || n.text == "__annotations__" { main.globals.remove(n) }
            let text = String(decoding: CaseTests.read(CaseTests.folder + "/" + name + ".py") ?? [], as: UTF8.self)
            do {
                _ = try interpreter.run(Source(name: name + ".py", text: text), in: main)
            } catch let e as PythonError {
                error = interpreter.traceback(e)
            } catch let e {
                error = "\(e)"
            }
        }
        return (output, error)
    }

    /// The first line that differs, for the failure's text.
    static func difference(_ got: String, _ wanted: String) -> String? {
        let a = got.split(separator: "\n", omittingEmptySubsequences: false), b = wanted.split(separator: "\n", omittingEmptySubsequences: false)
        for i in 0..<max(a.count, b.count) {
            let x = i < a.count ? a[i] : "<nothing>", y = i < b.count ? b[i] : "<nothing>"
            if x != y { return "line \(i + 1):\n  got    \(x)\n  wanted \(y)" }
        }
        return nil
    }

    @Test("prints what CPython prints", arguments: names) func sameAsCPython(_ name: String) throws {
        let record = try #require(Self.read(Self.folder + "/" + name + ".out"), "no record: run Tests/Oracle/record_cases.py \(name)")
        let (output, error) = Self.run(name)
        #expect(error == nil, "\(name): \(error ?? "")")
        let d = Self.difference(output, String(decoding: record, as: UTF8.self))
        #expect(d == nil, "\(name): \(d ?? "")")
        // The record itself is checked where the same Python is at hand.
        if Self.hasPython, let now = Self.python(Self.folder + "/" + name + ".py") {
            let d = Self.difference(String(decoding: record, as: UTF8.self), now)
            #expect(d == nil, "\(name): python3 prints something else than the record: \(d ?? "")")
        }
    }

    /// Whether `python3` is CPython 3.11.
    static let hasPython = output("python3 -c 'import sys; print(sys.implementation.name, sys.version_info[:2])' 2>/dev/null") == "cpython (3, 11)\n"

    /// What a program prints under `python3`; nil when it fails there.
    static func python(_ path: String) -> String? { output("python3 '\(path)' 2>/dev/null </dev/null") }

    private static func output(_ command: String) -> String? {
        guard let p = popen(command, "r") else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let n = fread(&buffer, 1, buffer.count, p), n > 0 { bytes += buffer[..<n] }
        return pclose(p) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }

    @Test("there are cases") func present() { #expect(Self.names.count >= 45) }
}

// This file runs the built program as a user would: arguments in; output, errors and exit status out.

import Foundation
import Glibc
import Testing

/// The `shell` that was built beside the tests.
enum BuiltProgram {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The newest of the builds; nil when there is none (the test is then a failure, not a skip: the package builds it).
    static let path: String = {
        // Another build, when one is asked for.
        if let p = ProcessInfo.processInfo.environment["SHELL_UNDER_TEST"] { return p }
        let candidates = ["release", "debug"].map { root.appendingPathComponent(".build/\($0)/shell").path }.filter { FileManager.default.isExecutableFile(atPath: $0) }
        func time(_ p: String) -> Date { ((try? FileManager.default.attributesOfItem(atPath: p))?[.modificationDate] as? Date) ?? .distantPast }
        return candidates.max { time($0) < time($1) } ?? root.appendingPathComponent(".build/debug/shell").path
    }()

    struct Result {
        let output: String
        let errors: String
        let status: Int32
    }

    /// Runs the program in `folder` with standard input.
    static func run(_ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:], seconds: Double = 120) throws -> Result {
        try start(path, arguments, in: folder, input: input, environment: environment, seconds: seconds)
    }

    /// Runs a line of /bin/sh in `folder`, with the program's path as `$0`.
    static func runShell(_ line: String, in folder: URL, environment: [String: String] = [:], seconds: Double = 120) throws -> Result {
        try start("/bin/sh", ["-c", line, path], in: folder, input: "", environment: environment, seconds: seconds)
    }

    private static func start(_ program: String, _ arguments: [String], in folder: URL, input: String, environment: [String: String], seconds: Double) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["SWIFT_BACKTRACE"] = "enable=no"    // as users run it, whatever the test runner sets
        variables["SHELL_HISTORY"] = folder.appendingPathComponent("history").path
        for (k, v) in environment { variables[k] = v }
        process.environment = variables
        // Files rather than pipes: nothing can fill up and block.
        let out = folder.appendingPathComponent("stdout.txt"), err = folder.appendingPathComponent("stderr.txt"), into = folder.appendingPathComponent("stdin.txt")
        try input.write(to: into, atomically: true, encoding: .utf8)
        for f in [out, err] { try Data().write(to: f) }
        process.standardInput = try FileHandle(forReadingFrom: into)
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        let limit = Date().addingTimeInterval(seconds)
        while process.isRunning, Date() < limit { usleep(5000) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        let status = process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Result(output: try String(contentsOf: out, encoding: .utf8), errors: try String(contentsOf: err, encoding: .utf8), status: status)
    }

    /// A fresh folder, removed when the body ends.
    static func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shell-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

extension URL {
    func write(_ name: String, _ text: String) throws { try text.write(to: appendingPathComponent(name), atomically: true, encoding: .utf8) }
    func read(_ name: String) throws -> String { try String(contentsOf: appendingPathComponent(name), encoding: .utf8) }
}

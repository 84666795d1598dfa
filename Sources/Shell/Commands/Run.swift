// This file defines `shell run`.

import ArgumentParser
import Glibc
import Lang
import Library

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay a notebook (.vnb, .ipynb, or - for standard input).",
        discussion: """
            Runs the code cells in order and prints each one's output, value and time; figures become PNG files under the output folder, named by cell.

            Exit status: 0 every cell ran; 1 a cell raised, or the notebook or a parameter could not be read; 3 --check found a difference; 64 wrong usage; 124 a cell took longer \
            than --timeout; 130 interrupted; 137 killed for memory; otherwise what the notebook passed to sys.exit.
            """)

    @ArgumentParser.Argument(help: "The notebook.") var notebook: String
    @Option(name: [.short, .customLong("parameter")], help: ArgumentHelp("A parameter's value: a literal, else text.", valueName: "NAME=VALUE")) var parameter: [String] = []
    @Option(name: [.customShort("r"), .customLong("raw")], help: ArgumentHelp("A parameter's value as text.", valueName: "NAME=TEXT")) var raw: [String] = []
    @Option(help: ArgumentHelp("Parameters from a YAML or JSON file.", valueName: "FILE")) var params: String?
    @Option(name: [.short, .long], help: ArgumentHelp("Write the notebook with its outputs, after every cell (.ipynb or .vnb).", valueName: "FILE")) var output: String?
    @Option(help: ArgumentHelp("Where figures go (default: out/<notebook>).", valueName: "FOLDER")) var figures: String?
    @Option(help: ArgumentHelp("Code cells to run, such as 3-7,12.", valueName: "CELLS")) var cells: String?
    @Option(help: ArgumentHelp("First code cell to run.", valueName: "N")) var from: Int?
    @Option(help: ArgumentHelp("Last code cell to run.", valueName: "N")) var until: Int?
    @Option(help: ArgumentHelp("Seconds a cell may take.", valueName: "S")) var timeout: Double?
    @Flag(help: "Go on after a cell that raises; the exit status is still 1.") var allowErrors = false
    @Option(help: ArgumentHelp("Change to this folder first.", valueName: "FOLDER")) var cwd: String?
    @Option(help: ArgumentHelp("Seed random, numpy and torch before the first cell.", valueName: "N")) var seed: Int?
    @Option(help: ArgumentHelp("Threads of the kernel.", valueName: "N")) var threads: Int?
    @Flag(help: "The same bits whatever the number of threads.") var deterministic = false
    @Option(help: ArgumentHelp("A folder that import searches first.", valueName: "FOLDER")) var scripts: [String] = []
    @Flag(name: [.short, .long], help: "Print only the summary and errors.") var quiet = false
    @Flag(help: "Print one JSON event a line.") var json = false
    @Option(help: ArgumentHelp("Also write what is printed to a file.", valueName: "FILE")) var log: String?

    func run() throws {
        let status = Host.run { try replay() }
        throw ExitCode(status)
    }

    private func replay() throws -> Int32 {
        let path = notebook == "-" || notebook.hasPrefix("/") ? notebook : notebook
        let loaded = try NotebookFile.read(path)
        var options = ReplayOptions()
        options.parameters = try parameter.map(ReplayParameter.typed) + raw.map(ReplayParameter.raw) + (params.map(ParameterFile.read) ?? [])
        options.timeout = timeout
        options.allowErrors = allowErrors
        options.seed = seed
        options.outputFolder = figures.map(absolute)
        options.searchPath = scripts.map(absolute)
        options.cells = try CellRange.resolve(cells, from: from, until: until, count: loaded.codeCells.count)
        var reporters: [ReplayReporter] = [json ? EventReporter() : ConsoleReporter(quiet: quiet)]
        reporters.append(Recorder(path: output.map(absolute)))
        if let log { reporters.append(try LogReporter(path: absolute(log))) }
        let shown = absolute(path)
        if let cwd, chdir(cwd) != 0 { throw NotebookError("\(cwd): \(String(cString: strerror(errno)))") }
        let replayer = try Replayer(path: cwd == nil ? path : shown, notebook: loaded, options: options, reporters: reporters)
        let run = replayer.replay()
        if let stop = run.stop { return stop.status }
        return replayer.failedCells.isEmpty ? 0 : 1
    }

    /// A path that stays true after `--cwd`.
    private func absolute(_ p: String) -> String {
        if cwd == nil || p == "-" || p.hasPrefix("/") { return p }
        guard let c = getcwd(nil, 0) else { return p }
        defer { free(c) }
        return String(cString: c) + "/" + p
    }
}

/// `3-7,12`, `--from`, `--until`.
enum CellRange {
    static func resolve(_ list: String?, from: Int?, until: Int?, count: Int) throws -> Set<Int>? {
        if list == nil, from == nil, until == nil { return nil }
        var out = Set<Int>()
        if let list {
            for part in list.split(separator: ",") {
                let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.trimmingPrefix(" ")) }
                switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
                case (1, let a?, _): out.insert(a)
                case (2, let a?, let b?) where a <= b: out.formUnion(a...min(b, 1_000_000))
                default: throw NotebookError("--cells \(list): expected numbers and ranges such as 3-7,12, found '\(part)'")
                }
            }
        } else {
            out = Set(1...max(count, 1))
        }
        if let from {
            if from < 1 || from > count { throw NotebookError("--from \(from): the notebook has \(count) code cells") }
            out = out.filter { $0 >= from }
        }
        if let until {
            if until < 1 || until > count { throw NotebookError("--until \(until): the notebook has \(count) code cells") }
            out = out.filter { $0 <= until }
        }
        return out
    }
}

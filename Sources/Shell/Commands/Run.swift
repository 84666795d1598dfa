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

            The session is saved after each cell in OUTPUT.resume (without -o: beside the figures' folder); a run that failed, was interrupted or killed goes on with --resume \
            at the cell that did not finish, everything as it was. The folder goes away when a run completes.

            Exit status: 0 every cell ran; 1 a cell raised, or the notebook or a parameter could not be read; 3 --check found a difference; 64 wrong usage; 124 a cell took longer \
            than --timeout; 130 interrupted; 128 + n the program was ended by signal n (137: killed, most often for memory; 139, 132: it crashed); otherwise what the notebook \
            passed to sys.exit.

            Examples:
              shell run notebooks/multitask.vnb
              shell run analysis.ipynb -p epochs=3 -p DATA=forms -o analysis-3.ipynb
              shell run analysis.vnb -o done.ipynb --resume
              shell run done.ipynb --check
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
    @Flag(help: "Go on where the last run of this notebook stopped, with the session as it was; from the first cell when nothing was left.") var resume = false
    @Flag(help: "Do not save the session after each cell.") var noSnapshots = false
    @Flag(help: "Compare the outputs with those stored in the notebook and name every cell that differs.") var check = false
    @Option(help: ArgumentHelp("--check: how far numbers in text may be apart, relative to the stored one.", valueName: "X")) var rtol = 1e-4
    @Option(help: ArgumentHelp("--check: how far numbers may be apart besides.", valueName: "X")) var atol = 1e-6
    @Option(help: ArgumentHelp("--check: root mean square difference that figures may have, as a share of full scale.", valueName: "X")) var figureTolerance = 0.02
    @Flag(name: [.short, .long], help: "Print only the summary and errors.") var quiet = false
    @Flag(help: "Print one JSON event a line.") var json = false
    @Option(help: ArgumentHelp("Also write what is printed to a file.", valueName: "FILE")) var log: String?

    func run() throws {
        let status = Supervisor.run(json: json, hint: noSnapshots ? "" : hint) { Host.run { try replay() } }
        throw ExitCode(status)
    }

    private func replay() throws -> Int32 {
        let path = notebook == "-" || notebook.hasPrefix("/") ? notebook : notebook
        let loaded = check ? try NotebookFile.readWithOutputs(path) : try NotebookFile.read(path)
        if check, loaded.cells.allSatisfy({ $0.outputs.isEmpty }) { throw NotebookError("\(path): stores no outputs to check against") }
        var options = ReplayOptions()
        options.parameters = try parameter.map(ReplayParameter.typed) + raw.map(ReplayParameter.raw) + (params.map(ParameterFile.read) ?? [])
        options.timeout = timeout
        options.allowErrors = allowErrors
        options.seed = seed
        options.outputFolder = figures.map(absolute)
        options.searchPath = scripts.map(absolute)
        options.cells = try CellRange.resolve(cells, from: from, until: until, count: loaded.codeCells.count)
        var reporters: [ReplayReporter] = [json ? EventReporter() : ConsoleReporter(quiet: quiet)]
        reporters.append(Recorder(path: output.map(fixed)))
        if let log { reporters.append(try LogReporter(path: fixed(log))) }
        if let threads, threads < 1 { throw NotebookError("--threads \(threads): at least one is needed") }
        options.threads = threads
        options.deterministic = deterministic
        options.resume = resume
        if resume, noSnapshots { throw NotebookError("--resume needs what --no-snapshots leaves out") }
        if resume { setenv("SHELL_RESUME", "1", 1) }
        if !noSnapshots { options.snapshotPath = SnapshotFolder.path(output: output.map(fixed), outputFolder: fixed(figures ?? "out/" + Replayer.stem(path))) }
        let shown = absolute(path)
        if let cwd, chdir(cwd) != 0 { throw NotebookError("\(cwd): \(String(cString: strerror(errno)))") }
        let replayer = try Replayer(path: cwd == nil ? path : shown, notebook: loaded, options: options, reporters: reporters)
        replayer.run.hint = noSnapshots ? "shell run \(notebook) again" : hint
        let run = try replayer.replay()
        let different = check ? OutputCheck.differences(run, stored: loaded, CheckTolerance(relative: rtol, absolute: atol, figure: figureTolerance)) : []
        if check { tell(different, run) }
        if let stop = run.stop { return stop.status }
        if !different.isEmpty { return 3 }
        return replayer.failedCells.isEmpty ? 0 : 1
    }

    /// Prints what `--check` found.
    private func tell(_ different: [CheckDifference], _ run: ReplayRun) {
        if json {
            for d in different {
                Standard.write(JSON.pairs([("event", .string("differs")), ("cell", .int(d.number)), ("heading", .string(d.heading)), ("what", .string(d.what))]).serialized(indent: nil) + "\n", to: 1)
            }
            return
        }
        let compared = run.okCount
        for d in different { Standard.write("differs: cell \(d.number) (\(d.heading)): \(d.what)\n", to: 2) }
        Standard.write(different.isEmpty ? "check: the outputs of \(compared) cells are as stored\n" : "check: \(different.count) of \(compared) cells differ\n", to: different.isEmpty ? 1 : 2)
    }

    /// The same command with `--resume`.
    private var hint: String {
        var words = Array(CommandLine.arguments.dropFirst())
        if !words.contains("--resume") { words.append("--resume") }
        return "shell " + words.map { w in w.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:+@%".contains($0) } && !w.isEmpty ? w : "'" + w.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    }

    /// A path that stays true after `--cwd`.
    private func absolute(_ p: String) -> String { cwd == nil ? p : fixed(p) }
    /// A path that stays true when a cell changes the folder.
    private func fixed(_ p: String) -> String {
        if p == "-" || p.hasPrefix("/") { return p }
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

// This file defines `shell report`.

import ArgumentParser

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a report of a replayed notebook: one HTML file, or Markdown with a folder of figures.",
        discussion: """
            The notebook must hold its outputs (shell run -o). Cell metadata: caption="…" and alt="…" for a cell's figures; tags hide-input, hide-output, remove-cell.

            Examples:
              shell run notebooks/multitask.vnb -o multitask.ipynb && shell report multitask.ipynb
              shell report multitask.ipynb report.html --title 'Four tasks' --fold-code
              shell report multitask.ipynb report.md
            """)
    @ArgumentParser.Argument(help: "The notebook with its outputs.") var notebook: String
    @ArgumentParser.Argument(help: "The report (.html or .md; default: beside the notebook).") var output: String?
    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The same as the second argument.", valueName: "FILE")) var outputOption: String?
    @Option(help: "The report's title.") var title: String?
    @Flag(help: "Show code folded.") var foldCode = false

    func run() throws {
        do {
            let n = try NotebookFile.readWithOutputs(notebook)
            let path = try outputOption.map { try Convert.only($0, output) } ?? output ?? SearchPath.folder(of: notebook) + "/" + Replayer.stem(notebook) + ".html"
            if path.hasSuffix(".md") {
                let folder = Replayer.stem(path) + "_files"
                let report = MarkdownReport.make(n, folder: folder)
                let base = SearchPath.folder(of: path)
                if !report.figures.isEmpty {
                    do { try Figures.makeFolder(base + "/" + folder) } catch { throw NotebookError("\(base)/\(folder): cannot be made") }
                }
                for f in report.figures { try NotebookFile.replace(base + "/" + f.name, with: f.bytes) }
                try NotebookFile.replace(path, with: report.text)
            } else {
                try NotebookFile.replace(path, with: HTMLReport.make(n, title: title, foldCode: foldCode))
            }
            Standard.write("\(path)\n", to: 1)
        } catch let e as NotebookError {
            Standard.write("shell: \(e)\n", to: 2)
            throw ExitCode(1)
        }
    }
}

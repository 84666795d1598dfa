// This file defines `shell` without a subcommand: the interactive session.

import ArgumentParser
import Glibc
import Lang
import Library

struct Interactive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "An interactive session (the default).",
        discussion: """
            Cells are typed and run as soon as they are complete; a block ends with a blank line. %help lists the session's commands and keys. Input that is no terminal is read to its end, \
            cell by cell.

            Examples:
              shell
              shell notebooks/multitask.vnb
              shell < cells.py
            """)
    @ArgumentParser.Argument(help: "A notebook to open with its cells at hand.") var notebook: String?

    func run() throws {
        throw ExitCode(
            Host.run {
                SearchPath.install(notebook: notebook)
                Commands.install()
                if isatty(0) != 0, isatty(1) != 0, let session = TerminalSession() { return try session.run(opening: notebook) }
                return try PipedSession().run()
            })
    }
}

// The program's entry: a table of subcommands.

import ArgumentParser
import Glibc
import Lang
import Library

@main
struct Shell: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "A notebook-style scripting host: sessions, batch replay, training, figures.",
        discussion: "Without a subcommand: an interactive session; a NOTEBOOK opens with its cells at hand (%cell N).", version: "0.1.0",
        subcommands: [Run.self, Exec.self, Convert.self, Report.self, Diff.self, Check.self, Tokens.self, Ast.self, Dis.self, Fuzz.self, Interactive.self, Doctor.self, Manual.self], defaultSubcommand: Interactive.self)

    static func main() {
        // `-c` and `exec` start without the argument parser's help machinery: start-up is part of what a user sees.
        let a = CommandLine.arguments
        if a.count >= 3, a[1] == "-c" {
            Glibc.exit(Host.run { try Program.run(a[2], name: "<string>", arguments: ["-c"] + a.dropFirst(3)) })
        }
        self.main(nil)
    }
}

// This file defines `shell manual`: the man page, made from the commands' own help.

import ArgumentParser

struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page (man macros).", discussion: "Examples:\n  shell manual > shell.1\n  shell manual | man -l -")

    func run() throws {
        guard case let root? = try? JSON(parsing: Shell._dumpHelp()), let command = root["command"] else { throw ExitCode(1) }
        Standard.write(ManualPage.text(command), to: 1)
    }
}

/// The parser's description of itself as a page for man(1).
enum ManualPage {
    static func text(_ command: JSON) -> String {
        var out = ".TH SHELL 1 \"\" \"shell \(Shell.configuration.version)\" \"User Commands\"\n"
        out += ".SH NAME\nshell \\- \(escaped(sentence(command["abstract"]?.text ?? "")))\n"
        out += ".SH SYNOPSIS\n.B shell\n[\\fINOTEBOOK\\fR]\n.br\n.B shell\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n"
        out += ".SH DESCRIPTION\n" + paragraphs(command["discussion"]?.text ?? "")
        out += ".SH COMMANDS\n"
        for c in command["subcommands"]?.items ?? [] where c["shouldDisplay"]?.boolean ?? true {
            let name = c["commandName"]?.text ?? ""
            if name == "help" { continue }
            let arguments = (c["arguments"]?.items ?? []).filter { $0["shouldDisplay"]?.boolean ?? true }
            out += ".SS \"\(escaped((["shell", name] + arguments.filter { $0["kind"]?.text == "positional" }.map(positional)).joined(separator: " ")))\"\n"
            out += paragraphs(c["abstract"]?.text ?? "")
            if let d = c["discussion"]?.text, !d.isEmpty { out += ".PP\n" + paragraphs(d) }
            for a in arguments {
                let names = (a["names"]?.items ?? []).map(option).joined(separator: ", ")
                if ["--help", "--version"].contains(where: { names.contains($0) }) { continue }
                let value = a["kind"]?.text == "option" ? " \\fI\(escaped(a["valueName"]?.text ?? "value"))\\fR" : ""
                let head = a["kind"]?.text == "positional" ? "\\fI\(escaped(a["valueName"]?.text ?? ""))\\fR" : "\\fB\(escaped(names))\\fR\(value)"
                out += ".TP\n\(head)\n\(escaped(a["abstract"]?.text ?? ""))\n"
            }
        }
        out += ".SH \"COMMANDS OF A SESSION\"\n"
        for c in Commands.table { out += ".TP\n\\fB\(escaped(c.usage))\\fR\n\(escaped(c.summary))\n" }
        out += """
            .TP
            \\fB!\\fR\\fICOMMAND\\fR
            Run by sh; \\fIx\\fR = !\\fICOMMAND\\fR keeps its lines.
            .TP
            \\fINAME\\fR\\fB?\\fR, \\fINAME\\fR\\fB??\\fR
            Signature and doc string; the source too.
            .SH KEYS
            .TP
            \\fBTab\\fR
            Completes names, attributes, keyword arguments, keys, files and commands.
            .TP
            \\fBUp\\fR, \\fBDown\\fR
            Walk the lines of a cell, and the earlier cells that begin as typed.
            .TP
            \\fBCtrl\\-R\\fR
            Searches the earlier cells.
            .TP
            \\fBCtrl\\-J\\fR, \\fBAlt\\-Enter\\fR
            Begin a new line anywhere.
            .TP
            \\fBCtrl\\-C\\fR
            Clears what is typed; interrupts a cell.
            .TP
            \\fBCtrl\\-D\\fR
            Leaves, after asking when cells have run that are not saved.
            .SH ENVIRONMENT
            .TP
            \\fBSHELL_HISTORY\\fR
            The history file instead of \\fI$XDG_STATE_HOME/shell/history\\fR.
            .TP
            \\fBSHELL_FIGURES\\fR
            auto, kitty, sixel, text or off: how a session shows figures.
            .TP
            \\fBSHELL_NOTEBOOKS\\fR
            A folder whose modules every notebook may import.
            .TP
            \\fBNO_COLOR\\fR
            No colour.
            .TP
            \\fBGNUPLOT\\fR, \\fBOMP_NUM_THREADS\\fR, \\fBOPENBLAS_CORETYPE\\fR
            The gnuplot to run, the threads, the kernels of OpenBLAS.
            .SH FILES
            .TP
            \\fI~/.config/shell/startup.py\\fR
            Runs when a session begins.
            .TP
            \\fI~/.local/state/shell/history\\fR
            The cells of all sessions, one a line.
            .TP
            \\fI~/.editrc\\fR
            Key bindings, as editrc(5) has them; \\fBbind \\-v\\fR for vi keys.
            .SH "EXIT STATUS"
            0 when all went well, 1 when a cell raised, 64 for wrong usage; \\fBshell help run\\fR lists those of a replay.
            .SH "SEE ALSO"
            gnuplot(1), editrc(5)

            """
        return out
    }

    private static func sentence(_ s: String) -> String { s.hasSuffix(".") ? String(s.dropLast()) : s }

    private static func positional(_ a: JSON) -> String {
        let name = "<" + (a["valueName"]?.text ?? "") + ">"
        let repeated = a["isRepeating"]?.boolean ?? false ? name + " ..." : name
        return a["isOptional"]?.boolean ?? false ? "[" + repeated + "]" : repeated
    }

    private static func option(_ n: JSON) -> String { (n["kind"]?.text == "long" ? "--" : "-") + (n["name"]?.text ?? "") }

    /// Text of several paragraphs; indented lines stand as they are.
    private static func paragraphs(_ s: String) -> String {
        var out = ""
        var isPlain = false
        for line in s.split(separator: "\n", omittingEmptySubsequences: false) {
            let indented = line.hasPrefix("  ")
            if indented != isPlain { out += indented ? ".nf\n" : ".fi\n" }
            isPlain = indented
            out += line.isEmpty ? ".PP\n" : escaped(String(line)) + "\n"
        }
        return out + (isPlain ? ".fi\n" : "")
    }

    /// Text that roff prints as it stands.
    private static func escaped(_ s: String) -> String {
        var out = s.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
        if out.hasPrefix(".") || out.hasPrefix("'") { out = "\\&" + out }
        return out
    }
}

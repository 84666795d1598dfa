// This file is the table of the session's commands: how each is called, what it does, its page of help.

import Glibc
import Lang

extension Commands {
    struct Command {
        let name: String
        let usage: String
        let summary: String
        var details = ""
        var examples: [String] = []
        let run: (_ argument: String, _ body: String?) throws -> Value
    }

    static let table: [Command] = [
        Command(
            name: "%time", usage: "%time STATEMENT, %%time", summary: "Run once and print how long it took.",
            details: "The value of an expression is kept, and shown as ever. As %%time, the whole cell below is timed.",
            examples: ["%time sum(range(10**7))", "%%time\nfor x in data:\n    work(x)"]
        ) { a, body in
            let text = body ?? a
            let began = Clock.now()
            let cpu = clock()
            let v = try Interpreter.shared.run(Source(name: "time", text: CommandSyntax.translate(text), isCell: true), in: Interpreter.shared.main, wantsValue: true)
            let wall = Clock.now() - began
            Interpreter.shared.output("CPU time: \(timeText(Double(clock() - cpu) / 1e6)), wall time: \(timeText(wall))\n")
            return v.isUnbound ? .none : v
        },
        Command(
            name: "%timeit", usage: "%timeit [-n N] [-r R] STATEMENT, %%timeit", summary: "Run many times and print the time of one.",
            details: "-n N   loops a run; without it, as many as take a tenth of a second\n-r R   runs (7)\nThe statement runs in a function of its own, so names it binds are not kept.",
            examples: ["%timeit sorted(values)", "%timeit -n 10 -r 3 model(x)"], run: { a, body in try timeIt(a, body) }),
        Command(
            name: "%run", usage: "%run FILE [ARGUMENTS]", summary: "Run a .py or .vnb file in this session.",
            details: "Its names stay. Cells tagged skip are left out. The words after the file are sys.argv[1:].", examples: ["%run prepare.py", "%run notebooks/multitask.vnb"]
        ) { a, _ in
            try runFile(a)
            return .none
        },
        Command(
            name: "%who", usage: "%who [TYPE]", summary: "The names of this session, or those of a type.", examples: ["%who", "%who Tensor"]
        ) { a, _ in
            let names = variables().filter { a.trimmed.isEmpty || $0.value.typeName == a.trimmed }.map(\.name)
            Interpreter.shared.output(names.isEmpty ? "no names\n" : names.joined(separator: "  ") + "\n")
            return .none
        },
        Command(
            name: "%whos", usage: "%whos [TYPE]", summary: "The names of this session with types, shapes and bytes.", examples: ["%whos", "%whos ndarray"]
        ) { a, _ in
            Interpreter.shared.output(whos(type: a.trimmed))
            return .none
        },
        Command(
            name: "%reset", usage: "%reset", summary: "Forget all names of this session.", details: "Values that were shown (Out, _) and cells (In) go too. The history file stays."
        ) { _, _ in
            for v in variables() { Interpreter.shared.main.globals.remove(Name(v.name)) }
            for n in Session.names where Interpreter.shared.main.globals.get(Name(n)) != nil { Interpreter.shared.main.globals.remove(Name(n)) }
            Interpreter.shared.collectGarbage()
            return .none
        },
        Command(
            name: "%history", usage: "%history [N] [-g TEXT]", summary: "The cells of this session, or the last N.",
            details: "-g TEXT   the cells of all sessions that contain the text", examples: ["%history 5", "%history -g read_csv"]
        ) { a, _ in
            history(a)
            return .none
        },
        Command(
            name: "%save", usage: "%save FILE [CELLS]", summary: "Write the cells that ran without an error as a notebook (.vnb, .ipynb, .py or .md).",
            details: "CELLS, such as 2-5,9, are the numbers at the prompts. Commands are left out.", examples: ["%save work.vnb", "%save figures.ipynb 3-7"]
        ) { a, _ in
            try save(a)
            return .none
        },
        Command(
            name: "%cell", usage: "%cell [N | N-M | ID]", summary: "Run a code cell of the notebook that is open; without a number, list its cells.",
            details: "A notebook is opened by `shell NOTEBOOK` or %open.", examples: ["%cell", "%cell 3", "%cell 1-4"], run: { a, _ in try cell(a) }),
        Command(
            name: "%open", usage: "%open NOTEBOOK", summary: "Open a notebook, for %cell.", examples: ["%open notebooks/multitask.vnb"]
        ) { a, _ in
            notebook = try load(a.trimmed)
            Interpreter.shared.output("\(a.trimmed): \(notebook!.codeCells.count) code cells\n")
            return .none
        },
        Command(
            name: "%all", usage: "%all [EXPRESSION]", summary: "Show a value whole, however long (the last one without an expression).",
            details: "Arrays, tensors and tables are printed without leaving anything out.", examples: ["%all", "%all Out[3]", "%all frame.head(500)"]
        ) { a, _ in
            try showAll(a)
            return .none
        },
        Command(
            name: "%cd", usage: "%cd [FOLDER]", summary: "Change the current folder.", details: "Without a folder: home. - goes back to the one before.", examples: ["%cd data", "%cd -"]
        ) { a, _ in
            try changeFolder(a)
            return .none
        },
        Command(name: "%pwd", usage: "%pwd", summary: "The current folder.") { _, _ in .string(currentFolder()) },
        Command(name: "%ls", usage: "%ls [PATH]", summary: "List a folder.") { a, _ in
            _ = try ShellCommand.run("ls -C " + a, capture: false)
            return .none
        },
        Command(
            name: "%env", usage: "%env [NAME[=VALUE]]", summary: "Show or set environment variables.", examples: ["%env HOME", "%env OMP_NUM_THREADS=2"], run: { a, _ in try environment(a) }),
        Command(
            name: "%figure", usage: "%figure [auto|kitty|sixel|text|off]", summary: "How figures are shown in the terminal.",
            details: "auto picks Kitty's protocol or sixel where the terminal is known to have it, else coloured characters. The PNG's path is printed in any case.\nSHELL_FIGURES in the environment sets it for every session.",
            examples: ["%figure", "%figure off"]
        ) { a, _ in
            let how = a.trimmed
            if how.isEmpty {
                Interpreter.shared.output("figures: \(FigureDisplay.mode.rawValue)\(FigureDisplay.mode == .auto ? " (\(FigureDisplay.effective.rawValue) here)" : "")\n")
                return .none
            }
            guard let m = FigureDisplay.Mode(rawValue: how) else { throw valueError("%figure: expected auto, kitty, sixel, text or off, found '\(how)'") }
            FigureDisplay.mode = m
            return .none
        },
        Command(name: "%matplotlib", usage: "%matplotlib [inline]", summary: "Accepted: figures are always shown.") { _, _ in .none },
        Command(name: "%precision", usage: "%precision N", summary: "Digits that arrays are printed with.", examples: ["%precision 3"]) { a, _ in
            guard let n = Int(a.trimmed.isEmpty ? "8" : a.trimmed), n >= 0 else { throw valueError("%precision: expected a number of digits, found '\(a.trimmed)'") }
            let m = try Interpreter.shared.importModule("numpy")
            if let f = m["set_printoptions"] { _ = try Operators.call(f, CallArguments([], keywords: [("precision", .int(n))])) }
            return .none
        },
        Command(name: "%%writefile", usage: "%%writefile FILE", summary: "Write the cell's text to a file.", examples: ["%%writefile helper.py\ndef twice(x):\n    return 2 * x"]) { a, body in
            // The blank line that ended the cell is not the file's.
            var text = body ?? ""
            while text.hasSuffix("\n") { text.removeLast() }
            do { try NotebookFile.replace(a.trimmed, with: text + "\n") } catch { throw PythonError(Exceptions.osError, "\(error)") }
            Interpreter.shared.output("wrote \(a.trimmed)\n")
            return .none
        },
        Command(name: "%%bash", usage: "%%bash", summary: "Run the cell's text by bash, or by sh where there is none.", examples: ["%%bash\nfor f in *.vnb; do wc -l $f; done"]) { _, body in
            let r = try ShellCommand.run(body ?? "", capture: false, program: access("/bin/bash", X_OK) == 0 ? "/bin/bash" : "/bin/sh")
            if r.status != 0 { throw runtimeError("the command ended with exit status \(r.status)") }
            return .none
        },
        Command(name: "%%capture", usage: "%%capture [NAME]", summary: "Run the cell and keep what it prints in a name, unseen.", examples: ["%%capture log\ntrain()"]) { a, body in
            try capture(a.trimmed, body ?? "")
            return .none
        },
        Command(name: "%help", usage: "%help [NAME]", summary: "This list, or a command's page.", examples: ["%help %timeit"]) { a, _ in
            let name = a.trimmed
            if name.isEmpty {
                Interpreter.shared.output(help)
                return .none
            }
            guard let c = named(name.hasPrefix("%") ? name : "%" + name) ?? named("%%" + name) else { throw PythonError(Exceptions.nameError, "there is no command '\(name)'; %help lists them") }
            Interpreter.shared.output(page(c))
            return .none
        },
        Command(name: "%lsmagic", usage: "%lsmagic", summary: "The names of the commands.") { _, _ in
            Interpreter.shared.output(names.joined(separator: "  ") + "\n")
            return .none
        },
    ]
}

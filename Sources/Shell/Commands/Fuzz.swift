// This file defines `shell fuzz`: mutated programs through the scanner, parser, resolver, compiler and machine.

import ArgumentParser
import Glibc
import Lang
import Library

/// `shell fuzz --seconds 60 Tests/LangTests/Cases/*.py`
///
/// Each round changes one of the programs, writes it to `--last` and runs it with a time limit; when the process dies, that file holds the program that killed it.
/// Programs that touch files or processes are left out: a mutation must not delete anything.
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run mutated programs to find crashes and hangs.", shouldDisplay: false)
    @Option(help: "How long to go on.") var seconds: Double = 60
    @Option(help: "Where the random stream begins.") var seed: UInt64 = 1
    @Option(help: "The file that gets each program before it runs.") var last: String = "/tmp/shell-fuzz-last.py"
    @Option(help: "Seconds that one program may take.") var limit: Double = 2
    @ArgumentParser.Argument(help: "Programs to mutate.") var programs: [String]

    func run() throws {
        throw ExitCode(Host.run { try fuzz() })
    }

    private static let forbidden = ["import os", "shutil", "pathlib", "tempfile", "open(", "input(", "subprocess", "sleep("]

    private func fuzz() throws -> Int32 {
        let texts = programs.compactMap { try? NotebookFile.text(of: $0) }.filter { t in !Fuzz.forbidden.contains { t.contains($0) } }
        guard !texts.isEmpty else { throw NotebookError("no programs") }
        let interpreter = Interpreter.shared
        interpreter.output = { _ in }
        interpreter.errorOutput = { _ in }
        interpreter.readLine = { nil }
        var random = SplitMix(state: seed)
        let mutator = Mutator(texts)
        let end = Clock.now() + seconds
        var rounds = 0, ran = 0, hangs = 0
        var outcomes: [String: Int] = [:]
        while Clock.now() < end {
            rounds += 1
            let text = mutator.program(&random)
            guard !Fuzz.forbidden.contains(where: { text.contains($0) }) else { continue }
            Fuzz.save(text, to: last)
            let began = Clock.now()
            let watchdog = Watchdog(seconds: limit)
            do {
                let module = ModuleObject("__main__")
                _ = try interpreter.run(Source(name: "<fuzz>", text: text), in: module)
                ran += 1
                outcomes["ran", default: 0] += 1
            } catch let e as PythonError {
                outcomes[e.exception.type.name, default: 0] += 1
                // The display is part of what is tried.
                _ = interpreter.traceback(e)
            }
            watchdog.cancel()
            if Clock.now() - began > limit + 8 {
                hangs += 1
                Fuzz.save(text, to: "\(last).hang\(hangs).py")
            }
        }
        let summary = outcomes.sorted { $0.value > $1.value }.prefix(12).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        Standard.write("seed \(seed): \(rounds) programs, \(ran) ran to the end, \(hangs) hangs; \(summary)\n", to: 1)
        return hangs > 0 ? 1 : 0
    }

    private static func save(_ text: String, to path: String) {
        guard let f = fopen(path, "w") else { return }
        fputs(text, f)
        fclose(f)
    }
}

/// A small generator of random numbers whose stream a seed fixes.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Changes programs: at the level of tokens, lines and bytes, and by crossing two of them.
private struct Mutator {
    private let lines: [[String]]
    private static let pieces = [
        "(", ")", "[", "]", "{", "}", ":", ",", "=", "==", ":=", "if ", " else ", " for ", " in ", "lambda: ", "*", "**", "\"", "'", "f\"{x}\"", "def f(x):", "class C:",
        "return ", "yield ", "yield from ", "not ", "0", "1", "-1", "2**63", "1e400", "None", "True", "x", ".", "\n", "    ", " ", "try:", "except:", "finally:", "with ",
        "as ", "import ", "raise ", "match x:", "case _:", "-", "+", "@", "->", ";", "...", "\\", "é", "𝔘", "\u{0}", "self", "super()", "__class__", "del ", "global x", "nonlocal x",
        "await ", "async ", "0x", "1_", "''", "\"\"\"", "#", "\t", "%", "//", "<<", "~", "&", "|", "^", "is ", "and ", "or ", "break", "continue", "pass", "[::-1]", "[0]", "()", "{**{}}",
        "[*x]", "range(10)", "list", "dict", "str", "int", "object()", "type(x)", "len", "iter", "next", "sorted", "zip", "map", "print",
    ]

    init(_ texts: [String]) {
        lines = texts.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    func program(_ r: inout SplitMix) -> String {
        let source = lines.randomElement(using: &r)!
        // Some statements of one program in a row, often all of them; sometimes any stretch of lines.
        var part: [String]
        let from = Int.random(in: 0..<source.count, using: &r)
        let shape = Int.random(in: 0..<10, using: &r)
        let whole = shape < 3
        if whole {
            part = source
        } else if shape < 9 {
            let starts = source.indices.filter { Mutator.isStatement(source[$0]) }
            let k = Int.random(in: 0..<max(1, starts.count), using: &r)
            let end = min(starts.count, k + Int.random(in: 1...8, using: &r))
            part = starts.isEmpty ? source : Array(source[starts[k]..<(end < starts.count ? starts[end] : source.count)])
        } else {
            part = Array(source[from..<min(source.count, from + Int.random(in: 1...40, using: &r))])
        }
        if Int.random(in: 0..<8, using: &r) == 0 {
            let other = lines.randomElement(using: &r)!
            let k = Int.random(in: 0..<other.count, using: &r)
            part.insert(contentsOf: other[k..<min(other.count, k + Int.random(in: 1...8, using: &r))], at: Int.random(in: 0...part.count, using: &r))
        }
        if !whole { part = Mutator.dedented(part) }
        for _ in 0..<Int.random(in: 1...4, using: &r) { change(&part, &r) }
        return part.joined(separator: "\n") + "\n"
    }

    /// Whether a line begins a statement of the top level that can stand without the lines before it.
    private static func isStatement(_ line: String) -> Bool {
        guard let c = line.first, c != " ", c != ")", c != "]", c != "}", c != "#" else { return false }
        return !["else", "elif", "except", "finally"].contains { line.hasPrefix($0) }
    }

    private static func dedented(_ part: [String]) -> [String] {
        let margin = part.filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return part.map { String($0.dropFirst(min(margin, $0.prefix { $0 == " " }.count))) }
    }

    private func change(_ part: inout [String], _ r: inout SplitMix) {
        guard !part.isEmpty else { return }
        let i = Int.random(in: 0..<part.count, using: &r)
        var words = Mutator.words(part[i])
        let piece = Mutator.pieces.randomElement(using: &r)!
        let k = words.isEmpty ? 0 : Int.random(in: 0..<words.count, using: &r)
        switch Int.random(in: 0..<10, using: &r) {
        case 0: if !words.isEmpty { words.remove(at: k) }
        case 1: words.insert(piece, at: k)
        case 2: if words.isEmpty { words = [piece] } else { words[k] = piece }
        case 3: if !words.isEmpty { words.swapAt(k, Int.random(in: 0..<words.count, using: &r)) }
        case 4:
            part.swapAt(i, Int.random(in: 0..<part.count, using: &r))
            return
        case 5:
            part.remove(at: i)
            return
        case 6:
            part.insert(part.randomElement(using: &r)!, at: i)
            return
        case 7 where Int.random(in: 0..<4, using: &r) == 0:
            part[i] = String(repeating: " ", count: Int.random(in: 0...8, using: &r)) + part[i].drop { $0 == " " }
            return
        default:
            let other = lines.randomElement(using: &r)!.randomElement(using: &r)!
            let theirs = Mutator.words(other)
            if let w = theirs.randomElement(using: &r) { words.insert(w, at: k) }
        }
        part[i] = words.joined()
    }

    private static func words(_ line: String) -> [String] {
        var out: [String] = []
        var wasName = false
        for c in line {
            let isName = c.isLetter || c.isNumber || c == "_"
            if isName, wasName { out[out.count - 1].append(c) } else { out.append(String(c)) }
            wasName = isName
        }
        return out
    }
}

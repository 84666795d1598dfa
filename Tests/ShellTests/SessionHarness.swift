// What the session's tests share: a session on a pseudo-terminal, and the names of keys.

import Foundation
import Testing

enum Key {
    static let up = "\u{1B}[A", down = "\u{1B}[B", right = "\u{1B}[C", left = "\u{1B}[D", home = "\u{1B}[H", end = "\u{1B}[F", delete = "\u{1B}[3~"
    static let wordLeft = "\u{1B}[1;5D", wordRight = "\u{1B}[1;5C", altEnter = "\u{1B}\r", escape = "\u{1B}", tab = "\t", enter = "\r", backspace = "\u{7F}"
    static func control(_ c: Character) -> String { String(UnicodeScalar(c.asciiValue! & 31)) }
    static func paste(_ text: String) -> String { "\u{1B}[200~" + text.replacingOccurrences(of: "\n", with: "\r") + "\u{1B}[201~" }
}

/// Runs `body` with a session that has printed its first prompt. `files` are written first.
func withSession(
    _ arguments: [String] = [], files: [String: String] = [:], columns: UInt16 = 90, rows: UInt16 = 30, environment: [String: String] = [:], first: String = "In [1]: ",
    location: SourceLocation = #_sourceLocation, _ body: (PseudoTerminal, URL) throws -> Void
) throws {
    try BuiltProgram.withFolder { folder in
        for (name, text) in files {
            try FileManager.default.createDirectory(at: folder.appendingPathComponent(name).deletingLastPathComponent(), withIntermediateDirectories: true)
            try folder.write(name, text)
        }
        let t = try PseudoTerminal(arguments, folder: folder, columns: columns, rows: rows, environment: environment)
        #expect(t.wait(for: first), "no prompt: \(t.screen)", sourceLocation: location)
        try body(t, folder)
    }
}

extension PseudoTerminal {
    /// Types a cell and waits for the next prompt.
    func cell(_ text: String, then number: Int, location: SourceLocation = #_sourceLocation) {
        send(text + "\r")
        #expect(wait(for: "In [\(number)]: "), "no prompt after \(text): \(shown.lines)", sourceLocation: location)
    }

    /// Expects a line on the screen.
    func expect(_ line: String, location: SourceLocation = #_sourceLocation) {
        #expect(shows(line), "the screen shows \(shown.lines)", sourceLocation: location)
    }
    /// Expects the screen's last line.
    func expectLast(_ line: String, location: SourceLocation = #_sourceLocation) {
        #expect(endsWith(line), "the screen shows \(shown.lines)", sourceLocation: location)
    }
    /// Expects a text somewhere on the screen.
    func expectText(_ text: String, location: SourceLocation = #_sourceLocation) {
        #expect(settle { $0.lines.contains { $0.contains(text) } }, "the screen shows \(shown.lines)", sourceLocation: location)
    }
    /// Expects the cursor.
    func expectCursor(_ row: Int, _ column: Int, location: SourceLocation = #_sourceLocation) {
        #expect(settle { $0.row == row && $0.column == column }, "the cursor is at \(shown.row), \(shown.column); the screen shows \(shown.lines)", sourceLocation: location)
    }
}

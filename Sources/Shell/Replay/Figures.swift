// This file decides where figures go: PNG files in a folder, named by cell.

import Glibc
import Lang
import Library

enum Figures {
    /// Sends every figure that is shown to `folder`, under the name that `name` gives, and tells `shown`.
    static func install(folder: String, name: @escaping () -> String, shown: @escaping (ShownFigure) -> Void) {}

    /// Shows the figures that a cell left open, as a notebook does at a cell's end.
    static func showOpen() throws {}

    /// A figure as text for the terminal.
    static func inTerminal(_ figure: ShownFigure, as mode: FigureDisplay.Mode) -> String { "" }

    /// Makes a folder and those above it. Throws OSError.
    static func makeFolder(_ path: String) throws {
        var at = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            at += (at.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if at == "/" || at.isEmpty { continue }
            if mkdir(at, 0o777) != 0, errno != EEXIST { throw osError(errno, path: at) }
        }
    }
}

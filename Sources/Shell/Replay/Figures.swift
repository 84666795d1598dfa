// This file decides where figures go: PNG files in a folder, named by cell.

import Glibc
import Lang
import Library
import Plot

enum Figures {
    /// Dots per inch of the files, as notebooks show figures.
    static let dpi = 80.0

    /// Sends every figure that is shown to `folder`, cropped to its contents, under the name that `name` gives, and tells `shown`.
    static func install(folder: String, name: @escaping () -> String, shown: @escaping (ShownFigure) -> Void) {
        FigureHost.shared.show = { figure in
            try makeFolder(folder)
            let path = folder + "/" + name() + ".png"
            var options = SaveOptions()
            options.dpi = dpi
            options.tight = true
            try figure.save(path, format: .png, options)
            shown(ShownFigure(path: path, png: Gnuplot.read(path) ?? []))
        }
    }

    /// Shows the figures that a cell left open, as a notebook does at a cell's end. Throws PythonError.
    static func showOpen() throws {
        try showOpenFigures()
    }

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

// This file defines what can go wrong with figures; the bindings make Python's classes and words of it.

/// What drawing refuses, or what went wrong on the way.
public enum PlotError: Error, Equatable {
    /// gnuplot is not installed or not executable.
    case gnuplotMissing(command: String)
    /// gnuplot ended in the middle; its last words.
    case gnuplotDied(String)
    /// gnuplot did not answer in time.
    case gnuplotHung(seconds: Double, words: String)
    /// gnuplot refused the script; its own words.
    case gnuplotSaid(String)
    /// A file could not be written.
    case file(errno: Int32, path: String)
    /// An option's value (ValueError).
    case value(String)
    /// An unknown option (AttributeError).
    case attribute(String)
    /// Anything else at run time.
    case runtime(String)
    /// The interrupt flag was set.
    case interrupted

    public var message: String {
        switch self {
        case .gnuplotMissing(let c): return "gnuplot not found: cannot run '\(c)'; install gnuplot-nox (apt install gnuplot-nox)"
        case .gnuplotDied(let w): return w.isEmpty ? "gnuplot died while drawing" : "gnuplot died while drawing: \(w)"
        case .gnuplotHung(let s, let w): return "gnuplot did not answer within \(NumberText.short(s)) seconds\(w.isEmpty ? "" : ": " + w)"
        case .gnuplotSaid(let w): return "gnuplot: \(w)"
        case .file(let e, let p): return "[Errno \(e)] cannot write '\(p)'"
        case .value(let m), .attribute(let m), .runtime(let m): return m
        case .interrupted: return "interrupted"
        }
    }
}

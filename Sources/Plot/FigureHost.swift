// This file defines the open figures and where shown ones go.

/// The figures of a session and the hook that shows them.
public final class FigureHost {
    public static let shared = FigureHost()

    /// Open figures by number, in the order of their making; the last used is current.
    public private(set) var figures: [Figure] = []
    public private(set) var current: Figure?
    /// What `plt.show()` does with each figure: the host writes a file, draws in the terminal, or both. nil: nothing is shown.
    public var show: ((Figure) throws -> Void)?

    public func add(_ f: Figure) {
        figures.append(f)
        current = f
    }
    public func select(_ f: Figure) { current = f }
    public func figure(number: Int) -> Figure? { figures.first { $0.number == number } }
    public func figure(label: String) -> Figure? { figures.first { $0.label == label } }
    /// The next free number.
    public var nextNumber: Int { (figures.map { $0.number }.max() ?? 0) + 1 }
    public func close(_ f: Figure) {
        figures.removeAll { $0 === f }
        if current === f { current = figures.last }
    }
    public func closeAll() {
        figures = []
        current = nil
    }
    /// Shows every open figure and closes it, as a notebook's inline backend does at a cell's end.
    public func showAll() throws {
        let open = figures
        closeAll()
        for f in open { try show?(f) }
    }
}

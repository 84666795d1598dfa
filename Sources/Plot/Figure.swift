// This file defines figures, their grids and where axes lie in them.

/// Rows and columns that axes are laid on; its own margins or the figure's, or a cell of another grid.
public final class GridSpec {
    public internal(set) var rows: Int, columns: Int
    public var widthRatios: [Double], heightRatios: [Double]
    public var wspace: Double?, hspace: Double?
    public var left: Double?, right: Double?, bottom: Double?, top: Double?
    public weak var figure: Figure?
    /// The cell that this grid divides.
    public var parent: SubplotSpec?

    public init(_ rows: Int, _ columns: Int, figure: Figure?, widthRatios: [Double]? = nil, heightRatios: [Double]? = nil, wspace: Double? = nil, hspace: Double? = nil) {
        self.rows = max(rows, 1)
        self.columns = max(columns, 1)
        self.figure = figure
        self.widthRatios = widthRatios ?? [Double](repeating: 1, count: max(columns, 1))
        self.heightRatios = heightRatios ?? [Double](repeating: 1, count: max(rows, 1))
        self.wspace = wspace
        self.hspace = hspace
    }

    /// Where the cells lie, in fractions of the figure: left and right of columns, bottom and top of rows (row 0 on top).
    func cells() -> (columns: [(Double, Double)], rows: [(Double, Double)]) {
        let f = figure
        var box = Rect(left ?? f?.left ?? 0.125, bottom ?? f?.bottom ?? 0.11, right ?? f?.right ?? 0.9, top ?? f?.top ?? 0.88)
        var ws = wspace ?? f?.wspace ?? 0.2, hs = hspace ?? f?.hspace ?? 0.2
        if let p = parent {
            box = p.position()
            (ws, hs) = (wspace ?? f?.wspace ?? 0.2, hspace ?? f?.hspace ?? 0.2)
        }
        let cw = box.width / (Double(columns) + ws * Double(columns - 1)), ch = box.height / (Double(rows) + hs * Double(rows - 1))
        let wsum = max(widthRatios.reduce(0, +), 1e-12), hsum = max(heightRatios.reduce(0, +), 1e-12)
        var cols: [(Double, Double)] = [], lines: [(Double, Double)] = []
        var x = box.x0
        for i in 0..<columns {
            let w = cw * Double(columns) / wsum * (i < widthRatios.count ? widthRatios[i] : 1)
            cols.append((x, x + w))
            x += w + ws * cw
        }
        var y = box.y1
        for i in 0..<rows {
            let h = ch * Double(rows) / hsum * (i < heightRatios.count ? heightRatios[i] : 1)
            lines.append((y - h, y))
            y -= h + hs * ch
        }
        return (cols, lines)
    }
}

/// Some cells of a grid.
public final class SubplotSpec {
    public internal(set) var grid: GridSpec
    public internal(set) var rows: ClosedRange<Int>, columns: ClosedRange<Int>
    public init(_ grid: GridSpec, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.grid = grid
        self.rows = rows
        self.columns = columns
    }
    public func position() -> Rect {
        let c = grid.cells()
        return Rect(c.columns[columns.lowerBound].0, c.rows[rows.upperBound].0, c.columns[columns.upperBound].1, c.rows[rows.lowerBound].1)
    }
    /// The outermost cells that hold these.
    var topmost: SubplotSpec {
        var s = self
        while let p = s.grid.parent { s = p }
        return s
    }
}

/// A figure: a size and what is on it.
public final class Figure {
    public internal(set) var number: Int
    /// The object that stands for it in a host language.
    public weak var host: AnyObject?
    /// Inches.
    public var width: Double, height: Double
    public var dpi: Double
    public var faceColor: RGBA
    public var edgeColor: RGBA = .white
    public var frameOn = true
    public var left: Double, right: Double, bottom: Double, top: Double, wspace: Double, hspace: Double
    public var axes: [Axes] = []
    /// Texts, patches and lines on the figure itself.
    public var artists: [Artist] = []
    public var suptitle: TextArtist?
    public var supxlabel: TextArtist?
    public var supylabel: TextArtist?
    public var legends: [Legend] = []
    public var colorbars: [Colorbar] = []
    public weak var current: Axes?
    /// What a colour bar without a name belongs to.
    public weak var lastMappable: Mappable?
    /// The levels of filled contours, for their colour bars.
    public var contourLevels: [ObjectIdentifier: [Double]] = [:]
    /// `tight`, `constrained` or none: laid out before each drawing.
    public var layout: String?
    public var label = ""
    /// The number of times that something has been drawn or saved of it.
    public var shown = false

    public init(number: Int, width: Double? = nil, height: Double? = nil, dpi: Double? = nil) {
        let s = Style.shared
        let size = s.numbers("figure.figsize")
        self.number = number
        self.width = width ?? (size.count > 1 ? size[0] : 6.4)
        self.height = height ?? (size.count > 1 ? size[1] : 4.8)
        self.dpi = dpi ?? s.number("figure.dpi")
        faceColor = s.color("figure.facecolor")
        left = s.number("figure.subplot.left")
        right = s.number("figure.subplot.right")
        bottom = s.number("figure.subplot.bottom")
        top = s.number("figure.subplot.top")
        wspace = s.number("figure.subplot.wspace")
        hspace = s.number("figure.subplot.hspace")
        if s.flag("figure.autolayout") { layout = "tight" }
        if s.flag("figure.constrained_layout.use") { layout = "constrained" }
    }

    /// Axes in cells of a grid.
    @discardableResult public func add(_ spec: SubplotSpec, shareX: Axes? = nil, shareY: Axes? = nil) -> Axes {
        let a = Axes(figure: self, spec: spec, position: spec.position())
        if let x = shareX { a.xaxis.share(x.xaxis.state) }
        if let y = shareY { a.yaxis.share(y.yaxis.state) }
        axes.append(a)
        current = a
        return a
    }
    /// Axes at a box in fractions of the figure.
    @discardableResult public func add(position r: Rect) -> Axes {
        let a = Axes(figure: self, spec: nil, position: r)
        axes.append(a)
        current = a
        return a
    }

    /// A grid of axes with shared axes; row by row. The words are `none`, `all`, `row`, `col`.
    public func subplots(_ grid: GridSpec, shareX: String, shareY: String) -> [Axes] {
        var out: [Axes] = []
        for r in 0..<grid.rows {
            for c in 0..<grid.columns {
                func partner(_ word: String) -> Axes? {
                    switch word {
                    case "all": return out.first
                    case "row": return c > 0 ? out[r * grid.columns] : nil
                    case "col": return r > 0 ? out[c] : nil
                    default: return nil
                    }
                }
                let a = add(SubplotSpec(grid, rows: r...r, columns: c...c), shareX: partner(shareX), shareY: partner(shareY))
                out.append(a)
            }
        }
        for r in 0..<grid.rows {
            for c in 0..<grid.columns {
                let a = out[r * grid.columns + c]
                if (shareX == "all" || shareX == "col") && r < grid.rows - 1 { (a.xaxis.labelsLow, a.xaxis.offsetVisible) = (false, false) }
                if (shareY == "all" || shareY == "row") && c > 0 { (a.yaxis.labelsLow, a.yaxis.offsetVisible) = (false, false) }
            }
        }
        return out
    }

    /// Moves every axes to its cells' place, after the margins changed.
    public func placeAxes() {
        for a in axes {
            if let s = a.spec { a.position = s.position() }
        }
    }

    public func clear() {
        axes = []
        artists = []
        legends = []
        (suptitle, supxlabel, supylabel) = (nil, nil, nil)
        current = nil
    }
}

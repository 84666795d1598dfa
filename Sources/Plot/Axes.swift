// This file defines axes: a box of a figure with two scales and what is drawn in it.

/// One side of the axes' frame.
public final class Spine {
    public var visible: Bool
    public var color: RGBA
    public var width: Double
    public var style: LineStyle = .solid
    /// Away from the box, in points outwards; or at a place: `data` or `axes` fraction.
    public var outward = 0.0
    public var at: (kind: String, value: Double)?
    public var bounds: (Double, Double)?
    init(_ side: String) {
        let s = Style.shared
        visible = s.flag("axes.spines." + side)
        color = s.color("axes.edgecolor")
        width = s.number("axes.linewidth")
    }
}

/// A box with two axes.
public final class Axes {
    public weak var figure: Figure?
    /// The object that stands for it in a host language.
    public weak var host: AnyObject?
    public var spec: SubplotSpec?
    /// In fractions of the figure, before an equal aspect shrinks it.
    public var position: Rect
    public var children: [Artist] = []
    public var xaxis: Axis!
    public var yaxis: Axis!
    public var spines: [String: Spine] = [:]
    public static let sides = ["left", "right", "bottom", "top"]
    public var faceColor: RGBA
    public var patchVisible = true
    public var frameOn = true
    /// `axis('off')`
    public var axisOn = true
    public var visible = true
    public var axisBelow: Double
    /// nil: `auto`; else units of y per unit of x on the screen.
    public var aspect: Double?
    /// `box` or `datalim`.
    public var adjustable = "box"
    /// Where the shrunken box sits in its cell: fractions of the room left.
    public var anchor = (0.5, 0.5)
    /// Height over width of the box itself, for colour bars.
    public var boxAspect: Double?
    public var titles: [String: TextArtist] = [:]
    public var titlePad: [String: Double] = [:]
    public var titleY: Double?
    public var legend: Legend?
    public var zorder = 0.0
    /// Drawn with these: the other axes of `twinx`.
    public var isTwin = false
    public var label = ""
    /// Bars that a legend names as one, and points with errors.
    public var containers: [(label: String, artists: [PatchArtist])] = []
    public var errorContainers: [(label: String, line: Line2D?, color: RGBA, width: Double, cap: Double, x: Bool, y: Bool, bars: LineCollection?)] = []
    /// The next colour of the cycle, for lines and for patches.
    public var nextLine = 0, nextPatch = 0
    public var cycle: [RGBA]?
    public weak var colorbar: Colorbar?
    /// For insets: the parent's box rules the position.
    public weak var parent: Axes?
    public var insetBounds: Rect?

    init(figure: Figure?, spec: SubplotSpec?, position: Rect) {
        let s = Style.shared
        self.figure = figure
        self.spec = spec
        self.position = position
        faceColor = s.color("axes.facecolor")
        let below = s.text("axes.axisbelow")
        axisBelow = below == "line" ? 1.5 : s.flag("axes.axisbelow") ? 0.5 : 2.5
        for side in Axes.sides { spines[side] = Spine(side) }
        xaxis = Axis(isX: true, state: AxisState(isX: true), axes: self)
        yaxis = Axis(isX: false, state: AxisState(isX: false), axes: self)
        if s.flag("axes.grid") {
            let which = s.text("axes.grid.axis")
            xaxis.major.grid = which != "y"
            yaxis.major.grid = which != "x"
        }
    }

    @discardableResult public func add<T: Artist>(_ a: T) -> T {
        a.axes = self
        children.append(a)
        return a
    }

    public func nextLineColor() -> RGBA {
        let c = cycle ?? Style.shared.colorCycle
        nextLine += 1
        return c[(nextLine - 1) % c.count]
    }
    public func nextPatchColor() -> RGBA {
        let c = cycle ?? Style.shared.colorCycle
        nextPatch += 1
        return c[(nextPatch - 1) % c.count]
    }

    /// The title at `left`, `center` or `right`, made when needed.
    public func title(_ location: String) -> TextArtist {
        if let t = titles[location] { return t }
        let s = Style.shared
        var style = TextStyle(size: s.fontSize("axes.titlesize"), color: s.text("axes.titlecolor") == "auto" ? s.color("text.color") : s.color("axes.titlecolor"))
        style.font.bold = s.text("axes.titleweight") == "bold"
        style.horizontal = location
        style.vertical = "baseline"
        let t = TextArtist(x: location == "left" ? 0 : location == "right" ? 1 : 0.5, y: 1, text: "", style: style)
        titles[location] = t
        return t
    }

    /// Axes over these with an x axis (or y) in common and the other on the far side.
    public func twin(shareX: Bool) -> Axes {
        let a = Axes(figure: figure!, spec: spec, position: position)
        a.isTwin = true
        a.patchVisible = false
        a.zorder = zorder
        (a.aspect, a.anchor, a.boxAspect, a.adjustable) = (aspect, anchor, boxAspect, adjustable)
        if shareX {
            a.xaxis.share(xaxis.state)
            a.xaxis.visible = false
            (a.yaxis.ticksLow, a.yaxis.ticksHigh, a.yaxis.labelsLow, a.yaxis.labelsHigh) = (false, true, false, true)
            a.yaxis.labelPosition = "right"
            a.yaxis.label.style.vertical = "top"
            (yaxis.ticksHigh, yaxis.labelsHigh) = (false, false)
        } else {
            a.yaxis.share(yaxis.state)
            a.yaxis.visible = false
            (a.xaxis.ticksLow, a.xaxis.ticksHigh, a.xaxis.labelsLow, a.xaxis.labelsHigh) = (false, true, false, true)
            a.xaxis.labelPosition = "top"
            a.xaxis.label.style.vertical = "bottom"
            (xaxis.ticksHigh, xaxis.labelsHigh) = (false, false)
        }
        figure?.axes.append(a)
        figure?.current = a
        return a
    }

    /// Back to empty axes.
    public func clear() {
        children = []
        (containers, errorContainers) = ([], [])
        legend = nil
        titles = [:]
        (nextLine, nextPatch) = (0, 0)
        xaxis = Axis(isX: true, state: AxisState(isX: true), axes: self)
        yaxis = Axis(isX: false, state: AxisState(isX: false), axes: self)
        for side in Axes.sides { spines[side] = Spine(side) }
        (aspect, axisOn) = (nil, true)
    }

    /// Takes the axes off its figure.
    public func remove() {
        figure?.axes.removeAll { $0 === self }
    }
}

/// A colour bar: axes that show a mappable's colours.
public final class Colorbar {
    public internal(set) var axes: Axes
    public internal(set) var mappable: Mappable
    public internal(set) var vertical: Bool
    public var extend = "neither"
    public var edges: [Double]?
    /// One to be filled in, for figures that are read.
    init() {
        axes = Axes(figure: nil, spec: nil, position: Rect(0, 0, 0, 0))
        mappable = PolyCollection([], face: [])
        vertical = true
    }
    public init(axes: Axes, mappable: Mappable, vertical: Bool) {
        self.axes = axes
        self.mappable = mappable
        self.vertical = vertical
        mappable.autoscaleNorm()
        axes.colorbar = self
        mappable.colorbar = self
        axes.axisOn = true
        let long = vertical ? axes.yaxis! : axes.xaxis!, short = vertical ? axes.xaxis! : axes.yaxis!
        (short.ticksLow, short.ticksHigh, short.labelsLow, short.labelsHigh) = (false, false, false, false)
        short.state.locator = .null
        short.state.fixed = (0, 1)
        if vertical {
            (long.ticksLow, long.ticksHigh, long.labelsLow, long.labelsHigh) = (false, true, false, true)
            long.labelPosition = "right"
            long.label.style.vertical = "top"
        }
        if case .log = mappable.norm.kind { long.state.scale = .log(10) }
        updateLimits()
    }
    public func updateLimits() {
        let long = vertical ? axes.yaxis! : axes.xaxis!
        long.state.fixed = (mappable.norm.vmin ?? 0, mappable.norm.vmax ?? 1)
        if case .boundaries(let e) = mappable.norm.kind, edges == nil { edges = e }
        if let e = edges, let a = e.first, let b = e.last {
            long.state.fixed = (a, b)
            if case .auto = long.state.locator { long.state.locator = .fixed(e) }
        }
        if let a = long.state.fixed.0, let b = long.state.fixed.1, a == b {
            long.state.fixed = (a - (a == 0 ? 0.1 : abs(a) * 0.1), b + (b == 0 ? 0.1 : abs(b) * 0.1))
        }
    }
}

/// What a legend shows beside a label.
public enum LegendHandle {
    case line(Line2D)
    case patch(face: RGBA, edge: RGBA, width: Double)
    case marks(PathCollection)
    case segments(color: RGBA, width: Double, style: LineStyle)
    case errorBar(Line2D?, color: RGBA, width: Double, cap: Double, x: Bool, y: Bool)
    case none
}

/// A legend of axes or of a figure.
public final class Legend: Artist {
    public var entries: [(label: String, handle: LegendHandle)]
    /// matplotlib's code 0...10: `best`, `upper right`, ...
    public var location = 0
    /// A place in fractions of the axes for the lower left corner, instead of a code.
    public var corner: (Double, Double)?
    /// x, y, width, height in fractions of `anchorSystem`.
    public var anchor: (Double, Double, Double, Double)?
    public var anchorSystem: CoordinateSystem = .axes
    public var frameOn: Bool
    public var faceColor: RGBA?
    public var edgeColor: RGBA
    public var frameAlpha: Double?
    public var fancyBox: Bool
    public var shadow: Bool
    public var columns = 1
    public var fontSize: Double
    public var labelColor: RGBA?
    public var title = ""
    public var titleSize: Double?
    public var titleAlignment = "center"
    public var borderPad: Double, labelSpacing: Double, handleLength: Double, handleHeight: Double, handleTextPad: Double, borderAxesPad: Double, columnSpacing: Double
    public var markerScale: Double
    public var numberOfPoints: Int
    public var markerFirst = true
    public var reversed = false
    public var expand = false
    public var textArtists: [TextArtist] = []
    public var titleText: TextArtist?

    public static let locations = [
        "best", "upper right", "upper left", "lower left", "lower right", "right", "center left", "center right", "lower center", "upper center", "center",
    ]

    public init(_ entries: [(label: String, handle: LegendHandle)]) {
        let s = Style.shared
        self.entries = entries
        frameOn = s.flag("legend.frameon")
        edgeColor = s.color("legend.edgecolor")
        if s.text("legend.facecolor") != "inherit" { faceColor = s.color("legend.facecolor") }
        frameAlpha = s["legend.framealpha"] == Setting.none ? nil : s.number("legend.framealpha")
        fancyBox = s.flag("legend.fancybox")
        shadow = s.flag("legend.shadow")
        fontSize = s.fontSize("legend.fontsize")
        borderPad = s.number("legend.borderpad")
        labelSpacing = s.number("legend.labelspacing")
        handleLength = s.number("legend.handlelength")
        handleHeight = s.number("legend.handleheight")
        handleTextPad = s.number("legend.handletextpad")
        borderAxesPad = s.number("legend.borderaxespad")
        columnSpacing = s.number("legend.columnspacing")
        markerScale = s.number("legend.markerscale")
        numberOfPoints = s.integer("legend.numpoints")
        location = Legend.locations.firstIndex(of: s.text("legend.loc")) ?? 0
        super.init(zorder: 5)
        clipOn = false
        inAutoscale = false
        textArtists = entries.map { TextArtist(x: 0, y: 0, text: $0.label, style: TextStyle(size: fontSize, color: s.color("text.color"))) }
    }
}

extension Style {
    func integer(_ key: String) -> Int {
        let n = number(key)
        return n.isFinite && abs(n) < 1e9 ? Int(n) : 0
    }
}

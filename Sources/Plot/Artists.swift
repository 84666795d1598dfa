// This file defines what lies on axes: lines, patches, collections, texts, as plain values with the names that matplotlib gives their properties.

/// What an artist's coordinates mean.
public enum CoordinateSystem: Equatable {
    case data
    /// Fractions of the axes' box, of the figure.
    case axes, figure
    /// x in data and y in fractions of the axes, and the other way round.
    case xAxis, yAxis
    /// Pixels from the figure's lower left corner; points from the annotated point.
    case pixels, offsetPoints
}

/// A line's dashes in units of its width, as `(0, (on, off, ...))`; `none`: no line.
public enum LineStyle: Equatable {
    case solid, none
    case dashed(Double, [Double])

    /// `-`, `--`, `-.`, `:`, `solid`, `dashed`, `dashdot`, `dotted`, `None`, `''`, `' '`. nil: unknown.
    public init?(_ text: String) {
        let style = Style.shared
        switch text {
        case "-", "solid": self = .solid
        case "--", "dashed": self = .dashed(0, style.numbers("lines.dashed_pattern"))
        case "-.", "dashdot": self = .dashed(0, style.numbers("lines.dashdot_pattern"))
        case ":", "dotted": self = .dashed(0, style.numbers("lines.dotted_pattern"))
        case "None", "none", "", " ": self = .none
        default: return nil
        }
    }
    /// matplotlib's short name.
    public var name: String {
        switch self {
        case .solid: return "-"
        case .none: return "None"
        case .dashed(_, let p):
            let s = Style.shared
            return p == s.numbers("lines.dashdot_pattern") ? "-." : p == s.numbers("lines.dotted_pattern") ? ":" : "--"
        }
    }
}

/// Anything that is drawn.
open class Artist {
    public var zorder: Double
    public var visible = true
    public var label: String
    public var alpha: Double?
    public var clipOn = true
    public var coordinates: CoordinateSystem = .data
    public weak var axes: Axes?
    public weak var figure: Figure?
    /// Whether it counts for the limits.
    public var inAutoscale = true
    public var gid: String?
    /// The object that stands for it in a host language.
    public weak var host: AnyObject?

    init(zorder: Double, label: String = "") {
        self.zorder = zorder
        self.label = label
    }
    /// Takes it off its axes or figure.
    public func remove() {
        axes?.children.removeAll { $0 === self }
        figure?.artists.removeAll { $0 === self }
        if let a = axes, a.legend === self { a.legend = nil }
    }
    func tint(_ c: RGBA) -> RGBA { alpha.map { a in c.a == 0 ? c : c.opacity(a) } ?? c }
    /// The data it covers; nil parts do not count.
    func dataLimits() -> Rect { .null }
    /// Values that margins do not go beyond.
    var stickyX: [Double] { [] }
    var stickyY: [Double] { [] }
}

/// A line through points, with markers.
public final class Line2D: Artist {
    public var x: [Double], y: [Double]
    public var color: RGBA
    public var lineWidth: Double
    public var lineStyle: LineStyle
    public var marker: Marker
    public var markerSize: Double
    /// nil: the line's colour.
    public var markerFace: RGBA?, markerEdge: RGBA?
    public var markerEdgeWidth: Double
    /// `default`, `steps-pre`, `steps-mid`, `steps-post`
    public var drawStyle = "default"
    /// Marks only at every n-th point from a start, or at these.
    public var markEvery: [Int]?
    /// Draws a straight infinite line through a point at a slope (`axline`).
    public var infinite: (Point, Double)?

    public init(x: [Double], y: [Double], color: RGBA) {
        let s = Style.shared
        self.x = x
        self.y = y
        self.color = color
        lineWidth = s.number("lines.linewidth")
        lineStyle = LineStyle(s.text("lines.linestyle")) ?? .solid
        marker = Marker(s.text("lines.marker")) ?? .none
        markerSize = s.number("lines.markersize")
        markerEdgeWidth = s.number("lines.markeredgewidth")
        super.init(zorder: 2)
    }
    override func dataLimits() -> Rect {
        var r = Rect.null
        for i in 0..<min(x.count, y.count) { r.add(Point(x[i], y[i])) }
        return r
    }
}

/// A closed shape.
public final class PatchArtist: Artist {
    public enum Shape {
        case rectangle(x: Double, y: Double, width: Double, height: Double, angle: Double)
        case ellipse(cx: Double, cy: Double, width: Double, height: Double, angle: Double)
        case polygon([Point], closed: Bool)
        /// Degrees; `ring`: the wedge's width, nil: to the centre.
        case wedge(cx: Double, cy: Double, radius: Double, from: Double, to: Double, ring: Double?)
        /// A box with room round it and rounded corners, in the units of its coordinates.
        case rounded(x: Double, y: Double, width: Double, height: Double, pad: Double, radius: Double)
    }
    public var shape: Shape
    public var faceColor: RGBA
    public var edgeColor: RGBA
    public var lineWidth: Double
    public var lineStyle: LineStyle = .solid
    public var fill = true
    public var hatch = ""
    /// Bars rest on their base.
    public var stickyBases: (x: [Double], y: [Double]) = ([], [])
    /// The name of its class in Python.
    public var className = "Patch"

    public init(_ shape: Shape, face: RGBA? = nil, edge: RGBA? = nil) {
        let s = Style.shared
        self.shape = shape
        faceColor = face ?? s.color("patch.facecolor")
        edgeColor = edge ?? (s.flag("patch.force_edgecolor") ? s.color("patch.edgecolor") : .clear)
        lineWidth = s.number("patch.linewidth")
        super.init(zorder: 1)
    }
    /// The outline, curves cut into short lines.
    func outline() -> [Point] {
        switch shape {
        case .rectangle(let x, let y, let w, let h, let angle):
            return [Point(0, 0), Point(w, 0), Point(w, h), Point(0, h)].map { $0.rotated(angle) + Point(x, y) }
        case .ellipse(let cx, let cy, let w, let h, let angle):
            return Canvas.circle(Point(0, 0), 1).count > 0 ? (0..<72).map { Point(w / 2, h / 2).scaledUnit(Double($0) / 72).rotated(angle) + Point(cx, cy) } : []
        case .polygon(let p, _): return p
        case .wedge(let cx, let cy, let r, let a, let b, let ring):
            let span = b - a
            let n = max(2, Int(abs(span) / 3))
            func arc(_ r: Double) -> [Point] { (0...n).map { Point(r, 0).rotated(a + span * Double($0) / Double(n)) + Point(cx, cy) } }
            if let ring { return arc(r) + arc(r - ring).reversed() }
            return abs(span) >= 360 ? arc(r) : [Point(cx, cy)] + arc(r)
        case .rounded(let x, let y, let w, let h, let pad, let radius):
            return roundedBox(Rect(x: x - pad, y: y - pad, width: w + 2 * pad, height: h + 2 * pad), radius: radius)
        }
    }
    override func dataLimits() -> Rect { Rect(bounding: outline()) }
    override var stickyX: [Double] { stickyBases.x }
    override var stickyY: [Double] { stickyBases.y }
}

extension Point {
    /// A point of the ellipse with these half axes.
    fileprivate func scaledUnit(_ turn: Double) -> Point {
        let p = Point(1, 0).rotated(360 * turn)
        return Point(x * p.x, y * p.y)
    }
}

/// A box with quarter circles for corners (quadratic curves, as matplotlib's `round` box has them).
func roundedBox(_ r: Rect, radius: Double) -> [Point] {
    let d = min(radius, r.width / 2, r.height / 2)
    if d <= 0 { return r.corners }
    var out: [Point] = []
    func corner(_ a: Point, _ c: Point, _ b: Point) {
        for k in 0...6 {
            let t = Double(k) / 6, u = 1 - t
            out.append(a * (u * u) + c * (2 * u * t) + b * (t * t))
        }
    }
    corner(Point(r.x1 - d, r.y0), Point(r.x1, r.y0), Point(r.x1, r.y0 + d))
    corner(Point(r.x1, r.y1 - d), Point(r.x1, r.y1), Point(r.x1 - d, r.y1))
    corner(Point(r.x0 + d, r.y1), Point(r.x0, r.y1), Point(r.x0, r.y1 - d))
    corner(Point(r.x0, r.y0 + d), Point(r.x0, r.y0), Point(r.x0 + d, r.y0))
    return out
}

/// An artist whose colours come from values.
open class Mappable: Artist {
    public var cmap: Colormap
    public var norm: Normalize
    /// The values; nil: colours are given.
    public var values: [Double]?
    public weak var colorbar: Colorbar?

    init(cmap: Colormap?, norm: Normalize?, zorder: Double) {
        self.cmap = cmap ?? Colormap.named(Style.shared.text("image.cmap")) ?? Colormap.named("viridis")!
        self.norm = norm ?? Normalize()
        super.init(zorder: zorder)
    }
    public func autoscaleNorm() { if let v = values { norm.autoscale(v) } }
    func color(of v: Double) -> RGBA { tint(cmap(norm(v))) }
}

/// Marks of sizes and colours: what `scatter` makes.
public final class PathCollection: Mappable {
    public var offsets: [Point]
    /// Areas in points squared: one, or one a mark.
    public var sizes: [Double]
    public var marker: Marker
    public var faceColors: [RGBA]
    /// nil: as the face.
    public var edgeColors: [RGBA]?
    public var lineWidths: [Double]
    public init(offsets: [Point], sizes: [Double], marker: Marker, faceColors: [RGBA], cmap: Colormap?, norm: Normalize?) {
        self.offsets = offsets
        self.sizes = sizes
        self.marker = marker
        self.faceColors = faceColors
        lineWidths = [Style.shared.number("lines.linewidth")]
        super.init(cmap: cmap, norm: norm, zorder: 1)
    }
    override func dataLimits() -> Rect { Rect(bounding: offsets) }
}

/// Polygons: what `fill_between`, `contourf`, `stackplot` and `violinplot` make.
public final class PolyCollection: Mappable {
    public var polygons: [[Point]]
    public var faceColors: [RGBA]
    public var edgeColors: [RGBA]
    public var lineWidths: [Double]
    public var lineStyle: LineStyle = .solid
    public var hatch = ""
    public var sticky: (x: [Double], y: [Double]) = ([], [])
    /// Neighbours that share edges and colours by value (a mesh).
    public var isMesh = false
    public init(_ polygons: [[Point]], face: [RGBA], edge: [RGBA] = []) {
        self.polygons = polygons
        faceColors = face
        edgeColors = edge
        lineWidths = [Style.shared.number("patch.linewidth")]
        super.init(cmap: nil, norm: nil, zorder: 1)
    }
    override func dataLimits() -> Rect {
        var r = Rect.null
        for p in polygons { for q in p { r.add(q) } }
        return r
    }
    override var stickyX: [Double] { sticky.x }
    override var stickyY: [Double] { sticky.y }
}

/// Separate lines: what `vlines`, `hlines`, `contour` and error bars make.
public final class LineCollection: Mappable {
    public var segments: [[Point]]
    public var colors: [RGBA]
    public var lineWidths: [Double]
    public var lineStyles: [LineStyle] = [.solid]
    public init(_ segments: [[Point]], colors: [RGBA]) {
        self.segments = segments
        self.colors = colors
        lineWidths = [Style.shared.number("lines.linewidth")]
        super.init(cmap: nil, norm: nil, zorder: 2)
    }
    override func dataLimits() -> Rect {
        var r = Rect.null
        for p in segments { for q in p { r.add(q) } }
        return r
    }
}

/// A picture: values through a colour map, or colours.
public final class AxesImage: Mappable {
    public internal(set) var width: Int, height: Int
    /// Four bytes a pixel, top row first, when the picture is colours.
    public var rgba: [UInt8]?
    /// left, right, bottom, top in data.
    public var extent: (Double, Double, Double, Double)
    /// `upper` or `lower`: where row 0 lies.
    public var origin: String
    public var interpolation: String
    public init(width: Int, height: Int, values: [Double]?, rgba: [UInt8]?, origin: String, extent: (Double, Double, Double, Double)?, cmap: Colormap?, norm: Normalize?) {
        self.width = width
        self.height = height
        self.rgba = rgba
        self.origin = origin
        interpolation = Style.shared.text("image.interpolation")
        let (w, h) = (Double(width), Double(height))
        self.extent = extent ?? (origin == "upper" ? (-0.5, w - 0.5, h - 0.5, -0.5) : (-0.5, w - 0.5, -0.5, h - 0.5))
        super.init(cmap: cmap, norm: norm, zorder: 0)
        self.values = values
    }
    override func dataLimits() -> Rect {
        Rect(bounding: [Point(extent.0, extent.2), Point(extent.1, extent.3)])
    }
    override var stickyX: [Double] { [extent.0, extent.1] }
    override var stickyY: [Double] { [extent.2, extent.3] }
}

/// A text at a place.
public class TextArtist: Artist {
    public var x: Double, y: Double
    public var text: String
    public var style: TextStyle
    /// A box behind it.
    public var box: TextBox?
    public struct TextBox {
        public var face: RGBA = ColorNames.parse("C0", cycle: Style.shared.colorCycle) ?? .white
        public var edge: RGBA = .black
        public var alpha: Double?
        public var lineWidth = 1.0
        /// `square` or `round`.
        public var shape = "square"
        /// In units of the font size; nil: matplotlib's 4 points (square) or 0.3 (round).
        public var pad: Double?
        public var rounding: Double?
        public init() {}
    }
    public init(x: Double, y: Double, text: String, style: TextStyle, zorder: Double = 3) {
        self.x = x
        self.y = y
        self.text = text
        self.style = style
        super.init(zorder: zorder)
        inAutoscale = false
        clipOn = false
    }
}

/// A text with an arrow to a point.
public final class Annotation: TextArtist {
    public var target: Point
    public var targetCoordinates: CoordinateSystem = .data
    public struct Arrow {
        /// `-`, `->`, `-|>`, `<-`, `<->`, `fancy`, `simple`, or `yyy` for the old style with width and headwidth.
        public var style = "yyy"
        public var color: RGBA?
        public var face: RGBA?, edge: RGBA?
        public var lineWidth: Double?
        /// Points left free at the ends.
        public var shrinkA = 2.0, shrinkB = 2.0
        /// The old style's fraction and sizes in points.
        public var shrink = 0.0, width = 4.0, headWidth = 12.0, headLength: Double?
        /// `arc3`'s curvature.
        public var curvature = 0.0
        public var lineStyle: LineStyle = .solid
        public var mutationScale: Double?
        public var alpha: Double?
        public init() {}
    }
    public var arrow: Arrow?
    public init(text: String, target: Point, x: Double, y: Double, style: TextStyle) {
        self.target = target
        super.init(x: x, y: y, text: text, style: style)
    }
}

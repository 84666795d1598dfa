// This file defines the axes' scales, limits and ticks.

/// How data are spread along an axis.
public enum Scale: Equatable {
    case linear
    case log(Double)
    case symlog(threshold: Double, base: Double)

    func forward(_ v: Double) -> Double {
        switch self {
        case .linear: return v
        case .log(let b): return v > 0 ? (b == 10 ? _log10(v) : _log(v) / _log(b)) : (v.isNaN ? .nan : -1000)
        case .symlog(let t, let b):
            let a = abs(v)
            if a <= t { return v / t }
            return (v < 0 ? -1 : 1) * (1 + _log(a / t) / _log(b))
        }
    }
    func inverse(_ v: Double) -> Double {
        switch self {
        case .linear: return v
        case .log(let b): return _pow(b, v)
        case .symlog(let t, let b):
            let a = abs(v)
            return a <= 1 ? v * t : (v < 0 ? -1 : 1) * t * _pow(b, a - 1)
        }
    }
    public var name: String {
        switch self {
        case .linear: return "linear"
        case .log: return "log"
        case .symlog: return "symlog"
        }
    }
}

/// What axes that share an axis have in common: limits, scale, where ticks lie and how they read.
public final class AxisState {
    public internal(set) var isX: Bool
    public var scale: Scale = .linear { didSet { if scale != oldValue { useDefaults() } } }
    /// Set by hand: autoscaling does not touch them.
    public var fixed: (Double?, Double?) = (nil, nil)
    public var inverted = false
    public var margin: Double
    public var locator: Locator = .auto
    public var minorLocator: Locator = .null
    public var formatter: Formatter = .scalar(ScalarFormat())
    public var minorFormatter: Formatter = .null
    /// Names at 0, 1, 2 ... when the data are text.
    public var categories: [String] = []
    public var members: [WeakAxes] = []
    public struct WeakAxes { weak var axes: Axes? }
    public var tight = false

    init(isX: Bool) {
        self.isX = isX
        margin = Style.shared.number(isX ? "axes.xmargin" : "axes.ymargin")
        if Style.shared.flag(isX ? "xtick.minor.visible" : "ytick.minor.visible") { minorLocator = .autoMinor(nil) }
    }

    func useDefaults() {
        switch scale {
        case .linear: (locator, minorLocator, formatter, minorFormatter) = (.auto, .null, .scalar(ScalarFormat()), .null)
        case .log(let b), .symlog(_, let b):
            (locator, minorLocator) = (.log(base: b, subs: nil), .log(base: b, subs: b == 10 ? [2, 3, 4, 5, 6, 7, 8, 9] : nil))
            (formatter, minorFormatter) = (.log(base: b), .log(base: b))
        }
    }

    /// The number of a name, made when new.
    public func category(_ name: String) -> Double {
        if let i = categories.firstIndex(of: name) { return Double(i) }
        categories.append(name)
        locator = .fixed(categories.indices.map(Double.init))
        formatter = .fixed(categories)
        return Double(categories.count - 1)
    }

    /// Low and high as drawn from left (bottom) to right (top).
    public var view: (Double, Double) {
        let (a, b) = bounds
        return inverted ? (b, a) : (a, b)
    }

    private var bounds: (Double, Double) {
        if let a = fixed.0, let b = fixed.1 { return (a, b) }
        var low = Double.infinity, high = -Double.infinity
        var sticky: [Double] = []
        var minPositive = Double.infinity
        var isLog = false
        if case .log = scale { isLog = true }
        for m in members {
            guard let axes = m.axes else { continue }
            for c in axes.children where c.inAutoscale && c.visible {
                let useX = c.coordinates == .data || c.coordinates == .xAxis, useY = c.coordinates == .data || c.coordinates == .yAxis
                guard isX ? useX : useY else { continue }
                if isLog, let line = c as? Line2D {
                    for v in isX ? line.x : line.y where v > 0 && v.isFinite {
                        low = min(low, v)
                        high = max(high, v)
                    }
                } else {
                    let r = c.dataLimits()
                    if isLog {
                        // A bar's base of 0 does not count on a logarithmic axis.
                        let a = isX ? r.x0 : r.y0, b = isX ? r.x1 : r.y1
                        if a > 0 { low = min(low, a) }
                        if b > 0 {
                            high = max(high, b)
                            minPositive = min(minPositive, b)
                        }
                    } else if isX ? r.x0 <= r.x1 : r.y0 <= r.y1 {
                        low = min(low, isX ? r.x0 : r.y0)
                        high = max(high, isX ? r.x1 : r.y1)
                    }
                }
                sticky += isX ? c.stickyX : c.stickyY
            }
        }
        if isLog, low > high, minPositive.isFinite { low = minPositive }
        if isLog, low == .infinity, high > 0 { low = min(minPositive, high) }
        if !(low <= high) {
            (low, high) = isLog ? (1, 10) : (0, 1)
            return (fixed.0 ?? low, fixed.1 ?? high)
        }
        if isLog {
            if low == high { (low, high) = (low / 10, high * 10) }
        } else {
            (low, high) = Locator.nonsingular(low, high, expander: 0.05)
            if low == -0.05 && high == 0.05 { (low, high) = (-0.055, 0.055) ; return (fixed.0 ?? low, fixed.1 ?? high) }
        }
        let tolerance = 1e-5 * abs(high - low)
        let floor = sticky.filter { $0 <= low + tolerance }.max() ?? -.infinity
        let ceiling = sticky.filter { $0 >= high - tolerance }.min() ?? .infinity
        let a = scale.forward(low), b = scale.forward(high)
        let delta = (b - a) * (tight ? 0 : margin)
        let x0 = scale.inverse(a - delta), x1 = scale.inverse(b + delta)
        return (fixed.0 ?? max(x0, floor), fixed.1 ?? min(x1, ceiling))
    }
}

/// Size, colour and label of an axis' ticks.
public struct TickStyle {
    public var size: Double, width: Double, pad: Double
    public var direction: String
    public var color: RGBA, labelColor: RGBA
    public var labelSize: Double
    public var labelRotation = 0.0
    public var labelHorizontal: String?
    public var labelVertical: String?
    public var rotationAnchor = false
    public var grid: Bool
    public var gridColor: RGBA, gridWidth: Double, gridStyle: LineStyle, gridAlpha: Double?

    init(isX: Bool, minor: Bool) {
        let s = Style.shared
        let k = (isX ? "xtick." : "ytick.") + (minor ? "minor." : "major."), t = isX ? "xtick." : "ytick."
        size = s.number(k + "size")
        width = s.number(k + "width")
        pad = s.number(k + "pad")
        direction = s.text(t + "direction")
        color = s.color(t + "color")
        labelColor = s.text(t + "labelcolor") == "inherit" ? color : s.color(t + "labelcolor")
        labelSize = s.fontSize(t + "labelsize")
        grid = s.flag("axes.grid") && !minor
        gridColor = s.color("grid.color")
        gridWidth = s.number("grid.linewidth")
        gridStyle = LineStyle(s.text("grid.linestyle")) ?? .solid
        let a = s.number("grid.alpha")
        gridAlpha = a == 1 ? nil : a
    }
}

/// One axis of one axes: what is its own even when the limits are shared.
public final class Axis {
    public internal(set) var isX: Bool
    public var state: AxisState
    public weak var axes: Axes?
    public var visible = true
    public var label: TextArtist
    public var labelPad: Double
    /// `bottom` or `top`, `left` or `right`.
    public var labelPosition: String
    /// Ticks and labels at the low (bottom, left) and high (top, right) side.
    public var ticksLow: Bool, ticksHigh: Bool, labelsLow: Bool, labelsHigh: Bool
    public var major: TickStyle
    public var minor: TickStyle
    /// Labels that a cell asked for and may have changed, by their tick's number.
    public var labelTexts: [TextArtist]?
    /// `left`, `center`, `right`: where the label sits along the axis.
    public var labelLocation = "center"
    public var offsetVisible = true

    init(isX: Bool, state: AxisState, axes: Axes) {
        let s = Style.shared
        self.isX = isX
        self.state = state
        self.axes = axes
        var style = TextStyle(size: s.fontSize("axes.labelsize"), color: s.color("axes.labelcolor"))
        style.font.bold = s.text("axes.labelweight") == "bold"
        style.horizontal = "center"
        style.vertical = isX ? "top" : "bottom"
        style.rotation = isX ? 0 : 90
        style.rotationAnchor = !isX
        label = TextArtist(x: 0.5, y: 0, text: "", style: style)
        labelPad = s.number("axes.labelpad")
        labelPosition = isX ? "bottom" : "left"
        let t = isX ? "xtick." : "ytick."
        (ticksLow, ticksHigh) = (s.flag(t + (isX ? "bottom" : "left")), s.flag(t + (isX ? "top" : "right")))
        (labelsLow, labelsHigh) = (s.flag(t + (isX ? "labelbottom" : "labelleft")), s.flag(t + (isX ? "labeltop" : "labelright")))
        major = TickStyle(isX: isX, minor: false)
        minor = TickStyle(isX: isX, minor: true)
        state.members.append(AxisState.WeakAxes(axes: axes))
    }

    /// Takes another axis' state (`sharex`).
    public func share(_ other: AxisState) {
        state = other
        other.members.append(AxisState.WeakAxes(axes: axes))
    }

    /// A tick to be drawn.
    struct Tick {
        var value: Double
        var label: String
        var isMinor: Bool
        var index: Int
    }

    /// The ticks inside the view and the text of their common offset. `length`: of the axis in points.
    func ticks(length: Double) throws -> (ticks: [Tick], offset: String) {
        let (low, high) = state.view
        let (a, b) = (min(low, high), max(low, high))
        // As many labels as have room: about three (x) or two (y) font sizes for each.
        let space = Int(min(max(length / (major.labelSize * (isX ? 3 : 2)), 0), 1000))
        let positions = state.locator.ticks(a, b, space: space)
        let (labels, offset) = try state.formatter.text(of: positions, low: low, high: high)
        let lo = state.scale.forward(a), hi = state.scale.forward(b)
        let tolerance = 1e-10 * abs(hi - lo) + 1e-300
        func inside(_ v: Double) -> Bool {
            let f = state.scale.forward(v)
            return f >= lo - tolerance && f <= hi + tolerance
        }
        var out: [Tick] = []
        for (i, v) in positions.enumerated() where inside(v) {
            out.append(Tick(value: v, label: i < labels.count ? labels[i] : "", isMinor: false, index: i))
        }
        let minors = state.minorLocator.ticks(a, b, space: space, majors: positions, isMinor: true).filter { v in
            inside(v) && !positions.contains { abs(state.scale.forward($0) - state.scale.forward(v)) < 1e-9 * max(abs(hi - lo), 1e-300) }
        }
        let minorLabels = try state.minorFormatter.text(of: minors, low: low, high: high, isMinor: true).labels
        for (i, v) in minors.enumerated() { out.append(Tick(value: v, label: i < minorLabels.count ? minorLabels[i] : "", isMinor: true, index: i)) }
        return (out, offset)
    }
}

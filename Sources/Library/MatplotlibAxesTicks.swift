// This file defines ticks as cells set them: positions, labels, parameters, locators and formatters.

import Lang
import Plot

enum AxesTicks {
    static func grid(_ a: Axis, visible: Bool?, which: String, _ keywords: [(name: String, value: Value)]) throws {
        let on = visible ?? (keywords.isEmpty ? !a.major.grid : true)
        func change(_ s: inout TickStyle) throws {
            s.grid = on
            for (k, v) in keywords {
                switch ArtistProperties.aliases[k] ?? k {
                case "color": s.gridColor = try PlotValues.color(v)
                case "linestyle": s.gridStyle = try PlotValues.lineStyle(v)
                case "linewidth": s.gridWidth = try Operators.toDouble(v)
                case "alpha": s.gridAlpha = v.isNone ? nil : try Operators.toDouble(v)
                case "zorder", "dashes", "clip_on", "antialiased", "label": break
                default: throw attributeError("Line2D.set() got an unexpected keyword argument '\(k)'")
                }
            }
        }
        if which != "minor" { try change(&a.major) }
        if which != "major" { try change(&a.minor) }
    }

    /// `tick_params` for one axis; throws ValueError for an unknown keyword.
    static func params(_ a: Axis, which: String, _ keywords: [(name: String, value: Value)]) throws {
        func change(_ s: inout TickStyle) throws {
            for (k, v) in keywords {
                switch k {
                case "size", "length": s.size = try Operators.toDouble(v)
                case "width": s.width = try Operators.toDouble(v)
                case "pad": s.pad = try Operators.toDouble(v)
                case "direction": s.direction = try PlotValues.choice(PlotValues.string(v, k), "direction", ["in", "out", "inout"])
                case "color": s.color = try PlotValues.color(v)
                case "labelcolor": s.labelColor = try PlotValues.color(v)
                case "colors":
                    s.color = try PlotValues.color(v)
                    s.labelColor = s.color
                case "labelsize": s.labelSize = try PlotValues.fontSize(v)
                case "labelrotation", "rotation": s.labelRotation = try Operators.toDouble(v.asObject is TupleObject ? Operators.items(of: v)[1] : v)
                case "grid_color": s.gridColor = try PlotValues.color(v)
                case "grid_alpha": s.gridAlpha = try Operators.toDouble(v)
                case "grid_linewidth": s.gridWidth = try Operators.toDouble(v)
                case "grid_linestyle": s.gridStyle = try PlotValues.lineStyle(v)
                default: break
                }
            }
        }
        if which != "minor" { try change(&a.major) }
        if which != "major" { try change(&a.minor) }
        for (k, v) in keywords {
            let on: () throws -> Bool = { try Operators.isTrue(v) }
            switch k {
            case "bottom": if a.isX { a.ticksLow = try on() }
            case "top": if a.isX { a.ticksHigh = try on() }
            case "left": if !a.isX { a.ticksLow = try on() }
            case "right": if !a.isX { a.ticksHigh = try on() }
            case "labelbottom": if a.isX { a.labelsLow = try on() }
            case "labeltop": if a.isX { a.labelsHigh = try on() }
            case "labelleft": if !a.isX { a.labelsLow = try on() }
            case "labelright": if !a.isX { a.labelsHigh = try on() }
            case "size", "length", "width", "pad", "direction", "color", "labelcolor", "colors", "labelsize", "labelrotation", "rotation", "grid_color", "grid_alpha", "grid_linewidth", "grid_linestyle", "zorder", "reset",
                "tick1On", "tick2On", "labelfontfamily":
                break
            default:
                throw valueError("keyword \(k) is not recognized; valid keywords are ['size', 'width', 'color', 'tickdir', 'pad', 'labelsize', 'labelcolor', 'labelfontfamily', 'zorder', 'gridOn', 'tick1On', 'tick2On', 'label1On', 'label2On', 'length', 'direction', 'left', 'bottom', 'right', 'top', 'labelleft', 'labelbottom', 'labelright', 'labeltop', 'labelrotation', 'grid_agg_filter', 'grid_alpha', 'grid_color', 'grid_linestyle', 'grid_linewidth']")
            }
        }
    }

    /// `set_xticks(ticks, labels, **text)`
    static func setTicks(_ a: Axis, _ call: inout PlotCall) throws {
        let minor = try call.flag("minor") ?? false
        let at = try PlotValues.along(call.take("ticks")!, a.state)
        let labels = call.given("labels")
        if minor { a.state.minorLocator = .fixed(at) } else { a.state.locator = .fixed(at) }
        if !minor && labels == nil, case .fixed = a.state.formatter, a.state.categories.isEmpty { a.state.formatter = .scalar(ScalarFormat()) }
        if !minor, !at.isEmpty {
            // The view grows to hold every tick.
            let v = a.state.view
            let lo = min(v.0, v.1, at.min()!), hi = max(v.0, v.1, at.max()!)
            if lo < min(v.0, v.1) || hi > max(v.0, v.1) { a.state.fixed = (lo, hi) }
        }
        a.labelTexts = nil
        if let l = labels { try setLabels(a, l, at: at, minor: minor) }
        if !call.values.isEmpty && labels == nil && !at.isEmpty && call.values.contains(where: { $0.name != "fontdict" }) {
            throw valueError("Incorrect use of keyword argument '\(call.values[0].name)'. Keyword arguments other than 'minor' modify the text labels and can only be used if 'labels' are passed as well.")
        }
        try text(a, &call)
    }
    static func setLabels(_ a: Axis, _ v: Value, at: [Double]? = nil, minor: Bool = false) throws {
        let texts = try Operators.items(of: v).map { i -> String in
            if let o = i.asObject as? ArtistObject, let t = o.artist as? TextArtist { return t.text }
            return try Operators.str(i)
        }
        var positions = at
        if positions == nil, case .fixed(let t) = minor ? a.state.minorLocator : a.state.locator {
            if !texts.isEmpty && t.count != texts.count {
                throw valueError("The number of FixedLocator locations (\(t.count)), usually from a call to set_ticks, does not match the number of labels (\(texts.count)).")
            }
            positions = t
        }
        if let p = positions {
            if at != nil && p.count != texts.count && !texts.isEmpty {
                throw valueError("The number of FixedLocator locations (\(p.count)), usually from a call to set_ticks, does not match the number of labels (\(texts.count)).")
            }
            if minor { a.state.minorFormatter = .fixed(texts) } else { a.state.formatter = .fixed(texts) }
        } else {
            a.state.formatter = .fixed(texts)
        }
        a.labelTexts = nil
    }
    /// Text properties for tick labels.
    static func text(_ a: Axis, _ call: inout PlotCall) throws {
        var pairs = call.values
        if let d = call.given("fontdict")?.asObject as? DictObject { pairs += d.entries.compactMap { e in e.key.asString.map { ($0, e.value) } } }
        for (k, v) in pairs where k != "fontdict" {
            let probe = TextArtist(x: 0, y: 0, text: "", style: TextStyle(size: a.major.labelSize, color: a.major.labelColor))
            try ArtistProperties.set(probe, k, v)
            switch ArtistProperties.aliases[k] ?? k {
            case "rotation": a.major.labelRotation = probe.style.rotation
            case "horizontalalignment": a.major.labelHorizontal = probe.style.horizontal
            case "verticalalignment": a.major.labelVertical = probe.style.vertical
            case "fontsize": a.major.labelSize = probe.style.size
            case "color": a.major.labelColor = probe.style.color
            case "rotation_mode": a.major.rotationAnchor = probe.style.rotationAnchor
            default: break
            }
        }
    }
    static func positions(_ a: Axis, minor: Bool = false) throws -> [Double] {
        let v = a.state.view
        let size = a.axes.flatMap { ax in ax.figure.map { (ax.position.width * $0.width * 72, ax.position.height * $0.height * 72) } } ?? (360, 270)
        let space = Int((a.isX ? size.0 : size.1) / (a.major.labelSize * (a.isX ? 3 : 2)))
        let majors = a.state.locator.ticks(min(v.0, v.1), max(v.0, v.1), space: space)
        return minor ? a.state.minorLocator.ticks(min(v.0, v.1), max(v.0, v.1), space: space, majors: majors, isMinor: true) : majors
    }
    /// The labels as texts that a cell may change.
    static func labels(_ a: Axis) throws -> Value {
        if a.labelTexts == nil {
            let at = try positions(a)
            let v = a.state.view
            let texts = try a.state.formatter.text(of: at, low: v.0, high: v.1).labels
            a.labelTexts = zip(at, texts).map { x, s in
                var style = TextStyle(size: a.major.labelSize, color: a.major.labelColor)
                style.rotation = a.major.labelRotation
                let low = a.isX ? a.labelsLow : a.labelsLow
                style.horizontal = a.major.labelHorizontal ?? (a.isX ? "center" : low ? "right" : "left")
                style.vertical = a.major.labelVertical ?? (a.isX ? (low ? "top" : "bottom") : "center_baseline")
                return TextArtist(x: a.isX ? x : 0, y: a.isX ? 0 : x, text: s, style: style)
            }
        }
        return .list(a.labelTexts!.map { ArtistObject.of($0) })
    }

    static func declare(_ t: TypeObject) {
        for isX in [true, false] {
            let n = isX ? "x" : "y"
            func axis(_ ax: Axes) -> Axis { isX ? ax.xaxis : ax.yaxis }
            AxesPlots.method(t, "set_\(n)ticks", ["ticks", "labels"], required: 1, "Where ticks lie and what they say.") { ax, c in
                try setTicks(axis(ax), &c)
                return .list([])
            }
            AxesPlots.method(t, "set_\(n)ticklabels", ["labels"], required: 1, "What the ticks say.") { ax, c in
                let minor = try c.flag("minor") ?? false
                try setLabels(axis(ax), c.take("labels")!, minor: minor)
                try text(axis(ax), &c)
                return .list([])
            }
            AxesPlots.method(t, "get_\(n)ticks", [], "Where ticks lie.") { ax, c in PlotValues.ndarray(try positions(axis(ax), minor: try c.flag("minor") ?? false)) }
            AxesPlots.method(t, "get_\(n)ticklabels", [], "The labels as texts.") { ax, _ in try labels(axis(ax)) }
            AxesPlots.method(t, "get_\(n)majorticklabels", [], "The labels as texts.") { ax, _ in try labels(axis(ax)) }
        }
        AxesPlots.method(t, "tick_params", ["axis"], "Size, colour and sides of ticks and labels.") { ax, c in
            let which = try PlotValues.choice(try c.string("which") ?? "major", "which", ["major", "minor", "both"]), axis = try PlotValues.choice(try c.string("axis") ?? "both", "axis", ["x", "y", "both"])
            for a in [ax.xaxis!, ax.yaxis!] where axis == "both" || (axis == "x") == a.isX { try params(a, which: which, c.values) }
            return .none
        }
        AxesPlots.method(t, "ticklabel_format", [], "Scientific or plain numbers.") { ax, c in
            let axis = try c.string("axis") ?? "both", style = try c.string("style"), limits = try c.given("scilimits").map(PlotValues.numbers), offset = c.given("useOffset"), math = try c.flag("useMathText")
            _ = c.take("useLocale")
            try c.finish()
            for a in [ax.xaxis!, ax.yaxis!] where axis == "both" || (axis == "x") == a.isX {
                guard case .scalar(var s) = a.state.formatter else { throw attributeError("This method only works with the ScalarFormatter") }
                if style == "plain" { s.scientific = false } else if style == "sci" || style == "scientific" { s.scientific = true }
                if let l = limits, l.count == 2, l.allSatisfy({ abs($0) < 1000 }) { s.limits = (Int(l[0]), Int(l[1])) }
                if let o = offset {
                    if case .bool(let b) = o { s.useOffset = b } else { s.fixedOffset = try Operators.toDouble(o) }
                }
                if let m = math { s.useMathText = m }
                a.state.formatter = .scalar(s)
            }
            return .none
        }
        AxesPlots.method(t, "locator_params", ["axis", "tight"], "How many ticks.") { ax, c in
            let axis = try c.string("axis") ?? "both", n = try c.integer("nbins"), integer = try c.flag("integer") ?? false, prune = try c.string("prune")
            _ = c.take("tight", "steps", "min_n_ticks")
            for a in [ax.xaxis!, ax.yaxis!] where axis == "both" || (axis == "x") == a.isX {
                a.state.locator = .maxN(count: n, steps: [1, 2, 2.5, 5, 10], integer: integer, prune: prune, minimum: 2)
            }
            return .none
        }
        AxesPlots.method(t, "minorticks_on", [], "Shows minor ticks.") { ax, _ in
            for a in [ax.xaxis!, ax.yaxis!] where a.state.scale == .linear { a.state.minorLocator = .autoMinor(nil) }
            return .none
        }
        AxesPlots.method(t, "minorticks_off", [], "Hides minor ticks.") { ax, _ in
            for a in [ax.xaxis!, ax.yaxis!] { a.state.minorLocator = .null }
            return .none
        }
    }
}

/// `ax.xaxis` or `ax.yaxis`.
final class AxisObject: Object {
    let axis: Axis
    static let type_ = TypeObject.native("Axis", module: "matplotlib.axis", subclassable: false) { t in
        func method(_ name: String, _ names: [String], required: Int = 0, _ doc: String, _ body: @escaping (Axis, inout PlotCall) throws -> Value) {
            t.method("\(name)(self, *args, **kwargs)", doc) { a in
                guard let o = a[0].asObject as? AxisObject else { throw typeError("an Axis is needed") }
                var c = try PlotCall(a, "Axis.\(name)", names, required: required)
                return try body(o.axis, &c)
            }
        }
        for (name, minor) in [("set_major_locator", false), ("set_minor_locator", true)] {
            method(name, ["locator"], required: 1, "Where ticks lie.") { a, c in
                guard let l = c.take("locator")!.asObject as? LocatorObject else { throw typeError("locator must be an instance of matplotlib.ticker.Locator") }
                if minor { a.state.minorLocator = l.locator } else { a.state.locator = l.locator }
                return .none
            }
        }
        for (name, minor) in [("set_major_formatter", false), ("set_minor_formatter", true)] {
            method(name, ["formatter"], required: 1, "How ticks are labelled.") { a, c in
                let f = try FormatterObject.read(c.take("formatter")!)
                if minor { a.state.minorFormatter = f } else { a.state.formatter = f }
                return .none
            }
        }
        method("set_ticks_position", ["position"], required: 1, "The side of ticks and labels.") { a, c in
            let p = try c.string("position") ?? ""
            switch p {
            case "top", "right": (a.ticksLow, a.ticksHigh, a.labelsLow, a.labelsHigh) = (false, true, false, true)
            case "bottom", "left": (a.ticksLow, a.ticksHigh, a.labelsLow, a.labelsHigh) = (true, false, true, false)
            case "both": (a.ticksLow, a.ticksHigh) = (true, true)
            case "none": (a.ticksLow, a.ticksHigh) = (false, false)
            case "default": (a.ticksLow, a.ticksHigh, a.labelsLow, a.labelsHigh) = (true, true, true, false)
            default: throw valueError("'\(p)' is not a valid value for position")
            }
            return .none
        }
        for (name, high) in [("tick_top", true), ("tick_bottom", false), ("tick_left", false), ("tick_right", true)] {
            method(name, [], "Ticks and labels on that side.") { a, _ in
                (a.ticksLow, a.ticksHigh, a.labelsLow, a.labelsHigh) = (!high, high, !high, high)
                return .none
            }
        }
        method("set_label_position", ["position"], required: 1, "The side of the label.") { a, c in
            a.labelPosition = try c.string("position") ?? a.labelPosition
            if a.isX { a.label.style.vertical = a.labelPosition == "top" ? "bottom" : "top" } else { a.label.style.vertical = a.labelPosition == "right" ? "top" : "bottom" }
            return .none
        }
        method("set_label_text", ["label"], required: 1, "The label.") { a, c in
            a.label.text = try Operators.str(c.take("label")!)
            try AxesObject.style(a.label, &c)
            return ArtistObject.of(a.label)
        }
        method("set_label_coords", ["x", "y"], required: 2, "Where the label sits, in fractions of the axes.") { a, c in
            a.label.x = try c.number("x") ?? 0.5
            a.label.y = try c.number("y") ?? 0.5
            return .none
        }
        method("get_label", [], "The label.") { a, _ in ArtistObject.of(a.label) }
        method("get_label_text", [], "The label's text.") { a, _ in .string(a.label.text) }
        method("set_visible", ["b"], required: 1, "Shows the axis.") { a, c in
            a.visible = try c.flag("b") ?? true
            return .none
        }
        method("get_visible", [], "Whether the axis is shown.") { a, _ in .bool(a.visible) }
        method("grid", ["visible", "which"], "Lines at the ticks.") { a, c in
            let visible = try c.flag("visible"), which = try c.string("which") ?? "major"
            try AxesTicks.grid(a, visible: visible, which: which, c.values)
            return .none
        }
        method("set_tick_params", ["which"], "Size, colour and sides of ticks and labels.") { a, c in
            let which = try c.string("which") ?? "major"
            try AxesTicks.params(a, which: which, c.values)
            return .none
        }
        method("set_ticks", ["ticks", "labels"], required: 1, "Where ticks lie.") { a, c in
            try AxesTicks.setTicks(a, &c)
            return .none
        }
        method("set_ticklabels", ["labels"], required: 1, "What ticks say.") { a, c in
            try AxesTicks.setLabels(a, c.take("labels")!)
            try AxesTicks.text(a, &c)
            return .none
        }
        method("get_ticklabels", [], "The labels as texts.") { a, _ in try AxesTicks.labels(a) }
        method("get_majorticklabels", [], "The labels as texts.") { a, _ in try AxesTicks.labels(a) }
        method("get_ticklocs", [], "Where ticks lie.") { a, _ in PlotValues.ndarray(try AxesTicks.positions(a)) }
        method("set_inverted", ["inverted"], required: 1, "Turns the axis round.") { a, c in
            a.state.inverted = try c.flag("inverted") ?? true
            return .none
        }
    }
    init(_ a: Axis) {
        axis = a
        super.init(type: AxisObject.type_)
    }
    override func dynamicAttribute(_ name: Name) throws -> Value? {
        switch name.text {
        case "label": return ArtistObject.of(axis.label)
        case "labelpad": return .float(axis.labelPad)
        case "axes": return axis.axes.map { AxesObject.of($0) } ?? Value.none
        default: return nil
        }
    }
    override func setDynamicAttribute(_ name: Name, _ value: Value?) throws -> Bool {
        if name.text == "labelpad", let v = value {
            axis.labelPad = try Operators.toDouble(v)
            return true
        }
        return false
    }
}

final class LocatorObject: Object {
    let locator: Locator
    static let base = TypeObject.native("Locator", module: "matplotlib.ticker")
    init(_ l: Locator, _ t: TypeObject) {
        locator = l
        super.init(type: t)
    }
    static func declare(_ m: ModuleObject) {
        m.type(base)
        func locator(_ signature: String, _ make: @escaping (Arguments) throws -> Locator) {
            let name = String(signature.prefix { $0 != "(" })
            m.type(TypeObject.native(name, module: "matplotlib.ticker", base: base) { t in t.constructor(signature) { cls, a in .object(LocatorObject(try make(a), cls)) } })
        }
        locator("AutoLocator()") { _ in .auto }
        locator("NullLocator()") { _ in .null }
        locator("MaxNLocator(nbins=None, *, steps=None, integer=False, symmetric=False, prune=None, min_n_ticks=2)") { a in
            .maxN(
                count: a.given(0) && a[0].asString == nil ? max(1, try a.int(0)) : a.given(0) ? nil : 10, steps: a.given(1) ? try PlotValues.numbers(a[1]) : [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10], integer: try a.bool(2),
                prune: a.given(4) ? try a.string(4) : nil, minimum: try a.int(5))
        }
        locator("MultipleLocator(base=1.0, offset=0.0)") { a in
            guard try a.float(0) > 0 else { throw valueError("'base' must be positive") }
            return .multiple(try a.float(0), offset: try a.float(1))
        }
        locator("FixedLocator(locs, nbins=None)") { a in .fixed(try PlotValues.numbers(a[0])) }
        locator("LinearLocator(numticks=None, presets=None)") { a in .linear(a.given(0) ? try a.int(0) : 11) }
        locator("LogLocator(base=10.0, subs=(1.0,), *, numticks=None)") { a in .log(base: try a.float(0), subs: a[1].asString != nil || !a.given(1) ? nil : try PlotValues.numbers(a[1])) }
        locator("AutoMinorLocator(n=None)") { a in .autoMinor(a.given(0) && a[0].asString == nil ? try a.int(0) : nil) }
        locator("IndexLocator(base, offset)") { a in .index(try a.float(0), try a.float(1)) }
    }
}

final class FormatterObject: Object {
    let formatter: Formatter
    static let base = TypeObject.native("Formatter", module: "matplotlib.ticker")
    init(_ f: Formatter, _ t: TypeObject) {
        formatter = f
        super.init(type: t)
    }
    static func read(_ v: Value) throws -> Formatter {
        if let f = v.asObject as? FormatterObject { return f.formatter }
        if let s = v.asString { return template(s) }
        if Operators.isCallable(v) { return function(v) }
        throw typeError("formatter must be an instance of matplotlib.ticker.Formatter, a str or a function, not a \(v.typeName)")
    }
    /// `'{x:.2f}'`
    static func template(_ s: String) -> Formatter {
        TickSource.function(.template, .string(s))
    }
    static func function(_ f: Value) -> Formatter { TickSource.function(.call, f) }
    static func declare(_ m: ModuleObject) {
        m.type(base)
        func formatter(_ signature: String, _ make: @escaping (Arguments) throws -> Formatter) {
            let name = String(signature.prefix { $0 != "(" })
            m.type(TypeObject.native(name, module: "matplotlib.ticker", base: base) { t in t.constructor(signature) { cls, a in .object(FormatterObject(try make(a), cls)) } })
        }
        formatter("NullFormatter()") { _ in .null }
        formatter("ScalarFormatter(useOffset=None, useMathText=None, useLocale=None)") { a in
            var s = ScalarFormat()
            if a.given(0) { s.useOffset = try a.bool(0) }
            if a.given(1) { s.useMathText = try a.bool(1) }
            return .scalar(s)
        }
        formatter("FixedFormatter(seq)") { a in .fixed(try a.items(0).map { try Operators.str($0) }) }
        formatter("FormatStrFormatter(fmt)") { a in
            TickSource.function(.percent, a[0])
        }
        formatter("StrMethodFormatter(fmt)") { a in template(try a.string(0)) }
        formatter("FuncFormatter(func)") { a in function(a[0]) }
        formatter("PercentFormatter(xmax=100, decimals=None, symbol='%', is_latex=False)") { a in
            .percent(xmax: try a.float(0), decimals: a.given(1) ? max(0, min(15, try a.int(1))) : nil, symbol: a.given(2) ? try a.string(2) : "")
        }
        for n in ["LogFormatterMathtext", "LogFormatterSciNotation", "LogFormatter", "LogFormatterExponent"] {
            formatter("\(n)(base=10.0, labelOnlyBase=False, minor_thresholds=None, linthresh=None)") { a in .log(base: try a.float(0)) }
        }
    }
}

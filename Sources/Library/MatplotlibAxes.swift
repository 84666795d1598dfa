// This file defines `Axes` as a value of cells: making it, its limits, labels, ticks and parts. What draws is in the files beside.

import Lang
import Plot

/// An axes.
final class AxesObject: Object {
    let axes: Axes
    static let type_: TypeObject = TypeObject.native("Axes", module: "matplotlib.axes", doc: "A box of a figure with an x and a y axis.", subclassable: false) { t in
        declareBasics(t)
        AxesPlots.declare(t)
        AxesStatistics.declare(t)
        AxesFields.declare(t)
        AxesTicks.declare(t)
    }
    private init(_ axes: Axes) {
        self.axes = axes
        super.init(type: AxesObject.type_)
        axes.host = self
    }
    static func of(_ a: Axes) -> Value { .object((a.host as? AxesObject) ?? AxesObject(a)) }
    static func get(_ v: Value) throws -> Axes {
        if let o = v.asObject as? AxesObject { return o.axes }
        throw typeError("an Axes is needed, not '\(v.typeName)'")
    }
    override var allowsAttributes: Bool { true }
    override func repr() throws -> String {
        let p = axes.position
        func f(_ x: Double) -> String { (try? Operators.format(.float(x), ".6g")) ?? "" }
        return "<Axes: " + (axes.titles["center"].flatMap { $0.text.isEmpty ? nil : "title={'center': '\($0.text)'}" } ?? "") + ">" + (p.width < 0 ? f(p.x0) : "")
    }

    override func dynamicAttribute(_ name: Name) throws -> Value? {
        func artists(_ keep: (Artist) -> Bool) -> Value { .list(axes.children.filter(keep).map { ArtistObject.of($0) }) }
        switch name.text {
        case "lines": return artists { $0 is Line2D }
        case "patches": return artists { $0 is PatchArtist }
        case "texts": return artists { $0 is TextArtist }
        case "images": return artists { $0 is AxesImage }
        case "collections": return artists { $0 is PathCollection || $0 is PolyCollection || $0 is LineCollection }
        case "artists": return .list([])
        case "title": return ArtistObject.of(axes.title("center"))
        case "legend_": return axes.legend.map { ArtistObject.of($0) } ?? Value.none
        case "figure": return axes.figure.map { FigureObject.of($0) } ?? Value.none
        case "xaxis": return .object(AxisObject(axes.xaxis))
        case "yaxis": return .object(AxisObject(axes.yaxis))
        case "transAxes": return .object(TransformObject(.axes))
        case "transData": return .object(TransformObject(.data))
        case "spines": return .object(SpinesObject(axes, Axes.sides))
        case "patch":
            let p = PatchArtist(.rectangle(x: 0, y: 0, width: 1, height: 1, angle: 0), face: axes.faceColor)
            return ArtistObject.of(p)
        case "axison": return .bool(axes.axisOn)
        case "name": return .string("rectilinear")
        default: return nil
        }
    }

    // MARK: Basics

    /// The text properties of a call's keywords, applied to a text.
    static func style(_ t: TextArtist, _ call: inout PlotCall) throws {
        if let d = call.given("fontdict")?.asObject as? DictObject {
            for e in d.entries { if let k = e.key.asString { try ArtistProperties.set(t, k, e.value) } }
        }
        for (k, v) in call.values { try ArtistProperties.set(t, k, v) }
    }

    static func setLimits(_ a: Axis, _ call: inout PlotCall) throws -> Value {
        let isX = a.isX
        var low = call.given(isX ? "left" : "bottom"), high = call.given(isX ? "right" : "top")
        if let v = call.given(isX ? "xmin" : "ymin") { low = v }
        if let v = call.given(isX ? "xmax" : "ymax") { high = v }
        _ = call.take("auto", "emit")
        try call.finish()
        if let l = low, high == nil, let o = l.asObject, o.kind != .str, !(o is NumpyScalar) {
            let pair = try Operators.items(of: l)
            guard pair.count == 2 else { throw valueError("not enough values to unpack (expected 2, got \(pair.count))") }
            (low, high) = (pair[0].isNone ? nil : pair[0], pair[1].isNone ? nil : pair[1])
        }
        let now = a.state.view
        func read(_ v: Value?, _ fallback: Double, _ name: String) throws -> Double {
            guard let v else { return fallback }
            let d = try PlotValues.along(v, a.state).first ?? fallback
            guard d.isFinite else { throw valueError("Axis limits cannot be NaN or Inf") }
            return d
        }
        var lo = try read(low, now.0, "left"), hi = try read(high, now.1, "right")
        if case .log = a.state.scale {
            // Limits at or below 0 are ignored on a logarithmic axis.
            if lo <= 0 { lo = now.0 }
            if hi <= 0 { hi = now.1 }
        }
        if lo == hi { (lo, hi) = (lo - (lo == 0 ? 0.055 : abs(lo) * 0.055), hi + (hi == 0 ? 0.055 : abs(hi) * 0.055)) }
        a.state.fixed = (min(lo, hi), max(lo, hi))
        a.state.inverted = lo > hi
        return .tuple([.float(lo), .float(hi)])
    }
    static func limits(_ a: Axis) -> Value {
        let v = a.state.view
        return .tuple([PlotNumber.value(v.0), PlotNumber.value(v.1)])
    }
    static func setScale(_ a: Axis, _ call: inout PlotCall) throws {
        let name = try PlotValues.string(call.take("value") ?? .none, "value")
        let base = try call.number("base", "basex", "basey") ?? 10
        let threshold = try call.number("linthresh", "linthreshx", "linthreshy") ?? 2
        _ = call.take("nonpositive", "subs", "linscale")
        try call.finish()
        switch name {
        case "linear": a.state.scale = .linear
        case "log":
            guard base > 0 && base != 1 else { throw valueError("The log base cannot be <= 0 or == 1") }
            a.state.scale = .log(base)
        case "symlog": a.state.scale = .symlog(threshold: threshold, base: base)
        default: throw valueError("'\(name)' is not a valid value for scale; supported values are 'linear', 'log', 'symlog'")
        }
    }

    /// `ax.axis(...)`
    static func axis(_ a: Axes, _ v: Value?) throws -> Value {
        if let v, !v.isNone {
            if let s = v.asString {
                switch s {
                case "off": a.axisOn = false
                case "on": a.axisOn = true
                case "equal":
                    (a.aspect, a.adjustable) = (1, "datalim")
                    (a.xaxis.state.fixed, a.yaxis.state.fixed) = ((nil, nil), (nil, nil))
                case "scaled":
                    (a.aspect, a.adjustable) = (1, "box")
                case "square":
                    let (x, y) = (a.xaxis.state.view, a.yaxis.state.view)
                    let e = max(abs(x.1 - x.0), abs(y.1 - y.0))
                    a.xaxis.state.fixed = (min(x.0, x.1), min(x.0, x.1) + e)
                    a.yaxis.state.fixed = (min(y.0, y.1), min(y.0, y.1) + e)
                    (a.aspect, a.adjustable) = (1, "box")
                case "tight":
                    (a.xaxis.state.fixed, a.yaxis.state.fixed) = ((nil, nil), (nil, nil))
                    (a.xaxis.state.tight, a.yaxis.state.tight) = (true, true)
                case "auto":
                    a.aspect = nil
                    (a.xaxis.state.fixed, a.yaxis.state.fixed) = ((nil, nil), (nil, nil))
                case "image":
                    (a.aspect, a.adjustable) = (1, "box")
                    (a.xaxis.state.tight, a.yaxis.state.tight) = (true, true)
                default: throw valueError("'\(s)' is not a valid value for axis; supported values are 'on', 'off', 'equal', 'tight', 'scaled', 'auto', 'image', 'square'")
                }
            } else if case .bool(let on) = v {
                a.axisOn = on
            } else {
                let n = try PlotValues.numbers(v)
                guard n.count == 4 else { throw typeError("the first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]") }
                a.xaxis.state.fixed = (min(n[0], n[1]), max(n[0], n[1]))
                a.xaxis.state.inverted = n[0] > n[1]
                a.yaxis.state.fixed = (min(n[2], n[3]), max(n[2], n[3]))
                a.yaxis.state.inverted = n[2] > n[3]
            }
        }
        let (x, y) = (a.xaxis.state.view, a.yaxis.state.view)
        return .tuple([x.0, x.1, y.0, y.1].map(PlotNumber.value))
    }

    private static func declareBasics(_ t: TypeObject) {
        func method(_ name: String, _ names: [String], required: Int = 0, _ doc: String, _ body: @escaping (Axes, inout PlotCall) throws -> Value) {
            t.method("\(name)(self, *args, **kwargs)", doc) { a in
                var call = try PlotCall(a, "Axes.\(name)", names, required: required)
                return try body(try AxesObject.get(a[0]), &call)
            }
        }
        method("set_title", ["label", "fontdict", "loc", "pad"], required: 1, "The title: `loc` is center, left or right.") { ax, c in
            let loc = try PlotValues.choice(try c.string("loc") ?? Style.shared.text("axes.titlelocation"), "loc", ["left", "center", "right"])
            let t = ax.title(loc)
            t.text = try Operators.str(c.take("label")!)
            if let p = try c.number("pad") { ax.titlePad[loc] = p }
            if let y = try c.number("y") { ax.titleY = y }
            try style(t, &c)
            return ArtistObject.of(t)
        }
        method("get_title", ["loc"], "The title's text.") { ax, c in .string(ax.title(try c.string("loc") ?? "center").text) }
        for isX in [true, false] {
            let n = isX ? "x" : "y"
            func axis(_ a: Axes) -> Axis { isX ? a.xaxis : a.yaxis }
            method("set_\(n)label", ["\(n)label", "fontdict", "labelpad"], required: 1, "The axis' label.") { ax, c in
                let a = axis(ax)
                a.label.text = try Operators.str(c.take("\(n)label")!)
                if let p = try c.number("labelpad") { a.labelPad = p }
                if let loc = try c.string("loc") {
                    a.labelLocation = loc
                    a.label.style.horizontal = loc == "left" || loc == "bottom" ? "left" : loc == "center" ? "center" : "right"
                }
                try style(a.label, &c)
                return ArtistObject.of(a.label)
            }
            method("get_\(n)label", [], "The axis' label.") { ax, _ in .string(axis(ax).label.text) }
            method("set_\(n)lim", isX ? ["left", "right"] : ["bottom", "top"], "The axis' limits.") { ax, c in try setLimits(axis(ax), &c) }
            method("get_\(n)lim", [], "The axis' limits.") { ax, _ in limits(axis(ax)) }
            method("get_\(n)bound", [], "The axis' limits, lower first.") { ax, _ in
                let v = axis(ax).state.view
                return .tuple([.float(min(v.0, v.1)), .float(max(v.0, v.1))])
            }
            method("set_\(n)bound", isX ? ["left", "right"] : ["bottom", "top"], "The axis' limits.") { ax, c in
                let inverted = axis(ax).state.inverted
                _ = try setLimits(axis(ax), &c)
                axis(ax).state.inverted = inverted
                return .none
            }
            method("set_\(n)scale", ["value"], required: 1, "linear, log or symlog.") { ax, c in
                try setScale(axis(ax), &c)
                return .none
            }
            method("get_\(n)scale", [], "The scale's name.") { ax, _ in .string(axis(ax).state.scale.name) }
            method("invert_\(n)axis", [], "Turns the axis round.") { ax, _ in
                axis(ax).state.inverted.toggle()
                return .none
            }
            method("\(n)axis_inverted", [], "Whether the axis runs backwards.") { ax, _ in .bool(axis(ax).state.inverted) }
            method("set_\(n)margin", ["m"], required: 1, "Room beside the data, as a fraction.") { ax, c in
                axis(ax).state.margin = try c.number("m") ?? 0.05
                return .none
            }
            method("twin\(n)", [], "Axes over these that share the \(n) axis.") { ax, _ in AxesObject.of(ax.twin(shareX: isX)) }
            method("share\(n)", ["other"], required: 1, "Shares the \(n) axis with other axes.") { ax, c in
                axis(ax).share(axis(try AxesObject.get(c.take("other")!)).state)
                return .none
            }
            method("get_\(n)axis", [], "The axis.") { ax, _ in .object(AxisObject(axis(ax))) }
        }
        method("axis", ["arg"], "'off', 'equal', 'tight', ... or [xmin, xmax, ymin, ymax].") { ax, c in
            if c.has("xmin") || c.has("xmax") || c.has("ymin") || c.has("ymax") {
                let (x, y) = (ax.xaxis.state.view, ax.yaxis.state.view)
                ax.xaxis.state.fixed = (try c.number("xmin") ?? x.0, try c.number("xmax") ?? x.1)
                ax.yaxis.state.fixed = (try c.number("ymin") ?? y.0, try c.number("ymax") ?? y.1)
            }
            let v = c.take("arg", "option")
            try c.finish()
            return try axis(ax, v)
        }
        method("set_axis_off", [], "Hides axes lines, ticks and labels.") { ax, _ in
            ax.axisOn = false
            return .none
        }
        method("set_axis_on", [], "Shows them again.") { ax, _ in
            ax.axisOn = true
            return .none
        }
        method("set_aspect", ["aspect", "adjustable", "anchor", "share"], required: 1, "'auto', 'equal' or a number.") { ax, c in
            let v = c.take("aspect")!
            ax.aspect = v.asString == "auto" ? nil : v.asString == "equal" ? 1 : try Operators.toDouble(v)
            if let s = try c.string("adjustable") { ax.adjustable = try PlotValues.choice(s, "adjustable", ["box", "datalim"]) }
            if let v = c.given("anchor") { try setAnchor(ax, v) }
            return .none
        }
        method("get_aspect", [], "The aspect.") { ax, _ in ax.aspect.map(Value.float) ?? .string("auto") }
        method("set_box_aspect", ["aspect"], "Height over width of the box.") { ax, c in
            ax.boxAspect = try c.number("aspect")
            return .none
        }
        method("set_anchor", ["anchor", "share"], required: 1, "Where the box sits in its room.") { ax, c in
            try setAnchor(ax, c.take("anchor")!)
            return .none
        }
        method("set_facecolor", ["color"], required: 1, "The background.") { ax, c in
            ax.faceColor = try PlotValues.color(c.take("color")!)
            return .none
        }
        method("get_facecolor", [], "The background.") { ax, _ in PlotValues.tuple(ax.faceColor) }
        method("set_frame_on", ["b"], required: 1, "Shows the frame and background.") { ax, c in
            ax.frameOn = try c.flag("b") ?? true
            return .none
        }
        method("set_visible", ["b"], required: 1, "Shows the axes.") { ax, c in
            ax.visible = try c.flag("b") ?? true
            return .none
        }
        method("get_visible", [], "Whether the axes are shown.") { ax, _ in .bool(ax.visible) }
        method("set_zorder", ["level"], required: 1, "The order among axes.") { ax, c in
            ax.zorder = try c.number("level") ?? 0
            return .none
        }
        method("get_zorder", [], "The order among axes.") { ax, _ in .float(ax.zorder) }
        method("set_axisbelow", ["b"], required: 1, "Ticks and grid below the data.") { ax, c in
            let v = c.take("b")!
            ax.axisBelow = v.asString == "line" ? 1.5 : try Operators.isTrue(v) ? 0.5 : 2.5
            return .none
        }
        method("set_position", ["pos", "which"], required: 1, "The box in fractions of the figure: left, bottom, width, height.") { ax, c in
            let v = c.take("pos")!
            if let b = v.asObject as? BoxObject {
                ax.position = b.rect
            } else {
                let n = try PlotValues.numbers(v)
                guard n.count == 4 else { throw valueError("set_position() needs left, bottom, width, height") }
                ax.position = Rect(x: n[0], y: n[1], width: n[2], height: n[3])
            }
            ax.spec = nil
            return .none
        }
        method("get_position", ["original"], "The box in fractions of the figure.") { ax, _ in .object(BoxObject(ax.position)) }
        method("margins", ["x", "y"], "Room beside the data, as a fraction.") { ax, c in
            let x = try c.number("x"), y = try c.number("y") ?? x
            if c.has("tight") { _ = c.take("tight") }
            try c.finish()
            if let x { ax.xaxis.state.margin = x }
            if let y { ax.yaxis.state.margin = y }
            return x == nil && y == nil ? .tuple([.float(ax.xaxis.state.margin), .float(ax.yaxis.state.margin)]) : .none
        }
        method("autoscale", ["enable", "axis", "tight"], "Limits from the data again.") { ax, c in
            if try c.flag("enable") ?? true {
                let which = try c.string("axis") ?? "both"
                if which != "y" { ax.xaxis.state.fixed = (nil, nil) }
                if which != "x" { ax.yaxis.state.fixed = (nil, nil) }
                if try c.flag("tight") ?? false { (ax.xaxis.state.tight, ax.yaxis.state.tight) = (true, true) }
            }
            return .none
        }
        for name in ["relim", "autoscale_view", "set_autoscale_on", "set_autoscalex_on", "set_autoscaley_on", "set_rasterization_zorder", "set_navigate"] {
            method(name, ["a", "b", "c"], "Nothing to do: limits always follow the data.") { _, _ in .none }
        }
        method("set_prop_cycle", ["cycler"], "The cycle of colours.") { ax, c in
            if let v = c.given("color") { ax.cycle = try PlotValues.colors(v) }
            if let v = c.given("cycler") { ax.cycle = try (v.asObject as? CyclerObject)?.colors ?? PlotValues.colors(v) }
            (ax.nextLine, ax.nextPatch) = (0, 0)
            return .none
        }
        method("clear", [], "Empties the axes.") { ax, _ in
            ax.clear()
            return .none
        }
        method("cla", [], "Empties the axes.") { ax, _ in
            ax.clear()
            return .none
        }
        method("remove", [], "Takes the axes off its figure.") { ax, _ in
            ax.remove()
            return .none
        }
        method("get_figure", [], "The figure.") { ax, _ in ax.figure.map { FigureObject.of($0) } ?? .none }
        method("get_children", [], "What is drawn.") { ax, _ in .list(ax.children.map { ArtistObject.of($0) }) }
        method("get_lines", [], "The lines.") { ax, _ in .list(ax.children.filter { $0 is Line2D }.map { ArtistObject.of($0) }) }
        method("get_images", [], "The images.") { ax, _ in .list(ax.children.filter { $0 is AxesImage }.map { ArtistObject.of($0) }) }
        method("get_legend", [], "The legend.") { ax, _ in ax.legend.map { ArtistObject.of($0) } ?? .none }
        method("get_xaxis_transform", [], "x in data, y in fractions of the axes.") { _, _ in .object(TransformObject(.xAxis)) }
        method("get_yaxis_transform", [], "y in data, x in fractions of the axes.") { _, _ in .object(TransformObject(.yAxis)) }
        method("has_data", [], "Whether anything is drawn.") { ax, _ in .bool(!ax.children.isEmpty) }
        method("label_outer", ["remove_inner_ticks"], "Labels only at the grid's outer edge.") { ax, _ in
            guard let s = ax.spec else { return .none }
            if s.rows.upperBound < s.grid.rows - 1 { (ax.xaxis.labelsLow, ax.xaxis.label.text) = (false, "") }
            if s.columns.lowerBound > 0 { (ax.yaxis.labelsLow, ax.yaxis.label.text) = (false, "") }
            return .none
        }
        method("get_subplotspec", [], "The cells of the grid.") { ax, _ in ax.spec.map { .object(SubplotSpecObject($0)) } ?? .none }
        method("inset_axes", ["bounds"], required: 1, "Axes inside: left, bottom, width, height in fractions of these.") { ax, c in
            let n = try PlotValues.numbers(c.take("bounds")!)
            guard n.count == 4, let f = ax.figure else { throw valueError("inset_axes() needs four bounds") }
            let a = f.add(position: ax.position)
            a.parent = ax
            a.insetBounds = Rect(x: n[0], y: n[1], width: n[2], height: n[3])
            a.zorder = 5
            f.current = ax
            return AxesObject.of(a)
        }
        for name in ["add_patch", "add_artist", "add_line", "add_collection", "add_image"] {
            method(name, ["artist", "autolim"], required: 1, "Adds an artist made apart.") { ax, c in
                let v = c.take("artist")!
                guard let o = v.asObject as? ArtistObject else { throw typeError("\(name)() needs an artist, not '\(v.typeName)'") }
                if !ax.children.contains(where: { $0 === o.artist }) { ax.add(o.artist) }
                return v
            }
        }
        t.method("set(self, **kwargs)", "Several properties: `ax.set(title='t', xlabel='x')`.") { a in
            for (k, v) in a.keywords(1) {
                guard let f = try Operators.attributeIfPresent(a[0], Name("set_\(k)")) else {
                    throw attributeError("Axes.set() got an unexpected keyword argument '\(k)'")
                }
                let pair = ["xlim", "ylim"].contains(k)
                _ = try Operators.call(f, CallArguments(pair ? try Operators.items(of: v) : [v]))
            }
            return .none
        }
    }
    private static func setAnchor(_ ax: Axes, _ v: Value) throws {
        if let s = v.asString {
            let table: [String: (Double, Double)] = ["C": (0.5, 0.5), "SW": (0, 0), "S": (0.5, 0), "SE": (1, 0), "E": (1, 0.5), "NE": (1, 1), "N": (0.5, 1), "NW": (0, 1), "W": (0, 0.5)]
            guard let p = table[s] else { throw valueError("'\(s)' is not a valid value for anchor") }
            ax.anchor = p
        } else {
            let n = try PlotValues.numbers(v)
            if n.count == 2 { ax.anchor = (n[0], n[1]) }
        }
    }
}

enum PlotNumber {
    /// A float of NumPy's kind, as limits are in matplotlib.
    static func value(_ d: Double) -> Value { PlotValues.scalar(d) }
}

extension PlotValues {
    static func scalar(_ d: Double) -> Value { (try? NumpyScalar.of(Convert.tensor(from: .float(d)))) ?? .float(d) }
}

/// A box: `ax.get_position()`.
final class BoxObject: Object {
    let rect: Rect
    static let type_ = TypeObject.native("Bbox", module: "matplotlib.transforms", subclassable: false)
    init(_ r: Rect) {
        rect = r
        super.init(type: BoxObject.type_)
    }
    override func dynamicAttribute(_ name: Name) throws -> Value? {
        switch name.text {
        case "x0": return .float(rect.x0)
        case "y0": return .float(rect.y0)
        case "x1": return .float(rect.x1)
        case "y1": return .float(rect.y1)
        case "width": return .float(rect.width)
        case "height": return .float(rect.height)
        case "bounds": return .tuple([.float(rect.x0), .float(rect.y0), .float(rect.width), .float(rect.height)])
        default: return nil
        }
    }
    override func repr() throws -> String { "Bbox(x0=\(rect.x0), y0=\(rect.y0), x1=\(rect.x1), y1=\(rect.y1))" }
}

/// `ax.spines`, or some of them: `ax.spines['top']`, `ax.spines[['top', 'right']]`, `ax.spines.top`.
final class SpinesObject: Object {
    let axes: Axes
    let sides: [String]
    static let type_ = TypeObject.native("Spines", module: "matplotlib.spines", subclassable: false) { t in
        func each(_ a: Arguments, _ body: (Spine) throws -> Void) throws {
            guard let o = a[0].asObject as? SpinesObject else { return }
            for s in o.sides { if let p = o.axes.spines[s] { try body(p) } }
        }
        t.method("set_visible(self, b)") { a in
            try each(a) { $0.visible = try a.bool(1) }
            return .none
        }
        for n in ["set_color", "set_edgecolor"] {
            t.method("\(n)(self, c)") { a in
                try each(a) { $0.color = try PlotValues.color(a[1]) }
                return .none
            }
        }
        for n in ["set_linewidth", "set_lw"] {
            t.method("\(n)(self, w)") { a in
                try each(a) { $0.width = try a.float(1) }
                return .none
            }
        }
        t.method("set_linestyle(self, ls)") { a in
            try each(a) { $0.style = try PlotValues.lineStyle(a[1]) }
            return .none
        }
        t.method("set_bounds(self, low=None, high=None)") { a in
            try each(a) { $0.bounds = (try a.float(1), try a.float(2)) }
            return .none
        }
        t.method("set_position(self, position)") { a in
            try each(a) { s in
                if let w = a[1].asString {
                    s.at = w == "center" ? ("axes", 0.5) : ("data", 0)
                    return
                }
                let p = try Operators.items(of: a[1])
                guard p.count == 2, let kind = p[0].asString else { throw valueError("position should be 'center', 'zero' or a pair") }
                let v = try Operators.toDouble(p[1])
                if kind == "outward" { s.outward = v } else { s.at = (kind, v) }
            }
            return .none
        }
        t.method("set(self, **kwargs)") { a in
            for (k, v) in a.keywords(1) {
                guard let f = try Operators.attributeIfPresent(a[0], Name("set_\(k)")) else { throw attributeError("Spine.set() got an unexpected keyword argument '\(k)'") }
                _ = try Operators.call(f, v)
            }
            return .none
        }
        t.method("get_visible(self)") { a in
            guard let o = a[0].asObject as? SpinesObject else { return .none }
            return .bool(o.sides.allSatisfy { o.axes.spines[$0]?.visible ?? false })
        }
        t.method("values(self)") { a in
            guard let o = a[0].asObject as? SpinesObject else { return .none }
            return .list(o.sides.map { .object(SpinesObject(o.axes, [$0])) })
        }
        t.method("items(self)") { a in
            guard let o = a[0].asObject as? SpinesObject else { return .none }
            return .list(o.sides.map { .tuple([.string($0), .object(SpinesObject(o.axes, [$0]))]) })
        }
        t.method("keys(self)") { a in .list((a[0].asObject as? SpinesObject)?.sides.map { .string($0) } ?? []) }
    }
    init(_ axes: Axes, _ sides: [String]) {
        self.axes = axes
        self.sides = sides
        super.init(type: SpinesObject.type_)
    }
    override func getItem(_ key: Value) throws -> Value? {
        if key.asObject is SliceObject { return .object(self) }
        let names = try key.asString.map { [$0] } ?? Operators.items(of: key).map { $0.asString ?? "" }
        for n in names where !sides.contains(n) { throw keyError(.string(n)) }
        return .object(SpinesObject(axes, names))
    }
    override func dynamicAttribute(_ name: Name) throws -> Value? { sides.contains(name.text) ? .object(SpinesObject(axes, [name.text])) : nil }
    override func iterate() throws -> Value? { try Operators.iterator(.list(sides.map { .string($0) })) }
    override func length() throws -> Int? { sides.count }
}

// This file defines figures, grids, colour bars as values of cells.

import Lang
import Plot

/// A figure.
final class FigureObject: Object {
    let figure: Figure
    static let type_: TypeObject = TypeObject.native("Figure", module: "matplotlib.figure", doc: "A figure: a size and the axes on it.", subclassable: false) { declare($0) }
    init(_ f: Figure) {
        figure = f
        super.init(type: FigureObject.type_)
        f.host = self
    }
    static func of(_ f: Figure) -> Value { .object((f.host as? FigureObject) ?? FigureObject(f)) }
    override var allowsAttributes: Bool { true }
    override func repr() throws -> String { "<Figure size \(Int(figure.width * figure.dpi))x\(Int(figure.height * figure.dpi)) with \(figure.axes.count) Axes>" }
    override func dynamicAttribute(_ name: Name) throws -> Value? {
        switch name.text {
        case "axes": return .list(figure.axes.map { AxesObject.of($0) })
        case "number": return .int(figure.number)
        case "dpi": return .float(figure.dpi)
        case "transFigure": return .object(TransformObject(.figure))
        case "canvas": return .object(self)
        case "texts": return .list(figure.artists.filter { $0 is TextArtist }.map { ArtistObject.of($0) })
        case "legends": return .list(figure.legends.map { ArtistObject.of($0) })
        case "patch": return .object(self)
        default: return nil
        }
    }

    /// The figure made or current, with the arguments of `plt.figure`.
    static func make(_ c: inout PlotCall, number: Int? = nil) throws -> Figure {
        let size = try c.given("figsize").map(PlotValues.numbers)
        if let s = size {
            guard s.count == 2 else { throw valueError("figure size must be a pair") }
            guard s.allSatisfy({ $0.isFinite && $0 > 0 }) else { throw valueError("figure size must be positive finite not (\(s[0]), \(s[1]))") }
        }
        let f = Figure(number: number ?? FigureHost.shared.nextNumber, width: size?[0], height: size?[1], dpi: try c.number("dpi"))
        if let color = try c.color("facecolor") { f.faceColor = color }
        if let color = try c.color("edgecolor") { f.edgeColor = color }
        if let on = try c.flag("frameon") { f.frameOn = on }
        if try c.flag("tight_layout") ?? false { f.layout = "tight" }
        if try c.flag("constrained_layout") ?? false { f.layout = "constrained" }
        if let l = try c.string("layout") { f.layout = l == "none" ? nil : try PlotValues.choice(l, "layout", ["constrained", "compressed", "tight"]) }
        _ = c.take("clear", "FigureClass", "linewidth", "subplotpars")
        return f
    }

    static func options(_ c: inout PlotCall, _ f: Figure) throws -> SaveOptions {
        var o = SaveOptions()
        let style = Style.shared
        if let v = c.given("dpi") {
            if v.asString != "figure" {
                let d = try Operators.toDouble(v)
                guard d > 0 && d.isFinite else { throw valueError("dpi must be positive") }
                o.dpi = d
            }
        } else if style["savefig.dpi"] != .text("figure") {
            o.dpi = style.number("savefig.dpi")
        }
        if let b = c.given("bbox_inches") {
            guard b.asString == "tight" || b.asString == "standard" else { throw valueError("bbox_inches must be 'tight' or 'standard'") }
            o.tight = b.asString == "tight"
        } else {
            o.tight = style.text("savefig.bbox") == "tight"
        }
        o.padInches = try c.number("pad_inches") ?? style.number("savefig.pad_inches")
        o.transparent = try c.flag("transparent") ?? style.flag("savefig.transparent")
        if let v = c.given("facecolor"), v.asString != "auto" { o.faceColor = try PlotValues.color(v, "facecolor") }
        _ = c.take("edgecolor", "metadata", "orientation", "papertype", "bbox_extra_artists", "pil_kwargs", "backend")
        return o
    }

    /// `savefig(path, ...)`
    static func save(_ f: Figure, _ c: inout PlotCall) throws {
        let target = c.take("fname")!
        var format = try c.string("format")
        let o = try options(&c, f)
        try c.finish()
        let path: String?
        if let s = target.asString {
            path = s
        } else if let v = try Operators.attributeIfPresent(target, "__fspath__") {
            path = try Operators.str(Operators.call(v))
        } else {
            path = nil
        }
        if format == nil {
            let name = path?.split(separator: "/").last ?? ""
            if let dot = name.lastIndex(of: "."), dot != name.startIndex { format = String(name[name.index(after: dot)...]).lowercased() }
        }
        let chosen = format ?? "png"
        guard let kind = OutputFormat(rawValue: chosen) else { throw valueError("Format '\(chosen)' is not supported (supported formats: pdf, png, svg)") }
        try PlotValues.run {
            if let p = path {
                let full = p.split(separator: "/").last?.contains(".") ?? false || format == nil && p.hasSuffix("/") ? p : p + "." + chosen
                try f.save(full, format: kind, o)
            } else if let write = try Operators.attributeIfPresent(target, "write") {
                let bytes = try f.bytes(kind, o)
                _ = try Operators.call(write, .object(BytesObject(bytes)))
            } else {
                throw typeError("expected str, bytes or os.PathLike object, not \(target.typeName)")
            }
        }
    }

    /// Cells of a grid as an array of axes, squeezed as NumPy's are.
    static func array(_ axes: [Axes], rows: Int, columns: Int, squeeze: Bool) throws -> Value {
        let v = axes.map { AxesObject.of($0) }
        if squeeze && v.count == 1 { return v[0] }
        let shape = squeeze && (rows == 1 || columns == 1) ? [v.count] : [rows, columns]
        return .object(try NDArray.of(v, shape: shape, kind: .object))
    }

    static func subplots(_ f: Figure, _ c: inout PlotCall) throws -> Value {
        let rows = try c.integer("nrows") ?? 1, columns = try c.integer("ncols") ?? 1
        guard rows > 0 else { throw valueError("Number of rows must be a positive integer, not \(rows)") }
        guard columns > 0 else { throw valueError("Number of columns must be a positive integer, not \(columns)") }
        guard rows * columns <= 10_000 else { throw valueError("too many subplots") }
        func word(_ v: Value?) throws -> String {
            guard let v else { return "none" }
            if case .bool(let b) = v { return b ? "all" : "none" }
            return try PlotValues.choice(try PlotValues.string(v, "sharex"), "sharex", ["all", "row", "col", "none"])
        }
        let sx = try word(c.given("sharex")), sy = try word(c.given("sharey")), squeeze = try c.flag("squeeze") ?? true
        let g = GridSpec(rows, columns, figure: f)
        if let w = c.given("width_ratios") { g.widthRatios = try PlotValues.numbers(w) }
        if let h = c.given("height_ratios") { g.heightRatios = try PlotValues.numbers(h) }
        if let d = c.given("gridspec_kw")?.asObject as? DictObject { for e in d.entries { try PlotGridObject.set(g, e.key.asString ?? "", e.value) } }
        guard g.widthRatios.count == columns else { throw valueError("Expected the given number of width ratios to match the number of columns of the grid") }
        guard g.heightRatios.count == rows else { throw valueError("Expected the given number of height ratios to match the number of rows of the grid") }
        let keywords = c.given("subplot_kw")?.asObject as? DictObject
        let axes = f.subplots(g, shareX: sx, shareY: sy)
        if let d = keywords { for a in axes { try apply(d.entries.compactMap { e in e.key.asString.map { ($0, e.value) } }, a) } }
        f.current = axes.last
        return try array(axes, rows: rows, columns: columns, squeeze: squeeze)
    }
    /// Axes properties given where axes are made.
    static func apply(_ pairs: [(String, Value)], _ a: Axes) throws {
        for (k, v) in pairs {
            switch k {
            case "projection": if v.asString != "rectilinear" && !v.isNone { throw valueError("Unknown projection \(try Operators.repr(v)); only 'rectilinear' is drawn here") }
            case "sharex": a.xaxis.share(try AxesObject.get(v).xaxis.state)
            case "sharey": a.yaxis.share(try AxesObject.get(v).yaxis.state)
            case "frameon": a.frameOn = try Operators.isTrue(v)
            case "polar": if try Operators.isTrue(v) { throw valueError("polar axes are not drawn here") }
            case "label": a.label = try Operators.str(v)
            case "aspect", "title", "xlabel", "ylabel", "xlim", "ylim", "xticks", "yticks", "xscale", "yscale", "facecolor", "zorder", "visible", "box_aspect", "anchor", "axisbelow", "xticklabels", "yticklabels", "adjustable":
                if k == "adjustable" { a.adjustable = try PlotValues.string(v, k) } else {
                    _ = try Operators.call(Operators.attribute(AxesObject.of(a), Name("set_\(k)")), CallArguments(k == "xlim" || k == "ylim" ? try Operators.items(of: v) : [v]))
                }
            case "xmargin": a.xaxis.state.margin = try Operators.toDouble(v)
            case "ymargin": a.yaxis.state.margin = try Operators.toDouble(v)
            default: throw attributeError("Axes.set() got an unexpected keyword argument '\(k)'")
            }
        }
    }
    /// `add_subplot(2, 2, 1)`, `(221)`, `(spec)`
    static func addSubplot(_ f: Figure, _ args: [Value], _ c: inout PlotCall, reuse: Bool) throws -> Axes {
        var (r, k, i) = (1, 1, 1...1)
        var spec: SubplotSpec?
        if args.count == 1, let s = args[0].asObject as? SubplotSpecObject {
            spec = s.spec
        } else if args.count == 1 {
            let n = try Operators.index(args[0])
            guard n >= 111 && n <= 999 else { throw valueError("Integer subplot specification must be a three-digit number, not \(n)") }
            (r, k, i) = (n / 100, n / 10 % 10, n % 10...n % 10)
        } else if args.count >= 3 {
            (r, k) = (try Operators.index(args[0]), try Operators.index(args[1]))
            if let pair = (args[2].asObject as? TupleObject)?.items, pair.count == 2 {
                let (a, b) = (try Operators.index(pair[0]), try Operators.index(pair[1]))
                guard a <= b else { throw valueError("num must be increasing") }
                i = a...b
            } else {
                let n = try Operators.index(args[2])
                i = n...n
            }
        } else if args.count == 2 {
            throw typeError("add_subplot() takes 1 or 3 positional arguments but 2 were given")
        }
        guard r > 0, k > 0, r * k <= 10_000 else { throw valueError("Number of rows must be a positive integer, not \(r)") }
        guard i.lowerBound >= 1, i.upperBound <= r * k else { throw valueError("num must be an integer with 1 <= num <= \(r * k), not \(i.upperBound)") }
        let rows = ((i.lowerBound - 1) / k)...((i.upperBound - 1) / k), columns = min((i.lowerBound - 1) % k, (i.upperBound - 1) % k)...max((i.lowerBound - 1) % k, (i.upperBound - 1) % k)
        // Calls with one grid's size share the grid, so that tight_layout sees it whole.
        let existing = f.axes.compactMap { $0.spec?.grid }.first { $0.rows == r && $0.columns == k && $0.parent == nil }
        let s = spec ?? SubplotSpec(existing ?? GridSpec(r, k, figure: f), rows: rows, columns: columns)
        s.grid.figure = s.grid.figure ?? f
        if reuse, let a = f.axes.first(where: { $0.spec.map { $0.grid.rows == s.grid.rows && $0.grid.columns == s.grid.columns && $0.rows == s.rows && $0.columns == s.columns } ?? false }) {
            f.current = a
            return a
        }
        let a = f.add(s)
        try apply(c.values.map { ($0.name, $0.value) }, a)
        return a
    }

    /// `colorbar(mappable, ax=..., cax=...)`
    static func colorbar(_ f: Figure, _ c: inout PlotCall) throws -> Value {
        let given = c.given("mappable")
        var mappable: Mappable?
        if let v = given {
            if let o = v.asObject as? ArtistObject { mappable = o.artist as? Mappable } else if let k = v.asObject as? ContourObject { mappable = k.mappable } else if let s = v.asObject as? ScalarMappableObject { mappable = s.mappable }
            guard mappable != nil else { throw attributeError("'\(v.typeName)' object has no attribute 'get_array'") }
        } else {
            mappable = f.lastMappable
        }
        guard let m = mappable else {
            throw runtimeError("No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf).")
        }
        let cax = try c.given("cax").map { try AxesObject.get($0) }
        var parents: [Axes] = []
        if let v = c.given("ax") {
            if v.asObject is AxesObject { parents = [try AxesObject.get(v)] } else if let a = v.asObject as? NDArray { parents = try a.values().map { try AxesObject.get($0) } } else {
                parents = try Operators.items(of: v).map { try AxesObject.get($0) }
            }
        }
        if parents.isEmpty { parents = [m.axes ?? f.current].compactMap { $0 } }
        let location = try c.string("location")
        let vertical = try c.string("orientation").map { $0 == "vertical" } ?? (location == nil || location == "left" || location == "right")
        let fraction = try c.number("fraction") ?? 0.15, pad = try c.number("pad") ?? (vertical ? 0.05 : 0.15), shrink = try c.number("shrink") ?? 1, aspect = try c.number("aspect") ?? 20
        let label = try c.given("label").map { try Operators.str($0) }, ticks = c.given("ticks"), format = c.given("format"), extend = try c.string("extend")
        _ = c.take("drawedges", "spacing", "use_gridspec", "boundaries", "values", "alpha", "extendfrac", "anchor", "panchor")
        try c.finish()
        let axes: Axes
        if let a = cax {
            axes = a
        } else {
            guard let first = parents.first else { throw valueError("Unable to determine Axes to steal space for Colorbar. Either provide the *cax* argument to use as the Axes for the Colorbar, provide the *ax* argument to steal space from it, or add *mappable* to an Axes.") }
            let leading = location == "left" || location == "top"
            func anchor(_ a: Axes) {
                a.boxAspect = vertical ? aspect * 1 : 1 / aspect
                a.anchor = vertical ? (leading ? 1 : 0, 0.5) : (0.5, leading ? 0 : 1)
            }
            if parents.count == 1, let s = first.spec {
                // The parent's cells are divided in two, with room between.
                let g: GridSpec
                let space = 2 * pad / (1 - pad)
                let main = 1 - fraction - pad
                if vertical {
                    g = GridSpec(1, 2, figure: f, widthRatios: leading ? [fraction, main] : [main, fraction], wspace: space, hspace: 0)
                } else {
                    g = GridSpec(2, 1, figure: f, heightRatios: leading ? [fraction, main] : [main, fraction], wspace: 0, hspace: space)
                }
                g.parent = s
                let (a, b) = leading ? (1, 0) : (0, 1)
                let mainSpec = vertical ? SubplotSpec(g, rows: 0...0, columns: a...a) : SubplotSpec(g, rows: a...a, columns: 0...0)
                var barSpec = vertical ? SubplotSpec(g, rows: 0...0, columns: b...b) : SubplotSpec(g, rows: b...b, columns: 0...0)
                if shrink < 1 {
                    let rest = (1 - shrink) / 2
                    let inner = vertical ? GridSpec(3, 1, figure: f, heightRatios: [rest, shrink, rest], wspace: 0, hspace: 0) : GridSpec(1, 3, figure: f, widthRatios: [rest, shrink, rest], wspace: 0, hspace: 0)
                    inner.parent = barSpec
                    barSpec = vertical ? SubplotSpec(inner, rows: 1...1, columns: 0...0) : SubplotSpec(inner, rows: 0...0, columns: 1...1)
                }
                first.spec = mainSpec
                first.position = mainSpec.position()
                for t in f.axes where t.isTwin && t.spec === s {
                    t.spec = mainSpec
                    t.position = mainSpec.position()
                }
                first.anchor = vertical ? (leading ? 0 : 1, 0.5) : (0.5, leading ? 1 : 0)
                let current = f.current
                axes = f.add(barSpec)
                f.current = current
            } else {
                // Room is taken from the box around all parents.
                var box = Rect(1e9, 1e9, -1e9, -1e9)
                for p in parents { box = Rect(min(box.x0, p.position.x0), min(box.y0, p.position.y0), max(box.x1, p.position.x1), max(box.y1, p.position.y1)) }
                let (W, H) = (box.x1 - box.x0, box.y1 - box.y0)
                for p in parents {
                    let r = p.position
                    if vertical {
                        let k = 1 - fraction - pad, o = leading ? box.x0 + (fraction + pad) * W : box.x0
                        p.position = Rect(o + (r.x0 - box.x0) * k, r.y0, o + (r.x1 - box.x0) * k, r.y1)
                    } else {
                        let k = 1 - fraction - pad, o = leading ? box.y0 : box.y0 + (fraction + pad) * H
                        p.position = Rect(r.x0, o + (r.y0 - box.y0) * k, r.x1, o + (r.y1 - box.y0) * k)
                    }
                    p.spec = nil
                }
                let room: Rect
                if vertical {
                    let x = leading ? box.x0 : box.x1 - fraction * W
                    room = Rect(x, box.y0 + H * (1 - shrink) / 2, x + fraction * W, box.y1 - H * (1 - shrink) / 2)
                } else {
                    let y = leading ? box.y1 - fraction * H : box.y0
                    room = Rect(box.x0 + W * (1 - shrink) / 2, y, box.x1 - W * (1 - shrink) / 2, y + fraction * H)
                }
                let current = f.current
                axes = f.add(position: room)
                f.current = current
            }
            anchor(axes)
        }
        let bar = Colorbar(axes: axes, mappable: m, vertical: vertical)
        if let e = f.contourLevels[ObjectIdentifier(m)] {
            bar.edges = e
            bar.updateLimits()
        }
        if let e = extend { bar.extend = e }
        let object = ColorbarObject(bar)
        f.colorbars.append(bar)
        let long = vertical ? axes.yaxis! : axes.xaxis!
        if location == "left" || location == "top" {
            (long.ticksLow, long.ticksHigh, long.labelsLow, long.labelsHigh) = vertical ? (true, false, true, false) : (false, true, false, true)
            long.labelPosition = location!
            long.label.style.vertical = vertical ? "bottom" : "bottom"
        }
        if let l = label { long.label.text = l }
        if let t = ticks {
            if let l = t.asObject as? LocatorObject { long.state.locator = l.locator } else { long.state.locator = .fixed(try PlotValues.numbers(t)) }
        }
        if let v = format {
            if let s = v.asString, s.contains("%") {
                long.state.formatter = TickSource.function(.percent, .string(s))
            } else {
                long.state.formatter = try FormatterObject.read(v)
            }
        }
        return .object(object)
    }

    static func margins(_ f: Figure, _ c: inout PlotCall) throws {
        let l = try c.number("left") ?? f.left, r = try c.number("right") ?? f.right, b = try c.number("bottom") ?? f.bottom, t = try c.number("top") ?? f.top
        guard l < r else { throw valueError("left cannot be >= right") }
        guard b < t else { throw valueError("bottom cannot be >= top") }
        (f.left, f.right, f.bottom, f.top) = (l, r, b, t)
        if let w = try c.number("wspace") { f.wspace = w }
        if let h = try c.number("hspace") { f.hspace = h }
        try c.finish()
        f.placeAxes()
    }
    static func title(_ f: Figure, _ c: inout PlotCall, kind: String) throws -> Value {
        let s = Style.shared
        var style = TextStyle(size: kind == "suptitle" ? s.fontSize("figure.titlesize") : s.fontSize("figure.labelsize"), color: s.color("text.color"))
        let text = try Operators.str(c.take("t")!)
        let (x, y): (Double, Double)
        switch kind {
        case "suptitle":
            (x, y) = (0.5, 0.98)
            (style.horizontal, style.vertical) = ("center", "top")
        case "supxlabel":
            (x, y) = (0.5, 0.01)
            (style.horizontal, style.vertical) = ("center", "bottom")
        default:
            (x, y) = (0.02, 0.5)
            (style.horizontal, style.vertical, style.rotation, style.rotationAnchor) = ("left", "center", 90, false)
        }
        let t = TextArtist(x: x, y: y, text: text, style: style)
        t.coordinates = .figure
        t.figure = f
        try AxesObject.style(t, &c)
        switch kind {
        case "suptitle": f.suptitle = t
        case "supxlabel": f.supxlabel = t
        default: f.supylabel = t
        }
        return ArtistObject.of(t)
    }

    private static func declare(_ t: TypeObject) {
        func method(_ name: String, _ names: [String], required: Int = 0, variadic: Bool = false, _ doc: String, _ body: @escaping (Figure, inout PlotCall) throws -> Value) {
            t.method("\(name)(self, *args, **kwargs)", doc) { a in
                guard let o = a[0].asObject as? FigureObject else { throw typeError("a Figure is needed, not '\(a[0].typeName)'") }
                var c = try PlotCall(a, "Figure.\(name)", names, required: required, variadic: variadic)
                return try PlotValues.run { try body(o.figure, &c) }
            }
        }
        t.constructor("Figure(*args, **kwargs)") { _, a in
            var c = try PlotCall(a, "Figure", ["figsize", "dpi"], args: 0)
            let f = try make(&c, number: 0)
            return FigureObject.of(f)
        }
        method("add_subplot", [], variadic: true, "Axes in a cell of a grid: `add_subplot(2, 2, 1)`.") { f, c in AxesObject.of(try addSubplot(f, c.rest, &c, reuse: false)) }
        method("add_axes", ["rect"], required: 1, "Axes at left, bottom, width, height in fractions.") { f, c in
            let n = try PlotValues.numbers(c.take("rect")!)
            guard n.count == 4 else { throw valueError("add_axes() needs left, bottom, width, height") }
            let a = f.add(position: Rect(x: n[0], y: n[1], width: n[2], height: n[3]))
            try apply(c.values.map { ($0.name, $0.value) }, a)
            return AxesObject.of(a)
        }
        method("subplots", ["nrows", "ncols"], "A grid of axes.") { f, c in
            let v = try subplots(f, &c)
            try c.finish()
            return v
        }
        method("add_gridspec", ["nrows", "ncols"], "A grid to put axes on.") { f, c in
            let g = GridSpec(max(1, try c.integer("nrows") ?? 1), max(1, try c.integer("ncols") ?? 1), figure: f)
            for (k, v) in c.values { try PlotGridObject.set(g, k, v) }
            return .object(PlotGridObject(g))
        }
        method("savefig", ["fname"], required: 1, "Writes a file: PNG, SVG or PDF.") { f, c in
            try save(f, &c)
            return .none
        }
        method("colorbar", ["mappable", "cax", "ax"], "A scale of colours.") { f, c in try colorbar(f, &c) }
        for k in ["suptitle", "supxlabel", "supylabel"] { method(k, ["t"], required: 1, "A text for the whole figure.") { f, c in try title(f, &c, kind: k) } }
        method("tight_layout", [], "Makes room for labels.") { f, c in
            let rect = try c.given("rect").map(PlotValues.numbers)
            let pad = try c.number("pad") ?? 1.08, h = try c.number("h_pad"), w = try c.number("w_pad")
            try c.finish()
            try f.tightLayout(pad: pad, hPad: h, wPad: w, rect: rect.flatMap { $0.count == 4 ? Rect($0[0], $0[1], $0[2], $0[3]) : nil } ?? Rect(0, 0, 1, 1))
            return .none
        }
        method("subplots_adjust", ["left", "bottom", "right", "top", "wspace", "hspace"], "Margins and gaps of the grid.") { f, c in
            try margins(f, &c)
            return .none
        }
        method("gca", [], "The current axes.") { f, c in AxesObject.of(f.current ?? f.axes.last ?? f.add(SubplotSpec(GridSpec(1, 1, figure: f), rows: 0...0, columns: 0...0))) }
        method("sca", ["a"], required: 1, "Makes axes current.") { f, c in
            f.current = try AxesObject.get(c.take("a")!)
            return .none
        }
        method("text", ["x", "y", "s"], required: 3, "A text in fractions of the figure.") { f, c in
            let t = TextArtist(x: try c.number("x") ?? 0, y: try c.number("y") ?? 0, text: try Operators.str(c.take("s")!), style: TextStyle(size: Style.shared.size("medium"), color: Style.shared.color("text.color")))
            t.coordinates = .figure
            t.figure = f
            try AxesObject.style(t, &c)
            f.artists.append(t)
            return ArtistObject.of(t)
        }
        method("add_artist", ["artist"], required: 1, "Adds an artist to the figure.") { f, c in
            let v = c.take("artist")!
            guard let o = v.asObject as? ArtistObject else { throw typeError("an artist is needed") }
            if o.artist.coordinates == .data { o.artist.coordinates = .figure }
            o.artist.figure = f
            f.artists.append(o.artist)
            return v
        }
        method("legend", ["handles", "labels"], "Names of what all axes draw.") { f, c in
            let l = try AxesPlots.legend(&c, entries: f.axes.flatMap { AxesPlots.entries($0) })
            l.figure = f
            if l.location == 0 && l.corner == nil { l.location = 1 }
            l.anchorSystem = l.anchorSystem == .axes ? .figure : l.anchorSystem
            f.legends.append(l)
            return ArtistObject.of(l)
        }
        for n in ["clf", "clear"] {
            method(n, [], "Empties the figure.") { f, _ in
                f.clear()
                return .none
            }
        }
        method("delaxes", ["ax"], required: 1, "Takes axes off.") { f, c in
            try AxesObject.get(c.take("ax")!).remove()
            return .none
        }
        method("show", [], "Shows the figure.") { f, _ in
            try PlotValues.run { try FigureHost.shared.show?(f) }
            return .none
        }
        method("get_axes", [], "The axes.") { f, _ in .list(f.axes.map { AxesObject.of($0) }) }
        method("get_size_inches", [], "Width and height.") { f, _ in PlotValues.ndarray([f.width, f.height]) }
        method("set_size_inches", ["w", "h"], required: 1, "Width and height.") { f, c in
            var n = try PlotValues.numbers(c.take("w")!)
            if let h = try c.number("h") { n.append(h) }
            guard n.count == 2, n.allSatisfy({ $0.isFinite && $0 > 0 }) else { throw valueError("figure size must be positive finite") }
            (f.width, f.height) = (n[0], n[1])
            return .none
        }
        for (n, isWidth) in [("set_figwidth", true), ("set_figheight", false)] {
            method(n, ["val"], required: 1, "The size.") { f, c in
                let v = try c.number("val") ?? 1
                guard v.isFinite && v > 0 else { throw valueError("figure size must be positive finite") }
                if isWidth { f.width = v } else { f.height = v }
                return .none
            }
        }
        method("get_figwidth", [], "The width.") { f, _ in .float(f.width) }
        method("get_figheight", [], "The height.") { f, _ in .float(f.height) }
        method("set_dpi", ["val"], required: 1, "Pixels per inch.") { f, c in
            f.dpi = max(1, try c.number("val") ?? 100)
            return .none
        }
        method("get_dpi", [], "Pixels per inch.") { f, _ in .float(f.dpi) }
        method("set_facecolor", ["color"], required: 1, "The background.") { f, c in
            f.faceColor = try PlotValues.color(c.take("color")!)
            return .none
        }
        method("get_facecolor", [], "The background.") { f, _ in PlotValues.tuple(f.faceColor) }
        method("set_layout_engine", ["layout"], "tight, constrained or none.") { f, c in
            f.layout = try c.string("layout")
            return .none
        }
        for n in ["draw", "draw_idle", "flush_events", "autofmt_xdate", "align_labels", "align_xlabels", "align_ylabels", "set_tight_layout", "draw_without_rendering"] {
            method(n, ["a"], "Nothing to do before a figure is shown.") { f, _ in
                if n == "autofmt_xdate" { for a in f.axes { (a.xaxis.major.labelRotation, a.xaxis.major.labelHorizontal) = (30, "right") } }
                return .none
            }
        }
    }
}

/// A grid of cells.
final class PlotGridObject: Object {
    let grid: GridSpec
    static let type_ = TypeObject.native("GridSpec", module: "matplotlib.gridspec", subclassable: false) { t in
        t.constructor("GridSpec(nrows, ncols, figure=None, **kwargs)") { _, a in
            let g = GridSpec(max(1, try a.int(0)), max(1, try a.int(1)), figure: (a[2].asObject as? FigureObject)?.figure ?? FigureHost.shared.current)
            for (k, v) in a.keywords(3) { try set(g, k, v) }
            return .object(PlotGridObject(g))
        }
        t.method("subplots(self, **kwargs)") { a in
            guard let o = a[0].asObject as? PlotGridObject, let f = o.grid.figure else { throw valueError("GridSpec.subplots() only works for GridSpecs created with a parent figure") }
            var sx = "none", sy = "none"
            for (k, v) in a.keywords(1) where k == "sharex" || k == "sharey" {
                var s = v.asString ?? "none"
                if case .bool(let b) = v { s = b ? "all" : "none" }
                if k == "sharex" { sx = s } else { sy = s }
            }
            return try FigureObject.array(f.subplots(o.grid, shareX: sx, shareY: sy), rows: o.grid.rows, columns: o.grid.columns, squeeze: true)
        }
        t.method("update(self, **kwargs)") { a in
            if let o = a[0].asObject as? PlotGridObject { for (k, v) in a.keywords(1) { try set(o.grid, k, v) } }
            return .none
        }
    }
    init(_ g: GridSpec) {
        grid = g
        super.init(type: PlotGridObject.type_)
    }
    static func set(_ g: GridSpec, _ k: String, _ v: Value) throws {
        if v.isNone { return }
        switch k {
        case "width_ratios": g.widthRatios = try PlotValues.numbers(v)
        case "height_ratios": g.heightRatios = try PlotValues.numbers(v)
        case "wspace": g.wspace = try Operators.toDouble(v)
        case "hspace": g.hspace = try Operators.toDouble(v)
        case "left": g.left = try Operators.toDouble(v)
        case "right": g.right = try Operators.toDouble(v)
        case "bottom": g.bottom = try Operators.toDouble(v)
        case "top": g.top = try Operators.toDouble(v)
        case "figure": break
        default: throw typeError("GridSpec.__init__() got an unexpected keyword argument '\(k)'")
        }
    }
    override func getItem(_ key: Value) throws -> Value? {
        func span(_ v: Value, _ n: Int) throws -> ClosedRange<Int> {
            if let s = v.asObject as? SliceObject {
                let r = try s.resolve(length: n)
                guard r.count > 0, r.step == 1 else { throw indexError("GridSpec slice would result in no space allocated for subplot") }
                return r.start...(r.start + r.count - 1)
            }
            var i = try Operators.index(v)
            if i < 0 { i += n }
            guard i >= 0 && i < n else { throw indexError("index \(i) is out of bounds for axis 0 with size \(n)") }
            return i...i
        }
        if let t = (key.asObject as? TupleObject)?.items, t.count == 2 {
            return .object(SubplotSpecObject(SubplotSpec(grid, rows: try span(t[0], grid.rows), columns: try span(t[1], grid.columns))))
        }
        let s = try span(key, grid.rows * grid.columns)
        let (a, b) = (s.lowerBound, s.upperBound)
        return .object(SubplotSpecObject(SubplotSpec(grid, rows: a / grid.columns...b / grid.columns, columns: min(a % grid.columns, b % grid.columns)...max(a % grid.columns, b % grid.columns))))
    }
}

final class SubplotSpecObject: Object {
    let spec: SubplotSpec
    static let type_ = TypeObject.native("SubplotSpec", module: "matplotlib.gridspec", subclassable: false) { t in
        t.method("subgridspec(self, nrows, ncols, **kwargs)") { a in
            guard let o = a[0].asObject as? SubplotSpecObject else { return .none }
            let g = GridSpec(max(1, try a.int(1)), max(1, try a.int(2)), figure: o.spec.grid.figure)
            g.parent = o.spec
            for (k, v) in a.keywords(3) { try PlotGridObject.set(g, k, v) }
            return .object(PlotGridObject(g))
        }
    }
    init(_ s: SubplotSpec) {
        spec = s
        super.init(type: SubplotSpecObject.type_)
    }
}

/// A colour bar.
final class ColorbarObject: Object {
    let bar: Colorbar
    static let type_ = TypeObject.native("Colorbar", module: "matplotlib.colorbar", subclassable: false) { t in
        func long(_ a: Arguments) throws -> Axis {
            guard let o = a[0].asObject as? ColorbarObject else { throw typeError("a Colorbar is needed") }
            return o.bar.vertical ? o.bar.axes.yaxis : o.bar.axes.xaxis
        }
        t.method("set_label(self, *args, **kwargs)", "The bar's label.") { a in
            var c = try PlotCall(a, "Colorbar.set_label", ["label"], required: 1)
            let x = try long(a)
            x.label.text = try Operators.str(c.take("label")!)
            if let p = try c.number("labelpad") { x.labelPad = p }
            _ = c.take("loc")
            try AxesObject.style(x.label, &c)
            return .none
        }
        t.method("set_ticks(self, *args, **kwargs)", "Where ticks lie.") { a in
            var c = try PlotCall(a, "Colorbar.set_ticks", ["ticks", "labels"], required: 1)
            let x = try long(a)
            if let l = c.values.first(where: { $0.name == "ticks" })?.value.asObject as? LocatorObject { x.state.locator = l.locator } else {
                let fixed = x.state.fixed
                try AxesTicks.setTicks(x, &c)
                x.state.fixed = fixed
            }
            return .none
        }
        t.method("set_ticklabels(self, *args, **kwargs)", "What ticks say.") { a in
            var c = try PlotCall(a, "Colorbar.set_ticklabels", ["labels"], required: 1)
            try AxesTicks.setLabels(try long(a), c.take("labels")!)
            return .none
        }
        t.method("remove(self)") { a in
            (a[0].asObject as? ColorbarObject)?.bar.axes.remove()
            return .none
        }
        for n in ["update_ticks", "minorticks_on", "minorticks_off", "draw_all"] { t.method("\(n)(self)") { _ in .none } }
    }
    init(_ b: Colorbar) {
        bar = b
        super.init(type: ColorbarObject.type_)
    }
    override var allowsAttributes: Bool { true }
    override func dynamicAttribute(_ name: Name) throws -> Value? {
        switch name.text {
        case "ax": return AxesObject.of(bar.axes)
        case "mappable": return ArtistObject.of(bar.mappable)
        case "outline": return .object(SpinesObject(bar.axes, Axes.sides))
        case "dividers": return Value.none
        case "vmin": return bar.mappable.norm.vmin.map(Value.float) ?? Value.none
        case "vmax": return bar.mappable.norm.vmax.map(Value.float) ?? Value.none
        default: return nil
        }
    }
}

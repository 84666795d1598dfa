// This file defines the methods of `Axes` that draw lines, marks, bars, bands, texts and legends.

import Lang
import Plot

enum AxesPlots {
    static func method(_ t: TypeObject, _ name: String, _ names: [String], required: Int = 0, variadic: Bool = false, _ doc: String, _ body: @escaping (Axes, inout PlotCall) throws -> Value) {
        t.method("\(name)(self, *args, **kwargs)", doc) { a in
            var call = try PlotCall(a, "Axes.\(name)", names, required: required, variadic: variadic)
            return try PlotValues.run { try body(try AxesObject.get(a[0]), &call) }
        }
    }

    /// `'ro--'`: colour, marker and line style. Throws ValueError with matplotlib's words.
    static func format(_ s: String) throws -> (color: RGBA?, marker: Marker?, style: LineStyle?) {
        if let c = ColorNames.parse(s, cycle: Style.shared.colorCycle), Double(s) == nil, s.count > 1 { return (c, nil, nil) }
        var color: RGBA?, marker: Marker?, style: LineStyle?
        let text = Array(s)
        var i = 0
        func fail(_ why: String) -> PythonError { valueError("'\(s)' is not a valid format string (\(why))") }
        while i < text.count {
            let c = String(text[i]), two = i + 1 < text.count ? c + String(text[i + 1]) : ""
            if two == "--" || two == "-." {
                if style != nil { throw fail("two linestyle symbols") }
                style = LineStyle(two)
                i += 2
            } else if c == "C", i + 1 < text.count, text[i + 1].isNumber {
                if color != nil { throw fail("two color symbols") }
                color = ColorNames.parse(two, cycle: Style.shared.colorCycle)
                i += 2
            } else if c == "-" || c == ":" {
                if style != nil { throw fail("two linestyle symbols") }
                style = LineStyle(c)
                i += 1
            } else if let m = Marker(c), !m.isNone {
                if marker != nil { throw fail("two marker symbols") }
                marker = m
                i += 1
            } else if "bgrcmykw".contains(c) {
                if color != nil { throw fail("two color symbols") }
                color = ColorNames.parse(c, cycle: [])
                i += 1
            } else if c == " " {
                i += 1
            } else {
                throw fail("unrecognized character '\(c)'")
            }
        }
        return (color, marker, style)
    }

    /// The columns of y and x for one group of `plot`'s arguments.
    static func columns(_ x: Value?, _ y: Value, _ ax: Axes) throws -> [([Double], [Double])] {
        func read(_ v: Value, _ s: AxisState) throws -> (shape: [Int], values: [Double]) {
            if try v.asString != nil || PlotValues.texts(v) != nil {
                let n = try PlotValues.along(v, s)
                return ([n.count], n)
            }
            return try PlotValues.array(v)
        }
        let ya = try read(y, ax.yaxis.state)
        let rows = ya.shape.first ?? 1
        let k = ya.shape.count > 1 ? ya.shape[1...].reduce(1, *) : 1
        let xa = try x.map { try read($0, ax.xaxis.state) }
        let xs = xa?.values ?? (0..<rows).map(Double.init)
        let xk = (xa?.shape.count ?? 1) > 1 ? xa!.shape[1] : 1
        let xrows = xa?.shape.first ?? rows
        if xrows != rows {
            func show(_ s: [Int], _ n: Int) -> String { s.isEmpty ? "(1,)" : "(" + s.map(String.init).joined(separator: ", ") + (s.count == 1 ? ",)" : ")") }
            throw valueError("x and y must have same first dimension, but have shapes \(show(xa?.shape ?? [], xs.count)) and \(show(ya.shape, ya.values.count))")
        }
        return (0..<max(k, xk)).map { c in
            ((0..<rows).map { xs[$0 * xk + (xk > 1 ? c : 0)] }, (0..<rows).map { ya.values[$0 * k + (k > 1 ? c : 0)] })
        }
    }

    /// `plot(x, y, 'fmt', x2, y2, ..., **properties)`
    static func plot(_ ax: Axes, _ rest: [Value], _ call: inout PlotCall) throws -> [Line2D] {
        _ = call.take("scalex", "scaley")
        var args = rest
        if let d = call.given("data") {
            args = try args.map { v in try v.asString != nil && Operators.contains(d, v) ? Operators.getItem(d, v) : v }
        }
        let labels: [String]? = try call.values.first { $0.name == "label" }.flatMap { l in
            guard l.value.asString == nil, l.value.asObject is ListObject || l.value.asObject is TupleObject else { return nil }
            return try Operators.items(of: l.value).map { try Operators.str($0) }
        }
        if labels != nil { _ = call.take("label") }
        var lines: [Line2D] = []
        func isFormat(_ v: Value) -> Bool { v.asString != nil }
        while !args.isEmpty {
            var x: Value?
            var y = args.removeFirst()
            if let next = args.first, !isFormat(next) {
                x = y
                y = next
                args.removeFirst()
            }
            var style: (color: RGBA?, marker: Marker?, style: LineStyle?) = (nil, nil, nil)
            if let f = args.first?.asString {
                style = try format(f)
                args.removeFirst()
                if style.marker != nil && style.style == nil { style.style = LineStyle.none }
            }
            let hasColor = call.values.contains { $0.name == "color" || $0.name == "c" }
            for (c, (xs, ys)) in try columns(x, y, ax).enumerated() {
                let line = Line2D(x: xs, y: ys, color: style.color ?? (hasColor ? .black : ax.nextLineColor()))
                if let m = style.marker { line.marker = m }
                if let s = style.style { line.lineStyle = s }
                try call.apply(to: line)
                if let labels, c < labels.count { line.label = labels[c] }
                if line.label.isEmpty { line.label = "_child\(ax.children.count)" }
                lines.append(ax.add(line))
            }
        }
        return lines
    }

    static func declare(_ t: TypeObject) {
        method(t, "plot", [], variadic: true, "Lines and markers: `plot(x, y, 'ro--', label='a')`.") { ax, c in
            .list(try plot(ax, c.rest, &c).map { ArtistObject.of($0) })
        }
        for (name, x, y) in [("semilogx", true, false), ("semilogy", false, true), ("loglog", true, true)] {
            method(t, name, [], variadic: true, "As plot, with logarithmic axes.") { ax, c in
                let base = try c.number("base") ?? 10
                if x { ax.xaxis.state.scale = .log(base) }
                if y { ax.yaxis.state.scale = .log(base) }
                return .list(try plot(ax, c.rest, &c).map { ArtistObject.of($0) })
            }
        }
        method(t, "step", [], variadic: true, "A line in steps; `where` is pre, post or mid.") { ax, c in
            let w = try PlotValues.choice(try c.string("where") ?? "pre", "where", ["pre", "post", "mid"])
            let lines = try plot(ax, c.rest, &c)
            for l in lines { l.drawStyle = "steps-" + w }
            return .list(lines.map { ArtistObject.of($0) })
        }
        method(t, "scatter", ["x", "y", "s", "c", "marker", "cmap", "norm", "vmin", "vmax", "alpha", "linewidths"], required: 2, "Marks of sizes and colours.") { ax, c in try scatter(ax, &c) }
        declareBars(t)
        declareLines(t)
        declareTexts(t)
    }

    static func scatter(_ ax: Axes, _ c: inout PlotCall) throws -> Value {
        let data = c.given("data")
        func column(_ v: Value) throws -> Value {
            if let d = data, v.asString != nil, try Operators.contains(d, v) { return try Operators.getItem(d, v) }
            return v
        }
        let x = try PlotValues.along(try column(c.take("x")!), ax.xaxis.state), y = try PlotValues.along(try column(c.take("y")!), ax.yaxis.state)
        guard x.count == y.count else { throw valueError("x and y must be the same size") }
        let sizes = try c.given("s").map { try PlotValues.numbers(try column($0)) } ?? [36]
        guard sizes.count == 1 || sizes.count == x.count else { throw valueError("s must be a scalar, or float array-like with the same size as x and y") }
        let cmap = try PlotValues.colormap(c.take("cmap")), vmin = try c.number("vmin"), vmax = try c.number("vmax")
        let norm = try PlotValues.norm(c.take("norm"), vmin: vmin, vmax: vmax)
        var faces: [RGBA] = []
        var values: [Double]?
        let given = try c.given("c").map(column), color = c.given("color")
        let face = c.given("facecolors", "facecolor", "fc"), edge = c.given("edgecolors", "edgecolor", "ec")
        if given != nil && color != nil { throw valueError("Supply a 'c' argument or a 'color' kwarg but not both; they differ but their functionalities overlap.") }
        if let v = given {
            // Numbers, one a mark, are values; three or four numbers that are no such row are one colour.
            let numeric = v.asString == nil ? (try? PlotValues.array(v)) : nil
            if let n = numeric, n.values.count == x.count, n.shape.count == 1 || n.shape.isEmpty, v.asString == nil, !(n.shape.isEmpty && x.count != 1) {
                values = n.values
            } else {
                faces = try PlotValues.colors(v, "c")
                if faces.count != 1 && faces.count != x.count { throw valueError("'c' argument has \(faces.count) elements, which is inconsistent with 'x' and 'y' with size \(x.count).") }
            }
        } else if let v = color {
            faces = try PlotValues.colors(v)
        } else if let f = face, f.asString != "none" {
            faces = try PlotValues.colors(f, "facecolors")
        } else {
            faces = [ax.nextPatchColor()]
        }
        let marker = try c.given("marker").map(PlotValues.marker) ?? Marker(Style.shared.text("scatter.marker")) ?? .none
        let p = PathCollection(offsets: zip(x, y).map { Point($0, $1) }, sizes: sizes, marker: marker, faceColors: faces, cmap: cmap, norm: norm)
        p.values = values
        if let f = face, f.asString == "none" {
            p.edgeColors = p.faceColors
            p.faceColors = [.clear]
        }
        if let e = edge, e.asString != "face" { p.edgeColors = e.asString == "none" ? [.clear] : try PlotValues.colors(e, "edgecolors") }
        if let w = c.given("linewidths", "linewidth", "lw") { p.lineWidths = try PlotValues.numbers(w) }
        _ = c.take("plotnonfinite")
        try c.apply(to: p)
        ax.add(p)
        ax.figure?.lastMappable = p
        return ArtistObject.of(p)
    }

    // MARK: Bars and bands

    private static func spread(_ v: [Double], _ n: Int, _ name: String) throws -> [Double] {
        if v.count == n { return v }
        if v.count == 1 { return [Double](repeating: v[0], count: n) }
        throw valueError("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (\(n),) and arg 1 with shape (\(v.count),).")
    }

    static func bars(_ ax: Axes, _ c: inout PlotCall, horizontal: Bool) throws -> Value {
        let position = try PlotValues.along(c.take(horizontal ? "y" : "x")!, horizontal ? ax.yaxis.state : ax.xaxis.state)
        let lengths = try PlotValues.numbers(c.take(horizontal ? "width" : "height")!)
        let n = max(position.count, lengths.count)
        let at = try spread(position, n, "x"), long = try spread(lengths, n, "height")
        let thick = try spread(try c.given(horizontal ? "height" : "width").map(PlotValues.numbers) ?? [0.8], n, "width")
        let base = try spread(try c.given(horizontal ? "left" : "bottom").map(PlotValues.numbers) ?? [0], n, "bottom")
        let align = try PlotValues.choice(try c.string("align") ?? "center", "align", ["center", "edge"])
        let colorArgument = c.given("color", "facecolor", "fc")
        let colors = try colorArgument.map { try PlotValues.colors($0) } ?? [ax.nextPatchColor()]
        let edges = try c.given("edgecolor", "ec").map { try PlotValues.colors($0, "edgecolor") }
        let widths = try c.given("linewidth", "lw").map(PlotValues.numbers)
        let hatches = try c.given("hatch").map { v in try v.asString.map { [$0] } ?? Operators.items(of: v).map { $0.asString ?? "" } }
        let labels = c.given("tick_label")
        var label = "", labelList: [String]?
        if let l = c.given("label") {
            if l.asString == nil, l.asObject is ListObject || l.asObject is TupleObject { labelList = try Operators.items(of: l).map { try Operators.str($0) } } else { label = try Operators.str(l) }
        }
        let xerr = c.given("xerr"), yerr = c.given("yerr"), ecolor = c.given("ecolor"), cap = try c.number("capsize"), errorKeywords = c.given("error_kw")
        if try c.flag("log") ?? false { (horizontal ? ax.xaxis : ax.yaxis).state.scale = .log(10) }
        _ = c.take("data", "orientation")
        var patches: [PatchArtist] = []
        for i in 0..<n {
            let start = align == "center" ? at[i] - thick[i] / 2 : at[i]
            let p = PatchArtist(
                horizontal ? .rectangle(x: base[i], y: start, width: long[i], height: thick[i], angle: 0) : .rectangle(x: start, y: base[i], width: thick[i], height: long[i], angle: 0),
                face: colors[i % max(colors.count, 1)])
            p.className = "Rectangle"
            if let e = edges, !e.isEmpty { p.edgeColor = e[i % e.count] }
            if let w = widths, !w.isEmpty { p.lineWidth = w[i % w.count] }
            if let h = hatches, !h.isEmpty { p.hatch = h[i % h.count] }
            if horizontal { p.stickyBases.x = [base[i]] } else { p.stickyBases.y = [base[i]] }
            try c.apply(to: p)
            p.label = labelList.map { i < $0.count ? $0[i] : "" } ?? "_nolegend_"
            patches.append(ax.add(p))
        }
        let container = ContainerObject(.bars, patches, label: label)
        if labelList == nil && !label.isEmpty { ax.containers.append((label, patches)) }
        if let labels {
            let texts = try labels.asString.map { [$0] } ?? Operators.items(of: labels).map { try Operators.str($0) }
            (horizontal ? ax.yaxis : ax.xaxis).state.locator = .fixed(at)
            (horizontal ? ax.yaxis : ax.xaxis).state.formatter = .labels(Array(zip(at, texts)))
        }
        if xerr != nil || yerr != nil {
            let centre = (0..<n).map { align == "center" ? at[$0] : at[$0] + thick[$0] / 2 }, tips = (0..<n).map { base[$0] + long[$0] }
            var style = ErrorStyle()
            style.color = try ecolor.map { try PlotValues.color($0) } ?? .black
            style.capSize = cap ?? Style.shared.number("errorbar.capsize")
            if let d = errorKeywords?.asObject as? DictObject {
                for e in d.entries {
                    switch e.key.asString ?? "" {
                    case "ecolor", "color": style.color = try PlotValues.color(e.value)
                    case "capsize": style.capSize = try Operators.toDouble(e.value)
                    case "elinewidth", "lw", "linewidth": style.width = try Operators.toDouble(e.value)
                    case "capthick": style.capThick = try Operators.toDouble(e.value)
                    default: break
                    }
                }
            }
            _ = try errorBars(ax, horizontal ? tips : centre, horizontal ? centre : tips, xerr: xerr, yerr: yerr, style)
        }
        return .object(container)
    }

    struct ErrorStyle {
        var color = RGBA.black
        var width = Style.shared.number("lines.linewidth")
        var capSize = 0.0
        var capThick: Double?
        var alpha: Double?
        var zorder = 2.0
        var every = 1
        var limits = (lolims: false, uplims: false, xlolims: false, xuplims: false)
    }

    /// Bars and caps of errors; the artists.
    static func errorBars(_ ax: Axes, _ x: [Double], _ y: [Double], xerr: Value?, yerr: Value?, _ s: ErrorStyle) throws -> (caps: [Line2D], bars: [LineCollection]) {
        func pair(_ v: Value, _ name: String) throws -> ([Double], [Double]) {
            let (shape, n) = try PlotValues.array(v)
            if shape.count == 2, shape[0] == 2, n.count == 2 * x.count { return (Array(n[..<x.count]), Array(n[x.count...])) }
            let one = shape.isEmpty || n.count == 1 ? [Double](repeating: n.first ?? 0, count: x.count) : n
            guard one.count == x.count else { throw valueError("'\(name)' (shape: (\(n.count),)) must be a scalar or a 1D or (2, n) array-like whose shape matches 'x' (shape: (\(x.count),))") }
            return (one, one)
        }
        var caps: [Line2D] = [], bars: [LineCollection] = []
        for (err, isX) in [(xerr, true), (yerr, false)] {
            guard let err else { continue }
            let (low, high) = try pair(err, isX ? "xerr" : "yerr")
            if (low + high).contains(where: { $0 < 0 }) { throw valueError("'\(isX ? "xerr" : "yerr")' must not contain negative values") }
            let use = stride(from: 0, to: x.count, by: max(s.every, 1)).map { $0 }
            let segments = use.map { i in isX ? [Point(x[i] - low[i], y[i]), Point(x[i] + high[i], y[i])] : [Point(x[i], y[i] - low[i]), Point(x[i], y[i] + high[i])] }
            let l = LineCollection(segments, colors: [s.color])
            l.lineWidths = [s.width]
            l.alpha = s.alpha
            l.zorder = s.zorder
            bars.append(ax.add(l))
            if s.capSize > 0 {
                for end in 0..<2 {
                    let c = Line2D(x: segments.map { $0[end].x }, y: segments.map { $0[end].y }, color: s.color)
                    c.lineStyle = .none
                    c.marker = Marker(isX ? "|" : "_")!
                    c.markerSize = 2 * s.capSize
                    if let w = s.capThick { c.markerEdgeWidth = w }
                    c.alpha = s.alpha
                    c.zorder = s.zorder
                    c.label = "_nolegend_"
                    caps.append(ax.add(c))
                }
            }
        }
        return (caps, bars)
    }

    private static func declareBars(_ t: TypeObject) {
        method(t, "bar", ["x", "height", "width", "bottom"], required: 2, "Upright bars.") { ax, c in try bars(ax, &c, horizontal: false) }
        method(t, "barh", ["y", "width", "height", "left"], required: 2, "Lying bars.") { ax, c in try bars(ax, &c, horizontal: true) }
        method(t, "bar_label", ["container", "labels"], required: 1, "Texts at bars.") { ax, c in
            guard let k = c.take("container")!.asObject as? ContainerObject else { throw typeError("bar_label() needs what bar() returned") }
            let labels = try c.given("labels").map { try Operators.items(of: $0).map { try Operators.str($0) } }
            let format = c.given("fmt"), type = try c.string("label_type") ?? "edge", padding = try c.number("padding") ?? 0
            var out: [Value] = []
            for (i, a) in k.artists.enumerated() {
                guard let p = a as? PatchArtist, case .rectangle(let x, let y, let w, let h, _) = p.shape else { continue }
                let horizontal = !p.stickyBases.x.isEmpty
                let v = horizontal ? w : h
                var text = labels.map { i < $0.count ? $0[i] : "" }
                if text == nil {
                    if let f = format {
                        if let s = f.asString {
                            text = s.contains("{") ? try Operators.str(Operators.callMethod(.string(s), "format", .float(v))) : try Operators.str(Operators.binary(.mod, .string(s), .float(v)))
                        } else {
                            text = try Operators.str(Operators.call(f, .float(v)))
                        }
                    } else {
                        text = try Operators.format(.float(v), "g")
                    }
                }
                let at = type == "center" ? Point(x + w / 2, y + h / 2) : horizontal ? Point(x + w, y + h / 2) : Point(x + w / 2, y + h)
                let pad = type == "center" ? 0 : (v < 0 ? -padding : padding)
                var s = TextStyle(size: Style.shared.size("medium"), color: Style.shared.color("text.color"))
                s.horizontal = type == "center" || !horizontal ? "center" : v < 0 ? "right" : "left"
                s.vertical = type == "center" || horizontal ? "center" : v < 0 ? "top" : "bottom"
                let a = Annotation(text: text ?? "", target: at, x: horizontal ? pad : 0, y: horizontal ? 0 : pad, style: s)
                a.coordinates = .offsetPoints
                for (k, v) in c.values { try ArtistProperties.set(a, k, v) }
                ax.add(a)
                out.append(ArtistObject.of(a))
            }
            return .list(out)
        }
        method(t, "errorbar", ["x", "y", "yerr", "xerr", "fmt", "ecolor", "elinewidth", "capsize"], required: 2, "Points with errors.") { ax, c in
            let x = try PlotValues.along(c.take("x")!, ax.xaxis.state), y = try PlotValues.along(c.take("y")!, ax.yaxis.state)
            guard x.count == y.count else { throw valueError("'x' and 'y' must have the same size") }
            let xerr = c.given("xerr"), yerr = c.given("yerr"), fmt = try c.string("fmt") ?? ""
            var s = ErrorStyle()
            let ecolor = try c.color("ecolor")
            if let w = try c.number("elinewidth") { s.width = w }
            s.capSize = try c.number("capsize") ?? Style.shared.number("errorbar.capsize")
            s.capThick = try c.number("capthick")
            s.every = max(1, try c.integer("errorevery") ?? 1)
            _ = c.take("barsabove", "lolims", "uplims", "xlolims", "xuplims", "data")
            let label = try c.given("label").map { try Operators.str($0) } ?? ""
            let f = fmt.lowercased() == "none" ? nil : try format(fmt)
            let hasColor = c.values.contains { $0.name == "color" || $0.name == "c" }
            let l = Line2D(x: x, y: y, color: f?.color ?? (hasColor ? .black : ax.nextLineColor()))
            if let m = f?.marker {
                l.marker = m
                if f?.style == nil { l.lineStyle = .none }
            }
            if let st = f?.style { l.lineStyle = st }
            try c.apply(to: l)
            l.label = "_nolegend_"
            s.color = ecolor ?? l.color
            s.alpha = l.alpha
            s.zorder = l.zorder
            if f != nil { ax.add(l) }
            let r = try errorBars(ax, x, y, xerr: xerr, yerr: yerr, s)
            if !label.isEmpty { ax.errorContainers.append((label, f == nil ? nil : l, s.color, s.width, s.capSize, xerr != nil, yerr != nil, r.bars.first)) }
            return .tuple([f == nil ? .none : ArtistObject.of(l), .tuple(r.caps.map { ArtistObject.of($0) }), .tuple(r.bars.map { ArtistObject.of($0) })])
        }
        for horizontal in [false, true] {
            method(t, horizontal ? "fill_betweenx" : "fill_between", horizontal ? ["y", "x1", "x2", "where", "step", "interpolate"] : ["x", "y1", "y2", "where", "interpolate", "step"], required: 2, "A band between two curves.") { ax, c in
                let a = try PlotValues.along(c.take(horizontal ? "y" : "x")!, horizontal ? ax.yaxis.state : ax.xaxis.state)
                func curve(_ v: Value?) throws -> [Double] {
                    let n = try v.map(PlotValues.numbers) ?? [0]
                    guard n.count == 1 || n.count == a.count else { throw valueError("'\(horizontal ? "y" : "x")' and curves must have the same size: \(a.count) and \(n.count)") }
                    return n.count == a.count ? n : [Double](repeating: n[0], count: a.count)
                }
                let one = try curve(c.take(horizontal ? "x1" : "y1")), two = try curve(c.given(horizontal ? "x2" : "y2"))
                let mask = try c.given("where").map { try PlotValues.numbers($0).map { $0 != 0 } }
                _ = c.take("interpolate", "data")
                let step = try c.string("step")
                var polygons: [[Point]] = []
                var run: [Int] = []
                func close() {
                    defer { run = [] }
                    guard !run.isEmpty else { return }
                    var top: [Point] = [], bottom: [Point] = []
                    for (k, i) in run.enumerated() {
                        if let s = step, k > 0 {
                            let j = run[k - 1]
                            let m = s == "pre" ? a[j] : s == "post" ? a[i] : (a[i] + a[j]) / 2
                            top.append(Point(m, s == "pre" ? one[i] : one[j]))
                            bottom.append(Point(m, s == "pre" ? two[i] : two[j]))
                            if s == "mid" {
                                top.append(Point(m, one[i]))
                                bottom.append(Point(m, two[i]))
                            }
                        }
                        top.append(Point(a[i], one[i]))
                        bottom.append(Point(a[i], two[i]))
                    }
                    let p = top + bottom.reversed()
                    polygons.append(horizontal ? p.map { Point($0.y, $0.x) } : p)
                }
                for i in a.indices {
                    let ok = a[i].isFinite && one[i].isFinite && two[i].isFinite && (mask.map { i < $0.count && $0[i] } ?? true)
                    if ok { run.append(i) } else { close() }
                }
                close()
                let hasColor = c.values.contains { ["color", "facecolor", "facecolors", "fc"].contains($0.name) }
                let p = PolyCollection(polygons, face: [hasColor ? .black : ax.nextPatchColor()])
                try c.apply(to: p)
                ax.add(p)
                return ArtistObject.of(p)
            }
        }
        method(t, "fill", [], variadic: true, "Filled polygons: `fill(x, y, 'r')`.") { ax, c in
            var args = c.rest
            var out: [Value] = []
            while args.count >= 2 {
                let x = try PlotValues.numbers(args[0]), y = try PlotValues.numbers(args[1])
                args.removeFirst(2)
                var color: RGBA?
                if let f = args.first?.asString {
                    color = try format(f).color
                    args.removeFirst()
                }
                let p = PatchArtist(.polygon(zip(x, y).map { Point($0, $1) }, closed: true), face: color ?? ax.nextPatchColor())
                p.className = "Polygon"
                p.edgeColor = p.faceColor
                try c.apply(to: p)
                ax.add(p)
                out.append(ArtistObject.of(p))
            }
            return .list(out)
        }
        method(t, "stackplot", ["x"], required: 1, variadic: true, "Areas on top of one another.") { ax, c in
            let x = try PlotValues.numbers(c.take("x")!)
            var rows: [[Double]] = []
            for v in c.rest {
                let (shape, n) = try PlotValues.array(v)
                if shape.count == 2 { for r in 0..<shape[0] { rows.append(Array(n[r * shape[1]..<(r + 1) * shape[1]])) } } else { rows.append(n) }
            }
            let labels = try c.given("labels").map { try Operators.items(of: $0).map { try Operators.str($0) } } ?? []
            let colors = try c.given("colors").map { try PlotValues.colors($0) }
            _ = c.take("baseline")
            var base = [Double](repeating: 0, count: x.count)
            var out: [Value] = []
            for (i, r) in rows.enumerated() {
                guard r.count == x.count else { throw valueError("x and y must have the same length: \(x.count) and \(r.count)") }
                let top = zip(base, r).map { $0 + $1 }
                let p = PolyCollection([zip(x, base).map { Point($0, $1) } + zip(x, top).map { Point($0, $1) }.reversed()], face: [colors.map { $0[i % $0.count] } ?? ax.nextPatchColor()])
                p.sticky.y = i == 0 ? [0] : []
                try c.apply(to: p)
                if i < labels.count { p.label = labels[i] }
                ax.add(p)
                base = top
                out.append(ArtistObject.of(p))
            }
            return .list(out)
        }
    }

    // MARK: Lines over the axes

    private static func declareLines(_ t: TypeObject) {
        for isX in [false, true] {
            let (v, lo, hi) = isX ? ("x", "ymin", "ymax") : ("y", "xmin", "xmax")
            method(t, isX ? "axvline" : "axhline", [v, lo, hi], "A line across the axes.") { ax, c in
                let at = try c.given(v).map { try PlotValues.along($0, isX ? ax.xaxis.state : ax.yaxis.state).first ?? 0 } ?? 0, a = try c.number(lo) ?? 0, b = try c.number(hi) ?? 1
                let hasColor = c.values.contains { $0.name == "color" || $0.name == "c" }
                let l = isX ? Line2D(x: [at, at], y: [a, b], color: hasColor ? .black : Style.shared.color("lines.color")) : Line2D(x: [a, b], y: [at, at], color: hasColor ? .black : Style.shared.color("lines.color"))
                l.coordinates = isX ? .xAxis : .yAxis
                try c.apply(to: l)
                if l.label.isEmpty { l.label = "_child\(ax.children.count)" }
                ax.add(l)
                return ArtistObject.of(l)
            }
            method(t, isX ? "axvspan" : "axhspan", isX ? ["xmin", "xmax", "ymin", "ymax"] : ["ymin", "ymax", "xmin", "xmax"], required: 2, "A band across the axes.") { ax, c in
                let a = try c.number(isX ? "xmin" : "ymin") ?? 0, b = try c.number(isX ? "xmax" : "ymax") ?? 1, p = try c.number(isX ? "ymin" : "xmin") ?? 0, q = try c.number(isX ? "ymax" : "xmax") ?? 1
                let r = PatchArtist(isX ? .rectangle(x: a, y: p, width: b - a, height: q - p, angle: 0) : .rectangle(x: p, y: a, width: q - p, height: b - a, angle: 0))
                r.className = "Rectangle"
                r.coordinates = isX ? .xAxis : .yAxis
                r.edgeColor = r.faceColor
                for (k, v) in c.values {
                    try ArtistProperties.set(r, k, v)
                    if ["facecolor", "fc"].contains(k) && !c.has("edgecolor") && !c.has("ec") { r.edgeColor = .clear }
                }
                ax.add(r)
                return ArtistObject.of(r)
            }
            method(t, isX ? "vlines" : "hlines", isX ? ["x", "ymin", "ymax", "colors", "linestyles", "label"] : ["y", "xmin", "xmax", "colors", "linestyles", "label"], required: 3, "Parallel lines.") { ax, c in
                let at = try PlotValues.along(c.take(v)!, isX ? ax.xaxis.state : ax.yaxis.state)
                let a = try spread(PlotValues.numbers(c.take(lo)!), at.count, lo), b = try spread(PlotValues.numbers(c.take(hi)!), at.count, hi)
                let l = LineCollection(at.indices.map { i in isX ? [Point(at[i], a[i]), Point(at[i], b[i])] : [Point(a[i], at[i]), Point(b[i], at[i])] }, colors: [Style.shared.color("lines.color")])
                try c.apply(to: l)
                ax.add(l)
                return ArtistObject.of(l)
            }
        }
        method(t, "axline", ["xy1", "xy2"], required: 1, "An infinite line through two points, or one and a slope.") { ax, c in
            let p = try PlotValues.numbers(c.take("xy1")!), q = try c.given("xy2").map(PlotValues.numbers)
            guard p.count == 2 else { throw valueError("xy1 must be a pair") }
            let slope = try c.number("slope") ?? q.map { $0.count == 2 ? ($0[1] - p[1]) / ($0[0] - p[0]) : 0 } ?? 0
            let l = Line2D(x: q.map { [p[0], $0[0]] } ?? [p[0]], y: q.map { [p[1], $0[1]] } ?? [p[1]], color: ax.nextLineColor())
            l.infinite = (Point(p[0], p[1]), slope)
            try c.apply(to: l)
            ax.add(l)
            return ArtistObject.of(l)
        }
        method(t, "stem", ["locs", "heads", "linefmt", "markerfmt", "basefmt"], required: 1, "Lines from a base to marks.") { ax, c in
            var x = try PlotValues.numbers(c.take("locs")!)
            let y: [Double]
            if let h = c.given("heads"), h.asString == nil { y = try PlotValues.numbers(h) } else {
                y = x
                x = y.indices.map(Double.init)
            }
            guard x.count == y.count else { throw valueError("locs and heads must have the same length: \(x.count) and \(y.count)") }
            let bottom = try c.number("bottom") ?? 0, label = try c.string("label") ?? ""
            let lf = try format(try c.string("linefmt") ?? ""), mf = try format(try c.string("markerfmt") ?? "")
            let bf = try format(try c.string("basefmt") ?? "C3-")
            let color = lf.color ?? ax.nextLineColor()
            let l = LineCollection(zip(x, y).map { [Point($0, bottom), Point($0, $1)] }, colors: [color])
            if let s = lf.style { l.lineStyles = [s] }
            ax.add(l)
            let m = Line2D(x: x, y: y, color: mf.color ?? color)
            m.lineStyle = .none
            m.marker = mf.marker ?? Marker("o")!
            m.label = label
            ax.add(m)
            let b = Line2D(x: [x.min() ?? 0, x.max() ?? 0], y: [bottom, bottom], color: bf.color ?? .black)
            b.label = "_nolegend_"
            ax.add(b)
            try c.finish()
            return .tuple([ArtistObject.of(m), ArtistObject.of(l), ArtistObject.of(b)])
        }
        method(t, "grid", ["visible", "which", "axis"], "Lines at the ticks.") { ax, c in
            let visible = try c.given("visible", "b").map { try Operators.isTrue($0) }
            let which = try PlotValues.choice(try c.string("which") ?? "major", "which", ["major", "minor", "both"]), axis = try PlotValues.choice(try c.string("axis") ?? "both", "axis", ["x", "y", "both"])
            for a in [ax.xaxis!, ax.yaxis!] where axis == "both" || (axis == "x") == a.isX {
                try AxesTicks.grid(a, visible: visible, which: which, c.values)
            }
            return .none
        }
    }

    // MARK: Texts and legends

    private static func declareTexts(_ t: TypeObject) {
        method(t, "text", ["x", "y", "s", "fontdict"], required: 3, "A text at a place of the data.") { ax, c in
            var style = TextStyle(size: Style.shared.size("medium"), color: Style.shared.color("text.color"))
            style.font.bold = Style.shared.text("font.weight") == "bold"
            let t = TextArtist(
                x: try PlotValues.along(c.take("x")!, ax.xaxis.state).first ?? 0, y: try PlotValues.along(c.take("y")!, ax.yaxis.state).first ?? 0, text: try Operators.str(c.take("s")!), style: style)
            try AxesObject.style(t, &c)
            ax.add(t)
            return ArtistObject.of(t)
        }
        method(t, "annotate", ["text", "xy", "xytext", "xycoords", "textcoords", "arrowprops", "annotation_clip"], required: 2, "A text with an arrow to a point.") { ax, c in
            let text = try Operators.str(c.take("text", "s")!)
            func pair(_ v: Value) throws -> Point {
                let items = try Operators.items(of: v)
                guard items.count == 2 else { throw valueError("xy must have two elements") }
                return Point(try PlotValues.along(items[0], ax.xaxis.state).first ?? 0, try PlotValues.along(items[1], ax.yaxis.state).first ?? 0)
            }
            let xy = try pair(c.take("xy")!), at = try c.given("xytext").map(pair) ?? xy
            let a = Annotation(text: text, target: xy, x: at.x, y: at.y, style: TextStyle(size: Style.shared.size("medium"), color: Style.shared.color("text.color")))
            if let v = c.given("xycoords") { a.targetCoordinates = try PlotValues.coordinates(v) }
            a.coordinates = try c.given("textcoords").map(PlotValues.coordinates) ?? a.targetCoordinates
            _ = c.take("annotation_clip")
            if let v = c.given("arrowprops") { a.arrow = try arrow(v) }
            try AxesObject.style(a, &c)
            ax.add(a)
            return ArtistObject.of(a)
        }
        method(t, "legend", ["handles", "labels"], "Names of what is drawn.") { ax, c in
            let l = try legend(&c, entries: entries(ax))
            l.axes = ax
            ax.legend = l
            return ArtistObject.of(l)
        }
        method(t, "get_legend_handles_labels", [], "What a legend would show.") { ax, _ in
            let e = labelled(ax)
            return .tuple([.list(e.map { $0.value }), .list(e.map { .string($0.label) })])
        }
    }

    static func arrow(_ v: Value) throws -> Annotation.Arrow {
        guard let d = v.asObject as? DictObject else { throw typeError("arrowprops must be a dict, not \(v.typeName)") }
        var a = Annotation.Arrow()
        for e in d.entries {
            let k = e.key.asString ?? "", v = e.value
            switch k {
            case "arrowstyle":
                a.style = String((try PlotValues.string(v, k)).prefix { $0 != "," })
            case "color":
                a.color = try PlotValues.color(v)
            case "facecolor", "fc": a.face = try PlotValues.color(v)
            case "edgecolor", "ec": a.edge = try PlotValues.color(v)
            case "lw", "linewidth": a.lineWidth = try Operators.toDouble(v)
            case "ls", "linestyle": a.lineStyle = try PlotValues.lineStyle(v)
            case "alpha": a.alpha = try Operators.toDouble(v)
            case "shrink": a.shrink = try Operators.toDouble(v)
            case "shrinkA": a.shrinkA = try Operators.toDouble(v)
            case "shrinkB": a.shrinkB = try Operators.toDouble(v)
            case "width": a.width = try Operators.toDouble(v)
            case "headwidth": a.headWidth = try Operators.toDouble(v)
            case "headlength": a.headLength = try Operators.toDouble(v)
            case "mutation_scale": a.mutationScale = try Operators.toDouble(v)
            case "connectionstyle":
                let s = try PlotValues.string(v, k)
                if let r = s.split(separator: "=").last, s.contains("rad"), let x = Double(r) { a.curvature = x }
            case "patchA", "patchB", "relpos", "zorder", "clip_on": break
            default: throw attributeError("FancyArrowPatch.set() got an unexpected keyword argument '\(k)'")
            }
        }
        return a
    }

    /// What has a label that a legend shows, in the order of drawing calls.
    static func labelled(_ ax: Axes) -> [(label: String, handle: LegendHandle, value: Value)] {
        var out: [(label: String, handle: LegendHandle, value: Value)] = []
        // Lines, patches and collections in matplotlib's order; then what bars and errors name as one.
        for c in ax.children where !c.label.isEmpty && !c.label.hasPrefix("_") {
            if let h = handle(c) { out.append((c.label, h, ArtistObject.of(c))) }
        }
        for (label, patches) in ax.containers {
            if let p = patches.first { out.append((label, .patch(face: tint(p, p.faceColor), edge: p.edgeColor, width: p.lineWidth), .object(ContainerObject(.bars, patches, label: label)))) } else {
                out.append((label, .none, .none))
            }
        }
        for e in ax.errorContainers {
            out.append((e.label, .errorBar(e.line, color: e.color, width: e.width, cap: e.cap, x: e.x, y: e.y), e.line.map { ArtistObject.of($0) } ?? .none))
        }
        return out
    }
    static func tint(_ a: Artist, _ c: RGBA) -> RGBA { a.alpha.map { x in c.a == 0 ? c : c.opacity(x) } ?? c }
    static func handle(_ a: Artist) -> LegendHandle? {
        switch a {
        case let l as Line2D: return .line(l)
        case let p as PatchArtist: return .patch(face: p.fill ? tint(p, p.faceColor) : .clear, edge: tint(p, p.edgeColor), width: p.lineWidth)
        case let c as PathCollection: return .marks(c)
        case let c as PolyCollection: return .patch(face: tint(c, c.faceColors.first ?? .clear), edge: tint(c, c.edgeColors.first ?? .clear), width: c.lineWidths.first ?? 1)
        case let c as LineCollection: return .segments(color: tint(c, c.colors.first ?? .black), width: c.lineWidths.first ?? 1.5, style: c.lineStyles.first ?? .solid)
        default: return nil
        }
    }
    static func entries(_ ax: Axes) -> [(label: String, handle: LegendHandle)] {
        // Axes that share this box are not included, as in matplotlib.
        labelled(ax).map { ($0.label, $0.handle) }
    }

    static func legend(_ c: inout PlotCall, entries found: [(label: String, handle: LegendHandle)]) throws -> Legend {
        var entries = found
        var first = c.given("handles")
        var labels = c.given("labels")
        if let f = first, labels == nil, let texts = try PlotValues.texts(f) {
            // One list of strings: labels for what there is, in order.
            labels = .list(texts.map { .string($0) })
            first = nil
        }
        let names = try labels.map { try Operators.items(of: $0).map { try Operators.str($0) } }
        if let h = first {
            entries = []
            for (i, v) in try Operators.items(of: h).enumerated() {
                if let o = v.asObject as? ArtistObject, let handle = handle(o.artist) {
                    entries.append((names.map { i < $0.count ? $0[i] : "" } ?? o.artist.label, handle))
                } else if let k = v.asObject as? ContainerObject, let a = k.artists.first, let handle = handle(a) {
                    entries.append((names.map { i < $0.count ? $0[i] : "" } ?? k.label, handle))
                } else if let t = v.asObject as? TupleObject, let o = t.items.first?.asObject as? ArtistObject, let handle = handle(o.artist) {
                    entries.append((names.map { i < $0.count ? $0[i] : "" } ?? o.artist.label, handle))
                }
            }
            if let n = names { entries = Array(entries.prefix(n.count)) }
        } else if let n = names {
            entries = zip(n, found.isEmpty ? [] : found.map { $0.handle }).map { ($0, $1) }
        }
        let l = Legend(entries)
        if let v = c.given("loc") {
            let p = try PlotValues.location(v)
            (l.location, l.corner) = (p.code ?? 0, p.corner)
        } else if c.has("bbox_to_anchor") {
            l.location = 0
        }
        if let v = c.given("bbox_to_anchor") {
            let n = try PlotValues.numbers(v)
            guard n.count == 2 || n.count == 4 else { throw valueError("Argument to bbox_to_anchor must have 2 or 4 values, not \(n.count)") }
            l.anchor = (n[0], n[1], n.count > 2 ? n[2] : 0, n.count > 3 ? n[3] : 0)
        }
        if let v = c.given("bbox_transform") { l.anchorSystem = try PlotValues.coordinates(v) }
        if let v = try c.flag("frameon") { l.frameOn = v }
        if let v = c.given("ncols", "ncol") { l.columns = max(1, try Operators.index(v)) }
        if let v = c.given("fontsize") { l.fontSize = try PlotValues.fontSize(v) }
        if let v = c.given("prop") {
            if let d = v.asObject as? DictObject, let s = try d.get(.string("size")) { l.fontSize = try PlotValues.fontSize(s) }
        }
        if let v = c.given("title") { l.title = try Operators.str(v) }
        if let v = c.given("title_fontsize") { l.titleSize = try PlotValues.fontSize(v) }
        if let v = c.given("labelcolor"), let color = PlotValues.colorIfAny(v) { l.labelColor = color }
        if let v = try c.number("framealpha") { l.frameAlpha = v }
        if let v = c.given("facecolor"), v.asString != "inherit" { l.faceColor = try PlotValues.color(v, "facecolor") }
        if let v = c.given("edgecolor"), v.asString != "inherit" { l.edgeColor = try PlotValues.color(v, "edgecolor") }
        if let v = try c.flag("fancybox") { l.fancyBox = v }
        if let v = c.given("shadow") { l.shadow = try Operators.isTrue(v) }
        if let v = try c.number("borderpad") { l.borderPad = v }
        if let v = try c.number("labelspacing") { l.labelSpacing = v }
        if let v = try c.number("handlelength") { l.handleLength = v }
        if let v = try c.number("handleheight") { l.handleHeight = v }
        if let v = try c.number("handletextpad") { l.handleTextPad = v }
        if let v = try c.number("borderaxespad") { l.borderAxesPad = v }
        if let v = try c.number("columnspacing") { l.columnSpacing = v }
        if let v = try c.number("markerscale") { l.markerScale = v }
        if let v = try c.integer("numpoints") { l.numberOfPoints = v }
        if let v = try c.flag("markerfirst") { l.markerFirst = v }
        if let v = try c.flag("reverse") { l.reversed = v }
        if let v = try c.string("mode") { l.expand = v == "expand" }
        if let v = try c.string("alignment") { l.titleAlignment = v }
        _ = c.take("scatterpoints", "scatteryoffsets", "handler_map", "draggable", "title_fontproperties")
        if let v = try c.number("zorder") { l.zorder = v }
        if !c.values.isEmpty { throw typeError("Legend.__init__() got an unexpected keyword argument '\(c.values[0].name)'") }
        for t in l.textArtists { t.style.size = l.fontSize }
        return l
    }
}

/// What `bar`, `hist` and their like return: artists with a label.
final class ContainerObject: Object {
    enum Kind { case bars }
    let artists: [Artist]
    let label: String
    static let type_ = TypeObject.native("BarContainer", module: "matplotlib.container", subclassable: false) { t in
        t.property("patches", get: { o in .list((o as? ContainerObject)?.artists.map { ArtistObject.of($0) } ?? []) })
        t.method("get_label(self)") { a in .string((a[0].asObject as? ContainerObject)?.label ?? "") }
        t.method("remove(self)") { a in
            (a[0].asObject as? ContainerObject)?.artists.forEach { $0.remove() }
            return .none
        }
    }
    init(_ kind: Kind, _ artists: [Artist], label: String) {
        self.artists = artists
        self.label = label
        super.init(type: ContainerObject.type_)
    }
    override func length() throws -> Int? { artists.count }
    override func getItem(_ key: Value) throws -> Value? { try Operators.getItem(.list(artists.map { ArtistObject.of($0) }), key) }
    override func iterate() throws -> Value? { try Operators.iterator(.list(artists.map { ArtistObject.of($0) })) }
    override func repr() throws -> String { "<BarContainer object of \(artists.count) artists>" }
}

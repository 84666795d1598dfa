// This file defines `matplotlib.pyplot`: the state (current figure and axes) and the functions that work on it.

import Lang
import Plot

enum Pyplot {
    private static let host = FigureHost.shared

    static func figure() -> Figure {
        if let f = host.current { return f }
        let f = Figure(number: host.nextNumber)
        host.add(f)
        return f
    }
    /// The current axes, made when there are none.
    static func axes() -> Axes {
        let f = figure()
        if let a = f.current ?? f.axes.last { return a }
        return f.add(SubplotSpec(GridSpec(1, 1, figure: f), rows: 0...0, columns: 0...0))
    }

    /// Functions that are methods of the current axes, with the methods' names.
    private static let methods: [(function: String, method: String)] =
        [
            "plot", "scatter", "bar", "barh", "bar_label", "hist", "hist2d", "boxplot", "violinplot", "pie", "errorbar", "fill_between", "fill_betweenx", "fill", "stackplot", "step", "stem", "semilogx", "semilogy", "loglog",
            "axhline", "axvline", "axhspan", "axvspan", "axline", "hlines", "vlines", "text", "annotate", "legend", "grid", "axis", "contour", "contourf", "clabel", "pcolormesh", "pcolor", "imshow", "margins", "tick_params",
            "ticklabel_format", "locator_params", "minorticks_on", "minorticks_off", "twinx", "twiny", "autoscale",
        ].map { ($0, $0) } + [("title", "set_title"), ("xlabel", "set_xlabel"), ("ylabel", "set_ylabel"), ("xscale", "set_xscale"), ("yscale", "set_yscale")]

    static func make() throws -> ModuleObject {
        let m = ModuleObject("matplotlib.pyplot", doc: "Figures by functions on the current figure and axes.")
        for (name, method) in methods {
            m.function("\(name)(*args, **kwargs)", "See Axes.\(method).") { a in
                let ax = AxesObject.of(axes())
                return try Operators.call(Operators.attribute(ax, Name(method)), CallArguments(a.rest(0), keywords: a.keywords(1).map { (Name($0.name), $0.value) }))
            }
        }
        for n in ["colorbar", "suptitle", "supxlabel", "supylabel", "tight_layout", "subplots_adjust", "savefig"] {
            m.function("\(n)(*args, **kwargs)", "See Figure.\(n).") { a in
                try Operators.call(Operators.attribute(FigureObject.of(figure()), Name(n)), CallArguments(a.rest(0), keywords: a.keywords(1).map { (Name($0.name), $0.value) }))
            }
        }
        for (n, method) in [("figtext", "text"), ("figlegend", "legend"), ("clf", "clear"), ("delaxes", "delaxes")] {
            m.function("\(n)(*args, **kwargs)", "See Figure.\(method).") { a in
                let args = n == "delaxes" && a.rest(0).isEmpty ? [AxesObject.of(axes())] : a.rest(0)
                return try Operators.call(Operators.attribute(FigureObject.of(figure()), Name(method)), CallArguments(args, keywords: a.keywords(1).map { (Name($0.name), $0.value) }))
            }
        }
        declareFigures(m)
        declareAxes(m)
        declareRest(m)
        return m
    }

    private static func declareFigures(_ m: ModuleObject) {
        m.function("figure(*args, **kwargs)", "A new figure, or the one of that number or name.") { a in
            var c = try PlotCall(a, "figure", ["num", "figsize", "dpi"], args: 0)
            let num = c.given("num")
            if let o = num?.asObject as? FigureObject {
                host.select(o.figure)
                return .object(o)
            }
            if let s = num?.asString {
                if let f = host.figure(label: s) {
                    host.select(f)
                    return FigureObject.of(f)
                }
                let f = try FigureObject.make(&c)
                try c.finish()
                f.label = s
                host.add(f)
                return FigureObject.of(f)
            }
            let number = try num.map { try Operators.index($0) }
            if let n = number, let f = host.figure(number: n) {
                host.select(f)
                return FigureObject.of(f)
            }
            let f = try FigureObject.make(&c, number: number)
            try c.finish()
            host.add(f)
            return FigureObject.of(f)
        }
        m.function("subplots(*args, **kwargs)", "A figure with a grid of axes.") { a in
            var c = try PlotCall(a, "subplots", ["nrows", "ncols"], args: 0)
            let num = try c.integer("num")
            let f = try FigureObject.make(&c, number: num)
            let axes = try FigureObject.subplots(f, &c)
            try c.finish()
            host.add(f)
            return .tuple([FigureObject.of(f), axes])
        }
        m.function("subplot_mosaic(mosaic, **kwargs)", "A figure with named axes.") { a in
            let rows: [[String]]
            if let s = a[0].asString {
                rows = s.split(whereSeparator: { $0 == "\n" || $0 == ";" }).map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }.map { $0.map(String.init) }
            } else {
                rows = try a.items(0).map { try Operators.items(of: $0).map { try Operators.str($0) } }
            }
            guard let n = rows.first?.count, n > 0, rows.allSatisfy({ $0.count == n }) else { throw valueError("All of the rows must be the same length") }
            var c = try PlotCall(a, "subplot_mosaic", [], args: 0)
            _ = c
            let keywords = a.keywords(1)
            let inner = Arguments(values: [.tuple([]), .object(DictObject(keywords.map { ($0.name, $0.value) }))], signature: Signature("f(*args, **kwargs)"))
            c = try PlotCall(inner, "subplot_mosaic", [], args: 0)
            let f = try FigureObject.make(&c)
            let g = GridSpec(rows.count, n, figure: f)
            for k in ["width_ratios", "height_ratios"] { if let v = c.given(k) { try PlotGridObject.set(g, k, v) } }
            if let d = c.given("gridspec_kw")?.asObject as? DictObject { for e in d.entries { try PlotGridObject.set(g, e.key.asString ?? "", e.value) } }
            _ = c.take("sharex", "sharey", "empty_sentinel")
            var out: [(String, Value)] = []
            for (r, row) in rows.enumerated() {
                for (k, name) in row.enumerated() where name != "." && !out.contains(where: { $0.0 == name }) {
                    let cells = rows.indices.flatMap { i in rows[i].indices.filter { rows[i][$0] == name }.map { (i, $0) } }
                    let spec = SubplotSpec(g, rows: r...(cells.map { $0.0 }.max() ?? r), columns: k...(cells.map { $0.1 }.max() ?? k))
                    out.append((name, AxesObject.of(f.add(spec))))
                }
            }
            host.add(f)
            return .tuple([FigureObject.of(f), .object(DictObject(out))])
        }
        m.function("gcf()", "The current figure.") { _ in FigureObject.of(figure()) }
        m.function("gca(**kwargs)", "The current axes.") { _ in AxesObject.of(axes()) }
        m.function("sca(ax)", "Makes axes current.") { a in
            let ax = try AxesObject.get(a[0])
            if let f = ax.figure {
                f.current = ax
                host.select(f)
            }
            return .none
        }
        m.function("cla()", "Empties the current axes.") { _ in
            axes().clear()
            return .none
        }
        m.function("close(fig=None)", "Closes a figure, or 'all'.") { a in
            if a[0].asString == "all" {
                host.closeAll()
            } else if let o = a[0].asObject as? FigureObject {
                host.close(o.figure)
            } else if let s = a[0].asString {
                if let f = host.figure(label: s) { host.close(f) }
            } else if case .int(let n) = a[0] {
                if let f = host.figure(number: n) { host.close(f) }
            } else if let f = host.current {
                host.close(f)
            }
            return .none
        }
        m.function("show(*args, **kwargs)", "Shows the open figures and closes them.") { _ in
            try PlotValues.run { try host.showAll() }
            return .none
        }
        m.function("get_fignums()", "The open figures' numbers.") { _ in .list(host.figures.map { $0.number }.sorted().map(Value.int)) }
        m.function("fignum_exists(num)", "Whether a figure is open.") { a in .bool(host.figures.contains { .some($0.number) == (try? Operators.index(a[0])) || $0.label == a[0].asString }) }
        m.function("get_figlabels()", "The open figures' names.") { _ in .list(host.figures.map { .string($0.label) }) }
    }

    private static func declareAxes(_ m: ModuleObject) {
        m.function("subplot(*args, **kwargs)", "Axes in a cell of a grid of the current figure.") { a in
            var c = try PlotCall(a, "subplot", [], variadic: true, args: 0)
            return AxesObject.of(try FigureObject.addSubplot(figure(), c.rest, &c, reuse: true))
        }
        m.function("subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **kwargs)", "Axes over cells of a grid.") { a in
            let s = try PlotValues.numbers(a[0]), l = try PlotValues.numbers(a[1])
            guard s.count == 2, l.count == 2, s.allSatisfy({ $0 >= 1 && $0 < 1000 }), l.allSatisfy({ $0 >= 0 && $0 < 1000 }) else { throw valueError("shape and loc must be pairs") }
            let f = (a[4].asObject as? FigureObject)?.figure ?? figure()
            let (r, c) = (Int(l[0]), Int(l[1]))
            let (rs, cs) = (max(1, try a.int(2)), max(1, try a.int(3)))
            guard r + rs <= Int(s[0]), c + cs <= Int(s[1]) else { throw indexError("GridSpec slice would result in no space allocated for subplot") }
            let g = f.axes.compactMap { $0.spec?.grid }.first { $0.rows == Int(s[0]) && $0.columns == Int(s[1]) } ?? GridSpec(Int(s[0]), Int(s[1]), figure: f)
            return AxesObject.of(f.add(SubplotSpec(g, rows: r...(r + rs - 1), columns: c...(c + cs - 1))))
        }
        m.function("axes(arg=None, **kwargs)", "Axes at left, bottom, width, height in fractions.") { a in
            let f = figure()
            guard a.given(0) else { return AxesObject.of(f.add(SubplotSpec(GridSpec(1, 1, figure: f), rows: 0...0, columns: 0...0))) }
            let n = try PlotValues.numbers(a[0])
            guard n.count == 4 else { throw valueError("axes() needs left, bottom, width, height") }
            return AxesObject.of(f.add(position: Rect(x: n[0], y: n[1], width: n[2], height: n[3])))
        }
        for (name, get, set) in [("xlim", "get_xlim", "set_xlim"), ("ylim", "get_ylim", "set_ylim")] {
            m.function("\(name)(*args, **kwargs)", "The limits.") { a in
                let ax = AxesObject.of(axes())
                if a.rest(0).isEmpty && a.keywords(1).isEmpty { return try Operators.callMethod(ax, Name(get)) }
                return try Operators.call(Operators.attribute(ax, Name(set)), CallArguments(a.rest(0), keywords: a.keywords(1).map { (Name($0.name), $0.value) }))
            }
        }
        for x in [true, false] {
            let n = x ? "xticks" : "yticks"
            m.function("\(n)(*args, **kwargs)", "The ticks and their labels.") { a in
                var c = try PlotCall(a, n, ["ticks", "labels"], args: 0)
                let axis = x ? axes().xaxis! : axes().yaxis!
                if c.given("ticks") == nil {
                    let minor = try c.flag("minor") ?? false
                    if let l = c.given("labels") { try AxesTicks.setLabels(axis, l, minor: minor) }
                    if !c.values.isEmpty { try AxesTicks.text(axis, &c) }
                    return .tuple([PlotValues.ndarray(try AxesTicks.positions(axis)), c.values.isEmpty ? try AxesTicks.labels(axis) : .list([])])
                }
                c = try PlotCall(a, n, ["ticks", "labels"], args: 0)
                let labels = c.has("labels")
                var text: [(name: String, value: Value)] = []
                if !labels { text = c.values.filter { $0.name != "ticks" && $0.name != "minor" } }
                if labels {
                    try AxesTicks.setTicks(axis, &c)
                } else {
                    let inner = Arguments(values: [.tuple([c.take("ticks")!]), .object(DictObject())], signature: Signature("f(*args, **kwargs)"))
                    var plain = try PlotCall(inner, n, ["ticks"], args: 0)
                    try AxesTicks.setTicks(axis, &plain)
                    let properties = Arguments(values: [.tuple([]), .object(DictObject(text.map { ($0.name, $0.value) }))], signature: Signature("f(*args, **kwargs)"))
                    var rest = try PlotCall(properties, n, [], args: 0)
                    try AxesTicks.text(axis, &rest)
                }
                return .tuple([PlotValues.ndarray(try AxesTicks.positions(axis)), .list([])])
            }
        }
        m.function("matshow(A, fignum=None, **kwargs)", "A matrix in a figure of its own.") { a in
            let (s, _) = try PlotValues.array(a[0])
            let ratio = s.count == 2 && s[1] > 0 ? Double(s[0]) / Double(s[1]) : 1
            let f: Figure
            if case .bool(false) = a[1] { f = figure() } else if case .int(0) = a[1] { f = figure() } else {
                f = Figure(number: host.nextNumber, width: ratio > 1 ? 4.8 / ratio * 1 : 4.8, height: min(4.8 * ratio, 10))
                if ratio >= 1 { (f.width, f.height) = (4.8, 4.8 * min(ratio, 2)) }
                host.add(f)
            }
            let ax = f.current ?? f.add(SubplotSpec(GridSpec(1, 1, figure: f), rows: 0...0, columns: 0...0))
            return try Operators.call(Operators.attribute(AxesObject.of(ax), "matshow"), CallArguments([a[0]], keywords: a.keywords(2).map { (Name($0.name), $0.value) }))
        }
        m.function("box(on=None)", "Shows the frame.") { a in
            let ax = axes()
            ax.frameOn = a.given(0) ? try a.bool(0) : !ax.frameOn
            return .none
        }
    }

    private static func declareRest(_ m: ModuleObject) {
        m.constant("rcParams", .object(SettingsObject.shared))
        m.constant("colormaps", .object(ColormapRegistry.shared))
        Matplotlib.declareSettings(m)
        if let s = try? ModuleTable.shared.module("matplotlib.style") { m.constant("style", .object(s)) }
        if let s = try? ModuleTable.shared.module("matplotlib.cm") { m.constant("cm", .object(s)) }
        if let s = try? ModuleTable.shared.module("matplotlib.ticker") {
            for n in ["MaxNLocator", "MultipleLocator", "FixedLocator", "NullLocator", "LogLocator", "AutoLocator", "LinearLocator", "FuncFormatter", "ScalarFormatter", "FormatStrFormatter", "NullFormatter", "FixedFormatter"] {
                if let v = s[n] { m.constant(n, v) }
            }
        }
        if let s = try? ModuleTable.shared.module("matplotlib.patches") { for n in ["Rectangle", "Circle", "Polygon"] { if let v = s[n] { m.constant(n, v) } } }
        if let s = try? ModuleTable.shared.module("matplotlib.lines"), let v = s["Line2D"] { m.constant("Line2D", v) }
        if let s = try? ModuleTable.shared.module("matplotlib.colors"), let v = s["Normalize"] { m.constant("Normalize", v) }
        m.type(FigureObject.type_)
        m.type(AxesObject.type_)
        m.type(PlotGridObject.type_)
        m.function("cycler(*args, **kwargs)", "A cycle of colours.") { a in try Matplotlib.makeCycler(a) }
        m.function("get_cmap(name=None, lut=None)", "A colour map by its name.") { a in
            let map = try PlotValues.colormap(a[0]) ?? Colormap.named(Style.shared.text("image.cmap")) ?? Colormap.named("viridis")!
            return ColormapObject.of(a.given(1) ? map.resampled(max(1, min(try a.int(1), 1_000_000))) : map)
        }
        m.function("set_cmap(cmap)", "The default colour map, and the current image's.") { a in
            guard let c = try PlotValues.colormap(a[0]) else { return .none }
            _ = Style.shared.set("image.cmap", .text(c.name))
            figure().lastMappable?.cmap = c
            return .none
        }
        for n in ["viridis", "plasma", "inferno", "magma", "gray", "hot", "jet", "cool", "spring", "summer", "autumn", "winter", "bone", "copper", "pink", "hsv"] {
            m.function("\(n)()", "Makes it the default colour map.") { _ in
                _ = Style.shared.set("image.cmap", .text(n))
                if let c = Colormap.named(n) { figure().lastMappable?.cmap = c }
                return .none
            }
        }
        m.function("gci()", "The current image or collection.") { _ in figure().lastMappable.map { ArtistObject.of($0) } ?? .none }
        m.function("sci(im)", "Makes an image current.") { a in
            if let o = a[0].asObject as? ArtistObject { figure().lastMappable = o.artist as? Mappable }
            return .none
        }
        m.function("clim(vmin=None, vmax=None)", "The current image's limits.") { a in
            guard let p = figure().lastMappable else { throw runtimeError("You must first define an image, e.g., with imshow") }
            if a.given(0) { p.norm.vmin = try a.float(0) }
            if a.given(1) { p.norm.vmax = try a.float(1) }
            p.colorbar?.updateLimits()
            return .none
        }
        m.function("setp(obj, *args, **kwargs)", "Properties of an artist or of several.") { a in
            let targets = a[0].asObject is ListObject || a[0].asObject is TupleObject || a[0].asObject is NDArray ? try Operators.items(of: a[0]) : [a[0]]
            var pairs = a.keywords(2)
            let rest = a.rest(1)
            for i in stride(from: 0, to: rest.count - 1, by: 2) { pairs.append((try Operators.str(rest[i]), rest[i + 1])) }
            for t in targets {
                if let o = t.asObject as? ArtistObject {
                    for (k, v) in pairs { try ArtistProperties.set(o.artist, k, v) }
                } else {
                    for (k, v) in pairs { _ = try Operators.callMethod(t, Name("set_\(k)"), v) }
                }
            }
            return .none
        }
        m.function("getp(obj, property=None)", "A property of an artist.") { a in
            try Operators.callMethod(a[0], Name("get_\(try a.string(1))"))
        }
        for n in ["draw", "ion", "ioff", "pause", "draw_if_interactive", "switch_backend", "connect", "waitforbuttonpress", "install_repl_displayhook"] {
            m.function("\(n)(*args, **kwargs)", "Nothing to do here.") { _ in .none }
        }
        m.function("isinteractive()", "Whether figures are drawn at once.") { _ in .bool(false) }
        m.absent = [
            "imread": "write PIL.Image.open(path)", "imsave": "write PIL.Image.fromarray(array).save(path)", "polar": "polar axes are not drawn here", "quiver": "arrows of a field are not drawn here",
            "streamplot": "stream lines are not drawn here", "hexbin": "use hist2d", "table": "use text", "specgram": "use imshow",
        ]
    }
}

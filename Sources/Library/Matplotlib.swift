// This file lists the modules of matplotlib and defines `rcParams`, styles and the small modules.

import Lang
import Plot

public enum Matplotlib {
    /// Registers matplotlib's modules.
    public static func register(_ t: ModuleTable) {
        t.register("matplotlib") {
            let m = ModuleObject("matplotlib", doc: "Figures, drawn by gnuplot.")
            m.constant("__version__", .string("3.11.0"))
            m.constant("rcParams", .object(SettingsObject.shared))
            m.constant("colormaps", .object(ColormapRegistry.shared))
            declareSettings(m)
            m.function("use(backend, *, force=True)", "Chooses a backend; there is one.") { _ in .none }
            m.function("get_backend(**kwargs)", "The backend's name.") { _ in .string("gnuplot") }
            m.function("interactive(b)", "Nothing to do.") { _ in .none }
            m.function("set_loglevel(level)", "Nothing to do.") { _ in .none }
            for n in ["colors", "cm", "style", "ticker", "patches", "lines", "gridspec", "text", "collections", "figure", "axes", "markers", "transforms", "pyplot"] {
                if let s = try t.module("matplotlib.\(n)") { m.constant(n, .object(s)) }
            }
            return m
        }
        t.register("matplotlib.pyplot") { try Pyplot.make() }
        t.register("pylab") { try Pyplot.make() }
        t.register("matplotlib.colors") {
            let m = ModuleObject("matplotlib.colors", doc: "Colours, norms and colour maps.")
            MatplotlibColors.declare(m)
            return m
        }
        t.register("matplotlib.cm") {
            let m = ModuleObject("matplotlib.cm", doc: "The named colour maps.")
            m.type(ScalarMappableObject.type_)
            m.function("get_cmap(name=None, lut=None)", "A map by its name.") { a in
                let map = try PlotValues.colormap(a[0]) ?? Colormap.named(Style.shared.text("image.cmap")) ?? Colormap.named("viridis")!
                return ColormapObject.of(a.given(1) ? map.resampled(max(1, min(try a.int(1), 1_000_000))) : map)
            }
            for n in Colormap.names { if let c = Colormap.named(n) { m.constant(n, ColormapObject.of(c)) } }
            return m
        }
        t.register("matplotlib.style") {
            let m = ModuleObject("matplotlib.style", doc: "Named styles.")
            m.function("use(style)", "Applies a style or several.") { a in
                try useStyle(a[0])
                return .none
            }
            m.function("context(style, after_reset=False)", "Applies a style for a with block.") { a in .object(SettingsContext { try useStyle(a[0]) }) }
            m.constant("available", .list(Style.styleNames.map { .string($0) }))
            m.constant("library", .object(DictObject(Style.styleNames.map { ($0, .object(DictObject())) })))
            return m
        }
        t.register("matplotlib.ticker") {
            let m = ModuleObject("matplotlib.ticker", doc: "Where ticks lie and how they read.")
            LocatorObject.declare(m)
            FormatterObject.declare(m)
            return m
        }
        t.register("matplotlib.patches") { patches() }
        t.register("matplotlib.lines") {
            let m = ModuleObject("matplotlib.lines", doc: "Lines.")
            let line = ArtistTypes.named("Line2D", module: "matplotlib.lines")
            line.constructor("Line2D(xdata, ydata, **kwargs)") { _, a in
                let l = Line2D(x: try PlotValues.numbers(a[0]), y: try PlotValues.numbers(a[1]), color: Style.shared.color("lines.color"))
                for (k, v) in a.keywords(2) { try ArtistProperties.set(l, k, v) }
                return ArtistObject.of(l)
            }
            m.type(line)
            return m
        }
        t.register("matplotlib.collections") {
            let m = ModuleObject("matplotlib.collections", doc: "Collections of lines, patches and marks.")
            let lines = ArtistTypes.named("LineCollection", module: "matplotlib.collections")
            lines.constructor("LineCollection(segments, **kwargs)") { _, a in
                let s = try a.items(0).map { v -> [Point] in
                    let (_, n) = try PlotValues.array(v)
                    return stride(from: 0, to: n.count - 1, by: 2).map { Point(n[$0], n[$0 + 1]) }
                }
                let l = LineCollection(s, colors: [Style.shared.color("lines.color")])
                for (k, v) in a.keywords(1) where k != "array" { try ArtistProperties.set(l, k, v) }
                if let v = a.keywords(1).first(where: { $0.name == "array" })?.value, !v.isNone { l.values = try PlotValues.numbers(v) }
                return ArtistObject.of(l)
            }
            m.type(lines)
            let polygons = ArtistTypes.named("PolyCollection", module: "matplotlib.collections")
            polygons.constructor("PolyCollection(verts, **kwargs)") { _, a in
                let s = try a.items(0).map { v -> [Point] in
                    let (_, n) = try PlotValues.array(v)
                    return stride(from: 0, to: n.count - 1, by: 2).map { Point(n[$0], n[$0 + 1]) }
                }
                let p = PolyCollection(s, face: [Style.shared.color("patch.facecolor")])
                for (k, v) in a.keywords(1) { try ArtistProperties.set(p, k, v) }
                return ArtistObject.of(p)
            }
            m.type(polygons)
            return m
        }
        t.register("matplotlib.gridspec") {
            let m = ModuleObject("matplotlib.gridspec", doc: "Grids of cells.")
            m.type(GridObject.type_)
            m.type(SubplotSpecObject.type_)
            return m
        }
        for (name, types) in [
            ("text", [ArtistTypes.named("Text", module: "matplotlib.text")]), ("figure", [FigureObject.type_]), ("axes", [AxesObject.type_]), ("markers", [MarkerObject.type_]),
            ("transforms", [BoxObject.type_, TransformObject.type_]),
        ] {
            t.register("matplotlib.\(name)") {
                let m = ModuleObject("matplotlib.\(name)")
                for x in types { m.type(x) }
                return m
            }
        }
        t.register("cycler") {
            let m = ModuleObject("cycler", doc: "Cycles of properties.")
            m.function("cycler(*args, **kwargs)", "A cycle of colours.") { a in try makeCycler(a) }
            return m
        }
    }

    static func makeCycler(_ a: Arguments) throws -> Value {
        if let v = a.keywords(1).first(where: { $0.name == "color" })?.value { return .object(try CyclerObject(try Operators.items(of: v))) }
        let p = a.rest(0)
        if p.count == 2, p[0].asString == "color" { return .object(try CyclerObject(try Operators.items(of: p[1]))) }
        throw valueError("only cycles of color are known here")
    }

    private static func patches() -> ModuleObject {
        let m = ModuleObject("matplotlib.patches", doc: "Shapes.")
        func patch(_ signature: String, extra: Int, _ make: @escaping (Arguments) throws -> PatchArtist.Shape) {
            let name = String(signature.prefix { $0 != "(" })
            let t = ArtistTypes.named(name, module: "matplotlib.patches")
            t.constructor(signature) { _, a in
                let p = PatchArtist(try make(a))
                p.className = name
                for (k, v) in a.keywords(extra) {
                    try ArtistProperties.set(p, k, v)
                    // One colour is for both.
                    if k == "color" { p.edgeColor = p.faceColor }
                }
                if !p.fill && !p.edgeColor.isVisible { p.edgeColor = Style.shared.color("patch.edgecolor") }
                return ArtistObject.of(p)
            }
            m.type(t)
        }
        func pair(_ v: Value) throws -> (Double, Double) {
            let n = try PlotValues.numbers(v)
            guard n.count == 2 else { throw valueError("xy must be a pair") }
            return (n[0], n[1])
        }
        patch("Rectangle(xy, width, height, *, angle=0.0, rotation_point='xy', **kwargs)", extra: 5) { a in
            let p = try pair(a[0])
            return .rectangle(x: p.0, y: p.1, width: try a.float(1), height: try a.float(2), angle: try a.float(3))
        }
        patch("Circle(xy, radius=5, **kwargs)", extra: 2) { a in
            let p = try pair(a[0])
            return .ellipse(cx: p.0, cy: p.1, width: 2 * (try a.float(1)), height: 2 * (try a.float(1)), angle: 0)
        }
        patch("Ellipse(xy, width, height, *, angle=0, **kwargs)", extra: 4) { a in
            let p = try pair(a[0])
            return .ellipse(cx: p.0, cy: p.1, width: try a.float(1), height: try a.float(2), angle: try a.float(3))
        }
        patch("Polygon(xy, *, closed=True, **kwargs)", extra: 2) { a in
            let (_, n) = try PlotValues.array(a[0])
            return .polygon(stride(from: 0, to: n.count - 1, by: 2).map { Point(n[$0], n[$0 + 1]) }, closed: try a.bool(1))
        }
        patch("Wedge(center, r, theta1, theta2, *, width=None, **kwargs)", extra: 5) { a in
            let p = try pair(a[0])
            return .wedge(cx: p.0, cy: p.1, radius: try a.float(1), from: try a.float(2), to: try a.float(3), ring: a.given(4) ? try a.float(4) : nil)
        }
        patch("RegularPolygon(xy, numVertices, *, radius=5, orientation=0, **kwargs)", extra: 4) { a in
            let p = try pair(a[0]), n = try a.int(1), r = try a.float(2), o = try a.float(3) * 180 / .pi
            guard n > 2 && n < 10_000 else { throw valueError("numVertices must be at least 3") }
            return .polygon((0..<n).map { k in
                let t = 90 + o + 360 * Double(k) / Double(n)
                return Point(p.0 + r * PlotMath.cos(t), p.1 + r * PlotMath.sin(t))
            }, closed: true)
        }
        patch("FancyBboxPatch(xy, width, height, boxstyle='round', *, mutation_scale=1, mutation_aspect=1, bbox_transmuter=None, **kwargs)", extra: 7) { a in
            let p = try pair(a[0])
            let parts = try a.string(3).split(separator: ",")
            var pad = 0.3, radius: Double?
            for s in parts.dropFirst() {
                let halves = s.filter { $0 != " " }.split(separator: "=")
                if halves.count == 2, let x = Double(halves[1]) { if halves[0] == "pad" { pad = x } else if halves[0] == "rounding_size" { radius = x } }
            }
            pad *= try a.float(4)
            let round = parts.first.map { $0.hasPrefix("round") } ?? true
            return .rounded(x: p.0, y: p.1, width: try a.float(1), height: try a.float(2), pad: pad, radius: round ? radius.map { $0 } ?? pad : 0)
        }
        let t = ArtistTypes.named("Patch", module: "matplotlib.patches")
        t.constructor("Patch(**kwargs)") { _, a in
            let p = PatchArtist(.rectangle(x: 0, y: 0, width: 1, height: 1, angle: 0))
            for (k, v) in a.keywords(0) { try ArtistProperties.set(p, k, v) }
            return ArtistObject.of(p)
        }
        m.type(t)
        return m
    }

    static func useStyle(_ v: Value) throws {
        if let s = v.asString {
            guard Style.shared.use(s) else {
                throw PythonError(Exceptions.osError, "'\(s)' is not a valid package style, path of style file, URL of style file, or library style name (library styles are listed in `style.available`)")
            }
        } else if let d = v.asObject as? DictObject {
            for e in d.entries { try SettingsObject.set(e.key, e.value) }
        } else {
            for i in try Operators.items(of: v) { try useStyle(i) }
        }
    }

    /// `rc`, `rcdefaults`, `rc_context`: in `matplotlib` and in `pyplot`.
    static func declareSettings(_ m: ModuleObject) {
        m.function("rc(group, **kwargs)", "Sets several settings of a group.") { a in
            let groups = try a[0].asString.map { [$0] } ?? a.items(0).map { try Operators.str($0) }
            let short = ["lw": "linewidth", "ls": "linestyle", "c": "color", "fc": "facecolor", "ec": "edgecolor", "mew": "markeredgewidth", "aa": "antialiased"]
            for g in groups { for (k, v) in a.keywords(1) { try SettingsObject.set(.string("\(g).\(short[k] ?? k)"), v) } }
            return .none
        }
        m.function("rcdefaults()", "All settings as at the start.") { _ in
            Style.shared.reset()
            return .none
        }
        m.function("rc_context(rc=None, fname=None)", "Settings for a with block.") { a in
            .object(SettingsContext { if let d = a[0].asObject as? DictObject { for e in d.entries { try SettingsObject.set(e.key, e.value) } } })
        }
    }
}

/// `rcParams`
final class SettingsObject: Object {
    static let shared = SettingsObject()
    static let type_ = TypeObject.native("RcParams", module: "matplotlib", subclassable: false) { t in
        t.method("update(self, *args, **kwargs)", "Sets several settings.") { a in
            for v in a.rest(1) {
                guard let d = v.asObject as? DictObject else { throw typeError("a dict is needed") }
                for e in d.entries { try set(e.key, e.value) }
            }
            for (k, v) in a.keywords(2) { try set(.string(k), v) }
            return .none
        }
        t.method("get(self, key, default=None)") { a in a[1].asString.flatMap { Style.shared[$0] }.map(value) ?? a[2] }
        t.method("keys(self)") { _ in .list(Style.shared.values.keys.sorted().map { .string($0) }) }
        t.method("items(self)") { _ in .list(Style.shared.values.keys.sorted().map { .tuple([.string($0), value(Style.shared[$0]!)]) }) }
        t.method("copy(self)") { _ in .object(DictObject(Style.shared.values.keys.sorted().map { ($0, value(Style.shared[$0]!)) })) }
    }
    private init() { super.init(type: SettingsObject.type_) }
    static func value(_ s: Setting) -> Value {
        switch s {
        case .number(let d): return .float(d)
        case .integer(let i): return .int(i)
        case .flag(let b): return .bool(b)
        case .text(let t): return .string(t)
        case .numbers(let n): return .list(n.map(Value.float))
        case .texts(let t): return .list(t.map { .string($0) })
        case .none: return .none
        }
    }
    static func set(_ key: Value, _ v: Value) throws {
        let name = try Operators.str(key)
        guard let now = Style.shared[name] else {
            throw PythonError(Exceptions.keyError, args: [.string("\(name) is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)")])
        }
        if name == "axes.prop_cycle" {
            let colors = try (v.asObject as? CyclerObject)?.colors ?? PlotValues.colors(v)
            _ = Style.shared.set(name, .texts(colors.map { $0.hex(alpha: $0.a < 1) }))
            return
        }
        let s: Setting
        switch v {
        case .none: s = .none
        case .bool(let b): s = .flag(b)
        case .int(let i):
            if case .integer = now { s = .integer(i) } else { s = .number(Double(i)) }
        case .float(let d): s = .number(d)
        default:
            if let t = v.asString { s = .text(t) } else if let t = try PlotValues.texts(v) { s = .texts(t) } else { s = .numbers(try PlotValues.numbers(v)) }
        }
        // The value's kind must fit: a word where a number is needed is refused, and so on.
        switch (now, s) {
        case (.flag, .text), (.numbers, .number), (.numbers, .text), (.number, .numbers), (.integer, .numbers), (.flag, .numbers):
            throw valueError("Key \(name): Could not convert \(try Operators.repr(v))")
        case (.number, .text(let t)) where Double(t) == nil && !Style.isSizeWord(t):
            throw valueError("Key \(name): Could not convert \(try Operators.repr(v)) to float")
        case (.texts, .text(let t)): _ = Style.shared.set(name, .texts([t]))
        default:
            if name.contains("color"), case .text(let t) = s, ColorNames.parse(t, cycle: Style.shared.colorCycle) == nil, !["auto", "inherit", "none", "face"].contains(t) {
                throw valueError("Key \(name): '\(t)' does not look like a color arg")
            }
            _ = Style.shared.set(name, s)
        }
    }
    override func getItem(_ key: Value) throws -> Value? {
        let name = key.asString ?? ""
        guard let s = Style.shared[name] else { throw keyError(key) }
        if name == "axes.prop_cycle" { return .object(try CyclerObject(Style.shared.texts(name).map { .string($0) })) }
        return SettingsObject.value(s)
    }
    override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        try SettingsObject.set(key, value)
        return true
    }
    override func contains(_ item: Value) throws -> Bool? { item.asString.map { Style.shared[$0] != nil } ?? false }
    override func iterate() throws -> Value? { try Operators.iterator(.list(Style.shared.values.keys.sorted().map { .string($0) })) }
    override func length() throws -> Int? { Style.shared.values.count }
}

/// Settings that last for a `with` block.
final class SettingsContext: Object {
    private let change: () throws -> Void
    private var saved: [String: Setting] = [:]
    static let type_ = TypeObject.native("rc_context", module: "matplotlib", subclassable: false)
    init(_ change: @escaping () throws -> Void) {
        self.change = change
        super.init(type: SettingsContext.type_)
    }
    override func enter() throws -> Value? {
        saved = Style.shared.values
        try change()
        return Value.none
    }
    override func exit(_ error: PythonError?) throws -> Bool {
        Style.shared.restore(saved)
        return false
    }
}

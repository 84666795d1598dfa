// This file defines colour maps, norms and colour functions as values of cells (`matplotlib.colors`, `matplotlib.cm`).

import Lang
import Plot

/// A colour map.
final class ColormapObject: Object {
    let map: Colormap
    static let type_ = TypeObject.native("Colormap", module: "matplotlib.colors", doc: "Colours over 0 to 1.", subclassable: false) { t in
        t.method("__call__(self, X, alpha=None, bytes=False)", "The colour of a value in 0 to 1, or of an integer entry; arrays give arrays.") { a in
            guard let o = a[0].asObject as? ColormapObject else { throw typeError("a Colormap is needed") }
            return try o.colors(a[1], alpha: a.given(2) ? try a.float(2) : nil, bytes: try a.bool(3))
        }
        t.method("reversed(self, name=None)", "The colours in the opposite order.") { a in
            guard let o = a[0].asObject as? ColormapObject else { throw typeError("a Colormap is needed") }
            return ColormapObject.of(o.map.reversed())
        }
        t.method("resampled(self, lutsize)", "The same colours with another number of entries.") { a in
            guard let o = a[0].asObject as? ColormapObject else { throw typeError("a Colormap is needed") }
            let n = try a.int(1)
            guard n > 0 && n < 1_000_000 else { throw valueError("lutsize must be positive") }
            return ColormapObject.of(o.map.resampled(n))
        }
        t.method("copy(self)", "A copy.") { a in
            guard let o = a[0].asObject as? ColormapObject else { throw typeError("a Colormap is needed") }
            return ColormapObject.of(o.map.copy())
        }
        for n in ["set_bad", "set_under", "set_over"] {
            t.method("\(n)(self, color='k', alpha=None)", "The colour of what lies outside.") { a in
                guard let o = a[0].asObject as? ColormapObject else { throw typeError("a Colormap is needed") }
                var c = try PlotValues.color(a[1])
                if a.given(2) { c = c.opacity(try a.float(2)) }
                switch n {
                case "set_bad": o.map.bad = c
                case "set_under": o.map.under = c
                default: o.map.over = c
                }
                return .none
            }
        }
        t.property("name", get: { o in .string((o as? ColormapObject)?.map.name ?? "") })
        t.property("N", get: { o in .int((o as? ColormapObject)?.map.colors.count ?? 0) })
        t.property("colors", get: { o in .list(((o as? ColormapObject)?.map.colors ?? []).map { .tuple([.float($0.r), .float($0.g), .float($0.b)]) }) })
    }
    private init(_ m: Colormap) {
        map = m
        super.init(type: ColormapObject.type_)
    }
    static func of(_ m: Colormap) -> Value { .object(ColormapObject(m)) }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        guard let x = a.positional.first else { throw typeError("Colormap.__call__() missing 1 required positional argument: 'X'") }
        var alpha: Double?, bytes = false
        for (k, v) in a.keywords {
            switch k.text {
            case "alpha": alpha = v.isNone ? nil : try Operators.toDouble(v)
            case "bytes": bytes = try Operators.isTrue(v)
            default: throw typeError("Colormap.__call__() got an unexpected keyword argument '\(k)'")
            }
        }
        if a.positional.count > 1, !a.positional[1].isNone { alpha = try Operators.toDouble(a.positional[1]) }
        return try colors(x, alpha: alpha, bytes: bytes)
    }
    private func colors(_ x: Value, alpha: Double?, bytes: Bool) throws -> Value {
        let integer: Bool
        if case .int = x { integer = true } else if let h = x.asObject as? TensorHolder { integer = !h.tensor.dtype.isFloat } else if let l = (x.asObject as? ListObject)?.items, !l.isEmpty { integer = l.allSatisfy { if case .int = $0 { return true } else { return false } } } else { integer = false }
        func pick(_ v: Double) -> RGBA {
            let c = integer ? map.color(index: v < 0 ? -1 : Int(min(v, 1e9))) : map(v)
            return alpha.map { c.opacity($0) } ?? c
        }
        let (shape, n) = try PlotValues.array(x)
        if shape.isEmpty {
            let c = pick(n.first ?? .nan)
            if bytes { return .tuple([c.r, c.g, c.b, c.a].map { .int(Int(($0 * 255).rounded())) }) }
            return .tuple([.float(c.r), .float(c.g), .float(c.b), .float(c.a)])
        }
        return PlotValues.ndarray(n.flatMap { v -> [Double] in
            let c = pick(v)
            return bytes ? [c.r, c.g, c.b, c.a].map { ($0 * 255).rounded() } : [c.r, c.g, c.b, c.a]
        }, shape: shape + [4])
    }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard let o = other.asObject as? ColormapObject else { return nil }
        switch op {
        case .eq: return .bool(o.map.colors == map.colors)
        case .ne: return .bool(o.map.colors != map.colors)
        default: return nil
        }
    }
    override func repr() throws -> String { "<matplotlib.colors.Colormap '\(map.name)'>" }
}

/// `matplotlib.colormaps`
final class ColormapRegistry: Object {
    static let shared = ColormapRegistry()
    static let type_ = TypeObject.native("ColormapRegistry", module: "matplotlib.cm", subclassable: false) { t in
        t.method("get_cmap(self, cmap)") { a in ColormapObject.of(try PlotValues.colormap(a[1]) ?? Colormap.named("viridis")!) }
        t.method("keys(self)") { _ in .list(Colormap.names.map { .string($0) }) }
        t.method("register(self, cmap, *, name=None, force=False)") { a in
            guard let c = a[1].asObject as? ColormapObject else { throw typeError("cmap must be a Colormap") }
            Colormap.register(c.map, name: a.given(2) ? try a.string(2) : c.map.name)
            return .none
        }
    }
    private init() { super.init(type: ColormapRegistry.type_) }
    override func getItem(_ key: Value) throws -> Value? {
        guard let s = key.asString, let m = Colormap.named(s) else {
            throw PythonError(Exceptions.keyError, args: [.string("\(try Operators.repr(key)) is not a known colormap name")])
        }
        return ColormapObject.of(m.copy())
    }
    override func contains(_ item: Value) throws -> Bool? { item.asString.map { Colormap.named($0) != nil } ?? false }
    override func iterate() throws -> Value? { try Operators.iterator(.list(Colormap.names.map { .string($0) })) }
    override func length() throws -> Int? { Colormap.names.count }
    override func call(_ a: CallArguments) throws -> Value? { .list(Colormap.names.map { .string($0) }) }
    override var isCallable: Bool { true }
}

/// A norm.
final class NormObject: Object {
    let norm: Normalize
    static let base = TypeObject.native("Normalize", module: "matplotlib.colors") { t in
        t.constructor("Normalize(vmin=None, vmax=None, clip=False)") { cls, a in
            let n = Normalize(vmin: a.given(0) ? try a.float(0) : nil, vmax: a.given(1) ? try a.float(1) : nil)
            n.clip = try a.bool(2)
            return .object(NormObject(n, cls))
        }
        t.method("__call__(self, value, clip=None)") { a in
            guard let o = a[0].asObject as? NormObject else { return .none }
            return try o.apply(a[1])
        }
        t.method("inverse(self, value)") { a in
            guard let o = a[0].asObject as? NormObject else { return .none }
            let (s, n) = try PlotValues.array(a[1])
            return s.isEmpty ? .float(o.norm.inverse(n[0])) : PlotValues.ndarray(n.map { o.norm.inverse($0) }, shape: s)
        }
        t.method("autoscale(self, A)") { a in
            guard let o = a[0].asObject as? NormObject else { return .none }
            (o.norm.vmin, o.norm.vmax) = (nil, nil)
            o.norm.autoscale(try PlotValues.numbers(a[1]))
            return .none
        }
        t.method("autoscale_None(self, A)") { a in
            if let o = a[0].asObject as? NormObject { o.norm.autoscale(try PlotValues.numbers(a[1])) }
            return .none
        }
        for (n, low) in [("vmin", true), ("vmax", false)] {
            t.property(n, get: { o in ((o as? NormObject)?.norm).flatMap { low ? $0.vmin : $0.vmax }.map(Value.float) ?? .none }, set: { o, v in
                guard let n = o as? NormObject else { return }
                let d = v.isNone ? nil : try Operators.toDouble(v)
                if low { n.norm.vmin = d } else { n.norm.vmax = d }
            })
        }
    }
    init(_ n: Normalize, _ t: TypeObject? = nil) {
        norm = n
        super.init(type: t ?? NormObject.base)
    }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        guard let x = a.positional.first else { throw typeError("Normalize.__call__() missing 1 required positional argument: 'value'") }
        return try apply(x)
    }
    private func apply(_ v: Value) throws -> Value {
        let (s, n) = try PlotValues.array(v)
        norm.autoscale(n)
        return s.isEmpty ? PlotValues.scalar(norm(n[0])) : PlotValues.ndarray(n.map { norm($0) }, shape: s)
    }
    static func declare(_ m: ModuleObject) {
        m.type(base)
        func kind(_ signature: String, _ make: @escaping (Arguments) throws -> Normalize) {
            m.type(TypeObject.native(String(signature.prefix { $0 != "(" }), module: "matplotlib.colors", base: base) { t in t.constructor(signature) { cls, a in .object(NormObject(try make(a), cls)) } })
        }
        func limits(_ a: Arguments, _ i: Int) throws -> (Double?, Double?) { (a.given(i) ? try a.float(i) : nil, a.given(i + 1) ? try a.float(i + 1) : nil) }
        kind("LogNorm(vmin=None, vmax=None, clip=False)") { a in
            let l = try limits(a, 0)
            return Normalize(.log, vmin: l.0, vmax: l.1)
        }
        kind("PowerNorm(gamma, vmin=None, vmax=None, clip=False)") { a in
            let l = try limits(a, 1)
            return Normalize(.power(try a.float(0)), vmin: l.0, vmax: l.1)
        }
        for n in ["TwoSlopeNorm"] {
            kind("\(n)(vcenter, vmin=None, vmax=None)") { a in
                let l = try limits(a, 1)
                return Normalize(.twoSlope(try a.float(0)), vmin: l.0, vmax: l.1)
            }
        }
        kind("CenteredNorm(vcenter=0, halfrange=None, clip=False)") { a in
            let c = try a.float(0)
            let n = Normalize(.twoSlope(c))
            if a.given(1) { (n.vmin, n.vmax) = (c - (try a.float(1)), c + (try a.float(1))) }
            return n
        }
        kind("BoundaryNorm(boundaries, ncolors=256, clip=False, *, extend='neither')") { a in
            let e = try PlotValues.numbers(a[0])
            guard e.count > 1 else { throw valueError("You must provide at least 2 boundaries") }
            return Normalize(.boundaries(e), vmin: e[0], vmax: e[e.count - 1])
        }
        kind("NoNorm(vmin=None, vmax=None, clip=False)") { _ in Normalize(.none) }
    }
}

/// `cm.ScalarMappable`: a norm and a map without a drawing.
final class ScalarMappableObject: Object {
    let mappable: Mappable
    static let type_ = TypeObject.native("ScalarMappable", module: "matplotlib.cm", subclassable: false) { t in
        t.constructor("ScalarMappable(norm=None, cmap=None)") { _, a in
            let p = PolyCollection([], face: [])
            if let c = try PlotValues.colormap(a[1]) { p.cmap = c }
            p.norm = try PlotValues.norm(a[0], vmin: nil, vmax: nil)
            return .object(ScalarMappableObject(p))
        }
        t.method("set_array(self, A)") { a in
            if let o = a[0].asObject as? ScalarMappableObject, !a[1].isNone { o.mappable.values = try PlotValues.numbers(a[1]) }
            return .none
        }
        t.method("to_rgba(self, x, alpha=None, bytes=False, norm=True)") { a in
            guard let o = a[0].asObject as? ScalarMappableObject else { return .none }
            let (s, n) = try PlotValues.array(a[1])
            o.mappable.norm.autoscale(n)
            let c = n.map { o.mappable.cmap(o.mappable.norm($0)) }
            return s.isEmpty ? PlotValues.tuple(c[0]) : PlotValues.ndarray(c.flatMap { [$0.r, $0.g, $0.b, $0.a] }, shape: s + [4])
        }
        t.method("set_clim(self, vmin=None, vmax=None)") { a in
            guard let o = a[0].asObject as? ScalarMappableObject else { return .none }
            if a.given(1) { o.mappable.norm.vmin = try a.float(1) }
            if a.given(2) { o.mappable.norm.vmax = try a.float(2) }
            return .none
        }
    }
    init(_ m: Mappable) {
        mappable = m
        super.init(type: ScalarMappableObject.type_)
    }
}

/// A cycle of colours: `cycler(color=[...])`.
final class CyclerObject: Object {
    let colors: [RGBA]
    let names: [Value]
    static let type_ = TypeObject.native("Cycler", module: "cycler", subclassable: false) { t in
        t.method("by_key(self)") { a in .object(DictObject([("color", .list((a[0].asObject as? CyclerObject)?.names ?? []))])) }
    }
    init(_ names: [Value]) throws {
        self.names = names
        colors = try names.map { try PlotValues.color($0) }
        super.init(type: CyclerObject.type_)
    }
    override func iterate() throws -> Value? { try Operators.iterator(.list(names.map { .object(DictObject([("color", $0)])) })) }
    override func length() throws -> Int? { names.count }
    override func repr() throws -> String { "cycler('color', \(try Operators.repr(.list(names))))" }
}

enum MatplotlibColors {
    static func declare(_ m: ModuleObject) {
        NormObject.declare(m)
        m.type(ColormapObject.type_)
        m.function("to_rgba(c, alpha=None)", "Red, green, blue and opacity of a colour.") { a in
            guard let c = PlotValues.colorIfAny(a[0]) else { throw valueError("Invalid RGBA argument: \(try Operators.repr(a[0]))") }
            return PlotValues.tuple(a.given(1) ? c.opacity(try a.float(1)) : c)
        }
        m.function("to_rgb(c)", "Red, green and blue of a colour.") { a in
            guard let c = PlotValues.colorIfAny(a[0]) else { throw valueError("Invalid RGBA argument: \(try Operators.repr(a[0]))") }
            return .tuple([.float(c.r), .float(c.g), .float(c.b)])
        }
        m.function("to_hex(c, keep_alpha=False)", "A colour as #rrggbb.") { a in
            guard let c = PlotValues.colorIfAny(a[0]) else { throw valueError("Invalid RGBA argument: \(try Operators.repr(a[0]))") }
            return .string(c.hex(alpha: try a.bool(1)))
        }
        m.function("to_rgba_array(c, alpha=None)", "Colours as rows of an array.") { a in
            let c = try PlotValues.colors(a[0])
            return PlotValues.ndarray(c.flatMap { [$0.r, $0.g, $0.b, $0.a] }, shape: [c.count, 4])
        }
        m.function("is_color_like(c)", "Whether it is a colour.") { a in .bool(PlotValues.colorIfAny(a[0]) != nil) }
        m.type(TypeObject.native("ListedColormap", module: "matplotlib.colors") { t in
            t.constructor("ListedColormap(colors, name='from_list', N=None)") { _, a in
                var c = try PlotValues.colors(a[0])
                if a.given(2) {
                    let n = try a.int(2)
                    guard n > 0 && n < 1_000_000, !c.isEmpty else { throw valueError("N must be positive") }
                    c = (0..<n).map { c[$0 % c.count] }
                }
                return ColormapObject.of(Colormap(name: try a.string(1), colors: c))
            }
        })
        m.type(TypeObject.native("LinearSegmentedColormap", module: "matplotlib.colors") { t in
            t.classMethod("from_list(cls, name, colors, N=256, gamma=1.0)") { a in
                let n = try a.int(3)
                guard n > 0 && n < 1_000_000 else { throw valueError("N must be positive") }
                let items = try a.items(2)
                // Colours, or pairs of a position and a colour.
                if let p = items.first.flatMap({ ($0.asObject as? TupleObject)?.items }), p.count == 2, PlotValues.colorIfAny(items[0]) == nil || p[1].asString != nil {
                    let pairs = try items.map { try Operators.items(of: $0) }
                    return ColormapObject.of(Colormap(name: try a.string(1), knots: try pairs.map { try PlotValues.color($0[1]) }, positions: try pairs.map { try Operators.toDouble($0[0]) }, count: n))
                }
                return ColormapObject.of(Colormap(name: try a.string(1), knots: try items.map { try PlotValues.color($0) }, count: n))
            }
        })
        m.constant("CSS4_COLORS", .object(DictObject(ColorNames.cssNames.compactMap { n in ColorNames.all[n].map { (n, .string($0.hex().uppercased())) } })))
        m.constant("TABLEAU_COLORS", .object(DictObject(ColorNames.tab10.map { ($0.0, .string(RGBA(hex: $0.1).hex())) })))
        m.constant("BASE_COLORS", .object(DictObject(["b", "g", "r", "c", "m", "y", "k", "w"].compactMap { n in
            ColorNames.parse(n, cycle: []).map { c in (n, .tuple([.float(c.r), .float(c.g), .float(c.b)])) }
        })))
    }
}

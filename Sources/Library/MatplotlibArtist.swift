// This file defines artists as values of cells: their properties by name, `set_x`, `get_x`, `set(...)`.

import Lang
import Plot

/// A line, patch, text, ... of a figure.
final class ArtistObject: Object {
    let artist: Artist
    init(_ artist: Artist) {
        self.artist = artist
        super.init(type: ArtistTypes.type(of: artist))
        artist.host = self
    }
    static func of(_ a: Artist) -> Value { .object((a.host as? ArtistObject) ?? ArtistObject(a)) }
    override var allowsAttributes: Bool { true }

    override func dynamicAttribute(_ name: Name) throws -> Value? {
        let n = name.text
        let artist = artist
        if n.hasPrefix("set_") {
            let p = String(n.dropFirst(4))
            guard ArtistProperties.knows(artist, p) else { return nil }
            return .object(NativeFunction("\(n)(*args, **kwargs)") { a in
                let v = a.rest(0)
                if let one = v.first, v.count == 1 {
                    try ArtistProperties.set(artist, p, one)
                } else if v.isEmpty, let k = a.keywords(1).first {
                    try ArtistProperties.set(artist, p, k.value)
                } else {
                    try ArtistProperties.set(artist, p, .tuple(v))
                }
                return .none
            })
        }
        if n.hasPrefix("get_"), let v = try ArtistProperties.get(artist, String(n.dropFirst(4))) {
            return .object(NativeFunction("\(n)(*args, **kwargs)") { _ in v })
        }
        switch n {
        case "axes": return artist.axes.map { AxesObject.of($0) } ?? Value.none
        case "figure": return (artist.figure ?? artist.axes?.figure).map { FigureObject.of($0) } ?? Value.none
        case "zorder", "norm", "cmap", "xy", "colorbar":
            return try ArtistProperties.get(artist, n)
        default: return nil
        }
    }
    override func repr() throws -> String {
        switch artist {
        case let l as Line2D: return "Line2D(\(l.label))"
        case let t as TextArtist: return "Text(\(try Operators.repr(.float(t.x))), \(try Operators.repr(.float(t.y))), \(try Operators.repr(.string(t.text))))"
        default: return "<\(type.qualifiedName) object at \(Object.address(self))>"
        }
    }
}

/// The Python classes of artists.
enum ArtistTypes {
    static let base = TypeObject.native("Artist", module: "matplotlib.artist", doc: "Anything that is drawn.") { t in
        t.method("set(self, **kwargs)", "Sets several properties at once.") { a in
            guard let o = a[0].asObject as? ArtistObject else { throw typeError("not an artist") }
            for (k, v) in a.keywords(1) { try ArtistProperties.set(o.artist, k, v) }
            return .none
        }
        t.method("remove(self)", "Takes the artist off its axes.") { a in
            (a[0].asObject as? ArtistObject)?.artist.remove()
            return .none
        }
        t.method("set_data(self, *args)", "New data of a line or an image.") { a in
            guard let o = a[0].asObject as? ArtistObject else { return .none }
            let v = a.rest(1)
            if let l = o.artist as? Line2D {
                let pair = v.count == 1 ? try Operators.items(of: v[0]) : v
                guard pair.count == 2 else { throw typeError("set_data() takes x and y") }
                l.x = try PlotValues.numbers(pair[0])
                l.y = try PlotValues.numbers(pair[1])
            } else if let im = o.artist as? AxesImage, let d = v.first {
                let p = try Pictures.read(d)
                guard p.width == im.width, p.height == im.height else { throw valueError("set_data() needs an image of the same shape") }
                im.values = p.values
                im.rgba = p.rgba
            }
            return .none
        }
        t.method("get_texts(self)", "A legend's texts.") { a in
            .list(((a[0].asObject as? ArtistObject)?.artist as? Legend)?.textArtists.map { ArtistObject.of($0) } ?? [])
        }
        t.method("get_title(self)", "A legend's title.") { a in
            guard let l = (a[0].asObject as? ArtistObject)?.artist as? Legend else { throw attributeError("no title") }
            if l.titleText == nil { l.titleText = TextArtist(x: 0, y: 0, text: l.title, style: TextStyle(size: l.titleSize ?? l.fontSize)) }
            return ArtistObject.of(l.titleText!)
        }
        t.method("set_clim(self, vmin=None, vmax=None)", "The limits of the colour scale.") { a in
            guard let m = (a[0].asObject as? ArtistObject)?.artist as? Mappable else { return .none }
            var (lo, hi) = (a[1], a[2])
            if a.given(1), !a.given(2), let pair = try? Operators.items(of: a[1]), pair.count == 2 { (lo, hi) = (pair[0], pair[1]) }
            if !lo.isNone { m.norm.vmin = try Operators.toDouble(lo) }
            if !hi.isNone { m.norm.vmax = try Operators.toDouble(hi) }
            m.colorbar?.updateLimits()
            return .none
        }
        t.method("get_clim(self)", "The limits of the colour scale.") { a in
            guard let m = (a[0].asObject as? ArtistObject)?.artist as? Mappable else { return .none }
            m.autoscaleNorm()
            return .tuple([m.norm.vmin.map(Value.float) ?? .none, m.norm.vmax.map(Value.float) ?? .none])
        }
    }
    private static var types: [String: TypeObject] = [:]
    static func named(_ name: String, module: String) -> TypeObject {
        if let t = types[name] { return t }
        let t = TypeObject.native(name, module: module, base: base)
        types[name] = t
        return t
    }
    static func type(of a: Artist) -> TypeObject {
        switch a {
        case is Line2D: return named("Line2D", module: "matplotlib.lines")
        case let p as PatchArtist: return named(p.className, module: "matplotlib.patches")
        case is PathCollection: return named("PathCollection", module: "matplotlib.collections")
        case is PolyCollection: return named("PolyCollection", module: "matplotlib.collections")
        case is LineCollection: return named("LineCollection", module: "matplotlib.collections")
        case is AxesImage: return named("AxesImage", module: "matplotlib.image")
        case is Annotation: return named("Annotation", module: "matplotlib.text")
        case is TextArtist: return named("Text", module: "matplotlib.text")
        case is Legend: return named("Legend", module: "matplotlib.legend")
        default: return base
        }
    }
}

/// Properties by matplotlib's names and aliases.
enum ArtistProperties {
    static let aliases: [String: String] = [
        "c": "color", "lw": "linewidth", "linewidths": "linewidth", "ls": "linestyle", "linestyles": "linestyle", "ms": "markersize", "mfc": "markerfacecolor", "mec": "markeredgecolor", "mew": "markeredgewidth",
        "ds": "drawstyle", "fc": "facecolor", "ec": "edgecolor", "facecolors": "facecolor", "edgecolors": "edgecolor", "aa": "antialiased", "ha": "horizontalalignment", "va": "verticalalignment", "ma": "multialignment",
        "size": "fontsize", "weight": "fontweight", "family": "fontfamily", "fontname": "fontfamily", "style": "fontstyle", "name": "fontfamily", "colors": "color", "antialiaseds": "antialiased",
    ]
    private static let common: Set<String> = [
        "alpha", "visible", "zorder", "label", "clip_on", "transform", "antialiased", "rasterized", "gid", "picker", "url", "snap", "clip_path", "clip_box", "animated", "in_layout", "path_effects", "sketch_params", "agg_filter", "figure", "mouseover",
    ]
    private static func own(_ a: Artist) -> Set<String> {
        switch a {
        case is Line2D:
            return ["color", "linewidth", "linestyle", "marker", "markersize", "markerfacecolor", "markeredgecolor", "markeredgewidth", "drawstyle", "fillstyle", "markevery", "xdata", "ydata", "data", "dashes", "solid_capstyle", "dash_capstyle", "solid_joinstyle", "dash_joinstyle", "markerfacecoloralt", "gapcolor", "pickradius"]
        case is PatchArtist:
            return ["color", "facecolor", "edgecolor", "linewidth", "linestyle", "fill", "hatch", "width", "height", "x", "y", "xy", "angle", "radius", "center", "bounds", "capstyle", "joinstyle", "boxstyle", "hatch_linewidth", "hatchcolor"]
        case is TextArtist:
            return ["color", "fontsize", "fontweight", "fontstyle", "fontfamily", "horizontalalignment", "verticalalignment", "multialignment", "rotation", "rotation_mode", "text", "x", "y", "position", "bbox", "backgroundcolor", "linespacing", "wrap", "parse_math", "usetex", "fontproperties", "font", "fontstretch", "fontvariant", "math_fontfamily", "transform_rotates_text", "antialiased"]
        case is AxesImage: return ["cmap", "norm", "clim", "data", "extent", "interpolation", "array", "filternorm", "filterrad", "resample", "interpolation_stage"]
        case is Mappable: return ["color", "facecolor", "edgecolor", "linewidth", "linestyle", "cmap", "norm", "clim", "array", "sizes", "offsets", "hatch", "urls", "joinstyle", "capstyle", "segments", "verts", "paths", "offset_transform", "pickradius", "hatchcolor"]
        case is Legend: return ["frame_on", "title", "loc", "bbox_to_anchor", "ncols", "draggable", "alignment"]
        default: return []
        }
    }
    static func knows(_ a: Artist, _ name: String) -> Bool {
        let n = aliases[name] ?? name
        return common.contains(n) || own(a).contains(n)
    }

    private static func bold(_ v: Value) throws -> Bool {
        if let s = v.asString { return ["bold", "heavy", "semibold", "demibold", "demi", "extra bold", "black"].contains(s) }
        return try Operators.toDouble(v) >= 600
    }

    /// Throws AttributeError for an unknown property, with matplotlib's words.
    static func set(_ a: Artist, _ given: String, _ v: Value) throws {
        let name = aliases[given] ?? given
        guard knows(a, given) else {
            throw attributeError("\(ArtistTypes.type(of: a).name).set() got an unexpected keyword argument '\(given)'")
        }
        switch name {
        case "alpha":
            if v.isNone {
                a.alpha = nil
            } else {
                let x = try Operators.toDouble(v)
                guard x >= 0 && x <= 1 else { throw valueError("alpha (\(try Operators.repr(v))) is outside 0-1 range") }
                a.alpha = x
            }
            return
        case "visible": a.visible = try Operators.isTrue(v); return
        case "zorder": a.zorder = try Operators.toDouble(v); return
        case "label": a.label = v.isNone ? "" : try Operators.str(v); return
        case "clip_on": a.clipOn = try Operators.isTrue(v); return
        case "transform":
            a.coordinates = try PlotValues.coordinates(v)
            if a.coordinates != .data && a.coordinates != .xAxis && a.coordinates != .yAxis { a.inAutoscale = false }
            return
        default: break
        }
        switch a {
        case let l as Line2D: try setLine(l, name, v)
        case let p as PatchArtist: try setPatch(p, name, v)
        case let t as TextArtist: try setText(t, name, v)
        case let m as Mappable: try setMappable(m, name, v)
        case let l as Legend:
            switch name {
            case "frame_on": l.frameOn = try Operators.isTrue(v)
            case "title": l.title = try Operators.str(v)
            case "loc":
                let p = try PlotValues.location(v)
                l.location = p.code ?? 0
                l.corner = p.corner
            case "ncols": l.columns = max(1, try Operators.index(v))
            case "bbox_to_anchor":
                let n = try PlotValues.numbers(v)
                if n.count >= 2 { l.anchor = (n[0], n[1], n.count > 3 ? n[2] : 0, n.count > 3 ? n[3] : 0) }
            default: break
            }
        default: break
        }
    }

    private static func setLine(_ l: Line2D, _ name: String, _ v: Value) throws {
        switch name {
        case "color": l.color = try PlotValues.color(v, "color")
        case "linewidth": l.lineWidth = v.isNone ? Style.shared.number("lines.linewidth") : try Operators.toDouble(v)
        case "linestyle":
            if let s = v.asString, s.hasPrefix("steps") { l.drawStyle = s == "steps" ? "steps-pre" : s } else { l.lineStyle = try PlotValues.lineStyle(v) }
        case "marker": l.marker = try PlotValues.marker(v)
        case "markersize": l.markerSize = try Operators.toDouble(v)
        case "markerfacecolor": l.markerFace = v.asString == "auto" || v.isNone ? nil : try PlotValues.color(v, "markerfacecolor")
        case "markeredgecolor": l.markerEdge = v.asString == "auto" || v.isNone ? nil : try PlotValues.color(v, "markeredgecolor")
        case "markeredgewidth": l.markerEdgeWidth = v.isNone ? 1 : try Operators.toDouble(v)
        case "drawstyle": l.drawStyle = try PlotValues.choice(try PlotValues.string(v, name), "drawstyle", ["default", "steps-mid", "steps-pre", "steps-post", "steps"])
        case "fillstyle": if v.asString == "none" { l.markerFace = .clear }
        case "markevery":
            if v.isNone {
                l.markEvery = nil
            } else if case .int(let n) = v, n > 0 {
                l.markEvery = Array(stride(from: 0, to: l.x.count, by: n))
            } else if let t = (v.asObject as? TupleObject)?.items, t.count == 2, let s = try? Operators.index(t[0]), let n = try? Operators.index(t[1]), n > 0 {
                l.markEvery = Array(stride(from: s, to: l.x.count, by: n))
            } else {
                l.markEvery = try PlotValues.numbers(v).filter { $0.isFinite && abs($0) < 1e9 }.map { Int($0) }
            }
        case "xdata": l.x = try PlotValues.numbers(v)
        case "ydata": l.y = try PlotValues.numbers(v)
        case "dashes": l.lineStyle = .dashed(0, try PlotValues.numbers(v))
        default: break
        }
    }

    private static func setPatch(_ p: PatchArtist, _ name: String, _ v: Value) throws {
        switch name {
        case "color": (p.faceColor, p.edgeColor) = (try PlotValues.color(v), try PlotValues.color(v))
        case "facecolor": p.faceColor = v.isNone ? Style.shared.color("patch.facecolor") : try PlotValues.color(v, "facecolor")
        case "edgecolor": p.edgeColor = v.isNone ? Style.shared.color("patch.edgecolor") : try PlotValues.color(v, "edgecolor")
        case "linewidth": p.lineWidth = v.isNone ? Style.shared.number("patch.linewidth") : try Operators.toDouble(v)
        case "linestyle": p.lineStyle = try PlotValues.lineStyle(v)
        case "fill": p.fill = try Operators.isTrue(v)
        case "hatch": p.hatch = v.isNone ? "" : try PlotValues.string(v, name)
        case "width", "height", "x", "y", "xy", "angle", "bounds":
            guard case .rectangle(var x, var y, var w, var h, var angle) = p.shape else { return }
            switch name {
            case "width": w = try Operators.toDouble(v)
            case "height": h = try Operators.toDouble(v)
            case "x": x = try Operators.toDouble(v)
            case "y": y = try Operators.toDouble(v)
            case "angle": angle = try Operators.toDouble(v)
            default:
                let n = try PlotValues.numbers(v)
                if n.count >= 2 { (x, y) = (n[0], n[1]) }
                if n.count == 4 { (w, h) = (n[2], n[3]) }
            }
            p.shape = .rectangle(x: x, y: y, width: w, height: h, angle: angle)
        case "radius", "center":
            guard case .ellipse(var cx, var cy, var w, var h, let angle) = p.shape else { return }
            if name == "radius" {
                w = 2 * (try Operators.toDouble(v))
                h = w
            } else {
                let n = try PlotValues.numbers(v)
                if n.count == 2 { (cx, cy) = (n[0], n[1]) }
            }
            p.shape = .ellipse(cx: cx, cy: cy, width: w, height: h, angle: angle)
        default: break
        }
    }

    static func setText(_ t: TextArtist, _ name: String, _ v: Value) throws {
        switch name {
        case "color": t.style.color = try PlotValues.color(v)
        case "fontsize": t.style.size = try PlotValues.fontSize(v)
        case "fontweight": t.style.font.bold = try bold(v)
        case "fontstyle": t.style.font.italic = v.asString == "italic" || v.asString == "oblique"
        case "fontfamily":
            let s = try v.asString ?? Operators.items(of: v).first?.asString ?? "sans-serif"
            t.style.font.family = s.contains("mono") || s.contains("Mono") || s.contains("Courier") ? .mono : s.contains("serif") && !s.contains("sans") || s.contains("Serif") || s.contains("Times") ? .serif : .sans
        case "horizontalalignment": t.style.horizontal = try PlotValues.choice(PlotValues.string(v, name), "align", ["center", "right", "left"])
        case "verticalalignment": t.style.vertical = try PlotValues.choice(PlotValues.string(v, name), "align", ["top", "bottom", "center", "baseline", "center_baseline"])
        case "multialignment": t.style.multialignment = try PlotValues.choice(PlotValues.string(v, name), "align", ["left", "right", "center"])
        case "rotation": t.style.rotation = v.asString == "vertical" ? 90 : v.asString == "horizontal" || v.isNone ? 0 : try Operators.toDouble(v)
        case "rotation_mode": t.style.rotationAnchor = v.asString == "anchor"
        case "text": t.text = v.isNone ? "" : try Operators.str(v)
        case "x": t.x = try Operators.toDouble(v)
        case "y": t.y = try Operators.toDouble(v)
        case "position":
            let n = try PlotValues.numbers(v)
            if n.count == 2 { (t.x, t.y) = (n[0], n[1]) }
        case "linespacing": t.style.lineSpacing = v.isNone || v.asString != nil ? nil : try Operators.toDouble(v)
        case "parse_math": t.style.parseMath = try Operators.isTrue(v)
        case "backgroundcolor":
            var b = t.box ?? TextArtist.TextBox()
            b.face = try PlotValues.color(v)
            b.edge = b.face
            t.box = b
        case "bbox": t.box = v.isNone ? nil : try textBox(v)
        case "fontproperties", "font":
            if let d = v.asObject as? DictObject {
                for e in d.entries { if let k = e.key.asString { try set(t, k, e.value) } }
            }
        default: break
        }
    }

    static func textBox(_ v: Value) throws -> TextArtist.TextBox {
        guard let d = v.asObject as? DictObject else { throw typeError("bbox must be a dict, not \(v.typeName)") }
        var b = TextArtist.TextBox()
        for e in d.entries {
            let k = e.key.asString ?? ""
            switch aliases[k] ?? k {
            case "boxstyle":
                let parts = (try PlotValues.string(e.value, k)).split(separator: ",")
                b.shape = parts.first.map { $0.hasPrefix("round") ? "round" : "square" } ?? "square"
                if parts.first == "round" || parts.first == "square" { b.pad = 0.3 }
                for p in parts.dropFirst() {
                    let halves = p.filter { $0 != " " }.split(separator: "=")
                    if halves.count == 2, let x = Double(halves[1]) { if halves[0] == "pad" { b.pad = x } else { b.rounding = x } }
                }
            case "facecolor": b.face = try PlotValues.color(e.value)
            case "edgecolor": b.edge = try PlotValues.color(e.value)
            case "color": (b.face, b.edge) = (try PlotValues.color(e.value), try PlotValues.color(e.value))
            case "alpha": b.alpha = e.value.isNone ? nil : try Operators.toDouble(e.value)
            case "linewidth": b.lineWidth = try Operators.toDouble(e.value)
            case "pad": b.pad = try Operators.toDouble(e.value) / 10
            case "fill", "linestyle", "zorder", "hatch": break
            default: throw attributeError("FancyBboxPatch.set() got an unexpected keyword argument '\(k)'")
            }
        }
        return b
    }

    private static func setMappable(_ m: Mappable, _ name: String, _ v: Value) throws {
        switch name {
        case "cmap": if let c = try PlotValues.colormap(v) { m.cmap = c }; return
        case "norm": m.norm = try PlotValues.norm(v, vmin: nil, vmax: nil); return
        case "clim":
            let n = try PlotValues.numbers(v)
            if n.count == 2 { (m.norm.vmin, m.norm.vmax) = (n[0], n[1]) }
            return
        case "array": m.values = v.isNone ? nil : try PlotValues.numbers(v); return
        default: break
        }
        switch m {
        case let c as PathCollection:
            switch name {
            case "color":
                c.faceColors = try PlotValues.colors(v)
                c.edgeColors = c.faceColors
                c.values = nil
            case "facecolor":
                c.faceColors = try PlotValues.colors(v, "facecolor")
                c.values = nil
            case "edgecolor": c.edgeColors = v.asString == "face" || v.isNone ? nil : try PlotValues.colors(v, "edgecolor")
            case "linewidth": c.lineWidths = try PlotValues.numbers(v)
            case "sizes": c.sizes = try PlotValues.numbers(v)
            case "offsets":
                let n = try PlotValues.numbers(v)
                c.offsets = stride(from: 0, to: n.count - 1, by: 2).map { Point(n[$0], n[$0 + 1]) }
            default: break
            }
        case let c as PolyCollection:
            switch name {
            case "color":
                c.faceColors = try PlotValues.colors(v)
                c.edgeColors = c.faceColors
            case "facecolor": c.faceColors = try PlotValues.colors(v, "facecolor")
            case "edgecolor": c.edgeColors = v.asString == "none" ? [] : v.asString == "face" ? c.faceColors : try PlotValues.colors(v, "edgecolor")
            case "linewidth": c.lineWidths = v.isNone ? [1] : try PlotValues.numbers(v)
            case "linestyle": c.lineStyle = try PlotValues.lineStyle(v)
            case "hatch": c.hatch = v.isNone ? "" : try PlotValues.string(v, name)
            default: break
            }
        case let c as LineCollection:
            switch name {
            case "color", "edgecolor": c.colors = try PlotValues.colors(v)
            case "linewidth": c.lineWidths = try PlotValues.numbers(v)
            case "linestyle": c.lineStyles = v.asString == nil && (v.asObject is ListObject) ? try Operators.items(of: v).map { try PlotValues.lineStyle($0) } : [try PlotValues.lineStyle(v)]
            default: break
            }
        case let im as AxesImage:
            switch name {
            case "extent":
                let n = try PlotValues.numbers(v)
                if n.count == 4 { im.extent = (n[0], n[1], n[2], n[3]) }
            case "interpolation": im.interpolation = v.isNone ? Style.shared.text("image.interpolation") : try Pictures.interpolation(PlotValues.string(v, name))
            default: break
            }
        default: break
        }
    }

    /// nil: no such property to read.
    static func get(_ a: Artist, _ given: String) throws -> Value? {
        let name = aliases[given] ?? given
        switch name {
        case "alpha": return a.alpha.map(Value.float) ?? .some(.none)
        case "visible": return .bool(a.visible)
        case "zorder": return a.zorder == a.zorder.rounded() && abs(a.zorder) < 1e9 ? .int(Int(a.zorder)) : .float(a.zorder)
        case "label": return .string(a.label)
        case "clip_on": return .bool(a.clipOn)
        case "axes": return a.axes.map { AxesObject.of($0) } ?? .some(.none)
        case "figure": return (a.figure ?? a.axes?.figure).map { FigureObject.of($0) } ?? .some(.none)
        default: break
        }
        func color(_ c: RGBA) -> Value { PlotValues.tuple(c) }
        switch a {
        case let l as Line2D:
            switch name {
            case "color": return .string(l.color.hex())
            case "linewidth": return .float(l.lineWidth)
            case "linestyle": return .string(l.lineStyle.name)
            case "marker": return .string(l.marker.name)
            case "markersize": return .float(l.markerSize)
            case "markerfacecolor": return .string((l.markerFace ?? l.color).hex())
            case "markeredgecolor": return .string((l.markerEdge ?? l.color).hex())
            case "markeredgewidth": return .float(l.markerEdgeWidth)
            case "drawstyle": return .string(l.drawStyle)
            case "xdata": return PlotValues.ndarray(l.x)
            case "ydata": return PlotValues.ndarray(l.y)
            case "data": return .tuple([PlotValues.ndarray(l.x), PlotValues.ndarray(l.y)])
            case "xydata": return PlotValues.ndarray(zip(l.x, l.y).flatMap { [$0, $1] }, shape: [min(l.x.count, l.y.count), 2])
            default: return nil
            }
        case let p as PatchArtist:
            switch name {
            case "facecolor": return color(p.alpha.map { p.faceColor.opacity($0) } ?? p.faceColor)
            case "edgecolor": return color(p.edgeColor)
            case "linewidth": return .float(p.lineWidth)
            case "hatch": return p.hatch.isEmpty ? .some(.none) : .string(p.hatch)
            case "fill": return .bool(p.fill)
            case "x", "y", "width", "height", "xy", "bbox", "angle", "center":
                if case .ellipse(let cx, let cy, let w, let h, _) = p.shape {
                    switch name {
                    case "center": return .tuple([.float(cx), .float(cy)])
                    case "width": return .float(w)
                    case "height": return .float(h)
                    default: return nil
                    }
                }
                guard case .rectangle(let x, let y, let w, let h, let angle) = p.shape else { return nil }
                switch name {
                case "x": return .float(x)
                case "y": return .float(y)
                case "width": return .float(w)
                case "height": return .float(h)
                case "angle": return .float(angle)
                case "center": return .tuple([.float(x + w / 2), .float(y + h / 2)])
                default: return .tuple([.float(x), .float(y)])
                }
            case "radius":
                if case .ellipse(_, _, let w, _, _) = p.shape { return .float(w / 2) } else { return nil }
            default: return nil
            }
        case let t as TextArtist:
            switch name {
            case "text": return .string(t.text)
            case "position": return .tuple([.float(t.x), .float(t.y)])
            case "color": return .string(t.style.color.hex())
            case "fontsize": return .float(t.style.size)
            case "rotation": return .float(t.style.rotation)
            case "horizontalalignment": return .string(t.style.horizontal)
            case "verticalalignment": return .string(t.style.vertical)
            case "fontweight": return .string(t.style.font.bold ? "bold" : "normal")
            case "xy": return (t as? Annotation).map { .tuple([.float($0.target.x), .float($0.target.y)]) }
            default: return nil
            }
        case let m as Mappable:
            switch name {
            case "cmap": return ColormapObject.of(m.cmap)
            case "norm":
                m.autoscaleNorm()
                return .object(NormObject(m.norm))
            case "array": return m.values.map { v in (m as? AxesImage).map { PlotValues.ndarray(v, shape: [$0.height, $0.width]) } ?? PlotValues.ndarray(v) } ?? .some(.none)
            case "colorbar": return m.colorbar.map { .object(ColorbarObject($0)) } ?? .some(.none)
            case "extent": return (m as? AxesImage).map { .list([.float($0.extent.0), .float($0.extent.1), .float($0.extent.2), .float($0.extent.3)]) }
            case "interpolation": return (m as? AxesImage).map { .string($0.interpolation) }
            case "offsets": return (m as? PathCollection).map { c in PlotValues.ndarray(c.offsets.flatMap { [$0.x, $0.y] }, shape: [c.offsets.count, 2]) }
            case "sizes": return (m as? PathCollection).map { PlotValues.ndarray($0.sizes) }
            case "facecolor", "facecolors":
                let c = (m as? PathCollection).map { c in c.values.map { $0.map { c.cmap(c.norm($0)) } } ?? c.faceColors } ?? (m as? PolyCollection)?.faceColors ?? []
                return PlotValues.ndarray(c.flatMap { [$0.r, $0.g, $0.b, $0.a] }, shape: [c.count, 4])
            default: return nil
            }
        case let l as Legend:
            switch name {
            case "frame_on": return .bool(l.frameOn)
            default: return nil
            }
        default: return nil
        }
    }
}

/// `ax.transAxes` and its like: a coordinate system as a value.
final class TransformObject: Object {
    let system: CoordinateSystem
    static let type_ = TypeObject.native("Transform", module: "matplotlib.transforms", subclassable: false)
    init(_ s: CoordinateSystem) {
        system = s
        super.init(type: TransformObject.type_)
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? { other.asObject is TransformObject ? .object(self) : nil }
}

/// A marker as a value.
final class MarkerObject: Object {
    let marker: Marker
    static let type_ = TypeObject.native("MarkerStyle", module: "matplotlib.markers", subclassable: false) { t in
        t.constructor("MarkerStyle(marker='o', fillstyle=None)") { _, a in .object(MarkerObject(try PlotValues.marker(a[0]))) }
    }
    init(_ m: Marker) {
        marker = m
        super.init(type: MarkerObject.type_)
    }
}

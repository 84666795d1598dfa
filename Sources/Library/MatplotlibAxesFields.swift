// This file defines the methods of `Axes` that show fields of values: images, meshes, contours.

import Kernel
import Lang
import Plot

/// Pictures as cells hold them.
enum Pictures {
    /// A picture's size with its values (one plane) or colours (four bytes a pixel).
    static func read(_ v: Value) throws -> (width: Int, height: Int, values: [Double]?, rgba: [UInt8]?) {
        var v = v
        if let o = v.asObject, !(o is TensorHolder), o.kind == .other, let f = try Operators.attributeIfPresent(v, "__array_interface__") ?? Operators.attributeIfPresent(v, "getdata"), !f.isNone {
            // A Pillow image.
            if let np = try ModuleTable.shared.module("numpy"), let asarray = np["asarray"] { v = try Operators.call(asarray, v) }
        }
        let t = try Convert.tensor(from: v)
        var shape = t.shape
        if shape.count == 3, shape[2] == 1 { shape.removeLast() }
        guard shape.count == 2 || (shape.count == 3 && (shape[2] == 3 || shape[2] == 4)) else {
            throw typeError("Invalid shape (\(t.shape.map(String.init).joined(separator: ", "))\(t.shape.count == 1 ? "," : "")) for image data")
        }
        let n = PlotValues.doubles(t)
        if shape.count == 2 { return (shape[1], shape[0], n, nil) }
        let planes = shape[2], count = shape[0] * shape[1]
        // Floats are 0 to 1, integers 0 to 255; what lies outside is clipped.
        let scale = t.dtype.isFloat ? 255.0 : 1.0
        var bytes = [UInt8](repeating: 255, count: count * 4)
        for i in 0..<count {
            for p in 0..<planes {
                let x = n[i * planes + p] * scale
                bytes[i * 4 + p] = x.isFinite ? UInt8(min(max(x, 0), 255)) : 0
            }
        }
        return (shape[1], shape[0], nil, bytes)
    }
    static func interpolation(_ s: String) throws -> String {
        let names = ["auto", "antialiased", "none", "nearest", "bilinear", "bicubic", "spline16", "spline36", "hanning", "hamming", "hermite", "kaiser", "quadric", "catrom", "gaussian", "bessel", "mitchell", "sinc", "lanczos", "blackman"]
        return try PlotValues.choice(s, "interpolation", names)
    }
}

enum AxesFields {
    static func declare(_ t: TypeObject) {
        AxesPlots.method(t, "imshow", ["X", "cmap", "norm", "aspect", "interpolation", "alpha", "vmin", "vmax", "origin", "extent"], required: 1, "A picture: values through a colour map, or colours.") { ax, c in
            ArtistObject.of(try imshow(ax, &c))
        }
        AxesPlots.method(t, "matshow", ["Z"], required: 1, "A matrix as a picture, its axis on top.") { ax, c in
            let z = c.take("Z")!
            let p = try Pictures.read(z)
            let cmap = try PlotValues.colormap(c.take("cmap")), vmin = try c.number("vmin"), vmax = try c.number("vmax")
            let im = AxesImage(width: p.width, height: p.height, values: p.values, rgba: p.rgba, origin: "upper", extent: nil, cmap: cmap, norm: try PlotValues.norm(c.take("norm"), vmin: vmin, vmax: vmax))
            im.interpolation = "nearest"
            ax.add(im)
            (ax.aspect, ax.yaxis.state.inverted) = (1, true)
            (ax.xaxis.labelsHigh, ax.xaxis.labelsLow, ax.xaxis.ticksHigh) = (true, false, true)
            ax.figure?.lastMappable = im
            return ArtistObject.of(im)
        }
        for name in ["pcolormesh", "pcolor"] {
            AxesPlots.method(t, name, [], variadic: true, "Coloured cells of a grid.") { ax, c in
                var (x, y): ([Double]?, [Double]?) = (nil, nil)
                var args = c.rest
                guard args.count == 1 || args.count == 3 else { throw typeError("\(name)() takes 1 or 3 positional arguments but \(args.count) were given") }
                let (zs, z) = try PlotValues.array(args.last!)
                guard zs.count == 2 else { throw valueError("C must be two-dimensional") }
                if args.count == 3 {
                    func line(_ v: Value, alongX: Bool) throws -> [Double] {
                        let (s, n) = try PlotValues.array(v)
                        if s.count == 2 { return alongX ? Array(n.prefix(s[1])) : stride(from: 0, to: n.count, by: s[1]).map { n[$0] } }
                        return n
                    }
                    (x, y) = (try line(args[0], alongX: true), try line(args[1], alongX: false))
                }
                args = []
                let (rows, cols) = (zs[0], zs[1])
                let shading = try c.string("shading") ?? "auto"
                func edges(_ v: [Double]?, _ n: Int) throws -> [Double] {
                    guard let v else { return (0...n).map(Double.init) }
                    if v.count == n + 1 { return v }
                    guard v.count == n else { throw typeError("Dimensions of C (\(rows), \(cols)) should be one smaller than X(\(x?.count ?? 0)) and Y(\(y?.count ?? 0)) while using shading='flat' see help(pcolormesh)") }
                    if n < 2 { return [v[0] - 0.5, v[0] + 0.5] }
                    // The cells' centres are given: their edges lie half way.
                    var e = [v[0] - (v[1] - v[0]) / 2]
                    for i in 1..<n { e.append((v[i - 1] + v[i]) / 2) }
                    return e + [v[n - 1] + (v[n - 1] - v[n - 2]) / 2]
                }
                _ = shading
                let ex = try edges(x, cols), ey = try edges(y, rows)
                let cmap = try PlotValues.colormap(c.take("cmap")), vmin = try c.number("vmin"), vmax = try c.number("vmax")
                let norm = try PlotValues.norm(c.take("norm"), vmin: vmin, vmax: vmax)
                let edge = c.given("edgecolors", "edgecolor")
                _ = c.take("antialiased", "snap")
                var polygons: [[Point]] = [], values: [Double] = []
                for r in 0..<rows {
                    for k in 0..<cols where z[r * cols + k].isFinite {
                        polygons.append([Point(ex[k], ey[r]), Point(ex[k + 1], ey[r]), Point(ex[k + 1], ey[r + 1]), Point(ex[k], ey[r + 1])])
                        values.append(z[r * cols + k])
                    }
                }
                let p = PolyCollection(polygons, face: [])
                if let m = cmap { p.cmap = m }
                p.norm = norm
                p.values = values
                p.isMesh = true
                p.edgeColors = try edge.map { $0.asString == "face" || $0.asString == "none" ? [] : try PlotValues.colors($0) } ?? []
                p.sticky = ([ex.min() ?? 0, ex.max() ?? 1], [ey.min() ?? 0, ey.max() ?? 1])
                try c.apply(to: p)
                ax.add(p)
                ax.figure?.lastMappable = p
                return ArtistObject.of(p)
            }
        }
        for filled in [false, true] {
            AxesPlots.method(t, filled ? "contourf" : "contour", [], variadic: true, filled ? "Bands of equal value." : "Lines of equal value.") { ax, c in try contour(ax, &c, filled: filled) }
        }
        AxesPlots.method(t, "clabel", ["CS", "levels"], required: 1, "Numbers on contour lines.") { ax, c in
            guard let k = c.take("CS")!.asObject as? ContourObject else { throw typeError("clabel() needs what contour() returned") }
            let format = try c.string("fmt"), size = try c.given("fontsize").map(PlotValues.fontSize) ?? 10
            for (level, line) in zip(k.levels, k.parts) {
                guard let l = line as? LineCollection, let long = l.segments.max(by: { $0.count < $1.count }), long.count > 3 else { continue }
                let i = long.count / 2
                var s = TextStyle(size: size, color: l.values?.first.map { l.cmap(l.norm($0)) } ?? l.colors.first ?? .black)
                (s.horizontal, s.vertical) = ("center", "center")
                let text = try format.map { try Operators.str(Operators.binary(.mod, .string($0), .float(level))) } ?? Operators.format(.float(level), ".3f")
                let t = TextArtist(x: long[i].x, y: long[i].y, text: text, style: s)
                var b = TextArtist.TextBox()
                (b.face, b.edge, b.lineWidth, b.pad) = (ax.faceColor, .clear, 0, 0.1)
                t.box = b
                ax.add(t)
            }
            return .none
        }
        AxesPlots.method(t, "hist2d", ["x", "y", "bins", "range", "density"], required: 2, "Counts in the cells of a grid.") { ax, c in
            let x = try PlotValues.numbers(c.take("x")!), y = try PlotValues.numbers(c.take("y")!)
            guard x.count == y.count else { throw valueError("x and y must have the same length.") }
            let b = c.given("bins")
            func edges(_ v: [Double], _ spec: Value?) throws -> [Double] {
                if let s = spec, s.asObject != nil, !(s.asObject is NumpyScalar) { return try PlotValues.numbers(s) }
                let n = try spec.map { try Operators.index($0) } ?? 10
                let lo = v.filter { $0.isFinite }.min() ?? 0, hi = v.filter { $0.isFinite }.max() ?? 1
                guard n > 0 && n < 100_000 else { throw valueError("`bins` must be positive, when an integer") }
                return (0...n).map { lo + (hi - lo) * Double($0) / Double(n) }
            }
            var specs: (Value?, Value?) = (b, b)
            if let l = b.flatMap({ ($0.asObject as? ListObject)?.items ?? ($0.asObject as? TupleObject)?.items }), l.count == 2 { specs = (l[0], l[1]) }
            let ex = try edges(x, specs.0), ey = try edges(y, specs.1)
            let (w, h) = (ex.count - 1, ey.count - 1)
            var z = [Double](repeating: 0, count: max(w * h, 0))
            func slot(_ v: Double, _ e: [Double]) -> Int? {
                guard v.isFinite, let a = e.first, let last = e.last, v >= a, v <= last else { return nil }
                return min(e.lastIndex { $0 <= v } ?? 0, e.count - 2)
            }
            for (p, q) in zip(x, y) { if let i = slot(p, ex), let j = slot(q, ey) { z[j * w + i] += 1 } }
            let cmap = try PlotValues.colormap(c.take("cmap"))
            let norm = try PlotValues.norm(c.take("norm"), vmin: try c.number("vmin", "cmin"), vmax: try c.number("vmax", "cmax"))
            var polygons: [[Point]] = []
            for j in 0..<h { for i in 0..<w { polygons.append([Point(ex[i], ey[j]), Point(ex[i + 1], ey[j]), Point(ex[i + 1], ey[j + 1]), Point(ex[i], ey[j + 1])]) } }
            let p = PolyCollection(polygons, face: [])
            if let m = cmap { p.cmap = m }
            (p.norm, p.values, p.isMesh) = (norm, z, true)
            p.sticky = ([ex[0], ex[w]], [ey[0], ey[h]])
            try c.apply(to: p)
            ax.add(p)
            ax.figure?.lastMappable = p
            var turned = z
            for j in 0..<h { for i in 0..<w { turned[i * h + j] = z[j * w + i] } }
            return .tuple([PlotValues.ndarray(turned, shape: [w, h]), PlotValues.ndarray(ex), PlotValues.ndarray(ey), ArtistObject.of(p)])
        }
    }

    static func imshow(_ ax: Axes, _ c: inout PlotCall) throws -> AxesImage {
        let p = try Pictures.read(c.take("X")!)
        let cmap = try PlotValues.colormap(c.take("cmap")), vmin = try c.number("vmin"), vmax = try c.number("vmax")
        let norm = try PlotValues.norm(c.take("norm"), vmin: vmin, vmax: vmax)
        let origin = try PlotValues.choice(try c.string("origin") ?? Style.shared.text("image.origin"), "origin", ["upper", "lower"])
        let extent = try c.given("extent").map(PlotValues.numbers)
        if let e = extent, e.count != 4 { throw valueError("extent must be (left, right, bottom, top)") }
        let aspect = c.given("aspect")
        let im = AxesImage(
            width: p.width, height: p.height, values: p.values, rgba: p.rgba, origin: origin, extent: extent.map { ($0[0], $0[1], $0[2], $0[3]) }, cmap: cmap, norm: norm)
        if let s = try c.string("interpolation") { im.interpolation = try Pictures.interpolation(s) }
        if let a = c.given("alpha"), try !(a.asObject is TensorHolder) || PlotValues.array(a).values.count == 1 { im.alpha = try Operators.toDouble(a) }
        _ = c.take("data")
        try c.apply(to: im)
        if aspect?.asString == "auto" {
            ax.aspect = nil
        } else if let a = aspect, a.asString != "equal" {
            ax.aspect = try Operators.toDouble(a)
        } else {
            ax.aspect = Style.shared.text("image.aspect") == "auto" && aspect == nil ? nil : 1
        }
        ax.add(im)
        im.autoscaleNorm()
        ax.xaxis.state.inverted = im.extent.0 > im.extent.1
        ax.yaxis.state.inverted = im.extent.2 > im.extent.3
        ax.figure?.lastMappable = im
        return im
    }

    private static func contour(_ ax: Axes, _ c: inout PlotCall, filled: Bool) throws -> Value {
        var args = c.rest
        guard !args.isEmpty, args.count <= 4 else { throw typeError("\(c.function)() takes from 1 to 4 positional arguments but \(args.count) were given") }
        var levels: Value? = c.given("levels")
        if args.count == 2 || args.count == 4 { levels = args.removeLast() }
        let (zs, z) = try PlotValues.array(args.last!)
        guard zs.count == 2 else { throw typeError("Input z must be 2D, not \(zs.count)D") }
        let (rows, cols) = (zs[0], zs[1])
        guard rows > 1 && cols > 1 else { throw typeError("Input z must be at least a (2, 2) shaped array, but has shape (\(rows), \(cols))") }
        var x = (0..<cols).map(Double.init), y = (0..<rows).map(Double.init)
        if args.count == 3 {
            let (xs, xn) = try PlotValues.array(args[0]), (ys, yn) = try PlotValues.array(args[1])
            x = xs.count == 2 ? Array(xn.prefix(xs[1])) : xn
            y = ys.count == 2 ? stride(from: 0, to: yn.count, by: max(ys[1], 1)).map { yn[$0] } : yn
            guard x.count == cols else { throw typeError("Length of x (\(x.count)) must match number of columns in z (\(cols))") }
            guard y.count == rows else { throw typeError("Length of y (\(y.count)) must match number of rows in z (\(rows))") }
        }
        let cmap = try PlotValues.colormap(c.take("cmap")), vmin = try c.number("vmin"), vmax = try c.number("vmax")
        let norm = try PlotValues.norm(c.take("norm"), vmin: vmin, vmax: vmax)
        let colors = try c.given("colors").map { try PlotValues.colors($0) }
        let widths = try c.given("linewidths").map(PlotValues.numbers), styles = c.given("linestyles")
        let alpha = try c.number("alpha")
        let extend = try c.string("extend") ?? "neither"
        _ = c.take("antialiased", "corner_mask", "algorithm", "nchunk", "locator", "hatches", "origin", "extent", "zorder")
        try c.finish()
        let finite = z.filter { $0.isFinite }
        let low = finite.min() ?? 0, high = finite.max() ?? 1
        let at: [Double]
        if let l = levels, l.asObject != nil, !(l.asObject is NumpyScalar) {
            at = try PlotValues.numbers(l)
            if zip(at, at.dropFirst()).contains(where: { $0 >= $1 }) { throw valueError("Contour levels must be increasing") }
        } else {
            at = Contour.levels(low: low, high: high, count: try levels.map { try Operators.index($0) } ?? 7, filled: filled)
        }
        guard at.count > (filled ? 1 : 0) else { throw valueError("Filled contours require at least 2 levels.") }
        var parts: [Mappable] = []
        // Colours are those of the levels (lines) or of the middles of the bands.
        let layers = filled ? zip(at, at.dropFirst()).map { ($0 + $1) / 2 } : at
        norm.autoscale(at)
        if filled {
            let bands = Contour.bands(x: x, y: y, z: z, levels: at)
            for (i, b) in bands.enumerated() {
                let p = PolyCollection(b, face: colors.map { [$0[i % $0.count]] } ?? [])
                if let m = cmap { p.cmap = m }
                p.norm = norm
                if colors == nil { p.values = b.map { _ in layers[i] } }
                p.isMesh = alpha == nil
                p.alpha = alpha
                p.edgeColors = []
                p.inAutoscale = false
                parts.append(ax.add(p))
            }
        } else {
            for (i, v) in at.enumerated() {
                let l = LineCollection(Contour.lines(x: x, y: y, z: z, level: v), colors: colors.map { [$0[i % $0.count]] } ?? [])
                if let m = cmap { l.cmap = m }
                l.norm = norm
                if colors == nil { l.values = l.segments.map { _ in v } }
                if let w = widths { l.lineWidths = [w[i % w.count]] }
                if let s = styles { l.lineStyles = [try PlotValues.lineStyle(s.asString != nil ? s : Operators.items(of: s)[0])] } else if colors?.count == 1 && v < 0 { l.lineStyles = [LineStyle("--")!] }
                l.alpha = alpha
                l.inAutoscale = false
                parts.append(ax.add(l))
            }
        }
        // The grid itself rules the limits, without margins.
        let extent = PolyCollection([], face: [])
        extent.polygons = [[Point(x.min()!, y.min()!), Point(x.max()!, y.max()!)]]
        extent.sticky = ([x.min()!, x.max()!], [y.min()!, y.max()!])
        extent.faceColors = [.clear]
        extent.cmap = cmap ?? extent.cmap
        extent.norm = norm
        extent.alpha = alpha
        ax.add(extent)
        _ = extend
        let set = ContourObject(parts, levels: at, layers: layers, mappable: extent, filled: filled, colors: colors)
        ax.figure?.lastMappable = extent
        ax.figure?.contourLevels[ObjectIdentifier(extent)] = filled ? at : nil
        return .object(set)
    }
}

/// What `contour` and `contourf` return.
final class ContourObject: Object {
    let parts: [Mappable]
    let levels: [Double]
    let layers: [Double]
    let mappable: Mappable
    let filled: Bool
    static let type_ = TypeObject.native("QuadContourSet", module: "matplotlib.contour", subclassable: false) { t in
        t.property("levels", get: { o in PlotValues.ndarray((o as? ContourObject)?.levels ?? []) })
        t.property("collections", get: { o in .list((o as? ContourObject)?.parts.map { ArtistObject.of($0) } ?? []) })
        t.method("set_clim(self, vmin=None, vmax=None)") { a in
            guard let c = a[0].asObject as? ContourObject else { return .none }
            if a.given(1) { c.mappable.norm.vmin = try a.float(1) }
            if a.given(2) { c.mappable.norm.vmax = try a.float(2) }
            return .none
        }
    }
    /// One of a saved session.
    init(parts: [Mappable], levels: [Double], layers: [Double], mappable: Mappable, filled: Bool) {
        (self.parts, self.levels, self.layers, self.mappable, self.filled) = (parts, levels, layers, mappable, filled)
        super.init(type: ContourObject.type_)
    }
    init(_ parts: [Mappable], levels: [Double], layers: [Double], mappable: Mappable, filled: Bool, colors: [RGBA]?) {
        self.parts = parts
        self.levels = levels
        self.layers = layers
        self.mappable = mappable
        self.filled = filled
        super.init(type: ContourObject.type_)
    }
}

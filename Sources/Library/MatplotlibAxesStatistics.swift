// This file defines the methods of `Axes` that draw distributions: histograms, boxes, violins, pies.

import Lang
import Plot

enum AxesStatistics {
    /// NumPy's percentile with linear interpolation.
    static func percentile(_ sorted: [Double], _ p: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let k = p / 100 * Double(sorted.count - 1), i = Int(k.rounded(.down))
        if i + 1 >= sorted.count { return last }
        return sorted[i] + (sorted[i + 1] - sorted[i]) * (k - Double(i))
    }

    /// Several rows of numbers: a list of lists, or the columns of a matrix.
    static func rows(_ v: Value) throws -> [[Double]] {
        if let items = (v.asObject as? ListObject)?.items ?? (v.asObject as? TupleObject)?.items {
            if items.contains(where: { $0.asObject != nil && !($0.asObject is NumpyScalar) }) { return try items.map { try PlotValues.numbers($0) } }
            return [try PlotValues.numbers(v)]
        }
        let (s, n) = try PlotValues.array(v)
        if s.count == 2 { return (0..<s[1]).map { c in (0..<s[0]).map { n[$0 * s[1] + c] } } }
        return [n]
    }

    static func declare(_ t: TypeObject) {
        AxesPlots.method(t, "hist", ["x", "bins", "range", "density", "weights", "cumulative", "bottom", "histtype", "align", "orientation", "rwidth", "log", "color", "label", "stacked"], required: 1, "Counts of values in bins.") { ax, c in
            try hist(ax, &c)
        }
        AxesPlots.method(t, "boxplot", ["x", "notch", "sym", "vert", "whis", "positions", "widths", "patch_artist"], required: 1, "Quartiles, whiskers and outliers.") { ax, c in try boxplot(ax, &c) }
        AxesPlots.method(t, "violinplot", ["dataset", "positions", "vert", "widths", "showmeans", "showextrema", "showmedians"], required: 1, "Densities of values.") { ax, c in try violin(ax, &c) }
        AxesPlots.method(t, "pie", ["x", "explode", "labels", "colors", "autopct", "pctdistance", "shadow", "labeldistance", "startangle", "radius", "counterclock"], required: 1, "Shares of a whole.") { ax, c in try pie(ax, &c) }
    }

    private static func hist(_ ax: Axes, _ c: inout PlotCall) throws -> Value {
        var data = try rows(c.take("x")!)
        let isMany = data.count > 1
        data = data.map { $0.filter { !$0.isNaN } }
        let range = try c.given("range").map(PlotValues.numbers)
        let b = c.given("bins")
        let density = try c.flag("density") ?? false, cumulative = try c.flag("cumulative") ?? false, stacked = try c.flag("stacked") ?? false
        let weights = try c.given("weights").map(rows)
        let kind = try PlotValues.choice(try c.string("histtype") ?? "bar", "histtype", ["bar", "barstacked", "step", "stepfilled"])
        let align = try PlotValues.choice(try c.string("align") ?? "mid", "align", ["left", "mid", "right"]), horizontal = try c.string("orientation") == "horizontal"
        let rwidth = try c.number("rwidth"), isLog = try c.flag("log") ?? false
        let colorGiven = c.given("color")
        let colors = try colorGiven.map { try PlotValues.colors($0) }
        let label = c.given("label")
        _ = c.take("bottom", "data")
        let all = data.flatMap { $0 }.filter { $0.isFinite }
        var edges: [Double]
        if let v = b, v.asObject != nil, v.asString == nil, !(v.asObject is NumpyScalar) {
            edges = try PlotValues.numbers(v)
            if zip(edges, edges.dropFirst()).contains(where: { $0 > $1 }) { throw valueError("`bins` must increase monotonically, when an array") }
        } else {
            var lo = range?.first ?? all.min() ?? 0, hi = range?.last ?? all.max() ?? 1
            if lo == hi { (lo, hi) = (lo - 0.5, hi + 0.5) }
            var n = Style.shared.number("hist.bins")
            if let s = b?.asString {
                let sorted = all.sorted(), count = Double(max(all.count, 1))
                let iqr = percentile(sorted, 75) - percentile(sorted, 25)
                let fd = iqr > 0 ? 2 * iqr / PlotMath.cbrt(count) : 0, sturges = (hi - lo) / (PlotMath.log2(count) + 1)
                switch s {
                case "auto": n = ((hi - lo) / (fd > 0 ? min(fd, sturges) : sturges)).rounded(.up)
                case "fd": n = fd > 0 ? ((hi - lo) / fd).rounded(.up) : 1
                case "sturges": n = ((hi - lo) / sturges).rounded(.up)
                case "sqrt": n = count.squareRoot().rounded(.up)
                case "rice": n = (2 * PlotMath.cbrt(count)).rounded(.up)
                default: throw valueError("'\(s)' is not a valid estimator for `bins`")
                }
            } else if let v = b {
                n = Double(try Operators.index(v))
            }
            guard n >= 1 && n < 1e7 else { throw valueError("`bins` must be positive, when an integer") }
            edges = (0...Int(n)).map { lo + (hi - lo) * Double($0) / n }
        }
        guard edges.count > 1 else { throw valueError("`bins` must have at least two edges") }
        let nb = edges.count - 1
        var counts: [[Double]] = []
        for (d, row) in data.enumerated() {
            var h = [Double](repeating: 0, count: nb)
            for (i, v) in row.enumerated() where v >= edges[0] && v <= edges[nb] {
                var (lo, hi) = (0, nb)
                while hi - lo > 1 {
                    let m = (lo + hi) / 2
                    if edges[m] <= v { lo = m } else { hi = m }
                }
                let w = weights.flatMap { d < $0.count && i < $0[d].count ? $0[d][i] : nil }
                h[min(lo, nb - 1)] += w ?? 1
            }
            if density && !stacked {
                let total = h.reduce(0, +)
                for i in 0..<nb { h[i] = total > 0 ? h[i] / total / (edges[i + 1] - edges[i]) : 0 }
            }
            if cumulative {
                var s = 0.0
                for i in 0..<nb {
                    s += density ? h[i] * (edges[i + 1] - edges[i]) : h[i]
                    h[i] = s
                }
            }
            counts.append(h)
        }
        let stack = stacked || kind == "barstacked"
        if stack {
            for d in 1..<max(counts.count, 1) where d < counts.count { for i in 0..<nb { counts[d][i] += counts[d - 1][i] } }
            if density, let total = counts.last?.reduce(0, +), total > 0 { for d in counts.indices { for i in 0..<nb { counts[d][i] /= total * (edges[i + 1] - edges[i]) } } }
        }
        if isLog { (horizontal ? ax.xaxis : ax.yaxis).state.scale = .log(10) }
        let labels: [String] = try label.map { l in
            l.asString != nil || l.asObject == nil ? [try Operators.str(l)] : try Operators.items(of: l).map { try Operators.str($0) }
        } ?? []
        var containers: [Value] = []
        let many = Double(data.count)
        for (d, h) in counts.enumerated() {
            let color = colors.map { $0[d % max($0.count, 1)] } ?? ax.nextLineColor()
            let name = d < labels.count ? labels[d] : ""
            if kind.hasPrefix("step") {
                var p: [Point] = [Point(edges[0], 0)]
                for i in 0..<nb {
                    p.append(Point(edges[i], h[i]))
                    p.append(Point(edges[i + 1], h[i]))
                }
                p.append(Point(edges[nb], 0))
                if stack && d > 0 && kind == "stepfilled" {
                    let under = counts[d - 1]
                    p.removeLast()
                    p.removeFirst()
                    for i in stride(from: nb - 1, through: 0, by: -1) {
                        p.append(Point(edges[i + 1], under[i]))
                        p.append(Point(edges[i], under[i]))
                    }
                }
                let a = PatchArtist(.polygon(horizontal ? p.map { Point($0.y, $0.x) } : p, closed: kind == "stepfilled"), face: color)
                a.className = "Polygon"
                if kind == "step" {
                    a.fill = false
                    a.edgeColor = color
                }
                if horizontal { a.stickyBases.x = [0] } else { a.stickyBases.y = [0] }
                try c.apply(to: a)
                a.label = name
                ax.add(a)
                containers.append(.list([ArtistObject.of(a)]))
                continue
            }
            var patches: [PatchArtist] = []
            for i in 0..<nb {
                let w = edges[i + 1] - edges[i]
                let total = w * (rwidth ?? (isMany && !stack ? 0.8 : 1))
                let one = stack ? total : total / many
                var x = edges[i] + (w - total) / 2 + (stack ? 0 : one * Double(d))
                if align == "left" { x -= w / 2 } else if align == "right" { x += w / 2 }
                let base = stack && d > 0 ? counts[d - 1][i] : 0
                let p = PatchArtist(
                    horizontal ? .rectangle(x: base, y: x, width: h[i] - base, height: one, angle: 0) : .rectangle(x: x, y: base, width: one, height: h[i] - base, angle: 0), face: color)
                p.className = "Rectangle"
                if horizontal { p.stickyBases.x = [0] } else { p.stickyBases.y = [0] }
                try c.apply(to: p)
                if colorGiven != nil, !c.has("facecolor"), !c.has("fc") { p.faceColor = color }
                p.label = "_nolegend_"
                patches.append(ax.add(p))
            }
            // The first bar carries the name.
            if !name.isEmpty { patches.first?.label = name }
            containers.append(.object(ContainerObject(.bars, patches, label: name)))
        }
        let n: Value = isMany ? .list(counts.map { PlotValues.ndarray($0) }) : PlotValues.ndarray(counts.first ?? [])
        return .tuple([n, PlotValues.ndarray(edges), isMany ? .list(containers) : containers.first ?? .list([])])
    }
    private static func boxplot(_ ax: Axes, _ c: inout PlotCall) throws -> Value {
        let data = try rows(c.take("x")!).map { $0.filter { !$0.isNaN }.sorted() }
        let n = data.count
        let positions = try c.given("positions").map(PlotValues.numbers) ?? (0..<n).map { Double($0 + 1) }
        guard positions.count == n else { throw valueError("List of boxplot statistics and `positions` values must have same the length") }
        let span = (positions.max() ?? 1) - (positions.min() ?? 1)
        let widths = try c.given("widths").map(PlotValues.numbers) ?? [min(max(0.15 * span, 0.15), 0.5)]
        let orientation = try c.string("orientation")
        let vertical = try c.flag("vert") ?? (orientation != "horizontal")
        let patch = try c.flag("patch_artist") ?? false, fliers = try c.flag("showfliers") ?? true, means = try c.flag("showmeans") ?? false, showBox = try c.flag("showbox") ?? true, showCaps = try c.flag("showcaps") ?? true
        let whis = try c.given("whis").map(PlotValues.numbers) ?? [1.5]
        let notch = try c.flag("notch") ?? false
        let sym = try c.string("sym")
        let labels = try c.given("tick_labels", "labels").map { try Operators.items(of: $0).map { try Operators.str($0) } }
        let props = Dictionary(uniqueKeysWithValues: ["boxprops", "medianprops", "whiskerprops", "capprops", "flierprops", "meanprops"].map { ($0, c.given($0)?.asObject as? DictObject) })
        _ = c.take("bootstrap", "usermedians", "conf_intervals", "meanline", "manage_ticks", "autorange", "zorder", "capwidths", "label", "data")
        try c.finish("Boxplot")
        func apply(_ a: Artist, _ key: String) throws { if let d = props[key] ?? nil { for e in d.entries { if let k = e.key.asString { try ArtistProperties.set(a, k, e.value) } } } }
        var out: [String: [Value]] = ["whiskers": [], "caps": [], "boxes": [], "medians": [], "fliers": [], "means": []]
        func line(_ x: [Double], _ y: [Double], _ color: RGBA, _ group: String, _ key: String) throws {
            let l = vertical ? Line2D(x: x, y: y, color: color) : Line2D(x: y, y: x, color: color)
            l.lineWidth = 1
            l.label = "_nolegend_"
            try apply(l, key)
            ax.add(l)
            out[group]!.append(ArtistObject.of(l))
        }
        for (i, d) in data.enumerated() {
            let p = positions[i], w = widths[i % max(widths.count, 1)] / 2
            if d.isEmpty { continue }
            let q1 = percentile(d, 25), med = percentile(d, 50), q3 = percentile(d, 75), iqr = q3 - q1
            var lo = q1 - (whis.first ?? 1.5) * iqr, hi = q3 + (whis.first ?? 1.5) * iqr
            if whis.count == 2 { (lo, hi) = (percentile(d, whis[0]), percentile(d, whis[1])) }
            let low = min(d.first { $0 >= lo } ?? q1, q1), high = max(d.last { $0 <= hi } ?? q3, q3)
            let edge = Style.shared.color("text.color")
            var xs = [p - w, p + w, p + w, p - w, p - w], ys = [q1, q1, q3, q3, q1]
            if notch {
                let m = 1.57 * iqr / Double(d.count).squareRoot()
                xs = [p - w, p + w, p + w, p + w / 2, p + w, p + w, p - w, p - w, p - w / 2, p - w, p - w]
                ys = [q1, q1, med - m, med, med + m, q3, q3, med + m, med, med - m, q1]
            }
            if showBox {
                if patch {
                    let b = PatchArtist(.polygon(zip(xs, ys).map { vertical ? Point($0, $1) : Point($1, $0) }, closed: true), face: Style.shared.color("patch.facecolor"), edge: edge)
                    b.className = "PathPatch"
                    b.zorder = 2
                    try apply(b, "boxprops")
                    ax.add(b)
                    out["boxes"]!.append(ArtistObject.of(b))
                } else {
                    try line(xs, ys, edge, "boxes", "boxprops")
                }
            }
            try line([p, p], [q1, low], edge, "whiskers", "whiskerprops")
            try line([p, p], [q3, high], edge, "whiskers", "whiskerprops")
            if showCaps {
                try line([p - w / 2, p + w / 2], [low, low], edge, "caps", "capprops")
                try line([p - w / 2, p + w / 2], [high, high], edge, "caps", "capprops")
            }
            try line(notch ? [p - w / 2, p + w / 2] : [p - w, p + w], [med, med], ColorNames.parse("C1", cycle: Style.shared.colorCycle) ?? .black, "medians", "medianprops")
            if means {
                let m = d.reduce(0, +) / Double(d.count)
                let l = vertical ? Line2D(x: [p], y: [m], color: ColorNames.parse("C2", cycle: Style.shared.colorCycle) ?? .black) : Line2D(x: [m], y: [p], color: ColorNames.parse("C2", cycle: Style.shared.colorCycle) ?? .black)
                (l.lineStyle, l.marker) = (.none, Marker("^")!)
                l.label = "_nolegend_"
                try apply(l, "meanprops")
                ax.add(l)
                out["means"]!.append(ArtistObject.of(l))
            }
            if fliers && sym != "" {
                let o = d.filter { $0 < low || $0 > high }
                let ps = [Double](repeating: p, count: o.count)
                let l = vertical ? Line2D(x: ps, y: o, color: .black) : Line2D(x: o, y: ps, color: .black)
                (l.lineStyle, l.marker, l.markerFace, l.markerEdge) = (.none, Marker("o")!, RGBA.clear, edge)
                l.label = "_nolegend_"
                if let s = sym {
                    let f = try AxesPlots.format(s)
                    if let m = f.marker { l.marker = m }
                    if let k = f.color { (l.markerFace, l.markerEdge, l.color) = (k, k, k) }
                }
                try apply(l, "flierprops")
                ax.add(l)
                out["fliers"]!.append(ArtistObject.of(l))
            }
        }
        let axis = vertical ? ax.xaxis! : ax.yaxis!
        axis.state.locator = .fixed(positions)
        axis.state.formatter = try .labels(Array(zip(positions, labels ?? positions.map { try Operators.format(.float($0), "g") })))
        // Half a place beside the outer boxes.
        let pad = PolyCollection([[positions.min().map { vertical ? Point($0 - 0.5, data.flatMap { $0 }.min() ?? 0) : Point(data.flatMap { $0 }.min() ?? 0, $0 - 0.5) } ?? Point(0, 0), positions.max().map { vertical ? Point($0 + 0.5, data.flatMap { $0 }.max() ?? 1) : Point(data.flatMap { $0 }.max() ?? 1, $0 + 0.5) } ?? Point(1, 1)]], face: [.clear])
        if vertical { pad.sticky.x = [(positions.min() ?? 1) - 0.5, (positions.max() ?? 1) + 0.5] } else { pad.sticky.y = [(positions.min() ?? 1) - 0.5, (positions.max() ?? 1) + 0.5] }
        ax.add(pad)
        return .object(DictObject(["whiskers", "caps", "boxes", "medians", "fliers", "means"].map { ($0, .list(out[$0]!)) }))
    }

    private static func violin(_ ax: Axes, _ c: inout PlotCall) throws -> Value {
        let data = try rows(c.take("dataset")!).map { $0.filter { $0.isFinite } }
        let positions = try c.given("positions").map(PlotValues.numbers) ?? data.indices.map { Double($0 + 1) }
        guard positions.count == data.count else { throw valueError("List of violinplot statistics and `positions` values must have the same length") }
        let widths = try c.given("widths").map(PlotValues.numbers) ?? [0.5]
        let orientation = try c.string("orientation")
        let vertical = try c.flag("vert") ?? (orientation != "horizontal"), means = try c.flag("showmeans") ?? false, extrema = try c.flag("showextrema") ?? true, medians = try c.flag("showmedians") ?? false
        let points = try c.integer("points") ?? 100
        _ = c.take("quantiles", "bw_method", "side", "data")
        try c.finish()
        guard points > 1 && points < 100_000 else { throw valueError("points must be positive") }
        let color = ax.nextLineColor()
        var bodies: [Value] = []
        var (lows, highs, mids, meds): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for (i, d) in data.enumerated() where d.count > 1 {
            let lo = d.min()!, hi = d.max()!, m = d.reduce(0, +) / Double(d.count)
            let variance = d.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(d.count - 1)
            // Scott's rule.
            let factor = PlotMath.pow(Double(d.count), -0.2)
            let h2 = max(variance * factor * factor, 1e-300)
            let at = (0..<points).map { lo + (hi - lo) * Double($0) / Double(points - 1) }
            let dens = at.map { x in d.reduce(0) { $0 + PlotMath.exp(-($1 - x) * ($1 - x) / (2 * h2)) } }
            let top = max(dens.max() ?? 1, 1e-300), w = widths[i % widths.count] / 2
            let right = zip(at, dens).map { Point(positions[i] + $1 / top * w, $0) }, left = zip(at, dens).map { Point(positions[i] - $1 / top * w, $0) }
            let p = PolyCollection([(right + left.reversed()).map { vertical ? $0 : Point($0.y, $0.x) }], face: [color])
            p.alpha = 0.3
            ax.add(p)
            bodies.append(ArtistObject.of(p))
            lows.append(lo)
            highs.append(hi)
            mids.append(m)
            meds.append(percentile(d.sorted(), 50))
        }
        var result: [(String, Value)] = [("bodies", .list(bodies))]
        func bars(_ v: [Double], _ name: String) {
            let w = (widths.first ?? 0.5) * 0.25
            let l = LineCollection(zip(positions, v).map { vertical ? [Point($0 - w, $1), Point($0 + w, $1)] : [Point($1, $0 - w), Point($1, $0 + w)] }, colors: [color])
            ax.add(l)
            result.append((name, ArtistObject.of(l)))
        }
        if means { bars(mids, "cmeans") }
        if extrema {
            bars(highs, "cmaxes")
            bars(lows, "cmins")
            let l = LineCollection(positions.indices.filter { $0 < lows.count }.map { i in vertical ? [Point(positions[i], lows[i]), Point(positions[i], highs[i])] : [Point(lows[i], positions[i]), Point(highs[i], positions[i])] }, colors: [color])
            ax.add(l)
            result.append(("cbars", ArtistObject.of(l)))
        }
        if medians { bars(meds, "cmedians") }
        return .object(DictObject(result))
    }

    private static func pie(_ ax: Axes, _ c: inout PlotCall) throws -> Value {
        var x = try PlotValues.numbers(c.take("x")!)
        guard x.allSatisfy({ $0 >= 0 }) else { throw valueError("Wedge sizes 'x' must be non negative values") }
        let total = x.reduce(0, +)
        guard total > 0 else { throw valueError("All wedge sizes are zero") }
        if try c.flag("normalize") ?? true { x = x.map { $0 / total } }
        let explode = try c.given("explode").map(PlotValues.numbers) ?? [], labels = try c.given("labels").map { try Operators.items(of: $0).map { try Operators.str($0) } }
        let colors = try c.given("colors").map { try PlotValues.colors($0) }, autopct = c.given("autopct")
        let pct = try c.number("pctdistance") ?? 0.6, labelAt = try c.number("labeldistance") ?? 1.1, start = try c.number("startangle") ?? 0, radius = try c.number("radius") ?? 1
        let ccw = try c.flag("counterclock") ?? true
        let wedge = c.given("wedgeprops")?.asObject as? DictObject, textprops = c.given("textprops")?.asObject as? DictObject
        _ = c.take("shadow", "frame", "center", "rotatelabels", "hatch", "data")
        try c.finish()
        var theta = start / 360
        var wedges: [Value] = [], texts: [Value] = [], autos: [Value] = []
        for (i, f) in x.enumerated() {
            let next = theta + (ccw ? f : -f), mid = 360 * (theta + next) / 2
            let e = i < explode.count ? explode[i] : 0
            let dx = e * PlotMath.cos(mid), dy = e * PlotMath.sin(mid)
            let p = PatchArtist(.wedge(cx: dx, cy: dy, radius: radius, from: 360 * min(theta, next), to: 360 * max(theta, next), ring: nil), face: colors.map { $0[i % $0.count] } ?? ax.nextPatchColor())
            p.className = "Wedge"
            p.clipOn = false
            if let d = wedge {
                for entry in d.entries {
                    guard let k = entry.key.asString else { continue }
                    if k == "width" {
                        p.shape = .wedge(cx: dx, cy: dy, radius: radius, from: 360 * min(theta, next), to: 360 * max(theta, next), ring: try Operators.toDouble(entry.value))
                    } else {
                        try ArtistProperties.set(p, k, entry.value)
                    }
                }
            }
            if let l = labels, i < l.count { p.label = l[i] }
            ax.add(p)
            wedges.append(ArtistObject.of(p))
            func text(_ s: String, _ r: Double, _ horizontal: String, _ size: Double) throws -> Value {
                var st = TextStyle(size: size, color: Style.shared.color("text.color"))
                (st.horizontal, st.vertical) = (horizontal, "center")
                let t = TextArtist(x: dx + r * radius * PlotMath.cos(mid), y: dy + r * radius * PlotMath.sin(mid), text: s, style: st)
                if let d = textprops { for e in d.entries { if let k = e.key.asString { try ArtistProperties.set(t, k, e.value) } } }
                ax.add(t)
                return ArtistObject.of(t)
            }
            if let l = labels, i < l.count { texts.append(try text(l[i], labelAt, PlotMath.cos(mid) >= 0 ? "left" : "right", Style.shared.fontSize("xtick.labelsize"))) }
            if let a = autopct {
                let s = a.asString != nil ? try Operators.str(Operators.binary(.mod, a, .float(100 * f))) : try Operators.str(Operators.call(a, .float(100 * f)))
                autos.append(try text(s, pct, "center", Style.shared.size("medium")))
            }
            theta = next
        }
        ax.frameOn = false
        (ax.xaxis.state.locator, ax.yaxis.state.locator) = (.null, .null)
        ax.xaxis.state.fixed = (-1.25, 1.25)
        ax.yaxis.state.fixed = (-1.25, 1.25)
        ax.aspect = 1
        return .tuple([.list(wedges), .list(texts)] + (autopct == nil ? [] : [.list(autos)]))
    }
}

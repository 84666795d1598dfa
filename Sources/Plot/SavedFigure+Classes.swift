// This file lists the fields of the figure model's classes for their saved form.

/// The saved form of the classes: each is met through references, written once, and shared again when read.
public enum SavedPlot {
    public static func figure(_ x: inout Figure?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Figure(number: 0) } fields: { f in
            try c(&f.number)
            try c(&f.width)
            try c(&f.height)
            try c(&f.dpi)
            try c(&f.faceColor)
            try c(&f.edgeColor)
            try c(&f.frameOn)
            for k in [\Figure.left, \.right, \.bottom, \.top, \.wspace, \.hspace] as [ReferenceWritableKeyPath<Figure, Double>] { try c(&f[keyPath: k]) }
            try all(&f.axes, c, axes)
            try all(&f.artists, c, artist)
            try text(&f.suptitle, c)
            try text(&f.supxlabel, c)
            try text(&f.supylabel, c)
            try all(&f.legends, c) { x, c in
                var a: Artist? = x
                try artist(&a, c)
                x = a as? Legend
            }
            try all(&f.colorbars, c, colorbar)
            var current = f.current, last: Artist? = f.lastMappable
            try axes(&current, c)
            f.current = current
            try artist(&last, c)
            f.lastMappable = last as? Mappable
            try levels(f, c)
            try c(&f.layout)
            try c(&f.label)
            try c(&f.shown)
        }
    }

    /// Contour levels belong to artists by identity.
    private static func levels(_ f: Figure, _ c: FigureCoder) throws {
        let known = f.contourLevels
        var pairs: [(Artist?, [Double])] = []
        for a in f.axes.flatMap(\.children) { if let l = known[ObjectIdentifier(a)] { pairs.append((a, l)) } }
        try c.list(&pairs, (nil, [])) { p in
            try artist(&p.0, c)
            try c.doubles(&p.1)
        }
        if c.isReading { for (a, l) in pairs { if let a { f.contourLevels[ObjectIdentifier(a)] = l } } }
    }

    private static func all<T: AnyObject>(_ list: inout [T], _ c: FigureCoder, _ body: (inout T?, FigureCoder) throws -> Void) throws {
        var x = list.map { Optional($0) }
        try c.list(&x, nil) { try body(&$0, c) }
        if c.isReading { list = x.compactMap { $0 } }
    }
    private static func text(_ x: inout TextArtist?, _ c: FigureCoder) throws {
        var a: Artist? = x
        try artist(&a, c)
        x = a as? TextArtist
    }

    public static func grid(_ x: inout GridSpec?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in GridSpec(1, 1, figure: nil) } fields: { g in
            try c(&g.rows)
            try c(&g.columns)
            try c(&g.widthRatios)
            try c(&g.heightRatios)
            for k in [\GridSpec.wspace, \.hspace, \.left, \.right, \.bottom, \.top] as [ReferenceWritableKeyPath<GridSpec, Double?>] { try c(&g[keyPath: k]) }
            var f = g.figure
            try figure(&f, c)
            g.figure = f
            try spec(&g.parent, c)
        }
    }
    public static func spec(_ x: inout SubplotSpec?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in SubplotSpec(GridSpec(1, 1, figure: nil), rows: 0...0, columns: 0...0) } fields: { s in
            var g: GridSpec? = s.grid
            try grid(&g, c)
            if let g { s.grid = g }
            var r = (s.rows.lowerBound, s.rows.upperBound), q = (s.columns.lowerBound, s.columns.upperBound)
            try c(&r.0)
            try c(&r.1)
            try c(&q.0)
            try c(&q.1)
            s.rows = r.0...max(r.0, r.1)
            s.columns = q.0...max(q.0, q.1)
        }
    }

    public static func axes(_ x: inout Axes?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Axes(figure: nil, spec: nil, position: .blank) } fields: { a in
            var f = a.figure
            try figure(&f, c)
            a.figure = f
            try spec(&a.spec, c)
            try c(&a.position)
            try all(&a.children, c, artist)
            var h: Axis? = a.xaxis, v: Axis? = a.yaxis
            try axis(&h, c)
            try axis(&v, c)
            if let h, let v { (a.xaxis, a.yaxis) = (h, v) }
            for side in Axes.sides {
                let s = a.spines[side] ?? Spine(side)
                a.spines[side] = s
                try c(&s.visible)
                try c(&s.color)
                try c(&s.width)
                try c(&s.style)
                try c(&s.outward)
                try c.optional(&s.at, ("", 0)) { p in
                    try c(&p.kind)
                    try c(&p.value)
                }
                try c.optional(&s.bounds, (0, 0)) { try c(&$0) }
            }
            try c(&a.faceColor)
            for k in [\Axes.patchVisible, \.frameOn, \.axisOn, \.visible, \.isTwin] as [ReferenceWritableKeyPath<Axes, Bool>] { try c(&a[keyPath: k]) }
            try c(&a.axisBelow)
            try c(&a.aspect)
            try c(&a.adjustable)
            try c(&a.anchor)
            try c(&a.boxAspect)
            var sides = a.titles.keys.sorted()
            try c(&sides)
            for s in sides { try text(&a.titles[s], c) }
            try c(&a.titlePad)
            try c(&a.titleY)
            var l: Artist? = a.legend
            try artist(&l, c)
            a.legend = l as? Legend
            try c(&a.zorder)
            try c(&a.label)
            try c.list(&a.containers, ("", [])) { x in
                try c(&x.label)
                var p = x.artists as [Artist]
                try all(&p, c, artist)
                x.artists = p.compactMap { $0 as? PatchArtist }
            }
            try c.list(&a.errorContainers, ("", nil, .black, 0, 0, false, false, nil)) { e in
                try c(&e.label)
                var line: Artist? = e.line, bars: Artist? = e.bars
                try artist(&line, c)
                try artist(&bars, c)
                (e.line, e.bars) = (line as? Line2D, bars as? LineCollection)
                try c(&e.color)
                try c(&e.width)
                try c(&e.cap)
                try c(&e.x)
                try c(&e.y)
            }
            try c(&a.nextLine)
            try c(&a.nextPatch)
            try c(&a.cycle)
            var bar = a.colorbar, parent = a.parent
            try colorbar(&bar, c)
            a.colorbar = bar
            try axes(&parent, c)
            a.parent = parent
            try c(&a.insetBounds)
        }
    }

    public static func axis(_ x: inout Axis?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Axis(isX: true, state: AxisState(isX: true), axes: Axes(figure: nil, spec: nil, position: .blank)) } fields: { a in
            try c(&a.isX)
            var s: AxisState? = a.state
            try state(&s, c)
            if let s { a.state = s }
            var owner = a.axes
            try axes(&owner, c)
            a.axes = owner
            try c(&a.visible)
            var l: TextArtist? = a.label
            try text(&l, c)
            if let l { a.label = l }
            try c(&a.labelPad)
            try c(&a.labelPosition)
            for k in [\Axis.ticksLow, \.ticksHigh, \.labelsLow, \.labelsHigh, \.offsetVisible] as [ReferenceWritableKeyPath<Axis, Bool>] { try c(&a[keyPath: k]) }
            try c(&a.major)
            try c(&a.minor)
            try c.optional(&a.labelTexts, []) { list in
                var t = list as [Artist]
                try all(&t, c, artist)
                list = t.compactMap { $0 as? TextArtist }
            }
            try c(&a.labelLocation)
        }
    }
    private static func state(_ x: inout AxisState?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in AxisState(isX: true) } fields: { s in
            try c(&s.isX)
            // The scale first: setting it sets the locators.
            try c(&s.scale)
            try c(&s.fixed.0)
            try c(&s.fixed.1)
            try c(&s.inverted)
            try c(&s.margin)
            try c(&s.locator)
            try c(&s.minorLocator)
            try c(&s.formatter)
            try c(&s.minorFormatter)
            try c(&s.categories)
            try c.list(&s.members, AxisState.WeakAxes(axes: nil)) { m in
                var a = m.axes
                try axes(&a, c)
                m.axes = a
            }
            try c(&s.tight)
        }
    }

    public static func colorbar(_ x: inout Colorbar?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Colorbar() } fields: { b in
            var a: Axes? = b.axes, m: Artist? = b.mappable
            try axes(&a, c)
            try artist(&m, c)
            if let a { b.axes = a }
            if let m = m as? Mappable { b.mappable = m }
            try c(&b.vertical)
            try c(&b.extend)
            try c(&b.edges)
        }
    }
    public static func colormap(_ x: inout Colormap?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Colormap(name: "", colors: []) } fields: { m in
            try c(&m.name)
            try c(&m.colors)
            try c(&m.under)
            try c(&m.over)
            try c(&m.bad)
        }
    }
    public static func norm(_ x: inout Normalize?, _ c: FigureCoder) throws {
        try c.object(&x) { _ in 0 } make: { _ in Normalize() } fields: { n in
            try c(&n.kind)
            try c(&n.vmin)
            try c(&n.vmax)
            try c(&n.clip)
        }
    }

    // MARK: Artists

    private static func kind(_ a: Artist) -> Int {
        switch a {
        case is Line2D: return 1
        case is PatchArtist: return 2
        case is PathCollection: return 3
        case is PolyCollection: return 4
        case is LineCollection: return 5
        case is AxesImage: return 6
        case is Annotation: return 8
        case is TextArtist: return 7
        case is Legend: return 9
        default: return 0
        }
    }
    private static func make(_ kind: Int) throws -> Artist {
        switch kind {
        case 1: return Line2D(x: [], y: [], color: .black)
        case 2: return PatchArtist(.blank)
        case 3: return PathCollection(offsets: [], sizes: [], marker: .none, faceColors: [], cmap: nil, norm: nil)
        case 4: return PolyCollection([], face: [])
        case 5: return LineCollection([], colors: [])
        case 6: return AxesImage(width: 0, height: 0, values: nil, rgba: nil, origin: "upper", extent: nil, cmap: nil, norm: nil)
        case 7: return TextArtist(x: 0, y: 0, text: "", style: .blank)
        case 8: return Annotation(text: "", target: .blank, x: 0, y: 0, style: .blank)
        case 9: return Legend([])
        default: throw PlotError.value("an artist of an unknown kind")
        }
    }

    public static func artist(_ x: inout Artist?, _ c: FigureCoder) throws {
        try c.object(&x, kind: kind, make: make) { a in
            try c(&a.zorder)
            try c(&a.visible)
            try c(&a.label)
            try c(&a.alpha)
            try c(&a.clipOn)
            try c(&a.coordinates)
            try c(&a.inAutoscale)
            try c(&a.gid)
            var owner = a.axes, f = a.figure
            try axes(&owner, c)
            try figure(&f, c)
            (a.axes, a.figure) = (owner, f)
            if let m = a as? Mappable {
                var map: Colormap? = m.cmap, n: Normalize? = m.norm, bar = m.colorbar
                try colormap(&map, c)
                try norm(&n, c)
                if let map, let n { (m.cmap, m.norm) = (map, n) }
                try c(&m.values)
                try colorbar(&bar, c)
                m.colorbar = bar
            }
            switch a {
            case let l as Line2D: try line(l, c)
            case let p as PatchArtist: try patch(p, c)
            case let p as PathCollection:
                try c(&p.offsets)
                try c(&p.sizes)
                try c(&p.marker)
                try c(&p.faceColors)
                try c(&p.edgeColors)
                try c(&p.lineWidths)
            case let p as PolyCollection:
                try c(&p.polygons)
                try c(&p.faceColors)
                try c(&p.edgeColors)
                try c(&p.lineWidths)
                try c(&p.lineStyle)
                try c(&p.hatch)
                try c(&p.sticky.x)
                try c(&p.sticky.y)
                try c(&p.isMesh)
            case let l as LineCollection:
                try c(&l.segments)
                try c(&l.colors)
                try c(&l.lineWidths)
                try c(&l.lineStyles)
            case let i as AxesImage:
                try c(&i.width)
                try c(&i.height)
                try c.optional(&i.rgba, []) { try c.bytes(&$0) }
                try c(&i.extent)
                try c(&i.origin)
                try c(&i.interpolation)
            case let t as TextArtist:
                try c(&t.x)
                try c(&t.y)
                try c(&t.text)
                try c(&t.style)
                try c(&t.box)
                if let n = t as? Annotation {
                    try c(&n.target)
                    try c(&n.targetCoordinates)
                    try c(&n.arrow)
                }
            case let l as Legend: try legend(l, c)
            default: break
            }
        }
    }

    private static func line(_ l: Line2D, _ c: FigureCoder) throws {
        try c(&l.x)
        try c(&l.y)
        try c(&l.color)
        try c(&l.lineWidth)
        try c(&l.lineStyle)
        try c(&l.marker)
        try c(&l.markerSize)
        try c(&l.markerFace)
        try c(&l.markerEdge)
        try c(&l.markerEdgeWidth)
        try c(&l.drawStyle)
        try c(&l.markEvery)
        try c.optional(&l.infinite, (.blank, 0)) { p in
            try c(&p.0)
            try c(&p.1)
        }
    }
    private static func patch(_ p: PatchArtist, _ c: FigureCoder) throws {
        try c(&p.shape)
        try c(&p.faceColor)
        try c(&p.edgeColor)
        try c(&p.lineWidth)
        try c(&p.lineStyle)
        try c(&p.fill)
        try c(&p.hatch)
        try c(&p.stickyBases.x)
        try c(&p.stickyBases.y)
        try c(&p.className)
    }
    private static func legend(_ l: Legend, _ c: FigureCoder) throws {
        try c.list(&l.entries, ("", .none)) { e in
            try c(&e.label)
            try handle(&e.handle, c)
        }
        try c(&l.location)
        try c.optional(&l.corner, (0, 0)) { try c(&$0) }
        try c.optional(&l.anchor, (0, 0, 0, 0)) { try c(&$0) }
        try c(&l.anchorSystem)
        for k in [\Legend.frameOn, \.fancyBox, \.shadow, \.markerFirst, \.reversed, \.expand] as [ReferenceWritableKeyPath<Legend, Bool>] { try c(&l[keyPath: k]) }
        try c(&l.faceColor)
        try c(&l.edgeColor)
        try c(&l.frameAlpha)
        try c(&l.columns)
        try c(&l.fontSize)
        try c(&l.labelColor)
        try c(&l.title)
        try c(&l.titleSize)
        try c(&l.titleAlignment)
        for k in [\Legend.borderPad, \.labelSpacing, \.handleLength, \.handleHeight, \.handleTextPad, \.borderAxesPad, \.columnSpacing, \.markerScale] as [ReferenceWritableKeyPath<Legend, Double>] {
            try c(&l[keyPath: k])
        }
        try c(&l.numberOfPoints)
        var texts = l.textArtists as [Artist]
        try all(&texts, c, artist)
        l.textArtists = texts.compactMap { $0 as? TextArtist }
        try text(&l.titleText, c)
    }
    private static func handle(_ h: inout LegendHandle, _ c: FigureCoder) throws {
        var kind = 5, a: Artist?, p = RGBA.black, q = RGBA.black, w = 0.0, cap = 0.0, x = false, y = false, style = LineStyle.solid
        switch h {
        case .line(let l): (kind, a) = (0, l)
        case .patch(let f, let e, let width): (kind, p, q, w) = (1, f, e, width)
        case .marks(let m): (kind, a) = (2, m)
        case .segments(let color, let width, let s): (kind, p, w, style) = (3, color, width, s)
        case .errorBar(let l, let color, let width, let size, let u, let v): (kind, a, p, w, cap, x, y) = (4, l, color, width, size, u, v)
        case .none: break
        }
        try c(&kind)
        try artist(&a, c)
        try c(&p)
        try c(&q)
        try c(&w)
        try c(&cap)
        try c(&x)
        try c(&y)
        try c(&style)
        switch kind {
        case 0: h = (a as? Line2D).map { .line($0) } ?? .none
        case 1: h = .patch(face: p, edge: q, width: w)
        case 2: h = (a as? PathCollection).map { .marks($0) } ?? .none
        case 3: h = .segments(color: p, width: w, style: style)
        case 4: h = .errorBar(a as? Line2D, color: p, width: w, cap: cap, x: x, y: y)
        default: h = .none
        }
    }

    // MARK: States

    /// The open figures and the current one.
    public static func host(_ c: FigureCoder) throws {
        let h = FigureHost.shared
        var open = h.figures, current = h.current
        try all(&open, c, figure)
        try figure(&current, c)
        if c.isReading {
            h.closeAll()
            open.forEach(h.add)
            if let current { h.select(current) }
        }
    }
    /// The settings that differ from the defaults.
    public static func settings(_ c: FigureCoder) throws {
        var changed: [String: Setting] = [:]
        for (k, v) in Style.shared.values where Style.defaults[k] != v { changed[k] = v }
        try c(&changed)
        if c.isReading {
            var v = Style.defaults
            for (k, x) in changed { v[k] = x }
            Style.shared.restore(v)
        }
    }
    public static func locator(_ x: inout Locator, _ c: FigureCoder) throws { try c(&x) }
    public static func formatter(_ x: inout Formatter, _ c: FigureCoder) throws { try c(&x) }
    public static func coordinates(_ x: inout CoordinateSystem, _ c: FigureCoder) throws { try c(&x) }
    public static func marker(_ x: inout Marker, _ c: FigureCoder) throws { try c(&x) }
    public static func rect(_ x: inout Rect, _ c: FigureCoder) throws { try c(&x) }
}

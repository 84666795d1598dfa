// This file draws lines, patches, collections, texts and arrows.

import Glibc

extension Renderer {
    func draw(_ artist: Artist, _ f: Frame?) {
        let clipped = artist.clipOn && f != nil
        canvas.pushClip(clipped ? f!.box : nil)
        defer { canvas.popClip() }
        switch artist {
        case let l as Line2D: drawLine(l, f)
        case let p as PatchArtist: drawPatch(p, f)
        case let c as PathCollection: drawMarks(c, f)
        case let c as PolyCollection: drawPolygons(c, f)
        case let c as LineCollection: drawSegments(c, f)
        case let im as AxesImage:
            if let f { drawImage(im, f) }
        case let a as Annotation: drawAnnotation(a, f)
        case let t as TextArtist:
            let r = drawText(t, at: position(t, f))
            if !clipped { extent.add(r) }
        default: break
        }
    }

    // MARK: Lines

    func steps(_ l: Line2D) -> [Point] {
        let n = min(l.x.count, l.y.count)
        if l.drawStyle == "default" || n < 2 { return (0..<n).map { Point(l.x[$0], l.y[$0]) } }
        var out = [Point(l.x[0], l.y[0])]
        for i in 1..<n {
            switch l.drawStyle {
            case "steps-post": out.append(Point(l.x[i], l.y[i - 1]))
            case "steps-mid":
                let m = (l.x[i - 1] + l.x[i]) / 2
                out.append(Point(m, l.y[i - 1]))
                out.append(Point(m, l.y[i]))
            default: out.append(Point(l.x[i - 1], l.y[i]))
            }
            out.append(Point(l.x[i], l.y[i]))
        }
        return out
    }

    private func drawLine(_ l: Line2D, _ f: Frame?) {
        let color = l.tint(l.color)
        if let (p, slope) = l.infinite, let f {
            // Through a point at a slope, from one edge of the view to the other.
            let far = 1e4
            let a = f.pixel(p), b = slope.isInfinite ? f.pixel(Point(p.x, p.y + 1)) : f.pixel(Point(p.x + 1, p.y + slope))
            let d = b - a
            if d.length > 0 { canvas.stroke([a - d * (far / d.length), a + d * (far / d.length)], pen(color, l.lineWidth, l.lineStyle)) }
            return
        }
        if l.lineStyle != .none && l.lineWidth > 0 {
            canvas.stroke(steps(l).map { pixel($0, l.coordinates, f) }, pen(color, l.lineWidth, l.lineStyle))
        }
        guard !l.marker.isNone else { return }
        let n = min(l.x.count, l.y.count)
        let every = l.markEvery
        var points: [Point] = []
        for i in every ?? Array(0..<n) where i >= 0 && i < n {
            let p = pixel(Point(l.x[i], l.y[i]), l.coordinates, f)
            if p.isFinite { points.append(p) }
        }
        drawLineMarkers(l, at: points)
    }

    /// Marks of a line, each moved to a pixel's centre as Agg does.
    func drawLineMarkers(_ l: Line2D, at points: [Point], scale: Double = 1) {
        let face = l.tint(l.markerFace ?? l.color), edge = l.tint(l.markerEdge ?? l.color)
        let snapped = points.map { Point(($0.x + 0.5).rounded(.down) + 0.5, ($0.y - 0.5).rounded(.up) - 0.5) }
        marks(l.marker, at: snapped, sizes: [l.markerSize * scale * pt], faces: [face], edges: [edge], widths: [l.markerEdgeWidth * pt], aligned: true)
    }

    /// Marks at pixels; arrays of one count for all. A nil edge is the face's colour.
    func marks(_ marker: Marker, at points: [Point], sizes: [Double], faces: [RGBA], edges: [RGBA]?, widths: [Double], aligned: Bool = false) {
        if marker.isNone || points.isEmpty || measuring { return }
        func pick<T>(_ a: [T], _ i: Int) -> T { a[a.count == 1 ? 0 : i % a.count] }
        guard !sizes.isEmpty, !faces.isEmpty, !widths.isEmpty, edges.map({ !$0.isEmpty }) ?? true else { return }
        let uniform = widths.allSatisfy { $0 == widths[0] }
        if marker.isDisc && uniform {
            let w = widths[0]
            let diameters = points.indices.map { pick(sizes, $0) * marker.scale }
            let fill = points.indices.map { pick(faces, $0) }
            let rim = edges.map { e in points.indices.map { pick(e, $0) } } ?? fill
            if w <= 0 || rim.allSatisfy({ !$0.isVisible }) {
                canvas.discs(points, diameters: diameters, colors: fill, rim: 0)
            } else if rim == fill {
                canvas.discs(points, diameters: diameters, colors: fill, rim: w)
            } else if points.count <= 400 {
                for i in points.indices {
                    canvas.discs([points[i]], diameters: [diameters[i]], colors: [fill[i]], rim: 0)
                    ring(points[i], diameters[i], rim[i], w)
                }
            } else {
                canvas.discs(points, diameters: diameters, colors: fill, rim: 0)
                for i in points.indices { ring(points[i], diameters[i], rim[i], w) }
            }
            return
        }
        let shapes = marker.paths
        // Many small marks of one opaque colour go as one piece.
        if points.count > 500, !marker.isUnfilled, edges == nil || edges! == faces, faces.allSatisfy({ $0.a >= 1 }) {
            var polygons: [[Point]] = [], colors: [RGBA] = []
            for i in points.indices {
                let s = pick(sizes, i) * marker.scale + pick(widths, i)
                for path in shapes {
                    polygons.append(path.map { points[i] + $0 * s })
                    colors.append(pick(faces, i))
                }
            }
            canvas.mesh(polygons, colors)
            return
        }
        for i in points.indices {
            let s = pick(sizes, i) * marker.scale
            let edge = edges.map { pick($0, i) } ?? pick(faces, i)
            let width = pick(widths, i)
            let straight = aligned && ["s", "P", "+", "|", "_"].contains(marker.name)
            for path in shapes {
                var shape = path.map { points[i] + $0 * s }
                if straight {
                    // Agg moves the mark's own outline to pixels once, and then every mark by whole pixels.
                    let base = Point(points[i].x - 0.5, points[i].y + 0.5)
                    shape = Canvas.snapped(path.map { $0 * s }, width: width).map { $0 + base }
                }
                if marker.isUnfilled {
                    canvas.stroke(shape, Pen(color: edge, width: width), snap: false, boxes: straight)
                } else {
                    let placed = marker.name == "s" && !straight ? Canvas.snapped(shape, width: width) : shape
                    canvas.fill(placed, pick(faces, i))
                    if width > 0 { canvas.stroke(placed, Pen(color: edge, width: width), closed: true, snap: false) }
                }
            }
        }
    }

    private func ring(_ p: Point, _ diameter: Double, _ color: RGBA, _ width: Double) {
        let r = diameter / 2 + width / 2
        let c = canvas.clip
        if p.x - r > c.x0, p.x + r < c.x1, p.y - r > c.y0, p.y + r < c.y1 {
            canvas.items.append(.rings([p], [diameter], [color], width: width))
        } else {
            canvas.stroke(Canvas.circle(p, diameter / 2), Pen(color: color, width: width), closed: true)
        }
    }

    // MARK: Patches

    private func drawPatch(_ p: PatchArtist, _ f: Frame?) {
        var points = p.outline().map { pixel($0, p.coordinates, f) }
        if points.count > 2, case .rectangle = p.shape {
            // Edges parallel to the axes go to whole pixels.
            let straight = (1..<points.count).allSatisfy { abs(points[$0].x - points[$0 - 1].x) < 1e-4 || abs(points[$0].y - points[$0 - 1].y) < 1e-4 }
            if straight {
                let big = 1e6
                points = points.map { Point(min(max($0.x, -big), big), min(max($0.y, -big), big)) }
                points = Canvas.snapped(points, width: p.edgeColor.isVisible && p.lineWidth > 0 ? p.lineWidth * pt : 2)
            }
        }
        if !p.clipOn || f == nil { extent.add(Rect(bounding: points)) }
        if measuring { return }
        if p.fill { canvas.fill(points, p.tint(p.faceColor)) }
        let edge = p.tint(p.edgeColor)
        if !p.hatch.isEmpty { drawHatch(p.hatch, points, edge.isVisible ? edge : .black) }
        var closed = true
        if case .polygon(_, let c) = p.shape { closed = c }
        canvas.stroke(points, pen(edge, p.lineWidth, p.lineStyle), closed: closed, snap: false)
    }

    /// Hatching as lines cut at the shape's edge (`/ \ | - + x`, repeated for density).
    private func drawHatch(_ hatch: String, _ shape: [Point], _ color: RGBA) {
        let box = Rect(bounding: shape).intersection(canvas.clip)
        guard !box.isNull, shape.count > 2 else { return }
        func lines(_ angle: Double, _ density: Int) {
            let gap = dpi / Double(6 * max(density, 1)) * 1.4142
            let d = Point(1, 0).rotated(angle), n = Point(-d.y, d.x)
            let c = box.center, reach = (box.width + box.height) / 2 + gap
            var k = -(reach / gap).rounded(.up)
            while k <= reach / gap {
                let o = c + n * (k * gap)
                // Where the line crosses the outline, two by two.
                var ts: [Double] = []
                for i in shape.indices {
                    let a = shape[i], b = shape[(i + 1) % shape.count]
                    let sa = (a.x - o.x) * n.x + (a.y - o.y) * n.y, sb = (b.x - o.x) * n.x + (b.y - o.y) * n.y
                    if (sa < 0) != (sb < 0) {
                        let p = a + (b - a) * (sa / (sa - sb))
                        ts.append((p.x - o.x) * d.x + (p.y - o.y) * d.y)
                    }
                }
                ts.sort()
                var i = 0
                while i + 1 < ts.count {
                    canvas.stroke([o + d * ts[i], o + d * ts[i + 1]], Pen(color: color, width: pt))
                    i += 2
                }
                k += 1
            }
        }
        func count(_ s: String) -> Int { hatch.filter { s.contains($0) }.count }
        if case let n = count("/xX"), n > 0 { lines(45, n) }
        if case let n = count("\\xX"), n > 0 { lines(-45, n) }
        if case let n = count("-+"), n > 0 { lines(0, n) }
        if case let n = count("|+"), n > 0 { lines(90, n) }
        if case let n = count(".oO*"), n > 0 {
            let gap = dpi / Double(6 * n)
            for x in stride(from: box.x0, through: box.x1, by: gap) {
                for y in stride(from: box.y0, through: box.y1, by: gap) { canvas.discs([Point(x, y)], diameters: [gap * 0.25], colors: [color], rim: 0) }
            }
        }
    }

    // MARK: Collections

    private func drawMarks(_ c: PathCollection, _ f: Frame?) {
        if measuring { return }
        c.autoscaleNorm()
        let faces = c.values.map { v in v.map { c.color(of: $0) } } ?? c.faceColors.map { c.tint($0) }
        let edges = c.edgeColors.map { $0.map { c.tint($0) } }
        let unfilled = c.marker.isUnfilled
        let single = faces.count == 1 && c.sizes.count == 1
        var points: [Point] = [], index: [Int] = []
        for (i, o) in c.offsets.enumerated() {
            var p = pixel(o, c.coordinates, f)
            if !p.isFinite || o.x.isNaN || o.y.isNaN { continue }
            if single { p = Point((p.x + 0.5).rounded(.down) + 0.5, (p.y - 0.5).rounded(.up) - 0.5) }
            points.append(p)
            index.append(i)
        }
        func spread<T>(_ a: [T]) -> [T] { a.count <= 1 ? a : index.map { a[$0 % a.count] } }
        let sizes = spread(c.sizes).map { max($0, 0).squareRoot() * pt }
        marks(c.marker, at: points, sizes: sizes, faces: spread(faces), edges: unfilled ? nil : edges.map(spread), widths: spread(c.lineWidths).map { $0 * pt }, aligned: single)
    }

    private func drawPolygons(_ c: PolyCollection, _ f: Frame?) {
        if measuring { return }
        c.autoscaleNorm()
        let faces = c.values.map { v in v.map { c.color(of: $0) } } ?? c.faceColors.map { c.tint($0) }
        let edges = c.edgeColors.map { c.tint($0) }
        let shapes = c.polygons.map { $0.map { pixel($0, c.coordinates, f) } }
        if c.isMesh {
            let colors = shapes.indices.map { faces.isEmpty ? RGBA.clear : faces[$0 % faces.count] }
            canvas.mesh(shapes, colors)
        }
        for (i, p) in shapes.enumerated() {
            if !c.isMesh && !faces.isEmpty { canvas.fill(p, faces[i % faces.count]) }
            if !c.hatch.isEmpty { drawHatch(c.hatch, p, edges.first ?? .black) }
            if !edges.isEmpty, c.lineWidths[i % c.lineWidths.count] > 0 {
                canvas.stroke(p, pen(edges[i % edges.count], c.lineWidths[i % c.lineWidths.count], c.lineStyle), closed: true, snap: false)
            }
        }
    }

    private func drawSegments(_ c: LineCollection, _ f: Frame?) {
        if measuring { return }
        c.autoscaleNorm()
        let colors = c.values.map { v in v.map { c.color(of: $0) } } ?? c.colors.map { c.tint($0) }
        guard !colors.isEmpty, !c.lineWidths.isEmpty, !c.lineStyles.isEmpty else { return }
        for (i, s) in c.segments.enumerated() {
            canvas.stroke(s.map { pixel($0, c.coordinates, f) }, pen(colors[i % colors.count], c.lineWidths[i % c.lineWidths.count], c.lineStyles[i % c.lineStyles.count]))
        }
    }

    // MARK: Annotations

    private func drawAnnotation(_ a: Annotation, _ f: Frame?) {
        let target = pixel(a.target, a.targetCoordinates, f)
        // Outside the axes nothing is shown when the point is data.
        if a.targetCoordinates == .data, let f, !f.box.insetBy(-1e-6).contains(target) { return }
        let p = a.coordinates == .offsetPoints ? target + Point(a.x, a.y) * pt : position(a, f)
        if let arrow = a.arrow { drawArrow(arrow, a, from: p, to: target) }
        extent.add(drawText(a, at: p))
    }

    private func drawArrow(_ arrow: Annotation.Arrow, _ a: Annotation, from p: Point, to target: Point) {
        let layout = TextLayout(a.text, a.style, dpi: dpi)
        let pad = a.box.map { ($0.pad ?? 0.3) * a.style.size * pt } ?? 4 * pt
        let text = layout.box.offsetBy(p.x, p.y)
        let box = a.text.isEmpty ? Rect(p.x, p.y, p.x, p.y) : text.insetBy(-pad)
        let edge = arrow.edge ?? arrow.color ?? .black
        let face = arrow.face ?? arrow.color ?? ColorNames.parse("C0", cycle: Style.shared.colorCycle) ?? .black
        func shade(_ c: RGBA) -> RGBA { arrow.alpha.map { c.opacity($0) } ?? c }
        let relative = Point(0.5, 0.5)
        let isOld = arrow.style == "yyy"
        let start = a.text.isEmpty ? p : Point(text.x0 + text.width * relative.x, text.y0 + text.height * relative.y)
        // The line, bent when asked, as points.
        var line: [Point] = []
        let mid = (start + target) * 0.5 + Point(target.y - start.y, -(target.x - start.x)) * arrow.curvature
        for k in 0...24 {
            let t = Double(k) / 24, u = 1 - t
            line.append(arrow.curvature == 0 ? start + (target - start) * t : start * (u * u) + mid * (2 * u * t) + target * (t * t))
        }
        // It leaves the text's box and keeps a little off both ends.
        let length = { (l: [Point]) in zip(l, l.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length } }
        func trimmed(_ l: [Point], _ d: Double) -> [Point] {
            var left = d
            for i in 1..<l.count {
                let s = (l[i] - l[i - 1]).length
                if s > left { return [l[i - 1] + (l[i] - l[i - 1]) * (left / s)] + l[i...] }
                left -= s
            }
            return []
        }
        if !a.text.isEmpty, let exit = line.firstIndex(where: { !box.contains($0) }), exit > 0 {
            let cut = Clip.segment(line[exit - 1], line[exit], box)?.1 ?? line[exit]
            line = [cut] + line[exit...]
        } else if !a.text.isEmpty && line.allSatisfy({ box.contains($0) }) {
            return
        }
        let total = length(line)
        let shrinkA = (isOld ? arrow.shrink * total : arrow.shrinkA * pt), shrinkB = isOld ? arrow.shrink * total : arrow.shrinkB * pt
        if total <= shrinkA + shrinkB { return }
        line = trimmed(line, shrinkA)
        if line.count < 2 { return }
        line = trimmed(line.reversed(), shrinkB).reversed()
        guard line.count > 1 else { return }
        let width = (arrow.lineWidth ?? Style.shared.number("patch.linewidth")) * pt
        let tip = line[line.count - 1]
        let direction = tip - line[max(0, line.count - 2)]
        guard direction.length > 0 else { return }
        let u = direction * (1 / direction.length), n = Point(-u.y, u.x)
        if isOld {
            // A broad arrow: a shaft with a triangle at its end, filled and outlined.
            let w = arrow.width * pt, hw = arrow.headWidth * pt, hl = (arrow.headLength ?? arrow.headWidth) * pt
            let s = line[0], neck = tip - u * min(hl, (tip - s).length)
            let shape = [s + n * (w / 2), neck + n * (w / 2), neck + n * (hw / 2), tip, neck - n * (hw / 2), neck - n * (w / 2), s - n * (w / 2)]
            canvas.fill(shape, shade(face))
            canvas.stroke(shape, pen(shade(edge), arrow.lineWidth ?? 1, .solid), closed: true, snap: false)
            extent.add(Rect(bounding: shape))
            return
        }
        let scale = (arrow.mutationScale ?? a.style.size) * pt
        let style = arrow.style.filter { $0 != " " }
        let hl = 0.4 * scale, hw = 0.2 * scale
        let ending = style.hasSuffix("-|>") ? 2 : style.hasSuffix("->") ? 1 : 0
        let beginning = style.hasPrefix("<|-") ? 2 : style.hasPrefix("<-") ? 1 : 0
        if style == "simple" || style == "fancy" || style == "wedge" {
            let s = line[0], neck = tip - u * min(0.5 * scale, (tip - s).length * 0.8)
            let shape = [s + n * (0.1 * scale), neck + n * (0.1 * scale), neck + n * (0.25 * scale), tip, neck - n * (0.25 * scale), neck - n * (0.1 * scale), s - n * (0.1 * scale)]
            canvas.fill(shape, shade(face))
            canvas.stroke(shape, Pen(color: shade(edge), width: width), closed: true, snap: false)
            return
        }
        var shaft = line
        if ending == 2 { shaft[shaft.count - 1] = tip - u * min(hl * 0.8, (tip - line[0]).length) }
        canvas.stroke(shaft, pen(shade(edge), arrow.lineWidth ?? Style.shared.number("patch.linewidth"), arrow.lineStyle), snap: false)
        func head(_ tip: Point, _ u: Point, filled: Bool) {
            let n = Point(-u.y, u.x)
            // The point of a mitred head would stand out by the line's width.
            let back = width / 2 * ((hl * hl + hw * hw).squareRoot() / hw) * 0.9
            let t = tip - u * min(back, hl)
            let wing = [t - u * hl + n * hw, t, t - u * hl - n * hw]
            if filled { canvas.fill(wing, shade(face == edge ? edge : arrow.face ?? arrow.color ?? face)) }
            canvas.stroke(wing, Pen(color: shade(edge), width: width), closed: filled, snap: false)
        }
        if ending > 0 { head(tip, u, filled: ending == 2) }
        if beginning > 0 {
            let d = line[0] - line[1]
            if d.length > 0 { head(line[0], d * (1 / d.length), filled: beginning == 2) }
        }
        extent.add(Rect(bounding: line))
    }
}

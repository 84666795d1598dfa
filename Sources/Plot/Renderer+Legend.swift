// This file lays out and draws legends.

import Glibc

extension Renderer {
    /// A legend of axes, or of the figure when `a` is nil.
    func drawLegend(_ l: Legend, _ a: Axes?) {
        let fs = l.fontSize * pt
        let f = a.map { frame($0) }
        let region = f?.box ?? figureBox
        var entries: [(label: TextArtist, handle: LegendHandle, layout: TextLayout)] = []
        for (i, e) in l.entries.enumerated() {
            let t = i < l.textArtists.count ? l.textArtists[i] : TextArtist(x: 0, y: 0, text: e.label, style: TextStyle(size: l.fontSize))
            t.style.horizontal = "left"
            t.style.vertical = "baseline"
            entries.append((t, e.handle, TextLayout(t.text, t.style, dpi: dpi)))
        }
        if l.reversed { entries.reverse() }
        if entries.isEmpty && l.title.isEmpty {
            entries = []
        }
        let columns = max(1, min(l.columns, max(entries.count, 1)))
        // Columns as even as can be, the first ones longer.
        var split: [[Int]] = []
        var next = 0
        for c in 0..<columns {
            let n = entries.count / columns + (c < entries.count % columns ? 1 : 0)
            split.append(Array(next..<next + n))
            next += n
        }
        let handleWidth = l.handleLength * fs, handleHeight = l.handleHeight * fs - 0.35 * fs * (l.handleHeight - 0.7)
        func extents(_ i: Int) -> (up: Double, down: Double) {
            // A text takes at least the height of `lp`; the handle stands on the baseline.
            let t = entries[i].layout
            let lp = TextLayout.measure("lp", entries[i].label.style.font, pixels: entries[i].label.style.size * pt)
            let up = max(lp.ascent, t.size.height - t.descent)
            return (max(up, handleHeight), t.descent)
        }
        var columnSizes: [(Double, Double)] = []
        for c in split {
            let w = c.map { entries[$0].layout.size.width }.max() ?? 0
            let h = c.map { extents($0) }.reduce(0) { $0 + $1.up + $1.down } + Double(max(c.count - 1, 0)) * l.labelSpacing * fs
            columnSizes.append((handleWidth + l.handleTextPad * fs + w, h))
        }
        var bodyWidth = columnSizes.reduce(0) { $0 + $1.0 } + Double(columns - 1) * l.columnSpacing * fs
        let bodyHeight = columnSizes.map { $0.1 }.max() ?? 0
        var titleLayout: TextLayout?
        var titleStyle = TextStyle(size: l.titleSize ?? l.fontSize, color: Style.shared.color("text.color"))
        var width = entries.isEmpty ? 0 : bodyWidth, height = bodyHeight
        if !l.title.isEmpty {
            if let t = l.titleText { titleStyle = t.style }
            titleStyle.horizontal = "left"
            titleStyle.vertical = "baseline"
            titleLayout = TextLayout(l.title, titleStyle, dpi: dpi)
            width = max(width, titleLayout!.size.width)
            height += titleLayout!.size.height + (entries.isEmpty ? 0 : l.labelSpacing * fs)
        }
        let pad = l.borderPad * fs
        var outer = (width + 2 * pad, height + 2 * pad)

        // The box that it is anchored in.
        var anchorBox = region
        if let b = l.anchor {
            let p = pixel(Point(b.0, b.1), l.anchorSystem == .axes && f == nil ? .figure : l.anchorSystem, f), q = pixel(Point(b.0 + b.2, b.1 + b.3), l.anchorSystem == .axes && f == nil ? .figure : l.anchorSystem, f)
            anchorBox = Rect(min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y))
            if l.expand {
                let extra = anchorBox.width - 2 * l.borderAxesPad * fs - outer.0
                if extra > 0 {
                    outer.0 += extra
                    bodyWidth += extra
                    width += extra
                }
            }
        }
        func place(_ code: Int) -> Point {
            let gap = l.borderAxesPad * fs
            let r = anchorBox.insetBy(gap)
            let x: Double, y: Double
            switch code {
            case 1: (x, y) = (r.x1 - outer.0, r.y1 - outer.1)
            case 2: (x, y) = (r.x0, r.y1 - outer.1)
            case 3: (x, y) = (r.x0, r.y0)
            case 4: (x, y) = (r.x1 - outer.0, r.y0)
            case 5, 7: (x, y) = (r.x1 - outer.0, (r.y0 + r.y1 - outer.1) / 2)
            case 6: (x, y) = (r.x0, (r.y0 + r.y1 - outer.1) / 2)
            case 8: (x, y) = ((r.x0 + r.x1 - outer.0) / 2, r.y0)
            case 9: (x, y) = ((r.x0 + r.x1 - outer.0) / 2, r.y1 - outer.1)
            default: (x, y) = ((r.x0 + r.x1 - outer.0) / 2, (r.y0 + r.y1 - outer.1) / 2)
            }
            return Point(x, y)
        }
        let corner: Point
        if let c = l.corner {
            corner = Point(anchorBox.x0 + c.0 * anchorBox.width, anchorBox.y0 + c.1 * anchorBox.height)
        } else if l.location == 0, let a, let f {
            corner = best(a, f, (1...10).map { place($0) }, outer)
        } else {
            corner = place(l.location == 0 ? 1 : l.location)
        }
        let box = Rect(x: corner.x, y: corner.y, width: outer.0, height: outer.1)
        extent.add(box)
        if measuring { return }
        canvas.pushClip(nil)
        defer { canvas.popClip() }
        if l.frameOn {
            let face = l.faceColor ?? a?.faceColor ?? figure.faceColor
            let alpha = l.frameAlpha ?? 1
            let outline = l.fancyBox ? roundedBox(box, radius: 0.2 * fs) : box.corners
            if l.shadow { canvas.fill(outline.map { $0 + Point(2 * pt, -2 * pt) }, RGBA(0.3, 0.3, 0.3, 0.5)) }
            canvas.fill(outline, face.opacity(alpha))
            canvas.stroke(outline, Pen(color: l.edgeColor.opacity(l.edgeColor.a * alpha), width: Style.shared.number("patch.linewidth") * pt), closed: true, snap: !l.fancyBox)
        }
        var top = box.y1 - pad
        if let t = titleLayout {
            let room = width - t.size.width
            let x = box.x0 + pad + (l.titleAlignment == "left" ? 0 : l.titleAlignment == "right" ? room : room / 2)
            canvas.text(t, at: Point(x, top - t.size.height + t.descent), titleStyle.color)
            top -= t.size.height + l.labelSpacing * fs
        }
        var x = box.x0 + pad + (width - bodyWidth) / 2 * (l.expand ? 0 : (l.titleAlignment == "left" ? 0 : 1))
        for (c, members) in split.enumerated() {
            var y = top
            for i in members {
                let e = extents(i)
                let base = y - e.up
                let handleX = l.markerFirst ? x : x + columnSizes[c].0 - handleWidth
                let textX = l.markerFirst ? x + handleWidth + l.handleTextPad * fs : handleX - l.handleTextPad * fs - entries[i].layout.size.width
                drawHandle(entries[i].handle, l, Rect(x: handleX, y: base, width: handleWidth, height: handleHeight))
                canvas.text(entries[i].layout, at: Point(textX, base), entries[i].label.tint(l.labelColor ?? entries[i].label.style.color))
                y = base - e.down - l.labelSpacing * fs
            }
            x += columnSizes[c].0 + l.columnSpacing * fs
        }
    }

    private func drawHandle(_ h: LegendHandle, _ l: Legend, _ r: Rect) {
        let fs = l.fontSize * pt
        let y = r.y0 + r.height / 2
        switch h {
        case .none: break
        case .line(let line):
            if line.lineStyle != .none && line.lineWidth > 0 {
                canvas.stroke([Point(r.x0, y), Point(r.x1, y)], pen(line.tint(line.color), line.lineWidth, line.lineStyle))
            }
            if !line.marker.isNone {
                let n = l.numberOfPoints
                let xs = n <= 1 ? [(r.x0 + r.x1) / 2] : (0..<n).map { r.x0 + 0.3 * fs + (r.width - 0.6 * fs) * Double($0) / Double(n - 1) }
                drawLineMarkers(line, at: xs.map { Point($0, y) }, scale: l.markerScale)
            }
        case .patch(let face, let edge, let width):
            let c = Canvas.snapped(r.corners, width: edge.isVisible ? width * pt : 2)
            canvas.fill(c, face)
            if edge.isVisible && width > 0 { canvas.stroke(c, Pen(color: edge, width: width * pt), closed: true, snap: false) }
        case .marks(let c):
            let sizes = c.sizes
            let size = l.numberOfPoints > 1 ? (sizes.max() ?? 36) : (sizes.count == 1 ? sizes[0] : ((sizes.max() ?? 36) + (sizes.min() ?? 36)) / 2)
            let face = c.values != nil ? c.cmap(0.5) : c.faceColors.first ?? .black
            let edges = c.edgeColors.map { [c.tint($0.first ?? .clear)] }
            // The middle of the handle's three scatter heights.
            let at = Point((r.x0 + r.x1) / 2, r.y0 + 0.375 * r.height / 0.7 * 0.7)
            marks(c.marker, at: [at], sizes: [size.squareRoot() * pt * l.markerScale], faces: [c.tint(face)], edges: c.marker.isUnfilled ? nil : edges, widths: [(c.lineWidths.first ?? 1) * pt])
        case .segments(let color, let width, let style):
            canvas.stroke([Point(r.x0, y), Point(r.x1, y)], pen(color, width, style))
        case .errorBar(let line, let color, let width, let cap, let hasX, let hasY):
            let x = (r.x0 + r.x1) / 2
            let bar = Pen(color: color, width: width * pt)
            if hasY {
                canvas.stroke([Point(x, y - 0.5 * fs), Point(x, y + 0.5 * fs)], bar)
                for e in [-0.5, 0.5] where cap > 0 { canvas.stroke([Point(x - cap * pt, y + e * fs), Point(x + cap * pt, y + e * fs)], Pen(color: color, width: pt)) }
            }
            if hasX { canvas.stroke([Point(x - 0.5 * fs, y), Point(x + 0.5 * fs, y)], bar) }
            if let line { drawHandle(.line(line), l, r) }
        }
    }

    /// Of the places the first with the least drawing under it.
    private func best(_ a: Axes, _ f: Frame, _ places: [Point], _ size: (Double, Double)) -> Point {
        var lines: [[Point]] = [], boxes: [Rect] = [], dots: [Point] = []
        for c in a.children where c.visible {
            switch c {
            case let l as Line2D: lines.append(steps(l).map { pixel($0, l.coordinates, f) })
            case let p as PatchArtist:
                let o = p.outline().map { pixel($0, p.coordinates, f) }
                if case .rectangle = p.shape { boxes.append(Rect(bounding: o)) } else if let first = o.first { lines.append(o + [first]) }
            case let p as PolyCollection: lines += p.polygons.map { q in q.map { pixel($0, p.coordinates, f) } + (q.first.map { [pixel($0, p.coordinates, f)] } ?? []) }
            case let p as PathCollection: dots += p.offsets.map { pixel($0, p.coordinates, f) }
            case let t as TextArtist where !(t is Annotation): boxes.append(TextLayout(t.text, t.style, dpi: dpi).box.offsetBy(position(t, f).x, position(t, f).y))
            default: break
            }
        }
        var winner = places[0]
        var least = Int.max
        for p in places {
            let r = Rect(x: p.x, y: p.y, width: size.0, height: size.1)
            var bad = 0
            for l in lines {
                var crosses = false
                for (i, q) in l.enumerated() {
                    if r.x0 < q.x && q.x < r.x1 && r.y0 < q.y && q.y < r.y1 { bad += 1 }
                    if !crosses, i > 0, q.isFinite, l[i - 1].isFinite, Clip.segment(l[i - 1], q, r) != nil { crosses = true }
                }
                if crosses { bad += 1 }
            }
            for q in dots where r.x0 < q.x && q.x < r.x1 && r.y0 < q.y && q.y < r.y1 { bad += 1 }
            for b in boxes where b.overlaps(r) { bad += 1 }
            if bad < least {
                (least, winner) = (bad, p)
                if bad == 0 { break }
            }
        }
        return winner
    }
}

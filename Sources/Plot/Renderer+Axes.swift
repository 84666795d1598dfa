// This file draws axes: background, parts in their order, frame, ticks, labels and titles.

import Glibc

extension Renderer {
    func draw(_ a: Axes) throws {
        let f = frame(a)
        guard f.box.width > 0, f.box.height > 0 else { return }
        let outer = extent
        extent = .null
        if a.patchVisible && a.frameOn && a.axisOn { canvas.fill(f.box, a.faceColor) }
        extent.add(f.box)

        let xt = try a.xaxis.ticks(length: f.box.width / pt), yt = try a.yaxis.ticks(length: f.box.height / pt)
        var jobs: [(zorder: Double, work: () -> Void)] = []
        for c in a.children where c.visible {
            jobs.append((c.zorder, { self.draw(c, f) }))
        }
        if let c = a.colorbar { jobs.append((0.1, { self.drawColorbar(c, f) })) }
        var labels: (x: Rect, y: Rect) = (.null, .null)
        if a.axisOn {
            // Grids and ticks have the order of `axisbelow`.
            jobs.append((a.axisBelow, { self.drawGrid(a, f, xt.ticks, yt.ticks) }))
            jobs.append((
                max(a.axisBelow, 2.01),
                {
                    if a.xaxis.visible { labels.x = self.drawTicks(a.xaxis, f, xt.ticks) }
                    if a.yaxis.visible { labels.y = self.drawTicks(a.yaxis, f, yt.ticks) }
                }
            ))
            if a.frameOn { jobs.append((2.5, { self.drawSpines(a, f) })) }
        }
        for j in jobs.enumerated().sorted(by: { ($0.element.zorder, $0.offset) < ($1.element.zorder, $1.offset) }) { j.element.work() }
        if a.axisOn {
            if a.xaxis.visible { drawAxisLabel(a.xaxis, f, labels.x, offset: a.xaxis.offsetVisible ? xt.offset : "") }
            if a.yaxis.visible { drawAxisLabel(a.yaxis, f, labels.y, offset: a.yaxis.offsetVisible ? yt.offset : "") }
        }
        drawTitles(a, f, labels.x)
        if let l = a.legend, l.visible { drawLegend(l, a) }
        axesExtents[ObjectIdentifier(a)] = extent
        extent.add(outer)
    }

    private func drawGrid(_ a: Axes, _ f: Frame, _ xt: [Axis.Tick], _ yt: [Axis.Tick]) {
        canvas.pushClip(f.box)
        defer { canvas.popClip() }
        for (axis, ticks) in [(a.xaxis!, xt), (a.yaxis!, yt)] where axis.visible {
            for t in ticks {
                let s = t.isMinor ? axis.minor : axis.major
                guard s.grid else { continue }
                let color = s.gridAlpha.map { s.gridColor.opacity($0) } ?? s.gridColor
                if axis.isX {
                    let x = f.px(t.value)
                    canvas.stroke([Point(x, f.box.y0), Point(x, f.box.y1)], pen(color, s.gridWidth, s.gridStyle))
                } else {
                    let y = f.py(t.value)
                    canvas.stroke([Point(f.box.x0, y), Point(f.box.x1, y)], pen(color, s.gridWidth, s.gridStyle))
                }
            }
        }
    }

    /// Where a spine runs in pixels: the fixed coordinate.
    private func spinePosition(_ a: Axes, _ side: String, _ f: Frame) -> Double {
        let s = a.spines[side]!
        let isX = side == "bottom" || side == "top"
        if let at = s.at {
            if at.kind == "data" { return isX ? f.py(at.value) : f.px(at.value) }
            return isX ? f.box.y0 + at.value * f.box.height : f.box.x0 + at.value * f.box.width
        }
        let out = s.outward * pt
        switch side {
        case "left": return f.box.x0 - out
        case "right": return f.box.x1 + out
        case "bottom": return f.box.y0 - out
        default: return f.box.y1 + out
        }
    }

    private func drawSpines(_ a: Axes, _ f: Frame) {
        for side in Axes.sides {
            guard let s = a.spines[side], s.visible, s.width > 0 else { continue }
            let p = spinePosition(a, side, f)
            let line: [Point]
            if side == "left" || side == "right" {
                let (lo, hi) = s.bounds.map { (f.py($0.0), f.py($0.1)) } ?? (f.box.y0, f.box.y1)
                line = [Point(p, lo), Point(p, hi)]
            } else {
                let (lo, hi) = s.bounds.map { (f.px($0.0), f.px($0.1)) } ?? (f.box.x0, f.box.x1)
                line = [Point(lo, p), Point(hi, p)]
            }
            canvas.stroke(line, pen(s.color, s.width, s.style))
            let h = s.width * pt / 2
            for q in line {
                extent.add(q + Point(h, h))
                extent.add(q - Point(h, h))
            }
        }
    }

    /// Ticks and their labels; the box around the labels (and ticks), null when there are none.
    private func drawTicks(_ axis: Axis, _ f: Frame, _ ticks: [Axis.Tick]) -> Rect {
        guard let a = axis.axes else { return .null }
        var around = Rect.null
        let sides = axis.isX ? ["bottom", "top"] : ["left", "right"]
        for (k, side) in sides.enumerated() {
            let low = k == 0
            let ticksOn = low ? axis.ticksLow : axis.ticksHigh, labelsOn = low ? axis.labelsLow : axis.labelsHigh
            if !ticksOn && !labelsOn { continue }
            let base = spinePosition(a, side, f)
            let sign = low ? -1.0 : 1.0
            for t in ticks {
                let s = t.isMinor ? axis.minor : axis.major
                let at = axis.isX ? f.px(t.value) : f.py(t.value)
                let out = s.direction == "in" ? 0 : s.direction == "inout" ? s.size / 2 : s.size
                let inside = s.direction == "out" ? 0 : s.direction == "inout" ? s.size / 2 : s.size
                if ticksOn && s.size > 0 && s.width > 0 {
                    // The tick's foot is on the snapped frame line; its length is kept.
                    let from = base - sign * inside * pt, to = base + sign * out * pt
                    let line = axis.isX ? [Point(at, from), Point(at, to)] : [Point(from, at), Point(to, at)]
                    tickMark(line, width: s.width * pt, s.color)
                    around.add(line[1])
                    extent.add(line[1])
                }
                guard labelsOn else { continue }
                var style = TextStyle(size: s.labelSize, color: s.labelColor)
                style.rotation = s.labelRotation
                style.rotationAnchor = s.rotationAnchor
                if axis.isX {
                    style.horizontal = s.labelHorizontal ?? "center"
                    style.vertical = s.labelVertical ?? (low ? "top" : "bottom")
                } else {
                    style.horizontal = s.labelHorizontal ?? (low ? "right" : "left")
                    style.vertical = s.labelVertical ?? "center_baseline"
                }
                var text = t.label
                var artist: TextArtist?
                if !t.isMinor, let texts = axis.labelTexts, t.index < texts.count {
                    artist = texts[t.index]
                    if !texts[t.index].visible { continue }
                    style = texts[t.index].style
                    text = texts[t.index].text
                }
                if text.isEmpty { continue }
                let pad = (out + s.pad) * pt
                let p = axis.isX ? Point(at, base + sign * pad) : Point(base + sign * pad, at)
                if let artist, artist.box != nil || artist.alpha != nil {
                    artist.text = text
                    around.add(drawText(artist, at: p, style: style))
                } else {
                    around.add(drawText(text, at: p, style))
                }
            }
        }
        extent.add(around)
        return around
    }

    /// A tick as Agg draws a snapped marker: the line at a pixel's centre, its ends where they fall.
    private func tickMark(_ line: [Point], width: Double, _ color: RGBA) {
        canvas.stroke(line, Pen(color: color, width: width))
    }

    private func drawAxisLabel(_ axis: Axis, _ f: Frame, _ labels: Rect, offset: String) {
        guard let a = axis.axes else { return }
        let l = axis.label
        let pad = axis.labelPad * pt
        var inner = f.box
        let low = axis.labelPosition == "bottom" || axis.labelPosition == "left"
        let sp = spinePosition(a, axis.labelPosition, f)
        if axis.isX {
            if low { inner.y0 = min(a.spines["bottom"]!.at == nil ? sp : inner.y0, inner.y0) } else { inner.y1 = max(a.spines["top"]!.at == nil ? sp : inner.y1, inner.y1) }
        } else {
            if low { inner.x0 = min(a.spines["left"]!.at == nil ? sp : inner.x0, inner.x0) } else { inner.x1 = max(a.spines["right"]!.at == nil ? sp : inner.x1, inner.x1) }
        }
        inner.add(labels)
        let s = axis.major
        if !offset.isEmpty && (axis.isX ? axis.labelsLow || axis.labelsHigh : axis.labelsLow || axis.labelsHigh) {
            var style = TextStyle(size: s.labelSize, color: s.labelColor)
            let gap = 3 * pt
            if axis.isX {
                style.horizontal = "right"
                style.vertical = axis.labelsLow ? "top" : "bottom"
                extent.add(drawText(offset, at: Point(f.box.x1, axis.labelsLow ? inner.y0 - gap : inner.y1 + gap), style))
            } else {
                style.horizontal = axis.labelsLow ? "left" : "right"
                style.vertical = "baseline"
                extent.add(drawText(offset, at: Point(axis.labelsLow ? f.box.x0 : f.box.x1, f.box.y1 + gap), style))
            }
        }
        guard !l.text.isEmpty, l.visible else { return }
        let along = axis.labelLocation == "left" || axis.labelLocation == "bottom" ? 0.0 : axis.labelLocation == "center" ? l.x : 1
        let p: Point
        if axis.isX {
            p = Point(f.box.x0 + along * f.box.width, low ? inner.y0 - pad : inner.y1 + pad)
        } else {
            p = Point(low ? inner.x0 - pad : inner.x1 + pad, f.box.y0 + (axis.labelLocation == "center" ? (l.y == 0 ? 0.5 : l.y) : along) * f.box.height)
        }
        extent.add(drawText(l, at: p))
    }

    private func drawTitles(_ a: Axes, _ f: Frame, _ xLabels: Rect) {
        for (location, t) in a.titles where !t.text.isEmpty {
            var y = f.box.y0 + (a.titleY ?? t.y) * f.box.height
            if a.titleY == nil && t.y == 1 && a.axisOn && a.xaxis.visible && (a.xaxis.labelsHigh || a.xaxis.ticksHigh || a.xaxis.labelPosition == "top") {
                if !xLabels.isNull { y = max(y, xLabels.y1) }
            }
            y += (a.titlePad[location] ?? Style.shared.number("axes.titlepad")) * pt
            extent.add(drawText(t, at: Point(f.box.x0 + t.x * f.box.width, y)))
        }
    }

    // MARK: Colour bars

    func drawColorbar(_ c: Colorbar, _ f: Frame) {
        let b = f.box
        let n = 256
        let m = c.mappable
        if let edges = c.edges, edges.count > 1 {
            // Bands of one colour between the edges.
            for i in 0..<edges.count - 1 {
                let color = m.tint(m.cmap(m.norm((edges[i] + edges[i + 1]) / 2)))
                if c.vertical {
                    canvas.fill(Rect(b.x0, f.py(edges[i]), b.x1, f.py(edges[i + 1])), color)
                } else {
                    canvas.fill(Rect(f.px(edges[i]), b.y0, f.px(edges[i + 1]), b.y1), color)
                }
            }
            return
        }
        if measuring { return }
        let steps = min(n, max(m.cmap.colors.count, 2))
        // One picture of whole pixels: no seams between the colours.
        let r = Rect(b.x0.rounded(), b.y0.rounded(), b.x1.rounded(), b.y1.rounded())
        let w = max(1, Int(r.width)), h = max(1, Int(r.height))
        var bytes = [UInt8](repeating: 255, count: w * h * 4)
        let long = c.vertical ? h : w
        for k in 0..<long {
            let t = (Double(k) + 0.5) / Double(long)
            let color = m.tint(m.cmap((Double(Int(t * Double(steps))) + 0.5) / Double(steps)))
            let q = (UInt8(RGBA.byte(color.r)), UInt8(RGBA.byte(color.g)), UInt8(RGBA.byte(color.b)), UInt8(RGBA.byte(color.a)))
            for j in 0..<(c.vertical ? w : h) {
                let at = c.vertical ? ((h - 1 - k) * w + j) * 4 : (j * w + k) * 4
                (bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]) = q
            }
        }
        canvas.image(r, width: w, height: h, bytes)
    }
}

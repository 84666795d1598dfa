// This file turns a figure into a drawing: places boxes, transforms data, orders the parts.

import Glibc

/// Where axes lie and how their data map to pixels, for one drawing.
struct Frame {
    /// Pixels, y upwards.
    var box: Rect
    /// Low and high of the view after the scale's function.
    var x: (Double, Double), y: (Double, Double)
    var xScale: Scale, yScale: Scale
    @inline(__always) func px(_ v: Double) -> Double { box.x0 + (xScale.forward(v) - x.0) / (x.1 - x.0) * box.width }
    @inline(__always) func py(_ v: Double) -> Double { box.y0 + (yScale.forward(v) - y.0) / (y.1 - y.0) * box.height }
    @inline(__always) func pixel(_ p: Point) -> Point { Point(px(p.x), py(p.y)) }
}

/// Draws one figure.
final class Renderer {
    let figure: Figure
    let dpi: Double
    /// Pixels per point.
    let pt: Double
    var canvas: Canvas
    /// Of the figure's lower left corner on the canvas, in pixels.
    let origin: Point
    /// Around everything that a tight box has to hold.
    var extent = Rect.null
    /// Boxes only: nothing costly is drawn.
    let measuring: Bool
    private var frames: [ObjectIdentifier: Frame] = [:]
    /// Around each axes' decorations, for layouts.
    var axesExtents: [ObjectIdentifier: Rect] = [:]

    init(_ figure: Figure, dpi: Double, crop: Rect? = nil, measuring: Bool = false, outlinesText: Bool = true) {
        self.figure = figure
        self.dpi = dpi
        self.measuring = measuring
        pt = dpi / 72
        let full = Rect(0, 0, figure.width * dpi, figure.height * dpi)
        let r = crop ?? full
        origin = Point(-r.x0, -r.y0)
        canvas = Canvas(width: max(1, Int(r.width + 1e-6)), height: max(1, Int(r.height + 1e-6)), outlinesText: outlinesText)
    }

    var figureBox: Rect { Rect(0, 0, figure.width * dpi, figure.height * dpi).offsetBy(origin.x, origin.y) }

    // MARK: The figure

    func draw(background: RGBA?) throws {
        if let b = background, b.isVisible { canvas.background = b }
        var below: [Artist] = [], above: [Artist] = []
        for a in figure.artists where a.visible { if a.zorder < 0 { below.append(a) } else { above.append(a) } }
        for a in below { draw(a, nil) }
        for a in figure.axes.enumerated().sorted(by: { ($0.element.zorder, $0.offset) < ($1.element.zorder, $1.offset) }).map({ $0.element }) where a.visible {
            try draw(a)
        }
        for a in above.sorted(by: { $0.zorder < $1.zorder }) { draw(a, nil) }
        for l in figure.legends where l.visible { drawLegend(l, nil) }
        for t in [figure.suptitle, figure.supxlabel, figure.supylabel].compactMap({ $0 }) where t.visible { extent.add(drawText(t, at: position(t, nil))) }
    }

    /// The box of axes in pixels and their view, an equal aspect applied.
    func frame(_ a: Axes) -> Frame {
        if let f = frames[ObjectIdentifier(a)] { return f }
        var (x0, x1) = a.xaxis.state.view
        var (y0, y1) = a.yaxis.state.view
        let (sx, sy) = (a.xaxis.state.scale, a.yaxis.state.scale)
        var position = a.position
        if let p = a.parent, let b = a.insetBounds {
            let f = frame(p)
            let r = Rect(x: f.box.x0 + b.x0 * f.box.width, y: f.box.y0 + b.y0 * f.box.height, width: b.width * f.box.width, height: b.height * f.box.height)
            let g = figureBox
            position = Rect((r.x0 - g.x0) / g.width, (r.y0 - g.y0) / g.height, (r.x1 - g.x0) / g.width, (r.y1 - g.y0) / g.height)
        }
        let figureAspect = figure.height / figure.width
        func shrink(_ ratio: Double) {
            // The largest box of that ratio inside the position.
            guard ratio.isFinite, ratio > 0 else { return }
            var w = position.width, h = w * ratio / figureAspect
            if h > position.height {
                h = position.height
                w = h * figureAspect / ratio
            }
            let x = position.x0 + (position.width - w) * a.anchor.0, y = position.y0 + (position.height - h) * a.anchor.1
            position = Rect(x: x, y: y, width: w, height: h)
        }
        if let b = a.boxAspect { shrink(b) }
        if let aspect = a.aspect, a.boxAspect == nil {
            let xs = abs(sx.forward(x1) - sx.forward(x0)), ys = abs(sy.forward(y1) - sy.forward(y0))
            if a.adjustable == "box" {
                if xs > 0 && ys > 0 { shrink(aspect * ys / xs) }
            } else if xs > 0, ys > 0, position.width > 0 {
                let ratio = figureAspect * position.height / position.width / aspect
                let expander = ratio * xs / ys - 1
                if abs(expander) >= 0.005 {
                    var data = Rect.null
                    for c in a.children where c.inAutoscale && c.coordinates == .data { data.add(c.dataLimits()) }
                    let xr = 1.05 * max(data.isNull ? 0 : data.width, 0), yr = 1.05 * max(data.isNull ? 0 : data.height, 0)
                    let adjustY: Bool
                    if xs - xr > 0 && ys - yr > 0 {
                        adjustY = (ratio * xs - yr > 0 && expander < 0) || (ys / ratio - xr < 0 && expander > 0)
                    } else {
                        adjustY = expander > 0
                    }
                    if adjustY {
                        let c = (y0 + y1) / 2, h = ratio * xs / 2 * (y1 < y0 ? -1 : 1)
                        (y0, y1) = (c - h, c + h)
                        (a.yaxis.state.fixed, a.yaxis.state.inverted) = ((min(y0, y1), max(y0, y1)), y1 < y0)
                    } else {
                        let c = (x0 + x1) / 2, w = ys / ratio / 2 * (x1 < x0 ? -1 : 1)
                        (x0, x1) = (c - w, c + w)
                        (a.xaxis.state.fixed, a.xaxis.state.inverted) = ((min(x0, x1), max(x0, x1)), x1 < x0)
                    }
                }
            }
        }
        let g = figureBox
        let box = Rect(g.x0 + position.x0 * g.width, g.y0 + position.y0 * g.height, g.x0 + position.x1 * g.width, g.y0 + position.y1 * g.height)
        var x = (sx.forward(x0), sx.forward(x1)), y = (sy.forward(y0), sy.forward(y1))
        if x.0 == x.1 { x.1 += 1 }
        if y.0 == y.1 { y.1 += 1 }
        let f = Frame(box: box, x: x, y: y, xScale: sx, yScale: sy)
        frames[ObjectIdentifier(a)] = f
        return f
    }

    // MARK: Coordinates

    func pixel(_ p: Point, _ system: CoordinateSystem, _ f: Frame?) -> Point {
        let g = figureBox
        switch system {
        case .data: return f?.pixel(p) ?? Point(g.x0 + p.x * g.width, g.y0 + p.y * g.height)
        case .axes:
            let b = f?.box ?? g
            return Point(b.x0 + p.x * b.width, b.y0 + p.y * b.height)
        case .figure: return Point(g.x0 + p.x * g.width, g.y0 + p.y * g.height)
        case .xAxis: return f.map { Point($0.px(p.x), $0.box.y0 + p.y * $0.box.height) } ?? p
        case .yAxis: return f.map { Point($0.box.x0 + p.x * $0.box.width, $0.py(p.y)) } ?? p
        case .pixels, .offsetPoints: return p + origin
        }
    }
    func position(_ t: TextArtist, _ f: Frame?) -> Point { pixel(Point(t.x, t.y), t.coordinates, f) }

    // MARK: Text

    /// Draws a text with its box; the box around it all.
    @discardableResult func drawText(_ t: TextArtist, at p: Point, style override: TextStyle? = nil) -> Rect {
        guard t.visible, !t.text.isEmpty, p.isFinite else { return .null }
        let style = override ?? t.style
        let layout = TextLayout(t.text, style, dpi: dpi)
        var around = layout.box.offsetBy(p.x, p.y)
        if let b = t.box {
            let size = style.size * pt
            let pad = (b.pad ?? (b.shape == "round" ? 0.3 : 4 / style.size)) * size
            let (w, h) = layout.size
            let r = Rect(-pad, -pad, w + pad, h + pad)
            let outline = b.shape.hasPrefix("round") ? roundedBox(r, radius: b.rounding.map { $0 * size } ?? pad) : r.corners
            let placed = outline.map { $0.rotated(layout.rotation) + layout.corner + p }
            around.add(Rect(bounding: placed))
            let alpha = b.alpha ?? t.alpha
            canvas.fill(placed, alpha.map { b.face.a == 0 ? b.face : b.face.opacity($0) } ?? b.face)
            canvas.stroke(placed, Pen(color: alpha.map { b.edge.a == 0 ? b.edge : b.edge.opacity($0) } ?? b.edge, width: b.lineWidth * pt), closed: true)
        }
        if !measuring { canvas.text(layout, at: p, t.tint(style.color)) }
        return around
    }
    /// Draws plain text.
    @discardableResult func drawText(_ s: String, at p: Point, _ style: TextStyle) -> Rect {
        if s.isEmpty || !p.isFinite { return .null }
        let layout = TextLayout(s, style, dpi: dpi)
        if !measuring { canvas.text(layout, at: p, style.color) }
        return layout.box.offsetBy(p.x, p.y)
    }

    func pen(_ color: RGBA, _ width: Double, _ style: LineStyle) -> Pen {
        var pen = Pen(color: color, width: style == .none ? 0 : width * pt)
        if case .dashed(let offset, let pattern) = style {
            let unit = Style.shared.flag("lines.scale_dashes") ? width * pt : pt
            pen.dashes = pattern.map { $0 * unit }
            if pen.dashes.count % 2 == 1 { pen.dashes += pen.dashes }
            pen.dashOffset = offset * unit
        }
        return pen
    }
}

// This file defines the drawing that a figure comes down to: shapes in pixels, in order, y upwards from the figure's lower left corner.

import Glibc

/// How a line is dashed and joined.
struct Pen {
    var color: RGBA
    /// Pixels.
    var width: Double
    /// On, off, ... in pixels; empty: solid.
    var dashes: [Double] = []
    var dashOffset = 0.0
}

/// Shapes in drawing order.
struct Canvas {
    enum Item {
        /// Closed outlines that do not overlap, of one colour.
        case fills([[Point]], RGBA)
        /// Adjacent or overlapping opaque polygons, each with its colour.
        case mesh([[Point]], [RGBA])
        case strokes([[Point]], width: Double, RGBA)
        /// Discs: centres, diameters and colours; the rim is drawn with the same colour and this width.
        case discs([Point], [Double], [RGBA], rim: Double)
        /// Rings round centres.
        case rings([Point], [Double], [RGBA], width: Double)
        /// RGBA bytes, top row first, drawn into a box.
        case image(Rect, width: Int, height: Int, [UInt8])
        case label(TextRun, at: Point, rotation: Double, RGBA)
    }

    /// Pixels.
    let width: Int
    let height: Int
    /// Whether text is drawn as outlines (bitmaps) or left to gnuplot as text (SVG, PDF).
    let outlinesText: Bool
    var items: [Item] = []
    /// Under everything: the terminal fills it to the very edge, which shapes cannot.
    var background: RGBA?
    /// Everything outside is not drawn.
    private var clips: [Rect] = []

    init(width: Int, height: Int, outlinesText: Bool) {
        self.width = width
        self.height = height
        self.outlinesText = outlinesText
    }
    var bounds: Rect { Rect(0, 0, Double(width), Double(height)) }
    /// The clip in force; the figure's box with a margin when there is none.
    var clip: Rect { clips.last ?? bounds.insetBy(-50) }
    mutating func pushClip(_ r: Rect?) { clips.append(r.map { $0.intersection(bounds.insetBy(-50)) } ?? bounds.insetBy(-50)) }
    mutating func popClip() { clips.removeLast() }

    // MARK: Shapes

    mutating func fill(_ polygon: [Point], _ color: RGBA) {
        if !color.isVisible || clip.isNull { return }
        let p = Clip.polygon(polygon.filter { $0.isFinite }, clip)
        if p.count > 2 { items.append(.fills([p], color)) }
    }
    /// A box whose edges are moved to whole pixels when that is how matplotlib draws it.
    mutating func fill(_ r: Rect, _ color: RGBA, snapped: Bool = true) {
        let r = snapped ? Rect(r.x0.rounded(), r.y0.rounded(), r.x1.rounded(), r.y1.rounded()) : r
        fill(r.corners, color)
    }
    mutating func mesh(_ polygons: [[Point]], _ colors: [RGBA]) {
        var kept: [[Point]] = []
        var tints: [RGBA] = []
        for (p, c) in zip(polygons, colors) where c.isVisible {
            let q = Clip.polygon(p, clip)
            if q.count > 2 {
                kept.append(q)
                tints.append(c)
            }
        }
        if !kept.isEmpty { items.append(.mesh(kept, tints)) }
    }

    /// `boxes`: the points are on pixels already, straight steps are drawn as boxes all the same.
    mutating func stroke(_ points: [Point], _ pen: Pen, closed: Bool = false, snap: Bool = true, boxes: Bool = false) {
        guard pen.color.isVisible, pen.width > 0, points.count > 1, !clip.isNull else { return }
        var points = closed && points.first != points.last ? points + [points[0]] : points
        if points.count > 4000 { points = Canvas.thinned(points) }
        let isStraight = (snap || boxes) && points.count <= 1024 && Canvas.isRectilinear(points)
        if isStraight && !boxes { points = Canvas.snapped(points, width: pen.width) }
        var pieces = Clip.line(points, clip.insetBy(-pen.width))
        if pieces.isEmpty { return }
        if !pen.dashes.isEmpty { pieces = pieces.flatMap { Clip.dashes($0, pattern: pen.dashes, offset: pen.dashOffset) } }
        if isStraight && (pen.color.a >= 1 || pieces.allSatisfy { $0.count == 2 }) {
            // Boxes with hard edges: gnuplot would move lines to pixel centres whatever their width.
            let cap = pen.dashes.isEmpty && !boxes ? pen.width / 2 : 0
            var bars: [[Point]] = []
            for piece in pieces {
                for i in 1..<piece.count {
                    let a = piece[i - 1], b = piece[i], h = pen.width / 2
                    let r: Rect
                    if a.y == b.y {
                        r = Rect(min(a.x, b.x) - cap, a.y - h, max(a.x, b.x) + cap, a.y + h)
                    } else {
                        r = Rect(a.x - h, min(a.y, b.y) - cap, a.x + h, max(a.y, b.y) + cap)
                    }
                    let c = r.intersection(clip)
                    if !c.isNull { bars.append(c.corners) }
                }
            }
            if !bars.isEmpty { items.append(bars.count == 1 ? .fills(bars, pen.color) : .mesh(bars, bars.map { _ in pen.color })) }
            return
        }
        if !pen.dashes.isEmpty {
            // Butt ends, which gnuplot's one setting for caps and joins does not give.
            let outlines = pieces.compactMap { Canvas.ribbon($0, width: pen.width) }.map { Clip.polygon($0, clip) }.filter { $0.count > 2 }
            if !outlines.isEmpty { items.append(.fills(outlines, pen.color)) }
            return
        }
        // Lines are cut a little outside the clip; what the width adds there is cut off exactly where it would show.
        let inner = pieces.flatMap { Clip.line($0, clip) }
        if !inner.isEmpty { items.append(.strokes(inner, width: pen.width, pen.color)) }
    }

    /// Only horizontal and vertical steps.
    private static func isRectilinear(_ p: [Point]) -> Bool {
        for i in 1..<p.count where abs(p[i].x - p[i - 1].x) >= 1e-4 && abs(p[i].y - p[i - 1].y) >= 1e-4 { return false }
        return p.allSatisfy { $0.isFinite }
    }
    /// Moved to pixel centres for odd widths, to edges for even ones, as Agg's snapping does.
    static func snapped(_ p: [Point], width: Double) -> [Point] {
        let odd = Int(max(width, 1).rounded()) % 2 == 1
        // Agg counts rows from the top.
        return p.map { odd ? Point(($0.x + 0.5).rounded(.down) + 0.5, ($0.y - 0.5).rounded(.up) - 0.5) : Point(($0.x + 0.5).rounded(.down), ($0.y - 0.5).rounded(.up)) }
    }

    /// Of many points in one half pixel's column only the first, lowest, highest and last.
    private static func thinned(_ p: [Point]) -> [Point] {
        var out: [Point] = []
        var i = 0
        while i < p.count {
            if !p[i].isFinite {
                out.append(p[i])
                i += 1
                continue
            }
            let column = (p[i].x * 2).rounded(.down)
            var j = i, low = i, high = i
            while j + 1 < p.count, p[j + 1].isFinite, (p[j + 1].x * 2).rounded(.down) == column {
                j += 1
                if p[j].y < p[low].y { low = j }
                if p[j].y > p[high].y { high = j }
            }
            var last = -1
            for k in [i, min(low, high), max(low, high), j] where k != last {
                out.append(p[k])
                last = k
            }
            i = j + 1
        }
        return out
    }

    /// The outline of a short line with butt ends and mitred joins.
    private static func ribbon(_ p: [Point], width: Double) -> [Point]? {
        var q: [Point] = []
        for x in p where q.isEmpty || (x - q[q.count - 1]).length > 1e-6 { q.append(x) }
        guard q.count > 1 else { return nil }
        var left: [Point] = [], right: [Point] = []
        for i in q.indices {
            let before = i > 0 ? q[i] - q[i - 1] : q[i + 1] - q[i], after = i + 1 < q.count ? q[i + 1] - q[i] : before
            let n1 = Point(-before.y, before.x) * (1 / before.length), n2 = Point(-after.y, after.x) * (1 / after.length)
            var n = n1 + n2
            let l2 = n.x * n.x + n.y * n.y
            n = l2 < 0.3 ? n1 : n * (2 / l2)
            left.append(q[i] + n * (width / 2))
            right.append(q[i] - n * (width / 2))
        }
        return left + right.reversed()
    }

    mutating func discs(_ centers: [Point], diameters: [Double], colors: [RGBA], rim: Double) {
        let c = clip
        var p: [Point] = [], d: [Double] = [], k: [RGBA] = []
        for i in centers.indices {
            let r = diameters[diameters.count == 1 ? 0 : i] / 2 + rim / 2
            let color = colors[colors.count == 1 ? 0 : i]
            guard centers[i].isFinite, color.isVisible, r > 0, centers[i].x > c.x0 - r, centers[i].x < c.x1 + r, centers[i].y > c.y0 - r, centers[i].y < c.y1 + r else { continue }
            // A disc on the clip's edge is cut as a polygon.
            if centers[i].x < c.x0 + r || centers[i].x > c.x1 - r || centers[i].y < c.y0 + r || centers[i].y > c.y1 - r {
                fill(Canvas.circle(centers[i], r), color)
                continue
            }
            p.append(centers[i])
            d.append(diameters[diameters.count == 1 ? 0 : i])
            k.append(color)
        }
        if !p.isEmpty { items.append(.discs(p, d, k, rim: rim)) }
    }
    static func circle(_ c: Point, _ r: Double) -> [Point] {
        let n = max(16, min(180, Int(r * 3)))
        return (0..<n).map { Point(c.x + r * cos(2 * .pi * Double($0) / Double(n)), c.y + r * sin(2 * .pi * Double($0) / Double(n))) }
    }

    mutating func image(_ r: Rect, width w: Int, height h: Int, _ bytes: [UInt8]) {
        guard w > 0 && h > 0 && !r.isNull && bytes.count >= w * h * 4 else { return }
        // Boxes have hard edges only on whole pixels.
        if outlinesText, let (boxes, colors) = Canvas.boxes(r, width: w, height: h, bytes) { return items.append(.mesh(boxes, colors)) }
        items.append(.image(r, width: w, height: h, bytes))
    }

    /// A picture of few and large areas as boxes: one for all of it in its most frequent colour, and one for each run of another colour over equal rows.
    /// gnuplot takes a fraction of a microsecond for a pixel and several for a box; nil where the pixels are quicker, or not opaque.
    private static func boxes(_ r: Rect, width w: Int, height h: Int, _ bytes: [UInt8]) -> ([[Point]], [RGBA])? {
        bytes.withUnsafeBytes { raw -> ([[Point]], [RGBA])? in
            let limit = w * h / 24
            guard limit > 1, raw.bindMemory(to: UInt32.self).baseAddress != nil else { return nil }
            let pixels = raw.bindMemory(to: UInt32.self)
            let opaque = UInt32(0xff).bigEndian
            var runs: [(x0: Int, x1: Int, y0: Int, y1: Int, color: UInt32)] = []
            var y = 0
            while y < h {
                let row = y * w
                var next = y + 1
                while next < h, memcmp(raw.baseAddress! + row * 4, raw.baseAddress! + next * w * 4, w * 4) == 0 { next += 1 }
                var x = 0
                while x < w {
                    let c = pixels[row + x]
                    if c & opaque != opaque { return nil }
                    var end = x + 1
                    while end < w, pixels[row + end] == c { end += 1 }
                    runs.append((x, end, y, next, c))
                    x = end
                }
                if runs.count > 8 * limit { return nil }
                y = next
            }
            var areas: [UInt32: Int] = [:]
            for run in runs { areas[run.color, default: 0] += (run.x1 - run.x0) * (run.y1 - run.y0) }
            guard let ground = areas.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { return nil }
            runs.removeAll { $0.color == ground }
            if runs.count >= limit { return nil }
            let dx = r.width / Double(w), dy = r.height / Double(h)
            func tint(_ c: UInt32) -> RGBA {
                let c = c.bigEndian
                return RGBA(Double(c >> 24) / 255, Double(c >> 16 & 0xff) / 255, Double(c >> 8 & 0xff) / 255, 1)
            }
            return (
                [r.corners] + runs.map { Rect(r.x0 + Double($0.x0) * dx, r.y1 - Double($0.y1) * dy, r.x0 + Double($0.x1) * dx, r.y1 - Double($0.y0) * dy).corners },
                [tint(ground)] + runs.map { tint($0.color) }
            )
        }
    }

    /// A laid out text with its anchor at `p`.
    mutating func text(_ layout: TextLayout, at p: Point, _ color: RGBA) {
        guard color.isVisible, p.isFinite else { return }
        for run in layout.runs where !run.text.allSatisfy({ $0 == " " }) {
            let origin = p + Point(run.x, run.y)
            if outlinesText, run.pixels < 200, let shapes = TextLayout.outlines(run, at: origin, rotation: layout.rotation) {
                let clipped = shapes.map { Clip.polygon($0, clip) }.filter { $0.count > 2 }
                if !clipped.isEmpty { items.append(.fills(clipped, color)) }
            } else if clip.contains(origin) {
                items.append(.label(run, at: origin, rotation: layout.rotation, color))
            }
        }
    }
}

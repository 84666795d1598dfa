// This file draws on images: lines, rectangles, ellipses, polygons, with Pillow's rasterisation (its `Draw.c`).

import Glibc

extension Image {
    /// A pixel's bytes, for drawing.
    public typealias Ink = [UInt8]

    @inline(__always) func point(_ x: Int, _ y: Int, _ ink: Ink) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let s = mode.pixelSize
        let p = row(y) + x * s
        for b in 0..<s { p[b] = ink[b] }
    }

    func horizontal(_ x0: Int, _ y: Int, _ x1: Int, _ ink: Ink) {
        guard y >= 0, y < height else { return }
        let a = max(x0, 0), b = min(x1, width - 1)
        guard a <= b else { return }
        let s = mode.pixelSize
        if s == 1 {
            memset(row(y) + a, Int32(ink[0]), b - a + 1)
            return
        }
        for x in a...b { for k in 0..<s { row(y)[x * s + k] = ink[k] } }
    }

    /// A line one pixel wide, without its last point (Bresenham).
    func thinLine(_ ax: Int, _ ay: Int, _ x1: Int, _ y1: Int, _ ink: Ink) {
        var x0 = ax, y0 = ay
        var dx = abs(x1 - x0), dy = abs(y1 - y0)
        let xs = x1 < x0 ? -1 : 1, ys = y1 < y0 ? -1 : 1
        if dx == 0 {
            for _ in 0..<dy {
                point(x0, y0, ink)
                y0 += ys
            }
        } else if dy == 0 {
            for _ in 0..<dx {
                point(x0, y0, ink)
                x0 += xs
            }
        } else if dx > dy {
            let n = dx
            dy += dy
            var e = dy - dx
            dx += dx
            for _ in 0..<n {
                point(x0, y0, ink)
                if e >= 0 {
                    y0 += ys
                    e -= dx
                }
                e += dy
                x0 += xs
            }
        } else {
            let n = dy
            dx += dx
            var e = dx - dy
            dy += dy
            for _ in 0..<n {
                point(x0, y0, ink)
                if e >= 0 {
                    x0 += xs
                    e -= dy
                }
                e += dx
                y0 += ys
            }
        }
    }

    /// `ImageDraw.line`: joined segments.
    public func drawLine(_ points: [(Double, Double)], _ ink: Ink, width w: Int) {
        let p = points.map { (Image.coordinate($0.0), Image.coordinate($0.1)) }
        guard p.count > 1 else { return }
        if w <= 1 {
            for i in 1..<p.count { thinLine(p[i - 1].0, p[i - 1].1, p[i].0, p[i].1, ink) }
            point(p[p.count - 1].0, p[p.count - 1].1, ink)
        } else {
            for i in 1..<p.count { wideLine(p[i - 1].0, p[i - 1].1, p[i].0, p[i].1, ink, w) }
        }
    }

    /// A coordinate as an int, cut as C cuts it, and bounded so that no loop runs away.
    static func coordinate(_ v: Double) -> Int { v.isNaN ? 0 : Int(min(max(v, -1e6), 1e6)) }

    static func roundUp(_ f: Double) -> Int { f >= 0 ? Int((f + 0.5).rounded(.down)) : -Int((abs(f) + 0.5).rounded(.down)) }
    static func roundDown(_ f: Double) -> Int { f >= 0 ? Int((f - 0.5).rounded(.up)) : -Int((abs(f) - 0.5).rounded(.up)) }

    private func wideLine(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ ink: Ink, _ wide: Int) {
        let w = min(wide, 1 << 31)
        let dx = Double(x1 - x0), dy = Double(y1 - y0)
        if dx == 0, dy == 0 {
            point(x0, y0, ink)
            return
        }
        let big = hypot(dx, dy), small = Double(w - 1) / 2
        let low = Double(Image.roundDown(small)) / big, high = Double(Image.roundUp(small)) / big
        let dxmin = Image.roundDown(low * dy), dxmax = Image.roundDown(high * dy)
        let dymin = Image.roundUp(low * dx), dymax = Image.roundUp(high * dx)
        let v = [(x0 - dxmin, y0 + dymax), (x1 - dxmin, y1 + dymax), (x1 + dxmax, y1 - dymin), (x0 + dxmax, y0 - dymin)]
        fill(edges: (0..<4).map { Edge(v[$0], v[($0 + 1) % 4]) }, ink)
    }

    struct Edge {
        var x0: Int, y0: Int, xmin: Int, xmax: Int, ymin: Int, ymax: Int
        var dx: Double
        init(_ a: (Int, Int), _ b: (Int, Int)) {
            xmin = min(a.0, b.0)
            xmax = max(a.0, b.0)
            ymin = min(a.1, b.1)
            ymax = max(a.1, b.1)
            x0 = a.0
            y0 = a.1
            dx = a.1 == b.1 ? 0 : Double(Float(b.0 - a.0) / Float(b.1 - a.1))
        }
    }

    func fill(edges: [Edge], _ ink: Ink) {
        var ymin = height - 1, ymax = 0
        var table: [Edge] = []
        for e in edges {
            ymin = min(ymin, e.ymin)
            ymax = max(ymax, e.ymax)
            if e.ymin == e.ymax {
                horizontal(e.xmin, e.ymin, e.xmax, ink)
            } else {
                table.append(e)
            }
        }
        ymin = max(ymin, 0)
        ymax = min(ymax, height)
        guard ymin <= ymax else { return }
        var xx: [Double] = []
        for y in ymin...ymax {
            xx.removeAll(keepingCapacity: true)
            for e in table where y >= e.ymin && y <= e.ymax {
                let x = Double(Float(y - e.y0) * Float(e.dx) + Float(e.x0))
                xx.append(x)
                // An edge that ends here would leave its neighbour without a partner.
                if y == e.ymax, y < ymax { xx.append(x) }
            }
            xx.sort()
            var at = 0
            var i = 1
            while i < xx.count {
                let end = Image.roundDown(xx[i])
                if end >= at {
                    var start = Image.roundUp(xx[i - 1])
                    if at > start { start = at }
                    if end >= start {
                        horizontal(start, y, end, ink)
                        at = end + 1
                    }
                }
                i += 2
            }
        }
    }

    /// `ImageDraw.polygon`.
    public func drawPolygon(_ points: [(Double, Double)], fill ink: Ink?, outline: Ink?, width w: Int = 1) {
        let p = points.map { (Image.coordinate($0.0), Image.coordinate($0.1)) }
        guard p.count > 1 else { return }
        if let ink {
            var edges: [Edge] = []
            for i in 0..<(p.count - 1) { edges.append(Edge(p[i], p[i + 1])) }
            if p[p.count - 1] != p[0] { edges.append(Edge(p[p.count - 1], p[0])) }
            fill(edges: edges, ink)
        }
        if let outline, w > 0 {
            if w == 1 {
                for i in 0..<p.count {
                    let q = p[(i + 1) % p.count]
                    thinLine(p[i].0, p[i].1, q.0, q.1, outline)
                }
            } else {
                // Twice as wide, and only what lies in the polygon: the outline does not grow outwards.
                guard let before = try? copy(), let inside = try? Image(.l, width: width, height: height, fill: [0]) else { return }
                inside.drawPolygon(points, fill: [255], outline: nil)
                for i in 0..<p.count {
                    let q = p[(i + 1) % p.count]
                    wideLine(p[i].0, p[i].1, q.0, q.1, outline, 2 * min(w, 1 << 30) - 1)
                }
                let s = mode.pixelSize
                for k in 0..<(width * height) where inside.pixels[k] == 0 { for b in 0..<s { pixels[k * s + b] = before.pixels[k * s + b] } }
            }
        }
    }

    /// `ImageDraw.rectangle`: both corners included.
    public func drawRectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, fill ink: Ink?, outline: Ink?, width w: Int = 1) {
        let a = Image.coordinate(x0), b = Image.coordinate(y0), c = Image.coordinate(x1), d = Image.coordinate(y1)
        if let ink { for y in max(b, 0)...max(min(d, height - 1), max(b, 0)) where y <= d { horizontal(a, y, c, ink) } }
        if let outline, outline != ink ?? [], w > 0 {
            for i in 0..<min(w, max(c - a, d - b) + 1) {
                horizontal(a, b + i, c, outline)
                horizontal(a, d - i, c, outline)
                for y in max(b, 0)...max(min(d, height - 1), max(b, 0)) where y <= d {
                    point(a + i, y, outline)
                    point(c - i, y, outline)
                }
            }
        }
    }

    /// `ImageDraw.ellipse` in the box, its border included.
    public func drawEllipse(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, fill ink: Ink?, outline: Ink?, width w: Int = 1) {
        let a = Image.coordinate(x0), b = Image.coordinate(y0), c = Image.coordinate(x1), d = Image.coordinate(y1)
        if let ink { ellipse(a, b, c, d, ink, c - a + d - b) }
        if let outline, outline != ink ?? [], w > 0 { ellipse(a, b, c, d, outline, w) }
    }

    /// One quarter of an ellipse in half-pixel steps: from its right end up to its top, the next point the one nearest to the curve.
    private struct Quarter {
        var cx: Int, cy: Int, ex: Int, ey: Int
        let a2: Int, b2: Int
        var finished: Bool
        init(_ a: Int, _ b: Int) {
            finished = a < 0 || b < 0
            cx = a
            cy = b & 1
            ex = a & 1
            ey = b
            a2 = a &* a
            b2 = b &* b
        }
        func deviation(_ x: Int, _ y: Int) -> Int { abs(a2 &* y &* y &+ b2 &* x &* x &- a2 &* b2) }
        mutating func next() -> (Int, Int)? {
            if finished { return nil }
            let out = (cx, cy)
            if cx == ex, cy == ey {
                finished = true
            } else {
                var nx = cx, ny = cy + 2
                var best = deviation(nx, ny)
                if nx > 1 {
                    var d = deviation(cx - 2, cy + 2)
                    if best > d {
                        (nx, ny) = (cx - 2, cy + 2)
                        best = d
                    }
                    d = deviation(cx - 2, cy)
                    if best > d { (nx, ny) = (cx - 2, cy) }
                }
                (cx, cy) = (nx, ny)
            }
            return out
        }
    }

    private func ellipse(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ ink: Ink, _ w: Int) {
        let a = x1 - x0, b = y1 - y0
        Image.ellipseRows(a, b, w) { l, y, r in horizontal(x0 + (l + a) / 2, y0 + (y + b) / 2, x0 + (r + a) / 2, ink) }
    }

    /// The rows (left, y, right), in half pixels from the centre, of an ellipse of size a by b drawn w wide.
    static func ellipseRows(_ a: Int, _ b: Int, _ w: Int, _ span: (Int, Int, Int) -> Void) {
        guard a >= 0, b >= 0, w >= 1, a < 100_000, b < 100_000 else { return }
        let leftmost = a & 1
        var outer = Quarter(a, b)
        guard let first = outer.next() else { return }
        var (pr, py) = first
        let inset = 2 * (min(w, 1 << 30) - 1)
        var inner = Quarter(a - inset, b - inset)
        var pl = leftmost
        var done = false
        while !done {
            let y = py, r = pr
            var l = pl
            var next = outer.next()
            while let n = next, n.1 <= y { next = outer.next() }
            if let n = next { (pr, py) = n } else { done = true }
            var inside = inner.next()
            while let n = inside, n.1 <= y {
                l = n.0
                inside = inner.next()
            }
            pl = inside?.0 ?? leftmost
            let right = l > 0 || l < r
            if right, y > 0 { span(l == 0 ? 2 : l, y, r) }
            if y > 0 { span(-r, y, -l) }
            if right { span(l == 0 ? 2 : l, -y, r) }
            span(-r, -y, -l)
        }
    }

    /// Fills ink through an `L` mask at (x, y), as `draw_bitmap` does.
    public func drawMask(_ mask: Image, x: Int, y: Int, _ ink: Ink) {
        let s = mode.pixelSize
        guard mode.isByte else { return }
        for v in max(0, -y)..<max(max(0, -y), min(mask.height, height - y)) {
            for u in max(0, -x)..<max(max(0, -x), min(mask.width, width - x)) {
                let m = Int(mask.row(v)[u])
                if m == 0 { continue }
                let p = row(y + v) + (x + u) * s
                if m == 255 {
                    for b in 0..<s { p[b] = ink[b] }
                } else {
                    for b in 0..<s { p[b] = Image.blend(Int(p[b]), Int(ink[b]), m) }
                }
            }
        }
    }

    /// `in1·(255 − mask) + in2·mask` over 255, rounded as Pillow rounds.
    @inline(__always) static func blend(_ a: Int, _ b: Int, _ mask: Int) -> UInt8 {
        let t = a * (255 - mask) + b * mask + 128
        return UInt8(truncatingIfNeeded: ((t >> 8) + t) >> 8)
    }

    /// `Image.paste(image, (x, y), mask)`. The mask is `L`, `1`, or has alpha. Throws `ImageError.value`.
    public func paste(_ image: Image, x: Int, y: Int, mask: Image?) throws {
        guard image.mode == mode else { throw ImageError.value("images do not match") }
        if let mask, mask.width != image.width || mask.height != image.height { throw ImageError.value("images do not match") }
        let s = mode.pixelSize
        let u0 = max(0, -x), u1 = min(image.width, width - x)
        guard u1 > u0 else { return }
        let ms = mask?.mode.pixelSize ?? 1
        for v in max(0, -y)..<max(max(0, -y), min(image.height, height - y)) {
            let from = image.row(v), to = row(y + v) + x * s
            guard let mask else {
                memcpy(to + u0 * s, from + u0 * s, (u1 - u0) * s)
                continue
            }
            for u in u0..<u1 {
                let m = Int(mask.row(v)[u * ms + ms - 1])
                if m == 255 || mask.mode == .one && m != 0 {
                    for b in 0..<s { to[u * s + b] = from[u * s + b] }
                } else if m != 0 {
                    for b in 0..<s { to[u * s + b] = Image.blend(Int(to[u * s + b]), Int(from[u * s + b]), m) }
                }
            }
        }
    }

    /// `Image.paste(colour, box, mask)`.
    public func paste(_ ink: Ink, _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, mask: Image?) throws {
        if let mask {
            guard mask.width == x1 - x0, mask.height == y1 - y0 else { throw ImageError.value("images do not match") }
            try paste(try Image(mode, width: mask.width, height: mask.height, fill: ink), x: x0, y: y0, mask: mask)
        } else {
            for y in max(y0, 0)..<max(max(y0, 0), min(y1, height)) { horizontal(x0, y, x1 - 1, ink) }
        }
    }
}

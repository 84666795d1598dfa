// This file draws arcs, chords and pie slices: the rows of an ellipse cut by half-planes, with Pillow's rasterisation (its `Draw.c`).

import Glibc

extension Image {
    /// A part of the plane whose origin is the ellipse's centre, in half pixels.
    private indirect enum Region {
        case whole
        /// a·x + b·y + c ≥ 0
        case half(a: Double, b: Double, c: Double)
        case both(Region, Region)
        case either(Region, Region)

        /// Mirrored at the line y = x.
        var transposed: Region {
            switch self {
            case .whole: .whole
            case .half(let a, let b, let c): .half(a: b, b: a, c: c)
            case .both(let l, let r): .both(l.transposed, r.transposed)
            case .either(let l, let r): .either(l.transposed, r.transposed)
            }
        }

        typealias End = (x: Int, opens: Bool)

        /// The ends of what is left of x0...x1 in row y, from left to right.
        func ends(_ x0: Int, _ y: Int, _ x1: Int) -> [End] {
            switch self {
            case .whole: return [(x0, true), (x1, false)]
            case .half(let a, let b, let c):
                let epsilon = 1e-9
                var (from, to) = (x0, x1)
                let rest = b * Double(y) + c
                if abs(a) < epsilon {
                    if rest < -epsilon { return [] }
                } else {
                    let crossing = min(max(-rest / a, -1e9), 1e9)
                    if a * Double(from) + rest < epsilon { from = Int(max(Double(from), crossing).rounded()) }
                    if a * Double(to) + rest < epsilon { to = Int(min(Double(to), crossing).rounded()) }
                }
                return from <= to ? [(from, true), (to, false)] : []
            case .both(let l, let r): return Region.merged(l.ends(x0, y, x1), r.ends(x0, y, x1), all: true)
            case .either(let l, let r): return Region.merged(l.ends(x0, y, x1), r.ends(x0, y, x1), all: false)
            }
        }

        private static func merged(_ l: [End], _ r: [End], all: Bool) -> [End] {
            var out: [End] = []
            var (i, j, open1, open2) = (0, 0, 0, 0)
            while i < l.count || j < r.count {
                let end: End
                if j == r.count || i < l.count && (l[i].x < r[j].x || l[i].x == r[j].x && l[i].opens && !r[j].opens) {
                    end = l[i]
                    open1 += end.opens ? 1 : -1
                    i += 1
                } else {
                    end = r[j]
                    open2 += end.opens ? 1 : -1
                    j += 1
                }
                let inside = out.last?.opens ?? false
                let keep =
                    end.opens
                    ? !inside && (!all || open1 > 0 && open2 > 0)
                    : all ? inside && (open1 == 0 || open2 == 0) : open1 == 0 && open2 == 0
                if keep { out.append(end) }
            }
            return out
        }
    }

    /// 0 ≤ start < 360, start ≤ end ≤ start + 360.
    private static func normalized(_ start: Double, _ end: Double) -> (Double, Double) {
        var from = Float(start)
        let to = Float(end)
        guard from.isFinite, to.isFinite else { return (0, 0) }
        if to - from >= 360 { return (0, 360) }
        from = Float(fmod(from < 0 ? 360 - fmod(Double(-from), 360) : Double(from), 360))
        let turned = to < from ? 360 - fmod(Double(from - to), 360) : Double(to - from)
        return (Double(from), Double(from + Float(fmod(turned, 360))))
    }

    /// The region of an arc whose caps stand on the curve, for a ≥ b.
    private static func arcRegion(_ a: Int, _ b: Int, _ from: Double, _ to: Double) -> Region {
        if a < b { return arcRegion(b, a, Double(Float(90 - to)), Double(Float(90 - from))).transposed }
        let (l, r) = normalized(from, to)
        if r == l + 360 { return .whole }
        let fa = Double(a), fb = Double(b)
        let left = Region.half(a: -fa * sin(l * .pi / 180), b: fb * cos(l * .pi / 180), c: Double(a * a - b * b) * sin(l * .pi / 90) / 2)
        let right = Region.half(a: fa * sin(r * .pi / 180), b: -fb * cos(r * .pi / 180), c: Double(b * b - a * a) * sin(r * .pi / 90) / 2)
        func joined(_ x: Region, _ y: Region) -> Region { r - l < 180 ? .both(x, y) : .either(x, y) }
        if fmod(l, 180) == 0 || fmod(r, 180) == 0 { return joined(left, right) }
        if (Int(l / 180) + Int(r / 180)) % 2 == 1 {
            return .either(
                .both(.half(a: 0, b: Int(l / 180) % 2 == 0 ? 1 : -1, c: 0), left),
                .both(.half(a: 0, b: Int(r / 180) % 2 == 0 ? 1 : -1, c: 0), right))
        }
        return joined(joined(left, right), .half(a: 0, b: r < 180 || r > 540 ? 1 : -1, c: 0))
    }

    private static func ends(_ a: Int, _ b: Int, _ from: Double, _ to: Double) -> (xl: Double, yl: Double, xr: Double, yr: Double) {
        (Double(a) * cos(from * .pi / 180), Double(b) * sin(from * .pi / 180), Double(a) * cos(to * .pi / 180), Double(b) * sin(to * .pi / 180))
    }

    private func clippedEllipse(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ ink: Ink, _ width: Int, _ region: Region) {
        let a = x1 - x0, b = y1 - y0
        Image.ellipseRows(a, b, width) { l, y, r in
            let ends = region.ends(l, y, r)
            var k = 0
            while k + 1 < ends.count {
                horizontal(x0 + (ends[k].x + a) / 2, y0 + (y + b) / 2, x0 + (ends[k + 1].x + a) / 2, ink)
                k += 2
            }
        }
    }

    /// `ImageDraw.arc`: the ellipse in the box between two angles, in degrees clockwise from three o'clock.
    public func drawArc(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, from start: Double, to end: Double, _ ink: Ink, width w: Int) {
        let (l, t, r, d) = (Image.coordinate(x0), Image.coordinate(y0), Image.coordinate(x1), Image.coordinate(y1))
        let (from, to) = Image.normalized(start, end)
        if from == to || r < l || d < t { return }
        clippedEllipse(l, t, r, d, ink, w, from + 360 == to ? .whole : Image.arcRegion(r - l, d - t, from, to))
    }

    /// The box and the angles of a part of an ellipse; nil where it is empty or whole.
    private func sector(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, from start: Double, to end: Double) -> (l: Int, t: Int, r: Int, d: Int, from: Double, to: Double)? {
        let (l, t, r, d) = (Image.coordinate(x0), Image.coordinate(y0), Image.coordinate(x1), Image.coordinate(y1))
        let (from, to) = Image.normalized(start, end)
        return from == to || from + 360 == to || r < l || d < t ? nil : (l, t, r, d, from, to)
    }
    private func drawWhole(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, from start: Double, to end: Double, fill ink: Ink?, outline: Ink?, width w: Int) {
        let (from, to) = Image.normalized(start, end)
        if from + 360 == to { drawEllipse(x0, y0, x1, y1, fill: ink, outline: outline, width: w) }
    }

    /// `ImageDraw.chord`: as an arc, its ends joined by a line.
    public func drawChord(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, from start: Double, to end: Double, fill ink: Ink?, outline: Ink?, width w: Int) {
        guard let shape = sector(x0, y0, x1, y1, from: start, to: end) else { return drawWhole(x0, y0, x1, y1, from: start, to: end, fill: ink, outline: outline, width: w) }
        let (l, t, r, d, from, to) = shape
        let a = r - l, b = d - t
        let e = Image.ends(a, b, from, to)
        let p = e.yr - e.yl, q = e.xl - e.xr
        let c = -(p * e.xl + q * e.yl)
        let side = Region.half(a: p, b: q, c: c)
        if let ink { clippedEllipse(l, t, r, d, ink, a + b + 1, side) }
        if let outline, outline != ink ?? [], w > 0 {
            clippedEllipse(l, t, r, d, outline, a + b + 1, .both(side, .half(a: -p, b: -q, c: 2 * Double(w) * (p * p + q * q).squareRoot() - c)))
            clippedEllipse(l, t, r, d, outline, w, side)
        }
    }

    /// `ImageDraw.pieslice`: as an arc, its ends joined with the centre.
    public func drawPieslice(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, from start: Double, to end: Double, fill ink: Ink?, outline: Ink?, width w: Int) {
        guard let shape = sector(x0, y0, x1, y1, from: start, to: end) else { return drawWhole(x0, y0, x1, y1, from: start, to: end, fill: ink, outline: outline, width: w) }
        let (l, t, r, d, from, to) = shape
        let a = r - l, b = d - t
        let e = Image.ends(a, b, from, to)
        let first = Region.half(a: -e.yl, b: e.xl, c: 0), second = Region.half(a: e.yr, b: -e.xr, c: 0)
        var pie: Region = to - from < 180 ? .both(first, second) : .either(first, second)
        // A narrow slice would show a spike on the other side of the centre.
        if to - from < 90 { pie = .both(pie, .half(a: (e.xl + e.xr) / 2, b: (e.yl + e.yr) / 2, c: 0)) }
        if let ink { clippedEllipse(l, t, r, d, ink, a + b + 1, pie) }
        if let outline, outline != ink ?? [], w > 0 {
            for angle in [from, to] {
                let x = Double(a) * cos(angle * .pi / 180), y = Double(b) * sin(angle * .pi / 180)
                let c = Double(w) * (x * x + y * y).squareRoot()
                clippedEllipse(l, t, r, d, outline, a + b + 1, .both(.both(.half(a: -y, b: x, c: c), .half(a: y, b: -x, c: c)), .half(a: x, b: y, c: 0)))
            }
            let cx = Int((Double(l + r - w) / 2).rounded()), cy = Int((Double(t + d - w) / 2).rounded())
            drawEllipse(Double(cx), Double(cy), Double(cx + w - 1), Double(cy + w - 1), fill: outline, outline: nil)
            clippedEllipse(l, t, r, d, outline, w, pie)
        }
    }
}

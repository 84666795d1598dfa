// This file defines points, boxes and the clipping of lines and polygons.

import Glibc

public struct Point: Equatable {
    public var x: Double, y: Double
    @inline(__always) public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
    var isFinite: Bool { x.isFinite && y.isFinite }
    var length: Double { (x * x + y * y).squareRoot() }
    static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    static func * (a: Point, s: Double) -> Point { Point(a.x * s, a.y * s) }
    /// Turned by degrees, counter-clockwise.
    func rotated(_ degrees: Double) -> Point {
        if degrees == 0 { return self }
        if degrees == 90 { return Point(-y, x) }
        if degrees == -90 || degrees == 270 { return Point(y, -x) }
        let c = cos(degrees * .pi / 180), s = sin(degrees * .pi / 180)
        return Point(x * c - y * s, x * s + y * c)
    }
}

/// An axis-parallel box; `x0 <= x1` and `y0 <= y1` unless it is `.null`.
public struct Rect: Equatable {
    public var x0: Double, y0: Double, x1: Double, y1: Double
    public init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1
    }
    public init(x: Double, y: Double, width: Double, height: Double) { self.init(x, y, x + width, y + height) }
    static let null = Rect(.infinity, .infinity, -.infinity, -.infinity)
    var isNull: Bool { !(x0 <= x1 && y0 <= y1) }
    public var width: Double { x1 - x0 }
    public var height: Double { y1 - y0 }
    var center: Point { Point((x0 + x1) / 2, (y0 + y1) / 2) }
    var corners: [Point] { [Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)] }
    func contains(_ p: Point) -> Bool { p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1 }
    func overlaps(_ r: Rect) -> Bool { !isNull && !r.isNull && x0 < r.x1 && r.x0 < x1 && y0 < r.y1 && r.y0 < y1 }
    mutating func add(_ p: Point) {
        if !p.isFinite { return }
        x0 = min(x0, p.x)
        x1 = max(x1, p.x)
        y0 = min(y0, p.y)
        y1 = max(y1, p.y)
    }
    mutating func add(_ r: Rect) {
        if r.isNull { return }
        add(Point(r.x0, r.y0))
        add(Point(r.x1, r.y1))
    }
    func intersection(_ r: Rect) -> Rect { Rect(max(x0, r.x0), max(y0, r.y0), min(x1, r.x1), min(y1, r.y1)) }
    func insetBy(_ d: Double) -> Rect { Rect(x0 + d, y0 + d, x1 - d, y1 - d) }
    func offsetBy(_ dx: Double, _ dy: Double) -> Rect { Rect(x0 + dx, y0 + dy, x1 + dx, y1 + dy) }
    init(bounding points: [Point]) {
        self = .null
        for p in points { add(p) }
    }
}

enum Clip {
    /// The part of a segment inside a box (Liang and Barsky), nil when none is.
    static func segment(_ a: Point, _ b: Point, _ r: Rect) -> (Point, Point)? {
        var t0 = 0.0, t1 = 1.0
        let d = b - a
        for (p, q) in [(-d.x, a.x - r.x0), (d.x, r.x1 - a.x), (-d.y, a.y - r.y0), (d.y, r.y1 - a.y)] {
            if p == 0 {
                if q < 0 { return nil }
            } else {
                let t = q / p
                if p < 0 {
                    if t > t1 { return nil }
                    t0 = max(t0, t)
                } else {
                    if t < t0 { return nil }
                    t1 = min(t1, t)
                }
            }
        }
        return (t0 > 0 ? a + d * t0 : a, t1 < 1 ? a + d * t1 : b)
    }

    /// The pieces of a line inside a box; points that are not finite break it.
    static func line(_ points: [Point], _ r: Rect) -> [[Point]] {
        var out: [[Point]] = []
        var current: [Point] = []
        func close() {
            if current.count > 1 { out.append(current) }
            current = []
        }
        var previous: Point?
        for p in points {
            guard p.isFinite else {
                close()
                previous = nil
                continue
            }
            if let a = previous {
                if r.contains(a) && r.contains(p) {
                    if current.isEmpty { current = [a] }
                    current.append(p)
                } else if let (s, e) = segment(a, p, r) {
                    if current.isEmpty || s != current[current.count - 1] {
                        close()
                        current = [s]
                    }
                    current.append(e)
                    if e != p { close() }
                } else {
                    close()
                }
            }
            previous = p
        }
        close()
        return out
    }

    /// The part of a polygon inside a box (Sutherland and Hodgman).
    static func polygon(_ points: [Point], _ r: Rect) -> [Point] {
        var inside = true
        for p in points where !r.contains(p) {
            inside = false
            break
        }
        if inside { return points }
        var poly = points
        for side in 0..<4 {
            if poly.isEmpty { return [] }
            func keep(_ p: Point) -> Bool {
                switch side {
                case 0: return p.x >= r.x0
                case 1: return p.x <= r.x1
                case 2: return p.y >= r.y0
                default: return p.y <= r.y1
                }
            }
            func cross(_ a: Point, _ b: Point) -> Point {
                switch side {
                case 0: return Point(r.x0, a.y + (b.y - a.y) * (r.x0 - a.x) / (b.x - a.x))
                case 1: return Point(r.x1, a.y + (b.y - a.y) * (r.x1 - a.x) / (b.x - a.x))
                case 2: return Point(a.x + (b.x - a.x) * (r.y0 - a.y) / (b.y - a.y), r.y0)
                default: return Point(a.x + (b.x - a.x) * (r.y1 - a.y) / (b.y - a.y), r.y1)
                }
            }
            var out: [Point] = []
            out.reserveCapacity(poly.count + 4)
            var a = poly[poly.count - 1]
            for b in poly {
                let ka = keep(a), kb = keep(b)
                if kb {
                    if !ka { out.append(cross(a, b)) }
                    out.append(b)
                } else if ka {
                    out.append(cross(a, b))
                }
                a = b
            }
            poly = out
        }
        return poly
    }

    /// Cuts a line into dashes. The pattern is on, off, on, off ... in pixels.
    static func dashes(_ points: [Point], pattern: [Double], offset: Double) -> [[Point]] {
        let total = pattern.reduce(0, +)
        guard pattern.count > 1, total > 0.05 else { return [points] }
        var out: [[Point]] = []
        var phase = offset.truncatingRemainder(dividingBy: total)
        if phase < 0 { phase += total }
        var k = 0
        while phase >= pattern[k] {
            phase -= pattern[k]
            k = (k + 1) % pattern.count
        }
        var left = pattern[k] - phase
        var current: [Point] = k % 2 == 0 ? [points[0]] : []
        for i in 1..<max(points.count, 1) {
            var a = points[i - 1]
            let b = points[i]
            var rest = (b - a).length
            while rest > left {
                let p = a + (b - a) * (left / rest)
                if k % 2 == 0 {
                    current.append(p)
                    out.append(current)
                    current = []
                } else {
                    current = [p]
                }
                rest -= left
                a = p
                k = (k + 1) % pattern.count
                left = pattern[k]
                if left <= 0 { left = 1e-9 }
                if out.count > 100_000 { return out }
            }
            left -= rest
            if k % 2 == 0 { current.append(b) }
        }
        if current.count > 1 { out.append(current) }
        return out
    }
}

/// The C library's functions that bindings need, so that they import nothing for them.
public enum PlotMath {
    public static func exp(_ x: Double) -> Double { Glibc.exp(x) }
    /// Of degrees.
    public static func cos(_ degrees: Double) -> Double { Glibc.cos(degrees * .pi / 180) }
    public static func sin(_ degrees: Double) -> Double { Glibc.sin(degrees * .pi / 180) }
    public static func log2(_ x: Double) -> Double { Glibc.log2(x) }
    public static func cbrt(_ x: Double) -> Double { Glibc.cbrt(x) }
    public static func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
}

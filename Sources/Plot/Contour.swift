// This file finds contour lines and bands of a grid of values.

import Glibc

public enum Contour {
    /// Levels as matplotlib chooses them: about `count` at round steps over the values' range.
    public static func levels(low: Double, high: Double, count: Int = 7, filled: Bool) -> [Double] {
        guard low.isFinite, high.isFinite else { return [] }
        var t = Locator.maxN(count: count + 1, steps: Locator.defaultSteps, integer: false, prune: nil, minimum: 1).ticks(low, high, space: 9)
        // Those just outside close the range.
        let under = t.lastIndex { $0 < low } ?? 0, over = t.firstIndex { $0 > high } ?? t.count - 1
        if under <= over { t = Array(t[under...over]) }
        if !filled && t.count > 2 { t = t.filter { $0 > low && $0 < high } }
        return t
    }

    /// The line of one level, joined to long pieces. `x` and `y` are the grid's coordinates, `z` row by row.
    public static func lines(x: [Double], y: [Double], z: [Double], level: Double) -> [[Point]] {
        let (w, h) = (x.count, y.count)
        guard w > 1, h > 1, z.count >= w * h else { return [] }
        // Each crossing lies on a grid edge: horizontal ones are numbered first, then vertical ones.
        func cross(_ e: Int) -> Point {
            if e < w * h {
                let (r, c) = (e / w, e % w)
                let a = z[e], b = z[e + 1], t = (level - a) / (b - a)
                return Point(x[c] + (x[c + 1] - x[c]) * t, y[r])
            }
            let k = e - w * h
            let (r, c) = (k / w, k % w)
            let a = z[k], b = z[k + w], t = (level - a) / (b - a)
            return Point(x[c], y[r] + (y[r + 1] - y[r]) * t)
        }
        var links: [Int: [Int]] = [:]
        func join(_ a: Int, _ b: Int) {
            links[a, default: []].append(b)
            links[b, default: []].append(a)
        }
        for r in 0..<h - 1 {
            for c in 0..<w - 1 {
                let i = r * w + c
                let (v0, v1, v2, v3) = (z[i], z[i + 1], z[i + w + 1], z[i + w])
                if !(v0.isFinite && v1.isFinite && v2.isFinite && v3.isFinite) { continue }
                let code = (v0 > level ? 1 : 0) | (v1 > level ? 2 : 0) | (v2 > level ? 4 : 0) | (v3 > level ? 8 : 0)
                let bottom = i, top = i + w, left = w * h + i, right = w * h + i + 1
                switch code {
                case 1, 14: join(left, bottom)
                case 2, 13: join(bottom, right)
                case 3, 12: join(left, right)
                case 4, 11: join(right, top)
                case 6, 9: join(bottom, top)
                case 7, 8: join(left, top)
                case 5, 10:
                    // A saddle: the middle decides.
                    let high = (v0 + v1 + v2 + v3) / 4 > level
                    if high == (code == 5) {
                        join(left, top)
                        join(bottom, right)
                    } else {
                        join(left, bottom)
                        join(right, top)
                    }
                default: break
                }
            }
        }
        var out: [[Point]] = []
        func walk(_ start: Int) {
            var path = [cross(start)]
            var at = start
            while let next = links[at]?.first {
                links[at]!.removeFirst()
                if let k = links[next]?.firstIndex(of: at) { links[next]!.remove(at: k) }
                path.append(cross(next))
                at = next
            }
            if path.count > 1 { out.append(path) }
        }
        for e in links.keys.sorted() where links[e]!.count == 1 { walk(e) }
        for e in links.keys.sorted() where !(links[e]!.isEmpty) { walk(e) }
        return out
    }

    /// The bands between neighbouring levels: each cell cut to each band, for one filled piece a band.
    public static func bands(x: [Double], y: [Double], z: [Double], levels: [Double]) -> [[[Point]]] {
        let (w, h) = (x.count, y.count)
        guard w > 1, h > 1, z.count >= w * h, levels.count > 1 else { return [] }
        var out = [[[Point]]](repeating: [], count: levels.count - 1)
        typealias Corner = (p: Point, v: Double)
        func cut(_ poly: [Corner], _ level: Double, above: Bool) -> [Corner] {
            var r: [Corner] = []
            guard var a = poly.last else { return [] }
            for b in poly {
                let ka = above ? a.v >= level : a.v <= level, kb = above ? b.v >= level : b.v <= level
                if ka != kb {
                    let t = (level - a.v) / (b.v - a.v)
                    r.append((a.p + (b.p - a.p) * t, level))
                }
                if kb { r.append(b) }
                a = b
            }
            return r
        }
        for r in 0..<h - 1 {
            // Cells of a row that lie in one band as a whole are joined to one piece.
            var run: (band: Int, from: Int)?
            func close(_ c: Int) {
                if let u = run { out[u.band].append([Point(x[u.from], y[r]), Point(x[c], y[r]), Point(x[c], y[r + 1]), Point(x[u.from], y[r + 1])]) }
                run = nil
            }
            for c in 0..<w - 1 {
                let i = r * w + c
                let v = [z[i], z[i + 1], z[i + w + 1], z[i + w]]
                guard v.allSatisfy({ $0.isFinite }) else {
                    close(c)
                    continue
                }
                let low = v.min()!, high = v.max()!
                if let b = levels.indices.dropLast().first(where: { low >= levels[$0] && high < levels[$0 + 1] }) {
                    if run?.band != b {
                        close(c)
                        run = (b, c)
                    }
                    continue
                }
                close(c)
                let cell: [Corner] = [(Point(x[c], y[r]), v[0]), (Point(x[c + 1], y[r]), v[1]), (Point(x[c + 1], y[r + 1]), v[2]), (Point(x[c], y[r + 1]), v[3])]
                for b in 0..<levels.count - 1 where high >= levels[b] && low <= levels[b + 1] {
                    let piece = cut(cut(cell, levels[b], above: true), levels[b + 1], above: false)
                    if piece.count > 2 { out[b].append(piece.map { $0.p }) }
                }
            }
            close(w - 1)
        }
        return out
    }
}

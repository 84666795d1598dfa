// This file declares PIL.ImageFilter: kernels, blurs, ranks.

import Kernel
import Lang

/// A filter of `image.filter(...)`.
final class PillowFilter: Object {
    enum Operation {
        /// Weights row by row, bottom row first as Pillow applies them, divided by `scale`.
        case kernel(size: Int, [Double], scale: Double, offset: Double)
        case boxBlur(Double, Double)
        case gaussian(Double, Double)
        case rank(size: Int, index: Int)
        /// The commonest value of a square.
        case mode(size: Int)
        case unsharp((Double, Double), percent: Int, threshold: Int)
    }
    static let filterType = TypeObject.native("Filter", module: "PIL.ImageFilter", subclassable: false) { t in
        for name in ["name", "radius", "percent", "threshold", "size", "rank"] {
            t.property(name, get: { me in
                let f = me as! PillowFilter
                guard let v = name == "name" ? Value.string(f.name) : f.fields[name] else { throw attributeError("'\(f.name)' object has no attribute '\(name)'") }
                return v
            })
        }
        // BLUR and the others are classes: BLUR() is one of them.
        t.method("__call__(self)") { a in a[0] }
    }
    let operation: Operation
    /// Pillow's name of it, and what it was made with.
    let name: String
    let fields: [String: Value]
    init(_ operation: Operation, _ name: String = "Kernel", _ fields: [String: Value] = [:]) {
        self.operation = operation
        self.name = name
        self.fields = fields
        super.init(type: PillowFilter.filterType)
    }
    static let smooth = PillowFilter(.kernel(size: 3, [1, 1, 1, 1, 5, 1, 1, 1, 1], scale: 13, offset: 0))

    func apply(_ i: Kernel.Image) throws -> Kernel.Image {
        guard i.mode.isByte, i.mode != .p, i.mode != .one else { throw ImageError.value("cannot filter palette images") }
        switch operation {
        case .kernel(let size, let k, let scale, let offset): return try convolve(i, size, k.map { $0 / scale }, offset)
        case .boxBlur(let x, let y): return try blur(i, x, y, passes: 1)
        case .gaussian(let x, let y): return try blur(i, PillowFilter.boxRadius(x, 3), PillowFilter.boxRadius(y, 3), passes: 3)
        case .rank(let size, let index): return try rank(i, size, index)
        case .mode(let size):
            guard size > 0 else { throw ImageError.value("bad filter size") }
            return try commonest(i, size)
        case .unsharp(let (x, y), let percent, let threshold):
            let out = try blur(i, PillowFilter.boxRadius(x, 3), PillowFilter.boxRadius(y, 3), passes: 3)
            for k in 0..<out.byteCount {
                let v = Int(i.pixels[k]), d = v - Int(out.pixels[k])
                out.pixels[k] = abs(d) > threshold ? UInt8(min(max(v + d * min(max(percent, -100_000), 100_000) / 100, 0), 255)) : UInt8(v)
            }
            return out
        }
    }

    /// The radius of a box whose `passes` repetitions have the deviation sigma (Gwosdek et al., "Theoretical foundations of Gaussian convolution by extended box filtering").
    private static func boxRadius(_ sigma: Double, _ passes: Int) -> Double {
        let s2 = Float(sigma * sigma) / Float(passes)
        let l = Float((12.0 * Double(s2) + 1).squareRoot())
        let whole = Float(((Double(l) - 1) / 2).rounded(.down))
        var a = (2 * whole + 1) * (whole * (whole + 1) - 3 * s2)
        a /= 6 * (s2 - (whole + 1) * (whole + 1))
        return Double(whole + a)
    }

    private func convolve(_ i: Kernel.Image, _ size: Int, _ k: [Double], _ offset: Double) throws -> Kernel.Image {
        let out = try i.copy()
        let r = size / 2, s = i.mode.pixelSize
        guard i.width > 2 * r, i.height > 2 * r else { return out }
        let w = k.map { Float($0) }
        for y in r..<(i.height - r) {
            for x in r..<(i.width - r) {
                for b in 0..<s {
                    var sum = Float(offset) + 0.5
                    for v in 0..<size {
                        let row = i.row(y + r - v)
                        for u in 0..<size { sum += Float(row[(x - r + u) * s + b]) * w[v * size + u] }
                    }
                    out.row(y)[x * s + b] = sum > 0 ? sum >= 255 ? 255 : UInt8(sum) : 0
                }
            }
        }
        return out
    }

    /// Rows, then columns, by a running sum with fractional edges, in 8.24 fixed point.
    private func blur(_ i: Kernel.Image, _ rx: Double, _ ry: Double, passes: Int) throws -> Kernel.Image {
        guard rx >= 0, ry >= 0 else { throw ImageError.value("radius must be >= 0") }
        guard rx < 65536, ry < 65536 else { throw ImageError.value("radius must be less than 65536 here") }
        var out = try i.copy()
        if rx > 0 { for _ in 0..<passes { out = try line(out, rx) } }
        if ry > 0 {
            out = try out.transposed(.transpose)
            for _ in 0..<passes { out = try line(out, ry) }
            out = try out.transposed(.transpose)
        }
        return out
    }

    private func line(_ i: Kernel.Image, _ radius: Double) throws -> Kernel.Image {
        let out = try i.copy()
        let n = i.width, s = i.mode.pixelSize
        guard n > 0 else { return out }
        let whole = Int(radius)
        let ww = UInt32(Double(1 << 24) / (radius * 2 + 1))
        let fw = UInt32((UInt64(1 << 24) - UInt64(whole * 2 + 1) * UInt64(ww)) / 2)
        for y in 0..<i.height {
            let from = i.row(y), to = out.row(y)
            for b in 0..<s {
                func at(_ x: Int) -> UInt32 { UInt32(from[min(max(x, 0), n - 1) * s + b]) }
                var acc: UInt32 = 0
                for x in -whole...whole { acc &+= at(x) }
                for x in 0..<n {
                    let bulk = acc &* ww &+ (at(x - whole - 1) &+ at(x + whole + 1)) &* fw
                    to[x * s + b] = UInt8(truncatingIfNeeded: (bulk &+ (1 << 23)) >> 24)
                    acc = acc &- at(x - whole) &+ at(x + whole + 1)
                }
            }
        }
        return out
    }

    /// The commonest value of what lies in the image; a value seen twice or less does not replace the middle.
    private func commonest(_ i: Kernel.Image, _ size: Int) throws -> Kernel.Image {
        let out = try i.copy()
        let r = size / 2, s = i.mode.pixelSize
        for y in 0..<i.height {
            for x in 0..<i.width {
                for b in 0..<s {
                    var counts = [Int](repeating: 0, count: 256)
                    for v in max(y - r, 0)...min(y + r, i.height - 1) {
                        for u in max(x - r, 0)...min(x + r, i.width - 1) { counts[Int(i.row(v)[u * s + b])] += 1 }
                    }
                    var best = 0
                    for k in 1..<256 where counts[k] > counts[best] { best = k }
                    if counts[best] > 2 { out.row(y)[x * s + b] = UInt8(best) }
                }
            }
        }
        return out
    }

    private func rank(_ i: Kernel.Image, _ size: Int, _ index: Int) throws -> Kernel.Image {
        guard size % 2 == 1, size > 0 else { throw ImageError.value("bad filter size") }
        guard index >= 0, index < size * size else { throw ImageError.value("bad rank value") }
        let out = try i.copy()
        let r = size / 2, s = i.mode.pixelSize
        var window = [UInt8](repeating: 0, count: size * size)
        for y in 0..<i.height {
            for x in 0..<i.width {
                for b in 0..<s {
                    var k = 0
                    for v in -r...r {
                        let row = i.row(min(max(y + v, 0), i.height - 1))
                        for u in -r...r {
                            window[k] = row[min(max(x + u, 0), i.width - 1) * s + b]
                            k += 1
                        }
                    }
                    window.sort()
                    out.row(y)[x * s + b] = window[index]
                }
            }
        }
        return out
    }
}

extension Pillow {
    static func makeFilter() -> ModuleObject {
        let m = ModuleObject("PIL.ImageFilter", doc: "Filters.")
        func kernel(_ name: String, _ size: Int, _ scale: Double, _ offset: Double, _ k: [Double]) {
            let title = ["EDGE_ENHANCE": "Edge-enhance", "EDGE_ENHANCE_MORE": "Edge-enhance More", "FIND_EDGES": "Find Edges", "SMOOTH_MORE": "Smooth More"][name] ?? name.prefix(1) + name.dropFirst().lowercased()
            m.constant(name, .object(PillowFilter(.kernel(size: size, k, scale: scale, offset: offset), String(title))))
        }
        kernel("BLUR", 5, 16, 0, [1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1])
        kernel("CONTOUR", 3, 1, 255, [-1, -1, -1, -1, 8, -1, -1, -1, -1])
        kernel("DETAIL", 3, 6, 0, [0, -1, 0, -1, 10, -1, 0, -1, 0])
        kernel("EDGE_ENHANCE", 3, 2, 0, [-1, -1, -1, -1, 10, -1, -1, -1, -1])
        kernel("EDGE_ENHANCE_MORE", 3, 1, 0, [-1, -1, -1, -1, 9, -1, -1, -1, -1])
        kernel("EMBOSS", 3, 1, 128, [-1, 0, 0, 0, 1, 0, 0, 0, 0])
        kernel("FIND_EDGES", 3, 1, 0, [-1, -1, -1, -1, 8, -1, -1, -1, -1])
        kernel("SHARPEN", 3, 16, 0, [-2, -2, -2, -2, 32, -2, -2, -2, -2])
        kernel("SMOOTH", 3, 13, 0, [1, 1, 1, 1, 5, 1, 1, 1, 1])
        kernel("SMOOTH_MORE", 5, 100, 0, [1, 1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 5, 44, 5, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1, 1])
        func side(_ a: Arguments) throws -> Int {
            let n = try a.int(0)
            guard n.magnitude < 4096 else { throw valueError("filter size must be less than 4096 here, not \(n)") }
            return n
        }
        func radii(_ v: Value) throws -> (Double, Double) {
            if v.asObject != nil {
                let r = try doubles(v)
                guard r.count == 2 else { throw valueError("radius must have two values") }
                return (r[0], r[1])
            }
            let r = try Operators.toDouble(v)
            return (r, r)
        }
        m.function("GaussianBlur(radius=2)", "A Gaussian of deviation radius, by three boxes.") { a in
            let r = try radii(a[0])
            return .object(PillowFilter(.gaussian(r.0, r.1), "GaussianBlur", ["radius": a[0]]))
        }
        m.function("BoxBlur(radius)", "The mean of a square.") { a in
            let r = try radii(a[0])
            return .object(PillowFilter(.boxBlur(r.0, r.1), "BoxBlur", ["radius": a[0]]))
        }
        m.function("Kernel(size, kernel, scale=None, offset=0)", "A 3×3 or 5×5 convolution.") { a in
            let (w, h) = try size(a[0])
            let k = try doubles(a[1])
            guard w == h, w == 3 || w == 5 else { throw valueError("bad kernel size") }
            guard k.count == w * h else { throw valueError("not enough coefficients in kernel") }
            return .object(PillowFilter(.kernel(size: w, k, scale: try a.float(2, or: k.reduce(0, +)), offset: try a.float(3))))
        }
        m.function("MedianFilter(size=3)", "The median of a square.") { a in
            let n = try side(a)
            return .object(PillowFilter(.rank(size: n, index: n * n / 2), "Median", ["size": a[0]]))
        }
        m.function("RankFilter(size, rank)", "The rank-th value of a square.") { a in .object(PillowFilter(.rank(size: try side(a), index: try a.int(1)), "Rank", ["size": a[0], "rank": a[1]])) }
        m.function("UnsharpMask(radius=2, percent=150, threshold=3)", "Sharper by what a blur takes away.") { a in
            .object(PillowFilter(.unsharp(try radii(a[0]), percent: try a.int(1), threshold: try a.int(2)), "UnsharpMask", ["radius": a[0], "percent": a[1], "threshold": a[2]]))
        }
        m.function("MinFilter(size=3)", "The smallest of a square.") { a in .object(PillowFilter(.rank(size: try side(a), index: 0), "Min", ["size": a[0]])) }
        m.function("ModeFilter(size=3)", "The commonest value of a square.") { a in .object(PillowFilter(.mode(size: try side(a)), "Mode", ["size": a[0]])) }
        m.function("MaxFilter(size=3)", "The largest of a square.") { a in
            let n = try side(a)
            return .object(PillowFilter(.rank(size: n, index: n * n - 1), "Max", ["size": a[0]]))
        }
        return m
    }
}

// This file makes the pixels of a picture at the screen's resolution, as matplotlib's resampling does.

import Glibc

enum Sampling {
    /// How a target axis reads a source axis: for each target pixel the first source index and the weights.
    struct Weights {
        var first: [Int]
        var weights: [[Float]]
    }

    static func filter(_ name: String) -> (radius: Double, f: (Double) -> Double)? {
        switch name {
        case "bilinear": return (1, { max(0, 1 - abs($0)) })
        case "hanning", "antialiased", "auto": return (1, { abs($0) < 1 ? 0.5 + 0.5 * cos(.pi * $0) : 0 })
        case "hamming": return (1, { abs($0) < 1 ? 0.54 + 0.46 * cos(.pi * $0) : 0 })
        case "hermite": return (1, { let x = abs($0); return x < 1 ? (2 * x - 3) * x * x + 1 : 0 })
        case "bicubic", "catrom":
            return (2, { let x = abs($0); return x < 1 ? 0.5 * (2 + x * x * (-5 + x * 3)) : x < 2 ? 0.5 * (4 + x * (-8 + x * (5 - x))) : 0 })
        case "spline16", "spline36", "kaiser", "quadric", "mitchell", "gaussian", "bessel":
            return (2, { let x = abs($0); return exp(-2 * x * x) * (2 / Double.pi).squareRoot() })
        case "lanczos", "sinc", "blackman":
            return (3, { x in
                if abs(x) < 1e-9 { return 1 }
                if abs(x) >= 3 { return 0 }
                let p = Double.pi * x
                return sin(p) / p * sin(p / 3) / (p / 3)
            })
        default: return nil
        }
    }
    static let names: Set<String> = [
        "auto", "antialiased", "nearest", "none", "bilinear", "bicubic", "spline16", "spline36", "hanning", "hamming", "hermite", "kaiser", "quadric", "catrom", "gaussian",
        "bessel", "mitchell", "sinc", "lanczos", "blackman",
    ]

    /// Positions `low...high` of the source (in its pixels) over `count` target pixels. `high < low`: mirrored.
    static func weights(source n: Int, low: Double, high: Double, count: Int, name: String) -> Weights {
        let step = (high - low) / Double(max(count, 1))
        let ratio = abs(step)
        var first: [Int] = [], weights: [[Float]] = []
        first.reserveCapacity(count)
        weights.reserveCapacity(count)
        // Nearest, unless the picture is made smaller: then every source pixel counts.
        let smooth = name == "nearest" || name == "none" ? nil : (name == "auto" || name == "antialiased") && ratio <= 1.0001 ? nil : filter(name)
        for i in 0..<count {
            let c = low + (Double(i) + 0.5) * step
            guard let s = smooth else {
                first.append(min(max(Int(c.rounded(.down)), 0), n - 1))
                weights.append([1])
                continue
            }
            let scale = max(ratio, 1), r = s.radius * scale
            let a = max(0, Int((c - r).rounded(.up) - 1)), b = min(n - 1, Int((c + r).rounded(.down)))
            var w: [Float] = []
            var sum: Float = 0
            if a <= b {
                for k in a...b {
                    let v = Float(s.f((Double(k) + 0.5 - c) / scale))
                    w.append(v)
                    sum += v
                }
            }
            if w.isEmpty || abs(sum) < 1e-9 {
                first.append(min(max(Int(c), 0), n - 1))
                weights.append([1])
            } else {
                first.append(a)
                weights.append(w.map { $0 / sum })
            }
        }
        return Weights(first: first, weights: weights)
    }

    /// Resamples planes of a `width` × `height` picture. `get(plane, index)` reads a source value.
    static func resample(width: Int, height: Int, planes: Int, x: Weights, y: Weights, get: (Int, Int) -> Float) -> [Float] {
        let w = x.first.count, h = y.first.count
        var out = [Float](repeating: 0, count: w * h * planes)
        let plain = x.weights.allSatisfy { $0.count == 1 } && y.weights.allSatisfy { $0.count == 1 }
        if plain {
            for j in 0..<h {
                let row = y.first[j] * width
                for i in 0..<w {
                    for p in 0..<planes { out[(j * w + i) * planes + p] = get(p, row + x.first[i]) }
                }
            }
            return out
        }
        // Rows first, each source row once, added into the target rows that it touches.
        var users: [[(Int, Float)]] = Array(repeating: [], count: height)
        for j in 0..<h { for (k, v) in y.weights[j].enumerated() { users[y.first[j] + k].append((j, v)) } }
        var line = [Float](repeating: 0, count: w * planes)
        for r in 0..<height where !users[r].isEmpty {
            let row = r * width
            for i in 0..<w {
                for p in 0..<planes {
                    var s: Float = 0
                    let f = x.first[i]
                    for (k, v) in x.weights[i].enumerated() { s += v * get(p, row + f + k) }
                    line[i * planes + p] = s
                }
            }
            for (j, v) in users[r] {
                let at = j * w * planes
                for i in 0..<w * planes { out[at + i] += v * line[i] }
            }
        }
        return out
    }
}

extension Renderer {
    func drawImage(_ im: AxesImage, _ f: Frame) {
        im.autoscaleNorm()
        let a = f.pixel(Point(im.extent.0, im.extent.2)), b = f.pixel(Point(im.extent.1, im.extent.3))
        guard a.isFinite, b.isFinite, im.width > 0, im.height > 0 else { return }
        let whole = Rect(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        let seen = im.clipOn ? whole.intersection(f.box) : whole.intersection(canvas.bounds)
        if seen.isNull || seen.width < 0.5 || seen.height < 0.5 { return }
        if !im.clipOn { extent.add(whole) }
        if measuring { return }
        // Whole pixels; in vector files three for each.
        let fine = canvas.outlinesText ? 1.0 : 3.0
        let w = max(1, Int((seen.width * fine - 1e-6).rounded(.up))), h = max(1, Int((seen.height * fine - 1e-6).rounded(.up)))
        guard w < 20000, h < 20000 else { return }
        let target = canvas.outlinesText ? Rect(x: seen.x0.rounded(), y: seen.y0.rounded(), width: Double(w), height: Double(h)) : seen
        // Source positions at the left, right, top and bottom of what is seen.
        func sx(_ p: Double) -> Double { (p - a.x) / (b.x - a.x) * Double(im.width) }
        func sy(_ p: Double) -> Double {
            let t = (p - a.y) / (b.y - a.y)
            return (im.origin == "upper" ? 1 - t : t) * Double(im.height)
        }
        let wx = Sampling.weights(source: im.width, low: sx(seen.x0), high: sx(seen.x1), count: w, name: im.interpolation)
        let wy = Sampling.weights(source: im.height, low: sy(seen.y1), high: sy(seen.y0), count: h, name: im.interpolation)
        var bytes = [UInt8](repeating: 0, count: w * h * 4)
        if let rgba = im.rgba {
            let out = rgba.withUnsafeBufferPointer { p in Sampling.resample(width: im.width, height: im.height, planes: 4, x: wx, y: wy) { Float(p[$1 * 4 + $0]) } }
            let alpha = Float(im.alpha ?? 1)
            for i in 0..<w * h {
                for c in 0..<4 { bytes[i * 4 + c] = UInt8(min(max((out[i * 4 + c] * (c == 3 ? alpha : 1)).rounded(), 0), 255)) }
            }
        } else if let v = im.values, v.count >= im.width * im.height {
            let out = v.withUnsafeBufferPointer { p in Sampling.resample(width: im.width, height: im.height, planes: 1, x: wx, y: wy) { Float(p[$1]) } }
            let n = im.cmap.colors.count
            let table: [(UInt8, UInt8, UInt8, UInt8)] = ([-2, -1] + Array(0...n)).map { k in
                let c = im.tint(im.cmap.color(index: k))
                return (UInt8(RGBA.byte(c.r)), UInt8(RGBA.byte(c.g)), UInt8(RGBA.byte(c.b)), UInt8(RGBA.byte(c.a)))
            }
            for i in 0..<w * h {
                let c = table[im.cmap.index(im.norm(Double(out[i]))) + 2]
                (bytes[i * 4], bytes[i * 4 + 1], bytes[i * 4 + 2], bytes[i * 4 + 3]) = c
            }
        }
        canvas.image(target, width: w, height: h, bytes)
    }
}

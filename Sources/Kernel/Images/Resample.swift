// This file resizes images by convolution, with Pillow's rounding (its `Resample.c`: 8-bit bands in fixed point with 22 fraction bits).

import CKernel
import Glibc

/// The filters of `Image.resize`, by Pillow's numbers.
public enum Resampling: Int {
    case nearest = 0, lanczos, bilinear, bicubic, box, hamming

    /// Half the filter's width, in source pixels at scale 1.
    var support: Double {
        switch self {
        case .nearest: return 0
        case .box: return 0.5
        case .bilinear, .hamming: return 1
        case .bicubic: return 2
        case .lanczos: return 3
        }
    }

    func weight(_ x: Double) -> Double {
        func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
        switch self {
        case .nearest: return 0
        case .box: return x > -0.5 && x <= 0.5 ? 1 : 0
        case .bilinear:
            let a = abs(x)
            return a < 1 ? 1 - a : 0
        case .hamming:
            let a = abs(x)
            if a == 0 { return 1 }
            if a >= 1 { return 0 }
            let t = a * .pi
            // Pillow writes these two as 32-bit numbers.
            return sin(t) / t * (Double(0.54 as Float) + Double(0.46 as Float) * cos(t))
        case .bicubic:
            let a = -0.5, t = abs(x)
            if t < 1 { return ((a + 2) * t - (a + 3)) * t * t + 1 }
            if t < 2 { return (((t - 5) * t + 8) * t - 4) * a }
            return 0
        case .lanczos: return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0
        }
    }
}

/// For each output position: the first source position, how many, and the weights.
private struct Coefficients {
    var bounds: [(first: Int, count: Int)] = []
    var size = 0
    var weights: [Double] = []
    var fixed: [Int32] = []

    init(_ filter: Resampling, inSize: Int, from in0: Double, to in1: Double, outSize: Int) {
        let scale = (in1 - in0) / Double(outSize)
        let filterScale = max(scale, 1)
        let support = filter.support * filterScale
        size = Int(support.rounded(.up)) * 2 + 1
        weights = [Double](repeating: 0, count: outSize * size)
        bounds.reserveCapacity(outSize)
        let ss = 1 / filterScale
        for xx in 0..<outSize {
            let center = in0 + (Double(xx) + 0.5) * scale
            let first = max(0, Int(center - support + 0.5))
            let count = min(inSize, Int(center + support + 0.5)) - first
            var total = 0.0
            for x in 0..<max(count, 0) {
                let w = filter.weight((Double(x + first) - center + 0.5) * ss)
                weights[xx * size + x] = w
                total += w
            }
            if total != 0 { for x in 0..<max(count, 0) { weights[xx * size + x] /= total } }
            bounds.append((first, max(count, 0)))
        }
        fixed = weights.map { w in Int32(w < 0 ? -0.5 + w * Double(1 << 22) : 0.5 + w * Double(1 << 22)) }
    }
}

extension Image {
    /// `Image.reduce`: each pixel the rounded mean of a block; blocks at the right and lower edge may be smaller. Throws `ImageError`.
    public func reduced(_ nx: Int, _ ny: Int) throws -> Image {
        if nx == 1 && ny == 1 { return try copy() }
        if mode == .la || mode == .rgba { return try converted(to: mode == .la ? .laPremultiplied : .rgbaPremultiplied).reduced(nx, ny).converted(to: mode) }
        guard mode != .one, mode != .p, mode != .i16 else { throw ImageError.value("image has wrong mode") }
        guard nx < 1 << 31, ny < 1 << 31 else { throw ImageError.value("box can't exceed original image size") }
        let out = try like(width: (width + nx - 1) / nx, height: (height + ny - 1) / ny)
        let n = mode.bands
        for y in 0..<out.height {
            let y0 = y * ny, y1 = min(height, y0 + ny)
            for x in 0..<out.width {
                let x0 = x * nx, x1 = min(width, x0 + nx)
                let area = (x1 - x0) * (y1 - y0)
                if mode.isByte {
                    // A product with a rounded reciprocal, as Pillow divides.
                    let multiplier = UInt64(4_294_967_296.0 / Double(256 * area)), half = UInt64(area / 2)
                    for b in 0..<n {
                        var sum: UInt64 = half
                        for v in y0..<y1 { for u in x0..<x1 { sum += UInt64(row(v)[u * n + b]) } }
                        out.row(y)[x * n + b] = UInt8(truncatingIfNeeded: min((sum * multiplier) >> 24, 255))
                    }
                } else {
                    var sum = 0.0
                    for v in y0..<y1 { for u in x0..<x1 { sum += number(u, v) } }
                    out.setNumber(x, y, sum * (1 / Double(area)))
                }
            }
        }
        return out
    }

    /// `resized` with `reducing_gap`: a whole factor is taken out first where the image shrinks much.
    public func resized(width w: Int, height h: Int, _ filter: Resampling, box: (Double, Double, Double, Double)? = nil, gap: Double?) throws -> Image {
        guard let gap, filter != .nearest, w > 0, h > 0 else { return try resized(width: w, height: h, filter, box: box) }
        if mode == .la || mode == .rgba {
            return try converted(to: mode == .la ? .laPremultiplied : .rgbaPremultiplied).resized(width: w, height: h, filter, box: box, gap: gap).converted(to: mode)
        }
        let b = box ?? (0, 0, Double(width), Double(height))
        func factor(_ d: Double, _ n: Int) -> Int { max(Int(d / Double(n) / gap), 1) }
        let fx = factor(b.2 - b.0, w), fy = factor(b.3 - b.1, h)
        guard fx > 1 || fy > 1 else { return try resized(width: w, height: h, filter, box: box) }
        // The part that the filter reads, at a multiple of the factor.
        let sx = (b.2 - b.0) / Double(w), sy = (b.3 - b.1) / Double(h)
        let support = filter.support - 0.5
        let left = max(0, Int(b.0 - support * sx)), upper = max(0, Int(b.1 - support * sy))
        let right = min(width, Int((b.2 + support * sx).rounded(.up))), lower = min(height, Int((b.3 + support * sy).rounded(.up)))
        let small = try crop(left, upper, right, lower).reduced(fx, fy)
        return try small.resized(width: w, height: h, filter, box: ((b.0 - Double(left)) / Double(fx), (b.1 - Double(upper)) / Double(fy), (b.2 - Double(left)) / Double(fx), (b.3 - Double(upper)) / Double(fy)))
    }

    /// `Image.resize(size, resample, box)`. Throws `ImageError`.
    public func resized(width w: Int, height h: Int, _ filter: Resampling, box: (Double, Double, Double, Double)? = nil) throws -> Image {
        guard w > 0, h > 0 else { throw ImageError.value("height and width must be > 0") }
        guard w < 1 << 31, h < 1 << 31, w * h < 1 << 40, w < 1 << 24 || w * h < 1 << 31 else { throw ImageError.memory }
        let b = box ?? (0, 0, Double(width), Double(height))
        guard b.0 >= 0, b.1 >= 0 else { throw ImageError.value("box offset can't be negative") }
        guard b.2 <= Double(width), b.3 <= Double(height) else { throw ImageError.value("box can't exceed original image size") }
        guard b.2 - b.0 >= 0, b.3 - b.1 >= 0 else { throw ImageError.value("box can't be empty") }
        if w == width, h == height, b == (0, 0, Double(width), Double(height)) { return try copy() }
        // Palette and 1-bit images have no in-between values.
        if filter == .nearest || mode == .one || mode == .p || width == 0 || height == 0 {
            return try affine(width: w, height: h, [(b.2 - b.0) / Double(w), 0, b.0, 0, (b.3 - b.1) / Double(h), b.1], .nearest, fill: nil)
        }
        if mode == .la || mode == .rgba {
            let m = try converted(to: mode == .la ? .laPremultiplied : .rgbaPremultiplied)
            return try m.resized(width: w, height: h, filter, box: box).converted(to: mode)
        }
        if mode == .i16 {
            return try affine(width: w, height: h, [(b.2 - b.0) / Double(w), 0, b.0, 0, (b.3 - b.1) / Double(h), b.1], .nearest, fill: nil)
        }
        let needH = w != width || b.0 != 0 || b.2 != Double(w)
        let needV = h != height || b.1 != 0 || b.3 != Double(h)
        var source = self
        // Pillow 13: the vertical pass comes first where it takes away much more than the horizontal one.
        if needH, needV, h < height, height - h > 2 * (width - w) {
            let vertical = Coefficients(filter, inSize: height, from: b.1, to: b.3, outSize: h), horizontal = Coefficients(filter, inSize: width, from: b.0, to: b.2, outSize: w)
            return try verticalPass(vertical, height: h, offset: 0).horizontalPass(horizontal, width: w, rows: 0..<h)
        }
        let vertical = Coefficients(filter, inSize: height, from: b.1, to: b.3, outSize: h)
        // Only the rows that the vertical pass reads.
        var firstRow = 0
        if needH {
            let horizontal = Coefficients(filter, inSize: width, from: b.0, to: b.2, outSize: w)
            firstRow = vertical.bounds[0].first
            let last = vertical.bounds[h - 1].first + vertical.bounds[h - 1].count
            source = try horizontalPass(horizontal, width: w, rows: firstRow..<max(last, firstRow))
        }
        if needV { return try source.verticalPass(vertical, height: h, offset: firstRow) }
        return source === self ? try copy() : source
    }

    private func horizontalPass(_ c: Coefficients, width w: Int, rows: Range<Int>) throws -> Image {
        let out = try like(width: w, height: rows.count)
        let n = mode.bands
        if n == 1, mode.isByte {
            let first = c.bounds.map { Int32($0.first) }, count = c.bounds.map { Int32($0.count) }
            Threads.parallel(rows.count, grain: max(1, 131072 / max(w * c.size, 1))) { part in
                ck_picture_rows(
                    row(rows.lowerBound + part.lowerBound), Int64(rowSize), out.row(part.lowerBound), Int64(out.rowSize), Int64(part.count), Int64(w), first, count, c.fixed, Int64(c.size))
            }
            return out
        }
        c.bounds.withUnsafeBufferPointer { bounds in
            if mode.isByte {
                c.fixed.withUnsafeBufferPointer { k in
                    for y in rows {
                        let from = row(y), to = out.row(y - rows.lowerBound)
                        for x in 0..<w {
                            let (first, count) = bounds[x]
                            let kk = k.baseAddress! + x * c.size
                            switch n {
                            case 3:
                                var s0: Int32 = 1 << 21, s1 = s0, s2 = s0
                                let p = from + first * 3
                                for i in 0..<count {
                                    let q = p + i * 3
                                    s0 &+= Int32(q[0]) &* kk[i]
                                    s1 &+= Int32(q[1]) &* kk[i]
                                    s2 &+= Int32(q[2]) &* kk[i]
                                }
                                to[x * 3] = Image.clip8(s0)
                                to[x * 3 + 1] = Image.clip8(s1)
                                to[x * 3 + 2] = Image.clip8(s2)
                            default:
                                for b in 0..<n {
                                    var s: Int32 = 1 << 21
                                    for i in 0..<count { s &+= Int32(from[(first + i) * n + b]) &* kk[i] }
                                    to[x * n + b] = Image.clip8(s)
                                }
                            }
                        }
                    }
                }
            } else {
                c.weights.withUnsafeBufferPointer { k in
                    for y in rows {
                        for x in 0..<w {
                            let (first, count) = bounds[x]
                            var s = 0.0
                            for i in 0..<count { s += number(first + i, y) * k[x * c.size + i] }
                            out.setNumber(x, y - rows.lowerBound, s)
                        }
                    }
                }
            }
        }
        return out
    }

    private func verticalPass(_ c: Coefficients, height h: Int, offset: Int) throws -> Image {
        let out = try like(width: width, height: h)
        let n = rowSize
        if mode.isByte {
            // Pieces of rows, each with sums of its own.
            Threads.parallel(h, grain: max(1, 262144 / max(n * c.size, 1))) { part in
                var sums = [Int32](repeating: 0, count: n)
                c.fixed.withUnsafeBufferPointer { k in
                    for y in part {
                        let (first, count) = c.bounds[y]
                        ck_picture_columns(row(first - offset), Int64(n), Int64(count), k.baseAddress! + y * c.size, out.row(y), Int64(n), &sums)
                    }
                }
            }
        } else {
            for y in 0..<h {
                let (first, count) = c.bounds[y]
                for x in 0..<width {
                    var s = 0.0
                    for j in 0..<count { s += number(x, first + j - offset) * c.weights[y * c.size + j] }
                    out.setNumber(x, y, s)
                }
            }
        }
        return out
    }

    @inline(__always) static func clip8(_ s: Int32) -> UInt8 {
        let v = s >> 22
        return v < 0 ? 0 : v > 255 ? 255 : UInt8(truncatingIfNeeded: v)
    }

    /// The value of a pixel of an `I` or `F` image.
    @inline(__always) func number(_ x: Int, _ y: Int) -> Double {
        let i = y * width + x
        if mode == .f { return Double(UnsafeRawPointer(pixels).load(fromByteOffset: i * 4, as: Float.self)) }
        return Double(UnsafeRawPointer(pixels).load(fromByteOffset: i * 4, as: Int32.self))
    }
    @inline(__always) func setNumber(_ x: Int, _ y: Int, _ v: Double) {
        let i = y * width + x
        if mode == .f {
            UnsafeMutableRawPointer(pixels).storeBytes(of: Float(v), toByteOffset: i * 4, as: Float.self)
        } else {
            let r = v < 0 ? v - 0.5 : v + 0.5
            UnsafeMutableRawPointer(pixels).storeBytes(of: Image.number32(r), toByteOffset: i * 4, as: Int32.self)
        }
    }
}

// This file rotates and transforms images, with Pillow's sampling (its `Geometry.c`: nearest in 16.16 fixed point).

import CKernel
import Glibc

extension Image {
    /// A box inside a result that is not made whole: left, upper, width and height.
    public typealias Part = (left: Int, upper: Int, width: Int, height: Int)

    /// `Image.rotate(angle, resample, expand, center, translate, fillcolor)`: degrees, counter-clockwise. `fill`: a pixel's bytes for what lies outside, else 0.
    /// `part`: only this box of the result.
    public func rotated(
        _ degrees: Double, _ filter: Resampling = .nearest, expand: Bool = false, center: (Double, Double)? = nil, translate: (Double, Double)? = nil, fill: [UInt8]? = nil,
        part: Part? = nil
    ) throws -> Image {
        guard degrees.isFinite, center.map({ $0.0.isFinite && $0.1.isFinite }) ?? true, translate.map({ $0.0.isFinite && $0.1.isFinite }) ?? true else { throw ImageError.value("cannot convert float NaN or infinity to integer") }
        func cut(_ i: Image) throws -> Image { try part.map { try i.crop($0.left, $0.upper, $0.left + $0.width, $0.upper + $0.height) } ?? i }
        var angle = degrees.truncatingRemainder(dividingBy: 360)
        if angle < 0 { angle += 360 }
        if center == nil, translate == nil {
            if angle == 0 { return try part == nil ? copy() : cut(self) }
            if angle == 180 { return try cut(transposed(.rotate180)) }
            if angle == 90 || angle == 270, expand || width == height { return try cut(transposed(angle == 90 ? .rotate90 : .rotate270)) }
        }
        var w = width, h = height
        let (tx, ty) = translate ?? (0, 0)
        let (cx, cy) = center ?? (Double(w) / 2, Double(h) / 2)
        let radians = -(angle * (.pi / 180))
        func round15(_ v: Double) -> Double {
            // Python's round(v, 15), correctly rounded through the decimal text.
            var buffer = [CChar](repeating: 0, count: 64)
            withVaList([v]) { _ = vsnprintf(&buffer, 64, "%.15f", $0) }
            return strtod(buffer, nil)
        }
        var m = [round15(cos(radians)), round15(sin(radians)), 0, round15(-sin(radians)), round15(cos(radians)), 0]
        func transform(_ x: Double, _ y: Double) -> (Double, Double) { (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5]) }
        (m[2], m[5]) = transform(-cx - tx, -cy - ty)
        m[2] += cx
        m[5] += cy
        if expand {
            let corners = [(0.0, 0.0), (Double(w), 0.0), (Double(w), Double(h)), (0.0, Double(h))].map { transform($0.0, $0.1) }
            let xs = corners.map(\.0), ys = corners.map(\.1)
            guard (xs + ys).allSatisfy({ abs($0) < 1e9 }) else { throw ImageError.memory }
            let nw = Int(xs.max()!.rounded(.up)) - Int(xs.min()!.rounded(.down))
            let nh = Int(ys.max()!.rounded(.up)) - Int(ys.min()!.rounded(.down))
            (m[2], m[5]) = transform(-Double(nw - w) / 2, -Double(nh - h) / 2)
            (w, h) = (nw, nh)
        }
        return try affine(width: w, height: h, m, filter, fill: fill, part: part)
    }

    /// `Image.transform(size, AFFINE, data, resample, fillcolor)`: output pixel (x, y) comes from (ax + by + c, dx + ey + f).
    /// `part`: only this box of the result.
    public func affine(width w: Int, height h: Int, _ a: [Double], _ filter: Resampling, fill: [UInt8]?, part: Part? = nil) throws -> Image {
        let fixed = (filter == .nearest || mode == .one || mode == .p) && !(a[1] == 0 && a[3] == 0) && Image.isFixed(a, 0, 0) && Image.isFixed(a, Double(w - 1), Double(h - 1))
        if let part, !fixed { return try affine(width: w, height: h, a, filter, fill: fill).crop(part.left, part.upper, part.left + part.width, part.upper + part.height) }
        if filter != .nearest, mode == .la || mode == .rgba {
            let m = try converted(to: mode == .la ? .laPremultiplied : .rgbaPremultiplied)
            return try m.affine(width: w, height: h, a, filter, fill: fill).converted(to: mode)
        }
        let out = try like(width: part?.width ?? w, height: part?.height ?? h)
        if let fill {
            let f = try Image(mode, width: out.width, height: out.height, fill: fill)
            memcpy(out.pixels, f.pixels, out.byteCount)
        } else {
            memset(out.pixels, 0, out.byteCount)
        }
        if filter == .bilinear || filter == .bicubic, mode != .one, mode != .p {
            sample(into: out, cubic: filter == .bicubic) { x, y in (a[0] * x + a[1] * y + a[2], a[3] * x + a[4] * y + a[5]) }
            return out
        }
        guard filter == .nearest || mode == .one || mode == .p else { throw ImageError.value("Resampling filter cannot be used in transform") }
        if fixed {
            nearestFixed(a, into: out, left: part?.left ?? 0, upper: part?.upper ?? 0)
        } else if a[1] == 0, a[3] == 0 {
            scale(a, into: out)
        } else {
            nearest(into: out) { x, y in (a[0] * x + a[1] * y + a[2], a[3] * x + a[4] * y + a[5]) }
        }
        return out
    }

    /// `Image.transform(size, PERSPECTIVE, data)`: output pixel (x, y) comes from ((ax + by + c) / (gx + hy + 1), (dx + ey + f) / (gx + hy + 1)).
    public func perspective(width w: Int, height h: Int, _ a: [Double], _ filter: Resampling, fill: [UInt8]?) throws -> Image {
        try through(width: w, height: h, filter, fill: fill) { x, y in
            let z = a[6] * x + a[7] * y + 1
            return ((a[0] * x + a[1] * y + a[2]) / z, (a[3] * x + a[4] * y + a[5]) / z)
        }
    }

    /// `Image.transform(size, QUAD, data)`: the quadrilateral with the corners upper left, lower left, lower right, upper right fills the rectangle.
    public func quadrilateral(width w: Int, height h: Int, _ q: [Double], _ filter: Resampling, fill: [UInt8]?) throws -> Image {
        let s = 1 / Double(w), t = 1 / Double(h)
        let (x0, y0) = (q[0], q[1])
        let a = [
            x0, (q[6] - x0) * s, (q[2] - x0) * t, (q[4] - q[2] - q[6] + x0) * s * t, y0, (q[7] - y0) * s, (q[3] - y0) * t, (q[5] - q[3] - q[7] + y0) * s * t,
        ]
        return try through(width: w, height: h, filter, fill: fill) { x, y in
            (a[0] + a[1] * x + a[2] * y + a[3] * x * y, a[4] + a[5] * x + a[6] * y + a[7] * x * y)
        }
    }

    private func through(width w: Int, height h: Int, _ filter: Resampling, fill: [UInt8]?, _ map: (Double, Double) -> (Double, Double)) throws -> Image {
        if filter != .nearest, mode == .la || mode == .rgba {
            let m = try converted(to: mode == .la ? .laPremultiplied : .rgbaPremultiplied)
            return try m.through(width: w, height: h, filter, fill: fill, map).converted(to: mode)
        }
        let out = try like(width: w, height: h)
        if let fill {
            let f = try Image(mode, width: w, height: h, fill: fill)
            memcpy(out.pixels, f.pixels, out.byteCount)
        } else {
            memset(out.pixels, 0, out.byteCount)
        }
        if filter == .bilinear || filter == .bicubic, mode != .one, mode != .p {
            sample(into: out, cubic: filter == .bicubic, map)
        } else {
            guard filter == .nearest || mode == .one || mode == .p else { throw ImageError.value("Resampling filter cannot be used in transform") }
            nearest(into: out, map)
        }
        return out
    }

    private static func isFixed(_ a: [Double], _ x: Double, _ y: Double) -> Bool {
        abs(a[0] * x + a[1] * y + a[2]) < 32768 && abs(a[3] * x + a[4] * y + a[5]) < 32768
    }

    private func scale(_ a: [Double], into out: Image) {
        var columns = [Int](repeating: -1, count: out.width)
        var xo = a[2] + a[0] * 0.5
        for x in 0..<out.width {
            let xin = xo < 0 ? -1 : Int(limited: min(xo, 1e9))
            if xin >= 0, xin < width { columns[x] = xin }
            xo += a[0]
        }
        let s = mode.pixelSize
        var yo = a[5] + a[4] * 0.5
        for y in 0..<out.height {
            let yin = yo < 0 ? -1 : Int(limited: min(yo, 1e9))
            if yin >= 0, yin < height {
                let from = row(yin), to = out.row(y)
                if s == 1 {
                    for x in 0..<out.width where columns[x] >= 0 { to[x] = from[columns[x]] }
                } else {
                    for x in 0..<out.width where columns[x] >= 0 { for b in 0..<s { to[x * s + b] = from[columns[x] * s + b] } }
                }
            }
            yo += a[4]
        }
    }

    /// The box of `out`'s size at (left, upper) of the mapped image.
    private func nearestFixed(_ a: [Double], into out: Image, left: Int, upper: Int) {
        func fix(_ v: Double) -> Int32 { Int32(truncatingIfNeeded: Int((v * 65536 + 0.5).rounded(.down))) }
        let a0 = fix(a[0]), a1 = fix(a[1]), a3 = fix(a[3]), a4 = fix(a[4])
        var a2 = fix(a[2] + a[0] * 0.5 + a[1] * 0.5)
        var a5 = fix(a[5] + a[3] * 0.5 + a[4] * 0.5)
        let (dx, dy) = (Int32(truncatingIfNeeded: left), Int32(truncatingIfNeeded: upper))
        a2 = a2 &+ dy &* a1 &+ dx &* a0
        a5 = a5 &+ dy &* a4 &+ dx &* a3
        let w = Int32(width), h = Int32(height)
        let s = mode.pixelSize, stride = rowSize
        if s == 1, Image.fits(out, a0, a1, a2), Image.fits(out, a3, a4, a5) {
            Threads.parallel(out.height, grain: max(1, 65536 / max(out.width, 1))) { rows in
                ck_picture_nearest(
                    pixels, Int64(w), Int64(h), Int64(a0), Int64(a1), Int64(a2), Int64(a3), Int64(a4), Int64(a5), out.pixels, Int64(out.width), Int64(rows.lowerBound),
                    Int64(rows.upperBound))
            }
            return
        }
        for y in 0..<out.height {
            var xx = a2, yy = a5
            let to = out.row(y)
            switch s {
            case 1:
                for x in 0..<out.width {
                    let u = xx >> 16, v = yy >> 16
                    if u >= 0, u < w, v >= 0, v < h { to[x] = pixels[Int(v) * stride + Int(u)] }
                    xx &+= a0
                    yy &+= a3
                }
            case 3:
                for x in 0..<out.width {
                    let u = xx >> 16, v = yy >> 16
                    if u >= 0, u < w, v >= 0, v < h {
                        let from = pixels + (Int(v) * stride + Int(u) * 3)
                        to[x * 3] = from[0]
                        to[x * 3 + 1] = from[1]
                        to[x * 3 + 2] = from[2]
                    }
                    xx &+= a0
                    yy &+= a3
                }
            default:
                for x in 0..<out.width {
                    let u = xx >> 16, v = yy >> 16
                    if u >= 0, u < w, v >= 0, v < h {
                        let from = pixels + (Int(v) * stride + Int(u) * s)
                        for b in 0..<s { to[x * s + b] = from[b] }
                    }
                    xx &+= a0
                    yy &+= a3
                }
            }
            a2 &+= a1
            a5 &+= a4
        }
    }

    /// Whether c + x·a + y·b stays within 32 bits over the image.
    private static func fits(_ out: Image, _ a: Int32, _ b: Int32, _ c: Int32) -> Bool {
        let x = Int(a) * (out.width - 1), y = Int(b) * (out.height - 1)
        return [0, x, y, x + y].allSatisfy { Int32(exactly: Int(c) + $0) != nil }
    }

    private func nearest(into out: Image, _ map: (Double, Double) -> (Double, Double)) {
        let s = mode.pixelSize
        for y in 0..<out.height {
            for x in 0..<out.width {
                let (fx, fy) = map(Double(x) + 0.5, Double(y) + 0.5)
                guard fx >= 0, fy >= 0, fx < Double(width), fy < Double(height) else { continue }
                let from = row(Int(fy)) + Int(fx) * s, to = out.row(y) + x * s
                for b in 0..<s { to[b] = from[b] }
            }
        }
    }

    private func sample(into out: Image, cubic: Bool, _ map: (Double, Double) -> (Double, Double)) {
        let n = mode.bands
        let isByte = mode.isByte
        func value(_ x: Int, _ y: Int, _ b: Int) -> Double {
            let x = min(max(x, 0), width - 1)
            if isByte { return Double(row(y)[x * n + b]) }
            return number(x, y)
        }
        // Differences of 32-bit floats are rounded to 32 bits, as C does it.
        let isFloat = mode == .f
        func floatCubic(_ v1: Double, _ v2: Double, _ v3: Double, _ v4: Double, _ d: Double) -> Double {
            let a = Float(v1), b = Float(v2), c = Float(v3), e = Float(v4)
            let p2 = -a + c
            let p3 = 2 * (a - b) + c - e
            let p4 = -a + b - c + e
            return v2 + d * (Double(p2) + d * (Double(p3) + d * Double(p4)))
        }
        func cubicOf(_ v1: Double, _ v2: Double, _ v3: Double, _ v4: Double, _ d: Double) -> Double {
            let p2 = -v1 + v3
            let p3 = 2 * (v1 - v2) + v3 - v4
            let p4 = -v1 + v2 - v3 + v4
            return v2 + d * (p2 + d * (p3 + d * p4))
        }
        for y in 0..<out.height {
            for x in 0..<out.width {
                var (fx, fy) = map(Double(x) + 0.5, Double(y) + 0.5)
                guard fx >= 0, fx < Double(width), fy >= 0, fy < Double(height) else { continue }
                fx -= 0.5
                fy -= 0.5
                let ix = Int(fx.rounded(.down)), iy = Int(fy.rounded(.down))
                let dx = fx - Double(ix), dy = fy - Double(iy)
                for b in 0..<n {
                    let v: Double
                    if cubic {
                        func line(_ yy: Int) -> Double { (isFloat ? floatCubic : cubicOf)(value(ix - 1, yy, b), value(ix, yy, b), value(ix + 1, yy, b), value(ix + 2, yy, b), dx) }
                        let v1 = line(min(max(iy - 1, 0), height - 1))
                        let v2 = iy >= 0 && iy < height ? line(iy) : v1
                        let v3 = iy + 1 >= 0 && iy + 1 < height ? line(iy + 1) : v2
                        let v4 = iy + 2 >= 0 && iy + 2 < height ? line(iy + 2) : v3
                        v = cubicOf(v1, v2, v3, v4, dy)
                    } else {
                        func line(_ yy: Int) -> Double {
                            let l = value(ix, yy, b), r = value(ix + 1, yy, b)
                            return l + (isFloat ? Double(Float(r) - Float(l)) : r - l) * dx
                        }
                        let v1 = line(min(max(iy, 0), height - 1))
                        let v2 = iy + 1 >= 0 && iy + 1 < height ? line(iy + 1) : v1
                        v = v1 + (v2 - v1) * dy
                    }
                    if isByte {
                        out.row(y)[x * n + b] = Image.byte(v)
                    } else if mode == .f {
                        UnsafeMutableRawPointer(out.pixels).storeBytes(of: Float(v), toByteOffset: (y * out.width + x) * 4, as: Float.self)
                    } else {
                        UnsafeMutableRawPointer(out.pixels).storeBytes(of: Image.number32(v), toByteOffset: (y * out.width + x) * 4, as: Int32.self)
                    }
                }
            }
        }
    }
}

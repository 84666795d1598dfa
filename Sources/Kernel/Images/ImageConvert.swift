// This file converts images between modes, with Pillow's integer arithmetic (its `Convert.c`).

import Glibc

extension Image {
    /// `Image.convert(mode)`. `dither`: Floyd-Steinberg for a conversion to `1` (else a threshold at 128). Throws `ImageError.value`.
    public func converted(to target: ImageMode, dither: Bool = true) throws -> Image {
        if target == mode { return try copy() }
        let n = width * height
        func out() throws -> Image { try Image(target, width: width, height: height) }
        func fail() -> ImageError { ImageError.value("conversion from \(mode.rawValue) to \(target.rawValue) not supported") }
        func clip(_ v: Int) -> UInt8 { v < 0 ? 0 : v > 255 ? 255 : UInt8(v) }
        switch (mode, target) {
        case (.p, _):
            // Through the palette.
            let rgba = paletteHasAlpha
            let entry = rgba ? 4 : 3
            let base = try Image(rgba || transparency != nil && target == .rgba || target == .la ? .rgba : .rgb, width: width, height: height)
            let s = base.mode.pixelSize
            for i in 0..<n {
                let k = Int(pixels[i])
                for b in 0..<3 { base.pixels[i * s + b] = k * entry + b < palette.count ? palette[k * entry + b] : 0 }
                if s == 4 {
                    if rgba { base.pixels[i * 4 + 3] = k * 4 + 3 < palette.count ? palette[k * 4 + 3] : 255 }
                    else if let t = transparency { base.pixels[i * 4 + 3] = t.count == 1 ? (t[0] == k ? 0 : 255) : k < t.count ? clip(t[k]) : 255 }
                    else { base.pixels[i * 4 + 3] = 255 }
                }
            }
            return base.mode == target ? base : try base.converted(to: target, dither: dither)
        case (.one, .l), (.l, .p), (.one, .p):
            let o = try out()
            memcpy(o.pixels, pixels, n)
            if target == .p { o.palette = (0..<256).flatMap { [UInt8($0), UInt8($0), UInt8($0)] } }
            return o
        case (.l, .one), (.rgb, .one):
            let o = try out()
            let g: Image
            if mode == .l {
                g = self
            } else if dither {
                // Thousandths, cut off: not the rounded luma of a conversion to L.
                g = try Image(.l, width: width, height: height)
                for i in 0..<n { g.pixels[i] = UInt8((Int(pixels[i * 3]) * 299 + Int(pixels[i * 3 + 1]) * 587 + Int(pixels[i * 3 + 2]) * 114) / 1000) }
            } else {
                g = try converted(to: .l)
            }
            if dither { g.dithered(into: o) } else { for i in 0..<n { o.pixels[i] = g.pixels[i] >= 128 ? 255 : 0 } }
            return o
        case (.l, .la), (.one, .la), (.l, .laPremultiplied):
            let o = try out()
            for i in 0..<n {
                o.pixels[i * 2] = pixels[i]
                o.pixels[i * 2 + 1] = 255
            }
            if let t = transparency, t.count == 1 { for i in 0..<n where Int(pixels[i]) == t[0] { o.pixels[i * 2 + 1] = 0 } }
            return o
        case (.l, .rgb), (.one, .rgb):
            let o = try out()
            for i in 0..<n {
                let v = pixels[i]
                o.pixels[i * 3] = v
                o.pixels[i * 3 + 1] = v
                o.pixels[i * 3 + 2] = v
            }
            return o
        case (.l, .rgba), (.one, .rgba):
            let o = try out()
            for i in 0..<n {
                let v = pixels[i]
                for b in 0..<3 { o.pixels[i * 4 + b] = v }
                o.pixels[i * 4 + 3] = 255
            }
            if let t = transparency, t.count == 1 { for i in 0..<n where Int(pixels[i]) == t[0] { o.pixels[i * 4 + 3] = 0 } }
            return o
        case (.rgb, .l), (.rgba, .l):
            let o = try out()
            let s = mode.pixelSize
            for i in 0..<n { o.pixels[i] = Image.luma(pixels + i * s) }
            return o
        case (.rgb, .la), (.rgba, .la):
            let o = try out()
            let s = mode.pixelSize
            for i in 0..<n {
                o.pixels[i * 2] = Image.luma(pixels + i * s)
                o.pixels[i * 2 + 1] = s == 4 ? pixels[i * 4 + 3] : 255
            }
            return o
        case (.rgb, .rgba), (.rgb, .rgbaPremultiplied):
            let o = try out()
            for i in 0..<n {
                for b in 0..<3 { o.pixels[i * 4 + b] = pixels[i * 3 + b] }
                o.pixels[i * 4 + 3] = 255
            }
            if let t = transparency, t.count == 3 {
                for i in 0..<n where Int(pixels[i * 3]) == t[0] && Int(pixels[i * 3 + 1]) == t[1] && Int(pixels[i * 3 + 2]) == t[2] { o.pixels[i * 4 + 3] = 0 }
            }
            return o
        case (.rgba, .rgb):
            let o = try out()
            for i in 0..<n { for b in 0..<3 { o.pixels[i * 3 + b] = pixels[i * 4 + b] } }
            return o
        case (.la, .l):
            let o = try out()
            for i in 0..<n { o.pixels[i] = pixels[i * 2] }
            return o
        case (.la, .rgb):
            let o = try out()
            for i in 0..<n { for b in 0..<3 { o.pixels[i * 3 + b] = pixels[i * 2] } }
            return o
        case (.la, .rgba):
            let o = try out()
            for i in 0..<n {
                for b in 0..<3 { o.pixels[i * 4 + b] = pixels[i * 2] }
                o.pixels[i * 4 + 3] = pixels[i * 2 + 1]
            }
            return o
        case (.rgba, .rgbaPremultiplied), (.la, .laPremultiplied):
            let o = try out()
            let s = mode.pixelSize
            for i in 0..<n {
                let p = pixels + i * s, q = o.pixels + i * s
                let a = Int(p[s - 1])
                for b in 0..<(s - 1) {
                    // MULDIV255
                    let t = Int(p[b]) * a + 128
                    q[b] = UInt8(((t >> 8) + t) >> 8)
                }
                q[s - 1] = UInt8(a)
            }
            return o
        case (.rgbaPremultiplied, .rgba), (.laPremultiplied, .la):
            let o = try out()
            let s = mode.pixelSize
            for i in 0..<n {
                let p = pixels + i * s, q = o.pixels + i * s
                let a = Int(p[s - 1])
                for b in 0..<(s - 1) { q[b] = a == 255 || a == 0 ? p[b] : clip(255 * Int(p[b]) / a) }
                q[s - 1] = UInt8(a)
            }
            return o
        case (.rgb, .cmyk):
            let o = try out()
            for i in 0..<n {
                for b in 0..<3 { o.pixels[i * 4 + b] = ~pixels[i * 3 + b] }
                o.pixels[i * 4 + 3] = 0
            }
            return o
        case (.cmyk, .rgb):
            let o = try out()
            for i in 0..<n {
                let nk = 255 - Int(pixels[i * 4 + 3])
                for b in 0..<3 {
                    let t = Int(pixels[i * 4 + b]) * nk + 128
                    o.pixels[i * 3 + b] = clip(nk - (((t >> 8) + t) >> 8))
                }
            }
            return o
        case (.l, .cmyk), (.one, .cmyk):
            let o = try out()
            for i in 0..<n {
                for b in 0..<3 { o.pixels[i * 4 + b] = 0 }
                o.pixels[i * 4 + 3] = ~pixels[i]
            }
            return o
        case (.f, _) where target.isByte && target != .l, (.i, _) where target.isByte && target != .l, (.i16, _) where target.isByte && target != .l:
            // Through grey.
            return try converted(to: .l).converted(to: target, dither: dither)
        case (.rgba, .ycbcr), (.rgba, .hsv):
            return try converted(to: .rgb).converted(to: target)
        case (.rgb, .ycbcr):
            let o = try out()
            // ITU-R BT.601 full range in tables of 6 fraction bits.
            let t = [0.299, 0.587, 0.114, -0.16874, -0.33126, 0.5, 0.5, -0.41869, -0.08131].map { Image.table($0, 0) }
            for i in 0..<n {
                let r = Int(pixels[i * 3]), g = Int(pixels[i * 3 + 1]), b = Int(pixels[i * 3 + 2])
                for k in 0..<3 { o.pixels[i * 3 + k] = clip(((t[3 * k][r] + t[3 * k + 1][g] + t[3 * k + 2][b]) >> 6) + (k == 0 ? 0 : 128)) }
            }
            return o
        case (.ycbcr, .rgb):
            let o = try out()
            let red = Image.table(1.402, 128), greenB = Image.table(-0.34414, 128), greenR = Image.table(-0.71414, 128), blue = Image.table(1.772, 128)
            for i in 0..<n {
                let y = Int(pixels[i * 3]), cb = Int(pixels[i * 3 + 1]), cr = Int(pixels[i * 3 + 2])
                o.pixels[i * 3] = clip(y + (red[cr] >> 6))
                o.pixels[i * 3 + 1] = clip(y + ((greenB[cb] + greenR[cr]) >> 6))
                o.pixels[i * 3 + 2] = clip(y + (blue[cb] >> 6))
            }
            return o
        case (.rgb, .hsv):
            let o = try out()
            for i in 0..<n { Image.hsv(pixels + i * 3, o.pixels + i * 3) }
            return o
        case (.hsv, .rgb):
            let o = try out()
            for i in 0..<n { Image.rgb(pixels + i * 3, o.pixels + i * 3) }
            return o
        case (.l, .i), (.l, .f), (.one, .i), (.one, .f):
            let o = try out()
            for i in 0..<n { o.setNumber(i % max(width, 1), i / max(width, 1), Double(pixels[i])) }
            return o
        case (.l, .i16):
            let o = try out()
            for i in 0..<n {
                o.pixels[i * 2] = pixels[i]
                o.pixels[i * 2 + 1] = 0
            }
            return o
        case (.i16, .i), (.i16, .f):
            let o = try out()
            for i in 0..<n { o.setNumber(i % max(width, 1), i / max(width, 1), Double(Int(pixels[i * 2]) | Int(pixels[i * 2 + 1]) << 8)) }
            return o
        case (.i16, .l):
            let o = try out()
            for i in 0..<n { o.pixels[i] = clip(Int(pixels[i * 2]) | Int(pixels[i * 2 + 1]) << 8) }
            return o
        case (.i, .l), (.f, .l):
            let o = try out()
            for i in 0..<n {
                let v = number(i % max(width, 1), i / max(width, 1))
                o.pixels[i] = Image.byte(v)
            }
            return o
        case (.i, .f), (.f, .i):
            let o = try out()
            for i in 0..<n {
                let v = number(i % max(width, 1), i / max(width, 1))
                o.setNumber(i % max(width, 1), i / max(width, 1), target == .i ? v.rounded(.towardZero) : v)
            }
            return o
        case (.i, .i16):
            let o = try out()
            for i in 0..<n {
                let v = min(max(Int(limited: number(i % max(width, 1), i / max(width, 1))), 0), 65535)
                o.pixels[i * 2] = UInt8(v & 255)
                o.pixels[i * 2 + 1] = UInt8(v >> 8)
            }
            return o
        case (.rgb, .f), (.rgb, .i), (.rgba, .i), (.rgba, .f):
            let o = try out()
            let s = mode.pixelSize
            for i in 0..<n {
                let p = pixels + i * s
                let l = Int(p[0]) * 299 + Int(p[1]) * 587 + Int(p[2]) * 114
                o.setNumber(i % max(width, 1), i / max(width, 1), target == .f ? Double(Float(l) / 1000) : Double(Image.luma(p)))
            }
            return o
        default:
            // Through RGB, as Pillow does where there is no direct way.
            if mode != .rgb, target != .rgb, mode != .i, mode != .f {
                let middle: ImageMode = mode == .la || mode == .laPremultiplied || mode == .rgbaPremultiplied ? (mode == .la || mode == .laPremultiplied ? .la : .rgba) : .rgb
                if middle != mode { return try converted(to: middle).converted(to: target, dither: dither) }
                return try converted(to: .rgb).converted(to: target, dither: dither)
            }
            if target == .p, mode == .rgb { return try inWebPalette(dither: dither) }
            throw fail()
        }
    }

    /// ITU-R 601-2 luma in 16.16 fixed point.
    @inline(__always) static func luma(_ p: UnsafeMutablePointer<UInt8>) -> UInt8 {
        UInt8(truncatingIfNeeded: (Int(p[0]) * 19595 + Int(p[1]) * 38470 + Int(p[2]) * 7471 + 0x8000) >> 16)
    }

    /// Floyd-Steinberg, errors carried in integers as Pillow carries them.
    private func dithered(into out: Image) {
        var errors = [Int](repeating: 0, count: width + 1)
        for y in 0..<height {
            var l = 0, l0 = 0, l1 = 0
            for x in 0..<width {
                let v = Int(pixels[y * width + x]) + (l + errors[x + 1]) / 16
                l = min(max(v, 0), 255)
                let o = l > 128 ? 255 : 0
                out.pixels[y * width + x] = UInt8(o)
                l -= o
                let l2 = l
                let d2 = l + l
                l += d2
                errors[x] = l + l0
                l += d2
                l0 = l + l1
                l1 = l2
                l += d2
            }
            errors[width] = l0
        }
    }

    /// The cube of 6×6×6 colours at 10, after ten blacks.
    private static let webPalette: [UInt8] = {
        var out = [UInt8](repeating: 0, count: 30)
        for b in 0..<6 { for g in 0..<6 { for r in 0..<6 { out += [UInt8(r * 51), UInt8(g * 51), UInt8(b * 51)] } } }
        return out
    }()

    /// Each pixel the nearest colour of the web palette, looked up for every fourth value of a band; errors carried as `dithered` carries them.
    private func inWebPalette(dither: Bool) throws -> Image {
        let out = try Image(.p, width: width, height: height)
        let palette = Image.webPalette
        out.palette = palette
        var known = [Int16](repeating: -1, count: 1 << 18)
        func nearest(_ r: Int, _ g: Int, _ b: Int) -> Int {
            let key = (r >> 2) | (g >> 2) << 6 | (b >> 2) << 12
            if known[key] >= 0 { return Int(known[key]) }
            var best = 0, least = Int.max
            for k in 0..<(palette.count / 3) {
                let x = (r & ~3) - Int(palette[3 * k]), y = (g & ~3) - Int(palette[3 * k + 1]), z = (b & ~3) - Int(palette[3 * k + 2])
                let d = x * x + y * y + z * z
                if d < least { (best, least) = (k, d) }
            }
            known[key] = Int16(best)
            return best
        }
        var errors = [Int](repeating: 0, count: 3 * (width + 1))
        for y in 0..<height {
            var l = [0, 0, 0], l0 = [0, 0, 0], l1 = [0, 0, 0]
            for x in 0..<width {
                let p = row(y) + x * 3
                if dither {
                    for k in 0..<3 { l[k] = min(max(Int(p[k]) + (l[k] + errors[3 * (x + 1) + k]) / 16, 0), 255) }
                } else {
                    for k in 0..<3 { l[k] = Int(p[k]) }
                }
                let at = nearest(l[0], l[1], l[2])
                out.row(y)[x] = UInt8(at)
                if !dither { continue }
                for k in 0..<3 {
                    let v = l[k] - Int(palette[3 * at + k])
                    errors[3 * x + k] = 3 * v + l0[k]
                    l0[k] = 5 * v + l1[k]
                    l1[k] = v
                    l[k] = 7 * v
                }
            }
            // Of the last column Pillow keeps blue's errors only.
            (errors[3 * width], errors[3 * width + 1], errors[3 * width + 2]) = (l0[2], l1[2], l1[2])
        }
        return out
    }

    private static func hsv(_ p: UnsafeMutablePointer<UInt8>, _ q: UnsafeMutablePointer<UInt8>) {
        let r = p[0], g = p[1], b = p[2]
        let maxc = max(r, max(g, b)), minc = min(r, min(g, b))
        q[2] = maxc
        if minc == maxc {
            q[0] = 0
            q[1] = 0
            return
        }
        let cr = Float(maxc - minc)
        let s = cr / Float(maxc)
        let rc = Float(maxc - r) / cr, gc = Float(maxc - g) / cr, bc = Float(maxc - b) / cr
        var h: Float
        if r == maxc { h = bc - gc } else if g == maxc { h = Float(2.0 + Double(rc) - Double(bc)) } else { h = Float(4.0 + Double(gc) - Double(rc)) }
        h = Float(fmod(Double(h) / 6 + 1, 1))
        q[0] = UInt8(min(max(Int(Double(h) * 255), 0), 255))
        q[1] = UInt8(min(max(Int(Double(s) * 255), 0), 255))
    }

    private static func rgb(_ p: UnsafeMutablePointer<UInt8>, _ q: UnsafeMutablePointer<UInt8>) {
        let h = Float(p[0]), v = p[2]
        if p[1] == 0 {
            q[0] = v
            q[1] = v
            q[2] = v
            return
        }
        let hh = h * 6 / 255
        let i = Int(hh.rounded(.down))
        let f = hh - Float(i)
        let fs = Float(p[1]) / 255
        func r(_ x: Float) -> UInt8 { UInt8(min(max(Int((x).rounded()), 0), 255)) }
        let pp = r(Float(v) * (1 - fs)), qq = r(Float(v) * (1 - fs * f)), t = r(Float(v) * (1 - fs * (1 - f)))
        switch i % 6 {
        case 0: (q[0], q[1], q[2]) = (v, t, pp)
        case 1: (q[0], q[1], q[2]) = (qq, v, pp)
        case 2: (q[0], q[1], q[2]) = (pp, v, t)
        case 3: (q[0], q[1], q[2]) = (pp, qq, v)
        case 4: (q[0], q[1], q[2]) = (t, pp, v)
        default: (q[0], q[1], q[2]) = (v, pp, qq)
        }
    }
}

extension Image {
    /// factor·(v − zero) for v in 0...255 with 6 fraction bits, a half added and the rest cut off towards zero.
    static func table(_ factor: Double, _ zero: Int) -> [Int] { (0..<256).map { Int(factor * 64 * Double($0 - zero) + 0.5) } }
}

extension Image {
    /// A number as a byte: cut off at both ends, 0 for NaN.
    @inline(__always) static func byte(_ v: Double) -> UInt8 { v > 0 ? v >= 255 ? 255 : UInt8(v) : 0 }
    /// A number as 32 bits: cut off at both ends, 0 for NaN.
    @inline(__always) static func number32(_ v: Double) -> Int32 { v.isNaN ? 0 : v >= 2147483647 ? .max : v <= -2147483648 ? .min : Int32(v) }
}

// This file declares the modules of PIL: Image, ImageOps, ImageDraw, ImageFont, ImageFilter, ImageColor, ImageChops, ImageEnhance.

import Kernel
import Lang

extension Pillow {
    static func register(_ table: ModuleTable) {
        table.register("PIL") {
            let m = ModuleObject("PIL", doc: "Images, as Pillow makes them.")
            m.constant("__version__", .string("12.0.0"))
            m.type(unidentifiedImageError)
            for name in ["Image", "ImageOps", "ImageDraw", "ImageFont", "ImageFilter", "ImageColor", "ImageChops", "ImageEnhance"] {
                if let sub = try table.module("PIL." + name) { m.constant(name, .object(sub)) }
            }
            return m
        }
        table.register("PIL.Image", makeImage)
        table.register("PIL.ImageOps", makeOps)
        table.register("PIL.ImageDraw", makeDraw)
        table.register("PIL.ImageFont", makeFont)
        table.register("PIL.ImageFilter", makeFilter)
        table.register("PIL.ImageColor", makeColor)
        table.register("PIL.ImageChops", makeChops)
        table.register("PIL.ImageEnhance", makeEnhance)
    }

    /// Names of a module that are written in the cell language, in `PIL._more`.
    private static func join(_ m: ModuleObject, _ names: String) {
        for part in names.split(separator: " ") {
            let name = String(part)
            m.lazy[name] = {
                guard let more = try ModuleTable.shared.module("PIL._more"), let v = more.globals.get(Name(name)) else { throw attributeError("module '\(m.name)' has no attribute '\(name)'") }
                if let t = v.asObject as? TypeObject { t.module = m.name }
                return v
            }
        }
    }

    private static func makeImage() -> ModuleObject {
        let m = ModuleObject("PIL.Image", doc: "The Image class and its makers.")
        m.type(imageType)
        m.type(unidentifiedImageError)
        join(m, "Resampling Transpose Transform Dither Palette Quantize linear_gradient radial_gradient registered_extensions getmodebase getmodetype getmodebandnames getmodebands frombuffer "
            + "NEAREST LANCZOS BILINEAR BICUBIC BOX HAMMING FLIP_LEFT_RIGHT FLIP_TOP_BOTTOM ROTATE_90 ROTATE_180 ROTATE_270 TRANSPOSE TRANSVERSE AFFINE EXTENT PERSPECTIVE QUAD MESH "
            + "NONE ORDERED RASTERIZE FLOYDSTEINBERG WEB ADAPTIVE MEDIANCUT MAXCOVERAGE FASTOCTREE LIBIMAGEQUANT")
        m.constant("MAX_IMAGE_PIXELS", .int(89_478_485))
        m.function("open(fp, mode='r', formats=None)", "Opens a PNG, JPEG, BMP or PPM file (a path or an object with read()).") { a in
            let mode = try a.string(1)
            if mode != "r" { throw valueError("bad mode '\(mode)'") }
            let (bytes, name) = try fileBytes(a[0])
            if bytes.count > 2, bytes[0] == 0x42 && bytes[1] == 0x4D || bytes[0] == 0x50 && bytes[1] >= 0x31 && bytes[1] <= 0x36 {
                let made = try Operators.callMethod(.object(try ModuleTable.shared.module("PIL._more")!), bytes[0] == 0x42 ? "bmp_image" : "ppm_image", .object(BytesObject(bytes)))
                if let i: PillowImage = made.cast() {
                    i.format = bytes[0] == 0x42 ? "BMP" : "PPM"
                    i.filename = name
                    return made
                }
            }
            return .object(try PillowImage(bytes: bytes, filename: name))
        }
        m.function("new(mode, size, color=0)", "An image of one colour.") { a in
            let md = try mode(try a.string(0))
            let (w, h) = try size(a[1])
            if w < 0 || h < 0 { throw valueError("Width and height must be >= 0") }
            let fill = a[2].isNone ? [UInt8](repeating: 0, count: md.pixelSize) : md != .rgba && md != .la || a[2].asString != nil || a[2].asObject != nil ? try ink(a[2], md) : try transparentInk(a[2], md)
            return wrap(try guarded { try Kernel.Image(md, width: w, height: h, fill: fill) })
        }
        m.function("fromarray(obj, mode=None)", "An image of an array: H×W bool, uint8, uint16, int32, float; H×W×2, 3 or 4 uint8.") { a in
            let t = try Convert.tensor(from: a[0])
            let made = PillowImage(try image(from: t, mode: a.given(1) ? try mode(try a.string(1)) : nil))
            made.borrowed = true
            return .object(made)
        }
        m.function("frombytes(mode, size, data, decoder_name='raw')", "An image of raw bytes.") { a in
            let md = try mode(try a.string(0))
            let (w, h) = try size(a[1])
            guard let b: BytesObject = a[2].cast() else { throw typeError("a bytes-like object is required, not '\(a[2].typeName)'") }
            let i = try guarded { try Kernel.Image(md, width: w, height: h) }
            let bytes = Array(b.items)
            if bytes.count < i.byteCount { throw valueError("not enough image data") }
            if bytes.count > i.byteCount { throw valueError("cannot decode image data") }
            for k in 0..<bytes.count { i.pixels[k] = bytes[k] }
            return wrap(i)
        }
        m.function("merge(mode, bands)", "Bands as one image.") { a in
            let md = try mode(try a.string(0))
            let bands = try a.items(1).map { try of($0).image() }
            return wrap(try guarded { try Kernel.Image.merge(md, bands) })
        }
        m.function("blend(im1, im2, alpha)", "im1·(1 − alpha) + im2·alpha.") { a in
            let x = try of(a[0]).image(), y = try of(a[1]).image()
            let alpha = Float(try a.float(2))
            guard x.mode == y.mode, x.width == y.width, x.height == y.height else { throw valueError("images do not match") }
            let o = try guarded { try x.copy() }
            for k in 0..<o.byteCount {
                let v = Float(x.pixels[k]) + alpha * (Float(y.pixels[k]) - Float(x.pixels[k]))
                o.pixels[k] = v > 0 ? v >= 255 ? 255 : UInt8(v) : 0
            }
            return wrap(o)
        }
        m.function("composite(image1, image2, mask)", "image1 where the mask is white, else image2.") { a in
            let x = try of(a[0]).image(), y = try of(a[1]).image(), k = try of(a[2]).image()
            let o = try guarded { try y.copy() }
            try guarded { try o.paste(x, x: 0, y: 0, mask: k) }
            return wrap(o)
        }
        m.function("alpha_composite(im1, im2)", "im2 over im1, both RGBA.") { a in
            let d = try of(a[0]).image(), s = try of(a[1]).image()
            guard d.mode == .rgba, s.mode == .rgba, d.width == s.width, d.height == s.height else { throw valueError("images do not match") }
            let o = try guarded { try d.copy() }
            for k in 0..<(d.width * d.height) {
                let p = s.pixels + k * 4, q = d.pixels + k * 4, r = o.pixels + k * 4
                if p[3] == 0 { continue }
                // 7 extra bits of precision, as Pillow's AlphaComposite.c.
                let blend = Int(q[3]) * (255 - Int(p[3]))
                let outA = Int(p[3]) * 255 + blend
                let c1 = Int(p[3]) * 255 * 255 * 128 / outA
                let c2 = 255 * 128 - c1
                for b in 0..<3 {
                    let t = Int(p[b]) * c1 + Int(q[b]) * c2 + (0x80 << 7)
                    r[b] = UInt8(truncatingIfNeeded: (((t >> 8) + t) >> 8) >> 7)
                }
                let t = outA + 0x80
                r[3] = UInt8(truncatingIfNeeded: ((t >> 8) + t) >> 8)
            }
            return wrap(o)
        }
        m.function("eval(image, *args)", "The image through a function of each value.") { a in
            guard let f = a.rest(1).first else { throw typeError("eval() missing 1 required positional argument: 'args'") }
            return try Operators.callMethod(a[0], "point", f)
        }
        m.function("effect_noise(size, sigma)", "Refused: it would draw from its own random numbers.") { _ in
            throw notImplementedError("effect_noise is not supported here; write Image.fromarray(np.random.normal(128, sigma, (h, w)).astype('uint8'))")
        }
        return m
    }

    /// A number as a pixel of an image with alpha: the low byte first.
    private static func transparentInk(_ v: Value, _ mode: ImageMode) throws -> [UInt8] {
        let i = try integer(v)
        if mode == .la { return [UInt8(min(max(i, 0), 255)), i == 0 ? 0 : 255] }
        return (0..<4).map { UInt8(i >> ($0 * 8) & 255) }
    }

    private static func makeOps() -> ModuleObject {
        let m = ModuleObject("PIL.ImageOps", doc: "Ready-made operations.")
        m.function("grayscale(image)", "The image in mode L.") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.converted(to: .l) })
        }
        m.function("invert(image)", "255 minus each value.") { a in
            let i = try of(a[0]).image()
            guard i.mode.isByte, i.mode != .p else { throw PythonError(Exceptions.osError, "not supported for mode \(i.mode.rawValue)") }
            return wrap(try guarded { try i.mapped((0..<256).map { UInt8(255 - $0) }) })
        }
        m.function("mirror(image)", "Left and right exchanged.") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.transposed(.flipLeftRight) })
        }
        m.function("flip(image)", "Top and bottom exchanged.") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.transposed(.flipTopBottom) })
        }
        m.function("autocontrast(image, cutoff=0, ignore=None)", "Each band stretched over 0 to 255.") { a in
            let i = try of(a[0]).image()
            let s = i.mode.pixelSize
            let cut = try a.float(1)
            var table: [UInt8] = []
            for b in 0..<s {
                var h = [Int](repeating: 0, count: 256)
                for k in 0..<(i.width * i.height) { h[Int(i.pixels[k * s + b])] += 1 }
                if cut > 0 {
                    let n = h.reduce(0, +)
                    for (range, _) in [(Array(0..<256), 0), (Array((0..<256).reversed()), 1)] {
                        var c = Pillow.cut(Double(n) * cut / 100)
                        for k in range {
                            if c > h[k] {
                                c -= h[k]
                                h[k] = 0
                            } else {
                                h[k] -= c
                                c = 0
                            }
                            if c <= 0 { break }
                        }
                    }
                }
                let lo = h.firstIndex { $0 != 0 } ?? 0, hi = h.lastIndex { $0 != 0 } ?? 255
                if hi <= lo {
                    table += (0..<256).map { UInt8($0) }
                } else {
                    let scale = 255.0 / Double(hi - lo), offset = -Double(lo) * scale
                    table += (0..<256).map { UInt8(min(max(Int(Double($0) * scale + offset), 0), 255)) }
                }
            }
            return wrap(try guarded { try i.mapped(table) })
        }
        m.function("equalize(image, mask=None)", "A flat histogram.") { a in
            let i = try of(a[0]).image()
            let s = i.mode.pixelSize
            var table: [UInt8] = []
            for b in 0..<s {
                var h = [Int](repeating: 0, count: 256)
                for k in 0..<(i.width * i.height) { h[Int(i.pixels[k * s + b])] += 1 }
                let used = h.filter { $0 != 0 }
                let step = used.count <= 1 ? 0 : (used.reduce(0, +) - used[used.count - 1]) / 255
                if step == 0 {
                    table += (0..<256).map { UInt8($0) }
                } else {
                    var n = step / 2
                    for k in 0..<256 {
                        table.append(UInt8(min(n / step, 255)))
                        n += h[k]
                    }
                }
            }
            return wrap(try guarded { try i.mapped(table) })
        }
        m.function("posterize(image, bits)", "Fewer bits a band.") { a in
            let i = try of(a[0]).image()
            let mask = ~((1 << (8 - (try a.int(1)))) - 1)
            return wrap(try guarded { try i.mapped((0..<256).map { UInt8($0 & mask) }) })
        }
        m.function("solarize(image, threshold=128)", "Values at or above the threshold inverted.") { a in
            let i = try of(a[0]).image()
            let t = try a.int(1)
            return wrap(try guarded { try i.mapped((0..<256).map { UInt8($0 < t ? $0 : 255 - $0) }) })
        }
        m.function("expand(image, border=0, fill=0)", "A border around the image.") { a in
            let i = try of(a[0]).image()
            let b: [Int] = a[1].asObject != nil ? try a.items(1).map(integer) : [try a.int(1)]
            let (l, u, r, d) = b.count == 4 ? (b[0], b[1], b[2], b[3]) : b.count == 2 ? (b[0], b[1], b[0], b[1]) : (b[0], b[0], b[0], b[0])
            let color = try ink(a[2], i.mode)
            guard [l, u, r, d].allSatisfy({ $0.magnitude < 1 << 40 }) else { throw PythonError(Exceptions.memoryError, args: []) }
            return wrap(
                try guarded {
                    let o = try Kernel.Image(i.mode, width: i.width + l + r, height: i.height + u + d, fill: color)
                    o.palette = i.palette
                    try o.paste(i, x: l, y: u, mask: nil)
                    return o
                })
        }
        m.function("crop(image, border=0)", "The image without a border.") { a in
            let i = try of(a[0]).image()
            let b = try a.int(1)
            guard b.magnitude < 1 << 40 else { throw PythonError(Exceptions.memoryError, args: []) }
            return wrap(try guarded { try i.crop(b, b, i.width - b, i.height - b) })
        }
        func scaled(_ i: Kernel.Image, _ w: Int, _ h: Int, _ f: Resampling, cover: Bool) throws -> Kernel.Image {
            let r = Double(i.width) / Double(i.height), t = Double(w) / Double(h)
            var (nw, nh) = (w, h)
            if r != t {
                if (r > t) != cover {
                    nh = cut((Double(i.height) / Double(i.width) * Double(w)).rounded(.toNearestOrEven))
                } else {
                    nw = cut((Double(i.width) / Double(i.height) * Double(h)).rounded(.toNearestOrEven))
                }
            }
            return try guarded { try i.resized(width: max(nw, 1), height: max(nh, 1), f) }
        }
        m.function("contain(image, size, method=3)", "The largest of the same proportions that fits.") { a in
            let (w, h) = try size(a[1])
            return wrap(try scaled(try of(a[0]).image(), w, h, try filter(a[2], default: .bicubic), cover: false))
        }
        m.function("cover(image, size, method=3)", "The smallest of the same proportions that covers.") { a in
            let (w, h) = try size(a[1])
            return wrap(try scaled(try of(a[0]).image(), w, h, try filter(a[2], default: .bicubic), cover: true))
        }
        m.function("pad(image, size, method=3, color=None, centering=(0.5, 0.5))", "Contained, and padded to the size.") { a in
            let (w, h) = try size(a[1])
            let r = try scaled(try of(a[0]).image(), w, h, try filter(a[2], default: .bicubic), cover: false)
            let c = try doubles(a[4])
            let color = a.given(3) ? try ink(a[3], r.mode) : [UInt8](repeating: 0, count: r.mode.pixelSize)
            return wrap(
                try guarded {
                    let o = try Kernel.Image(r.mode, width: w, height: h, fill: color)
                    let x = r.width != w ? cut((Double(w - r.width) * max(0, min(c[0], 1))).rounded(.toNearestOrEven)) : 0
                    let y = r.height != h ? cut((Double(h - r.height) * max(0, min(c[1], 1))).rounded(.toNearestOrEven)) : 0
                    try o.paste(r, x: x, y: y, mask: nil)
                    return o
                })
        }
        m.function("fit(image, size, method=3, bleed=0.0, centering=(0.5, 0.5))", "Cropped to the proportions, then resized.") { a in
            let i = try of(a[0]).image()
            let (w, h) = try size(a[1])
            let bleed = try a.float(3)
            let c = try doubles(a[4])
            let bx = bleed * Double(i.width), by = bleed * Double(i.height)
            let lw = Double(i.width) - bx * 2, lh = Double(i.height) - by * 2
            let live = lw / lh, want = Double(w) / Double(h)
            let (cw, ch) = live == want ? (lw, lh) : live >= want ? (want * lh, lh) : (lw, lw / want)
            let l = bx + (lw - cw) * c[0], u = by + (lh - ch) * c[1]
            let f = try filter(a[2], default: .bicubic)
            return wrap(try guarded { try i.resized(width: w, height: h, f, box: (l, u, l + cw, u + ch)) })
        }
        m.function("scale(image, factor, resample=3)", "The image made larger or smaller by a factor.") { a in
            let i = try of(a[0]).image(), k = try a.float(1)
            if k == 1 { return wrap(try guarded { try i.copy() }) }
            guard k > 0, k < 1e6 else { throw valueError("the factor must be greater than 0") }
            let f = try filter(a[2], default: .bicubic)
            return wrap(try guarded { try i.resized(width: Int((k * Double(i.width)).rounded(.toNearestOrEven)), height: Int((k * Double(i.height)).rounded(.toNearestOrEven)), f) })
        }
        join(m, "colorize")
        m.function("exif_transpose(image, in_place=False)", "The image itself: orientation tags are not read.") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.copy() })
        }
        return m
    }

    private static func makeColor() -> ModuleObject {
        let m = ModuleObject("PIL.ImageColor", doc: "Colours by name.")
        m.function("getrgb(color)", "A colour's (r, g, b) or (r, g, b, a).") { a in .tuple(try PillowColor.parse(try a.string(0)).map { .int(Int($0)) }) }
        m.function("getcolor(color, mode)", "A colour as a pixel of a mode.") { a in
            let c = try ink(a[0], try mode(try a.string(1)))
            return c.count == 1 ? .int(Int(c[0])) : .tuple(c.map { .int(Int($0)) })
        }
        return m
    }

    private static func makeChops() -> ModuleObject {
        let m = ModuleObject("PIL.ImageChops", doc: "Arithmetic of images.")
        func pairwise(_ name: String, _ doc: String, _ f: @escaping (Int, Int) -> Int) {
            m.function("\(name)(image1, image2)", doc) { a in
                let x = try of(a[0]).image(), y = try of(a[1]).image()
                guard x.mode == y.mode, x.mode.isByte else { throw valueError("images do not match") }
                return wrap(
                    try guarded {
                        let w = min(x.width, y.width), h = min(x.height, y.height)
                        let p = try x.crop(0, 0, w, h), q = try y.crop(0, 0, w, h)
                        for k in 0..<p.byteCount { p.pixels[k] = UInt8(min(max(f(Int(p.pixels[k]), Int(q.pixels[k])), 0), 255)) }
                        return p
                    })
            }
        }
        func muldiv(_ a: Int, _ b: Int) -> Int {
            let t = a * b + 128
            return ((t >> 8) + t) >> 8
        }
        pairwise("difference", "|a − b|") { abs($0 - $1) }
        for (name, sign) in [("add", 1), ("subtract", -1)] {
            m.function("\(name)(image1, image2, scale=1.0, offset=0)", "(a ± b) / scale + offset") { a in
                let x = try of(a[0]).image(), y = try of(a[1]).image()
                guard x.mode == y.mode, x.mode.isByte else { throw valueError("images do not match") }
                let scale = Float(try a.float(2)), offset = cut(try a.float(3))
                return wrap(
                    try guarded {
                        let w = min(x.width, y.width), h = min(x.height, y.height)
                        let p = try x.crop(0, 0, w, h), q = try y.crop(0, 0, w, h)
                        for k in 0..<p.byteCount {
                            let v = (Float(Int(p.pixels[k]) + sign * Int(q.pixels[k])) / scale + Float(offset))
                            p.pixels[k] = v.isNaN ? 0 : UInt8(min(max(v, 0), 255))
                        }
                        return p
                    })
            }
        }
        pairwise("multiply", "a·b / 255") { $0 * $1 / 255 }
        pairwise("screen", "255 − (255 − a)(255 − b) / 255") { 255 - (255 - $0) * (255 - $1) / 255 }
        pairwise("lighter", "max(a, b)") { max($0, $1) }
        pairwise("darker", "min(a, b)") { min($0, $1) }
        pairwise("add_modulo", "(a + b) mod 256") { ($0 + $1) & 255 }
        pairwise("subtract_modulo", "(a − b) mod 256") { ($0 - $1) & 255 }
        pairwise("soft_light", "A soft light of b on a.") { a, b in ((255 - a) * (a * b / 256) / 256) + (a * (255 - ((255 - a) * (255 - b) / 255)) / 255) }
        pairwise("hard_light", "A hard light of b on a.") { a, b in b < 128 ? a * b / 127 : 255 - ((255 - b) * (255 - a) / 127) }
        pairwise("overlay", "Light and shade of a on b.") { a, b in a < 128 ? a * b / 127 : 255 - ((255 - a) * (255 - b) / 127) }
        join(m, "logical_and logical_or logical_xor blend composite constant")
        m.function("duplicate(image)", "A copy.") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.copy() })
        }
        m.function("invert(image)", "255 − a") { a in
            let i = try of(a[0]).image()
            return wrap(try guarded { try i.mapped((0..<256).map { UInt8(255 - $0) }) })
        }
        m.function("offset(image, xoffset, yoffset=None)", "The image moved around its edges.") { a in
            let i = try of(a[0]).image()
            let dx = try a.int(1), dy = try a.int(2, or: dx)
            return wrap(
                try guarded {
                    let o = try i.copy()
                    let s = i.mode.pixelSize
                    guard i.width > 0, i.height > 0 else { return o }
                    for y in 0..<i.height {
                        for x in 0..<i.width {
                            let u = ((x - dx) % i.width + i.width) % i.width, v = ((y - dy) % i.height + i.height) % i.height
                            for b in 0..<s { o.row(y)[x * s + b] = i.row(v)[u * s + b] }
                        }
                    }
                    return o
                })
        }
        return m
    }

    private static func makeEnhance() -> ModuleObject {
        let m = ModuleObject("PIL.ImageEnhance", doc: "Brightness, contrast, colour, sharpness.")
        func enhancer(_ name: String, _ degenerate: @escaping (Kernel.Image) throws -> Kernel.Image) {
            let t = TypeObject.native(name, module: "PIL.ImageEnhance") { t in
                t.constructor("\(name)(image)") { cls, a in .object(Enhancer(cls, try of(a[0]).image(), degenerate)) }
                t.method("enhance(self, factor)", "1 gives the image itself, 0 the plain one.") { a in
                    let e = a[0].asObject as! Enhancer
                    let f = Float(try a.float(1))
                    let plain = try guarded { try e.plain(e.image) }
                    let o = try guarded { try e.image.copy() }
                    for k in 0..<o.byteCount {
                        let v = Float(plain.pixels[k]) + f * (Float(e.image.pixels[k]) - Float(plain.pixels[k]))
                        o.pixels[k] = v > 0 ? v >= 255 ? 255 : UInt8(v) : 0
                    }
                    return wrap(o)
                }
            }
            m.type(t)
        }
        enhancer("Brightness") { i in try Kernel.Image(i.mode, width: i.width, height: i.height, fill: [UInt8](repeating: 0, count: i.mode.pixelSize)) }
        enhancer("Contrast") { i in
            let g = try i.converted(to: .l)
            var sum = 0
            for k in 0..<g.byteCount { sum += Int(g.pixels[k]) }
            let mean = UInt8(Int(Double(sum) / Double(max(g.byteCount, 1)) + 0.5))
            return try Kernel.Image(.l, width: i.width, height: i.height, fill: [mean]).converted(to: i.mode)
        }
        enhancer("Color") { i in try i.converted(to: .l).converted(to: i.mode) }
        enhancer("Sharpness") { i in try PillowFilter.smooth.apply(i) }
        return m
    }
}

final class Enhancer: Object {
    let image: Kernel.Image
    let plain: (Kernel.Image) throws -> Kernel.Image
    init(_ type: TypeObject, _ image: Kernel.Image, _ plain: @escaping (Kernel.Image) throws -> Kernel.Image) {
        self.image = image
        self.plain = plain
        super.init(type: type)
    }
}

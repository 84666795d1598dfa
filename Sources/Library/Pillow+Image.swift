// This file declares the methods of `PIL.Image.Image`.

import Glibc
import Kernel
import Lang

extension Pillow {
    private static func me(_ a: Arguments) -> PillowImage { a[0].asObject as! PillowImage }

    static let imageType = TypeObject.native("Image", module: "PIL.Image", doc: "An image: a rectangle of pixels in one of Pillow's modes.") { t in
        t.property("size", "(width, height)", get: { let i = $0 as! PillowImage; return .tuple([.int(i.width), .int(i.height)]) })
        t.property("width", get: { .int(($0 as! PillowImage).width) })
        t.property("height", get: { .int(($0 as! PillowImage).height) })
        t.property("mode", get: { .string(($0 as! PillowImage).mode.rawValue) })
        t.property("format", get: { ($0 as! PillowImage).format.map(Value.string) ?? .none })
        t.property("filename", get: { .string(($0 as! PillowImage).filename ?? "") })
        t.property("info", get: { .object(($0 as! PillowImage).info) })
        t.property("readonly", get: { .int(($0 as! PillowImage).borrowed ? 1 : 0) })

        t.method("__array__(self, dtype=None, copy=None)", "The pixels as an array: H×W, or H×W×bands.") { a in Convert.ndarray(try tensor(try me(a).image())) }
        t.method("load(self)", "Reads the pixels.") { a in
            _ = try me(a).image()
            return .object(PixelAccess(me(a)))
        }
        t.method("close(self)", "Does nothing: the file is read when it is opened.") { _ in .none }
        t.method("verify(self)", "Throws when the file is broken.") { a in
            _ = try me(a).image()
            return .none
        }
        t.method("copy(self)", "A copy.") { a in wrap(try guarded { try me(a).image().copy() }) }
        t.method("convert(self, mode=None, matrix=None, dither=None, palette=0, colors=256)", "The image in another mode.") { a in
            let i = try me(a).image()
            guard a.given(1) else { return wrap(try guarded { try i.mode == .p ? i.converted(to: i.transparency != nil || i.paletteHasAlpha ? .rgba : .rgb) : i.copy() }) }
            if a.given(2) { throw valueError("convert: a matrix is not supported here; multiply the array of the image instead") }
            let dither = a.given(3) ? try a.int(3) != 0 : true
            guard let target = ImageMode(rawValue: try a.string(1)) else { throw valueError("image has wrong mode") }
            return wrap(try guarded { try i.converted(to: target, dither: dither) })
        }
        t.method("resize(self, size, resample=None, box=None, reducing_gap=None)", "The image at another size, bicubic unless said.") { a in
            let i = try me(a).image()
            let (w, h) = try size(a[1])
            let f = try filter(a[2], default: i.mode == .one || i.mode == .p || i.mode == .i16 ? .nearest : .bicubic)
            var box: (Double, Double, Double, Double)?
            if a.given(3) {
                let b = try doubles(a[3])
                guard b.count == 4 else { throw valueError("box must be a sequence of length 4") }
                box = (b[0], b[1], b[2], b[3])
            }
            let gap = a.given(4) ? try a.float(4) : nil
            if let gap, gap < 1 { throw valueError("reducing_gap must be 1.0 or greater") }
            return wrap(try guarded { try i.resized(width: w, height: h, f, box: box, gap: gap) })
        }
        t.method("thumbnail(self, size, resample=3, reducing_gap=2.0)", "Shrinks the image in place, keeping its proportions.") { a in
            let p = me(a), i = try p.image()
            let given = try doubles(a[1])
            guard given.count == 2, given[0].isFinite, given[1].isFinite, abs(given[0]) < 1e9, abs(given[1]) < 1e9 else { throw typeError("size must be a pair of numbers") }
            var (x, y) = (given[0].rounded(.down), given[1].rounded(.down))
            if Int(x) >= i.width && Int(y) >= i.height { return .none }
            let aspect = Double(i.width) / Double(i.height)
            // The whole number whose proportions are nearest.
            func nearest(_ v: Double, _ key: (Double) -> Double) -> Double { max(key(v.rounded(.down)) <= key(v.rounded(.up)) ? v.rounded(.down) : v.rounded(.up), 1) }
            if x / y >= aspect { x = nearest(y * aspect) { abs(aspect - $0 / y) } } else { y = nearest(x / aspect) { $0 == 0 ? 0 : abs(aspect - x / $0) } }
            let f = try filter(a[2], default: .bicubic)
            let gap = a.given(3) ? try a.float(3) : nil
            if Int(x) != i.width || Int(y) != i.height {
                p.resize(try guarded { try i.resized(width: Int(x), height: Int(y), f, gap: gap) })
            }
            return .none
        }
        t.method("reduce(self, factor, box=None)", "The image shrunk by a whole factor, each pixel a mean.") { a in
            let i = try me(a).image()
            let (nx, ny) = a[1].asObject is TupleObject ? try size(a[1]) : (try a.int(1), try a.int(1))
            guard nx >= 1, ny >= 1 else { throw valueError("scale must be > 0") }
            return wrap(try guarded { try i.reduced(nx, ny) })
        }
        t.method("rotate(self, angle, resample=0, expand=0, center=None, translate=None, fillcolor=None)", "The image turned counter-clockwise by degrees.") { a in
            let i = try me(a).image()
            let f = try filter(a[2], default: .nearest)
            guard f == .nearest || f == .bilinear || f == .bicubic else {
                throw valueError("Resampling filter (\(f.rawValue)) cannot be used. Use Image.Resampling.NEAREST (0), Image.Resampling.BILINEAR (2) or Image.Resampling.BICUBIC (3)")
            }
            func pair(_ k: Int) throws -> (Double, Double)? {
                guard a.given(k) else { return nil }
                let p = try doubles(a[k])
                guard p.count == 2 else { throw valueError("\(a.name(k)) must be a sequence of length 2") }
                return (p[0], p[1])
            }
            let center = try pair(4), translate = try pair(5)
            let fill = a.given(6) ? try ink(a[6], i.mode) : nil
            let angle = try a.float(1), expand = try a.bool(3)
            if f == .nearest, !expand, center == nil, translate == nil, i.width * i.height >= 4096 { return .object(try guarded { try PillowImage(i, turned: angle, fill: fill) }) }
            return wrap(try guarded { try i.rotated(angle, f, expand: expand, center: center, translate: translate, fill: fill) })
        }
        t.method("transform(self, size, method, data=None, resample=0, fill=1, fillcolor=None)", "The image through a map of Image.Transform: AFFINE, EXTENT, PERSPECTIVE, QUAD or MESH.") { a in
            let i = try me(a).image()
            let (w, h) = try size(a[1])
            guard a.given(3) else { throw valueError("missing method data") }
            let f = try filter(a[4], default: .nearest)
            let fill = a.given(6) ? try ink(a[6], i.mode) : nil
            let kind = try a.int(2)
            guard w >= 0, h >= 0 else { throw valueError("Width and height must be >= 0") }
            if kind == 4 {
                // Boxes of the result, each with the quadrilateral that fills it.
                let out = try guarded { try Kernel.Image(i.mode, width: w, height: h, fill: fill ?? [UInt8](repeating: 0, count: i.mode.pixelSize)) }
                for piece in try a.items(3) {
                    let parts = try Operators.items(of: piece)
                    guard parts.count == 2 else { throw valueError("a mesh is a list of (box, quad)") }
                    let b = try doubles(parts[0]).map(cut), q = try doubles(parts[1])
                    guard b.count == 4, q.count == 8, b[2] > b[0], b[3] > b[1], (b[2] - b[0]) * (b[3] - b[1]) < 1 << 28 else { throw valueError("wrong number of matrix entries") }
                    try guarded { try out.paste(try i.quadrilateral(width: b[2] - b[0], height: b[3] - b[1], q, f, fill: fill), x: b[0], y: b[1], mask: nil) }
                }
                return wrap(out)
            }
            var m = try doubles(a[3])
            switch kind {
            case 0: guard m.count >= 6 else { throw valueError("wrong number of matrix entries") }
            case 1:
                guard m.count == 4, w > 0, h > 0 else { throw valueError("wrong number of matrix entries") }
                m = [(m[2] - m[0]) / Double(w), 0, m[0], 0, (m[3] - m[1]) / Double(h), m[1]]
            case 2:
                guard m.count >= 8 else { throw valueError("wrong number of matrix entries") }
                return wrap(try guarded { try i.perspective(width: w, height: h, m, f, fill: fill) })
            case 3:
                guard m.count >= 8, w > 0, h > 0 else { throw valueError("wrong number of matrix entries") }
                return wrap(try guarded { try i.quadrilateral(width: w, height: h, m, f, fill: fill) })
            default: throw valueError("unknown transformation method")
            }
            return wrap(try guarded { try i.affine(width: w, height: h, m, f, fill: fill) })
        }
        t.method("crop(self, box=None)", "The box (left, upper, right, lower).") { a in
            guard a.given(1) else { return wrap(try guarded { try me(a).image().copy() }) }
            let b = try doubles(a[1])
            guard b.count == 4 else { throw valueError("crop box must be a sequence of length 4") }
            // Python's round: half to even.
            let r = b.map { cut($0.rounded(.toNearestOrEven)) }
            if r[2] < r[0] { throw valueError("Coordinate 'right' is less than 'left'") }
            if r[3] < r[1] { throw valueError("Coordinate 'lower' is less than 'upper'") }
            return wrap(try guarded { try me(a).crop(r[0], r[1], r[2], r[3]) })
        }
        t.method("transpose(self, method)", "Flipped or turned by quarters (Image.Transpose).") { a in
            guard let how = Kernel.Image.Transposition(rawValue: try a.int(1)) else { throw valueError("No such transpose operation") }
            let i = try me(a).image()
            return wrap(try guarded { try i.transposed(how) })
        }
        t.method("paste(self, im, box=None, mask=None)", "Puts an image or a colour into a box.") { a in
            let target = try me(a).image()
            var box = a[2], maskValue = a[3]
            if let m: PillowImage = box.cast() {
                maskValue = .object(m)
                box = .none
            }
            let mask: Kernel.Image? = a.given(3) || !maskValue.isNone && !maskValue.isUnbound ? try of(maskValue, "mask").image() : nil
            var corners = try a.given(2) && !box.isNone ? Operators.items(of: box).map(integer) : [0, 0]
            guard corners.count == 2 || corners.count == 4 else { throw valueError("cannot determine region size; use 4-item box") }
            guard corners.allSatisfy({ $0.magnitude < 1 << 31 }) else { throw valueError("box is out of range") }
            if let source: PillowImage = a[1].cast() {
                var s = try source.image()
                if corners.count == 4, corners[2] - corners[0] != s.width || corners[3] - corners[1] != s.height { throw valueError("images do not match") }
                if s.mode != target.mode { s = try guarded { try s.converted(to: target.mode) } }
                try guarded { try target.paste(s, x: corners[0], y: corners[1], mask: mask) }
            } else {
                if corners.count == 2 { corners += mask.map { [corners[0] + $0.width, corners[1] + $0.height] } ?? [target.width, target.height] }
                let color = try ink(a[1], target.mode)
                try guarded { try target.paste(color, corners[0], corners[1], corners[2], corners[3], mask: mask) }
            }
            return .none
        }
        t.method("getpixel(self, xy)", "The pixel at (x, y).") { a in
            let i = try me(a).image()
            var (x, y) = try size(a[1])
            if x < 0 { x += i.width }
            if y < 0 { y += i.height }
            guard x >= 0, y >= 0, x < i.width, y < i.height else { throw indexError("image index out of range") }
            return try pixel(i, x, y)
        }
        t.method("putpixel(self, xy, value)", "Sets the pixel at (x, y).") { a in
            let i = try me(a).image()
            var (x, y) = try size(a[1])
            if x < 0 { x += i.width }
            if y < 0 { y += i.height }
            guard x >= 0, y >= 0, x < i.width, y < i.height else { throw indexError("image index out of range") }
            if a[2].asString != nil { throw typeError(i.mode == .f ? "must be real number, not str" : i.mode.bands == 1 ? "color must be int or single-element tuple" : "color must be int or tuple") }
            let c = try ink(a[2], i.mode)
            memcpy(i.row(y) + x * i.mode.pixelSize, c, i.mode.pixelSize)
            return .none
        }
        t.method("alpha_composite(self, im, dest=(0, 0), source=(0, 0))", "Puts an RGBA image over this one, in place.") { a in
            let p = me(a)
            guard p.mode == .rgba, let over: PillowImage = a[1].cast(), over.mode == .rgba else { throw valueError("image has wrong mode") }
            let at = try doubles(a[2]).map(cut), from = try doubles(a[3]).map(cut)
            guard at.count == 2 else { throw valueError("Destination must be a sequence of length 2") }
            guard from.count == 2 || from.count == 4 else { throw valueError("Source must be a sequence of length 2 or 4") }
            if from.min()! < 0 { throw valueError("Source must be non-negative") }
            let source = try over.image()
            let part = try guarded { try source.crop(from[0], from[1], from.count == 4 ? from[2] : source.width, from.count == 4 ? from[3] : source.height) }
            let under = try guarded { try p.image().crop(at[0], at[1], at[0] + part.width, at[1] + part.height) }
            let mixed = try Operators.callMethod(.object(try ModuleTable.shared.module("PIL.Image")!), "alpha_composite", wrap(under), wrap(part))
            let result = try of(mixed).image(), target = try p.image()
            try guarded { try target.paste(result, x: at[0], y: at[1], mask: nil) }
            return .none
        }
        t.method("getprojection(self)", "Which columns and which rows have a pixel that is not 0.") { a in
            let i = try me(a).image()
            let s = i.mode.pixelSize
            var columns = [Int](repeating: 0, count: i.width), rows = [Int](repeating: 0, count: i.height)
            for y in 0..<i.height {
                for x in 0..<i.width where (0..<s).contains(where: { i.row(y)[x * s + $0] != 0 }) {
                    columns[x] = 1
                    rows[y] = 1
                }
            }
            return .tuple([.list(columns.map(Value.int)), .list(rows.map(Value.int))])
        }
        t.method("tell(self)", "The number of the frame.") { _ in .int(0) }
        t.method("seek(self, frame)", "A still image has one frame.") { a in
            if try a.int(1) != 0 { throw PythonError(Exceptions.eofError, "no more images in file") }
            return .none
        }
        t.method("getbands(self)", "The names of the bands.") { a in .tuple(me(a).mode.bandNames.map(Value.string)) }
        t.method("split(self)", "The bands as images.") { a in
            let i = try me(a).image()
            return .tuple(try guarded { try (0..<i.mode.bands).map { wrap(try i.band($0)) } })
        }
        t.method("getchannel(self, channel)", "One band as an image.") { a in
            let i = try me(a).image()
            let k: Int
            if let name = a[1].asString {
                guard let n = i.mode.bandNames.firstIndex(of: name) else { throw valueError("The image has no channel \"\(name)\"") }
                k = n
            } else {
                k = try a.int(1)
            }
            guard k >= 0, k < i.mode.bands else { throw valueError("band index out of range") }
            return wrap(try guarded { try i.band(k) })
        }
        t.method("getdata(self, band=None)", "All pixels, row by row, as a list.") { a in
            let i = try me(a).image()
            var out: [Value] = []
            out.reserveCapacity(i.width * i.height)
            for y in 0..<i.height {
                for x in 0..<i.width {
                    var p = try pixel(i, x, y)
                    if a.given(1), i.mode.bands > 1 { p = .int(Int((i.row(y) + x * i.mode.pixelSize)[min(max(try a.int(1), 0), i.mode.bands - 1)])) }
                    out.append(p)
                }
            }
            return .list(out)
        }
        t.method("putdata(self, data, scale=1.0, offset=0.0)", "Sets all pixels, row by row.") { a in
            let i = try me(a).image()
            let items = try a.items(1)
            guard items.count <= i.width * i.height else { throw typeError("too many data entries") }
            for (k, v) in items.enumerated() {
                let c = try ink(v, i.mode)
                memcpy(i.pixels + k * i.mode.pixelSize, c, i.mode.pixelSize)
            }
            return .none
        }
        t.method("getextrema(self)", "Smallest and largest value, for each band.") { a in
            let i = try me(a).image()
            let n = i.width * i.height
            if !i.mode.isByte {
                var lo = Double.infinity, hi = -Double.infinity
                for y in 0..<i.height {
                    for x in 0..<i.width {
                        let v = try Operators.toDouble(pixel(i, x, y))
                        lo = min(lo, v)
                        hi = max(hi, v)
                    }
                }
                return i.mode == .f ? .tuple([.float(lo), .float(hi)]) : .tuple([.int(Int(lo)), .int(Int(hi))])
            }
            let s = i.mode.pixelSize
            let pairs: [Value] = (0..<s).map { b in
                var lo: UInt8 = 255, hi: UInt8 = 0
                for k in 0..<n {
                    lo = min(lo, i.pixels[k * s + b])
                    hi = max(hi, i.pixels[k * s + b])
                }
                return .tuple([.int(Int(lo)), .int(Int(hi))])
            }
            return s == 1 ? pairs[0] : .tuple(pairs)
        }
        t.method("getbbox(self, alpha_only=True)", "The box of the non-zero pixels, None when there are none.") { a in
            let i = try me(a).image()
            let s = i.mode.pixelSize
            let alphaOnly = i.mode == .rgba || i.mode == .la ? try a.bool(1) : false
            var l = i.width, r = -1, u = i.height, d = -1
            for y in 0..<i.height {
                for x in 0..<i.width {
                    let p = i.row(y) + x * s
                    let ink = alphaOnly ? p[s - 1] != 0 : (0..<s).contains { p[$0] != 0 }
                    if ink {
                        l = min(l, x)
                        r = max(r, x)
                        u = min(u, y)
                        d = max(d, y)
                    }
                }
            }
            return r < 0 ? .none : .tuple([.int(l), .int(u), .int(r + 1), .int(d + 1)])
        }
        t.method("histogram(self, mask=None, extrema=None)", "256 counts for each band.") { a in
            let i = try me(a).image()
            let s = i.mode.pixelSize
            guard i.mode.isByte else { throw valueError("histogram of mode \(i.mode.rawValue) is not supported here; use numpy.histogram") }
            var counts = [Int](repeating: 0, count: 256 * s)
            for k in 0..<i.byteCount { counts[k % s * 256 + Int(i.pixels[k])] += 1 }
            return .list(counts.map(Value.int))
        }
        t.method("getcolors(self, maxcolors=256)", "A list of (count, pixel), None when there are more than maxcolors.") { a in
            let i = try me(a).image()
            let s = i.mode.pixelSize
            if s == 3 || i.mode == .rgba { return colors(i, try a.int(1)) }
            var counts: [[UInt8]: Int] = [:]
            for k in 0..<(i.width * i.height) {
                counts[(0..<s).map { i.pixels[k * s + $0] }, default: 0] += 1
                if counts.count > (try a.int(1)) { return .none }
            }
            return .list(
                counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { e in
                    .tuple([.int(e.value), s == 1 ? .int(i.mode == .one ? Int(e.key[0] & 1) : Int(e.key[0])) : .tuple(e.key.map { .int(Int($0)) })])
                })
        }
        t.method("point(self, lut, mode=None)", "Each value through a table or a function.") { a in
            let i = try me(a).image()
            guard i.mode.isByte else { throw valueError("point operation not supported for this mode") }
            var table: [UInt8]
            if Operators.isCallable(a[1]) {
                table = try (0..<256).map { v in UInt8(min(max(cut(try Operators.toDouble(Operators.call(a[1], .int(v))).rounded(.toNearestOrEven)), 0), 255)) }
            } else {
                table = try a.items(1).map { UInt8(min(max(try integer($0), 0), 255)) }
                guard table.count == 256 || table.count == 256 * i.mode.bands else { throw valueError("wrong number of lut entries") }
            }
            let out = try guarded { try i.mapped(table) }
            if a.given(2), let m = ImageMode(rawValue: try a.string(2)), m != i.mode {
                if m == .one || m == .l, i.mode == .l || i.mode == .one {
                    let o = try guarded { try Kernel.Image(m, width: i.width, height: i.height) }
                    for k in 0..<o.byteCount { o.pixels[k] = m == .one ? (out.pixels[k] != 0 ? 255 : 0) : out.pixels[k] }
                    return wrap(o)
                }
                return wrap(try guarded { try out.converted(to: m) })
            }
            return wrap(out)
        }
        t.method("putalpha(self, alpha)", "Adds or replaces the alpha band: a number or an L image.") { a in
            let p = me(a), i = try p.image()
            let target: ImageMode = i.mode == .la || i.mode == .rgba ? i.mode : i.mode == .one || i.mode == .l ? .la : .rgba
            let out = target == i.mode ? i : try guarded { try i.converted(to: target) }
            let s = target.pixelSize
            if let m: PillowImage = a[1].cast() {
                var alpha = try m.image()
                guard alpha.mode == .l || alpha.mode == .one else { throw valueError("illegal image mode") }
                if alpha.width != i.width || alpha.height != i.height { throw valueError("images do not match") }
                if alpha.mode == .one { alpha = try guarded { try alpha.converted(to: .l) } }
                for k in 0..<(i.width * i.height) { out.pixels[k * s + s - 1] = alpha.pixels[k] }
            } else {
                let v = UInt8(min(max(try a.int(1), 0), 255))
                for k in 0..<(i.width * i.height) { out.pixels[k * s + s - 1] = v }
            }
            p.resize(out)
            return .none
        }
        t.method("entropy(self, mask=None, extrema=None)", "The entropy of all bands' counts, in bits.") { a in
            let i = try me(a).image()
            guard i.mode.isByte else { throw valueError("entropy of mode \(i.mode.rawValue) is not supported here") }
            let s = i.mode.pixelSize
            var counts = [Int](repeating: 0, count: 256 * s)
            for k in 0..<i.byteCount { counts[k % s * 256 + Int(i.pixels[k])] += 1 }
            var e = 0.0
            for c in counts where c > 0 {
                let p = Double(c) / Double(i.byteCount)
                e += p * log(p) * 1.4426950408889634
            }
            return .float(-e)
        }
        t.method("getpalette(self, rawmode='RGB')", "The palette as a flat list, None without one.") { a in
            let i = try me(a).image()
            return i.palette.isEmpty ? .none : .list(i.palette.map { .int(Int($0)) })
        }
        t.method("putpalette(self, data, rawmode='RGB')", "Sets the palette of a P image.") { a in
            let i = try me(a).image()
            guard i.mode == .p || i.mode == .l else { throw valueError("illegal image mode") }
            i.palette = try a.items(1).map { UInt8(min(max(try integer($0), 0), 255)) }
            return .none
        }
        t.method("tobytes(self, encoder_name='raw')", "The pixels as bytes.") { a in
            let i = try me(a).image()
            if i.mode == .one {
                // Eight pixels a byte, the first in the highest bit; a row ends with its byte.
                let stride = (i.width + 7) / 8
                var out = [UInt8](repeating: 0, count: stride * i.height)
                for y in 0..<i.height { for x in 0..<i.width where i.row(y)[x] != 0 { out[y * stride + x / 8] |= 128 >> UInt8(x % 8) } }
                return .object(BytesObject(out))
            }
            return .object(BytesObject(Array(UnsafeBufferPointer(start: i.pixels, count: i.byteCount))))
        }
        t.method("filter(self, filter)", "The image through an ImageFilter.") { a in
            guard let f: PillowFilter = a[1].cast() else { throw typeError("filter argument should be ImageFilter.Filter instance or class") }
            let i = try me(a).image()
            return wrap(try guarded { try f.apply(i) })
        }
        t.method("save(self, fp, format=None, **params)", "Writes a PNG, JPEG, BMP or PPM file, whole or not at all.") { a in
            let i = try me(a).image()
            let name = try path(a[1])
            var kind = a.given(2) ? try a.string(2).uppercased() : ""
            if kind.isEmpty {
                let ext = name.flatMap { n in n.lastIndex(of: ".").map { n[n.index(after: $0)...].lowercased() } } ?? ""
                switch ext {
                case "png": kind = "PNG"
                case "jpg", "jpeg", "jpe", "jfif": kind = "JPEG"
                case "bmp", "dib": kind = "BMP"
                case "pbm", "pgm", "ppm", "pnm": kind = "PPM"
                default: throw valueError("unknown file extension: \(ext.isEmpty ? "" : "." + ext)")
                }
            }
            if kind == "JPG" { kind = "JPEG" }
            var quality = 75, subsampling = -1, optimize = false, progressive = false, level = 6, dpi = 0.0, dpiY = 0.0
            for (k, v) in a.keywords(3) {
                switch k {
                case "quality": quality = try Operators.index(v)
                case "subsampling": subsampling = try Operators.index(v)
                case "optimize":
                    optimize = try Operators.isTrue(v)
                    if optimize { level = 9 }
                case "progressive": progressive = try Operators.isTrue(v)
                case "compress_level": level = min(max(try Operators.index(v), 0), 9)
                case "dpi":
                    let both = try doubles(v)
                    dpi = both.first ?? 0
                    dpiY = both.last ?? 0
                default: break
                }
            }
            let bytes: [UInt8]
            do {
                switch kind {
                case "PNG": bytes = try i.encodedPNG(level: level, dpi: dpi)
                case "JPEG":
                    var out = try i.encodedJPEG(quality: quality, subsampling: subsampling, optimize: optimize, progressive: progressive)
                    // The density's place in the JFIF header: unit (1: an inch), then both as 16 bits.
                    if dpi > 0, dpi < 65535, out.count > 18, out[2] == 0xFF, out[3] == 0xE0 {
                        let (x, y) = (Int(dpi.rounded(.toNearestOrEven)), min(max(cut(dpiY.rounded(.toNearestOrEven)), 0), 65535))
                        out.replaceSubrange(13..<18, with: [1, UInt8(x >> 8), UInt8(x & 255), UInt8(y >> 8), UInt8(y & 255)])
                    }
                    bytes = out
                case "BMP", "DIB", "PPM":
                    let made = try Operators.callMethod(.object(try ModuleTable.shared.module("PIL._more")!), kind == "PPM" ? "ppm_bytes" : "bmp_bytes", a[0])
                    guard let b: BytesObject = made.cast() else { throw typeError("bytes expected") }
                    bytes = Array(b.items)
                default: throw keyError(.string(kind))
                }
            } catch ImageError.value(let m) {
                throw PythonError(Exceptions.osError, m)
            } catch let e as ImageError {
                throw try guarded { throw e }
            }
            if let name {
                try write(bytes, to: name)
            } else {
                _ = try Operators.callMethod(a[1], "write", .object(BytesObject(bytes)))
            }
            return .none
        }
        t.method("show(self, title=None)", "Shows the image as a figure.") { a in
            _ = try me(a).image()
            throw notImplementedError("Image.show opens a window; write plt.imshow(image) and plt.show()")
        }
        t.method("_repr_png_(self)", "The image as PNG bytes.") { a in
            let i = try me(a).image()
            return .object(BytesObject(try guarded { try i.encodedPNG() }))
        }
    }
}

/// `image.load()`: pixels by `[x, y]`.
final class PixelAccess: Object {
    static let type_ = TypeObject.native("PixelAccess", module: "PIL")
    let owner: PillowImage
    init(_ owner: PillowImage) {
        self.owner = owner
        super.init(type: PixelAccess.type_)
    }
    private func position(_ key: Value) throws -> (Kernel.Image, Int, Int) {
        let i = try owner.image()
        var (x, y) = try Pillow.size(key)
        if x < 0 { x += i.width }
        if y < 0 { y += i.height }
        guard x >= 0, y >= 0, x < i.width, y < i.height else { throw indexError("image index out of range") }
        return (i, x, y)
    }
    override func getItem(_ key: Value) throws -> Value? {
        let (i, x, y) = try position(key)
        return try Pillow.pixel(i, x, y)
    }
    override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        let (i, x, y) = try position(key)
        let c = try Pillow.ink(value, i.mode)
        memcpy(i.row(y) + x * i.mode.pixelSize, c, i.mode.pixelSize)
        return true
    }
}

extension Pillow {
    /// `getcolors` of colour images, in the order of Pillow's table: open addressing in 2ⁿ places, null hashing.
    static func colors(_ i: Kernel.Image, _ limit: Int) -> Value {
        let sizes = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576, 2097152, 4194304, 8388608, 16777216]
        let polynomials = [3, 3, 3, 5, 3, 3, 29, 17, 9, 5, 83, 27, 43, 3, 45, 9, 39, 39, 9, 5, 3, 33, 27]
        guard limit >= 0, let at = sizes.firstIndex(where: { $0 > limit }) else { return .none }
        let mask = sizes[at] - 1, polynomial = polynomials[at], s = i.mode.pixelSize
        var keys = [UInt32](repeating: 0, count: sizes[at]), counts = [Int](repeating: 0, count: sizes[at])
        var known = 0
        for k in 0..<(i.width * i.height) {
            var pixel: UInt32 = 0
            for b in 0..<s { pixel |= UInt32(i.pixels[k * s + b]) << UInt32(8 * b) }
            let h = Int(pixel)
            var place = ~h & mask
            var step = (h ^ (h >> 3)) & mask
            if step == 0 { step = mask }
            while counts[place] != 0 && keys[place] != pixel {
                place = (place + step) & mask
                step <<= 1
                if step > mask { step ^= polynomial }
            }
            if counts[place] == 0 {
                if known == limit { return .none }
                known += 1
                keys[place] = pixel
            }
            counts[place] += 1
        }
        return .list(
            counts.indices.filter { counts[$0] > 0 }.map { p in
                .tuple([.int(counts[p]), .tuple((0..<s).map { .int(Int(keys[p] >> UInt32(8 * $0)) & 255) })])
            })
    }
}

// This file declares PIL.ImageDraw and PIL.ImageFont.

import Glibc
import Kernel
import Lang

/// `ImageDraw.Draw(image)`.
final class DrawObject: Object {
    static let drawType = TypeObject.native("ImageDraw", module: "PIL.ImageDraw", declareDraw)
    let image: PillowImage
    init(_ image: PillowImage) {
        self.image = image
        super.init(type: DrawObject.drawType)
    }
}

/// `ImageFont.truetype(...)`.
final class FontObject: Object {
    static let fontType = TypeObject.native("FreeTypeFont", module: "PIL.ImageFont", declareFont)
    let font: Font
    init(_ font: Font) {
        self.font = font
        super.init(type: FontObject.fontType)
    }
}

/// Points of `[(x, y), …]` or `[x, y, x, y, …]`.
private func points(_ v: Value) throws -> [(Double, Double)] {
    let items = try Operators.items(of: v)
    if let first = items.first, first.asObject != nil, first.asString == nil, let n = try? Operators.length(first), n == 2 {
        return try items.map { p in
            let c = try Pillow.doubles(p)
            guard c.count == 2 else { throw valueError("wrong number of coordinates") }
            return (c[0], c[1])
        }
    }
    let c = try items.map(Operators.toDouble)
    guard c.count % 2 == 0 else { throw valueError("wrong number of coordinates") }
    return stride(from: 0, to: c.count, by: 2).map { (c[$0], c[$0 + 1]) }
}

private func box(_ v: Value) throws -> (Double, Double, Double, Double) {
    let p = try points(v)
    guard p.count == 2 else { throw typeError("coordinate list must contain exactly 2 coordinates") }
    if p[1].0 < p[0].0 { throw valueError("x1 must be greater than or equal to x0") }
    if p[1].1 < p[0].1 { throw valueError("y1 must be greater than or equal to y0") }
    return (p[0].0, p[0].1, p[1].0, p[1].1)
}

private func declareDraw(_ t: TypeObject) {
    func target(_ a: Arguments) throws -> Kernel.Image { try (a[0].asObject as! DrawObject).image.image() }
    func white(_ i: Kernel.Image) -> [UInt8] { [UInt8](repeating: 255, count: i.mode.pixelSize) }
    /// Outline and fill as Pillow's `_getink`: white lines where neither is given.
    func inks(_ i: Kernel.Image, _ outline: Value, _ fill: Value) throws -> (outline: [UInt8]?, fill: [UInt8]?) {
        func one(_ v: Value) throws -> [UInt8]? { v.isNone || v.isUnbound ? nil : try Pillow.ink(v, i.mode) }
        let o = try one(outline), f = try one(fill)
        return o == nil && f == nil ? (white(i), nil) : (o, f)
    }
    t.property("mode", get: { .string(($0 as! DrawObject).image.mode.rawValue) })
    t.property("im", get: { .object(($0 as! DrawObject).image) })
    t.method("line(self, xy, fill=None, width=0, joint=None)", "Joined segments.") { a in
        let i = try target(a)
        i.drawLine(try points(a[1]), a.given(2) ? try Pillow.ink(a[2], i.mode) : white(i), width: try a.int(3))
        return .none
    }
    t.method("point(self, xy, fill=None)", "Points.") { a in
        let i = try target(a)
        let c = a.given(2) ? try Pillow.ink(a[2], i.mode) : white(i)
        for p in try points(a[1]) { i.drawLine([p, p], c, width: 0) }
        return .none
    }
    t.method("rectangle(self, xy, fill=None, outline=None, width=1)", "A rectangle, both corners included.") { a in
        let i = try target(a)
        let b = try box(a[1])
        let c = try inks(i, a[3], a[2])
        i.drawRectangle(b.0, b.1, b.2, b.3, fill: c.fill, outline: c.outline, width: try a.int(4))
        return .none
    }
    t.method("rounded_rectangle(self, xy, radius=0, fill=None, outline=None, width=1)", "A rectangle with round corners.") { a in
        let i = try target(a)
        let b = try box(a[1])
        let c = try inks(i, a[4], a[3])
        let r = min(try a.float(2), min(b.2 - b.0, b.3 - b.1) / 2)
        func shape(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ r: Double, _ ink: [UInt8]) {
            i.drawRectangle(x0 + r, y0, x1 - r, y1, fill: ink, outline: nil)
            i.drawRectangle(x0, y0 + r, x1, y1 - r, fill: ink, outline: nil)
            for (x, y) in [(x0, y0), (x1 - 2 * r, y0), (x0, y1 - 2 * r), (x1 - 2 * r, y1 - 2 * r)] { i.drawEllipse(x, y, x + 2 * r, y + 2 * r, fill: ink, outline: nil) }
        }
        let w = Double(try a.int(5))
        if let o = c.outline, w > 0 {
            let inside = c.fill == nil ? try Pillow.guarded { try i.copy() } : nil
            shape(b.0, b.1, b.2, b.3, r, o)
            if let f = c.fill {
                shape(b.0 + w, b.1 + w, b.2 - w, b.3 - w, max(r - w, 0), f)
            } else if let inside {
                // What lay inside the border comes back.
                let m = try Pillow.guarded { try Kernel.Image(.l, width: i.width, height: i.height, fill: [0]) }
                let k = max(r - w, 0)
                m.drawRectangle(b.0 + w + k, b.1 + w, b.2 - w - k, b.3 - w, fill: [255], outline: nil)
                m.drawRectangle(b.0 + w, b.1 + w + k, b.2 - w, b.3 - w - k, fill: [255], outline: nil)
                for (x, y) in [(b.0 + w, b.1 + w), (b.2 - w - 2 * k, b.1 + w), (b.0 + w, b.3 - w - 2 * k), (b.2 - w - 2 * k, b.3 - w - 2 * k)] {
                    m.drawEllipse(x, y, x + 2 * k, y + 2 * k, fill: [255], outline: nil)
                }
                try Pillow.guarded { try i.paste(inside, x: 0, y: 0, mask: m) }
            }
        } else if let f = c.fill {
            shape(b.0, b.1, b.2, b.3, r, f)
        }
        return .none
    }
    t.method("ellipse(self, xy, fill=None, outline=None, width=1)", "An ellipse in a box.") { a in
        let i = try target(a)
        let b = try box(a[1])
        let c = try inks(i, a[3], a[2])
        i.drawEllipse(b.0, b.1, b.2, b.3, fill: c.fill, outline: c.outline, width: try a.int(4))
        return .none
    }
    t.method("arc(self, xy, start, end, fill=None, width=1)", "The ellipse in a box between two angles, in degrees clockwise from three o'clock.") { a in
        let i = try target(a)
        let b = try box(a[1])
        i.drawArc(b.0, b.1, b.2, b.3, from: try a.float(2), to: try a.float(3), a.given(4) ? try Pillow.ink(a[4], i.mode) : white(i), width: try a.int(5))
        return .none
    }
    func sector(_ name: String, _ doc: String, _ draw: @escaping (Kernel.Image) -> (Double, Double, Double, Double, Double, Double, [UInt8]?, [UInt8]?, Int) -> Void) {
        t.method("\(name)(self, xy, start, end, fill=None, outline=None, width=1)", doc) { a in
            let i = try target(a)
            let b = try box(a[1])
            let c = try inks(i, a[5], a[4])
            draw(i)(b.0, b.1, b.2, b.3, try a.float(2), try a.float(3), c.fill, c.outline, try a.int(6))
            return .none
        }
    }
    sector("chord", "An arc whose ends are joined by a line.") { i in { i.drawChord($0, $1, $2, $3, from: $4, to: $5, fill: $6, outline: $7, width: $8) } }
    sector("pieslice", "An arc whose ends are joined with the centre.") { i in { i.drawPieslice($0, $1, $2, $3, from: $4, to: $5, fill: $6, outline: $7, width: $8) } }
    t.method("bitmap(self, xy, bitmap, fill=None)", "A mask filled with a colour.") { a in
        let i = try target(a)
        let p = try Pillow.doubles(a[1])
        guard p.count == 2 else { throw valueError("wrong number of coordinates") }
        let m = try Pillow.of(a[2]).image()
        guard m.mode == .l || m.mode == .one else { throw valueError("bad transparency mask") }
        i.drawMask(m, x: Pillow.cut(p[0]), y: Pillow.cut(p[1]), a.given(3) ? try Pillow.ink(a[3], i.mode) : white(i))
        return .none
    }
    t.method("circle(self, xy, radius, fill=None, outline=None, width=1)", "A circle around a point.") { a in
        let i = try target(a)
        let p = try Pillow.doubles(a[1])
        guard p.count == 2 else { throw valueError("wrong number of coordinates") }
        let r = try a.float(2)
        let c = try inks(i, a[4], a[3])
        i.drawEllipse(p[0] - r, p[1] - r, p[0] + r, p[1] + r, fill: c.fill, outline: c.outline, width: try a.int(5))
        return .none
    }
    t.method("polygon(self, xy, fill=None, outline=None, width=1)", "A closed polygon.") { a in
        let i = try target(a)
        let c = try inks(i, a[3], a[2])
        i.drawPolygon(try points(a[1]), fill: c.fill, outline: c.outline, width: try a.int(4))
        return .none
    }
    t.method("regular_polygon(self, bounding_circle, n_sides, rotation=0, fill=None, outline=None, width=1)", "A polygon of equal sides in a circle.") { a in
        let i = try target(a)
        let parts = try a.items(1)
        let flat = try parts.flatMap { v in try v.asObject is TupleObject || v.asObject is ListObject ? Pillow.doubles(v) : [Operators.toDouble(v)] }
        guard flat.count == 3 else { throw valueError("bounding_circle should contain 2D coordinates and a radius (e.g. (x, y, r) or ((x, y), r) )") }
        let n = try a.int(2)
        if n < 3 { throw valueError("n_sides should be an int > 2") }
        if flat[2] <= 0 { throw valueError("bounding_circle radius should be > 0") }
        let step = 360.0 / Double(n)
        var angle = 270 - 0.5 * step + (try a.float(3))
        var corners: [(Double, Double)] = []
        func hundredths(_ v: Double) -> Double { (v * 100).rounded(.toNearestOrEven) / 100 }
        for _ in 0..<n {
            let r = (360 - angle) * .pi / 180
            corners.append((hundredths(flat[2] * cos(r) + flat[0]), hundredths(flat[2] * sin(r) + flat[1])))
            angle += step
            if angle > 360 { angle -= 360 }
        }
        let c = try inks(i, a[5], a[4])
        i.drawPolygon(corners, fill: c.fill, outline: c.outline, width: try a.int(6))
        return .none
    }
    t.method("text(self, xy, text, fill=None, font=None, anchor=None, spacing=4, align='left', direction=None, features=None, language=None, stroke_width=0, stroke_fill=None, embedded_color=False)", "Text at a point.") { a in
        let i = try target(a)
        let p = try Pillow.doubles(a[1])
        guard p.count == 2 else { throw valueError("wrong number of coordinates") }
        let color = a.given(3) ? try Pillow.ink(a[3], i.mode) : white(i)
        let font = try fontOf(a[4])
        let anchor = try a.string(5, or: "la")
        let lines = try a.string(2).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let step = try lineStep(font, a.float(6))
        let widths = lines.map { font.font.length($0) }
        let widest = widths.max() ?? 0
        let align = try a.string(7)
        for (k, line) in lines.enumerated() {
            let shift = align == "center" ? (widest - widths[k]) / 2 : align == "right" ? widest - widths[k] : 0
            let m = try Pillow.guarded { try font.font.mask(line, anchor: anchor) }
            i.drawMask(m.image, x: Pillow.cut((p[0] + shift).rounded(.down)) + m.x, y: Pillow.cut((p[1] + Double(k) * step).rounded(.down)) + m.y, color)
        }
        return .none
    }
    t.method("textlength(self, text, font=None, direction=None, features=None, language=None, embedded_color=False)", "The advance of a line of text, in pixels.") { a in
        .float(try fontOf(a[2]).font.length(try a.string(1)))
    }
    t.method("textbbox(self, xy, text, font=None, anchor=None, spacing=4, align='left')", "The ink box of text at a point.") { a in
        let p = try Pillow.doubles(a[1])
        guard p.count == 2 else { throw valueError("wrong number of coordinates") }
        let font = try fontOf(a[3])
        let lines = try a.string(2).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let step = try lineStep(font, a.float(5))
        var out: (Double, Double, Double, Double)?
        for (k, line) in lines.enumerated() {
            let b = try Pillow.guarded { try font.font.boundingBox(line, anchor: a.string(4, or: "la")) }
            let y = p[1] + Double(k) * step
            let q = (p[0] + Double(b.0), y + Double(b.1), p[0] + Double(b.2), y + Double(b.3))
            if let o = out { out = (min(o.0, q.0), min(o.1, q.1), max(o.2, q.2), max(o.3, q.3)) } else { out = q }
        }
        let o = out!
        return .tuple([.float(o.0), .float(o.1), .float(o.2), .float(o.3)])
    }
}

private func lineStep(_ f: FontObject, _ spacing: Double) throws -> Double {
    let b = try Pillow.guarded { try f.font.boundingBox("A") }
    return Double(b.3) + spacing
}

private func fontOf(_ v: Value) throws -> FontObject {
    if let f: FontObject = v.cast() { return f }
    if v.isNone || v.isUnbound { return try Pillow.defaultFont(size: 10) }
    throw typeError("font must be an ImageFont, not \(v.typeName)")
}

private func declareFont(_ t: TypeObject) {
    func me(_ o: Object) -> FontObject { o as! FontObject }
    t.property("size", get: { let s = me($0).font.size; return s == s.rounded() ? .int(Int(s)) : .float(s) })
    t.property("path", get: { .string(me($0).font.path) })
    t.method("getname(self)", "(family, style)") { a in
        let f = a[0].asObject as! FontObject
        return .tuple([.string(f.font.family), .string(f.font.style)])
    }
    t.method("getmetrics(self)", "(ascent, descent) in pixels.") { a in
        let m = (a[0].asObject as! FontObject).font.metrics
        return .tuple([.int(m.ascent), .int(m.descent)])
    }
    t.method("getlength(self, text, mode='', direction=None, features=None, language=None)", "The advance in pixels.") { a in
        .float((a[0].asObject as! FontObject).font.length(try a.string(1)))
    }
    t.method("getbbox(self, text, mode='', direction=None, features=None, language=None, stroke_width=0, anchor=None)", "The ink box.") { a in
        let f = a[0].asObject as! FontObject
        let b = try Pillow.guarded { try f.font.boundingBox(try a.string(1), anchor: try a.string(7, or: "la")) }
        return .tuple([.float(Double(b.0)), .float(Double(b.1)), .float(Double(b.2)), .float(Double(b.3))])
    }
    t.method("getmask(self, text, mode='')", "The coverage as an L image.") { a in
        let f = a[0].asObject as! FontObject
        return Pillow.wrap(try Pillow.guarded { try f.font.mask(try a.string(1)).image })
    }
    t.method("font_variant(self, font=None, size=None, index=None, encoding=None, layout_engine=None)", "The font at another size.") { a in
        let f = a[0].asObject as! FontObject
        let path = try a.string(1, or: f.font.path), size = try a.float(2, or: f.font.size)
        return .object(FontObject(try Pillow.guarded(path) { try Font(path: path, size: size) }))
    }
}

extension Pillow {
    private static let folders = ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2", "/usr/local/share/fonts"]

    /// A font by path or by file name in the system's folders. Throws OSError.
    static func font(_ name: String, size: Double, index: Int = 0) throws -> FontObject {
        let candidates = [name] + (name.contains("/") ? [] : folders.flatMap { ["\($0)/\(name)", "\($0)/\(name).ttf"] })
        for c in candidates where (try? Font(path: c, size: 1)) != nil {
            return FontObject(try guarded(c) { try Font(path: c, size: size, index: index) })
        }
        throw PythonError(Exceptions.osError, "cannot open resource")
    }
    static func defaultFont(size: Double) throws -> FontObject {
        try font("DejaVuSans.ttf", size: size)
    }

    static func makeDraw() -> ModuleObject {
        let m = ModuleObject("PIL.ImageDraw", doc: "Drawing on images.")
        m.constant("ImageDraw", .object(DrawObject.drawType))
        m.function("floodfill(image, xy, value, border=None, thresh=0)", "Fills the area of one colour around a point.") { a in
            let i = try of(a[0]).image()
            let p = try doubles(a[1])
            guard p.count == 2 else { throw valueError("xy must be a pair of numbers") }
            let x = Pillow.cut(p[0]), y = Pillow.cut(p[1])
            guard x >= 0, y >= 0, x < i.width, y < i.height else { return .none }
            let s = i.mode.pixelSize, new = try ink(a[2], i.mode), edge = a.given(3) ? try ink(a[3], i.mode) : nil
            let limit = try a.float(4)
            func pixel(_ k: Int) -> [UInt8] { (0..<s).map { i.pixels[k * s + $0] } }
            let old = pixel(y * i.width + x)
            func far(_ q: [UInt8]) -> Double { Double(zip(q, old).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) }
            if far(new) <= limit { return .none }
            var seen = [Bool](repeating: false, count: i.width * i.height), edgePoints = [y * i.width + x]
            seen[edgePoints[0]] = true
            while let k = edgePoints.popLast() {
                for b in 0..<s { i.pixels[k * s + b] = new[b] }
                let cx = k % i.width, cy = k / i.width
                for (nx, ny) in [(cx + 1, cy), (cx - 1, cy), (cx, cy + 1), (cx, cy - 1)] where nx >= 0 && ny >= 0 && nx < i.width && ny < i.height {
                    let n = ny * i.width + nx
                    if seen[n] { continue }
                    seen[n] = true
                    let q = pixel(n)
                    if let edge { if q != new && q != edge { edgePoints.append(n) } } else if far(q) <= limit { edgePoints.append(n) }
                }
            }
            return .none
        }
        m.function("Draw(im, mode=None)", "An object that draws on the image.") { a in
            let i = try of(a[0])
            _ = try i.image()
            return .object(DrawObject(i))
        }
        return m
    }

    static func makeFont() -> ModuleObject {
        let m = ModuleObject("PIL.ImageFont", doc: "Fonts, by FreeType.")
        m.type(FontObject.fontType)
        let layout = TypeObject.native("Layout", module: "PIL.ImageFont", subclassable: false)
        layout.constant("BASIC", .int(0))
        layout.constant("RAQM", .int(1))
        m.type(layout)
        m.function("truetype(font=None, size=10, index=0, encoding='', layout_engine=None)", "A TrueType font at a size in pixels. Text is always laid out as by Layout.BASIC.") { a in
            guard a.given(0), let path = try path(a[0]) else { throw typeError("font must be a path") }
            let size = try a.float(1)
            if size <= 0 { throw valueError("font size must be greater than 0, not \(try Operators.repr(a[1]))") }
            return .object(try font(path, size: size, index: try a.int(2)))
        }
        m.function("load_default(size=None)", "DejaVu Sans.") { a in .object(try defaultFont(size: try a.float(0, or: 10))) }
        return m
    }
}

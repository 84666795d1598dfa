// This file renders text with FreeType, laid out as Pillow's basic layout does.

import CFreeType
import Glibc

/// A TrueType font at a size.
public final class Font {
    private static let library: FT_Library? = {
        var l: FT_Library?
        return FT_Init_FreeType(&l) == 0 ? l : nil
    }()

    private var face: FT_Face
    public let path: String
    /// Pixels.
    public let size: Double

    /// Opens a font file. Throws `ImageError.io` when it cannot be read as a font.
    public init(path: String, size: Double, index: Int = 0) throws {
        guard let library = Font.library else { throw ImageError.memory }
        guard size > 0 else { throw ImageError.value("font size must be greater than 0, not \(size)") }
        var f: FT_Face?
        guard access(path, R_OK) == 0 else { throw ImageError.io(errno: errno) }
        guard FT_New_Face(library, path, FT_Long(index), &f) == 0, let f else { throw ImageError.broken("unknown file format") }
        face = f
        self.path = path
        self.size = size
        FT_Set_Char_Size(f, 0, FT_F26Dot6(size * 64), 0, 0)
    }

    deinit { FT_Done_Face(face) }

    public var family: String { face.pointee.family_name.map { String(cString: $0) } ?? "" }
    public var style: String { face.pointee.style_name.map { String(cString: $0) } ?? "" }
    /// Pixels above and below the base line.
    public var metrics: (ascent: Int, descent: Int) {
        let m = face.pointee.size.pointee.metrics
        return (Font.pixel(m.ascender), -Font.pixel(m.descender))
    }

    private static func pixel(_ v: FT_Pos) -> Int { (v + 32) >> 6 }

    private struct Glyph {
        let drawn: Drawn
        /// 26.6.
        var advance: Int
    }

    /// A glyph at this font's size, hinted and rendered once: a page of text draws the same few dozen thousands of times.
    private final class Drawn {
        let advance: Int
        /// Pixels, y up.
        let box: FT_BBox
        /// The bitmap's corner relative to the origin, and its coverage, a byte a pixel; nil until it is drawn.
        var bitmap: (left: Int, top: Int, width: Int, rows: Int, coverage: [UInt8])?

        init(advance: Int, box: FT_BBox) { self.advance = advance; self.box = box }
    }

    private var drawn: [FT_UInt: Drawn] = [:]
    private var drawnBytes = 0

    private func glyph(_ index: FT_UInt) -> Drawn? {
        if let known = drawn[index] { return known }
        guard FT_Load_Glyph(face, index, FT_Int32(FT_LOAD_DEFAULT)) == 0 else { return nil }
        var box = FT_BBox()
        var glyph: FT_Glyph?
        guard FT_Get_Glyph(face.pointee.glyph, &glyph) == 0, let glyph else { return nil }
        FT_Glyph_Get_CBox(glyph, FT_UInt(FT_GLYPH_BBOX_PIXELS.rawValue), &box)
        FT_Done_Glyph(glyph)
        let g = Drawn(advance: face.pointee.glyph.pointee.metrics.horiAdvance, box: box)
        if FT_Render_Glyph(face.pointee.glyph, FT_RENDER_MODE_NORMAL) == 0 {
            let slot = face.pointee.glyph.pointee
            let (width, rows) = (Int(slot.bitmap.width), Int(slot.bitmap.rows))
            var coverage: [UInt8] = []
            if let buffer = slot.bitmap.buffer {
                coverage.reserveCapacity(width * rows)
                for v in 0..<rows { coverage.append(contentsOf: UnsafeBufferPointer(start: buffer + v * Int(slot.bitmap.pitch), count: width)) }
                g.bitmap = (Int(slot.bitmap_left), Int(slot.bitmap_top), width, rows, coverage)
            }
        }
        // A text in many scripts at a large size must not fill memory.
        drawnBytes += g.bitmap?.coverage.count ?? 0
        if drawnBytes > 8 << 20 {
            drawn.removeAll()
            drawnBytes = 0
        }
        drawn[index] = g
        return g
    }

    private func layout(_ text: String) -> [Glyph] {
        var out: [Glyph] = []
        var last: FT_UInt = 0
        let kerning = face.pointee.face_flags & FT_Long(1 << 6) != 0
        for u in text.unicodeScalars {
            let index = FT_Get_Char_Index(face, FT_ULong(u.value))
            if kerning, last != 0, index != 0, !out.isEmpty {
                var delta = FT_Vector()
                if FT_Get_Kerning(face, last, index, FT_UInt(FT_KERNING_DEFAULT.rawValue), &delta) == 0 { out[out.count - 1].advance += Font.pixel(delta.x) }
            }
            guard let g = glyph(index) else { continue }
            out.append(Glyph(drawn: g, advance: g.advance))
            last = index
        }
        return out
    }

    /// `font.getlength(text)`, in pixels.
    public func length(_ text: String) -> Double { Double(layout(text).reduce(0) { $0 + $1.advance }) / 64 }

    /// The ink box of a line of text with its origin at the left end of the base line: x to the right, y up; in pixels, and the advance.
    private func box(_ glyphs: [Glyph]) -> (xMin: Int, xMax: Int, yMin: Int, yMax: Int, advance: Int) {
        var xMin = 0, xMax = 0, yMin = 0, yMax = 0
        var x = 0
        for (i, g) in glyphs.enumerated() {
            let b = g.drawn.box
            // The advance belongs to the box, as does ink that hangs over it.
            let left = b.xMin + Font.pixel(x)
            let right = b.xMax + Font.pixel(x)
            let end = Font.pixel(x + g.advance)
            if i == 0 || left < xMin { xMin = min(i == 0 ? left : xMin, left) }
            xMax = max(xMax, max(right, end))
            yMin = i == 0 ? b.yMin : min(yMin, b.yMin)
            yMax = i == 0 ? b.yMax : max(yMax, b.yMax)
            x += g.advance
        }
        return (xMin, xMax, yMin, yMax, Font.pixel(x))
    }

    /// Where an anchor such as `la` (left, ascender) puts a text's origin, in pixels to be subtracted: x, and y up. Throws `ImageError.value`.
    private func anchorOffset(_ anchor: String, _ b: (xMin: Int, xMax: Int, yMin: Int, yMax: Int, advance: Int)) throws -> (Int, Int) {
        let a = Array(anchor)
        guard a.count == 2 else { throw ImageError.value("bad anchor specified") }
        let m = metrics
        let x: Int
        switch a[0] {
        case "l": x = 0
        case "m": x = b.advance / 2
        case "r": x = b.advance
        default: throw ImageError.value("bad anchor specified")
        }
        let y: Int
        switch a[1] {
        case "a": y = m.ascent
        case "t": y = b.yMax
        case "m": y = (m.ascent - m.descent) / 2
        case "s": y = 0
        case "b": y = b.yMin
        case "d": y = -m.descent
        default: throw ImageError.value("bad anchor specified")
        }
        return (x, y)
    }

    /// `font.getbbox(text, anchor=…)` of one line: left, top, right, bottom.
    public func boundingBox(_ text: String, anchor: String = "la") throws -> (Int, Int, Int, Int) {
        let glyphs = layout(text)
        let b = box(glyphs)
        let (x, y) = try anchorOffset(anchor, b)
        return (b.xMin - x, y - b.yMax, b.xMax - x, y - b.yMin)
    }

    /// The coverage of one line of text as an `L` image, and where its corner goes relative to the anchor.
    public func mask(_ text: String, anchor: String = "la") throws -> (image: Image, x: Int, y: Int) {
        let glyphs = layout(text)
        let b = box(glyphs)
        let (ax, ay) = try anchorOffset(anchor, b)
        let out = try Image(.l, width: max(b.xMax - b.xMin, 0), height: max(b.yMax - b.yMin, 0), fill: [0])
        var x = 0
        for g in glyphs {
            if let bitmap = g.drawn.bitmap {
                let left = Font.pixel(x) + bitmap.left - b.xMin
                let top = b.yMax - bitmap.top
                bitmap.coverage.withUnsafeBufferPointer { from in
                    for v in 0..<bitmap.rows where top + v >= 0 && top + v < out.height {
                        let to = out.row(top + v)
                        for u in 0..<bitmap.width where left + u >= 0 && left + u < out.width {
                            // Overlapping ink keeps the darker.
                            to[left + u] = max(to[left + u], from[v * bitmap.width + u])
                        }
                    }
                }
            }
            x += g.advance
        }
        return (out, b.xMin - ax, ay - b.yMax)
    }
}

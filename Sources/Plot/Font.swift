// This file defines fonts: the files of DejaVu, measures of glyphs and their outlines, through FreeType.

import CFreeType
import Glibc

/// Which face of the family.
public struct FontKind: Hashable {
    public enum Family: String { case sans = "DejaVu Sans", serif = "DejaVu Serif", mono = "DejaVu Sans Mono" }
    public var family: Family = .sans
    public var bold = false
    public var italic = false
    public init(family: Family = .sans, bold: Bool = false, italic: Bool = false) {
        self.family = family
        self.bold = bold
        self.italic = italic
    }
    /// The name that fontconfig knows.
    var fontconfigName: String { family.rawValue + (bold ? ":Bold" : "") + (italic ? (family == .serif ? ":Italic" : ":Oblique") : "") }
    var fileName: String {
        let base = family == .sans ? "DejaVuSans" : family == .serif ? "DejaVuSerif" : "DejaVuSansMono"
        let slant = family == .serif ? "Italic" : "Oblique"
        let style = (bold ? "Bold" : "") + (italic ? slant : "")
        return base + (style.isEmpty ? "" : "-" + style) + ".ttf"
    }
}

/// A glyph at one size: how far it moves the pen, its box and its filled outline, in pixels, y upwards.
struct Glyph {
    var advance: Double
    var xMin = 0.0, xMax = 0.0, yMin = 0.0, yMax = 0.0
    /// Closed contours, curves already cut into short lines; an outline's holes run the other way round.
    var contours: [[Point]] = []
}

/// A font file opened by FreeType.
final class FontFace {
    private static var library: FT_Library?
    private static var faces: [FontKind: FontFace?] = [:]
    /// Where distributions keep DejaVu; `FONT_PATH` comes first.
    private static let folders: [String] = {
        let own = getenv("FONT_PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        return own + ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu-sans-fonts", "/usr/local/share/fonts"]
    }()

    /// nil when the file is not installed; text then goes to gnuplot as text and is measured by rule of thumb.
    static func face(_ kind: FontKind) -> FontFace? {
        if let f = faces[kind] { return f }
        var found: FontFace?
        if library == nil { FT_Init_FreeType(&library) }
        for folder in folders where found == nil {
            var f: FT_Face?
            if FT_New_Face(library, folder + "/" + kind.fileName, 0, &f) == 0, let f { found = FontFace(f) }
        }
        if found == nil, kind.italic || kind.bold { found = face(FontKind(family: kind.family)) }
        faces[kind] = found
        return found
    }

    private let face: FT_Face
    private var currentSize = 0
    private var glyphs: [Int: [UInt32: Glyph]] = [:]

    private init(_ face: FT_Face) { self.face = face }

    func has(_ c: UInt32) -> Bool { FT_Get_Char_Index(face, FT_ULong(c)) != 0 }

    private func use(_ size64: Int) {
        if size64 == currentSize { return }
        FT_Set_Char_Size(face, 0, FT_F26Dot6(size64), 72, 72)
        currentSize = size64
    }

    /// A glyph at `pixels` per em, hinted as FreeType does by default.
    func glyph(_ c: UInt32, pixels: Double) -> Glyph {
        let size64 = min(max(Int((pixels * 64).rounded()), 64), 64 * 4000)
        if let g = glyphs[size64]?[c] { return g }
        use(size64)
        var g = Glyph(advance: 0)
        if FT_Load_Glyph(face, FT_Get_Char_Index(face, FT_ULong(c)), FT_Int32(FT_LOAD_NO_BITMAP)) == 0, let slot = face.pointee.glyph {
            g.advance = Double(slot.pointee.advance.x) / 64
            let m = slot.pointee.metrics
            g.xMin = Double(m.horiBearingX) / 64
            g.xMax = Double(m.horiBearingX + m.width) / 64
            g.yMax = Double(m.horiBearingY) / 64
            g.yMin = Double(m.horiBearingY - m.height) / 64
            if slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE { g.contours = FontFace.contours(slot.pointee.outline) }
        }
        glyphs[size64, default: [:]][c] = g
        return g
    }

    func kerning(_ a: UInt32, _ b: UInt32, pixels: Double) -> Double {
        if face.pointee.face_flags & FT_Long(FT_FACE_FLAG_KERNING_BIT) == 0 { return 0 }
        use(min(max(Int((pixels * 64).rounded()), 64), 64 * 4000))
        var v = FT_Vector()
        FT_Get_Kerning(face, FT_Get_Char_Index(face, FT_ULong(a)), FT_Get_Char_Index(face, FT_ULong(b)), 1, &v)
        return Double(v.x) / 64
    }
    private let FT_FACE_FLAG_KERNING_BIT = 1 << 6

    /// The outline's contours with quadratic curves (TrueType's on and off points) and cubic ones flattened.
    private static func contours(_ o: FT_Outline) -> [[Point]] {
        var out: [[Point]] = []
        var start = 0
        for c in 0..<Int(o.n_contours) {
            let end = Int(o.contours[c])
            defer { start = end + 1 }
            if end - start < 2 { continue }
            let n = end - start + 1
            func point(_ i: Int) -> Point { Point(Double(o.points[start + (i % n)].x) / 64, Double(o.points[start + (i % n)].y) / 64) }
            func tag(_ i: Int) -> Int { Int(o.tags[start + (i % n)]) & 3 }
            var first = 0
            var origin: Point
            if let on = (0..<n).first(where: { tag($0) == 1 }) {
                first = on
                origin = point(on)
            } else {
                origin = (point(0) + point(n - 1)) * 0.5
                first = n - 1
            }
            var path = [origin]
            var last = origin
            var i = first + 1
            let stop = first + n
            while i <= stop {
                let p = i == stop && tag(first) == 1 ? origin : point(i)
                switch i == stop && tag(first) == 1 ? 1 : tag(i) {
                case 1:
                    path.append(p)
                    last = p
                    i += 1
                case 2:
                    let c2 = point(i + 1), e = i + 2 >= stop ? origin : point(i + 2)
                    for k in 1...6 {
                        let t = Double(k) / 6, u = 1 - t
                        path.append(last * (u * u * u) + p * (3 * u * u * t) + c2 * (3 * u * t * t) + e * (t * t * t))
                    }
                    last = e
                    i += 3
                default:
                    // A curve ends at the next on-point, or half way to the next off-point.
                    let next = i + 1 >= stop ? origin : (tag(i + 1) == 1 ? point(i + 1) : (p + point(i + 1)) * 0.5)
                    let steps = 5
                    for k in 1...steps {
                        let t = Double(k) / Double(steps), u = 1 - t
                        path.append(last * (u * u) + p * (2 * u * t) + next * (t * t))
                    }
                    last = next
                    i += i + 1 >= stop || tag(i + 1) == 1 ? 2 : 1
                }
            }
            out.append(path)
        }
        return out
    }
}

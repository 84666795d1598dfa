// This file defines how a text becomes lines and runs at positions, measured as matplotlib measures.

import Glibc

/// How a text looks and where its anchor lies.
public struct TextStyle {
    /// Points.
    public var size: Double
    public var color: RGBA
    public var font = FontKind()
    /// `left`, `center`, `right`
    public var horizontal = "left"
    /// `top`, `bottom`, `center`, `baseline`, `center_baseline`
    public var vertical = "baseline"
    /// Degrees, counter-clockwise.
    public var rotation = 0.0
    /// Of the box that is aligned: false, the box around the turned text; true, the text's own box, turned afterwards.
    public var rotationAnchor = false
    public var lineSpacing: Double?
    /// Of lines with one another; nil: as `horizontal`.
    public var multialignment: String?
    /// Whether `$...$` is mathematics.
    public var parseMath = true

    public init(size: Double, color: RGBA = .black) {
        self.size = size
        self.color = color
    }
}

/// A piece of text in one font and size at one place.
struct TextRun {
    var text: String
    var font: FontKind
    /// Pixels per em.
    var pixels: Double
    /// Of the baseline's start, from the line's start.
    var x: Double
    var y: Double
}

/// A laid out text: runs relative to the anchor, and the box around them, in pixels.
struct TextLayout {
    var runs: [TextRun] = []
    /// The rotation of every run.
    var rotation = 0.0
    /// Around the turned text, relative to the anchor.
    var box = Rect(0, 0, 0, 0)
    /// The unturned text's size, and its lower left corner after turning.
    var size = (width: 0.0, height: 0.0)
    var corner = Point(0, 0)
    /// From the bottom of the unturned box to the last line's baseline.
    var descent = 0.0

    // DejaVu's typographic metrics per em (table OS/2).
    static let ascentPerEm = 1556.0 / 2048, descentPerEm = 492.0 / 2048, gapPerEm = 410.0 / 2048

    init(_ text: String, _ style: TextStyle, dpi: Double) {
        let px = style.size * dpi / 72
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let gap = lines.count > 1 ? TextLayout.gapPerEm * px : 0
        var thisY = 0.0
        var laid: [(runs: [TextRun], width: Double, y: Double)] = []
        var firstAscent = 0.0, lastDescent = 0.0
        for (i, line) in lines.enumerated() {
            let m = TextLayout.measureLine(line, style, pixels: px)
            var a = max(m.ascent, TextLayout.ascentPerEm * px), d = max(m.descent, TextLayout.descentPerEm * px)
            if let spacing = style.lineSpacing {
                let leading = spacing * (TextLayout.ascentPerEm + TextLayout.descentPerEm) * px - (m.ascent + m.descent)
                (a, d) = (m.ascent + leading / 2, m.descent + leading / 2)
            } else {
                a += gap / 2
                d += gap / 2
            }
            if i == lines.count - 1 { firstAscent = a - thisY }
            thisY -= a
            laid.append((m.runs, m.width, thisY))
            thisY -= d
            lastDescent = d
        }
        let width = laid.map { $0.width }.max() ?? 0
        let yMin = (laid.last?.y ?? 0) - lastDescent
        size = (width, -yMin)
        descent = lastDescent
        rotation = style.rotation
        let corners = [Point(0, yMin), Point(0, 0), Point(width, 0), Point(width, yMin)].map { $0.rotated(rotation) }
        let r = Rect(bounding: corners)
        let baseline = firstAscent
        let ox: Double, oy: Double
        func pick(_ word: String, _ low: Double, _ high: Double) -> Double { word == "left" ? low : word == "right" ? high : (low + high) / 2 }
        if !style.rotationAnchor {
            ox = pick(style.horizontal, r.x0, r.x1)
            switch style.vertical {
            case "bottom": oy = r.y0
            case "top": oy = r.y1
            case "center": oy = (r.y0 + r.y1) / 2
            case "baseline": oy = r.y0 + lastDescent
            default: oy = r.y0 + r.height - baseline / 2
            }
        } else {
            let x = pick(style.horizontal, 0, width)
            let y: Double
            switch style.vertical {
            case "bottom": y = yMin
            case "top": y = 0
            case "center": y = yMin / 2
            case "baseline": y = -baseline
            default: y = -baseline / 2
            }
            let p = Point(x, y).rotated(rotation)
            (ox, oy) = (p.x, p.y)
        }
        box = r.offsetBy(-ox, -oy)
        corner = corners[0] - Point(ox, oy)
        let align = style.multialignment ?? style.horizontal
        for line in laid {
            let dx = align == "left" ? 0 : align == "right" ? width - line.width : (width - line.width) / 2
            for run in line.runs {
                let p = Point(dx + run.x, line.y + run.y).rotated(rotation) - Point(ox, oy)
                var run = run
                (run.x, run.y) = (p.x, p.y)
                runs.append(run)
            }
        }
    }

    /// Width, ascent and descent of one line.
    static func measureLine(_ line: String, _ style: TextStyle, pixels px: Double) -> (runs: [TextRun], width: Double, ascent: Double, descent: Double) {
        if line.isEmpty { return ([], 0, 0, 0) }
        if style.parseMath, Mathtext.isMath(line) {
            return Mathtext(line, font: style.font, pixels: px).result
        }
        let plain = style.parseMath ? line.replacingText("\\$", with: "$") : line
        let m = measure(plain, style.font, pixels: px)
        return ([TextRun(text: plain, font: style.font, pixels: px, x: 0, y: 0)], m.width, m.ascent, m.descent)
    }

    /// Ink and advance of plain text.
    static func measure(_ text: String, _ font: FontKind, pixels: Double) -> (width: Double, ascent: Double, descent: Double) {
        guard let face = FontFace.face(font) else {
            return (Double(text.unicodeScalars.count) * pixels * 0.6, 0.76 * pixels, 0.24 * pixels)
        }
        var pen = 0.0, left = 0.0, right = 0.0, top = 0.0, bottom = 0.0
        var previous: UInt32 = 0
        for u in text.unicodeScalars {
            let g = face.glyph(u.value, pixels: pixels)
            if previous != 0 { pen += face.kerning(previous, u.value, pixels: pixels) }
            left = min(left, pen + g.xMin)
            right = max(right, pen + g.xMax)
            top = max(top, g.yMax)
            bottom = min(bottom, g.yMin)
            pen += g.advance
            previous = u.value
        }
        right = max(right, pen)
        return (right - left, top, -bottom)
    }

    /// The outlines of a run, turned and moved to `origin`; nil when a character is not in the font.
    static func outlines(_ run: TextRun, at origin: Point, rotation: Double) -> [[Point]]? {
        guard let face = FontFace.face(run.font) else { return nil }
        var pen = 0.0
        var previous: UInt32 = 0
        var out: [[Point]] = []
        for u in run.text.unicodeScalars {
            if !face.has(u.value) && u.value > 32 { return nil }
            let g = face.glyph(u.value, pixels: run.pixels)
            if previous != 0 { pen += face.kerning(previous, u.value, pixels: run.pixels) }
            if !g.contours.isEmpty {
                // One closed line through every contour: the joins are passed twice, in opposite directions, so the winding number does not see them.
                var path: [Point] = []
                for c in g.contours where c.count > 2 {
                    path += c
                    if c[0] != c[c.count - 1] { path.append(c[0]) }
                    if let home = path.first, path.count > c.count + 1 { path.append(home) }
                }
                out.append(path.map { Point($0.x + pen, $0.y).rotated(rotation) + origin })
            }
            pen += g.advance
            previous = u.value
        }
        return out
    }
}

extension String {
    /// Every occurrence replaced (Foundation is not used here: it costs the program's start).
    func replacingText(_ target: String, with replacement: String) -> String {
        if target.isEmpty || !contains(target) { return self }
        var out = ""
        var rest = self[...]
        while let r = rest.range(of: target) {
            out += rest[..<r.lowerBound]
            out += replacement
            rest = rest[r.upperBound...]
        }
        return out + rest
    }
}

extension Substring {
    func range(of target: String) -> Range<Index>? {
        let t = Array(target)
        var i = startIndex
        while i < endIndex {
            var j = i
            var k = 0
            while k < t.count, j < endIndex, self[j] == t[k] {
                j = index(after: j)
                k += 1
            }
            if k == t.count { return i..<j }
            i = index(after: i)
        }
        return nil
    }
}

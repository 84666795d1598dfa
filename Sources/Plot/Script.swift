// This file defines the pure function from a drawing to a gnuplot script with its data.
//
// The script is one `plot` command over the whole canvas, whose axes are pixels: no multiplot, so data may follow in the same stream in gnuplot 5.4 and 6 alike.
// Shapes become `filledcurves closed`, `lines` and `points`, images `rgbalpha` in binary, texts `labels`.

/// What is written.
public enum OutputFormat: String {
    case png, svg, pdf
}

enum Script {
    /// Bytes with the numbers' text, built without formatting calls.
    struct Bytes {
        var data: [UInt8] = []
        mutating func text(_ s: String) { data.append(contentsOf: s.utf8) }
        /// Three decimals.
        @inline(__always) mutating func number(_ x: Double) {
            guard x.isFinite, abs(x) < 1e12 else {
                text("NaN")
                return
            }
            var n = Int((x * 1000).rounded())
            if n < 0 {
                data.append(45)
                n = -n
            }
            integer(n / 1000)
            let f = n % 1000
            if f != 0 {
                data.append(46)
                data.append(UInt8(48 + f / 100))
                if f % 100 != 0 {
                    data.append(UInt8(48 + f / 10 % 10))
                    if f % 10 != 0 { data.append(UInt8(48 + f % 10)) }
                }
            }
        }
        @inline(__always) mutating func integer(_ n: Int) {
            if n < 10 {
                data.append(UInt8(48 + n))
                return
            }
            var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
            withUnsafeMutableBytes(of: &digits) { b in
                var n = n, k = 0
                while n > 0 {
                    b[k] = UInt8(48 + n % 10)
                    n /= 10
                    k += 1
                }
                while k > 0 {
                    k -= 1
                    data.append(b[k])
                }
            }
        }
        @inline(__always) mutating func point(_ p: Point) {
            number(p.x)
            data.append(32)
            number(p.y)
        }
    }

    /// What differs between terminals, measured: the size of a line of width 1 and of a point of size 1.
    struct Terminal {
        var command: String
        var lineScale = 1.0
        /// Pixels of a disc's diameter for point size 1.
        var pointScale = 6.0
        /// From pixels to the font size that the terminal understands.
        var fontScale = 1.0
        /// The data box that maps user coordinates to pixels exactly.
        var xRange: (Double, Double)
        var yRange: (Double, Double)
    }

    static func terminal(_ format: OutputFormat, width w: Int, height h: Int, transparent: Bool, background: RGBA? = nil) -> Terminal {
        let paper = transparent ? "transparent" : "notransparent background rgb '\((background ?? .white).hex())'"
        let (dw, dh) = (Double(w), Double(h))
        switch format {
        case .png:
            // The terminal's coordinates run from the centre of the first pixel over one pixel less than the size.
            return Terminal(
                command: "pngcairo size \(w),\(h) \(paper) noenhanced rounded font 'DejaVu Sans,10'",
                xRange: (0.5, dw - 0.505), yRange: (0.5, dh - 0.505))
        case .svg:
            return Terminal(
                command: "svg size \(w),\(h) fixed noenhanced round font 'DejaVu Sans,10' \(transparent ? "" : "background rgb '\((background ?? .white).hex())'")", lineScale: 1, pointScale: 6, xRange: (0, dw), yRange: (0, dh))
        case .pdf:
            return Terminal(
                command: "pdfcairo size \(fraction(dw / 72))in,\(fraction(dh / 72))in \(paper) noenhanced rounded font 'DejaVu Sans,10'",
                lineScale: 2, pointScale: 3, fontScale: 1, xRange: (0, dw), yRange: (0, dh))
        }
    }
    static func fraction(_ x: Double) -> String { NumberText.fixed(x, 5) }

    /// A single-quoted gnuplot string.
    static func quoted(_ s: String) -> String {
        var s = s.replacingText("'", with: "''")
        s.removeAll { $0 == "\n" || $0 == "\r" || $0 == "\0" }
        return "'" + s + "'"
    }

    /// The script that draws `canvas` into the file `path`.
    static func make(_ canvas: Canvas, format: OutputFormat, path: String, transparent: Bool = false) -> [UInt8] {
        let t = terminal(format, width: canvas.width, height: canvas.height, transparent: transparent || canvas.background == nil, background: canvas.background)
        var head = Bytes()
        var data = Bytes()
        head.text(
            """
            reset
            set encoding utf8
            set terminal \(t.command)
            set output \(quoted(path))
            set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
            set xrange [\(fraction(t.xRange.0)):\(fraction(t.xRange.1))]; set yrange [\(fraction(t.yRange.0)):\(fraction(t.yRange.1))]
            unset border; unset tics; unset key; set datafile missing NaN
            array T[1] = [0]

            """)
        var elements: [String] = []
        func color(_ c: RGBA) -> String {
            let s = String(c.gnuplot, radix: 16)
            return "rgb '#" + String(repeating: "0", count: 8 - s.count) + s + "'"
        }
        for item in canvas.items {
            switch item {
            case .fills(let polygons, let c):
                elements.append("'-' with filledcurves closed fs solid noborder fc \(color(c))")
                for (i, p) in polygons.enumerated() {
                    if i > 0 { data.text("\n") }
                    for q in p {
                        data.point(q)
                        data.data.append(10)
                    }
                }
                data.text("e\n")
            case .mesh(let polygons, let colors):
                elements.append("'-' using 1:2:3 with polygons fs solid noborder fc rgb variable")
                for (i, p) in polygons.enumerated() {
                    if i > 0 { data.text("\n") }
                    let tint = Int(colors[i].gnuplot)
                    for q in p {
                        data.point(q)
                        data.data.append(32)
                        data.integer(tint)
                        data.data.append(10)
                    }
                }
                data.text("e\n")
            case .strokes(let lines, let width, let c):
                elements.append("'-' with lines lw \(fraction(width * t.lineScale)) lc \(color(c))")
                for (i, p) in lines.enumerated() {
                    if i > 0 { data.text("\n") }
                    for q in p {
                        data.point(q)
                        data.data.append(10)
                    }
                }
                data.text("e\n")
            case .discs(let centers, let diameters, let colors, let rim), .rings(let centers, let diameters, let colors, let rim):
                let shape: Int
                if case .rings = item { shape = 6 } else { shape = 7 }
                elements.append("'-' using 1:2:3:4 with points pt \(shape) ps variable lw \(fraction(max(rim, 0.01) * t.lineScale)) lc rgb variable")
                for (i, q) in centers.enumerated() {
                    data.point(q)
                    data.data.append(32)
                    data.number(diameters[i] / t.pointScale)
                    data.data.append(32)
                    data.integer(Int(colors[i].gnuplot))
                    data.data.append(10)
                }
                data.text("e\n")
            case .image(let r, let w, let h, let bytes):
                let dx = r.width / Double(w), dy = r.height / Double(h)
                elements.append(
                    "'-' binary array=(\(w),\(h)) flipy format='%uchar%uchar%uchar%uchar' dx=\(fraction(dx)) dy=\(fraction(dy)) origin=(\(fraction(r.x0 + dx / 2)),\(fraction(r.y0 + dy / 2))) using 1:2:3:4 with rgbalpha")
                data.data.append(contentsOf: bytes)
            case .label(let run, let p, let rotation, let c):
                elements.append(
                    "T using (\(fraction(p.x))):(\(fraction(p.y))):(\(quoted(run.text))) with labels left noenhanced rotate by \(fraction(rotation)) "
                        + "font '\(run.font.fontconfigName),\(fraction(run.pixels * t.fontScale))' tc \(color(c)) offset 0,0")
            }
        }
        if elements.isEmpty { elements = ["T using (-10):(-10) with dots"] }
        head.text("plot " + elements.joined(separator: ", \\\n") + "\n")
        var out = head.data
        out.append(contentsOf: data.data)
        out.append(contentsOf: Array("unset output\nset output\n".utf8))
        return out
    }

    /// Whether the bytes are a whole PNG, SVG or PDF.
    static func isComplete(_ bytes: [UInt8], _ format: OutputFormat) -> Bool {
        func ends(_ s: String) -> Bool {
            var n = bytes.count
            while n > 0, bytes[n - 1] == 10 || bytes[n - 1] == 13 || bytes[n - 1] == 32 { n -= 1 }
            let u = Array(s.utf8)
            return n >= u.count && Array(bytes[(n - u.count)..<n]) == u
        }
        switch format {
        case .png:
            let tail: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
            return bytes.count > 40 && bytes.prefix(4) == [0x89, 0x50, 0x4e, 0x47] && Array(bytes.suffix(12)) == tail
        case .svg: return ends("</svg>")
        case .pdf: return ends("%%EOF")
        }
    }
}

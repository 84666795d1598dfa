// This file draws a picture in the terminal: sixel, or two pixels a character in half blocks.

import Glibc
import Kernel

enum TerminalPicture {
    /// The terminal's width in columns.
    static var columns: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    static func draw(_ png: [UInt8], as mode: FigureDisplay.Mode) -> String {
        guard let image = try? Image.decode(png).converted(to: .rgb), image.width > 0, image.height > 0 else { return "" }
        return mode == .sixel ? sixel(image) : blocks(image, columns: columns)
    }

    /// Upper half blocks: the foreground is the upper pixel, the background the lower one, in 24-bit colour.
    static func blocks(_ image: Image, columns: Int) -> String {
        let w = min(columns - 1, max(image.width / 4, 20))
        // A character is about twice as high as wide, and shows two pixels above each other.
        let h = max(2, (image.height * w / image.width + 1) / 2 * 2)
        guard let small = try? image.resized(width: w, height: h, .box) else { return "" }
        var out = ""
        for y in stride(from: 0, to: h, by: 2) {
            let a = small.row(y), b = small.row(min(y + 1, h - 1))
            var last = ""
            for x in 0..<w {
                let colour = "\u{1B}[38;2;\(a[x * 3]);\(a[x * 3 + 1]);\(a[x * 3 + 2]);48;2;\(b[x * 3]);\(b[x * 3 + 1]);\(b[x * 3 + 2])m"
                if colour != last { out += colour }
                last = colour
                out += "▀"
            }
            out += "\u{1B}[0m\n"
        }
        return out
    }

    /// Sixel graphics (DEC STD 070): bands of six rows, a colour at a time, from a 6×6×6 cube.
    static func sixel(_ image: Image) -> String {
        var out = "\u{1B}Pq\"1;1;\(image.width);\(image.height)"
        for c in 0..<216 { out += "#\(c);2;\(c / 36 * 20);\(c / 6 % 6 * 20);\(c % 6 * 20)" }
        func index(_ p: UnsafeMutablePointer<UInt8>) -> Int { (Int(p[0]) * 5 + 127) / 255 * 36 + (Int(p[1]) * 5 + 127) / 255 * 6 + (Int(p[2]) * 5 + 127) / 255 }
        for band in stride(from: 0, to: image.height, by: 6) {
            var rows = [Int: [UInt8]]()
            for y in band..<min(band + 6, image.height) {
                for x in 0..<image.width {
                    let c = index(image.row(y) + x * 3)
                    rows[c, default: [UInt8](repeating: 0, count: image.width)][x] |= 1 << UInt8(y - band)
                }
            }
            for (c, bits) in rows.sorted(by: { $0.key < $1.key }) {
                out += "#\(c)"
                var x = 0
                while x < bits.count {
                    var n = 1
                    while x + n < bits.count, bits[x + n] == bits[x] { n += 1 }
                    let ch = String(UnicodeScalar(63 + bits[x]))
                    out += n > 3 ? "!\(n)\(ch)" : String(repeating: ch, count: n)
                    x += n
                }
                out += "$"
            }
            out += "-"
        }
        return out + "\u{1B}\\\n"
    }
}

// This file defines the two common ways to show a figure: as numbered files of a run, and as bytes for a Kitty terminal.

extension FigureHost {
    /// Makes `show` write each figure to `folder/CELL-NUMBER.png`, cropped to what is drawn, as a notebook's inline figures are.
    /// `cell` names the running cell, `written` hears of every file. Numbers count from 0 in each cell.
    public func writeShown(to folder: String, dpi: Double = 80, cell: @escaping () -> String, written: @escaping (String) -> Void = { _ in }) {
        var last = ""
        var count = 0
        show = { figure in
            let name = cell()
            if name != last { (last, count) = (name, 0) }
            let number = count < 10 ? "0\(count)" : "\(count)"
            count += 1
            var options = SaveOptions()
            options.dpi = dpi
            options.tight = true
            let path = "\(folder)/\(name)-\(number).png"
            try figure.save(path, format: .png, options)
            written(path)
        }
    }
}

/// The Kitty graphics protocol.
public enum KittyGraphics {
    /// The escape sequences that show a PNG in the text's flow, in pieces of at most 4096 characters as the protocol asks.
    public static func sequence(png: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(png.count * 4 / 3 + 4)
        for i in stride(from: 0, to: png.count, by: 3) {
            let a = UInt32(png[i]), b = i + 1 < png.count ? UInt32(png[i + 1]) : 0, c = i + 2 < png.count ? UInt32(png[i + 2]) : 0
            let v = a << 16 | b << 8 | c
            text.append(digits[Int(v >> 18)])
            text.append(digits[Int(v >> 12 & 63)])
            text.append(i + 1 < png.count ? digits[Int(v >> 6 & 63)] : 61)
            text.append(i + 2 < png.count ? digits[Int(v & 63)] : 61)
        }
        var out = ""
        var at = 0
        repeat {
            let end = min(at + 4096, text.count)
            let head = (at == 0 ? "f=100,a=T," : "") + "m=\(end < text.count ? 1 : 0)"
            out += "\u{1b}_G\(head);" + String(decoding: text[at..<end], as: UTF8.self) + "\u{1b}\\"
            at = end
        } while at < text.count
        return out
    }
}

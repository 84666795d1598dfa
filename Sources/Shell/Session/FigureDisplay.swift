// This file shows figures in the terminal: Kitty's protocol, sixel, or characters.

import Glibc

enum FigureDisplay {
    enum Mode: String, CaseIterable { case auto, kitty, sixel, text, off }
    nonisolated(unsafe) static var mode: Mode = getenv("SHELL_FIGURES").flatMap { Mode(rawValue: String(cString: $0)) } ?? .auto

    /// What `auto` means here: Kitty's protocol where the terminal is known to have it, else characters.
    static var effective: Mode {
        if mode != .auto { return mode }
        func variable(_ n: String) -> String { getenv(n).map { String(cString: $0) } ?? "" }
        if isatty(1) == 0 { return .off }
        if !variable("TMUX").isEmpty || variable("TERM").hasPrefix("screen") { return .text }
        if !variable("KITTY_WINDOW_ID").isEmpty || variable("TERM").contains("kitty") || ["ghostty", "WezTerm"].contains(variable("TERM_PROGRAM")) { return .kitty }
        if variable("TERM").contains("mlterm") || variable("TERM").contains("foot") || variable("TERM") == "xterm-sixel" { return .sixel }
        return .text
    }

    /// What shows a figure here: its picture where the terminal can, and always its path.
    static func text(_ figure: ShownFigure) -> String {
        let picture: String
        switch effective {
        case .kitty: picture = kitty(figure.png)
        case .sixel, .text: picture = TerminalPicture.draw(figure.png, as: effective)
        case .auto, .off: picture = ""
        }
        return picture + "figure: \(figure.path)\n"
    }

    /// A PNG by Kitty's graphics protocol: base64 in pieces of 4096 bytes.
    static func kitty(_ png: [UInt8]) -> String {
        let data = Array(Base64.encode(png).utf8)
        var out = ""
        var i = 0
        while i < data.count {
            let end = min(i + 4096, data.count)
            let more = end < data.count ? 1 : 0
            out += "\u{1B}_G" + (i == 0 ? "a=T,f=100," : "") + "m=\(more);" + String(decoding: data[i..<end], as: UTF8.self) + "\u{1B}\\"
            i = end
        }
        return out + "\n"
    }
}

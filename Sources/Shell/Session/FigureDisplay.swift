// This file shows figures in the terminal: Kitty's protocol, sixel, or characters.

import CEdit
import Glibc

enum FigureDisplay {
    enum Mode: String, CaseIterable { case auto, kitty, sixel, text, off }
    nonisolated(unsafe) static var mode: Mode = getenv("SHELL_FIGURES").flatMap { Mode(rawValue: String(cString: $0)) } ?? .auto

    /// What `auto` means here: Kitty's protocol or sixel where the terminal is known to have it or says so when asked, else characters.
    static var effective: Mode {
        if mode != .auto { return mode }
        func variable(_ n: String) -> String { getenv(n).map { String(cString: $0) } ?? "" }
        if isatty(1) == 0 { return .off }
        if !variable("TMUX").isEmpty || variable("TERM").hasPrefix("screen") { return .text }
        if !variable("KITTY_WINDOW_ID").isEmpty || variable("TERM").contains("kitty") || ["ghostty", "WezTerm"].contains(variable("TERM_PROGRAM")) { return .kitty }
        if variable("TERM").contains("mlterm") || variable("TERM").contains("foot") || variable("TERM") == "xterm-sixel" { return .sixel }
        return answered
    }

    /// What the terminal answers to the question for Kitty's graphics and for its device attributes (4: sixel); asked once.
    private static let answered: Mode = {
        let term = getenv("TERM").map { String(cString: $0) } ?? ""
        guard isatty(0) != 0, isatty(1) != 0, !term.isEmpty, term != "dumb", term != "linux" else { return .text }
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { return .text }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(0, TCSANOW, &raw)
        defer { tcsetattr(0, TCSANOW, &before) }
        Standard.write("\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c", to: 1)
        var answer: [UInt8] = []
        // The device attributes come last, and from every terminal.
        while answer.count < 256, ce_wait(0, 250) == 1 {
            var c: UInt8 = 0
            if read(0, &c, 1) != 1 { break }
            answer.append(c)
            if c == UInt8(ascii: "c"), answer.contains(UInt8(ascii: "?")) { break }
        }
        let text = String(decoding: answer, as: UTF8.self)
        if text.contains("_Gi=31;OK") { return .kitty }
        if let start = text.range(ofFirst: "[?"), text[start...].prefix(while: { $0 != "c" }).split(separator: ";").contains("4") { return .sixel }
        // What is no answer was typed ahead.
        if !text.contains("\u{1B}[?") { answer.reversed().forEach { ce_unget(Int32($0)) } }
        return .text
    }()

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

// This file defines colours and their names.

/// A colour: red, green, blue and opacity in 0...1.
public struct RGBA: Equatable, Hashable {
    public var r: Double, g: Double, b: Double, a: Double
    public init(_ r: Double, _ g: Double, _ b: Double, _ a: Double = 1) {
        self.r = r
        self.g = g
        self.b = b
        self.a = a
    }
    /// `0xRRGGBB`.
    public init(hex: UInt32) {
        self.init(Double((hex >> 16) & 255) / 255, Double((hex >> 8) & 255) / 255, Double(hex & 255) / 255)
    }
    public static let black = RGBA(0, 0, 0), white = RGBA(1, 1, 1), clear = RGBA(0, 0, 0, 0)

    public func opacity(_ a: Double) -> RGBA { RGBA(r, g, b, a) }
    /// Drawn at all.
    public var isVisible: Bool { a > 0 }
    static func byte(_ v: Double) -> UInt32 { v.isFinite ? UInt32((min(max(v, 0), 1) * 255).rounded()) : 0 }
    /// `0xTTRRGGBB` with gnuplot's transparency (0: opaque).
    var gnuplot: UInt32 { (255 - RGBA.byte(a)) << 24 | RGBA.byte(r) << 16 | RGBA.byte(g) << 8 | RGBA.byte(b) }
    /// `#rrggbb`, with the opacity as two more digits when asked.
    public func hex(alpha: Bool = false) -> String {
        func two(_ v: Double) -> String {
            let s = String(RGBA.byte(v), radix: 16)
            return s.count < 2 ? "0" + s : s
        }
        return "#" + two(r) + two(g) + two(b) + (alpha ? two(a) : "")
    }
    /// This colour over a background.
    public func over(_ back: RGBA) -> RGBA {
        RGBA(r * a + back.r * (1 - a), g * a + back.g * (1 - a), b * a + back.b * (1 - a))
    }
}

/// Names of colours as matplotlib has them.
public enum ColorNames {
    /// The `C0` to `C9` cycle of the default style.
    public static let tab10: [(String, UInt32)] = [
        ("tab:blue", 0x1f77b4), ("tab:orange", 0xff7f0e), ("tab:green", 0x2ca02c), ("tab:red", 0xd62728), ("tab:purple", 0x9467bd),
        ("tab:brown", 0x8c564b), ("tab:pink", 0xe377c2), ("tab:gray", 0x7f7f7f), ("tab:olive", 0xbcbd22), ("tab:cyan", 0x17becf),
    ]
    static let base: [String: RGBA] = [
        "b": RGBA(0, 0, 1), "g": RGBA(0, 0.5, 0), "r": RGBA(1, 0, 0), "c": RGBA(0, 0.75, 0.75), "m": RGBA(0.75, 0, 0.75),
        "y": RGBA(0.75, 0.75, 0), "k": RGBA(0, 0, 0), "w": RGBA(1, 1, 1),
    ]
    /// The CSS names.
    static let css = """
        aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc bisque:ffe4c4 black:000000 blanchedalmond:ffebcd
        blue:0000ff blueviolet:8a2be2 brown:a52a2a burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed
        cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9
        darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f
        darkslateblue:483d8b darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff
        dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc
        ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c
        indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080
        lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a
        lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00
        limegreen:32cd32 linen:faf0e6 magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db
        mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970
        mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500
        orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9
        peru:cd853f pink:ffc0cb plum:dda0dd powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1
        saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd
        slategray:708090 slategrey:708090 snow:fffafa springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0
        violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00 yellowgreen:9acd32
        """
    /// CSS and `tab:` names in lower case.
    public static let all: [String: RGBA] = {
        var t: [String: RGBA] = [:]
        for entry in css.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let halves = entry.split(separator: ":")
            if halves.count == 2, let v = UInt32(halves[1], radix: 16) { t[String(halves[0])] = RGBA(hex: v) }
        }
        for (n, v) in tab10 {
            t[n] = RGBA(hex: v)
            if n == "tab:gray" { t["tab:grey"] = RGBA(hex: v) }
        }
        return t
    }()
    /// The CSS names in order, with their colours as `#rrggbb`.
    public static let cssNames: [String] = css.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0.prefix { $0 != ":" }) }

    /// A colour from text: a name, `C3`, `#rgb`, `#rrggbb`, `#rrggbbaa`, a grey `0.5`, `none`. nil: no colour.
    public static func parse(_ text: String, cycle: [RGBA]) -> RGBA? {
        if text.lowercased() == "none" { return .clear }
        if let c = base[text] { return c }
        if text.first == "C", text.count > 1, let n = Int(text.dropFirst()), n >= 0 { return cycle.isEmpty ? .black : cycle[n % cycle.count] }
        if let c = all[text.lowercased()] { return c }
        if text.first == "#" {
            var digits = String(text.dropFirst())
            if digits.count == 3 || digits.count == 4 { digits = digits.map { "\($0)\($0)" }.joined() }
            guard digits.count == 6 || digits.count == 8, digits.allSatisfy({ $0.isHexDigit }), let v = UInt32(digits, radix: 16) else { return nil }
            if digits.count == 6 { return RGBA(hex: v) }
            return RGBA(hex: v >> 8).opacity(Double(v & 255) / 255)
        }
        if let grey = Double(text), grey >= 0, grey <= 1 { return RGBA(grey, grey, grey) }
        return nil
    }
}

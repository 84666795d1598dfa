// This file defines the subset of mathtext: `$x^2$`, `\alpha`, `\frac{a}{b}`, `\sqrt{x}`, `\mathrm{...}`.

/// Lays out one line in which the parts between dollars are mathematics.
struct Mathtext {
    private(set) var result: (runs: [TextRun], width: Double, ascent: Double, descent: Double) = ([], 0, 0, 0)
    private let base: FontKind

    /// An even number of dollars that are not escaped, at least two.
    static func isMath(_ s: String) -> Bool {
        var n = 0
        var escaped = false
        for c in s {
            if c == "$" && !escaped { n += 1 }
            escaped = c == "\\" && !escaped
        }
        return n > 0 && n % 2 == 0
    }

    init(_ line: String, font: FontKind, pixels: Double) {
        base = font
        var parts: [(String, Bool)] = []
        var current = ""
        var math = false
        var previous: Character = " "
        for c in line {
            if c == "$" && previous != "\\" {
                parts.append((current, math))
                current = ""
                math.toggle()
            } else {
                if c == "$" { current.removeLast() }
                current.append(c)
            }
            previous = c
        }
        parts.append((current, math))
        var box = Box()
        for (text, isMath) in parts where !text.isEmpty {
            if isMath {
                var p = Parser(text: Array(text), base: font)
                box.append(p.list(pixels: pixels, roman: false, until: nil))
            } else {
                box.append(Box(text, font, pixels))
            }
        }
        result = (box.runs, box.width, box.ascent, box.descent)
    }

    /// Runs with the room that they take.
    struct Box {
        var runs: [TextRun] = []
        var width = 0.0, ascent = 0.0, descent = 0.0
        init() {}
        init(_ text: String, _ font: FontKind, _ pixels: Double) {
            let m = TextLayout.measure(text, font, pixels: pixels)
            runs = [TextRun(text: text, font: font, pixels: pixels, x: 0, y: 0)]
            (width, ascent, descent) = (m.width, m.ascent, m.descent)
        }
        mutating func append(_ b: Box, dy: Double = 0) {
            place(b, x: width, y: dy)
            width += b.width
        }
        mutating func place(_ b: Box, x: Double, y: Double) {
            for r in b.runs {
                var r = r
                r.x += x
                r.y += y
                runs.append(r)
            }
            ascent = max(ascent, b.ascent + y)
            descent = max(descent, b.descent - y)
        }
    }

    struct Parser {
        let text: [Character]
        let base: FontKind
        var i = 0
        var depth = 0

        init(text: [Character], base: FontKind) {
            self.text = text
            self.base = base
        }

        mutating func list(pixels: Double, roman: Bool, until end: Character?) -> Box {
            var box = Box()
            depth += 1
            defer { depth -= 1 }
            while i < text.count {
                let c = text[i]
                if c == end {
                    i += 1
                    break
                }
                if c == "^" || c == "_" {
                    var upper: Box?, lower: Box?
                    while i < text.count, text[i] == "^" || text[i] == "_" {
                        let up = text[i] == "^"
                        i += 1
                        let b = atom(pixels: pixels * 0.7, roman: roman)
                        if up { upper = b } else { lower = b }
                    }
                    let xHeight = pixels * 1120 / 2048
                    let x = box.width
                    if let u = upper { box.place(u, x: x, y: max(0.7 * xHeight, lower == nil ? 0 : 0.75 * xHeight)) }
                    if let l = lower { box.place(l, x: x, y: -(upper == nil ? 0.3 : 0.5) * xHeight) }
                    box.width = x + max(upper?.width ?? 0, lower?.width ?? 0) + 0.05 * xHeight
                    continue
                }
                box.append(atom(pixels: pixels, roman: roman))
            }
            return box
        }

        private mutating func group(pixels: Double, roman: Bool) -> Box {
            while i < text.count, text[i] == " " { i += 1 }
            guard i < text.count, depth < 60 else { return Box() }
            if text[i] == "{" {
                i += 1
                return list(pixels: pixels, roman: roman, until: "}")
            }
            return atom(pixels: pixels, roman: roman)
        }

        private mutating func atom(pixels: Double, roman: Bool) -> Box {
            guard i < text.count else { return Box() }
            let c = text[i]
            i += 1
            switch c {
            case "{": return depth < 60 ? list(pixels: pixels, roman: roman, until: "}") : Box()
            case " ": return Box()
            case "\\": return command(pixels: pixels, roman: roman)
            case "-": return spaced("\u{2212}", pixels, binary: i > 1 && !(i >= 2 && "({[=<>,^_+-*/".contains(text[i - 2])) && !allSpacesBefore(i - 1))
            case "+", "=", "<", ">": return spaced(String(c), pixels, binary: true)
            case "*": return spaced("\u{2217}", pixels, binary: true)
            case "'": return Box("\u{2032}", base, pixels)
            case ",":
                var b = Box(",", base, pixels)
                b.width += 0.16 * pixels
                return b
            default:
                var font = base
                if c.isLetter && !roman { font.italic = true }
                return Box(String(c), font, pixels)
            }
        }

        private func allSpacesBefore(_ k: Int) -> Bool { text[..<k].allSatisfy { $0 == " " } }

        private func spaced(_ s: String, _ pixels: Double, binary: Bool) -> Box {
            let b = Box(s, base, pixels)
            if !binary { return b }
            var out = Box()
            out.width = 0.2 * pixels
            out.append(b)
            out.width += 0.2 * pixels
            return out
        }

        private mutating func command(pixels: Double, roman: Bool) -> Box {
            guard i < text.count else { return Box("\\", base, pixels) }
            if !text[i].isLetter {
                let c = text[i]
                i += 1
                var b = Box()
                switch c {
                case ",": b.width = 0.167 * pixels
                case ":", ">": b.width = 0.222 * pixels
                case ";": b.width = 0.278 * pixels
                case " ": b.width = 0.333 * pixels
                case "!": b.width = -0.167 * pixels
                default: return Box(String(c), base, pixels)
                }
                return b
            }
            var name = ""
            while i < text.count, text[i].isLetter, text[i].isASCII {
                name.append(text[i])
                i += 1
            }
            if let s = Mathtext.symbols[name] {
                var font = base
                if Mathtext.isLowerGreek(s) && !roman { font.italic = true }
                return Mathtext.relations.contains(name) ? spaced(s, pixels, binary: true) : Box(s, font, pixels)
            }
            switch name {
            case "mathrm", "mathdefault", "text", "mathregular", "rm", "operatorname", "mathsf", "mathtt": return group(pixels: pixels, roman: true)
            case "mathit", "it": return group(pixels: pixels, roman: false)
            case "mathbf", "bf", "boldsymbol":
                var b = group(pixels: pixels, roman: true)
                for k in b.runs.indices { b.runs[k].font.bold = true }
                return b
            case "left", "right", "displaystyle", "limits": return Box()
            case "frac", "dfrac":
                let n = group(pixels: pixels * 0.7, roman: roman), d = group(pixels: pixels * 0.7, roman: roman)
                let w = max(n.width, d.width)
                var b = Box()
                b.place(n, x: (w - n.width) / 2, y: 0.42 * pixels)
                b.place(d, x: (w - d.width) / 2, y: -0.38 * pixels)
                // The bar is a row of em dashes squeezed to the width.
                let dash = TextLayout.measure("\u{2014}", base, pixels: pixels).width
                let count = max(1, Int((w / dash).rounded(.up)))
                for k in 0..<count {
                    let step = count > 1 ? (w - dash) / Double(count - 1) : 0
                    b.runs.append(TextRun(text: "\u{2014}", font: base, pixels: count == 1 ? pixels * w / dash : pixels, x: Double(k) * max(step, 0), y: count == 1 ? 0.3 * pixels - 0.3 * pixels * w / dash : 0))
                }
                b.width = w + 0.1 * pixels
                return b
            case "sqrt":
                var b = Box("\u{221A}", base, pixels)
                let inner = group(pixels: pixels, roman: roman)
                b.append(inner)
                b.width += 0.05 * pixels
                return b
            case "log", "ln", "exp", "sin", "cos", "tan", "max", "min", "lim", "det", "arg", "argmax", "argmin":
                return Box(name, base, pixels)
            case "hat", "bar", "tilde", "vec", "dot":
                let mark = ["hat": "\u{0302}", "bar": "\u{0304}", "tilde": "\u{0303}", "vec": "\u{20D7}", "dot": "\u{0307}"][name]!
                var b = group(pixels: pixels, roman: roman)
                let spacing = ["\u{0302}": "\u{02C6}", "\u{0304}": "\u{00AF}", "\u{0303}": "\u{02DC}", "\u{20D7}": "\u{2192}", "\u{0307}": "\u{02D9}"][mark]!
                let m = Box(spacing, base, pixels)
                b.place(m, x: (b.width - m.width) / 2, y: max(0, b.ascent - 0.55 * pixels))
                return b
            default: return Box("\\" + name, base, pixels)
            }
        }
    }

    private static func isLowerGreek(_ s: String) -> Bool {
        guard let u = s.unicodeScalars.first?.value else { return false }
        return u >= 0x3b1 && u <= 0x3d6
    }
    static let relations: Set<String> = ["leq", "le", "geq", "ge", "neq", "ne", "approx", "equiv", "sim", "in", "times", "cdot", "pm", "mp", "div", "to", "rightarrow", "leftarrow", "Rightarrow", "propto", "subset", "cup", "cap", "ll", "gg", "mapsto", "mid"]
    static let symbols: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι",
        "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
        "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
        "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "pm": "±", "mp": "∓",
        "times": "×", "cdot": "·", "div": "÷", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "in": "∈",
        "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "propto": "∝", "subset": "⊂", "cup": "∪", "cap": "∩", "ll": "≪", "gg": "≫", "degree": "°",
        "circ": "∘", "ldots": "…", "dots": "…", "cdots": "⋯", "forall": "∀", "exists": "∃", "hbar": "ℏ", "ell": "ℓ", "prime": "′", "langle": "⟨", "rangle": "⟩",
        "mapsto": "↦", "mid": "|", "star": "⋆", "dagger": "†", "emptyset": "∅", "angle": "∠", "quad": "\u{2003}", "backslash": "\\", "lbrace": "{", "rbrace": "}",
        "Re": "ℜ", "Im": "ℑ", "uparrow": "↑", "downarrow": "↓", "AA": "Å", "bullet": "•",
    ]
}

// This file colours code of the cell language for reports.

import Lang

enum CodeColour {
    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match", "case",
    ]

    /// HTML with `<span>`s of the classes k (keyword), s (string), c (comment), n (number).
    static func html(_ code: String) -> String {
        var out = ""
        let u = Array(code.unicodeScalars)
        var i = 0
        func span(_ kind: String, _ text: ArraySlice<Unicode.Scalar>) {
            var v = String.UnicodeScalarView()
            v.append(contentsOf: text)
            out += "<span class=\"\(kind)\">\(Escape.html(String(v)))</span>"
        }
        while i < u.count {
            let c = u[i]
            if c == "#" {
                let start = i
                while i < u.count, u[i] != "\n" { i += 1 }
                span("c", u[start..<i])
            } else if c == "\"" || c == "'" {
                let start = i
                let triple = i + 2 < u.count && u[i + 1] == c && u[i + 2] == c
                i += triple ? 3 : 1
                while i < u.count {
                    if u[i] == "\\" {
                        i += 2
                        continue
                    }
                    if triple, i + 2 < u.count, u[i] == c, u[i + 1] == c, u[i + 2] == c {
                        i += 3
                        break
                    }
                    if !triple, u[i] == c || u[i] == "\n" {
                        if u[i] == c { i += 1 }
                        break
                    }
                    i += 1
                }
                i = min(i, u.count)
                span("s", u[start..<i])
            } else if c == "_" || c.properties.isXIDStart {
                let start = i
                while i < u.count, u[i] == "_" || u[i].properties.isXIDContinue { i += 1 }
                var v = String.UnicodeScalarView()
                v.append(contentsOf: u[start..<i])
                if keywords.contains(String(v)) { span("k", u[start..<i]) } else { out += Escape.html(String(v)) }
            } else if c.value >= 48, c.value <= 57 {
                let start = i
                while i < u.count, u[i].properties.isXIDContinue || u[i] == "." { i += 1 }
                span("n", u[start..<i])
            } else {
                out += Escape.html(String(c))
                i += 1
            }
        }
        return out
    }
}

// This file turns Markdown into HTML by cmark-gfm (CommonMark with tables, strikethrough and bare links).

import CMarkdown
import Glibc

enum MarkdownHTML {
    /// Raw HTML in the text is left out, except anchors (`<a name="x">`), which become ids.
    static func render(_ text: String) -> String {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return Escape.html(text) }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let e = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, e) }
        }
        var anchors: [String] = []
        var text = takeAnchors(text, &anchors)
        text.withUTF8 { p in p.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) } }
        guard let document = cmark_parser_finish(parser) else { return Escape.html(text) }
        defer { cmark_node_free(document) }
        guard let html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser)) else { return Escape.html(text) }
        defer { free(html) }
        return anchors.map { "<a id=\"\(Escape.html($0))\"></a>" }.joined() + String(cString: html)
    }

    private static func takeAnchors(_ text: String, _ anchors: inout [String]) -> String {
        var out = ""
        var rest = Substring(text)
        while let r = String(rest).range(of: "<a name=\"") {
            let s = String(rest)
            out += s[..<r.lowerBound]
            let after = s[r.upperBound...]
            guard let q = after.firstIndex(of: "\""), let close = after[q...].range2(of: "</a>") else {
                rest = after
                continue
            }
            anchors.append(String(after[..<q]))
            rest = after[close...]
        }
        return out + rest
    }
}

extension Substring {
    /// The index behind the first occurrence.
    func range2(of needle: String) -> Index? {
        var i = startIndex
        while i < endIndex {
            if self[i...].hasPrefix(needle) { return index(i, offsetBy: needle.count) }
            i = index(after: i)
        }
        return nil
    }
}

enum Escape {
    static func html(_ s: String) -> String {
        var out = ""
        for c in s.unicodeScalars {
            switch c {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(c)
            }
        }
        return out
    }

    /// Text without terminal escape sequences.
    static func withoutColour(_ s: String) -> String {
        var out = String.UnicodeScalarView()
        var i = s.unicodeScalars.makeIterator()
        while let c = i.next() {
            if c == "\u{1B}" {
                guard let n = i.next(), n == "[" else { continue }
                while let d = i.next(), !(d.value >= 0x40 && d.value <= 0x7E) {}
                continue
            }
            out.append(c)
        }
        return String(out)
    }
}

// This file makes a report: one self-contained HTML file, readable without scripts.

enum HTMLReport {
    struct Heading {
        let level: Int
        let text: String
        let id: String
    }

    /// Cell metadata read here: `caption` and `alt` for a cell's figures, tags `hide-input`, `hide-output`, `remove-cell`.
    static func make(_ notebook: Notebook, title: String?, foldCode: Bool) -> String {
        var headings: [Heading] = []
        var body = ""
        var figure = 0
        var number = 0
        for cell in notebook.cells {
            if cell.kind == .code { number += 1 }
            if cell.hasTag("remove-cell") { continue }
            switch cell.kind {
            case .raw: continue
            case .markdown:
                body += "<section class=\"text\">\(numbered(MarkdownHTML.render(withAttachments(cell)), &headings))</section>\n"
            case .code:
                body += codeCell(cell, number: number, foldCode: foldCode, figure: &figure)
            }
        }
        let name = title ?? headings.first(where: { $0.level == 1 })?.text ?? headings.first?.text ?? "Notebook"
        let contents = headings.filter { $0.level <= 3 && !$0.text.isEmpty }
        var toc = ""
        if contents.count > 1 {
            toc = "<nav aria-label=\"Contents\"><details open><summary>Contents</summary><ol>"
            for h in contents { toc += "<li class=\"l\(h.level)\"><a href=\"#\(h.id)\">\(Escape.html(h.text))</a></li>" }
            toc += "</ol></details></nav>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(Escape.html(name))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            \(toc)\(body)</main>
            </body>
            </html>

            """
    }

    private static func codeCell(_ cell: Cell, number: Int, foldCode: Bool, figure: inout Int) -> String {
        var out = "<section class=\"cell\" id=\"cell-\(number)\">\n"
        if !cell.hasTag("hide-input"), !cell.source.isEmpty {
            let open = foldCode ? "" : " open"
            out += "<details\(open)><summary>[\(number)] \(Escape.html(cell.heading))</summary><pre class=\"code\"><code>\(CodeColour.html(cell.source))</code></pre></details>\n"
        }
        if !cell.hasTag("hide-output") {
            let caption = cell.metadata["caption"]?.text
            let alt = cell.metadata["alt"]?.text
            var figures = ""
            var count = 0
            func flush(_ out: inout String) {
                if count == 0 { return }
                if let caption {
                    figure += 1
                    out += "<figure>\(figures)<figcaption>Figure \(figure). \(Escape.html(caption))</figcaption></figure>\n"
                } else {
                    out += "<figure>\(figures)</figure>\n"
                }
                figures = ""
                count = 0
            }
            for o in cell.outputs {
                if let image = image(of: o) {
                    count += 1
                    figures += "<img src=\"\(image)\" alt=\"\(Escape.html(alt ?? caption ?? "Figure of cell \(number): \(cell.heading)"))\">\n"
                    continue
                }
                flush(&out)
                switch o["output_type"]?.text {
                case "stream": out += "<pre class=\"\(o["name"]?.text == "stderr" ? "stderr" : "stdout")\">\(clean(o["text"]))</pre>\n"
                case "error": out += "<pre class=\"error\">\(Escape.html(Escape.withoutColour((o["traceback"]?.items ?? []).compactMap(\.text).joined(separator: "\n"))))</pre>\n"
                case "execute_result", "display_data":
                    if let t = o["data"]?["text/plain"] { out += "<pre class=\"value\">\(clean(t))</pre>\n" }
                default: break
                }
            }
            flush(&out)
        }
        return out + "</section>\n"
    }

    private static func clean(_ v: JSON?) -> String { Escape.html(Escape.withoutColour(Recorder.overwritten(v?.joinedText ?? ""))) }

    private static func image(of output: JSON) -> String? {
        guard let data = output["data"] else { return nil }
        for type in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
            if let b = data[type]?.joinedText { return "data:\(type);base64," + b.filter { !$0.isWhitespace } }
        }
        if let svg = data["image/svg+xml"]?.joinedText { return "data:image/svg+xml;base64," + Base64.encode(Array(svg.utf8)) }
        return nil
    }

    /// `![x](attachment:name)` becomes a data address.
    private static func withAttachments(_ cell: Cell) -> String {
        var text = cell.source
        for a in cell.attachments?.members ?? [] {
            for m in a.value.members {
                if let b = m.value.joinedText { text = text.replacing("attachment:\(a.key)", with: "data:\(m.key);base64," + b.filter { !$0.isWhitespace }) }
            }
        }
        return text
    }

    /// Gives headings ids and collects them.
    private static func numbered(_ html: String, _ headings: inout [Heading]) -> String {
        var out = ""
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            out += rest[..<open]
            rest = rest[open...]
            let tag = rest.prefix(4)
            if tag.count == 4, tag.hasPrefix("<h"), tag.hasSuffix(">"), let level = Int(String(tag.dropFirst(2).first!)),
                let end = String(rest).range(of: "</h\(level)>")
            {
                let s = String(rest)
                let inner = String(s[s.index(s.startIndex, offsetBy: 4)..<end.lowerBound])
                let id = "h\(headings.count + 1)"
                headings.append(Heading(level: level, text: plain(inner), id: id))
                out += "<h\(level) id=\"\(id)\">\(inner)</h\(level)>"
                rest = Substring(s[end.upperBound...])
            } else {
                out.append(rest.removeFirst())
            }
        }
        return out + rest
    }

    private static func plain(_ html: String) -> String {
        var out = ""
        var inside = false
        for c in html {
            if c == "<" { inside = true } else if c == ">" { inside = false } else if !inside { out.append(c) }
        }
        return out.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    private static let style = """
        :root{--fg:#1c1e21;--bg:#fff;--soft:#5c6370;--line:#dfe2e6;--code:#f6f7f9;--link:#0b57d0;--k:#8250df;--s:#0a6b3d;--n:#b04a00;--err:#b3261e}
        @media(prefers-color-scheme:dark){:root{--fg:#e4e6ea;--bg:#16181c;--soft:#9aa2ad;--line:#31363d;--code:#1e2126;--link:#8ab4f8;--k:#c9a4ff;--s:#7fd6a4;--n:#f0b27a;--err:#ff8a80}
        img{background:#fff;border-radius:4px}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:var(--fg);background:var(--bg);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        h1,h2,h3,h4,p,li,figcaption{overflow-wrap:anywhere}
        h1,h2,h3,h4{line-height:1.25;margin:1.8em 0 .5em}
        h1{font-size:1.9rem;margin-top:.5em}
        a{color:var(--link)}
        nav{border:1px solid var(--line);border-radius:8px;padding:.5rem 1rem;margin-bottom:1.5rem}
        nav ol{list-style:none;margin:.4rem 0 0;padding:0}
        nav .l2{padding-left:1rem}nav .l3{padding-left:2rem}
        summary{cursor:pointer;color:var(--soft);font-size:.85rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        nav summary{font-weight:600;font-size:1rem;color:var(--fg)}
        .cell{margin:1rem 0}
        pre{margin:.4rem 0;padding:.7rem .9rem;overflow-x:auto;font:.84rem/1.45 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;border-radius:6px}
        .text pre,.code{background:var(--code);border:1px solid var(--line)}
        code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
        pre code{font-size:1em}
        .stdout,.value{border-left:3px solid var(--line);border-radius:0}
        .stderr,.error{border-left:3px solid var(--err);border-radius:0}
        .error{color:var(--err)}
        .k{color:var(--k)}.s{color:var(--s)}.c{color:var(--soft);font-style:italic}.n{color:var(--n)}
        figure{margin:1rem 0;text-align:center}
        img{max-width:100%;height:auto}
        figcaption{color:var(--soft);font-size:.9rem;margin-top:.4rem}
        table{border-collapse:collapse;display:block;overflow-x:auto}
        td,th{border:1px solid var(--line);padding:.3rem .6rem}
        blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
        @media print{body{font-size:11pt}main{max-width:none;padding:0}nav{display:none}pre{white-space:pre-wrap;overflow:visible}figure,pre,table{break-inside:avoid}h1,h2,h3{break-after:avoid}}
        """
}

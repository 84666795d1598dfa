// This file makes a Markdown report with its figures in a folder beside it.

enum MarkdownReport {
    /// The text and the figures, as names relative to the report and PNG bytes.
    static func make(_ notebook: Notebook, folder: String) -> (text: String, figures: [(name: String, bytes: [UInt8])]) {
        var out: [String] = []
        var figures: [(name: String, bytes: [UInt8])] = []
        var number = 0
        for cell in notebook.cells {
            if cell.kind == .code { number += 1 }
            if cell.hasTag("remove-cell") { continue }
            switch cell.kind {
            case .raw: continue
            case .markdown: out.append(cell.source)
            case .code:
                if !cell.hasTag("hide-input"), !cell.source.isEmpty { out.append("```python\n\(cell.source)\n```") }
                if cell.hasTag("hide-output") { continue }
                var count = 0
                for o in cell.outputs {
                    if let png = o["data"]?["image/png"]?.joinedText {
                        let name = "\(folder)/\(number < 10 ? "0" : "")\(number)-\(count < 10 ? "0" : "")\(count).png"
                        count += 1
                        figures.append((name, Base64.decode(png)))
                        out.append("![\(cell.metadata["alt"]?.text ?? cell.metadata["caption"]?.text ?? cell.heading)](\(name))")
                    } else if let text = o["text"]?.joinedText ?? o["data"]?["text/plain"]?.joinedText {
                        out.append(block(Recorder.overwritten(text)))
                    } else if let trace = o["traceback"]?.items {
                        out.append(block(trace.compactMap(\.text).joined(separator: "\n")))
                    }
                }
                if let caption = cell.metadata["caption"]?.text, count > 0 { out.append("*\(caption)*") }
            }
        }
        return (out.joined(separator: "\n\n") + "\n", figures)
    }

    private static func block(_ text: String) -> String {
        let t = Escape.withoutColour(text)
        return "```text\n" + (t.hasSuffix("\n") ? t : t + "\n") + "```"
    }
}

extension Base64 {
    static func decode(_ s: String) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var n = 0
        for c in s.utf8 {
            let v: UInt8
            switch c {
            case 65...90: v = c - 65
            case 97...122: v = c - 71
            case 48...57: v = c + 4
            case 43: v = 62
            case 47: v = 63
            default: continue
            }
            bits = bits << 6 | UInt32(v)
            n += 6
            if n >= 8 {
                n -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(n)))
            }
        }
        return out
    }
}

// This file compares a run's outputs with those stored in the notebook: text with numeric tolerance, figures by image difference (`--check`).

import Kernel
import Lang

/// How far outputs may be apart.
struct CheckTolerance {
    /// Numbers in text: |a − b| ≤ absolute + relative·|b|.
    var relative = 1e-4
    var absolute = 1e-6
    /// Figures: root mean square of the difference of the pixels, as a share of full scale.
    var figure = 0.02
}

/// A cell whose outputs differ, and how.
struct CheckDifference {
    let number: Int
    let heading: String
    let what: String
}

enum OutputCheck {
    /// Compares the cells that ran. `stored`: the notebook as it was read, by cell index.
    static func differences(_ run: ReplayRun, stored: Notebook, _ tolerance: CheckTolerance) -> [CheckDifference] {
        var out: [CheckDifference] = []
        for c in run.cells where c.status == .ok || c.status == .failed || c.status == .expectedFailure {
            guard let old = stored.cells.first(where: { $0.id != nil && $0.id == c.cell.id }) ?? matching(c, in: stored) else { continue }
            if let what = difference(old.outputs, run.notebook.cells[c.index].outputs, tolerance) {
                out.append(CheckDifference(number: c.number, heading: c.cell.heading, what: what))
            }
        }
        return out
    }
    private static func matching(_ c: ReplayCell, in stored: Notebook) -> Cell? { stored.cells.first { $0.kind == .code && $0.source == c.cell.source } }

    /// What a cell put out, in a form that can be compared.
    private enum Item {
        case text(name: String, String)
        case image([UInt8])
        case error(name: String, value: String)
        var kind: String {
            switch self {
            case .text(let n, _): return n
            case .image: return "a figure"
            case .error: return "an error"
            }
        }
    }

    private static func items(_ outputs: [JSON]) -> [Item] {
        var out: [Item] = []
        for o in outputs {
            switch o["output_type"]?.text {
            case "stream":
                let name = o["name"]?.text ?? "stdout", text = Recorder.overwritten(o["text"]?.joinedText ?? "")
                if case .text(name, let before)? = out.last { out[out.count - 1] = .text(name: name, before + text) } else { out.append(.text(name: name, text)) }
            case "error": out.append(.error(name: o["ename"]?.text ?? "", value: o["evalue"]?.text ?? ""))
            default:
                guard let data = o["data"] else { continue }
                if let png = data["image/png"]?.joinedText { out.append(.image(Base64.decode(png))) } else if let t = data["text/plain"]?.joinedText {
                    out.append(.text(name: "value", t))
                }
            }
        }
        // What goes to the standard error stream (warnings, progress) is no result.
        return out.filter { if case .text("stderr", _) = $0 { return false } else { return true } }
    }

    /// nil: the same within the tolerance.
    static func difference(_ stored: [JSON], _ new: [JSON], _ tolerance: CheckTolerance) -> String? {
        let a = items(stored), b = items(new)
        for (x, y) in zip(a, b) {
            switch (x, y) {
            case (.text(let n, let s), .text(let m, let t)):
                if n != m { return "stored \(n), now \(m)" }
                if let d = TextCheck.difference(s, t, tolerance) { return d }
            case (.image(let p), .image(let q)):
                if let d = imageDifference(p, q, tolerance.figure) { return d }
            case (.error(let n, let v), .error(let m, let w)):
                if n != m { return "stored \(n), now \(m)" }
                if let d = TextCheck.difference(v, w, tolerance) { return d }
            default: return "stored \(x.kind), now \(y.kind)"
            }
        }
        if a.count != b.count { return a.count > b.count ? "stored \(a[b.count].kind), now nothing" : "now \(b[a.count].kind), stored nothing" }
        return nil
    }

    private static func imageDifference(_ p: [UInt8], _ q: [UInt8], _ limit: Double) -> String? {
        if p == q { return nil }
        guard let a = try? Kernel.Image.decode(p).converted(to: .rgba), let b = try? Kernel.Image.decode(q).converted(to: .rgba) else { return "a figure cannot be read" }
        if a.width != b.width || a.height != b.height { return "the figure's size: stored \(a.width)x\(a.height), now \(b.width)x\(b.height)" }
        var sum = 0.0
        for i in 0..<a.byteCount {
            let d = Double(Int(a.pixels[i]) - Int(b.pixels[i]))
            sum += d * d
        }
        let rms = (sum / Double(max(a.byteCount, 1))).squareRoot() / 255
        if rms <= limit { return nil }
        return "the figure: root mean square difference \(Numbers.percent(rms)), allowed \(Numbers.percent(limit))"
    }
}

enum Numbers {
    /// `3.2 %`
    static func percent(_ x: Double) -> String {
        let t = (x * 1000).rounded() / 10
        return "\(t) %"
    }
}

/// Text compared piece by piece: numbers within a tolerance, everything else as it is but for white space and addresses.
enum TextCheck {
    /// nil: the same; else the first line that differs.
    static func difference(_ a: String, _ b: String, _ tolerance: CheckTolerance) -> String? {
        let x = a.split(separator: "\n", omittingEmptySubsequences: false), y = b.split(separator: "\n", omittingEmptySubsequences: false)
        for i in 0..<max(x.count, y.count) {
            let l = i < x.count ? String(x[i]) : nil, m = i < y.count ? String(y[i]) : nil
            if let l, let m, same(l, m, tolerance) { continue }
            // Blank lines at the end say nothing.
            if (l ?? "").allSatisfy(\.isWhitespace), (m ?? "").allSatisfy(\.isWhitespace) { continue }
            return "line \(i + 1): stored \(quoted(l)), now \(quoted(m))"
        }
        return nil
    }
    private static func quoted(_ s: String?) -> String {
        guard let s else { return "nothing" }
        return "'" + (s.count > 90 ? String(s.prefix(87)) + "..." : s) + "'"
    }

    enum Piece: Equatable {
        case word(String)
        case number(Double)
        case address
    }

    static func same(_ a: String, _ b: String, _ t: CheckTolerance) -> Bool {
        if a == b { return true }
        let p = pieces(a), q = pieces(b)
        guard p.count == q.count else { return false }
        return zip(p, q).allSatisfy { x, y in
            if case .number(let u) = x, case .number(let v) = y { return u == v || (u.isNaN && v.isNaN) || abs(u - v) <= t.absolute + t.relative * abs(u) }
            return x == y
        }
    }

    static func pieces(_ s: String) -> [Piece] {
        let u = Array(s.utf8)
        var out: [Piece] = []
        var i = 0
        func digit(_ k: Int) -> Bool { k < u.count && u[k] >= 48 && u[k] <= 57 }
        func letter(_ c: UInt8) -> Bool { (c | 32 >= 97 && c | 32 <= 122) || c == 95 || c >= 128 }
        while i < u.count {
            let c = u[i]
            if c == 32 || c == 9 || c == 13 {
                i += 1
                continue
            }
            if c == 48, i + 1 < u.count, u[i + 1] == 120 {
                i += 2
                while i < u.count, digit(i) || (u[i] | 32 >= 97 && u[i] | 32 <= 102) { i += 1 }
                out.append(.address)
                continue
            }
            // A sign belongs to a number unless it stands between two operands.
            let signed = (c == 45 || c == 43) && (digit(i + 1) || (i + 1 < u.count && u[i + 1] == 46 && digit(i + 2))) && (i == 0 || !(letter(u[i - 1]) || digit(i - 1) || u[i - 1] == 41 || u[i - 1] == 93))
            if digit(i) || signed || (c == 46 && digit(i + 1) && (i == 0 || !letter(u[i - 1]))) {
                var j = i + (signed ? 1 : 0)
                while digit(j) { j += 1 }
                if j < u.count, u[j] == 46 {
                    j += 1
                    while digit(j) { j += 1 }
                }
                if j < u.count, u[j] | 32 == 101 {
                    var k = j + 1
                    if k < u.count, u[k] == 45 || u[k] == 43 { k += 1 }
                    if digit(k) {
                        while digit(k) { k += 1 }
                        j = k
                    }
                }
                out.append(.number(Double(String(decoding: u[i..<j], as: UTF8.self)) ?? .nan))
                i = j
                continue
            }
            var j = i
            if letter(c) {
                // Digits inside a name (`x1`) are part of it.
                while j < u.count, letter(u[j]) || digit(j) { j += 1 }
            } else { j += 1 }
            out.append(.word(String(decoding: u[i..<j], as: UTF8.self)))
            i = j
        }
        return out
    }
}

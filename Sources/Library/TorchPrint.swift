// This file prints tensors as PyTorch does (the algorithm of `torch/_tensor_str.py`).

import Glibc
import Kernel
import Lang

/// `torch.set_printoptions` and the text of a tensor.
public enum TorchPrint {
    struct Options {
        var precision = 4
        var threshold = 1000
        var edgeItems = 3
        var lineWidth = 80
        var scientific: Bool?
    }
    static var options = Options()

    /// Chooses one format for all elements.
    struct Formatter {
        var width = 1
        var integral = true
        var scientific = false
        let isFloat: Bool
        let isBool: Bool

        init(_ t: Tensor) throws {
            isFloat = t.dtype.isFloat
            isBool = t.dtype == .bool
            let p = options.precision
            if !isFloat {
                for i in try t.integers() { width = Swift.max(width, isBool ? (i != 0 ? 4 : 5) : String(i).count) }
                return
            }
            let values = try t.doubles().filter { $0.isFinite && $0 != 0 }
            guard !values.isEmpty else { return }
            var low = Double.infinity, high = 0.0
            for v in values {
                low = Swift.min(low, abs(v))
                high = Swift.max(high, abs(v))
                if v != v.rounded(.up) { integral = false }
            }
            if integral {
                scientific = high / low > 1000 || high > 1e8
            } else {
                scientific = high / low > 1000 || high > 1e8 || low < 1e-4
            }
            if let s = options.scientific { scientific = s }
            for v in values {
                let n = scientific ? Torch.cformat("%.\(p)e", v).utf8.count : integral ? Torch.cformat("%.0f", v).utf8.count + 1 : Torch.cformat("%.\(p)f", v).utf8.count
                width = Swift.max(width, n)
            }
        }

        func format(_ t: Tensor, _ i: Int) -> String {
            let text: String
            if isFloat {
                let v = t.double(at: i), p = options.precision
                if v.isNaN { text = "nan" } else if v.isInfinite { text = v < 0 ? "-inf" : "inf" } else if scientific {
                    text = Torch.cformat("%.\(p)e", v)
                } else if integral {
                    text = Torch.cformat("%.0f", v) + "."
                } else {
                    text = Torch.cformat("%.\(p)f", v)
                }
            } else if isBool {
                text = t.integer(at: i) != 0 ? "True" : "False"
            } else {
                text = t.dtype == .uint64 ? String(UInt(bitPattern: t.integer(at: i))) : String(t.integer(at: i))
            }
            return String(repeating: " ", count: Swift.max(width - text.utf8.count, 0)) + text
        }
    }

    private static func vector(_ t: Tensor, _ indent: Int, _ summarize: Bool, _ f: Formatter) -> String {
        let perLine = Swift.max(1, (options.lineWidth - indent) / (f.width + 2))
        let n = t.shape[0], edge = options.edgeItems
        func item(_ i: Int) -> String { f.format(t, i * t.strides[0]) }
        var data: [String]
        if summarize && edge == 0 {
            data = ["..."]
        } else if summarize && n > 2 * edge {
            data = (0..<edge).map(item) + [" ..."] + (n - edge..<n).map(item)
        } else {
            data = (0..<n).map(item)
        }
        let lines = stride(from: 0, to: data.count, by: perLine).map { data[$0..<Swift.min($0 + perLine, data.count)].joined(separator: ", ") }
        return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
    }
    private static func body(_ t: Tensor, _ indent: Int, _ summarize: Bool, _ f: Formatter) -> String {
        if t.rank == 0 { return f.format(t, 0) }
        if t.rank == 1 { return vector(t, indent, summarize, f) }
        let n = t.shape[0], edge = options.edgeItems
        func part(_ i: Int) -> String { body(Movement.select(t, axis: 0, index: i), indent + 1, summarize, f) }
        let parts = summarize && n > 2 * edge ? (0..<edge).map(part) + ["..."] + (n - edge..<n).map(part) : (0..<n).map(part)
        return "[" + parts.joined(separator: "," + String(repeating: "\n", count: t.rank - 1) + String(repeating: " ", count: indent + 1)) + "]"
    }
    /// Only the elements that a summary shows.
    private static func edges(_ t: Tensor) throws -> Tensor {
        if t.rank == 0 { return t }
        let e = options.edgeItems, n = t.shape[0]
        if t.rank == 1 {
            if n <= 2 * e { return t }
            return try Movement.concat([Movement.slice(t, axis: 0, start: 0, step: 1, count: e), Movement.slice(t, axis: 0, start: n - e, step: 1, count: e)], axis: 0, dtype: t.dtype)
        }
        if e == 0 { return try Tensor(empty: [0], t.dtype) }
        let chosen = n > 2 * e ? Array(0..<e) + Array(n - e..<n) : Array(0..<n)
        return try Movement.stack(chosen.map { try edges(Movement.select(t, axis: 0, index: $0)) }, axis: 0, dtype: t.dtype)
    }

    /// `repr(t)`.
    public static func text(_ t: Tensor) throws -> String {
        let indent = 7
        var suffixes: [String] = []
        var string = "tensor("
        if t.count == 0 {
            if t.rank != 1 { suffixes.append("size=(" + t.shape.map(String.init).joined(separator: ", ") + (t.rank == 1 ? ",)" : ")")) }
            if t.dtype != Promotion.defaultFloat { suffixes.append("dtype=torch.\(t.dtype.name)") }
            string += "[]"
        } else {
            if t.dtype != Promotion.defaultFloat && t.dtype != .int64 && t.dtype != .bool { suffixes.append("dtype=torch.\(t.dtype.name)") }
            let shown = t.dtype == .float16 || t.dtype == .bfloat16 ? try Elementwise.cast(t, .float32) : t.alias()
            let summarize = t.count > options.threshold
            string += body(shown, indent, summarize, try Formatter(summarize ? edges(shown) : shown))
        }
        if let n = t.edgeNode() { suffixes.append("grad_fn=<\(n.name)>") } else if t.requiresGrad { suffixes.append("requires_grad=True") }
        var last = string.utf8.count
        if let i = string.utf8.lastIndex(of: UInt8(ascii: "\n")) { last = string.utf8.distance(from: i, to: string.utf8.endIndex) + 1 } else { last += 2 }
        for s in suffixes {
            if last + s.count + 2 > options.lineWidth {
                string += ",\n" + String(repeating: " ", count: indent) + s
                last = indent + s.count
            } else {
                string += ", " + s
                last += s.count + 2
            }
        }
        return string + ")"
    }
}

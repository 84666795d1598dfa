// This file defines the texts of encoding and decoding errors.

enum EncodingErrors {
    /// As CPython words them; nil when the arguments are not the five that the error takes.
    static func text(_ e: ExceptionObject) -> String? {
        guard e.args.count == 5, let encoding = e.args[0].asString, case .int(let start) = e.args[2], case .int(let end) = e.args[3], let reason = e.args[4].asString else {
            return nil
        }
        if let b = e.args[1].asBytes {
            if end == start + 1, start >= 0, start < b.count {
                let h = String(b[start], radix: 16)
                return "'\(encoding)' codec can't decode byte 0x\(h.utf8.count < 2 ? "0" + h : h) in position \(start): \(reason)"
            }
            return "'\(encoding)' codec can't decode bytes in position \(start)-\(end - 1): \(reason)"
        }
        guard let s = e.args[1].asString else { return nil }
        let u = Array(s.unicodeScalars)
        if end == start + 1, start >= 0, start < u.count {
            let v = u[start].value
            func hex(_ n: Int) -> String {
                let h = String(v, radix: 16)
                return String(repeating: "0", count: max(0, n - h.utf8.count)) + h
            }
            let shown = v < 256 ? "\\x" + hex(2) : (v < 0x10000 ? "\\u" + hex(4) : "\\U" + hex(8))
            return "'\(encoding)' codec can't encode character '\(shown)' in position \(start): \(reason)"
        }
        return "'\(encoding)' codec can't encode characters in position \(start)-\(end - 1): \(reason)"
    }
}

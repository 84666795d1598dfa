// This file defines the format mini-language of numbers and texts, and the text of floats.

import BigInt
import Glibc

/// glibc's formatting of one double, which its headers show to newer dialects of C only.
@_silgen_name("strfromd") @discardableResult
private func strfromd(_ text: UnsafeMutablePointer<CChar>, _ size: Int, _ format: UnsafePointer<CChar>, _ x: Double) -> Int32

/// A parsed format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
public struct FormatSpec {
    public var fill: Unicode.Scalar = " "
    public var align: Unicode.Scalar?
    public var sign: Unicode.Scalar = "-"
    /// Whether the sign was written.
    var givenSign = false
    public var noNegativeZero = false
    public var alternate = false
    public var zero = false
    public var width = 0
    public var grouping: Unicode.Scalar?
    public var precision: Int?
    public var type: Unicode.Scalar?

    /// Throws ValueError with CPython's words.
    public init(_ text: String, typeName: String = "str") throws {
        let u = Array(text.unicodeScalars)
        var i = 0
        func isAlign(_ c: Unicode.Scalar) -> Bool { c == "<" || c == ">" || c == "=" || c == "^" }
        if u.count >= 2, isAlign(u[1]) {
            fill = u[0]
            align = u[1]
            i = 2
        } else if u.count >= 1, isAlign(u[0]) {
            align = u[0]
            i = 1
        }
        if i < u.count, u[i] == "+" || u[i] == "-" || u[i] == " " {
            sign = u[i]
            givenSign = true
            i += 1
        }
        if i < u.count, u[i] == "z" {
            noNegativeZero = true
            i += 1
        }
        if i < u.count, u[i] == "#" {
            alternate = true
            i += 1
        }
        if i < u.count, u[i] == "0" {
            zero = true
            if align == nil {
                fill = "0"
                align = typeName == "str" ? nil : "="
            } else if fill == " " && !(u.count >= 2 && isAlign(u[1])) {
                fill = "0"
            }
            i += 1
        }
        func number(_ what: String) throws -> Int? {
            var v = 0
            let from = i
            while i < u.count, u[i].value >= 48, u[i].value <= 57 {
                let (m, o) = v.multipliedReportingOverflow(by: 10)
                v = m &+ Int(u[i].value - 48)
                if o || v < 0 || v > 1 << 40 { throw valueError("Too many decimal digits in format string") }
                i += 1
            }
            return i > from ? v : nil
        }
        width = try number("width") ?? 0
        while i < u.count, u[i] == "," || u[i] == "_" {
            if let g = grouping {
                if g == u[i] { throw valueError("Cannot specify '\(g)' with '\(g)'.") }
                throw valueError("Cannot specify both ',' and '_'.")
            }
            grouping = u[i]
            i += 1
        }
        if i < u.count, u[i] == "." {
            i += 1
            guard let p = try number("precision") else { throw valueError("Format specifier missing precision") }
            precision = p
        }
        if u.count - i > 1 { throw valueError("Invalid format specifier '\(text)' for object of type '\(typeName)'") }
        if i < u.count { type = u[i] }
        if let g = grouping, let t = type, !"defgEFG%".unicodeScalars.contains(t), g == "," || !"boxX".unicodeScalars.contains(t) {
            throw valueError("Cannot specify '\(g)' with '\(t)'.")
        }
        if width > 1 << 31 || (precision ?? 0) > 1 << 31 { throw valueError("precision too big") }
    }
}

/// The specifications of numbers that were parsed last: a loop formats with the same one again and again.
enum SpecCache {
    private struct Entry {
        var words: (UInt64, UInt64) = (0, 0)
        var spec: FormatSpec
    }
    nonisolated(unsafe) private static var entries: UnsafeMutablePointer<Entry>? = nil

    /// Of an int or a float.
    static func spec(_ text: String, _ typeName: String) throws -> FormatSpec {
        guard text.utf8.count <= 15 else { return try FormatSpec(text, typeName: typeName) }
        if entries == nil {
            entries = .allocate(capacity: 32)
            entries!.initialize(repeating: Entry(spec: try FormatSpec("")), count: 32)
        }
        let words = unsafeBitCast(text, to: (UInt64, UInt64).self)
        // Only a text in the string's own words is known by them.
        guard words.1 & 0x2000_0000_0000_0000 != 0 else { return try FormatSpec(text, typeName: typeName) }
        let e = entries! + Int(((words.0 ^ words.1) &* 0x9E37_79B9_7F4A_7C15) >> 59)
        if e.pointee.words == words { return e.pointee.spec }
        let spec = try FormatSpec(text, typeName: typeName)
        e.pointee = Entry(words: words, spec: spec)
        return spec
    }
}

/// Texts of values by format specifications.
public enum Format {
    /// C's `printf` of one double: `%.3f`, `%#.3g`.
    static func printf(_ format: String, _ x: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let n = withVaList([x]) { vsnprintf(&buffer, buffer.count, format, $0) }
        if n < buffer.count { return String(cString: buffer) }
        buffer = [CChar](repeating: 0, count: Int(n) + 1)
        _ = withVaList([x]) { vsnprintf(&buffer, buffer.count, format, $0) }
        return String(cString: buffer)
    }

    /// `%.{p}f` of a number that is not negative, rounded half to even as `printf` does: exact, for the product with 10^p has at most 73 bits.
    /// nil for what is too large, too small or too precise for that.
    static func fixed(_ x: Double, _ p: Int) -> String? {
        guard p >= 1, p <= 6, x < 1e7 else { return nil }
        var q: UInt64 = 0
        if x != 0 {
            // x = significand / 2^shift
            let shift = 1075 - Int(x.exponentBitPattern)
            guard shift >= 1, shift < 127 else { return nil }
            let power = [1, 10, 100, 1000, 10000, 100_000, 1_000_000][p] as UInt64
            let product = (x.significandBitPattern | 1 << 52).multipliedFullWidth(by: power)
            let rest: (high: UInt64, low: UInt64), half: (high: UInt64, low: UInt64)
            if shift < 64 {
                q = product.high << UInt64(64 - shift) | product.low >> UInt64(shift)
                rest = (0, product.low & (1 << UInt64(shift) - 1))
                half = (0, 1 << UInt64(shift - 1))
            } else {
                q = product.high >> UInt64(shift - 64)
                rest = (product.high & (1 << UInt64(shift - 64) - 1), product.low)
                half = shift == 64 ? (0, 1 << 63) : (1 << UInt64(shift - 65), 0)
            }
            if rest > half || (rest == half && q & 1 == 1) { q += 1 }
        }
        return Machine.decimal(q, point: p)
    }

    /// `printf` with `%.{precision}{letter}`, without the costs of a variable argument list.
    static func printf(_ letter: Unicode.Scalar, _ precision: Int, _ x: Double) -> String {
        // `%.NNNNNNNNNNf` and its end.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { b in
            var format: (CChar, CChar, CChar, CChar, CChar, CChar, CChar, CChar) = (37, 46, 0, 0, 0, 0, 0, 0)
            guard precision < 1000 else { return printf("%.\(precision)\(letter)", x) }
            return withUnsafeMutableBytes(of: &format) { f in
                var k = 2
                if precision >= 100 {
                    f[k] = UInt8(48 + precision / 100)
                    k += 1
                }
                if precision >= 10 {
                    f[k] = UInt8(48 + precision / 10 % 10)
                    k += 1
                }
                f[k] = UInt8(48 + precision % 10)
                f[k + 1] = UInt8(letter.value)
                let text = f.baseAddress!.assumingMemoryBound(to: CChar.self)
                let n = Int(strfromd(b.baseAddress!, b.count, text, x))
                if n < b.count { return String(decoding: UnsafeRawBufferPointer(start: b.baseAddress!, count: n), as: UTF8.self) }
                return withUnsafeTemporaryAllocation(of: CChar.self, capacity: n + 1) { c in
                    strfromd(c.baseAddress!, n + 1, text, x)
                    return String(decoding: UnsafeRawBufferPointer(start: c.baseAddress!, count: n), as: UTF8.self)
                }
            }
        }
    }

    // MARK: Floats

    /// `repr(float)`: the shortest digits that read back as the same double.
    public static func repr(_ x: Double) -> String {
        if x.isNaN { return "nan" }
        if x.isInfinite { return x < 0 ? "-inf" : "inf" }
        if x == 0 { return x.sign == .minus ? "-0.0" : "0.0" }
        if x.magnitude < 1e15, x == x.rounded(.towardZero) { return String(Int(x)) + ".0" }
        let (digits, point) = shortest(x.magnitude)
        let s = layOut(digits, point, from: -4, to: 16, pointZero: true)
        return x < 0 ? "-" + s : s
    }

    /// Shortest digits `d1 d2 …` and the place of the point: the value is `0.d1d2… × 10^point`.
    static func shortest(_ x: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point = 0
        var seenPoint = false
        var exponent = 0
        var text = x.description
        text.withUTF8 { p in
            var i = 0
            while i < p.count {
                let b = p[i]
                if b == 46 {
                    seenPoint = true
                } else if b == 101 {
                    var e = 0
                    var negative = false
                    i += 1
                    if p[i] == 45 { negative = true }
                    if p[i] == 45 || p[i] == 43 { i += 1 }
                    while i < p.count {
                        e = e * 10 + Int(p[i]) - 48
                        i += 1
                    }
                    exponent = negative ? -e : e
                    break
                } else {
                    if digits.isEmpty, b == 48 {
                        if seenPoint { point -= 1 }
                    } else {
                        digits.append(b)
                        if !seenPoint { point += 1 }
                    }
                }
                i += 1
            }
        }
        while digits.last == 48 { digits.removeLast() }
        return (digits, point + exponent)
    }

    /// Digits as a plain number when the decimal exponent lies in `from..<to`, else with an exponent.
    static func layOut(_ digits: [UInt8], _ point: Int, from: Int, to: Int, pointZero: Bool) -> String {
        var out: [UInt8] = []
        let e = point - 1
        if e >= from && e < to {
            if point <= 0 {
                out += [48, 46]
                out += [UInt8](repeating: 48, count: -point)
                out += digits
            } else if point >= digits.count {
                out += digits
                out += [UInt8](repeating: 48, count: point - digits.count)
                if pointZero { out += [46, 48] }
            } else {
                out += digits[..<point]
                out.append(46)
                out += digits[point...]
            }
        } else {
            out.append(digits[0])
            if digits.count > 1 {
                out.append(46)
                out += digits[1...]
            }
            out.append(101)
            out.append(e < 0 ? 45 : 43)
            let m = abs(e)
            if m < 10 { out.append(48) }
            out += Array(String(m).utf8)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The magnitude of a float in format `type` (`e f g n %` or nil), without a sign.
    static func magnitude(_ x: Double, _ spec: FormatSpec, _ type: Unicode.Scalar?) -> String {
        let upper = type == "E" || type == "F" || type == "G"
        var s: String
        if x.isNaN {
            s = "nan"
        } else if x.isInfinite {
            s = "inf"
        } else {
            switch type {
            case "e", "E": s = printf("e", spec.precision ?? 6, x)
            case "f", "F", "%": s = fixed(x, spec.precision ?? 6) ?? printf("f", spec.precision ?? 6, x)
            case nil:
                if let p = spec.precision {
                    // As `g`, but with at least one digit after the point, and an exponent from 10^(precision - 1) on.
                    let p = max(p, 1)
                    let sci = printf("e", p - 1, x)
                    let e = exponent(sci)
                    if e >= -4 && e < p - (x != 0 && e == p - 1 ? 1 : 0) {
                        s = spec.alternate ? printf("%#.\(p)g", x) : printf("g", p, x)
                        if !s.utf8.contains(46) { s += ".0" } else if s.utf8.last == 46 { s += "0" }
                    } else {
                        s = trimmed(sci, keep: spec.alternate)
                    }
                } else {
                    s = repr(x)
                }
            default:
                let p = max(spec.precision ?? 6, 1)
                s = spec.alternate ? printf("%#.\(p)g", x) : printf("g", p, x)
            }
            if spec.alternate, !s.utf8.contains(46), type != nil || spec.precision == nil {
                if let e = s.utf8.firstIndex(of: 101) {
                    s.insert(".", at: e)
                } else {
                    s += "."
                }
            }
        }
        return upper ? s.uppercased() : s
    }
    private static func exponent(_ s: String) -> Int {
        guard let i = s.utf8.firstIndex(of: 101) else { return 0 }
        return Int(s[s.index(after: i)...]) ?? 0
    }
    /// `1.500e+10` without the zeros at the end of its digits.
    private static func trimmed(_ s: String, keep: Bool) -> String {
        guard !keep, let i = s.utf8.firstIndex(of: 101) else { return s }
        var head = s[..<i]
        if head.utf8.contains(46) {
            while head.utf8.last == 48 { head.removeLast() }
            if head.utf8.last == 46 { head.removeLast() }
        }
        return String(head + s[i...])
    }

    /// A float by a format specification.
    public static func float(_ value: Double, _ spec: FormatSpec, typeName: String = "float") throws -> String {
        switch spec.type {
        case nil, "e", "E", "f", "F", "g", "G", "n", "%": break
        case let t?: throw valueError("Unknown format code \(quoted(t)) for object of type '\(typeName)'")
        }
        if spec.type == "n", let g = spec.grouping { throw valueError("Cannot specify '\(g)' with 'n'.") }
        let type = spec.type
        var x = value
        if type == "%" { x *= 100 }
        var body = magnitude(x.magnitude, spec, type == "n" ? "g" : type)
        var negative = x.sign == .minus && !x.isNaN
        if negative, spec.noNegativeZero, !body.utf8.contains(where: { $0 >= 49 && $0 <= 57 }) { negative = false }
        if type == "%" { body += "%" }
        return number(sign: sign(negative, spec), prefix: "", digits: body, spec, group: 3, isText: !x.isFinite)
    }

    static func quoted(_ c: Unicode.Scalar) -> String {
        c.value > 32 && c.value < 128 ? "'\(c)'" : "'\\x\(String(c.value, radix: 16))'"
    }
    static func sign(_ negative: Bool, _ spec: FormatSpec) -> String {
        negative ? "-" : (spec.sign == "+" ? "+" : (spec.sign == " " ? " " : ""))
    }

    /// Puts sign, prefix and digits together: groups the integer part, pads by the alignment.
    static func number(sign: String, prefix: String, digits: String, _ spec: FormatSpec, group: Int, isText: Bool = false) -> String {
        if spec.grouping == nil {
            let length = sign.utf8.count + prefix.utf8.count + digits.utf8.count
            if length >= spec.width { return sign.isEmpty && prefix.isEmpty ? digits : sign + prefix + digits }
            if spec.width <= 64, spec.fill.isASCII, spec.align ?? ">" != "^", spec.align != "<" {
                // Right-aligned, with the fill before or behind the sign.
                let missing = spec.width - length, inside = spec.align == "=", fill = UInt8(spec.fill.value)
                return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { b in
                    var k = 0
                    func put(_ s: String) {
                        for c in s.utf8 {
                            b[k] = c
                            k += 1
                        }
                    }
                    func pad() {
                        for _ in 0..<missing {
                            b[k] = fill
                            k += 1
                        }
                    }
                    if !inside { pad() }
                    put(sign)
                    put(prefix)
                    if inside { pad() }
                    put(digits)
                    return String(decoding: UnsafeBufferPointer(start: b.baseAddress!, count: k), as: UTF8.self)
                }
            }
        }
        let bytes = Array(digits.utf8)
        // The integer part: what comes before a point, exponent or percent sign.
        var whole = bytes.count
        if group == 3 { for (i, b) in bytes.enumerated() where b == 46 || b == 101 || b == 69 || b == 37 { whole = i; break } }
        if isText { whole = 0 }
        var integer = Array(bytes[..<whole])
        let rest = Array(bytes[whole...])
        let align = spec.align ?? ">"
        if let g = spec.grouping, !isText {
            let separator = UInt8(g.value)
            // Zero padding goes inside the groups.
            if align == "=", spec.fill == "0" {
                let room = spec.width - sign.utf8.count - prefix.utf8.count - rest.count
                while true {
                    let n = integer.count
                    if n + (n - 1) / group >= room { break }
                    integer.insert(48, at: 0)
                }
            }
            var out: [UInt8] = []
            for (i, b) in integer.enumerated() {
                if i > 0, (integer.count - i) % group == 0 { out.append(separator) }
                out.append(b)
            }
            integer = out
        }
        let body = String(decoding: integer + rest, as: UTF8.self)
        let length = sign.utf8.count + prefix.utf8.count + integer.count + rest.count
        if length >= spec.width { return sign + prefix + body }
        let missing = spec.width - length
        func pad(_ n: Int) -> String { String(repeating: Character(spec.fill), count: n) }
        switch align {
        case "<": return sign + prefix + body + pad(missing)
        case "^": return pad(missing / 2) + sign + prefix + body + pad(missing - missing / 2)
        case "=": return sign + prefix + pad(missing) + body
        default: return pad(missing) + sign + prefix + body
        }
    }

    // MARK: Integers

    /// A bool, int or float by the text of a format specification.
    public static func number(_ v: Value, _ text: String) throws -> String {
        guard let n = Number(v) else { return try Operators.str(v) }
        if text.isEmpty { return try Operators.str(v) }
        let name = v.typeName
        let spec = try SpecCache.spec(text, name)
        if case .float(let d) = n { return try float(d, spec, typeName: name) }
        return try integer(n, spec, typeName: name)
    }

    static func integer(_ n: Number, _ spec: FormatSpec, typeName: String = "int") throws -> String {
        switch spec.type {
        case "e", "E", "f", "F", "g", "G", "%":
            return try float(try n.double(), spec)
        default: break
        }
        if spec.precision != nil { throw valueError("Precision not allowed in integer format specifier") }
        if spec.noNegativeZero { throw valueError("Negative zero coercion (z) not allowed in integer format specifier") }
        let negative: Bool
        func digits(_ radix: Int, _ upper: Bool = false) throws -> String {
            switch n {
            case .int(let i): return radix == 10 && i != Int.min ? Machine.decimal(abs(i)) : String(i.magnitude, radix: radix, uppercase: upper)
            case .big(let b): return radix == 10 ? try IntText.decimal(BigInt(b.magnitude)) : String(b.magnitude, radix: radix, uppercase: upper)
            case .float: return ""
            }
        }
        switch n {
        case .int(let i): negative = i < 0
        case .big(let b): negative = b.sign == .minus
        case .float: negative = false
        }
        let s = sign(negative, spec)
        let type = spec.type ?? "d"
        switch type {
        case "d": return number(sign: s, prefix: "", digits: try digits(10), spec, group: 3)
        case "n":
            if let g = spec.grouping { throw valueError("Cannot specify '\(g)' with 'n'.") }
            return number(sign: s, prefix: "", digits: try digits(10), spec, group: 3)
        case "s":
            if let g = spec.grouping { throw valueError("Cannot specify '\(g)' with 's'.") }
            throw valueError("Unknown format code 's' for object of type 'int'")
        case "b", "o", "x", "X":
            if spec.grouping == "," { throw valueError("Cannot specify ',' with '\(type)'.") }
            let radix = type == "b" ? 2 : (type == "o" ? 8 : 16)
            return number(
                sign: s, prefix: spec.alternate ? "0\(type)" : "", digits: try digits(radix, type == "X"), spec, group: 4)
        case "c":
            if spec.sign != "-" { throw valueError("Sign not allowed with integer format specifier 'c'") }
            if spec.alternate { throw valueError("Alternate form (#) not allowed with integer format specifier 'c'") }
            if let g = spec.grouping { throw valueError("Cannot specify '\(g)' with 'c'.") }
            guard case .int(let i) = n, i >= 0, i <= 0x10FFFF, let c = Unicode.Scalar(UInt32(i)) else {
                throw overflowError("%c arg not in range(0x110000)")
            }
            var t = spec
            if t.align == nil { t.align = ">" }
            return pad(String(c), 1, t)
        default:
            throw valueError("Unknown format code \(quoted(type)) for object of type '\(typeName)'")
        }
    }

    // MARK: Texts

    static func pad(_ s: String, _ count: Int, _ spec: FormatSpec) -> String {
        if count >= spec.width { return s }
        let missing = spec.width - count
        func pad(_ n: Int) -> String {
            var v = String.UnicodeScalarView()
            for _ in 0..<n { v.append(spec.fill) }
            return String(v)
        }
        switch spec.align ?? "<" {
        case ">", "=": return pad(missing) + s
        case "^": return pad(missing / 2) + s + pad(missing - missing / 2)
        default: return s + pad(missing)
        }
    }

    /// A text by the text of a format specification.
    public static func text(_ s: StrObject, _ text: String) throws -> String {
        if text.isEmpty { return s.value }
        let spec = try FormatSpec(text, typeName: "str")
        if let t = spec.type, t != "s" { throw valueError("Unknown format code \(quoted(t)) for object of type 'str'") }
        if spec.sign != "-" || spec.givenSign {
            throw valueError(spec.sign == " " ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if spec.noNegativeZero { throw valueError("Negative zero coercion (z) not allowed in string format specifier") }
        if spec.alternate { throw valueError("Alternate form (#) not allowed in string format specifier") }
        if let g = spec.grouping { throw valueError("Cannot specify '\(g)' with 's'.") }
        if spec.align == "=" { throw valueError("'=' alignment not allowed in string format specifier") }
        var body = s.value
        var n = s.count
        if let p = spec.precision, p < n {
            body = s.slice(0, to: p)
            n = p
        }
        return pad(body, n, spec)
    }
}

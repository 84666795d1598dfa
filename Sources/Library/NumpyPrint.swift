// This file prints arrays and scalars as NumPy 2 does.

import Glibc
import Kernel
import Lang

/// `np.set_printoptions`.
struct PrintOptions {
    var precision: Int? = 8
    var threshold = 1000
    var edgeItems = 3
    var lineWidth = 75
    var suppress = false
    var nan = "nan"
    var inf = "inf"
    var sign = "-"
    var floatMode = "maxprec"
    /// Functions by kind: `{'float': '{:.2f}'.format}`.
    var formatter: [String: Value] = [:]
}

enum NumpyPrint {
    nonisolated(unsafe) static var options = PrintOptions()

    // MARK: Digits

    /// `%.{digits}f`
    static func fixed(_ x: Double, digits: Int) -> String { printf("%.*f", x, digits) }
    static func printf(_ format: String, _ x: Double, _ digits: Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1500 + max(digits, 0)) { p in
            withVaList([Int32(clamping: digits), x]) { _ = vsnprintf(p.baseAddress!, p.count, format, $0) }
            return String(cString: p.baseAddress!)
        }
    }
    /// The shortest digits that mean the value in its type, and the power of ten of the first: 0.00123 → ("123", -3).
    static func shortest(_ x: Double, _ d: DType) -> (digits: [UInt8], exponent: Int) {
        let text: String
        switch d {
        case .float32: text = Float(x).magnitude.description
        case .float16, .bfloat16:
            // The first number of digits that reads back as the same value.
            func same(_ s: String) -> Bool {
                let v = Double(s) ?? 0
                return d == .float16 ? Double(Float16(v)) == x.magnitude : Double(BFloat16(Float(v)).float) == x.magnitude
            }
            text = (0..<8).lazy.map { NumpyPrint.printf("%.*e", x.magnitude, $0) }.first(where: same) ?? x.magnitude.description
        default: text = x.magnitude.description
        }
        var digits: [UInt8] = [], point: Int?, e = 0
        var rest = Substring(text)
        while let c = rest.utf8.first {
            rest = rest.dropFirst()
            if c == 46 { point = digits.count } else if c == 101 {
                e = Int(rest) ?? 0
                break
            } else { digits.append(c) }
        }
        var exponent = (point ?? digits.count) - 1 + e
        while digits.count > 1 && digits[0] == 48 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1 && digits.last == 48 { digits.removeLast() }
        if digits == [48] { exponent = 0 }
        return (digits, exponent)
    }

    /// Positional digits: at most `precision` after the point (nil: as many as it takes), at least `minDigits`; `unique`: the shortest that mean the value.
    /// Always with a point; zeros after it are cut unless `keepZeros`.
    static func positional(_ x: Double, _ d: DType, precision: Int?, unique: Bool = true, keepZeros: Bool = false, minDigits: Int = 0) -> String {
        var s: String
        let (digits, e) = shortest(x, d)
        let after = max(digits.count - 1 - e, 0)
        if !unique || (precision != nil && after > precision!) {
            s = fixed(x.magnitude, digits: precision ?? 6)
            if !s.utf8.contains(46) { s += "." }
        } else {
            let text = String(decoding: digits, as: UTF8.self)
            if e < 0 {
                s = "0." + String(repeating: "0", count: -e - 1) + text
                if digits == [48] { s = "0." }
            } else if digits.count <= e + 1 {
                s = text + String(repeating: "0", count: e + 1 - digits.count) + "."
            } else {
                s = String(text.prefix(e + 1)) + "." + String(text.dropFirst(e + 1))
            }
        }
        let point = s.utf8.count - s.utf8.distance(from: s.utf8.startIndex, to: s.utf8.firstIndex(of: 46)!) - 1
        if keepZeros {
            let wanted = max(unique ? minDigits : (precision ?? 0), minDigits)
            if point < wanted { s += String(repeating: "0", count: wanted - point) }
        } else {
            while s.utf8.last == 48 { s.removeLast() }
        }
        return (x.sign == .minus ? "-" : "") + s
    }
    /// `d.ddde±xx`; the exponent has at least `expDigits` digits.
    static func scientific(_ x: Double, _ d: DType, precision: Int?, unique: Bool = true, keepZeros: Bool = false, minDigits: Int = 0, expDigits: Int = 2) -> String {
        var (digits, e) = shortest(x, d)
        if !unique || (precision != nil && digits.count - 1 > precision!) {
            let s = printf("%.*e", x.magnitude, precision ?? 6)
            let halves = s.split(separator: "e")
            digits = halves[0].utf8.filter { $0 != 46 }
            e = Int(halves[1]) ?? 0
        }
        var frac = Array(digits.dropFirst())
        if keepZeros {
            while frac.count < max(minDigits, unique ? 0 : precision ?? 0) { frac.append(48) }
        } else {
            while frac.last == 48 { frac.removeLast() }
        }
        let exp = String(abs(e))
        return (x.sign == .minus ? "-" : "") + String(decoding: [digits[0]], as: UTF8.self) + "." + String(decoding: frac, as: UTF8.self) + "e" + (e < 0 ? "-" : "+")
            + String(repeating: "0", count: max(expDigits - exp.count, 0)) + exp
    }

    /// A float scalar's digits: `0.1`, `1e+16`.
    static func scalar(_ x: Double, _ d: DType) -> String {
        if x.isNaN { return "nan" }
        if x.isInfinite { return x < 0 ? "-inf" : "inf" }
        if d == .float64 { return Format.repr(x) }
        let limit = d == .float32 ? 1e6 : 1e3
        let a = x.magnitude
        if a == 0 || (a >= 1e-4 && a < limit) {
            let s = positional(x, d, precision: nil)
            return s.utf8.last == 46 ? s + "0" : s
        }
        let s = scientific(x, d, precision: nil)
        return s.replacing(".e", with: "e")
    }

    // MARK: Formatters

    private static func formatter(_ a: NDArray, sizedBy data: NDArray, _ o: PrintOptions) throws -> (Int) throws -> String {
        func custom(_ names: [String]) -> Value? { names.lazy.compactMap { o.formatter[$0] }.first }
        func calling(_ f: Value, _ a: NDArray) -> (Int) throws -> String {
            { i in try Operators.str(try Operators.call(f, a.element(i))) }
        }
        switch a.elementKind {
        case .number(let d):
            if d == .bool {
                if let f = custom(["bool", "all"]) { return calling(f, a) }
                let yes = a.tensor.rank == 0 ? "True" : " True"
                return { a.tensor.integer(at: $0) != 0 ? yes : "False" }
            }
            if d.isFloat {
                if let f = custom(["float", "float_kind", "all"]) { return calling(f, a) }
                let f = try FloatFormat(data.tensor, d, o)
                return { f.text(a.tensor.double(at: $0)) }
            }
            if let f = custom(["int", "int_kind", "all"]) { return calling(f, a) }
            func text(_ i: Int) -> String { d == .uint64 ? String(UInt(bitPattern: a.tensor.integer(at: i))) : String(a.tensor.integer(at: i)) }
            var width = 0
            let t = data.tensor
            try forEachOffset(t) { i in
                let n = t.integer(at: i)
                width = max(width, (d == .uint64 ? String(UInt(bitPattern: n)) : String(n)).utf8.count)
            }
            return { i in
                let s = text(i)
                return String(repeating: " ", count: width - s.utf8.count) + s
            }
        case .string:
            if let f = custom(["str", "numpystr", "str_kind", "all"]) { return calling(f, a) }
            return { try Operators.repr(a.pythonElement($0)) }
        case .object:
            if let f = custom(["object", "all"]) { return calling(f, a) }
            return { i in
                let v = a.pythonElement(i)
                let r = try Operators.repr(v)
                return v.asObject is ListObject ? "list(\(r))" : r
            }
        }
    }
    private static func forEachOffset(_ t: Tensor, _ f: (Int) throws -> Void) rethrows {
        func walk(_ axis: Int, _ o: Int) throws {
            if axis == t.rank { try f(o) } else { for i in 0..<t.shape[axis] { try walk(axis + 1, o + i * t.strides[axis]) } }
        }
        try walk(0, 0)
    }

    /// How the floats of one array are written: widths and precision that fit them all.
    private struct FloatFormat {
        var left = 0, right = 0, expDigits = -1
        var exponential = false, unique = true, keepZeros = false
        var precision: Int?
        var minDigits = 0
        let d: DType
        let o: PrintOptions

        init(_ t: Tensor, _ d: DType, _ o: PrintOptions) throws {
            self.d = d
            self.o = o
            precision = o.floatMode == "unique" ? nil : o.precision
            var finite: [Double] = [], count = 0, negativeInfinity = false
            try NumpyPrint.forEachOffset(t) {
                let x = t.double(at: $0)
                count += 1
                if x.isFinite { finite.append(x) } else if x == -.infinity { negativeInfinity = true }
            }
            let nonZero = finite.lazy.filter { $0 != 0 }.map { $0.magnitude }
            if let high = nonZero.max(), let low = nonZero.min() {
                let limit = d == .float64 ? 1e8 : d == .float32 ? 1e6 : 1e3
                // The ratio is taken in the array's own type.
                let ratio = d == .float32 ? Double(Float(high) / Float(low)) : d == .float16 ? Double(Float16(high) / Float16(low)) : high / low
                let small = d == .float32 ? low < 0.0001 : low < 0.0001
                if high >= limit || (!o.suppress && (small || ratio > 1000)) { exponential = true }
            }
            let plus = o.sign == "+"
            if finite.isEmpty {
                left = 0
                right = 0
            } else if exponential {
                if o.floatMode == "fixed" { (keepZeros, unique) = (true, false) }
                var frac = 0
                for x in finite {
                    let s = NumpyPrint.scientific(x, d, precision: precision, unique: unique, keepZeros: keepZeros)
                    let e = s.split(separator: "e")
                    let parts = e[0].split(separator: ".", omittingEmptySubsequences: false)
                    frac = max(frac, parts[1].utf8.count)
                    left = max(left, parts[0].utf8.count + (plus && x.sign == .plus ? 1 : 0))
                    expDigits = max(expDigits, e[1].utf8.count - 1)
                }
                keepZeros = true
                precision = frac
                minDigits = frac
                right = expDigits + 2 + frac
            } else {
                if o.floatMode == "fixed" { (keepZeros, unique) = (true, false) }
                for x in finite {
                    let s = NumpyPrint.positional(x, d, precision: precision, unique: unique, keepZeros: keepZeros)
                    let parts = s.split(separator: ".", omittingEmptySubsequences: false)
                    left = max(left, parts[0].utf8.count + (plus && x.sign == .plus ? 1 : 0))
                    right = max(right, parts[1].utf8.count)
                }
                if o.floatMode == "fixed" || o.floatMode == "maxprec_equal" {
                    precision = right
                    minDigits = right
                    keepZeros = true
                } else {
                    keepZeros = false
                }
            }
            if o.sign == " ", !finite.contains(where: { $0.sign == .minus }) { left += 1 }
            if finite.count != count {
                let offset = right + 1
                left = max(left, o.nan.utf8.count - offset, o.inf.utf8.count + (o.sign != "-" || negativeInfinity ? 1 : 0) - offset)
            }
        }
        func text(_ x: Double) -> String {
            if !x.isFinite {
                let s = (x.isNaN ? (o.sign == "+" ? "+" : "") + o.nan : (x < 0 ? "-" : o.sign == "+" ? "+" : "") + o.inf)
                return String(repeating: " ", count: max(left + right + 1 - s.utf8.count, 0)) + s
            }
            let sign = o.sign == "+" && x.sign == .plus ? "+" : ""
            if exponential {
                let s = sign + NumpyPrint.scientific(x, d, precision: precision, unique: unique, keepZeros: true, minDigits: minDigits, expDigits: expDigits)
                let whole = s.split(separator: ".")[0].utf8.count
                return String(repeating: " ", count: max(left - whole, 0)) + s
            }
            let s = sign + NumpyPrint.positional(x, d, precision: precision, unique: unique, keepZeros: keepZeros, minDigits: minDigits)
            let parts = s.split(separator: ".", omittingEmptySubsequences: false)
            return String(repeating: " ", count: max(left - parts[0].utf8.count, 0)) + s + String(repeating: " ", count: max(right - parts[1].utf8.count, 0))
        }
    }

    // MARK: Arrays

    static func array(_ a: NDArray, separator: String, prefix: String, suffix: String = "", _ o: PrintOptions = options) throws -> String {
        if a.tensor.count == 0 { return "[]" }
        var data = a
        let summarize = a.tensor.count > o.threshold
        if summarize { data = a.with(try leadingTrailing(a.tensor, o.edgeItems)) }
        let format = try formatter(a, sizedBy: data, o)
        let t = a.tensor
        func extend(_ s: inout String, _ line: inout String, _ word: String, _ width: Int, _ indent: String) {
            var wrap = line.unicodeScalars.count + word.unicodeScalars.count > width
            if line.unicodeScalars.count <= indent.unicodeScalars.count { wrap = false }
            if wrap {
                while line.last == " " { line.removeLast() }
                s += line + "\n"
                line = indent
            }
            line += word
        }
        func pretty(_ s: inout String, _ line: inout String, _ word: String, _ width: Int, _ indent: String) {
            let words = word.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if words.count == 1 { return extend(&s, &line, word, width, indent) }
            let longest = words.map { $0.unicodeScalars.count }.max()!
            if line.unicodeScalars.count + longest > width, line.unicodeScalars.count > indent.unicodeScalars.count {
                while line.last == " " { line.removeLast() }
                s += line + "\n"
                line = indent + words[0]
            } else {
                line += words[0]
            }
            let pad = String(repeating: " ", count: line.unicodeScalars.count - words[0].unicodeScalars.count)
            for w in words.dropFirst() {
                while line.last == " " { line.removeLast() }
                s += line + "\n"
                line = pad + w
            }
        }
        let trimmed = { () -> String in
            var s = separator
            while s.last == " " { s.removeLast() }
            return s
        }()
        func recurse(_ axis: Int, _ offset: Int, _ indent: String, _ width: Int) throws -> String {
            if axis == t.rank { return try format(offset) }
            let inner = indent + " "
            let nextWidth = width - 1
            let n = t.shape[axis], step = t.strides[axis]
            let summary = summarize && 2 * o.edgeItems < n
            let leading = summary ? o.edgeItems : 0, trailing = summary ? o.edgeItems : n
            var s = ""
            if axis == t.rank - 1 {
                let elementWidth = width - max(trimmed.utf8.count, 1)
                var line = indent
                for i in 0..<leading {
                    pretty(&s, &line, try recurse(axis + 1, offset + i * step, inner, nextWidth), elementWidth, indent)
                    line += separator
                }
                if summary {
                    extend(&s, &line, "...", elementWidth, indent)
                    line += separator
                }
                for i in stride(from: trailing, to: 1, by: -1) {
                    pretty(&s, &line, try recurse(axis + 1, offset + (n - i) * step, inner, nextWidth), elementWidth, indent)
                    line += separator
                }
                if trailing > 0 { pretty(&s, &line, try recurse(axis + 1, offset + (n - 1) * step, inner, nextWidth), elementWidth, indent) }
                s += line
            } else {
                let lineSeparator = trimmed + String(repeating: "\n", count: t.rank - axis - 1)
                for i in 0..<leading { s += indent + (try recurse(axis + 1, offset + i * step, inner, nextWidth)) + lineSeparator }
                if summary { s += indent + "..." + lineSeparator }
                for i in stride(from: trailing, to: 1, by: -1) { s += indent + (try recurse(axis + 1, offset + (n - i) * step, inner, nextWidth)) + lineSeparator }
                s += indent + (try recurse(axis + 1, offset + (n - 1) * step, inner, nextWidth))
            }
            return "[" + s.dropFirst(indent.count) + "]"
        }
        return try recurse(0, 0, " " + String(repeating: " ", count: prefix.count), o.lineWidth - suffix.count)
    }
    /// The elements that a summary shows.
    private static func leadingTrailing(_ t: Tensor, _ edge: Int) throws -> Tensor {
        var r = t
        for axis in 0..<t.rank where t.shape[axis] > 2 * edge {
            let a = Movement.slice(r, axis: axis, start: 0, step: 1, count: edge)
            let b = Movement.slice(r, axis: axis, start: t.shape[axis] - edge, step: 1, count: edge)
            r = try Movement.concat([a, b], axis: axis, dtype: t.dtype)
        }
        return r
    }

    static func str(_ a: NDArray) throws -> String {
        if a.tensor.rank == 0 { return try Operators.str(a.element(0)) }
        return try array(a, separator: " ", prefix: "")
    }
    static func repr(_ a: NDArray) throws -> String {
        let o = options
        let prefix = "array("
        var text = a.tensor.rank == 0 && a.isNumeric ? try formatter(a, sizedBy: a, o)(0) : try array(a, separator: ", ", prefix: prefix, suffix: ")")
        if a.tensor.rank == 0 && !a.isNumeric { text = try Operators.repr(a.pythonElement(0)) }
        var extras: [String] = []
        if (a.tensor.count == 0 && a.shape != [0]) || a.tensor.count > o.threshold { extras.append("shape=" + (try Operators.repr(Convert.shape(a.shape)))) }
        let implied: Bool
        switch a.elementKind {
        case .number(let d): implied = d == .float64 || d == .int64 || d == .bool
        default: implied = false
        }
        if !implied || a.tensor.count == 0 {
            let name: String
            if case .string(let n) = a.elementKind { name = "'<U\(n)'" } else { name = a.dtype.text }
            extras.append("dtype=" + name)
        }
        if extras.isEmpty { return prefix + text + ")" }
        let head = prefix + text + ","
        let tail = extras.joined(separator: ", ") + ")"
        let last = head.split(separator: "\n", omittingEmptySubsequences: false).last!.count
        let spacer = last + tail.count + 1 > o.lineWidth ? "\n" + String(repeating: " ", count: prefix.count) : " "
        return head + spacer + tail
    }
}

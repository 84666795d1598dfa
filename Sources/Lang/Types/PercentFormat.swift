// This file defines `text % values`.

import BigInt

/// C-like formatting of texts and bytes.
public enum PercentFormat {
    /// `format % values`: a tuple gives its items, a mapping its keys, anything else is one value.
    public static func format(_ format: String, _ values: Value, bytes: Bool = false) throws -> String {
        let u = Array(format.unicodeScalars)
        var out = String.UnicodeScalarView()
        var tuple: [Value]?
        if case .object(let o) = values, o.kind == .tuple { tuple = unsafeDowncast(o, to: TupleObject.self).items }
        var next = 0
        var usedMapping = false
        func argument() throws -> Value {
            if let t = tuple {
                if next >= t.count { throw typeError("not enough arguments for format string") }
                next += 1
                return t[next - 1]
            }
            // After a key there is nothing left to take by position.
            if next > 0 || usedMapping { throw typeError("not enough arguments for format string") }
            next += 1
            return values
        }
        var i = 0
        while i < u.count {
            let c = u[i]
            if c != "%" {
                out.append(c)
                i += 1
                continue
            }
            i += 1
            if i >= u.count { throw valueError("incomplete format") }
            var key: Value?
            if u[i] == "(" {
                var depth = 1
                var name = String.UnicodeScalarView()
                i += 1
                while i < u.count {
                    if u[i] == "(" { depth += 1 }
                    if u[i] == ")" {
                        depth -= 1
                        if depth == 0 { break }
                    }
                    name.append(u[i])
                    i += 1
                }
                if i >= u.count { throw valueError("incomplete format key") }
                i += 1
                if tuple != nil || !isMapping(values) { throw typeError("format requires a mapping") }
                key = try Operators.getItem(values, .string(String(name)))
                usedMapping = true
            }
            var spec = try! FormatSpec("")
            var left = false
            flags: while i < u.count {
                switch u[i] {
                case "-": left = true
                case "+": spec.sign = "+"
                case " ": if spec.sign != "+" { spec.sign = " " }
                case "#": spec.alternate = true
                case "0": spec.zero = true
                default: break flags
                }
                i += 1
            }
            func number(precision: Bool = false) throws -> Int? {
                if i < u.count, u[i] == "*" {
                    i += 1
                    let v = try argument()
                    if precision, let n = Number(v), n.bigInt != nil, (Int32(exactly: n.bigInt!)) == nil {
                        throw overflowError("Python int too large to convert to C int")
                    }
                    guard case .int(let n) = v else { throw typeError("* wants int") }
                    return n
                }
                var n = 0
                let from = i
                while i < u.count, u[i].value >= 48, u[i].value <= 57 {
                    n = n * 10 + Int(u[i].value - 48)
                    if n > 1 << 31 { throw valueError(precision ? "precision too big" : "width too big") }
                    i += 1
                }
                return i > from ? n : nil
            }
            if let w = try number() {
                if w < 0 { left = true }
                guard w.magnitude < 1 << 33 else { throw PythonError(Exceptions.memoryError, args: []) }
                spec.width = abs(w)
            }
            if i < u.count, u[i] == "." {
                i += 1
                spec.precision = max(0, try number(precision: true) ?? 0)
            }
            while i < u.count, u[i] == "l" || u[i] == "h" || u[i] == "L" { i += 1 }
            if i >= u.count { throw valueError("incomplete format") }
            let type = u[i]
            let position = i
            i += 1
            if type == "%" {
                out.append("%")
                continue
            }
            let v = try key ?? argument()
            let piece: String
            func align(_ s: String, _ isNumber: Bool) -> String {
                var f = spec
                f.align = left ? "<" : ">"
                if isNumber, spec.zero, !left { f.align = "=" }
                return Format.pad(s, s.unicodeScalars.count, f)
            }
            switch type {
            case "s", "r", "a", "b":
                var s = type == "r" ? try Operators.repr(v) : (type == "a" ? StrObject.asciiEscaped(try Operators.repr(v)) : try Operators.str(v))
                if bytes, type == "s" || type == "b" {
                    guard let b = v.asBytes else { throw typeError("%b requires a bytes-like object, or an object that implements __bytes__, not '\(v.typeName)'") }
                    s = String(String.UnicodeScalarView(b.map { Unicode.Scalar($0) }))
                }
                if let p = spec.precision { s = String(String.UnicodeScalarView(s.unicodeScalars.prefix(p))) }
                piece = align(s, false)
            case "c":
                if let s = v.asString, s.unicodeScalars.count == 1 {
                    piece = align(s, false)
                } else if case .int(let n)? = Number(v) {
                    guard n >= 0, n <= 0x10FFFF, let c = Unicode.Scalar(UInt32(n)) else { throw overflowError("%c arg not in range(0x110000)") }
                    piece = align(String(c), false)
                } else {
                    throw typeError("%c requires int or char")
                }
            case "d", "i", "u", "x", "X", "o":
                var n = Number(v)
                if n == nil, case .object(let o) = v {
                    if type == "d" || type == "i" || type == "u" {
                        if let k = try NumberConversion.toInt(o) { n = Number(k) }
                    } else if let k = try o.index() {
                        n = Number(k)
                    }
                }
                if case .float(let d)? = n {
                    if type == "d" || type == "i" || type == "u" {
                        n = Number(try IntArithmetic.integer(d))
                    } else {
                        throw typeError("%\(type) format: an integer is required, not float")
                    }
                }
                if let p = spec.precision, p > Int32.max - 3 { throw overflowError("precision too large") }
                guard let n else {
                    throw typeError(
                        type == "d" || type == "i" || type == "u"
                            ? "%\(type) format: a real number is required, not \(v.typeName)" : "%\(type) format: an integer is required, not \(v.typeName)")
                }
                let negative: Bool
                var digits: String
                let radix = type == "x" || type == "X" ? 16 : (type == "o" ? 8 : 10)
                switch n {
                case .int(let k):
                    negative = k < 0
                    digits = String(k.magnitude, radix: radix, uppercase: type == "X")
                case .big(let b):
                    negative = b.sign == .minus
                    digits = String(b.magnitude, radix: radix, uppercase: type == "X")
                case .float:
                    negative = false
                    digits = ""
                }
                if let p = spec.precision, digits.utf8.count < p { digits = String(repeating: "0", count: p - digits.utf8.count) + digits }
                let prefix = spec.alternate && radix != 10 ? "0\(type)" : ""
                var f = spec
                f.precision = nil
                f.align = left ? "<" : (spec.zero ? "=" : ">")
                f.fill = spec.zero && !left ? "0" : " "
                piece = Format.number(sign: Format.sign(negative, spec), prefix: prefix, digits: digits, f, group: 4)
            case "e", "E", "f", "F", "g", "G":
                let d: Double
                if let n = Number(v) {
                    d = try n.double()
                } else if case .object(let o) = v, let x = try NumberConversion.toFloat(o) {
                    d = x
                } else {
                    throw typeError("must be real number, not \(v.typeName)")
                }
                var f = spec
                f.type = type
                f.align = left ? "<" : (spec.zero ? "=" : ">")
                f.fill = spec.zero && !left ? "0" : " "
                piece = try Format.float(d, f)
            default:
                throw valueError("unsupported format character '\(type)' (0x\(String(type.value, radix: 16))) at index \(position)")
            }
            out.append(contentsOf: piece.unicodeScalars)
        }
        if let t = tuple {
            if next < t.count, !usedMapping { throw typeError("not all arguments converted during string formatting") }
        } else if next == 0, !usedMapping, !isMapping(values) {
            throw typeError("not all arguments converted during string formatting")
        }
        return String(out)
    }

    private static func isMapping(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return false }
        switch o.kind {
        case .dict, .list, .bytes: return true
        case .str, .tuple: return false
        case .instance: return o.type.lookup("__getitem__") != nil
        case .other: return o.type.lookup("__getitem__") != nil
        default: return false
        }
    }
}

/// `int(x)` and `float(x)` of objects, cell classes included.
public enum NumberConversion {
    /// `x.__int__()`, then `__index__`, `__trunc__`; nil when it has none.
    public static func toInt(_ o: Object) throws -> Value? {
        if o.type.isHeap {
            for name in [Name("__int__"), Name("__index__"), Name("__trunc__")] where o.type.lookup(name) != nil {
                let r = try Operators.callMethod(.object(o), name)
                guard let n = Number(r) else { throw typeError("\(name) returned non-int (type \(r.typeName))") }
                if case .float = n { throw typeError("\(name) returned non-int (type \(r.typeName))") }
                return try plain(n)
            }
        }
        return try o.toInt() ?? o.index()
    }
    /// `x.__float__()`, then `__index__`; nil when it has none.
    public static func toFloat(_ o: Object) throws -> Double? {
        if o.type.isHeap {
            for name in [Name("__float__"), Name("__index__")] where o.type.lookup(name) != nil {
                let r = try Operators.callMethod(.object(o), name)
                guard let n = Number(r), name != Names.float || n.bigInt == nil else {
                    throw typeError("\(o.type.name).\(name) returned non-float (type \(r.typeName))")
                }
                return try n.double()
            }
        }
        if let d = try o.toFloat() { return d }
        if let i = try o.index(), let n = Number(i) { return try n.double() }
        return nil
    }
    /// A plain int or float.
    static func plain(_ n: Number) throws -> Value {
        switch n {
        case .int(let i): return .int(i)
        case .big(let b): return IntArithmetic.normalized(b)
        case .float(let d): return .float(d)
        }
    }
}

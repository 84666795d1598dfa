// This file declares the methods of `str` that change or test the classes of its code points.

extension StrMethods {
    /// Maps an ASCII text byte by byte.
    private static func mapASCII(_ s: StrObject, _ f: (UInt8) -> UInt8) -> String {
        s.withBytes { p in
            String(unsafeUninitializedCapacity: p.count) { out in
                for i in 0..<p.count { out[i] = f(p[i]) }
                return p.count
            }
        }
    }

    static func lower(_ s: StrObject) -> String {
        if s.isASCII { return mapASCII(s) { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }
        var out = ""
        let u = s.scalars
        for (i, c) in u.enumerated() { out += lower(c, u, i) }
        return out
    }
    /// A capital sigma at the end of a word becomes ς.
    private static func lower(_ c: Unicode.Scalar, _ u: ContiguousArray<Unicode.Scalar>, _ i: Int) -> String {
        if c != "\u{3A3}" { return c.properties.lowercaseMapping }
        var j = i - 1
        while j >= 0, u[j].properties.isCaseIgnorable { j -= 1 }
        guard j >= 0, u[j].properties.isCased else { return "\u{3C3}" }
        var k = i + 1
        while k < u.count, u[k].properties.isCaseIgnorable { k += 1 }
        return k < u.count && u[k].properties.isCased ? "\u{3C3}" : "\u{3C2}"
    }
    static func upper(_ s: StrObject) -> String {
        if s.isASCII { return mapASCII(s) { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }
        var out = ""
        for c in s.scalars { out += c.properties.uppercaseMapping }
        return out
    }
    static func fold(_ c: Unicode.Scalar) -> String {
        if c.isASCII { return c.properties.lowercaseMapping }
        if c == "\u{131}" || c == "\u{130}" { return c == "\u{130}" ? "i\u{307}" : "\u{131}" }
        var out = ""
        for d in c.properties.uppercaseMapping.unicodeScalars { out += d.properties.lowercaseMapping }
        return out
    }

    static func declareCase(_ t: TypeObject) {
        t.method1("lower(self, /)", "In small letters.") { .string(lower(try of($0))) }
        t.method1("upper(self, /)", "In capital letters.") { .string(upper(try of($0))) }
        t.method1("casefold(self, /)", "For comparison without case.") { v in
            let s = try of(v)
            return .string(s.isASCII ? lower(s) : s.scalars.map(fold).joined())
        }
        t.method1("capitalize(self, /)", "The first letter a capital, the others small.") { v in
            let u = try of(v).scalars
            var out = ""
            for (i, c) in u.enumerated() { out += i == 0 ? c.properties.titlecaseMapping : lower(c, u, i) }
            return .string(out)
        }
        t.method1("title(self, /)", "The first letter of each word a capital.") { v in
            let u = try of(v).scalars
            var out = ""
            var inside = false
            for (i, c) in u.enumerated() {
                out += inside ? lower(c, u, i) : c.properties.titlecaseMapping
                inside = StrObject.isCased(c)
            }
            return .string(out)
        }
        t.method1("swapcase(self, /)", "Small letters for capitals and the other way round.") { v in
            let u = try of(v).scalars
            var out = ""
            for (i, c) in u.enumerated() {
                if StrObject.isUpper(c) {
                    out += lower(c, u, i)
                } else if StrObject.isLower(c) {
                    out += c.properties.uppercaseMapping
                } else {
                    out.unicodeScalars.append(c)
                }
            }
            return .string(out)
        }
    }

    static func declareTests(_ t: TypeObject) {
        func all(_ name: String, _ f: @escaping (Unicode.Scalar) -> Bool) {
            let ascii = (0..<128).map { f(Unicode.Scalar(UInt8($0))) }
            t.method1("\(name)(self, /)") { v in
                let s = try of(v)
                if let b = Machine.singleASCII(Unmanaged.passUnretained(s).toOpaque()) { return .bool(ascii[Int(b)]) }
                if s.isASCII {
                    return .bool(ascii.withUnsafeBufferPointer { table in
                        s.withBytes { p in
                            for b in p where !table[Int(b)] { return false }
                            return p.count > 0
                        }
                    })
                }
                return .bool(s.value.unicodeScalars.allSatisfy(f))
            }
        }
        all("isalpha", StrObject.isAlpha)
        all("isdecimal", StrObject.isDecimal)
        all("isdigit", StrObject.isDigit)
        all("isnumeric", StrObject.isNumeric)
        all("isalnum") { StrObject.isAlpha($0) || StrObject.isNumeric($0) }
        all("isspace", StrObject.isSpace)
        t.method1("isascii(self, /)") { .bool(try of($0).isASCII) }
        t.method1("isprintable(self, /)") { .bool(try of($0).value.unicodeScalars.allSatisfy(StrObject.isPrintable)) }
        t.method1("isidentifier(self, /)") { .bool(isIdentifier(try of($0).value)) }
        /// Whether an ASCII text has letters and all of them of one case; nil for other texts.
        func asciiCase(_ s: StrObject, upper: Bool) -> Bool? {
            if let b = Machine.singleASCII(Unmanaged.passUnretained(s).toOpaque()) { return upper ? b >= 65 && b <= 90 : b >= 97 && b <= 122 }
            guard s.isASCII else { return nil }
            return s.withBytes { p in
                var cased = false
                for b in p {
                    if b >= 97, b <= 122 {
                        if upper { return false }
                        cased = true
                    } else if b >= 65, b <= 90 {
                        if !upper { return false }
                        cased = true
                    }
                }
                return cased
            }
        }
        t.method1("isupper(self, /)") { v in
            if let r = asciiCase(try of(v), upper: true) { return .bool(r) }
            var cased = false
            for c in try of(v).value.unicodeScalars {
                if StrObject.isLower(c) || StrObject.isTitle(c) { return .bool(false) }
                if StrObject.isUpper(c) { cased = true }
            }
            return .bool(cased)
        }
        t.method1("islower(self, /)") { v in
            if let r = asciiCase(try of(v), upper: false) { return .bool(r) }
            var cased = false
            for c in try of(v).value.unicodeScalars {
                if StrObject.isUpper(c) || StrObject.isTitle(c) { return .bool(false) }
                if StrObject.isLower(c) { cased = true }
            }
            return .bool(cased)
        }
        t.method1("istitle(self, /)") { v in
            var cased = false, inside = false
            for c in try of(v).value.unicodeScalars {
                if StrObject.isUpper(c) || StrObject.isTitle(c) {
                    if inside { return .bool(false) }
                    inside = true
                    cased = true
                } else if StrObject.isLower(c) {
                    if !inside { return .bool(false) }
                    cased = true
                } else {
                    inside = false
                }
            }
            return .bool(cased)
        }
    }

    /// Whether a text is a name (keywords included).
    public static func isIdentifier(_ s: String) -> Bool {
        var first = true
        for c in s.unicodeScalars {
            let p = c.properties
            let ok = first ? (c == "_" || p.isXIDStart) : p.isXIDContinue
            if !ok { return false }
            first = false
        }
        return !first
    }
}

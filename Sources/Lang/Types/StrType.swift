// This file defines `str`: storage by UTF-8, indexing by code points.

import Glibc

/// A `str`: a sequence of Unicode code points.
public final class StrObject: Object {
    public private(set) var value: String
    /// 0: not computed.
    private var cachedHash = 0
    /// Number of code points; -1: not computed.
    private var cachedCount = -1
    private var asciiState: UInt8 = 0
    /// The code points of a text that is not ASCII, made at the first indexing.
    private var cachedScalars: ContiguousArray<Unicode.Scalar>?

    public init(_ value: String, type: TypeObject? = nil) {
        self.value = value
        super.init(type: type ?? Types.str, kind: .str)
    }

    /// Becomes another text; only for an object that nobody holds (see `Recycler`).
    @inline(__always) func reuse(_ s: String) {
        // What was there is a small text or empty: nothing to let go of.
        (Unmanaged.passUnretained(self).toOpaque() + Layout.textWords).assumingMemoryBound(to: String.self).initialize(to: s)
        cachedHash = 0
        cachedCount = -1
        asciiState = 0
    }
    /// Lets go of the text.
    @inline(__always) func empty() {
        value = ""
        if cachedScalars != nil { cachedScalars = nil }
    }

    /// Grows the text itself. Only for a `str` that nobody else can see.
    func appendInPlace(_ other: StrObject) {
        value += other.value
        cachedHash = 0
        cachedCount = -1
        asciiState = asciiState == 1 && other.asciiState == 1 ? 1 : 0
        cachedScalars = nil
    }

    /// Whether every code point is below 128 (then bytes and code points are the same).
    public var isASCII: Bool {
        if asciiState == 0 { asciiState = withBytes(StrObject.allASCII) ? 1 : 2 }
        return asciiState == 1
    }
    static func allASCII(_ p: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(p)
        var i = 0
        while i + 8 <= raw.count {
            if raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            i += 8
        }
        while i < raw.count {
            if raw[i] >= 128 { return false }
            i += 1
        }
        return true
    }

    /// The number of code points.
    public var count: Int {
        if cachedCount < 0 { cachedCount = isASCII ? value.utf8.count : value.unicodeScalars.count }
        return cachedCount
    }

    public var scalars: ContiguousArray<Unicode.Scalar> {
        if let s = cachedScalars { return s }
        let s = ContiguousArray(value.unicodeScalars)
        cachedScalars = s
        return s
    }

    @inline(__always) public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        var s = value
        return try s.withUTF8(body)
    }

    /// Equality of code points (Swift's `==` on strings would compare normal forms).
    public func sameText(as other: StrObject) -> Bool {
        if self === other { return true }
        if cachedHash != 0, other.cachedHash != 0, cachedHash != other.cachedHash { return false }
        return StrObject.same(value, other.value)
    }
    public static func same(_ a: String, _ b: String) -> Bool {
        if a.utf8.count != b.utf8.count { return false }
        var a = a, b = b
        return a.withUTF8 { p in
            b.withUTF8 { q in p.count == 0 || memcmp(p.baseAddress!, q.baseAddress!, p.count) == 0 }
        }
    }

    /// Order by code points, which is the order of the UTF-8 bytes: negative, 0, positive.
    public static func order(_ a: String, _ b: String) -> Int {
        var a = a, b = b
        return a.withUTF8 { p in
            b.withUTF8 { q in
                let n = min(p.count, q.count)
                if n > 0 {
                    let c = memcmp(p.baseAddress!, q.baseAddress!, n)
                    if c != 0 { return Int(c) }
                }
                return p.count - q.count
            }
        }
    }

    var hashValue: Int {
        if cachedHash == 0 { cachedHash = Hashing.text(value) }
        return cachedHash
    }

    // MARK: Operations

    public override func hash() throws -> Int { hashValue }
    public override func isTrue() throws -> Bool { !value.isEmpty }
    public override func length() throws -> Int? { count }
    public override func str() throws -> String? { value }
    public override func repr() throws -> String { StrObject.repr(value) }
    public override func format(_ spec: String) throws -> String? { try Format.text(self, spec) }

    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard case .object(let o) = other, o.kind == .str else { return nil }
        let s = unsafeDowncast(o, to: StrObject.self)
        switch op {
        case .eq: return .bool(sameText(as: s))
        case .ne: return .bool(!sameText(as: s))
        default: return IntArithmetic.holds(op, StrObject.order(value, s.value)).map(Value.bool)
        }
    }

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            if case .object(let o) = other, o.kind == .str { return .string(Machine.concatenated(self, unsafeDowncast(o, to: StrObject.self))) }
            if other.isPlainBuiltin { throw typeError("can only concatenate str (not \"\(other.typeName)\") to str") }
            return nil
        case .mul:
            guard let n = try repeatCount(other, reflected: reflected) else { return nil }
            if n <= 0 { return .string("") }
            if n == 1 { return .string(value) }
            if value.utf8.count.multipliedReportingOverflow(by: n).overflow || value.utf8.count * n > 1 << 36 { throw PythonError(Exceptions.memoryError, args: []) }
            return .string(String(repeating: value, count: n))
        case .mod:
            if reflected { return nil }
            return .string(try PercentFormat.format(value, other))
        default: return nil
        }
    }

    public override func contains(_ item: Value) throws -> Bool? {
        guard case .object(let o) = item, o.kind == .str else {
            throw typeError("'in <string>' requires string as left operand, not \(item.typeName)")
        }
        let needle = unsafeDowncast(o, to: StrObject.self)
        return withBytes { h in needle.withBytes { n in TextSearch.find(h, n, from: 0) >= 0 } }
    }

    public override func iterate() throws -> Value? { .object(StrIterator(self)) }

    /// The one-character text at `i`, which must be in range.
    func character(at i: Int) -> Value {
        if isASCII {
            let b = value.utf8.withContiguousStorageIfAvailable { $0[i] } ?? value.utf8[value.utf8.index(value.utf8.startIndex, offsetBy: i)]
            return StrObject.single(Unicode.Scalar(b))
        }
        _ = scalars
        return StrObject.single(cachedScalars![i])
    }

    /// One-character texts below 256, shared.
    private static let latin: [Value] = (0..<256).map { .object(StrObject(String(Unicode.Scalar(UInt8($0))))) }
    /// The text of one code point.
    public static func single(_ c: Unicode.Scalar) -> Value {
        c.value < 256 ? latin[Int(c.value)] : .object(StrObject(String(c)))
    }
    public static let empty: Value = .object(StrObject(""))

    public override func getItem(_ key: Value) throws -> Value? {
        if case .int(let i) = key {
            let n = count
            let k = i < 0 ? i + n : i
            if k < 0 || k >= n { throw indexError("string index out of range") }
            return character(at: k)
        }
        if case .object(let o) = key, o.kind == .slice { return try item(unsafeDowncast(o, to: SliceObject.self)) }
        guard let i = try Operators.clampedIndex(key) else { throw typeError("string indices must be integers, not '\(key.typeName)'") }
        return try getItem(.int(i))
    }

    /// `self[slice]`
    func item(_ s: SliceObject) throws -> Value {
        let (start, step, n) = try s.resolve(length: count)
        if n == 0 { return StrObject.empty }
        if n == 1 { return character(at: start) }
        if step == 1, n == count, !type.isHeap { return .object(self) }
        return .string(slice(start, step, n))
    }

    /// `n` code points from `start` in steps of `step`; must be in range.
    func slice(_ start: Int, _ step: Int, _ n: Int) -> String {
        if n == 0 { return "" }
        if isASCII {
            if n <= 15 { return withBytes { p in Machine.smallText(n) { p[start + $0 * step] } } }
            return withBytes { p in
                if step == 1 { return String(decoding: UnsafeBufferPointer(rebasing: p[start..<start + n]), as: UTF8.self) }
                return String(unsafeUninitializedCapacity: n) { out in
                    var k = start
                    for i in 0..<n {
                        out[i] = p[k]
                        k = k &+ step
                    }
                    return n
                }
            }
        }
        _ = scalars
        var out = String.UnicodeScalarView()
        var k = start
        for _ in 0..<n {
            out.append(cachedScalars![k])
            k = k &+ step
        }
        return String(out)
    }

    /// The code points from `a` up to `b`, clipped.
    func slice(_ a: Int, to b: Int) -> String {
        let a = max(0, a), b = min(b, count)
        return a < b ? slice(a, 1, b - a) : ""
    }

    /// The code point index of a byte offset.
    func codePointIndex(ofByte b: Int) -> Int {
        if isASCII { return b }
        return withBytes { p in
            var n = 0
            for i in 0..<b where p[i] & 0xC0 != 0x80 { n += 1 }
            return n
        }
    }

    /// The byte offset of a code point index, at most the length.
    func byteOffset(ofCodePoint c: Int) -> Int {
        if isASCII { return min(c, value.utf8.count) }
        return withBytes { p in
            var n = 0
            for i in 0..<p.count where p[i] & 0xC0 != 0x80 {
                if n == c { return i }
                n += 1
            }
            return p.count
        }
    }

    // MARK: repr

    /// The text in quotes, as `repr` shows it.
    public static func repr(_ s: String) -> String {
        var s = s
        // Most texts need no escape.
        let plain = s.withUTF8 { p -> Bool in
            for b in p where b < 32 || b >= 127 || b == 39 || b == 92 { return false }
            return true
        }
        if plain { return "'" + s + "'" }
        let u = s.unicodeScalars
        let quote: Unicode.Scalar = u.contains("'") && !u.contains("\"") ? "\"" : "'"
        var out = ""
        out.unicodeScalars.append(quote)
        for c in u { escape(c, quote: quote, ascii: false, into: &out) }
        out.unicodeScalars.append(quote)
        return out
    }

    /// `ascii(text)`'s form of a representation: what is not ASCII is escaped.
    public static func asciiEscaped(_ s: String) -> String {
        if s.utf8.allSatisfy({ $0 < 128 }) { return s }
        var out = ""
        for c in s.unicodeScalars { if c.isASCII { out.unicodeScalars.append(c) } else { escape(c, quote: "\0", ascii: true, into: &out) } }
        return out
    }

    static func escape(_ c: Unicode.Scalar, quote: Unicode.Scalar, ascii: Bool, into out: inout String) {
        switch c {
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        default:
            if c == quote {
                out += "\\"
                out.unicodeScalars.append(c)
            } else if c.isASCII ? c.value >= 32 && c.value < 127 : (!ascii && isPrintable(c)) {
                out.unicodeScalars.append(c)
            } else {
                let v = c.value
                func hex(_ width: Int) -> String {
                    let h = String(v, radix: 16)
                    return String(repeating: "0", count: width - h.utf8.count) + h
                }
                out += v < 256 ? "\\x" + hex(2) : (v < 0x10000 ? "\\u" + hex(4) : "\\U" + hex(8))
            }
        }
    }

    // MARK: Classes of code points

    static func isSpace(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
        default: return false
        }
    }
    static func isPrintable(_ c: Unicode.Scalar) -> Bool {
        if c.isASCII { return c.value >= 32 && c.value < 127 }
        switch c.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
        default: return true
        }
    }
    static func isLineBreak(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 10...13, 28...30, 0x85, 0x2028, 0x2029: return true
        default: return false
        }
    }
    static func isAlpha(_ c: Unicode.Scalar) -> Bool {
        if c.isASCII { return (c.value | 32) >= 97 && (c.value | 32) <= 122 }
        switch c.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }
    static func isDecimal(_ c: Unicode.Scalar) -> Bool {
        c.isASCII ? c.value >= 48 && c.value <= 57 : c.properties.numericType == .decimal
    }
    static func isDigit(_ c: Unicode.Scalar) -> Bool {
        if c.isASCII { return c.value >= 48 && c.value <= 57 }
        return c.properties.numericType == .decimal || c.properties.numericType == .digit
    }
    static func isNumeric(_ c: Unicode.Scalar) -> Bool {
        c.isASCII ? c.value >= 48 && c.value <= 57 : c.properties.numericType != nil
    }
    static func isUpper(_ c: Unicode.Scalar) -> Bool { c.isASCII ? c.value >= 65 && c.value <= 90 : c.properties.isUppercase }
    static func isLower(_ c: Unicode.Scalar) -> Bool { c.isASCII ? c.value >= 97 && c.value <= 122 : c.properties.isLowercase }
    static func isTitle(_ c: Unicode.Scalar) -> Bool { c.properties.generalCategory == .titlecaseLetter }
    static func isCased(_ c: Unicode.Scalar) -> Bool { c.isASCII ? isAlpha(c) : c.properties.isCased }
}

/// `iter(str)`
final class StrIterator: Object {
    private let text: StrObject
    private var index = 0
    private let count: Int
    private let ascii: Bool
    private let scalars: ContiguousArray<Unicode.Scalar>
    /// The bytes of a longer ASCII text; they stay where they are while the text lives and is not alone with its storage.
    private let bytes: UnsafePointer<UInt8>?
    init(_ s: StrObject) {
        text = s
        count = s.count
        ascii = s.isASCII
        scalars = ascii ? [] : s.scalars
        bytes = ascii && count > 15 ? s.value.utf8.withContiguousStorageIfAvailable { $0.baseAddress } ?? nil : nil
        super.init(type: ascii ? IteratorTypes.asciiStr : IteratorTypes.str)
    }
    override var isIterator: Bool { true }
    override var itemsToCome: Int? { count - index }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        if index >= count { return nil }
        defer { index += 1 }
        if let bytes { return Machine.latin[Int(bytes[index])] }
        return ascii ? text.character(at: index) : StrObject.single(scalars[index])
    }
    override func traverse(_ visit: (Value) -> Void) { visit(.object(text)) }
}

extension Value {
    /// Whether it is an instance of a built-in type proper (nothing that could define a reflected operation).
    var isPlainBuiltin: Bool {
        switch self {
        case .object(let o):
            switch o.kind {
            case .other, .instance, .module: return false
            default: return !o.type.isHeap
            }
        default: return true
        }
    }
}

extension Object {
    /// The count in `sequence * count`; nil when `other` is no integer and may itself know how to multiply.
    func repeatCount(_ other: Value, reflected: Bool) throws -> Int? {
        switch other {
        case .int(let i): return i
        case .bool(let b): return b ? 1 : 0
        case .object(let o):
            if o.kind == .bigInt { throw overflowError("cannot fit 'int' into an index-sized integer") }
            if o.kind == .intInstance { return try Operators.index(other) }
            if o.kind == .other || o.kind == .instance {
                if !reflected, o.kind == .other, !(o is Singleton), try o.index() == nil { return nil }
                if let i = try o.index() { return try Operators.index(i) }
                return nil
            }
        default: break
        }
        if reflected { return nil }
        throw typeError("can't multiply sequence by non-int of type '\(other.typeName)'")
    }
}

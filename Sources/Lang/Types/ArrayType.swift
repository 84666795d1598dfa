// This file defines `array.array`: numbers of one machine type in a block of bytes.

import Glibc

/// An `array.array`.
public final class ArrayObject: Object {
    /// The machine types by their letters.
    public enum Code: UInt8, CaseIterable {
        case b = 98, B = 66, u = 117, h = 104, H = 72, i = 105, I = 73, l = 108, L = 76, q = 113, Q = 81, f = 102, d = 100
        public var size: Int {
            switch self {
            case .b, .B: return 1
            case .h, .H: return 2
            case .i, .I, .f, .u: return 4
            case .l, .L, .q, .Q, .d: return 8
            }
        }
        public var letter: String { String(UnicodeScalar(rawValue)) }
        var isSigned: Bool { [.b, .h, .i, .l, .q].contains(self) }

        /// The item at a byte offset.
        func load(_ bytes: [UInt8], _ at: Int) -> Value {
            bytes.withUnsafeBytes { p in
                switch self {
                case .b: return .int(Int(p.load(fromByteOffset: at, as: Int8.self)))
                case .B: return .int(Int(p[at]))
                case .h: return .int(Int(p.loadUnaligned(fromByteOffset: at, as: Int16.self)))
                case .H: return .int(Int(p.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
                case .i: return .int(Int(p.loadUnaligned(fromByteOffset: at, as: Int32.self)))
                case .I: return .int(Int(p.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
                case .l, .q: return .int(p.loadUnaligned(fromByteOffset: at, as: Int.self))
                case .L, .Q: return IntArithmetic.unsigned(p.loadUnaligned(fromByteOffset: at, as: UInt.self))
                case .f: return .float(Double(p.loadUnaligned(fromByteOffset: at, as: Float.self)))
                case .d: return .float(p.loadUnaligned(fromByteOffset: at, as: Double.self))
                case .u: return .string(String(Unicode.Scalar(p.loadUnaligned(fromByteOffset: at, as: UInt32.self)) ?? "\u{FFFD}"))
                }
            }
        }

        /// The bytes of a value; throws CPython's TypeError or OverflowError.
        func bytes(of v: Value) throws -> [UInt8] {
            func raw<T>(_ x: T) -> [UInt8] { withUnsafeBytes(of: x) { Array($0) } }
            switch self {
            case .f, .d:
                let x: Double
                do { x = try Operators.toDouble(v) } catch let e as PythonError where e.isInstance(of: Exceptions.typeError) {
                    throw typeError("must be real number, not \(v.typeName)")
                }
                return self == .f ? raw(Float(x)) : raw(x)
            case .u:
                guard let s = v.asString, s.unicodeScalars.count == 1 else { throw typeError("array item must be unicode character") }
                return raw(s.unicodeScalars.first!.value)
            case .L, .Q:
                if case .object(let o) = v, o.kind == .bigInt {
                    let b = unsafeDowncast(o, to: BigIntObject.self).value
                    if b.sign == .minus || b.magnitude.bitWidth > 64 { throw overflowError(b.sign == .minus ? "can't convert negative int to unsigned" : "int too big to convert") }
                    return raw(UInt(b.magnitude))
                }
                let n = try ArrayObject.integer(v)
                if n < 0 { throw overflowError(self == .Q ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int") }
                return raw(UInt(n))
            default: break
            }
            if case .object(let o) = v, o.kind == .bigInt { throw overflowError(self == .q ? "int too big to convert" : "Python int too large to convert to C long") }
            let n = try ArrayObject.integer(v)
            func check(_ low: Int, _ high: Int, _ name: String) throws {
                if n < low { throw overflowError("\(name) is less than minimum") }
                if n > high { throw overflowError("\(name) is greater than maximum") }
            }
            switch self {
            case .b:
                try check(-128, 127, "signed char")
                return raw(Int8(n))
            case .B:
                try check(0, 255, "unsigned byte integer")
                return raw(UInt8(n))
            case .h:
                try check(-32768, 32767, "signed short integer")
                return raw(Int16(n))
            case .H:
                try check(0, 65535, "unsigned short")
                return raw(UInt16(n))
            case .i:
                try check(Int(Int32.min), Int(Int32.max), "signed integer")
                return raw(Int32(n))
            case .I:
                if n < 0 { throw overflowError("can't convert negative value to unsigned int") }
                try check(0, Int(UInt32.max), "unsigned int")
                return raw(UInt32(n))
            default: return raw(n)
            }
        }
    }

    public let code: Code
    public var bytes: [UInt8]

    public init(_ code: Code, _ bytes: [UInt8] = [], type: TypeObject? = nil) {
        self.code = code
        self.bytes = bytes
        super.init(type: type ?? ArrayObject.arrayType)
    }

    static func integer(_ v: Value) throws -> Int {
        if case .float = v { throw typeError("'float' object cannot be interpreted as an integer") }
        return try Operators.index(v)
    }

    var count: Int { bytes.count / code.size }
    func item(_ i: Int) -> Value { code.load(bytes, i * code.size) }
    var values: [Value] { (0..<count).map(item) }
    private func made(_ bytes: [UInt8]) -> Value { .object(ArrayObject(code, bytes)) }

    func append(_ v: Value) throws { bytes += try code.bytes(of: v) }
    func extend(_ v: Value) throws {
        if let a = v.asObject as? ArrayObject {
            if a.code != code { throw typeError("can only extend with array of same kind") }
            bytes += a.bytes
            return
        }
        let it = try Operators.iterator(v)
        while let x = try Operators.next(it) { try append(x) }
    }
    /// A position given by a cell; throws IndexError.
    private func place(_ key: Value, _ what: String) throws -> Int {
        guard var i = try Operators.clampedIndex(key) else { throw typeError("array indices must be integers") }
        if i < 0 { i += count }
        if i < 0 || i >= count { throw indexError(what) }
        return i
    }

    public override func length() throws -> Int? { count }
    public override func isTrue() throws -> Bool { count > 0 }
    public override func hash() throws -> Int { throw typeError("unhashable type: '\(type.reportedName ?? type.name)'") }
    public override func iterate() throws -> Value? {
        var i = 0
        return .object(
            NativeIterator(type: ArrayObject.iteratorType, holding: [.object(self)]) { [self] in
                if i >= count { return nil }
                i += 1
                return item(i - 1)
            })
    }
    public override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice {
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: count)
            let size = code.size
            var out: [UInt8] = []
            for k in 0..<n { out += bytes[(start + k * step) * size..<(start + k * step + 1) * size] }
            return made(out)
        }
        return item(try place(key, "array index out of range"))
    }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        let size = code.size
        if case .object(let o) = key, o.kind == .slice {
            guard let a = value.asObject as? ArrayObject else { throw typeError("can only assign array (not \"\(value.typeName)\") to array slice") }
            if a.code != code { throw typeError("bad argument type for built-in operation") }
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: count)
            let new = a.bytes
            if step == 1 {
                bytes.replaceSubrange(start * size..<(start + n) * size, with: new)
            } else {
                if a.count != n { throw valueError("attempt to assign array of size \(a.count) to extended slice of size \(n)") }
                for k in 0..<n { bytes.replaceSubrange((start + k * step) * size..<(start + k * step + 1) * size, with: new[k * size..<(k + 1) * size]) }
            }
            return true
        }
        let i = try place(key, "array assignment index out of range")
        bytes.replaceSubrange(i * size..<(i + 1) * size, with: try code.bytes(of: value))
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool {
        let l = ListObject(values)
        if case .object(let o) = key, o.kind == .slice {} else { _ = try place(key, "array assignment index out of range") }
        _ = try l.deleteItem(key)
        bytes = try l.items.flatMap(code.bytes)
        return true
    }
    public override func contains(_ item: Value) throws -> Bool? {
        for v in values where try Operators.equal(v, item) { return true }
        return false
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard let a = other.asObject as? ArrayObject else { return nil }
        return try Sequences.compare(op, values, a.values)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            guard let a = other.asObject as? ArrayObject else { throw typeError("can only append array (not \"\(other.typeName)\") to array") }
            if a.code != code { throw typeError("bad argument type for built-in operation") }
            return made(bytes + a.bytes)
        case .mul:
            guard let n = try repeatCount(other, reflected: reflected) else { return nil }
            if n > 0, bytes.count.multipliedReportingOverflow(by: n).overflow || bytes.count * n > 1 << 36 { throw PythonError(Exceptions.memoryError, args: []) }
            var out: [UInt8] = []
            for _ in 0..<max(0, n) { out += bytes }
            return made(out)
        default: return nil
        }
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        switch op {
        case .add:
            guard let a = other.asObject as? ArrayObject else { throw typeError("can only extend with array (not \"\(other.typeName)\")") }
            try extend(.object(a))
        case .mul:
            guard case .object(let o)? = try binary(.mul, other, reflected: false) else { return nil }
            bytes = (o as! ArrayObject).bytes
        default: return nil
        }
        return .object(self)
    }
    public override func repr() throws -> String {
        let name = type.name
        if count == 0 { return "\(name)('\(code.letter)')" }
        if code == .u { return "\(name)('u', \(StrObject.repr(text)))" }
        return "\(name)('\(code.letter)', [" + (try values.map(Operators.repr).joined(separator: ", ")) + "])"
    }
    private var text: String { values.map { $0.asString ?? "" }.joined() }

    private static let iteratorType = NativeIterator.makeType("arrayiterator", module: "array")

    public static let arrayType = TypeObject.native("array", module: "array", doc: "Numbers of one machine type.") { t in
        func me(_ v: Value) throws -> ArrayObject {
            guard let a = v.asObject as? ArrayObject else { throw typeError("descriptor requires a 'array.array' object but received a '\(v.typeName)'") }
            return a
        }
        t.reportedName = "array.array"
        t.constructor("array(typecode, initializer=..., /)") { cls, a in
            guard let letter = a[0].asString, letter.unicodeScalars.count == 1 else {
                throw typeError("array() argument 1 must be a unicode character, not \(a[0].typeName)")
            }
            guard letter.utf8.count == 1, let code = Code(rawValue: letter.utf8.first!) else {
                throw valueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
            }
            let o = ArrayObject(code, type: cls)
            if a.has(1) {
                if let s = a[1].asString {
                    if code != .u { throw typeError("cannot use a str to initialize an array with typecode '\(letter)'") }
                    for c in s.unicodeScalars { try o.append(StrObject.single(c)) }
                } else if let other = a[1].asObject as? ArrayObject {
                    for v in other.values { try o.append(v) }
                } else if let b = a[1].asBytes {
                    if b.count % code.size != 0 { throw valueError("bytes length not a multiple of item size") }
                    o.bytes = b
                } else {
                    try o.extend(a[1])
                }
            }
            return .object(o)
        }
        t.property("typecode") { .string(($0 as! ArrayObject).code.letter) }
        t.property("itemsize") { .int(($0 as! ArrayObject).code.size) }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
                "__add__", "__mul__", "__rmul__", "__iadd__", "__imul__", "__repr__",
            ])
        t.constant("__hash__", .none)
        t.method("append(self, v, /)", "Adds an item at the end.") { a in
            try me(a[0]).append(a[1])
            return .none
        }
        t.method("extend(self, bb, /)", "Adds all items of an array or iterable.") { a in
            try me(a[0]).extend(a[1])
            return .none
        }
        t.method("fromlist(self, list, /)", "Adds the items of a list, or none of them.") { a in
            guard case .object(let o) = a[1], o.kind == .list else { throw typeError("arg must be list") }
            let m = try me(a[0]), before = m.bytes
            do { for v in try Operators.items(of: a[1]) { try m.append(v) } } catch {
                m.bytes = before
                throw error
            }
            return .none
        }
        t.method("tolist(self, /)", "The items as a list.") { a in .list(try me(a[0]).values) }
        t.method("tobytes(self, /)", "The machine values as bytes.") { a in .object(BytesObject(try me(a[0]).bytes)) }
        t.method("frombytes(self, buffer, /)", "Adds items from machine values.") { a in
            let m = try me(a[0])
            let b = try BytesMethods.from(a[1])
            if b.count % m.code.size != 0 { throw valueError("bytes length not a multiple of item size") }
            m.bytes += b
            return .none
        }
        t.method("tounicode(self, /)", "The text.") { a in
            let m = try me(a[0])
            if m.code != .u { throw valueError("tounicode() may only be called on unicode type arrays") }
            return .string(m.text)
        }
        t.method("fromunicode(self, ustr, /)", "Adds the characters of a text.") { a in
            let m = try me(a[0])
            if m.code != .u { throw valueError("fromunicode() may only be called on unicode type arrays") }
            for c in try a.string(1).unicodeScalars { try m.append(StrObject.single(c)) }
            return .none
        }
        t.method("insert(self, i, v, /)", "Puts an item before a position.") { a in
            let m = try me(a[0])
            var i = try a.int(1)
            if i < 0 { i = max(0, i + m.count) }
            i = min(i, m.count)
            m.bytes.insert(contentsOf: try m.code.bytes(of: a[2]), at: i * m.code.size)
            return .none
        }
        t.method("pop(self, i=-1, /)", "Removes and returns an item.") { a in
            let m = try me(a[0])
            if m.count == 0 { throw indexError("pop from empty array") }
            let i = try m.place(a[1], "pop index out of range")
            let v = m.item(i)
            m.bytes.removeSubrange(i * m.code.size..<(i + 1) * m.code.size)
            return v
        }
        t.method("remove(self, v, /)", "Removes the first item that equals a value.") { a in
            let m = try me(a[0])
            for (i, v) in m.values.enumerated() where try Operators.equal(v, a[1]) {
                m.bytes.removeSubrange(i * m.code.size..<(i + 1) * m.code.size)
                return .none
            }
            throw valueError("array.remove(x): x not in array")
        }
        t.method("index(self, v, start=0, stop=..., /)", "The position of the first item that equals a value.") { a in
            let m = try me(a[0])
            let values = m.values
            let from = try Sequences.clip(a[2], values.count, default: 0), to = try Sequences.clip(a[3], values.count, default: values.count)
            var i = from
            while i < to {
                if try Operators.equal(values[i], a[1]) { return .int(i) }
                i += 1
            }
            throw valueError("array.index(x): x not in array")
        }
        t.method("count(self, v, /)", "How many items equal a value.") { a in .int(try me(a[0]).values.filter { try Operators.equal($0, a[1]) }.count) }
        t.method("reverse(self, /)", "Reverses in place.") { a in
            let m = try me(a[0])
            m.bytes = try m.values.reversed().flatMap(m.code.bytes)
            return .none
        }
        t.method("byteswap(self, /)", "Turns the bytes of each item round.") { a in
            let m = try me(a[0]), size = m.code.size
            for i in 0..<m.count { m.bytes[i * size..<(i + 1) * size].reverse() }
            return .none
        }
        t.method("buffer_info(self, /)", "Address and number of items.") { a in
            let m = try me(a[0])
            return .tuple([.int(Int(bitPattern: ObjectIdentifier(m))), .int(m.count)])
        }
        for name in ["__copy__(self, /)", "__deepcopy__(self, memo, /)"] {
            t.method(name) { a in
                let m = try me(a[0])
                return .object(ArrayObject(m.code, m.bytes, type: m.type))
            }
        }
    }
}

// This file defines the short ways of the machine for texts, dicts and tuples: hashing and comparing registers without a change of reference counts.

import Glibc

extension Machine {
    /// The built-in types themselves (not subclasses), for tests by address; immortal.
    nonisolated(unsafe) static var strType: RawObject! = nil
    nonisolated(unsafe) static var tupleType: RawObject! = nil
    nonisolated(unsafe) static var setType: RawObject! = nil
    nonisolated(unsafe) static var listType: RawObject! = nil
    nonisolated(unsafe) static var dictType: RawObject! = nil
    nonisolated(unsafe) static var listAppend: RawObject? = nil
    /// The 256 shared one-character texts.
    nonisolated(unsafe) static var latin: Register! = nil
    /// The metadata that the box of a thrown `PythonError` names; 0: boxes are laid out otherwise.
    nonisolated(unsafe) static var errorMetadata: UInt = 0

    /// Finds the types and checks what this file assumes of texts and error boxes. Called once, after the types are there.
    static func prepareShortWays() {
        func raw(_ o: Object) -> RawObject { Unmanaged.passUnretained(o).toOpaque() }
        strType = raw(Types.str)
        tupleType = raw(Types.tuple)
        listType = raw(Types.list)
        dictType = raw(Types.dict)
        Recycler.prepare()
        setType = raw(Types.set)
        latin = .allocate(capacity: 256)
        for i in 0..<256 { (latin + i).initialize(to: StrObject.single(Unicode.Scalar(UInt8(i)))) }
        if case .object(let o)? = Types.list.lookup("append") { listAppend = raw(o) }
        for t in ["", "a", "abcdefg", "abcdefgh", "abcdefghijklmno", "é", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyzé"] {
            let s = StrObject(t)
            let o = raw(s)
            let small = t.utf8.count <= 15
            let fits =
                isSmall(o) == small && (!small || (smallCount(o) == t.utf8.count && textHash(o) == Hashing.text(t)))
                && (!small || t.utf8.enumerated().allSatisfy { smallByte(o, $0.offset) == $0.element })
            _ = s.hashValue
            if !fits || o.load(fromByteOffset: Layout.textHash, as: Int.self) != s.hashValue { fatalError("internal error: layout of texts") }
        }
        if decimal(-123_456_789_012) != "-123456789012" { fatalError("internal error: layout of texts") }
        for t in ["", "x", "-12345678", "abcdefghijklmno"] {
            let made = smallText(t.utf8.count) { Array(t.utf8)[$0] }
            if made != t || made.utf8.count != t.utf8.count || made + "!" != t + "!" || concatenated(StrObject(t), StrObject("é")) != t + "é" { fatalError("internal error: layout of texts") }
        }
        let e = ExceptionObject(type: Exceptions.exception, args: [])
        let error: Error = PythonError(e)
        withExtendedLifetime(error) {
            let box = unsafeBitCast(error, to: RawObject.self)
            if box.load(fromByteOffset: 32, as: RawObject.self) == raw(e) { errorMetadata = box.load(fromByteOffset: 16, as: UInt.self) }
        }
    }

    /// The exception of a thrown `PythonError`, without the runtime's cast; nil: another error (or another layout).
    @inline(__always) static func thrownException(_ error: Error) -> ExceptionObject? {
        if errorMetadata == 0 { return nil }
        let box = unsafeBitCast(error, to: RawObject.self)
        guard box.load(fromByteOffset: 16, as: UInt.self) == errorMetadata else { return nil }
        return Unmanaged<ExceptionObject>.fromOpaque(box.load(fromByteOffset: 32, as: RawObject.self)).value
    }

    // MARK: Texts. A Swift string of at most 15 bytes lies in its two words: bytes 0 to 14, then count and marks in the last one.

    @inline(__always) static func textWords(_ o: RawObject) -> (UInt64, UInt64) {
        (o.load(fromByteOffset: Layout.textWords, as: UInt64.self), o.load(fromByteOffset: Layout.textWords + 8, as: UInt64.self))
    }
    private static let smallBit: UInt64 = 0x2000_0000_0000_0000
    private static let asciiBit: UInt64 = 0x4000_0000_0000_0000
    @inline(__always) static func isSmall(_ o: RawObject) -> Bool { textWords(o).1 & smallBit != 0 }
    @inline(__always) static func smallCount(_ o: RawObject) -> Int { Int(textWords(o).1 >> 56) & 15 }
    @inline(__always) static func smallByte(_ o: RawObject, _ i: Int) -> UInt8 {
        let (a, b) = textWords(o)
        return UInt8(truncatingIfNeeded: i < 8 ? a >> UInt64(8 * i) : b >> UInt64(8 * (i - 8)))
    }

    /// Whether two `str` have the same code points.
    @inline(__always) static func sameText(_ x: RawObject, _ y: RawObject) -> Bool {
        if x == y { return true }
        let (a, b) = textWords(x), (c, d) = textWords(y)
        if a == c, b == d { return true }
        if b & d & smallBit != 0 { return false }
        return Unmanaged<StrObject>.fromOpaque(x)._withUnsafeGuaranteedRef { s in
            Unmanaged<StrObject>.fromOpaque(y)._withUnsafeGuaranteedRef { s.sameText(as: $0) }
        }
    }

    /// `hash(str)`, the same as `Hashing.text`.
    @inline(__always) static func textHash(_ o: RawObject) -> Int {
        let (a, b) = textWords(o)
        if b & smallBit == 0 { return Unmanaged<StrObject>.fromOpaque(o)._withUnsafeGuaranteedRef { $0.hashValue } }
        return Hashing.small(a, b & 0x00FF_FFFF_FFFF_FFFF, Int(b >> 56) & 15)
    }

    /// A text of at most 15 ASCII bytes.
    @inline(__always) static func smallText(_ n: Int, _ byte: (Int) -> UInt8) -> String {
        var a: UInt64 = 0, b: UInt64 = 0
        var i = 0
        while i < n {
            let c = UInt64(byte(i))
            if i < 8 { a |= c << UInt64(8 * i) } else { b |= c << UInt64(8 * (i - 8)) }
            i += 1
        }
        b |= UInt64(0xE0 | n) << 56
        return unsafeBitCast((a, b), to: String.self)
    }

    /// `x + y`
    static func concatenated(_ x: StrObject, _ y: StrObject) -> String {
        let (a, b) = textWords(Unmanaged.passUnretained(x).toOpaque()), (c, d) = textWords(Unmanaged.passUnretained(y).toOpaque())
        if b & d & smallBit != 0, let s = smallConcatenated(a, b, c, d) { return unsafeBitCast(s, to: String.self) }
        let n = x.value.utf8.count, m = y.value.utf8.count
        return String(unsafeUninitializedCapacity: n + m) { out in
            if n > 0 { x.withBytes { _ = memcpy(out.baseAddress!, $0.baseAddress!, n) } }
            if m > 0 { y.withBytes { _ = memcpy(out.baseAddress! + n, $0.baseAddress!, m) } }
            return n + m
        }
    }

    /// The words of two short texts one after the other; nil when that has more than 15 bytes.
    @inline(__always) private static func smallConcatenated(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> (UInt64, UInt64)? {
        let n = (b >> 56) & 15, total = n + (d >> 56) & 15
        if total > 15 { return nil }
        let mask: UInt64 = 0x00FF_FFFF_FFFF_FFFF
        let tail = d & mask, marks = (b & d & 0xF000_0000_0000_0000) | total << 56
        if n == 0 { return (c, tail | marks) }
        if n < 8 { return (a | c << (8 * n), (b & mask) | tail << (8 * n) | c >> (64 - 8 * n) | marks) }
        return (a, (b & mask) | c << (8 * (n - 8)) | marks)
    }

    /// The `n` texts from `b` one after the other.
    static func joined(_ b: Register, _ n: Int) -> String {
        var words: (UInt64, UInt64)? = (0, 0xE000_0000_0000_0000)
        var total = 0
        for j in 0..<n {
            let o = (b + j).objectBits
            let (c, d) = textWords(o)
            if d & smallBit != 0 {
                total += Int(d >> 56) & 15
                if let (x, y) = words { words = smallConcatenated(x, y, c, d) }
            } else {
                words = nil
                total += Unmanaged<StrObject>.fromOpaque(o)._withUnsafeGuaranteedRef { $0.value.utf8.count }
            }
        }
        if let words { return unsafeBitCast(words, to: String.self) }
        return String(unsafeUninitializedCapacity: total) { out in
            var at = 0
            for j in 0..<n {
                Unmanaged<StrObject>.fromOpaque((b + j).objectBits)._withUnsafeGuaranteedRef { s in
                    s.withBytes { p in
                        if p.count > 0 { memcpy(out.baseAddress! + at, p.baseAddress!, p.count) }
                        at += p.count
                    }
                }
            }
            return at
        }
    }

    /// `str(int)`
    static func decimal(_ v: Int) -> String {
        guard v > -1_000_000_000_000, v < 1_000_000_000_000 else { return String(v) }
        return digits(v.magnitude, point: 0, negative: v < 0)
    }
    /// A number below 10^13 with its last `p` digits behind a point.
    static func decimal(_ v: UInt64, point p: Int) -> String { digits(UInt(v), point: p, negative: false) }

    @inline(__always) private static func digits(_ v: UInt, point: Int, negative: Bool) -> String {
        // The digits come last first; each moves those that are there up by one byte.
        var m = v
        var a: UInt64 = 0, b: UInt64 = 0, n: UInt64 = 0
        @inline(__always) func put(_ c: UInt64) {
            b = b << 8 | a >> 56
            a = a << 8 | c
            n += 1
        }
        var behind = point
        repeat {
            let q = m / 10
            put(UInt64(48 + (m - q * 10)))
            m = q
            behind -= 1
            if behind == 0 { put(46) }
        } while m != 0 || behind >= 0
        if negative { put(45) }
        return unsafeBitCast((a, b | (0xE0 | n) << 56), to: String.self)
    }

    /// The byte of a text of one ASCII character; nil for other texts.
    @inline(__always) static func singleASCII(_ o: RawObject) -> UInt8? {
        let (a, b) = textWords(o)
        return b == 0xE100_0000_0000_0000 ? UInt8(truncatingIfNeeded: a) : nil
    }

    /// The one-character text at `i` of a short ASCII text; nil: look otherwise.
    @inline(__always) static func character(_ o: RawObject, _ i: Int) -> Register? {
        let b = textWords(o).1
        guard b & (smallBit | asciiBit) == smallBit | asciiBit else { return nil }
        let n = Int(b >> 56) & 15
        let k = i < 0 ? i &+ n : i
        guard k >= 0, k < n else { return nil }
        return latin + Int(smallByte(o, k))
    }

    // MARK: Keys

    @inline(__always) static func hash(_ k: Register) throws -> Int {
        if k.tag == Tag.int { return Hashing.int(k.intBits) }
        if k.tag == Tag.object {
            let o = k.objectBits
            let t = typeOf(o)
            if t == strType {
                let h = o.load(fromByteOffset: Layout.textHash, as: Int.self)
                return h != 0 ? h : textHash(o)
            }
            if t == tupleType { return try tupleHash(o) }
        }
        return try Hashing.value(k.pointee)
    }

    static func tupleHash(_ o: RawObject) throws -> Int {
        try checkNativeStack()
        let items = o.load(fromByteOffset: Layout.listItems, as: RawObject.self)
        let n = items.load(fromByteOffset: Layout.arrayCount, as: Int.self)
        let p = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self)
        var acc = Hashing.tupleStart
        for j in 0..<n { acc = Hashing.tupleStep(acc, try hash(p + j)) }
        return Hashing.tupleEnd(acc, n)
    }

    /// `a is b or a == b`.
    @inline(__always) static func keysEqual(_ a: Register, _ b: Register) throws -> Bool {
        if a.tag == Tag.int, b.tag == Tag.int { return a.intBits == b.intBits }
        if a.tag == Tag.object, b.tag == Tag.object {
            let x = a.objectBits, y = b.objectBits
            if x == y { return true }
            let t = typeOf(x)
            if t == typeOf(y) {
                if t == strType { return sameText(x, y) }
                if t == tupleType { return try tuplesEqual(x, y) }
            }
        }
        return try Lang.keysEqual(a.pointee, b.pointee)
    }

    private static func tuplesEqual(_ x: RawObject, _ y: RawObject) throws -> Bool {
        try checkNativeStack()
        let a = x.load(fromByteOffset: Layout.listItems, as: RawObject.self), b = y.load(fromByteOffset: Layout.listItems, as: RawObject.self)
        let n = a.load(fromByteOffset: Layout.arrayCount, as: Int.self)
        if n != b.load(fromByteOffset: Layout.arrayCount, as: Int.self) { return false }
        let p = (a + Layout.arrayItems).assumingMemoryBound(to: Value.self), q = (b + Layout.arrayItems).assumingMemoryBound(to: Value.self)
        for j in 0..<n where try !keysEqual(p + j, q + j) { return false }
        return true
    }

    // MARK: Instructions

    /// `==`, `!=` and `in` of texts, dicts and sets; nil: take the usual way.
    @inline(__always) static func compareShort(_ op: CompareOperator, _ b: Register, _ c: Register) throws -> Bool? {
        guard c.tag == Tag.object else { return nil }
        let y = c.objectBits
        if op == .contains {
            let kind = kindOf(y)
            if kind == Kind.dict.rawValue, overridesOf(type: typeOf(y)) == 0 {
                return try Unmanaged<DictObject>.fromOpaque(y)._withUnsafeGuaranteedRef { try $0.place(of: b) >= 0 }
            }
            if typeOf(y) == setType, b.tag == Tag.int || (b.tag == Tag.object && typeOf(b.objectBits) == strType) {
                return try Unmanaged<SetObject>.fromOpaque(y)._withUnsafeGuaranteedRef { try $0.has(b.pointee) }
            }
            return nil
        }
        if op == .eq || op == .ne, b.tag == Tag.object, typeOf(b.objectBits) == strType, typeOf(y) == strType { return sameText(b.objectBits, y) == (op == .eq) }
        return nil
    }

    /// Begins `x op y` by a call of a cell's method: pushes its frame and returns true. Only where the reflected method of `y` has no say:
    /// both are instances of one class, or `y` is no object.
    @inline(never) static func startBinary(_ op: BinaryOperator, _ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ pc: UnsafeMutablePointer<Instruction>) throws -> Bool {
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        let x = b.objectBits
        let t = typeOf(x)
        if c.tag == Tag.object, typeOf(c.objectBits) != t { return false }
        let overrides = overridesOf(type: t)
        guard overrides & TypeObject.Overrides.binary.rawValue != 0 else { return false }
        if i.pointee.e & 1 != 0, overrides & TypeObject.Overrides.inPlace.rawValue != 0 { return false }
        let method = Unmanaged<TypeObject>.fromOpaque(t)._withUnsafeGuaranteedRef { $0.lookup(Names.binary[Int(op.rawValue)]) }
        guard case .object(let o)? = method, o.kind == .function else { return false }
        let fo = Unmanaged.passUnretained(o).toOpaque()
        let fi = fo.load(fromByteOffset: Layout.functionInfo, as: UnsafeMutablePointer<CodeInfo>.self)
        guard fi.pointee.isSimple, fi.pointee.positionalCount == 2 else { return false }
        f.pointee.pc = pc
        let base: Register = top
        base.copyInit(b)
        (base + 1).copyInit(c)
        retain(fo)
        try push(fi, fo, filled: 2, mode: FrameMode.operation, destination: Int32(i.pointee.a), owned: fo)
        return true
    }

    /// The value of a frame that `startBinary` pushed; `below` is the frame of the instruction. Consumes the reference.
    static func endBinary(_ below: UnsafeMutablePointer<Frame>, _ destination: Int32, _ bits: Int, _ tag: UInt8) throws {
        let i = below.pointee.pc - 1
        let r = below.pointee.registers
        let b = r + Int(i.pointee.b), c = r + Int(i.pointee.c)
        let v = result(bits, tag)
        if v.isNotImplemented {
            let op: BinaryOperator = i.pointee.op == .add ? .add : i.pointee.op == .sub ? .sub : .mul
            throw Operators.unsupported(i.pointee.e & 1 != 0 ? Names.inPlaceSymbol(op) : Names.symbol(op), op, b.pointee, c.pointee)
        }
        if i.pointee.d & 1 != 0 { b.setUnbound() }
        if i.pointee.d & 2 != 0 { c.setUnbound() }
        (r + Int(destination)).set(v)
    }
}

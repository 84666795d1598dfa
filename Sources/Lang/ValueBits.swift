// This file defines raw access to values in registers: tags, payloads and reference counts, without the copies that a pattern match makes.
//
// Invariants, checked at start by `ValueBits.check()`: a `Value` is eight bytes of payload and a tag byte; the strong count of a Swift object lies in bits 33 to 62
// of its second word, and bit 63 marks the objects whose count must be changed by the runtime (side tables, immortal objects).

/// The tag byte of a value.
enum Tag {
    static let bool: UInt8 = 0
    static let int: UInt8 = 1
    static let float: UInt8 = 2
    static let object: UInt8 = 3
    /// `none` (payload 0) and `unbound` (payload 1).
    static let simple: UInt8 = 4
}

typealias Register = UnsafeMutablePointer<Value>
typealias RawObject = UnsafeMutableRawPointer

@inline(never) func slowRetain(_ o: RawObject) { _ = Unmanaged<Object>.fromOpaque(o).retain() }
@inline(never) func slowRelease(_ o: RawObject) {
    if (o + 8).load(as: Int.self) == Recycler.single, Recycler.keep(o) { return }
    Unmanaged<Object>.fromOpaque(o).release()
}

@inline(__always) func retain(_ o: RawObject) {
    let p = (o + 8).assumingMemoryBound(to: Int.self)
    let n = p.pointee &+ (1 << 33)
    if n >= 0 { p.pointee = n } else { slowRetain(o) }
}
@inline(__always) func release(_ o: RawObject) {
    let p = (o + 8).assumingMemoryBound(to: Int.self)
    let n = p.pointee &- (1 << 33)
    if n >= 0 { p.pointee = n } else { slowRelease(o) }
}
/// Whether the strong count is one.
@inline(__always) func isUnique(_ o: RawObject) -> Bool {
    let n = (o + 8).assumingMemoryBound(to: Int.self).pointee
    return n >= 0 && n < (1 << 33)
}

extension Unmanaged {
    /// `takeUnretainedValue` with a plain count: that one's is atomic whatever the compiler is told of threads.
    @inline(__always) var value: Instance { unsafeBitCast(toOpaque(), to: Instance.self) }
}

extension UnsafeMutablePointer where Pointee == Value {
    @inline(__always) var raw: UnsafeMutableRawPointer { UnsafeMutableRawPointer(self) }
    @inline(__always) var tag: UInt8 { (raw + 8).assumingMemoryBound(to: UInt8.self).pointee }
    @inline(__always) var intBits: Int { raw.assumingMemoryBound(to: Int.self).pointee }
    @inline(__always) var doubleBits: Double { raw.assumingMemoryBound(to: Double.self).pointee }
    @inline(__always) var boolBits: Bool { raw.assumingMemoryBound(to: UInt8.self).pointee & 1 != 0 }
    @inline(__always) var objectBits: RawObject { raw.assumingMemoryBound(to: RawObject.self).pointee }
    @inline(__always) var isUnboundBits: Bool { tag == Tag.simple && intBits != 0 }
    @inline(__always) var isNoneBits: Bool { tag == Tag.simple && intBits == 0 }
    /// The object without a change of its count; only while the register keeps it.
    @inline(__always) var unmanaged: Unmanaged<Object> { Unmanaged.fromOpaque(objectBits) }

    @inline(__always) func store(_ bits: Int, _ tag: UInt8) {
        // Plain stores: `storeBytes` is left as a call in large functions.
        raw.assumingMemoryBound(to: Int.self).pointee = bits
        (raw + 8).assumingMemoryBound(to: UInt8.self).pointee = tag
    }
    @inline(__always) func drop() { if tag == Tag.object { release(objectBits) } }

    @inline(__always) func setInt(_ i: Int) {
        let old = objectBits, t = tag
        store(i, Tag.int)
        if t == Tag.object { release(old) }
    }
    @inline(__always) func setFloat(_ d: Double) {
        let old = objectBits, t = tag
        store(Int(bitPattern: UInt(d.bitPattern)), Tag.float)
        if t == Tag.object { release(old) }
    }
    @inline(__always) func setBool(_ b: Bool) {
        let old = objectBits, t = tag
        store(b ? 1 : 0, Tag.bool)
        if t == Tag.object { release(old) }
    }
    /// Takes over one reference.
    @inline(__always) func setObject(_ o: RawObject) {
        let old = objectBits, t = tag
        store(Int(bitPattern: o), Tag.object)
        if t == Tag.object { release(old) }
    }
    @inline(__always) func setUnbound() {
        let old = objectBits, t = tag
        store(1, Tag.simple)
        if t == Tag.object { release(old) }
    }
    @inline(__always) func setNone() {
        let old = objectBits, t = tag
        store(0, Tag.simple)
        if t == Tag.object { release(old) }
    }
    /// A copy; retains.
    @inline(__always) func copy(_ from: Register) {
        let bits = from.intBits, t = from.tag
        if t == Tag.object { retain(from.objectBits) }
        let old = objectBits, ot = tag
        store(bits, t)
        if ot == Tag.object { release(old) }
    }
    /// A copy into raw memory; retains.
    @inline(__always) func copyInit(_ from: Register) {
        let bits = from.intBits, t = from.tag
        if t == Tag.object { retain(from.objectBits) }
        store(bits, t)
    }
    /// Takes `from`'s value and leaves it unbound.
    @inline(__always) func take(_ from: Register) {
        let bits = from.intBits, t = from.tag
        from.store(1, Tag.simple)
        let old = objectBits, ot = tag
        store(bits, t)
        if ot == Tag.object { release(old) }
    }
    /// Takes `from`'s value into raw memory and leaves it unbound.
    @inline(__always) func takeInit(_ from: Register) {
        store(from.intBits, from.tag)
        from.store(1, Tag.simple)
    }
    /// Stores a value made by a call, taking over its reference.
    @inline(__always) func set(_ v: consuming Value) {
        let old = objectBits, ot = tag
        self.initialize(to: v)
        if ot == Tag.object { release(old) }
    }
    @inline(__always) func initUnbound() { store(1, Tag.simple) }
}

enum ValueBits {
    /// Stops the program when the compiler lays values or reference counts out otherwise than this file assumes.
    static func check() {
        let p = Register.allocate(capacity: 1)
        defer { p.deallocate() }
        func expect(_ v: Value, _ tag: UInt8, _ bits: Int?) {
            p.initialize(to: v)
            if p.tag != tag || (bits != nil && p.intBits != bits!) { fatalError("internal error: layout of values") }
            p.deinitialize(count: 1)
        }
        expect(.int(-7), Tag.int, -7)
        expect(.float(1.5), Tag.float, Int(bitPattern: UInt(1.5.bitPattern)))
        expect(.none, Tag.simple, 0)
        expect(.unbound, Tag.simple, 1)
        expect(.bool(true), Tag.bool, nil)
        let o = CellObject(.none)
        let raw = Unmanaged.passUnretained(o).toOpaque()
        expect(.object(o), Tag.object, Int(bitPattern: raw))
        let before = (raw + 8).load(as: Int.self)
        retain(raw)
        let after = (raw + 8).load(as: Int.self)
        release(raw)
        if MemoryLayout<Value>.stride != 16 || before < 0 || after &- before != 1 << 33 || (raw + 8).load(as: Int.self) != before {
            fatalError("internal error: layout of reference counts")
        }
    }
}

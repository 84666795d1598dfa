// This file defines the hashes of numbers, texts and tuples: numbers and tuples hash as in CPython, so that sets iterate in its order.

import BigInt

/// Hash functions of the built-in values. Equal numbers of different types have equal hashes.
public enum Hashing {
    /// Numbers hash modulo the Mersenne prime 2^61 - 1.
    static let modulus: UInt = (1 << 61) - 1

    @inline(__always) public static func int(_ i: Int) -> Int {
        if i >= 0 && i < Int(modulus) { return i }
        let m = i.magnitude % modulus
        let h = i < 0 ? 0 &- Int(m) : Int(m)
        return h == -1 ? -2 : h
    }

    public static func bigInt(_ b: BigInt) -> Int {
        let m = Int((b.magnitude % BigUInt(modulus)).words.first ?? 0)
        let h = b.sign == .minus ? -m : m
        return h == -1 ? -2 : h
    }

    public static func float(_ d: Double) -> Int {
        if d.isNaN { return 0 }
        if d.isInfinite { return d > 0 ? 314159 : -314159 }
        if let i = Int(exactly: d) { return int(i) }
        // x = 0.m * 2^e, taken 28 bits at a time and rotated modulo 2^61 - 1.
        var e = d.magnitude.exponent + 1
        var m = d.magnitude.significand / 2
        if d == 0 { return 0 }
        var x: UInt = 0
        while m != 0 {
            x = ((x << 28) & modulus) | (x >> 33)
            m *= 268435456.0
            e -= 28
            let y = UInt(m)
            m -= Double(y)
            x += y
            if x >= modulus { x -= modulus }
        }
        let shift = e >= 0 ? e % 61 : 60 - ((-1 - e) % 61)
        x = ((x << UInt(shift)) & modulus) | (x >> UInt(61 - shift))
        let h = d < 0 ? 0 &- Int(x) : Int(x)
        return h == -1 ? -2 : h
    }

    /// The hash of a text's UTF-8 bytes. (CPython's is keyed by a random number; ours is fixed, so that two runs agree.)
    public static func bytes(_ p: UnsafeBufferPointer<UInt8>) -> Int {
        let n = p.count
        if n == 0 { return 0 }
        var h: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(n)
        var i = 0
        let raw = UnsafeRawBufferPointer(p)
        while i + 8 <= n {
            h = mix(h ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while i < n {
            tail |= UInt64(raw[i]) << shift
            shift += 8
            i += 1
        }
        h = mix(h ^ tail)
        let r = Int(truncatingIfNeeded: h ^ (h >> 29))
        return r == -1 ? -2 : (r == 0 ? 1 : r)
    }
    /// The hash of at most 15 bytes: the first eight in `a`, the rest in `b`, what is unused zero. The same as `bytes`.
    @inline(__always) static func small(_ a: UInt64, _ b: UInt64, _ n: Int) -> Int {
        if n == 0 { return 0 }
        var h: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(n)
        if n >= 8 {
            h = mix(h ^ a)
            h = mix(h ^ b)
        } else {
            h = mix(h ^ a)
        }
        let r = Int(truncatingIfNeeded: h ^ (h >> 29))
        return r == -1 ? -2 : (r == 0 ? 1 : r)
    }
    @inline(__always) private static func mix(_ x: UInt64) -> UInt64 {
        let p = x.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return p.high ^ p.low
    }

    public static func text(_ s: String) -> Int {
        var s = s
        return s.withUTF8 { bytes($0) }
    }

    /// CPython's tuple hash (xxHash).
    public static func tuple(_ items: [Value]) throws -> Int {
        var acc = tupleStart
        for v in items { acc = tupleStep(acc, try value(v)) }
        return tupleEnd(acc, items.count)
    }
    static let tupleStart: UInt = 2_870_177_450_012_600_261
    @inline(__always) static func tupleStep(_ acc: UInt, _ hash: Int) -> UInt {
        let a = acc &+ UInt(bitPattern: hash) &* 14_029_467_366_897_019_727
        return ((a << 31) | (a >> 33)) &* 11_400_714_785_074_694_791
    }
    @inline(__always) static func tupleEnd(_ acc: UInt, _ n: Int) -> Int {
        let a = acc &+ (UInt(n) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
        return a == UInt.max ? 1_546_275_796 : Int(bitPattern: a)
    }

    /// `hash(x)` with short ways for numbers and texts.
    @inline(__always) public static func value(_ v: Value) throws -> Int {
        switch v {
        case .int(let i): return int(i)
        case .object(let o):
            if o.kind == .str, !o.type.isHeap { return unsafeDowncast(o, to: StrObject.self).hashValue }
            return try Operators.hash(v)
        default: return try Operators.hash(v)
        }
    }

    /// The hash of a value that is not an object.
    public static func simple(_ v: Value) -> Int {
        switch v {
        case .none: return 0xFCA8_6420
        case .bool(let b): return b ? 1 : 0
        case .int(let i): return int(i)
        case .float(let d): return float(d)
        default: return 0
        }
    }
}

/// `a is b or a == b` with short ways; what containers compare keys by.
@inline(__always) func keysEqual(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x == y
    // The same nan is the same object in CPython.
    case (.float(let x), .float(let y)): return x == y || x.bitPattern == y.bitPattern
    case (.object(let x), .object(let y)):
        if x === y { return true }
        if x.kind == .str, y.kind == .str, !x.type.isHeap, !y.type.isHeap {
            return unsafeDowncast(x, to: StrObject.self).sameText(as: unsafeDowncast(y, to: StrObject.self))
        }
        return try Operators.equal(a, b)
    default: return try Operators.equal(a, b)
    }
}

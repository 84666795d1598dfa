// This file defines the generator PCG64 (XSL-RR 128/64) and NumPy's SeedSequence.

/// NumPy's `SeedSequence`: entropy mixed into a pool of four words.
/// Source: M. O'Neill, "Developing a seed_seq alternative", 2015, as NumPy documents it.
public final class SeedSequence {
    public let entropy: [UInt32]
    public let spawnKey: [UInt32]
    public private(set) var spawned = 0
    private var pool = [UInt32](repeating: 0, count: 4)

    public init(entropy: [UInt32], spawnKey: [UInt32] = []) {
        self.entropy = entropy
        self.spawnKey = spawnKey
        var data = entropy
        if !spawnKey.isEmpty {
            // A pool's worth of entropy comes before the key.
            while data.count < 4 { data.append(0) }
            data += spawnKey
        }
        var constant: UInt32 = 0x43b0_d7e5
        func hash(_ v: UInt32) -> UInt32 {
            var v = v ^ constant
            constant = constant &* 0x931e_8875
            v = v &* constant
            return v ^ (v >> 16)
        }
        func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
            let r = (0xca01_f9dd as UInt32 &* x) &- (0x4973_f715 as UInt32 &* y)
            return r ^ (r >> 16)
        }
        for i in 0..<4 { pool[i] = hash(i < data.count ? data[i] : 0) }
        for s in 0..<4 { for d in 0..<4 where s != d { pool[d] = mix(pool[d], hash(pool[s])) } }
        for s in 4..<max(data.count, 4) { for d in 0..<4 { pool[d] = mix(pool[d], hash(data[s])) } }
    }
    /// Words of 32 bits.
    public func state32(_ n: Int) -> [UInt32] {
        var constant: UInt32 = 0x8b51_f9dd
        return (0..<n).map { i in
            var v = pool[i % 4] ^ constant
            constant = constant &* 0x58f3_8ded
            v = v &* constant
            return v ^ (v >> 16)
        }
    }
    public func state64(_ n: Int) -> [UInt64] {
        let w = state32(2 * n)
        return (0..<n).map { UInt64(w[2 * $0]) | UInt64(w[2 * $0 + 1]) << 32 }
    }
    /// New independent sequences.
    public func spawn(_ n: Int) -> [SeedSequence] {
        defer { spawned += n }
        return (0..<max(n, 0)).map { SeedSequence(entropy: entropy, spawnKey: spawnKey + [UInt32(truncatingIfNeeded: spawned + $0)]) }
    }
}

/// 128 bits as two words.
struct Word128 {
    var high: UInt64, low: UInt64
    static func &+ (a: Word128, b: Word128) -> Word128 {
        let (l, c) = a.low.addingReportingOverflow(b.low)
        return Word128(high: a.high &+ b.high &+ (c ? 1 : 0), low: l)
    }
    static func &* (a: Word128, b: Word128) -> Word128 {
        let p = a.low.multipliedFullWidth(by: b.low)
        return Word128(high: p.high &+ a.high &* b.low &+ a.low &* b.high, low: p.low)
    }
}

/// PCG XSL-RR 128/64 (O'Neill, 2014).
public final class PCG64: BitSource {
    private var state: Word128, increment: Word128
    /// The half of a 64-bit draw that a 32-bit draw left over.
    private var half: UInt32?

    public init(_ seed: SeedSequence) {
        let w = seed.state64(4)
        increment = Word128(high: w[2] << 1 | w[3] >> 63, low: w[3] << 1 | 1)
        state = Word128(high: 0, low: 0)
        step()
        state = state &+ Word128(high: w[0], low: w[1])
        step()
    }
    /// State and increment as four words (high, low), and what a 32-bit draw left over.
    public var words: [UInt64] {
        get { [state.high, state.low, increment.high, increment.low, half == nil ? 0 : 1, UInt64(half ?? 0)] }
        set {
            state = Word128(high: newValue[0], low: newValue[1])
            increment = Word128(high: newValue[2], low: newValue[3])
            half = newValue[4] == 0 ? nil : UInt32(truncatingIfNeeded: newValue[5])
        }
    }
    @inline(__always) private func step() {
        state = state &* Word128(high: 2_549_297_995_355_413_924, low: 4_865_540_595_714_422_341) &+ increment
    }
    @inline(__always) public func next64() -> UInt64 {
        step()
        let x = state.high ^ state.low, r = state.high >> 58
        return x >> r | x << ((64 &- r) & 63)
    }
    @inline(__always) public func next32() -> UInt32 {
        if let h = half {
            half = nil
            return h
        }
        let v = next64()
        half = UInt32(truncatingIfNeeded: v >> 32)
        return UInt32(truncatingIfNeeded: v)
    }
    @inline(__always) public func nextDouble() -> Double { Double(next64() >> 11) * (1.0 / 9_007_199_254_740_992) }
    @inline(__always) public func nextFloat() -> Float { Float(next32() >> 8) * (1.0 / 16_777_216) }
}

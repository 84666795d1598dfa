// This file defines the generator MT19937 as NumPy seeds and reads it.

/// What NumPy's distributions draw from.
public protocol BitSource: AnyObject {
    func next32() -> UInt32
    func next64() -> UInt64
    /// In [0, 1).
    func nextDouble() -> Double
}

/// MT19937 (Matsumoto and Nishimura, 1998).
public final class MersenneTwister: BitSource {
    public private(set) var key = [UInt32](repeating: 0, count: 624)
    public private(set) var position = 624

    /// Seeds with one integer (`init_genrand`).
    public init(seed: UInt32) { self.seed(seed) }
    public func seed(_ seed: UInt32) {
        var s = seed
        for i in 0..<624 {
            key[i] = s
            s = 1_812_433_253 &* (s ^ (s >> 30)) &+ UInt32(i) &+ 1
        }
        position = 624
    }
    /// Seeds with an array (`init_by_array`).
    public func seed(_ array: [UInt32]) {
        seed(19_650_218)
        let n = array.count
        var i = 1, j = 0
        for _ in 0..<max(624, n) {
            key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_664_525)) &+ array[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                key[0] = key[623]
                i = 1
            }
            if j >= n { j = 0 }
        }
        for _ in 0..<623 {
            key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                key[0] = key[623]
                i = 1
            }
        }
        key[0] = 0x8000_0000
        position = 624
    }
    /// Takes over a state of 624 words and a position.
    public func restore(key: [UInt32], position: Int) {
        self.key = key
        self.position = position
    }

    private func refill() {
        key.withUnsafeMutableBufferPointer { k in
            @inline(__always) func twist(_ a: UInt32, _ b: UInt32) -> UInt32 {
                let y = (a & 0x8000_0000) | (b & 0x7fff_ffff)
                return (y >> 1) ^ (b & 1 == 0 ? 0 : 0x9908_b0df)
            }
            for i in 0..<227 { k[i] = k[i + 397] ^ twist(k[i], k[i + 1]) }
            for i in 227..<623 { k[i] = k[i - 227] ^ twist(k[i], k[i + 1]) }
            k[623] = k[396] ^ twist(k[623], k[0])
        }
        position = 0
    }
    @inline(__always) public func next32() -> UInt32 {
        if position == 624 { refill() }
        let y = Self.temper(key[position])
        position += 1
        return y
    }
    @inline(__always) public func next64() -> UInt64 {
        let high = UInt64(next32())
        return high << 32 | UInt64(next32())
    }
    @inline(__always) public func nextDouble() -> Double {
        let a = next32() >> 5, b = next32() >> 6
        return (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
    }

    @inline(__always) private static func temper(_ word: UInt32) -> UInt32 {
        var y = word
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c_5680
        y ^= (y << 15) & 0xefc6_0000
        return y ^ (y >> 18)
    }
    /// Writes the next `count` doubles in [0, 1): those that as many calls of `nextDouble` give.
    public func fill(_ out: UnsafeMutablePointer<Double>, _ count: Int) {
        var done = 0
        while done < count {
            let pairs = min((624 - position) / 2, count - done)
            if pairs == 0 {
                out[done] = nextDouble()    // a pair across two blocks, or the first of a block
                done += 1
                continue
            }
            key.withUnsafeBufferPointer { k in
                let from = k.baseAddress! + position
                let to = out + done
                for i in 0..<pairs {
                    let a = Self.temper(from[2 * i]) >> 5, b = Self.temper(from[2 * i + 1]) >> 6
                    to[i] = (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
                }
            }
            position += 2 * pairs
            done += pairs
        }
    }
}

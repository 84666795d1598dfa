// This file defines PyTorch's CPU random stream: the Mersenne Twister and its distributions, bit for bit.

import Glibc

/// A `torch.Generator('cpu')`. The default one is `TorchGenerator.shared`.
///
/// Source: ATen `CPUGeneratorImpl`, `MT19937RNGEngine.h`, `DistributionsHelper.h`, `cpu/DistributionTemplates.h`.
public final class TorchGenerator {
    public static let shared = TorchGenerator()

    public private(set) var initialSeed: UInt64
    private var state = [UInt32](repeating: 0, count: 624)
    private var left = 1
    private var next = 0
    /// The second value of the last pair of the double normal distribution.
    private var cachedNormal: Double?

    /// PyTorch's default seed.
    public static let defaultSeed: UInt64 = 67_280_421_310_721

    public init(seed: UInt64 = TorchGenerator.defaultSeed) {
        initialSeed = seed
        self.seed(seed)
    }

    /// `manual_seed`.
    public func seed(_ seed: UInt64) {
        initialSeed = seed
        cachedNormal = nil
        state[0] = UInt32(truncatingIfNeeded: seed)
        for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
        left = 1
        next = 0
    }

    private func refill() {
        state.withUnsafeMutableBufferPointer { s in
            @inline(__always) func mix(_ u: UInt32, _ v: UInt32) -> UInt32 { (u & 0x8000_0000) | (v & 0x7fff_ffff) }
            @inline(__always) func twist(_ u: UInt32, _ v: UInt32) -> UInt32 { (mix(u, v) >> 1) ^ ((v & 1) != 0 ? 0x9908_b0df : 0) }
            for i in 0..<227 { s[i] = s[i + 397] ^ twist(s[i], s[i + 1]) }
            for i in 227..<623 { s[i] = s[i - 227] ^ twist(s[i], s[i + 1]) }
            s[623] = s[396] ^ twist(s[623], s[0])
        }
        left = 624
        next = 0
    }

    /// 32 random bits.
    @inline(__always) public func random() -> UInt32 {
        left -= 1
        if left == 0 { refill() }
        var y = state[next]
        next += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c_5680
        y ^= (y << 15) & 0xefc6_0000
        y ^= y >> 18
        return y
    }
    /// 64 random bits, the first draw on top.
    @inline(__always) public func random64() -> UInt64 {
        let high = UInt64(random())
        return (high << 32) | UInt64(random())
    }
    /// Uniform in [0, 1), 24 bits.
    @inline(__always) public func uniformFloat() -> Float { Float(random() & 0xff_ffff) * 0x1p-24 }
    /// Uniform in [0, 1), 53 bits.
    @inline(__always) public func uniformDouble() -> Double { Double(random64() & ((1 << 53) - 1)) * 0x1p-53 }
    /// Standard normal by Box and Muller, two at a time.
    public func normalDouble() -> Double {
        if let c = cachedNormal {
            cachedNormal = nil
            return c
        }
        let u1 = uniformDouble()
        let u2 = uniformDouble()
        let r = sqrt(-2.0 * log1p(-u2))
        let theta = 2.0 * Double.pi * u1
        cachedNormal = r * sin(theta)
        return r * cos(theta)
    }

    // MARK: Saved form

    /// The 5056 bytes of `torch.get_rng_state()`.
    public var bytes: [UInt8] {
        get {
            var out = [UInt8](repeating: 0, count: 5056)
            out.withUnsafeMutableBytes { p in
                p.storeBytes(of: initialSeed, toByteOffset: 0, as: UInt64.self)
                p.storeBytes(of: Int32(left), toByteOffset: 8, as: Int32.self)
                p.storeBytes(of: 1, toByteOffset: 12, as: Int32.self)
                p.storeBytes(of: UInt64(next), toByteOffset: 16, as: UInt64.self)
                for i in 0..<624 { p.storeBytes(of: UInt64(state[i]), toByteOffset: 24 + 8 * i, as: UInt64.self) }
                p.storeBytes(of: cachedNormal ?? 0, toByteOffset: 24 + 8 * 624 + 8, as: Double.self)
                p.storeBytes(of: cachedNormal == nil ? 0 : 1, toByteOffset: 24 + 8 * 624 + 24, as: Int32.self)
            }
            return out
        }
    }
    /// Restores a state. Throws `runtime` for a wrong size or impossible counters.
    public func restore(_ bytes: [UInt8]) throws {
        guard bytes.count == 5056 else { throw KernelError.runtime("RNG state is wrong size") }
        try bytes.withUnsafeBytes { p in
            let left = Int(p.loadUnaligned(fromByteOffset: 8, as: Int32.self)), next = p.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
            guard left >= 1, left <= 624, next <= 624 else { throw KernelError.runtime("Invalid mt19937 state") }
            initialSeed = p.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            self.left = left
            self.next = Int(next)
            for i in 0..<624 { state[i] = UInt32(truncatingIfNeeded: p.loadUnaligned(fromByteOffset: 24 + 8 * i, as: UInt64.self)) }
            let valid = p.loadUnaligned(fromByteOffset: 24 + 8 * 624 + 24, as: Int32.self)
            cachedNormal = valid != 0 ? p.loadUnaligned(fromByteOffset: 24 + 8 * 624 + 8, as: Double.self) : nil
        }
    }
}

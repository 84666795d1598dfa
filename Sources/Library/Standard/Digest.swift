// This file defines message digests and checksums.

import CZlib

/// MD5 (RFC 1321), SHA-1, SHA-224/256/384/512 (FIPS 180-4), BLAKE2b (RFC 7693), CRC-32.
enum Digest {
    private static func padded(_ b: [UInt8], block: Int, bigEndian: Bool) -> [UInt8] {
        var m = b
        let bits = UInt64(b.count) &* 8
        m.append(0x80)
        let tail = block == 128 ? 16 : 8
        while m.count % block != block - tail { m.append(0) }
        if tail == 16 { m += [UInt8](repeating: 0, count: 8) }
        for i in 0..<8 { m.append(UInt8(truncatingIfNeeded: bits >> UInt64(bigEndian ? 56 - 8 * i : 8 * i))) }
        return m
    }
    private static func rotateLeft(_ x: UInt32, _ n: UInt32) -> UInt32 { x << n | x >> (32 - n) }
    private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x >> n | x << (64 - n) }

    /// The first `bits` bits of the fractional part of the square (cube) roots of the primes, in integers.
    private static let primes: [UInt64] = {
        var out: [UInt64] = []
        var n: UInt64 = 2
        while out.count < 80 {
            if out.allSatisfy({ n % $0 != 0 }) { out.append(n) }
            n += 1
        }
        return out
    }()
    /// floor(frac(p^(1/3)) * 2^64), by bisection on 128-bit cubes.
    private static let cubeRoots: [UInt64] = primes.map { p in
        // Finds x = floor(cbrt(p) * 2^64): x^3 <= p * 2^192. x has up to 67 bits; only the low 64 are kept.
        var whole: UInt64 = 0
        while (whole + 1) * (whole + 1) * (whole + 1) <= p { whole += 1 }
        var low: UInt64 = 0
        var bit: UInt64 = 1 << 63
        while bit != 0 {
            let t = low | bit
            if cubeAtMost(whole, t, p) { low = t }
            bit >>= 1
        }
        return low
    }
    private static func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var out = [UInt32](repeating: 0, count: a.count + b.count)
        for i in a.indices {
            var carry: UInt64 = 0
            for j in b.indices {
                let v = UInt64(a[i]) * UInt64(b[j]) + UInt64(out[i + j]) + carry
                out[i + j] = UInt32(truncatingIfNeeded: v)
                carry = v >> 32
            }
            out[i + b.count] = UInt32(carry)
        }
        return out
    }
    private static func atMost(_ a: [UInt32], _ p: UInt64, words: Int) -> Bool {
        // a <= p << (32 * words)?
        var b = [UInt32](repeating: 0, count: max(a.count, words + 2))
        b[words] = UInt32(truncatingIfNeeded: p)
        b[words + 1] = UInt32(p >> 32)
        for i in stride(from: b.count - 1, through: 0, by: -1) {
            let x = i < a.count ? a[i] : 0
            if x != b[i] { return x < b[i] }
        }
        return true
    }
    private static func cubeAtMost(_ whole: UInt64, _ low: UInt64, _ p: UInt64) -> Bool {
        let x = [UInt32(truncatingIfNeeded: low), UInt32(low >> 32), UInt32(whole)]
        return atMost(multiply(multiply(x, x), x), p, words: 6)
    }
    private static let squareRoots: [UInt64] = primes.prefix(16).map { p in
        var whole: UInt64 = 0
        while (whole + 1) * (whole + 1) <= p { whole += 1 }
        var low: UInt64 = 0
        var bit: UInt64 = 1 << 63
        while bit != 0 {
            let t = low | bit
            let x = [UInt32(truncatingIfNeeded: t), UInt32(t >> 32), UInt32(whole)]
            if atMost(multiply(x, x), p, words: 4) { low = t }
            bit >>= 1
        }
        return low
    }

    static func sha256(_ b: [UInt8], small: Bool = false) -> [UInt8] {
        // SHA-224 begins with the second halves of the roots of the 9th to 16th primes.
        var h: [UInt32] = small ? squareRoots[8..<16].map { UInt32(truncatingIfNeeded: $0) } : squareRoots[..<8].map { UInt32($0 >> 32) }
        let k = cubeRoots.prefix(64).map { UInt32($0 >> 32) }
        let m = padded(b, block: 64, bigEndian: true)
        var w = [UInt32](repeating: 0, count: 64)
        for c in stride(from: 0, to: m.count, by: 64) {
            for i in 0..<16 { w[i] = UInt32(m[c + 4 * i]) << 24 | UInt32(m[c + 4 * i + 1]) << 16 | UInt32(m[c + 4 * i + 2]) << 8 | UInt32(m[c + 4 * i + 3]) }
            for i in 16..<64 {
                let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)
                let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10)
                w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
            }
            var v = h
            for i in 0..<64 {
                let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
                let ch = (v[4] & v[5]) ^ (~v[4] & v[6])
                let t1 = v[7] &+ s1 &+ ch &+ k[i] &+ w[i]
                let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
                let t2 = s0 &+ ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))
                v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
            }
            for i in 0..<8 { h[i] = h[i] &+ v[i] }
        }
        let out = h.flatMap { x in (0..<4).map { UInt8(truncatingIfNeeded: x >> UInt32(24 - 8 * $0)) } }
        return small ? Array(out[..<28]) : out
    }

    static func sha512(_ b: [UInt8], small: Bool = false) -> [UInt8] {
        var h: [UInt64] = small ? Array(squareRoots[8..<16]) : Array(squareRoots[..<8])
        let k = cubeRoots
        let m = padded(b, block: 128, bigEndian: true)
        var w = [UInt64](repeating: 0, count: 80)
        for c in stride(from: 0, to: m.count, by: 128) {
            for i in 0..<16 {
                var x: UInt64 = 0
                for j in 0..<8 { x = x << 8 | UInt64(m[c + 8 * i + j]) }
                w[i] = x
            }
            for i in 16..<80 {
                let s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ (w[i - 15] >> 7)
                let s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ (w[i - 2] >> 6)
                w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
            }
            var v = h
            for i in 0..<80 {
                let s1 = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41)
                let ch = (v[4] & v[5]) ^ (~v[4] & v[6])
                let t1 = v[7] &+ s1 &+ ch &+ k[i] &+ w[i]
                let s0 = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39)
                let t2 = s0 &+ ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))
                v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
            }
            for i in 0..<8 { h[i] = h[i] &+ v[i] }
        }
        let out = h.flatMap { x in (0..<8).map { UInt8(truncatingIfNeeded: x >> UInt64(56 - 8 * $0)) } }
        return small ? Array(out[..<48]) : out
    }

    static func sha1(_ b: [UInt8]) -> [UInt8] {
        var h: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        let m = padded(b, block: 64, bigEndian: true)
        var w = [UInt32](repeating: 0, count: 80)
        for c in stride(from: 0, to: m.count, by: 64) {
            for i in 0..<16 { w[i] = UInt32(m[c + 4 * i]) << 24 | UInt32(m[c + 4 * i + 1]) << 16 | UInt32(m[c + 4 * i + 2]) << 8 | UInt32(m[c + 4 * i + 3]) }
            for i in 16..<80 { w[i] = rotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1) }
            var (a, bb, cc, d, e) = (h[0], h[1], h[2], h[3], h[4])
            for i in 0..<80 {
                let f: UInt32, k: UInt32
                switch i {
                case 0..<20: (f, k) = ((bb & cc) | (~bb & d), 0x5A82_7999)
                case 20..<40: (f, k) = (bb ^ cc ^ d, 0x6ED9_EBA1)
                case 40..<60: (f, k) = ((bb & cc) | (bb & d) | (cc & d), 0x8F1B_BCDC)
                default: (f, k) = (bb ^ cc ^ d, 0xCA62_C1D6)
                }
                let t = rotateLeft(a, 5) &+ f &+ e &+ k &+ w[i]
                (a, bb, cc, d, e) = (t, a, rotateLeft(bb, 30), cc, d)
            }
            h[0] = h[0] &+ a
            h[1] = h[1] &+ bb
            h[2] = h[2] &+ cc
            h[3] = h[3] &+ d
            h[4] = h[4] &+ e
        }
        return h.flatMap { x in (0..<4).map { UInt8(truncatingIfNeeded: x >> UInt32(24 - 8 * $0)) } }
    }

    static func md5(_ b: [UInt8]) -> [UInt8] {
        var h: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
        let shifts: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
        let k = (0..<64).map { UInt32((MathModule.sine(Double($0 + 1)).magnitude * 4294967296).rounded(.down)) }
        let m = padded(b, block: 64, bigEndian: false)
        for c in stride(from: 0, to: m.count, by: 64) {
            let w = (0..<16).map { i in
                UInt32(m[c + 4 * i]) | UInt32(m[c + 4 * i + 1]) << 8 | UInt32(m[c + 4 * i + 2]) << 16 | UInt32(m[c + 4 * i + 3]) << 24
            }
            var (a, bb, cc, d) = (h[0], h[1], h[2], h[3])
            for i in 0..<64 {
                var f: UInt32
                let g: Int
                switch i / 16 {
                case 0: (f, g) = ((bb & cc) | (~bb & d), i)
                case 1: (f, g) = ((d & bb) | (~d & cc), (5 * i + 1) % 16)
                case 2: (f, g) = (bb ^ cc ^ d, (3 * i + 5) % 16)
                default: (f, g) = (cc ^ (bb | ~d), (7 * i) % 16)
                }
                f = f &+ a &+ k[i] &+ w[g]
                (a, d, cc, bb) = (d, cc, bb, bb &+ rotateLeft(f, shifts[i / 16][i % 4]))
            }
            h[0] = h[0] &+ a
            h[1] = h[1] &+ bb
            h[2] = h[2] &+ cc
            h[3] = h[3] &+ d
        }
        return h.flatMap { x in (0..<4).map { UInt8(truncatingIfNeeded: x >> UInt32(8 * $0)) } }
    }

    static func blake2b(_ b: [UInt8], size: Int = 64, key: [UInt8] = []) -> [UInt8] {
        let iv = Array(squareRoots[..<8])
        let sigma: [[Int]] = [
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
            [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
            [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
            [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
            [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
        ]
        var h = iv
        h[0] ^= 0x0101_0000 ^ UInt64(key.count) << 8 ^ UInt64(size)
        var data = b
        if !key.isEmpty { data = key + [UInt8](repeating: 0, count: 128 - key.count) + b }
        let blocks = max(1, (data.count + 127) / 128)
        for n in 0..<blocks {
            let from = n * 128, end = min(from + 128, data.count)
            var chunk = from < end ? Array(data[from..<end]) : []
            chunk += [UInt8](repeating: 0, count: 128 - chunk.count)
            let m = (0..<16).map { i in (0..<8).reduce(UInt64(0)) { $0 | UInt64(chunk[8 * i + $1]) << UInt64(8 * $1) } }
            var v = h + iv
            v[12] ^= UInt64(end)
            if n == blocks - 1 { v[14] = ~v[14] }
            func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt64, _ y: UInt64) {
                v[a] = v[a] &+ v[b] &+ x
                v[d] = rotate(v[d] ^ v[a], 32)
                v[c] = v[c] &+ v[d]
                v[b] = rotate(v[b] ^ v[c], 24)
                v[a] = v[a] &+ v[b] &+ y
                v[d] = rotate(v[d] ^ v[a], 16)
                v[c] = v[c] &+ v[d]
                v[b] = rotate(v[b] ^ v[c], 63)
            }
            for r in 0..<12 {
                let s = sigma[r % 10]
                mix(0, 4, 8, 12, m[s[0]], m[s[1]])
                mix(1, 5, 9, 13, m[s[2]], m[s[3]])
                mix(2, 6, 10, 14, m[s[4]], m[s[5]])
                mix(3, 7, 11, 15, m[s[6]], m[s[7]])
                mix(0, 5, 10, 15, m[s[8]], m[s[9]])
                mix(1, 6, 11, 12, m[s[10]], m[s[11]])
                mix(2, 7, 8, 13, m[s[12]], m[s[13]])
                mix(3, 4, 9, 14, m[s[14]], m[s[15]])
            }
            for i in 0..<8 { h[i] ^= v[i] ^ v[i + 8] }
        }
        return Array(h.flatMap { x in (0..<8).map { UInt8(truncatingIfNeeded: x >> UInt64(8 * $0)) } }[..<size])
    }
}

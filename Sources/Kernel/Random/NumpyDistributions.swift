// This file defines NumPy's legacy distributions (those of `np.random.seed` and `RandomState`), draw for draw.

import Glibc

/// NumPy's `RandomState`: MT19937 and the distributions as they were frozen in NumPy 1.16.
public final class LegacyRandom {
    public static let shared = LegacyRandom()
    public let source: MersenneTwister
    /// The second normal of a pair, kept for the next call.
    public var gauss: Double?

    /// Seeded by the clock.
    public init() {
        source = MersenneTwister(seed: 0)
        var t = timespec()
        clock_gettime(CLOCK_REALTIME, &t)
        source.seed([UInt32(truncatingIfNeeded: t.tv_nsec), UInt32(truncatingIfNeeded: t.tv_sec), UInt32(truncatingIfNeeded: getpid())])
    }
    public init(source: MersenneTwister) { self.source = source }
    public func seed(_ s: UInt32) {
        source.seed(s)
        gauss = nil
    }
    public func seed(_ a: [UInt32]) {
        source.seed(a)
        gauss = nil
    }

    @inline(__always) public func double() -> Double { source.nextDouble() }

    /// Standard normal, by the polar method.
    public func normal() -> Double {
        if let g = gauss {
            gauss = nil
            return g
        }
        var x1 = 0.0, x2 = 0.0, r2 = 0.0
        repeat {
            x1 = 2 * source.nextDouble() - 1
            x2 = 2 * source.nextDouble() - 1
            r2 = x1 * x1 + x2 * x2
        } while r2 >= 1 || r2 == 0
        let f = (-2 * log(r2) / r2).squareRoot()
        gauss = f * x1
        return f * x2
    }
    /// Writes `location + scale · x` for the next `count` standard normals x: those that as many calls of `normal` give. The candidates of the polar method
    /// are drawn in order and sifted without branches; the logarithms are taken on all threads.
    public func fill(_ out: UnsafeMutablePointer<Double>, _ count: Int, location: Double = 0, scale: Double = 1) {
        var done = 0
        if count > 0, let g = gauss {
            gauss = nil
            out[0] = location + scale * g
            done = 1
        }
        let block = 8192
        let candidates = UnsafeMutablePointer<Double>.allocate(capacity: 2 * block)
        defer { candidates.deallocate() }
        // The pairs that were kept lie where the normals will: x2 (the first to be given out), then x1.
        while count - done >= 2 {
            let begin = done
            let want = min((count - done) / 2, 32 * block)
            var kept = 0
            while kept < want {
                // No more candidates than pairs wanted, so none is drawn in vain.
                let n = min(block, want - kept)
                source.fill(candidates, 2 * n)
                let pairs = out + begin
                for i in 0..<n {
                    let x1 = 2 * candidates[2 * i] - 1, x2 = 2 * candidates[2 * i + 1] - 1
                    let r2 = x1 * x1 + x2 * x2
                    pairs[2 * kept] = x2
                    pairs[2 * kept + 1] = x1
                    kept += r2 < 1 && r2 != 0 ? 1 : 0
                    if kept == want { break }
                }
            }
            let pairs = out + begin
            Threads.parallel(want, grain: block) { range in
                for i in range {
                    let x2 = pairs[2 * i], x1 = pairs[2 * i + 1]
                    let r2 = x1 * x1 + x2 * x2
                    let f = (-2 * log(r2) / r2).squareRoot()
                    pairs[2 * i] = location + scale * (f * x2)
                    pairs[2 * i + 1] = location + scale * (f * x1)
                }
            }
            done += 2 * want
        }
        if done < count { out[done] = location + scale * normal() }
    }
    public func exponential() -> Double { -log(1 - source.nextDouble()) }

    /// Gamma of scale 1.
    public func gamma(_ shape: Double) -> Double {
        if shape == 1 { return exponential() }
        if shape == 0 { return 0 }
        if shape < 1 {
            while true {
                let u = source.nextDouble(), v = exponential()
                if u <= 1 - shape {
                    let x = pow(u, 1 / shape)
                    if x <= v { return x }
                } else {
                    let y = -log((1 - u) / shape)
                    let x = pow(1 - shape + shape * y, 1 / shape)
                    if x <= v + y { return x }
                }
            }
        }
        let b = shape - 1.0 / 3, c = 1 / (9 * b).squareRoot()
        while true {
            var x = 0.0, v = 0.0
            repeat {
                x = normal()
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = source.nextDouble()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
        }
    }
    public func beta(_ a: Double, _ b: Double) -> Double {
        if a <= 1 && b <= 1 {
            while true {
                let u = source.nextDouble(), v = source.nextDouble()
                let x = pow(u, 1 / a), y = pow(v, 1 / b)
                let s = x + y
                if s <= 1 && u + v > 0 {
                    if s > 0 { return x / s }
                    var lx = log(u) / a, ly = log(v) / b
                    let m = max(lx, ly)
                    lx -= m
                    ly -= m
                    return exp(lx - log(exp(lx) + exp(ly)))
                }
            }
        }
        let x = gamma(a), y = gamma(b)
        return x / (x + y)
    }
    public func chisquare(_ df: Double) -> Double { 2 * gamma(df / 2) }
    public func standardT(_ df: Double) -> Double {
        let n = normal(), g = gamma(df / 2)
        return (df / 2).squareRoot() * n / g.squareRoot()
    }
    public func cauchy() -> Double {
        let a = normal()
        return a / normal()
    }
    public func pareto(_ a: Double) -> Double { exp(exponential() / a) - 1 }
    public func weibull(_ a: Double) -> Double { a == 0 ? 0 : pow(exponential(), 1 / a) }
    public func power(_ a: Double) -> Double { pow(1 - exp(-exponential()), 1 / a) }
    public func f(_ n: Double, _ d: Double) -> Double { (chisquare(n) * d) / (chisquare(d) * n) }
    public func lognormal(_ mean: Double, _ sigma: Double) -> Double { exp(mean + sigma * normal()) }
    public func wald(_ mean: Double, _ scale: Double) -> Double {
        let m = mean / (2 * scale)
        var y = normal()
        y = mean * y * y
        let x = mean + m * (y - (4 * scale * y + y * y).squareRoot())
        return source.nextDouble() <= mean / (mean + x) ? x : mean * mean / x
    }

    /// A uniform integer in 0...maximum by rejection under a mask (shuffles).
    public func interval(_ maximum: UInt64) -> UInt64 { Distributions.masked(source, maximum) }
}

/// Distributions that the legacy generator and the new one share, over any source.
public enum Distributions {
    // MARK: Integers

    /// Fills `count` integers of a dtype in low...low + range. `masked`: by rejection under a mask (legacy), else by Lemire's method.
    public static func integers(_ g: BitSource, _ t: Tensor, low: Int, range: UInt64, masked: Bool) {
        let n = t.count
        var mask = range
        for s in [1, 2, 4, 8, 16, 32] as [UInt64] { mask |= mask >> s }
        switch t.dtype {
        case .bool:
            let p = t.elements(UInt8.self)
            var buffer: UInt32 = 0, left = 0
            for i in 0..<n {
                if range == 0 { p[i] = UInt8(low) } else {
                    if left == 0 {
                        buffer = g.next32()
                        left = 31
                    } else {
                        buffer >>= 1
                        left -= 1
                    }
                    p[i] = UInt8(buffer & 1)
                }
            }
        case .uint8, .int8: small(g, t.elements(UInt8.self), UInt8(truncatingIfNeeded: low), UInt8(range), UInt8(mask), masked)
        case .uint16, .int16: small(g, t.elements(UInt16.self), UInt16(truncatingIfNeeded: low), UInt16(range), UInt16(mask), masked)
        case .uint32, .int32:
            let p = t.elements(UInt32.self), r = UInt32(range)
            for i in 0..<n { p[i] = UInt32(truncatingIfNeeded: low) &+ bounded32(g, r, UInt32(mask), masked) }
        default:
            let p = t.elements(UInt64.self)
            let base = UInt64(bitPattern: Int64(low))
            if range == 0 { for i in 0..<n { p[i] = base } } else if range <= 0xffff_ffff {
                for i in 0..<n { p[i] = base &+ UInt64(bounded32(g, UInt32(range), UInt32(mask), masked)) }
            } else if range == UInt64.max {
                for i in 0..<n { p[i] = base &+ g.next64() }
            } else if masked {
                for i in 0..<n {
                    var v: UInt64
                    repeat { v = g.next64() & mask } while v > range
                    p[i] = base &+ v
                }
            } else {
                for i in 0..<n { p[i] = base &+ lemire64(g, range) }
            }
        }
    }
    @inline(__always) static func bounded32(_ g: BitSource, _ range: UInt32, _ mask: UInt32, _ masked: Bool) -> UInt32 {
        if range == 0 { return 0 }
        if range == UInt32.max { return g.next32() }
        if masked {
            var v: UInt32
            repeat { v = g.next32() & mask } while v > range
            return v
        }
        let n = range &+ 1
        var m = UInt64(g.next32()) &* UInt64(n)
        if UInt32(truncatingIfNeeded: m) < n {
            let threshold = (UInt32.max &- range) % n
            while UInt32(truncatingIfNeeded: m) < threshold { m = UInt64(g.next32()) &* UInt64(n) }
        }
        return UInt32(truncatingIfNeeded: m >> 32)
    }
    @inline(__always) static func lemire64(_ g: BitSource, _ range: UInt64) -> UInt64 {
        let n = range &+ 1
        var m = g.next64().multipliedFullWidth(by: n)
        if m.low < n {
            let threshold = (UInt64.max &- range) % n
            while m.low < threshold { m = g.next64().multipliedFullWidth(by: n) }
        }
        return m.high
    }
    /// 8 and 16 bits: several draws from one word.
    private static func small<T: FixedWidthInteger & UnsignedInteger>(
        _ g: BitSource, _ p: UnsafeMutableBufferPointer<T>, _ low: T, _ range: T, _ mask: T, _ masked: Bool
    ) {
        var buffer: UInt32 = 0, left = 0
        func next() -> T {
            if left == 0 {
                buffer = g.next32()
                left = 32 / T.bitWidth - 1
            } else {
                buffer >>= UInt32(T.bitWidth)
                left -= 1
            }
            return T(truncatingIfNeeded: buffer)
        }
        for i in 0..<p.count {
            if range == 0 { p[i] = low } else if range == T.max { p[i] = low &+ next() } else if masked {
                var v: T
                repeat { v = next() & mask } while v > range
                p[i] = low &+ v
            } else {
                let n = UInt32(range) + 1
                var m = UInt32(next()) * n
                if T(truncatingIfNeeded: m) < T(n) {
                    let threshold = (UInt32(T.max) - UInt32(range)) % n
                    while UInt32(T(truncatingIfNeeded: m)) < threshold { m = UInt32(next()) * n }
                }
                p[i] = low &+ T(truncatingIfNeeded: m >> UInt32(T.bitWidth))
            }
        }
    }
    /// A uniform integer in 0...maximum by rejection under a mask (shuffles).
    public static func masked(_ g: BitSource, _ maximum: UInt64) -> UInt64 {
        if maximum == 0 { return 0 }
        var mask = maximum
        for s in [1, 2, 4, 8, 16, 32] as [UInt64] { mask |= mask >> s }
        var v: UInt64
        if maximum <= 0xffff_ffff { repeat { v = UInt64(g.next32()) & mask } while v > maximum } else { repeat { v = g.next64() & mask } while v > maximum }
        return v
    }
    /// A uniform integer in 0...maximum, as the new generator's shuffles draw it.
    public static func interval(_ g: BitSource, _ maximum: UInt64) -> UInt64 {
        if maximum == 0 { return 0 }
        if maximum <= 0xffff_ffff { return UInt64(bounded32(g, UInt32(maximum), 0, false)) }
        return maximum == UInt64.max ? g.next64() : lemire64(g, maximum)
    }

    // MARK: Binomial and Poisson

    /// Kachitvichyanukul and Schmeiser's BTPE for n·p ≥ 30, inversion below.
    public static func binomial(_ g: BitSource, _ n: Int, _ p: Double) -> Int {
        if n == 0 || p == 0 { return 0 }
        if p <= 0.5 { return p * Double(n) <= 30 ? inversion(g, n, p) : btpe(g, n, p) }
        let q = 1 - p
        return n - (q * Double(n) <= 30 ? inversion(g, n, q) : btpe(g, n, q))
    }
    private static func inversion(_ g: BitSource, _ n: Int, _ p: Double) -> Int {
        let q = 1 - p, nd = Double(n)
        let qn = exp(nd * log(q)), np = nd * p
        let bound = Int(min(nd, np + 10 * (np * q + 1).squareRoot()))
        var x = 0, px = qn, u = g.nextDouble()
        while u > px {
            x += 1
            if x > bound {
                x = 0
                px = qn
                u = g.nextDouble()
            } else {
                u -= px
                px = (Double(n - x + 1) * p * px) / (Double(x) * q)
            }
        }
        return x
    }
    private static func btpe(_ g: BitSource, _ n: Int, _ p: Double) -> Int {
        let nd = Double(n)
        let r = min(p, 1 - p), q = 1 - r, fm = nd * r + r
        let m = Int(fm.rounded(.down))
        let p1 = (2.195 * (nd * r * q).squareRoot() - 4.6 * q).rounded(.down) + 0.5
        let xm = Double(m) + 0.5, xl = xm - p1, xr = xm + p1
        let c = 0.134 + 20.5 / (15.3 + Double(m))
        var a = (fm - xl) / (fm - xl * r)
        let laml = a * (1 + a / 2)
        a = (xr - fm) / (xr * q)
        let lamr = a * (1 + a / 2)
        let p2 = p1 * (1 + 2 * c), p3 = p2 + c / laml, p4 = p3 + c / lamr
        while true {
            let nrq = nd * r * q
            let u = g.nextDouble() * p4
            var v = g.nextDouble()
            var y: Int
            if u <= p1 {
                y = Int((xm - p1 * v + u).rounded(.down))
                return p > 0.5 ? n - y : y
            }
            if u <= p2 {
                let x = xl + (u - p1) / c
                v = v * c + 1 - (Double(m) - x + 0.5).magnitude / p1
                if v > 1 { continue }
                y = Int(x.rounded(.down))
            } else if u <= p3 {
                y = Int((xl + log(v) / laml).rounded(.down))
                if y < 0 || v == 0 { continue }
                v = v * (u - p2) * laml
            } else {
                let d = (xr - log(v) / lamr).rounded(.down)
                if !(d <= nd) || v == 0 { continue }
                y = Int(d)
                v = v * (u - p3) * lamr
            }
            let k = (y - m).magnitude
            if !(k > 20 && Double(k) < nrq / 2 - 1) {
                let s = r / q, aa = s * (nd + 1)
                var f = 1.0
                if m < y { for i in stride(from: m + 1, through: y, by: 1) { f *= aa / Double(i) - s } } else if m > y {
                    for i in stride(from: y + 1, through: m, by: 1) { f /= aa / Double(i) - s }
                }
                if v > f { continue }
                return p > 0.5 ? n - y : y
            }
            let kd = Double(k)
            let rho = (kd / nrq) * ((kd * (kd / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5)
            let t = -kd * kd / (2 * nrq)
            let logV = log(v)
            if logV < t - rho { return p > 0.5 ? n - y : y }
            if logV > t + rho { continue }
            let x1 = Double(y + 1), f1 = Double(m + 1), z = nd + 1 - Double(m), w = nd - Double(y) + 1
            let x2 = x1 * x1, f2 = f1 * f1, z2 = z * z, w2 = w * w
            func tail(_ v: Double, _ v2: Double) -> Double { (13680 - (462 - (132 - (99 - 140 / v2) / v2) / v2) / v2) / v / 166320 }
            let bound = xm * log(f1 / x1) + (nd - Double(m) + 0.5) * log(z / w) + Double(y - m) * log(w * r / (x1 * q)) + tail(f1, f2) + tail(z, z2) + tail(x1, x2) + tail(w, w2)
            if logV > bound { continue }
            return p > 0.5 ? n - y : y
        }
    }
    /// Hörmann's transformed rejection (PTRS) for means of 10 and more, products of uniforms below.
    public static func poisson(_ g: BitSource, _ mean: Double) -> Int {
        if mean == 0 { return 0 }
        if mean < 10 {
            let limit = exp(-mean)
            var x = 0, product = 1.0
            while true {
                product *= g.nextDouble()
                if product > limit { x += 1 } else { return x }
            }
        }
        if !(mean < 9.2e18) { return .max }
        let s = mean.squareRoot(), logMean = log(mean)
        let b = 0.931 + 2.53 * s, a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = g.nextDouble() - 0.5, v = g.nextDouble()
            let us = 0.5 - u.magnitude
            let k = Int(limited: ((2 * a / us + b) * u + mean + 0.43).rounded(.down))
            if k == .max { continue }
            if us >= 0.07 && v <= vr { return k }
            if k < 0 || (us < 0.013 && v > us) { continue }
            if log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= -mean + Double(k) * logMean - logGamma(Double(k + 1)) { return k }
        }
    }
    /// log Γ by Stirling's series, as NumPy computes it.
    static func logGamma(_ x: Double) -> Double {
        let a = [
            8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04, -1.917526917526918e-03,
            6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
        ]
        if x == 1 || x == 2 { return 0 }
        let n = x < 7 ? Int(7 - x) : 0
        var x0 = x + Double(n)
        let x2 = (1 / x0) * (1 / x0)
        var gl0 = a[9]
        for k in stride(from: 8, through: 0, by: -1) {
            gl0 *= x2
            gl0 += a[k]
        }
        var gl = gl0 / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * log(x0) - x0
        if x < 7 {
            for _ in 0..<n {
                gl -= log(x0 - 1)
                x0 -= 1
            }
        }
        return gl
    }
    /// Geometric: by search for p ≥ 1/3, by inversion below.
    public static func geometric(_ g: BitSource, _ p: Double, legacyInversion: (() -> Double)? = nil) -> Int {
        if p >= 1.0 / 3 {
            var x = 1, sum = p, product = p
            let q = 1 - p, u = g.nextDouble()
            while u > sum {
                product *= q
                sum += product
                x += 1
            }
            return x
        }
        let z: Double
        if let legacyInversion { z = legacyInversion() } else { z = (log1p(-g.nextDouble()) / log1p(-p)).rounded(.up) }
        return Int(limited: z)
    }
}

/// NumPy's `Generator` distributions: ziggurat normals and exponentials.
/// Source: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables", 2000.
public enum Ziggurat {
    static let normalR = 3.6541528853610087963519472518, normalInverse = 0.27366123732975827203338247596
    static let exponentialR = 7.6971174701310497140446280481

    struct Tables {
        var k = [UInt64](repeating: 0, count: 256), w = [Double](repeating: 0, count: 256), f = [Double](repeating: 0, count: 256)
    }
    /// Layers and their bounds from the widths.
    private static func tables(_ widths: [UInt64], r: Double, scale: Double, density: (Double) -> Double) -> Tables {
        var t = Tables()
        t.w = widths.map { Double(bitPattern: $0) }
        t.k[0] = UInt64(r / (t.w[0] * scale) * scale)
        t.f[0] = 1
        for i in 1..<256 {
            t.k[i] = i == 1 ? 0 : UInt64(t.w[i - 1] / t.w[i] * scale)
            t.f[i] = density(t.w[i] * scale)
        }
        return t
    }
    static let normalTables = tables(normalWidths, r: normalR, scale: 4503599627370496) { exp(-0.5 * $0 * $0) }
    static let exponentialTables = tables(exponentialWidths, r: exponentialR, scale: 9007199254740992) { exp(-$0) }

    public static func normal(_ g: BitSource) -> Double {
        let t = normalTables
        while true {
            var r = g.next64()
            let i = Int(r & 0xff)
            r >>= 8
            let sign = r & 1
            let bits = (r >> 1) & 0x000f_ffff_ffff_ffff
            var x = Double(bits) * t.w[i]
            if sign == 1 { x = -x }
            if bits < t.k[i] { return x }
            if i == 0 {
                while true {
                    let xx = -normalInverse * log1p(-g.nextDouble()), yy = -log1p(-g.nextDouble())
                    if yy + yy > xx * xx { return (bits >> 8) & 1 == 1 ? -(normalR + xx) : normalR + xx }
                }
            }
            if (t.f[i - 1] - t.f[i]) * g.nextDouble() + t.f[i] < exp(-0.5 * x * x) { return x }
        }
    }
    public static func exponential(_ g: BitSource) -> Double {
        let t = exponentialTables
        while true {
            var r = g.next64() >> 3
            let i = Int(r & 0xff)
            r >>= 8
            let x = Double(r) * t.w[i]
            if r < t.k[i] { return x }
            if i == 0 { return exponentialR - log1p(-g.nextDouble()) }
            if (t.f[i - 1] - t.f[i]) * g.nextDouble() + t.f[i] < exp(-x) { return x }
        }
    }
    /// Gamma of scale 1 (Marsaglia and Tsang).
    public static func gamma(_ g: BitSource, _ shape: Double) -> Double {
        if shape == 1 { return exponential(g) }
        if shape == 0 { return 0 }
        if shape < 1 {
            while true {
                let u = g.nextDouble(), v = exponential(g)
                if u <= 1 - shape {
                    let x = pow(u, 1 / shape)
                    if x <= v { return x }
                } else {
                    let y = -log((1 - u) / shape), x = pow(1 - shape + shape * y, 1 / shape)
                    if x <= v + y { return x }
                }
            }
        }
        let b = shape - 1.0 / 3, c = 1 / (9 * b).squareRoot()
        while true {
            var x = 0.0, v = 0.0
            repeat {
                x = normal(g)
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = g.nextDouble()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
        }
    }
    public static func beta(_ g: BitSource, _ a: Double, _ b: Double) -> Double {
        if a <= 1 && b <= 1 {
            while true {
                let u = g.nextDouble(), v = g.nextDouble()
                let x = pow(u, 1 / a), y = pow(v, 1 / b)
                let s = x + y
                if s <= 1 && u + v > 0 {
                    if s > 0 { return x / s }
                    var lx = log(u) / a, ly = log(v) / b
                    let m = max(lx, ly)
                    lx -= m
                    ly -= m
                    return exp(lx - log(exp(lx) + exp(ly)))
                }
            }
        }
        let x = gamma(g, a), y = gamma(g, b)
        return x / (x + y)
    }
}

// This file fills tensors from PyTorch's random stream, in the order and arithmetic of ATen's CPU kernels.

import Glibc

/// Distributions of `torch`. Every function fills `t` in row-major order and counts as a change in place.
public enum TorchRandom {
    /// Sets elements in row-major order, whatever the strides.
    private static func fill(_ t: Tensor, _ next: () -> Double) throws {
        let n = t.count
        if t.isContiguous {
            switch t.dtype {
            case .float32:
                let p = t.pointer.assumingMemoryBound(to: Float.self)
                for i in 0..<n { p[i] = Float(next()) }
                return
            case .float64:
                let p = t.pointer.assumingMemoryBound(to: Double.self)
                for i in 0..<n { p[i] = next() }
                return
            default: break
            }
        }
        let wide = try Tensor(empty: t.shape, .float64)
        let p = wide.pointer.assumingMemoryBound(to: Double.self)
        for i in 0..<n { p[i] = next() }
        try Elementwise.copy(from: wide, to: t)
    }
    private static func fillIntegers(_ t: Tensor, _ next: () -> Int) throws {
        let n = t.count
        let wide = t.isContiguous && t.dtype == .int64 ? t : try Tensor(empty: t.shape, .int64)
        let p = wide.pointer.assumingMemoryBound(to: Int.self)
        for i in 0..<n { p[i] = next() }
        if wide !== t { try Elementwise.copy(from: wide, to: t) }
    }

    /// `t.uniform_(low, high)`.
    public static func uniform(_ t: Tensor, _ low: Double = 0, _ high: Double = 1, _ g: TorchGenerator = .shared) throws {
        try Ops.requireFloat(t, "check_uniform_bounds")
        if !(low <= high) { throw KernelError.runtime("uniform_ expects to return a [from, to) range, but found from=\(shortest(low)) > to=\(shortest(high))") }
        switch t.dtype {
        case .float64: try fill(t) { g.uniformDouble() * (high - low) + low }
        case .float32:
            let a = Float(low), w = Float(high) - Float(low)
            // One rounding, as ATen does it in doubles.
            try fill(t) { Double(a.addingProduct(g.uniformFloat(), w)) }
        default:
            let digits: UInt32 = t.dtype == .float16 ? 11 : 8
            let scale = 1 / Float(1 << digits), a = Float(low), w = Float(high) - Float(low)
            try fill(t) { Double(Float(g.random() & ((1 << digits) - 1)) * scale * w + a) }
        }
        t.storage.version += 1
    }

    /// `t.normal_(mean, std)`. From 16 elements on, 16 at a time; float32 with the polynomials and fused products of ATen's AVX2 kernel.
    public static func normal(_ t: Tensor, _ mean: Double = 0, _ std: Double = 1, _ g: TorchGenerator = .shared) throws {
        try Ops.requireFloat(t, "normal_kernel_cpu")
        if std < 0 { throw KernelError.runtime("normal expects std >= 0.0, but found std \(shortest(std))") }
        let n = t.count
        defer { t.storage.version += 1 }
        guard n >= 16, t.isContiguous else {
            try fill(t) { g.normalDouble() * std + mean }
            return
        }
        switch t.dtype {
        case .float32:
            let p = t.pointer.assumingMemoryBound(to: Float.self)
            for i in 0..<n { p[i] = g.uniformFloat() }
            let m = Float(mean), s = Float(std)
            var i = 0
            while i < n - 15 {
                normal16(p + i, m, s)
                i += 16
            }
            if n % 16 != 0 {
                let q = p + (n - 16)
                for i in 0..<16 { q[i] = g.uniformFloat() }
                normal16(q, m, s)
            }
        case .float64:
            try blocks(t.pointer.assumingMemoryBound(to: Double.self), n, draw: { g.uniformDouble() }) { p in
                for j in 0..<8 {
                    let u1 = 1 - p[j], u2 = p[j + 8]
                    let radius = sqrt(-2 * log(u1)), theta = 2 * Double.pi * u2
                    p[j] = radius * cos(theta) * std + mean
                    p[j + 8] = radius * sin(theta) * std + mean
                }
            }
        default:
            let wide = try Tensor(empty: t.shape, .float32)
            let digits: UInt32 = t.dtype == .float16 ? 11 : 8
            let scale = 1 / Float(1 << digits)
            let half = t.dtype == .float16
            func round(_ x: Float) -> Float { half ? Float(Float16(x)) : BFloat16(x).float }
            let m = round(Float(mean)), s = round(Float(std))
            try blocks(wide.pointer.assumingMemoryBound(to: Float.self), n, draw: { Float(g.random() & ((1 << digits) - 1)) * scale }) { p in
                for j in 0..<8 {
                    let u1 = round(1 - p[j]), u2 = p[j + 8]
                    let radius = round(sqrtf(round(-2 * round(logf(u1))))), theta = round(Float(2 * Double.pi) * u2)
                    p[j] = round(round(round(radius * round(cosf(theta))) * s) + m)
                    p[j + 8] = round(round(round(radius * round(sinf(theta))) * s) + m)
                }
            }
            try Elementwise.copy(from: wide, to: t)
        }
    }

    private static func blocks<T>(_ p: UnsafeMutablePointer<T>, _ n: Int, draw: () -> T, _ body: (UnsafeMutablePointer<T>) -> Void) throws {
        for i in 0..<n { p[i] = draw() }
        var i = 0
        while i < n - 15 {
            body(p + i)
            i += 16
        }
        if n % 16 != 0 {
            let q = p + (n - 16)
            for i in 0..<16 { q[i] = draw() }
            body(q)
        }
    }

    @inline(__always) private static func fma(_ a: Float, _ b: Float, _ c: Float) -> Float { c.addingProduct(a, b) }

    /// Sixteen uniform numbers to sixteen normal ones. The logarithm, sine and cosine are the Cephes polynomials in single precision;
    /// products are fused with the sums that follow, as the compiled kernel does.
    private static func normal16(_ p: UnsafeMutablePointer<Float>, _ mean: Float, _ std: Float) {
        for j in 0..<8 {
            let u1 = 1 - p[j]
            let radius = (-2 * logPolynomial(u1)).squareRoot()
            let theta = Float(2 * Double.pi) * p[j + 8]
            let (s, c) = sincosPolynomial(theta)
            p[j] = fma(radius * c, std, mean)
            p[j + 8] = fma(radius * s, std, mean)
        }
    }

    static func logPolynomial(_ v: Float) -> Float {
        let v = max(v, Float.leastNormalMagnitude)
        let bits = v.bitPattern
        var e = Float(Int32(bits >> 23) - 0x7f) + 1
        var x = Float(bitPattern: (bits & 0x807f_ffff) | 0x3f00_0000)
        let small = x < 0.707106781186547524
        let extra = small ? x : 0
        x = x - 1
        e = e - (small ? 1 : 0)
        x = x + extra
        let z = x * x
        var y: Float = 7.0376836292e-2
        y = fma(y, x, -1.1514610310e-1)
        y = fma(y, x, 1.1676998740e-1)
        y = fma(y, x, -1.2420140846e-1)
        y = fma(y, x, 1.4249322787e-1)
        y = fma(y, x, -1.6668057665e-1)
        y = fma(y, x, 2.0000714765e-1)
        y = fma(y, x, -2.4999993993e-1)
        y = fma(y, x, 3.3333331174e-1)
        y = y * x
        y = fma(y, z, e * -2.12194440e-4)
        y = fma(-z, 0.5, y)
        x = x + y
        return fma(e, 0.693359375, x)
    }

    static func sincosPolynomial(_ v: Float) -> (Float, Float) {
        var j = Int32(v * 1.27323954473516)
        j = (j + 1) & ~1
        let y = Float(j)
        var x = fma(y, -0.78515625, v)
        x = fma(y, -2.4187564849853515625e-4, x)
        x = fma(y, -3.77489497744594108e-8, x)
        let z = x * x
        var c: Float = 2.443315711809948e-005
        c = fma(c, z, -1.388731625493765e-003)
        c = fma(c, z, 4.166664568298827e-002)
        c = c * z
        c = fma(c, z, -(z * 0.5)) + 1
        var s: Float = -1.9515295891e-4
        s = fma(s, z, 8.3321608736e-3)
        s = fma(s, z, -1.6666654611e-1)
        s = s * z
        s = fma(s, x, x)
        let swap = (j & 2) != 0
        let sine = swap ? c : s, cosine = swap ? s : c
        return ((j & 4) != 0 ? -sine : sine, (~(j &- 2) & 4) != 0 ? -cosine : cosine)
    }

    /// `randint`: integers of [low, high).
    public static func integers(_ t: Tensor, _ low: Int, _ high: Int, _ g: TorchGenerator = .shared) throws {
        if low >= high { throw KernelError.runtime("random_ expects 'from' to be less than 'to', but got from=\(low) >= to=\(high)") }
        let range = UInt64(bitPattern: Int64(high &- low))
        if range >= 1 << 28 {
            try fillIntegers(t) { Int(truncatingIfNeeded: g.random64() % range) &+ low }
        } else {
            let r = UInt32(range)
            try fillIntegers(t) { Int(g.random() % r) &+ low }
        }
        t.storage.version += 1
    }

    /// `t.random_()`: over the dtype's whole range.
    public static func integers(_ t: Tensor, _ g: TorchGenerator = .shared) throws {
        switch t.dtype {
        case .bool: try fillIntegers(t) { Int(g.random() & 1) }
        case .int64: try fillIntegers(t) { Int(g.random64() & UInt64(Int64.max)) }
        case .float64: try fillIntegers(t) { Int(g.random64() % ((1 << 53) + 1)) }
        case .float32: try fillIntegers(t) { Int(g.random() % ((1 << 24) + 1)) }
        case .float16: try fillIntegers(t) { Int(g.random() % ((1 << 11) + 1)) }
        case .bfloat16: try fillIntegers(t) { Int(g.random() % ((1 << 8) + 1)) }
        case .int32: try fillIntegers(t) { Int(g.random() & 0x7fff_ffff) }
        case .uint8: try fillIntegers(t) { Int(g.random() % 256) }
        case .int8: try fillIntegers(t) { Int(g.random() % 128) }
        case .int16: try fillIntegers(t) { Int(g.random() % 32768) }
        default: try fillIntegers(t) { Int(g.random()) }
        }
        t.storage.version += 1
    }

    /// A permutation of 0..<n as int64.
    public static func permutation(_ n: Int, _ g: TorchGenerator = .shared) throws -> Tensor {
        if n < 0 { throw KernelError.runtime("n must be non-negative, got\(n)") }
        let t = try Tensor(empty: [n], .int64)
        let p = t.pointer.assumingMemoryBound(to: Int.self)
        for i in 0..<n { p[i] = i }
        if n < Int(UInt32.max) / 20 {
            for i in stride(from: 0, to: n - 1, by: 1) {
                let z = Int(g.random() % UInt32(n - i))
                let s = p[i]
                p[i] = p[z + i]
                p[z + i] = s
            }
        } else {
            for i in 0..<(n - 1) {
                let z = Int(g.random64() % UInt64(n - i))
                let s = p[i]
                p[i] = p[z + i]
                p[z + i] = s
            }
        }
        return t
    }

    /// `t.bernoulli_(p)`: one double a number.
    public static func bernoulli(_ t: Tensor, _ p: Double, _ g: TorchGenerator = .shared) throws {
        if !(p >= 0 && p <= 1) { throw KernelError.runtime("bernoulli_ expects p to be in [0, 1], but got p=\(shortest(p))") }
        try fill(t) { g.uniformDouble() < p ? 1 : 0 }
        t.storage.version += 1
    }

    /// `bernoulli(probabilities)`: float probabilities draw 24 bits, double ones 53.
    public static func bernoulli(_ t: Tensor, probabilities: Tensor, _ g: TorchGenerator = .shared) throws {
        let ps = try Movement.expand(probabilities, to: t.shape).doubles()
        guard ps.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw KernelError.runtime("Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)") }
        var i = 0
        if probabilities.dtype == .float64 {
            try fill(t) {
                defer { i += 1 }
                return g.uniformDouble() < ps[i] ? 1 : 0
            }
        } else {
            try fill(t) {
                defer { i += 1 }
                return g.uniformFloat() < Float(ps[i]) ? 1 : 0
            }
        }
        t.storage.version += 1
    }

    /// `t.exponential_(lambda)`.
    public static func exponential(_ t: Tensor, _ lambda: Double = 1, _ g: TorchGenerator = .shared) throws {
        if lambda < 0 { throw KernelError.runtime("exponential_ expects lambda >= 0.0, but found lambda=\(shortest(lambda))") }
        if !t.dtype.isFloat { throw KernelError.runtime("Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified \(t.dtype.torchScalarName)") }
        try fill(t) { -1 / lambda * log1p(-g.uniformDouble()) }
        t.storage.version += 1
    }

    /// `multinomial`. `weights` is (K) or (B, K) of floats; the result (n) or (B, n) of int64.
    public static func multinomial(_ weights: Tensor, _ n: Int, replacement: Bool, _ g: TorchGenerator = .shared) throws -> Tensor {
        guard weights.rank == 1 || weights.rank == 2 else { throw KernelError.runtime("prob_dist must be 1 or 2 dim") }
        guard weights.dtype.isFloat else { throw KernelError.runtime("multinomial only supports floating-point dtypes for input, got: \(weights.dtype.torchScalarName)") }
        guard n > 0 else { throw KernelError.runtime("cannot sample n_sample <= 0 samples") }
        let k = weights.shape[weights.rank - 1], rows = weights.rank == 2 ? weights.shape[0] : 1
        if !replacement && n > k { throw KernelError.runtime("cannot sample n_sample > prob_dist.size(-1) samples without replacement") }
        let w = try weights.doubles()
        for x in w where !(x >= 0) || x.isInfinite { throw KernelError.runtime("probability tensor contains either `inf`, `nan` or element < 0") }
        for r in 0..<rows where w[r * k..<(r + 1) * k].reduce(0, +) == 0 {
            throw KernelError.runtime("invalid multinomial distribution (sum of probabilities <= 0)")
        }
        let out = try Tensor(empty: weights.rank == 2 ? [rows, n] : [n], .int64)
        let o = out.pointer.assumingMemoryBound(to: Int.self)
        let single = weights.dtype == .float32
        if !replacement || n == 1 {
            let q = try Tensor(empty: weights.shape, weights.dtype)
            try exponential(q, 1, g)
            let e = try q.doubles()
            for r in 0..<rows {
                let score = (0..<k).map { single ? Double(Float(w[r * k + $0]) / Float(e[r * k + $0])) : w[r * k + $0] / e[r * k + $0] }
                let order = (0..<k).sorted { score[$0] != score[$1] ? score[$0] > score[$1] : $0 < $1 }
                for i in 0..<n { o[r * n + i] = order[i] }
            }
            return out
        }
        for r in 0..<rows {
            var cumulative = [Double](repeating: 0, count: k)
            var sum = 0.0
            for i in 0..<k {
                sum = single ? Double(Float(sum) + Float(w[r * k + i])) : sum + w[r * k + i]
                cumulative[i] = sum
            }
            for i in 0..<k { cumulative[i] = single ? Double(Float(cumulative[i]) / Float(sum)) : cumulative[i] / sum }
            for i in 0..<n {
                let u = g.uniformDouble()
                var low = 0, high = k
                while low < high {
                    let mid = low + (high - low) / 2
                    if cumulative[mid] < u { low = mid + 1 } else { high = mid }
                }
                o[r * n + i] = min(low, k - 1)
            }
        }
        return out
    }

    static func shortest(_ d: Double) -> String {
        d == d.rounded() && abs(d) < 1e15 ? String(Int(d)) : "\(d)"
    }
}

// This file defines the module `math`.

import BigInt
import Glibc
import Lang

enum MathModule {
    private static func domain() -> PythonError { valueError("math domain error") }
    private static func range() -> PythonError { overflowError("math range error") }

    /// A number, by `__float__` or `__index__` of objects.
    static func double(_ v: Value) throws -> Double {
        if case .float(let d) = v { return d }
        if case .int(let i) = v { return Double(i) }
        if v.asString == nil { return try Operators.toDouble(v) }
        throw typeError("must be real number, not str")
    }
    static func big(_ v: Value) throws -> BigInt {
        var v = v
        if case .object(let o) = v, Number(v) == nil {
            if let r = try Builtins.special(v, "__index__") { v = r } else if let r = try o.index() { v = r }
        }
        switch Number(v) {
        case .int(let i)?: return BigInt(i)
        case .big(let b)?: return b
        default: throw typeError("'\(v.typeName)' object cannot be interpreted as an integer")
        }
    }

    static func make() -> ModuleObject {
        let m = ModuleObject("math", doc: "Mathematical functions on floats.")
        m.constant("pi", .float(.pi))
        m.constant("e", .float(M_E))
        m.constant("tau", .float(2 * .pi))
        m.constant("inf", .float(.infinity))
        m.constant("nan", .float(.nan))
        func one(_ name: String, _ doc: String, overflows: Bool = false, _ f: @escaping (Double) -> Double) {
            func call(_ v: Value) throws -> Value {
                let x = try double(v)
                let r = f(x)
                if r.isNaN, !x.isNaN { throw domain() }
                if r.isInfinite, x.isFinite { throw overflows ? range() : domain() }
                return .float(r)
            }
            m.function("\(name)(x, /)", doc) { a in try call(a[0]) }.fast1 = call
        }
        one("sqrt", "The square root.", Glibc.sqrt)
        one("cbrt", "The cube root.", Glibc.cbrt)
        one("exp", "e to the power x.", overflows: true, Glibc.exp)
        one("exp2", "2 to the power x.", overflows: true, Glibc.exp2)
        one("expm1", "exp(x) - 1.", overflows: true, Glibc.expm1)
        one("sin", "The sine.", Glibc.sin)
        one("cos", "The cosine.", Glibc.cos)
        one("tan", "The tangent.", Glibc.tan)
        one("asin", "The arc sine.", Glibc.asin)
        one("acos", "The arc cosine.", Glibc.acos)
        one("atan", "The arc tangent.", Glibc.atan)
        one("sinh", "The hyperbolic sine.", overflows: true, Glibc.sinh)
        one("cosh", "The hyperbolic cosine.", overflows: true, Glibc.cosh)
        one("tanh", "The hyperbolic tangent.", Glibc.tanh)
        one("asinh", "The inverse hyperbolic sine.", Glibc.asinh)
        one("acosh", "The inverse hyperbolic cosine.", Glibc.acosh)
        one("atanh", "The inverse hyperbolic tangent.", Glibc.atanh)
        one("fabs", "The absolute value as a float.") { $0.magnitude }
        one("degrees", "Radians to degrees.") { $0 * (180 / .pi) }
        one("radians", "Degrees to radians.") { $0 * (.pi / 180) }
        one("erf", "The error function.", Glibc.erf)
        one("erfc", "1 - erf(x).", Glibc.erfc)
        m.function("gamma(x, /)", "The gamma function.") { a in
            let x = try double(a[0])
            if x == -.infinity || (x <= 0 && x == x.rounded()) { throw domain() }
            if x == x.rounded(), x <= 23 {
                var r = 1.0
                var k = 2.0
                while k < x {
                    r *= k
                    k += 1
                }
                return .float(r)
            }
            let r = Lanczos.gamma(x)
            if r.isInfinite, x.isFinite { throw range() }
            return .float(r)
        }
        m.function("lgamma(x, /)", "The logarithm of the gamma function's magnitude.") { a in
            let x = try double(a[0])
            if x.isFinite, x <= 0, x == x.rounded() { throw domain() }
            return .float(Lanczos.logGamma(x))
        }
        func logarithm(_ v: Value, _ f: (Double) -> Double) throws -> Double {
            if let n = Number(v), case .big(let b) = n {
                if b.sign == .minus { throw domain() }
                let e = max(0, b.magnitude.bitWidth - 1000)
                return f(try IntArithmetic.double(b >> e)) + Double(e) * f(2)
            }
            let x = try double(v)
            if x <= 0 { throw domain() }
            return f(x)
        }
        let log = m.function("log(x, base=...)", "The natural logarithm, or that of a base.") { a in
            let n = try logarithm(a[0], Glibc.log)
            if !a.has(1) { return .float(n) }
            let d = try logarithm(a[1], Glibc.log)
            if d == 0 { throw zeroDivisionError("float division by zero") }
            return .float(n / d)
        }
        log.fast1 = { .float(try logarithm($0, Glibc.log)) }
        m.function("log2(x, /)", "The logarithm of base 2.") { a in
            if case .big(let b)? = Number(a[0]), b.sign == .plus, b.magnitude.trailingZeroBitCount == b.magnitude.bitWidth - 1 { return .float(Double(b.magnitude.bitWidth - 1)) }
            return .float(try logarithm(a[0], Glibc.log2))
        }
        m.function("log10(x, /)", "The logarithm of base 10.") { a in .float(try logarithm(a[0], Glibc.log10)) }
        m.function("log1p(x, /)", "log(1 + x).") { a in
            let x = try double(a[0])
            if x <= -1 { throw domain() }
            return .float(Glibc.log1p(x))
        }
        m.function("pow(x, y, /)", "x to the power y, as floats.") { a in
            let x = try double(a[0]), y = try double(a[1])
            let r = Glibc.pow(x, y)
            if x.isFinite, y.isFinite {
                if r.isNaN { throw domain() }
                if r.isInfinite { throw x == 0 ? domain() : range() }
            }
            return .float(r)
        }
        m.function("atan2(y, x, /)", "The angle of the point (x, y).") { a in .float(atan2(try double(a[0]), try double(a[1]))) }
        m.function("copysign(x, y, /)", "x with the sign of y.") { a in .float(copysign(try double(a[0]), try double(a[1]))) }
        m.function("fmod(x, y, /)", "The remainder with the sign of x.") { a in
            let x = try double(a[0]), y = try double(a[1])
            let r = Glibc.fmod(x, y)
            if r.isNaN, !x.isNaN, !y.isNaN { throw domain() }
            return .float(r)
        }
        m.function("remainder(x, y, /)", "The IEEE remainder.") { a in
            let x = try double(a[0]), y = try double(a[1])
            let r = Glibc.remainder(x, y)
            if r.isNaN, !x.isNaN, !y.isNaN { throw domain() }
            return .float(r)
        }
        m.function("ldexp(x, i, /)", "x * 2**i.") { a in
            let x = try double(a[0])
            let e = try Operators.clampedIndex(a[1]) ?? 0
            let r = Glibc.ldexp(x, Int32(clamping: e))
            if r.isInfinite, x.isFinite { throw range() }
            return .float(r)
        }
        m.function("frexp(x, /)", "Mantissa and exponent.") { a in
            var e: Int32 = 0
            let x = try double(a[0])
            let f = x.isFinite ? Glibc.frexp(x, &e) : x
            return .tuple([.float(f), .int(Int(e))])
        }
        m.function("modf(x, /)", "The fractional and integer parts.") { a in
            let x = try double(a[0])
            if x.isInfinite { return .tuple([.float(copysign(0, x)), .float(x)]) }
            let t = x.rounded(.towardZero)
            return .tuple([.float(copysign(x - t, x)), .float(t)])
        }
        m.function("nextafter(x, y, /)", "The next float after x towards y.") { a in .float(Glibc.nextafter(try double(a[0]), try double(a[1]))) }
        m.function("ulp(x, /)", "The value of the last digit of x.") { a in
            let x = try double(a[0])
            return .float(x.isFinite ? x.magnitude.ulp : x.magnitude)
        }
        for (name, rule, special) in [("floor", FloatingPointRoundingRule.down, "__floor__"), ("ceil", .up, "__ceil__"), ("trunc", .towardZero, "__trunc__")] {
            func call(_ v: Value) throws -> Value {
                switch Number(v) {
                case .int(let i)?: return .int(i)
                case .big?: return v
                case .float(let d)?: return try IntArithmetic.integer(d.rounded(rule))
                case nil:
                    if let r = try Builtins.special(v, Name(special)) { return r }
                    if name == "trunc" { throw typeError("type \(v.typeName) doesn't define __trunc__ method") }
                    return try IntArithmetic.integer(double(v).rounded(rule))
                }
            }
            m.function("\(name)(x, /)", "The integer near x.") { a in try call(a[0]) }.fast1 = call
        }
        m.function("isnan(x, /)", "Whether x is nan.") { a in .bool(try double(a[0]).isNaN) }
        m.function("isinf(x, /)", "Whether x is infinite.") { a in .bool(try double(a[0]).isInfinite) }
        m.function("isfinite(x, /)", "Whether x is neither nan nor infinite.") { a in .bool(try double(a[0]).isFinite) }
        m.function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are close.") { a in
            let x = try a.float(0), y = try a.float(1), rel = try a.float(2), abs = try a.float(3)
            if rel < 0 || abs < 0 { throw valueError("tolerances must be non-negative") }
            if x == y { return .bool(true) }
            if x.isInfinite || y.isInfinite { return .bool(false) }
            let d = (x - y).magnitude
            return .bool(d <= (rel * y).magnitude || d <= (rel * x).magnitude || d <= abs)
        }
        m.function("hypot(*coordinates)", "The length of a vector.") { a in .float(length(try a.rest(0).map(double))) }
        m.function("dist(p, q, /)", "The distance of two points.") { a in
            let p = try a.items(0).map(double), q = try a.items(1).map(double)
            if p.count != q.count { throw valueError("both points must have the same number of dimensions") }
            return .float(length(zip(p, q).map { $0 - $1 }))
        }
        m.function("fsum(seq, /)", "The exact sum, rounded once.") { a in .float(try fsum(a.items(0).map(double))) }
        m.function("prod(iterable, /, *, start=1)", "The product.") { a in
            var r = a[1]
            let it = try Operators.iterator(a[0])
            while let v = try Operators.next(it) { r = try Operators.binary(.mul, r, v) }
            return r
        }
        m.function("factorial(n, /)", "n!") { a in
            if case .float = a[0] { throw typeError("'float' object cannot be interpreted as an integer") }
            let n = try Operators.index(a[0])
            if n < 0 { throw valueError("factorial() not defined for negative values") }
            return IntArithmetic.normalized(try product(2, n))
        }
        m.function("gcd(*integers)", "The greatest common divisor.") { a in
            var r = BigInt(0)
            for v in a.rest(0) { r = r.greatestCommonDivisor(with: try big(v)) }
            return IntArithmetic.normalized(r)
        }
        m.function("lcm(*integers)", "The least common multiple.") { a in
            var r = BigInt(1)
            for v in a.rest(0) {
                let b = try big(v)
                if b.isZero { return .int(0) }
                r = BigInt((r / r.greatestCommonDivisor(with: b) * b).magnitude)
            }
            return IntArithmetic.normalized(r)
        }
        m.function("isqrt(n, /)", "The integer square root.") { a in
            let n = try big(a[0])
            if n.sign == .minus, !n.isZero { throw valueError("isqrt() argument must be nonnegative") }
            return IntArithmetic.normalized(n.squareRoot())
        }
        m.function("comb(n, k, /)", "The number of ways to choose k of n.") { a in
            let n = try big(a[0])
            let k0 = try big(a[1])
            if n.sign == .minus, !n.isZero { throw valueError("n must be a non-negative integer") }
            if k0.sign == .minus, !k0.isZero { throw valueError("k must be a non-negative integer") }
            if k0 > n { return .int(0) }
            let k = Swift.min(k0, n - k0)
            guard let count = Int(exactly: k) else { throw overflowError("min(n - k, k) must not exceed 9223372036854775807") }
            var r = BigInt(1)
            if count > 0 { for i in 1...count { r = r * (n - BigInt(count) + BigInt(i)) / BigInt(i) } }
            return IntArithmetic.normalized(r)
        }
        m.function("perm(n, k=None, /)", "The number of ordered choices of k of n.") { a in
            let n = try Operators.index(a[0])
            let k = try a.int(1, or: n)
            if n < 0 { throw valueError("n must be a non-negative integer") }
            if k < 0 { throw valueError("k must be a non-negative integer") }
            if k > n { return .int(0) }
            return IntArithmetic.normalized(try product(n - k + 1, n))
        }
        return m
    }

    /// low * (low + 1) … high, by halves, so that the factors have like sizes.
    private static func product(_ low: Int, _ high: Int) throws -> BigInt {
        if low > high { return 1 }
        if high - low < 8 {
            try Interpreter.checkInterrupt()
            return (low...high).reduce(BigInt(1)) { $0 * BigInt($1) }
        }
        let mid = (low + high) / 2
        return try product(low, mid) * product(mid + 1, high)
    }

    /// Scaled and corrected as CPython's `vector_norm` (3.11), which is accurate to less than an ulp.
    private static func length(_ x: [Double]) -> Double {
        var found = 0.0
        var nan = false
        for v in x {
            if v.isNaN { nan = true }
            found = Swift.max(found, v.magnitude)
        }
        if found.isInfinite { return .infinity }
        if nan { return .nan }
        if found == 0 || x.count <= 1 { return found }
        let e = found.exponent + 1
        if e < -1023 { return found * length(x.map { $0 / found }) }
        let scale = Glibc.ldexp(1, Int32(-e))
        var csum = 1.0, frac1 = 0.0, frac2 = 0.0, frac3 = 0.0
        for v in x {
            let s = v.magnitude * scale
            let split = s * 134217729.0
            let hi = split - (split - s)
            let lo = s - hi
            func add(_ p: Double, _ f: inout Double) {
                let old = csum
                csum += p
                f += (old - csum) + p
            }
            add(hi * hi, &frac1)
            add(2 * hi * lo, &frac2)
            frac3 += lo * lo
        }
        var h = Glibc.sqrt(csum - 1 + (frac1 + frac2 + frac3))
        let split = h * 134217729.0
        let hi = split - (split - h)
        let lo = h - hi
        func add(_ p: Double, _ f: inout Double) {
            let old = csum
            csum += p
            f += (old - csum) + p
        }
        add(-hi * hi, &frac1)
        add(-2 * hi * lo, &frac2)
        frac3 += -lo * lo
        let d = csum - 1 + (frac1 + frac2 + frac3)
        h += d / (2 * h)
        return h / scale
    }

    /// Shewchuk's exact sum.
    static func fsum(_ items: [Double]) throws -> Double {
        var partials: [Double] = []
        var special = 0.0, infinite = 0.0
        for item in items {
            var x = item
            var i = 0
            for var y in partials {
                if x.magnitude < y.magnitude { swap(&x, &y) }
                let hi = x + y
                let lo = y - (hi - x)
                if lo != 0 {
                    partials[i] = lo
                    i += 1
                }
                x = hi
            }
            partials.removeSubrange(i...)
            if x != 0 {
                if !x.isFinite {
                    if item.isFinite { throw overflowError("intermediate overflow in fsum") }
                    if item.isInfinite { infinite += item }
                    special += item
                    partials = []
                } else {
                    partials.append(x)
                }
            }
        }
        if special != 0 || special.isNaN {
            if infinite.isNaN { throw valueError("-inf + inf in fsum") }
            return special
        }
        guard var hi = partials.popLast() else { return 0 }
        var lo = 0.0
        while let y = partials.popLast() {
            let x = hi
            hi = x + y
            lo = y - (hi - x)
            if lo != 0 { break }
        }
        if let last = partials.last, (lo < 0 && last < 0) || (lo > 0 && last > 0) {
            let y = lo * 2
            let x = hi + y
            if y == x - hi { hi = x }
        }
        return hi
    }
}

/// The gamma function by Lanczos' approximation with 13 terms, as CPython computes it.
enum Lanczos {
    private static let g = 6.024680040776729583740234375
    private static let numerator = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    private static let denominator: [Double] = [0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1]

    private static func sum(_ x: Double) -> Double {
        var n = 0.0, d = 0.0
        if x < 5 {
            for i in stride(from: 12, through: 0, by: -1) {
                n = n * x + numerator[i]
                d = d * x + denominator[i]
            }
        } else {
            for i in 0..<13 {
                n = n / x + numerator[i]
                d = d / x + denominator[i]
            }
        }
        return n / d
    }
    /// sin(pi x)
    private static func sinpi(_ x: Double) -> Double {
        let y = fmod(x.magnitude, 2)
        let r: Double
        switch Int((2 * y).rounded()) {
        case 0: r = sin(.pi * y)
        case 1: r = cos(.pi * (y - 0.5))
        case 2: r = sin(.pi * (1 - y))
        case 3: r = -cos(.pi * (y - 1.5))
        default: r = sin(.pi * (y - 2))
        }
        return copysign(1, x) * r
    }

    static func gamma(_ x: Double) -> Double {
        if !x.isFinite { return x.isNaN || x > 0 ? x : .nan }
        let a = x.magnitude
        if a < 1e-20 { return 1 / x }
        if a > 200 { return x < 0 ? 0 / sinpi(x) : .infinity }
        let half = g - 0.5
        let y = a + half
        var z: Double
        if a > half {
            let q = y - a
            z = q - half
        } else {
            let q = y - half
            z = q - a
        }
        z = z * g / y
        var r: Double
        if x < 0 {
            r = -Double.pi / sinpi(a) / a * exp(y) / sum(a)
            r -= z * r
            if a < 140 { r /= pow(y, a - 0.5) } else {
                let s = pow(y, a / 2 - 0.25)
                r = r / s / s
            }
        } else {
            r = sum(a) / exp(y)
            r += z * r
            if a < 140 { r *= pow(y, a - 0.5) } else {
                let s = pow(y, a / 2 - 0.25)
                r = r * s * s
            }
        }
        return r
    }

    static func logGamma(_ x: Double) -> Double {
        if !x.isFinite { return x.isNaN ? x : .infinity }
        if x == x.rounded(.down), x <= 2 { return x <= 0 ? .infinity : 0 }
        let a = x.magnitude
        if a < 1e-20 { return -log(a) }
        var r = log(sum(a)) - g
        r += (a - 0.5) * (log(a + g - 0.5) - 1)
        if x < 0 { r = log(Double.pi) - log(sinpi(a).magnitude) - log(a) - r }
        return r
    }
}

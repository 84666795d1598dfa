// This file defines NumPy's numeric functions beyond ufuncs and reductions.

import Glibc
import Kernel
import Lang

enum NumpyMath {
    /// A float64 (or the array's own float type) tensor.
    static func floats(_ v: Value) throws -> Tensor {
        let t = try Convert.tensor(from: v)
        return t.dtype.isFloat ? t : try Elementwise.cast(t, .float64)
    }

    /// `np.round`: half to even, as NumPy computes it (scale, rint, unscale).
    static func round(_ v: Value, decimals: Int, out: NDArray?) throws -> Value {
        let x = try NDArray.from(v)
        guard x.isNumeric else {
            let r = try NDArray.of(try x.values().map { try Operators.callMethod($0, "__round__", .int(decimals)) }, shape: x.shape, kind: .object)
            return r.scalarOrSelf
        }
        let t = x.tensor
        var r: Tensor
        if !t.dtype.isFloat {
            if t.dtype == .bool {
                r = try Elementwise.cast(t, .float16)
            } else if decimals >= 0 { r = try t.clone() } else if decimals < -18 { r = try Tensor.zeros(t.shape, t.dtype) } else {
                let unit = try Tensor.full([], Int(pow(10.0, Double(-decimals))), .int64)
                let q = try Elementwise.binary(.divide, t, unit, dtype: .float64)
                r = try Elementwise.cast(try Elementwise.binary(.multiply, try Elementwise.unary(.rint, q), unit, dtype: .float64), t.dtype)
            }
        } else if decimals == 0 {
            r = try Elementwise.unary(.rint, t)
        } else {
            let f = try Tensor.scalar(pow(10.0, Double(decimals.magnitude)), t.dtype)
            let scaled = try Elementwise.binary(decimals > 0 ? .multiply : .divide, t, f, dtype: t.dtype)
            r = try Elementwise.binary(decimals > 0 ? .divide : .multiply, try Elementwise.unary(.rint, scaled), f, dtype: t.dtype)
        }
        if let out {
            try Elementwise.copy(from: r, to: out.tensor)
            return .object(out)
        }
        return v.asObject is NDArray && t.rank > 0 ? .object(NDArray(r)) : Convert.result(r)
    }
    static func clip(_ v: Value, _ low: Value, _ high: Value, out: Value) throws -> Value {
        let noLow = low.isNone || low.isUnbound, noHigh = high.isNone || high.isUnbound
        var ops = [try NumpyOperand(v)]
        if !noLow { ops.append(try NumpyOperand(low)) }
        if !noHigh { ops.append(try NumpyOperand(high)) }
        if ops.contains(where: { $0.isPooled }) {
            let types = ops.map { o -> String in
                if let a = o.array { return (try? a.dtype.repr()) ?? "" }
                return "dtype('\((o.dtype ?? (o.weak == .float ? .float64 : .int64)).name)')"
            }
            throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc 'clip' did not contain a loop with signature matching types (\(types.joined(separator: ", "))) -> None")
        }
        let d = NumpyOperand.common(ops)
        let t = try ops[0].tensor(d)
        let l = noLow ? nil : try ops[1].tensor(d), h = noHigh ? nil : try ops.last!.tensor(d)
        return try NumpyReduce.deliver(try Elementwise.clamp(t, l, h, dtype: d), out)
    }
    static func cumulative(_ ufunc: String, _ x: NDArray, axis: Value, dtype: Value, out: Value) throws -> Value {
        var y = x
        if axis.isNone { y = x.with(try Movement.reshape(x.tensor, [x.tensor.count])) }
        if !x.isNumeric {
            var acc: Value?
            let r = try y.values().map { v -> Value in
                acc = try acc.map { try Operators.binary(ufunc == "add" ? .add : .mul, $0, v) } ?? v
                return acc!
            }
            return .object(try NDArray.of(r, shape: y.shape, kind: .object))
        }
        return try NumpyReduce.into(try Ufunc.named(ufunc).accumulate(.object(y.tensor.rank == 0 ? NDArray(try Movement.reshape(y.tensor, [1])) : y), axis: axis.isNone ? 0 : try Operators.index(axis), dtype: dtype), out)
    }
    static func ptp(_ v: Value, _ axis: Value, _ keep: Bool) throws -> Value {
        let t = try Convert.tensor(from: v), axes = try Convert.axes(from: axis)
        return Convert.result(try Elementwise.binary(.subtract, try Reduce.max(t, axes: axes, keepDims: keep), try Reduce.min(t, axes: axes, keepDims: keep), dtype: t.dtype))
    }
    static func diff(_ v: Value, n: Int, axis: Int, prepend: Value, append: Value) throws -> Value {
        if n < 0 { throw valueError("order must be non-negative but got \(n)") }
        var t = try Convert.tensor(from: v)
        if t.rank == 0 { throw valueError("diff requires input that is at least one dimensional") }
        let a = try Shape.axis(axis, rank: t.rank)
        var parts: [Tensor] = []
        func edge(_ v: Value) throws -> Tensor {
            let e = try NumpyOperand(v).tensor(t.dtype)
            if e.rank > 0 { return e }
            var s = t.shape
            s[a] = 1
            return try Movement.expand(e, to: s)
        }
        if !prepend.isUnbound && !prepend.isNone { parts.append(try edge(prepend)) }
        parts.append(t)
        if !append.isUnbound && !append.isNone { parts.append(try edge(append)) }
        if parts.count > 1 { t = try Movement.concat(parts, axis: a, dtype: parts.reduce(t.dtype) { DType.promote($0, $1.dtype) }) }
        for _ in 0..<n {
            let m = max(t.shape[a] - 1, 0)
            let x = Movement.slice(t, axis: a, start: 1, step: 1, count: m), y = Movement.slice(t, axis: a, start: 0, step: 1, count: m)
            t = t.dtype == .bool ? try Elementwise.compare(.notEqual, x, y, dtype: .bool) : try Elementwise.binary(.subtract, x, y, dtype: t.dtype)
        }
        return Convert.ndarray(t)
    }
    /// Second-order central differences, first-order (or second-order) ones at the edges.
    static func gradient(_ v: Value, _ spacing: [Value], axis: Value, edgeOrder: Int) throws -> Value {
        let t = try floats(v)
        let axes = try Reduce.axes(try Convert.axes(from: axis), rank: t.rank)
        if !spacing.isEmpty && spacing.count != 1 && spacing.count != axes.count { throw typeError("invalid number of arguments") }
        var out: [Value] = []
        for (k, a) in axes.enumerated() {
            let n = t.shape[a]
            if n < edgeOrder + 1 { throw valueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.") }
            var steps: [Double]?
            var h = 1.0
            if !spacing.isEmpty {
                let s = try Convert.tensor(from: spacing.count == 1 ? spacing[0] : spacing[k])
                if s.rank == 0 { h = try s.doubles()[0] } else {
                    let x = try s.doubles()
                    if x.count != n { throw valueError("when 1d, distances must match the length of the corresponding dimension") }
                    let d = zip(x.dropFirst(), x).map { $0 - $1 }
                    if d.allSatisfy({ $0 == d[0] }) { h = d[0] } else { steps = d }
                }
            }
            let d = t.dtype
            func at(_ start: Int, _ count: Int) -> Tensor { Movement.slice(t, axis: a, start: start, step: 1, count: count) }
            func mul(_ x: Tensor, _ f: Double) throws -> Tensor { try Elementwise.binary(.multiply, x, try Tensor.scalar(f, d), dtype: d) }
            func div(_ x: Tensor, _ f: Double) throws -> Tensor { try Elementwise.binary(.divide, x, try Tensor.scalar(f, d), dtype: d) }
            func sub(_ x: Tensor, _ y: Tensor) throws -> Tensor { try Elementwise.binary(.subtract, x, y, dtype: d) }
            func add(_ x: Tensor, _ y: Tensor) throws -> Tensor { try Elementwise.binary(.add, x, y, dtype: d) }
            let r = try Tensor(empty: t.shape, d)
            func place(_ start: Int, _ count: Int) -> Tensor { Movement.slice(r, axis: a, start: start, step: 1, count: count) }
            if let s = steps {
                for i in 1..<n - 1 {
                    let d1 = s[i - 1], d2 = s[i]
                    let p = -d2 / (d1 * (d1 + d2)), q = (d2 - d1) / (d1 * d2), w = d1 / (d2 * (d1 + d2))
                    try Elementwise.copy(from: try add(try add(try mul(at(i - 1, 1), p), try mul(at(i, 1), q)), try mul(at(i + 1, 1), w)), to: place(i, 1))
                }
            } else if n > 2 {
                try Elementwise.copy(from: try div(try sub(at(2, n - 2), at(0, n - 2)), 2 * h), to: place(1, n - 2))
            }
            let first = steps?.first ?? h, last = steps?.last ?? h
            if edgeOrder == 1 {
                try Elementwise.copy(from: try div(try sub(at(1, 1), at(0, 1)), first), to: place(0, 1))
                try Elementwise.copy(from: try div(try sub(at(n - 1, 1), at(n - 2, 1)), last), to: place(n - 1, 1))
            } else {
                let d1 = steps?[0] ?? h, d2 = steps?[1] ?? h, e1 = steps?[n - 3] ?? h, e2 = steps?[n - 2] ?? h
                let even = steps == nil
                let p = even ? -1.5 / h : -(2 * d1 + d2) / (d1 * (d1 + d2)), q = even ? 2 / h : (d1 + d2) / (d1 * d2), w = even ? -0.5 / h : -d1 / (d2 * (d1 + d2))
                try Elementwise.copy(from: try add(try add(try mul(at(0, 1), p), try mul(at(1, 1), q)), try mul(at(2, 1), w)), to: place(0, 1))
                let x = even ? 0.5 / h : e2 / (e1 * (e1 + e2)), y = even ? -2 / h : -(e2 + e1) / (e1 * e2), z = even ? 1.5 / h : (2 * e2 + e1) / (e2 * (e1 + e2))
                try Elementwise.copy(from: try add(try add(try mul(at(n - 3, 1), x), try mul(at(n - 2, 1), y)), try mul(at(n - 1, 1), z)), to: place(n - 1, 1))
            }
            out.append(Convert.ndarray(r))
        }
        return out.count == 1 ? out[0] : .tuple(out)
    }
    static func interp(_ x: Value, _ xp: Value, _ fp: Value, left: Value, right: Value, period: Value) throws -> Value {
        let at = try floats(x)
        var px = try floats(xp).doubles(), py = try floats(fp).doubles()
        if px.isEmpty { throw valueError("array of sample points is empty") }
        if px.count != py.count { throw valueError("fp and xp are not of the same length.") }
        var values = try at.doubles()
        if period.isNone == false {
            let p = try Operators.toDouble(period)
            if p == 0 { throw valueError("period must be a non-zero value") }
            func wrap(_ v: Double) -> Double { v - (v / p.magnitude).rounded(.down) * p.magnitude }
            values = values.map(wrap)
            let pairs = zip(px.map(wrap), py).sorted { $0.0 < $1.0 }
            px = [pairs.last!.0 - p.magnitude] + pairs.map { $0.0 } + [pairs[0].0 + p.magnitude]
            py = [pairs.last!.1] + pairs.map { $0.1 } + [pairs[0].1]
        }
        let lo = left.isNone ? py[0] : try Operators.toDouble(left), hi = right.isNone ? py[py.count - 1] : try Operators.toDouble(right)
        let r = values.map { v -> Double in
            if v.isNaN { return v }
            if v < px[0] { return lo }
            if v > px[px.count - 1] { return hi }
            var a = 0, b = px.count
            while a < b {
                let m = (a + b) / 2
                if px[m] <= v { a = m + 1 } else { b = m }
            }
            let j = a - 1
            if j == px.count - 1 { return py[j] }
            if px[j] == v { return py[j] }
            let slope = (py[j + 1] - py[j]) / (px[j + 1] - px[j])
            var y = slope * (v - px[j]) + py[j]
            if y.isNaN { y = slope * (v - px[j + 1]) + py[j + 1] }
            return y
        }
        return Convert.result(try Movement.reshape(try Tensor.of(r), at.shape))
    }
    static func convolve(_ a: Value, _ v: Value, mode: String, correlate: Bool) throws -> Value {
        let ops = [try NumpyOperand(a), try NumpyOperand(v)]
        let d = NumpyOperand.common(ops)
        var x = try Elementwise.cast(try NumpyMovement.raised(try ops[0].tensor(d), 1), d), y = try Elementwise.cast(try NumpyMovement.raised(try ops[1].tensor(d), 1), d)
        if x.count == 0 { throw valueError(correlate ? "first argument cannot be empty" : "a cannot be empty") }
        if y.count == 0 { throw valueError(correlate ? "second argument cannot be empty" : "v cannot be empty") }
        var swapped = false
        if !correlate {
            if y.count > x.count { swap(&x, &y) }
            y = try Movement.flip(y, axes: [0])
        } else if y.count > x.count {
            swap(&x, &y)
            swapped = true
        }
        let n = x.count, m = y.count
        let length: Int, first: Int
        switch mode {
        case "full": (length, first) = (n + m - 1, -(m - 1))
        case "same": (length, first) = (n, -(m / 2))
        case "valid": (length, first) = (n - m + 1, 0)
        default: throw valueError("mode must be one of 'valid', 'same', or 'full' (got '\(mode)')")
        }
        let start = mode == "same" ? -(m / 2) : first
        let out = try Tensor.zeros([length], d)
        for k in 0..<length {
            let lo = max(start + k, 0), hi = min(start + k + m, n)
            if hi <= lo { continue }
            let p = Movement.slice(x, axis: 0, start: lo, step: 1, count: hi - lo)
            let q = Movement.slice(y, axis: 0, start: lo - start - k, step: 1, count: hi - lo)
            try Elementwise.copy(from: try Linalg.matmul(p, q, dtype: d), to: Movement.select(out, axis: 0, index: k))
        }
        return Convert.ndarray(swapped ? try Movement.flip(out, axes: [0]).contiguous() : out)
    }
    static func trapezoid(_ y: Value, x: Value, dx: Double, axis: Int) throws -> Value {
        let t = try floats(y)
        let a = try Shape.axis(axis, rank: t.rank), n = t.shape[a]
        var d = try Tensor.scalar(dx)
        if !x.isNone {
            let p = try floats(x)
            if p.rank == 1 {
                d = try Elementwise.binary(.subtract, Movement.slice(p, axis: 0, start: 1, step: 1, count: p.count - 1), Movement.slice(p, axis: 0, start: 0, step: 1, count: p.count - 1), dtype: .float64)
                var s = [Int](repeating: 1, count: t.rank)
                s[a] = d.count
                d = try Movement.reshape(d, s)
            } else {
                d = try Elementwise.binary(.subtract, Movement.slice(p, axis: a, start: 1, step: 1, count: n - 1), Movement.slice(p, axis: a, start: 0, step: 1, count: n - 1), dtype: .float64)
            }
        }
        let s = try Elementwise.binary(.add, Movement.slice(t, axis: a, start: 1, step: 1, count: max(n - 1, 0)), Movement.slice(t, axis: a, start: 0, step: 1, count: max(n - 1, 0)), dtype: .float64)
        let r = try Elementwise.binary(.divide, try Elementwise.binary(.multiply, d, s, dtype: .float64), try Tensor.scalar(2.0), dtype: .float64)
        return Convert.result(try Reduce.sum(r, axes: [a], dtype: .float64))
    }

    // MARK: Polynomials

    static func polyfit(_ x: Value, _ y: Value, _ degree: Int, weights: Value) throws -> Value {
        let p = try floats(x), q = try floats(y)
        let n = p.count, order = degree + 1
        if degree < 0 { throw valueError("expected deg >= 0") }
        if p.rank != 1 { throw typeError("expected 1D vector for x") }
        if n == 0 { throw typeError("expected non-empty vector for x") }
        if q.shape.first != n { throw typeError("expected x and y to have same length") }
        let xs = try p.doubles()
        var v = try Tensor(empty: [n, order], .float64)
        for i in 0..<n {
            var power = 1.0
            for j in stride(from: order - 1, through: 0, by: -1) {
                v.elements(Double.self)[i * order + j] = power
                power *= xs[i]
            }
        }
        var rhs = try Movement.reshape(try Elementwise.cast(q, .float64), [n, q.count / n])
        if !weights.isNone {
            let w = try Movement.reshape(try floats(weights), [n, 1])
            v = try Elementwise.binary(.multiply, v, w, dtype: .float64)
            rhs = try Elementwise.binary(.multiply, rhs, w, dtype: .float64)
        }
        // Columns scaled to length 1 condition the problem.
        let scale = try Elementwise.unary(.sqrt, try Reduce.sum(try Elementwise.unary(.square, v), axes: [0], dtype: .float64))
        let scaled = try Elementwise.binary(.divide, v, scale, dtype: .float64)
        let r = try LAPACK.lstsq(scaled, rhs, rcond: Double(n) * Double.ulpOfOne)
        let c = try Elementwise.binary(.divide, Movement.transpose(r.x), scale, dtype: .float64)
        return Convert.ndarray(q.rank == 1 ? try Movement.reshape(c, [order]) : Movement.transpose(c))
    }
    static func polyval(_ p: Value, _ x: Value) throws -> Value {
        let c = try Operators.items(of: p)
        var y: Value = try Operators.binary(.mul, x.asObject is ListObject ? .object(try NDArray.from(x)) : x, .int(0))
        let at: Value = x.asObject is ListObject || x.asObject is TupleObject ? .object(try NDArray.from(x)) : x
        for k in c { y = try Operators.binary(.add, try Operators.binary(.mul, y, at), k) }
        return y
    }
    static func roots(_ p: Value) throws -> Value {
        var c = try floats(p).doubles()
        while let f = c.first, f == 0 { c.removeFirst() }
        var zeros = 0
        while let l = c.last, l == 0 {
            c.removeLast()
            zeros += 1
        }
        var out: [Double] = []
        if c.count > 1 {
            let n = c.count - 1
            let m = try Tensor.zeros([n, n], .float64)
            let q = m.elements(Double.self)
            for i in 1..<max(n, 1) { q[i * n + i - 1] = 1 }
            for j in 0..<n { q[j] = -c[j + 1] / c[0] }
            let r = try LAPACK.eig(m)
            if try r.imaginary.doubles().contains(where: { $0 != 0 }) { throw notImplementedError("the roots are complex; complex arrays are not supported here") }
            out = try r.real.doubles()
        }
        return Convert.ndarray(try Tensor.of(out + [Double](repeating: 0, count: zeros)))
    }

    // MARK: Histograms

    /// Edges of equal bins, or those given.
    static func edges(_ data: [Double], _ bins: Value, range: Value) throws -> [Double] {
        if let s = bins.asString { return try automatic(data, s, range) }
        if let a = bins.asObject, !(a is NumpyScalar) {
            let e = try floats(bins)
            if e.rank != 1 { if e.rank == 0 { return try edges(data, .int(Int(limited: e.double(at: 0))), range: range) } else { throw valueError("`bins` must be 1d, when an array") } }
            let d = try e.doubles()
            for (x, y) in zip(d, d.dropFirst()) where x > y { throw valueError("`bins` must increase monotonically, when an array") }
            return d
        }
        guard case .some = try? Operators.index(bins) else { throw typeError("`bins` must be an integer, a string, or an array") }
        let n = try Operators.index(bins)
        if n < 1 { throw valueError("`bins` must be positive, when an integer") }
        if n > 1 << 28 { throw PythonError(Exceptions.memoryError, "\(n) bins do not fit in memory") }
        let (lo, hi) = try limits(data, range)
        return NumpyMake.linspace(lo, hi, n + 1, endpoint: true).0
    }
    private static func limits(_ data: [Double], _ range: Value) throws -> (Double, Double) {
        var lo = 0.0, hi = 1.0
        if !range.isNone {
            let r = try Operators.items(of: range)
            if r.count != 2 { throw valueError("range must have two elements") }
            lo = try Operators.toDouble(r[0])
            hi = try Operators.toDouble(r[1])
            if lo > hi { throw valueError("max must be larger than min in range parameter.") }
            if !lo.isFinite || !hi.isFinite { throw valueError("supplied range of [\(try Operators.repr(.float(lo))), \(try Operators.repr(.float(hi)))] is not finite") }
        } else if !data.isEmpty {
            lo = data.min()!
            hi = data.max()!
            if data.contains(where: { !$0.isFinite }) {
                let m = data.contains { $0.isNaN } ? Double.nan : lo, x = data.contains { $0.isNaN } ? Double.nan : hi
                throw valueError("autodetected range of [\(try Operators.repr(.float(m))), \(try Operators.repr(.float(x)))] is not finite")
            }
        }
        if lo == hi {
            lo -= 0.5
            hi += 0.5
        }
        return (lo, hi)
    }
    private static func automatic(_ data: [Double], _ name: String, _ range: Value) throws -> [Double] {
        let (lo, hi) = try limits(data, range)
        let x = data.filter { $0 >= lo && $0 <= hi }
        let n = Double(x.count)
        if x.isEmpty { return NumpyMake.linspace(lo, hi, 2, endpoint: true).0 }
        let spread = x.max()! - x.min()!
        func sturges() -> Double { spread / (Glibc.log2(n) + 1) }
        func fd() -> Double {
            let s = x.sorted()
            func q(_ p: Double) -> Double {
                let h = Double(s.count - 1) * p, i = Int(h)
                return i + 1 < s.count ? s[i] + (s[i + 1] - s[i]) * (h - Double(i)) : s[i]
            }
            return 2 * (q(0.75) - q(0.25)) / Glibc.cbrt(n)
        }
        let width: Double
        switch name {
        case "auto":
            let f = fd()
            width = f > 0 ? min(f, sturges()) : sturges()
        case "sturges": width = sturges()
        case "fd": width = fd()
        case "sqrt": width = spread / n.squareRoot()
        case "rice": width = spread / (2 * Glibc.cbrt(n))
        case "scott":
            let m = x.reduce(0, +) / n
            let sd = (x.reduce(0) { $0 + ($1 - m) * ($1 - m) } / n).squareRoot()
            width = Glibc.cbrt(24 * Double.pi.squareRoot() / n) * sd
        default: throw valueError("'\(name)' is not a valid estimator for `bins`")
        }
        let count = width > 0 ? max(Int(((hi - lo) / width).rounded(.up)), 1) : 1
        return NumpyMake.linspace(lo, hi, count + 1, endpoint: true).0
    }
    /// Counts (or summed weights) of values between edges; the last bin holds its right edge.
    static func histogram(_ v: Value, bins: Value, range: Value, density: Bool, weights: Value) throws -> Value {
        let t = try Convert.tensor(from: v)
        let data = try t.doubles()
        let e = try edges(data, bins, range: range)
        if e.count < 2 { throw valueError("`bins` must have at least one bin") }
        let n = e.count - 1
        let w = weights.isNone ? nil : try Convert.tensor(from: weights)
        if let w, w.shape != t.shape { throw valueError("weights should have the same shape as a.") }
        let ws = try w?.doubles()
        var counts = [Double](repeating: 0, count: max(n, 0))
        let uniform = bins.asObject == nil || bins.asString != nil || bins.asObject is NumpyScalar
        for (k, x) in data.enumerated() {
            guard x >= e[0], x <= e[n] else { continue }
            var i: Int
            if uniform {
                i = min(Int((x - e[0]) / (e[n] - e[0]) * Double(n)), n - 1)
                if x < e[i] { i -= 1 } else if i != n - 1, x >= e[i + 1] { i += 1 }
            } else {
                var a = 0, b = e.count
                while a < b {
                    let m = (a + b) / 2
                    if e[m] <= x { a = m + 1 } else { b = m }
                }
                i = min(a - 1, n - 1)
            }
            counts[i] += ws?[k] ?? 1
        }
        // Edges that were given keep their type.
        let given = uniform ? nil : (try Convert.tensor(from: bins)).dtype
        let edgeTensor = try Tensor.of(e, given ?? .float64)
        if density {
            let total = counts.reduce(0, +)
            return .tuple([Convert.ndarray(try Tensor.of(zip(counts, zip(e.dropFirst(), e)).map { $0 / ($1.0 - $1.1) / total })), Convert.ndarray(edgeTensor)])
        }
        let c = w == nil || !w!.dtype.isFloat ? try Tensor.of(counts.map { Int($0) }) : try Tensor.of(counts, w!.dtype)
        return .tuple([Convert.ndarray(c), Convert.ndarray(edgeTensor)])
    }
    static func histogram2d(_ xs: [[Double]], bins: Value, range: Value, density: Bool, weights: Value) throws -> (Tensor, [[Double]]) {
        let dims = xs.count
        var edgeLists: [[Double]] = []
        for d in 0..<dims {
            var b = bins
            if bins.asObject is ListObject || bins.asObject is TupleObject { let items = try Operators.items(of: bins); if items.count == dims { b = items[d] } }
            let r = range.isNone ? Value.none : try Operators.items(of: range)[d]
            edgeLists.append(try edges(xs[d], b, range: r))
        }
        let shape = edgeLists.map { $0.count - 1 }
        let out = try Tensor.zeros(shape, .float64)
        let ws = weights.isNone ? nil : try floats(weights).doubles()
        let p = out.elements(Double.self)
        next: for k in 0..<(xs.first?.count ?? 0) {
            var at = 0
            for d in 0..<dims {
                let e = edgeLists[d], x = xs[d][k]
                guard x >= e[0], x <= e[e.count - 1] else { continue next }
                var a = 0, b = e.count
                while a < b {
                    let m = (a + b) / 2
                    if e[m] <= x { a = m + 1 } else { b = m }
                }
                at = at * shape[d] + min(a - 1, shape[d] - 1)
            }
            p[at] += ws?[k] ?? 1
        }
        if density {
            var r = out
            for d in 0..<dims {
                var s = [Int](repeating: 1, count: dims)
                s[d] = shape[d]
                let w = try Movement.reshape(try Tensor.of(zip(edgeLists[d].dropFirst(), edgeLists[d]).map { $0 - $1 }), s)
                r = try Elementwise.binary(.divide, r, w, dtype: .float64)
            }
            return (try Elementwise.binary(.divide, r, try Reduce.sum(out, dtype: .float64), dtype: .float64), edgeLists)
        }
        return (out, edgeLists)
    }
    static func bincount(_ v: Value, weights: Value, minLength: Int) throws -> Value {
        let a = try NDArray.from(v)
        if v.asObject is NDArray, a.isNumeric, a.tensor.dtype.isFloat, a.tensor.count > 0 { throw typeError("Cannot cast array data from dtype('\(a.dtype.text)') to dtype('int64') according to the rule 'safe'") }
        if a.tensor.rank > 1 { throw valueError("object too deep for desired array") }
        let x = try a.tensor.integers()
        if x.contains(where: { $0 < 0 }) { throw valueError("'list' argument must have no negative elements") }
        if minLength < 0 { throw valueError("'minlength' must not be negative") }
        let n = max((x.max() ?? -1) + 1, minLength)
        if weights.isNone {
            let out = try Tensor.zeros([n], .int64)
            for i in x { out.elements(Int.self)[i] += 1 }
            return Convert.ndarray(out)
        }
        let w = try floats(weights).doubles()
        if w.count != x.count { throw valueError("The weights and list don't have the same length.") }
        let out = try Tensor.zeros([n], .float64)
        for (k, i) in x.enumerated() { out.elements(Double.self)[i] += w[k] }
        return Convert.ndarray(out)
    }
    static func digitize(_ v: Value, _ bins: Value, right: Bool) throws -> Value {
        let b = try NDArray.from(bins)
        let d = try b.tensor.doubles()
        let rising = zip(d, d.dropFirst()).allSatisfy { $0 <= $1 }, falling = zip(d, d.dropFirst()).allSatisfy { $0 >= $1 }
        if !rising && !falling { throw valueError("bins must be monotonically increasing or decreasing") }
        if rising { return try NumpySets.searchsorted(b, v, side: right ? "left" : "right") }
        let flipped = NDArray(try Movement.flip(b.tensor, axes: [0]))
        return try Operators.binary(.sub, .int(d.count), try NumpySets.searchsorted(flipped, v, side: right ? "right" : "left"))
    }

    // MARK: Covariance

    static func cov(_ m: Value, y: Value, rowvar: Bool, bias: Bool, ddof: Value, fweights: Value, aweights: Value) throws -> Tensor {
        var x = try NumpyMovement.raised(try Elementwise.cast(try Convert.tensor(from: m), .float64), 2)
        if !rowvar && x.shape[0] != 1 { x = Movement.transpose(x) }
        if x.shape[0] == 0 { return try Tensor(empty: [0, 0], .float64) }
        if !y.isNone {
            var z = try NumpyMovement.raised(try Elementwise.cast(try Convert.tensor(from: y), .float64), 2)
            if !rowvar && z.shape[0] != 1 { z = Movement.transpose(z) }
            x = try Movement.concat([x, z], axis: 0, dtype: .float64)
        }
        let d = ddof.isNone ? (bias ? 0.0 : 1.0) : try Operators.toDouble(ddof)
        var w: Tensor?
        if !fweights.isNone { w = try floats(fweights) }
        if !aweights.isNone {
            let a = try floats(aweights)
            w = try w.map { try Elementwise.binary(.multiply, $0, a, dtype: .float64) } ?? a
        }
        let n = Double(x.shape[1])
        let mean: Tensor, factor: Double
        if let w {
            let sum = try Reduce.sum(w, dtype: .float64)
            mean = try Elementwise.binary(.divide, try Reduce.sum(try Elementwise.binary(.multiply, x, w, dtype: .float64), axes: [1], keepDims: true, dtype: .float64), sum, dtype: .float64)
            let s = sum.double(at: 0)
            if d == 0 { factor = s } else if aweights.isNone { factor = s - d } else {
                let a = try floats(aweights)
                let q = try Reduce.sum(try Elementwise.binary(.multiply, w, a, dtype: .float64), dtype: .float64).double(at: 0)
                factor = s - d * q / s
            }
        } else {
            mean = try Reduce.mean(x, axes: [1], keepDims: true, dtype: .float64)
            factor = n - d
        }
        let c = try Elementwise.binary(.subtract, x, mean, dtype: .float64)
        let t = try w.map { try Elementwise.binary(.multiply, c, $0, dtype: .float64) } ?? c
        let r = try Linalg.matmul(c, Movement.transpose(t), dtype: .float64)
        let scaled = try Elementwise.binary(.multiply, r, try Tensor.scalar(1 / max(factor, 0)), dtype: .float64)
        return try Movement.squeeze(scaled)
    }
    static func corrcoef(_ m: Value, y: Value, rowvar: Bool) throws -> Value {
        let c = try cov(m, y: y, rowvar: rowvar, bias: false, ddof: .none, fweights: .none, aweights: .none)
        if c.rank == 0 { return Convert.result(try Elementwise.binary(.divide, c, c, dtype: .float64)) }
        let s = try Elementwise.unary(.sqrt, try Movement.diagonal(c))
        var r = try Elementwise.binary(.divide, c, try Movement.reshape(s, [s.count, 1]), dtype: .float64)
        r = try Elementwise.binary(.divide, r, try Movement.reshape(s, [1, s.count]), dtype: .float64)
        return Convert.ndarray(try Elementwise.clamp(r, try Tensor.scalar(-1.0), try Tensor.scalar(1.0)))
    }

    // MARK: Comparison

    static func isclose(_ a: Value, _ b: Value, rtol: Double, atol: Double, equalNaN: Bool) throws -> Tensor {
        let x = try Elementwise.cast(try Convert.tensor(from: a), .float64), y = try Elementwise.cast(try Convert.tensor(from: b), .float64)
        let d = try Elementwise.unary(.absolute, try Elementwise.binary(.subtract, x, y, dtype: .float64))
        let limit = try Elementwise.binary(
            .add, try Tensor.scalar(atol), try Elementwise.binary(.multiply, try Tensor.scalar(rtol), try Elementwise.unary(.absolute, y), dtype: .float64), dtype: .float64)
        var r = try Elementwise.compare(.lessEqual, d, limit, dtype: .float64)
        r = try Elementwise.compare(.logicalAnd, r, try Elementwise.test(.isfinite, y), dtype: .bool)
        r = try Elementwise.compare(.logicalOr, r, try Elementwise.compare(.equal, x, y, dtype: .float64), dtype: .bool)
        if equalNaN {
            r = try Elementwise.compare(.logicalOr, r, try Elementwise.compare(.logicalAnd, try Elementwise.test(.isnan, x), try Elementwise.test(.isnan, y), dtype: .bool), dtype: .bool)
        }
        return r
    }
    static func arrayEqual(_ a: Value, _ b: Value, equalNaN: Bool, equivalent: Bool = false) throws -> Bool {
        guard let x = try? NDArray.from(a), let y = try? NDArray.from(b) else { return false }
        if !equivalent && x.shape != y.shape { return false }
        if equivalent, (try? Shape.broadcast(x.shape, y.shape)) == nil { return false }
        if equalNaN && x.isNumeric && y.isNumeric && x.tensor.dtype.isFloat && y.tensor.dtype.isFloat {
            let same = try Elementwise.compare(.equal, x.tensor, y.tensor, dtype: .float64)
            let both = try Elementwise.compare(.logicalAnd, try Elementwise.test(.isnan, x.tensor), try Elementwise.test(.isnan, y.tensor), dtype: .bool)
            return try Reduce.all(try Elementwise.compare(.logicalOr, same, both, dtype: .bool)).integer(at: 0) != 0
        }
        let r = try Ufunc.named("equal").call([.object(x), .object(y)], out: nil)
        return try Reduce.all(try Convert.tensor(from: r)).integer(at: 0) != 0
    }
    static func average(_ v: Value, axis: Value, weights: Value, returned: Bool, keepDims: Bool) throws -> Value {
        if weights.isNone {
            let m = try NumpyReduce.mean(v, axis: axis, dtype: .none, out: .none, keepDims: keepDims, mask: .none)
            if !returned { return m }
            let t = try Convert.tensor(from: v)
            let n = try Reduce.axes(try Convert.axes(from: axis), rank: t.rank).reduce(1) { $0 * t.shape[$1] }
            let mt = try Convert.tensor(from: m)
            return .tuple([m, Convert.result(try Tensor.full(mt.shape, Double(n), .float64))])
        }
        let t = try floats(v)
        var w = try floats(weights)
        let axes = try Convert.axes(from: axis)
        if w.shape != t.shape {
            guard let axes else { throw typeError("Axis must be specified when shapes of a and weights differ.") }
            let length = t.shape[try Shape.axis(axes.first ?? 0, rank: t.rank)]
            if w.rank != 1 || axes.count != 1 || w.shape[0] != length { throw valueError("Shape of weights must be consistent with shape of a along specified axis.") }
            var s = [Int](repeating: 1, count: t.rank)
            s[try Shape.axis(axes[0], rank: t.rank)] = w.count
            w = try Movement.expand(try Movement.reshape(w, s), to: t.shape)
        }
        let d = DType.promote(t.dtype, w.dtype)
        let total = try Reduce.sum(w, axes: axes, keepDims: keepDims, dtype: d)
        if try total.doubles().contains(0) { throw PythonError(Exceptions.zeroDivisionError, "Weights sum to zero, can't be normalized") }
        let r = try Elementwise.binary(.divide, try Reduce.sum(try Elementwise.binary(.multiply, t, w, dtype: d), axes: axes, keepDims: keepDims, dtype: d), total, dtype: d)
        return returned ? .tuple([Convert.result(r), Convert.result(total)]) : Convert.result(r)
    }
}

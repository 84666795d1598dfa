// This file defines NumPy's reductions and statistics.

import Glibc
import Kernel
import Lang

enum NumpyReduce {
    /// The result of a reduction: into `out`, a scalar, or an array.
    static func deliver(_ r: Tensor, _ out: Value) throws -> Value {
        if out.isNone || out.isUnbound { return Convert.result(r) }
        var out = out
        if let t = out.asObject as? TupleObject, t.items.count == 1 { out = t.items[0] }
        guard let o = out.asObject as? NDArray else { throw typeError("return arrays must be of ArrayType") }
        if o.shape != r.shape {
            throw valueError("output parameter for reduction operation has the wrong number of dimensions: Found \(o.tensor.rank) but expected \(r.rank)")
        }
        try o.checkWriteable(output: true)
        try Elementwise.copy(from: r, to: o.tensor)
        return out
    }

    /// Strings do not add up.
    private static func stringSum(_ n: Int) -> PythonError {
        typeError("the resolved dtypes are not compatible with add.reduce. Resolved (dtype('<U\(n)'), dtype('<U\(n)'), dtype('<U\(2 * n)'))")
    }
    /// Reductions of arrays of objects (sum, product, extremes, logic) and extremes of strings.
    static func objects(_ u: Ufunc, _ x: NDArray, axes: [Int]?, keepDims: Bool, initial: Value) throws -> Value {
        if case .string(let n) = x.elementKind, u.name == "add" || u.name == "multiply" { throw stringSum(n) }
        let ax = try Reduce.axes(axes, rank: x.tensor.rank)
        let keep = (0..<x.tensor.rank).filter { !ax.contains($0) }
        let shape = keep.map { x.shape[$0] }
        let p = x.with(try Movement.permute(x.tensor, keep + ax))
        let values = try p.values()
        let n = ax.reduce(1) { $0 * x.shape[$1] }
        let count = shape.reduce(1, *)
        var out: [Value] = []
        for r in 0..<count {
            var acc: Value? = initial.isUnbound || initial.isNone ? nil : initial
            for v in values[(r * n)..<(r * n + n)] {
                guard let a = acc else {
                    acc = v
                    continue
                }
                switch u.name {
                case "add":
                    acc = try Operators.binary(.add, a, v)
                case "multiply": acc = try Operators.binary(.mul, a, v)
                case "maximum": acc = try Operators.less(a, v) ? v : a
                case "minimum": acc = try Operators.less(v, a) ? v : a
                case "logical_and": acc = try Operators.isTrue(a) ? v : a
                case "logical_or": acc = try Operators.isTrue(a) ? a : v
                default: throw u.unsupported()
                }
            }
            if acc == nil {
                if u.identity.isNone { throw valueError("zero-size array to reduction operation \(u.name) which has no identity") }
                acc = u.identity
            }
            out.append(acc!)
        }
        let r = try NDArray.of(out, shape: keepDims ? Reduce.shape(x.shape, axes: ax, keepDims: true) : shape, kind: x.elementKind)
        return r.scalarOrSelf
    }

    /// A float dtype for means: the array's own, float64 for integers.
    static func meanType(_ t: Tensor, _ dtype: Value) throws -> DType {
        if let d = try NumpyTypes.number(dtype) { return d }
        return t.dtype.isFloat ? t.dtype : .float64
    }
    /// Elements outside a `where=` mask do not count: sums of what is inside and their numbers.
    private static func masked(_ t: Tensor, _ mask: Value, _ axes: [Int]?, _ keepDims: Bool, _ d: DType) throws -> (sum: Tensor, count: Tensor)? {
        if case .bool(true) = mask { return nil }
        if mask.isNone || mask.isUnbound { return nil }
        let m = try Movement.expand(try Elementwise.cast(try Convert.tensor(from: mask), .bool), to: t.shape)
        let z = try Elementwise.where_(m, t, try Tensor.scalar(0, d), dtype: d)
        return (try Reduce.sum(z, axes: axes, keepDims: keepDims, dtype: d), try Reduce.sum(m, axes: axes, keepDims: keepDims, dtype: d))
    }
    static func mean(_ v: Value, axis: Value, dtype: Value, out: Value, keepDims: Bool, mask: Value) throws -> Value {
        let x = try NDArray.from(v)
        guard x.isNumeric else {
            if x.elementKind == .object {
                let s = try objects(Ufunc.named("add"), x, axes: try Convert.axes(from: axis), keepDims: keepDims, initial: .unbound)
                let n = try Reduce.axes(try Convert.axes(from: axis), rank: x.tensor.rank).reduce(1) { $0 * x.shape[$1] }
                return try Operators.binary(.truediv, s, .int(n))
            }
            throw stringSum(NDArray.width(try x.values()))
        }
        let t = x.tensor
        let d = try meanType(t, dtype), axes = try Convert.axes(from: axis)
        if let (s, n) = try masked(t, mask, axes, keepDims, d) { return try deliver(try Elementwise.binary(.divide, s, n, dtype: d), out) }
        return try deliver(try Reduce.mean(t, axes: axes, keepDims: keepDims, dtype: d), out)
    }
    static func variance(_ v: Value, axis: Value, dtype: Value, out: Value, ddof: Double, keepDims: Bool, mask: Value, root: Bool) throws -> Value {
        let t = try Convert.tensor(from: v)
        let d = try meanType(t, dtype), axes = try Convert.axes(from: axis)
        var r: Tensor
        if let (s, n) = try masked(t, mask, axes, true, d) {
            let m = try Elementwise.binary(.divide, s, n, dtype: d)
            let e = try Elementwise.unary(.square, try Elementwise.binary(.subtract, t, m, dtype: d))
            let (q, k) = try masked(e, mask, axes, keepDims, d)!
            r = try Elementwise.binary(.divide, q, try Elementwise.binary(.subtract, k, try Tensor.scalar(ddof, d), dtype: d), dtype: d)
        } else {
            r = try Reduce.variance(t, axes: axes, keepDims: keepDims, correction: ddof, dtype: d)
        }
        if root { r = try Elementwise.unary(.sqrt, r) }
        return try deliver(r, out)
    }

    /// Extremes' places.
    static func arg(_ v: Value, axis: Value, largest: Bool, out: Value, keepDims: Bool) throws -> Value {
        let x = try NDArray.from(v)
        let axis: Int? = axis.isNone || axis.isUnbound ? nil : try Operators.index(axis)
        if !x.isNumeric {
            let values = try x.values()
            if axis != nil && x.tensor.rank != 1 { throw notImplementedError("argmax of strings or objects takes one axis only") }
            guard var best = values.first else { throw valueError("attempt to get \(largest ? "argmax" : "argmin") of an empty sequence") }
            var at = 0
            for (i, v) in values.enumerated().dropFirst() where try largest ? Operators.less(best, v) : Operators.less(v, best) {
                best = v
                at = i
            }
            return NumpyScalar.int64(at)
        }
        return try deliver(largest ? try Reduce.argmax(x.tensor, axis: axis, keepDims: keepDims) : try Reduce.argmin(x.tensor, axis: axis, keepDims: keepDims), out)
    }

    // MARK: Order statistics

    /// Rows of the reduced elements, sorted: (kept..., n), NaN last.
    static func sortedRows(_ t: Tensor, _ axes: [Int]?) throws -> (rows: Tensor, kept: [Int], axes: [Int]) {
        let ax = try Reduce.axes(axes, rank: t.rank)
        let keep = (0..<t.rank).filter { !ax.contains($0) }
        let n = ax.reduce(1) { $0 * t.shape[$1] }
        let p = try Movement.permute(t, keep + ax)
        let r = try Movement.reshape(p, keep.map { t.shape[$0] } + [n])
        return (try Sort.sort(r, axis: -1), keep, ax)
    }
    /// Quantiles by `method` (linear and its discrete kin). q in 0...1. The result has the shape of `q` before the kept axes.
    static func quantile(_ v: Value, _ q: Tensor, axis: Value, keepDims: Bool, method: String, ignoreNaN: Bool, out: Value = .none) throws -> Value {
        var t = try Convert.tensor(from: v)
        let type: DType = t.dtype.isFloat ? t.dtype : .float64
        let computing: DType = type == .float32 || type == .float16 ? type : .float64
        let qs = try q.doubles()
        for p in qs where !(p >= 0 && p <= 1) { throw valueError("Quantiles must be in the range [0, 1]") }
        if t.dtype == .bool { t = try Elementwise.cast(t, .float64) }
        let discrete = ["lower", "higher", "nearest", "inverted_cdf", "closest_observation"].contains(method)
        let (rows, keep, ax) = try sortedRows(t, try Convert.axes(from: axis))
        let n = rows.shape.last!
        let count = rows.count / max(n, 1)
        let outType = discrete ? t.dtype : computing
        let keptShape = keep.map { t.shape[$0] }
        let result = try Tensor(empty: [qs.count] + keptShape, .float64)
        let r = result.elements(Double.self)
        let source = try rows.contiguous(.float64)
        let p = source.elements(Double.self)
        func value(_ row: Int, _ quantile: Double) -> Double {
            let base = row * n
            var m = n
            if n == 0 { return .nan }
            if p[base + n - 1].isNaN {
                if !ignoreNaN { return .nan }
                while m > 0 && p[base + m - 1].isNaN { m -= 1 }
                if m == 0 { return .nan }
            }
            func at(_ i: Int) -> Double { p[base + min(max(i, 0), m - 1)] }
            func between(_ h: Double) -> Double {
                let lo = h.rounded(.down)
                let g = h - lo
                let a = at(Int(lo)), b = at(Int(lo) + 1)
                // NumPy's lerp: from the nearer end.
                let d = b - a
                if computing == .float32 {
                    let fa = Float(a), fb = Float(b), fg = Float(g), fd = fb - fa
                    return Double(g >= 0.5 ? fb - fd * (1 - fg) : fa + fd * fg)
                }
                return g >= 0.5 ? b - d * (1 - g) : a + d * g
            }
            let h = Double(m - 1) * quantile
            switch method {
            case "linear": return between(h)
            case "lower": return at(Int(h.rounded(.down)))
            case "higher": return at(Int(h.rounded(.up)))
            case "nearest": return at(Int(h.rounded(.toNearestOrEven)))
            case "midpoint":
                let a = at(Int(h.rounded(.down))), b = at(Int(h.rounded(.up)))
                return a == b ? a : (a + b) / 2
            case "inverted_cdf":
                let k = Double(m) * quantile
                return at(Int(k.rounded(.up)) - 1)
            case "averaged_inverted_cdf":
                let k = Double(m) * quantile
                if k == k.rounded() && k > 0 { return (at(Int(k) - 1) + at(Int(k))) / 2 }
                return at(Int(k.rounded(.up)) - 1)
            case "closest_observation":
                let k = Double(m) * quantile - 0.5
                return at(Int(k.rounded(.toNearestOrEven)))
            case "interpolated_inverted_cdf": return between(min(max(Double(m) * quantile - 1, 0), Double(m - 1)))
            case "hazen": return between(min(max(Double(m) * quantile - 0.5, 0), Double(m - 1)))
            case "weibull": return between(min(max(Double(m + 1) * quantile - 1, 0), Double(m - 1)))
            case "median_unbiased": return between(min(max((Double(m) + 1.0 / 3) * quantile + 1.0 / 3 - 1, 0), Double(m - 1)))
            default: return between(min(max((Double(m) + 0.25) * quantile + 3.0 / 8 - 1, 0), Double(m - 1)))
            }
        }
        let known = [
            "linear", "lower", "higher", "nearest", "midpoint", "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
            "median_unbiased", "normal_unbiased",
        ]
        if !known.contains(method) { throw valueError("'\(method)' is not a valid method. Use one of: " + known.joined(separator: ", ")) }
        for (k, quantile) in qs.enumerated() { for row in 0..<count { r[k * count + row] = value(row, quantile) } }
        var final = try Elementwise.cast(result, outType)
        let shape = keepDims ? Reduce.shape(t.shape, axes: ax, keepDims: true) : keptShape
        final = try Movement.reshape(final, q.shape + shape)
        return try deliver(final, out)
    }
    static func median(_ v: Value, axis: Value, keepDims: Bool, ignoreNaN: Bool, out: Value = .none) throws -> Value {
        let t = try Convert.tensor(from: v)
        let d: DType = t.dtype.isFloat ? t.dtype : .float64
        let (rows, keep, ax) = try sortedRows(t, try Convert.axes(from: axis))
        let n = rows.shape.last!
        let keptShape = keep.map { t.shape[$0] }
        let result = try Tensor(empty: keptShape, .float64)
        let source = try rows.contiguous(.float64)
        let p = source.elements(Double.self)
        for row in 0..<result.count {
            let base = row * n
            var m = n
            if n > 0, p[base + n - 1].isNaN { if ignoreNaN { while m > 0 && p[base + m - 1].isNaN { m -= 1 } } else { m = 0 } }
            let r: Double
            if m == 0 { r = .nan } else if m % 2 == 1 { r = p[base + m / 2] } else {
                let a = p[base + m / 2 - 1], b = p[base + m / 2]
                r = d == .float32 ? Double((Float(a) + Float(b)) / 2) : (a + b) / 2
            }
            result.elements(Double.self)[row] = r
        }
        let shape = keepDims ? Reduce.shape(t.shape, axes: ax, keepDims: true) : keptShape
        return try deliver(try Movement.reshape(try Elementwise.cast(result, d), shape), out)
    }

    // MARK: Leaving NaN out

    /// `nansum` and its kin.
    static func nan(_ name: String, _ a: Arguments, axis: Value, keepDims: Bool, dtype: Value, ddof: Double = 0) throws -> Value {
        let t = try Convert.tensor(from: a[0])
        let axes = try Convert.axes(from: axis)
        if !t.dtype.isFloat {
            let v = Value.object(NDArray(t))
            switch name {
            case "sum", "prod":
                return try Ufunc.named(name == "sum" ? "add" : "multiply").reduce(v, axis: axis, dtype: dtype, out: .none, keepDims: keepDims, initial: .unbound, mask: .bool(true))
            case "max", "min":
                return try Ufunc.named(name == "max" ? "maximum" : "minimum").reduce(v, axis: axis, dtype: .none, out: .none, keepDims: keepDims, initial: .unbound, mask: .bool(true))
            case "mean": return try mean(v, axis: axis, dtype: dtype, out: .none, keepDims: keepDims, mask: .none)
            default: return try variance(v, axis: axis, dtype: dtype, out: .none, ddof: ddof, keepDims: keepDims, mask: .none, root: name == "std")
            }
        }
        let d = t.dtype
        let isNaN = try Elementwise.test(.isnan, t)
        func filled(_ x: Double) throws -> Tensor { try Elementwise.where_(isNaN, try Tensor.scalar(x, d), t, dtype: d) }
        switch name {
        case "sum": return Convert.result(try Reduce.sum(try filled(0), axes: axes, keepDims: keepDims, dtype: try NumpyTypes.number(dtype) ?? d))
        case "prod": return Convert.result(try Reduce.prod(try filled(1), axes: axes, keepDims: keepDims, dtype: try NumpyTypes.number(dtype) ?? d))
        case "max", "min":
            let r = name == "max" ? try Reduce.max(try filled(-.infinity), axes: axes, keepDims: keepDims) : try Reduce.min(try filled(.infinity), axes: axes, keepDims: keepDims)
            let none = try Reduce.all(isNaN, axes: axes, keepDims: keepDims)
            return Convert.result(try Elementwise.where_(none, try Tensor.scalar(.nan, d), r, dtype: d))
        default:
            let ok = try Elementwise.test(.not, isNaN)
            let n = try Reduce.sum(ok, axes: axes, keepDims: true, dtype: d)
            let mean = try Elementwise.binary(.divide, try Reduce.sum(try filled(0), axes: axes, keepDims: true, dtype: d), n, dtype: d)
            let ax = try Reduce.axes(axes, rank: t.rank)
            if name == "mean" { return Convert.result(keepDims ? mean : try Movement.squeeze(mean, axes: ax)) }
            let e = try Elementwise.binary(.subtract, t, mean, dtype: d)
            let sq = try Elementwise.where_(isNaN, try Tensor.scalar(0, d), try Elementwise.unary(.square, e), dtype: d)
            let s = try Reduce.sum(sq, axes: axes, keepDims: true, dtype: d)
            var r = try Elementwise.binary(.divide, s, try Elementwise.binary(.subtract, n, try Tensor.scalar(ddof, d), dtype: d), dtype: d)
            let bad = try Elementwise.compare(.lessEqual, n, try Tensor.scalar(ddof, d), dtype: d)
            r = try Elementwise.where_(bad, try Tensor.scalar(.nan, d), r, dtype: d)
            if name == "std" { r = try Elementwise.unary(.sqrt, r) }
            return Convert.result(keepDims ? r : try Movement.squeeze(r, axes: ax))
        }
    }
}

// This file defines reductions: sums, products, extremes, moments, cumulative ones.

/// Reductions over axes. `axes` nil: all of them. `keepDims`: reduced axes stay with size 1.
///
/// Float sums are NumPy's pairwise sums, walked in NumPy's order (axes by decreasing stride), so results agree to the bit for the same memory layout.
public enum Reduce {
    /// How the reduction of a type walks: input, output with stride 0 on reduced axes, both with axes by decreasing input stride.
    private struct Walk {
        let nest: Nest
        let out: Tensor
        let result: Tensor
        /// Number of elements reduced into one.
        let reduced: Int
    }

    /// The reduced axes, sorted and checked.
    public static func axes(_ axes: [Int]?, rank: Int) throws -> [Int] {
        guard let axes else { return Array(0..<rank) }
        var seen = Set<Int>()
        for a in axes {
            let r = try Shape.axis(a, rank: rank)
            if rank == 0 { continue }
            if !seen.insert(r).inserted { throw KernelError.value("duplicate value in 'axis'") }
        }
        return seen.sorted()
    }
    /// The shape after reduction.
    public static func shape(_ shape: [Int], axes: [Int], keepDims: Bool) -> [Int] {
        let set = Set(axes)
        return shape.enumerated().compactMap { i, n in set.contains(i) ? (keepDims ? 1 : nil) : n }
    }

    private static func walk(_ t: Tensor, _ axes: [Int], keepDims: Bool, dtype: DType) throws -> Walk {
        let set = Set(axes)
        let result = try Tensor(empty: shape(t.shape, axes: axes, keepDims: keepDims), dtype)
        var outStrides = [Int](repeating: 0, count: t.rank)
        var j = 0
        for i in 0..<t.rank {
            if set.contains(i) {
                if keepDims { j += 1 }
            } else {
                outStrides[i] = result.strides[j]
                j += 1
            }
        }
        let order = (0..<t.rank).sorted { (t.strides[$0].magnitude, $1) > (t.strides[$1].magnitude, $0) }
        let nest = Nest(order.map { t.shape[$0] }, [order.map { t.strides[$0] }, order.map { outStrides[$0] }])
        var n = 1
        for a in axes { n *= t.shape[a] }
        return Walk(nest: nest, out: result, result: result, reduced: n)
    }

    // MARK: Sums and products

    /// The sum, computed in and of type `dtype` (integers wrap; bool: any). An empty sum is 0.
    public static func sum(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType) throws -> Tensor {
        if dtype == .float16 || dtype == .bfloat16 {
            return try Elementwise.cast(try sum(t, axes: axes, keepDims: keepDims, dtype: .float32), dtype)
        }
        if dtype == .bool { return try any(t, axes: axes, keepDims: keepDims) }
        let ax = try self.axes(axes, rank: t.rank)
        let x = try Elementwise.cast(t, dtype)
        let w = try walk(x, ax, keepDims: keepDims, dtype: dtype)
        w.result.pointer.initializeMemory(as: UInt8.self, repeating: 0, count: w.result.count * dtype.size)
        switch dtype {
        case .float32: floatSum(Float.self, x, w)
        case .float64: floatSum(Double.self, x, w)
        case .int64: fold(Int64.self, x, w) { $0 &+ $1 }
        case .uint64: fold(UInt64.self, x, w) { $0 &+ $1 }
        case .int32: fold(Int32.self, x, w) { $0 &+ $1 }
        case .uint32: fold(UInt32.self, x, w) { $0 &+ $1 }
        case .int16: fold(Int16.self, x, w) { $0 &+ $1 }
        case .uint16: fold(UInt16.self, x, w) { $0 &+ $1 }
        case .int8: fold(Int8.self, x, w) { $0 &+ $1 }
        default: fold(UInt8.self, x, w) { $0 &+ $1 }
        }
        return w.result
    }

    /// The product, as `sum`. An empty product is 1.
    public static func prod(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType) throws -> Tensor {
        if dtype == .float16 || dtype == .bfloat16 {
            return try Elementwise.cast(try prod(t, axes: axes, keepDims: keepDims, dtype: .float32), dtype)
        }
        if dtype == .bool { return try all(t, axes: axes, keepDims: keepDims) }
        let ax = try self.axes(axes, rank: t.rank)
        let x = try Elementwise.cast(t, dtype)
        let w = try walk(x, ax, keepDims: keepDims, dtype: dtype)
        try Elementwise.fill(w.result, 1)
        switch dtype {
        case .float32: fold(Float.self, x, w) { $0 * $1 }
        case .float64: fold(Double.self, x, w) { $0 * $1 }
        case .int64: fold(Int64.self, x, w) { $0 &* $1 }
        case .uint64: fold(UInt64.self, x, w) { $0 &* $1 }
        case .int32: fold(Int32.self, x, w) { $0 &* $1 }
        case .uint32: fold(UInt32.self, x, w) { $0 &* $1 }
        case .int16: fold(Int16.self, x, w) { $0 &* $1 }
        case .uint16: fold(UInt16.self, x, w) { $0 &* $1 }
        case .int8: fold(Int8.self, x, w) { $0 &* $1 }
        default: fold(UInt8.self, x, w) { $0 &* $1 }
        }
        return w.result
    }

    /// Sum over count, in `dtype` (a float type).
    public static func mean(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType) throws -> Tensor {
        if dtype == .float16 || dtype == .bfloat16 {
            return try Elementwise.cast(try mean(t, axes: axes, keepDims: keepDims, dtype: .float32), dtype)
        }
        let n = try self.axes(axes, rank: t.rank).reduce(1) { $0 * t.shape[$1] }
        let s = try sum(t, axes: axes, keepDims: keepDims, dtype: dtype)
        return try Elementwise.binary(.divide, s, try Tensor.scalar(Double(n), dtype), dtype: dtype, into: s)
    }

    /// The mean squared distance from the mean, over n - `correction` (`ddof`), by two passes.
    public static func variance(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false, correction: Double = 0, dtype: DType) throws -> Tensor {
        if dtype == .float16 || dtype == .bfloat16 {
            return try Elementwise.cast(try variance(t, axes: axes, keepDims: keepDims, correction: correction, dtype: .float32), dtype)
        }
        let ax = try self.axes(axes, rank: t.rank)
        // In memory order, so that the difference below has the layout of the input and is summed in the same order.
        let order = (0..<t.rank).sorted { (t.strides[$0].magnitude, $1) > (t.strides[$1].magnitude, $0) }
        let p = try Movement.permute(t, order)
        let pax = ax.map { a in order.firstIndex(of: a)! }.sorted()
        let n = ax.reduce(1) { $0 * t.shape[$1] }
        let m = try mean(p, axes: pax, keepDims: true, dtype: dtype)
        let d = try Elementwise.binary(.subtract, p, m, dtype: dtype)
        _ = try Elementwise.binary(.multiply, d, d, dtype: dtype, into: d)
        var s = try sum(d, axes: pax, keepDims: true, dtype: dtype)
        s = try Elementwise.binary(.divide, s, try Tensor.scalar(Swift.max(Double(n) - correction, 0), dtype), dtype: dtype, into: s)
        var back = [Int](repeating: 0, count: t.rank)
        for (i, o) in order.enumerated() { back[o] = i }
        let r = try Movement.permute(s, back).contiguous()
        return keepDims ? r : try Movement.squeeze(r, axes: ax)
    }

    // MARK: Extremes

    /// The largest element; NaN wins. Throws `value` for an empty reduction.
    public static func max(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false) throws -> Tensor {
        try extreme(t, axes, keepDims, "maximum", true)
    }
    /// The smallest element; NaN wins. Throws `value` for an empty reduction.
    public static func min(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false) throws -> Tensor {
        try extreme(t, axes, keepDims, "minimum", false)
    }
    private static func extreme(_ t: Tensor, _ axes: [Int]?, _ keepDims: Bool, _ name: String, _ largest: Bool) throws -> Tensor {
        if t.dtype == .float16 || t.dtype == .bfloat16 {
            return try Elementwise.cast(try extreme(try Elementwise.cast(t, .float32), axes, keepDims, name, largest), t.dtype)
        }
        let ax = try self.axes(axes, rank: t.rank)
        let w = try walk(t, ax, keepDims: keepDims, dtype: t.dtype)
        if w.reduced == 0 && w.result.count > 0 { throw KernelError.value("zero-size array to reduction operation \(name) which has no identity") }
        switch t.dtype {
        case .float32: floatExtreme(Float.self, t, w, largest)
        case .float64: floatExtreme(Double.self, t, w, largest)
        case .int64: integerExtreme(Int64.self, t, w, largest)
        case .uint64: integerExtreme(UInt64.self, t, w, largest)
        case .int32: integerExtreme(Int32.self, t, w, largest)
        case .uint32: integerExtreme(UInt32.self, t, w, largest)
        case .int16: integerExtreme(Int16.self, t, w, largest)
        case .uint16: integerExtreme(UInt16.self, t, w, largest)
        case .int8: integerExtreme(Int8.self, t, w, largest)
        default: integerExtreme(UInt8.self, t, w, largest)
        }
        return w.result
    }

    /// Whether any (all) elements are true. bool.
    public static func any(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false) throws -> Tensor {
        let x = try Elementwise.cast(t, .bool)
        let w = try walk(x, try self.axes(axes, rank: t.rank), keepDims: keepDims, dtype: .bool)
        try Elementwise.fill(w.result, 0)
        fold(UInt8.self, x, w) { $0 | $1 }
        return w.result
    }
    public static func all(_ t: Tensor, axes: [Int]? = nil, keepDims: Bool = false) throws -> Tensor {
        let x = try Elementwise.cast(t, .bool)
        let w = try walk(x, try self.axes(axes, rank: t.rank), keepDims: keepDims, dtype: .bool)
        try Elementwise.fill(w.result, 1)
        fold(UInt8.self, x, w) { $0 & $1 }
        return w.result
    }

    /// The index of the first largest (smallest) element along an axis, or in row-major order; the first NaN wins. int64.
    public static func argmax(_ t: Tensor, axis: Int? = nil, keepDims: Bool = false) throws -> Tensor { try arg(t, axis, keepDims, "argmax", true) }
    public static func argmin(_ t: Tensor, axis: Int? = nil, keepDims: Bool = false) throws -> Tensor { try arg(t, axis, keepDims, "argmin", false) }
    private static func arg(_ t: Tensor, _ axis: Int?, _ keepDims: Bool, _ name: String, _ largest: Bool) throws -> Tensor {
        if t.dtype == .float16 || t.dtype == .bfloat16 { return try arg(try Elementwise.cast(t, .float32), axis, keepDims, name, largest) }
        guard let axis else {
            let r = try arg(try Movement.reshape(t, [t.count]), 0, false, name, largest)
            return keepDims ? try Movement.reshape(r, [Int](repeating: 1, count: t.rank)) : r
        }
        let a = try Shape.axis(axis, rank: t.rank)
        let last = t.rank == 0 ? try Movement.reshape(t, [1]) : try Movement.moveAxis(t, from: a, to: t.rank - 1)
        let n = last.shape.last!
        let outShape = Array(last.shape.dropLast())
        let out = try Tensor(empty: outShape, .int64)
        if n == 0 && out.count > 0 { throw KernelError.value("attempt to get \(name) of an empty sequence") }
        if out.count > 0 {
            let outer = Movement.slice(last, axis: last.rank - 1, start: 0, step: 1, count: 1)
            // One row per result; the reduced axis is walked inside.
            let nest = Nest(outShape, [Array(outer.strides.dropLast()), out.strides])
            let step = last.strides.last!
            switch t.dtype {
            case .float32: argRows(Float.self, last, out, nest, n, step, largest)
            case .float64: argRows(Double.self, last, out, nest, n, step, largest)
            case .int64: argRows(Int64.self, last, out, nest, n, step, largest)
            case .uint64: argRows(UInt64.self, last, out, nest, n, step, largest)
            case .int32: argRows(Int32.self, last, out, nest, n, step, largest)
            case .uint32: argRows(UInt32.self, last, out, nest, n, step, largest)
            case .int16: argRows(Int16.self, last, out, nest, n, step, largest)
            case .uint16: argRows(UInt16.self, last, out, nest, n, step, largest)
            case .int8: argRows(Int8.self, last, out, nest, n, step, largest)
            default: argRows(UInt8.self, last, out, nest, n, step, largest)
            }
        }
        return keepDims && t.rank > 0 ? try Movement.unsqueeze(out, axis: a) : out
    }

    // MARK: Cumulative

    public enum Cumulative { case sum, prod, max, min }
    /// The running sum (product, extreme) along an axis; nil: of the flattened tensor.
    public static func cumulative(_ op: Cumulative, _ t: Tensor, axis: Int?, dtype: DType) throws -> Tensor {
        guard let axis else { return try cumulative(op, try Movement.reshape(t, [t.count]), axis: 0, dtype: dtype) }
        if dtype == .float16 || dtype == .bfloat16 {
            return try Elementwise.cast(try cumulative(op, t, axis: axis, dtype: .float32), dtype)
        }
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 { return try Elementwise.cast(t, dtype).clone() }
        let out = t.dtype == dtype ? try t.clone() : try Elementwise.cast(t, dtype)
        if out.count == 0 { return out }
        let n = out.shape[a], step = out.strides[a]
        var shape = out.shape
        shape.remove(at: a)
        var strides = out.strides
        strides.remove(at: a)
        let nest = Nest(shape, [strides])
        switch dtype {
        case .float32: running(Float.self, op, out, nest, n, step, { $0 + $1 }, { $0 * $1 })
        case .float64: running(Double.self, op, out, nest, n, step, { $0 + $1 }, { $0 * $1 })
        case .int64: running(Int64.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .uint64: running(UInt64.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .int32: running(Int32.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .uint32: running(UInt32.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .int16: running(Int16.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .uint16: running(UInt16.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .int8: running(Int8.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        case .bool: running(UInt8.self, op, out, nest, n, step, { $0 | $1 }, { $0 & $1 })
        default: running(UInt8.self, op, out, nest, n, step, { $0 &+ $1 }, { $0 &* $1 })
        }
        return out
    }
    public static func cumsum(_ t: Tensor, axis: Int?, dtype: DType) throws -> Tensor { try cumulative(.sum, t, axis: axis, dtype: dtype) }
    public static func cumprod(_ t: Tensor, axis: Int?, dtype: DType) throws -> Tensor { try cumulative(.prod, t, axis: axis, dtype: dtype) }

    // MARK: Loops

    @inline(__always)
    private static func running<T: Comparable>(
        _: T.Type, _ op: Cumulative, _ t: Tensor, _ nest: Nest, _ n: Int, _ step: Int, _ add: (T, T) -> T, _ multiply: (T, T) -> T
    ) {
        let p: UnsafeMutablePointer<T> = t.typed()
        nest.rows { at in
            for r in 0..<nest.count {
                var q = p + at[0] + r * nest.inner[0]
                var acc = q.pointee
                for _ in stride(from: 1, to: n, by: 1) {
                    q += step
                    let x = q.pointee
                    switch op {
                    case .sum: acc = add(acc, x)
                    case .prod: acc = multiply(acc, x)
                    case .max: acc = acc >= x || acc != acc ? acc : x
                    case .min: acc = acc <= x || acc != acc ? acc : x
                    }
                    q.pointee = acc
                }
            }
        }
    }

    @inline(__always)
    private static func fold<T>(_: T.Type, _ x: Tensor, _ w: Walk, _ f: (T, T) -> T) {
        let a: UnsafeMutablePointer<T> = x.typed(), o: UnsafeMutablePointer<T> = w.out.typed()
        let n = w.nest.count, sa = w.nest.inner[0], so = w.nest.inner[1]
        w.nest.rows { at in
            let q = o + at[1]
            if so == 0 {
                var acc = q.pointee
                let p = a + at[0]
                if sa == 1 { for i in 0..<n { acc = f(acc, p[i]) } } else { for i in 0..<n { acc = f(acc, p[i &* sa]) } }
                q.pointee = acc
            } else {
                row2(n, q, so, a + at[0], sa, q, so, f)
            }
        }
    }

    private static func floatSum<T: FloatElement>(_: T.Type, _ x: Tensor, _ w: Walk) {
        let a: UnsafeMutablePointer<T> = x.typed(), o: UnsafeMutablePointer<T> = w.out.typed()
        let n = w.nest.count, sa = w.nest.inner[0], so = w.nest.inner[1]
        w.nest.rows { at in
            if so == 0 {
                o[at[1]] += pairwise(a + at[0], n, sa)
            } else {
                row2(n, o + at[1], so, a + at[0], sa, o + at[1], so) { $0 + $1 }
            }
        }
    }

    /// NumPy's pairwise sum: blocks of up to 128 by eight accumulators, halves above.
    static func pairwise<T: FloatElement>(_ a: UnsafeMutablePointer<T>, _ n: Int, _ step: Int) -> T {
        if n < 8 {
            var r: T = -0.0
            for i in 0..<n { r += a[i &* step] }
            return r
        }
        if n <= 128 {
            var r0 = a[0], r1 = a[step], r2 = a[2 &* step], r3 = a[3 &* step]
            var r4 = a[4 &* step], r5 = a[5 &* step], r6 = a[6 &* step], r7 = a[7 &* step]
            var i = 8
            let end = n - n % 8
            while i < end {
                let p = a + i &* step
                r0 += p[0]
                r1 += p[step]
                r2 += p[2 &* step]
                r3 += p[3 &* step]
                r4 += p[4 &* step]
                r5 += p[5 &* step]
                r6 += p[6 &* step]
                r7 += p[7 &* step]
                i += 8
            }
            var r = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
            while i < n {
                r += a[i &* step]
                i += 1
            }
            return r
        }
        var half = n / 2
        half -= half % 8
        return pairwise(a, half, step) + pairwise(a + half &* step, n - half, step)
    }

    private static func floatExtreme<T: FloatElement>(_: T.Type, _ x: Tensor, _ w: Walk, _ largest: Bool) {
        let o: UnsafeMutablePointer<T> = w.out.typed()
        for i in 0..<w.out.count { o[i] = largest ? -T.infinity : T.infinity }
        if largest { fold(T.self, x, w) { $0 >= $1 || $0 != $0 ? $0 : $1 } } else { fold(T.self, x, w) { $0 <= $1 || $0 != $0 ? $0 : $1 } }
    }
    private static func integerExtreme<T: IntegerElement>(_: T.Type, _ x: Tensor, _ w: Walk, _ largest: Bool) {
        let o: UnsafeMutablePointer<T> = w.out.typed()
        for i in 0..<w.out.count { o[i] = largest ? T.min : T.max }
        if largest { fold(T.self, x, w) { $0 > $1 ? $0 : $1 } } else { fold(T.self, x, w) { $0 < $1 ? $0 : $1 } }
    }
    private static func argRows<T: Comparable>(_: T.Type, _ x: Tensor, _ out: Tensor, _ nest: Nest, _ n: Int, _ step: Int, _ largest: Bool) {
        let a: UnsafeMutablePointer<T> = x.typed(), o: UnsafeMutablePointer<Int> = out.typed()
        nest.rows { at in
            for r in 0..<nest.count {
                let p = a + at[0] + r * nest.inner[0]
                var best = p[0], index = 0
                if best == best {
                    for i in stride(from: 1, to: n, by: 1) {
                        let v = p[i &* step]
                        if largest ? v > best : v < best {
                            best = v
                            index = i
                        } else if v != v {
                            index = i
                            break
                        }
                    }
                }
                o[at[1] + r * nest.inner[1]] = index
            }
        }
    }
}

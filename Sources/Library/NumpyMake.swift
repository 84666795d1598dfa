// This file defines NumPy's functions that make arrays.

import Glibc
import Kernel
import Lang

enum NumpyMake {
    static func eye(_ n: Int, _ m: Int, _ k: Int, _ d: DType) throws -> Tensor {
        let t = try Tensor.zeros([n, m], d)
        let one = try Tensor.scalar(1, d)
        for i in max(0, -k)..<max(min(n, m - k), max(0, -k)) {
            (t.pointer + (i * m + i + k) * d.size).copyMemory(from: one.pointer, byteCount: d.size)
        }
        return t
    }
    /// Values and step, as NumPy computes them.
    static func linspace(_ a: Double, _ b: Double, _ n: Int, endpoint: Bool) -> ([Double], Double) {
        let n = max(n, 0)
        let div = endpoint ? n - 1 : n
        let delta = b - a
        var out = [Double](repeating: 0, count: n)
        var step = Double.nan
        if div > 0 {
            step = delta / Double(div)
            for i in 0..<n { out[i] = step == 0 ? Double(i) / Double(div) * delta + a : Double(i) * step + a }
        } else if n > 0 {
            for i in 0..<n { out[i] = Double(i) * delta + a }
        }
        if endpoint && n > 1 { out[n - 1] = b }
        return (out, step)
    }
    static func arange(_ a: Arguments) throws -> Value {
        var start: Value = .int(0), stop = a[0], step: Value = .int(1)
        if stop.isUnbound { throw typeError("arange() requires stop to be specified.") }
        if a.given(1) {
            start = a[0].isUnbound ? .int(0) : a[0]
            stop = a[1]
        }
        if a.given(2) { step = a[2] }
        for v in [start, stop, step] where v.asString != nil {
            throw typeError("arange() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>.")
        }
        let given = try NumpyTypes.number(a[3])
        let ops = [try NumpyOperand(start), try NumpyOperand(stop), try NumpyOperand(step)]
        let common = NumpyOperand.common(ops)
        let d = given ?? (common == .bool ? .int64 : common)
        if !common.isFloat {
            let x = try Operators.index(start), y = try Operators.index(stop), s = try Operators.index(step)
            if s == 0 { throw zeroDivisionError("division by zero") }
            let n = s > 0 ? (y > x ? (y - x - 1) / s + 1 : 0) : (x > y ? (x - y - 1) / -s + 1 : 0)
            let t = try Tensor(empty: [n], .int64)
            let p = t.elements(Int.self)
            for i in 0..<n { p[i] = x &+ i &* s }
            return Convert.ndarray(try Elementwise.cast(t, d))
        }
        let x = try Operators.toDouble(start), y = try Operators.toDouble(stop), s = try Operators.toDouble(step)
        if s == 0 { throw zeroDivisionError("float division by zero") }
        let length = ((y - x) / s).rounded(.up)
        if length.isNaN { throw valueError("arange: cannot compute length") }
        if length > 1e15 { throw valueError("Maximum allowed size exceeded") }
        let n = max(Int(length), 0)
        let t = try Tensor(empty: [n], .float64)
        let p = t.elements(Double.self)
        // NumPy fills by the difference of the first two.
        var second = x + s, delta = second - x
        if d.isInteger, let i = Int(exactly: x.rounded(.towardZero)), let j = Int(exactly: second.rounded(.towardZero)) {
            // In the integer type already: np.arange(0, 5, 0.5, dtype=int) is all zeros.
            second = Double(j)
            delta = Double(j &- i)
            for k in 0..<n { p[k] = Double(i) + Double(k) * delta }
            return Convert.ndarray(try Elementwise.cast(t, d))
        }
        for i in 0..<n { p[i] = i == 0 ? x : i == 1 ? second : x + Double(i) * delta }
        if d == .float32 {
            let q = try Tensor(empty: [n], .float32)
            let f = q.elements(Float.self)
            let x0 = Float(x), x1 = Float(x + s)
            let fd = x1 - x0
            for i in 0..<n { f[i] = i == 0 ? x0 : i == 1 ? x1 : x0 + Float(i) * fd }
            return Convert.ndarray(q)
        }
        return Convert.ndarray(try Elementwise.cast(t, d))
    }
    /// Filled with a value of any kind.
    static func full(_ shape: [Int], _ value: Value, dtype: Value) throws -> Value {
        var kind: NumpyKind
        let v = try NDArray.from(value)
        kind = dtype.isNone || dtype.isUnbound ? v.elementKind : try NumpyTypes.dtype(from: dtype).value
        if case .number(let d) = kind, v.isNumeric {
            let t = try Tensor(empty: shape, d)
            let source = v.tensor.rank == 0 && value.asObject == nil ? try NumpyOperand.scalar(value, d) : v.tensor
            guard let fits = try? Movement.expand(source, to: shape) else { throw KernelError.broadcastInto(source.shape, shape, advanced: false) }
            try Elementwise.copy(from: fits, to: t)
            return .object(NDArray(t))
        }
        let c = try v.cast(to: kind)
        if case .string(0) = kind { kind = c.elementKind }
        let n = try Shape.count(shape)
        if c.tensor.rank == 0 { return .object(try NDArray.of([Value](repeating: try c.values()[0], count: n), shape: shape, kind: kind)) }
        return .object(c.with(try Movement.expand(c.tensor, to: shape).clone()))
    }
    /// Zeros of any kind: 0, '', 0 as an object.
    static func zeros(_ shape: [Int], dtype: Value, one: Bool = false) throws -> Value {
        let k: NumpyKind = dtype.isNone || dtype.isUnbound ? .number(.float64) : try NumpyTypes.dtype(from: dtype).value
        switch k {
        case .number(let d): return .object(NDArray(one ? try Tensor.full(shape, 1, d) : try Tensor.zeros(shape, d)))
        case .string(let n): return .object(try NDArray.of([Value](repeating: .string(one ? "1" : ""), count: try Shape.count(shape)), shape: shape, kind: .string(max(n, 1))))
        case .object: return .object(try NDArray.of([Value](repeating: .int(one ? 1 : 0), count: try Shape.count(shape)), shape: shape, kind: .object))
        }
    }
    static func meshgrid(_ xs: [Value], indexing: String, sparse: Bool) throws -> Value {
        guard indexing == "xy" || indexing == "ij" else { throw valueError("Valid values for `indexing` are 'xy' and 'ij'.") }
        let n = xs.count
        var ts = try xs.map { v -> NDArray in
            let a = try NDArray.from(v)
            return a.with(try Movement.reshape(a.tensor, [a.tensor.count]))
        }
        var shape = ts.map { $0.tensor.count }
        for i in 0..<n {
            var s = [Int](repeating: 1, count: n)
            let place = indexing == "xy" && n > 1 && i < 2 ? 1 - i : i
            s[place] = ts[i].tensor.count
            ts[i] = ts[i].with(try Movement.reshape(ts[i].tensor, s))
        }
        if indexing == "xy" && n > 1 { shape.swapAt(0, 1) }
        return .tuple(try ts.map { .object($0.with(sparse ? $0.tensor : try Movement.expand($0.tensor, to: shape).clone())) })
    }
    /// A function of all index arrays at once.
    static func indices(_ shape: [Int], _ d: DType) throws -> [Tensor] {
        try shape.indices.map { axis in
            var s = [Int](repeating: 1, count: shape.count)
            s[axis] = shape[axis]
            let r = try Tensor(empty: s, .int64)
            for i in 0..<shape[axis] { r.elements(Int.self)[i] = i }
            return try Movement.expand(try Elementwise.cast(r, d), to: shape).clone()
        }
    }
}

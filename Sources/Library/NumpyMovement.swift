// This file defines NumPy's functions that move elements: shapes, joins, splits, picks.

import Kernel
import Lang

enum NumpyMovement {
    static func reshape(_ x: NDArray, _ shape: [Int], order: String = "C") throws -> Value {
        if order == "F" {
            let t = Movement.transpose(x.tensor)
            let target = try Movement.resolve(shape, count: t.count, from: x.shape)
            return .object(x.viewOrCopy(Movement.transpose(try Movement.reshape(t, target.reversed()))))
        }
        return .object(x.viewOrCopy(try Movement.reshape(x.tensor, shape)))
    }
    /// `ravel`: order K follows the memory, A is F for arrays that are stored column by column.
    static func ravel(_ x: NDArray, order: String) throws -> Value {
        let t = x.tensor
        switch order {
        case "K":
            let axes = (0..<t.rank).sorted { t.strides[$0].magnitude != t.strides[$1].magnitude ? t.strides[$0].magnitude > t.strides[$1].magnitude : $0 < $1 }
            return .object(x.viewOrCopy(try Movement.reshape(try Movement.permute(t, axes), [t.count])))
        case "A":
            let transposed = Movement.transpose(t)
            return try reshape(x, [-1], order: transposed.isContiguous && !t.isContiguous ? "F" : "C")
        case "C", "F": return try reshape(x, [-1], order: order)
        default: throw valueError("order must be one of 'C', 'F', 'A', or 'K' (got '\(order)')")
        }
    }
    /// Arrays converted to one kind: numbers promoted, strings to the widest, else objects.
    static func unified(_ values: [Value], dtype: Value = .none) throws -> [NDArray] {
        var arrays = try values.map { try NDArray.from($0) }
        if dtype.isNone || dtype.isUnbound {
            if arrays.allSatisfy({ $0.isNumeric }) {
                // Python scalars among them give way.
                let d = NumpyOperand.common(try zip(values, arrays).map { v, a in a.tensor.rank == 0 && !(v.asObject is NDArray) ? try NumpyOperand(v) : try NumpyOperand(.object(a)) })
                return arrays.map { a in (try? a.cast(to: .number(d))) ?? a }
            }
            let strings = arrays.allSatisfy { $0.elementKind != .object }
            arrays = try arrays.map { try $0.cast(to: strings ? .string(0) : .object) }
        } else {
            let k = try NumpyTypes.dtype(from: dtype).value
            return try arrays.map { try $0.cast(to: k) }
        }
        // One pool for all.
        let pool = ValuePool([])
        var width = 1
        for a in arrays { if case .string(let n) = a.elementKind { width = max(width, n) } }
        return try arrays.map { a in
            let start = pool.values.count
            pool.values += try a.values()
            let t = try Tensor(empty: a.shape, .int64)
            for i in 0..<t.count { t.elements(Int.self)[i] = start + i }
            return NDArray(t, a.elementKind == .object ? .object : .string(width), pool)
        }
    }
    static func concatenate(_ v: Value, axis: Value, dtype: Value = .none, out: Value = .none) throws -> Value {
        var arrays = try unified(try parts(v), dtype: dtype)
        if axis.isNone { arrays = try arrays.map { $0.with(try Movement.reshape($0.tensor, [$0.tensor.count])) } }
        guard let first = arrays.first else { throw valueError("need at least one array to concatenate") }
        if arrays.contains(where: { $0.tensor.rank == 0 }) { throw valueError("zero-dimensional arrays cannot be concatenated") }
        let t = try Movement.concat(arrays.map { $0.tensor }, axis: axis.isNone ? 0 : try Operators.index(axis), dtype: first.tensor.dtype)
        return try NumpyReduce.into(.object(first.with(t)), out)
    }
    static func stack(_ v: Value, axis: Int, dtype: Value = .none, out: Value = .none) throws -> Value {
        let arrays = try unified(try parts(v), dtype: dtype)
        guard let first = arrays.first else { throw valueError("need at least one array to stack") }
        return try NumpyReduce.into(.object(first.with(try Movement.stack(arrays.map { $0.tensor }, axis: axis, dtype: first.tensor.dtype))), out)
    }
    /// The arrays of a sequence argument; an array's first axis.
    static func parts(_ v: Value) throws -> [Value] {
        if let o = v.asObject, o.kind == .generator { throw typeError("arrays to stack must be passed as a \"sequence\" type such as list or tuple.") }
        return try Operators.items(of: v)
    }
    /// `vstack`, `hstack`, `dstack`, `column_stack`.
    static func stacked(_ name: String, _ v: Value, dtype: Value = .none) throws -> Value {
        var arrays = try unified(try parts(v), dtype: dtype)
        guard let first = arrays.first else { throw valueError("need at least one array to concatenate") }
        var axis = 0
        func raise(_ a: NDArray, _ rank: Int) throws -> NDArray { a.with(try raised(a.tensor, rank)) }
        switch name {
        case "vstack": arrays = try arrays.map { try raise($0, 2) }
        case "hstack":
            arrays = try arrays.map { try raise($0, 1) }
            axis = arrays[0].tensor.rank == 1 ? 0 : 1
        case "dstack":
            arrays = try arrays.map { try raise($0, 3) }
            axis = 2
        default:
            arrays = try arrays.map { $0.tensor.rank < 2 ? $0.with(try Movement.reshape($0.tensor, [$0.tensor.count, 1])) : $0 }
            axis = 1
        }
        return .object(arrays[0].with(try Movement.concat(arrays.map { $0.tensor }, axis: axis, dtype: first.tensor.dtype)))
    }
    /// At least `rank` axes, as `atleast_1d`, `atleast_2d`, `atleast_3d` add them.
    static func raised(_ t: Tensor, _ rank: Int) throws -> Tensor {
        if t.rank >= rank { return t }
        switch (t.rank, rank) {
        case (0, _): return try Movement.reshape(t, [Int](repeating: 1, count: rank))
        case (1, 2): return try Movement.unsqueeze(t, axis: 0)
        case (1, 3): return try Movement.unsqueeze(try Movement.unsqueeze(t, axis: 0), axis: 2)
        default: return try Movement.unsqueeze(t, axis: t.rank)
        }
    }
    static func split(_ x: NDArray, _ parts: Value, axis: Int, equal: Bool) throws -> Value {
        let a = try Shape.axis(axis, rank: x.tensor.rank)
        if x.tensor.rank == 0 { throw valueError("array split does not work on an array of 0 dimensions") }
        let n = x.shape[a]
        var sizes: [(Int, Int)] = []
        if case .int(let k) = parts {
            if k <= 0 { throw valueError("number sections must be larger than 0.") }
            if equal && n % k != 0 { throw valueError("array split does not result in an equal division") }
            var at = 0
            for i in 0..<k {
                let c = n / k + (i < n % k ? 1 : 0)
                sizes.append((at, c))
                at += c
            }
        } else if let s = parts.asObject as? NumpyScalar {
            return try split(x, s.python, axis: axis, equal: equal)
        } else {
            var at = 0
            for v in try Operators.items(of: parts) + [.int(n)] {
                let i = try Operators.index(v)
                let end = min(max(i < 0 ? i + n : i, 0), n)
                sizes.append((min(at, n), max(end - at, 0)))
                at = end
            }
        }
        return .list(sizes.map { .object(x.view(Movement.slice(x.tensor, axis: a, start: $0.0, step: 1, count: $0.1))) })
    }
    static func repeated(_ x: NDArray, _ repeats: Value, _ axis: Value) throws -> Value {
        let counts = try Convert.tensor(from: repeats).integers()
        if axis.isNone {
            let flat = try Movement.reshape(x.tensor, [x.tensor.count])
            return .object(x.with(try Movement.repeatElements(flat, counts: counts, axis: 0)))
        }
        return .object(x.with(try Movement.repeatElements(x.tensor, counts: counts, axis: try Operators.index(axis))))
    }
    static func take(_ x: NDArray, _ indices: Value, axis: Value, mode: String) throws -> Value {
        let i = try NDArray.from(indices)
        guard i.isNumeric, !i.tensor.dtype.isFloat || i.tensor.count == 0 else {
            throw typeError("Cannot cast array data from dtype('\(i.dtype.text)') to dtype('int64') according to the rule 'safe'")
        }
        let index = try Elementwise.cast(i.tensor, .int64)
        let m: Indexing.OutOfBounds = mode == "wrap" ? .wrap : mode == "clip" ? .clip : .raise
        let r: Tensor
        if axis.isNone {
            r = try Indexing.take(try Movement.reshape(x.tensor, [x.tensor.count]), index, axis: 0, mode: m)
        } else {
            r = try Indexing.take(x.tensor, index, axis: try Operators.index(axis), mode: m)
        }
        return x.with(r).scalarOrSelf
    }
    static func put(_ x: NDArray, _ indices: Value, _ values: Value) throws {
        let index = try Elementwise.cast(try Convert.tensor(from: indices), .int64)
        let flat = try Movement.reshape(x.tensor, [x.tensor.count])
        var v = try NumpyOperand(values).tensor(x.tensor.dtype)
        if v.count != 1 { v = try resized(NDArray(v), [index.count]).tensor }
        try Indexing.set(flat, [.tensor(try Movement.reshape(index, [index.count]))], v)
        if flat.storage !== x.tensor.storage { try Elementwise.copy(from: try Movement.reshape(flat, x.shape), to: x.tensor) }
    }
    static func compress(_ condition: Value, _ x: NDArray, axis: Value) throws -> Value {
        let c = try Convert.tensor(from: condition)
        if c.rank != 1 { throw valueError("condition must be a 1-d array") }
        let index = try Indexing.nonzero(c)[0]
        if axis.isNone { return .object(x.with(try Indexing.take(try Movement.reshape(x.tensor, [x.tensor.count]), index, axis: 0))) }
        return .object(x.with(try Indexing.take(x.tensor, index, axis: try Operators.index(axis))))
    }
    static func choose(_ x: NDArray, _ choices: Value, mode: String) throws -> Value {
        let arrays = try unified(try Operators.items(of: choices))
        let n = arrays.count
        guard n > 0 else { throw valueError("a sequence of at least one choice is needed") }
        let given = try x.tensor.integers()
        let places: [Int]
        switch mode {
        case "wrap": places = given.map { ($0 % n + n) % n }
        case "clip": places = given.map { min(max($0, 0), n - 1) }
        case "raise":
            if given.contains(where: { $0 < 0 || $0 >= n }) { throw valueError("invalid entry in choice array") }
            places = given
        default: throw valueError("clipmode must be one of 'clip', 'raise', or 'wrap' (got '\(mode)')")
        }
        let index = try Movement.reshape(try Tensor.of(places), x.shape)
        var shape = x.shape
        for a in arrays { shape = try Shape.broadcast(shape, a.shape) }
        let out = try Tensor(empty: shape, arrays[0].tensor.dtype)
        for (i, a) in arrays.enumerated() {
            try Elementwise.copy(from: a.tensor, to: out, where: try Elementwise.compare(.equal, index, try Tensor.scalar(i), dtype: .int64))
        }
        return Convert.result(out)
    }
    static func nonzero(_ x: NDArray) throws -> Value {
        var m = x.tensor
        if !x.isNumeric {
            let t = try Tensor(empty: x.shape, .bool)
            for (i, v) in try x.values().enumerated() { t.elements(UInt8.self)[i] = try Operators.isTrue(v) ? 1 : 0 }
            m = t
        }
        if m.rank == 0 { throw valueError("Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.") }
        return .tuple(try Indexing.nonzero(m).map { .object(NDArray($0)) })
    }
    /// The elements over and over until the shape is full (`np.resize`).
    static func resized(_ x: NDArray, _ shape: [Int]) throws -> NDArray {
        let n = try Shape.count(shape)
        if x.tensor.count == 0 { return x.with(try Tensor.zeros(shape, x.tensor.dtype)) }
        let index = try Tensor(empty: [n], .int64)
        for i in 0..<n { index.elements(Int.self)[i] = i % x.tensor.count }
        return x.with(try Movement.reshape(try Indexing.take(try Movement.reshape(x.tensor, [x.tensor.count]), index, axis: 0), shape))
    }
    static func roll(_ x: NDArray, _ shift: Value, _ axis: Value) throws -> Value {
        let shifts = try Convert.axes(from: shift) ?? [0]
        guard let axes = try Convert.axes(from: axis) else {
            let flat = try Movement.reshape(x.tensor, [x.tensor.count])
            return .object(x.with(try Movement.reshape(try Movement.roll(flat, shift: shifts.reduce(0, +), axis: 0), x.shape)))
        }
        var t = x.tensor
        for (i, a) in axes.enumerated() { t = try Movement.roll(t, shift: shifts.count == 1 ? shifts[0] : shifts[min(i, shifts.count - 1)], axis: a) }
        return .object(x.with(t))
    }

    // MARK: pad

    static func pad(_ x: NDArray, _ width: Value, mode: String, keywords: [(name: String, value: Value)]) throws -> Value {
        let rank = x.tensor.rank
        let widths = try pairs(width, rank)
        for w in widths where w.0 < 0 || w.1 < 0 { throw valueError("index can't contain negative values") }
        func keyword(_ n: String) -> Value? { keywords.first { $0.name == n }?.value }
        switch mode {
        case "constant", "empty":
            let out: NDArray
            let c = try keyword("constant_values").map { try doublePairs($0, rank) } ?? []
            if x.isNumeric {
                var t = x.tensor
                if c.isEmpty || c.allSatisfy({ $0 == c[0] && $0.0 == $0.1 }) {
                    return .object(x.with(try Movement.pad(t, widths, value: c.first?.0 ?? 0)))
                }
                for (i, w) in widths.enumerated() {
                    var before = [(Int, Int)](repeating: (0, 0), count: rank), after = before
                    before[i] = (w.0, 0)
                    after[i] = (0, w.1)
                    t = try Movement.pad(try Movement.pad(t, before, value: c[i].0), after, value: c[i].1)
                }
                out = x.with(t)
            } else { throw notImplementedError("pad takes arrays of numbers here") }
            return .object(out)
        case "edge", "reflect", "symmetric", "wrap":
            var t = x.tensor
            for (axis, w) in widths.enumerated() where w.0 > 0 || w.1 > 0 {
                let n = t.shape[axis]
                if n == 0 { throw valueError("can't extend empty axis \(axis) using modes other than 'constant' or 'empty'") }
                var index: [Int] = []
                for i in -w.0..<n + w.1 {
                    switch mode {
                    case "edge": index.append(min(max(i, 0), n - 1))
                    case "wrap": index.append(((i % n) + n) % n)
                    case "reflect":
                        if n == 1 { index.append(0) } else {
                            let p = 2 * (n - 1), k = ((i % p) + p) % p
                            index.append(k < n ? k : p - k)
                        }
                    default:
                        let p = 2 * n, k = ((i % p) + p) % p
                        index.append(k < n ? k : p - 1 - k)
                    }
                }
                t = try Indexing.take(t, try Tensor.of(index), axis: axis)
            }
            return .object(x.with(t))
        case "maximum", "minimum", "mean", "linear_ramp":
            var t = x.tensor
            for (axis, w) in widths.enumerated() {
                let n = t.shape[axis]
                func edge(_ count: Int, _ start: Bool) throws -> Tensor {
                    var s = t.shape
                    s[axis] = count
                    if mode == "linear_ramp" {
                        let e = Movement.slice(t, axis: axis, start: start ? 0 : n - 1, step: 1, count: 1)
                        let end = try keyword("end_values").map { try doublePairs($0, rank)[axis] } ?? (0, 0)
                        let goal = start ? end.0 : end.1
                        let out = try Tensor(empty: s, t.dtype)
                        for k in 0..<count {
                            let f = Double(k) / Double(count)
                            let d = try Elementwise.binary(.multiply, try Elementwise.binary(.subtract, e, try Tensor.scalar(goal), dtype: .float64), try Tensor.scalar(f), dtype: .float64)
                            let v = try Elementwise.binary(.add, d, try Tensor.scalar(goal), dtype: .float64)
                            let r = t.dtype.isFloat ? v : try Elementwise.unary(.trunc, v)
                            try Elementwise.copy(from: r, to: Movement.slice(out, axis: axis, start: start ? k : count - 1 - k, step: 1, count: 1))
                        }
                        return out
                    }
                    var v: Tensor
                    if mode == "mean" {
                        v = try Reduce.mean(t, axes: [axis], keepDims: true, dtype: t.dtype.isFloat ? t.dtype : .float64)
                        if !t.dtype.isFloat { v = try Elementwise.cast(try Elementwise.unary(.rint, v), t.dtype) }
                    } else {
                        v = mode == "maximum" ? try Reduce.max(t, axes: [axis], keepDims: true) : try Reduce.min(t, axes: [axis], keepDims: true)
                    }
                    return try Movement.expand(v, to: s)
                }
                t = try Movement.concat([try edge(w.0, true), t, try edge(w.1, false)], axis: axis, dtype: t.dtype)
            }
            return .object(x.with(t))
        default: throw valueError("mode '\(mode)' is not supported")
        }
    }
    private static func pairs(_ v: Value, _ rank: Int) throws -> [(Int, Int)] { try doublePairs(v, rank).map { (Int($0.0), Int($0.1)) } }
    /// `n`, `(a, b)` or one pair an axis.
    private static func doublePairs(_ v: Value, _ rank: Int) throws -> [(Double, Double)] {
        let t = try Convert.tensor(from: v)
        let d = try t.doubles()
        switch t.rank {
        case 0: return [(Double, Double)](repeating: (d[0], d[0]), count: rank)
        case 1 where d.count == 1: return [(Double, Double)](repeating: (d[0], d[0]), count: rank)
        case 1 where d.count == 2: return [(Double, Double)](repeating: (d[0], d[1]), count: rank)
        case 2 where t.shape[1] == 2 && t.shape[0] == rank: return (0..<rank).map { (d[2 * $0], d[2 * $0 + 1]) }
        case 2 where t.shape == [1, 2]: return [(Double, Double)](repeating: (d[0], d[1]), count: rank)
        case 2 where t.shape[1] == 1 && t.shape[0] == rank: return (0..<rank).map { (d[$0], d[$0]) }
        default: throw valueError("operands could not be broadcast together with remapped shapes [original->remapped]: \(shapeText(t.shape))  and requested shape (\(rank),2)")
        }
    }
}

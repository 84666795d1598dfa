// This file defines NumPy's sorting, searching and set functions, for numbers, strings and objects.

import Kernel
import Lang

enum NumpySets {
    /// Places of the elements sorted by Python's order (strings, objects).
    static func order(_ values: [Value]) throws -> [Int] {
        if values.allSatisfy({ $0.asString != nil }) {
            let keys = values.map { Array($0.asString!.unicodeScalars) }
            return values.indices.sorted { i, j in
                let a = keys[i], b = keys[j]
                if a.lexicographicallyPrecedes(b) { return true }
                return a == b && i < j
            }
        }
        return try values.indices.sorted { i, j in
            if try Operators.less(values[i], values[j]) { return true }
            return try i < j && !Operators.less(values[j], values[i])
        }
    }
    static func argsort(_ x: NDArray, axis: Int?) throws -> Tensor {
        if x.isNumeric { return try Sort.argsort(x.tensor, axis: axis) }
        if axis != nil && x.tensor.rank > 1 { return try Sort.argsort(try ranks(x), axis: axis) }
        return try Tensor.of(try order(try x.values()))
    }
    /// Numbers in the order of the elements, for sorting along axes.
    private static func ranks(_ x: NDArray) throws -> Tensor {
        let t = try Tensor(empty: x.shape, .int64)
        for (rank, i) in try order(try x.values()).enumerated() { t.elements(Int.self)[i] = rank }
        return t
    }
    static func sort(_ x: NDArray, axis: Int?) throws -> NDArray {
        if x.isNumeric { return NDArray(try Sort.sort(x.tensor, axis: axis)) }
        let flat = axis == nil ? x.with(try Movement.reshape(x.tensor, [x.tensor.count])) : x
        if flat.tensor.rank == 1 { return flat.with(try Indexing.take(flat.tensor, try Tensor.of(try order(try flat.values())), axis: 0)) }
        return flat.with(try Indexing.gather(flat.tensor, axis: axis!, index: try Sort.argsort(try ranks(flat), axis: axis)))
    }
    static func searchsorted(_ x: NDArray, _ v: Value, side: String, sorter: Value = .none) throws -> Value {
        guard side == "left" || side == "right" else { throw valueError("search side must be 'left' or 'right' (got '\(side)')") }
        var s = x
        if !sorter.isNone { s = x.with(try Indexing.take(x.tensor, try Convert.tensor(from: sorter), axis: 0)) }
        if !s.isNumeric {
            let keys = try s.values()
            let q = try NDArray.from(v)
            let places = try q.values().map { k -> Int in
                var low = 0, high = keys.count
                while low < high {
                    let m = (low + high) / 2
                    if try side == "left" ? Operators.less(keys[m], k) : !Operators.less(k, keys[m]) { low = m + 1 } else { high = m }
                }
                return low
            }
            return Convert.result(try Movement.reshape(try Tensor.of(places), q.shape))
        }
        if s.tensor.rank != 1 { throw valueError("object too deep for desired array") }
        let ops = [try NumpyOperand(.object(s)), try NumpyOperand(v)]
        let d = NumpyOperand.common(ops)
        let computing: DType = d == .float16 || d == .bfloat16 ? .float32 : d
        return Convert.result(try Sort.searchsorted(s.tensor, try ops[1].tensor(computing), right: side == "right", dtype: computing))
    }

    /// Distinct elements of a flat array, ascending: values, first places, inverse, counts.
    static func uniqueParts(_ x: NDArray) throws -> (NDArray, [Int], Tensor, [Int]) {
        if x.isNumeric {
            let (v, i, inv, c) = try Sort.unique(x.tensor)
            return (NDArray(v), i, inv, c)
        }
        let values = try x.values()
        var index: [Int] = [], counts: [Int] = []
        let inverse = try Tensor(empty: [values.count], .int64)
        for i in try order(values) {
            if let last = index.last, try Operators.equal(values[last], values[i]) { counts[counts.count - 1] += 1 } else {
                index.append(i)
                counts.append(1)
            }
            inverse.elements(Int.self)[i] = index.count - 1
        }
        return (try NDArray.of(index.map { values[$0] }, shape: [index.count], kind: x.elementKind), index, inverse, counts)
    }
    static func unique(_ x: NDArray, index: Bool, inverse: Bool, counts: Bool, axis: Value) throws -> Value {
        if !axis.isNone {
            return try uniqueAlong(x, try Shape.axis(try Operators.index(axis), rank: x.tensor.rank), index, inverse, counts)
        }
        let (v, i, inv, c) = try uniqueParts(x)
        var out: [Value] = [.object(v)]
        if index { out.append(Convert.ndarray(try Tensor.of(i))) }
        if inverse { out.append(Convert.ndarray(try Movement.reshape(inv, x.shape))) }
        if counts { out.append(Convert.ndarray(try Tensor.of(c))) }
        return out.count == 1 ? out[0] : .tuple(out)
    }
    private static func uniqueAlong(_ x: NDArray, _ axis: Int, _ index: Bool, _ inverse: Bool, _ counts: Bool) throws -> Value {
        let moved = try Movement.moveAxis(x.tensor, from: axis, to: 0)
        let n = moved.shape[0], m = n == 0 ? 0 : moved.count / n
        let rows = try Movement.reshape(moved, [n, m]).contiguous(.float64)
        let p = rows.elements(Double.self)
        func less(_ i: Int, _ j: Int) -> Bool {
            for k in 0..<m where p[i * m + k] != p[j * m + k] { return p[i * m + k] < p[j * m + k] }
            return false
        }
        let order = (0..<n).sorted { less($0, $1) || (!less($1, $0) && $0 < $1) }
        var first: [Int] = [], count: [Int] = [], inv = [Int](repeating: 0, count: n)
        for i in order {
            if let last = first.last, !less(last, i) && !less(i, last) { count[count.count - 1] += 1 } else {
                first.append(i)
                count.append(1)
            }
            inv[i] = first.count - 1
        }
        var out: [Value] = [.object(x.with(try Indexing.take(x.tensor, try Tensor.of(first), axis: axis)))]
        if index { out.append(Convert.ndarray(try Tensor.of(first))) }
        if inverse { out.append(Convert.ndarray(try Tensor.of(inv))) }
        if counts { out.append(Convert.ndarray(try Tensor.of(count))) }
        return out.count == 1 ? out[0] : .tuple(out)
    }

    /// For every element whether it is among the others: bool, of the elements' shape.
    static func isin(_ x: NDArray, _ y: NDArray, invert: Bool) throws -> Tensor {
        let out = try Tensor(empty: x.shape, .bool)
        let o = out.elements(UInt8.self)
        if x.isNumeric && y.isNumeric {
            if x.tensor.dtype.isFloat || y.tensor.dtype.isFloat {
                let set = Set(try y.tensor.doubles())
                for (i, v) in try x.tensor.doubles().enumerated() { o[i] = set.contains(v) != invert ? 1 : 0 }
            } else {
                let set = Set(try y.tensor.integers())
                for (i, v) in try x.tensor.integers().enumerated() { o[i] = set.contains(v) != invert ? 1 : 0 }
            }
            return out
        }
        let set = try SetObject(try y.values())
        for (i, v) in try x.values().enumerated() { o[i] = try set.has(v) != invert ? 1 : 0 }
        return out
    }
    /// `intersect1d`, `union1d`, `setdiff1d`, `setxor1d`.
    static func combine(_ name: String, _ a: Value, _ b: Value) throws -> Value {
        let u = try NumpyMovement.unified([a, b])
        let x = u[0].with(try Movement.reshape(u[0].tensor, [u[0].tensor.count])), y = u[1].with(try Movement.reshape(u[1].tensor, [u[1].tensor.count]))
        func both() throws -> NDArray { x.with(try Movement.concat([x.tensor, y.tensor], axis: 0, dtype: x.tensor.dtype)) }
        switch name {
        case "union1d": return .object(try uniqueParts(try both()).0)
        case "intersect1d":
            let v = try uniqueParts(x).0
            return try v.getItem(.object(NDArray(try isin(v, y, invert: false))))!
        case "setdiff1d":
            let v = try uniqueParts(x).0
            return try v.getItem(.object(NDArray(try isin(v, y, invert: true))))!
        default:
            let v = try uniqueParts(try both()).0
            let p = try isin(v, x, invert: false), q = try isin(v, y, invert: false)
            return try v.getItem(.object(NDArray(try Elementwise.binary(.bitXor, p, q, dtype: .bool))))!
        }
    }
    /// The indices that sort by the last key first.
    static func lexsort(_ keys: [NDArray]) throws -> Tensor {
        guard let first = keys.first else { throw typeError("need sequence of keys with len > 0 in lexsort") }
        var order = Array(0..<first.tensor.count)
        for k in keys {
            if k.shape != first.shape { throw valueError("all keys need to be the same shape") }
            let taken = k.with(try Indexing.take(k.tensor, try Tensor.of(order), axis: 0))
            order = try argsort(taken, axis: 0).integers().map { order[$0] }
        }
        return try Tensor.of(order)
    }
}

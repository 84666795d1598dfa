// This file defines sorting and what rests on it.

/// Sorting along axes; NaN sorts last. All sorts here are stable.
public enum Sort {
    /// Sorts stably; what is long in pieces that are then merged, with a look at the interrupt flag between them.
    static func inPieces<E>(_ row: UnsafeMutableBufferPointer<E>, _ less: (E, E) -> Bool) throws {
        let piece = 1 << 20
        var row = row
        if row.count <= piece { return row.sort(by: less) }
        for at in stride(from: 0, to: row.count, by: piece) {
            var part = UnsafeMutableBufferPointer(rebasing: row[at..<min(at + piece, row.count)])
            part.sort(by: less)
            try LongWork.check()
        }
        let other = UnsafeMutableBufferPointer<E>.allocate(capacity: row.count)
        defer { other.deallocate() }
        var from = row, to = other
        var width = piece
        while width < row.count {
            var left = 0
            while left < row.count {
                let mid = min(left + width, row.count), right = min(left + 2 * width, row.count)
                var i = left, j = mid, k = left
                while k < right {
                    // A stretch at a time.
                    let end = min(k + piece, right)
                    while k < end {
                        if j >= right || i < mid && !less(from[j], from[i]) {
                            to[k] = from[i]
                            i += 1
                        } else {
                            to[k] = from[j]
                            j += 1
                        }
                        k += 1
                    }
                    try LongWork.check()
                }
                left = right
            }
            swap(&from, &to)
            width *= 2
        }
        if from.baseAddress != row.baseAddress { for k in 0..<row.count { row[k] = from[k] } }
    }

    /// The elements in ascending (or descending) order along an axis; nil: of the flattened tensor.
    public static func sort(_ t: Tensor, axis: Int?, descending: Bool = false) throws -> Tensor {
        guard let axis else { return try sort(try Movement.reshape(t, [t.count]), axis: 0, descending: descending) }
        if t.dtype == .float16 || t.dtype == .bfloat16 {
            return try Elementwise.cast(try sort(try Elementwise.cast(t, .float32), axis: axis, descending: descending), t.dtype)
        }
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 { return try t.clone() }
        let moved = try Movement.moveAxis(t, from: a, to: t.rank - 1).clone()
        if moved.count > 0 { try t.dtype.dispatch(Sorter(t: moved, n: moved.shape.last!, descending: descending)) }
        return try Movement.moveAxis(moved, from: t.rank - 1, to: a).contiguous()
    }
    /// The indices that sort along an axis. int64.
    public static func argsort(_ t: Tensor, axis: Int?, descending: Bool = false) throws -> Tensor {
        guard let axis else { return try argsort(try Movement.reshape(t, [t.count]), axis: 0, descending: descending) }
        if t.dtype == .float16 || t.dtype == .bfloat16 { return try argsort(try Elementwise.cast(t, .float32), axis: axis, descending: descending) }
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 { return try Tensor.scalar(0) }
        let moved = try Movement.moveAxis(t, from: a, to: t.rank - 1).contiguous()
        let out = try Tensor(empty: moved.shape, .int64)
        if moved.count > 0 { try t.dtype.dispatch(ArgSorter(t: moved, out: out, n: moved.shape.last!, descending: descending)) }
        return try Movement.moveAxis(out, from: t.rank - 1, to: a).contiguous()
    }
    /// The `k` largest (smallest) elements along an axis and their indices, in order.
    public static func topk(_ t: Tensor, k: Int, axis: Int, largest: Bool = true) throws -> (values: Tensor, indices: Tensor) {
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 {
            if k < 0 || k > 1 { throw KernelError.runtime("selected index k out of range") }
            return (try t.clone(), try Tensor.scalar(0))
        }
        if k < 0 || k > t.shape[a] { throw KernelError.runtime("selected index k out of range") }
        let order = try Movement.slice(try argsort(t, axis: a, descending: largest), axis: a, start: 0, step: 1, count: k).contiguous()
        return (try Indexing.gather(t, axis: a, index: order), order)
    }

    /// The distinct elements in ascending order, of the flattened tensor.
    /// `index`: of their first occurrences; `inverse`: for every element its place in `values`; `counts`.
    public static func unique(_ t: Tensor) throws -> (values: Tensor, index: [Int], inverse: Tensor, counts: [Int]) {
        let flat = try Movement.reshape(t, [t.count]).contiguous()
        let order = try argsort(flat, axis: 0).integers()
        let inverse = try Tensor(empty: [t.count], .int64)
        var index: [Int] = [], counts: [Int] = []
        if flat.dtype.isFloat {
            let v = try flat.doubles()
            for (k, i) in order.enumerated() {
                // NaNs count as equal.
                let same = k > 0 && (v[order[k - 1]] == v[i] || (v[order[k - 1]].isNaN && v[i].isNaN))
                if same { counts[counts.count - 1] += 1 } else {
                    index.append(i)
                    counts.append(1)
                }
                inverse.typed(Int.self)[i] = index.count - 1
            }
        } else {
            let v = try flat.integers()
            for (k, i) in order.enumerated() {
                if k > 0 && v[order[k - 1]] == v[i] { counts[counts.count - 1] += 1 } else {
                    index.append(i)
                    counts.append(1)
                }
                inverse.typed(Int.self)[i] = index.count - 1
            }
        }
        return (try Indexing.take(flat, try Tensor.of(index), axis: 0), index, inverse, counts)
    }

    /// Where each of `values` would be inserted into the sorted `sorted` (one axis): before equal elements, or after them when `right`. int64.
    public static func searchsorted(_ sorted: Tensor, _ values: Tensor, right: Bool = false, dtype: DType) throws -> Tensor {
        let s = try sorted.contiguous(dtype), v = try values.contiguous(dtype)
        let out = try Tensor(empty: values.shape, .int64)
        try dtype.dispatch(Searcher(s: s, v: v, out: out, right: right))
        return out
    }

    private struct Sorter: DTypeVisitor {
        let t: Tensor
        let n: Int
        let descending: Bool
        func visit<T: CastElement>(_: T.Type) throws {
            switch t.dtype {
            case .bool, .uint8: try rows(UInt8.self)
            case .int8: try rows(Int8.self)
            case .int16: try rows(Int16.self)
            case .uint16: try rows(UInt16.self)
            case .int32: try rows(Int32.self)
            case .uint32: try rows(UInt32.self)
            case .int64: try rows(Int64.self)
            case .uint64: try rows(UInt64.self)
            case .float32: try rows(Float.self)
            default: try rows(Double.self)
            }
        }
        func rows<E: Comparable>(_: E.Type) throws {
            let p: UnsafeMutablePointer<E> = t.typed()
            for r in 0..<t.count / n {
                let row = UnsafeMutableBufferPointer(start: p + r * n, count: n)
                // NaN counts as largest.
                if descending { try Sort.inPieces(row) { $0 > $1 || ($0 != $0 && $1 == $1) } } else { try Sort.inPieces(row) { $0 < $1 || ($1 != $1 && $0 == $0) } }
            }
        }
    }
    private struct ArgSorter: DTypeVisitor {
        let t: Tensor, out: Tensor
        let n: Int
        let descending: Bool
        func visit<T: CastElement>(_: T.Type) throws {
            switch t.dtype {
            case .bool, .uint8: try rows(UInt8.self)
            case .int8: try rows(Int8.self)
            case .int16: try rows(Int16.self)
            case .uint16: try rows(UInt16.self)
            case .int32: try rows(Int32.self)
            case .uint32: try rows(UInt32.self)
            case .int64: try rows(Int64.self)
            case .uint64: try rows(UInt64.self)
            case .float32: try rows(Float.self)
            default: try rows(Double.self)
            }
        }
        func rows<E: Comparable>(_: E.Type) throws {
            let p: UnsafeMutablePointer<E> = t.typed(), o: UnsafeMutablePointer<Int> = out.typed()
            for r in 0..<t.count / n {
                let v = p + r * n
                let row = UnsafeMutableBufferPointer(start: o + r * n, count: n)
                for i in 0..<n { row[i] = i }
                if descending {
                    try Sort.inPieces(row) { i, j in
                        let x = v[i], y = v[j]
                        return x > y || (x != x && y == y) || (!(x < y) && !(y != y && x == x) && i < j)
                    }
                } else {
                    try Sort.inPieces(row) { i, j in
                        let x = v[i], y = v[j]
                        return x < y || (y != y && x == x) || (!(x > y) && !(x != x && y == y) && i < j)
                    }
                }
            }
        }
    }
    private struct Searcher: DTypeVisitor {
        let s: Tensor, v: Tensor, out: Tensor
        let right: Bool
        func visit<T: CastElement>(_: T.Type) throws {
            switch s.dtype {
            case .bool, .uint8: find(UInt8.self)
            case .int8: find(Int8.self)
            case .int16: find(Int16.self)
            case .uint16: find(UInt16.self)
            case .int32: find(Int32.self)
            case .uint32: find(UInt32.self)
            case .int64: find(Int64.self)
            case .uint64: find(UInt64.self)
            case .float32: find(Float.self)
            case .float64: find(Double.self)
            default: throw KernelError.dtype(operation: "searchsorted", s.dtype)
            }
        }
        func find<E: Comparable>(_: E.Type) {
            let a: UnsafeMutablePointer<E> = s.typed(), x: UnsafeMutablePointer<E> = v.typed(), o: UnsafeMutablePointer<Int> = out.typed()
            let n = s.count
            for i in 0..<v.count {
                let k = x[i]
                var low = 0, high = n
                while low < high {
                    let m = (low + high) / 2
                    let less = a[m] < k || (k != k && a[m] == a[m])
                    let same = !(k < a[m]) && !(a[m] != a[m] && k == k)
                    if less || (right && same) { low = m + 1 } else { high = m }
                }
                o[i] = low
            }
        }
    }
}

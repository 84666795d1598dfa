// This file defines reading and writing through indices, with NumPy's rules.

/// One part of a subscript.
public enum IndexItem {
    /// `start:stop:step` as given.
    case slice(start: Int?, stop: Int?, step: Int?)
    case index(Int)
    case newAxis
    case ellipsis
    /// Integers (of any integer type) or a bool mask.
    case tensor(Tensor)
}

/// A subscript applied as far as views go: what is left are integer tensors on some axes of `view`.
public struct IndexPlan {
    /// The view after slices, integers and new axes.
    public let view: Tensor
    /// int64, one for each indexed axis of `view` (ascending), negative indices resolved and checked, all of the shape `indexShape`. Empty: `view` is the result.
    public let indices: [(axis: Int, index: Tensor)]
    public let indexShape: [Int]
    /// Where the index's axes stand in the result.
    public let position: Int

    /// The axes of `view` that are not indexed.
    var rest: [Int] {
        let set = Set(indices.map { $0.axis })
        return (0..<view.rank).filter { !set.contains($0) }
    }
    /// The shape of the result.
    public var shape: [Int] {
        if indices.isEmpty { return view.shape }
        var s = rest.map { view.shape[$0] }
        s.insert(contentsOf: indexShape, at: position)
        return s
    }
    /// Offsets into `view` (in elements, from its first) of every index, in row-major order.
    func offsets() throws -> [Int] {
        let n = try Shape.count(indexShape)
        var out = [Int](repeating: 0, count: n)
        for (axis, index) in indices {
            let step = view.strides[axis]
            let p: UnsafeMutablePointer<Int> = index.typed()
            for i in 0..<n { out[i] &+= p[i] &* step }
        }
        return out
    }
    /// A tensor of the result's shape seen as (index count, rest...).
    func rows(of t: Tensor) throws -> Tensor {
        let k = indexShape.count
        let order = Array(position..<position + k) + Array(0..<position) + Array(position + k..<t.rank)
        let p = try Movement.permute(t, order)
        return try Movement.reshape(p, [indexShape.reduce(1, *)] + p.shape.dropFirst(k))
    }
}

public enum Indexing {
    /// Resolves a subscript.
    /// - Throws: `index`, `indexMessage`, `value`.
    public static func plan(_ t: Tensor, _ items: [IndexItem]) throws -> IndexPlan {
        // How many axes the items take; an ellipsis fills the rest.
        var taken = 0, ellipses = 0
        for item in items {
            switch item {
            case .slice, .index: taken += 1
            case .tensor(let m): taken += m.dtype == .bool ? m.rank : 1
            case .ellipsis: ellipses += 1
            case .newAxis: break
            }
        }
        if ellipses > 1 { throw KernelError.indexMessage("an index can only have a single ellipsis ('...')") }
        if taken > t.rank { throw KernelError.tooManyIndices(rank: t.rank, given: taken) }
        let advanced = items.contains { if case .tensor = $0 { return true } else { return false } }
        var shape: [Int] = [], strides: [Int] = [], offset = t.offset
        var found: [(axis: Int, index: Tensor, original: Int)] = []
        // Positions (in the list of items) of advanced parts, to see whether they stand together.
        var places: [Int] = []
        var axis = 0
        for (place, item) in items.enumerated() {
            switch item {
            case .ellipsis:
                for _ in 0..<(t.rank - taken) {
                    shape.append(t.shape[axis])
                    strides.append(t.strides[axis])
                    axis += 1
                }
            case .newAxis:
                shape.append(1)
                strides.append(0)
            case .slice(let start, let stop, let step):
                let n = t.shape[axis]
                let (a, s, c) = try resolve(start, stop, step, n)
                shape.append(c)
                strides.append(t.strides[axis] &* s)
                if c > 0 { offset += a * t.strides[axis] }
                axis += 1
            case .index(let i):
                let n = t.shape[axis]
                let k = i < 0 ? i &+ n : i
                if k < 0 || k >= n { throw KernelError.index(i, axis: axis, size: n) }
                if advanced {
                    // An integer beside arrays is an array without axes.
                    shape.append(n)
                    strides.append(t.strides[axis])
                    found.append((shape.count - 1, try Tensor.scalar(k), axis))
                    places.append(place)
                } else {
                    offset += k * t.strides[axis]
                }
                axis += 1
            case .tensor(let m):
                places.append(place)
                if m.dtype == .bool {
                    if m.rank == 0 {
                        // A bool scalar: a new axis of size 1 or 0.
                        shape.append(1)
                        strides.append(0)
                        found.append((shape.count - 1, try Tensor.zeros([m.integer(at: 0) != 0 ? 1 : 0], .int64), axis))
                        break
                    }
                    for d in 0..<m.rank where m.shape[d] != t.shape[axis + d] {
                        throw KernelError.maskShape(axis: axis + d, size: t.shape[axis + d], mask: m.shape[d])
                    }
                    for index in try nonzero(m) {
                        shape.append(t.shape[axis])
                        strides.append(t.strides[axis])
                        found.append((shape.count - 1, index, axis))
                        axis += 1
                    }
                } else {
                    if m.dtype.isFloat { throw KernelError.indexMessage("arrays used as indices must be of integer (or boolean) type") }
                    shape.append(t.shape[axis])
                    strides.append(t.strides[axis])
                    found.append((shape.count - 1, m, axis))
                    axis += 1
                }
            }
        }
        while axis < t.rank {
            shape.append(t.shape[axis])
            strides.append(t.strides[axis])
            axis += 1
        }
        let view = t.view(shape: shape, strides: strides, offset: offset)
        if found.isEmpty { return IndexPlan(view: view, indices: [], indexShape: [], position: 0) }
        var indexShape: [Int] = []
        for f in found {
            do { indexShape = try Shape.broadcast(indexShape, f.index.shape) } catch {
                throw KernelError.indexShapes(found.map { $0.index.shape })
            }
        }
        var indices: [(axis: Int, index: Tensor)] = []
        for f in found {
            let size = shape[f.axis]
            let x = try Elementwise.cast(f.index, .int64)
            let own = try Movement.expand(x, to: indexShape).clone()
            let p: UnsafeMutablePointer<Int> = own.typed()
            for i in 0..<own.count {
                let k = p[i]
                if k < 0 { p[i] = k &+ size }
                if p[i] < 0 || p[i] >= size { throw KernelError.index(k, axis: f.original, size: size) }
            }
            indices.append((f.axis, own))
        }
        let together = places.last! - places.first! + 1 == places.count
        let set = Set(indices.map { $0.axis })
        let position = together ? (0..<indices[0].axis).filter { !set.contains($0) }.count : 0
        return IndexPlan(view: view, indices: indices, indexShape: indexShape, position: position)
    }

    /// Start, step and count of a slice of an axis of size `n`, clipped as Python clips.
    public static func resolve(_ start: Int?, _ stop: Int?, _ step: Int?, _ n: Int) throws -> (start: Int, step: Int, count: Int) {
        let s = step ?? 1
        if s == 0 { throw KernelError.value("slice step cannot be zero") }
        func clip(_ v: Int, _ low: Int, _ high: Int) -> Int { min(max(v < 0 ? v &+ n : v, low), high) }
        if s > 0 {
            let a = start.map { clip($0, 0, n) } ?? 0, b = stop.map { clip($0, 0, n) } ?? n
            return (a, s, b > a ? (b - a - 1) / s + 1 : 0)
        }
        let a = start.map { clip($0, -1, n - 1) } ?? n - 1, b = stop.map { clip($0, -1, n - 1) } ?? -1
        return (a, s, a > b ? (a - b - 1) / (0 &- max(s, -Int.max)) + 1 : 0)
    }

    /// `t[items]`: a view when only slices and integers are used, else a copy.
    public static func get(_ t: Tensor, _ items: [IndexItem]) throws -> Tensor { try gather(try plan(t, items)) }

    /// The elements that a plan names.
    public static func gather(_ p: IndexPlan) throws -> Tensor {
        if p.indices.isEmpty { return p.view }
        let rest = p.rest
        let restShape = rest.map { p.view.shape[$0] }
        let offsets = try p.offsets()
        let rows = try Tensor(empty: [offsets.count] + restShape, p.view.dtype)
        let nest = Nest(restShape, [rest.map { p.view.strides[$0] }, Array(rows.strides.dropFirst())])
        try p.view.dtype.dispatchBytes(Gather(from: p.view, to: rows, offsets: offsets, nest: nest, chunk: rows.strides[0]))
        // (index axes..., rest...) → the index's axes at their position.
        let k = p.indexShape.count
        let shaped = try Movement.reshape(rows, p.indexShape + restShape)
        if p.position == 0 { return shaped }
        let order = Array(k..<k + p.position) + Array(0..<k) + Array(k + p.position..<k + restShape.count)
        return try Movement.permute(shaped, order).contiguous()
    }

    /// `t[items] = value` (broadcast, converted).
    /// - Throws: `broadcastInto` when the value does not fit.
    public static func set(_ t: Tensor, _ items: [IndexItem], _ value: Tensor) throws { try scatter(try plan(t, items), value) }

    /// Writes `value` to the elements that a plan names, or combines it with them one after another (`add` and so on) when `combine` is given.
    public static func scatter(_ p: IndexPlan, _ value: Tensor, combine: BinaryKernelOp? = nil) throws {
        let shape = p.shape
        var value = value
        // Leading axes of size 1 beyond the target's are dropped, as NumPy does.
        while value.rank > shape.count, value.shape[0] == 1 { value = Movement.select(value, axis: 0, index: 0) }
        let fits: Tensor
        do { fits = try Movement.expand(value, to: shape) } catch { throw KernelError.broadcastInto(value.shape, shape, advanced: !p.indices.isEmpty) }
        if p.indices.isEmpty {
            if let combine { _ = try Elementwise.binary(combine, p.view, fits, dtype: p.view.dtype, into: p.view) } else { try Elementwise.copy(from: fits, to: p.view) }
            return
        }
        let source = try Elementwise.cast(fits.mayOverlap(p.view) ? try fits.clone() : fits, p.view.dtype)
        let rows = try p.rows(of: source)
        let rest = p.rest
        let restShape = rest.map { p.view.shape[$0] }
        let offsets = try p.offsets()
        if let combine {
            let restStrides = rest.map { p.view.strides[$0] }
            if combine == .add, p.view.dtype != .float16, p.view.dtype != .bfloat16 {
                let nest = Nest(restShape, [restStrides, Array(rows.strides.dropFirst())])
                try addRows(p.view, rows, offsets, nest)
                return
            }
            for (i, o) in offsets.enumerated() {
                let target = p.view.view(shape: restShape, strides: restStrides, offset: p.view.offset + o)
                _ = try Elementwise.binary(combine, target, Movement.select(rows, axis: 0, index: i), dtype: target.dtype, into: target)
            }
            return
        }
        let nest = Nest(restShape, [Array(rows.strides.dropFirst()), rest.map { p.view.strides[$0] }])
        try p.view.dtype.dispatchBytes(Scatter(from: rows, to: p.view, offsets: offsets, nest: nest, chunk: rows.shape[0] > 0 ? rows.strides[0] : 0))
    }

    /// The indices of the true elements, one int64 tensor an axis, in row-major order.
    public static func nonzero(_ t: Tensor) throws -> [Tensor] {
        let m = try t.contiguous(.bool)
        let p: UnsafeMutablePointer<UInt8> = m.typed()
        var n = 0
        for i in 0..<m.count { n += Int(p[i] & 1) }
        let out = try (0..<m.rank).map { _ in try Tensor(empty: [n], .int64) }
        if m.rank == 1 {
            var k = 0
            let o: UnsafeMutablePointer<Int> = out[0].typed()
            for i in 0..<m.count where p[i] != 0 {
                o[k] = i
                k += 1
            }
            return out
        }
        if m.rank == 0 { return out }
        var index = [Int](repeating: 0, count: m.rank), k = 0
        for i in 0..<m.count {
            if p[i] != 0 {
                for d in 0..<m.rank { out[d].typed(Int.self)[k] = index[d] }
                k += 1
            }
            var d = m.rank - 1
            while d >= 0 {
                index[d] += 1
                if index[d] < m.shape[d] { break }
                index[d] = 0
                d -= 1
            }
        }
        return out
    }

    public enum OutOfBounds { case raise, wrap, clip }
    /// The slices of an axis at the given indices (any shape, which replaces the axis).
    public static func take(_ t: Tensor, _ index: Tensor, axis: Int, mode: OutOfBounds = .raise) throws -> Tensor {
        let a = try Shape.axis(axis, rank: t.rank)
        var index = index
        if mode != .raise {
            let n = t.shape[a]
            index = try index.contiguous(.int64).clone()
            if n == 0 && index.count > 0 { throw KernelError.indexMessage("cannot do a non-empty take from an empty axes.") }
            let p: UnsafeMutablePointer<Int> = index.typed()
            for i in 0..<index.count { p[i] = mode == .wrap ? p[i].floorRemainder(n) : min(max(p[i], 0), n - 1) }
        }
        return try get(t, [IndexItem](repeating: .slice(start: nil, stop: nil, step: nil), count: a) + [.tensor(index)])
    }

    /// `out[i][j] = t[index[i][j]][j]` (for axis 0): `index` has the rank of `t`; torch's `gather`, NumPy's `take_along_axis` (after broadcasting).
    public static func gather(_ t: Tensor, axis: Int, index: Tensor) throws -> Tensor {
        try gather(try along(t, axis: axis, index: index))
    }
    /// The reverse of `gather`: writes (or combines) `value` there.
    public static func scatter(_ t: Tensor, axis: Int, index: Tensor, _ value: Tensor, combine: BinaryKernelOp? = nil) throws {
        let p = try along(t, axis: axis, index: index)
        var v = value
        if v.rank == index.rank && v.shape != index.shape {
            for d in 0..<v.rank where v.shape[d] > index.shape[d] { v = Movement.slice(v, axis: d, start: 0, step: 1, count: index.shape[d]) }
        }
        try scatter(p, v, combine: combine)
    }
    private static func along(_ t: Tensor, axis: Int, index: Tensor) throws -> IndexPlan {
        let a = try Shape.axis(axis, rank: t.rank)
        if t.rank == 0 { return try along(try Movement.reshape(t, [1]), axis: 0, index: try Movement.reshape(index, [index.count])) }
        if index.rank != t.rank { throw KernelError.runtime("Index tensor must have the same number of dimensions as input tensor") }
        var items: [IndexItem] = []
        for d in 0..<t.rank {
            if d == a {
                items.append(.tensor(index))
            } else {
                var s = [Int](repeating: 1, count: t.rank)
                s[d] = index.shape[d]
                let r = try Tensor(empty: s, .int64)
                for i in 0..<index.shape[d] { r.typed(Int.self)[i] = i }
                items.append(.tensor(r))
            }
        }
        return try plan(t, items)
    }

    private struct Gather: BytesVisitor {
        let from: Tensor, to: Tensor
        let offsets: [Int]
        let nest: Nest
        let chunk: Int
        func visit<T>(_: T.Type) throws {
            let a: UnsafeMutablePointer<T> = from.typed(), o: UnsafeMutablePointer<T> = to.typed()
            if nest.isEmpty { return }
            let single = nest.outer.isEmpty, n = nest.count, sa = nest.inner[0]
            if single && n == 1 {
                for i in 0..<offsets.count { o[i] = a[offsets[i]] }
            } else if single && sa == 1 {
                for i in 0..<offsets.count { (o + i * chunk).update(from: a + offsets[i], count: n) }
            } else {
                for i in 0..<offsets.count {
                    nest.rows { at in row1(n, a + offsets[i] + at[0], sa, o + i * chunk + at[1], nest.inner[1]) { $0 } }
                }
            }
        }
    }
    private struct Scatter: BytesVisitor {
        let from: Tensor, to: Tensor
        let offsets: [Int]
        let nest: Nest
        let chunk: Int
        func visit<T>(_: T.Type) throws {
            let a: UnsafeMutablePointer<T> = from.typed(), o: UnsafeMutablePointer<T> = to.typed()
            if nest.isEmpty { return }
            if nest.outer.isEmpty && nest.count == 1 {
                for i in 0..<offsets.count { o[offsets[i]] = a[i * chunk] }
            } else {
                for i in 0..<offsets.count {
                    nest.rows { at in row1(nest.count, a + i * chunk + at[0], nest.inner[0], o + offsets[i] + at[1], nest.inner[1]) { $0 } }
                }
            }
        }
    }
    private static func addRows(_ to: Tensor, _ rows: Tensor, _ offsets: [Int], _ nest: Nest) throws {
        func each<T>(_: T.Type, _ f: (T, T) -> T) {
            let o: UnsafeMutablePointer<T> = to.typed(), a: UnsafeMutablePointer<T> = rows.typed()
            let chunk = rows.strides[0]
            for i in 0..<offsets.count {
                nest.rows { at in
                    let q = o + offsets[i] + at[0]
                    row2(nest.count, q, nest.inner[0], a + i * chunk + at[1], nest.inner[1], q, nest.inner[0], f)
                }
            }
        }
        switch to.dtype {
        case .float32: each(Float.self) { $0 + $1 }
        case .float64: each(Double.self) { $0 + $1 }
        case .int64, .uint64: each(UInt64.self) { $0 &+ $1 }
        case .int32, .uint32: each(UInt32.self) { $0 &+ $1 }
        case .int16, .uint16: each(UInt16.self) { $0 &+ $1 }
        case .int8, .uint8: each(UInt8.self) { $0 &+ $1 }
        case .bool: each(UInt8.self) { $0 | $1 }
        case .float16, .bfloat16: throw KernelError.dtype(operation: "add", to.dtype)
        }
    }
}

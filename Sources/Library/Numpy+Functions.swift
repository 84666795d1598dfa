// This file lists NumPy's reductions, movements and elementwise functions.

import Glibc
import Kernel
import Lang

extension Numpy {
    // MARK: Reductions

    static func reductions(_ f: Table) {
        for (name, ufunc) in [("sum", "add"), ("prod", "multiply"), ("max", "maximum"), ("min", "minimum"), ("amax", "maximum"), ("amin", "minimum")] {
            let typed = name == "sum" || name == "prod"
            f("\(name)(a, axis=None, \(typed ? "dtype=None, " : "")out=None, keepdims=False, initial=..., where=True)", "The \(name) over axes.") { a in
                let k = typed ? 1 : 0
                if name == "sum", let o = a[0].asObject, o.kind == .generator {
                    throw typeError("Calling np.sum(generator) is deprecated.Use np.sum(np.fromiter(generator)) or the python sum builtin instead.")
                }
                if let r = try delegated(a, name) { return r }
                return try Ufunc.named(ufunc).reduce(
                    a[0], axis: a[1], dtype: typed ? a[2] : .none, out: a[2 + k], keepDims: try a.bool(3 + k), initial: a[4 + k], mask: a[5 + k])
            }
        }
        for (name, ufunc) in [("any", "logical_or"), ("all", "logical_and")] {
            f("\(name)(a, axis=None, out=None, keepdims=False, *, where=True)", "Whether \(name) elements are true.") { a in
                try Ufunc.named(ufunc).reduce(a[0], axis: a[1], dtype: .none, out: a[2], keepDims: try a.bool(3), initial: .unbound, mask: a[4])
            }
        }
        f("mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)", "The arithmetic mean.") { a in
            if let r = try delegated(a, "mean") { return r }
            return try NumpyReduce.mean(a[0], axis: a[1], dtype: a[2], out: a[3], keepDims: try a.bool(4), mask: a[5])
        }
        for (name, root) in [("std", true), ("var", false)] {
            f("\(name)(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=...)", root ? "The standard deviation." : "The variance.") { a in
                try NumpyReduce.variance(
                    a[0], axis: a[1], dtype: a[2], out: a[3], ddof: a.has(8) ? try a.float(8) : try a.float(4), keepDims: try a.bool(5), mask: a[6], root: root)
            }
        }
        f("median(a, axis=None, out=None, overwrite_input=False, keepdims=False)", "The median.") { a in
            try NumpyReduce.median(a[0], axis: a[1], keepDims: try a.bool(4), ignoreNaN: false, out: a[2])
        }
        f("nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False)", "The median without NaN.") { a in
            try NumpyReduce.median(a[0], axis: a[1], keepDims: try a.bool(4), ignoreNaN: true, out: a[2])
        }
        for (name, scale, ignore) in [("percentile", 100.0, false), ("quantile", 1.0, false), ("nanpercentile", 100.0, true), ("nanquantile", 1.0, true)] {
            f("\(name)(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)", "Quantiles.") { a in
                var q = try Elementwise.cast(try Convert.tensor(from: a[1]), .float64)
                if scale != 1 {
                    for p in try q.doubles() where !(p >= 0 && p <= 100) { throw valueError("Percentiles must be in the range [0, 100]") }
                    q = try Elementwise.binary(.divide, q, try Tensor.scalar(scale), dtype: .float64)
                }
                return try NumpyReduce.quantile(a[0], q, axis: a[2], keepDims: try a.bool(6), method: a.given(8) ? try a.string(8) : try a.string(5), ignoreNaN: ignore, out: a[3])
            }
        }
        for name in ["sum", "prod", "max", "min", "mean"] {
            f("nan\(name)(a, axis=None, dtype=None, out=None, keepdims=False)", "The \(name) without NaN.") { a in
                try NumpyReduce.into(try NumpyReduce.nan(name, a, axis: a[1], keepDims: try a.bool(4), dtype: a[2]), a[3])
            }
        }
        for name in ["std", "var"] {
            f("nan\(name)(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False)", "The \(name) without NaN.") { a in
                try NumpyReduce.into(try NumpyReduce.nan(name, a, axis: a[1], keepDims: try a.bool(5), dtype: a[2], ddof: try a.float(4)), a[3])
            }
        }
        for (name, largest) in [("argmax", true), ("argmin", false)] {
            f("\(name)(a, axis=None, out=None, *, keepdims=False)", "Where the extreme lies.") { a in
                if let r = try delegated(a, name) { return r }
                return try NumpyReduce.arg(a[0], axis: a[1], largest: largest, out: a[2], keepDims: try a.bool(3))
            }
            f("nan\(name)(a, axis=None)", "Where the extreme lies, without NaN.") { a in
                let t = try Convert.tensor(from: a[0])
                let n = try Elementwise.test(.isnan, t)
                if try Reduce.any(Reduce.all(n, axes: try Convert.axes(from: a[1]))).integer(at: 0) != 0 { throw valueError("All-NaN slice encountered") }
                let x = t.dtype.isFloat ? try Elementwise.where_(n, try Tensor.scalar(largest ? -Double.infinity : .infinity, t.dtype), t, dtype: t.dtype) : t
                return try NumpyReduce.arg(.object(NDArray(x)), axis: a[1], largest: largest, out: .none, keepDims: false)
            }
        }
        for (name, ufunc) in [("cumsum", "add"), ("cumprod", "multiply")] {
            f("\(name)(a, axis=None, dtype=None, out=None)", "Running totals.") { a in try NumpyMath.cumulative(ufunc, try NDArray.from(a[0]), axis: a[1], dtype: a[2], out: a[3]) }
            f("nan\(name)(a, axis=None, dtype=None, out=None)", "Running totals without NaN.") { a in
                let t = try Convert.tensor(from: a[0])
                let x = try Elementwise.where_(try Elementwise.test(.isnan, t), try Tensor.scalar(name == "cumsum" ? 0 : 1, t.dtype), t, dtype: t.dtype)
                return try NumpyMath.cumulative(ufunc, NDArray(x), axis: a[1], dtype: a[2], out: a[3])
            }
            f("cumulative_\(name == "cumsum" ? "sum" : "prod")(x, /, *, axis=None, dtype=None, out=None, include_initial=False)", "Running totals.") { a in
                let r = try NumpyMath.cumulative(ufunc, try NDArray.from(a[0]), axis: a[1], dtype: a[2], out: a[3])
                guard try a.bool(4) else { return r }
                let t = try Convert.tensor(from: r)
                var s = t.shape
                let axis = a[1].isNone ? 0 : try Shape.axis(try a.int(1), rank: t.rank)
                s[axis] = 1
                return Convert.ndarray(try Movement.concat([try Tensor.full(s, ufunc == "add" ? 0 : 1, t.dtype), t], axis: axis, dtype: t.dtype))
            }
        }
        f("ptp(a, axis=None, out=None, keepdims=False)", "The range of values.") { a in try NumpyMath.ptp(a[0], a[1], try a.bool(3)) }
        f("average(a, axis=None, weights=None, returned=False, *, keepdims=False)", "The weighted mean.") { a in
            try NumpyMath.average(a[0], axis: a[1], weights: a[2], returned: try a.bool(3), keepDims: try a.bool(4))
        }
        f("count_nonzero(a, axis=None, *, keepdims=False)", "The number of elements that are not zero.") { a in
            let x = try NDArray.from(a[0])
            if !x.isNumeric { return .int(try x.values().filter { try Operators.isTrue($0) }.count) }
            let t = try Elementwise.cast(x.tensor, .bool)
            let r = Convert.result(try Reduce.sum(t, axes: try Convert.axes(from: a[1]), keepDims: try a.bool(2), dtype: .int64))
            return r
        }
        f("trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum along a diagonal.") { a in
            try Operators.callMethod(.object(try NDArray.from(a[0])), "trace", a[1], a[2], a[3], keywords: [("dtype", a[4])])
        }
    }
    /// NumPy hands a pandas object or a torch tensor its own method.
    private static func delegated(_ a: Arguments, _ name: String) throws -> Value? {
        guard let o = a[0].asObject, !(o is NDArray), !(o is NumpyScalar), o.kind == .other || o.kind == .instance, !(o is DTypeObject) else { return nil }
        guard o is TensorHolder || o.type.lookup("__array_priority__") != nil || o.type.module.hasPrefix("pandas"), o.type.lookup(Name(name)) != nil else { return nil }
        var k: [(name: Name, value: Value)] = []
        if a.given(1) { k.append((o is TensorHolder ? "dim" : "axis", a[1])) } else if o.type.module.hasPrefix("pandas"), ["sum", "mean", "max", "min", "prod"].contains(name) { k.append(("axis", .none)) }
        return try Operators.call(try Operators.attribute(a[0], Name(name)), CallArguments([], keywords: k))
    }

    // MARK: Movement

    static func manipulation(_ f: Table) {
        func array(_ a: Arguments, _ i: Int = 0) throws -> NDArray { try NDArray.from(a[i]) }
        f("reshape(a, /, shape=None, order='C', *, newshape=None, copy=None)", "The elements in another shape.") { a in
            try NumpyMovement.reshape(try array(a), try Convert.shape(from: a.given(1) ? a[1] : a[3]), order: try a.string(2))
        }
        f("ravel(a, order='C')", "One axis.") { a in try NumpyMovement.ravel(try array(a), order: try a.string(1)) }
        f("transpose(a, axes=None)", "Axes in another order.") { a in
            let x = try array(a)
            return .object(x.view(a.given(1) ? try Movement.permute(x.tensor, try Convert.shape(from: a[1])) : Movement.transpose(x.tensor)))
        }
        f.alias("permute_dims", "transpose")
        f("matrix_transpose(x, /)", "The last two axes exchanged.") { a in
            let x = try array(a)
            return .object(x.view(try Movement.swapAxes(x.tensor, -1, -2)))
        }
        f("swapaxes(a, axis1, axis2)", "Two axes exchanged.") { a in
            let x = try array(a)
            return .object(x.view(try Movement.swapAxes(x.tensor, try a.int(1), try a.int(2))))
        }
        f("moveaxis(a, source, destination)", "Axes moved.") { a in
            let x = try array(a)
            func places(_ v: Value, _ name: String) throws -> [Int] {
                try Convert.shape(from: v).map { k in
                    do { return try Shape.axis(k, rank: x.tensor.rank) } catch {
                        throw PythonError(NumpyExceptions.axisError, "\(name): axis \(k) is out of bounds for array of dimension \(x.tensor.rank)")
                    }
                }
            }
            let s = try places(a[1], "source"), d = try places(a[2], "destination")
            if s.count != d.count { throw valueError("`source` and `destination` arguments must have the same number of elements") }
            var order = (0..<x.tensor.rank).filter { !s.contains($0) }
            for (to, from) in zip(d, s).sorted(by: { $0.0 < $1.0 }) { order.insert(from, at: to) }
            return .object(x.view(try Movement.permute(x.tensor, order)))
        }
        f("rollaxis(a, axis, start=0)", "An axis rolled back.") { a in
            let x = try array(a)
            let n = x.tensor.rank, axis = try Shape.axis(try a.int(1), rank: n)
            var start = try a.int(2)
            if start < 0 { start += n }
            if axis < start { start -= 1 }
            return .object(x.view(try Movement.moveAxis(x.tensor, from: axis, to: start)))
        }
        f("expand_dims(a, axis)", "New axes of size 1.") { a in
            let x = try array(a)
            let axes = try Convert.shape(from: a[1])
            let rank = x.tensor.rank + axes.count
            let places = try axes.map { v -> Int in
                let r = v < 0 ? v + rank : v
                if r < 0 || r >= rank { throw KernelError.axis(v, dimensions: rank) }
                return r
            }.sorted()
            var t = x.tensor
            for p in places { t = try Movement.unsqueeze(t, axis: p) }
            return .object(x.view(t))
        }
        f("squeeze(a, axis=None)", "Without axes of size 1.") { a in
            let x = try array(a)
            return .object(x.view(try Movement.squeeze(x.tensor, axes: try Convert.axes(from: a[1]))))
        }
        f("broadcast_to(array, shape, subok=False)", "A read-only view of a larger shape.") { a in
            let x = try array(a), s = try Convert.shape(from: a[1])
            guard let t = try? Movement.expand(x.tensor, to: s) else {
                throw valueError("operands could not be broadcast together with remapped shapes [original->remapped]: \(shapeText(x.shape))  and requested shape \(shapeText(s))")
            }
            let v = x.view(t)
            v.isWriteable = false
            return .object(v)
        }
        f("broadcast_arrays(*args, subok=False)", "Views of a common shape.") { a in
            let xs = try a.rest(0).map { try NDArray.from($0) }
            let s = try xs.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
            return .tuple(try xs.map { .object($0.view(try Movement.expand($0.tensor, to: s))) })
        }
        f("broadcast_shapes(*args)", "The common shape.") { a in
            Convert.shape(try a.rest(0).reduce([Int]()) { acc, v in
                let s = try Convert.shape(from: v)
                do { return try Shape.broadcast(acc, s) } catch {
                    throw valueError("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape \(shapeText(acc)) and arg 1 with shape \(shapeText(s)).")
                }
            })
        }
        f("concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')", "Arrays one after another.") { a in try NumpyMovement.concatenate(a[0], axis: a[1], dtype: a[3], out: a[2]) }
        f.alias("concat", "concatenate")
        f("stack(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')", "Arrays along a new axis.") { a in try NumpyMovement.stack(a[0], axis: try a.int(1), dtype: a[3], out: a[2]) }
        for n in ["vstack", "hstack", "dstack", "column_stack"] { f("\(n)(tup, *, dtype=None, casting='same_kind')", "Arrays stacked.") { a in try NumpyMovement.stacked(n, a[0], dtype: a[1]) } }
        f.alias("row_stack", "vstack")
        f("unstack(x, /, *, axis=0)", "The parts along an axis.") { a in
            let x = try array(a), axis = try Shape.axis(try a.int(1), rank: x.tensor.rank)
            if x.tensor.rank == 0 { throw valueError("Input array must be at least 1-d.") }
            return .tuple((0..<x.shape[axis]).map { .object(x.view(Movement.select(x.tensor, axis: axis, index: $0))) })
        }
        f("block(arrays)", "An array of nested blocks.") { a in
            func depth(_ v: Value) -> Int { (v.asObject as? ListObject).map { 1 + ($0.items.first.map(depth) ?? 0) } ?? 0 }
            let total = depth(a[0])
            func join(_ v: Value, _ level: Int) throws -> Value {
                guard let l = v.asObject as? ListObject else {
                    let x = try NDArray.from(v)
                    return .object(x.with(try NumpyMovement.raised(x.tensor, min(max(total, 1), 3))))
                }
                let parts = try l.items.map { try join($0, level - 1) }
                return try NumpyMovement.concatenate(.list(parts), axis: .int(-level))
            }
            return try join(a[0], total)
        }
        f("split(ary, indices_or_sections, axis=0)", "Equal parts.") { a in try NumpyMovement.split(try array(a), a[1], axis: try a.int(2), equal: true) }
        f("array_split(ary, indices_or_sections, axis=0)", "Parts.") { a in try NumpyMovement.split(try array(a), a[1], axis: try a.int(2), equal: false) }
        f("vsplit(ary, indices_or_sections)", "Parts by rows.") { a in try NumpyMovement.split(try array(a), a[1], axis: 0, equal: true) }
        f("hsplit(ary, indices_or_sections)", "Parts by columns.") { a in
            let x = try array(a)
            return try NumpyMovement.split(x, a[1], axis: x.tensor.rank > 1 ? 1 : 0, equal: true)
        }
        f("dsplit(ary, indices_or_sections)", "Parts by depth.") { a in try NumpyMovement.split(try array(a), a[1], axis: 2, equal: true) }
        f("tile(A, reps)", "The array repeated.") { a in
            let x = try array(a)
            return .object(x.with(try Movement.tile(x.tensor, try Convert.shape(from: a[1]))))
        }
        f("repeat(a, repeats, axis=None)", "Elements repeated.") { a in try NumpyMovement.repeated(try array(a), a[1], a[2]) }
        f("pad(array, pad_width, mode='constant', **kwargs)", "The array with a border.") { a in
            if Operators.isCallable(a[2]) { throw notImplementedError("pad takes a mode's name here") }
            return try NumpyMovement.pad(try array(a), a[1], mode: try a.string(2), keywords: a.keywords(3))
        }
        f("roll(a, shift, axis=None)", "Elements shifted around.") { a in try NumpyMovement.roll(try array(a), a[1], a[2]) }
        f("flip(m, axis=None)", "Reversed along axes.") { a in
            let x = try array(a)
            return .object(x.view(try Movement.flip(x.tensor, axes: try Convert.axes(from: a[1]) ?? Array(0..<x.tensor.rank))))
        }
        f("flipud(m)", "Rows reversed.") { a in
            let x = try array(a)
            if x.tensor.rank < 1 { throw valueError("Input must be >= 1-d.") }
            return .object(x.view(try Movement.flip(x.tensor, axes: [0])))
        }
        f("fliplr(m)", "Columns reversed.") { a in
            let x = try array(a)
            if x.tensor.rank < 2 { throw valueError("Input must be >= 2-d.") }
            return .object(x.view(try Movement.flip(x.tensor, axes: [1])))
        }
        f("rot90(m, k=1, axes=(0, 1))", "Turned by 90 degrees.") { a in
            let x = try array(a), axes = try Convert.shape(from: a[2])
            let k = ((try a.int(1) % 4) + 4) % 4
            let t = x.tensor
            switch k {
            case 0: return .object(x.view(t))
            case 2: return .object(x.view(try Movement.flip(t, axes: axes)))
            case 1: return .object(x.view(try Movement.swapAxes(try Movement.flip(t, axes: [axes[1]]), axes[0], axes[1])))
            default: return .object(x.view(try Movement.flip(try Movement.swapAxes(t, axes[0], axes[1]), axes: [axes[1]])))
            }
        }
        f("take(a, indices, axis=None, out=None, mode='raise')", "Elements by index.") { a in try NumpyMovement.take(try array(a), a[1], axis: a[2], mode: try a.string(4)) }
        f("take_along_axis(arr, indices, axis=-1)", "Elements by an array of indices along an axis.") { a in
            var x = try array(a), i = try Convert.tensor(from: a[1])
            var axis = -1
            if a[2].isNone {
                x = x.with(try Movement.reshape(x.tensor, [x.tensor.count]))
                axis = 0
            } else { axis = try Shape.axis(try a.int(2), rank: x.tensor.rank) }
            if x.tensor.rank != i.rank { throw valueError("`indices` and `arr` must have the same number of dimensions") }
            var s = x.shape, u = i.shape
            for d in 0..<s.count where d != axis {
                let n = max(s[d], u[d])
                s[d] = n
                u[d] = n
            }
            i = try Movement.expand(i, to: u)
            return .object(x.with(try Indexing.gather(try Movement.expand(x.tensor, to: s), axis: axis, index: i)))
        }
        f("put_along_axis(arr, indices, values, axis)", "Sets elements by an array of indices along an axis.") { a in
            let x = try a.object(0, NDArray.self)
            let i = try Convert.tensor(from: a[1])
            let v = try NumpyOperand(a[2]).tensor(x.tensor.dtype)
            try Indexing.scatter(x.tensor, axis: try a.int(3), index: i, try Movement.expand(v, to: i.shape))
            return .none
        }
        f("put(a, ind, v, mode='raise')", "Sets elements of the flattened array.") { a in
            try NumpyMovement.put(try a.object(0, NDArray.self), a[1], a[2])
            return .none
        }
        f("putmask(a, mask, values)", "Sets elements by a mask.") { a in
            let x = try a.object(0, NDArray.self)
            let v = try NumpyMovement.resized(NDArray(try NumpyOperand(a[2]).tensor(x.tensor.dtype)), x.shape)
            try Elementwise.copy(from: v.tensor, to: x.tensor, where: try Convert.tensor(from: a[1]))
            return .none
        }
        f("place(arr, mask, vals)", "Sets elements by a mask, from a sequence.") { a in
            let x = try a.object(0, NDArray.self)
            let m = try Convert.tensor(from: a[1])
            let n = try Reduce.sum(m, dtype: .int64).integer(at: 0)
            let v = try NumpyMovement.resized(NDArray(try NumpyOperand(a[2]).tensor(x.tensor.dtype)), [n])
            try Indexing.set(x.tensor, [.tensor(try Elementwise.cast(m, .bool))], v.tensor)
            return .none
        }
        f("compress(condition, a, axis=None, out=None)", "Slices by a condition.") { a in try NumpyMovement.compress(a[0], try array(a, 1), axis: a[2]) }
        f("extract(condition, arr)", "Elements by a condition.") { a in
            let x = try array(a, 1), m = try Convert.tensor(from: a[0])
            let i = try Indexing.nonzero(try Movement.reshape(m, [m.count]))[0]
            return .object(x.with(try Indexing.take(try Movement.reshape(x.tensor, [x.tensor.count]), i, axis: 0)))
        }
        f("choose(a, choices, out=None, mode='raise')", "Elements from several arrays by index.") { a in try NumpyMovement.choose(try array(a), a[1], mode: try a.string(3)) }
        f("select(condlist, choicelist, default=0)", "Elements by the first condition that holds.") { a in
            let conds = try a.items(0).map { try Convert.tensor(from: $0) }
            let choices = try a.items(1)
            if conds.count != choices.count { throw valueError("list of cases must be same length as list of conditions") }
            if conds.isEmpty { throw valueError("select with an empty condition list is not possible") }
            let all = try NumpyMovement.unified(choices + [a[2]])
            var r = all.last!.tensor
            for (c, x) in zip(conds, all).reversed() { r = try Elementwise.where_(c, x.tensor, r, dtype: all[0].tensor.dtype) }
            return all[0].with(r).scalarOrSelf
        }
        f("piecewise(x, condlist, funclist, *args, **kw)", "A function by parts.") { a in
            let x = try NDArray(NumpyMath.floats(a[0]))
            var conds = try a.items(1).map { try Elementwise.cast(try Convert.tensor(from: $0), .bool) }
            let fs = try a.items(2)
            if fs.count == conds.count + 1 {
                let any = try conds.dropFirst().reduce(conds[0]) { try Elementwise.binary(.bitOr, $0, $1, dtype: .bool) }
                conds.append(try Elementwise.unary(.invert, any))
            }
            let out = try Tensor.zeros(x.shape, x.tensor.dtype)
            for (c, g) in zip(conds, fs) {
                let v: Value
                if Operators.isCallable(g) { v = try Operators.call(g, CallArguments([.object(NDArray(try Indexing.get(x.tensor, [.tensor(c)])))] + a.rest(3))) } else { v = g }
                try Indexing.set(out, [.tensor(c)], try NumpyOperand(v).tensor(out.dtype))
            }
            return Convert.result(out)
        }
        f("resize(a, new_shape)", "The elements over and over in a new shape.") { a in .object(try NumpyMovement.resized(try array(a), try Convert.shape(from: a[1]))) }
        f("append(arr, values, axis=None)", "Values after an array.") { a in
            if a.given(2) { return try NumpyMovement.concatenate(.tuple([a[0], a[1]]), axis: a[2]) }
            let u = try NumpyMovement.unified([.object(try array(a)), .object(try array(a, 1))])
            return try NumpyMovement.concatenate(.tuple(u.map { .object($0) }), axis: .none)
        }
        f("insert(arr, obj, values, axis=None)", "Values between elements.") { a in
            var x = try array(a)
            var axis = 0
            if a[3].isNone { x = x.with(try Movement.reshape(x.tensor, [x.tensor.count])) } else { axis = try Shape.axis(try a.int(3), rank: x.tensor.rank) }
            if x.tensor.rank == 0 { throw KernelError.axis(axis, dimensions: 0) }
            let n = x.shape[axis]
            let single = (try? Operators.index(a[1])) != nil
            var at = single ? [try a.int(1)] : try Convert.tensor(from: a[1]).integers()
            for (k, i) in at.enumerated() {
                if i < -n || i > n { throw indexError("index \(i) is out of bounds for axis \(axis) with size \(n)") }
                at[k] = i < 0 ? i + n : i
            }
            var v = try array(a, 2).cast(to: x.elementKind)
            if !x.isNumeric {
                let u = try NumpyMovement.unified([.object(x), .object(v)])
                (x, v) = (u[0], u[1])
            }
            if single && x.tensor.rank > 1 || single && v.tensor.rank == x.tensor.rank {
                // One place takes the whole of the values.
                var t = v.tensor
                if single && x.tensor.rank > 1 && t.rank < x.tensor.rank {
                    if t.rank > 0 { t = try Movement.unsqueeze(t, axis: axis <= t.rank ? axis : t.rank) }
                    var s = x.shape
                    s[axis] = 1
                    t = try Movement.expand(t, to: s)
                }
                let before = Movement.slice(x.tensor, axis: axis, start: 0, step: 1, count: at[0]), after = Movement.slice(x.tensor, axis: axis, start: at[0], step: 1, count: n - at[0])
                return .object(x.with(try Movement.concat([before, t, after], axis: axis, dtype: x.tensor.dtype)))
            }
            if single, v.tensor.rank == 1 { at = [Int](repeating: at[0], count: v.tensor.count) }
            var s = x.shape
            s[axis] = at.count
            let values = try Movement.expand(v.tensor, to: s)
            let order = at.indices.sorted { at[$0] < at[$1] || (at[$0] == at[$1] && $0 < $1) }
            var parts: [Tensor] = [], last = 0
            for k in order {
                parts.append(Movement.slice(x.tensor, axis: axis, start: last, step: 1, count: at[k] - last))
                parts.append(Movement.slice(values, axis: axis, start: k, step: 1, count: 1))
                last = at[k]
            }
            parts.append(Movement.slice(x.tensor, axis: axis, start: last, step: 1, count: n - last))
            return .object(x.with(try Movement.concat(parts, axis: axis, dtype: x.tensor.dtype)))
        }
        f("delete(arr, obj, axis=None)", "Without some elements.") { a in
            var x = try array(a)
            var axis = 0
            if a[2].isNone { x = x.with(try Movement.reshape(x.tensor, [x.tensor.count])) } else { axis = try Shape.axis(try a.int(2), rank: x.tensor.rank) }
            if x.tensor.rank == 0 { throw KernelError.axis(axis, dimensions: 0) }
            let n = x.shape[axis]
            var drop = Set<Int>()
            if let s = a[1].asObject as? SliceObject {
                let r = try s.resolve(length: n)
                for k in 0..<r.count { drop.insert(r.start + k * r.step) }
            } else {
                let o = try array(a, 1)
                if o.tensor.dtype == .bool && o.isNumeric { for (i, v) in try o.tensor.integers().enumerated() where v != 0 { drop.insert(i) } } else {
                    for i in try o.tensor.integers() {
                        if i < -n || i >= n { throw indexError("index \(i) is out of bounds for axis \(axis) with size \(n)") }
                        drop.insert(i < 0 ? i + n : i)
                    }
                }
            }
            return .object(x.with(try Indexing.take(x.tensor, try Tensor.of((0..<n).filter { !drop.contains($0) }), axis: axis)))
        }
        for n in 1...3 {
            f("atleast_\(n)d(*arys)", "At least \(n) axes.") { a in
                let r = try a.rest(0).map { v -> Value in
                    let x = try NDArray.from(v)
                    return .object(x.viewOrCopy(try NumpyMovement.raised(x.tensor, n)))
                }
                return r.count == 1 ? r[0] : .tuple(r)
            }
        }
        f("apply_along_axis(func1d, axis, arr, *args, **kwargs)", "A function of rows along an axis.") { a in
            let x = try array(a, 2)
            let axis = try Shape.axis(try a.int(1), rank: x.tensor.rank)
            let moved = try Movement.moveAxis(x.tensor, from: axis, to: -1)
            let outer = Array(moved.shape.dropLast())
            let n = outer.reduce(1, *)
            if n == 0 { throw valueError("Cannot apply_along_axis when any iteration dimensions are 0") }
            let flat = try Movement.reshape(moved, [n, moved.shape.last!])
            let results = try (0..<n).map { i in
                try Operators.call(a[0], CallArguments([.object(x.with(Movement.select(flat, axis: 0, index: i)))] + a.rest(3), keywords: a.keywords(4).map { (Name($0.name), $0.value) }))
            }
            let u = try NumpyMovement.unified(results)
            var t = try Movement.stack(u.map { $0.tensor }, axis: 0, dtype: u[0].tensor.dtype)
            let inner = Array(t.shape.dropFirst())
            t = try Movement.reshape(t, outer + inner)
            // The results' axes take the place of the axis.
            let k = outer.count
            let order = Array(0..<axis) + Array(k..<k + inner.count) + Array(axis..<k)
            return .object(u[0].with(try Movement.permute(t, order).contiguous()))
        }
        f("apply_over_axes(func, a, axes)", "A function over several axes in turn.") { a in
            var v = a[1]
            for axis in try Convert.shape(from: a[2]) { v = try Operators.call(a[0], v, .int(axis)) }
            return v
        }
        f("nonzero(a)", "The indices of the elements that are not zero.") { a in try NumpyMovement.nonzero(try array(a)) }
        f("flatnonzero(a)", "The indices in the flattened array.") { a in
            let t = try Convert.tensor(from: a[0])
            return Convert.ndarray(try Indexing.nonzero(try Movement.reshape(t, [t.count]))[0])
        }
        f("argwhere(a)", "The indices of the elements that are not zero, one a row.") { a in
            let t = try Convert.tensor(from: a[0])
            let i = try Indexing.nonzero(t)
            return Convert.ndarray(i.isEmpty ? try Tensor(empty: [t.integer(at: 0) != 0 ? 1 : 0, 0], .int64) : try Movement.stack(i, axis: 1, dtype: .int64))
        }
        f("where(condition, x=..., y=..., /)", "Elements of x where the condition holds, else of y.") { a in
            if !a.has(1) && !a.has(2) { return try NumpyMovement.nonzero({ $0.tensor.rank == 0 ? $0.with(try Movement.reshape($0.tensor, [1])) : $0 }(try array(a))) }
            if !a.has(1) || !a.has(2) { throw valueError("either both or neither of x and y should be given") }
            let c = try Convert.tensor(from: a[0])
            let ops = [try NumpyOperand(a[1]), try NumpyOperand(a[2])]
            if ops.contains(where: { $0.isPooled }) || a[1].isNone || a[2].isNone || a[1].asString != nil || a[2].asString != nil {
                let u = try NumpyMovement.unified([.object(try array(a, 1)), .object(try array(a, 2))])
                return u[0].with(try Elementwise.where_(c, u[0].tensor, u[1].tensor, dtype: .int64)).scalarOrSelf
            }
            let d = NumpyOperand.common(ops)
            let r = try Elementwise.where_(c, try ops[0].tensor(d), try ops[1].tensor(d), dtype: d)
            return .object(NDArray(r))
        }
        f("unravel_index(indices, shape, order='C')", "Flat indices as coordinates.") { a in
            let t = try Convert.tensor(from: a[0]), fortran = try a.string(2) == "F"
            let s = fortran ? try Convert.shape(from: a[1]).reversed() : try Convert.shape(from: a[1])
            let v = try t.integers(), n = s.reduce(1, *)
            for i in v where i < 0 || i >= n { throw valueError("index \(i) is out of bounds for array with size \(n)") }
            var out: [Value] = []
            var step = n
            for d in s {
                step = d == 0 ? 0 : step / d
                let st = max(step, 1)
                out.append(Convert.result(try Movement.reshape(try Tensor.of(v.map { ($0 / st) % max(d, 1) }), t.shape)))
            }
            return .tuple(fortran ? out.reversed() : out)
        }
        f("ravel_multi_index(multi_index, dims, mode='raise', order='C')", "Coordinates as flat indices.") { a in
            let parts = try a.items(0).map { try Convert.tensor(from: $0) }, s = try Convert.shape(from: a[1])
            var r = try Tensor.scalar(0)
            for (p, n) in zip(parts, s) {
                for i in try p.integers() where i < 0 || i >= n { throw valueError("invalid entry in coordinates array") }
                r = try Elementwise.binary(.add, try Elementwise.binary(.multiply, r, try Tensor.scalar(n), dtype: .int64), p, dtype: .int64)
            }
            return Convert.result(r)
        }
        f("ix_(*args)", "Index arrays of an open mesh.") { a in
            let n = a.rest(0).count
            return .tuple(try a.rest(0).enumerated().map { i, v in
                var t = try Convert.tensor(from: v)
                if t.dtype == .bool { t = try Indexing.nonzero(t)[0] }
                if t.count == 0 { t = try Elementwise.cast(t, .int64) }
                var s = [Int](repeating: 1, count: n)
                s[i] = t.count
                return Convert.ndarray(try Movement.reshape(t, s))
            })
        }
        f("ndenumerate(arr)", "Pairs of index and element.") { a in
            let x = try array(a)
            var k = 0
            let flat = x.with(try Movement.reshape(x.tensor, [x.tensor.count]))
            return .object(NativeIterator(holding: [.object(x)]) {
                if k >= flat.tensor.count { return nil }
                defer { k += 1 }
                var index: [Int] = [], rest = k
                for n in x.shape.reversed() {
                    index.append(rest % n)
                    rest /= n
                }
                return .tuple([Convert.shape(index.reversed()), flat.element(k * flat.tensor.strides[0])])
            })
        }
        f("ndindex(*shape)", "All indices of a shape.") { a in
            let s = try NumpyArrayType.shapeArguments(a.rest(0))
            let n = s.reduce(1, *)
            var k = 0
            return .object(NativeIterator {
                if k >= n { return nil }
                defer { k += 1 }
                var index: [Int] = [], rest = k
                for d in s.reversed() {
                    index.append(rest % d)
                    rest /= d
                }
                return Convert.shape(index.reversed())
            })
        }
        f("vectorize(pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None)", "A function called on every element.") { a in
            let g = a[0], types = a[1]
            return .object(NativeFunction("vectorized(*args, **kwargs)") { b in
                try PythonErrors.asNumpy {
                    let xs = try b.rest(0).map { try NDArray.from($0) }
                    let s = try xs.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
                    let e = try xs.map { x in x.with(try Movement.expand(x.tensor, to: s).contiguous()) }
                    let n = s.reduce(1, *)
                    if n == 0 && types.isNone { throw valueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set") }
                    let k = b.keywords(1).map { (Name($0.name), $0.value) }
                    let r = try (0..<n).map { i in try Operators.call(g, CallArguments(e.map { $0.element(i) }, keywords: k)) }
                    if let first = r.first?.asObject as? TupleObject {
                        return .tuple(try first.items.indices.map { j in
                            let x = try NDArray.from(.list(r.map { ($0.asObject as! TupleObject).items[j] }))
                            return x.with(try Movement.reshape(x.tensor, s)).scalarOrSelf
                        })
                    }
                    var kind: NumpyKind?
                    if !types.isNone { kind = try NumpyTypes.dtype(from: types.asObject is ListObject ? try Operators.items(of: types)[0] : types).value }
                    // The first result decides the type.
                    if kind == nil, let f = r.first { kind = try NDArray.from(f).elementKind }
                    if case .string = kind { kind = .string(0) }
                    let x = try NDArray.from(.list(r), dtype: kind)
                    return .object(x.with(try Movement.reshape(x.tensor, s)))
                }
            })
        }
        f("frompyfunc(func, /, nin, nout, *, identity=None)", "A function called on every element; an array of objects.") { a in
            let g = a[0]
            return .object(NativeFunction("pyfunc(*args)") { b in
                try PythonErrors.asNumpy {
                    let xs = try b.rest(0).map { try NDArray.from($0) }
                    let s = try xs.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
                    let e = try xs.map { x in x.with(try Movement.expand(x.tensor, to: s).contiguous()) }
                    let r = try (0..<s.reduce(1, *)).map { i in try Operators.call(g, CallArguments(e.map { $0.pythonElement(i) })) }
                    return try NDArray.of(r, shape: s, kind: .object).scalarOrSelf
                }
            })
        }
    }
}

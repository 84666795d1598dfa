// This file declares the functions of `torch` and methods of `torch.Tensor` that make, move and pick elements.

import Glibc
import Kernel
import Lang

enum TorchShapes {
    static func declare(_ b: TorchBuilder) {
        creation(b)
        movement(b)
        indexing(b)
        linear(b)
    }

    /// A new tensor that requires a gradient when asked.
    private static func finish(_ t: Tensor, _ a: Arguments, requiresGrad i: Int) throws -> Value {
        if try a.bool(i, or: false) { try t.setRequiresGrad(true) }
        return Torch.value(t)
    }
    private static func number(_ v: Value, _ function: String) throws -> Operand {
        let o = try Torch.operand(v, function, "fill_value", 2)
        guard case .tensor(let t) = o else { return o }
        if t.count != 1 { throw runtimeError("a Tensor with \(t.count) elements cannot be converted to Scalar") }
        return t.dtype.isFloat ? .float(t.double(at: 0)) : t.dtype == .bool ? .bool(t.integer(at: 0) != 0) : .int(t.integer(at: 0))
    }
    private static func filled(_ shape: [Int], _ o: Operand, _ dtype: DType?) throws -> Tensor {
        let d: DType
        switch o {
        case .int(let i): return try Tensor.full(shape, i, dtype ?? .int64)
        case .bool: d = dtype ?? .bool
        default: d = dtype ?? Promotion.defaultFloat
        }
        return try Tensor.full(shape, o.double, d)
    }
    private static func check(_ sizes: [Int], _ function: String) throws -> [Int] {
        for s in sizes where s < 0 {
            throw runtimeError(function == "zeros" ? "zeros: Dimension size must be non-negative." : "Trying to create tensor with negative dimension \(s): \(sizesText(sizes))")
        }
        return sizes
    }
    /// The sizes of `f(*size)` or `f(size=...)`.
    private static func shape(_ a: Arguments, _ keyword: Int, _ function: String) throws -> [Int] {
        try check(a.given(keyword) ? Torch.sizes([a[keyword]], function) : Torch.sizes(a.rest(0), function), function)
    }

    private static func creation(_ b: TorchBuilder) {
        b.function("tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False)", "A tensor with a copy of the data.") { a in
            try TorchDevice.check(a[2])
            let t = try Torch.makeTensor(a[0], dtype: TorchDType.from(a[1], function: "tensor"))
            if try a.bool(3), !t.dtype.isFloat { throw runtimeError("Only Tensors of floating point and complex dtype can require gradients") }
            return try finish(t, a, requiresGrad: 3)
        }
        for n in ["as_tensor", "asarray"] {
            b.function("\(n)(data, dtype=None, device=None)", "A tensor over the data's own memory where possible.") { a in
                let d = try TorchDType.from(a[1])
                if let o = a[0].asObject as? TensorObject { return d == nil || d == o.tensor.dtype ? a[0] : Torch.value(try Ops.cast(o.tensor, d!)) }
                if a[0].asObject is NDArray {
                    let t = try shared(Convert.tensor(from: a[0]))
                    return Torch.value(try d.map { try Elementwise.cast(t, $0) } ?? t)
                }
                return Torch.value(try Torch.makeTensor(a[0], dtype: d))
            }
        }
        b.function("from_numpy(ndarray)", "A tensor over the array's memory.") { a in
            guard a[0].asObject is NDArray else { throw typeError("expected np.ndarray (got \(a[0].typeName))") }
            return Torch.value(try shared(Convert.tensor(from: a[0])))
        }
        for (n, v) in [("zeros", 0.0), ("ones", 1.0), ("empty", 0.0)] {
            b.function("\(n)(*args, size=None, dtype=None, device=None, requires_grad=False, out=None, pin_memory=False, layout=None, memory_format=None)", "A tensor of the sizes.") { a in
                try TorchDevice.check(a[3])
                let s = try shape(a, 1, n), d = try TorchDType.from(a[2], function: n) ?? Promotion.defaultFloat
                return try finish(v == 0 ? Tensor.zeros(s, d) : Tensor.full(s, v, d), a, requiresGrad: 4)
            }
            b.function("\(n)_like(input, *, dtype=None, device=None, requires_grad=False, memory_format=None)", "A tensor of the input's shape and dtype.") { a in
                let t = try Torch.tensor(a, 0), d = try TorchDType.from(a[1]) ?? t.dtype
                return try finish(v == 0 ? Tensor.zeros(t.shape, d) : Tensor.full(t.shape, v, d), a, requiresGrad: 3)
            }
            b.method("new_\(n)(self, *args, size=None, dtype=None, device=None, requires_grad=False)", "A tensor of self's dtype.") { a in
                let s = try check(a.given(2) ? Torch.sizes([a[2]], "new_\(n)") : Torch.sizes(a.rest(1), "new_\(n)"), "new_\(n)"), d = try TorchDType.from(a[3]) ?? Torch.tensor(a, 0).dtype
                return try finish(v == 0 ? Tensor.zeros(s, d) : Tensor.full(s, v, d), a, requiresGrad: 5)
            }
        }
        b.function("full(size, fill_value, *, dtype=None, device=None, requires_grad=False)", "A tensor of one number.") { a in
            try finish(filled(check(Torch.sizes([a[0]], "full"), "full"), number(a[1], "full"), TorchDType.from(a[2])), a, requiresGrad: 4)
        }
        b.function("full_like(input, fill_value, *, dtype=None, device=None, requires_grad=False)", "One number in the input's shape.") { a in
            let t = try Torch.tensor(a, 0)
            return try finish(filled(t.shape, number(a[1], "full_like"), TorchDType.from(a[2]) ?? t.dtype), a, requiresGrad: 4)
        }
        b.method("new_full(self, size, fill_value, *, dtype=None, device=None, requires_grad=False)", "One number in self's dtype.") { a in
            try finish(filled(Torch.sizes([a[1]], "new_full"), number(a[2], "new_full"), TorchDType.from(a[3]) ?? Torch.tensor(a, 0).dtype), a, requiresGrad: 5)
        }
        b.method("new_tensor(self, data, *, dtype=None, device=None, requires_grad=False)", "The data in self's dtype.") { a in
            try finish(Torch.makeTensor(a[1], dtype: TorchDType.from(a[2]) ?? Torch.tensor(a, 0).dtype), a, requiresGrad: 4)
        }
        b.function("arange(start, end=..., step=1, *, dtype=None, device=None, requires_grad=False)", "start, start + step, ... before end.") { a in
            let one = !a.has(1)
            let first = try number(one ? .int(0) : a[0], "arange"), last = try number(one ? a[0] : a[1], "arange"), step = try number(a[2], "arange")
            var d = try TorchDType.from(a[3], function: "arange")
            let ints: (Int, Int, Int)?
            if case .int(let x) = first, case .int(let y) = last, case .int(let z) = step { ints = (x, y, z) } else { ints = nil }
            d = d ?? (ints == nil ? Promotion.defaultFloat : .int64)
            let x = first.double, y = last.double, z = step.double
            if z == 0 { throw runtimeError("step must be nonzero") }
            if !x.isFinite || !y.isFinite { throw runtimeError("unsupported range: \(x) -> \(y)") }
            if (z > 0 && x > y) || (z < 0 && x < y) { throw runtimeError("upper bound and lower bound inconsistent with step sign") }
            let count: Int
            if let i = ints { count = i.2 > 0 ? (i.1 - i.0 + i.2 - 1) / i.2 : (i.0 - i.1 - i.2 - 1) / -i.2 } else {
                let n = ((y - x) / z).rounded(.up)
                if n > 1e12 { throw KernelError.outOfMemory(bytes: Int.max) }
                count = Int(n)
            }
            if let i = ints, !d!.isFloat {
                let t = try Tensor(empty: [count], .int64)
                let p = t.elements(Int.self)
                for k in 0..<count { p[k] = i.0 &+ k &* i.2 }
                return try finish(Elementwise.cast(t, d!), a, requiresGrad: 5)
            }
            return try finish(Tensor.of((0..<count).map { x + Double($0) * z }, d!), a, requiresGrad: 5)
        }
        for n in ["linspace", "logspace"] {
            b.function("\(n)(start, end, steps, base=10.0, *, dtype=None, device=None, requires_grad=False)", "Evenly spaced numbers, both ends included.") { a in
                let x = try number(a[0], n).double, y = try number(a[1], n).double, k = try a.int(2)
                if k < 0 { throw runtimeError("number of steps must be non-negative") }
                let d = try TorchDType.from(a[4]) ?? Promotion.defaultFloat
                // From both ends, as the kernel does, in the dtype's own arithmetic.
                let single = d == .float32
                let step = k > 1 ? (single ? Double((Float(y) - Float(x)) / Float(k - 1)) : (y - x) / Double(k - 1)) : 0
                let values = (0..<k).map { i -> Double in
                    let v: Double
                    if k == 1 { v = x } else if i < k / 2 {
                        v = single ? Double(Float(x).addingProduct(Float(step), Float(i))) : x + step * Double(i)
                    } else {
                        v = single ? Double(Float(y).addingProduct(-Float(step), Float(k - i - 1))) : y - step * Double(k - i - 1)
                    }
                    return n == "linspace" ? v : Glibc.pow((try? a.float(3)) ?? 10, v)
                }
                return try finish(Tensor.of(values, d), a, requiresGrad: 6)
            }
        }
        b.function("eye(n, m=None, *, dtype=None, device=None, requires_grad=False)", "Ones on the diagonal.") { a in
            let n = try a.int(0), m = try a.int(1, or: n), d = try TorchDType.from(a[2]) ?? Promotion.defaultFloat
            if n < 0 { throw runtimeError("n must be greater or equal to 0, got \(n)") }
            let t = try Tensor.zeros([n, m], d)
            if n > 0 && m > 0 { try Elementwise.fill(Movement.diagonal(t), 1) }
            return try finish(t, a, requiresGrad: 4)
        }
        b.function("complex(real, imag)", "Complex tensors are not available.") { _ in throw notImplementedError("complex tensors are not available; keep the real and imaginary parts as two tensors") }
    }
    /// Memory with negative steps cannot be shared.
    static func shared(_ t: Tensor) throws -> Tensor {
        for s in t.strides where s < 0 {
            throw valueError("At least one stride in the given numpy array is negative, and tensors with negative strides are not currently supported. (You can probably work around this by making a copy of your array  with array.copy().) ")
        }
        return t.alias()
    }

    // MARK: Movement

    private static func movement(_ b: TorchBuilder) {
        b.function("reshape(input, shape)", "The elements in another shape.") { a in Torch.value(try Ops.reshape(Torch.tensor(a, 0), Torch.sizes([a[1]], "reshape"))) }
        b.method("reshape(self, *shape)", "The elements in another shape.") { a in Torch.value(try Ops.reshape(Torch.tensor(a, 0), Torch.sizes(a.rest(1), "reshape"))) }
        b.method("view(self, *shape)", "The same memory in another shape.") { a in
            let rest = a.rest(1)
            if rest.count == 1, let d = rest[0].asObject as? TorchDType {
                let t = try Torch.tensor(a, 0)
                guard d.dtype.size == t.dtype.size else { throw runtimeError("view(dtype) between types of different sizes is not available") }
                return Torch.value(t.view(shape: t.shape, strides: t.strides, offset: t.offset, dtype: d.dtype))
            }
            return Torch.value(try Ops.view(Torch.tensor(a, 0), Torch.sizes(rest, "view")))
        }
        b.method("view_as(self, other)", "The same memory in another's shape.") { a in Torch.value(try Ops.view(Torch.tensor(a, 0), Torch.tensor(a, 1).shape)) }
        b.method("reshape_as(self, other)", "In another's shape.") { a in Torch.value(try Ops.reshape(Torch.tensor(a, 0), Torch.tensor(a, 1).shape)) }
        for n in ["flatten", "ravel"] {
            b.both("\(n)(input, start_dim=0, end_dim=-1)", "Dimensions merged into one.") { a in
                let t = try Torch.tensor(a, 0), r = try Ops.flatten(t, a.int(1), a.int(2))
                return r === t ? a[0] : Torch.value(r)
            }
        }
        b.both("unflatten(input, dim, sizes)", "A dimension split.") { a in Torch.value(try Ops.unflatten(Torch.tensor(a, 0), a.int(1), Torch.sizes([a[2]], "unflatten"))) }
        b.function("permute(input, dims)", "Dimensions in another order.") { a in Torch.value(try Ops.permute(Torch.tensor(a, 0), Torch.sizes([a[1]], "permute"))) }
        b.method("permute(self, *dims)", "Dimensions in another order.") { a in Torch.value(try Ops.permute(Torch.tensor(a, 0), Torch.sizes(a.rest(1), "permute"))) }
        for n in ["transpose", "swapaxes", "swapdims"] {
            b.both("\(n)(input, dim0, dim1)", "Two dimensions exchanged.") { a in Torch.value(try Ops.transpose(Torch.tensor(a, 0), a.int(1), a.int(2))) }
        }
        b.both("t(input)", "A matrix transposed.") { a in Torch.value(try Ops.t(Torch.tensor(a, 0))) }
        for n in ["movedim", "moveaxis"] {
            b.both("\(n)(input, source, destination)", "Dimensions moved.") { a in Torch.value(try Ops.movedim(Torch.tensor(a, 0), Torch.dims(a[1]) ?? [], Torch.dims(a[2]) ?? [])) }
        }
        b.both("unsqueeze(input, dim)", "A new dimension of size 1.") { a in Torch.value(try Ops.unsqueeze(Torch.tensor(a, 0), a.int(1))) }
        b.both("squeeze(input, dim=None)", "Without dimensions of size 1.") { a in Torch.value(try Ops.squeeze(Torch.tensor(a, 0), Torch.dims(a[1]))) }
        for (n, f) in [("squeeze_", { (a: Arguments, t: Tensor) in try Ops.squeeze(t, Torch.dims(a[1])) }), ("unsqueeze_", { a, t in try Ops.unsqueeze(t, a.int(1)) })] as [(String, (Arguments, Tensor) throws -> Tensor)] {
            b.method("\(n)(self, dim=None)", "In place.") { a in
                let o = try a.object(0, TensorObject.self)
                o.tensor = try f(a, o.tensor)
                return a[0]
            }
        }
        b.method("transpose_(self, dim0, dim1)", "In place.") { a in
            let o = try a.object(0, TensorObject.self)
            o.tensor = try Ops.transpose(o.tensor, a.int(1), a.int(2))
            return a[0]
        }
        b.method("t_(self)", "In place.") { a in
            let o = try a.object(0, TensorObject.self)
            o.tensor = try Ops.t(o.tensor)
            return a[0]
        }
        b.method("expand(self, *size)", "A view repeated along dimensions of size 1.") { a in Torch.value(try Ops.expand(Torch.tensor(a, 0), Torch.sizes(a.rest(1), "expand"))) }
        b.method("expand_as(self, other)", "Expanded to another's shape.") { a in Torch.value(try Ops.expand(Torch.tensor(a, 0), Torch.tensor(a, 1).shape)) }
        b.function("broadcast_to(input, size)", "Expanded to a shape.") { a in Torch.value(try Ops.expand(Torch.tensor(a, 0), Torch.sizes([a[1]], "broadcast_to"))) }
        b.method("broadcast_to(self, size)", "Expanded to a shape.") { a in Torch.value(try Ops.expand(Torch.tensor(a, 0), Torch.sizes([a[1]], "broadcast_to"))) }
        b.function("broadcast_tensors(*tensors)", "All expanded to their common shape.") { a in
            let ts = try Torch.tensors(.tuple(a.rest(0)), "broadcast_tensors")
            let s = try ts.reduce([Int]()) { try Shape.broadcast($0, $1.shape) }
            return Torch.tuple(try ts.map { try Ops.expand($0, s) })
        }
        b.function("broadcast_shapes(*shapes)", "The common shape.") { a in
            let all = try a.rest(0).map { try Convert.shape(from: $0) }
            do { return Torch.size(try all.reduce([Int]()) { try Shape.broadcast($0, $1) }) } catch {
                throw runtimeError("Shape mismatch: objects cannot be broadcast to a single shape")
            }
        }
        b.method("repeat(self, *repeats)", "The whole repeated along each dimension.") { a in Torch.value(try Ops.tile(Torch.tensor(a, 0), Torch.sizes(a.rest(1), "repeat"))) }
        b.function("tile(input, dims)", "The whole repeated.") { a in
            let t = try Torch.tensor(a, 0), d = try Torch.sizes([a[1]], "tile")
            return Torch.value(try Ops.tile(t, [Int](repeating: 1, count: max(t.rank - d.count, 0)) + d))
        }
        b.method("tile(self, *dims)", "The whole repeated.") { a in
            let t = try Torch.tensor(a, 0), d = try Torch.sizes(a.rest(1), "tile")
            return Torch.value(try Ops.tile(t, [Int](repeating: 1, count: max(t.rank - d.count, 0)) + d))
        }
        b.both("repeat_interleave(input, repeats=..., dim=None, *, output_size=None)", "Each element repeated.") { a in
            if !a.given(1) { return Torch.value(try Ops.repeatInterleave(Tensor.of(Array(0..<Torch.tensor(a, 0).count)), Torch.tensor(a, 0).integers(), nil)) }
            let r = try a[1].asObject is TensorObject ? Torch.tensor(a, 1).integers() : [a.int(1)]
            return Torch.value(try Ops.repeatInterleave(Torch.tensor(a, 0), r, a.given(2) ? a.int(2) : nil))
        }
        for n in ["cat", "concat", "concatenate"] {
            b.function("\(n)(tensors, dim=0, *, out=None)", "Tensors one after another.") { a in Torch.value(try Ops.cat(Torch.tensors(a[0], n), a.int(1))) }
        }
        b.function("stack(tensors, dim=0, *, out=None)", "Tensors along a new dimension.") { a in Torch.value(try Ops.stack(Torch.tensors(a[0], "stack"), a.int(1))) }
        for (n, axis) in [("vstack", 0), ("row_stack", 0), ("hstack", 1), ("dstack", 2), ("column_stack", 1)] {
            b.function("\(n)(tensors)", "Tensors joined.") { a in
                let ts = try Torch.tensors(a[0], n)
                switch n {
                case "hstack": return Torch.value(try Ops.cat(ts.map { $0.rank == 0 ? try Ops.reshape($0, [1]) : $0 }, ts.first?.rank ?? 0 <= 1 ? 0 : 1))
                case "column_stack": return Torch.value(try Ops.cat(ts.map { $0.rank <= 1 ? try Ops.reshape($0, [$0.count, 1]) : $0 }, 1))
                case "dstack": return Torch.value(try Ops.cat(ts.map { t in
                    var x = t
                    if x.rank == 0 { x = try Ops.reshape(x, [1]) }
                    if x.rank == 1 { x = try Ops.unsqueeze(x, 0) }
                    return x.rank == 2 ? try Ops.unsqueeze(x, 2) : x
                }, axis))
                default: return Torch.value(try Ops.cat(ts.map { $0.rank <= 1 ? try Ops.reshape($0, [1, $0.count]) : $0 }, 0))
                }
            }
        }
        b.both("split(input, split_size_or_sections, dim=0)", "Pieces of a dimension.") { a in
            let t = try Torch.tensor(a, 0), d = try a.int(2)
            if case .int(let n) = a[1] { return Torch.tuple(try Ops.split(t, size: n, d)) }
            return Torch.tuple(try Ops.split(t, sizes: Torch.sizes([a[1]], "split"), d))
        }
        b.both("chunk(input, chunks, dim=0)", "A number of pieces.") { a in Torch.tuple(try Ops.chunk(Torch.tensor(a, 0), a.int(1), a.int(2))) }
        b.both("tensor_split(input, indices_or_sections, dim=0)", "Pieces by number or by borders.") { a in
            let t = try Torch.tensor(a, 0), d = try Ops.dim(a.int(2), t.rank)
            if t.rank == 0 { throw runtimeError("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims") }
            let n = t.shape[d]
            var borders: [Int]
            if case .int(let k) = a[1] {
                guard k > 0 else { throw runtimeError("number of sections must be larger than 0, got \(k)") }
                if k > 1 << 24 { throw PythonError(Exceptions.memoryError, "tensor_split: \(k) pieces do not fit in memory") }
                borders = (1..<max(k, 1)).map { $0 * (n / k) + min($0, n % k) }
            } else { borders = try Torch.sizes([a[1]], "tensor_split").map { min(max($0 < 0 ? $0 + n : $0, 0), n) } }
            borders = [0] + borders + [n]
            return Torch.tuple(try zip(borders, borders.dropFirst()).map { try Ops.slice(t, d, start: $0, count: max($1 - $0, 0)) })
        }
        b.both("unbind(input, dim=0)", "The slices of a dimension.") { a in Torch.tuple(try Ops.unbind(Torch.tensor(a, 0), a.int(1))) }
        b.both("narrow(input, dim, start, length)", "Part of a dimension.") { a in Torch.value(try Ops.narrow(Torch.tensor(a, 0), a.int(1), a.int(2), a.int(3))) }
        b.both("select(input, dim, index)", "One slice of a dimension.") { a in Torch.value(try Ops.select(Torch.tensor(a, 0), a.int(1), a.int(2))) }
        b.method("unfold(self, dimension, size, step)", "Windows of a dimension.") { a in Torch.value(try Ops.windows(Torch.tensor(a, 0), a.int(1), a.int(2), a.int(3))) }
        b.both("as_strided(input, size, stride, storage_offset=None)", "A view of given geometry.") { a in
            Torch.value(try Ops.asStrided(Torch.tensor(a, 0), Torch.sizes([a[1]], "as_strided"), Torch.sizes([a[2]], "as_strided"), a.given(3) ? a.int(3) : nil))
        }
        b.function("flip(input, dims)", "Dimensions reversed.") { a in Torch.value(try Ops.flip(Torch.tensor(a, 0), Torch.dims(a[1]) ?? [])) }
        b.method("flip(self, *dims)", "Dimensions reversed.") { a in Torch.value(try Ops.flip(Torch.tensor(a, 0), Torch.sizes(a.rest(1), "flip"))) }
        b.both("fliplr(input)", "Columns reversed.") { a in Torch.value(try Ops.flip(Torch.tensor(a, 0), [1])) }
        b.both("flipud(input)", "Rows reversed.") { a in Torch.value(try Ops.flip(Torch.tensor(a, 0), [0])) }
        b.both("rot90(input, k=1, dims=(0, 1))", "A quarter turned k times.") { a in
            let t = try Torch.tensor(a, 0), d = try Torch.dims(a[2]) ?? [0, 1]
            if d.count != 2 { throw runtimeError("expected total rotation dims == 2, but got dims = \(d.count)") }
            if t.rank < 2 { throw runtimeError("expected total dims >= 2, but got total dims = \(t.rank)") }
            switch ((try a.int(1) % 4) + 4) % 4 {
            case 1: return Torch.value(try Ops.transpose(Ops.flip(t, [d[1]]), d[0], d[1]).clone())
            case 2: return Torch.value(try Ops.flip(t, d))
            case 3: return Torch.value(try Ops.flip(Ops.transpose(t, d[0], d[1]), [d[1]]))
            default: return Torch.value(try Ops.clone(t))
            }
        }
        b.both("roll(input, shifts, dims=None)", "Shifted around.") { a in Torch.value(try Ops.roll(Torch.tensor(a, 0), Torch.dims(a[1]) ?? [], Torch.dims(a[2]) ?? [])) }
        for (n, lower) in [("tril", true), ("triu", false)] {
            b.both("\(n)(input, diagonal=0)", "A triangle of a matrix.") { a in Torch.value(try Ops.triangle(Torch.tensor(a, 0), a.int(1), lower: lower)) }
            b.function("\(n)_indices(row, col, offset=0, *, dtype=None, device=None)", "The indices of a triangle.") { a in
                let r = try a.int(0), c = try a.int(1), k = try a.int(2)
                var rows: [Int] = [], columns: [Int] = []
                for i in 0..<r { for j in 0..<c where lower ? j - i <= k : j - i >= k { rows.append(i); columns.append(j) } }
                return Torch.value(try Movement.stack([Tensor.of(rows), Tensor.of(columns)], axis: 0, dtype: .int64))
            }
        }
        b.both("diag(input, diagonal=0)", "A diagonal, or a matrix with it.") { a in Torch.value(try Ops.diag(Torch.tensor(a, 0), a.int(1))) }
        b.both("diagonal(input, offset=0, dim1=0, dim2=1)", "A diagonal as a view.") { a in Torch.value(try Ops.diagonal(Torch.tensor(a, 0), offset: a.int(1), a.int(2), a.int(3))) }
        b.function("meshgrid(*tensors, indexing=None)", "Coordinates of a grid.") { a in
            var ts = a.rest(0)
            if ts.count == 1, let l = ts[0].asObject, l.kind == .list || l.kind == .tuple { ts = try Operators.items(of: ts[0]) }
            var list = try Torch.tensors(.tuple(ts), "meshgrid")
            let xy = try a.given(1) && a.string(1) == "xy" && list.count > 1
            if xy { list.swapAt(0, 1) }
            let shape = list.map { $0.count }
            var out = try list.enumerated().map { i, t in
                try Ops.expand(Ops.reshape(t, (0..<list.count).map { $0 == i ? t.count : 1 }), shape)
            }
            if xy {
                out = try out.map { try Ops.transpose($0, 0, 1) }
                out.swapAt(0, 1)
            }
            return Torch.tuple(out)
        }
        b.function("cartesian_prod(*tensors)", "All combinations.") { a in
            let list = try Torch.tensors(.tuple(a.rest(0)), "cartesian_prod"), shape = list.map { $0.count }
            if list.count == 1 { return Torch.value(list[0]) }
            let out = try list.enumerated().map { i, t in try Ops.flatten(Ops.expand(Ops.reshape(t, (0..<list.count).map { $0 == i ? t.count : 1 }), shape)) }
            return Torch.value(try Ops.stack(out, 1))
        }
        b.function("combinations(input, r=2, with_replacement=False)", "Combinations of r elements.") { a in
            let t = try Torch.tensor(a, 0), r = try a.int(1), again = try a.bool(2)
            var rows: [[Int]] = [[]]
            for _ in 0..<r { rows = rows.flatMap { row in ((row.last.map { again ? $0 : $0 + 1 } ?? 0)..<max(t.count, row.last.map { again ? $0 : $0 + 1 } ?? 0)).map { row + [$0] } } }
            return Torch.value(try Ops.reshape(Ops.indexSelect(t, 0, Tensor.of(rows.flatMap { $0 })), [rows.count, r]))
        }
    }

    // MARK: Indexing

    private static func indexing(_ b: TorchBuilder) {
        b.both("index_select(input, dim, index)", "Slices of a dimension.") { a in Torch.value(try Ops.indexSelect(Torch.tensor(a, 0), a.int(1), Torch.tensor(a, 2))) }
        b.both("gather(input, dim, index)", "Elements along a dimension by index.") { a in Torch.value(try Ops.gather(Torch.tensor(a, 0), a.int(1), Torch.tensor(a, 2))) }
        b.both("take(input, index)", "Elements of the flattened tensor.") { a in Torch.value(try Ops.take(Torch.tensor(a, 0), Torch.tensor(a, 1))) }
        b.both("masked_select(input, mask)", "The elements where the mask is true.") { a in Torch.value(try Ops.maskedSelect(Torch.tensor(a, 0), Torch.tensor(a, 1))) }
        b.both("nonzero(input, *, as_tuple=False)", "The indices of elements that are not 0.") { a in
            let t = try Torch.tensor(a, 0)
            return try a.bool(1) ? Torch.tuple(Indexing.nonzero(t.rank == 0 ? Ops.reshape(t, [1]) : t)) : Torch.value(Ops.nonzero(t))
        }
        b.both("argwhere(input)", "The indices of elements that are not 0.") { a in Torch.value(try Ops.nonzero(Torch.tensor(a, 0))) }
        // In-place and out-of-place forms of writes by index.
        func write(_ name: String, _ parameters: String, _ doc: String, _ f: @escaping (Tensor, Arguments) throws -> Tensor) {
            b.both("\(name)(input, \(parameters))", doc) { a in Torch.value(try f(Torch.tensor(a, 0), a)) }
            b.method("\(name)_(self, \(parameters))", doc + " In place.") { a in
                try Torch.changeInPlace(a.object(0, TensorObject.self)) { try f($0, a) }
                return a[0]
            }
        }
        write("masked_fill", "mask, value", "A number where the mask is true.") { t, a in try Ops.maskedFill(t, Torch.tensor(a, 1), Torch.operand(a[2], "masked_fill", "value", 3)) }
        write("masked_scatter", "mask, source", "Elements of `source` in order where the mask is true.") { t, a in
            let shape = try Shape.broadcast(t.shape, Torch.tensor(a, 1).shape)
            let m = try Movement.expand(Torch.tensor(a, 1), to: shape).contiguous(), out = try Ops.clone(Ops.expand(t, shape)), s = try Ops.flatten(Torch.tensor(a, 2))
            let n = try m.booleans().filter { $0 }.count
            if n > s.count { throw runtimeError("masked_scatter: expected self and source to have same dtypes but the source has too few elements") }
            try Autograd.noGrad { try Ops.setIndex(out, [.tensor(m)], .tensor(Ops.slice(s, 0, start: 0, count: n))) }
            return out
        }
        func source(_ v: Value, _ t: Tensor, _ name: String) throws -> Tensor {
            let o = try Torch.operand(v, name, "src", 4)
            if let s = o.tensor { return s }
            return try Tensor.scalar(o.double, t.dtype)
        }
        write("scatter", "dim, index, src=..., *, value=..., reduce=None", "Writes elements along a dimension by index.") { t, a in
            let s = try source(a.has(3) ? a[3] : a[4], t, "scatter")
            if a.given(5) {
                let r = try a.string(5)
                return try Ops.scatterReduce(t, a.int(1), Torch.tensor(a, 2), s, r == "add" ? .add : .multiply)
            }
            return try Ops.scatter(t, a.int(1), Torch.tensor(a, 2), s)
        }
        write("scatter_add", "dim, index, src", "Adds elements along a dimension by index.") { t, a in try Ops.scatterAdd(t, a.int(1), Torch.tensor(a, 2), Torch.tensor(a, 3)) }
        write("scatter_reduce", "dim, index, src, reduce, *, include_self=True", "Combines elements along a dimension by index.") { t, a in
            let ops: [String: BinaryKernelOp] = ["sum": .add, "prod": .multiply, "amax": .maximum, "amin": .minimum]
            let name = try a.string(4)
            let index = try Torch.tensor(a, 2), src = try Torch.tensor(a, 3)
            var base = t
            if try !a.bool(5) {
                let neutral: Double = name == "prod" ? 1 : name == "amax" ? -.infinity : name == "amin" ? .infinity : 0
                base = try Ops.scatter(t, a.int(1), index, Tensor.full(index.shape, neutral, t.dtype))
            }
            if name == "mean" {
                let sum = try Ops.scatterReduce(base, a.int(1), index, src, .add)
                var counts = try Tensor.full(t.shape, a.bool(5) ? 1 : 0, t.dtype)
                counts = try Ops.scatterReduce(counts, a.int(1), index, Tensor.full(index.shape, 1, t.dtype), .add)
                return try Ops.div(sum, Ops.clamp(counts, .int(1), nil))
            }
            guard let op = ops[name] else { throw runtimeError("reduce argument must be either sum, prod, mean, amax or amin, got \(name).") }
            return try Ops.scatterReduce(base, a.int(1), index, src, op)
        }
        write("index_add", "dim, index, source, *, alpha=1", "Adds slices by index.") { t, a in
            try Ops.indexAdd(t, a.int(1), Torch.tensor(a, 2), Torch.tensor(a, 3), alpha: Torch.operand(a[4], "index_add", "alpha", 5).double)
        }
        write("index_copy", "dim, index, source", "Writes slices by index.") { t, a in try Ops.indexCopy(t, a.int(1), Torch.tensor(a, 2), Torch.tensor(a, 3)) }
        write("index_fill", "dim, index, value", "Fills slices by index.") { t, a in try Ops.indexFill(t, a.int(1), Torch.tensor(a, 2), Torch.operand(a[3], "index_fill", "value", 4).double) }
        write("index_put", "indices, values, accumulate=False", "Writes or adds elements by indices.") { t, a in
            let items = try Operators.items(of: a[1]).map { try Torch.indexItem($0) }, v = try Torch.tensor(a, 2)
            let out = try Ops.clone(t)
            if try a.bool(3) { try Indexing.scatter(Indexing.plan(out, items), Elementwise.cast(v, t.dtype), combine: .add) } else { try Ops.setIndex(out, items, .tensor(v)) }
            return out
        }
        b.both("sort(input, dim=-1, descending=False, stable=False)", "In order, with indices.") { a in
            let (v, i) = try Ops.sort(Torch.tensor(a, 0), a.int(1), descending: a.bool(2))
            return Torch.results("sort", ["values", "indices"], [v, i])
        }
        b.both("argsort(input, dim=-1, descending=False, stable=False)", "The indices that sort.") { a in Torch.value(try Ops.sort(Torch.tensor(a, 0), a.int(1), descending: a.bool(2)).indices) }
        b.both("msort(input)", "Sorted along the first dimension.") { a in Torch.value(try Ops.sort(Torch.tensor(a, 0), 0).values) }
        b.both("topk(input, k, dim=-1, largest=True, sorted=True)", "The k largest with their indices.") { a in
            let (v, i) = try Ops.topk(Torch.tensor(a, 0), a.int(1), a.int(2), largest: a.bool(3))
            return Torch.results("topk", ["values", "indices"], [v, i])
        }
        b.both("unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None)", "The distinct elements in order.") { a in
            let t = try Torch.tensor(a, 0)
            if a.given(4) { return try uniqueRows(t, a) }
            let (v, _, inverse, counts) = try Sort.unique(t)
            var out = [Torch.value(v)]
            if try a.bool(2) { out.append(Torch.value(try Movement.reshape(inverse, t.shape))) }
            if try a.bool(3) { out.append(Torch.value(try Tensor.of(counts))) }
            return out.count == 1 ? out[0] : .tuple(out)
        }
        b.both("unique_consecutive(input, return_inverse=False, return_counts=False)", "Runs of equal elements as one.") { a in
            let t = try Torch.tensor(a, 0), v = try t.doubles()
            var keep: [Int] = [], inverse: [Int] = [], counts: [Int] = []
            for i in v.indices {
                if i == 0 || v[i] != v[i - 1] {
                    keep.append(i)
                    counts.append(0)
                }
                counts[counts.count - 1] += 1
                inverse.append(keep.count - 1)
            }
            var out = [Torch.value(try Ops.indexSelect(Ops.flatten(t), 0, Tensor.of(keep)))]
            if try a.bool(1) { out.append(Torch.value(try Movement.reshape(Tensor.of(inverse), t.shape))) }
            if try a.bool(2) { out.append(Torch.value(try Tensor.of(counts))) }
            return out.count == 1 ? out[0] : .tuple(out)
        }
        b.both("bincount(input, weights=None, minlength=0)", "How often each number occurs.") { a in
            Torch.value(try Ops.bincount(Torch.tensor(a, 0), weights: Torch.tensorIfGiven(a, 1), minlength: a.int(2)))
        }
        b.both("histc(input, bins=100, min=0, max=0)", "Counts of equal bins.") { a in
            let t = try Torch.tensor(a, 0), n = try a.int(1), v = try t.doubles()
            if !t.dtype.isFloat { throw KernelError.notImplemented("\"histogram_cpu\" not implemented for '\(t.dtype.torchScalarName)'") }
            var low = try a.float(2), high = try a.float(3)
            if low == high {
                low = v.min() ?? 0
                high = v.max() ?? 1
                if low == high {
                    low -= 1
                    high += 1
                }
            }
            if n <= 0 { throw runtimeError("bins must be > 0") }
            guard low.isFinite, high.isFinite else { throw runtimeError("torch.histc: range of [\(low), \(high)] is not finite") }
            if low > high { throw runtimeError("max must be larger than min") }
            if n > 1 << 26 { _ = try Tensor(empty: [n], .float64) }
            var counts = [Double](repeating: 0, count: n)
            for x in v where x >= low && x <= high { counts[min(Int(limited: (x - low) / (high - low) * Double(n)), n - 1)] += 1 }
            return Torch.value(try Tensor.of(counts, t.dtype))
        }
        // `torch.searchsorted` itself, with rows and sides, is a cell.
        b.function("_searchsorted(input, values, *, right=False)", "Where values would be inserted in one sorted row.") { a in
            let sorted = try Torch.tensor(a, 0), o = try Torch.operand(a[1], "searchsorted", "values", 2)
            let d = Promotion.result(.tensor(sorted), o)
            let v = try o.tensor ?? Tensor.scalar(o.double, d)
            return Torch.value(try Sort.searchsorted(sorted, v, right: a.bool(2), dtype: d))
        }
        b.function("bucketize(input, boundaries, *, right=False)", "The bucket of each value.") { a in
            let v = try Torch.tensor(a, 0), s = try Torch.tensor(a, 1)
            return Torch.value(try Sort.searchsorted(s, v, right: a.bool(2), dtype: Promotion.promote(s.dtype, v.dtype)))
        }
        b.both("isin(elements, test_elements)", "Whether elements are among others.") { a in
            let t = try Torch.tensor(a, 0), o = try Torch.operand(a[1], "isin", "test_elements", 2)
            let set = Set(try o.tensor?.doubles() ?? [o.double])
            return Torch.value(try Movement.reshape(Elementwise.cast(Tensor.of(t.doubles().map { set.contains($0) ? 1 : 0 }), .bool), t.shape))
        }
    }
    private static func uniqueRows(_ t: Tensor, _ a: Arguments) throws -> Value {
        let d = try Ops.dim(a.int(4), t.rank)
        let rows = try Movement.moveAxis(t, from: d, to: 0).contiguous()
        let n = rows.shape[0], w = n == 0 ? 0 : rows.count / n, v = try rows.doubles()
        func row(_ i: Int) -> ArraySlice<Double> { v[i * w..<(i + 1) * w] }
        let order = (0..<n).sorted { row($0).lexicographicallyPrecedes(row($1)) || (row($0).elementsEqual(row($1)) && $0 < $1) }
        var keep: [Int] = [], counts: [Int] = [], inverse = [Int](repeating: 0, count: n)
        for i in order {
            if let last = keep.last, row(last).elementsEqual(row(i)) {} else {
                keep.append(i)
                counts.append(0)
            }
            counts[counts.count - 1] += 1
            inverse[i] = keep.count - 1
        }
        var out = [Torch.value(try Ops.indexSelect(t, d, Tensor.of(keep)))]
        if try a.bool(2) { out.append(Torch.value(try Tensor.of(inverse))) }
        if try a.bool(3) { out.append(Torch.value(try Tensor.of(counts))) }
        return out.count == 1 ? out[0] : .tuple(out)
    }

    // MARK: Products

    private static func linear(_ b: TorchBuilder) {
        b.both("matmul(input, other, *, out=None)", "The product of matrices.") { a in try Torch.put(Autocast.matmul(Torch.tensor(a, 0), Torch.tensor(a, 1)), a[2]) }
        b.both("mm(input, mat2)", "The product of two matrices.") { a in Torch.value(try Ops.mm(Autocast.dtype == nil ? Torch.tensor(a, 0) : Torch.tensor(a, 0), Torch.tensor(a, 1))) }
        b.both("bmm(input, mat2)", "Products of batches of matrices.") { a in Torch.value(try Autocast.bmm(Torch.tensor(a, 0), Torch.tensor(a, 1))) }
        b.both("mv(input, vec)", "A matrix times a vector.") { a in Torch.value(try Ops.mv(Torch.tensor(a, 0), Torch.tensor(a, 1))) }
        for n in ["dot", "vdot"] {
            b.both("\(n)(input, other)", "The sum of products of two vectors.") { a in
                let x = try Torch.tensor(a, 0), y = try Torch.tensor(a, 1)
                return Torch.value(try Ops.dot(x, y))
            }
        }
        for n in ["outer", "ger"] { b.both("\(n)(input, vec2)", "All products of two vectors.") { a in Torch.value(try Ops.outer(Torch.tensor(a, 0), Torch.tensor(a, 1))) } }
        for n in ["addmm", "addmv", "baddbmm"] {
            b.both("\(n)(input, mat1, mat2, *, beta=1, alpha=1)", "beta input + alpha mat1 mat2.") { a in
                Torch.value(try Ops.addmm(Torch.tensor(a, 0), Torch.tensor(a, 1), Torch.tensor(a, 2), beta: a.float(3), alpha: a.float(4)))
            }
        }
        b.function("einsum(equation, *operands)", "Einstein's summation.") { a in
            // Operands with lists of their dimensions instead of a text.
            if a[0].asObject is TensorObject { return try TorchExtra.call("einsum_lists", [a[0]] + a.rest(1)) }
            var ops = a.rest(1)
            if ops.count == 1, let l = ops[0].asObject, l.kind == .list || l.kind == .tuple { ops = try Operators.items(of: ops[0]) }
            return Torch.value(try Ops.einsum(a.string(0), Torch.tensors(.tuple(ops), "einsum")))
        }
        b.function("tensordot(a, b, dims=2)", "The sum of products over dimensions.") { a in
            let x = try Torch.tensor(a, 0), y = try Torch.tensor(a, 1)
            var p: [Int], q: [Int]
            if case .int(let n) = a[2] {
                p = Array(x.rank - n..<x.rank)
                q = Array(0..<n)
            } else {
                let pair = try Operators.items(of: a[2])
                p = try Convert.shape(from: pair[0]).map { try Ops.dim($0, x.rank) }
                q = try Convert.shape(from: pair[1]).map { try Ops.dim($0, y.rank) }
            }
            let fx = (0..<x.rank).filter { !p.contains($0) }, fy = (0..<y.rank).filter { !q.contains($0) }
            let k = p.map { x.shape[$0] }.reduce(1, *)
            for (i, j) in zip(p, q) where x.shape[i] != y.shape[j] {
                throw runtimeError("contracted dimensions need to match, but first has size \(x.shape[i]) in dim \(i) and second has size \(y.shape[j]) in dim \(j)")
            }
            let r = try Ops.matmul(Ops.reshape(Ops.permute(x, fx + p), [-1, k]), Ops.reshape(Ops.permute(y, q + fy), [k, -1]))
            return Torch.value(try Ops.reshape(r, fx.map { x.shape[$0] } + fy.map { y.shape[$0] }))
        }
        b.both("trace(input)", "The sum of the diagonal.") { a in Torch.value(try Ops.trace(Torch.tensor(a, 0))) }
        b.both("cross(input, other, dim=-1)", "The vector product.") { a in
            let x = try Torch.tensor(a, 0), y = try Torch.tensor(a, 1), d = try a.int(2)
            func c(_ t: Tensor, _ i: Int) throws -> Tensor { try Ops.select(t, d, i) }
            func term(_ i: Int, _ j: Int) throws -> Tensor { try Ops.sub(.tensor(Ops.mul(c(x, i), c(y, j))), .tensor(Ops.mul(c(x, j), c(y, i)))) }
            return Torch.value(try Ops.stack([term(1, 2), term(2, 0), term(0, 1)], d))
        }
        b.both("kron(input, other)", "The Kronecker product.") { a in
            var x = try Torch.tensor(a, 0), y = try Torch.tensor(a, 1)
            while x.rank < y.rank { x = try Ops.unsqueeze(x, 0) }
            while y.rank < x.rank { y = try Ops.unsqueeze(y, 0) }
            let r = x.rank
            let p = try Ops.mul(Ops.reshape(x, x.shape.flatMap { [$0, 1] }), Ops.reshape(y, y.shape.flatMap { [1, $0] }))
            _ = r
            return Torch.value(try Ops.reshape(p, zip(x.shape, y.shape).map { $0 * $1 }))
        }
        b.both("cov(input, *, correction=1)", "The covariance of rows.") { a in
            let t = try Torch.tensor(a, 0), x = t.rank < 2 ? try Ops.reshape(t, [1, -1]) : t
            let c = try Ops.sub(.tensor(x), .tensor(Ops.mean(x, [1], keepdim: true)))
            let r = try Ops.div(.tensor(Ops.matmul(c, Ops.t(c))), .int(x.shape[1] - a.int(1)))
            return Torch.value(t.rank < 2 ? try Ops.reshape(r, []) : r)
        }
        b.both("corrcoef(input)", "The correlation of rows.") { a in
            let t = try Torch.tensor(a, 0), x = t.rank < 2 ? try Ops.reshape(t, [1, -1]) : t
            let c = try Ops.sub(.tensor(x), .tensor(Ops.mean(x, [1], keepdim: true)))
            let r = try Ops.div(.tensor(Ops.matmul(c, Ops.t(c))), .int(max(x.shape[1] - 1, 0)))
            if t.rank < 2 { return Torch.value(try Ops.reshape(Ops.div(r, r), [])) }
            let d = try Ops.sqrt(Ops.diagonal(r))
            return Torch.value(try Ops.clamp(Ops.div(Ops.div(r, Ops.unsqueeze(d, 1)), Ops.unsqueeze(d, 0)), .float(-1), .float(1)))
        }
        b.function("cdist(x1, x2, p=2.0, compute_mode=None)", "All distances of rows.") { a in Torch.value(try Ops.cdist(Torch.tensor(a, 0), Torch.tensor(a, 1), p: a.float(2))) }
    }
}

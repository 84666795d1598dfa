// This file defines subscripts of arrays.

import Kernel
import Lang

extension NDArray {
    func checkWriteable(output: Bool = false) throws {
        if !isWriteable { throw valueError(output ? "output array is read-only" : "assignment destination is read-only") }
    }

    /// A subscript as the kernel understands it.
    func items(_ key: Value) throws -> [IndexItem] {
        if let t = key.asObject as? TupleObject { return try t.items.map { try NDArray.item($0) } }
        return [try NDArray.item(key)]
    }
    static let badIndex = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
    static func item(_ v: Value) throws -> IndexItem {
        switch v {
        case .int(let i): return .index(i)
        case .none: return .newAxis
        case .bool(let b): return .tensor(try Tensor.scalar(b))
        case .float, .unbound: throw indexError(badIndex)
        case .object(let o):
            if let s = o as? SliceObject {
                func bound(_ v: Value) throws -> Int? {
                    if v.isNone { return nil }
                    if let a = v.asObject as? NDArray, a.tensor.rank > 0 || !a.isNumeric { throw typeError("slice indices must be integers or None or have an __index__ method") }
                    guard let i = try Operators.clampedIndex(v) else { throw typeError("slice indices must be integers or None or have an __index__ method") }
                    return i
                }
                return .slice(start: try bound(s.start), stop: try bound(s.stop), step: try bound(s.step))
            }
            if o === Singleton.ellipsisObject { return .ellipsis }
            if let s = o as? NumpyScalar {
                if s.dtype == .bool { return .tensor(try s.tensor()) }
                if s.dtype.isFloat { throw indexError(badIndex) }
                return .index(s.bits)
            }
            if let a = o as? NDArray {
                guard a.isNumeric else { throw indexError(a.elementKind == .object ? "arrays used as indices must be of integer (or boolean) type" : badIndex) }
                if a.tensor.rank == 0 && a.tensor.dtype.isInteger { return .index(a.tensor.integer(at: 0)) }
                return .tensor(a.tensor)
            }
            if let h = o as? TensorHolder {
                // One integer, whatever its axes, counts as a number: a tensor has __index__.
                if h.tensor.count == 1 && h.tensor.dtype.isInteger { return .index(h.tensor.integer(at: 0)) }
                return .tensor(h.tensor)
            }
            if o.kind == .str { throw indexError(badIndex) }
            if ArrayBuilder.isSequence(v) {
                let a = try NDArray.from(v)
                guard a.isNumeric, !a.tensor.dtype.isFloat || a.tensor.count == 0 else { throw indexError(badIndex) }
                return .tensor(a.tensor.count == 0 ? try Elementwise.cast(a.tensor, .int64) : a.tensor)
            }
            if let i = try o.index() { return .index(try Operators.index(i)) }
            if o.type.lookup("__array__") != nil { return try item(try Operators.callMethod(v, "__array__")) }
            throw indexError(badIndex)
        }
    }

    func subscripted(_ key: Value) throws -> Value? {
        // One integer.
        if case .int(let i) = key, let n = shape.first {
            let k = i < 0 ? i &+ n : i
            if k < 0 || k >= n { throw indexError("index \(i) is out of bounds for axis 0 with size \(n)") }
            if tensor.rank == 1 { return element(k * tensor.strides[0]) }
            return .object(view(Movement.select(tensor, axis: 0, index: k)))
        }
        // As many integers as axes.
        if case .object(let o) = key, o.kind == .tuple {
            let t = unsafeDowncast(o, to: TupleObject.self)
            if t.items.count == tensor.rank, tensor.rank > 0 {
                var at = 0, whole = true
                for (axis, v) in t.items.enumerated() {
                    guard case .int(let i) = v else {
                        whole = false
                        break
                    }
                    let n = shape[axis], k = i < 0 ? i &+ n : i
                    if k < 0 || k >= n { throw indexError("index \(i) is out of bounds for axis \(axis) with size \(n)") }
                    at += k * tensor.strides[axis]
                }
                if whole { return element(at) }
            }
        }
        return try PythonErrors.asNumpy {
            let items = try items(key)
            let p = try Indexing.plan(tensor, items)
            if p.indices.isEmpty {
                // Integers alone give a scalar, also of an array without axes by ().
                let integers = items.allSatisfy { if case .index = $0 { return true } else { return false } }
                if p.view.rank == 0 && integers { return element(p.view.offset - tensor.offset) }
                return .object(view(p.view))
            }
            let r = try Indexing.gather(p)
            if r.rank == 0 { return with(r).element(0) }
            return .object(with(r))
        }
    }

    func assign(_ key: Value, _ value: Value) throws -> Bool {
        try checkWriteable()
        if isNumeric {
            // A number to one place.
            if case .int(let i) = key, tensor.rank == 1 {
                let n = shape[0], k = i < 0 ? i &+ n : i
                if k < 0 || k >= n { throw indexError("index \(i) is out of bounds for axis 0 with size \(n)") }
                try PythonErrors.asNumpy { try storeElement(value, k * tensor.strides[0]) }
                return true
            }
            if case .object(let o) = key, o.kind == .tuple {
                let t = unsafeDowncast(o, to: TupleObject.self)
                if t.items.count == tensor.rank, tensor.rank > 0 {
                    var at = 0, whole = true
                    for (axis, v) in t.items.enumerated() {
                        guard case .int(let i) = v else {
                            whole = false
                            break
                        }
                        let n = shape[axis], k = i < 0 ? i &+ n : i
                        if k < 0 || k >= n { throw indexError("index \(i) is out of bounds for axis \(axis) with size \(n)") }
                        at += k * tensor.strides[axis]
                    }
                    if whole {
                        try PythonErrors.asNumpy { try storeElement(value, at) }
                        return true
                    }
                }
            }
        }
        try PythonErrors.asNumpy {
            let p = try Indexing.plan(tensor, try items(key))
            if !isNumeric {
                try setPooled(p, value)
                return
            }
            try Indexing.scatter(p, try assignable(value))
            tensor.storage.version += 1
        }
        return true
    }
    private func storeElement(_ value: Value, _ at: Int) throws {
        if let a = value.asObject as? NDArray, a.tensor.rank > 0 {
            if a.tensor.count != 1 { throw valueError("setting an array element with a sequence.") }
            try ArrayBuilder.store(a.element(0), into: tensor, at: at)
        } else if ArrayBuilder.isSequence(value) {
            throw valueError("setting an array element with a sequence.")
        } else {
            try ArrayBuilder.store(value, into: tensor, at: at)
        }
        tensor.storage.version += 1
    }
    /// A value to assign, as a tensor.
    private func assignable(_ value: Value) throws -> Tensor {
        switch value {
        case .int, .float, .bool, .none:
            let t = try Tensor(empty: [], tensor.dtype)
            try ArrayBuilder.store(value, into: t, at: 0)
            return t
        default:
            let a = try NDArray.from(value)
            return a.isNumeric ? a.tensor : try a.cast(to: elementKind).tensor
        }
    }
    private func setPooled(_ p: IndexPlan, _ value: Value) throws {
        let pool = pool!
        var source: NDArray
        if elementKind == .object, !(value.asObject is NDArray), !ArrayBuilder.isSequence(value) || p.shape.isEmpty {
            source = try NDArray.of([value], shape: [], kind: .object)
        } else {
            source = try NDArray.from(value)
        }
        if case .string(let width) = elementKind {
            let texts: [Value] = try source.values().map { v in
                let s = try v.asString ?? Operators.str(v)
                return .string(String(String.UnicodeScalarView(s.unicodeScalars.prefix(width))))
            }
            source = try NDArray.of(texts, shape: source.shape, kind: elementKind)
        } else if source.isNumeric || source.elementKind != .object {
            source = try NDArray.of(try source.values(), shape: source.shape, kind: .object)
        }
        // The new values go to the end of the pool.
        let start = pool.values.count
        pool.values += try source.values()
        let places = try Tensor(empty: source.shape, .int64)
        for i in 0..<places.count { places.elements(Int.self)[i] = start + i }
        try Indexing.scatter(p, places)
    }

    /// Writes another array's elements (broadcast) into this one.
    func assign(to target: NDArray, _ value: Value) throws { _ = try target.setItem(.ellipsis, value) }
    /// Takes over another array's elements (`out=` of strings and objects).
    func adopt(_ other: NDArray) {
        tensor = other.tensor
        pool = other.pool
        elementKind = other.elementKind
    }
}

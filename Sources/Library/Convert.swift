// This file converts between values of the language and tensors of the kernel.

import BigInt
import Kernel
import Lang

/// A native object around one tensor: `numpy.ndarray`, `torch.Tensor`.
public protocol TensorHolder: AnyObject {
    /// Numbers only; an array of strings or objects has an int64 tensor of no meaning outside it, see `NDArray.isNumeric`.
    var tensor: Tensor { get }
}

public enum Convert {
    /// The tensor of a number, (nested) list or tuple, array or torch tensor; arrays and tensors share their memory.
    /// Python floats become float64, ints int64. Throws TypeError, ValueError (NumPy's words).
    public static func tensor(from v: Value) throws -> Tensor {
        if let a = v.asObject as? NDArray {
            guard a.isNumeric else { throw typeError("can't convert np.ndarray of type \(a.elementKind == .object ? "numpy.object_" : "numpy.str_"). The only supported types are: float64, float32, float16, complex64, complex128, int64, int32, int16, int8, uint64, uint32, uint16, uint8, and bool.") }
            return a.tensor
        }
        if let h = v.asObject as? TensorHolder { return h.tensor }
        let a = try NDArray.from(v)
        guard a.isNumeric else { throw typeError("a number or an array of numbers is needed, not '\(v.typeName)'") }
        return a.tensor
    }
    /// An `ndarray` over the tensor's own memory.
    public static func ndarray(_ t: Tensor) -> Value { .object(NDArray(t)) }
    /// An `ndarray`, or a NumPy scalar for a tensor without axes (what NumPy's functions return).
    public static func result(_ t: Tensor) -> Value { t.rank == 0 ? NumpyScalar.of(t) : .object(NDArray(t)) }
    /// One element as Python's own bool, int or float.
    public static func python(_ t: Tensor, at i: Int = 0) -> Value {
        if t.dtype == .bool { return .bool(t.integer(at: i) != 0) }
        if t.dtype.isFloat { return .float(t.double(at: i)) }
        let n = t.integer(at: i)
        if t.dtype == .uint64 && n < 0 { return IntArithmetic.normalized(BigInt(UInt(bitPattern: n))) }
        return .int(n)
    }
    /// Nested lists of Python's own numbers; a number for a tensor without axes.
    public static func list(_ t: Tensor) -> Value {
        if t.rank == 0 { return python(t) }
        func rows(_ axis: Int, _ offset: Int) -> Value {
            var items: [Value] = []
            items.reserveCapacity(t.shape[axis])
            for i in 0..<t.shape[axis] {
                let o = offset + i * t.strides[axis]
                items.append(axis == t.rank - 1 ? python(t, at: o) : rows(axis + 1, o))
            }
            return .list(items)
        }
        return rows(0, 0)
    }
    /// A shape as a tuple of ints.
    public static func shape(_ s: [Int]) -> Value { .tuple(s.map(Value.int)) }
    /// A shape argument: an int or a sequence of ints. Throws TypeError.
    public static func shape(from v: Value) throws -> [Int] {
        if let o = v.asObject, !(o is NumpyScalar) {
            if let a = o as? NDArray, a.tensor.rank == 0 { return [try Operators.index(v)] }
            if o is TensorHolder || o.kind == .list || o.kind == .tuple || o.kind == .range || !(o.kind == .intInstance || o.kind == .bigInt) {
                if case .some = try o.index() { return [try Operators.index(v)] }
                return try Operators.items(of: v).map { try Operators.index($0) }
            }
        }
        if case .float = v { throw typeError("expected a sequence of integers or a single integer, got '\(try Operators.repr(v))'") }
        return [try Operators.index(v)]
    }
    /// An axis argument: None, an int or a tuple of ints.
    public static func axes(from v: Value) throws -> [Int]? {
        if v.isNone || v.isUnbound { return nil }
        if let t = v.asObject as? TupleObject { return try t.items.map { try Operators.index($0) } }
        if let t = v.asObject as? ListObject { return try t.items.map { try Operators.index($0) } }
        return [try Operators.index(v)]
    }
}

// This file defines the facts of what can go wrong in the kernel; `PythonErrors.swift` of Library makes Python's class and words of them.

/// What a kernel operation refuses.
public enum KernelError: Error {
    /// Out of tensor memory.
    case outOfMemory(bytes: Int)
    /// Shapes that do not broadcast together.
    case broadcast([Int], [Int])
    /// An axis outside the tensor's dimensions.
    case axis(Int, dimensions: Int)
    /// An index outside an axis.
    case index(Int, axis: Int, size: Int)
    /// A reshape to another number of elements.
    case reshape([Int], [Int])
    /// Matrices whose inner sizes differ.
    case matmul([Int], [Int])
    /// An operand of a matrix product without axes.
    case matmulScalar(operand: Int)
    /// `dot` over two axes of different sizes.
    case dot([Int], [Int], Int, Int)
    /// More indices than axes.
    case tooManyIndices(rank: Int, given: Int)
    /// A bool mask whose size differs from the axis it indexes.
    case maskShape(axis: Int, size: Int, mask: Int)
    /// Index tensors that do not broadcast together.
    case indexShapes([[Int]])
    /// A value that cannot be broadcast into the place it is assigned to (through index tensors when `advanced`).
    case broadcastInto([Int], [Int], advanced: Bool)
    /// A dtype that the operation does not take.
    case dtype(operation: String, DType)
    /// Anything else with a message and the kind of Python exception.
    case value(String)
    case runtime(String)
    case type(String)
    case indexMessage(String)
    case notImplemented(String)
    case io(errno: Int32, path: String)
    /// The interrupt flag was set.
    case interrupted
}

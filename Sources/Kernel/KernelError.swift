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

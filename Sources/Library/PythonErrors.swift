// This file makes Python's exceptions and words of the kernel's errors.

import Kernel
import Lang

/// NumPy's own exception classes.
public enum NumpyExceptions {
    private static func make(_ name: String, module: String, _ bases: [TypeObject]) -> TypeObject {
        let t = TypeObject.native(name, module: module, base: bases[0])
        // Several bases: the linearisation is each base's ancestors, merged.
        if bases.count > 1 {
            var mro: [TypeObject] = [t, bases[0]]
            for b in bases.dropFirst() { mro.append(b) }
            for b in bases { for m in b.mro where !mro.contains(where: { $0 === m }) && !Exceptions.isRoot(m) { mro.append(m) } }
            mro += [Exceptions.exception, Exceptions.baseException, Types.object]
            t.mro = mro
        }
        return t
    }
    public static let axisError = make("AxisError", module: "numpy.exceptions", [Exceptions.valueError, Exceptions.indexError])
    public static let uFuncTypeError = make("UFuncTypeError", module: "numpy._core._exceptions", [Exceptions.typeError])
    public static let linAlgError = make("LinAlgError", module: "numpy.linalg", [Exceptions.valueError])
    public static let dTypePromotionError = make("DTypePromotionError", module: "numpy.exceptions", [Exceptions.typeError])
    public static let visibleDeprecationWarning = make("VisibleDeprecationWarning", module: "numpy.exceptions", [Exceptions.userWarning])
    public static let complexWarning = make("ComplexWarning", module: "numpy.exceptions", [Exceptions.runtimeWarning])
}
extension Exceptions {
    fileprivate static func isRoot(_ t: TypeObject) -> Bool { t === exception || t === baseException || t === Types.object }
}

/// Whose words an error takes.
public enum ErrorFlavor { case numpy, torch }

/// A shape as NumPy's messages write it: `(2,3)`, `(4,)`.
func shapeText(_ s: [Int]) -> String { "(" + s.map(String.init).joined(separator: ",") + (s.count == 1 ? ",)" : ")") }
/// A shape as PyTorch's messages write it: `[2, 3]`.
func sizesText(_ s: [Int]) -> String { "[" + s.map(String.init).joined(separator: ", ") + "]" }

public enum PythonErrors {
    /// The Python exception of an error; PythonErrors pass through.
    public static func translate(_ error: Error, _ flavor: ErrorFlavor = .numpy) -> Error {
        if let e = error as? LAPACK.Failure {
            let words: String
            switch e {
            case .singular: words = "Singular matrix"
            case .notPositiveDefinite: words = "Matrix is not positive definite"
            case .noConvergence: words = "SVD did not converge"
            }
            return PythonError(NumpyExceptions.linAlgError, words)
        }
        guard let e = error as? KernelError else { return error }
        return flavor == .numpy ? numpy(e) : torch(e)
    }

    /// Runs `body`, with kernel errors as NumPy's.
    @inline(__always) public static func asNumpy<R>(_ body: () throws -> R) throws -> R {
        do { return try body() } catch let e as PythonError { throw e } catch { throw translate(error, .numpy) }
    }
    /// Runs `body`, with kernel errors as PyTorch's.
    @inline(__always) public static func asTorch<R>(_ body: () throws -> R) throws -> R {
        do {
            let r = try body()
            try MemoryFailure.check()
            return r
        } catch let e as PythonError { throw e } catch { throw translate(error, .torch) }
    }

    private static func common(_ e: KernelError) -> PythonError? {
        switch e {
        case .value(let m): return valueError(m)
        case .runtime(let m): return runtimeError(m)
        case .type(let m): return typeError(m)
        case .indexMessage(let m): return indexError(m)
        case .notImplemented(let m): return notImplementedError(m)
        case .io(let code, let path): return osError(code, path: path)
        case .interrupted: return PythonError(Exceptions.keyboardInterrupt, args: [])
        default: return nil
        }
    }

    static func numpy(_ e: KernelError) -> PythonError {
        switch e {
        case .outOfMemory(let bytes):
            if bytes == Int.max {
                return valueError("array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
            }
            return PythonError(Exceptions.memoryError, "Unable to allocate \(sizeText(bytes)) for an array")
        case .broadcast(let a, let b): return valueError("operands could not be broadcast together with shapes \(shapeText(a)) \(shapeText(b)) ")
        case .axis(let a, let n): return PythonError(NumpyExceptions.axisError, "axis \(a) is out of bounds for array of dimension \(n)")
        case .index(let i, let axis, let size): return indexError("index \(i) is out of bounds for axis \(axis) with size \(size)")
        case .reshape(let from, let to):
            let words = to.map { $0 < 0 ? "newaxis" : String($0) }
            // NumPy leaves a leading unknown size out.
            var shown = words
            while shown.first == "newaxis" { shown.removeFirst() }
            let inside = shown.joined(separator: ",")
            return valueError("cannot reshape array of size \(from.reduce(1, *)) into shape (\(inside)\(shown.count == 1 && words.count == 1 ? "," : ""))")
        case .matmul(let a, let b):
            let k = a.last ?? 0, n = b.count == 1 ? b[0] : b[b.count - 2]
            return valueError(
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size \(n) is different from \(k))")
        case .matmulScalar(let i):
            return valueError(
                "matmul: Input operand \(i) does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)")
        case .dot(let a, let b, let i, let j):
            return valueError("shapes \(shapeText(a)) and \(shapeText(b)) not aligned: \(a[i]) (dim \(i)) != \(b[j]) (dim \(j))")
        case .tooManyIndices(let rank, let given):
            return indexError("too many indices for array: array is \(rank)-dimensional, but \(given) were indexed")
        case .maskShape(let axis, let size, let mask):
            return indexError(
                "boolean index did not match indexed array along axis \(axis); size of axis is \(size) but size of corresponding boolean axis is \(mask)")
        case .indexShapes(let shapes):
            return indexError("shape mismatch: indexing arrays could not be broadcast together with shapes " + shapes.map { shapeText($0) + " " }.joined())
        case .broadcastInto(let from, let to, let advanced):
            return advanced
                ? valueError("shape mismatch: value array of shape \(shapeText(from)) could not be broadcast to indexing result of shape \(shapeText(to))")
                : valueError("could not broadcast input array from shape \(shapeText(from)) into shape \(shapeText(to))")
        case .dtype(let operation, _):
            return typeError(
                "ufunc '\(operation)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''")
        default: return common(e) ?? runtimeError("\(e)")
        }
    }

    static func torch(_ e: KernelError) -> PythonError {
        switch e {
        case .outOfMemory(let bytes):
            return runtimeError("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate \(bytes) bytes. Error code 12 (Cannot allocate memory)")
        case .broadcast(let a, let b):
            // The first mismatch from the right.
            var axis = max(a.count, b.count) - 1, x = 0, y = 0
            for i in 0..<max(a.count, b.count) {
                let p = a.count - 1 - i, q = b.count - 1 - i
                if p >= 0, q >= 0, a[p] != b[q], a[p] != 1, b[q] != 1 {
                    axis = max(a.count, b.count) - 1 - i
                    x = a[p]
                    y = b[q]
                    break
                }
            }
            return runtimeError("The size of tensor a (\(x)) must match the size of tensor b (\(y)) at non-singleton dimension \(axis)")
        case .axis(let a, let n):
            let m = max(n, 1)
            return indexError("Dimension out of range (expected to be in range of [\(-m), \(m - 1)], but got \(a))")
        case .index(let i, let axis, let size): return indexError("index \(i) is out of bounds for dimension \(axis) with size \(size)")
        case .reshape(let from, let to): return runtimeError("shape '\(sizesText(to))' is invalid for input of size \(from.reduce(1, *))")
        case .matmul(let a, let b):
            if a.count == 1 && b.count == 1 {
                return runtimeError("inconsistent tensor size, expected tensor [\(a[0])] and src [\(b[0])] to have the same number of elements, but got \(a[0]) and \(b[0]) elements respectively")
            }
            if b.count == 1 { return runtimeError("size mismatch, got input (\(a[0])), mat (\(a[0])x\(a[a.count - 1])), vec (\(b[0]))") }
            func text(_ s: [Int]) -> String { s.count == 1 ? "1x\(s[0])" : "\(s.dropLast().reduce(1, *))x\(s[s.count - 1])" }
            return runtimeError("mat1 and mat2 shapes cannot be multiplied (\(text(a)) and \(b.count == 1 ? "\(b[0])x1" : text(b)))")
        case .matmulScalar(let i):
            return runtimeError("both arguments to matmul need to be at least 1D, but they are \(i == 0 ? "0D and 1D" : "1D and 0D")")
        case .dot(let a, let b, _, _): return torch(.matmul(a, b))
        case .tooManyIndices(let rank, _): return indexError("too many indices for tensor of dimension \(rank)")
        case .maskShape(let axis, let size, let mask):
            return indexError("The shape of the mask [\(mask)] at index \(axis) does not match the shape of the indexed tensor [\(size)] at index \(axis)")
        case .indexShapes(let shapes):
            return indexError("shape mismatch: indexing tensors could not be broadcast together with shapes " + shapes.map(sizesText).joined(separator: ", "))
        case .broadcastInto(let from, let to, let advanced):
            if advanced { return runtimeError("shape mismatch: value tensor of shape \(sizesText(from)) cannot be broadcast to indexing result of shape \(sizesText(to))") }
            var axis = max(from.count, to.count) - 1, x = 0, y = 0
            for i in 0..<from.count {
                let p = from.count - 1 - i, q = to.count - 1 - i
                if q >= 0, from[p] != to[q], from[p] != 1 {
                    axis = q
                    x = to[q]
                    y = from[p]
                    break
                }
            }
            if from.count > to.count { return runtimeError("expand(\(sizesText(from)), size=\(sizesText(to))): the number of sizes provided (\(to.count)) must be greater or equal to the number of dimensions in the tensor (\(from.count))") }
            return runtimeError("The expanded size of the tensor (\(x)) must match the existing size (\(y)) at non-singleton dimension \(axis).  Target sizes: \(sizesText(to)).  Tensor sizes: \(sizesText(from))")
        case .dtype(let operation, let d): return runtimeError("\"\(operation)_cpu\" not implemented for '\(torchName(d))'")
        default: return common(e) ?? runtimeError("\(e)")
        }
    }
    /// C++'s name of an element type, as PyTorch's messages say it.
    static func torchName(_ d: DType) -> String {
        switch d {
        case .bool: return "Bool"
        case .uint8: return "Byte"
        case .int8: return "Char"
        case .int16: return "Short"
        case .int32: return "Int"
        case .int64: return "Long"
        case .uint16: return "UInt16"
        case .uint32: return "UInt32"
        case .uint64: return "UInt64"
        case .float16: return "Half"
        case .bfloat16: return "BFloat16"
        case .float32: return "Float"
        case .float64: return "Double"
        }
    }
    private static func sizeText(_ bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var v = Double(bytes), i = 0
        while v >= 1024 && i < units.count - 1 {
            v /= 1024
            i += 1
        }
        return i == 0 ? "\(bytes) bytes" : NumpyPrint.fixed(v, digits: v >= 100 ? 0 : v >= 10 ? 1 : 2) + " " + units[i]
    }
}

// This file defines element types.

/// The element type of a tensor or array.
public enum DType: UInt8, CaseIterable {
    case bool, uint8, int8, int16, uint16, int32, uint32, int64, uint64, float16, bfloat16, float32, float64

    /// Bytes an element takes.
    public var size: Int {
        switch self {
        case .bool, .uint8, .int8: return 1
        case .int16, .uint16, .float16, .bfloat16: return 2
        case .int32, .uint32, .float32: return 4
        case .int64, .uint64, .float64: return 8
        }
    }
    public var isFloat: Bool { rawValue >= DType.float16.rawValue }
    public var isInteger: Bool { !isFloat && self != .bool }
    public var isSigned: Bool {
        switch self {
        case .bool, .uint8, .uint16, .uint32, .uint64: return false
        default: return true
        }
    }
    /// NumPy's (and the Swift case's) name: `float32`.
    public var name: String { "\(self)" }
}

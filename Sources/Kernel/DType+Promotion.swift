// This file defines NumPy's promotion of element types.

extension DType {
    /// The smallest type that holds both (NumPy's `promote_types`).
    public static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        if a == .bool { return b }
        if b == .bool { return a }
        if a.isFloat && b.isFloat {
            if a.size == b.size { return .float32 }
            return a.size > b.size ? a : b
        }
        if a.isFloat || b.isFloat {
            let f = a.isFloat ? a : b, i = a.isFloat ? b : a
            // A float type holds integers of less than its own size.
            let needed: DType = i.size == 1 ? .float16 : i.size == 2 ? .float32 : .float64
            return f.size >= needed.size ? f : needed
        }
        if a.isSigned == b.isSigned { return a.size >= b.size ? a : b }
        let s = a.isSigned ? a : b, u = a.isSigned ? b : a
        if s.size > u.size { return s }
        switch u.size {
        case 1: return .int16
        case 2: return .int32
        case 4: return .int64
        default: return .float64
        }
    }
    /// The float type that NumPy computes a function of this type in (`np.sin` of int8 gives float16).
    public var floating: DType {
        if isFloat { return self }
        return size == 1 ? .float16 : size == 2 ? .float32 : .float64
    }
    /// The range of an integer type, as what `Int` can say; nil for uint64's top and floats.
    public var integerRange: ClosedRange<Int>? {
        switch self {
        case .bool: return 0...1
        case .uint8: return 0...255
        case .int8: return -128...127
        case .uint16: return 0...65535
        case .int16: return -32768...32767
        case .uint32: return 0...4_294_967_295
        case .int32: return Int(Int32.min)...Int(Int32.max)
        case .int64: return Int.min...Int.max
        case .uint64: return 0...Int.max
        default: return nil
        }
    }
    /// Whether a conversion keeps the kind (NumPy's `same_kind`: bool → integer → float, sizes free, not signed → unsigned).
    public func castsSameKind(to d: DType) -> Bool {
        if self == d || self == .bool { return true }
        if d == .bool { return false }
        if isFloat { return d.isFloat }
        if d.isFloat { return true }
        return !isSigned || d.isSigned
    }
    /// Whether a conversion keeps every value.
    public func castsSafely(to d: DType) -> Bool { DType.promote(self, d) == d }
}

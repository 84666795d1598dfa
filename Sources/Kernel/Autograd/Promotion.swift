// This file defines PyTorch's rules for the dtype of a result.

/// An operand of a torch operation: a tensor, or a number of the language.
public enum Operand {
    case tensor(Tensor)
    case int(Int)
    case float(Double)
    case bool(Bool)

    public var tensor: Tensor? { if case .tensor(let t) = self { return t } else { return nil } }
    /// The operand when it is a number; what gradient functions hold instead of a tensor that is kept (or not) by `Saved`.
    var unlessTensor: Operand { isScalar ? self : .int(0) }
    public var isScalar: Bool { tensor == nil }
    public var shape: [Int] { tensor?.shape ?? [] }
    public var double: Double {
        switch self {
        case .tensor(let t): return t.double(at: 0)
        case .int(let i): return Double(i)
        case .float(let d): return d
        case .bool(let b): return b ? 1 : 0
        }
    }
    /// The operand as a tensor of the dtype; tensors keep their history.
    func asTensor(_ dtype: DType) throws -> Tensor {
        switch self {
        case .tensor(let t): return try Ops.cast(t, dtype)
        case .int(let i): return try Tensor.scalar(i, dtype)
        case .float(let d): return try Tensor.scalar(d, dtype)
        case .bool(let b): return try Tensor.scalar(b ? 1 : 0, dtype)
        }
    }
}

/// Source: the section "Type promotion" of PyTorch's documentation of tensor attributes.
public enum Promotion {
    /// `torch.get_default_dtype()`.
    public static var defaultFloat: DType = .float32

    /// 0: bool, 1: integer, 2: float.
    static func category(_ d: DType) -> Int { d == .bool ? 0 : d.isFloat ? 2 : 1 }

    /// `torch.promote_types`.
    public static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        let ca = category(a), cb = category(b)
        if ca != cb { return ca > cb ? a : b }
        if ca == 2 {
            if (a == .float16 && b == .bfloat16) || (a == .bfloat16 && b == .float16) { return .float32 }
            return a.rawValue > b.rawValue ? a : b
        }
        if a.isSigned == b.isSigned { return a.size >= b.size ? a : b }
        let (s, u) = a.isSigned ? (a, b) : (b, a)
        if s.size > u.size { return s }
        switch u {
        case .uint8: return .int16
        case .uint16: return .int32
        default: return .int64
        }
    }

    /// The dtype of an operation on these operands: tensors with axes come first, then tensors without, then numbers; a later group counts only when its
    /// category is higher.
    public static func result(_ operands: Operand...) -> DType { result(operands) }
    public static func result(_ operands: [Operand]) -> DType {
        var dimensioned: DType?, zero: DType?, number: DType?
        for o in operands {
            switch o {
            case .tensor(let t):
                if t.rank > 0 { dimensioned = dimensioned.map { promote($0, t.dtype) } ?? t.dtype } else { zero = zero.map { promote($0, t.dtype) } ?? t.dtype }
            case .float: number = number.map { promote($0, defaultFloat) } ?? defaultFloat
            case .int: number = number.map { promote($0, .int64) } ?? .int64
            case .bool: number = number.map { promote($0, .bool) } ?? .bool
            }
        }
        var r: DType?
        for d in [dimensioned, zero, number] {
            guard let d else { continue }
            if let x = r { if category(d) > category(x) { r = d } } else { r = d }
        }
        return r ?? defaultFloat
    }

    /// As `result`, integers raised to the default float (`/`, `exp`, `mean` of mixed operands).
    public static func floatResult(_ operands: Operand...) -> DType {
        let d = result(operands)
        return d.isFloat ? d : defaultFloat
    }

    /// `torch.can_cast`: floats do not become integers, nor numbers bool.
    public static func canCast(_ a: DType, to b: DType) -> Bool { category(a) <= category(b) }
}

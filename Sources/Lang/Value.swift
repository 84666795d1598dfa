// This file defines values: what a register holds.

/// A value of the cell language. Small things lie in the value itself; everything else is an `Object`.
public enum Value {
    /// `None`
    case none
    case bool(Bool)
    /// An integer that fits in 64 bits; larger ones are `BigIntObject`. A result that fits is always this case.
    case int(Int)
    case float(Double)
    case object(Object)
    /// No value: an unbound local, an argument that was not given. Never visible to a cell.
    case unbound
}

extension Value {
    @inlinable public var isNone: Bool { if case .none = self { return true } else { return false } }
    @inlinable public var isUnbound: Bool { if case .unbound = self { return true } else { return false } }
    @inlinable public var asObject: Object? { if case .object(let o) = self { return o } else { return nil } }

    /// The object as a Swift class, when it is an instance of it (of a subclass too). Not for hot paths: those compare `kind`.
    @inlinable public func cast<T: Object>(_: T.Type = T.self) -> T? {
        if case .object(let o) = self { return o as? T } else { return nil }
    }

    /// A `str`.
    public static func string(_ s: String) -> Value { .object(Recycler.text(s) ?? StrObject(s)) }
    public static func list(_ items: [Value]) -> Value { .object(Recycler.list(items)) }
    @inlinable public static func tuple(_ items: [Value]) -> Value { .object(TupleObject(items)) }

    /// The Swift text of a `str` (or of an instance of a subclass of it), else nil.
    @inlinable public var asString: String? {
        if case .object(let o) = self, o.kind == .str { return unsafeDowncast(o, to: StrObject.self).value } else { return nil }
    }

    /// The value's type object.
    public var type: TypeObject {
        switch self {
        case .none: return Types.noneType
        case .bool: return Types.bool
        case .int: return Types.int
        case .float: return Types.float
        case .object(let o): return o.type
        case .unbound: return Types.noneType
        }
    }

    /// `type(x).__name__`, for messages.
    public var typeName: String { type.reportedName ?? type.name }
}

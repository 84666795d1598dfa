// This file defines the only doors to operations on values: every builtin, module and instruction goes through them.

/// Operations on values with Python's semantics, cell classes' dunder methods included.
public enum Operators {
    // Calls
    /// `f(*positional, **keywords)`.
    public static func call(_ f: Value, _ a: CallArguments) throws -> Value {
        if case .object(let o) = f, let r = try o.call(a) { return r }
        throw typeError("'\(f.typeName)' object is not callable")
    }
    public static func call(_ f: Value, _ positional: Value...) throws -> Value { try call(f, CallArguments(positional)) }
    /// `x.name(*positional)`.
    public static func callMethod(_ x: Value, _ name: Name, _ positional: Value..., keywords: [(name: Name, value: Value)] = []) throws -> Value {
        try call(attribute(x, name), CallArguments(positional, keywords: keywords))
    }

    // Attributes
    public static func attribute(_ x: Value, _ name: Name) throws -> Value {
        if let v = try attributeIfPresent(x, name) { return v }
        throw attributeError("'\(x.typeName)' object has no attribute '\(name)'")
    }
    /// nil instead of AttributeError.
    public static func attributeIfPresent(_ x: Value, _ name: Name) throws -> Value? { x.type.lookup(name) }
    public static func setAttribute(_ x: Value, _ name: Name, _ value: Value) throws {}
    public static func deleteAttribute(_ x: Value, _ name: Name) throws {}

    // Items
    public static func getItem(_ x: Value, _ key: Value) throws -> Value {
        if case .object(let o) = x, let r = try o.getItem(key) { return r }
        throw typeError("'\(x.typeName)' object is not subscriptable")
    }
    public static func setItem(_ x: Value, _ key: Value, _ value: Value) throws {}
    public static func deleteItem(_ x: Value, _ key: Value) throws {}
    public static func length(_ x: Value) throws -> Int {
        if case .object(let o) = x, let n = try o.length() { return n }
        throw typeError("object of type '\(x.typeName)' has no len()")
    }
    public static func contains(_ x: Value, _ item: Value) throws -> Bool { false }

    // Iteration
    /// `iter(x)`.
    public static func iterator(_ x: Value) throws -> Value { x }
    /// `next(it)`: nil at the end.
    public static func next(_ iterator: Value) throws -> Value? { nil }
    /// All items; lists and tuples directly.
    public static func items(of x: Value) throws -> [Value] { [] }

    // Arithmetic and comparison
    public static func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value { .none }
    public static func inPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value { .none }
    public static func unary(_ op: UnaryOperator, _ a: Value) throws -> Value { .none }
    /// The six orderings, identity and membership; the result may be any value (an array).
    public static func compare(_ op: CompareOperator, _ a: Value, _ b: Value) throws -> Value { .none }
    /// `a is b or bool(a == b)`, as containers compare.
    public static func equal(_ a: Value, _ b: Value) throws -> Bool { false }
    /// `bool(a < b)`.
    public static func less(_ a: Value, _ b: Value) throws -> Bool { false }
    /// `a is b`.
    public static func same(_ a: Value, _ b: Value) -> Bool { false }
    public static func isTrue(_ x: Value) throws -> Bool { false }
    public static func hash(_ x: Value) throws -> Int { 0 }

    // Conversions
    public static func repr(_ x: Value) throws -> String { "" }
    public static func str(_ x: Value) throws -> String { "" }
    public static func format(_ x: Value, _ spec: String) throws -> String { "" }
    /// `operator.index(x)` as a 64-bit integer. Throws TypeError, OverflowError.
    public static func index(_ x: Value) throws -> Int {
        if case .int(let i) = x { return i }
        if case .bool(let b) = x { return b ? 1 : 0 }
        throw typeError("'\(x.typeName)' object cannot be interpreted as an integer")
    }
    /// As `index`, clamped to 64 bits; nil when it is no integer (for slices).
    public static func clampedIndex(_ x: Value) throws -> Int? { try index(x) }
    /// `float(x)` of a number (not of a string). Throws TypeError.
    public static func toDouble(_ x: Value) throws -> Double { 0 }
    public static func isInstance(_ x: Value, _ t: TypeObject) -> Bool { x.type.isSubtype(of: t) }
    public static func isCallable(_ x: Value) -> Bool { false }
}

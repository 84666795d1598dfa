// This file defines `list`.

/// A `list`.
public final class ListObject: Object {
    public var items: [Value]

    public init(_ items: [Value], type: TypeObject? = nil) {
        self.items = items
        super.init(type: type ?? Types.list, kind: .list)
    }
    public override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }
    public override func clearReferences() { items = [] }
}

// This file defines `tuple`.

/// A `tuple`. Classes made by `namedtuple` derive from it.
public final class TupleObject: Object {
    public let items: [Value]

    public init(_ items: [Value], type: TypeObject? = nil) {
        self.items = items
        super.init(type: type ?? Types.tuple, kind: .tuple)
    }
    public override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }
}

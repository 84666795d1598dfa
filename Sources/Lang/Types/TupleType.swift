// This file defines `tuple`.

/// A `tuple`. Classes made by `namedtuple` derive from it.
public final class TupleObject: Object {
    public let items: [Value]

    public init(_ items: [Value], type: TypeObject? = nil) {
        self.items = items
        super.init(type: type ?? Types.tuple, kind: .tuple)
    }
    public override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }

    public override func length() throws -> Int? { items.count }
    public override func isTrue() throws -> Bool { !items.isEmpty }
    public override func hash() throws -> Int { try Hashing.tuple(items) }
    public override func iterate() throws -> Value? { .object(TupleIterator(self)) }

    public override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice {
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: items.count)
            if n == items.count, step == 1, type === Types.tuple { return .object(self) }
            return .tuple(Sequences.slice(items, start, step, n))
        }
        var i: Int
        if case .int(let k) = key { i = k } else if let k = try Operators.clampedIndex(key) { i = k } else {
            throw typeError("tuple indices must be integers or slices, not \(key.typeName)")
        }
        if i < 0 { i += items.count }
        if i < 0 || i >= items.count { throw indexError("tuple index out of range") }
        return items[i]
    }
    public override func contains(_ item: Value) throws -> Bool? {
        for v in items where try keysEqual(v, item) { return true }
        return false
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard case .object(let o) = other, o.kind == .tuple else { return nil }
        return try Sequences.compare(op, items, unsafeDowncast(o, to: TupleObject.self).items)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            if case .object(let o) = other, o.kind == .tuple { return .tuple(items + unsafeDowncast(o, to: TupleObject.self).items) }
            if other.isPlainBuiltin { throw typeError("can only concatenate tuple (not \"\(other.typeName)\") to tuple") }
            return nil
        case .mul:
            guard let n = try repeatCount(other, reflected: reflected) else { return nil }
            return .tuple(try Sequences.repeated(items, n))
        default: return nil
        }
    }
    public override func repr() throws -> String {
        try ReprGuard.within(self, "(...)") {
            if items.count == 1 { return "(" + (try Operators.repr(items[0])) + ",)" }
            return "(" + (try items.map(Operators.repr).joined(separator: ", ")) + ")"
        }
    }
}

/// `iter(tuple)`
public final class TupleIterator: Object {
    private let tuple: TupleObject
    private var index = 0
    public init(_ t: TupleObject) {
        tuple = t
        super.init(type: IteratorTypes.tuple)
    }
    public override var isIterator: Bool { true }
    override var itemsToCome: Int? { max(0, tuple.items.count - index) }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if index >= tuple.items.count { return nil }
        index += 1
        return tuple.items[index - 1]
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(.object(tuple)) }
}

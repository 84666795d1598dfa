// This file defines the views that `dict.keys()`, `values()` and `items()` return.

/// A live view of a dict.
public final class DictView: Object {
    public enum What { case keys, values, items }
    public let dict: DictObject
    public let what: What
    public init(_ dict: DictObject, _ what: What) {
        self.dict = dict
        self.what = what
        let ordered = dict.type !== Types.dict && dict.type.name == "OrderedDict"
        switch what {
        case .keys: super.init(type: ordered ? ViewTypes.orderedKeys : ViewTypes.keys)
        case .values: super.init(type: ordered ? ViewTypes.orderedValues : ViewTypes.values)
        case .items: super.init(type: ordered ? ViewTypes.orderedItems : ViewTypes.items)
        }
    }
    var iteratorKind: DictIterator.What { what == .keys ? .keys : (what == .values ? .values : .items) }

    public override func length() throws -> Int? { dict.count }
    public override func iterate() throws -> Value? { .object(DictIterator(dict, iteratorKind)) }
    public override func contains(_ item: Value) throws -> Bool? {
        switch what {
        case .keys: return try dict.has(item)
        case .values: return nil
        case .items:
            guard case .object(let o) = item, o.kind == .tuple else { return false }
            let t = unsafeDowncast(o, to: TupleObject.self).items
            guard t.count == 2, let v = try dict.get(t[0]) else { return false }
            return try Operators.equal(v, t[1])
        }
    }
    public var items: [Value] {
        switch what {
        case .keys: return dict.keys
        case .values: return dict.values
        case .items: return dict.entries.map { .tuple([$0.key, $0.value]) }
        }
    }
    public override func repr() throws -> String {
        try ReprGuard.within(self, "...") {
            "\(type.name)([" + (try items.map(Operators.repr).joined(separator: ", ")) + "])"
        }
    }
    public override func hash() throws -> Int {
        if what == .values { return try super.hash() }
        throw typeError("unhashable type: '\(type.name)'")
    }

    /// The view's items as a set, for set operations.
    func asSet() throws -> SetObject { try SetObject(items) }

    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard what != .values, case .object(let o) = other else { return nil }
        let right: SetObject
        if let s = o as? SetObject {
            right = s
        } else if let v = o as? DictView, v.what != .values {
            right = try v.asSet()
        } else {
            return nil
        }
        return try asSet().compare(op, .object(right))
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        guard what != .values else { return nil }
        switch op {
        case .and, .or, .xor, .sub: break
        default: return nil
        }
        if reflected {
            guard case .object = other else { return nil }
        }
        let right = try SetObject(Operators.items(of: other))
        let mine = try asSet()
        let (a, b) = reflected ? (right, mine) : (mine, right)
        switch op {
        case .and:
            let r = SetObject()
            let (small, large) = a.count < b.count && !reflected ? (a, b) : (b, a)
            for v in small.items where try large.has(v) { try r.add(v) }
            return .object(r)
        case .or:
            let r = a.copy(type: Types.set)
            try r.update(with: b)
            return .object(r)
        case .sub:
            let r = a.copy(type: Types.set)
            for v in b.items { try r.discard(v) }
            return .object(r)
        default: return try a.symmetricDifference(b).map { .object($0) }
        }
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(.object(dict)) }
}

enum ViewTypes {
    static let keys = make("dict_keys")
    static let values = make("dict_values")
    static let items = make("dict_items")
    static let orderedKeys = make("odict_keys")
    static let orderedValues = make("odict_values")
    static let orderedItems = make("odict_items")
    private static func make(_ name: String) -> TypeObject {
        TypeObject.native(name, subclassable: false) { t in
            t.method("__reversed__(self, /)") { a in
                let v: DictView = try a.object(0)
                return .object(DictIterator(v.dict, v.iteratorKind, reversed: true))
            }
            NativeSlots.declare(t, ["__len__", "__iter__"])
            if !name.hasSuffix("dict_values") {
                NativeSlots.declare(t, ["__contains__", "__and__", "__or__", "__xor__", "__sub__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"])
                t.method("isdisjoint(self, other, /)") { a in
                    let v: DictView = try a.object(0)
                    for x in try a.items(1) where try v.contains(x) == true { return .bool(false) }
                    return .bool(true)
                }
            }
            t.property("mapping") { ($0 as! DictView).dict.count >= 0 ? .object(($0 as! DictView).dict) : .none }
        }
    }
}

// This file defines `x.__dict__`: a live view of an attribute table that behaves as a dict.

/// The attributes of an object (or the globals of a module) as a mapping. Changes go through to the object.
public final class AttributesDict: Object {
    let table: Attributes
    /// Keeps the object alive, which `x.__dict__` does in CPython by holding the dict.
    let owner: Object

    init(_ table: Attributes, owner: Object) {
        self.table = table
        self.owner = owner
        super.init(type: AttributesDict.viewType)
        table.view = self
    }
    deinit { if table.view === self { table.view = nil } }

    static func of(_ o: Object) -> AttributesDict {
        if o.attributes == nil { o.attributes = Attributes() }
        return o.attributes!.view ?? AttributesDict(o.attributes!, owner: o)
    }

    /// `x.__dict__ = mapping`
    static func replace(_ o: Object, _ v: Value) throws {
        let t = Attributes()
        let ok = try Machine.forEachPair(v) { k, value in
            guard let n = k.asString else { throw typeError("__dict__ keys must be strings") }
            t.set(Name(n), value)
        }
        if !ok { throw typeError("__dict__ must be set to a dictionary, not a '\(v.typeName)'") }
        o.attributes = t
    }

    /// A plain dict with the same entries.
    func copy() throws -> DictObject {
        let d = DictObject()
        try table.forEach { try d.set($0.value, $1) }
        return d
    }

    private func name(_ key: Value) -> Name? { key.asString.map { Name($0) } }

    public override func length() throws -> Int? { table.count }
    public override func isTrue() throws -> Bool { table.count > 0 }
    public override func getItem(_ key: Value) throws -> Value? {
        if let n = name(key), let v = table.get(n) { return v }
        throw keyError(key)
    }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        guard let n = name(key) else { throw typeError("attribute names must be strings, not '\(key.typeName)'") }
        table.set(n, value)
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool {
        guard let n = name(key), table.remove(n) else { throw keyError(key) }
        return true
    }
    public override func contains(_ item: Value) throws -> Bool? { name(item).map { table.get($0) != nil } ?? false }
    public override func iterate() throws -> Value? { try copy().iterate() }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        try copy().compare(op, (other.asObject as? AttributesDict).map { .object(try! $0.copy()) } ?? other)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        let o: Value = (other.asObject as? AttributesDict).map { .object(try! $0.copy()) } ?? other
        return try copy().binary(op, o, reflected: reflected)
    }
    public override func hash() throws -> Int { throw typeError("unhashable type: 'dict'") }
    public override func repr() throws -> String { try ReprGuard.within(self, "{...}") { try copy().repr() } }
    public override func traverse(_ visit: (Value) -> Void) { visit(.object(owner)) }

    static let viewType: TypeObject = TypeObject.native("dict", base: Types.dict, subclassable: false) { t in
        func of(_ v: Value) throws -> AttributesDict {
            guard let d = v.asObject as? AttributesDict else { throw typeError("descriptor requires a '__dict__'") }
            return d
        }
        // What only reads works on a copy with dict's own methods.
        for m in ["keys", "values", "items", "copy", "__reversed__"] {
            t.method("\(m)(self, /)") { a in try Operators.callMethod(.object(of(a[0]).copy()), Name(m)) }
        }
        t.method("get(self, key, default=None, /)") { a in
            guard let n = a[1].asString else { return a[2] }
            return try of(a[0]).table.get(Name(n)) ?? a[2]
        }
        t.method("__contains__(self, key, /)") { a in .bool(try of(a[0]).contains(a[1]) ?? false) }
        t.method("__getitem__(self, key, /)") { a in try of(a[0]).getItem(a[1]) ?? .none }
        t.method("__setitem__(self, key, value, /)") { a in
            _ = try of(a[0]).setItem(a[1], a[2])
            return .none
        }
        t.method("update(self, other=(), /, **kwargs)") { a in
            let d = try of(a[0])
            if !(try Machine.forEachPair(a[1], { k, v in _ = try d.setItem(k, v) })) {
                for pair in try Operators.items(of: a[1]) {
                    let kv = try Operators.items(of: pair)
                    guard kv.count == 2 else { throw valueError("dictionary update sequence element has length \(kv.count); 2 is required") }
                    _ = try d.setItem(kv[0], kv[1])
                }
            }
            for (k, v) in a.keywords(2) { d.table.set(Name(k), v) }
            return .none
        }
        t.method("setdefault(self, key, default=None, /)") { a in
            let d = try of(a[0])
            let n = Name(try a.string(1))
            if let v = d.table.get(n) { return v }
            d.table.set(n, a[2])
            return a[2]
        }
        t.method("pop(self, key, default=..., /)") { a in
            let d = try of(a[0])
            let n = Name(a[1].asString ?? "")
            if let v = d.table.get(n) {
                d.table.remove(n)
                return v
            }
            if a.has(2) { return a[2] }
            throw keyError(a[1])
        }
        t.method("popitem(self, /)") { a in
            let d = try of(a[0])
            guard let n = d.table.names.last, let v = d.table.get(n) else { throw PythonError(Exceptions.keyError, "popitem(): dictionary is empty") }
            d.table.remove(n)
            return .tuple([n.value, v])
        }
        t.method("clear(self, /)") { a in
            try of(a[0]).table.removeAll()
            return .none
        }
    }
}

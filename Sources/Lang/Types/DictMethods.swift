// This file declares the methods of `dict`.

enum DictMethods {
    @inline(__always) static func of(_ v: Value) throws -> DictObject { try receiver(v, .dict) }

    /// `dict.update`: from a mapping (anything with `keys`) or an iterable of pairs.
    static func update(_ d: DictObject, _ other: Value) throws {
        if case .object(let o) = other {
            if o.kind == .dict, !o.type.overrides.contains(.getItem), !o.type.overrides.contains(.iterate) {
                return try d.update(unsafeDowncast(o, to: DictObject.self))
            }
            if let keys = try Operators.attributeIfPresent(other, "keys") {
                let it = try Operators.iterator(Operators.call(keys, CallArguments()))
                while let k = try Operators.next(it) { try d.set(k, Operators.getItem(other, k)) }
                return
            }
        }
        let it = try Operators.iterator(other)
        var n = 0
        while let pair = try Operators.next(it) {
            if !Sequences.isIterable(pair) { throw typeError("cannot convert dictionary update sequence element #\(n) to a sequence") }
            let items = try Operators.items(of: pair)
            if items.count != 2 { throw valueError("dictionary update sequence element #\(n) has length \(items.count); 2 is required") }
            try d.set(items[0], items[1])
            n += 1
        }
    }

    /// `dict(*args, **kwargs)`, into `d`.
    static func fill(_ d: DictObject, _ a: CallArguments, name: String = "dict") throws {
        if a.positional.count > 1 { throw typeError("\(name) expected at most 1 argument, got \(a.positional.count)") }
        if let x = a.positional.first { try update(d, x) }
        for (k, v) in a.keywords { try d.set(k.value, v) }
    }

    static func declare() {
        let t = Types.dict
        t.doc = "A mapping from keys to values, in order of insertion."
        t.make = { cls, _ in
            .object(DictObject(type: cls))
        }
        t.initialize = { v, a in try fill(of(v), a) }
        t.method("__init__(self, *args, **kwargs)") { a in
            try fill(of(a[0]), CallArguments(a.rest(1), keywords: a.keywords(2).map { (Name($0.name), $0.value) }))
            return .none
        }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__eq__", "__ne__", "__or__", "__ror__", "__ior__",
                "__repr__", "__reversed__",
            ])
        t.constant("__hash__", .none)
        let get = t.method("get(self, key, default=None, /)", "The value of the key, or the default.") { a in try of(a[0]).get(a[1]) ?? a[2] }
        get.fast3 = { d, k, v in try of(d).get(k) ?? v }
        get.fast2 = { d, k in try of(d).get(k) ?? .none }
        t.method1("keys(self, /)", "A live view of the keys.") { .object(DictView(try of($0), .keys)) }
        t.method1("values(self, /)", "A live view of the values.") { .object(DictView(try of($0), .values)) }
        t.method1("items(self, /)", "A live view of the (key, value) pairs.") { .object(DictView(try of($0), .items)) }
        t.method("update(self, *args, **kwargs)", "Adds or replaces entries.") { a in
            let d = try of(a[0])
            let keywords = a.keywords(2).map { (Name($0.name), $0.value) }
            try fill(d, CallArguments(a.rest(1), keywords: keywords), name: "update")
            return .none
        }
        let setdefault = t.method("setdefault(self, key, default=None, /)", "The value of the key, set to the default first when it is missing.") { a in
            try of(a[0]).setDefault(a[1], a[2])
        }
        setdefault.fast3 = { d, k, v in try of(d).setDefault(k, v) }
        setdefault.fast2 = { d, k in try of(d).setDefault(k, .none) }
        t.method("pop(self, key, default=..., /)", "Removes the key and returns its value.") { a in
            if let v = try of(a[0]).remove(a[1]) { return v }
            if a.has(2) { return a[2] }
            throw keyError(a[1])
        }
        t.method1("popitem(self, /)", "Removes and returns the last pair.") { v in
            guard let (k, x) = try of(v).popItem() else { throw keyError(.string("popitem(): dictionary is empty")) }
            return .tuple([k, x])
        }
        t.method1("clear(self, /)", "Removes everything.") { v in
            try of(v).removeAll()
            return .none
        }
        t.method1("copy(self, /)", "A shallow copy.") { v in
            let d = try of(v)
            let r = d.copy(type: d.type.isHeap ? Types.dict : d.type)
            r.onMissing = d.onMissing
            return .object(r)
        }
        t.classMethod("fromkeys(cls, iterable, value=None, /)", "A dict with these keys, all with one value.") { a in
            let cls: TypeObject = try a.object(0)
            if cls === Types.dict {
                let d = DictObject()
                let it = try Operators.iterator(a[1])
                while let k = try Operators.next(it) { try d.set(k, a[2]) }
                return .object(d)
            }
            let d = try Operators.call(a[0], CallArguments())
            let it = try Operators.iterator(a[1])
            while let k = try Operators.next(it) { try Operators.setItem(d, k, a[2]) }
            return d
        }
    }
}

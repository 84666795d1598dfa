// This file declares the methods of `set` and `frozenset`.

enum SetMethods {
    @inline(__always) static func of(_ v: Value) throws -> SetObject { try receiver(v, .set) }
    static func asSet(_ v: Value) throws -> SetObject {
        if case .object(let o) = v, o.kind == .set { return unsafeDowncast(o, to: SetObject.self) }
        let s = SetObject()
        try s.update(v)
        return s
    }
    private static func mutable(_ v: Value) throws -> SetObject {
        let s = try of(v)
        if s.isFrozen { throw typeError("'frozenset' object cannot be changed") }
        return s
    }

    static func declare() {
        Types.set.make = { cls, _ in .object(SetObject(type: cls)) }
        Types.set.initialize = { v, a in
            if !a.keywords.isEmpty { throw typeError("set() takes no keyword arguments") }
            if a.positional.count > 1 { throw typeError("set expected at most 1 argument, got \(a.positional.count)") }
            let s = try of(v)
            if s.count > 0 { s.removeAll() }
            if let x = a.positional.first { try s.update(x) }
        }
        Types.set.method("__init__(self, iterable=(), /)") { a in
            let s = try of(a[0])
            s.removeAll()
            try s.update(a[1])
            return .none
        }
        Types.frozenset.constructor("frozenset(iterable=..., /)") { cls, a in
            if cls === Types.frozenset, case .object(let o) = a[0], o.type === Types.frozenset { return a[0] }
            let s = SetObject(type: cls)
            if a.has(0) { try s.update(a[0]) }
            return .object(s)
        }
        for t in [Types.set, Types.frozenset] { declareShared(t) }
        let t = Types.set
        t.constant("__hash__", .none)
        NativeSlots.declare(Types.frozenset, ["__hash__"])
        NativeSlots.declare(t, ["__ior__", "__iand__", "__isub__", "__ixor__"])
        t.method2("add(self, element, /)", "Adds an element.") { s, v in
            try of(s).add(v)
            return .none
        }
        t.method2("discard(self, element, /)", "Removes an element if it is there.") { s, v in
            try of(s).discard(v)
            return .none
        }
        t.method2("remove(self, element, /)", "Removes an element; KeyError when it is not there.") { s, v in
            if try !of(s).discard(v) { throw keyError(v) }
            return .none
        }
        t.method1("pop(self, /)", "Removes and returns any element.") { v in
            if let x = try of(v).pop() { return x }
            throw keyError(.string("pop from an empty set"))
        }
        t.method1("clear(self, /)", "Removes everything.") { v in
            try of(v).removeAll()
            return .none
        }
        t.method("update(self, *others)", "Adds all elements of the others.") { a in
            let s = try of(a[0])
            for o in a.rest(1) { try s.update(o) }
            return .none
        }
        t.method("intersection_update(self, *others)") { a in
            let s = try of(a[0])
            for o in a.rest(1) { try s.replace(with: s.intersection(o)) }
            return .none
        }
        t.method("difference_update(self, *others)") { a in
            let s = try of(a[0])
            for o in a.rest(1) { try s.subtract(o) }
            return .none
        }
        t.method("symmetric_difference_update(self, other, /)") { a in
            let s = try of(a[0])
            let o = try asSet(a[1])
            if o === s {
                s.removeAll()
            } else {
                for v in o.items { if try !s.discard(v) { try s.add(v) } }
            }
            return .none
        }
    }

    private static func declareShared(_ t: TypeObject) {
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__and__", "__or__", "__sub__", "__xor__",
                "__rand__", "__ror__", "__rsub__", "__rxor__", "__repr__",
            ])
        func plain(_ s: SetObject) -> TypeObject { s.isFrozen ? Types.frozenset : Types.set }
        t.method1("copy(self, /)", "A shallow copy.") { v in
            if v.asObject?.type === Types.frozenset { return v }
            return .object(try of(v).copy(type: plain(try of(v))))
        }
        t.method("union(self, *others)", "The elements of all.") { a in
            let s = try of(a[0])
            let r = s.copy(type: plain(s))
            for o in a.rest(1) { try r.update(o) }
            return .object(r)
        }
        t.method("intersection(self, *others)", "The elements that all have.") { a in
            var r = try of(a[0])
            if a.rest(1).isEmpty { r = r.copy(type: plain(r)) }
            for o in a.rest(1) { r = try r.intersection(o) }
            return .object(r)
        }
        t.method("difference(self, *others)", "The elements that no other has.") { a in
            var r = try of(a[0])
            let rest = a.rest(1)
            if rest.isEmpty { r = r.copy(type: plain(r)) }
            for (i, o) in rest.enumerated() {
                if i == 0 { r = try r.difference(o) } else { try r.subtract(o) }
            }
            return .object(r)
        }
        t.method("symmetric_difference(self, other, /)", "The elements that only one has.") { a in
            let s = try of(a[0])
            let o = try SetObject(Operators.items(of: a[1]))
            return .object(try s.symmetricDifference(o) ?? s)
        }
        t.method("issubset(self, other, /)") { a in .bool(try of(a[0]).isSubset(of: asSet(a[1]))) }
        t.method("issuperset(self, other, /)") { a in .bool(try asSet(a[1]).isSubset(of: of(a[0]))) }
        t.method("isdisjoint(self, other, /)") { a in
            let s = try of(a[0])
            for v in try Operators.items(of: a[1]) where try s.has(v) { return .bool(false) }
            return .bool(true)
        }
    }
}

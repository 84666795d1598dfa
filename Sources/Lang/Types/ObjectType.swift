// This file declares what every object has, and `type`.

/// Methods of `object` and `type`.
enum ObjectMethods {
    static func declare() {
        declareObject()
        declareType()
        declareNone()
    }

    private static func declareObject() {
        let t = Types.object
        t.doc = "The base class of all classes."
        ValueProperty.declare(t, "__class__") { .object($0.type) }
        NativeSlots.one(t, "__repr__") { v in
            if case .object(let o) = v { return .string(try o.repr()) }
            return .string(try Operators.repr(v))
        }
        NativeSlots.one(t, "__str__") { v in
            // `object.__str__` is `repr`, unless the native type has a text of its own.
            if case .object(let o) = v, !o.type.overrides.contains(.repr), let s = try o.str() { return .string(s) }
            return .string(try Operators.repr(v))
        }
        NativeSlots.two(t, "__eq__", "value") { a, b in
            if case .object(let o) = a, o.kind != .instance, let r = try o.compare(.eq, b) { return r }
            return Operators.same(a, b) ? .bool(true) : .notImplemented
        }
        NativeSlots.two(t, "__ne__", "value") { a, b in
            if case .object(let o) = a, o.kind != .instance, let r = try o.compare(.ne, b) { return r }
            // The negation of `__eq__`.
            if a.type.isHeap, a.type.overrides.contains(.compare), let f = a.type.lookup("__eq__") {
                let r = try Operators.call(f, CallArguments([a, b]))
                return r.isNotImplemented ? r : .bool(try !Operators.isTrue(r))
            }
            return Operators.same(a, b) ? .bool(false) : .notImplemented
        }
        for (name, op) in [("__lt__", CompareOperator.lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)] {
            NativeSlots.two(t, name, "value") { a, b in
                if case .object(let o) = a, o.kind != .instance { return try o.compare(op, b) ?? .notImplemented }
                return .notImplemented
            }
        }
        NativeSlots.one(t, "__hash__") { v in
            if case .object(let o) = v { return .int(try o.hash()) }
            return .int(Hashing.simple(v))
        }
        NativeSlots.declare(t, ["__format__"])
        t.method("__init_subclass__(cls, **kwargs)") { _ in .none }
        if case .object(let f)? = t.namespace.get("__init_subclass__") { t.namespace.set("__init_subclass__", .object(ClassMethodObject(.object(f)))) }
        t.method1("__dir__(self, /)") { v in .list(Builtins.names(of: v).map(Value.string)) }
        t.method1("__sizeof__(self, /)") { _ in .int(32) }
        declareState(t)
        t.method2("__reduce_ex__(self, protocol, /)") { v, _ in throw typeError("cannot pickle '\(v.typeName)' object") }
    }

    /// `__reduce__`, `__getstate__` and `__subclasshook__` of every object.
    private static func declareState(_ t: TypeObject) {
        t.method1("__reduce__(self, /)") { v in throw typeError("cannot pickle '\(v.typeName)' object") }
        t.method1("__getstate__(self, /)", "The state of an object, as copy and pickle see it.") { v in
            guard case .object(let o) = v, let names = o.attributes, names.count > 0 else { return .none }
            let d = DictObject()
            names.forEach { n, x in try? d.set(n.value, x) }
            return .object(d)
        }
        t.method("__subclasshook__(cls, subclass, /)") { _ in .notImplemented }
        if case .object(let f)? = t.namespace.get("__subclasshook__") { t.namespace.set("__subclasshook__", .object(ClassMethodObject(.object(f)))) }
    }

    /// `C.__dict__['__dict__']` and `C.__dict__['__weakref__']`.
    static func instanceSlot(_ name: String, of t: TypeObject) -> Object {
        let p = NativeProperty(name, "", { o in name == "__dict__" ? .object(AttributesDict.of(o)) : .none }, nil)
        p.ownerName = t.name
        return p
    }

    private static func declareType() {
        let t = Types.type
        func of(_ o: Object) -> TypeObject { o as! TypeObject }
        t.property("__name__", get: { .string(of($0).name) }, set: { of($0).name = $1.asString ?? of($0).name })
        t.property("__qualname__", get: { o in
            if let v = of(o).namespace.get("__qualname__"), v.asString != nil { return v }
            return .string(of(o).name)
        }, set: { of($0).namespace.set("__qualname__", $1) })
        t.property("__module__", get: { o in
            if let v = of(o).namespace.get("__module__"), v.asString != nil { return v }
            return .string(of(o).module)
        }, set: { of($0).namespace.set("__module__", $1) })
        t.property("__mro__") { .tuple(of($0).mro.map { .object($0) }) }
        t.property("__bases__") { .tuple(of($0).bases.map { .object($0) }) }
        t.property("__base__") { of($0).bases.first.map { .object($0) } ?? .none }
        t.property("__doc__", get: { o in
            if of(o).isHeap {
                let v = of(o).namespace.get("__doc__") ?? .none
                if case .object(let d) = v, let g = d.type.lookup(Names.get) { return try Operators.call(g, v, .none, .object(o)) }
                return v
            }
            return of(o).doc.map(Value.string) ?? .none
        }, set: { of($0).namespace.set("__doc__", $1) })
        t.property("__dict__") { o in
            let d = DictObject()
            let n = of(o).namespace
            let hides = of(o).isHeap
            for (k, v) in zip(n.names, n.values) where !hides || k != Names.qualname { try d.set(k.value, v) }
            if hides, of(o).bases.allSatisfy({ !$0.isHeap }), of(o).slotNames == nil, n.get(Names.slots) == nil {
                for k in ["__dict__", "__weakref__"] where n.get(Name(k)) == nil { try d.set(.string(k), .object(instanceSlot(k, of: of(o)))) }
            }
            if hides, let names = of(o).slotNames { for k in names.map({ $0.text }).sorted() where of(o).ownsSlot(Name(k)) { try d.set(.string(k), .object(NativeProperty.member(Name(k), of: of(o)))) } }
            return .object(MappingProxy(d))
        }
        t.property("__annotations__", get: { o in
            if let v = of(o).namespace.get("__annotations__") { return v }
            let d = Value.object(DictObject())
            of(o).namespace.set("__annotations__", d)
            return d
        }, set: { of($0).namespace.set("__annotations__", $1) })
        t.property("__abstractmethods__", get: { o in
            if let v = of(o).namespace.get("__abstractmethods__") { return v }
            throw attributeError("__abstractmethods__")
        }, set: { of($0).namespace.set("__abstractmethods__", $1) })
        t.method1("mro(self, /)") { v in
            let c: TypeObject = try receiver(v, .type)
            return .list(c.mro.map { .object($0) })
        }
        t.method1("__subclasses__(self, /)") { v in
            let c: TypeObject = try receiver(v, .type)
            return .list(c.subclasses.compactMap { $0.type.map { .object($0) } })
        }
        for (name, swapped) in [("__or__", false), ("__ror__", true)] {
            t.method2("\(name)(self, value, /)") { a, b in
                guard let u = UnionType.make(swapped ? b : a, swapped ? a : b) else { return .notImplemented }
                return u
            }
        }
        t.method2("__instancecheck__(self, instance, /)") { c, v in .bool(Operators.isInstance(v, try receiver(c, .type))) }
        t.method2("__subclasscheck__(self, subclass, /)") { c, v in .bool((try receiver(v, .type, TypeObject.self)).isSubtype(of: try receiver(c, .type))) }
    }

    private static func declareNone() {
        NativeSlots.declare(Types.noneType, ["__bool__", "__repr__", "__hash__"])
        Types.noneType.make = { _, _ in .none }
        Types.ellipsis.make = { _, _ in .ellipsis }
        Types.notImplemented.make = { _, _ in .notImplemented }
    }
}

/// A read-only view of a dict (`cls.__dict__`, `types.MappingProxyType`).
public final class MappingProxy: Object {
    public let dict: DictObject
    public static let proxyType = TypeObject.native("mappingproxy", subclassable: false) { t in
        t.constructor("mappingproxy(mapping)") { _, a in
            guard let d = a[0].asObject as? DictObject else { throw typeError("mappingproxy() argument must be a mapping, not \(a[0].typeName)") }
            return .object(MappingProxy(d))
        }
        NativeSlots.declare(t, ["__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__ne__", "__repr__"])
        func of(_ v: Value) throws -> DictObject {
            guard let p = v.asObject as? MappingProxy else { throw typeError("a mappingproxy is required") }
            return p.dict
        }
        t.method("get(self, key, default=None, /)") { a in try of(a[0]).get(a[1]) ?? a[2] }
        t.method1("keys(self, /)") { .object(DictView(try of($0), .keys)) }
        t.method1("values(self, /)") { .object(DictView(try of($0), .values)) }
        t.method1("items(self, /)") { .object(DictView(try of($0), .items)) }
        t.method1("copy(self, /)") { .object(try of($0).copy()) }
    }
    public init(_ d: DictObject) {
        dict = d
        super.init(type: MappingProxy.proxyType)
    }
    public override func length() throws -> Int? { dict.count }
    public override func getItem(_ key: Value) throws -> Value? { try dict.getItem(key) }
    public override func contains(_ item: Value) throws -> Bool? { try dict.has(item) }
    public override func iterate() throws -> Value? { try dict.iterate() }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        try dict.compare(op, (other.asObject as? MappingProxy).map { .object($0.dict) } ?? other)
    }
    public override func str() throws -> String? { try dict.repr() }
    public override func repr() throws -> String { "mappingproxy(" + (try dict.repr()) + ")" }
    public override func traverse(_ visit: (Value) -> Void) { visit(.object(dict)) }
}

/// `int | str`: alternatives in annotations and `isinstance`.
public final class UnionType: Object {
    public let members: [Value]
    static let unionType = TypeObject.native("UnionType", module: "types", subclassable: false) { t in
        t.property("__args__") { .tuple(($0 as! UnionType).members) }
        for name in ["__or__", "__ror__"] {
            t.method2("\(name)(self, value, /)") { a, b in
                (name == "__or__" ? make(a, b) : make(b, a)) ?? .notImplemented
            }
        }
    }
    private init(_ members: [Value]) {
        self.members = members
        super.init(type: UnionType.unionType)
    }
    /// nil when one side is no type.
    public static func make(_ a: Value, _ b: Value) -> Value? {
        var out: [Value] = []
        for v in [a, b] {
            switch v {
            case .none: out.append(.object(Types.noneType))
            case .object(let o):
                if let u = o as? UnionType { out += u.members } else if o.kind == .type || o.type.namespace.get("__args__") != nil || o.type.lookup("__or__") != nil {
                    out.append(v)
                } else {
                    return nil
                }
            default: return nil
            }
        }
        var unique: [Value] = []
        for v in out where !unique.contains(where: { Operators.same($0, v) }) { unique.append(v) }
        return unique.count == 1 ? unique[0] : .object(UnionType(unique))
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? (reflected ? UnionType.make(other, .object(self)) : UnionType.make(.object(self), other)) : nil
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let u = other.asObject as? UnionType else { return nil }
        let same = u.members.count == members.count && members.allSatisfy { m in u.members.contains { Operators.same($0, m) } }
        return .bool(same == (op == .eq))
    }
    public override func hash() throws -> Int { try members.reduce(0) { $0 ^ (try Operators.hash($1)) } }
    public override func repr() throws -> String {
        try members.map { v -> String in
            if let t = v.asObject as? TypeObject { return t === Types.noneType ? "None" : t.qualifiedName }
            return try Operators.repr(v)
        }.joined(separator: " | ")
    }
    public override func traverse(_ visit: (Value) -> Void) { members.forEach(visit) }
}

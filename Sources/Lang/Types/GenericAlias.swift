// This file defines `list[int]`: classes with parameters, for annotations.

/// A class with parameters.
public final class GenericAlias: Object {
    public let origin: Value
    public let arguments: [Value]
    /// `typing.List` shows its own name.
    public let shownName: String?

    public init(_ origin: Value, _ arguments: [Value], shownName: String? = nil) {
        self.origin = origin
        self.arguments = arguments
        self.shownName = shownName
        super.init(type: GenericAlias.aliasType)
    }

    /// The parameters of a subscript.
    public static func parameters(_ key: Value) -> [Value] {
        if case .object(let o) = key, o.kind == .tuple { return unsafeDowncast(o, to: TupleObject.self).items }
        return [key]
    }

    public static let aliasType = TypeObject.native("GenericAlias", module: "types", subclassable: false) { t in
        t.constructor("GenericAlias(origin, args, /)") { _, a in .object(GenericAlias(a[0], parameters(a[1]))) }
        func of(_ o: Object) -> GenericAlias { o as! GenericAlias }
        t.property("__origin__") { of($0).origin }
        t.property("__args__") { .tuple(of($0).arguments) }
        t.property("__parameters__") { _ in .tuple([]) }
        t.method("__mro_entries__(self, bases, /)") { a in .tuple([of(a[0].asObject!).origin]) }
        for name in ["__or__", "__ror__"] {
            t.method2("\(name)(self, value, /)") { a, b in (name == "__or__" ? UnionType.make(a, b) : UnionType.make(b, a)) ?? .notImplemented }
        }
        t.method("__instancecheck__(self, instance, /)") { _ in throw typeError("isinstance() argument 2 cannot be a parameterized generic") }
        t.method("__subclasscheck__(self, cls, /)") { _ in throw typeError("issubclass() argument 2 cannot be a parameterized generic") }
    }

    /// Lets the built-in containers be subscripted.
    static func declare() {
        for t in [Types.list, Types.dict, Types.tuple, Types.set, Types.frozenset, Types.type] { allowSubscript(t) }
    }
    /// `t[parameters]` makes an alias.
    public static func allowSubscript(_ t: TypeObject) {
        t.classMethod("__class_getitem__(cls, item, /)") { a in .object(GenericAlias(a[0], parameters(a[1]))) }
    }

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? (reflected ? UnionType.make(other, .object(self)) : UnionType.make(.object(self), other)) : nil
    }
    public override var isCallable: Bool { true }
    public override func call(_ a: CallArguments) throws -> Value? { try Operators.call(origin, a) }
    public override func dynamicAttribute(_ name: Name) throws -> Value? {
        name.text.hasPrefix("__") && name.text != "__name__" && name.text != "__qualname__" && name.text != "__module__" && name.text != "__doc__"
            ? nil : try Operators.attributeIfPresent(origin, name)
    }
    public override func getItem(_ key: Value) throws -> Value? {
        // Fills in type variables, in order of their first appearance.
        let new = GenericAlias.parameters(key)
        var variables: [Value] = []
        for v in arguments where v.typeName == "TypeVar" && !variables.contains(where: { Operators.same($0, v) }) { variables.append(v) }
        if variables.isEmpty { throw typeError("\(try repr()) is not a generic class") }
        return .object(
            GenericAlias(
                origin,
                arguments.map { v in
                    if let i = variables.firstIndex(where: { Operators.same($0, v) }), i < new.count { return new[i] }
                    return v
                }, shownName: shownName))
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let g = other.asObject as? GenericAlias else { return nil }
        let same = try Operators.equal(origin, g.origin) && Operators.equal(.tuple(arguments), .tuple(g.arguments))
        return .bool(same == (op == .eq))
    }
    public override func hash() throws -> Int { try Operators.hash(origin) ^ Hashing.tuple(arguments) }

    /// How annotations show a parameter.
    public static func show(_ v: Value) throws -> String {
        if let t = v.asObject as? TypeObject {
            if t === Types.noneType { return "None" }
            let module = t.namespace.get("__module__")?.asString ?? t.module
            let name = t.namespace.get("__qualname__")?.asString ?? t.name
            return module == "builtins" || module.isEmpty ? name : module + "." + name
        }
        if case .object(let o) = v, o === Singleton.ellipsisObject { return "..." }
        if let l = v.asObject as? ListObject { return "[" + (try l.items.map(show).joined(separator: ", ")) + "]" }
        return try Operators.repr(v)
    }
    public override func repr() throws -> String {
        let head = try shownName ?? GenericAlias.show(origin)
        return head + "[" + (arguments.isEmpty ? "()" : try arguments.map(GenericAlias.show).joined(separator: ", ")) + "]"
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(origin)
        arguments.forEach(visit)
    }
}

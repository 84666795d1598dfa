// This file defines the module `typing`: names for annotations, which do nothing when a cell runs.

import Lang

/// A special form such as `Optional` or `Any`.
final class SpecialForm: Object {
    let name: String
    let isSubscriptable: Bool
    static let formType = TypeObject.native("_SpecialForm", module: "typing", subclassable: false) { t in
        for name in ["__or__", "__ror__"] {
            t.method("\(name)(self, value, /)") { a in (name == "__or__" ? UnionType.make(a[0], a[1]) : UnionType.make(a[1], a[0])) ?? .notImplemented }
        }
        t.property("__name__") { .string(($0 as! SpecialForm).name) }
        t.property("_name") { .string(($0 as! SpecialForm).name) }
        t.method("__instancecheck__(self, instance, /)") { a in throw typeError("\(try a[0].asObject!.repr()) cannot be used with isinstance()") }
        t.method("__subclasscheck__(self, cls, /)") { a in throw typeError("\(try a[0].asObject!.repr()) cannot be used with issubclass()") }
    }
    init(_ name: String, subscriptable: Bool = true) {
        self.name = name
        isSubscriptable = subscriptable
        super.init(type: SpecialForm.formType)
    }
    override func repr() throws -> String { "typing." + name }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? (reflected ? UnionType.make(other, .object(self)) : UnionType.make(.object(self), other)) : nil
    }
    override func getItem(_ key: Value) throws -> Value? {
        if !isSubscriptable { throw typeError("typing.\(name) is not subscriptable") }
        let p = GenericAlias.parameters(key)
        switch name {
        case "Optional": return TypingModule.union([key, .none])
        case "Union": return TypingModule.union(p)
        default: return .object(GenericAlias(.object(self), p, shownName: "typing." + name))
        }
    }
}

/// `Union[int, str]` and `Optional[int]`.
final class UnionAlias: Object {
    let members: [Value]
    static let unionType = TypeObject.native("_UnionGenericAlias", module: "typing", subclassable: false) { t in
        t.property("__args__") { .tuple(($0 as! UnionAlias).members.map { $0.isNone ? .object(Types.noneType) : $0 }) }
        t.property("__origin__") { _ in TypingModule.unionForm }
        t.method("__instancecheck__(self, instance, /)") { a in
            .bool(try (a[0].asObject as! UnionAlias).members.contains { try Builtins.isInstance(a[1], $0.isNone ? .object(Types.noneType) : $0) })
        }
        for name in ["__or__", "__ror__"] {
            t.method("\(name)(self, value, /)") { a in TypingModule.union(name == "__or__" ? [a[0], a[1]] : [a[1], a[0]]) }
        }
    }
    init(_ m: [Value]) {
        members = m
        super.init(type: UnionAlias.unionType)
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? TypingModule.union(reflected ? [other, .object(self)] : [.object(self), other]) : nil
    }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let u = other.asObject as? UnionAlias else { return nil }
        let same = try members.count == u.members.count && members.allSatisfy { m in try u.members.contains { try Operators.equal($0, m) } }
        return .bool(same == (op == .eq))
    }
    override func hash() throws -> Int { try members.reduce(0) { $0 ^ (try Operators.hash($1)) } }
    override func repr() throws -> String {
        if members.count == 2, let i = members.firstIndex(where: { $0.isNone }) { return "typing.Optional[\(try GenericAlias.show(members[1 - i]))]" }
        return "typing.Union[" + (try members.map { $0.isNone ? "NoneType" : try GenericAlias.show($0) }.joined(separator: ", ")) + "]"
    }
    override func traverse(_ visit: (Value) -> Void) { members.forEach(visit) }
}

/// `TypeVar('T')`
final class TypeVariable: Object {
    let name: String
    let constraints: [Value]
    let bound: Value
    static let variableType = TypeObject.native("TypeVar", module: "typing", subclassable: false) { t in
        t.constructor("TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False)") { _, a in .object(TypeVariable(try a.string(0), a.rest(1), a[2])) }
        t.property("__name__") { .string(($0 as! TypeVariable).name) }
        t.property("__bound__") { ($0 as! TypeVariable).bound }
        t.property("__constraints__") { .tuple(($0 as! TypeVariable).constraints) }
        for name in ["__or__", "__ror__"] {
            t.method("\(name)(self, value, /)") { a in TypingModule.union(name == "__or__" ? [a[0], a[1]] : [a[1], a[0]]) }
        }
    }
    init(_ name: String, _ constraints: [Value], _ bound: Value) {
        self.name = name
        self.constraints = constraints
        self.bound = bound
        super.init(type: TypeVariable.variableType)
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? TypingModule.union(reflected ? [other, .object(self)] : [.object(self), other]) : nil
    }
    override func repr() throws -> String { "~" + name }
}

/// A generic name of `typing` over a real class: `List` over `list`.
final class TypingName: Object {
    let name: String
    let origin: Value
    static let nameType = TypeObject.native("_SpecialGenericAlias", module: "typing", subclassable: false) { t in
        t.property("__origin__") { ($0 as! TypingName).origin }
        t.property("__name__") { .string(($0 as! TypingName).name) }
        t.method("__mro_entries__(self, bases, /)") { a in .tuple([(a[0].asObject as! TypingName).origin]) }
        t.method("__instancecheck__(self, instance, /)") { a in .bool(try Builtins.isInstance(a[1], (a[0].asObject as! TypingName).origin)) }
        for name in ["__or__", "__ror__"] {
            t.method("\(name)(self, value, /)") { a in TypingModule.union(name == "__or__" ? [a[0], a[1]] : [a[1], a[0]]) }
        }
    }
    init(_ name: String, _ origin: Value) {
        self.name = name
        self.origin = origin
        super.init(type: TypingName.nameType)
    }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? { try Operators.call(origin, a) }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? TypingModule.union(reflected ? [other, .object(self)] : [.object(self), other]) : nil
    }
    override func getItem(_ key: Value) throws -> Value? { .object(GenericAlias(origin, GenericAlias.parameters(key), shownName: "typing." + name)) }
    override func repr() throws -> String { "typing." + name }
}

/// `class P(NamedTuple): x: int`
final class NamedTupleBehavior: TypeBehavior {
    override func created(_ t: TypeObject, _ keywords: [(name: Name, value: Value)]) throws -> [(name: Name, value: Value)] {
        if !t.bases.contains(where: { $0 === TypingModule.namedTuple }) { return keywords }
        let annotations = t.namespace.get("__annotations__")?.asObject as? DictObject
        let fields = annotations?.keys.compactMap { $0.asString } ?? []
        var defaults: [Value] = []
        for f in fields {
            if let v = t.namespace.get(Name(f)) {
                defaults.append(v)
                t.namespace.remove(Name(f))
            } else if !defaults.isEmpty {
                throw typeError("non-default namedtuple field \(f) cannot follow default field\(defaults.count > 1 ? "s" : "") \(fields.prefix { $0 != f }.suffix(defaults.count).joined(separator: ", "))")
            }
        }
        let custom = t.namespace.get("__repr__")
        try CollectionsModule.setUpNamedTuple(t, fields, defaults)
        if let custom { t.namespace.set("__repr__", custom) }
        return keywords
    }
    override func readSnapshot(_ t: TypeObject, _ r: SnapshotReader) throws {
        guard t.bases.contains(where: { $0 === TypingModule.namedTuple }), let f = t.namespace.get("_fields") else { return }
        let fields = try Operators.items(of: f).compactMap { $0.asString }, given = t.namespace.get("_field_defaults")?.asObject as? DictObject
        let custom = t.namespace.get("__repr__")
        try CollectionsModule.setUpNamedTuple(t, fields, try fields.compactMap { try given?.get(.string($0)) })
        if let custom { t.namespace.set("__repr__", custom) }
    }
    override func call(_ t: TypeObject, _ a: CallArguments) throws -> Value? {
        guard t === TypingModule.namedTuple else { return nil }
        let pairs = try a.positional.count > 1 ? Operators.items(of: a.positional[1]) : a.keywords.map { .tuple([$0.name.value, $0.value]) }
        let names = try pairs.map { try Operators.items(of: $0)[0] }
        let r = try Operators.call(
            Operators.attribute(.object(try ModuleTable.shared.module("collections")!), "namedtuple"), a.positional[0], .list(names))
        return r
    }
}

/// `class Movie(TypedDict): name: str`
final class TypedDictBehavior: TypeBehavior {
    override func created(_ t: TypeObject, _ keywords: [(name: Name, value: Value)]) throws -> [(name: Name, value: Value)] {
        var total = true
        for (k, v) in keywords where k == "total" { total = try Operators.isTrue(v) }
        t.namespace.set("__total__", .bool(total))
        let names = (t.namespace.get("__annotations__")?.asObject as? DictObject)?.keys ?? []
        t.namespace.set("__required_keys__", .object(try SetObject(total ? names : [], type: Types.frozenset)))
        t.namespace.set("__optional_keys__", .object(try SetObject(total ? [] : names, type: Types.frozenset)))
        return keywords.filter { $0.name != "total" }
    }
    override func call(_ t: TypeObject, _ a: CallArguments) throws -> Value? {
        if t === TypingModule.typedDict, a.positional.count == 2, let name = a.positional[0].asString {
            let d = DictObject()
            try d.set(.string("__annotations__"), a.positional[1])
            return try Builtins.makeClass(name, [t], d)
        }
        return try Operators.call(.object(Types.dict), a)
    }
    override func repr(_ t: TypeObject) throws -> String? { nil }
}

/// `Protocol` classes count what has their methods, once they are marked `runtime_checkable`.
enum TypingModule {
    static let unionForm: Value = .object(SpecialForm("Union"))
    static func union(_ members: [Value]) -> Value {
        var flat: [Value] = []
        for m in members {
            if let u = m.asObject as? UnionAlias { flat += u.members } else if let u = m.asObject as? UnionType { flat += u.members } else { flat.append(m) }
        }
        flat = flat.map { $0.asObject === Types.noneType ? .none : $0 }
        var unique: [Value] = []
        for v in flat where !unique.contains(where: { Operators.same($0, v) || ((try? Operators.equal($0, v)) ?? false) }) { unique.append(v) }
        return unique.count == 1 ? unique[0] : .object(UnionAlias(unique))
    }

    static let namedTuple = TypeObject.native("NamedTuple", module: "typing", base: Types.tuple) { t in t.behavior = NamedTupleBehavior() }
    static let typedDict = TypeObject.native("TypedDict", module: "typing", base: Types.dict) { t in t.behavior = TypedDictBehavior() }
    static let generic = TypeObject.native("Generic", module: "typing") { t in
        t.isMixin = true
        GenericAlias.allowSubscript(t)
    }
    static let proto = TypeObject.native("Protocol", module: "typing") { t in
        t.isMixin = true
        t.collectsAbstractMethods = true
        GenericAlias.allowSubscript(t)
    }

    static func make() throws -> ModuleObject {
        let abc = try ModuleTable.shared.module("collections.abc")!
        let m = try SourceModule.make("typing", typingSource) { m in
            for n in ["Any", "NoReturn", "Never", "Self", "LiteralString", "TypeAlias"] { m.constant(n, .object(SpecialForm(n, subscriptable: false))) }
            for n in ["Optional", "Literal", "Final", "ClassVar", "Annotated", "Concatenate", "TypeGuard", "Required", "NotRequired", "Unpack"] {
                m.constant(n, .object(SpecialForm(n)))
            }
            m.constant("Union", unionForm)
            m.type(TypeVariable.variableType)
            m.constant("ParamSpec", .object(TypeVariable.variableType))
            m.constant("TypeVarTuple", .object(TypeVariable.variableType))
            m.type(namedTuple)
            m.type(typedDict)
            m.type(generic)
            m.type(proto)
            let c = try ModuleTable.shared.module("collections")!
            for (n, t) in [
                ("List", Value.object(Types.list)), ("Dict", .object(Types.dict)), ("Set", .object(Types.set)), ("FrozenSet", .object(Types.frozenset)),
                ("Tuple", .object(Types.tuple)), ("Type", .object(Types.type)), ("Deque", c["deque"]!), ("DefaultDict", c["defaultdict"]!),
                ("OrderedDict", c["OrderedDict"]!), ("Counter", c["Counter"]!), ("ChainMap", c["ChainMap"]!),
            ] { m.constant(n, .object(TypingName(n, t))) }
            for n in [
                "Iterable", "Iterator", "Reversible", "Sized", "Container", "Collection", "Callable", "Hashable", "Generator", "Sequence", "MutableSequence", "Mapping",
                "MutableMapping", "MutableSet", "ByteString", "KeysView", "ItemsView", "ValuesView", "Awaitable", "Coroutine", "MappingView",
            ] { if let t = abc[n] { m.constant(n, .object(TypingName(n, t))) } }
            m.constant("AbstractSet", .object(TypingName("AbstractSet", abc["Set"]!)))
            m.constant("Text", .object(Types.str))
            m.constant("Pattern", .object(TypingName("Pattern", .object(ReModule.patternType))))
            m.constant("Match", .object(TypingName("Match", .object(ReModule.matchType))))
            m.constant("IO", .object(SpecialForm("IO")))
            m.constant("TextIO", .object(SpecialForm("TextIO")))
            m.constant("BinaryIO", .object(SpecialForm("BinaryIO")))
            m.constant("TYPE_CHECKING", .bool(false))
            m.function("get_origin(tp)", "The class under the parameters.") { a in
                if let g = a[0].asObject as? GenericAlias { return g.origin }
                if a[0].asObject is UnionAlias { return unionForm }
                if a[0].asObject is UnionType { return .object(a[0].type) }
                if let n = a[0].asObject as? TypingName { return n.origin }
                return .none
            }
            m.function("get_args(tp)", "The parameters.") { a in
                if let g = a[0].asObject as? GenericAlias {
                    // Callable's parameters stand as a list.
                    return .tuple(g.arguments)
                }
                if let u = a[0].asObject as? UnionAlias { return .tuple(u.members.map { $0.isNone ? .object(Types.noneType) : $0 }) }
                if let u = a[0].asObject as? UnionType { return .tuple(u.members) }
                return .tuple([])
            }
            m.function("runtime_checkable(cls)", "Lets isinstance look at a protocol's methods.") { a in
                guard let t = a[0].asObject as? TypeObject else { return a[0] }
                var names: [Name] = []
                for c in t.mro where c.isHeap {
                    for n in c.namespace.names where !n.text.hasPrefix("__") || ["__len__", "__iter__", "__call__", "__getitem__", "__contains__", "__enter__", "__exit__", "__next__", "__eq__", "__lt__"].contains(n.text) {
                        if !n.text.hasPrefix("_abc") { names.append(n) }
                    }
                    if let d = c.namespace.get("__annotations__")?.asObject as? DictObject { for k in d.keys { if let s = k.asString { names.append(Name(s)) } } }
                }
                let methods = names
                Builtins.typeChecks[ObjectIdentifier(t)] = { x in methods.allSatisfy { x.lookup($0) != nil } }
                _ = Unmanaged.passRetained(t)
                return a[0]
            }
        }
        return m
    }
}

let typingSource = #"""
AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
del T

def cast(typ, val):
    return val

def overload(func):
    return func

def final(f):
    return f

def no_type_check(f):
    return f

def override(f):
    return f

def assert_never(arg):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')

def assert_type(val, typ):
    return val

def reveal_type(obj):
    return obj

def dataclass_transform(**kwargs):
    return lambda cls: cls

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for cls in reversed(getattr(obj, '__mro__', (obj,))):
        hints.update(getattr(cls, '__annotations__', {}) if cls is not object else {})
    return {k: (type(None) if v is None else v) for k, v in hints.items()}

class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__qualname__ = name
        self.__supertype__ = tp
    def __call__(self, x):
        return x
    def __repr__(self):
        return f'__main__.{self.__name__}'
    def __or__(self, other):
        return Union[self, other]

def ForwardRef(arg):
    return arg

class SupportsInt(Protocol):
    def __int__(self): ...

class SupportsFloat(Protocol):
    def __float__(self): ...

class SupportsIndex(Protocol):
    def __index__(self): ...

class SupportsAbs(Protocol):
    def __abs__(self): ...
"""#

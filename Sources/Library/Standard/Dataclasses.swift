// This file defines the module `dataclasses`.

import Lang

/// `dataclasses.Field`
final class FieldObject: Object {
    var name = ""
    var annotation: Value = .none
    /// `.unbound`: MISSING.
    let defaultValue: Value
    let factory: Value
    let inInit: Bool, inRepr: Bool, inCompare: Bool
    let inHash: Value
    let metadata: Value
    var keywordOnly: Bool?
    /// `InitVar`: an argument of `__init__` only.
    var isInitVar = false
    init(defaultValue: Value, factory: Value, inInit: Bool, inRepr: Bool, inHash: Value, inCompare: Bool, metadata: Value, keywordOnly: Bool?) {
        self.defaultValue = defaultValue
        self.factory = factory
        self.inInit = inInit
        self.inRepr = inRepr
        self.inHash = inHash
        self.inCompare = inCompare
        self.metadata = metadata
        self.keywordOnly = keywordOnly
        super.init(type: DataclassesModule.fieldType)
    }
    override func repr() throws -> String {
        func r(_ v: Value) throws -> String { v.isUnbound ? "<dataclasses._MISSING_TYPE object>" : try Operators.repr(v) }
        return
            "Field(name=\(StrObject.repr(name)),type=\(try Operators.repr(annotation)),default=\(try r(defaultValue)),default_factory=\(try r(factory)),init=\(inInit ? "True" : "False"),repr=\(inRepr ? "True" : "False"),hash=\(try Operators.repr(inHash)),compare=\(inCompare ? "True" : "False"),metadata=\(try Operators.repr(metadata)),kw_only=\(keywordOnly == true ? "True" : "False"),_field_type=_FIELD)"
    }
    override func traverse(_ visit: (Value) -> Void) { [annotation, defaultValue, factory, inHash, metadata].forEach(visit) }
}

/// The fields of a class, kept in its namespace.
final class FieldsObject: Object {
    let fields: [FieldObject]
    let frozen: Bool
    /// The decorator's options, to define the methods again.
    let options: Int
    init(_ f: [FieldObject], frozen: Bool, options: Int) {
        fields = f
        self.frozen = frozen
        self.options = options
        super.init(type: Types.object)
    }
    override func traverse(_ visit: (Value) -> Void) { fields.forEach { visit(.object($0)) } }
}

enum DataclassesModule {
    static let fieldsKey: Name = "__dataclass_fields_list__"
    static let missing = Value.object(Object(type: TypeObject.native("_MISSING_TYPE", module: "dataclasses")))
    static let keywordOnlyMark = Value.object(Object(type: TypeObject.native("_KW_ONLY_TYPE", module: "dataclasses")))
    static let frozenError = TypeObject.native("FrozenInstanceError", module: "dataclasses", base: Exceptions.attributeError)

    static let fieldType = TypeObject.native("Field", module: "dataclasses", subclassable: false) { t in
        func of(_ o: Object) -> FieldObject { o as! FieldObject }
        func shown(_ v: Value) -> Value { v.isUnbound ? missing : v }
        t.property("name") { .string(of($0).name) }
        t.property("type") { of($0).annotation }
        t.property("default") { shown(of($0).defaultValue) }
        t.property("default_factory") { shown(of($0).factory) }
        t.property("init") { .bool(of($0).inInit) }
        t.property("repr") { .bool(of($0).inRepr) }
        t.property("compare") { .bool(of($0).inCompare) }
        t.property("hash") { of($0).inHash }
        t.property("metadata") { of($0).metadata }
        t.property("kw_only") { .bool(of($0).keywordOnly == true) }
    }

    static let initVarType = TypeObject.native("InitVar", module: "dataclasses", subclassable: false) { t in
        t.classMethod("__class_getitem__(cls, item, /)") { a in .object(GenericAlias(a[0], [a[1]])) }
        t.constructor("InitVar(type)") { _, a in .object(GenericAlias(.object(t), [a[0]])) }
    }

    static func fields(of v: Value) -> FieldsObject? {
        let t = (v.asObject as? TypeObject) ?? v.type
        return t.lookup(fieldsKey)?.asObject as? FieldsObject
    }

    private struct Options {
        var initialize = true, repr = true, eq = true, order = false, unsafeHash = false, frozen = false, matchArgs = true, keywordOnly = false, slots = false

        /// The options that say which methods there are, as bits.
        var bits: Int {
            get { [initialize, repr, eq, order, unsafeHash, frozen, matchArgs].enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) } }
            set {
                func bit(_ i: Int) -> Bool { newValue >> i & 1 == 1 }
                (initialize, repr, eq, order, unsafeHash, frozen, matchArgs) = (bit(0), bit(1), bit(2), bit(3), bit(4), bit(5), bit(6))
            }
        }
    }

    /// Puts the native methods back into a class that was read from a saved session.
    static func restore(_ cls: TypeObject) throws {
        guard let f = cls.namespace.get(fieldsKey)?.asObject as? FieldsObject else { return }
        var o = Options()
        o.bits = f.options
        try define(cls, f.fields, o)
    }

    private static func isClassVar(_ v: Value) -> Bool {
        if let s = v.asString { return s.hasPrefix("ClassVar") || s.hasPrefix("typing.ClassVar") }
        if let g = v.asObject as? GenericAlias { return isClassVar(g.origin) }
        return ((try? Operators.repr(v)) ?? "") == "typing.ClassVar"
    }
    private static func isInitVar(_ v: Value) -> Bool {
        if let s = v.asString { return s.hasPrefix("InitVar") || s.hasPrefix("dataclasses.InitVar") }
        if let g = v.asObject as? GenericAlias { return g.origin.asObject === initVarType }
        return v.asObject === initVarType
    }

    private static func process(_ cls: TypeObject, _ o: Options) throws {
        var all: [FieldObject] = []
        var anyFrozen: Bool?
        for b in cls.mro.dropFirst().reversed() {
            if let f = b.namespace.get(fieldsKey)?.asObject as? FieldsObject {
                for x in f.fields {
                    if let i = all.firstIndex(where: { $0.name == x.name }) { all[i] = x } else { all.append(x) }
                }
                anyFrozen = f.frozen
            }
        }
        if let f = anyFrozen, f != o.frozen {
            throw typeError(f ? "cannot inherit non-frozen dataclass from a frozen one" : "cannot inherit frozen dataclass from a non-frozen one")
        }
        var keywordOnly = o.keywordOnly
        var sawMark = false
        let annotations = cls.namespace.get("__annotations__")?.asObject as? DictObject
        for (k, annotation) in annotations?.entries ?? [] {
            guard let name = k.asString else { continue }
            if isClassVar(annotation) {
                if let f = cls.namespace.get(Name(name))?.asObject as? FieldObject {
                    if !f.factory.isUnbound { throw typeError("field \(name) cannot have a default factory") }
                    if f.defaultValue.isUnbound { _ = try? Operators.deleteAttribute(.object(cls), Name(name)) } else {
                        try Operators.setAttribute(.object(cls), Name(name), f.defaultValue)
                    }
                }
                continue
            }
            if Operators.same(annotation, keywordOnlyMark) || ["KW_ONLY", "dataclasses.KW_ONLY"].contains(annotation.asString) {
                if sawMark { throw typeError("'\(name)' is KW_ONLY, but KW_ONLY has already been specified") }
                sawMark = true
                keywordOnly = true
                continue
            }
            let given = cls.namespace.get(Name(name))
            let field: FieldObject
            if let f = given?.asObject as? FieldObject {
                field = f
                if f.defaultValue.isUnbound { _ = try? Operators.deleteAttribute(.object(cls), Name(name)) } else {
                    try Operators.setAttribute(.object(cls), Name(name), f.defaultValue)
                }
            } else {
                field = FieldObject(
                    defaultValue: given ?? .unbound, factory: .unbound, inInit: true, inRepr: true, inHash: .none, inCompare: true,
                    metadata: .object(MappingProxy(DictObject())), keywordOnly: nil)
            }
            if case .object(let d) = field.defaultValue, d.kind == .list || d.kind == .dict || d.kind == .set || d.type.lookup("__hash__")?.isNone == true {
                throw valueError("mutable default \(try Operators.repr(.object(d.type))) for field \(name) is not allowed: use default_factory")
            }
            field.name = name
            field.annotation = annotation
            field.isInitVar = isInitVar(annotation)
            if field.isInitVar, !field.factory.isUnbound { throw typeError("field \(name) cannot have a default factory") }
            if field.keywordOnly == nil { field.keywordOnly = keywordOnly }
            if let i = all.firstIndex(where: { $0.name == name }) { all[i] = field } else { all.append(field) }
        }
        for (n, v) in zip(cls.namespace.names, cls.namespace.values) where v.asObject is FieldObject {
            if try annotations?.get(n.value) == nil { throw typeError("\(StrObject.repr(n.text)) is a field but has no type annotation") }
        }
        cls.namespace.set(fieldsKey, .object(FieldsObject(all, frozen: o.frozen, options: o.bits)))
        try Operators.setAttribute(.object(cls), "__dataclass_fields__", .object(DictObject(all.filter { !$0.isInitVar }.map { ($0.name, .object($0)) })))
        try define(cls, all, o)
    }

    /// Defines the methods that the fields and options ask for.
    private static func define(_ cls: TypeObject, _ all: [FieldObject], _ o: Options) throws {
        let shown = all.filter { !$0.isInitVar }
        func define(_ name: String, _ declaration: String, _ body: @escaping NativeFunction.Body) throws {
            try Operators.setAttribute(.object(cls), Name(name), .object(NativeFunction(declaration, isMethod: true, body)))
        }
        func own(_ name: String) -> Bool { cls.namespace.get(Name(name)) != nil }
        let qualified = cls.namespace.get("__qualname__")?.asString ?? cls.name

        if o.initialize {
            let ordered = all.filter { $0.inInit && $0.keywordOnly != true }
            let named = all.filter { $0.inInit && $0.keywordOnly == true }
            func hasDefault(_ f: FieldObject) -> Bool { !f.defaultValue.isUnbound || !f.factory.isUnbound }
            var seenDefault = false
            for f in ordered {
                if hasDefault(f) { seenDefault = true } else if seenDefault {
                    throw typeError("non-default argument '\(f.name)' follows default argument")
                }
            }
            var parts = ["self"] + ordered.map { $0.name + (hasDefault($0) ? "=..." : "") }
            if !named.isEmpty { parts += ["*"] + named.map { $0.name + (hasDefault($0) ? "=..." : "") } }
            let parameters = ordered + named
            let hasPost = cls.lookup("__post_init__") != nil
            let keys = all.map { Name($0.name) }
            let frozen = o.frozen
            let custom = cls.mro.contains { $0.isHeap && $0.namespace.get("__setattr__") != nil }
            try define("__init__", "\(qualified).__init__(\(parts.joined(separator: ", ")))") { a in
                guard case .object(let me) = a[0] else { return .none }
                var initOnly: [Value] = []
                for (i, f) in all.enumerated() {
                    var v: Value = .unbound
                    if f.inInit, let k = parameters.firstIndex(where: { $0 === f }) { v = a[k + 1] }
                    if v.isUnbound {
                        if !f.factory.isUnbound { v = try Operators.call(f.factory, CallArguments()) } else if !f.defaultValue.isUnbound { v = f.defaultValue } else { continue }
                    }
                    if f.isInitVar {
                        initOnly.append(v)
                        continue
                    }
                    if frozen || !custom {
                        if frozen || cls.lookup(keys[i])?.asObject?.type.lookup("__set__") == nil {
                            if me.attributes == nil { me.attributes = Attributes() }
                            me.attributes!.set(keys[i], v)
                            continue
                        }
                    }
                    try Operators.setAttribute(a[0], keys[i], v)
                }
                if hasPost { _ = try Operators.call(Operators.attribute(a[0], "__post_init__"), CallArguments(initOnly)) }
                return .none
            }
        }
        if o.repr, !own("__repr__") {
            let names = shown.filter { $0.inRepr }.map { Name($0.name) }
            try define("__repr__", "__repr__(self)") { a in
                guard case .object(let me) = a[0] else { return .none }
                return .string(
                    try ReprGuard.within(me, "...") {
                        let q = me.type.namespace.get("__qualname__")?.asString ?? me.type.name
                        return q + "(" + (try names.map { "\($0)=\(try Operators.repr(Operators.attribute(a[0], $0)))" }.joined(separator: ", ")) + ")"
                    })
            }
        }
        let compared = shown.filter { $0.inCompare }.map { Name($0.name) }
        func key(_ v: Value) throws -> Value { .tuple(try compared.map { try Operators.attribute(v, $0) }) }
        if o.eq, !own("__eq__") {
            try define("__eq__", "__eq__(self, other)") { a in
                if a[0].type !== a[1].type { return .notImplemented }
                return .bool(try Operators.equal(key(a[0]), key(a[1])))
            }
        }
        if o.order {
            if !o.eq { throw valueError("eq must be true if order is true") }
            for (n, op) in [("__lt__", CompareOperator.lt), ("__le__", .le), ("__gt__", .gt), ("__ge__", .ge)] {
                if own(n) { throw typeError("Cannot overwrite attribute \(n) in class \(cls.name). Consider using functools.total_ordering") }
                try define(n, "\(n)(self, other)") { a in
                    if a[0].type !== a[1].type { return .notImplemented }
                    return try Operators.compare(op, key(a[0]), key(a[1]))
                }
            }
        }
        if o.frozen {
            let names = Set(shown.map { $0.name })
            func refuse(_ a: Arguments, _ word: String) throws {
                if a[0].type === cls || names.contains(a[1].asString ?? "") {
                    throw PythonError(frozenError, "cannot \(word) field \(StrObject.repr(a[1].asString ?? ""))")
                }
            }
            for n in ["__setattr__", "__delattr__"] where own(n) { throw typeError("Cannot overwrite attribute \(n) in class \(cls.name)") }
            try define("__setattr__", "__setattr__(self, name, value)") { a in
                try refuse(a, "assign to")
                return try Operators.call(Types.object.lookup("__setattr__")!, CallArguments([a[0], a[1], a[2]]))
            }
            try define("__delattr__", "__delattr__(self, name)") { a in
                try refuse(a, "delete")
                return try Operators.call(Types.object.lookup("__delattr__")!, CallArguments([a[0], a[1]]))
            }
        }
        let ownHash = cls.namespace.get("__hash__").map { !$0.isNone } ?? false
        if o.unsafeHash || (o.eq && o.frozen && !ownHash) {
            let hashed = shown.filter { f in f.inHash.isNone ? f.inCompare : ((try? Operators.isTrue(f.inHash)) ?? true) }.map { Name($0.name) }
            try define("__hash__", "__hash__(self)") { a in .int(try Operators.hash(.tuple(hashed.map { try Operators.attribute(a[0], $0) }))) }
        } else if o.eq, !ownHash {
            try Operators.setAttribute(.object(cls), "__hash__", .none)
        }
        if o.slots {
            if own("__slots__") { throw typeError("\(cls.name) already specifies __slots__") }
            // The slots are the class's own fields, in the order of its annotations.
            let annotations = cls.namespace.get("__annotations__")?.asObject as? DictObject
            var slots: [Name] = []
            for (key, _) in annotations?.entries ?? [] {
                if let name = key.asString, all.contains(where: { $0.name == name && !$0.isInitVar }) { slots.append(Name(name)) }
            }
            cls.limitAttributes(to: slots)
        }
        if o.matchArgs, !own("__match_args__") {
            try Operators.setAttribute(.object(cls), "__match_args__", .tuple(all.filter { $0.inInit && $0.keywordOnly != true }.map { .string($0.name) }))
        }
        if cls.namespace.get("__doc__")?.isNone ?? true, o.initialize {
            func shown(_ f: FieldObject) throws -> String {
                var text = "\(f.name): \(try f.annotation.asString.map(StrObject.repr) ?? GenericAlias.show(f.annotation))"
                if !f.factory.isUnbound { text += " = <factory>" } else if !f.defaultValue.isUnbound { text += " = \(try Operators.repr(f.defaultValue))" }
                return text
            }
            let ordered = try all.filter { $0.inInit && $0.keywordOnly != true }.map(shown)
            let named = try all.filter { $0.inInit && $0.keywordOnly == true }.map(shown)
            let text = (ordered + (named.isEmpty ? [] : ["*"] + named)).joined(separator: ", ")
            try Operators.setAttribute(.object(cls), "__doc__", .string("\(cls.name)(\(text))"))
        }
        try Operators.setAttribute(.object(cls), "__dataclass_params__", .none)
    }

    // MARK: Functions

    private static func asDict(_ v: Value, _ factory: Value) throws -> Value {
        if v.asObject?.kind != .type, let f = fields(of: v) {
            let pairs = try f.fields.filter { !$0.isInitVar }.map { x -> Value in
                .tuple([.string(x.name), try asDict(Operators.attribute(v, Name(x.name)), factory)])
            }
            if factory.asObject === Types.dict { return .object(try DictObject(pairs.map { p in ((p.asObject as! TupleObject).items[0].asString!, (p.asObject as! TupleObject).items[1]) })) }
            return try Operators.call(factory, .list(pairs))
        }
        return try copy(v) { try asDict($0, factory) }
    }
    private static func asTuple(_ v: Value, _ factory: Value) throws -> Value {
        if v.asObject?.kind != .type, let f = fields(of: v) {
            return try Operators.call(factory, .list(f.fields.filter { !$0.isInitVar }.map { try asTuple(Operators.attribute(v, Name($0.name)), factory) }))
        }
        return try copy(v) { try asTuple($0, factory) }
    }
    private static func copy(_ v: Value, _ inner: (Value) throws -> Value) throws -> Value {
        if let l = v.asObject as? ListObject, l.type === Types.list { return .list(try l.items.map(inner)) }
        if let t = v.asObject as? TupleObject {
            let items = try t.items.map(inner)
            return .object(TupleObject(items, type: t.type))
        }
        if let d = v.asObject as? DictObject, d.type === Types.dict {
            let r = DictObject()
            for (k, x) in d.entries { try r.set(inner(k), inner(x)) }
            return .object(r)
        }
        if case .object(let o) = v, o.kind != .str {
            return try Operators.call(Operators.attribute(.object(try ModuleTable.shared.module("copy")!), "deepcopy"), v)
        }
        return v
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("dataclasses", doc: "Classes of fields.")
        m.type(fieldType)
        m.type(frozenError)
        m.type(initVarType)
        m.constant("MISSING", missing)
        m.constant("KW_ONLY", keywordOnlyMark)
        m.function(
            "dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)",
            "Adds methods to a class by its annotations."
        ) { a in
            var o = Options()
            o.initialize = try a.bool(1)
            o.repr = try a.bool(2)
            o.eq = try a.bool(3)
            o.order = try a.bool(4)
            o.unsafeHash = try a.bool(5)
            o.frozen = try a.bool(6)
            o.matchArgs = try a.bool(7)
            o.slots = try a.bool(9)
            o.keywordOnly = try a.bool(8)
            let options = o
            func apply(_ v: Value) throws -> Value {
                guard let t = v.asObject as? TypeObject else { throw typeError("dataclass() should be used on a class") }
                try process(t, options)
                return v
            }
            if a[0].isNone { return .object(NativeFunction("wrap(cls, /)") { b in try apply(b[0]) }) }
            return try apply(a[0])
        }
        m.function("field(*, default=..., default_factory=..., init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=...)", "What is special of a field.") { a in
            func real(_ v: Value) -> Value { Operators.same(v, missing) ? .unbound : v }
            if !real(a[0]).isUnbound, !real(a[1]).isUnbound { throw valueError("cannot specify both default and default_factory") }
            let metadata = a[6].asObject as? DictObject ?? DictObject()
            return .object(
                FieldObject(
                    defaultValue: real(a[0]), factory: real(a[1]), inInit: try a.bool(2), inRepr: try a.bool(3), inHash: a[4], inCompare: try a.bool(5),
                    metadata: .object(MappingProxy(metadata)), keywordOnly: a[7].isUnbound || Operators.same(a[7], missing) ? nil : try a.bool(7)))
        }
        m.function("fields(class_or_instance)", "The fields of a class.") { a in
            guard let f = fields(of: a[0]) else { throw typeError("must be called with a dataclass type or instance") }
            return .tuple(f.fields.filter { !$0.isInitVar }.map { .object($0) })
        }
        m.function("is_dataclass(obj)", "Whether it has fields.") { a in .bool(fields(of: a[0]) != nil) }
        m.function("asdict(obj, *, dict_factory=None)", "The fields as a dict.") { a in
            if fields(of: a[0]) == nil || a[0].asObject?.kind == .type { throw typeError("asdict() should be called on dataclass instances") }
            return try asDict(a[0], a.given(1) ? a[1] : .object(Types.dict))
        }
        m.function("astuple(obj, *, tuple_factory=None)", "The fields as a tuple.") { a in
            if fields(of: a[0]) == nil || a[0].asObject?.kind == .type { throw typeError("astuple() should be called on dataclass instances") }
            return try asTuple(a[0], a.given(1) ? a[1] : .object(Types.tuple))
        }
        m.function("replace(obj, /, **changes)", "A copy with other values.") { a in
            guard let f = fields(of: a[0]), a[0].asObject?.kind != .type else { throw typeError("replace() should be called on dataclass instances") }
            var changes = a.keywords(1)
            for x in f.fields {
                if !x.inInit {
                    if changes.contains(where: { $0.name == x.name }) {
                        throw valueError("field \(x.name) is declared with init=False, it cannot be specified with replace()")
                    }
                    continue
                }
                if !changes.contains(where: { $0.name == x.name }) {
                    if x.isInitVar {
                        if x.defaultValue.isUnbound { throw valueError("InitVar \(StrObject.repr(x.name)) must be specified with replace()") }
                        continue
                    }
                    changes.append((x.name, try Operators.attribute(a[0], Name(x.name))))
                }
            }
            return try Operators.call(.object(a[0].type), CallArguments([], keywords: changes.map { (Name($0.name), $0.value) }))
        }
        m.function("make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs)", "A class of fields.") { a in
            let d = DictObject(), annotations = DictObject()
            var seen: Set<String> = []
            func check(_ v: Value) throws {
                guard let name = v.asString, try Operators.isTrue(Operators.callMethod(v, "isidentifier")) else { throw typeError("Field names must be valid identifiers: \(try Operators.repr(v))") }
                if reservedWords.contains(name) { throw typeError("Field names must not be keywords: \(StrObject.repr(name))") }
                if !seen.insert(name).inserted { throw typeError("Field name duplicated: \(StrObject.repr(name))") }
            }
            for f in try a.items(1) {
                if f.asString != nil {
                    try check(f)
                    try annotations.set(f, .string("typing.Any"))
                } else {
                    let p = try Operators.items(of: f)
                    if p.count < 2 || p.count > 3 { throw typeError("Invalid field: \(try Operators.repr(f))") }
                    try check(p[0])
                    try annotations.set(p[0], p[1])
                    if p.count > 2 { try d.set(p[0], p[2]) }
                }
            }
            if let n = a[3].asObject as? DictObject { try d.update(n) }
            try d.set(.string("__annotations__"), .object(annotations))
            let bases = try a.items(2).compactMap { $0.asObject as? TypeObject }
            let cls = try Builtins.makeClass(try a.string(0), bases.isEmpty ? [Types.object] : bases, d)
            return try Operators.call(m["dataclass"]!, CallArguments([cls], keywords: a.keywords(4).map { (Name($0.name), $0.value) }))
        }
        return m
    }
}

/// Python's keywords, which are no names.
private let reservedWords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
    "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
]

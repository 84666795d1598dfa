// This file defines the modules `collections` and `collections.abc`.

import Lang

/// `collections.deque`: a ring of values.
final class DequeObject: Object {
    private var ring: [Value] = Array(repeating: .none, count: 8)
    private var head = 0
    private(set) var count = 0
    var maximum: Int?
    private(set) var version = 0

    subscript(i: Int) -> Value {
        get { ring[(head + i) & (ring.count - 1)] }
        set { ring[(head + i) & (ring.count - 1)] = newValue }
    }
    var items: [Value] { (0..<count).map { self[$0] } }

    private func grow() {
        let old = items
        ring = old + [Value](repeating: .none, count: max(8, ring.count * 2) - old.count)
        head = 0
    }
    func append(_ v: Value) {
        if maximum == 0 { return }
        if let m = maximum, count == m { _ = popFirst() }
        if count == ring.count { grow() }
        self[count] = v
        count += 1
        version += 1
    }
    func appendLeft(_ v: Value) {
        if maximum == 0 { return }
        if let m = maximum, count == m { _ = popLast() }
        if count == ring.count { grow() }
        head = (head - 1) & (ring.count - 1)
        ring[head] = v
        count += 1
        version += 1
    }
    func popLast() -> Value? {
        if count == 0 { return nil }
        count -= 1
        version += 1
        let v = self[count]
        self[count] = .none
        return v
    }
    func popFirst() -> Value? {
        if count == 0 { return nil }
        let v = ring[head]
        ring[head] = .none
        head = (head + 1) & (ring.count - 1)
        count -= 1
        version += 1
        return v
    }
    func replace(_ new: [Value]) {
        var size = 8
        while size < new.count { size *= 2 }
        ring = new + [Value](repeating: .none, count: size - new.count)
        head = 0
        count = new.count
        version += 1
    }
    func fill(_ v: Value) throws {
        let it = try Operators.iterator(v)
        while let x = try Operators.next(it) { append(x) }
    }
    private func position(_ key: Value) throws -> Int {
        guard let i = try Operators.clampedIndex(key) else { throw typeError("sequence index must be integer, not '\(key.typeName)'") }
        let k = i < 0 ? i + count : i
        if k < 0 || k >= count { throw indexError("deque index out of range") }
        return k
    }

    override func length() throws -> Int? { count }
    override func isTrue() throws -> Bool { count > 0 }
    override func hash() throws -> Int { throw typeError("unhashable type: '\(type.name)'") }
    override func getItem(_ key: Value) throws -> Value? { self[try position(key)] }
    override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        self[try position(key)] = value
        return true
    }
    override func deleteItem(_ key: Value) throws -> Bool {
        let i = try position(key)
        var a = items
        a.remove(at: i)
        replace(a)
        return true
    }
    override func contains(_ item: Value) throws -> Bool? {
        var i = 0
        while i < count {
            if try Operators.equal(self[i], item) { return true }
            i += 1
        }
        return false
    }
    override func iterate() throws -> Value? {
        var i = 0
        let start = version
        return .object(
            NativeIterator(type: CollectionsModule.dequeIterator, holding: [.object(self)]) { [self] in
                if version != start { throw runtimeError("deque mutated during iteration") }
                if i >= count { return nil }
                i += 1
                return self[i - 1]
            })
    }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard let d = other.asObject as? DequeObject else { return nil }
        return try Operators.compare(op, .list(items), .list(d.items))
    }
    func copy(_ items: [Value]) -> DequeObject {
        let d = DequeObject(type: type)
        d.maximum = maximum
        for v in items { d.append(v) }
        return d
    }
    override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            guard let d = other.asObject as? DequeObject else { throw typeError("can only concatenate deque (not \"\(other.typeName)\") to deque") }
            return .object(copy(items + d.items))
        case .mul:
            guard case .int(let n) = other else { return nil }
            return .object(copy((0..<max(0, n)).flatMap { _ in items }))
        default: return nil
        }
    }
    override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard op == .add else { return nil }
        if let d = other.asObject as? DequeObject, d === self { for v in items { append(v) } } else { try fill(other) }
        return .object(self)
    }
    override func repr() throws -> String {
        try ReprGuard.within(self, "[...]") {
            "\(type.name)([" + (try items.map(Operators.repr).joined(separator: ", ")) + "]" + (maximum.map { ", maxlen=\($0)" } ?? "") + ")"
        }
    }
    override func traverse(_ visit: (Value) -> Void) { ring.forEach(visit) }
    override func clearReferences() { replace([]) }
}

enum CollectionsModule {
    static let dequeIterator = NativeIterator.makeType("_deque_iterator", module: "collections")

    static let deque = TypeObject.native("deque", module: "collections", doc: "A queue with two ends.") { t in
        t.reportedName = "collections.deque"
        func of(_ v: Value) throws -> DequeObject {
            guard let d = v.asObject as? DequeObject else { throw typeError("a deque is required, not '\(v.typeName)'") }
            return d
        }
        t.make = { cls, _ in .object(DequeObject(type: cls)) }
        let initializer = t.method("__init__(self, iterable=(), maxlen=None)") { a in
            let d = try of(a[0])
            d.replace([])
            if a.given(2) {
                guard case .int(let n) = a[2] else { throw typeError("an integer is required") }
                if n < 0 { throw valueError("maxlen must be non-negative") }
                d.maximum = n
            }
            try d.fill(a[1])
            return .none
        }
        t.initialize = { v, a in _ = try initializer.call(CallArguments([v] + a.positional, keywords: a.keywords)) }
        t.method("append(self, x, /)", "Adds at the right.") { a in
            try of(a[0]).append(a[1])
            return .none
        }.fast2 = { d, v in
            try of(d).append(v)
            return .none
        }
        t.method("appendleft(self, x, /)", "Adds at the left.") { a in
            try of(a[0]).appendLeft(a[1])
            return .none
        }
        t.method("pop(self)", "Removes at the right.") { a in
            guard let v = try of(a[0]).popLast() else { throw indexError("pop from an empty deque") }
            return v
        }
        t.method("popleft(self)", "Removes at the left.") { a in
            guard let v = try of(a[0]).popFirst() else { throw indexError("pop from an empty deque") }
            return v
        }.fast1 = { d in
            guard let v = try of(d).popFirst() else { throw indexError("pop from an empty deque") }
            return v
        }
        t.method("extend(self, iterable, /)") { a in
            let d = try of(a[0])
            for v in try a.items(1) { d.append(v) }
            return .none
        }
        t.method("extendleft(self, iterable, /)") { a in
            let d = try of(a[0])
            for v in try a.items(1) { d.appendLeft(v) }
            return .none
        }
        t.method("clear(self)") { a in
            try of(a[0]).replace([])
            return .none
        }
        for n in ["copy", "__copy__"] { t.method("\(n)(self)") { a in .object(try of(a[0]).copy(of(a[0]).items)) } }
        t.method("count(self, x, /)") { a in .int(try of(a[0]).items.reduce(0) { try Operators.equal($1, a[1]) ? $0 + 1 : $0 }) }
        t.method("index(self, x, start=0, stop=..., /)") { a in
            let items = try of(a[0]).items
            func clip(_ i: Int) -> Int { max(0, min(items.count, i < 0 ? i + items.count : i)) }
            let from = clip(try a.int(2)), to = a.has(3) ? clip(try a.int(3)) : items.count
            if from < to { for i in from..<to where try Operators.equal(items[i], a[1]) { return .int(i) } }
            throw valueError("\(try Operators.repr(a[1])) is not in deque")
        }
        t.method("insert(self, i, x, /)") { a in
            let d = try of(a[0])
            if d.count == d.maximum { throw indexError("deque already at its maximum size") }
            var items = d.items
            var i = try a.int(1)
            if i < 0 { i = max(0, i + items.count) }
            items.insert(a[2], at: min(i, items.count))
            d.replace(items)
            return .none
        }
        t.method("remove(self, value, /)") { a in
            let d = try of(a[0])
            var items = d.items
            guard let i = try items.firstIndex(where: { try Operators.equal($0, a[1]) }) else { throw valueError("\(try Operators.repr(a[1])) is not in deque") }
            items.remove(at: i)
            d.replace(items)
            return .none
        }
        t.method("reverse(self)") { a in
            try of(a[0]).replace(of(a[0]).items.reversed())
            return .none
        }
        t.method("rotate(self, n=1, /)") { a in
            let d = try of(a[0])
            if d.count < 2 { return .none }
            var n = try a.int(1) % d.count
            if n < 0 { n += d.count }
            let items = d.items
            d.replace(Array(items[(items.count - n)...] + items[..<(items.count - n)]))
            return .none
        }
        t.property("maxlen") { ($0 as! DequeObject).maximum.map(Value.int) ?? .none }
        t.constant("__hash__", .none)
        t.method("__reversed__(self)") { a in
            var items = try of(a[0]).items
            return .object(NativeIterator(type: dequeIterator, holding: items) { items.popLast() })
        }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
                "__add__", "__mul__", "__iadd__", "__repr__",
            ])
    }

    static let defaultdict = TypeObject.native("defaultdict", module: "collections", base: Types.dict, doc: "A dict that makes missing values.") { t in
        t.reportedName = "collections.defaultdict"
        func of(_ v: Value) throws -> DictObject {
            guard let d = v.asObject as? DictObject else { throw typeError("a defaultdict is required, not '\(v.typeName)'") }
            return d
        }
        let factory = Name("default_factory")
        func prepare(_ d: DictObject, _ f: Value) throws {
            if !f.isNone, !Operators.isCallable(f) { throw typeError("first argument must be callable or None") }
            d.attributes = d.attributes ?? Attributes()
            d.attributes!.set(factory, f)
            d.onMissing = missing
        }
        func missing(_ d: DictObject, _ key: Value) throws -> Value? {
            guard let f = d.attributes?.get(factory), !f.isNone else { return nil }
            let v = try Operators.call(f, CallArguments())
            try d.set(key, v)
            return v
        }
        t.make = { cls, _ in
            let d = DictObject(type: cls)
            try prepare(d, .none)
            return .object(d)
        }
        let initializer = t.method("__init__(self, *args, **kwargs)") { a in
            let d = try of(a[0])
            var p = a.rest(1)
            try prepare(d, p.isEmpty ? .none : p.removeFirst())
            _ = try Operators.call(Types.dict.lookup("__init__")!, CallArguments([a[0]] + p, keywords: a.keywords(2).map { (Name($0.name), $0.value) }))
            return .none
        }
        t.initialize = { v, a in _ = try initializer.call(CallArguments([v] + a.positional, keywords: a.keywords)) }
        t.property("default_factory", get: { $0.attributes?.get(factory) ?? .none }, set: { o, v in try prepare(o as! DictObject, v) })
        t.method("__missing__(self, key, /)") { a in
            if let v = try missing(of(a[0]), a[1]) { return v }
            throw keyError(a[1])
        }
        for n in ["copy", "__copy__"] {
            t.method("\(n)(self)") { a in
                let d = try of(a[0])
                let r = d.copy(type: d.type)
                try prepare(r, d.attributes?.get(factory) ?? .none)
                return .object(r)
            }
        }
        t.method("__repr__(self, /)") { a in
            let d = try of(a[0])
            let f = d.attributes?.get(factory) ?? .none
            return .string("\(d.type.name)(\(try Operators.repr(f)), \(try d.repr()))")
        }
        t.closeDoors(.repr)
    }

    static let orderedDict = TypeObject.native("OrderedDict", module: "collections", base: Types.dict, doc: "A dict that can reorder its entries.") { t in
        t.reportedName = "collections.OrderedDict"
        func of(_ v: Value) throws -> DictObject {
            guard let d = v.asObject as? DictObject else { throw typeError("an OrderedDict is required, not '\(v.typeName)'") }
            return d
        }
        t.make = { cls, _ in .object(DictObject(type: cls)) }
        t.initialize = Types.dict.initialize
        t.method("move_to_end(self, key, last=True)") { a in
            if try !of(a[0]).move(a[1], toEnd: a.bool(2)) { throw keyError(a[1]) }
            return .none
        }
        t.method("popitem(self, last=True)") { a in
            guard let (k, v) = try of(a[0]).popItem(last: a.bool(1)) else { throw keyError(.string("dictionary is empty")) }
            return .tuple([k, v])
        }
        for n in ["copy", "__copy__"] { t.method("\(n)(self)") { a in .object(try of(a[0]).copy(type: of(a[0]).type)) } }
        func same(_ a: Value, _ b: Value) throws -> Bool? {
            guard let x = a.asObject as? DictObject, let y = b.asObject as? DictObject else { return nil }
            if !y.type.isSubtype(of: t) { return try x.compare(.eq, b).map { try Operators.isTrue($0) } }
            if x.count != y.count { return false }
            for (p, q) in zip(x.entries, y.entries) {
                if try !Operators.equal(p.key, q.key) { return false }
                if try !Operators.equal(p.value, q.value) { return false }
            }
            return true
        }
        t.method("__eq__(self, other, /)") { a in try same(a[0], a[1]).map(Value.bool) ?? .notImplemented }
        t.method("__ne__(self, other, /)") { a in try same(a[0], a[1]).map { .bool(!$0) } ?? .notImplemented }
        t.method("__repr__(self, /)") { a in
            let d = try of(a[0])
            if d.count == 0 { return .string("\(d.type.name)()") }
            return .string(
                try ReprGuard.within(d, "...") {
                    "\(d.type.name)([" + (try d.entries.map { "(\(try Operators.repr($0.key)), \(try Operators.repr($0.value)))" }.joined(separator: ", ")) + "])"
                })
        }
        t.constant("__hash__", .none)
        t.closeDoors([.repr, .compare])
    }

    // MARK: namedtuple

    static func namedTuple(_ a: Arguments) throws -> Value {
        let name = try a.string(0)
        var fields: [String]
        if let s = a[1].asString {
            fields = s.replacing(",", with: " ").split(separator: " ").map(String.init)
        } else {
            fields = try a.items(1).map { try Operators.str($0) }
        }
        let keywords: Set<String> = [
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
            "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        ]
        if try a.bool(2) {
            var seen = Set<String>()
            for (i, f) in fields.enumerated() {
                if !StrObject.isName(f) || keywords.contains(f) || f.hasPrefix("_") || !seen.insert(f).inserted { fields[i] = "_\(i)" }
            }
        }
        for n in [name] + fields {
            if !StrObject.isName(n) { throw valueError("Type names and field names must be valid identifiers: \(StrObject.repr(n))") }
            if keywords.contains(n) { throw valueError("Type names and field names cannot be a keyword: \(StrObject.repr(n))") }
        }
        var seen = Set<String>()
        for f in fields {
            if f.hasPrefix("_"), try !a.bool(2) { throw valueError("Field names cannot start with an underscore: \(StrObject.repr(f))") }
            if !seen.insert(f).inserted { throw valueError("Encountered duplicate field name: \(StrObject.repr(f))") }
        }
        let defaults = a.given(3) ? try a.items(3) : []
        if defaults.count > fields.count { throw typeError("Got more default values than field names") }
        let module = a.given(4) ? try a.string(4) : (Builtins.currentModule()["__name__"]?.asString ?? "__main__")
        let t = TypeObject.native(name, module: module, base: Types.tuple)
        try setUpNamedTuple(t, fields, defaults)
        t.recipe = ("namedtuple", .tuple([.string(name), .string(module), .tuple(fields.map(Value.string)), .tuple(defaults)]))
        return .object(t)
    }

    /// A named tuple's type of a saved session.
    static func restoreNamedTuple(_ v: Value) throws -> TypeObject {
        let a = try Operators.items(of: v)
        guard a.count == 4, let name = a[0].asString, let module = a[1].asString else { throw valueError("not a named tuple") }
        let t = TypeObject.native(name, module: module, base: Types.tuple), fields = try Operators.items(of: a[2]).compactMap { $0.asString }
        try setUpNamedTuple(t, fields, try Operators.items(of: a[3]))
        t.recipe = ("namedtuple", v)
        return t
    }

    /// Gives a tuple type its fields.
    static func setUpNamedTuple(_ t: TypeObject, _ fields: [String], _ defaults: [Value]) throws {
        let required = fields.count - defaults.count
        let declaration =
            "\(t.name).__new__(" + (["_cls"] + fields.enumerated().map { $1 + ($0 >= required ? "=..." : "") }).joined(separator: ", ") + ")"
        let signature = Lazy { Signature(declaration) }
        t.constructorSignature = Lazy { Signature("\(t.name)(" + fields.enumerated().map { $1 + ($0 >= required ? "=..." : "") }.joined(separator: ", ") + ")") }
        t.make = { cls, call in
            var v = try signature.value.bind(CallArguments([.object(cls)] + call.positional, keywords: call.keywords))
            v.removeFirst()
            for i in v.indices where v[i].isUnbound { v[i] = defaults[i - required] }
            return .object(TupleObject(v, type: cls))
        }
        t.initialize = nil
        func items(_ v: Value) throws -> (TypeObject, [Value]) {
            guard let x = v.asObject as? TupleObject else { throw typeError("a named tuple is required") }
            return (x.type, x.items)
        }
        for (i, f) in fields.enumerated() {
            t.property(f, "Alias for field number \(i)", get: { o in
                let items = (o as! TupleObject).items
                return i < items.count ? items[i] : .none
            }, set: { _, _ in throw attributeError("can't set attribute") })
        }
        t.constant("_fields", .tuple(fields.map(Value.string)))
        t.constant("__match_args__", .tuple(fields.map(Value.string)))
        t.constant("__doc__", .string("\(t.name)(\(fields.joined(separator: ", ")))"))
        t.constant("_field_defaults", .object(DictObject(zip(fields.suffix(defaults.count), defaults).map { ($0, $1) })))
        t.constant("__slots__", .tuple([]))
        t.method("_asdict(self)") { a in .object(DictObject(zip(fields, try items(a[0]).1).map { ($0, $1) })) }
        t.method("_replace(self, /, **kwds)") { a in
            var (cls, v) = try items(a[0])
            var bad: [String] = []
            for (k, x) in a.keywords(1) { if let i = fields.firstIndex(of: k) { v[i] = x } else { bad.append(k) } }
            if !bad.isEmpty { throw valueError("Got unexpected field names: [\(bad.map(StrObject.repr).joined(separator: ", "))]") }
            return .object(TupleObject(v, type: cls))
        }
        t.classMethod("_make(cls, iterable)") { a in
            let v = try a.items(1)
            if v.count != fields.count { throw typeError("Expected \(fields.count) arguments, got \(v.count)") }
            let cls: TypeObject = try a.object(0)
            return .object(TupleObject(v, type: cls))
        }
        t.method("__getnewargs__(self)") { a in .tuple(try items(a[0]).1) }
        t.method("__repr__(self, /)") { a in
            let (cls, v) = try items(a[0])
            return .string("\(cls.name)(" + (try zip(fields, v).map { "\($0)=\(try Operators.repr($1))" }.joined(separator: ", ")) + ")")
        }
        t.closeDoors(.repr)
    }

    static func make() throws -> ModuleObject {
        let m = try SourceModule.make("collections", collectionsSource) { m in
            m.type(deque)
            m.type(defaultdict)
            m.type(orderedDict)
            m.function("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)", "A tuple type with named fields.") { try namedTuple($0) }
            m.function("_count_elements(mapping, iterable, /)", "Counts items into a dict.") { a in
                guard let d = a[0].asObject as? DictObject else { throw typeError("a dict is required") }
                let it = try Operators.iterator(a[1])
                while let k = try Operators.next(it) {
                    switch try d.get(k) {
                    case nil: try d.set(k, .int(1))
                    case .int(let n)?: try d.set(k, .int(n + 1))
                    case let v?: try d.set(k, Operators.binary(.add, v, .int(1)))
                    }
                }
                return .none
            }
        }
        if let abc = try ModuleTable.shared.module("collections.abc") { m.constant("abc", .object(abc)) }
        return m
    }

    /// A type test by the methods that a type has.
    private static func has(_ names: String...) -> (TypeObject) -> Bool {
        let names = names.map { Name($0) }
        return { t in names.allSatisfy { n in t.lookup(n).map { !$0.isNone } ?? false } }
    }

    static func abc() throws -> ModuleObject {
        let m = try SourceModule.make("collections.abc", collectionsABCSource)
        func check(_ name: String, _ f: @escaping (TypeObject) -> Bool) {
            if let t = m[name]?.asObject as? TypeObject { Builtins.typeChecks[ObjectIdentifier(t)] = f }
        }
        func any(_ types: TypeObject...) -> (TypeObject) -> Bool { { t in types.contains { t.isSubtype(of: $0) } } }
        let iterable = has("__iter__")
        check("Iterable", iterable)
        check("Iterator", has("__iter__", "__next__"))
        check("Reversible") { $0.lookup("__reversed__") != nil || any(Types.str, Types.tuple, Types.bytes)($0) }
        check("Sized", has("__len__"))
        check("Container", has("__contains__"))
        check("Collection", has("__len__", "__iter__", "__contains__"))
        check("Callable") { t in
            t.lookup("__call__") != nil || any(Types.function, Types.nativeFunction, Types.boundMethod, Types.methodDescriptor, Types.type)(t)
        }
        check("Hashable") { t in t.lookup("__hash__").map { !$0.isNone } ?? true }
        check("Generator", any(Types.generator))
        check("Sequence", any(Types.list, Types.tuple, Types.str, Types.range, Types.bytes, Types.bytearray, deque))
        check("MutableSequence", any(Types.list, Types.bytearray, deque))
        check("Mapping", any(Types.dict, MappingProxy.proxyType))
        check("MutableMapping", any(Types.dict))
        check("Set") { any(Types.set, Types.frozenset)($0) || ["dict_keys", "dict_items", "odict_keys", "odict_items"].contains($0.name) }
        check("MutableSet", any(Types.set))
        check("ByteString", any(Types.bytes, Types.bytearray))
        check("KeysView") { $0.name == "dict_keys" || $0.name == "odict_keys" }
        check("ItemsView") { $0.name == "dict_items" }
        check("ValuesView") { $0.name == "dict_values" }
        return m
    }
}


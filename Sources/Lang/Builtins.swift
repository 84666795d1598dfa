// This file lists the built-in names and defines the functions on objects, attributes and types.

/// The `builtins` module.
public enum Builtins {
    /// Its globals are the names every cell sees.
    public static let module: ModuleObject = {
        Types.bootstrap()
        let m = ModuleObject("builtins", doc: "The names that every cell has.")
        ModuleTable.shared.add(m)
        declareTypes(m)
        declareObjects(m)
        declareNumbers(m)
        declareIteration(m)
        declareInputOutput(m)
        declareRefused(m)
        return m
    }()

    // MARK: Hooks that the machine sets

    /// The globals of the running frame.
    public static var currentModule: () -> ModuleObject = { Interpreter.shared.main }
    /// The locals of the running frame, nil at module level.
    public static var currentLocals: () -> DictObject? = { nil }
    /// `type(name, bases, namespace)`.
    public static var makeClass: (_ name: String, _ bases: [TypeObject], _ namespace: DictObject) throws -> Value = { _, _, _ in
        throw typeError("type() takes 1 argument here; write a class statement")
    }

    private static func declareTypes(_ m: ModuleObject) {
        for t in [
            Types.object, Types.type, Types.int, Types.bool, Types.float, Types.str, Types.bytes, Types.bytearray, Types.list, Types.tuple, Types.dict, Types.set,
            Types.frozenset, Types.range, Types.slice, Types.property, Types.staticMethod, Types.classMethod, Types.superType, IteratorTypes.enumerate,
            IteratorTypes.zip, IteratorTypes.map, IteratorTypes.filter, IteratorTypes.reversed, MemoryViewObject.viewType,
        ] { m.type(t) }
        for t in Exceptions.all { m.type(t) }
        m.constant("EnvironmentError", .object(Exceptions.osError))
        m.constant("IOError", .object(Exceptions.osError))
        m.constant("None", .none)
        m.constant("True", .bool(true))
        m.constant("False", .bool(false))
        m.constant("Ellipsis", .ellipsis)
        m.constant("NotImplemented", .notImplemented)
        m.constant("__debug__", .bool(true))
        // What a program that is run by itself sees.
        m.constant("__package__", .none)
        m.constant("__spec__", .none)
        Types.type.make = { cls, a in
            if a.positional.count == 1, a.keywords.isEmpty { return .object(a.positional[0].type) }
            if a.positional.count == 3 {
                if !a.keywords.isEmpty { return try makeClassWithKeywords(a) }
                guard let name = a.positional[0].asString else { throw typeError("type.__new__() argument 1 must be str, not \(a.positional[0].typeName)") }
                guard case .object(let b) = a.positional[1], b.kind == .tuple else {
                    throw typeError("type.__new__() argument 2 must be tuple, not \(a.positional[1].typeName)")
                }
                guard case .object(let d) = a.positional[2], d.kind == .dict else {
                    throw typeError("type.__new__() argument 3 must be dict, not \(a.positional[2].typeName)")
                }
                let bases = try unsafeDowncast(b, to: TupleObject.self).items.map { v -> TypeObject in
                    guard let t = v.asObject as? TypeObject else { throw typeError("bases must be types") }
                    return t
                }
                return try makeClass(name, bases, unsafeDowncast(d, to: DictObject.self))
            }
            throw typeError("type() takes 1 or 3 arguments")
        }
    }

    /// `type(name, bases, dict, **kwds)`: the keywords are `__init_subclass__`'s.
    private static func makeClassWithKeywords(_ a: CallArguments) throws -> Value {
        let ns = Attributes()
        guard let name = a.positional[0].asString, let d = a.positional[2].asObject as? DictObject else { throw typeError("type() takes 1 or 3 arguments") }
        ns.set(Names.module, currentModule().globals.get(Names.name) ?? .string("__main__"))
        for e in d.entries { ns.set(Name(e.key.asString ?? ""), e.value) }
        return .object(try ClassBuilder.make(name: name, bases: Operators.items(of: a.positional[1]), namespace: ns, keywords: a.keywords))
    }

    /// `name(self, …)` of the value's type, called; nil when the type has none.
    public static func special(_ v: Value, _ name: Name, _ arguments: Value...) throws -> Value? {
        guard let f = v.type.lookup(name), !f.isNone else { return nil }
        if case .object(let o) = f, o.kind == .function || o.kind == .nativeFunction {
            return try Operators.call(f, CallArguments([v] + arguments))
        }
        return try Operators.call(Operators.attribute(v, name), CallArguments(arguments))
    }

    // MARK: isinstance and issubclass

    /// Types whose instances are told by more than inheritance (`collections.abc.Iterable`): the test of a type.
    public static var typeChecks: [ObjectIdentifier: (TypeObject) -> Bool] = [:]

    static func isSubclass(_ t: TypeObject, _ of: TypeObject) -> Bool {
        if t.isSubtype(of: of) { return true }
        if let f = typeChecks[ObjectIdentifier(of)], f(t) { return true }
        return false
    }

    /// `isinstance(x, classes)`, without `__instancecheck__`.
    public static func isInstance(_ x: Value, _ classes: Value) throws -> Bool {
        if case .object(let o) = classes {
            if o.kind == .type {
                let t = unsafeDowncast(o, to: TypeObject.self)
                if Operators.isInstance(x, t) || isSubclass(x.type, t) { return true }
                if case .object(let i) = x, i.kind == .instance, i.type.overrides.contains(.getAttribute) || i.type.isDefinedInHeap("__class__"), let c = try? Operators.attributeIfPresent(x, "__class__"),
                    case .object(let k) = c, let ct = k as? TypeObject, ct !== x.type
                {
                    return isSubclass(ct, t)
                }
                return false
            }
            if o.kind == .tuple {
                for c in unsafeDowncast(o, to: TupleObject.self).items where try isInstance(x, c) { return true }
                return false
            }
            if let u = o as? UnionType {
                for c in u.members where try isInstance(x, c) { return true }
                return false
            }
            if let r = try special(classes, "__instancecheck__", x) { return try Operators.isTrue(r) }
        }
        throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    }

    static func isSubclass(_ t: Value, _ classes: Value) throws -> Bool {
        guard case .object(let o) = t, o.kind == .type else { throw typeError("issubclass() arg 1 must be a class") }
        let t = unsafeDowncast(o, to: TypeObject.self)
        if case .object(let o) = classes {
            if o.kind == .type { return isSubclass(t, unsafeDowncast(o, to: TypeObject.self)) }
            if o.kind == .tuple {
                for c in unsafeDowncast(o, to: TupleObject.self).items where try isSubclass(.object(t), c) { return true }
                return false
            }
            if let u = o as? UnionType {
                for c in u.members where try isSubclass(.object(t), c) { return true }
                return false
            }
            if let r = try special(classes, "__subclasscheck__", .object(t)) { return try Operators.isTrue(r) }
        }
        throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    }

    // MARK: Objects and attributes

    private static func attributeName(_ v: Value, _ function: String) throws -> Name {
        guard let s = v.asString else { throw typeError(["getattr", "hasattr", "setattr", "delattr"].contains(function) ? "attribute name must be string, not '\(v.typeName)'" : "\(function)(): attribute name must be string") }
        return Name(s)
    }

    private static func declareObjects(_ m: ModuleObject) {
        m.function("isinstance(obj, class_or_tuple, /)", "Whether the object is an instance of a class, or of one of several.") { a in
            .bool(try isInstance(a[0], a[1]))
        }.fast2 = { .bool(try isInstance($0, $1)) }
        m.function("issubclass(cls, class_or_tuple, /)", "Whether a class derives from another, or from one of several.") { a in .bool(try isSubclass(a[0], a[1])) }
        m.function("callable(obj, /)", "Whether the object can be called.") { a in .bool(Operators.isCallable(a[0])) }
        m.function("id(obj, /)", "A number that no other living object has.") { a in .int(identity(a[0])) }
        m.function("hash(obj, /)", "The hash: equal objects have equal hashes.") { a in .int(try Operators.hash(a[0])) }.fast1 = { .int(try Operators.hash($0)) }
        m.function("repr(obj, /)", "The text that shows an object to a programmer.") { a in .string(try Operators.repr(a[0])) }.fast1 = {
            .string(try Operators.repr($0))
        }
        m.function("ascii(obj, /)", "As repr, with what is not ASCII escaped.") { a in .string(StrObject.asciiEscaped(try Operators.repr(a[0]))) }
        m.function("format(value, format_spec='', /)", "The value by a format specification.") { a in .string(try Operators.format(a[0], a.string(1))) }
        let get = m.function("getattr(object, name, default=..., /)", "The attribute of that name, or the default.") { a in
            let name = try attributeName(a[1], "getattr")
            if !a.has(2) { return try Operators.attribute(a[0], name) }
            do {
                return try Operators.attributeIfPresent(a[0], name) ?? a[2]
            } catch let e as PythonError where e.isInstance(of: Exceptions.attributeError) {
                return a[2]
            }
        }
        get.fast2 = { try Operators.attribute($0, attributeName($1, "getattr")) }
        m.function("setattr(obj, name, value, /)", "Sets the attribute of that name.") { a in
            try Operators.setAttribute(a[0], attributeName(a[1], "setattr"), a[2])
            return .none
        }
        m.function("delattr(obj, name, /)", "Deletes the attribute of that name.") { a in
            try Operators.deleteAttribute(a[0], attributeName(a[1], "delattr"))
            return .none
        }
        m.function("hasattr(obj, name, /)", "Whether there is an attribute of that name.") { a in
            let name = try attributeName(a[1], "hasattr")
            do {
                return .bool(try Operators.attributeIfPresent(a[0], name) != nil)
            } catch let e as PythonError where e.isInstance(of: Exceptions.attributeError) {
                return .bool(false)
            }
        }
        m.function("vars(object=..., /)", "The attributes of an object as a dict.") { a in
            if !a.has(0) {
                if let n = currentNamespace() { return .object(n.view ?? AttributesDict(n, owner: currentModule())) }
                return try currentLocals().map { .object($0) } ?? globals()
            }
            if case .object(let o) = a[0], o.kind == .module { return .object(try dictionary(unsafeDowncast(o, to: ModuleObject.self).globals)) }
            if let d = try Operators.attributeIfPresent(a[0], "__dict__") { return d }
            throw typeError("vars() argument must have __dict__ attribute")
        }
        m.function("dir(object=..., /)", "The names that an object has.") { a in
            if !a.has(0) {
                let names = try currentLocals()?.keys.compactMap { $0.asString } ?? currentModule().globals.names.map { $0.text }
                return .list(names.sorted(by: { StrObject.order($0, $1) < 0 }).map(Value.string))
            }
            if case .object(let o) = a[0], o.type.isHeap, o.type.overrides.rawValue != 0, let r = try special(a[0], "__dir__") {
                return .list(try Sorting.sort(Operators.items(of: r)))
            }
            return .list(names(of: a[0]).map(Value.string))
        }
        m.function("globals()", "The names of this module as a dict.") { _ in try globals() }
        m.function("locals()", "The names of this function as a dict.") { _ in
            if let n = currentNamespace() { return .object(n.view ?? AttributesDict(n, owner: currentModule())) }
            if let d = currentLocals() { return .object(d) }
            return try globals()
        }
    }

    /// The names of the class whose body runs.
    private static func currentNamespace() -> Attributes? {
        guard Machine.frame != nil, Machine.frame > Machine.frames, let n = Machine.frame.pointee.namespace else { return nil }
        return Machine.attributesObject(n)
    }

    /// The module's names as a dict that writes through.
    static func globals() throws -> Value {
        let m = currentModule()
        return .object(m.globals.view ?? AttributesDict(m.globals, owner: m))
    }
    static func dictionary(_ t: Attributes) throws -> DictObject {
        let d = DictObject(capacity: t.count)
        for (k, v) in zip(t.names, t.values) where !v.isUnbound { try d.set(k.value, v) }
        return d
    }

    static func identity(_ v: Value) -> Int {
        switch v {
        case .object(let o): return Int(bitPattern: ObjectIdentifier(o))
        case .none: return 0x1000
        case .bool(let b): return b ? 0x1020 : 0x1040
        case .int(let i): return 0x10000 &+ i &* 32
        case .float(let d): return Int(truncatingIfNeeded: d.bitPattern >> 1) | 1 << 62
        case .unbound: return 0
        }
    }

    /// The names that `dir(x)` shows, sorted.
    public static func names(of v: Value) -> [String] {
        var out = Set<String>()
        if case .object(let o) = v {
            if o.kind == .module { return unsafeDowncast(o, to: ModuleObject.self).globals.names.map { $0.text }.sorted { StrObject.order($0, $1) < 0 } }
            if let t = o.attributes { for n in t.names { out.insert(n.text) } }
            for n in o.dynamicNames() { out.insert(n) }
        }
        var cls = v.type
        if case .object(let o) = v, o.kind == .type { cls = unsafeDowncast(o, to: TypeObject.self) }
        for t in cls.mro { for n in t.namespace.names where n != Names.qualname || !t.isHeap { out.insert(n.text) } }
        if cls.isHeap {
            if let names = cls.slotNames { out.formUnion(names.map { $0.text }) } else { out.formUnion(["__dict__", "__weakref__"]) }
            out.insert("__module__")
        }
        out.insert("__class__")
        return out.sorted { StrObject.order($0, $1) < 0 }
    }

    // MARK: Refused

    private static func declareRefused(_ m: ModuleObject) {
        for (name, advice) in [
            ("eval", "call the function or look the value up in a dict"), ("exec", "write the statements in a cell"), ("compile", "write the code in a cell"),
        ] {
            m.function("\(name)(source, globals=None, locals=None, /, *args, **kwargs)", "Not supported.") { _ in
                throw notImplementedError("cells do not support \(name)(); \(advice)")
            }
        }
        m.function("complex(real=0, imag=0)", "Not supported.") { _ in throw notImplementedError("cells do not support complex numbers; use a pair of floats") }
        m.function("breakpoint(*args, **kwargs)", "Not supported.") { _ in throw notImplementedError("cells do not support breakpoint(); print the values") }
        m.function("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Imports a module by name.") { a in
            guard var name = a[0].asString else { throw typeError("module name must be a string") }
            let level = try a.int(4)
            if level < 0 { throw valueError("level must be >= 0") }
            if level == 0, name.isEmpty { throw valueError("Empty module name") }
            if level > 0 {
                // Relative to the package that the given globals name.
                guard !a[1].isNone, let package = try Operators.callMethod(a[1], "get", .string("__package__")).asString, !package.isEmpty else {
                    throw PythonError(Exceptions.keyError, args: [.string("'__name__' not in globals")])
                }
                var parts = package.split(separator: ".").map(String.init)
                if level > parts.count { throw importError("attempted relative import beyond top-level package") }
                parts.removeLast(level - 1)
                if !name.isEmpty { parts.append(name) }
                name = parts.joined(separator: ".")
                return .object(try Interpreter.shared.importModule(name))
            }
            let m = try Interpreter.shared.importModule(name)
            if !(try Operators.isTrue(a[3])), let dot = name.firstIndex(of: ".") { return .object(try Interpreter.shared.importModule(String(name[..<dot]))) }
            return .object(m)
        }
    }
}

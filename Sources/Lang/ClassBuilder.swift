// This file makes classes: bases, method resolution order, namespace, `__set_name__`, `__init_subclass__`, and instances of them.

enum ClassBuilder {
    /// What a class statement does after its body has run.
    static func make(name: String, bases given: [Value], namespace: Attributes, keywords: [(name: Name, value: Value)], made: (TypeObject) -> Void = { _ in }) throws -> TypeObject {
        // `__mro_entries__` (typing.NamedTuple, Generic[T]) replaces what is no class.
        var bases: [TypeObject] = []
        var replaced = false
        for v in given {
            if case .object(let o) = v, o.kind == .type {
                bases.append(unsafeDowncast(o, to: TypeObject.self))
            } else if let f = try Operators.attributeIfPresent(v, "__mro_entries__") {
                replaced = true
                for b in try Operators.items(of: Operators.call(f, .tuple(given))) {
                    guard let t = b.asObject as? TypeObject else { throw typeError("__mro_entries__ must return a tuple of classes") }
                    bases.append(t)
                }
            } else {
                throw typeError("cell classes derive from classes only, not from '\(v.typeName)'")
            }
        }
        if replaced { namespace.set("__orig_bases__", .tuple(given)) }
        if bases.isEmpty { bases = [Types.object] }
        for (i, b) in bases.enumerated() {
            if bases[..<i].contains(where: { $0 === b }) { throw typeError("duplicate base class \(b.name)") }
            if !b.isSubclassable { throw typeError("type '\(b.qualifiedName)' is not an acceptable base type") }
        }
        let t = try bare(name: name, module: namespace.get(Names.module)?.asString ?? "__main__", bases: bases)
        namespace.forEach { n, v in
            // These three are static or class methods without being declared so.
            if n == Names.new, case .object(let f) = v, f.kind == .function {
                t.namespace.set(n, .object(StaticMethodObject(v)))
            } else if n == Names.initSubclass || n == Names.classGetItem, case .object(let f) = v, f.kind == .function {
                t.namespace.set(n, .object(ClassMethodObject(v)))
            } else {
                t.namespace.set(n, v)
            }
        }
        if t.namespace.get(Names.doc) == nil { t.namespace.set(Names.doc, .none) }
        t.doc = t.namespace.get(Names.doc)?.asString
        if t.namespace.get(Names.eq) != nil, t.namespace.get(Names.hash) == nil { t.namespace.set(Names.hash, .none) }
        try finish(t)
        made(t)
        for (n, v) in zip(t.namespace.names, t.namespace.values) {
            if case .object(let d) = v, d.kind == .property, case let p = unsafeDowncast(d, to: PropertyObject.self), p.name == nil { p.name = n }
            if case .object(let d) = v, d.kind != .type, d.type.lookup(Names.setName) != nil {
                do { _ = try Operators.callMethod(v, Names.setName, .object(t), n.value) } catch let e as PythonError {
                    throw e
                }
            }
        }
        var rest = keywords
        if let b = t.behavior { rest = try b.created(t, rest) }
        // The parent's hook, bound to the new class.
        if let f = SuperObject.find(Names.initSubclass, after: t, in: t) {
            let hook: Value
            if case .object(let d) = f, d.kind == .classMethod { hook = unsafeDowncast(d, to: ClassMethodObject.self).function } else { hook = f }
            if (hook.asObject as? NativeFunction) != nil {
                if !rest.isEmpty, hook.asObject === objectHook { throw typeError("\(t.name).__init_subclass__() takes no keyword arguments") }
                if hook.asObject !== objectHook { _ = try Operators.call(hook, CallArguments([.object(t)], keywords: rest)) }
            } else {
                _ = try Operators.call(hook, CallArguments([.object(t)], keywords: rest))
            }
        }
        return t
    }

    /// A class without names yet.
    static func bare(name: String, module: String, bases: [TypeObject]) throws -> TypeObject {
        let t = TypeObject(name: name, module: module, bases: bases, isHeap: true, metatype: Types.type)
        t.mro = try linearize(t)
        // The native class that makes the instances: at most one line of natives may have state.
        let natives = t.mro.filter { !$0.isHeap && $0 !== Types.object && !$0.isMixin }
        if let best = natives.first {
            for n in natives where !best.isSubtype(of: n) {
                if n.make != nil, n.hasLayout(apartFrom: best), !(n.isSubtype(of: Exceptions.baseException) && best.isSubtype(of: Exceptions.baseException)) { throw typeError("multiple bases have instance lay-out conflict") }
            }
            t.make = best.make
            t.initialize = best.initialize
            t.makeTakesArguments = best.makeTakesArguments
        } else {
            t.make = Types.object.make
            t.initialize = nil
        }
        // Only now may things be seen through the class.
        for b in bases { b.subclasses.append(TypeObject.Weak(type: t)) }
        return t
    }

    /// What follows from the names of a class.
    static func finish(_ t: TypeObject) throws {
        t.doc = t.namespace.get(Names.doc)?.asString
        try slots(t)
        collectAbstract(t)
        t.updateOverrides()
        t.changed()
    }

    /// `object.__init_subclass__`
    private static var objectHook: Object? {
        if case .object(let d)? = Types.object.namespace.get(Names.initSubclass), let c = d as? ClassMethodObject { return c.function.asObject }
        return nil
    }

    private static func slots(_ t: TypeObject) throws {
        if let v = t.namespace.get(Names.slots) {
            var own: Set<Name> = []
            let given = v.asString != nil ? [v] : try Operators.items(of: v)
            let owner = t.name.drop { $0 == "_" }
            for x in given {
                guard let s = x.asString else { throw typeError("__slots__ items must be strings, not '\(x.typeName)'") }
                guard let first = s.unicodeScalars.first, first == "_" || first.properties.isXIDStart, s.unicodeScalars.allSatisfy({ $0 == "_" || $0.properties.isXIDContinue }) else {
                    throw typeError("__slots__ must be identifiers")
                }
                // Private names are those of the class.
                let n = Name(s.hasPrefix("__") && !s.hasSuffix("__") && !owner.isEmpty ? "_\(owner)\(s)" : s)
                if t.namespace.get(n) != nil { throw valueError("'\(s)' in __slots__ conflicts with class variable") }
                own.insert(n)
            }
            if own.contains(Names.dict) { return }
            for b in t.mro.dropFirst() where b.isHeap {
                guard let more = b.slotNames else { return }
                own.formUnion(more)
            }
            if t.mro.contains(where: { !$0.isHeap && $0 !== Types.object && !$0.isMixin }) { return }
            t.slotNames = own
        }
    }

    /// Abstract methods not yet defined, for classes derived from `ABC`.
    private static func collectAbstract(_ t: TypeObject) {
        guard t.mro.contains(where: { $0.collectsAbstractMethods }) else { return }
        func isAbstract(_ v: Value) -> Bool {
            guard case .object(let o) = v else { return false }
            switch o.kind {
            case .function: return (try? o.attributes?.get(Names.abstract).map(Operators.isTrue)) == true
            case .property:
                let p = unsafeDowncast(o, to: PropertyObject.self)
                return isAbstract(p.getter) || isAbstract(p.setter) || isAbstract(p.deleter)
            case .staticMethod: return isAbstract(unsafeDowncast(o, to: StaticMethodObject.self).function)
            case .classMethod: return isAbstract(unsafeDowncast(o, to: ClassMethodObject.self).function)
            default: return false
            }
        }
        var found: Set<String> = []
        t.namespace.forEach { n, v in if isAbstract(v) { found.insert(n.text) } }
        for b in t.mro.dropFirst() {
            for n in b.abstractMethods {
                for c in t.mro {
                    if let v = c.namespace.get(Name(n)) {
                        if isAbstract(v) { found.insert(n) }
                        break
                    }
                }
            }
        }
        t.abstractMethods = found.sorted()
        t.namespace.set(Names.abstractMethods, (try? SetObject(t.abstractMethods.map(Value.string), type: Types.frozenset)).map { .object($0) } ?? .none)
    }

    /// C3.
    static func linearize(_ t: TypeObject) throws -> [TypeObject] {
        var lists = t.bases.map { $0.mro } + [t.bases]
        var out = [t]
        while true {
            lists.removeAll { $0.isEmpty }
            if lists.isEmpty { return out }
            guard let next = lists.lazy.map({ $0[0] }).first(where: { c in !lists.contains { $0.dropFirst().contains { $0 === c } } }) else {
                throw typeError("Cannot create a consistent method resolution\norder (MRO) for bases \(t.bases.map { $0.name }.joined(separator: ", "))")
            }
            out.append(next)
            for i in lists.indices where lists[i][0] === next { lists[i].removeFirst() }
        }
    }
}

extension TypeObject {
    /// Whether instances of this native type cannot also be instances of the other.
    func hasLayout(apartFrom other: TypeObject) -> Bool {
        if isSubtype(of: other) || other.isSubtype(of: self) || make == nil { return false }
        // Exceptions share one class of objects.
        return !(isSubtype(of: Exceptions.baseException) && other.isSubtype(of: Exceptions.baseException))
    }

    /// `C(...)`: `__new__`, then `__init__`.
    func instantiate(_ a: CallArguments) throws -> Value {
        try Machine.checkNativeStack()
        if let b = behavior, let v = try b.call(self, a) { return v }
        if self === Types.type {
            guard let make else { throw typeError("cannot create 'type' instances") }
            return try make(self, a)
        }
        if !abstractMethods.isEmpty {
            let n = abstractMethods.count
            throw typeError("Can't instantiate abstract class \(name) with abstract method\(n == 1 ? "" : "s") \(abstractMethods.joined(separator: ", "))")
        }
        let instance: Value
        if overrides.contains(.new), let f = lookup(Names.new) {
            var function = f
            if case .object(let d) = f, d.kind == .staticMethod { function = unsafeDowncast(d, to: StaticMethodObject.self).function }
            instance = try Operators.call(function, CallArguments([.object(self)] + a.positional, keywords: a.keywords))
            if !Operators.isInstance(instance, self) { return instance }
        } else {
            instance = try makeInstance(a)
        }
        if case .object(let o) = instance, o.type.overrides.contains(.initialize), let f = o.type.lookup(Names.initialize) {
            let r = try Operators.callSpecial(f, instance, []) { CallArguments($0 + a.positional, keywords: a.keywords) }
            if !r.isNone { throw typeError("__init__() should return None, not '\(r.typeName)'") }
        } else if let initialize {
            try initialize(instance, a)
        }
        return instance
    }

    /// What the native `__new__` does.
    func makeInstance(_ a: CallArguments) throws -> Value {
        guard let make else { throw typeError("cannot create '\(qualifiedName)' instances") }
        if isHeap, !makeTakesArguments, overrides.contains(.initialize), initialize != nil { return try make(self, CallArguments()) }
        // Keywords are for the class's own `__init__`, where the native constructor takes none.
        if isHeap, !a.keywords.isEmpty, !makeTakesArguments, overrides.contains(.initialize), TypeObject.ignoresKeywords(self) {
            return try make(self, CallArguments(a.positional))
        }
        return try make(self, a)
    }

    private static func ignoresKeywords(_ t: TypeObject) -> Bool {
        [Types.tuple, Types.frozenset, Types.float, Types.bool].contains { t.isSubtype(of: $0) }
    }
}

extension Operators {
    /// `f` bound to `x`, called with the arguments that `complete` makes of the leading ones.
    static func callSpecial(_ f: Value, _ x: Value, _ leading: [Value], _ complete: ([Value]) -> CallArguments) throws -> Value {
        if case .object(let o) = f, o.kind == .function || o.kind == .nativeFunction { return try call(f, complete([x] + leading)) }
        return try call(bind(f, x, x.type), complete(leading))
    }
}

extension TypeObject {
    /// Gives a class that is already made `__slots__`, as `dataclass(slots=True)` does.
    public func limitAttributes(to names: [Name]) {
        setOwn(Names.slots, .tuple(names.map { $0.value }))
        var allowed = Set(names)
        for b in mro.dropFirst() where b.isHeap {
            guard let more = b.slotNames else { return }
            allowed.formUnion(more)
        }
        if mro.contains(where: { !$0.isHeap && $0 !== Types.object && !$0.isMixin }) { return }
        slotNames = allowed
        changed()
    }
}

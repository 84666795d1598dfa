// This file defines attribute access: descriptors, instance tables, classes, modules, `super()`.

extension Operators {
    /// `x.name`. Throws AttributeError.
    public static func attribute(_ x: Value, _ name: Name) throws -> Value {
        if let v = try attributeIfPresent(x, name) { return v }
        throw missingAttribute(x, name)
    }

    static func missingAttribute(_ x: Value, _ name: Name) -> PythonError {
        if case .object(let o) = x {
            if o.kind == .module {
                let m = unsafeDowncast(o, to: ModuleObject.self)
                if let hint = m.absent[name.text] { return attributeError("module '\(m.name)' has no attribute '\(name)': \(hint)", of: x, name) }
                return attributeError("module '\(m.name)' has no attribute '\(name)'", of: x, name)
            }
            if o.kind == .type, let t = o as? TypeObject, let m = t.behavior?.missingAttribute(t, name) { return attributeError(m, of: x, name) }
            if o.kind == .type { return attributeError("type object '\(unsafeDowncast(o, to: TypeObject.self).name)' has no attribute '\(name)'", of: x, name) }
        }
        return attributeError("'\(x.typeName)' object has no attribute '\(name)'", of: x, name)
    }

    /// nil instead of AttributeError (of the look-up itself; what a property raises is thrown).
    public static func attributeIfPresent(_ x: Value, _ name: Name) throws -> Value? {
        guard case .object(let o) = x else {
            let t = x.type
            guard let c = t.lookup(name) else { return name == Names.class_ ? .object(t) : nil }
            return try bind(c, x, t)
        }
        let t: TypeObject = o.type
        if t.overrides.contains(.getAttribute) { return try overriddenAttribute(x, o, t, name) }
        return try plainAttribute(x, o, t, name)
    }

    private static func overriddenAttribute(_ x: Value, _ o: Object, _ t: TypeObject, _ name: Name) throws -> Value? {
        var found: Value?
        var missing: PythonError?
        if let g = t.lookup(Names.getattribute), !(g.asObject is NativeFunction) {
            do { return try call(g, x, name.value) } catch let e as PythonError where e.isInstance(of: Exceptions.attributeError) { missing = e }
        } else {
            do { found = try plainAttribute(x, o, t, name) } catch let e as PythonError where e.isInstance(of: Exceptions.attributeError) { missing = e }
        }
        if let found { return found }
        guard let g = t.lookup(Names.getattr) else {
            if let missing { throw missing }
            return nil
        }
        return try call(bind(g, x, t), name.value)
    }

    /// The look-up of `object.__getattribute__`.
    static func plainAttribute(_ x: Value, _ o: Object, _ t: TypeObject, _ name: Name) throws -> Value? {
        switch o.kind {
        case .type: return try typeAttribute(unsafeDowncast(o, to: TypeObject.self), name)
        case .module: return try moduleAttribute(unsafeDowncast(o, to: ModuleObject.self), name)
        case .superObject: return try unsafeDowncast(o, to: SuperObject.self).attribute(name)
        default: break
        }
        let c = t.lookup(name)
        if let c, isDataDescriptor(c) { return try bind(c, x, t) }
        if let v = o.attributes?.get(name) { return v }
        if let c { return try bind(c, x, t) }
        if let v = try o.dynamicAttribute(name) { return v }
        if name == Names.dict, o.allowsAttributes, t.slotNames == nil { return .object(AttributesDict.of(o)) }
        if name == Names.class_ { return .object(t) }
        if name == Names.module, t.isHeap { return try typeAttribute(t, name) }
        return nil
    }

    /// Whether a class attribute comes before the instance's own.
    static func isDataDescriptor(_ c: Value) -> Bool {
        guard case .object(let d) = c else { return false }
        if d.kind == .property { return true }
        if d.kind == .other {
            return d is NativeProperty || d.type.lookup(Names.set) != nil
        }
        if d.kind == .instance, d.type.overrides.contains(.descriptor) { return d.type.lookup(Names.set) != nil || d.type.lookup(Names.delete) != nil }
        return false
    }

    /// What a class attribute gives when it is read through an instance.
    static func bind(_ c: Value, _ x: Value, _ t: TypeObject) throws -> Value {
        guard case .object(let d) = c else { return c }
        switch d.kind {
        case .function: return .object(BoundMethod(c, x))
        case .nativeFunction: return unsafeDowncast(d, to: NativeFunction.self).isMethod ? .object(BoundMethod(c, x)) : c
        case .staticMethod: return unsafeDowncast(d, to: StaticMethodObject.self).function
        case .classMethod: return try bindClass(unsafeDowncast(d, to: ClassMethodObject.self).function, t)
        case .property:
            let p = unsafeDowncast(d, to: PropertyObject.self)
            if p.getter.isNone { throw noAccessor("getter", p, nil, t) }
            return try call(p.getter, x)
        case .instance:
            if d.type.overrides.contains(.descriptor), let g = d.type.lookup(Names.get) { return try call(g, c, x, .object(t)) }
            return c
        case .other:
            if let p = d as? NativeProperty {
                guard case .object(let o) = x else { return c }
                return try p.get(o)
            }
            if d.type.isDescriptor, let g = d.type.lookup(Names.get) { return try call(g, c, x, .object(t)) }
            return c
        default: return c
        }
    }

    /// What a property without a getter, setter or deleter says.
    static func noAccessor(_ what: String, _ p: PropertyObject, _ name: Name?, _ t: TypeObject) -> PythonError {
        let of = t.namespace.get("__qualname__")?.asString ?? t.name
        let called = p.name.map { " '\($0)'" } ?? ""
        return attributeError("property\(called) of '\(of)' object has no \(what)")
    }

    private static func bindClass(_ f: Value, _ t: TypeObject) throws -> Value {
        if case .object(let o) = f, o.kind == .property { return try call(unsafeDowncast(o, to: PropertyObject.self).getter, .object(t)) }
        if case .object(let o) = f, o.kind == .classMethod { return try bindClass(unsafeDowncast(o, to: ClassMethodObject.self).function, t) }
        if case .object(let o) = f, o.kind == .instance, o.type.overrides.contains(.descriptor), let g = o.type.lookup(Names.get) {
            return try call(g, f, .object(t), .object(Types.type))
        }
        return .object(BoundMethod(f, .object(t)))
    }

    /// `C.name`
    static func typeAttribute(_ t: TypeObject, _ name: Name) throws -> Value? {
        let meta = Types.type.lookup(name)
        if let meta, isDataDescriptor(meta) {
            return try bind(meta, .object(t), Types.type)
        }
        if let c = t.lookup(name) {
            guard case .object(let d) = c else { return c }
            switch d.kind {
            case .staticMethod: return unsafeDowncast(d, to: StaticMethodObject.self).function
            case .classMethod: return try bindClass(unsafeDowncast(d, to: ClassMethodObject.self).function, t)
            case .instance:
                if d.type.overrides.contains(.descriptor), let g = d.type.lookup(Names.get) { return try call(g, c, .none, .object(t)) }
                return c
            case .other:
                if d.type.isDescriptor, let g = d.type.lookup(Names.get) { return try call(g, c, .none, .object(t)) }
                return c
            default: return c
            }
        }
        if let names = t.slotNames, names.contains(name), let owner = t.mro.first(where: { $0.ownsSlot(name) }) { return .object(NativeProperty.member(name, of: owner)) }
        if let meta { return try bind(meta, .object(t), Types.type) }
        return nil
    }

    private static func moduleAttribute(_ m: ModuleObject, _ name: Name) throws -> Value? {
        if let v = m.globals.get(name) { return v }
        if !m.lazy.isEmpty, let make = m.lazy[name.text] {
            let v = try make()
            m.globals.set(name, v)
            return v
        }
        if name == Names.dict { return .object(m.globals.view ?? AttributesDict(m.globals, owner: m)) }
        if let c = Types.module.lookup(name) { return try bind(c, .object(m), Types.module) }
        if let g = m.globals.get(Names.getattr) { return try call(g, name.value) }
        return nil
    }

    // MARK: Setting

    public static func setAttribute(_ x: Value, _ name: Name, _ value: Value) throws {
        guard case .object(let o) = x else {
            if name == Names.class_, value.asObject is TypeObject { throw typeError("__class__ assignment only supported for mutable types or ModuleType subclasses") }
            throw attributeError(
                x.type.lookup(name) != nil ? "'\(x.typeName)' object attribute '\(name)' is read-only" : "'\(x.typeName)' object has no attribute '\(name)'", of: x, name)
        }
        if o.type.overrides.contains(.setAttribute), let s = o.type.lookup(Names.setattr) {
            _ = try call(bind(s, x, o.type), name.value, value)
            return
        }
        try plainSetAttribute(o, name, value)
    }

    /// `object.__setattr__`
    static func plainSetAttribute(_ o: Object, _ name: Name, _ value: Value) throws {
        if o.kind == .type {
            let t = unsafeDowncast(o, to: TypeObject.self)
            if !t.isHeap { throw typeError("cannot set '\(name)' attribute of immutable type '\(t.name)'") }
            if let meta = Types.type.lookup(name), case .object(let d) = meta, let p = d as? NativeProperty, let set = p.set {
                try set(t, value)
                t.changed()
                return
            }
            try t.behavior?.willSet(t, name, value)
            t.setOwn(name, value)
            return
        }
        if o.kind == .module {
            unsafeDowncast(o, to: ModuleObject.self).globals.set(name, value)
            return
        }
        let t: TypeObject = o.type
        if name == Names.class_ {
            guard let n = value.asObject as? TypeObject else { throw typeError("__class__ must be set to a class, not '\(value.typeName)' object") }
            guard n.isHeap, t.isHeap else { throw typeError("__class__ assignment only supported for mutable types or ModuleType subclasses") }
            o.setType(n)
            return
        }
        if let c = t.lookup(name), case .object(let d) = c {
            switch d.kind {
            case .property:
                let p = unsafeDowncast(d, to: PropertyObject.self)
                if p.setter.isNone { throw noAccessor("setter", p, name, t) }
                _ = try call(p.setter, .object(o), value)
                return
            case .instance where d.type.overrides.contains(.descriptor):
                if let s = d.type.lookup(Names.set) {
                    _ = try call(s, c, .object(o), value)
                    return
                }
            case .other:
                if let p = d as? NativeProperty {
                    guard let set = p.set else { throw attributeError("attribute '\(name)' of '\(t.name)' objects is not writable") }
                    try set(o, value)
                    return
                }
                if d.type.isDescriptor, let s = d.type.lookup(Names.set) {
                    _ = try call(s, c, .object(o), value)
                    return
                }
            default: break
            }
        }
        if try o.setDynamicAttribute(name, value) { return }
        guard o.allowsAttributes else {
            throw attributeError(
                t.lookup(name) != nil ? "'\(t.name)' object attribute '\(name)' is read-only" : "'\(t.name)' object has no attribute '\(name)'", of: .object(o), name)
        }
        if name == Names.dict {
            try AttributesDict.replace(o, value)
            return
        }
        if let slots = t.slotNames, !slots.contains(name) {
            throw attributeError("'\(t.name)' object has no attribute '\(name)'", of: .object(o), name)
        }
        if let a = o.attributes {
            a.set(name, value)
            if a.count > t.expectedAttributes { t.expectedAttributes = a.count }
        } else {
            let a = Attributes(capacity: t.expectedAttributes)
            o.attributes = a
            a.add(name, value)
        }
    }

    public static func deleteAttribute(_ x: Value, _ name: Name) throws {
        guard case .object(let o) = x else { throw missingAttribute(x, name) }
        if o.type.overrides.contains(.deleteAttribute), let s = o.type.lookup(Names.delattr) {
            _ = try call(bind(s, x, o.type), name.value)
            return
        }
        try plainDeleteAttribute(o, name)
    }

    static func plainDeleteAttribute(_ o: Object, _ name: Name) throws {
        let x = Value.object(o)
        if o.kind == .type {
            let t = unsafeDowncast(o, to: TypeObject.self)
            if !t.isHeap { throw typeError("cannot set '\(name)' attribute of immutable type '\(t.name)'") }
            try t.behavior?.willSet(t, name, nil)
            if !t.setOwn(name, nil) { throw missingAttribute(x, name) }
            return
        }
        if o.kind == .module {
            if !unsafeDowncast(o, to: ModuleObject.self).globals.remove(name) { throw missingAttribute(x, name) }
            return
        }
        let t: TypeObject = o.type
        if let c = t.lookup(name), case .object(let d) = c {
            if d.kind == .property {
                let p = unsafeDowncast(d, to: PropertyObject.self)
                if p.deleter.isNone { throw noAccessor("deleter", p, name, t) }
                _ = try call(p.deleter, x)
                return
            }
            if d.kind == .instance, d.type.overrides.contains(.descriptor), let s = d.type.lookup(Names.delete) {
                _ = try call(s, c, x)
                return
            }
        }
        if try o.setDynamicAttribute(name, nil) { return }
        if o.attributes?.remove(name) != true { throw missingAttribute(x, name) }
    }
}

/// `super()` and `super(C, x)`: attributes of the classes after `C` in the MRO of `x`.
public final class SuperObject: Object {
    let after: TypeObject
    let instance: Value
    /// The class whose MRO is searched: the instance's, or the instance itself in a class method.
    let start: TypeObject

    init(_ after: TypeObject, _ instance: Value) throws {
        self.after = after
        self.instance = instance
        if case .object(let o) = instance, o.kind == .type, unsafeDowncast(o, to: TypeObject.self).isSubtype(of: after) {
            start = unsafeDowncast(o, to: TypeObject.self)
        } else if instance.type.isSubtype(of: after) {
            start = instance.type
        } else {
            throw typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        super.init(type: Types.superType, kind: .superObject)
    }

    /// The value in the first class after `after`.
    static func find(_ name: Name, after: TypeObject, in start: TypeObject) -> Value? {
        var passed = false
        for t in start.mro {
            if passed, let v = t.namespace.get(name) { return v }
            if t === after { passed = true }
        }
        return nil
    }

    func attribute(_ name: Name) throws -> Value? {
        if name == Names.class_ { return .object(Types.superType) }
        switch name.text {
        case "__self__": return instance
        case "__thisclass__": return .object(after)
        case "__self_class__": return .object(start)
        default: break
        }
        guard let c = SuperObject.find(name, after: after, in: start) else { return nil }
        if case .object(let o) = instance, o === start {
            // Through a class: nothing is bound but class methods.
            if case .object(let d) = c {
                if d.kind == .classMethod { return .object(BoundMethod(unsafeDowncast(d, to: ClassMethodObject.self).function, instance)) }
                if d.kind == .staticMethod { return unsafeDowncast(d, to: StaticMethodObject.self).function }
            }
            return c
        }
        return try Operators.bind(c, instance, start)
    }
    public override func repr() throws -> String { "<super: <class '\(after.name)'>, <\(start.name) object>>" }
    public override func traverse(_ visit: (Value) -> Void) { visit(instance) }
}

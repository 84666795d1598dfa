// This file defines properties, static and class methods, bound methods.

/// `property` of a cell class.
public final class PropertyObject: Object {
    public var getter: Value, setter: Value, deleter: Value, doc: Value
    /// What the class that first held it calls it.
    var name: Name?
    public init(_ getter: Value, setter: Value = .none, deleter: Value = .none, doc: Value = .none) {
        self.getter = getter
        self.setter = setter
        self.deleter = deleter
        self.doc = doc
        super.init(type: Types.property, kind: .property)
    }
    public override func traverse(_ visit: (Value) -> Void) { [getter, setter, deleter, doc].forEach(visit) }
    public override func clearReferences() { (getter, setter, deleter, doc) = (.none, .none, .none, .none) }
}

/// A property of a native type.
public final class NativeProperty: Object {
    public let name: String, doc: String
    public let get: (Object) throws -> Value
    public let set: ((Object, Value) throws -> Void)?
    init(_ name: String, _ doc: String, _ get: @escaping (Object) throws -> Value, _ set: ((Object, Value) throws -> Void)?) {
        self.name = name
        self.doc = doc
        self.get = get
        self.set = set
        super.init(type: Types.nativeProperty)
    }
    /// The type that has it, for the text.
    var ownerName: String?
    /// One of `__slots__`.
    var isMember = false
    public override func repr() throws -> String { "<\(isMember ? "member" : "attribute") '\(name)' of '\(ownerName ?? "object")' objects>" }

    /// `C.name` for a name of `__slots__`.
    static func member(_ name: Name, of t: TypeObject) -> NativeProperty {
        let p = NativeProperty(
            name.text, "",
            { o in
                guard let v = o.attributes?.get(name) else { throw Operators.missingAttribute(.object(o), name) }
                return v
            },
            { o, v in try Operators.plainSetAttribute(o, name, v) })
        p.isMember = true
        p.ownerName = t.name
        return p
    }

    static func declareMethods() {
        let t = Types.nativeProperty
        func of(_ v: Value) throws -> NativeProperty {
            guard let p = v.asObject as? NativeProperty else { throw typeError("a getset_descriptor is required, not '\(v.typeName)'") }
            return p
        }
        t.property("__name__") { .string(($0 as! NativeProperty).name) }
        t.property("__doc__") { o in (o as! NativeProperty).doc.isEmpty ? .none : .string((o as! NativeProperty).doc) }
        t.method("__get__(self, instance, owner=None, /)") { a in
            guard case .object(let o) = a[1] else { return a[0] }
            return try of(a[0]).get(o)
        }
        t.method("__set__(self, instance, value, /)") { a in
            let p = try of(a[0])
            guard case .object(let o) = a[1], let set = p.set else { throw attributeError("attribute '\(p.name)' of '\(p.ownerName ?? "object")' objects is not writable") }
            try set(o, a[2])
            return .none
        }
    }
}

/// What `staticmethod` and `classmethod` take over from their function.
private func wrapperAttribute(_ function: Value, _ name: Name) throws -> Value? {
    guard ["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__isabstractmethod__"].contains(name.text) else { return nil }
    return try Operators.attributeIfPresent(function, name)
}

public final class StaticMethodObject: Object {
    public let function: Value
    public init(_ function: Value) {
        self.function = function
        super.init(type: Types.staticMethod, kind: .staticMethod)
    }
    public override var isCallable: Bool { true }
    public override var allowsAttributes: Bool { true }
    public override func repr() throws -> String { "<staticmethod(\(try Operators.repr(function)))>" }
    public override func dynamicAttribute(_ name: Name) throws -> Value? { try wrapperAttribute(function, name) }
    public override func traverse(_ visit: (Value) -> Void) { visit(function) }
}

public final class ClassMethodObject: Object {
    public let function: Value
    public init(_ function: Value) {
        self.function = function
        super.init(type: Types.classMethod, kind: .classMethod)
    }
    public override var allowsAttributes: Bool { true }
    public override func repr() throws -> String { "<classmethod(\(try Operators.repr(function)))>" }
    public override func dynamicAttribute(_ name: Name) throws -> Value? { try wrapperAttribute(function, name) }
    public override func traverse(_ visit: (Value) -> Void) { visit(function) }
}

/// `instance.method`
public final class BoundMethod: Object {
    public let function: Value, instance: Value
    public init(_ function: Value, _ instance: Value) {
        self.function = function
        self.instance = instance
        super.init(type: Types.boundMethod, kind: .boundMethod)
    }
    public override var isCallable: Bool { true }
    public override func call(_ a: CallArguments) throws -> Value? {
        try Operators.call(function, CallArguments([instance] + a.positional, keywords: a.keywords))
    }
    /// The function's own attributes are the method's too.
    public override func dynamicAttribute(_ name: Name) throws -> Value? {
        guard case .object(let f) = function, f.kind == .function else { return nil }
        return f.attributes?.get(name)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? { nil }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let m = other.asObject as? BoundMethod else { return nil }
        return .bool((Operators.same(m.function, function) && Operators.same(m.instance, instance)) == (op == .eq))
    }
    public override func hash() throws -> Int {
        guard case .object(let f) = function else { return 0 }
        if case .object(let o) = instance { return Int(bitPattern: ObjectIdentifier(f)) ^ Int(bitPattern: ObjectIdentifier(o)) }
        return Int(bitPattern: ObjectIdentifier(f))
    }
    public override func repr() throws -> String {
        if case .object(let f) = function {
            if let n = f as? NativeFunction {
                if case .object(let o) = instance, o.kind == .type { return "<built-in method \(n.name) of type object at \(Object.address(o))>" }
                let where_ = instance.asObject.map { " at " + Object.address($0) } ?? ""
                return "<built-in method \(n.name) of \(instance.typeName) object\(where_)>"
            }
            if let g = f as? FunctionObject { return "<bound method \(g.qualifiedName) of \(try Operators.repr(instance))>" }
        }
        if let q = try Operators.attributeIfPresent(function, "__qualname__") ?? Operators.attributeIfPresent(function, "__name__"), let s = q.asString {
            return "<bound method \(s) of \(try Operators.repr(instance))>"
        }
        return "<bound method ? of \(try Operators.repr(instance))>"
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(instance)
    }
}

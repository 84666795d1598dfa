// This file defines properties, static and class methods, bound methods.

/// `property` of a cell class.
public final class PropertyObject: Object {
    public var getter: Value, setter: Value, deleter: Value, doc: Value
    public init(_ getter: Value, setter: Value = .none, deleter: Value = .none, doc: Value = .none) {
        self.getter = getter
        self.setter = setter
        self.deleter = deleter
        self.doc = doc
        super.init(type: Types.property, kind: .property)
    }
    public override func traverse(_ visit: (Value) -> Void) { [getter, setter, deleter, doc].forEach(visit) }
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
}

public final class StaticMethodObject: Object {
    public let function: Value
    public init(_ function: Value) {
        self.function = function
        super.init(type: Types.staticMethod, kind: .staticMethod)
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(function) }
}

public final class ClassMethodObject: Object {
    public let function: Value
    public init(_ function: Value) {
        self.function = function
        super.init(type: Types.classMethod, kind: .classMethod)
    }
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
    public override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(instance)
    }
}

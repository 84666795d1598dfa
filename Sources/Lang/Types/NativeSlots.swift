// This file declares the double-underscore methods of native types, which go to the types' own operations.

/// The dunder methods of native types: what `super().__setitem__(k, v)`, `int.__add__` and `hasattr(x, "__len__")` find.
/// They call the native operation directly, so that a cell class's override can call them.
public enum NativeSlots {
    static let binaryNames: [(String, BinaryOperator)] = [
        ("add", .add), ("sub", .sub), ("mul", .mul), ("matmul", .matmul), ("truediv", .truediv), ("floordiv", .floordiv), ("mod", .mod), ("pow", .pow),
        ("lshift", .lshift), ("rshift", .rshift), ("and", .and), ("or", .or), ("xor", .xor),
    ]
    static let compareNames: [(String, CompareOperator)] = [("lt", .lt), ("le", .le), ("eq", .eq), ("ne", .ne), ("gt", .gt), ("ge", .ge)]

    /// Declares the named dunder methods on a native type.
    public static func declare(_ t: TypeObject, _ names: [String]) {
        for n in names { declare(t, n) }
    }

    private static func declare(_ t: TypeObject, _ name: String) {
        for (n, op) in binaryNames {
            if name == "__\(n)__" {
                two(t, name, "value") { a, b in
                    if let r = try nativeBinary(op, a, b, reflected: false) { return r }
                    return op == .mul ? try Operators.repeated(a, b) ?? .notImplemented : .notImplemented
                }
                return
            }
            if name == "__r\(n)__" {
                two(t, name, "value") { a, b in
                    if let r = try nativeBinary(op, a, b, reflected: true) { return r }
                    return op == .mul ? try Operators.repeated(a, b) ?? .notImplemented : .notImplemented
                }
                return
            }
            if name == "__i\(n)__" {
                two(t, name, "value") { a, b in
                    guard case .object(let o) = a else { return .notImplemented }
                    return try o.inPlace(op, b) ?? .notImplemented
                }
                return
            }
        }
        for (n, op) in compareNames where name == "__\(n)__" {
            two(t, name, "value") { try nativeCompare(op, $0, $1) ?? .notImplemented }
            return
        }
        switch name {
        case "__len__":
            one(t, name) { v in
                guard case .object(let o) = v, let n = try o.length() else { throw typeError("object of type '\(v.typeName)' has no len()") }
                return .int(n)
            }
        case "__iter__":
            one(t, name) { v in
                guard case .object(let o) = v, let it = try o.iterate() else { throw typeError("'\(v.typeName)' object is not iterable") }
                return it
            }
        case "__next__":
            one(t, name) { v in
                guard case .object(let o) = v, let x = try o.next() else { throw PythonError(Exceptions.stopIteration, args: []) }
                return x
            }
        case "__getitem__":
            two(t, name, "key") { v, k in
                guard case .object(let o) = v, let x = try o.getItem(k) else { throw typeError("'\(v.typeName)' object is not subscriptable") }
                return x
            }
        case "__setitem__":
            let f = t.method("__setitem__(self, key, value, /)") { a in
                guard case .object(let o) = a[0], try o.setItem(a[1], a[2]) else {
                    throw typeError("'\(a[0].typeName)' object does not support item assignment")
                }
                return .none
            }
            _ = f
        case "__delitem__":
            two(t, name, "key") { v, k in
                guard case .object(let o) = v, try o.deleteItem(k) else { throw typeError("'\(v.typeName)' object doesn't support item deletion") }
                return .none
            }
        case "__contains__":
            two(t, name, "key") { v, k in
                if case .object(let o) = v, let r = try o.contains(k) { return .bool(r) }
                return .bool(try Operators.items(of: v).contains { try Operators.equal($0, k) })
            }
        case "__neg__": one(t, name) { try nativeUnary(.negate, $0) }
        case "__pos__": one(t, name) { try nativeUnary(.plus, $0) }
        case "__invert__": one(t, name) { try nativeUnary(.invert, $0) }
        case "__hash__":
            one(t, name) { v in
                if case .object(let o) = v { return .int(try o.hash()) }
                return .int(Hashing.simple(v))
            }
        case "__bool__":
            one(t, name) { v in
                if case .object(let o) = v { return .bool(try o.isTrue()) }
                return .bool(try Operators.isTrue(v))
            }
        case "__repr__":
            one(t, name) { v in
                if case .object(let o) = v { return .string(try o.repr()) }
                return .string(try Operators.repr(v))
            }
        case "__str__":
            one(t, name) { v in
                if case .object(let o) = v { return .string(try o.str() ?? Operators.repr(v)) }
                return .string(try Operators.str(v))
            }
        case "__format__":
            two(t, name, "format_spec") { v, s in
                guard let spec = s.asString else { throw typeError("__format__() argument must be str, not \(s.typeName)") }
                if case .object(let o) = v {
                    if let r = try o.format(spec) { return .string(r) }
                    if spec.isEmpty { return .string(try Operators.str(v)) }
                    throw typeError("unsupported format string passed to \(v.typeName).__format__")
                }
                return .string(try Operators.format(v, spec))
            }
        case "__call__":
            t.method("__call__(self, *args, **kwargs)") { a in
                guard case .object(let o) = a[0],
                    let r = try o.call(CallArguments(a.rest(1), keywords: a.keywords(2).map { (Name($0.name), $0.value) }))
                else { throw typeError("'\(a[0].typeName)' object is not callable") }
                return r
            }
        case "__int__", "__index__", "__trunc__":
            one(t, name) { v in
                guard let n = Number(v) else { throw typeError("'\(v.typeName)' object cannot be interpreted as an integer") }
                switch n {
                case .int(let i): return .int(i)
                case .big(let b): return IntArithmetic.normalized(b)
                case .float(let d): return try IntArithmetic.integer(d)
                }
            }
        case "__float__":
            one(t, name) { v in
                guard let n = Number(v) else { throw typeError("must be real number, not \(v.typeName)") }
                return .float(try n.double())
            }
        case "__abs__": one(t, name) { IntArithmetic.absolute($0) ?? .notImplemented }
        case "__enter__":
            one(t, name) { v in
                guard case .object(let o) = v, let r = try o.enter() else { throw typeError("'\(v.typeName)' object does not support the context manager protocol") }
                return r
            }
        case "__exit__":
            t.method("__exit__(self, type=None, value=None, traceback=None, /)") { a in
                guard case .object(let o) = a[0] else { return .none }
                let e = (a[2].asObject as? ExceptionObject).map { PythonError($0) }
                return .bool(try o.exit(e))
            }
        case "__reversed__":
            one(t, name) { .object(try ReversedIterator.make($0)) }
        default: fatalError("internal error: no native slot \(name)")
        }
    }

    static func one(_ t: TypeObject, _ name: String, _ body: @escaping (Value) throws -> Value) {
        t.method("\(name)(self, /)") { a in try body(a[0]) }.fast1 = body
    }
    static func two(_ t: TypeObject, _ name: String, _ parameter: String, _ body: @escaping (Value, Value) throws -> Value) {
        t.method("\(name)(self, \(parameter), /)") { a in try body(a[0], a[1]) }.fast2 = body
    }

    static func nativeBinary(_ op: BinaryOperator, _ a: Value, _ b: Value, reflected: Bool) throws -> Value? {
        if case .object(let o) = a { return try o.binary(op, b, reflected: reflected) }
        return reflected ? try IntArithmetic.binary(op, b, a) : try IntArithmetic.binary(op, a, b)
    }
    static func nativeCompare(_ op: CompareOperator, _ a: Value, _ b: Value) throws -> Value? {
        if case .object(let o) = a { return try o.compare(op, b) }
        return IntArithmetic.compare(op, a, b).map(Value.bool)
    }
    static func nativeUnary(_ op: UnaryOperator, _ a: Value) throws -> Value {
        if case .object(let o) = a { if let r = try o.unary(op) { return r } } else if let r = IntArithmetic.unary(op, a) { return r }
        let word = op == .negate ? "-" : (op == .plus ? "+" : "~")
        throw typeError("bad operand type for unary \(word): '\(a.typeName)'")
    }
}

extension TypeObject {
    /// Declares a method of `self` alone, with a direct door.
    @discardableResult func method1(_ declaration: String, _ doc: String = "", _ body: @escaping (Value) throws -> Value) -> NativeFunction {
        let f = method(declaration, doc) { a in try body(a[0]) }
        f.fast1 = body
        return f
    }
    /// Declares a method of `self` and one argument, with a direct door. The argument may have a default.
    @discardableResult func method2(_ declaration: String, _ doc: String = "", _ body: @escaping (Value, Value) throws -> Value) -> NativeFunction {
        let f = method(declaration, doc) { a in try body(a[0], a[1]) }
        f.fast2 = body
        return f
    }
}

/// The instance that a method of a native type was called on.
/// - Throws: TypeError when it is of another type.
@inline(__always) func receiver<T: Object>(_ v: Value, _ kind: Kind, _: T.Type = T.self) throws -> T {
    if case .object(let o) = v, o.kind == kind { return unsafeDowncast(o, to: T.self) }
    throw wrongReceiver(v, kind)
}
func wrongReceiver(_ v: Value, _ kind: Kind) -> PythonError {
    typeError("descriptor for '\(kind)' objects doesn't apply to a '\(v.typeName)' object")
}

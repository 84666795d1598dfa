// This file defines the module `operator`.

import Lang

enum OperatorModule {
    static func make() -> ModuleObject {
        let m = ModuleObject("operator", doc: "The operators as functions.")
        let binary: [(String, BinaryOperator)] = [
            ("add", .add), ("sub", .sub), ("mul", .mul), ("matmul", .matmul), ("truediv", .truediv), ("floordiv", .floordiv), ("mod", .mod), ("pow", .pow),
            ("lshift", .lshift), ("rshift", .rshift), ("and_", .and), ("or_", .or), ("xor", .xor),
        ]
        func two(_ names: [String], _ doc: String, _ f: @escaping (Value, Value) throws -> Value) {
            for n in names { m.function("\(n)(a, b, /)", doc) { a in try f(a[0], a[1]) }.fast2 = f }
        }
        func one(_ names: [String], _ doc: String, _ f: @escaping (Value) throws -> Value) {
            for n in names { m.function("\(n)(a, /)", doc) { a in try f(a[0]) }.fast1 = f }
        }
        for (n, op) in binary {
            let bare = n.hasSuffix("_") ? String(n.dropLast()) : n
            two([n, "__\(bare)__"], "The operator as a function.") { try Operators.binary(op, $0, $1) }
            two(["i\(bare)", "__i\(bare)__"], "The in-place operator as a function.") { try Operators.inPlace(op, $0, $1) }
        }
        for (n, op) in [("lt", CompareOperator.lt), ("le", .le), ("eq", .eq), ("ne", .ne), ("gt", .gt), ("ge", .ge)] {
            two([n, "__\(n)__"], "The comparison as a function.") { try Operators.compare(op, $0, $1) }
        }
        two(["is_"], "a is b") { .bool(Operators.same($0, $1)) }
        two(["is_not"], "a is not b") { .bool(!Operators.same($0, $1)) }
        one(["neg", "__neg__"], "-a") { try Operators.unary(.negate, $0) }
        one(["pos", "__pos__"], "+a") { try Operators.unary(.plus, $0) }
        one(["inv", "invert", "__invert__"], "~a") { try Operators.unary(.invert, $0) }
        one(["not_", "__not__"], "not a") { .bool(try !Operators.isTrue($0)) }
        one(["truth"], "bool(a)") { .bool(try Operators.isTrue($0)) }
        one(["abs", "__abs__"], "abs(a)") { try Operators.call(Builtins.module["abs"]!, $0) }
        one(["index", "__index__"], "a as an integer.") { v in
            if case .object(let o) = v, o.kind == .bigInt { return v }
            return .int(try Operators.index(v))
        }
        two(["contains", "__contains__"], "b in a") { .bool(try Operators.contains($0, $1)) }
        two(["getitem", "__getitem__"], "a[b]") { try Operators.getItem($0, $1) }
        m.function("setitem(a, b, c, /)", "a[b] = c") { a in
            try Operators.setItem(a[0], a[1], a[2])
            return .none
        }
        two(["delitem", "__delitem__"], "del a[b]") { a, b in
            try Operators.deleteItem(a, b)
            return .none
        }
        two(["concat", "__concat__"], "a + b") { try Operators.binary(.add, $0, $1) }
        two(["iconcat"], "a += b") { try Operators.inPlace(.add, $0, $1) }
        two(["countOf"], "How often b is in a.") { a, b in .int(try Operators.items(of: a).reduce(0) { try Operators.same($1, b) || Operators.equal($1, b) ? $0 + 1 : $0 }) }
        two(["indexOf"], "The first position of b in a.") { a, b in
            for (i, v) in try Operators.items(of: a).enumerated() where try Operators.same(v, b) || Operators.equal(v, b) { return .int(i) }
            throw valueError("sequence.index(x): x not in sequence")
        }
        m.function("length_hint(obj, default=0, /)", "The length, or a guess.") { a in
            if let n = try? Operators.length(a[0]) { return .int(n) }
            if case .object(let o) = a[0], o.type.lookup("__length_hint__") != nil {
                let n = try Operators.callMethod(a[0], "__length_hint__")
                if n.isNotImplemented { return a[1] }
                guard case .int(let i) = n else { throw typeError("__length_hint__ must be an integer, not \(n.typeName)") }
                if i < 0 { throw valueError("__length_hint__() should return >= 0") }
                return n
            }
            return a[1]
        }
        let getter = TypeObject.native("itemgetter", module: "operator", subclassable: false) { t in
            t.make = { _, a in
                if a.positional.isEmpty { throw typeError("itemgetter expected 1 argument, got 0") }
                return .object(Getter(a.positional, isItem: true, type: t))
            }
        }
        m.type(getter)
        let attribute = TypeObject.native("attrgetter", module: "operator", subclassable: false) { t in
            t.make = { _, a in
                if a.positional.isEmpty { throw typeError("attrgetter expected 1 argument, got 0") }
                for v in a.positional where v.asString == nil { throw typeError("attribute name must be a string") }
                return .object(Getter(a.positional, isItem: false, type: t))
            }
        }
        m.type(attribute)
        let caller = TypeObject.native("methodcaller", module: "operator", subclassable: false) { t in
            t.make = { _, a in
                guard let name = a.positional.first?.asString else { throw typeError("method name must be a string") }
                return .object(MethodCaller(Name(name), CallArguments(Array(a.positional.dropFirst()), keywords: a.keywords), type: t))
            }
        }
        m.type(caller)
        return m
    }
}

/// `itemgetter(…)` and `attrgetter(…)`
final class Getter: Object {
    let keys: [Value]
    let isItem: Bool
    init(_ keys: [Value], isItem: Bool, type: TypeObject) {
        self.keys = keys
        self.isItem = isItem
        super.init(type: type)
    }
    private func get(_ v: Value, _ key: Value) throws -> Value {
        if isItem { return try Operators.getItem(v, key) }
        var v = v
        for part in key.asString!.split(separator: ".", omittingEmptySubsequences: false) { v = try Operators.attribute(v, Name(String(part))) }
        return v
    }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        guard a.positional.count == 1, a.keywords.isEmpty else { throw typeError("\(type.name) expected 1 argument, got \(a.count)") }
        if keys.count == 1 { return try get(a.positional[0], keys[0]) }
        return .tuple(try keys.map { try get(a.positional[0], $0) })
    }
    override func repr() throws -> String { "operator.\(type.name)(" + (try keys.map(Operators.repr).joined(separator: ", ")) + ")" }
    override func traverse(_ visit: (Value) -> Void) { keys.forEach(visit) }
}

/// `methodcaller(name, …)`
final class MethodCaller: Object {
    let name: Name
    let arguments: CallArguments
    init(_ name: Name, _ arguments: CallArguments, type: TypeObject) {
        self.name = name
        self.arguments = arguments
        super.init(type: type)
    }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        guard a.positional.count == 1, a.keywords.isEmpty else { throw typeError("methodcaller expected 1 argument, got \(a.count)") }
        return try Operators.call(Operators.attribute(a.positional[0], name), arguments)
    }
    override func traverse(_ visit: (Value) -> Void) {
        arguments.positional.forEach(visit)
        arguments.keywords.forEach { visit($0.value) }
    }
}

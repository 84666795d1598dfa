// This file defines native functions: declared by a signature in Python's own syntax, called with bound arguments.

/// The arguments of one call, before binding.
public struct CallArguments {
    public var positional: [Value]
    public var keywords: [(name: Name, value: Value)]
    public init(_ positional: [Value] = [], keywords: [(name: Name, value: Value)] = []) {
        self.positional = positional
        self.keywords = keywords
    }
    public var isEmpty: Bool { positional.isEmpty && keywords.isEmpty }
    public var count: Int { positional.count + keywords.count }
}

/// A parsed signature such as `softmax(input, dim=None, *, dtype=None)`.
///
/// Defaults are literals (`None`, `True`, numbers, strings, `()`, `[]`), or `...`: not given, the parameter is then `.unbound`.
public final class Signature {
    public struct Parameter {
        public enum Kind { case positionalOnly, regular, keywordOnly, varArgs, varKeywords }
        public let name: Name
        public let kind: Kind
        /// nil: required.
        public let defaultValue: Value?
        /// The default's source text.
        public let defaultText: String?
    }

    public let functionName: String
    public let parameters: [Parameter]
    /// As declared, without the function's name: `(input, dim=None, *, dtype=None)`.
    public let text: String
    let positionalCount: Int
    let varArgsIndex: Int?
    let varKeywordsIndex: Int?
    /// Only positional parameters.
    private let isPositional: Bool
    /// For built-in functions, methods and types: wrong calls are reported as CPython's C functions report them. The owner is the type of a method.
    var builtin: (owner: String?, isConstructor: Bool)?

    /// Parses a declaration. A malformed one is a bug of the host and stops the program.
    public init(_ declaration: String) {
        guard let open = declaration.firstIndex(of: "("), declaration.hasSuffix(")") else { fatalError("internal error: bad signature \(declaration)") }
        functionName = String(declaration[..<open])
        text = String(declaration[open...])
        var parts: [String] = []
        var depth = 0
        var quote: Character?
        var current = ""
        for c in declaration[declaration.index(after: open)...].dropLast() {
            if let q = quote {
                if c == q { quote = nil }
            } else if c == "'" || c == "\"" {
                quote = c
            } else if c == "(" || c == "[" || c == "{" {
                depth += 1
            } else if c == ")" || c == "]" || c == "}" {
                depth -= 1
            }
            if c == ",", depth == 0, quote == nil {
                parts.append(current)
                current = ""
            } else {
                current.append(c)
            }
        }
        parts.append(current)
        var parameters: [Parameter] = []
        var keywordOnly = false
        for part in parts.map(Signature.trim) where !part.isEmpty {
            if part == "/" {
                parameters = parameters.map { Parameter(name: $0.name, kind: .positionalOnly, defaultValue: $0.defaultValue, defaultText: $0.defaultText) }
            } else if part == "*" {
                keywordOnly = true
            } else if part.hasPrefix("**") {
                parameters.append(Parameter(name: Name(String(part.dropFirst(2))), kind: .varKeywords, defaultValue: nil, defaultText: nil))
            } else if part.hasPrefix("*") {
                parameters.append(Parameter(name: Name(String(part.dropFirst())), kind: .varArgs, defaultValue: nil, defaultText: nil))
                keywordOnly = true
            } else {
                let halves = part.split(separator: "=", maxSplits: 1).map { Signature.trim(String($0)) }
                let text = halves.count > 1 ? halves[1] : nil
                parameters.append(
                    Parameter(
                        name: Name(halves[0]), kind: keywordOnly ? .keywordOnly : .regular, defaultValue: text.map(Signature.literal), defaultText: text))
            }
        }
        self.parameters = parameters
        positionalCount = parameters.filter { $0.kind == .regular || $0.kind == .positionalOnly }.count
        isPositional = positionalCount == parameters.count
        varArgsIndex = parameters.firstIndex { $0.kind == .varArgs }
        varKeywordsIndex = parameters.firstIndex { $0.kind == .varKeywords }
    }

    static func trim(_ s: String) -> String {
        var s = Substring(s)
        while s.first == " " || s.first == "\n" { s.removeFirst() }
        while s.last == " " || s.last == "\n" { s.removeLast() }
        return String(s)
    }

    static func literal(_ text: String) -> Value {
        switch text {
        case "None": return .none
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "...": return .unbound
        case "()": return .tuple([])
        case "[]": return .list([])
        case "{}": return .none
        case "inf", "math.inf": return .float(.infinity)
        case "nan": return .float(.nan)
        default:
            if let q = text.first, q == "'" || q == "\"" {
                let body = String(text.dropFirst().dropLast())
                return .string(body == "\\n" ? "\n" : body)
            }
            if text.hasPrefix("b'") { return .object(BytesObject(Array(text.utf8.dropFirst(2).dropLast()))) }
            if let i = Int(text) { return .int(i) }
            if let d = Double(text) { return .float(d) }
            if text.hasPrefix("("), text.hasSuffix(")") {
                return .tuple(text.dropFirst().dropLast().split(separator: ",").map { literal(trim(String($0))) })
            }
            fatalError("internal error: bad default \(text)")
        }
    }

    /// As `bind`, without keywords.
    func bindPositional(_ given: [Value]) throws -> [Value] {
        guard isPositional, given.count <= positionalCount else { return try bind(CallArguments(given)) }
        if given.count == positionalCount { return given }
        for i in given.count..<positionalCount where parameters[i].defaultValue == nil { return try bind(CallArguments(given)) }
        func at(_ i: Int) -> Value {
            if i < given.count { return given[i] }
            let d = parameters[i].defaultValue!
            if case .object(let o) = d, o.kind == .list { return .list([]) }
            return d
        }
        // Literals allocate with a known type; the general way asks the runtime for it.
        switch positionalCount {
        case 1: return [at(0)]
        case 2: return [at(0), at(1)]
        case 3: return [at(0), at(1), at(2)]
        case 4: return [at(0), at(1), at(2), at(3)]
        default: return (0..<positionalCount).map(at)
        }
    }

    /// Binds a call's arguments to the parameters, with CPython's TypeErrors. The result has one value a parameter:
    /// a tuple for `*args`, a dict for `**kwargs`, `.unbound` for one with default `...` that was not given.
    public func bind(_ call: CallArguments) throws -> [Value] {
        if let b = builtin, let e = builtinProblem(call, b.owner, b.isConstructor) { throw e }
        var values = [Value](repeating: .unbound, count: parameters.count)
        let given = call.positional.count
        var slot = 0
        var taken = 0
        for (i, p) in parameters.enumerated() where p.kind == .regular || p.kind == .positionalOnly {
            if slot < given {
                values[i] = call.positional[slot]
                taken += 1
            }
            slot += 1
        }
        if given > positionalCount {
            if let v = varArgsIndex {
                values[v] = .tuple(Array(call.positional[positionalCount...]))
            } else {
                throw tooMany(given)
            }
        } else if let v = varArgsIndex {
            values[v] = .tuple([])
        }
        var extra: DictObject?
        for (name, value) in call.keywords {
            if let i = parameters.firstIndex(where: { $0.name == name && ($0.kind == .regular || $0.kind == .keywordOnly) }) {
                if !values[i].isUnbound { throw typeError("\(functionName)() got multiple values for argument '\(name)'") }
                values[i] = value
            } else if varKeywordsIndex != nil {
                if extra == nil { extra = DictObject() }
                try extra!.set(name.value, value)
            } else {
                throw typeError("\(functionName)() got an unexpected keyword argument '\(name)'")
            }
        }
        if let v = varKeywordsIndex { values[v] = .object(extra ?? DictObject()) }
        var missing: [String] = []
        for (i, p) in parameters.enumerated() where values[i].isUnbound && p.kind != .varArgs && p.kind != .varKeywords {
            if let d = p.defaultValue {
                // A mutable default would be shared between calls.
                if case .object(let o) = d, o.kind == .list { values[i] = .list([]) } else { values[i] = d }
            } else {
                missing.append("'\(p.name)'")
            }
        }
        if !missing.isEmpty {
            let n = missing.count
            let names = n == 1 ? missing[0] : missing.dropLast().joined(separator: ", ") + (n > 2 ? ", and " : " and ") + missing[n - 1]
            throw typeError("\(functionName)() missing \(n) required positional argument\(n == 1 ? "" : "s"): \(names)")
        }
        return values
    }

    /// What is wrong with a call, in the words of CPython's argument clinic; nil: nothing that it would word differently.
    private func builtinProblem(_ call: CallArguments, _ owner: String?, _ isConstructor: Bool) -> PythonError? {
        if varArgsIndex != nil || varKeywordsIndex != nil { return nil }
        let hasSelf = owner != nil && parameters.first?.name == "self"
        let own = hasSelf ? Array(parameters.dropFirst()) : parameters
        let given = call.positional.count - (hasSelf ? 1 : 0)
        guard given >= 0 else { return nil }
        let qualified = owner.map { $0 + "." + functionName } ?? functionName
        func plural(_ n: Int) -> String { "\(n) argument\(n == 1 ? "" : "s")" }
        if own.allSatisfy({ $0.kind == .positionalOnly }) {
            if !call.keywords.isEmpty { return typeError("\(qualified)() takes no keyword arguments") }
            let most = own.count
            let least = own.filter { $0.defaultValue == nil }.count
            if given >= least, given <= most { return nil }
            if most == 0 { return typeError("\(qualified)() takes no arguments (\(given) given)") }
            if most == 1, least == 1, !isConstructor { return typeError("\(qualified)() takes exactly one argument (\(given) given)") }
            let words = least == most ? plural(most) : given < least ? "at least \(plural(least))" : "at most \(plural(most))"
            return typeError("\(functionName) expected \(words), got \(given)")
        }
        let places = own.filter { $0.kind != .keywordOnly }.count
        if given > places {
            if places == 0 { return typeError("\(functionName)() takes no positional arguments") }
            return typeError("\(functionName)() takes at most \(plural(own.count)) (\(given + call.keywords.count) given)")
        }
        for (i, p) in own.enumerated() where p.defaultValue == nil && i >= given && !call.keywords.contains(where: { $0.name == p.name && p.kind != .positionalOnly }) {
            if p.kind == .positionalOnly {
                let least = own.filter { $0.kind == .positionalOnly && $0.defaultValue == nil }.count
                return typeError("\(functionName)() takes at least \(least) positional argument\(least == 1 ? "" : "s") (\(given) given)")
            }
            return typeError("\(functionName)() missing required argument '\(p.name)'\(functionName == "enumerate" ? "" : " (pos \(i + 1))")")
        }
        for (name, _) in call.keywords where !own.contains(where: { $0.name == name && $0.kind != .positionalOnly }) {
            return typeError("'\(name)' is an invalid keyword argument for \(functionName)()")
        }
        return nil
    }

    private func tooMany(_ given: Int) -> PythonError {
        let required = parameters.filter { ($0.kind == .regular || $0.kind == .positionalOnly) && $0.defaultValue == nil }.count
        let n = positionalCount
        let range = required == n ? "\(n) positional argument\(n == 1 ? "" : "s")" : "from \(required) to \(n) positional arguments"
        return typeError("\(functionName)() takes \(range) but \(given) \(given == 1 ? "was" : "were") given")
    }
}

/// Bound arguments, in the order of the signature's parameters (`self` is number 0 of a method).
public struct Arguments {
    public let values: [Value]
    public let signature: Signature
    public init(values: [Value], signature: Signature) {
        self.values = values
        self.signature = signature
    }

    public subscript(i: Int) -> Value { values[i] }
    public var count: Int { values.count }

    /// Whether the argument was given (or has a default other than `...`).
    public func has(_ i: Int) -> Bool { !values[i].isUnbound }
    /// Neither missing nor `None`.
    public func given(_ i: Int) -> Bool {
        switch values[i] {
        case .unbound, .none: return false
        default: return true
        }
    }

    /// The name of parameter `i`, for messages.
    public func name(_ i: Int) -> String { signature.parameters[i].name.text }

    /// An integer (anything with `__index__`). Throws TypeError, OverflowError beyond 64 bits.
    public func int(_ i: Int) throws -> Int { try Operators.index(values[i]) }
    public func int(_ i: Int, or fallback: Int) throws -> Int { given(i) ? try int(i) : fallback }
    /// A number as a double.
    public func float(_ i: Int) throws -> Double { try Operators.toDouble(values[i]) }
    public func float(_ i: Int, or fallback: Double) throws -> Double { given(i) ? try float(i) : fallback }
    public func bool(_ i: Int) throws -> Bool { try Operators.isTrue(values[i]) }
    public func bool(_ i: Int, or fallback: Bool) throws -> Bool { given(i) ? try bool(i) : fallback }
    /// A `str`. Throws TypeError naming the parameter.
    public func string(_ i: Int) throws -> String {
        if let s = values[i].asString { return s }
        throw typeError("\(signature.functionName)(): argument '\(name(i))' must be str, not \(values[i].typeName)")
    }
    public func string(_ i: Int, or fallback: String) throws -> String { given(i) ? try string(i) : fallback }
    /// An object of a native class. Throws TypeError naming the parameter.
    public func object<T: Object>(_ i: Int, _: T.Type = T.self) throws -> T {
        if let o: T = values[i].cast() { return o }
        throw typeError("\(signature.functionName)(): argument '\(name(i))' must be \(T.self), not \(values[i].typeName)")
    }
    /// All items of an iterable.
    public func items(_ i: Int) throws -> [Value] { try Operators.items(of: values[i]) }
    /// The extra positional arguments, of a `*args` parameter.
    public func rest(_ i: Int) -> [Value] { (values[i].asObject as? TupleObject)?.items ?? [] }
    /// The extra keyword arguments, of a `**kwargs` parameter, in order.
    public func keywords(_ i: Int) -> [(name: String, value: Value)] {
        guard let d = values[i].asObject as? DictObject else { return [] }
        return d.entries.compactMap { e in e.key.asString.map { ($0, e.value) } }
    }
}

/// A function written in Swift.
public final class NativeFunction: Object {
    public typealias Body = (Arguments) throws -> Value

    public let name: String
    public let doc: String
    let declaration: String
    /// Parsed at the first use, so that a program's start does not pay for functions that it never calls.
    public private(set) lazy var signature: Signature = {
        let s = Signature(declaration)
        if ["builtins", "math", "itertools", "operator", "time"].contains(module ?? "") || ownerName != nil { s.builtin = (ownerName, false) }
        return s
    }()
    /// The built-in type that a method belongs to.
    var ownerName: String?
    let body: Body
    /// Direct doors for calls with one or two positional arguments and no keywords (`self` counts), without an argument array.
    public var fast0: (() throws -> Value)?
    public var fast1: ((Value) throws -> Value)?
    public var fast2: ((Value, Value) throws -> Value)?
    public var fast3: ((Value, Value, Value) throws -> Value)?
    /// Bound as a method when found on a type.
    public let isMethod: Bool
    public var module: String?

    public init(_ declaration: String, _ doc: String = "", isMethod: Bool = false, _ body: @escaping Body) {
        self.declaration = declaration
        name = String(declaration.prefix { $0 != "(" })
        self.doc = doc
        self.body = body
        self.isMethod = isMethod
        super.init(type: isMethod ? Types.methodDescriptor : Types.nativeFunction, kind: .nativeFunction)
    }

    public override var isCallable: Bool { true }
    public override func call(_ call: CallArguments) throws -> Value? {
        if call.keywords.isEmpty {
            if call.positional.count == 1, let f = fast1 { return try f(call.positional[0]) }
            if call.positional.count == 2, let f = fast2 { return try f(call.positional[0], call.positional[1]) }
        }
        return try body(Arguments(values: signature.bind(call), signature: signature))
    }
    /// A call without keywords.
    func callPositional(_ values: [Value]) throws -> Value {
        if values.count == 1, let f = fast1 { return try f(values[0]) }
        if values.count == 2, let f = fast2 { return try f(values[0], values[1]) }
        if values.count == 3, let f = fast3 { return try f(values[0], values[1], values[2]) }
        let s = signature
        return try body(Arguments(values: s.bindPositional(values), signature: s))
    }
    public override func repr() throws -> String { isMethod ? "<method '\(name)'>" : "<built-in function \(name)>" }
}

extension TypeObject {
    /// Declares a method: `"scale(self, factor)"`. `a[0]` is the instance (of this type or derived).
    @discardableResult public func method(_ declaration: String, _ doc: String = "", _ body: @escaping NativeFunction.Body) -> NativeFunction {
        let f = NativeFunction(declaration, doc, isMethod: true, body)
        if module == "builtins" { f.ownerName = name }
        setOwn(Name(f.name), .object(f))
        return f
    }

    /// Declares a static method.
    public func staticMethod(_ declaration: String, _ doc: String = "", _ body: @escaping NativeFunction.Body) {
        let f = NativeFunction(declaration, doc, body)
        setOwn(Name(f.name), .object(StaticMethodObject(.object(f))))
    }

    /// Declares a class method; `a[0]` is the class.
    public func classMethod(_ declaration: String, _ doc: String = "", _ body: @escaping NativeFunction.Body) {
        let f = NativeFunction(declaration, doc, body)
        setOwn(Name(f.name), .object(ClassMethodObject(.object(f))))
    }

    /// Declares a property.
    public func property(
        _ name: String, _ doc: String = "", get: @escaping (Object) throws -> Value, set: ((Object, Value) throws -> Void)? = nil
    ) {
        let p = NativeProperty(name, doc, get, set)
        p.ownerName = self.name
        setOwn(Name(name), .object(p))
    }

    /// Declares a class attribute.
    public func constant(_ name: String, _ value: Value) { setOwn(Name(name), value) }

    /// Declares what `cls(...)` does. The signature's parameters leave `cls` out: `"Point(x, y=0)"`; `a[0]` is `x`.
    public func constructor(_ declaration: String, _ body: @escaping (_ cls: TypeObject, _ a: Arguments) throws -> Value) {
        let isBuiltin = module == "builtins" || module == "itertools"
        let signature = Lazy { () -> Signature in
            let s = Signature(declaration)
            if isBuiltin { s.builtin = (nil, true) }
            return s
        }
        constructorSignature = signature
        make = { cls, call in
            let s = signature.value
            return try body(cls, Arguments(values: call.keywords.isEmpty ? s.bindPositional(call.positional) : s.bind(call), signature: s))
        }
    }

    /// Declares native `__init__`, for types that cells subclass: `"__init__(self, lr=0.1)"`.
    public func initializer(_ declaration: String, _ body: @escaping (Arguments) throws -> Void) {
        let f = method(declaration) { a in
            try body(a)
            return .none
        }
        initialize = { instance, call in _ = try f.call(CallArguments([instance] + call.positional, keywords: call.keywords)) }
    }
}

/// A value made at its first use.
public final class Lazy<T> {
    private var make: (() -> T)?
    public private(set) lazy var value: T = {
        let v = make!()
        make = nil
        return v
    }()
    public init(_ make: @escaping () -> T) { self.make = make }
}

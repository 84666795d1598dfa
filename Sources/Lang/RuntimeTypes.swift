// This file declares the attributes of functions, methods, modules, exceptions, code, tracebacks, and the methods of `object` and `super`.

/// `e.__traceback__`
public final class TracebackObject: Object {
    public let entries: [TracebackEntry]
    let trace: [(code: Code, at: Int32)]
    /// The code objects of the entries, where they are known.
    private let codes: [Code]
    private var next: TracebackObject?
    init(_ e: ExceptionObject) {
        entries = e.traceback
        trace = e.rawTrace
        codes = e.rawTrace.reversed().map { $0.code }
        super.init(type: Types.traceback)
    }
    private init(entries: [TracebackEntry], codes: [Code], trace: [(code: Code, at: Int32)]) {
        self.entries = entries
        self.codes = codes
        self.trace = trace
        super.init(type: Types.traceback)
    }

    /// Without its outermost entry.
    var rest: TracebackObject? {
        if let next { return next }
        if entries.count <= 1 { return nil }
        let t = TracebackObject(entries: Array(entries.dropFirst()), codes: Array(codes.dropFirst()), trace: Array(trace.dropLast()))
        next = t
        return t
    }
    /// `tb_frame`: what is known of the outermost frame.
    var frame: Value {
        guard let e = entries.first, let code = codes.first else { return .none }
        return .object(FrameObject(code: code, line: Int(e.span.line), globals: nil, locals: nil, depth: nil))
    }
}

enum RuntimeTypes {
    static func declare() { _ = declared }

    private static let declared: Void = {
        GeneratorObject.declareMethods()
        object()
        superType()
        function()
        method()
        module()
        exceptions()
        code()
        cellsAndTracebacks()
        constructors()
        Builtins.currentModule = { Interpreter.shared.currentModule }
        Builtins.currentLocals = { Interpreter.shared.locals() }
        Builtins.makeClass = { name, bases, d in
            let ns = Attributes()
            ns.set(Names.module, Interpreter.shared.currentModule.globals.get(Names.name) ?? .string("__main__"))
            for e in d.entries { ns.set(Name(e.key.asString ?? ""), e.value) }
            return .object(try ClassBuilder.make(name: name, bases: bases.map { .object($0) }, namespace: ns, keywords: []))
        }
    }()

    private static func object() {
        let t = Types.object
        t.make = { cls, a in
            if !cls.isHeap { return .object(PlainObject(type: cls)) }
            // Arguments are __init__'s; without one there must be none.
            if !a.isEmpty, cls.overrides.isDisjoint(with: [.initialize]) {
                throw typeError("\(cls.name)() takes no arguments")
            }
            return .object(InstanceObject(type: cls))
        }
        let new = NativeFunction("__new__(cls, *args, **kwargs)") { a in
            guard let cls = a[0].asObject as? TypeObject else { throw typeError("object.__new__(X): X is not a type object (\(a[0].typeName))") }
            var c = CallArguments(a.rest(1))
            for (k, v) in a.keywords(2) { c.keywords.append((Name(k), v)) }
            if cls.mro.allSatisfy({ $0.isHeap || $0 === Types.object || $0.isMixin }) {
                if !c.isEmpty, cls.overrides.isDisjoint(with: .initialize) { throw typeError("object.__new__() takes exactly one argument (the type to instantiate)") }
                if !cls.abstractMethods.isEmpty {
                    let n = cls.abstractMethods.count
                    throw typeError("Can't instantiate abstract class \(cls.name) with abstract method\(n == 1 ? "" : "s") \(cls.abstractMethods.joined(separator: ", "))")
                }
                return .object(InstanceObject(type: cls))
            }
            return try cls.makeInstance(c)
        }
        t.setOwn(Names.new, .object(StaticMethodObject(.object(new))))
        t.method("__init__(self, *args, **kwargs)") { a in
            let cls = a[0].type
            if let native = cls.mro.first(where: { !$0.isHeap && $0.initialize != nil }), let f = native.initialize {
                var c = CallArguments(a.rest(1))
                for (k, v) in a.keywords(2) { c.keywords.append((Name(k), v)) }
                try f(a[0], c)
                return .none
            }
            if !a.rest(1).isEmpty || !a.keywords(2).isEmpty, a[0].asObject?.kind == .instance {
                if cls.overrides.contains(.initialize) {
                    throw typeError("object.__init__() takes exactly one argument (the instance to initialize)")
                }
                if cls.overrides.isDisjoint(with: .new) { throw typeError("\(cls.name)() takes no arguments") }
            }
            return .none
        }
        t.method("__getattribute__(self, name, /)") { a in
            let n = Name(try a.string(1))
            if case .object(let o) = a[0] {
                if let v = try Operators.plainAttribute(a[0], o, o.type, n) { return v }
            } else if let v = try Operators.attributeIfPresent(a[0], n) {
                return v
            }
            throw Operators.missingAttribute(a[0], n)
        }
        t.method("__setattr__(self, name, value, /)") { a in
            guard case .object(let o) = a[0] else { throw Operators.missingAttribute(a[0], Name(try a.string(1))) }
            try Operators.plainSetAttribute(o, Name(try a.string(1)), a[2])
            return .none
        }
        t.method("__delattr__(self, name, /)") { a in
            guard case .object(let o) = a[0] else { throw Operators.missingAttribute(a[0], Name(try a.string(1))) }
            try Operators.plainDeleteAttribute(o, Name(try a.string(1)))
            return .none
        }
        t.property("__doc__") { o in
            guard o.type.isHeap else { return o.type.doc.map(Value.string) ?? .none }
            return try Operators.bind(o.type.lookupOwnDoc(), .object(o), o.type)
        }
    }

    /// The direct doors of the constructors that programs call most.
    private static func constructors() {
        Types.str.fast1 = { v in
            if case .int(let i) = v { return .string(Machine.decimal(i)) }
            if case .object(let o) = v, o.kind == .str, o.type === Types.str { return v }
            return .string(try Operators.str(v))
        }
        Types.int.fast1 = { v in
            switch v {
            case .int: return v
            case .bool(let b): return .int(b ? 1 : 0)
            case .float(let d): return d.magnitude < 9e18 ? .int(Int(d)) : nil
            case .object(let o) where o.kind == .str && !o.type.isHeap: return IntText.shortDecimal(unsafeDowncast(o, to: StrObject.self)).map(Value.int)
            default: return nil
            }
        }
        Types.float.fast1 = { v in
            switch v {
            case .float: return v
            case .int(let i): return .float(Double(i))
            case .object(let o) where o.kind == .str && !o.type.isHeap: return IntText.shortFloat(unsafeDowncast(o, to: StrObject.self)).map(Value.float)
            default: return nil
            }
        }
        Types.bool.fast1 = { .bool(try Operators.isTrue($0)) }
        Types.type.fast1 = { .object($0.type) }
        Types.list.fast1 = { .list(try Operators.items(of: $0)) }
        Types.tuple.fast1 = { v in
            if case .object(let o) = v, o.kind == .tuple, o.type === Types.tuple { return v }
            return .tuple(try Operators.items(of: v))
        }
        Types.range.fast1 = { v in
            guard case .int(let n) = v else { return nil }
            return n < Int.max / 4 ? .object(RangeObject(0, n, 1)) : nil
        }
        Types.range.fast2 = { a, b in
            guard case .int(let i) = a, case .int(let j) = b else { return nil }
            return RangeObject.exact(i, j, 1).map { .object($0) }
        }
    }

    private static func superType() {
        Types.superType.make = { _, a in
            if a.positional.isEmpty { throw runtimeError("super(): no arguments") }
            guard let c = a.positional[0].asObject as? TypeObject else { throw typeError("super() argument 1 must be a type, not \(a.positional[0].typeName)") }
            guard a.positional.count > 1 else { throw typeError("unbound super objects are not supported; write super() or super(C, x)") }
            return .object(try SuperObject(c, a.positional[1]))
        }
    }

    private static func function() {
        let t = Types.function
        func of(_ o: Object) -> FunctionObject { o as! FunctionObject }
        t.property("__name__", get: { .string(of($0).name) }, set: { o, v in
            guard let s = v.asString else { throw typeError("__name__ must be set to a string object") }
            of(o).name = s
        })
        t.property("__qualname__", get: { .string(of($0).qualifiedName) }, set: { o, v in
            guard let s = v.asString else { throw typeError("__qualname__ must be set to a string object") }
            of(o).qualifiedName = s
        })
        t.property("__doc__", get: { of($0).docValue }, set: { of($0).docValue = $1 })
        t.property("__module__", get: { of($0).attributes?.get(Names.module) ?? of($0).moduleName }, set: { o, v in
            if o.attributes == nil { o.attributes = Attributes() }
            o.attributes!.set(Names.module, v)
        })
        t.property("__defaults__", get: { of($0).defaultCount == 0 ? .none : .tuple(of($0).defaults) }, set: { o, v in
            of(o).defaults = v.isNone ? [] : try Operators.items(of: v)
        })
        t.property("__kwdefaults__", get: { of($0).keywordDefaults.map { .object($0) } ?? .none }, set: { o, v in of(o).keywordDefaults = v.asObject as? DictObject })
        t.property("__annotations__", get: { o in
            if of(o).annotationDict == nil { of(o).annotationDict = DictObject() }
            return .object(of(o).annotationDict!)
        }, set: { o, v in of(o).annotationDict = v.asObject as? DictObject })
        t.property("__code__") { .object(of($0).code) }
        t.property("__builtins__") { o in .object(AttributesDict(Interpreter.shared.builtins.globals, owner: o)) }
        t.constructor("function(code, globals, name=None, argdefs=None, closure=None)") { _, a in
            guard let code = a[0].asObject as? Code else { throw typeError("function() argument 'code' must be code, not \(a[0].isNone ? "None" : a[0].typeName)") }
            let globals: Attributes
            if let d = a[1].asObject as? AttributesDict {
                globals = d.table
            } else if let d = a[1].asObject as? DictObject {
                globals = Attributes()
                for e in d.entries { if let k = e.key.asString { globals.set(Name(k), e.value) } }
            } else {
                throw typeError("function() argument 'globals' must be dict, not \(a[1].isNone ? "None" : a[1].typeName)")
            }
            if !a[2].isNone, a[2].asString == nil { throw typeError("arg 3 (name) must be None or string") }
            if !a[3].isNone, !(a[3].asObject is TupleObject) { throw typeError("arg 4 (defaults) must be None or tuple") }
            let cells = a[4].isNone ? [] : try Operators.items(of: a[4])
            if !a[4].isNone, !(a[4].asObject is TupleObject) { throw typeError("arg 5 (closure) must be None or tuple") }
            if cells.count != code.freeNames.count {
                throw a[4].isNone ? typeError("arg 5 (closure) must be tuple") : valueError("\(code.name) requires closure of length \(code.freeNames.count), not \(cells.count)")
            }
            let f = FunctionObject(code: code, globals: globals, cells: cells, defaults: a[3].isNone ? [] : try Operators.items(of: a[3]), keywordDefaults: nil)
            if let n = a[2].asString { f.name = n }
            return .object(f)
        }
        t.property("__globals__") { o in .object(of(o).globals.view ?? AttributesDict(of(o).globals, owner: o)) }
        t.property("__closure__") { o in of(o).cellCount == 0 ? .none : .tuple(of(o).closure) }
        t.method("__get__(self, instance, owner=None, /)") { a in a[1].isNone ? a[0] : .object(BoundMethod(a[0], a[1])) }
        t.method("__call__(self, *args, **kwargs)") { a in
            var c = CallArguments(a.rest(1))
            for (k, v) in a.keywords(2) { c.keywords.append((Name(k), v)) }
            return try Operators.call(a[0], c)
        }
        let n = Types.nativeFunction
        func native(_ o: Object) -> NativeFunction { o as! NativeFunction }
        for t in [n, Types.methodDescriptor] {
            t.property("__name__") { .string(native($0).name.split(separator: ".").last.map(String.init) ?? "") }
            t.property("__qualname__") { o in .string(native(o).ownerName.map { $0 + "." + native(o).name } ?? native(o).name) }
            t.property("__doc__") { native($0).doc.isEmpty ? .none : .string(native($0).doc) }
            t.property("__module__") { native($0).module.map(Value.string) ?? .string("builtins") }
            t.property("__text_signature__") { .string(native($0).signature.text) }
            t.property("__self__") { _ in .none }
        }
        Types.methodDescriptor.method("__get__(self, instance, owner=None, /)") { a in a[1].isNone ? a[0] : .object(BoundMethod(a[0], a[1])) }
        Types.staticMethod.method("__call__(self, *args, **kwargs)") { a in
            var c = CallArguments(a.rest(1))
            for (k, v) in a.keywords(2) { c.keywords.append((Name(k), v)) }
            return try Operators.call((a[0].asObject as! StaticMethodObject).function, c)
        }
        Types.staticMethod.method("__get__(self, instance, owner=None, /)") { a in (a[0].asObject as! StaticMethodObject).function }
    }

    private static func method() {
        let t = Types.boundMethod
        func of(_ o: Object) -> BoundMethod { o as! BoundMethod }
        t.constructor("method(function, instance, /)") { _, a in
            if !Operators.isCallable(a[0]) { throw typeError("first argument must be callable") }
            if a[1].isNone { throw typeError("instance must not be None") }
            return .object(BoundMethod(a[0], a[1]))
        }
        t.property("__self__") { of($0).instance }
        t.property("__func__") { of($0).function }
        t.method("__call__(self, *args, **kwargs)") { a in
            try Operators.call(a[0], CallArguments(a.rest(1), keywords: a.keywords(2).map { (Name($0.name), $0.value) }))
        }
        for name in ["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__defaults__", "__code__", "__wrapped__"] {
            t.property(name) { o in
                if let v = try Operators.attributeIfPresent(of(o).function, Name(name)) { return v }
                throw Operators.missingAttribute(.object(o), Name(name))
            }
        }
    }

    private static func module() {
        let t = Types.module
        t.constructor("module(name, doc=None)") { _, a in .object(ModuleObject(try a.string(0), doc: a[1].asString)) }
    }

    private static func exceptions() {
        let t = Exceptions.baseException
        func of(_ o: Object) -> ExceptionObject { o as! ExceptionObject }
        func set(_ v: Value, _ what: String) throws -> ExceptionObject? {
            if v.isNone { return nil }
            guard let e = v.asObject as? ExceptionObject else { throw typeError("exception \(what) must be None or derive from BaseException") }
            return e
        }
        t.property("args", get: { .tuple(of($0).visibleArguments) }, set: { of($0).args = try Operators.items(of: $1) })
        t.property("__cause__", get: { of($0).cause.map { .object($0) } ?? .none }, set: { o, v in
            of(o).cause = try set(v, "cause")
            of(o).suppressContext = true
        })
        t.property("__context__", get: { of($0).context.map { .object($0) } ?? .none }, set: { o, v in of(o).context = try set(v, "context") })
        t.property("__suppress_context__", get: { .bool(of($0).suppressContext) }, set: { o, v in of(o).suppressContext = try Operators.isTrue(v) })
        t.property("__traceback__", get: { Machine.tracebackValue(of($0)) }, set: { o, v in
            of(o).tracebackObject = v
            if v.isNone { of(o).rawTrace = [] } else if let tb = v.asObject as? TracebackObject { of(o).rawTrace = tb.trace }
        })
        t.property("__notes__") { o in
            if of(o).notes.isEmpty { throw Operators.missingAttribute(.object(o), "__notes__") }
            return .list(of(o).notes.map(Value.string))
        }
        t.method("add_note(self, note, /)") { a in
            guard let s = a[1].asString else { throw typeError("note must be a str, not '\(a[1].typeName)'") }
            of(a[0].asObject!).notes.append(s)
            return .none
        }
        t.method("with_traceback(self, tb, /)") { a in
            let e = of(a[0].asObject!)
            if let tb = a[1].asObject as? TracebackObject { e.rawTrace = tb.trace } else if a[1].isNone { e.rawTrace = [] } else {
                throw typeError("__traceback__ must be a traceback or None")
            }
            return a[0]
        }
        t.method("__init__(self, *args, **kwargs)") { a in
            guard let e = a[0].asObject as? ExceptionObject else { throw typeError("descriptor '__init__' requires a 'BaseException' object") }
            if !a.keywords(2).isEmpty, e.type.isHeap || true, !Exceptions.takesKeywords(e.type) { throw typeError("\(e.type.name)() takes no keyword arguments") }
            e.args = a.rest(1)
            return .none
        }
        t.method("__repr__(self, /)") { a in .string(try of(a[0].asObject!).repr()) }
        t.method("__str__(self, /)") { a in .string(try of(a[0].asObject!).str() ?? "") }
        t.method("__reduce__(self, /)") { a in .tuple([.object(a[0].type), .tuple(of(a[0].asObject!).args)]) }
        ExceptionDetails.declare()
    }

    private static func code() {
        let t = Types.code
        func of(_ o: Object) -> Code { o as! Code }
        t.property("co_name") { .string(of($0).name) }
        t.property("co_qualname") { .string(of($0).qualifiedName) }
        t.property("co_filename") { .string(of($0).source.name) }
        t.property("co_firstlineno") { .int(Int(of($0).span.line)) }
        t.property("co_argcount") { .int(of($0).info.pointee.positionalCount) }
        t.property("co_posonlyargcount") { .int(of($0).info.pointee.positionalOnlyCount) }
        t.property("co_kwonlyargcount") { .int(of($0).info.pointee.keywordOnlyCount) }
        t.property("co_nlocals") { .int(of($0).localNames.count) }
        t.property("co_varnames") { .tuple(of($0).localNames.map { $0.value }) }
        t.property("co_freevars") { .tuple(of($0).freeNames.map { $0.value }) }
        t.property("co_cellvars") { o in .tuple(of(o).cellNames.sorted { $0.key < $1.key }.map { $0.value.value }) }
        t.property("co_flags") { o in
            let i = of(o).info.pointee
            return .int(3 | (i.hasVarArgs ? 4 : 0) | (i.hasVarKeywords ? 8 : 0) | (i.isGenerator ? 32 : 0))
        }
    }

    private static func cellsAndTracebacks() {
        Types.cell.property("cell_contents", get: { o in
            let v = (o as! CellObject).content
            if v.isUnbound { throw valueError("Cell is empty") }
            return v
        }, set: { ($0 as! CellObject).content = $1 })
        let t = Types.traceback
        func of(_ o: Object) -> TracebackObject { o as! TracebackObject }
        t.property("tb_lineno") { .int(Int(of($0).entries.first?.span.line ?? 0)) }
        t.property("tb_lasti") { _ in .int(0) }
        t.property("tb_next") { of($0).rest.map { .object($0) } ?? .none }
        t.property("tb_frame") { of($0).frame }
    }
}

/// `object()`
final class PlainObject: Object {
    override var allowsAttributes: Bool { false }
    init(type: TypeObject) { super.init(type: type, kind: .other) }
}

extension TypeObject {
    func lookupOwnDoc() -> Value { namespace.get(Names.doc) ?? .none }
}

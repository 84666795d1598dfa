// This file defines the instructions that need no speed: classes, imports, `with`, `match`, annotations.

extension Machine {
    @inline(never) static func rare(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ k: Register) throws {
        let a = r + Int(i.pointee.a), b = r + Int(i.pointee.b)
        switch i.pointee.op {
        case .raiseAssertion:
            let e = ExceptionObject(type: Exceptions.assertionError, args: i.pointee.b == 65535 ? [] : [b.pointee])
            throw PythonError(e)
        case .setAnnotations:
            let function = Unmanaged<FunctionObject>.fromOpaque(a.objectBits).value
            function.annotationDict = b.pointee.asObject as? DictObject
            b.setUnbound()
        case .makeClass:
            try makeClass(i, f, r, k)
        case .withEnter:
            let v = try enter(b.pointee)
            a.set(v)
        case .withExit:
            let manager = a.pointee
            a.setUnbound()
            _ = try exit(manager, nil)
        case .withExcept:
            let e = Unmanaged<ExceptionObject>.fromOpaque((r + Int(i.pointee.c)).objectBits).value
            let t = try exit(b.pointee, e)
            b.setUnbound()
            a.setBool(t)
        case .importModule:
            let v = try Importer.importStatement(Name(id: i.pointee.d).text, level: Int(i.pointee.b), wholePath: i.pointee.c == 1, from: attributesObject(f.pointee.globals))
            a.set(v)
        case .importFrom:
            let v = try Importer.importFrom(b.pointee, Name(id: i.pointee.d), attributesObject(f.pointee.globals))
            a.set(v)
        case .importStar:
            try Importer.importStar(a.pointee, into: attributesObject(f.pointee.namespace ?? f.pointee.globals))
        case .setupAnnotations:
            let t = attributesObject(f.pointee.namespace ?? f.pointee.globals)
            if t.get(Names.annotations) == nil { t.set(Names.annotations, .object(DictObject())) }
        case .storeAnnotation:
            let t = attributesObject(f.pointee.namespace ?? f.pointee.globals)
            if case .object(let o)? = t.get(Names.annotations), let d = o as? DictObject { try d.set(k[Int(i.pointee.d)], b.pointee) }
            b.setUnbound()
        case .matchSequence:
            a.setBool(isMatchSequence(b.pointee))
        case .matchMapping:
            a.setBool(isMatchMapping(b.pointee))
        case .length:
            a.setInt(try Operators.length(b.pointee))
        case .matchKeys:
            let keys = try Operators.items(of: r[Int(i.pointee.c)])
            let m = b.pointee
            var values: [Value] = []
            for (j, key) in keys.enumerated() {
                for other in keys[..<j] where try Operators.equal(other, key) { throw valueError("mapping pattern checks duplicate key (\(try Operators.repr(key)))") }
                let v: Value?
                if case .object(let o) = m, o.kind == .dict {
                    v = try unsafeDowncast(o, to: DictObject.self).get(key)
                } else {
                    v = try Operators.contains(m, key) ? try Operators.getItem(m, key) : nil
                }
                guard let v else {
                    a.setNone()
                    return
                }
                values.append(v)
            }
            a.set(.tuple(values))
        case .matchRest:
            let keys = try Operators.items(of: r[Int(i.pointee.c)])
            let d = DictObject()
            _ = try forEachPair(b.pointee) { key, v in
                for other in keys where try Operators.equal(other, key) { return }
                try d.set(key, v)
            }
            a.set(.object(d))
        case .matchClass:
            let c = r + Int(i.pointee.c)
            let v = try matchClass(b.pointee, c[0], positional: Int(i.pointee.d), names: try Operators.items(of: c[1]))
            a.set(v)
        default: break
        }
    }

    // MARK: with

    private static func enter(_ manager: Value) throws -> Value {
        if let f = manager.type.lookup(Names.enter) {
            guard manager.type.lookup(Names.exit) != nil else {
                throw typeError("'\(manager.typeName)' object does not support the context manager protocol (missed __exit__ method)")
            }
            return try Operators.callSpecial(f, manager)
        }
        if case .object(let o) = manager, let v = try o.enter() { return v }
        throw typeError("'\(manager.typeName)' object does not support the context manager protocol")
    }

    /// Leaves a `with`. true: the exception is swallowed.
    private static func exit(_ manager: Value, _ e: ExceptionObject?) throws -> Bool {
        if let f = manager.type.lookup(Names.exit) {
            let arguments: [Value] = e.map { [.object($0.type), .object($0), tracebackValue($0)] } ?? [.none, .none, .none]
            return try Operators.isTrue(Operators.callSpecial(f, manager, arguments))
        }
        if case .object(let o) = manager { return try o.exit(e.map { PythonError($0) }) }
        return false
    }

    static func tracebackValue(_ e: ExceptionObject) -> Value {
        if let t = e.tracebackObject { return t.isUnbound ? .none : t }
        if e.rawTrace.isEmpty { return .none }
        // The same object as long as nothing was added.
        if let t = e.knownTraceback, t.trace.count == e.rawTrace.count { return .object(t) }
        let t = TracebackObject(e)
        e.knownTraceback = t
        return .object(t)
    }

    // MARK: class

    private static func makeClass(_ i: Code_, _ f: UnsafeMutablePointer<Frame>, _ r: Register, _ k: Register) throws {
        let b = r + Int(i.pointee.b)
        let body = Unmanaged<FunctionObject>.fromOpaque(b.objectBits).value
        let name = k[Int(i.pointee.d)].asString ?? ""
        let bases = try Operators.items(of: b[1])
        var keywords: [(name: Name, value: Value)] = []
        if case .object(let o) = b[2], let d = o as? DictObject {
            for e in d.entries { keywords.append((Name(e.key.asString ?? ""), e.value)) }
        }
        if keywords.contains(where: { $0.name == "metaclass" }) {
            keywords.removeAll { k in
                guard k.name == "metaclass", let t = k.value.asObject as? TypeObject else { return false }
                return t === Types.type || t.isMetaclassStandIn
            }
            if keywords.contains(where: { $0.name == "metaclass" }) { throw typeError("cells do not support metaclasses; write a base class with __init_subclass__") }
        }
        let namespace = Attributes()
        namespace.refusesDoubles = bases.contains { b in (b.asObject as? TypeObject).map { t in t.behavior?.refusesDoubles(t) ?? false } ?? false }
        defer { namespace.refusesDoubles = false }
        namespace.set(Names.module, attributesObject(f.pointee.globals).get(Names.name) ?? .string("__main__"))
        let cell = try Machine.call(body, CallArguments(), namespace: namespace)
        let t = try ClassBuilder.make(name: name, bases: bases, namespace: namespace, keywords: keywords) { t in
            // `super()` works in what the hooks of class creation call.
            if case .object(let o) = cell, let c = o as? CellObject { c.content = .object(t) }
        }
        for j in 0..<3 { (b + j).setUnbound() }
        (r + Int(i.pointee.a)).set(.object(t))
        if GarbageCollector.isDue { GarbageCollector.collectYoung() }
    }

    // MARK: match

    private static func isMatchSequence(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return false }
        switch o.kind {
        case .list, .tuple, .range: return true
        case .str, .bytes, .dict, .set: return false
        default: return o.type.mro.contains { $0.name == "Sequence" || ["deque", "MutableSequence", "array", "memoryview", "UserList", "UserString"].contains($0.name) }
        }
    }

    private static func isMatchMapping(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return false }
        if o.kind == .dict || o is AttributesDict || o is MappingProxy { return true }
        return o.type.mro.contains { ["Mapping", "MutableMapping", "UserDict", "ChainMap"].contains($0.name) }
    }

    /// The values of a class pattern's sub-patterns, or None.
    private static func matchClass(_ x: Value, _ cls: Value, positional n: Int, names: [Value]) throws -> Value {
        guard let t = cls.asObject as? TypeObject else { throw typeError("called match pattern must be a class") }
        guard try Builtins.isInstance(x, cls) else { return .none }
        var values: [Value] = []
        if n > 0 {
            let simple = [Types.bool, Types.bytearray, Types.bytes, Types.dict, Types.float, Types.frozenset, Types.int, Types.list, Types.set, Types.str, Types.tuple]
            if let m = t.lookup(Names.matchArgs) {
                guard let list = m.asObject as? TupleObject else { throw typeError("\(t.name).__match_args__ must be a tuple (got \(m.typeName))") }
                if n > list.items.count {
                    throw typeError("\(t.name)() accepts \(list.items.count) positional sub-pattern\(list.items.count == 1 ? "" : "s") (\(n) given)")
                }
                for j in 0..<n {
                    guard let name = list.items[j].asString else { throw typeError("__match_args__ elements must be strings (got \(list.items[j].typeName))") }
                    if names.contains(where: { $0.asString == name }) { throw typeError("\(t.name)() got multiple sub-patterns for attribute '\(name)'") }
                    guard let v = try attributeOrNil(x, Name(name)) else { return .none }
                    values.append(v)
                }
            } else if simple.contains(where: { t.isSubtype(of: $0) }) {
                if n > 1 { throw typeError("\(t.name)() accepts 1 positional sub-pattern (\(n) given)") }
                values.append(x)
            } else {
                throw typeError("\(t.name)() accepts 0 positional sub-patterns (\(n) given)")
            }
        }
        for name in names {
            guard let v = try attributeOrNil(x, Name(name.asString ?? "")) else { return .none }
            values.append(v)
        }
        return .tuple(values)
    }

    private static func attributeOrNil(_ x: Value, _ n: Name) throws -> Value? {
        do { return try Operators.attributeIfPresent(x, n) } catch let e as PythonError where e.isInstance(of: Exceptions.attributeError) { return nil }
    }
}

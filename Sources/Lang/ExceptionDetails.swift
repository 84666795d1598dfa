// This file defines what single exception types add: texts, attributes, keyword arguments, groups.

extension Exceptions {
    /// Whether the constructor of the type (natively) accepts keywords.
    static func takesKeywords(_ t: TypeObject) -> Bool {
        t.isSubtype(of: importError) || t.isSubtype(of: attributeError) || t.isSubtype(of: nameError) || t.isSubtype(of: stopIteration)
            || t.overrides.contains(.initialize)
    }
}

extension ExceptionObject {
    /// The first native class of the MRO.
    var nativeBase: TypeObject { type.isHeap ? type.mro.first { !$0.isHeap } ?? Exceptions.baseException : type }
}

enum ExceptionDetails {
    private static func of(_ o: Object) -> ExceptionObject { o as! ExceptionObject }

    /// An attribute kept in the instance table, with a default.
    private static func stored(_ t: TypeObject, _ name: String, _ fallback: @escaping (ExceptionObject) -> Value) {
        let hidden = Name(name)
        t.property(name, get: { o in o.attributes?.get(hidden) ?? fallback(of(o)) }, set: { o, v in
            if o.attributes == nil { o.attributes = Attributes() }
            o.attributes!.set(hidden, v)
        })
    }

    static func declare() {
        stored(Exceptions.stopIteration, "value") { $0.args.first ?? .none }
        stored(Exceptions.systemExit, "code") { $0.args.isEmpty ? .none : $0.args.count == 1 ? $0.args[0] : .tuple($0.args) }
        for (i, n) in ["errno", "strerror", "filename"].enumerated() {
            stored(Exceptions.osError, n) { e in e.args.count >= 2 && i < e.args.count ? e.args[i] : .none }
        }
        stored(Exceptions.osError, "filename2") { e in e.args.count > 4 ? e.args[4] : .none }
        stored(Exceptions.nameError, "name") { _ in .none }
        stored(Exceptions.attributeError, "name") { e in e.attributeName.map(Value.string) ?? .none }
        stored(Exceptions.attributeError, "obj") { e in e.subject ?? .none }
        stored(Exceptions.importError, "name") { _ in .none }
        stored(Exceptions.importError, "path") { _ in .none }
        stored(Exceptions.importError, "msg") { e in e.args.first ?? .none }
        func detail(_ i: Int) -> (ExceptionObject) -> Value {
            { e in
                guard e.args.count == 2, let t = e.args[1].asObject as? TupleObject, i < t.items.count else { return .none }
                return t.items[i]
            }
        }
        stored(Exceptions.syntaxError, "msg") { $0.args.first ?? .none }
        for (i, n) in ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].enumerated() { stored(Exceptions.syntaxError, n, detail(i)) }
        stored(Exceptions.syntaxError, "print_file_and_line") { _ in .none }
        for t in [Exceptions.unicodeDecodeError, Exceptions.unicodeEncodeError] {
            for (i, n) in ["encoding", "object", "start", "end", "reason"].enumerated() { stored(t, n) { e in i < e.args.count ? e.args[i] : .none } }
        }
        constructors()
        groups()
    }

    private static func constructors() {
        // Keywords become attributes.
        for (t, names) in [
            (Exceptions.importError, ["name", "path"]), (Exceptions.moduleNotFoundError, ["name", "path"]), (Exceptions.attributeError, ["name", "obj"]),
            (Exceptions.nameError, ["name"]), (Exceptions.unboundLocalError, ["name"]),
        ] {
            t.make = { cls, a in
                let e = ExceptionObject(type: cls, args: a.positional)
                for (k, v) in a.keywords where names.contains(k.text) {
                    if k == "obj" {
                        e.subject = v
                        continue
                    }
                    if e.attributes == nil { e.attributes = Attributes() }
                    e.attributes!.set(k, v)
                }
                if let k = a.keywords.first(where: { !names.contains($0.name.text) }), cls.overrides.isDisjoint(with: .initialize) {
                    throw typeError("'\(k.name)' is an invalid keyword argument for \(t.name)()")
                }
                return .object(e)
            }
        }
        // An OSError with an errno is of the subclass that the number means.
        Exceptions.osError.make = { cls, a in
            if cls === Exceptions.osError, a.positional.count >= 2, case .int(let code) = a.positional[0] {
                let e = Exceptions.osError(Int32(truncatingIfNeeded: code), path: nil).exception
                e.args = a.positional
                return .object(e)
            }
            return .object(ExceptionObject(type: cls, args: a.positional))
        }
        for t in Exceptions.all where t.make != nil {
            let make = t.make!
            if Exceptions.takesKeywords(t) { continue }
            t.make = { cls, a in
                if !a.keywords.isEmpty, cls.overrides.isDisjoint(with: [.initialize, .new]) { throw typeError("\(cls.name)() takes no keyword arguments") }
                return try make(cls, a)
            }
        }
    }

    private static func groups() {
        let base = Exceptions.baseExceptionGroup
        for t in [base, Exceptions.exceptionGroup] {
            t.make = { cls, a in
                guard a.positional.count == 2 else { throw typeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (\(a.positional.count) given)") }
                guard a.positional[0].asString != nil else { throw typeError("BaseExceptionGroup.__new__() argument 1 must be str, not \(a.positional[0].typeName)") }
                guard case .object(let o) = a.positional[1], o.kind == .list || o.kind == .tuple else { throw typeError("second argument (exceptions) must be a sequence") }
                let items = try Operators.items(of: a.positional[1])
                if items.isEmpty { throw valueError("second argument (exceptions) must be a non-empty sequence") }
                var plain = true
                for (i, m) in items.enumerated() {
                    guard let e = m.asObject as? ExceptionObject else { throw valueError("Item \(i) of second argument (exceptions) is not an exception") }
                    if !e.type.isSubtype(of: Exceptions.exception) { plain = false }
                }
                var c = cls
                if cls === base, plain { c = Exceptions.exceptionGroup }
                if cls === Exceptions.exceptionGroup, !plain { throw typeError("Cannot nest BaseExceptions in an ExceptionGroup") }
                return .object(ExceptionObject(type: c, args: [a.positional[0], a.positional[1]]))
            }
            t.property("message") { o in ExceptionGroups.message(of(o)) }
            t.property("exceptions") { o in .tuple(ExceptionGroups.members(of(o))) }
            t.method("derive(self, excs, /)") { a in
                .object(try ExceptionGroups.derive(of(a[0].asObject!), Operators.items(of: a[1])))
            }
            func test(_ v: Value) throws -> (ExceptionObject) throws -> Bool {
                if case .object(let o) = v, o.kind == .type || o.kind == .tuple { return { try Machine.matches($0, v) } }
                if Operators.isCallable(v) { return { try Operators.isTrue(Operators.call(v, .object($0))) } }
                throw typeError("expected a function, exception type or tuple of exception types")
            }
            t.method("split(self, condition, /)") { a in
                let (yes, no) = try ExceptionGroups.split(of(a[0].asObject!), test(a[1]))
                return .tuple([yes.map { .object($0) } ?? .none, no.map { .object($0) } ?? .none])
            }
            t.method("subgroup(self, condition, /)") { a in
                try ExceptionGroups.split(of(a[0].asObject!), test(a[1])).0.map { .object($0) } ?? .none
            }
            t.setOwn(Names.classGetItem, .object(ClassMethodObject(.object(NativeFunction("__class_getitem__(cls, item, /)") { a in a[0] }))))
        }
    }
}

// This file defines the only doors to operations on values: every builtin, module and instruction goes through them.

/// Operations on values with Python's semantics, cell classes' dunder methods included.
public enum Operators {
    // MARK: Calls

    /// `f(*positional, **keywords)`.
    public static func call(_ f: Value, _ a: CallArguments) throws -> Value {
        guard case .object(let o) = f else { throw notCallable(f) }
        switch o.kind {
        case .function: return try Machine.call(unsafeDowncast(o, to: FunctionObject.self), a)
        case .boundMethod:
            let m = unsafeDowncast(o, to: BoundMethod.self)
            var b = CallArguments([m.instance], keywords: a.keywords)
            b.positional += a.positional
            return try call(m.function, b)
        case .type: return try unsafeDowncast(o, to: TypeObject.self).instantiate(a)
        default: break
        }
        try Machine.checkNativeStack()
        if o.type.overrides.contains(.call), let c = o.type.lookup(Names.call) { return try call(bind(c, f, o.type), a) }
        if let r = try o.call(a) { return r }
        if let c = o.type.lookup(Names.call) { return try call(bind(c, f, o.type), a) }
        throw notCallable(f)
    }

    private static func notCallable(_ f: Value) -> PythonError { typeError("'\(f.typeName)' object is not callable") }

    public static func call(_ f: Value, _ positional: Value...) throws -> Value { try call(f, CallArguments(positional)) }

    /// `f(x)`, without arrays for functions of cells and native ones.
    public static func call(_ f: Value, _ x: Value) throws -> Value {
        if case .object(let o) = f {
            if o.kind == .function { return try Machine.call1(unsafeDowncast(o, to: FunctionObject.self), x) }
            if o.kind == .nativeFunction, let fast = unsafeDowncast(o, to: NativeFunction.self).fast1 { return try fast(x) }
            if o.kind == .boundMethod {
                let m = unsafeDowncast(o, to: BoundMethod.self)
                return try call(m.function, m.instance, x)
            }
            if o.kind == .type, let fast = unsafeDowncast(o, to: TypeObject.self).fast1, let v = try fast(x) { return v }
        }
        return try call(f, CallArguments([x]))
    }

    /// `f(x, y)`
    public static func call(_ f: Value, _ x: Value, _ y: Value) throws -> Value {
        if case .object(let o) = f {
            if o.kind == .function { return try Machine.call2(unsafeDowncast(o, to: FunctionObject.self), x, y) }
            if o.kind == .nativeFunction, let fast = unsafeDowncast(o, to: NativeFunction.self).fast2 { return try fast(x, y) }
        }
        return try call(f, CallArguments([x, y]))
    }

    /// `x.name(*positional)`.
    public static func callMethod(_ x: Value, _ name: Name, _ positional: Value..., keywords: [(name: Name, value: Value)] = []) throws -> Value {
        try call(attribute(x, name), CallArguments(positional, keywords: keywords))
    }

    /// The dunder method `name` of the value's type, called with the value first; nil when there is none or it is None.
    static func special(_ x: Value, _ name: Name, _ arguments: [Value] = []) throws -> Value? {
        guard let f = x.type.lookup(name), !f.isNone else { return nil }
        return try callSpecial(f, x, arguments)
    }

    static func callSpecial(_ f: Value, _ x: Value, _ arguments: [Value] = []) throws -> Value {
        if case .object(let o) = f, o.kind == .function || o.kind == .nativeFunction {
            switch arguments.count {
            case 0: return try call(f, x)
            case 1: return try call(f, x, arguments[0])
            default: return try call(f, CallArguments([x] + arguments))
            }
        }
        return try call(bind(f, x, x.type), CallArguments(arguments))
    }

    // MARK: Items

    public static func getItem(_ x: Value, _ key: Value) throws -> Value {
        if case .object(let o) = x {
            if o.type.overrides.contains(.getItem), let f = o.type.lookup(Names.getitem) {
                if f.isNone { throw typeError("'\(x.typeName)' object is not subscriptable") }
                return try callSpecial(f, x, [key])
            }
            if o.kind == .dict, o.type.overrides.contains(.missing) {
                let d = unsafeDowncast(o, to: DictObject.self)
                if let v = try d.get(key) { return v }
                if let f = o.type.lookup(Names.missing) { return try callSpecial(f, x, [key]) }
                throw keyError(key)
            }
            if let r = try o.getItem(key) { return r }
            if o.kind == .type {
                let t = unsafeDowncast(o, to: TypeObject.self)
                if let r = try t.behavior?.getItem(t, key) { return r }
                if let f = try typeAttribute(t, Names.classGetItem) { return try call(f, key) }
                throw typeError("type '\(t.name)' is not subscriptable")
            }
            if o.kind == .other || o.kind == .instance, let f = o.type.lookup(Names.getitem), !f.isNone { return try callSpecial(f, x, [key]) }
        }
        throw typeError("'\(x.typeName)' object is not subscriptable")
    }

    public static func setItem(_ x: Value, _ key: Value, _ value: Value) throws {
        if case .object(let o) = x {
            if o.type.overrides.contains(.setItem), let f = o.type.lookup(Names.setitem) {
                _ = try callSpecial(f, x, [key, value])
                return
            }
            if try o.setItem(key, value) { return }
            if o.kind == .other || o.kind == .instance, let f = o.type.lookup(Names.setitem), !f.isNone {
                _ = try callSpecial(f, x, [key, value])
                return
            }
        }
        throw typeError("'\(x.typeName)' object does not support item assignment")
    }

    public static func deleteItem(_ x: Value, _ key: Value) throws {
        if case .object(let o) = x {
            if o.type.overrides.contains(.deleteItem), let f = o.type.lookup(Names.delitem) {
                _ = try callSpecial(f, x, [key])
                return
            }
            if try o.deleteItem(key) { return }
        }
        throw typeError("'\(x.typeName)' object doesn't support item deletion")
    }

    public static func length(_ x: Value) throws -> Int {
        if case .object(let o) = x {
            if o.type.overrides.contains(.length), let f = o.type.lookup(Names.len) {
                let r = try callSpecial(f, x)
                let n: Int
                do { n = try index(r) } catch let e as PythonError where e.isInstance(of: Exceptions.overflowError) {
                    throw overflowError("cannot fit 'int' into an index-sized integer")
                }
                if n < 0 { throw valueError("__len__() should return >= 0") }
                return n
            }
            if let n = try o.length() { return n }
            if o.kind == .other || o.kind == .instance, let f = o.type.lookup(Names.len), !f.isNone { return try index(callSpecial(f, x)) }
        }
        throw typeError("object of type '\(x.typeName)' has no len()")
    }

    public static func contains(_ x: Value, _ item: Value) throws -> Bool {
        if case .object(let o) = x {
            if o.type.overrides.contains(.contains) {
                if let f = o.type.lookup(Names.contains) {
                    if f.isNone { throw typeError("'\(x.typeName)' object is not a container") }
                    if o.type.override(Names.contains) != nil { return try isTrue(callSpecial(f, x, [item])) }
                    if let r = try o.contains(item) { return r }
                }
            } else if let r = try o.contains(item) {
                return r
            } else if o.kind == .instance || o.kind == .other, let f = o.type.lookup(Names.contains), !f.isNone {
                return try isTrue(callSpecial(f, x, [item]))
            }
        }
        guard try isIterable(x) else { throw typeError("argument of type '\(x.typeName)' is not iterable") }
        let it = try iterator(x)
        while let v = try next(it) { if try equal(v, item) { return true } }
        return false
    }

    // MARK: Iteration

    static func isIterable(_ x: Value) throws -> Bool {
        guard case .object(let o) = x else { return false }
        if o.type.overrides.contains(.iterate) {
            if let f = o.type.lookup(Names.iter) { return !f.isNone }
            return o.type.lookup(Names.getitem) != nil
        }
        switch o.kind {
        case .list, .tuple, .dict, .set, .str, .range, .generator, .bytes: return true
        default: break
        }
        if o.isIterator { return true }
        if o.type.lookup(Names.iter) != nil { return true }
        return try o.iterate() != nil
    }

    /// `iter(x)`.
    public static func iterator(_ x: Value) throws -> Value {
        guard case .object(let o) = x else { throw typeError("'\(x.typeName)' object is not iterable") }
        if o.type.overrides.contains(.iterate) {
            if let f = o.type.lookup(Names.iter) {
                if f.isNone { throw typeError("'\(x.typeName)' object is not iterable") }
                let it = try callSpecial(f, x)
                guard isIterator(it) else { throw typeError("iter() returned non-iterator of type '\(it.typeName)'") }
                return it
            }
            if o.type.overrides.contains(.getItem) { return .object(SequenceIterator(x)) }
        }
        if let it = try o.iterate() { return it }
        if o.kind == .instance || o.kind == .other, let f = o.type.lookup(Names.iter), !f.isNone { return try callSpecial(f, x) }
        throw typeError("'\(x.typeName)' object is not iterable")
    }

    static func isIterator(_ x: Value) -> Bool {
        guard case .object(let o) = x else { return false }
        return o.isIterator || o.type.overrides.contains(.next) || o.type.lookup(Names.next) != nil
    }

    /// `next(it)`: nil at the end.
    public static func next(_ iterator: Value) throws -> Value? {
        // Native loops over an iterator may never end.
        try Interpreter.checkInterrupt()
        if case .object(let o) = iterator {
            if o.kind == .generator { return try unsafeDowncast(o, to: GeneratorObject.self).step() }
            if o.type.overrides.contains(.next), let f = o.type.lookup(Names.next) {
                do { return try callSpecial(f, iterator) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) { return nil }
            }
            if o.isIterator { return try o.next() }
            if let f = o.type.lookup(Names.next) {
                do { return try callSpecial(f, iterator) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) { return nil }
            }
        }
        throw typeError("'\(iterator.typeName)' object is not an iterator")
    }

    /// All items; lists and tuples directly.
    public static func items(of x: Value) throws -> [Value] {
        if case .object(let o) = x, !o.type.overrides.contains(.iterate) {
            if o.kind == .list { return unsafeDowncast(o, to: ListObject.self).items }
            if o.kind == .tuple { return unsafeDowncast(o, to: TupleObject.self).items }
        }
        let it = try iterator(x)
        var out: [Value] = []
        if case .object(let o) = it, o.isIterator, !o.type.overrides.contains(.next) {
            while let v = try o.next() {
                out.append(v)
                if out.count & 1023 == 0 { try Interpreter.checkInterrupt() }
            }
            return out
        }
        while let v = try next(it) { out.append(v) }
        return out
    }

    // MARK: Truth, identity, hashing

    /// `a is b or bool(a == b)`, as containers compare.
    public static func equal(_ a: Value, _ b: Value) throws -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x == y
        case (.object(let x), .object(let y)):
            if x === y { return true }
            if x.kind == .str, y.kind == .str, !x.type.overrides.contains(.compare), !y.type.overrides.contains(.compare) {
                return unsafeDowncast(x, to: StrObject.self).sameText(as: unsafeDowncast(y, to: StrObject.self))
            }
        case (.none, .none): return true
        case (.float(let x), .float(let y)):
            // The same float object is not told from an equal one; NaN is only equal to itself by identity, which values do not have.
            return x == y
        default: break
        }
        return try isTrue(compare(.eq, a, b))
    }

    /// `bool(a < b)`.
    public static func less(_ a: Value, _ b: Value) throws -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x < y
        case (.float(let x), .float(let y)): return x < y
        default: return try isTrue(compare(.lt, a, b))
        }
    }

    /// `a is b`.
    public static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.none, .none), (.unbound, .unbound): return true
        case (.bool(let x), .bool(let y)): return x == y
        case (.int(let x), .int(let y)): return x == y
        case (.float(let x), .float(let y)): return x.bitPattern == y.bitPattern
        case (.object(let x), .object(let y)):
            if x === y { return true }
            // There is one empty tuple.
            if x.kind == .tuple, y.kind == .tuple, x.type === Types.tuple, y.type === Types.tuple {
                return unsafeDowncast(x, to: TupleObject.self).items.isEmpty && unsafeDowncast(y, to: TupleObject.self).items.isEmpty
            }
            return false
        default: return false
        }
    }

    public static func isTrue(_ x: Value) throws -> Bool {
        switch x {
        case .none, .unbound: return false
        case .bool(let b): return b
        case .int(let i): return i != 0
        case .float(let d): return d != 0
        case .object(let o):
            if o.type.overrides.contains(.truth) {
                if let f = o.type.override(Names.bool) {
                    let r = try callSpecial(f, x)
                    guard case .bool(let b) = r else { throw typeError("__bool__ should return bool, returned \(r.typeName)") }
                    return b
                }
                if o.type.lookup(Names.len) != nil { return try length(x) != 0 }
            }
            if o.kind == .instance {
                // A native base class may have a truth of its own.
                guard o.type.make != nil, !o.type.isPlain, let f = o.type.lookup(Names.bool) else { return true }
                return try isTrue(callSpecial(f, x))
            }
            return try o.isTrue()
        }
    }

    /// An instance without a native base: it has no doors of its own.
    static func isPlainInstance(_ v: Value) -> Bool {
        if case .object(let o) = v { return o.kind == .instance } else { return false }
    }

    public static func hash(_ x: Value) throws -> Int {
        guard case .object(let o) = x else { return Hashing.simple(x) }
        if o.type.overrides.contains(.hash) {
            guard let f = o.type.lookup(Names.hash), !f.isNone else { throw typeError("unhashable type: '\(x.typeName)'") }
            // A native method is the door itself, unless a class got it later (`dataclass`) or from a native base without a door (`Enum`).
            if !(f.asObject is NativeFunction) || o.type.isDefinedInHeap(Names.hash) || o.kind == .instance {
                let r = try callSpecial(f, x)
                switch r {
                case .int(let i): return i == -1 ? -2 : i
                case .bool(let b): return b ? 1 : 0
                case .object(let b) where b.kind == .bigInt: return try b.hash()
                default: throw typeError("__hash__ method should return an integer")
                }
            }
        }
        if o.kind == .instance, !o.type.isPlain, let f = o.type.lookup(Names.hash), o.type.definer(of: Names.hash) !== Types.object {
            if f.isNone { throw typeError("unhashable type: '\(x.typeName)'") }
            if case .int(let i) = try callSpecial(f, x) { return i }
        }
        return try o.hash()
    }

    // MARK: Conversions

    public static func repr(_ x: Value) throws -> String {
        switch x {
        case .none, .unbound: return "None"
        case .bool(let b): return b ? "True" : "False"
        case .int(let i): return String(i)
        case .float(let d): return Format.repr(d)
        case .object(let o):
            try Machine.checkNativeStack()
            if o.type.overrides.contains(.repr), let f = o.type.lookup(Names.repr) {
                let r = try callSpecial(f, x)
                guard let s = r.asString else { throw typeError("__repr__ returned non-string (type \(r.typeName))") }
                return s
            }
            return try o.repr()
        }
    }

    /// `__str__` of `object` and `str`, which stand for the native text.
    private static let plainTexts = [Types.object.lookup(Names.str)?.asObject, Types.str.lookup(Names.str)?.asObject]

    public static func str(_ x: Value) throws -> String {
        guard case .object(let o) = x else { return try repr(x) }
        if o.type.overrides.contains(.str), let f = o.type.lookup(Names.str), !plainTexts.contains(where: { $0 === f.asObject }) {
            let r = try callSpecial(f, x)
            guard let s = r.asString else { throw typeError("__str__ returned non-string (type \(r.typeName))") }
            return s
        }
        // A native text goes before an overridden `__repr__` only where the type has one of its own (str, exceptions).
        if o.kind == .str { return unsafeDowncast(o, to: StrObject.self).value }
        if o.type.overrides.contains(.repr), o.kind != .exception { return try repr(x) }
        try Machine.checkNativeStack()
        if let s = try o.str() { return s }
        return try repr(x)
    }

    public static func format(_ x: Value, _ spec: String) throws -> String {
        if case .object(let o) = x {
            if o.type.overrides.contains(.format), let f = o.type.lookup(Names.format) {
                let r = try callSpecial(f, x, [.string(spec)])
                guard let s = r.asString else { throw typeError("__format__ must return a str, not \(r.typeName)") }
                return s
            }
            if o.type.overrides.contains(.str), o.kind != .instance, !spec.isEmpty || o.kind == .str { if let s = try o.format(spec) { return s } }
            if o.type.overrides.isDisjoint(with: [.str, .repr]) || !spec.isEmpty, let s = try o.format(spec) { return s }
        } else if !spec.isEmpty {
            switch x {
            case .int, .float, .bool: return try Format.number(x, spec)
            default: break
            }
        }
        if spec.isEmpty { return try str(x) }
        throw typeError("unsupported format string passed to \(x.typeName).__format__")
    }

    /// `operator.index(x)`: `.int` or a `BigIntObject`; nil when the value is no integer.
    static func indexValue(_ x: Value) throws -> Value? {
        switch x {
        case .int: return x
        case .bool(let b): return .int(b ? 1 : 0)
        case .object(let o):
            if o.kind == .bigInt { return x }
            if o.type.overrides.contains(.number), let f = o.type.override(Names.index) {
                let r = try callSpecial(f, x)
                switch r {
                case .int: return r
                case .bool(let b): return .int(b ? 1 : 0)
                case .object(let b) where b.kind == .bigInt || b.kind == .intInstance: return try b.index()
                default: throw typeError("__index__ returned non-int (type \(r.typeName))")
                }
            }
            return try o.index()
        default: return nil
        }
    }

    /// `operator.index(x)` as a 64-bit integer. Throws TypeError, OverflowError.
    public static func index(_ x: Value) throws -> Int {
        if case .int(let i) = x { return i }
        guard let v = try indexValue(x) else { throw typeError("'\(x.typeName)' object cannot be interpreted as an integer") }
        if case .int(let i) = v { return i }
        throw overflowError("Python int too large to convert to C ssize_t")
    }

    /// As `index`, clamped to 64 bits; nil when it is no integer (for slices).
    public static func clampedIndex(_ x: Value) throws -> Int? {
        if case .int(let i) = x { return i }
        guard let v = try indexValue(x) else { return nil }
        if case .int(let i) = v { return i }
        if case .object(let o) = v, o.kind == .bigInt { return unsafeDowncast(o, to: BigIntObject.self).value.sign == .minus ? Int.min : Int.max }
        return nil
    }

    /// `float(x)` of a number (not of a string). Throws TypeError.
    public static func toDouble(_ x: Value) throws -> Double {
        switch x {
        case .float(let d): return d
        case .int(let i): return Double(i)
        case .bool(let b): return b ? 1 : 0
        case .object(let o):
            if o.type.overrides.contains(.number) {
                if let f = o.type.override(Names.float) {
                    let r = try callSpecial(f, x)
                    if case .float(let d) = r { return d }
                    if case .object(let q) = r, q.kind == .floatInstance, let d = try q.toFloat() { return d }
                    throw typeError("\(x.typeName).__float__ returned non-float (type \(r.typeName))")
                }
                if let v = try indexValue(x) { return try toDouble(v) }
            }
            if let d = try o.toFloat() { return d }
            if let v = try indexValue(x) { return try toDouble(v) }
        default: break
        }
        throw typeError("must be real number, not \(x.typeName)")
    }

    public static func isInstance(_ x: Value, _ t: TypeObject) -> Bool { x.type.isSubtype(of: t) }

    public static func isCallable(_ x: Value) -> Bool {
        guard case .object(let o) = x else { return false }
        return o.isCallable || o.type.overrides.contains(.call) || o.type.lookup(Names.call) != nil
    }
}

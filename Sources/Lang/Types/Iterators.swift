// This file defines the iterators behind `enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(f, sentinel)` and those of native code.

/// The types of the built-in containers' iterators.
public enum IteratorTypes {
    static func make(_ name: String, module: String = "builtins", _ declare: @escaping (TypeObject) -> Void = { _ in }) -> TypeObject {
        TypeObject.native(name, module: module, subclassable: false) { t in
            NativeSlots.declare(t, ["__iter__", "__next__"])
            if name == "reversed" || (name.contains("_") && name.hasSuffix("iterator") && name != "callable_iterator") {
                t.method1("__length_hint__(self, /)", "How many items are to come.") { v in (v.asObject?.itemsToCome).map { .int($0) } ?? .notImplemented }
            }
            declare(t)
        }
    }
    /// The iterator as an instance of the class that was called.
    private static func made(_ o: Object, _ c: TypeObject) -> Value {
        if c.isHeap { o.setType(c) }
        return .object(o)
    }

    static let list = make("list_iterator")
    static let tuple = make("tuple_iterator")
    static let range = make("range_iterator")
    static let str = make("str_iterator")
    static let asciiStr = make("str_ascii_iterator")
    static let bytes = make("bytes_iterator")
    static let set = make("set_iterator")
    static let dictKeys = make("dict_keyiterator")
    static let dictValues = make("dict_valueiterator")
    static let dictItems = make("dict_itemiterator")
    static let dictReverseKeys = make("dict_reversekeyiterator")
    static let dictReverseValues = make("dict_reversevalueiterator")
    static let dictReverseItems = make("dict_reverseitemiterator")
    static func dict(_ w: DictIterator.What) -> TypeObject { w == .keys ? dictKeys : (w == .values ? dictValues : dictItems) }
    static func dictReverse(_ w: DictIterator.What) -> TypeObject {
        w == .keys ? dictReverseKeys : (w == .values ? dictReverseValues : dictReverseItems)
    }
    static let sequence = make("iterator")
    static let callable = make("callable_iterator")
    public static var callableIterator: TypeObject { callable }
    static let native = make("iterator")
    static let listReverse = make("list_reverseiterator")

    static let enumerate = make("enumerate") { t in
        t.isSubclassable = true
        t.constructor("enumerate(iterable, start=0)") { c, a in
            var start = a[1]
            if case .object(let o) = start, o.kind == .instance, o.type.lookup("__index__") != nil { start = try Operators.callMethod(start, "__index__") }
            guard let n = Number(start), n.bigInt != nil else { throw typeError("'\(start.typeName)' object cannot be interpreted as an integer") }
            return made(EnumerateIterator(try Operators.iterator(a[0]), start: start), c)
        }
    }
    static let zip = make("zip") { t in
        t.isSubclassable = true
        t.make = { c, a in
            var strict = false
            for (k, v) in a.keywords {
                guard k == "strict" else { throw typeError("zip() got an unexpected keyword argument '\(k)'") }
                strict = try Operators.isTrue(v)
            }
            var iterators: [Value] = []
            for (i, x) in a.positional.enumerated() {
                do { iterators.append(try Operators.iterator(x)) } catch let e as PythonError where e.isInstance(of: Exceptions.typeError) {
                    throw Sequences.isIterable(x) ? e : typeError("zip argument #\(i + 1) must support iteration")
                }
            }
            return made(ZipIterator(iterators, strict: strict), c)
        }
    }
    static let map = make("map") { t in
        t.isSubclassable = true
        t.make = { c, a in
            if a.positional.count < 2 || !a.keywords.isEmpty { throw typeError("map() must have at least two arguments.") }
            return made(MapIterator(a.positional[0], try a.positional.dropFirst().map { try Operators.iterator($0) }), c)
        }
    }
    static let filter = make("filter") { t in
        t.isSubclassable = true
        t.constructor("filter(function, iterable, /)") { c, a in made(FilterIterator(a[0], try Operators.iterator(a[1])), c) }
    }
    static let reversed = make("reversed") { t in
        t.make = { _, a in
            guard a.positional.count == 1, a.keywords.isEmpty else { throw typeError("reversed expected 1 argument, got \(a.count)") }
            let x = a.positional[0]
            if case .object(let o) = x, o.type.lookup("__reversed__") != nil { return try Operators.callMethod(x, "__reversed__") }
            return .object(try ReversedIterator.make(x))
        }
    }
}

/// `enumerate(iterable, start)`
public final class EnumerateIterator: Object {
    public private(set) var source: Value
    public private(set) var index: Value
    public init(_ source: Value, start: Value) {
        self.source = source
        index = start
        super.init(type: IteratorTypes.enumerate)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        guard let v = try Operators.next(source) else { return nil }
        let i = index
        index = try IntArithmetic.binary(.add, i, .int(1)) ?? .none
        return .tuple([i, v])
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(source) }
    public override func clearReferences() { source = .none }
}

/// `zip(*iterables)`
public final class ZipIterator: Object {
    private var sources: [Value]
    private let strict: Bool
    private var done = false
    public init(_ sources: [Value], strict: Bool) {
        self.sources = sources
        self.strict = strict
        super.init(type: IteratorTypes.zip)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if done || sources.isEmpty { return nil }
        var items: [Value] = []
        items.reserveCapacity(sources.count)
        for i in sources.indices {
            guard let v = try Operators.next(sources[i]) else {
                done = true
                if strict {
                    if i > 0 {
                        throw valueError("zip() argument \(i + 1) is shorter than argument\(i == 1 ? " 1" : "s 1-\(i)")")
                    }
                    for k in sources.indices.dropFirst() {
                        if try Operators.next(sources[k]) != nil {
                            throw valueError("zip() argument \(k + 1) is longer than argument\(k == 1 ? " 1" : "s 1-\(k)")")
                        }
                    }
                }
                return nil
            }
            items.append(v)
        }
        return .tuple(items)
    }
    public override func traverse(_ visit: (Value) -> Void) { sources.forEach(visit) }
    public override func clearReferences() { sources = [] }
}

/// `map(function, *iterables)`
public final class MapIterator: Object {
    private var function: Value
    private var sources: [Value]
    /// The value of a StopIteration that the function raised: it ends the iteration, as in CPython, and `next` and `yield from` give it on.
    private var stopValue: Value = .none
    public init(_ function: Value, _ sources: [Value]) {
        self.function = function
        self.sources = sources
        super.init(type: IteratorTypes.map)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if sources.count == 1 {
            guard let v = try Operators.next(sources[0]) else { return nil }
            return try result(CallArguments([v]))
        }
        var items: [Value] = []
        for s in sources {
            guard let v = try Operators.next(s) else { return nil }
            items.append(v)
        }
        return try result(CallArguments(items))
    }
    private func result(_ a: CallArguments) throws -> Value? {
        do { return try Operators.call(function, a) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) {
            stopValue = e.exception.args.first ?? .none
            return nil
        }
    }
    /// What the function's StopIteration carried; given once.
    func takeStopValue() -> Value {
        defer { stopValue = .none }
        return stopValue
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(stopValue)
        sources.forEach(visit)
    }
    public override func clearReferences() {
        function = .none
        stopValue = .none
        sources = []
    }
}

/// `filter(function, iterable)`
public final class FilterIterator: Object {
    private var function: Value
    private var source: Value
    public init(_ function: Value, _ source: Value) {
        self.function = function
        self.source = source
        super.init(type: IteratorTypes.filter)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        do {
            while let v = try Operators.next(source) {
                let keep: Bool
                if case .none = function { keep = try Operators.isTrue(v) } else { keep = try Operators.isTrue(Operators.call(function, CallArguments([v]))) }
                if keep { return v }
            }
        } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) {}
        return nil
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(source)
    }
    public override func clearReferences() {
        function = .none
        source = .none
    }
}

/// `reversed(sequence)`
public final class ReversedIterator: Object {
    private var sequence: Value
    private var index: Int
    init(_ sequence: Value, count: Int, type: TypeObject) {
        self.sequence = sequence
        index = count - 1
        super.init(type: type)
    }
    /// Over anything with a length and items by position; dicts and views by their own order.
    static func make(_ x: Value) throws -> Object {
        if case .object(let o) = x {
            switch o.kind {
            case .dict: return DictIterator(unsafeDowncast(o, to: DictObject.self), .keys, reversed: true)
            case .range:
                let r = unsafeDowncast(o, to: RangeObject.self)
                return RangeIterator(r.item(r.count - 1), 0 &- r.step, r.count)
            case .list: return ReversedIterator(x, count: unsafeDowncast(o, to: ListObject.self).items.count, type: IteratorTypes.listReverse)
            case .set: break
            default:
                if o.isIterator { break }
                let heapSequence = o.type.isHeap && o.type.lookup("__getitem__") != nil && o.type.lookup("__len__") != nil
                if o.kind == .str || o.kind == .tuple || o.kind == .bytes || heapSequence {
                    return ReversedIterator(x, count: try Operators.length(x), type: IteratorTypes.reversed)
                }
                if o.kind == .other, let n = try o.length(), !o.isIterator { return ReversedIterator(x, count: n, type: IteratorTypes.reversed) }
            }
        }
        throw typeError("'\(x.typeName)' object is not reversible")
    }
    public override var isIterator: Bool { true }
    override var itemsToCome: Int? {
        guard let n = try? Operators.length(sequence) else { return 0 }
        return index < n ? index + 1 : 0
    }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if index < 0 { return nil }
        let i = index
        index -= 1
        do {
            return try Operators.getItem(sequence, .int(i))
        } catch let e as PythonError where e.isInstance(of: Exceptions.indexError) {
            index = -1
            return nil
        }
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(sequence) }
    public override func clearReferences() { sequence = .none }
}

/// `iter(x)` of a class that has only `__getitem__`.
public final class SequenceIterator: Object {
    private var sequence: Value
    private var index = 0
    public init(_ sequence: Value) {
        self.sequence = sequence
        super.init(type: IteratorTypes.sequence)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if index < 0 { return nil }
        do {
            let v = try Operators.getItem(sequence, .int(index))
            index += 1
            return v
        } catch let e as PythonError where e.isInstance(of: Exceptions.indexError) || e.isInstance(of: Exceptions.stopIteration) {
            index = -1
            return nil
        }
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(sequence) }
    public override func clearReferences() { sequence = .none }
}

/// `iter(callable, sentinel)`
final class CallableIterator: Object {
    private var function: Value
    private var sentinel: Value
    private var done = false
    init(_ function: Value, _ sentinel: Value) {
        self.function = function
        self.sentinel = sentinel
        super.init(type: IteratorTypes.callable)
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        if done { return nil }
        let v: Value
        do { v = try Operators.call(function, CallArguments()) } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) {
            done = true
            return nil
        }
        // The call may have come here again and gone to the end.
        if done { return nil }
        if try Operators.equal(v, sentinel) {
            done = true
            return nil
        }
        return v
    }
    override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(sentinel)
    }
}

/// An iterator made of a Swift closure, for native modules. `holding` is what the closure keeps alive that may lie on a cycle.
public final class NativeIterator: Object {
    private let step: () throws -> Value?
    private var held: [Value]
    public init(type: TypeObject? = nil, holding: [Value] = [], _ step: @escaping () throws -> Value?) {
        self.step = step
        held = holding
        super.init(type: type ?? IteratorTypes.native)
    }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    /// A StopIteration of what the step calls ends the iteration.
    public override func next() throws -> Value? {
        do { return try step() } catch let e as PythonError where e.isInstance(of: Exceptions.stopIteration) { return nil }
    }

    /// Declares an iterator type for it.
    public static func makeType(_ name: String, module: String) -> TypeObject { IteratorTypes.make(name, module: module) }
}

// This file defines `list`.

/// A `list`.
public final class ListObject: Object {
    public var items: [Value]

    public init(_ items: [Value], type: TypeObject? = nil) {
        self.items = items
        super.init(type: type ?? Types.list, kind: .list)
    }
    public override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }
    public override func clearReferences() { items = [] }

    // MARK: Operations

    public override func length() throws -> Int? { items.count }
    public override func isTrue() throws -> Bool { !items.isEmpty }
    public override func hash() throws -> Int { throw typeError("unhashable type: '\(type.name)'") }
    public override func iterate() throws -> Value? { .object(ListIterator(self)) }

    /// `key` as a position; nil when it is no integer.
    @inline(__always) func position(_ key: Value) throws -> Int? {
        let i: Int
        if case .int(let k) = key { i = k } else if let k = try Operators.clampedIndex(key) { i = k } else { return nil }
        return i < 0 ? i + items.count : i
    }

    public override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice {
            let (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: items.count)
            return .list(Sequences.slice(items, start, step, n))
        }
        guard let i = try position(key) else { throw typeError("list indices must be integers or slices, not \(key.typeName)") }
        if i < 0 || i >= items.count { throw indexError("list index out of range") }
        return items[i]
    }

    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        if case .object(let o) = key, o.kind == .slice {
            try assign(unsafeDowncast(o, to: SliceObject.self), value)
            return true
        }
        guard let i = try position(key) else { throw typeError("list indices must be integers or slices, not \(key.typeName)") }
        if i < 0 || i >= items.count { throw indexError("list assignment index out of range") }
        let old = items[i]
        items[i] = value
        _ = old
        return true
    }

    private func assign(_ slice: SliceObject, _ value: Value) throws {
        let new: [Value]
        do {
            new = try Operators.items(of: value)
        } catch let e as PythonError where e.isInstance(of: Exceptions.typeError) && !Sequences.isIterable(value) {
            throw typeError("can only assign an iterable")
        }
        let (start, step, n) = try slice.resolve(length: items.count)
        if step == 1 {
            let from = min(start, items.count)
            items.replaceSubrange(from..<from + n, with: new)
            return
        }
        if new.count != n {
            throw valueError("attempt to assign sequence of size \(new.count) to extended slice of size \(n)")
        }
        var k = start
        for v in new {
            items[k] = v
            k = k &+ step
        }
    }

    public override func deleteItem(_ key: Value) throws -> Bool {
        if case .object(let o) = key, o.kind == .slice {
            var (start, step, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: items.count)
            if n == 0 { return true }
            if step < 0 {
                start += (n - 1) * step
                step = -step
            }
            if step == 1 {
                items.removeSubrange(start..<start + n)
            } else {
                var out: [Value] = []
                out.reserveCapacity(items.count - n)
                let last = start + (n - 1) * step
                for (i, v) in items.enumerated() where i < start || i > last || (i - start) % step != 0 { out.append(v) }
                items = out
            }
            return true
        }
        guard let i = try position(key) else { throw typeError("list indices must be integers or slices, not \(key.typeName)") }
        if i < 0 || i >= items.count { throw indexError("list assignment index out of range") }
        items.remove(at: i)
        return true
    }

    public override func contains(_ item: Value) throws -> Bool? {
        var i = 0
        while i < items.count {
            if try keysEqual(items[i], item) { return true }
            i += 1
        }
        return false
    }

    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard case .object(let o) = other, o.kind == .list else { return nil }
        return try Sequences.compare(op, items, unsafeDowncast(o, to: ListObject.self).items)
    }

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        switch op {
        case .add:
            if reflected { return nil }
            if case .object(let o) = other, o.kind == .list { return .list(Sequences.joined(items, unsafeDowncast(o, to: ListObject.self).items)) }
            if other.isPlainBuiltin { throw typeError("can only concatenate list (not \"\(other.typeName)\") to list") }
            return nil
        case .mul:
            guard let n = try repeatCount(other, reflected: reflected) else { return nil }
            return .list(try Sequences.repeated(items, n))
        default: return nil
        }
    }

    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        switch op {
        case .add:
            if case .object(let o) = other, o.kind == .other, !Sequences.isIterable(other) { return nil }
            try extend(other)
            return .object(self)
        case .mul:
            guard let n = try repeatCount(other, reflected: false) else { return nil }
            items = try Sequences.repeated(items, n)
            return .object(self)
        default: return nil
        }
    }

    /// Appends all items of an iterable; what came before an exception stays appended.
    public func extend(_ iterable: Value) throws {
        if case .object(let o) = iterable, !o.type.isHeap {
            if o.kind == .list {
                items.append(contentsOf: unsafeDowncast(o, to: ListObject.self).items)
                return
            }
            if o.kind == .tuple {
                items.append(contentsOf: unsafeDowncast(o, to: TupleObject.self).items)
                return
            }
        }
        let it = try Operators.iterator(iterable)
        while let v = try Operators.next(it) { items.append(v) }
    }

    public override func repr() throws -> String {
        if items.isEmpty { return "[]" }
        return try ReprGuard.within(self, "[...]") {
            var out = "["
            var i = 0
            while i < items.count {
                if i > 0 { out += ", " }
                out += try Operators.repr(items[i])
                i += 1
            }
            return out + "]"
        }
    }
}

/// What lists, tuples and ranges share.
public enum Sequences {
    public static func slice(_ items: [Value], _ start: Int, _ step: Int, _ n: Int) -> [Value] {
        if n == 0 { return [] }
        if step == 1 { return copies([(items, start, n)]) }
        var out: [Value] = []
        out.reserveCapacity(n)
        var k = start
        for _ in 0..<n {
            out.append(items[k])
            k = k &+ step
        }
        return out
    }

    /// The parts `(items, first, count)` one after another, copied without the runtime's general way.
    static func copies(_ parts: [(items: [Value], start: Int, count: Int)]) -> [Value] {
        [Value](unsafeUninitializedCapacity: parts.reduce(0) { $0 + $1.count }) { out, filled in
            var to = out.baseAddress
            for p in parts {
                p.items.withUnsafeBufferPointer { from in
                    guard let from = from.baseAddress, let q = to else { return }
                    let source = UnsafeMutablePointer(mutating: from) + p.start
                    for j in 0..<p.count { (q + j).copyInit(source + j) }
                    to = q + p.count
                }
                filled += p.count
            }
        }
    }
    /// Throws MemoryError for a size that no machine has room for.
    static func checkSize(_ n: Int) throws { if n > 1 << 33 { throw PythonError(Exceptions.memoryError, args: []) } }

    static func joined(_ a: [Value], _ b: [Value]) -> [Value] { copies([(a, 0, a.count), (b, 0, b.count)]) }

    static func repeated(_ items: [Value], _ n: Int) throws -> [Value] {
        if n <= 0 || items.isEmpty { return [] }
        if n == 1 { return items }
        let (total, o) = items.count.multipliedReportingOverflow(by: n)
        if o || total > 1 << 34 { throw PythonError(Exceptions.memoryError, args: []) }
        if items.count == 1 { return [Value](repeating: items[0], count: n) }
        var out: [Value] = []
        out.reserveCapacity(total)
        for _ in 0..<n { out.append(contentsOf: items) }
        return out
    }

    /// Item by item, as lists and tuples compare.
    static func compare(_ op: CompareOperator, _ a: [Value], _ b: [Value]) throws -> Value? {
        if op == .eq || op == .ne, a.count != b.count { return .bool(op == .ne) }
        let n = min(a.count, b.count)
        var i = 0
        while i < n {
            if try !keysEqual(a[i], b[i]) {
                switch op {
                case .eq: return .bool(false)
                case .ne: return .bool(true)
                default: return try Operators.compare(op, a[i], b[i])
                }
            }
            i += 1
        }
        return IntArithmetic.holds(op, a.count < b.count ? -1 : (a.count == b.count ? 0 : 1)).map(Value.bool)
    }

    /// Whether `iter(v)` could work.
    static func isIterable(_ v: Value) -> Bool {
        guard case .object(let o) = v else { return false }
        if o.type.isHeap, o.type.lookup("__iter__") != nil || o.type.lookup("__getitem__") != nil { return true }
        return o.isIterator || ((try? o.iterate()) ?? nil) != nil
    }

    /// Start and stop arguments of `index` and the like, clipped to `0...n`.
    static func clip(_ v: Value, _ n: Int, default fallback: Int) throws -> Int {
        switch v {
        case .unbound, .none: return fallback
        default:
            guard let i = try Operators.clampedIndex(v) else { throw typeError("slice indices must be integers or have an __index__ method") }
            return i < 0 ? max(0, i + n) : min(i, n)
        }
    }
}

/// `iter(list)`; sees what is appended meanwhile.
public final class ListIterator: Object {
    public var list: ListObject?
    public var index = 0
    public init(_ l: ListObject) {
        list = l
        super.init(type: IteratorTypes.list)
    }
    public override var isIterator: Bool { true }
    override var itemsToCome: Int? { max(0, (list?.items.count ?? 0) - index) }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        guard let l = list else { return nil }
        if index < l.items.count {
            index += 1
            return l.items[index - 1]
        }
        list = nil
        return nil
    }
    public override func traverse(_ visit: (Value) -> Void) { if let l = list { visit(.object(l)) } }
    public override func clearReferences() { list = nil }
}

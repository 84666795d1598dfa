// This file defines `set` and `frozenset`, in CPython's table layout, so that sets iterate in its order.

/// A `set` or `frozenset`, in CPython's iteration order for the same insertions (open addressing with its probe sequence).
public final class SetObject: Object {
    struct Slot {
        var hash: Int
        /// `.unbound`: free (hash 0) or a dummy (hash -1).
        var key: Value
    }
    private var table: UnsafeMutablePointer<Slot>
    private var mask = 7
    /// Live entries and dummies.
    private var fill = 0
    public private(set) var count = 0
    private var finger = 0
    /// Rises with each change.
    private(set) var version = 0

    private static let linearProbes = 9

    public init(type: TypeObject? = nil) {
        table = SetObject.allocate(8)
        super.init(type: type ?? Types.set, kind: .set)
    }
    public convenience init(_ items: [Value], type: TypeObject? = nil) throws {
        self.init(type: type)
        for i in items { try add(i) }
    }
    deinit {
        table.deinitialize(count: mask + 1)
        table.deallocate()
    }
    private static func allocate(_ n: Int) -> UnsafeMutablePointer<Slot> {
        let p = UnsafeMutablePointer<Slot>.allocate(capacity: n)
        p.initialize(repeating: Slot(hash: 0, key: .unbound), count: n)
        return p
    }

    public var isFrozen: Bool { type.isSubtype(of: Types.frozenset) }

    /// The items, in table order.
    public var items: [Value] {
        var out: [Value] = []
        out.reserveCapacity(count)
        for i in 0...mask where !table[i].key.isUnbound { out.append(table[i].key) }
        return out
    }

    /// A set display of constants, as CPython builds it: `{1, 2, 3}` of three or more constants is a frozenset merged into an empty set,
    /// which can lie in a larger table than one that grew by additions.
    public static func constantDisplay(_ items: [Value]) throws -> SetObject {
        let s = try SetObject(items)
        if items.count < 3 { return s }
        let r = SetObject()
        try r.update(with: s)
        return r
    }

    // MARK: Saved form

    /// The table as it lies, so that the order of iteration comes back.
    func writeLayout(_ w: SnapshotWriter) throws {
        w.integer(mask + 1)
        w.integer(fill)
        w.integer(finger)
        for i in 0...mask {
            w.integer(table[i].hash)
            try w.value(table[i].key)
        }
    }

    func readLayout(_ r: SnapshotReader) throws {
        let n = try r.integer(), filled = try r.integer(), finger = try r.integer()
        guard n >= 8, n & (n - 1) == 0, n < 1 << 40 else { throw SnapshotError(path: "", reason: "the file is damaged") }
        var slots: [Slot] = []
        for _ in 0..<n {
            let h = try r.integer()
            slots.append(Slot(hash: h, key: try r.value()))
        }
        var same = true
        for s in slots where !s.key.isUnbound { if try Operators.hash(s.key) != s.hash { same = false } }
        if same {
            table.deinitialize(count: mask + 1)
            table.deallocate()
            table = SetObject.allocate(n)
            for i in 0..<n { table[i] = slots[i] }
            mask = n - 1
            fill = filled
            self.finger = finger
            count = slots.reduce(0) { $1.key.isUnbound ? $0 : $0 + 1 }
        } else {
            // Hashes that come from addresses are others now.
            for s in slots where !s.key.isUnbound { try add(s.key) }
        }
        version += 1
    }

    // MARK: Table

    /// The slot of the key, -1 when it is not there.
    private func find(_ key: Value, _ hash: Int) throws -> Int {
        var perturb = UInt(bitPattern: hash)
        var i = hash & mask
        while true {
            var probes = i + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
            var k = i
            repeat {
                if table[k].hash == 0, table[k].key.isUnbound { return -1 }
                if table[k].hash == hash, !table[k].key.isUnbound {
                    // Held: a comparison may take it out of the set.
                    let before = version, there = table[k].key
                    if try keysEqual(there, key) { return before == version ? k : try find(key, hash) }
                    if before != version { return try find(key, hash) }
                }
                k += 1
                probes -= 1
            } while probes >= 0
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
        }
    }

    /// What is looked for and its hash: a set stands for the frozenset of its items.
    private static func lookedFor(_ v: Value) throws -> (Value, Int) {
        if case .object(let o) = v, o.kind == .set, case let s = unsafeDowncast(o, to: SetObject.self), !s.isFrozen, !s.type.overrides.contains(.hash) || s.type.lookup(Names.hash)?.isNone != false {
            let f = Value.object(try s.copy(type: Types.frozenset))
            return (f, try Hashing.value(f))
        }
        return (v, try Hashing.value(v))
    }

    public func has(_ v: Value) throws -> Bool {
        let (key, h) = try SetObject.lookedFor(v)
        return try count > 0 && find(key, h) >= 0
    }

    /// False when it was there already.
    @discardableResult public func add(_ v: Value) throws -> Bool { try add(v, Hashing.value(v)) }

    func add(_ key: Value, _ hash: Int) throws -> Bool {
        var perturb = UInt(bitPattern: hash)
        var i = hash & mask
        while true {
            var probes = i + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
            var k = i
            repeat {
                if table[k].hash == 0, table[k].key.isUnbound {
                    table[k] = Slot(hash: hash, key: key)
                    fill += 1
                    count += 1
                    version &+= 1
                    if fill * 5 >= mask * 3 { resize(count > 50000 ? count * 2 : count * 4) }
                    return true
                }
                if table[k].hash == hash, !table[k].key.isUnbound {
                    let before = version, there = table[k].key
                    if try keysEqual(there, key) { return false }
                    if before != version { return try add(key, hash) }
                }
                k += 1
                probes -= 1
            } while probes >= 0
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
        }
    }

    private func insertClean(_ key: Value, _ hash: Int) {
        var perturb = UInt(bitPattern: hash)
        var i = hash & mask
        while true {
            var k = i
            var probes = i + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
            repeat {
                if table[k].hash == 0, table[k].key.isUnbound {
                    table[k] = Slot(hash: hash, key: key)
                    return
                }
                k += 1
                probes -= 1
            } while probes >= 0
            perturb >>= 5
            i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
        }
    }

    private func resize(_ minimum: Int) {
        var size = 8
        while size <= minimum { size <<= 1 }
        let old = table, oldMask = mask
        table = SetObject.allocate(size)
        mask = size - 1
        for i in 0...oldMask where !old[i].key.isUnbound { insertClean(old[i].key, old[i].hash) }
        fill = count
        version &+= 1
        old.deinitialize(count: oldMask + 1)
        old.deallocate()
    }

    /// False when it was not there.
    @discardableResult public func discard(_ v: Value) throws -> Bool {
        let (key, h) = try SetObject.lookedFor(v)
        let i = try find(key, h)
        if i < 0 { return false }
        table[i] = Slot(hash: -1, key: .unbound)
        count -= 1
        version &+= 1
        return true
    }

    /// Any item, removed; nil when empty.
    public func pop() -> Value? {
        if count == 0 { return nil }
        var i = finger & mask
        while table[i].key.isUnbound { i = i == mask ? 0 : i + 1 }
        let v = table[i].key
        table[i] = Slot(hash: -1, key: .unbound)
        count -= 1
        version &+= 1
        finger = i + 1
        return v
    }

    public func removeAll() {
        let old = table, n = mask + 1
        table = SetObject.allocate(8)
        mask = 7
        fill = 0
        count = 0
        finger = 0
        version &+= 1
        old.deinitialize(count: n)
        old.deallocate()
    }

    /// Merges another set as CPython's `set_merge` does, table growth included.
    public func update(with other: SetObject) throws {
        if other === self || other.count == 0 { return }
        if (fill + other.count) * 5 >= mask * 3 { resize((count + other.count) * 2) }
        if fill == 0, mask == other.mask, other.fill == other.count {
            for i in 0...mask { table[i] = other.table[i] }
            fill = other.fill
            count = other.count
            version &+= 1
            return
        }
        if fill == 0 {
            fill = other.count
            count = other.count
            for i in 0...other.mask where !other.table[i].key.isUnbound { insertClean(other.table[i].key, other.table[i].hash) }
            version &+= 1
            return
        }
        var i = 0
        while i <= other.mask {
            if !other.table[i].key.isUnbound { _ = try add(other.table[i].key, other.table[i].hash) }
            i += 1
        }
    }

    /// Adds all items of any iterable.
    public func update(_ iterable: Value) throws {
        if case .object(let o) = iterable {
            if o.kind == .set { return try update(with: unsafeDowncast(o, to: SetObject.self)) }
            if o.kind == .dict, !o.type.overrides.contains(.iterate) {
                let d = unsafeDowncast(o, to: DictObject.self)
                if (fill + d.count) * 5 >= mask * 3 { resize((count + d.count) * 2) }
                for k in d.keys { try add(k) }
                return
            }
            if o.kind == .list || o.kind == .tuple, !o.type.isHeap {
                for v in try Operators.items(of: iterable) { try add(v) }
                return
            }
        }
        let it = try Operators.iterator(iterable)
        while let v = try Operators.next(it) { try add(v) }
    }

    public func copy(type: TypeObject? = nil) -> SetObject {
        let s = SetObject(type: type ?? self.type)
        try! s.update(with: self)
        return s
    }

    /// The next live item at or after `position`; nil at the end.
    @inline(__always) public func nextItem(_ position: inout Int) -> Value? {
        while position <= mask {
            let i = position
            position += 1
            if !table[i].key.isUnbound { return table[i].key }
        }
        return nil
    }

    // MARK: Set algebra, in CPython's order of insertions

    /// The plain type of results: set or frozenset.
    private var resultType: TypeObject { isFrozen ? Types.frozenset : Types.set }

    func intersection(_ other: Value) throws -> SetObject {
        let r = SetObject(type: resultType)
        if case .object(let o) = other, o.kind == .set {
            var (a, b) = (self, unsafeDowncast(o, to: SetObject.self))
            if a === b { return copy(type: resultType) }
            if b.count > a.count { (a, b) = (b, a) }
            // Iterates over the smaller (the argument, on a tie).
            // A comparison may change either set: the table's size is read anew.
            var i = 0
            while i <= b.mask {
                if !b.table[i].key.isUnbound {
                    let k = b.table[i].key, h = b.table[i].hash
                    if try a.find(k, h) >= 0 { _ = try r.add(k, h) }
                }
                i += 1
            }
            return r
        }
        let it = try Operators.iterator(other)
        while let v = try Operators.next(it) {
            let h = try Hashing.value(v)
            if try find(v, h) >= 0 { _ = try r.add(v, h) }
        }
        return r
    }

    func difference(_ other: Value) throws -> SetObject {
        var size: Int?
        if case .object(let o) = other {
            if o.kind == .set { size = unsafeDowncast(o, to: SetObject.self).count }
            if o.kind == .dict { size = unsafeDowncast(o, to: DictObject.self).count }
        }
        guard let n = size, count >> 2 <= n else {
            let r = copy(type: resultType)
            try r.subtract(other)
            return r
        }
        let r = SetObject(type: resultType)
        var i = 0
        while i <= mask {
            if !table[i].key.isUnbound {
                let k = table[i].key, h = table[i].hash
                let there: Bool
                if case .object(let o) = other, o.kind == .set {
                    there = try unsafeDowncast(o, to: SetObject.self).find(k, h) >= 0
                } else {
                    there = try Operators.contains(other, k)
                }
                if !there { _ = try r.add(k, h) }
            }
            i += 1
        }
        return r
    }

    func subtract(_ other: Value) throws {
        if case .object(let o) = other, o === self { return removeAll() }
        for v in try Operators.items(of: other) { try discard(v) }
        // CPython rebuilds a table of which more than a fifth are dummies.
        if (fill - count) * 5 > mask { resize(count > 50000 ? count * 2 : count * 4) }
    }

    func symmetricDifference(_ other: SetObject) throws -> SetObject? {
        let r = other.copy(type: resultType)
        for v in items {
            if try !r.discard(v) { try r.add(v) }
        }
        return r
    }

    func isSubset(of other: SetObject) throws -> Bool {
        if count > other.count { return false }
        var i = 0
        while i <= mask {
            let slot = table[i]
            if !slot.key.isUnbound, try other.find(slot.key, slot.hash) < 0 { return false }
            i += 1
        }
        return true
    }

    // MARK: Operations

    public override func length() throws -> Int? { count }
    public override func isTrue() throws -> Bool { count != 0 }
    public override func contains(_ item: Value) throws -> Bool? {
        if case .object(let o) = item, o.kind == .set, !isHashable(o) {
            return try has(.object(unsafeDowncast(o, to: SetObject.self).copy(type: Types.frozenset)))
        }
        return try has(item)
    }
    func isHashable(_ o: Object) -> Bool { o.type.isSubtype(of: Types.frozenset) }
    public override func iterate() throws -> Value? { .object(SetIterator(self)) }
    public override func hash() throws -> Int {
        if !isFrozen { throw typeError("unhashable type: '\(type.name)'") }
        var h: UInt = 0
        func shuffle(_ x: UInt) -> UInt { ((x ^ 89_869_747) ^ (x << 16)) &* 3_644_798_167 }
        for i in 0...mask where !table[i].key.isUnbound { h ^= shuffle(UInt(bitPattern: table[i].hash)) }
        h ^= (UInt(count) + 1) &* 1_927_868_237
        h ^= (h >> 11) ^ (h >> 25)
        h = h &* 69069 &+ 907_133_923
        return h == UInt.max ? 590_923_713 : Int(bitPattern: h)
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard case .object(let o) = other, o.kind == .set else { return nil }
        let s = unsafeDowncast(o, to: SetObject.self)
        switch op {
        case .eq: return .bool(try count == s.count && isSubset(of: s))
        case .ne: return .bool(try !(count == s.count && isSubset(of: s)))
        case .le: return .bool(try isSubset(of: s))
        case .lt: return .bool(try count < s.count && isSubset(of: s))
        case .ge: return .bool(try s.isSubset(of: self))
        case .gt: return .bool(try count > s.count && s.isSubset(of: self))
        default: return nil
        }
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        guard !reflected, case .object(let o) = other, o.kind == .set else { return nil }
        let s = unsafeDowncast(o, to: SetObject.self)
        switch op {
        case .or:
            let r = copy(type: resultType)
            try r.update(with: s)
            return .object(r)
        case .and: return .object(try intersection(other))
        case .sub: return .object(try difference(other))
        case .xor: return try symmetricDifference(s).map { .object($0) }
        default: return nil
        }
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard !isFrozen, case .object(let o) = other, o.kind == .set else { return nil }
        let s = unsafeDowncast(o, to: SetObject.self)
        switch op {
        case .or: try update(with: s)
        case .and: try replace(with: intersection(other))
        case .sub: try subtract(other)
        case .xor:
            if s === self { removeAll() } else {
                for v in s.items { if try !discard(v) { try add(v) } }
            }
        default: return nil
        }
        return .object(self)
    }
    /// Takes over another set's table.
    func replace(with other: SetObject) throws {
        swap(&table, &other.table)
        swap(&mask, &other.mask)
        swap(&fill, &other.fill)
        swap(&count, &other.count)
        version &+= 1
    }

    public override func repr() throws -> String {
        if count == 0 { return "\(type.name)()" }
        return try ReprGuard.within(self, "\(type.name)(...)") {
            let body = "{" + (try items.map(Operators.repr).joined(separator: ", ")) + "}"
            return type === Types.set ? body : "\(type.name)(\(body))"
        }
    }
    public override func traverse(_ visit: (Value) -> Void) {
        for i in 0...mask { visit(table[i].key) }
    }
    public override func clearReferences() { removeAll() }
}

/// `iter(set)`
final class SetIterator: Object {
    private var set: SetObject?
    private let size: Int
    private var position = 0
    private var given = 0
    init(_ s: SetObject) {
        set = s
        size = s.count
        super.init(type: IteratorTypes.set)
    }
    override var isIterator: Bool { true }
    override var itemsToCome: Int? { self.set.map { $0.count == size ? size - given : 0 } ?? 0 }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        guard let s = set else { return nil }
        if s.count != size { throw runtimeError("Set changed size during iteration") }
        if let v = s.nextItem(&position) {
            given += 1
            return v
        }
        set = nil
        return nil
    }
    override func traverse(_ visit: (Value) -> Void) { if let s = set { visit(.object(s)) } }
    override func clearReferences() { set = nil }
}

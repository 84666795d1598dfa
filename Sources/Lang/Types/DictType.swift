// This file defines `dict`: a compact ordered hash table.

/// A `dict`: insertion-ordered.
///
/// Entries lie in order of insertion in one block (a removed one keeps its place as a hole until the table is rebuilt); a second block of
/// 32-bit indices is the open-addressing hash table over them.
public final class DictObject: Object {
    struct Entry {
        var hash: Int
        /// `.unbound`: a hole.
        var key: Value
        var value: Value
    }
    private(set) var slots: UnsafeMutablePointer<Entry>
    /// Entries in use, holes included.
    private(set) var used = 0
    private var capacity: Int
    private var table: UnsafeMutablePointer<Int32>
    private var mask: Int
    /// Places of the table that are not free, dummies included: some must stay free, or a look-up would never end.
    private var filled = 0
    public private(set) var count = 0
    /// Rises when keys are added or removed; iterators watch the count, the machine's caches this.
    public private(set) var version = 0

    private static let free: Int32 = -1
    private static let dummy: Int32 = -2

    public init(type: TypeObject? = nil) {
        capacity = 5
        mask = 7
        slots = .allocate(capacity: 5)
        table = .allocate(capacity: 8)
        table.initialize(repeating: DictObject.free, count: 8)
        super.init(type: type ?? Types.dict, kind: .dict)
    }
    public init(capacity wanted: Int, type: TypeObject? = nil) {
        var size = 8
        while size * 2 / 3 < wanted { size *= 2 }
        capacity = size * 2 / 3
        mask = size - 1
        slots = .allocate(capacity: capacity)
        table = .allocate(capacity: size)
        table.initialize(repeating: DictObject.free, count: size)
        super.init(type: type ?? Types.dict, kind: .dict)
    }
    deinit {
        slots.deinitialize(count: used)
        slots.deallocate()
        table.deallocate()
    }

    /// The live entries, in order.
    public var entries: [(key: Value, value: Value)] {
        var out: [(key: Value, value: Value)] = []
        out.reserveCapacity(count)
        for i in 0..<used where !slots[i].key.isUnbound { out.append((slots[i].key, slots[i].value)) }
        return out
    }
    public var keys: [Value] {
        var out: [Value] = []
        out.reserveCapacity(count)
        for i in 0..<used where !slots[i].key.isUnbound { out.append(slots[i].key) }
        return out
    }
    public var values: [Value] {
        var out: [Value] = []
        out.reserveCapacity(count)
        for i in 0..<used where !slots[i].key.isUnbound { out.append(slots[i].value) }
        return out
    }

    /// Whether it has the size of a new dict and nothing that a new one has not.
    var isSmallAndPlain: Bool { capacity == 5 && mask == 7 && onMissing == nil && onChange == nil }
    /// Drops the entries of a dict that nobody holds and that `isSmallAndPlain`.
    func empty() {
        let n = used
        used = 0
        count = 0
        filled = 0
        version &+= 1
        table.update(repeating: DictObject.free, count: 8)
        (slots).deinitialize(count: n)
    }

    // MARK: Look-up

    /// The entry's index, -1 when there is none. Starts again when a key's `__eq__` changed the table.
    @inline(__always) private func find(_ key: Value, _ hash: Int) throws -> Int {
        var i = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            let e = table[i]
            if e == DictObject.free { return -1 }
            if e >= 0 {
                let k = Int(e)
                if slots[k].hash == hash {
                    switch (slots[k].key, key) {
                    case (.int(let x), .int(let y)):
                        if x == y { return k }
                    case (.object(let x), .object(let y)) where x === y:
                        return k
                    default:
                        let before = version
                        if try keysEqual(slots[k].key, key) { return before == version ? k : try findAgain(key, hash) }
                        if before != version { return try findAgain(key, hash) }
                    }
                }
            }
            perturb >>= 5
            i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
        }
    }
    private func findAgain(_ key: Value, _ hash: Int) throws -> Int { try find(key, hash) }

    // MARK: The machine's doors: keys and values in registers, without copies

    /// The register of an entry's key or value; valid until the next change.
    @inline(__always) private func keyRegister(_ k: Int) -> Register {
        (UnsafeMutableRawPointer(slots + k) + Layout.entryKey).assumingMemoryBound(to: Value.self)
    }
    @inline(__always) func valueRegister(_ k: Int) -> Register {
        (UnsafeMutableRawPointer(slots + k) + Layout.entryValue).assumingMemoryBound(to: Value.self)
    }

    /// The entry of the key in a register, -1 when there is none.
    @inline(__always) func place(of key: Register) throws -> Int {
        let hash = try Machine.hash(key)
        return count == 0 ? -1 : try place(of: key, hash)
    }
    private func place(of key: Register, _ hash: Int) throws -> Int {
        var i = hash & mask
        var perturb = UInt(bitPattern: hash)
        while true {
            let e = table[i]
            if e == DictObject.free { return -1 }
            if e >= 0 {
                let k = Int(e)
                if slots[k].hash == hash {
                    let x = keyRegister(k)
                    if x.tag == key.tag, x.intBits == key.intBits, x.tag == Tag.int || x.tag == Tag.object { return k }
                    let before = version
                    let equal = try Machine.keysEqual(x, key)
                    if before != version { return try place(of: key, hash) }
                    if equal { return k }
                }
            }
            perturb >>= 5
            i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
        }
    }

    /// `self[key] = value`
    func store(_ key: Register, _ value: Register) throws {
        let hash = try Machine.hash(key)
        let i = try place(of: key, hash)
        if i >= 0 {
            valueRegister(i).copy(value)
            return
        }
        if used == capacity || filled >= capacity { grow() }
        UnsafeMutableRawPointer(slots + used).storeBytes(of: hash, as: Int.self)
        keyRegister(used).copyInit(key)
        valueRegister(used).copyInit(value)
        insertIndex(used, hash)
        used += 1
        count += 1
        version &+= 1
    }

    /// The place of a key, by the machine's short ways; -1 when it is not there. Throws as `get`.
    @inline(__always) private func place(of key: Value) throws -> Int {
        var key = key
        return try withUnsafeMutablePointer(to: &key) { try place(of: $0) }
    }

    /// Throws TypeError for an unhashable key, and whatever a cell's `__eq__` or `__hash__` raises.
    public func get(_ key: Value) throws -> Value? {
        let i = try place(of: key)
        return i < 0 ? nil : slots[i].value
    }
    public func has(_ key: Value) throws -> Bool { try place(of: key) >= 0 }

    /// Takes over the entries of a dict of keywords into this empty one. false: some key is no `str`, and nothing is done.
    func takeNames(of other: DictObject) throws -> Bool {
        var position = 0
        while let (k, _) = other.nextEntry(&position) {
            guard case .object(let o) = k, o.type === Types.str else { return false }
        }
        try update(other)
        return true
    }
    /// Calls `body` with the key and value registers of each entry, in order, until it gives false; whether it never did.
    @inline(__always) func all(_ body: (Register, Register) -> Bool) -> Bool {
        for i in 0..<used where !keyRegister(i).isUnboundBits { if !body(keyRegister(i), valueRegister(i)) { return false } }
        return true
    }

    public func set(_ key: Value, _ value: Value) throws {
        let hash = try Hashing.value(key)
        let i = try find(key, hash)
        if i >= 0 {
            let old = slots[i].value
            slots[i].value = value
            _ = old
            return
        }
        append(key, value, hash)
    }

    /// The value of `key`, put there first when it is missing.
    public func setDefault(_ key: Value, _ value: @autoclosure () throws -> Value) throws -> Value {
        var key = key
        let (hash, i) = try withUnsafeMutablePointer(to: &key) { p in
            let h = try Machine.hash(p)
            return (h, count == 0 ? -1 : try place(of: p, h))
        }
        if i >= 0 { return slots[i].value }
        let v = try value()
        append(key, v, hash)
        return v
    }

    private func append(_ key: Value, _ value: Value, _ hash: Int) {
        if used == capacity || filled >= capacity { grow() }
        (slots + used).initialize(to: Entry(hash: hash, key: key, value: value))
        insertIndex(used, hash)
        used += 1
        count += 1
        version &+= 1
    }
    @inline(__always) private func insertIndex(_ k: Int, _ hash: Int) {
        var i = hash & mask
        var perturb = UInt(bitPattern: hash)
        while table[i] >= 0 {
            perturb >>= 5
            i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
        }
        if table[i] == DictObject.free { filled += 1 }
        table[i] = Int32(truncatingIfNeeded: k)
    }

    /// Makes room: drops the holes, doubles the table when more than half of it is live.
    private func grow() {
        var size = 8
        while size * 2 / 3 <= count + (count >> 1) { size *= 2 }
        rebuild(size)
    }
    private func rebuild(_ size: Int) {
        let newCapacity = size * 2 / 3
        let fresh = UnsafeMutablePointer<Entry>.allocate(capacity: newCapacity)
        var n = 0
        for i in 0..<used {
            if slots[i].key.isUnbound {
                (slots + i).deinitialize(count: 1)
            } else {
                (fresh + n).moveInitialize(from: slots + i, count: 1)
                n += 1
            }
        }
        slots.deallocate()
        slots = fresh
        used = n
        capacity = newCapacity
        table.deallocate()
        mask = size - 1
        table = .allocate(capacity: size)
        table.initialize(repeating: DictObject.free, count: size)
        filled = 0
        for i in 0..<n { insertIndex(i, slots[i].hash) }
        version &+= 1
    }

    /// The removed value, nil when the key is not there.
    @discardableResult public func remove(_ key: Value) throws -> Value? {
        let hash = try Hashing.value(key)
        let k = try find(key, hash)
        if k < 0 { return nil }
        return removeEntry(k).value
    }

    /// Leaves a hole, so that iterators keep their places.
    private func removeEntry(_ k: Int) -> Entry {
        let hash = slots[k].hash
        var i = hash & mask
        var perturb = UInt(bitPattern: hash)
        while table[i] != Int32(truncatingIfNeeded: k) {
            perturb >>= 5
            i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
        }
        table[i] = DictObject.dummy
        let e = slots[k]
        slots[k] = Entry(hash: 0, key: .unbound, value: .none)
        count -= 1
        version &+= 1
        return e
    }
    /// Gives holes at the end back, so that popitem stays O(1).
    private func trim() {
        while used > 0, slots[used - 1].key.isUnbound {
            used -= 1
            (slots + used).deinitialize(count: 1)
        }
        if count == 0 {
            table.update(repeating: DictObject.free, count: mask + 1)
            filled = 0
        }
    }

    /// Removes the last entry (the first one with `last: false`); nil when empty.
    public func popItem(last: Bool = true) -> (key: Value, value: Value)? {
        if count == 0 { return nil }
        var k = last ? used - 1 : 0
        while slots[k].key.isUnbound { k += last ? -1 : 1 }
        let e = removeEntry(k)
        trim()
        return (e.key, e.value)
    }

    public func removeAll() {
        let oldSlots = slots, oldUsed = used, oldTable = table
        capacity = 5
        mask = 7
        slots = .allocate(capacity: 5)
        table = .allocate(capacity: 8)
        table.initialize(repeating: DictObject.free, count: 8)
        used = 0
        filled = 0
        count = 0
        version &+= 1
        oldTable.deallocate()
        oldSlots.deinitialize(count: oldUsed)
        oldSlots.deallocate()
    }

    /// Moves an entry to the end (or the beginning), for `OrderedDict`. False when the key is not there.
    public func move(_ key: Value, toEnd: Bool) throws -> Bool {
        let hash = try Hashing.value(key)
        let k = try find(key, hash)
        if k < 0 { return false }
        let e = removeEntry(k)
        if toEnd {
            append(e.key, e.value, e.hash)
        } else {
            let rest = entries
            removeAll()
            try set(e.key, e.value)
            for (k, v) in rest { try set(k, v) }
        }
        return true
    }

    /// The next live entry at or after `position`; nil at the end. The machine's loops walk with it.
    @inline(__always) public func nextEntry(_ position: inout Int) -> (key: Value, value: Value)? {
        while position < used {
            let i = position
            position += 1
            if !slots[i].key.isUnbound { return (slots[i].key, slots[i].value) }
        }
        return nil
    }

    /// A dict with `str` keys.
    public convenience init(_ pairs: [(String, Value)]) {
        self.init(capacity: pairs.count)
        for (k, v) in pairs { try! set(.string(k), v) }
    }

    public func copy(type: TypeObject? = nil) -> DictObject {
        let d = DictObject(capacity: count, type: type ?? Types.dict)
        for i in 0..<used where !slots[i].key.isUnbound { d.append(slots[i].key, slots[i].value, slots[i].hash) }
        return d
    }

    /// Takes over every entry of another dict.
    public func update(_ other: DictObject) throws {
        if other === self { return }
        if count == 0, !other.type.isHeap {
            for i in 0..<other.used where !other.slots[i].key.isUnbound { append(other.slots[i].key, other.slots[i].value, other.slots[i].hash) }
            return
        }
        let n = other.count
        var position = 0
        while let (k, v) = other.nextEntry(&position) {
            try set(k, v)
            if other.count != n { throw runtimeError("dict mutated during update") }
        }
    }

    public override func traverse(_ visit: (Value) -> Void) {
        for i in 0..<used {
            visit(slots[i].key)
            visit(slots[i].value)
        }
    }
    public override func clearReferences() { removeAll() }

    // MARK: Operations

    public override func length() throws -> Int? { count }
    public override func isTrue() throws -> Bool { count != 0 }
    public override func hash() throws -> Int { throw typeError("unhashable type: '\(type.name)'") }
    public override func getItem(_ key: Value) throws -> Value? {
        if let v = try get(key) { return v }
        if let v = try missing(key) { return v }
        throw keyError(key)
    }
    /// What a missing key gives: `defaultdict` and a cell's `__missing__`.
    func missing(_ key: Value) throws -> Value? {
        if let make = onMissing { return try make(self, key) }
        if type !== Types.dict, type.lookup("__missing__") != nil { return try Operators.callMethod(.object(self), "__missing__", key) }
        return nil
    }
    /// Set by `defaultdict` and `Counter`.
    public var onMissing: ((DictObject, Value) throws -> Value?)?

    /// Called before `d[key] = value` and `del d[key]` (nil), for `os.environ`.
    public var onChange: ((Value, Value?) throws -> Void)?
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        if let f = onChange { try f(key, value) }
        try set(key, value)
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool {
        if try remove(key) == nil { throw keyError(key) }
        if let f = onChange { try f(key, nil) }
        return true
    }
    public override func contains(_ item: Value) throws -> Bool? { try has(item) }
    public override func iterate() throws -> Value? { .object(DictIterator(self, .keys)) }

    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, case .object(let o) = other, o.kind == .dict else { return nil }
        return .bool(try isEqual(unsafeDowncast(o, to: DictObject.self)) == (op == .eq))
    }
    func isEqual(_ d: DictObject) throws -> Bool {
        if d === self { return true }
        if d.count != count { return false }
        var position = 0
        while let (k, v) = nextEntry(&position) {
            guard let w = try d.get(k) else { return false }
            if !(try Operators.equal(v, w)) { return false }
        }
        return true
    }

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        guard op == .or, case .object(let o) = other, o.kind == .dict else { return nil }
        let d = unsafeDowncast(o, to: DictObject.self)
        let (a, b) = reflected ? (d, self) : (self, d)
        let r = a.copy(type: type.isHeap ? Types.dict : type)
        r.onMissing = a.onMissing
        r.attributes = a.attributes
        try r.update(b)
        return .object(r)
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard op == .or else { return nil }
        try DictMethods.update(self, other)
        return .object(self)
    }

    public override func repr() throws -> String {
        if count == 0 { return "{}" }
        return try ReprGuard.within(self, "{...}") {
            var parts: [String] = []
            var position = 0
            while let (k, v) = nextEntry(&position) { parts.append(try Operators.repr(k) + ": " + Operators.repr(v)) }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }
}

/// Stops `repr` of containers that hold themselves.
public enum ReprGuard {
    private static var active: [ObjectIdentifier] = []
    /// `body()`, or `otherwise` when `o` is being shown already. Throws RecursionError when containers lie too deep.
    public static func within(_ o: Object, _ otherwise: String, _ body: () throws -> String) throws -> String {
        let id = ObjectIdentifier(o)
        if active.contains(id) { return otherwise }
        if active.count > 400 { throw PythonError(Exceptions.recursionError, "maximum recursion depth exceeded while getting the repr of an object") }
        active.append(id)
        defer { active.removeLast() }
        return try body()
    }
}

/// Iterators over keys, values or items, forwards or backwards.
final class DictIterator: Object {
    enum What { case keys, values, items }
    private var dict: DictObject?
    private let what: What
    private let size: Int
    private var position: Int
    /// How many are still to come.
    private var left: Int
    private let reversed: Bool
    init(_ d: DictObject, _ what: What, reversed: Bool = false) {
        dict = d
        self.what = what
        size = d.count
        left = size
        self.reversed = reversed
        position = reversed ? d.used - 1 : 0
        super.init(type: reversed ? IteratorTypes.dictReverse(what) : IteratorTypes.dict(what))
    }
    override var isIterator: Bool { true }
    override var itemsToCome: Int? { dict.map { $0.count == size ? left : 0 } ?? 0 }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        guard let d = dict else { return nil }
        if d.count != size { throw runtimeError("dictionary changed size during iteration") }
        var found: (key: Value, value: Value)?
        if reversed {
            while position >= 0, found == nil {
                if position < d.used, !d.slots[position].key.isUnbound { found = (d.slots[position].key, d.slots[position].value) }
                position -= 1
            }
        } else {
            found = d.nextEntry(&position)
        }
        guard let (k, v) = found else {
            dict = nil
            return nil
        }
        if left == 0, !reversed {
            dict = nil
            throw runtimeError("dictionary keys changed during iteration")
        }
        left -= 1
        switch what {
        case .keys: return k
        case .values: return v
        case .items: return .tuple([k, v])
        }
    }
    override func traverse(_ visit: (Value) -> Void) { if let d = dict { visit(.object(d)) } }
    override func clearReferences() { dict = nil }
}

// This file defines name tables: instance dictionaries, class namespaces, module globals.

/// An insertion-ordered table from names to values.
///
/// Small tables share shapes (hidden classes): tables with the same `shape` have the same names in the same slots, so an inline cache holds `(shape.id, slot)`.
/// A table with many names gets a shape of its own that grows in place; its id then changes only when a name is removed, and `shape.keysID` whenever its set
/// of names changes (what a cache of "not here" must hold).
public final class Attributes {
    /// The hidden class: which names lie in which slots.
    public final class Shape {
        /// Unique among all shapes that ever were.
        public private(set) var id: UInt32
        /// Equal to `id` for shared shapes; for an owned one it changes with every name added.
        private(set) var keysID: UInt32
        public private(set) var names: [Name]
        let isOwned: Bool
        /// Open addressing by name id: pairs (name id, slot), -1 where empty.
        private var table: UnsafeMutablePointer<Int32>
        private var mask: Int
        private var transitions: [Name: Shape] = [:]
        private var lastName: Int32 = -1
        private unowned(unsafe) var lastShape: Shape?

        private static var nextID: UInt32 = 0
        private static func freshID() -> UInt32 {
            nextID &+= 1
            return nextID
        }

        init(names: [Name], owned: Bool) {
            self.names = names
            isOwned = owned
            id = Shape.freshID()
            keysID = id
            var size = 4
            while size * 2 < (names.count + 1) * 3 { size *= 2 }
            mask = size - 1
            table = .allocate(capacity: size * 2)
            table.update(repeating: -1, count: size * 2)
            for (i, n) in names.enumerated() { insert(n.id, Int32(i)) }
        }

        deinit { table.deallocate() }

        private func insert(_ name: Int32, _ slot: Int32) {
            var i = Int(name) & mask
            while table[2 * i] >= 0 { i = (i + 1) & mask }
            table[2 * i] = name
            table[2 * i + 1] = slot
        }

        @inline(__always) func find(_ name: Int32) -> Int {
            var i = Int(name) & mask
            while true {
                let n = table[2 * i]
                if n == name { return Int(table[2 * i + 1]) }
                if n < 0 { return -1 }
                i = (i + 1) & mask
            }
        }

        public func slot(of name: Name) -> Int? {
            let i = find(name.id)
            return i < 0 ? nil : i
        }

        /// The shared shape with one name more.
        func adding(_ name: Name) -> Shape {
            if lastName == name.id, let s = lastShape { return s }
            let next: Shape
            if let s = transitions[name] {
                next = s
            } else {
                next = Shape(names: names + [name], owned: false)
                transitions[name] = next
            }
            lastName = name.id
            lastShape = next
            return next
        }

        /// An owned shape gets one name more, in place.
        func append(_ name: Name) {
            names.append(name)
            if names.count * 3 > (mask + 1) * 2 {
                table.deallocate()
                let size = (mask + 1) * 2
                mask = size - 1
                table = .allocate(capacity: size * 2)
                table.update(repeating: -1, count: size * 2)
                for (i, n) in names.enumerated() { insert(n.id, Int32(i)) }
            } else {
                insert(name.id, Int32(names.count - 1))
            }
            keysID = Shape.freshID()
        }

        static let empty = Shape(names: [], owned: false)
        /// Shapes with more names are owned by one table.
        static let sharedLimit = 24
    }

    private(set) var slots: UnsafeMutablePointer<Value>
    public private(set) var shape: Shape
    /// A copy of `shape.id`, so that a cache hit costs one load less.
    private(set) var shapeID: UInt32
    /// A copy of `shape.keysID`.
    private(set) var keysID: UInt32
    private var used: Int32 = 0
    /// The view that `x.__dict__` gave, while it lives.
    unowned(unsafe) var view: AttributesDict?
    private var capacity: Int32
    /// Set while the body of an enumeration runs: a name may be given once.
    var refusesDoubles = false

    public init() {
        shape = .empty
        shapeID = Shape.empty.id
        keysID = shapeID
        capacity = 0
        slots = Attributes.noSlots
    }

    private static let noSlots = UnsafeMutablePointer<Value>.allocate(capacity: 1)

    /// A table with room for `capacity` values.
    init(capacity n: Int) {
        shape = .empty
        shapeID = Shape.empty.id
        keysID = shapeID
        capacity = Int32(n)
        slots = .allocate(capacity: n)
    }

    /// A table that never shares its shape: module globals.
    init(owned: Bool) {
        shape = owned ? Shape(names: [], owned: true) : .empty
        shapeID = shape.id
        keysID = shape.id
        capacity = 0
        slots = Attributes.noSlots
    }

    deinit {
        if capacity > 0 {
            slots.deinitialize(count: Int(used))
            slots.deallocate()
        }
    }

    /// Whether a new object may have it, once it is empty.
    var isReusable: Bool { view == nil && !refusesDoubles && !shape.isOwned && capacity > 0 && capacity <= 8 }
    /// Drops the values of a table that nobody holds.
    func empty() {
        let n = Int(used)
        used = 0
        setShape(Unmanaged.passUnretained(Shape.empty).toOpaque())
        for j in 0..<n { (slots + j).drop() }
    }
    /// Takes a shared shape. (Those live for ever; the count is kept all the same.)
    @inline(__always) private func setShape(_ new: RawObject) {
        let p = (Unmanaged.passUnretained(self).toOpaque() + Layout.attributeShape).assumingMemoryBound(to: RawObject.self)
        let old = p.pointee
        retain(new)
        p.pointee = new
        release(old)
        let id = (new + Layout.shapeID).assumingMemoryBound(to: UInt32.self).pointee
        shapeID = id
        keysID = id
    }
    /// Adds the value of a name that is not there and leads to the shared shape `next`. false: there is no room.
    @inline(__always) func add(_ value: Register, next: RawObject) -> Bool {
        if used == capacity { return false }
        (slots + Int(used)).copyInit(value)
        used &+= 1
        setShape(next)
        return true
    }

    public var count: Int { Int(used) }
    public var names: [Name] { shape.names }
    /// The values in slot order.
    public var values: ContiguousArray<Value> { ContiguousArray(UnsafeBufferPointer(start: slots, count: Int(used))) }

    /// Calls `body` for each name and value, in order.
    public func forEach(_ body: (Name, Value) throws -> Void) rethrows {
        let names = shape.names
        let values = self.values
        for (i, n) in names.enumerated() { try body(n, values[i]) }
    }

    @inline(__always) public func get(_ name: Name) -> Value? {
        let i = shape.find(name.id)
        return i < 0 ? nil : slots[i]
    }

    /// The value in a slot.
    @inline(__always) func value(at slot: Int) -> Value { slots[slot] }

    public func set(_ name: Name, _ value: Value) {
        let i = shape.find(name.id)
        if i >= 0 {
            slots[i] = value
            return
        }
        add(name, value)
    }

    /// Adds a name that is not there.
    func add(_ name: Name, _ value: Value) {
        if used == capacity { grow() }
        if shape.isOwned {
            shape.append(name)
            keysID = shape.keysID
        } else if Int(used) >= Shape.sharedLimit {
            shape = Shape(names: shape.names + [name], owned: true)
            shapeID = shape.id
            keysID = shapeID
        } else {
            shape = shape.adding(name)
            shapeID = shape.id
            keysID = shapeID
        }
        (slots + Int(used)).initialize(to: value)
        used += 1
    }

    private func grow() {
        let n = capacity == 0 ? 4 : capacity * 2
        let new = UnsafeMutablePointer<Value>.allocate(capacity: Int(n))
        new.moveInitialize(from: slots, count: Int(used))
        if capacity > 0 { slots.deallocate() }
        slots = new
        capacity = n
    }

    /// Removes the name; false when it is not there.
    @discardableResult public func remove(_ name: Name) -> Bool {
        let i = shape.find(name.id)
        if i < 0 { return false }
        var names = shape.names
        names.remove(at: i)
        let old = (slots + i).move()
        (slots + i).moveInitialize(from: slots + i + 1, count: Int(used) - i - 1)
        used -= 1
        if shape.isOwned {
            shape = Shape(names: names, owned: true)
        } else {
            var s = Shape.empty
            for n in names { s = s.adding(n) }
            shape = s
        }
        shapeID = shape.id
        keysID = shapeID
        withExtendedLifetime(old) {}
        return true
    }

    public func removeAll() {
        let old = values
        slots.deinitialize(count: Int(used))
        used = 0
        shape = shape.isOwned ? Shape(names: [], owned: true) : .empty
        shapeID = shape.id
        keysID = shapeID
        withExtendedLifetime(old) {}
    }

    public subscript(name: Name) -> Value? {
        get { get(name) }
        set { if let v = newValue { set(name, v) } else { remove(name) } }
    }
}

// This file defines the pools of dead small objects: what the machine's registers let go of is kept for the next object of the same type.
//
// Making and freeing an object costs several hundred instructions (the runtime, the allocator twice, the destructors); a text that stands in a register for
// one instruction costs a few dozen this way. Only an object whose last reference a register held comes here; what dies inside containers is freed as ever.
// An object in a pool has exactly one reference (the pool's), is not known to the cycle collector, and holds nothing.

enum Recycler {
    /// A stack of objects of one type.
    struct Pool {
        var objects: UnsafeMutablePointer<RawObject>
        var count = 0
        @inline(__always) var isFull: Bool { count == Recycler.capacity }
        @inline(__always) mutating func push(_ o: RawObject) {
            objects[count] = o
            count &+= 1
        }
        @inline(__always) mutating func pop() -> RawObject {
            count &-= 1
            return objects[count]
        }
    }
    static let capacity = 128

    /// The second word of an object with one strong reference and nothing else to it; 0: nothing is recycled yet.
    nonisolated(unsafe) static var single = 0
    nonisolated(unsafe) private static var pools: UnsafeMutablePointer<Pool>! = nil
    nonisolated(unsafe) private static var objectType: RawObject! = nil

    // Places in `pools`. Tuples of n items: `tuples + n`.
    private static let texts = 0, slices = 1, lists = 2, dicts = 3, instances = 4, tuples = 4
    private static let largestTuple = 4

    /// Starts recycling. Called once, when the types are there.
    static func prepare() {
        pools = .allocate(capacity: tuples + largestTuple + 1)
        for i in 0...tuples + largestTuple { (pools + i).initialize(to: Pool(objects: .allocate(capacity: capacity))) }
        objectType = Unmanaged.passUnretained(Types.object).toOpaque()
        let probe = SliceObject(.int(5), .int(6), .int(7))
        let raw = Unmanaged.passUnretained(probe).toOpaque()
        let p = (raw + Layout.sliceParts).assumingMemoryBound(to: Value.self)
        if p.intBits != 5 || (p + 1).intBits != 6 || (p + 2).intBits != 7 { fatalError("internal error: layout of slices") }
        withExtendedLifetime(probe) { single = (raw + 8).load(as: Int.self) }
        if single < 0 || single >= 1 << 32 { single = 0 }
    }

    /// Keeps an object that nobody else holds. false: it is not of a kind that is kept, or too many are.
    static func keep(_ o: RawObject) -> Bool {
        let t = typeOf(o)
        if t == Machine.strType { return keepText(o) }
        // Weakly referenced ones and what a finalizer has seen go the usual way.
        if o.load(fromByteOffset: Layout.gcBits, as: UInt8.self) & (GarbageCollector.weaklyReferenced | GarbageCollector.finalized) != 0 { return false }
        switch kindOf(o) {
        case Kind.instance.rawValue: return keepInstance(o)
        case Kind.tuple.rawValue: return t == Machine.tupleType && keepTuple(o)
        case Kind.list.rawValue: return t == Machine.listType && keepList(o)
        case Kind.dict.rawValue: return t == Machine.dictType && keepDict(o)
        case Kind.slice.rawValue: return keepSlice(o)
        default: return false
        }
    }

    @inline(__always) private static func retained<T: Object>(_ o: RawObject, _: T.Type = T.self) -> T { Unmanaged<T>.fromOpaque(o).takeRetainedValue() }

    /// Empties a field first and lets go of its value then: what runs at its end finds nothing half done.
    @inline(__always) private static func empty(_ p: Register) {
        let old = p.objectBits, t = p.tag
        p.store(1, Tag.simple)
        if t == Tag.object { release(old) }
    }

    @inline(__always) private static func untrack(_ o: RawObject) {
        let x = object(o)
        if x.gcIndex != 0 { GarbageCollector.untrack(x) }
    }

    // MARK: Texts

    private static func keepText(_ o: RawObject) -> Bool {
        if pools[texts].isFull { return false }
        if !Machine.isSmall(o) { Unmanaged<StrObject>.fromOpaque(o)._withUnsafeGuaranteedRef { $0.empty() } }
        pools[texts].push(o)
        return true
    }

    @inline(__always) static func text(_ s: String) -> StrObject? {
        if single == 0 || pools[texts].count == 0 { return nil }
        let o: StrObject = retained(pools[texts].pop())
        o.reuse(s)
        return o
    }

    // MARK: Slices

    private static func keepSlice(_ o: RawObject) -> Bool {
        let p = (o + Layout.sliceParts).assumingMemoryBound(to: Value.self)
        for j in 0..<3 { empty(p + j) }
        if pools[slices].isFull { return false }
        pools[slices].push(o)
        return true
    }

    /// A slice of the three values from `b`, taken; one reference.
    static func slice(_ b: Register) -> RawObject {
        if pools[slices].count == 0 {
            let s = SliceObject(b[0], b[1], b[2])
            for j in 0..<3 { (b + j).setUnbound() }
            return Unmanaged.passRetained(s).toOpaque()
        }
        let o = pools[slices].pop()
        let p = (o + Layout.sliceParts).assumingMemoryBound(to: Value.self)
        for j in 0..<3 { (p + j).takeInit(b + j) }
        return o
    }

    // MARK: Tuples

    private static func keepTuple(_ o: RawObject) -> Bool {
        let items = itemsOf(o)
        let n = countOf(items)
        guard n >= 1, n <= largestTuple, !pools[tuples + n].isFull, attributesOf(o) == nil, (items + 8).load(as: Int.self) == single else { return false }
        untrack(o)
        let p = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self)
        for j in 0..<n { empty(p + j) }
        if pools[tuples + n].isFull { return false }
        pools[tuples + n].push(o)
        return true
    }

    /// A tuple of the `n` values from `b`, taken; one reference.
    @inline(__always) static func tuple(_ b: Register, _ n: Int) -> RawObject {
        if n >= 1, n <= largestTuple, pools[tuples + n].count > 0 {
            let o = pools[tuples + n].pop()
            let p = (itemsOf(o) + Layout.arrayItems).assumingMemoryBound(to: Value.self)
            for j in 0..<n { (p + j).takeInit(b + j) }
            GarbageCollector.track(object(o))
            return o
        }
        return Unmanaged.passRetained(TupleObject(Machine.takeArray(b, n))).toOpaque()
    }

    /// A tuple of a few values, in an array of its own; else one that shares the array.
    static func tuple(of items: [Value]) -> Value {
        let n = items.count
        guard single != 0, n >= 1, n <= largestTuple, pools[tuples + n].count > 0 else { return .tuple(items) }
        let o = pools[tuples + n].pop()
        let p = (itemsOf(o) + Layout.arrayItems).assumingMemoryBound(to: Value.self)
        for j in 0..<n { p[j] = items[j] }
        let t: TupleObject = retained(o)
        GarbageCollector.track(t)
        return .object(t)
    }

    /// `(x, y)`
    static func pair(_ x: Value, _ y: Value) -> Value {
        if single == 0 || pools[tuples + 2].count == 0 { return .object(TupleObject([x, y])) }
        let o = pools[tuples + 2].pop()
        let p = (itemsOf(o) + Layout.arrayItems).assumingMemoryBound(to: Value.self)
        p[0] = x
        p[1] = y
        let t: TupleObject = retained(o)
        GarbageCollector.track(t)
        return .object(t)
    }

    // MARK: Lists

    private static func keepList(_ o: RawObject) -> Bool {
        guard !pools[lists].isFull, attributesOf(o) == nil else { return false }
        untrack(o)
        let items = itemsOf(o)
        if (items + 8).load(as: Int.self) == single {
            // Item by item, so that what dies here is kept too.
            let p = (items + Layout.arrayItems).assumingMemoryBound(to: Value.self)
            for j in 0..<countOf(items) { empty(p + j) }
        }
        Unmanaged<ListObject>.fromOpaque(o)._withUnsafeGuaranteedRef { $0.clearReferences() }
        if pools[lists].isFull { return false }
        pools[lists].push(o)
        return true
    }

    static func list(_ items: [Value]) -> ListObject {
        if single == 0 || pools[lists].count == 0 { return ListObject(items) }
        let l: ListObject = retained(pools[lists].pop())
        l.items = items
        GarbageCollector.track(l)
        return l
    }

    // MARK: Dicts

    private static func keepDict(_ o: RawObject) -> Bool {
        guard !pools[dicts].isFull, attributesOf(o) == nil else { return false }
        let d = Unmanaged<DictObject>.fromOpaque(o)
        guard d._withUnsafeGuaranteedRef({ $0.isSmallAndPlain }) else { return false }
        untrack(o)
        d._withUnsafeGuaranteedRef { $0.empty() }
        if pools[dicts].isFull { return false }
        pools[dicts].push(o)
        return true
    }

    /// An empty dict.
    static func dict() -> DictObject {
        if single == 0 || pools[dicts].count == 0 { return DictObject() }
        let d: DictObject = retained(pools[dicts].pop())
        GarbageCollector.track(d)
        return d
    }

    // MARK: Instances, which keep their attribute table

    private static func keepInstance(_ o: RawObject) -> Bool {
        let t = typeOf(o)
        guard !pools[instances].isFull, overridesOf(type: t) & TypeObject.Overrides.finalizer.rawValue == 0, let a = attributesOf(o),
            (a + 8).load(as: Int.self) == single, Unmanaged<Attributes>.fromOpaque(a)._withUnsafeGuaranteedRef({ $0.isReusable })
        else { return false }
        untrack(o)
        Unmanaged<Attributes>.fromOpaque(a)._withUnsafeGuaranteedRef { $0.empty() }
        // The instance goes on as one of `object`, which needs no reference.
        o.storeBytes(of: objectType, toByteOffset: Layout.type, as: RawObject.self)
        if Unmanaged<TypeObject>.fromOpaque(t)._withUnsafeGuaranteedRef({ $0.isHeap }) { release(t) }
        if pools[instances].isFull { return false }
        pools[instances].push(o)
        return true
    }

    /// A new instance of a cell's class with an empty attribute table; one reference.
    static func instance(_ type: TypeObject) -> RawObject {
        if pools[instances].count == 0 {
            let o = InstanceObject(type: type)
            o.attributes = Attributes(capacity: max(type.expectedAttributes, 1))
            return Unmanaged.passRetained(o).toOpaque()
        }
        let o = pools[instances].pop()
        let t = Unmanaged.passUnretained(type).toOpaque()
        if type.isHeap { retain(t) }
        o.storeBytes(of: t, toByteOffset: Layout.type, as: RawObject.self)
        GarbageCollector.track(object(o))
        return o
    }
}

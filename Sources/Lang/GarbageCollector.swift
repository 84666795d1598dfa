// This file defines the collector of reference cycles: trial deletion over the containers that live, as CPython does it.
//
// A container's references are counted by Swift. To find out which containers are reachable only from each other, the collector copies every count, subtracts
// the references that the containers hold among themselves, and keeps alive what still has a count, with everything reachable from it. What remains is garbage;
// its references are dropped and Swift frees it. In doubt (a buffer shared by two containers, an object whose count cannot be read) a thing is kept.

enum GarbageCollector {
    /// Bit of `gcBits`: `__del__` has run.
    static let finalized: UInt8 = 0x80
    /// Something refers to the object weakly: `WeakTable` must hear of its end.
    static let weaklyReferenced: UInt8 = 0x40
    private static let reachable: UInt8 = 1
    private static let oldFlag: UInt32 = 0x8000_0000

    nonisolated(unsafe) private static var young: UnsafeMutablePointer<RawObject>! = nil
    nonisolated(unsafe) private static var youngCount = 0
    nonisolated(unsafe) private static var youngCapacity = 0
    nonisolated(unsafe) private static var old: UnsafeMutablePointer<RawObject>! = nil
    nonisolated(unsafe) private static var oldCount = 0
    nonisolated(unsafe) private static var oldCapacity = 0
    /// Young containers at which a collection is due.
    nonisolated(unsafe) static var youngLimit = 20000
    nonisolated(unsafe) private static var oldLimit = 100_000
    nonisolated(unsafe) static var isEnabled = true
    nonisolated(unsafe) private static var isRunning = false
    nonisolated(unsafe) static var collections = 0
    nonisolated(unsafe) static var collected = 0

    @inline(__always) static var isDue: Bool { youngCount > youngLimit }

    @inline(__always) static func tracks(_ k: Kind) -> Bool {
        switch k {
        case .str, .bytes, .bigInt, .nativeFunction, .range, .slice, .module, .intInstance, .floatInstance: return false
        default: return true
        }
    }

    @inline(__always) static func track(_ o: Object) {
        if youngCount == youngCapacity { grow(&young, youngCount, &youngCapacity) }
        young[youngCount] = Unmanaged.passUnretained(o).toOpaque()
        youngCount &+= 1
        o.gcIndex = UInt32(truncatingIfNeeded: youngCount)
    }

    @inline(__always) static func untrack(_ o: Object) {
        let i = o.gcIndex
        o.gcIndex = 0
        if i & oldFlag == 0 {
            // The last one takes the place.
            youngCount &-= 1
            let last = young[youngCount]
            let place = Int(i) &- 1
            if place != youngCount {
                young[place] = last
                setIndex(last, i)
            }
        } else {
            oldCount &-= 1
            let last = old[oldCount]
            let place = Int(i & ~oldFlag) &- 1
            if place != oldCount {
                old[place] = last
                setIndex(last, i)
            }
        }
    }

    private static let indexOffset = 36
    @inline(__always) private static func setIndex(_ o: RawObject, _ i: UInt32) { o.storeBytes(of: i, toByteOffset: indexOffset, as: UInt32.self) }
    @inline(__always) private static func index(_ o: RawObject) -> UInt32 { o.load(fromByteOffset: indexOffset, as: UInt32.self) }

    @inline(never) private static func grow(_ p: inout UnsafeMutablePointer<RawObject>?, _ count: Int, _ capacity: inout Int) {
        let n = max(4096, capacity * 2)
        let new = UnsafeMutablePointer<RawObject>.allocate(capacity: n)
        if let p {
            new.update(from: p, count: count)
            p.deallocate()
        }
        p = new
        capacity = n
    }

    private static func makeOld(_ o: RawObject) {
        if oldCount == oldCapacity { grow(&old, oldCount, &oldCapacity) }
        old[oldCount] = o
        oldCount += 1
        setIndex(o, UInt32(oldCount) | oldFlag)
    }

    /// Collects among the young containers; among all when the old ones have become many. Survivors become old.
    @inline(never) static func collectYoung() {
        guard isEnabled, !isRunning else { return }
        if oldCount > oldLimit {
            _ = collect()
            return
        }
        isRunning = true
        collections += 1
        let n = sweep(full: false)
        collected += n
        isRunning = false
    }

    /// A full collection. Returns the number of unreachable containers.
    @discardableResult static func collect() -> Int {
        guard !isRunning else { return 0 }
        isRunning = true
        collections += 1
        let n = sweep(full: true)
        collected += n
        oldLimit = max(100_000, oldCount + oldCount / 2)
        isRunning = false
        return n
    }

    static var counts: (young: Int, old: Int) { (youngCount, oldCount) }

    /// The strong count, or nil when only the runtime knows it.
    @inline(__always) private static func count(_ o: RawObject) -> Int? {
        let n = (o + 8).load(as: Int.self)
        if n < 0 { return Int(swiftRetainCount(o)) }
        return (n >> 33) + 1
    }

    private static func sweep(full: Bool) -> Int {
        // The set looked at: in a full collection everything, moved to one table.
        if full {
            for i in 0..<youngCount { makeOld(young[i]) }
            youngCount = 0
        }
        let n = full ? oldCount : youngCount
        let set: UnsafeMutablePointer<RawObject> = full ? old! : young ?? UnsafeMutablePointer<RawObject>.allocate(capacity: 1)
        if n == 0 { return 0 }
        let refs = UnsafeMutablePointer<Int32>.allocate(capacity: n)
        defer { refs.deallocate() }
        for i in 0..<n {
            refs[i] = Int32(clamping: count(set[i]) ?? Int(Int32.max))
            setBit(set[i], false)
        }
        /// Place in the set, or -1.
        @inline(__always) func place(_ v: Value) -> Int {
            guard case .object(let o) = v else { return -1 }
            let i = o.gcIndex
            if i == 0 || (i & oldFlag != 0) != full { return -1 }
            return Int(i & ~oldFlag) - 1
        }
        // Subtract inner references.
        for i in 0..<n {
            visit(set[i]) { v in
                let p = place(v)
                if p >= 0 { refs[p] &-= 1 }
            }
        }
        // A negative count means that something was visited twice: nothing is certain then.
        for i in 0..<n where refs[i] < 0 {
            if !full { promote() }
            return 0
        }
        // Everything reachable from what is held from outside lives.
        var pending: [RawObject] = []
        for i in 0..<n where refs[i] > 0 {
            if !bit(set[i]) {
                setBit(set[i], true)
                pending.append(set[i])
            }
            while let o = pending.popLast() {
                visitAll(o) { v in
                    let p = place(v)
                    if p >= 0, !bit(set[p]) {
                        setBit(set[p], true)
                        pending.append(set[p])
                    }
                }
            }
        }
        var garbage: [Unmanaged<Object>] = []
        for i in 0..<n where !bit(set[i]) { garbage.append(Unmanaged<Object>.fromOpaque(set[i]).retain()) }
        if !full { promote() }
        if garbage.isEmpty { return 0 }
        // Finalizers see whole objects.
        for g in garbage {
            let o = g.value
            if o.kind == .instance, o.type.overrides.contains(.finalizer), o.gcBits & finalized == 0, let f = o.type.lookup(Names.del) {
                o.gcBits |= finalized
                _ = try? Operators.call(f, .object(o))
            }
        }
        for g in garbage {
            let o = g.value
            if o.gcBits & weaklyReferenced != 0 {
                o.gcBits &= ~weaklyReferenced
                WeakTable.clear(g.toOpaque())
            }
        }
        for g in garbage {
            let o = g.value
            if o.kind != .type {
                let a = o.attributes
                o.attributes = nil
                o.clearReferences()
                withExtendedLifetime(a) {}
            } else {
                unsafeDowncast(o, to: TypeObject.self).dismantle()
            }
        }
        for g in garbage { g.release() }
        return garbage.count
    }

    private static func promote() {
        for i in 0..<youngCount { makeOld(young[i]) }
        youngCount = 0
    }

    @inline(__always) private static func bit(_ o: RawObject) -> Bool { o.load(fromByteOffset: 33, as: UInt8.self) & reachable != 0 }
    @inline(__always) private static func setBit(_ o: RawObject, _ b: Bool) {
        let bits = o.load(fromByteOffset: 33, as: UInt8.self)
        o.storeBytes(of: b ? bits | reachable : bits & ~reachable, toByteOffset: 33, as: UInt8.self)
    }

    /// Visits what `o` holds, each reference once. What is shared with another holder is left out.
    private static func visit(_ raw: RawObject, _ body: (Value) -> Void) {
        let o = object(raw)
        if let a = attributesOf(raw) {
            if count(a) == 1 { visitTable(a, body) }
        }
        if let t = o.type, t.isHeap { body(.object(t)) }
        switch o.kind {
        case .list, .tuple:
            let items = raw.load(fromByteOffset: Layout.listItems, as: RawObject.self)
            if count(items) != 1 { return }
            o.traverse(body)
        case .function:
            // The globals of modules are never garbage; a table without a module is held by functions alone and stays.
            o.traverse(body)
        default: o.traverse(body)
        }
    }

    /// Visits what is reachable from `o`, shared or not.
    private static func visitAll(_ raw: RawObject, _ body: (Value) -> Void) {
        let o = object(raw)
        if let a = attributesOf(raw) { visitTable(a, body) }
        if let t = o.type, t.isHeap { body(.object(t)) }
        o.traverse(body)
    }

    private static func visitTable(_ a: RawObject, _ body: (Value) -> Void) {
        let t = Unmanaged<Attributes>.fromOpaque(a).value
        let slots = t.slots
        for i in 0..<t.count where (slots + i).tag == Tag.object { body(slots[i]) }
    }
}

@_silgen_name("swift_retainCount") private func swiftRetainCount(_ o: UnsafeMutableRawPointer) -> UInt

extension TypeObject {
    /// Breaks the cycles of a garbage class (its MRO holds it).
    func dismantle() {
        clearReferences()
        leaveBases()
        mro = []
        bases = [Types.object]
    }
}

// This file defines `range`.

import BigInt

/// A `range` of 64-bit integers.
public final class RangeObject: Object {
    public let start: Int, stop: Int, step: Int
    public let count: Int
    /// `step` must not be 0.
    public init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        if step > 0 ? start >= stop : start <= stop {
            count = 0
        } else {
            let span = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
            count = Int(clamping: (span - 1) / step.magnitude + 1)
        }
        super.init(type: Types.range, kind: .range)
    }

    /// The range, unless an item, an item beyond the ends or the number of items leaves 64 bits.
    static func exact(_ start: Int, _ stop: Int, _ step: Int) -> RangeObject? {
        let (span, o) = stop.subtractingReportingOverflow(start)
        let limit = Int.max / 4
        if o || span.magnitude > UInt(limit) || step.magnitude > UInt(limit) || start.magnitude > UInt(limit) || stop.magnitude > UInt(limit) {
            // Near the edge only small, exact cases are safe.
            if o || start.addingReportingOverflow(step).overflow || stop.addingReportingOverflow(step).overflow { return nil }
        }
        return step == Int.min ? nil : RangeObject(start, stop, step)
    }

    @inline(__always) public func item(_ i: Int) -> Int { start &+ i &* step }

    public override func length() throws -> Int? { count }
    public override func isTrue() throws -> Bool { count > 0 }
    public override func iterate() throws -> Value? { .object(RangeIterator(start, step, count)) }
    public override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice {
            let (a, s, n) = try unsafeDowncast(o, to: SliceObject.self).resolve(length: count)
            let slice = unsafeDowncast(o, to: SliceObject.self)
            // The end as CPython computes it: the clipped stop of the slice.
            if max(start.magnitude, stop.magnitude) > UInt(Int.max / 4) || s.magnitude > UInt(Int.max / 4) || s.multipliedReportingOverflow(by: step).overflow {
                return .object(try LargeRange.slice(BigInt(start), BigInt(step), BigInt(count), slice))
            }
            var end = s > 0 ? count : -1
            if !slice.stop.isNone, let b = try Operators.clampedIndex(slice.stop) {
                let v = b < 0 ? b + count : b
                end = s > 0 ? min(max(v, 0), count) : min(max(v, -1), count - 1)
            }
            _ = n
            return .object(RangeObject(item(a), item(end), step &* s))
        }
        guard let k = try Operators.clampedIndex(key) else { throw typeError("range indices must be integers or slices, not \(key.typeName)") }
        let i = k < 0 ? k + count : k
        if i < 0 || i >= count { throw indexError("range object index out of range") }
        return .int(item(i))
    }
    /// The position of an integer, nil when it is not there.
    func position(of v: Int) -> Int? {
        if count == 0 { return nil }
        let (d, o) = v.subtractingReportingOverflow(start)
        if o || d % step != 0 { return nil }
        let i = d / step
        return i >= 0 && i < count ? i : nil
    }
    public override func contains(_ item: Value) throws -> Bool? {
        switch item {
        case .int(let i): return position(of: i) != nil
        case .bool(let b): return position(of: b ? 1 : 0) != nil
        case .float(let d):
            guard let i = Int(exactly: d) else { return false }
            return position(of: i) != nil
        case .object(let o) where o.kind == .bigInt || o.kind == .str: return false
        default: return nil
        }
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, case .object(let o) = other else { return nil }
        if let large = o as? LargeRange { return try large.compare(op, .object(self)) }
        guard o.kind == .range else { return nil }
        let r = unsafeDowncast(o, to: RangeObject.self)
        let same = count == r.count && (count == 0 || (start == r.start && (count == 1 || step == r.step)))
        return .bool(same == (op == .eq))
    }
    public override func hash() throws -> Int {
        try Hashing.tuple([.int(count), count == 0 ? .none : .int(start), count <= 1 ? .none : .int(step)])
    }
    public override func repr() throws -> String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }
}

/// `iter(range)`
public final class RangeIterator: Object {
    public var current: Int
    public let step: Int
    public var remaining: Int
    public init(_ start: Int, _ step: Int, _ count: Int) {
        current = start
        self.step = step
        remaining = count
        super.init(type: IteratorTypes.range)
    }
    public override var isIterator: Bool { true }
    override var itemsToCome: Int? { remaining }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        if remaining == 0 { return nil }
        remaining -= 1
        defer { current = current &+ step }
        return .int(current)
    }
}

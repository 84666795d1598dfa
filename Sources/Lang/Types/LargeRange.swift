// This file defines ranges of integers beyond 64 bits.

import BigInt

/// A `range` of which an end, the step or the number of items does not fit in 64 bits.
final class LargeRange: Object {
    let start: BigInt, stop: BigInt, step: BigInt
    let count: BigInt

    /// `step` must not be 0.
    init(_ start: BigInt, _ stop: BigInt, _ step: BigInt) {
        self.start = start
        self.stop = stop
        self.step = step
        let span = step.sign == .plus ? stop - start : start - stop
        count = span <= 0 ? 0 : (span - 1) / BigInt(step.magnitude) + 1
        super.init(type: Types.range)
    }

    /// The range as a plain one where that can hold it.
    static func make(_ start: BigInt, _ stop: BigInt, _ step: BigInt) -> Object {
        if let a = Int(exactly: start), let b = Int(exactly: stop), let s = Int(exactly: step), let r = RangeObject.exact(a, b, s) { return r }
        return LargeRange(start, stop, step)
    }

    /// A range's ends, step and count, of either kind; nil for anything else.
    static func parts(_ v: Value) -> (start: BigInt, stop: BigInt, step: BigInt, count: BigInt)? {
        guard case .object(let o) = v else { return nil }
        if o.kind == .range {
            let r = unsafeDowncast(o, to: RangeObject.self)
            return (BigInt(r.start), BigInt(r.stop), BigInt(r.step), BigInt(r.count))
        }
        return (o as? LargeRange).map { ($0.start, $0.stop, $0.step, $0.count) }
    }

    private static func integer(_ v: Value) throws -> BigInt {
        if let n = Number(v)?.bigInt { return n }
        // Also objects whose `__index__` is native, as NumPy's integers.
        if let i = try Operators.indexValue(v), let n = Number(i)?.bigInt { return n }
        throw typeError("'\(v.typeName)' object cannot be interpreted as an integer")
    }

    /// `range(…)` of one to three integers of any size.
    static func make(_ arguments: [Value]) throws -> Object {
        let n = try arguments.map { try integer($0) }
        let step = n.count == 3 ? n[2] : 1
        if step.isZero { throw valueError("range() arg 3 must not be zero") }
        return make(n.count == 1 ? 0 : n[0], n.count == 1 ? n[0] : n[1], step)
    }

    override func length() throws -> Int? {
        guard let n = Int(exactly: count) else { throw overflowError("Python int too large to convert to C ssize_t") }
        return n
    }
    override func isTrue() throws -> Bool { !count.isZero }
    override func iterate() throws -> Value? { .object(LargeRangeIterator(start, step, count)) }

    override func getItem(_ key: Value) throws -> Value? {
        if case .object(let o) = key, o.kind == .slice { return .object(try LargeRange.slice(start, step, count, unsafeDowncast(o, to: SliceObject.self))) }
        guard let k = try? LargeRange.integer(key) else { throw typeError("range indices must be integers or slices, not \(key.typeName)") }
        let i = k.sign == .minus ? k + count : k
        if i.sign == .minus || i >= count { throw indexError("range object index out of range") }
        return IntArithmetic.normalized(start + i * step)
    }

    /// The part of a range that a slice names.
    static func slice(_ start: BigInt, _ step: BigInt, _ count: BigInt, _ s: SliceObject) throws -> Object {
        let by = s.step.isNone ? 1 : try integer(s.step)
        if by.isZero { throw valueError("slice step cannot be zero") }
        let low: BigInt = by.sign == .plus ? 0 : -1, high = by.sign == .plus ? count : count - 1
        func clip(_ v: Value, _ fallback: BigInt) throws -> BigInt {
            if v.isNone { return fallback }
            let i = try integer(v)
            return min(max(i.sign == .minus ? i + count : i, low), high)
        }
        let a = try clip(s.start, by.sign == .plus ? low : high), b = try clip(s.stop, by.sign == .plus ? high : low)
        return make(start + a * step, start + b * step, step * by)
    }

    func position(of v: BigInt) -> BigInt? {
        if count.isZero { return nil }
        let (q, r) = IntArithmetic.floorDivide(v - start, step)
        return r.isZero && q.sign == .plus && q < count ? q : nil
    }
    override func contains(_ item: Value) throws -> Bool? {
        guard let n = Number(item) else { return nil }
        if case .float(let d) = n { return d.isFinite && d == d.rounded() && position(of: IntArithmetic.bigInt(d)) != nil }
        return position(of: n.bigInt!) != nil
    }
    override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let r = LargeRange.parts(other) else { return nil }
        let same = count == r.count && (count.isZero || (start == r.start && (count == 1 || step == r.step)))
        return .bool(same == (op == .eq))
    }
    override func hash() throws -> Int {
        let none = Value.none
        return try Hashing.tuple([
            IntArithmetic.normalized(count), count.isZero ? none : IntArithmetic.normalized(start), count <= 1 ? none : IntArithmetic.normalized(step),
        ])
    }
    override func repr() throws -> String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }
}

/// `iter(range)` of large integers.
final class LargeRangeIterator: Object {
    private var current: BigInt
    private let step: BigInt
    private var remaining: BigInt
    init(_ start: BigInt, _ step: BigInt, _ count: BigInt) {
        current = start
        self.step = step
        remaining = count
        super.init(type: LargeRangeIterator.iteratorType)
    }
    private static let iteratorType = IteratorTypes.make("longrange_iterator")
    override var isIterator: Bool { true }
    override var itemsToCome: Int? { Int(exactly: remaining) }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        if remaining.isZero { return nil }
        remaining -= 1
        defer { current += step }
        return IntArithmetic.normalized(current)
    }
}

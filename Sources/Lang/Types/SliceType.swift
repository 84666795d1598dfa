// This file defines `slice`, as subscripts make it.

/// `start:stop:step`, each any value or None.
public final class SliceObject: Object {
    public let start: Value, stop: Value, step: Value
    public init(_ start: Value, _ stop: Value, _ step: Value) {
        self.start = start
        self.stop = stop
        self.step = step
        super.init(type: Types.slice, kind: .slice)
    }

    /// Start, step and number of items over a sequence of `length`, clipped as Python clips. Throws ValueError for step 0, TypeError for non-integers.
    public func resolve(length n: Int) throws -> (start: Int, step: Int, count: Int) {
        // The usual forms first: absent parts and integers, forwards or `[::-1]`.
        if case .none = step {
            var a = 0, b = n, plain = true
            switch start {
            case .none: break
            case .int(let i): a = i < 0 ? max(i &+ n, 0) : min(i, n)
            default: plain = false
            }
            switch stop {
            case .none: break
            case .int(let i): b = i < 0 ? max(i &+ n, 0) : min(i, n)
            default: plain = false
            }
            if plain { return (a, 1, b > a ? b - a : 0) }
        } else if case .int(-1) = step, case .none = start, case .none = stop {
            return (n - 1, -1, n)
        }
        func bound(_ v: Value) throws -> Int? {
            if case .none = v { return nil }
            guard let i = try Operators.clampedIndex(v) else {
                throw typeError("slice indices must be integers or None or have an __index__ method")
            }
            return i
        }
        let step = try bound(step) ?? 1
        if step == 0 { throw valueError("slice step cannot be zero") }
        func clip(_ v: Int, _ low: Int, _ high: Int) -> Int {
            let v = v < 0 ? v + n : v
            return min(max(v, low), high)
        }
        if step > 0 {
            let a = clip(try bound(start) ?? 0, 0, n)
            let b = try bound(stop).map { clip($0, 0, n) } ?? n
            return (a, step, b > a ? (b - a - 1) / step + 1 : 0)
        }
        let a = try bound(start).map { clip($0, -1, n - 1) } ?? n - 1
        let b = try bound(stop).map { clip($0, -1, n - 1) } ?? -1
        return (a, step, a > b ? (a - b - 1) / (0 &- max(step, -Int.max)) + 1 : 0)
    }

    public override func hash() throws -> Int { throw typeError("unhashable type: 'slice'") }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard case .object(let o) = other, o.kind == .slice else { return nil }
        let s = unsafeDowncast(o, to: SliceObject.self)
        return try Sequences.compare(op, [start, stop, step], [s.start, s.stop, s.step])
    }
    public override func repr() throws -> String {
        "slice(\(try Operators.repr(start)), \(try Operators.repr(stop)), \(try Operators.repr(step)))"
    }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(start)
        visit(stop)
        visit(step)
    }
}

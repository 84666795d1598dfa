// This file defines the module `itertools`.

import Lang

enum ItertoolsModule {
    /// Declares a constructor-like function that returns an iterator of its own type.
    private static func add(
        _ m: ModuleObject, _ declaration: String, _ doc: String, _ body: @escaping (Arguments) throws -> (holding: [Value], step: () throws -> Value?)
    ) {
        let name = String(declaration.prefix { $0 != "(" })
        let type = NativeIterator.makeType(name, module: "itertools")
        type.doc = doc
        type.constructor(declaration) { _, a in
            let (held, step) = try body(a)
            return .object(NativeIterator(type: type, holding: held, step))
        }
        m.type(type)
    }

    static func make() -> ModuleObject {
        let m = ModuleObject("itertools", doc: "Iterators.")
        let count = NativeIterator.makeType("count", module: "itertools")
        count.constructor("count(start=0, step=1)") { _, a in .object(CountIterator(a[0], a[1], type: count)) }
        m.type(count)
        add(m, "cycle(iterable, /)", "Repeats the items for ever.") { a in
            let it = try Operators.iterator(a[0])
            var saved: [Value] = []
            var reading = true
            var i = 0
            return (
                [it],
                {
                    if reading {
                        if let v = try Operators.next(it) {
                            saved.append(v)
                            return v
                        }
                        reading = false
                    }
                    if saved.isEmpty { return nil }
                    if i == saved.count { i = 0 }
                    i += 1
                    return saved[i - 1]
                }
            )
        }
        let rep = NativeIterator.makeType("repeat", module: "itertools")
        rep.constructor("repeat(object, times=...)") { _, a in
            .object(RepeatIterator(type: rep, a[0], count: a.has(1) ? max(0, try a.int(1)) : -1))
        }
        m.type(rep)
        add(m, "accumulate(iterable, func=None, *, initial=None)", "Running sums, or other totals.") { a in
            let it = try Operators.iterator(a[0])
            let f = a[1]
            var total: Value? = a[2].isNone ? nil : a[2]
            var first = !a[2].isNone
            return (
                [it, f],
                {
                    if first {
                        first = false
                        return total
                    }
                    guard let v = try Operators.next(it) else { return nil }
                    if let t = total {
                        total = f.isNone ? try Operators.binary(.add, t, v) : try Operators.call(f, t, v)
                    } else {
                        total = v
                    }
                    return total
                }
            )
        }
        func chain(_ sources: Value) throws -> (holding: [Value], step: () throws -> Value?) {
            let outer = try Operators.iterator(sources)
            var inner: Value?
            return (
                [outer],
                {
                    while true {
                        if inner == nil {
                            guard let s = try Operators.next(outer) else { return nil }
                            inner = try Operators.iterator(s)
                        }
                        if let v = try Operators.next(inner!) { return v }
                        inner = nil
                    }
                }
            )
        }
        let chainType = NativeIterator.makeType("chain", module: "itertools")
        chainType.make = { _, a in
            let (h, s) = try chain(.tuple(a.positional))
            return .object(NativeIterator(type: chainType, holding: h, s))
        }
        chainType.classMethod("from_iterable(cls, iterable, /)") { a in
            let (h, s) = try chain(a[1])
            return .object(NativeIterator(type: chainType, holding: h, s))
        }
        m.type(chainType)
        add(m, "compress(data, selectors)", "The items whose selector is true.") { a in
            let d = try Operators.iterator(a[0]), s = try Operators.iterator(a[1])
            return (
                [d, s],
                {
                    while let v = try Operators.next(d), let k = try Operators.next(s) { if try Operators.isTrue(k) { return v } }
                    return nil
                }
            )
        }
        add(m, "dropwhile(predicate, iterable, /)", "The items from the first that fails.") { a in
            let f = a[0], it = try Operators.iterator(a[1])
            var dropping = true
            return (
                [f, it],
                {
                    while let v = try Operators.next(it) {
                        if dropping, try Operators.isTrue(Operators.call(f, v)) { continue }
                        dropping = false
                        return v
                    }
                    return nil
                }
            )
        }
        add(m, "takewhile(predicate, iterable, /)", "The items up to the first that fails.") { a in
            let f = a[0], it = try Operators.iterator(a[1])
            var done = false
            return (
                [f, it],
                {
                    if done { return nil }
                    guard let v = try Operators.next(it) else { return nil }
                    if try Operators.isTrue(Operators.call(f, v)) { return v }
                    done = true
                    return nil
                }
            )
        }
        add(m, "filterfalse(function, iterable, /)", "The items for which the function is false.") { a in
            let f = a[0], it = try Operators.iterator(a[1])
            return (
                [f, it],
                {
                    while let v = try Operators.next(it) {
                        if try !Operators.isTrue(f.isNone ? v : Operators.call(f, v)) { return v }
                    }
                    return nil
                }
            )
        }
        add(m, "starmap(function, iterable, /)", "The function of each tuple of arguments.") { a in
            let f = a[0], it = try Operators.iterator(a[1])
            return (
                [f, it],
                {
                    guard let v = try Operators.next(it) else { return nil }
                    return try Operators.call(f, CallArguments(try Operators.items(of: v)))
                }
            )
        }
        add(m, "pairwise(iterable, /)", "Overlapping pairs.") { a in
            let it = try Operators.iterator(a[0])
            var previous: Value?
            return (
                [it],
                {
                    if previous == nil { previous = try Operators.next(it) }
                    guard let p = previous, let v = try Operators.next(it) else { return nil }
                    previous = v
                    return .tuple([p, v])
                }
            )
        }
        add(m, "islice(iterable, *args)", "A slice of an iterator.") { a in
            let p = a.rest(1)
            if p.isEmpty || p.count > 3 { throw typeError("islice expected \(p.isEmpty ? "at least 2" : "at most 4") arguments, got \(p.count + 1)") }
            func bound(_ v: Value, _ message: String) throws -> Int? {
                if v.isNone { return nil }
                guard let i = try? Operators.index(v), i >= 0 else { throw valueError(message) }
                return i
            }
            let wrong = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            let stop = try bound(p.count == 1 ? p[0] : p[1], p.count == 1 ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : wrong)
            let start = p.count > 1 ? try bound(p[0], wrong) ?? 0 : 0
            let step = p.count > 2 ? try bound(p[2], "Step for islice() must be a positive integer or None.") ?? 1 : 1
            if step == 0 { throw valueError("Step for islice() must be a positive integer or None.") }
            let it = try Operators.iterator(a[0])
            var position = 0
            var next = start
            return (
                [it],
                {
                    if let s = stop, next >= s {
                        while position < s {
                            if try Operators.next(it) == nil { position = s } else { position += 1 }
                        }
                        return nil
                    }
                    while true {
                        guard let v = try Operators.next(it) else {
                            next = Int.max
                            position = Int.max
                            return nil
                        }
                        position += 1
                        if position - 1 == next {
                            next += step
                            return v
                        }
                    }
                }
            )
        }
        add(m, "zip_longest(*iterables, fillvalue=None)", "Tuples of items, filled up to the longest.") { a in
            var sources: [Value?] = try a.rest(0).map { try Operators.iterator($0) }
            let fill = a[1]
            var active = sources.count
            return (
                sources.compactMap { $0 },
                {
                    if active == 0 { return nil }
                    var out: [Value] = []
                    for i in sources.indices {
                        if let s = sources[i], let v = try Operators.next(s) {
                            out.append(v)
                        } else {
                            if sources[i] != nil {
                                sources[i] = nil
                                active -= 1
                                if active == 0 { return nil }
                            }
                            out.append(fill)
                        }
                    }
                    return .tuple(out)
                }
            )
        }
        add(m, "product(*iterables, repeat=1)", "All combinations of one item of each.") { a in
            var pools = try a.rest(0).map { try Operators.items(of: $0) }
            let n = try a.int(1)
            if n < 0 { throw valueError("repeat argument cannot be negative") }
            pools = Array(repeating: pools, count: n).flatMap { $0 }
            var indices: [Int]?
            var done = pools.contains { $0.isEmpty }
            return (
                pools.flatMap { $0 },
                {
                    if done { return nil }
                    if indices == nil {
                        indices = [Int](repeating: 0, count: pools.count)
                    } else {
                        var i = pools.count - 1
                        while i >= 0 {
                            indices![i] += 1
                            if indices![i] < pools[i].count { break }
                            indices![i] = 0
                            i -= 1
                        }
                        if i < 0 {
                            done = true
                            return nil
                        }
                    }
                    return .tuple(zip(pools, indices!).map { $0[$1] })
                }
            )
        }
        add(m, "permutations(iterable, r=None)", "All ordered choices of r items.") { a in
            let pool = try a.items(0)
            let n = pool.count
            let r = try a.int(1, or: n)
            if r < 0 { throw valueError("r must be non-negative") }
            var indices = Array(0..<n)
            var cycles = r <= n ? (0..<r).map { n - $0 } : []
            var first = true
            var done = r > n
            return (
                pool,
                {
                    if done { return nil }
                    if first {
                        first = false
                        return .tuple(indices[..<r].map { pool[$0] })
                    }
                    var i = r - 1
                    while i >= 0 {
                        cycles[i] -= 1
                        if cycles[i] == 0 {
                            let x = indices.remove(at: i)
                            indices.append(x)
                            cycles[i] = n - i
                            i -= 1
                        } else {
                            indices.swapAt(i, n - cycles[i])
                            return .tuple(indices[..<r].map { pool[$0] })
                        }
                    }
                    done = true
                    return nil
                }
            )
        }
        for (name, again) in [("combinations", false), ("combinations_with_replacement", true)] {
            add(m, "\(name)(iterable, r)", "All choices of r items, in order.") { a in
                let pool = try a.items(0)
                let n = pool.count
                let r = try a.int(1)
                if r < 0 { throw valueError("r must be non-negative") }
                var indices = again ? [Int](repeating: 0, count: r) : Array(0..<r)
                var first = true
                var done = again ? (n == 0 && r > 0) : r > n
                return (
                    pool,
                    {
                        if done { return nil }
                        if first {
                            first = false
                            return .tuple(indices.map { pool[$0] })
                        }
                        var i = r - 1
                        while i >= 0, indices[i] == (again ? n - 1 : i + n - r) { i -= 1 }
                        if i < 0 {
                            done = true
                            return nil
                        }
                        indices[i] += 1
                        for j in (i + 1)..<max(r, i + 1) { indices[j] = again ? indices[i] : indices[j - 1] + 1 }
                        return .tuple(indices.map { pool[$0] })
                    }
                )
            }
        }
        add(m, "groupby(iterable, key=None)", "Runs of items with one key.") { a in
            let it = try Operators.iterator(a[0])
            let key = a[1]
            // What the groups share: the item ahead and its key.
            final class State {
                var ahead: (value: Value, key: Value)?
                var current: Value?
                var group = 0
                var ended = false
            }
            let s = State()
            func advance() throws {
                guard let v = try Operators.next(it) else {
                    s.ahead = nil
                    s.ended = true
                    return
                }
                s.ahead = (v, key.isNone ? v : try Operators.call(key, v))
            }
            let grouper = NativeIterator.makeType("_grouper", module: "itertools")
            return (
                [it, key],
                {
                    s.group += 1
                    let id = s.group
                    if s.ahead == nil, !s.ended { try advance() }
                    while let h = s.ahead, let c = s.current, try Operators.equal(c, h.key) { try advance() }
                    guard let h = s.ahead else { return nil }
                    let k = h.key
                    s.current = k
                    let items = NativeIterator(type: grouper, holding: [it]) {
                        if s.group != id { return nil }
                        if s.ahead == nil, !s.ended { try advance() }
                        guard let h = s.ahead, try Operators.equal(k, h.key) else { return nil }
                        s.ahead = nil
                        return h.value
                    }
                    return .tuple([k, .object(items)])
                }
            )
        }
        m.function("tee(iterable, n=2, /)", "Independent iterators over one.") { a in
            let n = try a.int(1)
            if n < 0 { throw valueError("n must be >= 0") }
            let it = try Operators.iterator(a[0])
            // A chain of cells that each copy walks; cells behind the slowest copy are freed.
            final class Cell {
                var value: Value?
                var next: Cell?
            }
            let type = NativeIterator.makeType("_tee", module: "itertools")
            let head = Cell()
            var out: [Value] = []
            for _ in 0..<n {
                var cell = head
                out.append(
                    .object(
                        NativeIterator(type: type, holding: [it]) {
                            if cell.next == nil {
                                guard let v = try Operators.next(it) else { return nil }
                                cell.value = v
                                cell.next = Cell()
                            }
                            let v = cell.value
                            cell = cell.next!
                            return v
                        }))
            }
            return .tuple(out)
        }
        return m
    }
}

/// `itertools.count`
final class CountIterator: Object {
    var current: Value
    let step: Value
    init(_ start: Value, _ step: Value, type: TypeObject) {
        current = start
        self.step = step
        super.init(type: type)
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        let v = current
        current = try Operators.binary(.add, v, step)
        return v
    }
    override func repr() throws -> String {
        if case .int(1) = step { return "count(\(try Operators.repr(current)))" }
        return "count(\(try Operators.repr(current)), \(try Operators.repr(step)))"
    }
}

/// `itertools.repeat`
private final class RepeatIterator: Object {
    private let value: Value
    /// How many are left; -1: no end.
    private var left: Int
    init(type: TypeObject, _ value: Value, count: Int) {
        self.value = value
        left = count
        super.init(type: type)
    }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        if left == 0 { return nil }
        if left > 0 { left -= 1 }
        return value
    }
    override func length() throws -> Int? { left < 0 ? nil : left }
    override func isTrue() throws -> Bool { true }
    override func repr() throws -> String { "repeat(\(try Operators.repr(value))\(left < 0 ? "" : ", \(left)"))" }
    override func traverse(_ visit: (Value) -> Void) { visit(value) }
}

// This file declares the methods of `list`, `tuple`, `range` and `slice`.

import BigInt

enum ListMethods {
    @inline(__always) static func of(_ v: Value) throws -> ListObject { try receiver(v, .list) }

    static func declare() {
        let t = Types.list
        t.doc = "A changeable sequence."
        t.make = { cls, a in .object(ListObject([], type: cls)) }
        t.initialize = { v, a in
            if !a.keywords.isEmpty, !v.type.overrides.contains(.new) { throw typeError("list() takes no keyword arguments") }
            if a.positional.count > 1 { throw typeError("list expected at most 1 argument, got \(a.positional.count)") }
            let l = try of(v)
            if let x = a.positional.first {
                let items = try Operators.items(of: x)
                l.items = items
            } else if !l.items.isEmpty {
                l.items = []
            }
        }
        t.method("__init__(self, iterable=(), /)") { a in
            try of(a[0]).items = try Operators.items(of: a[1])
            return .none
        }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
                "__add__", "__mul__", "__rmul__", "__iadd__", "__imul__", "__repr__", "__reversed__",
            ])
        t.constant("__hash__", .none)
        t.method2("append(self, object, /)", "Adds an item at the end.") { l, v in
            try of(l).items.append(v)
            return .none
        }
        t.method2("extend(self, iterable, /)", "Adds all items of an iterable.") { l, v in
            try of(l).extend(v)
            return .none
        }
        t.method("insert(self, index, object, /)", "Puts an item before the index.") { a in
            let l = try of(a[0])
            guard var i = try Operators.clampedIndex(a[1]) else { throw typeError("'\(a[1].typeName)' object cannot be interpreted as an integer") }
            if i < 0 { i = max(0, i + l.items.count) }
            l.items.insert(a[2], at: min(i, l.items.count))
            return .none
        }
        func pop(_ l: ListObject, _ index: Int) throws -> Value {
            if l.items.isEmpty { throw indexError("pop from empty list") }
            let i = index < 0 ? index + l.items.count : index
            if i < 0 || i >= l.items.count { throw indexError("pop index out of range") }
            return i == l.items.count - 1 ? l.items.removeLast() : l.items.remove(at: i)
        }
        let f = t.method("pop(self, index=-1, /)", "Removes and returns an item.") { a in try pop(of(a[0]), a.int(1)) }
        f.fast1 = { try pop(of($0), -1) }
        f.fast2 = { try pop(of($0), Operators.index($1)) }
        t.method2("remove(self, value, /)", "Removes the first item that equals the value.") { l, v in
            let l = try of(l)
            var i = 0
            while i < l.items.count {
                if try keysEqual(l.items[i], v) {
                    if i < l.items.count { l.items.remove(at: i) }
                    return .none
                }
                i += 1
            }
            throw valueError("list.remove(x): x not in list")
        }
        t.method("index(self, value, start=0, stop=..., /)", "The position of the first item that equals the value.") { a in
            let l = try of(a[0])
            var i = try Sequences.clip(a[2], l.items.count, default: 0)
            let stop = try Sequences.clip(a[3], l.items.count, default: l.items.count)
            while i < min(stop, l.items.count) {
                if try keysEqual(l.items[i], a[1]) { return .int(i) }
                i += 1
            }
            throw valueError("\(try Operators.repr(a[1])) is not in list")
        }
        t.method2("count(self, value, /)", "How many items equal the value.") { l, v in
            let l = try of(l)
            var n = 0
            var i = 0
            while i < l.items.count {
                if try keysEqual(l.items[i], v) { n += 1 }
                i += 1
            }
            return .int(n)
        }
        t.method1("clear(self, /)", "Removes everything.") { v in
            try of(v).items = []
            return .none
        }
        t.method1("copy(self, /)", "A shallow copy.") { .list(try of($0).items) }
        t.method1("reverse(self, /)", "Reverses in place.") { v in
            try of(v).items.reverse()
            return .none
        }
        t.method("sort(self, *, key=None, reverse=False)", "Sorts in place, stably.") { a in
            let l = try of(a[0])
            // The list looks empty meanwhile, so that a change by a comparison is noticed.
            let items = l.items
            l.items = []
            do {
                let sorted = try Sorting.sort(items, key: a[1], reverse: a.bool(2))
                if !l.items.isEmpty {
                    l.items = sorted
                    throw valueError("list modified during sort")
                }
                l.items = sorted
            } catch {
                if l.items.isEmpty { l.items = items }
                throw error
            }
            return .none
        }
        declareTuple()
        declareRange()
        declareSlice()
    }

    private static func declareTuple() {
        let t = Types.tuple
        t.constructor("tuple(iterable=(), /)") { cls, a in
            if cls === Types.tuple, case .object(let o) = a[0], o.type === Types.tuple { return a[0] }
            return .object(TupleObject(try Operators.items(of: a[0]), type: cls))
        }
        NativeSlots.declare(
            t,
            [
                "__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__mul__", "__rmul__",
                "__hash__", "__repr__",
            ])
        t.method("index(self, value, start=0, stop=..., /)", "The position of the first item that equals the value.") { a in
            let items = (try receiver(a[0], .tuple, TupleObject.self)).items
            let from = try Sequences.clip(a[2], items.count, default: 0), stop = try Sequences.clip(a[3], items.count, default: items.count)
            if from < stop { for i in from..<stop where try keysEqual(items[i], a[1]) { return .int(i) } }
            throw valueError("tuple.index(x): x not in tuple")
        }
        t.method2("count(self, value, /)", "How many items equal the value.") { v, x in
            .int(try (receiver(v, .tuple, TupleObject.self)).items.reduce(0) { try keysEqual($1, x) ? $0 + 1 : $0 })
        }
    }

    private static func declareRange() {
        let t = Types.range
        t.make = { _, a in
            if !a.keywords.isEmpty { throw typeError("range() takes no keyword arguments") }
            let p = a.positional
            if p.isEmpty { throw typeError("range expected at least 1 argument, got 0") }
            if p.count > 3 { throw typeError("range expected at most 3 arguments, got \(p.count)") }
            return .object(try LargeRange.make(p))
        }
        NativeSlots.declare(t, ["__len__", "__iter__", "__getitem__", "__contains__", "__eq__", "__ne__", "__hash__", "__repr__", "__reversed__"])
        func of(_ v: Value) throws -> RangeObject { try receiver(v, .range) }
        func part(_ o: Object, _ path: KeyPath<(start: BigInt, stop: BigInt, step: BigInt, count: BigInt), BigInt>) -> Value {
            IntArithmetic.normalized(LargeRange.parts(.object(o))![keyPath: path])
        }
        t.property("start") { part($0, \.start) }
        t.property("stop") { part($0, \.stop) }
        t.property("step") { part($0, \.step) }
        t.method("index(self, value, /)") { a in
            if let r = a[0].asObject as? LargeRange, let n = Number(a[1])?.bigInt {
                if let i = r.position(of: n) { return IntArithmetic.normalized(i) }
            } else if case .int(let v) = a[1] {
                if let i = try of(a[0]).position(of: v) { return .int(i) }
            } else if case .bool(let b) = a[1] {
                if let i = try of(a[0]).position(of: b ? 1 : 0) { return .int(i) }
            } else {
                // Whatever is equal to an item.
                let it = try Operators.iterator(a[0])
                var i = 0
                while let v = try Operators.next(it) {
                    if try keysEqual(v, a[1]) { return .int(i) }
                    i += 1
                }
                throw valueError("sequence.index(x): x not in sequence")
            }
            throw valueError("\(try Operators.repr(a[1])) is not in range")
        }
        t.method("count(self, value, /)") { a in
            if case .object(let o) = a[0], o.kind == .range || o is LargeRange, let there = try o.contains(a[1]) { return .int(there ? 1 : 0) }
            return .int(try Operators.items(of: a[0]).reduce(0) { try keysEqual($1, a[1]) ? $0 + 1 : $0 })
        }
    }

    private static func declareSlice() {
        let t = Types.slice
        t.make = { _, a in
            let p = a.positional
            switch p.count {
            case 1: return .object(SliceObject(.none, p[0], .none))
            case 2: return .object(SliceObject(p[0], p[1], .none))
            case 3: return .object(SliceObject(p[0], p[1], p[2]))
            case 0: throw typeError("slice expected at least 1 argument, got 0")
            default: throw typeError("slice expected at most 3 arguments, got \(p.count)")
            }
        }
        t.constant("__hash__", .none)
        t.property("start") { ($0 as! SliceObject).start }
        t.property("stop") { ($0 as! SliceObject).stop }
        t.property("step") { ($0 as! SliceObject).step }
        t.method("indices(self, length, /)", "Start, stop and step for a sequence of this length.") { a in
            let s: SliceObject = try receiver(a[0], .slice)
            let n = try a.int(1)
            if n < 0 { throw valueError("length should not be negative") }
            let step = s.step.isNone ? 1 : try Operators.clampedIndex(s.step) ?? 1
            if step == 0 { throw valueError("slice step cannot be zero") }
            func clip(_ v: Value, _ fallback: Int) throws -> Int {
                if v.isNone { return fallback }
                guard let i = try Operators.clampedIndex(v) else { throw typeError("slice indices must be integers or None or have an __index__ method") }
                let k = i < 0 ? i + n : i
                return step > 0 ? min(max(k, 0), n) : min(max(k, -1), n - 1)
            }
            return .tuple([.int(try clip(s.start, step > 0 ? 0 : n - 1)), .int(try clip(s.stop, step > 0 ? n : -1)), .int(step)])
        }
        NativeSlots.declare(t, ["__eq__", "__ne__", "__repr__"])
    }
}

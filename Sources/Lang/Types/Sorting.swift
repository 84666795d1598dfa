// This file defines stable sorting by Python's comparisons.

/// Merge sort with binary insertion of short stretches; stable, with one comparison kind (`b < a`), as `list.sort` promises.
public enum Sorting {
    /// Sorts values, by `key(v)` when a key function is given. Throws what comparisons and the key function raise.
    public static func sort(_ items: [Value], key: Value = .none, reverse: Bool = false) throws -> [Value] {
        if items.count < 2 {
            if !key.isNone { for v in items { _ = try Operators.call(key, CallArguments([v])) } }
            return items
        }
        var keys: [Value]
        if key.isNone { keys = items } else {
            keys = []
            keys.reserveCapacity(items.count)
            for (i, v) in items.enumerated() {
                if i & 1023 == 0 { try Interpreter.checkInterrupt() }
                keys.append(try Operators.call(key, CallArguments([v])))
            }
        }
        // Reversing before and after keeps the order of equal items.
        var order = Array(0..<items.count)
        if reverse { order.reverse() }
        switch kind(keys) {
        case .ints:
            let k = keys.map { v -> Int in if case .int(let i) = v { return i } else { return 0 } }
            order = try mergeSort(order) { k[$0] < k[$1] }
        case .floats:
            let k = keys.map { v -> Double in if case .float(let d) = v { return d } else { return 0 } }
            order = try mergeSort(order) { k[$0] < k[$1] }
        case .texts:
            let k = keys.map { v -> String in v.asString ?? "" }
            order = try mergeSort(order) { StrObject.order(k[$0], k[$1]) < 0 }
        case .mixed:
            order = try mergeSort(order) { try Operators.less(keys[$0], keys[$1]) }
        }
        if reverse { order.reverse() }
        return order.map { items[$0] }
    }

    private enum Kind { case ints, floats, texts, mixed }
    private static func kind(_ keys: [Value]) -> Kind {
        switch keys[0] {
        case .int: return keys.allSatisfy { if case .int = $0 { return true } else { return false } } ? .ints : .mixed
        case .float: return keys.allSatisfy { if case .float = $0 { return true } else { return false } } ? .floats : .mixed
        case .object(let o) where o.kind == .str:
            return keys.allSatisfy { if case .object(let o) = $0 { return o.kind == .str && !o.type.isHeap } else { return false } } ? .texts : .mixed
        default: return .mixed
        }
    }

    /// A stable sort of indices; `less(b, a)` is asked for neighbours in order of the input.
    /// Throws KeyboardInterrupt, and what `less` throws.
    public static func mergeSort(_ input: [Int], _ less: (Int, Int) throws -> Bool) throws -> [Int] {
        var a = input
        let n = a.count
        if n < 2 { return a }
        // One ascending (or strictly descending) run: done in n - 1 comparisons, as timsort does.
        var end = 1
        if try less(a[1], a[0]) {
            while end < n, try less(a[end], a[end - 1]) { end += 1 }
            if end == n { return a.reversed() }
        } else {
            while end < n, try !less(a[end], a[end - 1]) { end += 1 }
            if end == n { return a }
        }
        let run = 16
        var start = 0
        while start < n {
            let stop = min(start + run, n)
            if start & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
            var i = start + 1
            while i < stop {
                let x = a[i]
                var low = start, high = i
                while low < high {
                    let mid = (low + high) >> 1
                    if try less(x, a[mid]) { high = mid } else { low = mid + 1 }
                }
                var k = i
                while k > low {
                    a[k] = a[k - 1]
                    k -= 1
                }
                a[low] = x
                i += 1
            }
            start = stop
        }
        var width = run
        var b = a
        while width < n {
            var left = 0
            while left < n {
                let mid = min(left + width, n), right = min(left + 2 * width, n)
                if mid >= right {
                    for k in left..<right { b[k] = a[k] }
                } else if try !less(a[mid], a[mid - 1]) {
                    for k in left..<right { b[k] = a[k] }
                } else {
                    var i = left, j = mid, k = left
                    while i < mid && j < right {
                        if try less(a[j], a[i]) {
                            b[k] = a[j]
                            j += 1
                        } else {
                            b[k] = a[i]
                            i += 1
                        }
                        k += 1
                        if k & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
                    }
                    while i < mid {
                        b[k] = a[i]
                        i += 1
                        k += 1
                    }
                    while j < right {
                        b[k] = a[j]
                        j += 1
                        k += 1
                    }
                }
                left += 2 * width
            }
            swap(&a, &b)
            width *= 2
        }
        return a
    }
}

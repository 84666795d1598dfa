// This file defines stable sorting by Python's comparisons.

import Glibc

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
        // Keys of one kind lie side by side in memory, each with the place of its item: to follow references would cost more than to compare.
        switch kind(keys) {
        case .ints: return try sorted(items, keys.map { v -> Int in if case .int(let i) = v { return i } else { return 0 } }, reverse) { $0 < $1 }
        case .floats: return try sorted(items, keys.map { v -> Double in if case .float(let d) = v { return d } else { return 0 } }, reverse) { $0 < $1 }
        case .texts:
            let texts = try Texts(keys)
            return try texts.bytes.withUnsafeBufferPointer { bytes in try sorted(items, texts.entries, reverse) { Texts.less($0, $1, bytes) } }
        case .mixed: return try sorted(items, Array(keys.indices), reverse) { try Operators.less(keys[$0], keys[$1]) }
        }
    }

    private struct Row<Key> {
        let key: Key
        let index: Int
    }
    @inline(__always)
    private static func sorted<Key>(_ items: [Value], _ keys: [Key], _ reverse: Bool, _ less: (Key, Key) throws -> Bool) throws -> [Value] {
        var rows: [Row<Key>] = []
        rows.reserveCapacity(keys.count)
        // Reversing before and after keeps the order of equal items.
        if reverse { for i in keys.indices.reversed() { rows.append(Row(key: keys[i], index: i)) } } else { for i in keys.indices { rows.append(Row(key: keys[i], index: i)) } }
        rows = try mergeSort(rows) { try less($0.key, $1.key) }
        var out: [Value] = []
        out.reserveCapacity(items.count)
        if reverse { for r in rows.reversed() { out.append(items[r.index]) } } else { for r in rows { out.append(items[r.index]) } }
        return out
    }

    /// The UTF-8 of many texts in one place. Its order is that of code points.
    private struct Texts {
        struct Entry {
            /// The first eight bytes, the first one highest; zeros behind a shorter text.
            let prefix: UInt64
            let start: Int, count: Int
        }
        var bytes: [UInt8] = []
        var entries: [Entry] = []

        /// Throws KeyboardInterrupt.
        init(_ keys: [Value]) throws {
            entries.reserveCapacity(keys.count)
            bytes.reserveCapacity(keys.count * 16)
            for (i, v) in keys.enumerated() {
                if i & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
                var text = v.asString ?? ""
                let start = bytes.count
                var prefix: UInt64 = 0
                let count = text.withUTF8 { p -> Int in
                    bytes.append(contentsOf: p)
                    for k in 0..<8 { prefix = prefix << 8 | (k < p.count ? UInt64(p[k]) : 0) }
                    return p.count
                }
                entries.append(Entry(prefix: prefix, start: start, count: count))
            }
        }
        @inline(__always) static func less(_ a: Entry, _ b: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            let n = min(a.count, b.count)
            if n > 8 {
                let c = memcmp(bytes.baseAddress! + a.start + 8, bytes.baseAddress! + b.start + 8, n - 8)
                if c != 0 { return c < 0 }
            }
            return a.count < b.count
        }
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

    /// A stable sort; `less(b, a)` is asked for neighbours in order of the input.
    /// Throws KeyboardInterrupt, and what `less` throws.
    @inlinable public static func mergeSort<T>(_ input: [T], _ less: (T, T) throws -> Bool) throws -> [T] {
        var a = input
        let n = a.count
        if n < 2 { return a }
        // One ascending (or strictly descending) run: done in n - 1 comparisons, as timsort does.
        var end = 1
        if try less(a[1], a[0]) {
            while end < n, try less(a[end], a[end - 1]) {
                end += 1
                if end & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
            }
            if end == n { return a.reversed() }
        } else {
            while end < n, try !less(a[end], a[end - 1]) {
                end += 1
                if end & 0xFFFF == 0 { try Interpreter.checkInterrupt() }
            }
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

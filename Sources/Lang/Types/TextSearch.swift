// This file defines searching in UTF-8 bytes.

import Glibc

/// Finding a stretch of bytes in another. UTF-8 keeps matches on code point limits.
public enum TextSearch {
    /// The first match at or after `from`, -1 for none.
    public static func find(_ h: UnsafeBufferPointer<UInt8>, _ n: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        if from > h.count { return -1 }
        if n.count == 0 { return from }
        if h.count - from < n.count { return -1 }
        let base = h.baseAddress!, needle = n.baseAddress!
        let first = Int32(n[0])
        let last = h.count - n.count
        var at = from
        while at <= last, let p = memchr(base + at, first, last - at + 1) {
            let i = p - UnsafeMutableRawPointer(mutating: base)
            if n.count == 1 || memcmp(base + i, needle, n.count) == 0 { return i }
            at = i + 1
        }
        return -1
    }

    /// The last match that starts at `from` or later, -1 for none.
    public static func findLast(_ h: UnsafeBufferPointer<UInt8>, _ n: UnsafeBufferPointer<UInt8>, from: Int = 0) -> Int {
        var i = h.count - n.count
        if n.count == 0 { return i >= from ? i : -1 }
        while i >= from {
            if h[i] == n[0], memcmp(h.baseAddress! + i, n.baseAddress!, n.count) == 0 { return i }
            i -= 1
        }
        return -1
    }

    /// The number of matches that do not overlap.
    public static func count(_ h: UnsafeBufferPointer<UInt8>, _ n: UnsafeBufferPointer<UInt8>) -> Int {
        var total = 0
        var at = 0
        while case let i = find(h, n, from: at), i >= 0 {
            total += 1
            at = i + n.count
        }
        return total
    }
}

// This file finds the name that a misspelt one stands for, by the measure CPython 3.11 uses.

/// "Did you mean": a weighted edit distance in which a change of case costs half of any other change.
public enum NearestName {
    private static let moveCost = 2
    private static let caseCost = 1
    private static let maximumLength = 40
    private static let maximumCandidates = 750

    /// The candidate closest to `name`; nil when none is near (more than a third of the characters would change) or there are too many.
    public static func find(_ name: String, among candidates: [String]) -> String? {
        guard candidates.count < maximumCandidates else { return nil }
        let wanted = Array(name.utf8)
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates where candidate != name {
            let item = Array(candidate.utf8)
            let limit = min((wanted.count + item.count + 3) * moveCost / 6, bestDistance - 1)
            let d = distance(wanted[...], item[...], limit: limit)
            if d > limit { continue }
            if d < bestDistance {
                best = candidate
                bestDistance = d
            }
        }
        return best
    }

    private static func substitution(_ a: UInt8, _ b: UInt8) -> Int {
        if a == b { return 0 }
        if a & 31 != b & 31 { return moveCost }
        func lower(_ c: UInt8) -> UInt8 { c >= 65 && c <= 90 ? c + 32 : c }
        return lower(a) == lower(b) ? caseCost : moveCost
    }

    /// The distance, or more than `limit` when it is larger.
    private static func distance(_ x: ArraySlice<UInt8>, _ y: ArraySlice<UInt8>, limit: Int) -> Int {
        var a = x
        var b = y
        while let p = a.first, let q = b.first, p == q {
            a.removeFirst()
            b.removeFirst()
        }
        while let p = a.last, let q = b.last, p == q {
            a.removeLast()
            b.removeLast()
        }
        if a.isEmpty || b.isEmpty { return (a.count + b.count) * moveCost }
        if a.count > maximumLength || b.count > maximumLength { return limit + 1 }
        if b.count < a.count { swap(&a, &b) }
        if (b.count - a.count) * moveCost > limit { return limit + 1 }
        let left = Array(a)
        var row = (1...left.count).map { $0 * moveCost }
        var result = 0
        for (bIndex, code) in b.enumerated() {
            var diagonal = bIndex * moveCost
            result = diagonal
            var minimum = Int.max
            for i in left.indices {
                let substitute = diagonal + substitution(code, left[i])
                diagonal = row[i]
                let move = min(result, diagonal) + moveCost
                result = min(move, substitute)
                row[i] = result
                minimum = min(minimum, result)
            }
            if minimum > limit { return limit + 1 }
        }
        return result
    }
}

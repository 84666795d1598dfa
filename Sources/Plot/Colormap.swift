// This file defines colour maps and the scaling of values onto them.

/// A table of colours over 0...1, with colours for what lies below, above and for NaN.
public final class Colormap {
    public internal(set) var name: String
    public internal(set) var colors: [RGBA]
    public var under: RGBA?
    public var over: RGBA?
    public var bad: RGBA = .clear

    public init(name: String, colors: [RGBA]) {
        self.name = name
        self.colors = colors.isEmpty ? [.black] : colors
    }
    /// Evenly spaced control points joined by straight lines, `count` entries.
    public convenience init(name: String, knots: [RGBA], positions: [Double]? = nil, count: Int = 256) {
        let n = max(count, 1)
        let at = positions ?? (0..<knots.count).map { knots.count > 1 ? Double($0) / Double(knots.count - 1) : 0 }
        var table: [RGBA] = []
        var k = 0
        for i in 0..<n {
            let x = n > 1 ? Double(i) / Double(n - 1) : 0
            while k + 2 < at.count && x > at[k + 1] { k += 1 }
            if knots.count < 2 {
                table.append(knots.first ?? .black)
                continue
            }
            let span = at[k + 1] - at[k]
            let t = span > 0 ? min(max((x - at[k]) / span, 0), 1) : 1
            let a = knots[k], b = knots[k + 1]
            table.append(RGBA(a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t, a.a + (b.a - a.a) * t))
        }
        self.init(name: name, colors: table)
    }

    /// The entry's number for a value in 0...1: -1 below, N above, -2 for NaN.
    @inlinable public func index(_ x: Double) -> Int {
        if x.isNaN { return -2 }
        let n = colors.count
        if x < 0 { return -1 }
        if x > 1 { return n }
        return min(Int(x * Double(n)), n - 1)
    }
    public func color(index i: Int) -> RGBA {
        if i == -2 { return bad }
        if i < 0 { return under ?? colors[0] }
        if i >= colors.count { return over ?? colors[colors.count - 1] }
        return colors[i]
    }
    /// The colour of a value in 0...1.
    public func callAsFunction(_ x: Double) -> RGBA { color(index: index(x)) }

    /// The map with its colours in the opposite order.
    public func reversed() -> Colormap {
        let c = Colormap(name: name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r", colors: colors.reversed())
        c.under = over
        c.over = under
        c.bad = bad
        return c
    }
    /// The same map with another number of entries.
    public func resampled(_ n: Int) -> Colormap {
        let n = max(n, 1)
        let c = Colormap(name: name, colors: (0..<n).map { self(n > 1 ? Double($0) / Double(n - 1) : 0) })
        (c.under, c.over, c.bad) = (under, over, bad)
        return c
    }
    public func copy() -> Colormap {
        let c = Colormap(name: name, colors: colors)
        (c.under, c.over, c.bad) = (under, over, bad)
        return c
    }

    // MARK: The registry

    private static let entries: [String: (kind: Substring, data: String)] = {
        var t: [String: (kind: Substring, data: String)] = [:]
        var current = ""
        func close() {
            let parts = current.split(separator: " ")
            if parts.count == 3 { t[String(parts[0])] = (parts[1], String(parts[2])) }
        }
        for line in table.split(separator: "\n") {
            if line.first == " " {
                current += line.dropFirst()
            } else {
                close()
                current = String(line)
            }
        }
        close()
        return t
    }()
    private static var made: [String: Colormap] = [:]
    /// Maps that cells registered.
    public static func register(_ map: Colormap, name: String) { made[name] = map }
    public static var names: [String] {
        let base = entries.keys.sorted()
        let backwards: [String] = base.map { $0 + "_r" }
        let own: [String] = made.keys.filter { entries[$0] == nil && !$0.hasSuffix("_r") }
        return (base + backwards + own).sorted()
    }

    /// The map of that name, nil when there is none.
    public static func named(_ name: String) -> Colormap? {
        if let m = made[name] { return m }
        if name.hasSuffix("_r"), let base = named(String(name.dropLast(2))) {
            let m = base.reversed()
            made[name] = m
            return m
        }
        guard let e = entries[name] else { return nil }
        var bytes: [UInt8] = []
        if e.kind == "f" {
            bytes = base64(e.data)
        } else {
            let digits = Array(e.data.utf8)
            for i in stride(from: 0, to: digits.count - 1, by: 2) {
                bytes.append(UInt8(String(decoding: digits[i...i + 1], as: UTF8.self), radix: 16) ?? 0)
            }
        }
        var colors: [RGBA] = []
        for i in stride(from: 0, to: bytes.count - 2, by: 3) {
            let (r, g, b) = (Double(bytes[i]), Double(bytes[i + 1]), Double(bytes[i + 2]))
            colors.append(RGBA(r / 255, g / 255, b / 255))
        }
        let m = e.kind == "k" ? Colormap(name: name, knots: colors) : Colormap(name: name, colors: colors)
        made[name] = m
        return m
    }

    static func base64(_ s: String) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var n = 0
        for c in s.utf8 {
            let v: UInt32
            switch c {
            case 65...90: v = UInt32(c) - 65
            case 97...122: v = UInt32(c) - 71
            case 48...57: v = UInt32(c) + 4
            case 43: v = 62
            case 47: v = 63
            default: continue
            }
            bits = (bits << 6 | v) & 0xffffff
            n += 6
            if n >= 8 {
                n -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(n)))
            }
        }
        return out
    }
}

/// How values become positions in 0...1 of a colour map.
public final class Normalize {
    public enum Kind { case linear, log, boundaries([Double]), twoSlope(Double), power(Double), none }
    public var kind: Kind
    public var vmin: Double?, vmax: Double?
    public var clip = false
    public init(_ kind: Kind = .linear, vmin: Double? = nil, vmax: Double? = nil) {
        self.kind = kind
        self.vmin = vmin
        self.vmax = vmax
    }
    /// Sets the limits that are not given to the finite values' extremes.
    public func autoscale<S: Sequence>(_ values: S) where S.Element == Double {
        if vmin != nil && vmax != nil { return }
        var low = Double.infinity, high = -Double.infinity
        let positive: Bool
        if case .log = kind { positive = true } else { positive = false }
        for v in values where v.isFinite && (!positive || v > 0) {
            if v < low { low = v }
            if v > high { high = v }
        }
        if low > high { return }
        if vmin == nil { vmin = low }
        if vmax == nil { vmax = high }
    }
    /// The position of a value; NaN stays NaN. Equal limits give 0.
    public func callAsFunction(_ x: Double) -> Double {
        guard let low = vmin, let high = vmax else {
            if case .none = kind { return x }
            return x.isNaN ? x : 0
        }
        if x.isNaN { return x }
        let x = clip ? min(max(x, low), high) : x
        switch kind {
        case .linear, .none: return high == low ? 0 : (x - low) / (high - low)
        case .log:
            if x <= 0 || low <= 0 { return .nan }
            return high == low ? 0 : (_log(x) - _log(low)) / (_log(high) - _log(low))
        case .boundaries(let edges):
            guard edges.count > 1 else { return 0 }
            if x < edges[0] { return -1 }
            if x > edges[edges.count - 1] { return 2 }
            let i = min((edges.lastIndex { $0 <= x } ?? 0), edges.count - 2)
            return edges.count == 2 ? 0 : Double(i) / Double(edges.count - 2)
        case .twoSlope(let c): return x < c ? (c == low ? 0 : 0.5 * (x - low) / (c - low)) : (high == c ? 1 : 0.5 + 0.5 * (x - c) / (high - c))
        case .power(let g): return high == low ? 0 : x < low ? -1 : _pow((x - low) / (high - low), g)
        }
    }
    /// The value at a position, the opposite of a call.
    public func inverse(_ p: Double) -> Double {
        guard let low = vmin, let high = vmax else { return p }
        switch kind {
        case .linear, .none, .boundaries: return low + p * (high - low)
        case .log: return low > 0 && high > 0 ? _exp(_log(low) + p * (_log(high) - _log(low))) : low
        case .twoSlope(let c): return p < 0.5 ? low + p * 2 * (c - low) : c + (p - 0.5) * 2 * (high - c)
        case .power(let g): return low + _pow(p, 1 / g) * (high - low)
        }
    }
}

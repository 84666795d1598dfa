// This file defines where ticks lie and how they are labelled (matplotlib's locators and formatters).

import Glibc

/// Where ticks lie.
public enum Locator {
    /// matplotlib's `AutoLocator`: at most as many as the axis has room for, at steps 1, 2, 2.5, 5, 10.
    case auto
    case maxN(count: Int?, steps: [Double], integer: Bool, prune: String?, minimum: Int)
    case multiple(Double, offset: Double)
    case fixed([Double])
    case linear(Int)
    case log(base: Double, subs: [Double]?)
    /// Between the major ticks, in `n` parts (nil: 4 or 5).
    case autoMinor(Int?)
    case index(Double, Double)
    case null

    static let defaultSteps: [Double] = [1, 2, 2.5, 5, 10]

    /// The positions for a view. `space`: how many labels have room. `majors`: for minor ticks.
    public func ticks(_ low: Double, _ high: Double, space: Int, majors: [Double] = [], isMinor: Bool = false) -> [Double] {
        var a = min(low, high), b = max(low, high)
        guard a.isFinite, b.isFinite else { return [] }
        switch self {
        case .null: return []
        case .fixed(let t): return t
        case .auto:
            (a, b) = Locator.nonsingular(a, b, expander: 1e-13, tiny: 1e-14)
            return Locator.raw(a, b, bins: max(1, min(space, 9)), steps: Locator.defaultSteps, integer: false, minimum: 2)
        case .maxN(let n, let steps, let integer, let prune, let minimum):
            (a, b) = Locator.nonsingular(a, b, expander: 1e-13, tiny: 1e-14)
            var t = Locator.raw(a, b, bins: n ?? max(1, min(space, 9)), steps: steps, integer: integer, minimum: minimum)
            if prune == "lower" || prune == "both", !t.isEmpty { t.removeFirst() }
            if prune == "upper" || prune == "both", !t.isEmpty { t.removeLast() }
            return t
        case .multiple(let base, let offset):
            guard base > 0, (b - a) / base < 2000 else { return [] }
            let first = ((a - offset) / base - 1e-9).rounded(.up)
            let n = Int(((b - offset) / base - first + 0.001).rounded(.down))
            return (-1...max(n + 1, 0)).map { (first + Double($0)) * base + offset }
        case .linear(let n):
            if n < 2 { return n == 1 ? [a] : [] }
            return (0..<min(n, 1000)).map { low + (high - low) * Double($0) / Double(n - 1) }
        case .index(let base, let offset):
            guard base > 0, (b - a) / base < 2000 else { return [] }
            return stride(from: a + offset, through: b + 1, by: base).map { $0 }
        case .log(let base, let subs): return Locator.logTicks(a, b, base: base, subs: subs, space: space, isMinor: isMinor)
        case .autoMinor(let n):
            let majors = majors.sorted()
            guard majors.count > 1 else { return [] }
            let step = majors[1] - majors[0]
            guard step > 0 else { return [] }
            var parts = n ?? 0
            if n == nil {
                let m = _pow(10, _log10(step) - _log10(step).rounded(.down))
                parts = [1, 2.5, 5, 10].contains { abs($0 - m) < 1e-8 * m } ? 5 : 4
            }
            let minor = step / Double(max(parts, 1))
            let first = ((a - majors[0]) / minor).rounded(.down), last = ((b - majors[0]) / minor).rounded(.up)
            guard last - first < 2000 else { return [] }
            return stride(from: first, through: last, by: 1).map { majors[0] + $0 * minor }.filter { t in t >= a && t <= b && !majors.contains { abs($0 - t) < minor * 0.05 } }
        }
    }

    static func nonsingular(_ low: Double, _ high: Double, expander: Double = 0.001, tiny: Double = 1e-15) -> (Double, Double) {
        guard low.isFinite, high.isFinite else { return (-expander, expander) }
        var a = min(low, high), b = max(low, high)
        let most = max(abs(a), abs(b))
        if most < 1e6 / tiny * Double.leastNormalMagnitude { return (-expander, expander) }
        if b - a <= most * tiny {
            if a == 0 && b == 0 { return (-expander, expander) }
            a -= expander * abs(a)
            b += expander * abs(b)
        }
        return (a, b)
    }

    private static func raw(_ vmin: Double, _ vmax: Double, bins: Int, steps: [Double], integer: Bool, minimum: Int) -> [Double] {
        // A large offset compared with the range is taken out first, for precision.
        let dv = abs(vmax - vmin)
        if dv == 0 { return [vmin] }
        let meanv = (vmax + vmin) / 2
        let offset = abs(meanv) / dv < 100 ? 0 : copysign(_pow(10, _log10(abs(meanv)).rounded(.down)), meanv)
        let scale = _pow(10, _log10(dv / Double(bins)).rounded(.down))
        var staircase = steps
        if staircase.first != 1 { staircase.insert(1, at: 0) }
        if staircase.last != 10 { staircase.append(10) }
        var all = (staircase.dropLast().map { $0 * 0.1 } + staircase + [10 * (staircase.count > 1 ? staircase[1] : 10)]).map { $0 * scale }
        if integer { all = all.filter { $0 < 1 || abs($0 - $0.rounded()) < 0.001 } }
        let low = vmin - offset, high = vmax - offset
        let rawStep = (high - low) / Double(bins)
        let istep = all.firstIndex { $0 >= rawStep } ?? all.count - 1
        var ticks: [Double] = []
        for k in stride(from: max(istep, 0), through: 0, by: -1) where k < all.count {
            var step = all[k]
            if integer, high.rounded(.down) - low.rounded(.up) >= Double(minimum - 1) { step = max(1, step) }
            let best = (low / step).rounded(.down) * step
            func close(_ ms: Double, _ edge: Double) -> Bool {
                var tol = 1e-10
                if offset != 0 { tol = min(0.4999, max(1e-10, _pow(10, _log10(abs(offset) / step) - 12))) }
                return abs(ms - edge) < tol
            }
            func le(_ x: Double) -> Double {
                let d = (x / step).rounded(.down), m = x / step - d
                return close(m, 1) ? d + 1 : d
            }
            func ge(_ x: Double) -> Double {
                let d = (x / step).rounded(.down), m = x / step - d
                return close(m, 0) ? d : d + 1
            }
            let first = le(low - best), last = ge(high - best)
            if last - first > 1000 { return [vmin, vmax] }
            ticks = stride(from: first, through: last, by: 1).map { $0 * step + best }
            if ticks.filter({ $0 >= low && $0 <= high }).count >= minimum { break }
        }
        return ticks.map { $0 + offset }
    }

    private static func logTicks(_ vmin: Double, _ vmax: Double, base b: Double, subs: [Double]?, space: Int, isMinor: Bool) -> [Double] {
        guard vmin > 0, vmax > 0, b > 1 else { return [] }
        var request = max(2, min(space, 9))
        let efmin = _log(vmin) / _log(b), efmax = _log(vmax) / _log(b)
        let emin = Int((efmin - 1e-12).rounded(.up)), emax = Int((efmax + 1e-12).rounded(.down))
        let available = emax - emin + 1
        var subs = subs ?? [1]
        if isMinor && subs == [1] {
            if available >= 10 || b < 3 { return [] }
            subs = stride(from: 2, to: b, by: 1).map { $0 }
        }
        var step = available / (request + 1) + 1
        let nr = Int((Double(available) / Double(step)).rounded(.up))
        request = nr <= request ? nr : request
        var decades: [Int] = []
        if request <= 0 {
            decades = [emin - 1, emax + 1]
            step = decades[1] - decades[0]
        } else if request == 1 {
            let mid = Int(((efmin + efmax) / 2).rounded())
            step = max(mid - (emin - 1), (emax + 1) - mid)
            decades = [mid - step, mid, mid + step]
        } else {
            step = (available - 1) / (request - 1)
            if Double(step) < Double(available) / Double(request) { step = available / request }
            step = max(step, 1)
            let olo = max(available - step * request, 0), ohi = min(available - step * (request - 1), step)
            var offset = ((-emin) % step + step) % step
            if !(olo <= offset && offset < ohi) { offset = olo }
            decades = Array(stride(from: emin + offset - step, through: emax + step, by: step))
        }
        let minor = subs.count > 1 || subs.first != 1
        if minor {
            if !(step == 1 || available <= 1) { return [] }
            let t = (emin - 1...max(emax, emin - 1)).flatMap { e in subs.map { $0 * _pow(b, Double(e)) } }
            if subs.count > 1, step == 1, decades.count - 2 + t.filter({ $0 >= vmin && $0 <= vmax }).count <= 1 {
                return Locator.auto.ticks(vmin, vmax, space: 9)
            }
            return t
        }
        return decades.map { _pow(b, Double($0)) }
    }
}

/// How ticks are labelled.
public enum Formatter {
    case scalar(ScalarFormat)
    case fixed([String])
    /// By position, for `set_ticks(..., labels)`: a label belongs to its tick.
    case labels([(Double, String)])
    /// Python's `%` format with one number.
    case printf(String)
    /// `{x:.2f}`, formatted by the host.
    case function(TickFunction)
    case percent(xmax: Double, decimals: Int?, symbol: String)
    case log(base: Double)
    case null
}

/// A formatter of the host, and what the host made it of.
public final class TickFunction {
    public let call: (Double, Int) throws -> String
    public let source: AnyObject?
    public init(source: AnyObject?, _ call: @escaping (Double, Int) throws -> String) {
        self.source = source
        self.call = call
    }
}

/// Settings of matplotlib's `ScalarFormatter`.
public struct ScalarFormat {
    public var useOffset = true
    public var fixedOffset: Double?
    /// Powers of ten outside these limits go to a common factor.
    public var limits = (-5, 6)
    public var scientific = true
    public var useMathText = false
    public init() {
        let l = Style.shared.numbers("axes.formatter.limits")
        if l.count == 2, abs(l[0]) < 1000, abs(l[1]) < 1000 { limits = (Int(l[0]), Int(l[1])) }
        useOffset = Style.shared.flag("axes.formatter.useoffset")
    }
}

extension Formatter {
    /// The labels of ticks and the text of their common offset or factor.
    /// Throws what a cell's function raises.
    public func text(of ticks: [Double], low: Double, high: Double, isMinor: Bool = false) throws -> (labels: [String], offset: String) {
        switch self {
        case .null: return (ticks.map { _ in "" }, "")
        case .fixed(let t): return (ticks.indices.map { $0 < t.count ? t[$0] : "" }, "")
        case .labels(let t): return (ticks.map { x in t.first { abs($0.0 - x) <= 1e-12 * max(abs(x), 1) }?.1 ?? "" }, "")
        case .printf(let f): return (ticks.map { NumberText.printf(f, $0) }, "")
        case .function(let tick):
            let f = tick.call
            var out: [String] = []
            for (i, t) in ticks.enumerated() { out.append(try f(t, i)) }
            return (out, "")
        case .percent(let xmax, let decimals, let symbol):
            return (
                ticks.map { x in
                    let p = 100 * x / xmax
                    var n = decimals ?? 0
                    if decimals == nil {
                        let range = 100 * abs(high - low) / xmax
                        n = range > 50 || range <= 0 ? 0 : max(0, min(5, Int((2 - _log10(2 * range)).rounded(.up))))
                    }
                    return NumberText.fixed(p, n) + symbol
                }, ""
            )
        case .log(let base):
            return (Formatter.logLabels(ticks, base: base, low: low, high: high, isMinor: isMinor), "")
        case .scalar(let s): return Formatter.scalarLabels(ticks, s, low: low, high: high)
        }
    }

    private static func scalarLabels(_ locs: [Double], _ s: ScalarFormat, low: Double, high: Double) -> ([String], String) {
        let a = min(low, high), b = max(low, high)
        let visible = locs.filter { $0 >= a && $0 <= b }
        if locs.isEmpty { return ([], "") }
        var offset = s.fixedOffset ?? 0
        if s.useOffset, s.fixedOffset == nil, let lmin = visible.min(), let lmax = visible.max(), lmin != lmax, !(lmin <= 0 && lmax >= 0) {
            let (small, large) = (min(abs(lmin), abs(lmax)), max(abs(lmin), abs(lmax)))
            var oom = _log10(large).rounded(.up)
            while (small / _pow(10, oom)).rounded(.down) == (large / _pow(10, oom)).rounded(.down), oom > -320 { oom -= 1 }
            oom += 1
            if (large - small) / _pow(10, oom) <= 1e-2 {
                oom = _log10(large).rounded(.up)
                while (large / _pow(10, oom)).rounded(.down) - (small / _pow(10, oom)).rounded(.down) <= 1, oom > -320 { oom -= 1 }
                oom += 1
            }
            let head = (large / _pow(10, oom)).rounded(.down)
            if head >= 1000 { offset = copysign(head * _pow(10, oom), lmin) }
        }
        // The common power of ten.
        var order = 0
        if s.scientific {
            if s.limits.0 == s.limits.1, s.limits.0 != 0 {
                order = s.limits.0
            } else {
                let v: Double
                if offset != 0 {
                    let range = b - a
                    v = range > 0 ? _log10(range).rounded(.down) : 0
                } else {
                    let largest = visible.map(abs).max() ?? 0
                    v = largest > 0 ? _log10(largest).rounded(.down) : 0
                }
                if Int(v) <= s.limits.0 || Int(v) >= s.limits.1 { order = Int(v) }
            }
        }
        let scale = _pow(10, Double(order))
        let extended = locs.count < 2 ? locs + [a, b] : locs
        let scaled = extended.map { ($0 - offset) / scale }
        var range = (scaled.max() ?? 0) - (scaled.min() ?? 0)
        if range == 0 { range = scaled.map(abs).max() ?? 0 }
        if range == 0 { range = 1 }
        let own = locs.count < 2 ? Array(scaled.dropLast(2)) : scaled
        let rangeOrder = Int(_log10(range).rounded(.down))
        var digits = max(0, 3 - rangeOrder)
        let threshold = 1e-3 * _pow(10, Double(rangeOrder))
        while digits >= 0 {
            let p = _pow(10, Double(digits))
            if (own.map { abs($0 - ($0 * p).rounded(.toNearestOrEven) / p) }.max() ?? 0) < threshold { digits -= 1 } else { break }
        }
        digits += 1
        let labels = locs.map { x -> String in
            var v = (x - offset) / scale
            if abs(v) < 1e-8 { v = 0 }
            return NumberText.minus(NumberText.fixed(v, min(digits, 30)))
        }
        var text = ""
        if order != 0 || offset != 0 {
            var sci = "", off = ""
            if offset != 0 {
                off = NumberText.short(offset)
                if offset > 0 { off = "+" + off }
            }
            if order != 0 {
                sci = s.useMathText ? "\u{00D7}$\\mathdefault{10^{\(order)}}$" : "1e\(order)"
            }
            text = NumberText.minus(sci + off)
        }
        return (labels, text)
    }

    private static func logLabels(_ ticks: [Double], base b: Double, low: Double, high: Double, isMinor: Bool) -> [String] {
        let a = min(low, high), z = max(low, high)
        var allowed: Set<Int>? = [1]
        if a > 0, z > 0 {
            let lmin = _log(a) / _log(b), lmax = _log(z) / _log(b)
            let numticks = lmax.rounded(.down) - nextafter(lmin, -.infinity).rounded(.down)
            let decades = abs(lmax - lmin)
            if numticks > 1 {
                allowed = [1]
            } else if decades > 0.4 {
                var set: Set<Int> = []
                let n = Int(b) / 2 + 1
                for i in 0..<n { set.insert(Int(_pow(b, Double(i) / Double(max(n - 1, 1))).rounded())) }
                allowed = set
            } else {
                allowed = nil
            }
        }
        return ticks.map { x in
            if x == 0 { return "$\\mathdefault{0}$" }
            let sign = x < 0 ? "-" : ""
            let fx = _log(abs(x)) / _log(b)
            let near = abs(fx - fx.rounded()) < 1e-8
            let exponent = near ? fx.rounded() : fx.rounded(.down)
            let coefficient = Int(_pow(b, fx - exponent).rounded())
            if !isMinor && !near { return "" }
            if let allowed, !allowed.contains(coefficient) { return "" }
            let baseText = NumberText.short(b)
            if near { return "$\\mathdefault{\(sign)\(baseText)^{\(Int(exponent))}}$" }
            return "$\\mathdefault{\(sign)\(coefficient)\\times\(baseText)^{\(Int(exponent))}}$"
        }
    }
}

/// Numbers as text, without a locale.
enum NumberText {
    /// `%.nf`
    static func fixed(_ x: Double, _ digits: Int) -> String { printf("%.\(digits)f", x) }
    /// `%g` with as many digits as needed, up to 17: `1e5` style as Python's `%1.10e` cleaned up.
    static func short(_ x: Double) -> String {
        if x == x.rounded(), abs(x) < 1e5 { return "\(Int(x))" }
        let e = Int(_log10(abs(x)).rounded(.down))
        if e >= 5 || e <= -5 {
            var mantissa = fixed(x / _pow(10, Double(e)), 10)
            while mantissa.last == "0" { mantissa.removeLast() }
            if mantissa.last == "." { mantissa.removeLast() }
            return mantissa + "e\(e)"
        }
        return printf("%.10g", x)
    }
    /// Hyphens before digits as minus signs.
    static func minus(_ s: String) -> String { Style.shared.flag("axes.unicode_minus") ? s.replacingText("-", with: "\u{2212}") : s }

    /// C's printf of one number; an integer conversion truncates. A format with anything else is returned as it is.
    static func printf(_ format: String, _ x: Double) -> String {
        var conversions = 0
        var last: Character = " "
        var i = format.startIndex
        while i < format.endIndex {
            if format[i] == "%" {
                i = format.index(after: i)
                if i < format.endIndex, format[i] == "%" {
                    i = format.index(after: i)
                    continue
                }
                while i < format.endIndex, "0123456789.+- #".contains(format[i]) { i = format.index(after: i) }
                guard i < format.endIndex else { return format }
                last = format[i]
                conversions += 1
            }
            i = format.index(after: i)
        }
        guard conversions <= 1 else { return format }
        if conversions == 0 { return format.replacingText("%%", with: "%") }
        var buffer = [CChar](repeating: 0, count: 512)
        if "eEfFgG".contains(last) {
            _ = withVaList([x]) { vsnprintf(&buffer, buffer.count, format, $0) }
        } else if "di".contains(last) {
            let f = format.replacingText("%\(format.split(separator: "%").last.map { $0.prefix { $0 != last } } ?? "")\(last)", with: "%s")
            let n = x.isFinite && abs(x) < 9e18 ? "\(Int(x))" : "\(x)"
            return f.replacingText("%s", with: n)
        } else {
            return format
        }
        return String(cString: buffer)
    }
}

@inline(__always) func _pow(_ a: Double, _ b: Double) -> Double { Glibc.pow(a, b) }
@inline(__always) func _log(_ a: Double) -> Double { Glibc.log(a) }
@inline(__always) func _exp(_ a: Double) -> Double { Glibc.exp(a) }
@inline(__always) func _log10(_ a: Double) -> Double { Glibc.log10(a) }

// This file defines the saved form of figures: one description of each class's fields serves writing and reading.

/// Writes what it is given, or replaces it by what it reads. The host provides one of each kind.
public protocol FigureCoder: AnyObject {
    var isReading: Bool { get }
    func double(_ x: inout Double) throws
    func int(_ x: inout Int) throws
    func text(_ x: inout String) throws
    func doubles(_ x: inout [Double]) throws
    func bytes(_ x: inout [UInt8]) throws
    /// An object that several places may share: `make` gives an empty one, `fields` codes its fields.
    func object<T: AnyObject>(_ x: inout T?, kind: (T) -> Int, make: (Int) throws -> T, fields: (T) throws -> Void) throws
    /// A tick formatter of the host.
    func function(_ x: inout TickFunction?) throws
}

/// A value with a saved form.
protocol Coded {
    static var blank: Self { get }
    mutating func code(_ c: FigureCoder) throws
}

extension FigureCoder {
    func callAsFunction<T: Coded>(_ x: inout T) throws { try x.code(self) }
    func callAsFunction(_ x: inout [Double]) throws { try doubles(&x) }
    func callAsFunction(_ x: inout [UInt8]) throws { try bytes(&x) }
    func callAsFunction(_ x: inout (Double, Double)) throws {
        try double(&x.0)
        try double(&x.1)
    }
    func callAsFunction(_ x: inout (Double, Double, Double, Double)) throws {
        try double(&x.0)
        try double(&x.1)
        try double(&x.2)
        try double(&x.3)
    }
    /// An optional of a type that is coded by `body`.
    func optional<T>(_ x: inout T?, _ blank: T, _ body: (inout T) throws -> Void) throws {
        var has = x != nil
        try self(&has)
        if !has {
            x = nil
            return
        }
        var v = x ?? blank
        try body(&v)
        x = v
    }
    func list<T>(_ x: inout [T], _ blank: @autoclosure () -> T, _ body: (inout T) throws -> Void) throws {
        var n = x.count
        try int(&n)
        if isReading {
            x = []
            for _ in 0..<max(n, 0) {
                var v = blank()
                try body(&v)
                x.append(v)
            }
        } else {
            for var v in x { try body(&v) }
        }
    }
}

extension Double: Coded {
    static let blank = 0.0
    mutating func code(_ c: FigureCoder) throws { try c.double(&self) }
}
extension Int: Coded {
    static let blank = 0
    mutating func code(_ c: FigureCoder) throws { try c.int(&self) }
}
extension String: Coded {
    static let blank = ""
    mutating func code(_ c: FigureCoder) throws { try c.text(&self) }
}
extension Bool: Coded {
    static let blank = false
    mutating func code(_ c: FigureCoder) throws {
        var i = self ? 1 : 0
        try c.int(&i)
        self = i != 0
    }
}
extension Optional: Coded where Wrapped: Coded {
    static var blank: Wrapped? { nil }
    mutating func code(_ c: FigureCoder) throws { try c.optional(&self, Wrapped.blank) { try $0.code(c) } }
}
extension Array: Coded where Element: Coded {
    static var blank: [Element] { [] }
    mutating func code(_ c: FigureCoder) throws {
        // By the element's type: an empty array can be cast to any.
        if Element.self == Double.self, var d = self as? [Double] {
            try c.doubles(&d)
            self = d as! [Element]
        } else { try c.list(&self, Element.blank) { try $0.code(c) } }
    }
}
extension Dictionary: Coded where Key == String, Value: Coded {
    static var blank: [String: Value] { [:] }
    mutating func code(_ c: FigureCoder) throws {
        var keys = self.keys.sorted()
        try c(&keys)
        for k in keys {
            var v = self[k] ?? Value.blank
            try v.code(c)
            self[k] = v
        }
    }
}
extension RGBA: Coded {
    static let blank = RGBA.black
    mutating func code(_ c: FigureCoder) throws {
        try c.double(&r)
        try c.double(&g)
        try c.double(&b)
        try c.double(&a)
    }
}
extension Point: Coded {
    static let blank = Point(0, 0)
    mutating func code(_ c: FigureCoder) throws {
        try c.double(&x)
        try c.double(&y)
    }
}
extension Rect: Coded {
    static let blank = Rect(0, 0, 0, 0)
    mutating func code(_ c: FigureCoder) throws {
        try c.double(&x0)
        try c.double(&y0)
        try c.double(&x1)
        try c.double(&y1)
    }
}
extension CoordinateSystem: Coded {
    static let blank = CoordinateSystem.data
    static let all: [CoordinateSystem] = [.data, .axes, .figure, .xAxis, .yAxis, .pixels, .offsetPoints]
    mutating func code(_ c: FigureCoder) throws {
        var i = CoordinateSystem.all.firstIndex(of: self) ?? 0
        try c.int(&i)
        self = CoordinateSystem.all.indices.contains(i) ? CoordinateSystem.all[i] : .data
    }
}
extension LineStyle: Coded {
    static let blank = LineStyle.solid
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, offset = 0.0, dashes: [Double] = []
        switch self {
        case .solid: kind = 0
        case .none: kind = 1
        case .dashed(let o, let p): (kind, offset, dashes) = (2, o, p)
        }
        try c.int(&kind)
        if kind == 2 {
            try c.double(&offset)
            try c.doubles(&dashes)
        }
        self = kind == 0 ? .solid : kind == 1 ? .none : .dashed(offset, dashes)
    }
}
extension Marker: Coded {
    static var blank: Marker { .none }
    mutating func code(_ c: FigureCoder) throws {
        var n = name, t = tuple ?? (0, 0, 0)
        try c.text(&n)
        try c.int(&t.0)
        try c.int(&t.1)
        try c.double(&t.2)
        self = t.0 > 0 ? Marker(sides: t.0, style: t.1, angle: t.2) : Marker(n) ?? .none
    }
}
extension FontKind: Coded {
    static var blank: FontKind { FontKind() }
    mutating func code(_ c: FigureCoder) throws {
        var f = family.rawValue
        try c.text(&f)
        family = Family(rawValue: f) ?? .sans
        try c(&bold)
        try c(&italic)
    }
}
extension TextStyle: Coded {
    static var blank: TextStyle { TextStyle(size: 10) }
    mutating func code(_ c: FigureCoder) throws {
        try c(&size)
        try c(&color)
        try c(&font)
        try c(&horizontal)
        try c(&vertical)
        try c(&rotation)
        try c(&rotationAnchor)
        try c(&lineSpacing)
        try c(&multialignment)
        try c(&parseMath)
    }
}
extension TextArtist.TextBox: Coded {
    static var blank: Self { Self() }
    mutating func code(_ c: FigureCoder) throws {
        try c(&face)
        try c(&edge)
        try c(&alpha)
        try c(&lineWidth)
        try c(&shape)
        try c(&pad)
        try c(&rounding)
    }
}
extension Annotation.Arrow: Coded {
    static var blank: Self { Self() }
    mutating func code(_ c: FigureCoder) throws {
        try c(&style)
        try c(&color)
        try c(&face)
        try c(&edge)
        try c(&lineWidth)
        try c(&shrinkA)
        try c(&shrinkB)
        try c(&shrink)
        try c(&width)
        try c(&headWidth)
        try c(&headLength)
        try c(&curvature)
        try c(&lineStyle)
        try c(&mutationScale)
        try c(&alpha)
    }
}
extension PatchArtist.Shape: Coded {
    static var blank: Self { .polygon([], closed: true) }
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, d: [Double] = [], points: [Point] = [], flag = false
        switch self {
        case .rectangle(let x, let y, let w, let h, let a): d = [x, y, w, h, a]
        case .ellipse(let x, let y, let w, let h, let a): (kind, d) = (1, [x, y, w, h, a])
        case .polygon(let p, let closed): (kind, points, flag) = (2, p, closed)
        case .wedge(let x, let y, let r, let a, let b, let ring): (kind, d, flag) = (3, [x, y, r, a, b, ring ?? 0], ring != nil)
        case .rounded(let x, let y, let w, let h, let p, let r): (kind, d) = (4, [x, y, w, h, p, r])
        }
        try c.int(&kind)
        try c.doubles(&d)
        try c(&points)
        try c(&flag)
        while d.count < 6 { d.append(0) }
        switch kind {
        case 0: self = .rectangle(x: d[0], y: d[1], width: d[2], height: d[3], angle: d[4])
        case 1: self = .ellipse(cx: d[0], cy: d[1], width: d[2], height: d[3], angle: d[4])
        case 3: self = .wedge(cx: d[0], cy: d[1], radius: d[2], from: d[3], to: d[4], ring: flag ? d[5] : nil)
        case 4: self = .rounded(x: d[0], y: d[1], width: d[2], height: d[3], pad: d[4], radius: d[5])
        default: self = .polygon(points, closed: flag)
        }
    }
}
extension Scale: Coded {
    static let blank = Scale.linear
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, a = 0.0, b = 0.0
        switch self {
        case .linear: break
        case .log(let x): (kind, a) = (1, x)
        case .symlog(let t, let x): (kind, a, b) = (2, t, x)
        }
        try c.int(&kind)
        try c.double(&a)
        try c.double(&b)
        self = kind == 0 ? .linear : kind == 1 ? .log(a) : .symlog(threshold: a, base: b)
    }
}
extension Normalize.Kind: Coded {
    static var blank: Self { .linear }
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, d: [Double] = []
        switch self {
        case .linear: break
        case .log: kind = 1
        case .boundaries(let e): (kind, d) = (2, e)
        case .twoSlope(let x): (kind, d) = (3, [x])
        case .power(let x): (kind, d) = (4, [x])
        case .none: kind = 5
        }
        try c.int(&kind)
        try c.doubles(&d)
        switch kind {
        case 1: self = .log
        case 2: self = .boundaries(d)
        case 3: self = .twoSlope(d.first ?? 0)
        case 4: self = .power(d.first ?? 1)
        case 5: self = .none
        default: self = .linear
        }
    }
}
extension Locator: Coded {
    static let blank = Locator.auto
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, a: Int?, b = 0, d: [Double]?, x = 0.0, y = 0.0, flag = false, text: String?
        switch self {
        case .auto: break
        case .maxN(let n, let steps, let integer, let prune, let minimum): (kind, a, d, flag, text, b) = (1, n, steps, integer, prune, minimum)
        case .multiple(let m, let o): (kind, x, y) = (2, m, o)
        case .fixed(let t): (kind, d) = (3, t)
        case .linear(let n): (kind, b) = (4, n)
        case .log(let base, let subs): (kind, x, d) = (5, base, subs)
        case .autoMinor(let n): (kind, a) = (6, n)
        case .index(let m, let o): (kind, x, y) = (7, m, o)
        case .null: kind = 8
        }
        try c.int(&kind)
        try c(&a)
        try c.int(&b)
        try c(&d)
        try c.double(&x)
        try c.double(&y)
        try c(&flag)
        try c(&text)
        switch kind {
        case 1: self = .maxN(count: a, steps: d ?? [], integer: flag, prune: text, minimum: b)
        case 2: self = .multiple(x, offset: y)
        case 3: self = .fixed(d ?? [])
        case 4: self = .linear(b)
        case 5: self = .log(base: x, subs: d)
        case 6: self = .autoMinor(a)
        case 7: self = .index(x, y)
        case 8: self = .null
        default: self = .auto
        }
    }
}
extension ScalarFormat: Coded {
    static var blank: ScalarFormat { ScalarFormat() }
    mutating func code(_ c: FigureCoder) throws {
        try c(&useOffset)
        try c(&fixedOffset)
        try c.int(&limits.0)
        try c.int(&limits.1)
        try c(&scientific)
        try c(&useMathText)
    }
}
extension Formatter: Coded {
    static let blank = Formatter.null
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, scalar = ScalarFormat(), texts: [String] = [], d: [Double] = [], x = 0.0, n: Int?, f: TickFunction?
        switch self {
        case .scalar(let s): scalar = s
        case .fixed(let t): (kind, texts) = (1, t)
        case .labels(let l): (kind, d, texts) = (2, l.map(\.0), l.map(\.1))
        case .printf(let s): (kind, texts) = (3, [s])
        case .function(let g): (kind, f) = (4, g)
        case .percent(let m, let digits, let s): (kind, x, n, texts) = (5, m, digits, [s])
        case .log(let b): (kind, x) = (6, b)
        case .null: kind = 7
        }
        try c.int(&kind)
        switch kind {
        case 0: try c(&scalar)
        case 4: try c.function(&f)
        case 7: break
        default:
            try c(&texts)
            try c.doubles(&d)
            try c.double(&x)
            try c(&n)
        }
        switch kind {
        case 0: self = .scalar(scalar)
        case 1: self = .fixed(texts)
        case 2: self = .labels(Array(zip(d, texts)))
        case 3: self = .printf(texts.first ?? "")
        case 4: self = f.map { .function($0) } ?? .null
        case 5: self = .percent(xmax: x, decimals: n, symbol: texts.first ?? "")
        case 6: self = .log(base: x)
        default: self = .null
        }
    }
}
extension TickStyle: Coded {
    static var blank: TickStyle { TickStyle(isX: true, minor: false) }
    mutating func code(_ c: FigureCoder) throws {
        try c(&size)
        try c(&width)
        try c(&pad)
        try c(&direction)
        try c(&color)
        try c(&labelColor)
        try c(&labelSize)
        try c(&labelRotation)
        try c(&labelHorizontal)
        try c(&labelVertical)
        try c(&rotationAnchor)
        try c(&grid)
        try c(&gridColor)
        try c(&gridWidth)
        try c(&gridStyle)
        try c(&gridAlpha)
    }
}
extension Setting: Coded {
    static let blank = Setting.none
    mutating func code(_ c: FigureCoder) throws {
        var kind = 0, d: [Double] = [], texts: [String] = []
        switch self {
        case .none: break
        case .number(let x): (kind, d) = (1, [x])
        case .integer(let i): (kind, texts) = (2, [String(i)])
        case .flag(let b): (kind, d) = (3, [b ? 1 : 0])
        case .text(let s): (kind, texts) = (4, [s])
        case .numbers(let n): (kind, d) = (5, n)
        case .texts(let t): (kind, texts) = (6, t)
        }
        try c.int(&kind)
        try c.doubles(&d)
        try c(&texts)
        switch kind {
        case 1: self = .number(d.first ?? 0)
        case 2: self = .integer(Int(texts.first ?? "") ?? 0)
        case 3: self = .flag(d.first == 1)
        case 4: self = .text(texts.first ?? "")
        case 5: self = .numbers(d)
        case 6: self = .texts(texts)
        default: self = .none
        }
    }
}

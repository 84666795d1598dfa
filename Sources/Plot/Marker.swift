// This file defines the shapes of markers, in units of the marker's size.

import Glibc

/// A marker's shape.
public struct Marker: Equatable {
    public let name: String
    /// A regular polygon, star or text marker as `(sides, style, angle)`.
    var tuple: (Int, Int, Double)?
    public static func == (a: Marker, b: Marker) -> Bool { a.name == b.name }
    public static let none = Marker(unchecked: "None")
    private init(unchecked: String) { name = unchecked }

    public static let names = [".", ",", "o", "v", "^", "<", ">", "1", "2", "3", "4", "8", "s", "p", "P", "*", "h", "H", "+", "x", "X", "D", "d", "|", "_"]
    /// nil: no such marker.
    public init?(_ text: String) {
        if ["None", "none", "", " "].contains(text) {
            name = "None"
            return
        }
        // `$...$` markers need text; they are drawn as circles' size of their text and not supported.
        guard Marker.names.contains(text) else { return nil }
        name = text
    }
    /// `(numsides, style, angle)`.
    public init(sides: Int, style: Int, angle: Double) {
        name = "(\(sides), \(style), \(angle))"
        tuple = (max(sides, 1), style, angle)
    }

    public var isNone: Bool { name == "None" }
    /// Drawn as a disc.
    var isDisc: Bool { name == "o" || name == "." }
    /// Of the size that is drawn.
    var scale: Double { name == "." ? 0.5 : 1 }
    /// Made of lines only.
    var isUnfilled: Bool { ["1", "2", "3", "4", "+", "x", "|", "_"].contains(name) || tuple?.1 == 2 }

    /// Polygons (closed) or lines round 0, for size 1.
    var paths: [[Point]] {
        func polygon(_ n: Int, _ turn: Double, _ r: Double = 0.5) -> [Point] {
            (0..<n).map { Point(0, r).rotated(turn + 360 * Double($0) / Double(n)) }
        }
        func p(_ v: [(Double, Double)]) -> [Point] { v.map { Point($0.0, $0.1) } }
        func star(_ n: Int, _ inner: Double, _ turn: Double = 0) -> [Point] {
            (0..<2 * n).map { Point(0, $0 % 2 == 0 ? 0.5 : inner).rotated(turn + 180 * Double($0) / Double(n)) }
        }
        if let t = tuple {
            switch t.1 {
            case 1: return [star(t.0, 0.25, t.2)]
            case 2: return (0..<t.0).map { [Point(0, 0), Point(0, 0.5).rotated(t.2 + 360 * Double($0) / Double(t.0))] }
            default: return [polygon(t.0, t.2)]
            }
        }
        switch name {
        case "o", ".": return [Canvas.circle(Point(0, 0), 0.5).count > 0 ? (0..<32).map { Point(0.5, 0).rotated(360 * Double($0) / 32) } : []]
        case "s", ",": return [p([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])]
        case "^": return [p([(0, 0.5), (-0.5, -0.5), (0.5, -0.5)])]
        case "v": return [p([(0, -0.5), (0.5, 0.5), (-0.5, 0.5)])]
        case "<": return [p([(-0.5, 0), (0.5, -0.5), (0.5, 0.5)])]
        case ">": return [p([(0.5, 0), (-0.5, 0.5), (-0.5, -0.5)])]
        case "D": return [p([(-0.5, 0), (0, -0.5), (0.5, 0), (0, 0.5)].map { ($0.0 * 2.0.squareRoot(), $0.1 * 2.0.squareRoot()) })]
        case "d": return [p([(-0.3, 0), (0, -0.5), (0.3, 0), (0, 0.5)].map { ($0.0 * 2.0.squareRoot(), $0.1 * 2.0.squareRoot()) })]
        case "p": return [polygon(5, 0)]
        case "h": return [polygon(6, 0)]
        case "H": return [polygon(6, 30)]
        case "8": return [polygon(8, 22.5)]
        case "*": return [star(5, 0.381966 * 0.5)]
        case "P":
            let a = 1.0 / 6
            return [p([(-a, -0.5), (a, -0.5), (a, -a), (0.5, -a), (0.5, a), (a, a), (a, 0.5), (-a, 0.5), (-a, a), (-0.5, a), (-0.5, -a), (-a, -a)])]
        case "X":
            return [p([(-0.25, -0.5), (0, -0.25), (0.25, -0.5), (0.5, -0.25), (0.25, 0), (0.5, 0.25), (0.25, 0.5), (0, 0.25), (-0.25, 0.5), (-0.5, 0.25), (-0.25, 0), (-0.5, -0.25)])]
        case "+": return [p([(-0.5, 0), (0.5, 0)]), p([(0, -0.5), (0, 0.5)])]
        case "x": return [p([(-0.5, -0.5), (0.5, 0.5)]), p([(-0.5, 0.5), (0.5, -0.5)])]
        case "|": return [p([(0, -0.5), (0, 0.5)])]
        case "_": return [p([(-0.5, 0), (0.5, 0)])]
        case "1", "2", "3", "4":
            let turn = ["1": 180.0, "2": 0, "3": 90, "4": -90][name]!
            return [0.0, 120, 240].map { [Point(0, 0), Point(0, 0.5 * (name == "1" || name == "2" ? 1 : 1)).rotated($0 + turn)] }
        default: return []
        }
    }
}

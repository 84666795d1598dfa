// This file reads what cells pass to plotting functions: numbers, colours, styles, keywords.

import Kernel
import Lang
import Plot

/// The arguments of one plotting call, by name; what is left over at the end is unknown.
struct PlotCall {
    let function: String
    private(set) var values: [(name: String, value: Value)] = []
    /// Positional arguments beyond the named ones.
    private(set) var rest: [Value] = []

    /// Binds the positional arguments to `names`. `owner` appears in messages: `Axes.bar`.
    init(_ a: Arguments, _ owner: String, _ names: [String], required: Int = 0, variadic: Bool = false, args: Int = 1) throws {
        function = owner
        let positional = a.rest(args)
        let keywords = a.keywords(args + 1)
        for (i, v) in positional.enumerated() {
            if i < names.count {
                values.append((names[i], v))
            } else if variadic {
                rest.append(v)
            } else {
                let n = names.count + 1
                throw typeError("\(owner)() takes \(required == names.count ? "" : "from \(required + 1) to ")\(n) positional arguments but \(positional.count + 1) were given")
            }
        }
        for (k, v) in keywords {
            if values.contains(where: { $0.name == k }) { throw typeError("\(owner)() got multiple values for argument '\(k)'") }
            values.append((k, v))
        }
        let missing = names.prefix(required).filter { n in !values.contains { $0.name == n } }
        if !missing.isEmpty {
            let quoted = missing.map { "'\($0)'" }
            let list = quoted.count == 1 ? quoted[0] : quoted.count == 2 ? quoted.joined(separator: " and ") : quoted.dropLast().joined(separator: ", ") + ", and " + quoted.last!
            throw typeError("\(owner)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(list)")
        }
    }

    /// Takes an argument out, nil when it was not given (None counts as given: see `given`).
    mutating func take(_ names: String...) -> Value? {
        var found: Value?
        for n in names {
            if let i = values.firstIndex(where: { $0.name == n }) { found = values.remove(at: i).value }
        }
        return found
    }
    /// As `take`, with None as not given.
    mutating func given(_ names: String...) -> Value? {
        var found: Value?
        for n in names {
            if let i = values.firstIndex(where: { $0.name == n }) {
                let v = values.remove(at: i).value
                if !v.isNone { found = v }
            }
        }
        return found
    }
    mutating func string(_ names: String...) throws -> String? {
        for n in names {
            if let v = given(n) { return try PlotValues.string(v, n) }
        }
        return nil
    }
    mutating func number(_ names: String...) throws -> Double? {
        for n in names {
            if let v = given(n) { return try Operators.toDouble(v) }
        }
        return nil
    }
    mutating func integer(_ name: String) throws -> Int? { try given(name).map { try Operators.index($0) } }
    mutating func flag(_ name: String) throws -> Bool? { try given(name).map { try Operators.isTrue($0) } }
    mutating func color(_ names: String...) throws -> RGBA? {
        for n in names {
            if let v = given(n) { return try PlotValues.color(v, n) }
        }
        return nil
    }
    func has(_ name: String) -> Bool { values.contains { $0.name == name } }
    /// Raises for what is left: `AttributeError: Line2D.set() got an unexpected keyword argument 'foo'`.
    func finish(_ owner: String? = nil) throws {
        if let v = values.first {
            if let owner { throw attributeError("\(owner).set() got an unexpected keyword argument '\(v.name)'") }
            throw typeError("\(function)() got an unexpected keyword argument '\(v.name)'")
        }
    }
    /// Gives what is left to an artist.
    func apply(to artist: Artist) throws {
        for (k, v) in values { try ArtistProperties.set(artist, k, v) }
    }
}

enum PlotValues {
    static func string(_ v: Value, _ name: String) throws -> String {
        if let s = v.asString { return s }
        if case .object = v { return try Operators.str(v) }
        return try Operators.str(v)
    }

    /// Shape and elements of a number, list, array or tensor, row by row. Masked or missing values are NaN.
    static func array(_ v: Value) throws -> (shape: [Int], values: [Double]) {
        switch v {
        case .float(let d): return ([], [d])
        case .int(let i): return ([], [Double(i)])
        case .bool(let b): return ([], [b ? 1 : 0])
        default: break
        }
        if let l = v.asObject as? ListObject, let flat = flat(l.items) { return ([flat.count], flat) }
        if let l = v.asObject as? TupleObject, let flat = flat(l.items) { return ([flat.count], flat) }
        let t: Tensor
        if v.asObject is TensorHolder || v.asObject is NumpyScalar {
            t = try Convert.tensor(from: v)
        } else if let o = v.asObject, o.kind != .list, o.kind != .tuple, o.kind != .range, let inner = try? Operators.attributeIfPresent(v, "values"), inner.asObject is TensorHolder {
            // A column of a table.
            t = try Convert.tensor(from: inner)
        } else if let o = v.asObject, o.kind == .range || o.kind == .dict || o.kind == .generator || (o.kind == .other && !(o is NDArray)) {
            return try array(.list(Operators.items(of: v)))
        } else {
            t = try Convert.tensor(from: v)
        }
        return (t.shape, doubles(t))
    }
    private static func flat(_ items: [Value]) -> [Double]? {
        var out: [Double] = []
        out.reserveCapacity(items.count)
        for i in items {
            switch i {
            case .float(let d): out.append(d)
            case .int(let n): out.append(Double(n))
            case .bool(let b): out.append(b ? 1 : 0)
            case .none: out.append(.nan)
            default: return nil
            }
        }
        return out
    }
    static func doubles(_ t: Tensor) -> [Double] {
        guard t.count > 0 else { return [] }
        if let c = try? t.contiguous() {
            switch c.dtype {
            case .float64: return Array(c.elements(Double.self))
            case .float32: return c.elements(Float.self).map(Double.init)
            case .uint8: return c.elements(UInt8.self).map(Double.init)
            case .int64: return c.elements(Int.self).map(Double.init)
            default: return (0..<c.count).map { c.double(at: $0) }
            }
        }
        return []
    }
    /// A one-dimensional row of numbers (a number counts as one).
    static func numbers(_ v: Value) throws -> [Double] { try array(v).values }

    /// Numbers along an axis; texts become its categories.
    static func along(_ v: Value, _ state: AxisState) throws -> [Double] {
        if let s = v.asString { return [state.category(s)] }
        if let texts = try texts(v) { return texts.map { state.category($0) } }
        return try numbers(v)
    }
    /// The strings of a list or array of strings, nil when it is none.
    static func texts(_ v: Value) throws -> [String]? {
        if let a = v.asObject as? NDArray {
            if a.isNumeric { return nil }
            let all = try a.values()
            return all.first?.asString != nil ? try all.map { try $0.asString ?? Operators.str($0) } : nil
        }
        guard let o = v.asObject, !(o is TensorHolder), o.kind != .str else { return nil }
        guard o.kind == .list || o.kind == .tuple || o.kind == .dict || o.kind == .other else { return nil }
        guard try o.kind != .other || o.iterate() != nil || o.type.lookup("__iter__") != nil else { return nil }
        let items = try Operators.items(of: v)
        guard let first = items.first, first.asString != nil else { return nil }
        return try items.map { try $0.asString ?? Operators.str($0) }
    }

    // MARK: Colours

    static let colorHelp =
        "supported inputs are (r, g, b) and (r, g, b, a) 0-1 float tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs combining one of the above with an alpha value"

    static func colorIfAny(_ v: Value) -> RGBA? {
        if let s = v.asString { return ColorNames.parse(s, cycle: Style.shared.colorCycle) }
        guard let o = v.asObject else { return nil }
        if let items = (o as? TupleObject)?.items ?? (o as? ListObject)?.items, items.count == 2, let c = colorIfAny(items[0]), let a = try? Operators.toDouble(items[1]) {
            return c.opacity(a)
        }
        guard let (shape, n) = try? array(v), shape.count == 1, n.count == 3 || n.count == 4, n.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
        return RGBA(n[0], n[1], n[2], n.count == 4 ? n[3] : 1)
    }
    static func color(_ v: Value, _ name: String = "color") throws -> RGBA {
        if v.isNone { return .clear }
        if let c = colorIfAny(v) { return c }
        throw valueError("\(try Operators.repr(v)) is not a valid value for \(name): \(colorHelp)")
    }
    /// One colour or a sequence of them.
    static func colors(_ v: Value, _ name: String = "color") throws -> [RGBA] {
        if let c = colorIfAny(v) { return [c] }
        if v.asString != nil { return [try color(v, name)] }
        if let h = v.asObject as? TensorHolder, h.tensor.rank == 2 {
            let (shape, n) = try array(v)
            let k = shape[1]
            guard k == 3 || k == 4 else { throw valueError("RGBA sequence should have length 3 or 4") }
            return (0..<shape[0]).map { RGBA(n[$0 * k], n[$0 * k + 1], n[$0 * k + 2], k == 4 ? n[$0 * k + 3] : 1) }
        }
        return try Operators.items(of: v).map { try color($0, name) }
    }
    static func tuple(_ c: RGBA) -> Value { .tuple([.float(c.r), .float(c.g), .float(c.b), .float(c.a)]) }
    static func ndarray(_ v: [Double], shape: [Int]? = nil) -> Value {
        guard let t = try? Tensor(empty: shape ?? [v.count], .float64) else { return .list(v.map(Value.float)) }
        let p = t.elements(Double.self)
        for i in 0..<min(p.count, v.count) { p[i] = v[i] }
        return Convert.ndarray(t)
    }

    // MARK: Styles

    static func lineStyle(_ v: Value) throws -> LineStyle {
        if v.isNone { return .solid }
        if let s = v.asString {
            if let l = LineStyle(s) { return l }
            throw valueError("\(try Operators.repr(v)) is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', 'solid', 'dashed', 'dashdot', 'dotted'")
        }
        let items = try Operators.items(of: v)
        guard items.count == 2 else { throw valueError("Unrecognized linestyle: \(try Operators.repr(v))") }
        return .dashed(try Operators.toDouble(items[0]), items[1].isNone ? [] : try numbers(items[1]))
    }
    static func marker(_ v: Value) throws -> Marker {
        if v.isNone { return .none }
        if let m = v.asObject as? MarkerObject { return m.marker }
        if let s = v.asString {
            if let m = Marker(s) { return m }
            throw valueError("Unrecognized marker style \(try Operators.repr(v))")
        }
        if case .int(let i) = v {
            // The caret and tick constants (matplotlib.markers).
            if let name = [0: "_", 1: "_", 2: "|", 3: "|", 4: "<", 5: ">", 6: "^", 7: "v"][i], let m = Marker(name) { return m }
        }
        if let t = (v.asObject as? TupleObject)?.items, t.count >= 2 {
            return Marker(sides: try Operators.index(t[0]), style: try Operators.index(t[1]), angle: t.count > 2 ? try Operators.toDouble(t[2]) : 0)
        }
        throw valueError("Unrecognized marker style \(try Operators.repr(v))")
    }
    static func fontSize(_ v: Value) throws -> Double {
        if let s = v.asString {
            if Style.isSizeWord(s) || Double(s) != nil { return Style.shared.size(s) }
            throw valueError("Size is invalid. Valid font size are xx-small, x-small, small, medium, large, x-large, xx-large, larger, smaller, None")
        }
        return v.isNone ? Style.shared.size("medium") : max(1, try Operators.toDouble(v))
    }
    static func choice(_ s: String, _ name: String, _ allowed: [String]) throws -> String {
        if allowed.contains(s) { return s }
        throw valueError("'\(s)' is not a valid value for \(name); supported values are \(allowed.map { "'\($0)'" }.joined(separator: ", "))")
    }

    static func colormap(_ v: Value?) throws -> Colormap? {
        guard let v, !v.isNone, !v.isUnbound else { return nil }
        if let c = v.asObject as? ColormapObject { return c.map }
        if let s = v.asString {
            if let m = Colormap.named(s) { return m }
            throw valueError("'\(s)' is not a valid value for cmap; supported values are \(Colormap.names.map { "'\($0)'" }.joined(separator: ", "))")
        }
        throw typeError("cmap must be an instance of Colormap, a string, or None; got a \(v.typeName)")
    }
    static func norm(_ v: Value?, vmin: Double?, vmax: Double?) throws -> Normalize {
        if let v, !v.isNone {
            if vmin != nil || vmax != nil {
                throw valueError("Passing a Normalize instance simultaneously with vmin/vmax is not supported.  Please pass vmin/vmax directly to the norm when creating it.")
            }
            if let n = v.asObject as? NormObject { return n.norm }
            if let s = v.asString {
                switch s {
                case "linear": return Normalize()
                case "log": return Normalize(.log)
                default: throw valueError("Invalid norm str name; the following values are supported: 'linear', 'log'")
                }
            }
            throw typeError("norm must be an instance of matplotlib.colors.Normalize or a str; got a \(v.typeName)")
        }
        return Normalize(vmin: vmin, vmax: vmax)
    }
    static func coordinates(_ v: Value) throws -> CoordinateSystem {
        if let t = v.asObject as? TransformObject { return t.system }
        switch v.asString {
        case "data"?: return .data
        case "axes fraction"?: return .axes
        case "figure fraction"?, "subfigure fraction"?: return .figure
        case "offset points"?, "offset pixels"?: return .offsetPoints
        case "figure pixels"?, "figure points"?, "axes points"?, "axes pixels"?: return .pixels
        default: throw valueError("\(try Operators.repr(v)) is not a valid coordinate system")
        }
    }
    static func location(_ v: Value) throws -> (code: Int?, corner: (Double, Double)?) {
        if let s = v.asString {
            guard let i = Legend.locations.firstIndex(of: s) else {
                throw valueError("'\(s)' is not a valid value for loc; supported values are \(Legend.locations.map { "'\($0)'" }.joined(separator: ", "))")
            }
            return (i, nil)
        }
        if case .int(let i) = v {
            guard i >= 0 && i <= 10 else { throw valueError("loc must be string, coordinate tuple, or an integer 0-10, not \(i)") }
            return (i, nil)
        }
        let n = try numbers(v)
        guard n.count == 2 else { throw valueError("loc must be string, coordinate tuple, or an integer 0-10, not \(try Operators.repr(v))") }
        return (nil, (n[0], n[1]))
    }

    /// Runs drawing code; its errors become Python's.
    static func run<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let e as PlotError {
            throw exception(e)
        }
    }
    static func exception(_ e: PlotError) -> Error {
        switch e {
        case .file(let code, let path): return osError(code, path: path)
        case .gnuplotMissing: return PythonError(Exceptions.fileNotFoundError, e.message)
        case .value(let m): return valueError(m)
        case .attribute(let m): return attributeError(m)
        case .interrupted:
            do {
                try Interpreter.checkInterrupt()
            } catch { return error }
            return PythonError(Exceptions.keyboardInterrupt, args: [])
        case .gnuplotHung: return PythonError(Exceptions.timeoutError, e.message)
        default: return runtimeError(e.message)
        }
    }
}

/// Shows every open figure, as a notebook does at a cell's end. Throws PythonError.
public func showOpenFigures() throws {
    do { try FigureHost.shared.showAll() } catch let e as PlotError { throw PlotValues.exception(e) }
}

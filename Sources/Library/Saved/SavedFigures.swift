// This file defines the saved form of matplotlib's objects: the figure model through its own description, the objects as doors to it.

import Lang
import Plot

/// What a tick formatter was made of.
final class TickSource {
    enum Kind: Int { case call, template, percent }
    let kind: Kind
    let value: Value
    init(_ kind: Kind, _ value: Value) {
        self.kind = kind
        self.value = value
    }
    /// The formatter itself.
    static func function(_ kind: Kind, _ v: Value) -> Formatter { .function(make(kind, v)) }
    static func make(_ kind: Kind, _ v: Value) -> TickFunction {
        TickFunction(source: TickSource(kind, v)) { x, i in
            switch kind {
            case .call: return try Operators.str(Operators.call(v, .float(x), .int(i)))
            case .template: return try Operators.str(Operators.callMethod(v, "format", keywords: [("x", .float(x)), ("pos", .int(i))]))
            case .percent: return try Operators.str(Operators.binary(.mod, v, .float(x)))
            }
        }
    }
}

private final class PlotWriter: FigureCoder {
    let w: SnapshotWriter
    init(_ w: SnapshotWriter) { self.w = w }
    var isReading: Bool { false }
    func double(_ x: inout Double) throws { w.double(x) }
    func int(_ x: inout Int) throws { w.integer(x) }
    func text(_ x: inout String) throws { w.string(x) }
    func doubles(_ x: inout [Double]) throws { try x.withUnsafeBytes { try w.buffer($0) } }
    func bytes(_ x: inout [UInt8]) throws { try x.withUnsafeBytes { try w.buffer($0) } }
    func object<T: AnyObject>(_ x: inout T?, kind: (T) -> Int, make: (Int) throws -> T, fields: (T) throws -> Void) throws {
        try w.shared(x, make: { w.integer(kind($0)) }, fill: fields)
    }
    func function(_ x: inout TickFunction?) throws {
        guard let s = x?.source as? TickSource else { throw w.refuse("a figure with a tick formatter of its own cannot be saved") }
        try w.shared(s) { w.integer($0.kind.rawValue) } fill: { try w.value($0.value, named: "tick formatter") }
    }
}

private final class PlotReader: FigureCoder {
    let r: SnapshotReader
    init(_ r: SnapshotReader) { self.r = r }
    var isReading: Bool { true }
    func double(_ x: inout Double) throws { x = try r.double() }
    func int(_ x: inout Int) throws { x = try r.integer() }
    func text(_ x: inout String) throws { x = try r.string() }
    func doubles(_ x: inout [Double]) throws {
        let b = try r.buffer()
        x = b.withUnsafeBytes { p in (0..<p.count / 8).map { p.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) } }
    }
    func bytes(_ x: inout [UInt8]) throws { x = try r.buffer() }
    func object<T: AnyObject>(_ x: inout T?, kind: (T) -> Int, make: (Int) throws -> T, fields: (T) throws -> Void) throws {
        x = try r.sharedIfPresent(T.self, make: { try make(try r.integer()) }, fill: fields)
    }
    /// A formatter's function: read by number or whole.
    func function(_ x: inout TickFunction?) throws {
        let box = try r.shared(TickBox.self) {
            guard let k = TickSource.Kind(rawValue: try r.integer()) else { throw r.damaged() }
            return TickBox(k)
        } fill: { $0.value = try r.value() }
        x = box.function
    }
}
private final class TickBox {
    let kind: TickSource.Kind
    var value = Value.none
    lazy var function = TickSource.make(kind, value)
    init(_ k: TickSource.Kind) { kind = k }
}

enum SavedFigures {
    static func register() {
        for c in [
            FigureObject.self, AxesObject.self, ArtistObject.self, AxisObject.self, SpinesObject.self, PlotGridObject.self, SubplotSpecObject.self, ColorbarObject.self,
            ColormapObject.self, NormObject.self, ScalarMappableObject.self, CyclerObject.self, BoxObject.self, TransformObject.self, MarkerObject.self, LocatorObject.self,
            FormatterObject.self, ContourObject.self, ContainerObject.self,
        ] as [any Snapshotable.Type] { Snapshot.register(c) }
        Snapshot.registerState("figures") { w in
            let c = PlotWriter(w)
            try SavedPlot.settings(c)
            try SavedPlot.host(c)
        } restore: { r in
            let c = PlotReader(r)
            try SavedPlot.settings(c)
            try SavedPlot.host(c)
        }
    }

    fileprivate static func write<T>(_ x: T, _ w: SnapshotWriter, _ body: (inout T?, FigureCoder) throws -> Void) throws {
        var v: T? = x
        try body(&v, PlotWriter(w))
    }
    fileprivate static func read<T>(_ r: SnapshotReader, _ body: (inout T?, FigureCoder) throws -> Void) throws -> T {
        var v: T?
        try body(&v, PlotReader(r))
        guard let v else { throw r.damaged() }
        return v
    }
    fileprivate static func artists(_ a: [Artist], _ w: SnapshotWriter) throws {
        w.integer(a.count)
        for x in a { try write(x, w, SavedPlot.artist) }
    }
    fileprivate static func artists(_ r: SnapshotReader) throws -> [Artist] {
        let n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        return try (0..<n).map { _ in try read(r, SavedPlot.artist) }
    }
    fileprivate static func object(_ v: Value, _ r: SnapshotReader) throws -> Object {
        guard let o = v.asObject else { throw r.damaged() }
        return o
    }
}

extension FigureObject: Snapshotable {
    static var snapshotName: String { "plt.Figure" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(figure, w, SavedPlot.figure) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { try SavedFigures.object(FigureObject.of(SavedFigures.read(r, SavedPlot.figure)), r) }
}
extension AxesObject: Snapshotable {
    static var snapshotName: String { "plt.Axes" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(axes, w, SavedPlot.axes) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { try SavedFigures.object(AxesObject.of(SavedFigures.read(r, SavedPlot.axes)), r) }
}
extension ArtistObject: Snapshotable {
    static var snapshotName: String { "plt.Artist" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(artist, w, SavedPlot.artist) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { try SavedFigures.object(ArtistObject.of(SavedFigures.read(r, SavedPlot.artist)), r) }
}
extension AxisObject: Snapshotable {
    static var snapshotName: String { "plt.Axis" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(axis, w, SavedPlot.axis) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { AxisObject(try SavedFigures.read(r, SavedPlot.axis)) }
}
extension SpinesObject: Snapshotable {
    static var snapshotName: String { "plt.Spines" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try SavedFigures.write(axes, w, SavedPlot.axes)
        w.string(sides.joined(separator: " "))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let a: Axes = try SavedFigures.read(r, SavedPlot.axes)
        return SpinesObject(a, try r.string().split(separator: " ").map(String.init))
    }
}
extension PlotGridObject: Snapshotable {
    static var snapshotName: String { "plt.GridSpec" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(grid, w, SavedPlot.grid) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { PlotGridObject(try SavedFigures.read(r, SavedPlot.grid)) }
}
extension SubplotSpecObject: Snapshotable {
    static var snapshotName: String { "plt.SubplotSpec" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(spec, w, SavedPlot.spec) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { SubplotSpecObject(try SavedFigures.read(r, SavedPlot.spec)) }
}
extension ColorbarObject: Snapshotable {
    static var snapshotName: String { "plt.Colorbar" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(bar, w, SavedPlot.colorbar) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { ColorbarObject(try SavedFigures.read(r, SavedPlot.colorbar)) }
}
extension ColormapObject: Snapshotable {
    static var snapshotName: String { "plt.Colormap" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(map, w, SavedPlot.colormap) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { try SavedFigures.object(ColormapObject.of(SavedFigures.read(r, SavedPlot.colormap)), r) }
}
extension NormObject: Snapshotable {
    static var snapshotName: String { "plt.Normalize" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(norm, w, SavedPlot.norm) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { NormObject(try SavedFigures.read(r, SavedPlot.norm), type) }
}
extension ScalarMappableObject: Snapshotable {
    static var snapshotName: String { "plt.ScalarMappable" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedFigures.write(mappable, w, SavedPlot.artist) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let m = try SavedFigures.read(r, SavedPlot.artist) as? Mappable else { throw r.damaged() }
        return ScalarMappableObject(m)
    }
}
extension CyclerObject: Snapshotable {
    static var snapshotName: String { "cycler" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SavedTensor.values(names, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { try CyclerObject(try SavedTensor.values(r)) }
}
extension BoxObject: Snapshotable {
    static var snapshotName: String { "plt.Bbox" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        var b = rect
        try SavedPlot.rect(&b, PlotWriter(w))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        var b = Rect(0, 0, 0, 0)
        try SavedPlot.rect(&b, PlotReader(r))
        return BoxObject(b)
    }
}
extension TransformObject: Snapshotable {
    static var snapshotName: String { "plt.Transform" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        var s = system
        try SavedPlot.coordinates(&s, PlotWriter(w))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        var s = CoordinateSystem.data
        try SavedPlot.coordinates(&s, PlotReader(r))
        return TransformObject(s)
    }
}
extension MarkerObject: Snapshotable {
    static var snapshotName: String { "plt.MarkerStyle" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        var m = marker
        try SavedPlot.marker(&m, PlotWriter(w))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        var m = Marker.none
        try SavedPlot.marker(&m, PlotReader(r))
        return MarkerObject(m)
    }
}
extension LocatorObject: Snapshotable {
    static var snapshotName: String { "plt.Locator" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        var l = locator
        try SavedPlot.locator(&l, PlotWriter(w))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        var l = Locator.auto
        try SavedPlot.locator(&l, PlotReader(r))
        return LocatorObject(l, type)
    }
}
extension FormatterObject: Snapshotable {
    static var snapshotName: String { "plt.Formatter" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        var f = formatter
        try SavedPlot.formatter(&f, PlotWriter(w))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        var f = Formatter.null
        try SavedPlot.formatter(&f, PlotReader(r))
        return FormatterObject(f, type)
    }
}
extension ContourObject: Snapshotable {
    static var snapshotName: String { "plt.QuadContourSet" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try SavedFigures.artists(parts, w)
        SavedTensor.doubles(levels, w)
        SavedTensor.doubles(layers, w)
        try SavedFigures.artists([mappable], w)
        w.bool(filled)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let p = try SavedFigures.artists(r).compactMap { $0 as? Mappable }, l = try SavedTensor.doubles(r), k = try SavedTensor.doubles(r)
        guard let m = try SavedFigures.artists(r).first as? Mappable else { throw r.damaged() }
        return ContourObject(parts: p, levels: l, layers: k, mappable: m, filled: try r.bool())
    }
}
extension ContainerObject: Snapshotable {
    static var snapshotName: String { "plt.BarContainer" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try SavedFigures.artists(artists, w)
        w.string(label)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let a = try SavedFigures.artists(r)
        return ContainerObject(.bars, a, label: try r.string())
    }
}

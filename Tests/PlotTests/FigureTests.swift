// This file draws figures and measures the pixels, sizes and scripts.

import CPNG
import Foundation
import XCTest

@testable import Plot

/// A decoded PNG.
struct Pixels {
    let width: Int, height: Int
    let bytes: [UInt8]
    init?(_ path: String) {
        var image = png_image()
        memset(&image, 0, MemoryLayout<png_image>.size)
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        guard png_image_begin_read_from_file(&image, path) != 0 else { return nil }
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        width = Int(image.width)
        height = Int(image.height)
        var b = [UInt8](repeating: 0, count: width * height * 4)
        guard png_image_finish_read(&image, nil, &b, 0, nil) != 0 else { return nil }
        bytes = b
    }
    /// Red, green, blue at a column and a row counted from the top.
    func at(_ x: Int, _ y: Int) -> [Int] { (0..<3).map { Int(bytes[(y * width + x) * 4 + $0]) } }
    func dark(_ x: Int, _ y: Int) -> Bool { at(x, y).allSatisfy { $0 < 110 } }
}

class FigureCase: XCTestCase {
    var folder = ""
    override func setUpWithError() throws {
        Style.shared.reset()
        folder = NSTemporaryDirectory() + "plot-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    override func tearDownWithError() throws { try? FileManager.default.removeItem(atPath: folder) }

    func axes(_ f: Figure) -> Axes { f.add(SubplotSpec(GridSpec(1, 1, figure: f), rows: 0...0, columns: 0...0)) }
    func draw(_ f: Figure, _ o: SaveOptions = SaveOptions()) throws -> Pixels {
        let path = folder + "/f.png"
        try f.save(path, format: .png, o)
        return try XCTUnwrap(Pixels(path))
    }
}

final class DrawingTests: FigureCase {
    func testSizeIsInchesTimesDpi() throws {
        let f = Figure(number: 1, width: 3, height: 2)
        _ = axes(f)
        var p = try draw(f)
        XCTAssertEqual([p.width, p.height], [300, 200])
        var o = SaveOptions()
        o.dpi = 80
        p = try draw(f, o)
        XCTAssertEqual([p.width, p.height], [240, 160])
    }

    func testFrameLiesWhereMatplotlibHasIt() throws {
        let f = Figure(number: 1)
        _ = axes(f)
        let p = try draw(f)
        // The box is 0.125 to 0.9 of 640 and 0.11 to 0.88 of 480: pixels 80 to 576 and, from the top, 57.6 to 427.2.
        XCTAssertTrue(p.dark(80, 240) && p.dark(576, 240) && p.dark(300, 58) && p.dark(300, 427))
        XCTAssertEqual(p.at(78, 240), [255, 255, 255])
        XCTAssertEqual(p.at(300, 240), [255, 255, 255])
    }

    func testALineGoesThroughItsPointsInItsColour() throws {
        let f = Figure(number: 1)
        let a = axes(f)
        let l = a.add(Line2D(x: [0, 1], y: [0, 1], color: RGBA(hex: 0xff0000)))
        l.lineWidth = 4
        let p = try draw(f)
        // The middle of the box.
        XCTAssertEqual(p.at(328, 242), [255, 0, 0])
        XCTAssertEqual(p.at(328, 200), [255, 255, 255])
        let fr = Renderer(f, dpi: 100).frame(a)
        XCTAssertEqual(fr.px(0), 80 + 496 * 0.05 / 1.1, accuracy: 0.01)
    }

    func testAnImagePixelIsOneSquare() throws {
        let f = Figure(number: 1, width: 4, height: 4)
        let a = f.add(position: Rect(0, 0, 1, 1))
        a.axisOn = false
        a.add(AxesImage(width: 4, height: 4, values: (0..<16).map { Double($0 % 2) }, rgba: nil, origin: "upper", extent: nil, cmap: Colormap.named("gray"), norm: nil))
        a.aspect = 1
        let p = try draw(f)
        for (x, want) in [(2, 0), (99, 0), (100, 255), (199, 255), (200, 0), (299, 0), (300, 255), (397, 255)] { XCTAssertEqual(p.at(x, 50)[0], want, "column \(x)") }
    }

    func testOriginUpperPutsRowZeroOnTop() throws {
        let f = Figure(number: 1, width: 2, height: 2)
        let a = f.add(position: Rect(0, 0, 1, 1))
        a.axisOn = false
        let im = a.add(AxesImage(width: 1, height: 2, values: [0, 1], rgba: nil, origin: "upper", extent: nil, cmap: Colormap.named("gray"), norm: nil))
        a.yaxis.state.inverted = true
        XCTAssertEqual(im.extent.2, 1.5)
        let p = try draw(f)
        XCTAssertEqual(p.at(100, 20), [0, 0, 0])
        XCTAssertEqual(p.at(100, 180), [255, 255, 255])
    }

    func testALegendOutsideIsNotCutInATightBox() throws {
        let f = Figure(number: 1, width: 4, height: 3)
        let a = axes(f)
        let l = a.add(Line2D(x: [0, 1], y: [0, 1], color: .black))
        a.legend = Legend([("a name of some length", .line(l))])
        a.legend?.axes = a
        a.legend?.location = 2
        a.legend?.anchor = (1, 1, 0, 0)
        var o = SaveOptions()
        o.tight = true
        let p = try draw(f, o)
        XCTAssertGreaterThan(p.width, 450)
        // The right edge is a white border of a tenth of an inch.
        for x in p.width - 8..<p.width { for y in 0..<p.height { XCTAssertEqual(p.at(x, y), [255, 255, 255]) } }
    }

    func testTextIsShownAsTyped() throws {
        let f = Figure(number: 1, width: 3, height: 1)
        let text = "a_b^{c}@&%'`\"é"
        f.artists.append(TextArtist(x: 0.05, y: 0.5, text: text, style: TextStyle(size: 12)))
        f.artists[0].coordinates = .figure
        XCTAssertEqual(TextLayout(text, TextStyle(size: 12), dpi: 100).runs.map { $0.text }, [text])
        let p = try draw(f)
        XCTAssertTrue((0..<p.width).contains { x in (0..<p.height).contains { p.dark(x, $0) } })
        // In vector files it stays a text.
        let svg = folder + "/f.svg"
        try f.save(svg, format: .svg)
        XCTAssertTrue(try String(contentsOfFile: svg, encoding: .utf8).contains("a_b^{c}@&amp;%"))
    }

    func testMathtextMakesRuns() {
        let m = Mathtext("$x^2_i$ and $\\alpha$", font: FontKind(), pixels: 10)
        XCTAssertEqual(m.result.runs.map { $0.text }, ["x", "2", "i", " and ", "α"])
        XCTAssertGreaterThan(m.result.runs[1].y, 0)
        XCTAssertLessThan(m.result.runs[2].y, 0)
        XCTAssertEqual(m.result.runs[1].pixels, 7)
    }

    func testDiscsWithOpacityAddUp() throws {
        let f = Figure(number: 1, width: 2, height: 2)
        let a = f.add(position: Rect(0, 0, 1, 1))
        a.axisOn = false
        a.xaxis.state.fixed = (0, 200)
        a.yaxis.state.fixed = (0, 200)
        let c = a.add(PathCollection(offsets: [Point(90, 100), Point(110, 100)], sizes: [900], marker: Marker("o")!, faceColors: [.black], cmap: nil, norm: nil))
        c.alpha = 0.5
        c.edgeColors = [.clear]
        let p = try draw(f)
        XCTAssertEqual(p.at(100, 100)[0], 64, accuracy: 4)
        XCTAssertEqual(p.at(78, 100)[0], 127, accuracy: 4)
    }

    func testVectorFilesAreWhole() throws {
        let f = Figure(number: 1)
        axes(f).add(Line2D(x: [0, 1], y: [0, 1], color: .black))
        try f.save(folder + "/f.pdf", format: .pdf)
        XCTAssertTrue(try XCTUnwrap(Gnuplot.read(folder + "/f.pdf")).starts(with: Array("%PDF".utf8)))
    }

    func testNonFiniteAndEmptyData() throws {
        let f = Figure(number: 1)
        let a = axes(f)
        a.add(Line2D(x: [0, .nan, 2, .infinity, 4], y: [0, 1, .nan, 3, -.infinity], color: .black))
        a.add(Line2D(x: [], y: [], color: .black))
        a.add(PathCollection(offsets: [Point(.nan, 1), Point(1, 1)], sizes: [36], marker: Marker("o")!, faceColors: [.black], cmap: nil, norm: nil))
        a.add(AxesImage(width: 2, height: 1, values: [.nan, 1], rgba: nil, origin: "upper", extent: nil, cmap: nil, norm: nil))
        XCTAssertEqual(try draw(f).width, 640)
    }

    func testMuchDataIsQuick() throws {
        let f = Figure(number: 1)
        let a = axes(f)
        var g = SystemRandomNumberGenerator()
        a.add(PathCollection(offsets: (0..<100_000).map { _ in Point(.random(in: 0...1, using: &g), .random(in: 0...1, using: &g)) }, sizes: [9], marker: Marker("o")!, faceColors: [.black], cmap: nil, norm: nil))
        a.add(Line2D(x: (0..<200_000).map(Double.init).map { $0 / 2e5 }, y: (0..<200_000).map { Double(($0 * 7919) % 1000) / 1000 }, color: .white))
        XCTAssertEqual(try draw(f).height, 480)
    }
}

final class ScriptTests: FigureCase {
    /// The script is text of one plot command without multiplot, its data in the same stream.
    func testScriptOfALine() throws {
        let f = Figure(number: 1, width: 2, height: 1)
        let a = f.add(position: Rect(0, 0, 1, 1))
        a.axisOn = false
        a.xaxis.state.fixed = (0, 200)
        a.yaxis.state.fixed = (0, 100)
        let l = a.add(Line2D(x: [10, 50, 90], y: [10, 20.5, 10], color: RGBA(hex: 0x112233)))
        l.lineWidth = 0.72
        let s = String(decoding: try f.script(path: "it's.png"), as: UTF8.self)
        XCTAssertTrue(s.contains("set terminal pngcairo size 200,100 notransparent background rgb '#ffffff' noenhanced rounded"), s)
        XCTAssertTrue(s.contains("set output 'it''s.png'"))
        XCTAssertTrue(s.contains("'-' with lines lw 1.00000 lc rgb '#00112233'"))
        XCTAssertTrue(s.contains("\n10 10\n50 20.5\n90 10\ne\n"), s)
        XCTAssertFalse(s.contains("multiplot"))
    }
    func testNumbersAsText() {
        var b = Script.Bytes()
        for x in [0, 1.5, -2.25, 1000.001, 12345678, -0.0004, 0.1] { b.number(x); b.text(" ") }
        XCTAssertEqual(String(decoding: b.data, as: UTF8.self), "0 1.5 -2.25 1000.001 12345678 0 0.1 ")
    }
    func testQuotes() { XCTAssertEqual(Script.quoted("a'b`c\"d\n"), "'a''b`c\"d'") }
}

final class TickTests: XCTestCase {
    func ticks(_ a: Double, _ b: Double) -> ([Double], [String], String) {
        let t = Locator.auto.ticks(a, b, space: 9).filter { $0 >= a && $0 <= b }
        let l = try! Formatter.scalar(ScalarFormat()).text(of: t, low: a, high: b)
        return (t, l.labels, l.offset)
    }
    // Recorded from matplotlib 3.11.
    func testLabelsAreMatplotlibs() {
        XCTAssertEqual(ticks(0, 1).1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        XCTAssertEqual(ticks(-0.5, 10.5).1, ["0", "2", "4", "6", "8", "10"])
        XCTAssertEqual(ticks(1e6, 1.00002e6).2, "+1e6")
        XCTAssertEqual(ticks(1e-7, 3e-7).2, "1e\u{2212}7")
        XCTAssertEqual(ticks(-1, 1).1[0], "\u{2212}1.00")
    }
    func testLogTicks() {
        XCTAssertEqual(Locator.log(base: 10, subs: nil).ticks(1, 1000, space: 9).filter { $0 >= 1 && $0 <= 1000 }, [1, 10, 100, 1000])
    }
    func testColoursOfMaps() {
        XCTAssertEqual(Colormap.named("viridis")!(0).hex(), "#440154")
        XCTAssertEqual(Colormap.named("gist_rainbow")!(0).hex(), "#ff0029")
        XCTAssertEqual(Colormap.named("coolwarm_r")!(0).hex(), "#b40426")
        XCTAssertNil(Colormap.named("nope"))
        XCTAssertEqual(ColorNames.parse("rebeccapurple", cycle: [])?.hex(), "#663399")
        XCTAssertEqual(ColorNames.parse("C1", cycle: Style.shared.colorCycle)?.hex(), "#ff7f0e")
        XCTAssertEqual(ColorNames.parse("#12345680", cycle: [])?.hex(alpha: true), "#12345680")
        XCTAssertNil(ColorNames.parse("nocolour", cycle: []))
    }
    func testContourLinesClose() {
        let n = 21
        let u = (0..<n).map { Double($0) / 10 - 1 }
        let z = (0..<n).flatMap { r in (0..<n).map { c in u[r] * u[r] + u[c] * u[c] } }
        let lines = Contour.lines(x: u, y: u, z: z, level: 0.5)
        XCTAssertEqual(lines.count, 1)
        XCTAssertEqual(lines[0].first, lines[0].last)
        for p in lines[0] { XCTAssertEqual(p.x * p.x + p.y * p.y, 0.5, accuracy: 0.02) }
    }
}

/// What goes wrong: each provoked.
final class FaultTests: FigureCase {
    func figure() -> Figure {
        let f = Figure(number: 1)
        axes(f).add(Line2D(x: [0, 1], y: [0, 1], color: .black))
        return f
    }
    func script(_ text: String) throws -> String {
        let path = folder + "/fake"
        try ("#!/bin/sh\n" + text).write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o755)
        return path
    }
    func leftovers() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "fake" }) ?? [] }

    func testGnuplotMissing() {
        let g = Gnuplot()
        g.command = "no-such-gnuplot"
        XCTAssertThrowsError(try figure().save(folder + "/f.png", format: .png, with: g)) { XCTAssertEqual($0 as? PlotError, .gnuplotMissing(command: "no-such-gnuplot")) }
        XCTAssertEqual(leftovers(), [])
    }
    func testGnuplotDyingInTheMiddle() throws {
        let g = Gnuplot()
        g.command = try script("echo 'out of paint' >&2; read a; exit 3")
        XCTAssertThrowsError(try figure().save(folder + "/f.png", format: .png, with: g)) { XCTAssertEqual($0 as? PlotError, .gnuplotDied("out of paint")) }
        XCTAssertEqual(leftovers(), [])
        XCTAssertNil(g.pid)
    }
    func testKilledProcessIsReplaced() throws {
        let g = Gnuplot()
        try figure().save(folder + "/f.png", format: .png, with: g)
        kill(try XCTUnwrap(g.pid), SIGKILL)
        usleep(50_000)
        try figure().save(folder + "/f.png", format: .png, with: g)
        XCTAssertNotNil(Pixels(folder + "/f.png"))
    }
    func testGnuplotHanging() throws {
        let g = Gnuplot()
        g.command = try script("exec sleep 60")
        g.timeout = 0.3
        let start = Date()
        var pid: pid_t = 0
        XCTAssertThrowsError(try figure().save(folder + "/f.png", format: .png, with: g)) { e in
            guard case .gnuplotHung? = e as? PlotError else { return XCTFail("\(e)") }
        }
        pid = g.pid ?? 0
        XCTAssertEqual(pid, 0)
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
        XCTAssertEqual(leftovers(), [])
    }
    func testGnuplotsWordsAreShown() throws {
        let g = Gnuplot()
        XCTAssertThrowsError(try g.write(to: folder + "/f.png", script: { _ in Array("plot nonsense(\n".utf8) }, complete: { _ in false })) { e in
            guard case .gnuplotSaid(let w)? = e as? PlotError else { return XCTFail("\(e)") }
            XCTAssertTrue(w.contains("nonsense"), w)
        }
    }
    func testUnwritableFolder() {
        XCTAssertThrowsError(try figure().save(folder + "/none/f.png", format: .png)) { XCTAssertEqual($0 as? PlotError, .file(errno: ENOENT, path: folder + "/none/f.png")) }
        XCTAssertThrowsError(try figure().save("/proc/f.png", format: .png)) { e in
            guard case .file? = e as? PlotError else { return XCTFail("\(e)") }
        }
    }
    func testAFullDiskLeavesTheOldFile() throws {
        let path = folder + "/f.png"
        try figure().save(path, format: .png)
        let before = try XCTUnwrap(Gnuplot.read(path))
        // gnuplot's output is lost as on a full disk: what it writes to is taken away.
        let g = Gnuplot()
        XCTAssertThrowsError(try g.write(to: path, script: { p in figureScript("/dev/full", self.figure()) + Array("# \(p)".utf8) }, complete: { Script.isComplete($0, .png) }))
        XCTAssertEqual(Gnuplot.read(path), before)
        XCTAssertEqual(leftovers(), ["f.png"])
    }
    func testInterrupt() throws {
        let g = Gnuplot()
        g.command = try script("exec sleep 60")
        let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        flag.pointee = 1
        g.interrupt = UnsafePointer(flag)
        XCTAssertThrowsError(try figure().save(folder + "/f.png", format: .png, with: g)) { XCTAssertEqual($0 as? PlotError, .interrupted) }
        XCTAssertNil(g.pid)
    }
}

private func figureScript(_ path: String, _ f: Figure) -> [UInt8] { (try? f.script(path: path)) ?? [] }

final class ShowTests: FigureCase {
    func testShownFiguresAreNumberedByCell() throws {
        let host = FigureHost()
        var cell = "09", files: [String] = []
        host.writeShown(to: folder, cell: { cell }, written: { files.append($0) })
        for c in ["09", "09", "27"] {
            cell = c
            let f = Figure(number: 1, width: 2, height: 1)
            _ = axes(f)
            try host.show?(f)
        }
        XCTAssertEqual(files, ["09-00", "09-01", "27-00"].map { "\(folder)/\($0).png" })
        XCTAssertNotNil(Pixels(files[2]))
    }
    func testKittySequence() {
        XCTAssertEqual(KittyGraphics.sequence(png: Array("hi".utf8)), "\u{1b}_Gf=100,a=T,m=0;aGk=\u{1b}\\")
        XCTAssertTrue(KittyGraphics.sequence(png: [UInt8](repeating: 0, count: 4000)).contains("\u{1b}\\\u{1b}_Gm=0;"))
    }
}

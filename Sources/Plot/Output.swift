// This file writes figures: `savefig`, tight boxes, `tight_layout`.

import Glibc

/// How a figure is written.
public struct SaveOptions {
    public var dpi: Double?
    public var tight = false
    public var padInches = 0.1
    public var transparent = false
    public var faceColor: RGBA?
    public init() {}
}

extension Figure {
    /// The box around everything drawn, in inches.
    public func tightBox() throws -> Rect {
        let m = Renderer(self, dpi: dpi, measuring: true)
        try m.draw(background: nil)
        let e = m.extent.isNull ? Rect(0, 0, width * dpi, height * dpi) : m.extent
        return Rect(e.x0 / dpi, e.y0 / dpi, e.x1 / dpi, e.y1 / dpi)
    }

    private func applyLayout() throws {
        placeAxes()
        if layout == "tight" { try tightLayout() } else if layout == "constrained" || layout == "compressed" { try tightLayout(pad: 0.4) }
    }

    func canvas(_ format: OutputFormat, _ options: SaveOptions) throws -> Canvas {
        try applyLayout()
        let bitmap = format == .png
        let dpi = bitmap ? options.dpi ?? self.dpi : 72
        guard width * dpi >= 1, height * dpi >= 1, width * dpi < 65536, height * dpi < 65536 else {
            throw PlotError.value("Image size of \(Int(max(0, min(width * dpi, 1e9))))x\(Int(max(0, min(height * dpi, 1e9)))) pixels is too large. It must be less than 2^16 in each direction.")
        }
        var crop: Rect?
        if options.tight {
            let m = Renderer(self, dpi: dpi, measuring: true)
            try m.draw(background: nil)
            let e = m.extent.isNull ? Rect(0, 0, width * dpi, height * dpi) : m.extent
            crop = e.insetBy(-options.padInches * dpi)
        }
        let r = Renderer(self, dpi: dpi, crop: crop, outlinesText: bitmap)
        let face = options.faceColor ?? faceColor
        let saved = axes.map { $0.patchVisible }
        if options.transparent { for a in axes { a.patchVisible = false } }
        defer { for (a, v) in zip(axes, saved) { a.patchVisible = v } }
        try r.draw(background: options.transparent || !frameOn ? nil : face)
        return r.canvas
    }

    /// The gnuplot script that draws the figure.
    public func script(_ format: OutputFormat = .png, _ options: SaveOptions = SaveOptions(), path: String = "figure") throws -> [UInt8] {
        Script.make(try canvas(format, options), format: format, path: path, transparent: options.transparent)
    }

    /// Writes the figure; the file appears whole or not at all.
    public func save(_ path: String, format: OutputFormat, _ options: SaveOptions = SaveOptions(), with gnuplot: Gnuplot = .shared) throws {
        let c = try canvas(format, options)
        try gnuplot.write(
            to: path, script: { Script.make(c, format: format, path: $0, transparent: options.transparent) }, complete: { Script.isComplete($0, format) })
        shown = true
    }

    /// The figure as a file's bytes.
    public func bytes(_ format: OutputFormat = .png, _ options: SaveOptions = SaveOptions(), with gnuplot: Gnuplot = .shared) throws -> [UInt8] {
        let c = try canvas(format, options)
        return try gnuplot.bytes(
            script: { Script.make(c, format: format, path: $0, transparent: options.transparent) }, suffix: "." + format.rawValue, complete: { Script.isComplete($0, format) })
    }

    /// Moves the grid so that labels neither overlap nor leave the figure. Sizes in font sizes.
    public func tightLayout(pad: Double = 1.08, hPad: Double? = nil, wPad: Double? = nil, rect: Rect = Rect(0, 0, 1, 1)) throws {
        placeAxes()
        let members = axes.filter { $0.spec != nil && $0.visible }
        guard let grid = members.first?.spec?.topmost.grid else { return }
        let m = Renderer(self, dpi: dpi, measuring: true)
        try m.draw(background: nil)
        let font = Style.shared.size("medium")
        let padInch = pad * font / 72, vPad = (hPad ?? pad) * font / 72, hPadInch = (wPad ?? pad) * font / 72
        let (W, H) = (width * dpi, height * dpi)
        // Axes that share cells count as one.
        struct Cell { var rows: ClosedRange<Int>, columns: ClosedRange<Int>, box: Rect, tight: Rect }
        var cells: [Cell] = []
        for a in members {
            let s = a.spec!.topmost
            guard s.grid === grid else { continue }
            let p = s.position()
            let box = Rect(p.x0 * W, p.y0 * H, p.x1 * W, p.y1 * H)
            var tight = m.axesExtents[ObjectIdentifier(a)] ?? box
            // An equal aspect leaves room inside the cell: measured against the cell all the same.
            if tight.isNull { tight = box }
            if let i = cells.firstIndex(where: { $0.rows == s.rows && $0.columns == s.columns }) {
                cells[i].tight.add(tight)
            } else {
                cells.append(Cell(rows: s.rows, columns: s.columns, box: box, tight: tight))
            }
        }
        let (R, C) = (grid.rows, grid.columns)
        var hspaces = [[Double]](repeating: [Double](repeating: 0, count: C + 1), count: R), vspaces = [[Double]](repeating: [Double](repeating: 0, count: C), count: R + 1)
        for c in cells {
            let left = (c.box.x0 - c.tight.x0) / W, right = (c.tight.x1 - c.box.x1) / W, bottom = (c.box.y0 - c.tight.y0) / H, top = (c.tight.y1 - c.box.y1) / H
            for r in c.rows {
                hspaces[r][c.columns.lowerBound] += left
                hspaces[r][c.columns.upperBound + 1] += right
            }
            for k in c.columns {
                vspaces[c.rows.lowerBound][k] += top
                vspaces[c.rows.upperBound + 1][k] += bottom
            }
        }
        func column(_ j: Int) -> Double { hspaces.map { $0[j] }.max() ?? 0 }
        func row(_ i: Int) -> Double { vspaces[i].max() ?? 0 }
        var marginLeft = max(column(0), 0) + padInch / width, marginRight = max(column(C), 0) + padInch / width
        var marginTop = max(row(0), 0) + padInch / height, marginBottom = max(row(R), 0) + padInch / height
        func size(_ t: TextArtist?) -> Rect { t.map { TextLayout($0.text, $0.style, dpi: dpi).box } ?? .null }
        if let t = suptitle, !t.text.isEmpty { marginTop += size(t).height / H + padInch / height }
        if let t = supxlabel, !t.text.isEmpty { marginBottom += size(t).height / H + padInch / height }
        if let t = supylabel, !t.text.isEmpty { marginLeft += size(t).width / W + padInch / width }
        if rect.x0 > 0 { marginLeft += rect.x0 }
        if rect.y0 > 0 { marginBottom += rect.y0 }
        if rect.x1 < 1 { marginRight += 1 - rect.x1 }
        if rect.y1 < 1 { marginTop += 1 - rect.y1 }
        if marginLeft + marginRight >= 1 || marginTop + marginBottom >= 1 { return }
        (left, right, bottom, top) = (marginLeft, 1 - marginRight, marginBottom, 1 - marginTop)
        (grid.left, grid.right, grid.bottom, grid.top) = (nil, nil, nil, nil)
        if C > 1 {
            let gap = (1..<C).map(column).max()! + hPadInch / width
            let w = (1 - marginLeft - marginRight - gap * Double(C - 1)) / Double(C)
            if w > 0 { wspace = gap / w }
        }
        if R > 1 {
            let gap = (1..<R).map(row).max()! + vPad / height
            let h = (1 - marginTop - marginBottom - gap * Double(R - 1)) / Double(R)
            if h > 0 { hspace = gap / h }
        }
        grid.wspace = nil
        grid.hspace = nil
        placeAxes()
    }
}

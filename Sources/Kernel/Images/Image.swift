// This file defines images: pixels in Pillow's modes.

import CKernel
import Glibc

/// A pixel layout, by Pillow's names.
public enum ImageMode: String, CaseIterable {
    /// 1 bit, kept as a byte 0 or 255.
    case one = "1"
    case l = "L"
    /// Palette indices.
    case p = "P"
    case la = "LA"
    /// Grey with premultiplied alpha.
    case laPremultiplied = "La"
    case rgb = "RGB"
    case rgba = "RGBA"
    case rgbaPremultiplied = "RGBa"
    case cmyk = "CMYK"
    case ycbcr = "YCbCr"
    case hsv = "HSV"
    /// 32-bit signed integers.
    case i = "I"
    /// 16-bit unsigned integers.
    case i16 = "I;16"
    /// 32-bit floats.
    case f = "F"

    /// Bytes a pixel takes.
    public var pixelSize: Int {
        switch self {
        case .one, .l, .p: return 1
        case .la, .laPremultiplied, .i16: return 2
        case .rgb, .ycbcr, .hsv: return 3
        case .rgba, .rgbaPremultiplied, .cmyk, .i, .f: return 4
        }
    }
    public var bands: Int {
        switch self {
        case .i, .f, .i16: return 1
        default: return pixelSize
        }
    }
    /// Whether every band is a byte.
    public var isByte: Bool { self != .i && self != .f && self != .i16 }
    public var bandNames: [String] {
        switch self {
        case .la: return ["L", "A"]
        case .laPremultiplied: return ["L", "a"]
        case .rgb: return ["R", "G", "B"]
        case .rgba: return ["R", "G", "B", "A"]
        case .rgbaPremultiplied: return ["R", "G", "B", "a"]
        case .cmyk: return ["C", "M", "Y", "K"]
        case .ycbcr: return ["Y", "Cb", "Cr"]
        case .hsv: return ["H", "S", "V"]
        case .i16: return ["I"]
        default: return [rawValue]
        }
    }
}

/// What an image operation refuses; Library makes Pillow's exception of it.
public enum ImageError: Error {
    case value(String)
    /// The bytes are no image of a known kind.
    case unidentified
    /// Broken or truncated file contents.
    case broken(String)
    case io(errno: Int32)
    case memory
}

/// An image: rows of pixels, bands interleaved, no padding.
public final class Image {
    public let mode: ImageMode
    public let width: Int
    public let height: Int
    public let pixels: UnsafeMutablePointer<UInt8>
    /// RGB (or RGBA) entries of a palette image.
    public var palette: [UInt8] = []
    public var paletteHasAlpha = false
    /// The palette index or grey value or RGB that is transparent (PNG's tRNS), as Pillow's `info['transparency']`.
    public var transparency: [Int]?

    /// Uninitialised pixels. Throws `ImageError`.
    public init(_ mode: ImageMode, width: Int, height: Int) throws {
        guard width >= 0, height >= 0 else { throw ImageError.value("Width and height must be >= 0") }
        let (n, o1) = width.multipliedReportingOverflow(by: height)
        let (bytes, o2) = n.multipliedReportingOverflow(by: mode.pixelSize)
        guard !o1, !o2, bytes < 1 << 40, let p = malloc(max(bytes, 16)) else { throw ImageError.memory }
        self.mode = mode
        self.width = width
        self.height = height
        pixels = p.assumingMemoryBound(to: UInt8.self)
    }

    /// Filled with one pixel value (its bytes).
    public convenience init(_ mode: ImageMode, width: Int, height: Int, fill: [UInt8]) throws {
        try self.init(mode, width: width, height: height)
        let s = mode.pixelSize
        if s == 1 {
            memset(pixels, Int32(fill[0]), byteCount)
        } else {
            for i in 0..<(width * height) { for b in 0..<s { pixels[i * s + b] = fill[b] } }
        }
    }

    deinit { free(pixels) }

    public var rowSize: Int { width * mode.pixelSize }
    public var byteCount: Int { rowSize * height }
    @inline(__always) public func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { pixels + y * rowSize }

    public func copy() throws -> Image {
        let c = try Image(mode, width: width, height: height)
        memcpy(c.pixels, pixels, byteCount)
        c.palette = palette
        c.paletteHasAlpha = paletteHasAlpha
        c.transparency = transparency
        return c
    }

    /// An image of the same kind and palette with another size.
    func like(width: Int, height: Int) throws -> Image {
        let c = try Image(mode, width: width, height: height)
        c.palette = palette
        c.paletteHasAlpha = paletteHasAlpha
        c.transparency = transparency
        return c
    }

    /// The box (left, upper, right, lower); what lies outside the image is 0. Throws `ImageError.value`.
    public func crop(_ left: Int, _ upper: Int, _ right: Int, _ lower: Int) throws -> Image {
        guard [left, upper, right, lower].allSatisfy({ $0.magnitude < 1 << 40 }) else { throw ImageError.memory }
        let w = max(0, right - left), h = max(0, lower - upper)
        let out = try like(width: w, height: h)
        let s = mode.pixelSize
        let x0 = max(left, 0), x1 = min(right, width)
        if left < 0 || upper < 0 || right > width || lower > height { memset(out.pixels, 0, out.byteCount) }
        guard x1 > x0 else { return out }
        for y in max(upper, 0)..<max(min(lower, height), max(upper, 0)) {
            memcpy(out.row(y - upper) + (x0 - left) * s, row(y) + x0 * s, (x1 - x0) * s)
        }
        return out
    }

    /// The seven ways of `Image.transpose`.
    public enum Transposition: Int { case flipLeftRight, flipTopBottom, rotate90, rotate180, rotate270, transpose, transverse }

    public func transposed(_ how: Transposition) throws -> Image {
        let swap = how == .rotate90 || how == .rotate270 || how == .transpose || how == .transverse
        let out = try like(width: swap ? height : width, height: swap ? width : height)
        let s = mode.pixelSize
        if s == 1, swap, width > 0, height > 0 {
            // Output (x, y) is source (y, x), read backwards along one or both axes.
            let backX = how == .rotate270 || how == .transverse, backY = how == .rotate90 || how == .transverse
            let first = (backX ? (height - 1) * width : 0) + (backY ? width - 1 : 0)
            ck_picture_turned(pixels + first, backY ? -1 : 1, Int64(backX ? -width : width), out.pixels, Int64(out.width), Int64(out.height))
            return out
        }
        for y in 0..<height {
            for x in 0..<width {
                let u: Int, v: Int
                switch how {
                case .flipLeftRight: (u, v) = (width - 1 - x, y)
                case .flipTopBottom: (u, v) = (x, height - 1 - y)
                case .rotate90: (u, v) = (y, width - 1 - x)
                case .rotate180: (u, v) = (width - 1 - x, height - 1 - y)
                case .rotate270: (u, v) = (height - 1 - y, x)
                case .transpose: (u, v) = (y, x)
                case .transverse: (u, v) = (height - 1 - y, width - 1 - x)
                }
                let from = row(y) + x * s, to = out.row(v) + u * s
                for b in 0..<s { to[b] = from[b] }
            }
        }
        return out
    }

    /// One band as an `L` image (the pixel itself for `I` and `F`).
    public func band(_ k: Int) throws -> Image {
        if mode.bands == 1 { return try copy() }
        let out = try Image(.l, width: width, height: height)
        let s = mode.pixelSize
        for i in 0..<(width * height) { out.pixels[i] = pixels[i * s + k] }
        return out
    }

    /// Bands of equal size as one image. Throws `ImageError.value`.
    public static func merge(_ mode: ImageMode, _ bands: [Image]) throws -> Image {
        guard bands.count == mode.bands, let f = bands.first else { throw ImageError.value("wrong number of bands") }
        let out = try Image(mode, width: f.width, height: f.height)
        let s = mode.pixelSize
        for (k, b) in bands.enumerated() {
            guard b.mode == .l || b.mode == .one else { throw ImageError.value("mode mismatch") }
            guard b.width == f.width, b.height == f.height else { throw ImageError.value("size mismatch") }
            for i in 0..<(f.width * f.height) { out.pixels[i * s + k] = b.pixels[i] }
        }
        return out
    }

    /// Each byte through a table of 256 a band.
    public func mapped(_ table: [UInt8]) throws -> Image {
        let out = try copy()
        let n = mode.bands
        for i in 0..<byteCount { out.pixels[i] = table[(table.count > 256 ? i % n * 256 : 0) + Int(pixels[i])] }
        return out
    }
}

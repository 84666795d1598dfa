// This file opens and saves images: PNG by libpng, JPEG by libjpeg-turbo.

import CKernel
import Glibc

/// The kinds of image file that are read and written.
public enum ImageFormat: String { case png = "PNG", jpeg = "JPEG" }

extension Image {
    /// The kind of a file, by its first bytes; nil: unknown.
    public static func format(of bytes: [UInt8]) -> ImageFormat? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        return nil
    }

    /// Size and mode without decoding. Throws `ImageError`.
    public static func header(_ bytes: [UInt8]) throws -> (format: ImageFormat, mode: ImageMode, width: Int, height: Int) {
        var error = [CChar](repeating: 0, count: 256)
        switch format(of: bytes) {
        case .png:
            var info = ck_png_info()
            guard ck_png_header(bytes, bytes.count, &info, &error) == 0 else { throw ImageError.broken(String(cString: error)) }
            return (.png, pngMode(info), Int(info.width), Int(info.height))
        case .jpeg:
            var info = ck_jpeg_info()
            guard ck_jpeg_header(bytes, bytes.count, &info, &error) == 0 else { throw ImageError.broken(String(cString: error)) }
            return (.jpeg, info.components == 1 ? .l : info.components == 4 ? .cmyk : .rgb, Int(info.width), Int(info.height))
        case nil: throw ImageError.unidentified
        }
    }

    private static func pngMode(_ info: ck_png_info) -> ImageMode {
        switch info.color_type {
        case 0: return info.bit_depth == 1 ? .one : info.bit_depth == 16 ? .i16 : .l
        case 2: return .rgb
        case 3: return .p
        case 4: return .la
        default: return .rgba
        }
    }

    /// Decodes a file's bytes into the mode that Pillow gives it. Throws `ImageError`.
    public static func decode(_ bytes: [UInt8]) throws -> Image {
        let head = try header(bytes)
        guard head.width > 0, head.height > 0 else { throw ImageError.broken("image of size 0") }
        // Pillow's limit on decompression bombs, doubled: an error.
        guard head.width * head.height <= 178_956_970 else { throw ImageError.broken("Image size (\(head.width * head.height) pixels) exceeds limit of 178956970 pixels, could be decompression bomb DOS attack.") }
        let out = try Image(head.mode, width: head.width, height: head.height)
        var error = [CChar](repeating: 0, count: 256)
        switch head.format {
        case .jpeg:
            guard ck_jpeg_decode(bytes, bytes.count, out.pixels, out.rowSize, &error) == 0 else { throw ImageError.broken(String(cString: error)) }
        case .png:
            var info = ck_png_info()
            guard ck_png_header(bytes, bytes.count, &info, &error) == 0 else { throw ImageError.broken(String(cString: error)) }
            let strip: Int32 = info.bit_depth == 16 && head.mode != .i16 ? 1 : 0
            memset(out.pixels, 0, out.byteCount)
            guard ck_png_decode(bytes, bytes.count, strip, out.pixels, out.rowSize, &error) == 0 else { throw ImageError.broken(String(cString: error)) }
            if head.mode == .one { for i in 0..<out.byteCount { out.pixels[i] = out.pixels[i] != 0 ? 255 : 0 } }
            if head.mode == .l, info.bit_depth < 8 {
                let scale = UInt8(255 / ((1 << Int(info.bit_depth)) - 1))
                for i in 0..<out.byteCount { out.pixels[i] = out.pixels[i] &* scale }
            }
            if head.mode == .p {
                out.palette = withUnsafeBytes(of: info.palette) { Array($0.prefix(Int(info.palette_count) * 3)) }
                if info.alpha_count > 0 { out.transparency = withUnsafeBytes(of: info.palette_alpha) { $0.prefix(Int(info.alpha_count)).map(Int.init) } }
            } else if info.has_transparent != 0 {
                out.transparency = head.mode == .rgb ? [Int(info.transparent.0), Int(info.transparent.1), Int(info.transparent.2)] : [Int(info.transparent.0)]
            }
        }
        return out
    }

    /// Encodes as PNG. `level`: zlib's, 6 by default. Throws `ImageError.value` for a mode PNG does not have.
    public func encodedPNG(level: Int = 6, dpi: Double = 0) throws -> [UInt8] {
        let type: Int32
        var depth: Int32 = 8
        var source = self
        switch mode {
        case .one:
            type = 0
            depth = 1
            source = try Image(.l, width: width, height: height)
            for i in 0..<byteCount { source.pixels[i] = pixels[i] != 0 ? 1 : 0 }
        case .l: type = 0
        case .p: type = 3
        case .la: type = 4
        case .rgb: type = 2
        case .rgba: type = 6
        case .i16, .i:
            type = 0
            depth = 16
            source = try Image(.i16, width: width, height: height)
            for i in 0..<(width * height) {
                let v = mode == .i16 ? Int(pixels[i * 2]) | Int(pixels[i * 2 + 1]) << 8 : min(max(Int(number(i % width, i / width)), 0), 65535)
                source.pixels[i * 2] = UInt8(v >> 8)
                source.pixels[i * 2 + 1] = UInt8(v & 255)
            }
        default: throw ImageError.value("cannot write mode \(mode.rawValue) as PNG")
        }
        guard width > 0, height > 0 else { throw ImageError.value("cannot write an image of size \(width)x\(height) as PNG") }
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        var error = [CChar](repeating: 0, count: 256)
        let colors = paletteHasAlpha ? stride(from: 0, to: palette.count, by: 4).flatMap { palette[$0..<min($0 + 3, palette.count)] } : palette
        let alpha: [UInt8] = paletteHasAlpha ? stride(from: 3, to: palette.count, by: 4).map { palette[$0] } : (transparency ?? []).map { UInt8(min(max($0, 0), 255)) }
        let status = ck_png_encode(
            source.pixels, source.rowSize, Int32(width), Int32(height), type, depth, colors, type == 3 ? Int32(min(colors.count / 3, 256)) : 0, alpha,
            type == 3 && mode == .p && (paletteHasAlpha || alpha.count > 1) ? Int32(min(alpha.count, 256)) : 0, Int32(level), dpi, &out, &count, &error)
        guard status == 0, let out else { throw ImageError.broken(String(cString: error)) }
        defer { free(out) }
        return Array(UnsafeBufferPointer(start: out, count: count))
    }

    /// Encodes as JPEG. `subsampling`: 0 4:4:4, 1 4:2:2, 2 4:2:0, -1 the quality's default. Throws `ImageError.value` for a mode JPEG does not have.
    public func encodedJPEG(quality: Int = 75, subsampling: Int = -1, optimize: Bool = false, progressive: Bool = false) throws -> [UInt8] {
        let source: Image
        switch mode {
        case .l, .rgb: source = self
        case .one: source = try converted(to: .l)
        case .cmyk:
            source = try copy()
            for i in 0..<byteCount { source.pixels[i] = ~source.pixels[i] }
        default: throw ImageError.value("cannot write mode \(mode.rawValue) as JPEG")
        }
        guard width > 0, height > 0 else { throw ImageError.value("cannot write an image of size \(width)x\(height) as JPEG") }
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        var error = [CChar](repeating: 0, count: 256)
        let status = ck_jpeg_encode(
            source.pixels, source.rowSize, Int32(width), Int32(height), Int32(source.mode.pixelSize), Int32(clamping: quality), Int32(clamping: subsampling), optimize ? 1 : 0, progressive ? 1 : 0,
            &out, &count, &error)
        guard status == 0, let out else { throw ImageError.broken(String(cString: error)) }
        defer { free(out) }
        return Array(UnsafeBufferPointer(start: out, count: count))
    }
}

// This file defines PIL's Image module: https://pillow.readthedocs.io, `Image` objects and functions. Pixels live in the kernel (`Kernel.Image`).

import Glibc
import Kernel
import Lang

/// `PIL.Image.Image`. The file of an opened image is read at once and decoded at the first use of its pixels, as Pillow does.
public final class PillowImage: Object {
    private var loaded: Kernel.Image?
    private var bytes: [UInt8]?
    /// A rotation that is made when its pixels are needed: often only a box of it is.
    private var turning: (of: Kernel.Image, degrees: Double, fill: [UInt8]?)?
    var filename: String?
    var format: String?
    private(set) var mode: ImageMode
    private(set) var width: Int
    private(set) var height: Int
    var info = DictObject()
    /// Made by `fromarray`: Pillow shares the array's memory until the first change.
    var borrowed = false

    init(_ image: Kernel.Image) {
        loaded = image
        mode = image.mode
        width = image.width
        height = image.height
        super.init(type: Pillow.imageType)
    }

    init(bytes: [UInt8], filename: String?) throws {
        let head = try Pillow.guarded(filename) { try Kernel.Image.header(bytes) }
        self.bytes = bytes
        self.filename = filename
        format = head.format.rawValue
        mode = head.mode
        width = head.width
        height = head.height
        super.init(type: Pillow.imageType)
        if format == "JPEG" { readJFIF(bytes) }
    }

    /// What the JFIF header says, as Pillow puts it into `info`: ITU-T T.871.
    private func readJFIF(_ b: [UInt8]) {
        var at = 2
        while at + 18 < b.count, b[at] == 0xFF, b[at + 1] >= 0xE0 {
            let length = Int(b[at + 2]) << 8 | Int(b[at + 3])
            if b[at + 1] == 0xE0, length >= 14, b[at + 4] == 0x4A, b[at + 5] == 0x46, b[at + 6] == 0x49, b[at + 7] == 0x46, b[at + 8] == 0 {
                let x = Int(b[at + 12]) << 8 | Int(b[at + 13]), y = Int(b[at + 14]) << 8 | Int(b[at + 15])
                func put(_ key: String, _ v: Value) { try? info.set(.string(key), v) }
                put("jfif", .int(Int(b[at + 9]) << 8 | Int(b[at + 10])))
                put("jfif_version", .tuple([.int(Int(b[at + 9])), .int(Int(b[at + 10]))]))
                if b[at + 11] == 1 { put("dpi", .tuple([.int(x), .int(y)])) } else if b[at + 11] == 2 { put("dpi", .tuple([.float(Double(x) * 2.54), .float(Double(y) * 2.54)])) }
                put("jfif_unit", .int(Int(b[at + 11])))
                put("jfif_density", .tuple([.int(x), .int(y)]))
                return
            }
            at += 2 + max(length, 2)
        }
    }

    /// `image` turned by degrees about its centre, at its size.
    init(_ image: Kernel.Image, turned degrees: Double, fill: [UInt8]?) throws {
        // Drawing on the original later must not show.
        turning = (try image.copy(), degrees, fill)
        mode = image.mode
        width = image.width
        height = image.height
        super.init(type: Pillow.imageType)
    }

    /// The box (left, upper, right, lower); what lies outside is 0.
    func crop(_ left: Int, _ upper: Int, _ right: Int, _ lower: Int) throws -> Kernel.Image {
        if let t = turning, loaded == nil, left >= 0, upper >= 0, right <= width, lower <= height, left < right, upper < lower {
            return try t.of.rotated(t.degrees, fill: t.fill, part: (left, upper, right - left, lower - upper))
        }
        return try image().crop(left, upper, right, lower)
    }

    /// The pixels, decoded when needed. Throws OSError for a broken file.
    func image() throws -> Kernel.Image {
        if let i = loaded { return i }
        if let t = turning {
            let i = try Pillow.guarded { try t.of.rotated(t.degrees, fill: t.fill) }
            loaded = i
            turning = nil
            return i
        }
        let i = try Pillow.guarded(filename) { try Kernel.Image.decode(bytes ?? []) }
        loaded = i
        bytes = nil
        return i
    }

    /// Puts other pixels of the same mode and size in place (drawing, pasting).
    func replace(_ image: Kernel.Image) { loaded = image }
    /// Puts pixels of another size or mode in place (`thumbnail`, `putalpha`).
    func resize(_ image: Kernel.Image) {
        _ = try? self.image()
        loaded = image
        mode = image.mode
        width = image.width
        height = image.height
    }

    public override var allowsAttributes: Bool { true }
    public override func repr() throws -> String {
        let name = format.map { ["PNG": "PIL.PngImagePlugin.PngImageFile", "BMP": "PIL.BmpImagePlugin.BmpImageFile", "PPM": "PIL.PpmImagePlugin.PpmImageFile"][$0] ?? "PIL.JpegImagePlugin.JpegImageFile" } ?? "PIL.Image.Image"
        return "<\(name) image mode=\(mode.rawValue) size=\(width)x\(height) at \(Object.address(self).uppercasedHex)>"
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne, let o: PillowImage = other.cast() else { return nil }
        var same = mode == o.mode && width == o.width && height == o.height
        if same {
            let a = try image(), b = try o.image()
            same = memcmp(a.pixels, b.pixels, a.byteCount) == 0 && a.palette == b.palette
        }
        return .bool(same == (op == .eq))
    }
    public override func enter() throws -> Value? { .object(self) }
    public override func exit(_ error: PythonError?) throws -> Bool { false }
    public override func isTrue() throws -> Bool { true }
}

private extension String {
    /// Pillow prints addresses as `0x7F…`.
    var uppercasedHex: String { "0x" + dropFirst(2).uppercased() }
}

enum Pillow {
    static let unidentifiedImageError = TypeObject.native("UnidentifiedImageError", module: "PIL", base: Exceptions.osError) { t in
        t.make = { cls, a in .object(ExceptionObject(type: cls, args: a.positional)) }
    }

    /// Turns the kernel's image errors into Pillow's exceptions.
    static func guarded<T>(_ filename: String? = nil, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let e as ImageError {
            switch e {
            case .value(let m): throw valueError(m)
            case .unidentified: throw PythonError(unidentifiedImageError, "cannot identify image file \(filename.map { ((try? Operators.repr(.string($0))) ?? $0) } ?? "<_io.BytesIO object>")")
            case .broken(let m):
                let file = filename.map { "\($0): " } ?? ""
                throw PythonError(Exceptions.osError, file + (m.contains("truncated") || m.contains("Premature") ? "image file is truncated (\(m))" : "broken data stream when reading image file (\(m))"))
            case .io(let n): throw osError(n, path: filename)
            case .memory: throw PythonError(Exceptions.memoryError, args: [])
            }
        }
    }

    static func mode(_ s: String) throws -> ImageMode {
        if let m = ImageMode(rawValue: s) { return m }
        throw valueError("unrecognized image mode")
    }
    static func of(_ v: Value, _ what: String = "image") throws -> PillowImage {
        if let i: PillowImage = v.cast() { return i }
        throw typeError("\(what) must be a PIL.Image.Image, not \(v.typeName)")
    }
    static func wrap(_ i: Kernel.Image) -> Value { .object(PillowImage(i)) }

    static func size(_ v: Value) throws -> (Int, Int) {
        let items = try Operators.items(of: v)
        guard items.count == 2 else { throw valueError("Size must be a sequence of length 2") }
        return (try integer(items[0]), try integer(items[1]))
    }
    static func integer(_ v: Value) throws -> Int {
        if case .float(let d) = v {
            guard d.isFinite, abs(d) < 1e15 else { throw overflowError("cannot convert float \(d) to integer") }
            return Int(d)
        }
        return try Operators.index(v)
    }
    /// A coordinate cut off as C cuts it, and bounded so that no sum of two leaves the range; 0 for NaN.
    static func cut(_ v: Double) -> Int { v.isNaN ? 0 : Int(min(max(v, -1e9), 1e9)) }
    static func doubles(_ v: Value) throws -> [Double] { try Operators.items(of: v).map(Operators.toDouble) }

    /// A resampling filter by number, enum member or None.
    static func filter(_ v: Value, default d: Resampling) throws -> Resampling {
        switch v {
        case .none, .unbound: return d
        default:
            let n = try Operators.index(v)
            guard let f = Resampling(rawValue: n) else {
                throw valueError("Unknown resampling filter (\(n)). Use Image.Resampling.NEAREST (0), Image.Resampling.LANCZOS (1), Image.Resampling.BILINEAR (2), Image.Resampling.BICUBIC (3), Image.Resampling.BOX (4) or Image.Resampling.HAMMING (5)")
            }
            return f
        }
    }

    /// A colour as a pixel's bytes: a number, a tuple, a name or `#rrggbb`.
    static func ink(_ v: Value, _ mode: ImageMode) throws -> [UInt8] {
        func byte(_ i: Int) -> UInt8 { UInt8(min(max(i, 0), 255)) }
        if let s = v.asString {
            let c = try PillowColor.parse(s)
            let weighted: Int = Int(c[0]) * 19595 + Int(c[1]) * 38470 + Int(c[2]) * 7471
            let grey = UInt8(truncatingIfNeeded: (weighted + 0x8000) >> 16)
            switch mode {
            case .one, .l, .p: return [grey]
            case .la: return [grey, c.count > 3 ? c[3] : 255]
            case .rgb, .ycbcr, .hsv: return Array(c.prefix(3))
            case .rgba, .rgbaPremultiplied: return c.count > 3 ? c : c + [255]
            default: throw valueError("cannot use a colour name with mode \(mode.rawValue)")
            }
        }
        if mode == .f {
            let f = Float(try Operators.toDouble(v))
            return withUnsafeBytes(of: f) { Array($0) }
        }
        if case .object(let o) = v, o.kind == .tuple || o.kind == .list {
            let items = try Operators.items(of: v).map(integer)
            if mode.bands == 1 {
                guard items.count == 1 else { throw typeError("color must be int or single-element tuple") }
                return try ink(.int(items[0]), mode)
            }
            guard items.count == mode.bands || items.count == 3 && mode.bands == 4 else {
                throw typeError(mode.bands == 2 ? "color must be int, or tuple of one or two elements" : "color must be int, or tuple of one, three or four elements")
            }
            return (items.map(byte) + [255]).prefix(mode.bands).map { $0 }
        }
        let i = try integer(v)
        switch mode {
        case .one: return [i != 0 ? 255 : 0]
        case .l, .p: return [byte(i)]
        case .la: return [byte(i), 255]
        case .rgb, .ycbcr, .hsv: return [UInt8(i & 255), UInt8(i >> 8 & 255), UInt8(i >> 16 & 255)]
        case .rgba, .rgbaPremultiplied, .cmyk: return [UInt8(i & 255), UInt8(i >> 8 & 255), UInt8(i >> 16 & 255), UInt8(i >> 24 & 255)]
        case .i: return withUnsafeBytes(of: Int32(truncatingIfNeeded: i)) { Array($0) }
        case .i16: return [UInt8(i & 255), UInt8(i >> 8 & 255)]
        default: return [byte(i)]
        }
    }

    /// A pixel as `getpixel` returns it.
    static func pixel(_ i: Kernel.Image, _ x: Int, _ y: Int) throws -> Value {
        let s = i.mode.pixelSize
        let p = i.row(y) + x * s
        switch i.mode {
        case .i: return .int(Int(UnsafeRawPointer(p).loadUnaligned(as: Int32.self)))
        case .f: return .float(Double(UnsafeRawPointer(p).loadUnaligned(as: Float.self)))
        case .i16: return .int(Int(p[0]) | Int(p[1]) << 8)
        default: return s == 1 ? .int(Int(p[0])) : .tuple((0..<s).map { .int(Int(p[$0])) })
        }
    }

    /// The pixels as an array's tensor: bool for `1`, uint8 H×W or H×W×bands, int32, float32, uint16. Always a copy.
    static func tensor(_ i: Kernel.Image) throws -> Tensor {
        let dtype: DType
        switch i.mode {
        case .one: dtype = .bool
        case .i: dtype = .int32
        case .f: dtype = .float32
        case .i16: dtype = .uint16
        default: dtype = .uint8
        }
        let t = try Tensor(empty: i.mode.bands == 1 ? [i.height, i.width] : [i.height, i.width, i.mode.bands], dtype)
        memcpy(t.pointer, i.pixels, i.byteCount)
        if i.mode == .one {
            let e = t.elements(UInt8.self)
            for k in 0..<e.count { e[k] = e[k] != 0 ? 1 : 0 }
        }
        return t
    }

    /// `Image.fromarray`. Throws TypeError for an array that no mode holds.
    static func image(from t: Tensor, mode wanted: ImageMode?) throws -> Kernel.Image {
        let mode: ImageMode
        let s = t.shape
        switch (t.dtype, s.count, s.count == 3 ? s[2] : 1) {
        case (.bool, 2, _): mode = .one
        case (.uint8, 2, _), (.uint8, 3, 1): mode = .l
        case (.uint8, 3, 2): mode = .la
        case (.uint8, 3, 3): mode = .rgb
        case (.uint8, 3, 4): mode = .rgba
        case (.uint16, 2, _): mode = .i16
        case (.int32, 2, _): mode = .i
        case (.float32, 2, _), (.float64, 2, _): mode = .f
        default:
            let code = ["bool": "|b1", "uint8": "|u1", "int8": "|i1", "int16": "<i2", "uint32": "<u4", "int64": "<i8", "uint64": "<u8", "float16": "<f2", "float32": "<f4", "float64": "<f8", "int32": "<i4", "uint16": "<u2"][t.dtype.name] ?? "<\(t.dtype.name)"
            throw typeError("Cannot handle this data type: (\((["1", "1"] + s.dropFirst(2).map(String.init)).joined(separator: ", "))), \(code)")
        }
        var final = mode
        if let w = wanted, w.pixelSize == mode.pixelSize, w.bands == mode.bands { final = w }
        let out = try guarded { try Kernel.Image(final, width: s[1], height: s[0]) }
        let source = t.dtype == .float64 ? try Elementwise.cast(t, .float32) : t
        let c = try source.contiguous()
        if out.byteCount > 0 { memcpy(out.pixels, c.pointer, out.byteCount) }
        if mode == .one { for k in 0..<out.byteCount { out.pixels[k] = out.pixels[k] != 0 ? 255 : 0 } }
        return out
    }

    /// The whole file of a path, `Path` or object with `read()`. Throws OSError.
    static func fileBytes(_ v: Value) throws -> (bytes: [UInt8], name: String?) {
        if let name = try path(v) {
            let fd = open(name, O_RDONLY | O_CLOEXEC)
            if fd < 0 { throw osError(errno, path: name) }
            defer { close(fd) }
            var out: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let n = read(fd, &buffer, buffer.count)
                if n == 0 { break }
                if n < 0 {
                    if errno == EINTR { continue }
                    throw osError(errno, path: name)
                }
                out += buffer[..<n]
            }
            return (out, name)
        }
        // A file is read from its start, as Pillow reads it.
        if try Operators.attributeIfPresent(v, "seek") != nil { _ = try Operators.callMethod(v, "seek", .int(0)) }
        let data = try Operators.callMethod(v, "read")
        if let b: BytesObject = data.cast() { return (Array(b.items), nil) }
        throw typeError("read() of an image file must return bytes, not \(data.typeName)")
    }

    /// The text of a `str` or of an object with `__fspath__`; nil: neither.
    static func path(_ v: Value) throws -> String? {
        if let s = v.asString { return s }
        if let f = try Operators.attributeIfPresent(v, "__fspath__") { return try Operators.call(f).asString }
        return nil
    }

    /// Writes a file whole, or leaves what was there: temporary file, rename. Throws OSError.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = "\(path).\(getpid()).tmp"
        let fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if fd < 0 { throw osError(errno, path: path) }
        var done = 0
        var failure: Int32 = 0
        bytes.withUnsafeBytes { p in
            while done < p.count {
                let n = Glibc.write(fd, p.baseAddress! + done, p.count - done)
                if n < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                done += n
            }
        }
        close(fd)
        if failure == 0, rename(temporary, path) != 0 { failure = errno }
        if failure != 0 {
            unlink(temporary)
            throw osError(failure, path: path)
        }
    }
}

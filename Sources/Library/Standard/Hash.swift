// This file defines the modules `hashlib`, `binascii` and `zlib`.

import CZlib
import Glibc
import Lang

extension MathModule {
    static func sine(_ x: Double) -> Double { Glibc.sin(x) }
}

/// A `hashlib` object.
final class HashObject: Object {
    let name: String
    let size: Int
    let block: Int
    var data: [UInt8]
    let compute: ([UInt8]) -> [UInt8]
    static let hashType = TypeObject.native("HASH", module: "_hashlib", subclassable: false) { t in
        func of(_ v: Value) throws -> HashObject {
            guard let h = v.asObject as? HashObject else { throw typeError("a hash object is required") }
            return h
        }
        t.method("update(self, data, /)", "Adds data.") { a in
            try of(a[0]).data += HashModule.bytes(a[1])
            return .none
        }
        t.method("digest(self)", "The digest as bytes.") { a in .bytes(try of(a[0]).digest()) }
        t.method("hexdigest(self)", "The digest in hexadecimal.") { a in .string(HashModule.hex(try of(a[0]).digest())) }
        t.method("copy(self)", "A copy that goes on alone.") { a in
            let h = try of(a[0])
            return .object(HashObject(h.name, h.size, h.block, h.data, h.compute))
        }
        t.property("name") { .string(($0 as! HashObject).name) }
        t.property("digest_size") { .int(($0 as! HashObject).size) }
        t.property("block_size") { .int(($0 as! HashObject).block) }
    }
    init(_ name: String, _ size: Int, _ block: Int, _ data: [UInt8], _ compute: @escaping ([UInt8]) -> [UInt8]) {
        self.name = name
        self.size = size
        self.block = block
        self.data = data
        self.compute = compute
        super.init(type: HashObject.hashType)
    }
    func digest() -> [UInt8] { compute(data) }
    override func repr() throws -> String { "<\(name) _hashlib.HASH object @ \(Object.address(self))>" }
}

enum HashModule {
    static func bytes(_ v: Value) throws -> [UInt8] {
        if let b = v.asBytes { return b }
        if v.asString != nil { throw typeError("Strings must be encoded before hashing") }
        throw typeError("object supporting the buffer API required")
    }
    static func hex(_ b: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: b.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static let algorithms: [(String, Int, Int, ([UInt8]) -> [UInt8])] = [
        ("md5", 16, 64, Digest.md5), ("sha1", 20, 64, Digest.sha1), ("sha224", 28, 64, { Digest.sha256($0, small: true) }),
        ("sha256", 32, 64, { Digest.sha256($0) }), ("sha512", 64, 128, { Digest.sha512($0) }),
    ]

    static func make() throws -> ModuleObject {
        let m = ModuleObject("hashlib", doc: "Message digests.")
        for (name, size, block, f) in algorithms {
            m.function("\(name)(string=b'', *, usedforsecurity=True)", "A \(name) object.") { a in .object(HashObject(name, size, block, try bytes(a[0]), f)) }
        }
        m.function("blake2b(data=b'', /, *, digest_size=64, key=b'')", "A blake2b object.") { a in
            let size = try a.int(1)
            if size < 1 || size > 64 { throw valueError("digest_size for blake2b must be between 1 and 64 bytes, here it is \(size)") }
            let key = try bytes(a[2])
            if key.count > 64 { throw valueError("maximum key length is 64 bytes") }
            return .object(HashObject("blake2b", size, 128, try bytes(a[0])) { Digest.blake2b($0, size: size, key: key) })
        }
        m.function("new(name, data=b'', **kwargs)", "A hash object by its name.") { a in
            let name = try a.string(0).lowercased()
            guard let h = algorithms.first(where: { $0.0 == name }) else { throw valueError("unsupported hash type \(name)") }
            return .object(HashObject(h.0, h.1, h.2, try bytes(a[1]), h.3))
        }
        let names = algorithms.map { Value.string($0.0) } + [.string("blake2b")]
        m.constant("algorithms_available", .object(try SetObject(names)))
        m.constant("algorithms_guaranteed", .object(try SetObject(names)))
        for n in ["sha384", "sha3_256", "sha3_512", "blake2s", "shake_128"] { m.absent[n] = "use sha256 or sha512" }
        return m
    }

    static func binascii() -> ModuleObject {
        let m = ModuleObject("binascii", doc: "Bytes as text.")
        m.type(TypeObject.native("Error", module: "binascii", base: Exceptions.valueError))
        for n in ["hexlify", "b2a_hex"] { m.function("\(n)(data, sep=..., bytes_per_sep=1)", "In hexadecimal.") { a in .bytes(Array(hex(try bytes(a[0])).utf8)) } }
        for n in ["unhexlify", "a2b_hex"] {
            m.function("\(n)(hexstr, /)", "From hexadecimal.") { a in
                let s = try a[0].asString ?? String(decoding: bytes(a[0]), as: UTF8.self)
                let u = Array(s.unicodeScalars)
                let error = m["Error"]!.asObject as! TypeObject
                if u.count % 2 != 0 { throw PythonError(error, "Odd-length string") }
                var out: [UInt8] = []
                for i in stride(from: 0, to: u.count, by: 2) {
                    guard let h = Character(u[i]).hexDigitValue, let l = Character(u[i + 1]).hexDigitValue else { throw PythonError(error, "Non-hexadecimal digit found") }
                    out.append(UInt8(h << 4 | l))
                }
                return .bytes(out)
            }
        }
        m.function("crc32(data, crc=0, /)", "The CRC-32 checksum.") { a in .int(Int(crc(try bytes(a[0]), UInt(truncatingIfNeeded: try a.int(1))))) }
        m.function("b2a_base64(data, *, newline=True)", "In base 64.") { a in .bytes(try encode64(bytes(a[0])) + (a.bool(1) ? [10] : [])) }
        m.function("a2b_base64(data, /, *, strict_mode=False)", "From base 64.") { a in
            let b = try a[0].asString.map { Array($0.utf8) } ?? bytes(a[0])
            var out: [UInt8] = []
            var bits = 0, n = 0, count = 0, pad = 0
            for x in b {
                let v: Int
                switch x {
                case 65...90: v = Int(x) - 65
                case 97...122: v = Int(x) - 71
                case 48...57: v = Int(x) + 4
                case 43: v = 62
                case 47: v = 63
                case 61:
                    pad += 1
                    continue
                default: continue
                }
                count += 1
                bits = bits << 6 | v
                n += 6
                if n >= 8 {
                    n -= 8
                    out.append(UInt8(truncatingIfNeeded: bits >> n))
                    bits &= (1 << n) - 1
                }
            }
            let error = m["Error"]!.asObject as! TypeObject
            if count % 4 == 1 { throw PythonError(error, "Invalid base64-encoded string: number of data characters (\(count)) cannot be 1 more than a multiple of 4") }
            if count % 4 != 0, pad < 4 - count % 4 { throw PythonError(error, "Incorrect padding") }
            return .bytes(out)
        }
        return m
    }
    static func encode64(_ b: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        for i in stride(from: 0, to: b.count, by: 3) {
            let n = min(3, b.count - i)
            let w = (0..<3).reduce(0) { $0 << 8 | ($1 < n ? Int(b[i + $1]) : 0) }
            for k in 0..<4 { out.append(k <= n ? letters[w >> (18 - 6 * k) & 63] : 61) }
        }
        return out
    }
    static func crc(_ b: [UInt8], _ start: UInt) -> UInt { UInt(crc32(uLong(start & 0xFFFF_FFFF), b, uInt(b.count))) }

    static func zlib() -> ModuleObject {
        let m = ModuleObject("zlib", doc: "Compression.")
        let error = TypeObject.native("error", module: "zlib", base: Exceptions.exception)
        m.type(error)
        m.function("crc32(data, value=0, /)", "The CRC-32 checksum.") { a in .int(Int(crc(try bytes(a[0]), UInt(truncatingIfNeeded: try a.int(1))))) }
        m.function("adler32(data, value=1, /)", "The Adler-32 checksum.") { a in
            let b = try bytes(a[0])
            return .int(Int(CZlib.adler32(uLong(truncatingIfNeeded: try a.int(1)), b, uInt(b.count))))
        }
        m.function("compress(data, /, level=-1)", "The data compressed.") { a in
            let b = try bytes(a[0])
            var size = compressBound(uLong(b.count))
            var out = [UInt8](repeating: 0, count: Int(size))
            if compress2(&out, &size, b, uLong(b.count), Int32(clamping: try a.int(1))) != 0 { throw PythonError(error, "Error -2 while compressing data") }
            return .bytes(Array(out[..<Int(size)]))
        }
        m.function("decompress(data, /)", "The data decompressed.") { a in
            let b = try bytes(a[0])
            var capacity = max(1024, b.count * 4)
            while true {
                var size = uLong(capacity)
                var out = [UInt8](repeating: 0, count: capacity)
                let r = uncompress(&out, &size, b, uLong(b.count))
                if r == 0 { return .bytes(Array(out[..<Int(size)])) }
                if r != -5 || capacity > 1 << 32 { throw PythonError(error, "Error \(r) while decompressing data: \(r == -3 ? "incorrect header check" : "incomplete or truncated stream")") }
                capacity *= 4
            }
        }
        return m
    }
}

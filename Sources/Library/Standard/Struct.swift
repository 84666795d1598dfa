// This file defines the module `struct`.

import BigInt
import Lang

enum StructModule {
    static let error = TypeObject.native("error", module: "struct", base: Exceptions.exception)

    private struct Item { let code: Character, count: Int, size: Int, pad: Int }
    private struct Layout { var items: [Item], size: Int, big: Bool }

    /// Reads a format: byte order, counts and codes, with C's alignment in native mode.
    private static func layout(_ format: String) throws -> Layout {
        var text = Substring(format)
        var native = true, big = false
        if let c = text.first, "@=<>!".contains(c) {
            native = c == "@"
            big = c == ">" || c == "!"
            text.removeFirst()
        }
        var items: [Item] = []
        var size = 0
        var number = ""
        for c in text {
            if c.isWhitespace { continue }
            if c.isNumber {
                number.append(c)
                continue
            }
            let count = number.isEmpty ? 1 : Int(number) ?? -1
            if count < 0 || count > 1 << 32 { throw PythonError(error, "total struct size too long") }
            let unit: Int
            switch c {
            case "x", "c", "b", "B", "?", "s", "p": unit = 1
            case "h", "H", "e": unit = 2
            case "i", "I", "f": unit = 4
            case "l", "L": unit = native ? 8 : 4
            case "q", "Q", "d": unit = 8
            case "n", "N", "P":
                if !native { throw PythonError(error, "bad char in struct format") }
                unit = 8
            default: throw PythonError(error, "bad char in struct format")
            }
            let pad = native && size % unit != 0 ? unit - size % unit : 0
            items.append(Item(code: c, count: count, size: unit, pad: pad))
            size += pad + unit * count
            number = ""
        }
        if !number.isEmpty { throw PythonError(error, "repeat count given without format specifier") }
        return Layout(items: items, size: size, big: big)
    }

    private static func pack(_ format: String, _ values: [Value]) throws -> [UInt8] {
        let l = try layout(format)
        let wanted = l.items.reduce(0) { $0 + ($1.code == "x" ? 0 : ($1.code == "s" || $1.code == "p" ? 1 : $1.count)) }
        if wanted != values.count { throw PythonError(error, "pack expected \(wanted) items for packing (got \(values.count))") }
        var out: [UInt8] = []
        var next = 0
        func put(_ v: UInt64, _ size: Int) {
            let b = (0..<size).map { UInt8(truncatingIfNeeded: v >> UInt64(8 * $0)) }
            out += l.big ? b.reversed() : b
        }
        for i in l.items {
            out += [UInt8](repeating: 0, count: i.pad)
            switch i.code {
            case "x": out += [UInt8](repeating: 0, count: i.count)
            case "s", "p":
                guard var b = values[next].asBytes else { throw PythonError(error, "argument for '\(i.code)' must be a bytes object") }
                next += 1
                if i.code == "p" { b = [UInt8(min(b.count, max(0, i.count - 1), 255))] + b }
                out += b.prefix(i.count) + [UInt8](repeating: 0, count: max(0, i.count - b.count))
            default:
                for _ in 0..<i.count {
                    let v = values[next]
                    next += 1
                    switch i.code {
                    case "c":
                        guard let b = v.asBytes, b.count == 1 else { throw PythonError(error, "char format requires a bytes object of length 1") }
                        out += b
                    case "?": out.append(try Operators.isTrue(v) ? 1 : 0)
                    case "f", "d", "e":
                        guard Number(v) != nil else { throw PythonError(error, "required argument is not a float") }
                        let d = try Operators.toDouble(v)
                        if i.code == "d" { put(d.bitPattern, 8) } else if i.code == "f" {
                            let f = Float(d)
                            if f.isInfinite, d.isFinite { throw overflowError("float too large to pack with f format") }
                            put(UInt64(f.bitPattern), 4)
                        } else {
                            put(UInt64(half(d)), 2)
                        }
                    default:
                        guard let n = Number(v), !({ if case .float = n { return true } else { return false } }()) else {
                            throw PythonError(error, "required argument is not an integer")
                        }
                        let signed = i.code.isLowercase
                        let bits = i.size * 8
                        let big = try MathModule.big(v)
                        let low = signed ? -(BigInt(1) << (bits - 1)) : 0, high = signed ? (BigInt(1) << (bits - 1)) - 1 : (BigInt(1) << bits) - 1
                        if big < low || big > high {
                            if i.size == 8 { throw PythonError(error, signed ? "int too large to convert" : (big < 0 ? "argument out of range" : "int too large to convert")) }
                            if i.size == 1 { throw PythonError(error, signed ? "byte format requires -128 <= number <= 127" : "ubyte format requires 0 <= number <= 255") }
                            if i.size == 2 { throw PythonError(error, signed ? "short format requires (-0x7fff -1) <= number <= 0x7fff" : "ushort format requires 0 <= number <= 0xffff") }
                            throw PythonError(error, "'\(i.code)' format requires \(low) <= number <= \(high)")
                        }
                        put(UInt64(truncatingIfNeeded: big), i.size)
                    }
                }
            }
        }
        return out
    }

    /// IEEE half precision, rounded half to even.
    private static func half(_ d: Double) -> UInt16 {
        let sign: UInt16 = d.sign == .minus ? 0x8000 : 0
        if d.isNaN { return 0x7E00 }
        let m = d.magnitude
        if m.isInfinite || m >= 65520 { return sign | 0x7C00 }
        if m < 0x1p-14 { return sign | UInt16((m * 0x1p24).rounded(.toNearestOrEven)) }
        let e = Int(m.exponent)
        let f = ((m.significand - 1) * 1024).rounded(.toNearestOrEven)
        return sign | UInt16(truncatingIfNeeded: (e + 15) << 10 + Int(f))
    }
    private static func fromHalf(_ h: UInt16) -> Double {
        let s = h & 0x8000 != 0 ? -1.0 : 1.0
        let e = Int(h >> 10 & 31), f = Double(h & 1023)
        if e == 31 { return f == 0 ? s * .infinity : .nan }
        if e == 0 { return s * f * 0x1p-24 }
        return s * (1 + f / 1024) * Double(sign: .plus, exponent: e - 15, significand: 1)
    }

    private static func unpack(_ l: Layout, _ b: [UInt8], _ from: Int) throws -> Value {
        var at = from
        var out: [Value] = []
        for i in l.items {
            at += i.pad
            switch i.code {
            case "x": at += i.count
            case "s", "p":
                var s = Array(b[at..<at + i.count])
                if i.code == "p", let n = s.first { s = Array(s.dropFirst().prefix(Int(n))) }
                out.append(.bytes(s))
                at += i.count
            default:
                for _ in 0..<i.count {
                    var v: UInt64 = 0
                    for k in 0..<i.size { v |= UInt64(b[at + k]) << UInt64(8 * (l.big ? i.size - 1 - k : k)) }
                    at += i.size
                    switch i.code {
                    case "c": out.append(.bytes([UInt8(v)]))
                    case "?": out.append(.bool(v != 0))
                    case "f": out.append(.float(Double(Float(bitPattern: UInt32(v)))))
                    case "d": out.append(.float(Double(bitPattern: v)))
                    case "e": out.append(.float(fromHalf(UInt16(v))))
                    default:
                        let shift = UInt64(64 - i.size * 8)
                        if i.code.isLowercase { out.append(.int(Int(Int64(bitPattern: v << shift) >> Int64(shift)))) } else { out.append(IntArithmetic.normalized(BigInt(v))) }
                    }
                }
            }
        }
        return .tuple(out)
    }

    private static func format(_ v: Value) throws -> String {
        if let s = v.asString { return s }
        if let b = v.asBytes { return String(decoding: b, as: UTF8.self) }
        throw typeError("Struct() argument 1 must be a str or bytes object, not \(v.typeName)")
    }

    static func make() -> ModuleObject {
        let m = ModuleObject("struct", doc: "Numbers as bytes.")
        m.type(error)
        func whole(_ f: String, _ v: Value) throws -> Value {
            let l = try layout(f)
            let b = try HashModule.bytes(v)
            if b.count != l.size { throw PythonError(error, "unpack requires a buffer of \(l.size) bytes") }
            return try unpack(l, b, 0)
        }
        func part(_ f: String, _ v: Value, _ offset: Int) throws -> Value {
            let l = try layout(f)
            let b = try HashModule.bytes(v)
            let from = offset < 0 ? offset + b.count : offset
            if from < 0 || from > b.count - l.size {
                throw PythonError(error, "unpack_from requires a buffer of at least \(UInt(max(0, offset)) + UInt(l.size)) bytes for unpacking \(l.size) bytes at offset \(offset) (actual buffer size is \(b.count))")
            }
            return try unpack(l, b, from)
        }
        func each(_ f: String, _ v: Value) throws -> Value {
            let l = try layout(f)
            let b = try HashModule.bytes(v)
            if l.size == 0 || b.count % l.size != 0 { throw PythonError(error, "iterative unpacking requires a buffer of a multiple of \(l.size) bytes") }
            return try Operators.iterator(.list(stride(from: 0, to: b.count, by: l.size).map { try unpack(l, b, $0) }))
        }
        m.function("pack(format, /, *values)", "Bytes of values.") { a in .bytes(try pack(format(a[0]), a.rest(1))) }
        m.function("unpack(format, buffer, /)", "Values of bytes.") { a in try whole(format(a[0]), a[1]) }
        m.function("unpack_from(format, /, buffer, offset=0)", "Values of bytes from an offset.") { a in try part(format(a[0]), a[1], a.int(2)) }
        m.function("iter_unpack(format, buffer, /)", "Values of bytes, again and again.") { a in try each(format(a[0]), a[1]) }
        /// Writes packed values into a buffer at an offset.
        func into(_ f: String, _ buffer: Value, _ offset: Int, _ values: [Value]) throws {
            let l = try layout(f)
            guard case .object(let o) = buffer else { throw typeError("a read-write bytes-like object is required, not '\(buffer.typeName)'") }
            let n = try Operators.length(buffer)
            if offset < 0 {
                if offset + l.size > 0 { throw PythonError(error, "no space to pack \(l.size) bytes at offset \(offset)") }
                if offset + n < 0 { throw PythonError(error, "offset \(offset) out of range for \(n)-byte buffer") }
            }
            let from = offset < 0 ? offset + n : offset
            if from > n - l.size {
                throw PythonError(
                    error,
                    "pack_into requires a buffer of at least \(UInt(from) + UInt(l.size)) bytes for packing \(l.size) bytes at offset \(from) (actual buffer size is \(n))")
            }
            let packed = try pack(f, values)
            guard try o.setItem(.object(SliceObject(.int(from), .int(from + packed.count), .none)), .bytes(packed)) else {
                throw typeError("a read-write bytes-like object is required, not '\(buffer.typeName)'")
            }
        }
        m.function("pack_into(format, buffer, offset, /, *values)", "Packs into a buffer at an offset.") { a in
            try into(format(a[0]), a[1], a.int(2), a.rest(3))
            return .none
        }
        m.function("calcsize(format, /)", "How many bytes a format takes.") { a in .int(try layout(format(a[0])).size) }
        final class Compiled: Object { var text = "" }
        m.type(
            TypeObject.native("Struct", module: "struct", subclassable: false) { t in
                func of(_ v: Value) throws -> String { (v.asObject as? Compiled)?.text ?? "" }
                t.constructor("Struct(format)") { cls, a in
                    let c = Compiled(type: cls)
                    c.text = try format(a[0])
                    _ = try layout(c.text)
                    return .object(c)
                }
                t.property("format") { .string(($0 as! Compiled).text) }
                t.property("size") { .int(try layout(($0 as! Compiled).text).size) }
                t.method("pack(self, *values)") { a in .bytes(try pack(of(a[0]), a.rest(1))) }
                t.method("pack_into(self, buffer, offset, /, *values)") { a in
                    try into(of(a[0]), a[1], a.int(2), a.rest(3))
                    return .none
                }
                t.method("unpack(self, buffer, /)") { a in try whole(of(a[0]), a[1]) }
                t.method("unpack_from(self, buffer, offset=0)") { a in try part(of(a[0]), a[1], a.int(2)) }
                t.method("iter_unpack(self, buffer, /)") { a in try each(of(a[0]), a[1]) }
            })
        return m
    }
}

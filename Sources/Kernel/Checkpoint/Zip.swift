// This file reads and writes the container of PyTorch's checkpoints: ZIP with stored records.

import CZlib
import Glibc

/// Reads an archive whose records are stored uncompressed. Every structural check comes before a record is given.
public struct ZipReader {
    struct Entry {
        let start: Int, size: Int, crc: UInt32
    }
    private let file: ByteReader
    private(set) var entries: [String: Entry] = [:]
    public private(set) var names: [String] = []

    /// - Throws: `CheckpointError.damaged` for anything but a plain archive of stored, non-overlapping records with distinct names.
    public init(_ bytes: UnsafeRawBufferPointer) throws {
        guard let base = bytes.baseAddress, bytes.count >= 22 else { throw CheckpointError.damaged("failed finding central directory") }
        file = ByteReader(base: base, count: bytes.count)
        let n = bytes.count
        // The end record, with a comment of at most 65535 bytes.
        var end = n - 22
        let least = max(0, n - 22 - 65535)
        while end >= least {
            if try file.u32(end) == 0x0605_4b50, try file.u16(end + 20) == n - end - 22 { break }
            end -= 1
        }
        guard end >= least else { throw CheckpointError.damaged("failed finding central directory") }
        var count = try file.u16(end + 10), size = try file.u32(end + 12), start = try file.u32(end + 16)
        if try file.u16(end + 4) != 0 || file.u16(end + 6) != 0 { throw CheckpointError.damaged("archives of several parts are not read") }
        if count == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
            let locator = end - 20
            guard locator >= 0, try file.u32(locator) == 0x0706_4b50 else { throw CheckpointError.damaged("failed finding the ZIP64 end record") }
            let end64 = try file.u64(locator + 8)
            guard try file.u32(end64) == 0x0606_4b50 else { throw CheckpointError.damaged("failed finding the ZIP64 end record") }
            count = try file.u64(end64 + 32)
            size = try file.u64(end64 + 40)
            start = try file.u64(end64 + 48)
        }
        try file.check(start, size)
        guard start + size <= end, count <= size / 46 + 1 else { throw CheckpointError.damaged("the central directory lies outside the file") }
        var at = start
        var spans: [(Int, Int)] = []
        for _ in 0..<count {
            guard at + 46 <= start + size, try file.u32(at) == 0x0201_4b50 else { throw CheckpointError.damaged("the central directory is broken") }
            let flags = try file.u16(at + 8), method = try file.u16(at + 10)
            let crc = UInt32(try file.u32(at + 16))
            var packed = try file.u32(at + 20), full = try file.u32(at + 24), header = try file.u32(at + 42)
            let nameLength = try file.u16(at + 28), extraLength = try file.u16(at + 30), commentLength = try file.u16(at + 32)
            let name = try file.text(at + 46, nameLength)
            if flags & 1 != 0 { throw CheckpointError.damaged("record '\(name)' is encrypted") }
            if method != 0 { throw CheckpointError.damaged("record '\(name)' is compressed") }
            // The ZIP64 extra field holds, in this order, what did not fit.
            if full == 0xffff_ffff || packed == 0xffff_ffff || header == 0xffff_ffff {
                var e = at + 46 + nameLength
                let stop = e + extraLength
                var found = false
                while e + 4 <= stop {
                    let tag = try file.u16(e), length = try file.u16(e + 2)
                    guard e + 4 + length <= stop else { throw CheckpointError.damaged("an extra field is broken") }
                    if tag == 1 {
                        var k = e + 4
                        func next() throws -> Int {
                            guard k + 8 <= e + 4 + length else { throw CheckpointError.damaged("an extra field is broken") }
                            defer { k += 8 }
                            return try file.u64(k)
                        }
                        if full == 0xffff_ffff { full = try next() }
                        if packed == 0xffff_ffff { packed = try next() }
                        if header == 0xffff_ffff { header = try next() }
                        found = true
                    }
                    e += 4 + length
                }
                if !found { throw CheckpointError.damaged("record '\(name)' has no ZIP64 sizes") }
            }
            guard packed == full else { throw CheckpointError.damaged("record '\(name)' has two sizes") }
            guard try file.u32(header) == 0x0403_4b50 else { throw CheckpointError.damaged("record '\(name)' has no header") }
            guard try file.u16(header + 26) == nameLength, try file.text(header + 30, nameLength) == name else { throw CheckpointError.damaged("record '\(name)' has two names") }
            guard try file.u16(header + 8) == 0 else { throw CheckpointError.damaged("record '\(name)' is compressed") }
            let data = try header + 30 + nameLength + file.u16(header + 28)
            try file.check(data, full)
            guard data + full <= start else { throw CheckpointError.damaged("record '\(name)' overlaps the directory") }
            guard entries[name] == nil else { throw CheckpointError.damaged("two records are called '\(name)'") }
            entries[name] = Entry(start: data, size: full, crc: crc)
            names.append(name)
            spans.append((header, data + full))
            at += 46 + nameLength + extraLength + commentLength
        }
        guard at == start + size else { throw CheckpointError.damaged("the central directory is broken") }
        spans.sort { $0.0 < $1.0 }
        for (a, b) in zip(spans, spans.dropFirst()) where b.0 < a.1 { throw CheckpointError.damaged("two records overlap") }
    }

    /// The bytes of a record, its checksum verified. nil when there is none of that name.
    public func record(_ name: String) throws -> UnsafeRawBufferPointer? {
        guard let e = entries[name] else { return nil }
        let b = try file.bytes(e.start, e.size)
        guard CRC.of(b) == e.crc else { throw CheckpointError.damaged("record '\(name)' has a wrong checksum") }
        return b
    }
    func size(_ name: String) -> Int? { entries[name]?.size }
}

enum CRC {
    static func of(_ b: UnsafeRawBufferPointer) -> UInt32 {
        var crc = crc32(0, nil, 0)
        var at = 0
        // zlib counts in 32 bits.
        while at < b.count {
            let n = min(b.count - at, 1 << 30)
            crc = crc32(crc, b.baseAddress!.advanced(by: at).assumingMemoryBound(to: UInt8.self), UInt32(n))
            at += n
        }
        return UInt32(truncatingIfNeeded: crc)
    }
}

/// Where an archive's bytes go.
public protocol ByteSink: AnyObject {
    func write(_ b: UnsafeRawBufferPointer) throws
}
/// Collects bytes in memory.
public final class MemorySink: ByteSink {
    public private(set) var bytes: [UInt8] = []
    public init() {}
    public func write(_ b: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: b) }
}
/// A file that appears whole or not at all: written beside its place, flushed to the disk, renamed.
public final class FileSink: ByteSink {
    private let path: String, temporary: String
    private var descriptor: Int32

    public init(_ path: String) throws {
        self.path = path
        temporary = path + ".\(getpid()).part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw KernelError.io(errno: errno, path: path) }
    }
    public func write(_ b: UnsafeRawBufferPointer) throws {
        var rest = b
        while rest.count > 0 {
            let n = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if n < 0 {
                if errno == EINTR { continue }
                throw KernelError.io(errno: errno, path: path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[n...])
        }
    }
    /// Puts the file in its place.
    public func finish() throws {
        let d = descriptor
        descriptor = -1
        var failure: Int32 = 0
        if fsync(d) != 0, errno != EINVAL, errno != EROFS { failure = errno }
        if close(d) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(temporary, path) != 0 { failure = errno }
        if failure != 0 {
            unlink(temporary)
            throw KernelError.io(errno: failure, path: path)
        }
    }
    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }
}

/// Writes an archive of stored records whose data start at multiples of 64 bytes.
public final class ZipWriter {
    private let sink: ByteSink
    private var at = 0
    private var directory: [UInt8] = []
    private var count = 0

    public init(_ sink: ByteSink) { self.sink = sink }

    private func emit(_ b: [UInt8]) throws {
        try b.withUnsafeBytes { try sink.write($0) }
        at += b.count
    }
    private static func le<T: FixedWidthInteger>(_ v: T) -> [UInt8] { withUnsafeBytes(of: v.littleEndian) { Array($0) } }

    public func record(_ name: String, _ data: UnsafeRawBufferPointer) throws {
        let utf8 = Array(name.utf8), crc = CRC.of(data)
        let large = data.count >= 0xffff_ffff || at >= 0xffff_ffff
        let size32 = large ? UInt32.max : UInt32(data.count)
        var extra: [UInt8] = []
        if large { extra += ZipWriter.le(UInt16(1)) + ZipWriter.le(UInt16(16)) + ZipWriter.le(UInt64(data.count)) + ZipWriter.le(UInt64(data.count)) }
        // A padding field brings the data to a multiple of 64.
        let unpadded = at + 30 + utf8.count + extra.count + 4
        let padding = (64 - unpadded % 64) % 64
        extra += ZipWriter.le(UInt16(0x4246)) + ZipWriter.le(UInt16(padding)) + [UInt8](repeating: UInt8(ascii: "Z"), count: padding)
        let header = at
        var h: [UInt8] = ZipWriter.le(UInt32(0x0403_4b50)) + ZipWriter.le(UInt16(large ? 45 : 20)) + ZipWriter.le(UInt16(0x800)) + ZipWriter.le(UInt16(0))
        h += ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt16(0x21)) + ZipWriter.le(crc) + ZipWriter.le(size32) + ZipWriter.le(size32)
        h += ZipWriter.le(UInt16(utf8.count)) + ZipWriter.le(UInt16(extra.count)) + utf8 + extra
        try emit(h)
        try sink.write(data)
        at += data.count
        var e: [UInt8] = []
        if large { e = ZipWriter.le(UInt16(1)) + ZipWriter.le(UInt16(24)) + ZipWriter.le(UInt64(data.count)) + ZipWriter.le(UInt64(data.count)) + ZipWriter.le(UInt64(header)) }
        directory += ZipWriter.le(UInt32(0x0201_4b50)) + ZipWriter.le(UInt16(large ? 45 : 20)) + ZipWriter.le(UInt16(large ? 45 : 20)) + ZipWriter.le(UInt16(0x800)) + ZipWriter.le(UInt16(0))
        directory += ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt16(0x21)) + ZipWriter.le(crc) + ZipWriter.le(size32) + ZipWriter.le(size32)
        directory += ZipWriter.le(UInt16(utf8.count)) + ZipWriter.le(UInt16(e.count)) + ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt32(0))
        directory += ZipWriter.le(large ? UInt32.max : UInt32(header)) + utf8 + e
        count += 1
    }
    public func record(_ name: String, _ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try record(name, $0) } }

    public func finish() throws {
        let start = at, size = directory.count
        try emit(directory)
        let large = count >= 0xffff || size >= 0xffff_ffff || start >= 0xffff_ffff
        if large {
            let end64 = at
            var e = ZipWriter.le(UInt32(0x0606_4b50)) + ZipWriter.le(UInt64(44)) + ZipWriter.le(UInt16(45)) + ZipWriter.le(UInt16(45)) + ZipWriter.le(UInt32(0)) + ZipWriter.le(UInt32(0))
            e += ZipWriter.le(UInt64(count)) + ZipWriter.le(UInt64(count)) + ZipWriter.le(UInt64(size)) + ZipWriter.le(UInt64(start))
            e += ZipWriter.le(UInt32(0x0706_4b50)) + ZipWriter.le(UInt32(0)) + ZipWriter.le(UInt64(end64)) + ZipWriter.le(UInt32(1))
            try emit(e)
        }
        var e = ZipWriter.le(UInt32(0x0605_4b50)) + ZipWriter.le(UInt16(0)) + ZipWriter.le(UInt16(0))
        e += ZipWriter.le(UInt16(min(count, 0xffff))) + ZipWriter.le(UInt16(min(count, 0xffff)))
        e += ZipWriter.le(large ? UInt32.max : UInt32(size)) + ZipWriter.le(large ? UInt32.max : UInt32(start)) + ZipWriter.le(UInt16(0))
        try emit(e)
    }
}

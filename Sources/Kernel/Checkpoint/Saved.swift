// This file defines the values that a checkpoint holds, and what can be wrong with one.

/// A value of a checkpoint. A class, so that sharing survives: the same object twice is written once.
public final class SavedValue {
    public enum Content {
        case none
        case bool(Bool)
        case int(Int)
        case float(Double)
        case string(String)
        case bytes([UInt8])
        case list([SavedValue])
        case tuple([SavedValue])
        case set([SavedValue])
        /// `ordered`: a `collections.OrderedDict`.
        case dict([(SavedValue, SavedValue)], ordered: Bool)
        case tensor(Tensor, requiresGrad: Bool, isParameter: Bool)
        case size([Int])
        case dtype(DType)
        case device(String)
    }
    public var content: Content
    public init(_ c: Content) { content = c }
}

public enum CheckpointError: Error {
    /// A damaged file: the container's structure or a checksum.
    case damaged(String)
    /// A well-formed file with something that is not read: an unknown class, an instruction outside the list.
    case refused(String)
}

/// Little-endian reads with bounds.
struct ByteReader {
    let base: UnsafeRawPointer
    let count: Int

    func check(_ at: Int, _ n: Int) throws {
        if at < 0 || n < 0 || at > count || n > count - at { throw CheckpointError.damaged("a record lies outside the file") }
    }
    func u8(_ at: Int) throws -> Int {
        try check(at, 1)
        return Int(base.load(fromByteOffset: at, as: UInt8.self))
    }
    func u16(_ at: Int) throws -> Int {
        try check(at, 2)
        return Int(base.loadUnaligned(fromByteOffset: at, as: UInt16.self))
    }
    func u32(_ at: Int) throws -> Int {
        try check(at, 4)
        return Int(base.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }
    /// Fails for numbers beyond 63 bits.
    func u64(_ at: Int) throws -> Int {
        try check(at, 8)
        let v = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        guard let i = Int(exactly: v) else { throw CheckpointError.damaged("a number overflows") }
        return i
    }
    func bytes(_ at: Int, _ n: Int) throws -> UnsafeRawBufferPointer {
        try check(at, n)
        return UnsafeRawBufferPointer(start: base + at, count: n)
    }
    func text(_ at: Int, _ n: Int) throws -> String {
        let b = try bytes(at, n)
        guard let s = String(validating: b, as: UTF8.self) else { throw CheckpointError.damaged("a name is not UTF-8") }
        return s
    }
}

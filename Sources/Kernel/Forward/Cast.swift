// This file defines conversions between element types and copies between layouts.

import CKernel

/// bfloat16: the upper half of a float32.
public struct BFloat16 {
    public var bits: UInt16
    @inline(__always) public init(bits: UInt16) { self.bits = bits }
    /// Rounds to nearest, ties to even.
    @inline(__always) public init(_ x: Float) {
        let b = x.bitPattern
        bits = x.isNaN ? 0x7fc0 | UInt16(truncatingIfNeeded: b >> 16) : UInt16(truncatingIfNeeded: (b &+ 0x7fff &+ ((b >> 16) & 1)) >> 16)
    }
    @inline(__always) public var float: Float { Float(bitPattern: UInt32(bits) << 16) }
}

/// An element as the type that conversions start from.
protocol WideElement {
    func convert<D: CastElement>(to: D.Type) -> D
}
/// What every element type can be made from. Floats out of an integer's range become its minimum, as the processor converts.
protocol CastElement {
    associatedtype Wide: WideElement
    var wide: Wide { get }
    init(cast: Int32)
    init(cast: Int64)
    init(cast: UInt64)
    init(cast: Float)
    init(cast: Double)
}
extension Int32: WideElement { @inline(__always) func convert<D: CastElement>(to: D.Type) -> D { D(cast: self) } }
extension Int64: WideElement { @inline(__always) func convert<D: CastElement>(to: D.Type) -> D { D(cast: self) } }
extension UInt64: WideElement { @inline(__always) func convert<D: CastElement>(to: D.Type) -> D { D(cast: self) } }
extension Float: WideElement { @inline(__always) func convert<D: CastElement>(to: D.Type) -> D { D(cast: self) } }
extension Double: WideElement { @inline(__always) func convert<D: CastElement>(to: D.Type) -> D { D(cast: self) } }

@inline(__always) func toInt32(_ x: Double) -> Int32 { ck_double_to_int32(x) }
@inline(__always) func toInt32(_ x: Float) -> Int32 { ck_float_to_int32(x) }
@inline(__always) func toInt64(_ x: Double) -> Int64 { ck_double_to_int64(x) }
@inline(__always) func toInt64(_ x: Float) -> Int64 { ck_float_to_int64(x) }
@inline(__always) func toUInt64(_ x: Double) -> UInt64 {
    if x >= 9223372036854775808.0 { return x < 18446744073709551616.0 ? UInt64(x) : UInt64.max }
    return UInt64(bitPattern: toInt64(x))
}

protocol IntegerElement: CastElement, FixedWidthInteger {}
extension IntegerElement {
    @inline(__always) init(cast x: Int32) { self.init(truncatingIfNeeded: x) }
    @inline(__always) init(cast x: Int64) { self.init(truncatingIfNeeded: x) }
    @inline(__always) init(cast x: UInt64) { self.init(truncatingIfNeeded: x) }
}
protocol SmallIntegerElement: IntegerElement {}
extension SmallIntegerElement {
    @inline(__always) var wide: Int32 { Int32(truncatingIfNeeded: self) }
    @inline(__always) init(cast x: Float) { self.init(truncatingIfNeeded: toInt32(x)) }
    @inline(__always) init(cast x: Double) { self.init(truncatingIfNeeded: toInt32(x)) }
}
extension UInt8: SmallIntegerElement {}
extension Int8: SmallIntegerElement {}
extension UInt16: SmallIntegerElement {}
extension Int16: SmallIntegerElement {}
extension Int32: SmallIntegerElement {}
extension UInt32: IntegerElement {
    @inline(__always) var wide: Int64 { Int64(self) }
    @inline(__always) init(cast x: Float) { self.init(truncatingIfNeeded: toInt64(x)) }
    @inline(__always) init(cast x: Double) { self.init(truncatingIfNeeded: toInt64(x)) }
}
extension Int64: IntegerElement {
    @inline(__always) var wide: Int64 { self }
    @inline(__always) init(cast x: Float) { self = toInt64(x) }
    @inline(__always) init(cast x: Double) { self = toInt64(x) }
}
extension UInt64: IntegerElement {
    @inline(__always) var wide: UInt64 { self }
    @inline(__always) init(cast x: Float) { self = toUInt64(Double(x)) }
    @inline(__always) init(cast x: Double) { self = toUInt64(x) }
}
/// A bool element: 0 or 1.
struct BoolElement: CastElement {
    var byte: UInt8
    @inline(__always) init(_ b: Bool) { byte = b ? 1 : 0 }
    @inline(__always) var isTrue: Bool { byte != 0 }
    @inline(__always) var wide: Int32 { byte != 0 ? 1 : 0 }
    @inline(__always) init(cast x: Int32) { byte = x != 0 ? 1 : 0 }
    @inline(__always) init(cast x: Int64) { byte = x != 0 ? 1 : 0 }
    @inline(__always) init(cast x: UInt64) { byte = x != 0 ? 1 : 0 }
    @inline(__always) init(cast x: Float) { byte = x != 0 ? 1 : 0 }
    @inline(__always) init(cast x: Double) { byte = x != 0 ? 1 : 0 }
}
extension Float16: CastElement {
    @inline(__always) var wide: Float { Float(self) }
    @inline(__always) init(cast x: Int32) { self.init(Float(x)) }
    @inline(__always) init(cast x: Int64) { self.init(Float(x)) }
    @inline(__always) init(cast x: UInt64) { self.init(Float(x)) }
    @inline(__always) init(cast x: Float) { self.init(x) }
    @inline(__always) init(cast x: Double) { self.init(x) }
}
extension BFloat16: CastElement {
    @inline(__always) var wide: Float { float }
    @inline(__always) init(cast x: Int32) { self.init(Float(x)) }
    @inline(__always) init(cast x: Int64) { self.init(Float(x)) }
    @inline(__always) init(cast x: UInt64) { self.init(Float(x)) }
    @inline(__always) init(cast x: Float) { self.init(x) }
    @inline(__always) init(cast x: Double) { self.init(Float(x)) }
}
extension Float: CastElement {
    @inline(__always) var wide: Float { self }
    @inline(__always) init(cast x: Int32) { self.init(x) }
    @inline(__always) init(cast x: Int64) { self.init(x) }
    @inline(__always) init(cast x: UInt64) { self.init(x) }
    @inline(__always) init(cast x: Float) { self = x }
    @inline(__always) init(cast x: Double) { self.init(x) }
}
extension Double: CastElement {
    @inline(__always) var wide: Double { self }
    @inline(__always) init(cast x: Int32) { self.init(x) }
    @inline(__always) init(cast x: Int64) { self.init(x) }
    @inline(__always) init(cast x: UInt64) { self.init(x) }
    @inline(__always) init(cast x: Float) { self.init(x) }
    @inline(__always) init(cast x: Double) { self = x }
}

/// Calls a generic function with the Swift type of a dtype.
protocol DTypeVisitor {
    associatedtype Result
    func visit<T: CastElement>(_: T.Type) throws -> Result
}
extension DType {
    @inline(__always) func dispatch<V: DTypeVisitor>(_ v: V) throws -> V.Result {
        switch self {
        case .bool: return try v.visit(BoolElement.self)
        case .uint8: return try v.visit(UInt8.self)
        case .int8: return try v.visit(Int8.self)
        case .int16: return try v.visit(Int16.self)
        case .uint16: return try v.visit(UInt16.self)
        case .int32: return try v.visit(Int32.self)
        case .uint32: return try v.visit(UInt32.self)
        case .int64: return try v.visit(Int64.self)
        case .uint64: return try v.visit(UInt64.self)
        case .float16: return try v.visit(Float16.self)
        case .bfloat16: return try v.visit(BFloat16.self)
        case .float32: return try v.visit(Float.self)
        case .float64: return try v.visit(Double.self)
        }
    }
}

/// Element sizes as types, for operations that only move bytes.
protocol BytesVisitor {
    associatedtype Result
    func visit<T>(_: T.Type) throws -> Result
}
extension DType {
    @inline(__always) func dispatchBytes<V: BytesVisitor>(_ v: V) throws -> V.Result {
        switch size {
        case 1: return try v.visit(UInt8.self)
        case 2: return try v.visit(UInt16.self)
        case 4: return try v.visit(UInt32.self)
        default: return try v.visit(UInt64.self)
        }
    }
}

private struct CastFrom: DTypeVisitor {
    let from: Tensor, to: Tensor
    let nest: Nest
    func visit<S: CastElement>(_: S.Type) throws { try to.dtype.dispatch(CastTo<S>(from: from, to: to, nest: nest)) }
}
private struct CastTo<S: CastElement>: DTypeVisitor {
    let from: Tensor, to: Tensor
    let nest: Nest
    func visit<D: CastElement>(_: D.Type) throws {
        let a: UnsafeMutablePointer<S> = from.typed(), o: UnsafeMutablePointer<D> = to.typed()
        nest.rows { at in
            row1(nest.count, a + at[0], nest.inner[0], o + at[1], nest.inner[1]) { $0.wide.convert(to: D.self) }
        }
    }
}
private struct CopyBytes: BytesVisitor {
    let from: Tensor, to: Tensor
    let nest: Nest
    func visit<T>(_: T.Type) throws {
        let a: UnsafeMutablePointer<T> = from.typed(), o: UnsafeMutablePointer<T> = to.typed()
        let sa = nest.inner[0], so = nest.inner[1], n = nest.count
        nest.rows { at in
            if sa == 1 && so == 1 {
                (o + at[1]).update(from: a + at[0], count: n)
            } else if sa == 0 {
                let x = a[at[0]]
                var p = o + at[1]
                for _ in 0..<n {
                    p.pointee = x
                    p += so
                }
            } else {
                row1(n, a + at[0], sa, o + at[1], so) { $0 }
            }
        }
    }
}

extension Elementwise {
    /// Copies `from`, broadcast to the shape of `to` and converted to its dtype, into `to`. Overlapping views are safe.
    /// - Throws: `broadcast` when the shapes do not fit.
    public static func copy(from: Tensor, to: Tensor) throws {
        let source = from.mayOverlap(to) ? try from.clone() : from
        let nest = Nest(to.shape, [try source.strides(broadcastTo: to.shape), to.strides])
        nest.shared(source, to) { nest in
            if source.dtype == to.dtype {
                try? source.dtype.dispatchBytes(CopyBytes(from: source, to: to, nest: nest))
            } else {
                try? source.dtype.dispatch(CastFrom(from: source, to: to, nest: nest))
            }
            return true
        }
    }

    /// The tensor with another element type, row-major; itself when it has that type already.
    public static func cast(_ t: Tensor, _ dtype: DType) throws -> Tensor {
        if t.dtype == dtype { return t }
        if t.isKernelOrdered || t.count >= 4096, let out = try FusedMaps.cast(t, dtype) { return out }
        let out = try Tensor(empty: t.shape, dtype)
        try copy(from: t, to: out)
        return out
    }

    /// Sets every element to a number (converted to the dtype).
    public static func fill(_ t: Tensor, _ value: Double) throws { try copy(from: try Tensor.scalar(value, t.dtype), to: t) }
    public static func fill(_ t: Tensor, _ value: Int) throws { try copy(from: try Tensor.scalar(value, t.dtype), to: t) }
}

extension Tensor {
    /// A copy in row-major order.
    public func clone() throws -> Tensor {
        let out = try Tensor(empty: shape, dtype)
        let nest = Nest(shape, [strides, out.strides])
        nest.shared(self, out) { (try? dtype.dispatchBytes(CopyBytes(from: self, to: out, nest: $0))) != nil }
        return out
    }
    /// Itself when row-major, else a row-major copy.
    public func contiguous() throws -> Tensor { isContiguous ? self : try clone() }
    /// Row-major, of the given type, its own memory or not.
    public func contiguous(_ dtype: DType) throws -> Tensor { try Elementwise.cast(self, dtype).contiguous() }

    /// Zeros.
    public static func zeros(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        let t = try Tensor(empty: shape, dtype)
        t.pointer.initializeMemory(as: UInt8.self, repeating: 0, count: t.count * dtype.size)
        return t
    }
    /// A tensor filled with one number.
    public static func full(_ shape: [Int], _ value: Double, _ dtype: DType) throws -> Tensor {
        let t = try Tensor(empty: shape, dtype)
        try Elementwise.fill(t, value)
        return t
    }
    public static func full(_ shape: [Int], _ value: Int, _ dtype: DType) throws -> Tensor {
        let t = try Tensor(empty: shape, dtype)
        try Elementwise.fill(t, value)
        return t
    }
    /// A tensor without axes.
    public static func scalar(_ value: Double, _ dtype: DType = .float64) throws -> Tensor {
        let t = try Tensor(empty: [], .float64)
        t.typed(Double.self).pointee = value
        if dtype == .float64 { return t }
        return try Elementwise.cast(t, dtype)
    }
    public static func scalar(_ value: Int, _ dtype: DType = .int64) throws -> Tensor {
        let t = try Tensor(empty: [], .int64)
        t.typed(Int.self).pointee = value
        if dtype == .int64 { return t }
        return try Elementwise.cast(t, dtype)
    }
    public static func scalar(_ value: Bool) throws -> Tensor {
        let t = try Tensor(empty: [], .bool)
        t.typed(UInt8.self).pointee = value ? 1 : 0
        return t
    }
    /// A row of numbers.
    public static func of(_ values: [Int]) throws -> Tensor {
        let t = try Tensor(empty: [values.count], .int64)
        for (i, v) in values.enumerated() { t.typed(Int.self)[i] = v }
        return t
    }
    public static func of(_ values: [Double], _ dtype: DType = .float64) throws -> Tensor {
        let t = try Tensor(empty: [values.count], .float64)
        for (i, v) in values.enumerated() { t.typed(Double.self)[i] = v }
        return try Elementwise.cast(t, dtype)
    }

    /// The element at an offset in elements from the first (of this view), as a number.
    public func double(at i: Int) -> Double {
        switch dtype {
        case .bool, .uint8: return Double(typed(UInt8.self)[i])
        case .int8: return Double(typed(Int8.self)[i])
        case .int16: return Double(typed(Int16.self)[i])
        case .uint16: return Double(typed(UInt16.self)[i])
        case .int32: return Double(typed(Int32.self)[i])
        case .uint32: return Double(typed(UInt32.self)[i])
        case .int64: return Double(typed(Int64.self)[i])
        case .uint64: return Double(typed(UInt64.self)[i])
        case .float16: return Double(typed(Float16.self)[i])
        case .bfloat16: return Double(typed(BFloat16.self)[i].float)
        case .float32: return Double(typed(Float.self)[i])
        case .float64: return typed(Double.self)[i]
        }
    }
    /// The element at an offset as an integer (`uint64` wraps).
    public func integer(at i: Int) -> Int {
        switch dtype {
        case .bool, .uint8: return Int(typed(UInt8.self)[i])
        case .int8: return Int(typed(Int8.self)[i])
        case .int16: return Int(typed(Int16.self)[i])
        case .uint16: return Int(typed(UInt16.self)[i])
        case .int32: return Int(typed(Int32.self)[i])
        case .uint32: return Int(typed(UInt32.self)[i])
        case .int64: return typed(Int.self)[i]
        case .uint64: return Int(truncatingIfNeeded: typed(UInt64.self)[i])
        default: return Int(toInt64(double(at: i)))
        }
    }
    /// All elements in row-major order.
    public func doubles() throws -> [Double] {
        let t = try contiguous(.float64)
        return withExtendedLifetime(t) { Array(t.elements(Double.self)) }
    }
    public func integers() throws -> [Int] {
        let t = try contiguous(.int64)
        return withExtendedLifetime(t) { Array(t.elements(Int.self)) }
    }
    public func booleans() throws -> [Bool] {
        let t = try contiguous(.bool)
        return withExtendedLifetime(t) { t.elements(UInt8.self).map { $0 != 0 } }
    }
}

// This file defines NumPy's dtype objects and scalar types.

import Kernel
import Lang

/// What an array's elements are, beyond the kernel's numbers.
public enum NumpyKind: Equatable {
    case number(DType)
    /// `<U…`: strings; the width is kept for printing only.
    case string(Int)
    case object
}

/// `np.dtype`.
public final class DTypeObject: Object {
    public let value: NumpyKind
    init(_ value: NumpyKind) {
        self.value = value
        super.init(type: NumpyTypes.dtype)
    }
    private static var numbers: [DType: DTypeObject] = [:]
    /// The one object of a numeric dtype.
    public static func of(_ d: DType) -> DTypeObject {
        if let o = numbers[d] { return o }
        let o = DTypeObject(.number(d))
        numbers[d] = o
        return o
    }
    static let objectType = DTypeObject(.object)
    static func of(_ k: NumpyKind) -> DTypeObject {
        switch k {
        case .number(let d): return of(d)
        case .object: return objectType
        case .string: return DTypeObject(k)
        }
    }
    /// `float64`, `<U5`, `object`.
    public var text: String {
        switch value {
        case .number(let d): return d.name
        case .string(let n): return "<U\(n)"
        case .object: return "object"
        }
    }
    var itemSize: Int {
        switch value {
        case .number(let d): return d.size
        case .string(let n): return 4 * n
        case .object: return 8
        }
    }
    public override func repr() throws -> String { value == .object ? "dtype('O')" : value == .string(0) ? "dtype('<U')" : "dtype('\(text)')" }
    public override func str() throws -> String? { text }
    public override func hash() throws -> Int { text.hashValue }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        guard op == .eq || op == .ne else { return nil }
        let o = try? NumpyTypes.dtype(from: other)
        let same = o.map { $0.value == value } ?? false
        if other.isNone { return .bool(op == .ne) }
        return .bool(same == (op == .eq))
    }
}

/// The type objects of `numpy`, and conversions to dtypes.
public enum NumpyTypes {
    private static func abstract(_ name: String, _ base: TypeObject?) -> TypeObject { TypeObject.native(name, module: "numpy", base: base) }
    public static let generic = abstract("generic", nil)
    public static let number = abstract("number", generic)
    public static let integer = abstract("integer", number)
    public static let signedInteger = abstract("signedinteger", integer)
    public static let unsignedInteger = abstract("unsignedinteger", integer)
    public static let inexact = abstract("inexact", number)
    public static let floating = abstract("floating", inexact)
    public static let complexFloating = abstract("complexfloating", inexact)
    public static let flexible = abstract("flexible", generic)
    public static let character = abstract("character", flexible)

    private static var scalars: [DType: TypeObject] = [:]
    /// `np.float32` and so on.
    public static func scalar(_ d: DType) -> TypeObject {
        if let t = scalars[d] { return t }
        let base = d == .bool ? generic : d.isFloat ? floating : d.isSigned ? signedInteger : unsignedInteger
        let t = TypeObject.native(d.name, module: "numpy", base: base)
        if d == .float64 { t.mro = [t] + base.mro.dropLast() + [Types.float, Types.object] }
        scalars[d] = t
        NumpyScalar.declare(t, d)
        return t
    }
    /// `np.str_`: a `str`.
    public static let str: TypeObject = {
        let t = TypeObject.native("str_", module: "numpy", base: Types.str)
        t.mro = [t, Types.str, character, flexible, generic, Types.object]
        t.overrides = [.repr]
        t.method("__repr__(self)") { a in .string("np.str_(\(try Operators.repr(.string(a[0].asString ?? ""))))") }
        t.constructor("str_(object='')") { _, a in .object(StrObject(try Operators.str(a[0]), type: NumpyTypes.str)) }
        t.method("item(self)") { a in .string(a[0].asString ?? "") }
        return t
    }()
    public static let object = TypeObject.native("object_", module: "numpy", base: generic)

    public static let dtype: TypeObject = TypeObject.native("dtype", module: "numpy", doc: "The type of an array's elements.") { t in
        t.constructor("dtype(dtype)") { _, a in .object(try NumpyTypes.dtype(from: a[0])) }
        t.property("name") { o in
            let d = o as! DTypeObject
            if case .string(let n) = d.value { return .string("str\(32 * n)") }
            return .string(d.text)
        }
        t.property("itemsize") { o in .int((o as! DTypeObject).itemSize) }
        t.property("alignment") { o in .int(min((o as! DTypeObject).itemSize, 8)) }
        t.property("kind") { o in .string(String(kindCharacter((o as! DTypeObject).value))) }
        t.property("char") { o in .string(charCode((o as! DTypeObject).value)) }
        t.property("str") { o in .string(arrayInterface((o as! DTypeObject).value)) }
        t.property("type") { o in .object(type(of: (o as! DTypeObject).value)) }
        t.property("byteorder") { o in .string((o as! DTypeObject).itemSize == 1 || (o as! DTypeObject).value == .object ? "|" : "=") }
        t.property("isnative") { _ in .bool(true) }
        t.property("names") { _ in .none }
        t.property("fields") { _ in .none }
        t.property("shape") { _ in .tuple([]) }
        t.property("ndim") { _ in .int(0) }
        t.property("hasobject") { o in .bool((o as! DTypeObject).value == .object) }
        t.property("num") { o in
            guard case .number(let d) = (o as! DTypeObject).value else { return .int((o as! DTypeObject).value == .object ? 17 : 19) }
            switch d {
            case .bool: return .int(0)
            case .int8: return .int(1)
            case .uint8: return .int(2)
            case .int16: return .int(3)
            case .uint16: return .int(4)
            case .int32: return .int(5)
            case .uint32: return .int(6)
            case .int64: return .int(7)
            case .uint64: return .int(8)
            case .float32: return .int(11)
            case .float64: return .int(12)
            case .float16, .bfloat16: return .int(23)
            }
        }
        t.method("newbyteorder(self, new_order='S', /)") { a in a[0] }
    }

    /// How messages name a dtype's class.
    static func className(_ k: NumpyKind) -> String {
        switch k {
        case .number(let d): return "<class 'numpy.dtypes.\(d == .bool ? "Bool" : (d.name.hasPrefix("u") ? "UInt" + d.name.dropFirst(4) : d.name.prefix(1).uppercased() + d.name.dropFirst()))DType'>"
        case .string: return "<class 'numpy.dtypes.StrDType'>"
        case .object: return "<class 'numpy.dtypes.ObjectDType'>"
        }
    }
    static func type(of k: NumpyKind) -> TypeObject {
        switch k {
        case .number(let d): return scalar(d)
        case .string: return str
        case .object: return object
        }
    }
    static func kindCharacter(_ k: NumpyKind) -> Character {
        switch k {
        case .number(let d): return d == .bool ? "b" : d.isFloat ? "f" : d.isSigned ? "i" : "u"
        case .string: return "U"
        case .object: return "O"
        }
    }
    static func charCode(_ k: NumpyKind) -> String {
        guard case .number(let d) = k else { return String(kindCharacter(k)) }
        switch d {
        case .bool: return "?"
        case .int8: return "b"
        case .uint8: return "B"
        case .int16: return "h"
        case .uint16: return "H"
        case .int32: return "i"
        case .uint32: return "I"
        case .int64: return "l"
        case .uint64: return "L"
        case .float16, .bfloat16: return "e"
        case .float32: return "f"
        case .float64: return "d"
        }
    }
    /// `<f8`, `|u1`, `<U5`, `|O`.
    static func arrayInterface(_ k: NumpyKind) -> String {
        switch k {
        case .number(let d): return (d.size == 1 ? "|" : "<") + String(kindCharacter(k)) + String(d.size)
        case .string(let n): return "<U\(n)"
        case .object: return "|O"
        }
    }

    static let names: [String: NumpyKind] = [
        "bool": .number(.bool), "bool_": .number(.bool), "?": .number(.bool), "b1": .number(.bool), "int8": .number(.int8), "i1": .number(.int8),
        "b": .number(.int8), "byte": .number(.int8), "uint8": .number(.uint8), "u1": .number(.uint8), "B": .number(.uint8), "ubyte": .number(.uint8),
        "int16": .number(.int16), "i2": .number(.int16), "h": .number(.int16), "short": .number(.int16), "uint16": .number(.uint16),
        "u2": .number(.uint16), "H": .number(.uint16), "ushort": .number(.uint16), "int32": .number(.int32), "i4": .number(.int32),
        "i": .number(.int32), "intc": .number(.int32), "uint32": .number(.uint32), "u4": .number(.uint32), "I": .number(.uint32),
        "uintc": .number(.uint32), "int64": .number(.int64), "i8": .number(.int64), "l": .number(.int64), "q": .number(.int64),
        "long": .number(.int64), "longlong": .number(.int64), "int": .number(.int64), "intp": .number(.int64), "int_": .number(.int64),
        "p": .number(.int64), "uint64": .number(.uint64), "u8": .number(.uint64), "L": .number(.uint64), "Q": .number(.uint64),
        "ulong": .number(.uint64), "ulonglong": .number(.uint64), "uint": .number(.uint64), "uintp": .number(.uint64), "P": .number(.uint64),
        "float16": .number(.float16), "f2": .number(.float16), "e": .number(.float16), "half": .number(.float16), "float32": .number(.float32),
        "f4": .number(.float32), "f": .number(.float32), "single": .number(.float32), "float64": .number(.float64), "f8": .number(.float64),
        "d": .number(.float64), "double": .number(.float64), "float": .number(.float64), "float_": .number(.float64), "O": .object,
        "object": .object, "object_": .object, "U": .string(0), "str": .string(0), "str_": .string(0), "unicode": .string(0),
    ]

    /// The kind of a dtype name, nil for an unknown one.
    static func kind(named name: String) -> NumpyKind? {
        var n = Substring(name)
        if let k = names[name] { return k }
        if let c = n.first, "<=|>".contains(c) {
            n.removeFirst()
            if let k = names[String(n)] { return k }
        }
        if n.first == "U", let w = Int(n.dropFirst()), w >= 0 { return .string(w) }
        return nil
    }

    /// What `np.dtype(x)` accepts. Throws TypeError with NumPy's words.
    public static func dtype(from v: Value) throws -> DTypeObject {
        switch v {
        case .none: return .of(.float64)
        case .object(let o):
            if let d = o as? DTypeObject { return d }
            if let s = v.asString {
                if let k = kind(named: s) { return .of(k) }
                if s.hasPrefix("complex") || s == "c8" || s == "c16" { throw notImplementedError("complex dtypes are not supported here; keep real and imaginary parts in two arrays") }
                throw typeError("data type '\(s)' not understood")
            }
            if let t = o as? TypeObject {
                if t === Types.float { return .of(.float64) }
                if t === Types.int { return .of(.int64) }
                if t === Types.bool { return .of(.bool) }
                if t === Types.str || t === str { return .of(.string(0)) }
                if t === Types.object || t === object { return .objectType }
                for d in DType.allCases where scalar(d) === t { return .of(d) }
                if t === floating || t === inexact || t === number { return .of(.float64) }
                if t === integer || t === signedInteger { return .of(.int64) }
                if t === unsignedInteger { return .of(.uint64) }
                return .objectType
            }
            if let d = try Operators.attributeIfPresent(v, "dtype"), let x = d.asObject as? DTypeObject { return x }
        default: break
        }
        throw typeError("Cannot interpret '\(try Operators.repr(v))' as a data type")
    }
    /// The numeric dtype of an optional argument; nil when it is missing.
    static func number(_ v: Value) throws -> DType? {
        if v.isNone || v.isUnbound { return nil }
        if case .number(let d) = try dtype(from: v).value { return d }
        throw typeError("a numeric dtype is needed here")
    }
}

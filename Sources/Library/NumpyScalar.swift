// This file defines NumPy's scalars: one number with a dtype.

import BigInt
import Glibc
import Kernel
import Lang

/// `np.float64(0.5)`, `np.int8(3)`, `np.True_`. (`np.str_` values are `StrObject`s of type `NumpyTypes.str`.)
public final class NumpyScalar: Object {
    public let dtype: DType
    /// Integers and bool: the value (uint64: its bits). Floats: the bits of the value as a double.
    let bits: Int

    init(_ dtype: DType, bits: Int) {
        self.dtype = dtype
        self.bits = bits
        super.init(type: NumpyTypes.scalar(dtype))
    }
    /// A float scalar; the value is rounded to the dtype.
    public convenience init(_ d: Double, _ dtype: DType) {
        let r: Double
        switch dtype {
        case .float32: r = Double(Float(d))
        case .float16: r = Double(Float16(d))
        case .bfloat16: r = Double(BFloat16(Float(d)).float)
        default: r = d
        }
        self.init(dtype, bits: Int(bitPattern: UInt(r.bitPattern)))
    }
    public var double: Double {
        if dtype.isFloat { return Double(bitPattern: UInt64(UInt(bitPattern: bits))) }
        return dtype == .uint64 ? Double(UInt(bitPattern: bits)) : Double(bits)
    }

    static let yes = NumpyScalar(.bool, bits: 1), no = NumpyScalar(.bool, bits: 0)
    public static func bool(_ b: Bool) -> Value { .object(b ? yes : no) }
    public static func float64(_ d: Double) -> Value { .object(NumpyScalar(.float64, bits: Int(bitPattern: UInt(d.bitPattern)))) }
    public static func int64(_ i: Int) -> Value { .object(NumpyScalar(.int64, bits: i)) }

    /// The element at an offset of a tensor.
    public static func of(_ t: Tensor, at i: Int = 0) -> Value {
        if t.dtype == .bool { return bool(t.typed(UInt8.self, i) != 0) }
        if t.dtype.isFloat { return .object(NumpyScalar(t.dtype, bits: Int(bitPattern: UInt(t.double(at: i).bitPattern)))) }
        return .object(NumpyScalar(t.dtype, bits: t.integer(at: i)))
    }
    /// Without axes.
    public func tensor() throws -> Tensor {
        dtype.isFloat ? try Tensor.scalar(double, dtype) : try Tensor.scalar(bits, dtype)
    }
    /// As Python's own bool, int or float.
    public var python: Value {
        if dtype == .bool { return .bool(bits != 0) }
        if dtype.isFloat { return .float(double) }
        if dtype == .uint64 && bits < 0 { return IntArithmetic.normalized(BigInt(UInt(bitPattern: bits))) }
        return .int(bits)
    }

    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        // The common pairs without a detour through tensors.
        if dtype == .float64 {
            let x: Double
            switch other {
            case .float(let d): x = d
            case .int(let i): x = Double(i)
            case .object(let o):
                guard let s = o as? NumpyScalar else { return try Ufunc.operatorBinary(op, .object(self), other, reflected: reflected) }
                guard s.dtype == .float64 || s.dtype == .int64 else { return try Ufunc.operatorBinary(op, .object(self), other, reflected: reflected) }
                x = s.double
            default: return try Ufunc.operatorBinary(op, .object(self), other, reflected: reflected)
            }
            let a = reflected ? x : double, b = reflected ? double : x
            switch op {
            case .add: return try NumpyScalar.checked(a + b, a, b, "add")
            case .sub: return try NumpyScalar.checked(a - b, a, b, "subtract")
            case .mul: return try NumpyScalar.checked(a * b, a, b, "multiply")
            case .truediv: return try NumpyScalar.checked(a / b, a, b, "divide")
            case .pow: return try NumpyScalar.checked(pow(a, b), a, b, "power")
            default: break
            }
        } else if dtype == .int64 {
            var x: Int?
            if case .int(let i) = other { x = i } else if let s = other.asObject as? NumpyScalar, s.dtype == .int64 { x = s.bits }
            if let x {
                let a = reflected ? x : bits, b = reflected ? bits : x
                switch op {
                case .add: return NumpyScalar.int64(a &+ b)
                case .sub: return NumpyScalar.int64(a &- b)
                case .mul: return NumpyScalar.int64(a &* b)
                case .truediv: return try NumpyScalar.checked(Double(a) / Double(b), Double(a), Double(b), "divide")
                default: break
                }
            }
        }
        return try Ufunc.operatorBinary(op, .object(self), other, reflected: reflected)
    }
    /// A result of two doubles, after what `np.errstate` asks for.
    @inline(__always) private static func checked(_ r: Double, _ a: Double, _ b: Double, _ name: String) throws -> Value {
        if !r.isFinite { try tell(r, a, b, name) }
        return float64(r)
    }
    private static func tell(_ r: Double, _ a: Double, _ b: Double, _ name: String) throws {
        if r.isNaN {
            if !a.isNaN && !b.isNaN { try FloatingErrors.tell(3, "invalid value", "scalar \(name)") }
        } else if a.isFinite && b.isFinite {
            if name == "divide" && b == 0 || name == "power" && a == 0 { try FloatingErrors.tell(0, "divide by zero", "scalar \(name)") } else { try FloatingErrors.tell(1, "overflow", "scalar \(name)") }
        }
    }
    public override func unary(_ op: UnaryOperator) throws -> Value? {
        switch op {
        case .negate: return try Ufunc.call("negative", [.object(self)])
        case .plus: return .object(self)
        case .invert: return try Ufunc.call("invert", [.object(self)])
        case .not: return .bool(try !isTrue())
        }
    }
    public override func compare(_ op: CompareOperator, _ other: Value) throws -> Value? {
        let x: Double
        switch other {
        case .int(let i):
            if !dtype.isFloat && dtype != .uint64 { return NumpyScalar.bool(Ufunc.ordered(op, bits, i)) }
            x = Double(i)
        case .float(let d):
            // A Python float takes this scalar's precision.
            x = dtype == .float32 ? Double(Float(d)) : dtype == .float16 ? Double(Float16(d)) : d
        case .bool(let b): x = b ? 1 : 0
        case .object(let o):
            guard let s = o as? NumpyScalar else {
                if o is TupleObject || o is ListObject || o is NDArray || o is TensorHolder || o.kind == .bigInt { return try Ufunc.operatorCompare(op, .object(self), other) }
                return nil
            }
            if !dtype.isFloat && !s.dtype.isFloat && dtype != .uint64 && s.dtype != .uint64 { return NumpyScalar.bool(Ufunc.ordered(op, bits, s.bits)) }
            x = s.double
        case .none, .unbound: return op == .eq ? NumpyScalar.bool(false) : op == .ne ? NumpyScalar.bool(true) : nil
        }
        return NumpyScalar.bool(Ufunc.ordered(op, double, x))
    }
    public override func hash() throws -> Int { dtype.isFloat ? Hashing.float(double) : try Operators.hash(python) }
    public override func isTrue() throws -> Bool { dtype.isFloat ? double != 0 : bits != 0 }
    public override func index() throws -> Value? { dtype.isFloat ? nil : dtype == .bool ? nil : python }
    public override func toFloat() throws -> Double? { double }
    public override func toInt() throws -> Value? {
        if !dtype.isFloat { return dtype == .bool ? .int(bits) : python }
        return try IntArithmetic.integer(double)
    }
    public override func format(_ spec: String) throws -> String? {
        if spec.isEmpty { return dtype == .float16 || dtype == .float32 ? try Operators.str(.float(double)) : try str() }
        if dtype == .bool { return try Operators.format(.string(bits != 0 ? "True" : "False"), spec) }
        return try Operators.format(python, spec)
    }
    /// The digits without the type's name.
    var text: String {
        if dtype == .bool { return bits != 0 ? "True" : "False" }
        if dtype.isFloat { return NumpyPrint.scalar(double, dtype) }
        return dtype == .uint64 ? String(UInt(bitPattern: bits)) : String(bits)
    }
    public override func str() throws -> String? { text }
    public override func repr() throws -> String {
        if dtype == .bool { return bits != 0 ? "np.True_" : "np.False_" }
        return "np.\(dtype.name)(\(text))"
    }
    public override func getItem(_ key: Value) throws -> Value? {
        let a = NDArray(try tensor())
        if let t = key.asObject as? TupleObject, t.items.isEmpty { return .object(self) }
        if key.isNone || key.asObject === Singleton.ellipsisObject { return try a.getItem(key) }
        throw indexError("invalid index to scalar variable.")
    }
    public override var allowsAttributes: Bool { false }
    /// Everything that an array has: computed on an array without axes.
    public override func dynamicAttribute(_ name: Name) throws -> Value? {
        guard !name.text.hasPrefix("__"), let f = NDArray.type_.lookup(name) else { return nil }
        let a = NDArray(try tensor())
        if let p = f.asObject as? NativeProperty { return try p.get(a) }
        if let m = f.asObject as? NativeFunction {
            // Arrays without axes become scalars again.
            return .object(NativeFunction("\(name.text)(*args, **kwargs)") { b in
                let r = try Operators.call(.object(m), CallArguments([.object(a)] + b.rest(0), keywords: b.keywords(1).map { (Name($0.name), $0.value) }))
                if let x = r.asObject as? NDArray { return x.scalarOrSelf }
                return r
            })
        }
        return nil
    }

    /// Declares a scalar type's constructor and methods.
    static func declare(_ t: TypeObject, _ d: DType) {
        t.reportedName = "numpy.\(d.name)"
        t.constructor("\(d.name)(value=0, /)") { _, a in try PythonErrors.asNumpy { try make(d, a[0]) } }
        t.method("item(self)") { a in (a[0].asObject as! NumpyScalar).python }
        t.method("tolist(self)") { a in (a[0].asObject as! NumpyScalar).python }
        t.method("__round__(self, ndigits=None)") { a in
            let s = a[0].asObject as! NumpyScalar
            if !a.given(1) {
                if s.dtype.isFloat { return try FloatRounding.round(s.double) }
                return s.python
            }
            return try NumpyMath.round(a[0], decimals: try a.int(1), out: nil)
        }
        t.method("__abs__(self)") { a in try Ufunc.call("absolute", [a[0]]) }
        t.method("__int__(self)") { a in try (a[0].asObject as! NumpyScalar).toInt()! }
        t.method("__float__(self)") { a in .float((a[0].asObject as! NumpyScalar).double) }
        t.method("__divmod__(self, other)") { a in .tuple([try Ufunc.call("floor_divide", [a[0], a[1]]), try Ufunc.call("remainder", [a[0], a[1]])]) }
        t.method("__array__(self, dtype=None, copy=None)") { a in .object(try NDArray.from(a[0])) }
        t.method("is_integer(self)") { a in
            let v = (a[0].asObject as! NumpyScalar).double
            return .bool(v == v.rounded())
        }
        t.method("__reduce__(self)") { a in
            .tuple([.object(NumpyTypes.scalar((a[0].asObject as! NumpyScalar).dtype)), .tuple([(a[0].asObject as! NumpyScalar).python])])
        }
        if d == .float64 || d == .float32 || d == .float16 {
            t.method("as_integer_ratio(self)") { a in try Operators.callMethod(.float((a[0].asObject as! NumpyScalar).double), "as_integer_ratio") }
            t.method("hex(self)") { a in try Operators.callMethod(.float((a[0].asObject as! NumpyScalar).double), "hex") }
        } else if d != .bool {
            t.method("bit_count(self)") { a in .int((a[0].asObject as! NumpyScalar).bits.magnitude.nonzeroBitCount) }
        }
    }
    /// `np.float32(x)`: a scalar, or an array for a sequence.
    static func make(_ d: DType, _ x: Value) throws -> Value {
        if let s = x.asString {
            if d.isFloat {
                guard let v = NumpyText.float(s) else { throw valueError("could not convert string to float: \(try Operators.repr(x))") }
                return .object(NumpyScalar(v, d))
            }
            if d == .bool { return bool(!s.isEmpty) }
            let v = try Operators.call(.object(Types.int), x)
            return try make(d, v)
        }
        switch x {
        case .none: return d.isFloat ? .object(NumpyScalar(.nan, d)) : d == .bool ? bool(false) : try { throw typeError("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'") }()
        case .float(let f):
            if d.isFloat { return .object(NumpyScalar(f, d)) }
            if d == .bool { return bool(f != 0) }
            return of(try Tensor.scalar(f, d))
        case .bool(let b): return d == .bool ? bool(b) : of(try Tensor.scalar(b ? 1 : 0, d))
        case .int(let i):
            if d == .bool { return bool(i != 0) }
            if d.isFloat { return of(try Tensor.scalar(i, d)) }
            return of(try NumpyOperand.scalar(x, d))
        default: break
        }
        let a = try NDArray.from(x)
        let r = try a.cast(to: .number(d))
        return r.tensor.rank == 0 ? of(r.tensor) : .object(r)
    }
}

extension Tensor {
    @inline(__always) func typed<T>(_: T.Type, _ i: Int) -> T { pointer.assumingMemoryBound(to: T.self)[i] }
}

/// Numbers in texts.
enum NumpyText {
    /// A float as Python reads it, nil for anything else.
    static func float(_ s: String) -> Double? {
        var t = Substring(s)
        while let c = t.first, c.isWhitespace { t.removeFirst() }
        while let c = t.last, c.isWhitespace { t.removeLast() }
        let low = t.lowercased()
        switch low {
        case "nan", "+nan", "-nan": return .nan
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        default: break
        }
        guard !low.isEmpty, low.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45 }) else { return nil }
        return Double(low) ?? (low.hasSuffix(".") ? Double(low + "0") : nil) ?? lenient(low)
    }
    private static func lenient(_ s: String) -> Double? {
        var end: UnsafeMutablePointer<CChar>?
        return s.withCString { p in
            let v = strtod(p, &end)
            return end != nil && end!.pointee == 0 && end! != p ? v : nil
        }
    }
}

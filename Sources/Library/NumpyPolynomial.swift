// This file defines `np.poly1d`, `np.char` and `np.lib.stride_tricks`.

import Kernel
import Lang

/// `np.poly1d`: a polynomial by its coefficients, highest power first.
final class PolynomialObject: Object {
    var coefficients: NDArray
    let variable: String
    static let type_: TypeObject = TypeObject.native("poly1d", module: "numpy") { t in
        t.constructor("poly1d(c_or_r, r=False, variable=None)") { _, a in
            try PythonErrors.asNumpy {
                if let p = a[0].asObject as? PolynomialObject { return .object(PolynomialObject(p.coefficients, p.variable)) }
                var c = try NDArray.from(a[0])
                c = c.with(try NumpyMovement.raised(c.tensor, 1))
                if try a.bool(1) { c = try NDArray.from(try Operators.call(try numpy("poly"), .object(c))) }
                return .object(PolynomialObject(try trimmed(c), try a.string(2, or: "x")))
            }
        }
        func property(_ names: [String], _ get: @escaping (PolynomialObject) throws -> Value) { for n in names { t.property(n) { try get($0 as! PolynomialObject) } } }
        property(["coeffs", "c", "coef", "coefficients"]) { .object($0.coefficients) }
        property(["order", "o"]) { .int($0.order) }
        property(["roots", "r"]) { p in try PythonErrors.asNumpy { try NumpyMath.roots(.object(p.coefficients)) } }
        property(["variable"]) { .string($0.variable) }
        t.method("deriv(self, m=1)") { a in
            let p = a[0].asObject as! PolynomialObject
            return .object(PolynomialObject(try NDArray.from(try Operators.call(try numpy("polyder"), .object(p.coefficients), a[1])), p.variable))
        }
        t.method("integ(self, m=1, k=0)") { a in
            let p = a[0].asObject as! PolynomialObject
            return .object(PolynomialObject(try NDArray.from(try Operators.call(try numpy("polyint"), .object(p.coefficients), a[1])), p.variable))
        }
        NativeSlots.declare(t, ["__call__", "__getitem__", "__len__", "__add__", "__sub__", "__mul__", "__neg__", "__repr__", "__str__"])
    }
    /// A function of numpy, native or made of cells.
    private static func numpy(_ name: String) throws -> Value {
        guard let m = try ModuleTable.shared.module("numpy") else { throw importError("No module named 'numpy'") }
        return try Operators.attribute(.object(m), Name(name))
    }
    init(_ c: NDArray, _ variable: String) {
        coefficients = c
        self.variable = variable
        super.init(type: PolynomialObject.type_)
    }
    static func trimmed(_ given: NDArray) throws -> NDArray {
        let c = given.tensor.rank == 1 ? given : given.with(try Movement.reshape(given.tensor, [given.tensor.count]))
        let v = try c.tensor.doubles()
        var skip = 0
        while skip < v.count - 1 && v[skip] == 0 { skip += 1 }
        return c.with(Movement.slice(c.tensor, axis: 0, start: skip, step: 1, count: v.count - skip))
    }
    var order: Int { coefficients.tensor.count - 1 }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        guard let x = a.positional.first else { throw typeError("poly1d.__call__() missing 1 required positional argument: 'val'") }
        if x.asObject is PolynomialObject {
            var r: Value = .int(0)
            for c in try Operators.items(of: .object(coefficients)) { r = try Operators.binary(.add, try Operators.binary(.mul, x, r), c) }
            return r
        }
        return try PythonErrors.asNumpy { try NumpyMath.polyval(.object(coefficients), x) }
    }
    override func length() throws -> Int? { order }
    override func getItem(_ key: Value) throws -> Value? {
        let k = try Operators.index(key)
        if k < 0 || k > order { return NumpyScalar.of(try Tensor.scalar(0, coefficients.tensor.dtype)) }
        return try coefficients.getItem(.int(order - k))
    }
    private func other(_ v: Value) throws -> Value {
        if let p = v.asObject as? PolynomialObject { return .object(p.coefficients) }
        return v
    }
    override func binary(_ op: BinaryOperator, _ o: Value, reflected: Bool) throws -> Value? {
        func apply(_ name: String) throws -> Value {
            let a = Value.object(coefficients), b = try other(o)
            let r = try Operators.call(PolynomialObject.numpy(name), reflected ? b : a, reflected ? a : b)
            return .object(PolynomialObject(try PolynomialObject.trimmed(try NDArray.from(r)), variable))
        }
        switch op {
        case .add: return try apply("polyadd")
        case .sub: return try apply("polysub")
        case .mul: return try apply("polymul")
        case .truediv where !reflected: return .object(PolynomialObject(try NDArray.from(try Operators.binary(.truediv, .object(coefficients), o)), variable))
        case .pow where !reflected:
            var r = Value.object(PolynomialObject(try NDArray.from(.list([.int(1)])), variable))
            for _ in 0..<(try Operators.index(o)) { r = try Operators.binary(.mul, r, .object(self)) }
            return r
        default: return nil
        }
    }
    override func unary(_ op: UnaryOperator) throws -> Value? {
        op == .negate ? .object(PolynomialObject(try NDArray.from(try Operators.unary(.negate, .object(coefficients))), variable)) : nil
    }
    override func compare(_ op: CompareOperator, _ o: Value) throws -> Value? {
        guard op == .eq || op == .ne, let p = o.asObject as? PolynomialObject else { return nil }
        return .bool((try NumpyMath.arrayEqual(.object(coefficients), .object(p.coefficients), equalNaN: false)) == (op == .eq))
    }
    override func repr() throws -> String { "poly1d(" + (try NumpyPrint.repr(coefficients)).dropFirst(6) }
    /// Two lines: the exponents above, the terms below.
    override func str() throws -> String? {
        let c = try coefficients.tensor.doubles()
        var powers: [(Int, String)] = []
        var line = ""
        for (k, v) in c.enumerated() {
            let power = order - k
            func number(_ x: Double) throws -> String {
                let s = try Operators.format(.float(x), ".4g")
                return s
            }
            let s = try number(v.magnitude)
            var term = ""
            if power == 0 {
                if s != "0" || c.count == 1 { term = k == 0 ? try number(v) : s }
                if s == "0" && k > 0 { continue }
            } else {
                if s == "0" { continue }
                term = (k == 0 && v < 0 ? "-" : "") + s + " " + variable
            }
            if k > 0 && !line.isEmpty { line += v < 0 ? " - " : " + " } else if k > 0 && v < 0 && power != order { line += "-" }
            line += term
            if power > 1 { powers.append((line.count, String(power))) }
        }
        // Each exponent takes its width in the lower line.
        var low = "", at = 0
        var upper = ""
        for (end, p) in powers {
            let piece = line.dropFirst(at).prefix(end - at)
            low += piece
            upper += String(repeating: " ", count: max(low.count - upper.count, 0)) + p
            low += String(repeating: " ", count: p.count - 1)
            at = end
        }
        low += line.dropFirst(at)
        if upper.count < low.count { upper += String(repeating: " ", count: low.count - upper.count) }
        while upper.last == " " { upper.removeLast() }
        return (upper.isEmpty ? " " : upper) + "\n" + low
    }
}

/// `np.char`, `np.strings`: functions of arrays of strings.
enum NumpyChar {
    static func module(_ name: String) -> ModuleObject {
        let m = ModuleObject(name, doc: "Functions of arrays of strings.")
        let f = Numpy.Table(m: m)
        func each(_ v: Value, _ g: (Value) throws -> Value) throws -> Value {
            let x = try NDArray.from(v)
            let r = try x.values().map { try g($0.asString == nil ? .string(try Operators.str($0)) : $0) }
            if r.isEmpty { return .object(x) }
            let y = try NDArray.from(.list(r))
            return y.with(try Movement.reshape(y.tensor, x.shape)).scalarOrSelf
        }
        for n in ["upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isdigit", "isspace", "isupper", "islower", "isnumeric", "isalnum"] {
            f("\(n)(a)", "The method of each string.") { a in try each(a[0]) { try Operators.callMethod($0, Name(n)) } }
        }
        for n in ["strip", "lstrip", "rstrip"] {
            f("\(n)(a, chars=None)", "The method of each string.") { a in try each(a[0]) { try Operators.callMethod($0, Name(n), a[1]) } }
        }
        for n in ["startswith", "endswith", "count", "find", "rfind", "zfill", "center", "ljust", "rjust"] {
            f("\(n)(a, x, *args)", "The method of each string.") { a in
                try each(a[0]) { try Operators.call(try Operators.attribute($0, Name(n)), CallArguments([a[1]] + a.rest(2))) }
            }
        }
        f("replace(a, old, new, count=-1)", "Each string with a part replaced.") { a in try each(a[0]) { try Operators.callMethod($0, "replace", a[1], a[2], a[3]) } }
        f("str_len(a)", "The lengths.") { a in try each(a[0]) { .int($0.asString!.unicodeScalars.count) } }
        for n in ["split", "splitlines"] {
            f("\(n)(a, sep=None)", "Lists of each string's parts.") { a in
                let x = try NDArray.from(a[0])
                let r = try x.values().map { n == "split" ? try Operators.callMethod($0, "split", a[1]) : try Operators.callMethod($0, "splitlines") }
                return .object(try NDArray.of(r, shape: x.shape, kind: .object))
            }
        }
        f("join(sep, seq)", "Each string's characters with a separator.") { a in try each(a[1]) { try Operators.callMethod(a[0], "join", $0) } }
        f("add(x1, x2)", "The strings one after another.") { a in
            try Ufunc.named("add").call([.object(try NDArray.from(a[0], dtype: .string(0))), .object(try NDArray.from(a[1], dtype: .string(0)))], out: nil)
        }
        f("multiply(a, i)", "Each string repeated.") { a in try each(a[0]) { try Operators.binary(.mul, $0, a[1]) } }
        for (n, op) in [("equal", "equal"), ("not_equal", "not_equal"), ("less", "less"), ("greater", "greater")] {
            f("\(n)(x1, x2)", "A comparison.") { a in try Ufunc.named(op).call([.object(try NDArray.from(a[0])), .object(try NDArray.from(a[1]))], out: nil) }
        }
        f("array(obj)", "An array of strings.") { a in .object(try NDArray.from(a[0], dtype: .string(0))) }
        return m
    }
}

/// `np.lib.stride_tricks`.
enum NumpyStrides {
    static func lib() -> ModuleObject {
        let lib = ModuleObject("numpy.lib")
        let m = ModuleObject("numpy.lib.stride_tricks", doc: "Views by shape and strides.")
        let f = Numpy.Table(m: m)
        f("sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False)", "All windows, as a view.") { a in
            let x = try NDArray.from(a[0])
            let window = try Convert.shape(from: a[1])
            let axes = a.given(2) ? try Convert.shape(from: a[2]).map { try Shape.axis($0, rank: x.tensor.rank) } : Array(0..<x.tensor.rank)
            if window.count != axes.count { throw valueError("Since axis is None, must provide window_shape for all dimensions of `x`; got \(window.count) window_shape elements and `x.ndim` is \(x.tensor.rank).") }
            var shape = x.shape, strides = x.tensor.strides
            for (w, axis) in zip(window, axes) {
                if w < 0 { throw valueError("`window_shape` cannot contain negative values") }
                if shape[axis] < w { throw valueError("window shape cannot be larger than input array shape") }
                shape[axis] -= w - 1
                shape.append(w)
                strides.append(x.tensor.strides[axis])
            }
            let v = x.view(x.tensor.view(shape: shape, strides: strides, offset: x.tensor.offset))
            v.isWriteable = false
            return .object(v)
        }
        f("as_strided(x, shape=None, strides=None, subok=False, writeable=True)", "A view of any shape and strides within the array's memory.") { a in
            let x = try NDArray.from(a[0])
            let size = x.dtype.itemSize
            let shape = a.given(1) ? try Convert.shape(from: a[1]) : x.shape
            let strides = a.given(2) ? try Convert.shape(from: a[2]).map { s -> Int in
                if s % size != 0 { throw notImplementedError("as_strided takes strides of whole elements here") }
                return s / size
            } : x.tensor.strides
            if shape.count != strides.count { throw valueError("mismatch in length of strides and shape") }
            // The view must stay inside the memory.
            var low = x.tensor.offset, high = x.tensor.offset
            for (n, s) in zip(shape, strides) where n > 0 { if s < 0 { low += (n - 1) * s } else { high += (n - 1) * s } }
            if low < 0 || (high + 1) * x.tensor.dtype.size > x.tensor.storage.byteCount { throw valueError("the view reaches outside the array's memory") }
            return .object(x.view(x.tensor.view(shape: shape, strides: strides, offset: x.tensor.offset)))
        }
        lib.constant("stride_tricks", .object(m))
        ModuleTable.shared.add(m)
        return lib
    }
}

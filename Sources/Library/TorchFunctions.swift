// This file declares the functions of `torch` and methods of `torch.Tensor` on numbers: arithmetic, comparisons, reductions.

import Kernel
import Lang

/// Declares functions of the module and methods of tensors from one line.
struct TorchBuilder {
    let module: ModuleObject

    /// A function of the module. Kernel errors get PyTorch's words.
    @discardableResult func function(_ declaration: String, _ doc: String = "", _ body: @escaping (Arguments) throws -> Value) -> NativeFunction {
        module.function(declaration, doc) { a in try PythonErrors.asTorch { try body(a) } }
    }
    /// A method of Tensor.
    @discardableResult func method(_ declaration: String, _ doc: String = "", _ body: @escaping (Arguments) throws -> Value) -> NativeFunction {
        TorchTypes.tensor.method(declaration, doc) { a in try PythonErrors.asTorch { try body(a) } }
    }
    /// Both: the first parameter is `input` of the function and `self` of the method.
    func both(_ declaration: String, _ doc: String = "", _ body: @escaping (Arguments) throws -> Value) {
        function(declaration, doc, body)
        let open = declaration.firstIndex(of: "(")!
        let rest = declaration[declaration.index(after: open)...]
        let first = rest.prefix { $0 != "," && $0 != ")" }
        method(declaration[...open] + "self" + rest.dropFirst(first.count), doc, body)
    }
    /// A function of one tensor, the method, and the method in place.
    func unary(_ name: String, _ doc: String, alias: String? = nil, _ f: @escaping (Tensor) throws -> Tensor) {
        for n in [name] + (alias.map { [$0] } ?? []) {
            let fn = function("\(n)(input, *, out=None)", doc) { a in try Torch.put(f(Torch.tensor(a, 0)), a[1]) }
            fn.fast1 = { v in
                guard let t = v.asObject as? TensorObject else { throw typeError("\(n)(): argument 'input' (position 1) must be Tensor, not \(v.typeName)") }
                return try PythonErrors.asTorch { Torch.value(try f(t.tensor)) }
            }
            method("\(n)(self)", doc) { a in Torch.value(try f(Torch.tensor(a, 0))) }
            method("\(n)_(self)", doc + " In place.") { a in
                try Torch.changeInPlace(a.object(0, TensorObject.self), f)
                return a[0]
            }
        }
    }
    /// A function of a tensor and an operand, the method, and the method in place.
    func binary(_ name: String, _ doc: String, alias: String? = nil, inPlace: Bool = true, _ f: @escaping (Operand, Operand) throws -> Tensor) {
        for n in [name] + (alias.map { [$0] } ?? []) {
            both("\(n)(input, other, *, out=None)", doc) { a in
                try Torch.put(f(Torch.operand(a[0], n, "input", 1), Torch.operand(a[1], n, "other", 2)), a[2])
            }
            if inPlace {
                method("\(n)_(self, other)", doc + " In place.") { a in
                    let o = try Torch.operand(a[1], n + "_", "other", 1)
                    try Torch.changeInPlace(a.object(0, TensorObject.self)) { try f(.tensor($0), o) }
                    return a[0]
                }
            }
        }
    }
}

extension Torch {
    /// Writes to `out` when given.
    static func put(_ t: Tensor, _ out: Value) throws -> Value {
        guard let o = out.asObject as? TensorObject else { return value(t) }
        if o.tensor.shape == t.shape {
            try Elementwise.copy(from: t, to: o.tensor)
            o.tensor.storage.version += 1
        } else {
            o.tensor = try Elementwise.cast(t, o.tensor.dtype)
        }
        return out
    }
}

enum TorchMath {
    static func declare(_ b: TorchBuilder) {
        arithmetic(b)
        unaries(b)
        reductions(b)
    }

    private static func arithmetic(_ b: TorchBuilder) {
        for (name, alias, f) in [
            ("add", nil, { try Ops.add($0, $1, alpha: $2) }), ("sub", "subtract", { try Ops.sub($0, $1, alpha: $2) }),
        ] as [(String, String?, (Operand, Operand, Operand) throws -> Tensor)] {
            for n in [name] + (alias.map { [$0] } ?? []) {
                b.both("\(n)(input, other, *, alpha=1, out=None)", "The sum or difference with `alpha` times `other`.") { a in
                    try Torch.put(f(Torch.operand(a[0], n, "input", 1), Torch.operand(a[1], n, "other", 2), Torch.operand(a[2], n, "alpha", 3)), a[3])
                }
                b.method("\(n)_(self, other, *, alpha=1)", "In place.") { a in
                    let o = try Torch.operand(a[1], n + "_", "other", 1), alpha = try Torch.operand(a[2], n, "alpha", 3)
                    try Torch.changeInPlace(a.object(0, TensorObject.self)) { try f(.tensor($0), o, alpha) }
                    return a[0]
                }
            }
        }
        b.binary("mul", "The product.", alias: "multiply") { try Ops.mul($0, $1) }
        for n in ["div", "divide", "true_divide"] {
            b.both("\(n)(input, other, *, rounding_mode=None, out=None)", "The quotient; `rounding_mode` None, 'floor' or 'trunc'.") { a in
                let r = try rounding(a, 2)
                return try Torch.put(Ops.div(Torch.operand(a[0], n, "input", 1), Torch.operand(a[1], n, "other", 2), rounding: r), a[3])
            }
            b.method("\(n)_(self, other, *, rounding_mode=None)", "In place.") { a in
                let r = try rounding(a, 2), o = try Torch.operand(a[1], n, "other", 1)
                try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.div(.tensor($0), o, rounding: r) }
                return a[0]
            }
        }
        b.binary("floor_divide", "The quotient rounded down.") { try Ops.div($0, $1, rounding: .floor) }
        b.binary("remainder", "The remainder with the divisor's sign.") { try Ops.remainder($0, $1) }
        b.binary("fmod", "The remainder with the dividend's sign.") { try Ops.fmod($0, $1) }
        for n in ["pow"] {
            b.both("\(n)(input, exponent, *, out=None)", "Each element to a power.") { a in
                try Torch.put(Ops.pow(Torch.operand(a[0], n, "input", 1), Torch.operand(a[1], n, "exponent", 2)), a[2])
            }
        }
        b.method("pow_(self, exponent)", "In place.") { a in
            let e = try Torch.operand(a[1], "pow_", "exponent", 1)
            try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.pow(.tensor($0), e) }
            return a[0]
        }
        b.binary("maximum", "The larger of two.", inPlace: false) { try Ops.maximum($0, $1) }
        b.binary("minimum", "The smaller of two.", inPlace: false) { try Ops.minimum($0, $1) }
        b.binary("fmax", "The larger of two; NaN loses.", inPlace: false) { try Ops.plain(.fmax, $0, $1) }
        b.binary("fmin", "The smaller of two; NaN loses.", inPlace: false) { try Ops.plain(.fmin, $0, $1) }
        b.binary("atan2", "The angle of (other, input).", alias: "arctan2") { try Ops.atan2($0, $1) }
        b.binary("hypot", "The length of (input, other).") { try Ops.plainFloat(.hypot, $0, $1) }
        b.binary("copysign", "The magnitude of one with the sign of the other.") { try Ops.plainFloat(.copysign, $0, $1) }
        b.binary("logaddexp", "log(exp(input) + exp(other)).", inPlace: false) { x, y in
            guard let x = x.tensor, let y = y.tensor else { throw typeError("logaddexp(): argument 'other' (position 2) must be Tensor") }
            return try Ops.logaddexp(x, y)
        }
        b.binary("gcd", "The greatest common divisor.") { try Ops.plain(.gcd, $0, $1) }
        b.binary("lcm", "The least common multiple.") { try Ops.plain(.lcm, $0, $1) }
        b.binary("bitwise_and", "Bit by bit and.") { try Ops.plain(.bitAnd, $0, $1) }
        b.binary("bitwise_or", "Bit by bit or.") { try Ops.plain(.bitOr, $0, $1) }
        b.binary("bitwise_xor", "Bit by bit exclusive or.") { try Ops.plain(.bitXor, $0, $1) }
        b.binary("bitwise_left_shift", "Bits shifted left.") { try Ops.plain(.shiftLeft, $0, $1) }
        b.binary("bitwise_right_shift", "Bits shifted right.") { try Ops.plain(.shiftRight, $0, $1) }
        for (n, alias, op) in [
            ("eq", nil, .equal), ("ne", "not_equal", .notEqual), ("lt", "less", .less), ("le", "less_equal", .lessEqual), ("gt", "greater", .greater), ("ge", "greater_equal", .greaterEqual),
        ] as [(String, String?, CompareKernelOp)] {
            b.binary(n, "Compares element by element.", alias: alias, inPlace: false) { try Ops.compare(op, $0, $1) }
        }
        b.binary("logical_and", "And by truth.", inPlace: false) { try Ops.logical(.logicalAnd, $0, $1) }
        b.binary("logical_or", "Or by truth.", inPlace: false) { try Ops.logical(.logicalOr, $0, $1) }
        b.binary("logical_xor", "Exclusive or by truth.", inPlace: false) { try Ops.logical(.logicalXor, $0, $1) }
        b.both("equal(input, other)", "Whether two tensors have one shape and equal elements.") { a in
            let x = try Torch.tensor(a, 0), y = try Torch.tensor(a, 1)
            return .bool(x.shape == y.shape ? try Ops.every(Ops.compare(.equal, .tensor(x), .tensor(y))).booleans()[0] : false)
        }
        b.both("isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether elements are close.") { a in
            Torch.value(try close(Torch.tensor(a, 0), Torch.tensor(a, 1), a.float(2), a.float(3), a.bool(4)))
        }
        b.both("allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether all elements are close.") { a in
            .bool(try Ops.every(close(Torch.tensor(a, 0), Torch.tensor(a, 1), a.float(2), a.float(3), a.bool(4))).booleans()[0])
        }
        b.function("where(condition, input=None, other=None)", "Elements of `input` where the condition holds, else of `other`; alone, the indices of true elements.") { a in
            let c = try Torch.tensor(a, 0)
            if !a.given(1) { return Torch.tuple(try c.rank == 0 ? [Ops.nonzero(c).view(shape: [c.integer(at: 0) != 0 ? 1 : 0], strides: [1], offset: 0)] : Indexing.nonzero(c)) }
            return Torch.value(try Ops.where_(c, Torch.operand(a[1], "where", "input", 2), Torch.operand(a[2], "where", "other", 3)))
        }
        b.method("where(self, condition, other)", "Elements of self where the condition holds, else of `other`.") { a in
            Torch.value(try Ops.where_(Torch.tensor(a, 1), Torch.operand(a[0], "where", "input", 2), Torch.operand(a[2], "where", "other", 3)))
        }
        for n in ["clamp", "clip"] {
            b.both("\(n)(input, min=None, max=None)", "Elements limited to [min, max].") { a in Torch.value(try clamp(Torch.tensor(a, 0), a)) }
            b.method("\(n)_(self, min=None, max=None)", "In place.") { a in
                try Torch.changeInPlace(a.object(0, TensorObject.self)) { try clamp($0, a) }
                return a[0]
            }
        }
        b.both("clamp_min(input, min)", "Elements of at least `min`.") { a in Torch.value(try Ops.clamp(Torch.tensor(a, 0), Torch.operand(a[1], "clamp_min", "min", 2), nil)) }
        b.both("clamp_max(input, max)", "Elements of at most `max`.") { a in Torch.value(try Ops.clamp(Torch.tensor(a, 0), nil, Torch.operand(a[1], "clamp_max", "max", 2))) }
        b.both("lerp(input, end, weight)", "input + weight (end - input).") { a in
            Torch.value(try Ops.lerp(Torch.tensor(a, 0), Torch.tensor(a, 1), Torch.operand(a[2], "lerp", "weight", 3)))
        }
        b.both("addcmul(input, tensor1, tensor2, *, value=1)", "input + value tensor1 tensor2.") { a in
            Torch.value(try Ops.add(.tensor(Torch.tensor(a, 0)), .tensor(Ops.mul(Torch.tensor(a, 1), Torch.tensor(a, 2))), alpha: Torch.operand(a[3], "addcmul", "value", 4)))
        }
        b.both("addcdiv(input, tensor1, tensor2, *, value=1)", "input + value tensor1 / tensor2.") { a in
            Torch.value(try Ops.add(.tensor(Torch.tensor(a, 0)), .tensor(Ops.div(Torch.tensor(a, 1), Torch.tensor(a, 2))), alpha: Torch.operand(a[3], "addcdiv", "value", 4)))
        }
        for n in ["addcmul_", "addcdiv_"] {
            b.method("\(n)(self, tensor1, tensor2, *, value=1)", "In place.") { a in
                let x = try Torch.tensor(a, 1), y = try Torch.tensor(a, 2), v = try Torch.operand(a[3], n, "value", 4)
                try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.add(.tensor($0), .tensor(n == "addcmul_" ? Ops.mul(x, y) : Ops.div(x, y)), alpha: v) }
                return a[0]
            }
        }
        b.method("lerp_(self, end, weight)", "In place.") { a in
            let e = try Torch.tensor(a, 1), w = try Torch.operand(a[2], "lerp_", "weight", 2)
            try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.lerp($0, e, w) }
            return a[0]
        }
    }
    private static func rounding(_ a: Arguments, _ i: Int) throws -> Ops.Rounding? {
        guard a.given(i) else { return nil }
        let s = try a.string(i)
        guard let r = Ops.Rounding(rawValue: s) else { throw runtimeError("div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(s)'") }
        return r
    }
    private static func clamp(_ t: Tensor, _ a: Arguments) throws -> Tensor {
        try Ops.clamp(t, a.given(1) ? Torch.operand(a[1], "clamp", "min", 2) : nil, a.given(2) ? Torch.operand(a[2], "clamp", "max", 3) : nil)
    }
    private static func close(_ x: Tensor, _ y: Tensor, _ rtol: Double, _ atol: Double, _ nan: Bool) throws -> Tensor {
        if x.dtype != y.dtype { throw runtimeError("\(x.dtype.torchScalarName) did not match \(y.dtype.torchScalarName)") }
        return try Autograd.noGrad {
            let p = try Elementwise.cast(x, .float64), q = try Elementwise.cast(y, .float64)
            let d = try Ops.abs(Ops.sub(.tensor(p), .tensor(q)))
            let limit = try Ops.add(.tensor(Ops.mul(Ops.abs(q), rtol)), .float(atol))
            var r = try Ops.logical(.logicalAnd, .tensor(Ops.compare(.lessEqual, .tensor(d), .tensor(limit))), .tensor(Elementwise.test(.isfinite, q)))
            r = try Ops.logical(.logicalOr, .tensor(r), .tensor(Ops.compare(.equal, .tensor(p), .tensor(q))))
            if nan { r = try Ops.logical(.logicalOr, .tensor(r), .tensor(Ops.logical(.logicalAnd, .tensor(Elementwise.test(.isnan, p)), .tensor(Elementwise.test(.isnan, q))))) }
            return r
        }
    }

    private static func unaries(_ b: TorchBuilder) {
        b.unary("neg", "The negative.", alias: "negative") { try Ops.neg($0) }
        b.unary("abs", "The magnitude.", alias: "absolute") { try Ops.abs($0) }
        b.unary("sign", "-1, 0 or 1.") { try Ops.sign($0) }
        b.unary("sgn", "-1, 0 or 1.") { try Ops.sign($0) }
        b.unary("floor", "Rounded down.") { try Ops.floor($0) }
        b.unary("ceil", "Rounded up.") { try Ops.ceil($0) }
        b.unary("trunc", "Rounded to zero.", alias: "fix") { try Ops.trunc($0) }
        b.unary("frac", "What follows the point.") { try Ops.sub(.tensor($0), .tensor(Ops.trunc($0))) }
        b.both("round(input, *, decimals=0)", "Rounded half to even.") { a in Torch.value(try Ops.round(Torch.tensor(a, 0), decimals: a.int(1))) }
        b.method("round_(self)", "In place.") { a in
            try Torch.changeInPlace(a.object(0, TensorObject.self)) { try Ops.round($0) }
            return a[0]
        }
        b.unary("exp", "e to the power of each element.") { try Ops.exp($0) }
        b.unary("exp2", "2 to the power of each element.") { try Ops.exp2($0) }
        b.unary("expm1", "exp(x) - 1.") { try Ops.expm1($0) }
        b.unary("log", "The natural logarithm.") { try Ops.log($0) }
        b.unary("log2", "The logarithm of base 2.") { try Ops.log2($0) }
        b.unary("log10", "The logarithm of base 10.") { try Ops.log10($0) }
        b.unary("log1p", "log(1 + x).") { try Ops.log1p($0) }
        b.unary("sqrt", "The square root.") { try Ops.sqrt($0) }
        b.unary("rsqrt", "1 / sqrt(x).") { try Ops.rsqrt($0) }
        b.unary("reciprocal", "1 / x.") { try Ops.reciprocal($0) }
        b.unary("square", "x².") { try Ops.square($0) }
        b.unary("sin", "The sine.") { try Ops.sin($0) }
        b.unary("cos", "The cosine.") { try Ops.cos($0) }
        b.unary("tan", "The tangent.") { try Ops.tan($0) }
        b.unary("asin", "The arc sine.", alias: "arcsin") { try Ops.asin($0) }
        b.unary("acos", "The arc cosine.", alias: "arccos") { try Ops.acos($0) }
        b.unary("atan", "The arc tangent.", alias: "arctan") { try Ops.atan($0) }
        b.unary("sinh", "The hyperbolic sine.") { try Ops.sinh($0) }
        b.unary("cosh", "The hyperbolic cosine.") { try Ops.cosh($0) }
        b.unary("tanh", "The hyperbolic tangent.") { try Ops.tanh($0) }
        b.unary("asinh", "The inverse hyperbolic sine.", alias: "arcsinh") { try Ops.asinh($0) }
        b.unary("acosh", "The inverse hyperbolic cosine.", alias: "arccosh") { try Ops.acosh($0) }
        b.unary("atanh", "The inverse hyperbolic tangent.", alias: "arctanh") { try Ops.atanh($0) }
        b.unary("erf", "The error function.") { try Ops.erf($0) }
        b.unary("erfc", "1 - erf(x).") { try Ops.erfc($0) }
        b.unary("erfinv", "The inverse of the error function.") { try Ops.erfinv($0) }
        b.unary("lgamma", "The logarithm of the gamma function.") { try Ops.lgamma($0) }
        b.unary("digamma", "The derivative of lgamma.") { try Ops.digamma($0) }
        b.unary("sigmoid", "1 / (1 + exp(-x)).") { try Ops.sigmoid($0) }
        b.unary("relu", "max(x, 0).") { try Ops.relu($0) }
        b.unary("deg2rad", "Degrees as radians.") { try Ops.mul($0, Double.pi / 180) }
        b.unary("rad2deg", "Radians as degrees.") { try Ops.mul($0, 180 / Double.pi) }
        b.unary("bitwise_not", "Bit by bit not.") { try Ops.invert($0) }
        b.unary("logical_not", "Not by truth.") { try Elementwise.test(.not, $0) }
        b.both("logit(input, eps=None)", "log(x / (1 - x)).") { a in Torch.value(try Ops.logit(Torch.tensor(a, 0), eps: a.given(1) ? a.float(1) : nil)) }
        b.both("nan_to_num(input, nan=0.0, posinf=None, neginf=None)", "NaN and infinities replaced.") { a in
            Torch.value(try Ops.nanToNum(Torch.tensor(a, 0), nan: a.float(1, or: 0), posinf: a.given(2) ? a.float(2) : nil, neginf: a.given(3) ? a.float(3) : nil))
        }
        for (n, op) in [("isnan", .isnan), ("isinf", .isinf), ("isfinite", .isfinite), ("isposinf", .isposinf), ("isneginf", .isneginf), ("signbit", .signbit)] as [(String, TestKernelOp)] {
            b.both("\(n)(input)", "A test of each element.") { a in Torch.value(try Elementwise.test(op, Torch.tensor(a, 0))) }
        }
        b.both("is_floating_point(input)", "Whether the dtype is a float type.") { a in .bool(try Torch.tensor(a, 0).dtype.isFloat) }
        b.both("is_complex(input)", "Whether the dtype is complex.") { _ in .bool(false) }
        b.both("is_nonzero(input)", "Whether the only element is not 0.") { a in .bool(try Operators.isTrue(a[0])) }
    }

    private static func reductions(_ b: TorchBuilder) {
        b.both("sum(input, dim=None, keepdim=False, *, dtype=None)", "The sum over dimensions.") { a in
            Torch.value(try Ops.sum(Torch.tensor(a, 0), dims(a, 1, "sum"), keepdim: a.bool(2), dtype: TorchDType.from(a[3])))
        }
        b.both("nansum(input, dim=None, keepdim=False, *, dtype=None)", "The sum, NaN as 0.") { a in
            let t = try Torch.tensor(a, 0)
            return Torch.value(try Ops.sum(Ops.maskedFill(t, Elementwise.test(.isnan, t), .int(0)), dims(a, 1, "nansum"), keepdim: a.bool(2), dtype: TorchDType.from(a[3])))
        }
        b.both("mean(input, dim=None, keepdim=False, *, dtype=None)", "The mean over dimensions.") { a in
            Torch.value(try Ops.mean(Torch.tensor(a, 0), dims(a, 1, "mean"), keepdim: a.bool(2), dtype: TorchDType.from(a[3])))
        }
        b.both("prod(input, dim=None, keepdim=False, *, dtype=None)", "The product.") { a in
            Torch.value(try Ops.prod(Torch.tensor(a, 0), a.given(1) ? a.int(1) : nil, keepdim: a.bool(2), dtype: TorchDType.from(a[3])))
        }
        for n in ["var", "std"] {
            let f: (Tensor, [Int]?, Double, Bool) throws -> Tensor = n == "var" ? { try Ops.variance($0, $1, correction: $2, keepdim: $3) } : { try Ops.std($0, $1, correction: $2, keepdim: $3) }
            b.both("\(n)(input, dim=None, unbiased=..., keepdim=False, *, correction=...)", "Around the mean, over n - correction.") { a in
                if case .bool(let u) = a[1] { return Torch.value(try f(Torch.tensor(a, 0), nil, u ? 1 : 0, false)) }
                let correction = a.given(4) ? try a.float(4) : a.has(2) && !a[2].isNone ? (try a.bool(2) ? 1 : 0) : 1
                return Torch.value(try f(Torch.tensor(a, 0), dims(a, 1, n), correction, a.bool(3)))
            }
            b.function("\(n)_mean(input, dim=None, unbiased=..., keepdim=False, *, correction=...)", "With the mean.") { a in
                let correction = a.given(4) ? try a.float(4) : a.has(2) && !a[2].isNone ? (try a.bool(2) ? 1 : 0) : 1
                let t = try Torch.tensor(a, 0), d = try dims(a, 1, n)
                return Torch.tuple([try f(t, d, correction, a.bool(3)), try Ops.mean(t, d, keepdim: a.bool(3))])
            }
        }
        for (n, largest) in [("max", true), ("min", false)] {
            let body: (Arguments) throws -> Value = { a in
                let t = try Torch.tensor(a, 0)
                if !a.given(1) { return Torch.value(try Ops.extremum(t, largest: largest)) }
                if let other = a[1].asObject as? TensorObject {
                    return Torch.value(try largest ? Ops.maximum(.tensor(t), .tensor(other.tensor)) : Ops.minimum(.tensor(t), .tensor(other.tensor)))
                }
                let (v, i) = try Ops.extremum(t, a.int(1), keepdim: a.bool(2), largest: largest)
                return Torch.results(n, ["values", "indices"], [v, i])
            }
            b.both("\(n)(input, dim=None, keepdim=False)", "The extreme of all, or values and indices along a dimension, or of two tensors.", body)
            b.both("a\(n)(input, dim=(), keepdim=False)", "The extreme over dimensions.") { a in
                Torch.value(try Ops.amax(Torch.tensor(a, 0), Torch.dims(a[1]) ?? [], keepdim: a.bool(2), largest: largest))
            }
            b.both("arg\(n)(input, dim=None, keepdim=False)", "The index of the extreme.") { a in
                Torch.value(try Ops.arg(Torch.tensor(a, 0), a.given(1) ? a.int(1) : nil, keepdim: a.bool(2), largest: largest))
            }
        }
        b.both("aminmax(input, *, dim=None, keepdim=False)", "Both extremes.") { a in
            let t = try Torch.tensor(a, 0), d = a.given(1) ? [try a.int(1)] : []
            return Torch.results("aminmax", ["min", "max"], [try Ops.amax(t, d, keepdim: a.bool(2), largest: false), try Ops.amax(t, d, keepdim: a.bool(2), largest: true)])
        }
        // `torch.median`, which looks for NaN first, is a cell.
        b.function("_median(input, dim=None, keepdim=False)", "The lower median of numbers.") { a in
            let t = try Torch.tensor(a, 0)
            if !a.given(1) { return Torch.value(try Ops.median(t)) }
            let d = try Ops.dim(a.int(1), t.rank)
            let (v, i) = try Ops.kthvalue(t, t.rank == 0 ? 1 : (t.shape[d] + 1) / 2, d, keepdim: a.bool(2))
            return Torch.results("median", ["values", "indices"], [v, i])
        }
        b.both("mode(input, dim=-1, keepdim=False)", "The most frequent value.") { a in
            let t = try Torch.tensor(a, 0)
            let d = try Ops.dim(a.int(1), t.rank)
            let rows = try Movement.moveAxis(t, from: d, to: t.rank - 1).contiguous()
            let n = t.shape[d], v = try rows.doubles()
            var index: [Int] = []
            for r in stride(from: 0, to: v.count, by: max(n, 1)) {
                var counts: [Double: Int] = [:]
                for x in v[r..<r + n] { counts[x, default: 0] += 1 }
                let best = counts.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }!.key
                index.append(v[r..<r + n].lastIndex(of: best)! - r)
            }
            var i = try Movement.reshape(Tensor.of(index), Array(rows.shape.dropLast()) + [1])
            i = try Movement.moveAxis(i, from: t.rank - 1, to: d)
            let values = try Ops.gather(t, d, i)
            return Torch.results("mode", ["values", "indices"], try a.bool(2) ? [values, i] : [Ops.squeeze(values, [d]), Ops.squeeze(i, [d])])
        }
        b.both("kthvalue(input, k, dim=-1, keepdim=False)", "The k-th smallest.") { a in
            let (v, i) = try Ops.kthvalue(Torch.tensor(a, 0), a.int(1), a.int(2), keepdim: a.bool(3))
            return Torch.results("kthvalue", ["values", "indices"], [v, i])
        }
        b.both("any(input, dim=None, keepdim=False)", "Whether any element is true.") { a in Torch.value(try Ops.any(Torch.tensor(a, 0), dims(a, 1, "any"), keepdim: a.bool(2))) }
        b.both("all(input, dim=None, keepdim=False)", "Whether all elements are true.") { a in Torch.value(try Ops.every(Torch.tensor(a, 0), dims(a, 1, "all"), keepdim: a.bool(2))) }
        b.both("count_nonzero(input, dim=None)", "The number of elements that are not 0.") { a in
            Torch.value(try Ops.sum(Elementwise.cast(Torch.tensor(a, 0), .bool), dims(a, 1, "count_nonzero"), keepdim: false))
        }
        b.both("cumsum(input, dim, *, dtype=None)", "Running sums.") { a in Torch.value(try Ops.cumsum(Torch.tensor(a, 0), a.int(1), dtype: TorchDType.from(a[2]))) }
        b.both("cumprod(input, dim, *, dtype=None)", "Running products.") { a in Torch.value(try Ops.cumprod(Torch.tensor(a, 0), a.int(1), dtype: TorchDType.from(a[2]))) }
        for (n, op) in [("cummax", Reduce.Cumulative.max), ("cummin", .min)] {
            b.both("\(n)(input, dim)", "Running extremes and their indices.") { a in
                let t = try Torch.tensor(a, 0), d = try Ops.dim(a.int(1), t.rank)
                if t.rank == 0 { return Torch.results(op == .max ? "cummax" : "cummin", ["values", "indices"], [try Ops.clone(t), try Tensor.scalar(0)]) }
                let v = try Reduce.cumulative(op, t, axis: d, dtype: t.dtype)
                // The index of the latest element that equals the running extreme.
                let n = t.shape[d]
                let positions = try Movement.expand(Movement.reshape(Tensor.of(Array(0..<n)), [Int](repeating: 1, count: d) + [n] + [Int](repeating: 1, count: t.rank - d - 1)), to: t.shape)
                let hits = try Ops.where_(Ops.compare(.equal, .tensor(t), .tensor(v)), .tensor(positions), .tensor(Tensor.scalar(0)))
                let i = try Reduce.cumulative(.max, hits, axis: d, dtype: .int64)
                return Torch.results(n == 0 ? "" : op == .max ? "cummax" : "cummin", ["values", "indices"], [try Ops.gather(t, d, i), i])
            }
        }
        b.both("norm(input, p='fro', dim=None, keepdim=False, dtype=None)", "The p-norm.") { a in
            Torch.value(try Ops.norm(Torch.tensor(a, 0), order(a[1]), dims(a, 2, "norm"), keepdim: a.bool(3)))
        }
        b.both("dist(input, other, p=2)", "The p-norm of the difference.") { a in
            Torch.value(try Ops.norm(Ops.sub(.tensor(Torch.tensor(a, 0)), .tensor(Torch.tensor(a, 1))), a.float(2)))
        }
        b.both("renorm(input, p, dim, maxnorm)", "Slices whose norm exceeds `maxnorm` are scaled to it.") { a in
            let t = try Torch.tensor(a, 0), d = try Ops.dim(a.int(2), t.rank)
            let n = try Ops.norm(t, a.float(1), (0..<t.rank).filter { $0 != d }, keepdim: true)
            let scale = try Ops.where_(Ops.compare(.greater, .tensor(n), .float(a.float(3))), .tensor(Ops.div(.float(a.float(3)), .tensor(Ops.add(.tensor(n), .float(1e-7))))), .float(1))
            return Torch.value(try Ops.mul(t, scale))
        }
        b.both("softmax(input, dim=None, *, dtype=None)", "exp(x) over its sum along a dimension.") { a in
            guard a.given(1) else { throw typeError("softmax() received an invalid combination of arguments - got (Tensor), but expected one of:\n * (Tensor input, int dim, torch.dtype dtype = None, *, Tensor out = None)\n * (Tensor input, name dim, *, torch.dtype dtype = None)\n") }
            return Torch.value(try Ops.softmax(Torch.tensor(a, 0), a.int(1), dtype: TorchDType.from(a[2])))
        }
        b.both("log_softmax(input, dim, *, dtype=None)", "The logarithm of softmax.") { a in Torch.value(try Ops.logSoftmax(Torch.tensor(a, 0), a.int(1), dtype: TorchDType.from(a[2]))) }
        b.both("logsumexp(input, dim, keepdim=False)", "log of the sum of exp.") { a in Torch.value(try Ops.logsumexp(Torch.tensor(a, 0), Torch.dims(a[1]) ?? [], keepdim: a.bool(2))) }
        b.both("logcumsumexp(input, dim)", "log of the running sum of exp.") { a in Torch.value(try Ops.log(Ops.cumsum(Ops.exp(Torch.tensor(a, 0)), a.int(1)))) }
    }

    /// The order of a norm.
    static func order(_ v: Value) throws -> Double {
        if v.isNone || v.isUnbound { return 2 }
        if let s = v.asString {
            if s == "fro" { return 2 }
            if s == "inf" { return .infinity }
            throw runtimeError("norm with p='\(s)' is not available; p is a number, 'fro' or 'inf'")
        }
        return try Operators.toDouble(v)
    }
    /// An int or tuple of ints; nil when not given.
    static func dims(_ a: Arguments, _ i: Int, _ function: String) throws -> [Int]? {
        switch a[i] {
        case .none, .unbound: return nil
        case .int(let d): return [d]
        case .bool, .float: throw typeError("\(function)(): argument 'dim' (position 2) must be tuple of ints, not \(a[i].typeName)")
        case .object(let o):
            if o.kind == .str { throw typeError("\(function)(): argument 'dim' (position 2) must be tuple of ints, not str") }
            return try Torch.dims(a[i])
        }
    }
}

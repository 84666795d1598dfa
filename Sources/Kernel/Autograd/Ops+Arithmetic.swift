// This file defines arithmetic of two operands, comparisons and selection, with gradients.

extension Ops {
    private static func binary(_ op: BinaryKernelOp, _ a: Operand, _ b: Operand, dtype: DType) throws -> Tensor {
        try Elementwise.binary(op, raw(a, dtype), raw(b, dtype), dtype: dtype)
    }
    /// The operand's values without history or conversion (the kernels convert).
    private static func raw(_ o: Operand, _ dtype: DType) throws -> Tensor {
        if case .tensor(let t) = o { return t }
        return try o.asTensor(dtype)
    }
    private static func needed(_ a: Operand, _ b: Operand) -> Bool {
        guard Autograd.isEnabled else { return false }
        return (a.tensor?.requiresGrad ?? false) || (b.tensor?.requiresGrad ?? false)
    }
    private static func keep(_ o: Operand, for other: Operand) -> Saved? {
        guard let t = o.tensor, other.tensor?.requiresGrad ?? false else { return nil }
        return Saved(t)
    }

    /// `a + alpha b`.
    public static func add(_ a: Operand, _ b: Operand, alpha: Operand = .int(1)) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        var b1 = b
        let scaled = alpha.double != 1
        if scaled {
            if case .float = alpha, !dtype.isFloat { throw KernelError.runtime("For integral input tensors, argument alpha must not be a floating point number.") }
            b1 = .tensor(try Autograd.noGrad { try mul(b, alpha) })
        }
        let out = try binary(.add, a, b1, dtype: dtype)
        if needed(a, b) {
            Autograd.record("AddBackward0", [a.tensor, b.tensor], [], out) { n, g in
                [n.needs(0) ? g : nil, n.needs(1) ? (scaled ? try mul(.tensor(g), alpha) : g) : nil]
            }
        }
        return out
    }

    /// `a - alpha b`.
    public static func sub(_ a: Operand, _ b: Operand, alpha: Operand = .int(1)) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        if dtype == .bool {
            if a.tensor?.dtype == .bool && b.tensor?.dtype == .bool {
                throw KernelError.notImplemented("Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.")
            }
            throw KernelError.notImplemented(
                "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.")
        }
        var b1 = b
        let scaled = alpha.double != 1
        if scaled { b1 = .tensor(try Autograd.noGrad { try mul(b, alpha) }) }
        let out = try binary(.subtract, a, b1, dtype: dtype)
        if needed(a, b) {
            Autograd.record(a.isScalar ? "RsubBackward1" : "SubBackward0", [a.tensor, b.tensor], [], out) { n, g in
                [n.needs(0) ? g : nil, n.needs(1) ? (scaled ? try neg(mul(.tensor(g), alpha)) : try neg(g)) : nil]
            }
        }
        return out
    }

    public static func mul(_ a: Tensor, _ b: Tensor) throws -> Tensor { try mul(.tensor(a), .tensor(b)) }
    public static func mul(_ a: Tensor, _ b: Double) throws -> Tensor { try mul(.tensor(a), .float(b)) }
    /// `a * b`.
    public static func mul(_ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        let out = try binary(.multiply, a, b, dtype: dtype)
        if needed(a, b) {
            let sa = keep(a, for: b), sb = keep(b, for: a)
            // The operands themselves must not be held: what is kept may be less than they are.
            let ka = a.unlessTensor, kb = b.unlessTensor
            Autograd.record("MulBackward0", [a.tensor, b.tensor], [sa, sb], out) { n, g in
                [
                    n.needs(0) ? try mul(.tensor(g), sb.map { .tensor(try $0.value(n)) } ?? kb) : nil,
                    n.needs(1) ? try mul(.tensor(g), sa.map { .tensor(try $0.value(n)) } ?? ka) : nil,
                ]
            }
        }
        return out
    }

    /// How `div` rounds.
    public enum Rounding: String { case floor, trunc }

    public static func div(_ a: Tensor, _ b: Tensor) throws -> Tensor { try div(.tensor(a), .tensor(b)) }
    /// `a / b`; with a rounding mode integers stay integers.
    /// - Throws: `runtime` for integer division by zero.
    public static func div(_ a: Operand, _ b: Operand, rounding: Rounding? = nil) throws -> Tensor {
        if let rounding {
            let dtype = Promotion.result(a, b)
            try checkZero(b, dtype)
            let out = try binary(rounding == .floor ? .floorDivide : .truncDivide, a, b, dtype: dtype)
            if needed(a, b), dtype.isFloat {
                Autograd.record("DivBackward\(b.isScalar ? 2 : 1)", [a.tensor, b.tensor], [], out) { n, g in
                    [n.needs(0) ? try Tensor.zeros(g.shape, g.dtype) : nil, n.needs(1) ? try Tensor.zeros(g.shape, g.dtype) : nil]
                }
            }
            return out
        }
        if a.isScalar, case .tensor(let t) = b { return try mul(.tensor(try reciprocal(t)), a) }
        let dtype = Promotion.floatResult(a, b)
        let out = try binary(.divide, a, b, dtype: dtype)
        if needed(a, b) {
            let sb = b.tensor.map { Saved($0) }
            let sa = b.tensor?.requiresGrad ?? false ? a.tensor.map { Saved($0) } : nil
            let kb = b.unlessTensor
            Autograd.record("DivBackward0", [a.tensor, b.tensor], [sa, sb], out) { n, g in
                let d = try sb.map { Operand.tensor(try $0.value(n)) } ?? kb
                var gb: Tensor?
                if n.needs(1), let sa, case .tensor(let dt) = d {
                    // -g (a / b) / b
                    gb = try neg(mul(g, div(div(sa.value(n), dt), dt)))
                }
                return [n.needs(0) ? try div(.tensor(g), d) : nil, gb]
            }
        }
        return out
    }
    private static func checkZero(_ b: Operand, _ dtype: DType) throws {
        guard !dtype.isFloat else { return }
        let zero: Bool
        switch b {
        case .tensor(let t): zero = try t.integers().contains(0)
        default: zero = b.double == 0
        }
        if zero { throw KernelError.runtime("ZeroDivisionError") }
    }

    /// `a % b`, Python's sign.
    public static func remainder(_ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        if dtype == .bool { throw refused("remainder_cpu", dtype) }
        try checkZero(b, dtype)
        let out = try binary(.remainder, a, b, dtype: dtype)
        // A zero has the dividend's sign (NumPy's has the divisor's).
        if dtype.isFloat { try signZeros(out, a) }
        if needed(a, b), dtype.isFloat {
            let sa = a.tensor.map { Saved($0) }, sb = b.tensor.map { Saved($0) }
            Autograd.record("RemainderBackward\(b.isScalar ? 0 : 1)", [a.tensor, b.tensor], [sa, sb], out) { n, g in
                guard n.needs(1) else { return [g, nil] }
                let x = try sa.map { Operand.tensor(try $0.value(n)) } ?? a, y = try sb.map { Operand.tensor(try $0.value(n)) } ?? b
                return [g, try neg(mul(g, div(x, y, rounding: .floor)))]
            }
        }
        return out
    }
    private static func signZeros(_ out: Tensor, _ a: Operand) throws {
        func apply<T: BinaryFloatingPoint>(_: T.Type, _ x: Tensor) {
            let o = out.elements(T.self), p = x.elements(T.self), n = x.count
            for i in 0..<out.count where o[i] == 0 && p[n == 1 ? 0 : i].sign == .minus { o[i] = -0.0 }
        }
        guard out.dtype == .float32 || out.dtype == .float64, out.isContiguous else { return }
        let x: Tensor
        if let t = a.tensor { x = try Movement.expand(Elementwise.cast(t, out.dtype), to: out.shape).contiguous() } else { x = try Tensor.scalar(a.double, out.dtype) }
        if out.dtype == .float32 { apply(Float.self, x) } else { apply(Double.self, x) }
    }
    /// C's `fmod`.
    public static func fmod(_ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        try checkZero(b, dtype)
        let out = try binary(.fmod, a, b, dtype: dtype)
        if needed(a, b), dtype.isFloat { Autograd.record("FmodBackward0", [a.tensor], [], out) { _, g in [g] } }
        return out
    }

    public static func pow(_ a: Tensor, _ e: Double) throws -> Tensor { try pow(.tensor(a), .float(e)) }
    /// `a ** b`.
    public static func pow(_ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        if !dtype.isFloat, b.isScalar, b.double < 0 { throw KernelError.runtime("Integers to negative integer powers are not allowed.") }
        let out: Tensor
        if b.isScalar, dtype.isFloat, case .tensor(let t) = a, [0.5, 1, 2, 3, -1, -0.5, -2].contains(b.double) {
            let x = t.dtype == dtype ? t : try Elementwise.cast(t, dtype)
            switch b.double {
            case 0.5: out = try Elementwise.unary(.sqrt, x)
            case 1: out = try x.clone()
            case 2: out = try Elementwise.unary(.square, x)
            case 3: out = try Elementwise.binary(.multiply, Elementwise.unary(.square, x), x, dtype: dtype)
            case -1: out = try Elementwise.unary(.reciprocal, x)
            case -0.5: out = try Elementwise.unary(.rsqrt, x)
            default: out = try Elementwise.unary(.reciprocal, Elementwise.unary(.square, x))
            }
        } else {
            out = try binary(.power, a, b, dtype: dtype)
        }
        if needed(a, b) {
            let sa = a.tensor.map { Saved($0) }, sb = b.tensor.map { Saved($0) }
            let so = b.tensor?.requiresGrad ?? false ? Saved(output: out) : nil
            Autograd.record(b.isScalar ? "PowBackward0" : a.isScalar ? "PowBackward2" : "PowBackward1", [a.tensor, b.tensor], [sa, sb, so], out) { n, g in
                let x = try sa.map { Operand.tensor(try $0.value(n)) } ?? a, y = try sb.map { Operand.tensor(try $0.value(n)) } ?? b
                var ga: Tensor?, gb: Tensor?
                if n.needs(0) {
                    if b.isScalar {
                        let e = b.double
                        ga = e == 0 ? try Tensor.zeros(g.shape, g.dtype) : try mul(.tensor(g), .tensor(mul(.tensor(pow(x, .float(e - 1))), b)))
                    } else {
                        let p = try mul(.tensor(mul(.tensor(g), y)), .tensor(pow(x, .tensor(sub(y, .int(1))))))
                        ga = try where_(compare(.equal, y, .int(0)), .tensor(Tensor.zeros([], g.dtype)), .tensor(p))
                    }
                }
                if n.needs(1), let so {
                    let l: Tensor
                    if case .tensor(let t) = x { l = try log(t) } else { l = try Tensor.scalar(_log(x.double), g.dtype) }
                    let p = try mul(g, mul(so.value(n), l))
                    gb = try where_(logical(.logicalAnd, .tensor(compare(.equal, x, .int(0))), .tensor(compare(.greaterEqual, y, .int(0)))), .tensor(Tensor.zeros([], g.dtype)), .tensor(p))
                }
                return [ga, gb]
            }
        }
        return out
    }

    public static func maximum(_ a: Operand, _ b: Operand) throws -> Tensor { try extremum(.maximum, "MaximumBackward0", a, b) }
    public static func minimum(_ a: Operand, _ b: Operand) throws -> Tensor { try extremum(.minimum, "MinimumBackward0", a, b) }
    private static func extremum(_ op: BinaryKernelOp, _ name: String, _ a: Operand, _ b: Operand) throws -> Tensor {
        let out = try binary(op, a, b, dtype: Promotion.result(a, b))
        if needed(a, b), let ta = a.tensor, let tb = b.tensor {
            let sa = Saved(ta), sb = Saved(tb)
            Autograd.record(name, [ta, tb], [sa, sb], out) { n, g in
                // Equal elements share the gradient.
                let x = try sa.value(n), y = try sb.value(n)
                let half = try div(.tensor(g), .int(2)), zero = Operand.tensor(try Tensor.zeros([], g.dtype))
                let tie = try compare(.equal, .tensor(x), .tensor(y))
                let first = try compare(op == .maximum ? .greater : .less, .tensor(x), .tensor(y))
                let second = try compare(op == .maximum ? .less : .greater, .tensor(x), .tensor(y))
                return [
                    n.needs(0) ? try where_(tie, .tensor(half), .tensor(where_(first, .tensor(g), zero))) : nil,
                    n.needs(1) ? try where_(tie, .tensor(half), .tensor(where_(second, .tensor(g), zero))) : nil,
                ]
            }
        }
        return out
    }

    public static func atan2(_ a: Operand, _ b: Operand) throws -> Tensor {
        let out = try binary(.arctan2, a, b, dtype: Promotion.floatResult(a, b))
        if needed(a, b), let ta = a.tensor, let tb = b.tensor {
            let sa = Saved(ta), sb = Saved(tb)
            Autograd.record("Atan2Backward0", [ta, tb], [sa, sb], out) { n, g in
                let y = try sa.value(n), x = try sb.value(n)
                let r = try div(g, add(mul(x, x), mul(y, y)))
                return [n.needs(0) ? try mul(r, x) : nil, n.needs(1) ? try neg(mul(r, y)) : nil]
            }
        }
        return out
    }

    /// Operations without a gradient here: bit operations and others of two operands of one dtype.
    public static func plain(_ op: BinaryKernelOp, _ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        if dtype.isFloat && [.bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .gcd, .lcm].contains(op) || dtype == .bool && [.shiftLeft, .shiftRight, .gcd, .lcm].contains(op) {
            throw refused(["bitAnd": "bitwise_and", "bitOr": "bitwise_or", "bitXor": "bitwise_xor", "shiftLeft": "lshift", "shiftRight": "rshift"]["\(op)", default: "\(op)"] + "_cpu", dtype)
        }
        return try binary(op, a, b, dtype: dtype)
    }
    /// Float operations without a gradient here (`hypot`, `copysign`, `logaddexp`).
    public static func plainFloat(_ op: BinaryKernelOp, _ a: Operand, _ b: Operand) throws -> Tensor {
        try binary(op, a, b, dtype: Promotion.floatResult(a, b))
    }
    /// `logaddexp`.
    public static func logaddexp(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        let out = try plainFloat(.logaddexp, .tensor(a), .tensor(b))
        if Autograd.needed(a, b) {
            let sa = Saved(a), sb = Saved(b), so = Saved(output: out)
            Autograd.record("LogaddexpBackward0", [a, b], [sa, sb, so], out) { n, g in
                let o = try so.value(n)
                return [
                    n.needs(0) ? try mul(g, exp(sub(.tensor(sa.value(n)), .tensor(o)))) : nil,
                    n.needs(1) ? try mul(g, exp(sub(.tensor(sb.value(n)), .tensor(o)))) : nil,
                ]
            }
        }
        return out
    }

    /// A comparison; the result is bool.
    public static func compare(_ op: CompareKernelOp, _ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        return try Elementwise.compare(op, raw(a, dtype), raw(b, dtype), dtype: dtype)
    }
    public static func logical(_ op: CompareKernelOp, _ a: Operand, _ b: Operand) throws -> Tensor {
        try Elementwise.compare(op, raw(a, .bool), raw(b, .bool), dtype: .bool)
    }

    /// `torch.where(condition, a, b)`.
    public static func where_(_ condition: Tensor, _ a: Operand, _ b: Operand) throws -> Tensor {
        let dtype = Promotion.result(a, b)
        let out = try Elementwise.where_(condition, raw(a, dtype), raw(b, dtype), dtype: dtype)
        if needed(a, b) {
            let sc = Saved(condition)
            Autograd.record("WhereBackward0", [a.tensor, b.tensor], [sc], out) { n, g in
                let c = try sc.value(n), zero = Operand.tensor(try Tensor.zeros([], g.dtype))
                return [n.needs(0) ? try where_(c, .tensor(g), zero) : nil, n.needs(1) ? try where_(c, zero, .tensor(g)) : nil]
            }
        }
        return out
    }

    /// `t.masked_fill(mask, value)`.
    public static func maskedFill(_ t: Tensor, _ mask: Tensor, _ value: Operand) throws -> Tensor {
        guard mask.dtype == .bool else { throw KernelError.runtime("masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.torchTypeName)") }
        let v = try Elementwise.cast(raw(value, t.dtype), t.dtype)
        let out = try Elementwise.where_(mask, v, t, dtype: t.dtype)
        if Autograd.needed(t) || (value.tensor.map { Autograd.needed($0) } ?? false) {
            let sm = Saved(mask)
            Autograd.record("MaskedFillBackward\(value.isScalar ? 0 : 1)", [t, value.tensor], [sm], out) { n, g in
                let m = try sm.value(n), zero = Operand.tensor(try Tensor.zeros([], g.dtype))
                return [n.needs(0) ? try where_(m, zero, .tensor(g)) : nil, n.needs(1) ? try sum(where_(m, .tensor(g), zero)) : nil]
            }
        }
        return out
    }

    /// `torch.clamp`; bounds may be numbers or tensors.
    public static func clamp(_ t: Tensor, _ low: Operand?, _ high: Operand?) throws -> Tensor {
        if low == nil && high == nil { throw KernelError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None") }
        let dtype = Promotion.result([.tensor(t)] + [low, high].compactMap { $0 })
        let out = try Elementwise.clamp(t, low.map { try raw($0, dtype) }, high.map { try raw($0, dtype) }, dtype: dtype)
        if Autograd.needed(t) {
            let st = Saved(t)
            Autograd.record("ClampBackward\(low?.tensor != nil || high?.tensor != nil ? 0 : 1)", [t], [st], out) { n, g in
                let x = try st.value(n)
                var inside: Tensor?
                if let low { inside = try compare(.greaterEqual, .tensor(x), low) }
                if let high {
                    let h = try compare(.lessEqual, .tensor(x), high)
                    inside = try inside.map { try logical(.logicalAnd, .tensor($0), .tensor(h)) } ?? h
                }
                return [try where_(inside!, .tensor(g), .tensor(Tensor.zeros([], g.dtype)))]
            }
        }
        return out
    }

    /// `torch.lerp(a, b, w)`.
    public static func lerp(_ a: Tensor, _ b: Tensor, _ w: Operand) throws -> Tensor {
        try requireFloat(a, w.tensor == nil ? "lerp_kernel_scalar" : "lerp_kernel_tensor")
        return try add(.tensor(a), .tensor(mul(w, .tensor(sub(.tensor(b), .tensor(a))))))
    }
}

import Glibc

private func _log(_ d: Double) -> Double { Glibc.log(d) }

extension DType {
    /// As `repr` of PyTorch's dtypes without `torch.`.
    public var torchName: String { name }
    /// As C++ messages name it.
    public var torchTypeName: String {
        switch self {
        case .float32: return "float"
        case .float64: return "double"
        case .int64: return "long int"
        case .int32: return "int"
        case .int16: return "short int"
        case .int8: return "signed char"
        case .uint8: return "unsigned char"
        case .bool: return "bool"
        case .float16: return "c10::Half"
        case .bfloat16: return "c10::BFloat16"
        default: return name
        }
    }
}

// This file defines NumPy's universal functions: type resolution, `out`, `where`, and the methods of `np.add` and its kin.

import BigInt
import Kernel
import Lang

/// One argument of a ufunc: a tensor, or a Python number whose type gives way (NEP 50).
struct NumpyOperand {
    enum Weak { case no, int, float }
    let value: Value
    let array: NDArray?
    let weak: Weak
    /// The dtype of a strong operand.
    let dtype: DType?
    let shape: [Int]

    init(_ v: Value) throws {
        value = v
        switch v {
        case .int: (array, weak, dtype, shape) = (nil, .int, nil, [])
        case .float: (array, weak, dtype, shape) = (nil, .float, nil, [])
        case .bool: (array, weak, dtype, shape) = (nil, .no, .bool, [])
        default:
            if let s = v.asObject as? NumpyScalar {
                (array, weak, dtype, shape) = (nil, .no, s.dtype, [])
            } else if let o = v.asObject, o.kind == .bigInt || o.kind == .intInstance {
                (array, weak, dtype, shape) = (nil, .int, nil, [])
            } else if let o = v.asObject, o.kind == .floatInstance {
                (array, weak, dtype, shape) = (nil, .float, nil, [])
            } else {
                let a = try NDArray.from(v)
                array = a
                weak = .no
                if case .number(let d) = a.elementKind { dtype = d } else { dtype = nil }
                shape = a.shape
            }
        }
    }
    /// Strings or objects.
    var isPooled: Bool { array?.isNumeric == false }

    /// The tensor, a weak number being made one of type `d`. Throws OverflowError.
    func tensor(_ d: DType) throws -> Tensor {
        if let array { return array.tensor }
        if let s = value.asObject as? NumpyScalar { return try s.tensor() }
        if case .bool(let b) = value { return try Tensor.scalar(b) }
        return try NumpyOperand.scalar(value, d)
    }
    /// A Python number as a tensor without axes. Throws OverflowError "Python integer 300 out of bounds for uint8".
    static func scalar(_ v: Value, _ d: DType) throws -> Tensor {
        switch v {
        case .float(let x): return try Tensor.scalar(x, d)
        case .bool(let b): return try Tensor.scalar(b ? 1 : 0, d)
        case .int(let i):
            if d.isFloat || d == .bool { return try Tensor.scalar(i, d) }
            if let r = d.integerRange, !r.contains(i) { throw outOfBounds(v, d) }
            return try Tensor.scalar(i, d)
        case .object(let o):
            if let b = o as? BigIntObject {
                if d.isFloat { return try Tensor.scalar(try IntArithmetic.double(b.value), d) }
                if d == .bool { return try Tensor.scalar(1, d) }
                if d == .uint64, b.value.sign == .plus, b.value <= BigInt(UInt.max) { return try Tensor.scalar(Int(bitPattern: UInt(b.value)), d) }
                throw outOfBounds(v, d)
            }
            if let n = Number(v) {
                switch n {
                case .int(let i): return try scalar(.int(i), d)
                case .float(let x): return try scalar(.float(x), d)
                case .big(let b): return try scalar(.object(BigIntObject(b)), d)
                }
            }
        default: break
        }
        throw typeError("a number is needed, not '\(v.typeName)'")
    }
    static func outOfBounds(_ v: Value, _ d: DType) -> PythonError {
        let text = (try? Operators.repr(v)) ?? ""
        if d == .int64 { return overflowError("Python int too large to convert to C long") }
        return overflowError("Python integer \(text) out of bounds for \(d.name)")
    }
    var isNegativeInteger: Bool {
        if case .int(let i) = value { return i < 0 }
        return false
    }

    /// The dtype of all operands together.
    static func common(_ ops: [NumpyOperand]) -> DType {
        var strong: DType?
        var weakInt = false, weakFloat = false
        for o in ops {
            if let d = o.dtype { strong = strong.map { DType.promote($0, d) } ?? d }
            if o.weak == .int { weakInt = true }
            if o.weak == .float { weakFloat = true }
        }
        if weakFloat {
            if let s = strong, s.isFloat { return s }
            return .float64
        }
        if let s = strong { return weakInt && s == .bool ? .int64 : s }
        return .int64
    }
}

/// `numpy.ufunc`.
public final class Ufunc: Object {
    enum Kernel_ {
        case binary(BinaryKernelOp)
        case compare(CompareKernelOp)
        case unary(UnaryKernelOp)
        case test(TestKernelOp)
        /// Scales first: degrees to radians and back.
        case scale(Double)
    }
    /// Which types the function computes in.
    enum Rule {
        /// Any number.
        case any
        /// Not bool: a TypeError.
        case notBool
        /// bool becomes int8.
        case boolToInt8
        /// Integers divide as float64.
        case divide
        /// Integers become a float type of their size.
        case float
        /// Integers and bool only.
        case bits
        /// Integers only (bool becomes int8).
        case integers
        /// The result is bool.
        case logical
    }
    let name: String
    let kernel: Kernel_
    let rule: Rule
    let identity: Value

    static let type_: TypeObject = TypeObject.native("ufunc", module: "numpy", subclassable: false) { t in
        t.property("nin") { o in .int((o as! Ufunc).inputs) }
        t.property("nout") { _ in .int(1) }
        t.property("nargs") { o in .int((o as! Ufunc).inputs + 1) }
        t.property("__name__") { o in .string((o as! Ufunc).name) }
        t.property("__doc__") { o in .string((o as! Ufunc).name) }
        t.property("identity") { o in (o as! Ufunc).identity }
        t.method("reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=..., where=True)") { a in
            try PythonErrors.asNumpy { try (a[0].asObject as! Ufunc).reduce(a[1], axis: a[2], dtype: a[3], out: a[4], keepDims: try a.bool(5), initial: a[6], mask: a[7]) }
        }
        t.method("accumulate(self, array, axis=0, dtype=None, out=None)") { a in
            try PythonErrors.asNumpy { try (a[0].asObject as! Ufunc).accumulate(a[1], axis: try a.int(2), dtype: a[3]) }
        }
        t.method("outer(self, A, B, /)") { a in
            try PythonErrors.asNumpy {
                let x = try NDArray.from(a[1]), y = try NDArray.from(a[2])
                var left = x.tensor
                for _ in 0..<y.tensor.rank { left = try Movement.unsqueeze(left, axis: left.rank) }
                return try (a[0].asObject as! Ufunc).call([.object(x.with(left)), .object(y)], out: nil)
            }
        }
        t.method("at(self, a, indices, b=None, /)") { a in
            try PythonErrors.asNumpy {
                let u = a[0].asObject as! Ufunc
                guard let x = a[1].asObject as? NDArray else { throw typeError("first operand must be array") }
                let p = try Indexing.plan(x.tensor, try x.items(a[2]))
                guard case .binary(let op) = u.kernel else {
                    let r = try u.call([.object(NDArray(try Indexing.gather(p)))], out: nil)
                    try Indexing.scatter(p, try Convert.tensor(from: r))
                    return .none
                }
                try Indexing.scatter(p, try NumpyOperand(a[3]).tensor(x.tensor.dtype), combine: op)
                return .none
            }
        }
        t.method("reduceat(self, array, indices, axis=0, dtype=None, out=None)") { a in
            try PythonErrors.asNumpy {
                let u = a[0].asObject as! Ufunc, x = try NDArray.from(a[1]), at = try Convert.tensor(from: a[2]).integers(), axis = try Shape.axis(try a.int(3), rank: x.tensor.rank)
                let n = x.shape[axis]
                var parts: [Value] = []
                for (k, i) in at.enumerated() {
                    let j = k + 1 < at.count ? at[k + 1] : n
                    if i < 0 || i >= n { throw indexError("index \(i) out-of-bounds in \(u.name).reduceat [0, \(n))") }
                    let piece = x.with(Movement.slice(x.tensor, axis: axis, start: i, step: 1, count: j > i ? j - i : 1))
                    parts.append(try u.reduce(.object(piece), axis: .int(axis), dtype: a[4], out: .none, keepDims: true, initial: .unbound, mask: .bool(true)))
                }
                let ts = try parts.map { try Convert.tensor(from: $0) }
                return Convert.ndarray(try Movement.concat(ts, axis: axis, dtype: ts[0].dtype))
            }
        }
    }

    init(_ name: String, _ kernel: Kernel_, _ rule: Rule, identity: Value = .none) {
        self.name = name
        self.kernel = kernel
        self.rule = rule
        self.identity = identity
        super.init(type: Ufunc.type_)
    }
    var inputs: Int {
        switch kernel {
        case .binary, .compare: return 2
        default: return 1
        }
    }
    public override func repr() throws -> String { "<ufunc '\(name)'>" }
    public override var isCallable: Bool { true }

    static let signature = Signature("ufunc(*args, out=None, where=True, dtype=None, casting='same_kind', order='K', subok=True, axis=..., axes=..., keepdims=...)")
    public override func call(_ arguments: CallArguments) throws -> Value? {
        // An operand of a class that takes ufuncs into its own hands (a pandas series) does so.
        for v in arguments.positional {
            guard let o = v.asObject, o.kind == .instance, o.type.lookup("__array_ufunc__") != nil, !(o is NDArray) else { continue }
            let hook = try Operators.attribute(v, "__array_ufunc__")
            let r = try Operators.call(hook, CallArguments([.object(self), .string("__call__")] + arguments.positional, keywords: arguments.keywords))
            if r.asObject !== Value.notImplemented.asObject { return r }
        }
        if arguments.keywords.isEmpty && arguments.positional.count == inputs { return try PythonErrors.asNumpy { try call(arguments.positional, out: nil) } }
        let a = Arguments(values: try Ufunc.signature.bind(arguments), signature: Ufunc.signature)
        var inputsGiven = a.rest(0)
        var out: NDArray?
        var o = a[1]
        if let t = o.asObject as? TupleObject, t.items.count == 1 { o = t.items[0] }
        if inputsGiven.count == inputs + 1 { o = inputsGiven.removeLast() }
        if inputsGiven.count != inputs {
            throw typeError("\(name)() takes from \(inputs) to \(inputs + 1) positional arguments but \(inputsGiven.count) were given")
        }
        if !o.isNone {
            guard let x = o.asObject as? NDArray else { throw typeError("return arrays must be of ArrayType") }
            out = x
        }
        var mask: Tensor?
        if case .bool(true) = a[2] {} else { mask = try Convert.tensor(from: a[2]) }
        return try PythonErrors.asNumpy { try call(inputsGiven, out: out, mask: mask, dtype: try NumpyTypes.number(a[3])) }
    }

    /// The types that the operands are computed in and the result has.
    func resolve(_ ops: [NumpyOperand]) throws -> DType {
        let d = NumpyOperand.common(ops)
        switch rule {
        case .any, .logical: return d
        case .notBool:
            if d == .bool {
                if name == "subtract" {
                    throw typeError("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.")
                }
                if name == "negative" {
                    throw typeError("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.")
                }
                throw unsupported()
            }
            return d
        case .boolToInt8: return d == .bool ? .int8 : d
        case .divide: return d.isFloat ? d : .float64
        case .float: return ops.allSatisfy({ $0.weak != .no }) ? (d.isFloat ? d : .float64) : d.floating
        case .bits:
            if d.isFloat { throw unsupported() }
            return d
        case .integers:
            if d.isFloat { throw unsupported() }
            return d == .bool ? .int8 : d
        }
    }
    func unsupported() -> PythonError {
        typeError("ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''")
    }

    /// Calls the function. The result is a scalar for operands without axes (and no `out`).
    func call(_ args: [Value], out: NDArray?, mask: Tensor? = nil, dtype: DType? = nil) throws -> Value {
        let ops = try args.map { try NumpyOperand($0) }
        if ops.contains(where: { $0.isPooled }) { return try pooled(ops, out) }
        var computing = try dtype ?? resolve(ops)
        let logical = isLogical
        // Integers beyond a narrow type compare by value all the same.
        if logical, case .compare = kernel, computing.isInteger, let w = ops.first(where: { $0.weak == .int }), let r = computing.integerRange {
            if case .int(let i) = w.value { if !r.contains(i) { computing = i < 0 || computing != .uint64 ? .int64 : .uint64 } } else { computing = .float64 }
        }
        if case .compare = kernel, computing == .float64, ops.count == 2, let p = ops[0].dtype, let q = ops[1].dtype, p.isInteger, q.isInteger {
            computing = .int64
        }
        let result: DType = logical ? .bool : computing
        if let out {
            guard case .number(let d) = out.elementKind else { throw typeError("the output array must be numeric") }
            if !result.castsSameKind(to: d) {
                throw PythonError(NumpyExceptions.uFuncTypeError, "Cannot cast ufunc '\(name)' output from dtype('\(result.name)') to dtype('\(d.name)') with casting rule 'same_kind'")
            }
            try out.checkWriteable(output: true)
            var shape = ops[0].shape
            if ops.count == 2 {
                do { shape = try Shape.broadcast(shape, ops[1].shape) } catch {
                    throw valueError("operands could not be broadcast together with shapes \((ops.map { $0.shape } + [out.shape]).map { shapeText($0) + " " }.joined())")
                }
            }
            if let mask { shape = try Shape.broadcast(shape, mask.shape) }
            if (try? Shape.broadcast(out.shape, shape)) != out.shape {
                throw valueError("non-broadcastable output operand with shape \(shapeText(out.shape)) doesn't match the broadcast shape \(shapeText((try? Shape.broadcast(out.shape, shape)) ?? shape))")
            }
        }
        let tensors = try ops.map { try $0.tensor(computing) }
        let direct = mask == nil && out != nil && out!.tensor.dtype == result ? out!.tensor : nil
        var r = try compute(tensors, computing, into: direct)
        if !logical, FloatingErrors.watches { try FloatingErrors.check(name, tensors, r) }
        if let mask {
            let target = try out?.tensor ?? Tensor(empty: try Shape.broadcast(r.shape, mask.shape), result)
            try Elementwise.copy(from: r, to: target, where: mask)
            r = target
        }
        if let out {
            if r !== out.tensor { try Elementwise.copy(from: r, to: out.tensor) }
            return .object(out)
        }
        return Convert.result(r)
    }
    var isLogical: Bool {
        switch kernel {
        case .compare, .test: return true
        default: return false
        }
    }
    private func compute(_ t: [Tensor], _ d: DType, into out: Tensor?) throws -> Tensor {
        switch kernel {
        case .binary(let op):
            if op == .power, d.isInteger, d.isSigned {
                let m = t[1]
                if m.count > 0, m.dtype.isSigned, !m.dtype.isFloat, try Reduce.min(m).integer(at: 0) < 0 { throw valueError("Integers to negative integer powers are not allowed.") }
            }
            return try Elementwise.binary(op, t[0], t[1], dtype: d, into: out)
        case .compare(let op):
            // int64 with uint64: signs first.
            if d == .int64, t[0].dtype == .uint64 || t[1].dtype == .uint64, t[0].dtype != t[1].dtype {
                return try Elementwise.compare(op, t[0], t[1], dtype: .float64, into: out)
            }
            return try Elementwise.compare(op, t[0], t[1], dtype: d, into: out)
        case .unary(let op): return try Elementwise.unary(op, t[0], dtype: d, into: out)
        case .test(let op):
            let r = try Elementwise.test(op, t[0])
            if let out { try Elementwise.copy(from: r, to: out) }
            return r
        case .scale(let f):
            return try Elementwise.binary(.multiply, t[0], try Tensor.scalar(f, d), dtype: d, into: out)
        }
    }

    // MARK: Strings and objects

    private func pooled(_ ops: [NumpyOperand], _ out: NDArray?) throws -> Value {
        func values(_ o: NumpyOperand, _ shape: [Int]) throws -> [Value] {
            if let a = o.array { return try a.with(try Movement.expand(a.tensor, to: shape)).values() }
            return [Value](repeating: (o.value.asObject as? NumpyScalar)?.python ?? o.value, count: shape.reduce(1, *))
        }
        let shape = ops.count == 2 ? try Shape.broadcast(ops[0].shape, ops[1].shape) : ops[0].shape
        let strings = ops.allSatisfy { o in if let a = o.array, case .string = a.elementKind { return true } else { return false } }
        let objects = ops.contains { $0.array?.elementKind == .object }
        switch kernel {
        case .compare(let op):
            let a = try values(ops[0], shape), b = try values(ops[1], shape)
            if !strings && !objects {
                if op == .equal || op == .notEqual { return Convert.result(try Tensor.full(shape, op == .notEqual ? 1 : 0, .bool)) }
                let classes = ops.map { o -> String in
                    if let a = o.array { return NumpyTypes.className(a.elementKind) }
                    return NumpyTypes.className(.number(o.dtype ?? (o.weak == .float ? .float64 : .int64)))
                }.joined(separator: ", ")
                throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc '\(name)' did not contain a loop with signature matching types (\(classes)) -> None")
            }
            let t = try Tensor(empty: shape, .bool)
            for i in 0..<t.count {
                let r: Value
                switch op {
                case .equal: r = try Operators.compare(.eq, a[i], b[i])
                case .notEqual: r = try Operators.compare(.ne, a[i], b[i])
                case .less: r = try Operators.compare(.lt, a[i], b[i])
                case .lessEqual: r = try Operators.compare(.le, a[i], b[i])
                case .greater: r = try Operators.compare(.gt, a[i], b[i])
                case .greaterEqual: r = try Operators.compare(.ge, a[i], b[i])
                case .logicalAnd: r = .bool(try Operators.isTrue(a[i]) && Operators.isTrue(b[i]))
                case .logicalOr: r = .bool(try Operators.isTrue(a[i]) || Operators.isTrue(b[i]))
                case .logicalXor: r = .bool(try Operators.isTrue(a[i]) != Operators.isTrue(b[i]))
                }
                t.elements(UInt8.self)[i] = try Operators.isTrue(r) ? 1 : 0
            }
            if let out {
                try Elementwise.copy(from: t, to: out.tensor)
                return .object(out)
            }
            return Convert.result(t)
        case .binary(let op):
            let table: [BinaryKernelOp: BinaryOperator] = [
                .add: .add, .subtract: .sub, .multiply: .mul, .divide: .truediv, .floorDivide: .floordiv, .remainder: .mod, .power: .pow, .bitAnd: .and,
                .bitOr: .or, .bitXor: .xor, .shiftLeft: .lshift, .shiftRight: .rshift,
            ]
            if strings && op == .add || objects {
                let a = try values(ops[0], shape), b = try values(ops[1], shape)
                let r: [Value]
                if let o = table[op] { r = try zip(a, b).map { try Operators.binary(o, $0, $1) } } else if op == .maximum || op == .minimum {
                    r = try zip(a, b).map { try Operators.less($0, $1) == (op == .maximum) ? $1 : $0 }
                } else { throw unsupported() }
                let x = try NDArray.of(r, shape: shape, kind: strings ? .string(0) : .object)
                if let out {
                    out.adopt(x)
                    return .object(out)
                }
                return x.scalarOrSelf
            }
            if op == .add || op == .multiply && !strings {
                if op == .multiply { throw typeError("The 'out' kwarg is necessary when using the string multiply ufunc directly. Use numpy.strings.multiply to multiply strings without specifying 'out'.") }
                throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc '\(name)' did not contain a loop with signature matching types (\(typesText(ops))) -> None")
            }
            if op == .subtract || op == .multiply {
                throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc '\(name)' did not contain a loop with signature matching types (\(typesText(ops))) -> None")
            }
            throw unsupported()
        case .unary(let op):
            guard objects else {
                if op == .negative || op == .absolute { throw PythonError(NumpyExceptions.uFuncTypeError, "ufunc '\(name)' did not contain a loop with signature matching types (\(typesText(ops))) -> None") }
                throw unsupported()
            }
            let a = try values(ops[0], shape)
            let r: [Value]
            switch op {
            case .negative: r = try a.map { try Operators.unary(.negate, $0) }
            case .invert: r = try a.map { try Operators.unary(.invert, $0) }
            case .absolute: r = try a.map { IntArithmetic.absolute($0) ?? $0 }
            case .square: r = try a.map { try Operators.binary(.mul, $0, $0) }
            default: throw typeError("loop of ufunc does not support argument 0 of type \(a.first?.typeName ?? "object") which has no callable \(name) method")
            }
            return try NDArray.of(r, shape: shape, kind: .object).scalarOrSelf
        case .test(let op):
            guard op == .not else { throw unsupported() }
            let t = try Tensor(empty: shape, .bool)
            for (i, v) in try values(ops[0], shape).enumerated() { t.elements(UInt8.self)[i] = try Operators.isTrue(v) ? 0 : 1 }
            return Convert.result(t)
        case .scale: throw unsupported()
        }
    }
    private func typesText(_ ops: [NumpyOperand]) -> String {
        ops.map { o -> String in
            if let a = o.array { return (try? a.dtype.repr()) ?? "" }
            if let d = o.dtype { return "dtype('\(d.name)')" }
            return o.weak == .float ? "dtype('float64')" : "dtype('int64')"
        }.joined(separator: ", ")
    }

    // MARK: Reductions

    func reduce(_ v: Value, axis: Value, dtype: Value, out: Value, keepDims: Bool, initial: Value, mask: Value) throws -> Value {
        let x = try NDArray.from(v)
        let axes = try Convert.axes(from: axis)
        var t = x.tensor
        if !x.isNumeric { return try NumpyReduce.objects(self, x, axes: axes, keepDims: keepDims, initial: initial) }
        var d = try NumpyTypes.number(dtype)
        if case .bool(true) = mask {} else {
            let m = try Convert.tensor(from: mask)
            let neutral: Value = initial.isUnbound || initial.isNone ? identity : initial
            if neutral.isNone { throw valueError("reduction operation '\(name)' does not have an identity, so to use a where mask one has to specify 'initial'") }
            t = try Elementwise.where_(m, t, try NumpyOperand(neutral).tensor(t.dtype), dtype: t.dtype == .bool && name == "add" ? .int64 : t.dtype)
        }
        var r: Tensor
        switch kernel {
        case .binary(.add), .binary(.multiply):
            if d == nil { d = t.dtype == .bool || (t.dtype.isInteger && t.dtype.size < 8) ? (t.dtype.isSigned || t.dtype == .bool ? .int64 : .uint64) : t.dtype }
            r = name == "add" ? try Reduce.sum(t, axes: axes, keepDims: keepDims, dtype: d!) : try Reduce.prod(t, axes: axes, keepDims: keepDims, dtype: d!)
        case .binary(.maximum), .binary(.minimum):
            let largest = name == "maximum"
            if !initial.isUnbound && !initial.isNone, t.count == 0 {
                r = try Tensor.full(Reduce.shape(t.shape, axes: try Reduce.axes(axes, rank: t.rank), keepDims: keepDims), 0, t.dtype)
                try Elementwise.copy(from: try NumpyOperand(initial).tensor(t.dtype), to: r)
            } else {
                r = largest ? try Reduce.max(t, axes: axes, keepDims: keepDims) : try Reduce.min(t, axes: axes, keepDims: keepDims)
            }
        case .compare(.logicalAnd): r = try Reduce.all(t, axes: axes, keepDims: keepDims)
        case .compare(.logicalOr): r = try Reduce.any(t, axes: axes, keepDims: keepDims)
        case .binary(let op):
            // One slice after another.
            let ax = try Reduce.axes(axes, rank: t.rank)
            var acc = t
            for a in ax.reversed() {
                let n = acc.shape[a]
                if n == 0 {
                    if identity.isNone { throw valueError("zero-size array to reduction operation \(name) which has no identity") }
                    acc = try Tensor.full(Reduce.shape(acc.shape, axes: [a], keepDims: false), 0, acc.dtype)
                    try Elementwise.copy(from: try NumpyOperand(identity).tensor(acc.dtype), to: acc)
                    continue
                }
                let computing = try resolve([try NumpyOperand(.object(NDArray(acc)))])
                var r = try Elementwise.cast(Movement.select(acc, axis: a, index: 0), computing)
                for i in 1..<max(n, 1) { r = try Elementwise.binary(op, r, Movement.select(acc, axis: a, index: i), dtype: computing) }
                acc = r
            }
            r = acc
            if keepDims { r = try Movement.reshape(r, Reduce.shape(t.shape, axes: ax, keepDims: true)) }
        default: throw valueError("reduce only supported for binary functions")
        }
        if !initial.isUnbound && !initial.isNone {
            let i = try NumpyOperand(initial).tensor(r.dtype)
            if case .binary(let op) = kernel { r = try Elementwise.binary(op, i, r, dtype: r.dtype) }
        }
        return try NumpyReduce.deliver(r, out)
    }
    func accumulate(_ v: Value, axis: Int, dtype: Value) throws -> Value {
        let x = try Convert.tensor(from: v)
        var d = try NumpyTypes.number(dtype)
        switch kernel {
        case .binary(.add), .binary(.multiply):
            if d == nil { d = x.dtype == .bool || (x.dtype.isInteger && x.dtype.size < 8) ? (x.dtype.isSigned || x.dtype == .bool ? .int64 : .uint64) : x.dtype }
            return Convert.ndarray(try Reduce.cumulative(name == "add" ? .sum : .prod, x, axis: axis, dtype: d!))
        case .binary(.maximum): return Convert.ndarray(try Reduce.cumulative(.max, x, axis: axis, dtype: x.dtype))
        case .binary(.minimum): return Convert.ndarray(try Reduce.cumulative(.min, x, axis: axis, dtype: x.dtype))
        case .binary(let op):
            let a = try Shape.axis(axis, rank: x.rank)
            let out = try x.clone()
            for i in stride(from: 1, to: out.shape[a], by: 1) {
                let target = Movement.select(out, axis: a, index: i)
                _ = try Elementwise.binary(op, Movement.select(out, axis: a, index: i - 1), target.clone(), dtype: out.dtype, into: target)
            }
            return Convert.ndarray(out)
        case .compare(let op):
            let a = try Shape.axis(axis, rank: x.rank)
            let out = try x.contiguous(.bool).clone()
            for i in stride(from: 1, to: out.shape[a], by: 1) {
                let target = Movement.select(out, axis: a, index: i)
                try Elementwise.copy(from: try Elementwise.compare(op, Movement.select(out, axis: a, index: i - 1), target, dtype: .bool), to: target)
            }
            return Convert.ndarray(out)
        default: throw valueError("accumulate only supported for binary functions")
        }
    }

    // MARK: The table

    static let all: [String: Ufunc] = {
        var t: [String: Ufunc] = [:]
        func add(_ name: String, _ k: Kernel_, _ r: Rule, _ identity: Value = .none, aliases: [String] = []) {
            let u = Ufunc(name, k, r, identity: identity)
            t[name] = u
            for a in aliases { t[a] = u }
        }
        add("add", .binary(.add), .any, .int(0))
        add("subtract", .binary(.subtract), .notBool)
        add("multiply", .binary(.multiply), .any, .int(1))
        add("divide", .binary(.divide), .divide, aliases: ["true_divide"])
        add("floor_divide", .binary(.floorDivide), .boolToInt8)
        add("remainder", .binary(.remainder), .boolToInt8, aliases: ["mod"])
        add("fmod", .binary(.fmod), .boolToInt8)
        add("power", .binary(.power), .boolToInt8, aliases: ["pow"])
        add("float_power", .binary(.power), .divide)
        add("maximum", .binary(.maximum), .any)
        add("minimum", .binary(.minimum), .any)
        add("fmax", .binary(.fmax), .any)
        add("fmin", .binary(.fmin), .any)
        add("bitwise_and", .binary(.bitAnd), .bits, .int(-1))
        add("bitwise_or", .binary(.bitOr), .bits, .int(0))
        add("bitwise_xor", .binary(.bitXor), .bits, .int(0))
        add("left_shift", .binary(.shiftLeft), .integers, aliases: ["bitwise_left_shift"])
        add("right_shift", .binary(.shiftRight), .integers, aliases: ["bitwise_right_shift"])
        add("arctan2", .binary(.arctan2), .float, aliases: ["atan2"])
        add("hypot", .binary(.hypot), .float, .int(0))
        add("copysign", .binary(.copysign), .float)
        add("logaddexp", .binary(.logaddexp), .float)
        add("logaddexp2", .binary(.logaddexp2), .float)
        add("nextafter", .binary(.nextafter), .float)
        add("heaviside", .binary(.heaviside), .float)
        add("gcd", .binary(.gcd), .integers, .int(0))
        add("lcm", .binary(.lcm), .integers)
        add("equal", .compare(.equal), .logical)
        add("not_equal", .compare(.notEqual), .logical)
        add("less", .compare(.less), .logical)
        add("less_equal", .compare(.lessEqual), .logical)
        add("greater", .compare(.greater), .logical)
        add("greater_equal", .compare(.greaterEqual), .logical)
        add("logical_and", .compare(.logicalAnd), .logical, .bool(true))
        add("logical_or", .compare(.logicalOr), .logical, .bool(false))
        add("logical_xor", .compare(.logicalXor), .logical, .bool(false))
        add("logical_not", .test(.not), .logical)
        add("isnan", .test(.isnan), .logical)
        add("isinf", .test(.isinf), .logical)
        add("isfinite", .test(.isfinite), .logical)
        add("signbit", .test(.signbit), .logical)
        add("negative", .unary(.negative), .notBool)
        add("positive", .binary(.add), .notBool)
        add("absolute", .unary(.absolute), .any, aliases: ["abs"])
        add("fabs", .unary(.absolute), .float)
        add("sign", .unary(.sign), .notBool)
        add("square", .unary(.square), .boolToInt8)
        add("invert", .unary(.invert), .bits, aliases: ["bitwise_not", "bitwise_invert"])
        add("floor", .unary(.floor), .any)
        add("ceil", .unary(.ceil), .any)
        add("trunc", .unary(.trunc), .any)
        add("rint", .unary(.rint), .float)
        add("reciprocal", .unary(.reciprocal), .boolToInt8)
        let floats: [(String, UnaryKernelOp, [String])] = [
            ("sqrt", .sqrt, []), ("cbrt", .cbrt, []), ("exp", .exp, []), ("exp2", .exp2, []), ("expm1", .expm1, []), ("log", .log, []), ("log2", .log2, []),
            ("log10", .log10, []), ("log1p", .log1p, []), ("sin", .sin, []), ("cos", .cos, []), ("tan", .tan, []), ("arcsin", .arcsin, ["asin"]),
            ("arccos", .arccos, ["acos"]), ("arctan", .arctan, ["atan"]), ("sinh", .sinh, []), ("cosh", .cosh, []), ("tanh", .tanh, []),
            ("arcsinh", .arcsinh, ["asinh"]), ("arccosh", .arccosh, ["acosh"]), ("arctanh", .arctanh, ["atanh"]),
        ]
        for (n, op, aliases) in floats { add(n, .unary(op), .float, aliases: aliases) }
        add("deg2rad", .scale(.pi / 180), .float)
        add("radians", .scale(.pi / 180), .float)
        add("rad2deg", .scale(180 / .pi), .float)
        add("degrees", .scale(180 / .pi), .float)
        // `+x`: the same elements.
        let positive = Ufunc("positive", .scale(1), .notBool)
        t["positive"] = positive
        return t
    }()
    static func named(_ name: String) -> Ufunc { all[name]! }
    static func call(_ name: String, _ args: [Value]) throws -> Value { try PythonErrors.asNumpy { try named(name).call(args, out: nil) } }

    // MARK: Operators

    static let operatorNames: [BinaryOperator: String] = [
        .add: "add", .sub: "subtract", .mul: "multiply", .truediv: "divide", .floordiv: "floor_divide", .mod: "remainder", .pow: "power",
        .lshift: "left_shift", .rshift: "right_shift", .and: "bitwise_and", .or: "bitwise_or", .xor: "bitwise_xor",
    ]
    /// Whether arrays leave an operation to the other operand: torch tensors and pandas objects have their own.
    static func defers(to v: Value) -> Bool {
        guard let o = v.asObject else { return false }
        if o is NDArray || o is NumpyScalar { return false }
        if o is TensorHolder { return true }
        if o.type.lookup("__array_priority__") != nil || o.type.lookup("__array_ufunc__") != nil { return true }
        return o.kind == .dict || o.kind == .set || (o.kind == .instance && !ArrayBuilder.isSequence(v))
    }
    static func operatorBinary(_ op: BinaryOperator, _ a: Value, _ b: Value, reflected: Bool) throws -> Value? {
        if defers(to: b) {
            // An array takes a tensor as its right operand, but leaves `tensor op array` to the tensor.
            if reflected || !(b.asObject is TensorHolder && !(b.asObject!.type.lookup("__array_priority__") != nil)) {
                if let x = a.asObject as? NDArray, x.elementKind == .object { return try named(operatorNames[op] ?? "add").call(reflected ? [b, a] : [a, b], out: nil) }
                return nil
            }
            return nil
        }
        return try PythonErrors.asNumpy {
            if op == .matmul { return reflected ? try NumpyLinalg.matmul(b, a) : try NumpyLinalg.matmul(a, b) }
            if op == .pow && !reflected, let x = a.asObject as? NDArray, x.isNumeric, let r = try power(x, b) { return r }
            guard let name = operatorNames[op] else { return nil }
            return try named(name).call(reflected ? [b, a] : [a, b], out: nil)
        }
    }
    /// `array ** number` for the exponents that NumPy treats apart.
    private static func power(_ x: NDArray, _ e: Value) throws -> Value? {
        let v: Double
        switch e {
        case .int(let i): v = Double(i)
        case .float(let d): v = d
        default: return nil
        }
        if case .float = e, !x.tensor.dtype.isFloat { return nil }
        if x.tensor.dtype.isFloat {
            switch v {
            case 2: return try named("square").call([.object(x)], out: nil)
            case 1: return try named("positive").call([.object(x)], out: nil)
            case 0.5: return try named("sqrt").call([.object(x)], out: nil)
            case -1: return try named("reciprocal").call([.object(x)], out: nil)
            default: return nil
            }
        }
        if x.tensor.dtype != .bool && v == 2 { return try named("square").call([.object(x)], out: nil) }
        return nil
    }
    static func operatorCompare(_ op: CompareOperator, _ a: Value, _ b: Value) throws -> Value? {
        let name: String
        switch op {
        case .lt: name = "less"
        case .le: name = "less_equal"
        case .eq: name = "equal"
        case .ne: name = "not_equal"
        case .gt: name = "greater"
        case .ge: name = "greater_equal"
        default: return nil
        }
        if b.isNone {
            guard op == .eq || op == .ne else { return nil }
            if let x = a.asObject as? NDArray {
                if x.elementKind == .object { return try PythonErrors.asNumpy { try named(name).call([a, b], out: nil) } }
                return Convert.result(try Tensor.full(x.shape, op == .ne ? 1 : 0, .bool))
            }
            return NumpyScalar.bool(op == .ne)
        }
        if defers(to: b) {
            if let o = b.asObject, o is TensorHolder || o.type.lookup("__array_priority__") != nil { return nil }
            if let x = a.asObject as? NDArray, op == .eq || op == .ne { return Convert.result(try Tensor.full(x.shape, op == .ne ? 1 : 0, .bool)) }
            return nil
        }
        return try PythonErrors.asNumpy { try named(name).call([a, b], out: nil) }
    }
    @inline(__always) static func ordered<T: Comparable>(_ op: CompareOperator, _ a: T, _ b: T) -> Bool {
        switch op {
        case .lt: return a < b
        case .le: return a <= b
        case .eq: return a == b
        case .ne: return a != b
        case .gt: return a > b
        default: return a >= b
        }
    }
}

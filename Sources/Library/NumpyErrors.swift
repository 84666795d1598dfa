// This file defines what NumPy does about floating-point errors: `np.errstate`, `np.seterr`, and the check after a ufunc.

import Kernel
import Lang

/// How division by zero, overflow, underflow and invalid operations are told.
enum FloatingErrors {
    static let kinds = ["divide", "over", "under", "invalid"]
    /// A mode for each of `kinds`; NumPy's own start.
    nonisolated(unsafe) static var modes = ["warn", "warn", "ignore", "warn"]

    /// Whether anything but underflow, which is not looked for, is told.
    static var watches: Bool { modes[0] != "ignore" || modes[1] != "ignore" || modes[3] != "ignore" }

    /// As `np.geterr()` gives it.
    static var value: Value { .object(DictObject(zip(kinds, modes).map { ($0, .string($1)) })) }

    /// Sets the modes that are given; `all` first. Throws ValueError.
    static func set(all: Value, _ each: [Value]) throws {
        var new = modes
        for (i, given) in each.enumerated() {
            let v = given.isNone || given.isUnbound ? all : given
            if v.isNone || v.isUnbound { continue }
            guard let s = v.asString, ["ignore", "warn", "raise", "call", "print", "log"].contains(s) else {
                throw valueError("'\(try Operators.str(v))' is not a valid error handling mode")
            }
            new[i] = s
        }
        modes = new
    }

    /// Warns or raises for what went wrong in a ufunc: an infinity or NaN in the result that no operand has.
    /// Throws FloatingPointError, or what a filter of `warnings` makes of a RuntimeWarning.
    static func check(_ name: String, _ operands: [Tensor], _ r: Tensor, scalar: Bool = false) throws {
        if r.dtype.isInteger {
            if name == "floor_divide" || name == "remainder", operands.count == 2, modes[0] != "ignore", operands[1].count > 0,
                try anyTrue(Elementwise.compare(.equal, operands[1], Tensor.scalar(0, operands[1].dtype), dtype: operands[1].dtype))
            {
                try tell(0, "divide by zero", name)
            }
            return
        }
        guard r.dtype == .float64 || r.dtype == .float32, try hasNonFinite(r) else { return }
        if try modes[3] != "ignore" && told(r, .isnan, operands) { try tell(3, "invalid value", name) }
        if try told(r, .isinf, operands) {
            if try dividesByZero(name, operands) { try tell(0, "divide by zero", name) } else { try tell(1, "overflow", name) }
        }
    }

    private static func hasNonFinite(_ t: Tensor) throws -> Bool {
        if !t.isContiguous { return try !allTrue(Elementwise.test(.isfinite, t)) }
        // The exponent's bits are all ones in infinities and NaN.
        if t.dtype == .float64 {
            let p = UnsafeRawPointer(t.pointer).assumingMemoryBound(to: UInt64.self)
            var found: UInt64 = 0
            for i in 0..<t.count { found |= ((p[i] & 0x7ff0_0000_0000_0000) &+ 0x0010_0000_0000_0000) & 0x8000_0000_0000_0000 }
            return found != 0
        }
        let p = UnsafeRawPointer(t.pointer).assumingMemoryBound(to: UInt32.self)
        var found: UInt32 = 0
        for i in 0..<t.count { found |= ((p[i] & 0x7f80_0000) &+ 0x0080_0000) & 0x8000_0000 }
        return found != 0
    }

    /// Whether the result has a NaN (an infinity) where every operand is a number (finite).
    private static func told(_ r: Tensor, _ test: TestKernelOp, _ operands: [Tensor]) throws -> Bool {
        var here = try Elementwise.test(test, r)
        for o in operands where o.dtype.isFloat {
            let sound = try test == .isnan ? Elementwise.compare(.equal, o, o, dtype: o.dtype) : Elementwise.test(.isfinite, o)
            here = try Elementwise.binary(.multiply, Elementwise.cast(here, .uint8), Elementwise.cast(sound, .uint8), dtype: .uint8)
        }
        return try anyTrue(here)
    }
    private static func dividesByZero(_ name: String, _ operands: [Tensor]) throws -> Bool {
        func zero(_ t: Tensor, _ v: Double = 0) throws -> Bool { try anyTrue(Elementwise.compare(.equal, t, Tensor.scalar(v, t.dtype), dtype: t.dtype)) }
        switch name {
        case "divide", "true_divide", "floor_divide", "remainder", "fmod": return try zero(operands[1])
        case "log", "log2", "log10", "reciprocal", "power", "float_power": return try zero(operands[0])
        case "log1p": return try zero(operands[0], -1)
        case "arctanh": return try zero(operands[0], 1) || zero(operands[0], -1)
        default: return false
        }
    }
    private static func anyTrue(_ t: Tensor) throws -> Bool { try t.count > 0 && Reduce.max(Elementwise.cast(t, .int64)).integer(at: 0) != 0 }
    private static func allTrue(_ t: Tensor) throws -> Bool { try t.count == 0 || Reduce.min(Elementwise.cast(t, .int64)).integer(at: 0) != 0 }

    /// One error of a kind in an operation, by its mode.
    static func tell(_ kind: Int, _ what: String, _ name: String) throws {
        let text = "\(what) encountered in \(name)"
        switch modes[kind] {
        case "ignore", "call", "log": return
        case "raise": throw PythonError(Exceptions.floatingPointError, text)
        case "print": print("Warning: \(text)")
        default:
            // What the library's own cells compute is not the program's doing.
            if CellModules.sourceNames.contains(Interpreter.runningFile) { return }
            guard let warn = try ModuleTable.shared.module("warnings")?["warn"] else { return }
            _ = try Operators.call(warn, .string(text), .object(Exceptions.runtimeWarning))
        }
    }
}

/// `np.errstate(...)`: modes for the time of a block, or of a decorated function.
final class ErrorState: Object {
    static let type_ = TypeObject.native("errstate", module: "numpy") { t in
        t.constructor("errstate(*, call=None, all=None, divide=None, over=None, under=None, invalid=None)") { _, a in
            .object(ErrorState(all: a[1], [a[2], a[3], a[4], a[5]]))
        }
        NativeSlots.declare(t, ["__enter__", "__exit__"])
    }
    private let all: Value
    private let each: [Value]
    private var saved: [[String]] = []
    init(all: Value, _ each: [Value]) {
        self.all = all
        self.each = each
        super.init(type: ErrorState.type_)
    }
    override func enter() throws -> Value? {
        let old = FloatingErrors.modes
        try FloatingErrors.set(all: all, each)
        saved.append(old)
        return .object(self)
    }
    override func exit(_ error: PythonError?) throws -> Bool {
        if let old = saved.popLast() { FloatingErrors.modes = old }
        return false
    }
}

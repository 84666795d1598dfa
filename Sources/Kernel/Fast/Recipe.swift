// This file defines results that are computed when they are needed: chains of pointwise operations in one pass over memory.
//
// A layer such as normalisation → GELU → product is bound by memory: each operation alone reads and writes whole maps. Results of
// pointwise operations on the kernel's own maps therefore keep only how they are made (a recipe). Whoever asks for their memory
// gets them computed, the whole chain in one pass; an intermediate result that nobody asks for never exists. The backward pass
// keeps recipes instead of maps, and computes them again from what they read.
//
// Invariants: a recipe's operands have the same shape and strides, dense, float32 or bfloat16. Memory that a put-off result will
// read tells so (`Storage.willBeRead`), so whoever asks for that memory (to write it, maybe) has the result computed first.

import CKernel

/// How the elements of a tensor come from others.
final class Recipe {
    enum Operand {
        case tensor(Tensor)
        /// A vector of channels (last in memory): for every sample `step` elements further (0: the same for all).
        case channels(Vector, step: Int)
        case none
    }
    /// Numbers of one or more channel vectors.
    final class Vector {
        let values: [Float]
        init(_ values: [Float]) { self.values = values }
    }
    /// For results of larger operations (a 1×1 convolution, say): how to make them again. They are computed at once; only what the
    /// backward pass keeps is put off.
    let again: (() throws -> Tensor)?
    let operation: ck_op
    let a: Operand, b: Operand, c: Operand
    let k: Float
    let dtype: DType
    /// Operations of the whole tree that is not computed, at the time of making.
    let size: Int
    /// How often another recipe uses the result.
    var uses = 0
    /// Versions of the memory that the operands had.
    private let versions: (Int, Int, Int)
    /// The tensor that stands for this result in the backward pass, not computed until asked.
    weak var twin: Tensor?
    /// The tensor that the operation gave.
    weak var original: Tensor?

    init(_ operation: ck_op, _ a: Operand, _ b: Operand = .none, _ c: Operand = .none, k: Float = 0, dtype: DType = .float32) {
        again = nil
        self.operation = operation
        self.a = a
        self.b = b
        self.c = c
        self.k = k
        self.dtype = dtype
        var n = 1
        for case .tensor(let t) in [a, b, c] where !t.isComputed { n += t.recipe?.size ?? 0 }
        size = n
        versions = (Recipe.version(a), Recipe.version(b), Recipe.version(c))
    }
    /// A result that can be made again.
    init(again: @escaping () throws -> Tensor, from inputs: [Tensor], dtype: DType = .float32) {
        self.again = again
        operation = CK_COPY
        a = inputs.count > 0 ? .tensor(inputs[0]) : .none
        b = inputs.count > 1 ? .tensor(inputs[1]) : .none
        c = inputs.count > 2 ? .tensor(inputs[2]) : .none
        k = 0
        self.dtype = dtype
        size = 0
        versions = (Recipe.version(a), Recipe.version(b), Recipe.version(c))
    }
    private static func version(_ o: Operand) -> Int {
        if case .tensor(let t) = o, t.isComputed { return t.storage.version }
        return -1
    }
    /// Whether no operand was changed in place since.
    var isCurrent: Bool {
        func same(_ o: Operand, _ v: Int) -> Bool {
            guard case .tensor(let t) = o else { return true }
            if t.isComputed { return v == -1 || t.storage.version == v }
            return t.recipe?.isCurrent ?? true
        }
        return same(a, versions.0) && same(b, versions.1) && same(c, versions.2)
    }

    private weak var leanOne: Recipe?
    /// The same with operands that are not held in memory where they can be made again.
    var lean: Recipe {
        if again != nil { return self }
        if let l = leanOne { return l }
        var changed = false
        func light(_ o: Operand) -> Operand {
            guard case .tensor(let t) = o, t.recipe != nil else { return o }
            let k = t.kept
            if k === t { return o }
            changed = true
            return .tensor(k)
        }
        let x = light(a), y = light(b), z = light(c)
        let l = changed ? Recipe(operation, x, y, z, k: k, dtype: dtype) : self
        if changed { l.original = original }
        leanOne = l
        return l
    }
}

extension Tensor {
    /// What a backward pass keeps of this tensor: the recipe alone where there is one (the map itself is then freed with its other
    /// users), else the tensor. All that keep the same result share what is computed again.
    var kept: Tensor {
        // Changed in place since: the recipe no longer says what it holds.
        guard let recipe, !isComputed || storage.version == 0 else { return self }
        if let t = recipe.twin { return t }
        guard let t = try? Tensor(recipe: recipe.lean, shape: shape, strides: strides, offset: recipe.again == nil ? 0 : offset) else { return self }
        t.isKernelOrdered = isKernelOrdered
        recipe.twin = t
        t.recipe!.twin = t
        return t
    }
    /// Notes how to make this tensor again from others, so that the backward pass need not keep it.
    func canBeMadeAgain(from inputs: [Tensor], _ again: @escaping ([Tensor]) throws -> Tensor) {
        let kept = inputs.map(\.kept)
        let r = Recipe(again: { try again(kept) }, from: kept, dtype: dtype)
        r.original = self
        recipe = r
    }
    /// Whether what the recipe reads is as it was.
    var isCurrent: Bool { isComputed || (recipe?.isCurrent ?? true) }
}

/// Pointwise operations on the kernel's maps.
enum Pointwise {
    /// The largest tree that is put off: programs have 24 registers.
    static let largest = 14
    /// Results below this many elements are computed at once: making a recipe costs as much.
    static let smallest = 2048

    /// Whether `t` may be an operand of a recipe.
    @inline(__always) static func takes(_ t: Tensor) -> Bool { t.isKernelOrdered && isWidth(t.dtype) && t.count >= smallest && (t.isChannelsLast || t.isContiguous) }

    /// Whether maps of a dtype are computed here; sums and functions are in float32, results are rounded once.
    @inline(__always) static func isWidth(_ d: DType) -> Bool { d == .float32 || d == .bfloat16 }

    /// A result of the shape and order of `like`, put off.
    static func make(_ recipe: Recipe, like: Tensor) throws -> Tensor {
        let t = try Tensor(recipe: recipe, shape: like.shape, strides: like.strides)
        t.isKernelOrdered = true
        recipe.original = t
        for case .tensor(let x) in [recipe.a, recipe.b, recipe.c] {
            if x.isComputed {
                x.storage.willBeRead(by: t)
            } else if let r = x.recipe, r.again == nil {
                // A second user: computing it once for both is cheaper.
                r.uses += 1
                if r.uses > 1 && r.size > 1 { try x.computed() }
                noteReaders(r, t)
            }
        }
        if recipe.size > largest { try t.computed() }
        return t
    }
    private static func noteReaders(_ r: Recipe, _ t: Tensor) {
        if r.again != nil { return }
        for case .tensor(let x) in [r.a, r.b, r.c] {
            if x.isComputed { x.storage.willBeRead(by: t) } else if let r = x.recipe { noteReaders(r, t) }
        }
    }
    static func unary(_ op: ck_op, _ a: Tensor, k: Float = 0) throws -> Tensor { try make(Recipe(op, .tensor(a), k: k, dtype: a.dtype), like: a) }
    static func binary(_ op: ck_op, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        try make(Recipe(op, .tensor(a), .tensor(b), dtype: a.dtype == b.dtype ? a.dtype : .float32), like: a)
    }

    /// `a op b` put off, where both are the kernel's maps of one order, or one is and the other a single number; else nil.
    static func elementwise(_ op: BinaryKernelOp, _ a: Tensor, _ b: Tensor) throws -> Tensor? {
        // A map of another order takes on the order of the kernel's.
        if a.shape == b.shape, a.strides != b.strides, a.rank >= 3, isWidth(a.dtype), isWidth(b.dtype) {
            if takes(a), a.isChannelsLast { return try elementwise(op, a, Ops.laidOut(b, like: a)) }
            if takes(b), b.isChannelsLast { return try elementwise(op, Ops.laidOut(a, like: b), b) }
        }
        if takes(a) {
            if isWidth(b.dtype), b.shape == a.shape, b.strides == a.strides {
                switch op {
                case .add: return try binary(CK_ADD, a, b)
                case .subtract: return try binary(CK_SUB, a, b)
                case .multiply: return try binary(CK_MUL, a, b)
                case .divide: return try binary(CK_DIV, a, b)
                case .maximum: return try binary(CK_MAX, a, b)
                case .minimum: return try binary(CK_MIN, a, b)
                default: return nil
                }
            }
            if b.rank == 0, let k = number(b) {
                switch op {
                case .add: return try unary(CK_ADDK, a, k: k)
                case .subtract: return try unary(CK_ADDK, a, k: -k)
                case .multiply: return try unary(CK_MULK, a, k: k)
                default: return nil
                }
            }
            return nil
        }
        if takes(b), a.rank == 0, let k = number(a) {
            switch op {
            case .add: return try unary(CK_ADDK, b, k: k)
            case .subtract: return try unary(CK_RSUBK, b, k: k)
            case .multiply: return try unary(CK_MULK, b, k: k)
            case .divide: return try unary(CK_RDIVK, b, k: k)
            default: return nil
            }
        }
        return nil
    }
    private static func number(_ t: Tensor) -> Float? {
        switch t.dtype {
        case .bfloat16: return Float(t.double(at: 0))
        case .float32: return t.pointer.assumingMemoryBound(to: Float.self).pointee
        case .float64: return Float(t.pointer.assumingMemoryBound(to: Double.self).pointee)
        case .int64: return Float(t.pointer.assumingMemoryBound(to: Int64.self).pointee)
        default: return nil
        }
    }
    /// `op(a)` put off, where `a` is one of the kernel's maps; else nil.
    static func elementwise(_ op: UnaryKernelOp, _ a: Tensor) throws -> Tensor? {
        guard takes(a) else { return nil }
        switch op {
        case .negative: return try unary(CK_NEG, a)
        case .absolute: return try unary(CK_ABS, a)
        case .square: return try unary(CK_SQUARE, a)
        case .sqrt: return try unary(CK_SQRT, a)
        case .exp: return try unary(CK_EXP, a)
        case .tanh: return try unary(CK_TANH, a)
        case .sigmoid: return try unary(CK_SIGMOID, a)
        default: return nil
        }
    }
}

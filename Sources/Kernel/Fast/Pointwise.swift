// This file defines how recipes become programs (see CKernel/ck_pointwise.h) and run.

import CKernel

/// A program under construction: operations of a tree in order, each result in a register.
private struct Compiler {
    var program = ck_program()
    var code: [ck_instruction] = []
    var leaves: [Tensor] = []
    var vectors: [(Recipe.Vector, Int)] = []
    private var place: [ObjectIdentifier: Int16] = [:]
    private var last: [Int] = [] // instruction that reads a result last, by instruction

    /// The operand for a tensor: a leaf when it is computed, else the result of its recipe.
    mutating func operand(_ t: Tensor) throws -> Int16 {
        if !t.isComputed, let r = t.recipe, r.again == nil, code.count + r.size < 20 {
            if let p = place[ObjectIdentifier(r)] { return p }
            return try emit(r)
        }
        if let i = leaves.firstIndex(where: { $0 === t || ($0.storage === t.storage && $0.offset == t.offset) }) { return Int16(Int(CK_LEAF) + i) }
        try t.computed()
        guard leaves.count < Int(CK_LEAVES) else { throw KernelError.runtime("internal error: too many operands of a fused operation") }
        leaves.append(t)
        return Int16(Int(CK_LEAF) + leaves.count - 1)
    }
    mutating func operand(_ o: Recipe.Operand) throws -> Int16 {
        switch o {
        case .tensor(let t): return try operand(t)
        case .channels(let v, let step):
            if let i = vectors.firstIndex(where: { $0.0 === v }) { return Int16(Int(CK_PATTERN) + i) }
            guard vectors.count < Int(CK_PATTERNS) else { throw KernelError.runtime("internal error: too many vectors in a fused operation") }
            vectors.append((v, step))
            return Int16(Int(CK_PATTERN) + vectors.count - 1)
        case .none: return 0
        }
    }
    mutating func emit(_ r: Recipe) throws -> Int16 {
        let a = try operand(r.a), b = try operand(r.b), c = try operand(r.c)
        // Every result has its own register: trees are small and the pieces short.
        let d = Int16(code.count)
        code.append(ck_instruction(op: Int16(r.operation.rawValue), d: d, a: a, b: b, c: c, k: r.k))
        place[ObjectIdentifier(r)] = d
        return d
    }
    /// Runs over maps of this shape and order, with `body` completing the program.
    mutating func run(shape: [Int], strides: [Int], needsChannels: Bool, _ body: (inout ck_program) -> Void) throws {
        let count = shape.reduce(1, *)
        let channelled = needsChannels || !vectors.isEmpty
        if channelled {
            program.samples = Int64(shape[0])
            program.channels = Int64(shape[1])
            program.rows = Int64(shape.dropFirst(2).reduce(1, *))
        } else {
            program.samples = 1
            program.channels = 1
            program.rows = Int64(count)
        }
        program.count = Int32(code.count)
        program.leaves = Int32(leaves.count)
        program.patterns = Int32(vectors.count)
        withUnsafeMutableBytes(of: &program.leaf) { p in
            let q = p.bindMemory(to: UnsafeRawPointer?.self)
            for (i, t) in leaves.enumerated() { q[i] = UnsafeRawPointer(t.quietPointer) }
        }
        withUnsafeMutableBytes(of: &program.leaf_type) { p in
            for (i, t) in leaves.enumerated() { p[i] = t.dtype == .bfloat16 ? UInt8(CK_BF16.rawValue) : UInt8(CK_F32.rawValue) }
        }
        // The vectors side by side, alive during the run.
        let flat = vectors.flatMap { $0.0.values }
        let status = flat.withUnsafeBufferPointer { flat in
            withUnsafeMutableBytes(of: &program.pattern) { p in
                let q = p.bindMemory(to: UnsafePointer<Float>?.self)
                var at = 0
                for (i, v) in vectors.enumerated() {
                    q[i] = flat.baseAddress! + at
                    at += v.0.values.count
                }
            }
            withUnsafeMutableBytes(of: &program.pattern_step) { p in
                let q = p.bindMemory(to: Int64.self)
                for (i, v) in vectors.enumerated() { q[i] = Int64(v.1) }
            }
            return code.withUnsafeBufferPointer { code in
                program.code = code.baseAddress
                body(&program)
                return withExtendedLifetime(leaves) { ck_pointwise(&program) }
            }
        }
        if status != 0 { throw KernelError.outOfMemory(bytes: 0) }
    }
}

extension Pointwise {
    /// Computes a put-off tensor.
    static func run(_ t: Tensor) throws -> Storage {
        guard let recipe = t.recipe else { throw KernelError.runtime("internal error: a tensor without memory or recipe") }
        if let again = recipe.again {
            let made = try again()
            if made.strides == t.strides && made.offset == t.offset { return made.storage }
            // The same order in memory, whatever it was made in.
            guard t.offset == 0 else { throw KernelError.runtime("internal error: a result was made again in another order") }
            return try Ops.laidOut(made, like: t).storage
        }
        let out = try Storage(byteCount: t.count * t.dtype.size)
        try run(recipe, shape: t.shape, strides: t.strides, into: out.quietBase, dtype: t.dtype)
        return out
    }
    private static func run(_ recipe: Recipe, shape: [Int], strides: [Int], into p: UnsafeMutableRawPointer, dtype: DType) throws {
        var c = Compiler()
        let d = try c.emit(recipe)
        try c.run(shape: shape, strides: strides, needsChannels: false) { program in
            program.stores = 1
            program.store.0 = p
            program.store_type.0 = dtype == .bfloat16 ? UInt8(CK_BF16.rawValue) : UInt8(CK_F32.rawValue)
            program.store_operand.0 = d
        }
    }

    /// `target += g` in one pass, where both are the kernel's maps of one order; else false.
    static func accumulate(into target: Tensor, _ g: Tensor) throws -> Bool {
        guard takes(target), isWidth(g.dtype), g.shape == target.shape, g.strides == target.strides else { return false }
        let p = target.pointer // what will read the old values is computed first
        try run(Recipe(CK_ADD, .tensor(target), .tensor(g)), shape: target.shape, strides: target.strides, into: p, dtype: target.dtype)
        return true
    }

    /// Sums over the positions, for every sample and channel: Σ u and Σ u·(v - pivot), of maps (N, C, …) in channels-last order;
    /// without `v`: Σ (u - pivot) and Σ (u - pivot)². A put-off `u` is
    /// computed on the way and kept when its tree is worth it.
    static func sums(_ u: Tensor, _ v: Tensor?, minus pivot: Recipe.Vector? = nil) throws -> (sum: [Double], product: [Double]) {
        let n = u.shape[0], channels = u.shape[1]
        var sum = [Double](repeating: 0, count: n * channels), product = sum
        var c = Compiler()
        var x = try c.operand(u)
        let keep = !u.isComputed && (u.recipe?.size ?? 0) > 2
        let storage = keep ? try Storage(byteCount: u.count * u.dtype.size) : nil
        let stored = x
        var y = try v.map { try c.operand($0) } ?? x
        if let pivot {
            c.vectors.append((pivot, channels))
            let d = Int16(c.code.count)
            c.code.append(ck_instruction(op: Int16(CK_SUB.rawValue), d: d, a: y, b: Int16(Int(CK_PATTERN) + c.vectors.count - 1), c: 0, k: 0))
            y = d
            if v == nil { x = d }
        }
        try sum.withUnsafeMutableBufferPointer { sum in
            try product.withUnsafeMutableBufferPointer { product in
                try c.run(shape: u.shape, strides: u.strides, needsChannels: true) { program in
                    program.sum = sum.baseAddress
                    program.product = product.baseAddress
                    program.u = x
                    program.v = y
                    if let storage {
                        program.stores = 1
                        program.store.0 = storage.quietBase
                        program.store_type.0 = u.dtype == .bfloat16 ? UInt8(CK_BF16.rawValue) : UInt8(CK_F32.rawValue)
                        program.store_operand.0 = stored
                    }
                }
            }
        }
        if let storage { u.adopt(storage) }
        return (sum, product)
    }
}

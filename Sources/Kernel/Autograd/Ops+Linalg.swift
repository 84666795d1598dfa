// This file defines products of matrices, with gradients.

extension Ops {
    /// Swaps the last two axes.
    static func mT(_ t: Tensor) throws -> Tensor { try transpose(t, -2, -1) }

    private static func sameDType(_ a: Tensor, _ b: Tensor) throws {
        if a.dtype != b.dtype {
            if a.rank == 1 && b.rank == 1 { throw KernelError.runtime("dot : expected both vectors to have same dtype, but found \(a.dtype.torchScalarName) and \(b.dtype.torchScalarName)") }
            throw KernelError.runtime("expected m1 and m2 to have the same dtype, but got: \(a.dtype.torchTypeName) != \(b.dtype.torchTypeName)")
        }
    }

    /// `torch.matmul`: vectors, matrices and batches of them.
    public static func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        if a.rank == 0 || b.rank == 0 {
            throw KernelError.runtime("both arguments to matmul need to be at least 1D, but they are \(a.rank)D and \(b.rank)D")
        }
        try sameDType(a, b)
        if a.dtype == .bool { throw refused(a.rank == 1 && b.rank == 1 ? "dot" : a.rank > 2 || b.rank > 2 ? "baddbmm_kernel" : a.rank == 1 || b.rank == 1 ? "addmv_impl_cpu" : "addmm_impl_cpu_", a.dtype) }
        let k = a.shape[a.rank - 1], k2 = b.rank == 1 ? b.shape[0] : b.shape[b.rank - 2]
        let name: String
        switch (a.rank, b.rank) {
        case (1, 1):
            if k != k2 { throw KernelError.runtime("inconsistent tensor size, expected tensor \(a.shape) and src \(b.shape) to have the same number of elements, but got \(k) and \(k2) elements respectively") }
            name = "DotBackward0"
        case (2, 1):
            if k != k2 { throw KernelError.runtime("size mismatch, got input (\(a.shape[0])), mat (\(a.shape[0])x\(k)), vec (\(k2))") }
            name = "MvBackward0"
        case (1, 2):
            if k != k2 { throw KernelError.runtime("size mismatch, got input (\(b.shape[1])), mat (\(b.shape[1])x\(k2)), vec (\(k))") }
            name = "SqueezeBackward4"
        case (2, 2):
            if k != k2 { throw KernelError.runtime("mm: mat1 and mat2 shapes cannot be multiplied (\(a.shape[0])x\(k) and \(k2)x\(b.shape[1]))") }
            name = "MmBackward0"
        default:
            if k != k2 {
                if b.rank <= 2 && a.rank >= 3 {
                    let rows = a.shape.dropLast().reduce(1, *)
                    throw KernelError.runtime(b.rank == 2 ? "mm: mat1 and mat2 shapes cannot be multiplied (\(rows)x\(k) and \(k2)x\(b.shape[1]))" : "size mismatch, got input (\(rows)), mat (\(rows)x\(k)), vec (\(k2))")
                }
                let batch = try Shape.broadcast(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2))).reduce(1, *)
                throw KernelError.runtime("Expected size for first two dimensions of batch2 tensor to be: [\(batch), \(k)] but got: [\(batch), \(k2)].")
            }
            name = a.rank == 3 && b.rank == 3 && a.shape[0] == b.shape[0] ? "UnsafeViewBackward0" : "UnsafeViewBackward0"
        }
        return try product(a, b, name)
    }
    /// `torch.mm`, `bmm`, `mv`, `dot` with their own checks.
    public static func mm(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank == 2 else { throw KernelError.runtime("mm: self must be a matrix, got \(a.rank)-D tensor") }
        guard b.rank == 2 else { throw KernelError.runtime("mm: mat2 must be a matrix, got \(b.rank)-D tensor") }
        return try matmul(a, b)
    }
    public static func bmm(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank == 3 else { throw KernelError.runtime("batch1 must be a 3D tensor") }
        guard b.rank == 3 else { throw KernelError.runtime("batch2 must be a 3D tensor") }
        guard a.shape[0] == b.shape[0], a.shape[2] == b.shape[1] else {
            throw KernelError.runtime("Expected size for first two dimensions of batch2 tensor to be: [\(a.shape[0]), \(a.shape[2])] but got: [\(b.shape[0]), \(b.shape[1])].")
        }
        try sameDType(a, b)
        return try product(a, b, "BmmBackward0")
    }
    public static func mv(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank == 2, b.rank == 1 else { throw KernelError.runtime("vector + matrix @ vector expected, got \(1), \(a.rank), \(b.rank)") }
        return try matmul(a, b)
    }
    public static func dot(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank == 1, b.rank == 1 else { throw KernelError.runtime("1D tensors expected, but got \(a.rank)D and \(b.rank)D tensors") }
        return try matmul(a, b)
    }

    /// The product with a history; operands fit.
    private static func product(_ a: Tensor, _ b: Tensor, _ name: String) throws -> Tensor {
        let dtype = a.dtype
        let half = dtype == .float16 || dtype == .bfloat16
        func compute(_ a: Tensor, _ b: Tensor) throws -> Tensor {
            if !half { return try Linalg.matmul(a, b, dtype: dtype) }
            return try BLAS.halfMatmul(a, b) ?? Elementwise.cast(Linalg.matmul(Elementwise.cast(a, .float32), Elementwise.cast(b, .float32), dtype: .float32), dtype)
        }
        let out = try compute(a, b)
        if Autograd.needed(a, b) {
            // A map made of one that is not kept is not kept either.
            if out.isKernelOrdered, out.rank == 3, out.strides[1] == 1, b.recipe?.again != nil, out.count >= b.count {
                out.canBeMadeAgain(from: [a, b]) { try compute($0[0], $0[1]) }
            }
            let sa = b.requiresGrad ? Saved(a) : nil, sb = a.requiresGrad ? Saved(b) : nil
            let ra = a.rank, rb = b.rank
            Autograd.record(name, [a, b], [sa, sb], out) { n, g in
                // With both seen as matrices: ga = g bᵀ, gb = aᵀ g.
                var gm = g
                if ra == 1 { gm = try unsqueeze(gm, rb == 1 ? 0 : gm.rank - 1) }
                if rb == 1 { gm = try unsqueeze(gm, gm.rank) }
                var ga: Tensor?, gb: Tensor?
                if n.needs(0), let sb {
                    let y = try sb.value(n)
                    let r = try multiply(gm, rb == 1 ? unsqueeze(y, 0) : mT(y))
                    ga = ra == 1 ? try sumLeading(squeeze(r, [r.rank - 2]), 1) : r
                }
                if n.needs(1), let sa {
                    let x = try sa.value(n)
                    if ra > 2 && rb <= 2 {
                        // The batch of `a` is rows: one product instead of a sum over the batch.
                        let flat = try reshape(x, [-1, x.shape[ra - 1]]), flatG = try reshape(gm, [-1, gm.shape[gm.rank - 1]])
                        let r = try multiply(mT(flat), flatG)
                        gb = rb == 1 ? try squeeze(r, [1]) : r
                    } else {
                        let r = try multiply(ra == 1 ? unsqueeze(x, 1) : mT(x), gm)
                        gb = rb == 1 ? try squeeze(r, [r.rank - 1]) : r
                    }
                }
                return [ga, gb]
            }
        }
        return out
    }
    private static func sumLeading(_ t: Tensor, _ rank: Int) throws -> Tensor {
        t.rank > rank ? try sum(t, Array(0..<(t.rank - rank)), keepdim: false) : t
    }
    private static func multiply(_ a: Tensor, _ b: Tensor) throws -> Tensor { try product(a, b, "MmBackward0") }

    /// `beta c + alpha a b`.
    public static func addmm(_ c: Tensor, _ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1) throws -> Tensor {
        if a.rank == 2, b.rank == 2, a.shape[1] != b.shape[0] {
            throw KernelError.runtime("addmm: mat1 and mat2 shapes cannot be multiplied (\(a.shape[0])x\(a.shape[1]) and \(b.shape[0])x\(b.shape[1]))")
        }
        let p = try a.rank == 3 ? bmm(a, b) : b.rank == 1 ? mv(a, b) : mm(a, b)
        let scaled = alpha == 1 ? p : try mul(p, alpha)
        let out = try add(beta == 1 ? c : mul(c, beta), scaled)
        if let n = out.gradient?.node { n.name = a.rank == 3 ? "BaddbmmBackward0" : b.rank == 1 ? "AddmvBackward0" : "AddmmBackward0" }
        return out
    }

    /// `F.linear`: x (..., I), weight (O, I), bias (O) -> (..., O).
    public static func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        if x.rank >= 1, weight.rank == 2, x.shape[x.rank - 1] != weight.shape[1] {
            let rows = x.shape.dropLast().reduce(1, *)
            throw KernelError.runtime(
                "\(bias == nil ? "mm" : "addmm"): mat1 and mat2 shapes cannot be multiplied (\(rows)x\(x.shape[x.rank - 1]) and \(weight.shape[1])x\(weight.shape[0]))")
        }
        if x.dtype != weight.dtype {
            throw KernelError.runtime("mat1 and mat2 must have the same dtype, but got \(x.dtype.torchScalarName) and \(weight.dtype.torchScalarName)")
        }
        let w = try t(weight)
        guard let bias else { return try matmul(x, w) }
        let flat = x.rank > 2 ? try reshape(x, [-1, x.shape[x.rank - 1]]) : x
        let p = try add(matmul(flat, w), bias)
        if let n = p.gradient?.node { n.name = x.rank == 1 ? "ViewBackward0" : "AddmmBackward0" }
        return x.rank > 2 ? try reshape(p, Array(x.shape.dropLast()) + [weight.shape[0]]) : p
    }

    public static func outer(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard a.rank == 1, b.rank == 1 else { throw KernelError.runtime("outer: Expected 1-D argument self, but got \(a.rank)-D") }
        return try mul(unsqueeze(a, 1), b)
    }
    public static func trace(_ t: Tensor) throws -> Tensor {
        guard t.rank == 2 else { throw KernelError.runtime("trace: expected a matrix, but got tensor with dim \(t.rank)") }
        return try sum(diagonal(t))
    }

    /// `torch.einsum` of any number of operands: products of pairs, left to right, in terms of differentiable operations.
    /// - Throws: `runtime` with PyTorch's words for malformed equations.
    public static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
        let text = equation.filter { $0 != " " }
        let sides = text.components(arrow: "->")
        let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard inputs.count == operands.count else {
            throw KernelError.runtime(
                inputs.count > operands.count
                    ? "einsum(): fewer operands were provided than specified in the equation" : "einsum(): more operands were provided than specified in the equation")
        }
        // `...` becomes letters of its own.
        var widest = 0
        for (spec, t) in zip(inputs, operands) where spec.contains("...") { widest = max(widest, t.rank - (spec.count - 3)) }
        let dots = (0..<max(widest, 0)).map { Character(UnicodeScalar(UInt32(0x2460 + $0))!) }
        var labels: [[Character]] = []
        for (i, (spec, t)) in zip(inputs, operands).enumerated() {
            var l: [Character] = []
            var rest = Substring(spec)
            while let c = rest.first {
                if rest.hasPrefix("...") {
                    l += dots.suffix(max(t.rank - (spec.count - 3), 0))
                    rest = rest.dropFirst(3)
                } else {
                    guard c.isASCII, c.isLetter else { throw KernelError.runtime("einsum(): invalid subscript given at index \(spec.count - rest.count) in the equation string, subscripts must be in [a-zA-Z]") }
                    l.append(c)
                    rest = rest.dropFirst()
                }
            }
            if l.count != t.rank {
                throw KernelError.runtime("einsum(): the number of subscripts in the equation (\(l.count)) does not match the number of dimensions (\(t.rank)) for operand \(i) and no ellipsis was given")
            }
            labels.append(l)
        }
        var output: [Character]
        if sides.count > 1 {
            output = []
            var rest = Substring(sides[1])
            while let c = rest.first {
                if rest.hasPrefix("...") {
                    output += dots
                    rest = rest.dropFirst(3)
                } else {
                    if !labels.contains(where: { $0.contains(c) }) { throw KernelError.runtime("einsum(): output subscript \(c) does not appear in the equation for any input operand") }
                    if output.contains(c) { throw KernelError.runtime("einsum(): output subscript \(c) appears more than once in the output") }
                    output.append(c)
                    rest = rest.dropFirst()
                }
            }
        } else {
            let all = labels.flatMap { $0 }
            output = dots + Set(all).filter { c in !dots.contains(c) && all.filter { $0 == c }.count == 1 }.sorted()
        }
        var sizes: [Character: Int] = [:]
        var terms: [(Tensor, [Character])] = []
        for (i, (t, l)) in zip(operands, labels).enumerated() {
            var x = t, names = l
            // A repeated letter takes the diagonal.
            while let (p, q) = firstPair(names) {
                if x.shape[p] != x.shape[q] { throw KernelError.runtime("einsum(): subscript \(names[p]) is repeated for operand \(i) but the sizes don't match, \(x.shape[q]) != \(x.shape[p])") }
                let c = names[p]
                x = try diagonal(x, p, q)
                names.remove(at: q)
                names.remove(at: p)
                names.append(c)
            }
            for (n, c) in zip(x.shape, names) {
                if let known = sizes[c], known != n, known != 1, n != 1 {
                    throw KernelError.runtime("einsum(): operands do not broadcast with remapped shapes [original->remapped]: " + zip(operands, operands).map { a, _ in "\(a.shape)->\(a.shape)" }.joined(separator: " "))
                }
                sizes[c] = max(sizes[c] ?? 1, n)
            }
            terms.append((x, names))
        }
        while terms.count > 1 {
            let (a, la) = terms.removeFirst(), (b, lb) = terms.removeFirst()
            let later = Set(output + terms.flatMap { $0.1 })
            terms.insert(try contract(a, la, b, lb, keep: later, sizes), at: 0)
        }
        var (x, names) = terms[0]
        let gone = names.indices.filter { !output.contains(names[$0]) }
        if !gone.isEmpty {
            x = try sum(x, gone, keepdim: false)
            names = names.filter { output.contains($0) }
        }
        return try permute(x, output.map { names.firstIndex(of: $0)! })
    }
    private static func diagonal(_ t: Tensor, _ p: Int, _ q: Int) throws -> Tensor { try diagonal(t, offset: 0, p, q) }
    private static func firstPair(_ l: [Character]) -> (Int, Int)? {
        for i in l.indices { for j in l.indices where j > i && l[i] == l[j] { return (i, j) } }
        return nil
    }
    /// One pair: letters in both and later are batch, in both only are summed by a matrix product.
    private static func contract(_ a: Tensor, _ la: [Character], _ b: Tensor, _ lb: [Character], keep: Set<Character>, _ sizes: [Character: Int]) throws -> (Tensor, [Character]) {
        var a = a, la = la, b = b, lb = lb
        let aOnly = la.indices.filter { !lb.contains(la[$0]) && !keep.contains(la[$0]) }
        if !aOnly.isEmpty {
            a = try sum(a, aOnly, keepdim: false)
            la = la.enumerated().filter { !aOnly.contains($0.offset) }.map { $0.element }
        }
        let bOnly = lb.indices.filter { !la.contains(lb[$0]) && !keep.contains(lb[$0]) }
        if !bOnly.isEmpty {
            b = try sum(b, bOnly, keepdim: false)
            lb = lb.enumerated().filter { !bOnly.contains($0.offset) }.map { $0.element }
        }
        let batch = la.filter { lb.contains($0) && keep.contains($0) }
        let summed = la.filter { lb.contains($0) && !keep.contains($0) }
        let free1 = la.filter { !lb.contains($0) }, free2 = lb.filter { !la.contains($0) }
        func arrange(_ t: Tensor, _ l: [Character], _ groups: [[Character]]) throws -> Tensor {
            let p = try permute(t, groups.flatMap { $0 }.map { l.firstIndex(of: $0)! })
            let wanted = groups.flatMap { $0 }.map { sizes[$0]! }
            let full = p.shape == wanted ? p : try expand(p, (batch + summed).isEmpty ? p.shape : zip(groups.flatMap { $0 }, p.shape).map { (batch + summed).contains($0) ? sizes[$0]! : $1 })
            return try reshape(full, groups.map { g in g.map { full.shape[groups.flatMap { $0 }.firstIndex(of: $0)!] }.reduce(1, *) })
        }
        let x = try arrange(a, la, [batch, free1, summed]), y = try arrange(b, lb, [batch, summed, free2])
        let r = try product(x, y, "BmmBackward0")
        let names = batch + free1 + free2
        func size(_ c: Character) -> Int {
            if batch.contains(c) { return sizes[c]! }
            if let i = la.firstIndex(of: c) { return a.shape[i] }
            return b.shape[lb.firstIndex(of: c)!]
        }
        return (try reshape(r, names.map(size)), names)
    }
}

extension String {
    func components(arrow: String) -> [String] {
        var parts: [String] = []
        var current = "", rest = Substring(self)
        while let c = rest.first {
            if rest.hasPrefix(arrow) {
                parts.append(current)
                current = ""
                rest = rest.dropFirst(arrow.count)
            } else {
                current.append(c)
                rest = rest.dropFirst()
            }
        }
        return parts + [current]
    }
}

// This file declares torch's random functions and the methods that fill tensors from its stream.

import Kernel
import Lang

enum TorchRandomFunctions {
    static func state(_ g: TorchGenerator) throws -> Value {
        let bytes = g.bytes
        let t = try Tensor(empty: [bytes.count], .uint8)
        for (i, b) in bytes.enumerated() { t.elements(UInt8.self)[i] = b }
        return Torch.value(t)
    }
    static func restore(_ g: TorchGenerator, _ t: Tensor) throws {
        guard t.dtype == .uint8 else { throw typeError("expected a torch.ByteTensor, but got torch.\(t.dtype.torchTensorName)") }
        try g.restore(Array(t.contiguous().elements(UInt8.self)))
    }

    static func declare(_ b: TorchBuilder) {
        b.function("manual_seed(seed)", "Starts the default random stream from a seed.") { a in
            let s = try a.int(0)
            TorchGenerator.shared.seed(UInt64(bitPattern: Int64(s)))
            return .object(TorchGeneratorObject.shared)
        }
        b.function("seed()", "Starts the default stream from the system's entropy.") { _ in
            let s = UInt64.random(in: 0...UInt64(Int64.max))
            TorchGenerator.shared.seed(s)
            return .int(Int(s))
        }
        b.function("initial_seed()", "The seed of the default stream.") { _ in .int(Int(truncatingIfNeeded: TorchGenerator.shared.initialSeed)) }
        b.function("get_rng_state()", "The default stream's state as a uint8 tensor.") { _ in try state(.shared) }
        b.function("set_rng_state(new_state)", "Restores the default stream.") { a in
            try restore(.shared, Torch.tensor(a, 0))
            return .none
        }
        let tail = "generator=None, dtype=None, device=None, requires_grad=False, out=None, pin_memory=False"
        func made(_ shape: [Int], _ a: Arguments, dtype i: Int, default d: DType? = nil, _ fill: (Tensor) throws -> Void) throws -> Value {
            for s in shape where s < 0 { throw runtimeError("Trying to create tensor with negative dimension \(s): \(sizesText(shape))") }
            let t = try Tensor(empty: shape, TorchDType.from(a[i]) ?? d ?? Promotion.defaultFloat)
            try fill(t)
            t.storage.version = 0
            return Torch.value(t)
        }
        for n in ["rand", "randn"] {
            let fill: (Tensor, TorchGenerator) throws -> Void = n == "rand" ? { try TorchRandom.uniform($0, 0, 1, $1) } : { try TorchRandom.normal($0, 0, 1, $1) }
            b.function("\(n)(*args, size=None, \(tail))", n == "rand" ? "Uniform numbers of [0, 1)." : "Standard normal numbers.") { a in
                let g = try TorchGeneratorObject.from(a[2])
                let v = try made(a.given(1) ? Torch.sizes([a[1]], n) : Torch.sizes(a.rest(0), n), a, dtype: 3) { try fill($0, g) }
                if try a.bool(5) { try (v.asObject as! TensorObject).tensor.setRequiresGrad(true) }
                return v
            }
            b.function("\(n)_like(input, *, dtype=None, device=None, requires_grad=False)", "In the input's shape.") { a in
                let t = try Torch.tensor(a, 0)
                return try made(t.shape, a, dtype: 1, default: t.dtype) { try fill($0, .shared) }
            }
        }
        b.function("randint(low, high=None, size=None, *, \(tail))", "Integers of [low, high).") { a in
            // randint(high, size) or randint(low, high, size)
            var low = 0, high = try a.int(0), size = a[2]
            if a.given(1), case .object(let o) = a[1], o.kind == .tuple || o.kind == .list { size = a[1] } else if a.given(1) {
                low = high
                high = try a.int(1)
            }
            guard !size.isNone else { throw typeError("randint() received an invalid combination of arguments - got (int, int), but expected one of:\n * (int high, tuple of ints size, *, torch.Generator generator = None)\n") }
            if low >= high { throw runtimeError("random_ expects 'from' to be less than 'to', but got from=\(low) >= to=\(high)") }
            let g = try TorchGeneratorObject.from(a[3])
            return try made(Torch.sizes([size], "randint"), a, dtype: 4, default: .int64) { try TorchRandom.integers($0, low, high, g) }
        }
        b.function("randint_like(input, low, high=None, *, dtype=None)", "Integers in the input's shape.") { a in
            let t = try Torch.tensor(a, 0), low = a.given(2) ? try a.int(1) : 0, high = a.given(2) ? try a.int(2) : try a.int(1)
            return try made(t.shape, a, dtype: 3, default: t.dtype) { try TorchRandom.integers($0, low, high) }
        }
        b.function("randperm(n, *, generator=None, dtype=None, device=None)", "A permutation of 0 to n - 1.") { a in
            let p = try TorchRandom.permutation(a.int(0), TorchGeneratorObject.from(a[1]))
            return Torch.value(try TorchDType.from(a[2]).map { try Elementwise.cast(p, $0) } ?? p)
        }
        b.function("normal(mean, std=1.0, size=None, *, generator=None, dtype=None)", "Normal numbers of given means and deviations.") { a in
            let g = try TorchGeneratorObject.from(a[3])
            let mean = try Torch.operand(a[0], "normal", "mean", 1), std = try Torch.operand(a[1], "normal", "std", 2)
            if mean.tensor == nil && std.tensor == nil {
                guard a.given(2) else { throw typeError("normal() received an invalid combination of arguments - got (float, float)") }
                return try made(Torch.sizes([a[2]], "normal"), a, dtype: 4) { try TorchRandom.normal($0, mean.double, std.double, g) }
            }
            let shape = try Shape.broadcast(mean.shape, std.shape)
            let t = try Tensor(empty: shape, mean.tensor?.dtype ?? std.tensor!.dtype)
            if std.tensor == nil { try TorchRandom.normal(t, 0, std.double, g) } else {
                try TorchRandom.normal(t, 0, 1, g)
                return Torch.value(try Autograd.noGrad { try Ops.add(.tensor(Ops.mul(.tensor(t), std)), mean) })
            }
            return Torch.value(try Autograd.noGrad { try Ops.add(.tensor(t), mean) })
        }
        b.both("bernoulli(input, p=None, *, generator=None)", "0 or 1 with the given probabilities.") { a in
            let t = try Torch.tensor(a, 0), out = try Tensor(empty: t.shape, t.dtype)
            if a.given(1) { try TorchRandom.bernoulli(out, a.float(1), TorchGeneratorObject.from(a[2])) } else { try TorchRandom.bernoulli(out, probabilities: t, TorchGeneratorObject.from(a[2])) }
            return Torch.value(out)
        }
        b.both("multinomial(input, num_samples, replacement=False, *, generator=None)", "Indices drawn by weight.") { a in
            Torch.value(try TorchRandom.multinomial(Torch.tensor(a, 0), a.int(1), replacement: a.bool(2), TorchGeneratorObject.from(a[3])))
        }
        func filler(_ declaration: String, _ doc: String, _ f: @escaping (Tensor, Arguments) throws -> Void) {
            b.method(declaration, doc) { a in
                let t = try Torch.tensor(a, 0)
                try Autograd.checkInPlace(t)
                try f(t, a)
                return a[0]
            }
        }
        filler("uniform_(self, from=0.0, to=1.0, *, generator=None)", "Fills with uniform numbers.") { t, a in try TorchRandom.uniform(t, a.float(1), a.float(2), TorchGeneratorObject.from(a[3])) }
        filler("normal_(self, mean=0.0, std=1.0, *, generator=None)", "Fills with normal numbers.") { t, a in try TorchRandom.normal(t, a.float(1), a.float(2), TorchGeneratorObject.from(a[3])) }
        filler("exponential_(self, lambd=1.0, *, generator=None)", "Fills with exponential numbers.") { t, a in try TorchRandom.exponential(t, a.float(1), TorchGeneratorObject.from(a[2])) }
        filler("random_(self, from=None, to=None, *, generator=None)", "Fills with integers.") { t, a in
            let g = try TorchGeneratorObject.from(a[3])
            if !a.given(1) { try TorchRandom.integers(t, g) } else if a.given(2) { try TorchRandom.integers(t, a.int(1), a.int(2), g) } else { try TorchRandom.integers(t, 0, a.int(1), g) }
        }
        filler("bernoulli_(self, p=0.5, *, generator=None)", "Fills with 0 or 1.") { t, a in
            if let p = a[1].asObject as? TensorObject { try TorchRandom.bernoulli(t, probabilities: p.tensor, TorchGeneratorObject.from(a[2])) } else { try TorchRandom.bernoulli(t, a.float(1), TorchGeneratorObject.from(a[2])) }
        }
    }
}

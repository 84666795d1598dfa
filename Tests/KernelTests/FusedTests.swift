import CKernel
import Glibc
import Testing
@testable import Kernel

/// The largest difference of two tensors relative to the largest element of the second.
func difference(_ a: Tensor, _ b: Tensor) throws -> Double {
    #expect(a.shape == b.shape)
    let x = try Elementwise.cast(a, .float64).contiguous(), y = try Elementwise.cast(b, .float64).contiguous()
    let p = x.elements(Double.self), q = y.elements(Double.self)
    var most = 1e-12, d = 0.0
    for i in 0..<p.count {
        if p[i].isNaN != q[i].isNaN { return .infinity }
        most = max(most, abs(q[i]))
        d = max(d, abs(p[i] - q[i]))
    }
    return d / most
}
/// A map as the kernel's convolutions give it.
func map(_ shape: [Int], seed: Int = 1) throws -> Tensor {
    let t = try Tensor(channelsLast: shape)
    try Elementwise.copy(from: sample(shape, seed: seed), to: t)
    return t
}

@Suite(.serialized) struct FusedTests {
    struct Case: CustomStringConvertible, Sendable {
        let n, c, o, h, w, k, stride, padding, dilation, groups: Int
        var description: String { "n\(n) \(c)->\(o) \(h)x\(w) k\(k) s\(stride) p\(padding) d\(dilation) g\(groups)" }
    }
    @Test(arguments: [
        Case(n: 2, c: 16, o: 32, h: 9, w: 10, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        Case(n: 1, c: 64, o: 64, h: 8, w: 8, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        Case(n: 1, c: 48, o: 16, h: 5, w: 4, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        Case(n: 2, c: 1, o: 5, h: 7, w: 6, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        Case(n: 2, c: 6, o: 4, h: 5, w: 7, k: 1, stride: 1, padding: 0, dilation: 1, groups: 1),
        Case(n: 2, c: 4, o: 6, h: 8, w: 6, k: 2, stride: 2, padding: 0, dilation: 1, groups: 1),
        Case(n: 2, c: 4, o: 6, h: 9, w: 7, k: 3, stride: 2, padding: 1, dilation: 2, groups: 2),
        Case(n: 1, c: 3, o: 8, h: 11, w: 13, k: 7, stride: 2, padding: 3, dilation: 1, groups: 1),
        Case(n: 1, c: 8, o: 8, h: 6, w: 6, k: 3, stride: 1, padding: 1, dilation: 1, groups: 8),
    ]) func convolutionsEqualPlainOnes(_ t: Case) throws {
        let geo = ConvolutionGeometry(stride: (t.stride, t.stride), padding: (t.padding, t.padding), dilation: (t.dilation, t.dilation), groups: t.groups)
        let x = sample([t.n, t.c, t.h, t.w]), w = sample([t.o, t.c / t.groups, t.k, t.k], seed: 2), b = sample([t.o], seed: 3)
        func wide(_ t: Tensor) throws -> Tensor { try Elementwise.cast(t, .float64) }
        let fast = FastConvolution(), plain = PlainConvolution()
        let y = try plain.forward(wide(x), wide(w), bias: wide(b), geo)
        let g = sample(y.shape, seed: 4)
        let gx = try plain.backwardInput(wide(g), wide(w), inputShape: x.shape, geo), gw = try plain.backwardWeight(wide(g), wide(x), weightShape: w.shape, geo)
        defer { ck_isa_limit(-1) }
        for level in [2, 1, 0] as [Int32] {
            ck_isa_limit(level)
            #expect(try difference(fast.forward(x, w, bias: b, geo), y) < 4e-6)
            #expect(try difference(fast.forward(map(x.shape), w, bias: nil, geo), plain.forward(wide(x), wide(w), bias: nil, geo)) < 4e-6)
            #expect(try difference(fast.backwardInput(g, w, inputShape: x.shape, geo), gx) < 4e-6)
            #expect(try difference(fast.backwardWeight(g, x, weightShape: w.shape, geo), gw) < 4e-6)
        }
    }

    /// A block of the notebook's model: every fused operation, forward and backward, against the plain ones in double.
    @Test func blockEqualsPlainOperations() throws {
        func run(_ dtype: DType, _ make: ([Int], Int) throws -> Tensor) throws -> [Tensor] {
            func leaf(_ shape: [Int], _ seed: Int) throws -> Tensor {
                let t = try Elementwise.cast(sample(shape, seed: seed), dtype)
                try t.setRequiresGrad(true)
                return t
            }
            let (n, c, o, h, w) = (2, 16, 32, 8, 12)
            let x0 = try Elementwise.cast(make([n, c, h, w], 1), dtype)
            try x0.setRequiresGrad(true)
            let x = try Ops.conv(x0, leaf([c, c, 1, 1], 30), nil, stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1, spatial: 2)
            var parameters = [x0]
            func p(_ shape: [Int], _ seed: Int) throws -> Tensor {
                let t = try leaf(shape, seed)
                parameters.append(t)
                return t
            }
            func conv(_ x: Tensor, _ o: Int, _ k: Int, _ seed: Int) throws -> Tensor {
                try Ops.conv(x, p([o, x.shape[1], k, k], seed), p([o], seed + 1), stride: [1, 1], padding: [k / 2, k / 2], dilation: [1, 1], groups: 1, spatial: 2)
            }
            func norm(_ x: Tensor, _ groups: Int, _ seed: Int) throws -> Tensor { try Ops.groupNorm(x, groups, p([x.shape[1]], seed), p([x.shape[1]], seed + 1)) }
            var y = try norm(conv(Ops.gelu(norm(conv(x, o, 3, 10), 1, 12)), o, 3, 14), 4, 16)
            y = try Ops.add(y, conv(x, o, 1, 18))
            let qkv = try Ops.unbind(Ops.reshape(conv(x, 3 * c, 1, 20), [n, 3, c, h * w]), 1)
            let k = try Ops.softmax(qkv[1], -1)
            let context = try Ops.matmul(k, Ops.transpose(qkv[2], 1, 2))
            let z = try Ops.reshape(Ops.matmul(Ops.transpose(context, 1, 2), qkv[0]), [n, c, h, w])
            let gate = try Ops.tanh(Ops.relu(norm(conv(z, o, 1, 22), 1, 24)))
            y = try Ops.mul(y, gate)
            let pooled = try Ops.maxPool(y, [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1], ceil: false, spatial: 2).values
            let up = try Ops.conv(pooled, p([o, 16, 2, 2], 26), p([16], 27), stride: [2, 2], padding: [0, 0], dilation: [1, 1], groups: 1, spatial: 2, transposed: true)
            let both = try Ops.cat([up, Ops.sigmoid(y)], 1)
            let probabilities = try Ops.softmax(conv(both, 4, 1, 28), 1)
            let loss = try Ops.sum(Ops.mul(probabilities, Elementwise.cast(sample(probabilities.shape, seed: 29), dtype)))
            try Autograd.backward([loss])
            return [y, probabilities, loss] + parameters.map { $0.gradient!.grad! }
        }
        let b = try run(.float64) { sample($0, seed: $1) }
        let large = FastConvolution.largeMap
        defer { FastConvolution.largeMap = large }
        // With everything kept for the backward pass, and with what is cheap made again.
        for least in [large, 0] {
            FastConvolution.largeMap = least
            let a = try run(.float32) { try map($0, seed: $1) }
            #expect(a.count == b.count)
            for (i, (x, y)) in zip(a, b).enumerated() {
                let d = try difference(x, y)
                #expect(d < 2e-4, "result \(i) of shape \(x.shape): \(d)")
            }
        }
    }

    /// Convolutions and products in bfloat16 stay near those in float32, on maps in one order.
    @Test func bfloat16StaysNear() throws {
        func run(_ dtype: DType) throws -> [Tensor] {
            func leaf(_ shape: [Int], _ seed: Int) throws -> Tensor {
                let t = sample(shape, seed: seed)
                try t.setRequiresGrad(true)
                return t
            }
            let x = try leaf([2, 16, 8, 12], 1), w1 = try leaf([32, 16, 3, 3], 2), b1 = try leaf([32], 3), s = try leaf([32], 4), w2 = try leaf([96, 32, 1, 1], 5)
            func c(_ t: Tensor) throws -> Tensor { try Ops.cast(t, dtype) }
            var y = try Ops.conv(c(x), c(w1), c(b1), stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, spatial: 2)
            #expect(y.dtype == dtype && y.isChannelsLast)
            y = try Ops.gelu(Ops.groupNorm(y, 1, s, nil))
            #expect(y.dtype == dtype && !y.isComputed)
            let q = try Ops.unbind(Ops.reshape(Ops.conv(y, c(w2), nil, stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1, spatial: 2), [2, 3, 32, 96]), 1)
            let context = try Ops.matmul(Ops.softmax(q[1], -1), Ops.transpose(q[2], 1, 2))
            let z = try Ops.mul(Ops.reshape(Ops.matmul(Ops.transpose(context, 1, 2), q[0]), [2, 32, 8, 12]), y)
            #expect(z.dtype == dtype && z.strides == y.strides)
            let loss = try Ops.sum(Ops.mul(Ops.cast(z, .float32), sample(z.shape, seed: 9)))
            try Autograd.backward([loss])
            return [y, z] + [x, w1, b1, s, w2].map { $0.gradient!.grad! }
        }
        for (i, (a, b)) in zip(try run(.bfloat16), try run(.float32)).enumerated() { #expect(try difference(a, b) < 0.06, "result \(i)") }
    }

    /// A gradient that no map's operation made (a tiny product gave it) once stopped the program here.
    @Test(arguments: [1, 5, 16]) func softmaxTakesGradientsOfAnyOrigin(_ c: Int) throws {
        let x = try map([2, c, 9, 1]).view(shape: [2, c, 9], strides: [9 * c, 1, c], offset: 0)
        let y = try Softmax.forward(x, axis: 2, log: false), wide = try Softmax.forward(Elementwise.cast(x, .float64), axis: 2, log: false)
        #expect(try difference(y, wide) < 1e-6)
        let g = sample([2, c, 9], seed: 3)
        let columns = sample([2, 9, c], seed: 3)
        for h in [g, columns.view(shape: [2, c, 9], strides: [9 * c, 1, c], offset: 0)] {
            let got = try Softmax.backward(h, output: y, axis: 2, log: false)
            #expect(try difference(got, Softmax.backward(Elementwise.cast(h, .float64), output: wide, axis: 2, log: false)) < 1e-5)
        }
    }

    /// What was put off is computed before its operands change, whoever changes them.
    @Test func changesInPlaceAreSeenInOrder() throws {
        let x = try map([2, 16, 12, 12])
        let y = try Pointwise.unary(CK_MULK, x, k: 2)
        #expect(!y.isComputed)
        let before = try Elementwise.cast(x, .float64)
        _ = try Elementwise.binary(.add, x, Tensor.scalar(1, .float32), dtype: .float32, into: x)
        #expect(y.isComputed)
        #expect(try difference(y, Elementwise.binary(.multiply, before, Tensor.scalar(2, .float64), dtype: .float64)) < 1e-6)
    }
    @Test func chainsAreOnePassAndEqualSteps() throws {
        let x = try map([2, 16, 16, 16]), y = try map([2, 16, 16, 16], seed: 5)
        var t = try Elementwise.binary(.multiply, x, y, dtype: .float32)
        t = try Elementwise.unary(.tanh, t)
        t = try Elementwise.binary(.add, t, x, dtype: .float32)
        t = try Elementwise.binary(.multiply, t, Tensor.scalar(3, .float32), dtype: .float32)
        #expect(!t.isComputed)
        func d(_ t: Tensor) throws -> Tensor { try Elementwise.cast(t, .float64) }
        var u = try Elementwise.unary(.tanh, Elementwise.binary(.multiply, d(x), d(y), dtype: .float64))
        u = try Elementwise.binary(.multiply, Elementwise.binary(.add, u, d(x), dtype: .float64), Tensor.scalar(3, .float64), dtype: .float64)
        #expect(try difference(t, u) < 1e-6)
        #expect(t.isChannelsLast)
    }
    /// Functions against double precision, on every instruction set.
    @Test func functionsAreExactToFloat() throws {
        let values: [Float] = (0..<4096).map { Float($0 - 2048) / 128 } + [0, -0.0, .infinity, -.infinity, .nan, 1e-30, -1e-30, 88, -87, -100, 1e20]
        let n = (values.count + 15) / 16 * 16
        let x = try Tensor(channelsLast: [1, 16, n / 16, 1])
        for i in 0..<n { x.elements(Float.self)[i] = i < values.count ? values[i] : 1 }
        defer { ck_isa_limit(-1) }
        let cases: [(ck_op, (Double) -> Double, Double)] = [
            (CK_EXP, exp, 3e-7), (CK_TANH, tanh, 4e-7), (CK_SIGMOID, { 1 / (1 + exp(-$0)) }, 4e-7), (CK_RELU, { $0 > 0 || $0.isNaN ? $0 : 0 }, 0),
            (CK_GELU, { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }, 5e-7), (CK_ABS, abs, 0), (CK_NEG, { -$0 }, 0), (CK_SQUARE, { $0 * $0 }, 1e-7),
        ]
        for level in [2, 1, 0] as [Int32] {
            ck_isa_limit(level)
            for (op, f, tolerance) in cases {
                let y = try Pointwise.unary(op, x)
                let p = y.pointer.assumingMemoryBound(to: Float.self)
                for (i, v) in values.enumerated() {
                    if op == CK_GELU && !v.isFinite { continue }
                    let want = f(Double(v)), got = Double(p[i])
                    if want.isNaN { #expect(got.isNaN) } else if Float(want).isInfinite { #expect(got == Double(Float(want))) } else {
                        // GELU: absolute near its zero tail, as the sum 1 + erf is.
                        #expect(abs(got - want) <= tolerance * max(abs(want), op == CK_GELU ? max(1, abs(Double(v))) : 1e-37), "op \(op.rawValue) level \(level) at \(v): \(got) \(want)")
                    }
                }
            }
        }
    }
    @Test func sameBitsWithAnyNumberOfThreads() throws {
        func run() throws -> [Tensor] {
            let geo = ConvolutionGeometry(padding: (1, 1))
            let x = try map([3, 32, 24, 20]), w = sample([64, 32, 3, 3], seed: 2), g = try map([3, 64, 24, 20], seed: 3)
            let f = FastConvolution()
            let y = try f.forward(x, w, bias: nil, geo)
            let (z, s) = try FusedNormalization.forward(y, groups: 1, weight: nil, bias: nil, eps: 1e-5)
            let (gz, gw, _) = try FusedNormalization.backward(g, y, s, weight: nil, needs: (true, true, true))
            return try [
                y, f.backwardInput(g, w, inputShape: x.shape, geo), f.backwardWeight(g, x, weightShape: w.shape, geo), z, gz!, gw!,
                f.backwardWeight(g, x, weightShape: [64, 32, 1, 1], ConvolutionGeometry()), FusedMaps.channelSums(g)!,
            ]
        }
        let before = Threads.count
        defer { Threads.count = before }
        Threads.count = 1
        let one = try run()
        for n in [2, 8] {
            Threads.count = n
            for (i, (a, b)) in zip(one, try run()).enumerated() { #expect(memcmp(a.pointer, b.pointer, a.count * 4) == 0, "result \(i) with \(n) threads") }
        }
    }
}

import CKernel
import Glibc
import Testing
@testable import Kernel

/// bfloat16: products and convolutions against float64 on the same rounded operands.
@Suite(.serialized) struct HalfTests {
    private func half(_ shape: [Int], _ seed: Int) throws -> Tensor { try Elementwise.cast(sample(shape, seed: seed), .bfloat16) }
    private func halfMap(_ shape: [Int], _ seed: Int) throws -> Tensor {
        let t = try Tensor(channelsLast: shape, .bfloat16)
        try Elementwise.copy(from: half(shape, seed), to: t)
        return t
    }
    private func wide(_ t: Tensor) throws -> Tensor { try Elementwise.cast(t, .float64) }
    /// One rounding of the result: 2⁻⁸ of the largest element, and a little for the order of sums.
    private let once = 0.0041

    @Test(arguments: [
        FusedTests.Case(n: 2, c: 16, o: 32, h: 9, w: 10, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        FusedTests.Case(n: 1, c: 64, o: 64, h: 8, w: 8, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        FusedTests.Case(n: 2, c: 6, o: 5, h: 5, w: 7, k: 1, stride: 1, padding: 0, dilation: 1, groups: 1),
        FusedTests.Case(n: 3, c: 64, o: 192, h: 12, w: 11, k: 1, stride: 1, padding: 0, dilation: 1, groups: 1),
        FusedTests.Case(n: 2, c: 8, o: 70, h: 8, w: 6, k: 2, stride: 2, padding: 0, dilation: 1, groups: 1),
        FusedTests.Case(n: 2, c: 1, o: 5, h: 7, w: 6, k: 3, stride: 1, padding: 1, dilation: 1, groups: 1),
        FusedTests.Case(n: 2, c: 4, o: 6, h: 9, w: 7, k: 3, stride: 2, padding: 1, dilation: 2, groups: 2),
    ]) func convolutionsRoundOnce(_ t: FusedTests.Case) throws {
        let geo = ConvolutionGeometry(stride: (t.stride, t.stride), padding: (t.padding, t.padding), dilation: (t.dilation, t.dilation), groups: t.groups)
        let x = try half([t.n, t.c, t.h, t.w], 1), w = try half([t.o, t.c / t.groups, t.k, t.k], 2), b = try half([t.o], 3)
        let fast = FastConvolution(), plain = PlainConvolution()
        let y = try plain.forward(wide(x), wide(w), bias: wide(b), geo), g = try half(y.shape, 4)
        let gx = try plain.backwardInput(wide(g), wide(w), inputShape: x.shape, geo), gw = try plain.backwardWeight(wide(g), wide(x), weightShape: w.shape, geo)
        defer { ck_isa_limit(-1) }
        for level in [2, 1, 0] as [Int32] {
            ck_isa_limit(level)
            let a = try fast.forward(x, w, bias: b, geo)
            #expect(a.dtype == .bfloat16)
            #expect(try difference(a, y) < once)
            #expect(try difference(fast.forward(halfMap(x.shape, 1), w, bias: b, geo), y) < once)
            #expect(try difference(fast.backwardInput(g, w, inputShape: x.shape, geo), gx) < once)
            #expect(try difference(fast.backwardInput(halfMap(g.shape, 4), w, inputShape: x.shape, geo), gx) < once)
            #expect(try difference(fast.backwardWeight(g, x, weightShape: w.shape, geo), gw) < once)
            #expect(try difference(fast.backwardWeight(halfMap(g.shape, 4), halfMap(x.shape, 1), weightShape: w.shape, geo), gw) < once)
        }
    }

    @Test func productsOfEveryOrder() throws {
        for (batch, m, k, n) in [(1, 33, 64, 47), (3, 24, 130, 16), (2, 65, 2050, 70), (1, 1, 512, 361), (4, 16, 31, 18)] {
            for order in 0..<4 {
                var a = try half(order & 1 == 0 ? [batch, m, k] : [batch, k, m], 5), b = try half(order & 2 == 0 ? [batch, k, n] : [batch, n, k], 6)
                if order & 1 != 0 { a = try Ops.transpose(a, 1, 2) }
                if order & 2 != 0 { b = try Ops.transpose(b, 1, 2) }
                let y = try Ops.matmul(a, b), z = try Ops.matmul(wide(a), wide(b))
                #expect(y.dtype == .bfloat16)
                #expect(try difference(y, z) < once, "\(batch) \(m) \(k) \(n) order \(order)")
                if batch == 1 {
                    let y2 = try Ops.matmul(Ops.select(a, 0, 0), Ops.select(b, 0, 0))
                    #expect(try difference(y2, Ops.select(z, 0, 0)) < once)
                }
            }
        }
    }

    @Test func mapsOfEverySet() throws {
        defer { ck_isa_limit(-1) }
        let x = try halfMap([2, 37, 6, 10], 7), g = try halfMap([2, 37, 3, 5], 8)
        let flat = try Ops.flatten(x, 2), h = try Ops.flatten(halfMap([2, 37, 6, 10], 9), 2)
        let soft = try Ops.softmax(wide(flat), 2), (pooled, _) = try Ops.maxPool(wide(x), [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1], ceil: false, spatial: 2)
        for level in [2, 1, 0] as [Int32] {
            ck_isa_limit(level)
            let y = try Ops.softmax(flat, 2)
            #expect(y.dtype == .bfloat16)
            #expect(try difference(y, soft) < once)
            let back = try Softmax.backward(h, output: y, axis: 2, log: false)
            #expect(try difference(back, Softmax.backward(wide(h), output: wide(y), axis: 2, log: false)) < once)
            let (p, which) = try FusedMaps.maxPool(x)
            #expect(try difference(p, pooled) == 0)
            let spread = try FusedMaps.maxPoolBackward(g, which, shape: x.shape)
            #expect(try difference(Ops.sum(wide(spread), [2, 3], keepdim: false), Ops.sum(wide(g), [2, 3], keepdim: false)) < 1e-12)
            #expect(try difference(FusedMaps.channelSums(x)!, Ops.sum(wide(x), [0, 2, 3], keepdim: false)) < 1e-5)
        }
    }

    @Test func sameBitsWithAnyNumberOfThreads() throws {
        let before = Threads.count
        defer { Threads.count = before }
        let x = try halfMap([3, 32, 40, 36], 1), w = try half([64, 32, 1, 1], 2), geo = ConvolutionGeometry(), fast = FastConvolution()
        func bits() throws -> [[UInt16]] {
            let y = try fast.forward(x, w, bias: nil, geo), gw = try fast.backwardWeight(y, x, weightShape: w.shape, geo)
            return try [y, gw, Ops.matmul(Ops.flatten(x, 2), Ops.transpose(Ops.flatten(x, 2), 1, 2))].map { Array(try $0.contiguous().elements(UInt16.self)) }
        }
        Threads.count = 1
        let one = try bits()
        for n in [2, 3, 8] {
            Threads.count = n
            #expect(try bits() == one)
        }
    }
}

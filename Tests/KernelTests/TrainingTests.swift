import CKernel
import Glibc
import Testing
@testable import Kernel

/// A small network with every kind of layer that the notebook's model has.
private struct Network {
    var parameters: [Tensor] = []
    init() throws {
        var seed = 1
        for shape in [[16, 1, 3, 3], [16], [16], [16], [32, 16, 3, 3], [32], [32], [32], [96, 32, 1, 1], [32, 32, 1, 1], [32, 16, 2, 2], [16], [3, 16, 1, 1], [5, 32], [5]] {
            let t = try sample(shape, seed: seed)
            for i in 0..<t.count { t.elements(Float.self)[i] *= 0.3 }
            try t.setRequiresGrad(true)
            parameters.append(t)
            seed += 1
        }
    }
    private func conv(_ x: Tensor, _ i: Int, _ b: Int?, _ k: Int) throws -> Tensor {
        try Autocast.conv(x, parameters[i], b.map { parameters[$0] }, stride: [1, 1], padding: [k / 2, k / 2], dilation: [1, 1], groups: 1, spatial: 2)
    }
    func forward(_ x: Tensor) throws -> (Tensor, Tensor) {
        let p = parameters
        var y = try Ops.gelu(Ops.groupNorm(conv(x, 0, 1, 3), 1, p[2], p[3]))
        y = try Ops.maxPool(y, [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1], ceil: false, spatial: 2).values
        y = try Ops.relu(Ops.groupNorm(conv(y, 4, 5, 3), 1, p[6], p[7]))
        let (n, c, h, w) = (y.shape[0], y.shape[1], y.shape[2], y.shape[3])
        let q = try Ops.unbind(Ops.reshape(conv(y, 8, nil, 1), [n, 3, c, h * w]), 1)
        let context = try Autocast.matmul(Ops.softmax(q[1], -1), Ops.transpose(q[2], 1, 2))
        let a = try Autocast.matmul(Ops.transpose(context, 1, 2), q[0])
        y = try Ops.mul(y, Ops.tanh(conv(Ops.reshape(a, [n, c, h, w]), 9, nil, 1)))
        let up = try Autocast.conv(y, p[10], p[11], stride: [2, 2], padding: [0, 0], dilation: [1, 1], groups: 1, spatial: 2, transposed: true)
        let pooled = try Ops.flatten(Ops.adaptiveAveragePool(y, [1, 1], spatial: 2), 1)
        return (try Ops.softmax(conv(up, 12, nil, 1), 1), try Autocast.linear(pooled, p[13], p[14]))
    }
}

@Suite(.serialized) struct TrainingTests {
    /// Bits of the loss over steps of AdamW.
    private func losses(_ steps: Int, threads: Int, _ dtype: DType? = nil) throws -> [UInt32] {
        let before = Threads.count
        Threads.count = threads
        defer { Threads.count = before }
        let net = try Network(), x = try sample([4, 1, 24, 20], seed: 50)
        var state = try net.parameters.map { FusedOptimizer.Parameter(value: $0, gradient: $0, mean: try Tensor.zeros($0.shape, .float32), square: try Tensor.zeros($0.shape, .float32)) }
        var out: [UInt32] = []
        for step in 1...steps {
            Autocast.dtype = dtype
            defer { Autocast.dtype = nil }
            let (map, classes) = try net.forward(x)
            Autocast.dtype = nil
            let a = try Ops.sum(Ops.mul(Ops.cast(map, .float32), Ops.cast(map, .float32))), b = try Ops.sum(Ops.mul(Ops.cast(classes, .float32), Ops.cast(classes, .float32)))
            let loss = try Ops.add(Ops.mul(a, 0.001), b)
            for p in net.parameters { p.gradient?.grad = nil }
            try Autograd.backward([loss])
            for i in state.indices { state[i].gradient = net.parameters[i].gradient!.grad! }
            FusedOptimizer.adam(state, step: step, lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, decoupled: true)
            out.append(loss.elements(Float.self)[0].bitPattern)
        }
        return out
    }

    @Test func sameBitsWithAnyNumberOfThreads() throws {
        let one = try losses(20, threads: 1)
        #expect(Set(one).count > 10)
        for n in [2, 8] { #expect(try losses(20, threads: n) == one) }
    }
    @Test func sameBitsWithAnyNumberOfThreadsInHalf() throws {
        let one = try losses(6, threads: 1, .bfloat16)
        for n in [2, 8] { #expect(try losses(6, threads: n, .bfloat16) == one) }
    }
    @Test func sameBitsInTwoRuns() throws { #expect(try losses(10, threads: Threads.count) == losses(10, threads: Threads.count)) }
    @Test func setsOfInstructionsAgree() throws {
        defer { ck_isa_limit(-1) }
        ck_isa_limit(-1)
        let best = try losses(5, threads: 2).map { Float(bitPattern: $0) }
        for level in [1, 0] as [Int32] {
            ck_isa_limit(level)
            for (a, b) in zip(try losses(5, threads: 2), best) { #expect(abs(Float(bitPattern: a) - b) <= 1e-3 * abs(b)) }
        }
    }

    /// Without gradients nothing is kept: memory after a pass is what it was before, and passes do not add up.
    @Test func evaluationDoesNotGrow() throws {
        let net = try Network()
        try Autograd.noGrad {
            func pass() throws -> Int {
                Arena.shared.resetPeak()
                let x = try sample([4, 1, 64, 64], seed: 9), before = Arena.shared.counters.current
                let (map, classes) = try net.forward(x)
                #expect(map.gradient == nil && classes.gradient == nil)
                _ = (map.pointer, classes.pointer)
                return Arena.shared.counters.peak - before
            }
            _ = try pass()
            let used = Arena.shared.counters.current, reserved = Arena.shared.counters.reserved, peak = try pass()
            // A pass is counted by the blocks it was given, which may be larger than it asked for: one may take more than another, all together add nothing.
            for _ in 0..<50 { #expect(try pass() <= peak * 3 / 2) }
            #expect(Arena.shared.counters.current == used)
            #expect(Arena.shared.counters.reserved == reserved)
        }
    }
    @Test func outOfMemoryInAPutOffResultIsThrown() throws {
        // A limit just above what is mapped now: the arena gets nothing more, the map cannot be computed, the program goes on.
        let x = try Tensor(channelsLast: [8, 64, 128, 128])
        memset(x.floats, 0, x.count * 4)
        let y = try Pointwise.unary(CK_ADDK, x, k: 1)
        let addressSpace = __rlimit_resource_t(UInt32(9))
        var old = rlimit()
        getrlimit(addressSpace, &old)
        Arena.shared.trim()
        guard let f = fopen("/proc/self/statm", "r") else { return }
        var line = [CChar](repeating: 0, count: 200)
        fgets(&line, 200, f)
        fclose(f)
        var now = old
        now.rlim_cur = rlim_t(strtoul(line, nil, 10)) * 4096 + (48 << 20)
        setrlimit(addressSpace, &now)
        let filled = (0..<64).compactMap { _ in try? Tensor(empty: [1 << 22], .float32) }
        _ = y.pointer
        let failure = MemoryFailure.take()
        setrlimit(addressSpace, &old)
        #expect(filled.count < 64)
        #expect(failure != nil)
        #expect(!y.isComputed)
        #expect(y.pointer.assumingMemoryBound(to: Float.self)[12345] == 1)
        #expect(MemoryFailure.take() == nil)
        #expect(Arena.shared.isWhole)
    }
}

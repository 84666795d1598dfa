// This file times training steps of the notebook's model on the kernel alone, without the interpreter.
//
//     swift run -c release kernel-bench [batch] [view] [channels] [steps] [bf16]

import Glibc
import Kernel

setvbuf(stdout, nil, _IOLBF, 0)
let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
func argument(_ i: Int, _ or: Int) -> Int { arguments.count > i ? arguments[i] : or }
let batch = argument(0, 16), view = argument(1, 128), channels = argument(2, 64), steps = argument(3, 4)

let dtype: DType? = CommandLine.arguments.contains("bf16") ? .bfloat16 : nil

func now() -> Double {
    var t = timespec()
    clock_gettime(CLOCK_MONOTONIC, &t)
    return Double(t.tv_sec) + 1e-9 * Double(t.tv_nsec)
}

/// Processor time of all threads: what a busy machine leaves comparable.
func processor() -> Double {
    var t = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
    return Double(t.tv_sec) + 1e-9 * Double(t.tv_nsec)
}

/// Parameters in the order of creation, random with PyTorch's default scale.
nonisolated(unsafe) var parameters: [Tensor] = []
nonisolated(unsafe) var seed: UInt64 = 1
func random(_ shape: [Int], _ scale: Double, positive: Bool = false) throws -> Tensor {
    let t = try Tensor(empty: shape, .float32), p = t.elements(Float.self)
    for i in 0..<p.count {
        seed = seed &* 6364136223846793005 &+ 1442695040888963407
        let u = Double(seed >> 33) / Double(1 << 31)
        p[i] = Float(positive ? u * scale : (2 * u - 1) * scale)
    }
    return t
}
func parameter(_ shape: [Int], fan: Int) throws -> Tensor {
    let t = try random(shape, 1 / Double(fan).squareRoot())
    try t.setRequiresGrad(true)
    parameters.append(t)
    return t
}
func constant(_ shape: [Int], _ value: Double) throws -> Tensor {
    let t = try Tensor.full(shape, value, .float32)
    try t.setRequiresGrad(true)
    parameters.append(t)
    return t
}

struct Conv {
    let w: Tensor, b: Tensor, k: Int
    init(_ i: Int, _ o: Int, _ k: Int) throws {
        w = try parameter([o, i, k, k], fan: i * k * k)
        b = try parameter([o], fan: i * k * k)
        self.k = k
    }
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        try Autocast.conv(x, w, b, stride: [1, 1], padding: [k / 2, k / 2], dilation: [1, 1], groups: 1, spatial: 2)
    }
}
struct Up {
    let w: Tensor, b: Tensor
    init(_ i: Int, _ o: Int) throws {
        w = try parameter([i, o, 2, 2], fan: o * 4)
        b = try parameter([o], fan: o * 4)
    }
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        try Autocast.conv(x, w, b, stride: [2, 2], padding: [0, 0], dilation: [1, 1], groups: 1, spatial: 2, transposed: true)
    }
}
struct Norm {
    let w: Tensor, b: Tensor
    init(_ c: Int) throws {
        w = try constant([c], 1)
        b = try constant([c], 0)
    }
    func callAsFunction(_ x: Tensor) throws -> Tensor { try Ops.groupNorm(x, 1, w, b) }
}
struct Attention {
    let qkv: Conv, out: Conv, norm: Norm
    init(_ i: Int, _ o: Int) throws {
        qkv = try Conv(i, i * 3, 1)
        out = try Conv(i, o, 1)
        norm = try Norm(o)
    }
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let (b, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
        let q = try Ops.unbind(Ops.reshape(qkv(x), [b, 3, c, h * w]), 1)
        let context = try Autocast.matmul(Ops.softmax(q[1], -1), Ops.transpose(q[2], 1, 2))
        let y = try Autocast.matmul(Ops.transpose(context, 1, 2), q[0])
        return try Ops.tanh(Ops.relu(norm(out(Ops.reshape(y, [b, c, h, w])))))
    }
}
struct Block {
    let c1: Conv, n1: Norm, c2: Conv, n2: Norm, shortcut: Conv, attention: Attention
    init(_ i: Int, _ o: Int) throws {
        c1 = try Conv(i, o, 3)
        n1 = try Norm(o)
        c2 = try Conv(o, o, 3)
        n2 = try Norm(o)
        shortcut = try Conv(i, o, 1)
        attention = try Attention(i, o)
    }
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let y = try Ops.add(n2(c2(Ops.gelu(n1(c1(x))))), shortcut(x))
        return try Ops.mul(y, attention(x))
    }
}
struct Linear {
    let w: Tensor, b: Tensor, n: (Tensor, Tensor)
    init(_ i: Int, _ o: Int) throws {
        n = (try constant([i], 1), try constant([i], 0))
        w = try parameter([o, i], fan: i)
        b = try parameter([o], fan: i)
    }
    func callAsFunction(_ e: Tensor) throws -> Tensor {
        let x = try Ops.flatten(Ops.adaptiveAveragePool(e, [1, 1], spatial: 2), 1)
        return try Ops.add(Autocast.matmul(Ops.relu(Ops.layerNorm(x, [x.shape[1]], n.0, n.1)), Ops.t(w)), b)
    }
}
struct Decoder {
    let ups: [Up], blocks: [Block], out: Conv
    init(_ classes: Int) throws {
        ups = try (0..<3).map { try Up(channels * 8 >> $0, channels * 4 >> $0) }
        blocks = try (0..<3).map { try Block(channels * 4 >> $0, channels * 4 >> $0) }
        out = try Conv(channels, classes, 1)
    }
    func callAsFunction(_ e: Tensor) throws -> Tensor {
        var x = e
        for (u, b) in zip(ups, blocks) { x = try b(u(x)) }
        return try Ops.softmax(out(x), 1)
    }
}
func dice(_ p: Tensor, _ target: Tensor) throws -> Tensor {
    let n = p.shape[1]
    let p = try Ops.flatten(Ops.cast(p, .float32), 2)
    let y = try Ops.cast(Ops.transpose(Ops.oneHot(Ops.flatten(target, 1), n), 1, 2), .float32)
    let s = try Ops.sum(y, [0, 2], keepdim: false)
    let weight = try Ops.div(.int(1), .tensor(Ops.add(.tensor(Ops.mul(s, s)), .float(1e-9))))
    let common = try Ops.sum(Ops.mul(weight, Ops.sum(Ops.mul(p, y), [0, 2], keepdim: false)))
    let total = try Ops.sum(Ops.mul(weight, Ops.sum(Ops.add(p, y), [0, 2], keepdim: false)))
    return try Ops.sub(.int(1), .tensor(Ops.div(Ops.mul(Ops.add(.tensor(common), .float(1e-9)), 2), Ops.add(.tensor(total), .float(1e-9)))))
}

let encoder = try (0..<4).map { try Block($0 == 0 ? 1 : channels << ($0 - 1), channels << $0) }
let segmentation = try Decoder(4), value = try Decoder(2)
let alignment = try Linear(channels * 8, 3), rotation = try Linear(channels * 8, 361)
print("parameters \(parameters.reduce(0) { $0 + $1.count }), threads \(Threads.count), BLAS \(BLAS.core)")

let x = try random([batch, 1, view, view], 1, positive: true)
func labels(_ shape: [Int], _ n: Int) throws -> Tensor {
    let t = try Tensor(empty: shape, .int64)
    for i in 0..<t.count { t.elements(Int.self)[i] = i * 7 % n }
    return t
}
let y1 = try labels([batch, view, view], 4), y2 = try labels([batch, view, view], 2), y3 = try labels([batch], 3), y4 = try labels([batch], 361)
var optimizer: [FusedOptimizer.Parameter] = []
for step in 1...steps {
    let t0 = now(), p0 = processor()
    var e: [Tensor] = []
    var z = x
    Autocast.dtype = dtype
    for (i, b) in encoder.enumerated() {
        if i > 0 { z = try Ops.maxPool(z, [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1], ceil: false, spatial: 2).values }
        z = try b(z)
        e.append(z)
    }
    let last = e.removeLast()
    e = []
    z = x
    var loss = try Ops.add(dice(segmentation(last), y1), dice(value(last), y2))
    loss = try Ops.add(loss, Ops.crossEntropy(Ops.cast(alignment(last), .float32), y3, weight: nil, ignore: -100, .mean, smoothing: 0))
    loss = try Ops.add(loss, Ops.crossEntropy(Ops.cast(rotation(last), .float32), y4, weight: nil, ignore: -100, .mean, smoothing: 0))
    Autocast.dtype = nil
    let t1 = now()
    for p in parameters { p.gradient?.grad = nil }
    try Autograd.backward([loss])
    let t2 = now()
    if optimizer.isEmpty {
        for p in parameters { optimizer.append(.init(value: p, gradient: p, mean: try Tensor.zeros(p.shape, .float32), square: try Tensor.zeros(p.shape, .float32))) }
    }
    for i in parameters.indices { optimizer[i].gradient = parameters[i].gradient!.grad! }
    FusedOptimizer.adam(optimizer, step: step, lr: 1e-4, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, decoupled: true)
    let t3 = now()
    let c = Arena.shared.counters
    print("step \(step): loss \(loss.elements(Float.self)[0])  forward \(t1 - t0)  backward \(t2 - t1)  optimizer \(t3 - t2)  step \(t3 - t0) s (\(processor() - p0) s of processors); peak \(c.peak >> 20) MB, reserved \(c.peakReserved >> 20) MB")
}

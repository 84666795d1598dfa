// This file defines the steps of the optimizers on one parameter, in PyTorch's order of operations.

/// Updates of one parameter by its gradient. Tensors are float32 or float64 of one shape; state tensors are row-major and updated in place.
public enum Optimizers {
    /// Calls `body` with the elements of all tensors as one float type, writes the first back when it is not row-major.
    private static func run(_ tensors: [Tensor], _ f32: ([UnsafeMutablePointer<Float>], Int) -> Void, _ f64: ([UnsafeMutablePointer<Double>], Int) -> Void) throws {
        let first = tensors[0]
        let dtype: DType = first.dtype == .float64 ? .float64 : .float32
        let work = try tensors.map { try $0.contiguous(dtype) }
        if dtype == .float32 { f32(work.map { $0.elements(Float.self).baseAddress! }, first.count) } else { f64(work.map { $0.elements(Double.self).baseAddress! }, first.count) }
        for (t, w) in zip(tensors, work) where t.storage !== w.storage { try Elementwise.copy(from: w, to: t) }
        first.storage.version += 1
    }

    /// a + x·y with one rounding, as PyTorch's vector code adds a multiple: floats through doubles, which the compiler can vectorise.
    @inline(__always) private static func fused<T: BinaryFloatingPoint>(_ a: T, _ x: T, _ y: T) -> T {
        T.self == Float.self ? T(Double(a) + Double(x) * Double(y)) : a.addingProduct(x, y)
    }

    /// `SGD`: momentum buffer in place; `isFirst` starts it from the gradient.
    public static func sgd(
        _ p: Tensor, _ g: Tensor, buffer: Tensor?, isFirst: Bool, lr: Double, momentum: Double, dampening: Double, weightDecay: Double, nesterov: Bool, maximize: Bool
    ) throws {
        if p.count == 0 { return }
        func step<T: BinaryFloatingPoint>(_ q: [UnsafeMutablePointer<T>], _ n: Int) {
            let p = q[0], g = q[1], b: UnsafeMutablePointer<T>? = q.count > 2 ? q[2] : nil
            let wd = T(weightDecay), mo = T(momentum), da = T(1 - dampening), lr = T(-lr), sign: T = maximize ? -1 : 1
            for i in 0..<n {
                var d = g[i] * sign
                if weightDecay != 0 { d = fused(d, wd, p[i]) }
                if let b {
                    b[i] = isFirst ? d : fused(b[i] * mo, da, d)
                    d = nesterov ? fused(d, mo, b[i]) : b[i]
                }
                p[i] = fused(p[i], lr, d)
            }
        }
        try run([p, g] + (buffer.map { [$0] } ?? []), step, step)
    }

    /// `Adam` and `AdamW` (`decoupled`). `step` counts from 1.
    public static func adam(
        _ p: Tensor, _ g: Tensor, mean: Tensor, square: Tensor, maxSquare: Tensor?, step: Double, lr: Double, beta1: Double, beta2: Double, eps: Double, weightDecay: Double,
        decoupled: Bool, maximize: Bool
    ) throws {
        if p.count == 0 { return }
        // Vectorised and on all threads; the same formula.
        let fused = FusedOptimizer.Parameter(value: p, gradient: g, mean: mean, square: square, largest: maxSquare)
        if fused.isPlain, FusedOptimizer.takes(beta1: beta1, step: step) {
            FusedOptimizer.adam([fused], step: Int(step), lr: lr, beta1: beta1, beta2: beta2, eps: eps, weightDecay: weightDecay, decoupled: decoupled, maximize: maximize)
            return
        }
        let correction1 = 1 - power(beta1, step), correction2 = (1 - power(beta2, step)).squareRoot()
        let size = -(lr / correction1)
        func update<T: BinaryFloatingPoint>(_ q: [UnsafeMutablePointer<T>], _ n: Int) {
            let p = q[0], g = q[1], m = q[2], v = q[3], top: UnsafeMutablePointer<T>? = q.count > 4 ? q[4] : nil
            let keep = T(1 - lr * weightDecay), wd = T(weightDecay), w = T(1 - beta1), b2 = T(beta2), u = T(1 - beta2), c = T(correction2), e = T(eps), s = T(size)
            let sign: T = maximize ? -1 : 1
            let near = 1 - beta1 < 0.5
            for i in 0..<n {
                var d = g[i] * sign
                if weightDecay != 0 { if decoupled { p[i] *= keep } else { d += wd * p[i] } }
                m[i] = near ? m[i] + w * (d - m[i]) : d - (d - m[i]) * (1 - w)
                v[i] = v[i] * b2 + u * d * d
                var x = v[i]
                if let top {
                    top[i] = Swift.max(top[i], x)
                    x = top[i]
                }
                p[i] += s * m[i] / (x.squareRoot() / c + e)
            }
        }
        try run([p, g, mean, square] + (maxSquare.map { [$0] } ?? []), update, update)
    }

    /// `RMSprop`.
    public static func rmsprop(
        _ p: Tensor, _ g: Tensor, square: Tensor, buffer: Tensor?, average: Tensor?, lr: Double, alpha: Double, eps: Double, weightDecay: Double, momentum: Double, maximize: Bool
    ) throws {
        if p.count == 0 { return }
        func update<T: BinaryFloatingPoint>(_ q: [UnsafeMutablePointer<T>], _ n: Int) {
            let p = q[0], g = q[1], v = q[2]
            let b: UnsafeMutablePointer<T>? = buffer == nil ? nil : q[3], c: UnsafeMutablePointer<T>? = average == nil ? nil : q[q.count - 1]
            let wd = T(weightDecay), al = T(alpha), u = T(1 - alpha), e = T(eps), s = T(-lr), mo = T(momentum), sign: T = maximize ? -1 : 1
            for i in 0..<n {
                var d = g[i] * sign
                if weightDecay != 0 { d += wd * p[i] }
                v[i] = v[i] * al + u * d * d
                var x = v[i]
                if let c {
                    c[i] += u * (d - c[i])
                    x -= c[i] * c[i]
                }
                let root = x.squareRoot() + e
                if let b {
                    b[i] = b[i] * mo + d / root
                    p[i] += s * b[i]
                } else {
                    p[i] += s * d / root
                }
            }
        }
        try run([p, g, square] + [buffer, average].compactMap { $0 }, update, update)
    }

    /// `Adagrad`.
    public static func adagrad(_ p: Tensor, _ g: Tensor, sum: Tensor, step: Double, lr: Double, lrDecay: Double, weightDecay: Double, eps: Double, maximize: Bool) throws {
        if p.count == 0 { return }
        func update<T: BinaryFloatingPoint>(_ q: [UnsafeMutablePointer<T>], _ n: Int) {
            let p = q[0], g = q[1], v = q[2]
            let s = T(-(lr / (1 + (step - 1) * lrDecay))), wd = T(weightDecay), e = T(eps), sign: T = maximize ? -1 : 1
            for i in 0..<n {
                var d = g[i] * sign
                if weightDecay != 0 { d += wd * p[i] }
                v[i] += d * d
                p[i] += s * d / (v[i].squareRoot() + e)
            }
        }
        try run([p, g, sum], update, update)
    }

    private static func power(_ b: Double, _ e: Double) -> Double { Glibc.pow(b, e) }

    /// `clip_grad_norm_`: scales the gradients so that their joint norm is at most `limit`; gives the norm before.
    public static func clipNorm(_ gradients: [Tensor], _ limit: Double, p: Double) throws -> Tensor {
        guard !gradients.isEmpty else { return try Tensor.scalar(0.0, .float32) }
        return try Autograd.noGrad {
            let norms = try gradients.map { try Ops.norm($0, p) }
            let total = try Ops.norm(Ops.stack(norms.map { try Ops.cast($0, norms[0].dtype) }), p)
            let scale = try Ops.clamp(Ops.div(.float(limit), .tensor(Ops.add(.tensor(total), .float(1e-6)))), nil, .float(1))
            for g in gradients {
                _ = try Elementwise.binary(.multiply, g, scale, dtype: g.dtype, into: g)
                g.storage.version += 1
            }
            return total
        }
    }
}

import Glibc

// This file defines the optimizer's step over all parameters in one pass.

import CKernel

/// Adam and AdamW (Loshchilov & Hutter, arXiv:1711.05101) as PyTorch computes them.
public enum FusedOptimizer {
    /// One parameter with its gradient and running means; `largest`: AMSGrad's.
    public struct Parameter {
        public var value: Tensor, gradient: Tensor, mean: Tensor, square: Tensor, largest: Tensor?
        public init(value: Tensor, gradient: Tensor, mean: Tensor, square: Tensor, largest: Tensor? = nil) {
            self.value = value
            self.gradient = gradient
            self.mean = mean
            self.square = square
            self.largest = largest
        }
        /// Whether the fused step takes it: float32, row-major, of one shape.
        public var isPlain: Bool {
            [value, gradient, mean, square, largest ?? value].allSatisfy { $0.dtype == .float32 && $0.isContiguous && $0.shape == value.shape }
        }
    }

    /// Whether PyTorch's formula for these numbers is the one computed here (its lerp changes sides at 0.5).
    public static func takes(beta1: Double, step: Double) -> Bool { 1 - beta1 < 0.5 && step == step.rounded() && step >= 1 && step < 1e15 }

    /// One step of all parameters (each `isPlain`), `step` counted from 1. `decoupled`: AdamW's weight decay.
    /// Changes value, mean and square in place (and their versions).
    public static func adam(
        _ parameters: [Parameter], step: Int, lr: Double, beta1: Double, beta2: Double, eps: Double, weightDecay: Double, decoupled: Bool, maximize: Bool = false
    ) {
        let list = parameters.map {
            ck_adam_tensor(
                p: $0.value.pointer.assumingMemoryBound(to: Float.self), g: UnsafePointer($0.gradient.pointer.assumingMemoryBound(to: Float.self)),
                m: $0.mean.pointer.assumingMemoryBound(to: Float.self), v: $0.square.pointer.assumingMemoryBound(to: Float.self),
                vmax: $0.largest?.pointer.assumingMemoryBound(to: Float.self), n: Int64($0.value.count))
        }
        let c1 = 1 - power(beta1, step), c2 = 1 - power(beta2, step)
        list.withUnsafeBufferPointer {
            ck_adam(
                $0.baseAddress, Int64(list.count), Float(1 - lr * weightDecay), Float(1 - beta1), Float(beta2), Float(1 - beta2), Float(eps), Float(weightDecay), decoupled ? 1 : 0, maximize ? 1 : 0,
                Float(lr / c1), Float(c2.squareRoot()))
        }
        for p in parameters {
            p.value.storage.version += 1
            p.mean.storage.version += 1
            p.square.storage.version += 1
            p.largest?.storage.version += 1
        }
    }
    private static func power(_ x: Double, _ n: Int) -> Double { Glibc.pow(x, Double(n)) }
}

import Glibc

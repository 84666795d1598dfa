// This file defines `torch.autocast`: products and convolutions in a smaller float type, everything else as its operands come.

/// The automatic cast of a region of the program.
public enum Autocast {
    /// bfloat16 or float16 inside a region, else nil.
    public static var dtype: DType?
    /// Whether bfloat16 saves time: the processor multiplies it, or `KERNEL_BF16=1` says so (tests).
    public static var isFaster: Bool { HalfConvolution.isAvailable || getenv("KERNEL_BF16").map { String(cString: $0) } == "1" }
    /// The operand in the region's dtype.
    @inline(__always) static func cast(_ t: Tensor) throws -> Tensor {
        guard let d = dtype, t.dtype == .float32 else { return t }
        return try Ops.cast(t, d)
    }
    public static func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor { dtype == nil ? try Ops.matmul(a, b) : try Ops.matmul(cast(a), cast(b)) }
    public static func bmm(_ a: Tensor, _ b: Tensor) throws -> Tensor { dtype == nil ? try Ops.bmm(a, b) : try Ops.bmm(cast(a), cast(b)) }
    public static func linear(_ x: Tensor, _ w: Tensor, _ b: Tensor?) throws -> Tensor {
        dtype == nil ? try Ops.linear(x, w, b) : try Ops.linear(cast(x), cast(w), b.map { try cast($0) })
    }
    public static func conv(
        _ x: Tensor, _ w: Tensor, _ bias: Tensor?, stride: [Int], padding: [Int], dilation: [Int], groups: Int, spatial: Int, transposed: Bool = false, outputPadding: [Int] = [0, 0]
    ) throws -> Tensor {
        if dtype == nil {
            return try Ops.conv(x, w, bias, stride: stride, padding: padding, dilation: dilation, groups: groups, spatial: spatial, transposed: transposed, outputPadding: outputPadding)
        }
        return try Ops.conv(
            cast(x), cast(w), bias.map { try cast($0) }, stride: stride, padding: padding, dilation: dilation, groups: groups, spatial: spatial, transposed: transposed,
            outputPadding: outputPadding)
    }
}

import Glibc

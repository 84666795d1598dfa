// This file defines the order in which the kernel keeps maps: channels last in memory, whatever the order of the axes says.
//
// The blocked order of oneDNN (16 channels together) was measured against this one: over the convolutions of the notebook's model it
// is 0 to 5 % faster in the library's direct kernels, and no view, no other operation can read it. Channels last with our own
// transforms is faster than either (see CKernel/winograd.c).

extension Tensor {
    /// (N, C, …) with the channels next to each other, then the positions, without gaps.
    @inline(__always) var isChannelsLast: Bool {
        if rank < 3 { return false }
        let c = shape[1]
        if c != 1 && strides[1] != 1 { return false }
        var expected = c
        for i in stride(from: rank - 1, through: 2, by: -1) {
            if shape[i] != 1 && strides[i] != expected { return false }
            expected *= shape[i]
        }
        return shape[0] == 1 || strides[0] == expected
    }
    static func channelsLastStrides(_ shape: [Int]) -> [Int] {
        var s = [Int](repeating: 1, count: shape.count)
        var step = max(shape[1], 1)
        for i in stride(from: shape.count - 1, through: 2, by: -1) {
            s[i] = step
            step *= max(shape[i], 1)
        }
        s[0] = step
        return s
    }
    /// Uninitialised (N, C, …) in channels-last order.
    convenience init(channelsLast shape: [Int], _ dtype: DType = .float32) throws {
        let n = try Shape.count(shape)
        let (bytes, overflow) = n.multipliedReportingOverflow(by: dtype.size)
        if overflow { throw KernelError.outOfMemory(bytes: Int.max) }
        self.init(storage: try Storage(byteCount: bytes), dtype: dtype, shape: shape, strides: Tensor.channelsLastStrides(shape))
        isKernelOrdered = true
    }
    /// Itself, computed, or a copy in channels-last order as float32.
    func channelsLast() throws -> Tensor {
        if dtype == .float32 && isChannelsLast {
            try computed()
            return self
        }
        if isKernelOrdered || isChannelsLast, let t = try FusedMaps.cast(self, .float32), t.isChannelsLast { return t }
        let t = try Tensor(channelsLast: shape)
        try Elementwise.copy(from: self, to: t)
        return t
    }
    /// float32 elements for reading.
    @inline(__always) var floats: UnsafeMutablePointer<Float> { quietPointer.assumingMemoryBound(to: Float.self) }
}

// This file defines the saved form of tensors and arrays: storages once, views as views of them.

import Kernel
import Lang

/// The saved form of the kernel's tensors.
enum SavedTensor {
    static func write(_ t: Tensor, _ w: SnapshotWriter) throws {
        try w.shared(t) { t in
            w.byte(t.dtype.rawValue)
            ints(t.shape, w)
            ints(t.strides, w)
            w.integer(t.offset)
            w.bool(t.isKernelOrdered)
            try w.shared(t.storage) { s in
                w.integer(s.version)
                try w.buffer(UnsafeRawBufferPointer(start: s.base, count: s.byteCount))
            }
        } fill: { t in
            guard let g = t.gradient else { return w.bool(false) }
            w.bool(true)
            if History.hasHooks(t) { throw w.refuse("a tensor with hooks cannot be saved") }
            switch History(of: t) {
            case .none: w.string("")
            case .freed(let name):
                w.string(name)
                w.integer(g.outputIndex)
            case .live(let name): throw w.refuse("a tensor whose graph (\(name)) a backward pass can still go through cannot be saved; detach() it, or del it")
            }
            w.bool(g.requiresGrad)
            w.bool(g.retainsGrad)
            w.bool(g.isMultiView)
            w.bool(g.isInference)
            w.bool(g.grad != nil)
            if let x = g.grad { try write(x, w) }
            w.bool(g.base != nil)
            if let b = g.base { try write(b, w) }
            let s = History.viewState(g)
            w.integer(s.rebases)
            w.integer(s.baseRebases)
        }
    }

    static func read(_ r: SnapshotReader) throws -> Tensor {
        try r.shared(Tensor.self) {
            guard let d = DType(rawValue: try r.byte()) else { throw r.damaged() }
            let shape = try ints(r), strides = try ints(r), offset = try r.integer(), ordered = try r.bool()
            let storage = try r.shared(Storage.self) {
                let version = try r.integer()
                let bytes = try r.buffer()
                let s = try Storage(byteCount: bytes.count)
                bytes.withUnsafeBytes { if let p = $0.baseAddress { s.base.copyMemory(from: p, byteCount: bytes.count) } }
                s.version = version
                return s
            }
            guard shape.count == strides.count, fits(shape, strides, offset, storage.byteCount / max(d.size, 1)) else { throw r.damaged() }
            let t = Tensor(storage: storage, dtype: d, shape: shape, strides: strides, offset: offset)
            t.isKernelOrdered = ordered
            return t
        } fill: { t in
            guard try r.bool() else { return }
            let name = try r.string()
            if !name.isEmpty { History.restoreFreed(t, function: name, output: try r.integer()) }
            let g = t.ensureGradient()
            g.requiresGrad = try r.bool()
            g.retainsGrad = try r.bool()
            g.isMultiView = try r.bool()
            g.isInference = try r.bool()
            if try r.bool() { g.grad = try read(r) }
            if try r.bool() { g.base = try read(r) }
            let a = try r.integer()
            History.setViewState(g, rebases: a, baseRebases: try r.integer())
        }
    }

    /// Whether every element lies in the storage.
    private static func fits(_ shape: [Int], _ strides: [Int], _ offset: Int, _ count: Int) -> Bool {
        var low = offset, high = offset
        for (n, s) in zip(shape, strides) {
            if n < 0 { return false }
            if n == 0 { return true }
            let (span, over) = (n - 1).multipliedReportingOverflow(by: s)
            if over { return false }
            if span < 0 { low = low &+ span } else { high = high &+ span }
        }
        return low >= 0 && high < count
    }

    static func ints(_ a: [Int], _ w: SnapshotWriter) {
        w.integer(a.count)
        a.forEach(w.integer)
    }
    static func ints(_ r: SnapshotReader) throws -> [Int] {
        let n = try r.integer()
        guard n >= 0, n < 1 << 40 else { throw r.damaged() }
        var out: [Int] = []
        for _ in 0..<n { out.append(try r.integer()) }
        return out
    }
    static func doubles(_ a: [Double], _ w: SnapshotWriter) {
        w.integer(a.count)
        a.forEach(w.double)
    }
    static func doubles(_ r: SnapshotReader) throws -> [Double] {
        let n = try r.integer()
        guard n >= 0, n < 1 << 40 else { throw r.damaged() }
        var out: [Double] = []
        for _ in 0..<n { out.append(try r.double()) }
        return out
    }
    static func values(_ a: [Value], _ w: SnapshotWriter) throws {
        w.integer(a.count)
        for v in a { try w.value(v) }
    }
    static func values(_ r: SnapshotReader) throws -> [Value] {
        let n = try r.integer()
        guard n >= 0, n < 1 << 40 else { throw r.damaged() }
        var out: [Value] = []
        for _ in 0..<n { out.append(try r.value()) }
        return out
    }
}

extension TensorObject: Snapshotable {
    public static var snapshotName: String { "tensor" }
    public func writeSnapshot(_ w: SnapshotWriter) throws { try SavedTensor.write(tensor, w) }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { TensorObject(try SavedTensor.read(r), type: type === Types.object ? nil : type) }
    /// `t.grad` gives the same object as long as the session holds it.
    public func writeContents(_ w: SnapshotWriter) throws {
        let g = savedGradObject
        w.bool(g != nil)
        if let g { try w.value(.object(g)) }
    }
    public func readContents(_ r: SnapshotReader) throws {
        if try r.bool() { savedGradObject = try r.value().asObject as? TensorObject }
    }
}

extension TorchDevice: Snapshotable {
    public static var snapshotName: String { "device" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(deviceType)
        w.integer(number ?? -1)
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let k = try r.string(), n = try r.integer()
        return TorchDevice(k, n < 0 ? nil : n)
    }
}

extension TorchGenerator {
    static func write(_ g: TorchGenerator, _ w: SnapshotWriter) throws {
        w.bool(g === TorchGenerator.shared)
        if g === TorchGenerator.shared { return }
        try w.shared(g) { w.data($0.bytes) }
    }
    static func read(_ r: SnapshotReader) throws -> TorchGenerator {
        if try r.bool() { return .shared }
        return try r.shared(TorchGenerator.self) {
            let g = TorchGenerator()
            try g.restore(try r.data())
            return g
        }
    }
}

extension TorchGeneratorObject: Snapshotable {
    static var snapshotName: String { "torch.Generator" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try TorchGenerator.write(generator, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let g = try TorchGenerator.read(r)
        return g === TorchGenerator.shared ? TorchGeneratorObject.shared : TorchGeneratorObject(g)
    }
}

extension NDArray: Snapshotable {
    public static var snapshotName: String { "ndarray" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        SavedKind.write(elementKind, w)
        w.bool(isWriteable)
        try SavedTensor.write(tensor, w)
        w.bool(pool != nil)
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let kind = try SavedKind.read(r), writeable = try r.bool(), t = try SavedTensor.read(r)
        let a: NDArray
        if try r.bool() { a = NDArray(t, kind, ValuePool([])) } else { a = NDArray(t, type: type === Types.object ? nil : type) }
        a.isWriteable = writeable
        return a
    }
    public func writeContents(_ w: SnapshotWriter) throws {
        if let pool { try w.shared(pool) { _ in } fill: { p in try SavedTensor.values(p.values, w) } }
        try w.value(base)
    }
    public func readContents(_ r: SnapshotReader) throws {
        if pool != nil { pool = try r.shared(ValuePool.self) { ValuePool([]) } fill: { p in p.values = try SavedTensor.values(r) } }
        base = try r.value()
    }
}

enum SavedKind {
    static func write(_ k: NumpyKind, _ w: SnapshotWriter) {
        switch k {
        case .number(let d):
            w.byte(0)
            w.byte(d.rawValue)
        case .string(let n):
            w.byte(1)
            w.integer(n)
        case .object: w.byte(2)
        }
    }
    static func read(_ r: SnapshotReader) throws -> NumpyKind {
        switch try r.byte() {
        case 0:
            guard let d = DType(rawValue: try r.byte()) else { throw r.damaged() }
            return .number(d)
        case 1: return .string(try r.integer())
        default: return .object
        }
    }
}

extension DTypeObject: Snapshotable {
    public static var snapshotName: String { "numpy.dtype" }
    public func writeSnapshot(_ w: SnapshotWriter) throws { SavedKind.write(value, w) }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { DTypeObject.of(try SavedKind.read(r)) }
}

extension NumpyScalar: Snapshotable {
    public static var snapshotName: String { "numpy.scalar" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.byte(dtype.rawValue)
        w.integer(bits)
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let d = DType(rawValue: try r.byte()) else { throw r.damaged() }
        let bits = try r.integer()
        return d == .bool ? (bits != 0 ? NumpyScalar.yes : NumpyScalar.no) : NumpyScalar(d, bits: bits)
    }
}

extension RandomStateObject: Snapshotable {
    static var snapshotName: String { "numpy.RandomState" }
    static func write(_ x: LegacyRandom, _ w: SnapshotWriter) {
        x.source.key.forEach { w.integer(Int($0)) }
        w.integer(x.source.position)
        w.bool(x.gauss != nil)
        w.double(x.gauss ?? 0)
    }
    static func read(_ r: SnapshotReader, into x: LegacyRandom) throws {
        var key: [UInt32] = []
        for _ in 0..<624 { key.append(UInt32(truncatingIfNeeded: try r.integer())) }
        x.source.restore(key: key, position: min(max(try r.integer(), 0), 624))
        let has = try r.bool(), g = try r.double()
        x.gauss = has ? g : nil
    }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.bool(self === RandomStateObject.global)
        if self !== RandomStateObject.global { RandomStateObject.write(random, w) }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        if try r.bool() { return RandomStateObject.global }
        let x = LegacyRandom(source: Kernel.MersenneTwister(seed: 0 as UInt32))
        try read(r, into: x)
        return RandomStateObject(x)
    }
}

extension SeedSequence {
    static func write(_ s: SeedSequence, _ w: SnapshotWriter) throws {
        try w.shared(s) { s in
            SavedTensor.ints(s.entropy.map { Int($0) }, w)
            SavedTensor.ints(s.spawnKey.map { Int($0) }, w)
            w.integer(s.spawned)
        }
    }
    static func read(_ r: SnapshotReader) throws -> SeedSequence {
        try r.shared(SeedSequence.self) {
            let e = try SavedTensor.ints(r).map { UInt32(truncatingIfNeeded: $0) }, k = try SavedTensor.ints(r).map { UInt32(truncatingIfNeeded: $0) }
            let s = SeedSequence(entropy: e, spawnKey: k)
            _ = s.spawn(max(try r.integer(), 0))
            return s
        }
    }
}

extension GeneratorObject: Snapshotable {
    static var snapshotName: String { "numpy.Generator" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        try SeedSequence.write(sequence, w)
        source.words.forEach { w.integer(Int(bitPattern: UInt($0))) }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let g = GeneratorObject(try SeedSequence.read(r))
        var words: [UInt64] = []
        for _ in 0..<6 { words.append(UInt64(UInt(bitPattern: try r.integer()))) }
        g.source.words = words
        return g
    }
}

extension SeedSequenceObject: Snapshotable {
    static var snapshotName: String { "numpy.SeedSequence" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try SeedSequence.write(sequence, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { SeedSequenceObject(try SeedSequence.read(r)) }
}

extension BitGeneratorObject: Snapshotable {
    static var snapshotName: String { "numpy.PCG64" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try w.value(.object(generator)) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let g = try r.value().asObject as? GeneratorObject else { throw r.damaged() }
        return BitGeneratorObject(g)
    }
}

extension PolynomialObject: Snapshotable {
    static var snapshotName: String { "numpy.poly1d" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(variable)
        try w.value(.object(coefficients))
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let v = try r.string()
        guard let c = try r.value().asObject as? NDArray else { throw r.damaged() }
        return PolynomialObject(c, v)
    }
}

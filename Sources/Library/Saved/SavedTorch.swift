// This file defines the saved form of modules, optimizers, schedulers, data sets and loaders.

import Kernel
import Lang

extension NamedValues {
    func write(_ w: SnapshotWriter) throws {
        w.integer(names.count)
        for (n, v) in zip(names, values) {
            w.string(n.text)
            try w.value(v, named: n.text)
        }
    }
    static func read(_ r: SnapshotReader) throws -> NamedValues {
        var out = NamedValues()
        let n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        for _ in 0..<n {
            let name = Name(try r.string())
            out.set(name, try r.value())
        }
        return out
    }
}

extension ModuleInstance: Snapshotable {
    public static var snapshotName: String { "nn.Module" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.bool(isTraining)
        w.bool(isInitialized)
        w.integer(transient.count)
        for id in transient.sorted() { w.string(Name.text(of: id)) }
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let m = ModuleInstance(type: type)
        m.isTraining = try r.bool()
        m.isInitialized = try r.bool()
        let n = try r.integer()
        guard n >= 0 else { throw r.damaged() }
        for _ in 0..<n { m.transient.insert(Name(try r.string()).id) }
        return m
    }
    public func writeContents(_ w: SnapshotWriter) throws {
        try parameters.write(w)
        try buffers.write(w)
        try modules.write(w)
        for hooks in [forwardHooks, preHooks] {
            w.integer(hooks.count)
            for h in hooks {
                w.integer(h.id)
                w.bool(h.withKeywords)
                try w.value(h.hook, named: "hook")
            }
        }
    }
    public func readContents(_ r: SnapshotReader) throws {
        parameters = try NamedValues.read(r)
        buffers = try NamedValues.read(r)
        modules = try NamedValues.read(r)
        func hooks() throws -> [(id: Int, hook: Value, withKeywords: Bool)] {
            let n = try r.integer()
            guard n >= 0 else { throw r.damaged() }
            var out: [(id: Int, hook: Value, withKeywords: Bool)] = []
            for _ in 0..<n {
                let id = try r.integer(), k = try r.bool()
                out.append((id, try r.value(), k))
                NNModuleMethods.hookCounter = max(NNModuleMethods.hookCounter, id)
            }
            return out
        }
        forwardHooks = try hooks()
        preHooks = try hooks()
    }
}

extension OptimizerInstance: Snapshotable {
    public static var snapshotName: String { "optim.Optimizer" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {}
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { OptimizerInstance(type: type) }
    public func writeContents(_ w: SnapshotWriter) throws {
        try w.value(.object(groups), named: "param_groups")
        try w.value(.object(state), named: "state")
        try w.value(.object(defaults), named: "defaults")
    }
    public func readContents(_ r: SnapshotReader) throws {
        guard let g = try r.value().asObject as? ListObject, let s = try r.value().asObject as? DictObject, let d = try r.value().asObject as? DictObject else { throw r.damaged() }
        (groups, state, defaults) = (g, s, d)
    }
}

extension SchedulerInstance: Snapshotable {
    static var snapshotName: String { "optim.Scheduler" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.integer(lastEpoch)
        w.integer(stepCount)
        SavedTensor.doubles(baseRates, w)
        SavedTensor.doubles(lastRates, w)
        SavedTensor.doubles(cycleFacts, w)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let s = SchedulerInstance(type: type)
        s.lastEpoch = try r.integer()
        s.stepCount = try r.integer()
        s.baseRates = try SavedTensor.doubles(r)
        s.lastRates = try SavedTensor.doubles(r)
        s.cycleFacts = try SavedTensor.doubles(r)
        // A cell's class takes its native base's rule.
        s.rule = type.mro.lazy.compactMap { SchedulerInstance.rules[$0.name] }.first
        return s
    }
    func writeContents(_ w: SnapshotWriter) throws { try w.value(optimizer.map { .object($0) } ?? .none) }
    func readContents(_ r: SnapshotReader) throws { optimizer = try r.value().asObject as? OptimizerInstance }
}

extension DatasetInstance: Snapshotable {
    static var snapshotName: String { "data.Dataset" }
    private static let roles: [Role] = [.cell, .tensors, .subset, .concat]
    func writeSnapshot(_ w: SnapshotWriter) throws { w.integer(DatasetInstance.roles.firstIndex(of: role) ?? 0) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let d = DatasetInstance(type: type), i = try r.integer()
        guard roles.indices.contains(i) else { throw r.damaged() }
        d.role = roles[i]
        return d
    }
    func writeContents(_ w: SnapshotWriter) throws { try SavedTensor.values(items, w) }
    func readContents(_ r: SnapshotReader) throws { items = try SavedTensor.values(r) }
}

extension LoaderInstance: Snapshotable {
    static var snapshotName: String { "data.DataLoader" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.integer(batchSize ?? -1)
        w.bool(dropLast)
        w.bool(shuffle)
        w.integer(workers)
        w.bool(generator != nil)
        if let generator { try TorchGenerator.write(generator, w) }
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let l = LoaderInstance(type: type), n = try r.integer()
        l.batchSize = n < 0 ? nil : n
        l.dropLast = try r.bool()
        l.shuffle = try r.bool()
        l.workers = try r.integer()
        if try r.bool() { l.generator = try TorchGenerator.read(r) }
        return l
    }
    func writeContents(_ w: SnapshotWriter) throws { for v in [dataset, sampler, batchSampler, collate, generatorValue] { try w.value(v) } }
    func readContents(_ r: SnapshotReader) throws {
        dataset = try r.value()
        sampler = try r.value()
        batchSampler = try r.value()
        collate = try r.value()
        generatorValue = try r.value()
    }
}

/// Objects that are made again from the arguments they were made with.
private func writeNamed(_ a: [(name: Name, value: Value)], _ w: SnapshotWriter) throws {
    w.integer(a.count)
    for x in a {
        w.string(x.name.text)
        try w.value(x.value, named: x.name.text)
    }
}
private func readNamed(_ r: SnapshotReader) throws -> [(name: Name, value: Value)] {
    let n = try r.integer()
    guard n >= 0 else { throw r.damaged() }
    return try (0..<n).map { _ in (Name(try r.string()), try r.value()) }
}

extension Samplers.Sampler: Snapshotable {
    static var snapshotName: String { "data.Sampler" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try writeNamed(named, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let s = Samplers.Sampler(type: type), named = try readNamed(r)
        if !named.isEmpty, let f = type.mro.lazy.filter({ !$0.isHeap }).compactMap({ $0.lookup("__init__") }).first {
            _ = try Operators.call(f, CallArguments([.object(s)], keywords: named))
        }
        return s
    }
}

extension TorchVision.Transform: Snapshotable {
    static var snapshotName: String { "torchvision.Transform" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try writeNamed(named, w) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let o = try Operators.call(.object(type), CallArguments([], keywords: try readNamed(r))).asObject else { throw r.damaged() }
        return o
    }
}

extension DTypeLimits: Snapshotable {
    static var snapshotName: String { "torch.finfo" }
    func writeSnapshot(_ w: SnapshotWriter) throws { w.byte(dtype.rawValue) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let d = DType(rawValue: try r.byte()) else { throw r.damaged() }
        return DTypeLimits(d)
    }
}

extension InfoObject: Snapshotable {
    static var snapshotName: String { "numpy.finfo" }
    func writeSnapshot(_ w: SnapshotWriter) throws { w.byte(d.rawValue) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let d = DType(rawValue: try r.byte()) else { throw r.damaged() }
        return InfoObject(d, type)
    }
}

extension PillowImage: Snapshotable {
    public static var snapshotName: String { "PIL.Image" }
    public func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(filename ?? "")
        w.string(format ?? "")
        let i = try image()
        w.string(i.mode.rawValue)
        w.integer(i.width)
        w.integer(i.height)
        w.data(i.palette)
        w.bool(i.paletteHasAlpha)
        try w.buffer(UnsafeRawBufferPointer(start: i.pixels, count: i.byteCount))
    }
    public static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        let file = try r.string(), format = try r.string()
        guard let mode = ImageMode(rawValue: try r.string()) else { throw r.damaged() }
        let i = try Kernel.Image(mode, width: try r.integer(), height: try r.integer())
        i.palette = try r.data()
        i.paletteHasAlpha = try r.bool()
        let bytes = try r.buffer()
        guard bytes.count == i.byteCount else { throw r.damaged() }
        for (k, b) in bytes.enumerated() { i.pixels[k] = b }
        let p = PillowImage(i)
        p.filename = file.isEmpty ? nil : file
        p.format = format.isEmpty ? nil : format
        return p
    }
    public func writeContents(_ w: SnapshotWriter) throws { try w.value(.object(info), named: "info") }
    public func readContents(_ r: SnapshotReader) throws {
        guard let d = try r.value().asObject as? DictObject else { throw r.damaged() }
        info = d
    }
}

extension FontObject: Snapshotable {
    static var snapshotName: String { "PIL.ImageFont" }
    func writeSnapshot(_ w: SnapshotWriter) throws {
        w.string(font.path)
        w.double(font.size)
    }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object { FontObject(try Font(path: try r.string(), size: try r.double())) }
}

extension DrawObject: Snapshotable {
    static var snapshotName: String { "PIL.ImageDraw" }
    func writeSnapshot(_ w: SnapshotWriter) throws { try w.value(.object(image)) }
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object {
        guard let i = try r.value().asObject as? PillowImage else { throw r.damaged() }
        return DrawObject(i)
    }
}

// This file registers what a saved session needs of the library: the native classes, and the states that no value holds.

import Glibc
import Kernel
import Lang
import Plot

enum SavedLibrary {
    static func register() {
        for c in [
            TensorObject.self, TorchDevice.self, TorchGeneratorObject.self, NDArray.self, DTypeObject.self, NumpyScalar.self, RandomStateObject.self, GeneratorObject.self,
            SeedSequenceObject.self, BitGeneratorObject.self, PolynomialObject.self, ModuleInstance.self, OptimizerInstance.self, SchedulerInstance.self, DatasetInstance.self,
            LoaderInstance.self, Samplers.Sampler.self, TorchVision.Transform.self, DTypeLimits.self, InfoObject.self, PillowImage.self, FontObject.self, DrawObject.self,
            DequeObject.self, PartialObject.self, CacheObject.self, Getter.self, MethodCaller.self, RePattern.self, ReMatch.self, ReFlag.self, EnumInfo.self, AutoValue.self,
            FieldObject.self, FieldsObject.self, MemoryFile.self, UnionAlias.self, TypeVariable.self, HashObject.self, RandomObject.self,
        ] as [any Snapshotable.Type] { Snapshot.register(c) }
        Snapshot.registerTypeMaker("namedtuple", CollectionsModule.restoreNamedTuple)
        Snapshot.registerTypeHook(DataclassesModule.restore)
        registerStreams()
        registerSettings()
        SavedFigures.register()
    }

    /// The random streams of `random`, `numpy.random` and `torch`.
    private static func registerStreams() {
        Snapshot.registerState("random streams") { w in
            w.bool(RandomModule.sharedObject != nil)
            RandomModule.sharedObject?.write(w)
            RandomStateObject.write(.shared, w)
            w.data(TorchGenerator.shared.bytes)
        } restore: { r in
            if try r.bool() {
                _ = try ModuleTable.shared.module("random")
                try RandomModule.sharedObject.read(r)
            }
            try RandomStateObject.read(r, into: .shared)
            try TorchGenerator.shared.restore(try r.data())
        }
    }

    /// Modes and print options, the current folder.
    private static func registerSettings() {
        Snapshot.registerState("settings") { w in
            w.bool(Autograd.isEnabled)
            w.bool(Autograd.isInference)
            w.byte(Promotion.defaultFloat.rawValue)
            w.bool(Threads.isDeterministic)
            w.integer(Threads.count)
            let t = TorchPrint.options
            for i in [t.precision, t.threshold, t.edgeItems, t.lineWidth, t.scientific == nil ? 2 : t.scientific! ? 1 : 0] { w.integer(i) }
            let n = NumpyPrint.options
            for i in [n.precision ?? -1, n.threshold, n.edgeItems, n.lineWidth, n.suppress ? 1 : 0] { w.integer(i) }
            for s in [n.nan, n.inf, n.sign, n.floatMode] { w.string(s) }
            w.integer(n.formatter.count)
            for (k, v) in n.formatter.sorted(by: { $0.key < $1.key }) {
                w.string(k)
                try w.value(v, named: "numpy's formatter '\(k)'")
            }
            let c = getcwd(nil, 0)
            w.string(c.map { String(cString: $0) } ?? "")
            free(c)
        } restore: { r in
            Autograd.isEnabled = try r.bool()
            Autograd.isInference = try r.bool()
            if let d = DType(rawValue: try r.byte()) { Promotion.defaultFloat = d }
            Threads.isDeterministic = try r.bool()
            let threads = try r.integer()
            if threads > 0 { Threads.count = threads }
            var t = TorchPrint.Options()
            t.precision = try r.integer()
            t.threshold = try r.integer()
            t.edgeItems = try r.integer()
            t.lineWidth = try r.integer()
            let scientific = try r.integer()
            t.scientific = scientific == 2 ? nil : scientific == 1
            TorchPrint.options = t
            var n = PrintOptions()
            let precision = try r.integer()
            n.precision = precision < 0 ? nil : precision
            n.threshold = try r.integer()
            n.edgeItems = try r.integer()
            n.lineWidth = try r.integer()
            n.suppress = try r.integer() == 1
            n.nan = try r.string()
            n.inf = try r.string()
            n.sign = try r.string()
            n.floatMode = try r.string()
            for _ in 0..<(try r.integer()) {
                let k = try r.string()
                n.formatter[k] = try r.value()
            }
            NumpyPrint.options = n
            let folder = try r.string()
            if !folder.isEmpty { _ = chdir(folder) }
        }
    }
}

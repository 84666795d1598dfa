// This file defines `torch.utils.data`: data sets, samplers, collation, the loader.

import Kernel
import Lang

enum TorchData {
    static let dataset: TypeObject = {
        let t = TypeObject.native("Dataset", module: "torch.utils.data.dataset", doc: "The base class of data sets: `__len__` and `__getitem__`.")
        t.make = { cls, _ in .object(DatasetInstance(type: cls)) }
        t.method("__add__(self, other)", "Both, one after the other.") { a in .object(DatasetInstance(concat: [a[0], a[1]])) }
        return t
    }()
    static let iterableDataset = TypeObject.native("IterableDataset", module: "torch.utils.data.dataset", base: dataset, doc: "The base class of data sets that are only iterated.")
    static let tensorDataset = TypeObject.native("TensorDataset", module: "torch.utils.data.dataset", base: dataset, doc: "Rows of tensors.") { t in
        t.initializer("__init__(self, *tensors)") { a in
            let d = try a.object(0, DatasetInstance.self)
            d.items = a.rest(1)
            let sizes = try d.items.map { try Operators.length($0) }
            if Set(sizes).count > 1 { throw PythonError(Exceptions.assertionError, "Size mismatch between tensors") }
            d.role = .tensors
        }
        t.property("tensors", "The tensors.", get: { .tuple(($0 as! DatasetInstance).items) })
    }
    static let subset = TypeObject.native("Subset", module: "torch.utils.data.dataset", base: dataset, doc: "Some items of a data set.") { t in
        t.initializer("__init__(self, dataset, indices)") { a in
            let d = try a.object(0, DatasetInstance.self)
            d.items = [a[1], a[2]]
            d.role = .subset
        }
        t.property("dataset", "The whole data set.", get: { ($0 as! DatasetInstance).items[0] })
        t.property("indices", "The indices of the items.", get: { ($0 as! DatasetInstance).items[1] })
    }
    static let concatDataset = TypeObject.native("ConcatDataset", module: "torch.utils.data.dataset", base: dataset, doc: "Data sets one after another.") { t in
        t.initializer("__init__(self, datasets)") { a in
            let d = try a.object(0, DatasetInstance.self)
            d.items = try a.items(1)
            if d.items.isEmpty { throw PythonError(Exceptions.assertionError, "datasets should not be an empty iterable") }
            d.role = .concat
        }
        t.property("datasets", "The data sets.", get: { .list(($0 as! DatasetInstance).items) })
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.utils.data", doc: "Data sets and loaders.")
        for t in [dataset, iterableDataset, tensorDataset, subset, concatDataset, LoaderInstance.type_] { m.type(t) }
        Samplers.declare(m)
        m.function("random_split(dataset, lengths, generator=None)", "Data sets of random parts.") { a in
            try PythonErrors.asTorch {
                let n = try Operators.length(a[0])
                let given = try a.items(1)
                var lengths: [Int]
                let fractions = try given.map { try Operators.toDouble($0) }
                let sum = fractions.reduce(0, +)
                if abs(sum - 1) < 1e-9 || (sum <= 1 && given.contains { if case .float = $0 { return true } else { return false } }) {
                    lengths = []
                    for (i, f) in fractions.enumerated() {
                        if f < 0 || f > 1 { throw valueError("Fraction at index \(i) is not between 0 and 1") }
                        lengths.append(Int((Double(n) * f).rounded(.down)))
                    }
                    let rest = n - lengths.reduce(0, +)
                    for i in 0..<max(rest, 0) { lengths[i % lengths.count] += 1 }
                } else { lengths = try given.map { try Operators.index($0) } }
                if lengths.reduce(0, +) != n { throw valueError("Sum of input lengths does not equal the length of the input dataset!") }
                let order = try TorchRandom.permutation(n, TorchGeneratorObject.from(a[2])).integers()
                var at = 0
                return .list(lengths.map { k in
                    let d = DatasetInstance(type: subset)
                    d.items = [a[0], .list(order[at..<at + k].map(Value.int))]
                    d.role = .subset
                    at += k
                    return .object(d)
                })
            }
        }
        for n in ["default_collate", "default_convert"] {
            m.function("\(n)(batch)", "Samples as one batch.") { a in try PythonErrors.asTorch { try collate(a.items(0)) } }
        }
        m.function("get_worker_info()", "None: samples are made in the main process.") { _ in .none }
        m.absent = ["distributed": "there is one process", "ChainDataset": "use ConcatDataset"]
        return m
    }

    /// PyTorch's default collation.
    static func collate(_ batch: [Value]) throws -> Value {
        guard let first = batch.first else { throw indexError("list index out of range") }
        switch first {
        case .float: return Torch.value(try Tensor.of(batch.map { try Operators.toDouble($0) }, .float64))
        case .int: return Torch.value(try Tensor.of(batch.map { try Operators.index($0) }))
        case .bool: return Torch.value(try Elementwise.cast(Tensor.of(batch.map { try Operators.isTrue($0) ? 1 : 0 }), .bool))
        case .none, .unbound: break
        case .object(let o):
            if o is TensorObject {
                return Torch.value(try Ops.stack(Torch.tensors(.list(batch), "stack"), 0))
            }
            if o is NDArray {
                return Torch.value(try Ops.stack(batch.map { v in
                    guard v.asObject is NDArray else { throw typeError("expected Tensor as element in a batch, but got \(v.typeName)") }
                    return try Convert.tensor(from: v)
                }, 0))
            }
            if let s = o as? NumpyScalar {
                let d = s.dtype
                return Torch.value(try Ops.stack(batch.map { try ($0.asObject as? NumpyScalar)?.tensor() ?? Torch.makeTensor($0, dtype: d) }, 0))
            }
            switch o.kind {
            case .str, .bytes: return .list(batch)
            case .dict:
                let out = DictObject(type: o.type)
                for e in (o as! DictObject).entries {
                    try out.set(e.key, collate(batch.map { v in
                        guard let d = v.asObject as? DictObject, let x = try d.get(e.key) else { throw keyError(e.key) }
                        return x
                    }))
                }
                return .object(out)
            case .list, .tuple:
                let rows = try batch.map { try Operators.items(of: $0) }
                if rows.contains(where: { $0.count != rows[0].count }) { throw runtimeError("each element in list of batch should be of equal size") }
                // Columns of texts come as zip() leaves them, in tuples.
                let columns = try rows[0].indices.map { k in
                    let column = rows.map { $0[k] }
                    return column[0].asString != nil ? Value.tuple(column) : try collate(column)
                }
                // A named tuple stays one; a plain tuple becomes a list.
                if o.kind == .tuple, o.type !== Types.tuple { return try Operators.call(.object(o.type), CallArguments(columns)) }
                return .list(columns)
            case .intInstance, .bigInt: return Torch.value(try Tensor.of(batch.map { try Operators.index($0) }))
            case .floatInstance: return Torch.value(try Tensor.of(batch.map { try Operators.toDouble($0) }, .float64))
            default: break
            }
        }
        throw typeError("default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found \(try Operators.str(.object(first.type)))")
    }
}

/// An instance of a data set class.
final class DatasetInstance: Object {
    enum Role { case cell, tensors, subset, concat }
    var role = Role.cell
    var items: [Value] = []

    init(type: TypeObject) { super.init(type: type) }
    convenience init(concat items: [Value]) {
        self.init(type: TorchData.concatDataset)
        self.items = items
        role = .concat
    }
    override var allowsAttributes: Bool { true }
    override func traverse(_ visit: (Value) -> Void) { items.forEach(visit) }
    override func clearReferences() { items = [] }
    override func length() throws -> Int? {
        switch role {
        case .cell: return nil
        case .tensors: return try items.first.map { try Operators.length($0) } ?? 0
        case .subset: return try Operators.length(items[1])
        case .concat: return try items.map { try Operators.length($0) }.reduce(0, +)
        }
    }
    override func getItem(_ key: Value) throws -> Value? {
        switch role {
        case .cell:
            if type.isHeap || type === TorchData.dataset { throw notImplementedError("Subclasses of Dataset should implement __getitem__.") }
            return nil
        case .tensors: return .tuple(try items.map { try Operators.getItem($0, key) })
        case .subset:
            if let l = key.asObject as? ListObject { return try Operators.getItem(items[0], .list(l.items.map { try Operators.getItem(items[1], $0) })) }
            return try Operators.getItem(items[0], Operators.getItem(items[1], key))
        case .concat:
            let n = try length()!
            var i = try Operators.index(key)
            if i < -n || i >= n { throw i < 0 ? valueError("absolute value of index should not exceed dataset length") : indexError("list index out of range") }
            if i < 0 { i += n }
            for d in items {
                let k = try Operators.length(d)
                if i < k { return try Operators.getItem(d, .int(i)) }
                i -= k
            }
            return nil
        }
    }
    override func iterate() throws -> Value? {
        if role == .cell { return nil }
        let n = try length()!
        var i = 0
        return .object(NativeIterator(holding: [.object(self)]) { [self] in
            guard i < n else { return nil }
            i += 1
            return try getItem(.int(i - 1))
        })
    }
}

/// Samplers: iterables of indices.
enum Samplers {
    final class Sampler: Object {
        var indices: (() throws -> Value)?
        var count: (() throws -> Int)?
        var held: [Value] = []
        /// What it was made with, to make it again.
        var named: [(name: Name, value: Value)] = []
        init(type: TypeObject) { super.init(type: type) }
        override var allowsAttributes: Bool { true }
        override func traverse(_ visit: (Value) -> Void) { held.forEach(visit) }
        override func iterate() throws -> Value? { try indices.map { try $0() } }
        override func length() throws -> Int? { try count.map { try $0() } }
    }
    static let base: TypeObject = {
        let t = TypeObject.native("Sampler", module: "torch.utils.data.sampler", doc: "The base class of samplers.")
        t.make = { cls, _ in .object(Sampler(type: cls)) }
        t.initializer("__init__(self, data_source=None)") { _ in }
        return t
    }()

    /// The indices of a random order, drawn when the iteration starts.
    static func random(_ n: Int, generator: TorchGenerator?, replacement: Bool = false, count: Int? = nil) -> Value {
        var order: [Int]?
        var i = 0
        var ended = false
        return .object(NativeIterator {
            try PythonErrors.asTorch {
                if order == nil {
                    let g: TorchGenerator
                    if let generator { g = generator } else {
                        // A seed of the default stream starts a stream of the sampler's own.
                        g = TorchGenerator(seed: TorchGenerator.shared.random64() & UInt64(Int64.max))
                    }
                    let want = count ?? n
                    if replacement {
                        var all: [Int] = []
                        for start in stride(from: 0, to: want, by: 32) {
                            let t = try Tensor(empty: [min(32, want - start)], .int64)
                            // The last, shorter draw is made of its own size.
                            try TorchRandom.integers(t, 0, n, g)
                            all += try t.integers()
                        }
                        order = all
                    } else {
                        var all: [Int] = []
                        while all.count + n <= want && n > 0 { all += try TorchRandom.permutation(n, g).integers() }
                        if all.count < want { all += try TorchRandom.permutation(n, g).integers().prefix(want - all.count) }
                        order = all
                    }
                }
                guard i < order!.count else {
                    // PyTorch draws one more order, of which it takes what is left over: nothing.
                    if let g = generator, !replacement, !ended, n > 0, (count ?? n) % n == 0 { _ = try TorchRandom.permutation(n, g) }
                    ended = true
                    return nil
                }
                i += 1
                return .int(order![i - 1])
            }
        })
    }

    static func declare(_ m: ModuleObject) {
        m.type(base)
        func sampler(_ name: String, _ parameters: String, _ start: @escaping (Sampler, Arguments) throws -> Void) {
            let t = TypeObject.native(name, module: "torch.utils.data.sampler", base: base, doc: "The sampler \(name).")
            t.initializer("__init__(self, \(parameters))") { a in
                let s = try a.object(0, Sampler.self)
                s.held = a.values.dropFirst().filter { !$0.isUnbound }
                s.named = zip(a.signature.parameters, a.values).dropFirst().filter { !$0.1.isUnbound }.map { ($0.0.name, $0.1) }
                try start(s, a)
            }
            m.type(t)
        }
        sampler("SequentialSampler", "data_source") { s, a in
            let d = a[1]
            s.indices = { try Operators.iterator(.object(RangeObject(0, Operators.length(d), 1))) }
            s.count = { try Operators.length(d) }
        }
        sampler("RandomSampler", "data_source, replacement=False, num_samples=None, generator=None") { s, a in
            let d = a[1], replacement = try a.bool(2), count = a.given(3) ? try a.int(3) : nil, g = a.given(4) ? try TorchGeneratorObject.from(a[4]) : nil
            s.indices = { random(try Operators.length(d), generator: g, replacement: replacement, count: count) }
            s.count = { try count ?? Operators.length(d) }
        }
        sampler("SubsetRandomSampler", "indices, generator=None") { s, a in
            let list = try a.items(1), g = a.given(2) ? try TorchGeneratorObject.from(a[2]) : TorchGenerator.shared
            s.indices = { try Operators.iterator(.list(TorchRandom.permutation(list.count, g).integers().map { list[$0] })) }
            s.count = { list.count }
        }
        sampler("WeightedRandomSampler", "weights, num_samples, replacement=True, generator=None") { s, a in
            let w = try Torch.makeTensor(a[1], dtype: .float64), n = try a.int(2), r = try a.bool(3), g = a.given(4) ? try TorchGeneratorObject.from(a[4]) : TorchGenerator.shared
            s.indices = { try PythonErrors.asTorch { try Operators.iterator(.list(TorchRandom.multinomial(w, n, replacement: r, g).integers().map(Value.int))) } }
            s.count = { n }
        }
        sampler("BatchSampler", "sampler, batch_size, drop_last") { s, a in
            let inner = a[1], n = try a.int(2), drop = try a.bool(3)
            s.indices = { batches(try Operators.iterator(inner), n, drop) }
            s.count = {
                let k = try Operators.length(inner)
                return drop ? k / n : (k + n - 1) / n
            }
        }
    }
    /// Lists of n indices.
    static func batches(_ it: Value, _ n: Int, _ drop: Bool) -> Value {
        .object(NativeIterator(holding: [it]) {
            var batch: [Value] = []
            while batch.count < n, let v = try Operators.next(it) { batch.append(v) }
            return batch.isEmpty || (drop && batch.count < n) ? nil : .list(batch)
        })
    }
}

/// `DataLoader`.
final class LoaderInstance: Object {
    var dataset = Value.none, sampler = Value.none, batchSampler = Value.none, collate = Value.none
    var batchSize: Int?
    var dropLast = false
    var shuffle = false
    var workers = 0
    var generator: TorchGenerator?
    var generatorValue = Value.none

    init(type: TypeObject) { super.init(type: type) }
    override var allowsAttributes: Bool { true }
    override func traverse(_ visit: (Value) -> Void) { [dataset, sampler, batchSampler, collate, generatorValue].forEach(visit) }

    private var isIterable: Bool { Operators.isInstance(dataset, TorchData.iterableDataset) }

    override func length() throws -> Int? {
        if !batchSampler.isNone { return try Operators.length(batchSampler) }
        let n = try sampler.isNone ? Operators.length(dataset) : Operators.length(sampler)
        guard let b = batchSize else { return n }
        return dropLast ? n / b : (n + b - 1) / b
    }

    override func iterate() throws -> Value? {
        // PyTorch draws a seed for its workers at every start, with workers or without.
        _ = (generator ?? .shared).random64()
        func batch(_ items: [Value]) throws -> Value {
            if collate.isNone { return try PythonErrors.asTorch { try TorchData.collate(items) } }
            return try Operators.call(collate, .list(items))
        }
        if isIterable {
            let it = try Operators.iterator(dataset)
            let b = batchSize, drop = dropLast
            return .object(NativeIterator(holding: [.object(self), it]) { [self] in
                guard let b else {
                    guard let v = try Operators.next(it) else { return nil }
                    return collate.isNone ? v : try Operators.call(collate, v)
                }
                var items: [Value] = []
                while items.count < b, let v = try Operators.next(it) { items.append(v) }
                return items.isEmpty || (drop && items.count < b) ? nil : try batch(items)
            })
        }
        let order: Value
        if !batchSampler.isNone { order = try Operators.iterator(batchSampler) } else if !sampler.isNone { order = try Operators.iterator(sampler) } else if shuffle {
            order = Samplers.random(try Operators.length(dataset), generator: generator)
        } else {
            order = try Operators.iterator(.object(RangeObject(0, Operators.length(dataset), 1)))
        }
        let d = dataset
        func samples(_ list: Value) throws -> Value {
            try Interpreter.checkInterrupt()
            return try batch(try Operators.items(of: list).map { try Operators.getItem(d, $0) })
        }
        /// Batches of lists of indices, from a worker where one is asked for.
        func loop(_ lists: Value) -> Value {
            if workers > 0 {
                let loop = WorkerLoop(generator: generator, indices: { try Operators.next(lists) }, make: samples)
                return .object(NativeIterator(holding: [.object(self), lists]) { try loop.next() })
            }
            return .object(NativeIterator(holding: [.object(self), lists]) { try Operators.next(lists).map(samples) })
        }
        if !batchSampler.isNone { return loop(order) }
        guard let b = batchSize else {
            return .object(NativeIterator(holding: [.object(self), order]) { [self] in
                guard let i = try Operators.next(order) else { return nil }
                let v = try Operators.getItem(d, i)
                if !collate.isNone { return try Operators.call(collate, v) }
                return v.asObject is NDArray ? Torch.value(try Convert.tensor(from: v)) : v
            })
        }
        return loop(Samplers.batches(order, b, dropLast))
    }

    static let type_: TypeObject = {
        let t = TypeObject.native("DataLoader", module: "torch.utils.data.dataloader", doc: "Batches of a data set.")
        t.make = { cls, _ in .object(LoaderInstance(type: cls)) }
        t.initializer(
            "__init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True)"
        ) { a in
            let l = try a.object(0, LoaderInstance.self)
            l.dataset = a[1]
            l.workers = try a.int(6)
            if l.workers < 0 { throw valueError("num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.") }
            l.shuffle = try a.bool(3, or: false)
            l.sampler = a[4]
            l.batchSampler = a[5]
            l.collate = a[7]
            l.dropLast = try a.bool(9)
            l.generatorValue = a[13]
            l.generator = a.given(13) ? try TorchGeneratorObject.from(a[13]) : nil
            if !l.sampler.isNone && l.shuffle { throw valueError("sampler option is mutually exclusive with shuffle") }
            if !l.batchSampler.isNone {
                if try a[2].isNone || a.int(2) != 1 || l.shuffle || !l.sampler.isNone || l.dropLast {
                    throw valueError("batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
                }
            } else if a[2].isNone {
                if l.dropLast { throw valueError("batch_size=None option disables auto-batching and is mutually exclusive with drop_last") }
            } else {
                let n = try a.int(2)
                if n <= 0 { throw valueError("batch_size should be a positive integer value, but got batch_size=\(n)") }
                l.batchSize = n
            }
            if l.isIterable && l.shuffle { throw valueError("DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True") }
            if try l.shuffle && !l.isIterable && Operators.length(l.dataset) == 0 { throw valueError("num_samples should be a positive integer value, but got num_samples=0") }
        }
        func me(_ o: Object) -> LoaderInstance { o as! LoaderInstance }
        t.property("dataset", "The data set.", get: { me($0).dataset })
        t.property("batch_size", "Samples a batch.", get: { me($0).batchSize.map(Value.int) ?? .none })
        t.property("num_workers", "Above 0: batches are made by a process of their own while the program goes on, in order and with the same numbers.", get: { .int(me($0).workers) })
        t.property("drop_last", "Whether a short last batch is left out.", get: { .bool(me($0).dropLast) })
        t.property("sampler", "The sampler.", get: { me($0).sampler })
        t.property("batch_sampler", "The sampler of batches.", get: { me($0).batchSampler })
        t.property("collate_fn", "What makes a batch of samples.", get: { me($0).collate })
        t.property("generator", "The random stream.", get: { me($0).generatorValue })
        return t
    }()
}

// This file declares `torch.save`, `torch.load` and `safetensors.torch`.

import Kernel
import Lang

enum TorchFiles {
    /// `pickle.UnpicklingError`.
    static let unpicklingError: TypeObject = {
        let t = TypeObject.native("UnpicklingError", module: "_pickle", base: Exceptions.exception)
        return t
    }()
    static let safetensorError = TypeObject.native("SafetensorError", module: "safetensors_rust", base: Exceptions.exception)

    // MARK: Values

    /// A value of the language as a checkpoint's. Throws TypeError for what `torch.load(weights_only=True)` would not read.
    private static func saved(_ v: Value, _ done: inout [ObjectIdentifier: SavedValue], _ depth: Int = 0) throws -> SavedValue {
        if depth > 400 { throw valueError("a checkpoint is nested too deeply") }
        switch v {
        case .none, .unbound: return SavedValue(.none)
        case .bool(let b): return SavedValue(.bool(b))
        case .int(let i): return SavedValue(.int(i))
        case .float(let d): return SavedValue(.float(d))
        case .object(let o):
            if let s = done[ObjectIdentifier(o)] { return s }
            let out = SavedValue(.none)
            done[ObjectIdentifier(o)] = out
            if let t = o as? TensorObject {
                if t.tensor.requiresGrad && !t.tensor.isLeaf {
                    out.content = .tensor(t.tensor.alias(), requiresGrad: true, isParameter: false)
                } else {
                    out.content = .tensor(t.tensor, requiresGrad: t.tensor.requiresGrad, isParameter: t.type.isSubtype(of: TorchTypes.parameter))
                }
                return out
            }
            if let d = o as? TorchDType {
                out.content = .dtype(d.dtype)
                return out
            }
            if let d = o as? TorchDevice {
                out.content = .device(try d.str() ?? "cpu")
                return out
            }
            if o is NumpyScalar {
                let t = try (o as! NumpyScalar).tensor()
                out.content = t.dtype == .bool ? .bool(t.integer(at: 0) != 0) : t.dtype.isFloat ? .float(t.double(at: 0)) : .int(t.integer(at: 0))
                return out
            }
            switch o.kind {
            case .str: out.content = .string(v.asString ?? "")
            case .bytes: out.content = .bytes((o as? BytesObject)?.items ?? [])
            case .list: out.content = .list(try (o as! ListObject).items.map { try saved($0, &done, depth + 1) })
            case .tuple:
                let items = (o as! TupleObject).items
                if o.type === TorchTypes.size { out.content = .size(try items.map { try Operators.index($0) }) } else { out.content = .tuple(try items.map { try saved($0, &done, depth + 1) }) }
            case .set: out.content = .set(try Operators.items(of: v).map { try saved($0, &done, depth + 1) })
            case .dict:
                let ordered = o.type.name == "OrderedDict"
                out.content = .dict(try (o as! DictObject).entries.map { (try saved($0.key, &done, depth + 1), try saved($0.value, &done, depth + 1)) }, ordered: ordered)
            case .intInstance: out.content = .int(try Operators.index(v))
            case .floatInstance: out.content = .float(try Operators.toDouble(v))
            default:
                if o is ModuleInstance { throw typeError("a module cannot be saved whole; save module.state_dict()") }
                if o is NDArray { throw typeError("a checkpoint holds tensors, no arrays; save torch.from_numpy(array)") }
                throw typeError("cannot save '\(v.typeName)' in a checkpoint; it holds tensors, numbers, text, lists, tuples, sets and dictionaries")
            }
            return out
        }
    }
    private static func value(_ s: SavedValue, _ done: inout [ObjectIdentifier: Value], _ map: DType? = nil) throws -> Value {
        if let v = done[ObjectIdentifier(s)] { return v }
        let v: Value
        switch s.content {
        case .none: return .none
        case .bool(let b): return .bool(b)
        case .int(let i): return .int(i)
        case .float(let d): return .float(d)
        case .string(let t): v = .string(t)
        case .bytes(let b): v = .object(BytesObject(b))
        case .size(let d): v = Torch.size(d)
        case .dtype(let d): v = TorchDType.of(d)
        case .device(let d): v = .object(try TorchDevice.parse(d))
        case .tensor(let t, let requiresGrad, let isParameter):
            let own = t.alias()
            if requiresGrad { try own.setRequiresGrad(true) }
            v = .object(TensorObject(own, type: isParameter ? TorchTypes.parameter : TorchTypes.tensor))
        case .list(let items):
            let l = ListObject([])
            done[ObjectIdentifier(s)] = .object(l)
            l.items = try items.map { try value($0, &done) }
            return .object(l)
        case .tuple(let items): v = .tuple(try items.map { try value($0, &done) })
        case .set(let items): v = .object(try SetObject(items.map { try value($0, &done) }))
        case .dict(let pairs, let ordered):
            let d = ordered ? OrderedDicts.make() : DictObject()
            done[ObjectIdentifier(s)] = .object(d)
            for (k, x) in pairs { try d.set(value(k, &done), value(x, &done)) }
            return .object(d)
        }
        done[ObjectIdentifier(s)] = v
        return v
    }

    /// The text of a path-like value; nil for anything else.
    static func path(_ v: Value) throws -> String? {
        if let s = v.asString { return s }
        if case .object = v, let f = try Operators.attributeIfPresent(v, "__fspath__") { return try Operators.call(f).asString }
        return nil
    }
    private static func translated<T>(_ body: () throws -> T) throws -> T {
        do { return try PythonErrors.asTorch(body) } catch CheckpointError.damaged(let m) { throw runtimeError("PytorchStreamReader failed reading zip archive: \(m)") } catch CheckpointError.refused(let m) {
            throw PythonError(
                unpicklingError,
                "Weights only load failed. Only tensors, numbers, text, lists, tuples, sets and dictionaries are read.\n\t\(m)")
        }
    }

    static func declare(_ b: TorchBuilder) {
        b.module.function("save(obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True)", "Writes a checkpoint; a file is replaced whole or not at all.") { a in
            try translated {
                var done: [ObjectIdentifier: SavedValue] = [:]
                let v = try saved(a[0], &done)
                if let p = try path(a[1]) {
                    var folder = p.split(separator: "/").last.map(String.init) ?? "archive"
                    if let dot = folder.lastIndex(of: "."), dot != folder.startIndex { folder = String(folder[..<dot]) }
                    let parent = p.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
                    if !parent.isEmpty && parent != "/" && !isDirectory(parent) { throw runtimeError("Parent directory \(parent) does not exist.") }
                    let sink = try FileSink(p)
                    try Checkpoint.write(v, to: sink, name: folder.isEmpty ? "archive" : folder)
                    try sink.finish()
                    return .none
                }
                guard case .object = a[1], let write = try Operators.attributeIfPresent(a[1], "write") else {
                    throw attributeError("'\(a[1].typeName)' object has no attribute 'write'")
                }
                let sink = MemorySink()
                try Checkpoint.write(v, to: sink)
                _ = try Operators.call(write, .object(BytesObject(sink.bytes)))
                return .none
            }
        }
        b.module.function("load(f, map_location=None, pickle_module=None, *, weights_only=True, mmap=None)", "Reads a checkpoint: data only.") { a in
            try translated {
                if a.given(1), !Operators.isCallable(a[1]), !(a[1].asObject is DictObject) { try TorchDevice.check(a[1]) }
                let s: SavedValue
                if let p = try path(a[0]) {
                    s = try Checkpoint.withFile(p) { bytes in
                        if bytes.count == 0 { throw PythonError(Exceptions.eofError, "Ran out of input") }
                        return try Checkpoint.read(bytes)
                    }
                } else {
                    guard case .object = a[0], let read = try Operators.attributeIfPresent(a[0], "read") else {
                        throw attributeError("'\(a[0].typeName)' object has no attribute 'seek'. You can only torch.load from a file that is seekable. Please pre-load the data into a buffer like io.BytesIO and try to load from it instead.")
                    }
                    guard let data = try Operators.call(read).asObject as? BytesObject else { throw typeError("the file gives no bytes") }
                    s = try data.items.withUnsafeBytes { try Checkpoint.read($0) }
                }
                var done: [ObjectIdentifier: Value] = [:]
                return try value(s, &done)
            }
        }
    }
    private static func isDirectory(_ p: String) -> Bool {
        var s = stat()
        return stat(p, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: safetensors

    static func makeSafetensors() throws -> ModuleObject {
        let m = ModuleObject("safetensors", doc: "Tensors in a simple file.")
        m.type(safetensorError)
        if let t = try ModuleTable.shared.module("safetensors.torch") { m.constant("torch", .object(t)) }
        m.function("safe_open(filename, framework='pt', device='cpu')", "A file opened for single tensors.") { a in .object(try SafeFile(a[0])) }
        return m
    }
    private static func safe<T>(_ body: () throws -> T) throws -> T {
        do { return try PythonErrors.asTorch(body) } catch CheckpointError.damaged(let m) { throw PythonError(safetensorError, m) } catch CheckpointError.refused(let m) { throw PythonError(safetensorError, m) }
    }
    static func read(_ v: Value) throws -> ([(String, Tensor)], [(String, String)]) {
        guard let p = try path(v) else { throw typeError("a path is needed, not '\(v.typeName)'") }
        return try safe { try Checkpoint.withFile(p) { try Safetensors.read($0) } }
    }
    static func makeSafetensorsTorch() throws -> ModuleObject {
        let m = ModuleObject("safetensors.torch", doc: "safetensors for torch.")
        func collect(_ v: Value) throws -> [(String, Tensor)] {
            guard let d = v.asObject as? DictObject else { throw valueError("Expected a dict of [str, torch.Tensor] but received \(try Operators.str(.object(v.type)))") }
            var storages: [ObjectIdentifier: String] = [:]
            return try d.entries.map { e in
                guard let k = e.key.asString, let t = e.value.asObject as? TensorObject else { throw valueError("Key `\(try Operators.str(e.key))` is invalid, expected torch.Tensor but received \(try Operators.str(.object(e.value.type)))") }
                if t.tensor.count > 0 {
                    if let other = storages[ObjectIdentifier(t.tensor.storage)] {
                        throw runtimeError("\n            Some tensors share memory, this will lead to duplicate memory on disk and potential differences when loading them again: [{'\(other)', '\(k)'}].\n            A potential way to correctly save your model is to use `save_model`.\n            More information at https://huggingface.co/docs/safetensors/torch_shared_tensors\n            ")
                    }
                    storages[ObjectIdentifier(t.tensor.storage)] = k
                }
                if !t.tensor.isContiguous {
                    throw valueError("You are trying to save a non contiguous tensor: `\(k)` which is not allowed. It either means you are trying to save tensors which are reference of each other in which case it's recommended to save only the full tensors, and reslice at load time, or simply call `.contiguous()` on your tensor to pack it before saving.")
                }
                return (k, t.tensor)
            }
        }
        func metadata(_ v: Value) throws -> [(String, String)] {
            guard let d = v.asObject as? DictObject else { return [] }
            return try d.entries.map { (try Operators.str($0.key), try Operators.str($0.value)) }
        }
        func dict(_ ts: [(String, Tensor)]) -> Value { .object(DictObject(ts.map { ($0.0, Torch.value($0.1)) })) }
        m.function("save_file(tensors, filename, metadata=None)", "Writes a dictionary of tensors.") { a in
            try safe {
                guard let p = try path(a[1]) else { throw typeError("a path is needed, not '\(a[1].typeName)'") }
                let sink = try FileSink(p)
                try Safetensors.write(collect(a[0]), metadata: metadata(a[2]), to: sink)
                try sink.finish()
                return .none
            }
        }
        m.function("save(tensors, metadata=None)", "The bytes of a file.") { a in
            try safe {
                let sink = MemorySink()
                try Safetensors.write(collect(a[0]), metadata: metadata(a[1]), to: sink)
                return .object(BytesObject(sink.bytes))
            }
        }
        m.function("load_file(filename, device='cpu')", "Reads a dictionary of tensors.") { a in dict(try read(a[0]).0) }
        m.function("load(data)", "Reads the bytes of a file.") { a in
            guard let d = a[0].asObject as? BytesObject else { throw typeError("bytes are needed, not '\(a[0].typeName)'") }
            return dict(try safe { try d.items.withUnsafeBytes { try Safetensors.read($0) } }.tensors)
        }
        m.function("save_model(model, filename, metadata=None)", "Writes a module's state.") { a in
            try safe {
                let d = OrderedDicts.make()
                try a.object(0, ModuleInstance.self).stateDict(d, "", keepVars: false)
                guard let p = try path(a[1]) else { throw typeError("a path is needed, not '\(a[1].typeName)'") }
                let sink = try FileSink(p)
                try Safetensors.write(collect(.object(d)), metadata: metadata(a[2]), to: sink)
                try sink.finish()
                return .none
            }
        }
        m.function("load_model(model, filename, strict=True)", "Reads a module's state.") { a in
            let ts = try read(a[1]).0
            let (missing, unexpected, errors) = try PythonErrors.asTorch { try a.object(0, ModuleInstance.self).loadState(ts.map { ($0.0, Torch.value($0.1)) }) }
            if try !errors.isEmpty || (a.bool(2) && !(missing.isEmpty && unexpected.isEmpty)) {
                throw runtimeError("Error(s) in loading state_dict: missing \(missing), unexpected \(unexpected) " + errors.joined(separator: "\n\t"))
            }
            return .tuple([.list(missing.map(Value.string)), .list(unexpected.map(Value.string))])
        }
        return m
    }

    /// `safe_open`.
    final class SafeFile: Object {
        let tensors: [(String, Tensor)], metadata: [(String, String)]
        init(_ v: Value) throws {
            (tensors, metadata) = try TorchFiles.read(v)
            super.init(type: SafeFile.type_)
        }
        override func enter() throws -> Value? { .object(self) }
        static let type_ = TypeObject.native("safe_open", module: "safetensors", subclassable: false) { t in
            t.method("keys(self)", "The names.") { a in .list((a[0].asObject as! SafeFile).tensors.map { .string($0.0) }.sorted { $0.asString! < $1.asString! }) }
            t.method("get_tensor(self, name)", "One tensor.") { a in
                let n = try a.string(1)
                guard let t = (a[0].asObject as! SafeFile).tensors.first(where: { $0.0 == n }) else { throw PythonError(safetensorError, "File does not contain tensor \(n)") }
                return Torch.value(t.1)
            }
            t.method("metadata(self)", "The file's texts.") { a in
                let m = (a[0].asObject as! SafeFile).metadata
                return m.isEmpty ? .none : .object(DictObject(m.map { ($0.0, .string($0.1)) }))
            }
        }
    }
}

import Glibc

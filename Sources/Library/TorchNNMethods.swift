// This file declares the methods of `torch.nn.Module`.

import Kernel
import Lang

enum NNModuleMethods {
    private static func me(_ a: Arguments) throws -> ModuleInstance {
        guard let m = a[0].asObject as? ModuleInstance else { throw typeError("'\(a[0].typeName)' object is not a torch.nn.Module") }
        return m
    }
    static var hookCounter = 0

    static func declare(_ t: TypeObject) {
        func method(_ d: String, _ doc: String, _ body: @escaping (Arguments) throws -> Value) {
            t.method(d, doc) { a in try PythonErrors.asTorch { try body(a) } }
        }
        t.initializer("__init__(self, *args, **kwargs)") { a in try me(a).isInitialized = true }
        t.property(
            "training", "Whether it is in training mode.", get: { .bool(($0 as! ModuleInstance).isTraining) },
            set: { ($0 as! ModuleInstance).isTraining = try Operators.isTrue($1) })
        method("extra_repr(self)", "What `repr` shows in the parentheses.") { _ in .string("") }
        method("_get_name(self)", "The class's name.") { a in .string(try me(a).type.name) }
        method("register_parameter(self, name, param)", "Adds a parameter.") { a in
            let m = try me(a), n = Name(try a.string(1))
            if !a[2].isNone, !((a[2].asObject as? TensorObject)?.type.isSubtype(of: TorchTypes.parameter) ?? false) {
                throw typeError("cannot assign '\(a[2].type.qualifiedName)' object to parameter '\(n)' (torch.nn.Parameter or None required)")
            }
            if n.text.contains(".") { throw keyError(.string("parameter name can't contain \".\"")) }
            m.parameters.set(n, a[2])
            return .none
        }
        method("register_buffer(self, name, tensor, persistent=True)", "Adds a tensor that is state but no parameter.") { a in
            let m = try me(a), n = Name(try a.string(1))
            if !a[2].isNone && !(a[2].asObject is TensorObject) { throw typeError("cannot assign '\(a[2].type.qualifiedName)' object to buffer '\(n)' (torch Tensor or None required)") }
            if m.attributes?.get(n) != nil || m.parameters.get(n) != nil || m.modules.get(n) != nil { throw keyError(.string("attribute '\(n)' already exists")) }
            m.buffers.set(n, a[2])
            if try !a.bool(3) { m.transient.insert(n.id) }
            return .none
        }
        for n in ["add_module", "register_module"] {
            method("\(n)(self, name, module)", "Adds a child.") { a in
                guard a[2].isNone || a[2].asObject is ModuleInstance else { throw typeError("\(try Operators.str(a[2])) is not a Module subclass") }
                try me(a).modules.set(Name(a.string(1)), a[2])
                return .none
            }
        }
        func iterator(_ items: [Value]) throws -> Value { try Operators.iterator(.list(items)) }
        method("parameters(self, recurse=True)", "All parameters.") { a in try iterator(me(a).named(.parameters, recurse: a.bool(1)).map { .object($0.1) }) }
        method("named_parameters(self, prefix='', recurse=True, remove_duplicate=True)", "All parameters with their names.") { a in
            try iterator(me(a).named(.parameters, prefix: a.string(1), recurse: a.bool(2)).map { .tuple([.string($0.0), .object($0.1)]) })
        }
        method("buffers(self, recurse=True)", "All buffers.") { a in try iterator(me(a).named(.buffers, recurse: a.bool(1)).map { .object($0.1) }) }
        method("named_buffers(self, prefix='', recurse=True, remove_duplicate=True)", "All buffers with their names.") { a in
            try iterator(me(a).named(.buffers, prefix: a.string(1), recurse: a.bool(2)).map { .tuple([.string($0.0), .object($0.1)]) })
        }
        method("children(self)", "The modules directly below.") { a in try iterator(unique(me(a)).map { $0.1 }) }
        method("named_children(self)", "The modules directly below with their names.") { a in try iterator(unique(me(a)).map { .tuple([$0.0.value, $0.1]) }) }
        method("modules(self)", "This module and all below.") { a in
            var out: [Value] = []
            try me(a).walk { out.append(.object($1)) }
            return try iterator(out)
        }
        method("named_modules(self, memo=None, prefix='', remove_duplicate=True)", "This module and all below with their names.") { a in
            var out: [Value] = []
            var seen: Set<ObjectIdentifier> = []
            try me(a).walk(a.string(2), &seen) { out.append(.tuple([.string($0), .object($1)])) }
            return try iterator(out)
        }
        method("get_submodule(self, target)", "The module of a dotted name.") { a in
            var m = try me(a)
            for part in try a.string(1).split(separator: ".") {
                guard let c = m.modules.get(Name(String(part)))?.asObject as? ModuleInstance else { throw attributeError("\(m.type.name) has no attribute `\(part)`") }
                m = c
            }
            return .object(m)
        }
        method("get_parameter(self, target)", "The parameter of a dotted name.") { a in
            let s = try a.string(1)
            guard let p = try me(a).named(.parameters).first(where: { $0.0 == s }) else { throw attributeError("\(try me(a).type.name) has no attribute `\(s)`") }
            return .object(p.1)
        }
        method("train(self, mode=True)", "Sets training mode here and below.") { a in
            let on = try a.bool(1)
            guard case .bool = a[1] else { throw valueError("training mode is expected to be boolean") }
            try setTraining(me(a), on)
            return a[0]
        }
        method("eval(self)", "Sets evaluation mode here and below.") { a in
            // A class of the cells may override `train`.
            try Operators.callMethod(a[0], "train", .bool(false))
        }
        method("requires_grad_(self, requires_grad=True)", "Sets whether the parameters want gradients.") { a in
            for (_, p) in try me(a).named(.parameters) { try p.tensor.setRequiresGrad(a.bool(1)) }
            return a[0]
        }
        method("zero_grad(self, set_to_none=True)", "Drops the gradients.") { a in
            for (_, p) in try me(a).named(.parameters) {
                if try a.bool(1) { try p.setGrad(.none) } else if let g = p.tensor.gradient?.grad { try Elementwise.fill(g, 0) }
            }
            return .none
        }
        method("apply(self, fn)", "Calls a function with every module below, then with this.") { a in
            func visit(_ m: ModuleInstance) throws {
                for v in m.modules.values { if let c = v.asObject as? ModuleInstance { try visit(c) } }
                _ = try Operators.call(a[1], .object(m))
            }
            try visit(me(a))
            return a[0]
        }
        method("to(self, *args, dtype=None, device=None, non_blocking=False)", "Parameters and buffers in another dtype (or on another device, of which there is one).") { a in
            var d = try TorchDType.from(a[2], function: "to")
            try TorchDevice.check(a[3])
            for v in a.rest(1) {
                if let x = v.asObject as? TorchDType { d = x.dtype } else if let o = v.asObject as? TensorObject { d = o.tensor.dtype } else if case .bool = v {} else { try TorchDevice.check(v) }
            }
            if let d {
                guard d.isFloat else { throw typeError("nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.\(d.name)") }
                try convert(me(a), d)
            }
            return a[0]
        }
        for (n, d) in [("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16)] {
            method("\(n)(self)", "Floats as \(d.name).") { a in
                try convert(me(a), d)
                return a[0]
            }
        }
        method("cpu(self)", "Itself.") { a in a[0] }
        method("cuda(self, device=None)", "There is no GPU.") { _ in throw PythonError(Exceptions.assertionError, "Torch not compiled with CUDA enabled") }
        method("share_memory(self)", "Itself.") { a in a[0] }
        method("state_dict(self, *args, destination=None, prefix='', keep_vars=False)", "Parameters and buffers by dotted name.") { a in
            let out = a.given(2) ? try a.object(2, DictObject.self) : OrderedDicts.make()
            try me(a).stateDict(out, a.string(3), keepVars: a.bool(4))
            return .object(out)
        }
        method("load_state_dict(self, state_dict, strict=True, assign=False)", "Copies a state dictionary into parameters and buffers.") { a in
            guard let d = a[1].asObject as? DictObject else { throw typeError("Expected state_dict to be dict-like, got \(try Operators.str(.object(a[1].type))).") }
            let m = try me(a)
            let (missing, unexpected, errors) = try m.loadState(d.entries.compactMap { e in e.key.asString.map { ($0, e.value) } })
            var words = errors
            if try a.bool(2) {
                if !unexpected.isEmpty { words.insert("Unexpected key(s) in state_dict: " + unexpected.map { "\"\($0)\"" }.joined(separator: ", ") + ". ", at: 0) }
                if !missing.isEmpty { words.insert("Missing key(s) in state_dict: " + missing.map { "\"\($0)\"" }.joined(separator: ", ") + ". ", at: 0) }
            }
            if !words.isEmpty { throw runtimeError("Error(s) in loading state_dict for \(m.type.name):\n\t" + words.joined(separator: "\n\t")) }
            return .object(TupleObject([.list(missing.map(Value.string)), .list(unexpected.map(Value.string))], type: incompatibleKeys))
        }
        func hook(_ name: String, _ doc: String, _ add: @escaping (ModuleInstance, Int, Value) -> Void, _ remove: @escaping (ModuleInstance, Int) -> Void) {
            method("\(name)(self, hook, *, prepend=False, with_kwargs=False, always_call=False)", doc) { a in
                let m = try me(a)
                hookCounter += 1
                let id = hookCounter
                add(m, id, a[1])
                return .object(RemovableHandle { remove(m, id) })
            }
        }
        hook("register_forward_hook", "Calls hook(module, args, output) after each call.", { $0.forwardHooks.append(($1, $2, false)) }, { m, id in m.forwardHooks.removeAll { $0.id == id } })
        hook("register_forward_pre_hook", "Calls hook(module, args) before each call.", { $0.preHooks.append(($1, $2, false)) }, { m, id in m.preHooks.removeAll { $0.id == id } })
        method("__deepcopy__(self, memo=None)", "A copy with copies of all parameters.") { a in .object(try copy(me(a))) }
    }

    private static func unique(_ m: ModuleInstance) -> [(Name, Value)] {
        var seen: Set<ObjectIdentifier> = []
        return m.modules.pairs.filter { $0.1.asObject.map { seen.insert(ObjectIdentifier($0)).inserted } ?? false }
    }
    private static func setTraining(_ m: ModuleInstance, _ on: Bool) throws {
        m.isTraining = on
        for v in m.modules.values {
            guard let c = v.asObject as? ModuleInstance else { continue }
            if c.type.isHeap { _ = try Operators.callMethod(v, "train", .bool(on)) } else { try setTraining(c, on) }
        }
    }
    private static func convert(_ m: ModuleInstance, _ d: DType) throws {
        for (_, p) in m.named(.parameters) + m.named(.buffers) where p.tensor.dtype.isFloat && p.tensor.dtype != d {
            let old = p.tensor
            let new = try Elementwise.cast(old, d)
            if old.requiresGrad { try new.setRequiresGrad(true) }
            if let g = old.gradient?.grad { new.ensureGradient().grad = try Elementwise.cast(g, d) }
            p.tensor = new
        }
    }
    private static let incompatibleKeys: TypeObject = {
        let t = TypeObject.native("_IncompatibleKeys", module: "torch.nn.modules.module", base: Types.tuple) { t in
            t.property("missing_keys", "", get: { ($0 as! TupleObject).items[0] })
            t.property("unexpected_keys", "", get: { ($0 as! TupleObject).items[1] })
            t.method("__repr__(self)", "") { a in
                let i = (a[0].asObject as! TupleObject).items
                if try i.allSatisfy({ try Operators.length($0) == 0 }) { return .string("<All keys matched successfully>") }
                return .string("_IncompatibleKeys(missing_keys=\(try Operators.repr(i[0])), unexpected_keys=\(try Operators.repr(i[1])))")
            }
        }
        t.overrides.insert(.repr)
        return t
    }()

    /// A deep copy: tensors are copied once each, other attributes are shared where they cannot change.
    static func copy(_ m: ModuleInstance) throws -> ModuleInstance {
        var done: [ObjectIdentifier: Object] = [:]
        func copied(_ v: Value) throws -> Value {
            guard case .object(let o) = v else { return v }
            if let c = done[ObjectIdentifier(o)] { return .object(c) }
            if let t = o as? TensorObject {
                let n = try t.tensor.clone()
                if t.tensor.requiresGrad { try n.setRequiresGrad(true) }
                let c = TensorObject(n, type: t.type)
                done[ObjectIdentifier(o)] = c
                return .object(c)
            }
            if let s = o as? ModuleInstance {
                let c = ModuleInstance(type: s.type)
                done[ObjectIdentifier(o)] = c
                c.isInitialized = s.isInitialized
                c.isTraining = s.isTraining
                c.transient = s.transient
                c.forwardHooks = s.forwardHooks
                c.preHooks = s.preHooks
                for (n, v) in s.parameters.pairs { c.parameters.set(n, try copied(v)) }
                for (n, v) in s.buffers.pairs { c.buffers.set(n, try copied(v)) }
                for (n, v) in s.modules.pairs { c.modules.set(n, try copied(v)) }
                if let at = s.attributes { for n in at.names { c.set(n, try copied(at.get(n)!)) } }
                return .object(c)
            }
            switch o.kind {
            case .list:
                let c = ListObject([])
                done[ObjectIdentifier(o)] = c
                c.items = try (o as! ListObject).items.map(copied)
                return .object(c)
            case .tuple where !o.type.isHeap: return .object(TupleObject(try (o as! TupleObject).items.map(copied), type: o.type))
            case .dict:
                let c = DictObject(type: o.type)
                done[ObjectIdentifier(o)] = c
                for e in (o as! DictObject).entries { try c.set(e.key, copied(e.value)) }
                return .object(c)
            default: return v
            }
        }
        return try copied(.object(m)).asObject as! ModuleInstance
    }

    // MARK: Containers

    static func declareContainers() {
        func modules(_ t: TypeObject, _ d: String, _ doc: String, _ body: @escaping (ModuleInstance, Arguments) throws -> Value) {
            t.method(d, doc) { a in try PythonErrors.asTorch { try body(me(a), a) } }
        }
        func module(_ v: Value) throws -> Value {
            guard v.asObject is ModuleInstance || v.isNone else { throw typeError("\(v.type.qualifiedName) is not a Module subclass") }
            return v
        }
        let s = NNTypes.sequential
        s.initializer("__init__(self, *args)") { a in
            let m = try me(a)
            m.isInitialized = true
            let rest = a.rest(1)
            if rest.count == 1, let d = rest[0].asObject as? DictObject {
                for e in d.entries { m.modules.set(Name(try Operators.str(e.key)), try module(e.value)) }
            } else {
                for v in rest { m.appendItem(try module(v)) }
            }
        }
        modules(s, "forward(self, input)", "Calls the modules one after another.") { m, a in
            var x = a[1]
            for v in m.modules.values { x = try Operators.call(v, x) }
            return x
        }
        let l = NNTypes.moduleList
        l.initializer("__init__(self, modules=None)") { a in
            let m = try me(a)
            m.isInitialized = true
            if a.given(1) { for v in try a.items(1) { m.appendItem(try module(v)) } }
        }
        for t in [s, l, NNTypes.parameterList] {
            modules(t, "append(self, module)", "Adds at the end.") { m, a in
                m.appendItem(t === NNTypes.parameterList ? a[1] : try module(a[1]))
                return a[0]
            }
            modules(t, "extend(self, modules)", "Adds several.") { m, a in
                for v in try a.items(1) { m.appendItem(v) }
                return a[0]
            }
            modules(t, "insert(self, index, module)", "Adds before an index.") { m, a in
                var values = m.modules.values
                let n = values.count
                let i = try a.int(1)
                values.insert(a[2], at: min(max(i < 0 ? i + n : i, 0), n))
                m.modules = NamedValues()
                values.forEach(m.appendItem)
                return a[0]
            }
            modules(t, "pop(self, key=-1)", "Removes and gives one.") { m, a in
                let v = try m.getItem(a[1]) ?? .none
                _ = try m.deleteItem(a[1])
                return v
            }
        }
        let d = NNTypes.moduleDict
        for (t, isModule) in [(d, true), (NNTypes.parameterDict, false)] {
            func table(_ m: ModuleInstance) -> NamedValues { isModule ? m.modules : m.parameters }
            func put(_ m: ModuleInstance, _ key: Value, _ v: Value) throws {
                let n = Name(try Operators.str(key))
                if isModule { m.modules.set(n, try module(v)) } else { m.parameters.set(n, try parameter(v)) }
            }
            func update(_ m: ModuleInstance, _ v: Value) throws {
                if let dict = v.asObject as? DictObject { for e in dict.entries { try put(m, e.key, e.value) } } else if let other = v.asObject as? ModuleInstance {
                    for (n, x) in table(other).pairs { try put(m, n.value, x) }
                } else { for p in try Operators.items(of: v) { try put(m, Operators.getItem(p, .int(0)), Operators.getItem(p, .int(1))) } }
            }
            t.initializer("__init__(self, modules=None)") { a in
                let m = try me(a)
                m.isInitialized = true
                if a.given(1) { try update(m, a[1]) }
            }
            modules(t, "keys(self)", "The names.") { m, _ in .list(table(m).names.map { $0.value }) }
            modules(t, "values(self)", "The entries.") { m, _ in .list(table(m).values) }
            modules(t, "items(self)", "Names and entries.") { m, _ in .list(table(m).pairs.map { .tuple([$0.0.value, $0.1]) }) }
            modules(t, "update(self, modules)", "Adds several.") { m, a in
                try update(m, a[1])
                return .none
            }
            modules(t, "pop(self, key)", "Removes and gives one.") { m, a in
                let v = try m.getItem(a[1]) ?? .none
                if isModule { m.modules.remove(Name(try a.string(1))) } else { m.parameters.remove(Name(try a.string(1))) }
                return v
            }
        }
        NNTypes.parameterList.initializer("__init__(self, values=None)") { a in
            let m = try me(a)
            m.isInitialized = true
            if a.given(1) { for v in try a.items(1) { m.appendItem(try parameter(v)) } }
        }
        for t in [NNTypes.parameterList, NNTypes.parameterDict] {
            t.method("extra_repr(self)", "") { a in
                .string(try me(a).parameters.pairs.map { n, v in
                    guard let t = v.asObject as? TensorObject else { return "  (\(n)): Object of type: \(v.typeName)" }
                    return "  (\(n)): Parameter containing: [torch.\(t.tensor.dtype == .float32 ? "float32" : t.tensor.dtype.name) of size \(t.tensor.shape.map(String.init).joined(separator: "x"))]"
                }.joined(separator: "\n"))
            }
        }
    }
    private static func parameter(_ v: Value) throws -> Value {
        guard let t = v.asObject as? TensorObject, !t.type.isSubtype(of: TorchTypes.parameter) else { return v }
        let p = t.tensor.alias()
        try p.setRequiresGrad(true)
        return .object(TensorObject(p, type: TorchTypes.parameter))
    }
}

/// `collections.OrderedDict`, where the language has it.
enum OrderedDicts {
    static func make() -> DictObject {
        if let m = try? ModuleTable.shared.module("collections"), let t = m["OrderedDict"]?.asObject as? TypeObject { return DictObject(type: t) }
        return DictObject()
    }
}

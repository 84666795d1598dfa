// This file defines `torch.nn.Module` as a native base class.

import Kernel
import Lang

/// Names and values in order of registration.
struct NamedValues {
    var names: [Name] = []
    var values: [Value] = []

    func get(_ n: Name) -> Value? {
        for i in names.indices where names[i] == n { return values[i] }
        return nil
    }
    mutating func set(_ n: Name, _ v: Value) {
        if let i = names.firstIndex(of: n) { values[i] = v } else {
            names.append(n)
            values.append(v)
        }
    }
    @discardableResult mutating func remove(_ n: Name) -> Bool {
        guard let i = names.firstIndex(of: n) else { return false }
        names.remove(at: i)
        values.remove(at: i)
        return true
    }
    var pairs: [(Name, Value)] { Array(zip(names, values)) }
}

/// An instance of `nn.Module` or of a class derived from it, native or a cell's.
public final class ModuleInstance: Object {
    var parameters = NamedValues()
    var buffers = NamedValues()
    var modules = NamedValues()
    var transient: Set<Int32> = []
    var isTraining = true
    /// Set by `Module.__init__`.
    var isInitialized = false
    var forwardHooks: [(id: Int, hook: Value, withKeywords: Bool)] = []
    var preHooks: [(id: Int, hook: Value, withKeywords: Bool)] = []

    /// What indexing and iteration mean.
    enum Container { case none, sequential, list, dict, parameterList, parameterDict }
    let container: Container

    init(type: TypeObject) {
        if type.isSubtype(of: NNTypes.sequential) { container = .sequential } else if type.isSubtype(of: NNTypes.moduleList) { container = .list } else if type.isSubtype(of: NNTypes.moduleDict) {
            container = .dict
        } else if type.isSubtype(of: NNTypes.parameterList) { container = .parameterList } else if type.isSubtype(of: NNTypes.parameterDict) { container = .parameterDict } else { container = .none }
        super.init(type: type)
    }

    public override var allowsAttributes: Bool { true }
    public override var isCallable: Bool { true }
    public override func isTrue() throws -> Bool { try length().map { $0 != 0 } ?? true }

    public override func traverse(_ visit: (Value) -> Void) {
        parameters.values.forEach(visit)
        buffers.values.forEach(visit)
        modules.values.forEach(visit)
        forwardHooks.forEach { visit($0.hook) }
        preHooks.forEach { visit($0.hook) }
    }
    public override func clearReferences() {
        parameters = NamedValues()
        buffers = NamedValues()
        modules = NamedValues()
        forwardHooks = []
        preHooks = []
    }

    // MARK: Attributes

    public override func dynamicAttribute(_ name: Name) throws -> Value? {
        if let v = parameters.get(name) ?? buffers.get(name) ?? modules.get(name) { return v }
        switch name.text {
        case "_parameters": return dict(parameters)
        case "_buffers": return dict(buffers)
        case "_modules": return dict(modules)
        default: return nil
        }
    }
    private func dict(_ n: NamedValues) -> Value { .object(DictObject(n.pairs.map { ($0.0.text, $0.1) })) }
    public override func dynamicNames() -> [String] { (parameters.names + buffers.names + modules.names).map { $0.text } }

    public override func setDynamicAttribute(_ name: Name, _ value: Value?) throws -> Bool {
        guard let value else { return parameters.remove(name) || buffers.remove(name) || modules.remove(name) }
        if case .object(let o) = value {
            if o is TensorObject, o.type.isSubtype(of: TorchTypes.parameter) {
                if !isInitialized { throw attributeError("cannot assign parameters before Module.__init__() call") }
                attributes?.remove(name)
                buffers.remove(name)
                modules.remove(name)
                parameters.set(name, value)
                return true
            }
            if o is ModuleInstance {
                if !isInitialized { throw attributeError("cannot assign module before Module.__init__() call") }
                attributes?.remove(name)
                parameters.remove(name)
                buffers.remove(name)
                modules.set(name, value)
                return true
            }
        }
        if parameters.get(name) != nil {
            if !value.isNone { throw typeError("cannot assign '\(described(value))' as parameter '\(name)' (torch.nn.Parameter or None expected)") }
            parameters.set(name, value)
            return true
        }
        if modules.get(name) != nil {
            if !value.isNone { throw typeError("cannot assign '\(described(value))' as child module '\(name)' (torch.nn.Module or None expected)") }
            modules.set(name, value)
            return true
        }
        if buffers.get(name) != nil {
            if !value.isNone && !(value.asObject is TensorObject) { throw typeError("cannot assign '\(described(value))' as buffer '\(name)' (torch.Tensor, torch.nn.Buffer or None expected)") }
            buffers.set(name, value)
            return true
        }
        return false
    }
    private func described(_ v: Value) -> String {
        if let t = v.asObject as? TensorObject { return "torch." + t.tensor.dtype.torchTensorName }
        return v.type.qualifiedName
    }
    /// An attribute set by a native layer.
    func set(_ name: Name, _ v: Value) {
        if attributes == nil { attributes = Attributes() }
        attributes!.set(name, v)
    }
    func get(_ name: Name) -> Value { attributes?.get(name) ?? .none }
    func int(_ name: Name) throws -> Int { try Operators.index(get(name)) }
    func double(_ name: Name) throws -> Double { try Operators.toDouble(get(name)) }
    func bool(_ name: Name) throws -> Bool { try Operators.isTrue(get(name)) }
    func ints(_ name: Name) throws -> [Int] { try Convert.shape(from: get(name)) }
    func parameter(_ name: Name) -> Tensor? { (parameters.get(name)?.asObject as? TensorObject)?.tensor }
    func buffer(_ name: Name) -> Tensor? { (buffers.get(name)?.asObject as? TensorObject)?.tensor }
    /// Registers a parameter made of a tensor.
    func setParameter(_ name: Name, _ t: Tensor?) throws {
        guard let t else { return parameters.set(name, .none) }
        try t.setRequiresGrad(true)
        parameters.set(name, .object(TensorObject(t, type: TorchTypes.parameter)))
    }
    func setBuffer(_ name: Name, _ t: Tensor?) { buffers.set(name, t.map(Torch.value) ?? .none) }

    // MARK: Calls

    private static let forward: Name = "forward"
    public override func call(_ a: CallArguments) throws -> Value? {
        var a = a
        for h in preHooks {
            let r = try Operators.call(h.hook, CallArguments([.object(self), .tuple(a.positional)]))
            if !r.isNone { a.positional = r.asObject is TupleObject ? (r.asObject as! TupleObject).items : [r] }
        }
        let f: Value
        var arguments = a
        if let own = attributes?.get(ModuleInstance.forward) {
            f = own
        } else if let m = type.lookup(ModuleInstance.forward) {
            f = m
            arguments.positional.insert(.object(self), at: 0)
        } else {
            throw notImplementedError("Module [\(type.name)] is missing the required \"forward\" function")
        }
        var result = try Operators.call(f, arguments)
        for h in forwardHooks {
            let r = try Operators.call(h.hook, CallArguments([.object(self), .tuple(a.positional), result]))
            if !r.isNone { result = r }
        }
        return result
    }

    // MARK: Containers

    public override func length() throws -> Int? {
        switch container {
        case .none: return nil
        case .sequential, .list, .dict: return modules.names.count
        case .parameterList, .parameterDict: return parameters.names.count
        }
    }
    public override func getItem(_ key: Value) throws -> Value? {
        switch container {
        case .none: return nil
        case .dict, .parameterDict:
            guard let s = key.asString, let v = (container == .dict ? modules : parameters).get(Name(s)) else { throw keyError(key) }
            return v
        case .sequential, .list, .parameterList:
            let values = container == .parameterList ? parameters.values : modules.values
            if let s = key.asObject as? SliceObject {
                let (start, step, count) = try s.resolve(length: values.count)
                let part = (0..<count).map { values[start + $0 * step] }
                let m = ModuleInstance(type: container == .sequential ? type : container == .list ? type : NNTypes.parameterList)
                m.isInitialized = true
                for (i, v) in part.enumerated() {
                    if container == .sequential { m.modules.set(modules.names[start + i * step], v) } else { m.appendItem(v) }
                }
                return .object(m)
            }
            return values[try position(key, values.count)]
        }
    }
    private func position(_ key: Value, _ n: Int) throws -> Int {
        let i = try Operators.index(key)
        if i < -n || i >= n { throw indexError("index \(i) is out of range") }
        return i < 0 ? i + n : i
    }
    public override func setItem(_ key: Value, _ value: Value) throws -> Bool {
        switch container {
        case .none: return false
        case .dict: modules.set(Name(try Operators.str(key)), value)
        case .parameterDict: parameters.set(Name(try Operators.str(key)), value)
        case .parameterList: parameters.values[try position(key, parameters.values.count)] = value
        default: modules.values[try position(key, modules.values.count)] = value
        }
        return true
    }
    public override func deleteItem(_ key: Value) throws -> Bool {
        switch container {
        case .none, .parameterList, .parameterDict: return false
        case .dict: return modules.remove(Name(try Operators.str(key)))
        default:
            var values = modules.values
            values.remove(at: try position(key, values.count))
            modules = NamedValues()
            values.forEach(appendItem)
            return true
        }
    }
    public override func iterate() throws -> Value? {
        switch container {
        case .none: return nil
        case .dict: return try Operators.iterator(.list(modules.names.map { $0.value }))
        case .parameterDict: return try Operators.iterator(.list(parameters.names.map { $0.value }))
        case .parameterList: return try Operators.iterator(.list(parameters.values))
        default: return try Operators.iterator(.list(modules.values))
        }
    }
    public override func contains(_ item: Value) throws -> Bool? {
        switch container {
        case .dict: return item.asString.map { modules.get(Name($0)) != nil } ?? false
        case .parameterDict: return item.asString.map { parameters.get(Name($0)) != nil } ?? false
        default: return nil
        }
    }
    /// Adds under the next number.
    func appendItem(_ v: Value) {
        if container == .parameterList { parameters.set(Name(String(parameters.names.count)), v) } else { modules.set(Name(String(modules.names.count)), v) }
    }
    public override func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? {
        guard op == .add, container == .list || container == .sequential || container == .parameterList else { return nil }
        for v in try Operators.items(of: other) { appendItem(v) }
        return .object(self)
    }
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        guard op == .add, !reflected, container == .list || container == .sequential, let o = other.asObject as? ModuleInstance else { return nil }
        let m = ModuleInstance(type: type)
        m.isInitialized = true
        (modules.values + o.modules.values).forEach(m.appendItem)
        return .object(m)
    }

    // MARK: Walks

    /// This module and all below, each once, with dotted names.
    func walk(_ prefix: String = "", _ seen: inout Set<ObjectIdentifier>, _ visit: (String, ModuleInstance) throws -> Void) rethrows {
        guard seen.insert(ObjectIdentifier(self)).inserted else { return }
        try visit(prefix, self)
        for (n, v) in modules.pairs {
            if let m = v.asObject as? ModuleInstance { try m.walk(prefix.isEmpty ? n.text : prefix + "." + n.text, &seen, visit) }
        }
    }
    func walk(_ visit: (String, ModuleInstance) throws -> Void) rethrows {
        var seen: Set<ObjectIdentifier> = []
        try walk("", &seen, visit)
    }
    enum Kept { case parameters, buffers }
    /// All parameters or buffers below, each once.
    func named(_ what: Kept, prefix: String = "", recurse: Bool = true) -> [(String, TensorObject)] {
        var out: [(String, TensorObject)] = []
        var seen: Set<ObjectIdentifier> = []
        func take(_ p: String, _ m: ModuleInstance) {
            for (n, v) in (what == .parameters ? m.parameters : m.buffers).pairs {
                if let t = v.asObject as? TensorObject, seen.insert(ObjectIdentifier(t)).inserted { out.append((p.isEmpty ? n.text : p + "." + n.text, t)) }
            }
        }
        if recurse {
            var visited: Set<ObjectIdentifier> = []
            walk(prefix, &visited, take)
        } else {
            take(prefix, self)
        }
        return out
    }

    // MARK: State

    func stateDict(_ out: DictObject, _ prefix: String, keepVars: Bool) throws {
        for (n, v) in parameters.pairs { if let t = v.asObject as? TensorObject { try out.set(.string(prefix + n.text), keepVars ? v : Torch.value(t.tensor.alias())) } }
        for (n, v) in buffers.pairs where !transient.contains(n.id) { if let t = v.asObject as? TensorObject { try out.set(.string(prefix + n.text), keepVars ? v : Torch.value(t.tensor.alias())) } }
        for (n, v) in modules.pairs { if let m = v.asObject as? ModuleInstance { try m.stateDict(out, prefix + n.text + ".", keepVars: keepVars) } }
    }

    /// Copies the entries of a state dictionary into parameters and buffers. Gives the missing and unexpected keys and the errors.
    func loadState(_ state: [(String, Value)]) throws -> (missing: [String], unexpected: [String], errors: [String]) {
        var table: [String: Value] = [:]
        for (k, v) in state { table[k] = v }
        var missing: [String] = [], errors: [String] = [], used: Set<String> = []
        func load(_ m: ModuleInstance, _ prefix: String) throws {
            for (n, v) in m.parameters.pairs + m.buffers.pairs.filter({ !m.transient.contains($0.0.id) }) {
                guard let own = v.asObject as? TensorObject else { continue }
                let key = prefix + n.text
                guard let given = table[key] else {
                    // Checkpoints of old have no counter.
                    if n.text == "num_batches_tracked" { continue }
                    missing.append(key)
                    continue
                }
                used.insert(key)
                guard let t = given.asObject as? TensorObject else {
                    errors.append("While copying the parameter named \"\(key)\", expected torch.Tensor or Tensor-like object from checkpoint but received \(given.typeName)")
                    continue
                }
                if t.tensor.shape != own.tensor.shape {
                    errors.append("size mismatch for \(key): copying a param with shape torch.Size(\(t.tensor.shape)) from checkpoint, the shape in current model is torch.Size(\(own.tensor.shape)).")
                    continue
                }
                try Elementwise.copy(from: t.tensor, to: own.tensor)
                own.tensor.storage.version += 1
            }
            for (n, v) in m.modules.pairs { if let c = v.asObject as? ModuleInstance { try load(c, prefix + n.text + ".") } }
        }
        try load(self, "")
        return (missing, state.map { $0.0 }.filter { !used.contains($0) }, errors)
    }

    // MARK: Printing

    private static func indent(_ s: String) -> String {
        let lines = s.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count == 1 ? s : lines[0] + "\n" + lines.dropFirst().map { "  " + $0 }.joined(separator: "\n")
    }
    public override func repr() throws -> String {
        let extra = try Operators.str(Operators.callMethod(.object(self), "extra_repr"))
        let extraLines = extra.isEmpty ? [] : extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var children: [String] = []
        if container == .list {
            // Equal neighbours are written once: `(0-2): 3 x Linear(...)`.
            let texts = try modules.values.map { try Operators.repr($0) }
            var i = 0
            if texts.isEmpty { return type.name + "()" }
            while i < texts.count {
                var j = i
                while j + 1 < texts.count && texts[j + 1] == texts[i] { j += 1 }
                children.append(ModuleInstance.indent(j > i ? "(\(i)-\(j)): \(j - i + 1) x \(texts[i])" : "(\(i)): \(texts[i])"))
                i = j + 1
            }
            return type.name + "(\n  " + children.joined(separator: "\n  ") + "\n)"
        }
        for (n, v) in modules.pairs { children.append("(\(n)): " + ModuleInstance.indent(try Operators.repr(v))) }
        let lines = extraLines + children
        if lines.isEmpty { return type.name + "()" }
        if extraLines.count == 1 && children.isEmpty { return type.name + "(" + extraLines[0] + ")" }
        return type.name + "(\n  " + lines.joined(separator: "\n  ") + "\n)"
    }
}

/// The native classes of `torch.nn` that others refer to.
public enum NNTypes {
    public static let module: TypeObject = {
        let t = TypeObject.native("Module", module: "torch.nn.modules.module", doc: "The base class of layers and models.")
        t.make = { cls, _ in .object(ModuleInstance(type: cls)) }
        NNModuleMethods.declare(t)
        return t
    }()
    static func container(_ name: String, _ doc: String, module m: String = "torch.nn.modules.container") -> TypeObject { TypeObject.native(name, module: m, base: module, doc: doc) }
    public static let sequential = container("Sequential", "Modules called one after another.")
    public static let moduleList = container("ModuleList", "A list of modules.")
    public static let moduleDict = container("ModuleDict", "Modules by name.")
    public static let parameterList = container("ParameterList", "A list of parameters.")
    public static let parameterDict = container("ParameterDict", "Parameters by name.")
}

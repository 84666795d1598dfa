// This file defines `torch.optim`.

import Kernel
import Lang

/// An optimizer: parameter groups that cells may read and write, and a state for each parameter.
public final class OptimizerInstance: Object {
    /// A list of dicts, each with `params` and the hyperparameters.
    var groups = ListObject([])
    /// parameter -> dict.
    var state = DictObject()
    var defaults = DictObject()

    override init(type: TypeObject?, kind: Kind = .other) { super.init(type: type, kind: kind) }
    public override var allowsAttributes: Bool { true }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(.object(groups))
        visit(.object(state))
        visit(.object(defaults))
    }

    /// Adds parameters: tensors, or dicts with `params`.
    func add(_ parameters: Value) throws {
        if parameters.asObject is TensorObject {
            throw typeError("params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.\((parameters.asObject as! TensorObject).tensor.dtype.torchTensorName)")
        }
        let items = try Operators.items(of: parameters)
        if items.isEmpty { throw valueError("optimizer got an empty parameter list") }
        if items[0].asObject is DictObject { for g in items { try addGroup(g) } } else {
            try addGroup(.object(DictObject([("params", .list(items))])))
        }
    }
    func addGroup(_ v: Value) throws {
        guard let given = v.asObject as? DictObject else { throw typeError("param_group must be a dict, but got \(try Operators.str(.object(v.type)))") }
        let group = DictObject()
        for e in given.entries { try group.set(e.key, e.value) }
        guard let p = try group.get("params") else { throw keyError(.string("params")) }
        var list = p.asObject is TensorObject ? [p] : try Operators.items(of: p)
        // named_parameters gives pairs.
        list = list.map { ($0.asObject as? TupleObject)?.items.last ?? $0 }
        for x in list {
            guard let t = x.asObject as? TensorObject else { throw typeError("optimizer can only optimize Tensors, but one of the params is \(x.typeName)") }
            if !t.tensor.isLeaf { throw valueError("can't optimize a non-leaf Tensor") }
        }
        try group.set("params", .list(list))
        for e in defaults.entries where try group.get(e.key) == nil {
            try group.set(e.key, e.value)
        }
        var seen: Set<ObjectIdentifier> = []
        for g in groups.items { for x in try members(g) { seen.insert(ObjectIdentifier(x)) } }
        for x in list where !seen.insert(ObjectIdentifier(x.asObject!)).inserted {
            throw valueError("some parameters appear in more than one parameter group")
        }
        groups.items.append(.object(group))
    }
    func members(_ g: Value) throws -> [TensorObject] {
        guard let d = g.asObject as? DictObject, let p = try d.get("params") else { return [] }
        return try Operators.items(of: p).compactMap { $0.asObject as? TensorObject }
    }

    /// The state of a parameter, made at its first step.
    func state(_ p: TensorObject, _ make: (DictObject) throws -> Void) throws -> DictObject {
        if let s = try state.get(.object(p))?.asObject as? DictObject { return s }
        let s = DictObject()
        try make(s)
        try state.set(.object(p), .object(s))
        return s
    }

    public override func repr() throws -> String {
        var s = type.name + " ("
        for (i, g) in groups.items.enumerated() {
            s += "\nParameter Group \(i)\n"
            let d = g.asObject as! DictObject
            for k in d.entries.compactMap({ $0.key.asString }).sorted() where k != "params" { s += "    \(k): \(try Operators.str(d.get(.string(k))!))\n" }
        }
        return s + ")"
    }
}

extension DictObject {
    func get(_ key: String) throws -> Value? { try get(.string(key)) }
    func set(_ key: String, _ v: Value) throws { try set(.string(key), v) }
    func double(_ key: String) throws -> Double {
        guard let v = try get(key) else { throw keyError(.string(key)) }
        if let t = v.asObject as? TensorObject {
            if t.tensor.count != 1 { throw valueError("Tensor lr must be 1-element") }
            return t.tensor.double(at: 0)
        }
        return try Operators.toDouble(v)
    }
    func bool(_ key: String) throws -> Bool { try get(key).map { try Operators.isTrue($0) } ?? false }
    func tensor(_ key: String) throws -> Tensor? { (try get(key)?.asObject as? TensorObject)?.tensor }
}

enum TorchOptim {
    static let base: TypeObject = {
        let t = TypeObject.native("Optimizer", module: "torch.optim.optimizer", doc: "The base class of optimizers.")
        t.make = { cls, _ in .object(OptimizerInstance(type: cls)) }
        func me(_ a: Arguments) throws -> OptimizerInstance { try a.object(0, OptimizerInstance.self) }
        t.initializer("__init__(self, params, defaults=None)") { a in
            let o = try me(a)
            if let d = a[2].asObject as? DictObject { o.defaults = d }
            try o.add(a[1])
        }
        t.property("param_groups", "The groups of parameters.", get: { .object(($0 as! OptimizerInstance).groups) }, set: { o, v in
            guard let l = v.asObject as? ListObject else { throw typeError("param_groups must be a list") }
            (o as! OptimizerInstance).groups = l
        })
        t.property("state", "The state of each parameter.", get: { .object(($0 as! OptimizerInstance).state) })
        t.property("defaults", "The hyperparameters of new groups.", get: { .object(($0 as! OptimizerInstance).defaults) })
        t.method("add_param_group(self, param_group)", "Adds a group.") { a in
            try me(a).addGroup(a[1])
            return .none
        }
        t.method("zero_grad(self, set_to_none=True)", "Drops the gradients.") { a in
            for g in try me(a).groups.items {
                for p in try me(a).members(g) {
                    if try a.bool(1) { try p.setGrad(.none) } else if let g = p.tensor.gradient?.grad { try Elementwise.fill(g, 0) }
                }
            }
            return .none
        }
        t.method("state_dict(self)", "State and groups, parameters by number.") { a in
            let o = try me(a)
            var numbers: [ObjectIdentifier: Int] = [:]
            var groups: [Value] = []
            for g in o.groups.items {
                let packed = DictObject()
                for e in (g.asObject as! DictObject).entries where e.key.asString != "params" { try packed.set(e.key, e.value) }
                try packed.set("params", .list(try o.members(g).map { p in
                    let n = numbers[ObjectIdentifier(p)] ?? numbers.count
                    numbers[ObjectIdentifier(p)] = n
                    return .int(n)
                }))
                groups.append(.object(packed))
            }
            let state = DictObject()
            for e in o.state.entries { if let x = e.key.asObject, let n = numbers[ObjectIdentifier(x)] { try state.set(.int(n), e.value) } }
            return .object(DictObject([("state", .object(state)), ("param_groups", .list(groups))]))
        }
        t.method("load_state_dict(self, state_dict)", "Restores state and groups.") { a in
            try PythonErrors.asTorch {
                let o = try me(a)
                guard let d = a[1].asObject as? DictObject, let saved = try d.get("param_groups"), let state = try d.get("state")?.asObject as? DictObject else {
                    throw typeError("an optimizer's state dictionary has 'state' and 'param_groups'")
                }
                let groups = try Operators.items(of: saved).map { v -> DictObject in
                    guard let g = v.asObject as? DictObject else { throw typeError("a parameter group is a dict") }
                    return g
                }
                if groups.count != o.groups.items.count { throw valueError("loaded state dict has a different number of parameter groups") }
                var table: [Int: TensorObject] = [:]
                for (g, own) in zip(groups, o.groups.items) {
                    let ids = try Operators.items(of: g.get("params") ?? .list([]))
                    let members = try o.members(own)
                    if ids.count != members.count { throw valueError("loaded state dict contains a parameter group that doesn't match the size of optimizer's group") }
                    for (i, p) in zip(ids, members) { table[try Operators.index(i)] = p }
                }
                let fresh = DictObject()
                for e in state.entries {
                    guard let p = table[try Operators.index(e.key)], let s = e.value.asObject as? DictObject else { continue }
                    let copy = DictObject()
                    for x in s.entries {
                        if let t = x.value.asObject as? TensorObject {
                            // Moments take the parameter's dtype; the step count keeps its own.
                            let keep = x.key.asString == "step" || !p.tensor.dtype.isFloat || !t.tensor.dtype.isFloat
                            try copy.set(x.key, Torch.value(keep ? t.tensor.clone() : Elementwise.cast(t.tensor, p.tensor.dtype).clone()))
                        } else { try copy.set(x.key, x.value) }
                    }
                    try fresh.set(.object(p), .object(copy))
                }
                o.state = fresh
                for (g, own) in zip(groups, o.groups.items) {
                    let target = own.asObject as! DictObject
                    for e in g.entries where e.key.asString != "params" { try target.set(e.key, e.value) }
                }
                return .none
            }
        }
        t.method("step(self, closure=None)", "One step.") { _ in throw notImplementedError("") }
        return t
    }()

    /// Declares an optimizer.
    private static func optimizer(
        _ m: ModuleObject, _ name: String, _ file: String, _ parameters: String, order: [String], fixed: [(String, Value)] = [], check: @escaping (DictObject) throws -> Void,
        group: ((OptimizerInstance, DictObject, [(TensorObject, Tensor)]) throws -> Void)? = nil,
        _ update: @escaping (OptimizerInstance, DictObject, TensorObject, Tensor) throws -> Void
    ) {
        let t = TypeObject.native(name, module: "torch.optim." + file, base: base, doc: "The \(name) optimizer.")
        t.initializer("__init__(self, params, \(parameters))") { a in
            let o = try a.object(0, OptimizerInstance.self)
            let names = a.signature.parameters.map { $0.name.text }
            let d = DictObject()
            for k in order { if let f = fixed.first(where: { $0.0 == k }) { try d.set(k, f.1) } else if let i = names.firstIndex(of: k) { try d.set(k, a[i]) } }
            try check(d)
            o.defaults = d
            try o.add(a[1])
        }
        t.method("step(self, closure=None)", "Updates every parameter that has a gradient.") { a in
            let o = try a.object(0, OptimizerInstance.self)
            var loss = Value.none
            if a.given(1) {
                let old = Autograd.isEnabled
                Autograd.isEnabled = true
                defer { Autograd.isEnabled = old }
                loss = try Operators.call(a[1])
            }
            return try PythonErrors.asTorch {
                try Autograd.noGrad {
                    for g in o.groups.items {
                        guard let d = g.asObject as? DictObject else { continue }
                        let members = try o.members(g).compactMap { p in p.tensor.gradient?.grad.map { (p, $0) } }
                        if let group {
                            try group(o, d, members)
                            continue
                        }
                        for (p, grad) in members {
                            try Interpreter.checkInterrupt()
                            try update(o, d, p, grad)
                        }
                    }
                }
                return loss
            }
        }
        m.type(t)
    }
    private static func invalid(_ d: DictObject, _ key: String, _ what: String) throws {
        if try d.double(key) < 0 { throw valueError("Invalid \(what): \(try Operators.str(d.get(key)!))") }
    }
    private static func zeros(_ p: TensorObject) throws -> Value { Torch.value(try Tensor.zeros(p.tensor.shape, p.tensor.dtype)) }
    /// Counts the steps of a parameter's state (a float32 tensor, as PyTorch keeps it).
    private static func count(_ s: DictObject) throws -> Double {
        guard let t = try s.tensor("step") else {
            let n = try s.double("step") + 1
            try s.set("step", Torch.value(try Tensor.scalar(n, .float32)))
            return n
        }
        let n = t.double(at: 0) + 1
        try Elementwise.fill(t, n)
        return n
    }

    /// A step of Adam or AdamW for the parameters of a group: one pass over all that are float32 and at the same step.
    private static func adam(_ o: OptimizerInstance, _ d: DictObject, _ members: [(TensorObject, Tensor)], decoupled: Bool) throws {
        let ams = try d.bool("amsgrad"), maximize = try d.bool("maximize")
        let betas = try Operators.items(of: d.get("betas")!).map { try Operators.toDouble($0) }
        guard betas.count == 2 else { throw valueError("not enough values to unpack (expected 2, got \(betas.count))") }
        let lr = try d.double("lr"), eps = try d.double("eps"), decay = try d.double("weight_decay")
        var together: [(step: Double, parameters: [FusedOptimizer.Parameter])] = []
        for (p, g) in members {
            let s = try o.state(p) { s in
                try s.set("step", Torch.value(Tensor.scalar(0.0, .float32)))
                try s.set("exp_avg", zeros(p))
                try s.set("exp_avg_sq", zeros(p))
                if ams { try s.set("max_exp_avg_sq", zeros(p)) }
            }
            guard let mean = try s.tensor("exp_avg"), let square = try s.tensor("exp_avg_sq") else { throw runtimeError("the state of a parameter lacks its moments") }
            let top = ams ? try s.tensor("max_exp_avg_sq") : nil, step = try count(s)
            let fused = FusedOptimizer.Parameter(value: p.tensor, gradient: g, mean: mean, square: square, largest: top)
            if p.tensor.count > 0, fused.isPlain, FusedOptimizer.takes(beta1: betas[0], step: step) {
                if let i = together.firstIndex(where: { $0.step == step }) { together[i].parameters.append(fused) } else { together.append((step, [fused])) }
            } else {
                try Interpreter.checkInterrupt()
                try Optimizers.adam(
                    p.tensor, g, mean: mean, square: square, maxSquare: top, step: step, lr: lr, beta1: betas[0], beta2: betas[1], eps: eps, weightDecay: decay, decoupled: decoupled,
                    maximize: maximize)
            }
        }
        for t in together {
            try Interpreter.checkInterrupt()
            FusedOptimizer.adam(
                t.parameters, step: Int(t.step), lr: lr, beta1: betas[0], beta2: betas[1], eps: eps, weightDecay: decay, decoupled: decoupled, maximize: maximize)
        }
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.optim", doc: "Optimizers.")
        m.type(base)
        optimizer(
            m, "SGD", "sgd", "lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, differentiable=False, fused=None",
            order: ["lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize", "foreach", "differentiable", "fused"],
            check: { d in
                try invalid(d, "lr", "learning rate")
                try invalid(d, "momentum", "momentum value")
                try invalid(d, "weight_decay", "weight_decay value")
                if try d.bool("nesterov"), try d.double("momentum") <= 0 || d.double("dampening") != 0 { throw valueError("Nesterov momentum requires a momentum and zero dampening") }
            }
        ) { o, d, p, g in
            let momentum = try d.double("momentum")
            var buffer: Tensor?
            var first = false
            if momentum != 0 {
                let s = try o.state(p) { _ in }
                buffer = try s.tensor("momentum_buffer")
                if buffer == nil {
                    first = true
                    buffer = try Tensor.zeros(p.tensor.shape, p.tensor.dtype)
                    try s.set("momentum_buffer", Torch.value(buffer!))
                }
            }
            try Optimizers.sgd(
                p.tensor, g, buffer: buffer, isFirst: first, lr: d.double("lr"), momentum: momentum, dampening: d.double("dampening"), weightDecay: d.double("weight_decay"),
                nesterov: d.bool("nesterov"), maximize: d.bool("maximize"))
        }
        for (name, decoupled, decay) in [("Adam", false, "0"), ("AdamW", true, "0.01")] {
            optimizer(
                m, name, name.lowercased(),
                "lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=\(decay), amsgrad=False, *, maximize=False, foreach=None, capturable=False, differentiable=False, fused=None",
                order: ["lr", "betas", "eps", "weight_decay", "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused", "decoupled_weight_decay"],
                fixed: [("decoupled_weight_decay", .bool(decoupled))],
                check: { d in
                    try invalid(d, "lr", "learning rate")
                    try invalid(d, "eps", "epsilon value")
                    for (i, b) in try Operators.items(of: d.get("betas")!).enumerated() {
                        let x = try Operators.toDouble(b)
                        if !(x >= 0 && x < 1) { throw valueError("Invalid beta parameter at index \(i): \(try Operators.str(b))") }
                    }
                    try invalid(d, "weight_decay", "weight_decay value")
                }, group: { o, d, members in try adam(o, d, members, decoupled: decoupled) }
            ) { o, d, p, g in try adam(o, d, [(p, g)], decoupled: decoupled) }
        }
        optimizer(
            m, "RMSprop", "rmsprop",
            "lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, maximize=False, differentiable=False",
            order: ["lr", "momentum", "alpha", "eps", "centered", "weight_decay", "capturable", "foreach", "maximize", "differentiable"],
            check: { d in for (k, w) in [("lr", "learning rate"), ("eps", "epsilon value"), ("momentum", "momentum value"), ("weight_decay", "weight_decay value"), ("alpha", "alpha value")] { try invalid(d, k, w) } }
        ) { o, d, p, g in
            let momentum = try d.double("momentum"), centered = try d.bool("centered")
            let s = try o.state(p) { s in
                try s.set("step", Torch.value(Tensor.scalar(0.0, .float32)))
                try s.set("square_avg", zeros(p))
                if momentum > 0 { try s.set("momentum_buffer", zeros(p)) }
                if centered { try s.set("grad_avg", zeros(p)) }
            }
            _ = try count(s)
            try Optimizers.rmsprop(
                p.tensor, g, square: s.tensor("square_avg")!, buffer: momentum > 0 ? s.tensor("momentum_buffer") : nil, average: centered ? s.tensor("grad_avg") : nil, lr: d.double("lr"),
                alpha: d.double("alpha"), eps: d.double("eps"), weightDecay: d.double("weight_decay"), momentum: momentum, maximize: d.bool("maximize"))
        }
        optimizer(
            m, "Adagrad", "adagrad",
            "lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, maximize=False, differentiable=False, fused=None",
            order: ["lr", "lr_decay", "eps", "weight_decay", "initial_accumulator_value", "foreach", "maximize", "differentiable", "fused"],
            check: { d in try invalid(d, "lr", "learning rate") }
        ) { o, d, p, g in
            let s = try o.state(p) { s in
                try s.set("step", Torch.value(Tensor.scalar(0.0, .float32)))
                try s.set("sum", Torch.value(Tensor.full(p.tensor.shape, d.double("initial_accumulator_value"), p.tensor.dtype)))
            }
            try Optimizers.adagrad(
                p.tensor, g, sum: s.tensor("sum")!, step: count(s), lr: d.double("lr"), lrDecay: d.double("lr_decay"), weightDecay: d.double("weight_decay"), eps: d.double("eps"), maximize: d.bool("maximize"))
        }
        m.absent = ["SparseAdam": "use torch.optim.Adam", "Adafactor": "use torch.optim.AdamW", "Muon": "use torch.optim.AdamW"]
        TorchExtra.optim(m)
        return m
    }
}

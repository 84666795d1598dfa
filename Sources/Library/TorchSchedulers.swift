// This file defines `torch.optim.lr_scheduler`, with PyTorch's chained formulas.

import Glibc
import Kernel
import Lang

/// A learning-rate scheduler. Its facts lie in `attributes`, where cells can read them.
final class SchedulerInstance: Object {
    var optimizer: OptimizerInstance!
    var rule: ((SchedulerInstance, DictObject, Int) throws -> Double)?
    var lastEpoch = -1
    var stepCount = 0
    var baseRates: [Double] = []
    var lastRates: [Double] = []
    /// The rules of the native schedules by name, so that a saved one finds its own.
    static var rules: [String: (SchedulerInstance, DictObject, Int) throws -> Double] = [:]
    /// OneCycleLR's facts: total_steps, pct_start, linear, cycle_momentum, three_phase, beta.
    var cycleFacts: [Double] = []
    override init(type: TypeObject?, kind: Kind = .other) { super.init(type: type, kind: kind) }
    override var allowsAttributes: Bool { true }
    override func traverse(_ visit: (Value) -> Void) { if let o = optimizer { visit(.object(o)) } }

    var groups: [DictObject] { optimizer.groups.items.compactMap { $0.asObject as? DictObject } }

    func start(_ optimizer: Value, lastEpoch: Int = -1, stepNow: Bool = true) throws {
        guard let o = optimizer.asObject as? OptimizerInstance else { throw typeError("\(type.name) is not an Optimizer".replacingType(optimizer)) }
        self.optimizer = o
        self.lastEpoch = lastEpoch
        for g in groups {
            if lastEpoch == -1 { if try g.get("initial_lr") == nil { try g.set("initial_lr", g.get("lr") ?? .float(0)) } } else if try g.get("initial_lr") == nil {
                throw keyError(.string("param 'initial_lr' is not specified in param_groups[0] when resuming scheduler with last_epoch >= 0"))
            }
        }
        baseRates = try groups.map { try $0.double("initial_lr") }
        if stepNow { try step() }
    }
    func step(_ epoch: Int? = nil) throws {
        stepCount += 1
        lastEpoch = epoch ?? lastEpoch + 1
        // Started over: from the first rates.
        if epoch == 0 { for (g, r) in zip(groups, baseRates) { try g.set("lr", .float(r)) } }
        var rates: [Double] = []
        for (i, g) in groups.enumerated() { rates.append(try rule!(self, g, i)) }
        for (g, r) in zip(groups, rates) { try g.set("lr", .float(r)) }
        lastRates = rates
    }
    func set(_ name: String, _ v: Value) {
        if attributes == nil { attributes = Attributes() }
        attributes!.set(Name(name), v)
    }
    func double(_ name: String) throws -> Double { try Operators.toDouble(attributes?.get(Name(name)) ?? .none) }
    func int(_ name: String) throws -> Int { try Operators.index(attributes?.get(Name(name)) ?? .none) }
}

extension String {
    fileprivate func replacingType(_ v: Value) -> String { "\(v.typeName) is not an Optimizer" }
}

enum TorchSchedulers {
    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.optim.lr_scheduler", doc: "Learning rates that change.")
        let base = TypeObject.native("LRScheduler", module: "torch.optim.lr_scheduler", doc: "The base class of schedulers.")
        base.make = { cls, _ in .object(SchedulerInstance(type: cls)) }
        func me(_ a: Arguments) throws -> SchedulerInstance { try a.object(0, SchedulerInstance.self) }
        base.method("step(self, epoch=None)", "Sets the next rate.") { a in
            try me(a).step(a.given(1) ? a.int(1) : nil)
            return .none
        }
        base.method("get_last_lr(self)", "The rates set last.") { a in .list(try me(a).lastRates.map(Value.float)) }
        base.property("last_epoch", "The number of steps.", get: { .int(($0 as! SchedulerInstance).lastEpoch) }, set: { ($0 as! SchedulerInstance).lastEpoch = try Operators.index($1) })
        base.property("base_lrs", "The rates at the start.", get: { .list(($0 as! SchedulerInstance).baseRates.map(Value.float)) })
        base.property("optimizer", "The optimizer.", get: { ($0 as! SchedulerInstance).optimizer.map { .object($0) } ?? .none })
        base.method("state_dict(self)", "Everything but the optimizer.") { a in
            let s = try me(a)
            let d = DictObject()
            if let at = s.attributes { for n in at.names { if let v = at.get(n), !Operators.isCallable(v) { try d.set(n.text, v) } } }
            try d.set("base_lrs", .list(s.baseRates.map(Value.float)))
            try d.set("last_epoch", .int(s.lastEpoch))
            try d.set("_step_count", .int(s.stepCount))
            try d.set("_is_initial", .bool(false))
            try d.set("_get_lr_called_within_step", .bool(false))
            try d.set("_last_lr", .list(s.lastRates.map(Value.float)))
            return .object(d)
        }
        base.method("load_state_dict(self, state_dict)", "Restores the state.") { a in
            let s = try me(a), d = try a.object(1, DictObject.self)
            for e in d.entries {
                guard let k = e.key.asString else { continue }
                switch k {
                case "base_lrs": s.baseRates = try Operators.items(of: e.value).map { try Operators.toDouble($0) }
                case "_last_lr": s.lastRates = try Operators.items(of: e.value).map { try Operators.toDouble($0) }
                case "last_epoch": s.lastEpoch = try Operators.index(e.value)
                case "_step_count": s.stepCount = try Operators.index(e.value)
                default: s.set(k, e.value)
                }
            }
            return .none
        }
        m.type(base)
        m.constant("_LRScheduler", .object(base))
        func scheduler(_ name: String, _ parameters: String, _ rule: @escaping (SchedulerInstance, DictObject, Int) throws -> Double) {
            let t = TypeObject.native(name, module: "torch.optim.lr_scheduler", base: base, doc: "The schedule \(name).")
            SchedulerInstance.rules[name] = rule
            t.initializer("__init__(self, optimizer, \(parameters))") { a in
                let s = try me(a)
                s.rule = rule
                for (i, p) in a.signature.parameters.enumerated() where i > 1 && p.name.text != "last_epoch" && p.name.text != "verbose" { s.set(p.name.text, a[i]) }
                let i = a.signature.parameters.firstIndex { $0.name.text == "last_epoch" }
                try s.start(a[1], lastEpoch: i.map { try a.int($0) } ?? -1)
            }
            m.type(t)
        }
        func rate(_ g: DictObject) throws -> Double { try g.double("lr") }
        scheduler("StepLR", "step_size, gamma=0.1, last_epoch=-1") { s, g, _ in
            try s.lastEpoch == 0 || s.lastEpoch % max(s.int("step_size"), 1) != 0 ? rate(g) : rate(g) * s.double("gamma")
        }
        scheduler("MultiStepLR", "milestones, gamma=0.1, last_epoch=-1") { s, g, _ in
            let n = try Operators.items(of: s.attributes?.get("milestones") ?? .list([])).filter { try Operators.index($0) == s.lastEpoch }.count
            return try n == 0 ? rate(g) : rate(g) * pow(s.double("gamma"), Double(n))
        }
        scheduler("ExponentialLR", "gamma, last_epoch=-1") { s, g, _ in try s.lastEpoch == 0 ? rate(g) : rate(g) * s.double("gamma") }
        scheduler("ConstantLR", "factor=0.3333333333333333, total_iters=5, last_epoch=-1") { s, g, _ in
            if s.lastEpoch == 0 { return try rate(g) * s.double("factor") }
            return try s.lastEpoch != s.int("total_iters") ? rate(g) : rate(g) * (1 / s.double("factor"))
        }
        scheduler("LinearLR", "start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1") { s, g, _ in
            let a = try s.double("start_factor"), b = try s.double("end_factor"), n = Double(try s.int("total_iters"))
            if s.lastEpoch == 0 { return try rate(g) * a }
            if Double(s.lastEpoch) > n { return try rate(g) }
            return try rate(g) * (1 + (b - a) / (n * a + Double(s.lastEpoch - 1) * (b - a)))
        }
        scheduler("PolynomialLR", "total_iters=5, power=1.0, last_epoch=-1") { s, g, _ in
            let n = Double(try s.int("total_iters")), e = Double(s.lastEpoch)
            if s.lastEpoch == 0 || e > n { return try rate(g) }
            return try rate(g) * pow((1 - e / n) / (1 - (e - 1) / n), s.double("power"))
        }
        scheduler("CosineAnnealingLR", "T_max, eta_min=0.0, last_epoch=-1") { s, g, i in
            let t = Double(try s.int("T_max")), low = try s.double("eta_min"), e = Double(s.lastEpoch)
            if s.lastEpoch == 0 { return try rate(g) }
            if s.stepCount == 1 && s.lastEpoch > 0 { return low + (s.baseRates[i] - low) * (1 + cos(e * Double.pi / t)) / 2 }
            if (s.lastEpoch - 1 - Int(t)) % (2 * Int(t)) == 0 { return try rate(g) + (s.baseRates[i] - low) * (1 - cos(Double.pi / t)) / 2 }
            return try (1 + cos(Double.pi * e / t)) / (1 + cos(Double.pi * (e - 1) / t)) * (rate(g) - low) + low
        }
        scheduler("CosineAnnealingWarmRestarts", "T_0, T_mult=1, eta_min=0.0, last_epoch=-1") { s, _, i in
            var t = Double(try s.int("T_0")), e = Double(s.lastEpoch)
            let mult = Double(try s.int("T_mult")), low = try s.double("eta_min")
            while e >= t {
                e -= t
                t *= mult
            }
            return low + (s.baseRates[i] - low) * (1 + cos(Double.pi * e / t)) / 2
        }
        for (name, multiply) in [("LambdaLR", false), ("MultiplicativeLR", true)] {
            scheduler(name, "lr_lambda, last_epoch=-1") { s, g, i in
                let v = s.attributes?.get("lr_lambda") ?? .none
                let f: Value
                if let o = v.asObject, o.kind == .list || o.kind == .tuple {
                    let list = try Operators.items(of: v)
                    guard list.count == s.groups.count else { throw valueError("Expected \(s.groups.count) lr_lambdas, but got \(list.count)") }
                    f = list[i]
                } else { f = v }
                if multiply { return try s.lastEpoch > 0 ? rate(g) * Operators.toDouble(Operators.call(f, .int(s.lastEpoch))) : rate(g) }
                return try s.baseRates[i] * Operators.toDouble(Operators.call(f, .int(s.lastEpoch)))
            }
        }
        oneCycle(m, base)
        plateau(m, base)
        sequential(m, base)
        m.absent = ["SWALR": "not available"]
        TorchExtra.schedulers(m)
        return m
    }

    private static func oneCycle(_ m: ModuleObject, _ base: TypeObject) {
        SchedulerInstance.rules["OneCycleLR"] = { s, g, _ in try oneCycleRate(s, g) }
        let t = TypeObject.native("OneCycleLR", module: "torch.optim.lr_scheduler", base: base, doc: "Up and down once.")
        t.initializer(
            "__init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, three_phase=False, last_epoch=-1)"
        ) { a in
            let s = try a.object(0, SchedulerInstance.self)
            guard let o = a[1].asObject as? OptimizerInstance else { throw typeError("\(a[1].typeName) is not an Optimizer") }
            let total: Int
            if a.given(3) { total = try a.int(3) } else if a.given(4), a.given(5) { total = try a.int(4) * a.int(5) } else {
                throw valueError("You must define either total_steps OR (epochs AND steps_per_epoch)")
            }
            if total <= 0 { throw valueError("Expected positive integer total_steps, but got \(total)") }
            let pct = try a.float(6)
            if pct < 0 || pct > 1 { throw valueError("Expected float between 0 and 1 pct_start, but got \(try Operators.str(a[6]))") }
            let linear = try a.string(7) == "linear", cycle = try a.bool(8), three = try a.bool(13)
            let groups = o.groups.items.compactMap { $0.asObject as? DictObject }
            let tops = try a[2].asObject.map { $0.kind == .list || $0.kind == .tuple } ?? false ? a.items(2).map { try Operators.toDouble($0) } : [Double](repeating: a.float(2), count: groups.count)
            var useBeta = false
            for (g, top) in zip(groups, tops) {
                let initial = top / (try a.float(11))
                try g.set("initial_lr", .float(initial))
                try g.set("max_lr", .float(top))
                try g.set("min_lr", .float(initial / (try a.float(12))))
                if cycle {
                    useBeta = try g.get("betas") != nil
                    if try g.get("betas") == nil && g.get("momentum") == nil { throw valueError("optimizer must support momentum or beta1 with `cycle_momentum` option enabled") }
                    try setMomentum(g, a.float(10), useBeta)
                    try g.set("max_momentum", a[10])
                    try g.set("base_momentum", a[9])
                }
            }
            s.set("total_steps", .int(total))
            s.cycleFacts = [Double(total), pct, linear ? 1 : 0, cycle ? 1 : 0, three ? 1 : 0, useBeta ? 1 : 0]
            s.rule = SchedulerInstance.rules["OneCycleLR"]
            s.optimizer = o
            s.baseRates = try groups.map { try $0.double("initial_lr") }
            s.lastEpoch = try a.int(14)
            try s.step()
        }
        m.type(t)
    }
    private static func oneCycleRate(_ s: SchedulerInstance, _ g: DictObject) throws -> Double {
        guard s.cycleFacts.count == 6 else { return try g.double("lr") }
        let total = Int(s.cycleFacts[0]), pct = s.cycleFacts[1], linear = s.cycleFacts[2] != 0, cycle = s.cycleFacts[3] != 0, three = s.cycleFacts[4] != 0, useBeta = s.cycleFacts[5] != 0
        typealias Phase = (end: Double, from: String, to: String, momentumFrom: String, momentumTo: String)
        let n = Double(total)
        let phases: [Phase] =
        three
            ? [
                (pct * n - 1, "initial_lr", "max_lr", "max_momentum", "base_momentum"), (2 * pct * n - 2, "max_lr", "initial_lr", "base_momentum", "max_momentum"),
                (n - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"),
            ] : [(pct * n - 1, "initial_lr", "max_lr", "max_momentum", "base_momentum"), (n - 1, "max_lr", "min_lr", "base_momentum", "max_momentum")]
        func anneal(_ x: Double, _ y: Double, _ p: Double) -> Double { linear ? (y - x) * p + x : y + (x - y) / 2 * (cos(Double.pi * p) + 1) }
        let step = Double(s.lastEpoch)
        if s.lastEpoch > total { throw valueError("Tried to step \(s.lastEpoch) times. The specified number of total steps is \(total)") }
        var start = 0.0
        for (i, p) in phases.enumerated() {
            if step <= p.end || i == phases.count - 1 {
                let f = (step - start) / (p.end - start)
                if cycle { try setMomentum(g, anneal(g.double(p.momentumFrom), g.double(p.momentumTo), f), useBeta) }
                return anneal(try g.double(p.from), try g.double(p.to), f)
            }
            start = p.end
        }
        return try g.double("lr")
    }
    private static func setMomentum(_ g: DictObject, _ v: Double, _ beta: Bool) throws {
        if beta {
            let rest = try Operators.items(of: g.get("betas") ?? .tuple([])).dropFirst()
            try g.set("betas", .tuple([.float(v)] + rest))
        } else { try g.set("momentum", .float(v)) }
    }

    private static func plateau(_ m: ModuleObject, _ base: TypeObject) {
        let t = TypeObject.native("ReduceLROnPlateau", module: "torch.optim.lr_scheduler", base: base, doc: "Lowers the rate when a metric stalls.")
        t.initializer(
            "__init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, min_lr=0, eps=1e-08)"
        ) { a in
            let s = try a.object(0, SchedulerInstance.self)
            if try a.float(3) >= 1 { throw valueError("Factor should be < 1.0.") }
            guard let o = a[1].asObject as? OptimizerInstance else { throw typeError("\(a[1].typeName) is not an Optimizer") }
            let mode = try a.string(2)
            if mode != "min" && mode != "max" { throw valueError("mode \(mode) is unknown!") }
            s.optimizer = o
            for (i, p) in a.signature.parameters.enumerated() where i > 1 { s.set(p.name.text, a[i]) }
            s.set("best", .float(mode == "min" ? .infinity : -.infinity))
            s.set("num_bad_epochs", .int(0))
            s.set("cooldown_counter", .int(0))
            s.lastEpoch = 0
            s.lastRates = try s.groups.map { try $0.double("lr") }
        }
        t.method("step(self, metrics, epoch=None)", "Takes the metric into account.") { a in
            let s = try a.object(0, SchedulerInstance.self), x = try Operators.toDouble(a[1])
            s.lastEpoch += 1
            let best = try s.double("best"), threshold = try s.double("threshold")
            let relative = s.attributes?.get("threshold_mode")?.asString == "rel", low = s.attributes?.get("mode")?.asString == "min"
            let better = low ? x < (relative ? best * (1 - threshold) : best - threshold) : x > (relative ? best * (threshold + 1) : best + threshold)
            var bad = try s.int("num_bad_epochs"), cool = try s.int("cooldown_counter")
            if better || (best.isInfinite && x == x && (low ? x < best : x > best)) {
                s.set("best", .float(x))
                bad = 0
            } else { bad += 1 }
            if cool > 0 {
                cool -= 1
                bad = 0
            }
            if try bad > s.int("patience") {
                for g in s.groups {
                    let old = try g.double("lr"), new = max(old * (try s.double("factor")), try s.double("min_lr"))
                    if old - new > (try s.double("eps")) { try g.set("lr", .float(new)) }
                }
                cool = try s.int("cooldown")
                bad = 0
            }
            s.set("num_bad_epochs", .int(bad))
            s.set("cooldown_counter", .int(cool))
            s.lastRates = try s.groups.map { try $0.double("lr") }
            return .none
        }
        m.type(t)
    }

    private static func sequential(_ m: ModuleObject, _ base: TypeObject) {
        let t = TypeObject.native("SequentialLR", module: "torch.optim.lr_scheduler", base: base, doc: "Schedules one after another.")
        t.initializer("__init__(self, optimizer, schedulers, milestones, last_epoch=-1)") { a in
            let s = try a.object(0, SchedulerInstance.self)
            guard let o = a[1].asObject as? OptimizerInstance else { throw typeError("\(a[1].typeName) is not an Optimizer") }
            let parts = try a.items(2).compactMap { $0.asObject as? SchedulerInstance }, milestones = try a.items(3).map { try Operators.index($0) }
            guard parts.count == milestones.count + 1 else {
                throw valueError("Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers \(parts.count) and the number of milestones to be equal to \(milestones.count)")
            }
            s.optimizer = o
            s.set("_schedulers", a[2])
            s.set("_milestones", a[3])
            s.lastEpoch = 0
            // The first schedule starts over from the initial rates.
            for g in s.groups { try g.set("lr", g.get("initial_lr") ?? .float(0)) }
            for p in parts { p.lastEpoch -= 1 }
            try parts[0].step()
            s.lastRates = parts[0].lastRates
        }
        t.method("step(self)", "Steps the schedule in turn.") { a in
            let s = try a.object(0, SchedulerInstance.self)
            s.lastEpoch += 1
            let parts = try Operators.items(of: s.attributes?.get("_schedulers") ?? .list([])).compactMap { $0.asObject as? SchedulerInstance }
            let milestones = try Operators.items(of: s.attributes?.get("_milestones") ?? .list([])).map { try Operators.index($0) }
            let i = milestones.filter { $0 <= s.lastEpoch }.count
            try parts[i].step(i > 0 && milestones[i - 1] == s.lastEpoch ? 0 : nil)
            s.lastRates = parts[i].lastRates
            return .none
        }
        m.type(t)
    }
}

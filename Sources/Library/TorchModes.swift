// This file defines torch's context managers, which are decorators too: no_grad and its kin, autocast, anomaly detection.

import Kernel
import Lang

/// A mode that is set inside `with` or inside the calls of a decorated function.
final class TorchMode: Object {
    /// Sets the mode; gives what restores the one before.
    private let set: () throws -> (() -> Void)
    private var restores: [() -> Void] = []

    init(type: TypeObject, _ set: @escaping () throws -> (() -> Void)) {
        self.set = set
        super.init(type: type)
    }
    override func enter() throws -> Value? {
        restores.append(try set())
        return .object(self)
    }
    override func exit(_ error: PythonError?) throws -> Bool {
        restores.popLast()?()
        return false
    }
    override var isCallable: Bool { true }
    /// As a decorator.
    override func call(_ a: CallArguments) throws -> Value? {
        guard let f = a.positional.first else { throw typeError("a mode is called with a function to decorate") }
        let name = (try Operators.attributeIfPresent(f, "__name__"))?.asString ?? "function"
        return .object(
            NativeFunction("\(name)(*args, **kwargs)", "", isMethod: true) { [self] a in
                let restore = try set()
                defer { restore() }
                return try Operators.call(f, CallArguments(a.rest(0), keywords: a.keywords(1).map { (Name($0.name), $0.value) }))
            })
    }
}

enum TorchModes {
    private static func grad(_ on: Bool) -> (() -> Void) {
        let old = Autograd.isEnabled
        Autograd.isEnabled = on
        return { Autograd.isEnabled = old }
    }
    /// A type of modes without arguments that also decorates without parentheses.
    private static func mode(_ name: String, _ doc: String, _ set: @escaping () throws -> (() -> Void)) -> TypeObject {
        TypeObject.native(name, module: "torch.autograd.grad_mode", doc: doc) { t in
            t.constructor("\(name)(orig_func=None)") { cls, a in
                let m = TorchMode(type: cls, set)
                return a.given(0) ? try m.call(CallArguments([a[0]])) ?? .none : .object(m)
            }
        }
    }
    static let noGrad = mode("no_grad", "Operations inside are not recorded.") { grad(false) }
    static let enableGrad = mode("enable_grad", "Operations inside are recorded.") { grad(true) }
    static let setGradEnabled = TypeObject.native("set_grad_enabled", module: "torch.autograd.grad_mode", doc: "Sets whether operations are recorded.") { t in
        t.constructor("set_grad_enabled(mode)") { cls, a in
            let on = try a.bool(0)
            let restore = grad(on)
            return .object(TorchMode(type: cls) {
                Autograd.isEnabled = on
                return restore
            })
        }
    }
    static let inferenceMode = TypeObject.native("inference_mode", module: "torch.autograd.grad_mode", doc: "Operations inside are not recorded.") { t in
        t.constructor("inference_mode(mode=True)") { cls, a in
            if case .bool(let on) = a[0] { return .object(TorchMode(type: cls) { grad(on ? false : Autograd.isEnabled) }) }
            return try TorchMode(type: cls) { grad(false) }.call(CallArguments([a[0]])) ?? .none
        }
    }
    static let detectAnomaly = TypeObject.native("set_detect_anomaly", module: "torch.autograd.anomaly_mode", doc: "Accepted; a failing gradient is reported at the backward pass.") { t in
        t.constructor("set_detect_anomaly(mode=True, check_nan=True)") { cls, _ in .object(TorchMode(type: cls) { {} }) }
    }
    static let autocast = TypeObject.native("autocast", module: "torch.amp.autocast_mode", doc: "Products and convolutions inside run in a smaller float type.") { t in
        t.constructor("autocast(device_type='cpu', dtype=None, enabled=True, cache_enabled=None)") { cls, a in
            let device: String
            if let s = a[0].asString { device = s } else if let d = a[0].asObject as? TorchDevice { device = d.deviceType } else { device = "cpu" }
            guard ["cpu", "cuda", "xpu", "mps"].contains(device) else { throw runtimeError("User specified an unsupported autocast device_type '\(device)'") }
            var on = try a.bool(2) && device == "cpu"
            let dtype = try TorchDType.from(a[1], function: "autocast") ?? .bfloat16
            guard dtype == .bfloat16 || dtype == .float16 || dtype == .float32 else { throw runtimeError("autocast: dtype must be bfloat16 or float16") }
            if on, dtype == .bfloat16, !Autocast.isFaster {
                let words = "In CPU autocast, bfloat16 would be slower than float32: this processor has no AVX512-BF16. Disabling autocast. (KERNEL_BF16=1 runs it all the same.)"
                if let warnings = try ModuleTable.shared.module("warnings") { _ = try Operators.call(Operators.attribute(.object(warnings), "warn"), CallArguments([.string(words)])) }
                on = false
            }
            return .object(TorchMode(type: cls) { [on] in
                let old = Autocast.dtype
                Autocast.dtype = on && dtype != .float32 ? dtype : nil
                return { Autocast.dtype = old }
            })
        }
    }
}

// This file makes the modules of torch: `torch` itself, `torch.nn`, `torch.autograd`, `torch.cuda` and their kin.

import Kernel
import Lang

enum TorchModule {
    /// Registers every module of torch.
    static func register(_ t: ModuleTable) {
        t.register("torch", make)
        t.register("torch.nn", makeNN)
        t.register("torch.nn.functional", TorchNNFunctional.make)
        t.register("torch.nn.init", TorchInit.make)
        t.register("torch.nn.utils", makeNNUtils)
        t.register("torch.nn.parameter") {
            let m = ModuleObject("torch.nn.parameter")
            m.type(TorchTypes.parameter)
            return m
        }
        t.register("torch.nn.modules") { try makeNN() }
        t.register("torch.optim") {
            let m = try TorchOptim.make()
            if let s = try ModuleTable.shared.module("torch.optim.lr_scheduler") { m.constant("lr_scheduler", .object(s)) }
            return m
        }
        t.register("torch.optim.lr_scheduler", TorchSchedulers.make)
        t.register("torch.utils") {
            let m = ModuleObject("torch.utils")
            if let d = try ModuleTable.shared.module("torch.utils.data") { m.constant("data", .object(d)) }
            m.absent = ["tensorboard": "histories can be kept in lists and drawn with matplotlib"]
            return m
        }
        t.register("torch.utils.data", TorchData.make)
        t.register("torch.autograd", makeAutograd)
        t.register("torch.autograd.functional") {
            let m = ModuleObject("torch.autograd.functional")
            TorchExtra.autogradFunctional(m)
            return m
        }
        t.register("torch.nn.utils.rnn") {
            let m = ModuleObject("torch.nn.utils.rnn")
            TorchExtra.sequences(m)
            return m
        }
        t.register("torch.cuda", makeCUDA)
        t.register("torch.cpu", TorchMemory.make)
        t.register("torch.amp") {
            let m = ModuleObject("torch.amp")
            m.type(TorchModes.autocast)
            return m
        }
        t.register("torch.linalg", TorchLinalg.make)
        t.register("torch.special", TorchLinalg.makeSpecial)
        t.register("torch.backends", makeBackends)
        t.register("torchsummary", TorchSummary.make)
        t.register("torchvision", TorchVision.make)
        t.register("torchvision.transforms", TorchVision.makeTransforms)
        t.register("torchvision.models", TorchVision.makeModels)
        t.register("safetensors", TorchFiles.makeSafetensors)
        t.register("safetensors.torch", TorchFiles.makeSafetensorsTorch)
    }

    private static func make() throws -> ModuleObject {
        Autograd.poll = {
            try Interpreter.checkInterrupt()
            try MemoryFailure.check()
        }
        Interpreter.interruptError = { MemoryFailure.take().map { PythonErrors.translate($0, .torch) } }
        let m = ModuleObject("torch", doc: "Tensors with automatic gradients.")
        m.constant("__version__", .string("2.15.0"))
        let b = TorchBuilder(module: m)
        m.type(TorchTypes.tensor)
        m.type(TorchTypes.size)
        m.type(TorchTypes.dtype)
        m.type(TorchTypes.device)
        m.type(TorchTypes.generator)
        for d in DType.allCases { m.constant(d.name, TorchDType.of(d)) }
        for (n, d) in [("float", .float32), ("double", .float64), ("half", .float16), ("long", .int64), ("int", .int32), ("short", .int16)] as [(String, DType)] { m.constant(n, TorchDType.of(d)) }
        for (n, v) in [("pi", Double.pi), ("e", 2.718281828459045), ("inf", .infinity), ("nan", .nan)] { m.constant(n, .float(v)) }
        m.constant("strided", .string("torch.strided"))
        m.constant("contiguous_format", .string("torch.contiguous_format"))
        m.constant("channels_last", .string("torch.channels_last"))
        m.constant("preserve_format", .string("torch.preserve_format"))
        m.constant("newaxis", .none)
        m.constant("default_generator", .object(TorchGeneratorObject.shared))
        for d in DType.allCases where [.float32, .float64, .float16, .bfloat16, .int64, .int32, .int16, .int8, .uint8, .bool].contains(d) {
            m.function("\(d.torchTensorName)(*data)", "A tensor of \(d.name).") { a in
                try PythonErrors.asTorch {
                    let rest = a.rest(0)
                    if rest.count == 1, let o = rest[0].asObject, o.kind == .list || o.kind == .tuple || o is NDArray { return Torch.value(try Torch.makeTensor(rest[0], dtype: d)) }
                    return Torch.value(try Tensor.zeros(Torch.sizes(rest, "new"), d))
                }
            }
        }
        TorchMath.declare(b)
        TorchShapes.declare(b)
        TorchTensorMethods.declare(b)
        TorchRandomFunctions.declare(b)
        for t in [TorchModes.noGrad, TorchModes.enableGrad, TorchModes.setGradEnabled, TorchModes.inferenceMode, TorchModes.autocast] { m.type(t) }
        settings(b)
        TorchFiles.declare(b)
        for n in ["nn", "optim", "utils", "autograd", "cuda", "cpu", "linalg", "special", "backends", "amp"] {
            if let s = try ModuleTable.shared.module("torch." + n) { m.constant(n, .object(s)) }
        }
        m.absent = [
            "compile": "models run as they are", "jit": "models run as they are", "distributed": "there is one process", "fft": "numpy.fft may have it", "sparse_coo_tensor": "use dense tensors",
            "vmap": "broadcast, or write a loop", "func": "use torch.autograd.grad", "distributions": "use torch.normal, torch.multinomial and torch.bernoulli", "onnx": "use torch.save",
            "quantization": "use bfloat16", "sparse": "use dense tensors",
        ]
        TorchExtra.torch(m)
        return m
    }

    private static func settings(_ b: TorchBuilder) {
        b.function("is_tensor(obj)", "Whether it is a tensor.") { a in .bool(a[0].asObject is TensorObject) }
        b.function("is_grad_enabled()", "Whether operations are recorded.") { _ in .bool(Autograd.isEnabled) }
        b.function("is_inference_mode_enabled()", "Whether inference mode is on.") { _ in .bool(Autograd.isInference) }
        b.function("is_autocast_enabled(device_type='cpu')", "Whether automatic casts are on.") { _ in .bool(Autocast.dtype != nil) }
        b.function("get_default_dtype()", "The dtype of new floats.") { _ in TorchDType.of(Promotion.defaultFloat) }
        b.function("set_default_dtype(d)", "Sets the dtype of new floats.") { a in
            guard let d = try TorchDType.from(a[0]), d.isFloat else { throw typeError("only floating-point types are supported as the default type") }
            Promotion.defaultFloat = d
            return .none
        }
        b.function("result_type(tensor1, tensor2)", "The dtype of an operation on both.") { a in
            TorchDType.of(Promotion.result(try Torch.operand(a[0], "result_type", "tensor1", 1), try Torch.operand(a[1], "result_type", "tensor2", 2)))
        }
        b.function("promote_types(type1, type2)", "The dtype that holds both.") { a in
            guard let x = try TorchDType.from(a[0]), let y = try TorchDType.from(a[1]) else { throw typeError("promote_types(): argument must be torch.dtype") }
            return TorchDType.of(Promotion.promote(x, y))
        }
        b.function("can_cast(from_, to)", "Whether a conversion keeps the kind of number.") { a in
            guard let x = try TorchDType.from(a[0]), let y = try TorchDType.from(a[1]) else { throw typeError("can_cast(): argument must be torch.dtype") }
            return .bool(Promotion.canCast(x, to: y))
        }
        b.function("set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None)", "How tensors are printed.") { a in
            if a.given(4) {
                switch try a.string(4) {
                case "short": TorchPrint.options = .init(precision: 2, threshold: 1000, edgeItems: 2, lineWidth: 80)
                case "full": TorchPrint.options = .init(precision: 4, threshold: .max, edgeItems: 3, lineWidth: 80)
                default: TorchPrint.options = .init()
                }
            }
            if a.given(0) { TorchPrint.options.precision = min(max(try a.int(0), 0), 60) }
            if a.given(1) { TorchPrint.options.threshold = try Operators.toDouble(a[1]) >= 9e18 ? .max : Int(try Operators.toDouble(a[1])) }
            if a.given(2) { TorchPrint.options.edgeItems = max(try a.int(2), 0) }
            if a.given(3) { TorchPrint.options.lineWidth = try Operators.toDouble(a[3]) >= 9e18 ? .max / 4 : Int(try Operators.toDouble(a[3])) }
            TorchPrint.options.scientific = a.given(5) ? try a.bool(5) : nil
            return .none
        }
        b.function("use_deterministic_algorithms(mode, *, warn_only=False)", "Fixes the split of sums whatever the number of threads.") { a in
            Threads.isDeterministic = try a.bool(0)
            return .none
        }
        b.function("are_deterministic_algorithms_enabled()", "Whether sums are split in a fixed way.") { _ in .bool(Threads.isDeterministic) }
        b.function("set_num_threads(n)", "The number of threads of an operation.") { a in
            guard case .int(let n) = a[0] else { throw runtimeError("set_num_threads expects an int, but got \(a[0].typeName)") }
            if n <= 0 { throw runtimeError("set_num_threads expects a positive integer") }
            Threads.count = n
            return .none
        }
        b.function("get_num_threads()", "The number of threads of an operation.") { _ in .int(Threads.count) }
        b.function("set_num_interop_threads(n)", "Accepted.") { _ in .none }
        b.function("set_float32_matmul_precision(precision)", "Accepted: products are exact float32.") { _ in .none }
        b.function("get_float32_matmul_precision()", "'highest'.") { _ in .string("highest") }
        b.function("manual_seed_all(seed)", "As manual_seed.") { a in
            TorchGenerator.shared.seed(UInt64(bitPattern: Int64(try a.int(0))))
            return .none
        }
        b.function("numel(input)", "The number of elements.") { a in .int(try Torch.tensor(a, 0).count) }
        for (n, isFloat) in [("finfo", true), ("iinfo", false)] {
            b.function("\(n)(type=None)", "The limits of a dtype.") { a in
                let d = try TorchDType.from(a[0]) ?? Promotion.defaultFloat
                if d.isFloat != isFloat || d == .bool {
                    throw typeError(isFloat ? "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'" : "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
                }
                return .object(DTypeLimits(d))
            }
        }
    }

    private static func makeNN() throws -> ModuleObject {
        if let m = nn { return m }
        let m = ModuleObject("torch.nn", doc: "Layers and losses.")
        nn = m
        TorchNNLayers.declare(m)
        for n in ["functional", "init", "utils", "parameter"] { if let s = try ModuleTable.shared.module("torch.nn." + n) { m.constant(n, .object(s)) } }
        m.constant("modules", .object(m))
        m.absent = ["CTCLoss": "not available", "SyncBatchNorm": "use nn.BatchNorm2d", "BatchNorm3d": "use nn.BatchNorm2d over slices", "LazyLinear": "give the size: nn.Linear", "FractionalMaxPool2d": "use nn.MaxPool2d"]
        TorchExtra.nn(m)
        return m
    }
    private static var nn: ModuleObject?

    private static func makeNNUtils() throws -> ModuleObject {
        let m = ModuleObject("torch.nn.utils")
        let b = TorchBuilder(module: m)
        func parameters(_ v: Value) throws -> [TensorObject] {
            if let t = v.asObject as? TensorObject { return [t] }
            return try Operators.items(of: v).compactMap { $0.asObject as? TensorObject }
        }
        b.function("clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None)", "Scales the gradients to a joint norm of at most `max_norm`.") { a in
            let grads = try parameters(a[0]).compactMap { $0.tensor.gradient?.grad }
            let total = try Optimizers.clipNorm(grads, a.float(1), p: TorchMath.order(a[2]))
            if try a.bool(3), !total.double(at: 0).isFinite {
                throw runtimeError("The total norm of order \(try Operators.str(a[2])) for gradients from `parameters` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`")
            }
            return Torch.value(total)
        }
        b.function("clip_grad_value_(parameters, clip_value, foreach=None)", "Limits every element of the gradients.") { a in
            let limit = try a.float(1)
            for p in try parameters(a[0]) {
                guard let g = p.tensor.gradient?.grad else { continue }
                _ = try Elementwise.clamp(g, Tensor.scalar(-limit, g.dtype), Tensor.scalar(limit, g.dtype), into: g)
            }
            return .none
        }
        b.function("parameters_to_vector(parameters)", "All parameters as one vector.") { a in Torch.value(try Ops.cat(parameters(a[0]).map { try Ops.reshape($0.tensor, [-1]) })) }
        b.function("vector_to_parameters(vec, parameters)", "A vector back into parameters.") { a in
            let v = try Torch.tensor(a, 0), all = try parameters(a[1])
            guard v.rank == 1, v.count >= all.reduce(0, { $0 + $1.tensor.count }) else { throw runtimeError("a vector of at least \(all.reduce(0, { $0 + $1.tensor.count })) elements was expected, and its shape is \(v.shape)") }
            var at = 0
            for p in all {
                try Elementwise.copy(from: Movement.reshape(Movement.slice(v, axis: 0, start: at, step: 1, count: p.tensor.count), p.tensor.shape), to: p.tensor)
                at += p.tensor.count
            }
            return .none
        }
        m.absent = ["weight_norm": "not available", "spectral_norm": "not available", "prune": "not available"]
        if let r = try ModuleTable.shared.module("torch.nn.utils.rnn") { m.constant("rnn", .object(r)) }
        return m
    }

    private static func makeAutograd() throws -> ModuleObject {
        let m = ModuleObject("torch.autograd", doc: "Gradients.")
        let b = TorchBuilder(module: m)
        func list(_ v: Value) throws -> [Tensor] {
            if let t = v.asObject as? TensorObject { return [t.tensor] }
            return try Torch.tensors(.tuple(Operators.items(of: v)), "grad")
        }
        func gradients(_ v: Value) throws -> [Tensor?]? {
            if v.isNone { return nil }
            if let t = v.asObject as? TensorObject { return [t.tensor] }
            return try Operators.items(of: v).map { ($0.asObject as? TensorObject)?.tensor }
        }
        b.function("grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False)", "The gradients of outputs by inputs.") { a in
            let create = try a.bool(4), inputs = try list(a[1])
            let found = try Autograd.gradients(of: list(a[0]), gradients(a[2]), inputs: inputs, retainGraph: a.bool(3, or: create), createGraph: create)
            let zeros = try a.bool(8)
            return .tuple(try zip(found, inputs).map { g, x in
                if let g { return Torch.value(g) }
                if zeros { return Torch.value(try Tensor.zeros(x.shape, x.dtype)) }
                if try !a.bool(6, or: false) {
                    throw runtimeError("One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.")
                }
                return .none
            })
        }
        b.function("backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None)", "Adds the gradients of the leaves.") { a in
            let create = try a.bool(3)
            try Autograd.backward(list(a[0]), gradients: gradients(a[1]), retainGraph: a.bool(2, or: create), createGraph: create, inputs: a.given(4) ? list(a[4]) : nil)
            return .none
        }
        b.function("gradcheck(func, inputs, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True)", "Compares gradients with finite differences.") { a in
            .bool(try gradcheck(a[0], a[1], eps: a.float(2), atol: a.float(3), rtol: a.float(4), raises: a.bool(5)))
        }
        for t in [TorchModes.noGrad, TorchModes.enableGrad, TorchModes.setGradEnabled, TorchModes.inferenceMode, TorchModes.detectAnomaly] { m.type(t) }
        m.type(TorchFunction.type_)
        m.constant("Variable", .object(TorchTypes.tensor))
        if let f = try ModuleTable.shared.module("torch.autograd.functional") { m.constant("functional", .object(f)) }
        m.absent = ["profiler": "use %time"]
        return m
    }

    /// Numerical against recorded gradients, for float64 inputs.
    private static func gradcheck(_ f: Value, _ inputs: Value, eps: Double, atol: Double, rtol: Double, raises: Bool) throws -> Bool {
        let values = inputs.asObject is TensorObject ? [inputs] : try Operators.items(of: inputs)
        func outputs() throws -> [Tensor] {
            let r = try Operators.call(f, CallArguments(values))
            if let t = r.asObject as? TensorObject { return [t.tensor] }
            return try Operators.items(of: r).compactMap { ($0.asObject as? TensorObject)?.tensor }
        }
        for (k, v) in values.enumerated() {
            guard let x = (v.asObject as? TensorObject)?.tensor, x.requiresGrad else { continue }
            guard x.dtype == .float64 else { throw valueError("gradcheck expects all tensor inputs to be float64; input \(k) is torch.\(x.dtype.name)") }
            for (o, y) in try outputs().enumerated() where y.requiresGrad {
                for j in 0..<y.count {
                    let seed = try Tensor.zeros(y.shape, y.dtype)
                    seed.elements(Double.self)[j] = 1
                    let g = try Autograd.gradients(of: [y], [seed], inputs: [x], retainGraph: true, createGraph: false)[0]
                    let analytic = try g?.doubles() ?? [Double](repeating: 0, count: x.count)
                    let p = try x.contiguous()
                    guard p.storage === x.storage else { throw valueError("gradcheck expects contiguous inputs") }
                    for i in 0..<x.count {
                        let old = p.elements(Double.self)[i]
                        func at(_ d: Double) throws -> Double {
                            p.elements(Double.self)[i] = d
                            return try Autograd.noGrad { try outputs()[o].doubles()[j] }
                        }
                        let up = try at(old + eps), down = try at(old - eps)
                        p.elements(Double.self)[i] = old
                        let numeric = (up - down) / (2 * eps)
                        if abs(numeric - analytic[i]) > atol + rtol * abs(numeric) {
                            if !raises { return false }
                            throw runtimeError("Jacobian mismatch for output \(o) with respect to input \(k),\nnumerical:\(numeric)\nanalytical:\(analytic[i])\n")
                        }
                    }
                }
            }
        }
        return true
    }

    private static func makeCUDA() throws -> ModuleObject {
        let m = ModuleObject("torch.cuda", doc: "There is no GPU; the answers say so.")
        m.function("is_available()", "False.") { _ in .bool(false) }
        m.function("device_count()", "0.") { _ in .int(0) }
        for n in ["empty_cache()", "synchronize(device=None)", "manual_seed(seed)", "manual_seed_all(seed)", "reset_peak_memory_stats(device=None)", "ipc_collect()"] { m.function(n, "Nothing to do.") { _ in .none } }
        for n in ["memory_allocated(device=None)", "memory_reserved(device=None)", "max_memory_allocated(device=None)", "max_memory_reserved(device=None)"] { m.function(n, "0.") { _ in .int(0) } }
        for n in ["current_device()", "get_device_name(device=None)", "get_device_properties(device)", "set_device(device)"] {
            m.function(n, "There is no GPU.") { _ in throw PythonError(Exceptions.assertionError, "Torch not compiled with CUDA enabled") }
        }
        m.function("is_bf16_supported()", "False.") { _ in .bool(false) }
        return m
    }
    private static func makeBackends() throws -> ModuleObject {
        let m = ModuleObject("torch.backends")
        for n in ["cudnn", "mps", "mkldnn", "mkl", "cuda", "openmp"] {
            let s = ModuleObject("torch.backends." + n)
            for k in ["benchmark", "deterministic", "enabled", "allow_tf32"] { s.constant(k, .bool(k == "enabled")) }
            s.function("is_available()", "Whether it can be used.") { _ in .bool(n == "mkldnn" || n == "openmp") }
            s.function("is_built()", "Whether it is built in.") { _ in .bool(false) }
            m.constant(n, .object(s))
            ModuleTable.shared.register("torch.backends." + n) { s }
        }
        return m
    }
}

/// `torch.finfo`, `torch.iinfo`.
final class DTypeLimits: Object {
    let dtype: DType
    init(_ d: DType) {
        dtype = d
        super.init(type: d.isFloat ? DTypeLimits.finfo : DTypeLimits.iinfo)
    }
    var values: (min: Double, max: Double, eps: Double, tiny: Double, resolution: Double) {
        switch dtype {
        case .float16: return (-65504, 65504, 0.0009765625, 6.103515625e-05, 0.001)
        case .bfloat16: return (-3.3895313892515355e38, 3.3895313892515355e38, 0.0078125, 1.1754943508222875e-38, 0.01)
        case .float32: return (-3.4028234663852886e38, 3.4028234663852886e38, 1.1920928955078125e-07, 1.1754943508222875e-38, 1e-06)
        default: return (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude, 2.220446049250313e-16, 2.2250738585072014e-308, 1e-15)
        }
    }
    var integers: (Int, Int) {
        let bits = dtype.size * 8
        if !dtype.isSigned { return (0, bits == 64 ? Int.max : (1 << bits) - 1) }
        return bits == 64 ? (Int.min, Int.max) : (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    }
    static let finfo = TypeObject.native("finfo", module: "torch", subclassable: false) { t in
        t.property("min", "", get: { .float(($0 as! DTypeLimits).values.min) })
        t.property("max", "", get: { .float(($0 as! DTypeLimits).values.max) })
        t.property("eps", "", get: { .float(($0 as! DTypeLimits).values.eps) })
        t.property("tiny", "", get: { .float(($0 as! DTypeLimits).values.tiny) })
        t.property("smallest_normal", "", get: { .float(($0 as! DTypeLimits).values.tiny) })
        t.property("resolution", "", get: { .float(($0 as! DTypeLimits).values.resolution) })
        t.property("bits", "", get: { .int(($0 as! DTypeLimits).dtype.size * 8) })
        t.property("dtype", "", get: { .string(($0 as! DTypeLimits).dtype.name) })
    }
    static let iinfo = TypeObject.native("iinfo", module: "torch", subclassable: false) { t in
        t.property("min", "", get: { .int(($0 as! DTypeLimits).integers.0) })
        t.property("max", "", get: { .int(($0 as! DTypeLimits).integers.1) })
        t.property("bits", "", get: { .int(($0 as! DTypeLimits).dtype.size * 8) })
        t.property("dtype", "", get: { .string(($0 as! DTypeLimits).dtype.name) })
    }
    override func repr() throws -> String {
        if !dtype.isFloat { return "iinfo(min=\(integers.0), max=\(integers.1), dtype=\(dtype.name))" }
        let v = values
        func g(_ d: Double) -> String { Torch.cformat("%g", d) }
        return "finfo(resolution=\(g(v.resolution)), min=\(g(v.min)), max=\(g(v.max)), eps=\(g(v.eps)), smallest_normal=\(g(v.tiny)), tiny=\(g(v.tiny)), dtype=\(dtype.name))"
    }
}

/// `torch.autograd.Function`: forward and backward written in cells.
enum TorchFunction {
    static let type_: TypeObject = {
        let t = TypeObject.native("Function", module: "torch.autograd", doc: "An operation whose gradient is written in the language: static methods forward(ctx, ...) and backward(ctx, grad).")
        t.classMethod("apply(cls, *args)", "Runs forward and records backward.") { a in
            guard let cls = a[0].asObject as? TypeObject, let forward = cls.lookup("forward"), let backward = cls.lookup("backward") else {
                throw notImplementedError("You must implement the forward and backward functions of a custom autograd.Function.")
            }
            func plain(_ f: Value) -> Value { (f.asObject as? StaticMethodObject)?.function ?? f }
            return try PythonErrors.asTorch {
                let ctx = FunctionContext()
                let args = a.rest(1)
                let tensors = args.map { ($0.asObject as? TensorObject)?.tensor }
                ctx.needs = tensors.map { $0?.requiresGrad ?? false }
                let result = try Autograd.noGrad { try Operators.call(plain(forward), CallArguments([.object(ctx)] + args)) }
                guard Autograd.needed(tensors.compactMap { $0 }) else { return result }
                let outs = result.asObject is TupleObject ? (result.asObject as! TupleObject).items : [result]
                let made = outs.compactMap { v -> Tensor? in
                    guard let o = v.asObject as? TensorObject else { return nil }
                    // An input given back is another tensor of the graph.
                    if tensors.contains(where: { $0 === o.tensor }) || o.tensor.autograd != nil { o.tensor = o.tensor.alias() }
                    return o.tensor
                }
                let shapes = made.map { ($0.shape, $0.dtype) }
                Autograd.record(cls.name + "Backward", tensors, [], outputs: made) { n, gs in
                    let given = try zip(gs, shapes).map { g, s in Torch.value(try g ?? Tensor.zeros(s.0, s.1)) }
                    let r = try Operators.call(plain(backward), CallArguments([.object(ctx)] + given))
                    let list = r.asObject is TupleObject ? (r.asObject as! TupleObject).items : [r]
                    if list.count < tensors.count || list.dropFirst(tensors.count).contains(where: { !$0.isNone }) {
                        throw runtimeError("function \(cls.name)Backward returned an incorrect number of gradients (expected \(tensors.count), got \(list.count))")
                    }
                    return list.prefix(tensors.count).map { ($0.asObject as? TensorObject)?.tensor }
                }
                return result
            }
        }
        return t
    }()
}
/// The `ctx` of a custom function.
final class FunctionContext: Object {
    var saved: [Value] = []
    var needs: [Bool] = []
    init() { super.init(type: FunctionContext.type_) }
    override var allowsAttributes: Bool { true }
    override func traverse(_ visit: (Value) -> Void) { saved.forEach(visit) }
    override func clearReferences() { saved = [] }
    static let type_ = TypeObject.native("FunctionCtx", module: "torch.autograd.function", subclassable: false) { t in
        t.method("save_for_backward(self, *tensors)", "Keeps tensors for backward.") { a in
            (a[0].asObject as! FunctionContext).saved = a.rest(1)
            return .none
        }
        t.method("mark_dirty(self, *args)", "Accepted.") { _ in .none }
        t.method("mark_non_differentiable(self, *args)", "Accepted.") { _ in .none }
        t.method("set_materialize_grads(self, value)", "Accepted.") { _ in .none }
        t.property("saved_tensors", "The kept tensors.", get: { .tuple(($0 as! FunctionContext).saved) })
        t.property("needs_input_grad", "Which inputs need a gradient.", get: { .tuple(($0 as! FunctionContext).needs.map(Value.bool)) })
    }
}

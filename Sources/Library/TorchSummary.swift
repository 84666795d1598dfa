// This file defines `torchsummary.summary`.

import Kernel
import Lang

enum TorchSummary {
    static func make() throws -> ModuleObject {
        let m = ModuleObject("torchsummary", doc: "A table of a model's layers.")
        m.function("summary(model, input_size, batch_size=-1, device='cuda')", "Prints layers, output shapes and parameters.") { a in
            try PythonErrors.asTorch {
                try table(a.object(0, ModuleInstance.self), a[1], batch: a.int(2))
                return .none
            }
        }
        return m
    }
    private static func grouped(_ n: Int) -> String {
        var out = "", digits = String(n.magnitude)
        while digits.count > 3 {
            out = "," + digits.suffix(3) + out
            digits = String(digits.dropLast(3))
        }
        return (n < 0 ? "-" : "") + digits + out
    }
    private static func right(_ s: String, _ n: Int) -> String { String(repeating: " ", count: max(n - s.count, 0)) + s }

    private static func table(_ model: ModuleInstance, _ size: Value, batch: Int) throws {
        var sizes: [[Int]] = []
        let items = try Operators.items(of: size)
        if let first = items.first?.asObject, first.kind == .tuple || first.kind == .list { sizes = try items.map { try Convert.shape(from: $0) } } else { sizes = [try Convert.shape(from: size)] }
        var lines: [(name: String, shape: String, count: Int, elements: Int, trainable: Bool)] = []
        var hooked: [ModuleInstance] = []
        // Every layer but containers and the model itself reports when it is called.
        model.walk { _, m in
            if m === model || m.container == .sequential || m.container == .list { return }
            hooked.append(m)
            m.forwardHooks.append((-77, .object(NativeFunction("hook(module, input, output)") { a in
                var shape: [[Int]] = []
                var text: String
                if let t = a[2].asObject as? TensorObject {
                    shape = [[batch] + t.tensor.shape.dropFirst()]
                    text = "[" + shape[0].map(String.init).joined(separator: ", ") + "]"
                } else {
                    shape = try Operators.items(of: a[2]).compactMap { ($0.asObject as? TensorObject).map { [-1] + $0.tensor.shape.dropFirst() } }
                    text = "[" + shape.map { "[" + $0.map(String.init).joined(separator: ", ") + "]" }.joined(separator: ", ") + "]"
                }
                var count = 0, trainable = false
                for n in ["weight", "bias"] as [Name] {
                    if let p = m.parameter(n) {
                        count += p.count
                        if n == "weight" { trainable = p.requiresGrad }
                    }
                }
                text = text.isEmpty ? "[]" : text
                lines.append(("\(m.type.name)-\(lines.count + 1)", text, count, shape.flatMap { $0 }.reduce(1, *), trainable))
                return .none
            }), false))
        }
        defer { for m in hooked { m.forwardHooks.removeAll { $0.id == -77 } } }
        let inputs = try sizes.map { s -> Value in
            let t = try Tensor(empty: [2] + s, .float32)
            try TorchRandom.uniform(t)
            return Torch.value(t)
        }
        _ = try model.call(CallArguments(inputs))
        func say(_ s: String) { Interpreter.shared.output(s + "\n") }
        let rule = String(repeating: "-", count: 64), double = String(repeating: "=", count: 64)
        say(rule)
        say(right("Layer (type)", 20) + "  " + right("Output Shape", 25) + " " + right("Param #", 15))
        say(double)
        var total = 0, trainable = 0, output = 0
        for l in lines {
            say(right(l.name, 20) + "  " + right(l.shape, 25) + " " + right(grouped(l.count), 15))
            total += l.count
            output += l.elements
            if l.trainable { trainable += l.count }
        }
        let mega = Double(1 << 20)
        let inputSize = abs(Double(sizes.map { $0.reduce(1, *) }.reduce(0, +)) * Double(batch) * 4 / mega)
        let outputSize = abs(2 * Double(output) * 4 / mega), parameterSize = abs(Double(total) * 4 / mega)
        say(double)
        say("Total params: " + grouped(total))
        say("Trainable params: " + grouped(trainable))
        say("Non-trainable params: " + grouped(total - trainable))
        say(rule)
        say("Input size (MB): " + Torch.cformat("%0.2f", inputSize))
        say("Forward/backward pass size (MB): " + Torch.cformat("%0.2f", outputSize))
        say("Params size (MB): " + Torch.cformat("%0.2f", parameterSize))
        say("Estimated Total Size (MB): " + Torch.cformat("%0.2f", parameterSize + outputSize + inputSize))
        say(rule)
    }
}

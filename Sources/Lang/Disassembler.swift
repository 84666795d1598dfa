// This file prints bytecode, as `shell dis` shows it.

public enum Disassembler {
    /// The instructions of a code object and of those inside it.
    public static func text(_ code: Code) -> String {
        var out = "\(code.qualifiedName): \(code.info.pointee.registerCount) registers\n"
        var line: Int32 = 0
        for (i, x) in code.instructions.enumerated() {
            let s = code.spans[i]
            let mark = s.line != line ? pad(String(s.line), 5) : "     "
            line = s.line
            out += "\(mark) \(pad(String(i), 4))  \(describe(x, i, code))\n"
        }
        for h in code.handlers {
            out += h.target < 0 ? "      \(h.start)..<\(h.end): restore R\(h.register)\n" : "      \(h.start)..<\(h.end): to \(h.target), exception in R\(h.register)\n"
        }
        for v in code.constants { if let c = v.asObject as? Code { out += "\n" + text(c) } }
        return out
    }

    private static func pad(_ s: String, _ n: Int) -> String { String(repeating: " ", count: max(0, n - s.count)) + s }

    private static func register(_ r: UInt16, _ code: Code) -> String {
        let i = Int(r)
        return i < code.localNames.count ? "R\(i):\(code.localNames[i])" : "R\(i)"
    }

    private static func describe(_ x: Instruction, _ index: Int, _ code: Code) -> String {
        let op = "\(x.op)".padding(20)
        let a = register(x.a, code), b = register(x.b, code), c = register(x.c, code)
        if x.op.isJump { return "\(op) \(a) \(b) \(c)  → \(index + 1 + Int(x.d))" }
        switch x.op {
        case .const: return "\(op) \(a) := \((try? Operators.repr(code.constants[Int(x.d)])) ?? "?")"
        case .int: return "\(op) \(a) := \(x.d)"
        case .loadGlobal, .loadName: return "\(op) \(a) := \(Name(id: x.d))"
        case .storeGlobal, .storeName: return "\(op) \(Name(id: x.d)) := \(b)"
        case .getAttribute: return "\(op) \(a) := \(b).\(Name(id: x.d))"
        case .setAttribute: return "\(op) \(a).\(Name(id: x.d)) := \(b)"
        case .loadMethod: return "\(op) \(a) := method \(b).\(Name(id: x.d))"
        default: return "\(op) \(a) \(b) \(c)  \(x.d) \(x.e)"
        }
    }
}

extension String {
    fileprivate func padding(_ n: Int) -> String { self + String(repeating: " ", count: max(0, n - count)) }
}

// This file keeps what a session remembers: `In`, `Out`, `_`, `__`.

import Lang

enum Session {
    /// Binds `_` (and `__`, `___`) and `Out[number]` to a cell's value.
    static func remember(_ value: Value, number: Int) {
        let g = Interpreter.shared.main.globals
        if let a = g["__"] { g.set("___", a) }
        if let a = g["_"] { g.set("__", a) }
        g.set("_", value)
        let out: DictObject
        if case .object(let o)? = g["Out"], let d = o as? DictObject { out = d } else {
            out = DictObject()
            g.set("Out", .object(out))
        }
        try? out.set(.int(number), value)
    }
}

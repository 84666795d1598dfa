// This file keeps what a session remembers: `In`, `Out`, `_`, `__`.

import Lang

enum Session {
    /// The names that hold earlier cells and values.
    static let names = ["In", "Out", "_", "__", "___"]

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

    /// `In[number]` is a cell's text.
    static func rememberInput(_ text: String, number: Int) {
        let g = Interpreter.shared.main.globals
        let list: ListObject
        if case .object(let o)? = g["In"], let l = o as? ListObject { list = l } else {
            guard case .object(let o) = Value.list([]), let l = o as? ListObject else { return }
            list = l
            g.set("In", .object(l))
        }
        while list.items.count < number { list.items.append(.string("")) }
        list.items.append(.string(text))
    }
}

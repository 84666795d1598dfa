// This file defines the module `atexit`.

import Lang

enum AtexitModule {
    static func make() -> ModuleObject {
        let m = ModuleObject("atexit", doc: "What is to be done when the program ends.")
        m.function("register(func, /, *args, **kwargs)", "Calls the function at the end of the program; returns it.") { a in
            if !Operators.isCallable(a[0]) { throw typeError("the first argument must be callable") }
            let f = a[0]
            let call = CallArguments(a.rest(1), keywords: a.keywords(2).map { (Name($0.name), $0.value) })
            Interpreter.shared.exitHandlers.append((f, { _ = try Operators.call(f, call) }))
            return f
        }
        m.function("unregister(func, /)", "Forgets the function.") { a in
            try Interpreter.shared.exitHandlers.removeAll { try Operators.equal($0.function, a[0]) }
            return .none
        }
        m.function("_run_exitfuncs()", "Does it now.") { _ in
            Interpreter.shared.runExitHandlers()
            return .none
        }
        m.function("_clear()", "Forgets everything.") { _ in
            Interpreter.shared.exitHandlers = []
            return .none
        }
        m.function("_ncallbacks()", "How much there is to do.") { _ in .int(Interpreter.shared.exitHandlers.count) }
        return m
    }
}

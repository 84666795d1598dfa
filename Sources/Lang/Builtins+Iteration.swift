// This file defines the built-in functions on sequences and iterators.

extension Builtins {
    static func declareIteration(_ m: ModuleObject) {
        let len = m.function("len(obj, /)", "The number of items.") { a in .int(try Operators.length(a[0])) }
        len.fast1 = { .int(try Operators.length($0)) }
        m.function("iter(object, sentinel=..., /)", "An iterator over an object, or over the results of calls until the sentinel comes.") { a in
            if !a.has(1) { return try Operators.iterator(a[0]) }
            if !Operators.isCallable(a[0]) { throw typeError("iter(v, w): v must be callable") }
            return .object(CallableIterator(a[0], a[1]))
        }.fast1 = { try Operators.iterator($0) }
        func next(_ it: Value) throws -> Value? {
            if case .object(let o) = it {
                if o.isIterator, !o.type.isHeap { return try Operators.next(it) }
                // The exception goes on as it is, with its value.
                if o.type.isHeap, let f = o.type.lookup("__next__"), !f.isNone {
                    try Interpreter.checkInterrupt()
                    return try Operators.callSpecial(f, it)
                }
            }
            throw typeError("'\(it.typeName)' object is not an iterator")
        }
        /// A generator's return value travels in the exception.
        func stop(_ it: Value) -> PythonError {
            let v = (it.asObject as? GeneratorObject)?.takeReturned() ?? (it.asObject as? MapIterator)?.takeStopValue() ?? .none
            return PythonError(Exceptions.stopIteration, args: v.isNone ? [] : [v])
        }
        let f = m.function("next(iterator, default=..., /)", "The next item, or the default at the end.") { a in
            do { if let v = try next(a[0]) { return v } } catch let e as PythonError where a.has(1) && e.isInstance(of: Exceptions.stopIteration) { return a[1] }
            if a.has(1) { return a[1] }
            throw stop(a[0])
        }
        f.fast1 = { it in
            if let v = try next(it) { return v }
            throw stop(it)
        }
        m.function("sorted(iterable, /, *, key=None, reverse=False)", "A sorted list of the items.") { a in
            .list(try Sorting.sort(Operators.items(of: a[0]), key: a[1], reverse: a.bool(2)))
        }
        m.function("any(iterable, /)", "Whether some item is true.") { a in
            let it = try Operators.iterator(a[0])
            while let v = try Operators.next(it) { if try Operators.isTrue(v) { return .bool(true) } }
            return .bool(false)
        }
        m.function("all(iterable, /)", "Whether all items are true.") { a in
            let it = try Operators.iterator(a[0])
            while let v = try Operators.next(it) { if try !Operators.isTrue(v) { return .bool(false) } }
            return .bool(true)
        }
    }
}

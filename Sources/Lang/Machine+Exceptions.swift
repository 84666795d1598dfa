// This file defines raising and unwinding.

extension Machine {
    /// Finds the handler of an error thrown at `pc` of frame `f`. Frames without one end. The result is the frame to go on in, at its `pc`; when the run's
    /// first frame ends too, the exception is thrown to Swift.
    @inline(never) static func unwind(
        _ error: Error, _ at: UnsafeMutablePointer<Frame>, _ atPC: UnsafeMutablePointer<Instruction>, _ entry: UnsafeMutablePointer<Frame>
    ) throws -> UnsafeMutablePointer<Frame>? {
        var f = at
        var pc = atPC
        if frame != f {
            // Thrown while leaving a frame.
            f = frame
            pc = f.pointee.pc
            if f < entry { throw error }
        }
        var e: ExceptionObject
        var traced = true
        if let x = thrownException(error) ?? (error as? PythonError)?.exception {
            e = x
            if e.rawTrace.isEmpty, e.context == nil { chain(e) }
        } else if let p = error as? Reraise {
            e = p.exception
            traced = false
        } else {
            e = ExceptionObject(type: Exceptions.systemError, args: [.string(String(describing: error))])
        }
        while true {
            let info = f.pointee.info
            let code = info.pointee.code.value
            let index = pc - info.pointee.instructions - 1
            if traced {
                if e.rawTrace.isEmpty { e.rawTrace.reserveCapacity(4) }
                e.rawTrace.append((code, Int32(index)))
            }
            traced = true
            for h in code.handlers where index >= Int(h.start) && index < Int(h.end) {
                let r = f.pointee.registers
                if h.target < 0 {
                    popException(r + Int(h.register))
                    continue
                }
                (r + Int(h.register)).set(.object(e))
                f.pointee.pc = info.pointee.instructions + Int(h.target)
                return f
            }
            // The frame ends.
            let r = f.pointee.registers
            for j in 0..<info.pointee.registerCount { (r + j).drop() }
            let last = f == entry
            let mode = f.pointee.mode
            if f.pointee.isGenerator {
                endGenerator(f, returned: false)
                if e.type.isSubtype(of: Exceptions.stopIteration) {
                    let wrapped = ExceptionObject(type: Exceptions.runtimeError, args: [.string("generator raised StopIteration")])
                    wrapped.cause = e
                    wrapped.context = e
                    wrapped.suppressContext = true
                    wrapped.rawTrace.append((code, Int32(index)))
                    e = wrapped
                }
            } else {
                top = r
                if let o = f.pointee.owned { release(o) }
            }
            _ = mode
            f -= 1
            frame = f
            if last { throw PythonError(e) }
            pc = f.pointee.pc
        }
    }

    /// Sets `__context__` to the exception being handled.
    static func chain(_ e: ExceptionObject) {
        guard let h = handled else { return }
        let current = Unmanaged<ExceptionObject>.fromOpaque(h).value
        if current === e { return }
        // No cycles: where `e` already stands in the chain, the chain ends before it.
        var c: ExceptionObject = current
        var steps = 0
        while let next = c.context, steps < 10000 {
            if next === e {
                c.context = nil
                break
            }
            c = next
            steps += 1
        }
        e.context = current
    }

    static func pushException(_ x: Register) {
        let previous = handled
        let e = x.objectBits
        retain(e)
        handled = e
        if let previous { (x + 1).setObject(previous) } else { (x + 1).setNone() }
    }

    static func popException(_ x: Register) {
        let current = handled
        if (x + 1).tag == Tag.object {
            handled = (x + 1).objectBits
        } else {
            handled = nil
        }
        (x + 1).store(1, Tag.simple)
        x.setUnbound()
        if let current { release(current) }
    }

    /// The exception being handled.
    static var currentException: ExceptionObject? { handled.map { Unmanaged<ExceptionObject>.fromOpaque($0).value } }

    /// An exception from what stands after `raise`: a class or an instance.
    static func exception(from v: Value) throws -> ExceptionObject {
        if case .object(let o) = v {
            if o.kind == .exception { return unsafeDowncast(o, to: ExceptionObject.self) }
            if o.kind == .type, case let t = unsafeDowncast(o, to: TypeObject.self), t.isSubtype(of: Exceptions.baseException) {
                let made = try t.instantiate(CallArguments())
                if let e = made.asObject as? ExceptionObject { return e }
                throw typeError("calling <class '\(t.qualifiedName)'> should have returned an instance of BaseException, not \(try Operators.repr(.object(made.type)))")
            }
        }
        throw typeError("exceptions must derive from BaseException")
    }

    static func raise(_ i: Code_, _ r: Register) throws -> PythonError {
        let e = try exception(from: r[Int(i.pointee.b)])
        if i.pointee.c != 65535 {
            let c = r[Int(i.pointee.c)]
            if c.isNone {
                e.cause = nil
            } else {
                if case .object(let o) = c, o is ExceptionObject || (o as? TypeObject)?.isSubtype(of: Exceptions.baseException) == true {
                    e.cause = try exception(from: c)
                } else {
                    throw typeError("exception causes must derive from BaseException")
                }
            }
            e.suppressContext = true
        }
        chain(e)
        return PythonError(e)
    }

    static func raiseCurrent() throws -> Reraise {
        guard let e = currentException else { throw runtimeError("No active exception to reraise") }
        return Reraise(exception: e)
    }

    /// Whether the exception in `x` matches the class or tuple of classes in `t`.
    static func matches(_ x: Register, _ t: Register) throws -> Bool {
        let e = Unmanaged<ExceptionObject>.fromOpaque(x.objectBits).value
        return try matches(e, t.pointee)
    }

    static func matches(_ e: ExceptionObject, _ t: Value) throws -> Bool {
        if case .object(let o) = t {
            // A class that an exception has derives from BaseException.
            if o === e.type { return true }
            if o.kind == .type {
                let c = unsafeDowncast(o, to: TypeObject.self)
                if !c.isSubtype(of: Exceptions.baseException) { throw typeError("catching classes that do not inherit from BaseException is not allowed") }
                return e.type.isSubtype(of: c)
            }
            if o.kind == .tuple {
                for c in unsafeDowncast(o, to: TupleObject.self).items where try matches(e, c) { return true }
                return false
            }
        }
        throw typeError("catching classes that do not inherit from BaseException is not allowed")
    }

    // MARK: except*

    /// The part of the group in R[b] that matches R[c] goes to R[a], the rest stays. false: nothing matches.
    static func matchGroup(_ i: Code_, _ r: Register) throws -> Bool {
        let b = r + Int(i.pointee.b)
        guard b.tag == Tag.object else { return false }
        let type = r[Int(i.pointee.c)]
        for t in (type.asObject as? TupleObject)?.items ?? [type] {
            if let c = t.asObject as? TypeObject, c.isSubtype(of: Exceptions.baseExceptionGroup) {
                throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
            }
        }
        let e = Unmanaged<ExceptionObject>.fromOpaque(b.objectBits).value
        if !e.type.isSubtype(of: Exceptions.baseExceptionGroup) {
            // A plain exception is wrapped in a group.
            guard try matches(e, type) else { return false }
            let g = ExceptionObject(type: Exceptions.exceptionGroup, args: [.string(""), .tuple([.object(e)])])
            (r + Int(i.pointee.a)).set(.object(g))
            b.setNone()
            return true
        }
        let (yes, no) = try ExceptionGroups.split(e) { try matches($0, type) }
        guard let yes else { return false }
        (r + Int(i.pointee.a)).set(.object(yes))
        if let no { b.set(.object(no)) } else { b.setNone() }
        return true
    }

    /// What goes on after `except*`: nil when everything was handled and nothing raised.
    static func reraiseGroup(_ a: Register) throws -> ExceptionObject? {
        let rest = a.pointee.asObject as? ExceptionObject
        let raised = (a[1].asObject as? ListObject)?.items.compactMap { $0.asObject as? ExceptionObject } ?? []
        let original = a[2].asObject as? ExceptionObject
        for j in 0..<3 { (a + j).setUnbound() }
        if raised.isEmpty { return rest }
        // A plain exception that was wrapped: at most one clause ran.
        guard let original, original.type.isSubtype(of: Exceptions.baseExceptionGroup) else { return raised[0] }
        // Parts of the original that go on as they were keep their places in it; what was newly raised stands beside them.
        func isPart(_ e: ExceptionObject) -> Bool {
            e.type.isSubtype(of: Exceptions.baseExceptionGroup) && e.rawTrace.count == original.rawTrace.count && e.cause === original.cause && e.context === original.context
        }
        var leaves: Set<ObjectIdentifier> = []
        func collect(_ e: ExceptionObject) {
            if !e.type.isSubtype(of: Exceptions.baseExceptionGroup) { leaves.insert(ObjectIdentifier(e)) }
            for m in ExceptionGroups.members(e) { if let x = m.asObject as? ExceptionObject { collect(x) } }
        }
        var new: [Value] = []
        for e in raised + (rest.map { [$0] } ?? []) { if e === rest || isPart(e) { collect(e) } else { new.append(.object(e)) } }
        var kept: ExceptionObject?
        if !leaves.isEmpty { kept = try ExceptionGroups.split(original) { leaves.contains(ObjectIdentifier($0)) }.0 }
        if new.isEmpty { return kept }
        if let kept { new.append(.object(kept)) } else if new.count == 1 { return new[0].asObject as? ExceptionObject }
        let plain = new.allSatisfy { ($0.asObject as! ExceptionObject).type.isSubtype(of: Exceptions.exception) }
        return ExceptionObject(type: plain ? Exceptions.exceptionGroup : Exceptions.baseExceptionGroup, args: [.string(""), .list(new)])
    }
}

/// Operations on exception groups.
enum ExceptionGroups {
    static func members(_ g: ExceptionObject) -> [Value] {
        guard g.args.count > 1 else { return [] }
        if let t = g.args[1].asObject as? TupleObject { return t.items }
        if let l = g.args[1].asObject as? ListObject { return l.items }
        return []
    }
    static func message(_ g: ExceptionObject) -> Value { g.args.first ?? .string("") }

    /// A group like `g` with other members.
    static func derive(_ g: ExceptionObject, _ members: [Value]) throws -> ExceptionObject {
        let new: ExceptionObject
        if g.type.isHeap, let d = g.type.lookup("derive"), d.asObject is FunctionObject {
            guard let e = try Operators.call(d, .object(g), .list(members)).asObject as? ExceptionObject else { throw typeError("derive must return an instance of BaseExceptionGroup") }
            new = e
        } else {
            let plain = members.allSatisfy { ($0.asObject as? ExceptionObject)?.type.isSubtype(of: Exceptions.exception) ?? false }
            new = ExceptionObject(type: plain ? Exceptions.exceptionGroup : Exceptions.baseExceptionGroup, args: [message(g), .list(members)])
        }
        new.rawTrace = g.rawTrace
        if !g.rawTrace.isEmpty { _ = Machine.tracebackValue(g) }
        new.knownTraceback = g.knownTraceback
        new.cause = g.cause
        new.context = g.context
        new.suppressContext = g.suppressContext
        new.notes = g.notes
        return new
    }

    /// The parts whose leaves satisfy the condition or do not, nested as before.
    static func split(_ g: ExceptionObject, _ condition: (ExceptionObject) throws -> Bool) throws -> (ExceptionObject?, ExceptionObject?) {
        if try condition(g) { return (g, nil) }
        if !g.type.isSubtype(of: Exceptions.baseExceptionGroup) { return (nil, g) }
        var yes: [Value] = [], no: [Value] = []
        for m in members(g) {
            guard let e = m.asObject as? ExceptionObject else { continue }
            let (a, b) = try split(e, condition)
            if let a { yes.append(.object(a)) }
            if let b { no.append(.object(b)) }
        }
        if yes.isEmpty { return (nil, g) }
        if no.isEmpty { return (g, nil) }
        return (try derive(g, yes), try derive(g, no))
    }
}

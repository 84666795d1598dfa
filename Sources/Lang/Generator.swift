// This file defines generators: a function's registers on the heap, stepped by the machine.

public final class GeneratorObject: Object {
    enum State { case created, suspended, running, finished }
    private(set) var state = State.created
    let info: UnsafeMutablePointer<CodeInfo>
    let function: FunctionObject
    private var registers: Register
    private var pc: UnsafeMutablePointer<Instruction>
    /// The exception being handled inside, while suspended; one reference.
    private var handledInside: RawObject?
    /// What a cell made of its names.
    private var givenName: Value?, givenQualifiedName: Value?
    /// What it returned, until it is fetched.
    var returned = Value.none

    /// Takes the parameters from `base`.
    init(function: FunctionObject, base: Register, filled: Int) {
        self.function = function
        info = function.info
        let n = info.pointee.registerCount
        registers = .allocate(capacity: max(n, 1))
        for j in 0..<filled { (registers + j).takeInit(base + j) }
        for j in filled..<max(n, filled) { (registers + j).initUnbound() }
        pc = info.pointee.instructions
        super.init(type: Types.generator, kind: .generator)
    }

    /// Takes over the state of a generator that dies while suspended.
    private init(from g: GeneratorObject) {
        function = g.function
        info = g.info
        registers = g.registers
        pc = g.pc
        state = g.state
        handledInside = g.handledInside
        super.init(type: Types.generator, kind: .generator)
        g.state = .finished
        g.handledInside = nil
    }

    deinit {
        if state == .finished { return }
        if state == .suspended, !info.pointee.code._withUnsafeGuaranteedRef({ $0.handlers.isEmpty }), Machine.frame != nil {
            // Its `finally` parts run, on a stand-in: this object cannot be revived.
            let standIn = GeneratorObject(from: self)
            do { try standIn.close() } catch let e as PythonError {
                Interpreter.shared.errorOutput("Exception ignored in: <generator object \(function.qualifiedName)>\n" + Interpreter.shared.traceback(e))
            } catch {}
            return
        }
        finish()
    }

    var codeName: String { function.name }

    /// Drops everything.
    func finish() {
        if state == .finished { return }
        state = .finished
        let n = info.pointee.registerCount
        let old = registers
        for j in 0..<n { (old + j).drop() }
        old.deallocate()
        if let h = handledInside { release(h) }
        handledInside = nil
    }

    /// After a return: the registers are already dropped.
    func finishAfterReturn() {
        state = .finished
        registers.deallocate()
    }

    /// Puts a frame over the registers. false: it has ended before.
    func enter(mode: UInt8, destination: Int32) throws -> Bool {
        switch state {
        case .finished: return false
        case .running: throw valueError("generator already executing")
        default: break
        }
        let nf: UnsafeMutablePointer<Frame> = Machine.frame + 1
        if UInt(bitPattern: nf) >= UInt(bitPattern: Machine.frameLimit) { throw Machine.recursionError() }
        let raw = Unmanaged.passUnretained(self).toOpaque()
        retain(raw)
        let fo = Unmanaged.passUnretained(function).toOpaque()
        nf.pointee.info = info
        nf.pointee.registers = registers
        nf.pointee.pc = pc
        nf.pointee.function = fo
        nf.pointee.globals = (fo + Layout.functionGlobals).assumingMemoryBound(to: RawObject.self).pointee
        nf.pointee.namespace = nil
        nf.pointee.owned = raw
        nf.pointee.outerHandled = Machine.handled
        nf.pointee.destination = destination
        nf.pointee.mode = mode
        nf.pointee.isGenerator = true
        state = .running
        if let h = handledInside {
            Machine.handled = h
            handledInside = nil
        } else if let h = Machine.handled {
            retain(h)
        }
        Machine.frame = nf
        return true
    }

    /// The frame yields: takes its state back. The machine releases the frame's reference.
    func suspend(_ f: UnsafeMutablePointer<Frame>, _ next: UnsafeMutablePointer<Instruction>) {
        state = .suspended
        pc = next
        let inside = Machine.handled
        Machine.handled = f.pointee.outerHandled
        if inside == f.pointee.outerHandled {
            if let inside { release(inside) }
        } else {
            handledInside = inside
        }
    }

    /// Enters it for a `yield from` of the frame that runs, sending what is in `sent`. false: the usual way must be taken.
    @inline(__always) func delegate(_ sent: Register, destination: Int32) throws -> Bool {
        switch state {
        case .created: if !sent.isNoneBits { return false }
        case .suspended: (registers + Int((pc - 1).pointee.a)).take(sent)
        default: return false
        }
        return try enter(mode: FrameMode.delegate, destination: destination)
    }

    /// One step: what it yields, nil at its end (`returned` holds the value).
    func step(sending v: Value? = nil) throws -> Value? {
        if let v {
            if state == .created, !v.isNone { throw typeError("can't send non-None value to a just-started generator") }
            if state == .suspended { (registers + Int((pc - 1).pointee.a)).set(v) }
        }
        try Machine.checkNativeStack()
        if !(try enter(mode: FrameMode.step, destination: 0)) { return nil }
        Machine.yielded = false
        let r = try Machine.run()
        if Machine.yielded {
            Machine.yielded = false
            return r
        }
        returned = r
        return nil
    }

    /// `generator.throw` inside `yield from` an iterator that is no generator and has a `throw` of its own: that gets the very arguments, whatever
    /// they are. `handled` is false where there is none.
    func throwOn(_ arguments: [Value]) throws -> (handled: Bool, value: Value?) {
        guard state == .suspended, case let at = (pc - 1).pointee, at.op == .yield, at.c == 1, case .object(let inner) = registers[Int(at.d)],
            !(inner is GeneratorObject), let method = try Operators.attributeIfPresent(.object(inner), Names.throw_)
        else { return (false, nil) }
        if case .object(let o) = arguments[0], let c = o as? TypeObject ?? (o.kind == .exception ? o.type : nil), c.isSubtype(of: Exceptions.generatorExit) { return (false, nil) }
        state = .running
        do {
            let v = try Operators.call(method, CallArguments(arguments))
            state = .suspended
            return (true, v)
        } catch let e as PythonError {
            state = .suspended
            if e.isInstance(of: Exceptions.stopIteration) { return (true, try resumeAfterInner(e.exception.args.first ?? .none)) }
            return (true, try resume(raising: e.exception))
        }
    }

    /// `generator.throw`: what it yields next, nil at its end.
    func raise(_ e: ExceptionObject) throws -> Value? {
        switch state {
        case .finished: throw PythonError(e)
        case .created:
            finish()
            throw PythonError(e)
        case .running: throw valueError("generator already executing")
        case .suspended: break
        }
        // Inside `yield from` the inner iterator gets it first.
        let at = (pc - 1).pointee
        if at.op == .yield, at.c == 1 {
            let inner = registers[Int(at.d)]
            if case .object(let o) = inner {
                do {
                    let result: Value?
                    state = .running
                    defer { if state == .running { state = .suspended } }
                    if e.type.isSubtype(of: Exceptions.generatorExit) {
                        if let g = o as? GeneratorObject {
                            try g.close()
                        } else if let close = try Operators.attributeIfPresent(inner, Names.close) {
                            _ = try Operators.call(close)
                        }
                        state = .suspended
                        return try resume(raising: e)
                    }
                    if let g = o as? GeneratorObject {
                        result = try g.raise(e)
                        if result == nil {
                            state = .suspended
                            return try resumeAfterInner(g.takeReturned())
                        }
                    } else if let t = try Operators.attributeIfPresent(inner, Names.throw_) {
                        do { result = try Operators.call(t, .object(e)) } catch let s as PythonError where s.isInstance(of: Exceptions.stopIteration) {
                            state = .suspended
                            return try resumeAfterInner(s.exception.args.first ?? .none)
                        }
                    } else {
                        state = .suspended
                        return try resume(raising: e)
                    }
                    return result
                } catch let thrown as PythonError where state == .suspended && thrown.exception !== e {
                    return try resume(raising: thrown.exception)
                } catch let thrown as PythonError where state == .suspended {
                    return try resume(raising: thrown.exception)
                }
            }
        }
        return try resume(raising: e)
    }

    /// The local names and their values, while it is suspended.
    private func locals() -> DictObject {
        let d = DictObject()
        guard state == .created || state == .suspended else { return d }
        let code = function.code
        for (i, n) in code.localNames.enumerated() {
            var v = registers[i]
            if code.cellNames[i] != nil, case .object(let o) = v, o.kind == .cell { v = unsafeDowncast(o, to: CellObject.self).content }
            if !v.isUnbound { try? d.set(n.value, v) }
        }
        return d
    }

    func takeReturned() -> Value {
        let v = returned
        returned = .none
        return v
    }

    private func resume(raising e: ExceptionObject) throws -> Value? {
        if state == .finished { throw PythonError(e) }
        if !(try enter(mode: FrameMode.step, destination: 0)) { return nil }
        Machine.yielded = false
        let r = try Machine.run(raising: Unmanaged.passRetained(e).toOpaque())
        if Machine.yielded {
            Machine.yielded = false
            return r
        }
        returned = r
        return nil
    }

    /// The inner iterator of `yield from` has ended with a value: goes on behind the loop.
    private func resumeAfterInner(_ v: Value) throws -> Value? {
        // (pc - 1) is the yield; before it stands `send`, whose target is the end of the loop.
        let send = pc - 2
        (registers + Int(send.pointee.a)).set(v)
        pc = send + 1 + Int(send.pointee.d)
        if !(try enter(mode: FrameMode.step, destination: 0)) { return nil }
        Machine.yielded = false
        let r = try Machine.run()
        if Machine.yielded {
            Machine.yielded = false
            return r
        }
        returned = r
        return nil
    }

    /// `generator.close`
    func close() throws {
        switch state {
        case .finished: return
        case .created:
            finish()
            return
        case .running: throw valueError("generator already executing")
        case .suspended: break
        }
        do {
            if try raise(ExceptionObject(type: Exceptions.generatorExit, args: [])) != nil { throw runtimeError("generator ignored GeneratorExit") }
        } catch let e as PythonError where e.isInstance(of: Exceptions.generatorExit) || e.isInstance(of: Exceptions.stopIteration) {}
    }

    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? { try step() }
    public override func repr() throws -> String { "<generator object \(function.qualifiedName) at \(Object.address(self))>" }
    public override func traverse(_ visit: (Value) -> Void) {
        visit(.object(function))
        if state == .created || state == .suspended { for j in 0..<info.pointee.registerCount { visit(registers[j]) } }
    }
    public override func clearReferences() { finish() }

    static func declareMethods() {
        let t = Types.generator
        func me(_ a: Arguments) throws -> GeneratorObject { try a.object(0, GeneratorObject.self) }
        func stop(_ g: GeneratorObject) -> PythonError {
            let v = g.takeReturned()
            return PythonError(Exceptions.stopIteration, args: v.isNone ? [] : [v])
        }
        /// The exception of `throw(type, value)`.
        func thrown(_ type: Value, _ value: Value) throws -> ExceptionObject {
            if case .object(let o) = type, o.kind == .type {
                let c = unsafeDowncast(o, to: TypeObject.self)
                if c.isSubtype(of: Exceptions.baseException) {
                    if case .object(let v) = value, v.kind == .exception, v.type.isSubtype(of: c) { return unsafeDowncast(v, to: ExceptionObject.self) }
                    let arguments = value.isNone ? [] : (value.asObject?.type === Types.tuple ? try Operators.items(of: value) : [value])
                    let made = try Operators.call(type, CallArguments(arguments))
                    if let e = made.asObject as? ExceptionObject { return e }
                    throw typeError("calling \(try Operators.repr(type)) should have returned an instance of BaseException, not \(made.typeName)")
                }
            } else if case .object(let o) = type, o.kind == .exception {
                if !value.isNone { throw typeError("instance exception may not have a separate value") }
                return unsafeDowncast(o, to: ExceptionObject.self)
            }
            throw typeError("exceptions must be classes or instances deriving from BaseException, not \(type.typeName)")
        }
        t.method("__next__(self)") { a in
            let g = try me(a)
            if let v = try g.step() { return v }
            throw stop(g)
        }
        t.method("__iter__(self)") { a in a[0] }
        t.method("send(self, value, /)") { a in
            let g = try me(a)
            if let v = try g.step(sending: a[1]) { return v }
            throw stop(g)
        }
        t.method("throw(self, type, value=None, traceback=None, /)") { a in
            let g = try me(a)
            let (handled, next) = try g.throwOn(a[3].isNone ? (a[2].isNone ? [a[1]] : [a[1], a[2]]) : [a[1], a[2], a[3]])
            if handled {
                if let next { return next }
                throw stop(g)
            }
            let e = try thrown(a[1], a[2])
            if let tb = a[3].asObject as? TracebackObject { e.rawTrace = tb.trace } else if !a[3].isNone {
                throw typeError("throw() third argument must be a traceback object")
            }
            if let v = try g.raise(e) { return v }
            throw stop(g)
        }
        t.method("close(self)") { a in
            try me(a).close()
            return .none
        }
        func text(_ v: Value, _ what: String) throws -> Value {
            guard v.asString != nil else { throw typeError("\(what) must be set to a string object") }
            return v
        }
        t.property("__name__", get: { o in (o as! GeneratorObject).givenName ?? .string((o as! GeneratorObject).function.name) }, set: { o, v in
            (o as! GeneratorObject).givenName = try text(v, "__name__")
        })
        t.property(
            "__qualname__", get: { o in (o as! GeneratorObject).givenQualifiedName ?? .string((o as! GeneratorObject).function.qualifiedName) },
            set: { o, v in (o as! GeneratorObject).givenQualifiedName = try text(v, "__qualname__") })
        t.property("gi_running") { o in .bool((o as! GeneratorObject).state == .running) }
        t.property("gi_suspended") { o in .bool((o as! GeneratorObject).state == .suspended) }
        t.property("gi_code") { o in .object((o as! GeneratorObject).function.code) }
        t.property("gi_yieldfrom") { o in
            let g = o as! GeneratorObject
            guard g.state == .suspended, case let at = (g.pc - 1).pointee, at.op == .yield, at.c == 1 else { return .none }
            return g.registers[Int(at.d)]
        }
        t.property("gi_frame") { o in
            let g = o as! GeneratorObject
            if g.state == .finished { return .none }
            let line: Int
            if g.state == .running {
                line = Int(g.function.span.line)
            } else {
                let k = max(0, g.pc - g.info.pointee.instructions - 1)
                line = g.state == .created ? Int(g.function.span.line) : Int(g.function.code.spans[k].line)
            }
            return .object(FrameObject(code: g.function.code, line: line, globals: g.function.globals, locals: g.locals(), depth: nil))
        }
    }
}

/// The keyword names of a call, a constant of the code.
final class KeywordNames: Object {
    let names: [Name]
    init(_ names: [Name]) {
        self.names = names
        super.init(type: Types.tuple, kind: .other)
    }
}

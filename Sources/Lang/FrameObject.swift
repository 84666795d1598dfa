// This file defines frames as cells see them: `sys._getframe()`, `traceback.tb_frame`, `generator.gi_frame`.

/// A look at a frame, as it was when it was asked for.
public final class FrameObject: Object {
    let code: Code
    let line: Int
    let globals: Attributes?
    private var locals: DictObject?
    /// Its place on the machine's stack; nil: it does not run.
    let depth: Int?

    init(code: Code, line: Int, globals: Attributes?, locals: DictObject?, depth: Int?) {
        self.code = code
        self.line = line
        self.globals = globals
        self.locals = locals
        self.depth = depth
        super.init(type: FrameObject.frameType)
    }

    /// The frame at a place on the machine's stack (1: the outermost); nil when there is none.
    static func at(_ depth: Int) -> FrameObject? {
        guard depth > 0, depth <= Machine.depth else { return nil }
        let f: UnsafeMutablePointer<Frame> = Machine.frames + depth
        let code = f.pointee.info.pointee.code.value
        let index = max(0, f.pointee.pc - f.pointee.info.pointee.instructions - 1)
        let line = index < code.spans.count ? Int(code.spans[index].line) : Int(code.span.line)
        return FrameObject(
            code: code, line: line, globals: Machine.attributesObject(f.pointee.globals), locals: Interpreter.shared.locals(depth: Machine.depth - depth), depth: depth)
    }

    /// `sys._getframe(up)`; throws ValueError.
    public static func running(up: Int) throws -> Value {
        guard up >= 0, let f = at(Machine.depth - up) else { throw valueError("call stack is not deep enough") }
        return .object(f)
    }

    /// The frame as it is now, while it runs; else as it was.
    private var now: FrameObject {
        guard let depth, let f = FrameObject.at(depth), f.code === code else { return self }
        return f
    }

    public override func repr() throws -> String {
        "<frame at \(Object.address(self)), file \(StrObject.repr(code.source.name)), line \(line), code \(code.name)>"
    }
    public override func traverse(_ visit: (Value) -> Void) { if let l = locals { visit(.object(l)) } }
    public override func clearReferences() { locals = nil }

    public static let frameType = TypeObject.native("frame", subclassable: false) { t in
        func of(_ o: Object) -> FrameObject { o as! FrameObject }
        t.property("f_code") { .object(of($0).code) }
        t.property("f_lineno") { .int(of($0).now.line) }
        t.property("f_lasti") { _ in .int(0) }
        t.property("f_trace") { _ in .none }
        t.property("f_globals") { o in .object(AttributesDict(of(o).globals ?? Interpreter.shared.main.globals, owner: o)) }
        t.property("f_builtins") { o in .object(AttributesDict(Interpreter.shared.builtins.globals, owner: o)) }
        t.property("f_locals") { o in
            let f = of(o).now
            if let l = f.locals { return .object(l) }
            return .object(AttributesDict(f.globals ?? Interpreter.shared.main.globals, owner: o))
        }
        t.property("f_back") { o in of(o).depth.flatMap { FrameObject.at($0 - 1) }.map { .object($0) } ?? .none }
        t.method("clear(self, /)") { _ in .none }
    }
}

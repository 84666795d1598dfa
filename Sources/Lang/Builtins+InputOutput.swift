// This file defines `print`, `input`, `open`, `help` and `exit`.

import Glibc

/// Where `print` writes and what `sys.stdout` is.
public enum StandardStreams {
    public static let output = StandardStream("<stdout>", 1) { Interpreter.shared.output($0) }
    public static let error = StandardStream("<stderr>", 2) { Interpreter.shared.errorOutput($0) }
    public static let input = StandardInput()
    /// The `sys` module once it is imported: its `stdout` may be another object.
    public static weak var sys: ModuleObject?

    /// Writes to what `sys.stdout` is now.
    public static func write(_ text: String) throws {
        if let m = sys, let v = m.globals.get("stdout"), v.asObject !== output {
            _ = try Operators.callMethod(v, "write", .string(text))
        } else {
            Interpreter.shared.output(text)
        }
    }
}

/// `sys.stdout` or `sys.stderr`.
public final class StandardStream: Object {
    let name: String
    let descriptor: Int
    let sink: (String) -> Void
    static let streamType = TypeObject.native("TextIOWrapper", module: "_io", subclassable: false) { t in
        t.method("write(self, text, /)", "Writes a text and returns its length.") { a in
            guard let s = a[1].asObject as? StrObject else { throw typeError("write() argument must be str, not \(a[1].typeName)") }
            (a[0].asObject as! StandardStream).sink(s.value)
            return .int(s.count)
        }
        t.method("writelines(self, lines, /)") { a in
            for l in try a.items(1) { (a[0].asObject as! StandardStream).sink(try Operators.str(l)) }
            return .none
        }
        t.method("flush(self)") { _ in .none }
        t.method("isatty(self)") { a in .bool(Glibc.isatty(Int32((a[0].asObject as! StandardStream).descriptor)) != 0) }
        t.method("fileno(self)") { a in .int((a[0].asObject as! StandardStream).descriptor) }
        t.method("writable(self)") { _ in .bool(true) }
        t.method("readable(self)") { _ in .bool(false) }
        t.method("close(self)") { _ in .none }
        t.method("reconfigure(self, **kwargs)") { _ in .none }
        t.property("name") { .string(($0 as! StandardStream).name) }
        t.property("encoding") { _ in .string("utf-8") }
        t.property("errors") { _ in .string("strict") }
        t.property("mode") { _ in .string("w") }
        t.property("closed") { _ in .bool(false) }
        t.property("buffer") { .object(StandardBuffer($0 as! StandardStream)) }
    }
    init(_ name: String, _ descriptor: Int, _ sink: @escaping (String) -> Void) {
        self.name = name
        self.descriptor = descriptor
        self.sink = sink
        super.init(type: StandardStream.streamType)
    }
    public override func repr() throws -> String { "<_io.TextIOWrapper name='\(name)' mode='w' encoding='utf-8'>" }
}

/// `sys.stdout.buffer`
final class StandardBuffer: Object {
    let stream: StandardStream
    static let bufferType = TypeObject.native("BufferedWriter", module: "_io", subclassable: false) { t in
        t.method("write(self, data, /)") { a in
            guard let b = a[1].asBytes else { throw typeError("a bytes-like object is required, not '\(a[1].typeName)'") }
            (a[0].asObject as! StandardBuffer).stream.sink(String(decoding: b, as: UTF8.self))
            return .int(b.count)
        }
        t.method("flush(self)") { _ in .none }
        t.method("fileno(self)") { a in .int((a[0].asObject as! StandardBuffer).stream.descriptor) }
        t.method("isatty(self)") { a in .bool(Glibc.isatty(Int32((a[0].asObject as! StandardBuffer).stream.descriptor)) != 0) }
        t.method("writable(self)") { _ in .bool(true) }
        t.method("readable(self)") { _ in .bool(false) }
        t.property("name") { .string(($0 as! StandardBuffer).stream.name) }
        t.property("mode") { _ in .string("wb") }
        t.property("closed") { _ in .bool(false) }
    }
    public override func repr() throws -> String { "<_io.BufferedWriter name='\(stream.name)'>" }
    init(_ s: StandardStream) {
        stream = s
        super.init(type: StandardBuffer.bufferType)
    }
}

/// `sys.stdin`
public final class StandardInput: Object {
    static func line() throws -> String { try Interpreter.shared.readLine().map { $0 + "\n" } ?? "" }
    static let inputType = TypeObject.native("TextIOWrapper", module: "_io", subclassable: false) { t in
        t.method("readline(self, size=-1, /)") { _ in .string(try line()) }
        t.method("read(self, size=-1, /)") { _ in
            var s = ""
            while case let l = try line(), !l.isEmpty { s += l }
            return .string(s)
        }
        t.method("readlines(self, hint=-1, /)") { _ in
            var out: [Value] = []
            while case let l = try line(), !l.isEmpty { out.append(.string(l)) }
            return .list(out)
        }
        t.method("isatty(self)") { _ in .bool(Glibc.isatty(0) != 0) }
        t.method("fileno(self)") { _ in .int(0) }
        t.method("close(self)") { _ in .none }
        t.property("encoding") { _ in .string("utf-8") }
        t.property("name") { _ in .string("<stdin>") }
        t.property("buffer") { _ in .object(StandardInputBuffer()) }
        NativeSlots.declare(t, ["__iter__", "__next__"])
    }
    init() { super.init(type: StandardInput.inputType) }
    public override var isIterator: Bool { true }
    public override func iterate() throws -> Value? { .object(self) }
    public override func next() throws -> Value? {
        let l = try StandardInput.line()
        return l.isEmpty ? nil : .string(l)
    }
    public override func repr() throws -> String { "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>" }
}

/// `sys.stdin.buffer`
final class StandardInputBuffer: Object {
    static let bufferType = TypeObject.native("BufferedReader", module: "_io", subclassable: false) { t in
        t.method("readline(self, size=-1, /)") { _ in Value.bytes(Array(try StandardInput.line().utf8)) }
        t.method("read(self, size=-1, /)") { _ in
            var out: [UInt8] = []
            while case let l = try StandardInput.line(), !l.isEmpty { out += l.utf8 }
            return Value.bytes(out)
        }
        t.method("readlines(self, hint=-1, /)") { _ in
            var out: [Value] = []
            while case let l = try StandardInput.line(), !l.isEmpty { out.append(Value.bytes(Array(l.utf8))) }
            return .list(out)
        }
        t.method("fileno(self)") { _ in .int(0) }
        t.method("isatty(self)") { _ in .bool(Glibc.isatty(0) != 0) }
        t.property("name") { _ in .string("<stdin>") }
        t.property("mode") { _ in .string("rb") }
        NativeSlots.declare(t, ["__iter__", "__next__"])
    }
    init() { super.init(type: StandardInputBuffer.bufferType) }
    override var isIterator: Bool { true }
    override func iterate() throws -> Value? { .object(self) }
    override func next() throws -> Value? {
        let l = try StandardInput.line()
        return l.isEmpty ? nil : Value.bytes(Array(l.utf8))
    }
    override func repr() throws -> String { "<_io.BufferedReader name='<stdin>'>" }
}

extension Builtins {
    static func declareInputOutput(_ m: ModuleObject) {
        func separator(_ v: Value, _ name: String, _ fallback: String) throws -> String {
            if v.isNone { return fallback }
            guard let s = v.asString else { throw typeError("\(name) must be None or a string, not \(v.typeName)") }
            return s
        }
        let print = m.function("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Writes the texts of the arguments.") { a in
            let sep = try separator(a[1], "sep", " ")
            let end = try separator(a[2], "end", "\n")
            var out = ""
            if case .object(let o) = a[3], o.type.isHeap {
                // A cell's own file sees each piece, as in CPython.
                let write = try Operators.attribute(a[3], "write")
                for (i, v) in a.rest(0).enumerated() {
                    if i > 0, !sep.isEmpty || a.given(1) { _ = try Operators.call(write, .string(sep)) }
                    _ = try Operators.call(write, .string(Operators.str(v)))
                }
                _ = try Operators.call(write, .string(end))
                if try a.bool(4) { _ = try Operators.callMethod(a[3], "flush") }
                return .none
            }
            for (i, v) in a.rest(0).enumerated() {
                if i > 0 { out += sep }
                out += try Operators.str(v)
            }
            out += end
            if a[3].isNone {
                try StandardStreams.write(out)
            } else {
                _ = try Operators.callMethod(a[3], "write", .string(out))
                if try a.bool(4) { _ = try Operators.callMethod(a[3], "flush") }
            }
            return .none
        }
        print.fast1 = { v in
            try StandardStreams.write(Operators.str(v) + "\n")
            return .none
        }
        m.function("input(prompt='', /)", "Reads a line.") { a in
            let prompt = try Operators.str(a[0])
            if !prompt.isEmpty { try StandardStreams.write(prompt) }
            guard let s = try Interpreter.shared.readLine() else { throw PythonError(Exceptions.eofError, "EOF when reading a line") }
            return .string(s)
        }
        m.function(
            "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", "Opens a file."
        ) { a in
            .object(try FileObject.open(a))
        }
        for name in ["exit", "quit"] {
            m.function("\(name)(code=None)", "Ends the program.") { a in throw PythonError(Exceptions.systemExit, args: [a[0]]) }
        }
        m.function("help(object=..., /)", "Shows what is known of an object.") { a in
            if a.has(0) { try StandardStreams.write(helpText(a[0])) }
            return .none
        }
    }

    /// What `help(x)` prints: the signature and the doc string, of methods too.
    public static func helpText(_ v: Value) -> String {
        var out = ""
        func entry(_ name: String, _ signature: String, _ doc: String, _ indent: String) {
            out += indent + name + signature + "\n"
            for l in doc.split(separator: "\n", omittingEmptySubsequences: false) where !doc.isEmpty { out += indent + "    " + Signature.trim(String(l)) + "\n" }
        }
        if let f = v.asObject as? NativeFunction {
            entry(f.name, f.signature.text, f.doc, "")
        } else if let t = v.asObject as? TypeObject {
            entry("class " + t.name, t.constructorSignature?.value.text ?? "", t.doc ?? ((try? Operators.attributeIfPresent(v, "__doc__")) ?? nil)?.asString ?? "", "")
            for (n, x) in zip(t.namespace.names, t.namespace.values) where !n.text.hasPrefix("_") {
                if let f = x.asObject as? NativeFunction { entry(f.name, f.signature.text, f.doc, "    ") } else {
                    let doc = ((try? Operators.attributeIfPresent(x, "__doc__")) ?? nil)?.asString ?? ""
                    entry(n.text, "", x.type === Types.function ? doc : "", "    ")
                }
            }
        } else {
            let name = ((try? Operators.attributeIfPresent(v, "__name__")) ?? nil)?.asString ?? v.typeName
            let doc = ((try? Operators.attributeIfPresent(v, "__doc__")) ?? nil)?.asString ?? ""
            entry(name, "", doc, "")
        }
        return out
    }
}

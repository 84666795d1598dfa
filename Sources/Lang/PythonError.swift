// This file defines exceptions as Swift errors and the functions that make the common ones.

import Glibc

/// A Python exception on its way up. Every error that native code throws to a cell is one of these.
public struct PythonError: Error {
    public let exception: ExceptionObject
    public init(_ exception: ExceptionObject) { self.exception = exception }

    /// An exception of a type with one message argument.
    public init(_ type: TypeObject, _ message: String) {
        exception = ExceptionObject(type: type, args: [.string(message)])
    }
    public init(_ type: TypeObject, args: [Value]) {
        exception = ExceptionObject(type: type, args: args)
    }
    public func isInstance(of type: TypeObject) -> Bool { exception.type.isSubtype(of: type) }
}

/// An instance of an exception class.
public final class ExceptionObject: Object {
    public var args: [Value]
    public var cause: ExceptionObject?
    public var context: ExceptionObject?
    public var suppressContext = false
    /// The frames it went through, from the one that raised it outwards: code and instruction.
    var rawTrace: [(code: Code, at: Int32)] = []
    /// What a cell assigned to `__traceback__`; nil: nothing.
    var tracebackObject: Value?
    /// What `__traceback__` gave last.
    var knownTraceback: TracebackObject?
    /// From the frame that caught it (first) to the frame that raised it (last), as a traceback prints them.
    public var traceback: [TracebackEntry] {
        var out: [TracebackEntry] = []
        for t in rawTrace.reversed() {
            let span = Int(t.at) >= 0 && Int(t.at) < t.code.spans.count ? t.code.spans[Int(t.at)] : .none
            // Inlined comprehensions have frames of their own in CPython.
            let inside = t.code.inlined.filter { Int(t.at) >= $0.start && Int(t.at) < $0.end }
            var name = t.code.name
            for c in inside.reversed() {
                out.append(TracebackEntry(source: t.code.source, span: c.span, function: name))
                name = c.name
            }
            out.append(TracebackEntry(source: t.code.source, span: span, function: name))
        }
        return out
    }
    /// Forgets the traceback.
    public func clearTraceback() {
        rawTrace = []
        tracebackObject = nil
        knownTraceback = nil
    }
    public var notes: [String] = []
    /// `AttributeError.obj` and `.name`: what the display needs to say "Did you mean".
    public var subject: Value?
    public var attributeName: String?

    public init(type: TypeObject, args: [Value]) {
        self.args = args
        super.init(type: type, kind: .exception)
    }
    public override func str() throws -> String? {
        let base = nativeBase
        if base === Exceptions.keyError, args.count == 1 { return try Operators.repr(args[0]) }
        if base.isSubtype(of: Exceptions.osError), args.count >= 2, args.count <= 5 {
            var s = "[Errno \(try Operators.str(args[0]))] \(try Operators.str(args[1]))"
            if args.count > 2, !args[2].isNone { s += ": " + (try Operators.repr(args[2])) }
            if args.count > 4, !args[4].isNone { s += " -> " + (try Operators.repr(args[4])) }
            return s
        }
        if base.isSubtype(of: Exceptions.syntaxError), args.count == 2, let details = args[1].asObject as? TupleObject, details.items.count >= 2 {
            let file = details.items[0].asString.map { String($0.split(separator: "/").last ?? "") }
            let message = try Operators.str(args[0])
            if let file, case .int(let n) = details.items[1] { return "\(message) (\(file), line \(n))" }
            if case .int(let n) = details.items[1] { return "\(message) (line \(n))" }
            return message
        }
        if base === Exceptions.unicodeDecodeError || base === Exceptions.unicodeEncodeError, let s = EncodingErrors.text(self) { return s }
        if base.isSubtype(of: Exceptions.baseExceptionGroup), args.count == 2 {
            let n = ExceptionGroups.members(self).count
            return "\(try Operators.str(args[0])) (\(n) sub-exception\(n == 1 ? "" : "s"))"
        }
        if base.isSubtype(of: Exceptions.importError), let m = attributes?.get("msg"), args.isEmpty { return try Operators.str(m) }
        if base === Exceptions.unicodeDecodeError || base === Exceptions.unicodeEncodeError,
            let s = try codecText(decoding: base === Exceptions.unicodeDecodeError)
        {
            return s
        }
        switch args.count {
        case 0: return ""
        case 1: return try Operators.str(args[0])
        default: return try Operators.repr(.tuple(args))
        }
    }

    /// `e.args`: an OSError keeps its file names apart.
    var visibleArguments: [Value] {
        args.count >= 3 && args.count <= 5 && nativeBase.isSubtype(of: Exceptions.osError) ? Array(args.prefix(2)) : args
    }

    /// `'utf-8' codec can't decode byte 0xff in position 0: …`; nil when the arguments are not of that shape.
    private func codecText(decoding: Bool) throws -> String? {
        guard args.count == 5, let encoding = args[0].asString, case .int(let start) = args[2], case .int(let end) = args[3] else { return nil }
        let reason = try Operators.str(args[4])
        let many = "in position \(start)-\(end - 1): \(reason)"
        if decoding {
            guard let data = (args[1].asObject as? BytesObject)?.items else { return nil }
            guard start >= 0, start < data.count, end == start + 1 else { return "'\(encoding)' codec can't decode bytes \(many)" }
            let hex = String(data[start], radix: 16)
            return "'\(encoding)' codec can't decode byte 0x\(hex.count < 2 ? "0" : "")\(hex) in position \(start): \(reason)"
        }
        guard let text = args[1].asString else { return nil }
        let scalars = Array(text.unicodeScalars)
        guard start >= 0, start < scalars.count, end == start + 1 else { return "'\(encoding)' codec can't encode characters \(many)" }
        let v = scalars[start].value
        let digits = String(v, radix: 16)
        let width = v <= 0xFF ? 2 : v <= 0xFFFF ? 4 : 8
        let escape = (v <= 0xFF ? "\\x" : v <= 0xFFFF ? "\\u" : "\\U") + String(repeating: "0", count: max(0, width - digits.count)) + digits
        return "'\(encoding)' codec can't encode character '\(escape)' in position \(start): \(reason)"
    }

    public override func repr() throws -> String {
        let args = visibleArguments
        if args.count == 1 { return "\(type.name)(\(try Operators.repr(args[0])))" }
        return type.name + (args.isEmpty ? "()" : try Operators.repr(.tuple(args)))
    }
    public override var allowsAttributes: Bool { true }
    public override func traverse(_ visit: (Value) -> Void) {
        args.forEach(visit)
        if let s = subject { visit(s) }
        if let c = cause { visit(.object(c)) }
        if let c = context { visit(.object(c)) }
    }
    public override func clearReferences() {
        args = []
        subject = nil
        cause = nil
        context = nil
    }
}

public struct TracebackEntry {
    public let source: Source
    public let span: Span
    /// The function's name, `<module>` at the top level.
    public let function: String
    public init(source: Source, span: Span, function: String) {
        self.source = source
        self.span = span
        self.function = function
    }
}

public func typeError(_ m: String) -> PythonError { PythonError(Exceptions.typeError, m) }
public func valueError(_ m: String) -> PythonError { PythonError(Exceptions.valueError, m) }
public func indexError(_ m: String) -> PythonError { PythonError(Exceptions.indexError, m) }
public func keyError(_ key: Value) -> PythonError { PythonError(Exceptions.keyError, args: [key]) }
public func attributeError(_ m: String) -> PythonError { PythonError(Exceptions.attributeError, m) }
/// `'T' object has no attribute 'name'`, with the object for the suggestion.
public func attributeError(_ m: String, of object: Value, _ name: Name) -> PythonError {
    let e = PythonError(Exceptions.attributeError, m)
    e.exception.subject = object
    e.exception.attributeName = name.text
    return e
}
public func runtimeError(_ m: String) -> PythonError { PythonError(Exceptions.runtimeError, m) }
public func overflowError(_ m: String) -> PythonError { PythonError(Exceptions.overflowError, m) }
public func zeroDivisionError(_ m: String) -> PythonError { PythonError(Exceptions.zeroDivisionError, m) }
public func importError(_ m: String) -> PythonError { PythonError(Exceptions.importError, m) }
public func notImplementedError(_ m: String) -> PythonError { PythonError(Exceptions.notImplementedError, m) }
/// An OSError of the right subclass for `errno`, with CPython's words: `[Errno 2] No such file or directory: 'x'`.
public func osError(_ errno: Int32, path: String?) -> PythonError { Exceptions.osError(errno, path: path) }

/// The exception types, as in CPython's hierarchy.
public enum Exceptions {
    private static func make(_ name: String, _ base: TypeObject?) -> TypeObject {
        let t = TypeObject.native(name, base: base)
        t.make = { cls, a in .object(ExceptionObject(type: cls, args: a.positional)) }
        t.makeTakesArguments = true
        return t
    }
    public static let baseException = make("BaseException", nil)
    public static let exception = make("Exception", baseException)
    public static let systemExit = make("SystemExit", baseException)
    public static let keyboardInterrupt = make("KeyboardInterrupt", baseException)
    public static let generatorExit = make("GeneratorExit", baseException)
    public static let stopIteration = make("StopIteration", exception)
    public static let arithmeticError = make("ArithmeticError", exception)
    public static let floatingPointError = make("FloatingPointError", arithmeticError)
    public static let overflowError = make("OverflowError", arithmeticError)
    public static let zeroDivisionError = make("ZeroDivisionError", arithmeticError)
    public static let assertionError = make("AssertionError", exception)
    public static let attributeError = make("AttributeError", exception)
    public static let bufferError = make("BufferError", exception)
    public static let eofError = make("EOFError", exception)
    public static let importError = make("ImportError", exception)
    public static let moduleNotFoundError = make("ModuleNotFoundError", importError)
    public static let lookupError = make("LookupError", exception)
    public static let indexError = make("IndexError", lookupError)
    public static let keyError = make("KeyError", lookupError)
    public static let memoryError = make("MemoryError", exception)
    public static let nameError = make("NameError", exception)
    public static let unboundLocalError = make("UnboundLocalError", nameError)
    public static let osError = make("OSError", exception)
    public static let blockingIOError = make("BlockingIOError", osError)
    public static let childProcessError = make("ChildProcessError", osError)
    public static let connectionError = make("ConnectionError", osError)
    public static let brokenPipeError = make("BrokenPipeError", connectionError)
    public static let connectionAbortedError = make("ConnectionAbortedError", connectionError)
    public static let connectionRefusedError = make("ConnectionRefusedError", connectionError)
    public static let connectionResetError = make("ConnectionResetError", connectionError)
    public static let processLookupError = make("ProcessLookupError", osError)
    public static let stopAsyncIteration = make("StopAsyncIteration", exception)
    public static let encodingWarning = make("EncodingWarning", warning)
    public static let unicodeTranslateError = make("UnicodeTranslateError", unicodeError)
    public static let fileExistsError = make("FileExistsError", osError)
    public static let fileNotFoundError = make("FileNotFoundError", osError)
    public static let interruptedError = make("InterruptedError", osError)
    public static let isADirectoryError = make("IsADirectoryError", osError)
    public static let notADirectoryError = make("NotADirectoryError", osError)
    public static let permissionError = make("PermissionError", osError)
    public static let timeoutError = make("TimeoutError", osError)
    public static let referenceError = make("ReferenceError", exception)
    public static let runtimeError = make("RuntimeError", exception)
    public static let notImplementedError = make("NotImplementedError", runtimeError)
    public static let recursionError = make("RecursionError", runtimeError)
    public static let syntaxError = make("SyntaxError", exception)
    public static let indentationError = make("IndentationError", syntaxError)
    public static let tabError = make("TabError", indentationError)
    public static let systemError = make("SystemError", exception)
    public static let typeError = make("TypeError", exception)
    public static let valueError = make("ValueError", exception)
    public static let unicodeError = make("UnicodeError", valueError)
    public static let unicodeDecodeError = make("UnicodeDecodeError", unicodeError)
    public static let unicodeEncodeError = make("UnicodeEncodeError", unicodeError)
    public static let warning = make("Warning", exception)
    public static let userWarning = make("UserWarning", warning)
    public static let deprecationWarning = make("DeprecationWarning", warning)
    public static let runtimeWarning = make("RuntimeWarning", warning)
    public static let futureWarning = make("FutureWarning", warning)
    public static let syntaxWarning = make("SyntaxWarning", warning)
    public static let pendingDeprecationWarning = make("PendingDeprecationWarning", warning)
    public static let importWarning = make("ImportWarning", warning)
    public static let unicodeWarning = make("UnicodeWarning", warning)
    public static let bytesWarning = make("BytesWarning", warning)
    public static let resourceWarning = make("ResourceWarning", warning)
    public static let baseExceptionGroup = make("BaseExceptionGroup", baseException)
    public static let exceptionGroup: TypeObject = {
        let t = TypeObject(name: "ExceptionGroup", module: "builtins", bases: [baseExceptionGroup, exception], isHeap: false, metatype: Types.type)
        t.mro = [t, baseExceptionGroup, exception, baseException, Types.object]
        _ = Unmanaged.passRetained(t)
        return t
    }()

    /// Every type above, for builtins.
    public static let all: [TypeObject] = [
        baseException, exception, systemExit, keyboardInterrupt, generatorExit, stopIteration, arithmeticError, floatingPointError, overflowError,
        zeroDivisionError, assertionError, attributeError, bufferError, eofError, importError, moduleNotFoundError, lookupError, indexError, keyError,
        memoryError, nameError, unboundLocalError, osError, blockingIOError, childProcessError, connectionError, brokenPipeError, fileExistsError,
        fileNotFoundError, interruptedError, isADirectoryError, notADirectoryError, permissionError, timeoutError, referenceError, runtimeError,
        notImplementedError, recursionError, syntaxError, indentationError, tabError, systemError, typeError, valueError, unicodeError,
        unicodeDecodeError, unicodeEncodeError, warning, userWarning, deprecationWarning, runtimeWarning, futureWarning, syntaxWarning,
        pendingDeprecationWarning, importWarning, unicodeWarning, bytesWarning, resourceWarning, baseExceptionGroup, exceptionGroup,
        connectionAbortedError, connectionRefusedError, connectionResetError, processLookupError, stopAsyncIteration, encodingWarning, unicodeTranslateError,
    ]

    static func osError(_ code: Int32, path: String?) -> PythonError {
        let type: TypeObject
        switch code {
        case EEXIST: type = fileExistsError
        case ENOENT: type = fileNotFoundError
        case EISDIR: type = isADirectoryError
        case ENOTDIR: type = notADirectoryError
        case EACCES, EPERM: type = permissionError
        case EPIPE: type = brokenPipeError
        case EINTR: type = interruptedError
        default: type = osError
        }
        let words = String(cString: strerror(code))
        var args: [Value] = [.int(Int(code)), .string(words)]
        if let path { args.append(.string(path)) }
        return PythonError(type, args: args)
    }
}

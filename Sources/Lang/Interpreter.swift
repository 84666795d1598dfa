// This file defines the face of the language to its hosts: run a cell, import a module, print.

import Glibc

/// The one interpreter of a process (values are confined to its thread).
public final class Interpreter {
    public static let shared = Interpreter()

    /// The globals of the cells (`__main__`).
    public let main = ModuleObject("__main__")
    /// Where `print` and `sys.stdout` write; the session and the replay replace it.
    public var output: (String) -> Void = { s in
        var s = s
        s.withUTF8 { p in
            var rest = UnsafeRawBufferPointer(p)
            while rest.count > 0 {
                let n = write(1, rest.baseAddress, rest.count)
                if n <= 0 { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[n...])
            }
        }
    }
    public var errorOutput: (String) -> Void = { s in
        var s = s
        s.withUTF8 { p in _ = write(2, p.baseAddress, p.count) }
    }
    /// Reads a line of standard input for `input()`, without its end; nil at the end of input. The prompt is already written.
    public var readLine: () throws -> String? = { Swift.readLine() }
    /// Folders that `import name` searches for `name.vnb`, `name.py` and packages.
    public var path: [String] = ["."]
    /// The folders as `sys.path` lists them now, once a cell has seen it.
    public var livePath: (() -> [String])?
    /// The folders to search.
    public var searchPath: [String] { livePath?() ?? path }
    public var arguments: [String] = [""]
    /// Turns a module file's text into the code of its module (`.vnb`: its code cells). Set by the host that knows notebook files.
    public var moduleText: (_ path: String, _ text: String) throws -> String = { _, text in text }

    /// Set from a signal handler to raise KeyboardInterrupt at the next safe point; polled by the machine's loop and by every native operation that can take long.
    public static var interruptRequested: UnsafeMutablePointer<sig_atomic_t> = {
        let p = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        p.pointee = 0
        return p
    }()

    /// Throws KeyboardInterrupt when one is requested (and clears the request).
    @inline(__always) public static func checkInterrupt() throws {
        if interruptRequested.pointee != 0 { try raiseInterrupt() }
    }
    static func raiseInterrupt() throws {
        interruptRequested.pointee = 0
        if let e = interruptError() { throw e }
        throw PythonError(Exceptions.keyboardInterrupt, args: [])
    }
    /// What a library wants thrown at the next check instead of KeyboardInterrupt; nil: nothing.
    public static var interruptError: () -> Error? = { nil }

    /// What `atexit` has registered: the last one runs first.
    public var exitHandlers: [(function: Value, run: () throws -> Void)] = []
    /// Runs what `atexit` has registered. Called by a host when a program has ended, its exception shown.
    public func runExitHandlers() {
        while let h = exitHandlers.popLast() {
            do { try h.run() } catch let e as PythonError {
                if e.isInstance(of: Exceptions.systemExit) { continue }
                errorOutput("Exception ignored in atexit callback: \((try? Operators.repr(h.function)) ?? "")\n" + traceback(e))
            } catch {}
        }
    }

    /// The names that every cell sees.
    public let builtins: ModuleObject

    private init() {
        _ = Machine.start
        builtins = Builtins.module
        RuntimeTypes.declare()
        Machine.prepareShortWays()
        main.globals.set(Names.builtins, .object(builtins))
        ModuleTable.shared.add(main)
    }

    /// Parses, compiles and runs a text in `module`'s globals.
    /// - Returns: the value of a last expression statement when `wantsValue`, else `.none`; `.unbound` when there is none.
    /// - Throws: `PythonError` (SyntaxError included).
    public func run(_ source: Source, in module: ModuleObject, wantsValue: Bool = false) throws -> Value {
        let code = try compile(source, wantsValue: wantsValue)
        let function = FunctionObject(code: code, globals: module.globals, cells: [], defaults: [], keywordDefaults: nil)
        Layout.check(function)
        let value = try Machine.call(function, CallArguments())
        // An interrupt that came during the last statement's last operation.
        try Interpreter.checkInterrupt()
        return value
    }

    /// The code of a text, without running it.
    public func compile(_ source: Source, wantsValue: Bool = false) throws -> Code {
        let tree = try Parser.parse(source)
        let scope = try Resolver.resolve(tree)
        return try CodeBuilder.compile(tree, scope: scope, wantsValue: wantsValue)
    }

    /// The value of an expression in `module`'s globals, with extra names in front of them. For hosts (completion, format tests), not for cells.
    public func evaluate(_ text: String, in module: ModuleObject) throws -> Value {
        try run(Source(name: "<expression>", text: text), in: module, wantsValue: true)
    }

    /// Runs `body` on a thread with a stack large enough for deep recursion through native code, and waits for it.
    public static func runOnLargeStack(_ body: @escaping () -> Void) {
        final class Box {
            let body: () -> Void
            let size: Int
            init(_ body: @escaping () -> Void, _ size: Int) {
                self.body = body
                self.size = size
            }
        }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        var size = 1 << 30
        while pthread_attr_setstacksize(&attributes, size) != 0, size > 1 << 20 { size /= 2 }
        var thread = pthread_t()
        var status: Int32 = -1
        var box = RawObject(bitPattern: 1)!
        for n in [size, 64 << 20] where status != 0 {
            pthread_attr_setstacksize(&attributes, n)
            box = Unmanaged.passRetained(Box(body, n)).toOpaque()
            status = pthread_create(
                &thread, &attributes,
                { p in
                    let box = Unmanaged<Box>.fromOpaque(p!).takeRetainedValue()
                    _ = Machine.start
                    Machine.setNativeStack(size: box.size)
                    box.body()
                    return nil
                }, box)
            if status != 0 { Unmanaged<Box>.fromOpaque(box).release() }
        }
        pthread_attr_destroy(&attributes)
        if status == 0 {
            pthread_join(thread, nil)
        } else {
            body()
        }
    }

    /// `sys.setrecursionlimit`
    public var recursionLimit: Int {
        get { Machine.recursionLimit }
        set { Machine.setRecursionLimit(newValue) }
    }

    /// `gc.collect()`: the number of unreachable containers found.
    @discardableResult public func collectGarbage() -> Int { GarbageCollector.collect() }
    /// `gc.enable()`, `gc.disable()`
    public var collectsGarbage: Bool {
        get { GarbageCollector.isEnabled }
        set { GarbageCollector.isEnabled = newValue }
    }
    /// Containers that the collector knows.
    public var trackedObjects: Int { GarbageCollector.counts.young + GarbageCollector.counts.old }

    /// The exception being handled (`sys.exc_info()`).
    public var handledException: ExceptionObject? { Machine.currentException }

    /// The module whose code runs now.
    public var currentModule: ModuleObject {
        guard Machine.frame != nil, Machine.frame > Machine.frames else { return main }
        let g = Machine.attributesObject(Machine.frame.pointee.globals)
        if g === main.globals { return main }
        for m in ModuleTable.shared.loadedModules.values where m.globals === g { return m }
        return main
    }

    /// Where the code that runs now stands: source, line and function, `depth` frames up (for `warnings`, `inspect`).
    public func position(depth: Int = 0) -> (source: Source, line: Int, function: String)? {
        guard Machine.frame != nil else { return nil }
        let f: UnsafeMutablePointer<Frame> = Machine.frame - depth
        guard f > Machine.frames else { return nil }
        let code = f.pointee.info.pointee.code.value
        let index = max(0, f.pointee.pc - f.pointee.info.pointee.instructions - 1)
        return (code.source, Int(code.spans[index].line), code.name)
    }

    /// Local names of the frame `depth` up; nil at module level.
    func locals(depth: Int = 0) -> DictObject? {
        guard Machine.frame != nil else { return nil }
        let f: UnsafeMutablePointer<Frame> = Machine.frame - depth
        guard f > Machine.frames else { return nil }
        let code = f.pointee.info.pointee.code.value
        if code.scopeKind == .module { return nil }
        let d = DictObject()
        if let ns = f.pointee.namespace {
            Machine.attributesObject(ns).forEach { n, v in try? d.set(n.value, v) }
            return d
        }
        for (i, n) in code.localNames.enumerated() {
            var v = f.pointee.registers[i]
            if code.cellNames[i] != nil, case .object(let o) = v, o.kind == .cell { v = unsafeDowncast(o, to: CellObject.self).content }
            if !v.isUnbound { try? d.set(n.value, v) }
        }
        let cells = Machine.cellsOf(f.pointee.function)
        for (i, n) in code.freeNames.enumerated() {
            if case .object(let o) = cells[i], o.kind == .cell {
                let v = unsafeDowncast(o, to: CellObject.self).content
                if !v.isUnbound { try? d.set(n.value, v) }
            }
        }
        return d
    }

    /// `import name`: native modules first, then files on `path`. Throws ModuleNotFoundError.
    /// The name of the source whose code is running.
    public static var runningFile: String { Machine.frame.pointee.info.pointee.code.value.source.name }

    public func importModule(_ name: String) throws -> ModuleObject { try Importer.module(name) }

    /// An exception as CPython 3.11 prints it, traceback, chain and notes included.
    public func traceback(_ error: PythonError) -> String { TracebackPrinter.text(error.exception) }
}

// This file defines the saved form of a session: every value reachable from the globals, with sharing, written out and read back into a fresh process.
//
// A value is a tag and its data. An object is written where it is met first and gets the next number; later meetings write the number. What can be made empty
// (lists, instances, classes, functions, cells) is numbered before its contents, so cycles close; what cannot (tuples, bound methods) is written after what it
// holds. Functions are saved as the source text that defines them and their place in it; native functions, types and modules by name. A live generator, an open
// file and other things without a saved form are refused, with the path that leads to them.

/// A native class whose instances have a saved form. Register it with `Snapshot.register`.
public protocol Snapshotable: Object {
    /// The tag in the file; never changed once used.
    static var snapshotName: String { get }
    /// Writes what `readSnapshot` needs: numbers, texts, buffers, values that cannot lead back to this object.
    func writeSnapshot(_ w: SnapshotWriter) throws
    /// Makes the object. `type` is its class: the native one or a cell's class derived from it. (`attributes` are restored by the reader.)
    static func readSnapshot(_ r: SnapshotReader, type: TypeObject) throws -> Object
    /// Writes values that may lead back to this object.
    func writeContents(_ w: SnapshotWriter) throws
    /// Reads what `writeContents` wrote.
    func readContents(_ r: SnapshotReader) throws
}

extension Snapshotable {
    public func writeContents(_ w: SnapshotWriter) throws {}
    public func readContents(_ r: SnapshotReader) throws {}
}

/// Why a session cannot be saved, or a saved one not be read.
public struct SnapshotError: Error, CustomStringConvertible {
    /// How the session reaches the thing: `model.history[3]`.
    public let path: String
    public let reason: String
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
    public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}

public enum Snapshot {
    static let magic: [UInt8] = Array("VSNAP1\n".utf8)
    static var classes: [String: any Snapshotable.Type] = [
        MappingProxy.snapshotName: MappingProxy.self, DictView.snapshotName: DictView.self, GenericAlias.snapshotName: GenericAlias.self, UnionType.snapshotName: UnionType.self,
    ]
    static var states: [(name: String, save: (SnapshotWriter) throws -> Void, restore: (SnapshotReader) throws -> Void)] = []

    static var typeMakers: [String: (Value) throws -> TypeObject] = [:]
    static var typeHooks: [(TypeObject) throws -> Void] = []

    /// How types with a `recipe` are made again.
    public static func registerTypeMaker(_ name: String, _ make: @escaping (Value) throws -> TypeObject) { typeMakers[name] = make }
    /// Called for each class that was read, its namespace complete but for native functions, which `hook` puts back (those of data classes).
    public static func registerTypeHook(_ hook: @escaping (TypeObject) throws -> Void) { typeHooks.append(hook) }

    /// Makes a native class known to the reader.
    public static func register(_ c: any Snapshotable.Type) { classes[c.snapshotName] = c }

    /// State that no value holds (the default random stream, open figures): saved and restored with every session.
    public static func registerState(_ name: String, save: @escaping (SnapshotWriter) throws -> Void, restore: @escaping (SnapshotReader) throws -> Void) {
        states.removeAll { $0.name == name }
        states.append((name, save, restore))
    }

    /// The saved form of the session: the globals of the cells and of the modules made from files, and the registered states.
    /// - Parameter storeBuffer: where large buffers go; the key it returns stands for the buffer. nil: they are written in place.
    /// - Throws: `SnapshotError` naming what cannot be saved and where it is.
    public static func save(storeBuffer: ((UnsafeRawBufferPointer) throws -> String)? = nil) throws -> [UInt8] {
        let w = SnapshotWriter()
        w.storeBuffer = storeBuffer
        w.bytes = magic
        let interpreter = Interpreter.shared
        let modules = ModuleTable.shared.loadedModules.values.filter { $0 !== interpreter.main && ($0.file != nil || $0.globals.get(Names.path) != nil) }
            .sorted { $0.name < $1.name }
        w.integer(modules.count)
        for m in modules { try w.value(.object(m)) }
        try w.value(.object(interpreter.main))
        w.integer(interpreter.recursionLimit)
        // Native modules that were imported, so that their states exist when they are read.
        let native = ModuleTable.shared.loadedModules.values.filter { $0.file == nil && $0.globals.get(Names.path) == nil && $0 !== interpreter.main }.map { $0.name }.sorted()
        w.integer(native.count)
        native.forEach(w.string)
        w.integer(states.count)
        for s in states {
            w.string(s.name)
            let inner = SnapshotWriter(sharing: w)
            try s.save(inner)
            w.bytes = inner.bytes
            w.adopt(inner)
            w.byte(0x5A)
        }
        return w.bytes
    }

    /// Makes the session what it was when `save` wrote `bytes`. The interpreter must be fresh.
    public static func restore(_ bytes: [UInt8], loadBuffer: ((String) throws -> [UInt8])? = nil) throws {
        guard bytes.starts(with: magic) else { throw SnapshotError(path: "", reason: "not a saved session, or one of another version") }
        let r = SnapshotReader(bytes)
        r.loadBuffer = loadBuffer
        r.position = magic.count
        for _ in 0..<(try r.integer()) { _ = try r.value() }
        _ = try r.value()
        Interpreter.shared.recursionLimit = try r.integer()
        for _ in 0..<(try r.integer()) { _ = try? Importer.module(try r.string()) }
        for _ in 0..<(try r.integer()) {
            let name = try r.string()
            guard let s = states.first(where: { $0.name == name }) else { throw SnapshotError(path: "", reason: "unknown state '\(name)'") }
            try s.restore(r)
            guard try r.byte() == 0x5A else { throw SnapshotError(path: "", reason: "state '\(name)' was read otherwise than written") }
        }
    }

    // MARK: Names of native things

    enum Tag {
        static let none: UInt8 = 0, no: UInt8 = 1, yes: UInt8 = 2, int: UInt8 = 3, float: UInt8 = 4, reference: UInt8 = 5, unbound: UInt8 = 6, define: UInt8 = 7
        static let native: UInt8 = 8, nativeModule: UInt8 = 9
        static let str: UInt8 = 10, bytes: UInt8 = 11, bigInt: UInt8 = 12, list: UInt8 = 13, tuple: UInt8 = 14, dict: UInt8 = 15, set: UInt8 = 16, range: UInt8 = 17
        static let slice: UInt8 = 18, cell: UInt8 = 19, function: UInt8 = 20, method: UInt8 = 21, type: UInt8 = 22, exception: UInt8 = 23, property: UInt8 = 24
        static let staticMethod: UInt8 = 25, classMethod: UInt8 = 26, intInstance: UInt8 = 27, floatInstance: UInt8 = 28, instance: UInt8 = 29, module: UInt8 = 30
        static let code: UInt8 = 31, attributes: UInt8 = 32, plain: UInt8 = 33, snapshotable: UInt8 = 34, main: UInt8 = 35
        static let madeType: UInt8 = 36, closedFile: UInt8 = 37
    }

    /// Types that no module lists.
    static let hiddenTypes: [String: TypeObject] = {
        var t: [String: TypeObject] = [:]
        for x in [
            Types.noneType, Types.function, Types.nativeFunction, Types.methodDescriptor, Types.boundMethod, Types.generator, Types.nativeProperty, Types.module,
            Types.cell, Types.ellipsis, Types.notImplemented, Types.code, Types.traceback, MappingProxy.proxyType, UnionType.unionType, AttributesDict.viewType,
        ] { t[x.name] = x }
        return t
    }()

    /// How native objects are found again: object → module, name, name inside a type.
    static func nativeIndex() -> [ObjectIdentifier: (module: String, name: String, inner: String)] {
        var index: [ObjectIdentifier: (module: String, name: String, inner: String)] = [:]
        func add(_ o: Object, _ module: String, _ name: String, _ inner: String) {
            let id = ObjectIdentifier(o)
            if index[id] == nil { index[id] = (module, name, inner) }
        }
        for (name, t) in hiddenTypes {
            add(t, "", name, "")
            t.namespace.forEach { n, v in if case .object(let m) = v { add(m, "", name, n.text) } }
        }
        for m in ModuleTable.shared.loadedModules.values.sorted(by: { $0.name < $1.name }) where m !== Interpreter.shared.main && m.file == nil && m.globals.get(Names.path) == nil {
            m.globals.forEach { n, v in
                guard case .object(let o) = v else { return }
                switch o.kind {
                case .list, .dict, .set, .instance, .str, .module, .tuple, .bytes: return
                case .function:
                    // Functions of modules that are written in the cell language are made again by importing the module.
                    if unsafeDowncast(o, to: FunctionObject.self).globals === m.globals { add(o, m.name, n.text, "") }
                case .type:
                    let t = unsafeDowncast(o, to: TypeObject.self)
                    if t.isHeap {
                        guard t.module == m.name else { return }
                        add(o, m.name, n.text, "")
                        t.namespace.forEach { k, v in
                            if case .object(let f) = v, f.kind == .function || f.kind == .nativeFunction || f.kind == .property || f.kind == .staticMethod || f.kind == .classMethod { add(f, m.name, n.text, k.text) }
                        }
                        return
                    }
                    add(o, m.name, n.text, "")
                    t.namespace.forEach { k, v in
                        guard case .object(let inner) = v, inner.kind == .nativeFunction || inner.kind == .other || inner.kind == .staticMethod || inner.kind == .classMethod || inner.kind == .property
                            || inner.kind == .type
                        else { return }
                        add(inner, m.name, n.text, k.text)
                        // The functions inside static and class methods are met when they are read through the class.
                        if let s = inner as? StaticMethodObject, let f = s.function.asObject { add(f, m.name, n.text, k.text + "\u{1}") }
                        if let s = inner as? ClassMethodObject, let f = s.function.asObject { add(f, m.name, n.text, k.text + "\u{1}") }
                    }
                default: add(o, m.name, n.text, "")
                }
            }
        }
        return index
    }

    /// The native object of that name.
    static func native(_ module: String, _ name: String, _ inner: String) throws -> Value {
        let outer: Value?
        if module.isEmpty {
            outer = hiddenTypes[name].map { .object($0) }
        } else {
            outer = try Importer.module(module).globals.get(Name(name))
        }
        guard let outer else { throw SnapshotError(path: "", reason: "'\(module).\(name)' is gone") }
        if inner.isEmpty { return outer }
        let function = inner.hasSuffix("\u{1}")
        guard let t = outer.asObject as? TypeObject, let v = t.namespace.get(Name(function ? String(inner.dropLast()) : inner)) else {
            throw SnapshotError(path: "", reason: "'\(module).\(name).\(inner)' is gone")
        }
        if function {
            if let s = v.asObject as? StaticMethodObject { return s.function }
            if let s = v.asObject as? ClassMethodObject { return s.function }
        }
        return v
    }
}

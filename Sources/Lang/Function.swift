// This file defines functions, cells and instances of cell classes.

/// The variable of a closure.
public final class CellObject: Object {
    // Read by the machine at a fixed offset.
    var content: Value
    init(_ v: Value) {
        content = v
        super.init(type: Types.cell, kind: .cell)
    }
    public override func repr() throws -> String {
        content.isUnbound ? "<cell at \(Object.address(self)): empty>" : "<cell at \(Object.address(self)): \(content.typeName) object>"
    }
    public override func traverse(_ visit: (Value) -> Void) { visit(content) }
    public override func clearReferences() { content = .none }
}

/// A function defined by `def` or `lambda`.
public final class FunctionObject: Object {
    // The first five are read by the machine at fixed offsets (see `Layout`): keep their order.
    let info: UnsafeMutablePointer<CodeInfo>
    let cells: Register
    let globals: Attributes
    /// One value a parameter that has a default, the last positional ones.
    private(set) var defaultValues: Register
    private(set) var defaultCount: Int
    private(set) var code: Code
    public internal(set) var name: String
    public internal(set) var qualifiedName: String
    public internal(set) var keywordDefaults: DictObject?
    var annotationDict: DictObject?
    var docValue: Value
    let cellCount: Int
    /// The module whose globals it uses.
    let moduleName: Value

    init(code: Code, globals: Attributes, cells: [Value], defaults: [Value], keywordDefaults: DictObject?) {
        self.code = code
        info = code.info
        self.globals = globals
        name = code.name
        qualifiedName = code.qualifiedName
        self.keywordDefaults = keywordDefaults
        cellCount = cells.count
        self.cells = .allocate(capacity: max(cells.count, 1))
        self.cells.initialize(from: cells, count: cells.count)
        defaultCount = defaults.count
        defaultValues = .allocate(capacity: max(defaults.count, 1))
        defaultValues.initialize(from: defaults, count: defaults.count)
        docValue = code.doc.map(Value.string) ?? .none
        moduleName = globals.get(Names.name) ?? .none
        super.init(type: Types.function, kind: .function)
    }

    deinit {
        cells.deinitialize(count: cellCount)
        cells.deallocate()
        defaultValues.deinitialize(count: defaultCount)
        defaultValues.deallocate()
    }

    public var defaults: [Value] {
        get { Array(UnsafeBufferPointer(start: defaultValues, count: defaultCount)) }
        set {
            let old = defaultValues, n = defaultCount
            defaultValues = .allocate(capacity: max(newValue.count, 1))
            defaultValues.initialize(from: newValue, count: newValue.count)
            defaultCount = newValue.count
            old.deinitialize(count: n)
            old.deallocate()
        }
    }
    public var doc: String? { docValue.asString }
    /// The text of the definition, for `name??` and `inspect.getsource`.
    public var sourceText: String {
        let s = code.span
        let lines = (Int(s.line)...max(Int(s.line), Int(s.endLine))).map { code.source.line($0) }
        return lines.joined(separator: "\n")
    }
    public var source: Source { code.source }
    public var span: Span { code.span }

    /// The cells of the closure, in the order of `code.freeNames`.
    var closure: [Value] { Array(UnsafeBufferPointer(start: cells, count: cellCount)) }

    /// `(a, b=1, *args, c, **kw)`, as `help` shows it.
    public var signatureText: String {
        let i = info.pointee
        var parts: [String] = []
        let names = code.parameterNames
        func annotated(_ n: Name) -> String {
            guard let a = annotationDict, let v = try? a.get(n.value) else { return n.text }
            return n.text + ": " + FunctionObject.annotationText(v)
        }
        func withDefault(_ n: Name, _ v: Value?) -> String {
            let t = annotated(n)
            guard let v else { return t }
            let r = (try? Operators.repr(v)) ?? "..."
            return t == n.text ? "\(t)=\(r)" : "\(t) = \(r)"
        }
        let d = defaults
        for p in 0..<i.positionalCount {
            let k = p - (i.positionalCount - d.count)
            parts.append(withDefault(names[p], k >= 0 ? d[k] : nil))
            if p + 1 == i.positionalOnlyCount { parts.append("/") }
        }
        let extra = i.positionalCount + i.keywordOnlyCount
        if i.hasVarArgs { parts.append("*" + annotated(names[extra])) } else if i.keywordOnlyCount > 0 { parts.append("*") }
        for p in i.positionalCount..<extra { parts.append(withDefault(names[p], try? keywordDefaults?.get(names[p].value))) }
        if i.hasVarKeywords { parts.append("**" + annotated(names[extra + (i.hasVarArgs ? 1 : 0)])) }
        var text = "(" + parts.joined(separator: ", ") + ")"
        if let a = annotationDict, let r = try? a.get(.string("return")) { text += " -> " + FunctionObject.annotationText(r) }
        return text
    }

    static func annotationText(_ v: Value) -> String {
        if case .object(let o) = v, o.kind == .type { return unsafeDowncast(o, to: TypeObject.self).qualifiedName }
        if v.isNone { return "None" }
        return (try? Operators.repr(v)) ?? "..."
    }

    public override var isCallable: Bool { true }
    public override var allowsAttributes: Bool { true }
    public override func call(_ a: CallArguments) throws -> Value? { try Machine.call(self, a) }
    public override func repr() throws -> String { "<function \(qualifiedName) at \(Object.address(self))>" }
    public override func traverse(_ visit: (Value) -> Void) {
        for i in 0..<cellCount { visit(cells[i]) }
        for i in 0..<defaultCount { visit(defaultValues[i]) }
        if let k = keywordDefaults { visit(.object(k)) }
        if let a = annotationDict { visit(.object(a)) }
        visit(docValue)
    }
    public override func clearReferences() {
        for i in 0..<cellCount { cells[i] = .none }
        defaults = []
        keywordDefaults = nil
        annotationDict = nil
    }
}

/// An instance of a cell class without a native base.
public final class InstanceObject: Object {
    public init(type: TypeObject) { super.init(type: type, kind: .instance) }

    deinit {
        if gcBits & GarbageCollector.weaklyReferenced != 0 { WeakTable.clear(Unmanaged.passUnretained(self).toOpaque()) }
        if type.overrides.contains(.finalizer) { runFinalizer() }
    }

    /// `__del__` is called with a stand-in that takes over the attributes: this object cannot be revived any more.
    private func runFinalizer() {
        if gcBits & GarbageCollector.finalized != 0 { return }
        guard let method = type.lookup(Names.del) else { return }
        let standIn = InstanceObject(type: type)
        standIn.attributes = attributes
        standIn.gcBits |= GarbageCollector.finalized
        do { _ = try Operators.call(method, .object(standIn)) } catch let e as PythonError {
            Interpreter.shared.errorOutput("Exception ignored in: \((try? Operators.repr(method)) ?? "__del__")\n" + Interpreter.shared.traceback(e))
        } catch {}
    }
}

/// Offsets of fields that the machine reads without going through Swift.
enum Layout {
    static let type = 16, attributes = 24, kind = 32
    static let functionInfo = 40, functionCells = 48, functionGlobals = 56, functionDefaults = 64, functionDefaultCount = 72
    static let typeVersion = 40, typeOverrides = 48
    static let attributeSlots = 16, attributeShape = 24, attributeShapeID = 32, attributeKeysID = 36, shapeID = 16
    static let cellContent = 40
    static let listItems = 40
    static let arrayCount = 16, arrayItems = 32
    static let textWords = 40, textHash = 56
    static let sliceParts = 40, gcBits = 33
    static let entryKey = 8, entryValue = 24

    /// Stops the program when the compiler laid a class out otherwise.
    static func check() {
        func need(_ ok: Bool, _ what: String) { if !ok { fatalError("internal error: layout of \(what)") } }
        func at<T>(_ o: AnyObject, _ offset: Int, _: T.Type) -> T { Unmanaged.passUnretained(o).toOpaque().load(fromByteOffset: offset, as: T.self) }
        func pointer(_ o: AnyObject) -> RawObject { Unmanaged.passUnretained(o).toOpaque() }
        let list = ListObject([.int(11), .int(12)])
        list.attributes = Attributes()
        list.attributes!.set("a", .int(3))
        need(at(list, type, RawObject.self) == pointer(Types.list) && at(list, attributes, RawObject.self) == pointer(list.attributes!), "objects")
        need(at(list, kind, UInt8.self) == Kind.list.rawValue, "objects")
        let a = list.attributes!
        need(at(a, attributeSlots, Register.self) == a.slots && at(a, attributeShape, RawObject.self) == pointer(a.shape), "attributes")
        need(at(a, attributeShapeID, UInt32.self) == a.shape.id && at(a, attributeKeysID, UInt32.self) == a.keysID, "attributes")
        need(at(a.shape, shapeID, UInt32.self) == a.shape.id, "shapes")
        let storage = at(list, listItems, RawObject.self)
        need(storage.load(fromByteOffset: arrayCount, as: Int.self) == 2, "lists")
        need((storage + arrayItems).assumingMemoryBound(to: Value.self)[1].asInt == 12, "lists")
        need(at(Types.int, typeVersion, UInt32.self) == Types.int.version && at(Types.int, typeOverrides, UInt64.self) == Types.int.overrides.rawValue, "types")
        let tuple = TupleObject([.int(1), .int(2), .int(7)])
        let items = at(tuple, listItems, RawObject.self)
        need((items + arrayItems).assumingMemoryBound(to: Value.self)[2].asInt == 7, "tuples")
        let cell = CellObject(.int(41))
        need((pointer(cell) + cellContent).assumingMemoryBound(to: Value.self).pointee.asInt == 41, "cells")
    }

    /// The same for functions, which need a code object.
    static func check(_ f: FunctionObject) {
        let o = Unmanaged.passUnretained(f).toOpaque()
        let ok =
            o.load(fromByteOffset: functionInfo, as: UnsafeMutablePointer<CodeInfo>.self) == f.info
            && o.load(fromByteOffset: functionCells, as: Register.self) == f.cells
            && o.load(fromByteOffset: functionGlobals, as: RawObject.self) == Unmanaged.passUnretained(f.globals).toOpaque()
            && o.load(fromByteOffset: functionDefaults, as: Register.self) == f.defaultValues
            && o.load(fromByteOffset: functionDefaultCount, as: Int.self) == f.defaultCount
        if !ok { fatalError("internal error: layout of functions") }
    }
}

extension Value {
    var asInt: Int? { if case .int(let i) = self { return i } else { return nil } }
}

@inline(__always) func typeOf(_ o: RawObject) -> RawObject { (o + Layout.type).assumingMemoryBound(to: RawObject.self).pointee }
@inline(__always) func kindOf(_ o: RawObject) -> UInt8 { (o + Layout.kind).assumingMemoryBound(to: UInt8.self).pointee }
@inline(__always) func attributesOf(_ o: RawObject) -> RawObject? { (o + Layout.attributes).assumingMemoryBound(to: RawObject?.self).pointee }
@inline(__always) func versionOf(type t: RawObject) -> UInt32 { (t + Layout.typeVersion).assumingMemoryBound(to: UInt32.self).pointee }
@inline(__always) func overridesOf(type t: RawObject) -> UInt64 { (t + Layout.typeOverrides).assumingMemoryBound(to: UInt64.self).pointee }
@inline(__always) func shapeOf(_ attributes: RawObject) -> UInt32 { (attributes + Layout.attributeShapeID).assumingMemoryBound(to: UInt32.self).pointee }
@inline(__always) func keysOf(_ attributes: RawObject) -> UInt32 { (attributes + Layout.attributeKeysID).assumingMemoryBound(to: UInt32.self).pointee }
@inline(__always) func slotsOf(_ attributes: RawObject) -> Register { (attributes + Layout.attributeSlots).assumingMemoryBound(to: Register.self).pointee }
@inline(__always) func infoOf(_ function: RawObject) -> UnsafeMutablePointer<CodeInfo> {
    (function + Layout.functionInfo).assumingMemoryBound(to: UnsafeMutablePointer<CodeInfo>.self).pointee
}
/// The array of a list or tuple, and the number of its items.
@inline(__always) func itemsOf(_ o: RawObject) -> RawObject { (o + Layout.listItems).assumingMemoryBound(to: RawObject.self).pointee }
@inline(__always) func countOf(_ items: RawObject) -> Int { (items + Layout.arrayCount).assumingMemoryBound(to: Int.self).pointee }
@inline(__always) func object(_ o: RawObject) -> Object { Unmanaged<Object>.fromOpaque(o).value }

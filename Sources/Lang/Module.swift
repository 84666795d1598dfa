// This file defines modules and the table that finds them.

/// A module: native (made by a registered function at its first import) or the globals of cells.
public final class ModuleObject: Object {
    public let name: String
    public let globals = Attributes(owned: true)
    public var doc: String?
    public var file: String?
    /// Names the real module has and this one lacks, with what to use instead; reading one raises AttributeError that says so.
    public var absent: [String: String] = [:]
    /// Names that are made at their first use.
    public var lazy: [String: () throws -> Value] = [:]

    public init(_ name: String, doc: String? = nil) {
        self.name = name
        self.doc = doc
        super.init(type: Types.module, kind: .module)
        globals.set("__name__", .string(name))
        globals.set("__doc__", doc.map(Value.string) ?? .none)
    }

    /// Declares a function: `"sqrt(x, /)"`.
    @discardableResult public func function(_ declaration: String, _ doc: String = "", _ body: @escaping NativeFunction.Body) -> NativeFunction {
        let f = NativeFunction(declaration, doc, body)
        f.module = name
        globals.set(Name(f.name), .object(f))
        return f
    }
    public func constant(_ name: String, _ value: Value) { globals.set(Name(name), value) }
    public func type(_ t: TypeObject) { globals.set(Name(t.name), .object(t)) }
    public subscript(name: String) -> Value? { globals.get(Name(name)) }

    public override var allowsAttributes: Bool { true }
    public override func repr() throws -> String {
        if let file { return "<module '\(name)' from '\(file)'>" }
        if globals.get(Names.path) != nil { return "<module '\(name)' (namespace)>" }
        return name == "__main__" ? "<module '__main__'>" : "<module '\(name)' (built-in)>"
    }
    public override func traverse(_ visit: (Value) -> Void) { globals.values.forEach(visit) }
}

/// The native modules that `import` finds: dotted name → maker. `torch.nn` is an entry of its own and becomes an attribute of `torch` when `torch` is imported
/// (the maker of `torch` imports it by `ModuleTable.shared.module("torch.nn")` and sets it).
public final class ModuleTable {
    public static let shared = ModuleTable()
    private var makers: [String: () throws -> ModuleObject] = [:]
    private var loaded: [String: ModuleObject] = [:]

    /// Registers a module; `make` runs at its first import.
    public func register(_ name: String, _ make: @escaping () throws -> ModuleObject) { makers[name] = make }

    /// `sys.modules`, once a program has asked for it: every import and every failed import shows in it, and what the program puts in or takes out
    /// decides what the next import finds.
    private var visible: DictObject?

    /// The module, made when needed; nil when there is none of that name.
    public func module(_ name: String) throws -> ModuleObject? {
        if let m = loaded[name] {
            show(name, m)
            return m
        }
        guard let make = makers[name] else { return nil }
        let m = try make()
        loaded[name] = m
        show(name, m)
        return m
    }

    /// `sys.modules` itself.
    public func visibleModules() throws -> DictObject {
        if let visible { return visible }
        let d = DictObject()
        for (n, m) in loaded.sorted(by: { $0.key < $1.key }) { try d.set(.string(n), .object(m)) }
        visible = d
        return d
    }
    private func show(_ name: String, _ m: ModuleObject) {
        // A text is always hashable.
        try? visible?.set(.string(name), .object(m))
    }

    /// What an import of this name finds before it looks for a file: nil when nothing is loaded, or when a program took it out of `sys.modules`.
    public func present(_ name: String) throws -> Value? {
        guard let visible else { return loaded[name].map { .object($0) } }
        if let v = try visible.get(.string(name)) { return v }
        // A native module has no code to run again.
        if loaded[name] != nil, makers[name] == nil, name != "__main__" { loaded[name] = nil }
        return nil
    }
    public var names: [String] { makers.keys.sorted() }
    /// Every module made so far (`sys.modules`).
    public var loadedModules: [String: ModuleObject] { loaded }
    /// Adds a module made from cells.
    public func add(_ m: ModuleObject) {
        loaded[m.name] = m
        show(m.name, m)
    }
    public func remove(_ name: String) {
        loaded[name] = nil
        _ = try? visible?.remove(.string(name))
    }
}

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

    /// The module, made when needed; nil when there is none of that name.
    public func module(_ name: String) throws -> ModuleObject? {
        if let m = loaded[name] { return m }
        guard let make = makers[name] else { return nil }
        let m = try make()
        loaded[name] = m
        return m
    }
    public var names: [String] { makers.keys.sorted() }
    /// Every module made so far (`sys.modules`).
    public var loadedModules: [String: ModuleObject] { loaded }
    /// Adds a module made from cells.
    public func add(_ m: ModuleObject) { loaded[m.name] = m }
    public func remove(_ name: String) { loaded[name] = nil }
}

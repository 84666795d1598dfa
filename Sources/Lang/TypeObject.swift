// This file defines Python types as objects.

/// A Python type: native (made once by `TypeObject.native`, immortal) or made by a `class` statement (`isHeap`).
public final class TypeObject: Object {
    // The machine reads the first two at fixed offsets (see `Layout`): keep their order.
    /// Rises with every change of this type or of one it inherits from; unique among all types, so a cache may hold it alone.
    public private(set) var version: UInt32
    /// Which operations a cell class in the MRO defines: tested by `Operators` before the native door is taken.
    public var overrides: Overrides = []
    public var name: String
    /// The module that `repr` shows; `builtins` is left out.
    public var module: String
    public internal(set) var bases: [TypeObject]
    /// C3 linearisation, `self` first, `object` last.
    public var mro: [TypeObject] = []
    /// The class namespace.
    public let namespace = Attributes()
    public let isHeap: Bool
    public var doc: String?
    /// How messages name the type where CPython shows the module too (`numpy.ndarray`); nil: by its name.
    public var reportedName: String?
    /// `cls(...)`: makes an instance of `cls` (this type or a heap type derived from it), *without* running `__init__` of heap types. Inherited. nil: cannot be instantiated.
    /// Native types whose constructor takes arguments do all their work here and in `initialize`.
    public var make: ((_ cls: TypeObject, _ arguments: CallArguments) throws -> Value)?
    /// Direct doors for `cls(x)` and `cls(x, y)` of this very type, without an argument array. nil result: take the usual way.
    public var fast1: ((Value) throws -> Value?)?
    public var fast2: ((Value, Value) throws -> Value?)?
    /// Native `__init__(self, ...)`, for types that cells subclass and whose `super().__init__(...)` they call. Inherited. nil: nothing to do, any arguments were `make`'s.
    public var initialize: ((_ instance: Value, _ arguments: CallArguments) throws -> Void)?
    /// Whether a cell may write `class X(ThisType)`.
    public var isSubclassable = true
    /// Whether `make` wants the call's arguments although a cell class has its own `__init__` (as exceptions do, which keep them in `args`).
    public var makeTakesArguments = false
    /// A cell class without a native base, `__new__` or abstract methods: its instances are plain `InstanceObject`s.
    private(set) var isPlain = false
    /// The cell function `__init__` of a plain class, kept alive by the class that defines it.
    private(set) var initializerFunction: RawObject?
    /// The names that `__slots__` allows, when every class of the MRO has it.
    var slotNames: Set<Name>?
    /// Whether instances found on a class have `__get__`.
    var isDescriptor: Bool { lookup(Names.get) != nil }
    /// May stand as `metaclass=` and then does nothing (`ABCMeta`).
    public var isMetaclassStandIn = false
    /// Classes derived from it collect their abstract methods (`ABC`).
    public var collectsAbstractMethods = false
    /// Abstract methods that an instance would lack.
    var abstractMethods: [String] = []
    /// How many attributes instances had, for the room that new ones get.
    var expectedAttributes = 4
    /// Heap subclasses, for version changes.
    var subclasses: [Weak] = []
    /// Without a reference: a real weak one would make every count of the class a slow one. A class takes itself off its bases when it dies.
    struct Weak {
        let raw: Unmanaged<TypeObject>
        var type: TypeObject? { raw.value }
        init(type: TypeObject) { raw = Unmanaged.passUnretained(type) }
    }
    /// What a metaclass would do. Inherited.
    public var behavior: TypeBehavior?
    /// How a native type that a cell made (a named tuple) is made again: the maker's name (see `Snapshot.registerTypeMaker`) and what it takes.
    public var recipe: (maker: String, arguments: Value)?
    /// The signature that `help(cls)` shows and completion reads.
    public var constructorSignature: Lazy<Signature>?

    /// Operations with a door in `Operators`; a bit is set when a heap class in the MRO defines the dunder method.
    public struct Overrides: OptionSet {
        public let rawValue: UInt64
        public init(rawValue: UInt64) { self.rawValue = rawValue }
        public static let binary = Overrides(rawValue: 1 << 0)
        public static let compare = Overrides(rawValue: 1 << 1)
        public static let unary = Overrides(rawValue: 1 << 2)
        public static let hash = Overrides(rawValue: 1 << 3)
        public static let truth = Overrides(rawValue: 1 << 4)
        public static let length = Overrides(rawValue: 1 << 5)
        public static let getItem = Overrides(rawValue: 1 << 6)
        public static let setItem = Overrides(rawValue: 1 << 7)
        public static let deleteItem = Overrides(rawValue: 1 << 8)
        public static let contains = Overrides(rawValue: 1 << 9)
        public static let iterate = Overrides(rawValue: 1 << 10)
        public static let next = Overrides(rawValue: 1 << 11)
        public static let call = Overrides(rawValue: 1 << 12)
        public static let getAttribute = Overrides(rawValue: 1 << 13)
        public static let setAttribute = Overrides(rawValue: 1 << 14)
        public static let repr = Overrides(rawValue: 1 << 15)
        public static let str = Overrides(rawValue: 1 << 16)
        public static let format = Overrides(rawValue: 1 << 17)
        public static let number = Overrides(rawValue: 1 << 18)
        public static let context = Overrides(rawValue: 1 << 19)
        public static let new = Overrides(rawValue: 1 << 20)
        public static let initialize = Overrides(rawValue: 1 << 21)
        public static let missing = Overrides(rawValue: 1 << 22)
        public static let inPlace = Overrides(rawValue: 1 << 23)
        public static let deleteAttribute = Overrides(rawValue: 1 << 24)
        public static let descriptor = Overrides(rawValue: 1 << 25)
        public static let finalizer = Overrides(rawValue: 1 << 26)
    }

    static var nextVersion: UInt32 = 1
    static func freshVersion() -> UInt32 {
        nextVersion &+= 1
        return nextVersion
    }

    init(name: String, module: String, bases: [TypeObject], isHeap: Bool, metatype: TypeObject?) {
        self.name = name
        self.module = module
        self.bases = bases
        self.isHeap = isHeap
        version = TypeObject.freshVersion()
        super.init(type: metatype, kind: .type)
        if metatype == nil { type = self }
        mro = [self] + (bases.first?.mro ?? [])
        make = bases.first?.make
        initialize = bases.first?.initialize
        for b in bases where behavior == nil { behavior = b.behavior }
    }

    deinit { leaveBases() }

    func leaveBases() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for b in bases { b.subclasses.removeAll { $0.raw.toOpaque() == me } }
    }

    public override func iterate() throws -> Value? { try behavior?.iterate(self) }
    public override func length() throws -> Int? { try behavior?.length(self) }
    public override func isTrue() throws -> Bool { true }
    public override func contains(_ item: Value) throws -> Bool? { try behavior?.contains(self, item) }
    /// `int | str`
    public override func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? {
        op == .or ? (reflected ? UnionType.make(other, .object(self)) : UnionType.make(.object(self), other)) : nil
    }
    public override var allowsAttributes: Bool { isHeap }
    public override var isCallable: Bool { true }
    public override func call(_ a: CallArguments) throws -> Value? { try instantiate(a) }
    public override func traverse(_ visit: (Value) -> Void) {
        namespace.forEach { visit($1) }
        for b in bases { visit(.object(b)) }
        for t in mro { visit(.object(t)) }
    }
    public override func clearReferences() { namespace.removeAll() }
    public override func repr() throws -> String {
        if let s = try behavior?.repr(self) { return s }
        if isHeap, let m = namespace.get("__module__")?.asString {
            let q = namespace.get("__qualname__")?.asString ?? name
            return m == "builtins" ? "<class '\(q)'>" : "<class '\(m).\(q)'>"
        }
        return "<class '\(qualifiedName)'>"
    }

    public var qualifiedName: String {
        let n = qualifiedPath
        return module == "builtins" || module.isEmpty ? n : module + "." + n
    }
    /// Whether the class itself (no base) has the name in `__slots__`.
    func ownsSlot(_ n: Name) -> Bool { slotNames?.contains(n) == true && !bases.contains { $0.slotNames?.contains(n) == true } }
    /// `__qualname__`
    public var qualifiedPath: String { isHeap ? namespace.get(Names.qualname)?.asString ?? name : name }

    public func isSubtype(of other: TypeObject) -> Bool {
        if self === other { return true }
        for t in mro where t === other { return true }
        return false
    }

    // MARK: Look-up

    /// A cache of look-ups, by version and name. An entry is valid as long as the version lives, and the type of that version keeps the value alive.
    private struct CacheEntry {
        var version: UInt32 = 0
        var name: Int32 = -1
        var bits = 0
        var tag: UInt8 = 0
    }
    private static let cache: UnsafeMutablePointer<CacheEntry> = {
        let p = UnsafeMutablePointer<CacheEntry>.allocate(capacity: 4096)
        p.initialize(repeating: CacheEntry(), count: 4096)
        return p
    }()

    /// The value of `name` in the first class of the MRO that has it.
    public func lookup(_ name: Name) -> Value? {
        let e = TypeObject.cache + Int((version &* 2_654_435_761 &+ UInt32(bitPattern: name.id) &* 40503) & 4095)
        if e.pointee.version == version, e.pointee.name == name.id {
            if e.pointee.tag == Tag.simple, e.pointee.bits != 0 { return nil }
            if e.pointee.tag == Tag.object { retain(RawObject(bitPattern: e.pointee.bits)!) }
            return Machine.result(e.pointee.bits, e.pointee.tag)
        }
        var found: Value?
        for t in mro {
            if let v = t.namespace.get(name) {
                found = v
                break
            }
        }
        var v = found ?? .unbound
        withUnsafeMutablePointer(to: &v) { p in
            e.pointee = CacheEntry(version: version, name: name.id, bits: p.intBits, tag: p.tag)
        }
        return found
    }

    /// The class of the MRO that defines `name`.
    func definer(of name: Name) -> TypeObject? { mro.first { $0.namespace.get(name) != nil } }

    /// Sets (or with nil deletes) a name of the class. false: there was none to delete.
    @discardableResult func setOwn(_ name: Name, _ value: Value?) -> Bool {
        // The old value must outlive the caches that hold it.
        let old = namespace.get(name)
        if let value { namespace.set(name, value) } else if !namespace.remove(name) { return false }
        if isHeap, Names.overrides[name] != nil { updateOverrides() }
        changed()
        withExtendedLifetime(old) {}
        return true
    }

    /// Invalidates what caches hold of this type and of those derived from it.
    func changed() {
        version = TypeObject.freshVersion()
        if isHeap { refreshConstruction() }
        for s in subclasses { s.type?.changed() }
    }

    /// Recomputes `overrides` from the namespaces of the heap types in the MRO, here and below.
    func updateOverrides() {
        var all: Overrides = []
        for t in mro where t.isHeap {
            for n in t.namespace.names { if let o = Names.overrides[n] { all.formUnion(o) } }
        }
        // A native class with dunder methods of its own closes doors too.
        for t in mro where !t.isHeap { all.formUnion(t.nativeOverrides) }
        overrides = all
        for s in subclasses { s.type?.updateOverrides() }
    }

    /// Doors that a native type closes for its heap subclasses (set by a native type whose behaviour is written as dunder methods).
    public var nativeOverrides: Overrides = []

    private func refreshConstruction() {
        isPlain = mro.dropFirst().allSatisfy { $0.isHeap || $0 === Types.object || $0.isMixin } && overrides.isDisjoint(with: .new) && behavior == nil
            && abstractMethods.isEmpty
        initializerFunction = nil
        if isPlain, case .object(let f)? = lookup(Names.initialize), f.kind == .function { initializerFunction = Unmanaged.passUnretained(f).toOpaque() }
    }

    /// A native class without state (`ABC`, `Generic`, `Protocol`): instances of cell classes derived from it are plain.
    public var isMixin = false

    /// Declares a native type.
    ///
    ///     static let point = TypeObject.native("Point", module: "geometry", doc: "A point.") { t in
    ///         t.constructor("Point(x, y=0)") { cls, a in .object(PointObject(type: cls, x: try a.float(0), y: try a.float(1))) }
    ///         t.method("scale(self, factor)", "The point times a factor.") { a in ... a[0] is self ... }
    ///         t.property("x", "Abscissa.") { self_ in .float((self_ as! PointObject).x) }
    ///     }
    public static func native(
        _ name: String, module: String = "builtins", base: TypeObject? = nil, doc: String? = nil, subclassable: Bool = true, _ declare: (TypeObject) -> Void = { _ in }
    ) -> TypeObject {
        let t = TypeObject(name: name, module: module, bases: [base ?? Types.object], isHeap: false, metatype: Types.type)
        t.doc = doc
        t.isSubclassable = subclassable
        _ = Unmanaged.passRetained(t)
        declare(t)
        return t
    }
}

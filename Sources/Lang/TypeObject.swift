// This file defines Python types as objects.

/// A Python type: native (made once by `TypeObject.native`, immortal) or made by a `class` statement (`isHeap`).
public final class TypeObject: Object {
    public var name: String
    /// The module that `repr` shows; `builtins` is left out.
    public var module: String
    public private(set) var bases: [TypeObject]
    /// C3 linearisation, `self` first, `object` last.
    public var mro: [TypeObject] = []
    /// The class namespace.
    public let namespace = Attributes()
    public let isHeap: Bool
    public var doc: String?
    /// Rises with every change of this type or of one it inherits from; unique among all types, so a cache may hold it alone.
    public var version: UInt32
    /// Which operations a cell class in the MRO defines: tested by `Operators` before the native door is taken.
    public var overrides: Overrides = []
    /// `cls(...)`: makes an instance of `cls` (this type or a heap type derived from it), *without* running `__init__` of heap types. Inherited. nil: cannot be instantiated.
    /// Native types whose constructor takes arguments do all their work here and in `initialize`.
    public var make: ((_ cls: TypeObject, _ arguments: CallArguments) throws -> Value)?
    /// Native `__init__(self, ...)`, for types that cells subclass and whose `super().__init__(...)` they call. Inherited. nil: nothing to do, any arguments were `make`'s.
    public var initialize: ((_ instance: Value, _ arguments: CallArguments) throws -> Void)?
    /// Whether a cell may write `class X(ThisType)`.
    public var isSubclassable = true
    /// Heap subclasses, for version changes.
    var subclasses: [Weak] = []
    struct Weak { weak var type: TypeObject? }
    /// What a metaclass would do. Inherited.
    public var behavior: TypeBehavior?
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

    public override func iterate() throws -> Value? { try behavior?.iterate(self) }
    public override func length() throws -> Int? { try behavior?.length(self) }
    public override func isTrue() throws -> Bool { true }
    public override func contains(_ item: Value) throws -> Bool? { try behavior?.contains(self, item) }
    public override func repr() throws -> String {
        if let s = try behavior?.repr(self) { return s }
        if isHeap, let m = namespace.get("__module__")?.asString {
            let q = namespace.get("__qualname__")?.asString ?? name
            return m == "builtins" ? "<class '\(q)'>" : "<class '\(m).\(q)'>"
        }
        return "<class '\(qualifiedName)'>"
    }

    public var qualifiedName: String { module == "builtins" || module.isEmpty ? name : module + "." + name }

    public func isSubtype(of other: TypeObject) -> Bool {
        if self === other { return true }
        for t in mro where t === other { return true }
        return false
    }

    /// The value of `name` in the first class of the MRO that has it.
    public func lookup(_ name: Name) -> Value? {
        for t in mro {
            if let v = t.namespace.get(name) { return v }
        }
        return nil
    }

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

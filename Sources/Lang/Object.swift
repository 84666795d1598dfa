// This file defines the base class of everything on the heap.

/// Which built-in Swift class an object is, so that hot paths can test with one load and downcast without a check.
/// An instance of a cell's subclass of `list` is a `ListObject` with kind `.list` and another `type`.
public enum Kind: UInt8 {
    case other, instance, str, bytes, bigInt, list, tuple, dict, set, function, nativeFunction, boundMethod, type, exception
    case range, slice, generator, cell, module, intInstance, floatInstance, property, staticMethod, classMethod
    /// `super()`
    case superObject
}

/// The base class of every heap value.
///
/// A native type subclasses it and overrides the operations it supports (`binary`, `getItem`, …); those are the fast doors.
/// Attributes and methods of a native type are declared in its `TypeObject` (see `TypeObject.native`). Operations are always reached through
/// `Operators` (which looks for a cell class's `__add__` and so on first when `type.overrides` says there is one), never by calling these directly.
open class Object {
    // The machine reads the next three at fixed offsets (see `Layout`): keep their order.
    /// `type`, without a count. (An `unowned(unsafe)` property is copied with an atomic one.)
    private final var typeReference: RawObject?
    /// The Python type. A type outlives its instances: heap types are retained by them (see init).
    public internal(set) final var type: TypeObject! {
        @inline(__always) get { unsafeBitCast(typeReference, to: TypeObject?.self) }
        @inline(__always) set { typeReference = newValue.map { Unmanaged.passUnretained($0).toOpaque() } }
    }
    /// The instance dictionary, for objects that have one; made when the first attribute is set.
    public final var attributes: Attributes?
    public final let kind: Kind
    /// Bits for the cycle collector and for flags of subclasses.
    public final var gcBits: UInt8 = 0
    /// Place in the collector's tables plus one; 0: not tracked.
    final var gcIndex: UInt32 = 0

    public init(type: TypeObject?, kind: Kind = .other) {
        typeReference = type.map { Unmanaged.passUnretained($0).toOpaque() }
        self.kind = kind
        if let type, type.isHeap { retain(Unmanaged.passUnretained(type).toOpaque()) }
        if GarbageCollector.tracks(kind) { GarbageCollector.track(self) }
    }

    deinit {
        if gcBits & GarbageCollector.weaklyReferenced != 0 { WeakTable.clear(Unmanaged.passUnretained(self).toOpaque()) }
        if gcIndex != 0 { GarbageCollector.untrack(self) }
        if let t = typeReference, Unmanaged<TypeObject>.fromOpaque(t)._withUnsafeGuaranteedRef({ $0.isHeap }) { release(t) }
    }

    /// `x.__class__ = C`
    final func setType(_ t: TypeObject) {
        if t.isHeap { _ = Unmanaged.passRetained(t) }
        if let old = type, old.isHeap { Unmanaged.passUnretained(old).release() }
        type = t
    }

    // MARK: Operations. The defaults raise Python's TypeError, or return nil for NotImplemented.

    /// `self op other`, or `other op self` when `reflected`. nil: NotImplemented.
    open func binary(_ op: BinaryOperator, _ other: Value, reflected: Bool) throws -> Value? { nil }
    /// `self op= other`. nil: use `binary`.
    open func inPlace(_ op: BinaryOperator, _ other: Value) throws -> Value? { nil }
    /// `-x`, `+x`, `~x` (`not` goes through `isTrue`). nil: not supported.
    open func unary(_ op: UnaryOperator) throws -> Value? { nil }
    /// The six orderings. nil: NotImplemented (for `==` and `!=`, identity then decides).
    open func compare(_ op: CompareOperator, _ other: Value) throws -> Value? { nil }
    open func hash() throws -> Int { Int(bitPattern: UInt(bitPattern: ObjectIdentifier(self)) >> 4) }
    open func isTrue() throws -> Bool {
        if let n = try length() { return n != 0 } else { return true }
    }
    /// `len(x)`. nil: has no length.
    open func length() throws -> Int? { nil }
    /// nil: not subscriptable.
    open func getItem(_ key: Value) throws -> Value? { nil }
    /// false: does not support item assignment.
    open func setItem(_ key: Value, _ value: Value) throws -> Bool { false }
    /// false: does not support item deletion.
    open func deleteItem(_ key: Value) throws -> Bool { false }
    /// `item in self`. nil: look through the iterator.
    open func contains(_ item: Value) throws -> Bool? { nil }
    /// `iter(x)`. nil: not iterable.
    open func iterate() throws -> Value? { nil }
    /// `next(x)` of an iterator: nil at the end. Only called when `isIterator`.
    open func next() throws -> Value? { nil }
    /// How many items an iterator has still to give; nil: not known.
    var itemsToCome: Int? { nil }
    /// Whether `next` works on it.
    open var isIterator: Bool { false }
    /// nil: not callable.
    open func call(_ arguments: CallArguments) throws -> Value? { nil }
    open var isCallable: Bool { false }
    /// An attribute that is neither in the type's table nor in `attributes`; nil: AttributeError. For native objects with computed names.
    open func dynamicAttribute(_ name: Name) throws -> Value? { nil }
    /// Called before `attributes` is changed; true: handled here. nil value: deletion.
    open func setDynamicAttribute(_ name: Name, _ value: Value?) throws -> Bool { false }
    /// Whether cells may set new attributes on it (instances of cell classes: yes).
    open var allowsAttributes: Bool { type.isHeap }
    open func repr() throws -> String { "<\(type.qualifiedName) object at \(Object.address(self))>" }
    /// `str(x)`; nil: as `repr`.
    open func str() throws -> String? { nil }
    /// `format(x, spec)`; nil: `str(x)` when the spec is empty, else TypeError.
    open func format(_ spec: String) throws -> String? { nil }
    /// `x.__index__()`; nil: not an integer.
    open func index() throws -> Value? { nil }
    /// `float(x)`; nil: not a number.
    open func toFloat() throws -> Double? { nil }
    /// `int(x)`; nil: not a number.
    open func toInt() throws -> Value? { nil }
    /// Names for `dir(x)` beyond the type's table and `attributes`.
    open func dynamicNames() -> [String] { [] }
    /// `with self`: nil: no context manager.
    open func enter() throws -> Value? { nil }
    /// Leaving a `with`; true: the exception is swallowed. nil error: left normally.
    open func exit(_ error: PythonError?) throws -> Bool { false }

    // MARK: Cycle collection.

    /// Visits every value that this object holds strongly (`attributes` and the heap type are visited by the collector).
    open func traverse(_ visit: (Value) -> Void) {}
    /// Drops what `traverse` visits; called on garbage only.
    open func clearReferences() {}

    public static func address(_ o: Object) -> String {
        "0x" + String(UInt(bitPattern: Unmanaged.passUnretained(o).toOpaque()), radix: 16)
    }
}

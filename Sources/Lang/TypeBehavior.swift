// This file defines what a metaclass would do, for native base classes: `class X(Enum)` and so on.

/// The behaviour of classes as objects, for a native type and all classes derived from it. Cells have no metaclasses; a native base class has one of these instead.
open class TypeBehavior {
    public init() {}
    /// Whether a class statement that names this type as a base may not assign a name twice.
    open func refusesDoubles(_ base: TypeObject) -> Bool { false }
    /// Called after a class statement (or `type(...)`) has made `t`, its namespace filled in order, with the statement's keyword arguments (`class X(Base, key=value)`);
    /// returns the keywords it has not used.
    open func created(_ t: TypeObject, _ keywords: [(name: Name, value: Value)]) throws -> [(name: Name, value: Value)] { keywords }
    /// `t(...)`; nil: make an instance as usual.
    open func call(_ t: TypeObject, _ arguments: CallArguments) throws -> Value? { nil }
    open func iterate(_ t: TypeObject) throws -> Value? { nil }
    open func length(_ t: TypeObject) throws -> Int? { nil }
    open func contains(_ t: TypeObject, _ item: Value) throws -> Bool? { nil }
    /// `t[key]`; nil: `__class_getitem__` as usual.
    open func getItem(_ t: TypeObject, _ key: Value) throws -> Value? { nil }
    open func repr(_ t: TypeObject) throws -> String? { nil }
    /// The text of the AttributeError for a name that the class lacks; nil: the usual one.
    open func missingAttribute(_ t: TypeObject, _ name: Name) -> String? { nil }
    /// Before an attribute of the class is set or deleted (nil value).
    open func willSet(_ t: TypeObject, _ name: Name, _ value: Value?) throws {}
    /// State about a cell class that is kept outside its namespace, for saved sessions.
    open func writeSnapshot(_ t: TypeObject, _ w: SnapshotWriter) throws {}
    /// Reads what `writeSnapshot` wrote; the namespace is complete.
    open func readSnapshot(_ t: TypeObject, _ r: SnapshotReader) throws {}
}

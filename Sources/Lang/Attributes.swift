// This file defines name tables: instance dictionaries, class namespaces, module globals.

/// An insertion-ordered table from names to values, with stable slots while no name is removed.
///
/// Inline caches hold `(shape, slot)`: tables with the same `shape` have the same names in the same slots.
public final class Attributes {
    /// The hidden class: which names lie in which slots.
    public final class Shape {
        public let names: [Name]
        let slots: [Name: Int]
        var transitions: [Name: Shape] = [:]

        init(names: [Name]) {
            self.names = names
            var slots: [Name: Int] = [:]
            for (i, n) in names.enumerated() { slots[n] = i }
            self.slots = slots
        }

        public func slot(of name: Name) -> Int? { slots[name] }

        func adding(_ name: Name) -> Shape {
            if let s = transitions[name] { return s }
            let s = Shape(names: names + [name])
            transitions[name] = s
            return s
        }

        static let empty = Shape(names: [])
    }

    public private(set) var shape: Shape = .empty
    public var values: ContiguousArray<Value> = []

    public init() {}

    public var count: Int { values.count }
    public var names: [Name] { shape.names }

    public func get(_ name: Name) -> Value? {
        if let i = shape.slot(of: name) { return values[i] } else { return nil }
    }

    public func set(_ name: Name, _ value: Value) {
        if let i = shape.slot(of: name) {
            values[i] = value
        } else {
            shape = shape.adding(name)
            values.append(value)
        }
    }

    /// Removes the name; false when it is not there. The table gets a shape of its own.
    @discardableResult public func remove(_ name: Name) -> Bool {
        guard let i = shape.slot(of: name) else { return false }
        var names = shape.names
        names.remove(at: i)
        values.remove(at: i)
        var s = Shape.empty
        for n in names { s = s.adding(n) }
        shape = s
        return true
    }

    public subscript(name: Name) -> Value? {
        get { get(name) }
        set { if let v = newValue { set(name, v) } else { remove(name) } }
    }
}

// This file defines interned names: attribute names, globals, keywords.

/// An interned string. Equal names have equal ids, so tables and inline caches compare integers.
public struct Name: Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let id: Int32

    @inlinable public static func == (a: Name, b: Name) -> Bool { a.id == b.id }
    @inlinable public func hash(into h: inout Hasher) { h.combine(id) }

    private static var table: [String: Int32] = [:]
    private static var texts: [String] = []
    private static var objects: [StrObject?] = []

    public init(_ text: String) {
        if let id = Name.table[text] {
            self.id = id
        } else {
            id = Int32(Name.texts.count)
            Name.table[text] = id
            Name.texts.append(text)
            Name.objects.append(nil)
        }
    }

    /// A name by its id.
    @inline(__always) init(id: Int32) { self.id = id }

    public init(stringLiteral value: String) { self.init(value) }

    public var text: String { Name.texts[Int(id)] }
    /// The text of a name by its number.
    public static func text(of id: Int32) -> String { texts[Int(id)] }
    public var description: String { text }

    /// The name as a `str` value, the same object every time.
    public var value: Value {
        if let o = Name.objects[Int(id)] { return .object(o) }
        let o = StrObject(text)
        Name.objects[Int(id)] = o
        return .object(o)
    }
}

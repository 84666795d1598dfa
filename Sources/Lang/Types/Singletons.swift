// This file defines `Ellipsis` and `NotImplemented`.

/// A value of which there is one.
public final class Singleton: Object {
    public let name: String
    private init(_ name: String, _ type: TypeObject) {
        self.name = name
        super.init(type: type)
        _ = Unmanaged.passRetained(self)
    }
    public override func repr() throws -> String { name }
    public override func isTrue() throws -> Bool { true }

    public static let ellipsisObject = Singleton("Ellipsis", Types.ellipsis)
    public static let notImplementedObject = Singleton("NotImplemented", Types.notImplemented)
}

extension Value {
    /// `...`
    public static let ellipsis: Value = .object(Singleton.ellipsisObject)
    /// `NotImplemented`
    public static let notImplemented: Value = .object(Singleton.notImplementedObject)
    /// Whether it is `NotImplemented`.
    public var isNotImplemented: Bool { if case .object(let o) = self { return o === Singleton.notImplementedObject } else { return false } }
}

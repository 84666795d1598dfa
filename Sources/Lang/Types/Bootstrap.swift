// This file declares the methods of all built-in types, once.

extension Types {
    private static let declared: Void = {
        DictMethods.declare()
        BytesMethods.declare()
    }()
    /// Declares the built-in types' methods. Called before the first cell runs and by whoever uses the types without an interpreter.
    public static func bootstrap() { _ = declared }
}

// This file declares the methods of all built-in types, once.

extension Types {
    private static let declared: Void = {
        ObjectMethods.declare()
        DescriptorMethods.declare()
        NumberMethods.declare()
        StrMethods.declare()
        BytesMethods.declare()
        ListMethods.declare()
        DictMethods.declare()
        SetMethods.declare()
        GenericAlias.declare()
    }()
    /// Declares the built-in types' methods. Called before the first cell runs and by whoever uses the types without an interpreter.
    public static func bootstrap() { _ = declared }
}

// This file lists the built-in types.

/// The type objects of the built-in types. Their methods are declared in `Types/<Name>Type.swift`, by `declareMethods` functions that run at first use.
public enum Types {
    private static func root(_ name: String, bases: [TypeObject], metatype: TypeObject?) -> TypeObject {
        let t = TypeObject(name: name, module: "builtins", bases: bases, isHeap: false, metatype: metatype)
        _ = Unmanaged.passRetained(t)
        return t
    }
    public static let object = root("object", bases: [], metatype: nil)
    public static let type: TypeObject = {
        let t = root("type", bases: [object], metatype: nil)
        object.type = t
        return t
    }()
    private static func make(_ name: String, base: TypeObject? = nil, subclassable: Bool = true) -> TypeObject {
        TypeObject.native(name, base: base, subclassable: subclassable)
    }
    public static let noneType = make("NoneType", subclassable: false)
    public static let int = make("int")
    public static let bool = make("bool", base: int, subclassable: false)
    public static let float = make("float")
    public static let str = make("str")
    public static let bytes = make("bytes")
    public static let bytearray = make("bytearray")
    public static let list = make("list")
    public static let tuple = make("tuple")
    public static let dict = make("dict")
    public static let set = make("set")
    public static let frozenset = make("frozenset")
    public static let range = make("range", subclassable: false)
    public static let slice = make("slice", subclassable: false)
    public static let function = make("function", subclassable: false)
    public static let nativeFunction = make("builtin_function_or_method", subclassable: false)
    public static let methodDescriptor = make("method_descriptor", subclassable: false)
    public static let boundMethod = make("method", subclassable: false)
    public static let generator = make("generator", subclassable: false)
    public static let property = make("property")
    public static let nativeProperty = make("getset_descriptor", subclassable: false)
    public static let staticMethod = make("staticmethod")
    public static let classMethod = make("classmethod")
    public static let superType = make("super", subclassable: false)
    public static let module = make("module")
    public static let cell = make("cell", subclassable: false)
    public static let code = make("code", subclassable: false)
    public static let traceback = make("traceback", subclassable: false)
    public static let ellipsis = make("ellipsis", subclassable: false)
    public static let notImplemented = make("NotImplementedType", subclassable: false)
}

// This file lists the names that the language itself looks up.

enum Names {
    static let name: Name = "__name__", plainName: Name = "name", doc: Name = "__doc__", dict: Name = "__dict__", class_: Name = "__class__", module: Name = "__module__"
    static let qualname: Name = "__qualname__", annotations: Name = "__annotations__", file: Name = "__file__", all: Name = "__all__", path: Name = "__path__"
    static let args: Name = "args"
    static let package: Name = "__package__", builtins: Name = "__builtins__", slots: Name = "__slots__", matchArgs: Name = "__match_args__"
    static let new: Name = "__new__", initialize: Name = "__init__", del: Name = "__del__", call: Name = "__call__"
    static let initSubclass: Name = "__init_subclass__", setName: Name = "__set_name__", classGetItem: Name = "__class_getitem__"
    static let get: Name = "__get__", set: Name = "__set__", delete: Name = "__delete__"
    static let getattr: Name = "__getattr__", getattribute: Name = "__getattribute__", setattr: Name = "__setattr__", delattr: Name = "__delattr__"
    static let getitem: Name = "__getitem__", setitem: Name = "__setitem__", delitem: Name = "__delitem__", contains: Name = "__contains__"
    static let len: Name = "__len__", bool: Name = "__bool__", hash: Name = "__hash__", iter: Name = "__iter__", next: Name = "__next__", missing: Name = "__missing__"
    static let repr: Name = "__repr__", str: Name = "__str__", format: Name = "__format__", index: Name = "__index__", int: Name = "__int__", float: Name = "__float__"
    static let enter: Name = "__enter__", exit: Name = "__exit__", dir: Name = "__dir__", reversed: Name = "__reversed__"
    static let eq: Name = "__eq__", instanceCheck: Name = "__instancecheck__", subclassHook: Name = "__subclasshook__"
    static let send: Name = "send", throw_: Name = "throw", close: Name = "close", wrapped: Name = "__wrapped__", print: Name = "print"
    static let abstract: Name = "__isabstractmethod__", abstractMethods: Name = "__abstractmethods__", mro: Name = "__mro__"

    static let binary: [Name] = BinaryOperator.allCases.map { Name("__\(suffix($0))__") }
    static let reflected: [Name] = BinaryOperator.allCases.map { Name("__r\(suffix($0))__") }
    static let inPlace: [Name] = BinaryOperator.allCases.map { Name("__i\(suffix($0))__") }
    static let compare: [Name] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
    static let unary: [Name] = ["__neg__", "__pos__", "__invert__"]

    private static func suffix(_ op: BinaryOperator) -> String {
        switch op {
        case .add: return "add"
        case .sub: return "sub"
        case .mul: return "mul"
        case .matmul: return "matmul"
        case .truediv: return "truediv"
        case .floordiv: return "floordiv"
        case .mod: return "mod"
        case .pow: return "pow"
        case .lshift: return "lshift"
        case .rshift: return "rshift"
        case .and: return "and"
        case .or: return "or"
        case .xor: return "xor"
        }
    }

    /// The text of a binary operator, for messages.
    static func symbol(_ op: BinaryOperator) -> String {
        ["+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"][Int(op.rawValue)]
    }
    static func inPlaceSymbol(_ op: BinaryOperator) -> String {
        ["+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="][Int(op.rawValue)]
    }
    static func symbol(_ op: CompareOperator) -> String {
        ["<", "<=", "==", "!=", ">", ">=", "is", "is not", "in", "not in"][Int(op.rawValue)]
    }

    /// Which doors a cell class closes by defining a method of this name.
    static let overrides: [Name: TypeObject.Overrides] = {
        var t: [Name: TypeObject.Overrides] = [:]
        for n in binary + reflected { t[n] = .binary }
        for n in inPlace { t[n] = .inPlace }
        for n in compare { t[n] = .compare }
        for n in unary { t[n] = .unary }
        t[eq] = [.compare, .hash]
        t[hash] = .hash
        t[bool] = .truth
        t[len] = [.length, .truth]
        t[getitem] = [.getItem, .iterate, .contains]
        t[setitem] = .setItem
        t[delitem] = .deleteItem
        t[contains] = .contains
        t[iter] = [.iterate, .contains]
        t[next] = .next
        t[call] = .call
        t[getattr] = .getAttribute
        t[getattribute] = .getAttribute
        t[setattr] = .setAttribute
        t[delattr] = .deleteAttribute
        t[repr] = [.repr]
        t[str] = .str
        t[format] = .format
        t[index] = .number
        t[int] = .number
        t[float] = .number
        t[enter] = .context
        t[exit] = .context
        t[new] = .new
        t[initialize] = .initialize
        t[missing] = .missing
        t[get] = .descriptor
        t[set] = .descriptor
        t[delete] = .descriptor
        t[del] = .finalizer
        return t
    }()
}

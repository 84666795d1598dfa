// This file defines the module `abc`.

import Lang

enum AbstractModule {
    /// Classes registered with an abstract class: abstract class → virtual subclasses.
    private static var registered: [ObjectIdentifier: [TypeObject]] = [:]

    static let abc = TypeObject.native("ABC", module: "abc", doc: "Base of abstract classes.") { t in
        t.isMixin = true
        t.collectsAbstractMethods = true
        t.classMethod("register(cls, subclass)", "Makes a class count as a subclass.") { a in
            let cls: TypeObject = try a.object(0)
            guard let sub = a[1].asObject as? TypeObject else { throw typeError("Can only register classes") }
            let id = ObjectIdentifier(cls)
            registered[id, default: []].append(sub)
            if registered[id]!.count == 1 {
                let before = Builtins.typeChecks[id]
                Builtins.typeChecks[id] = { x in before?(x) == true || registered[id]!.contains { x.isSubtype(of: $0) } }
                // The class must live as long as its entry.
                _ = Unmanaged.passRetained(cls)
            }
            return a[1]
        }
    }

    static func make() throws -> ModuleObject {
        try SourceModule.make("abc", abcSource) { m in
            m.type(abc)
            m.absent["ABCMeta"] = "derive from abc.ABC"
        }
    }
}

let abcSource = #"""
def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj

def abstractproperty(f):
    f.__isabstractmethod__ = True
    return property(f)

def abstractclassmethod(f):
    f.__isabstractmethod__ = True
    return classmethod(f)

def abstractstaticmethod(f):
    f.__isabstractmethod__ = True
    return staticmethod(f)

def get_cache_token():
    return 0
"""#

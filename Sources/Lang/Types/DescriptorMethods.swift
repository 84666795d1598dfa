// This file declares `property`, `staticmethod` and `classmethod`.

enum DescriptorMethods {
    static func declare() {
        NativeProperty.declareMethods()
        let p = Types.property
        p.constructor("property(fget=None, fset=None, fdel=None, doc=None)") { _, a in
            .object(PropertyObject(a[0], setter: a[1], deleter: a[2], doc: a[3]))
        }
        func of(_ v: Value) throws -> PropertyObject { try receiver(v, .property) }
        func copy(_ q: PropertyObject, _ getter: Value, _ setter: Value, _ deleter: Value) -> PropertyObject {
            let r = PropertyObject(getter, setter: setter, deleter: deleter, doc: q.doc)
            r.name = q.name
            return r
        }
        p.method2("getter(self, fget, /)") { v, f in
            let q = try of(v)
            return .object(copy(q, f, q.setter, q.deleter))
        }
        p.method2("setter(self, fset, /)") { v, f in
            let q = try of(v)
            return .object(copy(q, q.getter, f, q.deleter))
        }
        p.method2("deleter(self, fdel, /)") { v, f in
            let q = try of(v)
            return .object(copy(q, q.getter, q.setter, f))
        }
        p.property("fget") { ($0 as! PropertyObject).getter }
        p.property("fset") { ($0 as! PropertyObject).setter }
        p.property("fdel") { ($0 as! PropertyObject).deleter }
        p.property("__doc__", get: { o in
            let q = o as! PropertyObject
            if !q.doc.isNone { return q.doc }
            return q.getter.isNone ? .none : try Operators.attributeIfPresent(q.getter, "__doc__") ?? .none
        }, set: { ($0 as! PropertyObject).doc = $1 })
        p.method("__set_name__(self, owner, name, /)") { a in
            try of(a[0]).name = Name(try a.string(2))
            return .none
        }
        p.method("__get__(self, instance, owner=None, /)") { a in
            let q = try of(a[0])
            if a[1].isNone { return a[0] }
            return try Operators.call(q.getter, CallArguments([a[1]]))
        }
        p.method("__set__(self, instance, value, /)") { a in
            let q = try of(a[0])
            if q.setter.isNone { throw Operators.noAccessor("setter", q, nil, a[1].type) }
            return try Operators.call(q.setter, CallArguments([a[1], a[2]]))
        }

        p.method("__delete__(self, instance, /)") { a in
            let q = try of(a[0])
            if q.deleter.isNone { throw Operators.noAccessor("deleter", q, nil, a[1].type) }
            return try Operators.call(q.deleter, CallArguments([a[1]]))
        }
        p.property("__isabstractmethod__") { o in
            let q = o as! PropertyObject
            for f in [q.getter, q.setter, q.deleter] {
                if let v = try Operators.attributeIfPresent(f, "__isabstractmethod__"), try Operators.isTrue(v) { return .bool(true) }
            }
            return .bool(false)
        }

        let s = Types.staticMethod
        s.constructor("staticmethod(function, /)") { _, a in .object(StaticMethodObject(a[0])) }
        for t in [s, Types.classMethod] {
            t.property("__doc__") { o in
                let f = (o as? StaticMethodObject)?.function ?? (o as? ClassMethodObject)?.function ?? .none
                return f.isNone ? .none : try Operators.attributeIfPresent(f, "__doc__") ?? .none
            }
        }
        s.property("__func__") { ($0 as! StaticMethodObject).function }
        s.property("__wrapped__") { ($0 as! StaticMethodObject).function }
        let c = Types.classMethod
        c.constructor("classmethod(function, /)") { _, a in .object(ClassMethodObject(a[0])) }
        c.property("__func__") { ($0 as! ClassMethodObject).function }
        c.property("__wrapped__") { ($0 as! ClassMethodObject).function }
        c.method("__get__(self, instance, owner=None, /)") { a in
            let m: ClassMethodObject = try receiver(a[0], .classMethod)
            return .object(BoundMethod(m.function, a.given(2) ? a[2] : .object(a[1].type)))
        }
    }
}

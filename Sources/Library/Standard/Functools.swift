// This file defines the module `functools`.

import Lang

/// `functools.partial`
final class PartialObject: Object {
    let function: Value
    let positional: [Value]
    let keywords: [(name: Name, value: Value)]
    init(_ f: Value, _ p: [Value], _ k: [(name: Name, value: Value)], type: TypeObject) {
        function = f
        positional = p
        keywords = k
        super.init(type: type)
    }
    override var allowsAttributes: Bool { true }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        var k = keywords
        for (n, v) in a.keywords {
            if let i = k.firstIndex(where: { $0.name == n }) { k[i].value = v } else { k.append((n, v)) }
        }
        return try Operators.call(function, CallArguments(positional + a.positional, keywords: k))
    }
    override func repr() throws -> String {
        try ReprGuard.within(self, "...") {
            var parts = [try Operators.repr(function)] + (try positional.map(Operators.repr))
            for (n, v) in keywords { parts.append("\(n)=\(try Operators.repr(v))") }
            return "\(type.qualifiedName)(" + parts.joined(separator: ", ") + ")"
        }
    }
    override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        positional.forEach(visit)
        keywords.forEach { visit($0.value) }
    }
}

/// What `lru_cache` makes of a function: calls are remembered by their arguments.
final class CacheObject: Object {
    let function: Value
    let maximum: Int?
    let typed: Bool
    let table = DictObject()
    var hits = 0, misses = 0
    init(_ f: Value, maximum: Int?, typed: Bool) {
        function = f
        self.maximum = maximum
        self.typed = typed
        super.init(type: FunctoolsModule.cacheType)
    }
    private static let mark = Value.object(Object(type: Types.object))
    override var allowsAttributes: Bool { true }
    override var isCallable: Bool { true }
    override func call(_ a: CallArguments) throws -> Value? {
        if maximum == 0 {
            misses += 1
            return try Operators.call(function, a)
        }
        var key: Value
        if a.keywords.isEmpty, a.positional.count == 1, !typed, case .int = a.positional[0] {
            key = a.positional[0]
        } else {
            var parts = a.positional
            if !a.keywords.isEmpty {
                parts.append(CacheObject.mark)
                for (n, v) in a.keywords {
                    parts.append(n.value)
                    parts.append(v)
                }
            }
            if typed { parts += (a.positional + a.keywords.map { $0.value }).map { .object($0.type) } }
            key = .tuple(parts)
        }
        if let v = try table.get(key) {
            hits += 1
            if maximum != nil { _ = try table.move(key, toEnd: true) }
            return v
        }
        misses += 1
        let v = try Operators.call(function, a)
        try table.set(key, v)
        if let m = maximum, table.count > m { _ = table.popItem(last: false) }
        return v
    }
    override func repr() throws -> String {
        "<functools._lru_cache_wrapper object at \(Object.address(self))>"
    }
    override func dynamicAttribute(_ name: Name) throws -> Value? {
        switch name.text {
        case "__wrapped__": return function
        case "__name__", "__doc__", "__qualname__", "__module__", "__annotations__": return try Operators.attributeIfPresent(function, name)
        default: return nil
        }
    }
    override func traverse(_ visit: (Value) -> Void) {
        visit(function)
        visit(.object(table))
    }
    override func clearReferences() { table.removeAll() }
}

enum FunctoolsModule {
    static let cacheType = TypeObject.native("_lru_cache_wrapper", module: "functools", subclassable: false) { t in
        func of(_ v: Value) throws -> CacheObject {
            guard let c = v.asObject as? CacheObject else { throw typeError("a cached function is required") }
            return c
        }
        t.method("cache_info(self)", "Hits, misses, limit and size.") { a in
            let c = try of(a[0])
            return .object(
                NamedTuples.make(
                    "functools.CacheInfo", ["hits", "misses", "maxsize", "currsize"],
                    [.int(c.hits), .int(c.misses), c.maximum.map(Value.int) ?? .none, .int(c.table.count)], shown: "CacheInfo"))
        }
        t.method("cache_clear(self)", "Forgets everything.") { a in
            let c = try of(a[0])
            c.table.removeAll()
            c.hits = 0
            c.misses = 0
            return .none
        }
        t.method("cache_parameters(self)") { a in
            let c = try of(a[0])
            return .object(DictObject([("maxsize", c.maximum.map(Value.int) ?? .none), ("typed", .bool(c.typed))]))
        }
        t.method("__get__(self, instance, owner=None, /)") { a in a[1].isNone ? a[0] : .object(BoundMethod(a[0], a[1])) }
    }

    static func make() throws -> ModuleObject {
        try SourceModule.make("functools", functoolsSource) { m in
            let partial = TypeObject.native("partial", module: "functools") { t in
                t.make = { cls, a in
                    guard let f = a.positional.first else { throw typeError("type 'partial' takes at least one argument") }
                    if !Operators.isCallable(f) { throw typeError("the first argument must be callable") }
                    // A partial of a partial is flattened.
                    if let p = f.asObject as? PartialObject, p.attributes == nil {
                        var k = p.keywords
                        for (n, v) in a.keywords {
                            if let i = k.firstIndex(where: { $0.name == n }) { k[i].value = v } else { k.append((n, v)) }
                        }
                        return .object(PartialObject(p.function, p.positional + a.positional.dropFirst(), k, type: cls))
                    }
                    return .object(PartialObject(f, Array(a.positional.dropFirst()), a.keywords, type: cls))
                }
                t.property("func") { ($0 as! PartialObject).function }
                t.property("args") { .tuple(($0 as! PartialObject).positional) }
                t.property("keywords") { .object(DictObject(($0 as! PartialObject).keywords.map { ($0.name.text, $0.value) })) }
                NativeSlots.declare(t, ["__call__"])
            }
            m.type(partial)
            m.function("reduce(function, iterable, initial=..., /)", "Folds the items by a function of two.") { a in
                let it = try Operators.iterator(a[1])
                var total: Value
                if a.has(2) { total = a[2] } else {
                    guard let first = try Operators.next(it) else { throw typeError("reduce() of empty iterable with no initial value") }
                    total = first
                }
                while let v = try Operators.next(it) { total = try Operators.call(a[0], total, v) }
                return total
            }
            m.function("lru_cache(maxsize=128, typed=False)", "Remembers results.") { a in
                if Operators.isCallable(a[0]), a[0].asObject?.kind != .type { return .object(CacheObject(a[0], maximum: 128, typed: false)) }
                let maximum = a[0].isNone ? nil : max(0, try a.int(0))
                let typed = try a.bool(1)
                return .object(
                    NativeFunction("decorating_function(user_function, /)") { b in .object(CacheObject(b[0], maximum: maximum, typed: typed)) })
            }
            m.function("cache(user_function, /)", "Remembers all results.") { a in .object(CacheObject(a[0], maximum: nil, typed: false)) }
        }
    }
}

let functoolsSource = #"""
WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        for k, v in getattr(wrapped, name, {}).items():
            setattr(wrapper, k, v)
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorator(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorator

class _CmpKey:
    __slots__ = ('obj', 'cmp')
    def __init__(self, cmp, obj):
        self.cmp = cmp
        self.obj = obj
    def __lt__(self, other):
        return self.cmp(self.obj, other.obj) < 0
    def __gt__(self, other):
        return self.cmp(self.obj, other.obj) > 0
    def __eq__(self, other):
        return self.cmp(self.obj, other.obj) == 0
    def __le__(self, other):
        return self.cmp(self.obj, other.obj) <= 0
    def __ge__(self, other):
        return self.cmp(self.obj, other.obj) >= 0
    __hash__ = None

def cmp_to_key(mycmp):
    def key(obj):
        return _CmpKey(mycmp, obj)
    return key

def total_ordering(cls):
    roots = [n for n in ('__lt__', '__le__', '__gt__', '__ge__') if getattr(cls, n, None) is not getattr(object, n, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = '__lt__' if '__lt__' in roots else roots[0]
    op = getattr(cls, root)

    def invert(r):
        return r if r is NotImplemented else not r

    if root == '__lt__':
        def gt(self, other):
            r = op(self, other)
            return r if r is NotImplemented else not r and self != other
        def le(self, other):
            r = op(self, other)
            return r if r is NotImplemented else r or self == other
        def ge(self, other):
            return invert(op(self, other))
        made = {'__gt__': gt, '__le__': le, '__ge__': ge}
    elif root == '__le__':
        def ge(self, other):
            r = op(self, other)
            return r if r is NotImplemented else not r or self == other
        def lt(self, other):
            r = op(self, other)
            return r if r is NotImplemented else r and self != other
        def gt(self, other):
            return invert(op(self, other))
        made = {'__ge__': ge, '__lt__': lt, '__gt__': gt}
    elif root == '__gt__':
        def lt(self, other):
            r = op(self, other)
            return r if r is NotImplemented else not r and self != other
        def ge(self, other):
            r = op(self, other)
            return r if r is NotImplemented else r or self == other
        def le(self, other):
            return invert(op(self, other))
        made = {'__lt__': lt, '__ge__': ge, '__le__': le}
    else:
        def le(self, other):
            r = op(self, other)
            return r if r is NotImplemented else not r or self == other
        def gt(self, other):
            r = op(self, other)
            return r if r is NotImplemented else r and self != other
        def lt(self, other):
            return invert(op(self, other))
        made = {'__le__': le, '__gt__': gt, '__lt__': lt}
    for name, f in made.items():
        if name not in roots:
            f.__name__ = name
            setattr(cls, name, f)
    return cls

class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(f'Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        cache = instance.__dict__
        if self.attrname in cache:
            return cache[self.attrname]
        value = self.func(instance)
        cache[self.attrname] = value
        return value

class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        func, args, keywords = self.func, self.args, self.keywords
        if instance is None:
            return self
        bound = func.__get__(instance, owner) if hasattr(func, '__get__') else partial(func, instance)
        def method(*more, **kw):
            return bound(*args, *more, **{**keywords, **kw})
        return method

def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for c in cls.__mro__:
            if c in registry:
                return registry[c]
        for c, f in registry.items():
            if c is not object and issubclass(cls, c):
                return f
        return func

    def register(cls, f=None):
        if f is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            f = cls
            hints = [v for k, v in getattr(f, '__annotations__', {}).items() if k != 'return']
            if not hints:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain `@register` on an annotated function.')
            cls = hints[0]
        for c in getattr(cls, '__args__', None) or (cls,):
            registry[c] = f
        return f

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, func)
    return wrapper

class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        dispatcher = self.dispatcher
        def method(*args, **kwargs):
            return dispatcher.dispatch(args[0].__class__)(obj, *args, **kwargs)
        return method
"""#

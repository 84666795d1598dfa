// This file holds the module `weakref`: references are native, the containers are written in the cell language.

import Lang

enum WeakrefModule {
    static func make() throws -> ModuleObject {
        try SourceModule.make("weakref", weakrefSource) { m in
            let t = WeakReference.referenceType
            m.constant("ref", .object(t))
            m.constant("ReferenceType", .object(t))
            m.function("getweakrefcount(object, /)", "How many weak references there are to an object.") { a in .int(WeakReference.all(of: a[0]).count) }
            m.function("getweakrefs(object, /)", "The weak references to an object.") { a in .list(WeakReference.all(of: a[0]).map { .object($0) }) }
        }
    }
}

private let weakrefSource = #"""
import atexit as _atexit
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet

class KeyedRef(ref):
    pass

class WeakMethod:
    def __init__(self, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self._alive = True
        self._callback = callback
        self._obj = ref(obj, self._gone)
        self._func = ref(func, self._gone)
        self._type = type(meth)

    def _gone(self, r):
        if self._alive:
            self._alive = False
            if self._callback is not None:
                self._callback(self)

    def __call__(self):
        obj = self._obj()
        func = self._func()
        if obj is None or func is None:
            return None
        return self._type(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is other
            return self._obj == other._obj and self._func == other._func
        return NotImplemented

    def __hash__(self):
        return hash((self._obj, self._func))

def _target(p):
    x = object.__getattribute__(p, '_ref')()
    if x is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return x

class ProxyType:
    __slots__ = ('_ref', '__weakref__')

    def __init__(self, obj, callback=None):
        def gone(r, me=ref(self)):
            if callback is not None:
                callback(me())
        object.__setattr__(self, '_ref', ref(obj, gone if callback is not None else None))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        return repr(_target(self)) if object.__getattribute__(self, '_ref')() is not None else '<weakproxy dead>'

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __next__(self):
        return next(_target(self))

    def __contains__(self, x):
        return x in _target(self)

    def __getitem__(self, k):
        return _target(self)[k]

    def __setitem__(self, k, v):
        _target(self)[k] = v

    def __delitem__(self, k):
        del _target(self)[k]

    def __eq__(self, other):
        return _target(self) == _unproxied(other)

    def __ne__(self, other):
        return _target(self) != _unproxied(other)

    def __lt__(self, other):
        return _target(self) < _unproxied(other)

    def __le__(self, other):
        return _target(self) <= _unproxied(other)

    def __gt__(self, other):
        return _target(self) > _unproxied(other)

    def __ge__(self, other):
        return _target(self) >= _unproxied(other)

    __hash__ = None

    def __add__(self, other):
        return _target(self) + _unproxied(other)

    def __radd__(self, other):
        return other + _target(self)

    def __sub__(self, other):
        return _target(self) - _unproxied(other)

    def __rsub__(self, other):
        return other - _target(self)

    def __mul__(self, other):
        return _target(self) * _unproxied(other)

    def __rmul__(self, other):
        return other * _target(self)

    def __truediv__(self, other):
        return _target(self) / _unproxied(other)

    def __floordiv__(self, other):
        return _target(self) // _unproxied(other)

    def __mod__(self, other):
        return _target(self) % _unproxied(other)

    def __neg__(self):
        return -_target(self)

    def __abs__(self):
        return abs(_target(self))

    def __int__(self):
        return int(_target(self))

    def __float__(self):
        return float(_target(self))

    def __index__(self):
        return _target(self).__index__()

class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)

ProxyTypes = (ProxyType, CallableProxyType)

def _unproxied(x):
    return _target(x) if type(x) in ProxyTypes else x

def proxy(obj, callback=None):
    ref(obj)
    return (CallableProxyType if callable(obj) else ProxyType)(obj, callback)

class WeakValueDictionary(_MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _live(self):
        return [(k, o) for k, r in list(self.data.items()) if (o := r()) is not None]

    def __getitem__(self, key):
        o = self.data[key]()
        if o is None:
            raise KeyError(key)
        return o

    def __setitem__(self, key, value):
        def gone(r, me=ref(self)):
            self = me()
            if self is not None and self.data.get(key) is r:
                del self.data[key]
        self.data[key] = ref(value, gone)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        r = self.data.get(key)
        return r is not None and r() is not None

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([k for k, o in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        r = self.data.get(key)
        o = r() if r is not None else None
        return default if o is None else o

    def keys(self):
        return iter([k for k, o in self._live()])

    def values(self):
        return iter([o for k, o in self._live()])

    def items(self):
        return iter(self._live())

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        return iter(self.valuerefs())

    def copy(self):
        return WeakValueDictionary(self.items())

    __copy__ = copy

    def update(self, other=(), /, **kw):
        for k, v in (other.items() if hasattr(other, 'items') else other):
            self[k] = v
        for k, v in kw.items():
            self[k] = v

class WeakKeyDictionary(_MutableMapping):
    def __init__(self, dict=None):
        self.data = {}
        def gone(r, me=ref(self)):
            self = me()
            if self is not None:
                self.data.pop(r, None)
        self._gone = gone
        if dict is not None:
            self.update(dict)

    def _live(self):
        return [(o, v) for r, v in list(self.data.items()) if (o := r()) is not None]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._gone)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            r = ref(key)
        except TypeError:
            return False
        return r in self.data

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([o for o, v in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def keys(self):
        return iter([o for o, v in self._live()])

    def values(self):
        return iter([v for o, v in self._live()])

    def items(self):
        return iter(self._live())

    def keyrefs(self):
        return list(self.data)

    def copy(self):
        new = WeakKeyDictionary()
        for o, v in self._live():
            new[o] = v
        return new

    __copy__ = copy

    def update(self, dict=None, /, **kw):
        if dict is not None:
            for k, v in (dict.items() if hasattr(dict, 'items') else dict):
                self[k] = v

class WeakSet(_MutableSet):
    def __init__(self, data=None):
        self.data = set()
        def gone(r, me=ref(self)):
            self = me()
            if self is not None:
                self.data.discard(r)
        self._gone = gone
        if data is not None:
            self.update(data)

    def _live(self):
        return [o for r in list(self.data) if (o := r()) is not None]

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, x):
        try:
            r = ref(x)
        except TypeError:
            return False
        return r in self.data

    def add(self, x):
        self.data.add(ref(x, self._gone))

    def discard(self, x):
        self.data.discard(ref(x))

    def remove(self, x):
        self.data.remove(ref(x))

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                r = self.data.pop()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            o = r()
            if o is not None:
                return o

    def update(self, other):
        for x in other:
            self.add(x)

    def copy(self):
        return self.__class__(self)

    def union(self, other):
        return self.__class__(list(self) + list(other))

    __or__ = union

    def intersection(self, other):
        return self.__class__(x for x in other if x in self)

    __and__ = intersection

    def difference(self, other):
        new = self.copy()
        for x in other:
            new.discard(x)
        return new

    __sub__ = difference

    def symmetric_difference(self, other):
        return self.difference(other).union(x for x in other if x not in self)

    __xor__ = symmetric_difference

    def issubset(self, other):
        return all(x in other for x in self)

    def issuperset(self, other):
        return all(x in self for x in other)

    def __eq__(self, other):
        if not isinstance(other, WeakSet):
            return NotImplemented
        return set(self) == set(other)

    def __repr__(self):
        return repr(self.data)

class finalize:
    _alive = {}
    _count = 0

    def __init__(self, obj, func, /, *args, **kwargs):
        finalize._count += 1
        self._key = finalize._count
        self._atexit = True
        finalize._alive[self._key] = (ref(obj, lambda r: self()), func, args, kwargs, self)

    def __call__(self, _=None):
        entry = finalize._alive.pop(self._key, None)
        if entry is not None:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        entry = finalize._alive.get(self._key)
        o = entry[0]() if entry is not None else None
        if o is not None:
            del finalize._alive[self._key]
            return (o, *entry[1:4])

    def peek(self):
        entry = finalize._alive.get(self._key)
        o = entry[0]() if entry is not None else None
        if o is not None:
            return (o, *entry[1:4])

    @property
    def alive(self):
        return self._key in finalize._alive

    @property
    def atexit(self):
        return self._key in finalize._alive and self._atexit

    @atexit.setter
    def atexit(self, value):
        self._atexit = bool(value)

    def __repr__(self):
        entry = finalize._alive.get(self._key)
        if entry is None:
            return f'<finalize object at {id(self):#x}; dead>'
        return f'<finalize object at {id(self):#x}; for {type(entry[0]()).__name__!r} at {id(entry[0]()):#x}>'

def _at_exit():
    for key in sorted(finalize._alive, reverse=True):
        entry = finalize._alive.get(key)
        if entry is not None and entry[4]._atexit:
            entry[4]()

_atexit.register(_at_exit)
"""#

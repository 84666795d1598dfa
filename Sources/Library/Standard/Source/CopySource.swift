// This file holds the module `copy`, written in the cell language.

let copySource = #"""
import types as _types

class Error(Exception):
    pass

error = Error
_atomic = {type(None), int, float, bool, str, bytes, type, range, type(...), type(NotImplemented), slice,
           _types.FunctionType, _types.BuiltinFunctionType, property, _types.ModuleType}

dispatch_table = {}

def _own(cls, name):
    # Whether a class of the program defines the method.
    return isinstance(getattr(cls, name, None), _types.FunctionType)

def _reduced(x, cls):
    # What x says of how it is made again; None where nothing is said.
    if cls in dispatch_table:
        return dispatch_table[cls](x)
    if _own(cls, '__reduce_ex__'):
        return x.__reduce_ex__(4)
    if _own(cls, '__reduce__'):
        return x.__reduce__()
    return None

def _again(x, rv, memo):
    if isinstance(rv, str):
        return x
    func, args, state, items, pairs, setter = (tuple(rv) + (None,) * 4)[:6] if 2 <= len(rv) <= 6 else _bad()
    deep = memo is not None
    inner = (lambda v: deepcopy(v, memo)) if deep else (lambda v: v)
    y = func(*[inner(a) for a in args])
    if deep:
        memo[id(x)] = y
    if state is not None:
        state = inner(state)
        if setter is not None:
            setter(y, state)
        elif hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for k, v in slots.items():
                    setattr(y, k, v)
    if items is not None:
        for item in items:
            y.append(inner(item))
    if pairs is not None:
        for k, v in pairs:
            y[inner(k)] = inner(v)
    return y

def _bad():
    raise TypeError('_reconstruct() takes from 4 to 9 positional arguments')

def _new(x, cls, f):
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = x.__getnewargs_ex__()
        return cls.__new__(cls, *f(args), **f(kwargs))
    if hasattr(cls, '__getnewargs__'):
        return cls.__new__(cls, *f(x.__getnewargs__()))
    return None

def copy(x):
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset) or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if hasattr(cls, '__copy__'):
        return x.__copy__()
    rv = _reduced(x, cls)
    if rv is not None:
        return _again(x, rv, None)
    made = _new(x, cls, lambda v: v)
    if made is not None:
        _state(made, x, lambda v: v)
        return made
    if isinstance(x, (list, dict, set)):
        y = _like(x)
        _fill(y, x, lambda v: v)
    elif isinstance(x, (tuple, int, float, str, bytes, frozenset)):
        return _rebuild(x, lambda v: v)
    elif isinstance(x, BaseException):
        y = cls.__new__(cls)
        y.args = x.args
    elif hasattr(x, '__dict__') or hasattr(cls, '__slots__'):
        y = cls.__new__(cls)
    else:
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    _state(y, x, lambda v: v)
    return y

def _like(x):
    return type(x).__new__(type(x))

def _fill(y, x, f):
    if isinstance(x, dict):
        if hasattr(x, 'default_factory'):
            y.default_factory = x.default_factory
        for k, v in x.items():
            dict.__setitem__(y, f(k), f(v))
    elif isinstance(x, list):
        for v in x:
            list.append(y, f(v))
    else:
        for v in x:
            set.add(y, f(v))

def _rebuild(x, f):
    cls = type(x)
    if isinstance(x, tuple):
        return cls._make([f(v) for v in x]) if hasattr(cls, '_make') else tuple.__new__(cls, [f(v) for v in x])
    return x

def _state(y, x, f):
    if hasattr(type(x), '__getstate__') and type(x).__getstate__ is not getattr(object, '__getstate__', None):
        state = f(x.__getstate__())
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        elif state:
            y.__dict__.update(state)
        return
    d = getattr(x, '__dict__', None)
    if d:
        for k, v in list(d.items()):
            y.__dict__[k] = f(v)
    for c in type(x).__mro__:
        slots = c.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                object.__setattr__(y, name, f(getattr(x, name)))

def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _atomic and cls is not slice or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    y = memo.get(key, _nil)
    if y is not _nil:
        return y
    inner = lambda v: deepcopy(v, memo)
    if cls is list:
        y = []
        memo[key] = y
        for v in x:
            y.append(deepcopy(v, memo))
    elif cls is dict:
        y = {}
        memo[key] = y
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        items = [deepcopy(v, memo) for v in x]
        if key in memo:
            return memo[key]
        y = x if all(a is b for a, b in zip(items, x)) else tuple(items)
    elif cls is set or cls is frozenset:
        y = cls(deepcopy(v, memo) for v in x)
    elif cls is bytearray:
        y = x.copy()
    elif hasattr(cls, '__deepcopy__'):
        y = x.__deepcopy__(memo)
    elif (rv := _reduced(x, cls)) is not None:
        y = _again(x, rv, memo)
    elif (made := _new(x, cls, inner)) is not None:
        y = made
        memo[key] = y
        _state(y, x, inner)
    elif cls is slice:
        y = slice(inner(x.start), inner(x.stop), inner(x.step))
    elif isinstance(x, (list, dict, set)):
        y = _like(x)
        memo[key] = y
        _fill(y, x, inner)
        _state(y, x, inner)
    elif isinstance(x, (tuple, int, float, str, bytes, frozenset)):
        y = _rebuild(x, inner)
    elif isinstance(x, _types.MethodType):
        y = type(x)(x.__func__, inner(x.__self__))
    elif isinstance(x, BaseException):
        y = cls.__new__(cls)
        memo[key] = y
        y.args = deepcopy(x.args, memo)
        _state(y, x, inner)
    elif hasattr(x, '__dict__') or hasattr(cls, '__slots__'):
        y = cls.__new__(cls)
        memo[key] = y
        _state(y, x, inner)
    elif hasattr(cls, '__copy__'):
        y = x.__copy__()
    elif hasattr(cls, 'append') and hasattr(cls, '__iter__'):
        y = cls()
        memo[key] = y
        for v in x:
            y.append(deepcopy(v, memo))
    elif callable(x):
        y = x
    else:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if y is not x:
        memo[key] = y
        memo.setdefault(id(memo), []).append(x)
    return y

def replace(obj, /, **changes):
    return obj.__replace__(**changes)
"""#

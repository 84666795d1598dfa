# Arguments that go to a class's own constructor, sets in sets, functions made from code, copies by __reduce__.
import copy
import types


def subclasses(base, value):
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, value, extra=None):
            if base in (list,):
                super().__init__(value)
            self.extra = extra

    class WithNew(base):
        def __new__(cls, value, extra=None):
            self = super().__new__(cls, value)
            self.extra = extra
            return self

    for cls in (WithInit, WithNew):
        try:
            x = cls(value, extra=7)
            print(base.__name__, cls.__name__, base(x), x.extra)
        except TypeError as e:
            print(base.__name__, cls.__name__, 'TypeError')
    try:
        Plain(value, extra=1)
    except TypeError:
        print(base.__name__, 'Plain refuses')


subclasses(list, [1, 2])
subclasses(tuple, (1, 2))
subclasses(float, 2.5)
subclasses(frozenset, [3])

s = {frozenset([1, 2]), frozenset(), 5}
print({1, 2} in s, set() in s, {3} in s)
s.discard({1, 2})
s.remove(set())
print(s)
try:
    s.remove({9})
except KeyError as e:
    print('KeyError', e)
try:
    [] in s
except TypeError as e:
    print(e)
f = frozenset('ab')
print(f.copy() is f, copy.copy(f) is f)


class It:
    def __init__(self, value):
        self.value = value

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(self.value)


try:
    next(It(42))
except StopIteration as e:
    print('value', e.value)
print(next(It(1), 'default'))


def area():
    return width * height


F = type(area)
print(F(area.__code__, {'width': 3, 'height': 4})(), F(area.__code__, {'width': 1, 'height': 9}, 'renamed').__name__)
for bad in ((None, {}), (area.__code__, None)):
    try:
        F(*bad)
    except TypeError as e:
        print(e)


def keywords(**kw):
    return kw


try:
    keywords(**{'a': 1}, a=2)
except TypeError as e:
    print(e)
print(keywords(**{'a': 1}, b=2, **{'c': 3}))


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Pair, (self.a, self.b), {'note': 'restored'}


p = Pair([1], 2)
q = copy.copy(p)
r = copy.deepcopy(p)
print(q.a is p.a, r.a is p.a, r.a, r.note)


class Versioned(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


v = Versioned(1, [2])
w = copy.deepcopy(v)
print(type(w).__name__, w, w[1] is v[1])
t = slice([1], 2, None)
u = copy.deepcopy(t)
print(u, u.start is t.start)
print(float.fromhex('\n 0x1.8p3\t'), round(1.5, 10**30), round(1e300, -10**30))
print(int('zz' * 30, 36), int('21' * 40, 3))
print(isinstance(area.__code__, types.CodeType), isinstance(1, types.FrameType))


class Growing(list):
    pass


class Right(tuple):
    def __radd__(self, other):
        return ('radd', other, tuple(self))


items = Growing([1])
items += (2, 3)
print(items)
plain = [0]
plain += Right((1,))
print(plain)


class Infinite:
    def __len__(self):
        return 10**6

    def __getitem__(self, i):
        if i not in (0, 999_999):
            raise RuntimeError('only the ends are read')
        return i


import collections.abc


class Ends(Infinite, collections.abc.Sequence):
    pass


match Ends():
    case [first, *_, last]:
        print('ends', first, last)
match collections.UserDict(a=1):
    case {'a': value}:
        print('mapping', value)
match range(10**9):
    case [x, y, *_]:
        print('range', x, y)

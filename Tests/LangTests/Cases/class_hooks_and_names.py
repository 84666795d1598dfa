# What the hooks of class creation may use, names of nested classes, blocked operators.


class Plugin:
    made = []

    def __init_subclass__(cls, /, start=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.made.append(cls.__qualname__)
        if start is not None:
            cls(start).describe()


class Loud(Plugin, start=3):
    def __init__(self, n):
        self.n = n
        super().__init__()

    def describe(self):
        print(__class__.__name__, self.n)


def factory():
    class Inner:
        class Deep:
            pass

        def method(self):
            pass

    return Inner


Inner = factory()
print(Inner, Inner.Deep, Inner.method.__qualname__)
print('__qualname__' in Inner.__dict__, '__dict__' in Inner.__dict__, '__weakref__' in Inner.__dict__)
print('__qualname__' in dir(Inner()), '__module__' in dir(Inner()), '__dict__' in dir(Inner()))
print(repr(Inner()).split(' at ')[0])
print(Plugin.made)


class Blocked:
    __add__ = None
    __eq__ = None
    __lt__ = None
    __radd__ = None
    __iadd__ = None
    __hash__ = object.__hash__


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError:', e)


b = Blocked()
attempt(lambda: b + 1)
attempt(lambda: 1 + b)
attempt(lambda: b == 1)
attempt(lambda: b < 1)
attempt(lambda: 1 > b)
try:
    b += 1
except TypeError as e:
    print('in place:', e)


class Filled:
    locals()['late'] = 'set through locals()'
    for n in range(3):
        locals()[f'field_{n}'] = n * n
    vars().update(both=True)


print(Filled.late, Filled.field_2, Filled.both, Filled.n)


class Tagged:
    "Documented."

    @staticmethod
    def s(x: int) -> str:
        "static doc"

    @classmethod
    def c(cls):
        "class doc"


for name in ('s', 'c'):
    d = Tagged.__dict__[name]
    print(d.__name__, d.__doc__, d.__qualname__, sorted(d.__wrapped__.__annotations__))
    print(repr(d).split(' at ')[0])
print(staticmethod(len)('four'))


class Private:
    __slots__ = ('__hidden', 'open')

    def __init__(self):
        self.__hidden = 1
        self.open = 2


p = Private()
print(p._Private__hidden, p.open)
try:
    p._Private__other = 3
except AttributeError as e:
    print(e)
for bad in (('1a',), ('',), (3,), ('a b',)):
    try:
        type('Bad', (), {'__slots__': bad})
    except TypeError as e:
        print('slots:', e)


class DocOf:
    def __get__(self, instance, owner):
        return f'doc of {owner.__name__}, instance {instance is not None}'


class Described:
    __doc__ = DocOf()


print(Described.__doc__)
print(Described().__doc__)


class Call:
    pass


Call.__call__ = Call()
try:
    Call()()
except RecursionError as e:
    print('RecursionError')


class Proxy:
    def __init__(self, target):
        self.target = target

    @property
    def __class__(self):
        return type(self.target)


print(isinstance(Proxy('text'), str), isinstance(Proxy([]), str), type(Proxy(1)).__name__)
attempt(lambda: setattr(1, '__class__', Proxy))
attempt(lambda: hasattr(b, 3))
attempt(lambda: getattr(b, None))
print(type('Kept', (Plugin,), {}, start=None).__name__, Plugin.made)

# Multiple inheritance, C3, super chains, mixins, abstract-like classes, __init_subclass__, slots.
class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))


class Base:
    def __init__(self, **kw):
        self.rest = kw


class X(Base):
    def __init__(self, x, **kw):
        super().__init__(**kw)
        self.x = x


class Y(Base):
    def __init__(self, y, **kw):
        super().__init__(**kw)
        self.y = y


class XY(X, Y):
    pass


o = XY(x=1, y=2, z=3)
print(o.x, o.y, o.rest, [c.__name__ for c in XY.__mro__])
try:
    class Bad(A, B):
        pass
except TypeError as e:
    print(e)
try:
    class Dup(A, A):
        pass
except TypeError as e:
    print(e)
try:
    class NotType(5):
        pass
except TypeError as e:
    print(type(e).__name__)


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[key or cls.__name__] = cls


class P1(Plugin):
    pass


class P2(Plugin, key="two"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()})


class JsonMixin:
    def to_dict(self):
        return {k: v for k, v in vars(self).items() if not k.startswith("_")}


class ReprMixin:
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.to_dict().items())})"


class User(JsonMixin, ReprMixin):
    def __init__(self, name):
        self.name = name
        self._pw = "x"


print(User("bob"), User("al").to_dict())


class Shape:
    def area(self):
        raise NotImplementedError("area")

    def describe(self):
        return f"{self.__class__.__name__} of {self.area():.2f}"


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2


print(Square(3).describe())
try:
    Shape().describe()
except NotImplementedError as e:
    print(type(e).__name__, e)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slotted()
s.b = 2
print(s.a, s.b, hasattr(s, "__dict__"))
try:
    s.c = 3
except AttributeError as e:
    print(e)


class Meta1:
    def hello(self):
        return "hello from " + type(self).__name__


class Sub(Meta1):
    hello_alias = Meta1.hello


print(Sub().hello_alias(), Meta1.hello(Sub()))


class Counter(dict):
    def __missing__(self, k):
        return 0

    def inc(self, k):
        self[k] += 1


c = Counter()
c.inc("a"); c.inc("a")
print(c, c["zz"], isinstance(c, dict), dict(c))


class Vec(tuple):
    def __new__(cls, *xs):
        return super().__new__(cls, xs)

    def __add__(self, o):
        return Vec(*(a + b for a, b in zip(self, o)))


print(Vec(1, 2) + Vec(3, 4), type(Vec(1) + Vec(2)).__name__, Vec(1, 2)[0], len(Vec(1, 2, 3)))


class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + o + 100)

    def __repr__(self):
        return f"MyInt({int(self)})"


m = MyInt(5)
print(m + 1, 1 + m, m * 2, repr(m), sorted([MyInt(3), 1, MyInt(2)]), {5: "five"}[m], m == 5)


class Parent:
    def template(self):
        return self.step1() + self.step2()

    def step1(self):
        return "p1 "

    def step2(self):
        return "p2"


class Child(Parent):
    def step2(self):
        return "c2 " + super().step2()


print(Child().template(), super(Child, Child()).step2(), super(Child, Child()).template())


class Cooperative(A):
    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def st():
        return "static"


class Coop2(Cooperative):
    @classmethod
    def make(cls):
        return "2" + super().make()

    @staticmethod
    def st():
        return "2" + Cooperative.st()


print(Coop2.make(), Coop2().make(), Coop2.st())


class ExcBase(Exception):
    code = 1

    def __init__(self, msg, extra=None):
        super().__init__(msg)
        self.extra = extra


class ExcSub(ExcBase, ValueError):
    code = 2


try:
    raise ExcSub("bad", extra=[1])
except ValueError as e:
    print(e, e.args, e.extra, e.code, [c.__name__ for c in type(e).__mro__])
print(isinstance(D(), (int, C)), issubclass(D, A), issubclass(A, D), D.__subclasses__(), [c.__name__ for c in A.__subclasses__()])
from abc import ABC, abstractmethod


class Abstract(ABC):
    @abstractmethod
    def run(self): ...

    @property
    @abstractmethod
    def name(self): ...


class Concrete(Abstract):
    def run(self):
        return "run"

    @property
    def name(self):
        return "n"


print(Concrete().run(), Concrete().name)
try:
    Abstract()
except TypeError as e:
    print(e)

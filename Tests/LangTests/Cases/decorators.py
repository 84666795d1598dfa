# Decorators with and without arguments, on functions, methods and classes.
import functools


def trace(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        r = f(*args, **kwargs)
        print("->", r)
        return r
    return wrapper


@trace
def add(a, b=2):
    """Adds."""
    return a + b


add(1)
add(1, b=5)
print(add.__name__, add.__doc__, add.__wrapped__(3, 4))


def repeat(n):
    def deco(f):
        def inner(*a):
            return [f(*a) for _ in range(n)]
        return inner
    return deco


@repeat(3)
@repeat(2)
def hi(x):
    return x


print(hi("x"))


class CountCalls:
    def __init__(self, f):
        self.f = f
        self.n = 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@CountCalls
def square(x):
    return x * x


print(square(3), square(4), square.n)


def register(cls):
    registry.append(cls.__name__)
    cls.tag = "registered"
    return cls


registry = []


@register
class A:
    @staticmethod
    def s(x):
        return x + 1

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @property
    def p(self):
        return "prop"

    @trace
    def m(self, x):
        return x

    def __repr__(self):
        return "A()"


print(registry, A.tag, A.s(1), A().s(2), A.c(3), A().c(4), A().p)
A().m(5)


def validate(**types):
    def deco(f):
        @functools.wraps(f)
        def g(*args, **kw):
            for name, value in zip(f.__code__.co_varnames, args):
                if name in types and not isinstance(value, types[name]):
                    raise TypeError(f"{name} must be {types[name].__name__}, got {type(value).__name__}")
            return f(*args, **kw)
        return g
    return deco


@validate(x=int, s=str)
def rep(x, s):
    return s * x


print(rep(2, "ab"))
try:
    rep("a", "b")
except TypeError as e:
    print(e)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@functools.cache
def slow(x):
    print("computing", x)
    return x * 2


print(slow(2), slow(2))


def order(tag):
    print("make", tag)
    def deco(f):
        print("apply", tag)
        return f
    return deco


@order("a")
@order("b")
def f():
    pass


decos = {"x": lambda f: (lambda: "replaced " + f())}


@decos["x"]
def g():
    return "g"


print(g())


@(lambda f: lambda *a: f(*a) + 1)
def h(x):
    return x


print(h(1))


class Meta:
    def __init__(self, name):
        self.name = name

    def __call__(self, cls):
        setattr(cls, self.name, True)
        return cls

    def method_deco(self, f):
        return lambda *a: (self.name, f(*a))


m = Meta("flag")


@m
class B:
    @m.method_deco
    def x(self):
        return 1


print(B.flag, B().x())


def singleton(cls):
    instances = {}
    def get(*args):
        if cls not in instances:
            instances[cls] = cls(*args)
        return instances[cls]
    return get


@singleton
class Config:
    def __init__(self, v=0):
        self.v = v


print(Config(1) is Config(2), Config().v)


class cached_property_like:
    def __init__(self, f):
        self.f = f
        self.name = f.__name__

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = self.f(obj)
        obj.__dict__[self.name] = value
        return value


class D:
    @cached_property_like
    def v(self):
        print("computed")
        return 7


d = D()
print(d.v, d.v, d.__dict__)

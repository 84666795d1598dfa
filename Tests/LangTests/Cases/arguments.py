# Calling conventions: defaults, *args, **kwargs, keyword-only, positional-only, errors.
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 5, 6, 7, c=3, d=0, e=9), f(*[1, 2, 3], c=4, **{"z": 5}), f(c=1, a=0))


def p(a, b, /, c, *, d):
    return a, b, c, d


print(p(1, 2, 3, d=4), p(1, 2, c=3, d=4))


def g(a, /, **kw):
    return a, kw


print(g(1, a=2), g(1))


def h(*, k=1):
    return k


print(h(), h(k=5))


def nothing():
    pass


print(nothing())


def cases():
    yield lambda: f()
    yield lambda: f(1)
    yield lambda: f(1, 2, 3)
    yield lambda: f(1, c=1, a=2)
    yield lambda: p(1, 2)
    yield lambda: p(1, 2, 3)
    yield lambda: p(1, b=2, c=3, d=4)
    yield lambda: p(1, 2, 3, 4, d=5)
    yield lambda: h(1)
    yield lambda: h(z=1)
    yield lambda: nothing(1)
    yield lambda: nothing(1, 2, x=3)
    yield lambda: nothing(x=3)
    yield lambda: f(1, **{"c": 1, "a": 5})
    yield lambda: (lambda x: x)()
    yield lambda: (lambda x, y: x)(1)
    yield lambda: (lambda x, y, z: x)(1)
    yield lambda: (lambda x, y, z: x)()
    yield lambda: f(*5, c=1)
    yield lambda: f(1, **5)
    yield lambda: f(1, c=1, **{"c": 2})
    yield lambda: nothing(**{1: 2})
    yield lambda: (lambda *, a, b: 0)()
    yield lambda: 5()
    yield lambda: "abc"()
    yield lambda: len()
    yield lambda: len(1, 2)
    yield lambda: len(5)
    yield lambda: [].append()
    yield lambda: int("5", bass=10)
    yield lambda: g()
    yield lambda: g(a=1)


for case in cases():
    try:
        print(case())
    except TypeError as e:
        print(e)


class C:
    def __init__(self, x, y=0):
        self.x = x

    def m(self, a, *, k):
        return a, k

    @classmethod
    def c(cls, a):
        return a

    @staticmethod
    def s(a):
        return a


for case in (lambda: C(), lambda: C(1, 2, 3), lambda: C(1).m(), lambda: C(1).m(1), lambda: C(1).m(1, 2, k=3), lambda: C.m(1), lambda: C.c(), lambda: C.s(), lambda: C(1, z=2)):
    try:
        print(case())
    except TypeError as e:
        print(e)
print(C(1).m(2, k=3), C.c(5), C.s(6), C.m(C(1), 2, k=4))


def collect(*args, **kwargs):
    return len(args), sorted(kwargs)


print(collect(*range(3), *"ab", x=1, **{"y": 2}, **dict(z=3)), collect(*[], **{}), collect(1, *[2], 3, a=1, *[4]))


def defaults(a=[], b={}, c=(), d=None):
    a.append(1)
    b[len(b)] = 1
    return a, b, c, d


defaults()
print(defaults(), defaults.__defaults__)
counter = iter(range(10))


def evaluated(x=next(counter), *, y=next(counter)):
    return x, y


print(evaluated(), evaluated(), evaluated.__kwdefaults__)


def order():
    def show(x):
        print(x, end=" ")
        return x
    collect(show(1), *[show(2)], k=show(3), **{"j": show(4)})
    print({show("k1"): show("v1"), show("k2"): show("v2")})
    [show(1), show(2)][show(0)]
    (show("f"), collect)[1](show("arg"))
    print(show(1) < show(2) < show(3), show(5) if show(0) else show(6))


order()


def swap(a, b):
    return b, a


print(swap(*swap(1, 2)), swap(b=1, a=2), max(*[3, 5], 4), print("x", "y", sep="-", end="!\n"), sorted([3, 1], reverse=True, key=lambda v: v))


def annotated(a: int, b: "str" = "x", *args: float, **kw: dict) -> list:
    """Doc."""
    return [a, b]


print(annotated.__annotations__, annotated.__doc__, annotated(1))
def recursive(n, acc=()):
    return acc if n == 0 else recursive(n - 1, (*acc, n))
print(recursive(5), (lambda *a, **k: (a, k))(1, b=2), (lambda a=1, /, b=2: a + b)(b=5))

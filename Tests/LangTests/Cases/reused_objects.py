# What dies in a variable is used again for the next object of its type: nothing of the old one may show.
import weakref


class Point:
    def __init__(self, x, y=None):
        self.x = x
        if y is not None:
            self.y = y

    def __repr__(self):
        return f"Point({self.__dict__})"


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def instances():
    for i in range(4):
        p = Point(i, i * 2 if i % 2 else None)
        print(p, hasattr(p, "y"), sorted(vars(p)))
    p = Point(1, 2)
    kept = p.__dict__
    p = Point(3)
    print(kept, p)
    r = weakref.ref(p)
    print(r() is p)
    p = None
    print(r())
    q = Point(5)
    print(r(), q, type(q).__name__)
    a = Loud("a")
    a = Loud("b")
    a = None
    p = Point(Point(1), [Point(2)])
    p = p.x
    print(p)


def containers():
    t = (1, "x", [2])
    u = t
    t = (3, "y", [4])
    print(t, u)
    nested = None
    for i in range(5):
        nested = (nested, i)
    print(nested)
    nested = None
    out = []
    for i in range(3):
        out.append((i, (i, i)))
    print(out)
    l = [1, 2]
    m = l
    l = []
    l.append(9)
    print(l, m)
    a, b = [Point(7), "z"]
    print(a, b)
    c = [1, (2, 3)]
    a, b = c
    print(a, b, c)

    def kw(**k):
        k["extra"] = 1
        return k

    first, second = kw(a=1), kw(b=2)
    print(first, second, kw())
    d = {"p": 1}
    e = d
    d = {}
    d["q"] = 2
    print(d, e)


def texts():
    s = ""
    for i in range(20):
        s = str(i) + s
        print(len(s), s[::-1][:5], s[2:4] + "é", hash(s) == hash("".join(list(s))), end=" ")
    print()
    words = ["a" * i for i in range(18)]
    print([a + b for a in words[6:10] for b in words[6:9]])
    print(f"{'ab'}{'cdefgh'}{'ijklmnop'}", f"{1}{'é'}{22}", f"{''}{''}", "x" + "" + "é" * 9)
    t = "long enough to lie in storage of its own"
    u = t + "!"
    t = None
    print(u, [c for c in u if c.isupper()], "".join(c for c in u if c.isalpha())[:30])
    print([(c, c.isalpha(), c.islower(), c.isupper(), c.isdigit(), c.isspace()) for c in "aZ5 _é"])


def keywords():
    def f(a, b=2, *, c=3):
        return a, b, c

    def g(a, /, b, *, c):
        return a, b, c

    def p(*args, **kwargs):
        return f(*args, **kwargs)

    print(f(1, c=5), f(b=1, a=2), p(1, c=4), p(*[1, 2], **{"c": 9}), g(1, c=2, b=3), p(a=7))
    for call in (
        lambda: f(1, a=2), lambda: f(c=1), lambda: f(1, d=2), lambda: f(1, 2, 3), lambda: g(a=1, b=2, c=3), lambda: g(1, 2), lambda: p(1, 2, 3),
        lambda: p(1, a=3), lambda: p(1, z=3), lambda: f(*(1,), **{"b": 2, "q": 3}),
    ):
        try:
            print(call())
        except TypeError as e:
            print(e)
    print(f(*(1, 2), **{}), f(*[1]), f(1, 2, c=3))


def exceptions():
    for i in range(3):
        try:
            raise ValueError(i, "x" * i)
        except ValueError as e:
            args = e.args
        print(args)
    try:
        raise KeyError("k")
    except (IndexError, KeyError) as e:
        print(e.args[0], e.args)


instances()
containers()
texts()
keywords()
exceptions()

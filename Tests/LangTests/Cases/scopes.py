# Scoping rules: class bodies, comprehensions, global, del, builtins shadowing.
x = "global"


def show():
    return x


class K:
    x = "class"
    y = x + "!"
    def method(self):
        return x
    z = [x for _ in range(1)]
    w = [v for v in x]


print(show(), K.y, K().method(), K.z, K.w)


def f():
    x = "local"

    class Inner:
        y = x
        x2 = x

        def g(self):
            return x
    return Inner.y, Inner().g()


print(f())


def g():
    x = 1
    def h():
        x = 2
        def i():
            nonlocal x
            x = 3
        i()
        return x
    r = h()
    return r, x


print(g())


def shadow():
    len = lambda v: "shadowed"
    return len([1])


print(shadow(), len([1]))
sum = 5
print(sum)
del sum
print(sum([1, 2]))


def cond(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError as e:
        return str(e)


print(cond(True), cond(False))


def del_local():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as e:
        return str(e)


print(del_local())


def global_decl():
    global newly
    newly = 10


global_decl()
print(newly)
try:
    undefined_thing
except NameError as e:
    print(e, e.name)


def exc_scope():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as err:
        return str(err)


print(exc_scope())
for loop in range(3):
    inside = loop
print(loop, inside)
def fn(a, b=x, *c):
    return a, b, c
x = "changed"
print(fn(1), show())
def rec(n):
    def inner(m):
        return rec(m - 1) if m else n
    return inner(n)
print(rec(3))
print((lambda x: (lambda: x))(5)(), [(lambda n: n + k)(1) for k in range(3)])
class Counter:
    total = 0
    def __init__(self):
        Counter.total += 1
        self.total += 1
c = Counter()
print(Counter.total, c.total, Counter().total)
def make_class(n):
    class Dyn:
        value = n
        def get(self):
            return self.value + n
    Dyn.__name__ = f"Dyn{n}"
    return Dyn
A, B = make_class(1), make_class(2)
print(A().get(), B().get(), A.__name__, A is B)
def augmented():
    try:
        newly += 1
    except UnboundLocalError as e:
        return str(e)
print(augmented())
def outer():
    def a():
        return b()
    def b():
        return "b later"
    return a()
print(outer(), __name__, type(__builtins__).__name__ in ("module", "dict"))
if True:
    def conditional():
        return "first"
else:
    def conditional():
        return "second"
print(conditional())
def many():
    a = b = c = d = e = f = 1
    def use():
        return a + b + c + d + e + f
    a = 10
    return use()
print(many())
def star_shadow(*args, **kwargs):
    args = list(args)
    kwargs["new"] = 1
    return args, kwargs
print(star_shadow(1, a=2))
class Meta:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    __hash__ = None
try:
    {Meta(1)}
except TypeError as e:
    print(e)
class Nested:
    data = {"a": 1}
    class Deep:
        value = 2
        def read(self):
            return Nested.data["a"] + self.value
print(Nested.Deep().read())

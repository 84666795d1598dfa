# `yield from` generators: what is sent, thrown, returned and cleaned up through several levels.
def inner():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
    finally:
        print("left")
    return "r"


def bad():
    yield 5
    raise ValueError("x")


def outer():
    v = yield from inner()
    print("value", v)
    try:
        yield from bad()
    except ValueError as e:
        print("caught", e)
    yield 9


g = outer()
print(next(g), g.send("a"), g.send("b"), next(g))
print(list(g))
g = outer()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("K", e)
g = outer()
next(g)
g.close()


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


print(sum(deep(300)))


def shared(it):
    yield from it
    return "end"


source = (i * i for i in range(4))
a, b = shared(source), shared(source)
print(next(a), next(b), next(a), list(b), list(a))


def handling():
    try:
        raise RuntimeError("outside")
    except RuntimeError as e:
        r = yield from inside()
        print(r, repr(e))


def inside():
    try:
        raise KeyError("inside")
    except KeyError:
        yield "in handler"
    try:
        raise
    except RuntimeError as e:
        yield repr(e)
    return "done"


print(list(handling()))


def itself():
    yield from me


me = itself()
try:
    next(me)
except ValueError as e:
    print(e)


def unsent():
    x = yield from shared(fresh())
    return x


def fresh():
    r = yield "first"
    print("sent", r)
    yield from []
    return 7


u = unsent()
print(u.send(None))
try:
    u.send("word")
except StopIteration as e:
    print("stop", e.value)


def endless(n):
    yield from endless(n + 1)


try:
    next(endless(0))
except RecursionError as e:
    print("RecursionError")

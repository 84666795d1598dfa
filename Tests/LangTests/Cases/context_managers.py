# with statements, suppression, contextlib, nesting, order of exits.
import contextlib


class CM:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        if self.fail_exit:
            raise RuntimeError("exit " + self.name)
        return self.swallow


with CM("a") as x:
    print(x)
with CM("b", swallow=True):
    raise ValueError("gone")
print("after")
try:
    with CM("c") as c, CM("d"):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)
with (CM("e") as e1, CM("f", swallow=True) as f1):
    print(e1, f1)
    1 / 0
try:
    with CM("g"), CM("h", fail_enter=True):
        print("never")
except RuntimeError as e:
    print(e)
try:
    with CM("i", fail_exit=True):
        raise ValueError("first")
except RuntimeError as e:
    print(e, "context:", repr(e.__context__))


def early():
    with CM("j"):
        return "returned"


print(early())
for i in range(3):
    with CM(str(i)):
        if i == 0:
            continue
        break


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name * 2
    except ValueError as e:
        print("swallowed", e)
    finally:
        print(f"</{name}>")


with tag("p") as t:
    print(t)
with tag("q"):
    raise ValueError("inside")
try:
    with tag("r"):
        raise KeyError("out")
except KeyError as e:
    print("out", e)


@tag("deco")
def decorated():
    print("body")


decorated()
with contextlib.suppress(KeyError, IndexError):
    [][1]
print("suppressed")
with contextlib.ExitStack() as stack:
    names = [stack.enter_context(CM(n)) for n in "xy"]
    stack.callback(print, "callback", sep="!")
    print(names)
with contextlib.nullcontext(5) as n:
    print(n)
import io
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print("captured")
print("got:", buf.getvalue().strip())


class Closing:
    def close(self):
        print("closed")


with contextlib.closing(Closing()) as c:
    print(type(c).__name__)
try:
    with 5:
        pass
except TypeError as e:
    print(e)
with CM("outer") as o:
    with CM("inner") as i:
        print(o, i)
d = {}
with CM("k") as d["key"]:
    pass
with CM("ab") as (p, q):
    print(p, q, d)


def gen():
    with CM("gen"):
        yield 1
        yield 2


g = gen()
print(next(g))
g.close()
print(list(gen()))

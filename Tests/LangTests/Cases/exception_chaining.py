# __cause__, __context__, from None, implicit chains.
def show(e, depth=0):
    print("  " * depth + f"{type(e).__name__}({e}) cause={type(e.__cause__).__name__} context={type(e.__context__).__name__} suppress={e.__suppress_context__}")
    if e.__cause__:
        show(e.__cause__, depth + 1)
    elif e.__context__:
        show(e.__context__, depth + 1)


try:
    try:
        {}["k"]
    except KeyError as k:
        raise ValueError("wrapped") from k
except ValueError as e:
    show(e)
try:
    try:
        {}["k"]
    except KeyError:
        raise ValueError("implicit")
except ValueError as e:
    show(e)
try:
    try:
        {}["k"]
    except KeyError:
        raise ValueError("hidden") from None
except ValueError as e:
    show(e)
try:
    raise RuntimeError("class cause") from ValueError
except RuntimeError as e:
    show(e)
try:
    raise RuntimeError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise KeyError("one")
    finally:
        raise ValueError("two")
except ValueError as e:
    show(e)
try:
    try:
        try:
            raise KeyError("a")
        except KeyError:
            raise IndexError("b")
    except IndexError:
        raise TypeError("c")
except TypeError as e:
    show(e)


def helper():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e


try:
    raise ValueError("from helper") from helper()
except ValueError as e:
    show(e)
try:
    try:
        raise ValueError("x")
    except ValueError as e:
        saved = e
        raise
except ValueError as e:
    print(e is saved, e.__context__)
try:
    raise saved
except ValueError as e:
    print(e is saved)
def gen():
    try:
        yield 1
    except ValueError:
        raise KeyError("from gen")
g = gen()
next(g)
try:
    g.throw(ValueError("thrown"))
except KeyError as e:
    show(e)
class Ctx:
    def __enter__(self):
        return self
    def __exit__(self, t, v, tb):
        raise TypeError("in exit")
try:
    with Ctx():
        raise ValueError("in body")
except TypeError as e:
    show(e)
e1 = ValueError("1")
e1.__cause__ = KeyError("set")
print(e1.__suppress_context__, e1.__cause__)
try:
    try:
        raise e1
    except ValueError:
        try:
            raise IndexError("other")
        except IndexError as inner:
            print(type(inner.__context__).__name__)
        raise
except ValueError as e:
    print("still", e)

# finally / exceptions control flow
def f1():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
    else:
        print("else")
    return "done"
print(f1())
def f2():
    try: return "try"
    finally: print("finally")
print(f2())
def f3():
    try: return "try"
    finally: return "finally"
print(f3())
def f4():
    try: raise ValueError(1)
    finally: return 5
print(f4())
def f5():
    while True:
        try: raise KeyError("k")
        finally: break
    return "out"
print(f5())
def f6():
    for i in range(3):
        try: 1/0
        except ZeroDivisionError: continue
        finally: print("f", i)
f6()
def f7():
    try:
        try: raise ValueError("a")
        finally: raise TypeError("b")
    except TypeError as e:
        print(repr(e), repr(e.__context__), e.__cause__, e.__suppress_context__)
f7()
def f8():
    try:
        raise ValueError("x")
    except ValueError as e:
        try: raise RuntimeError("y") from e
        except RuntimeError as r: print(repr(r.__cause__), r.__suppress_context__, repr(r.__context__))
    try: e
    except UnboundLocalError as u: print(u)
f8()
def f9():
    try:
        try: raise ValueError("x")
        except ValueError: raise KeyError("y") from None
    except KeyError as k: print(repr(k.__cause__), k.__suppress_context__, repr(k.__context__), k)
f9()
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit"); raise
    finally: print("gen fin")
it = g(); print(next(it)); it.close()
it = g(); next(it); del it
def f10():
    try: pass
    except: print("no")
    else: print("else")
    finally: print("fin")
f10()
def f11(n):
    try:
        if n == 0: raise ValueError
        if n == 1: raise KeyError(1)
        if n == 2: raise IndexError("i", 2)
        return "none"
    except (ValueError, KeyError) as e: return repr(e)
    except LookupError as e: return ("lookup", e.args)
    else: return "else"
print([f11(i) for i in range(4)])
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try:
    try: 1/0
    except 5: pass
except TypeError as e: print(e)
try:
    try: 1/0
    except (ValueError, "x"): pass
except TypeError as e: print(e)
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return f"E<{self.args},{self.b}>"
try: raise E(1, b=2)
except E as e: print(e, repr(e), e.args)
e = Exception(1,2,3); print(e, repr(e), e.args, str(Exception()), repr(Exception()), str(KeyError("a")), repr(KeyError("a")), str(KeyError("a","b")))
print(repr(OSError(2,"No such file")), str(OSError(2,"No such file","f")), OSError(2,"x").errno, type(OSError(2,"x")), repr(OSError("z")), OSError(13,"p").strerror)
try: open("/nonexistent/file")
except FileNotFoundError as e: print(e, e.errno, e.filename, repr(e))
try: assert 1 == 2, "msg"
except AssertionError as e: print(repr(e))
try: assert False
except AssertionError as e: print(repr(e))
try: assert False, (1,2)
except AssertionError as e: print(e)
def ctx():
    e = ValueError("a"); e.add_note("n1"); e.add_note("n2")
    return e.__notes__
print(ctx())
try:
    try: raise ValueError("a")
    except ValueError: raise
except ValueError as e: print("re", e, e.__context__)
try: raise
except RuntimeError as e: print(e)
def nested():
    try:
        try:
            try: raise ValueError("1")
            finally: print("a")
        except KeyError: print("no")
        finally: print("b")
    except ValueError as e: print("c", e)
    return "r"
print(nested())
import sys
try: raise ValueError("info")
except ValueError: print(sys.exc_info()[0], sys.exc_info()[1], sys.exc_info()[2] is not None)
print(sys.exc_info())
try: sys.exit(3)
except SystemExit as e: print(e.code, repr(e))
print(issubclass(SystemExit, Exception), True, [c.__name__ for c in ZeroDivisionError.__mro__])
x = StopIteration(5); print(x.value, repr(x))
try: {}["a"]["b"]
except KeyError as e: print(e.args, e)
try: [][0]
except IndexError as e: print(e)
try: (1,)[5]
except IndexError as e: print(e)
try: None.foo
except AttributeError as e: print(e, e.name, e.obj)
try: undefined_name
except NameError as e: print(e, e.name)
try: import nonexistent_mod
except ImportError as e: print(type(e), e, e.name)
try: from math import nope
except ImportError as e: print(str(e).split("(")[0])
try: len(5)
except TypeError as e: print(e)
try: int.foo
except AttributeError as e: print(e)
try: (lambda x: x)()
except TypeError as e: print(e)
try: f4(1)
except TypeError as e: print(e)
try: 5()
except TypeError as e: print(e)
try: a, b = 1
except TypeError as e: print(e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, *b, c = 1,
except ValueError as e: print(e)
try: a, b, c = "ab"
except ValueError as e: print(e)
try: for_ = iter(5)
except TypeError as e: print(e)
try: [] + ()
except TypeError as e: print(e)
try: {} + {}
except TypeError as e: print(e)
try: -"a"
except TypeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
try: hash({})
except TypeError as e: print(e)
try: {1,[]}
except TypeError as e: print(e)
try: "abc".foo()
except AttributeError as e: print(e)
try: [1,2].push(3)
except AttributeError as e: print(e)
try: int("x")
except ValueError as e: print(e)
try: float("x")
except ValueError as e: print(e)
try: [1,2,3].remove(9)
except ValueError as e: print(e)
try: [].pop()
except IndexError as e: print(e)
try: {}.popitem()
except KeyError as e: print(e)
try: set().pop()
except KeyError as e: print(e)
try: [1,2].index(5)
except ValueError as e: print(e)
try: (1,2).index(5)
except ValueError as e: print(e)
try: max([])
except ValueError as e: print(e)
try: sorted([1,"a"])
except TypeError as e: print(e)
try: sum(["a"])
except TypeError as e: print(e)
try: next(iter([]))
except StopIteration as e: print(repr(e))
try: range(1,2,0)
except ValueError as e: print(e)
try: [1,2,3][::0]
except ValueError as e: print(e)
try: isinstance(1, 5)
except TypeError as e: print(e)
try: issubclass(1, int)
except TypeError as e: print(e)
try: "%d" % "a"
except TypeError as e: print(e)
try: "%s %s" % (1,)
except TypeError as e: print(e)
try: "%s" % (1,2)
except TypeError as e: print(e)
try: "{} {}".format(1)
except IndexError as e: print(e)
try: "{a}".format()
except KeyError as e: print(e)

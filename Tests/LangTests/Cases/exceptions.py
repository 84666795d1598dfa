# Raising, catching, hierarchy, attributes, re-raising, custom classes.
def attempt(f):
    try:
        return f()
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as e:
        return f"lookup {type(e).__name__} {e}"
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    else:
        return "else"


print(attempt(lambda: 1 / 0), attempt(lambda: {}["k"]), attempt(lambda: [][3]), attempt(lambda: int("x")), attempt(lambda: None.x), attempt(lambda: 5))
try:
    print("body")
except ValueError:
    print("no")
else:
    print("else")
finally:
    print("finally")


class AppError(Exception):
    """Base."""


class NotFound(AppError):
    def __init__(self, what, code=404):
        super().__init__(what, code)
        self.what, self.code = what, code

    def __str__(self):
        return f"{self.what} not found ({self.code})"


try:
    raise NotFound("page")
except AppError as e:
    print(e, repr(e), e.args, e.code, isinstance(e, NotFound), type(e).__mro__[1].__name__)
try:
    raise NotFound
except TypeError as e:
    print(e)
for exc in (ValueError, ValueError("a"), ValueError("a", 1), ValueError(), KeyError("k"), KeyError(), IndexError("i"), OSError(2, "No such file"), OSError(2, "msg", "file.txt"), StopIteration(5), SystemExit(3), UnicodeError("u")):
    try:
        raise exc
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e), "|", e.args)
try:
    try:
        raise ValueError("inner")
    except ValueError:
        print("re-raising")
        raise
except ValueError as e:
    print("outer", e)
try:
    raise
except RuntimeError as e:
    print(e)
for bad in (lambda: exec_raise(5), lambda: exec_raise("text"), lambda: exec_raise(int), lambda: exec_raise(None)):
    def exec_raise(x):
        raise x
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as e:
    print(e)


def f():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as err:
        print(err)


f()
e = OSError(13, "denied", "x.txt")
print(e.errno, e.strerror, e.filename, type(e).__name__, isinstance(e, PermissionError), str(e))
print(type(OSError(2, "x")).__name__, issubclass(FileNotFoundError, OSError), IOError is OSError, EnvironmentError is OSError)
try:
    open("/no/such/file")
except FileNotFoundError as err:
    print(err, err.errno, err.filename)
try:
    assert 1 == 2, "math broke"
except AssertionError as err:
    print("assert:", err)
try:
    assert []
except AssertionError as err:
    print("empty:", err, err.args)
assert True, "never"
x = StopIteration("value")
print(x.value, SystemExit(2).code, KeyError("a b"), str(KeyError("a b")), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad byte"))
err = ValueError("noted")
err.add_note("note 1")
err.add_note("note 2")
print(err.__notes__, err.with_traceback(None) is err, err.__traceback__, err.__cause__, err.__suppress_context__)
err.custom = 5
print(err.custom, "custom" in err.__dict__, ValueError("a") == ValueError("a"), isinstance(err, Exception), err.args + (1,))


def nested(n):
    try:
        if n == 0:
            raise KeyError("deep")
        nested(n - 1)
    except KeyError as e:
        if n < 3:
            raise
        return f"caught at {n}: {e}"


print(nested(5), nested(3))


def cleanup_order():
    out = []
    try:
        try:
            out.append(1)
            raise ValueError
        finally:
            out.append(2)
    except ValueError:
        out.append(3)
    finally:
        out.append(4)
    return out


print(cleanup_order())
import sys
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, tb is not None, tb.tb_lineno > 0)
print(sys.exc_info())
try:
    {}["missing"]
except LookupError as e:
    print("lookup", e, isinstance(e, KeyError))
for name in ("ArithmeticError", "FloatingPointError", "OverflowError", "BufferError", "EOFError", "MemoryError", "NotImplementedError", "RecursionError", "ReferenceError", "UnboundLocalError", "TimeoutError", "ConnectionResetError", "StopAsyncIteration", "Warning", "DeprecationWarning", "UserWarning"):
    import builtins
    c = getattr(builtins, name)
    print(name, c.__bases__[0].__name__, end="; ")
print()


class Multi(KeyError, ValueError):
    pass


try:
    raise Multi("both")
except ValueError as e:
    print(type(e).__name__, e)
def risky(n):
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            if i == 2:
                raise ValueError(i)
        except ValueError as e:
            print("handled", e)
        else:
            print("else", i)
        finally:
            print("fin", i)
    else:
        print("loop done")
    return i
print(risky(2), risky(5))

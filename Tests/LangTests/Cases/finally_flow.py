# finally in every corner of control flow.
def r1():
    try:
        return "try"
    finally:
        print("finally 1")


def r2():
    try:
        return "try"
    finally:
        return "finally wins"


def r3():
    try:
        raise ValueError
    finally:
        return "swallowed"


def r4():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
        finally:
            print("f", i, end=" ")
    return i


def r5():
    while True:
        try:
            return "loop"
        finally:
            break
    return "after break"


def r6():
    x = 1
    try:
        return x
    finally:
        x = 2


def r7():
    try:
        try:
            return "inner"
        finally:
            print("inner f", end=" ")
    finally:
        print("outer f", end=" ")


def r8():
    try:
        try:
            raise KeyError("k")
        except KeyError:
            return "handled"
        finally:
            print("f8", end=" ")
    finally:
        print("o8", end=" ")


def r9(n):
    try:
        if n == 0:
            raise ValueError("zero")
        if n == 1:
            return "one"
    except ValueError as e:
        return f"except {e}"
    else:
        return "else"
    finally:
        print("f9", n, end=" ")


def r10():
    out = []
    for i in range(3):
        try:
            try:
                if i == 1:
                    raise ValueError(i)
                out.append(i)
            except ValueError:
                out.append("v")
                continue
            finally:
                out.append("f")
            out.append("end")
        finally:
            out.append("o")
    return out


def r11():
    try:
        yield 1
        yield 2
    finally:
        print("gen finally")


def r12():
    for a in range(2):
        for b in range(3):
            try:
                if b == 1:
                    break
                print(a, b, end=" ")
            finally:
                print("x", end=" ")
        else:
            print("no break")
    return "done"


def r13():
    try:
        return len(None)
    except TypeError:
        try:
            return 1 / 0
        except ZeroDivisionError:
            return "double"
        finally:
            print("in", end=" ")
    finally:
        print("out", end=" ")


def r14():
    i = 0
    while i < 5:
        i += 1
        try:
            if i % 2:
                continue
            if i == 4:
                return i
        finally:
            i += 10 if i == 100 else 0
            print("w", i, end=" ")


print(r1(), r2(), r3(), r4(), r5(), r6(), r7(), r8())
print(r9(0), r9(1), r9(2), r10(), list(r11()), r12(), r13(), r14())
g = r11()
next(g)
del g
try:
    try:
        pass
    finally:
        raise KeyError("only")
except KeyError as e:
    print(e, e.__context__)


def nested_returns():
    def inner():
        try:
            return outer_value
        finally:
            values.append("inner")
    outer_value = 5
    values = []
    try:
        return inner(), values
    finally:
        values.append("outer")


print(nested_returns())


def with_else():
    for i in range(2):
        try:
            pass
        except Exception:
            pass
        else:
            if i:
                break
        finally:
            print("we", i, end=" ")
    else:
        print("not reached")
    return i


print(with_else())


def raise_in_except():
    try:
        try:
            raise ValueError("a")
        except ValueError as e:
            raise KeyError("b") from e
        finally:
            print("cleanup", end=" ")
    except KeyError as k:
        return repr(k.__cause__)


print(raise_in_except())

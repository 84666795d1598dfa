# What goes on after `except*`: parts that are raised again keep their group, new ones stand beside it.
def report(f):
    try:
        f()
    except BaseException as e:
        print(repr(e), repr(e.__context__), repr(e.__cause__))
    else:
        print("nothing")


def again():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise


def some_new():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [OSError(3), ValueError(4)])])
    except* ValueError:
        raise
    except* TypeError:
        raise KeyError("new")


def one_new():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* (ValueError, TypeError):
        raise LookupError("all")


def plain():
    try:
        raise ValueError("plain")
    except* ValueError as g:
        print(repr(g))


def rest():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* KeyError:
        print("never")


for f in (again, some_new, one_new, plain, rest):
    report(f)

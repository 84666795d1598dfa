# ExceptionGroup and except*.
eg = ExceptionGroup("group", [ValueError(1), TypeError("t"), ValueError(2)])
print(eg, repr(eg), eg.message, eg.exceptions, isinstance(eg, Exception))
try:
    raise eg
except* ValueError as e:
    print("values", e.exceptions)
except* TypeError as e:
    print("types", e.exceptions)
try:
    try:
        raise ExceptionGroup("mixed", [KeyError("k"), ZeroDivisionError("z")])
    except* KeyError:
        print("key handled")
except ExceptionGroup as rest:
    print("rest", rest, rest.exceptions)
try:
    raise ValueError("plain")
except* ValueError as e:
    print(type(e).__name__, e.exceptions)
nested = ExceptionGroup("outer", [ExceptionGroup("inner", [ValueError("v"), KeyError("k")]), TypeError("t")])
match, rest = nested.split(ValueError)
print(repr(match), repr(rest))
print(repr(nested.subgroup(KeyError)), nested.subgroup(OSError), repr(nested.subgroup(lambda e: isinstance(e, TypeError))))
try:
    raise nested
except* (ValueError, TypeError) as e:
    print(repr(e))
except* KeyError as e:
    print("keys", repr(e))
else:
    print("never")
finally:
    print("finally")
try:
    pass
except* ValueError:
    print("never")
else:
    print("no exception")
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [5]), lambda: ExceptionGroup(5, [ValueError()])):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message, excs)


try:
    raise MyGroup("mine", [ValueError(1), KeyError(2)])
except* ValueError as e:
    print(type(e).__name__, e.exceptions)
except* KeyError as e:
    print(type(e).__name__, e.exceptions)
def leaf(g):
    for e in g.exceptions:
        if isinstance(e, BaseExceptionGroup):
            yield from leaf(e)
        else:
            yield e
print([repr(e) for e in leaf(nested)])

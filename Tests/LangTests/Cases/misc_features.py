# Odds and ends: doc strings, del, semicolons, line joining, unicode names, ellipsis, string prefixes, numbers, __main__.
"""Not the doc string: a comment does not count, so it is."""
print(__doc__)


def f():
    """Doc of f.

    Second paragraph.
    """


class D:
    "Doc of D."
    def m(self): "Doc of m."


print(f.__doc__, D.__doc__, D.m.__doc__, (lambda: 0).__doc__, f())
total = 1 + \
    2 + \
    3
values = [
    1,
    2,  # comment
    3,
]
print(total, values); print("semi"); x = 5; del x
café = 1
naïve_λ = 2
print(café + naïve_λ, "π" + "r²")
def stub(): ...
def stub2(): pass
print(stub(), ..., Ellipsis is ..., type(...))
print(0xFF, 0b11, 0o17, 1_000, 1e3, .5, 5., 1_0.0_1, 0XaB, 1E-2, 00, 0_0)
print(u"unicode", r"\raw", b"bytes", R"\R", f"f{1}", rb"\x", Rb"\y", fR"{1}\d", 'sq', "dq", '''tq''', """a
b""", "a\
b", 'it''s', "tab\tq\"\'\a\b\f\v\0\101\x41\u00e9".encode())
print("%s" % ("a" "b"), ("implicit "
                         "join"), "\N{GREEK SMALL LETTER ALPHA}\N{SNOWMAN}")
if __name__ == "__main__":
    print("main")
assert (1, "always true tuple"[0])
print(1 if True else 2 if False else 3, not not 1, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, -1 ** -2, 10 - 2 - 3, 2 * 3 % 4, 7 // 2 * 2, 1 + 2 << 1, 1 | 2 ^ 3 & 4, ~-1, not 1 == 2, 1 < 2 and 3 or 4, "a" + "b" * 2, 5 if 0 else 6 + 1, lambda: 0 and None is None)if False else print("prec", -2 ** 2, 2 ** 3 ** 2, 1 + 2 << 1, 1 | 2 ^ 3 & 4, not 1 == 2, 10 - 2 - 3, 2 * 3 % 4, -7 // 2, -7 % 3, 2 ** -1)
print(*[1, 2], *(3,), sep="|", **{"end": "!\n"})
print(type(f).__name__, type(D).__name__, type(D()).__name__, type(D().m).__name__, type(1).__name__, type(None).__name__, type(print).__name__, type(int).__name__, type(iter([])).__name__, type(f for f in []).__name__, type(range(1)).__name__, type(slice(1)).__name__, type({}.keys()).__name__)
print(f.__name__, f.__module__, f.__qualname__, D.m.__qualname__, D.__module__, repr(D)[:17], str(f)[:12], repr(len), repr(D().m)[:20])
a = b = []
a.append(1)
print(a is b, a == [1], id(a) == id(b), [] is [], () is (), "a" is not None)
print(True == 1, False == 0, True + 1, True is True, isinstance(True, int), True & False, True | False, True ^ True, not True, ~True, bool("False"), str(True), int(True), True.__class__.__name__, sum([True, True, False]), ["no", "yes"][True])
i = 5
i = i++i if False else i
print(i, - -i, +-i, ~~i, not-i)
class WithDel:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
w = WithDel(1)
w = WithDel(2)
del w
print("after del")
def g(): 
    w = WithDel(3)
    return "returned"
print(g())
x = [1, 2, 3]; y = x; x = x + [4]; print(x, y)
x = y; x += [5]; print(x, y)
def default_time(a, l=[]): l.append(a); return l
print(default_time(1), default_time(2))
print([1, 2] == [1, 2], [1, 2] is [1, 2], (1, 2) == (1, 2), {1: 2} == {1: 2}, "ab" == 'ab', 1 == 1.0 == True, [1, 2] != [2, 1], None == 0, None == False, "" == None)
print(getattr(D, "m", None) is D.m, hasattr(D(), "zz"), callable(D), dir(D)[-1], D.__dict__["m"] is D.m, D().__class__ is D)
import builtins, types
print(builtins.len is len, isinstance(f, types.FunctionType), isinstance(len, types.BuiltinFunctionType), types.SimpleNamespace(a=1, b="x"))
ns = types.SimpleNamespace(v=1)
ns.w = ns.v + 1
print(ns, ns == types.SimpleNamespace(v=1, w=2))
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("hidden")
print(f"{1!r:>{2 + 3}}|", "%-5s|" % "a", "{:^5}|".format("b"), "abc"[-2:][0], "x".join("abc"), "abc"[::-1].upper().lower().title())

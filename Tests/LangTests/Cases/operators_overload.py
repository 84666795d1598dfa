# Every operator method, reflected and in-place forms, NotImplemented.
class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V({self.n})"

    def _bin(name):
        def f(self, o):
            if isinstance(o, (V, int)):
                return f"{self}{name}{o}"
            return NotImplemented
        return f

    def _ref(name):
        def f(self, o):
            return f"{o}{name}r{self}"
        return f

    __add__, __radd__ = _bin("+"), _ref("+")
    __sub__, __rsub__ = _bin("-"), _ref("-")
    __mul__, __rmul__ = _bin("*"), _ref("*")
    __truediv__, __rtruediv__ = _bin("/"), _ref("/")
    __floordiv__, __rfloordiv__ = _bin("//"), _ref("//")
    __mod__, __rmod__ = _bin("%"), _ref("%")
    __pow__, __rpow__ = _bin("**"), _ref("**")
    __matmul__, __rmatmul__ = _bin("@"), _ref("@")
    __and__, __rand__ = _bin("&"), _ref("&")
    __or__, __ror__ = _bin("|"), _ref("|")
    __xor__, __rxor__ = _bin("^"), _ref("^")
    __lshift__, __rlshift__ = _bin("<<"), _ref("<<")
    __rshift__, __rrshift__ = _bin(">>"), _ref(">>")
    __divmod__, __rdivmod__ = _bin("divmod"), _ref("divmod")

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"

    def __iadd__(self, o):
        self.n += 100
        return self

    def __int__(self):
        return self.n

    def __float__(self):
        return self.n + 0.5

    def __index__(self):
        return self.n

    def __round__(self, nd=None):
        return f"round {nd}"

    def __lt__(self, o):
        return self.n < o.n

    def __le__(self, o):
        return self.n <= o.n

    def __eq__(self, o):
        return isinstance(o, V) and self.n == o.n

    def __hash__(self):
        return self.n


a, b = V(1), V(2)
print(a + b, a + 5, 5 + a, a - 1, 1 - a, a * b, 2 * a, a / b, 1 / a, a // 2, 7 // a, a % 3, 3 % a)
print(a ** 2, 2 ** a, a @ b, "m" @ a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, a << 1, 1 << a, a >> 1, 1 >> a, divmod(a, 2), divmod(5, a))
print(-a, +a, ~a, abs(a), int(b), float(b), round(a), round(a, 2), [10, 20, 30][b], hex(b), range(5)[a], "abc"[a])
print(a < b, a <= b, a > b, a >= b, a == V(1), a != b, sorted([V(3), V(1)]), max(a, b), {V(1): "x"}[a])
c = a
c += 1
print(a, c is a)
b -= 1
print(b)
try:
    a + "x"
except TypeError as e:
    print(e)
try:
    a < 5
except AttributeError as e:
    print(e)


class Num:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return Num(self.v + (o.v if isinstance(o, Num) else o))

    __radd__ = __add__

    def __mul__(self, k):
        return NotImplemented

    def __repr__(self):
        return f"Num({self.v})"


print(sum([Num(1), Num(2), Num(3)]), Num(1) + 2, 2 + Num(1))
for f in (lambda: Num(1) * 2, lambda: 2 * Num(1), lambda: Num(1) - 1, lambda: -Num(1), lambda: Num(1) < Num(2), lambda: Num(1)[0], lambda: Num(1) @ Num(2), lambda: ~Num(1), lambda: 1 in Num(1), lambda: Num(1) + None, lambda: {}[Num(1)] if False else hash(Num(1)) and None):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Parent:
    def __add__(self, o):
        return "parent add"

    def __radd__(self, o):
        return "parent radd"


class Child(Parent):
    def __radd__(self, o):
        return "child radd first"


print(Parent() + Child(), Child() + Parent(), Parent() + 1, 1 + Child())


class Eq:
    def __eq__(self, o):
        return "eq!"


print(Eq() == 1, 1 == Eq(), Eq() != 1, [Eq()] == [1], Eq() in [1])
try:
    hash(Eq())
except TypeError as e:
    print(e)


class Bool:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print("bool", self.v, end=" ")
        return self.v


print(not Bool(True), bool(Bool(False)), (Bool(False) or "x"), (Bool(True) and "y"), "t" if Bool(True) else "f")


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Len(0)), bool(Len(2)), len(Len(5)))
for n in (-1, "x"):
    try:
        len(Len(n))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
from functools import total_ordering


@total_ordering
class T:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2))


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, o):
        return Matrix([[sum(x * y for x, y in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])

    def __imatmul__(self, o):
        self.rows = (self @ o).rows
        return self

    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]

    def __setitem__(self, ij, v):
        self.rows[ij[0]][ij[1]] = v


m = Matrix([[1, 2], [3, 4]])
m @= Matrix([[0, 1], [1, 0]])
m[0, 0] = 9
m[1, 1] += 5
print(m.rows, m[0, 1])


class Ctx:
    def __contains__(self, x):
        return x > 5

    def __iter__(self):
        return iter([1, 2])

    def __next__(self):
        return 0

    def __call__(self, *a, **k):
        return a, k

    def __format__(self, s):
        return f"fmt:{s}"

    def __bytes__(self):
        return b"raw"

    def __dir__(self):
        return ["z", "a"]

    def __sizeof__(self):
        return 1


x = Ctx()
print(6 in x, 3 in x, list(x), x(1, k=2), f"{x:abc}", format(x, "q"), bytes(x), dir(x), *x)

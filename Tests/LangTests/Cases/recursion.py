# Recursion, including the limit.
import sys
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def ack(m, n):
    return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)
def power_set(s):
    return [[]] if not s else (rest := power_set(s[1:])) + [[s[0]] + r for r in rest]
def perms(s):
    return [s] if len(s) <= 1 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
print(fact(20), fib(18), ack(2, 3), hanoi(10, "a", "b", "c"), gcd(1071, 462), power_set([1, 2, 3]), perms("abc"), even(100), odd(77))
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
class R:
    def __repr__(self):
        return repr(self)
    def __getattr__(self, n):
        return getattr(self, n + "x")
for f in (lambda: repr(R()), lambda: R().a, lambda: (lambda g: g(g))(lambda g: g(g))):
    try:
        f()
    except RecursionError as e:
        print("RecursionError")
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900), sys.getrecursionlimit())
nested = []
for _ in range(50):
    nested = [nested]
print(nested)
a = []
a.append(a)
d = {"a": a}
d["d"] = d
print(a, d, [a, d])
try:
    a == [a] and None
    b = []
    b.append(b)
    a == b
except RecursionError as e:
    print("compare:", type(e).__name__)
def count_calls():
    n = 0
    def go():
        nonlocal n
        n += 1
        go()
    try:
        go()
    except RecursionError:
        return n > 500
print(count_calls())
def flatten(x):
    return [y for e in x for y in (flatten(e) if isinstance(e, list) else [e])]
print(flatten([1, [2, [3, [4, [5]]]], 6]))
def walk(t):
    match t:
        case (l, v, r):
            return walk(l) + [v] + walk(r)
        case None:
            return []
print(walk(((None, 1, None), 2, ((None, 3, None), 4, None))))
def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n:
        return 1
    return sum(queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,)) for c in range(n) if c not in cols and row + c not in d1 and row - c not in d2)
print([queens(n) for n in range(1, 7)])

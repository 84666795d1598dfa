# The iterator protocol.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Range2:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield i, i ** 2


print(list(Countdown(3)), [*Countdown(2)], list(Range2(3)), list(Range2(2)) == list(Range2(2)))
c = Countdown(2)
print(next(c), next(c), next(c, "done"), iter(c) is c)
try:
    next(c)
except StopIteration as e:
    print("stop", repr(e))
it = iter([1, 2, 3])
print(next(it), list(it), list(it), type(it).__name__, type(iter("a")).__name__, type(iter({})).__name__, type(iter((1,))).__name__, type(iter(range(1))).__name__, type(iter({1})).__name__)
a, b = Countdown(2)
print(a, b, 2 in Countdown(5), dict(Range2(3)), max(Countdown(4)), sum(Countdown(4)), tuple(Countdown(2)), set(Countdown(2)) == {1, 2}, sorted(Countdown(3)))
for x in Countdown(3):
    if x == 2:
        break
print(x, list(zip(Countdown(3), "abc")), list(map(lambda v: v * 2, Countdown(2))), list(enumerate(Countdown(2))), ",".join(str(v) for v in Countdown(3)))


class Peek:
    def __init__(self, it):
        self.it = iter(it)
        self.buf = []

    def peek(self):
        if not self.buf:
            self.buf.append(next(self.it))
        return self.buf[0]

    def __next__(self):
        return self.buf.pop() if self.buf else next(self.it)

    def __iter__(self):
        return self


p = Peek("abc")
print(p.peek(), p.peek(), next(p), next(p), p.peek(), list(p))


def chunks(it, n):
    it = iter(it)
    while chunk := [x for _, x in zip(range(n), it)]:
        yield chunk


print(list(chunks(range(7), 3)))


def window(seq, n):
    for i in range(len(seq) - n + 1):
        yield seq[i:i + n]


print(list(window("abcd", 2)), [sum(w) for w in window([1, 2, 3, 4], 3)])


class BadIter:
    def __iter__(self):
        return 5


class NoNext:
    def __iter__(self):
        return self


for f in (lambda: list(BadIter()), lambda: list(NoNext()), lambda: next(5), lambda: iter(None), lambda: list(5)):
    try:
        f()
    except TypeError as e:
        print(e)
r = iter([])
print(next(r, None), list(iter(int, 1))[:0] if False else "ok")
values = iter([1, 2, 0, 4])
print(list(iter(lambda: next(values), 0)), list(values))
d = {"a": 1}
di = iter(d.items())
print(next(di), next(di, "end"), [k for k in iter(d)], list(reversed([1, 2])), next(reversed("ab")))


class Tree:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.v
        if self.right:
            yield from self.right


t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))
print(list(t), max(t), 3 in t, [x for x in t if x % 2 == 0], len(list(t)), *t)


class Raises:
    def __iter__(self):
        yield 1
        raise ValueError("mid")


out = []
try:
    for v in Raises():
        out.append(v)
except ValueError as e:
    print(out, e)
it1 = iter([1, 2, 3, 4])
print(list(zip(it1, it1)), [next(it1, "x") for _ in range(2)])
l = [1, 2, 3]
li = iter(l)
next(li)
l.append(4)
print(list(li), li.__length_hint__() if hasattr(li, "__length_hint__") else 0)

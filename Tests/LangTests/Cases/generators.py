# Generators: laziness, send, throw, close, return values, yield from.
def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
    return "done"


g = count(2)
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
print(list(count(1)), next(g, "default"))


def echo():
    received = None
    while True:
        received = yield received
        if received == "stop":
            return "bye"


e = echo()
print(next(e), e.send("a"), e.send(5))
try:
    e.send("stop")
except StopIteration as s:
    print(s.value, s.args)


def guarded():
    try:
        while True:
            try:
                x = yield 1
                print("got", x)
            except ValueError as err:
                print("caught", err)
                yield "handled"
    finally:
        print("cleanup")


g = guarded()
print(next(g), g.send("hi"), g.throw(ValueError("v")), next(g))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("closed")
g = guarded()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as err:
    print("through", err)


def inner():
    x = yield 1
    print("inner got", x)
    try:
        yield 2
    except RuntimeError as err:
        print("inner caught", err)
        yield 99
    return "inner result"


def outer():
    result = yield from inner()
    print("result:", result)
    yield from [10, 20]
    yield from (c for c in "ab")


o = outer()
print(next(o), o.send("sent"), o.throw(RuntimeError("boom")), next(o), list(o))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)])


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)), sum(tree(6)))


def flatten(items):
    for i in items:
        if isinstance(i, list):
            yield from flatten(i)
        else:
            yield i


print(list(flatten([1, [2, [3, [4]], 5]])))


def bad():
    yield 1
    raise StopIteration("inside")


try:
    list(bad())
except RuntimeError as err:
    print(type(err).__name__, err, type(err.__cause__).__name__)
try:
    next(count(1)).send
except AttributeError as err:
    print(err)
g = count(3)
try:
    g.send("too early")
except TypeError as err:
    print(err)


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as err:
    print(err)


def ignores_exit():
    try:
        yield 1
    except GeneratorExit:
        yield 2


i = ignores_exit()
next(i)
try:
    i.close()
except RuntimeError as err:
    print(err)


def with_return_in_finally():
    try:
        yield 1
    finally:
        print("finally runs")


for v in with_return_in_finally():
    print(v)
    break
gen = (n * n for n in range(5) if n % 2)
print(gen.__name__, type(gen).__name__, iter(gen) is gen, list(gen))
a, *b = (n for n in range(4))
print(a, b, sum(n for n in range(5)), dict((n, n * 2) for n in range(3)), sorted(-n for n in range(3)))


def chain(*its):
    for it in its:
        yield from it


print(list(chain("ab", [1], (2,), {3: 4})), max(chain([1], [5, 2])), "x" in chain("wxyz"))


def average():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x
        n += 1
        value = total / n


avg = average()
next(avg)
print(avg.send(10), avg.send(20), avg.send(60))


def early():
    return 5
    yield


print(list(early()), [*early()])


def pipeline(source):
    evens = (n for n in source if n % 2 == 0)
    squares = (n * n for n in evens)
    return (str(n) for n in squares)


print(",".join(pipeline(range(10))))


def take(n, it):
    for _, x in zip(range(n), it):
        yield x


print(list(take(5, fib())), list(zip(fib(), "abc")))

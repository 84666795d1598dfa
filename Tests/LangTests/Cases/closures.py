# Closures, nonlocal, global, late binding.
def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return step, get


step, get = counter(10)
print(step(), step(5), get())
other, _ = counter()
print(other(), get())
total = 0


def add(x):
    global total
    total += x
    return total


print(add(3), add(4), total)


def make():
    fs = []
    for i in range(3):
        def f(x, i=i):
            return x + i
        fs.append(f)
    return fs


print([f(10) for f in make()])


def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print(late())


def outer():
    x = 1

    def middle():
        nonlocal x
        x += 1

        def inner():
            nonlocal x
            x *= 10
            return x

        return inner

    return middle()(), x


print(outer())


def shadow():
    total = "local"

    def inner():
        return total

    return inner()


print(shadow(), total)


def unbound():
    try:
        print(v)
    except UnboundLocalError as e:
        print(e)
    v = 1
    del v
    try:
        print(v)
    except UnboundLocalError as e:
        print(e)


unbound()


def free_before():
    def inner():
        return late_name

    try:
        inner()
    except NameError as e:
        print(e)
    late_name = 5
    return inner()


print(free_before())


def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run


print(compose(lambda x: x + 1, lambda x: x * 2)(5), compose()(3))


def memo(f):
    cache = {}

    def g(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    g.cache = cache
    return g


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(fib.cache))


def make_account(balance):
    def deposit(x):
        nonlocal balance
        balance += x
        return balance

    def withdraw(x):
        nonlocal balance
        if x > balance:
            return "insufficient"
        balance -= x
        return balance
    return {"deposit": deposit, "withdraw": withdraw}


acc = make_account(100)
print(acc["deposit"](50), acc["withdraw"](500), acc["withdraw"](30))
print(step.__closure__[0].cell_contents, step.__code__.co_freevars, step.__name__, step.__qualname__)


class Holder:
    value = "class"

    def get(self):
        return value

    def make(self):
        return lambda: self.value


value = "module"
print(Holder().get(), Holder().make()())


def params(a, b=[]):
    b.append(a)
    return b


print(params(1), params(2), params(3, []), params.__defaults__)


def loop_var():
    for i in range(3):
        pass
    return i


print(loop_var(), (lambda a, b=2, *c, d=4, **e: (a, b, c, d, e))(1), (lambda: (yield))().__class__.__name__)


def deep(n):
    if n == 0:
        return lambda: 0
    inner = deep(n - 1)
    return lambda: inner() + 1


print(deep(20)())
x = 5
def uses_global():
    return x
x = 6
print(uses_global(), globals()["x"], "x" in globals(), sorted(locals().keys() & {"x", "total"}))
def local_names(a, b):
    c = 3
    return sorted(locals())
print(local_names(1, 2))

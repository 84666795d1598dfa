# Closures, lambdas, decorators, keyword arguments.
def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


def traced(f):
    calls = [0]

    def inner(*args, **kwargs):
        calls[0] += 1
        return f(*args, **kwargs)

    inner.calls = calls
    return inner


@traced
def mix(a, b=2, *, c=3):
    return a * b + c


def run(n):
    step, total = counter(), 0
    for i in range(n):
        step()
        step(by=2)
    for i in range(n // 4):
        total += mix(i, c=i % 5)
    compose = lambda f, g: lambda x: f(g(x))
    h = compose(lambda x: x + 1, lambda x: x * 2)
    for i in range(n):
        total += h(i) & 15
    return step(), total, mix.calls


print(run(300000))

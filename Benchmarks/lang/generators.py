# Generators: pipelines, recursion, send.
def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def average():
    total = count = 0
    value = None
    while True:
        value = yield (total / count if count else 0)
        total += value
        count += 1


def run(n):
    a = average()
    next(a)
    last = 0
    for i in range(n // 4):
        last = a.send(i)
    return sum(evens(numbers(n))), sum(tree(13)), last, sum(x * x for x in range(n)), max(x for x in evens(numbers(n)))


print(run(300000))

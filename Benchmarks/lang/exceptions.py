# Raising, catching, cleaning up.
class Odd(Exception):
    pass


def check(i):
    if i % 2:
        raise Odd(i)
    return i


def run(n):
    caught = done = 0
    for i in range(n):
        try:
            check(i)
        except Odd as e:
            caught += e.args[0] & 1
        finally:
            done += 1
    d = {}
    for i in range(n):
        try:
            d[i % 10] += 1
        except KeyError:
            d[i % 10] = 1
    for i in range(n):
        try:
            int("7") // (i % 4)
        except (ZeroDivisionError, ValueError):
            caught += 1
    return caught, done, d[3]


print(run(150000))

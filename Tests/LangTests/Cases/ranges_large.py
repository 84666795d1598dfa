# Ranges whose ends or steps leave 64 bits.
big = 10 ** 20
r = range(big, big + 10, 3)
print(r, len(r), list(r), r[1], r[-1], r[1:], r[::-1], r[5:2])
print(big + 3 in r, big + 4 in r, "a" in r, r.index(big + 6), r.count(big + 1))
print(r == range(big, big + 11, 3), hash(r) == hash(range(big, big + 11, 3)), r != range(3))
print(r.start, r.stop, r.step, bool(r), bool(range(big, 0)))
edge = 2 ** 63
print(list(range(edge - 3, edge + 2)), range(edge - 3, edge)[::-1], range(-edge, edge - 1)[5], list(range(edge, edge - 9, -4)))
print(list(reversed(range(edge, edge + 3))), list(zip(range(big), "ab")), max(range(big, big + 5)))
for f in (lambda: len(range(big)), lambda: r[9], lambda: r["a"], lambda: range(big, big, 0), lambda: r.index(5), lambda: range(big, 1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(list(range(Index(big), Index(big + 2))), range(Index(3)), range(True))

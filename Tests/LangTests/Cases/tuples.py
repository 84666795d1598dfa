# Tuples.
t = (1, 2, 3)
print(t, (1,), (), 1, (1, (2, 3)), tuple(), tuple([1, 2]), tuple("ab"), (1, 2) + (3,), (0,) * 3, t[0], t[-1], t[1:], t[::-1])
print(len(t), 2 in t, t.index(3), t.count(1), t == (1, 2, 3), t < (1, 2, 4), (1, "a") == (1, "a"), hash((1, 2)) == hash((1, 2)))
a, b, c = t
(d, e), f = (4, 5), 6
a, b = b, a
print(a, b, c, d, e, f)
print(max(t), min(t), sum(t), sorted((3, 1, 2)), list(t), any(()), all(()), bool(()), bool((0,)))
d = {(1, 2): "x", (): "empty"}
print(d[1, 2], d[()], (1, 2) in d)
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y)
def multi():
    return 1, "two", [3]
r = multi()
print(r, type(r).__name__, *r)
x = 1,
print(x, x is x, (1) == 1)
for f in (lambda: t[5], lambda: t + [1], lambda: t.index(9), lambda: {([],): 1}, lambda: (1,) < ("a",)):
    try:
        print(f())
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
try:
    a, b = (1, 2, 3)
except ValueError as e:
    print(e)
try:
    a, b, c = (1, 2)
except ValueError as e:
    print(e)
try:
    a, *b, c = (1,)
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
inner = ([1], 2)
inner[0].append(5)
print(inner, (1, 2, 3)[1:2], (*range(3), 9), tuple(x * x for x in range(4)), tuple(reversed((1, 2))))
print(((1, 2), (3, 4))[1][0], (1, 2) != (2, 1), (1, 2) * 2, "%s %s" % (1, 2), sorted([(2, "b"), (1, "z"), (2, "a")]))
points = [(3, 4), (1, 1), (0, 5)]
print(sorted(points, key=lambda p: p[0] ** 2 + p[1] ** 2), min(points), max(points, key=lambda p: p[1]))
print(t.__class__, isinstance(t, tuple), repr(("a",)), str((1, "b", None)), (((1,),),))

# Assignment targets, unpacking and augmented assignment.
a = b = c = 5
a, b = 1, 2
[x, y] = "xy"
(p, q), r = [1, 2], 3
first, *middle, last = range(6)
*start, end = "abc"
only, *nothing = [1]
print(a, b, c, x, y, p, q, r, first, middle, last, start, end, only, nothing)
a, b = b, a
a, b, c = c, a, b
print(a, b, c)
d = {}
d["k"], d["j"] = 1, 2
l = [0] * 3
l[0], l[1:] = 9, [8, 7]
i = 0
i, l[i] = 1, 100
print(d, l, i)
class O:
    pass
o = O()
o.x, o.y = 1, [2]
o.x += 5
o.y += [3]
d["k"] += 10
l[0] -= 1
print(o.x, o.y, d, l)
for k, (v, w) in [(1, (2, 3)), (4, (5, 6))]:
    print(k, v, w, end="; ")
for n, *rest in [(1, 2, 3), (4,)]:
    print(n, rest, end="; ")
print()
(a, b), [c, *d] = (1, 2), "xyz"
((a),) = [7]
print(a, b, c, d)
print([*range(3), *"ab"], (*[1], *[2]), {*[1, 2], *[2]} == {1, 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
x = [1, 2, 3, 4, 5]
x[1:3] = x[3:]
a, b, *c = x
print(x, a, b, c)
def gen():
    yield 1
    yield 2
a, b = gen()
print(a, b)
for case in (lambda: unpack2([1]), lambda: unpack2([1, 2, 3]), lambda: unpack2(5), lambda: unpack2(None), lambda: unpackstar([]), lambda: unpack2(gen3()), lambda: unpack2({1: 2})):
    def unpack2(v):
        a, b = v
        return a, b
    def unpackstar(v):
        a, *b, c = v
        return a, b, c
    def gen3():
        yield from (1, 2, 3)
    try:
        print(case())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
s = "ab"
s += "c"
s *= 2
t = (1,)
t += (2,)
n = 7
n /= 2
m = {1} 
m |= {2}
print(s, t, n, m)
u = v = []
u.append(1)
print(u, v, u is v)
u = u + [2]
print(u, v)
u = v
u += [3]
print(u, v)
tt = ([],)
try:
    tt[0] += [1]
except TypeError as e:
    print(e, tt)
x, y = y, x = 1, 2
print(x, y)
z = (yy := 3) + 1
print(z, yy)
head, *tail = {"a": 1, "b": 2}.items()
print(head, tail)
a = [1, 2, 3]
a[0], a[1], a[2] = a[2], a[0], a[1]
print(a)
i, j, arr = 0, 1, [10, 20]
arr[i], arr[j] = arr[j], arr[i]
print(arr, *arr, sep=",")
(x) = 3
(y,) = (4,)
[] = []
() = ()
print(x, y)
del x, (y, a), arr[0]
try:
    x
except NameError as e:
    print(e)
print(arr)

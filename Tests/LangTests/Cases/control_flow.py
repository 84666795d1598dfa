# if, while, for, else clauses, chained comparison, boolean operators, ternaries.
for n in range(-1, 4):
    if n < 0:
        print("neg", end=" ")
    elif n == 0:
        print("zero", end=" ")
    elif n == 1:
        print("one", end=" ")
    else:
        print("many", end=" ")
print()
i = 0
while i < 10:
    i += 1
    if i == 3:
        continue
    if i == 6:
        break
    print(i, end=" ")
else:
    print("never")
print(i)
while i < 8:
    i += 1
else:
    print("while else", i)
for x in []:
    pass
else:
    print("empty for else")
for n in range(2, 20):
    for d in range(2, int(n ** 0.5) + 1):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()
print(1 < 2 < 3, 1 < 3 > 2, 3 > 2 > 2, 1 == 1 != 2, 1 < 2 == 2 in [2, 3], not 1 < 2, "a" < "b" < "c")
calls = []


def v(x):
    calls.append(x)
    return x


print(v(1) < v(5) < v(3) < v(9), calls)
calls.clear()
print(v(0) or v("") or v("x") or v("y"), v(1) and v(0) and v(2), calls)
print(0 or [], 1 and "a", None or 0, "" and 1, not "", not [0], 1 if [] else 2, (1 or 0) and 5, True and not False or False)
print("yes" if 5 > 3 else "no", "a" if 0 else "b" if 0 else "c", [1, 2][True], ("f", "t")[5 > 3])
for a, b in zip(range(3), "xyz"):
    print(a, b, end=";")
for i, ch in enumerate("ab", start=1):
    print(i, ch, end=";")
for k in {"x": 1, "y": 2}:
    print(k, end=";")
for i in reversed(range(3)):
    print(i, end=";")
for i in range(10, 0, -3):
    print(i, end=";")
print()
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print((i, j), end=" ")
print()
r = range(5, 20, 3)
print(list(r), len(r), r[2], r[-1], r[1:3], 8 in r, 9 in r, r.index(11), r.count(5), r == range(5, 18, 3), r.start, r.stop, r.step, range(3), repr(r), bool(range(0)), hash(range(3)) == hash(range(0, 3)), list(r[::-1]), max(r), sum(range(101)), range(10)[2:8:2], list(range(0)), 5.0 in range(10), "a" in range(3))
for bad in (lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(3)[5], lambda: range("a"), lambda: range()):
    try:
        bad()
    except (TypeError, ValueError, IndexError) as e:
        print(e)
pass
x = 5
x = x if x > 3 else -x
y = (x > 3) + (x > 4)
print(x, y, x == 5 and y == 2, x is x, x is not None, None is None, () is not [])
total = 0
for i in range(1, 101):
    if i % 15 == 0:
        s = "FizzBuzz"
    elif i % 5 == 0:
        s = "Buzz"
    elif i % 3 == 0:
        s = "Fizz"
    else:
        s = str(i)
        total += i
    if i <= 15:
        print(s, end=" ")
print(total)
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print([collatz(n) for n in range(1, 12)], collatz(27))
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, None), end=" ")
items = [1, 2, 3, 4]
for x in items:
    if x == 2:
        items.remove(x)
print(items)
for i in range(3):
    i = 10
print(i)
if True: print("inline"); print("two")
for c in "ab": print(c, end=""); print("-", end="")
while False: pass
print(end="\n")
print(*(a and b for a in (0, 1) for b in (0, 1)), *(a or b for a in (0, 1) for b in (0, 1)))
a = b = 1
if a: 
    if b:
        print("both")
    else:
        print("a")
else:
    print("none")
n = 0
while True:
    n += 1
    if n > 100: break
    else: continue
print(n, [i for i in range(50) if i % 2 == 0 and i % 3 == 0 or i == 1])

# Assignment expressions.
if (n := len("hello")) > 3:
    print(n)
data = [1, 2, 3, 4]
print([y for x in data if (y := x * 2) > 3], y)
i = 0
while (line := ["a", "b", ""][i]):
    print(line)
    i += 1
print((a := 1, b := 2), a, b)
def f(x, *, k=(default := 7)):
    return x + k
print(f((arg := 5)), arg, default)
print(any((found := v) > 2 for v in data), found)
total = 0
print([total := total + v for v in data], total)
def g():
    values = [last := v for v in range(3)]
    return last, values
print(g())
print(f"{(z := 10)} {z + 1}", {(q := 3): q}, [w := 1, w + 1], (lambda: (inner := 4) + inner)())
x = (y := 5) + (y := y + 1)
print(x, y)
if (m := {"a": 1}.get("b")) is None:
    print("none", m)
class C:
    if (attr := 5) > 3:
        doubled = attr * 2
print(C.attr, C.doubled)
print((p := 1) if (cond := True) else 0, p, cond, not (neg := False), neg)
def outer():
    def inner():
        nonlocal count
        return (count := count + 1)
    count = 0
    inner()
    inner()
    return count
print(outer(), [(s, t) for s in range(2) if (t := s + 10)], t)
stack = [1, 2, 3]
while stack and (top := stack.pop()) != 1:
    print("popped", top)
print(stack, top, max(u := 3, 2), u)
def gen():
    while (received := (yield)) is not None:
        print("received", received)
gg = gen()
next(gg)
gg.send(1)
try:
    gg.send(None)
except StopIteration:
    print("end")
import re
for text in ("key=value", "nothing"):
    if m := re.match(r"(\w+)=(\w+)", text):
        print(m.group(1), m.group(2))
    else:
        print("no match")

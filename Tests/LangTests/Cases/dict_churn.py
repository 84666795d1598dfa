# Dicts whose keys come and go: look-ups end, order is kept, iteration notices changes.
d = {0: 0}
for i in range(1, 1000):
    d[i] = 1
    del d[i]
print(d, 5000 in d, d.get(77, "none"))
cache = {}
for i in range(5000):
    cache[i % 257] = i
    if len(cache) > 100:
        del cache[next(iter(cache))]
print(len(cache), sorted(cache)[:3], list(cache)[-3:])
stack = {}
for i in range(300):
    stack[i] = i
    if i % 3 == 2:
        print(stack.popitem(), end=" ") if i < 12 else stack.popitem()
print(len(stack))
for change in ("add", "remove", "swap"):
    e = {1: "a", 2: "b", 3: "c"}
    try:
        for k in e:
            if change == "add":
                e[k + 10] = 0
            elif change == "remove":
                del e[k]
            else:
                del e[k]
                e[k + 10] = 0
    except RuntimeError as x:
        print(change, x)
print({1, 2} | {2: 0, 3: 0}.keys(), {"a": 1}.keys() & {"a", "b"}, frozenset([1]) | {2: 0}.keys(), {1: 2}.items() - {(1, 2)})
t = {}
for i in range(50):
    t[(i, str(i))] = i
print(t[(7, "7")], (8, "8") in t, (8, "9") in t, len(t), {(1, (2, 3)): "x"}[(1, (2, 3))])
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, Key) and self.n == o.n
k = {Key(i): i for i in range(20)}
print(k[Key(13)], Key(21) in k, len(k))
k.pop(Key(3))
print(k.get(Key(3)), k[Key(19)])

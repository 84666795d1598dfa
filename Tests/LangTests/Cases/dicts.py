# Dictionaries: order, methods, views, merging.
d = {"a": 1, "b": 2, 3: [4], (1, 2): None}
print(d, len(d), d["a"], d.get("x"), d.get("x", 0), "a" in d, "z" not in d)
d["c"] = 5; d["a"] = 10; del d["b"]
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("c"), d.pop("zz", "none"), d.popitem(), d)
print(d.setdefault("n", []), d.setdefault("a", 0), d)
d["n"].append(1)
d.update({"x": 1}, y=2); d.update([("z", 3)])
print(d, d.copy() == d, dict(d) is d)
print({"a": 1} | {"b": 2}, {**{"a": 1}, "a": 2}, dict(a=1, b=2), dict([("k", "v")]), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
e = {"a": 1}
e |= {"b": 2}
print(e, e == {"b": 2, "a": 1}, e != {}, {k: v for k, v in e.items() if v > 1}, {v: k for k, v in e.items()})
keys = e.keys()
e["new"] = 3
print(keys, "new" in keys, e.items() & {("a", 1)}, sorted(e.keys() - {"a"}), e.keys() | {"q"} == {"a", "b", "new", "q"}, ("a", 1) in e.items(), 3 in e.values(), len(e.items()))
for k in e:
    print(k, end=" ")
for k, v in e.items():
    print(k, v, end="; ")
print(list(reversed(e)), list(reversed(e.values())), sorted(e), sorted(e.items(), key=lambda kv: -kv[1]), max(e, key=e.get))
print({1: "a", 1.0: "b", True: "c"}, {0: 1, False: 2}, {None: 1}, {"a": {"b": {"c": 1}}}["a"]["b"]["c"])
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
groups = {}
for w in ["apple", "bob", "cat", "alice", "bear"]:
    groups.setdefault(w[0], []).append(w)
print(groups)
e.clear()
print(e, bool(e), bool({0: 0}))
for f in (lambda: {}["x"], lambda: {}[1, 2], lambda: {}.popitem(), lambda: {}.pop("k"), lambda: {[]: 1}, lambda: {{}: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} < {}, lambda: {} + {}, lambda: dict(5)):
    try:
        print(f())
    except (KeyError, TypeError, ValueError) as err:
        print(type(err).__name__, err)
try:
    x = {1: 1, 2: 2}
    for k in x:
        x[k + 10] = 0
except RuntimeError as err:
    print(err)
x = {i: i * i for i in range(5)}
for k in list(x):
    if k % 2:
        del x[k]
print(x, x.__contains__(2), x.__len__(), {**x, 9: 9}, repr({"q": "it's"}))
a = {}
a["self"] = a
print(a)
class Key:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return hash(self.v)
    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v
    def __repr__(self):
        return f"Key({self.v})"
m = {Key(1): "one", Key(2): "two"}
m[Key(1)] = "uno"
print(m, m[Key(2)], Key(3) in m, len(m))
class Missing(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]
mm = Missing()
print(mm["a"], mm["b"], mm["a"], mm, mm.get("zzz"), isinstance(mm, dict))
d1 = {"b": 1, "a": 2}
del d1["b"]; d1["b"] = 3
print(d1, list(d1)[-1], dict(sorted(d1.items(), reverse=True)), next(iter(d1)), d1.items())
print({"a": 1, "b": 2}.items() == {"b": 2, "a": 1}.items(), {}.fromkeys("x", 1), dict(a=1, **{"b": 2}), [*d1], {*d1} == {"a", "b"})

# weakref: references, callbacks, containers, finalizers.
import gc
import weakref


class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C({self.n})"
    def hello(self): return "hello " + str(self.n)


c = C(1)
r = weakref.ref(c, lambda r: print("gone", r() is None))
print(r(), r() is c, weakref.ref(c) is weakref.ref(c), weakref.getweakrefcount(c), r == weakref.ref(c), hash(r) == hash(c))
del c
print(r())
for x in (1, "a", (1,), [], {}, None):
    try:
        weakref.ref(x)
    except TypeError as e:
        print(e)
weakref.ref({1}), weakref.ref(C), weakref.ref(print), weakref.ref(lambda: 0)
a, b = C(2), C(3)
a.other, b.other = b, a
ra, rb = weakref.ref(a), weakref.ref(b)
del a, b
gc.collect()
print(ra(), rb())
d = weakref.WeakValueDictionary()
x, y = C(4), C(5)
d["x"], d["y"] = x, y
print(sorted(d), len(d), d["x"], "y" in d)
del x
print(sorted(d), d.get("x"), list(d.items()))
k = weakref.WeakKeyDictionary()
k[y] = "five"
print(k[y], len(k), y in k)
s = weakref.WeakSet([y])
z = C(6)
s.add(z)
print(len(s), z in s)
del z
print(len(s))
p = weakref.proxy(y)
print(p.n, p.hello(), p)
m = weakref.WeakMethod(y.hello)
print(m()())
f = weakref.finalize(y, print, "finalized", 5)
print(f.alive)
del y
print(f.alive, len(k), m(), list(s))
try:
    p.n
except ReferenceError as e:
    print(e)
class D:
    __slots__ = ("a",)
try:
    weakref.ref(D())
except TypeError as e:
    print(e)
class Node:
    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else None
        self.children = []
root = Node()
child = Node(root)
root.children.append(child)
print(child.parent() is root)
del root
print(child.parent())

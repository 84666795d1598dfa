# collections: namedtuple, Counter, defaultdict, OrderedDict, deque, ChainMap, UserDict.
from collections import *
Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=5), Point._fields, Point._make([7, 8]), [*p], len(p), isinstance(p, tuple), hash(p) == hash((1, 2)))
a, b = p
P3 = namedtuple("P3", ["a", "b", "c"], defaults=[10, 20])
print(a, b, P3(1), P3(1, 2, 3), P3._field_defaults, P3.__name__, p.__class__.__mro__[1].__name__, sorted([Point(2, 1), Point(1, 5)]), p + (3,), p.count(1), p.index(2))
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: setattr(p, "x", 5), lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "class"), lambda: p.z, lambda: p._replace(q=1)):
    try:
        print(bad())
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)


class Sub(namedtuple("Base", "x y")):
    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


print(Sub(3, 4).dist(), Sub(1, 2), namedtuple("R", "a b a", rename=True)._fields)
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sum(c.values()), sorted(c.elements())[:4], c.total(), Counter(a=2, b=1), Counter({"x": 3}), Counter(["q", "q"]))
d = Counter(a=3, b=1)
e = Counter(a=1, b=2)
print(d + e, d - e, d & e, d | e, +Counter(a=-1, b=2), -Counter(a=-1), d == e, d <= d + e)
d.update("aab"); d.subtract({"a": 2}); del d["zzz"]
print(d, dict(d), list(d.items()), "a" in d, len(d), bool(Counter()), Counter("aabbc").most_common(), Counter([1, 1.0, True]))
dd = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    dd[k].append(v)
print(dd, dict(dd), dd.get("zz"), "zz" in dd, dd["new"], len(dd), defaultdict(int, {"a": 1})["b"], defaultdict(lambda: "d")["k"], dd.default_factory is list)
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print({k: dict(v) for k, v in nested.items()})
try:
    defaultdict(None)["k"]
except KeyError as err:
    print("KeyError", err)
try:
    defaultdict(5)
except TypeError as err:
    print(err)
od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, od.popitem(last=False), od.popitem(), list(od), od == {"b": 2}, OrderedDict(a=1) == OrderedDict(a=1), OrderedDict([("a", 1), ("b", 2)]) == OrderedDict([("b", 2), ("a", 1)]), list(reversed(OrderedDict(x=1, y=2))))
q = deque([1, 2, 3], maxlen=4)
q.append(4); q.append(5); q.appendleft(0)
print(q, q[0], q[-1], len(q), q.maxlen, q.pop(), q.popleft(), q)
q.extend([7, 8]); q.extendleft([9]); q.rotate(1)
print(q, list(q), 7 in q, q.count(7), q.index(7), deque("abc"), deque(), list(reversed(q)), q == deque(q), deque([1, 2]) + deque([3]), deque([1]) * 2, deque([1]) < deque([2]))
q.remove(7); q.reverse(); q.insert(1, "i")
print(q, q.copy())
q[0] = "set"; del q[1]; q.clear()
print(q, bool(q), deque(range(5), 3), deque(maxlen=2))
q = deque(range(5)); q.rotate(-2)
print(q, sum(q), sorted(q), [*q])
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque(maxlen=-1), lambda: deque([1]).index(9)):
    try:
        bad()
    except (IndexError, ValueError) as err:
        print(type(err).__name__, err)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
print(cm["a"], cm["b"], cm.maps, sorted(cm), len(cm), "c" in cm, cm.new_child({"a": 0})["a"], dict(cm) == {"a": 1, "b": 3, "c": 4}, cm.parents, cm.get("zz", 9))
class Lower(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
l = Lower(A=1)
l["B"] = 2
print(l, l["a"], len(l), l.data, "b" in l, sorted(l.items()))
def bfs(graph, start):
    seen, queue = {start}, deque([start])
    order = []
    while queue:
        n = queue.popleft()
        order.append(n)
        for m in graph[n]:
            if m not in seen:
                seen.add(m)
                queue.append(m)
    return order
print(bfs({1: [2, 3], 2: [4], 3: [4], 4: []}, 1), Counter(w[0] for w in ["apple", "avocado", "bean"]).most_common(1))

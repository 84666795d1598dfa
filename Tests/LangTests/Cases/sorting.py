# Sorting: stability, keys, comparison, multi-key, in place.
import functools
import operator
data = [("b", 2), ("a", 2), ("c", 1), ("d", 2)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True), sorted(data, key=operator.itemgetter(1, 0)))
print(sorted([5, 2, 9, 1, 5, 6]), sorted("The quick brown Fox".split(), key=str.lower), sorted([-3, 2, -1], key=abs), sorted([[2, 1], [1, 2], [1]]))
a = [3, 1, 2]
print(a.sort(), a, sorted(a, reverse=True), a)
print(sorted([1, 2, 3, 4], key=functools.cmp_to_key(lambda x, y: y - x)), sorted(["10", "9", "1"], key=int), sorted([1.5, 1, True, 0]), sorted([(1, 2), (1,), ()]))
class P:
    def __init__(self, name, age):
        self.name, self.age = name, age
    def __lt__(self, other):
        return self.age < other.age
    def __repr__(self):
        return f"{self.name}:{self.age}"
people = [P("x", 3), P("y", 1), P("z", 2)]
print(sorted(people), sorted(people, key=operator.attrgetter("name"), reverse=True), min(people), max(people))
words = ["banana", "pie", "Washington", "book", "apple"]
print(sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted(words, key=lambda w: w[::-1]), sorted(words)[::-1])
counts = {"a": 3, "b": 1, "c": 2, "d": 3}
print(sorted(counts, key=counts.get, reverse=True), sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), dict(sorted(counts.items(), key=lambda kv: kv[1])))
nums = [(i * 7919) % 1009 for i in range(500)]
s = sorted(nums)
print(s[:5], s[-5:], all(x <= y for x, y in zip(s, s[1:])), sorted(nums, reverse=True) == s[::-1], sorted(s) == s)
calls = 0
def key(x):
    global calls
    calls += 1
    return -x
print(sorted([1, 2, 3], key=key), calls)
for bad in (lambda: sorted([1, "a"]), lambda: sorted([None, 1]), lambda: [3, 2].sort(5), lambda: sorted([1], key=5), lambda: sorted([{}, {}]), lambda: sorted([object(), object()])):
    try:
        print(bad())
    except TypeError as e:
        print(e)
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a
def quick(a):
    if len(a) <= 1:
        return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
def merge_sort(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r = merge_sort(a[:m]), merge_sort(a[m:])
    out = []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
t = nums[:60]
print(bubble(t) == quick(t) == merge_sort(t) == sorted(t))
def insertion(a):
    for i in range(1, len(a)):
        k, j = a[i], i - 1
        while j >= 0 and a[j] > k:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = k
    return a
print(insertion([4, 2, 7, 1]), sorted([3, float("-inf"), float("inf"), 0]), sorted([("a", [2]), ("a", [1])]), sorted(range(5), key=lambda x: x % 2))
try:
    x = [3, 1, 2]
    x.sort(key=lambda v: x.append(1) or v)
except ValueError as e:
    print(e)
print(sorted([b"b", b"a"]), sorted([{1}, {1, 2}], key=len), sorted([True, False]), sorted(["é", "e", "z"]), sorted([(2, "x"), (1, "y")], key=lambda p: p[::-1]), list(reversed(sorted("cab"))))

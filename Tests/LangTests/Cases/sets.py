# Sets and frozensets. Output is sorted: the order of a set of strings is nobody's business.
s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, 5 not in s, set(), {1} == {1, 1}, set([1, 2, 2]) == {1, 2})
s.add(4); s.discard(99); s.discard(1); s.remove(2)
print(sorted(s), sorted(s | {9}), s & {3, 7}, sorted(s - {3}), sorted(s ^ {3, 8}))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1, 2, 3} >= {1}, {1, 2} > {1}, {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint({2}))
print(sorted({1, 2}.union([3], (4,))), sorted({1, 2, 3}.intersection([2, 3], {3})), sorted({1, 2, 3}.difference([1], [2])), sorted({1, 2}.symmetric_difference([2, 3])))
a = {1, 2, 3}
a |= {4}; a &= {2, 3, 4}; a -= {3}; a ^= {9}
print(sorted(a))
a.update([10, 11], {12}); a.difference_update([10]); a.intersection_update(range(13)); a.symmetric_difference_update({2, 100})
print(sorted(a), sorted(a.copy()), len(a))
f = frozenset([1, 2, 2])
print(sorted(f), hash(f) == hash(frozenset([2, 1])), {f: "x"}[frozenset([1, 2])], f | {3} == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2})
print({x % 3 for x in range(10)} == {0, 1, 2}, sorted({c for c in "hello"}), len({(1, 2), (1, 2)}), {1, 1.0, True})
print(sorted(set("abracadabra")), "".join(sorted(set("hello") & set("world"))), max({1, 5}), sum({1, 2}), any({0}), bool(set()), bool({0}))
p = {7}
print(p.pop(), p, repr(set()), repr(frozenset()), repr({5}), str(frozenset({1})))
for g in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} + {2}, lambda: {1} | [2], lambda: hash({1}), lambda: {1} < [1], lambda: set(5), lambda: {1}[0]):
    try:
        print(g())
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
try:
    x = {1, 2}
    for v in x:
        x.add(v + 10)
except RuntimeError as e:
    print(e)
x.clear()
print(x, {1, 2}.__contains__(1), {1}.__or__({2}) == {1, 2}, isinstance(f, frozenset), isinstance(f, set))
def unique(seq):
    seen = set()
    return [v for v in seq if not (v in seen or seen.add(v))]
print(unique([3, 1, 3, 2, 1]), sorted({*range(3)} | {*"ab"}, key=str), {frozenset({1}), frozenset({1})} == {frozenset({1})})
primes = set(range(2, 50)) - {j for i in range(2, 8) for j in range(i * 2, 50, i)}
print(sorted(primes))
print({1, 2} == frozenset({1, 2}), frozenset("ab") == set("ba"), {None, True, 0} == {0, None, 1}, set({"a": 1, "b": 2}) == {"a", "b"})

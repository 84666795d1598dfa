# itertools.
from itertools import *
import operator
print(list(islice(count(5), 3)), list(islice(count(1, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)))
print(list(chain([1], "ab", (2,))), list(chain.from_iterable([[1], [2, 3]])), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], operator.mul, initial=10)))
print(list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 3, 2])), list(takewhile(lambda x: x < 3, [1, 3, 2])), list(filterfalse(lambda x: x % 2, range(5))), list(starmap(pow, [(2, 3), (3, 2)])))
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby(sorted(["a", "bb", "cc", "d"], key=len), key=len)])
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(permutations("abc", 2)), list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 2)))
print(list(zip_longest([1, 2, 3], "a", fillvalue="-")), list(pairwise([1, 2, 3])), list(islice("abcdefg", 2, 6, 2)), list(islice("abc", None)), [list(t) for t in tee([1, 2], 2)])
print(len(list(permutations(range(5)))), sum(1 for _ in combinations(range(10), 4)), list(permutations([1, 2])), list(permutations("ab", 3)), list(combinations([], 0)), list(product()))
a, b = tee(iter([1, 2, 3]))
next(b)
print(list(zip(a, b)))
print([next(c) for c in [count()] * 3], list(zip(count(), "ab")), list(map(operator.add, [1, 2], repeat(5))), list(zip(*[iter(range(6))] * 2)))
def first_n(n, it):
    return list(islice(it, n))
print(first_n(3, (x * x for x in count(1))), dict(zip("abc", count())), list(chain(*[[1], [2]])), list(takewhile(lambda x: x < 20, accumulate(count(1)))))
for bad in (lambda: list(islice([1], -1)), lambda: list(combinations([1], -1)), lambda: list(islice([1], "a")), lambda: chain(5).__next__(), lambda: list(repeat())):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
things = [("animal", "bear"), ("animal", "duck"), ("plant", "cactus")]
for key, group in groupby(things, lambda x: x[0]):
    print(key, [t[1] for t in group])
r = repeat(5)
print(next(r), next(r), repr(repeat(3, 2)), repr(count(2)), repr(count(1, 2)))
print(list(accumulate("abc")), list(accumulate([])), list(accumulate([1, 2, 3], lambda a, b: a * 10 + b)), sum(islice(count(), 10)), max(accumulate([1, -5, 10])), list(chain.from_iterable(zip("abc", "123"))))

# Identity in containers, repetition by __index__, classes derived from iterators, length hints, slices written out.
import operator

nan = float("nan")
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), [nan].index(nan), [nan].count(nan), {nan: 1}[nan], nan in {nan}, nan == nan)


class Three:
    def __index__(self):
        return 3


print([1] * Three(), Three() * "ab", (1, 2) * Three(), b"x" * Three(), [0].__mul__(Three()))
items = other = [1]
items *= Three()
print(other)
try:
    [1] * "a"
except TypeError as e:
    print(e)


class Numbered(enumerate):
    def rest(self):
        return list(self)


class Pairs(zip):
    pass


n = Numbered("ab", start=5)
print(type(n).__name__, next(n), n.rest(), isinstance(n, enumerate), list(Pairs([1, 2], "xy")))
for bad in (lambda: enumerate("a", "b"), lambda: enumerate(5)):
    try:
        bad()
    except TypeError as e:
        print(e)
print([operator.length_hint(x) for x in (iter([1, 2, 3]), iter((1, 2)), iter("abcd"), iter(range(9)), iter({1: 2}), iter({4, 5}), reversed([1, 2]), reversed("abc"))])
it = iter([1, 2, 3])
next(it)
print(operator.length_hint(it), operator.length_hint(x for x in it), operator.length_hint(5, 7))


class Hint:
    def __length_hint__(self):
        return 11


print(operator.length_hint(Hint()), operator.indexOf([nan, 2], 2), operator.countOf([nan, nan], nan))
text = "spine"
print(text[::-1], text[:], text[1:-1], text[-3:], text[::2], text[3:1], text[:99], text[-99:2], text[::-2], text[2:3], repr(text[5:]))
words = "añb🎉"
print(words[::-1], words[1:3], words[-1:], words[::2], [1, 2, 3, 4][::-1], (1, 2, 3)[1:], b"abc"[::-1])
print("".join(["a"]), "-".join("abc"), ", ".join(["x", "é", ""]), "".join([]), "ab".join(c for c in "123"), repr("--".join(["", ""])))
print("aBc".isalpha(), "a1".isalpha(), "".isalpha(), "é".isalpha(), "12".isdigit(), "1²".isdigit(), "a_".isalnum(), " \t".isspace(), "AB1".isupper(), "Ab".isupper(), "ab!".islower(), "1".islower(), "É".isupper())
print(min(3, 2), max(3, 2), min("b", "a"), max(1, 1.0), max(1.0, 1), min(2.5, 2), max([1], [1, 0]))


class Changing:
    """Changes the set it is compared in."""
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return False


s = {1}
t = {Changing(s), 5}
print(len(s & t), len(t & {1}), s)

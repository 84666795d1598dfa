# The built-in functions.
print(abs(-3), abs(2.5), all([1, 1]), any([]), ascii("é"), bin(5), bool([]), callable(len), chr(97), divmod(7, 3))
print(list(enumerate("ab")), list(filter(lambda x: x > 1, [1, 2, 3])), float("1.5"), format(5, "03d"), hash("a") == hash("a"), hex(255), int("7"), isinstance(1, int), issubclass(bool, int))
print(len("abc"), list(map(lambda a, b: a + b, [1, 2], [3, 4])), max(1, 2), min([3, 1], key=lambda x: -x), next(iter([5])), oct(8), ord("a"), pow(2, 5), pow(2, 5, 7), repr("x"), round(2.567, 2))
print(sorted([3, 1, 2], reverse=True), str(5), sum([1, 2], 3), tuple([1]), type(5).__name__, list(zip("ab", [1, 2])), list(reversed([1, 2])), slice(1, 2), slice(None), slice(1, 10, 2).indices(5))
print(max([], default="none"), max("apple", "fig", key=len), min({"b": 1, "a": 2}), max([[1, 2], [1, 3]]), min("hello"), max(3, 2.5), sum([[1], [2]], []), sum((0.5, 1)), max((1, "a"), (1, "b")))
print(next(iter([]), "default"), list(iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)), list(map(str.upper, ["a"])), list(map(lambda *a: a, "ab", "cd")), list(zip()), list(zip([1, 2, 3], [4])), list(zip("ab", "cd", strict=True)))
print(round(1.5), round(-1.5), round(0.5), round(12345, -2), round(3.14159, 3), round(5), round(2.5, 0), type(round(2.5)).__name__, type(round(2.5, 0)).__name__)
print(isinstance("a", (int, str)), isinstance(5, int | str), isinstance(None, type(None)), issubclass(int, (str, object)), type(None).__name__, type(type).__name__, type(int) is type, type(lambda: 0).__name__, type(print).__name__, type(...).__name__, type(NotImplemented).__name__)
print(getattr("abc", "upper")(), getattr(5, "nope", None), hasattr([], "append"), id(5) == id(5), callable(5), callable(int), callable(lambda: 0), vars(type("T", (), {"a": 1}))["a"])
print(int(), float(), str(), list(), tuple(), dict(), set(), bool(), bytes(), frozenset(), object().__class__.__name__)
print(str(b"x"), str(1.0), str([1, "a"]), str(None), str({"k": (1,)}), repr(None), str(object)[:7], str(len), str(int), repr(ValueError), str(Exception("x")))
print("a", "b", sep="", end="|\n")
print(1, 2, 3, sep=", ")
print()
print(None, True, ..., NotImplemented)
print([print("side"), 5][1], print("x", end="") or "none")
print("multi", "sep", sep="\n")
print(sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted(["B", "a"], key=str.lower), sorted([True, 0, 2.5, -1]), sorted([], key=None))
print(list(filter(None, [0, 1, "", "a", None, [], [0]])), list(filter(str.isdigit, "a1b2")), all(x > 0 for x in [1, 2]), any(x > 5 for x in [1, 2]), all([]), sum(x for x in range(5)))
for bad in (lambda: max(), lambda: max([]), lambda: sum(["a"]), lambda: abs("x"), lambda: ord("ab"), lambda: chr(-1), lambda: chr(0x110000), lambda: next([]), lambda: iter(5), lambda: len(5), lambda: int([]), lambda: float("x"), lambda: sorted(5), lambda: sorted([1, "a"]), lambda: reversed({1}), lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: round("x"), lambda: list(zip([1], [1, 2], strict=True)), lambda: divmod(1, 0), lambda: hash([]), lambda: sum("ab"), lambda: min(1), lambda: map(1), lambda: bin(1.5), lambda: pow("a", 2), lambda: enumerate(), lambda: getattr(5, "x"), lambda: type(1, 2), lambda: print(sep=5), lambda: setattr(5, "x", 1), lambda: int("5", 1), lambda: "a".foo, lambda: next(iter([]))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
class It:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n
print(list(It()), sum(It()), max(It()), [*It()], 2 in It(), dict(enumerate(It())), tuple(map(lambda x: x * 2, It())), sorted(It(), reverse=True), list(zip(It(), It())))
class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10
    def __len__(self):
        return 3
print(list(Seq()), 20 in Seq(), list(reversed(Seq())), [x for x in Seq()], max(Seq()), sum(Seq()), *Seq())
e = enumerate("ab")
print(next(e), list(e), list(e))
z = zip([1, 2], "ab")
print(next(z), dict(z))
m = map(int, "123")
print(next(m), list(m), list(m), dict(zip("ab", map(ord, "ab"))), "".join(map(chr, range(97, 101))), list(map(pow, [2, 3], [3, 2])))
print(dir([])[:2] == ["__add__", "__class__"], "append" in dir([]), [n for n in dir(int) if n.startswith("bit")], bool(dir()))
print(any(map(str.isupper, "aBc")), [*map(len, ["a", "bb"])], eval_free := 5, list(range(3)), help is not None)
s = slice(1, 5, 2)
print(s.start, s.stop, s.step, s, [0, 1, 2, 3, 4, 5][s], "abcdef"[s], s == slice(1, 5, 2), slice(-3, None).indices(10))
print(open.__name__, len.__name__, print.__name__, sorted.__name__, int.__name__, "abc".upper.__name__, [].append.__name__)
print(type(5) == int, type("a") is str, type([]) in (list, tuple), str(type(1.5)), type(It()).__name__, type(It)("X", (It,), {})().__class__.__name__)

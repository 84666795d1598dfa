# Comprehensions of every kind and their scopes.
print([x * x for x in range(6)], [x for x in range(20) if x % 2 if x % 3], {x: x ** 2 for x in range(4)}, sorted({x % 4 for x in range(10)}))
print([(x, y) for x in range(3) for y in range(x)], [[i * j for j in range(3)] for i in range(3)], [x if x % 2 else -x for x in range(5)])
print(sum(x for x in range(10)), max(len(w) for w in ["a", "bbb"]), list(x + 1 for x in [1, 2]), any(x > 3 for x in range(5)), ",".join(str(x) for x in range(3)))
x = "outer"
print([x for x in range(3)], x, [y for x in range(3) for y in [x * 10]], x)
fs = [lambda i=i: i for i in range(3)]
gs = [lambda: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
print([a + b for a, b in [(1, 2), (3, 4)]], [k for k, *v in [(1, 2, 3)]], {k: v for k, v in zip("ab", [1, 2])}, [v for _, v in enumerate("xy")])
n = 3
print([i * n for i in range(n)], [last := i for i in range(3)], last)
print([y := f"{i}", y * 2] if (i := 5) else None, [total := 0] + [total := total + v for v in [1, 2, 3]], total)


def f(m):
    k = 10
    return [k * i for i in range(m) if i != k], {i: k for i in range(m)}, (lambda: [k + j for j in range(m)])()


print(f(3))


class A:
    size = 3
    names = [i for i in range(size)]
    pairs = [(i, j) for i in range(2) for j in range(2)]


print(A.names, A.pairs)
g = (print("lazy", i) or i for i in range(2))
print("made")
print(list(g), list(g))
print([[]for _ in range(2)], [*[1], *(i for i in range(2))], {**{i: i for i in range(2)}}, [i for i in "ab" "cd"], [(i, j) for i, j in {"a": 1}.items()])
matrix = [[1, 2], [3, 4], [5, 6]]
print([[row[i] for row in matrix] for i in range(2)], [v for row in matrix for v in row if v % 2], {i: {j: matrix[i][j] for j in range(2)} for i in range(3)})
print([x for x in [1, 2, 3] if (lambda v: v > 1)(x)], [c.upper() for c in "abc" if c not in "b"], list(i for i in (j * 2 for j in range(3))))
print([(i, s) for i, s in enumerate(["a", "b"]) if s], [i for i in range(5) if i in (1, 3)], [not b for b in [True, False]], [i for i in [1, 2, 3] if not i == 2])
try:
    print([undefined for _ in [1]])
except NameError as e:
    print(e)
try:
    [1 / v for v in [1, 0]]
except ZeroDivisionError as e:
    print(e)
def outer():
    vals = []
    for v in [lambda: w for w in range(2)]:
        vals.append(v())
    z = 5
    return vals, [z for z in range(2)], z
print(outer())
print({(a, b) for a in (1,) for b in (2,)}, {a: [b for b in range(a)] for a in range(3)}, [{k: 1} for k in "ab"], [a for a, in [(1,), (2,)]])

# Lists and all their methods.
a = [3, 1, 2]
a.append(5); a.extend([7, 8]); a.insert(0, 0); a.insert(100, 99); a.insert(-1, 50)
print(a, len(a), a.index(2), a.count(5), 3 in a, 42 not in a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(7); a.sort(); print(a); a.reverse(); print(a)
a.sort(key=lambda x: -x % 3); print(a)
a.sort(reverse=True); print(a, sorted(a), list(reversed(a)))
b = a.copy(); b.clear(); print(a, b, a is b, [] == [], bool([]), bool([0]))
print([1, 2] + [3], [0] * 3, 2 * [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [1, [2]] == [1, [2]])
a = list(range(10))
print(a[2:5], a[:3], a[-3:], a[::2], a[::-1], a[8:2:-2], a[20:], a[-100:3], a[5:5])
a[2:4] = [20, 30, 40]; print(a)
a[:2] = []; print(a)
a[::2] = [0] * len(a[::2]); print(a)
del a[0]; del a[1:3]; print(a)
del a[::2]; print(a)
a[1:1] = ["x", "y"]; print(a)
a += (1, 2); a *= 2; print(a)
nested = [[0] * 3 for _ in range(2)]
nested[0][1] = 5
print(nested, [row[:] for row in nested], [[1] * 2] * 2)
shared = [[]] * 3
shared[0].append(1)
print(shared)
first, *rest = [1, 2, 3]
*init, last = [1, 2, 3]
x, (y, z), *w = [1, (2, 3), 4, 5]
print(first, rest, init, last, x, y, z, w)
print(max([3, 1]), min([3, 1]), sum([1, 2]), any([0, 1]), all([1, 0]), len([1]), list("ab"), list({1: 2}), list((1,)))
print(list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(map(str, [1, 2])), list(filter(None, [0, 1, "", 2])))
print([1, 2, 3].__len__(), [1].__add__([2]), [1, 2].__contains__(1), [1, 2].__getitem__(0), repr([1, "a", None, 1.5, [2]]))
r = [1, 2]
r.append(r)
print(r, len(r))
for f in (lambda: [][0], lambda: [1].index(2), lambda: [].pop(), lambda: [1].remove(3), lambda: [1] + (2,), lambda: [1]["a"], lambda: [1] * 1.5, lambda: [1] < ["a"], lambda: [1, 2].pop(5), lambda: [3, "a"].sort(), lambda: [1].insert("a", 1), lambda: list(5)):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    a = [1, 2, 3]
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    a[5] = 1
except IndexError as e:
    print(e)
try:
    del a[5]
except IndexError as e:
    print(e)
words = ["banana", "apple", "Cherry", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True))
stack = []
for c in "(a[b]{c})":
    if c in "([{":
        stack.append(c)
    elif c in ")]}":
        print(stack.pop() + c, end=" ")
print(stack)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [x for row in matrix for x in row], sum(map(sum, matrix)))
while words:
    words.pop()
print(words, [1, 2, 3][-1], [1, 2, 3][True], [*range(3), *"ab"], [1, 2, 3].index(3, 1), [1, 2, 1].index(1, 1))

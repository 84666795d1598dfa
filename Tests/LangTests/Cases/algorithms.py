# Everyday algorithms put together from many features.
def sieve(n):
    flags = [True] * (n + 1)
    flags[:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i, f in enumerate(flags) if f]
print(sieve(60), len(sieve(5000)))
def binary_search(a, x):
    lo, hi = 0, len(a) - 1
    while lo <= hi:
        mid = (lo + hi) // 2
        if a[mid] == x:
            return mid
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid - 1
    return -1
print(binary_search([1, 3, 5, 7, 9], 7), binary_search([1, 3], 4))
def dijkstra(graph, start):
    dist = {n: float("inf") for n in graph}
    dist[start] = 0
    todo = set(graph)
    while todo:
        u = min(sorted(todo), key=dist.get)
        todo.remove(u)
        for v, w in graph[u].items():
            if dist[u] + w < dist[v]:
                dist[v] = dist[u] + w
    return dist
print(dijkstra({"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}}, "a"))
def lcs(a, b):
    t = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            t[i + 1][j + 1] = t[i][j] + x if x == y else max(t[i + 1][j], t[i][j + 1], key=len)
    return t[-1][-1]
print(lcs("AGGTAB", "GXTXAYB"))
def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]
print(edit("kitten", "sitting"))
def roman(n):
    out = ""
    for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        q, n = divmod(n, v)
        out += s * q
    return out
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024)])
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
    def __mul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __pow__(self, n):
        r = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        b = self
        while n:
            if n & 1:
                r = r * b
            b, n = b * b, n >> 1
        return r
    def det(self):
        if len(self.rows) == 1:
            return self.rows[0][0]
        return sum((-1) ** j * v * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j, v in enumerate(self.rows[0]))
    def __repr__(self):
        return "\n".join(" ".join(f"{v:>4}" for v in r) for r in self.rows)
print(Matrix([[1, 1], [1, 0]]) ** 30)
print(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det())
class Tokenizer:
    def __init__(self, text):
        self.text, self.i = text.replace(" ", ""), 0
    def peek(self):
        return self.text[self.i] if self.i < len(self.text) else ""
    def take(self):
        c = self.peek()
        self.i += 1
        return c
def parse(text):
    t = Tokenizer(text)
    def expr():
        v = term()
        while t.peek() and t.peek() in "+-":
            v = v + term() if t.take() == "+" else v - term()
        return v
    def term():
        v = factor()
        while t.peek() and t.peek() in "*/":
            v = v * factor() if t.take() == "*" else v / factor()
        return v
    def factor():
        if t.peek() == "(":
            t.take()
            v = expr()
            t.take()
            return v
        if t.peek() == "-":
            t.take()
            return -factor()
        s = ""
        while t.peek() and (t.peek().isdigit() or t.peek() == "."):
            s += t.take()
        if not s:
            raise SyntaxError(f"unexpected {t.peek()!r} at {t.i}")
        return float(s) if "." in s else int(s)
    return expr()
print(parse("1 + 2 * (3 - 4) / 2"), parse("-(2.5*2)"))
try:
    parse("1 + * 2")
except SyntaxError as e:
    print(e)
class Heap:
    def __init__(self):
        self.a = []
    def push(self, x):
        a = self.a
        a.append(x)
        i = len(a) - 1
        while i and a[(i - 1) // 2] > a[i]:
            a[(i - 1) // 2], a[i] = a[i], a[(i - 1) // 2]
            i = (i - 1) // 2
    def pop(self):
        a = self.a
        a[0], a[-1] = a[-1], a[0]
        r = a.pop()
        i = 0
        while (c := 2 * i + 1) < len(a):
            if c + 1 < len(a) and a[c + 1] < a[c]:
                c += 1
            if a[i] <= a[c]:
                break
            a[i], a[c] = a[c], a[i]
            i = c
        return r
h = Heap()
for x in [5, 2, 8, 1, 9, 3]:
    h.push(x)
print([h.pop() for _ in range(6)])
class Trie:
    def __init__(self):
        self.root = {}
    def add(self, word):
        node = self.root
        for c in word:
            node = node.setdefault(c, {})
        node["$"] = True
    def words(self, node=None, prefix=""):
        node = self.root if node is None else node
        for k, v in sorted(node.items()):
            if k == "$":
                yield prefix
            else:
                yield from self.words(v, prefix + k)
t = Trie()
for w in "car cat cart dog do".split():
    t.add(w)
print(list(t.words()))
def life(cells, steps):
    for _ in range(steps):
        counts = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
        cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
    return sorted(cells)
print(life({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 4))
def caesar(s, k):
    return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and (b := ord("a") if c.islower() else ord("A")) else c for c in s)
print(caesar("Hello, World!", 3), caesar(caesar("abc xyz", 5), -5))
print("\n".join(" ".join(f"{i * j:3}" for j in range(1, 6)) for i in range(1, 6)))
def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]
print(list(pascal(6)))
text = "the quick brown the lazy dog the end quick"
freq = {}
for w in text.split():
    freq[w] = freq.get(w, 0) + 1
print(max(freq, key=lambda w: (freq[w], w)), sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{j - i}{s[i]}")
        i = j
    return "".join(out)
print(rle("aaabbc"), [s for s in ["level", "noon", "hello"] if s == s[::-1]], sum(int(d) for d in str(2 ** 100)), [n for n in range(100, 1000) if n == sum(int(d) ** 3 for d in str(n))])

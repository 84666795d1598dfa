# Dicts: counting words, memo tables, grouping.
def words(n):
    counts = {}
    names = ["alpha", "beta", "gamma", "delta", "epsilon"]
    for i in range(n):
        w = names[i % 5] + str(i % 100)
        if w in counts:
            counts[w] += 1
        else:
            counts[w] = 1
    return sorted(counts.items())[:3]


def memo(n):
    table = {(0, 0): 1}
    for i in range(n):
        for j in range(n):
            if (i, j) not in table:
                table[i, j] = table.get((i - 1, j), 0) + table.get((i, j - 1), 0) & 0xFFFF
    return table[n - 1, n - 1]


def group(n):
    g = {}
    for i in range(n):
        g.setdefault(i % 97, []).append(i)
    return max(len(v) for v in g.values()), {k: len(v) for k, v in g.items()}[5]


print(words(200000), memo(200), group(200000))

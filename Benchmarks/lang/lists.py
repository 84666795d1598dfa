# Lists: building, indexing, slicing, matrices.
def matmul(a, b):
    n = len(a)
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(n):
            s = 0
            for k in range(n):
                s += row[k] * b[k][j]
            c[i][j] = s
    return c


def rotate(n):
    items = list(range(n))
    for _ in range(200):
        items = items[7:] + items[:7]
    items.reverse()
    return items[:5], items[-5:]


def stack(n):
    s = []
    for i in range(n):
        s.append(i)
        if i % 3 == 0:
            s.pop()
    return len(s), sum(s)


m = [[(i * j) % 7 for j in range(80)] for i in range(80)]
print(sum(map(sum, matmul(m, m))), rotate(5000), stack(400000))

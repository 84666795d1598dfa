import numpy as np
x = np.arange(10)
for i in range(0, len(x), 4):
    print(x[i:i + 4], x[i:i + 4].sum())
b = np.array_split(x, 3)
print([c.tolist() for c in b], [len(c) for c in b])
idx = np.random.RandomState(0).permutation(len(x))
tr, te = idx[:7], idx[7:]
print(tr, te, np.setdiff1d(x, tr), np.concatenate([tr, te]).size)
print(np.array([[i * j for j in range(4)] for i in range(3)]), np.fromfunction(lambda i, j: i + j, (2, 3)), np.fromiter((i * i for i in range(4)), dtype=int))
acc = []
for row in np.eye(3):
    acc.append(row * 2)
print(np.array(acc), np.stack(acc).sum(0), len(acc))

import numpy as np
np.random.seed(1)
g = np.random.randint(0, 2, (6, 6))
for _ in range(3):
    n = sum(np.roll(np.roll(g, i, 0), j, 1) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
    g = ((n == 3) | ((g == 1) & (n == 2))).astype(int)
    print(g, g.sum())
print('\n'.join(''.join('#' if c else '.' for c in r) for r in g))

import numpy as np
np.random.seed(42)
pts = np.random.rand(10000, 2)
inside = (pts ** 2).sum(axis=1) <= 1
print(4 * inside.mean())
w = np.cumsum(np.random.choice([-1, 1], size=(5, 100)), axis=1)
print(w[:, -1], w.max(axis=1), np.abs(w).argmax(axis=1))
print(np.random.normal(10, 2, 1000).mean().round(4), np.percentile(np.random.exponential(1, 1000), [5, 50, 95]).round(4))

import numpy as np
a = np.random.default_rng(0).integers(0, 100, (4, 5))
print(a)
print(a.min(axis=1), a.max(axis=0), a.sum(), np.median(a, axis=1), a.mean(axis=0).round(2))
print(np.sort(a, axis=1)[:, -2:], a[a[:, 0].argsort()], np.unravel_index(a.argmax(), a.shape))
print((a - a.min()) / (a.max() - a.min()))
print(np.where(a > 50, a, -1), np.percentile(a, [10, 90]), a.std(axis=0, ddof=1).round(4))

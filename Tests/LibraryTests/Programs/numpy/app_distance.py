import numpy as np
a = np.array([[0.0, 0], [3, 4], [6, 8]])
d = np.sqrt(((a[:, None] - a[None]) ** 2).sum(-1))
print(d)
print(np.linalg.norm(a, axis=1), np.linalg.norm(a[1] - a[2]), d[np.triu_indices(3, 1)], np.triu(d), np.fill_diagonal(d, np.inf), d.argmin(axis=1))
cos = a[1] @ a[2] / (np.linalg.norm(a[1]) * np.linalg.norm(a[2]))
print(cos, np.degrees(np.arccos(np.clip(cos, -1, 1))))

import numpy as np
m = np.arange(1, 10).reshape(3, 3)
print(m); print(m.T); print(m @ m); print(np.linalg.det(m.astype(float)).round(3)); print(m.diagonal(), np.trace(m)); print(m[1:, :2]); print(m.sum(axis=0), m.mean(axis=1)); m[m % 2 == 0] = 0; print(m); print(np.flatnonzero(m)); print(m.astype(np.float32).dtype)
for row in m: print(row)
for r, c in zip(*np.nonzero(m)): print(r, c, m[r, c])

import numpy as np
a = np.zeros((3, 3), dtype=int)
a[np.arange(3), np.arange(3)] = [1, 2, 3]
print(a)
a[:, 1] += 10
print(a)
print(a.tolist())

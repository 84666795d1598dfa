import numpy as np
a = np.array([5, 3, 8, 1])
i = np.argsort(a)
print(i, a[i], np.sort(a)[::-1], a.argmin(), np.where(a == 8))
print(np.searchsorted(np.sort(a), 4))

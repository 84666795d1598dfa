import numpy as np
a = np.array([[3, 1], [1, 2], [3, 0], [1, 1]])
print(a[np.lexsort((a[:, 1], a[:, 0]))], a[a[:, 0] == 3], np.sort(a, axis=0), np.argsort(a[:, 1], kind='stable'))
print(np.sort(a.ravel())[::-1], np.argsort(-a[:, 0], kind='stable'), np.searchsorted(np.sort(a[:, 1]), 1), sorted(a.tolist()))
print(np.partition(np.array([7, 2, 9, 1]), 2)[:2].sum(), np.argmax(a == 1), np.cumsum(a[:, 1]), a.tolist())

import numpy as np
w = np.array(['cat', 'dog', 'cat', 'bird'])
u, c = np.unique(w, return_counts=True)
print(u, c)
print(dict(zip(u.tolist(), c.tolist())))
print(w == 'cat', w[w != 'cat'])

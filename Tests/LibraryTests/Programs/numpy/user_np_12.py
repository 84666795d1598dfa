import numpy as np
a = np.arange(24).reshape(2, 3, 4)
print(a.sum(axis=(0, 2)), a.transpose(2, 0, 1).shape, a[:, -1, 0], a[..., 1].shape)
print(a)

import numpy as np
a = np.arange(24).reshape(2, 3, 4)
print(a[0], a[1, 2], a[..., 0], a[:, ::-1, ::2], sep='\n')
print(a[a > 15])
print(a[[0, 1], [1, 2]])
print(a[:, [0, 2], :][..., [1, 3]])
print(a[np.newaxis].shape, a[:, None, :, 0].shape)
idx = np.ix_([0, 1], [0, 2], [1])
print(a[idx])
a[0, a[0] % 2 == 0] = -1
print(a)
b = a[1]
b[:] = 0
print(a.sum(), b.base is a or b.base is not None)
print(np.where(a > 0), np.argwhere(a < 0)[:3], np.nonzero(a[0])[0])

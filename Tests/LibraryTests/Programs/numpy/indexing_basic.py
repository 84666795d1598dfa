import numpy as np
a = np.arange(24).reshape(2, 3, 4)
print(a[0], a[1, 2], a[1, 2, 3], a[-1, -1, -1])
print(a[:, 1], a[..., 0], a[0, ..., 1:3])
print(a[:, ::-1, ::2])
print(a[np.newaxis, 0].shape, a[:, None].shape, a[..., None].shape)
b = np.arange(10)
print(b[2:8:3], b[::-1], b[-3:], b[:-7:-1], b[20:], b[5:2])
b[2:5] = 0
print(b)
b[::2] += 100
print(b)
v = b[3:6]
v[:] = -1
print(b, v.base is b)
c = np.zeros((3, 3), int)
c[1] = 5
c[:, 2] = [7, 8, 9]
c[0, 0] = 1.9
print(c)

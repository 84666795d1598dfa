import numpy as np
a = np.arange(6)
v = a.reshape(2, 3)
v[0, 0] = 100
print(a, np.shares_memory(a, v), v.base is a, a.base is None, a[1:3].flags['OWNDATA'])
t = v.T
t[2, 1] = -1
print(a, t.strides, t.flags['F_CONTIGUOUS'])
c = a.copy()
c[0] = 0
print(a[0], c[0], a[[0, 1]].base is None)
r = a.ravel()
r[1] = 77
f = a.flatten()
f[2] = 88
print(a)
b = a.view(np.float64)
print(b.shape, a.astype(np.int32).view(np.int8).shape)
d = np.diag(np.arange(4).reshape(2, 2))
try:
    d[0] = 5
except ValueError as e:
    print(e)
a.flags.writeable = False
try:
    a[0] = 1
except ValueError as e:
    print(e)
x = np.arange(4)
x[1:] = x[:-1]
print(x)
y = np.arange(5)
y[::-1][:2] = 9
print(y, y[::-1].strides, y.tobytes()[:8], y.tolist())
for row in np.arange(4).reshape(2, 2):
    row[0] = 5
print([r.tolist() for r in np.arange(4).reshape(2, 2)])

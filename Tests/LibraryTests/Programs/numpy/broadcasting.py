import numpy as np
a = np.arange(3)
b = np.arange(4)[:, None]
print(a + b, (a * b).shape, np.broadcast_shapes((3, 1), (1, 4)), np.broadcast_arrays(a, b)[0].shape)
x = np.ones((2, 3, 4))
print((x + np.arange(4)).sum(), (x * np.arange(3)[:, None]).sum(axis=(0, 2)), (x - x.mean(axis=1, keepdims=True)).sum())
m = np.array([[1, 2], [3, 4]])
print(m + [10, 20], m * [[2], [3]], m - m.mean(axis=0), m / m.sum(axis=1, keepdims=True), 1 / m, 10 - m, 2 ** m, m % 2 == 0)
d = np.sqrt(((m[:, None, :] - m[None, :, :]) ** 2).sum(-1))
print(d, np.add.outer([1, 2], [10, 20]), np.subtract.outer(a, a), np.multiply.outer([1, 2], [3, 4]).shape)
m += 1
print(m)
m *= 2
m -= np.array([1, 1])
m //= 2
print(m)
f = m.astype(float)
f /= 3
print(f)
out = np.empty(3)
np.add(a, 1, out=out)
print(out, np.multiply(a, 2, where=a > 0, out=np.zeros(3, int)), np.add(1, 2), np.divide(1, [1, 2, 4]), np.true_divide(1, 2))

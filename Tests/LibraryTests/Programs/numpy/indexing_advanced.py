import numpy as np
a = np.arange(12).reshape(3, 4)
print(a[[0, 2]], a[[0, 2], [1, 3]], a[:, [1, 0]], a[[True, False, True]])
print(a[a > 5], a[a % 2 == 0].sum())
print(a[np.array([[0, 1], [2, 0]])].shape, a[np.ix_([0, 2], [1, 3])])
a[a > 8] = 0
print(a)
a[[0, 1], [0, 1]] = [50, 60]
print(a)
b = np.zeros(5, int)
b[[1, 1, 3]] += 1
print(b)
np.add.at(b, [1, 1, 3], 1)
print(b)
x = np.arange(24).reshape(2, 3, 4)
print(x[:, [0, 2], 1:3].shape, x[0, :, [0, 1]].shape, x[[0, 1], :, [1, 2]].shape, x[..., [0]].shape)
print(x[x > 20], x[:, np.array([True, False, True])].shape)
m = np.array([[True, False], [False, True]])
y = np.array([[1, 2], [3, 4]])
print(y[m], y[~m])
y[m] = 0
print(y)
print(np.eye(4)[[0, 2, 1]], np.eye(3)[np.array([[0, 1], [2, 2]])].shape)
print(a[2, [True, False, True, False]], b[np.array([], dtype=int)], b[[]])

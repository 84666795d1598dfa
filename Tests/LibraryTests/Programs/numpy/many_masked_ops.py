import numpy as np
rng = np.random.default_rng(5)
x = rng.normal(size=(4, 3)).round(2)
x[x < 0] = 0
print(x)
x[[0, 2], 1] += 1
np.add.at(x, ([0, 0], [0, 0]), 1)
print(x)
m = np.zeros((4, 3), bool); m[1:3] = True
print(x[m].shape, np.extract(m, x), np.compress([0, 1, 1, 0], x, axis=0), np.take(x, [0, 5, 11]), np.choose([0, 1], [[1, 2], [3, 4]]), sep='\n')
np.put(x, [0, 1], [-5, -6]); np.putmask(x, x < -5, 100); np.copyto(x, 7, where=m); np.place(x, x == 7, [1, 2])
print(x)
np.fill_diagonal(x, -1)
print(x, np.take_along_axis(x, x.argsort(axis=1), axis=1), np.unravel_index(5, (4, 3)), np.ravel_multi_index((1, 2), (4, 3)), sep='\n')

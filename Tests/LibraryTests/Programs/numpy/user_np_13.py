import numpy as np
print(np.eye(3)[[0, 2, 1]])
print(np.full((2, 2), 0.1))
print(np.arange(0, 1, 0.25))
print(np.tile([[1, 2]], (2, 2)))
print(np.meshgrid([1, 2], [3, 4])[0])

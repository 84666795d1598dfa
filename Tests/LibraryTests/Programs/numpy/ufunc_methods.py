import numpy as np
print(np.add, np.add.nin, np.add.identity, np.add.__name__, np.multiply.accumulate([1, 2, 3]), np.add.reduce([[1, 2], [3, 4]], axis=1), np.add.reduceat([1, 2, 3, 4], [0, 2]))
print(np.maximum.accumulate([1, 3, 2]), np.minimum.reduce([[3, 1], [2, 5]]), np.subtract.reduce([10, 2, 3]), np.bitwise_or.reduce([1, 2, 4]), np.logical_or.reduce([0, 0, 1]), np.add.outer([1, 2], [3, 4]))
a = np.zeros(3)
np.add.at(a, [0, 0, 2], [1, 2, 3])
np.maximum.at(a, [1], [5])
print(a, np.power.outer([2, 3], [1, 2]), np.add.reduce([]), np.multiply.reduce([]), np.add(1, 2, dtype=float), np.sqrt([1, 4], out=np.zeros(2)), np.add.reduce(np.ones((2, 3)), axis=None), np.add.reduce(np.ones((2, 3)), keepdims=True))
print(np.subtract.accumulate([10, 1, 2]), np.divide.reduce([100.0, 5, 2]), isinstance(np.add, np.ufunc), np.exp(np.log([1.0, 2])), np.greater([1, 2], 1), np.equal.outer([1, 2], [1, 2]))

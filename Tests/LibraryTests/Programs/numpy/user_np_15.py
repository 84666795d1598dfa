import numpy as np
print(np.float32(0.1), np.float64(0.1), np.int8(127), type(np.float32(1) * 2), np.uint8(3) - np.uint8(5))
print(np.array([1, 2, 3], dtype=np.int8) * 50)
print(np.array([3.7]).astype(int), np.round(2.5), np.round(-1.567, 2))

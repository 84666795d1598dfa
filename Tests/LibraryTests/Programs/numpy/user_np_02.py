import numpy as np
np.random.seed(10)
x = np.random.randn(3, 4)
print(x)
print(x.argmax(axis=1), x.max())
print(np.where(x > 0, 1, 0))

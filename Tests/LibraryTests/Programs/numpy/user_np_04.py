import numpy as np
x = np.array([[1, 2, 3], [4, 5, 6]])
print(x.reshape(3, 2), x.T, x.flatten(), x[:, ::-1], x.sum(), x.cumsum(axis=1), sep='\n')

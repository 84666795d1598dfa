import numpy as np
from sklearn.preprocessing import StandardScaler, MinMaxScaler
X = np.array([[1., 2], [3, 4], [5, 9]])
print(StandardScaler().fit_transform(X))
print(MinMaxScaler().fit_transform(X))
print(StandardScaler(with_mean=False))

import numpy as np
from sklearn.model_selection import train_test_split
X = np.arange(20).reshape(10, 2)
y = np.arange(10)
a, b, c, d = train_test_split(X, y, test_size=0.3, random_state=0)
print(a, b, c, d, sep='\n')

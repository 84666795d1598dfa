import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier
X = np.arange(6).reshape(-1, 1)
y = 2 * X[:, 0] + 1
m = LinearRegression().fit(X, y)
print(m.coef_.round(6), round(m.intercept_, 6), m.predict([[10]]).round(6))
k = KNeighborsClassifier(n_neighbors=1).fit(X, y > 5)
print(k.predict([[0], [5]]), k.score(X, y > 5))

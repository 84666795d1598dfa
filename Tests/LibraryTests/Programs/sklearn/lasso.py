import numpy as np
from sklearn.linear_model import LinearRegression, Ridge, Lasso, LogisticRegression
X = np.array([[1, 1], [1, 2], [2, 2], [2, 3]])
y = np.dot(X, np.array([1, 2])) + 3
reg = LinearRegression().fit(X, y)
print(reg.score(X, y))
print(reg.coef_)
print(reg.intercept_.round(6))
print(reg.predict(np.array([[3, 5]])))
print(reg)
print(Ridge(alpha=1.0).fit(X, y).coef_, Ridge())
clf = Lasso(alpha=0.1)
clf.fit([[0, 0], [1, 1], [2, 2]], [0, 1, 2])
print(clf.coef_, clf.intercept_)
lr = LogisticRegression(random_state=0).fit(X, [0, 0, 1, 1])
print(lr.predict(X))
print(lr.predict_proba(X).round(2))
print(lr.classes_)

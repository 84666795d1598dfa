import numpy as np
rng = np.random.RandomState(0)
X = rng.randn(100, 3)
w_true = np.array([1.5, -2.0, 0.5])
y = X @ w_true + 0.1 * rng.randn(100)
w = np.linalg.lstsq(X, y, rcond=None)[0]
print(np.round(w, 4))
w = np.zeros(3)
for i in range(200):
    grad = 2 * X.T @ (X @ w - y) / len(y)
    w -= 0.1 * grad
print(np.round(w, 4), round(float(np.mean((X @ w - y) ** 2)), 6))
print(np.round(np.linalg.solve(X.T @ X, X.T @ y), 4), np.corrcoef(X @ w, y)[0, 1].round(4))

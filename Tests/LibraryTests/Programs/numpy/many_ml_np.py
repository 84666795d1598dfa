import numpy as np
np.random.seed(0)
X = np.random.randn(50, 3); w = np.array([1.5, -2, .5]); y = X @ w + .1 * np.random.randn(50)
wh = np.zeros(3)
for i in range(100):
    g = 2 / 50 * X.T @ (X @ wh - y)
    wh -= .1 * g
print(wh.round(6), ((X @ wh - y) ** 2).mean().round(8))
d = np.sqrt(((X[:5, None] - X[None, :5]) ** 2).sum(-1))
print(d.round(4))
mu, sd = X.mean(0), X.std(0)
print(mu, sd, ((X - mu) / sd)[:2])
print(np.cov(X.T).round(5))

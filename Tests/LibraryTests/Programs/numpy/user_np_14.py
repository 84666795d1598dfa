import numpy as np
rng = np.random.default_rng(7)
X = rng.normal(size=(100, 2))
print(X.mean(axis=0).round(4), X.std(axis=0).round(4))
print(np.cov(X.T).round(4))
print(np.percentile(X[:, 0], [10, 50, 90]).round(4))

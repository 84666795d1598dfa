import numpy as np
from sklearn.decomposition import PCA
rng = np.random.RandomState(0)
X = rng.randn(10, 3)
p = PCA(n_components=2).fit(X)
print(p.explained_variance_ratio_)
print(p.transform(X)[:3])
print(p)

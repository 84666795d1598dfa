import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
X = np.array([[1., 1], [1.2, 1], [5, 5], [5.1, 4.9]])
k = KMeans(n_clusters=2, random_state=0, n_init=10).fit(X)
print(sorted(np.bincount(k.labels_).tolist()), round(k.inertia_, 4), round(silhouette_score(X, k.labels_), 4))

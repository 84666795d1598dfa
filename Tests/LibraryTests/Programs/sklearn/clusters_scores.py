import numpy as np
from sklearn.cluster import KMeans
X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
kmeans = KMeans(n_clusters=2, random_state=0, n_init='auto').fit(X)
print(kmeans.labels_)
print(kmeans.predict([[0, 0], [12, 3]]))
print(kmeans.cluster_centers_)
print(kmeans.inertia_)
print(kmeans.n_iter_)
print(kmeans)
from sklearn.metrics import silhouette_score, adjusted_rand_score, homogeneity_score, calinski_harabasz_score, davies_bouldin_score
print(silhouette_score(X, kmeans.labels_))
print(adjusted_rand_score([0, 0, 0, 1, 1, 1], kmeans.labels_))
print(homogeneity_score([0, 0, 1, 1, 1, 1], kmeans.labels_))
print(calinski_harabasz_score(X, kmeans.labels_))
print(davies_bouldin_score(X, kmeans.labels_))

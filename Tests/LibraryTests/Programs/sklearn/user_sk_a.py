import numpy as np
from sklearn.preprocessing import StandardScaler
from sklearn.decomposition import PCA
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score, confusion_matrix, accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LinearRegression
np.random.seed(42); X = np.vstack([np.random.randn(20, 3) + c for c in (0, 5, -5)]); y = np.repeat([0, 1, 2], 20)
Xs = StandardScaler().fit_transform(X); print(Xs.mean(0).round(6), Xs.std(0)); p = PCA(2).fit(Xs); print(p.explained_variance_ratio_, p.transform(Xs)[:2]); k = KMeans(3, random_state=0, n_init=10).fit(Xs); print(np.bincount(k.labels_), silhouette_score(Xs, k.labels_)); a, b, c, d = train_test_split(X, y, test_size=.25, random_state=1); print(a.shape, b.shape, d); print(confusion_matrix([0, 1, 2, 1], [0, 2, 2, 1])); r = LinearRegression().fit(X[:, :2], X[:, 2]); print(r.coef_, r.intercept_, r.score(X[:, :2], X[:, 2])); print(r)

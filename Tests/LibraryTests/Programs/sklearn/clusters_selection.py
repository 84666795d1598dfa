import numpy as np
from sklearn.cluster import AgglomerativeClustering, DBSCAN
from sklearn.decomposition import TruncatedSVD
from sklearn.datasets import load_iris, load_wine
from sklearn.feature_selection import SelectKBest, f_classif, VarianceThreshold, chi2, f_regression, SelectPercentile
from sklearn.preprocessing import KBinsDiscretizer
X, y = load_iris(return_X_y=True)
for l in ('ward', 'average', 'complete', 'single'):
    m = AgglomerativeClustering(3, linkage=l).fit(X); print(l, np.bincount(m.labels_), m.labels_[:60:7])
print(AgglomerativeClustering(n_clusters=None, distance_threshold=5).fit(X).n_clusters_, AgglomerativeClustering(4).fit(np.random.RandomState(0).randn(12, 2)).children_.tolist())
d = DBSCAN(eps=0.5).fit(X); print(np.bincount(d.labels_ + 1), d.labels_[::9], len(d.core_sample_indices_), DBSCAN(0.3, min_samples=3))
t = TruncatedSVD(2, random_state=0).fit(X); print(t.components_.round(6), t.explained_variance_ratio_.round(6), t.transform(X[:2]).round(5))
print(f_classif(X, y), chi2(X, y), f_regression(X, X[:, 0] * 0.5 + y)[0][1:], SelectKBest(chi2, k=2).fit(X, y).get_support(indices=True), VarianceThreshold(0.5).fit_transform(X).shape, SelectPercentile(percentile=50).fit(X, y).get_support())
w = load_wine(); print(w.data.shape, w.data.sum(axis=0), w.target.sum(), w.feature_names, w.target_names)
for s in ('uniform', 'kmeans'):
    for e in ('ordinal', 'onehot-dense'): print(KBinsDiscretizer(3, strategy=s, encode=e).fit_transform(X[:5, :2]).tolist())

"""sklearn.cluster: k-means (k-means++ starts, Lloyd's iterations)."""

import numpy as np

from sklearn import BaseEstimator, check_array
from sklearn.model_selection import _generator


def _squared(X, centers):
    return np.maximum((X ** 2).sum(axis=1)[:, None] - 2 * (X @ centers.T) + (centers ** 2).sum(axis=1)[None, :], 0.0)


class KMeans(BaseEstimator):
    """n_clusters centres with the least sum of squared distances."""

    _parameters = (('n_clusters', 8), ('init', 'k-means++'), ('n_init', 'auto'), ('max_iter', 300), ('tol', 1e-4), ('verbose', 0), ('random_state', None), ('copy_x', True),
                   ('algorithm', 'lloyd'))

    def __init__(self, n_clusters=8, *, init='k-means++', n_init='auto', max_iter=300, tol=1e-4, verbose=0, random_state=None, copy_x=True, algorithm='lloyd'):
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.verbose = verbose
        self.random_state = random_state
        self.copy_x = copy_x
        self.algorithm = algorithm

    def _start(self, X, rng):
        if not isinstance(self.init, str):
            return np.array(self.init, dtype=X.dtype)
        n, k = X.shape[0], self.n_clusters
        if self.init == 'random':
            return X[rng.permutation(n)[:k]]
        # k-means++ with 2 + log k trials a step (Arthur and Vassilvitskii, 2007).
        trials = 2 + int(np.log(k))
        first = rng.choice(n, p=np.full(n, 1.0 / n))
        centers = [X[first]]
        closest = _squared(X, X[first][None, :])[:, 0]
        potential = closest.sum()
        for _ in range(1, k):
            values = rng.uniform(size=trials) * potential
            candidates = np.clip(np.searchsorted(np.cumsum(closest), values), None, n - 1)
            distances = np.minimum(closest[None, :], _squared(X[candidates], X))
            potentials = distances.sum(axis=1)
            best = int(np.argmin(potentials))
            potential, closest = potentials[best], distances[best]
            centers.append(X[candidates[best]])
        return np.stack(centers)

    def fit(self, X, y=None, sample_weight=None):
        X = check_array(X, 1, 'KMeans')
        if X.shape[0] < self.n_clusters:
            raise ValueError(f'n_samples={X.shape[0]} should be >= n_clusters={self.n_clusters}.')
        self.n_features_in_ = X.shape[1]
        rng = _generator(self.random_state)
        runs = self.n_init
        if runs == 'auto':
            runs = 1 if not isinstance(self.init, str) or self.init == 'k-means++' else 10
        mean = X.mean(axis=0)
        Y = X - mean
        tolerance = float(np.var(Y, axis=0).mean()) * self.tol
        best = None
        for _ in range(runs):
            centers = self._start(Y, rng) if isinstance(self.init, str) else self._start(Y, rng) - mean
            labels = None
            strict = False
            for iteration in range(1, self.max_iter + 1):
                new_labels = np.argmin(_squared(Y, centers), axis=1)
                new_centers = centers.copy()
                for k in range(self.n_clusters):
                    mine = new_labels == k
                    if mine.any():
                        new_centers[k] = Y[mine].mean(axis=0)
                    else:
                        # An empty cluster takes the point that lies farthest from its centre.
                        far = np.argmax(((Y - centers[new_labels]) ** 2).sum(axis=1))
                        new_centers[k] = Y[far]
                shift = float(((new_centers - centers) ** 2).sum())
                centers = new_centers
                if labels is not None and (labels == new_labels).all():
                    strict = True
                    break
                labels = new_labels
                if shift <= tolerance:
                    break
            if not strict:
                labels = np.argmin(_squared(Y, centers), axis=1)
            inertia = float(((Y - centers[labels]) ** 2).sum())
            if best is None or inertia < best[0]:
                best = (inertia, centers, labels, iteration)
        self.inertia_, centers, labels, self.n_iter_ = best
        self.labels_ = labels.astype(np.int32)
        self.cluster_centers_ = centers + mean
        return self

    def predict(self, X):
        self._check_fitted('cluster_centers_')
        return np.argmin(_squared(check_array(X), self.cluster_centers_), axis=1).astype(np.int32)

    def fit_predict(self, X, y=None):
        return self.fit(X).labels_

    def transform(self, X):
        self._check_fitted('cluster_centers_')
        return np.sqrt(_squared(check_array(X), self.cluster_centers_))

    def fit_transform(self, X, y=None):
        return self.fit(X).transform(X)

    def score(self, X, y=None):
        X = check_array(X)
        return -float(_squared(X, self.cluster_centers_).min(axis=1).sum())


class DBSCAN(BaseEstimator):
    """Clusters of dense regions (Ester et al., "A density-based algorithm for discovering clusters", 1996); -1 is noise."""
    _parameters = (('eps', 0.5), ('min_samples', 5), ('metric', 'euclidean'), ('metric_params', None), ('algorithm', 'auto'), ('leaf_size', 30), ('p', None), ('n_jobs', None))

    def __init__(self, eps=0.5, *, min_samples=5, metric='euclidean', metric_params=None, algorithm='auto', leaf_size=30, p=None, n_jobs=None):
        self.eps, self.min_samples, self.metric, self.metric_params = eps, min_samples, metric, metric_params
        self.algorithm, self.leaf_size, self.p, self.n_jobs = algorithm, leaf_size, p, n_jobs

    def fit(self, X, y=None, sample_weight=None):
        from sklearn.metrics import pairwise_distances
        X = check_array(X, 1, 'DBSCAN')
        self.n_features_in_ = X.shape[1]
        near = pairwise_distances(X, metric=self.metric) <= self.eps
        weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight)
        core = (near * weights).sum(axis=1) >= self.min_samples
        labels = np.full(len(X), -1)
        cluster = 0
        for i in range(len(X)):
            if labels[i] != -1 or not core[i]:
                continue
            stack = [i]
            while stack:
                j = stack.pop()
                if labels[j] != -1:
                    continue
                labels[j] = cluster
                if core[j]:
                    stack.extend(int(v) for v in np.flatnonzero(near[j] & (labels == -1)))
            cluster += 1
        self.labels_, self.core_sample_indices_ = labels, np.flatnonzero(core)
        self.components_ = X[self.core_sample_indices_].copy()
        return self

    def fit_predict(self, X, y=None, sample_weight=None): return self.fit(X, y, sample_weight).labels_


def _merges(D, linkage):
    """Rows (one cluster, another, their distance) of merges in rising order, by chains of nearest neighbours (Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011)."""
    n = len(D)
    D = D.astype(np.float64)
    D[np.arange(n), np.arange(n)] = np.inf
    size = np.ones(n, dtype=np.int64)
    merges, chain = [], []
    for _ in range(n - 1):
        if not chain:
            chain = [int(np.flatnonzero(size > 0)[0])]
        while True:
            x = chain[-1]
            best = int(D[x].argmin())
            if len(chain) > 1 and D[x, chain[-2]] <= D[x, best]:
                best = chain[-2]
            if len(chain) > 1 and best == chain[-2]:
                break
            chain.append(best)
        x, y = sorted((chain.pop(), chain.pop()))
        d, nx, ny = D[x, y], int(size[x]), int(size[y])
        merges.append((x, y, d))
        size[x], size[y] = 0, nx + ny
        others = size > 0
        others[y] = False
        a, b, k = D[x][others], D[y][others], size[others]
        if linkage == 'ward':
            new = np.sqrt(((k + nx) * a * a + (k + ny) * b * b - k * d * d) / (nx + ny + k))
        elif linkage == 'average':
            new = (nx * a + ny * b) / (nx + ny)
        else:
            new = np.maximum(a, b) if linkage == 'complete' else np.minimum(a, b)
        D[y, others] = new
        D[others, y] = new
        D[x, :] = np.inf
        D[:, x] = np.inf
    merges.sort(key=lambda m: m[2])
    parent, out = list(range(2 * n - 1)), []

    def root(v):
        while parent[v] != v:
            v = parent[v]
        return v

    for i, (x, y, d) in enumerate(merges):
        a, b = sorted((root(x), root(y)))
        parent[a] = parent[b] = n + i
        out.append((a, b, d))
    return out


class AgglomerativeClustering(BaseEstimator):
    """Clusters merged pair by pair until n_clusters are left."""
    _parameters = (('n_clusters', 2), ('metric', 'euclidean'), ('memory', None), ('connectivity', None), ('compute_full_tree', 'auto'), ('linkage', 'ward'), ('distance_threshold', None), ('compute_distances', False))

    def __init__(self, n_clusters=2, *, metric='euclidean', memory=None, connectivity=None, compute_full_tree='auto', linkage='ward', distance_threshold=None, compute_distances=False):
        self.n_clusters, self.metric, self.memory, self.connectivity, self.compute_full_tree = n_clusters, metric, memory, connectivity, compute_full_tree
        self.linkage, self.distance_threshold, self.compute_distances = linkage, distance_threshold, compute_distances

    def fit(self, X, y=None):
        from heapq import heappush, heappushpop
        from sklearn.metrics import pairwise_distances
        if self.connectivity is not None:
            raise NotImplementedError('AgglomerativeClustering: connectivity is not supported here')
        if not (self.n_clusters is None) ^ (self.distance_threshold is None):
            raise ValueError('Exactly one of n_clusters and distance_threshold has to be set, and the other needs to be None.')
        if self.linkage == 'ward' and self.metric != 'euclidean':
            raise ValueError(f'{self.metric} was provided as metric. Ward can only work with euclidean distances.')
        X = check_array(X, 2, 'AgglomerativeClustering')
        n = len(X)
        self.n_features_in_, self.n_leaves_, self.n_connected_components_ = X.shape[1], n, 1
        merges = _merges(X.copy() if self.metric == 'precomputed' else pairwise_distances(X, metric=self.metric), self.linkage)
        self.children_ = np.array([m[:2] for m in merges])
        self.distances_ = np.array([m[2] for m in merges])
        self.n_clusters_ = self.n_clusters if self.distance_threshold is None else int(np.count_nonzero(self.distances_ >= self.distance_threshold)) + 1
        if self.n_clusters_ > n:
            raise ValueError(f'Cannot extract more clusters than samples: {self.n_clusters_} clusters were given for a tree with {n} leaves.')
        if self.distance_threshold is None and not self.compute_distances:
            del self.distances_
        # The largest node is cut, again and again.
        nodes = [-(int(self.children_[-1].max()) + 1)]
        for _ in range(self.n_clusters_ - 1):
            a, b = self.children_[-nodes[0] - n].tolist()
            heappush(nodes, -a)
            heappushpop(nodes, -b)
        self.labels_ = np.zeros(n, dtype=np.int64)
        for i, node in enumerate(nodes):
            stack = [-node]
            while stack:
                v = stack.pop()
                if v < n:
                    self.labels_[v] = i
                else:
                    stack.extend(self.children_[v - n].tolist())
        return self

    def fit_predict(self, X, y=None): return self.fit(X).labels_

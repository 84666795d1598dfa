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

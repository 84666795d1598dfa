"""sklearn.neighbors: the nearest samples, found by comparing with all of them."""

import numpy as np

from sklearn.base import BaseEstimator, check_array


class _Neighbors(BaseEstimator):
    _parameters = (('n_neighbors', 5), ('weights', 'uniform'), ('algorithm', 'auto'), ('leaf_size', 30), ('p', 2), ('metric', 'minkowski'), ('metric_params', None), ('n_jobs', None))

    def __init__(self, n_neighbors=5, *, weights='uniform', algorithm='auto', leaf_size=30, p=2, metric='minkowski', metric_params=None, n_jobs=None):
        self.n_neighbors, self.weights, self.algorithm, self.leaf_size, self.p, self.metric, self.metric_params, self.n_jobs = n_neighbors, weights, algorithm, leaf_size, p, metric, metric_params, n_jobs

    def _remember(self, X):
        self._X = check_array(X)
        self.n_features_in_, self.n_samples_fit_ = self._X.shape[1], self._X.shape[0]

    def kneighbors(self, X=None, n_neighbors=None, return_distance=True):
        self._check_fitted('_X')
        k = self.n_neighbors if n_neighbors is None else n_neighbors
        Q = self._X if X is None else check_array(X)
        if k > self.n_samples_fit_:
            raise ValueError(f'Expected n_neighbors <= n_samples_fit, but n_neighbors = {k}, n_samples_fit = {self.n_samples_fit_}, n_samples = {len(Q)}')
        distances, places = [], []
        p = {'euclidean': 2, 'manhattan': 1, 'minkowski': self.p}.get(self.metric)
        if p is None:
            raise NotImplementedError(f'the metric {self.metric!r} is not supported here; use euclidean, manhattan or minkowski')
        for i, q in enumerate(Q):
            d = np.abs(self._X - q)
            d = np.sqrt((d * d).sum(axis=1)) if p == 2 else d.sum(axis=1) if p == 1 else (d ** p).sum(axis=1) ** (1 / p)
            if X is None:
                d[i] = np.inf
            order = np.argsort(d, kind='stable')[:k]
            places.append(order)
            distances.append(d[order])
        return (np.array(distances), np.array(places)) if return_distance else np.array(places)

    def _weights(self, d):
        if self.weights == 'uniform':
            return np.ones(d.shape)
        if callable(self.weights):
            return self.weights(d)
        w = 1 / np.where(d == 0, 1.0, d)
        exact = (d == 0).any(axis=1)
        w[exact] = (d[exact] == 0).astype(np.float64)
        return w


class NearestNeighbors(_Neighbors):
    _parameters = (('n_neighbors', 5), ('radius', 1.0), ('algorithm', 'auto'), ('leaf_size', 30), ('metric', 'minkowski'), ('p', 2), ('metric_params', None), ('n_jobs', None))

    def __init__(self, *, n_neighbors=5, radius=1.0, algorithm='auto', leaf_size=30, metric='minkowski', p=2, metric_params=None, n_jobs=None):
        super().__init__(n_neighbors, algorithm=algorithm, leaf_size=leaf_size, p=p, metric=metric, metric_params=metric_params, n_jobs=n_jobs)
        self.radius = radius

    def fit(self, X, y=None):
        self._remember(X)
        return self


class KNeighborsClassifier(_Neighbors):
    def fit(self, X, y):
        self._remember(X)
        self.classes_, self._codes = np.unique(np.asarray(y), return_inverse=True)
        return self

    def predict_proba(self, X):
        d, places = self.kneighbors(X)
        w = self._weights(d)
        out = np.zeros((len(d), len(self.classes_)))
        for i in range(len(d)):
            np.add.at(out[i], self._codes[places[i]], w[i])
        return out / out.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def score(self, X, y, sample_weight=None):
        return float(np.mean(self.predict(X) == np.asarray(y)))


class KNeighborsRegressor(_Neighbors):
    def fit(self, X, y):
        self._remember(X)
        self._y = np.asarray(y, dtype=np.float64)
        return self

    def predict(self, X):
        d, places = self.kneighbors(X)
        w = self._weights(d)
        values = self._y[places]
        if values.ndim == 3:
            w = w[:, :, None]
        return (values * w).sum(axis=1) / w.sum(axis=1)

    def score(self, X, y, sample_weight=None):
        y, p = np.asarray(y, dtype=np.float64), self.predict(X)
        return 1 - float(((y - p) ** 2).sum()) / float(((y - y.mean(axis=0)) ** 2).sum())

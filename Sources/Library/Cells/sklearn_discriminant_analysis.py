"""sklearn.discriminant_analysis: linear discriminants by singular value decomposition (the solver 'svd')."""

import numpy as np

from sklearn import BaseEstimator, check_array


class LinearDiscriminantAnalysis(BaseEstimator):
    """Classes as Gaussians of one covariance; also a projection on the directions that separate them."""

    _parameters = (('solver', 'svd'), ('shrinkage', None), ('priors', None), ('n_components', None), ('store_covariance', False), ('tol', 1e-4))

    def __init__(self, solver='svd', shrinkage=None, priors=None, n_components=None, store_covariance=False, tol=1e-4):
        if solver != 'svd':
            raise NotImplementedError(f"solver={solver!r} is not supported here; use 'svd'")
        self.solver = solver
        self.shrinkage = shrinkage
        self.priors = priors
        self.n_components = n_components
        self.store_covariance = store_covariance
        self.tol = tol

    def fit(self, X, y):
        X = check_array(X, 2, 'LinearDiscriminantAnalysis')
        y = np.asarray(y)
        self.classes_, encoded = np.unique(y, return_inverse=True)
        n, k = X.shape[0], len(self.classes_)
        if n == k:
            raise ValueError('The number of samples must be more than the number of classes.')
        counts = np.bincount(encoded)
        self.priors_ = counts / n if self.priors is None else np.asarray(self.priors)
        limit = min(k - 1, X.shape[1])
        if self.n_components is not None and self.n_components > limit:
            raise ValueError('n_components cannot be larger than min(n_features, n_classes - 1).')
        self._count = limit if self.n_components is None else self.n_components
        self.means_ = np.stack([X[encoded == i].mean(axis=0) for i in range(k)])
        self.xbar_ = self.priors_ @ self.means_
        centred = X - self.means_[encoded]
        # Within classes: scaled to unit deviation, then whitened.
        std = centred.std(axis=0)
        std = np.where(std == 0, 1.0, std)
        factor = 1.0 / n
        _, S, Vt = np.linalg.svd(np.sqrt(factor) * (centred / std), full_matrices=False)
        rank = int((S > self.tol).sum())
        scalings = (Vt[:rank] / std).T / S[:rank]
        # Between classes.
        factor = 1.0 if k == 1 else 1.0 / (k - 1)
        between = (np.sqrt(n * self.priors_ * factor) * (self.means_ - self.xbar_).T).T @ scalings
        _, S, Vt = np.linalg.svd(between, full_matrices=False)
        self.explained_variance_ratio_ = (S ** 2 / (S ** 2).sum())[:self._count]
        rank = int((S > self.tol * S[0]).sum())
        self.scalings_ = scalings @ Vt.T[:, :rank]
        coef = (self.means_ - self.xbar_) @ self.scalings_
        intercept = -0.5 * (coef ** 2).sum(axis=1) + np.log(self.priors_)
        coef = coef @ self.scalings_.T
        intercept = intercept - self.xbar_ @ coef.T
        if k == 2:
            coef, intercept = coef[1:] - coef[:1], intercept[1:] - intercept[:1]
        self.coef_, self.intercept_ = coef, intercept
        return self

    def transform(self, X):
        self._check_fitted('scalings_')
        return ((check_array(X) - self.xbar_) @ self.scalings_)[:, :self._count]

    def fit_transform(self, X, y):
        return self.fit(X, y).transform(X)

    def decision_function(self, X):
        self._check_fitted('coef_')
        scores = check_array(X) @ self.coef_.T + self.intercept_
        return scores[:, 0] if scores.shape[1] == 1 else scores

    def predict(self, X):
        scores = self.decision_function(X)
        if scores.ndim == 1:
            return self.classes_[(scores > 0).astype(int)]
        return self.classes_[scores.argmax(axis=1)]

    def predict_proba(self, X):
        scores = self.decision_function(X)
        if scores.ndim == 1:
            p = 1 / (1 + np.exp(-scores))
            return np.stack([1 - p, p], axis=1)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def score(self, X, y):
        return float((self.predict(X) == np.asarray(y)).mean())

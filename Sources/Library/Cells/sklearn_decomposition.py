"""sklearn.decomposition: principal components. https://scikit-learn.org/stable/modules/decomposition.html"""

import numpy as np

from sklearn import BaseEstimator, check_array


class PCA(BaseEstimator):
    """Linear projection on the directions of largest variance, by the full singular value decomposition of the centred data."""

    _parameters = (('n_components', None), ('copy', True), ('whiten', False), ('svd_solver', 'auto'), ('tol', 0.0), ('iterated_power', 'auto'), ('n_oversamples', 10),
                   ('power_iteration_normalizer', 'auto'), ('random_state', None))

    def __init__(self, n_components=None, *, copy=True, whiten=False, svd_solver='auto', tol=0.0, iterated_power='auto', n_oversamples=10,
                 power_iteration_normalizer='auto', random_state=None):
        self.n_components = n_components
        self.copy = copy
        self.whiten = whiten
        self.svd_solver = svd_solver
        self.tol = tol
        self.iterated_power = iterated_power
        self.n_oversamples = n_oversamples
        self.power_iteration_normalizer = power_iteration_normalizer
        self.random_state = random_state

    def fit(self, X, y=None):
        self._fit(X)
        return self

    def _fit(self, X):
        X = check_array(X, 1, 'PCA')
        n, features = X.shape
        limit = min(n, features)
        count = self.n_components
        if count is None:
            count = limit
        elif count == 'mle':
            raise NotImplementedError("n_components='mle' is not supported here; give a number or a fraction of the variance")
        elif isinstance(count, int) and not 0 <= count <= limit:
            raise ValueError(f"n_components={count} must be between 0 and min(n_samples, n_features)={limit} with svd_solver='full'")
        self.n_samples_, self.n_features_in_ = n, features
        self.mean_ = X.mean(axis=0)
        if features <= 1000 and n >= 10 * features:
            # Few features: the eigenvectors of the covariance.
            C = X.T @ X
            C = C - n * self.mean_[:, None] * self.mean_[None, :]
            C = C / (n - 1)
            values, vectors = np.linalg.eigh(C)
            variance, Vt = np.where(values[::-1] < 0.0, 0.0, values[::-1]), vectors[:, ::-1].T
            U, S = None, np.sqrt(variance * (n - 1))
        else:
            U, S, Vt = np.linalg.svd(X - self.mean_, full_matrices=False)
            variance = S ** 2 / (n - 1)
        # Signs: the entry of largest magnitude of each component is positive.
        largest = np.argmax(np.abs(Vt), axis=1)
        signs = np.sign(Vt[np.arange(Vt.shape[0]), largest])
        signs = np.where(signs == 0, 1.0, signs).astype(Vt.dtype)
        U = None if U is None else U * signs
        Vt = Vt * signs[:, None]
        total = variance.sum()
        ratio = variance / total
        if isinstance(count, float) and 0 < count < 1:
            count = int(np.searchsorted(np.cumsum(ratio), count, side='right')) + 1
        self.n_components_ = count
        self.components_ = Vt[:count]
        self.explained_variance_ = variance[:count]
        self.explained_variance_ratio_ = ratio[:count]
        self.singular_values_ = S[:count]
        self.noise_variance_ = variance[count:].mean() if count < limit else 0.0
        return U, S

    def fit_transform(self, X, y=None):
        U, S = self._fit(X)
        if U is None:
            return self.transform(X)
        U = U[:, :self.n_components_]
        if self.whiten:
            return U * np.sqrt(self.n_samples_ - 1)
        return U * S[:self.n_components_]

    def transform(self, X):
        self._check_fitted('components_')
        X = check_array(X)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but PCA is expecting {self.n_features_in_} features as input.')
        out = X @ self.components_.T - self.mean_[None, :] @ self.components_.T
        if self.whiten:
            out = out / np.sqrt(self.explained_variance_)
        return out

    def inverse_transform(self, X):
        self._check_fitted('components_')
        X = np.asarray(X)
        if self.whiten:
            return X @ (np.sqrt(self.explained_variance_)[:, None] * self.components_) + self.mean_
        return X @ self.components_ + self.mean_

    def get_covariance(self):
        variance = np.maximum(self.explained_variance_ - self.noise_variance_, 0.0)
        cov = (self.components_.T * variance) @ self.components_
        return cov + np.eye(cov.shape[0]) * self.noise_variance_


class TruncatedSVD(BaseEstimator):
    """Projection on the first singular vectors of the data, which is not centred; computed whole, not by random projections."""
    _parameters = (('n_components', 2), ('algorithm', 'randomized'), ('n_iter', 5), ('n_oversamples', 10), ('power_iteration_normalizer', 'auto'), ('random_state', None), ('tol', 0.0))

    def __init__(self, n_components=2, *, algorithm='randomized', n_iter=5, n_oversamples=10, power_iteration_normalizer='auto', random_state=None, tol=0.0):
        self.n_components, self.algorithm, self.n_iter, self.n_oversamples = n_components, algorithm, n_iter, n_oversamples
        self.power_iteration_normalizer, self.random_state, self.tol = power_iteration_normalizer, random_state, tol

    def fit(self, X, y=None):
        self.fit_transform(X)
        return self

    def fit_transform(self, X, y=None):
        X = check_array(X, 2, 'TruncatedSVD')
        k = self.n_components
        self.n_features_in_ = X.shape[1]
        if k > X.shape[1]:
            raise ValueError(f'n_components({k}) must be <= n_features({X.shape[1]}).')
        U, S, V = np.linalg.svd(X, full_matrices=False)
        U, S, V = U[:, :k], S[:k], V[:k]
        # The largest entry of each right vector is positive.
        signs = np.sign(V[np.arange(len(V)), np.abs(V).argmax(axis=1)])
        self.components_, self.singular_values_ = V * signs[:, None], S
        out = X @ self.components_.T
        self.explained_variance_ = out.var(axis=0)
        self.explained_variance_ratio_ = self.explained_variance_ / X.var(axis=0).sum()
        return out

    def transform(self, X):
        self._check_fitted('components_')
        return check_array(X) @ self.components_.T

    def inverse_transform(self, X): return np.asarray(X) @ self.components_

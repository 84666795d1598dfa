"""sklearn.naive_bayes: Gaussian features, independent within each class."""

import numpy as np

from sklearn.base import BaseEstimator, check_array


class GaussianNB(BaseEstimator):
    """Each feature of each class is a normal variable."""
    _parameters = (('priors', None), ('var_smoothing', 1e-09))

    def __init__(self, *, priors=None, var_smoothing=1e-09):
        self.priors, self.var_smoothing = priors, var_smoothing

    def fit(self, X, y, sample_weight=None):
        X, y = check_array(X, name='GaussianNB'), np.asarray(y)
        self.classes_ = np.unique(y)
        self.n_features_in_ = X.shape[1]
        self.epsilon_ = self.var_smoothing * np.var(X, axis=0).max()
        self.theta_ = np.stack([X[y == c].mean(axis=0) for c in self.classes_])
        self.var_ = np.stack([X[y == c].var(axis=0) for c in self.classes_]) + self.epsilon_
        self.class_count_ = np.array([float((y == c).sum()) for c in self.classes_])
        self.class_prior_ = self.class_count_ / self.class_count_.sum() if self.priors is None else np.asarray(self.priors)
        return self

    def predict_joint_log_proba(self, X):
        self._check_fitted('classes_')
        X = check_array(X)
        rows = []
        for k in range(len(self.classes_)):
            n = -0.5 * np.sum(np.log(2.0 * np.pi * self.var_[k])) - 0.5 * np.sum((X - self.theta_[k]) ** 2 / self.var_[k], axis=1)
            rows.append(np.log(self.class_prior_[k]) + n)
        return np.stack(rows, axis=1)

    def predict(self, X): return self.classes_[np.argmax(self.predict_joint_log_proba(X), axis=1)]

    def predict_log_proba(self, X):
        j = self.predict_joint_log_proba(X)
        top = j.max(axis=1, keepdims=True)
        return j - (top + np.log(np.exp(j - top).sum(axis=1, keepdims=True)))

    def predict_proba(self, X): return np.exp(self.predict_log_proba(X))
    def score(self, X, y, sample_weight=None): return float(np.mean(self.predict(X) == np.asarray(y)))

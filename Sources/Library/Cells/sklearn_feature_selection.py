"""sklearn.feature_selection: columns chosen by their variance or by a statistic."""

import math

import numpy as np

from sklearn import BaseEstimator, TransformerMixin, check_array


def _fraction(a, b, x):
    """The continued fraction of the incomplete beta function, by Lentz's method (Abramowitz and Stegun, 26.5.8)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    out = d
    for m in range(1, 500):
        for top in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 + top * d
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = 1.0 + top / c
            c = c if abs(c) > tiny else tiny
            out *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return out


def _beta_part(a, b, x):
    """The regularised incomplete beta function."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    return front * _fraction(a, b, x) / a if x < (a + 1.0) / (a + b + 2.0) else 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _gamma_rest(a, x):
    """The regularised upper incomplete gamma function."""
    if x <= 0:
        return 1.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1.0 / a
        n = a
        while abs(term) > abs(total) * 1e-17:
            n += 1
            term *= x / n
            total += term
        return 1.0 - total * front
    b = x + 1.0 - a
    c, d = 1e300, 1.0 / b
    h = d
    for i in range(1, 500):
        an = -i * (i - a)
        b += 2.0
        d = 1.0 / (an * d + b)
        c = b + an / c
        h *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    return front * h


def _f_tail(f, d1, d2):
    if math.isnan(f):
        return math.nan
    return _beta_part(d2 / 2.0, d1 / 2.0, d2 / (d2 + d1 * f)) if math.isfinite(f) else 0.0


def f_oneway(*groups):
    """(F, p) of a one-way analysis of variance, column by column."""
    groups = [np.asarray(g, dtype=np.float64) for g in groups]
    n = sum(len(g) for g in groups)
    sums = [g.sum(axis=0) for g in groups]
    total = sum(sums) ** 2
    squares = sum((g ** 2).sum(axis=0) for g in groups)
    between = sum(s ** 2 / len(g) for s, g in zip(sums, groups)) - total / float(n)
    within = squares - total / float(n) - between
    d1, d2 = len(groups) - 1, n - len(groups)
    with np.errstate(all='ignore'):
        f = (between / float(d1)) / (within / float(d2))
    return f, np.array([_f_tail(float(v), d1, d2) for v in np.atleast_1d(f)])


def f_classif(X, y):
    """F of each column over the classes, and p."""
    X, y = check_array(X), np.asarray(y)
    return f_oneway(*[X[y == k] for k in np.unique(y)])


def f_regression(X, y, *, center=True, force_finite=True):
    """F of each column's correlation with y, and p."""
    X, y = check_array(X), np.asarray(y, dtype=np.float64)
    if center:
        r = ((y - y.mean()) @ (X - X.mean(axis=0))) / (np.sqrt(((X - X.mean(axis=0)) ** 2).sum(axis=0)) * np.linalg.norm(y - y.mean()))
    else:
        r = (y @ X) / (np.sqrt((X ** 2).sum(axis=0)) * np.linalg.norm(y))
    d = len(y) - (2 if center else 1)
    f = r ** 2 / (1 - r ** 2) * d
    return f, np.array([_f_tail(float(v), 1, d) for v in f])


def chi2(X, y):
    """Chi-squared of each column's counts over the classes, and p."""
    X, y = check_array(X), np.asarray(y)
    if (X < 0).any():
        raise ValueError('Input X must be non-negative.')
    hot = (y[:, None] == np.unique(y)[None, :]).astype(np.float64)
    seen = hot.T @ X
    expected = hot.mean(axis=0)[:, None] * X.sum(axis=0)[None, :]
    value = ((seen - expected) ** 2 / expected).sum(axis=0)
    return value, np.array([_gamma_rest((hot.shape[1] - 1) / 2.0, float(v) / 2.0) for v in value])


class _Selector(TransformerMixin, BaseEstimator):
    def get_support(self, indices=False):
        mask = self._mask()
        return np.flatnonzero(mask) if indices else mask

    def transform(self, X):
        mask = self._mask()
        if hasattr(X, 'columns'):
            X = X.to_numpy()
        return np.asarray(X)[:, mask]

    def get_feature_names_out(self, input_features=None):
        names = getattr(self, 'feature_names_in_', None) if input_features is None else input_features
        names = [f'x{i}' for i in range(self.n_features_in_)] if names is None else list(names)
        return np.array([n for n, keep in zip(names, self._mask()) if keep], dtype=object)


class VarianceThreshold(_Selector):
    """Drops columns of little variance."""
    _parameters = (('threshold', 0.0),)

    def __init__(self, threshold=0.0):
        self.threshold = threshold

    def fit(self, X, y=None):
        X = check_array(X)
        self.n_features_in_ = X.shape[1]
        self.variances_ = X.var(axis=0)
        if self.threshold == 0:
            self.variances_ = np.minimum(self.variances_, X.max(axis=0) - X.min(axis=0))
        if not (self.variances_ > self.threshold).any():
            raise ValueError(f'No feature in X meets the variance threshold {self.threshold:.5f}')
        return self

    def _mask(self):
        self._check_fitted('variances_')
        return self.variances_ > self.threshold


class _Scored(_Selector):
    def fit(self, X, y=None):
        if hasattr(X, 'columns'):
            self.feature_names_in_ = np.array(list(X.columns), dtype=object)
        X = check_array(X)
        self.n_features_in_ = X.shape[1]
        out = self.score_func(X, y)
        self.scores_, self.pvalues_ = out if isinstance(out, tuple) else (np.asarray(out), None)
        return self


class SelectKBest(_Scored):
    """The k columns of the highest scores."""
    _parameters = (('score_func', f_classif), ('k', 10))

    def __init__(self, score_func=f_classif, *, k=10):
        self.score_func, self.k = score_func, k

    def _mask(self):
        self._check_fitted('scores_')
        if self.k == 'all':
            return np.ones(len(self.scores_), dtype=bool)
        mask = np.zeros(len(self.scores_), dtype=bool)
        if self.k:
            mask[np.argsort(np.where(np.isnan(self.scores_), np.finfo(float).min, self.scores_), kind='stable')[-self.k:]] = True
        return mask


class SelectPercentile(_Scored):
    """The columns whose scores are in the highest percents."""
    _parameters = (('score_func', f_classif), ('percentile', 10))

    def __init__(self, score_func=f_classif, *, percentile=10):
        self.score_func, self.percentile = score_func, percentile

    def _mask(self):
        self._check_fitted('scores_')
        if self.percentile == 100:
            return np.ones(len(self.scores_), dtype=bool)
        if self.percentile == 0:
            return np.zeros(len(self.scores_), dtype=bool)
        scores = np.where(np.isnan(self.scores_), np.finfo(float).min, self.scores_)
        limit = np.percentile(scores, 100 - self.percentile)
        mask = scores > limit
        ties = np.flatnonzero(scores == limit)
        if len(ties):
            mask[ties[:int(len(scores) * self.percentile / 100) - int(mask.sum())]] = True
        return mask

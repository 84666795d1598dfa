"""sklearn.impute: holes filled from the values around them."""

import numpy as np

from sklearn.base import BaseEstimator, TransformerMixin


class SimpleImputer(TransformerMixin, BaseEstimator):
    """Missing values replaced by the mean, the median, the most frequent value or a constant of their column."""
    _parameters = (('missing_values', np.nan), ('strategy', 'mean'), ('fill_value', None), ('copy', True), ('add_indicator', False), ('keep_empty_features', False))

    def __init__(self, *, missing_values=np.nan, strategy='mean', fill_value=None, copy=True, add_indicator=False, keep_empty_features=False):
        if strategy not in ('mean', 'median', 'most_frequent', 'constant'):
            raise ValueError(f"The 'strategy' parameter of SimpleImputer must be a str among {{'mean', 'median', 'most_frequent', 'constant'}} or a callable. Got {strategy!r} instead.")
        if add_indicator:
            raise NotImplementedError('SimpleImputer: add_indicator is not supported here')
        self.missing_values, self.strategy, self.fill_value, self.copy, self.add_indicator, self.keep_empty_features = missing_values, strategy, fill_value, copy, add_indicator, keep_empty_features

    def __repr__(self):
        changed = [(n, getattr(self, n)) for n, d in sorted(self._parameters) if n != 'missing_values' and getattr(self, n) != d]
        if self.missing_values == self.missing_values:
            changed.append(('missing_values', self.missing_values))
        return f"SimpleImputer({', '.join(f'{n}={v!r}' for n, v in sorted(changed))})"

    def _table(self, X):
        X = X.values if hasattr(X, 'iloc') else X
        X = np.asarray(X, dtype=object) if isinstance(X, (list, tuple)) and any(isinstance(v, str) for row in X for v in row) else np.asarray(X)
        return X.astype(np.float64) if X.dtype.kind in 'biu' else X

    def _holes(self, X):
        if X.dtype.kind == 'O':
            return np.array([[v is self.missing_values or v == self.missing_values or (v != v and self.missing_values != self.missing_values) for v in row] for row in X.tolist()])
        return np.isnan(X) if self.missing_values != self.missing_values else X == self.missing_values

    def fit(self, X, y=None):
        X = self._table(X)
        if X.dtype.kind == 'O' and self.strategy in ('mean', 'median'):
            raise ValueError(f'Cannot use {self.strategy} strategy with non-numeric data:\ncould not convert string to float: {next(v for row in X.tolist() for v in row if isinstance(v, str))!r}')
        holes = self._holes(X)
        self.n_features_in_ = X.shape[1]
        fills = []
        for i in range(X.shape[1]):
            seen = X[:, i][~holes[:, i]]
            if self.strategy == 'constant':
                fills.append(self.fill_value if self.fill_value is not None else 'missing_value' if X.dtype.kind == 'O' else 0)
            elif len(seen) == 0:
                fills.append(np.nan)
            elif self.strategy == 'most_frequent':
                values = seen.tolist()
                fills.append(min(sorted(set(values)), key=lambda v: -values.count(v)))
            else:
                fills.append(seen.mean() if self.strategy == 'mean' else np.median(seen))
        self.statistics_ = np.array(fills, dtype=object if X.dtype.kind == 'O' else np.float64)
        return self

    def transform(self, X):
        self._check_fitted('statistics_')
        X = self._table(X)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but SimpleImputer is expecting {self.n_features_in_} features as input.')
        holes = self._holes(X)
        out = X.copy()
        keep = []
        for i in range(X.shape[1]):
            fill = self.statistics_[i]
            if not (isinstance(fill, float) and fill != fill):
                keep.append(i)
            elif self.keep_empty_features:
                fill = 0
                keep.append(i)
            column = out[:, i].copy()
            column[holes[:, i]] = fill
            out[:, i] = column
        return out if len(keep) == X.shape[1] else out[:, keep]


class KNNImputer(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('KNNImputer is not supported here; SimpleImputer is')

"""sklearn.preprocessing: scaling and encoding. https://scikit-learn.org/stable/modules/preprocessing.html"""

import numpy as np

from sklearn import BaseEstimator, TransformerMixin, check_array


class StandardScaler(BaseEstimator):
    """(x − mean) / standard deviation of each feature; a constant feature is only centred."""

    _parameters = (('copy', True), ('with_mean', True), ('with_std', True))

    def __init__(self, *, copy=True, with_mean=True, with_std=True):
        self.copy = copy
        self.with_mean = with_mean
        self.with_std = with_std

    def fit(self, X, y=None, sample_weight=None):
        X = check_array(X, 1, 'StandardScaler', missing=True)
        holes = np.isnan(X)
        some = bool(holes.any())
        self.n_samples_seen_ = (~holes).sum(axis=0) if some else float(X.shape[0])
        self.n_features_in_ = X.shape[1]
        self.mean_ = np.nanmean(X.astype(np.float64), axis=0) if some else X.mean(axis=0, dtype=np.float64)
        self.var_ = None
        self.scale_ = None
        if self.with_std:
            self.var_ = np.nanvar(X.astype(np.float64), axis=0) if some else X.astype(np.float64).var(axis=0)
            scale = np.sqrt(self.var_)
            # A variance that is nothing but rounding error counts as none.
            noise = X.shape[0] * np.finfo(np.float64).eps * self.var_ + (X.shape[0] * self.mean_ * np.finfo(np.float64).eps) ** 2
            self.scale_ = np.where(self.var_ <= noise, 1.0, scale)
        return self

    def transform(self, X, copy=None):
        self._check_fitted('mean_')
        X = check_array(X, missing=True)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but StandardScaler is expecting {self.n_features_in_} features as input.')
        out = X.copy()
        if self.with_mean:
            out = out - self.mean_.astype(X.dtype)
        if self.with_std:
            out = out / self.scale_.astype(X.dtype)
        return out

    def fit_transform(self, X, y=None):
        return self.fit(X, y).transform(X)

    def inverse_transform(self, X, copy=None):
        self._check_fitted('mean_')
        out = np.asarray(X)
        if self.with_std:
            out = out * self.scale_
        if self.with_mean:
            out = out + self.mean_
        return out


class MinMaxScaler(BaseEstimator):
    """Each feature stretched over a range."""

    _parameters = (('feature_range', (0, 1)), ('copy', True), ('clip', False))

    def __init__(self, feature_range=(0, 1), *, copy=True, clip=False):
        self.feature_range = feature_range
        self.copy = copy
        self.clip = clip

    def fit(self, X, y=None):
        X = check_array(X, 1, 'MinMaxScaler')
        low, high = self.feature_range
        if low >= high:
            raise ValueError(f'Minimum of desired feature range must be smaller than maximum. Got {self.feature_range}.')
        self.data_min_ = X.min(axis=0)
        self.data_max_ = X.max(axis=0)
        self.data_range_ = self.data_max_ - self.data_min_
        self.scale_ = (high - low) / np.where(self.data_range_ == 0, 1.0, self.data_range_)
        self.min_ = low - self.data_min_ * self.scale_
        return self

    def transform(self, X):
        self._check_fitted('scale_')
        out = check_array(X) * self.scale_ + self.min_
        return np.clip(out, self.feature_range[0], self.feature_range[1]) if self.clip else out

    def fit_transform(self, X, y=None):
        return self.fit(X, y).transform(X)

    def inverse_transform(self, X):
        return (np.asarray(X) - self.min_) / self.scale_


class LabelEncoder(BaseEstimator):
    """Labels as 0 … n − 1."""

    def fit(self, y):
        self.classes_ = np.unique(np.asarray(y))
        return self

    def transform(self, y):
        self._check_fitted('classes_')
        known = {value: i for i, value in enumerate(self.classes_.tolist())}
        values = np.asarray(y).tolist()
        unseen = [v for v in values if v not in known]
        if unseen:
            raise ValueError(f'y contains previously unseen labels: {sorted(set(unseen))}')
        return np.array([known[v] for v in values])

    def fit_transform(self, y):
        return self.fit(y).transform(y)

    def inverse_transform(self, y):
        self._check_fitted('classes_')
        return self.classes_[np.asarray(y)]


def _mixed(X):
    """An array of one kind, of objects where texts and numbers are mixed."""
    if isinstance(X, (list, tuple)) and len({isinstance(v, str) for row in X for v in row}) > 1:
        return np.array(X, dtype=object)
    if hasattr(X, 'iloc'):
        X = X.values
    return np.asarray(X)


class OneHotEncoder(BaseEstimator):
    """Each category of each column as a column of zeros and ones (dense only)."""

    _parameters = (('sparse_output', True), ('dtype', np.float64), ('handle_unknown', 'error'))

    def __init__(self, *, sparse_output=True, dtype=np.float64, handle_unknown='error'):
        self.sparse_output = sparse_output
        self.dtype = dtype
        self.handle_unknown = handle_unknown

    def fit(self, X, y=None):
        X = _mixed(X)
        self.categories_ = [np.unique(X[:, i]) for i in range(X.shape[1])] if X.dtype.kind != 'O' else [np.array(sorted(set(X[:, i].tolist())), dtype=object) for i in range(X.shape[1])]
        return self

    def transform(self, X):
        X = _mixed(X)
        parts = []
        for i, categories in enumerate(self.categories_):
            column = X[:, i]
            hot = (column[:, None] == categories[None, :]).astype(self.dtype)
            if self.handle_unknown == 'error' and not (hot.sum(axis=1) == 1).all():
                raise ValueError(f'Found unknown categories in column {i} during transform')
            parts.append(hot)
        out = np.concatenate(parts, axis=1)
        return _Sparse(out) if self.sparse_output else out

    def fit_transform(self, X, y=None):
        return self.fit(X, y).transform(X)

    def get_feature_names_out(self, input_features=None):
        names = [f'x{i}' for i in range(len(self.categories_))] if input_features is None else input_features
        return np.array([f'{n}_{c}' for n, categories in zip(names, self.categories_) for c in categories.tolist()], dtype=object)

    def inverse_transform(self, X):
        X = X.toarray() if hasattr(X, 'toarray') else np.asarray(X)
        columns, at = [], 0
        for categories in self.categories_:
            columns.append(categories[X[:, at:at + len(categories)].argmax(axis=1)].astype(object))
            at += len(categories)
        return np.stack(columns, axis=1)


class _Sparse:
    """A matrix of few numbers, of which only the dense form can be had."""

    def __init__(self, dense):
        self._dense = dense
        self.shape, self.dtype, self.nnz = dense.shape, dense.dtype, int((dense != 0).sum())

    def toarray(self): return self._dense
    def todense(self): return self._dense
    def __repr__(self): return f"<Compressed Sparse Row sparse matrix of dtype '{self.dtype}'\n\twith {self.nnz} stored elements and shape {self.shape}>"


def scale(X, *, axis=0, with_mean=True, with_std=True, copy=True):
    """(x − mean) / standard deviation along an axis."""
    X = np.asarray(X, dtype=float)
    if with_mean:
        X = X - X.mean(axis=axis, keepdims=True)
    if with_std:
        s = X.std(axis=axis, keepdims=True)
        X = X / np.where(s == 0, 1.0, s)
    return X


def normalize(X, norm='l2', *, axis=1, copy=True, return_norm=False):
    """Rows (axis 1) or columns of norm 1."""
    X = check_array(X)
    if norm == 'l1':
        n = np.abs(X).sum(axis=axis, keepdims=True)
    elif norm == 'l2':
        n = np.sqrt((X ** 2).sum(axis=axis, keepdims=True))
    else:
        n = np.abs(X).max(axis=axis, keepdims=True)
    return X / np.where(n == 0, 1.0, n)

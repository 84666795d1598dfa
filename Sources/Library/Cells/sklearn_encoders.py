

class RobustScaler(TransformerMixin, BaseEstimator):
    """(x − median) / the range between two quantiles of each feature."""
    _parameters = (('with_centering', True), ('with_scaling', True), ('quantile_range', (25.0, 75.0)), ('copy', True), ('unit_variance', False))

    def __init__(self, *, with_centering=True, with_scaling=True, quantile_range=(25.0, 75.0), copy=True, unit_variance=False):
        if unit_variance:
            raise NotImplementedError('RobustScaler: unit_variance is not supported here')
        self.with_centering, self.with_scaling, self.quantile_range, self.copy, self.unit_variance = with_centering, with_scaling, quantile_range, copy, unit_variance

    def fit(self, X, y=None):
        X = check_array(X, name='RobustScaler')
        low, high = self.quantile_range
        if not 0 <= low <= high <= 100:
            raise ValueError(f'Invalid quantile range: {self.quantile_range}')
        self.n_features_in_ = X.shape[1]
        self.center_ = np.median(X, axis=0) if self.with_centering else None
        self.scale_ = None
        if self.with_scaling:
            q = np.percentile(X, [low, high], axis=0)
            width = q[1] - q[0]
            self.scale_ = np.where(width < 10 * np.finfo(np.float64).eps, 1.0, width)
        return self

    def transform(self, X):
        self._check_fitted('n_features_in_')
        X = check_array(X)
        if self.with_centering:
            X = X - self.center_
        return X / self.scale_ if self.with_scaling else X

    def inverse_transform(self, X):
        self._check_fitted('n_features_in_')
        X = np.asarray(X, dtype=float)
        if self.with_scaling:
            X = X * self.scale_
        return X + self.center_ if self.with_centering else X


class MaxAbsScaler(TransformerMixin, BaseEstimator):
    """Each feature divided by its largest absolute value."""
    _parameters = (('clip', False), ('copy', True))

    def __init__(self, *, copy=True, clip=False):
        self.copy, self.clip = copy, clip

    def fit(self, X, y=None):
        X = check_array(X, name='MaxAbsScaler')
        self.n_features_in_, self.n_samples_seen_ = X.shape[1], X.shape[0]
        self.max_abs_ = np.abs(X).max(axis=0)
        self.scale_ = np.where(self.max_abs_ == 0, 1.0, self.max_abs_)
        return self

    def transform(self, X):
        self._check_fitted('scale_')
        out = check_array(X) / self.scale_
        return np.clip(out, -1.0, 1.0) if self.clip else out

    def inverse_transform(self, X):
        self._check_fitted('scale_')
        return np.asarray(X, dtype=float) * self.scale_


class Normalizer(TransformerMixin, BaseEstimator):
    """Each sample divided by its norm."""
    _parameters = (('norm', 'l2'), ('copy', True))

    def __init__(self, norm='l2', *, copy=True):
        self.norm, self.copy = norm, copy

    def fit(self, X, y=None):
        self.n_features_in_ = check_array(X).shape[1]
        return self

    def transform(self, X, copy=None): return normalize(X, self.norm)


class Binarizer(TransformerMixin, BaseEstimator):
    """1 above the threshold, else 0."""
    _parameters = (('threshold', 0.0), ('copy', True))

    def __init__(self, *, threshold=0.0, copy=True):
        self.threshold, self.copy = threshold, copy

    def fit(self, X, y=None):
        self.n_features_in_ = check_array(X).shape[1]
        return self

    def transform(self, X, copy=None): return binarize(X, threshold=self.threshold)


def binarize(X, *, threshold=0.0, copy=True):
    """1 where a value is above the threshold, else 0."""
    X = np.asarray(X)
    return (X > threshold).astype(X.dtype)


class OrdinalEncoder(TransformerMixin, BaseEstimator):
    """Each category as its place among the sorted ones."""
    _parameters = (('categories', 'auto'), ('dtype', np.float64), ('handle_unknown', 'error'), ('unknown_value', None), ('encoded_missing_value', np.nan), ('min_frequency', None), ('max_categories', None))

    def __init__(self, *, categories='auto', dtype=np.float64, handle_unknown='error', unknown_value=None, encoded_missing_value=np.nan, min_frequency=None, max_categories=None):
        if min_frequency is not None or max_categories is not None:
            raise NotImplementedError('OrdinalEncoder: min_frequency and max_categories are not supported here')
        self.categories, self.dtype, self.handle_unknown, self.unknown_value = categories, dtype, handle_unknown, unknown_value
        self.encoded_missing_value, self.min_frequency, self.max_categories = encoded_missing_value, min_frequency, max_categories

    def fit(self, X, y=None):
        X = _mixed(X)
        self.n_features_in_ = X.shape[1]
        kind = object if X.dtype.kind in 'OU' else X.dtype
        self.categories_ = [np.array(sorted(set(X[:, i].tolist())), dtype=kind) for i in range(X.shape[1])] if isinstance(self.categories, str) else [np.array(c, dtype=kind) for c in self.categories]
        return self

    def transform(self, X):
        self._check_fitted('categories_')
        X = _mixed(X)
        out = np.zeros(X.shape, dtype=self.dtype)
        for i, categories in enumerate(self.categories_):
            places = {c: k for k, c in enumerate(categories.tolist())}
            values = X[:, i].tolist()
            unseen = sorted({v for v in values if v not in places})
            if unseen and self.handle_unknown == 'error':
                raise ValueError(f'Found unknown categories {[np.str_(v) if isinstance(v, str) and X.dtype.kind == "U" else v for v in unseen]} in column {i} during transform')
            out[:, i] = np.array([places.get(v, self.unknown_value) for v in values], dtype=self.dtype)
        return out

    def inverse_transform(self, X):
        self._check_fitted('categories_')
        X = np.asarray(X)
        return np.stack([c[X[:, i].astype(int)].astype(object) for i, c in enumerate(self.categories_)], axis=1)


class LabelBinarizer(TransformerMixin, BaseEstimator):
    """One column per class (one in all where there are two)."""
    _parameters = (('neg_label', 0), ('pos_label', 1), ('sparse_output', False))

    def __init__(self, *, neg_label=0, pos_label=1, sparse_output=False):
        if neg_label >= pos_label:
            raise ValueError(f'neg_label={neg_label} must be strictly less than pos_label={pos_label}.')
        if sparse_output:
            raise NotImplementedError('LabelBinarizer: sparse_output is not supported here')
        self.neg_label, self.pos_label, self.sparse_output = neg_label, pos_label, sparse_output

    def fit(self, y):
        if len(y) == 0:
            raise ValueError(f'y has 0 samples: {y!r}')
        self.classes_ = np.unique(np.asarray(y))
        self.y_type_ = 'binary' if len(self.classes_) <= 2 else 'multiclass'
        return self

    def fit_transform(self, y): return self.fit(y).transform(y)

    def transform(self, y):
        self._check_fitted('classes_')
        hot = np.asarray(y)[:, None] == self.classes_[None, :]
        out = np.where(hot, self.pos_label, self.neg_label)
        if len(self.classes_) == 1:
            return np.full((len(y), 1), self.neg_label)
        return out[:, 1:] if len(self.classes_) == 2 else out

    def inverse_transform(self, Y, threshold=None):
        self._check_fitted('classes_')
        Y = np.asarray(Y)
        if len(self.classes_) <= 2:
            threshold = (self.pos_label + self.neg_label) / 2 if threshold is None else threshold
            return self.classes_[(Y.ravel() > threshold).astype(int)]
        return self.classes_[Y.argmax(axis=1)]


def label_binarize(y, *, classes, neg_label=0, pos_label=1, sparse_output=False):
    """One column per class, in the order given."""
    out = np.where(np.asarray(y)[:, None] == np.asarray(classes)[None, :], pos_label, neg_label)
    return out[:, 1:] if len(classes) == 2 else out


class MultiLabelBinarizer(TransformerMixin, BaseEstimator):
    """Sets of labels as rows of zeros and ones."""
    _parameters = (('classes', None), ('sparse_output', False))

    def __init__(self, *, classes=None, sparse_output=False):
        if sparse_output:
            raise NotImplementedError('MultiLabelBinarizer: sparse_output is not supported here')
        self.classes, self.sparse_output = classes, sparse_output

    def fit(self, y):
        names = sorted({v for row in y for v in row}) if self.classes is None else list(self.classes)
        self.classes_ = np.array(names, dtype=int if all(isinstance(v, int) for v in names) else object)
        return self

    def fit_transform(self, y): return self.fit(y).transform(y)

    def transform(self, y):
        self._check_fitted('classes_')
        names = self.classes_.tolist()
        return np.array([[int(c in row) for c in names] for row in map(set, y)])

    def inverse_transform(self, yt):
        return [tuple(c for c, on in zip(self.classes_.tolist(), row) if on) for row in np.asarray(yt).tolist()]


class PolynomialFeatures(TransformerMixin, BaseEstimator):
    """All products of the features up to a degree."""
    _parameters = (('degree', 2), ('interaction_only', False), ('include_bias', True), ('order', 'C'))

    def __init__(self, degree=2, *, interaction_only=False, include_bias=True, order='C'):
        self.degree, self.interaction_only, self.include_bias, self.order = degree, interaction_only, include_bias, order

    def fit(self, X, y=None):
        from itertools import combinations, combinations_with_replacement
        d = check_array(X).shape[1]
        low, high = (1, self.degree) if isinstance(self.degree, int) else (max(1, self.degree[0]), self.degree[1])
        some = combinations if self.interaction_only else combinations_with_replacement
        self.n_features_in_ = d
        self._terms = ([()] if self.include_bias else []) + [c for k in range(low, high + 1) for c in some(range(d), k)]
        self.n_output_features_ = len(self._terms)
        self.powers_ = np.array([[t.count(i) for i in range(d)] for t in self._terms])
        return self

    def transform(self, X):
        self._check_fitted('_terms')
        X = check_array(X)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but PolynomialFeatures is expecting {self.n_features_in_} features as input.')
        columns, made = [], {}
        for t in self._terms:
            made[t] = np.ones(len(X), dtype=X.dtype) if not t else X[:, t[0]] if len(t) == 1 else (made[t[:-1]] if t[:-1] in made else X[:, list(t[:-1])].prod(axis=1)) * X[:, t[-1]]
            columns.append(made[t])
        return np.stack(columns, axis=1)

    def get_feature_names_out(self, input_features=None):
        names = [f'x{i}' for i in range(self.n_features_in_)] if input_features is None else list(input_features)
        def text(t): return ' '.join(names[i] if t.count(i) == 1 else f'{names[i]}^{t.count(i)}' for i in sorted(set(t))) if t else '1'
        return np.array([text(t) for t in self._terms], dtype=object)


class FunctionTransformer(TransformerMixin, BaseEstimator):
    """A function as a transformer."""
    _parameters = (('func', None), ('inverse_func', None), ('validate', False), ('accept_sparse', False), ('check_inverse', True), ('feature_names_out', None), ('kw_args', None), ('inv_kw_args', None))

    def __init__(self, func=None, inverse_func=None, *, validate=False, accept_sparse=False, check_inverse=True, feature_names_out=None, kw_args=None, inv_kw_args=None):
        self.func, self.inverse_func, self.validate, self.accept_sparse, self.check_inverse = func, inverse_func, validate, accept_sparse, check_inverse
        self.feature_names_out, self.kw_args, self.inv_kw_args = feature_names_out, kw_args, inv_kw_args

    def fit(self, X, y=None): return self
    def transform(self, X): return X if self.func is None else self.func(X, **(self.kw_args or {}))
    def inverse_transform(self, X): return X if self.inverse_func is None else self.inverse_func(X, **(self.inv_kw_args or {}))


class KBinsDiscretizer(TransformerMixin, BaseEstimator):
    """Columns cut into bins of equal width, of equal counts or around means."""
    _parameters = (('n_bins', 5), ('encode', 'onehot'), ('strategy', 'quantile'), ('quantile_method', 'warn'), ('dtype', None), ('subsample', 200000), ('random_state', None))

    def __init__(self, n_bins=5, *, encode='onehot', strategy='quantile', quantile_method='warn', dtype=None, subsample=200000, random_state=None):
        self.n_bins, self.encode, self.strategy, self.quantile_method, self.dtype, self.subsample, self.random_state = n_bins, encode, strategy, quantile_method, dtype, subsample, random_state

    def fit(self, X, y=None, sample_weight=None):
        X = check_array(X, name='KBinsDiscretizer')
        self.n_features_in_ = X.shape[1]
        counts = [self.n_bins] * X.shape[1] if isinstance(self.n_bins, int) else list(self.n_bins)
        edges = []
        for j, n in enumerate(counts):
            c = X[:, j]
            if c.min() == c.max():
                edges.append(np.array([-np.inf, np.inf]))
                continue
            if self.strategy == 'uniform':
                e = np.linspace(c.min(), c.max(), n + 1)
            elif self.strategy == 'quantile':
                e = np.asarray(np.percentile(c, np.linspace(0, 100, n + 1), method='averaged_inverted_cdf' if self.quantile_method == 'averaged_inverted_cdf' else 'linear'))
            else:
                from sklearn.cluster import KMeans
                u = np.linspace(c.min(), c.max(), n + 1)
                centers = np.sort(KMeans(n_clusters=n, init=((u[1:] + u[:-1]) * 0.5)[:, None], n_init=1).fit(c[:, None]).cluster_centers_[:, 0])
                e = np.concatenate([[c.min()], (centers[1:] + centers[:-1]) * 0.5, [c.max()]])
            if self.strategy in ('quantile', 'kmeans'):
                e = e[np.concatenate([[True], np.diff(e) > 1e-8])]
            edges.append(e)
        self.bin_edges_ = np.array(edges, dtype=object) if len(set(len(e) for e in edges)) > 1 else np.array(edges)
        self.n_bins_ = np.array([len(e) - 1 for e in edges])
        return self

    def transform(self, X):
        self._check_fitted('bin_edges_')
        X = check_array(X)
        out = np.stack([np.searchsorted(np.asarray(e, dtype=float)[1:-1], X[:, j], side='right') for j, e in enumerate(self.bin_edges_)], axis=1)
        if self.encode == 'ordinal':
            return out.astype(np.float64)
        return np.concatenate([np.eye(int(n))[out[:, j]] for j, n in enumerate(self.n_bins_)], axis=1)


class PowerTransformer(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('PowerTransformer is not supported here')

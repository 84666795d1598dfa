"""What the sklearn package has at its top, and what its estimators share."""

__version__ = '1.9.1'


class NotFittedError(ValueError, AttributeError):
    """Raised when an estimator is used before `fit`."""


class BaseEstimator:
    """Parameters by name, and a repr that shows the ones that differ from their defaults."""

    _parameters = ()

    def __init_subclass__(cls, **kwargs):
        """A class of a program has the parameters that its `__init__` takes."""
        super().__init_subclass__(**kwargs)
        if '_parameters' not in cls.__dict__ and '__init__' in cls.__dict__:
            import inspect
            cls._parameters = tuple((p.name, p.default) for p in list(inspect.signature(cls.__init__).parameters.values())[1:] if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD))

    def get_params(self, deep=True):
        return {name: getattr(self, name) for name, _ in sorted(self._parameters)}

    def set_params(self, **params):
        known = [name for name, _ in self._parameters]
        for name, value in params.items():
            if name not in known:
                raise ValueError(f'Invalid parameter {name!r} for estimator {self!r}. Valid parameters are: {sorted(known)!r}.')
            setattr(self, name, value)
        return self

    def _check_fitted(self, name):
        if not hasattr(self, name):
            raise NotFittedError(f"This {type(self).__name__} instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.")

    def __repr__(self):
        changed = []
        for name, default in sorted(self._parameters):
            value = getattr(self, name)
            if type(value) is not type(default) or value != default:
                changed.append(f'{name}={value!r}')
        return f"{type(self).__name__}({', '.join(changed)})"


class ClassifierMixin:
    """The score of a classifier is its accuracy."""

    _estimator_type = 'classifier'

    def score(self, X, y, sample_weight=None):
        from sklearn.metrics import accuracy_score
        return accuracy_score(y, self.predict(X), sample_weight=sample_weight) if sample_weight is not None else accuracy_score(y, self.predict(X))


class RegressorMixin:
    """The score of a regressor is R²."""

    _estimator_type = 'regressor'

    def score(self, X, y, sample_weight=None):
        from sklearn.metrics import r2_score
        return r2_score(y, self.predict(X), sample_weight=sample_weight) if sample_weight is not None else r2_score(y, self.predict(X))


class ClusterMixin:
    """Clusters by `fit`, their labels by `fit_predict`."""

    _estimator_type = 'clusterer'

    def fit_predict(self, X, y=None, **kwargs):
        self.fit(X, **kwargs)
        return self.labels_


class TransformerMixin:
    """`fit_transform` by `fit` and `transform`."""

    def fit_transform(self, X, y=None, **params):
        return self.fit(X, **params).transform(X) if y is None else self.fit(X, y, **params).transform(X)


def is_classifier(estimator): return getattr(estimator, '_estimator_type', None) == 'classifier' or hasattr(estimator, 'predict_proba')
def is_regressor(estimator): return getattr(estimator, '_estimator_type', None) == 'regressor'


class ConvergenceWarning(UserWarning):
    """A fit that ended before it had settled."""


def check_random_state(seed):
    """A generator from None, a seed or a generator."""
    import numpy as np
    if seed is None or seed is np.random:
        return np.random
    if isinstance(seed, (int, np.integer)):
        return np.random.RandomState(seed)
    if hasattr(seed, 'randint'):
        return seed
    raise ValueError(f'{seed!r} cannot be used to seed a numpy.random.RandomState instance')


def clone(estimator, safe=True):
    """A new estimator with the same parameters."""
    if isinstance(estimator, (list, tuple)):
        return type(estimator)(clone(e) for e in estimator)
    if hasattr(estimator, 'steps'):
        return type(estimator)([(n, clone(e) if hasattr(e, 'get_params') else e) for n, e in estimator.steps])
    return type(estimator)(**estimator.get_params())


def shuffle(*arrays, random_state=None, n_samples=None):
    """The arrays in one random order."""
    import numpy as np
    if any(len(a) != len(arrays[0]) for a in arrays):
        raise ValueError(f'Found input variables with inconsistent numbers of samples: {[len(a) for a in arrays]}')
    g = np.random if random_state is None else random_state if hasattr(random_state, 'shuffle') else np.random.RandomState(random_state)
    order = np.arange(len(arrays[0]))
    g.shuffle(order)
    order = order[:n_samples]
    out = [[a[i] for i in order] if isinstance(a, (list, tuple)) else a.iloc[order.tolist()] if hasattr(a, 'iloc') else a[order] for a in arrays]
    return out[0] if len(out) == 1 else out


def resample(*arrays, replace=True, n_samples=None, random_state=None, stratify=None):
    """A sample of the rows with replacement."""
    import numpy as np
    g = np.random if random_state is None else random_state if hasattr(random_state, 'randint') else np.random.RandomState(random_state)
    n = len(arrays[0])
    n_samples = n if n_samples is None else n_samples
    if replace:
        order = g.randint(0, n, size=(n_samples,))
    else:
        order = np.arange(n)
        g.shuffle(order)
        order = order[:n_samples]
    out = [[a[i] for i in order] if isinstance(a, (list, tuple)) else a[order] for a in arrays]
    return out[0] if len(out) == 1 else out


def check_array(X, minimum=1, name=None, missing=False):
    """A 2-D float array of finite numbers."""
    import numpy as np
    X = np.asarray(X)
    if X.ndim != 2:
        found = 'scalar' if X.ndim == 0 else f'{X.ndim}D'
        if X.ndim == 1:
            raise ValueError(f'Expected 2D array, got 1D array instead:\narray={X}.\nReshape your data either using array.reshape(-1, 1) if your data has a single feature '
                             'or array.reshape(1, -1) if it contains a single sample.')
        raise ValueError(f'Found array with dim {X.ndim}, while dim <= 2 is required{" by " + name if name else ""}.' if X.ndim > 2 else f'Expected 2D array, got {found} array instead')
    if X.shape[0] < minimum:
        raise ValueError(f'Found array with {X.shape[0]} sample(s) (shape={X.shape}) while a minimum of {minimum} is required{" by " + name if name else ""}.')
    if X.dtype.kind in 'biu':
        X = X.astype(np.float64)
    if X.dtype.kind == 'f' and not (np.isfinite(X) | np.isnan(X) if missing else np.isfinite(X)).all():
        kind = 'NaN' if np.isnan(X).any() else f"infinity or a value too large for dtype('{X.dtype}')"
        raise ValueError(f'Input X contains {kind}.' if kind != 'NaN' or not name else
                         f'Input X contains NaN.\n{name} does not accept missing values encoded as NaN natively. Fill or drop them first.')
    return X

"""sklearn.model_selection: splits. https://scikit-learn.org/stable/modules/cross_validation.html"""

import math

import numpy as np

from sklearn import BaseEstimator


def _generator(random_state):
    """The random stream of a seed; NumPy's global one for None."""
    if random_state is None:
        return np.random
    if isinstance(random_state, (int, np.integer)):
        return np.random.RandomState(int(random_state))
    return random_state


def _pick(values, index):
    if hasattr(values, 'iloc'):
        return values.iloc[index]
    if hasattr(values, 'shape'):
        return values[index]
    return [values[i] for i in index]


def _sizes(n, test_size, train_size):
    if test_size is None and train_size is None:
        test_size = 0.25
    for name, size in (('test_size', test_size), ('train_size', train_size)):
        if isinstance(size, float) and not 0 < size < 1 or isinstance(size, int) and not 0 < size < n:
            raise ValueError(f'{name}={size} should be either positive and smaller than the number of samples {n} or a float in the (0, 1) range')
    test = math.ceil(test_size * n) if isinstance(test_size, float) else test_size
    train = math.floor(train_size * n) if isinstance(train_size, float) else train_size
    if test is None:
        test = n - train
    if train is None:
        train = n - test
    if train + test > n:
        raise ValueError(f'The sum of train_size and test_size = {train + test}, should be smaller than the number of samples {n}. Reduce test_size and/or train_size.')
    if train == 0:
        raise ValueError(f'With n_samples={n}, test_size={test_size} and train_size={train_size}, the resulting train set will be empty. Adjust any of the aforementioned parameters.')
    return train, test


def _approximate_mode(class_counts, n_draws, rng):
    """How many of each class to draw: the largest remainders, ties broken at random."""
    continuous = class_counts / class_counts.sum() * n_draws
    floored = np.floor(continuous)
    need = int(n_draws - floored.sum())
    if need > 0:
        remainder = continuous - floored
        for value in np.sort(np.unique(remainder))[::-1]:
            (inds,) = np.where(remainder == value)
            add_now = min(len(inds), need)
            inds = rng.choice(inds, size=add_now, replace=False)
            floored[inds] += 1
            need -= add_now
            if need == 0:
                break
    return floored.astype(int)


def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    """Splits each array into a training and a test part: X_train, X_test, y_train, y_test."""
    if not arrays:
        raise ValueError('At least one array required as input')
    lengths = [len(a) for a in arrays]
    if len(set(lengths)) > 1:
        raise ValueError(f'Found input variables with inconsistent numbers of samples: {lengths!r}')
    n = lengths[0]
    n_train, n_test = _sizes(n, test_size, train_size)
    if not shuffle:
        if stratify is not None:
            raise ValueError('Stratified train/test split is not implemented for shuffle=False')
        train, test = np.arange(n_train), np.arange(n_train, n_train + n_test)
    else:
        rng = _generator(random_state)
        if stratify is None:
            permutation = rng.permutation(n)
            test = permutation[:n_test]
            train = permutation[n_test:n_test + n_train]
        else:
            classes, y = np.unique(np.asarray(stratify), return_inverse=True)
            counts = np.bincount(y)
            if counts.min() < 2:
                raise ValueError('The least populated class in y has only 1 member, which is too few. The minimum number of groups for any class cannot be less than 2.')
            members = np.split(np.argsort(y, kind='stable'), np.cumsum(counts)[:-1])
            n_i = _approximate_mode(counts, n_train, rng)
            t_i = _approximate_mode(counts - n_i, n_test, rng)
            train, test = [], []
            for i in range(len(classes)):
                permutation = rng.permutation(counts[i])
                chosen = members[i][permutation]
                train.extend(chosen[:n_i[i]].tolist())
                test.extend(chosen[n_i[i]:n_i[i] + t_i[i]].tolist())
            train, test = rng.permutation(train), rng.permutation(test)
    out = []
    for a in arrays:
        out.append(_pick(a, train))
        out.append(_pick(a, test))
    return out


class KFold(BaseEstimator):
    """Consecutive (or shuffled) folds."""

    _parameters = (('n_splits', 5), ('random_state', None), ('shuffle', False))

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        if n_splits <= 1:
            raise ValueError(f'k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got n_splits={n_splits}.')
        self.n_splits = n_splits
        self.shuffle = shuffle
        self.random_state = random_state

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n, _ in self._parameters)})"

    def split(self, X, y=None, groups=None):
        n = len(X)
        if self.n_splits > n:
            raise ValueError(f'Cannot have number of splits n_splits={self.n_splits} greater than the number of samples: n_samples={n}.')
        order = np.arange(n)
        if self.shuffle:
            _generator(self.random_state).shuffle(order)
        start = 0
        for k in range(self.n_splits):
            size = n // self.n_splits + (1 if k < n % self.n_splits else 0)
            mask = np.zeros(n, dtype=bool)
            mask[order[start:start + size]] = True
            start += size
            index = np.arange(n)
            yield index[~mask], index[mask]


class StratifiedKFold(KFold):
    """Folds that keep the proportions of the classes."""

    def split(self, X, y, groups=None):
        y = np.asarray(y)
        rng = _generator(self.random_state)
        classes, first, encoded = np.unique(y, return_index=True, return_inverse=True)
        # Classes in order of appearance, so that the folds do not depend on their names.
        rank = np.argsort(np.argsort(first))
        encoded = rank[encoded]
        counts = np.bincount(encoded)
        if self.n_splits > counts.max():
            raise ValueError(f'n_splits={self.n_splits} cannot be greater than the number of members in each class.')
        order = np.sort(encoded)
        allocation = np.array([np.bincount(order[i::self.n_splits], minlength=len(classes)) for i in range(self.n_splits)])
        folds = np.empty(len(y), dtype=int)
        for k in range(len(classes)):
            of_class = np.arange(self.n_splits).repeat(allocation[:, k])
            if self.shuffle:
                rng.shuffle(of_class)
            folds[encoded == k] = of_class
        index = np.arange(len(y))
        for i in range(self.n_splits):
            yield index[folds != i], index[folds == i]


def _folds(cv, y, classifier):
    if cv is None or isinstance(cv, int):
        return StratifiedKFold(n_splits=5 if cv is None else cv) if classifier else KFold(n_splits=5 if cv is None else cv)
    return cv


def _scorer(estimator, scoring):
    if scoring is None:
        return lambda e, X, y: e.score(X, y)
    if callable(scoring):
        return scoring
    import sklearn.metrics as m
    negative = {'neg_mean_squared_error': m.mean_squared_error, 'neg_mean_absolute_error': m.mean_absolute_error, 'neg_root_mean_squared_error': m.root_mean_squared_error}
    if scoring in negative:
        return lambda e, X, y: -negative[scoring](y, e.predict(X))
    plain = {'accuracy': m.accuracy_score, 'r2': m.r2_score, 'f1': m.f1_score, 'balanced_accuracy': m.balanced_accuracy_score,
             'f1_macro': lambda a, b: m.f1_score(a, b, average='macro'), 'f1_micro': lambda a, b: m.f1_score(a, b, average='micro'), 'f1_weighted': lambda a, b: m.f1_score(a, b, average='weighted')}
    if scoring not in plain:
        raise ValueError(f"The 'scoring' parameter must be one of {sorted(list(plain) + list(negative))} here. Got {scoring!r} instead.")
    return lambda e, X, y: plain[scoring](y, e.predict(X))


def _is_classifier(estimator):
    return getattr(estimator, '_estimator_type', None) == 'classifier' or hasattr(estimator, 'predict_proba') or hasattr(getattr(estimator, '_last', None), 'predict_proba') or type(estimator).__name__.endswith('Classifier')


def cross_val_score(estimator, X, y=None, *, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, params=None, error_score=np.nan):
    """The score of each fold by an estimator that learnt from the others."""
    from sklearn.base import clone
    X, y = np.asarray(X), np.asarray(y)
    score = _scorer(estimator, scoring)
    return np.array([score(clone(estimator).fit(X[tr], y[tr]), X[te], y[te]) for tr, te in _folds(cv, y, _is_classifier(estimator)).split(X, y)])


def cross_val_predict(estimator, X, y=None, *, cv=None, method='predict'):
    """Predictions of each sample by an estimator that did not see it."""
    from sklearn.base import clone
    X, y = np.asarray(X), np.asarray(y)
    parts = [(te, getattr(clone(estimator).fit(X[tr], y[tr]), method)(X[te])) for tr, te in _folds(cv, y, _is_classifier(estimator)).split(X, y)]
    out = np.zeros((len(X),) + parts[0][1].shape[1:], dtype=parts[0][1].dtype)
    for te, p in parts:
        out[te] = p
    return out


class ParameterGrid:
    """Every combination of the values."""

    def __init__(self, param_grid):
        self.param_grid = [param_grid] if isinstance(param_grid, dict) else list(param_grid)

    def __iter__(self):
        for grid in self.param_grid:
            names = sorted(grid)
            combinations = [{}]
            for n in names:
                combinations = [dict(c, **{n: v}) for c in combinations for v in grid[n]]
            for c in combinations:
                yield c

    def __len__(self):
        return len(list(iter(self)))


class GridSearchCV:
    """The best of all combinations of parameters, by cross validation."""

    def __init__(self, estimator, param_grid, *, scoring=None, n_jobs=None, refit=True, cv=None, verbose=0, return_train_score=False):
        self.estimator, self.param_grid, self.scoring, self.refit, self.cv = estimator, param_grid, scoring, refit, cv

    def fit(self, X, y=None):
        from sklearn.base import clone
        X, y = np.asarray(X), np.asarray(y)
        params = list(ParameterGrid(self.param_grid))
        scores = [cross_val_score(clone(self.estimator).set_params(**p), X, y, scoring=self.scoring, cv=self.cv) for p in params]
        means = np.array([s.mean() for s in scores])
        self.best_index_ = int(np.argmax(means))
        self.best_score_, self.best_params_ = float(means[self.best_index_]), params[self.best_index_]
        ranks = np.array([1 + int((means > v).sum()) for v in means], dtype=np.int32)
        self.cv_results_ = {'params': params, 'mean_test_score': means, 'std_test_score': np.array([s.std() for s in scores]), 'rank_test_score': ranks}
        if self.refit:
            self.best_estimator_ = clone(self.estimator).set_params(**self.best_params_).fit(X, y)
        return self

    def predict(self, X): return self.best_estimator_.predict(X)
    def predict_proba(self, X): return self.best_estimator_.predict_proba(X)
    def transform(self, X): return self.best_estimator_.transform(X)
    def score(self, X, y): return _scorer(self.best_estimator_, self.scoring)(self.best_estimator_, np.asarray(X), np.asarray(y))


class LeaveOneOut(BaseEstimator):
    """Each sample once as the test set."""

    def get_n_splits(self, X, y=None, groups=None): return len(X)

    def split(self, X, y=None, groups=None):
        if len(X) <= 1:
            raise ValueError(f'Cannot perform LeaveOneOut with n_samples={len(X)}.')
        index = np.arange(len(X))
        for i in range(len(X)):
            yield index[index != i], index[i:i + 1]


class RepeatedKFold(BaseEstimator):
    """K folds, again and again in other orders."""
    _parameters = (('n_repeats', 10), ('n_splits', 5), ('random_state', None))

    def __init__(self, *, n_splits=5, n_repeats=10, random_state=None):
        self.n_splits, self.n_repeats, self.random_state = n_splits, n_repeats, random_state

    _folds = KFold

    def get_n_splits(self, X=None, y=None, groups=None): return self.n_splits * self.n_repeats

    def split(self, X, y=None, groups=None):
        rng = _generator(self.random_state)
        for _ in range(self.n_repeats):
            yield from self._folds(self.n_splits, shuffle=True, random_state=rng).split(X, y)


class RepeatedStratifiedKFold(RepeatedKFold):
    """Stratified folds, again and again in other orders."""
    _parameters = RepeatedKFold._parameters
    _folds = StratifiedKFold


class ShuffleSplit(BaseEstimator):
    """Random test sets, drawn anew for each split."""
    _parameters = (('n_splits', 10), ('random_state', None), ('test_size', None), ('train_size', None))

    def __init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None):
        self.n_splits, self.test_size, self.train_size, self.random_state = n_splits, test_size, train_size, random_state

    def get_n_splits(self, X=None, y=None, groups=None): return self.n_splits

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n, _ in self._parameters)})"

    def split(self, X, y=None, groups=None):
        n_train, n_test = _sizes(len(X), 0.1 if self.test_size is None and self.train_size is None else self.test_size, self.train_size)
        rng = _generator(self.random_state)
        for _ in range(self.n_splits):
            order = rng.permutation(len(X))
            yield order[n_test:n_test + n_train], order[:n_test]


class GroupKFold(BaseEstimator):
    """Folds that keep each group whole, filled from the largest group down."""
    _parameters = (('n_splits', 5), ('random_state', None), ('shuffle', False))

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        if shuffle:
            raise NotImplementedError('GroupKFold: shuffle is not supported here')
        self.n_splits, self.shuffle, self.random_state = n_splits, shuffle, random_state

    def get_n_splits(self, X=None, y=None, groups=None): return self.n_splits

    def split(self, X, y=None, groups=None):
        if groups is None:
            raise ValueError("The 'groups' parameter should not be None.")
        names, codes = np.unique(np.asarray(groups), return_inverse=True)
        if self.n_splits > len(names):
            raise ValueError(f'Cannot have number of splits n_splits={self.n_splits} greater than the number of groups: {len(names)}.')
        sizes = np.bincount(codes)
        filled, fold = np.zeros(self.n_splits), np.zeros(len(names), dtype=int)
        for g in np.argsort(sizes)[::-1]:
            lightest = int(np.argmin(filled))
            filled[lightest] += sizes[g]
            fold[g] = lightest
        of_sample, index = fold[codes], np.arange(len(codes))
        for k in range(self.n_splits):
            yield index[of_sample != k], index[of_sample == k]


class TimeSeriesSplit(BaseEstimator):
    """Growing pasts with the stretch that follows them."""
    _parameters = (('gap', 0), ('max_train_size', None), ('n_splits', 5), ('test_size', None))

    def __init__(self, n_splits=5, *, max_train_size=None, test_size=None, gap=0):
        self.n_splits, self.max_train_size, self.test_size, self.gap = n_splits, max_train_size, test_size, gap

    def get_n_splits(self, X=None, y=None, groups=None): return self.n_splits

    def __repr__(self):
        return f"TimeSeriesSplit({', '.join(f'{n}={getattr(self, n)!r}' for n, _ in self._parameters)})"

    def split(self, X, y=None, groups=None):
        n, folds = len(X), self.n_splits + 1
        if folds > n:
            raise ValueError(f'Cannot have number of folds={folds} greater than the number of samples={n}.')
        size = n // folds if self.test_size is None else self.test_size
        if n - self.gap - size * self.n_splits <= 0:
            raise ValueError(f'Too many splits={self.n_splits} for number of samples={n} with test_size={size} and gap={self.gap}.')
        index = np.arange(n)
        for start in range(n - self.n_splits * size, n, size):
            end = start - self.gap
            first = end - self.max_train_size if self.max_train_size and self.max_train_size < end else 0
            yield index[first:end], index[start:start + size]

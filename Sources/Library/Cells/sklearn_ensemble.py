"""sklearn.ensemble: forests of trees, each grown from a sample drawn with replacement."""

import numpy as np

from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, check_array, check_random_state
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


class _Forest(BaseEstimator):
    def _set(self, values):
        for name, _ in self._parameters:
            setattr(self, name, values[name])
        if self.oob_score or self.warm_start or self.max_samples is not None:
            raise NotImplementedError('oob_score, warm_start and max_samples are not supported here')

    def _fit(self, X, y, sample_weight):
        X = check_array(X, name=type(self).__name__)
        self.n_features_in_ = X.shape[1]
        rng = check_random_state(self.random_state)
        seeds = [int(rng.randint(2147483647)) for _ in range(self.n_estimators)]
        names = [n for n, _ in self._tree._parameters if n not in ('splitter', 'random_state', 'class_weight')]
        self.estimators_ = []
        for seed in seeds:
            tree = self._tree(random_state=seed, **{n: getattr(self, n) for n in names})
            weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
            if self.bootstrap:
                drawn = np.random.RandomState(seed).randint(0, len(X), len(X), dtype=np.int32)
                weights = weights * np.bincount(drawn, minlength=len(X))
            self.estimators_.append(tree.fit(X, y, sample_weight=weights))
        return self

    def __len__(self): return len(self.estimators_)
    def __getitem__(self, k): return self.estimators_[k]
    def __iter__(self): return iter(self.estimators_)

    @property
    def feature_importances_(self):
        self._check_fitted('estimators_')
        grown = [t.feature_importances_ for t in self.estimators_ if t.tree_.node_count > 1]
        if not grown:
            return np.zeros(self.n_features_in_)
        mean = np.mean(grown, axis=0)
        return mean / mean.sum()


class RandomForestClassifier(ClassifierMixin, _Forest):
    """Trees that look at the square root of the number of features at each split; the mean of their shares."""
    _tree = DecisionTreeClassifier
    _parameters = (('n_estimators', 100), ('criterion', 'gini'), ('max_depth', None), ('min_samples_split', 2), ('min_samples_leaf', 1), ('min_weight_fraction_leaf', 0.0), ('max_features', 'sqrt'), ('max_leaf_nodes', None),
                   ('min_impurity_decrease', 0.0), ('bootstrap', True), ('oob_score', False), ('n_jobs', None), ('random_state', None), ('verbose', 0), ('warm_start', False), ('class_weight', None), ('ccp_alpha', 0.0),
                   ('max_samples', None), ('monotonic_cst', None))

    def __init__(self, n_estimators=100, *, criterion='gini', max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_features='sqrt', max_leaf_nodes=None, min_impurity_decrease=0.0,
                 bootstrap=True, oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, class_weight=None, ccp_alpha=0.0, max_samples=None, monotonic_cst=None):
        if class_weight is not None:
            raise NotImplementedError('RandomForestClassifier: class_weight is not supported here; sample_weight is')
        self._set(locals())

    def fit(self, X, y, sample_weight=None):
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        self.n_classes_ = len(self.classes_)
        return self._fit(X, codes, sample_weight)

    def predict_proba(self, X):
        self._check_fitted('estimators_')
        out = np.zeros((len(X), self.n_classes_))
        for t in self.estimators_:
            out += t.predict_proba(X)
        return out / len(self.estimators_)

    def predict(self, X): return self.classes_[self.predict_proba(X).argmax(axis=1)]


class RandomForestRegressor(RegressorMixin, _Forest):
    """The mean of trees."""
    _tree = DecisionTreeRegressor
    _parameters = (('n_estimators', 100), ('criterion', 'squared_error'), ('max_depth', None), ('min_samples_split', 2), ('min_samples_leaf', 1), ('min_weight_fraction_leaf', 0.0), ('max_features', 1.0), ('max_leaf_nodes', None),
                   ('min_impurity_decrease', 0.0), ('bootstrap', True), ('oob_score', False), ('n_jobs', None), ('random_state', None), ('verbose', 0), ('warm_start', False), ('ccp_alpha', 0.0), ('max_samples', None),
                   ('monotonic_cst', None))

    def __init__(self, n_estimators=100, *, criterion='squared_error', max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_features=1.0, max_leaf_nodes=None, min_impurity_decrease=0.0,
                 bootstrap=True, oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, ccp_alpha=0.0, max_samples=None, monotonic_cst=None):
        self._set(locals())

    def fit(self, X, y, sample_weight=None): return self._fit(X, np.asarray(y, dtype=np.float64), sample_weight)

    def predict(self, X):
        self._check_fitted('estimators_')
        out = np.zeros(len(X))
        for t in self.estimators_:
            out += t.predict(X)
        return out / len(self.estimators_)


class GradientBoostingClassifier(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('gradient boosting is not supported here; RandomForestClassifier is')


class GradientBoostingRegressor(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('gradient boosting is not supported here; RandomForestRegressor is')

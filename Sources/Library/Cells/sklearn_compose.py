"""sklearn.compose: transformers of single columns side by side."""

import numpy as np

from sklearn.base import BaseEstimator, TransformerMixin, clone


class ColumnTransformer(TransformerMixin, BaseEstimator):
    """Each named transformer applied to its columns; the results side by side."""
    _parameters = (('transformers', None), ('remainder', 'drop'), ('sparse_threshold', 0.3), ('n_jobs', None), ('transformer_weights', None), ('verbose', False), ('verbose_feature_names_out', True))

    def __init__(self, transformers, *, remainder='drop', sparse_threshold=0.3, n_jobs=None, transformer_weights=None, verbose=False, verbose_feature_names_out=True):
        if transformer_weights is not None:
            raise NotImplementedError('ColumnTransformer: transformer_weights is not supported here')
        self.transformers, self.remainder, self.sparse_threshold, self.n_jobs = transformers, remainder, sparse_threshold, n_jobs
        self.transformer_weights, self.verbose, self.verbose_feature_names_out = transformer_weights, verbose, verbose_feature_names_out

    def _columns(self, X, which):
        if callable(which):
            which = which(X)
        if hasattr(X, 'iloc'):
            if isinstance(which, (str, int)):
                return X[which] if isinstance(which, str) else X.iloc[:, which]
            which = list(which)
            return X[which] if not which or isinstance(which[0], str) else X.iloc[:, which]
        return np.asarray(X)[:, which if isinstance(which, (int, slice)) else list(which)]

    def _all(self, X, fit, y=None):
        if fit:
            self.transformers_, used = [], []
            for name, t, which in self.transformers:
                used += [which] if isinstance(which, (str, int)) else list(range(np.asarray(X).shape[1])[which]) if isinstance(which, slice) else list(which(X) if callable(which) else which)
                self.transformers_.append((name, t if isinstance(t, str) else clone(t), which))
            names = list(X.columns) if hasattr(X, 'columns') else list(range(np.asarray(X).shape[1]))
            rest = [c for i, c in enumerate(names) if c not in used and i not in used]
            if rest and not (isinstance(self.remainder, str) and self.remainder == 'drop'):
                self.transformers_.append(('remainder', self.remainder if isinstance(self.remainder, str) else clone(self.remainder), rest))
        parts = []
        for name, t, which in self.transformers_:
            if isinstance(t, str) and t == 'drop':
                continue
            part = self._columns(X, which)
            if not (isinstance(t, str) and t == 'passthrough'):
                part = t.fit(part, y).transform(part) if fit else t.transform(part)
            parts.append(part)
        dense = [p.toarray() if hasattr(p, 'toarray') else p.values if hasattr(p, 'values') else p for p in parts]
        out = np.concatenate([np.asarray(d).reshape(len(d), -1) for d in dense], axis=1)
        if fit:
            self.sparse_output_ = any(hasattr(p, 'toarray') for p in parts) and (out != 0).sum() < self.sparse_threshold * out.size
        if self.sparse_output_:
            from sklearn.preprocessing import _Sparse
            return _Sparse(out)
        return out

    def fit(self, X, y=None):
        self._all(X, True, y)
        return self

    def fit_transform(self, X, y=None): return self._all(X, True, y)

    def transform(self, X):
        self._check_fitted('transformers_')
        return self._all(X, False)

    @property
    def named_transformers_(self):
        return {name: t for name, t, _ in self.transformers_}

    def get_feature_names_out(self, input_features=None):
        out = []
        for name, t, which in self.transformers_:
            if isinstance(t, str) and t == 'drop':
                continue
            columns = [which] if isinstance(which, str) else [c if isinstance(c, str) else f'x{c}' for c in which]
            names = t.get_feature_names_out(columns).tolist() if hasattr(t, 'get_feature_names_out') else columns
            out += [f'{name}__{n}' if self.verbose_feature_names_out else n for n in names]
        return np.array(out, dtype=object)


def make_column_transformer(*transformers, remainder='drop', sparse_threshold=0.3, n_jobs=None, verbose=False, verbose_feature_names_out=True):
    """A ColumnTransformer whose parts are named by their types."""
    names = [t if isinstance(t, str) else type(t).__name__.lower() for t, _ in transformers]
    named = [f'{n}-{names[:i + 1].count(n)}' if names.count(n) > 1 else n for i, n in enumerate(names)]
    return ColumnTransformer([(n, t, c) for n, (t, c) in zip(named, transformers)], remainder=remainder, sparse_threshold=sparse_threshold, n_jobs=n_jobs, verbose=verbose, verbose_feature_names_out=verbose_feature_names_out)

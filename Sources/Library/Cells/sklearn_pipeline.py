"""sklearn.pipeline: estimators one after another."""

from sklearn.base import BaseEstimator, clone


class Pipeline(BaseEstimator):
    """Named steps: all but the last transform, the last one fits and predicts."""
    _parameters = (('steps', None), ('memory', None), ('verbose', False), ('transform_input', None))

    def __init__(self, steps, *, transform_input=None, memory=None, verbose=False):
        self.steps, self.memory, self.verbose, self.transform_input = list(steps), memory, verbose, transform_input
        for name, step in self.steps[:-1]:
            if step not in (None, 'passthrough') and not hasattr(step, 'transform'):
                raise TypeError(f"All intermediate steps should be transformers and implement fit and transform or be the string 'passthrough' '{step!r}' (type {type(step)}) doesn't")

    @property
    def named_steps(self):
        return _Named(self.steps)

    def __len__(self): return len(self.steps)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Pipeline(self.steps[key])
        return dict(self.steps)[key] if isinstance(key, str) else self.steps[key][1]

    def get_params(self, deep=True):
        out = {'memory': self.memory, 'steps': self.steps, 'transform_input': self.transform_input, 'verbose': self.verbose}
        for name, step in self.steps:
            out[name] = step
            if deep and hasattr(step, 'get_params'):
                out.update({f'{name}__{k}': v for k, v in step.get_params().items()})
        return out

    def set_params(self, **params):
        steps = dict(self.steps)
        for key, value in params.items():
            name, _, rest = key.partition('__')
            if name not in steps:
                raise ValueError(f'Invalid parameter {name!r} for estimator {self!r}. Valid parameters are: {sorted(k for k, _ in self._parameters)!r}.')
            if rest:
                steps[name].set_params(**{rest: value})
            else:
                self.steps = [(n, value if n == name else s) for n, s in self.steps]
        return self

    def _through(self, X):
        for _, step in self.steps[:-1]:
            if step not in (None, 'passthrough'):
                X = step.transform(X)
        return X

    def _fit_first(self, X, y):
        for _, step in self.steps[:-1]:
            if step not in (None, 'passthrough'):
                X = step.fit_transform(X, y) if hasattr(step, 'fit_transform') else step.fit(X, y).transform(X)
        return X

    @property
    def _last(self):
        return self.steps[-1][1]

    def fit(self, X, y=None, **params):
        X = self._fit_first(X, y)
        if self._last != 'passthrough':
            self._last.fit(X) if y is None else self._last.fit(X, y)
        return self

    def fit_transform(self, X, y=None, **params):
        X = self._fit_first(X, y)
        return self._last.fit_transform(X) if y is None else self._last.fit_transform(X, y)

    def fit_predict(self, X, y=None): return self._last.fit_predict(self._fit_first(X, y))
    def predict(self, X): return self._last.predict(self._through(X))
    def predict_proba(self, X): return self._last.predict_proba(self._through(X))
    def decision_function(self, X): return self._last.decision_function(self._through(X))
    def transform(self, X): return self._last.transform(self._through(X))
    def score(self, X, y=None): return self._last.score(self._through(X), y)

    def inverse_transform(self, X):
        for _, step in reversed(self.steps):
            X = step.inverse_transform(X)
        return X

    @property
    def classes_(self):
        return self._last.classes_

    def __repr__(self):
        parts = [f'({name!r}, {step!r})' for name, step in self.steps]
        line = 'Pipeline(steps=[' + ', '.join(parts) + '])'
        if len(line) <= 80:
            return line
        lines, current = [], 'Pipeline(steps=['
        for k, part in enumerate(parts):
            piece = part + (',' if k < len(parts) - 1 else '])')
            if k and len(current) + 1 + len(piece) > 79:
                lines.append(current)
                current = ' ' * 16 + piece
            else:
                current += (' ' if k else '') + piece
        return '\n'.join(lines + [current])


class _Named(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)


def make_pipeline(*steps, memory=None, verbose=False):
    """A pipeline whose steps are named by their types."""
    names = [type(s).__name__.lower() for s in steps]
    named = []
    for i, (n, s) in enumerate(zip(names, steps)):
        named.append((f'{n}-{names[:i + 1].count(n)}' if names.count(n) > 1 else n, s))
    return Pipeline(named)

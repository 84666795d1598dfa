"""sklearn.linear_model: least squares, ridge and logistic regression."""

import numpy as np

from sklearn.base import BaseEstimator, check_array


def _target(X, y):
    y = np.asarray(y)
    if len(y) != len(X):
        raise ValueError(f'Found input variables with inconsistent numbers of samples: [{len(X)}, {len(y)}]')
    return y


class _Linear(BaseEstimator):
    def predict(self, X):
        self._check_fitted('coef_')
        X = check_array(X)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but {type(self).__name__} is expecting {self.n_features_in_} features as input.')
        return X @ self.coef_.T + self.intercept_

    def score(self, X, y, sample_weight=None):
        """R²"""
        y, p = np.asarray(y, dtype=np.float64), self.predict(X)
        return 1 - float(((y - p) ** 2).sum()) / float(((y - y.mean(axis=0)) ** 2).sum())


class LinearRegression(_Linear):
    """Least squares."""
    _parameters = (('fit_intercept', True), ('copy_X', True), ('n_jobs', None), ('positive', False), ('tol', 1e-06))

    def __init__(self, *, fit_intercept=True, copy_X=True, tol=1e-06, n_jobs=None, positive=False):
        if positive:
            raise NotImplementedError('positive coefficients are not supported here')
        self.fit_intercept, self.copy_X, self.tol, self.n_jobs, self.positive = fit_intercept, copy_X, tol, n_jobs, positive

    def fit(self, X, y, sample_weight=None):
        X = check_array(X, name='LinearRegression')
        y = _target(X, y).astype(np.float64)
        self.n_features_in_ = X.shape[1]
        mx, my = (X.mean(axis=0), y.mean(axis=0)) if self.fit_intercept else (np.zeros(X.shape[1]), 0.0)
        w, _, self.rank_, self.singular_ = np.linalg.lstsq(X - mx, y - my, rcond=None)
        self.coef_ = w.T
        self.intercept_ = my - mx @ w if self.fit_intercept else 0.0
        return self


class Ridge(_Linear):
    """Least squares with a penalty on the squares of the coefficients."""
    _parameters = (('alpha', 1.0), ('fit_intercept', True), ('copy_X', True), ('max_iter', None), ('tol', 0.0001), ('solver', 'auto'), ('positive', False), ('random_state', None))

    def __init__(self, alpha=1.0, *, fit_intercept=True, copy_X=True, max_iter=None, tol=0.0001, solver='auto', positive=False, random_state=None):
        self.alpha, self.fit_intercept, self.copy_X, self.max_iter, self.tol, self.solver = alpha, fit_intercept, copy_X, max_iter, tol, solver
        self.positive, self.random_state = positive, random_state

    def fit(self, X, y, sample_weight=None):
        X = check_array(X, name='Ridge')
        y = _target(X, y).astype(np.float64)
        self.n_features_in_ = X.shape[1]
        mx, my = (X.mean(axis=0), y.mean(axis=0)) if self.fit_intercept else (np.zeros(X.shape[1]), 0.0)
        Xc = X - mx
        w = np.linalg.solve(Xc.T @ Xc + self.alpha * np.eye(X.shape[1]), Xc.T @ (y - my))
        self.coef_ = w.T
        self.intercept_ = my - mx @ w if self.fit_intercept else 0.0
        return self


class LogisticRegression(BaseEstimator):
    """Logistic regression (several classes: multinomial) with an L2 penalty, by L-BFGS or, for another solver, by Newton's method."""
    _parameters = (('penalty', 'deprecated'), ('C', 1.0), ('l1_ratio', 0.0), ('dual', False), ('tol', 0.0001), ('fit_intercept', True), ('intercept_scaling', 1), ('class_weight', None), ('random_state', None),
                   ('solver', 'lbfgs'), ('max_iter', 100), ('verbose', 0), ('warm_start', False), ('n_jobs', None))

    def __init__(self, penalty='deprecated', *, C=1.0, l1_ratio=0.0, dual=False, tol=0.0001, fit_intercept=True, intercept_scaling=1, class_weight=None, random_state=None, solver='lbfgs', max_iter=100,
                 verbose=0, warm_start=False, n_jobs=None):
        if penalty not in ('deprecated', 'l2', None) or l1_ratio:
            raise NotImplementedError("only the penalty 'l2' (or None) is supported here")
        for name, _ in self._parameters:
            setattr(self, name, locals()[name])

    def fit(self, X, y, sample_weight=None):
        X = check_array(X, name='LogisticRegression')
        y = _target(X, y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        k = len(self.classes_)
        if k < 2:
            raise ValueError(f'This solver needs samples of at least 2 classes in the data, but the data contains only one class: {self.classes_[0]!r}')
        n, d = X.shape
        self.n_features_in_ = d
        A = np.concatenate([X, np.ones((n, 1))], axis=1) if self.fit_intercept else X
        weights = np.ones(n) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        if self.class_weight is not None:
            balance = {c: n / (k * np.sum(codes == i)) for i, c in enumerate(self.classes_.tolist())} if self.class_weight == 'balanced' else self.class_weight
            weights = weights * np.array([balance.get(c, 1.0) for c in self.classes_.tolist()])[codes]
        penalty = 0.0 if self.penalty is None else 1.0 / self.C
        m = A.shape[1]
        keep = np.ones(m)
        if self.fit_intercept:
            keep[-1] = 0
        rows = 1 if k == 2 else k
        W = np.zeros((rows, m))
        if self.solver == 'lbfgs':
            W = self._by_lbfgs(A, codes, k, weights, penalty, keep).reshape(rows, m)
        else:
            for self.n_iter_ in range(1, self.max_iter + 1):
                Z = A @ W.T
                if rows == 1:
                    P = 1 / (1 + np.exp(-Z[:, 0]))
                    g = A.T @ (weights * (P - codes)) + penalty * keep * W[0]
                    H = (A * (weights * P * (1 - P))[:, None]).T @ A + np.diag(penalty * keep)
                    step = np.linalg.lstsq(H, g, rcond=None)[0][None]
                else:
                    P = np.exp(Z - Z.max(axis=1, keepdims=True))
                    P = P / P.sum(axis=1, keepdims=True)
                    G = (P - np.eye(k)[codes]) * weights[:, None]
                    g = (G.T @ A + penalty * keep * W).reshape(-1)
                    H = np.zeros((rows * m, rows * m))
                    for a in range(k):
                        for b in range(k):
                            q = weights * P[:, a] * ((a == b) - P[:, b])
                            H[a * m:(a + 1) * m, b * m:(b + 1) * m] = (A * q[:, None]).T @ A
                    H = H + np.diag(np.tile(penalty * keep, k))
                    step = np.linalg.lstsq(H, g, rcond=None)[0].reshape(k, m)
                W = W - step
                if np.abs(step).max() < 1e-9:
                    break
        self.n_iter_ = np.array([self.n_iter_], dtype=np.int32)
        self.coef_ = W[:, :d]
        self.intercept_ = W[:, d] if self.fit_intercept else np.zeros(rows)
        return self

    def _by_lbfgs(self, A, codes, k, weights, penalty, keep):
        """The coefficients, from mean losses: rows of a class, or one row for two classes."""
        from sklearn._lbfgs import minimize
        total = float(weights.sum())
        scale, strength = weights / total, penalty / total
        if k == 2:
            target = codes.astype(np.float64)

            def loss(w):
                z = A @ w
                p = 1 / (1 + np.exp(-z))
                value = float((scale * (np.logaddexp(0.0, z) - target * z)).sum()) + 0.5 * strength * float((keep * w) @ w)
                return value, A.T @ (scale * (p - target)) + strength * keep * w
        else:
            hot = np.eye(k)[codes]

            def loss(w):
                W = w.reshape(k, -1)
                Z = A @ W.T
                top = Z.max(axis=1, keepdims=True)
                E = np.exp(Z - top)
                total = E.sum(axis=1, keepdims=True)
                value = float((scale * (np.log(total[:, 0]) + top[:, 0] - (Z * hot).sum(axis=1))).sum()) + 0.5 * strength * float((keep * W * W).sum())
                return value, (((E / total - hot) * scale[:, None]).T @ A + strength * keep * W).reshape(-1)
        w, _, self.n_iter_, converged = minimize(loss, np.zeros((1 if k == 2 else k) * A.shape[1]), self.tol, 64 * float(np.finfo(float).eps), self.max_iter)
        if not converged:
            import warnings
            from sklearn.exceptions import ConvergenceWarning
            warnings.warn(f'lbfgs failed to converge after {self.n_iter_} iteration(s) (status=1):\nSTOP: TOTAL NO. OF ITERATIONS REACHED LIMIT', ConvergenceWarning, stacklevel=2)
        return w

    def decision_function(self, X):
        self._check_fitted('coef_')
        z = check_array(X) @ self.coef_.T + self.intercept_
        return z[:, 0] if z.shape[1] == 1 else z

    def predict_proba(self, X):
        z = self.decision_function(X)
        if z.ndim == 1:
            p = 1 / (1 + np.exp(-z))
            return np.stack([1 - p, p], axis=1)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def predict_log_proba(self, X):
        return np.log(self.predict_proba(X))

    def predict(self, X):
        z = self.decision_function(X)
        return self.classes_[(z > 0).astype(int) if z.ndim == 1 else z.argmax(axis=1)]

    def score(self, X, y, sample_weight=None):
        return float(np.mean(self.predict(X) == np.asarray(y)))


class ElasticNet(_Linear):
    """Least squares with penalties on the sizes and the squares of the coefficients, one coordinate after another."""
    _parameters = (('alpha', 1.0), ('l1_ratio', 0.5), ('fit_intercept', True), ('precompute', False), ('max_iter', 1000), ('copy_X', True), ('tol', 0.0001), ('warm_start', False), ('positive', False),
                   ('random_state', None), ('selection', 'cyclic'))

    def __init__(self, alpha=1.0, *, l1_ratio=0.5, fit_intercept=True, precompute=False, max_iter=1000, copy_X=True, tol=0.0001, warm_start=False, positive=False, random_state=None, selection='cyclic'):
        for name, _ in self._parameters:
            setattr(self, name, locals()[name])

    def fit(self, X, y, sample_weight=None):
        X = check_array(X, name=type(self).__name__)
        y = _target(X, y).astype(np.float64)
        n, d = X.shape
        self.n_features_in_ = d
        mx, my = (X.mean(axis=0), y.mean()) if self.fit_intercept else (np.zeros(d), 0.0)
        A, b = X - mx, y - my
        lasso, ridge = self.alpha * self.l1_ratio * n, self.alpha * (1 - self.l1_ratio) * n
        w, norms, r = np.zeros(d), (A ** 2).sum(axis=0), b.copy()
        limit = self.tol * float(b @ b)
        for self.n_iter_ in range(1, self.max_iter + 1):
            largest = change = 0.0
            for j in range(d):
                if norms[j] == 0:
                    continue
                old = w[j]
                t = A[:, j] @ r + old * norms[j]
                new = max(abs(t) - lasso, 0) * (1 if t > 0 else -1) / (norms[j] + ridge)
                if self.positive and t < 0:
                    new = 0.0
                w[j] = new
                if new != old:
                    r = r - A[:, j] * (new - old)
                change, largest = max(change, abs(new - old)), max(largest, abs(new))
            if largest == 0 or change / largest < self.tol or self.n_iter_ == self.max_iter:
                # The duality gap says how far the sum is from its least value.
                g = A.T @ r - ridge * w
                dual = float(np.max(np.abs(g)))
                rr, ww = float(r @ r), float(w @ w)
                scale = lasso / dual if dual > lasso else 1.0
                gap = 0.5 * (rr + rr * scale ** 2) if dual > lasso else rr
                gap = gap + lasso * float(np.abs(w).sum()) - scale * float(r @ b) + 0.5 * ridge * (1 + scale ** 2) * ww
                if gap < limit:
                    break
        self.coef_ = w
        self.intercept_ = float(my - mx @ w) if self.fit_intercept else 0.0
        return self


class Lasso(ElasticNet):
    """Least squares with a penalty on the sizes of the coefficients."""
    _parameters = tuple(p for p in ElasticNet._parameters if p[0] != 'l1_ratio')
    l1_ratio = 1.0

    def __init__(self, alpha=1.0, *, fit_intercept=True, precompute=False, copy_X=True, max_iter=1000, tol=0.0001, warm_start=False, positive=False, random_state=None, selection='cyclic'):
        for name, _ in self._parameters:
            setattr(self, name, locals()[name])


class SGDClassifier(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('SGDClassifier is not supported here; LogisticRegression is')


class Perceptron(BaseEstimator):
    def __init__(self, *args, **kwargs): raise NotImplementedError('Perceptron is not supported here; LogisticRegression is')

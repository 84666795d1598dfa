"""sklearn.tree: decision trees grown depth first by the best split. https://scikit-learn.org/stable/modules/tree.html"""

import numpy as np

from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, check_array, check_random_state

_LARGEST = 2147483647


class _Draw:
    """The xorshift of the splitter, whose draws order the features."""

    def __init__(self, seed): self.state = seed or 1

    def between(self, low, high):
        s = self.state
        s ^= (s << 13) & 0xFFFFFFFF
        s ^= s >> 17
        s ^= (s << 5) & 0xFFFFFFFF
        self.state = s
        return low + s % (_LARGEST + 1) % (high - low)


class _Tree:
    """Nodes as parallel lists; a leaf has no children (−1)."""

    def __init__(self):
        self.children_left, self.children_right, self.feature, self.threshold = [], [], [], []
        self.impurity, self.value, self.n_node_samples, self.weighted_n_node_samples, self.max_depth = [], [], [], [], 0

    @property
    def node_count(self): return len(self.feature)

    def apply(self, X):
        left, right, feature, threshold = self.children_left, self.children_right, self.feature, self.threshold
        out = []
        for row in X.tolist():
            k = 0
            while left[k] != -1:
                k = left[k] if row[feature[k]] <= threshold[k] else right[k]
            out.append(k)
        return np.array(out)


class _DecisionTree(BaseEstimator):
    _classify = True

    def _set(self, values):
        for name, _ in self._parameters:
            setattr(self, name, values[name])
        allowed = ('gini', 'entropy', 'log_loss') if self._classify else ('squared_error',)
        if self.criterion not in allowed:
            raise NotImplementedError(f'the criterion {self.criterion!r} is not supported here; use one of {allowed}')
        if self.splitter != 'best' or self.ccp_alpha or self.max_leaf_nodes is not None or self.monotonic_cst is not None:
            raise NotImplementedError("only splitter='best' without max_leaf_nodes, ccp_alpha and monotonic_cst is supported here")

    def _impurity(self, total, squares, w):
        if not self._classify:
            return float(squares / w - ((total / w) ** 2).sum() / 1)
        p = total / w
        if self.criterion == 'gini':
            return float(1.0 - (p * p).sum())
        p = p[p > 0]
        return float(-(p * np.log2(p)).sum())

    def _proxies(self, left, right, wl, wr):
        """The larger, the better the split (up to what is the same for all splits of a node)."""
        if self._classify and self.criterion != 'gini':
            def entropy(c, w):
                p = c / w[:, None]
                return -(p * np.log2(np.where(p > 0, p, 1.0))).sum(axis=1)
            return -wr * entropy(right, wr) - wl * entropy(left, wl)
        return (left * left).sum(axis=1) / wl + (right * right).sum(axis=1) / wr

    def _grow(self, X, T, weights, seed):
        """X float32 (n, d); T (n, k): classes as one-hot rows, or the target."""
        n_features = X.shape[1]
        draw = _Draw(seed)
        features, constant = list(range(n_features)), [0] * n_features
        m = self.max_features
        most = n_features if m is None else max(1, int(np.sqrt(n_features))) if m == 'sqrt' else max(1, int(np.log2(n_features))) if m == 'log2' else max(1, int(m * n_features)) if isinstance(m, float) else m
        depth_limit = 1 << 30 if self.max_depth is None else self.max_depth
        n = len(X)
        whole = int((weights > 0).sum())
        least = self.min_samples_leaf if isinstance(self.min_samples_leaf, int) else int(np.ceil(self.min_samples_leaf * n))
        split_from = max(self.min_samples_split if isinstance(self.min_samples_split, int) else max(2, int(np.ceil(self.min_samples_split * n))), 2 * least)
        lightest = self.min_weight_fraction_leaf * weights.sum()
        T = T * weights[:, None]
        Q = (T[:, 0] ** 2 / np.where(weights > 0, weights, 1.0)) if not self._classify else None
        all_weight = float(weights.sum())
        tree = _Tree()
        stack = [(np.nonzero(weights > 0)[0], 0, -1, False, 0)]
        while stack:
            rows, depth, parent, is_left, known = stack.pop()
            w, t = weights[rows], T[rows]
            total, weight = t.sum(axis=0), float(w.sum())
            impurity = self._impurity(total, 0 if Q is None else float(Q[rows].sum()), weight)
            leaf = depth >= depth_limit or len(rows) < split_from or weight < 2 * lightest or impurity <= np.finfo(np.float64).eps
            best = None
            if not leaf:
                f_i, found, drawn, visited, total_constants = n_features, 0, 0, 0, known
                while f_i > total_constants and (visited < most or visited <= found + drawn):
                    visited += 1
                    f_j = draw.between(drawn, f_i - found)
                    if f_j < known:
                        features[drawn], features[f_j] = features[f_j], features[drawn]
                        drawn += 1
                        continue
                    f_j += found
                    f = features[f_j]
                    column = X[rows, f]
                    order = np.argsort(column, kind='stable')
                    values = column[order]
                    if values[-1] <= values[0] + np.float32(1e-7):
                        features[f_j], features[total_constants] = features[total_constants], features[f_j]
                        found += 1
                        total_constants += 1
                        continue
                    f_i -= 1
                    features[f_i], features[f_j] = features[f_j], features[f_i]
                    left = t[order].cumsum(axis=0)[:-1]
                    wl = w[order].cumsum()[:-1]
                    places = np.arange(1, len(rows))
                    wr = weight - wl
                    fit = (values[1:] > values[:-1] + np.float32(1e-7)) & (places >= least) & (len(rows) - places >= least) & (wl >= lightest) & (wr >= lightest)
                    if not fit.any():
                        continue
                    scores = np.where(fit, self._proxies(left, total - left, wl, wr), -np.inf)
                    k = int(scores.argmax())
                    if best is None or scores[k] > best[0]:
                        low, high = float(values[k]), float(values[k + 1])
                        middle = low / 2.0 + high / 2.0
                        best = (float(scores[k]), f, low if middle == high else middle)
                features[:known] = constant[:known]
                constant[known:known + found] = features[known:known + found]
                if best is None:
                    leaf = True
                else:
                    goes = X[rows, best[1]].astype(np.float64) <= best[2]
                    a, b = rows[goes], rows[~goes]
                    wa, wb = float(weights[a].sum()), float(weights[b].sum())
                    ia = self._impurity(T[a].sum(axis=0), 0 if Q is None else float(Q[a].sum()), wa)
                    ib = self._impurity(T[b].sum(axis=0), 0 if Q is None else float(Q[b].sum()), wb)
                    gain = weight / all_weight * (impurity - wb / weight * ib - wa / weight * ia)
                    leaf = gain + np.finfo(np.float64).eps < self.min_impurity_decrease
            here = tree.node_count
            if parent >= 0:
                (tree.children_left if is_left else tree.children_right)[parent] = here
            tree.children_left.append(-1)
            tree.children_right.append(-1)
            tree.feature.append(-2 if leaf else best[1])
            tree.threshold.append(-2.0 if leaf else best[2])
            tree.impurity.append(impurity)
            tree.value.append(total / weight)
            tree.n_node_samples.append(len(rows))
            tree.weighted_n_node_samples.append(weight)
            tree.max_depth = max(tree.max_depth, depth)
            if not leaf:
                stack.append((b, depth + 1, here, False, total_constants))
                stack.append((a, depth + 1, here, True, total_constants))
        for name in ('children_left', 'children_right', 'feature', 'threshold', 'impurity', 'n_node_samples', 'weighted_n_node_samples'):
            setattr(tree, name, np.array(getattr(tree, name)))
        tree.value = np.stack(tree.value)[:, None, :]
        return tree

    def fit(self, X, y, sample_weight=None, check_input=True):
        X = check_array(X, name=type(self).__name__).astype(np.float32)
        y = np.asarray(y)
        if len(y) != len(X):
            raise ValueError(f'Number of labels={len(y)} does not match number of samples={len(X)}')
        if y.ndim != 1:
            raise NotImplementedError('several targets at once are not supported here')
        self.n_features_in_, self.n_outputs_ = X.shape[1], 1
        weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        if self._classify:
            self.classes_, codes = np.unique(y, return_inverse=True)
            self.n_classes_ = len(self.classes_)
            if self.class_weight is not None:
                balance = {c: len(y) / (self.n_classes_ * int((codes == i).sum())) for i, c in enumerate(self.classes_.tolist())} if self.class_weight == 'balanced' else self.class_weight
                weights = weights * np.array([balance.get(c, 1.0) for c in self.classes_.tolist()])[codes]
            T = np.eye(self.n_classes_)[codes]
        else:
            T = y.astype(np.float64)[:, None]
        self.tree_ = self._grow(X, T, weights, int(check_random_state(self.random_state).randint(0, _LARGEST)))
        return self

    def _leaves(self, X):
        self._check_fitted('tree_')
        X = check_array(X).astype(np.float32)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f'X has {X.shape[1]} features, but {type(self).__name__} is expecting {self.n_features_in_} features as input.')
        return self.tree_.apply(X)

    def apply(self, X, check_input=True): return self._leaves(X)
    def get_depth(self): return self.tree_.max_depth
    def get_n_leaves(self): return int((self.tree_.children_left == -1).sum())

    @property
    def feature_importances_(self):
        self._check_fitted('tree_')
        t, out = self.tree_, np.zeros(self.n_features_in_)
        w, i = t.weighted_n_node_samples, t.impurity
        for k in range(t.node_count):
            a, b = t.children_left[k], t.children_right[k]
            if a != -1:
                out[t.feature[k]] += w[k] * i[k] - w[a] * i[a] - w[b] * i[b]
        out = out / w[0]
        return out / out.sum() if out.sum() > 0 else out


class DecisionTreeClassifier(ClassifierMixin, _DecisionTree):
    """A tree whose leaves hold the shares of the classes."""
    _parameters = (('criterion', 'gini'), ('splitter', 'best'), ('max_depth', None), ('min_samples_split', 2), ('min_samples_leaf', 1), ('min_weight_fraction_leaf', 0.0), ('max_features', None), ('random_state', None),
                   ('max_leaf_nodes', None), ('min_impurity_decrease', 0.0), ('class_weight', None), ('ccp_alpha', 0.0), ('monotonic_cst', None))

    def __init__(self, *, criterion='gini', splitter='best', max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_features=None, random_state=None, max_leaf_nodes=None,
                 min_impurity_decrease=0.0, class_weight=None, ccp_alpha=0.0, monotonic_cst=None):
        self._set(locals())

    def predict_proba(self, X, check_input=True):
        leaves = self._leaves(X)
        return self.tree_.value[leaves, 0]

    def predict(self, X, check_input=True): return self.classes_[self.predict_proba(X).argmax(axis=1)]


class DecisionTreeRegressor(RegressorMixin, _DecisionTree):
    """A tree whose leaves hold means."""
    _classify = False
    _parameters = (('criterion', 'squared_error'), ('splitter', 'best'), ('max_depth', None), ('min_samples_split', 2), ('min_samples_leaf', 1), ('min_weight_fraction_leaf', 0.0), ('max_features', None), ('random_state', None),
                   ('max_leaf_nodes', None), ('min_impurity_decrease', 0.0), ('ccp_alpha', 0.0), ('monotonic_cst', None))

    def __init__(self, *, criterion='squared_error', splitter='best', max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_features=None, random_state=None, max_leaf_nodes=None,
                 min_impurity_decrease=0.0, ccp_alpha=0.0, monotonic_cst=None):
        self._set(locals())

    def predict(self, X, check_input=True):
        leaves = self._leaves(X)
        return self.tree_.value[leaves, 0, 0]


def export_text(decision_tree, *, feature_names=None, class_names=None, max_depth=10, spacing=3, decimals=2, show_weights=False):
    """The rules of a tree as text."""
    decision_tree._check_fitted('tree_')
    t = decision_tree.tree_
    names = [f'feature_{i}' for i in range(decision_tree.n_features_in_)] if feature_names is None else list(feature_names)
    lines = []

    def walk(k, depth):
        indent = ('|' + ' ' * spacing) * depth
        indent = indent[:-spacing] + '-' * spacing if depth else indent
        if t.children_left[k] == -1:
            v = t.value[k, 0]
            if decision_tree._classify:
                kind = decision_tree.classes_[v.argmax()] if class_names is None else class_names[int(v.argmax())]
                w = ', '.join(f'{x * t.weighted_n_node_samples[k]:.{decimals}f}' for x in v.tolist())
                lines.append(f'{indent} ' + (f'weights: [{w}] ' if show_weights else '') + f'class: {kind}')
            else:
                lines.append(f'{indent} value: [{v[0]:.{decimals}f}]')
            return
        if depth > max_depth + 1:
            lines.append(f'{indent} truncated branch')
            return
        name, threshold = names[t.feature[k]], f'{t.threshold[k]:.{decimals}f}'
        lines.append(f'{indent} {name} <= {threshold}')
        walk(t.children_left[k], depth + 1)
        lines.append(f'{indent} {name} >  {threshold}')
        walk(t.children_right[k], depth + 1)

    walk(0, 1)
    return '\n'.join(lines) + '\n'

# The second part of sklearn.metrics: curves, agreement, clusters, distances.

def _weights(sample_weight, n):
    return np.ones(n) if sample_weight is None else np.asarray(sample_weight, dtype=float)


def _positive_counts(y_true, y_score, pos_label):
    """False and true positives when every score from each different one on is called positive, and those scores, highest first."""
    y_true, y_score = _pair(y_true, y_score)
    positive = y_true == (1 if pos_label is None else pos_label)
    order = np.argsort(-y_score, kind='stable')
    y_score, positive = y_score[order], positive[order]
    last = np.append(np.nonzero(np.diff(y_score))[0], len(y_score) - 1)
    tps = np.cumsum(positive.astype(float))[last]
    return 1 + last - tps, tps, y_score[last]


def roc_curve(y_true, y_score, *, pos_label=None, sample_weight=None, drop_intermediate=True):
    """(false positive rates, true positive rates, thresholds)"""
    fps, tps, at = _positive_counts(y_true, y_score, pos_label)
    if drop_intermediate and len(fps) > 2:
        # Points on a straight line between their neighbours say nothing.
        keep = np.concatenate([[True], np.logical_or(np.diff(fps, 2), np.diff(tps, 2)), [True]])
        fps, tps, at = fps[keep], tps[keep], at[keep]
    fps, tps, at = np.concatenate([[0.0], fps]), np.concatenate([[0.0], tps]), np.concatenate([[np.inf], at])
    return fps / fps[-1], tps / tps[-1], at


def precision_recall_curve(y_true, y_score, *, pos_label=None, sample_weight=None, drop_intermediate=False):
    """(precisions, recalls, thresholds)"""
    fps, tps, at = _positive_counts(y_true, y_score, pos_label)
    precision = tps / np.where(tps + fps == 0, 1, tps + fps)
    recall = tps / tps[-1]
    return np.append(precision[::-1], 1.0), np.append(recall[::-1], 0.0), at[::-1]


def average_precision_score(y_true, y_score, *, average='macro', pos_label=1, sample_weight=None):
    """The mean precision over the steps of recall; of each label against the rest where there are several."""
    y_true, y_score = np.asarray(y_true), np.asarray(y_score)

    def one(t, scores, positive):
        precision, recall, _ = precision_recall_curve(t, scores, pos_label=positive, sample_weight=sample_weight)
        return float(max(0.0, -np.sum(np.diff(recall) * precision[:-1])))
    names = np.unique(y_true)
    if y_true.ndim == 1 and (y_score.ndim == 1 or len(names) <= 2):
        return one(y_true, y_score, pos_label)
    table = y_true if y_true.ndim == 2 else (y_true[:, None] == names).astype(int)
    if average == 'micro':
        return one(table.reshape(-1), y_score.reshape(-1), 1)
    if average == 'samples':
        return float(np.mean([one(t, p, 1) for t, p in zip(table, y_score)]))
    scores = np.array([one(table[:, k], y_score[:, k], 1) for k in range(table.shape[1])])
    if average is None:
        return scores
    return float(np.average(scores, weights=table.sum(axis=0) if average == 'weighted' else None))


def auc(x, y):
    """The area under a curve, by trapezoids."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if len(x) < 2:
        raise ValueError(f'At least 2 points are needed to compute area under curve, but x.shape = {x.shape}')
    step = np.diff(x)
    if not (np.all(step >= 0) or np.all(step <= 0)):
        raise ValueError(f'x is neither increasing nor decreasing : {x}.')
    return float((1 if np.all(step >= 0) else -1) * np.sum(step * (y[1:] + y[:-1]) / 2))


def log_loss(y_true, y_pred, *, normalize=True, sample_weight=None, labels=None):
    """−mean(log p(true class))"""
    y_true, p = np.asarray(y_true), np.asarray(y_pred, dtype=float)
    names = np.unique(y_true if labels is None else labels)
    if len(names) < 2:
        raise ValueError(f'y_true contains only one label ({names[0]}). Please provide the list of all expected class labels explicitly through the labels argument.')
    if p.ndim == 1:
        p = np.stack([1 - p, p], axis=1)
    p = np.clip(p, np.finfo(p.dtype).eps, 1 - np.finfo(p.dtype).eps)
    each = -np.log(p[np.arange(len(y_true)), np.searchsorted(names, y_true)])
    return float(np.average(each, weights=sample_weight)) if normalize else float(each.sum())


def brier_score_loss(y_true, y_proba, *, sample_weight=None, pos_label=None):
    """mean((p − y)²) of a binary problem."""
    y_true, p = _pair(y_true, y_proba)
    return float(np.average((p - (y_true == (1 if pos_label is None else pos_label))) ** 2, weights=sample_weight))


def hamming_loss(y_true, y_pred, *, sample_weight=None):
    """The share of wrong labels."""
    y_true, y_pred = _pair(y_true, y_pred)
    return float(np.mean(y_true != y_pred))


def zero_one_loss(y_true, y_pred, *, normalize=True, sample_weight=None):
    """The share (or number) of wrong predictions."""
    right = accuracy_score(y_true, y_pred, normalize=normalize, sample_weight=sample_weight)
    if normalize:
        return 1 - right
    return float((len(y_true) if sample_weight is None else np.sum(sample_weight)) - right)


def jaccard_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division='warn'):
    """tp / (tp + fp + fn)"""
    y_true, y_pred = _pair(y_true, y_pred)
    names = _names(y_true, y_pred, labels, average, pos_label)
    tp, predicted, true = _counts(y_true, y_pred, names, sample_weight, average == 'samples')
    union = predicted + true - tp
    empty = 0.0 if zero_division == 'warn' else zero_division
    if average == 'micro':
        tp, union = tp.sum(keepdims=True), union.sum(keepdims=True)
    score = np.where(union == 0, empty, tp / np.where(union == 0, 1, union))
    if average is None:
        return score
    if average == 'weighted':
        return float(np.average(score, weights=true)) if true.sum() else 0.0
    return float(np.average(score, weights=sample_weight if average == 'samples' else None))


def fbeta_score(y_true, y_pred, *, beta, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division=0.0):
    """The weighted harmonic mean of precision and recall."""
    return precision_recall_fscore_support(y_true, y_pred, beta=beta, labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight, zero_division=zero_division)[2]


def cohen_kappa_score(y1, y2, *, labels=None, weights=None, sample_weight=None):
    """The agreement beyond chance."""
    m = confusion_matrix(y1, y2, labels=labels).astype(float)
    n = len(m)
    expected = np.outer(m.sum(axis=0), m.sum(axis=1)) / m.sum()
    if weights is None:
        w = np.ones((n, n)) - np.eye(n)
    else:
        d = np.abs(np.arange(n)[:, None] - np.arange(n)[None, :]).astype(float)
        w = d if weights == 'linear' else d ** 2
    return float(1 - np.sum(w * m) / np.sum(w * expected))


def matthews_corrcoef(y_true, y_pred, *, sample_weight=None):
    """The correlation of true and predicted labels."""
    m = confusion_matrix(y_true, y_pred).astype(float)
    t, p, c, s = m.sum(axis=1), m.sum(axis=0), np.trace(m), m.sum()
    top, a, b = c * s - np.dot(t, p), s ** 2 - np.dot(p, p), s ** 2 - np.dot(t, t)
    return 0.0 if a * b == 0 else float(top / np.sqrt(a * b))


def multilabel_confusion_matrix(y_true, y_pred, *, labels=None):
    """A 2 × 2 matrix for each label."""
    y_true, y_pred = _pair(y_true, y_pred)
    if y_true.ndim == 1:
        names = np.unique(np.concatenate([y_true, y_pred])) if labels is None else np.asarray(labels)
        y_true, y_pred = y_true[:, None] == names, y_pred[:, None] == names
    t, p = y_true.astype(bool), y_pred.astype(bool)
    return np.stack([np.array([[(~t & ~p)[:, k].sum(), (~t & p)[:, k].sum()], [(t & ~p)[:, k].sum(), (t & p)[:, k].sum()]]) for k in range(t.shape[1])])


def top_k_accuracy_score(y_true, y_score, *, k=2, normalize=True, labels=None):
    """The share of samples whose label is among the k highest scores."""
    y_true, y_score = np.asarray(y_true), np.asarray(y_score)
    names = np.unique(y_true if labels is None else labels)
    best = np.argsort(y_score, axis=1, kind='stable')[:, ::-1][:, :k]
    hit = (best == np.searchsorted(names, y_true)[:, None]).any(axis=1)
    return float(hit.mean()) if normalize else float(hit.sum())


# Regression

def median_absolute_error(y_true, y_pred, *, multioutput='uniform_average', sample_weight=None):
    """median(|y − ŷ|)"""
    if sample_weight is not None:
        raise NotImplementedError('median_absolute_error: sample_weight is not supported here')
    t, p = _columns(y_true, y_pred)
    return _outputs(np.median(np.abs(p - t), axis=0), multioutput)


def max_error(y_true, y_pred):
    """max(|y − ŷ|)"""
    y_true, y_pred = _pair(y_true, y_pred)
    return float(np.max(np.abs(y_true - y_pred)))


def mean_absolute_percentage_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """mean(|y − ŷ| / max(|y|, ε))"""
    t, p = _columns(y_true, y_pred)
    return _outputs(np.average(np.abs(p - t) / np.maximum(np.abs(t), np.finfo(np.float64).eps), axis=0, weights=sample_weight), multioutput)


def mean_squared_log_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """mean((ln(1 + y) − ln(1 + ŷ))²)"""
    t, p = _columns(y_true, y_pred)
    if np.any(t <= -1) or np.any(p <= -1):
        raise ValueError('Mean Squared Logarithmic Error cannot be used when targets contain values less than or equal to -1.')
    return mean_squared_error(np.log1p(t), np.log1p(p), sample_weight=sample_weight, multioutput=multioutput)


def root_mean_squared_log_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """√mean((ln(1 + y) − ln(1 + ŷ))²), of each output"""
    return _outputs(np.sqrt(mean_squared_log_error(y_true, y_pred, sample_weight=sample_weight, multioutput='raw_values')), multioutput)


def explained_variance_score(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average', force_finite=True):
    """1 − var(y − ŷ) / var(y)"""
    t, p = _columns(y_true, y_pred)
    residual = np.average((t - p - np.average(t - p, axis=0, weights=sample_weight)) ** 2, axis=0, weights=sample_weight)
    total = np.average((t - np.average(t, axis=0, weights=sample_weight)) ** 2, axis=0, weights=sample_weight)
    return _explained(residual, total, multioutput, force_finite)


# Clusters

def _table(a, b):
    a, b = _pair(a, b)
    _, a = np.unique(a, return_inverse=True)
    _, b = np.unique(b, return_inverse=True)
    out = np.zeros((a.max() + 1, b.max() + 1), dtype=np.int64)
    np.add.at(out, (a, b), 1)
    return out


def _entropy(counts):
    counts = counts[counts > 0].astype(float)
    n = counts.sum()
    return float(-np.sum((counts / n) * (np.log(counts) - np.log(n))))


def mutual_info_score(labels_true, labels_pred, *, contingency=None):
    """What one labelling says of the other, in nats."""
    m = _table(labels_true, labels_pred).astype(float)
    n, rows, columns = m.sum(), m.sum(axis=1), m.sum(axis=0)
    i, j = np.nonzero(m)
    v = m[i, j]
    total = (v / n) * (np.log(v) - np.log(n)) + (v / n) * (-np.log(rows[i] * columns[j]) + np.log(n) + np.log(n))
    return float(np.clip(total.sum(), 0.0, None))


def homogeneity_completeness_v_measure(labels_true, labels_pred, *, beta=1.0):
    """(homogeneity, completeness, V measure)"""
    m = _table(labels_true, labels_pred)
    mi = mutual_info_score(labels_true, labels_pred)
    a, b = _entropy(m.sum(axis=1)), _entropy(m.sum(axis=0))
    homogeneity, completeness = mi / a if a else 1.0, mi / b if b else 1.0
    v = 0.0 if homogeneity + completeness == 0 else (1 + beta) * homogeneity * completeness / (beta * homogeneity + completeness)
    return float(homogeneity), float(completeness), float(v)


def homogeneity_score(labels_true, labels_pred): return homogeneity_completeness_v_measure(labels_true, labels_pred)[0]
def completeness_score(labels_true, labels_pred): return homogeneity_completeness_v_measure(labels_true, labels_pred)[1]
def v_measure_score(labels_true, labels_pred, *, beta=1.0): return homogeneity_completeness_v_measure(labels_true, labels_pred, beta=beta)[2]


def normalized_mutual_info_score(labels_true, labels_pred, *, average_method='arithmetic'):
    """Mutual information over the mean entropy."""
    m = _table(labels_true, labels_pred)
    a, b = _entropy(m.sum(axis=1)), _entropy(m.sum(axis=0))
    mi = mutual_info_score(labels_true, labels_pred)
    if mi <= np.finfo(float).eps:
        return 1.0 if a == b == 0 else 0.0
    mean = {'arithmetic': (a + b) / 2, 'min': min(a, b), 'max': max(a, b), 'geometric': float(np.sqrt(a * b))}[average_method]
    return float(mi / max(mean, np.finfo(float).eps))


def rand_score(labels_true, labels_pred):
    """The share of pairs that both labellings treat alike."""
    m = _table(labels_true, labels_pred).astype(float)
    n = m.sum()
    pairs = n * (n - 1)
    same = (m ** 2).sum() - n
    apart = pairs - ((m.sum(axis=1) ** 2).sum() - n) - ((m.sum(axis=0) ** 2).sum() - n) + same
    return float((same + apart) / pairs) if pairs else 1.0


def calinski_harabasz_score(X, labels):
    """Between-cluster over within-cluster dispersion."""
    X, labels = np.asarray(X, dtype=float), np.asarray(labels)
    names, mean = np.unique(labels), np.mean(X, axis=0)
    n, k = len(X), len(names)
    if not 1 < k < n:
        raise ValueError(f'Number of labels is {k}. Valid values are 2 to n_samples - 1 (inclusive)')
    between = within = 0.0
    for c in names:
        part = X[labels == c]
        centre = part.mean(axis=0)
        between += len(part) * np.sum((centre - mean) ** 2)
        within += np.sum((part - centre) ** 2)
    return 1.0 if within == 0 else float(between * (n - k) / (within * (k - 1)))


def davies_bouldin_score(X, labels):
    """The mean likeness of each cluster to its most similar one."""
    X, labels = np.asarray(X, dtype=float), np.asarray(labels)
    names = np.unique(labels)
    if not 1 < len(names) < len(X):
        raise ValueError(f'Number of labels is {len(names)}. Valid values are 2 to n_samples - 1 (inclusive)')
    centres = np.stack([X[labels == c].mean(axis=0) for c in names])
    spread = np.array([np.mean(pairwise_distances(X[labels == c], centres[k:k + 1])) for k, c in enumerate(names)])
    apart = pairwise_distances(centres)
    if np.allclose(spread, 0) or np.allclose(apart, 0):
        return 0.0
    apart[apart == 0] = np.inf
    return float(np.mean(np.max((spread[:, None] + spread) / apart, axis=1)))


# Distances

def euclidean_distances(X, Y=None, *, squared=False):
    """Distances between the rows of X and of Y."""
    return pairwise_distances(X, Y, 'sqeuclidean' if squared else 'euclidean')


def manhattan_distances(X, Y=None): return pairwise_distances(X, Y, 'manhattan')
def cosine_distances(X, Y=None): return pairwise_distances(X, Y, 'cosine')


def cosine_similarity(X, Y=None, dense_output=True):
    """The cosines of the angles between rows."""
    X = np.asarray(X, dtype=float)
    Y = X if Y is None else np.asarray(Y, dtype=float)
    a, b = np.sqrt((X ** 2).sum(axis=1, keepdims=True)), np.sqrt((Y ** 2).sum(axis=1, keepdims=True))
    return (X / np.where(a == 0, 1, a)) @ (Y / np.where(b == 0, 1, b)).T


def linear_kernel(X, Y=None): return np.asarray(X, dtype=float) @ np.asarray(X if Y is None else Y, dtype=float).T


def rbf_kernel(X, Y=None, gamma=None):
    """exp(−γ·distance²)"""
    X = np.asarray(X, dtype=float)
    return np.exp(-(1.0 / X.shape[1] if gamma is None else gamma) * euclidean_distances(X, Y, squared=True))

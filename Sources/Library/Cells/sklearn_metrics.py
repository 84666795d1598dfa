"""sklearn.metrics: scores. https://scikit-learn.org/stable/modules/model_evaluation.html"""

import numpy as np


def _pair(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError(f'Found input variables with inconsistent numbers of samples: [{len(y_true)}, {len(y_pred)}]')
    return y_true, y_pred


def accuracy_score(y_true, y_pred, *, normalize=True, sample_weight=None):
    """The share (or number) of equal labels."""
    y_true, y_pred = _pair(y_true, y_pred)
    same = y_true == y_pred
    return float(np.average(same, weights=sample_weight)) if normalize else float(same.sum())


def confusion_matrix(y_true, y_pred, *, labels=None, sample_weight=None, normalize=None):
    """Counts by true label (row) and predicted label (column)."""
    y_true, y_pred = _pair(y_true, y_pred)
    names = np.unique(np.concatenate([y_true, y_pred])) if labels is None else np.asarray(labels)
    position = {name: i for i, name in enumerate(names.tolist())}
    matrix = np.zeros((len(names), len(names)), dtype=np.int64 if sample_weight is None else np.float64)
    weights = [1] * len(y_true) if sample_weight is None else list(sample_weight)
    for t, p, w in zip(y_true.tolist(), y_pred.tolist(), weights):
        if t in position and p in position:
            matrix[position[t], position[p]] += w
    if normalize is None:
        return matrix
    if normalize not in ('true', 'pred', 'all'):
        raise ValueError(f"The 'normalize' parameter of confusion_matrix must be a str among {{'all', 'pred', 'true'}} or None. Got {normalize!r} instead.")
    total = matrix.sum(axis=1, keepdims=True) if normalize == 'true' else matrix.sum(axis=0, keepdims=True) if normalize == 'pred' else matrix.sum()
    return np.where(total == 0, 0.0, matrix / np.where(total == 0, 1, total))


def precision_recall_fscore_support(y_true, y_pred, *, beta=1.0, labels=None, pos_label=1, average=None, zero_division=0.0):
    """Precision, recall, F score and number of samples, of each label or averaged."""
    y_true, y_pred = _pair(y_true, y_pred)
    present = np.unique(np.concatenate([y_true, y_pred]))
    if average == 'binary':
        if len(present) > 2:
            raise ValueError("Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].")
        names = np.asarray([pos_label])
    else:
        names = present if labels is None else np.asarray(labels)
    tp = np.array([((y_true == k) & (y_pred == k)).sum() for k in names], dtype=float)
    predicted = np.array([(y_pred == k).sum() for k in names], dtype=float)
    true = np.array([(y_true == k).sum() for k in names], dtype=float)
    support = true.astype(int)
    if average == 'micro':
        tp, predicted, true = tp.sum(keepdims=True), predicted.sum(keepdims=True), true.sum(keepdims=True)

    def divided(a, b):
        return np.where(b == 0, zero_division, a / np.where(b == 0, 1.0, b))

    precision, recall = divided(tp, predicted), divided(tp, true)
    b = beta ** 2
    f = divided((1 + b) * tp, b * true + predicted)
    if average is None:
        return precision, recall, f, support
    if average == 'weighted':
        w = support / support.sum()
        return float((precision * w).sum()), float((recall * w).sum()), float((f * w).sum()), None
    return float(precision.mean()), float(recall.mean()), float(f.mean()), None


def precision_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division=0.0):
    """tp / (tp + fp)"""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, zero_division=zero_division)[0]


def recall_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division=0.0):
    """tp / (tp + fn)"""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, zero_division=zero_division)[1]


def f1_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division=0.0):
    """The harmonic mean of precision and recall."""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, zero_division=zero_division)[2]


def balanced_accuracy_score(y_true, y_pred, *, adjusted=False):
    """The mean recall of the labels."""
    matrix = confusion_matrix(y_true, y_pred)
    total = matrix.sum(axis=1)
    recall = (np.diag(matrix) / np.where(total == 0, 1, total))[total > 0]
    return float(recall.mean())


def mean_squared_error(y_true, y_pred):
    """mean((y − ŷ)²)"""
    y_true, y_pred = _pair(y_true, y_pred)
    return float(((y_true - y_pred) ** 2).mean())


def root_mean_squared_error(y_true, y_pred):
    """√mean((y − ŷ)²)"""
    return float(np.sqrt(mean_squared_error(y_true, y_pred)))


def mean_absolute_error(y_true, y_pred):
    """mean(|y − ŷ|)"""
    y_true, y_pred = _pair(y_true, y_pred)
    return float(np.abs(y_true - y_pred).mean())


def r2_score(y_true, y_pred):
    """1 − Σ(y − ŷ)² / Σ(y − ȳ)²"""
    y_true, y_pred = _pair(y_true, y_pred)
    residual = ((y_true - y_pred) ** 2).sum()
    total = ((y_true - y_true.mean()) ** 2).sum()
    if total == 0:
        return 1.0 if residual == 0 else 0.0
    return float(1 - residual / total)


def classification_report(y_true, y_pred, *, labels=None, target_names=None, digits=2, output_dict=False, zero_division=0.0):
    """A table of precision, recall, F1 and support by label."""
    y_true, y_pred = _pair(y_true, y_pred)
    names = np.unique(np.concatenate([y_true, y_pred])) if labels is None else np.asarray(labels)
    p, r, f, s = precision_recall_fscore_support(y_true, y_pred, labels=names, zero_division=zero_division)
    titles = [str(n) for n in names.tolist()] if target_names is None else list(target_names)
    averages = [(k, precision_recall_fscore_support(y_true, y_pred, labels=names, average=k, zero_division=zero_division)[:3]) for k in ('macro', 'weighted')]
    accuracy = accuracy_score(y_true, y_pred)
    total = int(s.sum())
    if output_dict:
        out = {t: {'precision': float(p[i]), 'recall': float(r[i]), 'f1-score': float(f[i]), 'support': float(s[i])} for i, t in enumerate(titles)}
        out['accuracy'] = accuracy
        for k, (a, b, c) in averages:
            out[f'{k} avg'] = {'precision': a, 'recall': b, 'f1-score': c, 'support': float(total)}
        return out
    width = max(max(len(t) for t in titles), len('weighted avg'), digits)
    text = f"{'':>{width}s} " + ''.join(f' {h:>9}' for h in ('precision', 'recall', 'f1-score', 'support')) + '\n\n'

    def line(title, values, support):
        return f'{title:>{width}s} ' + ''.join(f' {v:>9.{digits}f}' for v in values) + f' {support:>9}\n'

    for i, t in enumerate(titles):
        text += line(t, (p[i], r[i], f[i]), int(s[i]))
    text += '\n'
    text += f"{'accuracy':>{width}s} {'':>10}{'':>10} {accuracy:>9.{digits}f} {total:>9}\n"
    for k, values in averages:
        text += line(f'{k} avg', values, total)
    return text


def roc_auc_score(y_true, y_score):
    """The area under the ROC curve of a binary problem: the chance that a positive scores higher than a negative."""
    y_true, y_score = _pair(y_true, y_score)
    classes = np.unique(y_true)
    if len(classes) != 2:
        raise ValueError('Only one class present in y_true. ROC AUC score is not defined in that case.' if len(classes) == 1 else 'multiclass roc_auc_score is not supported here')
    positive = y_true == classes[1]
    order = np.argsort(y_score, kind='stable')
    ranks = np.empty(len(y_score))
    ordered = y_score[order]
    i = 0
    while i < len(ordered):
        j = i
        while j + 1 < len(ordered) and ordered[j + 1] == ordered[i]:
            j += 1
        ranks[order[i:j + 1]] = (i + j) / 2 + 1
        i = j + 1
    n, m = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def pairwise_distances(X, Y=None, metric='euclidean'):
    """Distances between the rows of X and of Y."""
    X = np.asarray(X, dtype=float)
    Y = X if Y is None else np.asarray(Y, dtype=float)
    if metric in ('euclidean', 'l2', 'sqeuclidean'):
        d = (X ** 2).sum(axis=1)[:, None] - 2 * (X @ Y.T) + (Y ** 2).sum(axis=1)[None, :]
        d = np.maximum(d, 0.0)
        if X is Y:
            d[np.arange(len(X)), np.arange(len(X))] = 0.0
        return d if metric == 'sqeuclidean' else np.sqrt(d)
    if metric in ('manhattan', 'cityblock', 'l1'):
        return np.array([np.abs(x[None, :] - Y).sum(axis=1) for x in X])
    if metric == 'cosine':
        a = X / np.sqrt((X ** 2).sum(axis=1, keepdims=True))
        b = Y / np.sqrt((Y ** 2).sum(axis=1, keepdims=True))
        return np.clip(1 - a @ b.T, 0, 2)
    raise ValueError(f'Unknown metric {metric}')


def silhouette_samples(X, labels, *, metric='euclidean'):
    """(b − a) / max(a, b) of each sample: a its mean distance to its own cluster, b to the nearest other one."""
    labels = np.asarray(labels)
    names, encoded = np.unique(labels, return_inverse=True)
    n = len(labels)
    if not 1 < len(names) < n:
        raise ValueError(f'Number of labels is {len(names)}. Valid values are 2 to n_samples - 1 (inclusive)')
    d = np.asarray(X, dtype=float) if metric == 'precomputed' else pairwise_distances(X, metric=metric)
    counts = np.bincount(encoded)
    sums = np.stack([d[:, encoded == k].sum(axis=1) for k in range(len(names))], axis=1)
    own = sums[np.arange(n), encoded]
    a = own / np.maximum(counts[encoded] - 1, 1)
    means = sums / counts
    means[np.arange(n), encoded] = np.inf
    b = means.min(axis=1)
    s = (b - a) / np.maximum(a, b)
    return np.where(counts[encoded] == 1, 0.0, s)


def silhouette_score(X, labels, *, metric='euclidean', sample_size=None, random_state=None):
    """The mean silhouette."""
    return float(silhouette_samples(X, labels, metric=metric).mean())


def adjusted_rand_score(labels_true, labels_pred):
    """The Rand index, corrected for chance."""
    t, p = _pair(labels_true, labels_pred)
    _, t = np.unique(t, return_inverse=True)
    _, p = np.unique(p, return_inverse=True)
    table = np.zeros((t.max() + 1, p.max() + 1))
    for i, j in zip(t.tolist(), p.tolist()):
        table[i, j] += 1
    n = len(t)

    def pairs(x):
        return (x * (x - 1) / 2).sum()

    index, rows, columns, total = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0)), n * (n - 1) / 2
    expected = rows * columns / total
    best = (rows + columns) / 2
    return 1.0 if best == expected else float((index - expected) / (best - expected))

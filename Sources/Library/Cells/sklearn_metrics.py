"""sklearn.metrics: scores. https://scikit-learn.org/stable/modules/model_evaluation.html"""

import numpy as np


def _pair(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError(f'Found input variables with inconsistent numbers of samples: [{len(y_true)}, {len(y_pred)}]')
    return y_true, y_pred


def _is_multilabel(*tables):
    """Whether these are tables of 0 and 1 with a column a label."""
    return all(t.ndim == 2 and t.shape[1] > 1 for t in tables)


def _same(y_true, y_pred):
    """Whether each sample's labels are all as predicted."""
    return (y_true == y_pred).all(axis=1) if _is_multilabel(y_true, y_pred) else (y_true == y_pred).reshape(len(y_true))


def _counts(y_true, y_pred, names, weights=None, by_sample=False):
    """Weighted counts of hits, of predictions and of true samples of each label, or of each sample of a multilabel table."""
    if _is_multilabel(y_true, y_pred):
        t, p = y_true[:, names] != 0, y_pred[:, names] != 0
    else:
        t, p = np.stack([y_true == k for k in names], axis=1), np.stack([y_pred == k for k in names], axis=1)
    axis = 1 if by_sample else 0
    if weights is None or by_sample:
        return tuple(x.sum(axis=axis).astype(float) for x in (t & p, p, t))
    w = np.asarray(weights, dtype=float)[:, None]
    return tuple((x * w).sum(axis=0) for x in (t & p, p, t))


def _names(y_true, y_pred, labels, average, pos_label):
    if _is_multilabel(y_true, y_pred):
        if average == 'binary':
            raise ValueError("Target is multilabel-indicator but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted', 'samples'].")
        return np.arange(y_true.shape[1]) if labels is None else np.asarray(labels)
    if average == 'samples':
        raise ValueError('Samplewise metrics are not available outside of multilabel classification.')
    present = np.unique(np.concatenate([y_true.reshape(-1), y_pred.reshape(-1)]))
    if average == 'binary':
        if len(present) > 2:
            raise ValueError("Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].")
        if len(present) == 2 and pos_label not in present.tolist():
            raise ValueError(f'pos_label={pos_label} is not a valid label. It should be one of {present}')
        return np.asarray([pos_label])
    return present if labels is None else np.asarray(labels)


def accuracy_score(y_true, y_pred, *, normalize=True, sample_weight=None):
    """The share (or number) of equal labels."""
    same = _same(*_pair(y_true, y_pred))
    if normalize:
        return float(np.average(same, weights=sample_weight))
    return float(same.sum() if sample_weight is None else np.dot(same, np.asarray(sample_weight)))


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


def precision_recall_fscore_support(y_true, y_pred, *, beta=1.0, labels=None, pos_label=1, average=None, warn_for=(), sample_weight=None, zero_division=0.0):
    """Precision, recall, F score and number of samples, of each label or averaged."""
    y_true, y_pred = _pair(y_true, y_pred)
    names = _names(y_true, y_pred, labels, average, pos_label)
    tp, predicted, true = _counts(y_true, y_pred, names, sample_weight, average == 'samples')
    support = true if sample_weight is not None else true.astype(int)
    zero_division = 0.0 if zero_division == 'warn' else zero_division
    if average == 'micro':
        tp, predicted, true = tp.sum(keepdims=True), predicted.sum(keepdims=True), true.sum(keepdims=True)

    def divided(a, b):
        return np.where(b == 0, zero_division, a / np.where(b == 0, 1.0, b))

    precision, recall = divided(tp, predicted), divided(tp, true)
    b = beta ** 2
    f = recall if np.isposinf(beta) else divided((1 + b) * tp, b * true + predicted)
    if average is None:
        return precision, recall, f, support

    def mean(x, weights):
        # Undefined values (zero_division=nan) do not count.
        known = ~np.isnan(x)
        if not known.any():
            return float('nan')
        if weights is None:
            return float(x[known].mean())
        return float((x[known] * weights[known]).sum() / weights[known].sum()) if weights[known].sum() else float(zero_division)
    weights = support.astype(float) if average == 'weighted' else np.asarray(sample_weight, dtype=float) if average == 'samples' and sample_weight is not None else None
    return mean(precision, weights), mean(recall, weights), mean(f, weights), None


def precision_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division=0.0):
    """tp / (tp + fp)"""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight, zero_division=zero_division)[0]


def recall_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division=0.0):
    """tp / (tp + fn)"""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight, zero_division=zero_division)[1]


def f1_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division=0.0):
    """The harmonic mean of precision and recall."""
    return precision_recall_fscore_support(y_true, y_pred, labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight, zero_division=zero_division)[2]


def balanced_accuracy_score(y_true, y_pred, *, adjusted=False):
    """The mean recall of the labels."""
    matrix = confusion_matrix(y_true, y_pred)
    total = matrix.sum(axis=1)
    recall = (np.diag(matrix) / np.where(total == 0, 1, total))[total > 0]
    return float(recall.mean())


def _outputs(errors, multioutput):
    """The error of each output, or their mean."""
    if isinstance(multioutput, str) and multioutput == 'raw_values':
        return errors
    return float(np.average(errors, weights=None if isinstance(multioutput, str) else multioutput))


def _columns(y_true, y_pred):
    """Both as tables of floats with a column an output."""
    t, p = _pair(y_true, y_pred)
    t, p = (x.reshape(-1, 1) if x.ndim == 1 else x for x in (t.astype(float), p.astype(float)))
    if t.shape[1] != p.shape[1]:
        raise ValueError(f'y_true and y_pred have different number of output ({t.shape[1]}!={p.shape[1]})')
    return t, p


def mean_squared_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """mean((y − ŷ)²)"""
    t, p = _columns(y_true, y_pred)
    return _outputs(np.average((p - t) ** 2, axis=0, weights=sample_weight), multioutput)


def root_mean_squared_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """√mean((y − ŷ)²), of each output"""
    return _outputs(np.sqrt(mean_squared_error(y_true, y_pred, sample_weight=sample_weight, multioutput='raw_values')), multioutput)


def mean_absolute_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    """mean(|y − ŷ|)"""
    t, p = _columns(y_true, y_pred)
    return _outputs(np.average(np.abs(p - t), axis=0, weights=sample_weight), multioutput)


def _explained(residual, total, multioutput, force_finite):
    """1 − residual / total of each output, combined."""
    if force_finite:
        scores = np.ones(len(total))
        both = (residual != 0) & (total != 0)
        scores[both] = 1 - residual[both] / total[both]
        scores[(residual != 0) & (total == 0)] = 0.0
    else:
        with np.errstate(divide='ignore', invalid='ignore'):
            scores = 1 - residual / total
    if isinstance(multioutput, str) and multioutput == 'variance_weighted':
        return float(np.average(scores, weights=total)) if np.any(total) else float(scores.mean())
    return _outputs(scores, multioutput)


def r2_score(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average', force_finite=True):
    """1 − Σ(y − ŷ)² / Σ(y − ȳ)²"""
    t, p = _columns(y_true, y_pred)
    if len(t) < 2:
        return float('nan')
    w = 1.0 if sample_weight is None else np.asarray(sample_weight, dtype=float)[:, None]
    return _explained((w * (t - p) ** 2).sum(axis=0), (w * (t - np.average(t, axis=0, weights=sample_weight)) ** 2).sum(axis=0), multioutput, force_finite)


def classification_report(y_true, y_pred, *, labels=None, target_names=None, sample_weight=None, digits=2, output_dict=False, zero_division=0.0):
    """A table of precision, recall, F1 and support by label."""
    y_true, y_pred = _pair(y_true, y_pred)
    multilabel = _is_multilabel(y_true, y_pred)
    names = _names(y_true, y_pred, labels, 'macro', 1)
    # Where labels are left out, or several go together, hits over all predictions are no accuracy.
    whole = not multilabel and (labels is None or set(np.unique(np.concatenate([y_true, y_pred])).tolist()) <= set(names.tolist()))
    given = {'labels': names, 'sample_weight': sample_weight, 'zero_division': zero_division}
    p, r, f, s = precision_recall_fscore_support(y_true, y_pred, **given)
    if target_names is not None and len(target_names) != len(names):
        if labels is None:
            raise ValueError(f'Number of classes, {len(names)}, does not match size of target_names, {len(target_names)}. Try specifying the labels parameter')
    titles = [str(n) for n in names.tolist()] if target_names is None else [str(n) for n in target_names]
    kinds = ([] if whole else ['micro']) + ['macro', 'weighted'] + (['samples'] if multilabel else [])
    averages = [(k, precision_recall_fscore_support(y_true, y_pred, average=k, **given)[:3]) for k in kinds]
    total = s.sum() if sample_weight is not None else int(s.sum())
    accuracy = accuracy_score(y_true, y_pred, sample_weight=sample_weight) if whole else None
    if output_dict:
        out = {t: {'precision': float(p[i]), 'recall': float(r[i]), 'f1-score': float(f[i]), 'support': float(s[i])} for i, t in enumerate(titles)}
        if whole:
            out['accuracy'] = accuracy
        for k, (a, b, c) in averages:
            out[f'{k} avg'] = {'precision': a, 'recall': b, 'f1-score': c, 'support': float(total)}
        return out
    width = max(max(len(t) for t in titles), len('weighted avg'), digits)
    text = f"{'':>{width}s} " + ''.join(f' {h:>9}' for h in ('precision', 'recall', 'f1-score', 'support')) + '\n\n'

    def line(title, values, support):
        return f'{title:>{width}s} ' + ''.join(f' {v:>9.{digits}f}' for v in values) + f' {support:>9}\n'

    for i, t in enumerate(titles):
        text += line(t, (p[i], r[i], f[i]), s[i] if sample_weight is not None else int(s[i]))
    text += '\n'
    if whole:
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

    # Pairs of samples that are together or apart in both, or in one only.
    squares = int((table ** 2).sum())
    fp = int((table @ table.sum(axis=0)).sum()) - squares
    fn = int((table.T @ table.sum(axis=1)).sum()) - squares
    tn = n ** 2 - fp - fn - squares
    tp = squares - n
    if fn == 0 and fp == 0:
        return 1.0
    return 2.0 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn))

"""torchmetrics in the cell language: classification metrics that accumulate over batches.

Formulas: https://lightning.ai/docs/torchmetrics/stable/classification/
"""

import torch
from torch import nn

__version__ = '1.9.0'


class Metric(nn.Module):
    """The base of all metrics: `metric(preds, target)` gives the batch's value and accumulates; `compute()` gives the value of all batches."""

    def __init__(self):
        super().__init__()
        self._names = []
        self._update_count = 0

    def add_state(self, name, default, dist_reduce_fx=None):
        self._names.append((name, default.clone() if hasattr(default, 'clone') else list(default)))
        setattr(self, name, default)

    def reset(self):
        self._update_count = 0
        for name, default in self._names:
            setattr(self, name, default.clone() if hasattr(default, 'clone') else list(default))

    @property
    def update_called(self):
        return self._update_count > 0

    def forward(self, *args, **kwargs):
        total = {name: getattr(self, name) for name, _ in self._names}
        count = self._update_count
        self.reset()
        self.update(*args, **kwargs)
        value = self.compute()
        for name, _ in self._names:
            setattr(self, name, total[name] + getattr(self, name))
        self._update_count = count + 1
        return value

    def __repr__(self):
        return f'{self.__class__.__name__}()'


def _labels(preds, target, num_classes, multilabel=False, threshold=0.5, ignore_index=None):
    """Flat integer predictions and targets of a multiclass task; scores are turned to labels by argmax over dimension 1."""
    if preds.ndim == target.ndim + 1:
        if not preds.dtype.is_floating_point:
            raise ValueError('If `preds` have one dimension more than `target`, `preds` should be a float tensor.')
        if preds.shape[1] != num_classes:
            raise ValueError('If `preds` have one dimension more than `target`, `preds.shape[1]` should be equal to number of classes.')
        if tuple(preds.shape[2:]) != tuple(target.shape[1:]):
            raise ValueError('If `preds` have one dimension more than `target`, the shape of `preds` should be (N, C, ...), and the shape of `target` should be (N, ...).')
        preds = preds.argmax(dim=1)
    elif preds.ndim == target.ndim:
        if tuple(preds.shape) != tuple(target.shape):
            raise ValueError(f'The `preds` and `target` should have the same shape, got `preds` with shape={preds.shape} and `target` with shape={target.shape}.')
        if preds.dtype.is_floating_point:
            raise ValueError('If `preds` and `target` have the same shape, `preds` should be an int tensor.')
    else:
        raise ValueError('Either `preds` and `target` both should have the (same) shape (N, ...), or `target` should be (N, ...) and `preds` should be (N, C, ...).')
    preds, target = preds.reshape(-1), target.reshape(-1)
    if ignore_index is not None:
        keep = target != ignore_index
        preds, target = preds[keep], target[keep]
    if target.numel():
        for name, values in (('target', target), ('preds', preds)):
            low, high = int(values.min()), int(values.max())
            if low < 0 or high >= num_classes:
                found = sorted(set(values.tolist()))
                raise RuntimeError(f'Detected more unique values in `{name}` than expected. Expected only {num_classes} but found {len(found)} in `{name}`. '
                                   f'Found values: {found}.' if len(found) > num_classes else
                                   f'Detected the following values in `{name}`: {found} but expected only the following values {list(range(num_classes))}.')
    return preds.long(), target.long()


def _binary(preds, target, threshold, ignore_index):
    if preds.dtype.is_floating_point:
        if preds.numel() and (float(preds.min()) < 0 or float(preds.max()) > 1):
            preds = torch.sigmoid(preds)
        preds = (preds > threshold).long()
    preds, target = preds.reshape(-1), target.reshape(-1)
    if ignore_index is not None:
        keep = target != ignore_index
        preds, target = preds[keep], target[keep]
    return preds.long(), target.long()


def _confusion(preds, target, num_classes):
    """Counts, true class by row and predicted class by column."""
    index = target * num_classes + preds
    return torch.bincount(index, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def _divided(numerator, denominator, zero=0.0):
    numerator, denominator = numerator.float(), denominator.float()
    safe = torch.where(denominator == 0, torch.ones_like(denominator), denominator)
    return torch.where(denominator == 0, torch.full_like(safe, float(zero)), numerator / safe)


class _Multiclass(Metric):
    """Keeps true positives, false positives, false negatives and true negatives of each class."""

    def __init__(self, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True):
        super().__init__()
        if average not in ('micro', 'macro', 'weighted', 'none', None):
            raise ValueError(f"Expected argument `average` to be one of ('micro', 'macro', 'weighted', 'none', None), but got {average}")
        if not isinstance(num_classes, int) or num_classes < 2:
            raise ValueError(f'Expected argument `num_classes` to be an integer larger than 1, but got {num_classes}')
        self.num_classes = num_classes
        self.average = average
        self.ignore_index = ignore_index
        self.zero_division = zero_division
        for name in ('tp', 'fp', 'tn', 'fn'):
            self.add_state(name, torch.zeros(num_classes, dtype=torch.int64))

    def update(self, preds, target):
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index)
        matrix = _confusion(preds, target, self.num_classes)
        right = torch.diag(matrix)
        self.tp = self.tp + right
        self.fp = self.fp + matrix.sum(dim=0) - right
        self.fn = self.fn + matrix.sum(dim=1) - right
        self.tn = self.tn + matrix.sum() - matrix.sum(dim=0) - matrix.sum(dim=1) + right
        self._update_count += 1

    def _score(self, tp, fp, tn, fn):
        raise NotImplementedError

    def compute(self):
        tp, fp, tn, fn = self.tp, self.fp, self.tn, self.fn
        if self.average == 'micro':
            return self._score(tp.sum(), fp.sum(), tn.sum(), fn.sum())
        score = self._score(tp, fp, tn, fn)
        if self.average in (None, 'none'):
            return score
        if self.average == 'weighted':
            weights = (tp + fn).float()
        else:
            weights = torch.ones_like(score)
            # A class that appears nowhere takes no part in the mean.
            weights[tp + fp + fn == 0] = 0.0
        return _divided(weights * score, weights.sum()).sum()


class MulticlassF1Score(_Multiclass):
    """2·tp / (2·tp + fp + fn)"""

    def __init__(self, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True, beta=1.0):
        super().__init__(num_classes, average, top_k, ignore_index, zero_division, validate_args)
        self.beta = beta

    def _score(self, tp, fp, tn, fn):
        b = self.beta ** 2
        return _divided((1 + b) * tp, (1 + b) * tp + b * fn + fp, self.zero_division)


class MulticlassFBetaScore(MulticlassF1Score):
    """(1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)"""

    def __init__(self, beta, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True):
        super().__init__(num_classes, average, top_k, ignore_index, zero_division, validate_args, beta)


class MulticlassPrecision(_Multiclass):
    """tp / (tp + fp)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fp, self.zero_division)


class MulticlassRecall(_Multiclass):
    """tp / (tp + fn)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fn, self.zero_division)


class MulticlassSpecificity(_Multiclass):
    """tn / (tn + fp)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tn, tn + fp)


class MulticlassAccuracy(_Multiclass):
    """tp / (tp + fn): of all samples when micro, of each class otherwise."""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fn)


class MulticlassJaccardIndex(Metric):
    """Intersection over union: tp / (tp + fp + fn)"""

    def __init__(self, num_classes, average='macro', ignore_index=None, validate_args=True, zero_division=0.0):
        super().__init__()
        self.num_classes = num_classes
        self.average = average
        self.ignore_index = ignore_index
        self.zero_division = zero_division
        self.add_state('confmat', torch.zeros((num_classes, num_classes), dtype=torch.int64))

    def update(self, preds, target):
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index)
        self.confmat = self.confmat + _confusion(preds, target, self.num_classes)
        self._update_count += 1

    def compute(self):
        matrix = self.confmat.float()
        right = torch.diag(matrix)
        union = matrix.sum(dim=0) + matrix.sum(dim=1) - right
        if self.average == 'micro':
            if self.ignore_index is not None and 0 <= self.ignore_index < self.num_classes:
                keep = torch.arange(self.num_classes) != self.ignore_index
                right, union = right[keep], union[keep]
            return _divided(right.sum(), union.sum(), self.zero_division)
        score = _divided(right, union, self.zero_division)
        if self.average in (None, 'none'):
            return score
        if self.average == 'weighted':
            weights = matrix.sum(dim=1)
        else:
            weights = torch.ones_like(score)
            weights[union == 0] = 0.0
            if self.ignore_index is not None and 0 <= self.ignore_index < self.num_classes:
                weights[self.ignore_index] = 0.0
        return (weights * score / weights.sum()).sum()


class MulticlassConfusionMatrix(Metric):
    """Counts by true class (row) and predicted class (column); normalize: 'true', 'pred', 'all' or None."""

    def __init__(self, num_classes, ignore_index=None, normalize=None, validate_args=True):
        super().__init__()
        if normalize not in ('true', 'pred', 'all', 'none', None):
            raise ValueError(f"Expected argument `normalize` to be one of ('true', 'pred', 'all', 'none', None), but got {normalize}.")
        self.num_classes = num_classes
        self.ignore_index = ignore_index
        self.normalize = normalize
        self.add_state('confmat', torch.zeros((num_classes, num_classes), dtype=torch.int64))

    def update(self, preds, target):
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index)
        self.confmat = self.confmat + _confusion(preds, target, self.num_classes)
        self._update_count += 1

    def compute(self):
        if self.normalize in (None, 'none'):
            return self.confmat
        matrix = self.confmat.float()
        if self.normalize == 'true':
            return _divided(matrix, matrix.sum(dim=1, keepdim=True).expand_as(matrix))
        if self.normalize == 'pred':
            return _divided(matrix, matrix.sum(dim=0, keepdim=True).expand_as(matrix))
        return matrix / matrix.sum()


class _BinaryStat(Metric):
    def __init__(self, threshold=0.5, ignore_index=None, zero_division=0, validate_args=True):
        super().__init__()
        self.threshold = threshold
        self.ignore_index = ignore_index
        self.zero_division = zero_division
        self.add_state('confmat', torch.zeros((2, 2), dtype=torch.int64))

    def update(self, preds, target):
        if tuple(preds.shape) != tuple(target.shape):
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        preds, target = _binary(preds, target, self.threshold, self.ignore_index)
        self.confmat = self.confmat + _confusion(preds, target, 2)
        self._update_count += 1

    def compute(self):
        m = self.confmat
        return self._score(m[1, 1], m[0, 1], m[0, 0], m[1, 0])


class BinaryF1Score(_BinaryStat):
    """2·tp / (2·tp + fp + fn)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(2 * tp, 2 * tp + fp + fn, self.zero_division)


class BinaryPrecision(_BinaryStat):
    """tp / (tp + fp)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fp, self.zero_division)


class BinaryRecall(_BinaryStat):
    """tp / (tp + fn)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fn, self.zero_division)


class BinaryAccuracy(_BinaryStat):
    """(tp + tn) / all"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp + tn, tp + fp + tn + fn)


class BinaryJaccardIndex(_BinaryStat):
    """tp / (tp + fp + fn)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tp, tp + fp + fn, self.zero_division)


class BinaryConfusionMatrix(_BinaryStat):
    """[[tn, fp], [fn, tp]]"""

    def __init__(self, threshold=0.5, ignore_index=None, normalize=None, validate_args=True):
        super().__init__(threshold, ignore_index)
        self.normalize = normalize

    def compute(self):
        if self.normalize in (None, 'none'):
            return self.confmat
        matrix = self.confmat.float()
        if self.normalize == 'true':
            return _divided(matrix, matrix.sum(dim=1, keepdim=True).expand_as(matrix))
        if self.normalize == 'pred':
            return _divided(matrix, matrix.sum(dim=0, keepdim=True).expand_as(matrix))
        return matrix / matrix.sum()


def _task(name, binary, multiclass):
    class Chooser:
        """Chooses the metric of a task: task='binary' or 'multiclass' (with num_classes)."""

        def __new__(cls, task, threshold=0.5, num_classes=None, num_labels=None, average=None, top_k=1, ignore_index=None, validate_args=True, **kwargs):
            if task == 'binary':
                return binary(threshold=threshold, ignore_index=ignore_index, **kwargs)
            if task == 'multiclass':
                if not isinstance(num_classes, int):
                    raise ValueError(f'Optional arg `num_classes` must be type `int` when task is ClassificationTask.MULTICLASS. Got {type(num_classes)}')
                if top_k != 1:
                    raise NotImplementedError('top_k other than 1 is not supported here; compare target with preds.topk(k).indices')
                if name != 'ConfusionMatrix':
                    kwargs['average'] = average if average is not None else ('macro' if name == 'JaccardIndex' else 'micro')
                return multiclass(num_classes=num_classes, ignore_index=ignore_index, **kwargs)
            if task == 'multilabel':
                if name in _multilabel:
                    return _multilabel[name](num_labels, threshold, average if average is not None else 'macro' if name == 'JaccardIndex' else 'micro', ignore_index=ignore_index, **kwargs)
                raise NotImplementedError(f"{name}(task='multilabel') is not supported here; use one binary metric a label")
            raise ValueError(f"Invalid Classification: expected one of ['binary', 'multiclass', 'multilabel'], but got {task}.")

    Chooser.__name__ = name
    Chooser.__qualname__ = name
    return Chooser


F1Score = _task('F1Score', BinaryF1Score, MulticlassF1Score)
Precision = _task('Precision', BinaryPrecision, MulticlassPrecision)
Recall = _task('Recall', BinaryRecall, MulticlassRecall)
Accuracy = _task('Accuracy', BinaryAccuracy, MulticlassAccuracy)
JaccardIndex = _task('JaccardIndex', BinaryJaccardIndex, MulticlassJaccardIndex)
ConfusionMatrix = _task('ConfusionMatrix', BinaryConfusionMatrix, MulticlassConfusionMatrix)


class MeanMetric(Metric):
    """The (weighted) mean of all values."""

    def __init__(self, nan_strategy='warn'):
        super().__init__()
        self.add_state('mean_value', torch.tensor(0.0))
        self.add_state('weight', torch.tensor(0.0))

    def update(self, value, weight=1.0):
        value = torch.as_tensor(value, dtype=torch.float32)
        weight = torch.as_tensor(weight, dtype=torch.float32).expand_as(value)
        self.mean_value = self.mean_value + (value * weight).sum()
        self.weight = self.weight + weight.sum()
        self._update_count += 1

    def compute(self):
        return self.mean_value / self.weight


class MetricCollection(nn.Module):
    """Several metrics by name, called together."""

    def __init__(self, metrics, prefix=None, postfix=None):
        super().__init__()
        if isinstance(metrics, dict):
            self.metrics = {k: metrics[k] for k in sorted(metrics)}
        else:
            self.metrics = {m.__class__.__name__: m for m in metrics}
        self.prefix = prefix or ''
        self.postfix = postfix or ''

    def _name(self, name):
        return self.prefix + name + self.postfix

    def forward(self, *args, **kwargs):
        return {self._name(k): m(*args, **kwargs) for k, m in self.metrics.items()}

    def update(self, *args, **kwargs):
        for m in self.metrics.values():
            m.update(*args, **kwargs)

    def compute(self):
        return {self._name(k): m.compute() for k, m in self.metrics.items()}

    def reset(self):
        for m in self.metrics.values():
            m.reset()

    def items(self):
        return [(self._name(k), m) for k, m in self.metrics.items()]

    def keys(self):
        return [self._name(k) for k in self.metrics]

    def __getitem__(self, name):
        return self.metrics[name[len(self.prefix):len(name) - len(self.postfix)]]

    def __len__(self):
        return len(self.metrics)


class _Errors(Metric):
    """Sums of a loss over all values seen."""

    def __init__(self, **kwargs):
        super().__init__()
        self._total, self._count = torch.tensor(0.0), torch.tensor(0.0)

    def _each(self, p, t):
        raise NotImplementedError

    def update(self, preds, target):
        if preds.shape != target.shape:
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        self._total = self._total + self._each(preds.float(), target.float()).sum()
        self._count = self._count + preds.numel()

    def compute(self):
        return self._total / self._count

    def reset(self):
        self._total, self._count = torch.tensor(0.0), torch.tensor(0.0)


class MeanSquaredError(_Errors):
    def __init__(self, squared=True, num_outputs=1, **kwargs):
        super().__init__()
        self.squared = squared

    def _each(self, p, t):
        return (p - t) ** 2

    def compute(self):
        return super().compute() if self.squared else torch.sqrt(super().compute())


class MeanAbsoluteError(_Errors):
    def _each(self, p, t):
        return (p - t).abs()


class MeanAbsolutePercentageError(_Errors):
    def _each(self, p, t):
        return (p - t).abs() / t.abs().clamp(min=1.17e-06)


class _Kept(Metric):
    """Keeps all values seen."""

    def __init__(self, **kwargs):
        super().__init__()
        self._preds, self._target = [], []

    def update(self, preds, target):
        self._preds.append(preds.detach().reshape(-1))
        self._target.append(target.detach().reshape(-1))

    def reset(self):
        self._preds, self._target = [], []

    def _all(self):
        return torch.cat(self._preds), torch.cat(self._target)


class R2Score(_Kept):
    def compute(self):
        p, t = self._all()
        return 1 - ((t - p) ** 2).sum() / ((t - t.mean()) ** 2).sum()


class PearsonCorrCoef(_Kept):
    def compute(self):
        p, t = self._all()
        a, b = p - p.mean(), t - t.mean()
        return (a * b).sum() / torch.sqrt((a * a).sum() * (b * b).sum())


class BinaryAUROC(_Kept):
    def __init__(self, max_fpr=None, thresholds=None, ignore_index=None, validate_args=True, **kwargs):
        super().__init__()
        if max_fpr is not None or thresholds is not None:
            raise NotImplementedError('BinaryAUROC with max_fpr or thresholds is not supported here')

    def compute(self):
        p, t = self._all()
        if ((p < 0) | (p > 1)).any():
            p = p.sigmoid()
        order = torch.argsort(p, descending=True, stable=True)
        p, t = p[order], t[order].float()
        last = torch.cat([(p[1:] != p[:-1]), torch.tensor([True])])
        tp, fp = torch.cumsum(t, 0)[last], torch.cumsum(1 - t, 0)[last]
        tp, fp = torch.cat([torch.zeros(1), tp]) / t.sum(), torch.cat([torch.zeros(1), fp]) / (1 - t).sum()
        return torch.trapezoid(tp, fp)


class _Aggregate(Metric):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__()
        self._values = []

    def update(self, value):
        self._values.append(torch.as_tensor(value, dtype=torch.float32).reshape(-1))

    def reset(self):
        self._values = []


class SumMetric(_Aggregate):
    def compute(self): return torch.cat(self._values).sum() if self._values else torch.tensor(0.0)


class MaxMetric(_Aggregate):
    def compute(self): return torch.cat(self._values).max() if self._values else torch.tensor(float('-inf'))


class MinMetric(_Aggregate):
    def compute(self): return torch.cat(self._values).min() if self._values else torch.tensor(float('inf'))


class CatMetric(_Aggregate):
    def compute(self): return torch.cat(self._values) if self._values else []


def AUROC(task, **kwargs):
    """The area under the curve of a binary task."""
    if task != 'binary':
        raise NotImplementedError(f"AUROC(task={task!r}) is not supported here; use task='binary' a class")
    return BinaryAUROC(**{k: v for k, v in kwargs.items() if k not in ('num_classes', 'num_labels', 'average')})


class _MultilabelStat(Metric):
    """Counts a label; the average over them."""

    def __init__(self, num_labels, threshold=0.5, average='macro', multidim_average='global', ignore_index=None, validate_args=True, beta=1.0, **kwargs):
        super().__init__()
        self.num_labels, self.threshold, self.average, self.ignore_index, self.beta = num_labels, threshold, average, ignore_index, beta
        self.reset()

    def reset(self):
        self._counts = torch.zeros(4, self.num_labels, dtype=torch.long)

    def update(self, preds, target):
        if preds.shape != target.shape:
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        if preds.is_floating_point():
            if ((preds < 0) | (preds > 1)).any():
                preds = preds.sigmoid()
            preds = preds > self.threshold
        p, t = preds.transpose(0, 1).reshape(self.num_labels, -1).bool(), target.transpose(0, 1).reshape(self.num_labels, -1)
        ok = torch.ones_like(p) if self.ignore_index is None else t != self.ignore_index
        t = t == 1
        self._counts = self._counts + torch.stack([(p & t & ok).sum(1), (p & ~t & ok).sum(1), (~p & ~t & ok).sum(1), (~p & t & ok).sum(1)])

    def _score(self, tp, fp, tn, fn):
        raise NotImplementedError

    def compute(self):
        c = self._counts.float()
        if self.average == 'micro':
            return self._score(*c.sum(1))
        s = self._score(*c)
        if self.average in ('none', None):
            return s
        w = torch.ones_like(s) if self.average == 'macro' else c[0] + c[3]
        return (s * w).sum() / w.sum()


class MultilabelF1Score(_MultilabelStat):
    def _score(self, tp, fp, tn, fn):
        b = self.beta ** 2
        return _divided((1 + b) * tp, (1 + b) * tp + b * fn + fp)


class MultilabelPrecision(_MultilabelStat):
    def _score(self, tp, fp, tn, fn): return _divided(tp, tp + fp)


class MultilabelRecall(_MultilabelStat):
    def _score(self, tp, fp, tn, fn): return _divided(tp, tp + fn)


class MultilabelAccuracy(_MultilabelStat):
    def _score(self, tp, fp, tn, fn): return _divided(tp + tn, tp + fp + tn + fn)


class MultilabelJaccardIndex(_MultilabelStat):
    def _score(self, tp, fp, tn, fn): return _divided(tp, tp + fp + fn)


_multilabel = {'F1Score': MultilabelF1Score, 'Precision': MultilabelPrecision, 'Recall': MultilabelRecall, 'Accuracy': MultilabelAccuracy, 'JaccardIndex': MultilabelJaccardIndex,
               'FBetaScore': MultilabelF1Score}

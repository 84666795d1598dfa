"""torchmetrics in the cell language: classification metrics that accumulate over batches.

Formulas: https://lightning.ai/docs/torchmetrics/stable/classification/
"""

import torch
from torch import nn

__version__ = '1.9.0'


def _counted(update):
    """An update that counts its calls."""
    def counted(self, *args, **kwargs):
        outer, self._inside = self._inside, True
        try:
            update(self, *args, **kwargs)
        finally:
            self._inside = outer
        if not outer:
            self._update_count += 1
    return counted


class Metric(nn.Module):
    """The base of all metrics: `metric(preds, target)` gives the batch's value and accumulates; `compute()` gives the value of all batches."""

    def __init_subclass__(cls, **kwargs):
        if 'update' in cls.__dict__:
            cls.update = _counted(cls.__dict__['update'])

    def __init__(self, **kwargs):
        super().__init__()
        known = ('compute_on_cpu', 'dist_sync_on_step', 'process_group', 'dist_sync_fn', 'distributed_available_fn', 'sync_on_compute', 'compute_with_cache')
        unknown = [k for k in kwargs if k not in known]
        if unknown:
            raise ValueError(f'Unexpected keyword arguments: {", ".join(f"`{k}`" for k in unknown)}')
        self._names = []
        self._update_count = 0
        self._inside = False

    def add_state(self, name, default, dist_reduce_fx=None, persistent=False):
        if not isinstance(default, (torch.Tensor, list)) or isinstance(default, list) and default:
            raise ValueError('state variable must be a tensor or any empty list (where you can append tensors)')
        if dist_reduce_fx not in ('sum', 'mean', 'cat', 'min', 'max', None) and not callable(dist_reduce_fx):
            raise ValueError("`dist_reduce_fx` must be callable or one of ['mean', 'sum', 'cat', 'min', 'max', None]")
        self._names.append((name, default.clone() if hasattr(default, 'clone') else list(default), dist_reduce_fx))
        setattr(self, name, default.clone() if hasattr(default, 'clone') else list(default))

    def reset(self):
        self._update_count = 0
        for name, default, _ in self._names:
            setattr(self, name, default.clone() if hasattr(default, 'clone') else list(default))

    @property
    def update_called(self):
        return self._update_count > 0

    @property
    def update_count(self):
        return self._update_count

    @property
    def metric_state(self):
        return {name: getattr(self, name) for name, _, _ in self._names}

    def clone(self):
        import copy
        return copy.deepcopy(self)

    def forward(self, *args, **kwargs):
        # The batch alone first, then joined with what came before.
        def kept(v): return v.clone() if hasattr(v, 'clone') else list(v)
        before, count = {name: kept(getattr(self, name)) for name, _, _ in self._names}, self._update_count
        self.reset()
        self.update(*args, **kwargs)
        value = self.compute()
        batch = {name: kept(getattr(self, name)) for name, _, _ in self._names}
        if all(f in ('sum', 'cat', 'max', 'min') or f is None and isinstance(default, list) for _, default, f in self._names):
            for name, default, f in self._names:
                a, b = before[name], batch[name]
                joined = torch.max(a, b) if f == 'max' else torch.min(a, b) if f == 'min' else torch.cat([a, b]) if f == 'cat' and not isinstance(a, list) else a + b
                setattr(self, name, joined)
        else:
            for name, _, _ in self._names:
                setattr(self, name, before[name])
            self.update(*args, **kwargs)
        self._update_count = count + 1
        return value

    def __repr__(self):
        return f'{self.__class__.__name__}()'


def _top(preds, target, num_classes, k, ignore_index):
    """(predicted, true) labels with the target itself predicted wherever it is among the k highest scores."""
    if preds.ndim != target.ndim + 1:
        raise ValueError('You have set `top_k` larger than 1, but `preds` are labels; give scores of shape (N, C, ...)')
    best = preds.topk(k, dim=1).indices
    first, hit = best.select(1, 0), (best == target.unsqueeze(1)).any(dim=1)
    chosen = torch.where(hit, target, first).reshape(-1)
    target = target.reshape(-1)
    if ignore_index is not None:
        keep = target != ignore_index
        chosen, target = chosen[keep], target[keep]
    return chosen.long(), target.long()


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
        # As the original checks: the number of different values, not the values.
        limit = num_classes if ignore_index is None or 0 <= ignore_index < num_classes else num_classes + 1
        for name, values in (('target', target), ('preds', preds)):
            found = torch.unique(values)
            if len(found) > limit:
                raise RuntimeError(f'Detected more unique values in `{name}` than expected. Expected only {limit} but found {len(found)} in `{name}`. Found values: {found}.')
    return preds.long(), target.long()


def _binary(preds, target, threshold, ignore_index):
    if preds.dtype.is_floating_point:
        if preds.numel() and (float(preds.min()) < 0 or float(preds.max()) > 1):
            preds = torch.sigmoid(preds)
        preds = (preds > threshold).long()
    elif preds.numel():
        found = torch.unique(preds)
        if bool(((found != 0) & (found != 1)).any()):
            raise RuntimeError(f'Detected the following values in `preds`: {found} but expected only the following values [0,1] since `preds` is a label tensor.')
    preds, target = preds.reshape(-1), target.reshape(-1)
    if ignore_index is not None:
        keep = target != ignore_index
        preds, target = preds[keep], target[keep]
    return preds.long(), target.long()


def _confusion(preds, target, num_classes):
    """Counts, true class by row and predicted class by column."""
    index = target * num_classes + preds
    return torch.bincount(index, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def _inside(labels, n):
    """Labels outside 0 ..< n become n."""
    return torch.where((labels < 0) | (labels >= n), torch.full_like(labels, n), labels)


def _divided(numerator, denominator, zero=0.0):
    numerator, denominator = numerator.float(), denominator.float()
    safe = torch.where(denominator == 0, torch.ones_like(denominator), denominator)
    return torch.where(denominator == 0, torch.full_like(safe, float(zero)), numerator / safe)


def _checked_average(multidim_average):
    if multidim_average not in ('global', 'samplewise'):
        raise ValueError(f"Expected argument `multidim_average` to be one of ('global', 'samplewise'), but got {multidim_average}")
    return multidim_average


class _Samples:
    """`multidim_average='samplewise'`: a value for each sample, from a metric of its own for each."""

    def _alone(self, preds, target):
        if preds.ndim < 2 or target.ndim < 2:
            raise ValueError('Expected `preds` and `target` to have at least two dimensions when multidim_average is set to `samplewise`')
        for i in range(len(target)):
            metric = self.clone()
            metric.multidim_average = 'global'
            metric.reset()
            # A sample's positions are samples of their own here.
            p = preds[i].movedim(0, -1) if preds.ndim == target.ndim + 1 else preds[i]
            metric.update(p.reshape(-1, p.shape[-1]) if preds.ndim == target.ndim + 1 else p.reshape(-1), target[i].reshape(-1))
            self._values.append(metric.compute().unsqueeze(0))


class _Multiclass(_Samples, Metric):
    """Keeps true positives, false positives, false negatives and true negatives of each class."""

    def __init__(self, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True, multidim_average='global', **kwargs):
        super().__init__(**kwargs)
        self.multidim_average = _checked_average(multidim_average)
        self.add_state('_values', [], 'cat')
        if average not in ('micro', 'macro', 'weighted', 'none', None):
            raise ValueError(f"Expected argument `average` to be one of ('micro', 'macro', 'weighted', 'none', None), but got {average}")
        if not isinstance(num_classes, int) or num_classes < 2:
            raise ValueError(f'Expected argument `num_classes` to be an integer larger than 1, but got {num_classes}')
        self.num_classes = num_classes
        self.average = average
        self.top_k = top_k
        self.ignore_index = ignore_index
        self.zero_division = zero_division
        for name in ('tp', 'fp', 'tn', 'fn'):
            self.add_state(name, torch.zeros(num_classes, dtype=torch.int64), 'sum')

    def update(self, preds, target):
        if self.multidim_average == 'samplewise':
            return self._alone(preds, target)
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index) if self.top_k == 1 else _top(preds, target, self.num_classes, self.top_k, self.ignore_index)
        n = self.num_classes
        if self.top_k == 1 and self.average != 'micro' and self.ignore_index is None and len(target):
            # The original counts pairs of labels; one that is no class makes more of them than there are places.
            last = int((target * n + preds).max())
            if last >= n * n:
                raise RuntimeError(f"shape '[{n}, {n}]' is invalid for input of size {last + 1}")
        matrix = _confusion(_inside(preds, n), _inside(target, n), n + 1)
        right, columns, rows = torch.diag(matrix)[:n], matrix.sum(dim=0), matrix.sum(dim=1)
        fp, fn = columns[:n] - right, rows[:n] - right
        if self.average == 'micro':
            # Labels outside the classes are wrong for all of them together.
            fp[0] += columns[n]
            fn[0] += rows[n]
        self.tp = self.tp + right
        self.fp = self.fp + fp
        self.fn = self.fn + fn
        self.tn = self.tn + matrix.sum() - columns[:n] - rows[:n] + right

    def _score(self, tp, fp, tn, fn):
        raise NotImplementedError

    def compute(self):
        if self.multidim_average == 'samplewise':
            return torch.cat(self._values)
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

    def __init__(self, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True, beta=1.0, multidim_average='global', **kwargs):
        super().__init__(num_classes, average, top_k, ignore_index, zero_division, validate_args, multidim_average, **kwargs)
        self.beta = beta

    def _score(self, tp, fp, tn, fn):
        b = self.beta ** 2
        return _divided((1 + b) * tp, (1 + b) * tp + b * fn + fp, self.zero_division)


class MulticlassFBetaScore(MulticlassF1Score):
    """(1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)"""

    def __init__(self, beta, num_classes, average='macro', top_k=1, ignore_index=None, zero_division=0, validate_args=True, multidim_average='global', **kwargs):
        super().__init__(num_classes, average, top_k, ignore_index, zero_division, validate_args, beta, multidim_average, **kwargs)


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
        self.add_state('confmat', torch.zeros((num_classes, num_classes), dtype=torch.int64), 'sum')

    def update(self, preds, target):
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index)
        self.confmat = self.confmat + _confusion(_inside(preds, self.num_classes), _inside(target, self.num_classes), self.num_classes + 1)[:self.num_classes, :self.num_classes]

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
        self.add_state('confmat', torch.zeros((num_classes, num_classes), dtype=torch.int64), 'sum')

    def update(self, preds, target):
        preds, target = _labels(preds, target, self.num_classes, ignore_index=self.ignore_index)
        self.confmat = self.confmat + _confusion(_inside(preds, self.num_classes), _inside(target, self.num_classes), self.num_classes + 1)[:self.num_classes, :self.num_classes]

    def compute(self):
        if self.normalize in (None, 'none'):
            return self.confmat
        matrix = self.confmat.float()
        if self.normalize == 'true':
            return _divided(matrix, matrix.sum(dim=1, keepdim=True).expand_as(matrix))
        if self.normalize == 'pred':
            return _divided(matrix, matrix.sum(dim=0, keepdim=True).expand_as(matrix))
        return matrix / matrix.sum()


class _BinaryStat(_Samples, Metric):
    def __init__(self, threshold=0.5, multidim_average='global', ignore_index=None, zero_division=0, validate_args=True, **kwargs):
        super().__init__(**kwargs)
        self.multidim_average = _checked_average(multidim_average)
        self.add_state('_values', [], 'cat')
        if not 0 <= threshold <= 1:
            raise ValueError(f'Expected argument `threshold` to be a float in the [0,1] range, but got {threshold}.')
        self.threshold = threshold
        self.ignore_index = ignore_index
        self.zero_division = zero_division
        for name in ('tp', 'fp', 'tn', 'fn'):
            self.add_state(name, torch.zeros(1, dtype=torch.int64), 'sum')

    def update(self, preds, target):
        if tuple(preds.shape) != tuple(target.shape):
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        found = sorted(set(target.reshape(-1).tolist()))
        if any(v not in (0, 1, self.ignore_index) for v in found):
            raise RuntimeError(f'Detected the following values in `target`: {torch.unique(target)} but expected only the following values {[0, 1] if self.ignore_index is None else [0, 1, self.ignore_index]}.')
        if self.multidim_average == 'samplewise':
            return self._alone(preds, target)
        preds, target = _binary(preds, target, self.threshold, self.ignore_index)
        m = _confusion(preds, target, 2)
        self.tp, self.fp, self.tn, self.fn = self.tp + m[1, 1], self.fp + m[0, 1], self.tn + m[0, 0], self.fn + m[1, 0]

    def compute(self):
        if self.multidim_average == 'samplewise':
            return torch.cat(self._values)
        return self._score(self.tp[0], self.fp[0], self.tn[0], self.fn[0])


class BinaryStatScores(_BinaryStat):
    """[tp, fp, tn, fn, support]"""

    def compute(self):
        return torch.cat([self.tp, self.fp, self.tn, self.fn, self.tp + self.fn])


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
        super().__init__(threshold, ignore_index=ignore_index)
        self.normalize = normalize

    @property
    def confmat(self):
        return torch.stack([torch.cat([self.tn, self.fp]), torch.cat([self.fn, self.tp])])

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

        def __new__(cls, task, threshold=0.5, num_classes=None, num_labels=None, average='', top_k=1, ignore_index=None, validate_args=True, **kwargs):
            if average == '':
                average = 'macro' if name == 'JaccardIndex' else 'micro'
            if task == 'binary':
                return binary(threshold=threshold, ignore_index=ignore_index, **kwargs)
            if task == 'multiclass':
                if not isinstance(num_classes, int):
                    raise ValueError(f'Optional arg `num_classes` must be type `int` when task is ClassificationTask.MULTICLASS. Got {type(num_classes)}')
                if not isinstance(top_k, int):
                    raise ValueError(f'`top_k` is expected to be `int` but `{type(top_k)} was passed.`')
                if name not in ('ConfusionMatrix', 'JaccardIndex', 'CohenKappa', 'MatthewsCorrCoef'):
                    kwargs['top_k'] = top_k
                if name not in ('ConfusionMatrix', 'CohenKappa', 'MatthewsCorrCoef'):
                    kwargs['average'] = average
                return multiclass(num_classes=num_classes, ignore_index=ignore_index, **kwargs)
            if task == 'multilabel':
                if name in _multilabel:
                    return _multilabel[name](num_labels, threshold, average, ignore_index=ignore_index, **kwargs)
                raise NotImplementedError(f"{name}(task='multilabel') is not supported here; use one binary metric a label")
            raise ValueError(f"Invalid Classification: expected one of ['BINARY', 'MULTICLASS', 'MULTILABEL'], but got {task}.")

    Chooser.__name__ = name
    Chooser.__qualname__ = name
    Chooser.__new__.__qualname__ = name + '.__new__'
    return Chooser


F1Score = _task('F1Score', BinaryF1Score, MulticlassF1Score)
Precision = _task('Precision', BinaryPrecision, MulticlassPrecision)
Recall = _task('Recall', BinaryRecall, MulticlassRecall)
Accuracy = _task('Accuracy', BinaryAccuracy, MulticlassAccuracy)
JaccardIndex = _task('JaccardIndex', BinaryJaccardIndex, MulticlassJaccardIndex)
ConfusionMatrix = _task('ConfusionMatrix', BinaryConfusionMatrix, MulticlassConfusionMatrix)


class _MultilabelStat(Metric):
    """Counts a label; the average over them."""

    def __init__(self, num_labels, threshold=0.5, average='macro', multidim_average='global', ignore_index=None, validate_args=True, beta=1.0, **kwargs):
        super().__init__()
        self.num_labels, self.threshold, self.average, self.ignore_index, self.beta = num_labels, threshold, average, ignore_index, beta
        self.add_state('_counts', torch.zeros(4, num_labels, dtype=torch.long), 'sum')

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

# The second part of the torchmetrics module (see torchmetrics.py): agreement, curves, regression, aggregation, collections.

class BinarySpecificity(_BinaryStat):
    """tn / (tn + fp)"""

    def _score(self, tp, fp, tn, fn):
        return _divided(tn, tn + fp)


class BinaryFBetaScore(_BinaryStat):
    """(1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)"""

    def __init__(self, beta, threshold=0.5, ignore_index=None, zero_division=0, validate_args=True, **kwargs):
        super().__init__(threshold, ignore_index=ignore_index, zero_division=zero_division)
        self.beta = beta

    def _score(self, tp, fp, tn, fn):
        b = self.beta ** 2
        return _divided((1 + b) * tp, (1 + b) * tp + b * fn + fp, self.zero_division)


class BinaryHammingDistance(_BinaryStat):
    """The share of wrong labels."""

    def _score(self, tp, fp, tn, fn):
        return 1 - _divided(tp + tn, tp + fp + tn + fn)


class MulticlassHammingDistance(_Multiclass):
    """1 − tp / (tp + fn)"""

    def compute(self):
        if self.average == 'micro':
            return 1 - _divided(self.tp.sum(), (self.tp + self.fn).sum())
        score = 1 - _divided(self.tp, self.tp + self.fn)
        if self.average in (None, 'none'):
            return score
        weights = (self.tp + self.fn).float() if self.average == 'weighted' else torch.ones_like(score)
        if self.average == 'macro':
            weights[self.tp + self.fp + self.fn == 0] = 0.0
        return _divided(weights * score, weights.sum()).sum()


class MulticlassStatScores(_Multiclass):
    """[tp, fp, tn, fn, support] of each class, or averaged."""

    def compute(self):
        rows = torch.stack([self.tp, self.fp, self.tn, self.fn, self.tp + self.fn], dim=-1)
        if self.average == 'micro':
            return rows.sum(dim=0)
        if self.average in (None, 'none'):
            return rows
        if self.average == 'macro':
            return rows.float().mean(dim=0)
        weights = (self.tp + self.fn).float()
        return (rows * (weights / weights.sum()).reshape(-1, 1)).sum(dim=0)


def _kappa(m, weights=None):
    """Cohen's kappa of a matrix of counts."""
    m = m.float()
    n = m.shape[0]
    expected = m.sum(dim=1, keepdim=True) @ m.sum(dim=0, keepdim=True) / m.sum()
    if weights in (None, 'none'):
        w = torch.ones(n, n) - torch.eye(n)
    else:
        at = torch.arange(n).float()
        d = (at.reshape(-1, 1) - at.reshape(1, -1)).abs()
        w = d if weights == 'linear' else d ** 2
    return 1 - (w * m).sum() / (w * expected).sum()


def _matthews(m):
    """The correlation of true and predicted classes of a matrix of counts."""
    two = m.numel() == 4
    if two:
        tn, fp, fn, tp = m.reshape(-1)
        if tp + tn != 0 and fp + fn == 0:
            return torch.tensor(1.0)
        if tp + tn == 0 and fp + fn != 0:
            return torch.tensor(-1.0)
    m = m.float()
    t, p, c, s = m.sum(dim=1), m.sum(dim=0), torch.trace(m), m.sum()
    top, bottom = c * s - (t * p).sum(), (s ** 2 - (p * p).sum()) * (s ** 2 - (t * t).sum())
    if bottom == 0 and two:
        # An empty row or column: the limit as its counts go to nothing.
        eps = torch.tensor(torch.finfo(torch.float32).eps)
        if fn == 0 and tn == 0:
            top = torch.sqrt(eps) * (tp - fp)
        elif fp == 0 and tn == 0:
            top = torch.sqrt(eps) * (tp - fn)
        elif tp == 0 and fn == 0:
            top = torch.sqrt(eps) * (tn - fp)
        elif tp == 0 and fp == 0:
            top = torch.sqrt(eps) * (tn - fn)
        bottom = (tp + fp + eps) * (tp + fn + eps) * (tn + fp + eps) * (tn + fn + eps)
    return torch.tensor(0.0) if bottom == 0 else top / torch.sqrt(bottom)


class BinaryCohenKappa(BinaryConfusionMatrix):
    """The agreement beyond chance."""

    def __init__(self, threshold=0.5, ignore_index=None, weights=None, validate_args=True, **kwargs):
        super().__init__(threshold, ignore_index)
        self.weights = weights

    def compute(self): return _kappa(self.confmat, self.weights)


class MulticlassCohenKappa(MulticlassConfusionMatrix):
    """The agreement beyond chance."""

    def __init__(self, num_classes, ignore_index=None, weights=None, validate_args=True, **kwargs):
        super().__init__(num_classes, ignore_index)
        self.weights = weights

    def compute(self): return _kappa(self.confmat, self.weights)


class BinaryMatthewsCorrCoef(BinaryConfusionMatrix):
    def compute(self): return _matthews(self.confmat)


class MulticlassMatthewsCorrCoef(MulticlassConfusionMatrix):
    def compute(self): return _matthews(self.confmat)


class MultilabelConfusionMatrix(Metric):
    """A 2 × 2 matrix for each label."""

    def __init__(self, num_labels, threshold=0.5, ignore_index=None, normalize=None, validate_args=True, **kwargs):
        super().__init__(**kwargs)
        self.num_labels, self.threshold, self.ignore_index = num_labels, threshold, ignore_index
        self.add_state('confmat', torch.zeros((num_labels, 2, 2), dtype=torch.int64), 'sum')

    def update(self, preds, target):
        out = []
        for k in range(self.num_labels):
            p, t = _binary(preds[:, k], target[:, k], self.threshold, self.ignore_index)
            out.append(_confusion(p, t, 2))
        self.confmat = self.confmat + torch.stack(out)

    def compute(self):
        return self.confmat


# Curves

class _Scores(Metric):
    """Keeps all scores and labels."""

    def __init__(self, thresholds=None, ignore_index=None, validate_args=True, **kwargs):
        super().__init__(**kwargs)
        if thresholds is not None:
            raise NotImplementedError('binned curves (thresholds) are not supported here; leave thresholds=None')
        self.ignore_index = ignore_index
        self.add_state('preds', [], 'cat')
        self.add_state('target', [], 'cat')

    def update(self, preds, target):
        self.preds.append(preds.detach())
        self.target.append(target.detach())

    def _all(self):
        return torch.cat(self.preds), torch.cat(self.target)

    def _kept(self):
        p, t = self._all()
        p, t = p.reshape(-1).float(), t.reshape(-1)
        if self.ignore_index is not None:
            p, t = p[t != self.ignore_index], t[t != self.ignore_index]
        return (p.sigmoid() if ((p < 0) | (p > 1)).any() else p), t

    def _by_class(self):
        p, t = self._all()
        if p.ndim > 2:
            p = p.transpose(0, 1).reshape(p.shape[1], -1).T
        t = t.reshape(-1)
        if self.ignore_index is not None:
            p, t = p[t != self.ignore_index], t[t != self.ignore_index]
        return (p.softmax(dim=1) if ((p < 0) | (p > 1)).any() else p), t


def _counts(p, t):
    """True and false positives when all scores from each different score on are called positive, highest first, and those scores."""
    order = torch.argsort(p, descending=True, stable=True)
    p, t = p[order], t[order].float()
    last = torch.cat([p[1:] != p[:-1], torch.tensor([True])])
    return torch.cumsum(t, 0)[last], torch.cumsum(1 - t, 0)[last], p[last]


def _roc(p, t):
    tp, fp, at = _counts(p, t)
    tp, fp = torch.cat([torch.zeros(1), tp]), torch.cat([torch.zeros(1), fp])
    positives, negatives = tp[-1], fp[-1]
    return (fp / negatives if negatives > 0 else torch.zeros_like(fp)), (tp / positives if positives > 0 else torch.zeros_like(tp)), torch.cat([torch.ones(1), at])


def _precision_recall(p, t):
    tp, fp, at = _counts(p, t)
    precision = torch.cat([(tp / (tp + fp)).flip(0), torch.ones(1)])
    recall = torch.cat([(tp / tp[-1]).flip(0) if tp[-1] > 0 else torch.ones_like(tp), torch.zeros(1)])
    return precision, recall, at.flip(0)


def _area(p, t):
    fpr, tpr, _ = _roc(p, t)
    return torch.trapezoid(tpr, fpr)


def _average_precision(p, t):
    precision, recall, _ = _precision_recall(p, t)
    return -((recall[1:] - recall[:-1]) * precision[:-1]).sum()


def _over_classes(scores, average, target, n):
    """The scores of all classes, averaged."""
    scores = torch.stack(scores)
    if average in (None, 'none'):
        return scores
    if average == 'weighted':
        w = torch.bincount(target.long(), minlength=n).float()
        return (scores * w / w.sum()).sum()
    return scores[~scores.isnan()].mean()


class BinaryAUROC(_Scores):
    """The area under the receiver operating characteristic."""

    def __init__(self, max_fpr=None, thresholds=None, ignore_index=None, validate_args=True, **kwargs):
        super().__init__(thresholds, ignore_index, **kwargs)
        if max_fpr is not None:
            raise NotImplementedError('max_fpr is not supported here')

    def compute(self): return _area(*self._kept())


class BinaryROC(_Scores):
    def compute(self): return _roc(*self._kept())


class BinaryPrecisionRecallCurve(_Scores):
    def compute(self): return _precision_recall(*self._kept())


class BinaryAveragePrecision(_Scores):
    def compute(self): return _average_precision(*self._kept())


class _ClassScores(_Scores):
    def __init__(self, num_classes, average='macro', thresholds=None, ignore_index=None, validate_args=True, **kwargs):
        super().__init__(thresholds, ignore_index, **kwargs)
        self.num_classes, self.average = num_classes, average


class MulticlassAUROC(_ClassScores):
    def compute(self):
        p, t = self._by_class()
        return _over_classes([_area(p[:, k], (t == k).long()) for k in range(self.num_classes)], self.average, t, self.num_classes)


class MulticlassAveragePrecision(_ClassScores):
    def compute(self):
        p, t = self._by_class()
        return _over_classes([_average_precision(p[:, k], (t == k).long()) for k in range(self.num_classes)], self.average, t, self.num_classes)


class MulticlassROC(_ClassScores):
    def compute(self):
        p, t = self._by_class()
        parts = [_roc(p[:, k], (t == k).long()) for k in range(self.num_classes)]
        return tuple([part[i] for part in parts] for i in range(3))


# Aggregation

class _Aggregate(Metric):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(**kwargs)
        self.nan_strategy = nan_strategy

    def _known(self, value):
        value = torch.as_tensor(value, dtype=torch.float32)
        bad = value.isnan()
        if bad.any():
            if self.nan_strategy == 'error':
                raise RuntimeError('Encountered `nan` values in tensor')
            value = torch.where(bad, torch.full_like(value, self.nan_strategy), value) if isinstance(self.nan_strategy, float) else value[~bad] if value.ndim else value.reshape(-1)[:0]
        return value


class MeanMetric(_Aggregate):
    """The (weighted) mean of all values."""

    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(nan_strategy, **kwargs)
        self.add_state('mean_value', torch.tensor(0.0), 'sum')
        self.add_state('weight', torch.tensor(0.0), 'sum')

    def update(self, value, weight=1.0):
        value = self._known(value)
        weight = torch.as_tensor(weight, dtype=torch.float32).expand_as(value)
        self.mean_value = self.mean_value + (value * weight).sum()
        self.weight = self.weight + weight.sum()

    def compute(self):
        return self.mean_value / self.weight


class SumMetric(_Aggregate):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(nan_strategy, **kwargs)
        self.add_state('sum_value', torch.tensor(0.0), 'sum')

    def update(self, value): self.sum_value = self.sum_value + self._known(value).sum()
    def compute(self): return self.sum_value


class MaxMetric(_Aggregate):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(nan_strategy, **kwargs)
        self.add_state('max_value', torch.tensor(float('-inf')), 'max')

    def update(self, value):
        value = self._known(value)
        if value.numel():
            self.max_value = torch.max(self.max_value, value.max())

    def compute(self): return self.max_value


class MinMetric(_Aggregate):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(nan_strategy, **kwargs)
        self.add_state('min_value', torch.tensor(float('inf')), 'min')

    def update(self, value):
        value = self._known(value)
        if value.numel():
            self.min_value = torch.min(self.min_value, value.min())

    def compute(self): return self.min_value


class CatMetric(_Aggregate):
    def __init__(self, nan_strategy='warn', **kwargs):
        super().__init__(nan_strategy, **kwargs)
        self.add_state('value', [], 'cat')

    def update(self, value): self.value.append(self._known(value).reshape(-1))
    def compute(self): return torch.cat(self.value) if self.value else []


# Regression

class _Errors(Metric):
    """Sums of a loss over all values seen, or over each output's."""

    def __init__(self, num_outputs=1, **kwargs):
        super().__init__(**kwargs)
        if not (isinstance(num_outputs, int) and num_outputs > 0):
            raise ValueError(f'Expected num_outputs to be a positive integer but got {num_outputs}')
        self.num_outputs = num_outputs
        self.add_state('_sum', torch.tensor(0.0) if num_outputs == 1 else torch.zeros(num_outputs), 'sum')
        self.add_state('total', torch.tensor(0.0), 'sum')

    def _each(self, p, t):
        raise NotImplementedError

    def update(self, preds, target):
        if preds.shape != target.shape:
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        loss = self._each(preds.float(), target.float())
        self._sum = self._sum + (loss.sum() if self.num_outputs == 1 else loss.sum(dim=0))
        self.total = self.total + (preds.numel() if self.num_outputs == 1 else preds.shape[0])

    def compute(self):
        return self._sum / self.total


class MeanSquaredError(_Errors):
    def __init__(self, squared=True, num_outputs=1, **kwargs):
        super().__init__(num_outputs, **kwargs)
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


class SymmetricMeanAbsolutePercentageError(_Errors):
    def _each(self, p, t):
        return 2 * (p - t).abs() / (t.abs() + p.abs()).clamp(min=1.17e-06)


class MeanSquaredLogError(_Errors):
    def _each(self, p, t):
        return (torch.log1p(p) - torch.log1p(t)) ** 2


class LogCoshError(_Errors):
    def _each(self, p, t):
        d = p - t
        return d + nn.functional.softplus(-2 * d) - 0.6931471805599453


class _Pairs(Metric):
    """Keeps all values seen."""

    def __init__(self, num_outputs=1, **kwargs):
        super().__init__(**kwargs)
        self.add_state('preds', [], 'cat')
        self.add_state('target', [], 'cat')

    def update(self, preds, target):
        if preds.shape != target.shape:
            raise RuntimeError(f'Predictions and targets are expected to have the same shape, but got {preds.shape} and {target.shape}.')
        self.preds.append(preds.detach().float())
        self.target.append(target.detach().float())

    def _all(self):
        return torch.cat(self.preds), torch.cat(self.target)


class R2Score(_Pairs):
    """1 − Σ(y − ŷ)² / Σ(y − ȳ)²"""

    def __init__(self, num_outputs=None, adjusted=0, multioutput='uniform_average', **kwargs):
        super().__init__(**kwargs)
        self.adjusted, self.multioutput = adjusted, multioutput

    def compute(self):
        p, t = self._all()
        n = t.shape[0]
        if n < 2:
            raise ValueError('Needs at least two samples to calculate r2 score.')
        total = (t * t).sum(dim=0) - t.sum(dim=0) * (t.sum(dim=0) / n)
        raw = 1 - ((t - p) ** 2).sum(dim=0) / total
        if self.multioutput == 'uniform_average':
            raw = raw.mean()
        elif self.multioutput == 'variance_weighted':
            raw = (total / total.sum() * raw).sum()
        if self.adjusted:
            return 1 - (1 - raw) * (n - 1) / (n - self.adjusted - 1)
        return raw


class ExplainedVariance(_Pairs):
    def __init__(self, multioutput='uniform_average', **kwargs):
        super().__init__(**kwargs)
        self.multioutput = multioutput

    def compute(self):
        p, t = self._all()
        d = t - p
        raw = 1 - ((d - d.mean(dim=0)) ** 2).mean(dim=0) / ((t - t.mean(dim=0)) ** 2).mean(dim=0)
        return raw.mean() if self.multioutput == 'uniform_average' else raw


def _pearson(p, t):
    a, b = p - p.mean(dim=0), t - t.mean(dim=0)
    return ((a * b).sum(dim=0) / torch.sqrt((a * a).sum(dim=0) * (b * b).sum(dim=0))).clamp(-1.0, 1.0)


class PearsonCorrCoef(_Pairs):
    def compute(self): return _pearson(*self._all())


def _places(x):
    """Ranks from 1, equal values share their mean rank."""
    order = torch.argsort(x, stable=True)
    values, ranks = x[order], torch.zeros(len(x))
    i = 0
    while i < len(values):
        j = i
        while j + 1 < len(values) and values[j + 1] == values[i]:
            j += 1
        ranks[order[i:j + 1]] = (i + j) / 2 + 1
        i = j + 1
    return ranks


class SpearmanCorrCoef(_Pairs):
    def compute(self):
        p, t = self._all()
        return _pearson(_places(p), _places(t))


class CosineSimilarity(_Pairs):
    def __init__(self, reduction='sum', **kwargs):
        super().__init__(**kwargs)
        self.reduction = reduction

    def compute(self):
        p, t = self._all()
        each = (p * t).sum(dim=-1) / (p.norm(dim=-1) * t.norm(dim=-1))
        return each.sum() if self.reduction == 'sum' else each.mean() if self.reduction == 'mean' else each


class PeakSignalNoiseRatio(Metric):
    """10 log₁₀(range² / mean squared error)"""

    def __init__(self, data_range=None, base=10.0, reduction='elementwise_mean', dim=None, **kwargs):
        super().__init__(**kwargs)
        self.data_range, self.base = data_range, base
        self.add_state('sum_squared_error', torch.tensor(0.0), 'sum')
        self.add_state('total', torch.tensor(0), 'sum')
        self.add_state('min_target', torch.tensor(0.0), 'min')
        self.add_state('max_target', torch.tensor(0.0), 'max')

    def update(self, preds, target):
        if self.data_range is None:
            self.min_target, self.max_target = torch.min(target.min(), self.min_target), torch.max(target.max(), self.max_target)
        self.sum_squared_error = self.sum_squared_error + ((preds - target) ** 2).sum()
        self.total = self.total + target.numel()

    def compute(self):
        wide = self.max_target - self.min_target if self.data_range is None else torch.tensor(float(self.data_range))
        return (2 * torch.log(wide) - torch.log(self.sum_squared_error / self.total)) * (10 / torch.log(torch.tensor(self.base)))


# Collections

class MetricCollection(nn.ModuleDict):
    """Several metrics by name, called together."""

    def __init__(self, metrics, *more, prefix=None, postfix=None, compute_groups=True):
        super().__init__()
        if isinstance(metrics, dict):
            found = {k: metrics[k] for k in sorted(metrics)}
        else:
            found = {}
            for m in ([metrics] if isinstance(metrics, Metric) else list(metrics)) + list(more):
                if not isinstance(m, (Metric, MetricCollection)):
                    raise ValueError(f'Input {m} to `MetricCollection` is not a instance of `Metric` or `MetricCollection`')
                if m.__class__.__name__ in found:
                    raise ValueError(f'Encountered two metrics both named {m.__class__.__name__}')
                found[m.__class__.__name__] = m
        for k, m in found.items():
            self.add_module(k, m)
        self.prefix, self.postfix = prefix, postfix

    def _metrics(self):
        return [(k, m) for k, m in self.named_children()]

    def _name(self, name):
        return (self.prefix or '') + name + (self.postfix or '')

    def _made(self, values):
        out = {}
        for k, v in values:
            if isinstance(v, dict):
                out.update({self._name(n): x for n, x in v.items()})
            else:
                out[self._name(k)] = v
        return out

    def forward(self, *args, **kwargs):
        return self._made([(k, m(*args, **kwargs)) for k, m in self._metrics()])

    def update(self, *args, **kwargs):
        for _, m in self._metrics():
            m.update(*args, **kwargs)

    def compute(self):
        return self._made([(k, m.compute()) for k, m in self._metrics()])

    def reset(self):
        for _, m in self._metrics():
            m.reset()

    def clone(self, prefix=None, postfix=None):
        import copy
        out = copy.deepcopy(self)
        out.prefix = prefix if prefix is not None else out.prefix
        out.postfix = postfix if postfix is not None else out.postfix
        return out

    def items(self, keep_base=False, copy_state=True):
        return [(k if keep_base else self._name(k), m) for k, m in self._metrics()]

    def keys(self, keep_base=False):
        return [k if keep_base else self._name(k) for k, _ in self._metrics()]

    def values(self, copy_state=True):
        return [m for _, m in self._metrics()]

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, name):
        return name in self.keys()

    def __getitem__(self, name):
        for k, m in self._metrics():
            if name in (k, self._name(k)):
                return m
        raise KeyError(name)

    def __len__(self):
        return len(self._metrics())

    def __repr__(self):
        lines = ''.join(f'\n  ({k}): {m!r}' for k, m in self._metrics())
        extra = (f',\n  prefix={self.prefix}' if self.prefix else '') + (f'{"," if not self.prefix else ""}\n  postfix={self.postfix}' if self.postfix else '')
        return f'MetricCollection({lines}{extra}\n)'


class MinMaxMetric(Metric):
    """A metric's value with its smallest and largest so far."""

    def __init__(self, base_metric, **kwargs):
        super().__init__(**kwargs)
        self._base, self.min_val, self.max_val = base_metric, torch.tensor(float('inf')), torch.tensor(float('-inf'))

    def update(self, *args, **kwargs): self._base.update(*args, **kwargs)

    def compute(self):
        v = self._base.compute()
        self.min_val, self.max_val = torch.min(self.min_val, v), torch.max(self.max_val, v)
        return {'raw': v, 'max': self.max_val, 'min': self.min_val}

    def forward(self, *args, **kwargs):
        self._base(*args, **kwargs)
        return self.compute()


class ClasswiseWrapper(Metric):
    """A metric of one value a class, as a dict with a name for each."""

    def __init__(self, metric, labels=None, prefix=None, postfix=None):
        super().__init__()
        if not isinstance(metric, Metric):
            raise ValueError(f'Expected argument `metric` to be an instance of `torchmetrics.Metric` but got {metric}')
        if labels is not None and not (isinstance(labels, list) and all(isinstance(v, str) for v in labels)):
            raise ValueError(f'Expected argument `labels` to either be `None` or a list of strings but got {labels}')
        self.metric, self.labels, self._prefix, self._postfix = metric, labels, prefix, postfix

    def _named(self, values):
        if self._prefix is None and self._postfix is None:
            before, after = type(self.metric).__name__.lower() + '_', ''
        else:
            before, after = self._prefix or '', self._postfix or ''
        return {f'{before}{i if self.labels is None else self.labels[i]}{after}': v for i, v in enumerate(values)}

    def update(self, *args, **kwargs): self.metric.update(*args, **kwargs)
    def compute(self): return self._named(self.metric.compute())
    def forward(self, *args, **kwargs): return self._named(self.metric(*args, **kwargs))
    def reset(self): self.metric.reset()


class MetricTracker:
    def __init__(self, *args, **kwargs): raise NotImplementedError('MetricTracker is not supported here; keep the values in a list')


Specificity = _task('Specificity', BinarySpecificity, MulticlassSpecificity)
CohenKappa = _task('CohenKappa', BinaryCohenKappa, MulticlassCohenKappa)
MatthewsCorrCoef = _task('MatthewsCorrCoef', BinaryMatthewsCorrCoef, MulticlassMatthewsCorrCoef)
HammingDistance = _task('HammingDistance', BinaryHammingDistance, MulticlassHammingDistance)
StatScores = _task('StatScores', BinaryStatScores, MulticlassStatScores)
_multilabel['ConfusionMatrix'] = MultilabelConfusionMatrix


def _curve(name, binary, multiclass):
    class Chooser:
        """Chooses the curve of a task."""

        def __new__(cls, task, thresholds=None, num_classes=None, num_labels=None, average='macro', ignore_index=None, validate_args=True, **kwargs):
            if task == 'binary':
                return binary(thresholds=thresholds, ignore_index=ignore_index, **kwargs)
            if task == 'multiclass':
                if not isinstance(num_classes, int):
                    raise ValueError(f'`num_classes` is expected to be `int` but `{type(num_classes)} was passed.`')
                return multiclass(num_classes, average, thresholds, ignore_index, **kwargs)
            if task == 'multilabel':
                raise NotImplementedError(f"{name}(task='multilabel') is not supported here; use one binary metric a label")
            raise ValueError(f"Invalid Classification: expected one of ['binary', 'multiclass', 'multilabel'], but got {task}.")

    Chooser.__name__ = name
    Chooser.__qualname__ = name
    Chooser.__new__.__qualname__ = name + '.__new__'
    return Chooser


AUROC = _curve('AUROC', BinaryAUROC, MulticlassAUROC)
AveragePrecision = _curve('AveragePrecision', BinaryAveragePrecision, MulticlassAveragePrecision)
ROC = _curve('ROC', BinaryROC, MulticlassROC)


class FBetaScore:
    """Chooses the F score of a task."""

    def __new__(cls, task, beta=1.0, threshold=0.5, num_classes=None, num_labels=None, average='micro', top_k=1, ignore_index=None, validate_args=True, zero_division=0, **kwargs):
        if task == 'binary':
            return BinaryFBetaScore(beta, threshold, ignore_index, zero_division)
        if task == 'multiclass':
            return MulticlassFBetaScore(beta, num_classes, average, top_k, ignore_index, zero_division)
        return MultilabelF1Score(num_labels, threshold, average, ignore_index=ignore_index, beta=beta)


import torchmetrics.functional as functional

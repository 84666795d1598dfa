"""torch.distributions: the common ones."""

import math

import torch
from torch.nn import functional as F


def _tensors(*values):
    made = [v if isinstance(v, torch.Tensor) else torch.tensor(float(v)) for v in values]
    return torch.broadcast_tensors(*made)


class Distribution:
    """Numbers drawn by chance, with their densities."""
    batch_shape, event_shape = torch.Size([]), torch.Size([])

    def _shape(self, sample_shape):
        return torch.Size(tuple(sample_shape) + tuple(self.batch_shape) + tuple(self.event_shape))

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        raise NotImplementedError

    @property
    def stddev(self):
        return self.variance.sqrt()

    def perplexity(self):
        return torch.exp(self.entropy())


class Normal(Distribution):
    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = _tensors(loc, scale)
        if not bool((self.scale > 0).all()):
            raise ValueError(f'Expected parameter scale (Tensor of shape {tuple(self.scale.shape)}) of distribution Normal(loc: {self.loc}, scale: {self.scale}) to satisfy the constraint '
                             f'GreaterThan(lower_bound=0.0), but found invalid values:\\n{self.scale}')
        self.batch_shape = self.loc.shape

    mean = property(lambda self: self.loc)
    mode = property(lambda self: self.loc)
    variance = property(lambda self: self.scale ** 2)
    stddev = property(lambda self: self.scale)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            shape = self._shape(sample_shape)
            return torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=torch.Size()):
        shape = self._shape(sample_shape)
        return self.loc + torch.empty(shape).normal_() * self.scale

    def log_prob(self, value): return -((value - self.loc) ** 2) / (2 * self.scale ** 2) - self.scale.log() - math.log(math.sqrt(2 * math.pi))
    def cdf(self, value): return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))
    def icdf(self, value): return self.loc + self.scale * torch.erfinv(2 * value - 1) * math.sqrt(2)
    def entropy(self): return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)
    def __repr__(self): return f'Normal({_listed(self, "loc", "scale")})'


def _listed(d, *names):
    return ', '.join(f'{n}: {getattr(d, n) if getattr(d, n).numel() == 1 else getattr(d, n).size()}' for n in names)


class Uniform(Distribution):
    def __init__(self, low, high, validate_args=None):
        self.low, self.high = _tensors(low, high)
        self.batch_shape = self.low.shape

    mean = property(lambda self: (self.high + self.low) / 2)
    variance = property(lambda self: (self.high - self.low) ** 2 / 12)

    def rsample(self, sample_shape=torch.Size()): return self.low + torch.rand(self._shape(sample_shape)) * (self.high - self.low)

    def log_prob(self, value):
        inside = (self.low <= value).to(self.low.dtype) * (self.high > value).to(self.low.dtype)
        return torch.log(inside) - torch.log(self.high - self.low)

    def cdf(self, value): return ((value - self.low) / (self.high - self.low)).clamp(0, 1)
    def entropy(self): return torch.log(self.high - self.low)
    def __repr__(self): return f'Uniform({_listed(self, "low", "high")})'


class Exponential(Distribution):
    def __init__(self, rate, validate_args=None):
        self.rate, = _tensors(rate)
        self.batch_shape = self.rate.shape

    mean = property(lambda self: self.rate.reciprocal())
    variance = property(lambda self: self.rate ** -2)

    def rsample(self, sample_shape=torch.Size()): return torch.empty(self._shape(sample_shape)).exponential_() / self.rate
    def log_prob(self, value): return self.rate.log() - self.rate * value
    def cdf(self, value): return 1 - torch.exp(-self.rate * value)
    def entropy(self): return 1.0 - torch.log(self.rate)
    def __repr__(self): return f'Exponential({_listed(self, "rate")})'


class Bernoulli(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError('Either `probs` or `logits` must be specified, but not both.')
        self._given = 'probs' if probs is not None else 'logits'
        if probs is not None:
            self.probs, = _tensors(probs)
            p = self.probs.clamp(1.1920929e-07, 1 - 1.1920929e-07)
            self.logits = torch.log(p) - torch.log1p(-p)
        else:
            self.logits, = _tensors(logits)
            self.probs = torch.sigmoid(self.logits)
        self.batch_shape = self.probs.shape

    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(self._shape(sample_shape)))

    def log_prob(self, value): return -F.binary_cross_entropy_with_logits(self.logits.expand(value.shape), value, reduction='none')
    def entropy(self): return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction='none')
    def __repr__(self): return f'Bernoulli({_listed(self, self._given)})'


class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError('Either `probs` or `logits` must be specified, but not both.')
        self._given = 'probs' if probs is not None else 'logits'
        if probs is not None:
            self.probs = probs / probs.sum(-1, keepdim=True)
            self.logits = torch.log(self.probs.clamp(1.1920929e-07, 1 - 1.1920929e-07))
        else:
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
            self.probs = F.softmax(self.logits, dim=-1)
        self.batch_shape = self.probs.shape[:-1]

    def sample(self, sample_shape=torch.Size()):
        n = 1
        for s in sample_shape:
            n *= s
        flat = self.probs.reshape(-1, self.probs.shape[-1])
        return torch.multinomial(flat, n, True).T.reshape(self._shape(sample_shape))

    def log_prob(self, value):
        value = value.long().unsqueeze(-1)
        shape = torch.broadcast_shapes(value.shape, self.logits.shape[:-1] + (1,))
        return self.logits.expand(shape[:-1] + self.logits.shape[-1:]).gather(-1, value.expand(shape)).squeeze(-1)

    def entropy(self): return -(self.logits.clamp(min=-3.4028235e38) * self.probs).sum(-1)
    def __repr__(self): return f'Categorical({_listed(self, self._given)})'


def kl_divergence(p, q):
    """How far q is from p, in nats."""
    if isinstance(p, Normal) and isinstance(q, Normal):
        ratio = (p.scale / q.scale) ** 2
        t = ((p.loc - q.loc) / q.scale) ** 2
        return 0.5 * (ratio + t - 1 - ratio.log())
    if isinstance(p, Categorical) and isinstance(q, Categorical):
        return (p.probs * (p.logits - q.logits)).sum(-1)
    if isinstance(p, Bernoulli) and isinstance(q, Bernoulli):
        return p.probs * (F.softplus(-q.logits) - F.softplus(-p.logits)) + (1 - p.probs) * (F.softplus(q.logits) - F.softplus(p.logits))
    if isinstance(p, Exponential) and isinstance(q, Exponential):
        ratio = q.rate / p.rate
        return -ratio.log() + ratio - 1
    raise NotImplementedError(f'No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}')

"""Layers and losses of `torch.nn`, and functions of `torch.nn.functional`, that are made of others."""
import math

from collections import namedtuple as _namedtuple

import torch
import torch.nn.functional as F
from torch import nn


def _reduce(x, reduction):
    if reduction == 'mean':
        return x.mean()
    if reduction == 'sum':
        return x.sum()
    if reduction != 'none':
        raise ValueError(f'{reduction} is not a valid value for reduction')
    return x


# Losses

def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'):
    zero = torch.zeros_like(input)
    return _reduce(torch.where(target != 1, (margin - input).clamp(min=0), zero) + torch.where(target != -1, input, zero), reduction)


def poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'):
    loss = torch.exp(input) - target * input if log_input else input - target * torch.log(input + eps)
    if full:
        stirling = target * torch.log(target) - target + 0.5 * torch.log(2 * math.pi * target)
        loss = loss + torch.where(target > 1, stirling, torch.zeros_like(stirling))
    return _reduce(loss, reduction)


def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction='mean'):
    if not torch.is_tensor(var):
        var = torch.full_like(input, var)
    if torch.any(var < 0):
        raise ValueError('var has negative entry/entries')
    var = var.clamp(min=eps)
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduce(loss, reduction)


def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'):
    x = input if input.dim() == 2 else input.unsqueeze(0)
    t = target.reshape(-1, 1)
    m = (margin - x.gather(1, t) + x).clamp(min=0) ** p
    if weight is not None:
        m = m * weight[t]
    mask = torch.ones_like(m).scatter(1, t, 0.0)
    loss = (m * mask).sum(1) / x.shape[1]
    return _reduce(loss if input.dim() == 2 else loss[0], reduction)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction='mean'):
    return _reduce(torch.log1p(torch.exp(-target * input)), reduction)


def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction='mean'):
    loss = -(target * F.logsigmoid(input) + (1 - target) * F.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return _reduce(loss.sum(-1) / input.shape[-1], reduction)


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction='mean'):
    x, t = (input, target) if input.dim() == 2 else (input.unsqueeze(0), target.unsqueeze(0))
    losses = []
    for row, labels in zip(x, t):
        own = []
        for i in labels.tolist():
            if i < 0:
                break
            own.append(i)
        other = [i for i in range(row.shape[0]) if i not in own]
        loss = row.sum() * 0
        for i in own:
            loss = loss + (1 - (row[i] - row[other])).clamp(min=0).sum()
        losses.append(loss / row.shape[0])
    loss = torch.stack(losses)
    return _reduce(loss if input.dim() == 2 else loss[0], reduction)


def triplet_margin_with_distance_loss(anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean'):
    d = distance_function or F.pairwise_distance
    near, far = d(anchor, positive), d(anchor, negative)
    if swap:
        far = torch.minimum(far, d(positive, negative))
    return _reduce((margin + near - far).clamp(min=0), reduction)


def cosine_embedding_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'):
    return nn.CosineEmbeddingLoss(margin=margin, reduction=reduction)(input1, input2, target)


def margin_ranking_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'):
    return nn.MarginRankingLoss(margin=margin, reduction=reduction)(input1, input2, target)


def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'):
    return nn.TripletMarginLoss(margin=margin, p=p, eps=eps, swap=swap, reduction=reduction)(anchor, positive, negative)


class _Loss(nn.Module):
    def __init__(self, size_average=None, reduce=None, reduction='mean'):
        super().__init__()
        self.reduction = reduction


class HingeEmbeddingLoss(_Loss):
    def __init__(self, margin=1.0, size_average=None, reduce=None, reduction='mean'):
        super().__init__(reduction=reduction)
        self.margin = margin

    def forward(self, input, target):
        return hinge_embedding_loss(input, target, self.margin, reduction=self.reduction)


class PoissonNLLLoss(_Loss):
    def __init__(self, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'):
        super().__init__(reduction=reduction)
        self.log_input, self.full, self.eps = log_input, full, eps

    def forward(self, log_input, target):
        return poisson_nll_loss(log_input, target, self.log_input, self.full, eps=self.eps, reduction=self.reduction)


class GaussianNLLLoss(_Loss):
    def __init__(self, *, full=False, eps=1e-06, reduction='mean'):
        super().__init__(reduction=reduction)
        self.full, self.eps = full, eps

    def forward(self, input, target, var):
        return gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)


class MultiMarginLoss(_Loss):
    def __init__(self, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'):
        super().__init__(reduction=reduction)
        self.p, self.margin, self.weight = p, margin, weight

    def forward(self, input, target):
        return multi_margin_loss(input, target, self.p, self.margin, self.weight, reduction=self.reduction)


class SoftMarginLoss(_Loss):
    def forward(self, input, target):
        return soft_margin_loss(input, target, reduction=self.reduction)


class MultiLabelSoftMarginLoss(_Loss):
    def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean'):
        super().__init__(reduction=reduction)
        self.weight = weight

    def forward(self, input, target):
        return multilabel_soft_margin_loss(input, target, self.weight, reduction=self.reduction)


class MultiLabelMarginLoss(_Loss):
    def forward(self, input, target):
        return multilabel_margin_loss(input, target, reduction=self.reduction)


class TripletMarginWithDistanceLoss(_Loss):
    def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction='mean'):
        super().__init__(reduction=reduction)
        self.distance_function, self.margin, self.swap = distance_function, margin, swap

    def forward(self, anchor, positive, negative):
        return triplet_margin_with_distance_loss(anchor, positive, negative, distance_function=self.distance_function, margin=self.margin, swap=self.swap, reduction=self.reduction)


# Functions

def local_response_norm(input, size, alpha=0.0001, beta=0.75, k=1.0):
    sq = (input * input).unsqueeze(1).flatten(3) if input.dim() > 3 else (input * input).unsqueeze(1)
    pad = F.pad(sq, (0, 0, size // 2, (size - 1) // 2))
    total = sum(pad[:, :, i:i + input.shape[1]] for i in range(size)) / size
    return input / (total.squeeze(1).reshape(input.shape) * alpha + k) ** beta


def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    k = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    out = F.avg_pool2d(input ** norm_type, k, stride)
    return (torch.sign(out) * F.relu(torch.abs(out)) * (k[0] * k[1])) ** (1.0 / norm_type)


def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    out = F.avg_pool1d(input ** norm_type, kernel_size, stride)
    return (torch.sign(out) * F.relu(torch.abs(out)) * kernel_size) ** (1.0 / norm_type)


def channel_shuffle(input, groups):
    b, c = input.shape[:2]
    return input.reshape(b, groups, c // groups, *input.shape[2:]).transpose(1, 2).reshape(input.shape)


def bilinear(input1, input2, weight, bias=None):
    r = torch.einsum('...i,oij,...j->...o', input1, weight, input2)
    return r if bias is None else r + bias


def embedding_bag(input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, per_sample_weights=None,
                  include_last_offset=False, padding_idx=None):
    e = F.embedding(input, weight)
    if per_sample_weights is not None:
        e = e * per_sample_weights.unsqueeze(-1)
    if padding_idx is not None:
        # Rows of the padding index are as if they were not there.
        keep = input != padding_idx % weight.shape[0]
        rows = list(zip(e, keep)) if input.dim() == 2 else []
    if input.dim() == 2:
        bags = list(e) if padding_idx is None else [b[k] for b, k in rows]
    else:
        at = offsets.tolist() + ([] if include_last_offset else [input.shape[0]])
        bags = [e[i:j] if padding_idx is None else e[i:j][keep[i:j]] for i, j in zip(at, at[1:])]
    zero = weight[0] * 0
    if mode == 'sum':
        return torch.stack([b.sum(0) for b in bags])
    if mode == 'max':
        return torch.stack([b.max(0)[0] if len(b) else zero for b in bags])
    return torch.stack([b.mean(0) if len(b) else zero for b in bags])


def affine_grid(theta, size, align_corners=None):
    n, c, h, w = size

    def line(k):
        return torch.linspace(-1, 1, k) if align_corners else torch.linspace(-1, 1, k) * (k - 1) / k
    y, x = torch.meshgrid(line(h), line(w), indexing='ij')
    base = torch.stack([x, y, torch.ones_like(x)], -1).reshape(1, h * w, 3).to(theta.dtype)
    return (base @ theta.transpose(1, 2)).reshape(n, h, w, 2)


def grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None):
    n, c, h, w = input.shape
    gx, gy = grid[..., 0], grid[..., 1]
    if align_corners:
        x, y = (gx + 1) / 2 * (w - 1), (gy + 1) / 2 * (h - 1)
    else:
        x, y = ((gx + 1) * w - 1) / 2, ((gy + 1) * h - 1) / 2
    if padding_mode == 'border':
        x, y = x.clamp(0, w - 1), y.clamp(0, h - 1)
    elif padding_mode == 'reflection':
        def reflect(t, low, high):
            span = high - low
            if span == 0:
                return t * 0
            t = torch.abs(t - low)
            flips = torch.floor(t / span)
            extra = t - flips * span
            return torch.where(flips % 2 == 0, extra + low, high - extra)
        x = (reflect(x, 0, w - 1) if align_corners else reflect(x, -0.5, w - 0.5)).clamp(0, w - 1)
        y = (reflect(y, 0, h - 1) if align_corners else reflect(y, -0.5, h - 0.5)).clamp(0, h - 1)
    flat = input.reshape(n, c, h * w)

    def at(ix, iy):
        ok = (ix >= 0) & (ix < w) & (iy >= 0) & (iy < h)
        i = (iy.clamp(0, h - 1) * w + ix.clamp(0, w - 1)).long().reshape(n, 1, -1).expand(n, c, -1)
        return flat.gather(2, i).reshape(n, c, *grid.shape[1:3]) * ok.unsqueeze(1).to(input.dtype)
    if mode == 'nearest':
        return at(torch.round(x.detach()), torch.round(y.detach()))
    if mode != 'bilinear':
        raise NotImplementedError(f"grid_sample(): mode '{mode}' is not available; use 'bilinear' or 'nearest'")
    x0, y0 = torch.floor(x.detach()), torch.floor(y.detach())
    fx, fy = (x - x0).unsqueeze(1), (y - y0).unsqueeze(1)
    return (at(x0, y0) * (1 - fx) * (1 - fy) + at(x0 + 1, y0) * fx * (1 - fy) + at(x0, y0 + 1) * (1 - fx) * fy + at(x0 + 1, y0 + 1) * fx * fy)


def rms_norm(input, normalized_shape, weight=None, eps=None):
    dims = list(range(-len(normalized_shape), 0))
    e = torch.finfo(input.dtype).eps if eps is None else eps
    r = input * torch.rsqrt(input.pow(2).mean(dims, keepdim=True) + e)
    return r if weight is None else r * weight


def rrelu(input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False):
    if training:
        return torch.where(input >= 0, input, input * torch.empty_like(input).uniform_(lower, upper))
    return F.leaky_relu(input, (lower + upper) / 2)


def alpha_dropout(input, p=0.5, training=False, inplace=False):
    if not training or p == 0:
        return input
    alpha = 1.7580993408473766
    a = ((1 - p) * (1 + p * alpha ** 2)) ** -0.5
    mask = torch.empty_like(input).bernoulli_(1 - p)
    return (input * mask - alpha * (1 - mask)) * a + alpha * a * p


def pdist(input, p=2.0):
    return torch.pdist(input, p)


def relu_(input):
    return input.relu_()


# Layers

class LocalResponseNorm(nn.Module):
    def __init__(self, size, alpha=0.0001, beta=0.75, k=1.0):
        super().__init__()
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input):
        return local_response_norm(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self):
        return f'{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}'


class ChannelShuffle(nn.Module):
    def __init__(self, groups):
        super().__init__()
        self.groups = groups

    def forward(self, input):
        return channel_shuffle(input, self.groups)

    def extra_repr(self):
        return f'groups={self.groups}'


class UpsamplingNearest2d(nn.Upsample):
    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode='nearest')


class UpsamplingBilinear2d(nn.Upsample):
    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode='bilinear', align_corners=True)


class LPPool2d(nn.Module):
    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type, self.kernel_size, self.stride, self.ceil_mode = norm_type, kernel_size, stride, ceil_mode

    def forward(self, input):
        return lp_pool2d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

    def extra_repr(self):
        return f'norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, ceil_mode={self.ceil_mode}'


class RReLU(nn.Module):
    def __init__(self, lower=0.125, upper=0.3333333333333333, inplace=False):
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input):
        return rrelu(input, self.lower, self.upper, self.training)

    def extra_repr(self):
        return f'lower={self.lower}, upper={self.upper}' + (', inplace=True' if self.inplace else '')


class AlphaDropout(nn.Module):
    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        self.p, self.inplace = p, inplace

    def forward(self, input):
        return alpha_dropout(input, self.p, self.training)

    def extra_repr(self):
        return f'p={self.p}, inplace={self.inplace}'


class DataParallel(nn.Module):
    """One processor: calls the module."""
    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        self.module = module

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)


class EmbeddingBag(nn.Module):
    def __init__(self, num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, _weight=None,
                 include_last_offset=False, padding_idx=None):
        super().__init__()
        self.num_embeddings, self.embedding_dim, self.mode, self.include_last_offset = num_embeddings, embedding_dim, mode, include_last_offset
        self.padding_idx = padding_idx
        if _weight is None:
            self.weight = nn.Parameter(torch.empty(num_embeddings, embedding_dim))
            nn.init.normal_(self.weight)
            if padding_idx is not None:
                with torch.no_grad():
                    self.weight[padding_idx] = 0
        else:
            self.weight = nn.Parameter(_weight)

    @classmethod
    def from_pretrained(cls, embeddings, freeze=True, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, include_last_offset=False, padding_idx=None):
        bag = cls(embeddings.shape[0], embeddings.shape[1], mode=mode, _weight=embeddings, include_last_offset=include_last_offset, padding_idx=padding_idx)
        bag.weight.requires_grad = not freeze
        return bag

    def forward(self, input, offsets=None, per_sample_weights=None):
        return embedding_bag(input, self.weight, offsets, mode=self.mode, per_sample_weights=per_sample_weights, include_last_offset=self.include_last_offset,
                             padding_idx=self.padding_idx)

    def extra_repr(self):
        return f'{self.num_embeddings}, {self.embedding_dim}, mode={self.mode!r}'


# Recurrent layers: step by step over the sequence.

def _gates(x, h, w_ih, w_hh, b_ih, b_hh):
    return F.linear(x, w_ih, b_ih), F.linear(h, w_hh, b_hh)


def _rnn_step(kind, x, state, w_ih, w_hh, b_ih, b_hh):
    if kind == 'LSTM':
        h, c = state
        a, b = _gates(x, h, w_ih, w_hh, b_ih, b_hh)
        i, f, g, o = (a + b).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c
    h, = state
    a, b = _gates(x, h, w_ih, w_hh, b_ih, b_hh)
    if kind == 'GRU':
        ar, az, an = a.chunk(3, -1)
        br, bz, bn = b.chunk(3, -1)
        r, z = torch.sigmoid(ar + br), torch.sigmoid(az + bz)
        n = torch.tanh(an + r * bn)
        return (n + z * (h - n),)
    return (torch.relu(a + b) if kind == 'RNN_RELU' else torch.tanh(a + b),)


_gate_count = {'LSTM': 4, 'GRU': 3, 'RNN_TANH': 1, 'RNN_RELU': 1}


class RNNBase(nn.Module):
    def __init__(self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__()
        if hidden_size <= 0:
            raise ValueError('hidden_size must be greater than zero')
        if num_layers <= 0:
            raise ValueError('num_layers must be greater than zero')
        if proj_size:
            raise NotImplementedError('proj_size is not available; add a Linear layer')
        self.mode, self.input_size, self.hidden_size, self.num_layers, self.bias = mode, input_size, hidden_size, num_layers, bias
        self.batch_first, self.dropout, self.bidirectional, self.proj_size = batch_first, float(dropout), bidirectional, proj_size
        rows = _gate_count[mode] * hidden_size
        for layer in range(num_layers):
            for direction in range(2 if bidirectional else 1):
                width = input_size if layer == 0 else hidden_size * (2 if bidirectional else 1)
                tail = f'_l{layer}' + ('_reverse' if direction else '')
                self.register_parameter('weight_ih' + tail, nn.Parameter(torch.empty(rows, width)))
                self.register_parameter('weight_hh' + tail, nn.Parameter(torch.empty(rows, hidden_size)))
                if bias:
                    self.register_parameter('bias_ih' + tail, nn.Parameter(torch.empty(rows)))
                    self.register_parameter('bias_hh' + tail, nn.Parameter(torch.empty(rows)))
        self.reset_parameters()

    def reset_parameters(self):
        k = 1.0 / math.sqrt(self.hidden_size)
        for p in self.parameters():
            nn.init.uniform_(p, -k, k)

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        ps = list(self.parameters())
        n = 4 if self.bias else 2
        return [ps[i:i + n] for i in range(0, len(ps), n)]

    def extra_repr(self):
        s = f'{self.input_size}, {self.hidden_size}'
        if self.num_layers != 1:
            s += f', num_layers={self.num_layers}'
        if not self.bias:
            s += f', bias={self.bias}'
        if self.batch_first:
            s += f', batch_first={self.batch_first}'
        if self.dropout != 0:
            s += f', dropout={self.dropout}'
        if self.bidirectional:
            s += f', bidirectional={self.bidirectional}'
        return s

    def forward(self, input, hx=None):
        if input.dim() not in (2, 3):
            raise ValueError(f'{type(self).__name__}: Expected input to be 2D or 3D, got {input.dim()}D instead')
        if input.shape[-1] != self.input_size:
            raise RuntimeError(f'input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.shape[-1]}')
        batched = input.dim() == 3
        lstm = self.mode == 'LSTM'
        x = input if batched else input.unsqueeze(1)
        if batched and self.batch_first:
            x = x.transpose(0, 1)
        directions = 2 if self.bidirectional else 1
        n = self.num_layers * directions
        if hx is None:
            states = [torch.zeros(n, x.shape[1], self.hidden_size, dtype=input.dtype) for _ in range(2 if lstm else 1)]
        else:
            states = [s if batched else s.unsqueeze(1) for s in (hx if lstm else [hx])]
            for s in states:
                if tuple(s.shape) != (n, x.shape[1], self.hidden_size):
                    raise RuntimeError(f'Expected hidden{"[0]" if lstm else ""} size {(n, x.shape[1], self.hidden_size)}, got {list(s.shape)}')
        last = []
        for layer in range(self.num_layers):
            outs = []
            for direction in range(directions):
                tail = f'_l{layer}' + ('_reverse' if direction else '')
                w = [getattr(self, 'weight_ih' + tail), getattr(self, 'weight_hh' + tail)]
                w += [getattr(self, 'bias_ih' + tail), getattr(self, 'bias_hh' + tail)] if self.bias else [None, None]
                state = tuple(s[layer * directions + direction] for s in states)
                steps = []
                for t in (range(x.shape[0] - 1, -1, -1) if direction else range(x.shape[0])):
                    state = _rnn_step(self.mode, x[t], state, *w)
                    steps.append(state[0])
                if direction:
                    steps.reverse()
                outs.append(torch.stack(steps))
                last.append(state)
            x = outs[0] if directions == 1 else torch.cat(outs, -1)
            if self.dropout and layer < self.num_layers - 1:
                x = F.dropout(x, self.dropout, self.training)
        final = [torch.stack([s[i] for s in last]) for i in range(len(states))]
        if not batched:
            x, final = x.squeeze(1), [f.squeeze(1) for f in final]
        elif self.batch_first:
            x = x.transpose(0, 1)
        return x, (tuple(final) if lstm else final[0])


class LSTM(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__('LSTM', input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, proj_size)


class GRU(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None):
        super().__init__('GRU', input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional)


class RNN(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None):
        if nonlinearity not in ('tanh', 'relu'):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__('RNN_' + nonlinearity.upper(), input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional)
        self.nonlinearity = nonlinearity


class RNNCellBase(nn.Module):
    def __init__(self, mode, input_size, hidden_size, bias):
        super().__init__()
        self.mode, self.input_size, self.hidden_size, self.bias = mode, input_size, hidden_size, bias
        rows = _gate_count[mode] * hidden_size
        self.weight_ih = nn.Parameter(torch.empty(rows, input_size))
        self.weight_hh = nn.Parameter(torch.empty(rows, hidden_size))
        if bias:
            self.bias_ih = nn.Parameter(torch.empty(rows))
            self.bias_hh = nn.Parameter(torch.empty(rows))
        else:
            self.register_parameter('bias_ih', None)
            self.register_parameter('bias_hh', None)
        k = 1.0 / math.sqrt(hidden_size)
        for p in self.parameters():
            nn.init.uniform_(p, -k, k)

    def extra_repr(self):
        return f'{self.input_size}, {self.hidden_size}' + ('' if self.bias else f', bias={self.bias}')

    def forward(self, input, hx=None):
        batched = input.dim() == 2
        x = input if batched else input.unsqueeze(0)
        lstm = self.mode == 'LSTM'
        if hx is None:
            state = tuple(torch.zeros(x.shape[0], self.hidden_size, dtype=x.dtype) for _ in range(2 if lstm else 1))
        else:
            state = tuple(h if batched else h.unsqueeze(0) for h in (hx if lstm else (hx,)))
        r = _rnn_step(self.mode, x, state, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        if not batched:
            r = tuple(h.squeeze(0) for h in r)
        return r if lstm else r[0]


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__('LSTM', input_size, hidden_size, bias)


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__('GRU', input_size, hidden_size, bias)


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None):
        super().__init__('RNN_' + nonlinearity.upper(), input_size, hidden_size, bias)
        self.nonlinearity = nonlinearity


# Transformer decoder

class TransformerDecoderLayer(nn.Module):
    def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=F.relu, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias)
        self.multihead_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias)
        self.linear1 = nn.Linear(d_model, dim_feedforward, bias=bias)
        self.dropout = nn.Dropout(dropout)
        self.linear2 = nn.Linear(dim_feedforward, d_model, bias=bias)
        self.norm_first = norm_first
        self.norm1 = nn.LayerNorm(d_model, eps=layer_norm_eps)
        self.norm2 = nn.LayerNorm(d_model, eps=layer_norm_eps)
        self.norm3 = nn.LayerNorm(d_model, eps=layer_norm_eps)
        self.dropout1 = nn.Dropout(dropout)
        self.dropout2 = nn.Dropout(dropout)
        self.dropout3 = nn.Dropout(dropout)
        self.activation = {'relu': F.relu, 'gelu': F.gelu}[activation] if isinstance(activation, str) else activation

    def _self(self, x, mask, padding):
        return self.dropout1(self.self_attn(x, x, x, attn_mask=mask, key_padding_mask=padding, need_weights=False)[0])

    def _cross(self, x, memory, mask, padding):
        return self.dropout2(self.multihead_attn(x, memory, memory, attn_mask=mask, key_padding_mask=padding, need_weights=False)[0])

    def _feed(self, x):
        return self.dropout3(self.linear2(self.dropout(self.activation(self.linear1(x)))))

    def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=False, memory_is_causal=False):
        x = tgt
        if self.norm_first:
            x = x + self._self(self.norm1(x), tgt_mask, tgt_key_padding_mask)
            x = x + self._cross(self.norm2(x), memory, memory_mask, memory_key_padding_mask)
            return x + self._feed(self.norm3(x))
        x = self.norm1(x + self._self(x, tgt_mask, tgt_key_padding_mask))
        x = self.norm2(x + self._cross(x, memory, memory_mask, memory_key_padding_mask))
        return self.norm3(x + self._feed(x))


class TransformerDecoder(nn.Module):
    def __init__(self, decoder_layer, num_layers, norm=None):
        super().__init__()
        import copy
        self.layers = nn.ModuleList([copy.deepcopy(decoder_layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm

    def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=None, memory_is_causal=False):
        x = tgt
        for layer in self.layers:
            x = layer(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)
        return x if self.norm is None else self.norm(x)


class Transformer(nn.Module):
    def __init__(self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation=F.relu, custom_encoder=None, custom_decoder=None,
                 layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        super().__init__()
        act = activation if isinstance(activation, str) else ('gelu' if activation is F.gelu else 'relu')
        encoder_layer = nn.TransformerEncoderLayer(d_model, nhead, dim_feedforward, dropout, act, layer_norm_eps, batch_first, norm_first)
        self.encoder = nn.TransformerEncoder(encoder_layer, num_encoder_layers, nn.LayerNorm(d_model, eps=layer_norm_eps))
        decoder_layer = TransformerDecoderLayer(d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias)
        self.decoder = TransformerDecoder(decoder_layer, num_decoder_layers, nn.LayerNorm(d_model, eps=layer_norm_eps))
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)
        self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first

    def forward(self, src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, **kwargs):
        memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        return self.decoder(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)

    @staticmethod
    def generate_square_subsequent_mask(sz, device=None, dtype=None):
        return torch.triu(torch.full((sz, sz), float('-inf')), 1)


# Three dimensions, one plane after another

def _triple(x):
    return (x, x, x) if isinstance(x, int) else tuple(x)


def conv3d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    s, p, d = _triple(stride), _triple(padding), _triple(dilation)
    x = F.pad(input, (0, 0, 0, 0, p[0], p[0]))
    k = weight.shape[2]
    n = (x.shape[2] - d[0] * (k - 1) - 1) // s[0] + 1
    planes = []
    for t in range(n):
        y = None
        for i in range(k):
            z = F.conv2d(x[:, :, t * s[0] + i * d[0]], weight[:, :, i], None, s[1:], p[1:], d[1:], groups)
            y = z if y is None else y + z
        planes.append(y)
    r = torch.stack(planes, 2)
    return r if bias is None else r + bias.reshape(1, -1, 1, 1, 1)


class Conv3d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        super().__init__()
        self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
        self.kernel_size, self.stride, self.padding, self.dilation = _triple(kernel_size), _triple(stride), _triple(padding), _triple(dilation)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels // groups, *self.kernel_size))
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if bias:
            k = 1 / math.sqrt(in_channels // groups * self.kernel_size[0] * self.kernel_size[1] * self.kernel_size[2])
            self.bias = nn.Parameter(torch.empty(out_channels))
            nn.init.uniform_(self.bias, -k, k)
        else:
            self.register_parameter('bias', None)

    def extra_repr(self):
        s = f'{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}'
        if self.padding != (0, 0, 0):
            s += f', padding={self.padding}'
        if self.dilation != (1, 1, 1):
            s += f', dilation={self.dilation}'
        if self.groups != 1:
            s += f', groups={self.groups}'
        return s + ('' if self.bias is not None else ', bias=False')

    def forward(self, input):
        return conv3d(input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


def max_pool3d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    k, p = _triple(kernel_size), _triple(padding)
    s = k if stride is None else _triple(stride)
    b, c, t = input.shape[:3]
    y = F.max_pool2d(input.transpose(1, 2).reshape(b * t, c, *input.shape[3:]), k[1:], s[1:], p[1:])
    y = y.reshape(b, t, c, *y.shape[2:]).permute(0, 2, 3, 4, 1)
    shape = y.shape
    y = F.max_pool1d(y.reshape(b, -1, t), k[0], s[0], p[0])
    return y.reshape(*shape[:4], -1).permute(0, 1, 4, 2, 3)


def avg_pool3d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None):
    k, p = _triple(kernel_size), _triple(padding)
    s = k if stride is None else _triple(stride)
    b, c, t = input.shape[:3]
    y = F.avg_pool2d(input.transpose(1, 2).reshape(b * t, c, *input.shape[3:]), k[1:], s[1:], p[1:])
    y = y.reshape(b, t, c, *y.shape[2:]).permute(0, 2, 3, 4, 1)
    shape = y.shape
    y = F.avg_pool1d(y.reshape(b, -1, t), k[0], s[0], p[0])
    return y.reshape(*shape[:4], -1).permute(0, 1, 4, 2, 3)


class MaxPool3d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
        super().__init__()
        self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode = kernel_size, stride if stride is not None else kernel_size, padding, dilation, ceil_mode

    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, dilation={self.dilation}, ceil_mode={self.ceil_mode}'

    def forward(self, input):
        return max_pool3d(input, self.kernel_size, self.stride, self.padding)


class AvgPool3d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride if stride is not None else kernel_size, padding

    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'

    def forward(self, input):
        return avg_pool3d(input, self.kernel_size, self.stride, self.padding)


# Sequences (torch.nn.utils.rnn)

def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side='right'):
    n = max(s.shape[0] for s in sequences)
    out = torch.full([len(sequences), n] + list(sequences[0].shape[1:]), padding_value, dtype=sequences[0].dtype)
    for i, s in enumerate(sequences):
        if padding_side == 'left':
            out[i, n - s.shape[0]:] = s
        else:
            out[i, :s.shape[0]] = s
    return out if batch_first else out.transpose(0, 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    x = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [s[:int(n)] for s, n in zip(x, lengths)]


# torch.nn.init

def orthogonal_(tensor, gain=1, generator=None):
    if tensor.dim() < 2:
        raise ValueError('Only tensors with 2 or more dimensions are supported')
    rows, cols = tensor.shape[0], tensor.numel() // tensor.shape[0]
    flat = torch.empty(rows, cols, dtype=tensor.dtype).normal_(0, 1, generator=generator)
    if rows < cols:
        flat = flat.t()
    q, r = torch.linalg.qr(flat)
    q = q * torch.sign(torch.diagonal(r))
    if rows < cols:
        q = q.t()
    with torch.no_grad():
        tensor.view_as(q).copy_(q)
        tensor.mul_(gain)
    return tensor


def sparse_(tensor, sparsity, std=0.01, generator=None):
    if tensor.dim() != 2:
        raise ValueError('Only tensors with 2 dimensions are supported')
    rows, cols = tensor.shape
    n = int(math.ceil(sparsity * rows))
    with torch.no_grad():
        tensor.normal_(0, std, generator=generator)
        for c in range(cols):
            tensor[torch.randperm(rows)[:n], c] = 0
    return tensor


def dirac_(tensor, groups=1):
    with torch.no_grad():
        tensor.zero_()
        out = tensor.shape[0] // groups
        for g in range(groups):
            for d in range(min(out, tensor.shape[1])):
                tensor[tuple([g * out + d, d] + [n // 2 for n in tensor.shape[2:]])] = 1
    return tensor


PackedSequence = _namedtuple('PackedSequence', ['data', 'batch_sizes', 'sorted_indices', 'unsorted_indices'])


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    """Padded sequences without their padding: step after step, the longest first."""
    lengths = torch.as_tensor(lengths, dtype=torch.int64)
    rows = input if batch_first else input.transpose(0, 1)
    order = back = None
    if not enforce_sorted:
        lengths, order = torch.sort(lengths, descending=True)
        back = torch.empty_like(order)
        back[order] = torch.arange(len(order))
        rows = rows.index_select(0, order)
    sizes = lengths.tolist()
    if any(a < b for a, b in zip(sizes, sizes[1:])):
        raise RuntimeError('`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you do not need ONNX exportability.')
    if sizes and sizes[-1] <= 0:
        raise RuntimeError('Length of all samples has to be greater than 0, but found an element in \'lengths\' that is <= 0')
    counts = [sum(n > t for n in sizes) for t in range(sizes[0])]
    data = torch.cat([rows[:c, t] for t, c in enumerate(counts)])
    return PackedSequence(data, torch.tensor(counts), order, back)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """The padded sequences of a packed one, and their lengths."""
    data, counts, _, back = sequence
    counts = counts.tolist()
    n, steps = counts[0], len(counts)
    width = steps if total_length is None else total_length
    out = data.new_full((n, width) + tuple(data.shape[1:]), padding_value)
    at = 0
    pieces = []
    for t, c in enumerate(counts):
        piece = data[at:at + c]
        if c < n:
            piece = torch.cat([piece, data.new_full((n - c,) + tuple(data.shape[1:]), padding_value)])
        pieces.append(piece)
        at += c
    for _ in range(width - steps):
        pieces.append(data.new_full((n,) + tuple(data.shape[1:]), padding_value))
    out = torch.stack(pieces, 1)
    lengths = torch.tensor([sum(c > i for c in counts) for i in range(n)])
    if back is not None:
        out, lengths = out.index_select(0, back), lengths[back]
    return (out if batch_first else out.transpose(0, 1)), lengths


def pack_sequence(sequences, enforce_sorted=True):
    """A list of sequences as a packed one."""
    return pack_padded_sequence(pad_sequence(sequences), [len(s) for s in sequences], enforce_sorted=enforce_sorted)

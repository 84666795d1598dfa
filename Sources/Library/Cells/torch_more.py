"""Functions of `torch` and `torch.linalg` made of others: norms, order statistics, differences, batches of decompositions."""
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch._extra import inv, solve, svdvals, _named, _to


# Norms

def matrix_norm(A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None):
    if dtype is not None:
        A = A.to(dtype)
    if A.dim() < 2:
        raise RuntimeError(f'linalg.matrix_norm: The input tensor A must have at least 2 dimensions.')
    rows, columns = dim
    if ord == 'fro' or ord == 'f':
        return torch.linalg.vector_norm(A, 2, dim=(rows, columns), keepdim=keepdim)
    if ord == 'nuc' or ord in (2, -2):
        s = svdvals(A.movedim((rows, columns), (-2, -1)))
        r = s.sum(-1) if ord == 'nuc' else s.amax(-1) if ord == 2 else s.amin(-1)
    elif ord in (1, -1, math.inf, -math.inf):
        first, second = (rows, columns) if abs(ord) == 1 else (columns, rows)
        s = A.abs().sum(first, keepdim=True)
        r = s.amax((rows, columns)) if ord > 0 else s.amin((rows, columns))
    elif isinstance(ord, str):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    else:
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    if keepdim:
        for d in sorted((rows % A.dim(), columns % A.dim())):
            r = r.unsqueeze(d)
    return r


def norm(A, ord=None, dim=None, keepdim=False, *, out=None, dtype=None):
    if dtype is not None:
        A = A.to(dtype)
    if dim is None:
        if ord is None:
            r = torch.linalg.vector_norm(A.flatten(), 2)
            return r.reshape([1] * A.dim()) if keepdim else r
        if A.dim() == 1:
            return torch.linalg.vector_norm(A, ord, keepdim=keepdim)
        if A.dim() == 2:
            return matrix_norm(A, ord, (0, 1), keepdim)
        raise RuntimeError(f'linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got {A.dim()}D.')
    if isinstance(dim, int) or len(dim) == 1:
        return torch.linalg.vector_norm(A, 2 if ord is None else ord, dim=dim, keepdim=keepdim)
    if len(dim) == 2:
        return matrix_norm(A, 'fro' if ord is None else ord, tuple(dim), keepdim)
    raise RuntimeError(f'linalg.norm: If dim is specified, it must be of length 1 or 2. Got {list(dim)}')


def cond(A, p=None):
    if p is None or p in (2, -2):
        s = svdvals(A)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return matrix_norm(A, p) * matrix_norm(inv(A), p)


# Products

def matrix_power(input, n):
    if input.dim() < 2 or input.shape[-1] != input.shape[-2]:
        raise RuntimeError(f'linalg.matrix_power: A must be batches of square matrices, but they are {input.shape[-2]} by {input.shape[-1]} matrices'
                           if input.dim() >= 2 else 'linalg.matrix_power: The input tensor A must have at least 2 dimensions.')
    if n == 0:
        return torch.eye(input.shape[-1], dtype=input.dtype).expand(input.shape).clone()
    if n < 0:
        input, n = inv(input), -n
    if n == 1:
        return input.clone()
    if n == 2:
        return input @ input
    if n == 3:
        return (input @ input) @ input
    power = result = None
    while n > 0:
        power = input if power is None else power @ power
        if n % 2:
            result = power if result is None else result @ power
        n //= 2
    return result


def inner(input, other, *, out=None):
    if input.dim() == 0 or other.dim() == 0:
        return input * other
    if input.shape[-1] != other.shape[-1]:
        raise RuntimeError(f'inner() the last dimension must match on both input tensors but got shapes {list(input.shape)} and {list(other.shape)}')
    if input.dim() == 1 and other.dim() == 1:
        return torch.dot(input, other)
    return torch.tensordot(input, other, ([-1], [-1]))


def addbmm(input, batch1, batch2, *, beta=1, alpha=1, out=None):
    product = torch.bmm(batch1, batch2).sum(0)
    return (input * beta if beta != 1 else input) + (product * alpha if alpha != 1 else product)


def einsum_lists(*args):
    """`torch.einsum(A, [0, 1], B, [1, 2], [0, 2])`: numbers and Ellipsis for letters."""
    def text(numbers):
        return ''.join('...' if n is Ellipsis else chr(65 + n) if n < 26 else chr(71 + n) for n in numbers)
    pairs = list(zip(args[0::2], args[1::2]))
    equation = ','.join(text(n) for _, n in pairs)
    if len(args) % 2:
        equation += '->' + text(args[-1])
    return torch.einsum(equation, *[t for t, _ in pairs])


def float_power(input, exponent, *, out=None):
    def double(x):
        return x.double() if isinstance(x, torch.Tensor) else x
    if not isinstance(input, torch.Tensor):
        input = torch.tensor(float(input), dtype=torch.float64)
    return torch.pow(double(input), double(exponent))


# Decompositions

def qr(A, mode='reduced'):
    if mode == 'r':
        return _named('linalg_qr', ['Q', 'R'], (torch.empty(0, dtype=A.dtype), _to(np.linalg.qr(A.detach().numpy(), mode='r'), A)))
    q, r = np.linalg.qr(A.detach().numpy(), mode=mode)
    return _named('linalg_qr', ['Q', 'R'], (_to(q, A), _to(r, A)))


def lstsq(A, B, rcond=None, *, driver=None):
    vector = B.dim() == A.dim() - 1 and B.shape == A.shape[:-1] or B.dim() == 1
    b = B.unsqueeze(-1) if vector else B
    batch = torch.broadcast_shapes(A.shape[:-2], b.shape[:-2])
    m, n = A.shape[-2:]
    As = A.detach().expand(batch + (m, n)).reshape(-1, m, n).numpy()
    bs = b.detach().expand(batch + b.shape[-2:]).reshape(-1, m, b.shape[-1]).numpy()
    found = [np.linalg.lstsq(x, y, rcond=rcond) for x, y in zip(As, bs)]
    solution = _to(np.stack([f[0] for f in found]), A).reshape(batch + (n, b.shape[-1]))
    own = A.shape[:-2]
    count = max(1, math.prod(own))
    residuals = torch.empty(0, dtype=A.dtype)
    if m > n and all(f[2] == n for f in found) and driver != 'gelsy' or m > n and driver is None and all(f[2] == n for f in found):
        residuals = _to(np.stack([((y - x @ f[0]) ** 2).sum(0) for x, y, f in zip(As, bs, found)]), A).reshape(batch + (b.shape[-1],))
    rank = torch.tensor([f[2] for f in found][:count]).reshape(own) if driver != 'gels' else torch.empty(0, dtype=torch.int64)
    values = torch.empty(0, dtype=A.dtype)
    if driver in ('gelsd', 'gelss'):
        values = _to(np.stack([f[3] for f in found][:count]), A).reshape(own + (min(m, n),))
    return _named('linalg_lstsq', ['solution', 'residuals', 'rank', 'singular_values'], (solution.squeeze(-1) if vector else solution, residuals, rank, values))


def solve_triangular(A, B, *, upper, left=True, unitriangular=False):
    """By substitution, row by row; differentiable through its own steps."""
    if not left:
        return solve_triangular(A.transpose(-2, -1), B.transpose(-2, -1), upper=not upper, unitriangular=unitriangular).transpose(-2, -1)
    n = A.shape[-1]
    rows = [None] * n
    for i in (range(n - 1, -1, -1) if upper else range(n)):
        known = range(i + 1, n) if upper else range(i)
        r = B[..., i, :]
        if len(known):
            X = torch.stack([rows[k] for k in known], -2)
            part = A[..., i, i + 1:] if upper else A[..., i, :i]
            r = r - (part.unsqueeze(-2) @ X).squeeze(-2)
        rows[i] = r if unitriangular else r / A[..., i, i].unsqueeze(-1)
    return torch.stack(rows, -2)


def inv_ex(A, *, check_errors=False):
    return _named('linalg_inv_ex', ['inverse', 'info'], (inv(A), torch.zeros(A.shape[:-2], dtype=torch.int32)))


def solve_ex(A, B, *, left=True, check_errors=False):
    return _named('linalg_solve_ex', ['result', 'info'], (solve(A, B, left=left), torch.zeros(A.shape[:-2], dtype=torch.int32)))


def tensorsolve(A, B, dims=None):
    if dims is not None:
        A = A.movedim(tuple(dims), tuple(range(A.dim() - len(dims), A.dim())))
    rest = A.shape[B.dim():]
    return solve(A.reshape(B.numel(), -1), B.flatten()).reshape(rest)


def tensorinv(A, ind=2):
    return inv(A.reshape(math.prod(A.shape[:ind]), -1)).reshape(A.shape[ind:] + A.shape[:ind])


# Order statistics

def _quantile(name, input, q, dim, keepdim, interpolation, skip):
    if not isinstance(q, torch.Tensor):
        if not 0 <= q <= 1:
            raise RuntimeError(f'{name}() q must be in the range [0, 1] but got {q}')
        q = torch.tensor(q, dtype=input.dtype)
    if not input.is_floating_point():
        raise RuntimeError(f'{name}() input tensor must be either float or double dtype')
    if q.dtype != input.dtype:
        raise RuntimeError(f'{name}() q tensor must be same dtype as the input tensor')
    if q.dim() > 1:
        raise RuntimeError(f'{name}() q must be a scalar or 1D tensor')
    if interpolation not in ('linear', 'lower', 'higher', 'midpoint', 'nearest'):
        raise RuntimeError(f'{name}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got {interpolation}')
    if q.numel() and (float(q.min()) < 0 or float(q.max()) > 1):
        raise RuntimeError(f'{name}() q values must be in the range [0, 1]')
    if input.numel() == 0:
        raise RuntimeError(f'{name}() input tensor must be non-empty')
    rows = input.flatten() if dim is None else input.movedim(dim, -1) if input.dim() else input.reshape(1)
    ordered = rows.sort(-1)[0]
    n = ordered.shape[-1]
    missing = torch.isnan(ordered)
    qs = q.reshape(-1)
    if skip:
        counts = (~missing).sum(-1, keepdim=True).to(input.dtype)
        ranks = (qs * (counts - 1)).clamp(min=0)
    else:
        ranks = (qs * (n - 1)).expand(ordered.shape[:-1] + (qs.numel(),))
        ranks = torch.where(missing.any(-1, keepdim=True), torch.full_like(ranks, n - 1), ranks)
    if interpolation == 'lower':
        ranks = ranks.floor()
    elif interpolation == 'higher':
        ranks = ranks.ceil()
    elif interpolation == 'nearest':
        ranks = ranks.round()
    below = ranks.long()
    values = ordered.gather(-1, below)
    if interpolation in ('linear', 'midpoint'):
        weight = torch.full_like(ranks, 0.5) if interpolation == 'midpoint' else ranks - below
        values = values.lerp(ordered.gather(-1, ranks.ceil().long()), weight)
    if q.dim() == 0:
        values = values.squeeze(-1)
        return values if not keepdim else values.reshape([1] * input.dim()) if dim is None else values.unsqueeze(dim)
    values = values.movedim(-1, 0)
    if keepdim:
        values = values.reshape([qs.numel()] + [1] * input.dim()) if dim is None else values.unsqueeze(dim % input.dim() + 1)
    return values


def quantile(input, q, dim=None, keepdim=False, *, interpolation='linear', out=None):
    return _quantile('quantile', input, q, dim, keepdim, interpolation, False)


def nanquantile(input, q, dim=None, keepdim=False, *, interpolation='linear', out=None):
    return _quantile('nanquantile', input, q, dim, keepdim, interpolation, True)


def median(input, dim=None, keepdim=False, *, out=None):
    """A NaN counts as the median of what it is among."""
    if input.dtype == torch.bool:
        raise NotImplementedError('"median_cpu" not implemented for \'Bool\'')
    nan = torch.isnan(input) if input.is_floating_point() else None
    if nan is None or not bool(nan.any()):
        return torch._median(input) if dim is None else torch._median(input, dim, keepdim)
    if dim is None:
        return torch.tensor(math.nan, dtype=input.dtype)
    values, indices = torch._median(input, dim, keepdim)
    found, first = nan.any(dim, keepdim=keepdim), nan.to(torch.int8).argmax(dim, keepdim=keepdim)
    return _named('median', ['values', 'indices'], (torch.where(found, torch.full_like(values, math.nan), values), torch.where(found, first, indices)))


def searchsorted(sorted_sequence, input, *, out_int32=False, right=False, side=None, out=None, sorter=None):
    if side is not None:
        if side not in ('left', 'right'):
            raise RuntimeError(f"torch.searchsorted(): side can only be 'left' or 'right' but got {side}")
        if right and side == 'left':
            raise RuntimeError("torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True")
        right = side == 'right'
    if sorter is not None:
        sorted_sequence = sorted_sequence.gather(-1, sorter)
    if sorted_sequence.dim() == 1:
        r = torch._searchsorted(sorted_sequence, input, right=right)
    else:
        if not isinstance(input, torch.Tensor):
            raise RuntimeError('torch.searchsorted(): input value can be a scalar only when sorted_sequence dimension is 1')
        if input.shape[:-1] != sorted_sequence.shape[:-1]:
            raise RuntimeError('torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, '
                               f'but we got boundaries tensor {list(sorted_sequence.shape)} and input value tensor {list(input.shape)}')
        rows, values = sorted_sequence.reshape(-1, sorted_sequence.shape[-1]), input.reshape(-1, input.shape[-1])
        r = torch.stack([torch._searchsorted(s, v, right=right) for s, v in zip(rows, values)]).reshape(input.shape)
    return r.int() if out_int32 else r


def histogram(input, bins, *, range=None, weight=None, density=False):
    if range is None:
        range = (float(input.min()), float(input.max())) if input.numel() else (0.0, 1.0)
    w = None if weight is None else weight.detach().flatten().numpy()
    h, e = np.histogram(input.detach().flatten().numpy(), bins if isinstance(bins, int) else bins.numpy(), range, density=density, weights=w)
    return _named('histogram', ['hist', 'bin_edges'], (torch.tensor(h).to(input.dtype), torch.tensor(e).to(input.dtype)))


# Along a dimension

def take_along_dim(input, indices, dim=None, *, out=None):
    if dim is None:
        return input.flatten().gather(0, indices.flatten())
    if input.dim() != indices.dim():
        raise RuntimeError(f'torch.take_along_dim(): input and indices should have the same number of dimensions, but got {input.dim()} dimensions for input, '
                           f'and {indices.dim()} dimensions for indices')
    d = dim % input.dim()
    a, b = list(input.shape), list(indices.shape)
    a[d] = b[d] = 1
    shape = list(torch.broadcast_shapes(tuple(a), tuple(b)))
    whole, places = list(shape), list(shape)
    whole[d], places[d] = input.shape[d], indices.shape[d]
    return input.expand(whole).gather(d, indices.expand(places))


def diff(input, n=1, dim=-1, prepend=None, append=None, *, out=None):
    if input.dim() == 0:
        raise RuntimeError('diff expects input to be at least one-dimensional')
    parts = [p for p in (prepend, input, append) if p is not None]
    t = torch.cat(parts, dim) if len(parts) > 1 else input
    for _ in range(n):
        length = t.shape[dim]
        high, low = t.narrow(dim, min(1, length), max(length - 1, 0)), t.narrow(dim, 0, max(length - 1, 0))
        t = torch.logical_xor(high, low) if t.dtype == torch.bool else high - low
    return t


def gradient(input, *, spacing=1.0, dim=None, edge_order=1):
    dims = list(range(input.dim())) if dim is None else [dim] if isinstance(dim, int) else list(dim)
    if isinstance(spacing, (list, tuple)):
        steps = [s.detach().double().numpy() if isinstance(s, torch.Tensor) and s.dim() else float(s) for s in spacing]
    else:
        steps = [float(spacing)]
    r = np.gradient(input.detach().double().numpy(), *steps, axis=tuple(dims), edge_order=edge_order)
    kind = input.dtype if input.is_floating_point() else torch.get_default_dtype()
    return tuple(torch.tensor(x).to(kind) for x in (r if isinstance(r, (list, tuple)) else [r]))


def diag_embed(input, offset=0, dim1=-2, dim2=-1):
    n, count = input.shape[-1] + abs(offset), input.dim() + 1
    if dim1 % count == dim2 % count:
        raise RuntimeError(f'diagonal dimensions cannot be identical {dim1}, {dim2}')
    square = torch.zeros(input.shape[:-1] + (n, n), dtype=input.dtype)
    k = torch.arange(input.shape[-1])
    flat = square.reshape(input.shape[:-1] + (n * n,))
    places = ((k + max(-offset, 0)) * n + k + max(offset, 0)).expand(input.shape)
    return flat.scatter(-1, places, input).reshape(input.shape[:-1] + (n, n)).movedim((-2, -1), (dim1, dim2))


def diagonal_scatter(input, src, offset=0, dim1=0, dim2=1):
    r = input.clone()
    torch.diagonal(r, offset, dim1, dim2).copy_(src)
    return r


def _atleast(tensors, raise_one):
    if len(tensors) == 1 and isinstance(tensors[0], torch.Tensor):
        return raise_one(tensors[0])
    return tuple(raise_one(t) for t in (tensors[0] if len(tensors) == 1 else tensors))


def atleast_1d(*tensors):
    return _atleast(tensors, lambda t: t.reshape(1) if t.dim() == 0 else t)


def atleast_2d(*tensors):
    return _atleast(tensors, lambda t: t.reshape(1, -1) if t.dim() < 2 else t)


def atleast_3d(*tensors):
    return _atleast(tensors, lambda t: t.reshape(1, -1, 1) if t.dim() < 2 else t.unsqueeze(-1) if t.dim() == 2 else t)


def frexp(input):
    m, e = np.frexp(input.detach().numpy())
    return _named('frexp', ['mantissa', 'exponent'], (_to(m, input), torch.tensor(np.asarray(e)).int()))


def nextafter(input, other):
    return _to(np.nextafter(input.detach().numpy(), other.detach().numpy()), input)


def typename(obj):
    if isinstance(obj, torch.Tensor):
        return obj.type()
    kind = obj if isinstance(obj, type) else type(obj)
    return kind.__qualname__ if kind.__module__ == 'builtins' else f'{kind.__module__}.{kind.__qualname__}'


# Pooling undone

def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    def pair(x):
        return (x, x) if isinstance(x, int) else tuple(x)
    kernel = pair(kernel_size)
    step, margin = pair(stride if stride is not None else kernel_size), pair(padding)
    size = [(input.shape[-2 + i] - 1) * step[i] - 2 * margin[i] + kernel[i] for i in (0, 1)] if output_size is None else list(output_size)[-2:]
    lead = input.shape[:-2]
    flat = torch.zeros(lead + (size[0] * size[1],), dtype=input.dtype)
    return flat.scatter(-1, indices.flatten(-2), input.flatten(-2)).reshape(lead + tuple(size))


class MaxUnpool2d(torch.nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        def pair(x):
            return (x, x) if isinstance(x, int) else tuple(x)
        self.kernel_size, self.stride, self.padding = pair(kernel_size), pair(stride if stride is not None else kernel_size), pair(padding)

    def forward(self, input, indices, output_size=None):
        return max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)

    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'

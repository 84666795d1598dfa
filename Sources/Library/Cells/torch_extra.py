"""Functions of `torch` and methods of `torch.Tensor` that are made of others, and `torch.linalg` over NumPy's LAPACK routines."""
import collections
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch.autograd import Function


# What is not differentiable goes through NumPy; the rest is a Function with the usual derivative.

def _to(a, like):
    return torch.from_numpy(np.ascontiguousarray(a)).to(like.dtype)


def _check_square(A, name):
    if A.dim() < 2:
        raise RuntimeError(f'{name}: The input tensor A must have at least 2 dimensions.')
    if A.shape[-1] != A.shape[-2]:
        raise RuntimeError(f'{name}: A must be batches of square matrices, but they are {A.shape[-2]} by {A.shape[-1]} matrices')
    if not A.is_floating_point():
        names = {torch.int64: 'Long', torch.int32: 'Int', torch.uint8: 'Byte', torch.bool: 'Bool', torch.int8: 'Char', torch.int16: 'Short'}
        raise NotImplementedError(f'{name}: Expected a floating point or complex tensor as input. Got {names.get(A.dtype, A.dtype)}')


class _LinAlgError(RuntimeError):
    """A matrix that cannot be decomposed."""


LinAlgError = _LinAlgError


class LinalgInv(Function):
    @staticmethod
    def forward(ctx, A):
        try:
            r = _to(np.linalg.inv(A.detach().numpy()), A)
        except np.linalg.LinAlgError:
            i = _first_zero(A)
            raise LinAlgError(f'linalg.inv: The diagonal element {i} is zero, the inversion could not be completed because the input matrix is singular.')
        ctx.save_for_backward(r)
        return r

    @staticmethod
    def backward(ctx, g):
        r, = ctx.saved_tensors
        t = r.transpose(-2, -1)
        return -(t @ g @ t)


def _first_zero(A):
    """The place of the first zero pivot, counted from 1, of elimination with the largest element of a column as pivot."""
    M = A.detach().double().numpy().copy()
    n = M.shape[-1]
    if M.ndim > 2:
        M = M.reshape(-1, n, n)[0]
    for k in range(n):
        p = k + int(np.argmax(np.abs(M[k:, k])))
        if M[p, k] == 0:
            return k + 1
        M[[k, p]] = M[[p, k]]
        M[k + 1:] -= np.outer(M[k + 1:, k] / M[k, k], M[k])
    return n


class LinalgDet(Function):
    @staticmethod
    def forward(ctx, A):
        d = torch.tensor(np.linalg.det(A.detach().numpy())).to(A.dtype)
        ctx.save_for_backward(A, d)
        return d

    @staticmethod
    def backward(ctx, g):
        A, d = ctx.saved_tensors
        return (g * d)[..., None, None] * inv(A.detach()).transpose(-2, -1)


class LinalgSolve(Function):
    @staticmethod
    def forward(ctx, A, B):
        try:
            X = _to(np.linalg.solve(A.detach().numpy(), B.detach().numpy()), A)
        except np.linalg.LinAlgError:
            i = _first_zero(A)
            raise LinAlgError(f'torch.linalg.solve: The solver failed because the input matrix is singular.')
        ctx.save_for_backward(A, X)
        return X

    @staticmethod
    def backward(ctx, g):
        A, X = ctx.saved_tensors
        gB = _to(np.linalg.solve(A.detach().transpose(-2, -1).numpy(), g.numpy()), A)
        gA = -torch.outer(gB, X) if X.dim() == 1 else -(gB @ X.transpose(-2, -1))
        return gA, gB


class LinalgCholesky(Function):
    @staticmethod
    def forward(ctx, A):
        try:
            L = _to(np.linalg.cholesky(A.detach().numpy()), A)
        except np.linalg.LinAlgError:
            for k in range(1, A.shape[-1] + 1):
                try:
                    np.linalg.cholesky(A.detach().numpy()[..., :k, :k])
                except np.linalg.LinAlgError:
                    break
            raise LinAlgError(
                f'linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order {k} is not positive-definite).')
        ctx.save_for_backward(L)
        return L

    @staticmethod
    def backward(ctx, g):
        L, = ctx.saved_tensors
        p = (L.transpose(-2, -1) @ g).tril()
        p = p - torch.diag_embed(torch.diagonal(p, dim1=-2, dim2=-1)) / 2
        i = inv(L)
        s = i.transpose(-2, -1) @ p @ i
        return (s + s.transpose(-2, -1)) / 2


class LinalgEigh(Function):
    @staticmethod
    def forward(ctx, A):
        w, v = np.linalg.eigh(A.detach().numpy())
        w, v = _to(w, A), _to(v, A)
        ctx.save_for_backward(w, v)
        return w, v

    @staticmethod
    def backward(ctx, gw, gv):
        w, v = ctx.saved_tensors
        t = v.transpose(-2, -1)
        d = w.unsqueeze(-2) - w.unsqueeze(-1)
        f = torch.where(d == 0, torch.zeros_like(d), 1 / torch.where(d == 0, torch.ones_like(d), d))
        inner = torch.diag_embed(gw) if gv is None else (torch.diag_embed(gw) if gw is not None else 0) + f * (t @ gv)
        return v @ inner @ t


class LinalgSvd(Function):
    @staticmethod
    def forward(ctx, A, full):
        u, s, vh = np.linalg.svd(A.detach().numpy(), full_matrices=full)
        u, s, vh = _to(u, A), _to(s, A), _to(vh, A)
        ctx.save_for_backward(u, s, vh)
        return u, s, vh

    @staticmethod
    def backward(ctx, gu, gs, gvh):
        u, s, vh = ctx.saved_tensors
        k = s.shape[-1]
        u, vh = u[..., :k], vh[..., :k, :]
        s2 = s * s
        e = s2.unsqueeze(-2) - s2.unsqueeze(-1)
        f = torch.where(e == 0, torch.zeros_like(e), 1 / torch.where(e == 0, torch.ones_like(e), e))
        inner = torch.diag_embed(gs) if gs is not None else torch.zeros_like(f)
        if gu is not None:
            j = u.transpose(-2, -1) @ gu[..., :k]
            inner = inner + f * (j - j.transpose(-2, -1)) * s.unsqueeze(-2)
        if gvh is not None:
            j = vh @ gvh[..., :k, :].transpose(-2, -1)
            inner = inner + s.unsqueeze(-1) * (f * (j - j.transpose(-2, -1)))
        return u @ inner @ vh, None


_results = {}


def _named(name, fields, values):
    if name not in _results:
        class Result(collections.namedtuple(name, fields)):
            def __repr__(self):
                return f'torch.return_types.{name}(\n' + ',\n'.join(f'{f}={v!r}' for f, v in zip(self._fields, self)) + ')'
        _results[name] = Result
    return _results[name](*values)


def inv(A):
    _check_square(A, 'linalg.inv')
    return LinalgInv.apply(A)


def inverse(input):
    return inv(input)


def det(A):
    _check_square(A, 'linalg.det')
    return LinalgDet.apply(A)


def slogdet(A):
    _check_square(A, 'linalg.slogdet')
    s, l = np.linalg.slogdet(A.detach().numpy())
    s, l = torch.tensor(s).to(A.dtype), torch.tensor(l).to(A.dtype)
    if A.requires_grad:
        l = det(A).abs().log()
    return _named('linalg_slogdet', ['sign', 'logabsdet'], (s, l))


def logdet(input):
    s, l = slogdet(input)
    return torch.where(s < 0, torch.full_like(l, math.nan), l)


def solve(A, B, *, left=True):
    _check_square(A, 'linalg.solve')
    if not left:
        return solve(A.transpose(-2, -1), B.transpose(-2, -1)).transpose(-2, -1)
    return LinalgSolve.apply(A, B)


def cholesky(A, *, upper=False):
    _check_square(A, 'linalg.cholesky')
    L = LinalgCholesky.apply(A)
    return L.transpose(-2, -1) if upper else L


def cholesky_inverse(L, upper=False):
    return inv(L.transpose(-2, -1) @ L if upper else L @ L.transpose(-2, -1))


def eigh(A, UPLO='L'):
    _check_square(A, 'linalg.eigh')
    return _named('linalg_eigh', ['eigenvalues', 'eigenvectors'], LinalgEigh.apply(A))


def eigvalsh(A, UPLO='L'):
    _check_square(A, 'linalg.eigvalsh')
    return LinalgEigh.apply(A)[0]


def svd(A, full_matrices=True):
    return _named('linalg_svd', ['U', 'S', 'Vh'], LinalgSvd.apply(A, full_matrices))


def torch_svd(input, some=True, compute_uv=True):
    u, s, vh = LinalgSvd.apply(input, not some)
    return _named('svd', ['U', 'S', 'V'], (u, s, vh.transpose(-2, -1)))


def svdvals(A):
    return LinalgSvd.apply(A, False)[1]


def pinv(A, rcond=None, hermitian=False, *, atol=None, rtol=None):
    if A.requires_grad:
        u, s, vh = LinalgSvd.apply(A, False)
        cut = (max(A.shape[-2:]) * torch.finfo(A.dtype).eps if rcond is None else rcond) * s.max()
        i = torch.where(s > cut, 1 / s, torch.zeros_like(s))
        return vh.transpose(-2, -1) @ (i.unsqueeze(-1) * u.transpose(-2, -1))
    return _to(np.linalg.pinv(A.numpy(), rcond=max(A.shape[-2:]) * torch.finfo(A.dtype).eps if rcond is None else rcond), A)


def pinverse(input, rcond=1e-15):
    return pinv(input, rcond)


def matrix_rank(A, tol=None, hermitian=False, *, atol=None, rtol=None):
    s = svdvals(A.detach())
    cut = tol if tol is not None else atol if atol is not None else s.amax(-1, keepdim=True) * (rtol if rtol is not None else max(A.shape[-2:]) * torch.finfo(A.dtype).eps)
    return (s > cut).sum(-1)


def matrix_exp(A):
    """By scaling and a series, squared back."""
    n = max(0, int(math.ceil(math.log2(max(float(A.detach().abs().sum(-1).max()), 1e-30)))) + 4)
    B, r = A / 2.0 ** n, torch.eye(A.shape[-1], dtype=A.dtype).expand(A.shape)
    term = r
    for k in range(1, 14):
        term = term @ B / k
        r = r + term
    for _ in range(n):
        r = r @ r
    return r


def cross(input, other, *, dim=-1):
    return torch.cross(input, other, dim=dim)


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    return torch.diagonal(A, offset, dim1, dim2)


def matmul(input, other):
    return torch.matmul(input, other)


def vecdot(x, y, *, dim=-1):
    return (x * y).sum(dim)


def vander(x, N=None, increasing=False):
    n = x.shape[-1] if N is None else N
    p = [x ** k for k in range(n)]
    return torch.stack(p if increasing else p[::-1], -1) if n else torch.empty(x.shape[-1], 0, dtype=x.dtype)


def linalg_vander(x, *, N=None):
    return vander(x, N, True)


def eigvals(A):
    w = np.linalg.eigvals(A.detach().numpy())
    if w.dtype.kind == 'c':
        raise RuntimeError('linalg.eigvals: complex eigenvalues are not available; use torch.linalg.eigvalsh for symmetric matrices')
    return _to(w, A)


# torch's functions

def block_diag(*tensors):
    ts = [torch.atleast_2d(t) for t in tensors]
    r = torch.zeros(sum(t.shape[0] for t in ts), sum(t.shape[1] for t in ts), dtype=ts[0].dtype)
    i = j = 0
    for t in ts:
        r[i:i + t.shape[0], j:j + t.shape[1]] = t
        i, j = i + t.shape[0], j + t.shape[1]
    return r


def diagflat(input, offset=0):
    return torch.diag(input.reshape(-1), offset)


def heaviside(input, values):
    zero = torch.zeros_like(input)
    return torch.where(input == 0, values.expand_as(input), torch.where(input < 0, zero, zero + 1))


def nanmean(input, dim=None, keepdim=False, *, dtype=None):
    ok = ~torch.isnan(input)
    return torch.nansum(input, dim, keepdim) / (ok.sum() if dim is None else ok.sum(dim, keepdim=keepdim))


def nanmedian(input, dim=None, keepdim=False):
    if dim is None:
        v = input[~torch.isnan(input)]
        return v.median() if v.numel() else torch.tensor(math.nan, dtype=input.dtype)
    s, i = torch.sort(torch.where(torch.isnan(input), torch.full_like(input, math.inf), input), dim, stable=True)
    n = ((~torch.isnan(input)).sum(dim, keepdim=True) - 1).clamp(min=0) // 2
    v, k = s.gather(dim, n), i.gather(dim, n)
    return _named('nanmedian', ['values', 'indices'], (v, k) if keepdim else (v.squeeze(dim), k.squeeze(dim)))


def addr(input, vec1, vec2, *, beta=1, alpha=1):
    return beta * input + alpha * torch.outer(vec1, vec2)


def chain_matmul(*matrices):
    r = matrices[0]
    for m in matrices[1:]:
        r = r @ m
    return r


def fill(input, value):
    return torch.full_like(input, value)


def trapezoid(y, x=None, *, dx=1.0, dim=-1):
    n = y.shape[dim]
    a, b = y.narrow(dim, 1, n - 1), y.narrow(dim, 0, n - 1)
    if x is None:
        return (a + b).sum(dim) * (dx / 2)
    d = torch.diff(x)
    if x.dim() == 1 and dim not in (-1, y.dim() - 1):
        d = d.reshape([-1] + [1] * (y.dim() - 1 - (dim % y.dim())))
    return ((a + b) * d).sum(dim) / 2


def trapz(y, x=None, *, dx=1.0, dim=-1):
    return trapezoid(y, x, dx=dx, dim=dim)


def cumulative_trapezoid(y, x=None, *, dx=1.0, dim=-1):
    n = y.shape[dim]
    s = (y.narrow(dim, 1, n - 1) + y.narrow(dim, 0, n - 1)) / 2
    return torch.cumsum(s * (dx if x is None else torch.diff(x)), dim)


def xlogy(input, other):
    input = input if torch.is_tensor(input) else torch.tensor(input)
    other = other if torch.is_tensor(other) else torch.tensor(other)
    r = input * torch.log(other)
    return torch.where(torch.isnan(other), r, torch.where(input == 0, torch.zeros_like(r), r))


def sinc(input):
    x = input * math.pi
    return torch.where(input == 0, torch.ones_like(x), torch.sin(x) / torch.where(input == 0, torch.ones_like(x), x))


def logaddexp2(input, other):
    m = torch.maximum(input, other)
    return m + torch.log2(2 ** (input - m) + 2 ** (other - m))


def ldexp(input, other):
    return input * 2.0 ** other


def real(input):
    return input


def conj(input):
    return input


def resolve_conj(input):
    return input


def positive(input):
    return input


def isreal(input):
    return torch.ones_like(input, dtype=torch.bool)


def is_signed(input):
    return input.dtype.is_signed


def is_same_size(input, other):
    return input.shape == other.shape


def hsplit(input, indices_or_sections):
    return torch.tensor_split(input, indices_or_sections, 0 if input.dim() == 1 else 1)


def vsplit(input, indices_or_sections):
    return torch.tensor_split(input, indices_or_sections, 0)


def dsplit(input, indices_or_sections):
    return torch.tensor_split(input, indices_or_sections, 2)


def split_with_sizes(input, split_sizes, dim=0):
    return torch.split(input, split_sizes, dim)


def select_scatter(input, src, dim, index):
    r = input.clone()
    r.select(dim, index).copy_(src)
    return r


def slice_scatter(input, src, dim=0, start=None, end=None, step=1):
    r = input.clone()
    r[tuple([slice(None)] * dim + [slice(start, end, step)])] = src
    return r


def rsub(input, other, *, alpha=1):
    return other - alpha * input


def scalar_tensor(s, *, dtype=None, device=None, requires_grad=False):
    return torch.tensor(s, dtype=dtype or torch.get_default_dtype(), requires_grad=requires_grad)


def range_(start=0, end=None, step=1, *, dtype=None):
    return torch.arange(start, end + step / 2, step, dtype=dtype or torch.get_default_dtype())


def frombuffer(buffer, *, dtype, count=-1, offset=0, requires_grad=False):
    return torch.from_numpy(np.frombuffer(buffer, dtype=str(dtype).split('.')[-1], count=count, offset=offset).copy())


def unravel_index(indices, shape):
    r = []
    for n in reversed(list(shape)):
        r.append(indices % n)
        indices = indices // n
    return tuple(reversed(r))


def pdist(input, p=2.0):
    i, j = torch.triu_indices(input.shape[0], input.shape[0], 1)
    return torch.linalg.vector_norm(input[i] - input[j], p, dim=-1)


def renorm(input, p, dim, maxnorm):
    dims = [d for d in range(input.dim()) if d != dim % input.dim()]
    n = torch.linalg.vector_norm(input, p, dim=dims, keepdim=True)
    return input * torch.where(n > maxnorm, maxnorm / (n + 1e-7), torch.ones_like(n))


def _window(n, periodic, f):
    if n == 1:
        return torch.ones(1)
    d = n if periodic else n - 1
    return torch.tensor([f(2 * math.pi * i / d) for i in range(n)])


def hann_window(window_length, periodic=True, **kwargs):
    return _window(window_length, periodic, lambda x: 0.5 - 0.5 * math.cos(x))


def hamming_window(window_length, periodic=True, alpha=0.54, beta=0.46, **kwargs):
    return _window(window_length, periodic, lambda x: alpha - beta * math.cos(x))


def blackman_window(window_length, periodic=True, **kwargs):
    return _window(window_length, periodic, lambda x: 0.42 - 0.5 * math.cos(x) + 0.08 * math.cos(2 * x))


def bartlett_window(window_length, periodic=True, **kwargs):
    return _window(window_length, periodic, lambda x: 1 - abs(x / math.pi - 1))


def vmap(func, in_dims=0, out_dims=0, **kwargs):
    """Calls `func` slice by slice and stacks what it gives."""
    def mapped(*args):
        dims = in_dims if isinstance(in_dims, (tuple, list)) else [in_dims] * len(args)
        n = next(a.shape[d] for a, d in zip(args, dims) if d is not None)
        rows = [func(*[a if d is None else a.select(d, i) for a, d in zip(args, dims)]) for i in range(n)]
        if isinstance(rows[0], tuple):
            return tuple(torch.stack([r[k] for r in rows], out_dims) for k in range(len(rows[0])))
        return torch.stack(rows, out_dims)
    return mapped


def compile(model=None, **kwargs):
    """Models run as they are."""
    return model if model is not None else (lambda m: m)


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy='reverse-mode'):
    single = torch.is_tensor(inputs)
    xs = [x.detach().clone().requires_grad_() for x in ([inputs] if single else inputs)]
    out = func(*xs)
    many = isinstance(out, tuple)
    result = []
    for o in (out if many else (out,)):
        rows = [[] for _ in xs]
        flat = o.reshape(-1)
        for i in range(flat.numel()):
            gs = torch.autograd.grad(flat[i], xs, retain_graph=True, create_graph=create_graph, allow_unused=True)
            for r, g, x in zip(rows, gs, xs):
                r.append(torch.zeros_like(x) if g is None else g)
        js = tuple(torch.stack(r).reshape(tuple(o.shape) + tuple(x.shape)) for r, x in zip(rows, xs))
        result.append(js[0] if single else js)
    return tuple(result) if many else result[0]


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy='reverse-mode'):
    x = inputs if torch.is_tensor(inputs) else inputs[0]
    if not torch.is_tensor(inputs) and len(inputs) != 1:
        raise NotImplementedError('hessian of several inputs is not available; join them into one tensor')
    x = x.detach().clone().requires_grad_()
    g, = torch.autograd.grad(func(x), x, create_graph=True)
    rows = [torch.autograd.grad(e, x, retain_graph=True, allow_unused=True)[0] for e in g.reshape(-1)]
    rows = [torch.zeros_like(x) if r is None else r for r in rows]
    h = torch.stack(rows).reshape(tuple(x.shape) * 2).detach()
    return h if torch.is_tensor(inputs) else ((h,),)


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    x = inputs.detach().clone().requires_grad_()
    out = func(x)
    g, = torch.autograd.grad(out, x, v, create_graph=create_graph)
    return out.detach(), g


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    J = jacobian(func, inputs)
    out = func(inputs.detach())
    return out, (J.reshape(out.numel(), -1) @ v.reshape(-1)).reshape(out.shape)


# methods

def new_empty_strided(self, size, stride):
    return torch.empty(size, dtype=self.dtype)


def get_device_name():
    return 'cpu'


def tril_(self, diagonal=0):
    return self.copy_(self.tril(diagonal))


def triu_(self, diagonal=0):
    return self.copy_(self.triu(diagonal))


def cumsum_(self, dim):
    return self.copy_(self.cumsum(dim))


def cumprod_(self, dim):
    return self.copy_(self.cumprod(dim))


def addmm_(self, mat1, mat2, *, beta=1, alpha=1):
    return self.copy_(torch.addmm(self, mat1, mat2, beta=beta, alpha=alpha))


def clamp_min_(self, min):
    return self.clamp_(min=min)


def clamp_max_(self, max):
    return self.clamp_(max=max)


def nan_to_num_(self, nan=0.0, posinf=None, neginf=None):
    return self.copy_(torch.nan_to_num(self, nan, posinf, neginf))


def put_(self, index, source, accumulate=False):
    if accumulate:
        self.view(-1).index_add_(0, index.reshape(-1), source.reshape(-1))
    else:
        self.view(-1)[index.reshape(-1)] = source.reshape(-1)
    return self


def geometric_(self, p, *, generator=None):
    u = torch.rand(self.shape, dtype=torch.float64, generator=generator)
    return self.copy_(torch.ceil(torch.log(u) / math.log1p(-p)))


def cauchy_(self, median=0, sigma=1, *, generator=None):
    u = torch.rand(self.shape, dtype=torch.float64, generator=generator)
    return self.copy_(median + sigma * torch.tan(math.pi * (u - 0.5)))


def log_normal_(self, mean=1, std=2, *, generator=None):
    return self.normal_(mean, std, generator=generator).exp_()


def split_tensor(self, sizes, dim=0):
    return torch.split(self, sizes, dim)


def inverse_method(self):
    return inv(self)


def sum_to_size(self, *size):
    size = size[0] if len(size) == 1 and not isinstance(size[0], int) else size
    t = self
    while t.dim() > len(size):
        t = t.sum(0)
    for i, n in enumerate(size):
        if n == 1 and t.shape[i] != 1:
            t = t.sum(i, keepdim=True)
    return t


def resize_(self, *sizes):
    size = sizes[0] if len(sizes) == 1 and not isinstance(sizes[0], int) else sizes
    r = torch.zeros(*size, dtype=self.dtype).reshape(-1)
    n = min(r.numel(), self.numel())
    r[:n] = self.reshape(-1)[:n]
    self.data = r.reshape(*size)
    return self


def map_(self, tensor, callable):
    return self.copy_(torch.tensor([callable(a, b) for a, b in zip(self.reshape(-1).tolist(), tensor.reshape(-1).tolist())], dtype=self.dtype).reshape(self.shape))


def is_inference(input):
    """Whether a tensor was made in inference mode; such tensors are plain ones here."""
    return torch.is_inference_mode_enabled() and not input.requires_grad


class _Storage:
    """What holds a tensor's elements."""
    def __init__(self, nbytes, where):
        self._nbytes, self._where = nbytes, where

    def nbytes(self): return self._nbytes
    def size(self): return self._nbytes
    def __len__(self): return self._nbytes
    def data_ptr(self): return self._where


def untyped_storage(input):
    """The bytes below a tensor: those of the whole that a view is of."""
    whole = input
    while getattr(whole, '_base', None) is not None:
        whole = whole._base
    return _Storage(whole.numel() * whole.element_size(), whole.data_ptr())

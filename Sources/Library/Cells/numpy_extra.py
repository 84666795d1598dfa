"""The parts of numpy that are written in the cell language."""

import numpy as np


class nditer:
    """Walks the elements of an array in the order of memory, each as an array of no dimensions; with two arrays, broadcast pairs."""

    def __init__(self, op, flags=(), op_flags=None, order='K', **kwargs):
        many = isinstance(op, (list, tuple)) and len(op) > 0 and isinstance(op[0], np.ndarray)
        self._arrays = list(np.broadcast_arrays(*op)) if many else [np.asarray(op)]
        self._flags = tuple(flags)
        unknown = [f for f in self._flags if f not in ('multi_index', 'c_index', 'zerosize_ok', 'refs_ok', 'buffered', 'external_loop')]
        if unknown:
            raise NotImplementedError(f'nditer: the flag {unknown[0]!r} is not supported here')
        a = self._arrays[0]
        fortran = order == 'F' or order == 'K' and a.flags['F_CONTIGUOUS'] and not a.flags['C_CONTIGUOUS']
        places = list(np.ndindex(*a.shape)) if not fortran else [p[::-1] for p in np.ndindex(*a.shape[::-1])]
        self._places, self._at = places, 0
        self.itersize, self.ndim, self.shape, self.nop = len(places), a.ndim, a.shape, len(self._arrays)

    @property
    def finished(self): return self._at >= len(self._places)
    @property
    def multi_index(self): return self._places[self._at]
    @property
    def index(self): return int(np.ravel_multi_index(self._places[self._at], self.shape)) if self.shape else 0
    @property
    def value(self): return self._now(self._at)
    @property
    def operands(self): return tuple(self._arrays)

    def _now(self, k):
        p = self._places[k]
        views = tuple(a[p + (Ellipsis,)] for a in self._arrays)
        return views if len(views) > 1 else views[0]

    def __getitem__(self, i):
        v = self.value
        return v[i] if isinstance(v, tuple) else v

    def iternext(self):
        self._at += 1
        return not self.finished

    def reset(self): self._at = 0
    def __enter__(self): return self
    def __exit__(self, *args): return None
    def close(self): return None

    def __iter__(self):
        if 'external_loop' in self._flags:
            yield np.array([self._arrays[0][p] for p in self._places], dtype=self._arrays[0].dtype)
            return
        while not self.finished:
            yield self._now(self._at)
            self._at += 1


def i0(x):
    """The modified Bessel function of order 0, by its power series (small x) and its asymptotic one."""
    x = np.abs(np.asanyarray(x, dtype=float))
    total, term = np.ones_like(x), np.ones_like(x)
    for k in range(1, 60):
        term = term * (x / (2.0 * k)) ** 2
        total = total + term
    return total


def kaiser(M, beta):
    """The Kaiser window."""
    if M == 1:
        return np.ones(1)
    n = np.arange(0, M)
    alpha = (M - 1) / 2.0
    return i0(beta * np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / i0(float(beta))


def packbits(a, axis=None, bitorder='big'):
    """Eight truth values a byte."""
    if axis is not None and np.asarray(a).ndim != 1:
        a = np.moveaxis(np.asarray(a) != 0, axis, -1)
        rest = np.zeros(a.shape[:-1] + (-a.shape[-1] % 8,), dtype=bool)
        eights = np.concatenate([a, rest], axis=-1).reshape(a.shape[:-1] + (-1, 8)).astype(np.int64)
        return np.moveaxis((eights << (np.arange(7, -1, -1) if bitorder == 'big' else np.arange(8))).sum(axis=-1).astype(np.uint8), -1, axis)
    bits = [1 if v else 0 for v in np.asarray(a).ravel().tolist()]
    bits = bits + [0] * (-len(bits) % 8)
    out = [sum(b << (7 - k if bitorder == 'big' else k) for k, b in enumerate(bits[i:i + 8])) for i in range(0, len(bits), 8)]
    return np.array(out, dtype=np.uint8)


def unpackbits(a, axis=None, count=None, bitorder='big'):
    """The eight bits of each byte."""
    a = np.asarray(a)
    if a.dtype != np.uint8:
        raise TypeError('Expected an input array of unsigned byte data type')
    shifts = np.arange(7, -1, -1) if bitorder == 'big' else np.arange(8)
    bits = ((a.astype(np.int64)[..., None] >> shifts) & 1).astype(np.uint8)
    if axis is None:
        out = bits.ravel()
        return out if count is None else out[:count] if count < 0 or count <= len(out) else np.concatenate([out, np.zeros(count - len(out), np.uint8)])
    bits = np.moveaxis(((np.moveaxis(a, axis, -1).astype(np.int64)[..., None] >> shifts) & 1).astype(np.uint8).reshape(np.moveaxis(a, axis, -1).shape[:-1] + (-1,)), -1, axis)
    return bits if count is None else np.moveaxis(np.moveaxis(bits, axis, -1)[..., :count], -1, axis)


_SUPER = str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')


class Polynomial:
    """A power series with its operations (numpy.polynomial)."""

    def __init__(self, coef, domain=None, window=None, symbol='x'):
        self.coef = np.atleast_1d(np.asarray(coef, dtype=float))
        self.domain = np.array([-1.0, 1.0]) if domain is None else np.asarray(domain, dtype=float)
        self.window = np.array([-1.0, 1.0]) if window is None else np.asarray(window, dtype=float)
        self.symbol = symbol

    def _like(self, coef): return Polynomial(coef, self.domain, self.window, self.symbol)

    def _scaled(self):
        a, b = self.domain
        c, d = self.window
        return (b * c - a * d) / (b - a), (d - c) / (b - a)

    def __call__(self, x):
        off, scale = self._scaled()
        x = off + scale * np.asarray(x) if (off, scale) != (0.0, 1.0) else np.asarray(x)
        out = np.zeros_like(x, dtype=float) + self.coef[-1]
        for c in self.coef[-2::-1]:
            out = c + out * x
        return out[()]

    def degree(self): return len(self.coef) - 1
    def __len__(self): return len(self.coef)
    def copy(self): return self._like(self.coef.copy())

    def _other(self, o): return o.coef if isinstance(o, Polynomial) else np.atleast_1d(np.asarray(o, dtype=float))

    def _sum(self, o, sign):
        a, b = self.coef, self._other(o)
        n = max(len(a), len(b))
        out = np.zeros(n)
        out[:len(a)] += a
        out[:len(b)] += sign * b
        while len(out) > 1 and out[-1] == 0:
            out = out[:-1]
        return self._like(out)

    def __add__(self, o): return self._sum(o, 1)
    def __radd__(self, o): return self._sum(o, 1)
    def __sub__(self, o): return self._sum(o, -1)
    def __rsub__(self, o): return (-self)._sum(o, 1)
    def __neg__(self): return self._like(-self.coef)
    def __mul__(self, o): return self._like(np.convolve(self.coef, self._other(o)))
    __rmul__ = __mul__
    def __truediv__(self, k): return self._like(self.coef / k)

    def __pow__(self, n):
        out = self._like([1.0])
        for _ in range(n):
            out = out * self
        return out

    def __eq__(self, o): return isinstance(o, Polynomial) and self.coef.shape == o.coef.shape and bool(np.all(self.coef == o.coef))

    def deriv(self, m=1):
        c, (_, scale) = self.coef, self._scaled()
        for _ in range(m):
            c = c[1:] * np.arange(1, len(c)) * scale if len(c) > 1 else np.zeros(1)
        return self._like(c)

    def integ(self, m=1, k=(), lbnd=None):
        c, (_, scale) = self.coef, self._scaled()
        ks = list(k) if hasattr(k, '__len__') else [k]
        for i in range(m):
            c = np.concatenate([[ks[i] if i < len(ks) else 0.0], c / np.arange(1, len(c) + 1) / scale])
        return self._like(c)

    def roots(self):
        r = np.sort(np.roots(self.coef[::-1]))
        off, scale = self._scaled()
        return (r - off) / scale if (off, scale) != (0.0, 1.0) else r

    def linspace(self, n=100, domain=None):
        a, b = self.domain if domain is None else domain
        x = np.linspace(a, b, n)
        return x, self(x)

    def convert(self, domain=None, kind=None, window=None):
        off, scale = self._scaled()
        line, out = Polynomial([off, scale]), Polynomial([0.0])
        for c in self.coef[::-1]:
            out = out * line + c
        return Polynomial(out.coef)

    @staticmethod
    def fit(x, y, deg, domain=None, **kwargs):
        x = np.asarray(x, dtype=float)
        domain = np.array([x.min(), x.max()]) if domain is None else np.asarray(domain, dtype=float)
        p = Polynomial([0.0], domain)
        off, scale = p._scaled()
        return Polynomial(np.polyfit(off + scale * x, y, deg)[::-1], domain)

    @staticmethod
    def fromroots(roots):
        out = Polynomial([1.0])
        for r in roots:
            out = out * Polynomial([-r, 1.0])
        return out

    def __str__(self):
        def number(v): return np.array2string(np.array(v)) if v == v else 'nan'
        off, scale = self._scaled()
        name = self.symbol if (off, scale) == (0.0, 1.0) else f'({number(off)} + {number(scale)}{self.symbol})' if off else f'({number(scale)}{self.symbol})'
        out = number(self.coef[0])
        for i, c in enumerate(self.coef[1:], 1):
            out += f" {'+' if c >= 0 else '-'} {number(abs(c))}·{name}{str(i).translate(_SUPER) if i > 1 else ''}"
        return out

    def __repr__(self):
        return f"Polynomial({repr(self.coef)[6:-1]}, domain={repr(self.domain)[6:-1]}, window={repr(self.window)[6:-1]}, symbol='{self.symbol}')"


class broadcast:
    """Arrays walked together in their joint shape."""

    def __init__(self, *arrays):
        self._arrays = np.broadcast_arrays(*arrays)
        self.shape = self._arrays[0].shape if arrays else ()
        self.ndim = self.nd = len(self.shape)
        self.numiter = len(arrays)
        self.size = 1
        for n in self.shape:
            self.size *= n
        self.reset()

    def reset(self):
        self._at = iter(zip(*(a.reshape(-1) for a in self._arrays)))
        self.index = 0

    def __iter__(self): return self

    def __next__(self):
        v = next(self._at)
        self.index += 1
        return v


def mask_indices(n, mask_func, k=0):
    """Where a function such as np.triu leaves something of an n × n matrix of ones."""
    return np.nonzero(mask_func(np.ones((n, n), int), k) != 0)


from collections import namedtuple

UniqueCountsResult = namedtuple('UniqueCountsResult', ['values', 'counts'])
UniqueInverseResult = namedtuple('UniqueInverseResult', ['values', 'inverse_indices'])
UniqueAllResult = namedtuple('UniqueAllResult', ['values', 'indices', 'inverse_indices', 'counts'])


def unique_counts(x):
    """The distinct elements and how often each is there."""
    return UniqueCountsResult(*np.unique(x, return_counts=True))


def unique_inverse(x):
    """The distinct elements and which of them each element is."""
    return UniqueInverseResult(*np.unique(x, return_inverse=True))


def unique_all(x):
    """The distinct elements with all that is known of them."""
    return UniqueAllResult(*np.unique(x, return_index=True, return_inverse=True, return_counts=True))

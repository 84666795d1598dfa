"""Functions of numpy made of others: several axes, signs of memory order, what lists of coefficients mean."""

import numpy as np


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    p = np.asarray(p)
    steps = np.diff(p, axis=axis)
    if discont is None:
        discont = period / 2
    whole = np.issubdtype(np.result_type(steps, period), np.integer)
    if whole:
        high, rest = divmod(period, 2)
        ambiguous = rest == 0
    else:
        high, ambiguous = period / 2, True
    low = -high
    wrapped = np.mod(steps - low, period) + low
    if ambiguous:
        wrapped = np.where((wrapped == low) & (steps > 0), high, wrapped)
    correct = np.where(np.abs(steps) < discont, 0, wrapped - steps)
    up = np.array(p, dtype=np.result_type(steps, period), copy=True)
    tail = [slice(None)] * p.ndim
    tail[axis] = slice(1, None)
    up[tuple(tail)] = p[tuple(tail)] + correct.cumsum(axis)
    return up


def trim_zeros(filt, trim='fb', axis=None):
    trim = trim.lower()
    if trim not in ('fb', 'bf', 'f', 'b'):
        raise ValueError(f"unexpected character(s) in `trim`: {trim!r}")
    a = np.asarray(filt)
    axes = tuple(range(a.ndim)) if axis is None else tuple(x % a.ndim for x in (axis if isinstance(axis, tuple) else (axis,)))
    where = np.nonzero(a)
    key = []
    for d in range(a.ndim):
        if d not in axes:
            key.append(slice(None))
        elif len(where[d]) == 0:
            key.append(slice(0, 0) if 'f' in trim or 'b' in trim else slice(None))
        else:
            key.append(slice(int(where[d].min()) if 'f' in trim else None, int(where[d].max()) + 1 if 'b' in trim else None))
    return filt[key[0]] if isinstance(filt, (list, tuple)) else a[tuple(key)]


def indices(dimensions, dtype=int, sparse=False):
    dimensions = tuple(dimensions)
    n = len(dimensions)
    lines = [np.arange(d, dtype=dtype).reshape((1,) * i + (d,) + (1,) * (n - i - 1)) for i, d in enumerate(dimensions)]
    if sparse:
        return tuple(lines)
    r = np.empty((n,) + dimensions, dtype=dtype)
    for i, line in enumerate(lines):
        r[i] = line
    return r


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = np.moveaxis(np.asarray(a), axisa, -1), np.moveaxis(np.asarray(b), axisb, -1)
    r = np._cross(a, b)
    return r if a.shape[-1] == 2 and b.shape[-1] == 2 else np.moveaxis(r, -1, axisc)


def poly(seq_of_zeros):
    a = np.atleast_1d(seq_of_zeros)
    if a.ndim == 2 and a.shape[0] == a.shape[1] and a.shape[0] != 0:
        a = np.linalg.eigvals(a)
    elif a.ndim != 1:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(a) == 0:
        return 1.0
    c = np.ones((1,), dtype=a.dtype if np.issubdtype(a.dtype, np.floating) else float)
    for zero in a:
        c = np.convolve(c, np.array([1, -zero], dtype=c.dtype), mode='full')
    return c


def _coefficients(p):
    return p.coeffs if isinstance(p, np.poly1d) else np.atleast_1d(p)


def _like(r, *given):
    return np.poly1d(r) if any(isinstance(p, np.poly1d) for p in given) else r


def polyadd(a1, a2):
    return _like(np._polyadd(_coefficients(a1), _coefficients(a2)), a1, a2)


def polysub(a1, a2):
    return _like(np._polysub(_coefficients(a1), _coefficients(a2)), a1, a2)


def polymul(a1, a2):
    return _like(np.convolve(_coefficients(a1), _coefficients(a2)), a1, a2)


def polydiv(u, v):
    a, b = np.asarray(_coefficients(u), dtype=float).copy(), np.asarray(_coefficients(v), dtype=float)
    m, n = len(a) - 1, len(b) - 1
    scale = 1.0 / b[0]
    q = np.zeros(max(m - n + 1, 1))
    for k in range(m - n + 1):
        d = scale * a[k]
        q[k] = d
        a[k:k + n + 1] -= d * b
    while len(a) > 1 and np.allclose(a[0], 0, rtol=1e-14):
        a = a[1:]
    return _like(q, u, v), _like(a, u, v)


def qr_complete(a):
    """Householder's reflections one after another, as LAPACK's geqrf makes them, times the whole identity."""
    a = np.asarray(a)
    if a.ndim > 2:
        pairs = [qr_complete(m) for m in a.reshape(-1, a.shape[-2], a.shape[-1])]
        return tuple(np.stack([p[k] for p in pairs]).reshape(a.shape[:-2] + pairs[0][k].shape) for k in (0, 1))
    r = np.array(a, dtype=np.float32 if a.dtype == np.float32 else np.float64)
    m, n = r.shape
    q = np.eye(m, dtype=r.dtype)
    for k in range(min(m, n)):
        x = r[k:, k].copy()
        rest = np.linalg.norm(x[1:]) if len(x) > 1 else 0.0
        if rest == 0:
            continue
        beta = -np.copysign(np.hypot(x[0], rest), x[0])
        tau = (beta - x[0]) / beta
        v = x / (x[0] - beta)
        v[0] = 1
        r[k:] -= tau * np.outer(v, v @ r[k:])
        q[:, k:] -= tau * np.outer(q[:, k:] @ v, v)
        r[k + 1:, k] = 0
    return q, r


def tensorsolve(a, b, axes=None):
    a, b = np.asarray(a), np.asarray(b)
    if axes is not None:
        a = np.moveaxis(a, axes, range(a.ndim - len(axes), a.ndim))
    rest = a.shape[-(a.ndim - b.ndim):]
    return np.linalg.solve(a.reshape(b.size, -1), b.ravel()).reshape(rest)


def tensorinv(a, ind=2):
    a = np.asarray(a)
    if ind <= 0:
        raise ValueError('Invalid ind argument.')
    rows = int(np.prod(a.shape[:ind]))
    return np.linalg.inv(a.reshape(rows, -1)).reshape(a.shape[ind:] + a.shape[:ind])


def linalg_vecdot(x1, x2, /, *, axis=-1):
    return np.vecdot(x1, x2, axis=axis)


def matvec(x1, x2, /):
    return np.matmul(x1, np.asarray(x2)[..., None])[..., 0]


def vecmat(x1, x2, /):
    return np.matmul(np.asarray(x1)[..., None, :], x2)[..., 0, :]


def isfortran(a):
    return a.flags['F_CONTIGUOUS'] and not a.flags['C_CONTIGUOUS']


def require(a, dtype=None, requirements=None, *, like=None):
    a = np.asarray(a, dtype=dtype)
    wanted = {str(r).upper() for r in ([requirements] if isinstance(requirements, str) else requirements or [])}
    if wanted & {'F', 'FORTRAN', 'F_CONTIGUOUS'}:
        return np.asfortranarray(a)
    return np.ascontiguousarray(a) if wanted & {'C', 'CONTIGUOUS', 'C_CONTIGUOUS'} else a


def diag_indices_from(arr):
    if arr.ndim < 2:
        raise ValueError('input array must be at least 2-d')
    if len(set(arr.shape)) > 1:
        raise ValueError('All dimensions of input must be of equal length')
    return np.diag_indices(arr.shape[0], arr.ndim)


def bitwise_count(x):
    a = np.abs(np.asarray(x))
    r = np.zeros(a.shape, dtype=np.uint8)
    while np.any(a):
        r += (a & 1).astype(np.uint8)
        a = a >> 1
    return r if r.ndim else r[()]


def astype(x, dtype, /, *, copy=True):
    return x.astype(dtype, copy=copy)


def typename(char):
    names = {'S1': 'character', '?': 'bool', 'B': 'unsigned char', 'D': 'complex double precision', 'G': 'complex long double precision', 'F': 'complex single precision',
             'I': 'unsigned integer', 'H': 'unsigned short', 'L': 'unsigned long integer', 'O': 'object', 'Q': 'unsigned long long integer', 'S': 'string', 'U': 'unicode',
             'V': 'void', 'b': 'signed char', 'd': 'double precision', 'g': 'long precision', 'f': 'single precision', 'i': 'integer', 'h': 'short', 'l': 'long integer',
             'q': 'long long integer'}
    return names[char]

// This file holds the module `statistics`, written in the cell language.

let statisticsSource = #"""
import math as _math
from fractions import Fraction as _Fraction
from collections import Counter as _Counter

class StatisticsError(ValueError):
    pass

def _exact(data):
    data = list(data)
    kind = int
    for x in data:
        if isinstance(x, float):
            kind = float
        elif not isinstance(x, int):
            kind = type(x) if kind is int else kind
    return data, sum((_Fraction(x) for x in data), _Fraction(0)) if all(not isinstance(x, float) or _math.isfinite(x) for x in data) else sum(data), kind

def _convert(value, kind):
    if kind is int:
        return value.numerator if value.denominator == 1 else value.numerator / value.denominator
    if kind is float:
        return float(value)
    return kind(value)

def mean(data):
    data, total, kind = _exact(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / len(data), kind)

def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return _math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError('data and weights must be the same length')
    den = _math.fsum(weights)
    if not den:
        raise StatisticsError('sum of weights must be non-zero')
    return _math.fsum(x * w for x, w in zip(data, weights)) / den

def geometric_mean(data):
    try:
        return _math.exp(fmean(map(_math.log, data)))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers') from None

def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(x < 0 for x in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if any(x == 0 for x in data):
        return 0
    weights = [1] * len(data) if weights is None else list(weights)
    exact = any(isinstance(x, _Fraction) for x in data)
    total = sum(_Fraction(w / x) for x, w in zip(data, weights))
    return _convert(sum(map(_Fraction, weights)) / total, _Fraction if exact else float)

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]

def median_grouped(data, interval=1):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    below = sum(1 for v in data if v < x)
    f = data.count(x)
    return float(x) - interval / 2 + interval * (n / 2 - below) / f

def mode(data):
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]

def multimode(data):
    counts = _Counter(iter(data))
    top = max(counts.values(), default=0)
    return [v for v, n in counts.items() if n == top]

def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    out = []
    if method == 'inclusive':
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            out.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return out
    if method != 'exclusive':
        raise ValueError(f'Unknown method: {method!r}')
    m = size + 1
    for i in range(1, n):
        j = i * m // n
        j = 1 if j < 1 else size - 1 if j > size - 1 else j
        delta = i * m - j * n
        out.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return out

def _squares(data, center):
    data, total, kind = _exact(data)
    c = total / len(data) if center is None else _Fraction(center)
    return len(data), sum(((_Fraction(x) - c) ** 2 for x in data), _Fraction(0)), kind

def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    n, ss, kind = _squares(data, xbar)
    return _convert(ss / (n - 1), kind)

def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    n, ss, kind = _squares(data, mu)
    return _convert(ss / n, kind)

def _root(f):
    # The square root of a fraction, rounded once: 109 bits of the integer root, with what is left over as its last bit.
    n, m = f.numerator, f.denominator
    if n == 0:
        return 0.0
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        a, b = n, m << 2 * q
    else:
        a, b = n << -2 * q, m
    r = _math.isqrt(a // b)
    r |= r * r * b != a
    return r * 2 ** q if q >= 0 else r / 2 ** -q

def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('stdev requires at least two data points')
    n, ss, kind = _squares(data, xbar)
    return float(_root(ss / (n - 1)))

def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pstdev requires at least one data point')
    n, ss, kind = _squares(data, mu)
    return float(_root(ss / n))

def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('covariance requires at least two data points')
    mx, my = _math.fsum(x) / n, _math.fsum(y) / n
    return _math.fsum((a - mx) * (b - my) for a, b in zip(x, y)) / (n - 1)

def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('correlation requires at least two data points')
    mx, my = _math.fsum(x) / n, _math.fsum(y) / n
    sxy = _math.fsum((a - mx) * (b - my) for a, b in zip(x, y))
    sxx = _math.fsum((a - mx) ** 2.0 for a in x)
    syy = _math.fsum((b - my) ** 2.0 for b in y)
    try:
        return sxy / _math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') from None

def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    n = len(x)
    if len(y) != n:
        raise StatisticsError('linear regression requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('linear regression requires at least two data points')
    mx, my = (0.0, 0.0) if proportional else (_math.fsum(x) / n, _math.fsum(y) / n)
    sxy = _math.fsum((a - mx) * (b - my) for a, b in zip(x, y))
    sxx = _math.fsum((a - mx) ** 2.0 for a in x)
    if not sxx:
        raise StatisticsError('x is constant')
    slope = sxy / sxx
    return namedtuple('LinearRegression', 'slope intercept')(slope, 0.0 if proportional else my - slope * mx)

class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma ** 2.0

    def pdf(self, x):
        v = self._sigma * self._sigma
        if not v:
            raise StatisticsError('pdf() not defined when sigma is zero')
        d = x - self._mu
        return _math.exp(d * d / (-2.0 * v)) / _math.sqrt(_math.tau * v)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

    def zscore(self, x):
        return (x - self._mu) / self._sigma

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def __eq__(self, other):
        return isinstance(other, NormalDist) and (self._mu, self._sigma) == (other._mu, other._sigma)

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'NormalDist(mu={self._mu!r}, sigma={self._sigma!r})'
"""#

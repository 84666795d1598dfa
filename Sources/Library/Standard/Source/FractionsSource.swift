// This file holds the module `fractions`, written in the cell language.

let fractionsSource = #"""
import math as _math
import numbers as _numbers
import re as _re

_format = _re.compile(r'\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z', _re.IGNORECASE)

class Fraction(_numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, int):
                self._numerator, self._denominator = int(numerator), 1
                return self
            if isinstance(numerator, Fraction):
                self._numerator, self._denominator = numerator._numerator, numerator._denominator
                return self
            if isinstance(numerator, str):
                m = _format.match(numerator)
                if m is None:
                    raise ValueError(f'Invalid literal for Fraction: {numerator!r}')
                n = int(m['num'] or '0')
                d = 1
                if m['denom']:
                    d = int(m['denom'])
                else:
                    if m['decimal']:
                        digits = m['decimal'].replace('_', '')
                        scale = 10 ** len(digits)
                        n = n * scale + int(digits)
                        d = scale
                    if m['exp']:
                        e = int(m['exp'])
                        if e >= 0:
                            n *= 10 ** e
                        else:
                            d *= 10 ** -e
                if m['sign'] == '-':
                    n = -n
                numerator, denominator = n, d
            elif hasattr(numerator, 'as_integer_ratio'):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        g = _math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator, self._denominator = numerator // g, denominator // g
        return self

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, d):
        return cls(*d.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        b1 = Fraction(p0 + k * p1, q0 + k * q1)
        b2 = Fraction(p1, q1)
        return b2 if abs(b2 - self) <= abs(b1 - self) else b1

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def _binary(self, other, exact, approximate):
        if isinstance(other, (int, Fraction)):
            return exact(self, other)
        if isinstance(other, float):
            return approximate(float(self), other)
        return NotImplemented

    def _reflected(self, other, exact, approximate):
        if isinstance(other, int):
            return exact(Fraction(other), self)
        if isinstance(other, float):
            return approximate(other, float(self))
        return NotImplemented

    def _add(a, b):
        return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

    def _sub(a, b):
        return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

    def _mul(a, b):
        return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

    def _div(a, b):
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    def _floordiv(a, b):
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _mod(a, b):
        d = a.denominator * b.denominator
        return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), d)

    def __add__(self, other):
        return self._binary(other, Fraction._add, lambda a, b: a + b)

    def __radd__(self, other):
        return self._reflected(other, Fraction._add, lambda a, b: a + b)

    def __sub__(self, other):
        return self._binary(other, Fraction._sub, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._reflected(other, Fraction._sub, lambda a, b: a - b)

    def __mul__(self, other):
        return self._binary(other, Fraction._mul, lambda a, b: a * b)

    def __rmul__(self, other):
        return self._reflected(other, Fraction._mul, lambda a, b: a * b)

    def __truediv__(self, other):
        return self._binary(other, Fraction._div, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._reflected(other, Fraction._div, lambda a, b: a / b)

    def __floordiv__(self, other):
        return self._binary(other, Fraction._floordiv, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return self._reflected(other, Fraction._floordiv, lambda a, b: a // b)

    def __mod__(self, other):
        return self._binary(other, Fraction._mod, lambda a, b: a % b)

    def __rmod__(self, other):
        return self._reflected(other, Fraction._mod, lambda a, b: a % b)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, e):
        if isinstance(e, Fraction) and e._denominator == 1:
            e = e._numerator
        if isinstance(e, int):
            if e >= 0:
                return Fraction(self._numerator ** e, self._denominator ** e)
            if self._numerator == 0:
                raise ZeroDivisionError(f'Fraction({self._denominator ** -e}, 0)')
            return Fraction(self._denominator ** -e, self._numerator ** -e)
        return float(self) ** float(e)

    def __rpow__(self, base):
        if self._denominator == 1 and self._numerator >= 0:
            return base ** self._numerator
        return base ** float(self)

    def __pos__(self):
        return Fraction(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            q, r = divmod(self._numerator, self._denominator)
            if r * 2 < self._denominator:
                return q
            if r * 2 > self._denominator:
                return q + 1
            return q if q % 2 == 0 else q + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        p = (1 << 61) - 1
        if self._denominator % p == 0:
            h = 314159
        else:
            h = abs(self._numerator) % p * pow(self._denominator, -1, p) % p
        h = h if self._numerator >= 0 else -h
        return -2 if h == -1 else h

    def __eq__(self, other):
        if isinstance(other, int):
            return self._numerator == other and self._denominator == 1
        if isinstance(other, Fraction):
            return self._numerator == other._numerator and self._denominator == other._denominator
        if isinstance(other, float):
            return _math.isfinite(other) and self == Fraction.from_float(other)
        return NotImplemented

    def _order(self, other, op):
        if isinstance(other, (int, Fraction)):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(0.0, other) if not _math.isfinite(other) else op(self, Fraction.from_float(other))
        return NotImplemented

    def __lt__(self, other):
        return self._order(other, lambda a, b: a < b)

    def __gt__(self, other):
        return self._order(other, lambda a, b: a > b)

    def __le__(self, other):
        return self._order(other, lambda a, b: a <= b)

    def __ge__(self, other):
        return self._order(other, lambda a, b: a >= b)

    def __bool__(self):
        return self._numerator != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
"""#

// This file holds the module `decimal`, written in the cell language.

let decimalSource = #"""
import math as _math
import re as _re

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = (
    'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP')
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999

class DecimalException(ArithmeticError):
    pass

class Clamped(DecimalException):
    pass

class InvalidOperation(DecimalException):
    pass

class ConversionSyntax(InvalidOperation):
    pass

class DivisionByZero(DecimalException, ZeroDivisionError):
    pass

class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass

class Inexact(DecimalException):
    pass

class Rounded(DecimalException):
    pass

class Overflow(Inexact, Rounded):
    pass

class Underflow(Inexact, Rounded):
    pass

class FloatOperation(DecimalException, TypeError):
    pass

class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None, traps=None):
        self.prec = prec
        self.rounding = rounding
        self.Emin = Emin
        self.Emax = Emax
        self.capitals = capitals
        self.clamp = clamp

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals)

    def create_decimal(self, num='0'):
        return Decimal(num)._fix(self)

    def divide(self, a, b):
        return Decimal(a) / Decimal(b)

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def power(self, a, b):
        return Decimal(a) ** Decimal(b)

    def quantize(self, a, b):
        return Decimal(a).quantize(Decimal(b))

    def __repr__(self):
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp=0, '
                'flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])')

DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP)
ExtendedContext = Context(9)
_context = Context()

def getcontext():
    return _context

def setcontext(context):
    global _context
    _context = context

class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (ctx or _context).copy()
        for k, v in kwargs.items():
            setattr(self._new, k, v)

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *details):
        setcontext(self._old)

_number = _re.compile(r'([-+])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?\Z')
_special = _re.compile(r'([-+])?(?:(inf(?:inity)?)|(s?nan)\d*)\Z', _re.IGNORECASE)

def _round_div(n, d, rounding, negative):
    """n / d (both positive) rounded to an integer."""
    q, r = divmod(n, d)
    if r == 0:
        return q
    if rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not negative
    elif rounding == ROUND_FLOOR:
        up = negative
    elif rounding == ROUND_05UP:
        up = q % 5 == 0
    else:
        twice = 2 * r
        if twice != d:
            up = twice > d
        elif rounding == ROUND_HALF_UP:
            up = True
        elif rounding == ROUND_HALF_DOWN:
            up = False
        else:
            up = q % 2 == 1
    return q + up

class Decimal:
    __slots__ = ('_sign', '_int', '_exp', '_kind')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        self._kind = None
        if isinstance(value, Decimal):
            self._sign, self._int, self._exp, self._kind = value._sign, value._int, value._exp, value._kind
        elif isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(int(value)), 0
        elif isinstance(value, float):
            if not _math.isfinite(value):
                return cls(repr(value))
            n, d = abs(value).as_integer_ratio()
            k = d.bit_length() - 1
            self._sign, self._int, self._exp = int(_math.copysign(1, value) < 0), n * 5 ** k, -k
        elif isinstance(value, str):
            text = value.strip().replace('_', '')
            m = _number.match(text)
            if m:
                sign, whole, frac, only, exp = m.groups()
                frac = frac if whole is not None else only
                frac = frac or ''
                self._sign = int(sign == '-')
                self._int = int((whole or '') + frac or '0')
                self._exp = int(exp or 0) - len(frac)
            else:
                m = _special.match(text)
                if not m:
                    raise InvalidOperation([ConversionSyntax])
                self._sign, self._int, self._exp = int(m[1] == '-'), 0, 0
                self._kind = 'F' if m[2] else 'n'
        elif isinstance(value, (tuple, list)):
            sign, digits, exp = value
            self._sign, self._int, self._exp = sign, int(''.join(map(str, digits)) or '0'), exp if isinstance(exp, int) else 0
            if not isinstance(exp, int):
                self._kind = exp
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    @staticmethod
    def _of(sign, n, exp):
        d = object.__new__(Decimal)
        d._sign, d._int, d._exp, d._kind = sign, n, exp, None
        return d

    @staticmethod
    def _from_signed(n, exp, zero_sign=0):
        return Decimal._of(zero_sign if n == 0 else int(n < 0), abs(n), exp)

    def _fix(self, ctx=None):
        if self._kind:
            return self
        ctx = ctx or _context
        digits = len(str(self._int))
        if digits > ctx.prec:
            drop = digits - ctx.prec
            n = _round_div(self._int, 10 ** drop, ctx.rounding, self._sign)
            exp = self._exp + drop
            if len(str(n)) > ctx.prec:
                n //= 10
                exp += 1
            self = Decimal._of(self._sign, n, exp)
        if self._int and self.adjusted() > ctx.Emax:
            raise Overflow([Overflow, Inexact, Rounded])
        return self

    def _signed(self):
        return -self._int if self._sign else self._int

    def is_nan(self):
        return self._kind in ('n', 'N')

    def is_infinite(self):
        return self._kind == 'F'

    def is_finite(self):
        return self._kind is None

    def is_zero(self):
        return self._kind is None and self._int == 0

    def is_signed(self):
        return bool(self._sign)

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1 if self._kind is None else 0

    def as_tuple(self):
        if self._kind:
            return DecimalTuple(self._sign, (0,) if self._kind == 'F' else (), self._kind)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._kind:
            raise (ValueError if self.is_nan() else OverflowError)(f"cannot convert {'NaN' if self.is_nan() else 'Infinity'} to integer ratio")
        n = self._signed()
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = _math.gcd(n, d)
        return n // g, d // g

    def __str__(self, eng=False):
        sign = '-' if self._sign else ''
        if self._kind:
            return sign + ('Infinity' if self._kind == 'F' else 'NaN')
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            body = '0.' + '0' * -point + digits
        elif point >= len(digits):
            body = digits + '0' * (point - len(digits))
        else:
            body = digits[:point] + '.' + digits[point:]
        return sign + body + ('' if left == point else f'E{left - point:+d}')

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        if not spec:
            return str(self)
        m = _re.match(r'(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?\Z', spec)
        if m is None:
            raise ValueError('invalid format string')
        fill, align, sign, _, zero, width, comma, prec, kind = m.groups()
        d = self
        if self._kind is None:
            if kind == '%':
                d = Decimal._of(d._sign, d._int, d._exp + 2)
            if prec is not None:
                p = int(prec)
                if kind in ('f', 'F', '%'):
                    d = d._rescale(-p, _context.rounding)
                elif kind in ('e', 'E'):
                    d = d._fix(Context(p + 1, _context.rounding))
                    d = d._rescale(d.adjusted() - p, _context.rounding)
                else:
                    d = d._fix(Context(max(p, 1), _context.rounding))
            digits = str(d._int)
            if kind in ('f', 'F', '%'):
                text = digits + '0' * d._exp if d._exp >= 0 else digits.rjust(1 - d._exp, '0')
                if d._exp < 0:
                    text = text[:d._exp] + '.' + text[d._exp:]
            elif kind in ('e', 'E'):
                text = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '') + f'{kind}{d.adjusted():+d}'
            else:
                text = str(abs(d) if False else Decimal._of(0, d._int, d._exp))
                if kind == 'g' or kind is None and False:
                    text = text.replace('E', 'e')
        else:
            text = str(d).lstrip('-')
        head = '-' if d._sign else sign if sign in ('+', ' ') else ''
        if comma:
            whole, dot, frac = text.partition('.')
            whole = f'{int(whole):,}'.replace(',', comma)
            text = whole + dot + frac
        if kind == '%':
            text += '%'
        missing = int(width or 0) - len(head) - len(text)
        if missing > 0:
            if zero and not align:
                fill, align = '0', '='
            fill = fill or ' '
            align = align or '>'
            if align == '<':
                return head + text + fill * missing
            if align == '^':
                return fill * (missing // 2) + head + text + fill * (missing - missing // 2)
            if align == '=':
                return head + fill * missing + text
            return fill * missing + head + text
        return head + text

    @staticmethod
    def _coerce(other):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return Decimal(other)
        return None

    def _nan(self, other):
        return self if self.is_nan() else other if other.is_nan() else None

    def __add__(self, other):
        other = Decimal._coerce(other)
        if other is None:
            return NotImplemented
        if self._kind or other._kind:
            n = self._nan(other)
            if n is not None:
                return n
            if self._kind and other._kind and self._sign != other._sign:
                raise InvalidOperation([InvalidOperation])
            return self if self._kind else other
        e = min(self._exp, other._exp)
        total = self._signed() * 10 ** (self._exp - e) + other._signed() * 10 ** (other._exp - e)
        zero = self._sign and other._sign if total == 0 else 0
        return Decimal._from_signed(total, e, int(bool(zero)))._fix()

    __radd__ = __add__

    def __sub__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = Decimal._coerce(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            n = self._nan(other)
            if n is not None:
                return n
            if self.is_zero() or other.is_zero():
                raise InvalidOperation([InvalidOperation])
            return Decimal('-Infinity' if sign else 'Infinity')
        return Decimal._of(sign, self._int * other._int, self._exp + other._exp)._fix()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Decimal._coerce(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            n = self._nan(other)
            if n is not None:
                return n
            if self._kind and other._kind:
                raise InvalidOperation([InvalidOperation])
            return Decimal('-Infinity' if sign else 'Infinity') if self._kind else Decimal._of(sign, 0, 0)
        if other._int == 0:
            if self._int == 0:
                raise DivisionUndefined([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        if self._int == 0:
            return Decimal._of(sign, 0, self._exp - other._exp)
        shift = len(str(other._int)) - len(str(self._int)) + _context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            q, r = divmod(self._int * 10 ** shift, other._int)
        else:
            q, r = divmod(self._int, other._int * 10 ** -shift)
        if r:
            if q % 5 == 0:
                q += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and q % 10 == 0:
                q //= 10
                exp += 1
        return Decimal._of(sign, q, exp)._fix()

    def __rtruediv__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else other / self

    def _divide(self, other):
        if other._int == 0:
            if self._int == 0:
                raise DivisionUndefined([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        e = min(self._exp, other._exp)
        a, b = self._int * 10 ** (self._exp - e), other._int * 10 ** (other._exp - e)
        q, r = divmod(a, b)
        return Decimal._of(self._sign ^ other._sign, q, 0), Decimal._of(self._sign, r, e)._fix()

    def __floordiv__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else self._divide(other)[0]

    def __rfloordiv__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = Decimal._coerce(other)
        if other is None:
            return NotImplemented
        if other._int == 0 and self._int:
            raise InvalidOperation([InvalidOperation])
        return self._divide(other)[1]

    def __rmod__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else self._divide(other)

    def __pow__(self, other, modulo=None):
        other = Decimal._coerce(other)
        if other is None:
            return NotImplemented
        if other._exp >= 0 or other == int(other):
            n = int(other)
            if n == 0:
                if self._int == 0:
                    raise InvalidOperation([InvalidOperation])
                return Decimal(1)
            m = abs(n)
            if len(str(self._int)) * m <= 20000:
                exact = Decimal._of(self._sign if m % 2 else 0, self._int ** m, self._exp * m)
                if n > 0:
                    return exact._fix()
                with localcontext() as c:
                    c.prec += 5
                    r = Decimal(1) / exact
                return r._fix()
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        with localcontext() as c:
            c.prec += 8
            r = (other * self.ln()).exp()
        return r._fix()

    def __rpow__(self, other):
        other = Decimal._coerce(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        ctx = context or _context
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        if self._int == 0:
            return Decimal._of(self._sign, 0, self._exp // 2)
        prec = ctx.prec + 1
        e = self._exp >> 1
        c = self._int * (10 if self._exp & 1 else 1)
        l = (len(str(c)) + 1) // 2
        shift = prec - l
        exact = True
        if shift >= 0:
            c *= 100 ** shift
        else:
            c, r = divmod(c, 100 ** -shift)
            exact = not r
        e -= shift
        n = _math.isqrt(c)
        exact = exact and n * n == c
        if exact:
            n = n // 10 ** shift if shift >= 0 else n * 10 ** -shift
            e += shift
        elif n % 5 == 0:
            n += 1
        return Decimal._of(0, n, e)._fix(Context(ctx.prec))

    def exp(self, context=None):
        ctx = context or _context
        if self._int == 0:
            return Decimal(1)
        extra = ctx.prec + 10 + max(0, self.adjusted() + 1)
        scale = 10 ** extra
        x = self._signed() * 10 ** (extra + self._exp) if extra + self._exp >= 0 else self._signed() // 10 ** -(extra + self._exp)
        k = 0
        while abs(x) > scale // 16:
            x //= 2
            k += 1
        more = 10 ** (k // 3 + 3)
        x, scale = (self._signed() * 10 ** max(0, extra + self._exp) * more // 2 ** k if extra + self._exp >= 0 else x * more), scale * more
        total = term = scale
        i = 1
        while term:
            term = term * x // (scale * i)
            total += term
            i += 1
            if i > 10000:
                break
        for _ in range(k):
            total = total * total // scale
        return Decimal._of(0, total, -len(str(scale)) + 1)._fix(ctx)

    def ln(self, context=None):
        ctx = context or _context
        if self._int == 0:
            return Decimal('-Infinity')
        if self._sign:
            raise InvalidOperation([InvalidOperation])
        prec = ctx.prec + 10
        scale = 10 ** prec
        # x = m * 10^a with 0.3 < m < 3, then an area hyperbolic tangent series of its square roots.
        a = self.adjusted()
        m = Decimal._of(0, self._int, self._exp - a)
        if m > 3:
            m = Decimal._of(0, m._int, m._exp - 1)
            a += 1
        n, d = m.as_integer_ratio()
        def series(n, d):
            y = (n - d) * scale // (n + d)
            total = term = y
            y2 = y * y // scale
            k = 3
            while term:
                term = term * y2 // scale
                total += term // k
                k += 2
                if abs(term) <= 1:
                    break
            return 2 * total
        total = series(n, d) + (a * (3 * series(2, 1) + series(5, 4)) if a else 0)
        return Decimal._from_signed(total, -prec)._fix(ctx)

    def log10(self, context=None):
        if self._kind is None and self._int and not self._sign:
            digits = str(self._int)
            if digits.rstrip('0') == '1':
                return Decimal(self.adjusted())
        with localcontext() as c:
            c.prec += 6
            r = self.ln() / Decimal(10).ln()
        return r._fix()

    def _rescale(self, exp, rounding):
        if exp <= self._exp:
            return Decimal._of(self._sign, self._int * 10 ** (self._exp - exp), exp)
        return Decimal._of(self._sign, _round_div(self._int, 10 ** (exp - self._exp), rounding or _context.rounding, self._sign), exp)

    def quantize(self, exp, rounding=None, context=None):
        exp = Decimal._coerce(exp)
        if self._kind or exp._kind:
            return self
        r = self._rescale(exp._exp, rounding)
        if len(str(r._int)) > (context or _context).prec:
            raise InvalidOperation([InvalidOperation])
        return r

    def to_integral_value(self, rounding=None, context=None):
        return self if self._kind or self._exp >= 0 else self._rescale(0, rounding)

    to_integral = to_integral_value
    to_integral_exact = to_integral_value

    def normalize(self, context=None):
        d = self._fix()
        if d._kind:
            return d
        if d._int == 0:
            return Decimal._of(d._sign, 0, 0)
        n, e = d._int, d._exp
        while n % 10 == 0:
            n //= 10
            e += 1
        return Decimal._of(d._sign, n, e)

    def __round__(self, n=None):
        if n is None:
            return int(self._rescale(0, ROUND_HALF_EVEN))
        return self._rescale(-n, ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self._rescale(0, ROUND_FLOOR))

    def __ceil__(self):
        return int(self._rescale(0, ROUND_CEILING))

    def __int__(self):
        if self._kind:
            raise (ValueError if self.is_nan() else OverflowError)(f"cannot convert {'NaN' if self.is_nan() else 'Infinity'} to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __bool__(self):
        return bool(self._kind or self._int)

    def copy_negate(self):
        d = Decimal(self)
        d._sign = 1 - d._sign
        return d

    def copy_abs(self):
        d = Decimal(self)
        d._sign = 0
        return d

    def copy_sign(self, other):
        d = Decimal(self)
        d._sign = Decimal(other)._sign
        return d

    def __neg__(self):
        d = self.copy_negate() if self._kind or self._int else self.copy_abs()
        return d._fix()

    def __pos__(self):
        return self._fix()

    def __abs__(self):
        return self.copy_abs()._fix()

    def _cmp(self, other):
        if self._kind or other._kind:
            a = (-1 if self._sign else 1) if self._kind else 0
            b = (-1 if other._sign else 1) if other._kind else 0
            return (a > b) - (a < b)
        e = min(self._exp, other._exp)
        a, b = self._signed() * 10 ** (self._exp - e), other._signed() * 10 ** (other._exp - e)
        return (a > b) - (a < b)

    def _compare(self, other, test, equality=False):
        if isinstance(other, float):
            other = Decimal(other)
        else:
            other = Decimal._coerce(other)
            if other is None:
                return NotImplemented
        if self.is_nan() or other.is_nan():
            if equality:
                return False
            raise InvalidOperation([InvalidOperation])
        return test(self._cmp(other))

    def __eq__(self, other):
        return self._compare(other, lambda c: c == 0, True)

    def __lt__(self, other):
        return self._compare(other, lambda c: c < 0)

    def __le__(self, other):
        return self._compare(other, lambda c: c <= 0)

    def __gt__(self, other):
        return self._compare(other, lambda c: c > 0)

    def __ge__(self, other):
        return self._compare(other, lambda c: c >= 0)

    def compare(self, other, context=None):
        return Decimal(self._cmp(Decimal._coerce(other)))

    def max(self, other, context=None):
        return self if self >= other else Decimal(other)

    def min(self, other, context=None):
        return self if self <= other else Decimal(other)

    def __hash__(self):
        if self._kind:
            return hash(float(str(self))) if self._kind == 'F' else 0
        p = (1 << 61) - 1
        h = self._int * (pow(10, self._exp, p) if self._exp >= 0 else pow(pow(10, -1, p), -self._exp, p)) % p
        h = -h if self._sign else h
        return -2 if h == -1 else h

    def is_normal(self, context=None):
        return self._kind is None and self._int != 0

    def same_quantum(self, other, context=None):
        return self._exp == Decimal(other)._exp

    def number_class(self, context=None):
        if self.is_nan():
            return 'NaN'
        sign = '-' if self._sign else '+'
        return sign + ('Infinity' if self._kind else 'Zero' if not self._int else 'Normal')

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

class DecimalTuple(tuple):
    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return f'DecimalTuple(sign={self[0]}, digits={self[1]}, exponent={self[2]!r})'
"""#

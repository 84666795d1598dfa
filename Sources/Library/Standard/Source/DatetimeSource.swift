// This file holds the module `datetime`, written in the cell language.

let datetimeDateSource = #"""
import time as _time
import math as _math

MINYEAR = 1
MAXYEAR = 9999
_DAYS = (-1, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (-1, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = (None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_FULL_MONTHS = (None, 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')
_WEEKDAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_FULL_WEEKDAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]

def _ymd2ord(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _BEFORE[month] + (month > 2 and _is_leap(year)) + day

def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + 1 + n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in_month(year, month):
        n -= _days_in_month(year, month)
        month += 1
    return year, month, n + 1

def _integer(v, what='integer'):
    if isinstance(v, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    return v.__index__()

def _check_date(year, month, day):
    year, month, day = _integer(year), _integer(month), _integer(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day

def _check_time(hour, minute, second, microsecond, fold):
    if not 0 <= _integer(hour) <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= _integer(minute) <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= _integer(second) <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= _integer(microsecond) <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')

def _divide_round(a, b):
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or r == b and q % 2 == 1:
        q += 1
    return q

class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for name, v in (('days', days), ('seconds', seconds), ('microseconds', microseconds), ('milliseconds', milliseconds),
                        ('minutes', minutes), ('hours', hours), ('weeks', weeks)):
            if not isinstance(v, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} component: {type(v).__name__}')
        total = 0
        rest = 0.0
        for v, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000), (minutes, 60000000),
                        (hours, 3600000000), (weeks, 604800000000)):
            if isinstance(v, float):
                whole = int(v)
                total += whole * unit
                part = (v - whole) * unit
                p = int(part)
                total += p
                rest += part - p
            else:
                total += v * unit
        return cls._of(total + round(rest) if rest else total)

    @classmethod
    def _of(cls, us):
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(us, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')
        return self

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._us() / 10**6

    def __repr__(self):
        args = [f'{n}={v}' for n, v in (('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if v]
        return f"datetime.{type(self).__qualname__}({', '.join(args) or '0'})"

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = f'{hh}:{mm:02d}:{ss:02d}'
        if self._days:
            s = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, " + s
        if self._microseconds:
            s += f'.{self._microseconds:06d}'
        return s

    def __add__(self, other):
        return timedelta._of(self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._us() - self._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_round(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        if isinstance(other, int):
            return timedelta._of(self._us() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            return timedelta._of(_divide_round(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_round(self._us() * b, a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._us() % other._us()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us(), other._us())
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._us() != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

timedelta.min = timedelta._of(-999999999 * 86400000000)
timedelta.max = timedelta._of(999999999 * 86400000000 + 86399999999)
timedelta.resolution = timedelta._of(1)

class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        return dt + dt.utcoffset()

_none = object()

class timezone(tzinfo):
    def __init__(self, offset, name=_none):
        if not isinstance(offset, timedelta):
            raise TypeError(f'timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}')
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset = offset
        self._name = None if name is _none else name

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'datetime.timezone({self._offset!r})'
        return f'datetime.timezone({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

def _offset_text(offset, sep=':'):
    if offset is None:
        return ''
    us = offset._us()
    sign = '-' if us < 0 else '+'
    s, us = divmod(abs(us), 1000000)
    text = f'{sign}{s // 3600:02d}{sep}{s // 60 % 60:02d}'
    if s % 60 or us:
        text += f'{sep}{s % 60:02d}'
    if us:
        text += f'.{us:06d}'
    return text

timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc

def _format(obj, fmt):
    year = getattr(obj, 'year', 1900)
    month = getattr(obj, 'month', 1)
    day = getattr(obj, 'day', 1)
    hour = getattr(obj, 'hour', 0)
    minute = getattr(obj, 'minute', 0)
    second = getattr(obj, 'second', 0)
    us = getattr(obj, 'microsecond', 0)
    n = _ymd2ord(year, month, day)
    weekday = (n + 6) % 7
    yday = n - _ymd2ord(year, 1, 1) + 1
    out = []
    i = 0
    while i < len(fmt):
        c = fmt[i]
        i += 1
        if c != '%' or i >= len(fmt):
            out.append(c)
            continue
        c = fmt[i]
        i += 1
        pad = True
        if c == '-' and i < len(fmt):
            pad = False
            c = fmt[i]
            i += 1
        def two(v, width=2):
            return str(v).rjust(width, '0') if pad else str(v)
        if c == 'Y': s = str(year)
        elif c == 'm': s = two(month)
        elif c == 'd': s = two(day)
        elif c == 'H': s = two(hour)
        elif c == 'I': s = two((hour + 11) % 12 + 1)
        elif c == 'M': s = two(minute)
        elif c == 'S': s = two(second)
        elif c == 'f': s = f'{us:06d}'
        elif c == 'y': s = two(year % 100)
        elif c == 'b' or c == 'h': s = _MONTHS[month]
        elif c == 'B': s = _FULL_MONTHS[month]
        elif c == 'a': s = _WEEKDAYS[weekday]
        elif c == 'A': s = _FULL_WEEKDAYS[weekday]
        elif c == 'p': s = 'AM' if hour < 12 else 'PM'
        elif c == 'j': s = two(yday, 3)
        elif c == 'w': s = str((weekday + 1) % 7)
        elif c == 'u': s = str(weekday + 1)
        elif c == 'e': s = str(day).rjust(2)
        elif c == 'U': s = two((yday + 6 - (weekday + 1) % 7) // 7)
        elif c == 'W': s = two((yday + 6 - weekday) // 7)
        elif c == 'G': s = str(date(year, month, day).isocalendar()[0])
        elif c == 'V': s = two(date(year, month, day).isocalendar()[1])
        elif c == 'F': s = f'{year}-{month:02d}-{day:02d}'
        elif c == 'T' or c == 'X': s = f'{hour:02d}:{minute:02d}:{second:02d}'
        elif c == 'R': s = f'{hour:02d}:{minute:02d}'
        elif c == 'D' or c == 'x': s = f'{month:02d}/{day:02d}/{year % 100:02d}'
        elif c == 'c': s = f'{_WEEKDAYS[weekday]} {_MONTHS[month]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}'
        elif c == 'C': s = two(year // 100)
        elif c == 's': s = str(int(obj.timestamp()))
        elif c == 'z': s = _offset_text(obj.utcoffset(), '') if hasattr(obj, 'utcoffset') else ''
        elif c == 'Z': s = (obj.tzname() or '') if hasattr(obj, 'tzname') else ''
        elif c == 'n': s = '\n'
        elif c == 't': s = '\t'
        elif c == '%': s = '%'
        else: s = '%' + c
        out.append(s)
    return ''.join(out)

class date:
    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            n = 2 if month is None and day is None else 1
            missing = "'month' (pos 2)" if month is None else "'day' (pos 3)"
            raise TypeError(f"function missing required argument {missing}")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        y, m, d = _ord2ymd(n)
        if y > MAXYEAR:
            raise ValueError('year is out of range')
        return cls(y, m, d)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_parse_date(text))
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _iso_first(year)
        if not 1 <= week <= 53 or week == 53 and first + 364 >= _iso_first(year + 1):
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls.fromordinal(first + (week - 1) * 7 + day - 1)

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return f'datetime.{type(self).__qualname__}({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    def ctime(self):
        return _format(self, '%c')

    def strftime(self, fmt):
        return _format(self, fmt)

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def timetuple(self):
        n = self.toordinal()
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), n - _ymd2ord(self._year, 1, 1) + 1, -1))

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        first = _iso_first(year)
        n = self.toordinal()
        if n < first:
            year -= 1
            first = _iso_first(year)
        elif n >= _iso_first(year + 1):
            year += 1
            first = _iso_first(year)
        week, day = divmod(n - first, 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def _key(self):
        return (self._year, self._month, self._day)

    def _other(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._other(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._other(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._other(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._other(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._other(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= 3652059:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

class IsoCalendarDate(tuple):
    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'

def _iso_first(year):
    n = _ymd2ord(year, 1, 1)
    weekday = (n + 6) % 7
    first = n - weekday
    return first + 7 if weekday > 3 else first

def _digits(s):
    if not s.isdigit() or not s.isascii():
        raise ValueError
    return int(s)

def _parse_date(s):
    if len(s) == 10 and s[4] == '-' and s[7] == '-':
        return _digits(s[:4]), _digits(s[5:7]), _digits(s[8:])
    if len(s) == 8 and '-' not in s and 'W' not in s:
        return _digits(s[:4]), _digits(s[4:6]), _digits(s[6:])
    t = s.replace('-', '')
    if len(t) in (7, 8) and t[4] == 'W':
        d = date.fromisocalendar(_digits(t[:4]), _digits(t[5:7]), _digits(t[7:]) if len(t) == 8 else 1)
        return d.year, d.month, d.day
    raise ValueError

def _parse_clock(s):
    us = 0
    if '.' in s or ',' in s:
        i = s.index('.') if '.' in s else s.index(',')
        frac = s[i + 1:]
        _digits(frac)
        us = int(frac[:6].ljust(6, '0'))
        s = s[:i]
        if len(s) < 6:
            raise ValueError
    if ':' in s:
        parts = s.split(':')
        if any(len(p) != 2 for p in parts):
            raise ValueError
    else:
        parts = [s[i:i + 2] for i in range(0, len(s), 2)]
    if not 1 <= len(parts) <= 3:
        raise ValueError
    numbers = [_digits(p) for p in parts]
    return (numbers + [0, 0])[:3] + [us]

def _parse_time(s):
    tz = None
    if s.endswith('Z'):
        tz, s = timezone.utc, s[:-1]
    else:
        i = max(s.rfind('+'), s.rfind('-'))
        if i > 0:
            h, m, sec, us = _parse_clock(s[i + 1:])
            delta = timedelta(hours=h, minutes=m, seconds=sec, microseconds=us)
            tz = timezone.utc if not delta else timezone(-delta if s[i] == '-' else delta)
            s = s[:i]
    return _parse_clock(s) + [tz]

"""#

# The second part of the pandas module (see pandas_base.py): dates and spans of time.

import datetime as _dt
import re as _re


class _NaT:
    """The missing date."""
    def __repr__(self): return 'NaT'
    def __str__(self): return 'NaT'
    def __bool__(self): return True
    def __eq__(self, o): return False
    def __ne__(self, o): return True
    def __lt__(self, o): return False
    def __le__(self, o): return False
    def __gt__(self, o): return False
    def __ge__(self, o): return False
    def __sub__(self, o): return self
    def __rsub__(self, o): return self
    def __add__(self, o): return self
    def __hash__(self): return 7


NaT = _NaT()


class Timedelta:
    """A span of time."""
    _units = {'d': 86400, 'day': 86400, 'days': 86400, 'h': 3600, 'hour': 3600, 'hours': 3600, 'm': 60, 'min': 60, 'minute': 60, 'minutes': 60, 's': 1, 'sec': 1, 'second': 1, 'seconds': 1,
              'w': 604800, 'week': 604800, 'weeks': 604800}

    def __init__(self, value=None, unit=None, **parts):
        if isinstance(value, Timedelta):
            self._t = value._t
        elif isinstance(value, _dt.timedelta):
            self._t = value
        elif isinstance(value, str):
            parts = _re.findall(r'([\d.]+)\s*([A-Za-z]+)', value)
            if len(parts) > 1 and ':' not in value and all(u.lower() in Timedelta._units for _, u in parts):
                self._t = _dt.timedelta(seconds=sum(float(v) * Timedelta._units[u.lower()] for v, u in parts))
                return
            m = _re.match(r'^\s*(\d+):(\d+):(\d+)\s*$', value)
            if m:
                self._t = _dt.timedelta(hours=int(m.group(1)), minutes=int(m.group(2)), seconds=int(m.group(3)))
                return
            m = _re.match(r'^\s*(-?[\d.]+)\s*([A-Za-z]+)(?:\s+(\d+):(\d+):(\d+))?\s*$', value)
            if not m or m.group(2).lower() not in Timedelta._units:
                raise ValueError('unit abbreviation w/o a number' if not m else f'invalid unit abbreviation: {m.group(2)}')
            extra = int(m.group(3)) * 3600 + int(m.group(4)) * 60 + int(m.group(5)) if m.group(3) else 0
            self._t = _dt.timedelta(seconds=float(m.group(1)) * Timedelta._units[m.group(2).lower()] + extra)
        elif value is not None:
            self._t = _dt.timedelta(seconds=value * Timedelta._units[(unit or 's').lower()]) if unit else _dt.timedelta(microseconds=value / 1000)
        else:
            self._t = _dt.timedelta(**parts)

    days = property(lambda self: self._t.days)
    seconds = property(lambda self: self._t.seconds)
    microseconds = property(lambda self: self._t.microseconds)

    def total_seconds(self): return self._t.total_seconds()
    def to_pytimedelta(self): return self._t

    def __str__(self):
        s = self._t.seconds
        text = f'{self._t.days} days {"+" if self._t.days < 0 else ""}{s // 3600:02d}:{s % 3600 // 60:02d}:{s % 60:02d}'
        return text + (f'.{self._t.microseconds:06d}' if self._t.microseconds else '')

    def __repr__(self): return f"Timedelta('{self}')"
    def __hash__(self): return hash(self._t)
    def _of(self, o): return o._t if isinstance(o, Timedelta) else o
    def __eq__(self, o): return self._t == self._of(o)
    def __lt__(self, o): return self._t < self._of(o)
    def __le__(self, o): return self._t <= self._of(o)
    def __gt__(self, o): return self._t > self._of(o)
    def __ge__(self, o): return self._t >= self._of(o)
    def __neg__(self): return Timedelta(-self._t)
    def __abs__(self): return Timedelta(abs(self._t))
    def __mul__(self, k): return Timedelta(self._t * k)
    __rmul__ = __mul__
    def __floordiv__(self, o): return self._t // o._t if isinstance(o, Timedelta) else Timedelta(self._t // o)
    def __mod__(self, o): return Timedelta(self._t % self._of(o))
    def isoformat(self): return _iso_span(self._t)
    def round(self, freq): return _rounded_span(self, freq, 'round')
    def floor(self, freq): return _rounded_span(self, freq, 'floor')
    def ceil(self, freq): return _rounded_span(self, freq, 'ceil')
    seconds = property(lambda self: self._t.seconds)
    microseconds = property(lambda self: self._t.microseconds)
    nanoseconds = property(lambda self: 0)
    value = property(lambda self: (self._t // _dt.timedelta(microseconds=1)) * 1000)
    def __truediv__(self, o): return self._t / o._t if isinstance(o, Timedelta) else Timedelta(self._t / o)
    def __add__(self, o): return NotImplemented if isinstance(o, (_Arithmetic, Index, np.ndarray)) else Timestamp(o) + self if isinstance(o, _dt.datetime) else o + self if isinstance(o, (Timestamp, _NaT)) else Timedelta(self._t + self._of(o))
    __radd__ = __add__
    def __rsub__(self, o): return Timestamp(o) - self if isinstance(o, (_dt.datetime, Timestamp)) else Timedelta(self._of(o) - self._t)
    def __sub__(self, o): return Timedelta(self._t - self._of(o))


_FORMATS = ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M', '%Y/%m/%d', '%m/%d/%Y', '%Y-%m', '%Y%m%d', '%d %b %Y', '%b %d, %Y', '%B %d, %Y', '%d %B %Y',
            '%Y-%m-%d %H:%M:%S.%f', '%m/%d/%Y %H:%M', '%Y/%m/%d %H:%M:%S', '%Y']


def _parsed_date(text, format=None, dayfirst=False):
    for f in ([format] if format else (['%d/%m/%Y', '%d-%m-%Y'] if dayfirst else []) + _FORMATS):
        try:
            return _dt.datetime.strptime(text.strip(), f)
        except ValueError:
            pass
    if format:
        raise ValueError(f'time data "{text}" doesn\'t match format "{format}"')
    raise DateParseError(f'Unknown datetime string format, unable to parse: {text}')


class Timestamp:
    """A moment."""

    def __init__(self, value=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, year=None, unit=None, tz=None):
        if tz is not None:
            raise NotImplementedError('time zones are not supported here; naive dates are')
        if unit is not None:
            self._d = _dt.datetime(1970, 1, 1) + Timedelta(value, unit)._t
            return
        if isinstance(value, Timestamp):
            self._d = value._d
        elif isinstance(value, _dt.datetime):
            self._d = value
        elif isinstance(value, _dt.date):
            self._d = _dt.datetime(value.year, value.month, value.day)
        elif isinstance(value, str):
            self._d = _parsed_date(value)
        elif month is not None:
            self._d = _dt.datetime(value if value is not None else year, month, day, hour, minute, second, microsecond)
        else:
            self._d = _dt.datetime(1970, 1, 1) + _dt.timedelta(microseconds=value / 1000)

    @staticmethod
    def now(): return Timestamp(_dt.datetime.now())
    @staticmethod
    def today(): return Timestamp(_dt.datetime.now())

    year = property(lambda self: self._d.year)
    month = property(lambda self: self._d.month)
    day = property(lambda self: self._d.day)
    hour = property(lambda self: self._d.hour)
    minute = property(lambda self: self._d.minute)
    second = property(lambda self: self._d.second)
    microsecond = property(lambda self: self._d.microsecond)
    dayofweek = property(lambda self: self._d.weekday())
    weekday_ = property(lambda self: self._d.weekday())
    day_of_week = dayofweek
    dayofyear = property(lambda self: self._d.timetuple().tm_yday)
    quarter = property(lambda self: (self._d.month - 1) // 3 + 1)
    days_in_month = property(lambda self: (_dt.date(self._d.year + self._d.month // 12, self._d.month % 12 + 1, 1) - _dt.date(self._d.year, self._d.month, 1)).days)
    week = property(lambda self: self._d.isocalendar()[1])
    weekofyear = week
    nanosecond = property(lambda self: 0)
    day_of_year = dayofyear
    daysinmonth = days_in_month
    tz = tzinfo = property(lambda self: None)
    unit = property(lambda self: 'us')
    value = property(lambda self: int((self._d - _dt.datetime(1970, 1, 1)) / _dt.timedelta(microseconds=1)) * 1000)
    is_quarter_start = property(lambda self: self._d.day == 1 and self._d.month % 3 == 1)
    is_quarter_end = property(lambda self: self.is_month_end and self._d.month % 3 == 0)
    is_year_start = property(lambda self: self._d.day == 1 and self._d.month == 1)
    is_year_end = property(lambda self: self._d.day == 31 and self._d.month == 12)
    is_month_start = property(lambda self: self._d.day == 1)
    is_month_end = property(lambda self: self._d.day == self.days_in_month)
    is_leap_year = property(lambda self: self._d.year % 4 == 0 and (self._d.year % 100 != 0 or self._d.year % 400 == 0))

    def weekday(self): return self._d.weekday()
    def date(self): return self._d.date()
    def time(self): return self._d.time()
    def timestamp(self): return (self._d - _dt.datetime(1970, 1, 1)).total_seconds()
    def to_pydatetime(self): return self._d
    def isoformat(self): return self._d.isoformat()
    def isocalendar(self): return self._d.isocalendar()
    def strftime(self, f): return self._d.strftime(f)
    def day_name(self): return ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][self._d.weekday()]
    def month_name(self): return ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][self._d.month - 1]
    def floor(self, freq): return _rounded_moment(self, freq, 'floor')
    def ceil(self, freq): return _rounded_moment(self, freq, 'ceil')
    def round(self, freq): return _rounded_moment(self, freq, 'round')
    def ctime(self): return self._d.ctime()
    def isoweekday(self): return self._d.isoweekday()
    def toordinal(self): return self._d.toordinal()
    def normalize(self): return Timestamp(_dt.datetime(self._d.year, self._d.month, self._d.day))
    def replace(self, **kw): return Timestamp(self._d.replace(**kw))

    def _of(self, o):
        return o._d if isinstance(o, Timestamp) else _parsed_date(o) if isinstance(o, str) else o

    def __str__(self): return str(self._d)
    def __repr__(self): return f"Timestamp('{self._d}')"
    def __format__(self, spec): return self._d.strftime(spec) if spec else str(self)
    def __hash__(self): return hash(self._d)
    def __eq__(self, o): return self._d == self._of(o) if isinstance(o, (Timestamp, _dt.datetime, str)) else False
    def __ne__(self, o): return not self == o
    def __lt__(self, o): return not isinstance(o, _NaT) and self._d < self._of(o)
    def __le__(self, o): return not isinstance(o, _NaT) and self._d <= self._of(o)
    def __gt__(self, o): return not isinstance(o, _NaT) and self._d > self._of(o)
    def __ge__(self, o): return not isinstance(o, _NaT) and self._d >= self._of(o)

    def __add__(self, o):
        if isinstance(o, (_Arithmetic, Index, np.ndarray)):
            return NotImplemented
        if isinstance(o, DateOffset):
            return o._added(self)
        if isinstance(o, _NaT):
            return NaT
        return Timestamp(self._d + (o._t if isinstance(o, Timedelta) else o))

    __radd__ = __add__

    def __sub__(self, o):
        if isinstance(o, (_Arithmetic, Index, np.ndarray)):
            return NotImplemented
        if isinstance(o, _NaT):
            return NaT
        if isinstance(o, (Timestamp, _dt.datetime)):
            return Timedelta(self._d - self._of(o))
        if isinstance(o, DateOffset):
            return o._added(self, -1)
        return Timestamp(self._d - (o._t if isinstance(o, Timedelta) else o))


class DateOffset:
    """A step of the calendar."""

    def __init__(self, n=1, years=0, months=0, weeks=0, days=0, hours=0, minutes=0, seconds=0):
        if not (years or months or weeks or days or hours or minutes or seconds):
            days = 1
        self._parts = (years * n, months * n, weeks * n, days * n, (hours + minutes / 60 + seconds / 3600) * n)

    def __mul__(self, k):
        out = DateOffset()
        out._parts = tuple(p * k for p in self._parts)
        return out

    __rmul__ = __mul__

    def _added(self, t, sign=1):
        years, months, weeks, days, hours = (sign * p for p in self._parts)
        total = t.year * 12 + t.month - 1 + months + 12 * years
        first = _dt.datetime(total // 12, total % 12 + 1, 1)
        last = Timestamp(first).days_in_month
        d = t._d.replace(year=first.year, month=first.month, day=min(t.day, last))
        return Timestamp(d + _dt.timedelta(days=days + 7 * weeks, hours=hours))


class _Dates(list):
    """A column of dates or spans; missing ones are NaT."""


_DATE, _SPAN = _NamedType('datetime64[us]', 'M'), _NamedType('timedelta64[us]', 'm')


def _date_texts(values):
    """Dates without the time of day when all are midnights; spans without it when all are whole days."""
    known = [v for v in values if v is not NaT]
    if known and isinstance(known[0], Timedelta):
        whole = all(v._t.seconds == 0 and v._t.microseconds == 0 for v in known)
        return ['NaT' if v is NaT else f'{v.days} days' if whole else str(v) for v in values]
    whole = all(v.hour == v.minute == v.second == v.microsecond == 0 for v in known)
    return ['NaT' if v is NaT else str(v)[:10] if whole else str(v) for v in values]


def _as_date(v, errors='raise', format=None, dayfirst=False):
    if v is None or v is NaT or isinstance(v, float) and v != v or v == '':
        return NaT
    try:
        if isinstance(v, str):
            return Timestamp(_parsed_date(v, format, dayfirst))
        return Timestamp(v)
    except (ValueError, TypeError):
        if errors == 'coerce':
            return NaT
        raise


def to_datetime(arg, errors='raise', format=None, dayfirst=False, unit=None):
    """Text or moments as dates."""
    if isinstance(arg, DataFrame):
        return Series(_Dates(Timestamp(int(y), int(m), int(d)) for y, m, d in zip(arg['year'], arg['month'], arg['day'])), index=arg.index)
    if unit is not None:
        scale = {'s': 10 ** 9, 'ms': 10 ** 6, 'us': 1000, 'ns': 1}[unit]
        return Timestamp(arg * scale) if not hasattr(arg, '__iter__') else Series(_Dates(Timestamp(int(v) * scale) for v in arg), index=getattr(arg, 'index', None), name=getattr(arg, 'name', None))
    if isinstance(arg, (str, Timestamp, _dt.date)) or arg is None:
        return _as_date(arg, errors, format, dayfirst)
    dates = _Dates(_as_date(v, errors, format, dayfirst) for v in arg)
    return Series(dates, index=arg.index, name=arg.name) if isinstance(arg, Series) else DatetimeIndex(dates)


def to_timedelta(arg, unit=None):
    """Numbers or text as spans of time."""
    if isinstance(arg, (Series, list, tuple, np.ndarray)):
        spans = _Dates(Timedelta(_plain(v), unit) for v in arg)
        return Series(spans, index=arg.index, name=arg.name) if isinstance(arg, Series) else TimedeltaIndex(spans)
    return Timedelta(arg, unit)


def _frequency(unit):
    """A unit of time as it is written now: min for Min and T, h for H."""
    return {'Min': 'min', 'MIN': 'min', 'T': 'min', 'H': 'h', 'S': 's', 'd': 'D'}.get(unit, unit)


def _stepped(t, freq):
    """The next moment of a frequency, and whether `t` itself lies on it."""
    m = _re.match(r'^(\d*)([A-Za-z-]+)$', freq)
    n, unit = int(m.group(1) or 1), _frequency(m.group(2))
    plain = {'D': 86400, 'h': 3600, 'H': 3600, 'min': 60, 'T': 60, 's': 1, 'S': 1, 'W': 604800, 'W-SUN': 604800, 'W-MON': 604800}
    if unit in plain:
        return Timestamp(t._d + _dt.timedelta(seconds=n * plain[unit]))
    if unit == 'B':
        d = t._d
        for _ in range(n):
            d = d + _dt.timedelta(days=1)
            while d.weekday() > 4:
                d = d + _dt.timedelta(days=1)
        return Timestamp(d)
    months = {'M': 1, 'ME': 1, 'MS': 1, 'Q': 3, 'QE': 3, 'QS': 3, 'Y': 12, 'YE': 12, 'YS': 12}.get(unit)
    if months is None:
        raise ValueError(f'Invalid frequency: {freq}')
    if unit.endswith('S'):
        return DateOffset(months=months * n)._added(t)
    first = DateOffset(months=months * n)._added(Timestamp(t._d.replace(day=1)))
    return Timestamp(first._d.replace(day=first.days_in_month))


def _start(t, freq):
    unit = freq.lstrip('0123456789')
    if unit in ('M', 'ME') and not t.is_month_end:
        return Timestamp(t._d.replace(day=t.days_in_month))
    if unit in ('MS',) and t.day != 1:
        return DateOffset(months=1)._added(Timestamp(t._d.replace(day=1)))
    if unit in ('YE', 'Y'):
        return Timestamp(t._d.replace(month=12, day=31))
    if unit in ('W', 'W-SUN', 'W-MON'):
        wanted = 0 if unit == 'W-MON' else 6
        return Timestamp(t._d + _dt.timedelta(days=(wanted - t.dayofweek) % 7))
    if unit == 'B':
        d = t._d
        while d.weekday() > 4:
            d = d + _dt.timedelta(days=1)
        return Timestamp(d)
    return t


def date_range(start=None, end=None, periods=None, freq='D', tz=None, normalize=False, name=None, inclusive='both'):
    """Dates at even steps."""
    if tz is not None:
        raise NotImplementedError('time zones are not supported here; naive dates are')
    if not isinstance(freq, str):
        return _offset_range(start, end, periods, freq, name)
    if sum(v is not None for v in (start, end, periods)) < 2:
        raise ValueError('Of the four parameters: start, end, periods, and freq, exactly three must be specified')
    if start is not None and end is not None and periods is not None:
        a, z = Timestamp(start), Timestamp(end)
        return DatetimeIndex(_Dates(a + (z - a) * (i / (periods - 1)) for i in range(periods)), name=name)
    if start is None:
        one = _stepped(Timestamp('2001-01-01'), freq) - Timestamp('2001-01-01')
        start = Timestamp(end) - one * (periods - 1)
    t = _start(Timestamp(start), freq)
    stop = None if end is None else Timestamp(end)
    out = []
    while (periods is None or len(out) < periods) and (stop is None or t <= stop):
        out.append(t)
        t = _stepped(t, freq)
    out = [v for v in out if not (inclusive in ('right', 'neither') and start is not None and v == Timestamp(start)) and not (inclusive in ('left', 'neither') and stop is not None and v == stop)]
    index = DatetimeIndex(_Dates(out), name=name)
    unit = freq.lstrip('0123456789')
    index.freq = freq[:len(freq) - len(unit)] + {'W': 'W-SUN', 'Q': 'QE-DEC', 'QE': 'QE-DEC', 'QS': 'QS-JAN', 'YE': 'YE-DEC', 'YS': 'YS-JAN', 'Y': 'YE-DEC', 'M': 'ME'}.get(_frequency(unit), _frequency(unit))
    return index


def bdate_range(start=None, end=None, periods=None, freq='B', name=None):
    """Working days."""
    return date_range(start, end, periods, freq, name=name)


class _DateFields:
    """series.dt"""

    def __init__(self, series):
        self._s = series

    def __getattr__(self, name):
        if name in ('year', 'month', 'day', 'hour', 'minute', 'second', 'dayofweek', 'dayofyear', 'quarter', 'days_in_month', 'day_of_week', 'microsecond'):
            out = [np.nan if v is NaT else getattr(v, name) for v in self._s._data]
            return self._s._like(np.array(out, dtype=np.int32) if not any(v != v for v in out) else np.array(out, dtype=np.float64))
        if name == 'weekday':
            return self.dayofweek
        if name in ('days', 'seconds'):
            return self._s._like(np.array([getattr(v, name) for v in self._s._data], dtype=np.int64 if name == 'days' else np.int32))
        if name in ('is_month_start', 'is_month_end', 'is_leap_year', 'is_quarter_start', 'is_quarter_end', 'is_year_start', 'is_year_end'):
            return self._s._like(np.array([getattr(v, name) for v in self._s._data]))
        if name in ('date', 'time'):
            return self._s._like(_Objects(getattr(v, name)() for v in self._s._data))
        raise AttributeError(f"'DatetimeProperties' object has no attribute '{name}'")

    def _map(self, f): return self._s._like([float('nan') if v is NaT else f(v) for v in self._s._data])
    def strftime(self, format): return self._map(lambda v: v.strftime(format))
    def day_name(self): return self._map(lambda v: v.day_name())
    def month_name(self): return self._map(lambda v: v.month_name())
    def normalize(self): return self._s._like(_Dates(v.normalize() for v in self._s._data))
    def floor(self, freq): return self._s._like(_Dates(v if v is NaT else v.floor(freq) for v in self._s._data))
    def ceil(self, freq): return self._s._like(_Dates(v if v is NaT else v.ceil(freq) for v in self._s._data))
    def round(self, freq): return self._s._like(_Dates(v if v is NaT else v.round(freq) for v in self._s._data))
    def total_seconds(self): return self._s._like(np.array([v.total_seconds() for v in self._s._data]))
    def isocalendar(self):
        rows = [v.isocalendar() for v in self._s._data]
        return DataFrame({'year': [r[0] for r in rows], 'week': [r[1] for r in rows], 'day': [r[2] for r in rows]}, index=self._s.index)


class DatetimeIndex(Index):
    """An index of dates."""
    freq = None

    def _labels(self): return _date_texts(self._data)
    def __getattr__(self, name):
        if name in ('year', 'month', 'day', 'hour', 'dayofweek', 'quarter', 'weekday', 'minute', 'dayofyear', 'second', 'day_of_week', 'day_of_year', 'days_in_month', 'microsecond'):
            return Index(getattr(_DateFields(Series(self._data)), name)._data, name=self.name)
        if name in ('is_month_start', 'is_month_end', 'is_leap_year', 'is_quarter_start', 'is_quarter_end', 'is_year_start', 'is_year_end'):
            return np.array([getattr(v, name) for v in self._data])
        if name in ('date', 'time'):
            return np.array([getattr(v, name)() for v in self._data], dtype=object)
        raise AttributeError(f"'DatetimeIndex' object has no attribute '{name}'")
    def strftime(self, format): return Index([v.strftime(format) for v in self._data], name=self.name)
    def day_name(self): return Index([v.day_name() for v in self._data], name=self.name)
    def month_name(self): return Index([v.month_name() for v in self._data], name=self.name)
    def normalize(self): return DatetimeIndex(_Dates(v.normalize() for v in self._data), name=self.name)
    def to_pydatetime(self): return np.array([v._d for v in self._data], dtype=object)
    def isocalendar(self): return Series(self._data, index=self).dt.isocalendar()
    def shift(self, periods=1, freq=None): return _shifted_dates(self, periods, freq or self.freq)
    def floor(self, freq): return DatetimeIndex(_Dates(v.floor(freq) for v in self._data), name=self.name)
    def _new(self, data): return DatetimeIndex(_Dates(data), name=self.name)

    def _taken(self, positions):
        out = self._new(_take(self._data, positions))
        positions = list(positions)
        if self.freq is not None and positions == list(range(positions[0], positions[0] + len(positions)) if positions else []):
            out.freq = self.freq
        return out

    def get_loc(self, label):
        if isinstance(label, str):
            # A text stands for the span that it names.
            found = [i for i, v in enumerate(self._data) if str(v).startswith(label)] or [i for i, v in enumerate(self._data) if v == _parsed_date(label)]
            if not found:
                raise KeyError(label)
            whole = len(label) >= 10 and all(v.hour == v.minute == v.second == 0 for v in self._data) or len(label) >= 19
            return found[0] if whole and len(found) == 1 else found
        return Index.get_loc(self, label)

    def _span(self, key):
        """Positions between two texts or moments, both spans included."""
        low = _text_span(key.start)[0] if isinstance(key.start, str) else key.start
        high = _text_span(key.stop)[1] if isinstance(key.stop, str) else key.stop
        def after(v): return low is None or v >= low
        def before(v): return high is None or v <= high
        return [i for i, v in enumerate(self._data) if after(v) and before(v)][::key.step]

    def __repr__(self):
        words = [f"'{t}'" for t in self._labels()]
        tail = f"dtype='datetime64[us]'" + (f', name={self.name!r}' if self.name is not None else '') + f", freq={self.freq!r}"
        if len(words) > 100:
            words = words[:10] + ['...'] + words[-10:]
            tail = tail.replace(', freq', f', length={len(self)}, freq')
        line = f"DatetimeIndex([{', '.join(words)}], {tail})"
        if len(line) <= 80:
            return line
        pad, width = ' ' * 15, max(len(w) for w in words)
        per = max(1, (80 - 15) // (width + 2))
        rows = [', '.join(words[i:i + per]) for i in range(0, len(words), per)]
        return 'DatetimeIndex([' + (',\n' + pad).join(rows) + '],\n' + ' ' * 14 + tail + ')'

// This file holds the part of the module `datetime` about clocks: `time` and `datetime`, written in the cell language.

let datetimeClockSource = #"""
class time:
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, fold)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, text):
        try:
            return cls(*_parse_time(text.removeprefix('T')))
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec='auto'):
        return _clock_text(self, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def __repr__(self):
        return f'datetime.{type(self).__qualname__}({_clock_args([self._hour, self._minute], self)})'

    def strftime(self, fmt):
        return _format(self, fmt)

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us()

    def _compare(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        self._compare(other)
        return self._key() < other._key()

    def __le__(self, other):
        return NotImplemented if not isinstance(other, time) else self == other or self < other

    def __gt__(self, other):
        return NotImplemented if not isinstance(other, time) else other < self

    def __ge__(self, other):
        return NotImplemented if not isinstance(other, time) else self == other or other < self

    def __hash__(self):
        return hash(self._key())

time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta._of(1)

def _clock_args(parts, t):
    if t._microsecond:
        parts += [t._second, t._microsecond]
    elif t._second:
        parts += [t._second]
    s = ', '.join(map(str, parts))
    if t._tzinfo is not None:
        s += f', tzinfo={t._tzinfo!r}'
    if t._fold:
        s += ', fold=1'
    return s

def _clock_text(t, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if t._microsecond else 'seconds'
    forms = {'hours': '{0:02d}', 'minutes': '{0:02d}:{1:02d}', 'seconds': '{0:02d}:{1:02d}:{2:02d}',
             'milliseconds': '{0:02d}:{1:02d}:{2:02d}.{4:03d}', 'microseconds': '{0:02d}:{1:02d}:{2:02d}.{3:06d}'}
    if timespec not in forms:
        raise ValueError('Unknown timespec value')
    return forms[timespec].format(t._hour, t._minute, t._second, t._microsecond, t._microsecond // 1000)

class datetime(date):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = date.__new__(cls, year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    @classmethod
    def _from_us(cls, us, tz=None, fold=0):
        days, us = divmod(us, 86400000000)
        if not 0 < days <= 3652059:
            raise OverflowError('date value out of range')
        y, m, d = _ord2ymd(days)
        s, us = divmod(us, 1000000)
        return cls(y, m, d, s // 3600, s // 60 % 60, s % 60, us, tz, fold=fold)

    def _us(self):
        return self.toordinal() * 86400000000 + ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        whole = _math.floor(t)
        us = round((t - whole) * 1000000)
        if us >= 1000000:
            whole += 1
            us -= 1000000
        if tz is not None:
            utc = cls._from_us(719163 * 86400000000 + whole * 1000000 + us, tz)
            return tz.fromutc(utc)
        return cls(*_time.localtime(whole)[:6], us)

    @classmethod
    def utcfromtimestamp(cls, t):
        whole = _math.floor(t)
        return cls._from_us(719163 * 86400000000 + whole * 1000000 + round((t - whole) * 1000000))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            n = 10 if len(text) >= 10 and text[4] == '-' and text[7] == '-' else 8
            if len(text) > 4 and 'W' in text[:6]:
                n = 10 if text[4] == '-' else 8
            parts = _parse_date(text[:n])
            rest = text[n:]
            return cls(*parts, *_parse_time(rest[1:])) if rest else cls(*parts)
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    @classmethod
    def strptime(cls, text, fmt):
        return _strptime(cls, text, fmt)

    def timestamp(self):
        if self._tzinfo is None:
            t = (self._year, self._month, self._day, self._hour, self._minute, self._second, 0, 0, -1)
            return _time.mktime(t) + self._microsecond / 1e6
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def timetuple(self):
        n = self.toordinal()
        dst = self.dst()
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                                  n - _ymd2ord(self._year, 1, 1) + 1, -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        offset = self.utcoffset()
        d = self.replace(tzinfo=None) - offset if offset else self
        return d.timetuple()

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda v, own: own if v is None else v
        return type(self)(pick(year, self._year), pick(month, self._month), pick(day, self._day), pick(hour, self._hour), pick(minute, self._minute),
                          pick(second, self._second), pick(microsecond, self._microsecond), self._tzinfo if tzinfo is True else tzinfo,
                          fold=pick(fold, self._fold))

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if offset is None:
            offset = timedelta(seconds=-_time.timezone)
        if tz is None:
            tz = timezone(timedelta(seconds=-_time.timezone), _time.tzname[0])
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def isoformat(self, sep='T', timespec='auto'):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{_clock_text(self, timespec)}{_offset_text(self.utcoffset())}'

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        args = _clock_args([self._year, self._month, self._day, self._hour, self._minute], self)
        return f'datetime.{type(self).__qualname__}({args})'

    def _compared(self):
        offset = self.utcoffset()
        return self._us() if offset is None else self._us() - offset._us()

    def _same_kind(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._compared() == other._compared()

    def _order(self, other, sign):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError(f"can't compare {type(self).__module__}.{type(self).__name__} to {type(other).__module__}.{type(other).__name__}")
            return NotImplemented
        self._same_kind(other)
        return sign(self._compared(), other._compared())

    def __lt__(self, other):
        return self._order(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._order(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._order(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._order(other, lambda a, b: a >= b)

    def __hash__(self):
        return hash(self._compared())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_us(self._us() + other._us(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._compared() - other._compared())

date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta._of(1)

def _strptime(cls, text, fmt):
    import re
    forms = {'Y': r'(?P<Y>\d\d\d\d)', 'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])', 'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])',
             'H': r'(?P<H>2[0-3]|[0-1]\d|\d)', 'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])', 'M': r'(?P<M>[0-5]\d|\d)', 'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
             'f': r'(?P<f>[0-9]{1,6})', 'y': r'(?P<y>\d\d)', 'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
             'p': r'(?P<p>am|pm)', 'b': '(?P<b>' + '|'.join(_MONTHS[1:]) + ')', 'B': '(?P<B>' + '|'.join(_FULL_MONTHS[1:]) + ')',
             'a': '(?P<a>' + '|'.join(_WEEKDAYS) + ')', 'A': '(?P<A>' + '|'.join(_FULL_WEEKDAYS) + ')', 'w': r'(?P<w>[0-6])', 'u': r'(?P<u>[1-7])',
             'z': r'(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z))', 'Z': r'(?P<Z>utc|gmt)', '%': '%',
             'U': r'(?P<U>5[0-3]|[0-4]\d|\d)', 'W': r'(?P<W>5[0-3]|[0-4]\d|\d)'}
    groups = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'T': '%H:%M:%S', 'D': '%m/%d/%y', 'F': '%Y-%m-%d', 'R': '%H:%M'}
    pattern = ''
    i = 0
    full = fmt
    for k, v in groups.items():
        full = full.replace('%' + k, v)
    while i < len(full):
        c = full[i]
        i += 1
        if c == '%':
            if i >= len(full):
                raise ValueError(f'stray %% in format {fmt!r}'.replace('%%', '%'))
            d = full[i]
            i += 1
            if d not in forms:
                raise ValueError(f"'{d}' is a bad directive in format {fmt!r}")
            pattern += forms[d]
        elif c.isspace():
            while i < len(full) and full[i].isspace():
                i += 1
            pattern += r'\s+'
        else:
            pattern += re.escape(c)
    m = re.match(pattern, text, re.IGNORECASE)
    if m is None:
        raise ValueError(f'time data {text!r} does not match format {fmt!r}')
    if m.end() != len(text):
        raise ValueError(f'unconverted data remains: {text[m.end():]}')
    g = m.groupdict()
    year, month, day = 1900, 1, 1
    if g.get('Y'):
        year = int(g['Y'])
    elif g.get('y'):
        year = int(g['y'])
        year += 2000 if year < 69 else 1900
    if g.get('m'):
        month = int(g['m'])
    elif g.get('b'):
        month = [x.lower() for x in _MONTHS[1:]].index(g['b'].lower()) + 1
    elif g.get('B'):
        month = [x.lower() for x in _FULL_MONTHS[1:]].index(g['B'].lower()) + 1
    if g.get('d'):
        day = int(g['d'])
    if g.get('j'):
        _, month, day = _ord2ymd(_ymd2ord(year, 1, 1) + int(g['j']) - 1)
    hour = int(g['H']) if g.get('H') else 0
    if g.get('I'):
        hour = int(g['I']) % 12 + (12 if (g.get('p') or '').lower() == 'pm' else 0)
    us = int(g['f'].ljust(6, '0')) if g.get('f') else 0
    tz = None
    if g.get('z'):
        z = g['z']
        if z == 'Z':
            tz = timezone.utc
        else:
            d = z[1:].replace(':', '')
            delta = timedelta(hours=int(d[:2]), minutes=int(d[2:4]), seconds=int(d[4:6] or 0))
            tz = timezone(-delta if z[0] == '-' else delta)
            if not delta:
                tz = timezone.utc
    if issubclass(cls, datetime):
        return cls(year, month, day, hour, int(g.get('M') or 0), int(g.get('S') or 0), us, tz)
    return cls(year, month, day)

datetime_CAPI = None
"""#

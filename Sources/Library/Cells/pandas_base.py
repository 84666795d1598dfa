"""pandas in the cell language: Series, DataFrame, read_csv, groupby, merge, rolling, printed as pandas prints.

Behaviour: https://pandas.pydata.org/docs/reference/. A column is a numpy array when it holds numbers or booleans, else a list of values.
"""

import math

import numpy as np

__version__ = '3.1.1'

class _NA:
    """The missing value of any type."""
    def __repr__(self): return '<NA>'
    def __bool__(self): raise TypeError('boolean value of NA is ambiguous')


NA = _NA()


class _Options:
    def __init__(self):
        self.max_rows, self.min_rows, self.max_columns, self.width, self.precision, self.max_colwidth = 60, 10, 0, 80, 6, 50


options = _Options()
_option_names = {'display.max_rows': 'max_rows', 'display.min_rows': 'min_rows', 'display.max_columns': 'max_columns', 'display.width': 'width',
                 'display.precision': 'precision', 'display.max_colwidth': 'max_colwidth'}


def set_option(*pairs):
    """set_option('display.max_rows', 100, ...)"""
    for i in range(0, len(pairs), 2):
        name = pairs[i]
        if name not in _option_names:
            raise KeyError(f"No such keys(s): '{name}'")
        setattr(options, _option_names[name], pairs[i + 1])


def get_option(name):
    """The value of a display option."""
    return getattr(options, _option_names[name])


# Values and columns

class _NamedType:
    """A dtype that numpy does not have."""

    def __init__(self, name, kind='O'):
        self.name, self.kind = name, kind

    def __repr__(self):
        return "<StringDtype(na_value=nan)>" if self.name == 'str' else f"dtype('{'O' if self.name == 'object' else self.name}')"

    def __str__(self):
        return self.name

    def __eq__(self, other):
        return str(other) == self.name or (self.name == 'str' and other is str) or (self.name == 'object' and (other is object or str(other) == 'O'))

    def __hash__(self):
        return hash(self.name)


_STR, _OBJECT = _NamedType('str'), _NamedType('object')


def isna(x):
    """Whether a value is missing; element by element for a column."""
    if isinstance(x, (Series, DataFrame, Index)):
        return x.isna()
    if isinstance(x, (list, tuple, np.ndarray)):
        return np.array([_missing(v) for v in x])
    return _missing(x)


isnull = isna


def notna(x):
    """The opposite of isna."""
    r = isna(x)
    return ~r if not isinstance(r, bool) else not r


notnull = notna


def _missing(v):
    return v is None or (isinstance(v, float) and v != v) or v is NaT or v is NA


def _plain(v):
    """A numpy scalar as Python's own."""
    return v.item() if hasattr(v, 'item') and not isinstance(v, (list, str)) else v


def _is_array(data):
    return isinstance(data, np.ndarray)


def _column(values, dtype=None):
    """A column of values: an array of numbers or booleans, else a list; and the dtype."""
    if isinstance(values, (Series, Index)):
        values = values._data if dtype is None else list(values)
        if dtype is None:
            return _copied(values)
    if isinstance(values, (_Dates, _Categories)) and dtype is None:
        return _copied(values)
    if isinstance(values, Categorical):
        return _copied(values._data)
    if hasattr(values, 'detach'):
        values = values.detach().cpu().numpy()
    if _is_array(values):
        if values.dtype.kind in 'biuf':
            values = values.copy()
            return values if dtype is None else _cast(values, dtype)
        values = values.tolist()
    values = [_plain(v) for v in values]
    if dtype is not None:
        return _cast(values, dtype)
    return _inferred(values)


def _copied(data):
    if _is_array(data):
        return data.copy()
    if isinstance(data, _Categories):
        return _categorical(data, data.categories, data.ordered)
    return type(data)(data) if isinstance(data, (_Dates, _Objects)) else list(data)


def _inferred(values):
    first = next((v for v in values if not _missing(v)), None)
    if isinstance(first if first is not None else values[0] if values else None, (Timestamp, _dt.datetime, Timedelta, _NaT)) and all(isinstance(v, (Timestamp, _dt.datetime, Timedelta, _NaT)) or _missing(v) for v in values):
        return _Dates(NaT if _missing(v) else Timestamp(v) if isinstance(v, _dt.datetime) else v for v in values)
    kinds = set()
    for v in values:
        if v is None:
            kinds.add('none')
        elif isinstance(v, bool):
            kinds.add('bool')
        elif isinstance(v, int):
            kinds.add('int')
        elif isinstance(v, float):
            kinds.add('float')
        else:
            kinds.add('other')
            break
    if 'other' in kinds and any(v is None for v in values) and all(isinstance(v, str) or _missing(v) for v in values):
        return [float('nan') if v is None else v for v in values]
    if not values or 'other' in kinds:
        return values
    if kinds == {'bool'}:
        return np.array(values, dtype=bool)
    if 'bool' in kinds:
        return values
    if kinds == {'int'}:
        try:
            return np.array(values, dtype=np.int64)
        except OverflowError:
            return values
    if kinds == {'none'}:
        return values
    return np.array([float('nan') if v is None else float(v) for v in values], dtype=np.float64)


def _cast(values, dtype):
    name = str(dtype) if not isinstance(dtype, type) else dtype.__name__
    if name in ('str', 'string'):
        return [v if _missing(v) or isinstance(v, str) else str(_plain(v)) for v in values]
    if name == 'category':
        return _categorical(values, *_category_parts(dtype))
    if name.startswith('datetime64'):
        return _Dates(_as_date(v) for v in values)
    if name in ('object', 'O'):
        return _Objects(_plain(v) for v in values)
    if name == 'int':
        name = 'int64'
    if name == 'float':
        name = 'float64'
    if _is_array(values):
        if name.startswith('int') and values.dtype.kind == 'f' and not np.isfinite(values).all():
            raise ValueError('Cannot convert non-finite values (NA or inf) to integer')
        return values.astype(name)
    if name.startswith(('int', 'uint')):
        if values and isinstance(values[0], str):
            int(values[0])
        if any(_missing(v) for v in values):
            raise ValueError('cannot convert NA to integer' if any(v is None for v in values) else 'Cannot convert non-finite values (NA or inf) to integer')
        return np.array([int(v) for v in values], dtype=name)
    if name.startswith('float'):
        out = []
        for v in values:
            if isinstance(v, str):
                try:
                    out.append(float(v))
                except ValueError:
                    raise ValueError(f"could not convert string to float: {v!r}") from None
            else:
                out.append(float('nan') if v is None else float(v))
        return np.array(out, dtype=name)
    if name == 'bool':
        return np.array([bool(v) for v in values], dtype=bool)
    raise TypeError(f"data type {name!r} not understood")


class _Objects(list):
    """A column that was asked to hold objects."""


def _dtype(data):
    if _is_array(data):
        return data.dtype
    if isinstance(data, _Objects):
        return _OBJECT
    if isinstance(data, _Categories):
        return _CATEGORY
    if isinstance(data, _Dates):
        return _SPAN if any(isinstance(v, Timedelta) for v in data) else _DATE
    if len(data) and all(isinstance(v, str) or _missing(v) for v in data) and any(isinstance(v, str) for v in data):
        return _STR
    return _OBJECT


def _take(data, positions):
    if _is_array(data):
        return data[np.array(positions, dtype=np.int64)] if len(positions) else data[:0]
    return _same_kind(data, (data[i] for i in positions))


def _same_kind(data, values):
    out = type(data)(values)
    if isinstance(data, _Categories):
        out.categories, out.ordered = data.categories, data.ordered
    return out


def _take_or_nan(data, positions):
    """As _take; position -1 gives a missing value."""
    if all(i >= 0 for i in positions):
        return _take(data, positions)
    if _is_array(data):
        if data.dtype.kind == 'b':
            return [bool(data[i]) if i >= 0 else float('nan') for i in positions]
        return np.array([float(data[i]) if i >= 0 else float('nan') for i in positions], dtype=np.float64 if data.dtype.kind != 'f' else data.dtype)
    return _same_kind(data, (data[i] if i >= 0 else NaT if isinstance(data, _Dates) else float('nan') for i in positions))


def _items(data):
    return data.tolist() if _is_array(data) else list(data)


# Index

class Index(_IndexMore):
    """Row or column labels."""

    def __new__(cls, data=None, *args, **kwargs):
        inner = getattr(data, '_data', data)
        dates = cls is Index and isinstance(inner, _Dates) and not any(isinstance(v, Timedelta) for v in inner)
        return object.__new__(DatetimeIndex if dates else cls)

    def __init__(self, data=None, name=None, dtype=None, names=None):
        if isinstance(data, Index):
            name = data.name if name is None else name
        self._data = _column([] if data is None else data, dtype)
        self.name = name
        self._where = None

    @property
    def values(self):
        return np.array(self._data) if not _is_array(self._data) else self._data

    @property
    def dtype(self):
        return _dtype(self._data)

    @property
    def names(self):
        return [self.name]

    @property
    def nlevels(self):
        return 1

    @property
    def shape(self):
        return (len(self),)

    @property
    def size(self):
        return len(self)

    @property
    def empty(self):
        return len(self) == 0

    @property
    def is_unique(self):
        return len(set(_items(self._data))) == len(self)

    def _positions(self):
        """label → list of positions"""
        if self._where is None:
            where = {}
            for i, label in enumerate(_items(self._data)):
                where.setdefault(label, []).append(i)
            self._where = where
        return self._where

    def get_loc(self, label):
        found = self._positions().get(_plain(label))
        if not found:
            raise KeyError(label)
        return found[0] if len(found) == 1 else found

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(_items(self._data))

    def __contains__(self, label):
        return _plain(label) in self._positions()

    def __getitem__(self, key):
        if isinstance(key, (slice, list, np.ndarray)):
            return self._new(_select(self._data, key))
        v = self._data[key]
        return v

    def _new(self, data):
        return Index(data, name=self.name)

    def _taken(self, positions):
        return self._new(_take(self._data, positions))

    def tolist(self):
        return _items(self._data)

    to_list = tolist

    def to_numpy(self):
        return self.values

    def to_series(self):
        return Series(self._data, index=self, name=self.name)

    def isna(self):
        return np.array([_missing(v) for v in self])

    def isin(self, values):
        values = set(values)
        return np.array([v in values for v in self])

    def unique(self):
        values = list(dict.fromkeys(self))
        return self._new(np.array(values, dtype=self._data.dtype) if _is_array(self._data) and self._data.dtype.kind in 'iuf' else values)

    def sort_values(self, ascending=True):
        return self._new(sorted(self, reverse=not ascending))

    def max(self):
        return max(self)

    def min(self):
        return min(self)

    def get_indexer(self, labels):
        where = self._positions()
        return np.array([where[v][0] if v in where else -1 for v in labels])

    def difference(self, other):
        other = set(other)
        return self._new(sorted(v for v in dict.fromkeys(self) if v not in other))

    def intersection(self, other):
        other = set(other)
        return self._new([v for v in dict.fromkeys(self) if v in other])

    def union(self, other):
        both = list(dict.fromkeys(list(self) + list(other)))
        return self._new(sorted(both))

    def append(self, other):
        return self._new(list(self) + list(other))

    def drop(self, labels):
        labels = set(labels if isinstance(labels, (list, tuple)) else [labels])
        return self._new([v for v in self if v not in labels])

    def rename(self, name):
        return type(self)(self._data, name=name)

    def map(self, f):
        return Index([f[v] if isinstance(f, dict) else f(v) for v in self], name=self.name)

    def equals(self, other):
        return list(self) == list(other)

    def __eq__(self, other):
        if isinstance(other, (Index, list, tuple, np.ndarray)):
            return np.array([a == b for a, b in zip(self, other)])
        return np.array([a == other for a in self])

    def __ne__(self, other):
        return ~(self == other)

    def __hash__(self):
        raise TypeError(f"unhashable type: '{type(self).__name__}'")

    @property
    def str(self):
        return _StringMethods(Series(self._data))

    def _labels(self):
        """The labels as text, for printing."""
        return _label_texts(self._data)

    def __repr__(self):
        words = [repr(v) if isinstance(v, str) else t.strip() for v, t in zip(self, self._labels())]
        tail = f", dtype='{self.dtype}'" + (f', name={self.name!r}' if self.name is not None else '')
        if len(words) > 100:
            tail += f', length={len(words)}'
            words = words[:10] + ['...'] + words[-10:]
        kind = 'Index'
        body = ', '.join(words)
        pad = ' ' * (len(kind) + 2)
        if len(f'{kind}([{body}]{tail})') <= 80:
            return f'{kind}([{body}]{tail})'
        # Numbers stand below each other; texts follow one another.
        width = 0 if any(isinstance(v, str) for v in self) else max(len(w) for w in words)
        rows, line = [], pad
        for w in words:
            if len(line.rstrip()) + 1 + max(len(w), width) + 1 >= 80 and line != pad:
                rows.append(line.strip())
                line = pad
            line += w.rjust(width) + ', '
        rows.append(line.rstrip(', ')[len(pad):])
        rows = [r.rstrip(',') if i == len(rows) - 1 else r for i, r in enumerate(rows)]
        return f'{kind}([' + ('\n' + pad).join(rows) + '],\n      ' + tail[2:] + ')'


class RangeIndex(Index):
    """0, 1, 2, …"""

    def __init__(self, start=0, stop=None, step=1, name=None):
        if isinstance(start, range):
            self._range = start
        else:
            self._range = range(0, start) if stop is None else range(start, stop, step)
        self.name = name
        self._where = None

    @property
    def _data(self):
        return np.arange(self._range.start, self._range.stop, self._range.step, dtype=np.int64)

    def __len__(self):
        return len(self._range)

    def __iter__(self):
        return iter(self._range)

    def __contains__(self, label):
        return isinstance(_plain(label), (int, float)) and _plain(label) in self._range

    def __getitem__(self, key):
        if isinstance(key, slice):
            return RangeIndex(self._range[key], name=self.name)
        if isinstance(key, (list, np.ndarray)):
            return Index(_select(self._data, key), name=self.name)
        return self._range[key]

    def get_loc(self, label):
        label = _plain(label)
        if label not in self:
            raise KeyError(label)
        return self._range.index(label)

    def rename(self, name):
        return RangeIndex(self._range, name=name)

    def __repr__(self):
        r = self._range
        name = f', name={self.name!r}' if self.name is not None else ''
        return f'RangeIndex(start={r.start}, stop={r.stop}, step={r.step}{name})'


class MultiIndex(Index):
    """Labels of several levels, as tuples."""

    def __init__(self, tuples, names=None):
        self._data = _Objects(tuple(t) for t in tuples)
        self._names = list(names) if names is not None else [None] * (len(self._data[0]) if self._data else 0)
        self._where = None

    @property
    def name(self):
        return None

    @name.setter
    def name(self, value):
        pass

    @property
    def names(self):
        return self._names

    @property
    def nlevels(self):
        return len(self._names)

    @staticmethod
    def from_tuples(tuples, names=None):
        return MultiIndex(tuples, names)

    @staticmethod
    def from_arrays(arrays, names=None):
        return MultiIndex(list(zip(*[list(a) for a in arrays])), names)

    @staticmethod
    def from_product(iterables, names=None):
        out = [()]
        for values in iterables:
            out = [t + (v,) for t in out for v in values]
        return MultiIndex(out, names)

    def get_level_values(self, level):
        if not isinstance(level, int):
            level = self._names.index(level)
        return Index([t[level] for t in self._data], name=self._names[level])

    def _new(self, data):
        return MultiIndex(data, self._names)

    def _label_columns(self):
        """Per level the labels' text, repeats of an outer label left blank."""
        columns = []
        for level in range(self.nlevels):
            texts = _label_texts(_inferred([t[level] for t in self._data]))
            shown, previous = [], None
            for t, text in zip(self._data, texts):
                prefix = t[:level + 1]
                shown.append('' if prefix == previous and level < self.nlevels - 1 else text)
                previous = prefix
            columns.append(shown)
        return columns

    def __repr__(self):
        rows = ',\n            '.join('(' + ', '.join(repr(v) for v in t) + ')' for t in self._data)
        return f'MultiIndex([{rows}],\n           names={self._names!r})'


def _as_index(index, length):
    if index is None:
        return RangeIndex(length)
    if isinstance(index, Index):
        return index
    if isinstance(index, range):
        return RangeIndex(index)
    if isinstance(index, Series):
        return Index(index._data, name=index.name)
    index = list(index)
    if index and all(isinstance(v, tuple) for v in index):
        return MultiIndex(index)
    return Index(index)


def _select(data, key):
    """Part of a column by a slice, a mask or positions."""
    if isinstance(key, slice):
        return data[key] if _is_array(data) else _same_kind(data, list(data)[key])
    positions = _positions_of(key, len(data))
    return _take(data, positions)


def _positions_of(key, length):
    """Positions from a mask or a list of positions."""
    if isinstance(key, Series):
        key = key._data
    if isinstance(key, slice):
        return list(range(length))[key]
    values = _items(key) if _is_array(key) else list(key)
    if values and all(isinstance(v, bool) for v in values):
        if len(values) != length:
            raise IndexError(f'Boolean index has wrong length: {len(values)} instead of {length}')
        return [i for i, v in enumerate(values) if v]
    out = []
    for v in values:
        if not -length <= v < length:
            raise IndexError('positional indexers are out-of-bounds')
        out.append(v + length if v < 0 else v)
    return out


# Text of values

def _trimmed(texts):
    """Without the zeros that all numbers end with; one digit stays behind the point."""
    def is_decimal(t):
        return '.' in t and 'e' not in t and not t.strip() in ('NaN', 'inf', '-inf')

    texts = list(texts)
    while True:
        numbers = [t for t in texts if is_decimal(t)]
        if not numbers or not all(t.endswith('0') for t in numbers):
            break
        texts = [t[:-1] if is_decimal(t) else t for t in texts]
    return [t + '0' if is_decimal(t) and t.endswith('.') else t for t in texts]


def _float_texts(values):
    digits = options.precision
    if options.float_format is not None:
        return ['NaN' if v != v else options.float_format(v) for v in values]

    def made(kind):
        out = []
        for v in values:
            if v != v:
                out.append('NaN')
            elif v in (float('inf'), float('-inf')):
                out.append(' inf' if v > 0 else '-inf')
            else:
                out.append(f'{v: .{digits}{kind}}')
        return _trimmed(out) if kind == 'f' else out

    texts = made('f')
    long = texts and max(len(t) for t in texts) > digits + 6
    sizes = [abs(v) for v in values if v == v]
    large = any(v > 1e6 for v in sizes)
    small = any(0 < v < 10 ** -digits for v in sizes)
    return made('e') if small or (long and large) else texts


def _title(v):
    return '(' + ', '.join(str(x) for x in v) + ')' if isinstance(v, tuple) else str(v)


def _value_text(v):
    if v is None:
        return 'None'
    if isinstance(v, float):
        return 'NaN' if v != v else _float_texts([v])[0].strip()
    if isinstance(v, (list, tuple)):
        text = ', '.join(_value_text(x) for x in v)
        text = f'[{text}]' if isinstance(v, list) else f'({text})' if len(v) != 1 else f'({text},)'
    else:
        text = str(v)
    if isinstance(v, str):
        text = text.replace('\t', '\\t').replace('\n', '\\n').replace('\r', '\\r')
    limit = options.max_colwidth
    return text[:limit - 4] + '...' if limit is not None and len(text) > limit else text


def _texts(data):
    """The values as text with a place for a sign in front."""
    if _is_array(data):
        if data.dtype.kind == 'f':
            return _float_texts([float(v) for v in data.tolist()])
        if data.dtype.kind == 'b':
            return [f' {v}' for v in data.tolist()]
        return [f'{v: d}' for v in data.tolist()]
    if isinstance(data, _Dates):
        return _date_texts(data)
    return [('' if isinstance(v, float) and v == v and v < 0 else ' ') + _value_text(v) if not (isinstance(v, float) and v != v) else ' NaN' for v in data]


def _label_texts(data):
    if _is_array(data):
        if data.dtype.kind == 'f':
            return [t.strip() for t in _float_texts([float(v) for v in data.tolist()])]
        return [str(v) for v in data.tolist()]
    if isinstance(data, _Dates):
        return _date_texts(data)
    return ['NaN' if isinstance(v, float) and v != v else str(v) for v in data]


def _index_lines(index, positions, with_name=True, between=' '):
    """The index as a column of text of one width, and the header above it (None without names)."""
    part = index._taken(positions) if len(positions) != len(index) else index
    if isinstance(part, MultiIndex):
        columns = part._label_columns()
        names = [('' if n is None else str(n)) for n in part.names]
        named = any(n is not None for n in part.names)
        widths = [max([len(t) for t in column] + [len(n)]) for column, n in zip(columns, names)]
        lines = [between.join(t.ljust(w) for t, w in zip(row, widths)) for row in zip(*columns)]
        return lines, (between.join(n.ljust(w) for n, w in zip(names, widths)) if named else None), sum(widths) + len(between) * (len(widths) - 1)
    labels = part._labels()
    name = None if part.name is None else str(part.name)
    width = max([len(t) for t in labels] + [len(name or '') if with_name else 0], default=0)
    return [t.ljust(width) for t in labels], name, width


def _centred(text, width):
    """As str.center, the odd space on the right."""
    left = (width - len(text)) // 2
    return ' ' * left + text + ' ' * (width - len(text) - left)


def _shown(length, limit=None):
    """The positions that are printed, and how many come before the dots (None: all are printed)."""
    limit = options.max_rows if limit is None else limit
    if limit is None or length <= limit:
        return list(range(length)), None
    half = min(options.min_rows or limit, limit) // 2
    return list(range(half)) + list(range(length - half, length)), half


# Shared arithmetic

def _numbers(data, name='value'):
    if _is_array(data):
        return data
    return np.array([float('nan') if _missing(v) else v for v in data])


def _operated(a, b, f):
    """f(a, b) on columns; lists are walked."""
    if (_is_array(a) or not isinstance(a, list)) and (_is_array(b) or not isinstance(b, list)):
        return f(a, b)
    n = len(a) if isinstance(a, list) or _is_array(a) else len(b)
    xs = _items(a) if isinstance(a, list) or _is_array(a) else [a] * n
    ys = _items(b) if isinstance(b, list) or _is_array(b) else [b] * n
    out = []
    for x, y in zip(xs, ys):
        if _missing(x) or _missing(y):
            r = f(0.0, 0.0)
            out.append(False if isinstance(r, (bool, np.bool_)) else float('nan'))
        else:
            out.append(_plain(f(x, y)))
    return _inferred(out)


def _true_division(a, b):
    with np.errstate(divide='ignore', invalid='ignore'):
        return np.true_divide(a, b) if _is_array(a) or _is_array(b) else a / b


def _reduction(data, name, skipna=True, ddof=1, **kw):
    """A statistic of a column."""
    if name == 'count':
        return len(data) - int(np.isnan(data).sum()) if _is_array(data) and data.dtype.kind == 'f' else len(data) if _is_array(data) else sum(not _missing(v) for v in data)
    if not _is_array(data):
        values = [v for v in data if not _missing(v)]
        if name in ('min', 'max'):
            return (min if name == 'min' else max)(values) if values else float('nan')
        if name == 'sum':
            total = values[0] if values else 0
            for v in values[1:]:
                total = total + v
            return total
        if name == 'nunique':
            return len(set(values))
        if name in ('any', 'all'):
            return (any if name == 'any' else all)(values)
        if not values:
            return float('nan')
        if isinstance(values[0], (Timestamp, Timedelta)):
            return _date_statistic(values, name)
        if any(isinstance(v, str) for v in values):
            raise TypeError(f"Cannot perform reduction '{name}' with string dtype")
        data = np.array(values, dtype=float)
    if name == 'nunique':
        return len(set(v for v in data.tolist() if v == v))
    if data.dtype.kind == 'f' and skipna:
        data = data[~np.isnan(data)]
    n = len(data)
    if name == 'sum':
        return data.sum()
    if name == 'prod':
        return data.prod()
    if name == 'any':
        return bool(data.any())
    if name == 'all':
        return bool(data.all())
    if n == 0:
        return np.float64('nan')
    if name == 'mean':
        return np.float64(data.mean())
    if name == 'min':
        return data.min()
    if name == 'max':
        return data.max()
    if name == 'median':
        return np.float64(np.median(data))
    if name in ('var', 'std', 'sem'):
        if n - ddof <= 0:
            return np.float64('nan')
        v = ((data - data.mean()) ** 2).sum() / (n - ddof)
        return np.float64(v) if name == 'var' else np.float64(np.sqrt(v)) if name == 'std' else np.float64(np.sqrt(v) / np.sqrt(n))
    if name == 'skew':
        if n < 3:
            return np.float64('nan')
        d = data - data.mean()
        m2, m3 = (d ** 2).sum(), (d ** 3).sum()
        return np.float64(0.0 if m2 == 0 else n * (n - 1) ** 0.5 / (n - 2) * m3 / m2 ** 1.5)
    if name == 'quantile':
        return np.float64(np.quantile(data, kw['q']))
    raise AttributeError(name)


class _Arithmetic:
    """Operators of Series and DataFrame, by `_operate(other, f)`."""

    # A numpy scalar or array on the left leaves the operation to us.
    __array_priority__ = 1000

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return _by_ufunc(self, ufunc, method, inputs, kwargs)

    def __add__(self, o): return self._operate(o, lambda a, b: a + b)
    def __radd__(self, o): return self._operate(o, lambda a, b: b + a)
    def __sub__(self, o): return self._operate(o, lambda a, b: a - b)
    def __rsub__(self, o): return self._operate(o, lambda a, b: b - a)
    def __mul__(self, o): return self._operate(o, lambda a, b: a * b)
    def __rmul__(self, o): return self._operate(o, lambda a, b: b * a)
    def __truediv__(self, o): return self._operate(o, _true_division)
    def __rtruediv__(self, o): return self._operate(o, lambda a, b: _true_division(b, a))
    def __floordiv__(self, o): return self._operate(o, lambda a, b: a // b)
    def __rfloordiv__(self, o): return self._operate(o, lambda a, b: b // a)
    def __mod__(self, o): return self._operate(o, lambda a, b: a % b)
    def __rmod__(self, o): return self._operate(o, lambda a, b: b % a)
    def __pow__(self, o): return self._operate(o, lambda a, b: a ** b)
    def __rpow__(self, o): return self._operate(o, lambda a, b: b ** a)
    def __and__(self, o): return self._operate(o, lambda a, b: a & b)
    def __rand__(self, o): return self._operate(o, lambda a, b: b & a)
    def __or__(self, o): return self._operate(o, lambda a, b: a | b)
    def __ror__(self, o): return self._operate(o, lambda a, b: b | a)
    def __xor__(self, o): return self._operate(o, lambda a, b: a ^ b)
    def __lt__(self, o): return self._operate(o, lambda a, b: a < b)
    def __le__(self, o): return self._operate(o, lambda a, b: a <= b)
    def __gt__(self, o): return self._operate(o, lambda a, b: a > b)
    def __ge__(self, o): return self._operate(o, lambda a, b: a >= b)
    def __eq__(self, o): return self._operate(o, lambda a, b: a == b)
    def __ne__(self, o): return self._operate(o, lambda a, b: a != b)
    def __neg__(self): return self._operate(0, lambda a, b: -a)
    def __pos__(self): return self
    def __abs__(self): return self.abs()
    def __invert__(self): return self._operate(0, lambda a, b: ~a if not isinstance(a, bool) else not a)

    def _by_rows(self, other, axis, fill_value, f):
        """f(self, other) with missing values filled; axis 0 or 'index' matches a series with the rows of a frame."""
        if fill_value is not None and isinstance(other, _Arithmetic) and type(other) is type(self):
            return _filled_pair(self, other, fill_value, f)
        right = other._filled(fill_value) if isinstance(other, _Arithmetic) else other
        if isinstance(self, DataFrame) and axis in (0, 'index') and isinstance(right, (Series, list, np.ndarray)) and getattr(right, 'ndim', 1) == 1:
            right = right if isinstance(right, Series) else Series(right, index=self.index)
            return DataFrame({n: f(s, right) for n, s in self._filled(fill_value).items()})
        return f(self._filled(fill_value), right)

    def add(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a + b)
    def sub(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a - b)
    def mul(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a * b)
    def div(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a / b)
    truediv, subtract, multiply, divide = div, sub, mul, div
    def mod(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a % b)
    def pow(self, other, axis='columns', fill_value=None): return self._by_rows(other, axis, fill_value, lambda a, b: a ** b)
    def eq(self, other): return self == other
    def ne(self, other): return self != other
    def lt(self, other): return self < other
    def le(self, other): return self <= other
    def gt(self, other): return self > other
    def ge(self, other): return self >= other

    def _filled(self, value):
        return self if value is None else self.fillna(value)

    def __hash__(self):
        raise TypeError(f"unhashable type: '{type(self).__name__}'")

    def __bool__(self):
        raise ValueError(f'The truth value of a {type(self).__name__} is ambiguous. Use a.empty, a.item(), a.any() or a.all().')

    def pipe(self, f, *args, **kwargs):
        return f(self, *args, **kwargs)


# Series

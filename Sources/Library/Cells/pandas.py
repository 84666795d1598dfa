"""pandas in the cell language: Series, DataFrame, read_csv, groupby, merge, rolling, printed as pandas prints.

Behaviour: https://pandas.pydata.org/docs/reference/. A column is a numpy array when it holds numbers or booleans, else a list of values.
"""

import math

import numpy as np

__version__ = '3.1.1'

NA = float('nan')
NaT = None


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
    return v is None or (isinstance(v, float) and v != v)


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
            return (values.copy() if _is_array(values) else list(values))
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


def _inferred(values):
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
    if name in ('object', 'O', 'category'):
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
    if len(data) and all(isinstance(v, str) or _missing(v) for v in data) and any(isinstance(v, str) for v in data):
        return _STR
    return _OBJECT


def _take(data, positions):
    if _is_array(data):
        return data[np.array(positions, dtype=np.int64)] if len(positions) else data[:0]
    return type(data)(data[i] for i in positions)


def _take_or_nan(data, positions):
    """As _take; position -1 gives a missing value."""
    if all(i >= 0 for i in positions):
        return _take(data, positions)
    if _is_array(data):
        if data.dtype.kind == 'b':
            return [bool(data[i]) if i >= 0 else float('nan') for i in positions]
        return np.array([float(data[i]) if i >= 0 else float('nan') for i in positions], dtype=np.float64 if data.dtype.kind != 'f' else data.dtype)
    return type(data)(data[i] if i >= 0 else float('nan') for i in positions)


def _items(data):
    return data.tolist() if _is_array(data) else list(data)


# Index

class Index:
    """Row or column labels."""

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
        return self._new(list(dict.fromkeys(self)))

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
        width = max(len(w) for w in words)
        right = not any(isinstance(v, str) for v in self)
        per = max(1, (80 - len(pad)) // (width + 2))
        rows = []
        for i in range(0, len(words), per):
            rows.append(', '.join(w.rjust(width) for w in words[i:i + per]))
        return f'{kind}([' + (',\n' + pad).join(rows) + '],\n      ' + tail[2:] + ')'


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
        return data[key] if _is_array(data) else type(data)(data[key])
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
    return [('' if isinstance(v, float) and v == v and v < 0 else ' ') + _value_text(v) if not (isinstance(v, float) and v != v) else ' NaN' for v in data]


def _label_texts(data):
    if _is_array(data):
        if data.dtype.kind == 'f':
            return [t.strip() for t in _float_texts([float(v) for v in data.tolist()])]
        return [str(v) for v in data.tolist()]
    return ['NaN' if isinstance(v, float) and v != v else str(v) for v in data]


def _index_lines(index, positions, with_name=True):
    """The index as a column of text of one width, and the header above it (None without names)."""
    part = index._taken(positions) if len(positions) != len(index) else index
    if isinstance(part, MultiIndex):
        columns = part._label_columns()
        names = [('' if n is None else str(n)) for n in part.names]
        named = any(n is not None for n in part.names)
        widths = [max([len(t) for t in column] + [len(n)]) for column, n in zip(columns, names)]
        lines = [' '.join(t.ljust(w) for t, w in zip(row, widths)) for row in zip(*columns)]
        return lines, (' '.join(n.ljust(w) for n, w in zip(names, widths)) if named else None), sum(widths) + len(widths) - 1
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
    half = (options.min_rows or limit) // 2
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
        return np.float64(v) if name == 'var' else np.float64(np.sqrt(v)) if name == 'std' else np.float64(np.sqrt(v / n))
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

    def add(self, other, fill_value=None): return self._filled(fill_value) + (other._filled(fill_value) if isinstance(other, _Arithmetic) else other)
    def sub(self, other, fill_value=None): return self._filled(fill_value) - (other._filled(fill_value) if isinstance(other, _Arithmetic) else other)
    def mul(self, other, fill_value=None): return self._filled(fill_value) * (other._filled(fill_value) if isinstance(other, _Arithmetic) else other)
    def div(self, other, fill_value=None): return self._filled(fill_value) / (other._filled(fill_value) if isinstance(other, _Arithmetic) else other)
    truediv, subtract, multiply, divide = div, sub, mul, div
    def mod(self, other): return self % other
    def pow(self, other): return self ** other
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
        raise ValueError(f'The truth value of a {type(self).__name__} is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all().')

    def pipe(self, f, *args, **kwargs):
        return f(self, *args, **kwargs)


# Series

class Series(_Arithmetic):
    """A column with labels."""

    def __init__(self, data=None, index=None, dtype=None, name=None, copy=False):
        if isinstance(data, Series):
            if name is None:
                name = data.name
            if index is None:
                index = data.index
            else:
                index = _as_index(index, len(data))
                where = data.index._positions()
                data = _take_or_nan(data._data, [where[v][0] if v in where else -1 for v in index])
        elif isinstance(data, dict):
            if index is None:
                index, data = _as_index(list(data.keys()), len(data)), list(data.values())
            else:
                index = _as_index(index, 0)
                data = [data.get(k, float('nan')) for k in index]
        elif data is None:
            data = [] if index is None else [float('nan')] * len(_as_index(index, 0))
        elif isinstance(data, (str, int, float, bool)) or hasattr(data, 'item') and getattr(data, 'ndim', 1) == 0:
            data = [data] * (1 if index is None else len(_as_index(index, 0)))
        elif not isinstance(data, (list, tuple, np.ndarray, Index)) and not hasattr(data, 'detach'):
            data = list(data)
        if _is_array(data) and data.ndim != 1:
            raise ValueError(f'Data must be 1-dimensional, got ndarray of shape {data.shape} instead')
        self._data = _column(data, dtype)
        self.index = _as_index(index, len(self._data))
        if len(self.index) != len(self._data):
            raise ValueError(f'Length of values ({len(self._data)}) does not match length of index ({len(self.index)})')
        self.name = name

    def _like(self, data, index=None, name=True):
        out = Series.__new__(Series)
        out._data = data
        out.index = self.index if index is None else index
        out.name = self.name if name is True else name
        return out

    # Looks

    @property
    def values(self):
        return self._data if _is_array(self._data) else np.array(self._data, dtype=object)

    @property
    def array(self):
        return self.values

    @property
    def dtype(self):
        return _dtype(self._data)

    dtypes = dtype

    @property
    def shape(self):
        return (len(self._data),)

    @property
    def size(self):
        return len(self._data)

    @property
    def ndim(self):
        return 1

    @property
    def empty(self):
        return len(self._data) == 0

    @property
    def T(self):
        return self

    @property
    def is_unique(self):
        return len(set(_items(self._data))) == len(self)

    @property
    def hasnans(self):
        return bool(self.isna().any())

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(_items(self._data))

    def __contains__(self, label):
        return label in self.index

    def keys(self):
        return self.index

    def items(self):
        return zip(self.index, _items(self._data))

    def __array__(self, dtype=None, copy=None):
        return self.values

    def to_numpy(self, dtype=None, copy=False):
        values = self.values
        return values if dtype is None else values.astype(dtype)

    def tolist(self):
        return _items(self._data)

    to_list = tolist

    def to_dict(self):
        return dict(self.items())

    def to_frame(self, name=None):
        return DataFrame({(name if name is not None else self.name if self.name is not None else 0): self})

    def item(self):
        if len(self) != 1:
            raise ValueError('can only convert an array of size 1 to a Python scalar')
        return _plain(self._data[0])

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    def __repr__(self):
        if len(self) == 0:
            name = f'Name: {self.name}, ' if self.name is not None else ''
            return f'Series([], {name}dtype: {self.dtype})'
        positions, cut = _shown(len(self))
        labels, header, width = _index_lines(self.index, positions, False)
        texts = _texts(_take(self._data, positions))
        wide = max(len(t) for t in texts)
        lines = [f'{label}   {t.rjust(wide)}' for label, t in zip(labels, texts)]
        if cut is not None:
            dots = '...' if wide > 3 else '..'
            lines.insert(cut, ' ' * width + '   ' + _centred(dots, wide))
        if header is not None:
            lines.insert(0, header)
        words = []
        if self.name is not None:
            words.append(f'Name: {self.name}')
        if cut is not None:
            words.append(f'Length: {len(self)}')
        words.append(f'dtype: {self.dtype}')
        return '\n'.join(lines) + '\n' + ', '.join(words)

    def to_string(self, **kwargs):
        limit, options.max_rows = options.max_rows, None
        try:
            return repr(self).rsplit('\n', 1)[0]
        finally:
            options.max_rows = limit

    # Selection

    @property
    def loc(self):
        return _SeriesLoc(self)

    @property
    def iloc(self):
        return _SeriesILoc(self)

    at = loc
    iat = iloc

    def __getitem__(self, key):
        if isinstance(key, slice):
            if all(v is None or isinstance(_plain(v), int) for v in (key.start, key.stop)) and not (key.start is None and key.stop is None and False):
                return self._part(list(range(len(self)))[key])
            return self.loc[key]
        if isinstance(key, Series) and _is_array(key._data) and key._data.dtype.kind == 'b' or _is_array(key) and key.dtype.kind == 'b' or \
                isinstance(key, list) and key and all(isinstance(v, bool) for v in key):
            return self._part(_positions_of(key, len(self)))
        return self.loc[key]

    def __setitem__(self, key, value):
        self.loc[key] = value

    def __getattr__(self, name):
        if not name.startswith('_') and name in self.index:
            return self.loc[name]
        raise AttributeError(f"'Series' object has no attribute '{name}'")

    def _part(self, positions):
        return self._like(_take(self._data, positions), self.index._taken(positions))

    def get(self, label, default=None):
        return self.loc[label] if label in self.index else default

    def head(self, n=5):
        return self._part(list(range(len(self)))[:n])

    def tail(self, n=5):
        return self._part(list(range(len(self)))[-n:] if n else [])

    def sample(self, n=None, frac=None, replace=False, random_state=None):
        rng = np.random if random_state is None else np.random.RandomState(random_state) if isinstance(random_state, int) else random_state
        count = n if n is not None else round(frac * len(self)) if frac is not None else 1
        return self._part(rng.choice(len(self), size=count, replace=replace).tolist())

    def reindex(self, index, fill_value=float('nan')):
        where = self.index._positions()
        index = _as_index(index, 0)
        out = Series(_take_or_nan(self._data, [where[v][0] if v in where else -1 for v in index]), index=index, name=self.name)
        return out if _missing(fill_value) else out.fillna(fill_value)

    def drop(self, labels):
        labels = labels if isinstance(labels, (list, tuple)) else [labels]
        absent = [v for v in labels if v not in self.index]
        if absent:
            raise KeyError(f'{absent} not found in axis')
        return self._part([i for i, v in enumerate(self.index) if v not in labels])

    def reset_index(self, drop=False, name=None):
        if drop:
            return self._like(self._data, RangeIndex(len(self)))
        frame = self.to_frame(name)
        return frame.reset_index()

    def set_axis(self, labels):
        return self._like(self._data, _as_index(labels, len(self)))

    def rename(self, name=None, index=None):
        if callable(name) or isinstance(name, dict) or index is not None:
            f = name if name is not None else index
            return self._like(self._data, Index([f.get(v, v) if isinstance(f, dict) else f(v) for v in self.index], name=self.index.name))
        return self._like(self._data, name=name)

    def rename_axis(self, name):
        return self._like(self._data, self.index.rename(name))

    def copy(self, deep=True):
        return self._like(self._data.copy() if _is_array(self._data) else type(self._data)(self._data))

    def astype(self, dtype):
        return self._like(_cast(self._data, dtype))

    def where(self, cond, other=float('nan')):
        cond = _items(cond._data) if isinstance(cond, Series) else list(cond)
        others = _items(other._data) if isinstance(other, Series) else [other] * len(self)
        return self._like(_inferred([v if c else o for v, c, o in zip(_items(self._data), cond, others)]))

    def mask(self, cond, other=float('nan')):
        return self.where(~cond, other)

    # Arithmetic

    def _operate(self, other, f):
        if isinstance(other, DataFrame):
            return NotImplemented
        if isinstance(other, Series):
            if self.index is not other.index and list(self.index) != list(other.index):
                both = list(dict.fromkeys(list(self.index) + list(other.index)))
                try:
                    both = sorted(both)
                except TypeError:
                    pass
                left, right = self.reindex(both), other.reindex(both)
                return left._like(_operated(left._data, right._data, f), name=self.name if self.name == other.name else None)
            return self._like(_operated(self._data, other._data, f), name=self.name if self.name == other.name else None)
        if isinstance(other, (list, tuple)):
            other = _inferred(list(other))
        if isinstance(other, Index):
            other = other._data
        return self._like(_operated(self._data, other, f))

    def abs(self):
        return self._like(np.abs(self._data))

    def round(self, decimals=0):
        return self._like(np.round(self._data, decimals) if _is_array(self._data) else self._data)

    def clip(self, lower=None, upper=None):
        return self._like(np.clip(self._data, lower, upper))

    def __matmul__(self, other):
        return np.dot(self.values, np.asarray(other))

    dot = __matmul__

    # Missing values

    def isna(self):
        data = self._data
        return self._like(np.isnan(data) if _is_array(data) and data.dtype.kind == 'f' else np.zeros(len(data), dtype=bool) if _is_array(data) else np.array([_missing(v) for v in data], dtype=bool))

    isnull = isna

    def notna(self):
        return ~self.isna()

    notnull = notna

    def dropna(self):
        return self._part([i for i, v in enumerate(_items(self._data)) if not _missing(v)])

    def fillna(self, value):
        if isinstance(value, (Series, dict)):
            return self._like(_inferred([(value.get(k, v) if _missing(v) else v) for k, v in self.items()]))
        if _is_array(self._data) and self._data.dtype.kind == 'f' and isinstance(_plain(value), (int, float)):
            return self._like(np.where(np.isnan(self._data), value, self._data))
        return self._like(_inferred([value if _missing(v) else v for v in _items(self._data)]))

    def ffill(self):
        out, last = [], float('nan')
        for v in _items(self._data):
            last = last if _missing(v) else v
            out.append(last)
        return self._like(_inferred(out))

    def bfill(self):
        out, last = [], float('nan')
        for v in reversed(_items(self._data)):
            last = last if _missing(v) else v
            out.append(last)
        return self._like(_inferred(out[::-1]))

    def interpolate(self):
        x = np.arange(len(self))
        known = ~np.isnan(self._data)
        out = np.interp(x, x[known], self._data[known])
        first = int(np.argmax(known))
        out[:first] = np.nan
        return self._like(out)

    # Reductions

    def sum(self, skipna=True): return _reduction(self._data, 'sum', skipna)
    def mean(self, skipna=True): return _reduction(self._data, 'mean', skipna)
    def median(self, skipna=True): return _reduction(self._data, 'median', skipna)
    def min(self, skipna=True): return _reduction(self._data, 'min', skipna)
    def max(self, skipna=True): return _reduction(self._data, 'max', skipna)
    def prod(self, skipna=True): return _reduction(self._data, 'prod', skipna)
    def std(self, ddof=1, skipna=True): return _reduction(self._data, 'std', skipna, ddof)
    def var(self, ddof=1, skipna=True): return _reduction(self._data, 'var', skipna, ddof)
    def sem(self, ddof=1): return _reduction(self._data, 'sem', True, ddof)
    def skew(self): return _reduction(self._data, 'skew')
    def count(self): return _reduction(self._data, 'count')
    def nunique(self, dropna=True): return _reduction(self._data, 'nunique')
    def any(self): return _reduction(self._data, 'any')
    def all(self): return _reduction(self._data, 'all')
    product = prod

    def quantile(self, q=0.5):
        if isinstance(q, (list, tuple, np.ndarray)):
            return Series([_reduction(self._data, 'quantile', q=v) for v in q], index=list(q), name=self.name)
        return _reduction(self._data, 'quantile', q=q)

    def mode(self):
        counts = {}
        for v in self.dropna():
            counts[v] = counts.get(v, 0) + 1
        best = max(counts.values(), default=0)
        return Series(sorted(v for v, n in counts.items() if n == best), name=self.name)

    def agg(self, f, *args):
        if isinstance(f, (list, tuple)):
            return Series([self.agg(g) for g in f], index=[g if isinstance(g, str) else g.__name__ for g in f], name=self.name)
        if isinstance(f, dict):
            return Series([self.agg(g) for g in f.values()], index=list(f), name=self.name)
        return getattr(self, f)() if isinstance(f, str) else f(self)

    aggregate = agg

    def argmax(self): return int(np.nanargmax(self._data))
    def argmin(self): return int(np.nanargmin(self._data))
    def idxmax(self): return self.index[self.argmax()]
    def idxmin(self): return self.index[self.argmin()]

    def cumsum(self): return self._like(np.cumsum(self._data))
    def cumprod(self): return self._like(np.cumprod(self._data))
    def cummax(self): return self._like(np.maximum.accumulate(self._data))
    def cummin(self): return self._like(np.minimum.accumulate(self._data))

    def shift(self, periods=1, fill_value=float('nan')):
        values, n = _items(self._data), len(self)
        moved = [values[i - periods] if 0 <= i - periods < n else fill_value for i in range(n)]
        return self._like(_inferred(moved))

    def diff(self, periods=1):
        return self - self.shift(periods)

    def pct_change(self, periods=1):
        return self / self.shift(periods) - 1

    def corr(self, other):
        return np.float64(np.corrcoef(self.values, other.values)[0, 1])

    def cov(self, other):
        return np.float64(np.cov(self.values, other.values)[0, 1])

    def describe(self, percentiles=None):
        if not _is_array(self._data) or self._data.dtype.kind == 'b':
            counts = self.value_counts()
            rows = [self.count(), self.nunique(), counts.index[0] if len(counts) else float('nan'), int(counts._data[0]) if len(counts) else float('nan')]
            return Series(_Objects(rows), index=['count', 'unique', 'top', 'freq'], name=self.name, dtype=object)
        quantiles = [0.25, 0.5, 0.75] if percentiles is None else sorted(percentiles)
        values = [float(self.count()), self.mean(), self.std(), self.min()] + [self.quantile(q) for q in quantiles] + [self.max()]
        return Series([float(v) for v in values], index=['count', 'mean', 'std', 'min'] + [f'{q * 100:g}%' for q in quantiles] + ['max'], name=self.name)

    # Order and sets

    def unique(self):
        values = list(dict.fromkeys(_items(self._data)))
        return np.array(values, dtype=self._data.dtype) if _is_array(self._data) else np.array(values, dtype=object)

    def value_counts(self, normalize=False, sort=True, ascending=False, dropna=True):
        counts = {}
        for v in _items(self._data):
            if dropna and _missing(v):
                continue
            counts[v] = counts.get(v, 0) + 1
        pairs = list(counts.items())
        if sort:
            pairs.sort(key=lambda p: p[1], reverse=not ascending)
        values = np.array([n for _, n in pairs], dtype=np.int64)
        out = Series(values / values.sum() if normalize else values, index=Index([k for k, _ in pairs], name=self.name), name='proportion' if normalize else 'count')
        return out

    def duplicated(self, keep='first'):
        return self._like(np.array(_duplicated(_items(self._data), keep), dtype=bool))

    def drop_duplicates(self, keep='first'):
        return self._part([i for i, d in enumerate(_duplicated(_items(self._data), keep)) if not d])

    def isin(self, values):
        values = set(values)
        return self._like(np.array([v in values for v in _items(self._data)], dtype=bool))

    def between(self, left, right, inclusive='both'):
        low = self >= left if inclusive in ('both', 'left') else self > left
        return low & (self <= right if inclusive in ('both', 'right') else self < right)

    def sort_values(self, ascending=True, ignore_index=False, key=None):
        data = _items((key(self) if key else self)._data)
        out = self._part(_sorted_positions([data], [ascending]))
        return out.reset_index(drop=True) if ignore_index else out

    def sort_index(self, ascending=True):
        return self._part(_sorted_positions([list(self.index)], [ascending]))

    def argsort(self):
        return self._like(np.argsort(self.values, kind='stable'))

    def rank(self, method='average', ascending=True):
        values = _items(self._data)
        order = _sorted_positions([values], [ascending])
        out, i = [float('nan')] * len(values), 0
        dense = 0
        while i < len(order):
            j = i
            while j + 1 < len(order) and values[order[j + 1]] == values[order[i]]:
                j += 1
            dense += 1
            for k in range(i, j + 1):
                if not _missing(values[order[k]]):
                    out[order[k]] = float({'average': (i + j) / 2 + 1, 'min': i + 1, 'max': j + 1, 'first': k + 1, 'dense': dense}[method])
            i = j + 1
        return self._like(np.array(out))

    def nlargest(self, n=5):
        return self.sort_values(ascending=False).head(n)

    def nsmallest(self, n=5):
        return self.sort_values().head(n)

    # Functions

    def map(self, f, na_action=None):
        if isinstance(f, (dict, Series)):
            get = f.get
            return self._like(_inferred([_plain(get(v, float('nan'))) for v in _items(self._data)]))
        return self._like(_inferred([_plain(f(v)) for v in _items(self._data)]))

    def apply(self, f, args=(), **kwargs):
        if isinstance(f, str):
            return getattr(self, f)()
        return self._like(_inferred([_plain(f(v, *args, **kwargs)) for v in _items(self._data)]))

    transform = apply

    def replace(self, to_replace, value=None):
        if isinstance(to_replace, dict):
            table = to_replace
        else:
            olds = to_replace if isinstance(to_replace, (list, tuple)) else [to_replace]
            news = value if isinstance(value, (list, tuple)) else [value] * len(olds)
            table = dict(zip(olds, news))
        return self._like(_inferred([table.get(v, v) for v in _items(self._data)]))

    def groupby(self, by=None, level=None, sort=True, as_index=True, dropna=True):
        if level is not None:
            by = self.index.get_level_values(level) if isinstance(self.index, MultiIndex) else self.index
        keys = [_group_key(by, self.index, None)] if not isinstance(by, list) or not by or not isinstance(by[0], (Series, list, np.ndarray)) else [_group_key(k, self.index, None) for k in by]
        return SeriesGroupBy(self, keys, sort, dropna)

    def rolling(self, window, min_periods=None, center=False):
        return _Rolling(self, window, min_periods, center)

    def expanding(self, min_periods=1):
        return _Rolling(self, len(self), min_periods, False)

    def ewm(self, com=None, span=None, halflife=None, alpha=None, adjust=True):
        return _Ewm(self, com, span, halflife, alpha, adjust)

    def to_csv(self, path=None, index=True, header=True, sep=','):
        return self.to_frame().to_csv(path, index=index, header=header, sep=sep)

    def plot(self, **kwargs):
        from matplotlib import pyplot as plt
        ax = kwargs.pop('ax', None) or plt.gca()
        ax.plot(list(self.index), self.tolist(), label=self.name, **kwargs)
        return ax

    @property
    def str(self):
        if not (self.dtype == _STR or len(self) == 0 or any(isinstance(v, str) for v in self)):
            raise AttributeError("Can only use .str accessor with string values, not " + ('integer' if _is_array(self._data) and self._data.dtype.kind in 'iu' else 'floating'))
        return _StringMethods(self)

    def explode(self):
        labels, values = [], []
        for k, v in self.items():
            for x in (v if isinstance(v, (list, tuple)) else [v]):
                labels.append(k)
                values.append(x)
        return Series(values, index=Index(labels, name=self.index.name), name=self.name)

    def unstack(self):
        rows, columns = list(dict.fromkeys(t[0] for t in self.index)), sorted(dict.fromkeys(t[1] for t in self.index))
        table = dict(self.items())
        names = self.index.names
        out = DataFrame({c: [table.get((r, c), float('nan')) for r in rows] for c in columns}, index=Index(rows, name=names[0]))
        out._columns = Index(columns, name=names[1])
        return out

    def equals(self, other):
        return list(self.index) == list(other.index) and all(a == b or _missing(a) and _missing(b) for a, b in zip(self, other))


def _duplicated(values, keep):
    seen, out = {}, []
    for i, v in enumerate(values):
        out.append(v in seen)
        seen.setdefault(v, []).append(i)
    if keep == 'last':
        return [i != seen[v][-1] for i, v in enumerate(values)]
    if keep is False:
        return [len(seen[v]) > 1 for v in values]
    return out


def _sorted_positions(columns, ascending):
    """Stable order by several columns; missing values last."""
    positions = list(range(len(columns[0])))
    for values, up in reversed(list(zip(columns, ascending))):
        present = [i for i in positions if not _missing(values[i])]
        absent = [i for i in positions if _missing(values[i])]
        present.sort(key=lambda i: values[i], reverse=not up)
        positions = present + absent
    return positions


class _StringMethods:
    """series.str"""

    def __init__(self, series):
        self._series = series

    def _map(self, f):
        return self._series._like(_inferred([v if _missing(v) else f(v) for v in _items(self._series._data)]))

    def __getitem__(self, key):
        def pick(v):
            try:
                return v[key]
            except IndexError:
                return float('nan')
        return self._map(pick)

    def lower(self): return self._map(lambda v: v.lower())
    def upper(self): return self._map(lambda v: v.upper())
    def title(self): return self._map(lambda v: v.title())
    def capitalize(self): return self._map(lambda v: v.capitalize())
    def strip(self, chars=None): return self._map(lambda v: v.strip(chars))
    def lstrip(self, chars=None): return self._map(lambda v: v.lstrip(chars))
    def rstrip(self, chars=None): return self._map(lambda v: v.rstrip(chars))
    def len(self): return self._map(len)
    def startswith(self, prefix): return self._map(lambda v: v.startswith(prefix))
    def endswith(self, suffix): return self._map(lambda v: v.endswith(suffix))
    def isdigit(self): return self._map(lambda v: v.isdigit())
    def isalpha(self): return self._map(lambda v: v.isalpha())
    def zfill(self, width): return self._map(lambda v: v.zfill(width))
    def count(self, text): return self._map(lambda v: v.count(text))
    def find(self, text): return self._map(lambda v: v.find(text))
    def slice(self, start=None, stop=None, step=None): return self._map(lambda v: v[start:stop:step])
    def pad(self, width, side='left', fillchar=' '): return self._map(lambda v: v.rjust(width, fillchar) if side == 'left' else v.ljust(width, fillchar))
    def repeat(self, n): return self._map(lambda v: v * n)
    def get(self, i): return self[i]

    def contains(self, pattern, case=True, regex=True, na=None):
        import re
        if not regex:
            return self._map(lambda v: (pattern in v) if case else pattern.lower() in v.lower())
        compiled = re.compile(pattern, 0 if case else re.IGNORECASE)
        return self._map(lambda v: compiled.search(v) is not None)

    def match(self, pattern):
        import re
        compiled = re.compile(pattern)
        return self._map(lambda v: compiled.match(v) is not None)

    def replace(self, old, new, regex=False):
        import re
        return self._map(lambda v: re.sub(old, new, v) if regex else v.replace(old, new))

    def extract(self, pattern, expand=True):
        import re
        compiled = re.compile(pattern)
        rows = [compiled.search(v) if isinstance(v, str) else None for v in self._series]
        names = {i - 1: n for n, i in compiled.groupindex.items()}
        columns = {names.get(g, g): [m.group(g + 1) if m else float('nan') for m in rows] for g in range(compiled.groups)}
        if not expand and compiled.groups == 1:
            return self._series._like(_inferred(list(columns.values())[0]))
        return DataFrame(columns, index=self._series.index)

    def split(self, separator=None, n=-1, expand=False):
        parts = [v if _missing(v) else v.split(separator, n) if n > 0 else v.split(separator) for v in self._series]
        if not expand:
            return self._series._like(parts)
        width = max((len(p) for p in parts if not _missing(p)), default=0)
        return DataFrame({i: [p[i] if not _missing(p) and i < len(p) else None for p in parts] for i in range(width)}, index=self._series.index)

    def join(self, separator): return self._map(lambda v: separator.join(v))

    def cat(self, others=None, sep=''):
        if others is None:
            return sep.join(v for v in self._series if not _missing(v))
        return self._series._like([a + sep + b for a, b in zip(self._series, others)])


class _SeriesILoc:
    def __init__(self, series):
        self._s = series

    def __getitem__(self, key):
        s = self._s
        key = _plain(key)
        if isinstance(key, int):
            if not -len(s) <= key < len(s):
                raise IndexError('single positional indexer is out-of-bounds')
            return s._data[key]
        return s._part(_positions_of(key, len(s)))

    def __setitem__(self, key, value):
        s = self._s
        positions = [key if key >= 0 else key + len(s)] if isinstance(_plain(key), int) else _positions_of(key, len(s))
        s._data = _assigned(s._data, positions, value)


def _assigned(data, positions, value):
    """The column with values put at positions."""
    values = list(value) if isinstance(value, (list, tuple, Series, np.ndarray)) else [value] * len(positions)
    out = _items(data)
    for p, v in zip(positions, values):
        out[p] = _plain(v)
    if _is_array(data) and data.dtype.kind in 'iu' and any(isinstance(_plain(v), float) and _plain(v) != int(_plain(v)) if not _missing(v) else True for v in values):
        return _inferred(out)
    if _is_array(data) and all(isinstance(_plain(v), (int, float)) for v in values) and not (data.dtype.kind in 'iub' and any(_missing(v) for v in values)):
        return np.array(out, dtype=data.dtype)
    return _Objects(out) if isinstance(data, _Objects) else _inferred(out)


class _SeriesLoc:
    def __init__(self, series):
        self._s = series

    def __getitem__(self, key):
        s = self._s
        if isinstance(key, slice):
            return s._part(_label_slice(s.index, key))
        if isinstance(key, (list, np.ndarray, Series, Index)):
            return s._part(_label_positions(s.index, key))
        if callable(key):
            return self[key(s)]
        if isinstance(s.index, MultiIndex) and not (isinstance(key, tuple) and len(key) == s.index.nlevels):
            first = key if isinstance(key, tuple) else (key,)
            found = [i for i, t in enumerate(s.index) if t[:len(first)] == first]
            if not found:
                raise KeyError(key)
            rest = [t[len(first):] for t in s.index._taken(found)]
            names = s.index.names[len(first):]
            index = MultiIndex(rest, names) if len(names) > 1 else Index([t[0] for t in rest], name=names[0])
            return s._like(_take(s._data, found), index)
        where = s.index.get_loc(key)
        return s._part(where) if isinstance(where, list) else s._data[where]

    def __setitem__(self, key, value):
        s = self._s
        if isinstance(key, slice):
            positions = _label_slice(s.index, key)
        elif isinstance(key, (list, np.ndarray, Series)):
            positions = _label_positions(s.index, key)
        elif key in s.index:
            where = s.index.get_loc(key)
            positions = where if isinstance(where, list) else [where]
        else:
            s._data = _inferred(_items(s._data) + [_plain(value)])
            s.index = Index(list(s.index) + [key], name=s.index.name)
            return
        s._data = _assigned(s._data, positions, value)


def _label_slice(index, key):
    labels = list(index)
    start = 0 if key.start is None else labels.index(key.start) if key.start in labels else None
    stop = len(labels) if key.stop is None else len(labels) - labels[::-1].index(key.stop) if key.stop in labels else None
    # Labels that are not there cut a sorted index where they would stand.
    if start is None:
        start = sum(v < key.start for v in labels)
    if stop is None:
        stop = sum(v <= key.stop for v in labels)
    return list(range(start, stop))[::key.step]


def _label_positions(index, key):
    values = _items(key._data) if isinstance(key, (Series, Index)) else _items(key)
    if values and all(isinstance(v, bool) for v in values):
        return _positions_of(values, len(index))
    where = index._positions()
    absent = [v for v in values if v not in where]
    if absent:
        if len(absent) == len(values):
            raise KeyError(f"None of [{Index(values)!r}] are in the [index]")
        raise KeyError(f'{absent} not in index')
    return [i for v in values for i in where[v]]


# DataFrame

class DataFrame(_Arithmetic):
    """Columns of one length with row labels."""

    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        self._columns = None
        store = []
        if isinstance(data, DataFrame):
            names, store = list(data._columns), [c.copy() if _is_array(c) else list(c) for c in data._store]
            row_index = data.index
            if columns is not None:
                chosen = DataFrame._made(names, store, row_index)[list(columns)]
                names, store = list(chosen._columns), chosen._store
            column_index = Index(names)
            self.index = row_index if index is None else _as_index(index, 0)
        elif isinstance(data, dict):
            names = list(data) if columns is None else list(columns)
            row_index = None if index is None else _as_index(index, 0)
            if row_index is None:
                series = [v for v in data.values() if isinstance(v, Series)]
                if series:
                    row_index = series[0].index
                    if any(list(s.index) != list(row_index) for s in series[1:]):
                        row_index = Index(sorted(dict.fromkeys(v for s in series for v in s.index)))
                else:
                    lengths = [len(v) for v in data.values() if hasattr(v, '__len__') and not isinstance(v, str)]
                    if len(set(lengths)) > 1:
                        raise ValueError('All arrays must be of the same length')
                    if not lengths and data:
                        raise ValueError('If using all scalar values, you must pass an index')
                    row_index = RangeIndex(lengths[0] if lengths else 0)
            n = len(row_index)
            for name in names:
                v = data.get(name)
                if v is None:
                    store.append([float('nan')] * n)
                elif isinstance(v, Series):
                    store.append(v._data.copy() if v.index is row_index and _is_array(v._data) else list(v._data) if v.index is row_index else v.reindex(row_index)._data)
                elif isinstance(v, dict):
                    store.append(Series(v, index=row_index)._data)
                elif isinstance(v, str) or not hasattr(v, '__len__') and not hasattr(v, '__iter__'):
                    store.append(_column([v] * n))
                else:
                    store.append(_column(v))
                    if len(store[-1]) != n:
                        raise ValueError(f'Length of values ({len(store[-1])}) does not match length of index ({n})')
            column_index = _as_index(names, 0) if names else RangeIndex(0)
            self.index = row_index
        elif data is None:
            names = [] if columns is None else list(columns)
            self.index = _as_index(index, 0)
            store = [[float('nan')] * len(self.index) if len(self.index) else _Objects() for _ in names]
            column_index = Index(names) if columns is not None else RangeIndex(0)
        else:
            if hasattr(data, 'detach'):
                data = data.detach().cpu().numpy()
            if isinstance(data, Series):
                made = data.to_frame()
                self.__init__(made if columns is None else {columns[0]: data}, index=index)
                return
            if _is_array(data):
                if data.ndim == 1:
                    data = data.reshape(-1, 1)
                if data.ndim != 2:
                    raise ValueError(f'Must pass 2-d input. shape={data.shape}')
                rows, width = data.shape
                store = [_column(data[:, j]) for j in range(width)]
            else:
                data = list(data)
                rows = len(data)
                if data and isinstance(data[0], dict):
                    names = list(dict.fromkeys(k for row in data for k in row)) if columns is None else list(columns)
                    store = [_inferred([_plain(row.get(k, float('nan'))) for row in data]) for k in names]
                    columns, width = names, len(names)
                elif data and isinstance(data[0], Series):
                    names = list(data[0].index)
                    store = [_inferred([_plain(row[k]) for row in data]) for k in names]
                    columns, width = names, len(names)
                    index = [row.name for row in data] if index is None else index
                elif data and isinstance(data[0], (list, tuple, np.ndarray)):
                    width = max(len(row) for row in data)
                    if columns is not None and len(list(columns)) != width:
                        raise ValueError(f'{len(list(columns))} columns passed, passed data had {width} columns')
                    store = [_inferred([_plain(row[j]) if j < len(row) else None for row in data]) for j in range(width)]
                else:
                    width = 1 if data or columns is not None else 0
                    if not data and columns is not None:
                        width = len(list(columns))
                        store = [_Objects() for _ in range(width)]
                    elif data:
                        store = [_column(data)]
            if columns is not None and len(list(columns)) != width:
                raise ValueError(f'Shape of passed values is ({rows}, {width}), indices imply ({rows}, {len(list(columns))})')
            column_index = RangeIndex(width) if columns is None else _as_index(columns, 0)
            self.index = _as_index(index, rows)
            if len(self.index) != rows:
                raise ValueError(f'Shape of passed values is ({rows}, {width}), indices imply ({len(self.index)}, {width})')
        if dtype is not None:
            store = [_cast(c, dtype) for c in store]
        self._columns = column_index
        self._store = store

    @staticmethod
    def _made(names, store, index):
        out = DataFrame.__new__(DataFrame)
        out._columns = names if isinstance(names, Index) else _as_index(list(names), 0) if len(list(names)) else Index([])
        out._store = store
        out.index = index
        return out

    @staticmethod
    def from_dict(data, orient='columns', columns=None):
        if orient == 'index':
            keys = list(data)
            rows = [data[k] for k in keys]
            return DataFrame(rows, index=keys, columns=columns)
        return DataFrame(data, columns=columns)

    @staticmethod
    def from_records(data, columns=None):
        return DataFrame(data, columns=columns)

    # Looks

    @property
    def columns(self):
        return self._columns

    @columns.setter
    def columns(self, names):
        names = names if isinstance(names, Index) else Index(list(names))
        if len(names) != len(self._store):
            raise ValueError(f'Length mismatch: Expected axis has {len(self._store)} elements, new values have {len(names)} elements')
        self._columns = names

    @property
    def shape(self):
        return (len(self.index), len(self._store))

    @property
    def size(self):
        return len(self.index) * len(self._store)

    @property
    def ndim(self):
        return 2

    @property
    def empty(self):
        return self.size == 0

    @property
    def axes(self):
        return [self.index, self._columns]

    @property
    def dtypes(self):
        return Series(_Objects(_dtype(c) for c in self._store), index=self._columns, dtype=object)

    @property
    def values(self):
        if not self._store:
            return np.empty((len(self.index), 0))
        if all(_is_array(c) for c in self._store):
            return np.stack(self._store, axis=1)
        return np.array([[_plain(v) for v in row] for row in zip(*[_items(c) for c in self._store])], dtype=object)

    def to_numpy(self, dtype=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def __array__(self, dtype=None, copy=None):
        return self.values

    @property
    def T(self):
        rows = list(zip(*[_items(c) for c in self._store]))
        return DataFrame._made(self.index, [_inferred(list(r)) for r in rows], self._columns)

    transpose = T

    def __len__(self):
        return len(self.index)

    def __iter__(self):
        return iter(self._columns)

    def __contains__(self, name):
        return name in self._columns

    def keys(self):
        return self._columns

    def items(self):
        return ((name, self._series(i)) for i, name in enumerate(self._columns))

    def iterrows(self):
        for i, label in enumerate(self.index):
            yield label, self._row(i)

    def itertuples(self, index=True, name='Pandas'):
        from collections import namedtuple
        fields = (['Index'] if index else []) + [str(c) if str(c).isidentifier() else f'_{i + 1}' for i, c in enumerate(self._columns)]
        kind = namedtuple(name, fields)
        for row in zip(*(([list(self.index)] if index else []) + [_items(c) for c in self._store])):
            yield kind(*row)

    def _series(self, i):
        s = Series.__new__(Series)
        s._data, s.index, s.name = self._store[i], self.index, self._columns[i]
        return s

    def _row(self, i):
        values = [_items(c)[i] if not _is_array(c) else c[i].item() for c in self._store]
        kinds = set(c.dtype.kind if _is_array(c) else 'O' for c in self._store)
        data = _inferred(values) if kinds <= {'i', 'f', 'u'} or kinds == {'b'} else _Objects(values)
        if kinds and kinds <= {'O'} and all(isinstance(v, str) or _missing(v) for v in values) and any(isinstance(v, str) for v in values):
            data = values
        return Series(data, index=self._columns, name=self.index[i], dtype=object if isinstance(data, _Objects) else None)

    def to_string(self, index=True, header=True, **kwargs):
        return self._text(None, None, None, index, header)

    def __repr__(self):
        if not len(self._store):
            if len(self.index) == 0:
                return f'Empty DataFrame\nColumns: []\nIndex: []'
            return f'Empty DataFrame\nColumns: []\nIndex: {list(self.index)}'
        if not len(self.index):
            return f"Empty DataFrame\nColumns: [{', '.join(str(c) for c in self._columns)}]\nIndex: []"
        text = self._text(options.max_rows, options.max_columns, options.width)
        return text

    def _width(self, i, positions):
        """The printed width of a column."""
        texts = _texts(_take(self._store[i], positions))
        name = self._columns[i]
        titles = [str(x) for x in name] if isinstance(name, tuple) else [str(name)]
        return max([len(t) for t in texts] + [len(t) + _is_array(self._store[i]) for t in titles])

    def _text(self, max_rows, max_columns, width, show_index=True, show_header=True):
        positions, cut = _shown(len(self.index), max_rows if max_rows is not None else len(self.index) + 1)
        labels, header, index_width = _index_lines(self.index, positions)
        count = len(self._store)
        picked, gap = list(range(count)), None
        if max_columns == 0 and width is not None:
            # As many columns as fit, taken from the middle; at least two.
            sizes = [index_width] + [self._width(i, positions) for i in range(count)]
            excess = sum(sizes) + count - width
            while excess > 0 and len(sizes) > 1:
                excess -= sizes.pop(round(len(sizes) / 2)) + 1
            max_columns = max(len(sizes) - 1, 2)
            width = None
        if max_columns and count > max_columns:
            half = max_columns // 2
            picked, gap = list(range(half)) + list(range(count - half, count)), half
        column_name = self._columns.name if not isinstance(self._columns, MultiIndex) else None
        top = column_name is not None
        blocks = []
        column_labels = [', '.join(str(x) for x in c) if isinstance(c, tuple) else str(c) for c in self._columns] if not _is_array(self._columns._data) or self._columns._data.dtype.kind != 'f' else _label_texts(self._columns._data)
        multi = isinstance(self._columns, MultiIndex)
        for k, i in enumerate(picked):
            texts = _texts(_take(self._store[i], positions))
            titles = [str(x) for x in self._columns[i]] if multi else [column_labels[i]]
            lead = 1 if show_index and (_is_array(self._store[i])) else 0
            if not show_index:
                texts = [t[1:] if t.startswith(' ') else t for t in texts] if not any(t.startswith('-') for t in texts) else texts
            wide = max([len(t) for t in texts] + [len(t) + lead for t in titles])
            body = [t.rjust(wide) for t in texts]
            heads = [t.rjust(wide) for t in titles]
            blocks.append((heads, body))
            if gap is not None and k == gap - 1:
                blocks.append((['...'] * len(heads), ['...'] * len(body)))
        head_name = str(column_name) if top else ''
        named = header is not None
        if multi:
            outer = [str(n) if n is not None else '' for n in self._columns.names]
            index_width = max([index_width] + [len(n) for n in outer])
        index_width = max(index_width, len(head_name)) if show_index else 0
        labels = [t.ljust(index_width) for t in labels]
        if cut is not None:
            dots = []
            for heads, body in blocks:
                wide = len(body[0])
                dots.append(('...' if wide > 3 else '..').rjust(wide))
            marker = '..' if index_width < 3 else '...'
            marker = '..'.ljust(index_width) if index_width <= 3 else '...'.ljust(index_width)

        def made(chosen):
            lines = []
            if multi:
                previous = [None] * len(chosen)
                for level in range(self._columns.nlevels):
                    row = []
                    last = None
                    for heads, _ in chosen:
                        text = heads[min(level, len(heads) - 1)]
                        if level < self._columns.nlevels - 1:
                            row.append(' ' * len(text) if text.strip() == last else text)
                            last = text.strip()
                        else:
                            row.append(text)
                    lines.append(outer[level].ljust(index_width) + ''.join(' ' + t for t in row))
            elif show_header:
                lines.append((head_name.ljust(index_width) if show_index else '') + ''.join(' ' + heads[0] for heads, _ in chosen))
            if named and show_index:
                lines.append(header.ljust(index_width) + ''.join(' ' + ' ' * len(body[0]) for _, body in chosen))
            rows = [(labels[r] if show_index else '') + ''.join(' ' + body[r] for _, body in chosen) for r in range(len(labels))]
            if cut is not None:
                rows.insert(cut, marker + ''.join(' ' + ('...' if len(body[0]) > 3 else '..').rjust(len(body[0])) for _, body in chosen))
            if not show_index:
                lines = [line[1:] for line in lines]
                rows = [row[1:] for row in rows]
            return lines + rows

        if width is None or index_width + sum(len(b[0]) + 1 for _, b in blocks) < width:
            text = '\n'.join(made(blocks))
        else:
            pages, current, used = [], [], index_width
            for block in blocks:
                size = len(block[1][0]) + 1
                if current and used + size > width - 2:
                    pages.append(current)
                    current, used = [], index_width
                current.append(block)
                used += size
            pages.append(current)
            parts = []
            for p, page in enumerate(pages):
                lines = made(page)
                if p < len(pages) - 1:
                    lines = [lines[0] + '  \\'] + [line + '   ' for line in lines[1:]]
                else:
                    lines = [line + '  ' for line in lines] if len(pages) > 1 else lines
                parts.append('\n'.join(lines))
            text = '\n\n'.join(parts)
        if cut is not None or gap is not None:
            text += f'\n\n[{len(self.index)} rows x {count} columns]'
        return text

    def info(self):
        print("<class 'pandas.DataFrame'>")
        kind = type(self.index).__name__
        first, last = (f', {self.index[0]} to {self.index[-1]}' if len(self.index) else '', '')
        print(f'{kind}: {len(self.index)} entries{first}')
        print(f'Data columns (total {len(self._store)} columns):')
        counts = [f'{_reduction(c, "count")} non-null' for c in self._store]
        names = [str(c) for c in self._columns]
        number = max(len(str(len(names) - 1)), 1)
        w1, w2 = max([len(n) for n in names] + [6]), max([len(c) for c in counts] + [14])
        print(f" {'#':<{number}}   {'Column':<{w1}}  {'Non-Null Count':<{w2}}  Dtype")
        kinds = [str(_dtype(c)) for c in self._store]
        w3 = max([len(k) for k in kinds] + [5])
        print(f" {'-' * 3:<{number}}  {'------':<{w1}}  {'--------------':<{w2}}  {'-----':<{w3}}")
        for i, (n, c, k) in enumerate(zip(names, counts, kinds)):
            print(f' {i:<{number}}   {n:<{w1}}  {c:<{w2}}  {k:<{w3}}')
        tally = {}
        for k in kinds:
            tally[k] = tally.get(k, 0) + 1
        print('dtypes: ' + ', '.join(f'{k}({tally[k]})' for k in sorted(tally)))
        size = sum(c.nbytes if _is_array(c) else 8 * len(c) for c in self._store)
        print(f'memory usage: {size}.0+ bytes' if any(not _is_array(c) for c in self._store) else f'memory usage: {size + 132}.0 bytes')

    # Selection

    @property
    def loc(self):
        return _Loc(self)

    @property
    def iloc(self):
        return _ILoc(self)

    at = loc
    iat = iloc

    def _position(self, name):
        where = self._columns.get_loc(name)
        return where[0] if isinstance(where, list) else where

    def __getitem__(self, key):
        if isinstance(key, DataFrame):
            return self.where(key)
        if isinstance(key, slice):
            return self._rows(list(range(len(self)))[key])
        if isinstance(key, Series) and (_is_array(key._data) and key._data.dtype.kind == 'b') or _is_array(key) and key.dtype.kind == 'b' or \
                isinstance(key, list) and key and all(isinstance(v, bool) for v in key):
            return self._rows(_positions_of(key, len(self)))
        if isinstance(key, (list, Index, np.ndarray)):
            names = list(key)
            absent = [n for n in names if n not in self._columns]
            if absent:
                if len(absent) == len(names):
                    raise KeyError(f"None of [{Index(names)!r}] are in the [columns]")
                raise KeyError(f'{absent} not in index')
            return DataFrame._made(Index(names, name=self._columns.name), [self._store[self._position(n)] for n in names], self.index)
        if isinstance(self._columns, MultiIndex) and not isinstance(key, tuple):
            found = [i for i, t in enumerate(self._columns) if t[0] == key]
            if not found:
                raise KeyError(key)
            return DataFrame._made(Index([self._columns[i][1] for i in found]), [self._store[i] for i in found], self.index)
        return self._series(self._position(key))

    def __setitem__(self, key, value):
        if isinstance(key, list):
            values = value if isinstance(value, (list, tuple)) else [value[c] for c in value.columns] if isinstance(value, DataFrame) else [value[:, j] for j in range(len(key))] if _is_array(value) and value.ndim == 2 else [value] * len(key)
            for k, v in zip(key, values):
                self[k] = v
            return
        n = len(self.index)
        if isinstance(value, Series):
            if not self._store and n == 0:
                self.index = value.index
                n = len(self.index)
            data = value._data if list(value.index) == list(self.index) else value.reindex(self.index)._data
            data = data.copy() if _is_array(data) else type(data)(data)
        elif isinstance(value, str) or not hasattr(value, '__len__') and not hasattr(value, '__iter__'):
            data = _column([value] * n)
        else:
            data = _column(value)
            if not self._store and n == 0:
                self.index = RangeIndex(len(data))
                n = len(data)
            if len(data) != n:
                raise ValueError(f'Length of values ({len(data)}) does not match length of index ({n})')
        if key in self._columns:
            self._store = list(self._store)
            self._store[self._position(key)] = data
        else:
            self._columns = Index(list(self._columns) + [key], name=self._columns.name)
            self._store = list(self._store) + [data]

    def __delitem__(self, key):
        i = self._position(key)
        self._columns = Index([c for j, c in enumerate(self._columns) if j != i])
        self._store = [c for j, c in enumerate(self._store) if j != i]

    def __getattr__(self, name):
        if not name.startswith('_') and self._columns is not None and name in self._columns:
            return self[name]
        raise AttributeError(f"'DataFrame' object has no attribute '{name}'")

    def _rows(self, positions):
        return DataFrame._made(self._columns, [_take(c, positions) for c in self._store], self.index._taken(positions))

    def get(self, key, default=None):
        return self[key] if key in self._columns else default

    def head(self, n=5):
        return self._rows(list(range(len(self)))[:n])

    def tail(self, n=5):
        return self._rows(list(range(len(self)))[-n:] if n else [])

    def sample(self, n=None, frac=None, replace=False, random_state=None):
        rng = np.random if random_state is None else np.random.RandomState(random_state) if isinstance(random_state, int) else random_state
        count = n if n is not None else round(frac * len(self)) if frac is not None else 1
        return self._rows(rng.choice(len(self), size=count, replace=replace).tolist())

    def query(self, text):
        raise NotImplementedError("query evaluates text, which is not supported here; write df[df['column'] > value]")

    def select_dtypes(self, include=None, exclude=None):
        def fits(data, kinds):
            kinds = kinds if isinstance(kinds, (list, tuple)) else [kinds]
            for k in kinds:
                k = k if isinstance(k, str) else getattr(k, '__name__', str(k))
                d = _dtype(data)
                if k == 'number' and _is_array(data) and data.dtype.kind in 'iuf' or str(d) == k or k in ('int', 'float') and str(d).startswith(k) or k in ('object', 'str') and not _is_array(data):
                    return True
            return False
        keep = [i for i, c in enumerate(self._store) if (include is None or fits(c, include)) and (exclude is None or not fits(c, exclude))]
        return DataFrame._made([self._columns[i] for i in keep], [self._store[i] for i in keep], self.index)

    def filter(self, items=None, like=None, regex=None):
        import re
        keep = [c for c in self._columns if (items is None or c in items) and (like is None or like in str(c)) and (regex is None or re.search(regex, str(c)))]
        return self[keep]

    def drop(self, labels=None, axis=0, index=None, columns=None, inplace=False, errors='raise'):
        if columns is None and labels is not None and axis in (1, 'columns'):
            columns = labels
        elif index is None and labels is not None:
            index = labels
        out = self
        if columns is not None:
            columns = columns if isinstance(columns, (list, tuple, Index)) else [columns]
            absent = [c for c in columns if c not in self._columns]
            if absent and errors == 'raise':
                raise KeyError(f'{absent} not found in axis')
            keep = [i for i, c in enumerate(self._columns) if c not in columns]
            out = DataFrame._made(Index([self._columns[i] for i in keep], name=self._columns.name), [self._store[i] for i in keep], self.index)
        if index is not None:
            index = index if isinstance(index, (list, tuple, Index)) else [index]
            absent = [v for v in index if v not in self.index]
            if absent and errors == 'raise':
                raise KeyError(f'{absent} not found in axis')
            out = out._rows([i for i, v in enumerate(out.index) if v not in index])
        return self._return(out, inplace)

    def _return(self, out, inplace):
        if not inplace:
            return out
        self._columns, self._store, self.index = out._columns, out._store, out.index
        return None

    def pop(self, name):
        s = self[name]
        del self[name]
        return s

    def insert(self, loc, column, value):
        if column in self._columns:
            raise ValueError(f'cannot insert {column}, already exists')
        names = list(self._columns)
        self[column] = value
        names.insert(loc, column)
        out = self[names]
        self._columns, self._store = out._columns, out._store

    def assign(self, **columns):
        out = self.copy()
        for k, v in columns.items():
            out[k] = v(out) if callable(v) else v
        return out

    def copy(self, deep=True):
        return DataFrame._made(self._columns, [c.copy() if _is_array(c) else type(c)(c) for c in self._store], self.index)

    def rename(self, mapper=None, columns=None, index=None, axis=0, inplace=False):
        if mapper is not None:
            columns, index = (mapper, index) if axis in (1, 'columns') else (columns, mapper)

        def renamed(labels, f):
            return Index([f.get(v, v) if isinstance(f, dict) else f(v) for v in labels], name=labels.name)
        out = DataFrame._made(renamed(self._columns, columns) if columns is not None else self._columns, self._store, renamed(self.index, index) if index is not None else self.index)
        return self._return(out, inplace)

    def rename_axis(self, name=None, axis=0, columns=None):
        if columns is not None or axis in (1, 'columns'):
            return DataFrame._made(self._columns.rename(columns if columns is not None else name), self._store, self.index)
        return DataFrame._made(self._columns, self._store, self.index.rename(name))

    def set_index(self, keys, drop=True, inplace=False):
        if isinstance(keys, list) and len(keys) > 1:
            index = MultiIndex(list(zip(*[list(self[k]) for k in keys])), keys)
        else:
            key = keys[0] if isinstance(keys, list) else keys
            if key not in self._columns:
                raise KeyError(f"None of ['{key}'] are in the columns")
            index = Index(self[key]._data, name=key)
            keys = [key]
        out = DataFrame._made(self._columns, self._store, index)
        return self._return(out.drop(columns=keys) if drop else out, inplace)

    def reset_index(self, drop=False, inplace=False, names=None):
        names, store = list(self._columns), list(self._store)
        if not drop:
            if isinstance(self.index, MultiIndex):
                levels = [self.index.get_level_values(i) for i in range(self.index.nlevels)]
                names = [l.name if l.name is not None else f'level_{i}' for i, l in enumerate(levels)] + names
                store = [l._data for l in levels] + store
            else:
                name = self.index.name if self.index.name is not None else 'index' if 'index' not in self._columns else 'level_0'
                names, store = [name] + names, [self.index._data] + store
        columns = MultiIndex(names) if isinstance(self._columns, MultiIndex) and drop else Index(names)
        return self._return(DataFrame._made(columns, store, RangeIndex(len(self.index))), inplace)

    def reindex(self, index=None, columns=None, fill_value=float('nan')):
        out = self
        if index is not None:
            index = _as_index(index, 0)
            where = self.index._positions()
            positions = [where[v][0] if v in where else -1 for v in index]
            out = DataFrame._made(self._columns, [_take_or_nan(c, positions) for c in self._store], index)
        if columns is not None:
            store = [out._store[out._position(c)] if c in out._columns else np.full(len(out), np.nan) for c in columns]
            out = DataFrame._made(columns, store, out.index)
        return out if _missing(fill_value) else out.fillna(fill_value)

    def astype(self, dtype):
        if isinstance(dtype, dict):
            return DataFrame._made(self._columns, [_cast(c, dtype[n]) if n in dtype else c for n, c in zip(self._columns, self._store)], self.index)
        return self._map(lambda c: _cast(c, dtype))

    def _map(self, f):
        return DataFrame._made(self._columns, [f(c) for c in self._store], self.index)

    # Arithmetic

    def _operate(self, other, f):
        if isinstance(other, DataFrame):
            names = list(self._columns)
            if names != list(other._columns):
                names = sorted(set(names) | set(other._columns))
            left, right = self.reindex(columns=names), other.reindex(columns=names)
            if list(left.index) != list(right.index):
                rows = sorted(set(left.index) | set(right.index))
                left, right = left.reindex(rows), right.reindex(rows)
            return DataFrame._made(names, [_operated(a, b, f) for a, b in zip(left._store, right._store)], left.index)
        if isinstance(other, Series):
            values = [other.get(n, float('nan')) for n in self._columns]
            return DataFrame._made(self._columns, [_operated(c, v, f) for c, v in zip(self._store, values)], self.index)
        if _is_array(other) and other.ndim == 2:
            return DataFrame._made(self._columns, [_operated(c, other[:, j], f) for j, c in enumerate(self._store)], self.index)
        if isinstance(other, (list, tuple)) or _is_array(other) and other.ndim == 1:
            return DataFrame._made(self._columns, [_operated(c, v, f) for c, v in zip(self._store, other)], self.index)
        return self._map(lambda c: _operated(c, other, f))

    def abs(self):
        return self._map(np.abs)

    def round(self, decimals=0):
        if isinstance(decimals, dict):
            return DataFrame._made(self._columns, [np.round(c, decimals[n]) if n in decimals and _is_array(c) else c for n, c in zip(self._columns, self._store)], self.index)
        return self._map(lambda c: np.round(c, decimals) if _is_array(c) and c.dtype.kind == 'f' else c)

    def clip(self, lower=None, upper=None):
        return self._map(lambda c: np.clip(c, lower, upper))

    def where(self, cond, other=float('nan')):
        return DataFrame._made(self._columns, [self._series(i).where(cond[n], other)._data for i, n in enumerate(self._columns)], self.index)

    def mask(self, cond, other=float('nan')):
        return self.where(~cond, other)

    def dot(self, other):
        return self.values @ np.asarray(other)

    # Missing values

    def isna(self):
        return self._map(lambda c: Series(c).isna()._data)

    isnull = isna

    def notna(self):
        return ~self.isna()

    notnull = notna

    def dropna(self, axis=0, how='any', subset=None, inplace=False):
        if axis in (1, 'columns'):
            keep = [n for n, s in self.items() if not (s.isna().any() if how == 'any' else s.isna().all())]
            return self._return(self[keep], inplace)
        names = list(self._columns) if subset is None else subset if isinstance(subset, list) else [subset]
        columns = [_items(self[n]._data) for n in names]
        test = any if how == 'any' else all
        return self._return(self._rows([i for i in range(len(self)) if not test(_missing(c[i]) for c in columns)]), inplace)

    def fillna(self, value, inplace=False):
        if isinstance(value, (dict, Series)):
            store = [Series(c).fillna(value[n])._data if n in value else c for n, c in zip(self._columns, self._store)]
        else:
            store = [Series(c).fillna(value)._data for c in self._store]
        return self._return(DataFrame._made(self._columns, store, self.index), inplace)

    def ffill(self):
        return self._map(lambda c: Series(c).ffill()._data)

    def bfill(self):
        return self._map(lambda c: Series(c).bfill()._data)

    # Reductions

    def _reduce(self, name, axis=0, numeric_only=False, **kw):
        if axis in (1, 'columns'):
            numbers = [c for c in self._store if _is_array(c)] if numeric_only else self._store
            rows = list(zip(*[_items(c) for c in numbers]))
            return Series([_plain(_reduction(_inferred(list(r)), name, **kw)) for r in rows], index=self.index)
        picked = [i for i, c in enumerate(self._store) if not numeric_only or _is_array(c)]
        values = []
        for i in picked:
            values.append(_plain(_reduction(self._store[i], name, **kw)))
        return Series(_inferred(values) if not any(isinstance(v, str) for v in values) else _Objects(values), index=Index([self._columns[i] for i in picked], name=self._columns.name) if not isinstance(self._columns, MultiIndex) else self._columns)

    def sum(self, axis=0, numeric_only=False): return self._reduce('sum', axis, numeric_only)
    def mean(self, axis=0, numeric_only=False): return self._reduce('mean', axis, numeric_only)
    def median(self, axis=0, numeric_only=False): return self._reduce('median', axis, numeric_only)
    def min(self, axis=0, numeric_only=False): return self._reduce('min', axis, numeric_only)
    def max(self, axis=0, numeric_only=False): return self._reduce('max', axis, numeric_only)
    def prod(self, axis=0, numeric_only=False): return self._reduce('prod', axis, numeric_only)
    def std(self, axis=0, ddof=1, numeric_only=False): return self._reduce('std', axis, numeric_only, ddof=ddof)
    def var(self, axis=0, ddof=1, numeric_only=False): return self._reduce('var', axis, numeric_only, ddof=ddof)
    def count(self, axis=0): return self._reduce('count', axis)
    def nunique(self, axis=0): return self._reduce('nunique', axis)
    def any(self, axis=0): return self._reduce('any', axis)
    def all(self, axis=0): return self._reduce('all', axis)

    def quantile(self, q=0.5, numeric_only=False):
        if isinstance(q, (list, tuple)):
            numbers = [i for i, c in enumerate(self._store) if not numeric_only or _is_array(c)]
            return DataFrame({self._columns[i]: [_reduction(self._store[i], 'quantile', q=v) for v in q] for i in numbers}, index=list(q))
        out = self._reduce('quantile', 0, numeric_only, q=q)
        out.name = q
        return out

    def idxmax(self, axis=0):
        return Series([s.idxmax() for _, s in self.items()], index=self._columns) if axis == 0 else Series([self._columns[int(np.argmax([v for v in r]))] for r in self.values.tolist()], index=self.index)

    def idxmin(self, axis=0):
        return Series([s.idxmin() for _, s in self.items()], index=self._columns)

    def cumsum(self): return self._map(np.cumsum)
    def cumprod(self): return self._map(np.cumprod)
    def cummax(self): return self._map(np.maximum.accumulate)
    def shift(self, periods=1): return self._map(lambda c: Series(c).shift(periods)._data)
    def diff(self, periods=1): return self._map(lambda c: Series(c).diff(periods)._data)
    def pct_change(self): return self._map(lambda c: Series(c).pct_change()._data)

    def corr(self, numeric_only=False):
        picked = [i for i, c in enumerate(self._store) if _is_array(c)]
        names = [self._columns[i] for i in picked]
        m = np.atleast_2d(np.corrcoef(np.stack([self._store[i].astype(float) for i in picked])))
        return DataFrame(m, index=names, columns=names)

    def cov(self, numeric_only=False):
        picked = [i for i, c in enumerate(self._store) if _is_array(c)]
        names = [self._columns[i] for i in picked]
        m = np.atleast_2d(np.cov(np.stack([self._store[i].astype(float) for i in picked])))
        return DataFrame(m, index=names, columns=names)

    def describe(self, percentiles=None, include=None):
        picked = [n for n, s in self.items() if _is_array(s._data) and s._data.dtype.kind != 'b'] if include is None else list(self._columns)
        if not picked:
            picked = list(self._columns)
        parts = {n: self[n].describe(percentiles) for n in picked}
        index = next(iter(parts.values())).index
        return DataFrame({n: s._data for n, s in parts.items()}, index=index)

    def agg(self, f, axis=0):
        if isinstance(f, dict):
            if any(isinstance(g, (list, tuple)) for g in f.values()):
                return DataFrame({n: self[n].agg(g) for n, g in f.items()})
            return Series([_plain(self[n].agg(g)) for n, g in f.items()], index=list(f))
        if isinstance(f, (list, tuple)):
            return DataFrame({n: [_plain(s.agg(g)) for g in f] for n, s in self.items()}, index=[g if isinstance(g, str) else g.__name__ for g in f])
        if isinstance(f, str):
            return getattr(self, f)()
        return self.apply(f, axis)

    aggregate = agg

    def apply(self, f, axis=0, args=(), **kwargs):
        if axis in (1, 'columns'):
            results = [f(self._row(i), *args, **kwargs) for i in range(len(self))]
            if results and isinstance(results[0], Series):
                return DataFrame([list(r) for r in results], index=self.index, columns=list(results[0].index))
            return Series([_plain(r) for r in results], index=self.index)
        results = {n: f(s, *args, **kwargs) for n, s in self.items()}
        if results and isinstance(next(iter(results.values())), Series):
            return DataFrame(results)
        return Series([_plain(v) for v in results.values()], index=list(results))

    def map(self, f):
        return self._map(lambda c: _inferred([_plain(f(v)) for v in _items(c)]))

    applymap = map

    def replace(self, to_replace, value=None):
        return self._map(lambda c: Series(c).replace(to_replace, value)._data)

    def transform(self, f):
        return self.apply(f)

    # Order and groups

    def sort_values(self, by, ascending=True, ignore_index=False, inplace=False, key=None, na_position='last'):
        by = by if isinstance(by, list) else [by]
        up = ascending if isinstance(ascending, list) else [ascending] * len(by)
        for name in by:
            if name not in self._columns:
                raise KeyError(name)
        out = self._rows(_sorted_positions([_items((key(self[n]) if key else self[n])._data) for n in by], up))
        return self._return(out.reset_index(drop=True) if ignore_index else out, inplace)

    def sort_index(self, ascending=True, axis=0):
        if axis in (1, 'columns'):
            return self[sorted(self._columns, reverse=not ascending)]
        return self._rows(_sorted_positions([list(self.index)], [ascending]))

    def nlargest(self, n, columns):
        return self.sort_values(columns, ascending=False).head(n)

    def nsmallest(self, n, columns):
        return self.sort_values(columns).head(n)

    def duplicated(self, subset=None, keep='first'):
        names = list(self._columns) if subset is None else subset if isinstance(subset, list) else [subset]
        rows = list(zip(*[_items(self[n]._data) for n in names]))
        return Series(np.array(_duplicated(rows, keep), dtype=bool), index=self.index)

    def drop_duplicates(self, subset=None, keep='first', ignore_index=False):
        out = self[~self.duplicated(subset, keep)]
        return out.reset_index(drop=True) if ignore_index else out

    def value_counts(self, subset=None):
        names = list(self._columns) if subset is None else subset
        counts = {}
        for row in zip(*[_items(self[n]._data) for n in names]):
            counts[row] = counts.get(row, 0) + 1
        pairs = sorted(sorted(counts.items()), key=lambda p: -p[1])
        return Series([n for _, n in pairs], index=MultiIndex([k for k, _ in pairs], names), name='count')

    def isin(self, values):
        values = set(values)
        return self._map(lambda c: np.array([v in values for v in _items(c)]))

    def groupby(self, by=None, level=None, as_index=True, sort=True, dropna=True):
        if level is not None:
            by = [self.index.get_level_values(level) if isinstance(self.index, MultiIndex) else self.index]
        by = by if isinstance(by, list) else [by]
        keys = [_group_key(k, self.index, self) for k in by]
        return DataFrameGroupBy(self, keys, sort, dropna, as_index)

    def rolling(self, window, min_periods=None, center=False):
        return _FrameRolling(self, window, min_periods, center)

    def merge(self, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, suffixes=('_x', '_y')):
        return merge(self, right, how, on, left_on, right_on, left_index, right_index, suffixes)

    def join(self, other, on=None, how='left', lsuffix='', rsuffix=''):
        if isinstance(other, Series):
            other = other.to_frame()
        left = self
        if on is not None:
            where = other.index._positions()
            positions = [where[v][0] if v in where else -1 for v in self[on]]
            return DataFrame._made(list(self._columns) + list(other._columns), list(self._store) + [_take_or_nan(c, positions) for c in other._store], self.index)
        both = [c for c in self._columns if c in other._columns]
        if both and not lsuffix and not rsuffix:
            raise ValueError(f'columns overlap but no suffix specified: {Index(both)!r}')
        if how == 'left':
            rows = list(self.index)
        elif how == 'right':
            rows = list(other.index)
        elif how == 'inner':
            rows = [v for v in self.index if v in other.index]
        else:
            rows = sorted(set(self.index) | set(other.index))
        a, b = self.reindex(rows), other.reindex(rows)
        names = [f'{c}{lsuffix}' if c in both else c for c in self._columns] + [f'{c}{rsuffix}' if c in both else c for c in other._columns]
        return DataFrame._made(names, list(a._store) + list(b._store), Index(rows, name=self.index.name))

    def pivot_table(self, values=None, index=None, columns=None, aggfunc='mean', fill_value=None):
        return pivot_table(self, values, index, columns, aggfunc, fill_value)

    def pivot(self, index, columns, values):
        return pivot_table(self, values, index, columns, 'first')

    def melt(self, id_vars=None, value_vars=None, var_name='variable', value_name='value'):
        ids = [] if id_vars is None else id_vars if isinstance(id_vars, list) else [id_vars]
        names = [c for c in self._columns if c not in ids] if value_vars is None else value_vars if isinstance(value_vars, list) else [value_vars]
        data = {i: [v for _ in names for v in self[i]] for i in ids}
        data[var_name] = [n for n in names for _ in range(len(self))]
        data[value_name] = [v for n in names for v in self[n]]
        return DataFrame(data)

    def stack(self):
        index = [(r, c) for r in self.index for c in self._columns]
        return Series([_plain(v) for row in self.values.tolist() for v in row], index=MultiIndex(index, [self.index.name, self._columns.name]))

    def explode(self, column):
        out = {n: [] for n in self._columns}
        labels = []
        for i, label in enumerate(self.index):
            cell = self[column]._data[i]
            for v in (cell if isinstance(cell, (list, tuple)) else [cell]):
                labels.append(label)
                for n, c in zip(self._columns, self._store):
                    out[n].append(v if n == column else _plain(c[i]))
        return DataFrame(out, index=Index(labels))

    # Files

    def to_csv(self, path=None, sep=',', index=True, header=True, float_format=None, na_rep='', columns=None, mode='w', encoding='utf-8'):
        frame = self if columns is None else self[columns]

        def cell(v):
            if _missing(v):
                return na_rep
            if isinstance(v, float):
                text = float_format % v if float_format else repr(v)
            else:
                text = str(v)
            if any(c in text for c in (sep, '"', '\n', '\r')):
                text = '"' + text.replace('"', '""') + '"'
            return text
        names = [n if n is not None else '' for n in frame.index.names]
        lines = []
        if header:
            lines.append(sep.join(([cell(n) for n in names] if index else []) + [cell(c) for c in frame._columns]))
        columns_ = [_items(c) for c in frame._store]
        for i, label in enumerate(frame.index):
            labels = list(label) if isinstance(frame.index, MultiIndex) else [label]
            lines.append(sep.join(([cell(v) for v in labels] if index else []) + [cell(c[i]) for c in columns_]))
        text = '\n'.join(lines) + '\n'
        if path is None:
            return text
        if hasattr(path, 'write'):
            path.write(text)
            return None
        with open(path, mode, encoding=encoding) as f:
            f.write(text)

    def to_dict(self, orient='dict'):
        if orient == 'list':
            return {n: _items(c) for n, c in zip(self._columns, self._store)}
        if orient == 'records':
            columns = [_items(c) for c in self._store]
            return [dict(zip(self._columns, row)) for row in zip(*columns)]
        if orient == 'series':
            return dict(self.items())
        if orient == 'index':
            return {label: dict(zip(self._columns, row)) for label, row in zip(self.index, zip(*[_items(c) for c in self._store]))}
        return {n: dict(zip(self.index, _items(c))) for n, c in zip(self._columns, self._store)}

    def to_json(self, path=None, orient='columns'):
        import json
        data = {str(k): {str(i): None if _missing(v) else v for i, v in d.items()} for k, d in self.to_dict().items()} if orient == 'columns' else self.to_dict(orient)
        text = json.dumps(data, separators=(',', ':'))
        if path is None:
            return text
        with open(path, 'w') as f:
            f.write(text)

    def to_markdown(self, index=True):
        raise NotImplementedError('to_markdown needs the package tabulate; write print(df.to_string())')

    def equals(self, other):
        return list(self._columns) == list(other._columns) and all(a.equals(b) for (_, a), (_, b) in zip(self.items(), other.items()))


class _ILoc:
    def __init__(self, frame):
        self._f = frame

    def __getitem__(self, key):
        f = self._f
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        rows, columns = _plain(rows), _plain(columns)
        if isinstance(columns, int):
            return f._series(columns if columns >= 0 else columns + len(f._store)).iloc[rows]
        picked = list(range(len(f._store)))[columns] if isinstance(columns, slice) else _positions_of(columns, len(f._store))
        part = f if len(picked) == len(f._store) and picked == sorted(picked) else DataFrame._made(Index([f._columns[i] for i in picked]), [f._store[i] for i in picked], f.index)
        if isinstance(rows, int):
            if not -len(f) <= rows < len(f):
                raise IndexError('single positional indexer is out-of-bounds')
            return part._row(rows if rows >= 0 else rows + len(f))
        return part._rows(_positions_of(rows, len(f)))

    def __setitem__(self, key, value):
        f = self._f
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        picked = [columns] if isinstance(columns, int) else list(range(len(f._store)))[columns] if isinstance(columns, slice) else list(columns)
        positions = [rows if rows >= 0 else rows + len(f)] if isinstance(rows, int) else _positions_of(rows, len(f))
        _put(f, positions, picked, value)


def _put(frame, positions, picked, value):
    frame._store = list(frame._store)
    for k, j in enumerate(picked):
        v = value
        if isinstance(value, DataFrame):
            v = value._store[k]
        elif _is_array(value) and value.ndim == 2:
            v = value[:, k]
        elif isinstance(value, (list, tuple)) and len(positions) == 1 and len(picked) > 1:
            v = value[k]
        elif isinstance(value, Series) and len(picked) > 1:
            v = value.iloc[k] if len(positions) == 1 else value
        frame._store[j] = _assigned(frame._store[j], positions, v)


class _Loc:
    def __init__(self, frame):
        self._f = frame

    def _row_positions(self, key):
        index = self._f.index
        if callable(key):
            key = key(self._f)
        if isinstance(key, slice):
            return _label_slice(index, key)
        if isinstance(key, (list, np.ndarray, Series, Index)):
            return _label_positions(index, key)
        where = index.get_loc(key)
        return where

    def _column_positions(self, key):
        columns = self._f._columns
        if isinstance(key, slice):
            return _label_slice(columns, key)
        if isinstance(key, (list, np.ndarray, Series, Index)):
            return _label_positions(columns, key)
        return self._f._position(key)

    def __getitem__(self, key):
        f = self._f
        if isinstance(key, tuple) and not isinstance(f.index, MultiIndex):
            rows, columns = key
        elif isinstance(key, tuple) and isinstance(f.index, MultiIndex) and len(key) == 2 and isinstance(key[0], tuple):
            rows, columns = key
        else:
            rows, columns = key, slice(None)
        picked = self._column_positions(columns)
        if isinstance(picked, int):
            return f._series(picked).loc[rows]
        part = DataFrame._made(Index([f._columns[i] for i in picked], name=f._columns.name) if not isinstance(f._columns, MultiIndex) else f._columns, [f._store[i] for i in picked], f.index)
        if isinstance(f.index, MultiIndex) and not isinstance(rows, (slice, list, np.ndarray, Series)):
            first = rows if isinstance(rows, tuple) else (rows,)
            found = [i for i, t in enumerate(f.index) if t[:len(first)] == first]
            if not found:
                raise KeyError(rows)
            if len(first) == f.index.nlevels:
                return part._row(found[0])
            out = part._rows(found)
            rest = [t[len(first):] for t in out.index]
            names = f.index.names[len(first):]
            out.index = MultiIndex(rest, names) if len(names) > 1 else Index([t[0] for t in rest], name=names[0])
            return out
        positions = self._row_positions(rows)
        if isinstance(positions, int):
            return part._row(positions)
        return part._rows(positions)

    def __setitem__(self, key, value):
        f = self._f
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        if not isinstance(columns, (slice, list, np.ndarray, Series, Index)) and columns not in f._columns:
            f[columns] = [float('nan')] * len(f)
        picked = self._column_positions(columns)
        picked = [picked] if isinstance(picked, int) else picked
        if not isinstance(rows, (slice, list, np.ndarray, Series, Index)) and not callable(rows) and rows not in f.index:
            f.index = Index(list(f.index) + [rows], name=f.index.name)
            values = value if isinstance(value, (list, tuple)) else [value.get(c) for c in f._columns] if isinstance(value, (dict, Series)) else [value] * len(picked)
            table = dict(zip(picked, values))
            f._store = [_inferred(_items(c) + [_plain(table.get(j, float('nan')))]) for j, c in enumerate(f._store)]
            return
        positions = self._row_positions(rows)
        _put(f, [positions] if isinstance(positions, int) else positions, picked, value)


# Groups

def _group_key(by, index, frame):
    """(name, labels of the rows)"""
    if frame is not None and not isinstance(by, (Series, Index, list, np.ndarray, dict)) and not callable(by):
        if by not in frame._columns:
            if by in frame.index.names:
                return by, list(frame.index.get_level_values(by)) if isinstance(frame.index, MultiIndex) else list(frame.index)
            raise KeyError(by)
        return by, _items(frame[by]._data)
    if isinstance(by, Series):
        return by.name, _items(by._data) if list(by.index) == list(index) else [by.get(v, float('nan')) for v in index]
    if isinstance(by, Index):
        return by.name, list(by)
    if callable(by):
        return None, [by(v) for v in index]
    if isinstance(by, dict):
        return None, [by.get(v, float('nan')) for v in index]
    return None, _items(by) if _is_array(by) else list(by)


class _Groups:
    def _split(self, keys, sort, dropna):
        groups = {}
        columns = [labels for _, labels in keys]
        for i, label in enumerate(zip(*columns) if len(columns) > 1 else columns[0]):
            if dropna and (any(_missing(v) for v in label) if len(columns) > 1 else _missing(label)):
                continue
            groups.setdefault(label, []).append(i)
        labels = list(groups)
        if sort:
            try:
                labels.sort()
            except TypeError:
                pass
        self._groups = {label: groups[label] for label in labels}
        self._names = [name for name, _ in keys]

    def _index(self):
        labels = list(self._groups)
        return MultiIndex(labels, self._names) if len(self._names) > 1 else Index(labels, name=self._names[0])

    @property
    def groups(self):
        index = self._obj.index
        return {k: [index[i] for i in v] for k, v in self._groups.items()}

    @property
    def ngroups(self):
        return len(self._groups)

    @property
    def indices(self):
        return {k: np.array(v) for k, v in self._groups.items()}

    def __len__(self):
        return len(self._groups)

    def size(self):
        out = Series(np.array([len(p) for p in self._groups.values()], dtype=np.int64), index=self._index(), name=self._obj.name if isinstance(self._obj, Series) else None)
        if isinstance(self, DataFrameGroupBy) and not self._as_index:
            out.name = 'size'
            return out.reset_index()
        return out

    def ngroup(self):
        out = [0] * len(self._obj)
        for k, positions in enumerate(self._groups.values()):
            for i in positions:
                out[i] = k
        return Series(out, index=self._obj.index)

    def cumcount(self):
        out = [0] * len(self._obj)
        for positions in self._groups.values():
            for k, i in enumerate(positions):
                out[i] = k
        return Series(out, index=self._obj.index)

    def sum(self, numeric_only=False): return self._reduced('sum', numeric_only)
    def mean(self, numeric_only=False): return self._reduced('mean', numeric_only)
    def median(self, numeric_only=False): return self._reduced('median', numeric_only)
    def min(self, numeric_only=False): return self._reduced('min', numeric_only)
    def max(self, numeric_only=False): return self._reduced('max', numeric_only)
    def prod(self, numeric_only=False): return self._reduced('prod', numeric_only)
    def std(self, ddof=1, numeric_only=False): return self._reduced('std', numeric_only, ddof=ddof)
    def var(self, ddof=1, numeric_only=False): return self._reduced('var', numeric_only, ddof=ddof)
    def count(self): return self._reduced('count')
    def nunique(self): return self._reduced('nunique')
    def any(self): return self._reduced('any')
    def all(self): return self._reduced('all')
    def quantile(self, q=0.5, numeric_only=False): return self._reduced('quantile', numeric_only, q=q)
    def first(self): return self._reduced(lambda s: _first(s))
    def last(self): return self._reduced(lambda s: _first(s.iloc[::-1]))


def _first(s):
    for v in s:
        if not _missing(v):
            return v
    return float('nan')


class SeriesGroupBy(_Groups):
    """series.groupby(...)"""

    def __init__(self, series, keys, sort, dropna):
        self._obj = series
        self._split(keys, sort, dropna)

    def __iter__(self):
        return ((k, self._obj._part(p)) for k, p in self._groups.items())

    def _reduced(self, name, numeric_only=False, **kw):
        data = self._obj._data
        if callable(name):
            values = [_plain(name(self._obj._part(p))) for p in self._groups.values()]
        else:
            values = [_plain(_reduction(_take(data, p), name, **kw)) for p in self._groups.values()]
        return Series(values, index=self._index(), name=self._obj.name)

    def agg(self, f=None, **named):
        if named:
            return DataFrame({k: self.agg(g)._data for k, g in named.items()}, index=self._index())
        if isinstance(f, (list, tuple)):
            return DataFrame({(g if isinstance(g, str) else g.__name__): self.agg(g)._data for g in f}, index=self._index())
        return getattr(self, f)() if isinstance(f, str) else self._reduced(f)

    aggregate = agg

    def apply(self, f):
        results = [f(self._obj._part(p)) for p in self._groups.values()]
        if results and isinstance(results[0], Series):
            return concat(results)
        return Series([_plain(r) for r in results], index=self._index(), name=self._obj.name)

    def transform(self, f):
        out = [None] * len(self._obj)
        for p in self._groups.values():
            part = self._obj._part(p)
            r = getattr(part, f)() if isinstance(f, str) else f(part)
            for k, i in enumerate(p):
                out[i] = _plain(r.iloc[k] if isinstance(r, Series) else r)
        return self._obj._like(_inferred(out))

    def cumsum(self): return self.transform(lambda s: s.cumsum())
    def shift(self, periods=1): return self.transform(lambda s: s.shift(periods))
    def diff(self): return self.transform(lambda s: s.diff())
    def rank(self, **kw): return self.transform(lambda s: s.rank(**kw))
    def head(self, n=5): return self._obj._part(sorted(i for p in self._groups.values() for i in p[:n]))
    def get_group(self, label): return self._obj._part(self._groups[label])

    def describe(self):
        rows = [self._obj._part(p).describe() for p in self._groups.values()]
        return DataFrame([list(r) for r in rows], index=self._index(), columns=list(rows[0].index))

    def value_counts(self):
        rows, values = [], []
        for k, p in self._groups.items():
            for v, n in self._obj._part(p).value_counts().items():
                rows.append((k if isinstance(k, tuple) else (k,)) + (v,))
                values.append(n)
        return Series(values, index=MultiIndex(rows, self._names + [self._obj.name]), name='count')

    def nlargest(self, n=5): return concat([self._obj._part(p).nlargest(n) for p in self._groups.values()])
    def unique(self): return Series([self._obj._part(p).unique() for p in self._groups.values()], index=self._index(), name=self._obj.name)


class DataFrameGroupBy(_Groups):
    """frame.groupby(...)"""

    def __init__(self, frame, keys, sort, dropna, as_index):
        self._obj = frame
        self._keys = keys
        self._as_index = as_index
        self._sort, self._dropna = sort, dropna
        self._split(keys, sort, dropna)

    def _others(self):
        return [c for c in self._obj._columns if c not in self._names]

    def __iter__(self):
        return (((k,) if len(self._names) == 1 and False else k, self._obj._rows(p)) for k, p in self._groups.items())

    def __getitem__(self, key):
        if isinstance(key, list):
            return DataFrameGroupBy(self._obj[[n for n in self._names if n in self._obj._columns and n not in key] + key], self._keys, self._sort, self._dropna, self._as_index)
        return SeriesGroupBy(self._obj[key], self._keys, self._sort, self._dropna)

    def __getattr__(self, name):
        if not name.startswith('_') and name in self._obj._columns:
            return self[name]
        raise AttributeError(f"'DataFrameGroupBy' object has no attribute '{name}'")

    def _finished(self, columns):
        out = DataFrame(columns, index=self._index())
        return out if self._as_index else out.reset_index()

    def _reduced(self, name, numeric_only=False, **kw):
        columns = {}
        for c in self._others():
            s = self._obj[c]
            if numeric_only and not _is_array(s._data):
                continue
            if not callable(name) and not _is_array(s._data) and name in ('mean', 'median', 'std', 'var', 'quantile', 'prod'):
                raise TypeError(f'dtype \'{s.dtype}\' does not support operation \'{name}\'')
            columns[c] = SeriesGroupBy(s, self._keys, self._sort, self._dropna)._reduced(name, **kw)._data
        return self._finished(columns)

    def agg(self, f=None, **named):
        if named:
            return self._finished({k: self[c].agg(g)._data for k, (c, g) in named.items()})
        if isinstance(f, dict):
            if any(isinstance(g, (list, tuple)) for g in f.values()):
                columns = {}
                for c, gs in f.items():
                    for g in (gs if isinstance(gs, (list, tuple)) else [gs]):
                        columns[(c, g if isinstance(g, str) else g.__name__)] = self[c].agg(g)._data
                return DataFrame._made(MultiIndex(list(columns)), list(columns.values()), self._index())
            return self._finished({c: self[c].agg(g)._data for c, g in f.items()})
        if isinstance(f, (list, tuple)):
            columns = {(c, g if isinstance(g, str) else g.__name__): self[c].agg(g)._data for c in self._others() for g in f}
            return DataFrame._made(MultiIndex(list(columns)), list(columns.values()), self._index())
        return getattr(self, f)() if isinstance(f, str) else self._reduced(f)

    aggregate = agg

    def apply(self, f, include_groups=False):
        others = self._others()
        results = [f(self._obj._rows(p)[others]) for p in self._groups.values()]
        if results and isinstance(results[0], DataFrame):
            return concat(results)
        if results and isinstance(results[0], Series):
            return DataFrame([list(r) for r in results], index=self._index(), columns=list(results[0].index))
        return Series([_plain(r) for r in results], index=self._index())

    def transform(self, f):
        return DataFrame({c: self[c].transform(f)._data for c in self._others()}, index=self._obj.index)

    def filter(self, f):
        return self._obj._rows(sorted(i for p in self._groups.values() if f(self._obj._rows(p)) for i in p))

    def head(self, n=5): return self._obj._rows(sorted(i for p in self._groups.values() for i in p[:n]))
    def tail(self, n=5): return self._obj._rows(sorted(i for p in self._groups.values() for i in p[-n:]))
    def get_group(self, label): return self._obj._rows(self._groups[label])
    def cumsum(self): return self.transform(lambda s: s.cumsum())

    def describe(self):
        raise NotImplementedError("describe of a grouped frame is not supported here; describe one column: frame.groupby(key)['column'].describe()")


# Windows

class _Rolling:
    """series.rolling(n): the last n values, at least min_periods of them."""

    def __init__(self, series, window, min_periods, center):
        if not isinstance(window, int) or window < 0:
            raise ValueError('window must be an integer 0 or greater')
        self._s, self._n, self._center = series, window, center
        self._least = window if min_periods is None else min_periods

    def _each(self, f):
        values = np.asarray(_numbers(self._s._data), dtype=np.float64)
        n = len(values)
        shift = (self._n - 1) // 2 if self._center else 0
        out = np.full(n, np.nan)
        for i in range(n):
            end = min(i + 1 + shift, n)
            part = values[max(0, i + 1 + shift - self._n):end]
            part = part[~np.isnan(part)]
            if len(part) >= max(self._least, 1):
                out[i] = f(part)
        return self._s._like(out)

    def _sums(self, mean):
        """Running sums with Kahan's compensation for what comes and what goes, as pandas adds."""
        values = [float(v) for v in _numbers(self._s._data)]
        n, out = len(values), []
        shift = (self._n - 1) // 2 if self._center else 0
        total, count, add_c, remove_c = 0.0, 0, 0.0, 0.0
        same, previous = 0, None
        end_before = start_before = 0
        for i in range(n):
            start, end = max(0, i + 1 + shift - self._n), min(i + 1 + shift, n)
            for j in range(start_before, start):
                v = values[j]
                if v == v:
                    count -= 1
                    y = -v - remove_c
                    t = total + y
                    remove_c = t - total - y
                    total = t
            for j in range(end_before, end):
                v = values[j]
                if v == v:
                    count += 1
                    y = v - add_c
                    t = total + y
                    add_c = t - total - y
                    total = t
                    same = same + 1 if v == previous else 1
                    previous = v
            start_before, end_before = start, end
            if count >= max(self._least, 1):
                if same >= count:
                    out.append(previous if mean else previous * count)
                else:
                    out.append(total / count if mean else total)
            else:
                out.append(float('nan') if count < self._least or mean or self._least > 0 else 0.0)
        return self._s._like(np.array(out))

    def mean(self): return self._sums(True)
    def sum(self): return self._sums(False)
    def min(self): return self._each(np.min)
    def max(self): return self._each(np.max)
    def median(self): return self._each(np.median)
    def std(self, ddof=1): return self._each(lambda p: np.std(p, ddof=ddof) if len(p) > ddof else np.nan)
    def var(self, ddof=1): return self._each(lambda p: np.var(p, ddof=ddof) if len(p) > ddof else np.nan)
    def count(self): return self._each(len)
    def quantile(self, q): return self._each(lambda p: np.quantile(p, q))
    def apply(self, f, raw=False): return self._each(lambda p: f(p if raw else Series(p)))
    def agg(self, f): return getattr(self, f)() if isinstance(f, str) else self.apply(f)


class _FrameRolling:
    def __init__(self, frame, *args):
        self._f, self._args = frame, args

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return lambda *a, **k: self._f._map(lambda c: getattr(_Rolling(Series(c), *self._args), name)(*a, **k)._data)


class _Ewm:
    """Exponentially weighted means."""

    def __init__(self, series, com, span, halflife, alpha, adjust):
        if alpha is None:
            alpha = 2 / (span + 1) if span is not None else 1 / (1 + com) if com is not None else 1 - math.exp(-math.log(2) / halflife)
        self._s, self._alpha, self._adjust = series, alpha, adjust

    def mean(self):
        out, num, den, value = [], 0.0, 0.0, None
        for v in _items(_numbers(self._s._data)):
            if self._adjust:
                num, den = v + (1 - self._alpha) * num, 1 + (1 - self._alpha) * den
                out.append(num / den)
            else:
                value = v if value is None else (1 - self._alpha) * value + self._alpha * v
                out.append(value)
        return self._s._like(np.array(out))


# Functions

def concat(objs, axis=0, ignore_index=False, keys=None, join='outer', names=None):
    """Series or frames below (axis 0) or beside (axis 1) each other."""
    if isinstance(objs, dict):
        keys, objs = list(objs), list(objs.values())
    objs = [o for o in objs if o is not None]
    if not objs:
        raise ValueError('No objects to concatenate')
    if axis in (1, 'columns'):
        indexes = [list(o.index) for o in objs]
        if all(i == indexes[0] for i in indexes):
            index = objs[0].index
        elif join == 'inner':
            index = Index([v for v in indexes[0] if all(v in i for i in indexes[1:])])
        else:
            index = Index(list(dict.fromkeys(v for i in indexes for v in i)))
        names_, store = [], []
        for k, o in enumerate(objs):
            o = o if o.index is index else o.reindex(index)
            if isinstance(o, Series):
                names_.append(keys[k] if keys else o.name if o.name is not None else k)
                store.append(o._data)
            else:
                names_.extend(o._columns)
                store.extend(o._store)
        out = DataFrame._made(RangeIndex(len(store)) if ignore_index else Index(names_), store, index)
        return out
    if all(isinstance(o, Series) for o in objs):
        values = [v for o in objs for v in _items(o._data)]
        kinds = set(str(o.dtype) for o in objs)
        labels = [v for o in objs for v in o.index]
        index = RangeIndex(len(values)) if ignore_index or all(isinstance(o.index, RangeIndex) for o in objs) and len(objs) == 1 else Index(labels)
        if keys is not None:
            index = MultiIndex([(k, v) for k, o in zip(keys, objs) for v in o.index], names)
        shared = objs[0].name if all(o.name == objs[0].name for o in objs) else None
        data = np.concatenate([o._data for o in objs]) if all(_is_array(o._data) for o in objs) else _inferred(values)
        return Series(data, index=index, name=shared)
    objs = [o.to_frame() if isinstance(o, Series) else o for o in objs]
    columns = list(dict.fromkeys(c for o in objs for c in o._columns))
    if join == 'inner':
        columns = [c for c in columns if all(c in o._columns for o in objs)]
    store = []
    for c in columns:
        parts = [o[c]._data if c in o._columns else [float('nan')] * len(o) for o in objs]
        parts = [p for p in parts if len(p)] or parts[:1]
        store.append(np.concatenate(parts) if all(_is_array(p) for p in parts) and len(set(p.dtype.kind == 'b' for p in parts)) == 1 else _inferred([v for p in parts for v in _items(p)]))
    index = RangeIndex(sum(len(o) for o in objs)) if ignore_index else Index([v for o in objs for v in o.index], name=objs[0].index.name)
    if keys is not None:
        index = MultiIndex([(k, v) for k, o in zip(keys, objs) for v in o.index], names)
    return DataFrame._made(columns, store, index)


def merge(left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, suffixes=('_x', '_y')):
    """Rows of two frames joined where keys are equal, as SQL joins them."""
    if isinstance(right, Series):
        right = right.to_frame()
    if how == 'cross':
        n, m = len(left), len(right)
        a, b = [i for i in range(n) for _ in range(m)], list(range(m)) * n
        left_keys = right_keys = []
    else:
        if on is None and left_on is None and not left_index:
            on = [c for c in left._columns if c in right._columns]
            if not on:
                raise ValueError('No common columns to perform merge on. Merge options: left_on=None, right_on=None, left_index=False, right_index=False')

        def names(x):
            return [] if x is None else x if isinstance(x, list) else [x]
        left_keys, right_keys = names(on) or names(left_on), names(on) or names(right_on)
        for frame, keys in ((left, left_keys), (right, right_keys)):
            for k in keys:
                if k not in frame._columns:
                    raise KeyError(k)
        rows_a = list(left.index) if left_index else list(zip(*[_items(left[k]._data) for k in left_keys]))
        rows_b = list(right.index) if right_index else list(zip(*[_items(right[k]._data) for k in right_keys]))
        if left_index and not right_index:
            rows_b = [t[0] for t in rows_b]
        if right_index and not left_index:
            rows_a = [t[0] for t in rows_a]
        where_b, where_a = {}, {}
        for j, k in enumerate(rows_b):
            where_b.setdefault(k, []).append(j)
        for i, k in enumerate(rows_a):
            where_a.setdefault(k, []).append(i)
        a, b = [], []
        if how in ('inner', 'left'):
            for i, k in enumerate(rows_a):
                matches = where_b.get(k, [-1] if how == 'left' else [])
                for j in matches:
                    a.append(i)
                    b.append(j)
        elif how == 'right':
            for j, k in enumerate(rows_b):
                for i in where_a.get(k, [-1]):
                    a.append(i)
                    b.append(j)
        elif how == 'outer':
            for k in sorted(set(where_a) | set(where_b)):
                for i in where_a.get(k, [-1]):
                    for j in where_b.get(k, [-1]):
                        a.append(i)
                        b.append(j)
        else:
            raise ValueError(f"'{how}' is not a valid Merge type: left, right, inner, outer, left_anti, right_anti, cross, asof")
    shared = [k for k, r in zip(left_keys, right_keys) if k == r]
    out_names, store = [], []
    for c, data in zip(left._columns, left._store):
        if c in shared:
            other = right[c]._data
            values = [_plain(data[i]) if i >= 0 else _plain(other[j]) for i, j in zip(a, b)]
            store.append(np.array(values, dtype=data.dtype) if _is_array(data) and _is_array(other) and data.dtype == other.dtype else _inferred(values))
            out_names.append(c)
        else:
            store.append(_take_or_nan(data, a))
            out_names.append(f'{c}{suffixes[0]}' if c in right._columns and c not in shared else c)
    for c, data in zip(right._columns, right._store):
        if c in shared:
            continue
        store.append(_take_or_nan(data, b))
        out_names.append(f'{c}{suffixes[1]}' if c in left._columns else c)
    index = RangeIndex(len(a))
    if left_index and right_index:
        index = Index([rows_a[i] if i >= 0 else rows_b[j] for i, j in zip(a, b)], name=left.index.name)
    elif right_index:
        index = Index([left.index[i] for i in a])
    return DataFrame._made(out_names, store, index)


def pivot_table(data, values=None, index=None, columns=None, aggfunc='mean', fill_value=None):
    """A table of statistics by row and column keys."""
    if columns is None:
        keys = index if isinstance(index, list) else [index]
        grouped = data.groupby(keys if len(keys) > 1 else keys[0])
        picked = values if isinstance(values, list) else [values] if values is not None else [c for c in data._columns if c not in keys and _is_array(data[c]._data)]
        return grouped[picked].agg(aggfunc)
    table, rows, names = {}, {}, {}
    for r, c, v in zip(data[index], data[columns], data[values]):
        table.setdefault((r, c), []).append(v)
        rows[r] = True
        names[c] = True
    rows, names = sorted(rows), sorted(names)
    out = {}
    for c in names:
        column = []
        for r in rows:
            cell = table.get((r, c))
            if cell is None:
                column.append(float('nan') if fill_value is None else fill_value)
            else:
                s = Series(cell)
                column.append(_plain(_first(s) if aggfunc == 'first' else getattr(s, aggfunc)() if isinstance(aggfunc, str) else aggfunc(s)))
        out[c] = column
    frame = DataFrame(out, index=Index(rows, name=index))
    frame._columns = Index(names, name=columns)
    return frame


def crosstab(index, columns, normalize=False):
    """Counts of pairs."""
    rows, names = sorted(set(index)), sorted(set(columns))
    counts = {}
    for pair in zip(index, columns):
        counts[pair] = counts.get(pair, 0) + 1
    out = DataFrame({c: [counts.get((r, c), 0) for r in rows] for c in names}, index=Index(rows, name=getattr(index, 'name', None)))
    out._columns = Index(names, name=getattr(columns, 'name', None))
    return out / len(list(index)) if normalize else out


def unique(values):
    """Distinct values in order of appearance."""
    return Series(values).unique()


def factorize(values):
    """(codes, distinct values)"""
    where, codes = {}, []
    for v in values:
        codes.append(where.setdefault(v, len(where)))
    return np.array(codes), Index(list(where))


def get_dummies(data, prefix=None, columns=None, dtype=bool, drop_first=False):
    """One column for each value."""
    if isinstance(data, DataFrame):
        columns = [n for n, s in data.items() if not _is_array(s._data)] if columns is None else columns
        parts = [data.drop(columns=columns)] + [get_dummies(data[c], prefix=c, dtype=dtype, drop_first=drop_first) for c in columns]
        return concat(parts, axis=1)
    data = Series(data)
    values = sorted(set(v for v in data if not _missing(v)))[1 if drop_first else 0:]
    return DataFrame({(f'{prefix}_{v}' if prefix is not None else v): np.array([x == v for x in data]).astype(dtype) for v in values}, index=data.index)


def cut(x, bins, labels=None, right=True, include_lowest=False):
    """Which interval each value lies in; labels=False gives numbers."""
    if isinstance(bins, int):
        raise NotImplementedError('cut needs the edges of the bins here; write pd.cut(x, np.linspace(low, high, n + 1), labels=False)')
    if labels is None:
        raise NotImplementedError('interval labels are not supported here; give labels=[...] or labels=False')
    out = []
    for v in x:
        found = float('nan')
        for k in range(len(bins) - 1):
            low, high = bins[k], bins[k + 1]
            if (low < v <= high if right else low <= v < high) or include_lowest and k == 0 and v == low:
                found = k if labels is False else labels[k]
        out.append(found)
    return Series(out, index=x.index if isinstance(x, Series) else None, name=getattr(x, 'name', None))


def to_numeric(values, errors='raise'):
    """Texts as numbers; errors='coerce' makes NaN of what is none."""
    out = []
    for i, v in enumerate(values):
        if isinstance(v, str):
            try:
                v = int(v)
            except ValueError:
                try:
                    v = float(v)
                except ValueError:
                    if errors != 'coerce':
                        raise ValueError(f'Unable to parse string "{v}" at position {i}') from None
                    v = float('nan')
        out.append(v)
    return values._like(_inferred(out)) if isinstance(values, Series) else np.array(_inferred(out))


_MISSING_TEXTS = {'', '#N/A', '#N/A N/A', '#NA', '-1.#IND', '-1.#QNAN', '-NaN', '-nan', '1.#IND', '1.#QNAN', '<NA>', 'N/A', 'NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null'}


def _parsed(texts):
    """A column of texts as whatever they all are: int, float, bool, text."""
    present = [t for t in texts if t not in _MISSING_TEXTS]
    if not present:
        return np.full(len(texts), np.nan)

    def fits(convert):
        try:
            for t in present:
                if '_' in t:
                    return False
                convert(t)
            return True
        except ValueError:
            return False
    if fits(int):
        if len(present) == len(texts):
            return _inferred([int(t) for t in texts])
        return np.array([float('nan') if t in _MISSING_TEXTS else float(t) for t in texts])
    if fits(float):
        return np.array([float('nan') if t in _MISSING_TEXTS else float(t) for t in texts])
    if all(t in ('True', 'False', 'TRUE', 'FALSE', 'true', 'false') for t in present) and len(present) == len(texts):
        return np.array([t.lower() == 'true' for t in texts])
    return [float('nan') if t in _MISSING_TEXTS else t for t in texts]


def read_csv(path, sep=',', header='infer', names=None, index_col=None, usecols=None, dtype=None, nrows=None, skiprows=0, na_values=None, encoding='utf-8', delimiter=None, comment=None):
    """A file, or an object with read(), as a frame."""
    import csv
    sep = delimiter or sep
    if hasattr(path, 'read'):
        text = path.read()
    else:
        with open(path, encoding=encoding, newline='') as f:
            text = f.read()
    rows = [row for row in csv.reader(text.splitlines(True), delimiter=sep if sep != r'\s+' else ' ') if row]
    if sep == r'\s+':
        rows = [[c for c in row if c] for row in rows]
    if comment is not None:
        rows = [row for row in rows if not row[0].startswith(comment)]
    rows = rows[skiprows:]
    if not rows:
        raise EmptyDataError('No columns to parse from file')
    if header == 'infer':
        header = 0 if names is None else None
    if header is not None:
        columns = rows[header]
        rows = rows[header + 1:]
        seen = {}
        unique_names = []
        for i, c in enumerate(columns):
            c = c if c else f'Unnamed: {i}'
            seen[c] = seen.get(c, -1) + 1
            unique_names.append(f'{c}.{seen[c]}' if seen[c] else c)
        columns = list(names) if names is not None else unique_names
    else:
        columns = list(names) if names is not None else list(range(len(rows[0])))
    if nrows is not None:
        rows = rows[:nrows]
    width = len(columns)
    for i, row in enumerate(rows):
        if len(row) > width and not (len(row) == width + 1 and all(len(r) == width + 1 for r in rows)):
            raise ParserError(f'Error tokenizing data. C error: Expected {width} fields in line {i + 1 + (header or 0) + 1}, saw {len(row)}')
    implicit = rows and all(len(row) == width + 1 for row in rows)
    if implicit:
        columns = ['__index__'] + columns
        index_col = 0
    missing = set(na_values if isinstance(na_values, (list, tuple, set)) else [na_values]) if na_values is not None else set()
    texts = [[('' if j >= len(row) or row[j] in missing else row[j]) for row in rows] for j in range(len(columns))]

    def typed(name, values):
        wanted = dtype.get(name) if isinstance(dtype, dict) else dtype
        if wanted is None:
            return _parsed(values)
        if wanted in (str, 'str', 'string', object, 'object'):
            return [float('nan') if t in _MISSING_TEXTS else t for t in values]
        return _cast(_parsed(values), wanted)
    out = DataFrame._made(columns, [typed(c, v) for c, v in zip(columns, texts)], RangeIndex(len(rows)))
    if usecols is not None:
        wanted = [columns[c] if isinstance(c, int) else c for c in usecols]
        absent = [c for c in wanted if c not in columns]
        if absent:
            raise ValueError(f'Usecols do not match columns, columns expected but not found: {absent}')
        out = out[[c for c in columns if c in wanted]]
    if index_col is not None and index_col is not False:
        name = columns[index_col] if isinstance(index_col, int) else index_col
        out = out.set_index(name)
        if implicit:
            out.index.name = None
    return out


def read_json(path, orient=None):
    """A JSON file of columns or records as a frame."""
    import json
    if hasattr(path, 'read'):
        data = json.loads(path.read())
    else:
        with open(path) as f:
            data = json.load(f)
    return DataFrame(data) if isinstance(data, list) else DataFrame({k: list(v.values()) if isinstance(v, dict) else v for k, v in data.items()})


class EmptyDataError(ValueError):
    """A file without columns."""


class ParserError(ValueError):
    """A file whose rows do not fit its header."""


def date_range(*args, **kwargs):
    raise NotImplementedError('dates are not supported here; keep them as text or as datetime values')


def to_datetime(*args, **kwargs):
    raise NotImplementedError('dates are not supported here; keep them as text or as datetime values')

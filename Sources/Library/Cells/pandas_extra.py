# The first part of the pandas module after its imports (see pandas_base.py): what indexes have beyond labels, and helpers of several classes.

class _IndexMore:
    """Arithmetic and more methods of an index."""

    __array_priority__ = 1000

    def _operate(self, other, f):
        other = other._data if isinstance(other, (Index, Series)) else _inferred(list(other)) if isinstance(other, (list, tuple)) else other
        return Index(_operated(self._data, other, f), name=self.name)

    def _compared(self, other, f):
        return np.asarray(_operated(self._data, other._data if isinstance(other, (Index, Series)) else other, f))

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return _by_ufunc(self, ufunc, method, inputs, kwargs)

    def __add__(self, o): return self._operate(o, lambda a, b: a + b)
    def __radd__(self, o): return self._operate(o, lambda a, b: b + a)
    def __sub__(self, o): return self._operate(o, lambda a, b: a - b)
    def __rsub__(self, o): return self._operate(o, lambda a, b: b - a)
    def __mul__(self, o): return self._operate(o, lambda a, b: a * b)
    def __rmul__(self, o): return self._operate(o, lambda a, b: b * a)
    def __truediv__(self, o): return self._operate(o, _true_division)
    def __floordiv__(self, o): return self._operate(o, lambda a, b: a // b)
    def __mod__(self, o): return self._operate(o, lambda a, b: a % b)
    def __pow__(self, o): return self._operate(o, lambda a, b: a ** b)
    def __lt__(self, o): return self._compared(o, lambda a, b: a < b)
    def __le__(self, o): return self._compared(o, lambda a, b: a <= b)
    def __gt__(self, o): return self._compared(o, lambda a, b: a > b)
    def __ge__(self, o): return self._compared(o, lambda a, b: a >= b)

    @property
    def ndim(self): return 1

    @property
    def T(self): return self

    @property
    def has_duplicates(self): return not self.is_unique

    @property
    def hasnans(self): return any(_missing(v) for v in self)

    @property
    def is_monotonic_increasing(self):
        values = list(self)
        return all(a <= b for a, b in zip(values, values[1:]))

    @property
    def is_monotonic_decreasing(self):
        values = list(self)
        return all(a >= b for a, b in zip(values, values[1:]))

    @property
    def inferred_type(self):
        return 'string' if self.dtype == _STR else 'integer' if _is_array(self._data) and self._data.dtype.kind in 'iu' else 'floating' if _is_array(self._data) and self._data.dtype.kind == 'f' else 'mixed'

    def __array__(self, dtype=None, copy=None): return self.values if dtype is None else self.values.astype(dtype)
    def copy(self, name=None, deep=False): return self.rename(self.name if name is None else name)
    def set_names(self, names): return self.rename(names if not isinstance(names, list) or self.nlevels > 1 else names[0])
    def nunique(self): return len(set(v for v in self if not _missing(v)))
    def notna(self): return ~self.isna()
    def dropna(self): return self._new([v for v in self if not _missing(v)])
    def fillna(self, value): return Index([value if _missing(v) else v for v in self], name=self.name)
    def argsort(self, ascending=True): return np.array(_sorted_positions([list(self)], [ascending]))
    def argmax(self): return np.int64(max(range(len(self)), key=lambda i: self[i]))
    def argmin(self): return np.int64(min(range(len(self)), key=lambda i: self[i]))
    def sum(self): return sum(self)
    def any(self): return any(self)
    def all(self): return all(self)
    def astype(self, dtype): return Index(_cast(self._data, dtype), name=self.name)
    def item(self): return self[0]
    def repeat(self, n): return self._new([v for v in self for _ in range(n)])
    def take(self, positions): return self._taken(list(positions))
    def where(self, cond, other=float('nan')): return Index([v if c else other for v, c in zip(self, cond)], name=self.name)
    def value_counts(self, normalize=False): return Series(self._data, name=self.name).value_counts(normalize=normalize)
    def duplicated(self, keep='first'): return np.array(_duplicated(list(self), keep), dtype=bool)
    def drop_duplicates(self, keep='first'): return self._new([v for v, d in zip(self, _duplicated(list(self), keep)) if not d])
    def symmetric_difference(self, other): return self._new(sorted([v for v in self if v not in set(other)] + [v for v in other if v not in set(self)]))
    def insert(self, at, value): return Index(list(self)[:at] + [value] + list(self)[at:], name=self.name)
    def delete(self, at): return self._new([v for i, v in enumerate(self) if i not in (at if isinstance(at, list) else [at % len(self)])])
    def identical(self, other): return self.equals(other) and self.name == other.name
    def to_frame(self, index=True, name=None): return DataFrame({(self.name if name is None else name) if (self.name if name is None else name) is not None else 0: self._data}, index=self if index else None)
    def get_level_values(self, level): return self
    def to_flat_index(self): return self
    def slice_indexer(self, start=None, stop=None): return slice(None if start is None else self.get_loc(start), None if stop is None else self.get_loc(stop) + 1)
    def factorize(self): return factorize(list(self))
    def groupby(self, values): return {k: self._new([v for v, g in zip(self, values) if g == k]) for k in sorted(set(values))}


class CategoricalIndex(_IndexMore):
    """Labels of few different values; an Index over such a column."""
    def __new__(cls, data=None, categories=None, ordered=False, name=None):
        return Index(_categorical(data, categories, ordered), name=name)


def _filled_pair(a, b, value, f):
    """f of two series or frames over the labels of both; what one of them lacks is `value`."""
    if isinstance(a, Series):
        labels = a.index if list(a.index) == list(b.index) else _united(a.index, b.index)
        a, b = a.reindex(labels), b.reindex(labels)
        gone = np.array([_missing(x) and _missing(y) for x, y in zip(a, b)])
        out = f(a.fillna(value), b.fillna(value))
        return out.mask(Series(gone, index=out.index)) if gone.any() else out
    rows = a.index if list(a.index) == list(b.index) else _united(a.index, b.index)
    names = list(a.columns) if list(a.columns) == list(b.columns) else list(_united(a.columns, b.columns))
    empty = Series([float('nan')] * len(rows), index=rows)
    return DataFrame({n: _filled_pair(a[n].reindex(rows) if n in a.columns else empty, b[n].reindex(rows) if n in b.columns else empty, value, f) for n in names}, index=rows)


def _united(a, b):
    labels = list(dict.fromkeys(list(a) + list(b)))
    try:
        labels = sorted(labels)
    except TypeError:
        pass
    return Index(labels)


def _paired(a, b):
    """The values of two series at the labels of both, without missing ones."""
    if list(a.index) != list(b.index):
        b = b.reindex(a.index)
    x, y = np.asarray(_numbers(a._data), dtype=np.float64), np.asarray(_numbers(b._data), dtype=np.float64)
    known = ~(np.isnan(x) | np.isnan(y))
    return x[known], y[known]


def _date_statistic(values, name):
    """Means and spreads of dates or spans."""
    first = values[0]
    spans = [(v - first if isinstance(v, Timestamp) else v)._t.total_seconds() for v in values]
    n = len(spans)
    if name == 'mean':
        seconds = sum(spans) / n
    elif name in ('median', 'quantile'):
        seconds = float(np.median(spans))
    elif name == 'std':
        mean = sum(spans) / n
        return Timedelta(_dt.timedelta(seconds=math.sqrt(sum((s - mean) ** 2 for s in spans) / (n - 1))))
    else:
        raise TypeError(f"datetime64 type does not support operation '{name}'")
    out = Timedelta(_dt.timedelta(seconds=seconds))
    return first + out if isinstance(first, Timestamp) else out


def _category_parts(dtype):
    return (list(dtype.categories), dtype.ordered) if getattr(dtype, 'categories', None) is not None else ()


class CategoricalDtype:
    """The dtype of given categories."""
    def __init__(self, categories=None, ordered=False):
        self.categories, self.ordered = categories, ordered

    def __str__(self): return 'category'
    def __repr__(self): return f'CategoricalDtype(categories={list(self.categories) if self.categories is not None else None}, ordered={self.ordered}, categories_dtype=str)'


def _category_edge(data, at):
    if not data.ordered:
        raise TypeError("Categorical is not ordered for operation {}\nyou can use .as_ordered() to change the Categorical to an ordered one\n".format('min' if at == 0 else 'max'))
    known = [v for v in data.categories if v in data]
    return known[at] if known else float('nan')


def _shifted_dates(index, periods, freq):
    """Dates moved by steps of a frequency."""
    if not isinstance(freq, str):
        return DatetimeIndex(_Dates(v + freq * periods for v in index), name=index.name)
    out = []
    unit = freq.lstrip('0123456789')
    for v in index:
        if periods >= 0:
            for _ in range(periods):
                v = _stepped(v, freq)
        else:
            one = _stepped(v, freq) - v
            v = v + one * periods
        out.append(v)
    moved = DatetimeIndex(_Dates(out), name=index.name)
    moved.freq = getattr(index, 'freq', None)
    return moved


def _offset_range(start, end, periods, step, name):
    t, stop, out = Timestamp(start), None if end is None else Timestamp(end), []
    while (periods is None or len(out) < periods) and (stop is None or t <= stop):
        out.append(t)
        t = t + step
    return DatetimeIndex(_Dates(out), name=name)


_STEPS = {'D': 86400, 'd': 86400, 'h': 3600, 'H': 3600, 'min': 60, 'T': 60, 's': 1, 'S': 1, 'ms': 0.001, 'us': 1e-6}


def _step_microseconds(freq):
    m = _re.match(r'^(\d*)([A-Za-z]+)$', freq)
    if not m or m.group(2) not in _STEPS:
        raise ValueError(f'{freq} is a non-fixed frequency')
    return int(int(m.group(1) or 1) * _STEPS[m.group(2)] * 1000000)


def _rounded_count(count, step, how):
    low = count // step * step
    if how == 'floor' or low == count:
        return low
    if how == 'ceil':
        return low + step
    rest = 2 * (count - low)
    return low if rest < step or rest == step and low // step % 2 == 0 else low + step


def _rounded_moment(t, freq, how):
    origin = _dt.datetime(1970, 1, 1)
    count = (t._d - origin) // _dt.timedelta(microseconds=1)
    return Timestamp(origin + _dt.timedelta(microseconds=_rounded_count(count, _step_microseconds(freq), how)))


def _rounded_span(t, freq, how):
    return Timedelta(_dt.timedelta(microseconds=_rounded_count(t._t // _dt.timedelta(microseconds=1), _step_microseconds(freq), how)))


def _iso_span(t):
    s = t.seconds
    return f'P{t.days}DT{s // 3600}H{s % 3600 // 60}M{s % 60}S'


def _binned_counts(series, bins, normalize):
    """How many values lie in each of some even bins, most first."""
    edges = np.linspace(series.min(), series.max(), bins + 1) if isinstance(bins, int) else np.asarray(bins, dtype=float)
    parts = cut(series, bins=bins, include_lowest=True)
    counts = parts.value_counts(sort=False)
    order = sorted(range(len(counts)), key=lambda i: -counts._data[i])
    out = counts.iloc[order]
    out.name = 'proportion' if normalize else 'count'
    return out / len(series) if normalize else out


def _function_names(fs):
    """Column names of functions; several lambdas are numbered."""
    names = [g if isinstance(g, str) else getattr(g, '__name__', str(g)) for g in fs]
    lambdas = 0
    for i, n in enumerate(names):
        if n == '<lambda>':
            names[i] = f'<lambda_{lambdas}>'
            lambdas += 1
    return names


def _grouped_concat(groups, results):
    """The pieces of an apply, with the group in front of their labels unless every piece has its group's own labels."""
    rows = list(groups._groups.values())
    labels = list(groups._obj.index)
    if all(list(r.index) == [labels[i] for i in p] for r, p in zip(results, rows)):
        order = sorted(range(sum(len(p) for p in rows)), key=lambda k: [i for p in rows for i in p][k])
        return concat(results).iloc[order]
    out = concat(results)
    pairs = []
    for (k, _), r in zip(groups._groups.items(), results):
        for v in r.index:
            pairs.append((k if isinstance(k, tuple) else (k,)) + (v if isinstance(v, tuple) else (v,)))
    inner = results[0].index.names
    index = MultiIndex(pairs, list(groups._names) + list(inner))
    return out._like(out._data, index) if isinstance(out, Series) else DataFrame._made(out._columns, out._store, index)


def _window_agg(frame, make, f):
    if isinstance(f, dict):
        return DataFrame({c: make(frame[c]).agg(g) for c, g in f.items()}, index=frame.index)
    names = [f] if isinstance(f, str) else list(f)
    if isinstance(f, str):
        return DataFrame({c: make(frame[c]).agg(f) for c in frame._numeric()}, index=frame.index)
    pairs = [(c, n) for c in frame._numeric() for n in _function_names(names)]
    store = [(getattr(make(frame[c]), g)() if isinstance(g, str) else make(frame[c]).apply(g))._data for c in frame._numeric() for g in names]
    return DataFrame._made(MultiIndex(pairs), store, frame.index)


def _resampled_agg(r, f):
    """agg of a resampled frame: names of functions for all columns, or a dictionary."""
    wanted = f if isinstance(f, dict) else {c: list(f) for c in r._obj._numeric()}
    many = any(isinstance(g, (list, tuple)) for g in wanted.values())
    names, store, index = [], [], None
    for c, gs in wanted.items():
        for g in gs if isinstance(gs, (list, tuple)) else [gs]:
            s = r[c]._reduced(g) if isinstance(g, str) else r[c].apply(g)
            names.append((c, g if isinstance(g, str) else g.__name__) if many else c)
            store.append(s._data)
            index = s.index
    return DataFrame._made(MultiIndex(names) if many else Index(names), store, index)


def _enough(frame, axis, least, subset):
    """Rows or columns with at least `least` values."""
    if axis in (1, 'columns'):
        return frame[[n for n, s in frame.items() if s.count() >= least]]
    names = list(frame._columns) if subset is None else subset if isinstance(subset, list) else [subset]
    columns = [_items(frame[n]._data) for n in names]
    return frame._rows([i for i in range(len(frame)) if sum(not _missing(c[i]) for c in columns) >= least])


def _aligned_columns(columns):
    """A frame of series over the labels of all, sorted."""
    labels = list(dict.fromkeys(k for s in columns.values() for k in s.index))
    if any(list(s.index) != labels for s in columns.values()):
        try:
            labels = labels if all(isinstance(k, str) for k in labels) else sorted(labels)
        except TypeError:
            pass
    return DataFrame({n: s.reindex(labels) for n, s in columns.items()}, index=labels)


def _matrix_product(frame, other):
    if isinstance(other, DataFrame):
        if list(frame.columns) != list(other.index):
            raise ValueError('matrices are not aligned')
        return DataFrame(frame.values @ other.values, index=frame.index, columns=other.columns)
    values = frame.values @ np.asarray(other)
    return Series(values, index=frame.index) if values.ndim == 1 else DataFrame(values, index=frame.index)


def _flat_record(record, sep, front=''):
    out = {}
    for k, v in record.items():
        if isinstance(v, dict):
            out.update(_flat_record(v, sep, f'{front}{k}{sep}'))
        else:
            out[f'{front}{k}'] = v
    return out


def json_normalize(data, record_path=None, meta=None, sep='.'):
    """Nested records as a flat table; inner names are joined by `sep`."""
    data = [data] if isinstance(data, dict) else list(data)
    if record_path is None:
        return DataFrame([_flat_plain(r, sep) for r in data])
    rows = []
    for r in data:
        for inner in r[record_path]:
            row = _flat_plain(inner, sep)
            for m in ([meta] if isinstance(meta, str) else meta or []):
                value = r
                for part in (m if isinstance(m, list) else [m]):
                    value = value[part]
                row['.'.join(m) if isinstance(m, list) else m] = value
            rows.append(row)
    return DataFrame(rows)


def _flat_plain(record, sep):
    """Plain values come before those of inner records."""
    flat = {k: v for k, v in record.items() if not isinstance(v, dict)}
    flat.update(_flat_record({k: v for k, v in record.items() if isinstance(v, dict)}, sep))
    return flat


def merge_asof(left, right, on=None, by=None, left_on=None, right_on=None, direction='backward', tolerance=None, allow_exact_matches=True, suffixes=('_x', '_y')):
    """Each left row with the nearest right row that is not later (`backward`), not earlier (`forward`) or either (`nearest`)."""
    lk, rk = left_on or on, right_on or on
    keys = list(right[rk])
    groups = list(right[by]) if by is not None else [None] * len(keys)
    picked = []
    for i, v in enumerate(left[lk]):
        group = left[by].iloc[i] if by is not None else None
        best = -1
        for j, k in enumerate(keys):
            if groups[j] != group or not allow_exact_matches and k == v:
                continue
            gap = abs(k - v)
            fits = k <= v if direction == 'backward' else k >= v if direction == 'forward' else True
            if fits and (tolerance is None or gap <= tolerance) and (best < 0 or (gap < abs(keys[best] - v) or direction == 'backward' and gap == abs(keys[best] - v))):
                best = j
        picked.append(best)
    skip = {rk} if on is not None else set()
    if by is not None:
        skip.add(by)
    out = {}
    others = [c for c in right.columns if c not in skip]
    for c, s in left.items():
        out[c if c not in others else f'{c}{suffixes[0]}'] = s._data
    for c in others:
        out[c if c not in left.columns else f'{c}{suffixes[1]}'] = _take_or_nan(right[c]._data, picked)
    return DataFrame(out, index=RangeIndex(len(left)))


def _by_ufunc(owner, ufunc, method, inputs, kwargs):
    """A NumPy function of series, frames or indexes: of their columns, with their labels."""
    if method != '__call__' or kwargs.get('out') is not None:
        return getattr(ufunc, method)(*(np.asarray(v) if isinstance(v, (_Arithmetic, _IndexMore)) else v for v in inputs), **kwargs)
    if len(inputs) == 1:
        if isinstance(owner, DataFrame):
            return owner._map(lambda c: ufunc(_numbers(c), **kwargs))
        if isinstance(owner, Series):
            out = ufunc(_numbers(owner._data), **kwargs)
            return tuple(owner._like(v) for v in out) if isinstance(out, tuple) else owner._like(out)
        out = ufunc(owner.values, **kwargs)
        return out if getattr(out, 'dtype', None) is not None and out.dtype.kind == 'b' else Index(out, name=owner.name)
    a, b = inputs
    if isinstance(a, _Arithmetic) and not (isinstance(a, Series) and isinstance(b, DataFrame)):
        return a._operate(b, lambda x, y: ufunc(x, y, **kwargs))
    if isinstance(b, _Arithmetic):
        return b._operate(a, lambda x, y: ufunc(y, x, **kwargs))
    return Index(ufunc(np.asarray(a), np.asarray(b), **kwargs))

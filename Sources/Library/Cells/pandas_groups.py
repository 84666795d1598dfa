# The last part of the pandas module (see pandas_base.py): loc and iloc of frames, groups, windows, joins, files.

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
        data = frame[by]._data
        return by, data if isinstance(data, _Categories) else _items(data)
    if isinstance(by, Series):
        if isinstance(by._data, _Categories):
            return by.name, by._data
        return by.name, _items(by._data) if list(by.index) == list(index) else [by.get(v, float('nan')) for v in index]
    if isinstance(by, Index):
        return by.name, list(by)
    if callable(by):
        return None, [by(v) for v in index]
    if isinstance(by, dict):
        return None, [by.get(v, float('nan')) for v in index]
    return None, _items(by) if _is_array(by) else list(by)


class _Groups(_GroupMore):
    def _split(self, keys, sort, dropna, observed=True):
        groups = {}
        columns = [labels for _, labels in keys]
        for i, label in enumerate(zip(*columns) if len(columns) > 1 else columns[0]):
            if dropna and (any(_missing(v) for v in label) if len(columns) > 1 else _missing(label)):
                continue
            groups.setdefault(label, []).append(i)
        labels = list(groups)
        if sort:
            places = [{c: k for k, c in enumerate(c.categories)} if isinstance(c, _Categories) else None for c in columns]
            if len(columns) == 1 and places[0] is not None:
                if not observed:
                    labels = list(columns[0].categories)
                labels.sort(key=lambda v: places[0][v])
            elif any(p is not None for p in places):
                labels.sort(key=lambda t: tuple(v if p is None else p[v] for v, p in zip(t, places)))
            else:
                # What is missing comes last, column by column.
                def place(v): return (1, 0) if _missing(v) else (0, v)
                try:
                    labels.sort(key=(lambda t: tuple(place(v) for v in t)) if len(columns) > 1 else place)
                except TypeError:
                    pass
        self._groups = {label: groups.get(label, []) for label in labels}
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

    def __init__(self, series, keys, sort, dropna, observed=True):
        self._obj = series
        self._split(keys, sort, dropna, observed)

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
            return DataFrame({n: self.agg(g)._data for n, g in zip(_function_names(f), f)}, index=self._index())
        return getattr(self, f)() if isinstance(f, str) else self._reduced(f)

    aggregate = agg

    def apply(self, f, *args, **kwargs):
        if args or kwargs:
            g = f
            f = lambda s: g(s, *args, **kwargs)
        results = [f(self._obj._part(p)) for p in self._groups.values()]
        if results and isinstance(results[0], Series):
            return _grouped_concat(self, results)
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

    def __init__(self, frame, keys, sort, dropna, as_index, observed=True):
        self._obj = frame
        self._keys = keys
        self._as_index = as_index
        self._sort, self._dropna, self._observed = sort, dropna, observed
        self._split(keys, sort, dropna, observed)

    def _others(self):
        return [c for c in self._obj._columns if c not in self._names]

    def __iter__(self):
        return (((k,) if len(self._names) == 1 and False else k, self._obj._rows(p)) for k, p in self._groups.items())

    def __getitem__(self, key):
        if isinstance(key, list):
            return DataFrameGroupBy(self._obj[[n for n in self._names if n in self._obj._columns and n not in key] + key], self._keys, self._sort, self._dropna, self._as_index, self._observed)
        out = SeriesGroupBy(self._obj[key], self._keys, self._sort, self._dropna, self._observed)
        return out if self._as_index else _Unindexed(out, key)

    def __getattr__(self, name):
        if not name.startswith('_') and name in self._obj._columns:
            return self[name]
        raise AttributeError(f"'DataFrameGroupBy' object has no attribute '{name}'")

    def _column_groups(self, c):
        return SeriesGroupBy(self._obj[c], self._keys, self._sort, self._dropna, self._observed)

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
            columns[c] = SeriesGroupBy(s, self._keys, self._sort, self._dropna, self._observed)._reduced(name, **kw)._data
        return self._finished(columns)

    def agg(self, f=None, **named):
        if named:
            return self._finished({k: self._column_groups(c).agg(g)._data for k, (c, g) in named.items()})
        if isinstance(f, dict):
            if any(isinstance(g, (list, tuple)) for g in f.values()):
                columns = {}
                for c, gs in f.items():
                    for g in (gs if isinstance(gs, (list, tuple)) else [gs]):
                        columns[(c, g if isinstance(g, str) else g.__name__)] = self._column_groups(c).agg(g)._data
                return DataFrame._made(MultiIndex(list(columns)), list(columns.values()), self._index())
            return self._finished({c: self._column_groups(c).agg(g)._data for c, g in f.items()})
        if isinstance(f, (list, tuple)):
            columns = {(c, n): self._column_groups(c).agg(g)._data for c in self._others() for n, g in zip(_function_names(f), f)}
            return DataFrame._made(MultiIndex(list(columns)), list(columns.values()), self._index())
        return getattr(self, f)() if isinstance(f, str) else self._reduced(f)

    aggregate = agg

    def apply(self, f, *args, include_groups=False, **kwargs):
        others = self._others()
        results = [f(self._obj._rows(p)[others], *args, **kwargs) for p in self._groups.values()]
        if results and isinstance(results[0], DataFrame):
            return _grouped_concat(self, results)
        if results and isinstance(results[0], Series):
            return DataFrame([list(r) for r in results], index=self._index(), columns=list(results[0].index))
        return Series([_plain(r) for r in results], index=self._index())

    def transform(self, f):
        return DataFrame({c: self._column_groups(c).transform(f)._data for c in self._others()}, index=self._obj.index)

    def filter(self, f):
        return self._obj._rows(sorted(i for p in self._groups.values() if f(self._obj._rows(p)) for i in p))

    def head(self, n=5): return self._obj._rows(sorted(i for p in self._groups.values() for i in p[:n]))
    def tail(self, n=5): return self._obj._rows(sorted(i for p in self._groups.values() for i in p[-n:]))
    def get_group(self, label): return self._obj._rows(self._groups[label])
    def cumsum(self): return self.transform(lambda s: s.cumsum())

    def describe(self):
        columns, store = [], []
        for c in self._others():
            if _is_array(self._obj[c]._data):
                d = self._column_groups(c).describe()
                for name, data in zip(d.columns, d._store):
                    columns.append((c, name))
                    store.append(data)
        return DataFrame._made(MultiIndex(columns), store, self._index())

    def rank(self, **kw): return self.transform(lambda s: s.rank(**kw))
    def shift(self, periods=1): return self.transform(lambda s: s.shift(periods))
    def diff(self): return self.transform(lambda s: s.diff())
    def corr(self): return concat({k: self._obj._rows(p)[self._others()].corr(numeric_only=True) for k, p in self._groups.items()}, names=self._names + [None])
    def value_counts(self):
        return Series([n for p in self._groups.values() for n in self._obj._rows(p).value_counts()], index=MultiIndex([t for p in self._groups.values() for t in self._obj._rows(p).value_counts().index], list(self._obj._columns)), name='count')


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
    def agg(self, f): return getattr(self, f)() if isinstance(f, str) else DataFrame({n: self.agg(g)._data for n, g in zip(_function_names(f), f)}, index=self._s.index) if isinstance(f, (list, tuple)) else self.apply(f)
    def corr(self, other): return self._s._like(np.array([float('nan') if i + 1 < self._n else float(self._s.iloc[i + 1 - self._n:i + 1].corr(other.iloc[i + 1 - self._n:i + 1])) for i in range(len(self._s))]))
    def skew(self): return self._each(lambda p: Series(p).skew())
    def sem(self): return self._each(lambda p: np.std(p, ddof=1) / np.sqrt(len(p)) if len(p) > 1 else np.nan)


class _FrameRolling:
    def __init__(self, frame, *args):
        self._f, self._args = frame, args

    def __getitem__(self, c):
        return _Rolling(self._f[c], *self._args)

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        if name == 'agg':
            return lambda f: _window_agg(self._f, lambda s: _Rolling(s, *self._args), f)
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


def merge(left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, suffixes=('_x', '_y'), indicator=False, sort=False, validate=None):
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
                raise MergeError('No common columns to perform merge on. Merge options: left_on=None, right_on=None, left_index=False, right_index=False')

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
    if indicator:
        store.append(_categorical(['both' if i >= 0 and j >= 0 else 'left_only' if i >= 0 else 'right_only' for i, j in zip(a, b)], ['left_only', 'right_only', 'both']))
        out_names.append('_merge' if indicator is True else indicator)
    index = RangeIndex(len(a))
    if left_index and right_index:
        index = Index([rows_a[i] if i >= 0 else rows_b[j] for i, j in zip(a, b)], name=left.index.name)
    elif right_index:
        index = Index([left.index[i] for i in a])
    return DataFrame._made(out_names, store, index)


def unique(values):
    """Distinct values in order of appearance."""
    return Series(values).unique()


def factorize(values):
    """(codes, distinct values)"""
    if isinstance(values, (list, tuple)):
        raise TypeError(f'factorize requires a Series, Index, ExtensionArray, np.ndarray or NumpyExtensionArray got {type(values).__name__}.')
    where, codes = {}, []
    for v in values:
        codes.append(where.setdefault(v, len(where)))
    return np.array(codes), np.array(list(where), dtype=values.dtype) if isinstance(values, np.ndarray) else Index(list(where))


def get_dummies(data, prefix=None, columns=None, dtype=bool, drop_first=False):
    """One column for each value."""
    if isinstance(data, DataFrame):
        columns = [n for n, s in data.items() if not _is_array(s._data)] if columns is None else columns
        parts = [data.drop(columns=columns)] + [get_dummies(data[c], prefix=c, dtype=dtype, drop_first=drop_first) for c in columns]
        return concat(parts, axis=1)
    data = Series(data)
    values = sorted(set(v for v in data if not _missing(v)))[1 if drop_first else 0:]
    return DataFrame({(f'{prefix}_{v}' if prefix is not None else v): np.array([x == v for x in data]).astype(dtype) for v in values}, index=data.index)


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


def read_csv(path, sep=',', header='infer', names=None, index_col=None, usecols=None, dtype=None, nrows=None, skiprows=0, na_values=None, encoding='utf-8', delimiter=None, comment=None, parse_dates=None,
             decimal='.', thousands=None, skip_blank_lines=True, keep_default_na=True, quotechar='"', engine=None, low_memory=True, skipinitialspace=False, on_bad_lines='error', true_values=None,
             false_values=None, converters=None, skipfooter=0):
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
    rows = rows[skiprows:] if isinstance(skiprows, int) else [r for i, r in enumerate(rows) if not (skiprows(i) if callable(skiprows) else i in skiprows)]
    if skipfooter:
        rows = rows[:-skipfooter]
    if skipinitialspace:
        rows = [[c.lstrip() for c in r] for r in rows]
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
        if decimal != '.' or thousands is not None:
            values = [t.replace(thousands, '') if thousands is not None and _re.match(r'^-?[\d.,]+$', t) else t for t in values]
            values = [t.replace(decimal, '.') if decimal != '.' and _re.match(r'^-?[\d' + decimal + r']+$', t) else t for t in values]
        if converters and name in converters:
            return _inferred([_plain(converters[name](t)) for t in values])
        if parse_dates is True and index_col is not None and name == (columns[index_col] if isinstance(index_col, int) else index_col) or isinstance(parse_dates, list) and name in parse_dates:
            return _Dates(_as_date(t) for t in values)
        wanted = dtype.get(name) if isinstance(dtype, dict) else dtype
        if wanted is None:
            return _parsed(values)
        if wanted in (str, 'str', 'string', object, 'object'):
            return [float('nan') if t in _MISSING_TEXTS else t for t in values]
        return _cast(_parsed(values), wanted)
    out = DataFrame._made(columns, [typed(c, v) for c, v in zip(columns, texts)], RangeIndex(len(rows)))
    if usecols is not None:
        wanted = [c for c in columns if usecols(c)] if callable(usecols) else [columns[c] if isinstance(c, int) else c for c in usecols]
        absent = [c for c in wanted if c not in columns]
        if absent:
            raise ValueError(f'Usecols do not match columns, columns expected but not found: {absent}')
        out = out[[c for c in columns if c in wanted]]
    if index_col is not None and index_col is not False:
        name = columns[index_col] if isinstance(index_col, int) else index_col
        out = out.set_index([columns[c] if isinstance(c, int) else c for c in name] if isinstance(name, list) else name)
        if implicit or isinstance(name, str) and name.startswith('Unnamed: '):
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


errors = _Errors()
errors.EmptyDataError, errors.ParserError, errors.MergeError, errors.IntCastingNaNError = EmptyDataError, ParserError, MergeError, IntCastingNaNError

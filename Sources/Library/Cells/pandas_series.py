# The fourth part of the pandas module (see pandas_base.py): Series.

class Series(_Arithmetic, _SeriesMore):
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
        elif isinstance(data, Categorical):
            data = data._data
        elif data is None:
            data = [] if index is None else [float('nan')] * len(_as_index(index, 0))
        elif isinstance(data, (str, int, float, bool)) or hasattr(data, 'item') and getattr(data, 'ndim', 1) == 0:
            data = [data] * (1 if index is None else len(_as_index(index, 0)))
        elif not isinstance(data, (list, tuple, np.ndarray, Index)) and not hasattr(data, 'detach'):
            data = list(data)
        if _is_array(data) and data.ndim != 1:
            raise ValueError(f'Data must be 1-dimensional, got ndarray of shape {data.shape} instead')
        self._data = _column(data, dtype)
        self.index = index = _as_index(index, len(self._data))
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
            name = f'Name: {_title(self.name)}, ' if self.name is not None else ''
            return f'Series([], {name}dtype: {self.dtype})'
        positions, cut = _shown(len(self))
        labels, header, width = _index_lines(self.index, positions, False, '  ')
        texts = _texts(_take(self._data, positions))
        wide = max(len(t) for t in texts)
        lines = [f'{label}   {t.rjust(wide)}' for label, t in zip(labels, texts)]
        if cut is not None:
            dots = '...' if wide > 3 else '..'
            lines.insert(cut, ' ' * width + '   ' + _centred(dots, wide))
        if header is not None:
            lines.insert(0, header)
        words = []
        if isinstance(self.index, DatetimeIndex) and self.index.freq is not None:
            words.append(f'Freq: {self.index.freq}')
        if self.name is not None:
            words.append(f'Name: {_title(self.name)}')
        if cut is not None:
            words.append(f'Length: {len(self)}')
        words.append(f'dtype: {self.dtype}')
        if isinstance(self._data, _Categories):
            words[-1] += '\n' + _category_line(self._data)
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
        if index.name is None and index.nlevels == 1 and self.index.name is not None:
            index = index.rename(self.index.name)
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
        if callable(cond):
            cond = cond(self)
        if isinstance(cond, Series) and (len(cond) != len(self) or list(cond.index) != list(self.index)):
            # Rows that the condition does not know are not chosen.
            known = dict(zip(cond.index, _items(cond._data)))
            cond = [known.get(k, False) for k in self.index]
        cond = _items(cond._data) if isinstance(cond, Series) else list(cond)
        if len(cond) != len(self):
            raise ValueError('Array conditional must be same shape as self')
        if callable(other):
            other = other(self)
        if isinstance(other, Series):
            others = _items(other._data if len(other) == len(self) and list(other.index) == list(self.index) else other.reindex(self.index)._data)
        else:
            others = list(other) if isinstance(other, (list, tuple, np.ndarray)) and np.ndim(other) == 1 else [other] * len(self)
        out = [v if c else o for v, c, o in zip(_items(self._data), cond, others)]
        if _is_array(self._data) and self._data.dtype.kind == 'f' and all(isinstance(v, (int, float)) for v in out):
            return self._like(np.array(out, dtype=self._data.dtype))
        return self._like(_inferred(out))

    def mask(self, cond, other=float('nan')):
        if callable(cond):
            cond = cond(self)
        if isinstance(cond, Series) and (len(cond) != len(self) or list(cond.index) != list(self.index)):
            known = dict(zip(cond.index, _items(cond._data)))
            cond = [known.get(k, True) for k in self.index]
        return self.where(~cond if isinstance(cond, Series) else [not c for c in cond], other)

    # Arithmetic

    def _operate(self, other, f):
        if isinstance(other, DataFrame):
            return NotImplemented
        if isinstance(self._data, _Categories):
            known = self._data.categories
            equality = f(1, 2) == f(2, 1)
            right = other._data if isinstance(other, (Series, Categorical)) else other
            if self._data.ordered and (isinstance(right, _Categories) and right.categories == known or not isinstance(right, list) and right in known):
                # Categories compare by their places.
                place = {c: k for k, c in enumerate(known)}
                a = [place.get(v, -1) for v in self._data]
                b = [place.get(v, -1) for v in right] if isinstance(right, list) else [place[right]] * len(a)
                return self._like(np.array([bool(f(x, y)) and (x >= 0 and y >= 0 or equality and not f(1, 1)) for x, y in zip(a, b)], dtype=bool))
            if not equality:
                raise TypeError('Unordered Categoricals can only compare equality or not' if not self._data.ordered else f'Invalid comparison between dtype=category and {type(other).__name__}')
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

    def dropna(self, axis=0, inplace=False, how=None, ignore_index=False):
        return self._part([i for i, v in enumerate(_items(self._data)) if not _missing(v)])

    def fillna(self, value):
        if isinstance(value, (Series, dict)):
            return self._like(_inferred([(value.get(k, v) if _missing(v) else v) for k, v in self.items()]))
        if _is_array(self._data) and self._data.dtype.kind == 'f' and isinstance(_plain(value), (int, float)):
            return self._like(np.where(np.isnan(self._data), value, self._data))
        return self._like(_inferred([value if _missing(v) else v for v in _items(self._data)]))

    def ffill(self):
        if _is_array(self._data) and self._data.dtype.kind in 'iub':
            return self.copy()
        out, last = [], float('nan')
        for v in _items(self._data):
            last = last if _missing(v) else v
            out.append(last)
        return self._like(_inferred(out))

    def bfill(self):
        if _is_array(self._data) and self._data.dtype.kind in 'iub':
            return self.copy()
        out, last = [], float('nan')
        for v in reversed(_items(self._data)):
            last = last if _missing(v) else v
            out.append(last)
        return self._like(_inferred(out[::-1]))

    def interpolate(self):
        if not _is_array(self._data) or self._data.dtype.kind != 'f':
            return self.copy()
        x = np.arange(len(self))
        known = ~np.isnan(self._data)
        out = np.interp(x, x[known], self._data[known])
        first = int(np.argmax(known))
        out[:first] = np.nan
        return self._like(out)

    # Reductions

    def sum(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs): return _reduction(self._data, 'sum', skipna) if self.count() >= min_count else np.float64('nan')
    def mean(self, axis=None, skipna=True, numeric_only=False, **kwargs): return _reduction(self._data, 'mean', skipna)
    def median(self, axis=None, skipna=True, numeric_only=False, **kwargs): return _reduction(self._data, 'median', skipna)
    def min(self, axis=None, skipna=True, numeric_only=False, **kwargs): return _reduction(self._data, 'min', skipna)
    def max(self, axis=None, skipna=True, numeric_only=False, **kwargs): return _reduction(self._data, 'max', skipna)
    def prod(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs): return _reduction(self._data, 'prod', skipna) if self.count() >= min_count else np.float64('nan')
    def std(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs): return _reduction(self._data, 'std', skipna, ddof)
    def var(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs): return _reduction(self._data, 'var', skipna, ddof)
    def sem(self, ddof=1): return _reduction(self._data, 'sem', True, ddof)
    def skew(self): return _reduction(self._data, 'skew')
    def count(self): return np.int64(_reduction(self._data, 'count'))
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

    def argmax(self): return np.int64(np.nanargmax(self._data))
    def argmin(self): return np.int64(np.nanargmin(self._data))
    def idxmax(self): return self.index[self.argmax()]
    def idxmin(self): return self.index[self.argmin()]

    def cumsum(self): return self._like(np.cumsum(self._data))
    def cumprod(self): return self._like(np.cumprod(self._data))
    def cummax(self): return self._like(np.maximum.accumulate(self._data))
    def cummin(self): return self._like(np.minimum.accumulate(self._data))

    def shift(self, periods=1, freq=None, axis=0, fill_value=float('nan')):
        if freq is not None:
            return self._like(self._data, _shifted_dates(self.index, periods, freq))
        values, n = _items(self._data), len(self)
        if isinstance(self._data, _Dates):
            return self._like(_Dates(values[i - periods] if 0 <= i - periods < n else NaT for i in range(n)))
        moved = [values[i - periods] if 0 <= i - periods < n else fill_value for i in range(n)]
        return self._like(_inferred(moved))

    def diff(self, periods=1):
        return self - self.shift(periods)

    def pct_change(self, periods=1):
        return self / self.shift(periods) - 1

    def corr(self, other, method='pearson', min_periods=None):
        a, b = _paired(self, other)
        if len(a) < (1 if min_periods is None else min_periods):
            return float('nan')
        if callable(method):
            return method(np.asarray(a), np.asarray(b))
        if method == 'spearman':
            a, b = Series(a).rank()._data, Series(b).rank()._data
        elif method == 'kendall':
            return _kendall(a, b)
        elif method != 'pearson':
            raise ValueError(f"method must be either 'pearson', 'spearman', 'kendall', or a callable, '{method}' was supplied")
        return np.float64(np.corrcoef(a, b)[0, 1]) if len(a) > 1 else np.float64('nan')

    def cov(self, other, min_periods=None, ddof=1):
        a, b = _paired(self, other)
        if len(a) < (1 if min_periods is None else min_periods):
            return float('nan')
        return np.float64(np.cov(a, b, ddof=ddof)[0, 1])

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
        if self.dtype == _STR:
            return _StringArray(values)
        if isinstance(self._data, _Dates):
            return DatetimeIndex(_Dates(values))
        return np.array(values, dtype=self._data.dtype) if _is_array(self._data) else np.array(values, dtype=object)

    def value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True):
        if bins is not None:
            return _binned_counts(self, bins, normalize)
        counts = dict.fromkeys(self._data.categories, 0) if isinstance(self._data, _Categories) else {}
        for v in _items(self._data):
            if dropna and _missing(v):
                continue
            counts[v] = counts.get(v, 0) + 1
        pairs = list(counts.items())
        if sort:
            pairs.sort(key=lambda p: p[1], reverse=not ascending)
        values = np.array([n for _, n in pairs], dtype=np.int64)
        labels = [k for k, _ in pairs]
        if isinstance(self._data, _Categories):
            labels = _categorical(labels, self._data.categories, self._data.ordered)
        out = Series(values / values.sum() if normalize else values, index=Index(labels, name=self.name), name='proportion' if normalize else 'count')
        return out

    def duplicated(self, keep='first'):
        return self._like(np.array(_duplicated(_items(self._data), keep), dtype=bool))

    def drop_duplicates(self, keep='first'):
        return self._part([i for i, d in enumerate(_duplicated(_items(self._data), keep)) if not d])

    def isin(self, values):
        if isinstance(values, str):
            raise TypeError('only list-like objects are allowed to be passed to isin(), you passed a `str`')
        values = set(values)
        return self._like(np.array([v in values for v in _items(self._data)], dtype=bool))

    def between(self, left, right, inclusive='both'):
        low = self >= left if inclusive in ('both', 'left') else self > left
        return low & (self <= right if inclusive in ('both', 'right') else self < right)

    def sort_values(self, axis=0, ascending=True, inplace=False, kind=None, na_position='last', ignore_index=False, key=None):
        data = _items((key(self) if key else self)._data)
        order = _sorted_positions([data], [ascending])
        if na_position == 'first':
            order = [i for i in order if _missing(data[i])] + [i for i in order if not _missing(data[i])]
        out = self._part(order)
        if inplace:
            self._data, self.index = out._data, out.index
            return None
        return out.reset_index(drop=True) if ignore_index else out

    def sort_index(self, axis=0, ascending=True, key=None):
        return self._part(_sorted_positions([list(key(self.index) if key else self.index)], [ascending]))

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
        if na_action == 'ignore' and callable(f):
            g = f
            return self.map(lambda v: v if _missing(v) else g(v))
        if isinstance(f, (dict, Series)):
            get = f.get
            return self._like(_inferred([_plain(get(v, float('nan'))) for v in _items(self._data)]))
        return self._like(_inferred([_plain(f(v)) for v in _items(self._data)]))

    def apply(self, f, args=(), **kwargs):
        if isinstance(f, (list, tuple, dict)):
            return self.agg(f)
        if isinstance(f, np.ufunc) and _is_array(self._data):
            return self._like(f(self._data))
        if isinstance(f, str):
            return getattr(self, f)()
        return self._like(_inferred([_plain(f(v, *args, **kwargs)) for v in _items(self._data)]))

    transform = apply

    def replace(self, to_replace=None, value=None, regex=False, inplace=False):
        if regex:
            table = to_replace if isinstance(to_replace, dict) else {to_replace: value}

            def swap(v):
                for k, r in table.items():
                    v = _re.sub(k, r, v)
                return v
            return self._like([swap(v) if isinstance(v, str) else v for v in _items(self._data)])
        if isinstance(to_replace, dict):
            table = to_replace
        else:
            olds = to_replace if isinstance(to_replace, (list, tuple)) else [to_replace]
            news = value if isinstance(value, (list, tuple)) else [value] * len(olds)
            table = dict(zip(olds, news))
        gap = [r for k, r in table.items() if _missing(k)]
        out = [(gap[0] if gap and _missing(v) else table.get(v, v)) for v in _items(self._data)]
        if _is_array(self._data) and self._data.dtype.kind == 'f' and all(isinstance(v, (int, float)) for v in out):
            return self._like(np.array(out, dtype=self._data.dtype))
        return self._like(_inferred(out))

    def groupby(self, by=None, level=None, sort=True, as_index=True, dropna=True, observed=True, group_keys=True):
        if level is not None:
            by = self.index.get_level_values(level) if isinstance(self.index, MultiIndex) else self.index
        keys = [_group_key(by, self.index, None)] if not isinstance(by, list) or not by or not isinstance(by[0], (Series, list, np.ndarray)) else [_group_key(k, self.index, None) for k in by]
        return SeriesGroupBy(self, keys, sort, dropna, observed)

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
        if not (self.dtype == _STR or len(self) == 0 or any(isinstance(v, (str, list, tuple)) for v in self)):
            raise AttributeError("Can only use .str accessor with string values, not " + ('integer' if _is_array(self._data) and self._data.dtype.kind in 'iu' else 'floating'))
        return _StringMethods(self)

    def explode(self):
        labels, values = [], []
        for k, v in self.items():
            for x in ((v if len(v) else [float('nan')]) if isinstance(v, (list, tuple)) else [v]):
                labels.append(k)
                values.append(x)
        return Series(values, index=Index(labels, name=self.index.name), name=self.name)

    def unstack(self, level=-1, fill_value=None):
        n = self.index.nlevels
        at = (level if isinstance(level, int) else self.index.names.index(level)) % n
        def rest(t): return tuple(v for i, v in enumerate(t) if i != at)
        rows, columns = list(dict.fromkeys(rest(t) for t in self.index)), list(dict.fromkeys(t[at] for t in self.index))
        try:
            rows, columns = sorted(rows), sorted(columns)
        except TypeError:
            pass
        table = {(rest(t), t[at]): v for t, v in zip(self.index, _items(self._data))}
        names = [x for i, x in enumerate(self.index.names) if i != at]
        gap = float('nan') if fill_value is None else fill_value
        missing = any((r, c) not in table for r in rows for c in columns)
        store = []
        for c in columns:
            values = [table.get((r, c), gap) for r in rows]
            store.append(np.array(values, dtype=np.float64) if missing and fill_value is None and _is_array(self._data) and self._data.dtype.kind in 'iuf' else _inferred(values))
        index = Index([r[0] for r in rows], name=names[0]) if n == 2 else MultiIndex(rows, names)
        return DataFrame._made(Index(columns, name=self.index.names[at]), store, index)

    def equals(self, other):
        if not isinstance(other, Series) or len(self) != len(other) or str(self.dtype) != str(other.dtype):
            return False
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
        values = [v if _missing(v) else f(v) for v in _items(self._series._data)]
        out = _inferred(values)
        # What comes of a column of objects is one again, unless it is numbers.
        return self._series._like(_Objects(values) if not _is_array(out) and self._series.dtype == _OBJECT else out)

    def _test(self, f, na=None):
        """As _map, missing values are False (or `na`)."""
        na = False if na is None else na
        out = [na if _missing(v) else bool(f(v)) for v in _items(self._series._data)]
        return self._series._like(np.array(out, dtype=bool) if isinstance(na, bool) else _Objects(out))

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
    def startswith(self, prefix, na=None): return self._test(lambda v: v.startswith(prefix), na)
    def endswith(self, suffix, na=None): return self._test(lambda v: v.endswith(suffix), na)
    def isdigit(self): return self._test(lambda v: v.isdigit())
    def isalpha(self): return self._test(lambda v: v.isalpha())
    def zfill(self, width): return self._map(lambda v: v.zfill(width))
    def count(self, text): return self._map(lambda v: v.count(text))
    def find(self, text): return self._map(lambda v: v.find(text))
    def slice(self, start=None, stop=None, step=None): return self._map(lambda v: v[start:stop:step])
    def pad(self, width, side='left', fillchar=' '): return self._map(lambda v: v.rjust(width, fillchar) if side == 'left' else v.ljust(width, fillchar) if side == 'right' else v.center(width, fillchar))
    def repeat(self, n): return self._map(lambda v: v * n)
    def get(self, i): return self[i]

    def contains(self, pattern, case=True, regex=True, na=None):
        import re
        if not regex:
            return self._test(lambda v: (pattern in v) if case else pattern.lower() in v.lower(), na)
        compiled = re.compile(pattern, 0 if case else re.IGNORECASE)
        return self._test(lambda v: compiled.search(v) is not None, na)

    def match(self, pattern):
        import re
        compiled = re.compile(pattern)
        return self._test(lambda v: compiled.match(v) is not None)

    def replace(self, old, new=None, n=-1, case=None, flags=0, regex=False):
        import re
        if hasattr(old, 'sub'):
            return self._map(lambda v: old.sub(new, v))
        flags = flags | (re.IGNORECASE if case is False else 0)
        return self._map(lambda v: re.sub(old, new, v, flags=flags, count=max(n, 0)) if regex or callable(new) else v.replace(old, new, n))

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

    def findall(self, pattern): return self._map(lambda v: _re.findall(pattern, v))
    def fullmatch(self, pattern): return self._test(lambda v: _re.fullmatch(pattern, v) is not None)
    def rfind(self, text): return self._map(lambda v: v.rfind(text))
    def index(self, text): return self._map(lambda v: v.index(text))
    def casefold(self): return self._map(lambda v: v.casefold())
    def swapcase(self): return self._map(lambda v: v.swapcase())
    def center(self, width, fillchar=' '): return self._map(lambda v: v.center(width, fillchar))
    def ljust(self, width, fillchar=' '): return self._map(lambda v: v.ljust(width, fillchar))
    def rjust(self, width, fillchar=' '): return self._map(lambda v: v.rjust(width, fillchar))
    def isnumeric(self): return self._test(lambda v: v.isnumeric())
    def isdecimal(self): return self._test(lambda v: v.isdecimal())
    def isalnum(self): return self._test(lambda v: v.isalnum())
    def isupper(self): return self._test(lambda v: v.isupper())
    def islower(self): return self._test(lambda v: v.islower())
    def isspace(self): return self._test(lambda v: v.isspace())
    def istitle(self): return self._test(lambda v: v.istitle())
    def removeprefix(self, prefix): return self._map(lambda v: v.removeprefix(prefix))
    def removesuffix(self, suffix): return self._map(lambda v: v.removesuffix(suffix))
    def translate(self, table): return self._map(lambda v: v.translate(table))
    def encode(self, encoding): return self._map(lambda v: v.encode(encoding))
    def slice_replace(self, start=None, stop=None, repl=''): return self._map(lambda v: v[:start or 0] + repl + (v[stop:] if stop is not None else ''))
    def wrap(self, width): return self._map(lambda v: '\n'.join(v[i:i + width] for i in range(0, len(v), width)))

    def partition(self, sep=' ', expand=True):
        rows = [v.partition(sep) if isinstance(v, str) else (float('nan'),) * 3 for v in self._series]
        return DataFrame([list(r) for r in rows], index=self._series.index) if expand else self._series._like(rows)

    def rsplit(self, separator=None, n=-1, expand=False):
        out = self._map(lambda v: v.rsplit(separator, n))
        return DataFrame([list(r) for r in out], index=self._series.index) if expand else out

    def get_dummies(self, sep='|'):
        names = sorted({t for v in self._series if isinstance(v, str) for t in v.split(sep)})
        return DataFrame({n: np.array([int(isinstance(v, str) and n in v.split(sep)) for v in self._series]) for n in names}, index=self._series.index)

    def extractall(self, pattern):
        rows, labels = [], []
        for k, v in self._series.items():
            for i, m in enumerate(_re.finditer(pattern, v) if isinstance(v, str) else ()):
                rows.append(list(m.groups()))
                labels.append((k, i))
        return DataFrame(rows, index=MultiIndex(labels, [self._series.index.name, 'match']))


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
    if isinstance(index, DatetimeIndex):
        return index._span(key)
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

# The third part of the pandas module (see pandas_base.py): intervals, categories, expressions of query, and methods that are made of others.

class Interval:
    """The numbers between two edges."""

    def __init__(self, left, right, closed='right'):
        self.left, self.right, self.closed = left, right, closed

    mid = property(lambda self: (self.left + self.right) / 2)
    length = property(lambda self: self.right - self.left)

    def __contains__(self, v):
        return (self.left < v or self.closed in ('left', 'both') and v == self.left) and (v < self.right or self.closed in ('right', 'both') and v == self.right)

    def _edge(self, v): return f'{v:g}' if isinstance(v, float) and v != int(v) else str(v)
    def __str__(self): return f"{'[' if self.closed in ('left', 'both') else '('}{self._edge(self.left)}, {self._edge(self.right)}{']' if self.closed in ('right', 'both') else ')'}"
    def __repr__(self): return f'Interval({self.left}, {self.right}, closed={self.closed!r})'
    def __eq__(self, o): return isinstance(o, Interval) and (self.left, self.right, self.closed) == (o.left, o.right, o.closed)
    def __lt__(self, o): return (self.left, self.right) < (o.left, o.right)
    def __hash__(self): return hash((self.left, self.right))


class _Categories(list):
    """A column of few different values; `categories` are all there can be, in order."""
    categories, ordered = (), False


def _categorical(values, categories=None, ordered=False):
    out = _Categories(_plain(v) for v in values)
    if categories is None:
        known = [v for v in dict.fromkeys(out) if not _missing(v)]
        try:
            known = sorted(known)
        except TypeError:
            pass
        categories = known
    out.categories, out.ordered = list(categories), ordered
    for i, v in enumerate(out):
        if v not in out.categories:
            out[i] = float('nan')
    return out


_CATEGORY = _NamedType('category')


class Categorical:
    """Categorical(values, categories, ordered)"""
    def __init__(self, values, categories=None, ordered=False):
        self._data = _categorical(values, categories, ordered)
        self.categories, self.ordered = Index(self._data.categories), ordered
        self.codes = np.array([-1 if _missing(v) else self._data.categories.index(v) for v in self._data], dtype=np.int8)

    def __iter__(self): return iter(self._data)
    def __len__(self): return len(self._data)
    def __getitem__(self, i): return self._data[i]
    def value_counts(self): return Series(self._data).value_counts(sort=False)
    def min(self): return _category_edge(self._data, 0)
    def max(self): return _category_edge(self._data, -1)
    def tolist(self): return list(self._data)
    def __array__(self, dtype=None, copy=None): return np.array(list(self._data), dtype=object)
    dtype = property(lambda self: _CATEGORY)
    shape = property(lambda self: (len(self._data),))
    size = property(lambda self: len(self._data))
    ndim = property(lambda self: 1)
    def astype(self, dtype): return np.array(_items(_cast(list(self._data), dtype)))
    def isna(self): return np.array([_missing(v) for v in self._data])
    def unique(self): return Categorical(list(dict.fromkeys(self._data)), None if self.ordered is False else self._data.categories, self.ordered)
    def add_categories(self, new): return Categorical(self._data, self._data.categories + (list(new) if isinstance(new, (list, tuple)) else [new]), self.ordered)
    def set_categories(self, new, ordered=None): return Categorical(self._data, list(new), self.ordered if ordered is None else ordered)
    def rename_categories(self, new): return Categorical(Series(self._data).cat.rename_categories(new)._data, Series(self._data).cat.rename_categories(new)._data.categories, self.ordered)
    def remove_unused_categories(self): return Categorical(self._data, [c for c in self._data.categories if c in self._data], self.ordered)
    def from_codes(codes, categories, ordered=False): return Categorical([float('nan') if c < 0 else list(categories)[c] for c in codes], categories, ordered)

    def __repr__(self):
        words = ['nan' if _missing(v) else repr(v) if isinstance(v, str) else str(v) for v in self._data]
        return '[' + ', '.join(words) + ']\n' + _category_line(self._data)


class _StringArray(list):
    """Distinct texts."""
    dtype = _STR
    shape = property(lambda self: (len(self),))
    size = property(lambda self: len(self))

    def tolist(self): return list(self)
    def to_numpy(self): return np.array(list(self), dtype=object)
    def __repr__(self): return f"<StringArray>\n[{', '.join('nan' if _missing(v) else repr(v) for v in self)}]\nLength: {len(self)}, dtype: str"
    def __eq__(self, o): return np.array([v == o for v in self]) if isinstance(o, str) else list(self) == list(o)


class _CategoryFields:
    """series.cat"""
    def __init__(self, series):
        self._s = series

    categories = property(lambda self: Index(self._s._data.categories))
    ordered = property(lambda self: self._s._data.ordered)

    @property
    def codes(self):
        data = self._s._data
        return Series(np.array([-1 if _missing(v) else data.categories.index(v) for v in data], dtype=np.int8), index=self._s.index)

    def _with(self, values, categories, ordered=None):
        return self._s._like(_categorical(values, categories, self._s._data.ordered if ordered is None else ordered))

    def as_unordered(self): return self._with(self._s._data, self._s._data.categories, False)
    def remove_categories(self, gone): return self._with(self._s._data, [c for c in self._s._data.categories if c not in (gone if isinstance(gone, list) else [gone])])
    def as_ordered(self): return self._with(self._s._data, self._s._data.categories, True)
    def add_categories(self, new): return self._with(self._s._data, self._s._data.categories + (new if isinstance(new, list) else [new]))
    def remove_unused_categories(self): return self._with(self._s._data, [c for c in self._s._data.categories if c in self._s._data])
    def set_categories(self, new, ordered=None): return self._with(self._s._data, new, ordered)
    def reorder_categories(self, new, ordered=None): return self._with(self._s._data, new, ordered)

    def rename_categories(self, new):
        old = self._s._data.categories
        names = {k: new.get(k, k) for k in old} if isinstance(new, dict) else dict(zip(old, new))
        return self._with([v if _missing(v) else names[v] for v in self._s._data], [names[k] for k in old])


def _category_line(data):
    """The line below a printed series of categories."""
    words = [repr(c) if isinstance(c, str) else str(c) for c in data.categories]
    kind = 'str' if data.categories and all(isinstance(c, str) for c in data.categories) else 'int64' if all(isinstance(c, int) for c in data.categories) else 'object'
    if data.categories and isinstance(data.categories[0], Interval):
        c = data.categories[0]
        kind = f"interval[{'float64' if isinstance(c.left, float) else 'int64'}, {c.closed}]"
    if len(words) > 8:
        words = words[:4] + ['...'] + words[-4:]
    head, sep, text, start = f'Categories ({len(data.categories)}, {kind}): ', ' < ' if data.ordered else ', ', '', True
    used = len(head)
    for w in words:
        # A word that would pass the 80 columns goes to the next line.
        if used + len(sep) + len(w) > 80:
            text += sep.rstrip() + '\n' + ' ' * (len(head) + 1)
            used = len(head) + 1 + len(w)
        else:
            text += '' if start else sep
            used += len(w) + (0 if start else len(sep))
        text += w
        start = False
    return f"{head}[{text.replace(' < ... < ', ' ... ')}]"


def _edges(values, n):
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 0.001 * abs(low) or low - 0.001, high + 0.001 * abs(high) or high + 0.001
        return [float(v) for v in np.linspace(low, high, n + 1)], False
    return [float(v) for v in np.linspace(low, high, n + 1)], True


def _rounded(edges, precision):
    """Edges with the digits that tell them apart."""
    def trim(x, digits):
        if not math.isfinite(x) or x == 0:
            return x
        frac, whole = math.modf(x)
        places = -int(math.floor(math.log10(abs(frac)))) - 1 + digits if whole == 0 and frac else digits
        return round(x, places)
    for digits in range(precision, 20):
        out = [trim(float(e), digits) for e in edges]
        if len(set(out)) == len(set(edges)):
            return out
    return edges


def cut(x, bins, right=True, labels=None, retbins=False, precision=3, include_lowest=False, duplicates='raise', ordered=True):
    """Which interval each value lies in, as categories; labels=False gives numbers."""
    values = [float('nan') if _missing(_plain(v)) else _plain(v) for v in x]
    if isinstance(bins, int):
        known = [v for v in values if v == v]
        edges, widen = _edges(known, bins)
        if widen:
            extra = (max(known) - min(known)) * 0.001
            if right:
                edges[0] -= extra
            else:
                edges[-1] += extra
    else:
        edges = [_plain(e) for e in bins]
        if any(b < a for a, b in zip(edges, edges[1:])):
            raise ValueError('bins must increase monotonically.')
    return _binned(x, values, edges, right, labels, retbins, precision, include_lowest, ordered)


def qcut(x, q, labels=None, retbins=False, precision=3, duplicates='raise'):
    """Intervals that hold equally many values each."""
    values = [float('nan') if _missing(_plain(v)) else _plain(v) for v in x]
    shares = np.linspace(0, 1, q + 1) if isinstance(q, int) else np.array(q)
    edges = [float(e) for e in np.quantile(np.array([v for v in values if v == v], dtype=np.float64), shares)]
    if len(set(edges)) != len(edges):
        if duplicates == 'raise':
            raise ValueError(f"Bin edges must be unique: {Index(edges)}.\nYou can drop duplicate edges by setting the 'duplicates' kwarg")
        edges = sorted(set(edges))
    return _binned(x, values, edges, True, labels, retbins, precision, True, True)


def _binned(x, values, edges, right, labels, retbins, precision, include_lowest, ordered):
    n = len(edges) - 1
    codes = []
    for v in values:
        found = -1
        for k in range(n):
            low, high = edges[k], edges[k + 1]
            if (low < v <= high if right else low <= v < high) or include_lowest and right and k == 0 and v == low:
                found = k
                break
        codes.append(found)
    if labels is False:
        data = np.array(codes, dtype=np.int64) if min(codes, default=0) >= 0 else np.array([float('nan') if c < 0 else c for c in codes])
    else:
        if labels is None:
            shown = _rounded(edges, precision) if any(isinstance(e, float) for e in edges) else list(edges)
            if include_lowest and right:
                shown[0] = shown[0] - 10 ** -precision if isinstance(shown[0], float) else shown[0] - 0.001
                shown = [float(e) for e in shown]
                shown[0] = round(shown[0], precision)
            names = [Interval(a, b, 'right' if right else 'left') for a, b in zip(shown, shown[1:])]
        else:
            if len(labels) != n:
                raise ValueError('Bin labels must be one fewer than the number of bin edges')
            names = list(labels)
        data = _Categories(float('nan') if c < 0 else names[c] for c in codes)
        data.categories, data.ordered = names, ordered
    if isinstance(x, Series):
        out = Series(data, index=x.index, name=x.name)
    elif labels is False:
        out = data
    else:
        out = Categorical([], data.categories, ordered)
        out._data, out.codes = data, np.array(codes, dtype=np.int8)
    return (out, np.array(edges)) if retbins else out


# Expressions of query and eval

class _Expression:
    """Reads what DataFrame.query understands: comparisons, and, or, not, in, arithmetic, column names, `index`, @names are not available."""
    _tokens = _re.compile(r'\s*(?:(\d+\.\d*(?:e[+-]?\d+)?|\.\d+|\d+(?:e[+-]?\d+)?)|"([^"]*)"|\'([^\']*)\'|`([^`]*)`|(@?[A-Za-z_]\w*)|(\*\*|//|<=|>=|==|!=|[-+*/%<>&|~()\[\],.]))')

    def __init__(self, text, frame):
        self._frame, self._list, self._at = frame, [], 0
        text = text.strip()
        i = 0
        while i < len(text):
            m = _Expression._tokens.match(text, i)
            if not m or m.end() == i:
                raise SyntaxError('invalid syntax')
            number, double, single, quoted, name, sign = m.groups()
            if number is not None:
                self._list.append(('value', float(number) if '.' in number or 'e' in number else int(number)))
            elif double is not None or single is not None:
                self._list.append(('value', double if double is not None else single))
            elif quoted is not None:
                self._list.append(('name', quoted))
            else:
                self._list.append(('name', name) if name is not None else ('sign', sign))
            i = m.end()
        self._list.append(('end', None))

    def _is(self, *words):
        kind, v = self._list[self._at]
        if kind in ('name', 'sign') and v in words:
            self._at += 1
            return v
        return None

    def value(self):
        v = self._or()
        if self._list[self._at][0] != 'end':
            raise SyntaxError('invalid syntax')
        return v

    def _or(self):
        v = self._and()
        while self._is('or', '|'):
            v = v | self._and()
        return v

    def _and(self):
        v = self._not()
        while self._is('and', '&'):
            v = v & self._not()
        return v

    def _not(self):
        return ~self._not() if self._is('not', '~') else self._compare()

    def _compare(self):
        left = self._sum()
        out = None
        while True:
            op = self._is('<', '<=', '>', '>=', '==', '!=', 'in', 'not')
            if not op:
                return left if out is None else out
            if op == 'not':
                self._is('in')
            right = self._sum()
            if isinstance(right, list) and op in ('==', '!='):
                op = 'in' if op == '==' else 'not'
            r = {'<': lambda: left < right, '<=': lambda: left <= right, '>': lambda: left > right, '>=': lambda: left >= right, '==': lambda: left == right, '!=': lambda: left != right,
                 'in': lambda: left.isin(right), 'not': lambda: ~left.isin(right)}[op]()
            out = r if out is None else out & r
            left = right

    def _sum(self):
        v = self._product()
        while True:
            op = self._is('+', '-')
            if not op:
                return v
            o = self._product()
            v = v + o if op == '+' else v - o

    def _product(self):
        v = self._power()
        while True:
            op = self._is('*', '/', '//', '%')
            if not op:
                return v
            o = self._power()
            v = v * o if op == '*' else v / o if op == '/' else v // o if op == '//' else v % o

    def _power(self):
        if self._is('-'):
            return -self._power()
        v = self._atom()
        return v ** self._power() if self._is('**') else v

    def _atom(self):
        kind, v = self._list[self._at]
        self._at += 1
        if kind == 'value':
            out = v
        elif v == '(':
            out = self._or()
            self._is(')')
        elif v == '[':
            out = []
            while not self._is(']'):
                out.append(self._sum())
                self._is(',')
            return out
        elif kind == 'name':
            if v.startswith('@'):
                raise NotImplementedError(f"query cannot see the variable '{v[1:]}' here; write df[df['column'] > {v[1:]}]")
            if v in self._frame._columns:
                out = self._frame[v]
            elif v == 'index':
                out = Series(list(self._frame.index), index=self._frame.index)
            elif v in ('True', 'False'):
                out = v == 'True'
            else:
                raise NameError(f"name '{v}' is not defined")
        else:
            raise SyntaxError('invalid syntax')
        while self._is('.'):
            name = self._list[self._at][1]
            self._at += 1
            out = getattr(out, name)
            if self._is('('):
                args = []
                while not self._is(')'):
                    args.append(self._sum())
                    self._is(',')
                out = out(*args)
        return out


class _More:
    """Methods of Series and DataFrame alike."""

    @property
    def index(self):
        return self._index

    @index.setter
    def index(self, labels):
        if not isinstance(labels, Index):
            labels = _as_index(labels, 0)
            have = len(self._data) if isinstance(self, Series) else len(self._index)
            if len(labels) != have:
                raise ValueError(f'Length mismatch: Expected axis has {have} elements, new values have {len(labels)} elements')
        self._index = labels

    def squeeze(self, axis=None): return (self.iloc[0] if len(self) == 1 else self) if isinstance(self, Series) else (self.iloc[:, 0].squeeze() if self.shape[1] == 1 else self.iloc[0] if len(self) == 1 else self)
    def floordiv(self, other): return self // other
    def radd(self, other): return other + self
    def rsub(self, other): return other - self
    def rmul(self, other): return other * self
    def rdiv(self, other): return other / self
    rtruediv = rdiv
    def rpow(self, other): return other ** self
    def _rows_there(self):
        """Whether each row has a value."""
        return [not _missing(v) for v in _items(self._data)] if isinstance(self, Series) else [any(not _missing(v) for v in r) for r in zip(*[_items(c) for c in self._store])]
    def first_valid_index(self): return next((k for k, there in zip(self.index, self._rows_there()) if there), None)
    def last_valid_index(self): return next((k for k, there in reversed(list(zip(self.index, self._rows_there()))) if there), None)
    def infer_objects(self, copy=None): return self._like(_inferred(_items(self._data))) if isinstance(self, Series) else self._map(lambda c: c if _is_array(c) else _inferred(_items(c)))
    def convert_dtypes(self): return self
    def truncate(self, before=None, after=None): return self.loc[before:after]
    def take(self, indices, axis=0): return self.iloc[list(indices)] if axis == 0 else self.iloc[:, list(indices)]
    def add_prefix(self, prefix): return self.rename(index=lambda k: f'{prefix}{k}') if isinstance(self, Series) else self.rename(columns=lambda k: f'{prefix}{k}')
    def add_suffix(self, suffix): return self.rename(index=lambda k: f'{k}{suffix}') if isinstance(self, Series) else self.rename(columns=lambda k: f'{k}{suffix}')
    def reindex_like(self, other): return self.reindex(other.index)
    def resample(self, rule): return _Resampled(self, rule)
    def asfreq(self, freq): return self.reindex(date_range(self.index[0], self.index[-1], freq=freq))
    def combine_first(self, other):
        if list(self.index) == list(other.index):
            rows = self.index
        else:
            labels = list(dict.fromkeys(list(self.index) + list(other.index)))
            try:
                labels = sorted(labels)
            except TypeError:
                pass
            rows = Index(labels, name=self.index.name)
        if isinstance(self, Series):
            mine = self.reindex(rows)
            return mine.where(mine.notna(), other.reindex(rows))
        columns = list(dict.fromkeys(list(self.columns) + list(other.columns)))
        try:
            columns = sorted(columns)
        except TypeError:
            pass
        def column(c):
            if c not in other.columns:
                return self[c].reindex(rows)
            if c not in self.columns:
                return other[c].reindex(rows)
            out = self[c].combine_first(other[c])
            # Whole numbers stay whole where none is missing.
            return out.astype(np.int64) if self[c].dtype == other[c].dtype == np.int64 and out.notna().all() else out
        return DataFrame({c: column(c) for c in columns}, index=rows)


def _kendall(a, b):
    """Kendall's tau-b: concordant pairs less discordant ones, over what ties leave of all pairs."""
    a, b = [float(v) for v in a], [float(v) for v in b]
    score = left = right = 0
    for i in range(len(a)):
        for j in range(i):
            x, y = (a[i] > a[j]) - (a[i] < a[j]), (b[i] > b[j]) - (b[i] < b[j])
            score += x * y
            left += x != 0
            right += y != 0
    return np.float64(score / left ** 0.5 / right ** 0.5) if left and right else np.float64('nan')


class _SeriesMore(_More):
    @property
    def dt(self):
        if not isinstance(self._data, _Dates):
            raise AttributeError('Can only use .dt accessor with datetimelike values')
        return _DateFields(self)

    @property
    def cat(self):
        if not isinstance(self._data, _Categories):
            raise AttributeError("Can only use .cat accessor with a 'category' dtype")
        return _CategoryFields(self)

    @property
    def is_monotonic_increasing(self):
        v = list(self)
        return all(a <= b for a, b in zip(v, v[1:]))

    @property
    def is_monotonic_decreasing(self):
        v = list(self)
        return all(a >= b for a, b in zip(v, v[1:]))

    nbytes = property(lambda self: self._data.nbytes if _is_array(self._data) else 8 * len(self._data))

    def factorize(self, sort=False): return factorize(self)
    def kurt(self): return _moment(self, 4)
    kurtosis = kurt
    def memory_usage(self, index=True, deep=False): return (self._data.nbytes if _is_array(self._data) else 8 * len(self._data)) + (132 if index and isinstance(self.index, RangeIndex) else 8 * len(self) if index else 0)
    def autocorr(self, lag=1): return self.corr(self.shift(lag))
    def pop(self, label):
        v = self[label]
        keep = [i for i, k in enumerate(self.index) if k != label]
        self._data, self.index = _take(self._data, keep), self.index._taken(keep)
        return v
    def repeat(self, n): return self.iloc[[i for i in range(len(self)) for _ in range(n)]]
    def searchsorted(self, v, side='left'): return np.searchsorted(np.asarray(self._data), v, side)
    def update(self, other):
        for k, v in other.items():
            if k in self.index and not _missing(v):
                self.loc[k] = v
    def combine(self, other, f): return Series([_plain(f(a, b)) for a, b in zip(self, other)], index=self.index)
    def compare(self, other): return DataFrame({'self': [a for a, b in zip(self, other) if a != b], 'other': [b for a, b in zip(self, other) if a != b]}, index=[k for k, a, b in zip(self.index, self, other) if a != b])
    def filter(self, items=None, like=None, regex=None):
        keep = [i for i, k in enumerate(self.index) if (items is not None and k in items) or (like is not None and like in str(k)) or (regex is not None and _re.search(regex, str(k)))]
        return self.iloc[keep]
    def to_json(self, path=None): return self.to_frame('v').to_json()[5:-1]
    def transform(self, f, *args): return self.apply(f)
    def xs(self, key, level=None): return self.loc[key]
    def droplevel(self, level): return self.set_axis(_dropped(self.index, level))
    def swaplevel(self): return self.set_axis(MultiIndex([(b, a) for a, b in self.index], list(reversed(self.index.names))))
    def info(self):
        print(f"<class 'pandas.Series'>\n{type(self.index).__name__}: {len(self)} entries, {self.index[0]} to {self.index[-1]}\nSeries name: {self.name}\nNon-Null Count  Dtype\n--------------  -----\n{self.count()} non-null      {self.dtype}")


def _moment(s, k):
    v = np.array([x for x in s if not _missing(x)], dtype=np.float64)
    n = len(v)
    if n < 4:
        return float('nan')
    d = v - v.mean()
    m2, m4 = (d ** 2).sum(), (d ** 4).sum()
    return float(n * (n + 1) * (n - 1) * m4 / ((n - 2) * (n - 3) * m2 ** 2) - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def _dropped(index, level):
    at = level if isinstance(level, int) else index.names.index(level)
    at = at % index.nlevels
    rest = [tuple(v for i, v in enumerate(t) if i != at) for t in index]
    names = [n for i, n in enumerate(index.names) if i != at]
    return Index([t[0] for t in rest], name=names[0]) if len(names) == 1 else MultiIndex(rest, names)


class _FrameMore(_More):
    def value_counts(self, subset=None, normalize=False, sort=True, ascending=False):
        names = list(self._columns) if subset is None else subset
        counts = {}
        for row in zip(*[_items(self[n]._data) for n in names]):
            counts[row] = counts.get(row, 0) + 1
        pairs = sorted(counts.items(), key=lambda p: -p[1])
        return Series([n for _, n in pairs], index=MultiIndex([k for k, _ in pairs], names), name='count')

    def isin(self, values):
        if isinstance(values, DataFrame):
            # Cell by cell, by labels.
            return DataFrame({n: [r in set(values.index) and n in set(values.columns) and s[r] == values.loc[r, n] for r in self.index] for n, s in self.items()}, index=self.index)
        if isinstance(values, str):
            raise TypeError("only list-like or dict-like objects are allowed to be passed to DataFrame.isin(), you passed a 'str'")
        if isinstance(values, dict):
            return DataFrame({n: s.isin(values[n]) if n in values else s.isin([]) for n, s in self.items()}, index=self.index)
        values = set(values)
        return self._map(lambda c: np.array([v in values for v in _items(c)]))

    def rank(self, axis=0, method='average', numeric_only=False, ascending=True): return DataFrame({c: s.rank(method=method, ascending=ascending) for c, s in self.items()}, index=self.index)
    def cummin(self): return self._map(np.minimum.accumulate)
    def mode(self):
        modes = [self[c].mode() for c in self._columns]
        n = max(len(m) for m in modes)
        return DataFrame({c: list(m) + [float('nan')] * (n - len(m)) for c, m in zip(self._columns, modes)})
    def skew(self, numeric_only=False): return Series([self[c].skew() for c in self._numeric()], index=self._numeric())
    def kurt(self, numeric_only=False): return Series([self[c].kurt() for c in self._numeric()], index=self._numeric())
    def sem(self, ddof=1, numeric_only=False): return Series([self[c].sem(ddof) for c in self._numeric()], index=self._numeric())
    def product(self, axis=0): return self.prod(axis)
    def cov(self, min_periods=None, ddof=1, numeric_only=False):
        picked = [i for i, c in enumerate(self._store) if _is_array(c)]
        names = [self._columns[i] for i in picked]
        if any(np.isnan(self._store[i].astype(float)).any() for i in picked):
            m = [[float(self._series(i).cov(self._series(j), min_periods, ddof)) for j in picked] for i in picked]
        else:
            m = np.atleast_2d(np.cov(np.stack([self._store[i].astype(float) for i in picked]), ddof=ddof))
        return DataFrame(m, index=names, columns=names)

    def _enough(self, r, axis, numeric_only, least):
        """A sum or product is missing where fewer than `least` values are there."""
        return r if least <= 0 else r.where(self._reduce('count', axis, numeric_only) >= least)

    def _numeric(self): return [c for c, s in self.items() if _is_array(s._data)]
    def query(self, expr, inplace=False): return self[_Expression(expr, self).value()]
    def eval(self, expr):
        m = _re.match(r'^\s*(\w+)\s*=(?!=)(.*)$', expr)
        if m:
            return self.assign(**{m.group(1): _Expression(m.group(2), self).value()})
        return _Expression(expr, self).value()
    def corrwith(self, other): return Series([self[c].corr(other if isinstance(other, Series) else other[c]) for c in self._numeric()], index=self._numeric())
    def update(self, other):
        for c in other._columns:
            if c in self._columns:
                self[c] = other[c].reindex(self.index).combine_first(self[c])
    def set_axis(self, labels, axis=0):
        out = self.copy()
        if axis in (1, 'columns'):
            out.columns = labels
        else:
            out.index = labels if isinstance(labels, Index) else Index(list(labels))
        return out
    def interpolate(self, method='linear'): return DataFrame({c: s.interpolate() if _is_array(s._data) else s for c, s in self.items()}, index=self.index)
    def expanding(self, min_periods=1): return _Framed(self, lambda s: s.expanding(min_periods))
    def ewm(self, **kw): return _Framed(self, lambda s: s.ewm(**kw))
    def xs(self, key, axis=0, level=None):
        if level is None:
            return self.loc[key]
        at = level if isinstance(level, int) else self.index.names.index(level)
        picked = [i for i, t in enumerate(self.index) if t[at] == key]
        out = self.iloc[picked]
        out.index = _dropped(out.index, at)
        return out
    def droplevel(self, level, axis=0):
        if axis in (1, 'columns'):
            out = self.copy()
            out.columns = _dropped(self.columns, level)
            return out
        return self.set_axis(_dropped(self.index, level))
    def swaplevel(self): return self.set_axis(MultiIndex([(b, a) for a, b in self.index], list(reversed(self.index.names))))
    def unstack(self, level=-1, fill_value=None):
        if not isinstance(self.index, MultiIndex):
            return _stacked(self.T)
        if len(self._columns) == 1:
            out = self[self._columns[0]].unstack(level, fill_value)
            columns = MultiIndex([(self._columns[0], c) for c in out.columns], [None, out.columns.name])
            return DataFrame._made(columns, list(out._store), out.index)
        parts = [(c, self[c].unstack(level, fill_value)) for c in self._columns]
        columns = MultiIndex([(c, k) for c, p in parts for k in p.columns], [None, parts[0][1].columns.name])
        return DataFrame._made(columns, [s for _, p in parts for s in p._store], parts[0][1].index)
    def to_records(self, index=True): return [tuple(([k] if index else []) + list(r)) for k, r in zip(self.index, self.values.tolist())]
    def memory_usage(self, index=True, deep=False):
        sizes = [c.nbytes if _is_array(c) else 8 * len(c) for c in self._store]
        return Series(([132] if index else []) + sizes, index=(['Index'] if index else []) + list(self._columns))
    def align(self, other, join='outer'): return self, other.reindex(self.index)
    def compare(self, other):
        rows = [i for i in range(len(self)) if any(a != b and not (_missing(a) and _missing(b)) for a, b in zip(self.iloc[i], other.iloc[i]))]
        columns, store = [], []
        for c in self._columns:
            a, b = self[c], other[c]
            if any(x != y and not (_missing(x) and _missing(y)) for x, y in zip(a, b)):
                same = [x == y or _missing(x) and _missing(y) for x, y in zip(a, b)]
                for name, s in (('self', a), ('other', b)):
                    columns.append((c, name))
                    store.append(_inferred([float('nan') if same[i] else _plain(s.iloc[i]) for i in rows]))
        return DataFrame._made(MultiIndex(columns), store, self.index._taken(rows))


class _Framed:
    """A window over every column."""
    def __init__(self, frame, make):
        self._f, self._make = frame, make

    def __getitem__(self, c): return self._make(self._f[c])

    def __getattr__(self, name):
        if name == 'agg':
            return lambda f: _window_agg(self._f, self._make, f)
        if name in ('mean', 'sum', 'std', 'var', 'min', 'max', 'median', 'count'):
            return lambda: DataFrame({c: getattr(self._make(self._f[c]), name)() for c in self._f._numeric()}, index=self._f.index)
        raise AttributeError(name)


class _Resampled:
    """series.resample(rule): groups of a span of time each."""

    def __init__(self, obj, rule):
        self._obj = obj
        t = obj.index[0]
        unit = rule.lstrip('0123456789')
        start = t.normalize() if unit in ('D', 'W', 'ME', 'MS', 'M', 'YE', 'YS', 'QE', 'QS', 'B') else t
        ends = unit in ('ME', 'M', 'W', 'YE', 'QE', 'W-SUN')
        if unit in ('MS', 'QS', 'YS'):
            start = Timestamp(start._d.replace(day=1))
        start = _start(start, rule) if ends else start
        labels = [start]
        last = obj.index[-1]
        while (labels[-1] < last.normalize() if ends else _stepped(labels[-1], rule) <= last):
            labels.append(_stepped(labels[-1], rule))
        self._labels = labels
        self._parts = [[] for _ in labels]
        for i, v in enumerate(obj.index):
            k = 0
            while (v.normalize() > labels[k]) if ends else (k + 1 < len(labels) and v >= labels[k + 1]):
                k += 1
            self._parts[k].append(i)
        self._frequency = rule

    def _reduced(self, name):
        index = DatetimeIndex(_Dates(self._labels), name=self._obj.index.name)
        index.freq = self._shown_frequency()
        if isinstance(self._obj, Series):
            return Series([_plain(getattr(self._obj.iloc[p], name)()) if p or name in ('sum', 'count') else float('nan') for p in self._parts], index=index, name=self._obj.name)
        return DataFrame({c: self._obj[c].resample(self._frequency)._reduced(name)._data for c in self._obj._numeric()}, index=index)

    def _shown_frequency(self):
        return date_range(self._labels[0], periods=1, freq=self._frequency).freq

    def __getitem__(self, c): return _Resampled(self._obj[c], self._frequency)
    def sum(self): return self._reduced('sum')
    def mean(self): return self._reduced('mean')
    def max(self): return self._reduced('max')
    def min(self): return self._reduced('min')
    def count(self): return self._reduced('count')
    def median(self): return self._reduced('median')
    def std(self): return self._reduced('std')
    def first(self): return self._reduced('iloc') if False else Series([self._obj.iloc[p[0]] for p in self._parts], index=DatetimeIndex(_Dates(self._labels)))
    def size(self): return Series([len(p) for p in self._parts], index=DatetimeIndex(_Dates(self._labels), name=self._obj.index.name))
    def agg(self, f): return _resampled_agg(self, f) if isinstance(f, dict) or isinstance(self._obj, DataFrame) and not isinstance(f, str) else self._reduced(f) if isinstance(f, str) else DataFrame({g: self._reduced(g)._data for g in f}, index=DatetimeIndex(_Dates(self._labels)))


class _GroupMore:
    """More methods of groups."""
    def _each(self, f):
        """A function of each column's part, in the rows' own order."""
        return self.transform(f)

    def cumprod(self): return self._each(lambda s: s.cumprod())
    def cummax(self): return self._each(lambda s: s.cummax())
    def cummin(self): return self._each(lambda s: s.cummin())
    def ffill(self): return self._each(lambda s: s.ffill())
    def bfill(self): return self._each(lambda s: s.bfill())
    def pct_change(self): return self._each(lambda s: s.pct_change())
    def sem(self): return self._reduced(lambda s: s.sem())
    def skew(self): return self._reduced(lambda s: s.skew())
    def idxmax(self): return self._reduced(lambda s: s.idxmax())
    def idxmin(self): return self._reduced(lambda s: s.idxmin())
    def pipe(self, f, *args, **kw): return f(self, *args, **kw)
    def nth(self, n): return (self._obj._rows if isinstance(self._obj, DataFrame) else self._obj._part)(sorted(p[n] for p in self._groups.values() if -len(p) <= n < len(p)))
    def sample(self, n=1, random_state=None): return concat([(self._obj._rows if isinstance(self._obj, DataFrame) else self._obj._part)(p).sample(n, random_state=random_state) for p in self._groups.values()])
    def rolling(self, window, min_periods=None): return _GroupWindow(self, lambda s: s.rolling(window, min_periods))
    def expanding(self, min_periods=1): return _GroupWindow(self, lambda s: s.expanding(min_periods))


class _GroupWindow:
    def __init__(self, groups, make):
        self._g, self._make = groups, make

    def __getattr__(self, name):
        if name not in ('mean', 'sum', 'min', 'max', 'std', 'var', 'count', 'median'):
            raise AttributeError(name)

        def made():
            labels, parts = [], []
            for k, p in self._g._groups.items():
                s = self._g._obj._part(p)
                parts.append(getattr(self._make(s), name)())
                labels += [(k if isinstance(k, tuple) else (k,)) + (i,) for i in s.index]
            return Series(np.concatenate([np.asarray(p._data, dtype=np.float64) for p in parts]), index=MultiIndex(labels, self._g._names + [self._g._obj.index.name]), name=self._g._obj.name)
        return made


class _DisplayOptions:
    def __getattr__(self, name):
        if name in _option_names.values():
            return getattr(options, name)
        raise AttributeError(f'No such option: {name!r}')

    def __setattr__(self, name, value):
        set_option(f'display.{name}', value)


_option_names['display.float_format'] = 'float_format'
_option_names['display.expand_frame_repr'] = 'expand_frame_repr'
options.float_format = None
options.expand_frame_repr = True
options.display = _DisplayOptions()


def reset_option(name):
    """The default of a display option; 'all' for every one."""
    fresh = _Options()
    fresh.float_format, fresh.expand_frame_repr = None, True
    for key, field in _option_names.items():
        if name == 'all' or key == name:
            setattr(options, field, getattr(fresh, field))


class option_context:
    """with option_context('display.max_rows', 5): …"""
    def __init__(self, *pairs):
        self._pairs = pairs

    def __enter__(self):
        self._old = [(n, get_option(n)) for n in self._pairs[::2]]
        set_option(*self._pairs)
        return self

    def __exit__(self, *e):
        for n, v in self._old:
            set_option(n, v)
        return False


class _Errors:
    """pandas.errors"""


class MergeError(ValueError):
    """Frames that cannot be merged."""


class IntCastingNaNError(ValueError):
    """A missing value where an integer is wanted."""


def _rounded_number(v):
    """Numbers in JSON have ten decimals."""
    return round(v, 10) if isinstance(v, float) else v


def melt(frame, id_vars=None, value_vars=None, var_name='variable', value_name='value'): return frame.melt(id_vars, value_vars, var_name, value_name)
def read_table(path, sep='\t', **kw): return read_csv(path, sep=sep, **kw)


class _FrameFiles:
    """What writes a frame out."""

    def to_csv(self, path=None, sep=',', index=True, header=True, float_format=None, na_rep='', columns=None, mode='w', encoding='utf-8', date_format=None, **kwargs):
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
        columns_ = [_date_texts(c) if isinstance(c, _Dates) and date_format is None else [v.strftime(date_format) if isinstance(v, Timestamp) else v for v in c] if isinstance(c, _Dates) else _items(c) for c in frame._store]
        columns_ = [['' if v == 'NaT' else v for v in c] if isinstance(d, _Dates) else c for c, d in zip(columns_, frame._store)]
        rows_ = frame.index._labels() if isinstance(frame.index, DatetimeIndex) else frame.index
        for i, label in enumerate(rows_):
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

    def to_json(self, path_or_buf=None, *, orient=None, date_format=None, double_precision=10, force_ascii=True, lines=False, indent=None, index=None):
        import json
        orient = orient or 'columns'
        if orient not in ('split', 'records', 'index', 'columns', 'values', 'table'):
            raise ValueError(f"Invalid value '{orient}' for option 'orient'")
        if lines and orient != 'records':
            raise ValueError("'lines' keyword only valid when 'orient' is records")
        def one(v):
            if _missing(v):
                return None
            if isinstance(v, (bool, np.bool_)):
                return bool(v)
            if isinstance(v, Timestamp):
                # Milliseconds since 1970, or the date's text.
                return f'{v.strftime("%Y-%m-%dT%H:%M:%S")}.{v.microsecond // 1000:03d}' if date_format == 'iso' else int(round((v - Timestamp('1970-01-01')).total_seconds() * 1000))
            if isinstance(v, (float, np.floating)):
                return _rounded_number(round(float(v), double_precision))
            return _rounded_number(v)
        names, rows = [str(c) if not isinstance(c, (int, np.integer)) else c for c in self._columns], [one(i) for i in self.index]
        columns = [[one(v) for v in _items(c)] for c in self._store]
        if orient == 'columns':
            data = {str(n): {str(i): v for i, v in zip(rows, c)} for n, c in zip(names, columns)}
        elif orient == 'index':
            data = {str(i): {str(n): c[k] for n, c in zip(names, columns)} for k, i in enumerate(rows)}
        else:
            table = [[c[k] for c in columns] for k in range(len(rows))]
            data = [{str(n): v for n, v in zip(names, r)} for r in table] if orient == 'records' else table if orient == 'values' else {'columns': names, 'index': rows, 'data': table}
        def text(v): return json.dumps(v, separators=(',', ':'), ensure_ascii=force_ascii, indent=indent).replace('/', '\\/')
        out = ''.join(text(r) + '\n' for r in data) if lines else text(data)
        if path_or_buf is None:
            return out
        if hasattr(path_or_buf, 'write'):
            path_or_buf.write(out)
            return
        with open(path_or_buf, 'w') as f:
            f.write(out)

    def to_markdown(self, index=True):
        raise NotImplementedError('to_markdown needs the package tabulate; write print(df.to_string())')

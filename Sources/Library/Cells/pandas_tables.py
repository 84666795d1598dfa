# The seventh part of the pandas module (see pandas_base.py): tables by two keys, stacked frames, descriptions of mixed frames.

def _joined_labels(indexes):
    """The labels of several indexes: as they are where all are equal, else sorted where they can be, else in order of appearance."""
    first = list(indexes[0])
    if all(list(i) == first for i in indexes[1:]):
        return indexes[0]
    labels = list(dict.fromkeys(v for i in indexes for v in i))
    try:
        labels = sorted(labels)
    except TypeError:
        pass
    return Index(labels, name=indexes[0].name)


def _ranked(data):
    """What to sort a column by: a column of categories by their order."""
    if not isinstance(data, _Categories):
        return _items(data)
    places = {c: k for k, c in enumerate(data.categories)}
    return [float('nan') if _missing(v) else places[v] for v in data]


def _described_all(frame, percentiles):
    """describe(include='all'): numbers and texts side by side."""
    parts = {n: s.describe(percentiles) for n, s in frame.items()}
    texts = [p for p in parts.values() if 'unique' in p.index]
    numbers = [p for p in parts.values() if 'unique' not in p.index]
    labels = list(dict.fromkeys((['count'] if parts else []) + [k for p in texts[:1] for k in p.index] + [k for p in numbers[:1] for k in p.index]))
    columns = {}
    for n, p in parts.items():
        values = dict(p.items())
        row = [values.get(k, float('nan')) for k in labels]
        columns[n] = np.array(row, dtype=np.float64) if 'unique' not in values else _Objects(row)
    return DataFrame._made(Index(list(columns)), list(columns.values()), Index(labels))


def _stacked(frame):
    """frame.stack(): the columns (of several levels: the last) become the innermost level of the rows."""
    columns = frame._columns
    rows = [r if isinstance(r, tuple) else (r,) for r in frame.index]
    names = list(frame.index.names)
    if isinstance(columns, MultiIndex):
        inner = list(dict.fromkeys(c[-1] for c in columns))
        outer = list(dict.fromkeys(c[:-1] for c in columns))
        table = {c: _items(s) for c, s in zip(columns, frame._store)}
        n = len(frame)
        index = MultiIndex([r + (k,) for r in rows for k in inner], names + [columns.names[-1]])
        out = {(o[0] if len(o) == 1 else o): [table[o + (k,)][i] if o + (k,) in table else float('nan') for i in range(n) for k in inner] for o in outer}
        return DataFrame(out, index=index)
    index = MultiIndex([r + (c,) for r in rows for c in columns], names + [columns.name])
    return Series([_plain(v) for row in zip(*[_items(s) for s in frame._store]) for v in row], index=index)


def _listed(keys):
    return [] if keys is None else list(keys) if isinstance(keys, (list, tuple)) else [keys]


def pivot(data, *, columns, index=None, values=None):
    """A table of single values by row and column keys."""
    for title, given in (('columns', columns), ('index', index), ('values', values)):
        absent = [n for n in _listed(given) if n not in data._columns]
        if absent:
            raise KeyError(f"The following '{title}' labels are not columns of the DataFrame: {absent}")
    ids, keys = _listed(index), _listed(columns)
    picked = _listed(values) if values is not None else [c for c in data._columns if c not in ids and c not in keys]
    rows = list(zip(*[_items(data[k]._data) for k in ids])) if ids else [(v,) for v in data.index]
    heads = list(zip(*[_items(data[k]._data) for k in keys]))
    pairs = list(zip(rows, heads))
    if len(set(pairs)) != len(pairs):
        raise ValueError('Index contains duplicate entries, cannot reshape')
    return _pivoted(data, ids or [data.index.name], keys, picked, rows, heads, values is not None and not isinstance(values, list), lambda s: s[0], None)


def _pivoted(data, ids, keys, picked, rows, heads, single, reduce, fill_value):
    row_labels, head_labels = sorted(set(r for r in rows if not any(_missing(v) for v in r))), sorted(set(h for h in heads if not any(_missing(v) for v in h)))
    names, store = [], []
    for value in picked:
        cells = {}
        for r, h, v in zip(rows, heads, _items(data[value]._data)):
            cells.setdefault((r, h), []).append(v)
        whole = True
        for h in head_labels:
            column = [reduce(cells[(r, h)]) if (r, h) in cells else None for r in row_labels]
            if all(v is None or _missing(v) for v in column) and not single and False:
                continue
            gap = float('nan') if fill_value is None else fill_value
            names.append(h if single else (value,) + h)
            missing = any(v is None for v in column)
            store.append(_inferred([gap if v is None else _plain(v) for v in column]))
            whole = whole and not missing
        if not whole and fill_value is None:
            # One missing cell makes floats of all the cells of these values.
            first = len(store) - len(head_labels)
            store[first:] = [c.astype(np.float64) if _is_array(c) and c.dtype.kind in 'iu' else c for c in store[first:]]
    index = MultiIndex(row_labels, ids) if len(ids) > 1 else Index([r[0] for r in row_labels], name=ids[0])
    if single:
        columns = MultiIndex(names, keys) if len(keys) > 1 else Index([n[0] for n in names], name=keys[0])
    else:
        columns = MultiIndex(names, [None] + keys)
    return DataFrame._made(columns, store, index)


def pivot_table(data, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, margins=False, margins_name='All', **kwargs):
    """A table of statistics by row and column keys."""
    ids, keys = _listed(index), _listed(columns)
    if isinstance(aggfunc, list):
        parts = [pivot_table(data, values, index, columns, f, fill_value, margins, margins_name) for f in aggfunc]
        names = [f if isinstance(f, str) else f.__name__ for f in aggfunc]
        tuples = [(n,) + (c if isinstance(c, tuple) else (c,)) for n, p in zip(names, parts) for c in p._columns]
        return DataFrame._made(MultiIndex(tuples, [None] + list(parts[0]._columns.names)), [s for p in parts for s in p._store], parts[0].index)
    for name in ids + keys + (_listed(values) if not isinstance(aggfunc, dict) else []):
        if name not in data._columns:
            raise KeyError(name)
    if isinstance(aggfunc, dict) and values is None:
        values = list(aggfunc)
    picked = sorted(_listed(values)) if values is not None else [c for c in data._columns if c not in ids and c not in keys and (_is_array(data[c]._data) or aggfunc == 'count')]
    single = values is not None and not isinstance(values, list)

    def reduce_with(f):
        if f == 'first':
            return lambda cell: _first(Series(cell))
        return lambda cell: _plain(getattr(Series(cell), f)() if isinstance(f, str) else f(Series(cell)))

    def whole(f, part, value):
        return reduce_with(f[value] if isinstance(f, dict) else f)(_items(part[value]._data))

    if not keys or not ids:
        by = ids or keys
        grouped = data.groupby(by if len(by) > 1 else by[0])
        out = grouped[picked].agg(aggfunc)
        if margins and ids:
            store = [_inferred(_items(s) + [whole(aggfunc, data, v)]) for s, v in zip(out._store, picked)]
            labels = list(out.index) + [(margins_name,) + ('',) * (len(ids) - 1) if len(ids) > 1 else margins_name]
            out = DataFrame._made(out._columns, store, MultiIndex(labels, ids) if len(ids) > 1 else Index(labels, name=ids[0]))
        return out if ids else out.T
    rows, heads = list(zip(*[_items(data[k]._data) for k in ids])), list(zip(*[_items(data[k]._data) for k in keys]))
    if isinstance(aggfunc, dict):
        parts = [_pivoted(data, ids, keys, [v], rows, heads, False, reduce_with(aggfunc[v]), fill_value) for v in picked]
        out = DataFrame._made(MultiIndex([c for p in parts for c in p._columns], [None] + keys), [s for p in parts for s in p._store], parts[0].index)
    else:
        out = _pivoted(data, ids, keys, picked, rows, heads, single, reduce_with(aggfunc), fill_value)
    if not margins:
        return out
    columns, store = list(out._columns), [_items(s) for s in out._store]
    row_labels = [r if isinstance(r, tuple) else (r,) for r in out.index]
    places = {}
    for i, r in enumerate(rows):
        places.setdefault(r, []).append(i)
    sums = {}
    for i, h in enumerate(heads):
        sums.setdefault(h, []).append(i)
    made_columns, made_store = [], []
    for value in picked:
        of_value = [k for k, c in enumerate(columns) if single or c[0] == value]
        for k in of_value:
            h = columns[k] if isinstance(columns[k], tuple) else (columns[k],)
            h = h if single else h[1:]
            made_columns.append(columns[k])
            made_store.append(store[k] + [whole(aggfunc, data._rows(sums[h]), value)])
        tail = (margins_name,) + ('',) * (len(keys) - 1)
        made_columns.append((tail if len(keys) > 1 else margins_name) if single else (value,) + tail)
        made_store.append([whole(aggfunc, data._rows(places[r]), value) for r in row_labels] + [whole(aggfunc, data, value)])
    labels = row_labels + [(margins_name,) + ('',) * (len(ids) - 1)]
    index = MultiIndex(labels, ids) if len(ids) > 1 else Index([r[0] for r in labels], name=ids[0])
    names = list(out._columns.names)
    return DataFrame._made(MultiIndex(made_columns, names) if isinstance(made_columns[0], tuple) else Index(made_columns, name=names[0]), [_inferred(s) for s in made_store], index)


def crosstab(index, columns, values=None, rownames=None, colnames=None, aggfunc=None, margins=False, margins_name='All', normalize=False):
    """Counts of pairs, or statistics of the values of each pair."""
    row_name = rownames[0] if rownames else getattr(index, 'name', None) or 'row_0'
    column_name = colnames[0] if colnames else getattr(columns, 'name', None) or 'col_0'
    xs, ys = [_plain(v) for v in index], [_plain(v) for v in columns]
    rows, names = sorted(set(xs)), sorted(set(ys))
    cells = {}
    for x, y, v in zip(xs, ys, [1] * len(xs) if values is None else list(values)):
        cells.setdefault((x, y), []).append(_plain(v))

    def made(cell):
        if values is None:
            return len(cell)
        return float('nan') if not cell else _plain(getattr(Series(cell), aggfunc)() if isinstance(aggfunc, str) else aggfunc(Series(cell)))

    table = [[made(cells.get((x, y), [])) for y in names] for x in rows]
    array = np.array(table)
    if normalize:
        array = array / (array.sum(axis=1, keepdims=True) if normalize == 'index' else array.sum(axis=0, keepdims=True) if normalize == 'columns' else array.sum())
    elif margins:
        array = np.concatenate([array, array.sum(axis=1, keepdims=True)], axis=1)
        array = np.concatenate([array, array.sum(axis=0, keepdims=True)], axis=0)
        rows, names = rows + [margins_name], names + [margins_name]
    return DataFrame._made(Index(names, name=column_name), [array[:, k] for k in range(len(names))], Index(rows, name=row_name))


class _Unindexed:
    """A column of groupby(..., as_index=False): reductions give a frame with the keys as columns."""

    def __init__(self, groups, name):
        self._groups_of, self._name = groups, name

    def __iter__(self): return iter(self._groups_of)

    def __getattr__(self, name):
        f = getattr(self._groups_of, name)
        if not callable(f):
            return f
        def call(*args, **kwargs):
            out = f(*args, **kwargs)
            if isinstance(out, (Series, DataFrame)) and out.index is not self._groups_of._obj.index and list(out.index.names) == list(self._groups_of._names):
                return out.reset_index()
            return out
        return call


class DateParseError(ValueError):
    """A text that is no date."""


class TimedeltaIndex(Index):
    """An index of spans of time."""

    def _new(self, data): return TimedeltaIndex(_Dates(data), name=self.name)
    def _labels(self): return _date_texts(self._data)

    def __repr__(self):
        words = [f"'{t}'" for t in self._labels()]
        line = f"TimedeltaIndex([{', '.join(words)}], dtype='timedelta64[us]', freq=None)"
        if len(line) <= 79:
            return line
        pad, width = ' ' * 16, max(len(w) for w in words)
        per = max(1, (80 - 16) // (width + 2))
        rows = [', '.join(words[i:i + per]) for i in range(0, len(words), per)]
        body = 'TimedeltaIndex([' + (',\n' + pad).join(rows) + '],'
        last = "dtype='timedelta64[us]',"
        return body + (' ' + last if len(rows) == 1 and len(body) + 1 + len(last) <= 80 else '\n' + ' ' * 15 + last) + ('\n' + ' ' * 15 if len(rows) == 1 else ' ') + 'freq=None)'


def _text_span(text):
    """The first and the last moment that a text like '2024', '2024-02' or '2024-02-03' names."""
    d = _parsed_date(text)
    t = text.strip()
    if _re.match(r'^\d{4}$', t):
        end = d.replace(year=d.year + 1)
    elif _re.match(r'^\d{4}-\d{1,2}$', t):
        end = d.replace(year=d.year + d.month // 12, month=d.month % 12 + 1)
    elif ':' not in t:
        end = d + _dt.timedelta(days=1)
    else:
        end = d + _dt.timedelta(seconds=1 if t.count(':') > 1 else 60)
    return Timestamp(d), Timestamp(end - _dt.timedelta(microseconds=1))

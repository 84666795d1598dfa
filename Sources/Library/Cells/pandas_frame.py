# The fifth part of the pandas module (see pandas_base.py): DataFrame.

class DataFrame(_Arithmetic, _FrameMore, _FrameFiles):
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
                data = {k: Series(v) if isinstance(v, dict) else v for k, v in data.items()}
                series = [v for v in data.values() if isinstance(v, Series)]
                if series:
                    row_index = series[0].index
                    if any(list(s.index) != list(row_index) for s in series[1:]):
                        row_index = _joined_labels([s.index for s in series])
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
            return f'Empty DataFrame\nColumns: []\nIndex: [{", ".join(_title(v) for v in self.index)}]'
        if not len(self.index):
            return f"Empty DataFrame\nColumns: [{', '.join(str(c) for c in self._columns)}]\nIndex: []"
        text = self._text(options.max_rows, options.max_columns, options.width)
        return text

    def _width(self, i, positions):
        """The printed width of a column."""
        texts = _texts(_take(self._store[i], positions))
        name = self._columns[i]
        before = self._columns[i - 1] if i > 0 and isinstance(name, tuple) else None
        titles = ['' if k < len(name) - 1 and before is not None and before[:k + 1] == name[:k + 1] else str(x) for k, x in enumerate(name)] if isinstance(name, tuple) else [self._heading(i)]
        return max([len(t) for t in texts] + [len(t) + (_is_array(self._store[i]) and not isinstance(name, tuple)) for t in titles])

    def _heading(self, i):
        """The text above a column."""
        return self._columns._labels()[i] if isinstance(self._columns, DatetimeIndex) else str(self._columns[i])

    def _text(self, max_rows, max_columns, width, show_index=True, show_header=True):
        positions, cut = _shown(len(self.index), max_rows if max_rows is not None else len(self.index) + 1)
        labels, header, index_width = _index_lines(self.index, positions)
        count = len(self._store)
        picked, gap = list(range(count)), None
        if max_columns == 0 and width is not None:
            # As many columns as fit, taken from the middle; at least two.
            sizes = [index_width] + [self._width(i, positions) for i in range(count)]
            excess = sum(sizes) + count - width + 1
            while excess > 0 and len(sizes) > 1:
                excess -= sizes.pop(round(len(sizes) / 2)) + 1
            max_columns = max(len(sizes) - 1, 2)
            width = None
        if max_columns and count > max_columns:
            half = max_columns // 2
            picked, gap = list(range(half)) + list(range(count - half, count)), half
        column_name = self._columns.name if not isinstance(self._columns, MultiIndex) else None
        top = column_name is not None
        blocks, dotted = [], -1
        column_labels = [', '.join(str(x) for x in c) if isinstance(c, tuple) else str(c) for c in self._columns] if not _is_array(self._columns._data) or self._columns._data.dtype.kind != 'f' else _label_texts(self._columns._data)
        if isinstance(self._columns, DatetimeIndex):
            column_labels = self._columns._labels()
        multi = isinstance(self._columns, MultiIndex)
        # Integer labels are left-justified to one width.
        ints = not multi and len(self._columns) > 0 and all(isinstance(c, int) and not isinstance(c, bool) for c in self._columns)
        int_width = max([len(str(self._columns[i])) for i in picked], default=0) if ints else 0
        for k, i in enumerate(picked):
            texts = _texts(_take(self._store[i], positions))
            if not multi and ints:
                column_labels[i] = column_labels[i].ljust(int_width)
            titles = [('' if level < self._columns.nlevels - 1 and i > 0 and self._columns[i - 1][:level + 1] == self._columns[i][:level + 1] else str(x)) for level, x in enumerate(self._columns[i])] if multi else [column_labels[i]]
            lead = 1 if not multi and _is_array(self._store[i]) else 0
            wide = max([len(t) for t in texts] + [len(t) + lead for t in titles])
            body = [t.rjust(wide) for t in texts]
            heads = [t.rjust(wide) for t in titles]
            blocks.append((heads, body))
            if gap is not None and k == gap - 1:
                blocks.append(([' ...'] * len(heads), [' ...'] * len(body)))
                dotted = len(blocks) - 1
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
                for level in range(self._columns.nlevels):
                    lines.append(outer[level].ljust(index_width) + ''.join(' ' + heads[level] for heads, _ in chosen))
            elif show_header:
                lines.append((head_name.ljust(index_width) if show_index else '') + ''.join(' ' + heads[0] for heads, _ in chosen))
            if named and show_index:
                lines.append(header.ljust(index_width) + ''.join(' ' + (' ...' if dotted >= 0 and block is blocks[dotted] else ' ' * len(block[1][0])) for block in chosen))
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

    def info(self, verbose=None, memory_usage=None, show_counts=None):
        print("<class 'pandas.DataFrame'>")
        kind = type(self.index).__name__
        first, last = (f', {self.index[0]} to {self.index[-1]}' if len(self.index) else '', '')
        print(f'{kind}: {len(self.index)} entries{first}')
        print(f'Data columns (total {len(self._store)} columns):')
        counts = [f'{_reduction(c, "count")} non-null' for c in self._store]
        names = [str(c) for c in self._columns]
        number = max(len(str(len(names) - 1)) + 1, 2)
        kinds = [str(_dtype(c)) for c in self._store]
        w1, w2, w3 = max([len(n) for n in names] + [6]), max([len(c) for c in counts] + [14]), max([len(k) for k in kinds] + [5])
        print(f"{' #':<{number}}   {'Column':<{w1}}  {'Non-Null Count':<{w2}}  {'Dtype':<{w3}}")
        print(f"{'---':<{number}}  {'------':<{w1}}  {'--------------':<{w2}}  {'-----':<{w3}}")
        for i, (n, c, k) in enumerate(zip(names, counts, kinds)):
            print(f"{' ' + str(i):<{number}}   {n:<{w1}}  {c:<{w2}}  {k:<{w3}}")
        tally = {}
        for k in kinds:
            tally[k] = tally.get(k, 0) + 1
        print('dtypes: ' + ', '.join(f'{k}({tally[k]})' for k in sorted(tally)))
        size = sum(c.nbytes if _is_array(c) else 8 * len(c) for c in self._store) + (132 if isinstance(self.index, RangeIndex) else 8 * len(self.index))
        plus = '+' if 'object' in kinds or not isinstance(self.index, RangeIndex) and str(self.index.dtype) == 'object' else ''
        print(f'memory usage: {size}.0{plus} bytes' if size < 1024 else f'memory usage: {size / 1024:.1f}{plus} KB' if size < 1 << 20 else f'memory usage: {size / (1 << 20):.1f}{plus} MB')

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
            if any(v is not None and not isinstance(_plain(v), int) for v in (key.start, key.stop)):
                return self.loc[key]
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
            if isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple)):
                value = np.array(value)
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
            data = _copied(data)
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
        if isinstance(self._columns, MultiIndex):
            columns = MultiIndex([n if isinstance(n, tuple) else (n,) + ('',) * (self._columns.nlevels - 1) for n in names], list(self._columns.names))
        else:
            columns = Index(names, name=self._columns.name)
        return self._return(DataFrame._made(columns, store, RangeIndex(len(self.index))), inplace)

    def reindex(self, index=None, columns=None, fill_value=float('nan')):
        out = self
        if index is not None:
            index = _as_index(index, 0)
            if index.name is None and index.nlevels == 1 and self.index.name is not None:
                index = index.rename(self.index.name)
            where = self.index._positions()
            positions = [where[v][0] if v in where else -1 for v in index]
            out = DataFrame._made(self._columns, [_take_or_nan(c, positions) for c in self._store], index)
        if columns is not None:
            store = [out._store[out._position(c)] if c in out._columns else np.full(len(out), np.nan) for c in columns]
            out = DataFrame._made(columns, store, out.index)
        return out if _missing(fill_value) else out.fillna(fill_value)

    def astype(self, dtype):
        if isinstance(dtype, dict):
            for n in dtype:
                if n not in self._columns:
                    raise KeyError(f"Only a column name can be used for the key in a dtype mappings argument. '{n}' not found in columns.")
            def one(n, c):
                try:
                    return _cast(c, dtype[n])
                except ValueError as e:
                    raise ValueError(f"{e}: Error while type casting for column '{n}'") from None
            return DataFrame._made(self._columns, [one(n, c) if n in dtype else c for n, c in zip(self._columns, self._store)], self.index)
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
        if callable(cond):
            cond = cond(self)
        return DataFrame._made(self._columns, [self._series(i).where(cond if isinstance(cond, Series) else cond[n], other[n] if isinstance(other, DataFrame) else other)._data for i, n in enumerate(self._columns)], self.index)

    def mask(self, cond, other=float('nan')):
        return self.where(~(cond(self) if callable(cond) else cond), other)

    def dot(self, other):
        return _matrix_product(self, other)

    __matmul__ = dot

    # Missing values

    def isna(self):
        return self._map(lambda c: Series(c).isna()._data)

    isnull = isna

    def notna(self):
        return ~self.isna()

    notnull = notna

    def dropna(self, axis=0, how='any', subset=None, inplace=False, thresh=None, ignore_index=False):
        if thresh is not None:
            return self._return(_enough(self, axis, thresh, subset), inplace)
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
        if axis is None:
            # Of everything at once.
            return _reduction(_inferred([_plain(v) for c in self._store for v in _items(c)]), name, **kw)
        picked = [i for i, c in enumerate(self._store) if not numeric_only or _is_array(c)]
        values = []
        for i in picked:
            values.append(_plain(_reduction(self._store[i], name, **kw)))
        return Series(_inferred(values) if not any(isinstance(v, str) for v in values) else _Objects(values), index=Index([self._columns[i] for i in picked], name=self._columns.name) if not isinstance(self._columns, MultiIndex) else self._columns)

    def sum(self, axis=0, skipna=True, numeric_only=False, min_count=0): return self._enough(self._reduce('sum', axis, numeric_only, skipna=skipna), axis, numeric_only, min_count)
    def mean(self, axis=0, skipna=True, numeric_only=False): return self._reduce('mean', axis, numeric_only, skipna=skipna)
    def median(self, axis=0, skipna=True, numeric_only=False): return self._reduce('median', axis, numeric_only, skipna=skipna)
    def min(self, axis=0, skipna=True, numeric_only=False): return self._reduce('min', axis, numeric_only, skipna=skipna)
    def max(self, axis=0, skipna=True, numeric_only=False): return self._reduce('max', axis, numeric_only, skipna=skipna)
    def prod(self, axis=0, skipna=True, numeric_only=False, min_count=0): return self._enough(self._reduce('prod', axis, numeric_only, skipna=skipna), axis, numeric_only, min_count)
    def std(self, axis=0, skipna=True, ddof=1, numeric_only=False): return self._reduce('std', axis, numeric_only, skipna=skipna, ddof=ddof)
    def var(self, axis=0, skipna=True, ddof=1, numeric_only=False): return self._reduce('var', axis, numeric_only, skipna=skipna, ddof=ddof)
    def count(self, axis=0, numeric_only=False): return self._reduce('count', axis, numeric_only)
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
        return Series([s.idxmax() for _, s in self.items()], index=self._columns) if axis in (0, 'index') else Series([self._columns[int(np.argmax([v for v in r]))] for r in self.values.tolist()], index=self.index)

    def idxmin(self, axis=0):
        return Series([s.idxmin() for _, s in self.items()], index=self._columns) if axis in (0, 'index') else Series([self._columns[int(np.argmin([v for v in r]))] for r in self.values.tolist()], index=self.index)

    def cumsum(self): return self._map(np.cumsum)
    def cumprod(self): return self._map(np.cumprod)
    def cummax(self): return self._map(np.maximum.accumulate)
    def shift(self, periods=1, freq=None, axis=0, fill_value=float('nan')): return DataFrame._made(self._columns, self._store, _shifted_dates(self.index, periods, freq)) if freq is not None else self._map(lambda c: Series(c).shift(periods, fill_value=fill_value)._data)
    def diff(self, periods=1): return self._map(lambda c: Series(c).diff(periods)._data)
    def pct_change(self): return self._map(lambda c: Series(c).pct_change()._data)

    def corr(self, method='pearson', min_periods=1, numeric_only=False):
        picked = [i for i, c in enumerate(self._store) if _is_array(c)]
        names = [self._columns[i] for i in picked]
        if len(picked) < len(self._store) and not numeric_only:
            for i, c in enumerate(self._store):
                text = next((v for v in _items(c) if isinstance(v, str)), None) if not _is_array(c) else None
                if text is not None:
                    raise ValueError(f'could not convert string to float: {text!r}')
        if method != 'pearson' or any(np.isnan(self._store[i].astype(float)).any() for i in picked):
            # Pair by pair, of the rows that have both.
            m = [[1.0 if callable(method) and i == j else float(self._series(i).corr(self._series(j), method, min_periods)) for j in picked] for i in picked]
        else:
            m = np.atleast_2d(np.corrcoef(np.stack([self._store[i].astype(float) for i in picked])))
        return DataFrame(m, index=names, columns=names)

    def describe(self, percentiles=None, include=None, exclude=None):
        if include == 'all':
            return _described_all(self, percentiles)
        if include is not None or exclude is not None:
            return self.select_dtypes(include, exclude).describe(percentiles)
        picked = [n for n, s in self.items() if _is_array(s._data) and s._data.dtype.kind != 'b']
        if not picked:
            picked = list(self._columns)
        parts = {n: self[n].describe(percentiles) for n in picked}
        index = next(iter(parts.values())).index
        return DataFrame({n: s._data for n, s in parts.items()}, index=index)

    def agg(self, f, axis=0):
        if isinstance(f, dict):
            if any(isinstance(g, (list, tuple)) for g in f.values()):
                return _aligned_columns({n: self[n].agg(g) for n, g in f.items()})
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

    def replace(self, to_replace=None, value=None, regex=False):
        if isinstance(to_replace, dict) and to_replace and all(isinstance(v, dict) for v in to_replace.values()):
            return DataFrame._made(self._columns, [Series(c).replace(to_replace[n], regex=regex)._data if n in to_replace else c for n, c in zip(self._columns, self._store)], self.index)
        return self._map(lambda c: Series(c).replace(to_replace, value, regex)._data)

    def transform(self, f):
        return self.apply(f)

    # Order and groups

    def sort_values(self, by, axis=0, ascending=True, ignore_index=False, inplace=False, key=None, na_position='last', kind=None):
        by = by if isinstance(by, list) else [by]
        up = ascending if isinstance(ascending, list) else [ascending] * len(by)
        if len(up) != len(by):
            raise ValueError(f'Length of ascending ({len(up)}) != length of by ({len(by)})')
        for name in by:
            if name not in self._columns:
                raise KeyError(name)
        out = self._rows(_sorted_positions([_ranked((key(self[n]) if key else self[n])._data) for n in by], up))
        return self._return(out.reset_index(drop=True) if ignore_index else out, inplace)

    def sort_index(self, axis=0, level=None, ascending=True, inplace=False, key=None):
        if inplace:
            return self._return(self.sort_index(axis, level, ascending, key=key), True)
        if level is not None and isinstance(self.index, MultiIndex):
            at = self.index.names.index(level) if level in self.index.names else level
            return self._rows(_sorted_positions([[(t[at],) + t for t in self.index]], [ascending]))
        if axis in (1, 'columns'):
            return self[sorted(self._columns, reverse=not ascending)]
        return self._rows(_sorted_positions([list(key(self.index) if key else self.index)], [ascending]))

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

    def groupby(self, by=None, level=None, as_index=True, sort=True, dropna=True, observed=True, group_keys=True):
        if level is not None:
            by = [self.index.get_level_values(level) if isinstance(self.index, MultiIndex) else self.index]
        by = by if isinstance(by, list) else [by]
        keys = [_group_key(k, self.index, self) for k in by]
        return DataFrameGroupBy(self, keys, sort, dropna, as_index, observed)

    def rolling(self, window, min_periods=None, center=False):
        return _FrameRolling(self, window, min_periods, center)

    def merge(self, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, suffixes=('_x', '_y'), indicator=False, sort=False, validate=None):
        return merge(self, right, how, on, left_on, right_on, left_index, right_index, suffixes, indicator, sort, validate)

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

    def pivot_table(self, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, margins=False, margins_name='All', **kwargs):
        return pivot_table(self, values, index, columns, aggfunc, fill_value, margins, margins_name)

    def pivot(self, *, columns, index=None, values=None):
        return pivot(self, columns=columns, index=index, values=values)

    def melt(self, id_vars=None, value_vars=None, var_name='variable', value_name='value'):
        ids = [] if id_vars is None else id_vars if isinstance(id_vars, list) else [id_vars]
        names = [c for c in self._columns if c not in ids] if value_vars is None else value_vars if isinstance(value_vars, list) else [value_vars]
        data = {i: [v for _ in names for v in self[i]] for i in ids}
        data[var_name] = [n for n in names for _ in range(len(self))]
        data[value_name] = [v for n in names for v in self[n]]
        return DataFrame(data)

    def stack(self):
        return _stacked(self)

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

    def equals(self, other):
        return isinstance(other, DataFrame) and self.shape == other.shape and list(self._columns) == list(other._columns) and all(a.equals(b) for (_, a), (_, b) in zip(self.items(), other.items()))

// This file holds the module `csv`, written in the cell language.

let csvSource = #"""
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3

class Error(Exception):
    pass

class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False

class excel(Dialect):
    pass

class excel_tab(excel):
    delimiter = '\t'

class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = '\n'

_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_names = ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict')

def register_dialect(name, dialect=None, **fmtparams):
    _dialects[name] = _make(dialect or 'excel', fmtparams)

def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]

def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]

def list_dialects():
    return list(_dialects)

_limit = 131072

def field_size_limit(new=None):
    global _limit
    old = _limit
    if new is not None:
        _limit = new
    return old

def _make(dialect, params):
    d = Dialect()
    base = get_dialect(dialect) if isinstance(dialect, str) else dialect
    for n in _names:
        setattr(d, n, getattr(base, n, getattr(Dialect, n)))
    for k, v in params.items():
        if k not in _names:
            raise TypeError(f"'{k}' is an invalid keyword argument for this function")
        setattr(d, k, v)
    if not isinstance(d.delimiter, str) or len(d.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    if d.quotechar is None and d.quoting != QUOTE_NONE and 'quotechar' in params:
        raise TypeError('quotechar must be set if quoting enabled')
    return d

class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        delimiter, quote, escape, double, skip = d.delimiter, d.quotechar, d.escapechar, d.doublequote, d.skipinitialspace
        numeric = d.quoting == QUOTE_NONNUMERIC
        plain = d.quoting == QUOTE_NONE
        line = next(self._lines)
        self.line_num += 1
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
        if (quote is None or quote not in line) and escape is None and not numeric and not skip:
            line = line.rstrip('\r\n')
            return line.split(delimiter) if line else []
        fields = []
        field = []
        quoted = False
        state = 0  # 0 start of a field, 1 in a field, 2 in quotes, 3 after a closing quote
        while True:
            i, n = 0, len(line)
            while i < n:
                c = line[i]
                i += 1
                if state == 2:
                    if c == escape:
                        field.append(line[i] if i < n else '\n')
                        i += 1
                    elif c == quote:
                        if double and i < n and line[i] == quote:
                            field.append(quote)
                            i += 1
                        else:
                            state = 3
                    else:
                        field.append(c)
                elif c in '\r\n':
                    i = n
                    break
                elif c == escape and escape is not None:
                    field.append(line[i] if i < n else '\n')
                    i += 1
                    state = 1
                elif c == delimiter:
                    fields.append(self._field(field, quoted, numeric))
                    field, quoted, state = [], False, 0
                elif state == 0 and c == ' ' and skip:
                    pass
                elif state == 0 and c == quote and not plain:
                    quoted, state = True, 2
                else:
                    if state == 3 and d.strict:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                    field.append(c)
                    state = 1
            if state != 2:
                break
            try:
                line = next(self._lines)
            except StopIteration:
                if d.strict:
                    raise Error('unexpected end of data') from None
                break
            self.line_num += 1
        if fields or field or quoted or state:
            fields.append(self._field(field, quoted, numeric))
        return fields

    def _field(self, field, quoted, numeric):
        s = ''.join(field)
        return float(s) if numeric and not quoted else s

def reader(iterable, dialect='excel', **fmtparams):
    return _Reader(iterable, _make(dialect, fmtparams))

class _Writer:
    def __init__(self, file, dialect):
        if not hasattr(file, 'write'):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = dialect

    def writerow(self, row):
        d = self.dialect
        delimiter, quote, escape, quoting = d.delimiter, d.quotechar, d.escapechar, d.quoting
        special = delimiter + (quote or '') + (escape or '') + '\r\n'
        out = []
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        for value in row:
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            s = '' if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
            if quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not number:
                need = True
            elif quoting == QUOTE_NONE:
                need = False
                if any(c in special for c in s):
                    if escape is None:
                        raise Error('need to escape, but no escapechar set')
                    s = ''.join(escape + c if c in special else c for c in s)
            else:
                need = any(c in special for c in s) or (d.skipinitialspace and s.startswith(' ')) or (not s and len(row) == 1)
            if need:
                if quote in s:
                    s = s.replace(quote, quote * 2 if d.doublequote else (escape or '') + quote)
                s = quote + s + quote
            out.append(s)
        return self._write(delimiter.join(out) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

def writer(fileobj, dialect='excel', **fmtparams):
    return _Writer(fileobj, _make(dialect, fmtparams))

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None else None
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)

    def __iter__(self):
        return self

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d

class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [k for k in rowdict if k not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(x) for x in wrong))
        return [rowdict.get(k, self.restval) for k in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for r in rowdicts:
            self.writerow(r)

class Sniffer:
    def sniff(self, sample, delimiters=None):
        best = max(delimiters or ',;\t|:', key=lambda c: sample.split('\n')[0].count(c))
        if best not in sample:
            raise Error('Could not determine delimiter')
        class dialect(excel):
            delimiter = best
        return dialect
"""#

// This file holds the module `pprint`, written in the cell language.

let pprintSource = #"""
import sys as _sys

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)

def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)

def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def saferepr(object):
    return PrettyPrinter().flat(object, 1)

def isreadable(object):
    return True

def isrecursive(object):
    return False

def _order(key):
    return (str(type(key)), id(key))

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort = sort_dicts

    def pprint(self, object):
        (self._stream or _sys.stdout).write(self.pformat(object) + '\n')

    def pformat(self, object):
        out = []
        self._format(object, out.append, 0, 0, 1)
        return ''.join(out)

    def _items(self, d):
        items = list(d.items())
        if self._sort:
            try:
                items.sort(key=lambda p: p[0])
            except TypeError:
                items.sort(key=lambda p: _order(p[0]))
        return items

    def _sorted(self, s):
        try:
            return sorted(s)
        except TypeError:
            return sorted(s, key=_order)

    def flat(self, x, level):
        deep = self._depth is not None and level > self._depth
        cls = type(x)
        if cls is dict and x:
            if deep:
                return '{...}'
            return '{' + ', '.join(f'{self.flat(k, level + 1)}: {self.flat(v, level + 1)}' for k, v in self._items(x)) + '}'
        if cls is list and x:
            return '[...]' if deep else '[' + ', '.join(self.flat(v, level + 1) for v in x) + ']'
        if cls is tuple and x:
            if deep:
                return '(...)'
            return '(' + ', '.join(self.flat(v, level + 1) for v in x) + (',)' if len(x) == 1 else ')')
        return repr(x)

    def _format(self, x, write, at, allowance, level):
        text = self.flat(x, level)
        room = self._width - at - allowance
        if len(text) <= room or self._depth is not None and level > self._depth:
            write(text)
            return
        cls = type(x)
        pad = self._indent - 1
        if cls is dict and x:
            write('{' + ' ' * pad)
            items = self._items(x)
            for i, (k, v) in enumerate(items):
                key = self.flat(k, level + 1)
                last = i == len(items) - 1
                write(key + ': ')
                self._format(v, write, at + self._indent + len(key) + 2, allowance + 1 if last else 1, level + 1)
                if not last:
                    write(',\n' + ' ' * (at + self._indent))
            write('}')
        elif cls in (list, tuple) and x:
            write(('[' if cls is list else '(') + ' ' * pad)
            self._sequence(x, write, at, allowance + (2 if cls is tuple and len(x) == 1 else 1), level)
            write(']' if cls is list else ',)' if len(x) == 1 else ')')
        elif cls in (set, frozenset) and x:
            opening = '{' if cls is set else 'frozenset({'
            write(opening + (' ' * pad if cls is set else ''))
            self._sequence(self._sorted(x), write, at + len(opening) - 1, allowance + (1 if cls is set else 2), level)
            write('}' if cls is set else '})')
        elif cls is str and len(x) > 0:
            self._text(x, write, at, allowance, level)
        elif hasattr(cls, '__dataclass_fields__') and cls.__repr__.__name__ == '__repr__':
            from dataclasses import fields
            write(cls.__name__ + '(')
            names = [f.name for f in fields(x) if f.repr]
            inner = at + len(cls.__name__) + 1
            for i, n in enumerate(names):
                last = i == len(names) - 1
                write(n + '=')
                self._format(getattr(x, n), write, inner + len(n) + 1, allowance + 1 if last else 1, level + 1)
                if not last:
                    write(',\n' + ' ' * inner)
            write(')')
        else:
            write(text)

    def _sequence(self, items, write, at, allowance, level):
        items = list(items)
        inner = at + self._indent
        room = width = self._width - inner + 1
        first = True
        for i, v in enumerate(items):
            last = i == len(items) - 1
            extra = allowance if last else 1
            if self._compact:
                text = self.flat(v, level + 1)
                need = len(text) + 2
                limit = width - (allowance if last else 0)
                if not first and (room if not last else room - allowance) < need:
                    write(',\n' + ' ' * inner)
                    room = width
                    first = True
                if need <= limit:
                    if not first:
                        write(', ')
                    room -= need
                    write(text)
                    first = False
                    continue
            if not first:
                write(',\n' + ' ' * inner)
            self._format(v, write, inner, extra, level + 1)
            first = False
            room = 0 if self._compact else room

    def _text(self, s, write, at, allowance, level):
        lines = s.splitlines(True)
        if level == 1:
            at += 1
            allowance += 1
        chunks = []
        room = width = self._width - at
        import re
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                room -= allowance
            if len(text) <= room:
                chunks.append(text)
                continue
            parts = re.findall(r'\S*\s*', line)
            parts.pop()
            current = ''
            limit = width
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(repr(s))
            return
        if level == 1:
            write('(')
        for i, c in enumerate(chunks):
            if i > 0:
                write('\n' + ' ' * at)
            write(c)
        if level == 1:
            write(')')
"""#

// This file holds the module `string`, written in the cell language.

let stringSource = #"""
import re as _re

whitespace = ' \t\n\r\x0b\x0c'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace

def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))

class Template:
    delimiter = '$'
    _pattern = _re.compile(r'\$(?:(?P<escaped>\$)|(?P<named>[_a-zA-Z][_a-zA-Z0-9]*)|\{(?P<braced>[_a-zA-Z][_a-zA-Z0-9]*)\}|(?P<invalid>))')

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        def convert(m):
            name = m['named'] or m['braced']
            if name is not None:
                if safe and name not in mapping:
                    return m[0]
                return str(mapping[name])
            if m['escaped'] is not None:
                return '$'
            if safe:
                return m[0]
            before = self.template[:m.start()].splitlines(keepends=True)
            line = max(len(before), 1)
            col = m.start() - len(''.join(before[:-1])) + 1
            raise ValueError(f'Invalid placeholder in string: line {line}, col {col}')
        return self._pattern.sub(convert, self.template)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
"""#

// This file holds the module `html`, written in the cell language.

let htmlSource = #"""
import re as _re

_names = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'reg': '\xae', 'hellip': '\u2026', 'mdash': '\u2014',
          'ndash': '\u2013', 'euro': '\u20ac', 'times': '\xd7', 'deg': '\xb0', 'laquo': '\xab', 'raquo': '\xbb', 'eacute': '\xe9'}

def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s

def unescape(s):
    def one(m):
        t = m[1]
        if t.startswith('#'):
            return chr(int(t[2:], 16) if t[1] in 'xX' else int(t[1:]))
        return _names.get(t, m[0])
    return _re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|\w+);', one, s)
"""#

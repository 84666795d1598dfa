// This file holds the module `fnmatch`, written in the cell language.

let fnmatchSource = #"""
import functools as _functools
import os as _os
import re as _re

def fnmatch(name, pat):
    return fnmatchcase(_os.path.normcase(name), _os.path.normcase(pat))

@_functools.lru_cache(maxsize=512)
def _compile(pat):
    return _re.compile(translate(pat)).match

def fnmatchcase(name, pat):
    return _compile(pat)(name) is not None

def filter(names, pat):
    match = _compile(_os.path.normcase(pat))
    return [n for n in names if match(n)]

def translate(pat):
    out = ''
    i, n = 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == '*':
            if not out.endswith('.*'):
                out += '.*'
        elif c == '?':
            out += '.'
        elif c == '[':
            j = i
            if j < n and pat[j] == '!':
                j += 1
            if j < n and pat[j] == ']':
                j += 1
            while j < n and pat[j] != ']':
                j += 1
            if j >= n:
                out += '\\['
            else:
                stuff = pat[i:j].replace('\\', '\\\\')
                i = j + 1
                if stuff[0] == '!':
                    stuff = '^' + stuff[1:]
                elif stuff[0] in ('^', '['):
                    stuff = '\\' + stuff
                out += f'[{stuff}]'
        else:
            out += _re.escape(c)
    return f'(?s:{out})\\Z'
"""#

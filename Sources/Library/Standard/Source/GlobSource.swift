// This file holds the module `glob`, written in the cell language.

let globSource = #"""
import fnmatch as _fnmatch
import os as _os
import re as _re

_magic = _re.compile('[*?[]')

def has_magic(s):
    return _magic.search(s) is not None

def escape(pathname):
    return _re.sub('([*?[])', r'[\1]', pathname)

def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))

def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = _os.fspath(pathname)
    root = _os.fspath(root_dir) if root_dir is not None else ''
    for path in _walk(root, pathname, recursive, False, include_hidden):
        if path:
            yield path

def _names(root, folder, dironly, hidden):
    where = _os.path.join(root, folder) if folder else root or '.'
    try:
        names = _os.listdir(where)
    except OSError:
        return []
    if dironly:
        names = [n for n in names if _os.path.isdir(_os.path.join(where, n))]
    return names

def _walk(root, pathname, recursive, dironly, hidden):
    folder, base = _os.path.split(pathname)
    if not has_magic(pathname):
        full = _os.path.join(root, pathname)
        if base:
            if _os.path.lexists(full):
                yield pathname
        elif _os.path.isdir(_os.path.join(root, folder)):
            yield pathname
        return
    if not folder:
        yield from _match(root, folder, base, recursive, dironly, hidden)
        return
    if folder != pathname and has_magic(folder):
        folders = _walk(root, folder, recursive, True, hidden)
    else:
        folders = [folder]
    for d in folders:
        for name in _match(root, d, base, recursive, dironly, hidden):
            yield _os.path.join(d, name)

def _match(root, folder, base, recursive, dironly, hidden):
    if not has_magic(base):
        full = _os.path.join(root, folder, base)
        if base == '':
            return [base] if _os.path.isdir(_os.path.join(root, folder)) else []
        return [base] if _os.path.lexists(full) else []
    if recursive and base == '**':
        return _recursive(root, folder, dironly, hidden)
    names = _names(root, folder, dironly, hidden)
    if not hidden and base[0] != '.':
        names = [n for n in names if n[0] != '.']
    return _fnmatch.filter(names, base)

def _recursive(root, folder, dironly, hidden):
    if _os.path.isdir(_os.path.join(root, folder) or '.'):
        yield ''
    yield from _below(root, folder, '', dironly, hidden)

def _below(root, folder, here, dironly, hidden):
    for name in _names(root, _os.path.join(folder, here), dironly, hidden):
        if hidden or name[0] != '.':
            path = _os.path.join(here, name)
            yield path
            if _os.path.isdir(_os.path.join(root, folder, path)):
                yield from _below(root, folder, path, dironly, hidden)
"""#

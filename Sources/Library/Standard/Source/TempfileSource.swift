// This file holds the module `tempfile`, written in the cell language.

let tempfileSource = #"""
import os as _os
import random as _random
import shutil as _shutil

tempdir = None
_rng = _random.Random()

def gettempdir():
    if tempdir:
        return tempdir
    for name in ('TMPDIR', 'TEMP', 'TMP'):
        d = _os.environ.get(name)
        if d and _os.path.isdir(d):
            return d
    return '/tmp'

def gettempprefix():
    return 'tmp'

def _name(prefix, suffix, dir):
    letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
    folder = dir or gettempdir()
    return _os.path.join(_os.path.abspath(folder), (prefix or 'tmp') + ''.join(_rng.choices(letters, k=8)) + (suffix or ''))

def mkdtemp(suffix=None, prefix=None, dir=None):
    while True:
        p = _name(prefix, suffix, dir)
        try:
            _os.mkdir(p, 0o700)
            return p
        except FileExistsError:
            continue

def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    while True:
        p = _name(prefix, suffix, dir)
        try:
            return _os.open(p, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600), p
        except FileExistsError:
            continue

def mktemp(suffix='', prefix='tmp', dir=None):
    return _name(prefix, suffix, dir)

class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()

    def cleanup(self):
        if _os.path.exists(self.name):
            _shutil.rmtree(self.name, ignore_errors=True)

    def __repr__(self):
        return f'<TemporaryDirectory {self.name!r}>'

class _Temporary:
    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete:
            self.delete = False
            try:
                _os.unlink(self.name)
            except FileNotFoundError:
                pass

def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    _os.close(fd)
    return _Temporary(open(name, mode, buffering, encoding, errors, newline), name, delete)

def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    _os.close(fd)
    f = open(name, mode, buffering, encoding, errors, newline)
    _os.unlink(name)
    return f

SpooledTemporaryFile = TemporaryFile
"""#

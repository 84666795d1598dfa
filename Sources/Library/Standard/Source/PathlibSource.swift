// This file holds the module `pathlib`, written in the cell language.

let pathlibSource = #"""
import fnmatch as _fnmatch
import io as _io
import os as _os
import stat as _stat

def _parse(text):
    root = ''
    if text.startswith('/'):
        root = '//' if text.startswith('//') and not text.startswith('///') else '/'
    return root, [p for p in text.split('/') if p and p != '.']

class PurePath:
    __slots__ = ('_root', '_tail', '_text')

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        self = object.__new__(cls)
        text = ''
        for a in args:
            if isinstance(a, PurePath):
                s = str(a)
            else:
                s = _os.fspath(a) if not isinstance(a, str) else a
                if not isinstance(s, str):
                    raise TypeError(f"argument should be a str or an os.PathLike object where __fspath__ returns a str, not {type(a).__name__!r}")
            text = s if s.startswith('/') or not text else text + '/' + s if s else text
        self._root, self._tail = _parse(text)
        self._text = self._root + '/'.join(self._tail) or '.'
        return self

    def __init__(self, *args):
        pass

    @classmethod
    def _make(cls, root, tail):
        self = object.__new__(cls)
        self._root, self._tail = root, tail
        self._text = root + '/'.join(tail) or '.'
        return self

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __bytes__(self):
        return self._text.encode()

    def __repr__(self):
        return f'{type(self).__name__}({self._text!r})'

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text == other._text

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts <= other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts >= other.parts

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(key, '__fspath__'):
            return NotImplemented
        return type(self)(self, key)

    def __rtruediv__(self, key):
        if not isinstance(key, (str, PurePath)):
            return NotImplemented
        return type(self)(key, self)

    @property
    def drive(self):
        return ''

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ''

    @property
    def suffix(self):
        name = self.name
        i = name.rfind('.')
        return name[i:] if 0 < i < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + s for s in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind('.')
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        return self._make(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._make(self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self._make(self._root, self._tail[:-1] + [self.stem + suffix])

    def joinpath(self, *args):
        return type(self)(self, *args)

    def as_posix(self):
        return self._text

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return 'file://' + self._text

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def is_relative_to(self, *other):
        other = type(self)(*other)
        return self._root == other._root and self._tail[:len(other._tail)] == other._tail

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        base = type(self)(*other)
        if not self.is_relative_to(base):
            raise ValueError(f"{self._text!r} is not in the subpath of {base._text!r} OR one path is relative and the other is absolute.")
        return self._make('', self._tail[len(base._tail):])

    def match(self, path_pattern):
        root, parts = _parse(path_pattern)
        if not parts and not root:
            raise ValueError('empty pattern')
        mine = list(self.parts)
        pattern = ([root] if root else []) + parts
        if root and len(pattern) != len(mine) or len(pattern) > len(mine):
            return False
        return all(_fnmatch.fnmatchcase(m, p) for m, p in zip(reversed(mine), reversed(pattern)))

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

class _Parents:
    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, i):
        n = len(self)
        if isinstance(i, slice):
            return tuple(self[k] for k in range(*i.indices(n)))
        if i >= n or i < -n:
            raise IndexError(i)
        if i < 0:
            i += n
        return self._path._make(self._path._root, self._path._tail[:n - i - 1])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'

class PurePosixPath(PurePath):
    __slots__ = ()

class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls(_os.path.expanduser('~'))

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self._text, follow_symlinks=follow_symlinks)

    def lstat(self):
        return _os.lstat(self._text)

    def exists(self):
        return _os.path.exists(self._text)

    def is_dir(self):
        return _os.path.isdir(self._text)

    def is_file(self):
        return _os.path.isfile(self._text)

    def is_symlink(self):
        return _os.path.islink(self._text)

    def is_mount(self):
        return _os.path.ismount(self._text)

    def samefile(self, other):
        return _os.path.samefile(self._text, _os.fspath(other))

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(self._text, encoding=encoding, errors=errors) as f:
            return f.read()

    def read_bytes(self):
        with open(self._text, 'rb') as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with open(self._text, 'w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def write_bytes(self, data):
        with open(self._text, 'wb') as f:
            return f.write(data)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(self._text, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        _os.rmdir(self._text)

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', self._text)
            _os.utime(self._text)
        else:
            open(self._text, 'a').close()

    def rename(self, target):
        _os.rename(self._text, _os.fspath(target))
        return type(self)(target)

    def replace(self, target):
        _os.replace(self._text, _os.fspath(target))
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        _os.symlink(_os.fspath(target), self._text)

    def hardlink_to(self, target):
        _os.link(_os.fspath(target), self._text)

    def readlink(self):
        return type(self)(_os.readlink(self._text))

    def chmod(self, mode, *, follow_symlinks=True):
        _os.chmod(self._text, mode)

    def absolute(self):
        return self if self._root else type(self)(_os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(_os.path.realpath(self._text, strict=strict))

    def expanduser(self):
        return type(self)(_os.path.expanduser(self._text))

    def iterdir(self):
        for name in _os.listdir(self._text):
            yield self._make(self._root, self._tail + [name])

    def owner(self):
        return _os.getlogin()

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        root, parts = _parse(pattern)
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        yield from self._select(parts, pattern.endswith('/'))

    def rglob(self, pattern):
        root, parts = _parse(pattern)
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        yield from self._select(['**'] + parts, pattern.endswith('/'))

    def _child(self, name):
        return self._make(self._root, self._tail + [name])

    def _folders(self):
        yield self
        try:
            names = _os.listdir(self._text)
        except OSError:
            return
        for name in names:
            child = self._child(name)
            if child.is_dir() and not child.is_symlink():
                yield from child._folders()

    def _select(self, parts, only_folders=False):
        if not parts:
            if self.exists():
                yield self
            return
        part, rest = parts[0], parts[1:]
        if part == '**':
            seen = set()
            for folder in self._folders():
                for p in folder._select(rest, only_folders):
                    if p._text not in seen:
                        seen.add(p._text)
                        yield p
        elif part == '..' or not any(c in part for c in '*?['):
            child = self._child(part)
            if child.exists():
                yield from child._select(rest, only_folders)
        else:
            try:
                names = _os.listdir(self._text)
            except OSError:
                return
            for name in names:
                if _fnmatch.fnmatchcase(name, part):
                    child = self._child(name)
                    if rest:
                        if child.is_dir():
                            yield from child._select(rest, only_folders)
                    else:
                        yield child

class PosixPath(Path, PurePosixPath):
    __slots__ = ()
"""#

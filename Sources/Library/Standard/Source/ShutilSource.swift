// This file holds the module `shutil`, written in the cell language.

let shutilSource = #"""
import fnmatch as _fnmatch
import os as _os
from collections import namedtuple as _namedtuple

class Error(OSError):
    pass

class SameFileError(Error):
    pass

def copyfileobj(fsrc, fdst, length=65536):
    while True:
        data = fsrc.read(length)
        if not data:
            return
        fdst.write(data)

def copyfile(src, dst, *, follow_symlinks=True):
    if _os.path.exists(dst) and _os.path.samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    with open(src, 'rb') as a, open(dst, 'wb') as b:
        copyfileobj(a, b)
    return dst

def copymode(src, dst, *, follow_symlinks=True):
    _os.chmod(dst, _os.stat(src).st_mode & 0o7777)

def copystat(src, dst, *, follow_symlinks=True):
    st = _os.stat(src)
    _os.utime(dst, (st.st_atime, st.st_mtime))
    copymode(src, dst)

def _target(src, dst):
    return _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst

def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst)
    copymode(src, dst)
    return dst

def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst)
    copystat(src, dst)
    return dst

def ignore_patterns(*patterns):
    def ignore(path, names):
        return {n for p in patterns for n in _fnmatch.filter(names, p)}
    return ignore

def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = _os.listdir(src)
    skip = ignore(_os.fspath(src), names) if ignore is not None else ()
    _os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in skip:
            continue
        a, b = _os.path.join(src, name), _os.path.join(dst, name)
        if _os.path.islink(a) and symlinks:
            _os.symlink(_os.readlink(a), b)
        elif _os.path.isdir(a):
            copytree(a, b, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(a, b)
    return dst

def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    try:
        if _os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
        for name in _os.listdir(path):
            p = _os.path.join(path, name)
            if _os.path.isdir(p) and not _os.path.islink(p):
                rmtree(p, ignore_errors, onerror)
            else:
                _os.unlink(p)
        _os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise

def move(src, dst, copy_function=copy2):
    real = _target(src, dst)
    if real != dst and _os.path.exists(real):
        raise Error(f"Destination path '{real}' already exists")
    try:
        _os.rename(src, real)
    except OSError:
        if _os.path.isdir(src):
            copytree(src, real, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real)
            _os.unlink(src)
    return real

def which(cmd, mode=1, path=None):
    if _os.path.dirname(cmd):
        return cmd if _os.access(cmd, mode) else None
    for folder in (path or _os.environ.get('PATH', '/bin:/usr/bin')).split(':'):
        p = _os.path.join(folder, cmd)
        if _os.path.isfile(p) and _os.access(p, mode):
            return p
    return None

def get_terminal_size(fallback=(80, 24)):
    size = _namedtuple('terminal_size', 'columns lines')
    try:
        return size(*_os.get_terminal_size())
    except OSError:
        return size(int(_os.environ.get('COLUMNS', fallback[0])), int(_os.environ.get('LINES', fallback[1])))
"""#

// This file holds the module `atexit`, written in the cell language.

let atexitSource = #"""
_registered = []

def register(func, *args, **kwargs):
    _registered.append((func, args, kwargs))
    return func

def unregister(func):
    _registered[:] = [r for r in _registered if r[0] is not func]

def _run():
    while _registered:
        func, args, kwargs = _registered.pop()
        func(*args, **kwargs)
"""#

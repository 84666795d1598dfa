// This file holds the module `weakref`, written in the cell language.

let weakrefSource = #"""
# References here are strong: what they point to stays alive.
class ref:
    def __init__(self, obj, callback=None):
        self._obj = obj
        self.__callback__ = callback

    def __call__(self):
        return self._obj

    def __eq__(self, other):
        return isinstance(other, ref) and self._obj == other._obj

    def __hash__(self):
        return hash(self._obj)

def proxy(obj, callback=None):
    return obj

class WeakValueDictionary(dict):
    pass

class WeakKeyDictionary(dict):
    pass

class WeakSet(set):
    pass

class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self.alive = True
        self._call = (func, args, kwargs)

    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)

    def detach(self):
        self.alive = False
"""#

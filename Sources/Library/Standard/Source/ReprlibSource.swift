// This file holds the module `reprlib`, written in the cell language.

let reprlibSource = #"""
def recursive_repr(fillvalue='...'):
    def decorator(f):
        running = set()
        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return f(self)
            finally:
                running.discard(key)
        return wrapper
    return decorator

class Repr:
    maxstring = 30
    maxlist = 6
    maxdict = 4

    def repr(self, x):
        if isinstance(x, (list, tuple, set)) and len(x) > self.maxlist:
            s = ', '.join(map(repr, list(x)[:self.maxlist])) + ', ...'
            return {list: '[%s]', tuple: '(%s)', set: '{%s}'}[type(x)] % s
        s = repr(x)
        if isinstance(x, str) and len(s) > self.maxstring:
            i = (self.maxstring - 3) // 2
            return s[:i] + '...' + s[len(s) - (self.maxstring - 3 - i):]
        return s

aRepr = Repr()
repr_ = aRepr.repr
"""#

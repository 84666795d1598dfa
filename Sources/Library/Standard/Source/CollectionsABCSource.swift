// This file holds the module `collections.abc`, written in the cell language.

let collectionsABCSource = #"""
from abc import ABC as _ABC, abstractmethod as _abstract

class Hashable(_ABC):
    @_abstract
    def __hash__(self):
        return 0

class Iterable(_ABC):
    @_abstract
    def __iter__(self):
        while False:
            yield None

class Iterator(Iterable):
    @_abstract
    def __next__(self):
        raise StopIteration
    def __iter__(self):
        return self

class Reversible(Iterable):
    @_abstract
    def __reversed__(self):
        while False:
            yield None

class Generator(Iterator):
    def __next__(self):
        return self.send(None)
    @_abstract
    def send(self, value):
        raise StopIteration
    @_abstract
    def throw(self, typ, val=None, tb=None):
        raise typ
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass

class Sized(_ABC):
    @_abstract
    def __len__(self):
        return 0

class Container(_ABC):
    @_abstract
    def __contains__(self, x):
        return False

class Collection(Sized, Iterable, Container):
    pass

class Callable(_ABC):
    @_abstract
    def __call__(self, *args, **kwds):
        return False

class Set(Collection):
    def __le__(self, other):
        return len(self) <= len(other) and all(e in other for e in self)
    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other)
    def __ge__(self, other):
        return len(self) >= len(other) and all(e in self for e in other)
    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other)
    def __eq__(self, other):
        if not isinstance(other, (Set, set, frozenset)):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)
    def __and__(self, other):
        return self._from_iterable(v for v in other if v in self)
    def __or__(self, other):
        return self._from_iterable(e for s in (self, other) for e in s)
    def __sub__(self, other):
        return self._from_iterable(v for v in self if v not in other)
    def __xor__(self, other):
        return (self - other) | self._from_iterable(v for v in other if v not in self)
    def isdisjoint(self, other):
        return not any(v in self for v in other)

class MutableSet(Set):
    @_abstract
    def add(self, value):
        raise NotImplementedError
    @_abstract
    def discard(self, value):
        raise NotImplementedError
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)
    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError
    def clear(self):
        for value in list(self):
            self.discard(value)
    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self
    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self

class Mapping(Collection):
    @_abstract
    def __getitem__(self, key):
        raise KeyError
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default
    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True
    def keys(self):
        return KeysView(self)
    def items(self):
        return ItemsView(self)
    def values(self):
        return ValuesView(self)
    def __eq__(self, other):
        if not isinstance(other, (Mapping, dict)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

class MappingView(Sized):
    def __init__(self, mapping):
        self._mapping = mapping
    def __len__(self):
        return len(self._mapping)
    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'

class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, key):
        return key in self._mapping
    def __iter__(self):
        yield from self._mapping

class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, item):
        key, value = item
        try:
            v = self._mapping[key]
        except KeyError:
            return False
        return v is value or v == value
    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])

class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(self._mapping[k] == value for k in self._mapping)
    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]

class MutableMapping(Mapping):
    @_abstract
    def __setitem__(self, key, value):
        raise KeyError
    @_abstract
    def __delitem__(self, key):
        raise KeyError
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value
    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError
    def clear(self):
        for key in list(self):
            del self[key]
    def update(self, other=(), /, **kwds):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value
    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default

class Sequence(Reversible, Collection):
    @_abstract
    def __getitem__(self, index):
        raise IndexError
    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return
    def __contains__(self, value):
        return any(v is value or v == value for v in self)
    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]
    def index(self, value, start=0, stop=None):
        n = len(self)
        if start < 0:
            start = max(n + start, 0)
        if stop is None:
            stop = n
        elif stop < 0:
            stop += n
        for i in range(start, min(stop, n)):
            v = self[i]
            if v is value or v == value:
                return i
        raise ValueError
    def count(self, value):
        return sum(1 for v in self if v is value or v == value)

class ByteString(Sequence):
    pass

class MutableSequence(Sequence):
    @_abstract
    def __setitem__(self, index, value):
        raise IndexError
    @_abstract
    def __delitem__(self, index):
        raise IndexError
    @_abstract
    def insert(self, index, value):
        raise IndexError
    def append(self, value):
        self.insert(len(self), value)
    def clear(self):
        while len(self):
            self.pop()
    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]
    def extend(self, values):
        if values is self:
            values = list(values)
        for v in values:
            self.append(v)
    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v
    def remove(self, value):
        del self[self.index(value)]
    def __iadd__(self, values):
        self.extend(values)
        return self

class Awaitable(_ABC):
    pass

class Coroutine(Awaitable):
    pass
"""#

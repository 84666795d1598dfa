# Properties, descriptors, attribute hooks.
class Temp:
    def __init__(self, c=0):
        self._c = c

    @property
    def celsius(self):
        """Degrees C."""
        return self._c

    @celsius.setter
    def celsius(self, v):
        if v < -273.15:
            raise ValueError("below absolute zero")
        self._c = v

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = 0

    @property
    def fahrenheit(self):
        return self._c * 9 / 5 + 32

    kelvin = property(lambda self: self._c + 273.15, doc="Kelvin")


t = Temp(25)
print(t.celsius, t.fahrenheit, t.kelvin, Temp.celsius.__doc__, Temp.kelvin.__doc__)
t.celsius = 100
t.celsius += 5
print(t.celsius)
del t.celsius
print(t.celsius)
for f in (lambda: setattr(t, "celsius", -300), lambda: setattr(t, "fahrenheit", 1), lambda: delattr(t, "fahrenheit")):
    try:
        f()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name
        self.public = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"descriptor of {owner.__name__}"
        return getattr(obj, self.name, None)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.public} wants {self.kind.__name__}")
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        delattr(obj, self.name)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ann", 30)
print(p.name, p.age, Person.name, sorted(vars(p)))
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.age
print(p.age)


class NonData:
    def __get__(self, obj, owner):
        return "from descriptor"


class Uses:
    nd = NonData()


u = Uses()
print(u.nd)
u.nd = "instance wins"
print(u.nd, Uses().nd)


class Dynamic:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        if name.startswith("x_"):
            return name[2:]
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        self.log.append((name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)


d = Dynamic()
d.a = 1
d.b = 2
del d.a
print(d.x_hello, d.b, d.log, hasattr(d, "zzz"), getattr(d, "q", None))
try:
    d.missing
except AttributeError as e:
    print(e)


class Everything:
    real = 1

    def __getattribute__(self, name):
        if name == "magic":
            return 42
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name


e = Everything()
print(e.magic, e.real, e.other)


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __len__(self):
        return len(self._target)


pr = Proxy([3, 1, 2])
pr.sort()
print(len(pr), pr._target, pr.index(2))


class ReadOnly:
    __slots__ = ("v",)

    def __init__(self, v):
        object.__setattr__(self, "v", v)

    def __setattr__(self, name, value):
        raise AttributeError("read-only")


r = ReadOnly(5)
try:
    r.v = 6
except AttributeError as err:
    print(err, r.v)


class Base:
    @property
    def value(self):
        return "base"


class Derived(Base):
    @property
    def value(self):
        return "derived " + super().value


print(Derived().value, isinstance(Derived.value, property), Base.value.fget(None))


class Cls:
    _registry = {}

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Cls[5], Cls["a", "b"])


class Lazy:
    @property
    def boom(self):
        raise AttributeError("inner problem")


try:
    Lazy().boom
except AttributeError as err:
    print(err)
print(hasattr(Lazy(), "boom"), getattr(Lazy(), "boom", "default"))


class Unit:
    def __init__(self):
        self.values = {}

    def __getitem__(self, key):
        if isinstance(key, slice):
            return f"slice({key.start}, {key.stop}, {key.step})"
        if isinstance(key, tuple):
            return "tuple of " + ", ".join(str(k) if not isinstance(k, slice) else "slice" for k in key)
        return self.values.get(key, f"<{key}>")


n = Unit()
print(n[1], n[1:2], n[::3], n[1, 2], n[1:2, ...], n["k"], n[:])
print([a for a in dir(Temp) if not a.startswith("_")], type(Temp.celsius).__name__, callable(Temp), callable(t))

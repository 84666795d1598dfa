# Classes: attributes, methods, special methods, class variables.
class Point:
    """A point."""
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __str__(self):
        return f"<{self.x},{self.y}>"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def moved(self, dx=0, dy=0):
        return type(self)(self.x + dx, self.y + dy)

    @classmethod
    def origin(cls):
        return cls(0, 0)

    @staticmethod
    def norm(x, y):
        return (x * x + y * y) ** 0.5


p = Point(1, 2)
print(p, repr(p), [p], f"{p!r} {p}", p == Point(1, 2), p != Point(2, 1), p == 5, p in [Point(1, 2)], len({p, Point(1, 2)}))
print(p.moved(1).moved(dy=5), Point.origin(), Point.norm(3, 4), p.norm(6, 8), Point.count, p.count, Point.__doc__, Point.__name__)
p.count = 99
p.extra = "new"
print(Point.count, p.count, p.__dict__, vars(p) == p.__dict__, hasattr(p, "extra"), getattr(p, "nope", "dflt"))
setattr(p, "z", 3)
delattr(p, "extra")
del p.z
print(sorted(p.__dict__), hasattr(p, "z"), Point.moved(p, 2), p.moved.__self__ is p, p.moved.__func__ is Point.moved)
for f in (lambda: p.nope, lambda: Point.nope, lambda: p(), lambda: p[0], lambda: len(p), lambda: p + 1, lambda: p < p, lambda: iter(p), lambda: -p, lambda: Point()):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"


class Dog(Animal):
    sound = "Woof"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + "!"


class Puppy(Dog):
    def speak(self):
        return super().speak().upper()


for a in (Animal("Cat"), Dog("Rex", ["sit"]), Puppy("Bit")):
    print(a.speak(), isinstance(a, Dog), issubclass(type(a), Animal), type(a).__mro__[0].__name__, type(a).__bases__[0].__name__)
print(Puppy.__mro__ == (Puppy, Dog, Animal, object), issubclass(Dog, (int, Animal)), type(Dog).__name__, Dog.__base__.__name__, Dog.__module__)


class Stack:
    def __init__(self):
        self._items = []

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)

    def __getitem__(self, i):
        return self._items[i]

    def __setitem__(self, i, v):
        self._items[i] = v

    def __delitem__(self, i):
        del self._items[i]

    def __contains__(self, v):
        return v in self._items

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __call__(self, *a):
        self._items.extend(a)
        return self


s = Stack()
print(bool(s), len(s), s(1, 2, 3)[0], len(s), 2 in s, list(s), list(reversed(s)), s[-1], s[1:], [*s])
s[0] = 10
del s[1]
print(list(s), sum(s), max(s), sorted(s, reverse=True), bool(s))


class Temp:
    def __init__(self):
        self.__secret = 1
        self._hint = 2

    def get(self):
        return self.__secret


t = Temp()
print(t.get(), t._Temp__secret, t._hint, sorted(vars(t)))
try:
    t.__secret
except AttributeError as e:
    print(e)


class Empty:
    pass


e1, e2 = Empty(), Empty()
print(e1 == e2, e1 == e1, e1 is e1, hash(e1) == hash(e1), bool(e1), isinstance(e1, object), type(e1) is Empty)
e1.a = 1
Empty.b = 2
Empty.method = lambda self: self.b + 1
print(e1.a, e2.b, e2.method(), Empty.__dict__["b"], "b" in dir(e1))


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

    def __iter__(self):
        n = self
        while n:
            yield n.value
            n = n.next


print(list(Node(1, Node(2, Node(3)))), max(Node(5, Node(9))), 2 in Node(1, Node(2)))


class Outer:
    class Inner:
        v = 5

        def who(self):
            return type(self).__qualname__

    def make(self):
        return self.Inner()


print(Outer.Inner.v, Outer().make().who(), Outer.Inner.__qualname__, Outer.make.__qualname__)
x = 10


class Scope:
    x = x + 1
    y = x * 2

    def get(self):
        return x

    if y > 10:
        big = True
    for i in range(3):
        pass


print(Scope.x, Scope.y, Scope().get(), Scope.big, Scope.i)
print(type("Dyn", (Point,), {"extra": 7, "double": lambda self: self.x * 2})(4).double())


class WithNew:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        obj = super().__new__(cls)
        return obj

    def __init__(self, *args):
        print("init", args)


WithNew(1, 2)


class Celsius(float):
    def __repr__(self):
        return f"{float(self)}C"


class Words(list):
    def longest(self):
        return max(self, key=len)


class Upper(str):
    def __new__(cls, v):
        return super().__new__(cls, v.upper())


c = Celsius(36.6)
w = Words(["a", "ccc", "bb"])
print(c, c + 1, [c], w.longest(), w, len(w), w + ["x"], Upper("abc"), Upper("abc").lower(), type(Upper("x") + "y").__name__)

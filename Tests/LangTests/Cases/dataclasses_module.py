# dataclasses.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, InitVar, FrozenInstanceError
from typing import ClassVar, List, Optional


@dataclass
class Point:
    x: int
    y: int = 0


p = Point(1)
print(p, p == Point(1, 0), p != Point(2), Point(1, 2) == (1, 2), asdict(p), astuple(p), replace(p, y=9), Point(y=3, x=4), repr(p), is_dataclass(p), is_dataclass(5), [f.name for f in fields(Point)])
p.x = 10
print(p, Point.__annotations__, Point.__match_args__, Point.__doc__)
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1), lambda: hash(Point(1)), lambda: Point(1) < Point(2)):
    try:
        print(bad())
    except TypeError as e:
        print(e)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tag: str = field(default="", compare=False)


print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)), {Version(1): "v"}[Version(1, 0, "x")], Version(1, 0, "a") == Version(1, 0, "b"), max(Version(1), Version(3)))
try:
    Version(1).major = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)


@dataclass
class Inventory:
    name: str
    items: list = field(default_factory=list)
    count: int = field(default=0, repr=False)
    total: ClassVar[int] = 0
    secret: str = field(init=False, default="s")

    def __post_init__(self):
        Inventory.total += 1
        self.count = len(self.items)

    def add(self, x):
        self.items.append(x)
        return self


a, b = Inventory("a"), Inventory("b", [1, 2])
print(a.add(5), b, Inventory.total, a.items is b.items, b.count, a.secret, [f.name for f in fields(Inventory)])


@dataclass
class Base:
    a: int
    b: str = "b"


@dataclass
class Derived(Base):
    c: float = 1.5
    b: str = "changed"


print(Derived(1), Derived(1, "x", 2.5), [f.name for f in fields(Derived)], isinstance(Derived(1), Base))


@dataclass
class WithInit:
    base: int
    scale: InitVar[int] = 2
    result: int = field(init=False)

    def __post_init__(self, scale):
        self.result = self.base * scale


print(WithInit(5), WithInit(5, 10).result)


@dataclass(eq=False, repr=False)
class Plain:
    v: int


print(Plain(1) == Plain(1), "Plain object" in repr(Plain(1)))


@dataclass(kw_only=True)
class Kw:
    a: int
    b: int = 2


print(Kw(a=1), Kw(b=5, a=3))
try:
    Kw(1)
except TypeError as e:
    print(e)


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 5


s = Slotted(1)
print(s, hasattr(s, "__dict__"))


@dataclass
class Node:
    value: int
    children: List["Node"] = field(default_factory=list)
    parent: Optional["Node"] = field(default=None, repr=False, compare=False)

    def depth(self):
        return 1 + max((c.depth() for c in self.children), default=0)


n = Node(1, [Node(2, [Node(3)]), Node(4)])
print(n, n.depth(), asdict(Node(1, [Node(2)])))
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        a: int = 1
        b: int
except TypeError as e:
    print(e)


@dataclass
class Custom:
    x: int

    def __repr__(self):
        return f"<{self.x}>"

    def __eq__(self, o):
        return True


print(Custom(1), Custom(1) == 5)
match Point(1, 2):
    case Point(x, y):
        print("matched", x, y)

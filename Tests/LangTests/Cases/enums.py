# enum.
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name.lower()}={self.value}"

    @property
    def is_red(self):
        return self is Color.RED

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color), Color.RED in Color)
print(Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE, Color.RED.describe(), Color.GREEN.is_red, Color.default(), isinstance(Color.RED, Color), type(Color.RED).__name__, {Color.RED: "r"}[Color.RED], list(Color.__members__))
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: Color.RED < Color.BLUE, lambda: setattr(Color, "RED", 5)):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Level.LOW < Level.HIGH, Level.LOW + 5, Level(10), sorted([Level.HIGH, Level.LOW]), Level.HIGH == 10, f"{Level.LOW}", f"{Level.LOW:03d}", int(Level.HIGH), [10, 20][Level.LOW], repr(Level.LOW))


class Auto(Enum):
    A = auto()
    B = auto()
    C = "c"


print([(m.name, m.value) for m in Auto])


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, bool(Perm.R & Perm.W), (Perm.R | Perm.W) == Perm.RW, Perm.RW & ~Perm.W, Perm.R ^ Perm.RW, Perm(0), Perm.X.value, repr(Perm.R | Perm.X), list(Perm.RW))


class Mask(IntFlag):
    A = 1
    B = 2


print(Mask.A | Mask.B, (Mask.A | 4).value, Mask(3), Mask.A + 1)


class Word(StrEnum):
    HELLO = auto()
    BYE = "goodbye"


print(Word.HELLO, Word.BYE.upper(), Word.HELLO == "hello", f"{Word.BYE}", repr(Word.HELLO))


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)


print(Planet.EARTH.gravity, Planet.MARS.mass, Planet((6.42e23, 3.39e6)))
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Enum("X", {"a": 5}).a.value)


class Status(str, Enum):
    OK = "ok"
    BAD = "bad"


print(Status.OK == "ok", Status.OK.value, Status("bad"), Status.OK.upper(), isinstance(Status.OK, str))
try:
    class More(Color):
        PINK = 4
except TypeError as e:
    print(e)
for c in Color:
    match c:
        case Color.RED:
            print("R", end=" ")
        case Color.GREEN | Color.BLUE:
            print("GB", end=" ")
print()


class Shape(Enum):
    SQUARE = 4
    TRIANGLE = 3

    @classmethod
    def _missing_(cls, value):
        return cls.SQUARE

    def __str__(self):
        return f"shape with {self.value}"


print(Shape(99), Shape(3), [str(s) for s in Shape], hash(Shape.SQUARE) == hash(Shape.SQUARE), Color.RED.__class__ is Color, dict.fromkeys(Color, 0)[Color.BLUE])

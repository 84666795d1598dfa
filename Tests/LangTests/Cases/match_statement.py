# match: literals, captures, sequences, mappings, classes, guards, or, as, star.
def http(status):
    match status:
        case 200 | 201:
            return "ok"
        case 404:
            return "missing"
        case int() if 500 <= status < 600:
            return "server"
        case _:
            return "other"


print([http(s) for s in (200, 201, 404, 503, 302, "x", True)])


def command(text):
    match text.split():
        case []:
            return "empty"
        case ["quit" | "exit"]:
            return "bye"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", _]:
            return "no way"
        case ["drop", *items]:
            return f"dropping {items}"
        case [verb, obj, *rest] if rest:
            return f"{verb} {obj} and {len(rest)} more"
        case [single]:
            return f"only {single}"
    return "unknown"


for c in ("", "quit", "exit", "go north", "go up", "drop a b", "take x y z", "look", "take x"):
    print(command(c), end="; ")
print()


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Circle:
    def __init__(self, center, r):
        self.center, self.r = center, r


def shape(s):
    match s:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"axis {x}"
        case Point(x=px, y=py) if px == py:
            return f"diagonal {px}"
        case Point():
            return "point"
        case Circle(center=Point(0, 0), r=r):
            return f"centered circle {r}"
        case Circle(r=0):
            return "dot"
        case [Point(x1, y1), Point(x2, y2)]:
            return f"line {x1},{y1}-{x2},{y2}"
        case str(text):
            return f"text {text}"
        case int(n) | float(n):
            return f"number {n}"
        case None:
            return "none"
        case True | False:
            return "never: bool is int"
        case _:
            return "?"


for s in (Point(0, 0), Point(5, 0), Point(0, 7), Point(2, 2), Point(1, 2), Circle(Point(0, 0), 3), Circle(Point(1, 1), 0), [Point(1, 2), Point(3, 4)], "hi", 3, 2.5, None, True, [], {}):
    print(shape(s), end="; ")
print()


def config(d):
    match d:
        case {"type": "db", "host": host, "port": int(port)}:
            return f"db {host}:{port}"
        case {"type": "file", **rest}:
            return f"file {sorted(rest.items())}"
        case {"nested": {"deep": [first, *_]}}:
            return f"deep {first}"
        case {}:
            return "some dict"
        case [{"a": a}, {"b": b}]:
            return f"{a}{b}"
        case _:
            return "not a dict"


for d in ({"type": "db", "host": "h", "port": 1}, {"type": "db", "host": "h", "port": "1"}, {"type": "file", "p": 1, "q": 2}, {"nested": {"deep": [1, 2]}}, {}, {"x": 1}, [{"a": 1}, {"b": 2}], 5):
    print(config(d), end="; ")
print()
import enum


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class NS:
    LIMIT = 10


def consts(v):
    match v:
        case Color.RED:
            return "red"
        case Color.BLUE:
            return "blue"
        case NS.LIMIT:
            return "limit"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case "str":
            return "string"
        case b"b":
            return "bytes"
        case (1, 2) | [3, 4]:
            return "pair"
        case (x, y, *_, z):
            return f"ends {x} {y} {z}"
        case [x]:
            return f"one {x}"
        case other:
            return f"other {other}"


print([consts(v) for v in (Color.RED, Color.BLUE, 10, -1, 1.5, "str", b"b", (1, 2), [3, 4], (1, 2, 3), [9], "abc", {1}, range(3))])
match 5:
    case x:
        pass
print(x)
match (1, (2, [3, {"k": 4}])):
    case (a, (b, [c, {"k": d}])):
        print(a, b, c, d)
match [1, 2, 3, 4]:
    case [first, *middle, last]:
        print(first, middle, last)
match {"a": 1, "b": 2}:
    case {"a": 1 as one, **others}:
        print(one, others)
match "no match":
    case 1:
        print("no")
match = 3
case = match + 1
_ = case
print(match, case, _, [match for match in range(2)])
def match(x):
    return x * 2
print(match(5), match (6), match
      (7))
from dataclasses import dataclass


@dataclass
class Op:
    name: str
    left: object
    right: object = None


def evaluate(e):
    match e:
        case int() | float():
            return e
        case Op("neg", x):
            return -evaluate(x)
        case Op("add", l, r):
            return evaluate(l) + evaluate(r)
        case Op(name="mul", left=l, right=r):
            return evaluate(l) * evaluate(r)
        case Op(name):
            raise ValueError(f"unknown {name}")


print(evaluate(Op("add", 1, Op("mul", 2, Op("neg", 3)))))
try:
    evaluate(Op("pow", 1, 2))
except ValueError as e:
    print(e)
def kinds(x):
    match x:
        case str() | bytes(): return "text"
        case list([a, b]): return f"list of two {a} {b}"
        case tuple(t): return f"tuple {t}"
        case dict(d): return f"dict {d}"
        case set(): return "set"
        case bool(b): return f"bool {b}"
        case type(): return "type"
print([kinds(v) for v in ("a", b"", [1, 2], (1,), {1: 2}, {1}, False, int, 5)])
try:
    match 5:
        case int(a, b):
            pass
except TypeError as e:
    print(e)

# Annotations are kept and typing names can be used.
from typing import *
from typing import Any, Callable, Dict, Generic, List, NamedTuple, Optional, Protocol, Tuple, TypeVar, TypedDict, Union, Literal
T = TypeVar("T")
x: int = 5
y: "str"
z: List[int] = []
print(__annotations__ == {"x": int, "y": "str", "z": List[int]}, x)


def f(a: int, b: Optional[str] = None, *args: Any, k: Callable[[int], str], **kw: Dict[str, int]) -> Tuple[int, ...]:
    local: int = 3
    undefined_annotation: this_is_never_evaluated
    return (a, local)


print(sorted(f.__annotations__), f.__annotations__["a"], f(1, k=str))


class Stack(Generic[T]):
    items: List[T]
    size: int = 0

    def __init__(self) -> None:
        self.items = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


s: Stack[int] = Stack[int]()
print(s.push(1).push(2).items, Stack.__annotations__["size"], Stack.size)


class Employee(NamedTuple):
    name: str
    id: int = 3

    def greet(self):
        return f"hi {self.name}"


e = Employee("Guido")
print(e, e.id, e.greet(), e._fields, e == ("Guido", 3), Employee._field_defaults)


class Movie(TypedDict):
    title: str
    year: int


m: Movie = {"title": "x", "year": 1}
print(m, Movie(title="y", year=2))


class Greets(Protocol):
    def greet(self) -> str: ...


def hello(g: Greets) -> str:
    return g.greet()


print(hello(e), list[int], dict[str, list[int]], tuple[int, ...], int | str, int | None, Optional[int], Union[int, str], isinstance(5, int | str), List[int], Dict[str, int], Callable[[int], str], Literal["a", 1], Any)
UserId = NewType("UserId", int)
print(UserId(5), cast(int, "x"), TYPE_CHECKING, get_type_hints(Employee) == {"name": str, "id": int})


def overloaded(v: Union[int, str]) -> Union[int, str]:
    return v


def gen() -> Iterator[int]:
    yield 1


def variadic(*xs: int) -> Iterable[int]:
    return xs


a: int
try:
    a
except NameError as err:
    print(err)
class C:
    v: ClassVar[int] = 1
    w: Final = 2
    def m(self, other: "C") -> "C":
        self.attr: int = 5
        return other
print(C().m(C()).v, list(gen()), variadic(1, 2), C.__annotations__.keys(), overloaded(5))
b: list[int] = [1]
b[0]: int = 7
print(b)
def deco_types(fn: Callable[..., T]) -> Callable[..., T]:
    return fn
@deco_types
def plain(n: int = 1, /, *, flag: bool = False) -> int:
    return n
print(plain(), plain.__annotations__)

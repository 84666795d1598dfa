# A name is given once in the body of an enumeration.
import enum


def attempt(make):
    try:
        print(make())
    except TypeError as e:
        print("TypeError:", e)


def twice():
    class Color(enum.Enum):
        RED = 1
        RED = 2
    return Color


def method_again():
    class Color(enum.Enum):
        RED = 1

        def show(self):
            return "first"

        def show(self):
            return "second"
    return Color.RED.show()


def plain_class():
    class Color:
        RED = 1
        RED = 2
    return Color.RED


for make in (twice, method_again, plain_class):
    attempt(make)


class Shade(enum.Enum):
    _order_ = "DARK LIGHT"
    DARK = "d"
    LIGHT = "l"


print(list(Shade))

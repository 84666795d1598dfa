# Corners of bytes, formats, comparison and delegation.
print(b"  a  b   c  ".split(None, 1), b" x ".split(None, 0), b"a,b".split(b",", 0))
try:
    b"asdf".partition(b"")
except ValueError as e:
    print(e)
s = b"abc"
print(s.strip() is s, bytearray(s).strip() is s)
import array
print(array.array('b', [97, 98]) == b'ab', b'ab' == array.array('b', [97, 98]), bytearray(b'ab') == array.array('b', [97, 98]))
print(pow(0.0, float("-inf")), pow(0.0, float("inf")), pow(0.0, float("nan")))
print("[%c]" % True, "{:4c}|{:<4c}|{:^5c}|".format(65, 66, 67))
print(int(memoryview(b"123")))
try:
    bytearray(1 << 70)
except OverflowError as e:
    print(e)


class E:
    def __eq__(self, other):
        print("E eq")
        return 123


class F:
    def __ne__(self, other):
        print("F ne")
        return -456


class N:
    def __eq__(self, other):
        print("N eq")
        return NotImplemented


print(E() != F(), F() != E(), E() != None, None != E(), N() != 1)


def stops(x):
    if x > 2:
        raise StopIteration(444)
    return x


def through():
    print((yield from map(stops, range(100))))


print(list(through()), list(map(stops, range(9))))


class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *x):
        print("throw", x)
        if x[0] is KeyError:
            raise StopIteration("done")
        return 456


def delegates():
    print((yield from Iter()))
    yield 7


g = delegates()
print(next(g), g.throw(123), g.throw(ZeroDivisionError), g.throw(KeyError))


class Bad(BaseException):
    def __new__(cls, *args):
        return 1


try:
    (x for x in [1]).throw(Bad)
except TypeError as e:
    print(e)
for arguments in [(1,), ("",), ("xyz", None, None, None, -1)]:
    try:
        __import__(*arguments)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
import sys
try:
    sys.intern(0)
except TypeError as e:
    print("intern", type(e))
print(sys.stdout.buffer.fileno(), sys.stdin.buffer.fileno())

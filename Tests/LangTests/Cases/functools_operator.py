# functools and operator.
import functools
import operator
from functools import partial, reduce, wraps, lru_cache, cached_property, singledispatch, total_ordering
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 1), reduce(max, [3, 9, 2]))
try:
    reduce(operator.add, [])
except TypeError as e:
    print(e)
p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords, partial(print, "a", sep="-")("b"), partial(pow, 2)(5), partial(partial(max, 1), 2)(3))


@lru_cache(maxsize=2)
def f(x):
    print("call", x)
    return x


f(1); f(2); f(1); f(3); f(2)
print(f.cache_info())
f.cache_clear()
print(f.cache_info())


class C:
    @cached_property
    def v(self):
        print("compute")
        return 5


c = C()
print(c.v, c.v, c.__dict__)


@singledispatch
def show(x):
    return f"object {x}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
def _(x):
    return f"list of {len(x)}"


print(show("a"), show(5), show([1, 2]), show(True))


def deco(fn):
    @wraps(fn)
    def inner(*a):
        "inner doc"
        return fn(*a)
    return inner


@deco
def documented(a):
    "The doc."
    return a


print(documented.__name__, documented.__doc__, documented.__wrapped__(1), documented(2))
print(operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)([1, 2, 3]), operator.attrgetter("real")(5), operator.methodcaller("upper")("x"), operator.methodcaller("split", ",")("a,b"), operator.attrgetter("__class__.__name__")(5))
print(operator.add(1, 2), operator.sub(5, 3), operator.mul(2, 3), operator.truediv(7, 2), operator.floordiv(7, 2), operator.mod(7, 3), operator.neg(5), operator.pos(-1), operator.abs(-2), operator.invert(5), operator.pow(2, 3))
print(operator.eq(1, 1), operator.ne(1, 2), operator.lt(1, 2), operator.le(2, 2), operator.gt(1, 2), operator.ge(2, 2), operator.not_(0), operator.truth([]), operator.is_(None, None), operator.is_not(1, None), operator.contains([1], 1), operator.countOf([1, 1, 2], 1), operator.indexOf([5, 6], 6))
print(operator.and_(5, 3), operator.or_(5, 3), operator.xor(5, 3), operator.lshift(1, 3), operator.rshift(8, 2), operator.concat("a", "b"), operator.getitem({"k": 1}, "k"), operator.index(5), operator.iadd([1], [2]))
d = {}
operator.setitem(d, "a", 1)
operator.delitem(d, "a")
print(d, sorted([(2, "a"), (1, "b")], key=operator.itemgetter(0)), list(map(operator.itemgetter("n"), [{"n": 1}, {"n": 2}])))
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str, lambda x: x + 1, abs)(-5))
class Power:
    def __init__(self, base):
        self.base = base
    def apply(self, x, y=1):
        return self.base ** x * y
    square = functools.partialmethod(apply, 2)
print(Power(3).square(), Power(3).square(y=2), functools.cmp_to_key(lambda a, b: a - b)(3) < functools.cmp_to_key(lambda a, b: a - b)(5))
@functools.cache
def fact(n):
    return n * fact(n - 1) if n else 1
print(fact(10), fact.cache_info().hits, fact.cache_info().misses)

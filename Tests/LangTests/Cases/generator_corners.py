# generators
def g1():
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return 3
it = g1()
print(next(it), it.send("a"))
try: it.send("b")
except StopIteration as e: print("stop", e.value)
try: next(it)
except StopIteration as e: print("stop again", e.value)
it = g1()
try: it.send(5)
except TypeError as e: print(e)
def g2():
    r = yield from g1()
    print("r", r)
    yield from [10,20]
    yield from "ab"
    return "end"
print(list(g2()))
def g3():
    while True:
        try:
            x = yield
            print("x", x)
        except ValueError as e:
            print("caught", e)
            yield "from except"
it = g3(); next(it); it.send(1)
print(it.throw(ValueError("v")))
print(it.throw(ValueError("w")) if False else "skip")
it.close()
def g4():
    try: yield 1
    finally: print("cleanup")
it = g4(); next(it)
try: it.throw(KeyError, "k")
except KeyError as e: print("out", e)
def g5():
    try: yield 1
    except GeneratorExit: yield 2
it = g5(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def g6():
    yield 1
    raise StopIteration("bad")
try: list(g6())
except RuntimeError as e: print(e, repr(e.__cause__))
def g7(): yield; yield
it = g7(); print(next(it), it.gi_running, it.gi_frame is not None, it.__name__, it.__qualname__)
def rec():
    it2 = gen
    next(it2)
    yield
gen = rec()
try: next(gen)
except ValueError as e: print(e)
print(sum(x*x for x in range(10)), list(x for x in range(5) if x%2), max((len(s) for s in ["a","bbb"]), default=0), tuple(i for i in ()), sorted(-x for x in [3,1,2]))
def fib():
    a,b=0,1
    while True:
        yield a
        a,b=b,a+b
import itertools
print(list(itertools.islice(fib(),15)), [x for x,_ in zip(fib(),range(5))])
def tree(t):
    if t is None: return
    l,v,r=t
    yield from tree(l); yield v; yield from tree(r)
print(list(tree(((None,1,None),2,(None,3,(None,4,None))))))
class It:
    def __init__(self,n): self.n=n
    def __iter__(self): return self
    def __next__(self):
        if self.n<=0: raise StopIteration("val")
        self.n-=1; return self.n
def dele(): 
    r = yield from It(3)
    print("It returned", r)
print(list(dele()))
class S:
    def __iter__(self): return iter([1,2])
def d2(): return (yield from S())
print(list(d2()))
def d3(): yield from 5
try: list(d3())
except TypeError as e: print(e)
def outer():
    try:
        yield from inner()
    except ValueError as e: print("outer", e); yield "o"
def inner():
    try: yield "i"
    except KeyError: print("inner key"); yield "k"
it = outer(); print(next(it), it.throw(KeyError()), it.throw(ValueError("z")))
def acc():
    total = 0
    while (v := (yield total)) is not None: total += v
    return total
it = acc(); next(it); print([it.send(i) for i in range(5)])
try: it.send(None)
except StopIteration as e: print(e.value)
gg = (i for i in range(3)); print(type(gg), gg.__iter__() is gg, next(gg), list(gg), list(gg))
def gdef(a, *args, k=1, **kw): yield a, args, k, kw
print(next(gdef(1,2,3,k=4,z=5)))
def lazy():
    print("started"); yield 1
l = lazy(); print("created"); next(l)
a = [1,2,3]; g = (x for x in a); a = [4]; print(list(g))
def gen_try():
    for i in range(3):
        try: yield i
        finally: print("f",i)
for v in gen_try():
    if v==1: break
print("after")
def gen_ret():
    return 5
    yield
try: next(gen_ret())
except StopIteration as e: print(e.value)
from inspect import isgeneratorfunction, isgenerator
print(isgeneratorfunction(gen_ret), isgenerator(gen_ret()), isgeneratorfunction(len))
def subgen():
    try:
        while True:
            try: x = yield; print("sub", x)
            except ZeroDivisionError: print("zde")
    finally: print("sub done")
def deleg(): 
    yield from subgen()
it = deleg(); next(it); it.send(1); it.throw(ZeroDivisionError); it.close()
def e(): 
    yield (yield (yield 1))
it = e(); print(next(it), it.send(2), it.send(3))
print(list(map(lambda x: (yield), [1,2])) != [])
m = [lambda: i for i in range(3)]; print([f() for f in m])
print({k:(yield_) for k, yield_ in [(1,2)]})

# sys._getframe, tracebacks, generator state, gc, atexit.
import atexit, gc, sys, traceback
def f():
    local = 5
    g = sys._getframe()
    return g.f_code.co_name, g.f_back.f_code.co_name, sorted(g.f_locals), g.f_lineno
def caller(): return f()
print(caller())
def fail(): raise ValueError("deep")
try:
    fail()
except ValueError as e:
    tb = e.__traceback__
    print(tb is e.__traceback__, tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_next)
    print(traceback.format_exc().splitlines()[-1], sys.exc_info()[0] is ValueError)
def gen():
    yield 1
    yield from iter([2, 3])
it = gen()
print(it.gi_frame is not None, it.gi_code.co_name, it.gi_running, it.gi_yieldfrom)
next(it); next(it)
print(type(it.gi_yieldfrom).__name__, it.gi_suspended)
list(it)
print(it.gi_frame)
it.__name__ = "other"
print(it.__name__)
it = gen(); next(it)
try:
    it.throw(KeyError, "value")
except KeyError as e:
    print(repr(e))
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.collect() >= 0)
@atexit.register
def bye(): print("bye")
atexit.register(print, "first out", sep="-")
def never(): print("never")
atexit.register(never); atexit.unregister(never)
atexit._run_exitfuncs()
class P:
    x = property()
    @property
    def y(self): return 1
def local():
    class Q:
        @property
        def z(self): return 1
    return Q()
for action in ("P().x", "P().y = 1", "del P().y", "local().z = 1"):
    try:
        if action == "P().x": P().x
        elif action == "P().y = 1": P().y = 1
        elif action == "del P().y": del P().y
        else: local().z = 1
    except AttributeError as e:
        print(e)
print((-12297829382473034411) >> 1, -(2**64 + 1) >> 3, (-(2**70)) >> 69, -(2**64) // 3)
print("a b  c ".split(None, 1), "  a b c ".rsplit(None, 1), [1, 2, 3][:: 2**70], "abc"[:: -(2**70)])

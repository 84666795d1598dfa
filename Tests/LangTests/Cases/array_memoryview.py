# array.array and memoryview.
from array import array
a = array("i", [1, 2, 3])
print(a, len(a), a[0], a[-1], a[1:], a[::-1], a.typecode, a.itemsize, list(a), 2 in a, a.index(3), a.count(1))
a.append(4); a.extend([5, 6]); a.insert(0, 0); print(a, a.pop(), a.pop(0), a)
a.remove(3); a.reverse(); print(a, a + array("i", [9]), a * 2, a == array("i", [5, 4, 2, 1]), a < array("i", [6]))
a[0] = 50; a[1:3] = array("i", [7, 8, 9]); del a[-1]; print(a, a.tolist(), a.tobytes())
print(array("d", [1.5, 2]), array("B", b"ab"), array("b"), array("f", [0.1])[0], array("u", "héy"), array("H", b"\x01\x02"))
for code, v in (("b", 200), ("B", -1), ("h", 40000), ("i", 2**40), ("I", -1), ("q", 2**63), ("Q", -1)):
    try:
        array(code, [v])
    except OverflowError as e:
        print(code, e)
for bad in (lambda: array("x"), lambda: array("i", [1.5]), lambda: array("i", "ab"), lambda: array("i", [1])[5], lambda: array("i").pop(), lambda: array("i", [1]).remove(2), lambda: array("i", b"abc")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
b = array("Q", [2**64 - 1]); b.frombytes(bytes(8)); print(b); b.byteswap(); print(b)
m = memoryview(b"hello")
print(m[0], m[-1], bytes(m[1:3]), m.tolist(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.tobytes(), m == b"hello", m[::-2].tobytes(), hash(m) == hash(b"hello"))
try:
    m[0] = 1
except TypeError as e:
    print(e)
x = bytearray(b"abcdef")
v = memoryview(x)
v[0] = 65; v[1:3] = b"ZZ"; print(x, v.hex(), v.readonly, list(v[4:]))
try:
    v[0:2] = b"abc"
except ValueError as e:
    print(e)
try:
    v[10]
except IndexError as e:
    print(e)
w = memoryview(array("h", [1, -2, 3]))
print(w.format, w.itemsize, w.tolist(), w[1], w.nbytes, w.cast("B").tolist(), w.shape, w.strides)
w[1] = 7; print(w.obj)
with memoryview(b"abc") as q:
    print(q[1])
try:
    q[0]
except ValueError as e:
    print(e)
print(b"x".join([memoryview(b"1"), bytearray(b"2")]), bytes(memoryview(b"abc")), bytearray(memoryview(b"q")), b"ab" + memoryview(b"cd"), int.from_bytes(memoryview(b"\x01\x00"), "big"))

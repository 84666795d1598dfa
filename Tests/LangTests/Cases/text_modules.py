# string, textwrap, copy, io, hashlib, csv, time, types of small modules.
import string
import textwrap
import copy
import io
import hashlib
import csv
print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), string.ascii_letters[-3:], len(string.printable), string.capwords("hello wORLD"))
t = string.Template("$who likes ${what} $$5")
print(t.substitute(who="tim", what="kung pao"), t.safe_substitute(who="x"))
try:
    t.substitute(who="x")
except KeyError as e:
    print("KeyError", e)
text = "The quick brown fox jumped over the lazy dog. " * 3
print(textwrap.fill(text, 40))
print(textwrap.wrap("short text here", 7), textwrap.shorten("Hello  world and more!", width=15), textwrap.indent("a\nb\n\nc", "> "), repr(textwrap.dedent("""
    x
      y
    z
""")), textwrap.fill("a b c d", 3, initial_indent="* ", subsequent_indent="  "))
a = [1, [2, {"k": [3]}]]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1][1]["k"].append(4)
print(a, b, c, b[1] is a[1], c[1] is a[1])
class Node:
    def __init__(self, v):
        self.v, self.link = v, self
    def __copy__(self):
        n = Node(self.v)
        n.v = "copied"
        return n
n = Node([1])
d = copy.deepcopy(n)
print(d.link is d, d.v == n.v, d.v is n.v, copy.copy(n).v)
s = io.StringIO("line1\nline2\nline3")
print(s.readline(), s.read(3), s.readlines(), s.read(), s.seek(0), s.tell(), list(s))
w = io.StringIO()
w.write("abc")
print("printed", 5, file=w)
w.writelines(["x", "y"])
print(repr(w.getvalue()), w.tell(), w.closed)
bb = io.BytesIO(b"abc")
print(bb.read(2), bb.read(), bb.getvalue())
print(hashlib.md5(b"hello").hexdigest(), hashlib.sha1(b"hello").hexdigest(), hashlib.sha256(b"").hexdigest(), hashlib.sha512(b"x").hexdigest()[:20])
h = hashlib.sha256()
h.update(b"ab")
h.update(b"c")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.digest()[:4], h.name, h.digest_size)
rows = [["name", "qty"], ["a,b", 1], ['say "hi"', 2.5], ["multi\nline", None]]
out = io.StringIO()
writer = csv.writer(out)
writer.writerows(rows)
print(repr(out.getvalue()))
out.seek(0)
print(list(csv.reader(out)), list(csv.reader(["a;b", "c;'d;e'"], delimiter=";", quotechar="'")))
dw_out = io.StringIO()
dw = csv.DictWriter(dw_out, fieldnames=["x", "y"])
dw.writeheader()
dw.writerow({"x": 1, "y": 2})
print(repr(dw_out.getvalue()), [dict(r) for r in csv.DictReader(io.StringIO("p,q\n1,2\n3,4"))])
import time
t0 = time.time()
p0 = time.perf_counter()
time.sleep(0.001)
print(time.time() > t0, time.perf_counter() > p0, type(time.time()).__name__, time.strftime("%Y", time.gmtime(0)))

# __future__, urllib.parse, configparser, subprocess, signal, struct into buffers.
from __future__ import print_function, division, annotations
import __future__
import configparser
import io
import signal
import struct
import subprocess
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, urljoin, urlparse, urlsplit, urlunparse

print(__future__.division, division.getMandatoryRelease(), len(__future__.all_feature_names))
u = urlparse("https://me:pw@example.org:8080/a/b;p?q=1&r=%20x#frag")
print(u, u.hostname, u.port, u.username, u.password, u.geturl())
print(urlsplit("//host/path?x"), urlparse("mailto:a@b"), urlunparse(("http", "h", "/p", "", "q", "")))
print(quote("a b/ü?"), quote_plus("a b&c"), unquote("%C3%BC%zz%20"), unquote_plus("a+b%21"), urlencode({"a": 1, "b": "x y"}), urlencode([("k", [1, 2])], doseq=True))
print(parse_qs("a=1&a=2&b=&c"), parse_qsl("a=1&b=%20", keep_blank_values=True))
print([urljoin("http://h/a/b/c", x) for x in ("d", "../d", "/d", "//o/x", "?q", "#f", "http://z/", "../../../d", "")])
c = configparser.ConfigParser()
c.read_string("""
[DEFAULT]
base = /srv
[paths]
home: %(base)s/home
lines = one
    two
[flags]
on = yes
count = 3
ratio = 0.5
""")
print(c.sections(), c["paths"]["home"], repr(c["paths"]["lines"]), c.getboolean("flags", "on"), c["flags"].getint("count"), c.getfloat("flags", "ratio"))
print(c.get("flags", "none", fallback="-"), "paths" in c, c.has_option("paths", "base"), c.options("flags"), dict(c["flags"]))
for f in (lambda: c["nope"], lambda: c.get("paths", "nope"), lambda: c.get("nope", "x"), lambda: c.add_section("flags"), lambda: c.set("flags", "a", 1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
out = io.StringIO()
c["new"] = {"k": "v"}
c.remove_section("paths")
c.write(out)
print(out.getvalue())
done = subprocess.run(["echo", "a b"], capture_output=True, text=True)
print(done, done.returncode, repr(done.stdout))
print(subprocess.check_output("echo $((1+2))", shell=True), subprocess.run(["cat"], input="in", text=True, stdout=subprocess.PIPE).stdout, subprocess.call(["false"]))
try:
    subprocess.run(["sh", "-c", "exit 3"], check=True)
except subprocess.CalledProcessError as e:
    print(e, e.returncode)
try:
    subprocess.run(["no-such-program"])
except FileNotFoundError as e:
    print(e)
print(signal.SIGINT, repr(signal.SIGTERM), signal.SIGINT == 2)
buffer = bytearray(b"......")
struct.pack_into("<HB", buffer, 1, 0x4142, 67)
print(buffer, struct.Struct(">H").pack_into(buffer, -2, 0x5859), buffer)
try:
    struct.pack_into("I", buffer, 4, 1)
except struct.error as e:
    print(e)


class Pieces(io.IOBase):
    def __init__(self):
        self.seen = []

    def write(self, text):
        self.seen.append(text)
        return len(text)


p = Pieces()
print("a", 1, sep="-", file=p)
print(file=p)
print(p.seen)
for f in (lambda: struct.pack_into("<I", buffer, 2 ** 63 - 1, 1), lambda: struct.unpack_from("<I", buffer, 2 ** 63 - 1)):
    try:
        f()
    except struct.error as e:
        print(e)

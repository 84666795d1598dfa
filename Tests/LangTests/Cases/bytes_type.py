# bytes and bytearray.
b = b"hello \x00\xff world"
print(b, len(b), b[0], b[-1], b[1:4], b[::-1][:3], list(b[:3]))
print(bytes(3), bytes([1, 2, 255]), bytes("hé", "utf-8"), bytes(b"x"), bytes(range(5)), bytes())
print(b"ab" + b"cd", b"ab" * 2, b"a" in b"abc", 97 in b"abc", b"abc" == b"abc", b"a" < b"b", b"" == bytes())
print(b"a,b,c".split(b","), b"-".join([b"x", b"y"]), b"  s ".strip(), b"abc".replace(b"b", b"X"), b"abc".find(b"c"), b"abc".index(b"b"))
print(b"Hello".upper(), b"Hello".lower(), b"hello".title(), b"a-b".partition(b"-"), b"abc".startswith(b"ab"), b"abc".endswith((b"c", b"d")), b"aXbX".count(b"X"))
print(b"caf\xc3\xa9".decode(), b"caf\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), b"\xffa".decode("utf-8", "ignore"), b"abc".decode("ascii"))
print(b"\x01\xab".hex(), bytes.fromhex("01ab FF"), b"ab".hex("-"), b"12".isdigit(), b"ab".isalpha(), b" ".isspace())
print(repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\n\t\r\\\x7f"), str(b"x"), b"a" b"b", rb"\n", hash(b"x") == hash(b"x"))
print(b"ab".center(6, b"*"), b"7".zfill(3), b"a\nb".splitlines(), b"abc".translate(None, b"b"), b"%d-%s" % (5, b"x"), b"x".ljust(3) + b"|")
ba = bytearray(b"abc")
ba.append(100)
ba.extend(b"ef")
ba[0] = 65
ba[1:3] = b"XYZ"
print(ba, len(ba), ba[0], ba.pop(), ba, bytes(ba), ba.decode())
ba.insert(1, 33)
del ba[0]
ba += b"!!"
ba.reverse()
print(ba, ba == bytes(ba), ba.find(b"Z"), ba.upper(), ba * 2, bytearray(2), list(ba)[:2])
ba.remove(33)
ba.clear()
print(ba, bool(ba), bool(b"0"))
for f in (lambda: b"a" + "b", lambda: b"abc"[10], lambda: bytes([256]), lambda: b"\xff".decode(), lambda: bytes("x"), lambda: "é".encode("ascii"), lambda: bytes.fromhex("zz"), lambda: b"x".join(["a"]), lambda: bytearray(b"a").append(300), lambda: bytes(-1)):
    try:
        print(f())
    except (TypeError, IndexError, ValueError) as e:
        print(type(e).__name__, e)
for x in b"AB":
    print(x, end=" ")
print(max(b"abc"), sum(b"\x01\x02"), sorted(b"cab"), [hex(v) for v in b"\x0f\xf0"])
print({b"k": 1}[b"k"], b"a" != "a", b"x" == bytearray(b"x"), isinstance(b"", bytes), type(b"").__name__)

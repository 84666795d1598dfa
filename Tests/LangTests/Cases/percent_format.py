# The % operator.
print("%d %i %u" % (1, 2, 3), "%s" % "x", "%r" % "x", "%a" % "é")
print("%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42))
print("%x %X %#x %o %#o %c %c" % (255, 255, 255, 8, 8, 65, "z"))
print("%f %.2f %10.3f|%-10.1f|%e %.1E %g %G" % (3.14159, 3.14159, 3.14159, 3.14159, 31415.9, 0.00031, 1e-10, 1e20))
print("%s %s" % ("a", [1, 2]), "%s" % (1,), "%s" % ((1, 2),), "%s" % None, "%s" % 1.50)
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 5}, "%(n)05.1f" % {"n": 2.345})
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
print("%d%%" % 50, "100%%" % (), "%5s|%-5s|%.2s|%5.1s" % ("ab", "ab", "abcdef", "xyz"))
print("%d" % 3.99, "%d" % True, "%d" % 10 ** 2, "%x" % -255, "%o" % -8, "%i" % 2 ** 70)
print("%#.3g %08.3f %+.2e %+d %+d" % (1.0, -3.14159, 12345.678, 5, -5))
print("%s %s %s" % (True, None, 1e100), "%r" % [1, "a", None], "%.3s|%r" % ("abcdef", b"x"))
print("%5.2f%%" % 12.345, "%c%c%c" % ("a", 98, "c"), "%s=%s" % ("k", {"v": 1}))
for fmt, args in [("%d", "x"), ("%d", ()), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%z", 1), ("%", 1), ("%(a)s", {"b": 1}), ("%(a)s", 5), ("%c", "ab"), ("%x", 1.5), ("%f", "1"), ("%*d", ("a", 1))]:
    try:
        print(fmt % args)
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)


class T:
    def __str__(self):
        return "T-str"

    def __repr__(self):
        return "T-repr"


print("%s %r %s" % (T(), T(), [T()]), "%10s|" % T())
name, n = "world", 3
print("Hello %s, you are number %03d of %.1f" % (name, n, 10))
print("%s" % "%s", "%%s" % (), "%(x)s%(x)s" % {"x": 1, "y": 2}, "%-8s%8s|" % ("l", "r"))
print("|".join("%2d" % i for i in range(8, 12)), "%e" % 0, "%g" % 100000, "%g" % 1000000, "%g" % 0.0001, "%.0f" % 0.5, "%.0f" % 1.5)
s = "%s"
s %= "in place"
print(s, b"%d %s" % (5, b"x"), b"%x" % 255)

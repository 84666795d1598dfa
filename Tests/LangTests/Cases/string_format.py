# str.format and the format mini-language.
print("{:>10}|{:<10}|{:^10}|{:*^10}".format("a", "b", "c", "d"))
print("{:5d}|{:<5d}|{:05d}|{:+d}|{: d}|{:,}|{:_}".format(42, 42, 42, 42, 42, 1234567, 1234567))
print("{:x} {:X} {:#x} {:o} {:#o} {:b} {:#b} {:c} {:#X}".format(255, 255, 255, 8, 8, 5, 5, 97, 255))
print("{:.3f} {:10.2f} {:<10.2f}| {:e} {:.2E} {:g} {:%} {:.0%}".format(3.14159, 2.5, 2.5, 12345.678, 0.00012, 1e20, 0.5, 0.126))
print("{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{} {x} {}".format(1, 2, x=3))
print("{0[0]} {0[1]} {1[key]} {2.real}".format([1, 2], {"key": "v"}, 5))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>10}".format("x"))
print("{:{}}|{:{w}.{p}}|{:>{w}}".format("a", 5, 3.14159, "x", w=8, p=3))
print("{{}} {{{}}}".format(1), "{:{{^5}".format("x") if False else "skip")
print("{:.2}|{:5.1}|{:s}|{:10.3s}|".format("abcdef", "xyz", "str", "truncate"))
print("{:=+8d}|{:=08.2f}|{:-=8d}|{:0>5}|{:0<5}".format(42, -3.5, -42, 7, 7))
print("{:,.2f} {:_.1f} {:_x} {:,d} {:_b}".format(1234567.891, 1234567.891, 0xDEADBEEF, -1234567, 1000))
print("{:n} {:d} {}".format(1000, True, True), "{:5}|{:<5}|{!s:5}".format(True, None if False else 1, None))
print("{!s:^9}|{:>5}|{}".format([1], "é", (1, 2)))
print(format(3.14159, ".3"), format(255, "b"), format("x", ">3"), format(5), format(1.5, ""), format(-0.0, ".0f"), format(1e15, "g"), format(123, "08,"))
print("{:010.3f}|{:<010d}|{:+.1e}|{:z.1f}".format(-3.14159, 42, 12345, -0.01))
print("{:.10g} {:#g} {:#.0f} {:g} {:G}".format(1 / 3, 1.0, 3.0, 1e-10, 1e-10))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"<{self.x}|{self.y}|{spec}>"

    def __repr__(self):
        return "Point!"


p = Point(1, 2)
print("{:abc} {} {!r} {.x} {0.y}".format(p, p, p, p) if False else "{:abc} {} {!r} {.x}".format(p, p, p, p))
print(f"{p:10} {p} {p!r:>10} {p.x}")
for spec, value in [("d", 1.5), ("x", "a"), (".2f", "a"), (",", "a"), ("z", 1), ("10.5d", 3), ("=5", "a"), ("c", 2 ** 40), ("s", 1), ("5.x", 1), ("+", "a"), ("#", "a")]:
    try:
        print(format(value, spec))
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
for f in (lambda: "{}".format(), lambda: "{x}".format(), lambda: "{0} {}".format(1), lambda: "{".format(1), lambda: "}".format(1), lambda: "{!x}".format(1), lambda: "{0.nope}".format(1), lambda: "{0[5]}".format([1]), lambda: "{1}".format(1)):
    try:
        print(f())
    except (IndexError, KeyError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print("{a[b]} {a[c][0]}".format(a={"b": 1, "c": [2]}), "{0:>{1}}".format("r", 4), "%s|%5s|%-5s|%05d|%.2f|%x|%%" % ("a", "b", "c", 42, 3.14159, 255))
print("{:>8}{:>8}{:>8}".format("name", "qty", "price"))
for name, qty, price in [("ham", 2, 3.5), ("eggs", 12, 0.25)]:
    print("{:>8}{:>8d}{:>8.2f}".format(name, qty, price))
print("{}".format("{}"), "{0}{0}".format("ab"), str.format("{}-{}", 1, 2), "{x.__class__.__name__}".format(x=3), "{:{fill}{align}{width}}".format("m", fill="*", align="^", width=7))
print("{:d}".format(10 ** 25), "{:,}".format(10 ** 25), "{:e}".format(10 ** 25), "{:.3}".format(10.0 ** 25))
print("Name: {name!r:<10}Age: {age:03d}".format(**{"name": "Bo", "age": 7}), "{0:{1}{2}}".format(5, "0", "4d"))

# Floats: repr, rounding, special values, comparison with integers.
print(0.1, 0.1 + 0.2, 1.0, -0.0, 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001, 1.5e300 * 1e10)
print(1e22, 1e23, 5e-324, 1.7976931348623157e308, 2.0 ** 0.5, 1 / 3, 100.0, 1e2, 12345678901234567.0)
print(float("inf"), float("-inf"), float("nan"), float(" 1.5 "), float("1e3"), float("1_0.5"), float("infinity"))
inf = float("inf")
nan = float("nan")
print(inf - inf, inf * 0, nan == nan, nan != nan, inf > 10 ** 400, -inf < inf, nan < 1)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2))
print(2 ** 0.5, 2 ** -2, (-8) ** 2.0, 4 ** 0.5, 0.0 ** 0, 10 ** -3)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, 2), round(1234.5678, -2), round(0.5), round(1e20))
print(int(1e18), int(-2.9), (3.0).is_integer(), (3.5).is_integer(), (0.75).as_integer_ratio(), (1e300).as_integer_ratio()[1])
print((255.5).hex(), float.fromhex("0x1.8p3"), (0.1).hex(), float.fromhex("-0x1p-2"))
print(1.0 == 1, 1.5 > 1, 2 ** 53 == 2.0 ** 53, hash(1.0) == hash(1), hash(0.5), hash(inf), hash(1e300) == hash(int(1e300)))
print(abs(-1.5), max(1.5, 2), min(0.5, -0.0), sum([0.1] * 10), sum([0.1, 0.2, 0.3]))
for text in ("", "abc", "1.2.3", "0x10", "--1"):
    try:
        print(float(text))
    except ValueError as e:
        print(e)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: 10.0 ** 400):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(f"{3.14159:.2f} {3.14159:10.3f}| {3.14159:<10.1f}| {3.14159:+.0f} {1234567.891:,.2f} {0.000123:e} {123456789:.3e} {0.25:%} {0.1234:.1%}")
print(f"{1e10:g} {1e-10:g} {123456:g} {1234567:g} {0.0001:g} {100.0:g} {1.5:G} {1e100:n} {3.0:.3g} {1e6:.10g} {2.5:.0f} {3.5:.0f} {1e16:.1f}")
print(f"{inf:f} {nan:.2f} {-inf:10} {inf:e} {1.0:010.3f} {-1.5:08.2f} {1.5:*^12} {0.0:.0e} {-0.0:.1f} {1e-7:.3}")
print(str(1.1), repr(1.1), "%s" % 1e5, [1.0, 2.50, 1e100], {0.1: 1})
x = 1.5
x += 1; x -= 0.25; x *= 4; x /= 3; x //= 1; x **= 2; x %= 5
print(x)
print(0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9, 1e308 * 10, -1e308 * 10, 5e-324 / 2)
print(3.0.__add__(2), (1.5).__round__(), 3.7.__trunc__(), 3.7.__floor__(), 3.2.__ceil__(), 1.0.__eq__(1), 1.0.__eq__("x"))
print(float(), int(), bool(0.0), bool(nan), not 0.0, 0.0 or "zero", 1.5 and "one")

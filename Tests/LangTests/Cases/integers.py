# Integer arithmetic, bases, bit operations and conversions.
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(divmod(17, 5), divmod(-17, 5), divmod(17, -5))
print(2 ** 10, (-2) ** 3, 2 ** -1, 0 ** 0)
print(1_000_000, 0xFF, 0o17, 0b1011, 0x_dead_beef)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -1 >> 3, 1023 >> 4)
print(bin(10), oct(64), hex(255), bin(-5), hex(-255))
print(int("42"), int("-17"), int("  8 "), int("ff", 16), int("0b101", 0), int("z", 36), int("1_000"))
print(int(3.9), int(-3.9), int(True), int("0x1f", 16))
print((10).bit_length(), (255).bit_count(), (-8).bit_length())
print((1024).to_bytes(2, "big"), int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff", "little", signed=True))
print(pow(3, 4, 5), pow(2, 100, 7), pow(3, -1, 7))
print(abs(-5), round(15, -1), round(25, -1), round(1234, -2))
print(True + True, True * 3, False - 1, True == 1, isinstance(True, int))
print(3 < 4 < 5, 3 < 4 > 2, 1 == 1.0, 1 is not None)
print((5).conjugate(), (5).numerator, (5).denominator, (5).real, (5).imag)
for bad in ("", "x", "1.5", "0x1f", "1__0", "_1"):
    try:
        print(int(bad))
    except ValueError as e:
        print(e)
try:
    1 // 0
except ZeroDivisionError as e:
    print(type(e).__name__, e)
try:
    1 % 0
except ZeroDivisionError as e:
    print(e)
try:
    1 << -1
except ValueError as e:
    print(e)
try:
    pow(2, -1, 4)
except ValueError as e:
    print(e)
print(sum(range(1000)), max(3, 1, 2), min([4, 2, 8]), sum([1, 2, 3], 10))
x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 50; x <<= 2; x >>= 1; x |= 1; x &= 0xFE; x ^= 3
print(x)
print(hash(5), hash(True), hash(-1), hash(2 ** 61 - 1), hash(2 ** 61))
print(f"{255:x} {255:X} {255:#x} {255:b} {255:o} {255:08b} {1234567:,} {1234567:_} {65:c} {42:>8} {42:<8}| {42:^8} {42:+} {-42:=8}")

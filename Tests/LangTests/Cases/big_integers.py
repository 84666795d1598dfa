# Integers beyond 64 bits.
a = 2 ** 64
b = 10 ** 30
print(a, a - 1, a + 1, -a)
print(a * a, a * b, b // a, b % a, -b // a, -b % a)
print(2 ** 63 - 1, 2 ** 63, -2 ** 63, -(2 ** 63) - 1)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2)
print(-9223372036854775808 // -1, abs(-9223372036854775808))
print(3037000500 * 3037000500, 4611686018427387904 * 2, 4611686018427387904 + 4611686018427387904)
print(a >> 3, a << 5, (a << 70) >> 70 == a, a & (a - 1), a | 1, a ^ b, ~a)
print(divmod(b, 7), divmod(-b, 7), pow(7, 300, 10 ** 20))


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


print(factorial(25))
print(factorial(100))
print(len(str(factorial(500))))


def fib(n):
    x, y = 0, 1
    for _ in range(n):
        x, y = y, x + y
    return x


print(fib(100), fib(300))
print(int("123456789012345678901234567890"), int("-" + "9" * 40))
print(hex(2 ** 100), bin(2 ** 70 + 1), oct(2 ** 65))
print(int("ffffffffffffffffffff", 16), int("1" * 80, 2))
print(a == float(a), a < 1e30, b > 1.5, 2 ** 53 + 1 == float(2 ** 53 + 1))
print(float(10 ** 22), float(2 ** 100), int(1e22), int(1e300) % 1000)
print(10 ** 20 / 10 ** 18, 10 ** 400 // 10 ** 398, (10 ** 400) / (10 ** 399))
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)
try:
    10 ** 400 / 3
except OverflowError as e:
    print(e)
print(hash(2 ** 64), hash(10 ** 30), hash(-(10 ** 30)), hash(10 ** 30) == hash(1e30))
print(round(12345678901234567890123, -5), (2 ** 70).bit_length(), (-(2 ** 70)).bit_length())
print((2 ** 80).to_bytes(11, "big"), int.from_bytes(bytes(range(12)), "little"))
print(f"{2 ** 80:,} {2 ** 80:x} {2 ** 80:e} {-2 ** 70:+d}")
print(sorted([2 ** 70, -2 ** 70, 5, 2 ** 64, 1.5]))
print({2 ** 70: "a"}[2 ** 70], 2 ** 70 in {2 ** 70}, [2 ** 65].index(2 ** 65))
import math
print(math.isqrt(10 ** 40), math.gcd(2 ** 70, 6 ** 30), math.comb(100, 50), math.perm(30, 12), math.factorial(30))
x = 1
for i in range(1, 30):
    x = x * i + i
print(x, -x % 97, x // 10 ** 10)

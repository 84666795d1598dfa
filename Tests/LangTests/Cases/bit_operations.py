# Bitwise operations around the edges of machine words.
edges = [0, 1, 2 ** 31, 2 ** 62, 2 ** 63, 2 ** 64, 2 ** 65, 2 ** 127, 2 ** 128]
numbers = sorted({s * (e + d) for e in edges for d in (-2, -1, 0, 1) for s in (1, -1)})
total = 0
for a in numbers:
    for b in numbers:
        x, o, n = a ^ b, a | b, a & b
        if x != o - n or x != (a & ~b) | (~a & b) or a + b != o + n or ~(a & b) != ~a | ~b:
            print("wrong", a, b, x, o, n)
        total = (total * 31 + x * 7 + o * 5 + n) % 1000003
print(len(numbers), total)
print(-2 ** 63 ^ 2 ** 62, -2 ** 64 | 2 ** 63, -2 ** 64 & 2 ** 64 - 1, ~(2 ** 64), -1 & 2 ** 200, -2 ** 128 ^ -1)
print([(-2 ** 65 + 3) >> k for k in (1, 63, 64, 65, 66, 200)], (-5) << 70, pow(3, -1, 1), pow(5, 0, 1), pow(2, -1, 7), 0 / -5, 0 / -10 ** 30)
